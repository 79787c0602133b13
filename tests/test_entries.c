/* test_entries.c - items of lists: entries with labelled fields. */
#include "support/support.h"

static void test_fields_below_an_entry(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_OUTPUTS |
              SHOW_BUDGET | SHOW_ACTIONS,
          {"every field",
           "1. Rà soát thủ tục hành chính\n- Đơn vị chủ trì thực hiện: Công an xã.\n"
           "- Phối hợp, theo dõi: Các thôn.\n- Công chức tổng hợp: VP-TK.\n"
           "- Thời gian: Quý I/2026.\n- Kết quả/Sản phẩm: Danh mục; Báo cáo.\n"
           "- Dự kiến kinh phí: 5 triệu đồng.\n"
           "- Nhiệm vụ/Giải pháp: Họp dân để lấy ý kiến.\n",
           "task \"1\" Rà soát thủ tục hành chính; owners: Công an xã; with: Các thôn; "
           "sums up: VP-TK => Văn phòng - Thống kê; when: during 2026-01-01..2026-03-31; "
           "actions: Họp dân để lấy ý kiến; outputs: Danh mục | Báo cáo; budget: 5 triệu "
           "đồng\n"},
          {"numbered in words",
           "Nhiệm vụ 1. Rà soát thủ tục\n- Chủ trì: Công an xã.\n\nNhiệm vụ số 2: Họp dân\n- Chủ trì: Các thôn.\n",
           "task \"Nhiệm vụ 1\" Rà soát thủ tục; owners: Công an xã\ntask \"Nhiệm vụ số 2\" Họp dân; owners: Các thôn\n"},
          {"actions below their label",
           "1. Rà soát thủ tục\n- Chủ trì: Công an xã.\n- Hướng khắc phục:\n"
           "+ Họp dân.\n+ Lập danh mục.\n",
           "task \"1\" Rà soát thủ tục; owners: Công an xã; actions: Họp dân | Lập danh "
           "mục\n"},
          {"bullets of two kinds",
           "1. Rà soát thủ tục\n- Chủ trì: Công an xã.\n• Phối hợp: Các thôn.\n- Thời gian: Quý I/2026.\n• Sản phẩm: Danh mục.\n",
           "task \"1\" Rà soát thủ tục; owners: Công an xã; with: Các thôn; when: during 2026-01-01..2026-03-31; "
           "outputs: Danh mục\n"});
}

/* A full line may hold the last words of a field, and the next one begin another. */
static void test_fields_right_below_each_other(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"in a paragraph of full lines",
           "1. Truyền thông\n- Tổ chức các đợt ra quân diệt loăng quăng, thu gom phế thải, khơi thông\ncống rãnh vào sáng thứ Bảy tuần đầu của tháng và các ngày lễ lớn trong năm.\n"
           "Đơn vị thực hiện: Tổ xung kích các thôn, bản; Đoàn Thanh niên Hồ Chí Minh xã\n"
           "Thời gian: Hàng tháng, từ tháng 4 đến tháng 11/2026\n",
           "Tổ chức các đợt ra quân diệt loăng quăng, thu gom phế thải, khơi thông cống rãnh vào sáng thứ Bảy tuần đầu của tháng và các ngày lễ lớn trong năm; "
           "owners: Tổ xung kích các thôn, bản | Đoàn Thanh niên Hồ Chí Minh xã; when: recurring monthly 2026-04-01..2026-11-30\n"},
          {"numbered in words", "1. Bệnh án điện tử\nBước 1. Khảo sát hạ tầng\nNgười phụ trách: Công an xã\nBước 2. Nâng cấp máy chủ\nNgười phụ trách: Các thôn\n",
           "\"Bước 1\" Khảo sát hạ tầng; owners: Công an xã\n\"Bước 2\" Nâng cấp máy chủ; owners: Các thôn\n"});
}

/* Who does what a list says may stand below it, without labels. */
static void test_a_line_below_bullets_names_who_does_them(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"who leads, who helps, by when",
           "1. Đăng ký\n- Lập danh sách công dân.\n- Niêm yết danh sách.\nBCH Quân sự xã tham mưu; Công an xã, các thôn phối hợp; hoàn thành trước ngày 20/9/2026.\n",
           "Lập danh sách công dân; owners: BCH Quân sự xã; with: Công an xã | các thôn => Các thôn; when: by ..2026-09-20\n"
           "Niêm yết danh sách; owners: BCH Quân sự xã; with: Công an xã | các thôn => Các thôn; when: by ..2026-09-20\n"},
          {"given to somebody",
           "2. Tuyên truyền\n- Phát thanh các tin, bài.\nGiao đồng chí Lò Thị Hoa phụ trách, phối hợp với Đoàn Thanh niên xã; xong trong quý IV/2026.\n",
           "Phát thanh các tin, bài; owners: đồng chí Lò Thị Hoa; with: Đoàn Thanh niên xã; when: during 2026-10-01..2026-12-31\n"},
          {"a sentence about the list", "2. Tuyên truyền\n- Phát thanh các tin, bài.\nCông an xã đã thực hiện tốt nội dung này trong năm.\n", ""});
}

/* What was reached is no product of an entry, and a remark no item. */
static void test_results_below_a_label_are_no_product(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OUTPUTS,
          {"of a year", "3. Yêu cầu\n- Mỗi nhiệm vụ có người chịu trách nhiệm.\n- Kết quả năm 2025: đạt 8,41 điểm; còn 02 chỉ tiêu.\n", ""},
          {"of work", "3. Rà soát\n- Kết quả xử lý: Báo cáo.\n- Chủ trì: Công an xã.\n", "Rà soát; outputs: Báo cáo\n"});
}

/* An agency's name may look like what an owner's label says, and stand above whom to call. */
static void test_agencies_that_read_like_labels(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_TITLE | SHOW_OWNERS,
          {"its verb has a capital", "3. Tuần tra\n+ Công an xã: bố trí lực lượng.\n+ Sở Xây dựng: xử lý xe quá khổ.\n",
           "duty bố trí lực lượng; owners: Công an xã\nduty xử lý xe quá khổ; owners: Sở Xây dựng\n"},
          {"who answers there", "II. TỔ CHỨC THỰC HIỆN\n1. Phòng Nội vụ (đầu mối: ông Lê Văn An, ĐT 0263.3822.456)\n- Lập dự toán.\n",
           "duty Lập dự toán; owners: Phòng Nội vụ\n"});
}

/* Programmes have projects: areas of what stands below them, or tasks themselves. */
static void test_projects(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS,
          {"with entries and with fields",
           "Dự án 1: Đất ở, nhà ở\na) Hỗ trợ xây nhà\n- Chủ trì: Công an xã.\nb) Cấp téc nước\n- Chủ trì: Các thôn.\n"
           "Dự án 3: Nước sạch\n- Chủ trì: Công an xã.\n",
           "task \"a)\" Hỗ trợ xây nhà; area [1] Đất ở, nhà ở; owners: Công an xã\n"
           "task \"b)\" Cấp téc nước; area [1] Đất ở, nhà ở; owners: Các thôn\n"
           "task \"Dự án 3\" Nước sạch; owners: Công an xã\n"});
}

static void test_an_entry_with_fields_is_no_area(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS,
          {"of the bullets below it",
           "5. Truyền thông\n5.1. Đánh giá chất lượng giải quyết (chủ trì: Công an xã; thời hạn: quý IV/2026).\n"
           "- Trả lời câu hỏi của người dân.\nChủ trì: Văn phòng xã.\n",
           "\"5.1\" Đánh giá chất lượng giải quyết; area [5] Truyền thông; owners: Công an xã\n"
           "Trả lời câu hỏi của người dân; area [5] Truyền thông; owners: Văn phòng xã\n"});
}

static void test_who_leads_behind_a_head_of_columns(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS,
          {"with whom", "1. Treo băng rôn\n- Trách nhiệm: Công an xã chủ trì, phối hợp với Các thôn.\n",
           "Treo băng rôn; owners: Công an xã; with: Các thôn\n"},
          {"who helps, behind a semicolon", "1. Treo băng rôn\n- Trách nhiệm: Công an xã chủ trì; Các thôn phối hợp.\n",
           "Treo băng rôn; owners: Công an xã; with: Các thôn\n"},
          {"places to look after are none", "1. Treo băng rôn\n- Chủ trì: Công an xã\n- Phụ trách địa bàn các thôn: Sông Hiến, Hợp Giang.\n",
           "Treo băng rôn; owners: Công an xã\n"},
          {"a sentence", "1. Treo băng rôn\n- Trách nhiệm: Công an xã căn cứ nhiệm vụ để thực hiện.\n", ""});
}

static void test_a_time_is_no_owner(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"phases below their label",
           "1. Xây dựng đề án\n- Chủ trì: Công an xã\n- Thời hạn:\n+ Trình Bộ: trước ngày 31/5/2026\n"
           "+ Tổ chức thực hiện: sau khi Bộ phê duyệt đề án\n",
           "\"1\" Xây dựng đề án; owners: Công an xã; when: by ..2026-05-31 | event\n"});
}

static void test_figures_to_reach_are_a_field(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_TARGETS,
          {"targets first",
           "1. Công tác duy trì sĩ số\n+ Chỉ tiêu: Huy động 100% học sinh ra lớp; không quá 2% bỏ học.\n"
           "+ Biện pháp: Đến từng nhà.\n+ Người thực hiện: Công an xã.\n",
           "\"1\" Công tác duy trì sĩ số; owners: Công an xã; targets: = 100 % | <= 2 %\n"},
          {"a chapter of goals is no item", "B. MỤC TIÊU CHUNG\n- Kết quả học tập: loại Khá 38,5%.\n", ""});
}

static void test_a_line_of_fields_below_its_title(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_CODES | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_ACTIONS,
          {"points first",
           "Lĩnh vực 6: Tài chính công\n1. Tiêu chí 6.1.1 - Giải ngân vốn\nĐiểm tối đa: 2,0; nguyên nhân: vướng mặt bằng; "
           "giải pháp: thanh toán theo tháng; công chức chủ trì: Công an xã; thời hạn: trước 31/12/2025.\n",
           "criterion \"1\" [6.1.1] Giải ngân vốn; owners: Công an xã; when: by ..2025-12-31; actions: thanh toán theo tháng\n"},
          {"behind a group of letters",
           "1. Quy định\na) Rà soát quy định.\nb) Lập phương án.\nChủ trì: Công an xã.\n"
           "2. Quan trắc\na) Lắp thiết bị.\nChủ trì: Các thôn.\nb) Xây dựng cơ sở dữ liệu.\nChủ trì: Công an xã.\n"
           "3. Truyền thông\na) Mở lớp (chủ trì: Các thôn).\nb) Phát tin.\nChủ trì: Công an xã.\n",
           "task \"a)\" Rà soát quy định; owners: Công an xã\ntask \"b)\" Lập phương án; owners: Công an xã\n"
           "task \"a)\" Lắp thiết bị; owners: Các thôn\ntask \"b)\" Xây dựng cơ sở dữ liệu; owners: Công an xã\n"
           "task \"a)\" Mở lớp; owners: Các thôn\ntask \"b)\" Phát tin; owners: Công an xã\n"});
}

static void test_entry_without_fields_is_an_item_beside_those_that_have_them(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS,
          {"sibling",
           "1. Rà soát thủ tục\n- Chủ trì: Công an xã.\n2. Công khai thủ tục\n"
           "3. Số hóa hồ sơ\n- Chủ trì: Công an xã.\n",
           "task \"1\" Rà soát thủ tục; owners: Công an xã\n"
           "task \"2\" Công khai thủ tục\n"
           "task \"3\" Số hóa hồ sơ; owners: Công an xã\n"});
}

static void test_paragraph_followed_by_fields_is_a_task(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"paragraph",
           "Xây dựng bộ nhận diện của Bộ phận Một cửa.\n\n- Chủ trì: Công an xã.\n\n"
           "- Thời gian: Quý I/2026.\n",
           "task Xây dựng bộ nhận diện của Bộ phận Một cửa; owners: Công an xã; when: "
           "during 2026-01-01..2026-03-31\n"},
          {"not one of what was reached",
           "1. Họp dân\n- Chủ trì: Công an xã.\n\nII. NHÌN LẠI NĂM 2025\n\nNăm 2025 xã đạt 81% hài lòng.\n\n"
           "Nguyên nhân chủ yếu: chưa rõ việc; chưa lưu tài liệu ngay trong năm; ít họp.\n",
           "task \"1\" Họp dân; owners: Công an xã\n"});
}

static void test_a_part_of_the_plan_is_no_task(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS,
          {"members of a team, and what they do",
           "II. ĐOÀN KIỂM TRA\n1. Thành phần\n- Trưởng đoàn: Ông Lê Văn An, Phó Chủ tịch UBND xã.\n"
           "- Thành viên: đại diện lãnh đạo Công an xã, Trạm Y tế.\n2. Phân công nhiệm vụ của Đoàn kiểm tra\n"
           "a) Trưởng đoàn chịu trách nhiệm ký thông báo.\nb) Thành viên Đoàn có trách nhiệm nghiên cứu hồ sơ.\n",
           "duty \"a)\" ký thông báo; owners: Trưởng đoàn\n"
           "duty \"b)\" nghiên cứu hồ sơ; owners: Thành viên Đoàn\n"},
          {"but one with who and when is",
           "1. Chế độ báo cáo\n- Chủ trì: Công an xã.\n- Thời gian: Quý II/2026.\n",
           "task \"1\" Chế độ báo cáo; owners: Công an xã\n"});
}

static void test_criteria_of_an_index(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_CODES | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS,
          {"area and code",
           "* Tiêu chí 2: Giao thông\n\n"
           "(1) Tiêu chí thành phần 2.1 - Đường trục thôn\n- Chủ trì: Công an xã.\n",
           "criterion \"(1)\" [2.1] Đường trục thôn; area [2] Giao thông; owners: Công an "
           "xã\n"},
          {"a second one in small letters, a name in quotation marks",
           "* Tiêu chí 7: Môi trường\n\n"
           "(1) Tiêu chí thành phần 7.3.4 - Thu gom rác; tiêu chí thành phần 7.3.6 - Phân loại rác\n- Tham mưu: Công an xã.\n"
           "(2) TCTP 7.3.8 “Xử lý rác”\n- Tham mưu: Các thôn.\n",
           "criterion \"(1)\" [7.3.4,7.3.6] Thu gom rác; tiêu chí thành phần 7.3.6 - Phân loại rác; "
           "area [7] Môi trường; owners: Công an xã\n"
           "criterion \"(2)\" [7.3.8] Xử lý rác; area [7] Môi trường; owners: Các thôn\n"},
          {"two criteria in one entry",
           "* Tiêu chí 7: Môi trường\n\n"
           "(1) Tiêu chí thành phần 7.3.4 - Thu gom rác; Tiêu chí thành phần 7.3.6 - Phân "
           "loại rác\n- Chủ trì: Công an xã.\n",
           "criterion \"(1)\" [7.3.4,7.3.6] Thu gom rác; Tiêu chí thành phần 7.3.6 - Phân "
           "loại rác; area [7] Môi trường; owners: Công an xã\n"});
}

/* "Tiêu chí 2: ..." is an area above entries, and a criterion where fields stand right below. */
static void test_criteria_without_entries(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_CODES | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS | SHOW_ACTIONS,
          {"what to do behind its label and below it",
           "Tiêu chí số 1: Quy hoạch\n\n- Nội dung thực hiện: Rà soát đồ án.\n\n- Phụ trách: Công an xã.\n\n"
           "Tiêu chí số 2 - Giao thông\n\n- Nội dung:\n\n+ Sửa cầu;\n\n+ Cắm biển.\n\n- Phụ trách: Các thôn.\n",
           "criterion \"1\" [1] Quy hoạch; owners: Công an xã; actions: Rà soát đồ án\n"
           "criterion \"2\" [2] Giao thông; owners: Các thôn; actions: Sửa cầu | Cắm biển\n"},
          {"none below a sibling",
           "Tiêu chí số 1: Quy hoạch\n- Phụ trách: Công an xã.\nTiêu chí số 2: Sản xuất\n2.1. Xã có hợp tác xã\n"
           "- Phụ trách: Các thôn.\n",
           "criterion \"1\" [1] Quy hoạch; owners: Công an xã\n"
           "criterion \"2.1\" [2.1] Xã có hợp tác xã; area [2] Sản xuất; owners: Các thôn\n"},
          {"two kinds of work: an area",
           "Tiêu chí số 1: Quy hoạch\n- Nội dung: Rà soát đồ án.\n- Phụ trách: Công an xã.\n- Nội dung: Công bố đồ án.\n"
           "- Phụ trách: Các thôn.\n",
           "criterion Rà soát đồ án; area [1] Quy hoạch; owners: Công an xã\n"
           "criterion Công bố đồ án; area [1] Quy hoạch; owners: Các thôn\n"});
}

static void test_owner_in_what_is_to_be_done(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_ACTIONS | SHOW_BUDGET,
          {"no field names one",
           "1.1. Kiểm tra\n- Hướng khắc phục: Công an xã chủ trì, phối hợp với các thôn kiểm tra, xong trước ngày 30/9/2026.\n"
           "- Sản phẩm: Biên bản.\n",
           "task \"1.1\" Kiểm tra; owners: Công an xã; with: các thôn => Các thôn; when: by ..2026-09-30; actions: Công an xã chủ trì, phối "
           "hợp với các thôn kiểm tra, xong trước ngày 30/9/2026\n"},
          {"a field does, and times of the work are no field",
           "1.1. Kiểm tra\n- Giải pháp: Lập danh mục; đến hết ngày 30/9/2026 kiểm tra 05 thôn.\n- Phụ trách: Công an xã.\n",
           "task \"1.1\" Kiểm tra; owners: Công an xã; when: by ..2026-09-30; actions: Lập danh mục; đến hết ngày 30/9/2026 kiểm tra 05 thôn\n"},
          {"beside entries with fields",
           "1.1. Kiểm tra\n- Phụ trách: Công an xã.\n1.2. Số hóa\n- Hướng khắc phục: Giao Công an xã chủ trì, phối hợp với các thôn "
           "rà soát hồ sơ.\n- Dự kiến kinh phí: 5 triệu đồng.\n",
           "task \"1.1\" Kiểm tra; owners: Công an xã\ntask \"1.2\" Số hóa; owners: Công an xã; with: các thôn => Các thôn; "
           "actions: Giao Công an xã chủ trì, phối hợp với các thôn rà soát hồ sơ; budget: 5 triệu đồng\n"},
          {"what is to be done among the fields of an entry, once",
           "1. Hội thi\n- Nội dung: thi viết, thi vẽ.\n- Phụ trách: Công an xã.\n2. Vệ sinh\n- Thời gian: Quý I/2026.\n"
           "- Nội dung: quét đường làng.\n- Phụ trách: Các thôn.\n",
           "task \"1\" Hội thi; owners: Công an xã; actions: thi viết, thi vẽ\n"
           "task \"2\" Vệ sinh; owners: Các thôn; when: during 2026-01-01..2026-03-31; actions: quét đường làng\n"},
          {"an owner behind bullets of another kind",
           "1. Duy trì sĩ số\n- Gặp gỡ phụ huynh.\n- Báo cáo sĩ số.\n* Phụ trách: Công an xã.\n",
           "task Gặp gỡ phụ huynh; owners: Công an xã\ntask Báo cáo sĩ số; owners: Công an xã\n"},
          {"below a part of the plan, or twice: what the work is called",
           "1. Nhiệm vụ trọng tâm\n- Nội dung: Thi viết.\n- Phụ trách: Công an xã.\n2. Vệ sinh\n- Nội dung: Quét đường.\n"
           "- Phụ trách: Các thôn.\n- Nội dung: Trồng cây.\n- Phụ trách: Công an xã.\n",
           "task Thi viết; owners: Công an xã\ntask Quét đường; owners: Các thôn\ntask Trồng cây; owners: Công an xã\n"},
          {"what is to be done among the fields of a criterion",
           "Tiêu chí 1: Đất đai\n1.1. Đối thoại\n- Phụ trách: Công an xã.\n- Nội dung: Tổ chức đối thoại.\n- Thời hạn: Quý I/2026.\n",
           "criterion \"1.1\" Đối thoại; owners: Công an xã; when: during 2026-01-01..2026-03-31; actions: Tổ chức đối thoại\n"});
}

static void test_criteria_with_sentences(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_CODES | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_SCORES | SHOW_ACTIONS,
          {"who does what for it",
           "II. TIÊU CHÍ CẦN CẢI THIỆN\n"
           "1. Tiêu chí 1.2.1 - Chế độ báo cáo (năm 2025 đạt 0,5/1 điểm)\nBáo cáo quý III gửi chậm.\n"
           "Giao Văn phòng chủ trì, phối hợp với Công an xã lập lịch báo cáo; xong trước 31/3/2026.\n"
           "2. Tiêu chí 3.4.1 - Hồ sơ đúng hạn\nBộ phận Một cửa chịu trách nhiệm gọi điện hẹn lại người dân.\n"
           "3. Tiêu chí 7.3.3 - Hồ sơ trực tuyến\nCòn nhiều hồ sơ giấy.\n",
           "criterion \"1\" [1.2.1] Chế độ báo cáo; owners: Văn phòng; with: Công an xã; when: by ..2026-03-31; "
           "actions: lập lịch báo cáo; xong trước 31/3/2026; scores: 1/0.5/-\n"
           "criterion \"2\" [3.4.1] Hồ sơ đúng hạn; owners: Bộ phận Một cửa; actions: gọi điện hẹn lại người dân\n"
           "criterion \"3\" [7.3.3] Hồ sơ trực tuyến\n"},
          {"results are no work",
           "I. KẾT QUẢ NĂM 2025\n"
           "1. Tiêu chí 1.2.1 - Chế độ báo cáo\nVăn phòng chịu trách nhiệm tổng hợp nhưng gửi chậm.\n",
           ""});
}

static void test_points_of_a_criterion_in_a_line(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_SCORES | SHOW_TARGETS,
          {"with years",
           "* Tiêu chí 2: Giao thông\n\n(1) Tiêu chí thành phần 2.1 - Đường trục thôn\n"
           "- Điểm tối đa: 2,00; điểm đạt được năm 2025: 1,62; mục tiêu năm 2026: 1,80.\n- Chủ trì: Công an xã.\n",
           "Đường trục thôn; scores: 2/1.62/1.8\n"},
          {"reached and aimed at without the word",
           "* Tiêu chí 2: Giao thông\n\n(1) Tiêu chí thành phần 2.1 - Đường trục thôn\n"
           "Điểm tối đa: 2,00; đạt năm 2025: 1,62; mục tiêu năm 2026: 1,80.\nChủ trì: Công an xã.\n",
           "Đường trục thôn; scores: 2/1.62/1.8\n"},
          {"in words",
           "* Tiêu chí 2: Giao thông\n\n(1) Tiêu chí thành phần 2.1 - Đường trục thôn\n"
           "- Điểm số: tối đa 2; năm 2025 đạt 1,5; mục tiêu năm 2026 đạt 1,8.\n- Hạn chế: Đường hẹp.\n- Chủ trì: Công an xã.\n",
           "Đường trục thôn; scores: 2/1.5/1.8\n"},
          {"in brackets behind the title",
           "* Tiêu chí 2: Giao thông\n\n(1) Tiêu chí thành phần 2.1 - Đường trục thôn (tối đa 2,0 điểm; năm 2025 đạt 1,5 điểm)\n"
           "- Chủ trì: Công an xã.\n",
           "Đường trục thôn; scores: 2/1.5/-\n"});
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_CODES | SHOW_TITLE | SHOW_OWNERS,
          {"what calls itself a criterion has its number as code",
           "1. Gia nhập thị trường\n1.1. Tiêu chí Hồ sơ nộp qua mạng\n- Chủ trì: Công an xã.\n",
           "criterion \"1.1\" [1.1] Tiêu chí Hồ sơ nộp qua mạng; owners: Công an xã\n"},
          {"a code that recognition misread", "b) Tiêu chí 3.l. 2 - Xử lý phản ánh\n- Chủ trì: Công an xã.\n",
           "criterion \"b)\" [3.1.2] Xử lý phản ánh; owners: Công an xã\n"},
          {"two codes in one", "a) Tiêu chí thành phần 3.5.1 và 3.5.3: Xử lý phản ánh\n- Chủ trì: Công an xã.\n",
           "criterion \"a)\" [3.5.1,3.5.3] Xử lý phản ánh; owners: Công an xã\n"},
          {"what has points is a criterion", "3.4.1. Đúng hạn\n- Điểm tối đa: 2.\n- Chủ trì: Công an xã.\n",
           "criterion \"3.4.1\" [3.4.1] Đúng hạn; owners: Công an xã\n"},
          {"a label below the title opens a line",
           "3.4.1. Tỷ lệ hồ sơ giải quyết đúng hạn, trước hạn của các bộ phận\n"
           "Điểm tối đa: 2; điểm đạt năm 2025: 1,5; mục tiêu năm 2026: 2.\n"
           "Giải pháp khắc phục: Rà soát từng hồ sơ quá hạn, xin lỗi người dân, nêu\n"
           "rõ lý do và hẹn lại ngày trả, công khai kết quả trên bảng tin của xã.\n"
           "Chủ trì: Công an xã.\n",
           "criterion \"3.4.1\" [3.4.1] Tỷ lệ hồ sơ giải quyết đúng hạn, trước hạn của các bộ phận; owners: Công an xã\n"});
}

static void test_points_with_their_unit_and_in_sentences(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_CODES | SHOW_TITLE | SHOW_SCORES | SHOW_TARGETS | SHOW_OWNERS,
          {"fields with their unit",
           "a) Tiêu chí 3.4.1 - Hồ sơ đúng hạn\n- Điểm tối đa: 3 điểm.\n- Điểm đạt được năm 2025: 2,4 điểm.\n"
           "- Mục tiêu năm 2026: 3 điểm.\n- Chủ trì: Công an xã.\n",
           "\"a)\" [3.4.1] Hồ sơ đúng hạn; owners: Công an xã; scores: 3/2.4/3\n"},
          {"results and goals of years",
           "2. Hiệu quả quản trị\n- Nội dung thành phần 2.2: Công khai ngân sách\n+ Kết quả năm 2025: 1,38 điểm\n"
           "+ Mục tiêu năm 2026: 1,55 điểm\n+ Phụ trách: Công an xã\n",
           "[2.2] Công khai ngân sách; owners: Công an xã; scores: -/1.38/1.55\n"},
          {"a sentence below the title",
           "a) Tiêu chí 1.2.1 - Mức độ hoàn thành\nĐiểm tối đa của tiêu chí là 2 điểm; năm 2025 xã đạt 1,25 điểm do "
           "chậm; năm 2026 phấn đấu đạt 2 điểm.\n- Chủ trì: Công an xã.\n",
           "\"a)\" [1.2.1] Mức độ hoàn thành; owners: Công an xã; scores: 2/1.25/2\n"});
}

static void test_blocks_of_labelled_lines(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"the title has a label of its own",
           "Nội dung công việc: Rà soát thủ tục.\nChủ trì: Công an xã.\nThời hạn: Quý I/2026.\n\n"
           "Nội dung công việc: Số hóa hồ sơ.\nChủ trì: Các thôn.\n",
           "Rà soát thủ tục; owners: Công an xã; when: during 2026-01-01..2026-03-31\n"
           "Số hóa hồ sơ; owners: Các thôn\n"},
          {"another field comes first",
           "Thời gian: Quý I/2026.\nCông việc: Rà soát thủ tục.\nPhụ trách: Công an xã.\n\n"
           "Thời gian: Tháng 5/2026.\nCông việc: Số hóa hồ sơ.\nPhụ trách: Các thôn.\n\n"
           "Thời gian: Thường xuyên.\nCông việc: Họp dân.\n",
           "Rà soát thủ tục; owners: Công an xã; when: during 2026-01-01..2026-03-31\n"
           "Số hóa hồ sơ; owners: Các thôn; when: during 2026-05-01..2026-05-31\n"
           "Họp dân; when: recurring continuous\n"},
          {"of one entry it is a field like the others",
           "1. Rà soát thủ tục\nThời gian: Quý I/2026.\nChủ trì: Công an xã.\n",
           "\"1\" Rà soát thủ tục; owners: Công an xã; when: during 2026-01-01..2026-03-31\n"});
}

static void test_a_field_of_several_entries(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"of a list that a sentence announces",
           "Trong năm 2026 tập trung một số việc sau:\n\n- Mở lớp xóa mù chữ.\n- Tư vấn pháp luật.\n"
           "(Cơ quan chủ trì: Công an xã; thời hạn: xong trước ngày 30/11/2026).\n",
           "Mở lớp xóa mù chữ; owners: Công an xã; when: by ..2026-11-30\n"
           "Tư vấn pháp luật; owners: Công an xã; when: by ..2026-11-30\n"},
          {"is not of those that say who does them",
           "- Mở lớp xóa mù chữ.\n- Sửa chữa nhà ở (Chủ trì: Các thôn; thời gian: quý III/2026).\n"
           "- Tư vấn pháp luật.\nPhụ trách: Công an xã.\n",
           "Mở lớp xóa mù chữ; owners: Công an xã\n"
           "Sửa chữa nhà ở; owners: Các thôn; when: during 2026-07-01..2026-09-30\n"
           "Tư vấn pháp luật; owners: Công an xã\n"});
}

static void test_lists_of_markdown_nest_by_indentation(void **state)
{
    (void)state;
    parsed p =
        parse_markdown("# KẾ HOẠCH\n\nCải cách năm 2026\n\n## II. NHIỆM VỤ\n\n### 1. Chăm lo đoàn viên\n\n"
                        "- **Tổ chức hội nghị**\n  - **Chủ trì:** Công an xã.\n  - **Giải pháp:**\n    - Họp dân.\n"
                        "    - Lập danh mục.\n  - **Kết quả:** Danh mục.\n- **Khám sức khỏe**\n  - **Chủ trì:** Các thôn.\n");
    expect(show_items(p.plan, SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS | SHOW_ACTIONS | SHOW_OUTPUTS),
           "Tổ chức hội nghị; area [1] Chăm lo đoàn viên; owners: Công an xã; actions: Họp dân | Lập danh mục; "
           "outputs: Danh mục\nKhám sức khỏe; area [1] Chăm lo đoàn viên; owners: Các thôn\n");
    parsed_close(&p);
    p = parse_markdown("# KẾ HOẠCH\n\nChuyển đổi số năm 2026\n\n## II. NHIỆM VỤ\n\n### 1. Nhận thức số \U0001F4E2\n\n"
                       "**1.1. Vận hành trung tâm**\n\n- **Nội dung:**\n  1. Bố trí quầy.\n  2. Số hóa hồ sơ.\n"
                       "- **Chủ trì:** Công an xã\n");
    expect(show_items(p.plan, SHOW_LABEL | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS | SHOW_ACTIONS),
           "\"1.1\" Vận hành trung tâm; area [1] Nhận thức số; owners: Công an xã; actions: Bố trí quầy | Số hóa hồ sơ\n");
    parsed_close(&p);
}

static void test_lists_nest_below_what_announces_them(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_ACTIONS | SHOW_OUTPUTS,
          {"further in below a colon",
           "1. Chăm lo đoàn viên\n- Tổ chức hội nghị\n  - Chủ trì: Công an xã.\n  - Giải pháp:\n    - Họp dân.\n"
           "    - Lập danh mục.\n  - Kết quả: Danh mục.\n- Khám sức khỏe\n  - Chủ trì: Các thôn.\n",
           "Tổ chức hội nghị; owners: Công an xã; actions: Họp dân | Lập danh mục; outputs: Danh mục\n"
           "Khám sức khỏe; owners: Các thôn\n"});
}

static void test_fields_said_of_the_entries_of_a_section(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"of this one",
           "4. Văn hóa cơ sở\n* Tổ chức hội thi.\n* Sửa đổi hương ước.\n\n(Các nhiệm vụ tại mục 4: Công an xã chủ trì; các thôn phối hợp; "
           "hoàn thành trong quý IV/2026)\n\n5. Thể thao\n* Tổ chức giải chạy (Chủ trì: Công an xã).\n",
           "Tổ chức hội thi; owners: Công an xã; with: các thôn => Các thôn; when: during 2026-10-01..2026-12-31\n"
           "Sửa đổi hương ước; owners: Công an xã; with: các thôn => Các thôn; when: during 2026-10-01..2026-12-31\n"
           "Tổ chức giải chạy; owners: Công an xã\n"},
          {"of those above",
           "4. Văn hóa cơ sở\n- Tổ chức hội thi.\n- Sửa đổi hương ước.\n\nCác nội dung nêu trên: Chủ trì: Công an xã; phối hợp: Các thôn.\n",
           "Tổ chức hội thi; owners: Công an xã; with: Các thôn\nSửa đổi hương ước; owners: Công an xã; with: Các thôn\n"},
          {"of another one",
           "4. Văn hóa cơ sở\n* Tổ chức hội thi.\n\n(Các nhiệm vụ tại mục 3: Công an xã chủ trì; các thôn phối hợp)\n", ""});
}

static void test_several_codes_of_one_entry(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_CODES | SHOW_TITLE | SHOW_OWNERS,
          {"of an area's criteria",
           "Lĩnh vực 7. Chính quyền số\n7.1. Số hóa hồ sơ\n- Điểm tối đa: 2\n- Chủ trì: Công an xã.\n"
           "7.2, 7.3. Hồ sơ trực tuyến; thanh toán\n- Điểm tối đa: 4\n- Chủ trì: Các thôn.\n",
           "criterion \"7.1\" [7.1] Số hóa hồ sơ; owners: Công an xã\n"
           "criterion \"7.2, 7.3\" [7.2,7.3] Hồ sơ trực tuyến; thanh toán; owners: Các thôn\n"},
          {"of a task", "1.1. Họp dân\n- Chủ trì: Công an xã.\n", "task \"1.1\" [1.1] Họp dân; owners: Công an xã\n"});
}

static void test_a_field_that_goes_on_in_the_next_line(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"more parties", "1. Treo băng rôn\n- Chủ trì: Công an xã;\nỦy ban nhân dân các xã\n- Thời gian: quý I/2026\n",
           "Treo băng rôn; owners: Công an xã | Ủy ban nhân dân các xã; when: during 2026-01-01..2026-03-31\n"},
          {"no parties", "1. Treo băng rôn\n- Chủ trì: Công an xã;\nRà soát hộ nghèo\n- Thời gian: quý I/2026\n",
           "Treo băng rôn; owners: Công an xã\nRà soát hộ nghèo; when: during 2026-01-01..2026-03-31\n"});
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_ACTIONS,
          {"entries with the bullet of the field",
           "1. Treo băng rôn\n- Chủ trì:\n- Công an xã\n- Các thôn\n- Giải pháp:\n- Mua vải.\n- Thuê thợ.\n- Thời gian: quý I/2026\n",
           "Treo băng rôn; owners: Công an xã | Các thôn; when: during 2026-01-01..2026-03-31; actions: Mua vải | Thuê thợ\n"},
          {"work below a field left empty is work",
           "1. Treo băng rôn\n- Chủ trì: Công an xã\n- Thời gian:\n- Mua vải.\n", "Treo băng rôn; owners: Công an xã\n"},
          {"in a list of entries, too",
           "1. Công tác tuyên truyền\n- Treo băng rôn\n- Chủ trì:\n- Rà soát hộ nghèo\n- Chủ trì: Công an xã\n",
           "Treo băng rôn\nRà soát hộ nghèo; owners: Công an xã\n"});
}

static void test_months_above_lists(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS | SHOW_DEADLINES,
          {"with owners in brackets, behind a label, or none",
           "Tháng 1 :\n- Họp dân (BT, PBT)\n- Sơ kết công tác (đợt 1)\nTHÁNG 3\n* Hội thi của xã. PT: Đoàn Thanh niên\n"
           "* Mua máy - Người phụ trách: kế toán\nHàng tháng:\n- Sinh hoạt chi bộ, nộp báo cáo trước ngày 25 hằng tháng (BT)\n",
           "Họp dân; owners: BT | PBT; when: during 2026-01-01..2026-01-31?\n"
           "Sơ kết công tác (đợt 1); when: during 2026-01-01..2026-01-31?\n"
           "Hội thi của xã; owners: Đoàn Thanh niên; when: during 2026-03-01..2026-03-31?\n"
           "Mua máy; owners: kế toán; when: during 2026-03-01..2026-03-31?\n"
           "Sinh hoạt chi bộ, nộp báo cáo trước ngày 25 hằng tháng; owners: BT; when: recurring monthly | recurring monthly\n"},
          {"a date of its own stands for the month's, an event does not",
           "Tháng 5\n- Họp dân (Chủ trì: Công an xã; hoàn thành trước ngày 19/5/2026)\nTháng 6\n"
           "- Sơ kết (Chủ trì: Công an xã; thời gian: sau khi kết thúc năm học)\n",
           "Họp dân; owners: Công an xã; when: by ..2026-05-19\n"
           "Sơ kết; owners: Công an xã; when: event | during 2026-06-01..2026-06-30?\n"},
          {"numbered, they are topics; an entry beside them is none of theirs",
           "1. Tháng 5\n- Họp dân (Công an xã)\n2. Tháng 6\n- Ra quân (Công an xã)\n3. Tuần tra cả năm\n- Chủ trì: Công an xã\n",
           "Họp dân; area [1] Tháng 5; owners: Công an xã; when: during 2026-05-01..2026-05-31?\n"
           "Ra quân; area [2] Tháng 6; owners: Công an xã; when: during 2026-06-01..2026-06-30?\n"
           "Tuần tra cả năm; owners: Công an xã\n"},
          {"brackets may say for whom",
           "Tháng 5\n- Khám sức khỏe (lớp 1, lớp 2)\nTháng 6\n- Ra quân (Công an xã)\n",
           "Khám sức khỏe (lớp 1, lớp 2); when: during 2026-05-01..2026-05-31?\n"
           "Ra quân; owners: Công an xã; when: during 2026-06-01..2026-06-30?\n"},
          {"a calendar without owners",
           "Tháng 1\n- Họp dân\nTháng 3\n- Hội thi\n", ""});
}

static void test_fields_behind_a_list_below_a_month(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"of all of its entries",
           "Tháng 5\n- Họp dân;\n- Ra quân.\nPhụ trách: Các Phó Hiệu trưởng; phối hợp: Công an xã\nTháng 6\n- Sơ kết (BT)\n",
           "Họp dân; owners: Các Phó Hiệu trưởng; with: Công an xã; when: during 2026-05-01..2026-05-31?\n"
           "Ra quân; owners: Các Phó Hiệu trưởng; with: Công an xã; when: during 2026-05-01..2026-05-31?\n"
           "Sơ kết; owners: BT; when: during 2026-06-01..2026-06-30?\n"});
}

static void test_chapters_are_no_areas(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_PARENTS,
          {"but those that name a field of reform",
           "1. Họp dân\n- Chủ trì: Công an xã.\nII. CÔNG TÁC HỖ TRỢ\n1. Mua máy\n- Chủ trì: Công an xã.\n"
           "III. CẢI CÁCH THỂ CHẾ\n1. Rà soát\n- Chủ trì: Công an xã.\n",
           "Họp dân\nMua máy\nRà soát; area [III] CẢI CÁCH THỂ CHẾ\n"});
}

static void test_chapter_without_a_name_is_no_area(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS,
          {"name in the next line", "Chương II\n\nNỘI DUNG THỰC HIỆN\n\na) Rà soát\n- Chủ trì: Công an xã.\n",
           "Rà soát; owners: Công an xã\n"});
}

static void test_targets_of_title_actions_and_outputs(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_TARGETS,
          {"all places",
           "1. Số hóa tối thiểu 80% hồ sơ\n- Chủ trì: Công an xã.\n"
           "- Giải pháp: Mở ít nhất 03 lớp tập huấn.\n"
           "- Sản phẩm: 100% hồ sơ được số hóa.\n",
           "Số hóa tối thiểu 80% hồ sơ; targets: >= 80 % | >= 3 lớp | = 100 %\n"});
}

static void test_plan_targets_stand_outside_every_item(void **state)
{
    (void)state;
    parsed p = parse_text("KẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. MỤC TIÊU\n\n"
                          "- Hồ sơ trực tuyến đạt tối thiểu 70%.\n\nII. NHIỆM VỤ\n\n"
                          "1. Số hóa 100% hồ sơ\n- Chủ trì: Công an xã.\n");
    expect(show_targets(&p.plan->targets), ">= 70 %");
    expect(show_items(p.plan, SHOW_TITLE | SHOW_TARGETS), "Số hóa 100% hồ sơ; targets: = 100 %\n");
    parsed_close(&p);
}

static void test_aims_among_results(void **state)
{
    (void)state;
    parsed p = parse_text("KẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. KẾT QUẢ NĂM 2025 VÀ MỤC TIÊU NĂM 2026\n\n"
                          "1. Năm 2025, xã phấn đấu đạt 80% nhưng chỉ đạt 71%; 62% hộ hài lòng.\n"
                          "2. Hồ sơ đúng hạn đạt 93%. Năm 2026, xã phấn đấu đạt tối thiểu 95%; ít nhất 80% hộ hài lòng.\n"
                          "3. Còn 12% hồ sơ trễ hạn.\n\nII. NHIỆM VỤ\n\n1. Số hóa hồ sơ\n- Chủ trì: Công an xã.\n");
    expect(show_targets(&p.plan->targets), ">= 95 % | >= 80 %");
    parsed_close(&p);
}

static void test_placeholder_of_a_draft_is_no_value(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_OUTPUTS,
          {"placeholders",
           "1. Rà soát thủ tục\n- Chủ trì: [CẦN XÁC ĐỊNH ĐƠN VỊ CHỦ TRÌ]\n"
           "- Thời gian: ........\n- Sản phẩm: \u2026\n2. Công khai thủ tục\n"
           "- Chủ trì: Công an xã\n",
           "\"1\" Rà soát thủ tục\n\"2\" Công khai thủ tục; owners: Công an xã\n"});
}

/* A label that no list has stays what it is; text without a label is no field. */
static void test_unknown_label_is_kept_beside_the_fields(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_OTHER,
          {"between fields",
           "1. Làm đường\n- Chủ trì: Công an xã.\n- Nơi làm: Bãi Đá\n- Thời gian: Quý I/2026.\n"
           "2. Làm cầu\n- Chủ trì: VP-TK.\n",
           "task \"1\" Làm đường; owners: Công an xã; when: during 2026-01-01..2026-03-31; "
           "other Nơi làm: Bãi Đá\ntask \"2\" Làm cầu; owners: VP-TK => Văn phòng - Thống kê\n"},
          {"before all fields",
           "a) Kiểm tra chợ\n- Mốc kiểm tra: từ ngày 01/01/2025.\n- Thời gian: Tháng 4/2026.\n- Chủ trì: Công an xã.\n",
           "task \"a)\" Kiểm tra chợ; owners: Công an xã; when: during 2026-04-01..2026-04-30; other Mốc kiểm tra: từ ngày 01/01/2025\n"},
          {"entries that are bullets like their fields",
           "1. Tuyên truyền\n- Trên loa: hằng tuần\n- Chủ trì: Công an xã.\n- Trên mạng: mỗi ngày\n"
           "- Chủ trì: VP-TK.\n",
           "task Trên loa: hằng tuần; owners: Công an xã\n"
           "task Trên mạng: mỗi ngày; owners: VP-TK => Văn phòng - Thống kê\n"});
}

/* Labels inside labels are read one level deep: no text exhausts the stack. */
static void test_repeated_label_is_bounded(void **state)
{
    (void)state;
    enum { TIMES = 30000 };
    static const char head[] = "KẾ HOẠCH\nA\n\n1. B\n- ", label[] = "Chủ trì: ";
    char *text = malloc(sizeof head + TIMES * (sizeof label - 1));
    char *at = text + sprintf(text, "%s", head);
    for (int i = 0; i < TIMES; i++, at += sizeof label - 1)
        memcpy(at, label, sizeof label);
    parsed p = parse_text(text);
    assert_int_equal(p.plan->items.count, 1);
    parsed_close(&p);
    free(text);
}

static void test_ids_name_the_item(void **state)
{
    (void)state;
    parsed p = parse_text("KẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. NHIỆM VỤ\n\n1. Rà soát\n"
                          "- Chủ trì: Công an xã.\n2. Công khai\n- Chủ trì: Công an xã.\n\n"
                          "II. GIẢI PHÁP\n\n1. Số hóa\n- Chủ trì: Công an xã.\n");
    assert_int_equal(p.plan->items.count, 3);
    for (uint32_t i = 0; i < 3; i++)
        for (uint32_t k = 0; k < i; k++)
            assert_false(vnp__str_eq(p.plan->items.at[i].id, p.plan->items.at[k].id));
    parsed_close(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields_below_an_entry),
        cmocka_unit_test(test_fields_right_below_each_other),
        cmocka_unit_test(test_a_line_below_bullets_names_who_does_them),
        cmocka_unit_test(test_results_below_a_label_are_no_product),
        cmocka_unit_test(test_agencies_that_read_like_labels),
        cmocka_unit_test(test_projects),
        cmocka_unit_test(test_an_entry_with_fields_is_no_area),
        cmocka_unit_test(test_who_leads_behind_a_head_of_columns),
        cmocka_unit_test(test_a_time_is_no_owner),
        cmocka_unit_test(test_figures_to_reach_are_a_field),
        cmocka_unit_test(test_a_line_of_fields_below_its_title),
        cmocka_unit_test(test_entry_without_fields_is_an_item_beside_those_that_have_them),
        cmocka_unit_test(test_paragraph_followed_by_fields_is_a_task),
        cmocka_unit_test(test_a_part_of_the_plan_is_no_task),
        cmocka_unit_test(test_criteria_of_an_index),
        cmocka_unit_test(test_criteria_without_entries),
        cmocka_unit_test(test_owner_in_what_is_to_be_done),
        cmocka_unit_test(test_criteria_with_sentences),
        cmocka_unit_test(test_points_of_a_criterion_in_a_line),
        cmocka_unit_test(test_points_with_their_unit_and_in_sentences),
        cmocka_unit_test(test_blocks_of_labelled_lines),
        cmocka_unit_test(test_a_field_of_several_entries),
        cmocka_unit_test(test_lists_of_markdown_nest_by_indentation),
        cmocka_unit_test(test_lists_nest_below_what_announces_them),
        cmocka_unit_test(test_fields_said_of_the_entries_of_a_section),
        cmocka_unit_test(test_several_codes_of_one_entry),
        cmocka_unit_test(test_a_field_that_goes_on_in_the_next_line),
        cmocka_unit_test(test_months_above_lists),
        cmocka_unit_test(test_fields_behind_a_list_below_a_month),
        cmocka_unit_test(test_chapters_are_no_areas),
        cmocka_unit_test(test_chapter_without_a_name_is_no_area),
        cmocka_unit_test(test_targets_of_title_actions_and_outputs),
        cmocka_unit_test(test_plan_targets_stand_outside_every_item),
        cmocka_unit_test(test_aims_among_results),
        cmocka_unit_test(test_placeholder_of_a_draft_is_no_value),
        cmocka_unit_test(test_unknown_label_is_kept_beside_the_fields),
        cmocka_unit_test(test_repeated_label_is_bounded),
        cmocka_unit_test(test_ids_name_the_item),
    };
    return cmocka_run_group_tests_name("entries", tests, open_rules, close_rules);
}
