/*
 * test_factor.c - patterns whose alternatives are put together match what they matched:
 * their exact form, patterns made by chance, and the built-in ones on their own examples.
 */
#include "support/support.h"

#include "rule/rules.h"

static char *factored(const char *pattern)
{
    vnp__arena arena;
    vnp_alloc alloc = vnp__alloc_default();
    vnp__arena_init(&arena, &alloc);
    char *out = show_str(vnp__pattern_factor(&arena, vnp__str_c(pattern)));
    vnp__arena_free(&arena);
    return out;
}

/* ---------------------------------------------------------------------- forms */

typedef struct row {
    const char *what, *pattern, *want;
} row;

static void check_rows(const row *rows, size_t count)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++)
        expect_row(&wrong, rows[i].what, factored(rows[i].pattern), rows[i].want);
    assert_int_equal(wrong, 0);
}

static void test_forms(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"words that begin alike", "(?:quý|quận|xã)", "(?:qu(?:ý|ận)|xã)"},
        {"two are left as they are", "(?:quý|quận)", "(?:quý|quận)"},
        {"a shorter one first stays first", "(?:a|ab|b)", "(?:a(?:|b)|b)"},
        {"groups that give fields stay in their order", "(?:(?<day>a)b|ac|b)", "(?:(?<day>a)b|ac|b)"},
        {"none is moved over what is no literal", "(?:ab|[a-z]|ac)", "(?:ab|[a-z]|ac)"},
        {"what may not stand in front is asked behind the word", "(?:(?<!x )ab|ac|d)", "(?:a(?:b(?<!x ab)|c)|d)"},
        {"each of several", "(?:(?<!x )(?<!y )ab|c|d)", "(?:ab(?<!x ab)(?<!y ab)|c|d)"},
        {"the last letter may be left out", "(?:(?<!x )ab?|c|d)", "(?:a(?<!x a)b?|c|d)"},
        {"two of which one is enough", "(?:(?<!x|y)ab|c|d)", "(?:(?<!x|y)ab|c|d)"},
        {"a group in front of which something may not stand", "(?:(?<!x )(?:ab|cd)|ac|d)",
         "(?:a(?:b(?<!x ab)|c)|cd(?<!x cd)|d)"},
        {"a group among alternatives", "(?:(?:ab|cd)|ac|d)", "(?:a(?:b|c)|cd|d)"},
        {"a group that more stands behind", "(?:(?:ab|cd)e|ac|d)", "(?:(?:ab|cd)e|ac|d)"});
}

/* --------------------------------------------------------------------- matches */

static pcre2_code *compile(const char *pattern, size_t len)
{
    int error;
    PCRE2_SIZE at;
    return pcre2_compile((PCRE2_SPTR)pattern, len, PCRE2_UTF | PCRE2_UCP | PCRE2_DUPNAMES, &error, &at, NULL);
}

/* All matches of a text, one behind the other, with their groups. */
static uint64_t matches(const pcre2_code *code, const char *text)
{
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    const PCRE2_SIZE *v = pcre2_get_ovector_pointer(data);
    size_t len = strlen(text);
    uint64_t sum = 1;
    for (size_t from = 0; from <= len;) {
        int groups = pcre2_match(code, (PCRE2_SPTR)text, len, from, 0, data, NULL);
        if (groups < 0)
            break;
        for (int i = 0; i < 2 * groups; i++)
            sum = sum * 1099511628211u + v[i];
        from = v[1] > from ? v[1] : from + 1;
        while (from < len && ((unsigned char)text[from] & 0xC0) == 0x80)
            from++;
    }
    pcre2_match_data_free(data);
    return sum;
}

static void compare(const char *pattern, const char *const *texts, size_t count)
{
    char *other = factored(pattern);
    pcre2_code *a = compile(pattern, strlen(pattern)), *b = compile(other, strlen(other));
    if (!a)
        fail_msg("no pattern: %s", pattern);
    if (!b)
        fail_msg("%s became %s", pattern, other);
    for (size_t i = 0; i < count; i++)
        if (matches(a, texts[i]) != matches(b, texts[i]))
            fail_msg("%s and %s match differently: %s", pattern, other, texts[i]);
    pcre2_code_free(a);
    pcre2_code_free(b);
    free(other);
}

static void put_some(char *out, size_t size, const char *const *words, uint32_t count)
{
    const char *word = words[chance(count)];
    if (strlen(out) + strlen(word) + 1 < size)
        strcat(out, word);
}

/* An alternation of few letters, so that its alternatives are often alike. */
static void put_pattern(char *out, size_t size, unsigned depth) // NOLINT(misc-no-recursion): depth is bounded
{
    static const char *const parts[] = {"a", "b", "ă", "ab", "ba", "ăb", "a ", "a?", "b*", "[ab]", "(?<!a)", "(?<!b )", "(?<!ă|ab)", "(?!b)", "\\b"};
    if (strlen(out) + 64 > size)
        return;
    put_some(out, size, (const char *const[]){"(?:", "(?:", "(?>"}, 3);
    for (uint32_t i = chance(5) + 1; i > 0; i--) {
        for (uint32_t k = chance(4); k > 0; k--) {
            if (depth > 0 && chance(5) == 0)
                put_pattern(out, size - 32, depth - 1);
            else
                put_some(out, size - 32, parts, COUNT_OF(parts));
        }
        put_some(out, size - 32, (const char *const[]){i > 1 ? "|" : ""}, 1);
    }
    put_some(out, size, (const char *const[]){")", ")", ")?"}, 3);
}

static void test_patterns_of_chance(void **state)
{
    (void)state;
    uint32_t count = 20000;
    chance_seed(7);
    chance_asked(&count);
    for (uint32_t i = 0; i < count; i++) {
        char pattern[400] = "", texts[6][40];
        const char *list[6];
        put_pattern(pattern, sizeof pattern, 2);
        for (size_t t = 0; t < COUNT_OF(texts); t++) {
            texts[t][0] = '\0';
            for (uint32_t k = chance(12); k > 0; k--)
                put_some(texts[t], sizeof texts[t], (const char *const[]){"a", "b", "ă", " ", "ab"}, 5);
            list[t] = texts[t];
        }
        compare(pattern, list, COUNT_OF(list));
    }
}

/* The built-in patterns on what their rules say that they match and do not. */
static void test_built_in(void **state)
{
    (void)state;
    vnp_rules_options options;
    vnp_rules *rules = NULL;
    unsigned patterns = 0;
    vnp_rules_options_init(&options);
    assert_int_equal(vnp__rules_load_files(&options, vnp__builtin_rules, vnp__builtin_rule_count, false, &rules, NULL), VNP_OK);
    for (int set = 0; set < VNP__SET_COUNT; set++)
        for (uint32_t i = 0; i < rules->sets[set].count; i++) {
            const vnp__pattern *p = &rules->sets[set].at[i];
            char *pattern = show_str(p->source);
            for (uint32_t k = 0; k < p->examples.count; k++) {
                char *text = show_str(p->examples.at[k].text);
                compare(pattern, (const char *const[]){text}, 1);
                free(text);
                patterns++;
            }
            free(pattern);
        }
    assert_true(patterns > 1000);
    vnp_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_patterns_of_chance),
        cmocka_unit_test(test_built_in),
    };
    return cmocka_run_group_tests_name("factor", tests, NULL, NULL);
}
