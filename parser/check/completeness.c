/* What an item lacks. A field that only some items of a document have is missed
 * where most have it. */
#include "check/checks.h"

/* Fields that rules speak of. */
typedef enum field {
    FIELD_OWNER,
    FIELD_DEADLINE,
    FIELD_ACTION,
    FIELD_OUTPUT,
    FIELD_COLLABORATOR,
    FIELD_COUNT
} field;

static bool has_field(const vnp_item *item, field which)
{
    switch (which) {
    case FIELD_OWNER:
        return item->owners.count > 0;
    case FIELD_DEADLINE:
        return item->deadlines.count > 0;
    case FIELD_ACTION:
        return item->actions.count > 0;
    case FIELD_OUTPUT:
        return item->outputs.count > 0;
    case FIELD_COLLABORATOR:
        return item->collaborators.count > 0;
    case FIELD_COUNT:
        break;
    }
    return false;
}

/*
 * A row of a table of figures states a goal of the whole; where the table has no
 * column for a field, its rows give nobody work and lack nothing.
 */
static bool is_exempt(const vnp__checker *c, uint32_t i, field which)
{
    static const vnp__field_kind kinds[FIELD_COUNT] = {VNP__KIND_OWNER, VNP__KIND_DEADLINE,
                                                       VNP__KIND_ACTION, VNP__KIND_OUTPUT,
                                                       VNP__KIND_COLLABORATOR};
    const vnp__columns *columns = c->sheet_of[i];
    return columns && columns->figures && vnp__column_of(columns, kinds[which]) < 0;
}

/* Whether the rule speaks of the item at all. */
static bool concerns(const vnp__checker *c, uint32_t i, field which)
{
    const vnp_item *item = &c->plan->items.at[i];
    if (!vnp__is_work(item) || is_exempt(c, i, which))
        return false;
    if (which == FIELD_ACTION)
        return item->kind == VNP_ITEM_CRITERION;
    if (which == FIELD_OUTPUT || which == FIELD_COLLABORATOR)
        return item->kind == VNP_ITEM_TASK;
    return true;
}

/* Whether the author wrote the field: a date, too, that does not exist. */
static bool is_written(const vnp__checker *c, uint32_t i, field which)
{
    return has_field(&c->plan->items.at[i], which) || (which == FIELD_DEADLINE && c->bad_date[i]);
}

typedef struct tally {
    uint32_t all, with;
} tally;

static tally count(const vnp__checker *c, field which)
{
    tally t = {0, 0};
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        if (!concerns(c, i, which))
            continue;
        t.all++;
        t.with += is_written(c, i, which);
    }
    return t;
}

static void report_missing(vnp__checker *c, const char *rule, field which)
{
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        const vnp_item *item = &c->plan->items.at[i];
        if (concerns(c, i, which) && !is_written(c, i, which))
            vnp__report(c, rule, i, vnp__item_span(item), VNP__ARGS(item->id, item->title.text));
    }
}

static void check_titles(vnp__checker *c)
{
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        const vnp_item *item = &c->plan->items.at[i];
        bool fields = item->scores || item->targets.count || item->budget.text.len;
        for (int k = 0; k < FIELD_COUNT; k++)
            fields = fields || has_field(item, (field)k);
        if (vnp__is_work(item) && item->title.text.len == 0 && fields)
            vnp__report(c, "missing-title", i, vnp__item_span(item), VNP__ARGS(item->id));
    }
}

void vnp__check_completeness(vnp__checker *c)
{
    static const struct {
        field which;
        const char *rule;
    } most[] = {
        {FIELD_ACTION, "missing-action"},
        {FIELD_OUTPUT, "missing-output"},
        {FIELD_COLLABORATOR, "missing-collaborator"},
    };
    report_missing(c, "missing-owner", FIELD_OWNER);
    tally deadlines = count(c, FIELD_DEADLINE);
    if (deadlines.with > 0) {
        report_missing(c, "missing-deadline", FIELD_DEADLINE);
    } else if (deadlines.all > 0) {
        const vnp_value *title = &c->plan->head.title;
        vnp_span span =
            title->spans.count ? title->spans.at[0] : vnp__item_span(&c->plan->items.at[0]);
        vnp__report(c, "no-deadlines", VNP__NO_ITEM, span, NULL);
    }
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        tally t = count(c, most[i].which);
        if (t.with * 2 > t.all)
            report_missing(c, most[i].rule, most[i].which);
    }
    check_titles(c);
}
