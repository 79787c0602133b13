/*
 * test_faults.c - every allocation may fail. The n-th allocation of a parse, and
 * of loading the rules, fails for every n: the call gives VNP_ERR_NOMEM or, where
 * it can do without, VNP_OK; nothing crashes, nothing leaks.
 */
#include "support/support.h"

typedef struct counter {
    long live, requests, fail_at;
    bool all_after; /* memory stays exhausted from fail_at on */
} counter;

static bool fails(counter *c)
{
    c->requests++;
    return c->fail_at && (c->all_after ? c->requests >= c->fail_at : c->requests == c->fail_at);
}

static void *count_malloc(size_t size, void *ctx)
{
    counter *c = ctx;
    if (fails(c))
        return NULL;
    c->live++;
    return malloc(size);
}

static void *count_realloc(void *block, size_t size, void *ctx)
{
    counter *c = ctx;
    if (fails(c))
        return NULL;
    c->live += block == NULL;
    return realloc(block, size);
}

static void count_free(void *block, void *ctx)
{
    ((counter *)ctx)->live -= block != NULL;
    free(block);
}

static vnp_alloc counting(counter *c)
{
    return (vnp_alloc){count_malloc, count_realloc, count_free, c};
}

/* ------------------------------------------------------------------ parsing */

static vnp_status parse_once(const char *text, vnp_format format, counter *c)
{
    vnp_alloc alloc = counting(c);
    vnp_doc_options options;
    vnp_doc *doc = (vnp_doc *)1;
    vnp_error error;
    vnp_doc_options_init(&options);
    options.check = true;
    options.alloc = &alloc;
    options.format = format;
    vnp_status status = vnp_doc_parse(test_rules(), text, strlen(text), &options, &doc, &error);
    if (status == VNP_OK) {
        assert_non_null(doc);
        free(json_of(doc, 0));
    } else {
        assert_null(doc);
        assert_int_equal(error.status, status);
        assert_true(error.text[0] != '\0');
    }
    vnp_doc_free(doc);
    return status;
}

static void check_parse(const char *text, vnp_format format)
{
    counter all = {0};
    assert_int_equal(parse_once(text, format, &all), VNP_OK);
    assert_int_equal(all.live, 0);
    assert_true(all.requests > 2);
    for (int after = 0; after < 2; after++)
        for (long n = 1; n <= all.requests; n++) {
            counter c = {.fail_at = n, .all_after = after};
            vnp_status status = parse_once(text, format, &c);
            if (status != VNP_ERR_NOMEM && status != VNP_OK)
                fail_msg("allocation %ld of %ld: status %d", n, all.requests, (int)status);
            if (c.live != 0)
                fail_msg("allocation %ld of %ld: %ld blocks are left", n, all.requests, c.live);
        }
}

static const char text_plan[] =
    "ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nSố: 12/KH-UBND\n\n"
    "Ea Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
    "Cải cách hành chính năm 2026\n\n"
    "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;\n\n"
    "I. NHIỆM VỤ\n\n1. Rà soát 100% thủ tục\n- Chủ trì: Công an xã.\n"
    "- Thời gian: Quý I.\n\nTT\tNhiệm vụ\tChủ trì\n1\tSố hóa hồ sơ\tVP-TK\n"
    "2\tCông khai\tCông an xã\n\nII. TỔ CHỨC THỰC HIỆN\n\n"
    "1. Công an xã có trách nhiệm tuần tra.\n\nNơi nhận:\n- Lưu: VT.\n\n"
    "CHỦ TỊCH\n\nNguyễn Văn An\n";

static void test_plain_text(void **state)
{
    (void)state;
    check_parse(text_plan, VNP_FORMAT_TEXT);
}

static void test_markdown(void **state)
{
    (void)state;
    check_parse("# KẾ HOẠCH\n\n## Cải cách năm 2026\n\n## I. NHIỆM VỤ\n\n"
                "- **(1) Rà soát**\n    - **Chủ trì:** Công an xã &amp; thôn\n\n"
                "| TT | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| 1 | Số hóa | VP-TK |\n",
                VNP_FORMAT_MARKDOWN);
}

/* Not NFC, so that the text has to be copied and mapped. */
static void test_text_that_must_be_decoded(void **state)
{
    (void)state;
    check_parse("KE\u0302\u0301 HOA\u0323CH\nCa\u0309i ca\u0301ch na\u0306m 2026\n\nI. "
                "NHIE\u0323\u0302M VU\u0323\n\n1. Ra\u0300 "
                "soa\u0301t\n- Chu\u0309 tri\u0300: Co\u0302ng an xa\u0303\n\xFF\n",
                VNP_FORMAT_TEXT);
}

/* Longer than one chunk of the arena: failures inside every stage. */
static void test_long_plan(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    fputs("KẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. NHIỆM VỤ\n\n", file);
    for (int i = 1; i <= 40; i++)
        fprintf(file,
                "%d. Rà soát tối thiểu %d%% thủ tục\n- Chủ trì: Công an xã; VP-TK.\n"
                "- Thời gian: Quý I/2026; quý II/2026.\n",
                i, i);
    fputs("\nTT\tNhiệm vụ\tChủ trì\tThời gian\n", file);
    for (int i = 1; i <= 40; i++)
        fprintf(file, "%d\tSố hóa %d hồ sơ\tVP-TK\tTrước 30/6/2026\n", i, i);
    fclose(file);
    check_parse(text, VNP_FORMAT_TEXT);
    free(text);
}

/* ------------------------------------------------- catalogs, two states of a plan */

static void on_change(void *ctx, const vnp_item_change *change)
{
    (void)change;
    ++*(unsigned *)ctx;
}

static vnp_status load_catalog_once(const char *text, counter *c)
{
    vnp_alloc alloc = counting(c);
    vnp_catalog *catalog = NULL;
    vnp_status status = vnp_catalog_load(test_rules(), text, strlen(text), &alloc, &catalog, NULL);
    vnp_catalog_free(catalog);
    return status;
}

static void test_loading_a_catalog(void **state)
{
    (void)state;
    static const char *const texts[] = {"[{\"code\": \"1.1\", \"title\": \"Rà soát\", \"max\": 2}]",
                                        "code,title,max\n1.1,\"Rà soát\",2\n1.2,x,1\n"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        counter all = {0};
        assert_int_equal(load_catalog_once(texts[i], &all), VNP_OK);
        for (long n = 1; n <= all.requests; n++) {
            counter c = {.fail_at = n};
            assert_int_equal(load_catalog_once(texts[i], &c), VNP_ERR_NOMEM);
            assert_int_equal(c.live, 0);
        }
    }
}

/* The arena of a comparison is got from the first document's functions. */
static void test_comparing_plans(void **state)
{
    (void)state;
    counter c = {0};
    vnp_alloc alloc = counting(&c);
    vnp_doc_options options;
    vnp_doc *a = NULL, *b = NULL;
    vnp_doc_options_init(&options);
    options.alloc = &alloc;
    assert_int_equal(
        vnp_doc_parse(test_rules(), text_plan, sizeof text_plan - 1, &options, &a, NULL), VNP_OK);
    assert_int_equal(vnp_doc_parse(test_rules(), "x", 1, &options, &b, NULL), VNP_OK);
    long live = c.live;
    unsigned changes = 0;
    c = (counter){.fail_at = 1, .live = live};
    assert_int_equal(vnp_doc_diff(a, b, on_change, &changes, NULL), VNP_ERR_NOMEM);
    assert_int_equal(changes, 0);
    c = (counter){.live = live};
    assert_int_equal(vnp_doc_diff(a, b, on_change, &changes, NULL), VNP_OK);
    assert_int_equal(changes, vnp_doc_plan(a)->items.count);
    assert_int_equal(c.live, live);
    vnp_doc_free(a);
    vnp_doc_free(b);
    assert_int_equal(c.live, 0);
}

/* -------------------------------------------------------------------- rules */

static void test_loading_the_rules(void **state)
{
    (void)state;
    counter all = {0};
    vnp_alloc alloc = counting(&all);
    vnp_rules_options options;
    vnp_rules *rules;
    vnp_error error;
    vnp_rules_options_init(&options);
    options.alloc = &alloc;
    assert_int_equal(vnp_rules_load(&options, &rules, &error), VNP_OK);
    vnp_rules_free(rules);
    assert_int_equal(all.live, 0);
    for (long n = 1; n <= all.requests; n++) {
        counter c = {.fail_at = n};
        vnp_alloc failing = counting(&c);
        options.alloc = &failing;
        vnp_status status = vnp_rules_load(&options, &rules, &error);
        if (status == VNP_OK)
            vnp_rules_free(rules);
        else if (status != VNP_ERR_NOMEM || rules != NULL || error.status != VNP_ERR_NOMEM)
            fail_msg("allocation %ld of %ld: status %d (%s)", n, all.requests, (int)status,
                     error.text);
        if (c.live != 0)
            fail_msg("allocation %ld of %ld: %ld blocks are left", n, all.requests, c.live);
    }
}

/* Codes of patterns are made when they are first asked for, with the rules' memory. */
static void test_asking_the_rules(void **state)
{
    (void)state;
    long requests = 0;
    for (long n = 0; n <= requests; n++) {
        counter c = {0};
        vnp_alloc alloc = counting(&c);
        vnp_rules_options options;
        vnp_rules *rules;
        vnp_doc *doc;
        vnp_rules_options_init(&options);
        options.alloc = &alloc;
        assert_int_equal(vnp_rules_load(&options, &rules, NULL), VNP_OK);
        long loaded = c.requests;
        c.fail_at = n ? loaded + n : 0;
        vnp_status status = vnp_doc_parse(rules, text_plan, sizeof text_plan - 1, NULL, &doc, NULL);
        requests = n ? requests : c.requests - loaded;
        if (status != VNP_OK && (n == 0 || status != VNP_ERR_NOMEM))
            fail_msg("allocation %ld of %ld: status %d", n, requests, (int)status);
        vnp_doc_free(doc);
        vnp_rules_free(rules);
        assert_int_equal(c.live, 0);
    }
    assert_true(requests > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_text),
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_text_that_must_be_decoded),
        cmocka_unit_test(test_long_plan),
        cmocka_unit_test(test_loading_a_catalog),
        cmocka_unit_test(test_comparing_plans),
        cmocka_unit_test(test_loading_the_rules),
        cmocka_unit_test(test_asking_the_rules),
    };
    return cmocka_run_group_tests_name("faults", tests, open_rules, close_rules);
}
