/* test_rule.c - word lists, patterns, overlays, errors of rule files. */
#include "support/support.h"

/* The items of a text read with an overlay of one file. */
static char *items_with(const char *name, const char *rule_text, const char *plan, unsigned what)
{
    overlay o;
    vnp_rules *rules;
    vnp_error error;
    vnp_doc *doc;
    overlay_open(&o);
    overlay_file(&o, name, rule_text);
    if (overlay_load(&o, &rules, &error) != VNP_OK)
        fail_msg("%s:%u: %s", error.file, error.line, error.text);
    assert_int_equal(vnp_doc_parse(rules, plan, strlen(plan), NULL, &doc, &error), VNP_OK);
    char *shown = show_items(vnp_doc_plan(doc), what);
    vnp_doc_free(doc);
    vnp_rules_free(rules);
    overlay_close(&o);
    return shown;
}

/* ----------------------------------------------------------------- examples */

static void report(void *ctx, const vnp_rule_failure *failure)
{
    print_error("%.*s: '%.*s': fault %d\n", (int)failure->rule.id.len, failure->rule.id.ptr,
                (int)failure->text.len, failure->text.ptr, failure->fault);
    ++*(unsigned *)ctx;
}

static void test_examples_of_the_built_in_rules_hold(void **state)
{
    (void)state;
    unsigned failures = 0;
    size_t tested = 0;
    assert_int_equal(vnp_rules_test(test_rules(), report, &failures, &tested), VNP_OK);
    assert_true(tested > 50);
    assert_int_equal(failures, 0);
}

/* The faults of the rules own.*, one after the other. */
static void note_own(void *ctx, const vnp_rule_failure *failure)
{
    static const char *const names[] = {"no match", "matches", "field", "few", "slow"};
    char *out = ctx;
    if (strncmp(failure->rule.id.ptr, "own.", 4) != 0)
        return;
    vnp_str at = vnp__str_sub(failure->text, failure->place.begin, failure->place.end);
    if (failure->fault == VNP_RULE_SLOW)
        at = (vnp_str){0};
    sprintf(out + strlen(out), "%.*s: %s '%.*s'", (int)failure->rule.id.len, failure->rule.id.ptr,
            names[failure->fault], (int)at.len, at.ptr ? at.ptr : "");
    if (failure->fault == VNP_RULE_WRONG_FIELD)
        sprintf(out + strlen(out), " %.*s not %.*s", (int)failure->found.len, failure->found.ptr,
                (int)failure->expected.len, failure->expected.ptr);
    strcat(out, "\n");
}

static void check_faults(const char *rule_text, const char *want)
{
    overlay o;
    vnp_rules *rules;
    vnp_error error;
    char out[2048] = "";
    overlay_open(&o);
    overlay_file(&o, "patterns/own.json", rule_text);
    if (overlay_load(&o, &rules, &error) != VNP_OK)
        fail_msg("%s:%u: %s", error.file, error.line, error.text);
    assert_int_equal(vnp_rules_test(rules, note_own, out, NULL), VNP_OK);
    assert_string_equal(out, want);
    vnp_rules_free(rules);
    overlay_close(&o);
}

static void test_examples_that_do_not_hold_are_reported(void **state)
{
    (void)state;
    check_faults("{\"set\": \"deadline\", \"rules\": [{\"id\": \"own.x\", \"priority\": 99,\n"
                 "  \"pattern\": \"mùa (?<quarter>[1-4])\",\n"
                 "  \"examples\": [\"mùa 1\", \"mùa xuân\", {\"text\": \"vụ mùa 2\", \"gives\": "
                 "{\"quarter\": \"3\"}}],\n  \"counter\": [\"gặt mùa 4\", \"mưa\"]}]}\n",
                 "own.x: no match 'mùa xuân'\nown.x: field '2' 2 not 3\nown.x: matches 'mùa 4'\n");
    check_faults("{\"set\": \"deadline\", \"rules\": [{\"id\": \"own.y\", \"pattern\": \"mùa xuân\",\n"
                 "  \"examples\": [\"mùa xuân\"], \"counter\": [\"mưa\"]}]}\n",
                 "own.y: few ''\n");
}

/* Patterns that try all ways to part a text; the same rules written well. */
static void test_patterns_that_backtrack_badly_are_found(void **state)
{
    (void)state;
    static const char *const bad[] = {"(?:mùa )*(?:mùa ?)*x", "(?:m|mù|mùa|ùa|a| )+$",
                                      "(?:[a-z]+ ?)+;", "(?:\\\\w+\\\\s?)+x"};
    static const char *const good[] = {"(?:mùa )+xuân", "[a-z]{1,20} ?;", "mùa .{0,100}x"};
    char rule[512];
    for (size_t i = 0; i < COUNT_OF(bad) + COUNT_OF(good); i++) {
        bool is_bad = i < COUNT_OF(bad);
        snprintf(rule, sizeof rule,
                 "{\"set\": \"deadline\", \"rules\": [{\"id\": \"own.%s\", \"pattern\": \"%s\",\n"
                 "  \"examples\": [\"mùa mùa x\", \"mùa xuân;\"], \"counter\": [\"1\"]}]}\n",
                 is_bad ? "bad" : "good", is_bad ? bad[i] : good[i - COUNT_OF(bad)]);
        overlay o;
        vnp_rules *rules;
        vnp_error error;
        char out[4096] = "";
        overlay_open(&o);
        overlay_file(&o, "patterns/own.json", rule);
        assert_int_equal(overlay_load(&o, &rules, &error), VNP_OK);
        assert_int_equal(vnp_rules_test(rules, note_own, out, NULL), VNP_OK);
        if ((strstr(out, "slow") != NULL) != is_bad)
            fail_msg("%s: %s", rule, out);
        vnp_rules_free(rules);
        overlay_close(&o);
    }
}

/* ------------------------------------------------------------------- errors */

static void test_broken_rule_file_is_named_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *what, *name, *text;
        uint32_t line; /* 0: not asked for */
        const char *said;
    } rows[] = {
        {"no JSON", "patterns/own.json", "{\"set\": \"deadline\",\n \"rules\": [\n  {,}]}", 3,
         "JSON"},
        {"text behind it", "patterns/own.json", "{\"set\": \"deadline\", \"rules\": []}\n x", 0,
         "JSON"},
        {"unknown set", "patterns/own.json", "{\"set\": \"deadlines\", \"rules\": []}", 0,
         "deadlines"},
        {"no rules", "patterns/own.json", "{\"set\": \"deadline\"}", 0, "rules"},
        {"no id", "patterns/own.json", "{\"set\": \"deadline\", \"rules\": [{\"pattern\": \"x\"}]}",
         0, "id"},
        {"no pattern", "patterns/own.json",
         "{\"set\": \"deadline\", \"rules\": [\n{\"id\": \"own.a\"}]}", 2, "own.a"},
        {"bad pattern", "patterns/own.json",
         "{\"set\": \"deadline\", \"rules\": [\n\n"
         "{\"id\": \"own.a\", \"pattern\": \"a(b\"}]}",
         3, "own.a"},
        {"unknown group", "patterns/own.json",
         "{\"set\": \"deadline\", \"rules\": [\n"
         "{\"id\": \"own.a\", \"pattern\": \"(?<yaer>x)\"}]}",
         2, "yaer"},
        {"unknown constant", "patterns/own.json",
         "{\"set\": \"deadline\", \"rules\": [\n"
         "{\"id\": \"own.a\", \"pattern\": \"x\", \"give\": {\"knid\": \"by\"}}]}",
         2, "knid"},
        {"unknown piece", "patterns/own.json",
         "{\"set\": \"deadline\", \"rules\": [\n"
         "{\"id\": \"own.a\", \"pattern\": \"{nothing}\"}]}",
         2, "nothing"},
        {"unknown case", "patterns/own.json",
         "{\"set\": \"deadline\", \"rules\": [\n"
         "{\"id\": \"own.a\", \"pattern\": \"x\", \"case\": \"small\"}]}",
         2, "case"},
        {"unknown word list", "words/lables.txt", "owner|Chủ trì\n", 0, "lables"},
        {"empty form", "words/labels.txt", "# labels\nowner|Chủ trì||Phụ trách\n", 2, "empty"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        overlay o;
        vnp_rules *rules = (vnp_rules *)1;
        vnp_error error;
        overlay_open(&o);
        overlay_file(&o, rows[i].name, rows[i].text);
        if (overlay_load(&o, &rules, &error) != VNP_ERR_RULE)
            fail_msg("%s: was accepted", rows[i].what);
        assert_null(rules);
        assert_int_equal(error.status, VNP_ERR_RULE);
        if (!strstr(error.file, rows[i].name) || !strstr(error.text, rows[i].said))
            fail_msg("%s: %s: %s", rows[i].what, error.file, error.text);
        if (rows[i].line && error.line != rows[i].line)
            fail_msg("%s: line %u, not %u", rows[i].what, error.line, rows[i].line);
        assert_null(strchr(error.text, '\n'));
        overlay_close(&o);
    }
}

static void test_overlay_folder_that_does_not_exist_is_an_error(void **state)
{
    (void)state;
    overlay o = {"/tmp/vnplan-no-such-folder"};
    vnp_rules *rules;
    vnp_error error;
    assert_int_equal(overlay_load(&o, &rules, &error), VNP_ERR_RULE);
    assert_non_null(strstr(error.text, o.dir));
}

/* ----------------------------------------------------------------- overlays */

#define PLAN(fields)                                                                               \
    "KẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục\n" fields         \
    "\n2. Công khai thủ tục\n- Chủ trì: Công an xã.\n"

static void test_a_line_adds_a_label(void **state)
{
    (void)state;
    const char *plan = PLAN("- Đầu tàu: Công an xã.\n");
    expect(items_with("words/labels.txt", "owner|Đầu tàu\n", plan, SHOW_TITLE | SHOW_OWNERS),
           "Rà soát thủ tục; owners: Công an xã\nCông khai thủ tục; owners: Công an xã\n");
}

static void test_a_line_adds_a_role(void **state)
{
    (void)state;
    const char *plan = PLAN("- Chủ trì: Tổ Công nghệ số cộng đồng xã.\n");
    expect(items_with("words/roles.txt", "Tổ công nghệ số|Tổ Công nghệ số cộng đồng\n", plan,
                      SHOW_TITLE | SHOW_OWNERS),
           "Rà soát thủ tục; owners: Tổ Công nghệ số cộng đồng xã => Tổ công nghệ số\n"
           "Công khai thủ tục; owners: Công an xã\n");
}

static void test_a_line_adds_a_wording_of_time(void **state)
{
    (void)state;
    const char *plan = PLAN("- Chủ trì: Công an xã.\n- Thời gian: Vụ Xuân 2026.\n");
    expect(
        items_with("patterns/own.json",
                   "{\"set\": \"deadline\", \"rules\": [{\"id\": \"own.spring\", \"priority\": 95, "
                   "\"give\": {\"kind\": \"during\", \"quarter\": \"1\"}, \"pattern\": \"vụ xuân "
                   "(?<year>20\\\\d\\\\d)\"}]}",
                   plan, SHOW_TITLE | SHOW_DEADLINES),
        "Rà soát thủ tục; when: during 2026-01-01..2026-03-31\nCông khai thủ tục\n");
}

static void test_later_word_replaces_the_built_in_one(void **state)
{
    (void)state;
    const char *plan = PLAN("- Chủ trì: VP-TK.\n");
    expect(items_with("words/roles.txt", "Phòng của chúng tôi|VP-TK\n", plan,
                      SHOW_TITLE | SHOW_OWNERS),
           "Rà soát thủ tục; owners: VP-TK => Phòng của chúng tôi\n"
           "Công khai thủ tục; owners: Công an xã\n");
}

static void test_comments_of_rule_files_are_skipped(void **state)
{
    (void)state;
    overlay o;
    vnp_rules *rules;
    vnp_error error;
    overlay_open(&o);
    overlay_file(&o, "words/labels.txt", "# owner|\n\n   \r\nowner|Đầu tàu\r\n");
    overlay_file(&o, "patterns/own.json",
                 "// http://a.vn\n{\"set\": \"due\", // \"x\n \"rules\": [] }\n// end");
    assert_int_equal(overlay_load(&o, &rules, &error), VNP_OK);
    const vnp__word *word = vnp__word_find(rules, VNP__LIST_LABELS, VNP__STR("đầu tàu"));
    assert_non_null(word);
    expect(show_str(word->canonical), "owner");
    vnp_rules_free(rules);
    overlay_close(&o);
}

/* -------------------------------------------------------------------- words */

static void test_words_are_found_whatever_their_writing(void **state)
{
    (void)state;
    static const char *const forms[] = {"VP-TK",        "vp-tk",  "VP - TK",
                                        "VP \u2013 TK", "VP-TK.", "VP- TK;"};
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        const vnp__word *word = vnp__word_find(test_rules(), VNP__LIST_ROLES, vnp__str_c(forms[i]));
        if (!word) {
            fail_msg("%s", forms[i]);
            return;
        }
        expect(show_str(word->canonical), "Văn phòng - Thống kê");
    }
    assert_null(vnp__word_find(test_rules(), VNP__LIST_ROLES, VNP__STR("VP-TKX")));
    assert_null(vnp__word_find(test_rules(), VNP__LIST_ROLES, VNP__STR("")));
}

static void test_longest_word_of_a_text_ends_at_a_word_boundary(void **state)
{
    (void)state;
    uint32_t end;
    bench b;
    bench_open(&b, 0);
    vnp__slice text = bench_slice(&b, "Chủ trì thực hiện: Công an");
    assert_non_null(vnp__word_prefix(test_rules(), VNP__LIST_LABELS, text, &end));
    assert_int_equal(end, strlen("Chủ trì"));
    text = bench_slice(&b, "Chủ trìx");
    assert_null(vnp__word_prefix(test_rules(), VNP__LIST_LABELS, text, &end));
    text = bench_slice(&b, "Thời gian thực hiện: Quý I");
    assert_non_null(vnp__word_prefix(test_rules(), VNP__LIST_LABELS, text, &end));
    assert_int_equal(end, strlen("Thời gian thực hiện"));
    bench_close(&b);
}

static void test_messages_exist_in_both_languages(void **state)
{
    (void)state;
    static const char *const ids[] = {"invalid-bytes", "encoding-assumed", "rule-limit"};
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        vnp_str id = vnp__str_c(ids[i]);
        vnp_str vi = vnp__message(test_rules(), VNP__LIST_MESSAGES_VI, id);
        vnp_str en = vnp__message(test_rules(), VNP__LIST_MESSAGES_EN, id);
        assert_false(vnp__str_eq(vi, id) || vnp__str_eq(en, id) || vnp__str_eq(vi, en));
    }
    vnp_str unknown = vnp__message(test_rules(), VNP__LIST_MESSAGES_EN, VNP__STR("no-such-id"));
    assert_true(vnp__str_eq(unknown, VNP__STR("no-such-id")));
}

/* ----------------------------------------------------------------- matching */

static void test_scan_gives_matches_in_order_without_overlaps(void **state)
{
    (void)state;
    bench b;
    vnp__match_list found = {0};
    bench_open(&b, 2024);
    vnp__slice s = bench_slice(&b, "Trước 30/9/2024, quý IV/2024 và năm 2025");
    vnp__rule_scan(b.facts.m, VNP__SET_DEADLINE, &b.arena, s, &found);
    assert_true(found.count >= 3);
    for (uint32_t i = 1; i < found.count; i++)
        assert_true(found.at[i - 1].end <= found.at[i].begin);
    bench_close(&b);
}

static void test_runaway_text_ends_at_the_limits(void **state)
{
    (void)state;
    bench b;
    vnp__match_list found = {0};
    char *text = malloc(200001);
    assert_non_null(text);
    for (int i = 0; i < 200000; i++)
        text[i] = "( 1/,-"[i % 6];
    text[200000] = '\0';
    bench_open(&b, 2024);
    vnp__slice s = bench_slice(&b, text);
    for (int set = 0; set < VNP__SET_COUNT; set++)
        vnp__rule_scan(b.facts.m, (vnp__set_id)set, &b.arena, s, &found);
    bench_close(&b);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples_of_the_built_in_rules_hold),
        cmocka_unit_test(test_examples_that_do_not_hold_are_reported),
        cmocka_unit_test(test_patterns_that_backtrack_badly_are_found),
        cmocka_unit_test(test_broken_rule_file_is_named_with_its_place),
        cmocka_unit_test(test_overlay_folder_that_does_not_exist_is_an_error),
        cmocka_unit_test(test_a_line_adds_a_label),
        cmocka_unit_test(test_a_line_adds_a_role),
        cmocka_unit_test(test_a_line_adds_a_wording_of_time),
        cmocka_unit_test(test_later_word_replaces_the_built_in_one),
        cmocka_unit_test(test_comments_of_rule_files_are_skipped),
        cmocka_unit_test(test_words_are_found_whatever_their_writing),
        cmocka_unit_test(test_longest_word_of_a_text_ends_at_a_word_boundary),
        cmocka_unit_test(test_messages_exist_in_both_languages),
        cmocka_unit_test(test_scan_gives_matches_in_order_without_overlaps),
        cmocka_unit_test(test_runaway_text_ends_at_the_limits),
    };
    return cmocka_run_group_tests_name("rule", tests, open_rules, close_rules);
}
