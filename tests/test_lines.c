/* test_lines.c - plain text: paragraphs from wrapped lines, furniture of pages. */
#include "support/support.h"

#include "text/chars.h"
#include "text/lines.h"

typedef struct row {
    const char *what, *text, *want;
} row;

/* Paragraphs one a line, as the block stage makes them of the joined lines. */
static char *show_paragraphs(const char *text)
{
    bench b;
    bench_open(&b, 0);
    vnp__block_list blocks = bench_blocks(&b, text, VNP_FORMAT_TEXT);
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    for (uint32_t i = 0; i < blocks.count; i++)
        fprintf(file, "%.*s\n", (int)blocks.at[i].run.len, blocks.at[i].run.text);
    fclose(file);
    bench_close(&b);
    return out;
}

static void check_rows(const row *rows, size_t count)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++)
        expect_row(&wrong, rows[i].what, show_paragraphs(rows[i].text), rows[i].want);
    assert_int_equal(wrong, 0);
}

#define CHECK(...)                                                                                 \
    do {                                                                                           \
        static const row rows[] = {__VA_ARGS__};                                                   \
        check_rows(rows, COUNT_OF(rows));                                                          \
    } while (0)

/* Four full lines, so that the width of the text is known. */
#define WRAPPED                                                                                           \
    "Cải cách thủ tục hành chính là nhiệm vụ thường xuyên của các cơ quan nhà\n"   \
    "nước, góp phần nâng cao chất lượng phục vụ người dân và doanh nghiệp tại\n" \
    "địa phương, bảo đảm công khai, minh bạch, đúng thẩm quyền và đúng thời\n"    \
    "hạn theo quy định của pháp luật hiện hành về kiểm soát thủ tục.\n"
#define WRAPPED_JOINED                                                                                                         \
    "Cải cách thủ tục hành chính là nhiệm vụ thường xuyên của các cơ quan nhà nước, góp phần "    \
    "nâng cao chất lượng phục vụ người dân và doanh nghiệp tại địa phương, bảo đảm công khai, "  \
    "minh bạch, đúng thẩm quyền và đúng thời hạn theo quy định của pháp luật hiện hành về kiểm " \
    "soát thủ tục.\n"

static void test_wrapped_lines_are_one_paragraph(void **state)
{
    (void)state;
    CHECK({"wrapped", WRAPPED, WRAPPED_JOINED},
          {"what a converter prints", "--- Trang 2 ---\n" WRAPPED "--- BẢNG ---\n", WRAPPED_JOINED},
          {"a capital at a line's head",
           "Căn cứ chương trình công tác năm của Ủy ban nhân dân tỉnh và đề nghị của\n"
           "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân về việc rà soát các thủ\n"
           "tục hành chính thuộc phạm vi quản lý của các cơ quan, đơn vị trên địa\n"
           "bàn tỉnh trong năm nay và các năm tiếp theo.\n",
           "Căn cứ chương trình công tác năm của Ủy ban nhân dân tỉnh và đề nghị của Văn "
           "phòng Hội đồng nhân dân và Ủy ban nhân dân về việc rà soát các thủ tục hành "
           "chính thuộc phạm vi quản lý của các cơ quan, đơn vị trên địa bàn tỉnh trong "
           "năm nay và các năm tiếp theo.\n"},
          {"in brackets, behind a colon",
           WRAPPED "a) Tổ chức đối thoại với hộ kinh doanh trên địa bàn xã (Chủ trì: Văn\n"
                   "phòng; phối hợp: các thôn và các hội, đoàn thể của xã; sản phẩm là:\n"
                   "Thông báo kết luận; thời gian: Quý II/2026).\n",
           WRAPPED_JOINED "a) Tổ chức đối thoại với hộ kinh doanh trên địa bàn xã (Chủ trì: Văn phòng; phối hợp: "
                          "các thôn và các hội, đoàn thể của xã; sản phẩm là: Thông báo kết luận; thời gian: Quý "
                          "II/2026).\n"},
          {"a field, behind a semicolon",
           WRAPPED "Cơ quan phối hợp: Trung tâm Văn hóa, Thông tin và Truyền thanh huyện;\nUBND các xã, thị trấn.\n",
           WRAPPED_JOINED "Cơ quan phối hợp: Trung tâm Văn hóa, Thông tin và Truyền thanh huyện; UBND các xã, thị trấn.\n"});
}

static void test_blank_line_parts_paragraphs(void **state)
{
    (void)state;
    CHECK({"blank line", WRAPPED "\nĐoạn thứ hai.\n", WRAPPED_JOINED "Đoạn thứ hai.\n"});
}

static void test_line_ends_of_every_system(void **state)
{
    (void)state;
    CHECK({"CRLF", "Một.\r\nHai.\r\n", "Một.\nHai.\n"}, {"CR", "Một.\rHai.\r", "Một.\nHai.\n"},
          {"no end", "Một.\nHai.", "Một.\nHai.\n"}, {"none", "", ""}, {"blank", " \n\n", ""});
}

static void test_double_spaced_text_is_joined(void **state)
{
    (void)state;
    CHECK({"double spaced",
           "Cải cách thủ tục hành chính là nhiệm vụ thường xuyên của các cơ quan nhà\n\n"
           "nước, góp phần nâng cao chất lượng phục vụ người dân và doanh nghiệp tại\n\n"
           "địa phương, bảo đảm công khai, minh bạch, đúng thẩm quyền và đúng thời\n\n"
           "hạn theo quy định của pháp luật hiện hành về kiểm soát thủ tục.\n\n",
           WRAPPED_JOINED},
          {"two blank lines between all",
           "Cải cách thủ tục hành chính là nhiệm vụ thường xuyên của các cơ quan của\n\n\n"
           "UBND tỉnh, góp phần nâng cao chất lượng phục vụ người dân theo Đề án năm\n\n\n"
           "2026, bảo đảm công khai, minh bạch, đúng thẩm quyền, đúng thời hạn theo\n\n\n"
           "quy định của pháp luật hiện hành về kiểm soát thủ tục hành chính.\n\n\n"
           "Các cơ quan báo cáo kết quả.\n\n\n",
           "Cải cách thủ tục hành chính là nhiệm vụ thường xuyên của các cơ quan của UBND tỉnh, góp phần nâng "
           "cao chất lượng phục vụ người dân theo Đề án năm 2026, bảo đảm công khai, minh bạch, đúng thẩm "
           "quyền, đúng thời hạn theo quy định của pháp luật hiện hành về kiểm soát thủ tục hành chính.\nCác cơ quan báo cáo kết quả.\n"});
}

static void test_page_furniture_belongs_to_no_paragraph(void **state)
{
    (void)state;
    CHECK({"page number inside",
           "Cải cách thủ tục hành chính là nhiệm vụ thường xuyên của các cơ quan nhà\n"
           "nước, góp phần nâng cao chất lượng phục vụ người dân và doanh nghiệp tại\n\n"
           "3\n\f\n"
           "địa phương, bảo đảm công khai, minh bạch, đúng thẩm quyền và đúng thời\n"
           "hạn theo quy định của pháp luật hiện hành về kiểm soát thủ tục.\n",
           WRAPPED_JOINED},
          {"a page behind a title in the middle",
           WRAPPED "\n      Cải cách thủ tục hành chính của Ủy ban nhân dân xã năm 2026\n\n2\n\f"
           "Căn cứ Luật Trẻ em;\n",
           WRAPPED_JOINED "Cải cách thủ tục hành chính của Ủy ban nhân dân xã năm 2026\nCăn cứ Luật Trẻ em;\n"},
          {"page number far right of the numbers of rows",
           "TT\nViệc\nAi\n1\nMột\n2\nHai\n\n                         4\nCác thôn\n3\nBa\n4\nBốn\n5\nNăm\n6\nSáu\n",
           "TT\nViệc\nAi\n1\nMột\n2\nHai\nCác thôn\n3\nBa\n4\nBốn\n5\nNăm\n6\nSáu\n"},
          {"page number with dashes", "Một.\n\n- 12 -\n\nHai.\n", "Một.\nHai.\n"},
          {"page number with its word", "Một.\n\nTrang 2\n\nHai.\n\ntrang 3 / 12\n\nBa.\n", "Một.\nHai.\nBa.\n"},
          {"pages of how many", "Một\n2/4\nvà hai.\n3/4\nBa.\n4/4\nBốn.\n", "Một và hai.\nBa.\nBốn.\n"},
          {"one of them at a form feed", "Một\n\f2/4\nvà hai.\n", "Một và hai.\n"},
          {"points and shares", "Một\n2/4\nHai\n3/4\nBa\n1/4\nBốn\n", "Một\n2/4\nHai\n3/4\nBa\n1/4\nBốn\n"},
          {"no page numbers", "Trang 2 của Đề án\n\n2/9\n\nTrang 1234\n\nTrang\n",
           "Trang 2 của Đề án\n2/9\nTrang 1234\nTrang\n"},
          {"form feed", "Một.\fHai.\n", "Một.\nHai.\n"},
          {"dust above it", "Một.\n\n| “ VN .\n4\n\nHai.\n\nÐ : .\n\f5\n\nBa.\n", "Một.\nHai.\nBa.\n"},
          {"an entry and a row above it", "Một.\n\n- VT;\n4\n\nHai.\n\n| A | B |\n5\n\nBa.\n",
           "Một.\n- VT;\nHai.\n| A | B |\nBa.\n"},
          {"words above it", "Một.\n\nTên xã:\n4\n\nHai.\n", "Một.\nTên xã:\nHai.\n"},
          {"specks", "Một. ˆ\nˆ\nHai. ¬\n¬\nBa.\n", "Một.\nHai.\nBa.\n"});
}

/* Paragraphs that begin further in than their lines go on. */
#define INDENTED_PARAGRAPH                                                                         \
    "    Cải cách thủ tục là nhiệm vụ của các cơ quan\n"                                           \
    "nhà nước, góp phần nâng cao chất lượng phục vụ\n"                                           \
    "tại địa phương, công khai, minh bạch, đúng thời\n"                                         \
    "hạn quy định.\n    Các thôn thực hiện.\n    - Rà soát.\n"
#define INDENTED INDENTED_PARAGRAPH INDENTED_PARAGRAPH INDENTED_PARAGRAPH INDENTED_PARAGRAPH
#define INDENTED_PARAGRAPH_JOINED                                                                  \
    "Cải cách thủ tục là nhiệm vụ của các cơ quan nhà nước, góp phần nâng cao chất lượng phục "   \
    "vụ tại địa phương, công khai, minh bạch, đúng thời hạn quy định.\nCác thôn thực hiện.\n"        \
    "- Rà soát.\n"
#define INDENTED_JOINED                                                                            \
    INDENTED_PARAGRAPH_JOINED INDENTED_PARAGRAPH_JOINED INDENTED_PARAGRAPH_JOINED                  \
        INDENTED_PARAGRAPH_JOINED

/* Dust of a scan, indented first lines, labels that wait for their values. */
static void test_what_parts_and_joins_wrapped_lines(void **state)
{
    (void)state;
    CHECK({"marks at the ends of lines",
           "| * Chủ trì: Công an xã\n~ - Rà soát văn bản ~\n. * Thời gian: Quý I |\nMột | hai\n.     X\n",
           "* Chủ trì: Công an xã\n- Rà soát văn bản\n* Thời gian: Quý I\nMột | hai\nX\n"},
          {"marks alone on a line", "Một.\n|\nHai.\n.\nBa.\n'\n", "Một.\nHai.\nBa.\n"},
          {"a label at the end, among others",
           WRAPPED "(2) Vận hành phần mềm. Đơn vị chủ trì: Phòng Điều dưỡng; sản phẩm:\nDanh sách nhân viên.\n",
           WRAPPED_JOINED "(2) Vận hành phần mềm. Đơn vị chủ trì: Phòng Điều dưỡng; sản phẩm: Danh sách nhân viên.\n"},
          {"the first label of several at the end",
           "(1) Vận hành phần mềm báo cáo sự cố y khoa. Đơn vị chủ trì:\nPhòng Điều dưỡng; phối hợp: các khoa.\n"
           "Các đơn vị thực hiện. Cụ thể:\nPhòng Điều dưỡng: họp; các khoa: báo cáo.\n",
           "(1) Vận hành phần mềm báo cáo sự cố y khoa. Đơn vị chủ trì: Phòng Điều dưỡng; phối hợp: các khoa.\n"
           "Các đơn vị thực hiện. Cụ thể:\nPhòng Điều dưỡng: họp; các khoa: báo cáo.\n"},
          {"a label at the end and its figure",
           WRAPPED "(1) Chỉ số 3.2 - Dữ liệu mở của chính quyền. Điểm đạt được năm 2025:\n0,52; mục tiêu năm 2026: 0,70.\n",
           WRAPPED_JOINED "(1) Chỉ số 3.2 - Dữ liệu mở của chính quyền. Điểm đạt được năm 2025: 0,52; mục tiêu năm 2026: 0,70.\n"},
          {"a line that goes far past the edge was not wrapped",
           WRAPPED WRAPPED WRAPPED "Căn cứ Quyết định số 1874/QĐ-UBND của UBND huyện Lương Bình về việc công bố Chỉ số cải cách hành "
           "chính năm 2024 của Ủy ban nhân dân các xã.\nThực hiện Kế hoạch số 12/KH-UBND của huyện.\n",
           WRAPPED_JOINED WRAPPED_JOINED WRAPPED_JOINED "Căn cứ Quyết định số 1874/QĐ-UBND của UBND huyện Lương Bình về việc công bố Chỉ số cải cách hành "
           "chính năm 2024 của Ủy ban nhân dân các xã.\nThực hiện Kế hoạch số 12/KH-UBND của huyện.\n"},
          {"a number that ends the sentence",
           WRAPPED "- Cơ quan chịu trách nhiệm chính của xã: Ngân hàng Nhà nước chi nhánh Khu vực\n11.\n- Thời hạn: quý II.\n",
           WRAPPED_JOINED "- Cơ quan chịu trách nhiệm chính của xã: Ngân hàng Nhà nước chi nhánh Khu vực 11.\n- Thời hạn: quý II.\n"},
          {"a numbered heading in words below a full line",
           WRAPPED "- Sản phẩm: Danh mục sáng kiến đăng ký; quyết định công nhận sáng kiến.\nLĩnh vực 2. Cải cách thể chế\n",
           WRAPPED_JOINED "- Sản phẩm: Danh mục sáng kiến đăng ký; quyết định công nhận sáng kiến.\nLĩnh vực 2. Cải cách thể chế\n"},
          {"full lines at the edge, where all paragraphs begin further in",
           INDENTED "    1.1. Rà soát thủ tục thuộc phạm vi của xã; chủ trì:\n"
           "Văn phòng; phối hợp: các thôn, bản trên địa bàn xã;\n"
           "Thời hạn: quý II.\n",
           INDENTED_JOINED "1.1. Rà soát thủ tục thuộc phạm vi của xã; chủ trì: Văn phòng; phối hợp: các thôn, bản trên địa bàn xã; "
           "Thời hạn: quý II.\n"},
          {"... and where they do not",
           WRAPPED "1.1. Rà soát thủ tục thuộc phạm vi giải quyết của xã và các thôn.\nThời hạn: quý II.\n",
           WRAPPED_JOINED "1.1. Rà soát thủ tục thuộc phạm vi giải quyết của xã và các thôn.\nThời hạn: quý II.\n"},
          {"first lines further in, and a table",
           "    Cải cách thủ tục là nhiệm vụ của các cơ quan\n"
           "nhà nước, góp phần nâng cao chất lượng phục vụ\n"
           "tại địa phương, công khai, minh bạch, đúng thời\n"
           "hạn theo quy định của pháp luật hiện hành.\n"
           "    - Kịp thời báo tin khi xảy ra cháy, nổ.\n"
           "    Yêu cầu các thôn nghiêm túc thực hiện; có gì\n"
           "khó khăn thì phản ánh.\n\n"
           "1    Phát tin, bài về an      Công an xã\n"
           "     toàn trên hệ thống       các thôn\n"
           "     của thôn\n"
           "2    Lập danh sách nhà ở      Công an xã\n"
           "     của các hộ sản xuất,     các thôn\n"
           "     kinh doanh\n",
           "Cải cách thủ tục là nhiệm vụ của các cơ quan nhà nước, góp phần nâng cao chất lượng phục vụ tại địa phương, "
           "công khai, minh bạch, đúng thời hạn theo quy định của pháp luật hiện hành.\n"
           "- Kịp thời báo tin khi xảy ra cháy, nổ.\n"
           "Yêu cầu các thôn nghiêm túc thực hiện; có gì khó khăn thì phản ánh.\n"
           "1 Phát tin, bài về an Công an xã toàn trên hệ thống các thôn của thôn 2 Lập danh sách nhà ở Công an xã của "
           "các hộ sản xuất, các thôn kinh doanh\n"},
          {"first lines further in",
           "      Cải cách thủ tục hành chính là nhiệm vụ thường xuyên của các cơ quan\n"
           "nhà nước, góp phần nâng cao chất lượng phục vụ người dân và doanh nghiệp\n"
           "tại địa phương, bảo đảm công khai, minh bạch, đúng thẩm quyền và đúng thời\n"
           "hạn theo quy định của pháp luật hiện hành (chậm nhất ngày 31/10/2024).\n"
           "      Tiêu chí số 11 - Nghèo đa chiều\n"
           "      Hỗ trợ tối thiểu hai mươi lăm hộ vay vốn, học nghề và sửa chữa nhà\n"
           "ở theo quy định của pháp luật hiện hành.\n",
           "Cải cách thủ tục hành chính là nhiệm vụ thường xuyên của các cơ quan nhà nước, góp phần nâng cao chất lượng "
           "phục vụ người dân và doanh nghiệp tại địa phương, bảo đảm công khai, minh bạch, đúng thẩm quyền và đúng thời "
           "hạn theo quy định của pháp luật hiện hành (chậm nhất ngày 31/10/2024).\n"
           "Tiêu chí số 11 - Nghèo đa chiều\n"
           "Hỗ trợ tối thiểu hai mươi lăm hộ vay vốn, học nghề và sửa chữa nhà ở theo quy định của pháp luật hiện hành.\n"});
}

/* What stands at the edge of every page belongs to no paragraph. */
static void test_running_heads_are_furniture(void **state)
{
    (void)state;
    CHECK({"head behind form feeds",
           "Một.\n\fKế hoạch năm 2026\nHai.\n\fKế hoạch năm 2026\nBa.\n\fKế hoạch năm 2026\nBốn.\n",
           "Một.\nHai.\nBa.\nBốn.\n"},
          {"foot above page numbers, with figures",
           "Một.\nUBND xã - trang 1\n1\nHai.\nUBND xã - trang 2\n2\nBa.\nUBND xã - trang 3\n3\nBốn.\n",
           "Một.\nHai.\nBa.\nBốn.\n"},
          {"head at both edges",
           "Một.\n\fUBND XÃ          Kế hoạch năm 2026\nHai.\n\fUBND XÃ          Kế hoạch năm 2026\nBa.\n"
           "\fUBND XÃ          Kế hoạch năm 2026\nBốn.\n",
           "Một.\nHai.\nBa.\nBốn.\n"},
          {"head of two lines",
           "Một.\n\fUBND XÃ\nKế hoạch\nHai.\n\fUBND XÃ\nKế hoạch\nBa.\n\fUBND XÃ\nKế hoạch\nBốn.\n",
           "Một.\nHai.\nBa.\nBốn.\n"},
          {"a number further away on wide pages",
           "Một.\n\fKế hoạch      2\nHai.\n\fKế hoạch      3\nBa.\n\fKế hoạch            4\nBốn.\n",
           "Một.\nHai.\nBa.\nBốn.\n"},
          {"left and right pages",
           "Một.\n\fKế hoạch\nHai.\n\fỦy ban\nBa.\n\fKế hoạch\nBốn.\n\fỦy ban\nNăm.\n\fKế hoạch\nSáu.\n"
           "\fỦy ban\nBảy.\n",
           "Một.\nHai.\nBa.\nBốn.\nNăm.\nSáu.\nBảy.\n"},
          {"a tone that recognition misread",
           "Một.\n\fUBND XÃ LŨNG THẨM\nHai.\n\fUBND XÃ LŨNG THẤM\nBa.\n\fUBND XÃ LŨNG THẨM\nBốn.\n"
           "\fUBND XÃ LŨNG THÔN\nNăm.\n",
           "Một.\nHai.\nBa.\nBốn.\nUBND XÃ LŨNG THÔN\nNăm.\n"},
          {"one page only, but inside a sentence",
           "- Sản phẩm: Báo cáo kết quả tự\n\n3\nKế hoạch CCHC 2026\nTX. Bến Hạc\n\nkiểm tra.\nHai.\n",
           "- Sản phẩm: Báo cáo kết quả tự kiểm tra.\nHai.\n"},
          {"a paragraph goes on behind it",
           "Một.\n\fUBND XÃ\n" WRAPPED "\fUBND XÃ\nTăng cường tuyên truyền về cải cách thủ tục hành chính tại các thôn,\n"
           "\fUBND XÃ\nbản và khu phố.\n",
           "Một.\n" WRAPPED_JOINED "Tăng cường tuyên truyền về cải cách thủ tục hành chính tại các thôn, "
           "bản và khu phố.\n"});
}

static void test_what_only_looks_like_a_running_head_stays(void **state)
{
    (void)state;
    CHECK({"twice", "Một.\n\fKế hoạch\nHai.\n\fKế hoạch\nBa.\n", "Một.\nKế hoạch\nHai.\nKế hoạch\nBa.\n"},
          {"the title stays",
           "KẾ HOẠCH\nMột.\n\fKẾ HOẠCH\nHai.\n\fKẾ HOẠCH\nBa.\n\fKẾ HOẠCH\nBốn.\n",
           "KẾ HOẠCH\nMột.\nHai.\nBa.\nBốn.\n"},
          {"list entries", "Một.\n\f- Báo cáo\n\f- Báo cáo\n\f- Báo cáo\n", "Một.\n- Báo cáo\n- Báo cáo\n- Báo cáo\n"},
          {"fields", "Một.\n\fThời gian: Quý I\n\fThời gian: Quý I\n\fThời gian: Quý I\n",
           "Một.\nThời gian: Quý I\nThời gian: Quý I\nThời gian: Quý I\n"},
          {"sentences", "Một.\n\fNhư trên.\n\fNhư trên.\n\fNhư trên.\n", "Một.\nNhư trên.\nNhư trên.\nNhư trên.\n"},
          {"no page breaks", "Kế hoạch\nMột.\nKế hoạch\nHai.\nKế hoạch\n", "Kế hoạch\nMột.\nKế hoạch\nHai.\nKế hoạch\n"},
          {"headings of one page each",
           "Một.\n\fPHÒNG NỘI VỤ\nHai.\n\fPHÒNG TƯ PHÁP\nBa.\n\fVĂN PHÒNG\nBốn.\n",
           "Một.\nPHÒNG NỘI VỤ\nHai.\nPHÒNG TƯ PHÁP\nBa.\nVĂN PHÒNG\nBốn.\n"},
          {"a title below a signature", "Trần Bình\n\n3\nPhụ lục\n\ndanh mục việc.\n", "Trần Bình\nPhụ lục danh mục việc.\n"},
          {"signatures", "Một.\n\fTM. ỦY BAN\nCHỦ TỊCH\nNguyễn Văn A\n", "Một.\nTM. ỦY BAN\nCHỦ TỊCH\nNguyễn Văn A\n"});
}

/* PDF tools repeat a link on a line of its own; a link that stands once stays. */
static void test_stray_link_is_furniture(void **state)
{
    (void)state;
    CHECK({"repeated",
           "Truy cập https://dichvucong.gov.vn để nộp hồ sơ.\n"
           "https://dichvucong.gov.vn/\nHai.\n",
           "Truy cập https://dichvucong.gov.vn để nộp hồ sơ.\nHai.\n"},
          {"only here", "Truy cập:\nhttps://dichvucong.gov.vn\nHai.\n",
           "Truy cập:\nhttps://dichvucong.gov.vn\nHai.\n"});
}

static void test_marks_of_scanners_are_furniture(void **state)
{
    (void)state;
    CHECK({"inside a sentence", "Kiểm tra việc thực hiện tại các\nScanned with CamScanner\n- 3 -\nthôn, bản.\n",
           "Kiểm tra việc thực hiện tại các thôn, bản.\n"},
          {"of an office's system", "Kiểm tra việc thực hiện tại các\nvanthu.ubnd_Lê Văn An_14/01/2026 6:22:05\nthôn, bản.\n",
           "Kiểm tra việc thực hiện tại các thôn, bản.\n"},
          {"a day and an hour in a text", "Họp 14/01/2026 06:22:05\nBáo cáo_14/01/2026\n",
           "Họp 14/01/2026 06:22:05\nBáo cáo_14/01/2026\n"});
}

static void test_long_link_stays(void **state)
{
    (void)state;
    enum { NEAR = 6000, DOTS = 30 }; /* of text beside the link that is looked at */
    char text[NEAR + 200] = "http://";
    memset(text + 7, 'a', NEAR - 19);
    memset(text + NEAR - 12, '.', DOTS);
    const row rows[] = {{"longer with its stops than what is looked at", text, text}};
    strcpy(text + NEAR - 12 + DOTS, "\nHai.\n");
    check_rows(rows, 1);
}

static void test_line_that_ends_in_a_hyphen_is_joined_without_a_space(void **state)
{
    (void)state;
    CHECK({"symbol in wrapped text",
           "Thực hiện nghiêm túc các quy định của Ủy ban nhân dân tỉnh tại Quyết định số "
           "48/2021/QĐ-\n"
           "UBND ngày 20 tháng 10 năm 2021 về công tác kiểm soát thủ tục hành chính trên "
           "địa bàn tỉnh\n"
           "và các văn bản hướng dẫn của Văn phòng Ủy ban nhân dân tỉnh về rà soát, đánh "
           "giá thủ tục\nhành chính hằng năm của các cơ quan.\n",
           "Thực hiện nghiêm túc các quy định của Ủy ban nhân dân tỉnh tại Quyết định số "
           "48/2021/QĐ-UBND ngày 20 tháng 10 năm 2021 về công tác kiểm soát thủ tục hành "
           "chính trên địa bàn tỉnh và các văn bản hướng dẫn của Văn phòng Ủy ban nhân "
           "dân tỉnh về rà soát, đánh giá thủ tục hành chính hằng năm của các cơ quan.\n"},
          {"number in wrapped text",
           "Thực hiện nghiêm túc Nghị quyết của Ban Chấp hành Đảng bộ tỉnh về chuyển đổi "
           "số số 04-\n"
           "NQ/TU ngày 18 tháng 10 năm 2021 và các văn bản chỉ đạo của Ban Thường vụ "
           "Huyện ủy về đẩy\n"
           "mạnh chuyển đổi số trong hoạt động của các cơ quan đảng, chính quyền và đoàn "
           "thể các cấp\ntrên địa bàn toàn huyện.\n",
           "Thực hiện nghiêm túc Nghị quyết của Ban Chấp hành Đảng bộ tỉnh về chuyển đổi "
           "số số 04-NQ/TU ngày 18 tháng 10 năm 2021 và các văn bản chỉ đạo của Ban "
           "Thường vụ Huyện ủy về đẩy mạnh chuyển đổi số trong hoạt động của các cơ quan "
           "đảng, chính quyền và đoàn thể các cấp trên địa bàn toàn huyện.\n"},
          {"a dash between words stays apart", "Công chức Văn phòng -\nthống kê xã",
           "Công chức Văn phòng - thống kê xã\n"});
}

static void test_headings_are_not_swallowed(void **state)
{
    (void)state;
    CHECK({"heading above text", "I. MỤC ĐÍCH, YÊU CẦU\n" WRAPPED,
           "I. MỤC ĐÍCH, YÊU CẦU\n" WRAPPED_JOINED},
          {"heading below text", WRAPPED "II. NHIỆM VỤ\n", WRAPPED_JOINED "II. NHIỆM VỤ\n"},
          {"heading wrapped",
           WRAPPED "\n"
                   "III. NHIỆM VỤ TRỌNG TÂM VÀ GIẢI PHÁP THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH\n"
                   "CHÍNH CỦA ỦY BAN NHÂN DÂN\n\nVăn bản.\n",
           WRAPPED_JOINED
           "III. NHIỆM VỤ TRỌNG TÂM VÀ GIẢI PHÁP THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH "
           "CỦA ỦY BAN NHÂN DÂN\nVăn bản.\n"});
}

static void test_list_entries_stay_apart(void **state)
{
    (void)state;
    CHECK({"bullets", "- Một\n- Hai\n+ Ba\n", "- Một\n- Hai\n+ Ba\n"},
          {"numbers", "1. Một\n2. Hai\n3. Ba\n", "1. Một\n2. Hai\n3. Ba\n"},
          {"entry wrapped",
           WRAPPED "- Rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền giải quyết của\n"
                   "cấp xã.\n- Công khai thủ tục.\n",
           WRAPPED_JOINED
           "- Rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền giải quyết của "
           "cấp xã.\n- Công khai thủ tục.\n"});
}

/* The wrapping of a line can bring a dash or a figure to a line's head. */
static void test_dash_brought_to_a_lines_head_opens_no_entry(void **state)
{
    (void)state;
    CHECK({"dash",
           "Cải cách thủ tục hành chính là nhiệm vụ của công chức phụ trách văn hóa\n"
           "- xã hội và các bộ phận chuyên môn của Ủy ban nhân dân xã trong việc\n"
           "nâng cao chất lượng phục vụ người dân và doanh nghiệp tại địa phương,\n"
           "bảo đảm công khai, minh bạch.\n",
           "Cải cách thủ tục hành chính là nhiệm vụ của công chức phụ trách văn hóa - xã "
           "hội và các bộ phận chuyên môn của Ủy ban nhân dân xã trong việc nâng cao chất "
           "lượng phục vụ người dân và doanh nghiệp tại địa phương, bảo đảm công khai, "
           "minh bạch.\n"},
          {"figure",
           "Trong năm kế hoạch, Ủy ban nhân dân xã phấn đấu tổ chức tập huấn cho hơn\n"
           "7.500 người dân trên địa bàn về sử dụng dịch vụ công trực tuyến, thanh\n"
           "toán không dùng tiền mặt và an toàn thông tin trên môi trường mạng tại\n"
           "các nhà văn hóa thôn.\n",
           "Trong năm kế hoạch, Ủy ban nhân dân xã phấn đấu tổ chức tập huấn cho hơn "
           "7.500 người dân trên địa bàn về sử dụng dịch vụ công trực tuyến, thanh toán "
           "không dùng tiền mặt và an toàn thông tin trên môi trường mạng tại các nhà văn "
           "hóa thôn.\n"});
}

static void test_signature_block_stays_in_lines(void **state)
{
    (void)state;
    CHECK({"signature",
           WRAPPED "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\n"
                   "CHỦ TỊCH\n\n\nNguyễn Văn A\n",
           WRAPPED_JOINED "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
                          "Nguyễn Văn A\n"});
}

static void test_text_that_was_never_wrapped_keeps_its_lines(void **state)
{
    (void)state;
    CHECK({"short lines", "Một việc\nHai việc\nBa việc\nBốn việc\nNăm việc\n",
           "Một việc\nHai việc\nBa việc\nBốn việc\nNăm việc\n"},
          {"letters of entries begin no line inside a sentence",
           "a) Lập danh mục thủ tục hành chính phải công khai tại trụ sở xã, xong trong quý I năm 2026.\nCông an xã.\n"
           "b) Niêm yết danh mục thủ tục hành chính tại nhà văn hóa các thôn, xong trong quý II năm 2026.\nCác thôn.\n"
           "c) Lắp đặt bảng tin tại chợ trung tâm của xã và tại nhà văn hóa các thôn, xong trong năm 2026.\nCông an xã.\n",
           "a) Lập danh mục thủ tục hành chính phải công khai tại trụ sở xã, xong trong quý I năm 2026.\nCông an xã.\n"
           "b) Niêm yết danh mục thủ tục hành chính tại nhà văn hóa các thôn, xong trong quý II năm 2026.\nCác thôn.\n"
           "c) Lắp đặt bảng tin tại chợ trung tâm của xã và tại nhà văn hóa các thôn, xong trong năm 2026.\nCông an xã.\n"});
}

/* The pass over a line by blocks tells what a look at each byte tells. */
static void test_scan_of_a_line(void **state)
{
    static const char *const parts[] = {"a", "b", "ệ", "Đ", " ", "  ", "\t", "\v", "*", "<", "|", "\xC2\x85",
                                        "“", "\n", "\r", "\f", "kế hoạch năm ", "đ", "😀", "0123456789"};
    (void)state;
    chance_seed(2);
    for (int round = 0; round < 50000; round++) {
        char text[9000];
        uint32_t len = 0, rare = chance(20), at, width = 0;
        uint32_t most = round % 500 ? 100 : 2000; /* some are too long to be counted at once */
        for (uint32_t n = chance(most); n > 0 && len < sizeof text - 32; n--) {
            const char *part = parts[chance(200) < rare ? chance(20) : chance(4)];
            memcpy(text + len, part, strlen(part));
            len += (uint32_t)strlen(part);
        }
        text[len++] = 'x';
        char *exact = malloc(len); /* so that ASan sees overreads */
        memcpy(exact, text, len);
        vnp__line_scan scan = vnp__scan_line(exact, 0, len);
        bool blanks = false, markup = false, bars = false;
        for (at = 0; at < len && !strchr("\n\r\f", text[at]); at++) {
            width += ((unsigned char)text[at] & 0xC0) != 0x80;
            blanks |= strchr("\t\v\xC2", text[at]) || (text[at] == ' ' && at + 1 < len && text[at + 1] == ' ');
            markup |= text[at] == '*' || text[at] == '<';
            bars |= text[at] == '|';
        }
        assert_int_equal(scan.end, at);
        assert_int_equal(scan.width, width);
        assert_int_equal(vnp__str_width(vnp__str(exact, at)), width);
        assert_int_equal(scan.holds & VNP__HOLDS_BLANKS, blanks ? VNP__HOLDS_BLANKS : 0);
        assert_int_equal(scan.holds & VNP__HOLDS_MARKUP, markup ? VNP__HOLDS_MARKUP : 0);
        assert_int_equal(scan.holds & VNP__HOLDS_BARS, bars ? VNP__HOLDS_BARS : 0);
        free(exact);
    }
}

static void test_kinds_of_lines(void **state)
{
    (void)state;
    bench b;
    bench_open(&b, 0);
    vnp__line_list lines = {0};
    vnp__lines_read(&b.arena, bench_text(&b, "Văn bản\n\n12\nTT\tViệc\n\t\t\n-----\n+---+---+\n\t\t\n"),
                    &lines);
    static const vnp__line_kind want[] = {VNP__LINE_TEXT,   VNP__LINE_BLANK, VNP__LINE_FURNITURE,
                                          VNP__LINE_TABBED, VNP__LINE_BLANK,  VNP__LINE_RULE,
                                          VNP__LINE_RULE,   VNP__LINE_BLANK};
    assert_int_equal(lines.count, COUNT_OF(want));
    for (uint32_t i = 0; i < lines.count; i++)
        assert_int_equal(lines.at[i].kind, want[i]);
    assert_int_equal(lines.at[0].width, 7);
    assert_true(lines.at[3].page_before);
    bench_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wrapped_lines_are_one_paragraph),
        cmocka_unit_test(test_blank_line_parts_paragraphs),
        cmocka_unit_test(test_line_ends_of_every_system),
        cmocka_unit_test(test_double_spaced_text_is_joined),
        cmocka_unit_test(test_page_furniture_belongs_to_no_paragraph),
        cmocka_unit_test(test_what_parts_and_joins_wrapped_lines),
        cmocka_unit_test(test_running_heads_are_furniture),
        cmocka_unit_test(test_what_only_looks_like_a_running_head_stays),
        cmocka_unit_test(test_stray_link_is_furniture),
        cmocka_unit_test(test_marks_of_scanners_are_furniture),
        cmocka_unit_test(test_long_link_stays),
        cmocka_unit_test(test_line_that_ends_in_a_hyphen_is_joined_without_a_space),
        cmocka_unit_test(test_headings_are_not_swallowed),
        cmocka_unit_test(test_list_entries_stay_apart),
        cmocka_unit_test(test_dash_brought_to_a_lines_head_opens_no_entry),
        cmocka_unit_test(test_signature_block_stays_in_lines),
        cmocka_unit_test(test_text_that_was_never_wrapped_keeps_its_lines),
        cmocka_unit_test(test_scan_of_a_line),
        cmocka_unit_test(test_kinds_of_lines),
    };
    return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
