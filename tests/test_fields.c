/* test_fields.c - fields of an entry around its own text: behind it, in brackets, before it. */
#include "support/support.h"

static void test_who_leads_and_who_joins_without_labels(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_OUTPUTS,
          {"behind an arrow",
           "1. Trực tuyến\nTái cấu trúc quy trình.\n→ Công an xã chủ trì; các thôn phối hợp; xong trước ngày 31/5/2026; "
           "sản phẩm: Đề án.\n",
           "Tái cấu trúc quy trình; owners: Công an xã; with: các thôn => Các thôn; when: by ..2026-05-31; outputs: Đề án\n"},
          {"in brackets below bullets",
           "I. Trực tuyến\n- Rà soát thủ tục;\n- Tái cấu trúc quy trình.\n(Công an xã chủ trì; các thôn phối hợp; xong "
           "trước ngày 31/5/2026)\n",
           "Rà soát thủ tục; owners: Công an xã; with: các thôn => Các thôn; when: by ..2026-05-31\n"
           "Tái cấu trúc quy trình; owners: Công an xã; with: các thôn => Các thôn; when: by ..2026-05-31\n"},
          {"a remark in brackets is no field",
           "I. Trực tuyến\n- Rà soát thủ tục;\n- Tái cấu trúc quy trình.\n(Công an xã chủ trì)\n",
           ""},
          {"sentences below bullets",
           "I. Trực tuyến\n- Rà soát thủ tục;\n- Tái cấu trúc quy trình.\nThực hiện: Công an xã. Phối hợp: các thôn. "
           "Thời gian: trước ngày 31/5/2026.\n",
           "Rà soát thủ tục; owners: Công an xã; with: các thôn => Các thôn; when: by ..2026-05-31\n"
           "Tái cấu trúc quy trình; owners: Công an xã; with: các thôn => Các thôn; when: by ..2026-05-31\n"},
          {"in brackets, parted by commas",
           "1. Công khai\nNiêm yết thủ tục (do Công an xã chủ trì, các thôn phối hợp, hoàn thành trước 30/6/2026).\n",
           "Niêm yết thủ tục; owners: Công an xã; with: các thôn => Các thôn; when: by ..2026-06-30\n"});
}

static void test_party_without_a_label_in_brackets(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"with a time", "1. Công khai\n- Niêm yết thủ tục (Công an xã; thường xuyên).\n",
           "Niêm yết thủ tục; owners: Công an xã; when: recurring continuous\n"},
          {"with who helps and two times",
           "1. Công khai\n- Niêm yết thủ tục (Công an xã; các thôn phối hợp; quý II và quý III/2026).\n",
           "Niêm yết thủ tục; owners: Công an xã; with: các thôn => Các thôn; when: during 2026-04-01..2026-06-30 | during "
           "2026-07-01..2026-09-30\n"},
          {"in square brackets", "1. Công khai\n- Niêm yết thủ tục [Chủ trì: Công an xã; hoàn thành: quý II/2026].\n",
           "Niêm yết thủ tục; owners: Công an xã; when: during 2026-04-01..2026-06-30\n"},
          {"an event", "1. Công khai\n- Niêm yết thủ tục (Công an xã; ngay sau khi có quyết định).\n",
           "Niêm yết thủ tục; owners: Công an xã; when: event\n"},
          {"something else behind it", "1. Công khai\n- Niêm yết thủ tục (Công an xã; trụ sở thôn).\n- Chủ trì: Các thôn.\n",
           "Niêm yết thủ tục (Công an xã; trụ sở thôn); owners: Các thôn\n"},
          {"a label that only columns have", "1. Công khai\nNiêm yết thủ tục.\n- Thực hiện: Công an xã; phối hợp: các thôn.\n",
           "Niêm yết thủ tục; owners: Công an xã; with: các thôn => Các thôn\n"});
}

static void test_a_sentence_that_gives_the_work_away(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_OUTPUTS,
          {"with times that have no label",
           "1. Kiểm nghiệm\na) Mua bộ xét nghiệm. Giao Công an xã chủ trì, phối hợp với các thôn; hoàn thành trong quý IV/2026; "
           "sản phẩm: Biên bản bàn giao.\n"
           "b) Công khai danh sách. Giao Công an xã chủ trì; thực hiện thường xuyên.\n"
           "c) Lập quy chế. Giao Công an xã chủ trì, phối hợp với các thôn; trình UBND xã trước ngày 15/6/2026.\n",
           "\"a)\" Mua bộ xét nghiệm; owners: Công an xã; with: các thôn => Các thôn; when: during 2026-10-01..2026-12-31; "
           "outputs: Biên bản bàn giao\n"
           "\"b)\" Công khai danh sách; owners: Công an xã; when: recurring continuous\n"
           "\"c)\" Lập quy chế; owners: Công an xã; with: các thôn => Các thôn; when: by ..2026-06-15\n"},
          {"to finish in time is no work of its own",
           "1. Kiểm nghiệm\na) Mua bộ xét nghiệm. Giao Công an xã chủ trì, hoàn thành chậm nhất ngày 15/6/2026.\n"
           "b) Lập quy chế. Giao đồng chí Lò Văn A - Trưởng Công an xã phụ trách, hoàn thành đến hết tháng 5/2026.\n"
           "c) Công khai danh sách. Giao Công an xã hoàn thành việc rà soát trong quý II/2026.\n"
           "d) Nghiệm thu. Giao Công an xã chủ trì, thực hiện xong trước ngày 20/6/2026.\n"
           "đ) Kiểm kê. Giao Công an xã chủ trì; báo cáo kết quả chậm nhất vào ngày 25/6/2026.\n",
           "\"a)\" Mua bộ xét nghiệm; owners: Công an xã; when: by ..2026-06-15\n"
           "\"b)\" Lập quy chế; owners: đồng chí Lò Văn A - Trưởng Công an xã; when: by ..2026-05-31\n"
           "\"c)\" Công khai danh sách. Giao Công an xã hoàn thành việc rà soát trong quý II/2026; "
           "when: during 2026-04-01..2026-06-30\n"
           "\"d)\" Nghiệm thu; owners: Công an xã; when: by ..2026-06-20\n"
           "\"đ)\" Kiểm kê; owners: Công an xã; when: by ..2026-06-25\n"},
          {"a sentence with work of its own",
           "1. Kiểm nghiệm\na) Mua bộ xét nghiệm. Giao Công an xã chủ trì, phối hợp với các thôn tổ chức tuần tra.\n", ""});
}

static void test_products_that_are_counted(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OUTPUTS | SHOW_TARGETS,
          {"each by itself",
           "1. Bồi dưỡng\n- Chủ trì: Công an xã.\n- Sản phẩm: Kế hoạch; 25 lớp bồi dưỡng; 01 máy quét.\n",
           "Bồi dưỡng; targets: = 25 lớp | = 1 máy quét; outputs: Kế hoạch | 25 lớp bồi dưỡng | 01 máy quét\n"});
}

static void test_fields_whose_marks_lack(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"between the parties and the time",
           "1. Kiểm nghiệm\n- Mua bộ xét nghiệm (Công an xã chủ trì, phối hợp với các thôn thực hiện thường xuyên).\n"
           "- Viết bài (Công an xã chủ trì, phối hợp với các sở, ban, ngành hoàn thành trước 30/6/2026).\n"
           "- Quay phim (Công an xã thực hiện, thường xuyên).\n",
           "Mua bộ xét nghiệm; owners: Công an xã; with: các thôn => Các thôn; when: recurring continuous\n"
           "Viết bài; owners: Công an xã; with: các sở, ban, ngành; when: by ..2026-06-30\n"
           "Quay phim; owners: Công an xã; when: recurring continuous\n"},
          {"spaces behind marks",
           "1. Kiểm nghiệm\n- Mua bộ xét nghiệm (Công an xã chủ trì,hoàn thành trước 15/02/2026).\n"
           "- Viết bài.Giao Công an xã chủ trì, phối hợp với các thôn; xong trong quý II/2026.\n",
           "Mua bộ xét nghiệm; owners: Công an xã; when: by ..2026-02-15\n"
           "Viết bài; owners: Công an xã; with: các thôn => Các thôn; when: during 2026-04-01..2026-06-30\n"},
          {"a label that says who and when",
           "1. Kiểm nghiệm\n- Mua bộ xét nghiệm (Công an xã chủ trì; phối hợp: các thôn; thực hiện: hằng tuần).\n",
           "Mua bộ xét nghiệm; owners: Công an xã; with: các thôn => Các thôn; when: recurring weekly\n"});
}

static void test_one_field_behind_a_sentence(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"a party, a time",
           "1. Kiểm nghiệm\n- Mua bộ xét nghiệm. Chủ trì: Công an xã.\n- Viết bài; đơn vị thực hiện: các thôn\n"
           "- Lập quy chế. Thời gian hoàn thành: quý II/2026.\n",
           "Mua bộ xét nghiệm; owners: Công an xã\nViết bài; owners: các thôn => Các thôn\n"
           "Lập quy chế; when: during 2026-04-01..2026-06-30\n"},
          {"something else",
           "1. Kiểm nghiệm\n- Mua bộ xét nghiệm. Chủ trì: Công an xã.\n- Họp chuyên đề. Thời gian: do chủ tọa chọn.\n",
           "Mua bộ xét nghiệm; owners: Công an xã\nHọp chuyên đề. Thời gian: do chủ tọa chọn\n"});
}

static void test_fields_behind_the_work(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"in brackets",
           "- Rà soát thủ tục (Chủ trì: Công an xã; phối hợp: các thôn; hoàn thành trong "
           "quý II/2026).\n- Công khai thủ tục (Chủ trì: Đoàn Thanh niên xã).\n",
           "task Rà soát thủ tục; owners: Công an xã; with: các thôn => Các thôn; when: "
           "during 2026-04-01..2026-06-30\n"
           "task Công khai thủ tục; owners: Đoàn Thanh niên xã\n"},
          {"no fields in brackets",
           "1. Rà soát thủ tục (đợt 1)\n- Chủ trì: Công an xã.\n"
           "2. Mở lớp tập huấn (nếu có).\n- Chủ trì: Công an xã.\n",
           "task Rà soát thủ tục (đợt 1); owners: Công an xã\n"
           "task Mở lớp tập huấn (nếu có); owners: Công an xã\n"},
          {"a bracket that nothing opens",
           "1. Rà soát thủ tục của xã)\nChủ trì: Văn phòng; phối hợp: các thôn.\n"
           "2. Công khai thủ tục a) và b)\nChủ trì: Công an xã.\n",
           "task Rà soát thủ tục của xã); owners: Văn phòng; with: các thôn => Các thôn\n"
           "task Công khai thủ tục a) và b); owners: Công an xã\n"});
}

static void test_a_remark_before_the_fields_in_brackets(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_TARGETS | SHOW_ACTIONS | SHOW_DEADLINES,
          {"what was reached",
           "(1) Tỷ lệ thanh toán trực tuyến (đạt 48%, bị trừ 0,5 điểm; khắc phục: mở rộng kênh thanh toán; "
           "tham mưu: Công an xã; hoàn thành trước ngày 31/8/2026).\n",
           "Tỷ lệ thanh toán trực tuyến; owners: Công an xã; when: by ..2026-08-31; actions: mở rộng kênh thanh toán\n"},
          {"one field is not enough", "(1) Mua máy (05 bộ; ghi chú: Công an xã).\n", ""});
}

static void test_owner_behind_a_dash(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"with a time in brackets",
           "- Khai giảng năm học - Đoàn Thanh niên xã phối hợp với Các thôn (05/9/2026);\n"
           "- Khảo sát khối 10 - Tổ Toán - Tin (trước ngày 20/9/2026).\n",
           "Khai giảng năm học; owners: Đoàn Thanh niên xã; with: Các thôn; when: during 2026-09-05..2026-09-05\n"
           "Khảo sát khối 10; owners: Tổ Toán - Tin; when: by ..2026-09-20\n"},
          {"no party, or no time", "- Dạy tốt - học tốt (05/9/2026);\n- Phong trào - Công an xã (nếu có).\n", ""});
}

static void test_person_behind_a_dash(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"of work", "1. Công tác Hội\n- Bồi dưỡng chi hội trưởng - đ/c Trần Văn Thìn.\n"
           "- Duy trì trang tin – đồng chí Lê Thị Lài, Các thôn;\n",
           "Bồi dưỡng chi hội trưởng; owners: đ/c Trần Văn Thìn\n"
           "Duy trì trang tin; owners: đồng chí Lê Thị Lài | Các thôn\n"},
          {"beside an entry with fields",
           "1. Tổ chức Hội\n- Đổi thẻ hội viên (Phụ trách: Công an xã).\n- Sổ sách chi hội - bà Trần Thị Mai.\n",
           "Đổi thẻ hội viên; owners: Công an xã\nSổ sách chi hội; owners: bà Trần Thị Mai\n"},
          {"no work, no person",
           "1. Con người\n- Trưởng ban - đ/c Trần Văn Thìn.\n- Đối với chi hội 2 - đ/c Lê Thị Lài.\n"
           "- Điểm trường thôn 2 - cô Lê Thị Hoa\n- Thực hiện mô hình Gia đình - Ông bà mẫu mực\n"
           "- Nâng cao chất lượng - Các thôn cùng tham gia.\n", ""},
          {"below an owner", "III. PHÂN CÔNG\n1. Công an xã\n- Tổ chức tuần tra - đ/c Trần Văn Thìn.\n- Xây dựng lịch trực.\n",
           "Tổ chức tuần tra - đ/c Trần Văn Thìn; owners: Công an xã\nXây dựng lịch trực; owners: Công an xã\n"},
          {"behind a result", "I. KẾT QUẢ ĐẠT ĐƯỢC NĂM 2025\n- Duy trì trang tin - đ/c Lê Thị Lài.\n", ""});
}

static void test_time_before_the_work(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"and an owner behind a dash",
           "I. LỊCH CÔNG TÁC\n- Tháng 5: Làm thủy lợi – đ/c Trần Văn Thìn, các thôn\n"
           "- Quý III/2026: Sơ kết – Ban Thường vụ Hội\n",
           "Làm thủy lợi; owners: đ/c Trần Văn Thìn | các thôn => Các thôn; when: during 2026-05-01..2026-05-31?\n"
           "Sơ kết; owners: Ban Thường vụ Hội; when: during 2026-07-01..2026-09-30\n"},
          {"and fields behind it",
           "I. LỊCH CÔNG TÁC\n1. Tháng 4/2026: Khám sức khỏe (Chủ trì: Công an xã; phối hợp: Các thôn).\n",
           "\"1\" Khám sức khỏe; owners: Công an xã; with: Các thôn; when: during 2026-04-01..2026-04-30\n"},
          {"and fields below it",
           "I. LỊCH CÔNG TÁC\n1. Ngày 15/4/2026: Hội nghị cán bộ\n- Chủ trì: Công an xã.\n",
           "\"1\" Hội nghị cán bộ; owners: Công an xã; when: during 2026-04-15..2026-04-15\n"},
          {"a year or years are its topic",
           "I. LỘ TRÌNH\n1. Năm học 2025 - 2026: Thí điểm\n- Chủ trì: Công an xã.\n2. Giai đoạn 2026 - 2030: Nhân rộng\n"
           "- Chủ trì: Công an xã.\n"
           "3. 6 tháng cuối năm 2026: Sơ kết\n- Chủ trì: Công an xã.\n",
           "\"1\" Năm học 2025 - 2026: Thí điểm; owners: Công an xã\n\"2\" Giai đoạn 2026 - 2030: Nhân rộng; owners: Công an xã\n"
           "\"3\" Sơ kết; owners: Công an xã; when: during 2026-07-01..2026-12-31\n"},
          {"a month that heads work",
           "I. LỊCH CÔNG TÁC\n1. Tháng 4/2026: Thi đua\n- Khám sức khỏe (Chủ trì: Công an xã).\n",
           "Khám sức khỏe; owners: Công an xã\n"},
          {"and nothing more",
           "II. TIẾN ĐỘ\nGồm các bước sau:\n- Tháng 4/2026: Ban hành kế hoạch.\n"
           "- Từ ngày 05/5/2026 đến ngày 20/5/2026: Tổ chức hội thi.\n",
           "Ban hành kế hoạch; when: during 2026-04-01..2026-04-30\nTổ chức hội thi; when: during 2026-05-05..2026-05-20\n"},
          {"gone by, alone, among other entries, below an owner",
           "I. QUÁ TRÌNH\n- Tháng 4/2019: Thành lập chi bộ.\n- Tháng 5/2020: Tổ chức đại hội.\n"
           "II. NỘI DUNG\n1. Hội thi\n- Tháng 5: Tổ chức hội thi.\n2. Hội thao\n- Tháng 6: Tổ chức hội thao.\n- Khen thưởng.\n"
           "3. Công an xã\n- Tháng 7: Tổ chức tuần tra.\n- Tháng 8: Tổ chức diễn tập.\n",
           "Tháng 7: Tổ chức tuần tra; owners: Công an xã\nTháng 8: Tổ chức diễn tập; owners: Công an xã\n"},
          {"figures, themes and years",
           "I. LỊCH CÔNG TÁC\n- Tháng 5: 20% - Các thôn\n- Tháng 6: Truyền thống nhà trường\n"
           "- Tháng 11: Gia đình - Cô giáo\n- Năm 2026: Thí điểm - Các thôn\n", ""});
}

static void test_who_is_in_charge_in_brackets(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"and when, behind a comma", "1. Treo băng rôn (Trung tâm Văn hóa phụ trách, trong tháng 6).\n",
           "Treo băng rôn; owners: Trung tâm Văn hóa; when: during 2026-06-01..2026-06-30?\n"},
          {"a time without a label in front of one", "1. Treo băng rôn (Chủ trì: Công an xã; hoàn thành trước 15/7/2026; sản phẩm: Báo cáo).\n",
           "Treo băng rôn; owners: Công an xã; when: by ..2026-07-15\n"},
          {"and nothing else", "1. Treo băng rôn (Trung tâm Văn hóa phụ trách).\n",
           "Treo băng rôn; owners: Trung tâm Văn hóa\n"},
          {"a person and more",
           "- Giám sát chi bộ thôn (đồng chí Phạm Thị Ngoan, Phó Bí thư Đảng ủy phụ trách; phối hợp: Công an xã; "
           "hoàn thành trong quý III/2026).\n",
           "Giám sát chi bộ thôn; owners: đồng chí Phạm Thị Ngoan, Phó Bí thư Đảng ủy; with: Công an xã; "
           "when: during 2026-07-01..2026-09-30\n"},
          {"of two entries one has a time only", "- Họp dân (hoàn thành trong quý II/2026).\n- Rà soát thủ tục (Chủ trì: Công an xã).\n",
           "Họp dân; when: during 2026-04-01..2026-06-30\nRà soát thủ tục; owners: Công an xã\n"},
          {"alone it is a remark", "- Đối với Ban Giám hiệu (đồng chí Nguyễn Minh Trí - Phó Hiệu trưởng phụ trách)\n", ""});
}

static void test_entries_that_say_who_leads_with_whom(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"beside one with fields",
           "a) Treo băng rôn (Chủ trì: Công an xã).\nb) Trạm Y tế xã chủ trì, phối hợp với các thôn rà soát hộ nghèo, xong trong quý III/2026.\n",
           "\"a)\" Treo băng rôn; owners: Công an xã\n"
           "\"b)\" rà soát hộ nghèo, xong trong quý III/2026; owners: Trạm Y tế xã; with: các thôn => Các thôn; "
           "when: during 2026-07-01..2026-09-30\n"});
}

static void test_fields_in_sentences_behind_an_entry(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_ACTIONS | SHOW_OUTPUTS,
          {"an owner and more",
           "a) Rà soát thủ tục. Nguyên nhân: chậm. Giải pháp: Họp dân. Chủ trì: Công an xã; phối hợp: Các thôn; "
           "thời gian: quý I/2026; sản phẩm: danh mục.\n",
           "task \"a)\" Rà soát thủ tục; owners: Công an xã; with: Các thôn; when: during 2026-01-01..2026-03-31; "
           "actions: Họp dân; outputs: danh mục\n"},
          {"no owner, no task", "a) Họp giao ban. Thời gian: quý I/2026; kết quả: biên bản.\n", ""});
}

static void test_fields_parted_by_dashes(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"in brackets",
           "1. Quay phim (Chủ trì: Phòng Hành chính - Tổng hợp - cơ quan phối hợp: Công an xã - thời gian: Quý II/2026)\n",
           "Quay phim; owners: Phòng Hành chính - Tổng hợp; with: Công an xã; when: during 2026-04-01..2026-06-30\n"},
          {"but not inside a name",
           "1. Quay phim (Chủ trì: Phòng Hành chính - Tổng hợp; phối hợp: Công an xã; xong trong quý II/2026)\n",
           "Quay phim; owners: Phòng Hành chính - Tổng hợp; with: Công an xã; when: during 2026-04-01..2026-06-30\n"});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_leads_and_who_joins_without_labels),
        cmocka_unit_test(test_party_without_a_label_in_brackets),
        cmocka_unit_test(test_a_sentence_that_gives_the_work_away),
        cmocka_unit_test(test_products_that_are_counted),
        cmocka_unit_test(test_fields_whose_marks_lack),
        cmocka_unit_test(test_one_field_behind_a_sentence),
        cmocka_unit_test(test_fields_behind_the_work),
        cmocka_unit_test(test_a_remark_before_the_fields_in_brackets),
        cmocka_unit_test(test_owner_behind_a_dash),
        cmocka_unit_test(test_person_behind_a_dash),
        cmocka_unit_test(test_time_before_the_work),
        cmocka_unit_test(test_who_is_in_charge_in_brackets),
        cmocka_unit_test(test_entries_that_say_who_leads_with_whom),
        cmocka_unit_test(test_fields_in_sentences_behind_an_entry),
        cmocka_unit_test(test_fields_parted_by_dashes),
    };
    return cmocka_run_group_tests_name("fields", tests, open_rules, close_rules);
}
