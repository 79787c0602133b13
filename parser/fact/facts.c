#include "fact/fact.h"

#include <stdlib.h>

/* Items come from tables, lists and sentences in turn; readers want them in the
 * order of the text. */
static int by_place(const void *a, const void *b)
{
    const vnp_item *x = a, *y = b;
    uint32_t p = x->spans.count ? x->spans.at[0].begin : 0;
    uint32_t q = y->spans.count ? y->spans.at[0].begin : 0;
    return (p > q) - (p < q);
}

/* ------------------------------------------------------------------------ ids */

/* a, a mark and b as one text: most items need one. */
static vnp_str joined(vnp__arena *arena, vnp_str a, char mark, vnp_str b)
{
    char *at = vnp__arena_bytes(arena, (size_t)a.len + b.len + 2);
    memcpy(at, a.ptr, a.len);
    at[a.len] = mark;
    memcpy(at + a.len + 1, b.ptr, b.len);
    at[a.len + 1 + b.len] = '\0';
    return vnp__str(at, a.len + 1 + b.len);
}

static vnp_str numbered(vnp__arena *arena, vnp_str name, char mark, uint32_t number)
{
    char digits[10];
    uint32_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    return joined(arena, name, mark, vnp__str(digits + at, (uint32_t)sizeof digits - at));
}

/*
 * An id is what a reader would call the item: its first code, else its area and
 * label ("2/e)"), else its label, else its number among the items of its kind
 * ("duty-3"); a second item of the same name gets "#2".
 */
static vnp_str id_of(vnp__arena *arena, const vnp_item *item, uint32_t number)
{
    static const char *const kinds[] = {"criterion", "task", "duty"};
    vnp_str area = {0};
    for (uint32_t i = 0; i < item->parents.count; i++)
        if (item->parents.at[i].kind == VNP_PARENT_AREA)
            area = item->parents.at[i].code;
    if (item->codes.count)
        return item->codes.at[0];
    if (item->label.len && area.len)
        return joined(arena, area, '/', item->label);
    if (item->label.len && item->kind != VNP_ITEM_DUTY)
        return item->label;
    return numbered(arena, vnp__str_c(kinds[item->kind]), '-', number);
}

/* By their ids; of one id as they stand in the list. */
static int by_id(const void *a, const void *b)
{
    const vnp_item *x = *(vnp_item *const *)a, *y = *(vnp_item *const *)b;
    uint32_t len = x->id.len < y->id.len ? x->id.len : y->id.len;
    int order = len ? memcmp(x->id.ptr, y->id.ptr, len) : 0;
    if (order == 0)
        order = (x->id.len > y->id.len) - (x->id.len < y->id.len);
    return order ? order : (x > y) - (x < y);
}

static void give_ids(vnp__arena *arena, vnp__arena *scratch, vnp_item_list *items)
{
    uint32_t numbers[3] = {0};
    vnp__mark mark = vnp__scratch_mark(scratch);
    vnp_item **order = vnp__arena_raw(scratch, ((size_t)items->count + 1) * sizeof *order);
    for (uint32_t i = 0; i < items->count; i++) {
        order[i] = &items->at[i];
        order[i]->id = id_of(arena, order[i], ++numbers[order[i]->kind]);
    }
    if (items->count > 1)
        qsort(order, items->count, sizeof *order, by_id);
    vnp_str name = {0};
    for (uint32_t i = 0, first = 0; i < items->count; i++) {
        vnp_item *item = order[i];
        if (i == 0 || !vnp__str_eq(item->id, name)) {
            first = i;
            name = item->id;
        } else {
            item->id = numbered(arena, name, '#', i - first + 1);
        }
    }
    vnp__scratch_rewind(scratch, mark);
}

void vnp__facts_read(vnp__arena *arena, vnp__arena *scratch, const vnp__outline *o, vnp__matcher *m,
                     uint32_t max_items, vnp_plan *plan, vnp__fact_notes *notes)
{
    vnp__facts f = {.arena = arena,
                    .scratch = scratch,
                    .buffer = o->buffer,
                    .m = m,
                    .o = o,
                    .plan = plan,
                    .notes = notes};
    f.rules = vnp__matcher_rules(m);
    f.max_items = max_items;
    f.uses = vnp__arena_get(arena, ((size_t)o->nodes.count + 1) * sizeof *f.uses);
    vnp__mark mark = vnp__scratch_mark(scratch);
    f.told = vnp__arena_get(scratch, ((size_t)o->nodes.count + 1) * sizeof *f.told);
    vnp__head_read(&f);
    vnp__foot_read(&f);
    vnp__rows_read(&f);
    vnp__calendar_read(&f);
    vnp__entries_read(&f);
    vnp__duties_read(&f);
    vnp__goals_read(&f);
    vnp__sections_read(&f);
    vnp__citations_read(&f);
    vnp__scratch_rewind(scratch, mark);
    if (plan->items.count > 1)
        qsort(plan->items.at, plan->items.count, sizeof *plan->items.at, by_place);
    give_ids(arena, scratch, &plan->items);
    vnp__guesses_read(&f);
    if (notes) {
        notes->level = f.level;
        notes->uses = f.uses;
    }
}
