#include "rule/literals.h"

#include "text/chars.h"
#include "text/lanes.h"

#include <stdlib.h>

/*
 * A summary of a part of a pattern. `front` are texts one of which every match begins
 * with, where they are few: an open one is all of a match, behind a closed one more may
 * stand. `best` the cheapest set of literals of which every match has one, with distances
 * from the part's begin; `sign` the rarest bytes of which every match has one;
 * `behind` what may not stand in front of the part.
 */
enum { MAX_TEXTS = 128, MAX_LITERALS = 400, MAX_DEPTH = 40, MAX_PARTS = 200 };

typedef struct front_text {
    vnp_str bytes;
    bool closed;
} front_text;

typedef struct texts {
    uint32_t count, cap;
    front_text at[];
} texts;

typedef struct part {
    uint32_t min, max; /* bytes */
    bool at_begin;
    texts *front; /* NULL: too many, or unknown */
    vnp__sign sign;
    uint32_t behind;
    vnp__literal_list best;
    double cost; /* of best; HUGE where there is none */
} part;
VNP_LIST(part);

static const double HUGE_COST = 1e9;

typedef struct reader {
    vnp__arena *arena;
    vnp_str s;
    uint32_t at;
    uint32_t depth;
    bool lost; /* something that is not known here */
} reader;

/* ---------------------------------------------------------------------- cost */

/*
 * How often a byte stands in Vietnamese text, roughly. Only the order of the costs
 * that come of it matters, and only for speed.
 */
static double share_of(unsigned char byte)
{
    enum { COMMON = 1 << ('n' - 'a') | 1 << ('h' - 'a') | 1 << ('t' - 'a') | 1 << ('c' - 'a') |
                    1 << ('g' - 'a') | 1 << ('i' - 'a') };
    if (byte == ' ')
        return 0.18;
    if (byte >= 'a' && byte <= 'z')
        return COMMON >> (byte - 'a') & 1 ? 0.07 : 0.025;
    if (byte >= '0' && byte <= '9')
        return byte == '0' ? 0.06 : 0.006; /* in a literal 0 stands for all */
    if (byte >= 0xE2)
        return 0.004; /* dashes and quotation marks */
    if (byte >= 0xC0)
        return 0.07;
    return byte >= 0x80 ? 0.25 : 0.004; /* a continuation depends on what it continues */
}

static double share_of_text(vnp_str text)
{
    double share = 1;
    for (uint32_t i = 0; i < text.len; i++)
        share *= share_of((unsigned char)text.ptr[i]);
    return share;
}

/* A wide window makes the matcher try many places for each literal found. Subjects begin
 * at few places of a text. */
static double cost_of(const vnp__literal *l)
{
    double width = l->most == VNP__NO_BOUND ? 100 : l->most - l->least;
    return share_of_text(l->bytes) * (10 + width) * (l->at_begin && l->most == 0 ? 0.02 : 1);
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
    return a == VNP__NO_BOUND || n == VNP__NO_BOUND || a * n >= VNP__NO_BOUND ? VNP__NO_BOUND : a * n;
}

/* --------------------------------------------------------------------- texts */

static texts *new_texts(vnp__arena *arena, uint32_t cap)
{
    cap = cap < MAX_TEXTS ? cap : MAX_TEXTS;
    texts *set = vnp__arena_raw(arena, sizeof *set + cap * sizeof *set->at);
    set->count = 0;
    set->cap = cap;
    return set;
}

static bool add_text(texts *set, vnp_str bytes, bool closed)
{
    for (uint32_t i = 0; i < set->count; i++)
        if (set->at[i].closed == closed && vnp__str_eq(set->at[i].bytes, bytes))
            return true;
    if (set->count == set->cap)
        return false;
    set->at[set->count++] = (front_text){bytes, closed};
    return true;
}

static texts *one_text(vnp__arena *arena, vnp_str only)
{
    texts *set = new_texts(arena, 1);
    add_text(set, only, false);
    return set;
}

static bool any_open(const texts *set)
{
    for (uint32_t i = 0; set && i < set->count; i++)
        if (!set->at[i].closed)
            return true;
    return false;
}

static texts *closed(vnp__arena *arena, const texts *set)
{
    if (!set)
        return NULL;
    texts *out = new_texts(arena, set->count);
    for (uint32_t i = 0; i < set->count; i++)
        add_text(out, set->at[i].bytes, true);
    return out;
}

/* Adds x and y as one text. One longer than any literal is closed. */
static bool add_joined(vnp__arena *arena, texts *set, vnp_str x, vnp_str y, bool closed)
{
    char *bytes = vnp__arena_bytes(arena, (size_t)x.len + y.len + 1);
    memcpy(bytes, x.ptr, x.len);
    memcpy(bytes + x.len, y.ptr, y.len);
    return add_text(set, vnp__str(bytes, x.len + y.len), closed || x.len + y.len > VNP__LITERAL_BYTES);
}

/* The texts of `a`, each open one with all of `b` behind it; NULL where they are too
 * many. */
static texts *product(vnp__arena *arena, const texts *a, const texts *b)
{
    if (!a || !b || a->count * b->count > MAX_TEXTS)
        return NULL;
    texts *out = new_texts(arena, a->count * b->count);
    for (uint32_t i = 0; i < a->count; i++) {
        const front_text *x = &a->at[i];
        if (x->closed && !add_text(out, x->bytes, true))
            return NULL;
        for (uint32_t k = 0; k < b->count && !x->closed; k++)
            if (!add_joined(arena, out, x->bytes, b->at[k].bytes, b->at[k].closed))
                return NULL;
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
        if (begins_with(literal.bytes, l->bytes) && l->least <= literal.least && l->most >= literal.most &&
            l->at_begin <= literal.at_begin)
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
static bool as_literals(vnp__arena *arena, const texts *set, uint32_t least, uint32_t most,
                        vnp__literal_list *out)
{
    vnp_str sorted[MAX_TEXTS];
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

static void take_if_better(part *p, const vnp__literal_list *list)
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

static part nothing(vnp__arena *arena)
{
    return (part){.front = one_text(arena, VNP__STR("")), .cost = HUGE_COST};
}

static part some_char(uint32_t min, uint32_t max)
{
    return (part){.min = min, .max = max, .cost = HUGE_COST};
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
static vnp__sign sign_of(const texts *set)
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

static part some_texts(vnp__arena *arena, texts *set)
{
    part p = {.min = VNP__NO_BOUND, .front = set, .cost = HUGE_COST};
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
static bool is_at_begin(const part *parts, uint32_t count)
{
    for (uint32_t i = 0, most = 0; i < count && most == 0; most = parts[i++].max)
        if (parts[i].at_begin)
            return true;
    return false;
}

/*
 * Parts one behind the other. Literals may reach over several parts: from each
 * part on, the texts of those that follow are put together as long as they are few.
 */
static part concat(vnp__arena *arena, const part *parts, uint32_t count)
{
    part whole = nothing(arena);
    uint32_t least = 0, most = 0;
    whole.at_begin = is_at_begin(parts, count);
    for (uint32_t i = 0; i < count && any_open(whole.front); i++) {
        texts *longer = product(arena, whole.front, parts[i].front);
        whole.front = longer ? longer : closed(arena, whole.front);
    }
    for (uint32_t i = 0; i < count; i++) {
        vnp__literal_list list = moved(arena, &parts[i].best, least, most);
        if (list.count > 0)
            take_if_better(&whole, &list);
        const texts *all = parts[i].front;
        for (uint32_t k = i + 1; all; k++) {
            if (as_literals(arena, all, least, most, &list))
                take_if_better(&whole, &list);
            all = k < count && any_open(all) ? product(arena, all, parts[k].front) : NULL;
        }
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

static texts *either_text(vnp__arena *arena, const texts *a, const texts *b)
{
    if (!a || !b)
        return NULL;
    texts *out = new_texts(arena, a->count + b->count);
    for (uint32_t i = 0; i < a->count + b->count; i++) {
        const front_text *t = i < a->count ? &a->at[i] : &b->at[i - a->count];
        if (!add_text(out, t->bytes, t->closed))
            return NULL;
    }
    return out;
}

static part either(vnp__arena *arena, part a, const part *b)
{
    part out = {.min = a.min < b->min ? a.min : b->min,
                .max = a.max > b->max ? a.max : b->max,
                .at_begin = a.at_begin && b->at_begin,
                .behind = a.behind & b->behind,
                .front = either_text(arena, a.front, b->front),
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

/* What a part begins with that stands `from` to `to` times. A few times are written out. */
static texts *repeated_front(vnp__arena *arena, const texts *front, uint32_t from, uint32_t to)
{
    enum { WRITTEN_OUT = 4 };
    texts *power = one_text(arena, VNP__STR("")), *all = NULL;
    for (uint32_t times = 0; times <= to && to <= WRITTEN_OUT && power; times++) {
        if (times >= from)
            all = times == from ? power : either_text(arena, all, power);
        power = product(arena, power, front);
    }
    if (all && to <= WRITTEN_OUT && power)
        return all;
    texts *open = closed(arena, front);
    return from > 0 ? open : either_text(arena, open, one_text(arena, VNP__STR("")));
}

static part repeated(vnp__arena *arena, part p, uint32_t from, uint32_t to)
{
    if (from == 1 && to == 1)
        return p;
    part out = {.min = times_bound(p.min, from), .max = times_bound(p.max, to), .cost = HUGE_COST};
    if (out.min == VNP__NO_BOUND)
        out.min = VNP__NO_BOUND - 1;
    if (from > 0) {
        out.best = p.best;
        out.cost = p.cost;
        out.at_begin = p.at_begin;
        out.sign = p.sign;
        out.behind = p.behind;
    }
    out.front = repeated_front(arena, p.front, from, to);
    return out;
}

/* ------------------------------------------------------------------- reading */

static bool more(const reader *r)
{
    return !r->lost && r->at < r->s.len;
}

static char peek(const reader *r)
{
    return r->at < r->s.len ? r->s.ptr[r->at] : '\0';
}

static bool take(reader *r, const char *text)
{
    size_t len = strlen(text);
    if (r->lost || r->s.len - r->at < len || memcmp(r->s.ptr + r->at, text, len) != 0)
        return false;
    r->at += (uint32_t)len;
    return true;
}

static part lost(reader *r)
{
    r->lost = true;
    return some_char(0, VNP__NO_BOUND);
}

/* Up to and with `close`. */
static bool skip_behind(reader *r, char close)
{
    const char *at = r->at < r->s.len ? memchr(r->s.ptr + r->at, close, r->s.len - r->at) : NULL;
    if (!at)
        return false;
    r->at = (uint32_t)(at - r->s.ptr) + 1;
    return true;
}

/* A character behind a backslash: one that stands for itself, a kind of
 * characters, or a place. */
static part read_escape(reader *r)
{
    char c = peek(r);
    r->at++;
    if (c == 'b' || c == 'B')
        return nothing(r->arena);
    if (c == 'p' || c == 'P') {
        if (!take(r, "{"))
            r->at++;
        else if (!skip_behind(r, '}'))
            return lost(r);
        return some_char(1, 4);
    }
    if (c && strchr("sSwWDhHvVN", c))
        return some_char(1, 4);
    if ((unsigned char)c <= ' ' || (unsigned char)c >= 0x80 || vnp__char_is_letter((unsigned char)c) || vnp__char_is_digit((unsigned char)c))
        return lost(r);
    return some_texts(r->arena, one_text(r->arena, vnp__str(r->s.ptr + r->at - 1, 1)));
}

/* One character of a class; false for a kind of characters. */
static bool class_char(reader *r, vnp_str *out)
{
    uint32_t len;
    if (peek(r) == '\\') {
        r->at++;
        part p = read_escape(r);
        if (r->lost || !p.front || p.front->at[0].bytes.len == 0)
            return false;
        *out = p.front->at[0].bytes;
        return true;
    }
    vnp__char_at(r->s, r->at, &len);
    *out = vnp__str(r->s.ptr + r->at, len);
    r->at += len;
    return true;
}

/* A character of a class; all figures are one, for literals do not tell them apart. */
static bool add_class_text(reader *r, texts *set, vnp_str c)
{
    if (c.len == 1 && vnp__char_is_digit((unsigned char)c.ptr[0])) {
        char *zero = vnp__arena_bytes(r->arena, 1);
        *zero = '0';
        c.ptr = zero;
    }
    return add_text(set, c, false);
}

/* A range of ASCII characters. */
static bool add_range(reader *r, texts *set, unsigned char from, unsigned char to)
{
    for (unsigned c = from; c <= to; c++) {
        char *byte = vnp__arena_bytes(r->arena, 1);
        *byte = (char)c;
        if (!add_class_text(r, set, vnp__str(byte, 1)))
            return false;
    }
    return true;
}

/* Behind "[". */
static part read_class(reader *r)
{
    texts *set = new_texts(r->arena, 64);
    bool few = !take(r, "^");
    for (bool first = true; more(r) && (first || peek(r) != ']'); first = false) {
        vnp_str c = {0}, to = {0};
        if (peek(r) == '[' && r->at + 1 < r->s.len && strchr(":.=", r->s.ptr[r->at + 1]))
            return lost(r);
        if (!class_char(r, &c)) {
            few = false;
            continue;
        }
        bool range = peek(r) == '-' && r->at + 1 < r->s.len && r->s.ptr[r->at + 1] != ']';
        if (!range) {
            few = few && add_class_text(r, set, c);
            continue;
        }
        r->at++;
        if (!class_char(r, &to))
            return lost(r);
        few = few && c.len == 1 && to.len == 1 &&
              add_range(r, set, (unsigned char)c.ptr[0], (unsigned char)to.ptr[0]);
    }
    if (!take(r, "]"))
        return lost(r);
    return few ? some_texts(r->arena, set) : some_char(1, 4);
}

static part read_either(reader *r);

/* Of what may not stand behind a place: "\\p{L}", a class with all figures in it. */
static uint32_t kept_away(vnp_str inner)
{
    if (vnp__str_eq(inner, VNP__STR("\\p{L}")))
        return VNP__NO_LETTER;
    bool one_class = inner.len > 2 && memchr(inner.ptr, ']', inner.len) == inner.ptr + inner.len - 1;
    if (one_class && inner.ptr[0] == '[' && inner.ptr[1] != '^' && memmem(inner.ptr, inner.len, "0-9", 3))
        return VNP__NO_FIGURE;
    return 0;
}

/* "?:", "?<name>" and their like; false for what is not known here. */
static bool read_group_kind(reader *r)
{
    if (take(r, "?:") || take(r, "?>"))
        return true;
    if (take(r, "?<") || take(r, "?P<"))
        return skip_behind(r, '>');
    return peek(r) != '?' && peek(r) != '*';
}

/* Behind "(". What a look around sees is no part of a match. */
static part read_group(reader *r) // NOLINT(misc-no-recursion): depth is bounded
{
    bool not_behind = take(r, "?<!");
    bool around = not_behind || take(r, "?=") || take(r, "?!") || take(r, "?<=");
    uint32_t begin = r->at;
    if (!around && !read_group_kind(r))
        return lost(r);
    if (++r->depth > MAX_DEPTH)
        return lost(r);
    part p = read_either(r);
    r->depth--;
    if (!take(r, ")"))
        return lost(r);
    if (!around)
        return p;
    part place = nothing(r->arena);
    place.behind = not_behind ? kept_away(vnp__str_sub(r->s, begin, r->at - 1)) : 0;
    return place;
}

static part read_atom(reader *r) // NOLINT(misc-no-recursion): depth is bounded
{
    uint32_t len;
    if (take(r, "("))
        return read_group(r);
    if (take(r, "["))
        return read_class(r);
    if (take(r, "\\"))
        return read_escape(r);
    if (take(r, "."))
        return some_char(1, 4);
    if (take(r, "$"))
        return nothing(r->arena);
    if (take(r, "^")) {
        part p = nothing(r->arena);
        p.at_begin = true;
        return p;
    }
    if (strchr("?*+{", peek(r)))
        return lost(r);
    vnp__char_at(r->s, r->at, &len);
    r->at += len;
    return some_texts(r->arena, one_text(r->arena, vnp__str(r->s.ptr + r->at - len, len)));
}

static uint32_t read_number(reader *r)
{
    uint32_t n = 0;
    while (vnp__char_is_digit((unsigned char)peek(r)) && n < VNP__NO_BOUND)
        n = 10 * n + (uint32_t)(r->s.ptr[r->at++] - '0');
    return n < VNP__NO_BOUND ? n : VNP__NO_BOUND;
}

static part read_quantified(reader *r) // NOLINT(misc-no-recursion): depth is bounded
{
    part p = read_atom(r);
    uint32_t from = 1, to = 1;
    if (take(r, "?")) {
        from = 0;
    } else if (take(r, "*")) {
        from = 0;
        to = VNP__NO_BOUND;
    } else if (take(r, "+")) {
        to = VNP__NO_BOUND;
    } else if (take(r, "{")) {
        if (!vnp__char_is_digit((unsigned char)peek(r)))
            return lost(r); /* a brace that is text: rare enough */
        from = to = read_number(r);
        if (take(r, ","))
            to = peek(r) == '}' ? VNP__NO_BOUND : read_number(r);
        if (!take(r, "}"))
            return lost(r);
    } else {
        return p;
    }
    if (!take(r, "?"))
        take(r, "+");
    return repeated(r->arena, p, from, to);
}

static bool is_one_text(const part *p)
{
    return p->front && p->front->count == 1 && !p->front->at[0].closed;
}

/* A letter behind letters: one part, for there are fewer to be put together then. */
static bool join(vnp__arena *arena, part *last, const part *next)
{
    if (!is_one_text(last) || !is_one_text(next) || last->min == 0 || next->min == 0 || last->min >= VNP__LITERAL_BYTES)
        return false;
    *last = some_texts(arena, product(arena, last->front, next->front));
    return true;
}

static part read_concat(reader *r) // NOLINT(misc-no-recursion): depth is bounded
{
    part_list parts = {0};
    while (more(r) && peek(r) != '|' && peek(r) != ')') {
        part next = read_quantified(r);
        if (parts.count > 0 && !r->lost && join(r->arena, &parts.at[parts.count - 1], &next))
            continue;
        if (parts.count == MAX_PARTS)
            return lost(r);
        VNP__PUSH(r->arena, &parts, next);
    }
    return r->lost ? nothing(r->arena) : concat(r->arena, parts.at, parts.count);
}

static part read_either(reader *r) // NOLINT(misc-no-recursion): depth is bounded
{
    part p = read_concat(r);
    while (take(r, "|")) {
        part next = read_concat(r);
        if (!r->lost)
            p = either(r->arena, p, &next);
    }
    return p;
}

/* Most signs are figures, a slash and a figure, a dash and a slash. */
static void find_kind(vnp__sign *sign)
{
    unsigned count = 0, first = 0, last = 0;
    for (unsigned b = 0; b < 256; b++)
        if (vnp__sign_has(sign, (char)b)) {
            first = count++ ? first : b;
            last = b;
        }
    if (count == 0)
        return;
    sign->first = (uint8_t)first;
    sign->last = (uint8_t)last;
    sign->kind = last - first + 1 == count ? VNP__SIGN_RANGE : count == 2 ? VNP__SIGN_PAIR : VNP__SIGN_ANY;
}

static bool any_lane(const vnp__sign *sign, const char *text)
{
    vnp__lanes v = vnp__lanes_load(text);
    if (sign->kind == VNP__SIGN_RANGE)
        return vnp__lanes_any(vnp__lanes_in(v, sign->first, sign->last));
    return vnp__lanes_any((vnp__lanes)(v == sign->first) | (vnp__lanes)(v == sign->last));
}

bool vnp__sign_in(const vnp__sign *sign, const char *text, uint32_t len)
{
    if (sign->kind != VNP__SIGN_ANY && len >= VNP__LANES) {
        uint32_t last = len - VNP__LANES; /* the last bytes are looked at together, some twice */
        for (uint32_t at = 0; at < last; at += VNP__LANES)
            if (any_lane(sign, text + at))
                return true;
        return any_lane(sign, text + last);
    }
    for (uint32_t at = 0; at < len; at++)
        if (vnp__sign_has(sign, text[at]))
            return true;
    return false;
}

void vnp__literals_read(vnp__arena *arena, vnp_str pattern, vnp__literals *out)
{
    reader r = {.arena = arena, .s = pattern};
    part p = read_either(&r);
    memset(out, 0, sizeof *out);
    if (r.lost || r.at < pattern.len)
        return;
    out->at_begin = p.at_begin;
    out->sign = p.sign;
    find_kind(&out->sign);
    out->behind = p.behind;
    out->any = p.best.count > 0 && p.cost < HUGE_COST;
    if (out->any)
        out->list = p.best;
}
