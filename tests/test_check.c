/* test_check.c - each check where it has to speak and where it has to be silent. */
#include "support/support.h"

typedef struct row {
    const char *body, *want; /* "rule item | rule item"; "-" for the document */
} row;

static const char head[] =
    "ỦY BAN NHÂN DÂN\nXÃ ĐỒI CỌ\n\nSố: 12/KH-UBND\n\nĐồi Cọ, ngày 05 tháng 01 năm 2026\n\n"
    "KẾ HOẠCH\nCải cách hành chính năm 2026\n\n";

/* Those that only say how the plan was read. */
static bool is_guess(vnp_str rule)
{
    return strncmp(rule.ptr, "inferred-", 9) == 0 || strncmp(rule.ptr, "inherited-", 10) == 0;
}

/* The diagnostics of a plan. */
static char *findings(const char *before, const char *body, vnp_lang lang, bool messages)
{
    bool any = false;
    char *text = NULL, *out = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    fprintf(file, "%s%s", before, body);
    fclose(file);
    vnp_doc_options options;
    vnp_doc *doc = NULL;
    vnp_doc_options_init(&options);
    options.check = true;
    options.lang = lang;
    options.format = VNP_FORMAT_MARKDOWN;
    assert_int_equal(vnp_doc_parse(test_rules(), text, size, &options, &doc, NULL), VNP_OK);
    file = open_memstream(&out, &size);
    const vnp_diagnostic_list *list = &vnp_doc_plan(doc)->diagnostics;
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp_diagnostic *d = &list->at[i];
        vnp_place place = vnp_doc_place(doc, d->span);
        if (is_guess(d->rule))
            continue;
        fprintf(file, "%s%.*s ", any ? " | " : "", (int)d->rule.len, d->rule.ptr);
        any = true;
        if (messages)
            fprintf(file, "\"%.*s\" %.*s", (int)(place.end - place.begin), text + place.begin,
                    (int)d->message.len, d->message.ptr);
        else
            fprintf(file, "%.*s", d->item.len ? (int)d->item.len : 1,
                    d->item.len ? d->item.ptr : "-");
    }
    fclose(file);
    vnp_doc_free(doc);
    free(text);
    return out;
}

static void check_rows(const row *rows, size_t count)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++)
        expect_row(&wrong, rows[i].body, findings(head, rows[i].body, VNP_LANG_EN, false),
                   rows[i].want);
    assert_int_equal(wrong, 0);
}

#define TASK(label, title, owner, with, product, when)                                             \
    label " " title "\n\n- Chủ trì: " owner ".\n- Phối hợp: " with ".\n- Sản phẩm: " product       \
          ".\n- Thời gian: " when ".\n\n"
#define PLAIN(label, title) TASK(label, title, "Công an xã", "Các thôn", "Báo cáo", "Quý I/2026")
#define TASKS "## I. NHIỆM VỤ\n\n### 1. Thể chế\n\n"

static void test_a_complete_plan_is_silent(void **state)
{
    (void)state;
    CHECK_ROWS({TASKS PLAIN("a)", "Rà soát văn bản") PLAIN("b)", "Niêm yết thủ tục")
                    PLAIN("c)", "Kiểm tra thôn"),
                ""},
               {"", ""});
}

static void test_missing_fields(void **state)
{
    (void)state;
    CHECK_ROWS(
        {TASKS PLAIN("a)", "Rà soát văn bản") "b) Niêm yết thủ tục\n\n- Phối hợp: Các thôn.\n- Sản "
                                              "phẩm: Bảng.\n- Thời gian: Quý I/2026.\n\n",
         "missing-owner 1/b)"},
        {TASKS PLAIN("a)", "Rà soát văn bản") "b) Niêm yết thủ tục\n\n- Chủ trì: Công an xã.\n- "
                                              "Phối hợp: Các thôn.\n- Sản phẩm: Bảng.\n\n",
         "missing-deadline 1/b)"},
        {TASKS "a) Rà soát văn bản\n\n- Chủ trì: Công an xã.\n- Sản phẩm: Bảng.\n\nb) Niêm yết thủ "
               "tục\n\n- Chủ trì: Công an xã.\n- Sản phẩm: Bảng.\n\n",
         "no-deadlines -"},
        {TASKS PLAIN("a)", "Rà soát văn bản")
             PLAIN("b)", "Kiểm tra thôn") "c) Niêm yết thủ tục\n\n- Chủ trì: Công an xã.\n- Thời "
                                          "gian: Quý I/2026.\n\n",
         "missing-collaborator 1/c) | missing-output 1/c)"},
        {TASKS PLAIN("a)", "Rà soát văn bản") PLAIN("b)", "........"), "missing-title 1/b)"},
        {TASKS PLAIN("a)", "Rà soát văn bản")
             TASK("b)", "Kiểm tra thôn", "........", "Các thôn", "Báo cáo", "Quý I/2026"),
         "missing-owner 1/b)"});
}

static void test_half_is_not_most(void **state)
{
    (void)state;
    CHECK_ROWS({TASKS PLAIN("a)", "Rà soát văn bản") "b) Niêm yết thủ tục\n\n- Chủ trì: Công an "
                                                     "xã.\n- Thời gian: Quý I/2026.\n\n",
                ""});
}

static void test_numbering(void **state)
{
    (void)state;
    CHECK_ROWS({TASKS PLAIN("a)", "Rà soát văn bản") PLAIN("c)", "Niêm yết thủ tục"),
                "numbering-gap 1/c)"},
               {TASKS PLAIN("a)", "Rà soát") PLAIN("b)", "Niêm yết") PLAIN("c)", "Kiểm tra")
                    PLAIN("d)", "Tập huấn") PLAIN("đ)", "Sơ kết") PLAIN("e)", "Tổng kết")
                        PLAIN("g)", "Báo cáo"),
                ""},
               {TASKS PLAIN("a)", "Rà soát") PLAIN("b)", "Niêm yết") PLAIN("c)", "Kiểm tra")
                    PLAIN("d)", "Tập huấn") PLAIN("e)", "Sơ kết") PLAIN("f)", "Tổng kết")
                        PLAIN("g)", "Báo cáo"),
                "numbering-gap 1/e) | numbering-invalid 1/f)"},
               {TASKS PLAIN("a)", "Rà soát") PLAIN("b)", "Niêm yết") PLAIN("b)", "Kiểm tra"),
                "numbering-invalid 1/b)#2"},
               {TASKS PLAIN("a)", "Rà soát") PLAIN("a)", "Niêm yết") PLAIN("b)", "Kiểm tra"),
                "numbering-invalid 1/a)#2"},
               {"| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Rà soát | Công an xã | Quý I |\n"
                "| 1 | Sắp xếp | Công an xã | Quý I |\n| 2 | Đào tạo | Công an xã | Quý I |\n",
                "numbering-invalid 1#2"},
               {"I. MỤC TIÊU\n\nMột.\n\nII. NHIỆM VỤ\n\nHai.\n\nIV. TỔ CHỨC THỰC HIỆN\n\nBa.\n",
                "numbering-gap -"},
               {"A. MỤC TIÊU\n\nMột.\n\nB. YÊU CẦU\n\nHai.\n\nC. NHIỆM VỤ\n\nBa.\n\nD. KINH PHÍ\n\nBốn.\n\n"
                "E. TỔ CHỨC\n\nNăm.\n\nG. LỊCH\n\nSáu.\n",
                ""},
               {"A. MỤC TIÊU\n\nMột.\n\nB. YÊU CẦU\n\nHai.\n\nD. KINH PHÍ\n\nBốn.\n", "numbering-gap -"},
               {"I. MỤC TIÊU\n\n1. Một.\n\n2. Hai.\n\nII. YÊU CẦU\n\n1. Ba.\n\n2. Bốn.\n", ""},
               {"I. MỤC TIÊU\n\n(1) Một.\n\n(2) Hai.\n\nII. YÊU CẦU\n\n(3) Ba.\n\n(4) Bốn.\n", ""},
               {"I. MỤC TIÊU\n\na) Một\n\na1) Hai.\n\na2) Ba.\n\nb) Bốn\n\nb1) Năm.\n\nb3) Sáu.\n",
                "numbering-gap -"},
               {"I. BIỂU\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n"
                "| A | Thể chế | | |\n| 1 | Rà soát | Công an xã | Quý I |\n"
                "| B | Bộ máy | | |\n| 1 | Sắp xếp | Công an xã | Quý I |\n"
                "| C | Công vụ | | |\n| 1 | Đào tạo | Công an xã | Quý I |\n",
                ""});
}

#define INDEX_HEAD                                                                                                        \
    "| TT | Tiêu chí | Điểm tối đa | Điểm đạt được năm 2025 | Mục tiêu năm 2026 | Giải pháp | " \
    "Chủ trì | Thời gian |\n"                                                                                        \
    "|---|---|---|---|---|---|---|---|\n"
#define CELLS " | Làm tốt | Công an xã | Trong năm 2026 |\n"

static void test_areas_inside_areas(void **state)
{
    (void)state;
    CHECK_ROWS({"| TT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n| I | PHÁP LÝ | | |\n| 1. | Thủ tục | | |\n"
                "| 1 | Rà soát | Công an xã | Quý I/2026 |\n| 2 | Niêm yết | Các thôn | Quý I/2026 |\n| 2. | Cơ chế | | |\n"
                "| 3 | Họp dân | Các thôn | Quý I/2026 |\n| II | HẠ TẦNG | | |\n| 1. | Máy móc | | |\n"
                "| 4 | Mua sắm | Công an xã | Quý I/2026 |\n| 3. | Mạng | | |\n| 5 | Kéo dây | Công an xã | Quý I/2026 |\n",
                "numbering-gap -"});
}

static void test_codes_and_texts(void **state)
{
    (void)state;
    CHECK_ROWS({INDEX_HEAD "| 1 | THỂ CHẾ | 4 | 4 | 4 | | | |\n| 1.1 | Ban hành | 2 | 2 | 2" CELLS
                           "| 1.1 | Rà soát | 2 | 2 | 2" CELLS,
                "duplicate-code 1.1#2"},
               {INDEX_HEAD "| 1 | THỂ CHẾ | 4 | 4 | 4 | | | |\n| 1.1 | Ban hành | 2 | 2 | 2" CELLS
                           "| 1.1 | Ban hành | 2 | 2 | 2" CELLS,
                "duplicate-code 1.1#2 | duplicate-text 1.1#2"},
               {INDEX_HEAD "| 1 | THỂ CHẾ | 4 | 4 | 4 | | | |\n| 1.1 | Ban hành | 2 | 2 | 2" CELLS
                           "| 1.2 | Ban hành | 2 | 2 | 2" CELLS,
                ""},
               {"| TT | Nhiệm vụ | Chủ trì | Phối hợp | Sản phẩm | Thời gian |\n|---|---|---|---|---|---|\n"
                "| 1 | 1.1. Mở lớp | Công an xã | Các thôn | Danh sách | Quý I/2026 |\n"
                "| 2 | 1.2. Rà soát | Công an xã | Các thôn | Danh mục | Quý I/2026 |\n"
                "| 3 | 1.3. Mở lớp | Công an xã | Các thôn | Danh sách | Quý II/2026 |\n",
                "duplicate-text 1.3"});
}

static void test_scores(void **state)
{
    (void)state;
    CHECK_ROWS({INDEX_HEAD "| 1 | THỂ CHẾ | 5 | 4 | 4 | | | |\n| 1.1 | Ban hành | 2 | 2 | 2" CELLS
                           "| 1.2 | Rà soát | 2 | 2 | 2" CELLS,
                "score-sum -"},
               {INDEX_HEAD "| 1 | THỂ CHẾ | 4 | 5 | 4 | | | |\n| 1.1 | Ban hành | 2 | 3 | 2" CELLS
                           "| 1.2 | Rà soát | 2 | 2 | 2" CELLS,
                "score-range - | score-range 1.1"},
               {INDEX_HEAD
                "| 1 | THỂ CHẾ | 2,5 | 1.25 | 2,5 | | | |\n| 1.1 | Ban hành | 2 | 1 | 2" CELLS
                "| 1.2 | Rà soát | 0.5 | 0,25 | 0,5" CELLS "| | Tổng | 2,5 | 1,25 | 2,5 | | | |\n",
                ""},
               {INDEX_HEAD "| 1 | THỂ CHẾ | 2 | 2 | 2 | | | |\n| 1.1 | Ban hành | 1 | 1 | 1" CELLS
                           "| 1.2 | Rà soát | 1 | 1 | 1" CELLS "| | Tổng | 3 | 2 | 2 | | | |\n",
                "score-sum -"},
               {INDEX_HEAD "| 1 | THỂ CHẾ | 4 | 2 | 4 | | | |\n| 1.1 | Ban hành | 2 | 2 | 2" CELLS
                           "| 1.3 | Rà soát | 2 | 1 | 2" CELLS,
                "score-sum - | numbering-gap 1.3"},
               {INDEX_HEAD "| 1 | THỂ CHẾ | 4 | 1 | 4 | | | |\n| 1.1 | Ban hành | 2 | -1 | 2" CELLS
                           "| 1.2 | Rà soát | 2 | 2 | 2" CELLS,
                "score-range 1.1"},
               {"**Tiêu chí 1: Thể chế**\n\na) Tiêu chí thành phần 1.1 - Ban hành\n\n- Điểm tối đa: 2,0; điểm đạt: 2,5.\n"
                "- Giải pháp: Làm tốt.\n- Chủ trì: Công an xã.\n- Thời gian: Trong năm 2026.\n",
                "score-range 1.1"},
               {INDEX_HEAD "| 2 | THỂ CHẾ | 9 | 7 | 8 | | | |\n| 2.3 | Ban hành | 1 | 1 | 1" CELLS
                           "| 2.5 | Rà soát | 1 | 1 | 1" CELLS
                           "| 5 | CÔNG VỤ | 6 | 5 | 6 | | | |\n| 5.1 | Đào tạo | 2 | 1 | 2" CELLS,
                ""});
}

#define INDEX_ROWS                                                                                 \
    "| 1 | THỂ CHẾ | 4 | 3 | 4 | | | |\n| 1.1 | Ban hành | 2 | 2 | 2" CELLS                        \
    "| 1.2 | Rà soát | 2 | 1 | 2" CELLS                                                            \
    "| 2 | CÔNG VỤ | 2 | 1 | 2 | | | |\n| 2.1 | Đào tạo | 2 | 1 | 2" CELLS                         \
    "| | Tổng | 6 | 4 | 6 | | | |\n"
#define INDEX INDEX_HEAD INDEX_ROWS

static void test_claims_of_the_text(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"I. KẾT QUẢ\n\n- Lĩnh vực 1: Thể chế: 02 tiêu chí, đạt 3/4 điểm.\n\n- Lĩnh vực 2: 01 tiêu "
         "chí (2 điểm).\n\n" INDEX,
         ""},
        {"I. KẾT QUẢ\n\n- Lĩnh vực 1: Thể chế: 03 tiêu chí, đạt 3/4 điểm.\n\n" INDEX,
         "count-mismatch -"},
        {"I. KẾT QUẢ\n\n- Lĩnh vực 1: Thể chế: đạt 2,5/5 điểm.\n\n" INDEX,
         "score-mismatch - | score-mismatch -"},
        {"I. KẾT QUẢ\n\nLĩnh vực thể chế đạt 3 điểm; lĩnh vực công vụ đạt 1 điểm.\n\n" INDEX, ""},
        {"I. KẾT QUẢ\n\nLĩnh vực thể chế đạt 3 điểm; lĩnh vực công vụ đạt 2 điểm.\n\n" INDEX, "score-mismatch -"},
        {"I. KẾT QUẢ\n\n- Lĩnh vực 1: Thể chế: đạt 3/4 điểm (tiêu chí 1.2 chỉ đạt 1/2 điểm), tăng so với năm 2024 (3,5 điểm).\n\n" INDEX, ""},
        {"I. KẾT QUẢ\n\n- Lĩnh vực 2: Công vụ: 1/3 điểm.\n\n" INDEX, "score-mismatch -"},
        {"I. KẾT QUẢ\n\nTổng điểm đạt được: 4,5/6 điểm.\n\n" INDEX, "score-mismatch -"},
        {"I. KẾT QUẢ\n\nNăm 2025, Chỉ số CCHC của xã đạt 5 điểm.\n\n" INDEX, "score-mismatch -"},
        {"I. KẾT QUẢ\n\nNăm 2025, Chỉ số CCHC của xã đạt 79,5 điểm.\n\n" INDEX, ""},
        {"I. KẾT QUẢ\n\nXã đạt 61,4 điểm, mất nhiều điểm ở thể chế.\n\n" INDEX, ""},
        {"I. KẾT QUẢ\n\nNăm 2024, Chỉ số CCHC của xã đạt 5 điểm.\n\n" INDEX, ""},
        {"I. KẾT QUẢ\n\nNăm 2024, Chỉ số CCHC của xã đạt 5 điểm.\n\n"
         "| TT | Tiêu chí | Điểm tối đa | Điểm đạt được năm 2025, 20262027202820292030 | Mục tiêu năm 2026 | "
         "Giải pháp | Chủ trì | Thời gian |\n|---|---|---|---|---|---|---|---|\n" INDEX_ROWS,
         ""},
        {"I. MỤC TIÊU\n\nPhấn đấu năm 2026 Chỉ số CCHC của xã đạt 5,5 điểm.\n\n" INDEX, ""});
}

static void test_authority(void **state)
{
    (void)state;
    CHECK_ROWS(
        {TASKS TASK("a)", "Rà soát văn bản", "Phòng Nội vụ", "Các thôn", "Báo cáo", "Quý I/2026"),
         "foreign-authority 1/a)"},
        {TASKS TASK("a)", "Rà soát văn bản", "UBND các xã", "Các thôn", "Báo cáo", "Quý I/2026"),
         "foreign-authority 1/a)"},
        {TASKS TASK("a)", "Rà soát văn bản", "Văn phòng HĐND-UBND xã", "Phòng Nội vụ", "Báo cáo",
                    "Quý I/2026"),
         ""},
        {TASKS TASK("a)", "Rà soát văn bản", "Phòng Văn hóa - Xã hội", "Các thôn", "Báo cáo",
                    "Quý I/2026"),
         ""},
        {TASKS PLAIN("a)", "Xây dựng Kế hoạch chuyển đổi số năm 2026 của huyện Gò Mây"),
         "foreign-authority 1/a)"},
        {TASKS PLAIN("a)", "Triển khai Kế hoạch chuyển đổi số năm 2026 của huyện Gò Mây"), ""});
}

static void test_years_and_dates(void **state)
{
    (void)state;
    CHECK_ROWS(
        {TASKS PLAIN("a)", "Tổ chức hội nghị công chức năm 2024"), "stale-year 1/a)"},
        {TASKS PLAIN("a)", "Khắc phục tồn tại, hạn chế năm 2025"), ""},
        {TASKS PLAIN("a)", "Thực hiện Quyết định số 5/QĐ-UBND ngày 06/5/2024"), ""},
        {TASKS PLAIN("a)", "Thực hiện đề án giai đoạn 2021 - 2025"), ""},
        {TASKS PLAIN("a)", "Giảm 10% số vụ so với năm 2025"), ""},
        {TASKS PLAIN("a)", "Nâng tỷ lệ hài lòng cao hơn năm 2025"), ""},
        {TASKS PLAIN("a)", "Triển khai Luật Đất đai năm 2024"), ""},
        {TASKS TASK("a)", "Rà soát", "Công an xã", "Các thôn", "Báo cáo", "Quý I/2027"),
         "deadline-outside-year 1/a)"},
        {TASKS TASK("a)", "Rà soát", "Công an xã", "Các thôn", "Báo cáo", "Thường xuyên trong năm"),
         ""},
        {TASKS TASK("a)", "Rà soát", "Công an xã", "Các thôn", "Báo cáo", "Trước ngày 31/4/2026"),
         "invalid-date 1/a)"},
        {TASKS TASK("a)", "Rà soát", "Công an xã", "Các thôn", "Báo cáo", "Tháng 13/2026"),
         "invalid-date 1/a)"},
        {TASKS TASK("a)", "Rà soát", "Công an xã", "Các thôn", "Báo cáo", "Trước 31.6.2026"),
         "invalid-date 1/a)"},
        {TASKS TASK("a)", "Rà soát", "Công an xã", "Các thôn", "Báo cáo", "Từ tháng 9/2026 đến tháng 3/2026"),
         "invalid-date 1/a)"},
        {TASKS TASK("a)", "Rà soát", "Công an xã", "Các thôn", "Báo cáo", "Quý IV/2026 - quý II/2026"),
         "invalid-date 1/a)"},
        {TASKS TASK("a)", "Rà soát", "Công an xã", "Các thôn", "Báo cáo", "Từ tháng 11 đến tháng 3/2026"), ""},
        {TASKS PLAIN("a)", "Khắc phục công trình hư hỏng do bão số 3 năm 2024"), ""},
        {TASKS PLAIN("a)", "Ban hành quy chế, hoàn thành trước 30/6/2023"), "stale-year 1/a)"},
        {"I. MỤC TIÊU\n\nLàm từ ngày 15/4/2026 đến ngày 01/3/2026.\n", "invalid-date -"},
        {"I. MỤC TIÊU\n\nLàm từ ngày 20/12 đến ngày 10/01/2026.\n", ""},
        {"I. MỤC TIÊU\n\nLàm trong quý V năm nay.\n", "invalid-date -"},
        {"I. MỤC TIÊU\n\nLàm xong trước ngày 31/9.\n", "invalid-date -"},
        {"I. MỤC TIÊU\n\nLàm xong trước ngày 29/2.\n", ""},
        {"I. MỤC TIÊU\n\nLàm từ ngày 28/02/2024 đến ngày 29/02/2024, quý IV.\n", ""});
}

/* A plan of one title and one task, which is due in the quarter. */
static char *with_title(const char *issued, const char *title, const char *quarter)
{
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    fprintf(file,
            "ỦY BAN NHÂN DÂN\nXÃ ĐỒI CỌ\n\nĐồi Cọ, ngày %s\n\nKẾ HOẠCH\n%s\n\n" TASKS
            TASK("a)", "Rà soát", "Công an xã", "Các thôn", "Báo cáo", "Quý %s"),
            issued, title, quarter);
    fclose(file);
    char *found = findings(text, "", VNP_LANG_EN, false);
    free(text);
    return found;
}

static void test_the_years_of_a_plan(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        bool outside;
    } rows[] = {
        {"Cải cách hành chính năm 2028", false},
        {"Cải cách hành chính năm 2026", true},
        {"Cải cách hành chính giai đoạn 2026 - 2030", false},
        {"Cải cách hành chính giai đoạn 2021 - 2025, định hướng đến năm 2030", false},
        {"Cải cách hành chính giai đoạn 2021 - 2025", true},
        {"Cải cách hành chính năm 2026 thực hiện Chương trình giai đoạn 2021 - 2030", true},
        {"Chuyển đổi số đến năm 2030", false},
        {"Nhiệm vụ năm học 2027 - 2028", false},
        {"Nhiệm vụ năm học 2026 - 2027", true},
    };
    /* A plan that is issued well before its year begins when it is issued. */
    static const struct {
        const char *issued;
        const char *quarter;
        bool outside;
    } early[] = {
        {"12 tháng 8 năm 2026", "IV/2026", false},
        {"12 tháng 8 năm 2026", "I/2028", true},
        {"12 tháng 12 năm 2026", "IV/2026", true},
        {"12 tháng 8 năm 2025", "IV/2026", true},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_row(&wrong, rows[i].title,
                   with_title("05 tháng 01 năm 2026", rows[i].title, "I/2028"),
                   rows[i].outside ? "deadline-outside-year 1/a)" : "");
    for (size_t i = 0; i < COUNT_OF(early); i++)
        expect_row(&wrong, early[i].issued,
                   with_title(early[i].issued, "Tuyển quân năm 2027", early[i].quarter),
                   early[i].outside ? "deadline-outside-year 1/a)" : "");
    assert_int_equal(wrong, 0);
}

static void test_names(void **state)
{
    (void)state;
    CHECK_ROWS({"I. MỤC TIÊU\n\nXã Đồi Cọ, xã Đồi Cọ và xã Đôi Cọ.\n", "name-variant -"},
               {TASKS TASK("a)", "Rà soát", "Công chức Văn phòng - Thông kê", "Các thôn", "Báo cáo",
                           "Quý I/2026"),
                "name-variant 1/a)"},
               {"I. MỤC TIÊU\n\nThôn Hoà Bình và thôn Hòa Bình, thôn Hòa bình.\n", ""},
               {"I. MỤC TIÊU\n\nCông chức văn phòng – thống kê, Văn phòng-Thống kê.\n", ""},
               {TASKS TASK("a)", "Rà soát", "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng", "Báo cáo", "Quý I/2026")
                    TASK("b)", "Chuyển đổi số, xây dựng kho dữ liệu", "Phòng Kinh tế, Hạ tầng và Đô thị",
                         "Phòng Kinh tế, Hạ tầng và Đô thi", "Báo cáo", "Quý I/2026"),
                "name-variant 1/b)"},
               {"I. MỤC TIÊU\n\nThôn Tân Lập, thôn Tân Lộc.\n", ""});
}

static void test_form(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"I. MỤC TIÊU\n\nTheo Quyết định số      /QĐ-UBND ngày    /12/2025.\n",
         "unfilled-blank - | unfilled-blank -"},
        {"I. MỤC TIÊU\n\nTheo Quyết định số ... ngày ... của Bộ Xây dựng.\n",
         "unfilled-blank - | unfilled-blank -"},
        {"I. MỤC TIÊU\n\nLàm xong trong tháng …/2026.\n", "unfilled-blank -"},
        {"I. MỤC TIÊU\n\nTheo Quyết định 45-QĐ/UBND ngày 15/01/2026, Nghị quyết số 18/NQ-TW ngày 02/3/2025.\n",
         "citation-format - | citation-format -"},
        {"I. MỤC TIÊU\n\nTheo Quyết định số 5/QĐ-UBND ngày 02/12/2025.\n", ""},
        {"I. MỤC TIÊU\n\nTheo Nghị định số 45/2020/NĐCP ngày 08/4/2020.\n", "citation-format -"},
        {"I. MỤC TIÊU\n\nTheo Quyết định số 468/QĐ-TTG ngày 27/3/2021.\n", "citation-format -"},
        {"I. MỤC TIÊU\n\nTheo Quyết định số 468/QĐ-TTg ngày 27/3/2021, Quyết định số 5/QĐ -UBND.\n",
         "citation-format -"},
        {"I. MỤC TIÊU\n\nTheo Nghị quyết số 04-NQ/TU ngày 18/10/2021, Luật số 39/2024/QH15.\n", ""},
        {INDEX_HEAD "| 1 | THỂ CHẾ | 6 | 6 | 6 | | | |\n| 1.1 | Ban hành | 2 | 2 | 2" CELLS
                    "| 1.2 | Rà soát | 2 | 2 | 2" CELLS
                    "| | 1.3 | Kiểm tra | 2 | 2 | 2 | Làm tốt | Công an xã | Trong năm 2026 |\n"
                    "| 2 | CÔNG VỤ | 2 | 1 | 2 | | | |\n| 2.1 | Đào tạo | 2 | 1 | 2" CELLS,
         "table-row-shift 1.3 | missing-deadline 1.3"});
}

static void test_target_rows_give_no_work(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"| TT | Chỉ tiêu | Đơn vị tính | Mục tiêu năm 2026 |\n|---|---|---|---|\n| 1 | Hồ sơ trực "
         "tuyến | % | 80 |\n| 2 | Hồ sơ số hóa | % | 90 |\n\n" TASKS PLAIN("a)", "Rà soát văn bản"),
         ""});
}

static void test_messages_and_places(void **state)
{
    (void)state;
    static const char body[] =
        TASKS "a) Rà soát\n\n- Chủ trì: Phòng Nội vụ.\n- Thời gian: Quý I/2027.\n\n";
    expect(findings(head, body, VNP_LANG_EN, true),
           "foreign-authority \"Phòng Nội vụ\" Phòng Nội vụ is no agency at the level of ỦY BAN NHÂN DÂN XÃ ĐỒI CỌ | "
           "deadline-outside-year \"Quý I/2027\" the deadline \"Quý I/2027\" lies outside the "
           "plan's year 2026");
    char *vi = findings(head, body, VNP_LANG_VI, true);
    assert_non_null(strstr(vi, "không phải là cơ quan thuộc cấp của"));
    free(vi);
}

static void test_without_the_option_nothing_is_judged(void **state)
{
    (void)state;
    parsed p = parse_text("Số:      /KH-UBND\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n");
    assert_int_equal(p.plan->diagnostics.count, 0);
    assert_int_equal(vnp_doc_matrix(p.doc).count, 0);
    parsed_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_complete_plan_is_silent),
        cmocka_unit_test(test_missing_fields),
        cmocka_unit_test(test_half_is_not_most),
        cmocka_unit_test(test_numbering),
        cmocka_unit_test(test_areas_inside_areas),
        cmocka_unit_test(test_codes_and_texts),
        cmocka_unit_test(test_scores),
        cmocka_unit_test(test_claims_of_the_text),
        cmocka_unit_test(test_authority),
        cmocka_unit_test(test_years_and_dates),
        cmocka_unit_test(test_the_years_of_a_plan),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_form),
        cmocka_unit_test(test_target_rows_give_no_work),
        cmocka_unit_test(test_messages_and_places),
        cmocka_unit_test(test_without_the_option_nothing_is_judged),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
