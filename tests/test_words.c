/*
 * test_words.c - words of lists are found as if a text were compared with each of them:
 * on texts put together by chance of what the lists have.
 */
#include "support/support.h"

#include "rule/rules.h"
#include "text/chars.h"

enum { TEXTS = 6000, TEXT_BYTES = 2000 };

/* ---------------------------------------------------------- one after the other */

/* The last word of the list with the text's key, unless it is taken out. */
static const vnp__word *slow_find(vnp__arena *arena, const vnp__words *words, vnp_str text)
{
    vnp_str key = vnp__word_key(arena, text);
    for (uint32_t i = words->entries.count; key.len && i-- > 0;)
        if (vnp__str_eq(words->entries.at[i].key, key))
            return words->entries.at[i].off ? NULL : &words->entries.at[i];
    return NULL;
}

static bool is_word_char(uint32_t c)
{
    return vnp__char_is_letter(c) || vnp__char_is_digit(c);
}

/* The longest word that the text begins with, up to the end of one of its words. */
static const vnp__word *slow_prefix(vnp__arena *arena, const vnp__words *words, vnp_str text, uint32_t *end)
{
    const vnp__word *longest = NULL;
    for (uint32_t at = 0, len; at < text.len; at += len) {
        bool inside = is_word_char(vnp__char_at(text, at, &len));
        bool ends = inside && (at + len == text.len || !is_word_char(vnp__char_at(text, at + len, &(uint32_t){0})));
        const vnp__word *word = ends ? slow_find(arena, words, vnp__str_sub(text, 0, at + len)) : NULL;
        if (!word)
            continue;
        longest = word;
        *end = at + len;
    }
    return longest;
}

/* -------------------------------------------------------------------- texts */

static void put_word(char *out, const vnp__words *words)
{
    const vnp__word *word = &words->entries.at[chance(words->entries.count)];
    vnp_str form = word->written;
    uint32_t cut = chance(6) == 0 ? chance(form.len) : form.len;
    while (cut < form.len && ((unsigned char)form.ptr[cut] & 0xC0) == 0x80)
        cut++;
    if (strlen(out) + cut + 8 < TEXT_BYTES)
        strncat(out, form.ptr, cut);
}

/* Words of the list and of another, whole or not, and what may stand between them. */
static void make_text(char *out, const vnp_rules *rules, const vnp__words *words)
{
    static const char *const between[] = {" ", " ", " ", "  ", ", ", " - ", "-", " \u2013 ", ". ", ": ", "", " (", "%", "\u00A0"};
    *out = '\0';
    for (uint32_t i = 0, n = 1 + chance(3); i < n; i++) {
        if (i)
            strcat(out, between[chance(COUNT_OF(between))]);
        put_word(out, chance(4) ? words : &rules->lists[chance(VNP__LIST_COUNT)]);
    }
    if (chance(4) == 0)
        strcat(out, chance(2) ? "." : " ;");
}

static void expect_word(const char *what, const char *text, const vnp__word *got, const vnp__word *want)
{
    if (got != want)
        fail_msg("%s of '%s': %s, not %s", what, text, got ? show_str(got->written) : "none",
                 want ? show_str(want->written) : "none");
}

static void check_text(bench *b, vnp__list_id list, const char *text)
{
    const vnp_rules *rules = test_rules();
    const vnp__words *words = &rules->lists[list];
    vnp__slice s = bench_slice(b, text);
    vnp_str t = vnp__slice_text(s);
    uint32_t end = 0, want_end = 0;
    const vnp__word *whole = vnp__word_of(rules, list, s), *want_whole = slow_find(&b->arena, words, t);
    const vnp__word *prefix = vnp__word_prefix(rules, list, s, &end);
    const vnp__word *want_prefix = slow_prefix(&b->arena, words, t, &want_end);
    /* a list of words without their diacritics may have more */
    if (want_whole || !words->loose)
        expect_word("word", text, whole, want_whole);
    if (words->loose) {
        assert_true(!want_prefix || (prefix && end >= want_end));
    } else {
        expect_word("prefix", text, prefix, want_prefix);
        assert_int_equal(end, want_end);
    }
    uint32_t head_end = 0;
    const vnp__word *head = vnp__word_head(rules, list, s, &head_end);
    expect_word("head", text, head, whole ? whole : prefix);
    if (head)
        assert_int_equal(head_end, whole ? t.len : end);
}

static void test_words_of_chance(void **state)
{
    (void)state;
    char text[TEXT_BYTES];
    chance_seed(20268);
    for (int i = 0; i < TEXTS; i++) {
        bench b;
        vnp__list_id list = (vnp__list_id)chance(VNP__LIST_COUNT);
        bench_open(&b, 0);
        make_text(text, test_rules(), &test_rules()->lists[list]);
        check_text(&b, list, text);
        bench_close(&b);
    }
}

static void test_every_word_is_found(void **state)
{
    (void)state;
    for (int list = 0; list < VNP__LIST_COUNT; list++) {
        const vnp__words *words = &test_rules()->lists[list];
        for (uint32_t i = 0; i < words->entries.count; i++) {
            bench b;
            bench_open(&b, 0);
            char *form = show_str(words->entries.at[i].written);
            check_text(&b, (vnp__list_id)list, form);
            free(form);
            bench_close(&b);
        }
    }
}

/* A key is cut where it is full, in whatever it happens to be. */
static void test_long_texts(void **state)
{
    (void)state;
    static const char *const parts[] = {"a", "ab ", "- a", "ủy ", "ạ", "a  b", "(a) ", "a-"};
    char text[700];
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        for (size_t begin = 0; begin < 12; begin++)
            for (size_t len = 480; len < 540; len++) {
                bench b;
                uint32_t end;
                bench_open(&b, 0);
                memset(text, 'x', begin);
                text[begin] = '\0';
                while (strlen(text) < len)
                    strcat(text, parts[i]);
                vnp_str key = vnp__word_key(&b.arena, vnp__str_c(text));
                assert_true(key.len > 0 && key.len <= 512);
                vnp__slice s = bench_slice(&b, text);
                assert_null(vnp__word_of(test_rules(), VNP__LIST_ROLES, s));
                assert_null(vnp__word_head(test_rules(), VNP__LIST_ROLES, s, &end));
                bench_close(&b);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_word_is_found),
        cmocka_unit_test(test_words_of_chance),
        cmocka_unit_test(test_long_texts),
    };
    return cmocka_run_group_tests_name("words", tests, open_rules, close_rules);
}
