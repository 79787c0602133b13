#include "rule/part.h"

#include "text/chars.h"

#include <stdlib.h>

enum { MAX_LITERALS = 400 };

static const double HUGE_COST = 1e9;

/* ---------------------------------------------------------------------- cost */

/*
 * How often a byte stands in Vietnamese text, roughly. Only the order of the costs
 * that come of it matters, and only for speed.
 */
static double share_of(unsigned char byte)
{
    static const struct {
        char byte;
        double share;
    } marks[] = {{' ', 0.18},  {'.', 0.012}, {',', 0.012}, {'-', 0.006}, {'/', 0.004},
                 {':', 0.004}, {';', 0.003}, {'(', 0.003}, {')', 0.003}, {'%', 0.001}};
    enum {
        COMMON = 1 << ('n' - 'a') | 1 << ('h' - 'a') | 1 << ('t' - 'a') | 1 << ('c' - 'a') |
                 1 << ('g' - 'a') | 1 << ('i' - 'a')
    };
    if (byte >= 'a' && byte <= 'z')
        return COMMON >> (byte - 'a') & 1 ? 0.07 : 0.025;
    if (byte >= '0' && byte <= '9')
        return byte == '0' ? 0.04 : 0.004; /* in a literal 0 stands for all */
    if (byte >= 0xE2)
        return 0.004; /* dashes and quotation marks */
    if (byte >= 0xC0)
        return 0.07;
    if (byte >= 0x80)
        return 0.25; /* a continuation depends on what it continues */
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if ((char)byte == marks[i].byte)
            return marks[i].share;
    return 0.0005;
}

/* Figures come together, in numbers and dates. */
static double share_behind(unsigned char before, unsigned char byte)
{
    bool figure = byte >= '0' && byte <= '9';
    if (before >= '0' && before <= '9')
        return figure ? 0.5 : byte == '/' ? 0.08 : byte == '%' ? 0.03 : share_of(byte);
    return figure && before == '/' ? 0.8 : share_of(byte);
}

static double share_of_text(vnp_str text)
{
    double share = text.len ? share_of((unsigned char)text.ptr[0]) : 1;
    for (uint32_t i = 1; i < text.len; i++)
        share *= share_behind((unsigned char)text.ptr[i - 1], (unsigned char)text.ptr[i]);
    return share;
}

/* A wide window makes the matcher try many places for each literal found, of a single
 * place more can be told. Subjects begin at few places of a text. */
static double cost_of(const vnp__literal *l)
{
    double width = l->most == VNP__NO_BOUND ? 100 : l->most - l->least;
    return share_of_text(l->bytes) * (width > 0 ? 15 + width : 10) *
           (l->at_begin && l->most == 0 ? 0.02 : 1);
}

static double cost_of_list(const vnp__literal_list *list)
{
    double cost = 0;
    for (uint32_t i = 0; i < list->count; i++)
        cost += cost_of(&list->at[i]);
    return cost;
}

/* ----------------------------------------------------------------- distances */

static uint32_t add_bound(uint32_t a, uint32_t b)
{
    uint32_t sum = a + b;
    return a == VNP__NO_BOUND || b == VNP__NO_BOUND || sum >= VNP__NO_BOUND ? VNP__NO_BOUND : sum;
}

static uint32_t times_bound(uint32_t a, uint32_t n)
{
    if (a == 0 || n == 0)
        return 0;
    return a == VNP__NO_BOUND || n == VNP__NO_BOUND || a * n >= VNP__NO_BOUND ? VNP__NO_BOUND
                                                                              : a * n;
}

/* --------------------------------------------------------------------- edges */

vnp__edges *vnp__edges_new(vnp__arena *arena, uint32_t cap)
{
    cap = cap < VNP__MAX_EDGES ? cap : VNP__MAX_EDGES;
    vnp__edges *set = vnp__arena_raw(arena, sizeof *set + cap * sizeof *set->at);
    set->count = 0;
    set->cap = cap;
    return set;
}

bool vnp__edges_add(vnp__edges *set, vnp_str bytes, bool closed)
{
    for (uint32_t i = 0; i < set->count; i++)
        if (set->at[i].closed == closed && vnp__str_eq(set->at[i].bytes, bytes))
            return true;
    if (set->count == set->cap)
        return false;
    set->at[set->count++] = (vnp__edge){bytes, closed};
    return true;
}

vnp__edges *vnp__edges_of(vnp__arena *arena, vnp_str only)
{
    vnp__edges *set = vnp__edges_new(arena, 1);
    vnp__edges_add(set, only, false);
    return set;
}

static bool any_open(const vnp__edges *set)
{
    for (uint32_t i = 0; set && i < set->count; i++)
        if (!set->at[i].closed)
            return true;
    return false;
}

/* The same texts, all of them open or all closed. */
static vnp__edges *all_as(vnp__arena *arena, const vnp__edges *set, bool closed)
{
    if (!set)
        return NULL;
    vnp__edges *out = vnp__edges_new(arena, set->count);
    for (uint32_t i = 0; i < set->count; i++)
        vnp__edges_add(out, set->at[i].bytes, closed);
    return out;
}

/* Which way edges grow. */
typedef enum edge_side { FRONT, BACK } edge_side;

/* Adds x and y as one text. One longer than any literal is closed; of what matches end
 * with, a few bytes do. */
static bool add_joined(vnp__arena *arena, vnp__edges *set, vnp_str x, vnp_str y, bool closed,
                       edge_side side)
{
    enum { TAIL = 8 };
    char *bytes = vnp__arena_bytes(arena, (size_t)x.len + y.len + 1);
    vnp_str all = vnp__str(bytes, x.len + y.len);
    memcpy(bytes, x.ptr, x.len);
    memcpy(bytes + x.len, y.ptr, y.len);
    if (side == BACK && all.len > TAIL)
        return vnp__edges_add(set, vnp__str_sub(all, all.len - TAIL, all.len), true);
    return vnp__edges_add(set, all, closed || all.len > VNP__LITERAL_BYTES);
}

/* The texts of `near`, each open one with all of `far` at its side; NULL where they are
 * too many. */
static vnp__edges *product(vnp__arena *arena, const vnp__edges *near, const vnp__edges *far,
                           edge_side side)
{
    if (!near || !far || near->count * far->count > VNP__MAX_EDGES)
        return NULL;
    vnp__edges *out = vnp__edges_new(arena, near->count * far->count);
    for (uint32_t i = 0; i < near->count; i++) {
        const vnp__edge *x = &near->at[i];
        if (x->closed && !vnp__edges_add(out, x->bytes, true))
            return NULL;
        for (uint32_t k = 0; k < far->count && !x->closed; k++) {
            const vnp__edge *y = &far->at[k];
            if (!add_joined(arena, out, (side == BACK ? y : x)->bytes,
                            (side == BACK ? x : y)->bytes, y->closed, side))
                return NULL;
        }
    }
    return out;
}

/* ------------------------------------------------------------------ literals */

static bool begins_with(vnp_str text, vnp_str front)
{
    return text.len >= front.len && memcmp(text.ptr, front.ptr, front.len) == 0;
}

/* Adds a literal, unless the list has one that stands wherever this one does. */
static void add_literal(vnp__arena *arena, vnp__literal_list *list, vnp__literal literal)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp__literal *l = &list->at[i];
        if (begins_with(literal.bytes, l->bytes) && l->least <= literal.least &&
            l->most >= literal.most && l->at_begin <= literal.at_begin)
            return;
    }
    VNP__PUSH(arena, list, literal);
}

static int by_length(const void *a, const void *b)
{
    const vnp_str *x = a, *y = b;
    return (x->len > y->len) - (x->len < y->len);
}

/* A literal of a text: its beginning, with any figure as 0. */
static vnp_str literal_of(vnp__arena *arena, vnp_str text)
{
    uint32_t len = text.len < VNP__LITERAL_BYTES ? text.len : VNP__LITERAL_BYTES;
    char *bytes = vnp__arena_bytes(arena, len + 1);
    for (uint32_t i = 0; i < len; i++)
        bytes[i] = vnp__char_is_digit((unsigned char)text.ptr[i]) ? '0' : text.ptr[i];
    return vnp__str(bytes, len);
}

/* Takes the texts as literals at a distance; false where one of them is empty. */
static bool as_literals(vnp__arena *arena, const vnp__edges *set, uint32_t least, uint32_t most,
                        vnp__literal_list *out)
{
    vnp_str sorted[VNP__MAX_EDGES];
    memset(out, 0, sizeof *out);
    for (uint32_t i = 0; i < set->count; i++)
        sorted[i] = set->at[i].bytes;
    qsort(sorted, set->count, sizeof *sorted, by_length);
    for (uint32_t i = 0; i < set->count; i++) {
        if (sorted[i].len == 0)
            return false;
        vnp_str bytes = literal_of(arena, sorted[i]);
        add_literal(arena, out, (vnp__literal){bytes, (uint16_t)least, (uint16_t)most, false});
    }
    return set->count > 0;
}

static void take_if_better(vnp__part *p, const vnp__literal_list *list)
{
    for (uint32_t i = 0; p->at_begin && i < list->count; i++)
        list->at[i].at_begin = true;
    double cost = list->count > MAX_LITERALS ? HUGE_COST : cost_of_list(list);
    if (cost < p->cost) {
        p->best = *list;
        p->cost = cost;
    }
}

/* The literals of a part that begins `least` to `most` bytes behind another. */
static vnp__literal_list moved(vnp__arena *arena, const vnp__literal_list *list, uint32_t least,
                               uint32_t most)
{
    vnp__literal_list out = {0};
    for (uint32_t i = 0; i < list->count; i++) {
        vnp__literal l = list->at[i];
        l.least = (uint16_t)(l.least + least < VNP__NO_BOUND ? l.least + least : VNP__NO_BOUND - 1);
        l.most = (uint16_t)add_bound(l.most, most);
        VNP__PUSH(arena, &out, l);
    }
    return out;
}

/* --------------------------------------------------------------------- parts */

vnp__part vnp__part_place(vnp__arena *arena)
{
    vnp__edges *none = vnp__edges_of(arena, VNP__STR(""));
    return (vnp__part){.front = none, .back = none, .cost = HUGE_COST};
}

vnp__part vnp__part_any(uint32_t min, uint32_t max)
{
    return (vnp__part){.min = min, .max = max, .cost = HUGE_COST};
}

/* Bytes that are no letters are worth looking for: text is full of the others. */
static const double RARE = 0.01;

/* A 0 may stand for any figure of a class. */
static void add_sign(vnp__sign *sign, unsigned char byte, uint32_t within)
{
    for (unsigned char b = byte; b == byte || (byte == '0' && b <= '9'); b++)
        sign->bytes[b >> 3] |= (uint8_t)(1 << (b & 7));
    sign->within = within > sign->within ? within : sign->within;
}

/* A text's first figure, else its first rare byte; its length where it has none. */
static uint32_t sign_at(vnp_str text)
{
    for (uint32_t k = 0; k < text.len; k++)
        if (vnp__char_is_digit((unsigned char)text.ptr[k]))
            return k;
    uint32_t k = 0;
    while (k < text.len && share_of((unsigned char)text.ptr[k]) > RARE)
        k++;
    return k;
}

/* The signs of all texts; nothing where a text has none. */
static vnp__sign sign_of(const vnp__edges *set)
{
    vnp__sign sign = {0};
    for (uint32_t i = 0; i < set->count; i++) {
        vnp_str text = set->at[i].bytes;
        uint32_t k = sign_at(text);
        if (k == text.len)
            return (vnp__sign){0};
        add_sign(&sign, (unsigned char)text.ptr[k], k + 1);
    }
    return sign;
}

static double share_of_sign(const vnp__sign *sign)
{
    double share = sign->within ? 0 : 1;
    for (int b = 0; b < 256 && sign->within; b++)
        share += vnp__sign_has(sign, (char)b) ? share_of((unsigned char)b) : 0;
    return share;
}

static vnp__sign either_sign(const vnp__sign *a, const vnp__sign *b)
{
    vnp__sign out = *a;
    if (!a->within || !b->within)
        return (vnp__sign){0};
    for (int i = 0; i < 32; i++)
        out.bytes[i] |= b->bytes[i];
    out.within = b->within > out.within ? b->within : out.within;
    return out;
}

vnp__part vnp__part_texts(vnp__arena *arena, vnp__edges *set)
{
    vnp__part p = {.min = VNP__NO_BOUND, .front = set, .back = set, .cost = HUGE_COST};
    vnp__literal_list list;
    for (uint32_t i = 0; i < set->count; i++) {
        uint32_t len = set->at[i].bytes.len;
        p.min = len < p.min ? len : p.min;
        p.max = len > p.max ? len : p.max;
    }
    p.sign = sign_of(set);
    if (as_literals(arena, set, 0, 0, &list))
        take_if_better(&p, &list);
    return p;
}

/* Whether a match of these parts begins where the subject does. */
static bool is_at_begin(const vnp__part *parts, uint32_t count)
{
    for (uint32_t i = 0, most = 0; i < count && most == 0; most = parts[i++].max)
        if (parts[i].at_begin)
            return true;
    return false;
}

/* Takes the literals that `all` gives with the parts behind it, as long as they are few. */
static void take_onwards(vnp__arena *arena, vnp__part *whole, const vnp__edges *all,
                         const vnp__part *parts, uint32_t count, uint32_t least, uint32_t most)
{
    vnp__literal_list list;
    for (uint32_t k = 0; all; k++) {
        if (as_literals(arena, all, least, most, &list))
            take_if_better(whole, &list);
        all = k < count && any_open(all) ? product(arena, all, parts[k].front, FRONT) : NULL;
    }
}

/*
 * Literals that begin in front of a place, which is `least` to `most` bytes behind the
 * begin: what ends there, "0" of a number, and the parts behind it. They are more than
 * those of the parts behind it alone, and worth it only where they are clearly cheaper.
 */
static void take_across(vnp__arena *arena, vnp__part *whole, const vnp__edges *ends,
                        const vnp__part *parts, uint32_t count, uint32_t least, uint32_t most)
{
    uint32_t shortest = UINT32_MAX, longest = 0;
    for (uint32_t i = 0; i < ends->count; i++) {
        uint32_t len = ends->at[i].bytes.len;
        shortest = len < shortest ? len : shortest;
        longest = len > longest ? len : longest;
    }
    if (shortest == 0)
        return;
    least = least > longest ? least - longest : 0;
    if (most != VNP__NO_BOUND)
        most = most > shortest ? most - shortest : 0;
    double limit = 0.8 * whole->cost;
    vnp__part across = *whole;
    across.cost = limit;
    take_onwards(arena, &across, product(arena, all_as(arena, ends, false), parts->front, FRONT),
                 parts + 1, count - 1, least, most);
    if (across.cost < limit) {
        whole->best = across.best;
        whole->cost = across.cost;
    }
}

/* What some parts end with, and one more behind them. */
static vnp__edges *ends_with(vnp__arena *arena, const vnp__edges *ends, const vnp__part *more)
{
    vnp__edges *longer = product(arena, more->back, ends, BACK);
    return longer ? longer : all_as(arena, more->back, true);
}

vnp__part vnp__part_concat(vnp__arena *arena, const vnp__part *parts, uint32_t count)
{
    vnp__part whole = vnp__part_place(arena);
    uint32_t least = 0, most = 0;
    whole.at_begin = is_at_begin(parts, count);
    for (uint32_t i = 0; i < count && any_open(whole.front); i++) {
        vnp__edges *longer = product(arena, whole.front, parts[i].front, FRONT);
        whole.front = longer ? longer : all_as(arena, whole.front, true);
    }
    for (uint32_t i = 0; i < count; i++) {
        vnp__literal_list list = moved(arena, &parts[i].best, least, most);
        if (list.count > 0)
            take_if_better(&whole, &list);
        take_onwards(arena, &whole, parts[i].front, parts + i + 1, count - i - 1, least, most);
        if (whole.back && least < most)
            take_across(arena, &whole, whole.back, parts + i, count - i, least, most);
        whole.back = ends_with(arena, whole.back, &parts[i]);
        if (share_of_sign(&parts[i].sign) < share_of_sign(&whole.sign)) {
            whole.sign = parts[i].sign;
            whole.sign.within = add_bound(most, whole.sign.within);
        }
        if (most == 0)
            whole.behind |= parts[i].behind;
        least = least + parts[i].min < VNP__NO_BOUND ? least + parts[i].min : VNP__NO_BOUND - 1;
        most = add_bound(most, parts[i].max);
    }
    whole.min = least;
    whole.max = most;
    return whole;
}

static vnp__edges *either_text(vnp__arena *arena, const vnp__edges *a, const vnp__edges *b)
{
    if (!a || !b)
        return NULL;
    vnp__edges *out = vnp__edges_new(arena, a->count + b->count);
    for (uint32_t i = 0; i < a->count + b->count; i++) {
        const vnp__edge *t = i < a->count ? &a->at[i] : &b->at[i - a->count];
        if (!vnp__edges_add(out, t->bytes, t->closed))
            return NULL;
    }
    return out;
}

vnp__part vnp__part_either(vnp__arena *arena, vnp__part a, const vnp__part *b)
{
    vnp__part out = {.min = a.min < b->min ? a.min : b->min,
                     .max = a.max > b->max ? a.max : b->max,
                     .at_begin = a.at_begin && b->at_begin,
                     .behind = a.behind & b->behind,
                     .front = either_text(arena, a.front, b->front),
                     .back = either_text(arena, a.back, b->back),
                     .sign = either_sign(&a.sign, &b->sign),
                     .cost = HUGE_COST};
    if (a.best.count > 0 && b->best.count > 0 && a.best.count + b->best.count <= MAX_LITERALS) {
        out.best = a.best; /* `a` is given up: its list grows on */
        out.cost = a.cost;
        for (uint32_t i = 0, before; i < b->best.count; i++) {
            before = out.best.count;
            add_literal(arena, &out.best, b->best.at[i]);
            out.cost += out.best.count > before ? cost_of(&b->best.at[i]) : 0;
        }
    }
    return out;
}

/* An edge of a part that stands `from` to `to` times. A few times are written out. */
static vnp__edges *repeated_edge(vnp__arena *arena, const vnp__edges *edge, uint32_t from,
                                 uint32_t to, edge_side side)
{
    enum { WRITTEN_OUT = 4 };
    vnp__edges *power = vnp__edges_of(arena, VNP__STR("")), *all = NULL;
    for (uint32_t times = 0; times <= to && to <= WRITTEN_OUT && power; times++) {
        if (times >= from)
            all = times == from ? power : either_text(arena, all, power);
        power = product(arena, power, edge, side);
    }
    if (all && to <= WRITTEN_OUT && power)
        return all;
    vnp__edges *open = all_as(arena, edge, true);
    return from > 0 ? open : either_text(arena, open, vnp__edges_of(arena, VNP__STR("")));
}

vnp__part vnp__part_repeated(vnp__arena *arena, vnp__part p, uint32_t from, uint32_t to)
{
    if (from == 1 && to == 1)
        return p;
    vnp__part out = {
        .min = times_bound(p.min, from), .max = times_bound(p.max, to), .cost = HUGE_COST};
    if (out.min == VNP__NO_BOUND)
        out.min = VNP__NO_BOUND - 1;
    if (from > 0) {
        out.best = p.best;
        out.cost = p.cost;
        out.at_begin = p.at_begin;
        out.sign = p.sign;
        out.behind = p.behind;
    }
    out.front = repeated_edge(arena, p.front, from, to, FRONT);
    out.back = repeated_edge(arena, p.back, from, to, BACK);
    return out;
}

static bool is_one_text(const vnp__part *p)
{
    return p->front && p->front->count == 1 && !p->front->at[0].closed;
}

/* There are fewer parts to be put together then. */
bool vnp__part_join(vnp__arena *arena, vnp__part *last, const vnp__part *next)
{
    if (!is_one_text(last) || !is_one_text(next) || last->min == 0 || next->min == 0 ||
        last->min >= VNP__LITERAL_BYTES)
        return false;
    *last = vnp__part_texts(arena, product(arena, last->front, next->front, FRONT));
    return true;
}

bool vnp__part_has_literals(const vnp__part *p)
{
    return p->best.count > 0 && p->cost < HUGE_COST;
}
