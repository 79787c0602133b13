/* test_marker.c - list and heading markers by their shape. */
#include "support/support.h"

static const char *kind_name(vnp__marker_kind kind)
{
    static const char *const names[] = {"none",  "roman", "digit",  "letter",
                                        "small", "paren", "bullet", "word"};
    return names[kind];
}

/* kind, label and the text behind it: "digit 1.2 Nội dung". */
static char *show_marker(const char *text)
{
    vnp__marker m;
    vnp_str s = vnp__str_c(text);
    char *out = malloc(strlen(text) + 32);
    assert_non_null(out);
    if (!vnp__marker_read(s, &m)) {
        assert_int_equal(m.kind, VNP__MARK_NONE);
        return strcpy(out, "none");
    }
    assert_in_range(m.body, 1, s.len);
    sprintf(out, "%s %.*s %s", kind_name(m.kind), m.label_end - m.label_begin, text + m.label_begin, text + m.body);
    return out;
}

static void test_markers_of_the_decree_and_of_practice(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"I. MỤC ĐÍCH", "roman I MỤC ĐÍCH"},
        {"I.MỤC ĐÍCH", "roman I MỤC ĐÍCH"},
        {"XII. TỔ CHỨC", "roman XII TỔ CHỨC"},
        {"II) NỘI DUNG", "roman II) NỘI DUNG"},
        {"III - NỘI DUNG", "roman III NỘI DUNG"},
        {"III \u2013 NỘI DUNG", "roman III NỘI DUNG"},
        {"IV- NỘI DUNG", "roman IV NỘI DUNG"},
        {"V-League 2026", "none"},
        {"IV/ NỘI DUNG", "roman IV NỘI DUNG"},
        {"a1) Mục đích", "letter a1) Mục đích"},
        {"b12) Mục đích", "none"},
        {"o Chủ trì", "bullet o Chủ trì"}, /* the hollow bullet of a word processor */
        {"o\tChủ trì", "bullet o Chủ trì"},
        {"o nhiễm môi trường", "none"},
        {"\uf0a7 Mục đích", "bullet \uf0a7 Mục đích"},
        {"1. Mục đích", "digit 1 Mục đích"},
        {"1.Mục đích", "digit 1 Mục đích"},
        {"12. Mục đích", "digit 12 Mục đích"},
        {"1) Mục đích", "digit 1) Mục đích"},
        {"1/ Mục đích", "digit 1 Mục đích"},
        {"1.1. Mục đích", "digit 1.1 Mục đích"},
        {"1.1 Mục đích", "digit 1.1 Mục đích"},
        {"1.2.3. Tỷ lệ", "digit 1.2.3 Tỷ lệ"},
        {"3.4.1 Tỷ lệ", "digit 3.4.1 Tỷ lệ"},
        {"7.2.1, 7.2.2. Tỷ lệ", "digit 7.2.1, 7.2.2 Tỷ lệ"},
        {"7.2, 7.3, 7.5: Tỷ lệ", "digit 7.2, 7.3, 7.5 Tỷ lệ"},
        {"a) Lập danh sách", "letter a) Lập danh sách"},
        {"a. Lập danh sách", "letter a Lập danh sách"},
        {"a- Lập danh sách", "letter a Lập danh sách"},
        {"b, Lập danh sách", "letter b Lập danh sách"},
        {"\u0111) Lập danh sách", "letter \u0111) Lập danh sách"},
        {"A. PHẦN CHUNG", "letter A PHẦN CHUNG"},
        {"(1) Tiêu chí", "paren (1) Tiêu chí"},
        {"(12) Tiêu chí", "paren (12) Tiêu chí"},
        {"(a) Tiêu chí", "paren (a) Tiêu chí"},
        {"(iv) Tiêu chí", "paren (iv) Tiêu chí"},
        {"ii. Tiêu chí", "small ii Tiêu chí"},
        {"viii) Tiêu chí", "small viii) Tiêu chí"},
        {"- Chủ trì", "bullet - Chủ trì"},
        {"-Chủ trì", "bullet - Chủ trì"},
        {"+ Chủ trì", "bullet + Chủ trì"},
        {"* Tiêu chí", "bullet * Tiêu chí"},
        {"=> Chủ trì", "bullet => Chủ trì"},
        {"-> Chủ trì", "bullet -> Chủ trì"},
        {"\u2013 Chủ trì", "bullet \u2013 Chủ trì"},
        {"\u2022 Chủ trì", "bullet \u2022 Chủ trì"},
        {"\u2726 Đ/c Lan", "bullet \u2726 Đ/c Lan"},
        {"\u261E Chủ trì", "bullet \u261E Chủ trì"},
        {"\uF0B7 Chủ trì", "bullet \uF0B7 Chủ trì"},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_row(&wrong, rows[i].text, show_marker(rows[i].text), rows[i].want);
    assert_int_equal(wrong, 0);
}

static void test_figures_dates_and_words_are_no_markers(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "Mục đích",
        "12.53% số hộ",
        "12,5 điểm",
        "30.4.2024 là ngày nghỉ",
        "7.2.1, 7.2.2 của Kế hoạch",
        "7.2.1, 7.2. Tỷ lệ",
        "2.5, 3.7 điểm",
        "30/4/2024 là ngày nghỉ",
        "5/19 tiêu chí",
        "2024. Năm ấy",
        "7.500 người",
        "100% cán bộ",
        "-5 độ",
        "--- ",
        "1",
        "I",
        "INTERNET",
        "ICT. Công nghệ",
        "VI-RÚT",
        "ivi. Tiêu chí",
        "y, Trạm xá",
        "a, lập danh sách",
        "ii.Tiêu chí",
        "(kèm theo)",
        "(1",
        "(năm 2024)",
        "()",
        "a",
        "an toàn",
        "e-mail",
        "1.000.000 đồng",
        "3.5%",
        "...",
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        expect_row(&wrong, texts[i], show_marker(texts[i]), "none");
    assert_int_equal(wrong, 0);
}

static void test_dashes_of_all_widths_are_one_bullet(void **state)
{
    (void)state;
    static const char *const texts[] = {"- A", "\u2010 A", "\u2011 A", "\u2013 A", "\u2014 A"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        vnp__marker m;
        assert_true(vnp__marker_read(vnp__str_c(texts[i]), &m));
        assert_int_equal(m.bullet, '-');
    }
}

static void test_marker_knows_depth_case_and_parenthesis(void **state)
{
    (void)state;
    vnp__marker m;
    assert_true(vnp__marker_read(VNP__STR("1.2.3. Tỷ lệ"), &m));
    assert_int_equal(m.depth, 3);
    assert_true(vnp__marker_read(VNP__STR("A. PHẦN"), &m));
    assert_true(m.upper);
    assert_true(vnp__marker_read(VNP__STR("a. phần"), &m));
    assert_false(m.upper);
    assert_false(m.closed);
    assert_true(vnp__marker_read(VNP__STR("a) phần"), &m));
    assert_true(m.closed);
}

static void test_code_is_read_without_its_final_stop(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t len, parts;
    } rows[] = {
        {"3.4.1. Tỷ lệ", 5, 3}, {"3.4 Tỷ lệ", 3, 2}, {"7. Tỷ lệ", 1, 1},   {"7 Tỷ lệ", 0, 0},
        {"12.53% số hộ", 0, 0}, {"30.4.2024", 0, 0}, {"2.5/8 điểm", 0, 0}, {"Tỷ lệ", 0, 0},
        {"1.2,5", 0, 0},        {"", 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        uint32_t parts;
        uint32_t len = vnp__code_read(vnp__str_c(rows[i].text), &parts);
        if (len != rows[i].len)
            fail_msg("'%s': length %u, not %u", rows[i].text, len, rows[i].len);
        if (len > 0)
            assert_int_equal(parts, rows[i].parts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markers_of_the_decree_and_of_practice),
        cmocka_unit_test(test_figures_dates_and_words_are_no_markers),
        cmocka_unit_test(test_dashes_of_all_widths_are_one_bullet),
        cmocka_unit_test(test_marker_knows_depth_case_and_parenthesis),
        cmocka_unit_test(test_code_is_read_without_its_final_stop),
    };
    return cmocka_run_group_tests_name("marker", tests, NULL, NULL);
}
