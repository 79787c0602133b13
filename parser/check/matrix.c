/* The six things that have to be clear of every item; which facts make each
 * clear is the word list "matrix". */
#include "check/checks.h"

typedef enum fact {
    FACT_TITLE,
    FACT_OWNERS,
    FACT_OWN_OWNERS,
    FACT_COLLABORATORS,
    FACT_CONSOLIDATORS,
    FACT_DEADLINES,
    FACT_OUTPUTS,
    FACT_TARGETS,
    FACT_ACTIONS,
    FACT_BUDGET,
    FACT_DUTIES,
    FACT_COUNT
} fact;

static const char *const fact_names[FACT_COUNT] = {
    "title",   "owners",  "own owners", "collaborators", "consolidators", "deadlines",
    "outputs", "targets", "actions",    "budget",        "duties"};

const char *const vnp__matrix_columns[VNP_MATRIX_COLUMNS] = {
    "who", "what", "when", "responsibility", "product", "authority"};

/* Owners of the issuer's own level: the others were reported. */
static uint32_t own_owners(const vnp__checker *c, const vnp_item *item)
{
    uint32_t foreign = 0;
    for (uint32_t k = 0; k < item->owners.count; k++) {
        vnp_span_list spans = item->owners.at[k].value.spans;
        foreign += spans.count && vnp__owner_is_foreign(c, &item->owners.at[k]);
    }
    return item->owners.count - foreign;
}

/* Duties given elsewhere to an owner of the item. */
static uint32_t duties_of(const vnp__checker *c, const vnp_item *item)
{
    uint32_t duties = 0;
    for (uint32_t k = 0; k < item->owners.count; k++)
        for (uint32_t d = 0; d < c->duty_owners.count; d++)
            duties += vnp__str_eq(c->duty_owners.at[d], item->owners.at[k].name);
    return duties;
}

static uint32_t count_of(const vnp__checker *c, const vnp_item *item, fact which)
{
    switch (which) {
    case FACT_TITLE:
        return item->title.text.len > 0;
    case FACT_OWNERS:
        return item->owners.count;
    case FACT_OWN_OWNERS:
        return own_owners(c, item);
    case FACT_COLLABORATORS:
        return item->collaborators.count;
    case FACT_CONSOLIDATORS:
        return item->consolidators.count;
    case FACT_DEADLINES:
        return item->deadlines.count;
    case FACT_OUTPUTS:
        return item->outputs.count;
    case FACT_TARGETS:
        return item->targets.count;
    case FACT_ACTIONS:
        return item->actions.count;
    case FACT_BUDGET:
        return item->budget.text.len > 0;
    case FACT_DUTIES:
        return duties_of(c, item);
    case FACT_COUNT:
        break;
    }
    return 0;
}

/* Names of owners of duties, each once: few, however many duties there are. */
static void find_duty_owners(vnp__checker *c)
{
    enum { MAX_OWNERS = 200 };
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        const vnp_item *item = &c->plan->items.at[i];
        for (uint32_t k = 0; !vnp__is_work(item) && k < item->owners.count; k++) {
            bool known = c->duty_owners.count == MAX_OWNERS;
            for (uint32_t d = 0; d < c->duty_owners.count && !known; d++)
                known = vnp__str_eq(c->duty_owners.at[d], item->owners.at[k].name);
            if (!known)
                VNP__PUSH(c->arena, &c->duty_owners, item->owners.at[k].name);
        }
    }
}

void vnp__matrix_fill(vnp__checker *c, vnp_matrix_row_list *out)
{
    bool answers[VNP_MATRIX_COLUMNS][FACT_COUNT];
    for (int k = 0; k < VNP_MATRIX_COLUMNS; k++)
        for (int f = 0; f < FACT_COUNT; f++)
            answers[k][f] =
                vnp__word_find(c->rules, VNP__LIST_MATRIX,
                               vnp__str_format(c->arena, "%s: %s", vnp__matrix_columns[k],
                                               fact_names[f])) != NULL;
    find_duty_owners(c);
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        const vnp_item *item = &c->plan->items.at[i];
        if (!vnp__is_work(item))
            continue;
        vnp_matrix_row *row = VNP__ADD(c->arena, out);
        row->item = i;
        for (int k = 0; k < VNP_MATRIX_COLUMNS; k++)
            for (int f = 0; f < FACT_COUNT; f++)
                row->counts[k] += answers[k][f] ? count_of(c, item, (fact)f) : 0;
    }
}
