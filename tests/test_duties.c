/* test_duties.c - work given to an owner named first. */
#include "support/support.h"

enum { SHOWN = SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS | SHOW_DEADLINES };

typedef text_row row;

/* The text stands in the part on carrying out the plan. */
static void check_rows(const row *rows, size_t count)
{
    check_rows_between("ỦY BAN NHÂN DÂN\nXÃ A\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n"
                       "I. MỤC ĐÍCH\n\nNâng cao chất lượng phục vụ.\n\nII. TỔ CHỨC THỰC HIỆN\n\n",
                       "\n", rows, count, SHOWN);
}

static void test_bullets_under_an_owner_heading(void **state)
{
    (void)state;
    CHECK_ROWS({"bullets of two kinds",
           "- Công chức Tài chính - Kế toán:\n+ Cân đối ngân sách.\n"
           "+ Thanh quyết toán.\n- Công an xã:\n+ Giữ gìn an ninh trật tự.",
           "duty Cân đối ngân sách; owners: Công chức Tài chính - Kế toán => Tài chính - "
           "Kế toán\n"
           "duty Thanh quyết toán; owners: Công chức Tài chính - Kế toán => Tài chính - "
           "Kế toán\nduty Giữ gìn an ninh trật tự; owners: Công an xã\n"},
          {"one head word with many names",
           "1. Các Chi cục: Thủy sản, Kiểm lâm, Chăn nuôi và Thú y, Trồng trọt và Bảo vệ thực vật, Phát triển nông thôn\n- Gửi báo cáo.",
           "duty Gửi báo cáo; owners: Các Chi cục: Thủy sản, Kiểm lâm, Chăn nuôi và Thú y, Trồng trọt và Bảo vệ thực vật, Phát triển nông thôn\n"},
          {"numbered heading",
           "1. Công chức Văn phòng - Thống kê\n- Tổng hợp báo cáo.\n"
           "- Đôn đốc tiến độ.\n2. Công an xã\n- Tuần tra.",
           "duty Tổng hợp báo cáo; owners: Công chức Văn phòng - Thống kê => Văn phòng - "
           "Thống kê\n"
           "duty Đôn đốc tiến độ; owners: Công chức Văn phòng - Thống kê => Văn phòng - "
           "Thống kê\nduty Tuần tra; owners: Công an xã\n"});
}

static void test_heading_with_a_plain_paragraph_is_one_duty(void **state)
{
    (void)state;
    CHECK_ROWS({"label is the heading's number",
           "1. Công chức Văn phòng - Thống kê\n\n"
           "Tổng hợp kết quả, báo cáo Chủ tịch UBND xã trước ngày 05/9/2026.\n\n"
           "2. Công an xã\n\nBảo đảm an toàn thông tin.",
           "duty \"1\" Tổng hợp kết quả, báo cáo Chủ tịch UBND xã trước ngày 05/9/2026; "
           "owners: Công chức Văn phòng - Thống kê => Văn phòng - Thống kê; when: by "
           "..2026-09-05\nduty \"2\" Bảo đảm an toàn thông tin; owners: Công an xã\n"});
}

static void test_sentences_that_give_work(void **state)
{
    (void)state;
    CHECK_ROWS(
        {"có trách nhiệm", "1. Công chức Tài chính - Kế toán có trách nhiệm cân đối ngân sách.",
         "duty \"1\" cân đối ngân sách; owners: Công chức Tài chính - Kế toán => Tài "
         "chính - Kế toán\n"},
        {"who is in charge of the owner", "1. Tổ Văn (cô Lan phụ trách)\n- Rà soát chương trình.", "duty Rà soát chương trình; owners: Tổ Văn\n"},
        {"a time in front of the owner",
         "1. Trước ngày 31/10/2026, Công an xã chủ trì, phối hợp với các thôn rà soát hộ khẩu.",
         "duty \"1\" rà soát hộ khẩu; owners: Công an xã; with: các thôn => Các thôn; when: by ..2026-10-31\n"},
        {"several behind a colon", "1. Các Phòng: Nội vụ, Giáo dục và Đào tạo chủ trì, phối hợp với các thôn rà soát văn bản.",
         "duty \"1\" rà soát văn bản; owners: Các Phòng: Nội vụ, Giáo dục và Đào tạo; with: các thôn => Các thôn\n"},
        {"chịu trách nhiệm",
         "1. Ban Phát triển các thôn chịu trách nhiệm vận động nhân dân, xong trong quý III/2026.",
         "duty \"1\" vận động nhân dân, xong trong quý III/2026; owners: Ban Phát triển "
         "các thôn; when: during 2026-07-01..2026-09-30\n"},
        {"chiến đấu", "1. Công an xã chủ trì, phối hợp với các thôn đấu tranh với tội phạm.",
         "duty \"1\" đấu tranh với tội phạm; owners: Công an xã; with: các thôn => Các thôn\n"},
        {"yêu cầu", "1. Yêu cầu Tổ Cấp cứu chuẩn bị đủ thuốc.",
         "duty \"1\" chuẩn bị đủ thuốc; owners: Tổ Cấp cứu\n"},
        {"giao cho", "1. Giao cho Công an xã giữ gìn an ninh trật tự.",
         "duty \"1\" giữ gìn an ninh trật tự; owners: Công an xã\n"},
        {"giao", "1. Giao Công an xã giữ gìn an ninh trật tự.",
         "duty \"1\" giữ gìn an ninh trật tự; owners: Công an xã\n"},
        {"đề nghị", "1. Đề nghị Hội Nông dân xã: Nhân rộng mô hình vườn mẫu.",
         "duty \"1\" Nhân rộng mô hình vườn mẫu; owners: Hội Nông dân xã\n"},
        {"có nhiệm vụ", "Trung tâm Văn hóa xã có nhiệm vụ số hóa hồ sơ.",
         "duty số hóa hồ sơ; owners: Trung tâm Văn hóa xã\n"},
        {"được giao", "Trường Tiểu học được giao mở 02 lớp.", "duty mở 02 lớp; owners: Trường Tiểu học\n"},
        {"là đầu mối", "Công an xã là đầu mối kết nối các hệ thống.",
         "duty là đầu mối kết nối các hệ thống; owners: Công an xã\n"},
        {"yêu cầu", "Yêu cầu các ban, ngành rà soát hồ sơ.", "duty rà soát hồ sơ; owners: các ban, ngành => Ban, ngành, đoàn thể\n"},
        {"at the end of a paragraph",
         "Biểu dương kịp thời các điển hình. Giao Công an xã chủ trì, phối hợp với Các thôn tổ chức hội nghị, xong trong "
         "quý II/2026. Phân công Hội Nông dân xã theo dõi mô hình.",
         "duty tổ chức hội nghị, xong trong quý II/2026; owners: Công an xã; with: Các thôn; "
         "when: during 2026-04-01..2026-06-30\nduty theo dõi mô hình; owners: Hội Nông dân xã\n"},
        {"of several owners", "Ủy viên Ban Thường vụ; Bí thư các chi bộ: Chịu trách nhiệm về tiến độ.",
         "duty Chịu trách nhiệm về tiến độ; owners: Ủy viên Ban Thường vụ | Bí thư các chi bộ\n"},
        {"a name with a verb in it", "1. Ban Quản lý xây dựng nông thôn mới xã\n\n- Đôn đốc tiến độ.\n\n- Hoàn thiện hồ sơ.",
         "duty Đôn đốc tiến độ; owners: Ban Quản lý xây dựng nông thôn mới xã\n"
         "duty Hoàn thiện hồ sơ; owners: Ban Quản lý xây dựng nông thôn mới xã\n"},
        {"with the responsibility", "1. Giao các thôn có trách nhiệm họp dân.", "duty \"1\" họp dân; owners: các thôn => Các thôn\n"},
        {"as standing body",
         "1. Giao Phòng Kinh tế là cơ quan thường trực chủ trì, phối hợp với Công an xã mua hóa chất.",
         "duty \"1\" mua hóa chất; owners: Phòng Kinh tế; with: Công an xã\n"},
        {"a wish with verbs is no heading", "1. Đề nghị Đài truyền thanh xã thông báo lịch họp.\n\nGiao Trạm Y tế: Trực cấp cứu.",
         "duty \"1\" thông báo lịch họp; owners: Đài truyền thanh xã\nduty Trực cấp cứu; owners: Trạm Y tế\n"},
        {"lãnh đạo", "1. Giao Đảng ủy xã lãnh đạo, chỉ đạo UBND xã rà soát hộ nghèo.",
         "duty \"1\" lãnh đạo, chỉ đạo UBND xã rà soát hộ nghèo; owners: Đảng ủy xã\n"},
        {"a day of each month", "1. Công an xã có trách nhiệm họp vào ngày 25 hằng tháng, gửi báo cáo trước ngày 28 hằng tháng.",
         "duty \"1\" họp vào ngày 25 hằng tháng, gửi báo cáo trước ngày 28 hằng tháng; owners: Công an xã; when: "
         "recurring monthly\n"},
        {"who holds a task", "1. Người đại diện vốn có trách nhiệm lập sổ.\n2. Cấp dưỡng: Nấu ăn.\n3. Các đảng viên có trách nhiệm nêu gương.",
         "duty \"1\" lập sổ; owners: Người đại diện vốn\nduty \"2\" Nấu ăn; owners: Cấp dưỡng\n"
         "duty \"3\" nêu gương; owners: Các đảng viên\n"},
        {"behind another sentence", "1.3. Việc này phải làm thường xuyên. Giao Công an xã rà soát quy chế. Giao Trạm Y tế lập danh sách.",
         "duty \"1.3\" rà soát quy chế; owners: Công an xã\nduty \"1.3\" lập danh sách; owners: Trạm Y tế\n"},
        {"a time alone in brackets", "1. Công an xã có trách nhiệm họp dân (xong trước 30/4/2026).\n2. Giao Trạm Y tế lập danh sách (thường xuyên).\n"
         "3. Giao Công an xã rà soát quy chế (năm 2026).",
         "duty \"1\" họp dân; owners: Công an xã; when: by ..2026-04-30\n"
         "duty \"2\" lập danh sách; owners: Trạm Y tế; when: recurring continuous\n"
         "duty \"3\" rà soát quy chế (năm 2026); owners: Công an xã\n"},
        {"without a number", "Công chức Tư pháp - Hộ tịch có trách nhiệm tham mưu văn bản.",
         "duty tham mưu văn bản; owners: Công chức Tư pháp - Hộ tịch => Tư pháp - Hộ "
         "tịch\n"});
}

/* The formula names the collaborators; the title begins after it. */
static void test_chu_tri_phoi_hop_voi_names_collaborators(void **state)
{
    (void)state;
    CHECK_ROWS({"formula",
           "1. Công chức Văn phòng - Thống kê chủ trì, phối hợp với Công chức Tư pháp - Hộ tịch "
           "tổng hợp tiến độ.",
           "duty \"1\" tổng hợp tiến độ; owners: Công chức Văn phòng - Thống kê => Văn "
           "phòng - Thống kê; with: Công chức Tư pháp - Hộ tịch => Tư pháp - Hộ tịch\n"},
          {"behind a colon", "1. Công an xã: Chủ trì, phối hợp với Trạm Y tế, các thôn tổ chức diễn tập.",
           "duty \"1\" tổ chức diễn tập; owners: Công an xã; with: Trạm Y tế | các thôn => Các thôn\n"},
          {"at the head of the work it is part of it",
           "1. Công an xã\n- Phối hợp với Đoàn Thanh niên xã tuyên truyền.\n- Tuần tra.",
           "duty Phối hợp với Đoàn Thanh niên xã tuyên truyền; owners: Công an xã\n"
           "duty Tuần tra; owners: Công an xã\n"});
}

static void test_what_is_no_duty(void **state)
{
    (void)state;
    CHECK_ROWS({"nobody is named", "1. Kinh phí thực hiện lấy từ ngân sách xã.", ""},
          {"closing paragraph",
           "Trên đây là Kế hoạch cải cách hành chính năm 2026, yêu cầu các bộ phận nghiêm túc thực "
           "hiện./.",
           ""});
    parsed p =
        parse_text("QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch năm 2026\n\nQUYẾT ĐỊNH:\n\n"
                   "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch năm 2026.\n\n"
                   "Điều 2. Công an xã có trách nhiệm tổ chức thực hiện Quyết định này.\n\n"
                   "Điều 3. Các ông (bà) Trưởng các ban, ngành chịu trách nhiệm thi hành Quyết "
                   "định này./.\n");
    expect(show_items(p.plan, SHOWN), "");
    parsed_close(&p);
    p = parse_text("KẾ HOẠCH\nNăm học 2026\n\nI. ĐIỀU KIỆN THỰC HIỆN\n\n1. Học sinh: 18 lớp, 602 em.\n\n"
                   "2. Bảo vệ: 2 người.\n\n3. Kế toán: Lập dự toán.\n");
    expect(show_items(p.plan, SHOWN), "duty \"3\" Lập dự toán; owners: Kế toán\n");
    parsed_close(&p);
}

static void test_a_chapter_that_shares_out_tasks(void **state)
{
    (void)state;
    parsed p = parse_text("ỦY BAN NHÂN DÂN\nXÃ A\n\nKẾ HOẠCH\nSố hóa hồ sơ năm 2026\n\n"
                          "II. NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN\n\n1. Hoàn thiện quy định\n\n"
                          "Giao Công an xã chủ trì, phối hợp với Các thôn rà soát quy chế.\n");
    expect(show_items(p.plan, SHOWN),
           "duty rà soát quy chế; area [1] Hoàn thiện quy định; owners: Công an xã; with: Các thôn\n");
    parsed_close(&p);
}

static void test_solutions_and_who_carries_them_out(void **state)
{
    (void)state;
    parsed p = parse_text("ỦY BAN NHÂN DÂN\nXÃ A\n\nKẾ HOẠCH\nSố hóa hồ sơ năm 2026\n\n"
                          "III. GIẢI PHÁP, TỔ CHỨC THỰC HIỆN\n\n"
                          "Công an xã chủ trì, phối hợp với Các thôn rà soát quy chế.\n\n"
                          "\u2726 Đ/c Lê Thị Lan – Phó Chủ tịch Hội: Phụ trách chung.\n");
    expect(show_items(p.plan, SHOWN),
           "duty rà soát quy chế; owners: Công an xã; with: Các thôn\n"
           "duty Phụ trách chung; owners: Đ/c Lê Thị Lan – Phó Chủ tịch Hội\n");
    parsed_close(&p);
}

static void test_more_work_below_a_sentence(void **state)
{
    (void)state;
    CHECK_ROWS({"in bullets, of which one names another owner",
           "1. Trạm Y tế chủ trì, phối hợp với các thôn tiếp nhận vắc xin.\n- Lấy mẫu giám sát tại ít nhất 05 hộ.\n"
           "- Công an xã có trách nhiệm tuần tra ban đêm.\n- Hồ sơ của trẻ em.\n2. Văn phòng theo dõi tiến độ.\n",
           "duty \"1\" tiếp nhận vắc xin; owners: Trạm Y tế; with: các thôn => Các thôn\n"
           "duty Lấy mẫu giám sát tại ít nhất 05 hộ; owners: Trạm Y tế\n"
           "duty tuần tra ban đêm; owners: Công an xã\nduty \"2\" theo dõi tiến độ; owners: Văn phòng\n"},
          {"one says when, others begin like names",
           "1. Trạm Y tế chủ trì tiếp nhận vắc xin.\n- Hoàn thành trong quý II/2026.\n- Báo cáo viên pháp luật xã tuyên truyền.\n"
           "- Giám sát của HĐND xã theo chương trình.\n- Cử viên chức xuống cơ sở.\n",
           "duty \"1\" tiếp nhận vắc xin; owners: Trạm Y tế; when: during 2026-04-01..2026-06-30\n"
           "duty Cử viên chức xuống cơ sở; owners: Trạm Y tế\n"},
          {"a second sentence that announces the bullets may name another",
           "1. Công an xã chủ trì tuần tra ban đêm. Các thôn có nhiệm vụ:\n- Tuyên truyền nhân dân.\n",
           "duty \"1\" tuần tra ban đêm. Các thôn có nhiệm vụ; owners: Công an xã\n"});
}

static void test_lists_behind_who_has_the_duty(void **state)
{
    (void)state;
    CHECK_ROWS({"letters and bullets",
           "1. Công an xã có trách nhiệm:\na) Tuần tra ban đêm.\nb) Báo cáo trước ngày 15/12/2026.\n"
           "2. Giao Trạm Y tế xã thực hiện các nhiệm vụ sau:\n- Khám bệnh.\n- Tiêm phòng.\n",
           "duty \"a)\" Tuần tra ban đêm; owners: Công an xã\n"
           "duty \"b)\" Báo cáo trước ngày 15/12/2026; owners: Công an xã; when: by ..2026-12-15\n"
           "duty Khám bệnh; owners: Trạm Y tế xã\nduty Tiêm phòng; owners: Trạm Y tế xã\n"},
          {"entries that name their own owner",
           "1. Các cơ quan, đơn vị khẩn trương khắc phục các tiêu chí bị trừ điểm; trong đó:\n"
           "- Công an xã chủ trì, phối hợp với các thôn khảo sát người dân.\n- Giao Văn phòng theo dõi tiến độ.\n- Gửi báo cáo.\n",
           "duty khảo sát người dân; owners: Công an xã; with: các thôn => Các thôn\n"
           "duty theo dõi tiến độ; owners: Văn phòng\nduty Gửi báo cáo; owners: Các cơ quan, đơn vị\n"},
          {"without a colon", "1. Công an xã có trách nhiệm\n- Tuần tra ban đêm.\n2. Văn phòng theo dõi tiến độ.\n",
           "duty Tuần tra ban đêm; owners: Công an xã\nduty \"2\" theo dõi tiến độ; owners: Văn phòng\n"});
}

static void test_parts_of_an_owners_work(void **state)
{
    (void)state;
    CHECK_ROWS({"headings that name no topic",
           "1. Công an xã\na) Nhiệm vụ\n- Tuần tra ban đêm.\nb) Chế độ báo cáo\n- Báo cáo trước ngày 15/12/2026.\n",
           "duty Tuần tra ban đêm; owners: Công an xã\n"
           "duty Báo cáo trước ngày 15/12/2026; owners: Công an xã; when: by ..2026-12-15\n"},
          {"one of them lists people",
           "1. Công an xã\na) Thành phần\n- Trưởng đoàn: Ông Lê Văn An.\n- Đại diện Trạm Y tế xã.\nb) Giải pháp\n- Lắp camera.\n",
           "duty Lắp camera; owners: Công an xã\n"},
          {"others tell why and what it costs",
           "1. Công an xã\na) Mục đích, yêu cầu\n- Nâng cao nhận thức.\nb) Kinh phí thực hiện\n- Ngân sách xã 20 triệu đồng.\n"
           "c) Nhiệm vụ\n- Tuần tra ban đêm.\n",
           "duty Tuần tra ban đêm; owners: Công an xã\n"},
          {"people who do something are its work",
           "1. Công an xã: Đại diện lãnh đạo tham gia đoàn kiểm tra.\n2. Trạm Y tế xã: Ông Lê Văn An trực tiếp chỉ đạo khám bệnh.\n",
           "duty \"1\" Đại diện lãnh đạo tham gia đoàn kiểm tra; owners: Công an xã\n"
           "duty \"2\" Ông Lê Văn An trực tiếp chỉ đạo khám bệnh; owners: Trạm Y tế xã\n"});
}

static void test_tasks_given_outright(void **state)
{
    (void)state;
    static const row rows[] = {
        {"by an entry", "1. Giao Công an xã tuần tra ban đêm.\n2. Các thôn tuần tra ban đêm.\n",
         "duty \"1\" tuần tra ban đêm; owners: Công an xã\n"},
        {"to entries below",
         "1. Hồ sơ\n1.1. Giao Công an xã chủ trì, phối hợp với Trạm Y tế và Bưu điện:\n+ Rà soát hồ sơ.\n+ Số hóa sổ sách.\n"
         "1.2. Giao Trạm Y tế khử khuẩn trường học.\n",
         "duty Rà soát hồ sơ; area [1] Hồ sơ; owners: Công an xã; with: Trạm Y tế | Bưu điện\n"
         "duty Số hóa sổ sách; area [1] Hồ sơ; owners: Công an xã; with: Trạm Y tế | Bưu điện\n"
         "duty \"1.2\" khử khuẩn trường học; area [1] Hồ sơ; owners: Trạm Y tế\n"},
        {"a meeting is none", "- Giao ban Công an các xã triển khai nhiệm vụ quý II.\n- Giao Ban Quản lý chợ thực hiện thu phí.\n",
         "duty thực hiện thu phí; owners: Ban Quản lý chợ\n"},
    };
    check_task_rows(rows, COUNT_OF(rows), SHOWN);
}

static void test_tasks_of_a_directive_are_given_to_somebody(void **state)
{
    (void)state;
    parsed p = parse_text("ỦY BAN NHÂN DÂN\nXÃ A\n\nCHỈ THỊ\nVề việc số hóa hồ sơ\n\nChủ tịch UBND xã chỉ thị:\n\n"
                          "I. TÌNH HÌNH\n\n1. Các thôn rà soát hồ sơ.\n\nII. NHIỆM VỤ CỤ THỂ\n\n"
                          "1. Công an xã có trách nhiệm rà soát quy chế.\n\n2. Giao Trạm Y tế báo cáo trước ngày 05/9/2026.\n");
    expect(show_items(p.plan, SHOWN), "duty \"1\" rà soát quy chế; owners: Công an xã\n"
                                      "duty \"2\" báo cáo trước ngày 05/9/2026; owners: Trạm Y tế; when: by ..2026-09-05\n");
    parsed_close(&p);
}

static void test_a_letter_without_numbers_gives_work(void **state)
{
    (void)state;
    static const row rows[] = {
        {"behind what announces it",
         "Thực hiện Công điện số 5/CĐ-TTg ngày 01/3/2026 của Thủ tướng Chính phủ, UBND xã yêu cầu:\n\n"
         "Trạm Y tế chủ trì, phối hợp với các thôn phun hóa chất.\n\nGiao Công an xã tuần tra, xong trước ngày 30/4/2026.\n\n",
         "duty phun hóa chất; owners: Trạm Y tế; with: các thôn => Các thôn\n"
         "duty tuần tra, xong trước ngày 30/4/2026; owners: Công an xã; when: by ..2026-04-30\n"},
        {"given outright",
         "Dịch bệnh diễn biến phức tạp.\n\nGiao Trạm Y tế: Hướng dẫn các thôn khử khuẩn.\n\nCông an xã tổ chức tuần tra.\n\n",
         "duty Hướng dẫn các thôn khử khuẩn; owners: Trạm Y tế\nduty tổ chức tuần tra; owners: Công an xã\n"},
        {"what was done, and what is wished for",
         "Theo chỉ đạo tại Công điện số 5/CĐ-TTg, UBND xã đã triển khai các nội dung:\n\nTrạm Y tế tổ chức 03 lớp tập huấn.\n\n"
         "UBND xã đề nghị Sở Y tế xem xét, hỗ trợ các nội dung sau:\n\nPhòng khám xuống cấp, hỗ trợ 500 triệu đồng để sửa chữa.\n\n", ""},
        {"an answer",
         "Theo yêu cầu của Sở Y tế, UBND xã báo cáo như sau:\n\nTrạm Y tế tổ chức phun hóa chất tại các thôn.\n\n", ""},
    };
    check_rows_between("ỦY BAN NHÂN DÂN\nXÃ A\n\nSố: 7/UBND-VX\nV/v phòng chống dịch\n\n"
                       "Xã A, ngày 10 tháng 3 năm 2026\n\nKính gửi:\n- Công an xã;\n- Các thôn.\n\n",
                       "Trên đây là nội dung chỉ đạo, các đơn vị thực hiện./.\n", rows, COUNT_OF(rows),
                       SHOWN);
}

static void test_topic_heading_is_the_area(void **state)
{
    (void)state;
    CHECK_ROWS({"topic",
           "1. Phân công nhiệm vụ\n\n1.1. Chỉ số đối với lĩnh vực công khai\n\n"
           "- Công an xã:\n+ Niêm yết thủ tục.\n",
           "duty Niêm yết thủ tục; area [1.1] Chỉ số đối với lĩnh vực công khai; owners: "
           "Công an xã\n"});
}

static void test_a_wish_and_a_result_are_no_duties(void **state)
{
    (void)state;
    CHECK_ROWS({"asks others", "Ủy ban nhân dân xã yêu cầu các bộ phận phối hợp thực hiện tốt kế hoạch này.\n", ""},
               {"only", "1. UBND xã chỉ xem xét đơn gửi qua bưu điện.\n\nVậy UBND xã thông báo tới nhân dân biết, thực hiện.\n", ""},
               {"tells", "Ủy ban nhân dân xã thông báo để các đơn vị biết, thực hiện.\n", ""},
               {"has been done", "Hội Phụ nữ xã đã tổ chức 3 lớp tập huấn trong năm 2025.\n", ""});
}

static void test_work_of_an_owner_stays_its_own(void **state)
{
    (void)state;
    CHECK_ROWS({"shares out work", "1. Các chi bộ\n- Phân công đảng viên phụ trách hộ.\n- Lãnh đạo UBND xã cân đối ngân sách.\n",
           "duty Phân công đảng viên phụ trách hộ; owners: Các chi bộ\n"
           "duty Lãnh đạo UBND xã cân đối ngân sách; owners: Các chi bộ\n"},
          {"gives it where no owner stands above", "1. Phân công Công an xã theo dõi tiến độ.\n",
           "duty \"1\" theo dõi tiến độ; owners: Công an xã\n"},
          {"heading of two owners", "1. Các thôn; Trạm Y tế xã\n- Tuyên truyền đến hộ dân.\n",
           "duty Tuyên truyền đến hộ dân; owners: Các thôn | Trạm Y tế xã\n"});
}

static void test_owners_without_number_or_colon(void **state)
{
    (void)state;
    CHECK_ROWS({"lists behind them", "Phòng Nội vụ\n\n- Rà soát số liệu.\n- Lập báo cáo.\n\nCông an huyện và Trạm Y tế\n\n- Tuần tra.\n",
           "duty Rà soát số liệu; owners: Phòng Nội vụ\nduty Lập báo cáo; owners: Phòng Nội vụ\n"
           "duty Tuần tra; owners: Công an huyện | Trạm Y tế\n"},
          {"work that begins like a newspaper", "Trưởng các thôn\n\n- Báo ngay cho UBND xã khi có sự cố.\n",
           "duty Báo ngay cho UBND xã khi có sự cố; owners: Trưởng các thôn\n"},
          {"a person and the post", "1. Đồng chí Lê Văn Hai, Trạm trưởng Trạm Y tế:\n\n- Trực cấp cứu.\n",
           "duty Trực cấp cứu; owners: Đồng chí Lê Văn Hai, Trạm trưởng Trạm Y tế\n"});
}

static void test_a_chapter_on_reports_gives_work(void **state)
{
    (void)state;
    CHECK_ROWS({"given", "III. CHẾ ĐỘ BÁO CÁO\n\nGiao Thư viện tổng hợp số liệu.\n", "duty tổng hợp số liệu; owners: Thư viện\n"},
               {"told", "III. CHẾ ĐỘ BÁO CÁO\n\nThư viện tổng hợp số liệu.\n", "duty tổng hợp số liệu; owners: Thư viện\n"},
               {"from time to time",
                "III. CHẾ ĐỘ BÁO CÁO\n\nCác thôn định kỳ hàng năm (trước ngày 10/12) hoặc đột xuất báo cáo UBND xã.\n",
                "duty định kỳ hàng năm (trước ngày 10/12) hoặc đột xuất báo cáo UBND xã; owners: Các thôn; when: recurring annual\n"});
}

static void test_paragraphs_behind_the_last_list_close_the_document(void **state)
{
    (void)state;
    CHECK_ROWS({"one", "1. Các thôn\n- Tuyên truyền đến hộ dân.\n\nNếu có vướng mắc, các thôn phản ánh về UBND xã.\n",
           "duty Tuyên truyền đến hộ dân; owners: Các thôn\n"},
          {"two", "1. Các thôn\n- Tuyên truyền đến hộ dân.\n\nNếu có vướng mắc, các thôn phản ánh về UBND xã.\n\n"
                  "Kế hoạch này được phổ biến đến các thôn.\n",
           "duty Tuyên truyền đến hộ dân; owners: Các thôn\n"},
          {"right below an entry",
           "1. Công an xã có trách nhiệm tuần tra tại các thôn, các khu chợ, bến xe và trường học trên địa bàn toàn xã.\n"
           "Yêu cầu các đơn vị, các thôn căn cứ Kế hoạch này tổ chức thực hiện; có vướng mắc thì báo cáo UBND xã xem xét./.\n",
           "duty \"1\" tuần tra tại các thôn, các khu chợ, bến xe và trường học trên địa bàn toàn xã; owners: Công an xã\n"},
          {"who is answerable for all of it",
           "1. Công an xã có trách nhiệm tuần tra.\nCác Trưởng thôn, Trưởng các ban, ngành chịu trách nhiệm thi hành Kế hoạch này./.\n",
           "duty \"1\" tuần tra; owners: Công an xã\n"},
          {"behind a single paragraph", "1. Công an xã\n\nTuyên truyền đến hộ dân.\n\nTrên đây là Kế hoạch năm 2026.\n",
           "duty \"1\" Tuyên truyền đến hộ dân; owners: Công an xã\n"});
}

static void test_verbs_of_names_begin_no_work(void **state)
{
    (void)state;
    CHECK_ROWS({"with a capital", "1. Phòng Hành chính - Tổng hợp chủ trì, phối hợp với Đoàn Kiểm tra rà soát số liệu.\n",
           "duty \"1\" rà soát số liệu; owners: Phòng Hành chính - Tổng hợp; with: Đoàn Kiểm tra\n"},
          {"a word of two", "1. Trung tâm Dịch vụ tổng hợp xã đưa tin, bài trên đài.\n",
           "duty \"1\" đưa tin, bài trên đài; owners: Trung tâm Dịch vụ tổng hợp xã\n"},
          {"of bodies that have their name of it",
           "1. Công ty khai thác thủy lợi chủ trì, phối hợp với lực lượng cứu hộ, tổ trực ban, Báo và phát thanh, truyền hình "
           "An Phú, các cơ quan tham mưu, giúp việc nạo vét kênh.\n",
           "duty \"1\" nạo vét kênh; owners: Công ty khai thác thủy lợi; with: lực lượng cứu hộ | tổ trực ban | "
           "Báo và phát thanh, truyền hình An Phú | các cơ quan tham mưu, giúp việc\n"},
          {"behind a colon", "1. Giao Công an xã: Theo dõi tiến độ.\n",
           "duty \"1\" Theo dõi tiến độ; owners: Công an xã\n"});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bullets_under_an_owner_heading),
        cmocka_unit_test(test_heading_with_a_plain_paragraph_is_one_duty),
        cmocka_unit_test(test_sentences_that_give_work),
        cmocka_unit_test(test_chu_tri_phoi_hop_voi_names_collaborators),
        cmocka_unit_test(test_what_is_no_duty),
        cmocka_unit_test(test_a_chapter_that_shares_out_tasks),
        cmocka_unit_test(test_solutions_and_who_carries_them_out),
        cmocka_unit_test(test_more_work_below_a_sentence),
        cmocka_unit_test(test_lists_behind_who_has_the_duty),
        cmocka_unit_test(test_parts_of_an_owners_work),
        cmocka_unit_test(test_tasks_given_outright),
        cmocka_unit_test(test_tasks_of_a_directive_are_given_to_somebody),
        cmocka_unit_test(test_a_letter_without_numbers_gives_work),
        cmocka_unit_test(test_topic_heading_is_the_area),
        cmocka_unit_test(test_a_wish_and_a_result_are_no_duties),
        cmocka_unit_test(test_work_of_an_owner_stays_its_own),
        cmocka_unit_test(test_owners_without_number_or_colon),
        cmocka_unit_test(test_a_chapter_on_reports_gives_work),
        cmocka_unit_test(test_paragraphs_behind_the_last_list_close_the_document),
        cmocka_unit_test(test_verbs_of_names_begin_no_work),
    };
    return cmocka_run_group_tests_name("duties", tests, open_rules, close_rules);
}
