/* test_deadlines.c - times of a time field and completion dates in sentences. */
#include "support/support.h"

#include "fact/periods.h"

typedef struct row {
    const char *text;
    int year; /* of the plan; 0: none */
    const char *want;
} row;

typedef void (*reader)(vnp__facts *f, vnp__slice s, vnp_deadline_list *out);

static void check_rows(const row *rows, size_t count, reader read)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        bench b;
        vnp_deadline_list out = {0};
        bench_open(&b, rows[i].year);
        read(&b.facts, bench_slice(&b, rows[i].text), &out);
        expect_row(&wrong, rows[i].text, show_deadlines(&out), rows[i].want);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

#define CHECK(read, ...)                                                                           \
    do {                                                                                           \
        static const row rows[] = {__VA_ARGS__};                                                   \
        check_rows(rows, COUNT_OF(rows), read);                                                    \
    } while (0)

/* ------------------------------------------------- the table of the facts guide */

static void test_periods(void **state)
{
    (void)state;
    CHECK(vnp__deadlines_read, {"Trong năm 2024", 0, "during 2024-01-01..2024-12-31"},
          {"Năm 2024", 0, "during 2024-01-01..2024-12-31"},
          {"Quý I/2024", 0, "during 2024-01-01..2024-03-31"},
          {"quý 1/2024", 0, "during 2024-01-01..2024-03-31"},
          {"Quý I năm 2024", 0, "during 2024-01-01..2024-03-31"},
          {"Quý II/2024", 0, "during 2024-04-01..2024-06-30"},
          {"Quý III năm 2024", 0, "during 2024-07-01..2024-09-30"},
          {"Hoàn thành việc rà soát trong quý IV/2024", 0, "during 2024-10-01..2024-12-31"},
          {"Tháng 02/2023", 0, "during 2023-02-01..2023-02-28"},
          {"Tháng 02/2024", 0, "during 2024-02-01..2024-02-29"},
          {"tháng 12 năm 2025", 0, "during 2025-12-01..2025-12-31"},
          {"6/2025", 0, "during 2025-06-01..2025-06-30"},
          {"giai đoạn 2021-2025", 0, "during 2021-01-01..2025-12-31"},
          {"2026 - 2030", 0, "during 2026-01-01..2030-12-31"},
          {"2026 \u2013 2030", 0, "during 2026-01-01..2030-12-31"},
          {"6 tháng đầu năm 2024", 0, "during 2024-01-01..2024-06-30"},
          {"6 tháng cuối năm 2024", 0, "during 2024-07-01..2024-12-31"},
          {"09 - 10/2026", 0, "during 2026-09-01..2026-10-31"},
          {"Quý II - IV/2026", 0, "during 2026-04-01..2026-12-31"},
          {"từ quý I đến quý III năm 2025", 0, "during 2025-01-01..2025-09-30"},
          {"từ tháng 3 đến tháng 5/2025", 0, "during 2025-03-01..2025-05-31"});
}

static void test_days(void **state)
{
    (void)state;
    CHECK(vnp__deadlines_read, {"22/10/2026", 0, "during 2026-10-22..2026-10-22"},
          {"02/11 - 07/11/2026", 0, "during 2026-11-02..2026-11-07"},
          {"Từ ngày 01/3/2025 đến ngày 15/4/2025", 0, "during 2025-03-01..2025-04-15"},
          {"ngày 05 tháng 3 năm 2024", 0, "during 2024-03-05..2024-03-05"},
          {"2025-03-31", 0, "during 2025-03-31..2025-03-31"},
          {"6/30/2025", 0, "during 2025-06-30..2025-06-30"},
          {"29/02/2024", 0, "during 2024-02-29..2024-02-29"});
}

static void test_last_days(void **state)
{
    (void)state;
    CHECK(vnp__deadlines_read, {"Trước 30/11/2023", 0, "by ..2023-11-30"},
          {"Trước ngày 30/11/2023", 0, "by ..2023-11-30"},
          {"chậm nhất ngày 30/11/2023", 0, "by ..2023-11-30"},
          {"Chậm nhất là ngày 30 tháng 11 năm 2023", 0, "by ..2023-11-30"},
          {"Hoàn thành trước 30/11/2023", 0, "by ..2023-11-30"},
          {"đến hết ngày 30/9/2026", 0, "by ..2026-09-30"},
          {"Trước năm 2030", 0, "by ..2029-12-31"}, {"Trước quý II/2026", 0, "by ..2026-03-31"},
          {"Trước quý I/2026", 0, "by ..2025-12-31"}, {"Trước tháng 3/2024", 0, "by ..2024-02-29"},
          {"đến năm 2030", 0, "by ..2030-12-31"}, {"đến hết quý I/2026", 0, "by ..2026-03-31"},
          {"đến hết tháng 6/2026", 0, "by ..2026-06-30"});
}

static void test_frequencies(void **state)
{
    (void)state;
    CHECK(vnp__deadlines_read, {"Thường xuyên", 2024, "recurring continuous"},
          {"Thường xuyên trong năm 2024", 0, "recurring continuous 2024-01-01..2024-12-31"},
          {"Định kỳ hàng tháng trong năm 2024", 0, "recurring monthly 2024-01-01..2024-12-31"},
          {"hàng ngày", 0, "recurring daily"}, {"Hằng tuần", 0, "recurring weekly"},
          {"Định kỳ hằng quý", 0, "recurring quarterly"},
          {"định kỳ hàng tháng, quý, năm", 0,
           "recurring monthly | recurring quarterly | recurring annual"},
          {"báo cáo định kỳ quý, 6 tháng, năm", 0,
           "recurring quarterly | recurring semiannual | recurring annual"},
          {"định kỳ", 0, "recurring periodic"}, {"định kỳ theo quy định", 0, "recurring periodic"},
          {"đột xuất", 0, "recurring ad-hoc"},
          {"kiểm tra đột xuất trong năm 2024", 0, "recurring ad-hoc 2024-01-01..2024-12-31"},
          {"định kỳ báo cáo 6 tháng", 0, "recurring semiannual"},
          {"định kỳ 6 tháng", 0, "recurring semiannual"},
          {"cập nhật hằng quý đến 2030", 0, "recurring quarterly ..2030-12-31"},
          {"Hàng năm (trước ngày 10/12)", 2026, "recurring annual"},
          {"Thường xuyên trong năm 2025, sơ kết trước ngày 20/6/2025", 0,
           "recurring continuous 2025-01-01..2025-12-31 | by ..2025-06-20"},
          {"Tháng 6 - 7", 2026, "during 2026-06-01..2026-07-31?"},
          {"từ tháng 9 - tháng 12", 2026, "during 2026-09-01..2026-12-31?"},
          {"Tháng 11 - 02/2027", 2026, "during 2026-11-01..2027-02-28"},
          {"25/12 - 05/01/2027", 2026, "during 2026-12-25..2027-01-05"},
          {"Trước ngày 05/3/2024 và thường xuyên trong năm", 2024,
           "by ..2024-03-05 | recurring continuous 2024-01-01..2024-12-31?"},
          {"Quý IV - I/2027", 2026, "during 2026-10-01..2027-03-31"},
          {"từ tháng 11 đến tháng 02", 2026, "during 2026-11-01..2027-02-28?"},
          {"từ ngày 25/12 đến ngày 05/01", 2026, "during 2026-12-25..2027-01-05?"},
          {"20 - 15/6/2026", 2026, "during 2026-06-20..2026-06-15"},
          {"từ tháng 2 đến tháng 1/2027", 2026, "during 2026-02-01..2027-01-31"},
          {"Tháng 5 - 2 đợt", 2026, "during 2026-05-01..2026-05-31?"},
          {"Tháng 11/2026 - 02/2027", 2026, "during 2026-11-01..2027-02-28"},
          {"trước ngày 18 hằng tháng", 2026, "recurring monthly"},
          {"Trong 05 ngày làm việc kể từ ngày có quyết định", 2026, "event"});
}

static void test_events(void **state)
{
    (void)state;
    CHECK(vnp__deadlines_read, {"Sau khi tỉnh công bố kết quả", 2024, "event"},
          {"Theo tiến độ của tỉnh", 2024, "event"}, {"Đúng tiến độ được giao", 2024, "event"},
          {"Theo quy định và hướng dẫn của cấp trên", 2024, "event"},
          {"Theo kế hoạch của huyện", 2024, "event"}, {"sau đợt kiểm tra", 2024, "event"},
          {"Sau khi có hướng dẫn và được phân bổ kinh phí", 2024, "event"},
          {"Ngay sau khi sự cố phát sinh", 2024, "event"});
}

/* A year behind the last of several periods is theirs too. */
static void test_several_times_in_one_clause(void **state)
{
    (void)state;
    CHECK(vnp__deadlines_read,
          {"Quý III, IV/2026, 2027", 0,
           "during 2026-07-01..2026-09-30 | during 2026-10-01..2026-12-31 | "
           "during 2027-01-01..2027-12-31"},
          {"trong Quý III và Quý IV/2026", 0,
           "during 2026-07-01..2026-09-30 | during 2026-10-01..2026-12-31"},
          {"quý I, II, III/2025", 0,
           "during 2025-01-01..2025-03-31 | during 2025-04-01..2025-06-30 | "
           "during 2025-07-01..2025-09-30"},
          {"Tháng 4, 10/2026", 0, "during 2026-04-01..2026-04-30 | during 2026-10-01..2026-10-31"},
          {"Theo Kế hoạch số 140/KH-UBND ngày 14/10/2021 của UBND tỉnh, thực hiện trong năm 2024",
           0, "event | during 2024-01-01..2024-12-31"});
}

static void test_semicolons_part_clauses(void **state)
{
    (void)state;
    CHECK(vnp__deadlines_read,
          {"Hoàn thành trước 30/9/2024; báo cáo trong quý IV/2024", 0,
           "by ..2024-09-30 | during 2024-10-01..2024-12-31"},
          {"Quý II/2026 khảo sát; quý IV/2026 bàn giao", 0,
           "during 2026-04-01..2026-06-30 | during 2026-10-01..2026-12-31"},
          {"Quý II khảo sát; quý IV/2026 bàn giao", 2025,
           "during 2025-04-01..2025-06-30? | during 2026-10-01..2026-12-31"},
          {"Quý IV/2026 bàn giao; quý II nghiệm thu", 2025,
           "during 2026-10-01..2026-12-31 | during 2025-04-01..2025-06-30?"},
          {"Khởi động quý IV/2026; hoàn thành quý II/2027; cập nhật hằng quý đến 2030", 0,
           "during 2026-10-01..2026-12-31 | during 2027-04-01..2027-06-30 | "
           "recurring quarterly ..2030-12-31"},
          {"Sau khi huyện mở lớp; quý IV/2024", 0, "event | during 2024-10-01..2024-12-31"});
}

static void test_missing_year_is_the_plans(void **state)
{
    (void)state;
    CHECK(vnp__deadlines_read, {"Trong năm", 2024, "during 2024-01-01..2024-12-31?"},
          {"Quý I", 2024, "during 2024-01-01..2024-03-31?"},
          {"Tháng 2", 2024, "during 2024-02-01..2024-02-29?"},
          {"Trước ngày 15/2", 2024, "by ..2024-02-15?"},
          {"6 tháng đầu năm", 2024, "during 2024-01-01..2024-06-30?"},
          {"Thường xuyên trong năm", 2024, "recurring continuous 2024-01-01..2024-12-31?"},
          {"Quý I/2025", 2024, "during 2025-01-01..2025-03-31"});
}

static void test_spelling_does_not_matter(void **state)
{
    (void)state;
    CHECK(vnp__deadlines_read, {"QUÝ I/2024", 0, "during 2024-01-01..2024-03-31"},
          {"Qúy I/2024", 0, "during 2024-01-01..2024-03-31"},
          {"Quý lI/2024", 0, "during 2024-04-01..2024-06-30"}, {"Trong quỷ lV/2024", 0, "during 2024-10-01..2024-12-31"},
          {"Tháng 1l/2026", 0, "during 2026-11-01..2026-11-30"}, {"Trong nâm 2025", 0, "during 2025-01-01..2025-12-31"},
          {"trong nãm 2025", 0, "during 2025-01-01..2025-12-31"},
          {"THƯỜNG XUYÊN", 0, "recurring continuous"}, {"Ðến năm 2030", 0, "by ..2030-12-31"},
          {"quý  IV / 2024", 0, "during 2024-10-01..2024-12-31"});
}

static void test_what_is_no_time(void **state)
{
    (void)state;
    CHECK(vnp__deadlines_read, {"", 2024, ""}, {"Tuần 9", 2024, ""}, {"07 giờ 30 phút", 2024, ""},
          {"Tiết 3", 2024, ""}, {"Chưa xác định", 2024, ""}, {"31/02/2024", 0, "during"},
          {"45/13/2024", 2024, ""});
}

/* The words of each time are the clause that states it. */
static void test_text_is_the_clause(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *want[3];
    } rows[] = {
        {"Hoàn thành trước 30/9/2024; báo cáo trong quý IV/2024.",
         {"Hoàn thành trước 30/9/2024", "báo cáo trong quý IV/2024"}},
        {"Sau khi tỉnh công bố kết quả;", {"Sau khi tỉnh công bố kết quả"}},
        {"Thường xuyên trong năm 2024", {"Thường xuyên trong năm 2024"}},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        vnp_deadline_list out = {0};
        bench_open(&b, 0);
        vnp__deadlines_read(&b.facts, bench_slice(&b, rows[i].text), &out);
        for (uint32_t k = 0; k < 3 && rows[i].want[k]; k++)
            expect_row(&wrong, rows[i].text,
                       show_value(k < out.count ? out.at[k].value : (vnp_value){0}),
                       rows[i].want[k]);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

/* ------------------------------------------------------------- in sentences */

static void test_completion_dates_in_sentences(void **state)
{
    (void)state;
    CHECK(vnp__due_dates_read,
          {"Lập danh sách, báo cáo Chủ tịch UBND xã trước ngày 05/9/2026", 0, "by ..2026-09-05"},
          {"tổng hợp, báo cáo chậm nhất ngày 20/12/2026", 0, "by ..2026-12-20"},
          {"rà soát, hoàn thành trong quý II/2026", 0, "during 2026-04-01..2026-06-30"},
          {"chỉnh trang nhà ở, xong trong quý III/2026", 0, "during 2026-07-01..2026-09-30"},
          {"duy trì đến hết ngày 30/9/2026", 0, "by ..2026-09-30"},
          {"báo cáo Giám đốc Sở trước ngày 05/12 hằng năm", 2026, "recurring annual"},
          {"gửi số liệu trước ngày 18 hằng tháng", 2026, "recurring monthly"},
          {"trình Chủ tịch trước ngày 10 tháng cuối quý", 2026, "recurring quarterly"});
}

static void test_mere_years_and_periodicity_in_sentences_are_none(void **state)
{
    (void)state;
    CHECK(vnp__due_dates_read, {"Xây dựng kế hoạch tuyên truyền năm 2024", 2024, ""},
          {"định kỳ hàng quý báo cáo kết quả", 2024, ""}, {"kiểm tra hàng quý, hằng năm", 2024, ""},
          {"thực hiện Quyết định số 12/QĐ-UBND ngày 15/3/2024", 2024, ""},
          {"tổ chức hội nghị ngày 05/9/2026", 2024, ""});
}

/* ----------------------------------------------------------------- calendar */

static void test_calendar(void **state)
{
    (void)state;
    assert_int_equal(vnp__days_in_month(2024, 2), 29);
    assert_int_equal(vnp__days_in_month(2023, 2), 28);
    assert_int_equal(vnp__days_in_month(2000, 2), 29);
    assert_int_equal(vnp__days_in_month(2100, 2), 28);
    assert_int_equal(vnp__days_in_month(2024, 4), 30);
    static const struct {
        vnp_date day, before;
    } rows[] = {
        {{2024, 3, 1}, {2024, 2, 29}},
        {{2024, 1, 1}, {2023, 12, 31}},
        {{2024, 7, 15}, {2024, 7, 14}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        vnp_date got = vnp__day_before(rows[i].day);
        assert_int_equal(got.year, rows[i].before.year);
        assert_int_equal(got.month, rows[i].before.month);
        assert_int_equal(got.day, rows[i].before.day);
    }
}

static void test_ordinals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int want;
    } rows[] = {{"I", 1},       {"IV", 4}, {"iv", 4}, {"4", 4},         {"04", 4},
                {"2024", 2024}, {"", 0},   {"tư", 4}, {"mười hai", 12}, {"quý", 0}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(vnp__ordinal_read(test_rules(), vnp__str_c(rows[i].text)), rows[i].want);
}

/* What joins times is no part of their words. */
static void test_text_of_each_time(void **state)
{
    static const struct {
        const char *text, *first, *second;
    } rows[] = {
        {"Quý II, III/2026", "Quý II", "III/2026"},
        {"Quý II và Quý III/2026", "Quý II", "Quý III/2026"},
        {"Tháng 3/2026 và cuối năm 2026", "Tháng 3/2026", "cuối năm 2026"},
        {"Trước ngày 05/3/2026; sau khi tỉnh công bố", "Trước ngày 05/3/2026", "sau khi tỉnh công bố"},
    };
    unsigned wrong = 0;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        vnp_deadline_list out = {0};
        bench_open(&b, 2026);
        vnp__deadlines_read(&b.facts, bench_slice(&b, rows[i].text), &out);
        assert_int_equal(out.count, 2);
        expect_row(&wrong, rows[i].text, show_value(out.at[0].value), rows[i].first);
        expect_row(&wrong, rows[i].text, show_value(out.at[1].value), rows[i].second);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

static void test_months_of_a_school_year(void **state)
{
    (void)state;
    static const struct { const char *when, *want; } rows[] = {
        {"Tháng 9", "during 2025-09-01..2025-09-30?"},
        {"Tháng 2", "during 2026-02-01..2026-02-28?"},
        {"trước ngày 31/5", "by ..2026-05-31?"},
        {"Từ tháng 9 đến tháng 5", "during 2025-09-01..2026-05-31?"},
        {"Quý I", "during 2026-01-01..2026-03-31?"},
        {"Tháng 1 và tháng 3/2026", "during 2026-01-01..2026-01-31 | during 2026-03-01..2026-03-31"},
        {"Tháng 2/2025", "during 2025-02-01..2025-02-28"},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[400], want[200];
        snprintf(text, sizeof text,
                 "TRƯỜNG A\n\nKẾ HOẠCH\nGiáo dục năm học 2025 - 2026\n\nI. NHIỆM VỤ\n1. Sơ kết\n- Chủ trì: Tổ A\n- Thời gian: %s\n",
                 rows[i].when);
        snprintf(want, sizeof want, "task Sơ kết; when: %s\n", rows[i].want);
        parsed p = parse_text(text);
        expect_row(&wrong, rows[i].when, show_items(p.plan, SHOW_KIND | SHOW_TITLE | SHOW_DEADLINES), want);
        parsed_close(&p);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_last_days),
        cmocka_unit_test(test_frequencies),
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_several_times_in_one_clause),
        cmocka_unit_test(test_semicolons_part_clauses),
        cmocka_unit_test(test_missing_year_is_the_plans),
        cmocka_unit_test(test_spelling_does_not_matter),
        cmocka_unit_test(test_what_is_no_time),
        cmocka_unit_test(test_text_is_the_clause),
        cmocka_unit_test(test_completion_dates_in_sentences),
        cmocka_unit_test(test_mere_years_and_periodicity_in_sentences_are_none),
        cmocka_unit_test(test_calendar),
        cmocka_unit_test(test_ordinals),
        cmocka_unit_test(test_text_of_each_time),
        cmocka_unit_test(test_months_of_a_school_year),
    };
    return cmocka_run_group_tests_name("deadlines", tests, open_rules, close_rules);
}
