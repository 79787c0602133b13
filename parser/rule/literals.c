/* Reads patterns for what their matches have: a small reader of PCRE2's language. */
#include "rule/literals.h"

#include "rule/part.h"
#include "rule/rules.h"
#include "text/chars.h"
#include "text/lanes.h"

enum { MAX_DEPTH = 40, MAX_PARTS = 200 };

typedef struct reader {
    vnp__arena *arena;
    vnp_str s;
    uint32_t at;
    uint32_t depth;
    bool lost; /* something that is not known here */
} reader;

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

static vnp__part lost(reader *r)
{
    r->lost = true;
    return vnp__part_any(0, VNP__NO_BOUND);
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
static vnp__part read_escape(reader *r)
{
    char c = peek(r);
    r->at++;
    if (c == 'b' || c == 'B')
        return vnp__part_place(r->arena);
    if (c == 'p' || c == 'P') {
        if (!take(r, "{"))
            r->at++;
        else if (!skip_behind(r, '}'))
            return lost(r);
        return vnp__part_any(1, 4);
    }
    if (c && strchr("sSwWDhHvVN", c))
        return vnp__part_any(1, 4);
    if (c == 'k' && take(r, "<") && skip_behind(r, '>')) /* what a group has matched, once more */
        return vnp__part_any(0, VNP__NO_BOUND);
    if ((unsigned char)c <= ' ' || (unsigned char)c >= 0x80 ||
        vnp__char_is_letter((unsigned char)c) || vnp__char_is_digit((unsigned char)c))
        return lost(r);
    return vnp__part_texts(r->arena, vnp__edges_of(r->arena, vnp__str(r->s.ptr + r->at - 1, 1)));
}

/* One character of a class; false for a kind of characters. */
static bool class_char(reader *r, vnp_str *out)
{
    uint32_t len;
    if (peek(r) == '\\') {
        r->at++;
        vnp__part p = read_escape(r);
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
static bool add_class_text(reader *r, vnp__edges *set, vnp_str c)
{
    if (c.len == 1 && vnp__char_is_digit((unsigned char)c.ptr[0])) {
        char *zero = vnp__arena_bytes(r->arena, 1);
        *zero = '0';
        c.ptr = zero;
    }
    return vnp__edges_add(set, c, false);
}

/* A range of ASCII characters. */
static bool add_range(reader *r, vnp__edges *set, unsigned char from, unsigned char to)
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
static vnp__part read_class(reader *r)
{
    vnp__edges *set = vnp__edges_new(r->arena, 64);
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
    return few ? vnp__part_texts(r->arena, set) : vnp__part_any(1, 4);
}

static vnp__part read_either(reader *r);

/* Of what may not stand behind a place: "\\p{L}", a class with all figures in it. */
static uint32_t kept_away(vnp_str inner)
{
    if (vnp__str_eq(inner, VNP__STR("\\p{L}")))
        return VNP__NO_LETTER;
    bool one_class =
        inner.len > 2 && memchr(inner.ptr, ']', inner.len) == inner.ptr + inner.len - 1;
    if (one_class && inner.ptr[0] == '[' && inner.ptr[1] != '^' &&
        memmem(inner.ptr, inner.len, "0-9", 3))
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

/* Behind "(". What a look around sees is no part of a match, and a callout only looks. */
static vnp__part read_group(reader *r) // NOLINT(misc-no-recursion): depth is bounded
{
    if (take(r, &VNP__CALLOUT_LOWER[1]) || take(r, &VNP__CALLOUT_UPPER[1]))
        return vnp__part_place(r->arena);
    bool not_behind = take(r, "?<!");
    bool around = not_behind || take(r, "?=") || take(r, "?!") || take(r, "?<=");
    uint32_t begin = r->at;
    if (!around && !read_group_kind(r))
        return lost(r);
    if (++r->depth > MAX_DEPTH)
        return lost(r);
    vnp__part p = read_either(r);
    r->depth--;
    if (!take(r, ")"))
        return lost(r);
    if (!around)
        return p;
    vnp__part place = vnp__part_place(r->arena);
    place.behind = not_behind ? kept_away(vnp__str_sub(r->s, begin, r->at - 1)) : 0;
    return place;
}

static vnp__part read_atom(reader *r) // NOLINT(misc-no-recursion): depth is bounded
{
    uint32_t len;
    if (take(r, "("))
        return read_group(r);
    if (take(r, "["))
        return read_class(r);
    if (take(r, "\\"))
        return read_escape(r);
    if (take(r, "."))
        return vnp__part_any(1, 4);
    if (take(r, "$"))
        return vnp__part_place(r->arena);
    if (take(r, "^")) {
        vnp__part p = vnp__part_place(r->arena);
        p.at_begin = true;
        return p;
    }
    if (strchr("?*+{", peek(r)))
        return lost(r);
    vnp__char_at(r->s, r->at, &len);
    r->at += len;
    return vnp__part_texts(r->arena,
                           vnp__edges_of(r->arena, vnp__str(r->s.ptr + r->at - len, len)));
}

static uint32_t read_number(reader *r)
{
    uint32_t n = 0;
    while (vnp__char_is_digit((unsigned char)peek(r)) && n < VNP__NO_BOUND)
        n = 10 * n + (uint32_t)(r->s.ptr[r->at++] - '0');
    return n < VNP__NO_BOUND ? n : VNP__NO_BOUND;
}

static vnp__part read_quantified(reader *r) // NOLINT(misc-no-recursion): depth is bounded
{
    vnp__part p = read_atom(r);
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
    return vnp__part_repeated(r->arena, p, from, to);
}

static vnp__part read_concat(reader *r) // NOLINT(misc-no-recursion): depth is bounded
{
    vnp__part_list parts = {0};
    while (more(r) && peek(r) != '|' && peek(r) != ')') {
        vnp__part next = read_quantified(r);
        if (parts.count > 0 && !r->lost &&
            vnp__part_join(r->arena, &parts.at[parts.count - 1], &next))
            continue;
        if (parts.count == MAX_PARTS)
            return lost(r);
        VNP__PUSH(r->arena, &parts, next);
    }
    return r->lost ? vnp__part_place(r->arena) : vnp__part_concat(r->arena, parts.at, parts.count);
}

static vnp__part read_either(reader *r) // NOLINT(misc-no-recursion): depth is bounded
{
    vnp__part p = read_concat(r);
    while (take(r, "|")) {
        vnp__part next = read_concat(r);
        if (!r->lost)
            p = vnp__part_either(r->arena, p, &next);
    }
    return p;
}

/* --------------------------------------------------------------------- signs */

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
    sign->kind = last - first + 1 == count ? VNP__SIGN_RANGE
                 : count == 2              ? VNP__SIGN_PAIR
                                           : VNP__SIGN_ANY;
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
    vnp__part p = read_either(&r);
    memset(out, 0, sizeof *out);
    if (r.lost || r.at < pattern.len)
        return;
    out->at_begin = p.at_begin;
    out->sign = p.sign;
    find_kind(&out->sign);
    out->behind = p.behind;
    out->any = vnp__part_has_literals(&p);
    if (out->any)
        out->list = p.best;
}
