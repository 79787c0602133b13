/* test_aligned.c - tables whose columns are aligned by blanks. */
#include "support/support.h"

#define ALIGNED_HEAD                                                                               \
    "TT    Nội dung               Chủ trì         Thời gian\n"
#define ALIGNED_HEAD_ROW "  [TT|Nội dung|Chủ trì|Thời gian]\n"
#define CONTACTS                                                                                   \
    "TT    Họ và tên              Chức vụ         Điện thoại\n"                                       \
    "1     Lê Văn An              Trưởng thôn     0911.111.111\n"                                      \
    "2     Lò Thị Bình            Bí thư          0922.222.222\n"                                      \
    "3     Trần Thị Quý           Y tế thôn       0933.333.333\n"
#define CONTACTS_TABLE                                                                             \
    "table\n  [TT|Họ và tên|Chức vụ|Điện thoại]\n  [1|Lê Văn An|Trưởng thôn|0911.111.111]\n"       \
    "  [2|Lò Thị Bình|Bí thư|0922.222.222]\n  [3|Trần Thị Quý|Y tế thôn|0933.333.333]\n"

#define CENTRED_HEAD                                          \
    "                           Đơn vị        Điểm    Điểm tự\n" \
    "Mã số  Nội dung            chủ trì       tối đa  chấm\n\n"

static void test_columns_aligned_by_blanks(void **state)
{
    (void)state;
    CHECK_BLOCKS(VNP_FORMAT_TEXT,
          {"numbers on the first line",
           ALIGNED_HEAD
           "1     Rà soát thủ tục        Công an xã      Quý I/2026\n"
           "      hành chính\n"
           "2     Diễn tập chữa cháy     Các thôn,       Quý II/2026\n"
           "      tại chợ                Hội Phụ nữ\n"
           "3     Sơ kết                 Văn phòng       Tháng 6\n",
           "table\n" ALIGNED_HEAD_ROW
           "  [1|Rà soát thủ tục hành chính|Công an xã|Quý I/2026]\n"
           "  [2|Diễn tập chữa cháy tại chợ|Các thôn, Hội Phụ nữ|Quý II/2026]\n"
           "  [3|Sơ kết|Văn phòng|Tháng 6]\n"},
          {"numbers on the middle line",
           ALIGNED_HEAD
           "      Rà soát thủ tục\n"
           "1     hành chính của xã      Công an xã      Quý I/2026\n"
           "      và các thôn\n"
           "      Diễn tập chữa cháy\n"
           "2     tại chợ trung tâm      Các thôn        Quý II/2026\n"
           "      của xã\n"
           "      Sơ kết công tác\n"
           "3     năm và khen            Văn phòng       Tháng 6\n"
           "      thưởng\n",
           "table\n" ALIGNED_HEAD_ROW
           "  [1|Rà soát thủ tục hành chính của xã và các thôn|Công an xã|Quý I/2026]\n"
           "  [2|Diễn tập chữa cháy tại chợ trung tâm của xã|Các thôn|Quý II/2026]\n"
           "  [3|Sơ kết công tác năm và khen thưởng|Văn phòng|Tháng 6]\n"},
          {"areas, a page break and the head once more",
           ALIGNED_HEAD
           "I     TUYÊN TRUYỀN\n"
           "1     Phát thanh             Công an xã      Quý I/2026\n"
           "2     Hội thi                Các thôn        Quý II/2026\n"
           "                          3\n\f" ALIGNED_HEAD
           "II    DIỄN TẬP\n"
           "3     Diễn tập tại chợ       Các thôn        Quý III/2026\n",
           "table\n" ALIGNED_HEAD_ROW "  [I|TUYÊN TRUYỀN||]\n  [1|Phát thanh|Công an xã|Quý I/2026]\n"
           "  [2|Hội thi|Các thôn|Quý II/2026]\n  [II|DIỄN TẬP||]\n"
           "  [3|Diễn tập tại chợ|Các thôn|Quý III/2026]\n"},
          {"another table with other heads behind a heading in its middle",
           ALIGNED_HEAD
           "1     Phát thanh             Công an xã      Quý I/2026\n"
           "2     Hội thi                Các thôn        Quý II/2026\n"
           "3     Diễn tập tại chợ       Các thôn        Quý III/2026\n\n\n"
           "                      PHỤ LỤC II\n"
           "                    DANH BẠ LIÊN HỆ\n\n"
           CONTACTS,
           "table\n" ALIGNED_HEAD_ROW
           "  [1|Phát thanh|Công an xã|Quý I/2026]\n  [2|Hội thi|Các thôn|Quý II/2026]\n"
           "  [3|Diễn tập tại chợ|Các thôn|Quý III/2026]\n"
           "text \"PHỤ LỤC II\"\ntext \"DANH BẠ LIÊN HỆ\"\n"
           CONTACTS_TABLE},
          {"another table right behind a heading of one line",
           ALIGNED_HEAD
           "1     Phát thanh             Công an xã      Quý I/2026\n"
           "2     Hội thi                Các thôn        Quý II/2026\n"
           "3     Diễn tập tại chợ       Các thôn        Quý III/2026\n"
           "                      DANH BẠ LIÊN HỆ\n"
           CONTACTS,
           "table\n" ALIGNED_HEAD_ROW
           "  [1|Phát thanh|Công an xã|Quý I/2026]\n  [2|Hội thi|Các thôn|Quý II/2026]\n"
           "  [3|Diễn tập tại chợ|Các thôn|Quý III/2026]\n"
           "text \"DANH BẠ LIÊN HỆ\"\n"
           CONTACTS_TABLE},
          {"a heading in capitals right behind the last row; one line of them is the row's",
           ALIGNED_HEAD
           "1     Phát thanh             Công an xã      Quý I/2026\n"
           "2     Hội thi                Các thôn        Quý II/2026\n"
           "3     Diễn tập tại chợ       Văn phòng       Quý III/2026\n"
           "                             HĐND-UBND\n"
           "4     Phát tờ rơi            Các thôn        Quý IV/2026\n"
           "                      PHỤ LỤC II\n"
           "                    DANH BẠ LIÊN HỆ\n"
           "Các thôn nối máy với trực ban của xã trước khi gọi cho Công an tỉnh.\n",
           "table\n" ALIGNED_HEAD_ROW
           "  [1|Phát thanh|Công an xã|Quý I/2026]\n  [2|Hội thi|Các thôn|Quý II/2026]\n"
           "  [3|Diễn tập tại chợ|Văn phòng HĐND-UBND|Quý III/2026]\n"
           "  [4|Phát tờ rơi|Các thôn|Quý IV/2026]\n"
           "text \"PHỤ LỤC II\"\ntext \"DANH BẠ LIÊN HỆ\"\n"
           "text \"Các thôn nối máy với trực ban của xã trước khi gọi cho Công an tỉnh.\"\n"},
          {"a page's number, the heading of an appendix with blanks in what stands below it",
           ALIGNED_HEAD
           "1     Phát thanh             Công an xã      Quý I/2026\n"
           "2     Hội thi                Các thôn        Quý II/2026\n"
           "3     Diễn tập tại chợ       Văn phòng       Quý III/2026\n"
           "\n                      6\n"
           "                  PHỤ LỤC II\n"
           "     (Kèm theo Kế hoạch số      /KH-UBND ngày    /02/2026)\n\n"
           "Các thôn nối máy với trực ban của xã.\n",
           "table\n" ALIGNED_HEAD_ROW
           "  [1|Phát thanh|Công an xã|Quý I/2026]\n  [2|Hội thi|Các thôn|Quý II/2026]\n"
           "  [3|Diễn tập tại chợ|Văn phòng|Quý III/2026]\n"
           "text \"PHỤ LỤC II\"\ntext \"(Kèm theo Kế hoạch số /KH-UBND ngày /02/2026)\"\n"
           "text \"Các thôn nối máy với trực ban của xã.\"\n"},
          {"a page's number at the left, inside a row whose number stands in the middle",
           ALIGNED_HEAD
           "      Rà soát thủ tục\n"
           "1     hành chính của xã      Công an xã      Quý I/2026\n"
           "      và các thôn\n\n"
           "      Diễn tập chữa cháy\n"
           "2     tại chợ trung tâm      Các thôn        Quý II/2026\n"
           "\n7\n\f\n"
           "      của xã\n\n"
           "      Sơ kết công tác\n"
           "3     năm và khen            Văn phòng       Tháng 6\n"
           "      thưởng\n",
           "table\n" ALIGNED_HEAD_ROW
           "  [1|Rà soát thủ tục hành chính của xã và các thôn|Công an xã|Quý I/2026]\n"
           "  [2|Diễn tập chữa cháy tại chợ trung tâm của xã|Các thôn|Quý II/2026]\n"
           "  [3|Sơ kết công tác năm và khen thưởng|Văn phòng|Tháng 6]\n"},
          {"areas over the gutters, a head of two lines, the head once more",
           CENTRED_HEAD
           "       Tiêu chí 1. Chỉ đạo, điều hành công tác\n\n"
           "       Rà soát thủ tục\n"
           "1.1    hành chính của xã   Công an xã    3       2,5\n"
           "       và các thôn\n\n"
           "                                  2\n\n" CENTRED_HEAD
           "       Nhân lực của xã\n\n"
           "2.1    Diễn tập tại chợ    Các thôn      2       1\n\n"
           "2.2    Sơ kết công tác     Văn phòng     1       0,5\n",
           "table\n  [Mã số|Nội dung|Đơn vị chủ trì|Điểm tối đa|Điểm tự chấm]\n"
           "  [|Tiêu chí 1. Chỉ đạo, điều hành công tác|||]\n"
           "  [1.1|Rà soát thủ tục hành chính của xã và các thôn|Công an xã|3|2,5]\n"
           "  [|Nhân lực của xã|||]\n  [2.1|Diễn tập tại chợ|Các thôn|2|1]\n"
           "  [2.2|Sơ kết công tác|Văn phòng|1|0,5]\n"},
          {"the head once more inside a row",
           ALIGNED_HEAD
           "1     Phát thanh theo        Công an xã      Quý I/2026\n"
           "      Nghị định số\n"
           "                          3\n\f" ALIGNED_HEAD
           "(1)   (2)                    (3)             (4)\n"
           "      61/2018/NĐ-CP\n"
           "2     Hội thi                Các thôn        Quý II/2026\n",
           "table\n" ALIGNED_HEAD_ROW "  [1|Phát thanh theo Nghị định số 61/2018/NĐ-CP|Công an xã|Quý I/2026]\n"
           "  [2|Hội thi|Các thôn|Quý II/2026]\n"},
          {"a number as wide as its column, and the head of the next appendix",
           "TT  Nội dung               Chủ trì         Thời gian\n"
           "II  TUYÊN TRUYỀN\n"
           "9   Phát thanh             Công an xã      Quý I/2026\n"
           "10  Hội thi                Các thôn        Quý II/2026\n"
           "III DIỄN TẬP\n"
           "11  Diễn tập tại chợ       Các thôn        Quý III/2026\n"
           "100 Sơ kết                 Các thôn        Quý IV/2026\n\n"
           "              PHỤ LỤC II\n"
           "       CHỈ TIÊU DIỄN TẬP\n",
           "table\n" ALIGNED_HEAD_ROW "  [II|TUYÊN TRUYỀN||]\n  [9|Phát thanh|Công an xã|Quý I/2026]\n"
           "  [10|Hội thi|Các thôn|Quý II/2026]\n  [III|DIỄN TẬP||]\n"
           "  [11|Diễn tập tại chợ|Các thôn|Quý III/2026]\n  [100|Sơ kết|Các thôn|Quý IV/2026]\n"
           "text \"PHỤ LỤC II\"\ntext \"CHỈ TIÊU DIỄN TẬP\"\n"},
          {"one at the head of a page, above numbers in the middle of their rows",
           "TT  Nội dung               Chủ trì         Thời gian\n"
           "    Rà soát thủ tục        Công an xã      Quý I/2026\n"
           "1   hành chính của xã      và các thôn\n"
           "    và các thôn\n"
           "2   Hội thi                Các thôn        Quý II/2026\n"
           "\n3\n\f\n"
           "III DIỄN TẬP\n"
           "    Diễn tập chữa cháy     Các thôn        Quý III/2026\n"
           "3   tại chợ trung tâm      của xã          và quý IV\n"
           "    của xã\n",
           "table\n" ALIGNED_HEAD_ROW
           "  [1|Rà soát thủ tục hành chính của xã và các thôn|Công an xã và các thôn|Quý I/2026]\n"
           "  [2|Hội thi|Các thôn|Quý II/2026]\n  [III|DIỄN TẬP||]\n"
           "  [3|Diễn tập chữa cháy tại chợ trung tâm của xã|Các thôn của xã|Quý III/2026 và quý IV]\n"},
          {"one behind a blank line, as wide as the column of numbers",
           "TT  Nội dung               Chủ trì         Thời gian\n"
           "1   Rà soát                Công an xã      Quý I/2026\n"
           "2   Hội thi                Các thôn        Quý II/2026\n\n"
           "III DIỄN TẬP\n"
           "3   Diễn tập tại chợ       Các thôn        Quý III/2026\n"
           "4   Sơ kết                 Văn phòng       Tháng 6\n",
           "table\n" ALIGNED_HEAD_ROW
           "  [1|Rà soát|Công an xã|Quý I/2026]\n  [2|Hội thi|Các thôn|Quý II/2026]\n"
           "  [III|DIỄN TẬP||]\n"
           "  [3|Diễn tập tại chợ|Các thôn|Quý III/2026]\n  [4|Sơ kết|Văn phòng|Tháng 6]\n"},
          {"rows like A1.1, an area whose name is wrapped",
           "Mã      Nội dung               Chủ trì         Thời gian\n\n"
           "I       PHỤC VỤ NGƯỜI BỆNH     Các khoa        Năm 2026\n"
           "        (PHẦN MỘT)\n\n"
           "A1.1    Chỉ dẫn rõ ràng cho    Công an xã      Quý I/2026\n"
           "        người bệnh\n\n"
           "        Cải tiến quy trình\n"
           "A1.2    khám bệnh tại các      Các thôn        Quý II/2026\n"
           "        khoa\n\n"
           "A1.3    Sơ kết                 Các thôn        Quý III/2026\n",
           "table\n  [Mã|Nội dung|Chủ trì|Thời gian]\n  [I|PHỤC VỤ NGƯỜI BỆNH (PHẦN MỘT)|Các khoa|Năm 2026]\n"
           "  [A1.1|Chỉ dẫn rõ ràng cho người bệnh|Công an xã|Quý I/2026]\n"
           "  [A1.2|Cải tiến quy trình khám bệnh tại các khoa|Các thôn|Quý II/2026]\n"
           "  [A1.3|Sơ kết|Các thôn|Quý III/2026]\n"},
          {"rows of one number, where blank lines part all rows",
           "TT    Nhiệm vụ               Việc cụ thể            Chủ trì         Thời gian\n\n"
           "1     Nâng cao chất lượng    Rà soát thủ tục        Công an xã      Quý I/2026\n"
           "      phục vụ                hành chính\n\n"
           "                             Hội thi tìm hiểu       Các thôn        Quý II/2026\n"
           "                             pháp luật\n\n"
           "2     Kiểm tra               Kiểm tra các thôn      Văn phòng       Tháng 6\n"
           "                             ở vùng cao\n\n"
           "3     Báo cáo                Tổng kết công tác      Văn phòng       Tháng 12\n",
           "table\n  [TT|Nhiệm vụ|Việc cụ thể|Chủ trì|Thời gian]\n"
           "  [1|Nâng cao chất lượng phục vụ|Rà soát thủ tục hành chính|Công an xã|Quý I/2026]\n"
           "  [||Hội thi tìm hiểu pháp luật|Các thôn|Quý II/2026]\n"
           "  [2|Kiểm tra|Kiểm tra các thôn ở vùng cao|Văn phòng|Tháng 6]\n"
           "  [3|Báo cáo|Tổng kết công tác|Văn phòng|Tháng 12]\n"},
          {"areas with letters, over several columns",
           ALIGNED_HEAD
           "A     Tuyên truyền, vận động và hướng dẫn người dân\n\n"
           "1     Phát thanh             Công an xã      Quý I/2026\n"
           "2     Hội thi                Các thôn        Quý II/2026\n\n"
           "B     Diễn tập và ứng phó khi có mưa lũ lớn\n\n"
           "3     Diễn tập tại chợ       Các thôn        Quý III/2026\n",
           "table\n" ALIGNED_HEAD_ROW "  [A|Tuyên truyền, vận động và hướng dẫn người dân||]\n"
           "  [1|Phát thanh|Công an xã|Quý I/2026]\n  [2|Hội thi|Các thôn|Quý II/2026]\n"
           "  [B|Diễn tập và ứng phó khi có mưa lũ lớn||]\n"
           "  [3|Diễn tập tại chợ|Các thôn|Quý III/2026]\n"},
          {"one blank between two cells",
           ALIGNED_HEAD
           "1     Rà soát                Công an xã      Quý I/2026\n"
           "2     Diễn tập chữa cháy tại Các thôn        Quý II/2026\n"
           "3     Sơ kết                 Văn phòng       Tháng 6\n",
           "table\n" ALIGNED_HEAD_ROW "  [1|Rà soát|Công an xã|Quý I/2026]\n"
           "  [2|Diễn tập chữa cháy tại|Các thôn|Quý II/2026]\n  [3|Sơ kết|Văn phòng|Tháng 6]\n"},
          {"a sum, and a chapter behind it",
           "TT    Tiêu chí               Tối đa          Đạt\n"
           "1     Rà soát                10              8,5\n"
           "2     Diễn tập               20              15\n"
           "3     Sơ kết                 5               5\n\n"
           "      Tổng cộng              35              28,5\n\n"
           "      III. TỔ CHỨC THỰC HIỆN\n"
           "      1. Phòng Kinh tế\n",
           "table\n  [TT|Tiêu chí|Tối đa|Đạt]\n  [1|Rà soát|10|8,5]\n  [2|Diễn tập|20|15]\n"
           "  [3|Sơ kết|5|5]\n  [|Tổng cộng|35|28,5]\n"
           "text \"III. TỔ CHỨC THỰC HIỆN\"\ntext \"1. Phòng Kinh tế\"\n"},
          {"a head in small letters",
           "Mã số   Tiêu chí               Điểm    Chủ trì\n"
           "                               tối đa\n"
           "1       CHỈ ĐẠO                3,5\n"
           "1.1     Rà soát                1,5     Công an xã\n"
           "1.2     Diễn tập               2       Các thôn\n\n                              2\n\f"
           "Mã số   Tiêu chí               Điểm    Chủ trì\n"
           "                               tối đa\n"
           "1.3     Sơ kết                 5       Văn phòng\n",
           "table\n  [Mã số|Tiêu chí|Điểm tối đa|Chủ trì]\n  [1|CHỈ ĐẠO|3,5|]\n  [1.1|Rà soát|1,5|Công an xã]\n"
           "  [1.2|Diễn tập|2|Các thôn]\n  [1.3|Sơ kết|5|Văn phòng]\n"},
          {"a head of two rows printed again",
           ALIGNED_HEAD "(1)   (2)                    (3)             (4)\n"
           "1     Rà soát                Công an xã      Quý I/2026\n"
           "2     Diễn tập               Các thôn        Quý II/2026\n\n                              2\n\f"
           ALIGNED_HEAD "(1)   (2)                    (3)             (4)\n"
           "3     Sơ kết                 Văn phòng       Tháng 6\n",
           "table\n" ALIGNED_HEAD_ROW "  [1|Rà soát|Công an xã|Quý I/2026]\n"
           "  [2|Diễn tập|Các thôn|Quý II/2026]\n  [3|Sơ kết|Văn phòng|Tháng 6]\n"},
          {"headings and text without blank lines",
           "Bảng:\n" ALIGNED_HEAD
           "1     Rà soát công trình,    Công an xã      Quý I/2026\n"
           "      nhà ở\n"
           "2     Diễn tập               Các thôn        Quý II/2026\n"
           "      II. CỤM HAI\n"
           "3     Sơ kết                 Văn phòng       Tháng 6\n"
           "   III. CHỈ TIÊU\n"
           "TT    Chỉ tiêu               Đơn vị          Năm 2026\n"
           "1     Số lớp                 lớp             12\n"
           "2     Tỷ lệ hộ               %               95\n"
           "3     Số đợt                 đợt             02\n"
           "   IV. TỔ CHỨC THỰC HIỆN\n"
           "   1. Công an xã\n",
           "text \"Bảng:\"\ntable\n" ALIGNED_HEAD_ROW "  [1|Rà soát công trình, nhà ở|Công an xã|Quý I/2026]\n"
           "  [2|Diễn tập II. CỤM HAI|Các thôn|Quý II/2026]\n  [3|Sơ kết|Văn phòng|Tháng 6]\n"
           "text \"III. CHỈ TIÊU\"\ntable\n  [TT|Chỉ tiêu|Đơn vị|Năm 2026]\n  [1|Số lớp|lớp|12]\n"
           "  [2|Tỷ lệ hộ|%|95]\n  [3|Số đợt|đợt|02]\ntext \"IV. TỔ CHỨC THỰC HIỆN\"\ntext \"1. Công an xã\"\n"},
          {"a caption with places left open, the head's first words over two columns only",
           "      (Kèm theo Kế hoạch số       /KH-UBND ngày      /02/2026 của UBND xã)\n\n"
           "                                             Thời gian   Điểm\n"
           "TT    Nội dung               Chủ trì         thực hiện   tối đa\n"
           "1     Rà soát                Công an xã      Quý I/2026  2\n"
           "2     Diễn tập               Các thôn        Tháng 6     3\n"
           "3     Sơ kết                 Văn phòng       Tháng 7     1\n",
           "text \"(Kèm theo Kế hoạch số /KH-UBND ngày /02/2026 của UBND xã)\"\n"
           "table\n  [TT|Nội dung|Chủ trì|Thời gian thực hiện|Điểm tối đa]\n  [1|Rà soát|Công an xã|Quý I/2026|2]\n"
           "  [2|Diễn tập|Các thôn|Tháng 6|3]\n  [3|Sơ kết|Văn phòng|Tháng 7|1]\n"},
          {"a page's number inside a row",
           ALIGNED_HEAD
           "1     Rà soát                Công an xã      Quý I/2026\n"
           "2     Diễn tập               Các thôn        Quý II/2026\n\n4\n\n"
           "      tại chợ                và tổ\n"
           "3     Sơ kết                 Văn phòng       Tháng 6\n",
           "table\n" ALIGNED_HEAD_ROW "  [1|Rà soát|Công an xã|Quý I/2026]\n"
           "  [2|Diễn tập tại chợ|Các thôn và tổ|Quý II/2026]\n  [3|Sơ kết|Văn phòng|Tháng 6]\n"},
          {"the paragraph behind it",
           ALIGNED_HEAD
           "1     Rà soát                Công an xã      Quý I/2026\n"
           "2     Diễn tập               Các thôn        Quý II/2026\n"
           "3     Sơ kết                 Văn phòng       Tháng 6\n\n"
           "Trên đây là Kế hoạch của Ủy ban nhân dân xã; các đơn vị tổ chức thực hiện.\n",
           "table\n" ALIGNED_HEAD_ROW "  [1|Rà soát|Công an xã|Quý I/2026]\n"
           "  [2|Diễn tập|Các thôn|Quý II/2026]\n  [3|Sơ kết|Văn phòng|Tháng 6]\n"
           "text \"Trên đây là Kế hoạch của Ủy ban nhân dân xã; các đơn vị tổ chức thực hiện.\"\n"});
}

static void test_columns_stand_elsewhere_on_each_page(void **state)
{
    (void)state;
    CHECK_BLOCKS(
        VNP_FORMAT_TEXT,
        {"a page writes into the gutters of another",
         ALIGNED_HEAD
         "      Rà soát thủ tục        Công an xã      Quý I/2026\n"
         "1     hành chính của xã\n"
         "2     Diễn tập chữa cháy     Các thôn        Quý II/2026\n"
         "\f"
         "3    Sơ kết          Văn phòng xã     Tháng 6\n"
         "     Kiểm tra việc   Trưởng Công an\n"
         "4    niêm yết        xã và thôn       Tháng 7\n"
         "     thủ tục\n",
         "table\n" ALIGNED_HEAD_ROW "  [1|Rà soát thủ tục hành chính của xã|Công an xã|Quý I/2026]\n"
         "  [2|Diễn tập chữa cháy|Các thôn|Quý II/2026]\n  [3|Sơ kết|Văn phòng xã|Tháng 6]\n"
         "  [4|Kiểm tra việc niêm yết thủ tục|Trưởng Công an xã và thôn|Tháng 7]\n"},
        {"a page writes where another has the next column; its number, its empty column",
         ALIGNED_HEAD
         "1     Rà soát thủ tục        Công an xã      Quý I/2026\n"
         "      hành chính của xã\n"
         "2     Diễn tập chữa cháy     Các thôn        Quý II/2026\n"
         "\n3\n\f\n"
         "3        Sơ kết công tác năm           Văn phòng xã   Tháng 6\n"
         "         và khen thưởng\n"
         "4        Kiểm tra việc niêm yết        Công an xã     Tháng 7\n"
         "\n4\n\f\n"
         "5        Tổng kết công tác năm                        Tháng 8\n"
         "6        Báo cáo Ủy ban nhân dân                      Tháng 9\n",
         "table\n" ALIGNED_HEAD_ROW "  [1|Rà soát thủ tục hành chính của xã|Công an xã|Quý I/2026]\n"
         "  [2|Diễn tập chữa cháy|Các thôn|Quý II/2026]\n"
         "  [3|Sơ kết công tác năm và khen thưởng|Văn phòng xã|Tháng 6]\n"
         "  [4|Kiểm tra việc niêm yết|Công an xã|Tháng 7]\n"
         "  [5|Tổng kết công tác năm||Tháng 8]\n  [6|Báo cáo Ủy ban nhân dân||Tháng 9]\n"});
}

static void test_a_row_does_not_begin_inside_a_cell(void **state)
{
    (void)state;
    CHECK_BLOCKS(VNP_FORMAT_TEXT,
                 {"the second of its lines has other cells only",
                  ALIGNED_HEAD
                  "      Xây dựng dữ liệu của   Công an xã      Quý I\n"
                  "1     các thôn\n"
                  "      Xử lý hồ sơ trên       Văn phòng xã\n"
                  "                                             Quý II\n"
                  "2     90% hồ sơ công việc    và các thôn\n"
                  "      trong ngày\n"
                  "3     Sơ kết                 Văn phòng       Tháng 6\n",
                  "table\n" ALIGNED_HEAD_ROW
                  "  [1|Xây dựng dữ liệu của các thôn|Công an xã|Quý I]\n"
                  "  [2|Xử lý hồ sơ trên 90% hồ sơ công việc trong ngày|Văn phòng xã và các thôn|Quý II]\n"
                  "  [3|Sơ kết|Văn phòng|Tháng 6]\n"});
}

static void test_bars_that_got_lost_are_gutters(void **state)
{
    (void)state;
    CHECK_BLOCKS(VNP_FORMAT_TEXT,
          {"some lost, dust in front of a line, a line drawn below an area",
           "TT  | Nội dung          | Hạn          Chủ trì       | Sản phẩm\n"
           "I   | PHÁT THANH VÀ TUYÊN TRUYỀN TẠI CÁC THÔN\n"
           "1   | Viết tin về         Tháng 4    | Công an xã    | Tin, bài\n"
           "    | phòng cháy        |            | và các thôn   |\n"
           "| 2   | Phát tin          | Quý II       Các thôn      | Lịch phát\n"
           "—— ——— — ————\n"
           "II    DIỄN TẬP\n"
           "3     Diễn tập tại chợ  | Tháng 8    | Công an xã      Kịch bản\n",
           "table\n  [TT|Nội dung|Hạn|Chủ trì|Sản phẩm]\n  [I|PHÁT THANH VÀ TUYÊN TRUYỀN TẠI CÁC THÔN|||]\n"
           "  [1|Viết tin về phòng cháy|Tháng 4|Công an xã và các thôn|Tin, bài]\n"
           "  [2|Phát tin|Quý II|Các thôn|Lịch phát]\n  [II|DIỄN TẬP|||]\n"
           "  [3|Diễn tập tại chợ|Tháng 8|Công an xã|Kịch bản]\n"},
          {"lost where no bars stand below each other: as many wide blanks as bars lack",
           "STT | Hoạt động | Chủ trì | Thời hạn\n"
           "1 | Biên soạn   tờ gấp | Công an xã | Quý I\n"
           "2 | Mở chuyên trang của xã   Văn phòng | Quý II\n"
           "3 | Thi trực tuyến   Hội Phụ nữ   Quý III\n"
           "4 | Kiểm tra | Công an | Quý IV\n5 | Dọn   vệ sinh   tại thôn   Quý I\n6 | Sơ kết | Công an | Tháng 6\n",
           "table\n  [STT|Hoạt động|Chủ trì|Thời hạn]\n  [1|Biên soạn tờ gấp|Công an xã|Quý I]\n"
           "  [2|Mở chuyên trang của xã|Văn phòng|Quý II]\n  [3|Thi trực tuyến|Hội Phụ nữ|Quý III]\n"
           "  [4|Kiểm tra|Công an|Quý IV]\n  [5|Dọn vệ sinh tại thôn Quý I]\n  [6|Sơ kết|Công an|Tháng 6]\n"},
          {"none lost: each line is a row, and an area's has fewer cells",
           "TT  | Nội dung          | Hạn        | Chủ trì\n"
           "I   | PHÁT THANH\n"
           "1   | Viết tin          | Tháng 4    | Công an xã\n"
           "2   | Phát tin          | Quý II     | Các thôn\n",
           "table\n  [TT|Nội dung|Hạn|Chủ trì]\n  [I|PHÁT THANH]\n  [1|Viết tin|Tháng 4|Công an xã]\n"
           "  [2|Phát tin|Quý II|Các thôn]\n"});
}

static void test_what_only_looks_aligned_is_no_table(void **state)
{
    (void)state;
    CHECK_BLOCKS(VNP_FORMAT_TEXT,
          {"a head in two columns",
           "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
           "    XÃ ĐỒI CỌ                Độc lập - Tự do - Hạnh phúc\n",
           "text \"ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\"\n"
           "text \"XÃ ĐỒI CỌ Độc lập - Tự do - Hạnh phúc\"\n"},
          {"justified text",
           "Cải  cách  thủ tục  hành chính  là nhiệm vụ  thường xuyên  của các cơ\n"
           "quan  nhà  nước,  góp  phần  nâng cao  chất lượng  phục vụ  người dân\n"
           "và  doanh nghiệp  tại địa phương,  bảo đảm  công khai,  minh bạch,\n"
           "1  cửa  trên  địa bàn  xã,  2  lần  trong  năm.\n",
           "text \"Cải cách thủ tục hành chính là nhiệm vụ thường xuyên của các cơ quan nhà nước, góp "
           "phần nâng cao chất lượng phục vụ người dân và doanh nghiệp tại địa phương, bảo đảm công "
           "khai, minh bạch, 1 cửa trên địa bàn xã, 2 lần trong năm.\"\n"},
          {"columns without numbers",
           "Một    Hai    Ba\nBốn    Năm    Sáu\nBảy    Tám    Chín\nMười   Mốt    Hai\n",
           "text \"Một Hai Ba\"\ntext \"Bốn Năm Sáu\"\ntext \"Bảy Tám Chín\"\ntext \"Mười Mốt Hai\"\n"});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_aligned_by_blanks),
        cmocka_unit_test(test_columns_stand_elsewhere_on_each_page),
        cmocka_unit_test(test_a_row_does_not_begin_inside_a_cell),
        cmocka_unit_test(test_bars_that_got_lost_are_gutters),
        cmocka_unit_test(test_what_only_looks_aligned_is_no_table),
    };
    return cmocka_run_group_tests_name("aligned", tests, NULL, NULL);
}
