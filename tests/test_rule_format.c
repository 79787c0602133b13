/*
 * test_rule_format.c - what rule files may say: folders of words, forms and rules
 * switched off, loose forms and patterns, bytes and letters, errors with their place.
 */
#include "support/support.h"

/* The meaning that a list of the overlay gives a text; "-" for none. */
static char *meaning(const vnp_rules *rules, vnp__list_id list, const char *text)
{
    const vnp__word *word = vnp__word_find(rules, list, vnp__str_c(text));
    return show_str(word ? word->canonical : VNP__STR("-"));
}

/* Loads one file and gives the error as "line: text", "ok" without one. */
static char *error_of(const char *name, const char *bytes, size_t len)
{
    overlay o;
    vnp_rules *rules;
    vnp_error error;
    char *out = malloc(512);
    assert_non_null(out);
    overlay_open(&o);
    overlay_bytes(&o, name, bytes, len);
    strcpy(out, "ok");
    if (overlay_load(&o, &rules, &error) != VNP_OK) {
        assert_int_equal(error.status, VNP_ERR_RULE);
        assert_null(rules);
        if (error.file[0]) {
            assert_non_null(strstr(error.file, name));
            assert_true(error.column > 0);
        }
        snprintf(out, 512, "%u: %s", error.line, error.text);
    }
    vnp_rules_free(rules);
    overlay_close(&o);
    return out;
}

/* -------------------------------------------------------------------- files */

static void test_words_may_be_parted_over_files_of_a_folder(void **state)
{
    (void)state;
    overlay o;
    overlay_open(&o);
    overlay_file(&o, "words/labels/a-school.txt", "owner|Cầm trịch\n");
    overlay_file(&o, "words/labels/b.words.txt", "deadline|Hạn nộp sổ\ncollaborator|Cầm trịch\n");
    overlay_file(&o, "words/roles.txt", "Tổ Bếp|Tổ cấp dưỡng\n");
    vnp_rules *rules = overlay_rules(&o);
    expect(meaning(rules, VNP__LIST_LABELS, "Cầm trịch"), "collaborator"); /* of the later file */
    expect(meaning(rules, VNP__LIST_LABELS, "Hạn nộp sổ"), "deadline");
    expect(meaning(rules, VNP__LIST_LABELS, "Chủ trì"), "owner");
    expect(meaning(rules, VNP__LIST_ROLES, "Tổ cấp dưỡng"), "Tổ Bếp");
    vnp_rules_free(rules);
    overlay_close(&o);
}

static void test_folder_of_words_has_the_name_of_a_list(void **state)
{
    (void)state;
    const char *text = "owner|Cầm trịch\n";
    expect(error_of("words/lables/own.txt", text, strlen(text)), "1: no word list 'lables'");
    expect(error_of("words/own.txt", text, strlen(text)), "1: no word list 'own'");
}

/* Its name is the user's affair: words/words/labels.txt is of the list labels. */
static void test_overlay_may_be_called_words(void **state)
{
    (void)state;
    overlay o, inner;
    overlay_open(&o);
    overlay_file(&o, "words/words/labels.txt", "owner|Cầm trịch\n");
    overlay_file(&o, "words/words/roles/own.txt", "Tổ Bếp|Tổ cấp dưỡng\n");
    inner = o;
    strcat(inner.dir, "/words");
    vnp_rules *rules = overlay_rules(&inner);
    expect(meaning(rules, VNP__LIST_LABELS, "Cầm trịch"), "owner");
    expect(meaning(rules, VNP__LIST_ROLES, "Tổ cấp dưỡng"), "Tổ Bếp");
    vnp_rules_free(rules);
    overlay_close(&o);
}

static void test_folder_without_words_and_patterns_is_an_error(void **state)
{
    (void)state;
    const char *text = "owner|Cầm trịch\n";
    char *said = error_of("labels.txt", text, strlen(text));
    assert_non_null(strstr(said, "neither a folder words nor a folder patterns"));
    free(said);
}

static void test_folder_given_twice_changes_nothing(void **state)
{
    (void)state;
    overlay o;
    vnp_rules *rules;
    vnp_error error;
    vnp_rules_options options;
    overlay_open(&o);
    overlay_file(&o, "patterns/own.json", "{\"set\": \"due\", \"rules\": [{\"id\": \"own.a\", \"pattern\": \"x\"}]}");
    const char *dirs[] = {o.dir, o.dir};
    vnp_rules_options_init(&options);
    options.dirs = dirs;
    options.dir_count = 2;
    if (vnp_rules_load(&options, &rules, &error) != VNP_OK)
        fail_msg("%s", error.text);
    vnp_rules_free(rules);
    overlay_close(&o);
}

/* -------------------------------------------------------------- bytes, letters */

static void test_bytes_that_are_no_utf8_are_an_error_with_their_place(void **state)
{
    (void)state;
    static const char words[] = "owner|Cầm trịch\nowner|C\xE1\xBAm\n";
    static const char pattern[] = "{\"set\": \"due\", \"rules\": [\n{\"id\": \"own.a\", \"pattern\": \"\xFF\"}]}";
    static const char zero[] = "owner|Cầm\0 trịch\n";
    char *said = error_of("words/labels.txt", words, sizeof words - 1);
    assert_non_null(strstr(said, "2: this is not UTF-8"));
    free(said);
    said = error_of("patterns/own.json", pattern, sizeof pattern - 1);
    assert_non_null(strstr(said, "2: this is not UTF-8"));
    free(said);
    said = error_of("words/labels.txt", zero, sizeof zero - 1);
    assert_non_null(strstr(said, "1: this is no text"));
    free(said);
}

static void test_text_saved_decomposed_or_with_a_mark_in_front_is_understood(void **state)
{
    (void)state;
    overlay o;
    bench b;
    vnp__match match;
    overlay_open(&o);
    overlay_file(&o, "words/labels.txt", "\uFEFFowner|Ca\u0302\u0300m tri\u0323ch\n");
    overlay_file(&o, "patterns/own.json",
                 "\uFEFF{\"set\": \"due\", \"rules\": [{\"id\": \"own.a\", \"pattern\": \"mu\u0300a ga\u0323\u0306t\"}]}");
    vnp_rules *rules = overlay_rules(&o);
    expect(meaning(rules, VNP__LIST_LABELS, "Cầm trịch"), "owner");
    bench_open(&b, 2026);
    vnp__matcher *m = vnp__matcher_new(rules, &b.arena.alloc);
    assert_true(vnp__rule_find(m, VNP__SET_DUE, bench_slice(&b, "vào mùa gặt"), 0, &match));
    assert_true(vnp__str_eq(vnp__match_rule_id(&match), VNP__STR("own.a")));
    vnp__matcher_free(m);
    bench_close(&b);
    vnp_rules_free(rules);
    overlay_close(&o);
}

/* -------------------------------------------------------------------- words */

static void test_forms_are_switched_off(void **state)
{
    (void)state;
    overlay o;
    overlay_open(&o);
    overlay_file(&o, "words/labels.txt", "!Đầu mối | Cơ quan đầu mối\nother|Đơn vị đầu mối\n");
    vnp_rules *rules = overlay_rules(&o);
    expect(meaning(test_rules(), VNP__LIST_LABELS, "Đầu mối"), "owner");
    expect(meaning(rules, VNP__LIST_LABELS, "Đầu mối"), "-");
    expect(meaning(rules, VNP__LIST_LABELS, "CƠ QUAN ĐẦU MỐI"), "-");
    expect(meaning(rules, VNP__LIST_LABELS, "Đơn vị đầu mối"), "other");
    vnp_rules_free(rules);
    overlay_close(&o);
}

static void test_form_switched_off_may_come_back(void **state)
{
    (void)state;
    overlay o;
    overlay_open(&o);
    overlay_file(&o, "words/labels.txt", "!Đầu mối\ncollaborator|Đầu mối\n");
    vnp_rules *rules = overlay_rules(&o);
    expect(meaning(rules, VNP__LIST_LABELS, "Đầu mối"), "collaborator");
    vnp_rules_free(rules);
    overlay_close(&o);
}

/* A list of which nothing is left matches nothing, not everything. */
static void test_words_of_a_pattern_are_those_that_are_on(void **state)
{
    (void)state;
    static const char words[] = "first|kỳ mùa|kỳ gặt\n", file[] = "{\"set\": \"due\", \"rules\": [\n"
        "{\"id\": \"own.a\", \"pattern\": \"hết {@acts}\"}]}";
    static const char *const off[] = {"", "!kỳ mùa\n", "!first|kỳ mùa|kỳ gặt\n"};
    static const char *const want[] = {"hết kỳ mùa", "-", "-"};
    for (size_t i = 0; i < COUNT_OF(off); i++) {
        char list[128];
        bench b;
        vnp__match match;
        vnp_rules *rules;
        vnp_error error;
        snprintf(list, sizeof list, "%s%s", words, off[i]);
        const vnp__rule_file files[] = {{VNP__STR("words/acts.txt"), vnp__str_c(list)},
                                        {VNP__STR("patterns/own.json"), vnp__str_c(file)}};
        assert_int_equal(vnp__rules_load_files(NULL, files, 2, false, &rules, &error), VNP_OK);
        bench_open(&b, 2026);
        vnp__matcher *m = vnp__matcher_new(rules, &b.arena.alloc);
        vnp__slice s = bench_slice(&b, "hết kỳ mùa này");
        bool found = vnp__rule_find(m, VNP__SET_DUE, s, 0, &match);
        expect(show_str(found ? vnp__str_sub(vnp__slice_text(s), match.begin, match.end) : VNP__STR("-")),
               want[i]);
        vnp__matcher_free(m);
        bench_close(&b);
        vnp_rules_free(rules);
    }
}

static void test_loose_forms_are_found_without_their_diacritics(void **state)
{
    (void)state;
    overlay o;
    overlay_open(&o);
    overlay_file(&o, "words/roles.txt",
                 "Tổ Bếp|Tổ nuôi quân\n@loose\nTổ Kho|Tổ giữ kho|Thủ\nTổ Xe|Tổ lái xe\n");
    vnp_rules *rules = overlay_rules(&o);
    static const char *const forms[] = {"Tổ giữ kho", "To giu kho", "TÔ GIỮ KHO", "tồ giủ khơ"};
    for (size_t i = 0; i < COUNT_OF(forms); i++)
        expect(meaning(rules, VNP__LIST_ROLES, forms[i]), "Tổ Kho");
    expect(meaning(rules, VNP__LIST_ROLES, "Tổ giữ khoa"), "-");
    expect(meaning(rules, VNP__LIST_ROLES, "To nuoi quan"), "-"); /* above @loose */
    expect(meaning(rules, VNP__LIST_ROLES, "Thủ"), "Tổ Kho");
    expect(meaning(rules, VNP__LIST_ROLES, "Thu"), "-"); /* one word */
    vnp_rules_free(rules);
    overlay_close(&o);
}

/* Six letters: the blank between the words is none. */
static void test_short_forms_are_never_loose(void **state)
{
    (void)state;
    overlay o;
    overlay_open(&o);
    overlay_file(&o, "words/roles.txt", "@loose\nA|Tổ kho\nB|Tổ vệ sĩ\n");
    vnp_rules *rules = overlay_rules(&o);
    expect(meaning(rules, VNP__LIST_ROLES, "To kho"), "-");
    expect(meaning(rules, VNP__LIST_ROLES, "Tổ kho"), "A");
    expect(meaning(rules, VNP__LIST_ROLES, "To ve si"), "B");
    vnp_rules_free(rules);
    overlay_close(&o);
}

/* Without diacritics a text may be any of them. */
static void test_loose_forms_of_several_meanings_are_found_as_written_only(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "@loose\nA|Tổ mai táng\nB|Tổ mài tang\n",
        "@loose\nA|Tổ mai táng\nB|Tổ mài tang\nA|Tổ mải tàng\n",
        "B|Tổ mài tang\n@loose\nA|Tổ mai táng\n", /* B is not loose, but may be meant */
    };
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        overlay o;
        overlay_open(&o);
        overlay_file(&o, "words/roles.txt", lists[i]);
        vnp_rules *rules = overlay_rules(&o);
        expect(meaning(rules, VNP__LIST_ROLES, "To mai tang"), "-");
        expect(meaning(rules, VNP__LIST_ROLES, "Tổ mai táng"), "A");
        expect(meaning(rules, VNP__LIST_ROLES, "Tổ mài tang"), "B");
        vnp_rules_free(rules);
        overlay_close(&o);
    }
}

static void test_loose_forms_of_one_meaning_leave_no_gap(void **state)
{
    (void)state;
    overlay o;
    overlay_open(&o);
    overlay_file(&o, "words/roles.txt", "@loose\nA|Tổ mai táng|Tổ mài tang\nB|Tổ bảo trì\n!Tổ bảo trì\n");
    vnp_rules *rules = overlay_rules(&o);
    expect(meaning(rules, VNP__LIST_ROLES, "To mai tang"), "A");
    expect(meaning(rules, VNP__LIST_ROLES, "To bao tri"), "-");
    vnp_rules_free(rules);
    overlay_close(&o);
}

/* ----------------------------------------------------------------- patterns */

#define RULE(...) "{\"set\": \"due\", \"rules\": [\n{\"id\": \"own.a\", " __VA_ARGS__ "}]}"

/* What the first match of the set due is in `text`, with the overlay alone. */
static char *found_by(const char *rule, const char *text)
{
    bench b;
    vnp__match match;
    vnp_rules *rules;
    vnp_error error;
    const vnp__rule_file file = {VNP__STR("patterns/own.json"), vnp__str_c(rule)};
    if (vnp__rules_load_files(NULL, &file, 1, false, &rules, &error) != VNP_OK)
        return show_str(vnp__str_c(error.text));
    bench_open(&b, 2026);
    vnp__matcher *m = vnp__matcher_new(rules, &b.arena.alloc);
    vnp__slice s = bench_slice(&b, text);
    bool found = vnp__rule_find(m, VNP__SET_DUE, s, 0, &match);
    char *shown = show_str(found ? vnp__str_sub(vnp__slice_text(s), match.begin, match.end) : VNP__STR("-"));
    vnp__matcher_free(m);
    bench_close(&b);
    vnp_rules_free(rules);
    return shown;
}

static void test_loose_patterns_match_whatever_diacritics(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *text, *want;
    } rows[] = {
        {RULE("\"loose\": true, \"pattern\": \"vụ đông xuân\""), "Vu dong xuan 2026", "Vu dong xuan"},
        {RULE("\"loose\": true, \"pattern\": \"vụ đông xuân\""), "vụ đồng xuẩn", "vụ đồng xuẩn"},
        {RULE("\"loose\": false, \"pattern\": \"vụ đông xuân\""), "vu dong xuan", "-"},
        {RULE("\"pattern\": \"vụ đông xuân\""), "vụ đồng xuẩn", "-"},
        {RULE("\"loose\": true, \"pattern\": \"(?i:vụ) (?<year>\\\\d+)\""), "vu 2026", "vu 2026"},
        {RULE("\"loose\": true, \"pattern\": \"v[ụ] \\\\p{L}+\""), "vu dong", "-"}, /* classes stay */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect(found_by(rows[i].rule, rows[i].text), rows[i].want);
}

static void test_rule_acts_where_the_text_begins_with_a_word_of_its_lists(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool found;
    } rows[] = {
        {"Tổ cấp dưỡng nấu cơm", true},        {"TỔ CẤP DƯỠNG: nấu cơm", true},
        {"Cơm nấu", false},                    {"Hôm nay tổ cấp dưỡng nấu cơm", false},
        {"Tổng nấu cơm", false},               {"Hội Nông dân nấu cơm", true},
    };
    overlay o;
    bench b;
    vnp__match match;
    overlay_open(&o);
    overlay_file(&o, "words/roles.txt", "Tổ Bếp|Tổ cấp dưỡng\n");
    overlay_file(&o, "patterns/own.json",
                 RULE("\"priority\": 99, \"begins\": [\"roles\", \"party-heads\"], \"pattern\": \"nấu\""));
    vnp_rules *rules = overlay_rules(&o);
    bench_open(&b, 2026);
    for (int plain = 0; plain < 2; plain++) {
        vnp__matcher *m = vnp__matcher_new(rules, &b.arena.alloc);
        if (plain)
            vnp__matcher_try_everywhere(m);
        for (size_t i = 0; i < COUNT_OF(rows); i++)
            if (vnp__rule_find(m, VNP__SET_DUE, bench_slice(&b, rows[i].text), 0, &match) != rows[i].found)
                fail_msg("'%s'", rows[i].text);
        vnp__matcher_free(m);
    }
    bench_close(&b);
    vnp_rules_free(rules);
    overlay_close(&o);
}

static void test_patterns_ask_for_small_letters_and_capitals(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *text, *want;
    } rows[] = {
        {RULE("\"pattern\": \"^(?<owner>.+?) (?<work>{lower}đôn đốc.+)\""), "Tổ Đôn đốc đôn đốc thu", "Tổ Đôn đốc đôn đốc thu"},
        {RULE("\"pattern\": \" {lower}đôn đốc.+\""), "Tổ Đôn đốc đôn đốc thu", " đôn đốc thu"},
        {RULE("\"pattern\": \" {upper}đôn đốc.+\""), "đôn đốc Tổ Đôn đốc thu", " Đôn đốc thu"},
        {RULE("\"pattern\": \"{upper}xã {lower}xa|{lower}thôn\""), "xã xa, Thôn, thôn", "thôn"},
        {RULE("\"pattern\": \"xã{lower}\""), "xã, xã", "-"}, /* no letter is neither */
        {RULE("\"pattern\": \"xã{upper}\""), "xã", "-"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect(found_by(rows[i].rule, rows[i].text), rows[i].want);
}

static void test_escapes_keep_their_meaning(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *text, *want;
    } rows[] = {
        {RULE("\"pattern\": \"x[\\\\S]+\""), "x abc xabc d", "xabc"},
        {RULE("\"pattern\": \"x[^\\\\D]+\""), "xabc x12", "x12"},
        {RULE("\"pattern\": \"x[\\\\P{L}]+\""), "xabc x12", "x12"},
        {RULE("\"pattern\": \"x[\\\\]Ấ]+\""), "xấ]b", "xấ]"},
        {RULE("\"pattern\": \"(?s-i:x)(?P<year>\\\\d+)(?|a|b)(?>c)\""), "x12bc", "x12bc"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect(found_by(rows[i].rule, rows[i].text), rows[i].want);
}

/* --------------------------------------------------------- replaced and off */

typedef struct seen {
    const char *id;
    char out[512];
} seen;

static const char *base_name(vnp_str file)
{
    const char *at = file.ptr + file.len;
    while (at > file.ptr && at[-1] != '/')
        at--;
    return at;
}

static void note_state(void *ctx, const vnp_rule_info *rule)
{
    static const char *const names[] = {"on", "replaced", "off"};
    seen *s = ctx;
    if (rule->is_word || !vnp__str_eq(rule->id, vnp__str_c(s->id)))
        return;
    size_t at = strlen(s->out);
    at += (size_t)snprintf(s->out + at, sizeof s->out - at, "%s in %s:%u", names[rule->state],
                           base_name(rule->file), rule->line);
    if (rule->by.len)
        at += (size_t)snprintf(s->out + at, sizeof s->out - at, " by %s", base_name(rule->by));
    snprintf(s->out + at, sizeof s->out - at, "; ");
}

static void check_states(const char *first, const char *second, const char *want)
{
    overlay o;
    seen s = {.id = "own.a"};
    overlay_open(&o);
    overlay_file(&o, "patterns/1.json", first);
    overlay_file(&o, "patterns/2.json", second);
    vnp_rules *rules = overlay_rules(&o);
    vnp_rules_each(rules, note_state, &s);
    assert_string_equal(s.out, want);
    vnp_rules_free(rules);
    overlay_close(&o);
}

static void test_listing_tells_what_is_replaced_and_what_is_off(void **state)
{
    (void)state;
    const char *own = RULE("\"pattern\": \"x\""), *none = "{\"set\": \"due\", \"rules\": []}";
    check_states(own, none, "on in 1.json:2; ");
    check_states(own, RULE("\"pattern\": \"y\""), "on in 2.json:2; replaced in 1.json:2 by 2.json; ");
    check_states(own, RULE("\"off\": true"), "off in 1.json:2 by 2.json; ");
    check_states(own, RULE("\"off\": false, \"pattern\": \"y\""),
                 "on in 2.json:2; replaced in 1.json:2 by 2.json; ");
    check_states(RULE("\"off\": true, \"pattern\": \"x\""), none, "off in 1.json:2; ");
    check_states(RULE("\"off\": true, \"pattern\": \"x\""), own,
                 "on in 2.json:2; replaced in 1.json:2 by 2.json; ");
}

static void test_rule_that_is_off_does_not_act(void **state)
{
    (void)state;
    overlay o;
    bench b;
    vnp__match match;
    overlay_open(&o);
    overlay_file(&o, "patterns/own.json",
                 "{\"set\": \"deadline\", \"rules\": [{\"id\": \"deadline.school-years\", \"off\": true}]}");
    vnp_rules *rules = overlay_rules(&o);
    bench_open(&b, 2026);
    const vnp_rules *both[] = {test_rules(), rules};
    for (size_t i = 0; i < 2; i++) {
        vnp__matcher *m = vnp__matcher_new(both[i], &b.arena.alloc);
        assert_true(vnp__rule_find(m, VNP__SET_DEADLINE, bench_slice(&b, "năm học 2025-2026"), 0, &match));
        assert_int_equal(vnp__str_eq(vnp__match_rule_id(&match), VNP__STR("deadline.school-years")), i == 0);
        vnp__matcher_free(m);
    }
    bench_close(&b);
    vnp_rules_free(rules);
    overlay_close(&o);
}

static void test_rule_put_back_after_it_was_off_acts(void **state)
{
    (void)state;
    overlay o;
    seen s = {.id = "own.a"};
    overlay_open(&o);
    overlay_file(&o, "patterns/1.json", RULE("\"pattern\": \"x\""));
    overlay_file(&o, "patterns/2.json", RULE("\"off\": true"));
    overlay_file(&o, "patterns/3.json", RULE("\"pattern\": \"z\""));
    vnp_rules *rules = overlay_rules(&o);
    vnp_rules_each(rules, note_state, &s);
    assert_string_equal(s.out, "on in 3.json:2; off in 1.json:2 by 2.json; ");
    vnp_rules_free(rules);
    overlay_close(&o);
}

/* ------------------------------------------------------------------- errors */

static void test_slips_in_rule_files_are_errors(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *want;
    } rows[] = {
        {"words/labels.txt", "owner|Cầm trịch\n@lose\n", "2: no directive '@lose'; @loose is the one there is"},
        {"words/labels.txt", "owner|Cầm trịch\n!\n", "2: an empty form"},
        {"words/labels.txt", "owner|\n", "1: an empty form"},
        {"patterns/own.json", RULE("\"patern\": \"x\", \"pattern\": \"x\""), "2: rule 'own.a': no member 'patern'"},
        {"patterns/own.json", RULE("\"pattern\": \"x\"},\n{\"id\": \"own.a\", \"pattern\": \"y\""),
         "3: rule 'own.a' stands twice in this file"},
        {"patterns/own.json", RULE("\"off\": true"), "2: no rule 'own.a' in the set 'due' that could be off"},
        {"patterns/own.json", RULE("\"off\": 1"), "2: rule 'own.a': \"off\" is true or false"},
        {"patterns/own.json", RULE("\"pattern\": \"x\", \"loose\": \"yes\""),
         "2: rule 'own.a': \"loose\" is true or false"},
        {"patterns/own.json", RULE("\"pattern\": \"x\", \"begins\": \"roles\""), "2: rule 'own.a': \"begins\" is a list"},
        {"patterns/own.json", RULE("\"pattern\": \"x\", \"begins\": [\"rolls\"]"),
         "2: rule 'own.a': \"begins\" names word lists; there is no 'rolls'"},
        {"patterns/own.json", RULE("\"pattern\": \"x\", \"begins\": [1]"),
         "2: rule 'own.a': \"begins\" names word lists; there is no ''"},
        {"patterns/own.json", RULE("\"pattern\": \"x\", \"priority\": \"90\""),
         "2: rule 'own.a': \"priority\" is a whole number"},
        {"patterns/own.json", RULE("\"pattern\": \"x\", \"priority\": 1.5"),
         "2: rule 'own.a': \"priority\" is a whole number"},
        {"patterns/own.json", RULE("\"pattern\": \"x\", \"give\": [\"kind\"]"),
         "2: rule 'own.a': fields are given as { \"name\": \"text\" }"},
        {"patterns/own.json", RULE("\"pattern\": \"x\", \"examples\": \"x\""), "2: rule 'own.a': \"examples\" is a list"},
        {"patterns/own.json", RULE("\"pattern\": \"x\", \"counter\": {}"), "2: rule 'own.a': \"counter\" is a list"},
        {"patterns/own.json", RULE("\"pattern\": \"x\", \"examples\": [{\"text\": \"x\", \"give\": {}}]"),
         "2: rule 'own.a': no member 'give'"},
        {"patterns/own.json", "{\"set\": \"due\", \"piece\": {}, \"rules\": []}", "1: no member 'piece' in a pattern file"},
        {"patterns/own.json", "{\"set\": \"due\", \"pieces\": [\"a\"], \"rules\": []}",
         "1: \"pieces\" are given as { \"name\": \"pattern\" }"},
        {"patterns/own.json", "{\"set\": \"due\", \"pieces\": {\"a\": 1}, \"rules\": []}", "1: the piece 'a' must be a text"},
        {"patterns/own.json", "{\"$schema\": \"x\", \"set\": \"due\", \"rules\": []}", "ok"},
        {"patterns/own.json", "{\"set\": \"due\", \"rules\": [{\"id\": \"a\\nb\", \"pattern\": \"(\"}]}",
         "1: rule 'a b': missing closing parenthesis, behind '('"},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_row(&wrong, rows[i].text, error_of(rows[i].name, rows[i].text, strlen(rows[i].text)), rows[i].want);
    assert_int_equal(wrong, 0);
}

static void test_form_longer_than_any_key_is_an_error(void **state)
{
    (void)state;
    char text[800] = "owner|";
    memset(text + 6, 'x', 700);
    expect(error_of("words/labels.txt", text, 706), "1: a form of more than 511 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_may_be_parted_over_files_of_a_folder),
        cmocka_unit_test(test_folder_of_words_has_the_name_of_a_list),
        cmocka_unit_test(test_overlay_may_be_called_words),
        cmocka_unit_test(test_folder_without_words_and_patterns_is_an_error),
        cmocka_unit_test(test_folder_given_twice_changes_nothing),
        cmocka_unit_test(test_bytes_that_are_no_utf8_are_an_error_with_their_place),
        cmocka_unit_test(test_text_saved_decomposed_or_with_a_mark_in_front_is_understood),
        cmocka_unit_test(test_forms_are_switched_off),
        cmocka_unit_test(test_form_switched_off_may_come_back),
        cmocka_unit_test(test_words_of_a_pattern_are_those_that_are_on),
        cmocka_unit_test(test_loose_forms_are_found_without_their_diacritics),
        cmocka_unit_test(test_short_forms_are_never_loose),
        cmocka_unit_test(test_loose_forms_of_several_meanings_are_found_as_written_only),
        cmocka_unit_test(test_loose_forms_of_one_meaning_leave_no_gap),
        cmocka_unit_test(test_loose_patterns_match_whatever_diacritics),
        cmocka_unit_test(test_rule_acts_where_the_text_begins_with_a_word_of_its_lists),
        cmocka_unit_test(test_patterns_ask_for_small_letters_and_capitals),
        cmocka_unit_test(test_escapes_keep_their_meaning),
        cmocka_unit_test(test_listing_tells_what_is_replaced_and_what_is_off),
        cmocka_unit_test(test_rule_that_is_off_does_not_act),
        cmocka_unit_test(test_rule_put_back_after_it_was_off_acts),
        cmocka_unit_test(test_slips_in_rule_files_are_errors),
        cmocka_unit_test(test_form_longer_than_any_key_is_an_error),
    };
    return cmocka_run_group_tests_name("rule_format", tests, open_rules, close_rules);
}
