/* test_targets.c - quantified commitments and numbers in Vietnamese writing. */
#include "support/support.h"

typedef struct row {
    const char *text, *want;
} row;

static void check_rows(const row *rows, size_t count)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        bench b;
        vnp_target_list out = {0};
        bench_open(&b, 2024);
        vnp__targets_read(&b.facts, bench_slice(&b, rows[i].text), &out);
        expect_row(&wrong, rows[i].text, show_targets(&out), rows[i].want);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

static void test_at_least(void **state)
{
    (void)state;
    CHECK_ROWS({"tối thiểu đạt 55% hồ sơ", ">= 55 %"}, {"ít nhất 55%", ">= 55 %"},
          {"từ 55% trở lên", ">= 55 %"}, {"tỷ lệ đạt 55% trở lên", ">= 55 %"},
          {"bảo đảm từ 95% hộ trở lên nộp rác đúng nơi quy định", ">= 95 %"},
          {"tối thiểu 10 TTHC/đơn vị", ">= 10 TTHC/đơn vị"},
          {"mở ít nhất 03 lớp tập huấn", ">= 3 lớp"}, {"tối thiểu 12 tiết/năm học", ">= 12 tiết/năm học"},
          {"Đón 1,4 triệu lượt khách trở lên", ">= 1.4 triệu lượt"}, {"nuôi dê quy mô 20 con/hộ trở lên", ">= 20 con/hộ"},
          {"Tập huấn 02 lớp cho cấp phó trở lên", "= 2 lớp"},
          {"đội viên đã qua tập huấn đạt từ 90% trở lên", ">= 90 %"}, {"ít nhất 250 vận động viên", ">= 250 vận động viên"}, {"\u2265 55%", ">= 55 %"},
          {">= 30%", ">= 30 %"});
}

static void test_more_than(void **state)
{
    (void)state;
    CHECK_ROWS({"đạt trên 95%", "> 95 %"}, {"vượt 95%", "> 95 %"},
          {"Tổng điểm vượt 90 điểm", "> 90 điểm"});
}

static void test_exactly(void **state)
{
    (void)state;
    CHECK_ROWS({"100% thủ tục hành chính được công khai", "= 100 %"}, {"đạt 100%", "= 100 %"},
          {"đảm bảo 100% văn bản được ký số", "= 100 %"}, {"Số hóa TTHC: 35%", "= 35 %"},
          {"Phấn đấu đạt 18 giải", "= 18 giải"}, {"Thành lập 01 khu công nghiệp", "= 1 khu"},
          {"tăng 5% so với năm 2023", "= 5 %"}, {"l00% hồ sơ được số hóa", "= 100 %"}, {"tối thiểu l5% hồ sơ", ""});
}

static void test_years_of_life(void **state)
{
    (void)state;
    CHECK_ROWS({"Tuổi thọ trung bình đạt 75,1 tuổi, trong đó số năm sống khỏe đạt ít nhất 67 năm",
           "= 75.1 tuổi | >= 67 năm"},
          {"tuổi thọ trung bình của người dân trên 80 tuổi", "> 80 tuổi"}, {"chăm sóc người trên 80 tuổi", ""});
}

static void test_counts_behind_their_verb(void **state)
{
    (void)state;
    CHECK_ROWS({"trao 50 suất quà", "= 50 suất quà"}, {"xóa 23 nhà tạm", "= 23 nhà tạm"},
          {"giành 12 huy chương", "= 12 huy chương"}, {"bổ sung 06 bác sĩ, 10 điều dưỡng", "= 6 bác sĩ | = 10 điều dưỡng"},
          {"bố trí 500 triệu đồng", ""}, {"tặng 2 tỷ đồng", ""}, {"đã trao 50 suất quà", ""});
}

static void test_at_most(void **state)
{
    (void)state;
    CHECK_ROWS({"không quá 5% hồ sơ trễ hạn", "<= 5 %"}, {"tối đa 5%", "<= 5 %"}, {"dưới 5%", "< 5 %"},
          {"tỷ lệ hộ nghèo còn dưới 2%", "< 2 %"}, {"<30%", "< 30 %"});
}

static void test_rank(void **state)
{
    (void)state;
    CHECK_ROWS({"phấn đấu xếp thứ hạng từ 5/19 xã, thị trấn trở lên", "<= 5/19 hạng"});
}

static void test_ranges_are_two_targets(void **state)
{
    (void)state;
    CHECK_ROWS({"đạt 60-70%", ">= 60 % | <= 70 %"}, {"từ 60% đến 70%", ">= 60 % | <= 70 %"},
          {"khoảng 60 - 70%", ">= 60 % | <= 70 %"}, {"1,0-1,5%", ">= 1 % | <= 1.5 %"});
}

static void test_what_a_rate_starts_from_is_none(void **state)
{
    (void)state;
    CHECK_ROWS({"từ 60% lên 75%", "= 75 %"}, {"từ 31,5% năm 2013 xuống còn 08 - 10%", ">= 8 % | <= 10 %"},
          {"giảm từ 12% xuống dưới 6%", "< 6 %"}, {"nâng từ 60% hiện nay lên trên 80%", "> 80 %"},
          {"nâng từ mức 60% năm 2023 lên tối thiểu 70%", ">= 70 %"}, {"từ 60% trở lên", ">= 60 %"},
          {"từ 60% hộ dân lên mạng", ">= 60 %"});
}

static void test_rate_with_its_count_is_the_rate(void **state)
{
    (void)state;
    CHECK_ROWS({"Học sinh giỏi: 36,04% (191 HS)", "= 36.04 %"},
          {"185/185 học sinh (tỉ lệ 100%)", "= 100 %"});
}

static void test_grade_does_not_open_a_target_upwards(void **state)
{
    (void)state;
    CHECK_ROWS({"100% đạt chuẩn trở lên", "= 100 %"},
          {"100% giáo viên xếp loại khá trở lên", "= 100 %"});
}

static void test_several_targets_in_order(void **state)
{
    (void)state;
    CHECK_ROWS({"80% hồ sơ được xử lý trên mạng; dưới 5% văn bản phát hành bản giấy", "= 80 % | < 5 %"},
          {"Tối thiểu 60% số bản có điểm truy cập (từ 85% trở lên đối với bản trung tâm)",
           ">= 60 % | >= 85 %"},
          {"100% hộ ký cam kết, 100% hộ phân loại rác", "= 100 % | = 100 %"});
}

static void test_decimal_comma_and_thousands_point(void **state)
{
    (void)state;
    CHECK_ROWS({"đạt tối thiểu 38,5 điểm", ">= 38.5 điểm"}, {"đạt 95,75%", "= 95.75 %"},
          {"phát hành ít nhất 7.500 tờ rơi", ">= 7500 tờ rơi"});
}

static void test_results_reached_are_no_targets(void **state)
{
    (void)state;
    CHECK_ROWS({"năm 2023 đạt 71,36 điểm", ""}, {"giảm 03 bậc so với năm 2022", ""},
          {"Năm 2023 xã đạt 33,25 điểm, xếp thứ 8/14 đơn vị", ""},
          {"Đến cuối năm 2023, xã đã đạt 15/19 tiêu chí", ""},
          {"Đến ngày 31/12/2023, xã đạt 13/19 tiêu chí, tăng 02 tiêu chí so với năm 2022", ""},
          {"Đến ngày 31/12/2024, xã đạt 13/19 tiêu chí", "= 13/19 tiêu chí"},
          {"Dịch lở mồm long móng xảy ra tại 31 lượt thôn, tại 04 xã của 2 huyện", ""}, {"Phun hóa chất tại 04 xã", "= 4 xã"},
          {"Năm học vừa qua, trường đã tuyển đạt 91,2%", ""}, {"xã đã sửa chữa 12 cầu", ""});
}

static void test_unit_is_a_whole_noun(void **state)
{
    (void)state;
    CHECK_ROWS({"tuyển ít nhất 20 tiến sĩ", ">= 20 tiến sĩ"}, {"tối thiểu 30 phụ nữ", ">= 30 phụ nữ"},
          {"tối thiểu 04 hội chợ", ">= 4 hội chợ"}, {"cấp ít nhất 900 mã số", ">= 900 mã số"},
          {"Xây dựng 14 nhà tiêu hợp vệ sinh", "= 14 nhà tiêu"}, {"Xây dựng 04 phòng học", "= 4 phòng học"},
          {"ít nhất 15 luật sư", ">= 15 luật sư"}, {"ít nhất 15 thợ lặn", ">= 15 thợ"});
}

static void test_other_figures_are_no_targets(void **state)
{
    (void)state;
    CHECK_ROWS({"theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020", ""}, {"Trước ngày 30/11/2023", ""},
          {"giai đoạn 2021-2025", ""}, {"Điều 40, khoản 2", ""},
          {"dịch vụ công trực tuyến mức độ 4", ""}, {"Tiêu chí 2.1", ""}, {"", ""});
}

static void test_text_is_the_shortest_phrase(void **state)
{
    (void)state;
    static const row rows[] = {
        {"Phấn đấu tỷ lệ hồ sơ nộp trực tuyến tối thiểu đạt 55% trong năm", "tối thiểu đạt 55%"},
        {"100% thủ tục được công khai", "100%"},
        {"công khai từ 55% trở lên", "từ 55% trở lên"},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        vnp_target_list out = {0};
        bench_open(&b, 2024);
        vnp__targets_read(&b.facts, bench_slice(&b, rows[i].text), &out);
        expect_row(&wrong, rows[i].text, show_value(out.count ? out.at[0].value : (vnp_value){0}),
                   rows[i].want);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

static void test_what_joins_targets_is_no_part_of_their_text(void **state)
{
    (void)state;
    bench b;
    vnp_target_list out = {0};
    bench_open(&b, 2024);
    vnp__targets_read(&b.facts, bench_slice(&b, "mở 02 lớp, 03 buổi và 05 cuộc"), &out);
    assert_int_equal(out.count, 3);
    expect(show_value(out.at[1].value), "03 buổi");
    expect(show_value(out.at[2].value), "05 cuộc");
    out = (vnp_target_list){0};
    vnp__targets_read(&b.facts, bench_slice(&b, "Tập huấn kỹ năng số (02 lớp, 120 học viên)"), &out);
    assert_int_equal(out.count, 2);
    expect(show_value(out.at[0].value), "02 lớp");
    expect(show_value(out.at[1].value), "120 học viên");
    bench_close(&b);
}

/* A figure alone in a cell; its unit stands in the column of units. */
static void test_figures_of_table_cells(void **state)
{
    (void)state;
    static const struct {
        const char *text, *unit, *want;
    } rows[] = {
        {"\u2265 55", "%", ">= 55 %"},
        {">= 55", "%", ">= 55 %"},
        {"55", "%", "= 55 %"},
        {"<30", "%", "< 30 %"},
        {"\u2264 3", "hạng", "<= 3 hạng"},
        {"7.500", "người", "= 7500 người"},
        {"11,36", "%", "= 11.36 %"},
        {"60-70", "%", ">= 60 % | <= 70 %"},
        {"95%", "", "= 95 %"},
        {"", "%", ""},
        {"-", "%", ""},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        vnp_target_list out = {0};
        bench_open(&b, 2024);
        vnp__figure_read(&b.facts, bench_slice(&b, rows[i].text), vnp__str_c(rows[i].unit), &out);
        expect_row(&wrong, rows[i].text, show_targets(&out), rows[i].want);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool decimal_point;
        const char *want;
    } rows[] = {
        {"7", false, "7"},         {"03", false, "3"},
        {"7.500", false, "7500"},  {"1.234.567", false, "1234567"},
        {"11,36", false, "11.36"}, {"1.234,5", false, "1234.5"},
        {"7.25", false, "7.25"},   {"8,5", true, "8.5"},
        {"8.5", true, "8.5"},      {"7.500", true, "7.5"},
        {"0", false, "0"},         {"", false, "no number"},
        {"x", false, "no number"},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        double value;
        char *got = malloc(64);
        assert_non_null(got);
        if (vnp__number_read(vnp__str_c(rows[i].text), rows[i].decimal_point, &value))
            snprintf(got, 64, "%.10g", value);
        else
            strcpy(got, "no number");
        expect_row(&wrong, rows[i].text, got, rows[i].want);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_at_least),
        cmocka_unit_test(test_more_than),
        cmocka_unit_test(test_exactly),
        cmocka_unit_test(test_years_of_life),
        cmocka_unit_test(test_counts_behind_their_verb),
        cmocka_unit_test(test_at_most),
        cmocka_unit_test(test_rank),
        cmocka_unit_test(test_ranges_are_two_targets),
        cmocka_unit_test(test_what_a_rate_starts_from_is_none),
        cmocka_unit_test(test_rate_with_its_count_is_the_rate),
        cmocka_unit_test(test_grade_does_not_open_a_target_upwards),
        cmocka_unit_test(test_several_targets_in_order),
        cmocka_unit_test(test_decimal_comma_and_thousands_point),
        cmocka_unit_test(test_results_reached_are_no_targets),
        cmocka_unit_test(test_unit_is_a_whole_noun),
        cmocka_unit_test(test_other_figures_are_no_targets),
        cmocka_unit_test(test_text_is_the_shortest_phrase),
        cmocka_unit_test(test_what_joins_targets_is_no_part_of_their_text),
        cmocka_unit_test(test_figures_of_table_cells),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests_name("targets", tests, open_rules, close_rules);
}
