/*
 * What had to be guessed, as notes at the place: a year the field does not say, a
 * value carried down from another row or group, words put together again.
 */
#include "fact/fact.h"

static void note(vnp__facts *f, const char *rule, const vnp_item *item, vnp_span span)
{
    vnp_diagnostic *d = VNP__ADD_MOVING(f->arena, &f->plan->diagnostics);
    d->rule = vnp__str_c(rule);
    d->severity = VNP_NOTE;
    d->span = span;
    if (item)
        d->item = item->id;
}

/* Whether a value stands above the entry or the row that it was given to. */
static bool is_carried(const vnp_item *item, const vnp_value *value)
{
    if (value->spans.count == 0 || item->spans.count == 0)
        return false;
    return value->spans.at[0].begin < item->spans.at[0].begin;
}

static void note_parties(vnp__facts *f, const vnp_item *item, const vnp_party_list *parties)
{
    for (uint32_t i = 0; i < parties->count; i++)
        if (is_carried(item, &parties->at[i].value))
            note(f, "inherited-value", item, parties->at[i].value.spans.at[0]);
}

static void note_item(vnp__facts *f, const vnp_item *item)
{
    for (uint32_t i = 0; i < item->deadlines.count; i++)
        if (item->deadlines.at[i].inferred_year && item->deadlines.at[i].value.spans.count)
            note(f, "inferred-year", item, item->deadlines.at[i].value.spans.at[0]);
    if (item->kind == VNP_ITEM_DUTY)
        return; /* a duty's owner stands above it by nature */
    note_parties(f, item, &item->owners);
    note_parties(f, item, &item->collaborators);
    for (uint32_t i = 0; i < item->outputs.count; i++)
        if (is_carried(item, &item->outputs.at[i]))
            note(f, "inherited-value", item, item->outputs.at[i].spans.at[0]);
}

/* Words that recognition tore and that were read as one. */
static void note_torn(vnp__facts *f, const vnp__run *run)
{
    for (uint32_t i = 0; i < vnp__run_pieces(run); i++) {
        vnp__piece p = vnp__run_piece(run, i);
        if (p.gap == VNP__GAP_TORN)
            note(f, "repaired-word", NULL, (vnp_span){p.nrm - 1, p.nrm});
    }
}

void vnp__guesses_read(vnp__facts *f)
{
    for (uint32_t i = 0; i < f->plan->items.count; i++)
        note_item(f, &f->plan->items.at[i]);
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        const vnp__table *table = vnp__node_table(n);
        if (!table)
            note_torn(f, &n->run);
        for (uint32_t r = 0; table && r < table->rows.count; r++)
            for (uint32_t c = 0; c < table->rows.at[r].count; c++)
                note_torn(f, &table->rows.at[r].cells[c]);
    }
}
