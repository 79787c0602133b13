/* test_head.c - the head and the foot of a document. */
#include "support/support.h"

/* "field: value" lines of what the head says; absent fields are left out. */
static char *show_head(const vnp_head *h)
{
    static const char *const types[] = {"decision",  "plan",      "appendix",   "resolution",
                                        "programme", "scheme",    "letter",     "report",
                                        "notice",    "directive", "submission", "other"};
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    const struct {
        const char *name;
        vnp_str text;
    } fields[] = {{"issuer", h->issuer.text},
                  {"number", h->number.text},
                  {"place", h->place.text},
                  {"title", h->title.text}};
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (fields[i].text.len)
            fprintf(file, "%s: %.*s\n", fields[i].name, (int)fields[i].text.len,
                    fields[i].text.ptr);
    if (h->date.year)
        fprintf(file,
                h->date.day     ? "date: %04d-%02d-%02d\n"
                : h->date.month ? "date: %04d-%02d\n"
                                : "date: %04d\n",
                h->date.year, h->date.month, h->date.day);
    if (h->year)
        fprintf(file, "year: %d\n", h->year);
    for (uint32_t i = 0; i < h->parts.count; i++)
        fprintf(file, "%s: %.*s\n", types[h->parts.at[i].type], (int)h->parts.at[i].title.text.len,
                h->parts.at[i].title.text.ptr ? h->parts.at[i].title.text.ptr : "");
    for (uint32_t i = 0; i < h->legal_bases.count; i++)
        fprintf(file, "basis: %.*s\n", (int)h->legal_bases.at[i].text.len,
                h->legal_bases.at[i].text.ptr);
    for (uint32_t i = 0; i < h->signers.count; i++)
        fprintf(file, "signer: %.*s / %.*s\n", (int)h->signers.at[i].title.text.len,
                h->signers.at[i].title.text.ptr ? h->signers.at[i].title.text.ptr : "",
                (int)h->signers.at[i].name.text.len,
                h->signers.at[i].name.text.ptr ? h->signers.at[i].name.text.ptr : "");
    for (uint32_t i = 0; i < h->recipients.count; i++)
        fprintf(file, "recipient: %.*s\n", (int)h->recipients.at[i].text.len,
                h->recipients.at[i].text.ptr);
    fclose(file);
    return out;
}

static void check(const char *text, const char *want)
{
    parsed p = parse_text(text);
    expect(show_head(&p.plan->head), want);
    parsed_close(&p);
}

static void check_markdown(const char *text, const char *want)
{
    parsed p = parse_markdown(text);
    expect(show_head(&p.plan->head), want);
    parsed_close(&p);
}

#define BODY "\nI. MỤC ĐÍCH\n\n1. Nâng cao chất lượng phục vụ.\n"
#define COMMON_WANT                                                                                \
    "issuer: ỦY BAN NHÂN DÂN XÃ EA NA\nnumber: 12/KH-UBND\nplace: Ea Na\n"                    \
    "title: Cải cách hành chính năm 2026\ndate: 2026-01-05\nyear: 2026\n"                    \
    "plan: Cải cách hành chính năm 2026\n"

static void test_head_in_lines(void **state)
{
    (void)state;
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nSố: 12/KH-UBND\n\n"
          "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
          "Ea Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
          "Cải cách hành chính năm 2026\n" BODY,
          COMMON_WANT);
}

static void test_head_torn_by_its_two_columns(void **state)
{
    (void)state;
    const char *text =
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "    XÃ EA NA                 Độc lập - Tự do - Hạnh phúc\n\n"
        "Số: 12/KH-UBND             Ea Na, ngày 05 tháng 01 năm 2026\n\n"
        "                     KẾ HOẠCH\n         Cải cách hành chính năm 2026\n" BODY;
    check(text, COMMON_WANT);
    parsed p = parse_text(text);
    assert_int_equal(p.plan->head.issuer.spans.count, 2);
    parsed_close(&p);
}

static void test_head_in_a_table_of_tabs(void **state)
{
    (void)state;
    check("ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
          "XÃ EA NA\tĐộc lập - Tự do - Hạnh phúc\n"
          "Số: 12/KH-UBND\tEa Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
          "Cải cách hành chính năm 2026\n" BODY,
          COMMON_WANT);
}

#define RUNNING_HEAD \
    "ỦY BAN NHÂN DÂN XÃ EA NA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 12/KH-UBND Ea Na, ngày 05 " \
    "tháng 01 năm 2026 "

static void test_head_in_one_running_line(void **state)
{
    (void)state;
    check(RUNNING_HEAD "KẾ HOẠCH Cải cách hành chính năm 2026\n" BODY, COMMON_WANT);
    check(RUNNING_HEAD "KẾ HOẠCH Cải cách hành chính năm 2026 Căn cứ Luật Tiếp công dân; Luật Khiếu nại; Căn cứ Chương trình "
                       "số 4-CTr/TU của TP. Hồng Mây; Ủy ban nhân dân xã ban hành Kế hoạch như sau:\n" BODY,
          COMMON_WANT "basis: Căn cứ Luật Tiếp công dân; Luật Khiếu nại\nbasis: Căn cứ Chương trình số 4-CTr/TU của TP. Hồng Mây\n");
    check(RUNNING_HEAD "KẾ HOẠCH Cải cách hành chính năm 2026 Thực hiện Kế hoạch số 5/KH-UBND ngày 04/01/2026 của UBND tỉnh, UBND "
                       "xã Ea Na xây dựng Kế hoạch như sau:\n" BODY,
          COMMON_WANT "basis: Thực hiện Kế hoạch số 5/KH-UBND ngày 04/01/2026 của UBND tỉnh\n");
    check(RUNNING_HEAD "KẾ HOẠCH\nCải cách hành chính năm 2026\n" BODY, COMMON_WANT);
    check("PHÒNG GD&ĐT GÒ MÂY TRƯỜNG MẦM NON EA NA Số: 2/KH-MN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Ea Na, ngày 05 tháng 01 năm 2026 "
          "KẾ HOẠCH Nuôi dưỡng trẻ Kính gửi: Các tổ chuyên môn\n" BODY,
          "issuer: TRƯỜNG MẦM NON EA NA\nnumber: 2/KH-MN\nplace: Ea Na\ntitle: Nuôi dưỡng trẻ\ndate: 2026-01-05\n"
          "year: 2026\nplan: Nuôi dưỡng trẻ\n");
    check("ĐẢNG ỦY XÃ EA NA Số: 12-KH/ĐU ĐẢNG CỘNG SẢN VIỆT NAM Ea Na, ngày 05 tháng 01 năm 2026 KẾ HOẠCH Thực hiện Nghị quyết số "
          "57-NQ/TW của Bộ Chính trị\n" BODY,
          "issuer: ĐẢNG ỦY XÃ EA NA\nnumber: 12-KH/ĐU\nplace: Ea Na\n"
          "title: Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị\ndate: 2026-01-05\nyear: 2026\n"
          "plan: Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị\n");
}

static void test_decision_in_one_running_line(void **state)
{
    (void)state;
    check("ỦY BAN NHÂN DÂN XÃ EA NA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 12/QĐ-UBND Ea Na, ngày 05 "
          "tháng 01 năm 2026 QUYẾT ĐỊNH Ban hành Kế hoạch diễn tập năm 2026 CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ EA NA Căn cứ Luật Thú y; "
          "Theo đề nghị của Công an xã, QUYẾT ĐỊNH: Điều 1. Ban hành kèm theo Quyết định này Kế hoạch diễn tập.\n"
          "Điều 2. Căn cứ Quyết định này, các thôn tổ chức thực hiện.\n",
          "issuer: ỦY BAN NHÂN DÂN XÃ EA NA\nnumber: 12/QĐ-UBND\nplace: Ea Na\ndate: 2026-01-05\nyear: 2026\n"
          "decision: Ban hành Kế hoạch diễn tập năm 2026\nbasis: Căn cứ Luật Thú y\nbasis: Theo đề nghị của Công an xã\n");
}

/* Where the text goes on behind the title nobody knows where it ends. */
static void test_document_in_one_running_line(void **state)
{
    (void)state;
    check(RUNNING_HEAD "KẾ HOẠCH Cải cách hành chính năm 2026 I. MỤC ĐÍCH 1. Nâng cao chất lượng phục vụ. 2. Rà soát.\n",
          "issuer: ỦY BAN NHÂN DÂN XÃ EA NA\nnumber: 12/KH-UBND\nplace: Ea Na\ndate: 2026-01-05\n");
}

/* Cells of a page's table, each drawn together into one line. */
static void test_head_in_two_long_lines(void **state)
{
    (void)state;
    check("UBND HUYỆN GÒ MÂY TRƯỜNG TIỂU HỌC EA NA Số: 12/KH-THBX\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
          "Độc lập - Tự do - Hạnh phúc Ea Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
          "Cải cách hành chính năm 2026\n" BODY,
          "issuer: TRƯỜNG TIỂU HỌC EA NA\nnumber: 12/KH-THBX\nplace: Ea Na\n"
          "title: Cải cách hành chính năm 2026\ndate: 2026-01-05\nyear: 2026\n"
          "plan: Cải cách hành chính năm 2026\n");
}

static void test_date_above_the_signature(void **state)
{
    (void)state;
    check("TRƯỜNG TIỂU HỌC EA NA\nSố: 12/KH-THBX\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n" BODY
          "\n\nEa Na, ngày 05 tháng 01 năm 2026\n\nNơi nhận:\n- UBND xã;\n",
          "issuer: TRƯỜNG TIỂU HỌC EA NA\nnumber: 12/KH-THBX\nplace: Ea Na\n"
          "title: Cải cách hành chính năm 2026\ndate: 2026-01-05\nyear: 2026\n"
          "plan: Cải cách hành chính năm 2026\nrecipient: UBND xã\n");
}

/* Copied from a spreadsheet: cells of several lines in quotation marks, a tab for each of
 * its columns. */
static void test_head_in_a_spreadsheet(void **state)
{
    (void)state;
    check("\"ỦY BAN NHÂN DÂN\nXÃ EA NA\"\t\t\"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\"\t\t\t\n"
          "Số: 12/KH-UBND\t\tEa Na, ngày 05 tháng 01 năm 2026\t\t\t\n\t\t\t\t\t\nKẾ HOẠCH\t\t\t\t\t\n"
          "Cải cách hành chính năm 2026\t\t\t\t\t\n\t\t\t\t\t\nI. MỤC ĐÍCH\t\t\t\t\t\n1. Nâng cao chất lượng.\t\t\t\t\t\n",
          COMMON_WANT);
}

static void test_basis_that_goes_on_in_the_next_line(void **state)
{
    (void)state;
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\nSố: 12/KH-UBND\nEa Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
          "Cải cách hành chính năm 2026\n\nCăn cứ Luật Tiếp công dân;\nLuật Khiếu nại;\nCăn cứ Luật Tố cáo;\n" BODY,
          COMMON_WANT "basis: Căn cứ Luật Tiếp công dân; Luật Khiếu nại\nbasis: Căn cứ Luật Tố cáo\n");
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\nSố: 12/KH-UBND\nEa Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
          "Cải cách hành chính năm 2026\n\n- Căn cứ Luật Tiếp công dân;\n- Căn cứ Luật Tố cáo;\n" BODY,
          COMMON_WANT "basis: Căn cứ Luật Tiếp công dân\nbasis: Căn cứ Luật Tố cáo\n");
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\nSố: 12/KH-UBND\nEa Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
          "Cải cách hành chính năm 2026\n\nCăn cứ Đề án giảm nghèo xã Ea\nNa năm 2025;\nCăn cứ Luật Tố cáo\n"
          "Xét tình hình của xã;\nNhằm phục vụ tốt hơn, xã ban hành như sau:\n" BODY,
          COMMON_WANT "basis: Căn cứ Đề án giảm nghèo xã Ea Na năm 2025\nbasis: Căn cứ Luật Tố cáo\n");
}

static void test_head_in_a_pipe_table(void **state)
{
    (void)state;
    check_markdown("| ỦY BAN NHÂN DÂN<br>XÃ EA NA | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập "
                   "- Tự do - Hạnh phúc |\n|---|---|\n"
                   "| Số: 12/KH-UBND | *Ea Na, ngày 05 tháng 01 năm 2026* |\n\n"
                   "**KẾ HOẠCH**\n\n**Cải cách hành chính năm 2026**\n\n## I. MỤC ĐÍCH\n\n"
                   "1. Nâng cao chất lượng.\n",
                   COMMON_WANT);
}

static void test_head_in_markdown(void **state)
{
    (void)state;
    check_markdown("**ỦY BAN NHÂN DÂN  \nXÃ EA NA**\n\nSố: 12/KH-UBND\n\n"
                   "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n\n"
                   "*Ea Na, ngày 05 tháng 01 năm 2026*\n\n# KẾ HOẠCH\n\n"
                   "## Cải cách hành chính năm 2026\n\n## I. MỤC ĐÍCH\n\n"
                   "1. Nâng cao chất lượng.\n",
                   COMMON_WANT);
}

/* The agency above the issuer is not the issuer. */
static void test_superior_agency_is_not_the_issuer(void **state)
{
    (void)state;
    check("UBND HUYỆN GÒ MÂY\nTRƯỜNG TIỂU HỌC EA NA\n\nSố: 12/KH-THBX\n\n"
          "Ea Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
          "Cải cách hành chính năm 2026\n" BODY,
          "issuer: TRƯỜNG TIỂU HỌC EA NA\nnumber: 12/KH-THBX\nplace: Ea Na\n"
          "title: Cải cách hành chính năm 2026\ndate: 2026-01-05\nyear: 2026\n"
          "plan: Cải cách hành chính năm 2026\n");
}

static void test_blanks_left_to_fill_in(void **state)
{
    (void)state;
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nSố:      /KH-UBND\n\n"
          "Ea Na, ngày      tháng 12 năm 2025\n\nKẾ HOẠCH\n"
          "Cải cách hành chính năm 2026\n" BODY,
          "issuer: ỦY BAN NHÂN DÂN XÃ EA NA\nnumber: /KH-UBND\nplace: Ea Na\n"
          "title: Cải cách hành chính năm 2026\ndate: 2025-12\nyear: 2026\n"
          "plan: Cải cách hành chính năm 2026\n");
}

static void test_document_of_the_party(void **state)
{
    (void)state;
    check("ĐẢNG BỘ HUYỆN GÒ MÂY\nĐẢNG ỦY XÃ EA NA\n*\nSố 12-KH/ĐU\n\n"
          "ĐẢNG CỘNG SẢN VIỆT NAM\nEa Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
          "kiểm tra, giám sát năm 2026\n" BODY,
          "issuer: ĐẢNG ỦY XÃ EA NA\nnumber: 12-KH/ĐU\nplace: Ea Na\n"
          "title: kiểm tra, giám sát năm 2026\ndate: 2026-01-05\nyear: 2026\n"
          "plan: kiểm tra, giám sát năm 2026\n");
}

static void test_decision_with_its_plan(void **state)
{
    (void)state;
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nSố: 12/QĐ-UBND\n\n"
          "Ea Na, ngày 05 tháng 01 năm 2026\n\nQUYẾT ĐỊNH\n"
          "Về việc ban hành Kế hoạch cải cách hành chính năm 2026\n\n"
          "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;\n\n"
          "Theo đề nghị của công chức Văn phòng - Thống kê.\n\nQUYẾT ĐỊNH:\n\n"
          "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm "
          "2026.\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\n"
          "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\nCHỦ TỊCH\n\n\n"
          "Nguyễn Văn An\n\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n"
          "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2026 của UBND xã Ea Na)\n" BODY,
          "issuer: ỦY BAN NHÂN DÂN XÃ EA NA\nnumber: 12/QĐ-UBND\nplace: Ea Na\n"
          "title: Cải cách hành chính năm 2026\ndate: 2026-01-05\nyear: 2026\n"
          "decision: ban hành Kế hoạch cải cách hành chính năm 2026\n"
          "plan: Cải cách hành chính năm 2026\n"
          "basis: Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015\n"
          "basis: Theo đề nghị của công chức Văn phòng - Thống kê\n"
          "signer: CHỦ TỊCH / Nguyễn Văn An\nrecipient: Như Điều 2\n"
          "recipient: Lưu: VT\n");
}

#define DECISION_HEAD                                                                              \
    "ỦY BAN NHÂN DÂN\nXÃ EA NA\nSố: 12/QĐ-UBND\nEa Na, ngày 05 tháng 01 năm 2026\n\n"
#define DECISION_WANT "issuer: ỦY BAN NHÂN DÂN XÃ EA NA\nnumber: 12/QĐ-UBND\nplace: Ea Na\n"

static void test_formula_below_a_basis_that_ends_in_a_comma(void **state)
{
    (void)state;
    const char *want = DECISION_WANT "date: 2026-01-05\nyear: 2025\ndecision: Ban hành Quy chế tiếp dân năm 2025\n"
                                     "basis: Căn cứ Luật Tiếp công dân\nbasis: Theo đề nghị của công chức Tư pháp\n";
    check(DECISION_HEAD "QUYẾT ĐỊNH\nBan hành Quy chế tiếp dân năm 2025\n\nCăn cứ Luật Tiếp công dân;\n"
                        "Theo đề nghị của công chức Tư pháp,\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế.\n", want);
    check(DECISION_HEAD "QUYẾT ĐỊNH\nBan hành Quy chế tiếp dân năm 2025\n\nCăn cứ Luật Tiếp công dân;\n\n"
                        "Theo đề nghị của công chức Tư pháp,\n\nQUYẾT ĐỊNH\n\nĐiều 1. Ban hành Quy chế.\n", want);
    check(DECISION_HEAD "NGHỊ QUYẾT\nVề phát triển du lịch\n\nCăn cứ Luật Du lịch;\nXét đề nghị của công chức Văn hóa,\n"
                        "QUYẾT NGHỊ:\n1. Thông qua Đề án.\n",
          DECISION_WANT "title: Về phát triển du lịch\ndate: 2026-01-05\nyear: 2026\nresolution: Về phát triển du lịch\n"
                        "basis: Căn cứ Luật Du lịch\nbasis: Xét đề nghị của công chức Văn hóa\n");
    check(DECISION_HEAD "QUYẾT ĐỊNH\nVỀ ĐIỀU CHỈNH, BỔ SUNG,\nQUYẾT ĐỊNH CỦA XÃ\n\nCăn cứ Luật Du lịch;\n",
          DECISION_WANT "date: 2026-01-05\ndecision: VỀ ĐIỀU CHỈNH, BỔ SUNG, QUYẾT ĐỊNH CỦA XÃ\nbasis: Căn cứ Luật Du lịch\n");
}

static void test_decision_without_its_name(void **state)
{
    (void)state;
    const char *basis = "basis: Căn cứ Luật Du lịch\n";
    char want[500];
    snprintf(want, sizeof want, "%s%s%s", DECISION_WANT,
             "date: 2026-01-05\nyear: 2025\ndecision: BAN HÀNH QUY CHẾ TIẾP DÂN NĂM 2025 TRÊN ĐỊA BÀN XÃ\n", basis);
    check(DECISION_HEAD "BAN HÀNH QUY CHẾ TIẾP DÂN NĂM 2025\n\nTRÊN ĐỊA BÀN XÃ\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ EA NA\n\n"
                        "Căn cứ Luật Du lịch;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Ban hành Quy chế.\n", want);
    /* without a subject, no part */
    snprintf(want, sizeof want, "%sdate: 2026-01-05\n%s", DECISION_WANT, basis);
    check(DECISION_HEAD "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ EA NA\n\nCăn cứ Luật Du lịch;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Ban hành Quy chế.\n", want);
}

/* As pages set it: a line ends wherever the cell did. */
static void test_head_torn_at_odd_places(void **state)
{
    (void)state;
#define TITLE_AND_BODY "\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n" BODY
    check("ỦY\nBAN NHÂN DÂN\nXÃ EA NA\n-------\n|\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\n"
          "Số:\n12/KH-UBND\n|\nEa Na, ngày\n05 tháng 01 năm 2026\n|" TITLE_AND_BODY, COMMON_WANT);
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
          "Số: 12/KH-UBND\n\nEa\nNa, ngày 05 tháng 01 năm 2026" TITLE_AND_BODY, COMMON_WANT);
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
          "Số: 12/KH-UBND\nEa Na,\nngày 05\ntháng 01 năm 2026" TITLE_AND_BODY, COMMON_WANT);
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
          "Số: 12/KH-\nUBND\nEa Na, ngày 05 tháng 01 năm 2026" TITLE_AND_BODY, COMMON_WANT);
    /* a date below the act's name is none of the head */
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
          "Số: 12/KH-UBND\n\nKẾ HOẠCH\nTổ chức hội nghị dân vận, ngày\n05 tháng 01 năm 2026\n" BODY,
          "issuer: ỦY BAN NHÂN DÂN XÃ EA NA\nnumber: 12/KH-UBND\n"
          "title: Tổ chức hội nghị dân vận, ngày 05 tháng 01 năm 2026\n"
          "plan: Tổ chức hội nghị dân vận, ngày 05 tháng 01 năm 2026\n");
#undef TITLE_AND_BODY
}

#define WHOLE_HEAD                                                                                 \
    "ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n" \
    "Số: 12/KH-UBND\nEa Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n"

static void test_page_above_the_head(void **state)
{
    (void)state;
    check("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH\nThứ hai - 12/01/2026 10:20\n" WHOLE_HEAD BODY, COMMON_WANT);
    check("Tìm kiếm tin tức\nLiên kết trang\n\nThực hiện Công văn số 7/UBND-VP ngày 02/01/2026 của UBND huyện về dân vận;\n\n"
          WHOLE_HEAD BODY, COMMON_WANT);
    check("Kế hoạch 12/KH-UBND cải cách hành chính\n| Số hiệu | 12/KH-UBND |\n| Loại | Kế hoạch |\n" WHOLE_HEAD BODY, COMMON_WANT);
    /* a plan of a few lines with a form behind it */
    check("TRƯỜNG TIỂU HỌC EA NA\n\nKẾ HOẠCH\nTuần 12 năm 2026\n\n- Rà soát hồ sơ của học sinh toàn trường;\n\n"
          "ỦY BAN NHÂN DÂN\nXÃ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKính gửi: UBND xã\n",
          "issuer: TRƯỜNG TIỂU HỌC EA NA\ntitle: Tuần 12 năm 2026\nyear: 2026\nplan: Tuần 12 năm 2026\n");
    /* an appendix whose form has a head of its own stays one */
    check("PHỤ LỤC\nMẪU BÁO CÁO\n(Kèm theo Kế hoạch số 9/KH-UBND ngày 05/01/2026 của UBND xã Ea Na)\n\n"
          "ỦY BAN NHÂN DÂN\nXÃ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKính gửi: UBND xã\n",
          "issuer: UBND xã Ea Na\nappendix: MẪU BÁO CÁO\n");
}

static void test_title_ends_where_the_text_begins(void **state)
{
    (void)state;
    static const struct {
        const char *what, *lines, *want;
    } rows[] = {
        {"a sentence", "CẢI CÁCH HÀNH CHÍNH\nTRÊN ĐỊA BÀN XÃ\nDo nguồn lực của xã còn mỏng. Theo đánh giá chung, kết quả thấp",
         "CẢI CÁCH HÀNH CHÍNH TRÊN ĐỊA BÀN XÃ"},
        {"what was done", "CẢI CÁCH HÀNH CHÍNH\nNgày 05/01/2026 Ủy ban nhân dân xã đã ban hành Quyết định số 4/QĐ-UBND về chuyển đổi số",
         "CẢI CÁCH HÀNH CHÍNH"},
        {"a chapter", "CẢI CÁCH HÀNH CHÍNH\nPHẦN I. TÌNH HÌNH CHUNG", "CẢI CÁCH HÀNH CHÍNH"},
        {"a table of contents", "CẢI CÁCH HÀNH CHÍNH\n\nMỤC LỤC\nTrang", "CẢI CÁCH HÀNH CHÍNH"},
        {"a law", "TUYÊN TRUYỀN PHÁP LUẬT\nThực hiện Luật Phổ biến, giáo dục pháp luật ngày 20/6/2012 và Kế hoạch của tỉnh",
         "TUYÊN TRUYỀN PHÁP LUẬT"},
        {"small letters", "CẢI CÁCH HÀNH CHÍNH\nNăm học 2025 - 2026", "CẢI CÁCH HÀNH CHÍNH Năm học 2025 - 2026"},
        {"a law in the title", "TUYÊN TRUYỀN,\nPHỔ BIẾN VÀ\nTHỰC HIỆN LUẬT CƯ TRÚ NĂM 2020", "TUYÊN TRUYỀN, PHỔ BIẾN VÀ THỰC HIỆN LUẬT CƯ TRÚ NĂM 2020"},
        {"a subject in capitals", "V/V KIỆN TOÀN TỔ CÔNG NGHỆ\nNĂM 2026", "KIỆN TOÀN TỔ CÔNG NGHỆ NĂM 2026"},
        {"a torn subject", "VỀ\nVIỆC KIỆN TOÀN TỔ CÔNG NGHỆ", "KIỆN TOÀN TỔ CÔNG NGHỆ"},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[1000];
        snprintf(text, sizeof text, "ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nKẾ HOẠCH\n%s\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n%s",
                 rows[i].lines, BODY);
        parsed p = parse_text(text);
        expect_row(&wrong, rows[i].what, show_value(p.plan->head.title), rows[i].want);
        if (p.plan->head.legal_bases.count == 0 && !strstr(rows[i].lines, "PHẦN"))
            fail_msg("%s: no bases", rows[i].what);
        parsed_close(&p);
    }
    assert_int_equal(wrong, 0);
}

static void test_issuer(void **state)
{
    (void)state;
    static const struct {
        const char *what, *head, *preamble, *want;
    } rows[] = {
        {"a bare agency, and the line that decides", "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 1/KH-UBND | Ea Na, ngày 05 tháng 01 năm 2026 |\n",
         "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ EA NA\n", "ỦY BAN NHÂN DÂN XÃ EA NA"},
        {"a bare agency, and what it issues", "ỦY BAN NHÂN DÂN\nSố: 1/KH-UBND\n",
         "Căn cứ Luật Cư trú, Ủy ban nhân dân xã Ea Na ban hành Kế hoạch như sau:\n", "Ủy ban nhân dân xã Ea Na"},
        {"a place without its name", "ỦY BAN NHÂN DÂN\nSố: 1/KH-UBND\n", "Ủy ban nhân dân xã ban hành Kế hoạch như sau:\n", "ỦY BAN NHÂN DÂN"},
        {"an agency's body", "HỘI NÔNG DÂN XÃ EA NA\nBAN THƯỜNG VỤ\nSố: 1-KH/HND\n", "", "HỘI NÔNG DÂN XÃ EA NA BAN THƯỜNG VỤ"},
        {"a body above its agency", "ĐOÀN TNCS HỒ CHÍ MINH\nBAN CHẤP HÀNH\nHUYỆN ĐOÀN GÒ MÂY\nSố: 1-KH/HĐ\n", "", "BAN CHẤP HÀNH HUYỆN ĐOÀN GÒ MÂY"},
        {"rules drawn", "SỞ NỘI VỤ ------- Số: 1/KH-SNV\n", "", "SỞ NỘI VỤ"},
        {"a page's lines", "Tìm kiếm tin tức\nSở, Ban, Ngành\nCập nhật 15/10/2025\n", "UBND xã Ea Na đã ban hành Kế hoạch như sau:\n", "UBND xã Ea Na"},
        {"small letters", "Phòng Giáo Dục Gò Mây\nTrường Tiểu Học Ea Na\n", "", "Phòng Giáo Dục Gò Mây Trường Tiểu Học Ea Na"},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[1000];
        snprintf(text, sizeof text, "%s\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n%s" BODY, rows[i].head, rows[i].preamble);
        parsed p = parse_text(text);
        expect_row(&wrong, rows[i].what, show_value(p.plan->head.issuer), rows[i].want);
        parsed_close(&p);
    }
    assert_int_equal(wrong, 0);
}

static void test_signers_for_and_on_behalf(void **state)
{
    (void)state;
    static const struct {
        const char *what, *foot, *want;
    } rows[] = {
        {"chairman", "CHỦ TỊCH\n\n\nNguyễn Văn An\n", "CHỦ TỊCH / Nguyễn Văn An"},
        {"a name with an apostrophe", "CHỦ TỊCH\n\n\nH’Linh Byă Niê\n", "CHỦ TỊCH / H’Linh Byă Niê"},
        {"TM.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Văn An\n", "CHỦ TỊCH / Nguyễn Văn An"},
        {"KT.", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nTrần Thị Bình\n",
         "PHÓ CHỦ TỊCH / Trần Thị Bình"},
        {"an office that begins like an agency", "BỘ TRƯỞNG\n\n\nTrần Thị Bình\n", "BỘ TRƯỞNG / Trần Thị Bình"},
        {"a name of one letter", "CHỦ TỊCH\n\n\nY Thơm Niê\n", "CHỦ TỊCH / Y Thơm Niê"},
        {"a degree", "GIÁM ĐỐC\n\n\nBSCKII. Trần Thị Bình\n", "GIÁM ĐỐC / BSCKII. Trần Thị Bình"},
        {"a rank", "ĐỒN TRƯỞNG\n\n\nThượng tá Trần Thị Bình\n", "ĐỒN TRƯỞNG / Thượng tá Trần Thị Bình"},
        {"marks of a stamp", "CHỦ TỊCH ~ *\n'„ ÔNG Mu a\n*⁄ U.B.N.D \\*\nX à T. BẾN H  £\nTrần Thị Bình\n", "CHỦ TỊCH / Trần Thị Bình"},
        {"dust of a stamp", "CHỦ TỊCH\n\n‹ ÂN: J4\n\nTrần Thị Bình\n", "CHỦ TỊCH / Trần Thị Bình"},
        {"another", "TỔNG CỤC TRƯỞNG\n\n\nTrần Thị Bình\n", "TỔNG CỤC TRƯỞNG / Trần Thị Bình"},
        {"torn over lines", "KT. CHỦ NHIỆM\nPHÓ\nCHỦ NHIỆM\nTrần\nThị Bình\n", "PHÓ CHỦ NHIỆM / Trần Thị Bình"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[2000];
        snprintf(text, sizeof text,
                 "ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n"
                 "%s\nTrên đây là Kế hoạch năm 2026./.\n\nNơi nhận:\n- Lưu: VT.\n\n%s",
                 BODY, rows[i].foot);
        parsed p = parse_text(text);
        if (p.plan->head.signers.count != 1)
            fail_msg("%s: %u signers", rows[i].what, p.plan->head.signers.count);
        const vnp_signer *s = &p.plan->head.signers.at[0];
        char got[300];
        snprintf(got, sizeof got, "%.*s / %.*s", (int)s->title.text.len, s->title.text.ptr,
                 (int)s->name.text.len, s->name.text.ptr);
        assert_string_equal(got, rows[i].want);
        parsed_close(&p);
    }
}

/* The year of results is that of a plan only before it is over. */
static void test_year_of_results(void **state)
{
    (void)state;
    static const struct {
        const char *head, *title;
        int year;
    } rows[] = {
        {"Ea Na, ngày 20 tháng 02 năm 2026", "Khắc phục tồn tại, hạn chế qua kết quả Chỉ số cải cách hành chính năm 2025", 2026},
        {"Ea Na, ngày 20 tháng 12 năm 2024", "Khắc phục hạn chế, nâng cao Chỉ số cải cách hành chính năm 2025", 2025},
        {"Ea Na, ngày 20 tháng 02 năm 2026", "Nâng cao Chỉ số cải cách hành chính năm 2025", 2025},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[1000];
        snprintf(text, sizeof text, "ỦY BAN NHÂN DÂN\nXÃ EA NA\n\n%s\n\nKẾ HOẠCH\n%s\n\nI. NHIỆM VỤ\n1. Một\n", rows[i].head,
                 rows[i].title);
        parsed p = parse_text(text);
        assert_int_equal(p.plan->head.year, rows[i].year);
        parsed_close(&p);
    }
}

/* No "./." and no recipients: an office above a name, or above another, is a signature all the same. */
static void test_signature_behind_an_open_text(void **state)
{
    (void)state;
    static const struct {
        const char *what, *foot;
        uint32_t signers;
    } rows[] = {
        {"on behalf", "- Nộp báo cáo tháng\nTM. BAN CHẤP HÀNH\nCHỦ TỊCH\nTrần Thị Bình\n", 1},
        {"an office and a name", "- Nộp báo cáo tháng\n\nHIỆU TRƯỞNG\n\nTrần Thị Bình\n", 1},
        {"the heading of an owner", "HIỆU TRƯỞNG\n- Phân công giáo viên\n- Báo cáo tháng\n", 0},
        {"above a sentence", "CHỦ TỊCH UBND XÃ\nPhân công các thành viên trực ban.\n", 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[1000];
        snprintf(text, sizeof text, "TRƯỜNG TIỂU HỌC EA NA\n\nKẾ HOẠCH\nTháng 6/2026\n\nI. NHIỆM VỤ\n- Dọn vệ sinh\n%s", rows[i].foot);
        parsed p = parse_text(text);
        if (p.plan->head.signers.count != rows[i].signers)
            fail_msg("%s: %u signers", rows[i].what, p.plan->head.signers.count);
        parsed_close(&p);
    }
}

static void test_recipients_one_a_line(void **state)
{
    (void)state;
    parsed p =
        parse_text("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n" BODY
                   "\nTrên đây là Kế hoạch./.\n\nNơi nhận:\n- UBND huyện Gò Mây;\n"
                   "- TT Đảng ủy, HĐND xã;\n- Gửi bản điện tử:\n+ Các thôn;\n"
                   "- Lưu: VT, VP.\n\nCHỦ TỊCH\n\n\nNguyễn Văn An\n");
    expect(show_values(&p.plan->head.recipients),
           "UBND huyện Gò Mây | TT Đảng ủy, HĐND xã | Các thôn | Lưu: VT, VP");
    parsed_close(&p);
}

/* Both are tables of two columns in a row, which may have become one. */
static void test_foot_of_a_decision_right_above_the_head_of_its_plan(void **state)
{
    (void)state;
    parsed p = parse_markdown("**QUYẾT ĐỊNH:**\n\n**Điều 1.** Ban hành kèm theo Quyết định này Kế hoạch công tác năm 2026.\n\n"
                        "| ***Nơi nhận:***<br>- Như Điều 3;<br>- Lưu: VT. | **TM. ỦY BAN NHÂN DÂN**<br>**CHỦ TỊCH**<br><br>**Lê Văn An** |\n"
                        "| --- | --- |\n\n"
                        "| **ỦY BAN NHÂN DÂN**<br>**PHƯỜNG VÂN HÀ** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập - Tự do - Hạnh phúc** |\n"
                        "| --- | --- |\n\n**KẾ HOẠCH**\n\n**Công tác năm 2026**\n\n**I. MỤC ĐÍCH**\n\nNâng cao chất lượng.\n");
    assert_int_equal(p.plan->head.signers.count, 1);
    expect(show_values(&p.plan->head.recipients), "Như Điều 3 | Lưu: VT");
    parsed_close(&p);
}

static void test_recipients_torn_at_odd_places(void **state)
{
    (void)state;
#define PLAN_UP_TO_FOOT                                                                            \
    "ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n" BODY "\nTrên đây là Kế hoạch./.\n\n"
    parsed p = parse_text(PLAN_UP_TO_FOOT "Nơi nhận:\n- Như Điều 3\n(để thực hiện);\n- Các phòng, TTg, UBND\nCác thôn, bản;\n- Lưu: VT\n, VP (3).\n"
                               "Hoa\\KH12.\n\nCHỦ TỊCH\n\n\nNguyễn Văn An\n");
    expect(show_values(&p.plan->head.recipients), "Như Điều 3 (để thực hiện) | Các phòng, TTg, UBND Các thôn, bản | Lưu: VT, VP (3)");
    parsed_close(&p);
    p = parse_text(PLAN_UP_TO_FOOT "Nơi nhận: | TM. ỦY BAN NHÂN DÂN |\n- Các thôn;\n- Lưu: VT.\n| KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An |\n");
    expect(show_values(&p.plan->head.recipients), "Các thôn | Lưu: VT");
    assert_int_equal(p.plan->head.signers.count, 1);
    parsed_close(&p);
    p = parse_text(PLAN_UP_TO_FOOT "Nơi nhận: HIỆU TRƯỞNG\n- Các thôn;\n- Lưu: VT.\n\nNguyễn Văn An\n");
    expect(show_values(&p.plan->head.recipients), "Các thôn | Lưu: VT");
    assert_int_equal(p.plan->head.signers.count, 1);
    parsed_close(&p);
    /* a name that looks like a title and a person's */
    p = parse_text(PLAN_UP_TO_FOOT "Nơi nhận:\n- Các thôn;\n- VNPT An Lãng;\n- Lưu: VT.\n\nCHỦ TỊCH\n\n\nNguyễn Văn An\n");
    expect(show_values(&p.plan->head.recipients), "Các thôn | VNPT An Lãng | Lưu: VT");
    assert_int_equal(p.plan->head.signers.count, 1);
    parsed_close(&p);
}

static void test_appendix_alone_takes_its_issuer_from_its_reference(void **state)
{
    (void)state;
    check("PHỤ LỤC\nDANH MỤC NHIỆM VỤ NĂM 2026\n"
          "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân xã Ea "
          "Na)\n\nTT\tNhiệm vụ\tChủ trì\n1\tRà soát\tCông an xã\n"
          "2\tCông khai\tCông an xã\n",
          "issuer: Ủy ban nhân dân xã Ea Na\nappendix: DANH MỤC NHIỆM VỤ NĂM 2026\n");
}

static void test_appendices_alone(void **state)
{
    (void)state;
    check("PHỤ LỤC I\nCHỈ TIÊU\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh A)\n\n"
          "TT\tChỉ tiêu\tNăm 2026\n1\tTỷ lệ\t95%\n\n"
          "PHỤ LỤC II\nNHIỆM VỤ\n(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh A)\n\n"
          "TT\tNhiệm vụ\tChủ trì\n1\tRà soát\tSở Nội vụ\n",
          "issuer: Ủy ban nhân dân tỉnh A\nappendix: CHỈ TIÊU\nappendix: NHIỆM VỤ\n");
}

#define LETTER_HEAD                                                                                \
    "ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"                        \
    "TỈNH LAM                             Độc lập - Tự do - Hạnh phúc\n\n"                        \
    "Số: 1254/UBND-NC                Hà Lam, ngày 14 tháng 5 năm 2026\n"                               \
    "V/v nâng cao Chỉ số cải cách\nhành chính năm 2026\n\n"

static void test_official_letter(void **state)
{
    (void)state;
    check(LETTER_HEAD "Kính gửi:\n- Các sở, ban, ngành tỉnh;\n- UBND các xã.\n\n"
                      "Thực hiện Kế hoạch số 31/KH-UBND ngày 20/02/2026 của UBND tỉnh, Chủ tịch UBND tỉnh yêu cầu:\n\n"
                      "1. Sở Nội vụ\n- Rà soát các tiêu chí, báo cáo trước ngày 30/5/2026.\n\n"
                      "Yêu cầu các sở thực hiện./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Văn Hải\n",
          "issuer: ỦY BAN NHÂN DÂN TỈNH LAM\nnumber: 1254/UBND-NC\nplace: Hà Lam\ntitle: nâng cao Chỉ số cải cách hành chính năm 2026\n"
          "date: 2026-05-14\nyear: 2026\nletter: nâng cao Chỉ số cải cách hành chính năm 2026\n"
          "basis: Thực hiện Kế hoạch số 31/KH-UBND ngày 20/02/2026 của UBND tỉnh, Chủ tịch UBND tỉnh yêu cầu\n"
          "signer: CHỦ TỊCH / Trần Văn Hải\nrecipient: Như trên\nrecipient: Lưu: VT\n");
    /* without an addressee it is a plan's subject */
    check(LETTER_HEAD "KẾ HOẠCH\nNâng cao Chỉ số cải cách hành chính năm 2026\n\nI. MỤC TIÊU\n",
          "issuer: ỦY BAN NHÂN DÂN TỈNH LAM\nnumber: 1254/UBND-NC\nplace: Hà Lam\n"
          "title: Nâng cao Chỉ số cải cách hành chính năm 2026\ndate: 2026-05-14\nyear: 2026\n"
          "plan: Nâng cao Chỉ số cải cách hành chính năm 2026\n");
}

static void test_misread_head(void **state)
{
    (void)state;
    check("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nSố: 12/KH-UBND\n\n"
          "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
          "Ea Na, ngày 05 tháng 0l năm 2026\n\nKÊ HOẠCH\n"
          "Cải cách hành chính năm 2026\n" BODY,
          COMMON_WANT);
    /* an act whose name is beyond reading has bases and tasks; it takes no title from elsewhere */
    parsed p = parse_text("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nSố: 12/KH-UBND\n\nKF HOẠGH\nCải cách hành chính\n\n"
                          "Căn cú Luật Cư trú ngày 13 tháng 11 năm 2020;\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục\n"
                          "- Chủ trì: Công an xã.\n\nPHỤ LỤC\nDanh mục\n\n1. Lập báo cáo\n- Chủ trì: Công an xã.\n");
    expect(show_head(&p.plan->head), "issuer: ỦY BAN NHÂN DÂN XÃ EA NA\nnumber: 12/KH-UBND\nappendix: Danh mục\n"
                                     "basis: Căn cú Luật Cư trú ngày 13 tháng 11 năm 2020\n");
    assert_int_equal(p.plan->items.count, 2);
    parsed_close(&p);
}

static void test_year_of_the_plan(void **state)
{
    (void)state;
    static const struct {
        const char *title;
        int want;
    } rows[] = {
        {"Cải cách hành chính năm 2026", 2026},
        {"Cải cách hành chính giai đoạn 2026 - 2030", 0},
        {"Công tác đội năm học 2025 - 2026", 2025},
        {"Cải cách hành chính", 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[500];
        snprintf(text, sizeof text, "ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nKẾ HOẠCH\n%s\n%s", rows[i].title,
                 BODY);
        parsed p = parse_text(text);
        if (p.plan->head.year != rows[i].want)
            fail_msg("%s: %d", rows[i].title, p.plan->head.year);
        parsed_close(&p);
    }
}

static void test_doubled_words_of_a_basis_stay(void **state)
{
    (void)state;
    parsed p =
        parse_text("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n"
                   "Căn cứ Kế hoạch số 5/KH-UBND ngày 02/01/2026 của Ủy ban nhân dân UBND xã Ea "
                   "Na;\n\nCăn Luật Tổ chức chính quyền địa phương ngày 19/6/2015;\n" BODY);
    expect(show_values(&p.plan->head.legal_bases),
           "Căn cứ Kế hoạch số 5/KH-UBND ngày 02/01/2026 của Ủy ban nhân dân UBND xã Ea Na | Căn "
           "Luật Tổ chức chính quyền "
           "địa phương ngày 19/6/2015");
    parsed_close(&p);
}

static void test_signature_read_behind_the_recipients(void **state)
{
    (void)state;
    parsed p = parse_text("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n" BODY
                          "\n\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- UBND huyện (b/c); CHỦ TỊCH\n- TT. Đảng ủy xã;\n"
                          "- Lưu: VT, CCHC. Trần Văn An\n");
    expect(show_values(&p.plan->head.recipients), "UBND huyện (b/c) | TT. Đảng ủy xã | Lưu: VT, CCHC");
    assert_int_equal(p.plan->head.signers.count, 1);
    assert_true(vnp__str_eq(p.plan->head.signers.at[0].title.text, VNP__STR("CHỦ TỊCH")));
    assert_true(vnp__str_eq(p.plan->head.signers.at[0].name.text, VNP__STR("Trần Văn An")));
    parsed_close(&p);
    p = parse_text("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n" BODY
                   "\n\nNơi nhận:                          TM. ỦY BAN NHÂN DÂN\n"
                   "- Sở Nội vụ TP. Hồ Chí Minh;                 CHỦ TỊCH\n- Lưu: VT.\n"
                   "                                            Trần Văn An\n");
    expect(show_values(&p.plan->head.recipients), "Sở Nội vụ TP. Hồ Chí Minh | Lưu: VT");
    assert_int_equal(p.plan->head.signers.count, 1);
    assert_true(vnp__str_eq(p.plan->head.signers.at[0].name.text, VNP__STR("Trần Văn An")));
    parsed_close(&p);
}

static void test_basis_without_a_number(void **state)
{
    (void)state;
    parsed p = parse_text("ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nKẾ HOẠCH\nCông tác Hội năm 2026\n\nCăn cứ Luật Tố cáo ngày 12/6/2018;\n"
                   "Thực hiện Chương trình phối hợp của Ủy ban MTTQ xã năm 2026,\n"
                   "Ban Thường vụ Hội Nông dân xã xây dựng kế hoạch như sau:\n" BODY);
    expect(show_values(&p.plan->head.legal_bases),
           "Căn cứ Luật Tố cáo ngày 12/6/2018 | Thực hiện Chương trình phối hợp của Ủy ban MTTQ xã năm 2026");
    parsed_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_head_in_lines),
        cmocka_unit_test(test_head_torn_by_its_two_columns),
        cmocka_unit_test(test_head_in_a_table_of_tabs),
        cmocka_unit_test(test_head_in_one_running_line),
        cmocka_unit_test(test_decision_in_one_running_line),
        cmocka_unit_test(test_document_in_one_running_line),
        cmocka_unit_test(test_head_in_two_long_lines),
        cmocka_unit_test(test_date_above_the_signature),
        cmocka_unit_test(test_head_in_a_spreadsheet),
        cmocka_unit_test(test_basis_that_goes_on_in_the_next_line),
        cmocka_unit_test(test_head_in_a_pipe_table),
        cmocka_unit_test(test_head_in_markdown),
        cmocka_unit_test(test_superior_agency_is_not_the_issuer),
        cmocka_unit_test(test_blanks_left_to_fill_in),
        cmocka_unit_test(test_document_of_the_party),
        cmocka_unit_test(test_decision_with_its_plan),
        cmocka_unit_test(test_formula_below_a_basis_that_ends_in_a_comma),
        cmocka_unit_test(test_decision_without_its_name),
        cmocka_unit_test(test_head_torn_at_odd_places),
        cmocka_unit_test(test_page_above_the_head),
        cmocka_unit_test(test_title_ends_where_the_text_begins),
        cmocka_unit_test(test_issuer),
        cmocka_unit_test(test_signers_for_and_on_behalf),
        cmocka_unit_test(test_year_of_results),
        cmocka_unit_test(test_signature_behind_an_open_text),
        cmocka_unit_test(test_recipients_one_a_line),
        cmocka_unit_test(test_foot_of_a_decision_right_above_the_head_of_its_plan),
        cmocka_unit_test(test_recipients_torn_at_odd_places),
        cmocka_unit_test(test_appendix_alone_takes_its_issuer_from_its_reference),
        cmocka_unit_test(test_appendices_alone),
        cmocka_unit_test(test_official_letter),
        cmocka_unit_test(test_misread_head),
        cmocka_unit_test(test_year_of_the_plan),
        cmocka_unit_test(test_doubled_words_of_a_basis_stay),
        cmocka_unit_test(test_signature_read_behind_the_recipients),
        cmocka_unit_test(test_basis_without_a_number),
    };
    return cmocka_run_group_tests_name("head", tests, open_rules, close_rules);
}
