/* Facts and stages as short lines: expectations that can be read. */
#include "support/support.h"

typedef struct shown {
    char *text;
    size_t size;
    FILE *file;
} shown;

static void begin(shown *s)
{
    s->file = open_memstream(&s->text, &s->size);
}

static char *end(shown *s)
{
    fclose(s->file);
    return s->text;
}

static void put_str(shown *s, vnp_str text)
{
    if (text.len)
        fwrite(text.ptr, 1, text.len, s->file);
}

static void put_part(shown *s, uint32_t i)
{
    if (i > 0)
        fputs(" | ", s->file);
}

static void put_date(shown *s, vnp_date date)
{
    if (date.year)
        fprintf(s->file, "%04d", date.year);
    if (date.month)
        fprintf(s->file, "-%02d", date.month);
    if (date.day)
        fprintf(s->file, "-%02d", date.day);
}

/* ------------------------------------------------------------------- lists */

static void put_deadlines(shown *s, const vnp_deadline_list *list)
{
    static const char *const kinds[] = {"during", "by", "recurring", "event"};
    static const char *const frequencies[] = {"",          " continuous", " daily",      " weekly",
                                              " monthly",  " quarterly",  " semiannual", " annual",
                                              " periodic", " ad-hoc"};
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp_deadline *d = &list->at[i];
        put_part(s, i);
        fprintf(s->file, "%s%s", kinds[d->kind], frequencies[d->frequency]);
        if (d->start.year || d->end.year) {
            fputs(" ", s->file);
            put_date(s, d->start);
            fputs("..", s->file);
            put_date(s, d->end);
        }
        if (d->inferred_year)
            fputs("?", s->file);
    }
}

static void put_targets(shown *s, const vnp_target_list *list)
{
    static const char *const comparators[] = {"=", ">=", ">", "<=", "<"};
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp_target *t = &list->at[i];
        put_part(s, i);
        fprintf(s->file, "%s %.10g", comparators[t->comparator], t->figure);
        if (t->whole > 0)
            fprintf(s->file, "/%.10g", t->whole);
        fputs(" ", s->file);
        put_str(s, t->unit);
    }
}

static void put_parties(shown *s, const vnp_party_list *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp_party *p = &list->at[i];
        put_part(s, i);
        put_str(s, p->value.text);
        if (!vnp__str_eq(p->value.text, p->name)) {
            fputs(" => ", s->file);
            put_str(s, p->name);
        }
    }
}

static void put_values(shown *s, const vnp_value_list *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        put_part(s, i);
        put_str(s, list->at[i].text);
    }
}

static void put_citations(shown *s, const vnp_citation_list *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp_citation *c = &list->at[i];
        put_part(s, i);
        put_str(s, c->type.len ? c->type : VNP__STR("-"));
        fputs(", ", s->file);
        put_str(s, c->number.len ? c->number : VNP__STR("-"));
        fputs(", ", s->file);
        if (c->date.year)
            put_date(s, c->date);
        else
            fputs("-", s->file);
    }
}

#define SHOW(name, T)                                                                              \
    char *show_##name(const T *list)                                                               \
    {                                                                                              \
        shown s;                                                                                   \
        begin(&s);                                                                                 \
        put_##name(&s, list);                                                                      \
        return end(&s);                                                                            \
    }

SHOW(deadlines, vnp_deadline_list)
SHOW(targets, vnp_target_list)
SHOW(parties, vnp_party_list)
SHOW(values, vnp_value_list)
SHOW(citations, vnp_citation_list)

char *show_str(vnp_str text)
{
    shown s;
    begin(&s);
    put_str(&s, text);
    return end(&s);
}

char *show_value(vnp_value value)
{
    return show_str(value.text);
}

/* ------------------------------------------------------------------- items */

static void put_score(shown *s, const vnp_score *score)
{
    if (score->present)
        fprintf(s->file, "%.10g", score->points);
    else
        fputs("-", s->file);
}

static void put_parents(shown *s, const vnp_parent_list *parents)
{
    static const char *const kinds[] = {"area", "objective", "task"};
    for (uint32_t i = 0; i < parents->count; i++) {
        const vnp_parent *p = &parents->at[i];
        fprintf(s->file, "; %s ", kinds[p->kind]);
        if (p->code.len) {
            fputs("[", s->file);
            put_str(s, p->code);
            fputs("] ", s->file);
        }
        put_str(s, p->value.text);
    }
}

static void put_party_field(shown *s, const char *name, const vnp_party_list *list)
{
    if (list->count == 0)
        return;
    fprintf(s->file, "; %s: ", name);
    put_parties(s, list);
}

static void put_value_field(shown *s, const char *name, const vnp_value_list *list)
{
    if (list->count == 0)
        return;
    fprintf(s->file, "; %s: ", name);
    put_values(s, list);
}

static void put_name(shown *s, const vnp_item *item, unsigned what)
{
    static const char *const kinds[] = {"criterion", "task", "duty"};
    const char *space = "";
    if (what & SHOW_KIND) {
        fputs(kinds[item->kind], s->file);
        space = " ";
    }
    if ((what & SHOW_LABEL) && item->label.len) {
        fprintf(s->file, "%s\"", space);
        put_str(s, item->label);
        fputs("\"", s->file);
        space = " ";
    }
    if ((what & SHOW_CODES) && item->codes.count) {
        fprintf(s->file, "%s[", space);
        for (uint32_t i = 0; i < item->codes.count; i++) {
            fputs(i ? "," : "", s->file);
            put_str(s, item->codes.at[i]);
        }
        fputs("]", s->file);
        space = " ";
    }
    if ((what & SHOW_TITLE) && item->title.text.len) {
        fputs(space, s->file);
        put_str(s, item->title.text);
    }
}

static void put_item(shown *s, const vnp_item *item, unsigned what)
{
    put_name(s, item, what);
    if (what & SHOW_PARENTS)
        put_parents(s, &item->parents);
    if (what & SHOW_OWNERS) {
        put_party_field(s, "owners", &item->owners);
        put_party_field(s, "with", &item->collaborators);
        put_party_field(s, "sums up", &item->consolidators);
    }
    if ((what & SHOW_DEADLINES) && item->deadlines.count) {
        fputs("; when: ", s->file);
        put_deadlines(s, &item->deadlines);
    }
    if ((what & SHOW_TARGETS) && item->targets.count) {
        fputs("; targets: ", s->file);
        put_targets(s, &item->targets);
    }
    if (what & SHOW_ACTIONS)
        put_value_field(s, "actions", &item->actions);
    if (what & SHOW_OUTPUTS)
        put_value_field(s, "outputs", &item->outputs);
    if ((what & SHOW_BUDGET) && item->budget.text.len) {
        fputs("; budget: ", s->file);
        put_str(s, item->budget.text);
    }
    if ((what & SHOW_SCORES) && item->scores) {
        fputs("; scores: ", s->file);
        put_score(s, &item->scores->max);
        fputs("/", s->file);
        put_score(s, &item->scores->achieved);
        fputs("/", s->file);
        put_score(s, &item->scores->target);
    }
    for (uint32_t i = 0; (what & SHOW_OTHER) && i < item->other.count; i++) {
        fputs("; other ", s->file);
        put_str(s, item->other.at[i].label);
        fputs(": ", s->file);
        put_str(s, item->other.at[i].value.text);
    }
    fputs("\n", s->file);
}

char *show_items(const vnp_plan *plan, unsigned what)
{
    shown s;
    begin(&s);
    for (uint32_t i = 0; i < plan->items.count; i++)
        put_item(&s, &plan->items.at[i], what);
    return end(&s);
}

/* ------------------------------------------------------------------ stages */

static void put_table(shown *s, const vnp__table *table)
{
    fputs("table\n", s->file);
    for (uint32_t r = 0; r < table->rows.count; r++) {
        const vnp__row *row = &table->rows.at[r];
        fputs("  [", s->file);
        for (uint32_t c = 0; c < row->count; c++) {
            fputs(c ? "|" : "", s->file);
            put_str(s, vnp__run_text(&row->cells[c]));
        }
        fputs("]\n", s->file);
    }
}

char *show_blocks(const vnp__block_list *blocks)
{
    shown s;
    begin(&s);
    for (uint32_t i = 0; i < blocks->count; i++) {
        const vnp__block *b = &blocks->at[i];
        if (b->kind == VNP__BLOCK_TABLE) {
            put_table(&s, b->table);
            continue;
        }
        if (b->heading)
            fprintf(s.file, "h%u \"", b->heading);
        else
            fputs(b->strong ? "strong \"" : "text \"", s.file);
        put_str(&s, vnp__run_text(&b->run));
        fputs("\"\n", s.file);
    }
    return end(&s);
}

char *show_outline(const vnp__outline *o)
{
    shown s;
    begin(&s);
    for (uint32_t i = 0; i < o->nodes.count; i++) {
        const vnp__node *n = &o->nodes.at[i];
        if (n->region != VNP__REGION_BODY)
            continue;
        fprintf(s.file, "%*s", 2 * (n->level - 1), "");
        if (n->is_table) {
            fputs("table\n", s.file);
            continue;
        }
        if (vnp__node_label(n).len) {
            put_str(&s, vnp__node_label(n));
            fputs(" ", s.file);
        }
        put_str(&s, vnp__slice_text(vnp__node_body(n)));
        fputs("\n", s.file);
    }
    return end(&s);
}
