/*
 * Alternatives that begin alike, put together: (?:quý|quận|xã) becomes
 * (?:qu(?:ý|ận)|xã). It matches what it matched, in the same order of preference,
 * but the matcher tries as many branches as there are letters, not as there are
 * words: lists of a hundred words are common in rules.
 */
#include "rule/rules.h"

#include "text/chars.h"

enum { MAX_ALTERNATIVES = 512, MAX_DEPTH = 40 };

typedef struct alternatives {
    vnp_str *at;
    uint32_t count;
} alternatives;

/* Behind what begins at `at`, a bracket's content included. */
static uint32_t skip(vnp_str s, uint32_t at)
{
    uint32_t depth = 0;
    do {
        if (s.ptr[at] == '\\') {
            at += 2;
            continue;
        }
        if (s.ptr[at] == '[') {
            at += vnp__class_length(vnp__str_sub(s, at, s.len));
            continue;
        }
        depth += s.ptr[at] == '(';
        depth -= s.ptr[at] == ')' && depth > 0;
        at++;
    } while (depth > 0 && at < s.len);
    return at < s.len ? at : s.len;
}

/* Splits at the bars that stand in no bracket; false where they are too many. */
static bool split(vnp__arena *arena, vnp_str s, alternatives *out)
{
    uint32_t begin = 0;
    memset(out, 0, sizeof *out);
    for (uint32_t at = 0; at <= s.len;) {
        if (at == s.len || s.ptr[at] == '|') {
            if (out->count == MAX_ALTERNATIVES)
                return false;
            VNP__PUSH(arena, out, vnp__str_sub(s, begin, at));
            begin = ++at;
        } else {
            at = skip(s, at);
        }
    }
    return true;
}

/* Bytes of the literal character that an alternative begins with; 0: with another thing. */
static uint32_t first_char(vnp_str s)
{
    uint32_t len;
    if (s.len == 0 || strchr("\\^$.[|()?*+{", s.ptr[0]))
        return 0;
    vnp__char_at(s, 0, &len);
    return len < s.len && strchr("?*+{", s.ptr[len]) ? 0 : len;
}

/* Groups that give fields stay in the order in which they are numbered. */
static bool captures(vnp_str s)
{
    for (uint32_t at = 0; at + 1 < s.len; at++) {
        if (s.ptr[at] == '\\')
            at++;
        else if (s.ptr[at] == '(' &&
                 (s.ptr[at + 1] != '?' || (at + 3 < s.len && s.ptr[at + 2] == '<' &&
                                           s.ptr[at + 3] != '=' && s.ptr[at + 3] != '!')))
            return true;
    }
    return false;
}

static void add(vnp__buf *out, const char *text)
{
    vnp__buf_add(out, text, strlen(text));
}

/* The length of "(?<!...)" at the begin, of one text; 0 for anything else. */
static uint32_t look_behind(vnp_str s)
{
    if (s.len < 6 || memcmp(s.ptr, "(?<!", 4) != 0)
        return 0;
    uint32_t end = skip(s, 0);
    bool one = s.ptr[end - 1] == ')' && !memchr(s.ptr, '|', end);
    return one ? end : 0;
}

/* Bytes of the literal characters that an alternative begins with. */
static uint32_t first_word(vnp_str s)
{
    uint32_t at = 0, len;
    while ((len = first_char(vnp__str_sub(s, at, s.len))) > 0)
        at += len;
    return at;
}

/* Bytes of the "(?<!...)" of one text each that an alternative begins with. */
static uint32_t looks_behind(vnp_str s)
{
    uint32_t at = 0, len;
    while ((len = look_behind(vnp__str_sub(s, at, s.len))) > 0)
        at += len;
    return at;
}

/*
 * (?<!ban )kiểm tra is kiểm tra(?<!ban kiểm tra): so the word is looked at before all
 * that may not stand in front of it.
 */
static vnp_str word_first(vnp__arena *arena, vnp_str s)
{
    uint32_t behind = looks_behind(s), len;
    vnp_str rest = vnp__str_sub(s, behind, s.len);
    vnp_str word = vnp__str_sub(rest, 0, first_word(rest));
    if (behind == 0 || word.len == 0)
        return s;
    vnp__buf out = {.arena = arena};
    vnp__buf_add(&out, word.ptr, word.len);
    for (uint32_t at = 0; at < behind; at += len) {
        len = look_behind(vnp__str_sub(s, at, s.len));
        vnp__buf_add(&out, s.ptr + at, len - 1);
        vnp__buf_add(&out, word.ptr, word.len);
        add(&out, ")");
    }
    vnp__buf_add(&out, rest.ptr + word.len, rest.len - word.len);
    return vnp__buf_str(&out);
}

/*
 * Adds an alternative; (?<!ban )(?:quản lý|điều hành) as (?<!ban )quản lý and
 * (?<!ban )điều hành. False where they are too many.
 */
static bool add_spread(vnp__arena *arena, vnp_str s, alternatives *out)
{
    alternatives inner;
    uint32_t behind = looks_behind(s);
    vnp_str rest = vnp__str_sub(s, behind, s.len);
    bool group = rest.len > 4 && memcmp(rest.ptr, "(?:", 3) == 0 && skip(rest, 0) == rest.len;
    if (!group) {
        VNP__PUSH(arena, out, word_first(arena, s));
        return out->count < MAX_ALTERNATIVES;
    }
    if (!split(arena, vnp__str_sub(rest, 3, rest.len - 1), &inner))
        return false;
    for (uint32_t i = 0; i < inner.count; i++) {
        vnp__buf one = {.arena = arena};
        vnp__buf_add(&one, s.ptr, behind);
        vnp__buf_add(&one, inner.at[i].ptr, inner.at[i].len);
        VNP__PUSH(arena, out, word_first(arena, vnp__buf_str(&one)));
    }
    return out->count < MAX_ALTERNATIVES;
}

/* Bytes of the literal character that all of several alternatives begin with; 0: none. */
static uint32_t common_char(const alternatives *all)
{
    uint32_t len = all->count > 1 ? first_char(all->at[0]) : 0;
    for (uint32_t i = 1; i < all->count && len > 0; i++)
        /* where `len` is not 0 there is a first: NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
        if (first_char(all->at[i]) != len || memcmp(all->at[i].ptr, all->at[0].ptr, len) != 0)
            len = 0;
    return len;
}

/* NOLINTBEGIN(misc-no-recursion): not deeper than the pattern's brackets and words */
static void put_alternatives(vnp__buf *out, const alternatives *all, uint32_t depth);

/* The alternatives from `first` on that begin with its character, as one; marks them done. */
static void put_alike(vnp__buf *out, const alternatives *all, uint32_t first, uint32_t end,
                      bool *done, uint32_t depth)
{
    alternatives rest = {0};
    vnp_str head = vnp__str_sub(all->at[first], 0, first_char(all->at[first]));
    for (uint32_t i = first; i < end; i++) {
        vnp_str s = all->at[i];
        if (first_char(s) != head.len || memcmp(s.ptr, head.ptr, head.len) != 0)
            continue;
        VNP__PUSH(out->arena, &rest, vnp__str_sub(s, head.len, s.len));
        done[i] = true;
    }
    vnp__buf_add(out, head.ptr, head.len);
    while ((head.len = common_char(&rest)) > 0) {
        /* the first is one of them: NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
        vnp__buf_add(out, rest.at[0].ptr, head.len);
        for (uint32_t i = 0; i < rest.count; i++)
            rest.at[i] = vnp__str_sub(rest.at[i], head.len, rest.at[i].len);
    }
    if (rest.count == 1) {
        vnp__buf_add(out, rest.at[0].ptr, rest.at[0].len);
        return;
    }
    add(out, "(?:");
    put_alternatives(out, &rest, depth + 1);
    add(out, ")");
}

/*
 * An alternative that begins with no literal may match what those behind it match:
 * none is moved over it.
 */
static void put_alternatives(vnp__buf *out, const alternatives *all, uint32_t depth)
{
    bool done[MAX_ALTERNATIVES] = {false}, any = false;
    for (uint32_t i = 0; i < all->count; i++) {
        if (done[i])
            continue;
        if (any)
            add(out, "|");
        any = true;
        if (first_char(all->at[i]) == 0 || depth > MAX_DEPTH) {
            vnp__buf_add(out, all->at[i].ptr, all->at[i].len);
            continue;
        }
        uint32_t end = i;
        while (end < all->count && first_char(all->at[end]) > 0)
            end++;
        put_alike(out, all, i, end, done, depth);
    }
}

/* Bytes up to a bracket's content: "(?:", "(?!", "(?<name>"; 0 for what is left as it
 * is: the texts of a look behind have each its length. */
static uint32_t bracket_head(vnp_str s)
{
    if (s.len < 3 || s.ptr[0] != '(' || s.ptr[s.len - 1] != ')')
        return 0;
    if (s.ptr[1] != '?')
        return s.ptr[1] == '*' ? 0 : 1;
    if (strchr(":>=!", s.ptr[2]))
        return 3;
    const char *close =
        s.ptr[2] == '<' && s.ptr[3] != '=' && s.ptr[3] != '!' ? memchr(s.ptr, '>', s.len) : NULL;
    return close ? (uint32_t)(close - s.ptr) + 1 : 0;
}

/* A pattern with what is in its brackets put together first. */
static vnp_str factor(vnp__arena *arena, vnp_str s, uint32_t depth)
{
    enum { FEW = 3 };
    vnp__buf inner = {.arena = arena}, out = {.arena = arena};
    for (uint32_t at = 0, end; at < s.len; at = end) {
        end = skip(s, at);
        uint32_t head = bracket_head(vnp__str_sub(s, at, end));
        if (head == 0 || depth > MAX_DEPTH) {
            vnp__buf_add(&inner, s.ptr + at, end - at);
            continue;
        }
        vnp_str body = factor(arena, vnp__str_sub(s, at + head, end - 1), depth + 1);
        vnp__buf_add(&inner, s.ptr + at, head);
        vnp__buf_add(&inner, body.ptr, body.len);
        add(&inner, ")");
    }
    vnp_str whole = vnp__buf_str(&inner);
    alternatives all;
    if (whole.len == 0 || !memchr(whole.ptr, '|', whole.len) || captures(whole) ||
        !split(arena, whole, &all) || all.count < FEW)
        return whole;
    alternatives spread = {0};
    for (uint32_t i = 0; i < all.count; i++)
        if (!add_spread(arena, all.at[i], &spread))
            return whole;
    put_alternatives(&out, &spread, 0);
    return vnp__buf_str(&out);
}
/* NOLINTEND(misc-no-recursion) */

vnp_str vnp__pattern_factor(vnp__arena *arena, vnp_str pattern)
{
    return factor(arena, pattern, 0);
}
