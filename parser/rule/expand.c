/*
 * From a rule author's pattern to PCRE2's: pieces and word lists put in, dashes
 * widened, letters brought to the matching form that subjects have.
 */
#include "rule/rules.h"

#include "text/chars.h"
#include "text/fold.h"
#include "text/syllable.h"
#include "text/utf8.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

enum { MAX_NESTING = 8, MAX_PATTERN = 48 * 1024 };

/* The matching form of all dashes is one of these two. */
static const char ANY_DASH[] = "[-\xE2\x80\x93]";

typedef struct expander {
    vnp__loader *l;
    const cJSON *pieces;
    vnp__buf out;
    size_t offset; /* of the rule in its file, for messages */
    bool loose;
    int nesting;
} expander;

/* Pieces contain pieces, at most MAX_NESTING deep: NOLINTBEGIN(misc-no-recursion) */
static void expand(expander *x, vnp_str pattern);

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static int by_key_length(const void *a, const void *b)
{
    const vnp__word *const *x = a, *const *y = b;
    if ((*x)->key.len != (*y)->key.len)
        return (*x)->key.len > (*y)->key.len ? -1 : 1;
    return memcmp((*x)->key.ptr, (*y)->key.ptr, (*x)->key.len);
}

/* A word of a list, literally: letters are letters, a dash has optional spaces. */
static void add_word(expander *x, vnp_str key)
{
    for (uint32_t i = 0; i < key.len; i++) {
        char c = key.ptr[i];
        if (c == '-') {
            vnp__buf_add(&x->out, " ?", 2);
            vnp__buf_add(&x->out, ANY_DASH, sizeof ANY_DASH - 1);
            vnp__buf_add(&x->out, " ?", 2);
            continue;
        }
        if (c > 0 && strchr("\\^$.[|()?*+{}/", c))
            vnp__buf_byte(&x->out, '\\');
        vnp__buf_byte(&x->out, c);
    }
}

static void add_list(expander *x, vnp_str name)
{
    const vnp__words *words = NULL;
    for (size_t i = 0; i < VNP__LIST_COUNT; i++)
        if (vnp__str_eq(name, vnp__str_c(vnp__list_names[i])))
            words = &x->l->rules->lists[i];
    if (!words || words->entries.count == 0)
        vnp__rule_fail(x->l, x->offset, "no word list '%.*s'", (int)name.len, name.ptr);
    vnp__arena *arena = &x->l->rules->arena;
    uint32_t count = words->entries.count;
    const vnp__word **sorted = vnp__arena_get(arena, count * sizeof *sorted);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = &words->entries.at[i];
    qsort(sorted, count, sizeof *sorted, by_key_length);
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        bool again = i > 0 && vnp__str_eq(sorted[i]->key, sorted[i - 1]->key);
        if (again || sorted[i]->key.len == 0 || !vnp__word_is_on(words, sorted[i]))
            continue;
        vnp__buf_add(&x->out, any ? "|" : "(?:", any ? 1 : 3);
        add_word(x, sorted[i]->key);
        any = true;
    }
    vnp_str end = any ? VNP__STR(")") : VNP__STR("(?!)"); /* of no words none matches */
    vnp__buf_add(&x->out, end.ptr, end.len);
}

/* {lower} and {upper} are there in every file. */
static bool add_letter_case(expander *x, vnp_str name)
{
    bool lower = vnp__str_eq(name, VNP__STR("lower"));
    if (!lower && !vnp__str_eq(name, VNP__STR("upper")))
        return false;
    vnp_str callout = lower ? VNP__STR(VNP__CALLOUT_LOWER) : VNP__STR(VNP__CALLOUT_UPPER);
    vnp__buf_add(&x->out, callout.ptr, callout.len);
    return true;
}

static void add_piece(expander *x, vnp_str name)
{
    const cJSON *piece = NULL;
    for (const cJSON *p = x->pieces ? x->pieces->child : NULL; p; p = p->next)
        if (vnp__str_eq(name, vnp__str_c(p->string)))
            piece = p;
    if (!piece && add_letter_case(x, name))
        return;
    if (!piece)
        vnp__rule_fail(x->l, x->offset, "no piece '%.*s'", (int)name.len, name.ptr);
    if (++x->nesting > MAX_NESTING)
        vnp__rule_fail(x->l, x->offset, "piece '%.*s' contains itself", (int)name.len, name.ptr);
    vnp__buf_add(&x->out, "(?:", 3);
    expand(x, vnp__str_c(piece->valuestring));
    vnp__buf_byte(&x->out, ')');
    x->nesting--;
}

/* {name} or {@list} at s[0]; the number of bytes it takes, 0 for a quantifier. */
static uint32_t add_reference(expander *x, vnp_str s)
{
    uint32_t at = 1;
    bool list = at < s.len && s.ptr[at] == '@';
    at += list;
    uint32_t begin = at;
    while (at < s.len && is_name_char(s.ptr[at]))
        at++;
    if (at == begin || at >= s.len || s.ptr[at] != '}' ||
        (!list && vnp__char_is_digit((unsigned char)s.ptr[begin])))
        return 0;
    if (list)
        add_list(x, vnp__str_sub(s, begin, at));
    else
        add_piece(x, vnp__str_sub(s, begin, at));
    return at + 1;
}

/* An escape, with the braces of \p{Lu} and \x{...}. */
static uint32_t escape_length(vnp_str s)
{
    if (s.len < 3 || s.ptr[2] != '{' || !strchr("pPxkgN", s.ptr[1]))
        return s.len < 2 ? s.len : 2;
    const char *close = memchr(s.ptr, '}', s.len);
    return close ? (uint32_t)(close - s.ptr) + 1 : s.len;
}

/* A figure is one of 0 to 9: with \d the matcher would look each character up in
 * Unicode's tables, for digits that no plan has. */
static bool is_digit_escape(vnp_str s)
{
    return s.len == 2 && s.ptr[1] == 'd';
}

uint32_t vnp__class_length(vnp_str s)
{
    uint32_t at = 1;
    at += at < s.len && s.ptr[at] == '^';
    at += at < s.len && s.ptr[at] == ']';
    while (at < s.len && s.ptr[at] != ']')
        at += s.ptr[at] == '\\' ? 2 : 1;
    return at < s.len ? at + 1 : s.len;
}

/* "(", "(?<name>", or "(?" with what says its kind: no letter there is text. */
static uint32_t group_head_length(vnp_str s)
{
    if (s.len < 3 || s.ptr[1] != '?')
        return 1;
    uint32_t at = 2;
    while (at < s.len &&
           (s.ptr[at] == '^' || s.ptr[at] == '-' || (s.ptr[at] >= 'a' && s.ptr[at] <= 'z')))
        at++;
    if (at > 2)
        return at;
    at += s.ptr[at] == 'P' && s.len > 3;
    if (s.ptr[at] == '<' && at + 1 < s.len && s.ptr[at + 1] != '=' && s.ptr[at + 1] != '!') {
        const char *close = memchr(s.ptr, '>', s.len);
        return close ? (uint32_t)(close - s.ptr) + 1 : s.len;
    }
    return at;
}

static void add_folded(expander *x, vnp_str s)
{
    char *fold = vnp__arena_bytes(&x->l->rules->arena, s.len);
    vnp__fold(fold, s.ptr, s.len);
    vnp__buf_add(&x->out, fold, s.len);
}

/* A class, its letters folded; \W, \P{L} and their like are no letters. */
static void add_class(expander *x, vnp_str s)
{
    for (uint32_t at = 0, end; at < s.len; at = end) {
        end = at;
        if (s.ptr[at] == '\\') {
            end = at + escape_length(vnp__str_sub(s, at, s.len));
            if (is_digit_escape(vnp__str_sub(s, at, end)))
                vnp__buf_add(&x->out, "0-9", 3);
            else
                vnp__buf_add(&x->out, s.ptr + at, end - at);
            continue;
        }
        while (end < s.len && s.ptr[end] != '\\')
            end++;
        add_folded(x, vnp__str_sub(s, at, end));
    }
}

/* Every letter that recognition may have made of `c`, as a class. */
static void add_loose(expander *x, uint32_t c)
{
    static const char *const alike = "aAB.eE.iy.oOQ.uU"; /* vowels of syllable.h, in families */
    char vowel, bytes[VNP__UTF8_MAX];
    vnp__tone tone;
    if (c == 'd' || c == 0x111) {
        vnp__buf_add(&x->out, "[d\xC4\x91]", 5);
        return;
    }
    if (!vnp__vowel_split(c, &vowel, &tone)) {
        vnp__buf_add(&x->out, bytes, vnp__utf8_put(bytes, (int32_t)c));
        return;
    }
    const char *family = strchr(alike, vowel);
    while (family > alike && family[-1] != '.')
        family--;
    vnp__buf_byte(&x->out, '[');
    for (; *family && *family != '.'; family++)
        for (int t = VNP__TONE_LEVEL; t <= VNP__TONE_DOT; t++)
            vnp__buf_add(&x->out, bytes,
                         vnp__utf8_put(bytes, (int32_t)vnp__vowel_join(*family, (vnp__tone)t)));
    vnp__buf_byte(&x->out, ']');
}

static void add_letters(expander *x, vnp_str s)
{
    uint32_t len;
    if (!x->loose) {
        add_folded(x, s);
        return;
    }
    char *fold = vnp__arena_bytes(&x->l->rules->arena, s.len);
    vnp__fold(fold, s.ptr, s.len);
    for (uint32_t at = 0; at < s.len; at += len)
        add_loose(x, vnp__char_at(vnp__str(fold, s.len), at, &len));
}

static void expand(expander *x, vnp_str s)
{
    for (uint32_t at = 0; at < s.len;) {
        vnp_str rest = vnp__str_sub(s, at, s.len);
        uint32_t len, take;
        uint32_t c = vnp__char_at(s, at, &len);
        if (c == '{' && (take = add_reference(x, rest)) > 0) {
            at += take;
            continue;
        }
        if (c == '-') {
            vnp__buf_add(&x->out, ANY_DASH, sizeof ANY_DASH - 1);
            at++;
            continue;
        }
        if (c == '[') {
            take = vnp__class_length(rest);
            add_class(x, vnp__str_sub(rest, 0, take));
            at += take;
            continue;
        }
        if (vnp__char_is_letter(c)) {
            take = 0;
            while (take < rest.len && vnp__char_is_letter(vnp__char_at(rest, take, &len)))
                take += len;
            add_letters(x, vnp__str_sub(rest, 0, take));
            at += take;
            continue;
        }
        take = c == '\\' ? escape_length(rest) : c == '(' ? group_head_length(rest) : len;
        if (is_digit_escape(vnp__str_sub(rest, 0, take)))
            vnp__buf_add(&x->out, "[0-9]", 5);
        else
            vnp__buf_add(&x->out, rest.ptr, take);
        at += take;
    }
    if (x->out.len > MAX_PATTERN)
        vnp__rule_fail(x->l, x->offset, "the pattern is too long with its pieces put in");
}
/* NOLINTEND(misc-no-recursion) */

vnp_str vnp__pattern_expand(vnp__loader *l, vnp_str pattern, const void *pieces, size_t offset,
                            bool loose)
{
    expander x = {.l = l,
                  .pieces = pieces,
                  .out = {.arena = &l->rules->arena},
                  .offset = offset,
                  .loose = loose};
    expand(&x, pattern);
    return vnp__buf_str(&x.out);
}
