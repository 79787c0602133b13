/* test_block.c - blocks of Markdown and plain text, tables of every drawing. */
#include "support/support.h"

#define MD VNP_FORMAT_MARKDOWN
#define TEXT VNP_FORMAT_TEXT

/* ---------------------------------------------------------------- Markdown */

static void test_headings_and_bold_lines(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD, {"heading", "# KẾ HOẠCH\n\n## Năm 2026\n", "h1 \"KẾ HOẠCH\"\nh2 \"Năm 2026\"\n"},
          {"headings drawn under", "KẾ HOẠCH\nNăm 2026\n===\n\nMục đích\n---\n",
           "h1 \"KẾ HOẠCH Năm 2026\"\nh2 \"Mục đích\"\n"},
          {"a rule below a paragraph", "**KẾ HOẠCH**\n**Năm 2026**\n---\nThực hiện Nghị quyết.\n---\n",
           "strong \"KẾ HOẠCH\"\nstrong \"Năm 2026\"\ntext \"Thực hiện Nghị quyết.\"\n"},
          {"heading in bold", "## **I. MỤC ĐÍCH**\n", "h2 \"I. MỤC ĐÍCH\"\n"},
          {"identifiers of headings", "## **I. MỤC ĐÍCH** {#i.-mục-đích}\n\n# {#x}\n\nMột {#hai}\n",
           "h2 \"I. MỤC ĐÍCH\"\ntext \"Một {#hai}\"\n"},
          {"bold line", "**1. Mục tiêu chung**\n", "strong \"1. Mục tiêu chung\"\n"},
          {"bold words", "**Chủ trì:** Công an xã\n", "text \"Chủ trì: Công an xã\"\n"},
          {"italics", "*Căn cứ* Luật _Đất đai_\n", "text \"Căn cứ Luật Đất đai\"\n"});
}

static void test_lists_keep_their_markers(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD, {"bullets", "- Một\n- Hai\n", "text \"- Một\"\ntext \"- Hai\"\n"},
          {"other bullets", "* Một\n* Hai\n\n+ Ba\n",
           "text \"* Một\"\ntext \"* Hai\"\ntext \"+ Ba\"\n"},
          {"numbers", "1. Một\n2. Hai\n", "text \"1. Một\"\ntext \"2. Hai\"\n"},
          {"nested", "- Một\n    - Hai\n        + Ba\n- Bốn\n",
           "text \"- Một\"\ntext \"- Hai\"\ntext \"+ Ba\"\ntext \"- Bốn\"\n"},
          {"bold in an entry", "- **Chủ trì:** Công an xã\n", "text \"- Chủ trì: Công an xã\"\n"},
          {"bold entry", "- **Chủ trì**\n", "strong \"- Chủ trì\"\n"},
          {"loose", "- Một\n\n- Hai\n", "text \"- Một\"\ntext \"- Hai\"\n"},
          {"wrapped entry", "- Một\n  tiếp theo\n- Hai\n",
           "text \"- Một tiếp theo\"\ntext \"- Hai\"\n"});
}

static void test_escapes_entities_and_breaks(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD,
          {"escaped star", "\\* Tiêu chí 1: Giao thông\n", "text \"* Tiêu chí 1: Giao thông\"\n"},
          {"escaped star in bold", "**\\* Tiêu chí 1**\n", "strong \"* Tiêu chí 1\"\n"},
          {"entities", "A &amp; B &lt; C &#7879; &#x1EC7;\n", "text \"A & B < C ệ ệ\"\n"},
          {"no-break space entity", "A&nbsp;B\n", "text \"A B\"\n"},
          {"br", "Một<br>Hai<br/>Ba<BR />Bốn\n", "text \"Một Hai Ba Bốn\"\n"},
          {"other tags vanish", "<i>Một</i> <b>Hai</b>\n", "text \"Một Hai\"\n"},
          {"images", "![ảnh](a.png)\n\nMột ![dấu](b.png) hai\n", "text \"Một hai\"\n"},
          {"page numbers", "Một.\n\n---\n\n3\n\n---\n\nHai.\n", "text \"Một.\"\ntext \"Hai.\"\n"},
          {"dashes as two hyphens", "Tài chính -- Kế toán 2026--2030, -- và --- ---- a--b\n",
           "text \"Tài chính \u2013 Kế toán 2026\u20132030, \u2013 và --- ---- a--b\"\n"},
          {"a comment as a block", "- Một\n\n```{=html}\n<!-- -->\n```\n- Hai\n", "text \"- Một\"\ntext \"- Hai\"\n"},
          {"autolink", "Xem <https://a.vn/x> nhé\n", "text \"Xem https://a.vn/x nhé\"\n"});
}

static void test_references_to_footnotes_are_no_text(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD, {"in a sentence, in a cell, and the footnote itself",
                      "Đạt 50% [^1] vào 2050[^a2]; xong [3].\n\n| TT | Việc[^3] |\n|---|---|\n| 1 | Một |\n\n[^1]: Theo Kế hoạch.\n",
                      "text \"Đạt 50% vào 2050; xong [3].\"\ntable\n  [TT|Việc]\n  [1|Một]\ntext \"[^1]: Theo Kế hoạch.\"\n"});
}

static void test_paragraph_torn_by_a_page_is_joined(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD,
          {"lower case goes on", "Phân công người soạn\n\nthảo văn bản.\n",
           "text \"Phân công người soạn thảo văn bản.\"\n"},
          {"a closed sentence does not", "Phân công.\n\nthảo văn bản.\n",
           "text \"Phân công.\"\ntext \"thảo văn bản.\"\n"},
          {"a heading does not", "# Phân công\n\nthảo văn bản\n",
           "h1 \"Phân công\"\ntext \"thảo văn bản\"\n"});
}

static void test_markdown_tables(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD,
          {"pipe table", "| TT | Việc |\n| --- | :--: |\n| 1 | Một |\n| 2 | Hai |\n",
           "table\n  [TT|Việc]\n  [1|Một]\n  [2|Hai]\n"},
          {"rows right below a line, without outer pipes", "Lịch:\nTT | Việc | Hạn\n1 | Một | Hai\n | Ba | Bốn\n",
           "text \"Lịch:\"\ntable\n  [TT|Việc|Hạn]\n  [1|Một|Hai]\n  [|Ba|Bốn]\n"},
          {"without outer pipes", "TT | Việc\n--- | ---\n1 | Một\n",
           "table\n  [TT|Việc]\n  [1|Một]\n"},
          {"an empty cell at the begin of a row without outer pipes",
           "Chủ trì | TT | Việc\n--- | --- | ---\nCông an | 1 | Một\n | 2 | Hai\n| 3 | Ba |\n| Các thôn | 4 | Bốn |\n",
           "table\n  [Chủ trì|TT|Việc]\n  [Công an|1|Một]\n  [|2|Hai]\n  [3|Ba|]\n  [Các thôn|4|Bốn]\n"},
          {"markup and breaks in cells", "| TT | Việc |\n|---|---|\n| **1** | Một<br>Hai |\n",
           "table\n  [TT|Việc]\n  [1|Một Hai]\n"},
          {"escaped bar", "| TT | Việc |\n|---|---|\n| 1 | A \\| B |\n",
           "table\n  [TT|Việc]\n  [1|A | B]\n"},
          {"missing cells", "| TT | Việc | Hạn |\n|---|---|---|\n| 1 | Một |\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một|]\n"},
          {"blank lines between the rows", "| TT | Việc |\n\n|---|---|\n \n\n| 1 | Một |\n\n| 2 | Hai |\n\nBa\n",
           "table\n  [TT|Việc]\n  [1|Một]\n  [2|Hai]\ntext \"Ba\"\n"},
          {"a table behind a table", "| TT | Việc |\n|---|---|\n| 1 | Một |\n\n| TT | Hạn |\n|---|---|\n| 2 | Hai |\n",
           "table\n  [TT|Việc]\n  [1|Một]\ntable\n  [TT|Hạn]\n  [2|Hai]\n"});
}

static void test_html_tables(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD,
          {"in one line", "<table><tr><th>TT</th><th>Việc</th></tr><tr><td>1</td><td>Một &amp; hai</td></tr></table>\n",
           "table\n  [TT|Việc]\n  [1|Một & hai]\n"},
          {"a tag a line, blank lines, text before and behind",
           "Lịch:\n<table border=\"1\">\n<thead>\n<TR> <TD>TT</TD>\n<TD><p>Việc</p><p>làm</p></TD></TR>\n</thead>\n\n<tr>\n<td>1</td>\n"
           "<td>Một<br/>\n\nhai</td></tr>\n</table>\nBa\n",
           "text \"Lịch:\"\ntable\n  [TT|Việc làm]\n  [1|Một hai]\ntext \"Ba\"\n"},
          {"cells over columns and rows",
           "<table><tr><td>TT</td><td>Việc</td><td>Hạn</td></tr><tr><td>I</td><td colspan=\"2\">Chung</td></tr>"
           "<tr><td>1</td><td rowspan=2>Một</td><td>Quý I</td></tr><tr><td>2</td><td>Quý II</td></tr></table>\n",
           "table\n  [TT|Việc|Hạn]\n  [I|Chung|]\n  [1|Một|Quý I]\n  [2||Quý II]\n"},
          {"ends left out", "<table><tr><td>TT<td>Việc<tr><td>1<td>Một</table>\nBa\n",
           "table\n  [TT|Việc]\n  [1|Một]\ntext \"Ba\"\n"},
          {"not closed", "<table><tr><td>TT</td><td>Việc</td></tr><tr><td>1</td><td>Một</td></tr>\n\nBa\n\n# Bốn\n",
           "table\n  [TT|Việc]\n  [1|Một]\ntext \"Ba\"\nh1 \"Bốn\"\n"},
          {"tags without a table", "Một</td> hai <tr>ba\n", "text \"Một hai ba\"\n"},
          {"tags in a pipe table", "| TT | Việc |\n|---|---|\n| 1 | <table><tr><td>Một</td></tr></table> |\n",
           "table\n  [TT|Việc]\n  [1|Một]\n"},
          {"none", "<table></table>\n\nBa\n", "text \"Ba\"\n"});
}

static void test_strong_text_over_a_blank_line(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD,
          {"two halves", "**ỦY BAN NHÂN DÂN\n\nXÃ AN HÒA**\n\nMột.\n",
           "strong \"ỦY BAN NHÂN DÂN\"\nstrong \"XÃ AN HÒA\"\ntext \"Một.\"\n"},
          {"three parts", "**Một\n\nHai\n\nBa**\n", "strong \"Một\"\nstrong \"Hai\"\nstrong \"Ba\"\n"},
          {"a table in it", "**Một\n\n| A | B |\n|---|---|\n\nBa**\n",
           "strong \"Một\"\ntable\n  [A|B]\nstrong \"Ba\"\n"},
          {"an end far away", "**Một\n\nHai\n\nBa\n\nBốn**\n", "text \"**Một\"\ntext \"Hai\"\ntext \"Ba\"\ntext \"Bốn**\"\n"},
          {"a footnote's stars", "Một việc (**)\n\n** Hai\n\n\\*\\*Ba\n",
           "text \"Một việc (**)\"\ntext \"** Hai\"\ntext \"**Ba\"\n"},
          {"strong words inside", "Một **hai** ba**\n", "text \"Một hai ba**\"\n"});
}

static void test_pipe_table_without_a_row_of_dashes(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD,
          {"framed", "| TT | Việc |\n| 1 | Một |\n| 2 | Hai |\n",
           "table\n  [TT|Việc]\n  [1|Một]\n  [2|Hai]\n"},
          {"bare", "TT | Việc | Hạn\n1 | Một | Quý I\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một|Quý I]\n"},
          {"bars misread or left out at the ends",
           "| TT | Việc | Ai | Hạn |\nl 1 | Một | Sở | Quý I |\n| 2 l Hai | Sở ! 2026 l\n3 | Ba | Sở | Quý III\n| 4 | Bốn | Sở | Quý IV |\n",
           "table\n  [TT|Việc|Ai|Hạn]\n  [1|Một|Sở|Quý I]\n  [2|Hai|Sở|2026]\n  [3|Ba|Sở|Quý III]\n  [4|Bốn|Sở|Quý IV]\n"},
          {"what looks like a bar", "| TT | Việc | Hạn |\n| 1 | Cấp 5 l nước |\n| 2 | Chú ý ! Hai | Quý I |\n| 3 l 4 | Ba l Bốn |\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Cấp 5 l nước]\n  [2|Chú ý ! Hai|Quý I]\n  [3 l 4|Ba l Bốn]\n"});
    CHECK_BLOCKS(TEXT, {"framed", "| TT | Việc |\n| 1 | Một |\n", "table\n  [TT|Việc]\n  [1|Một]\n"},
          {"a blank line between rows", "TT | Việc | Hạn\n\nI | A | Quý I\n\n1 | Hai | Quý II\n\nBa\n",
           "table\n  [TT|Việc|Hạn]\n  [I|A|Quý I]\n  [1|Hai|Quý II]\ntext \"Ba\"\n"},
          {"not framed, the first cell empty", "TT | Việc | Hạn\nI | A | Quý I\n | Hai | Quý II\n",
           "table\n  [TT|Việc|Hạn]\n  [I|A|Quý I]\n  [|Hai|Quý II]\n"},
          {"one bar in a sentence is no table", "Một | hai\n", "text \"Một | hai\"\n"});
}

/* md4c passes over "||", and takes all lines up to the next blank one for rows. */
static void test_rows_between_bars_that_were_wrapped(void **state)
{
    (void)state;
    CHECK_BLOCKS(VNP_FORMAT_TEXT,
          {"the last words of a row",
           "TT | Việc | Kinh phí\n1 | Một | 3 triệu\nđồng\n2 | Hai | Xã\nhội hóa\n3 | Ba | 5\n\nđồng nghiệp\n",
           "table\n  [TT|Việc|Kinh phí]\n  [1|Một|3 triệu đồng]\n  [2|Hai|Xã hội hóa]\n  [3|Ba|5]\ntext \"đồng nghiệp\"\n"});
}

static void test_pipe_table_without_blanks_around(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD,
          {"empty cells without a blank", "|TT|Việc|Hạn|\n|---|---|---|\n|1||Quý I|\n||Hai||\n|2|Ba\\|Bốn||\n",
           "table\n  [TT|Việc|Hạn]\n  [1||Quý I]\n  [|Hai|]\n  [2|Ba|Bốn|]\n"},
          {"a head with an empty cell", "|TT||Hạn|\n|---|---|---|\n|1|Một|Quý I|\n",
           "table\n  [TT||Hạn]\n  [1|Một|Quý I]\n"},
          {"an entity behind an empty cell", "|TT|Việc|Hạn|\n|---|---|---|\n|1||&ge; 95|\n",
           "table\n  [TT|Việc|Hạn]\n  [1||\u2265 95]\n"},
          {"text behind", "| TT | Việc |\n|---|---|\n| 1 | Một |\nV. TỔ CHỨC\n**Công an xã**\n",
           "table\n  [TT|Việc]\n  [1|Một]\ntext \"V. TỔ CHỨC\"\nstrong \"Công an xã\"\n"},
          {"heading behind", "| TT | Việc |\n|---|---|\n| 1 | Một |\n## V. TỔ CHỨC\nHai\n",
           "table\n  [TT|Việc]\n  [1|Một]\nh2 \"V. TỔ CHỨC\"\ntext \"Hai\"\n"},
          {"text before", "IV. CHỈ TIÊU\n| TT | Việc |\n|---|---|\n| 1 | Một |\n",
           "text \"IV. CHỈ TIÊU\"\ntable\n  [TT|Việc]\n  [1|Một]\n"});
}

static void test_grid_table(void **state)
{
    (void)state;
    static const char grid[] = "+----+-----------+\n| TT | Việc      |\n+====+===========+\n"
                               "| 1  | Một việc  |\n|    | còn nữa   |\n+----+-----------+\n"
                               "| 2  | Hai       |\n+----+-----------+\n";
    static const char want[] = "table\n  [TT|Việc]\n  [1|Một việc còn nữa]\n  [2|Hai]\n";
    static const char lines[] = "┌────┬───────────┐\n│ TT │ Việc      │\n╞════╪═══════════╡\n"
                                "│ 1  │ Một việc  │\n│    │ còn nữa   │\n├────┼───────────┤\n"
                                "│ 2  │ Hai       │\n└────┴───────────┘\n";
    const text_row rows[] = {{"grid", grid, want}, {"lines of a table", lines, want}};
    check_block_rows(rows, COUNT_OF(rows), TEXT);
    check_block_rows(rows, COUNT_OF(rows), MD);
}

#define RULED "  ---------------------------------\n"
#define RULED_HEAD RULED "  TT    Việc             Chủ\n                         trì\n  ----- ---------------- ----------\n"

/* pandoc's tables: with rules above and below, without a head, without those rules. */
static void test_tables_between_rules(void **state)
{
    (void)state;
    static const text_row rows[] = {
        {"rows parted by blank lines",
         "Trước bảng\n\n" RULED_HEAD "  1     Rà soát thủ tục  Phòng Nội\n        hành chính       vụ\n\n"
         "  2                      Văn phòng\n" RULED "\nSau bảng\n",
         "text \"Trước bảng\"\ntable\n  [TT|Việc|Chủ trì]\n  [1|Rà soát thủ tục hành chính|Phòng Nội vụ]\n"
         "  [2||Văn phòng]\ntext \"Sau bảng\"\n"},
        {"no blank lines", RULED_HEAD "  1     Rà soát          Phòng A\n  2     Công khai        Phòng B\n" RULED,
         "table\n  [TT|Việc|Chủ trì]\n  [1|Rà soát|Phòng A]\n  [2|Công khai|Phòng B]\n"},
        {"no rule above", "TT    Việc        Hạn\n----- ----------- -------\n1     Rà soát     Quý I\n2     Công khai   Quý II\n\nSau bảng\n",
         "table\n  [TT|Việc|Hạn]\n  [1|Rà soát|Quý I]\n  [2|Công khai|Quý II]\ntext \"Sau bảng\"\n"},
    };
    check_block_rows(rows, COUNT_OF(rows), TEXT);
    check_block_rows(rows, COUNT_OF(rows), MD);
    static const text_row marked[] = {
        {"no head",
         "  ----- ------------\n  Số 05 Ngày 08\n        tháng 01\n\n  Nơi   CHỦ TỊCH\n  ----- ------------\n",
         "table\n  [Số 05|Ngày 08 tháng 01]\n  [Nơi|CHỦ TỊCH]\n"},
        {"marks of Markdown, lines that the author broke",
         RULED_HEAD "  **I** *Rà soát* 5\\*2   **Phòng\n                         Nội vụ**\\\n                         Các xã\n\n" RULED,
         "table\n  [TT|Việc|Chủ trì]\n  [I|Rà soát 5*2|Phòng Nội vụ Các xã]\n"}};
    check_block_rows(marked, COUNT_OF(marked), MD);
    static const text_row none[] = {
        {"a letterhead's rules stand far apart",
         "UBND XÃ A           CỘNG HÒA\n---------        ---------------\n\nSố: 1/KH\n",
         "text \"UBND XÃ A CỘNG HÒA\"\ntext \"Số: 1/KH\"\n"},
        {"words over a gutter", RULED_HEAD "  1     Rà soát thủ tục hành chính\n" RULED "\nSau\n",
         "text \"TT Việc Chủ trì\"\ntext \"1 Rà soát thủ tục hành chính\"\ntext \"Sau\"\n"}};
    check_block_rows(none, COUNT_OF(none), TEXT);
}

static void test_broken_markdown_is_read_to_its_end(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD, {"open bold", "**Một\n\nHai\n", "text \"**Một\"\ntext \"Hai\"\n"},
          {"table cut off", "| TT | Việc |\n|---|---|\n| 1 |", "table\n  [TT|Việc]\n  [1|]\n"},
          {"indented text is no code", "Một:\n\n        Hai\n", "text \"Một:\"\ntext \"Hai\"\n"},
          {"none", "", ""});
}

/* -------------------------------------------------------------- plain text */

static void test_tabs_make_a_table(void **state)
{
    (void)state;
    CHECK_BLOCKS(TEXT,
          {"plain", "TT\tViệc\tHạn\n1\tMột\tQuý I\n", "table\n  [TT|Việc|Hạn]\n  [1|Một|Quý I]\n"},
          {"empty cells", "TT\tViệc\tHạn\n1\t\tQuý I\n\tHai\t\n",
           "table\n  [TT|Việc|Hạn]\n  [1||Quý I]\n  [|Hai|]\n"},
          {"text around", "Bảng:\nTT\tViệc\n1\tMột\n\nHết bảng.\n",
           "text \"Bảng:\"\ntable\n  [TT|Việc]\n  [1|Một]\ntext \"Hết bảng.\"\n"});
}

/* As word processors give out lists, indents and labels. */
static void test_tabs_of_lists_make_no_table(void **state)
{
    (void)state;
    CHECK_BLOCKS(TEXT,
          {"behind markers", "1.\tMột\n-\tHai\n\uf0b7\tBa\na)\tBốn\n",
           "text \"1. Một\"\ntext \"- Hai\"\ntext \"\uf0b7 Ba\"\ntext \"a) Bốn\"\n"},
          {"indent and end", "\tCăn cứ Luật A;\n\tCăn cứ Luật B;\t\n",
           "text \"Căn cứ Luật A;\"\ntext \"Căn cứ Luật B;\"\n"},
          {"behind the label of an entry", "•\tChủ trì:\tCông an xã.\n", "text \"• Chủ trì: Công an xã.\"\n"},
          {"in a sheet's empty rows", "TT\tViệc\tHạn\n1\tMột\tQuý I\n\t\t\nPHỤ LỤC\t\t\n\t\t\nTT\tViệc\n2\tHai\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một|Quý I]\ntext \"PHỤ LỤC\"\ntable\n  [TT|Việc]\n  [2|Hai]\n"},
          {"behind labels", "1. Một\nChủ trì:\tCông an xã\nThời hạn:\tQuý I\n",
           "text \"1. Một\"\ntext \"Chủ trì: Công an xã\"\ntext \"Thời hạn: Quý I\"\n"},
          {"beside a signer", "Nơi nhận:\tCHỦ TỊCH\n\n- Các thôn.\n",
           "table\n  [Nơi nhận:|CHỦ TỊCH]\ntext \"- Các thôn.\"\n"},
          {"behind a table", "TT\tViệc\tHạn\n1\tMột\tQuý I\n1.\tHai\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một|Quý I]\ntext \"1. Hai\"\n"},
          {"a group between rows", "TT\tViệc\tHạn\nI.\tA\n1\tMột\tQuý I\n",
           "table\n  [TT|Việc|Hạn]\n  [I.|A]\n  [1|Một|Quý I]\n"},
          {"numbers of rows", "TT\tViệc\n1.\tMột\n2.\tHai\n", "table\n  [TT|Việc]\n  [1.|Một]\n  [2.|Hai]\n"},
          {"an indented row", "TT\tViệc\n\tMột\n", "table\n  [TT|Việc]\n  [|Một]\n"},
          {"indented paragraphs between tables",
           "UBND\tCỘNG HÒA\n\t\tKẾ HOẠCH\n\tMột\n\tHai\n\tBa\n\tBốn\n\tNăm\nTT\tViệc\n1\tSáu\n",
           "table\n  [UBND|CỘNG HÒA]\ntext \"KẾ HOẠCH\"\ntext \"Một\"\ntext \"Hai\"\ntext \"Ba\"\n"
           "text \"Bốn\"\ntext \"Năm\"\ntable\n  [TT|Việc]\n  [1|Sáu]\n"});
}

static void test_quoted_cells_hold_line_ends(void **state)
{
    (void)state;
    CHECK_BLOCKS(TEXT,
          {"quoted last cell", "TT\tViệc\n1\t\"Một\nHai\"\n2\tBa\n",
           "table\n  [TT|Việc]\n  [1|Một Hai]\n  [2|Ba]\n"},
          {"quoted middle cell", "TT\tViệc\tHạn\n1\t\"Một\nHai\"\tQuý I\n2\tBa\tQuý II\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một Hai|Quý I]\n  [2|Ba|Quý II]\n"},
          {"a mark that never closes, or another one does", "TT\tViệc\n1\t\"Một” hai\n2\tBa\n3\tBốn\n",
           "table\n  [TT|Việc]\n  [1|\"Một” hai]\n  [2|Ba]\n  [3|Bốn]\n"},
          {"marks by themselves in cells below each other", "TT\tViệc\n1\tMột\n2\t\"\n3\t\"\n",
           "table\n  [TT|Việc]\n  [1|Một]\n  [2|\"]\n  [3|\"]\n"},
          {"blanks behind the mark", "TT\tViệc\n1\t\"Một\nHai\"  \n2\tBa\n",
           "table\n  [TT|Việc]\n  [1|Một Hai]\n  [2|Ba]\n"},
          {"blank line inside", "TT\tViệc\tHạn\n1\t\"Một\n\nHai\"\tQuý I\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một Hai|Quý I]\n"},
          {"quoted first cell", "\"TT\nsố\"\tViệc\n1\tMột\n\"2\n3\"\tBa\n", "table\n  [TT số|Việc]\n  [1|Một]\n  [2 3|Ba]\n"},
          {"marks doubled inside", "TT\tViệc\tHạn\n1\t\"- Mở \"\"Hỏi đáp\"\" ở xã\n- Một \"\"Hai\"\"\"\tQuý I\n2\t\"A \"\"B\"\"\"\tQuý II\n",
           "table\n  [TT|Việc|Hạn]\n  [1|- Mở \"Hỏi đáp\" ở xã - Một \"Hai\"|Quý I]\n  [2|A \"B\"|Quý II]\n"},
          {"two quotations in a cell", "TT\tViệc\tHạn\n1\t\"Một\" và \"Hai\"\tQuý I\n",
           "table\n  [TT|Việc|Hạn]\n  [1|\"Một\" và \"Hai\"|Quý I]\n"},
          {"a quotation over lines is none", "\"Một\nhai\" ba.\n", "text \"\"Một hai\" ba.\"\n"},
          {"quotes of one line", "TT\tViệc\tHạn\n1\t\"Một\"\tQuý I\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một|Quý I]\n"},
          {"quoted words", "TT\tViệc\tHạn\n1\tPhong trào \"Ba sạch\"\tQuý I\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Phong trào \"Ba sạch\"|Quý I]\n"});
}

static void test_bare_line_end_in_a_cell_goes_on(void **state)
{
    (void)state;
    CHECK_BLOCKS(TEXT, {"middle cell", "TT\tViệc\tHạn\n1\tMột\nHai\tQuý I\n2\tBa\tQuý II\n",
                 "table\n  [TT|Việc|Hạn]\n  [1|Một Hai|Quý I]\n  [2|Ba|Quý II]\n"},
          {"last cell", "TT\tViệc\tHạn\n1\tMột\tQuý I\nvà quý II\n2\tBa\tQuý II\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một|Quý I và quý II]\n  [2|Ba|Quý II]\n"},
          {"long line that fills the row",
           "TT\tViệc\tChủ trì\tPhối hợp\tHạn\n1\t- Một.\n- Hai.\tVăn phòng Hội đồng nhân dân và Ủy ban "
           "nhân dân\tPhòng Tài chính - Kế hoạch, Phòng Nội vụ, Phòng Văn hóa và Thông tin; các xã, thị trấn\tQuý I\n",
           "table\n  [TT|Việc|Chủ trì|Phối hợp|Hạn]\n  [1|- Một. - Hai.|Văn phòng Hội đồng nhân dân và Ủy ban "
           "nhân dân|Phòng Tài chính - Kế hoạch, Phòng Nội vụ, Phòng Văn hóa và Thông tin; các xã, thị trấn|Quý I]\n"},
          {"a heading in front of another table", "TT\tViệc\tHạn\n1\tMột\tQuý I\nPhụ biểu\nTT\tViệc\tHạn\n1\tBa\tQuý II\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một|Quý I]\ntext \"Phụ biểu\"\ntable\n  [TT|Việc|Hạn]\n  [1|Ba|Quý II]\n"});
}

static void test_a_list_beside_a_text_is_no_cell(void **state)
{
    (void)state;
    CHECK_BLOCKS(VNP_FORMAT_TEXT,
          {"recipients beside who signs",
           "Nơi nhận:\t\t\tT/M BAN THƯỜNG VỤ\n- Tỉnh ủy,\t\tPHÓ BÍ THƯ\n- Các ban,\n- Lưu.\n",
           "table\n  [Nơi nhận:|||T/M BAN THƯỜNG VỤ]\n  [- Tỉnh ủy,||PHÓ BÍ THƯ]\n"
           "text \"- Các ban,\"\ntext \"- Lưu.\"\n"});
}

static void test_group_row_is_a_row(void **state)
{
    (void)state;
    CHECK_BLOCKS(TEXT, {"group", "TT\tViệc\tHạn\nI. CỤM MỘT\n1\tMột\tQuý I\nII. CỤM HAI\n2\tHai\tQuý II\n",
                 "table\n  [TT|Việc|Hạn]\n  [I. CỤM MỘT]\n  [1|Một|Quý I]\n"
                 "  [II. CỤM HAI]\n  [2|Hai|Quý II]\n"},
          {"of rows apart", "TT\tViệc\tHạn\n\nI. CỤM MỘT\n\n1\tMột\tQuý I\n\nII. CỤM HAI\n\n2\tHai\tQuý II\n\n3\tBa\tQuý III\n",
           "table\n  [TT|Việc|Hạn]\n  [I. CỤM MỘT]\n  [1|Một|Quý I]\n  [II. CỤM HAI]\n  [2|Hai|Quý II]\n"
           "  [3|Ba|Quý III]\n"});
}

static void test_heading_between_tables_is_no_row(void **state)
{
    (void)state;
    CHECK_BLOCKS(TEXT,
          {"apart", "TT\tChỉ tiêu\n1\tMột\n\nII. VIỆC\n\nThời gian\tViệc\nQuý I\tHai\n",
           "table\n  [TT|Chỉ tiêu]\n  [1|Một]\ntext \"II. VIỆC\"\ntable\n  [Thời gian|Việc]\n  [Quý I|Hai]\n"},
          {"the same first cell", "TT\tChỉ tiêu\n1\tMột\nII. VIỆC\nTT\tViệc\n1\tHai\n",
           "table\n  [TT|Chỉ tiêu]\n  [1|Một]\ntext \"II. VIỆC\"\ntable\n  [TT|Việc]\n  [1|Hai]\n"},
          {"a head without a number", "TT\tChỉ tiêu\n1\tMột\nII. VIỆC\nSTT\tViệc\n1\tHai\n",
           "table\n  [TT|Chỉ tiêu]\n  [1|Một]\ntext \"II. VIỆC\"\ntable\n  [STT|Việc]\n  [1|Hai]\n"},
          {"another number of cells", "Tuần\tChỉ tiêu\nMột\tA\nII. VIỆC\nHạn\tViệc\tAi\nQuý I\tHai\tBa\n",
           "table\n  [Tuần|Chỉ tiêu]\n  [Một|A]\ntext \"II. VIỆC\"\n"
           "table\n  [Hạn|Việc|Ai]\n  [Quý I|Hai|Ba]\n"});
}

static void test_stray_markup_in_plain_text_goes(void **state)
{
    (void)state;
    CHECK_BLOCKS(
        TEXT,
        {"nothing but markup", "KẾ HOẠCH Đ\n**\n\n<b></b>\n\nMột\n",
         "text \"KẾ HOẠCH Đ\"\ntext \"Một\"\n"},
        {"bold and italics", "**Chủ trì:** <i>Công an xã</i>\n", "text \"Chủ trì: Công an xã\"\n"},
        {"less than is no tag", "tỷ lệ <30% và > 5%\n", "text \"tỷ lệ <30% và > 5%\"\n"});
}

/* ---------------------------------------------------- mending of torn tables */

static void test_tables_torn_over_pages_are_one(void **state)
{
    (void)state;
    CHECK_BLOCKS(MD,
          {"head repeated",
           "| TT | Việc |\n|---|---|\n| 1 | Một |\n\n| TT | Việc |\n|---|---|\n"
           "| 2 | Hai |\n",
           "table\n  [TT|Việc]\n  [1|Một]\n  [2|Hai]\n"},
          {"page number between",
           "| TT | Việc |\n|---|---|\n| 1 | Một |\n\n5\n\n| TT | Việc |\n|---|---|\n| 2 | Hai |\n",
           "table\n  [TT|Việc]\n  [1|Một]\n  [2|Hai]\n"},
          {"head of a new table",
           "| TT | Việc |\n|---|---|\n| 1 | Một |\n\n| TT | Sản phẩm |\n|---|---|\n"
           "| 1 | Hai |\n",
           "table\n  [TT|Việc]\n  [1|Một]\ntable\n  [TT|Sản phẩm]\n  [1|Hai]\n"});
    CHECK_BLOCKS(TEXT, {"page number between", "TT\tViệc\n1\tMột\n\n12\n\f2\tHai\n",
                 "table\n  [TT|Việc]\n  [1|Một]\n  [2|Hai]\n"});
}

static void test_row_torn_over_pages_is_one(void **state)
{
    (void)state;
    CHECK_BLOCKS(TEXT,
          {"continued in lower case",
           "TT\tViệc\tHạn\n1\tLập kế hoạch\tQuý I\n2\tHọp Ban Chỉ\tQuý II\n\n"
           "\tđạo cấp xã\t\n3\tBa\tQuý III\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Lập kế hoạch|Quý I]\n"
           "  [2|Họp Ban Chỉ đạo cấp xã|Quý II]\n  [3|Ba|Quý III]\n"},
          {"in lower case, and behind a text left open",
           "TT\tViệc\tChủ trì\n1\tLập kế hoạch\tCông an\n2\tHọp Ban Chỉ\tVăn phòng -\n"
           "\tđạo cấp xã\tThống kê\n3\tBa\tCông an\n",
           "table\n  [TT|Việc|Chủ trì]\n  [1|Lập kế hoạch|Công an]\n"
           "  [2|Họp Ban Chỉ đạo cấp xã|Văn phòng - Thống kê]\n  [3|Ba|Công an]\n"},
          {"lone text behind a page break",
           "TT\tViệc\tHạn\n1\tMột\tQuý I\n2\tKiện toàn\tQuý II\n\n\tBan Chỉ đạo\t\n"
           "3\tBa\tQuý III\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một|Quý I]\n"
           "  [2|Kiện toàn Ban Chỉ đạo|Quý II]\n  [3|Ba|Quý III]\n"},
          {"capitals below small letters name the rows that follow",
           "TT\tViệc\tHạn\n1\tMột\tQuý I\n2\tKiện toàn\tQuý II\n\n\tTUYÊN TRUYỀN\t\n"
           "3\tBa\tQuý III\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một|Quý I]\n  [2|Kiện toàn|Quý II]\n"
           "  [|TUYÊN TRUYỀN|]\n  [3|Ba|Quý III]\n"});
}

static void test_cells_left_empty_at_the_end_of_a_row(void **state)
{
    (void)state;
    CHECK_BLOCKS(TEXT,
          {"a row of the sheet, behind a page break too",
           "TT\tViệc\tHạn\nTUYÊN TRUYỀN\t\t\n1\tMột\tQuý I\n\n5\n\fCÔNG KHAI\t\t\n2\tHai\tQuý II\n",
           "table\n  [TT|Việc|Hạn]\n  [TUYÊN TRUYỀN||]\n  [1|Một|Quý I]\n"
           "  [CÔNG KHAI||]\n  [2|Hai|Quý II]\n"},
          {"a heading in front of another table",
           "TT\tViệc\tHạn\n1\tMột\tQuý I\n\t\t\nPhần 2. CHỈ TIÊU\t\t\n\t\tĐơn vị: người\n"
           "Mã\tChỉ tiêu\tSố\n1\tHai\t12\n",
           "table\n  [TT|Việc|Hạn]\n  [1|Một|Quý I]\ntext \"Phần 2. CHỈ TIÊU\"\n"
           "table\n  [||Đơn vị: người]\n  [Mã|Chỉ tiêu|Số]\n  [1|Hai|12]\n"});
}

#define CODED_HEAD                                                                                 \
    "TT\tMục tiêu\tNhiệm vụ\tHoạt động\tHạn\n"                                       \
    "1\t1.1. A\t2.1. B\t3.1. C\tQuý I\n"                                                          \
    "2\t1.2. A\t2.2. B\t3.2. C\tQuý I\n"                                                          \
    "3\t1.3. A\t2.3. B\t3.3. C\tQuý I\n"
#define CODED_WANT                                                                                 \
    "table\n  [TT|Mục tiêu|Nhiệm vụ|Hoạt động|Hạn]\n"                                \
    "  [1|1.1. A|2.1. B|3.1. C|Quý I]\n"                                                          \
    "  [2|1.2. A|2.2. B|3.2. C|Quý I]\n"                                                          \
    "  [3|1.3. A|2.3. B|3.3. C|Quý I]\n"

static void test_shifted_row_is_put_back_by_its_codes(void **state)
{
    (void)state;
    CHECK_BLOCKS(TEXT,
          {"one column right", CODED_HEAD "\t\t\t2.4. B\t3.4. C\tQuý II\n",
           CODED_WANT "  [||2.4. B|3.4. C|Quý II]\n"},
          {"at home", CODED_HEAD "4\t\t2.4. B\t3.4. C\tQuý II\n",
           CODED_WANT "  [4||2.4. B|3.4. C|Quý II]\n"});
}

static void test_coded_cell_goes_on_below(void **state)
{
    (void)state;
    CHECK_BLOCKS(TEXT, {"in a row of its own item", CODED_HEAD "4\t\tvà ký số\t3.4. C\tQuý II\n",
                 "table\n  [TT|Mục tiêu|Nhiệm vụ|Hoạt động|Hạn]\n"
                 "  [1|1.1. A|2.1. B|3.1. C|Quý I]\n  [2|1.2. A|2.2. B|3.2. C|Quý I]\n"
                 "  [3|1.3. A|2.3. B và ký số|3.3. C|Quý I]\n  [4|||3.4. C|Quý II]\n"});
}

static void test_markdown_is_told_by_its_marks(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool want;
    } rows[] = {
        {"# A\n\n## B\n", true},    {"| a | b |\n|---|---|\n", true},
        {"**A**\n\n**B**\n", true}, {"KẾ HOẠCH\n\n- Một\n- Hai\n", false},
        {"a\tb\n1\t2\n", false},    {"#1 và #2\n", false},
        {"A\n<table>\n<tr>\n", true}, {"<5 ngày\n<tb>\n", false},
        {"-----\n=====\n", false},  {"", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        bench_open(&b, 0);
        if (vnp__text_is_markdown(bench_text(&b, rows[i].text)) != rows[i].want)
            fail_msg("%s", rows[i].text);
        bench_close(&b);
    }
}

static void test_pasted_columns_are_no_markdown(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool want;
    } rows[] = {
        {"KẾ HOẠCH\n\nTT\tViệc\tHạn\n1\tMột\tQuý I\n2\tHai\tQuý II\n3\tBa\tQuý III\n", true},
        {"TT    Việc     Hạn\n1     Một      Quý I\n2     Hai      Quý II\n3     Ba       Quý III\n", true},
        {"# KẾ HOẠCH\n\nTT\tViệc\tHạn\n1\tMột\tQuý I\n2\tHai\tQuý II\n3\tBa\tQuý III\n", false},
        {"| TT    | Việc     | Hạn     |\n| 1     | Một      | Quý I   |\n| 2     | Hai      | Quý II  |\n"
         "| 3     | Ba       | Quý III |\n", false},
        {"TT    Việc        Hạn\n----- ----------- -------\n1     Rà soát     Quý I\n2     Công khai   Quý II\n3     Ba          Quý III\n", false},
        {"ỦY BAN NHÂN DÂN      CỘNG HÒA      XÃ\n\n- Một\n- Hai\n", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        bench_open(&b, 0);
        if (vnp__text_is_pasted(bench_text(&b, rows[i].text)) != rows[i].want)
            fail_msg("%s", rows[i].text);
        bench_close(&b);
    }
}

/* Each line that goes on is added to the whole row: a row without an end would cost more and more. */
static void test_a_row_has_an_end(void **state)
{
    (void)state;
    bench b;
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    fputs("| TT | Việc | Hạn |\n|----|------|-----|\n| 1  | Làm  | Quý |\n", file);
    for (int i = 0; i < 450; i++)
        fputs("|    | việc | quý |\n", file);
    fclose(file);
    bench_open(&b, 0);
    vnp__block_list blocks = bench_blocks(&b, text, VNP_FORMAT_TEXT);
    assert_int_equal(blocks.count, 1);
    assert_int_equal(blocks.at[0].table->rows.count, 4);
    bench_close(&b);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_headings_and_bold_lines),
        cmocka_unit_test(test_lists_keep_their_markers),
        cmocka_unit_test(test_escapes_entities_and_breaks),
        cmocka_unit_test(test_references_to_footnotes_are_no_text),
        cmocka_unit_test(test_paragraph_torn_by_a_page_is_joined),
        cmocka_unit_test(test_markdown_tables),
        cmocka_unit_test(test_html_tables),
        cmocka_unit_test(test_strong_text_over_a_blank_line),
        cmocka_unit_test(test_pipe_table_without_a_row_of_dashes),
        cmocka_unit_test(test_rows_between_bars_that_were_wrapped),
        cmocka_unit_test(test_pipe_table_without_blanks_around),
        cmocka_unit_test(test_grid_table),
        cmocka_unit_test(test_tables_between_rules),
        cmocka_unit_test(test_broken_markdown_is_read_to_its_end),
        cmocka_unit_test(test_tabs_make_a_table),
        cmocka_unit_test(test_tabs_of_lists_make_no_table),
        cmocka_unit_test(test_quoted_cells_hold_line_ends),
        cmocka_unit_test(test_bare_line_end_in_a_cell_goes_on),
        cmocka_unit_test(test_a_list_beside_a_text_is_no_cell),
        cmocka_unit_test(test_group_row_is_a_row),
        cmocka_unit_test(test_heading_between_tables_is_no_row),
        cmocka_unit_test(test_stray_markup_in_plain_text_goes),
        cmocka_unit_test(test_tables_torn_over_pages_are_one),
        cmocka_unit_test(test_row_torn_over_pages_is_one),
        cmocka_unit_test(test_cells_left_empty_at_the_end_of_a_row),
        cmocka_unit_test(test_shifted_row_is_put_back_by_its_codes),
        cmocka_unit_test(test_coded_cell_goes_on_below),
        cmocka_unit_test(test_markdown_is_told_by_its_marks),
        cmocka_unit_test(test_pasted_columns_are_no_markdown),
        cmocka_unit_test(test_a_row_has_an_end),
    };
    return cmocka_run_group_tests_name("block", tests, NULL, NULL);
}
