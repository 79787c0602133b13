/*
 * Two states of a plan: items that came, went or changed. Items are matched by
 * code, then by title within their area, then by title alone, then by label: what
 * is left under one label is one item with another title. Each is matched once.
 */
#include "check/diff.h"

#include "rule/rule.h"
#include "text/respell.h"

#include <stdlib.h>

enum { BY_CODE, BY_AREA_AND_TITLE, BY_TITLE, BY_LABEL, ROUNDS };

typedef struct side {
    const vnp_plan *plan;
    bool *matched;
} side;

/* An item under a key; sorted, those of one key in the order of the text. */
typedef struct keyed {
    vnp_str key;
    uint32_t item;
} keyed;

typedef struct differ {
    vnp__arena *arena;
    side before, after;
    uint32_t *partner; /* of an item after: its item before, or UINT32_MAX */
} differ;

static int compare(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    uint32_t len = x->key.len < y->key.len ? x->key.len : y->key.len;
    int order = len ? memcmp(x->key.ptr, y->key.ptr, len) : 0;
    if (order == 0)
        order = (x->key.len > y->key.len) - (x->key.len < y->key.len);
    return order ? order : (x->item > y->item) - (x->item < y->item);
}

static vnp_str title_key(differ *d, const vnp_item *item)
{
    return vnp__respell_key(d->arena, vnp__word_key(d->arena, item->title.text));
}

/* The key of a round; empty where the item has none. A code is one among items of
 * its kind only: tasks and criteria number by themselves. */
static vnp_str key_of(differ *d, const vnp_item *item, int round)
{
    static const char *const kinds[] = {"criterion", "task", "duty"};
    vnp_str area = item->parents.count ? item->parents.at[0].value.text : (vnp_str){0};
    if (round == BY_LABEL && item->label.len)
        return vnp__str_format(d->arena, "%s %.*s", kinds[item->kind], (int)item->id.len,
                               item->id.ptr);
    if (round == BY_CODE && item->codes.count)
        return vnp__str_format(d->arena, "%s %.*s", kinds[item->kind], (int)item->codes.at[0].len,
                               item->codes.at[0].ptr);
    if (round == BY_CODE || round == BY_LABEL || item->title.text.len == 0)
        return (vnp_str){0};
    vnp_str title = title_key(d, item);
    if (round == BY_TITLE)
        return title;
    area = area.len ? vnp__respell_key(d->arena, vnp__word_key(d->arena, area)) : area;
    return vnp__str_format(d->arena, "%.*s|%.*s", (int)area.len, area.len ? area.ptr : "",
                           (int)title.len, title.ptr);
}

static uint32_t collect(differ *d, const side *s, int round, keyed *out)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->plan->items.count; i++) {
        vnp_str key = s->matched[i] ? (vnp_str){0} : key_of(d, &s->plan->items.at[i], round);
        if (key.len)
            out[count++] = (keyed){key, i};
    }
    if (count > 1)
        qsort(out, count, sizeof *out, compare);
    return count;
}

static void match_round(differ *d, int round)
{
    keyed *old = vnp__arena_get(d->arena, ((size_t)d->before.plan->items.count + 1) * sizeof *old);
    keyed *new = vnp__arena_get(d->arena, ((size_t)d->after.plan->items.count + 1) * sizeof *new);
    uint32_t olds = collect(d, &d->before, round, old), news = collect(d, &d->after, round, new);
    for (uint32_t i = 0, k = 0; i < olds && k < news;) {
        keyed a = old[i], b = new[k];
        a.item = b.item = 0;
        int order = compare(&a, &b);
        if (order == 0) {
            d->partner[new[k].item] = old[i].item;
            d->before.matched[old[i].item] = d->after.matched[new[k].item] = true;
        }
        i += order <= 0;
        k += order >= 0;
    }
}

/* --------------------------------------------------------------------- fields */

static void put(vnp__buf *buf, vnp_str text)
{
    if (buf->len && text.len)
        vnp__buf_add(buf, "; ", 2);
    if (text.len)
        vnp__buf_add(buf, text.ptr, text.len);
}

static void put_points(vnp__arena *arena, vnp__buf *buf, const char *name, vnp_score score)
{
    if (score.present)
        put(buf, vnp__str_format(arena, "%s %.10g", name, score.points));
}

/* A field as one text: what is compared and shown. Owners count by their names. */
static vnp_str field_text(vnp__arena *arena, const vnp_item *item, vnp_item_field field)
{
    vnp__buf buf = {.arena = arena};
    switch (field) {
    case VNP_ITEM_TITLE:
        put(&buf, item->title.text);
        break;
    case VNP_ITEM_OWNERS:
        for (uint32_t i = 0; i < item->owners.count; i++)
            put(&buf, item->owners.at[i].name);
        break;
    case VNP_ITEM_DEADLINES:
        for (uint32_t i = 0; i < item->deadlines.count; i++)
            put(&buf, item->deadlines.at[i].value.text);
        break;
    case VNP_ITEM_TARGETS:
        for (uint32_t i = 0; i < item->targets.count; i++)
            put(&buf, item->targets.at[i].value.text);
        break;
    case VNP_ITEM_SCORES:
        if (item->scores) {
            put_points(arena, &buf, "max", item->scores->max);
            put_points(arena, &buf, "achieved", item->scores->achieved);
            put_points(arena, &buf, "target", item->scores->target);
        }
        break;
    case VNP_ITEM_FIELDS:
        break;
    }
    return vnp__buf_str(&buf);
}

static bool same_text(vnp__arena *arena, vnp_str a, vnp_str b)
{
    return vnp__str_eq(a, b) || (a.len && b.len &&
                                 vnp__str_eq(vnp__respell_key(arena, vnp__word_key(arena, a)),
                                             vnp__respell_key(arena, vnp__word_key(arena, b))));
}

static void compare_fields(differ *d, const vnp_item *old, const vnp_item *new,
                           vnp_item_change_list *out)
{
    for (int f = 0; f < VNP_ITEM_FIELDS; f++) {
        vnp_str a = field_text(d->arena, old, (vnp_item_field)f),
                b = field_text(d->arena, new, (vnp_item_field)f);
        if (same_text(d->arena, a, b))
            continue;
        vnp_item_change change = {VNP_ITEM_CHANGED, old, new, (vnp_item_field)f, a, b};
        VNP__PUSH(d->arena, out, change);
    }
}

void vnp__diff(vnp__arena *arena, const vnp_plan *before, const vnp_plan *after,
               vnp_item_change_list *out)
{
    differ d = {.arena = arena, .before = {before, NULL}, .after = {after, NULL}};
    d.before.matched = vnp__arena_get(arena, (size_t)before->items.count + 1);
    d.after.matched = vnp__arena_get(arena, (size_t)after->items.count + 1);
    d.partner = vnp__arena_get(arena, ((size_t)after->items.count + 1) * sizeof *d.partner);
    for (int round = 0; round < ROUNDS; round++)
        match_round(&d, round);
    for (uint32_t i = 0; i < before->items.count; i++)
        if (!d.before.matched[i])
            VNP__PUSH(
                arena, out,
                ((vnp_item_change){.kind = VNP_ITEM_DROPPED, .before = &before->items.at[i]}));
    for (uint32_t i = 0; i < after->items.count; i++) {
        if (d.after.matched[i])
            compare_fields(&d, &before->items.at[d.partner[i]], &after->items.at[i], out);
        else
            VNP__PUSH(arena, out,
                      ((vnp_item_change){.kind = VNP_ITEM_ADDED, .after = &after->items.at[i]}));
    }
}
