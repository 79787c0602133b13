/* test_parties.c - who: parting of parties, canonical names, collaborators. */
#include "support/support.h"

typedef struct row {
    const char *text, *owners, *with;
} row;

static void check_rows(const row *rows, size_t count)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        bench b;
        vnp_party_list owners = {0}, with = {0};
        bench_open(&b, 2024);
        b.facts.level = VNP__GOV_COMMUNE;
        vnp__parties_read(&b.facts, bench_slice(&b, rows[i].text), &owners, &with);
        expect_row(&wrong, rows[i].text, show_parties(&owners), rows[i].owners);
        expect_row(&wrong, rows[i].text, show_parties(&with), rows[i].with ? rows[i].with : "");
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

static void test_one_party_for_each_semicolon_comma_or_and(void **state)
{
    (void)state;
    CHECK_ROWS({"Công an xã; Đoàn Thanh niên xã", "Công an xã | Đoàn Thanh niên xã", NULL},
          {"Đoàn Thanh niên xã, Hội Cựu chiến binh xã",
           "Đoàn Thanh niên xã | Hội Cựu chiến binh xã", NULL},
          {"Công an xã và Đoàn Thanh niên xã.", "Công an xã | Đoàn Thanh niên xã", NULL},
          {"Phòng Kinh tế, thôn Đông Thượng, tổ dân phố số 5", "Phòng Kinh tế | thôn Đông Thượng | tổ dân phố số 5", NULL},
          {"Đồng chí Lê Thị Sao - Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra",
           "Đồng chí Lê Thị Sao - Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra", NULL},
          {"Phòng Nội vụ + Văn phòng UBND xã", "Phòng Nội vụ | Văn phòng UBND xã => Văn phòng UBND", NULL},
          {"Công an xã +", "Công an xã +", NULL},
          {"Thôn An Lạc 1 + 2", "Thôn An Lạc 1 + 2", NULL},
          {"", "", NULL});
}

static void test_what_runs_together_in_a_cell_is_two(void **state)
{
    (void)state;
    CHECK_ROWS({"CC Văn phòng - Thống kê Lãnh đạo UBND xã",
           "CC Văn phòng - Thống kê => Văn phòng - Thống kê | Lãnh đạo UBND xã => Lãnh đạo UBND",
           NULL},
          {"Các Ban ngành đoàn thể xã, công chức chuyên môn",
           "Các Ban ngành đoàn thể xã => Ban, ngành, đoàn thể | công chức chuyên môn => Công chức "
           "chuyên môn",
           NULL},
          {"Các ban ngành đoàn thể xã, các thôn",
           "Các ban ngành đoàn thể xã => Ban, ngành, đoàn thể | các thôn => Các thôn", NULL});
}

static void test_words_that_belong_together_are_one(void **state)
{
    (void)state;
    CHECK_ROWS({"Toàn thể cán bộ, công chức xã",
           "Toàn thể cán bộ, công chức xã => Toàn thể cán bộ, công chức", NULL},
          {"Các tổ chức, cá nhân", "Các tổ chức, cá nhân", NULL},
          {"UBND các xã, thị trấn", "UBND các xã, thị trấn", NULL},
          {"Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh",
           "Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh", NULL},
          {"UBND các xã Ea Na, Gò Mây, An Hòa", "UBND các xã Ea Na, Gò Mây, An Hòa",
           NULL},
          {"Các khoa, viện, trung tâm", "Các khoa, viện, trung tâm", NULL},
          {"các khoa, Viện Dữ liệu", "các khoa | Viện Dữ liệu", NULL},
          {"Các tỉnh, thành đoàn", "Các tỉnh, thành đoàn", NULL},
          {"Các liên đoàn, hiệp hội thể thao, Trung tâm Huấn luyện", "Các liên đoàn, hiệp hội thể thao | Trung tâm Huấn luyện", NULL},
          {"Lò Thị Bình, Vì Thị Kim Oanh và Hà Văn Hương", "Lò Thị Bình | Vì Thị Kim Oanh | Hà Văn Hương", NULL},
          {"UBND xã Ea Na, Gò Mây", "UBND xã Ea Na, Gò Mây", NULL},
          {"Bảo mẫu, cấp dưỡng", "Bảo mẫu | cấp dưỡng", NULL},
          {"Các Bộ: Nội vụ, Tư pháp", "Các Bộ: Nội vụ, Tư pháp", NULL});
}

static void test_scope_in_brackets_is_dropped(void **state)
{
    (void)state;
    CHECK_ROWS({"Công an xã (đối với địa bàn vùng cao)", "Công an xã", NULL});
}

static void test_behind_phoi_hop_voi_stand_collaborators(void **state)
{
    (void)state;
    CHECK_ROWS({"Công chức Địa chính - Xây dựng phối hợp với Hội Nông dân xã",
           "Công chức Địa chính - Xây dựng => Địa chính - Xây dựng", "Hội Nông dân xã"},
          {"Công an xã phối hợp với Đoàn Thanh niên xã, các thôn", "Công an xã",
           "Đoàn Thanh niên xã | các thôn => Các thôn"});
}

static void test_roles_of_the_vocabulary(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *forms[12];
    } roles[] = {
        {"Văn phòng - Thống kê",
         {"Công chức Văn phòng - Thống kê", "Văn phòng-Thống kê xã", "VP-TK", "VP - TK",
          "Văn phòng TK", "CC Văn phòng - Thông kê", "công chức văn phòng thông kê",
          "Công chức Văn phòng phụ trách công tác CCHC", "Công chức Văn phòng \u2013 Thống kê"}},
        {"Tư pháp - Hộ tịch",
         {"Công chức Tư pháp - Hộ tịch", "CC Tư pháp - Hộ tịch", "Công chức Tư pháp"}},
        {"Tài chính - Kế toán",
         {"Công chức Tài chính - Kế toán", "Công chức Kế toán -TC", "CC Kế toán - Tài chính"}},
        {"Văn hóa - Xã hội",
         {"Công chức Văn hóa - Xã hội", "Văn hóa-Xã hội", "CC Văn Hóa - xã hội",
          "Công chức Văn hoá - Xã hội"}},
        {"Tư pháp - Hộ tịch", {"Công chúc Tư pháp - Hộ tịch xã"}},
        {"Văn hóa - Thông tin", {"Bộ phận VHTT", "Công chức phụ trách VHHT"}},
        {"Địa chính - Xây dựng",
         {"Công chức Địa chính - Xây dựng", "Công chức Ðịa chính - Xây dựng xã"}},
        {"Bộ phận Một cửa",
         {"Bộ phận 1 cửa", "Bộ phận một cửa", "Công chức làm việc tại bộ phận một cửa",
          "Bộ phận Tiếp nhận và Trả kết quả"}},
        {"Lãnh đạo UBND", {"Lãnh đạo UBND xã"}},
        {"Chủ tịch UBND", {"Chủ tịch UBND xã"}},
        {"Toàn thể cán bộ, công chức",
         {"Tất cả cán bộ, công chức xã", "Toàn thể CBCC xã", "Toàn thể cán bộ công chức xã",
          "Cán bộ, công chức xã"}},
        {"Công chức chuyên môn",
         {"Các công chức chuyên môn", "Các Công chức chuyên môn", "Các bộ phận chuyên môn",
          "công chức chuyên môn"}},
        {"Công chức liên quan",
         {"Các công chức có liên quan", "công chức có liên quan", "Cán bộ, công chức có liên quan",
          "các công chức liên quan"}},
        {"Ban, ngành, đoàn thể",
         {"Các Ban ngành đoàn thể xã", "Các ban, ngành có liên quan",
          "Các ban, ngành có liên quan của xã"}},
        {"Ban Chỉ đạo cải cách hành chính", {"Ban Chỉ đạo CCHC"}},
        {"Ban Chỉ đạo chuyển đổi số", {"Ban chỉ đạo Chuyển đổi số xã"}},
        {"Văn phòng UBND", {"Văn phòng UBND xã"}},
        {"Văn phòng HĐND-UBND", {"Văn phòng HĐND-UBND xã", "Văn phòng HDND-UBND xã"}},
        {"Phòng Nội vụ", {"Phòng Nội vụ"}},
        {"Phòng Tư pháp", {"Phòng Tư pháp"}},
        {"Phòng Tài chính - Kế hoạch", {"Phòng Tài chính - Kế hoạch"}},
        {"Phòng Văn hóa và Thông tin",
         {"Phòng Văn hóa và Thông tin", "Phòng VH-TT", "Phòng văn hóa"}},
        {"Đơn vị liên quan", {"Các đơn vị có liên quan"}},
        {"Bộ phận liên quan", {"Các bộ phận liên quan"}},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        for (size_t k = 0; k < COUNT_OF(roles[i].forms) && roles[i].forms[k]; k++) {
            bench b;
            vnp_party_list owners = {0};
            bench_open(&b, 2024);
            b.facts.level = VNP__GOV_COMMUNE;
            vnp__parties_read(&b.facts, bench_slice(&b, roles[i].forms[k]), &owners, NULL);
            expect_row(&wrong, roles[i].forms[k],
                       owners.count == 1 ? show_str(owners.at[0].name) : show_parties(&owners),
                       roles[i].name);
            bench_close(&b);
        }
    assert_int_equal(wrong, 0);
}

static void test_diacritics_that_recognition_lost(void **state)
{
    (void)state;
    CHECK_ROWS({"Phòng Tài chính - Kê hoạch", "Phòng Tài chính - Kê hoạch => Phòng Tài chính - Kế hoạch", NULL},
          {"VP - Thông kê", "VP - Thông kê => Văn phòng - Thống kê", NULL},
          {"Đơn vị cung cấp dịch vụ số hóa", "Đơn vị cung cấp dịch vụ số hóa", NULL});
}

static void test_agency_of_another_level_keeps_its_name(void **state)
{
    (void)state;
    CHECK_ROWS({"Văn phòng HĐND-UBND huyện", "Văn phòng HĐND-UBND huyện", NULL},
          {"Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh", NULL});
}

static void test_party_outside_the_vocabulary_is_its_own_name(void **state)
{
    (void)state;
    CHECK_ROWS({"Công ty Điện lực Gò Mây", "Công ty Điện lực Gò Mây", NULL},
          {"Ban Phát triển các thôn", "Ban Phát triển các thôn", NULL});
}

static void test_placeholders_are_nobody(void **state)
{
    (void)state;
    CHECK_ROWS({"[CẦN XÁC ĐỊNH ĐƠN VỊ CHỦ TRÌ]", "", NULL}, {"...........", "", NULL},
          {"\u2026", "", NULL});
}

static void test_party_lists_are_told_from_other_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool want;
    } rows[] = {
        {"Công chức Văn phòng - Thống kê", true},
        {"Công an xã, Đoàn Thanh niên xã", true},
        {"Công chức Văn phòng - Thống kê có trách nhiệm tổng hợp", false},
        {"Tổ chức tuyên truyền rộng rãi trong nhân dân", false},
        {"Công khai thủ tục hành chính", false},
        {"Mục đích, yêu cầu", false},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        bench_open(&b, 2024);
        bool got = vnp__is_party_list(&b.facts, bench_slice(&b, rows[i].text));
        expect_row(&wrong, rows[i].text, show_str(vnp__str_c(got ? "parties" : "text")),
                   rows[i].want ? "parties" : "text");
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_party_for_each_semicolon_comma_or_and),
        cmocka_unit_test(test_what_runs_together_in_a_cell_is_two),
        cmocka_unit_test(test_words_that_belong_together_are_one),
        cmocka_unit_test(test_scope_in_brackets_is_dropped),
        cmocka_unit_test(test_behind_phoi_hop_voi_stand_collaborators),
        cmocka_unit_test(test_roles_of_the_vocabulary),
        cmocka_unit_test(test_diacritics_that_recognition_lost),
        cmocka_unit_test(test_agency_of_another_level_keeps_its_name),
        cmocka_unit_test(test_party_outside_the_vocabulary_is_its_own_name),
        cmocka_unit_test(test_placeholders_are_nobody),
        cmocka_unit_test(test_party_lists_are_told_from_other_texts),
    };
    return cmocka_run_group_tests_name("parties", tests, open_rules, close_rules);
}
