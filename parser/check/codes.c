/* The same code or the same text twice. */
#include "check/checks.h"

#include <stdlib.h>

/* A text or code with where it stands; equal ones are neighbours when sorted. */
typedef struct entry {
    vnp_str key, code;
    uint32_t scope; /* only within one table or one part's lists */
    uint32_t item;
    vnp_span span;
    uint32_t order;
} entry;

typedef struct entry_list {
    entry *at;
    uint32_t count;
} entry_list;

static int compare(vnp_str a, vnp_str b)
{
    uint32_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int by_key(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->scope != y->scope)
        return x->scope < y->scope ? -1 : 1;
    int order = compare(x->key, y->key);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void sort(entry_list *list)
{
    if (list->count > 1)
        qsort(list->at, list->count, sizeof *list->at, by_key);
}

static bool same_key(const entry *a, const entry *b)
{
    return a->scope == b->scope && vnp__str_eq(a->key, b->key);
}

/* -------------------------------------------------------------------- items */

/* Two appendices may number alike, a table and a list too. */
static uint32_t scope_of(const vnp__checker *c, const vnp_item *item)
{
    uint32_t node = item->spans.count ? vnp__node_at(c, item->spans.at[0].begin) : 0;
    if (node >= c->o->nodes.count)
        return 0;
    const vnp__node *n = &c->o->nodes.at[node];
    return n->is_table ? c->o->parts.count + node : n->part;
}

static void check_item_codes(vnp__checker *c)
{
    entry_list list = {0};
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        const vnp_item *item = &c->plan->items.at[i];
        for (uint32_t k = 0; k < item->codes.count; k++) {
            entry e = {.key = item->codes.at[k],
                       .scope = scope_of(c, item),
                       .item = i,
                       .span = vnp__item_span(item),
                       .order = list.count};
            VNP__PUSH(c->arena, &list, e);
        }
    }
    sort(&list);
    for (uint32_t i = 1; i < list.count; i++) {
        const entry *e = &list.at[i], *before = &list.at[i - 1];
        if (!same_key(e, before) || e->item == before->item)
            continue;
        const vnp_item *a = &c->plan->items.at[before->item], *b = &c->plan->items.at[e->item];
        vnp__report(c, "duplicate-code", e->item, e->span, VNP__ARGS(e->key));
        if (a->title.text.len && vnp__str_eq(vnp__word_key(c->arena, a->title.text),
                                             vnp__word_key(c->arena, b->title.text)))
            vnp__report(c, "duplicate-text", e->item, e->span, VNP__ARGS(e->key, b->title.text));
    }
}

/* Below a task, an activity may be what another task has, too. */
static bool is_activity(const vnp_item *item)
{
    for (uint32_t i = 0; i < item->parents.count; i++)
        if (item->parents.at[i].kind != VNP_PARENT_AREA)
            return true;
    return false;
}

/* Tasks of different codes; those of one code are told beside it. */
static void check_task_texts(vnp__checker *c)
{
    entry_list list = {0};
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        const vnp_item *item = &c->plan->items.at[i];
        if (item->kind != VNP_ITEM_TASK || item->codes.count == 0 || item->title.text.len == 0 ||
            is_activity(item))
            continue;
        entry e = {.key = vnp__word_key(c->arena, item->title.text),
                   .code = item->codes.at[0],
                   .scope = scope_of(c, item),
                   .item = i,
                   .span = vnp__item_span(item),
                   .order = i};
        VNP__PUSH(c->arena, &list, e);
    }
    sort(&list);
    for (uint32_t i = 1; i < list.count; i++)
        if (same_key(&list.at[i], &list.at[i - 1]) &&
            !vnp__str_eq(list.at[i].code, list.at[i - 1].code))
            vnp__report(c, "duplicate-text", list.at[i].item, list.at[i].span,
                        VNP__ARGS(list.at[i].code, c->plan->items.at[list.at[i].item].title.text));
}

/* ------------------------------------------------------------------- parents */

static vnp_str code_and_text(vnp_str text, vnp_str *code)
{
    uint32_t parts;
    uint32_t len = vnp__code_read(text, &parts);
    *code = vnp__str_sub(text, 0, parts >= 2 ? len : 0);
    while (len < text.len && strchr(". ", text.ptr[len]))
        len++;
    return code->len ? vnp__str_sub(text, len, text.len) : text;
}

/*
 * Objectives and tasks of a column: each filled cell is one. A cell merged over
 * rows that a copy repeats stands in rows without a running number of their own.
 */
static void add_cells(vnp__checker *c, uint32_t s, vnp__field_kind kind, entry_list *list)
{
    const vnp__sheet_note *sheet = &c->notes->sheets.at[s];
    int column = vnp__column_of(sheet->columns, kind);
    int label = vnp__column_of(sheet->columns, VNP__KIND_LABEL);
    vnp_str last = {0}, last_label = {0};
    for (uint32_t i = sheet->first_row; column >= 0 && i < sheet->end_row; i++) {
        const vnp__row_note *note = &c->notes->rows.at[i];
        bool item = note->role == VNP__ROW_ITEM || note->role == VNP__ROW_PARENT;
        if (!item || (uint32_t)column >= note->row->count)
            continue;
        vnp__slice text = vnp__slice_trim(vnp__slice_all(&note->row->cells[column]));
        vnp_str own_label = label >= 0 && (uint32_t)label < note->row->count
                                ? vnp__run_text(&note->row->cells[label])
                                : (vnp_str){0};
        entry e = {.scope = s * 2 + (kind == VNP__KIND_TASK), .order = list->count};
        vnp_str words = code_and_text(vnp__slice_text(text), &e.code);
        if (words.len == 0)
            continue;
        bool merged = vnp__str_eq(vnp__slice_text(text), last) &&
                      (own_label.len == 0 || vnp__str_eq(own_label, last_label));
        last = vnp__slice_text(text);
        last_label = own_label.len ? own_label : last_label;
        if (merged || !e.code.len)
            continue;
        e.key = vnp__word_key(c->arena, words);
        e.span = vnp__slice_span(c, text);
        VNP__PUSH(c->arena, list, e);
    }
}

static void check_parent_texts(vnp__checker *c)
{
    entry_list list = {0};
    for (uint32_t s = 0; s < c->notes->sheets.count; s++) {
        if (!c->notes->sheets.at[s].columns->nested)
            continue;
        add_cells(c, s, VNP__KIND_OBJECTIVE, &list);
        add_cells(c, s, VNP__KIND_TASK, &list);
    }
    sort(&list);
    for (uint32_t i = 1; i < list.count; i++)
        if (same_key(&list.at[i], &list.at[i - 1]))
            vnp__report(c, "duplicate-text", VNP__NO_ITEM, list.at[i].span,
                        VNP__ARGS(list.at[i].code, list.at[i].key));
}

void vnp__check_codes(vnp__checker *c)
{
    check_item_codes(c);
    check_task_texts(c);
    check_parent_texts(c);
}
