/* test_stacked.c - tables printed one cell a line. */
#include "support/support.h"

#include "outline/contents.h"

typedef struct row {
    const char *what, *text, *want;
} row;

static void check_rows(const row *rows, size_t count)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        bench b;
        bench_open(&b, 0);
        const vnp__text *text = bench_text(&b, rows[i].text);
        vnp__block_list blocks = {0};
        vnp__blocks_read(&b.arena, text, false, &blocks);
        vnp__matcher_text(b.facts.m, text->fold, text->len);
        vnp__stacked_tables(&b.arena, &b.scratch, text->buf, b.facts.m, &blocks);
        expect_row(&wrong, rows[i].what, show_blocks(&blocks), rows[i].want);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

#define HEAD "TT\nNhiệm vụ\nChủ trì\nPhối hợp\nThời gian\n"
#define HEAD_ROW "table\n  [TT|Nhiệm vụ|Chủ trì|Phối hợp|Thời gian]\n"

static void test_rows_with_labels(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"all cells filled, text behind the last",
         HEAD "1\nRà soát thủ tục\nPhòng Nội vụ\nCác phòng\nQuý I\n2\nCông khai\nVăn phòng\nCác thôn\nQuý II\nĐã xong.\n",
         HEAD_ROW "  [1|Rà soát thủ tục|Phòng Nội vụ|Các phòng|Quý I]\n  [2|Công khai|Văn phòng|Các thôn|Quý II]\n"
                  "text \"Đã xong.\"\n"},
        {"figures that words want, and others",
         "TT\nNhiệm vụ\nChủ trì\nPhối hợp\nSản phẩm\nThời gian\n1\nDuy trì tỷ lệ ký số đạt\n100%, trừ văn bản mật\nVăn phòng\n"
         "Các thôn thuộc\nxã\n100% văn bản ký số\nThường xuyên\n2\nCông khai\nVăn phòng\nCác thôn\nBáo cáo\nQuý II\n",
         "table\n  [TT|Nhiệm vụ|Chủ trì|Phối hợp|Sản phẩm|Thời gian]\n"
         "  [1|Duy trì tỷ lệ ký số đạt 100%, trừ văn bản mật|Văn phòng|Các thôn thuộc xã|100% văn bản ký số|Thường xuyên]\n"
         "  [2|Công khai|Văn phòng|Các thôn|Báo cáo|Quý II]\n"},
        {"times over two lines",
         HEAD "1\nRà soát\nPhòng Nội vụ\nCác phòng\nTrước\n30/9/2026\n2\nCông khai\nVăn phòng\nCác thôn\nTháng 6 và tháng\n12/2026\n",
         HEAD_ROW "  [1|Rà soát|Phòng Nội vụ|Các phòng|Trước 30/9/2026]\n"
                  "  [2|Công khai|Văn phòng|Các thôn|Tháng 6 và tháng 12/2026]\n"},
        {"empty cells are blank lines",
         HEAD "1\nRà soát\nPhòng Nội vụ\n\nQuý I\n2\nCông khai\nVăn phòng\nCác thôn\n\n3\nBáo cáo\n\n\nQuý II\n",
         HEAD_ROW "  [1|Rà soát|Phòng Nội vụ||Quý I]\n  [2|Công khai|Văn phòng|Các thôn|]\n  [3|Báo cáo|||Quý II]\n"},
        {"what a page had between its cells is no empty one",
         "TT\n\nThời gian\n\nNhiệm vụ\n\nChủ trì\n\nPhối hợp\n\n1\n\nQuý I\n\nRà soát\n\nPhòng Nội vụ\n\nCác thôn\n\n"
         "2\n\nQuý II\n\nSơ kết\n\nVăn phòng\n\n7\n\n\fCác thôn\n\n3\n\nQuý III\n\nKiểm tra 03 thôn\n\nTrưởng đoàn\n\nCông an xã\n\n"
         "4\n\nTrang 2/5\n\nQuý IV\n\nTổng kết\n\nVăn phòng\n\nCác thôn\n\nV. KINH PHÍ\n",
         "table\n  [TT|Thời gian|Nhiệm vụ|Chủ trì|Phối hợp]\n  [1|Quý I|Rà soát|Phòng Nội vụ|Các thôn]\n"
         "  [2|Quý II|Sơ kết|Văn phòng|Các thôn]\n  [3|Quý III|Kiểm tra 03 thôn|Trưởng đoàn|Công an xã]\n  [4|Quý IV|Tổng kết|Văn phòng|Các thôn]\ntext \"V. KINH PHÍ\"\n"},
        {"codes with letters, a small word as unit in the last row, a menu behind",
         "Mã số\nTiêu chí\nĐơn vị tính\nNăm 2026\nNăm 2027\nChủ trì\nA1\nChỉ dẫn, đón tiếp\nA1.1\nNgười bệnh được chỉ dẫn\nkỹ thuật\n4\n5\nKhoa Khám bệnh\n"
         "C4\nKiểm soát nhiễm khuẩn\nC4.2\nQuy trình mới\nkỹ thuật\n3\n6\nTổ Dược\n\nTin cùng chuyên mục\n",
         "table\n  [Mã số|Tiêu chí|Đơn vị tính|Năm 2026|Năm 2027|Chủ trì]\n  [A1|Chỉ dẫn, đón tiếp]\n"
         "  [A1.1|Người bệnh được chỉ dẫn|kỹ thuật|4|5|Khoa Khám bệnh]\n  [C4|Kiểm soát nhiễm khuẩn]\n"
         "  [C4.2|Quy trình mới|kỹ thuật|3|6|Tổ Dược]\ntext \"Tin cùng chuyên mục\"\n"},
        {"rows set apart, unit and target in small letters",
         "TT\nChỉ tiêu\nĐVT\nMục tiêu 2026\n\n1\nHồ sơ trực tuyến\n%\n≥ 70\n\n2\nSố cuộc đối thoại\ncuộc\ntối thiểu 02\n\n"
         "3\nThời gian chờ\nphút\nkhông quá 20\n\n4\nCán bộ đạt chuẩn\n%\n> 95\n",
         "table\n  [TT|Chỉ tiêu|ĐVT|Mục tiêu 2026]\n  [1|Hồ sơ trực tuyến|%|≥ 70]\n  [2|Số cuộc đối thoại|cuộc|tối thiểu 02]\n"
         "  [3|Thời gian chờ|phút|không quá 20]\n  [4|Cán bộ đạt chuẩn|%|> 95]\n"},
        {"rows set apart",
         HEAD "\n1\nRà soát\nPhòng Nội vụ\nCác phòng\nQuý I\n\n2\nCông khai\nVăn phòng\nCác thôn\nQuý II\n",
         HEAD_ROW "  [1|Rà soát|Phòng Nội vụ|Các phòng|Quý I]\n  [2|Công khai|Văn phòng|Các thôn|Quý II]\n"},
        {"areas in one line and in two, and the chapter behind",
         HEAD "I. TUYÊN TRUYỀN\n1\nRà soát\nPhòng Nội vụ\nCác phòng\nQuý I\nII\nDiễn tập\n"
              "2\nCông khai\nVăn phòng\nCác thôn\nQuý II\nIII. TỔ CHỨC THỰC HIỆN\n",
         HEAD_ROW "  [I. TUYÊN TRUYỀN]\n  [1|Rà soát|Phòng Nội vụ|Các phòng|Quý I]\n  [II|Diễn tập]\n"
                  "  [2|Công khai|Văn phòng|Các thôn|Quý II]\ntext \"III. TỔ CHỨC THỰC HIỆN\"\n"},
        {"numbers below the heads, the heads once more, entries of a list in a cell",
         HEAD "(1)\n(2)\n(3)\n(4)\n(5)\n1\n- Rà soát\n- Báo cáo\nPhòng Nội vụ\nCác phòng\nQuý I\n" HEAD
              "2\nCông khai\nVăn phòng\nCác thôn\nQuý II\n",
         HEAD_ROW "  [1|- Rà soát - Báo cáo|Phòng Nội vụ|Các phòng|Quý I]\n  [2|Công khai|Văn phòng|Các thôn|Quý II]\n"},
        {"of a row with other cells than heads only the name is sure",
         HEAD "1\nRà soát\nPhòng Nội vụ\nCác phòng\nQuý I\n2\nCông khai\nBản tin\nQuý II\n3\nSơ kết\nVăn phòng\nCác thôn\nQuý III\n"
              "4\nTổng kết\nVăn phòng\nĐài\nCác thôn\nQuý IV\n5\nBáo cáo\nVăn phòng\nCác thôn\nQuý IV\n",
         HEAD_ROW "  [1|Rà soát|Phòng Nội vụ|Các phòng|Quý I]\n  [2|Công khai]\n  [3|Sơ kết|Văn phòng|Các thôn|Quý III]\n"
                  "  [4|Tổng kết]\n  [5|Báo cáo|Văn phòng|Các thôn|Quý IV]\n"},
        {"empty cells left out: what the columns hold tells",
         HEAD "1\nRà soát hồ sơ\nPhòng Nội vụ\nQuý I/2026\n2\nCông khai thủ tục\nVăn phòng UBND\nCác thôn\nQuý II/2026\n"
              "3\nSơ kết\nTrước ngày 30/6/2026\n4\nTổng kết\nVăn phòng UBND\n5\nBáo cáo\nCác thôn\nQuý IV\nIII. KINH PHÍ\n",
         HEAD_ROW "  [1|Rà soát hồ sơ|Phòng Nội vụ||Quý I/2026]\n  [2|Công khai thủ tục|Văn phòng UBND|Các thôn|Quý II/2026]\n"
                  "  [3|Sơ kết|||Trước ngày 30/6/2026]\n  [4|Tổng kết|Văn phòng UBND||]\n  [5|Báo cáo|Các thôn||Quý IV]\n"
                  "text \"III. KINH PHÍ\"\n"},
        {"units in small letters, names over two lines",
         "TT\nChỉ tiêu\nĐơn vị tính\nNăm 2025\n1\nSố hợp tác xã\nhợp tác xã\n4\n2\nTỷ lệ hộ sử dụng nước\nsạch\n%\n95\n",
         "table\n  [TT|Chỉ tiêu|Đơn vị tính|Năm 2025]\n  [1|Số hợp tác xã|hợp tác xã|4]\n  [2|Tỷ lệ hộ sử dụng nước sạch|%|95]\n"},
        {"a list ends without a semicolon, another begins",
         "TT\nNhiệm vụ\nGiải pháp\nSản phẩm\n1\nKiểm tra\n- Lấy mẫu;\n- Công khai.\n- Biên bản;\n- Báo cáo.\n"
         "2\nRà soát\n- Lập hồ sơ\n- Đối chiếu\nBáo cáo\n",
         "table\n  [TT|Nhiệm vụ|Giải pháp|Sản phẩm]\n  [1|Kiểm tra|- Lấy mẫu; - Công khai.|- Biên bản; - Báo cáo.]\n"
         "  [2|Rà soát|- Lập hồ sơ - Đối chiếu|Báo cáo]\n"},
        {"points beside codes",
         "Mã số\nTiêu chí\nĐiểm tối đa\nĐiểm đạt\n1.1\nKế hoạch\n2\n1,5\n1.2\nBáo cáo\n3\n3\n2. THỂ CHẾ\n2.1\nRà soát\n4\n2\n",
         "table\n  [Mã số|Tiêu chí|Điểm tối đa|Điểm đạt]\n  [1.1|Kế hoạch|2|1,5]\n  [1.2|Báo cáo|3|3]\n  [2. THỂ CHẾ]\n"
         "  [2.1|Rà soát|4|2]\n"});
}

static void test_rows_left_without_a_label(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"blank, as it is merged with the one above",
         HEAD "1\nRà soát\nPhòng Nội vụ\nCác phòng\nQuý I\n\nBáo cáo\nVăn phòng\n\nQuý II\n"
              "2\nCông khai\nVăn phòng\nCác thôn\n\n\nNiêm yết\nPhòng Nội vụ\nCác thôn\n\n3\nSơ kết\nVăn phòng\nCác thôn\nQuý III\n",
         HEAD_ROW "  [1|Rà soát|Phòng Nội vụ|Các phòng|Quý I]\n  [|Báo cáo|Văn phòng||Quý II]\n"
                  "  [2|Công khai|Văn phòng|Các thôn|]\n  [|Niêm yết|Phòng Nội vụ|Các thôn|]\n"
                  "  [3|Sơ kết|Văn phòng|Các thôn|Quý III]\n"},
        {"no label follows: text behind the table",
         HEAD "1\nRà soát\nPhòng Nội vụ\nCác phòng\nQuý I\n2\nCông khai\nVăn phòng\nCác thôn\nQuý II\n\nBáo cáo\nVăn phòng\nCác thôn\nQuý II\n",
         HEAD_ROW "  [1|Rà soát|Phòng Nội vụ|Các phòng|Quý I]\n  [2|Công khai|Văn phòng|Các thôn|Quý II]\n"
                  "text \"Báo cáo\"\ntext \"Văn phòng\"\ntext \"Các thôn\"\ntext \"Quý II\"\n"});
}

static void test_areas_and_lists_of_parties(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"areas in small letters, above a row numbered below them",
         "TT\nTiêu chí\nĐVT\nMục tiêu\nPhụ trách\n1\nQuy hoạch\n1.1\nCông bố quy hoạch\n%\n100\nCông an xã\n"
         "2\nGiao thông\n2.1\nĐường xã được nhựa hóa\n%\n95\nCông an xã\n2.2\nĐường xóm sạch\n%\n85\nCác thôn\n",
         "table\n  [TT|Tiêu chí|ĐVT|Mục tiêu|Phụ trách]\n  [1|Quy hoạch]\n  [1.1|Công bố quy hoạch|%|100|Công an xã]\n"
         "  [2|Giao thông]\n  [2.1|Đường xã được nhựa hóa|%|95|Công an xã]\n  [2.2|Đường xóm sạch|%|85|Các thôn]\n"},
        {"areas that say what they are, right below the heads too",
         HEAD "Tiêu chí số 2. Giao thông\n1\nRà soát\nPhòng Nội vụ\nCác phòng\nQuý I\n"
              "Tiêu chí số 15. Y tế\n2\nCông khai\nVăn phòng\nCác thôn\nQuý II\n",
         HEAD_ROW "  [Tiêu chí số 2. Giao thông]\n  [1|Rà soát|Phòng Nội vụ|Các phòng|Quý I]\n"
                  "  [Tiêu chí số 15. Y tế]\n  [2|Công khai|Văn phòng|Các thôn|Quý II]\n"},
        {"a semicolon behind a party: the next is of the same cell",
         HEAD "1\nRà soát;\nPhòng Nội vụ;\nVăn phòng UBND\nCác phòng\nQuý I\n2\nCông khai\nVăn phòng\nCông an xã;\nCác thôn\nQuý II\n",
         HEAD_ROW "  [1|Rà soát;|Phòng Nội vụ; Văn phòng UBND|Các phòng|Quý I]\n"
                  "  [2|Công khai|Văn phòng|Công an xã; Các thôn|Quý II]\n"},
        {"the heads of another table end the last row",
         "TT\nChỉ tiêu\nĐơn vị tính\nNăm 2025\n1\nHợp tác xã\nHTX\n4\n2\nHộ nghèo\n%\n2\nPhụ lục II\n"
         "TT\nNhiệm vụ\nChủ trì\nThời gian\nTiêu chí số 3. Nhà ở\n1\nRà soát\nVăn phòng\nQuý I\n2\nCông khai\nVăn phòng\nQuý II\n",
         "table\n  [TT|Chỉ tiêu|Đơn vị tính|Năm 2025]\n  [1|Hợp tác xã|HTX|4]\n  [2|Hộ nghèo|%|2]\ntext \"Phụ lục II\"\n"
         "table\n  [TT|Nhiệm vụ|Chủ trì|Thời gian]\n  [Tiêu chí số 3. Nhà ở]\n  [1|Rà soát|Văn phòng|Quý I]\n"
         "  [2|Công khai|Văn phòng|Quý II]\n"});
}

#define INDEX_HEAD "Mã\nTiêu chí\nĐiểm\ntối đa\nĐiểm đạt\nnăm 2025\nGiải pháp\nChủ trì\nThời gian\n"
#define INDEX_ROW "table\n  [Mã|Tiêu chí|Điểm tối đa|Điểm đạt năm 2025|Giải pháp|Chủ trì|Thời gian]\n"

static void test_cells_beside_each_other(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"figures and times beside words, wrapped cells, numbers that skip others, points of areas",
         INDEX_HEAD "1  CHỈ ĐẠO ĐIỀU HÀNH  5,5  3,75\n1.2\nBáo cáo định kỳ\n1,0\n0,75\nGửi báo cáo sớm ít nhất 01 ngày\n"
                    "Phòng Kinh tế, Hạ tầng và\nĐô thị\nHàng quý\n"
                    "1.4  Kiểm tra công vụ  1,5  0,5\nKiểm tra ít nhất 40% số phòng;\ncó văn bản đôn đốc\nBan Chỉ đạo xã  Quý II/2026\n"
                    "3  CẢI CÁCH THỦ TỤC  6,5  4,6\n3.5\nCông khai thủ tục\n2,0\n1,5\nNiêm yết đủ 100%\nPhòng Văn hóa  Thường xuyên\n"
                    "V. TỔ CHỨC THỰC HIỆN\n",
         INDEX_ROW "  [1|CHỈ ĐẠO ĐIỀU HÀNH|5,5|3,75|||]\n"
                   "  [1.2|Báo cáo định kỳ|1,0|0,75|Gửi báo cáo sớm ít nhất 01 ngày|Phòng Kinh tế, Hạ tầng và Đô thị|Hàng quý]\n"
                   "  [1.4|Kiểm tra công vụ|1,5|0,5|Kiểm tra ít nhất 40% số phòng; có văn bản đôn đốc|Ban Chỉ đạo xã|Quý II/2026]\n"
                   "  [3|CẢI CÁCH THỦ TỤC|6,5|4,6|||]\n"
                   "  [3.5|Công khai thủ tục|2,0|1,5|Niêm yết đủ 100%|Phòng Văn hóa|Thường xuyên]\n"
                   "text \"V. TỔ CHỨC THỰC HIỆN\"\n"},
        {"the wrapped heads once more on the next page, and its number",
         INDEX_HEAD "1.1\nBáo cáo\n1\n1\nGửi báo cáo\nPhòng Nội vụ\nQuý I\n4\n" INDEX_HEAD
                    "1.2\nKiểm tra\n2\n1\nLập đoàn\nPhòng Nội vụ\nQuý II\n",
         INDEX_ROW "  [1.1|Báo cáo|1|1|Gửi báo cáo|Phòng Nội vụ|Quý I]\n  [1.2|Kiểm tra|2|1|Lập đoàn|Phòng Nội vụ|Quý II]\n"},
        {"points of an area one a line",
         INDEX_HEAD "1.\nCHỈ ĐẠO ĐIỀU HÀNH\n10\n8,5\n1.1\nBáo cáo\n1\n1\nGửi báo cáo\nPhòng Nội vụ\nQuý I\n"
                    "1.2\nKiểm tra\n2\n1\nLập đoàn\nPhòng Nội vụ\nQuý II\n",
         INDEX_ROW "  [1.|CHỈ ĐẠO ĐIỀU HÀNH|10|8,5|||]\n  [1.1|Báo cáo|1|1|Gửi báo cáo|Phòng Nội vụ|Quý I]\n"
                   "  [1.2|Kiểm tra|2|1|Lập đoàn|Phòng Nội vụ|Quý II]\n"},
        {"blanks that are but blanks",
         HEAD "1\nRà soát  Quy chế\nPhòng  Nội vụ\nCác phòng\nQuý I\n2\nCông khai  Kết quả\nVăn phòng\nBan  Thanh tra\nQuý  II\n",
         HEAD_ROW "  [1|Rà soát Quy chế|Phòng Nội vụ|Các phòng|Quý I]\n  [2|Công khai Kết quả|Văn phòng|Ban Thanh tra|Quý II]\n"},
        {"times are no parties",
         HEAD "1\nRà soát\nPhòng Nội vụ\nCác phòng\nQuý I\n2\nCông khai\nVăn phòng\nCác thôn\nQuý II\n"
              "3\nTrực\nCông an xã\nThường xuyên\n4\nBáo cáo\nVăn phòng\nCác thôn\nQuý IV\n",
         HEAD_ROW "  [1|Rà soát|Phòng Nội vụ|Các phòng|Quý I]\n  [2|Công khai|Văn phòng|Các thôn|Quý II]\n"
                  "  [3|Trực|Công an xã||Thường xuyên]\n  [4|Báo cáo|Văn phòng|Các thôn|Quý IV]\n"});
}

static void test_rows_that_stand_apart(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"a time in front, a row without one, one with too many lines; heads of the next table below",
         "Nội dung chương trình:\nThời gian\nNội dung\nThực hiện\n\n7h30\nỔn định tổ chức\nCô Thu Lan\n\nVăn nghệ chào mừng\nĐội văn nghệ\n\n"
         "9h00\nKhai mạc\nThầy Minh Long\nChào cờ\nCô Thu Lan\n\nPhân công:\nSTT |\nCông việc |\nPhụ trách |\nThời gian |\n1 |\nTrang trí |\n"
         "Cô Thu Lan |\nTrước 30/8 |\n2 |\nKê bàn ghế |\n|\n04/9/2023 |\n",
         "text \"Nội dung chương trình:\"\n"
         "table\n  [Thời gian|Nội dung|Thực hiện]\n  [7h30|Ổn định tổ chức|Cô Thu Lan]\n  [|Văn nghệ chào mừng|Đội văn nghệ]\n"
         "  [|Khai mạc|]\ntext \"Phân công:\"\n"
         "table\n  [STT|Công việc|Phụ trách|Thời gian]\n  [1|Trang trí|Cô Thu Lan|Trước 30/8]\n  [2|Kê bàn ghế||04/9/2023]\n"},
        {"no numbers, persons on lines of their own",
         "TT\nNhiệm vụ thực hiện\nNgười thực hiện\nGhi chú\n\nRà soát hồ sơ\nLê Văn An\nTrần Thị Bình\n\nTổ chức kiểm tra\nLê Văn An\n",
         "table\n  [TT|Nhiệm vụ thực hiện|Người thực hiện|Ghi chú]\n  [|Rà soát hồ sơ|Lê Văn An Trần Thị Bình|]\n"
         "  [|Tổ chức kiểm tra|Lê Văn An|]\n"},
        {"no column of numbers",
         "Nội dung công việc\nNgười phụ trách\nThời gian\n\nRà soát hồ sơ\nLê Văn An\nQuý I\n\nTổ chức kiểm tra\nTrần Thị Bình\nQuý II\n",
         "table\n  [Nội dung công việc|Người phụ trách|Thời gian]\n  [Rà soát hồ sơ|Lê Văn An|Quý I]\n"
         "  [Tổ chức kiểm tra|Trần Thị Bình|Quý II]\n"});
}

static void test_an_empty_cell_is_nobody(void **state)
{
    (void)state;
    bench b;
    bench_open(&b, 0);
    const vnp__run empty = {0};
    assert_false(vnp__content_holds(b.facts.m, VNP__CONTENT_PARTY, &empty));
    bench_close(&b);
}

static void test_what_is_no_table(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"heads alone", "Nhiệm vụ\nChủ trì\nThời gian\n", "text \"Nhiệm vụ\"\ntext \"Chủ trì\"\ntext \"Thời gian\"\n"},
        {"one row", HEAD "1\nRà soát\nPhòng Nội vụ\nCác phòng\nQuý I\n",
         "text \"TT\"\ntext \"Nhiệm vụ\"\ntext \"Chủ trì\"\ntext \"Phối hợp\"\ntext \"Thời gian\"\ntext \"Rà soát\"\n"
         "text \"Phòng Nội vụ\"\ntext \"Các phòng\"\ntext \"Quý I\"\n"},
        {"numbers of a list", "Việc cần làm:\n1\nRà soát\n2\nCông khai\n3\nSơ kết\n4\nBáo cáo\n",
         "text \"Việc cần làm:\"\ntext \"Rà soát\"\ntext \"Công khai\"\ntext \"Sơ kết\"\ntext \"Báo cáo\"\n"});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_with_labels),
        cmocka_unit_test(test_rows_left_without_a_label),
        cmocka_unit_test(test_areas_and_lists_of_parties),
        cmocka_unit_test(test_cells_beside_each_other),
        cmocka_unit_test(test_rows_that_stand_apart),
        cmocka_unit_test(test_an_empty_cell_is_nobody),
        cmocka_unit_test(test_what_is_no_table),
    };
    return cmocka_run_group_tests_name("stacked", tests, open_rules, close_rules);
}
