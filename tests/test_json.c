/* test_json.c - the document as JSON. */
#include "support/support.h"

#include <cjson/cJSON.h>
#include <locale.h>
#include <math.h>

#include "emit/json.h"

/* -------------------------------------------------------- a plan made by hand */

static vnp_place place_of(void *ctx, vnp_span span)
{
    (void)ctx;
    return (vnp_place){span.begin, span.end, 1, span.begin + 1, span.begin + 1};
}

static bool write_file(void *ctx, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, ctx) == length;
}

static char *write_plan(const vnp_plan *plan, const char *name, int indent)
{
    vnp__json_source source = {.name = vnp__str_c(name),
                               .format = "text",
                               .encoding = "UTF-8",
                               .rule_set = "default",
                               .rule_version = "0.0.0",
                               .place = place_of};
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    assert_true(vnp__json_write(plan, &source, indent, write_file, file));
    fclose(file);
    return text;
}

static vnp_value value_of(const char *text, vnp_span *span)
{
    vnp_value value = {.text = vnp__str_c(text), .spans = {span, 1}};
    return value;
}

static cJSON *parse_json(const char *text)
{
    cJSON *json = cJSON_ParseWithOpts(text, NULL, 1);
    if (!json)
        fail_msg("no JSON: %s", text);
    return json;
}

static const cJSON *at(const cJSON *json, const char *path)
{
    char name[64];
    while (*path && json) {
        size_t len = strcspn(path, ".");
        memcpy(name, path, len);
        name[len] = '\0';
        json = name[0] >= '0' && name[0] <= '9' ? cJSON_GetArrayItem(json, atoi(name))
                                                : cJSON_GetObjectItemCaseSensitive(json, name);
        path += len + (path[len] == '.');
    }
    return json;
}

/* ------------------------------------------------------------------ escaping */

static void test_strings_are_escaped(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Kế hoạch",   "\"trong\" ngoặc",
        "C:\\a\\b",   "một\nhai\tba\rbốn",
        "\x01\x1F",   "a/b",
        "\U0001F600", "\x7F",
        "",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        vnp_plan plan = {0};
        char *text = write_plan(&plan, texts[i], 2);
        for (const char *c = text; *c; c++)
            assert_true((unsigned char)*c >= 0x20 || *c == '\n');
        cJSON *json = parse_json(text);
        assert_string_equal(at(json, "source.name")->valuestring, texts[i]);
        cJSON_Delete(json);
        free(text);
    }
}

static void test_nul_in_a_string_does_not_cut_it(void **state)
{
    (void)state;
    vnp_plan plan = {0};
    vnp_span span = {0, 3};
    plan.head.title = value_of("a", &span);
    plan.head.title.text = vnp__str("a\0b", 3);
    char *text = write_plan(&plan, "-", 0);
    assert_non_null(strstr(text, "\"a\\u0000b\""));
    free(text);
}

static void test_vietnamese_is_written_as_it_is(void **state)
{
    (void)state;
    vnp_plan plan = {0};
    char *text = write_plan(&plan, "Kế hoạch", 0);
    assert_non_null(strstr(text, "\"Kế hoạch\""));
    free(text);
}

/* ------------------------------------------------------------------- numbers */

static void test_numbers_are_short_and_true(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *want;
    } rows[] = {
        {0, "0"},         {55, "55"},         {0.5, "0.5"},     {11.36, "11.36"},
        {71.36, "71.36"}, {7500, "7500"},     {1e6, "1000000"}, {0.000001, "0.000001"},
        {2.9999999, "3"}, {0.1 + 0.2, "0.3"}, {-1.5, "-1.5"},   {123456789.25, "123456789.25"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vnp_span span = {0, 1};
        vnp_target target = {
            .value = value_of("x", &span), .figure = rows[i].value, .unit = VNP__STR("%")};
        vnp_plan plan = {.targets = {&target, 1}};
        char *text = write_plan(&plan, "-", 0), want[64];
        snprintf(want, sizeof want, "\"value\":%s,", rows[i].want);
        if (!strstr(text, want))
            fail_msg("no %s in %s", want, text);
        free(text);
    }
}

static void test_numbers_of_any_size_are_json(void **state)
{
    (void)state;
    static const double values[] = {1e15, 1e18, 1e21, 1e300, HUGE_VAL, -HUGE_VAL, NAN};
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        vnp_span span = {0, 1};
        vnp_target target = {.value = value_of("x", &span), .figure = values[i]};
        vnp_plan plan = {.targets = {&target, 1}};
        char *text = write_plan(&plan, "-", 0);
        cJSON_Delete(parse_json(text));
        free(text);
    }
}

static void test_figure_of_absurd_length_is_read_and_written(void **state)
{
    (void)state;
    char text[600] = "KẾ HOẠCH\nTên năm 2026\n\nI. MỤC TIÊU\n\n- Đạt tối thiểu ";
    for (int i = 0; i < 400; i++)
        strcat(text, "9");
    strcat(text, "%.\n");
    parsed p = parse_text(text);
    char *json = json_of(p.doc, 0);
    cJSON_Delete(parse_json(json));
    free(json);
    parsed_close(&p);
}

static void test_locale_does_not_change_the_output(void **state)
{
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "vi_VN.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8",
                                        "C.UTF-8"};
    vnp_span span = {0, 1};
    vnp_target target = {.value = value_of("x", &span), .figure = 1234.5};
    vnp_plan plan = {.targets = {&target, 1}};
    char *want = write_plan(&plan, "I ı İ", 2);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (setlocale(LC_ALL, names[i])) {
            char *got = write_plan(&plan, "I ı İ", 2);
            assert_string_equal(got, want);
            free(got);
        }
    setlocale(LC_ALL, "C");
    free(want);
}

/* --------------------------------------------------------------------- shape */

static const char plan_text[] =
    "ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nSố: 12/KH-UBND\n\n"
    "Ea Na, ngày     tháng 01 năm 2026\n\nKẾ HOẠCH\n"
    "Cải cách hành chính năm 2026\n\n"
    "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;\n\n"
    "I. MỤC TIÊU\n\n- Tối thiểu 55% hồ sơ trực tuyến.\n\nII. NHIỆM VỤ\n\n"
    "1. Rà soát thủ tục\n- Chủ trì: Công an xã.\n- Thời gian: Quý I.\n"
    "- Sản phẩm: Báo cáo.\n\n2. Công khai\n- Chủ trì: VP-TK.\n";

static void test_indent_changes_white_space_only(void **state)
{
    (void)state;
    parsed p = parse_text(plan_text);
    char *compact = json_of(p.doc, 0);
    assert_null(strchr(compact, '\n'));
    cJSON *want = parse_json(compact);
    for (int indent = 1; indent <= 8; indent++) {
        char *text = json_of(p.doc, indent), first[32];
        snprintf(first, sizeof first, "{\n%*s\"", indent, "");
        assert_memory_equal(text, first, strlen(first));
        cJSON *got = parse_json(text);
        assert_true(cJSON_Compare(want, got, 1));
        cJSON_Delete(got);
        free(text);
    }
    cJSON_Delete(want);
    free(compact);
    parsed_close(&p);
}

static void test_dates_are_as_much_as_is_written(void **state)
{
    (void)state;
    parsed p = parse_text(plan_text);
    char *text = json_of(p.doc, 0);
    cJSON *json = parse_json(text);
    assert_string_equal(at(json, "document.date.iso")->valuestring, "2026-01");
    assert_string_equal(at(json, "citations.0.date")->valuestring, "2020-04-08");
    assert_string_equal(at(json, "items.0.deadlines.0.end")->valuestring, "2026-03-31");
    assert_true(cJSON_IsTrue(at(json, "items.0.deadlines.0.inferred_year")));
    assert_true(cJSON_IsNull(at(json, "items.0.deadlines.0.frequency")));
    cJSON_Delete(json);
    free(text);
    parsed_close(&p);
}

static void test_absent_facts_are_null_or_empty_lists(void **state)
{
    (void)state;
    parsed p = parse_text("");
    char *text = json_of(p.doc, 0);
    cJSON *json = parse_json(text);
    static const char *const nulls[] = {"issuer", "number", "place", "date", "title", "year"};
    for (size_t i = 0; i < COUNT_OF(nulls); i++)
        assert_true(cJSON_IsNull(at(at(json, "document"), nulls[i])));
    static const char *const lists[] = {"sections", "items", "targets", "citations", "diagnostics"};
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        assert_true(cJSON_IsArray(at(json, lists[i])));
        assert_int_equal(cJSON_GetArraySize(at(json, lists[i])), 0);
    }
    cJSON_Delete(json);
    free(text);
    parsed_close(&p);
}

static void test_sections_are_a_tree(void **state)
{
    (void)state;
    parsed p = parse_text("KẾ HOẠCH\nTên năm 2026\n\nI. MỤC ĐÍCH\n\n1. Mục đích chung\n\n"
                          "a) Một.\n\nII. NHIỆM VỤ\n\nMột.\n");
    char *text = json_of(p.doc, 0);
    cJSON *json = parse_json(text);
    assert_string_equal(at(json, "sections.0.label")->valuestring, "I");
    assert_string_equal(at(json, "sections.0.title")->valuestring, "MỤC ĐÍCH");
    assert_string_equal(at(json, "sections.1.title")->valuestring, "NHIỆM VỤ");
    assert_int_equal(cJSON_GetArraySize(at(json, "sections.1.children")), 0);
    cJSON_Delete(json);
    free(text);
    parsed_close(&p);
}

/* ------------------------------------------------------------------- failure */

typedef struct stopper {
    size_t calls, stop_at, after;
} stopper;

static bool stop_at(void *ctx, const char *bytes, size_t length)
{
    stopper *s = ctx;
    (void)bytes;
    assert_true(length > 0);
    if (s->calls >= s->stop_at && s->stop_at)
        s->after++;
    return ++s->calls != s->stop_at;
}

static void test_write_that_fails_ends_the_output(void **state)
{
    (void)state;
    char *long_text = malloc(200000);
    assert_non_null(long_text);
    strcpy(long_text, "KẾ HOẠCH\nTên năm 2026\n\nI. NHIỆM VỤ\n\n");
    for (int i = 0; i < 300; i++)
        sprintf(long_text + strlen(long_text),
                "%d. Rà soát thủ tục\n- Chủ trì: Công an xã.\n- Thời gian: Quý I/2026.\n", i + 1);
    parsed p = parse_text(long_text);
    stopper all = {0};
    assert_int_equal(vnp_doc_write_json(p.doc, 2, stop_at, &all), VNP_OK);
    assert_true(all.calls > 2);
    for (size_t n = 1; n <= all.calls; n++) {
        stopper s = {.stop_at = n};
        assert_int_equal(vnp_doc_write_json(p.doc, 2, stop_at, &s), VNP_ERR_IO);
        assert_int_equal(s.after, 0);
    }
    parsed_close(&p);
    free(long_text);
}

static void test_wrong_arguments_are_refused(void **state)
{
    (void)state;
    parsed p = parse_text("");
    stopper s = {0};
    assert_int_equal(vnp_doc_write_json(NULL, 0, stop_at, &s), VNP_ERR_ARG);
    assert_int_equal(vnp_doc_write_json(p.doc, 0, NULL, &s), VNP_ERR_ARG);
    assert_int_equal(vnp_doc_write_json(p.doc, -1, stop_at, &s), VNP_ERR_ARG);
    assert_int_equal(vnp_doc_write_json(p.doc, 1000, stop_at, &s), VNP_ERR_ARG);
    assert_int_equal(s.calls, 0);
    parsed_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings_are_escaped),
        cmocka_unit_test(test_nul_in_a_string_does_not_cut_it),
        cmocka_unit_test(test_vietnamese_is_written_as_it_is),
        cmocka_unit_test(test_numbers_are_short_and_true),
        cmocka_unit_test(test_numbers_of_any_size_are_json),
        cmocka_unit_test(test_figure_of_absurd_length_is_read_and_written),
        cmocka_unit_test(test_locale_does_not_change_the_output),
        cmocka_unit_test(test_indent_changes_white_space_only),
        cmocka_unit_test(test_dates_are_as_much_as_is_written),
        cmocka_unit_test(test_absent_facts_are_null_or_empty_lists),
        cmocka_unit_test(test_sections_are_a_tree),
        cmocka_unit_test(test_write_that_fails_ends_the_output),
        cmocka_unit_test(test_wrong_arguments_are_refused),
    };
    return cmocka_run_group_tests_name("json", tests, open_rules, close_rules);
}
