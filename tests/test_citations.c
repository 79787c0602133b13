/* test_citations.c - acts cited. */
#include "support/support.h"

typedef struct row {
    const char *text, *want;
} row;

static void check_rows(const row *rows, size_t count)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char text[2000];
        snprintf(text, sizeof text,
                 "KẾ HOẠCH\nNâng cao chất lượng phục vụ\n\n"
                 "I. MỤC ĐÍCH\n\n1. Yêu cầu\n\n%s\n",
                 rows[i].text);
        parsed p = parse_text(text);
        expect_row(&wrong, rows[i].text, show_citations(&p.plan->citations), rows[i].want);
        parsed_close(&p);
    }
    assert_int_equal(wrong, 0);
}

static void test_type_number_and_date(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;",
         "Nghị định, 45/2020/NĐ-CP, 2020-04-08"},
        {"Căn cứ Nghị định số 45/2020/NĐCP ngày 08/4/2020 của Chính phủ;",
         "Nghị định, 45/2020/NĐCP, 2020-04-08"},
        {"Căn cứ Quyết định số 318/QĐ-UBND ngày 15 tháng 01 năm 2026 của UBND huyện;",
         "Quyết định, 318/QĐ-UBND, 2026-01-15"},
        {"Thực hiện Điều 40 Nghị định số 60/2021/NĐ-CP về tự chủ;", "Nghị định, 60/2021/NĐ-CP, -"},
        {"Thực hiện Chỉ thị số 19-CT/TU ngày 02/12/2025 của Tỉnh ủy;",
         "Chỉ thị, 19-CT/TU, 2025-12-02"},
        {"Căn cứ Nghi định số 45/2020/NĐ-CP ngày 0l/4/202l của Chính phủ;", "Nghị định, 45/2020/NĐ-CP, 2021-04-01"});
}

static void test_numbers_out_of_the_ordinary(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"Theo Nghị quyết số 41c/NQ-CP ngày 03/5/2012 và Nghị định số 18a/2016/NĐ-CP;",
         "Nghị quyết, 41c/NQ-CP, 2012-05-03 | Nghị định, 18a/2016/NĐ-CP, -"},
        {"Theo Báo cáo thẩm định số 31/BCTĐ-STC ngày 02/3/2020;", "Báo cáo, 31/BCTĐ-STC, 2020-03-02"},
        {"Theo Công văn số 73/TTCP-C.II ngày 19/02/2021;", "Công văn, 73/TTCP-C.II, 2021-02-19"},
        {"Theo Công văn số 73/UBND-VP.Sở Nội vụ làm;", "Công văn, 73/UBND-VP, -"},
        {"Theo Thông báo sô 88/TB-UBND ngày ngày 04 tháng 9 năm 2023;", "Thông báo, 88/TB-UBND, 2023-09-04"},
        {"Theo Chương trình hành động của Tỉnh ủy số 06-CTr/TU ngày 01/3/2021;",
         "Chương trình hành động, 06-CTr/TU, 2021-03-01"},
        {"Theo Nghị quyết số 23 NQ/TW ngày 01/3/2021; Quyết định số 479/QĐ -UBND;",
         "Nghị quyết, 23 NQ/TW, 2021-03-01 | Quyết định, 479/QĐ-UBND, -"},
        {"Theo Quyết định 61/QĐ-UBND năm 2023 về bến xe và Kế hoạch số 62/KH-UBND năm 2024;",
         "Quyết định, 61/QĐ-UBND, 2023 | Kế hoạch, 62/KH-UBND, -"},
        {"Kế hoạch của đơn vị thực hiện Chỉ thị số 06-CT/TU;", "Chỉ thị, 06-CT/TU, -"});
}

static void test_article_and_issuer(void **state)
{
    (void)state;
    parsed p = parse_text("KẾ HOẠCH\nNâng cao chất lượng\n\nI. MỤC ĐÍCH\n\n1. Yêu cầu\n\n"
                          "Thực hiện khoản 2 Điều 5 của Nghị định số 61/2018/NĐ-CP; Điều 9 Nghị định số "
                          "61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về một cửa và Kế hoạch số 5/KH-UBND.\n");
    assert_int_equal(p.plan->citations.count, 2);
    const vnp_citation *c = &p.plan->citations.at[0];
    expect(show_str(c->issuer), "Chính phủ");
    assert_int_equal(c->articles.count, 2);
    expect(show_str(c->articles.at[0]), "khoản 2 Điều 5");
    expect(show_str(c->articles.at[1]), "Điều 9");
    assert_int_equal(p.plan->citations.at[1].articles.count, 0);
    assert_int_equal(p.plan->citations.at[1].issuer.len, 0);
    parsed_close(&p);
}

/* The issuer ends before what the act does, not inside an agency's name. */
static void test_issuer_ends_with_the_agency(void **state)
{
    static const row rows[] = {
        {"Sở Nông nghiệp và Phát triển nông thôn về giống lúa;", "Sở Nông nghiệp và Phát triển nông thôn"},
        {"Bộ Lao động - Thương binh và Xã hội và Bộ Y tế;", "Bộ Lao động - Thương binh và Xã hội"},
        {"Phòng Văn hóa và thông tin huyện;", "Phòng Văn hóa và thông tin huyện"},
        {"Hội đồng nhân dân tỉnh thông qua đề án bến xe;", "Hội đồng nhân dân tỉnh"},
        {"Chính phủ gắn với Chương trình giảm nghèo;", "Chính phủ"},
        {"UBND tỉnh v/v tuyển quân;", "UBND tỉnh"},
        {"Chính phủ và Quy chế làm việc;", "Chính phủ"},
    };
    unsigned wrong = 0;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[1000];
        snprintf(text, sizeof text, "KẾ HOẠCH\nNâng cao chất lượng\n\nI. MỤC ĐÍCH\n\n"
                 "Theo Quyết định số 61/QĐ-ABC ngày 02/3/2024 của %s\n", rows[i].text);
        parsed p = parse_text(text);
        expect_row(&wrong, rows[i].text, show_str(p.plan->citations.at[0].issuer), rows[i].want);
        parsed_close(&p);
    }
    assert_int_equal(wrong, 0);
}

static void test_abbreviated_type_is_given_in_full(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"bám sát NQ số 21-NQ/HU ngày 05/6/2025 của Huyện ủy", "Nghị quyết, 21-NQ/HU, 2025-06-05"});
}

static void test_law_without_a_number(void **state)
{
    (void)state;
    CHECK_ROWS({"Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;", "Luật, -, 2015-06-19"},
          {"Căn cứ Luật Tiếp cận thông tin;", "Luật, -, -"});
}

static void test_law_with_a_comma_in_its_name(void **state)
{
    (void)state;
    CHECK_ROWS({"Căn cứ Luật Phòng, chống thiên tai ngày 19/6/2013; tuyên truyền Luật Phòng, chống thiên tai và "
           "Luật Phòng, chống mua bán người.", "Luật, -, 2013-06-19 | Luật, -, -"},
          {"Tuyên truyền Luật Thi đua, khen thưởng, Luật Đất đai, giáo dục truyền thống.",
           "Luật, -, - | Luật, -, -"},
          {"Tuyên truyền Luật Cấp cứu (CC) và cứu nạn, cứu hộ. Theo Luật Cấp cứu và cứu nạn, cứu hộ thì", "Luật, -, -"});
}

/* Many laws are passed on one day. */
static void test_laws_are_told_by_name_and_date(void **state)
{
    (void)state;
    CHECK_ROWS({"Căn cứ Luật Chăn nuôi ngày 19/11/2018; Luật Trồng trọt ngày 19/11/2018;",
           "Luật, -, 2018-11-19 | Luật, -, 2018-11-19"},
          {"Căn cứ Luật Thú y ngày 19/6/2015; theo LUẬT THÚ Y, ngày 19 tháng 6 năm 2015.", "Luật, -, 2015-06-19"},
          {"Căn cứ Luật Đất đai ngày 29/11/2013; Luật Đất đai ngày 18/01/2024;",
           "Luật, -, 2013-11-29 | Luật, -, 2024-01-18"},
          {"Căn cứ Luật Trẻ em ngày 05/4/2016; tuyên truyền Luật Trẻ em.", "Luật, -, 2016-04-05"},
          {"Tuyên truyền Luật Trẻ em. Căn cứ Luật Trẻ em ngày 05/4/2016.", "Luật, -, 2016-04-05"},
          {"Căn cứ Luật Giáo dục ngày 14/6/2019; theo Luật Giáo dục đại học.",
           "Luật, -, 2019-06-14 | Luật, -, -"});
}

static void test_type_carries_over_in_a_list(void **state)
{
    (void)state;
    CHECK_ROWS({"Căn cứ các Quyết định số 12/QĐ-UBND ngày 05/01/2024; số 34/QĐ-UBND ngày 06/02/2024;",
           "Quyết định, 12/QĐ-UBND, 2024-01-05 | Quyết định, 34/QĐ-UBND, 2024-02-06"});
}

static void test_act_counts_once(void **state)
{
    (void)state;
    CHECK_ROWS({"Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;\n\n"
           "Thực hiện Điều 5 Nghị định số 45/2020/NĐ-CP và Điều 7 Nghị định số "
           "45/2020/NĐ-CP.",
           "Nghị định, 45/2020/NĐ-CP, 2020-04-08"});
}

static void test_later_mention_gives_the_whole_date(void **state)
{
    (void)state;
    CHECK_ROWS({"Theo Quyết định 61/QĐ-UBND năm 2023 về bến xe;\n\nCăn cứ Quyết định số 61/QĐ-UBND ngày 02/3/2023;",
           "Quyết định, 61/QĐ-UBND, 2023-03-02"},
          {"Căn cứ Quyết định số 61/QĐ-UBND ngày 02/3/2023;\n\nTheo Quyết định 61/QĐ-UBND năm 2023 về bến xe;",
           "Quyết định, 61/QĐ-UBND, 2023-03-02"});
}

static void test_blank_number_and_partial_date(void **state)
{
    (void)state;
    CHECK_ROWS({"(Kèm theo Quyết định số     /QĐ-UBND ngày     tháng 12 năm 2023 của UBND xã An Hòa)",
           "Quyết định, /QĐ-UBND, 2023-12"},
          {"(Kèm theo Quyết định số     /QĐ-UBND ngày   /   /2024 của UBND xã An Hòa)",
           "Quyết định, /QĐ-UBND, 2024"});
}

static void test_what_is_no_citation(void **state)
{
    (void)state;
    CHECK_ROWS({"Lấy ý kiến dự thảo Luật Đất đai", ""}, {"áp dụng tiêu chuẩn TCVN ISO 9001:2015", ""},
          {"thực hiện Kế hoạch cải cách hành chính của huyện", ""},
          {"xếp thứ 5/19 xã, thị trấn", ""});
}

static void test_law_in_the_title_of_a_law_is_none(void **state)
{
    (void)state;
    CHECK_ROWS({"Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức "
           "chính "
           "quyền địa phương ngày 22/11/2019;",
           "Luật, -, 2019-11-22"});
}

static void test_number_torn_by_a_line_end_is_joined(void **state)
{
    (void)state;
    CHECK_ROWS({"Căn cứ Quyết định số 48/2021/QĐ-\n"
           "UBND ngày 20/10/2021 của Ủy ban nhân dân tỉnh;",
           "Quyết định, 48/2021/QĐ-UBND, 2021-10-20"});
}

/* More acts than a table of them has room for at first, each cited twice. */
static void test_many_acts(void **state)
{
    enum { ACTS = 500, ROOM = 128 };
    static char text[2 * ACTS * ROOM];
    (void)state;
    int len = snprintf(text, sizeof text, "KẾ HOẠCH\nNâng cao chất lượng\n\nI. MỤC ĐÍCH\n\n");
    for (int i = 0; i < 2 * ACTS; i++)
        len += snprintf(text + len, sizeof text - (size_t)len,
                        "- Thực hiện Điều %d Quyết định số %d/QĐ-UBND của Ủy ban nhân dân xã.\n",
                        1 + i / ACTS, 1 + i % ACTS);
    parsed p = parse_text(text);
    assert_int_equal(p.plan->citations.count, ACTS);
    for (uint32_t i = 0; i < ACTS; i++)
        assert_int_equal(p.plan->citations.at[i].articles.count, 2);
    parsed_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_type_number_and_date),
        cmocka_unit_test(test_numbers_out_of_the_ordinary),
        cmocka_unit_test(test_article_and_issuer),
        cmocka_unit_test(test_issuer_ends_with_the_agency),
        cmocka_unit_test(test_abbreviated_type_is_given_in_full),
        cmocka_unit_test(test_law_without_a_number),
        cmocka_unit_test(test_law_with_a_comma_in_its_name),
        cmocka_unit_test(test_laws_are_told_by_name_and_date),
        cmocka_unit_test(test_type_carries_over_in_a_list),
        cmocka_unit_test(test_act_counts_once),
        cmocka_unit_test(test_later_mention_gives_the_whole_date),
        cmocka_unit_test(test_blank_number_and_partial_date),
        cmocka_unit_test(test_what_is_no_citation),
        cmocka_unit_test(test_law_in_the_title_of_a_law_is_none),
        cmocka_unit_test(test_number_torn_by_a_line_end_is_joined),
        cmocka_unit_test(test_many_acts),
    };
    return cmocka_run_group_tests_name("citations", tests, open_rules, close_rules);
}
