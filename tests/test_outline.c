/* test_outline.c - parts of a file, regions of a part, nesting by markers. */
#include "support/support.h"

/* ------------------------------------------------------------------ nesting */

static void check_tree(const char *body, vnp_format format, const char *want)
{
    char text[4000];
    bench b;
    bench_open(&b, 2026);
    snprintf(text, sizeof text, "KẾ HOẠCH\n\nCải cách hành chính năm 2026\n\n%s", body);
    expect(show_outline(bench_outline(&b, text, format)), want);
    bench_close(&b);
}

static void test_usual_order_of_markers(void **state)
{
    (void)state;
    check_tree("I. MỤC ĐÍCH\n1. Yêu cầu\na) Một\n- Hai\n+ Ba\n- Bốn\nb) Năm\n2. Sáu\n"
               "II. NHIỆM VỤ\n",
               VNP_FORMAT_TEXT,
               "I MỤC ĐÍCH\n  1 Yêu cầu\n    a) Một\n      - Hai\n        + Ba\n"
               "      - Bốn\n    b) Năm\n  2 Sáu\nII NHIỆM VỤ\n");
}

static void test_dotted_numbers_nest_by_their_count(void **state)
{
    (void)state;
    check_tree("1. Một\n1.1. Hai\n1.1.1. Ba\n1.2. Bốn\n2. Năm\n", VNP_FORMAT_TEXT,
               "1 Một\n  1.1 Hai\n    1.1.1 Ba\n  1.2 Bốn\n2 Năm\n");
}

static void test_small_roman_figures_lie_below_letters(void **state)
{
    (void)state;
    check_tree("1. Một\na. Hai\ni. Ba\nii. Bốn\niii. Năm\niv. Sáu\nv. Bảy\nvi. Tám\nb. Chín\ni. Mười\nii. Hết\n",
               VNP_FORMAT_TEXT,
               "1 Một\n  a Hai\n    i Ba\n    ii Bốn\n    iii Năm\n    iv Sáu\n    v Bảy\n    vi Tám\n"
               "  b Chín\n    i Mười\n    ii Hết\n");
    check_tree("1. Một\n   a. Hai\n      i. Ba\n      ii. Bốn\n   b. Năm\n", VNP_FORMAT_MARKDOWN,
               "1 Một\n  a Hai\n    i Ba\n    ii Bốn\n  b Năm\n");
    /* letters of a list */
    check_tree("1. Một\ng) Hai\nh) Ba\ni) Bốn\nk) Năm\n", VNP_FORMAT_TEXT,
               "1 Một\n  g) Hai\n  h) Ba\n  i) Bốn\n  k) Năm\n");
    /* half a word */
    check_tree("1. Một\ni. Xử lý các hành\nvi. Hai\nii. Ba\n", VNP_FORMAT_TEXT,
               "1 Một\n  i Xử lý các hành vi. Hai\n  ii Ba\n");
}

static void test_authors_order_of_styles_counts(void **state)
{
    (void)state;
    check_tree("A. PHẦN MỘT\nI. MỘT\n1. Hai\nB. PHẦN HAI\nI. BA\n", VNP_FORMAT_TEXT,
               "A PHẦN MỘT\n  I MỘT\n    1 Hai\nB PHẦN HAI\n  I BA\n");
    check_tree("I. MỘT\n(1) Hai\na) Ba\n(2) Bốn\n", VNP_FORMAT_TEXT,
               "I MỘT\n  (1) Hai\n    a) Ba\n  (2) Bốn\n");
}

static void test_lists_below_numbered_headings(void **state)
{
    (void)state;
    check_tree("### 1. Một\n\n1. Hai\n2. Ba\n\n### 2. Bốn\n\n1. Năm\n\n### 3. Sáu\n\n* Bảy\n", VNP_FORMAT_MARKDOWN,
               "1 Một\n  1 Hai\n  2 Ba\n2 Bốn\n  1 Năm\n3 Sáu\n  * Bảy\n");
    check_tree("### 1. Một\n\n2\\. Hai\n\n3\\. Ba\n", VNP_FORMAT_MARKDOWN, "1 Một\n2 Hai\n3 Ba\n");
}

static void test_bullets_nest_by_their_kind(void **state)
{
    (void)state;
    check_tree("I. MỘT\n• Hai\n+ Ba\n+ Bốn\n• Năm\n", VNP_FORMAT_TEXT,
               "I MỘT\n  • Hai\n    + Ba\n    + Bốn\n  • Năm\n");
    check_tree("I. MỘT\n- Hai\n• Ba\no Bốn\n- Năm\n", VNP_FORMAT_TEXT,
               "I MỘT\n  - Hai\n    • Ba\n      o Bốn\n  - Năm\n");
    check_tree("I. MỘT\n• Hai:\n- Ba\n• Bốn\n- Năm\n", VNP_FORMAT_TEXT,
               "I MỘT\n  • Hai:\n    - Ba\n  • Bốn\n  - Năm\n");
}

static void test_area_headings_hold_the_entries_below(void **state)
{
    (void)state;
    check_tree("II. TIÊU CHÍ\n\n* Tiêu chí 1: Giao thông\n\n"
               "(1) Tiêu chí thành phần 1.1 - Đường\n- Chủ trì: Công an xã\n\n"
               "* Tiêu chí 2: Điện\n\n(1) Tiêu chí thành phần 2.1 - Lưới\n",
               VNP_FORMAT_TEXT,
               "II TIÊU CHÍ\n  1 Giao thông\n    (1) Tiêu chí thành phần 1.1 - Đường\n"
               "      - Chủ trì: Công an xã\n  2 Điện\n"
               "    (1) Tiêu chí thành phần 2.1 - Lưới\n");
    check_tree("II. TIÊU CHÍ\n\nLĩnh vực 1: Chỉ đạo\n1. Kế hoạch\n2. Báo cáo\n\nLĩnh vực 2: Thể chế\n1. Rà soát\n\n"
               "III. TỔ CHỨC\n\n1. Công an xã\n",
               VNP_FORMAT_TEXT,
               "II TIÊU CHÍ\n  1 Chỉ đạo\n    1 Kế hoạch\n    2 Báo cáo\n  2 Thể chế\n    1 Rà soát\n"
               "III TỔ CHỨC\n  1 Công an xã\n");
}

static void test_a_chapter_is_called_by_the_line_below_its_number(void **state)
{
    (void)state;
    check_tree("I. MỘT\n\nPHẦN THỨ HAI\nPHÂN CÔNG\n\n1. Công an xã\n\nChương III\n\nTổ chức thực hiện\n\n1. Trạm Y tế\n",
               VNP_FORMAT_TEXT,
               "I MỘT\nPHẦN THỨ HAI PHÂN CÔNG\n  1 Công an xã\nChương III Tổ chức thực hiện\n  1 Trạm Y tế\n");
    check_tree("I. MỘT\n\nPhần II\n\nCác thôn họp dân, báo cáo UBND xã.\n\nPhần III\n1. Hai\n\nPhần B. Kinh phí\n1. Ba\n", VNP_FORMAT_TEXT,
               "I MỘT\nPhần II \n  Các thôn họp dân, báo cáo UBND xã.\nPhần III \n  1 Hai\nPhần B Kinh phí\n  1 Ba\n");
}

static void test_markdown_nests_like_plain_text(void **state)
{
    (void)state;
    check_tree("## **I. MỤC ĐÍCH**\n\n**1. Yêu cầu**\n\n- Hai\n    + Ba\n\n"
               "## **II. NHIỆM VỤ**\n",
               VNP_FORMAT_MARKDOWN,
               "I MỤC ĐÍCH\n  1 Yêu cầu\n    - Hai\n      + Ba\nII NHIỆM VỤ\n");
}

static void test_a_heading_without_a_number_lies_below_one_that_has_it(void **state)
{
    (void)state;
    check_tree("## Phần A. Lịch\n\n### Tháng 9\n\n- Khai giảng\n\n### Tháng 10\n\n- Hội nghị\n\n## Phần B. Kinh phí\n\nBa.\n",
               VNP_FORMAT_MARKDOWN,
               "Phần A Lịch\n  Tháng 9\n    - Khai giảng\n  Tháng 10\n    - Hội nghị\nPhần B Kinh phí\n  Ba.\n");
}

static void test_table_is_a_leaf(void **state)
{
    (void)state;
    check_tree("I. NHIỆM VỤ\n\nTT\tViệc\n1\tMột\n2\tHai\n\n1. Sau bảng\n", VNP_FORMAT_TEXT,
               "I NHIỆM VỤ\n  table\n  1 Sau bảng\n");
}

static void test_deep_nesting_needs_no_recursion(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    fputs("KẾ HOẠCH\nTên\n\n", file);
    for (int i = 0; i < 20000; i++)
        fprintf(file, "%*s- Mục %d:\n", i % 500, "", i);
    fclose(file);
    for (int format = VNP_FORMAT_TEXT; format <= VNP_FORMAT_MARKDOWN; format++) {
        bench b;
        bench_open(&b, 2026);
        vnp__outline *o = bench_outline(&b, text, (vnp_format)format);
        assert_true(o->nodes.count > 2);
        for (uint32_t i = 0; i < o->nodes.count; i++)
            assert_true(o->nodes.at[i].parent == VNP__NO_NODE || o->nodes.at[i].parent < i);
        bench_close(&b);
    }
    free(text);
}

/* -------------------------------------------------------------------- parts */

static char *show_parts(const char *text, vnp_format format)
{
    static const char *const names[] = {"decision",  "plan",      "appendix",   "resolution",
                                        "programme", "scheme",    "letter",     "report",
                                        "notice",    "directive", "submission", "other"};
    bench b;
    bench_open(&b, 0);
    vnp__outline *o = bench_outline(&b, text, format);
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    for (uint32_t i = 0; i < o->parts.count; i++)
        fprintf(file, "%s%s", i ? " " : "", names[o->parts.at[i].type]);
    fclose(file);
    bench_close(&b);
    return out;
}

#define DECISION                                                                                                   \
    "ỦY BAN NHÂN DÂN\nXÃ A\n\nSố: 12/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch năm " \
    "2026\n\n"                                                                                                     \
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;\n\nQUYẾT ĐỊNH:\n\n"         \
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch năm 2026.\n\nĐiều 2. Công an xã thi "  \
    "hành.\n\n"                                                                                                   \
    "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn A\n\n"
#define PLAN_PART                                                                                          \
    "KẾ HOẠCH\nCải cách hành chính năm 2026\n(Kèm theo Quyết định số 12/QĐ-UBND ngày " \
    "05/01/2026)\n\n"                                                                                      \
    "I. MỤC ĐÍCH\n1. Một.\nII. NHIỆM VỤ\n1. Hai./.\n\n"
#define APPENDIX                                                                                   \
    "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 12/KH-UBND)\n\nTT\tViệc\n1\tMột\n2\tHai\n"

static void test_acts_of_a_file_are_its_parts(void **state)
{
    (void)state;
    static const struct {
        const char *what, *text, *want;
    } rows[] = {
        {"plan", PLAN_PART, "plan"},
        {"decision and plan", DECISION PLAN_PART, "decision plan"},
        {"all three", DECISION PLAN_PART APPENDIX, "decision plan appendix"},
        {"plan and appendix", PLAN_PART APPENDIX, "plan appendix"},
        {"appendix alone", APPENDIX, "appendix"},
        {"a report to fill in inside an appendix",
         PLAN_PART "PHỤ LỤC II\nĐỀ CƯƠNG\n(Kèm theo Kế hoạch số 5/KH-UBND)\n\nBÁO CÁO\n\nTÌNH HÌNH THỰC HIỆN\n\n1. Tên công ty:\n",
         "plan appendix"},
        {"a plan named in the body opens no part",
         PLAN_PART "III. TỔ CHỨC\n1. Kế hoạch này thay thế Kế hoạch năm 2025.\n", "plan"},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_row(&wrong, rows[i].what, show_parts(rows[i].text, VNP_FORMAT_TEXT), rows[i].want);
    assert_int_equal(wrong, 0);
}

/* ------------------------------------------------------------------ regions */

static char *show_regions(const char *text)
{
    static const char *const names[] = {"head", "title", "preamble", "body", "foot"};
    bench b;
    bench_open(&b, 0);
    vnp__outline *o = bench_outline(&b, text, VNP_FORMAT_TEXT);
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    for (uint32_t i = 0; i < o->nodes.count; i++) {
        vnp_str run = vnp__run_text(&o->nodes.at[i].run);
        fprintf(file, "%s: %.*s\n", names[o->nodes.at[i].region], (int)run.len, run.ptr);
    }
    fclose(file);
    bench_close(&b);
    return out;
}

static void test_regions_of_a_plan(void **state)
{
    (void)state;
    expect(
        show_regions("ỦY BAN NHÂN DÂN XÃ A\n\nSố: 12/KH-UBND\n\nKẾ HOẠCH\n\n"
                     "Cải cách hành chính năm 2026\n\n"
                     "Căn cứ Quyết định số 1/QĐ-UBND ngày 02/01/2026 của Ủy ban nhân dân tỉnh;\n\n"
                     "I. MỤC ĐÍCH\n\n1. Một.\n\nTrên đây là Kế hoạch./.\n\nNơi nhận:\n\n"
                     "- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn A\n"),
        "head: ỦY BAN NHÂN DÂN XÃ A\nhead: Số: 12/KH-UBND\ntitle: KẾ HOẠCH\n"
        "title: Cải cách hành chính năm 2026\n"
        "preamble: Căn cứ Quyết định số 1/QĐ-UBND ngày 02/01/2026 của Ủy ban nhân dân "
        "tỉnh;\nbody: I. MỤC ĐÍCH\nbody: 1. Một.\nbody: Trên đây là Kế hoạch./.\n"
        "foot: Nơi nhận:\nfoot: - Lưu: VT.\nfoot: CHỦ TỊCH\nfoot: Nguyễn Văn A\n");
}

static void test_file_without_a_head_begins_with_its_body(void **state)
{
    (void)state;
    expect(show_regions("I. NHIỆM VỤ\n\n1. Một.\n\n- Hai\n"),
           "body: I. NHIỆM VỤ\nbody: 1. Một.\nbody: - Hai\n");
}

/* A number inside a sentence is not the number of the document. */
static void test_sentence_with_a_number_is_no_head(void **state)
{
    (void)state;
    parsed p =
        parse_text("Các cơ quan thực hiện Nghị định số 60/2021/NĐ-CP ngày 21/6/2021 về tự chủ.\n");
    expect(show_value(p.plan->head.number), "");
    expect(show_citations(&p.plan->citations), "Nghị định, 60/2021/NĐ-CP, 2021-06-21");
    parsed_close(&p);
}

static void test_topics_come_from_chapters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        vnp__topic want;
    } rows[] = {
        {"MỤC ĐÍCH, YÊU CẦU", VNP__TOPIC_PURPOSE},
        {"MỤC TIÊU", VNP__TOPIC_GOAL},
        {"KẾT QUẢ ĐẠT ĐƯỢC NĂM 2025", VNP__TOPIC_RESULT},
        {"ĐÁNH GIÁ CÔNG TÁC THÁNG 10", VNP__TOPIC_RESULT},
        {"NHÌN LẠI NĂM HỌC TRƯỚC", VNP__TOPIC_RESULT},
        {"ĐÁNH GIÁ CÔNG TÁC TIẾP DÂN", VNP__TOPIC_NONE},
        {"TỔ CHỨC THỰC HIỆN", VNP__TOPIC_ORGANIZATION},
        {"NHIỆM VỤ, GIẢI PHÁP", VNP__TOPIC_TASK},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[300];
        bench b;
        bench_open(&b, 0);
        snprintf(text, sizeof text, "KẾ HOẠCH\nTên\n\nI. %s\n\n1. Một.\n", rows[i].text);
        vnp__outline *o = bench_outline(&b, text, VNP_FORMAT_TEXT);
        const vnp__node *last = &o->nodes.at[o->nodes.count - 1];
        if (last->topic != rows[i].want)
            fail_msg("%s: topic %d", rows[i].text, (int)last->topic);
        bench_close(&b);
    }
}

static void test_topic_of_a_part_stands_below_its_number(void **state)
{
    (void)state;
    bench b;
    bench_open(&b, 0);
    vnp__outline *o = bench_outline(&b, "KẾ HOẠCH\nTên\n\nCăn cứ Luật A;\n\nPHẦN THỨ NHẤT\nTHỰC TRẠNG CHỢ XÃ\n\nXã có hai chợ.\n\n"
                                        "PHẦN THỨ HAI\n\n1. Một.\n", VNP_FORMAT_TEXT);
    const vnp__node *last = &o->nodes.at[o->nodes.count - 1];
    assert_int_equal(last->topic, VNP__TOPIC_NONE);
    assert_int_equal((last - 2)->topic, VNP__TOPIC_RESULT);
    bench_close(&b);
}

static void test_lines_in_capitals_are_chapters_where_none_has_a_number(void **state)
{
    (void)state;
    bench b;
    bench_open(&b, 0);
    vnp__outline *o = bench_outline(&b, "KẾ HOẠCH\nTên\n\nCăn cứ Luật A;\n\nMỤC TIÊU\n\n- Một.\n\nTỔ CHỨC THỰC HIỆN\n\n- Hai.\n", VNP_FORMAT_TEXT);
    const vnp__node *last = &o->nodes.at[o->nodes.count - 1], *one = last - 2;
    assert_int_equal(last->topic, VNP__TOPIC_ORGANIZATION);
    assert_int_equal(one->topic, VNP__TOPIC_GOAL);
    assert_int_equal(last->parent, o->nodes.count - 2);
    o = bench_outline(&b, "KẾ HOẠCH\nTên\n\nI. MỤC TIÊU\n\nĐẾN NĂM 2026\n\n- Một.\n", VNP_FORMAT_TEXT);
    assert_int_equal(o->nodes.at[o->nodes.count - 1].topic, VNP__TOPIC_GOAL);
    assert_int_equal(o->nodes.at[o->nodes.count - 2].heading, 0);
    bench_close(&b);
}

/* Lines of any length, as web pages wrap them: the words at the end tell. */
static void test_paragraphs_torn_at_odd_places(void **state)
{
    (void)state;
    static const struct {
        const char *what, *text, *want;
    } rows[] = {
        {"a date", "Kế hoạch số 12/KH-UBND ngày\n18/3/2026 của xã.\n", "Kế hoạch số 12/KH-UBND ngày 18/3/2026 của xã."},
        {"a date in words", "Nghị định ban hành ngày 23 tháng\n4 năm 2018.\nban hành ngày 5 tháng 11 năm\n2019;\n",
         "Nghị định ban hành ngày 23 tháng 4 năm 2018.|ban hành ngày 5 tháng 11 năm 2019;"},
        {"a quarter", "Cải tạo khu nhà chờ, xong trong quý\nIII/2026.\nIII. TỔ CHỨC\n", "Cải tạo khu nhà chờ, xong trong quý III/2026.|III. TỔ CHỨC"},
        {"a range", "Phấn đấu trong năm có khoảng 50\n- 60% lao động\n- 70% hộ dân\n", "Phấn đấu trong năm có khoảng 50 - 60% lao động|- 70% hộ dân"},
        {"a number", "Căn cứ Quyết định số\n02/QĐ-UBND ngày 05/01/2026.\n", "Căn cứ Quyết định số 02/QĐ-UBND ngày 05/01/2026."},
        {"a name", "Theo đề nghị của\nTrưởng thôn Bến Hạc và\nCông an xã.\nCăn cứ Luật\nCư trú năm 2020.\n",
         "Theo đề nghị của Trưởng thôn Bến Hạc và Công an xã.|Căn cứ Luật Cư trú năm 2020."},
        {"an act", "Quyết định của xã về ban hành\nQuy chế làm việc.\n", "Quyết định của xã về ban hành Quy chế làm việc."},
        {"heads of columns", "Từ ngày\n05/3/2026\nCả năm\n120 hồ sơ\n", "Từ ngày|05/3/2026|Cả năm|120 hồ sơ"},
        {"counts", "Tập huấn nghiệp vụ trong 02 ngày\n30 người tham gia\n6 tháng\n12 tháng\n",
         "Tập huấn nghiệp vụ trong 02 ngày|30 người tham gia|6 tháng|12 tháng"},
        {"entries", "Trách nhiệm của\n1. Công an xã.\nThực hiện pháp luật\nBáo cáo.\n",
         "Trách nhiệm của|1. Công an xã.|Thực hiện pháp luật|Báo cáo."},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        bench_open(&b, 0);
        vnp__outline *o = bench_outline(&b, rows[i].text, VNP_FORMAT_TEXT);
        char *out = NULL;
        size_t size;
        FILE *file = open_memstream(&out, &size);
        for (uint32_t n = 0; n < o->nodes.count; n++)
            fprintf(file, "%s%.*s", n ? "|" : "", (int)o->nodes.at[n].run.len, o->nodes.at[n].run.text);
        fclose(file);
        expect_row(&wrong, rows[i].what, out, rows[i].want);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_topic_of_a_part_stands_below_its_number),
        cmocka_unit_test(test_lines_in_capitals_are_chapters_where_none_has_a_number),
        cmocka_unit_test(test_paragraphs_torn_at_odd_places),
        cmocka_unit_test(test_usual_order_of_markers),
        cmocka_unit_test(test_dotted_numbers_nest_by_their_count),
        cmocka_unit_test(test_small_roman_figures_lie_below_letters),
        cmocka_unit_test(test_authors_order_of_styles_counts),
        cmocka_unit_test(test_lists_below_numbered_headings),
        cmocka_unit_test(test_bullets_nest_by_their_kind),
        cmocka_unit_test(test_area_headings_hold_the_entries_below),
        cmocka_unit_test(test_a_chapter_is_called_by_the_line_below_its_number),
        cmocka_unit_test(test_markdown_nests_like_plain_text),
        cmocka_unit_test(test_a_heading_without_a_number_lies_below_one_that_has_it),
        cmocka_unit_test(test_table_is_a_leaf),
        cmocka_unit_test(test_deep_nesting_needs_no_recursion),
        cmocka_unit_test(test_acts_of_a_file_are_its_parts),
        cmocka_unit_test(test_regions_of_a_plan),
        cmocka_unit_test(test_file_without_a_head_begins_with_its_body),
        cmocka_unit_test(test_sentence_with_a_number_is_no_head),
        cmocka_unit_test(test_topics_come_from_chapters),
    };
    return cmocka_run_group_tests_name("outline", tests, open_rules, close_rules);
}
