/* test_tables.c - items of task and index tables. */
#include "support/support.h"

#define WHO_AND_WHEN                                                                               \
    (SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_OUTPUTS |           \
     SHOW_BUDGET)

static const char plain_want[] =
    "task \"1\" Rà soát thủ tục; owners: Công an xã; with: Các thôn; when: during "
    "2026-01-01..2026-03-31; outputs: Danh mục | Báo cáo\n"
    "task \"2\" Công khai thủ tục; owners: Đoàn Thanh niên xã; when: by "
    "..2026-06-30; outputs: Bảng niêm yết\n";

static void test_columns_in_any_order(void **state)
{
    (void)state;
    const text_row rows[] = {
        {"usual",
         "TT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian\tSản phẩm\n"
         "1\tRà soát thủ tục\tCông an xã\tCác thôn\tQuý I/2026\tDanh mục; Báo cáo\n"
         "2\tCông khai thủ tục\tĐoàn Thanh niên xã\t-\tTrước 30/6/2026\tBảng niêm yết\n",
         plain_want},
        {"turned round",
         "STT\tThời hạn hoàn thành\tNội dung công việc\tKết quả\tĐơn vị thực hiện\tCơ "
         "quan phối hợp\n"
         "1\tQuý I/2026\tRà soát thủ tục\tDanh mục; Báo cáo\tCông an xã\tCác thôn\n"
         "2\tTrước 30/6/2026\tCông khai thủ tục\tBảng niêm yết\tĐoàn Thanh niên xã\t-\n",
         plain_want},
        {"capitals and numbers of columns",
         "TT\t1 - NHIỆM VỤ\t2 - CHỦ TRÌ\t3 - PHỐI HỢP\t4 - THỜI GIAN\t5 - SẢN PHẨM\n"
         "1\tRà soát thủ tục\tCông an xã\tCác thôn\tQuý I/2026\tDanh mục; Báo cáo\n"
         "2\tCông khai thủ tục\tĐoàn Thanh niên xã\t-\tTrước 30/6/2026\tBảng niêm yết\n",
         plain_want},
        {"numbers below a head that no list names",
         "Số\tPhần việc\tChủ trì\tPhối hợp\tThời gian\tSản phẩm\n"
         "1\tRà soát thủ tục\tCông an xã\tCác thôn\tQuý I/2026\tDanh mục; Báo cáo\n"
         "2\tCông khai thủ tục\tĐoàn Thanh niên xã\t-\tTrước 30/6/2026\tBảng niêm yết\n",
         plain_want},
        {"numbers behind who does the work, which holds for the rows below",
         "Cơ quan được giao\tSố\tPhần việc\tPhối hợp\tThời gian\tSản phẩm\n"
         "Công an xã\t1\tRà soát thủ tục\tCác thôn\tQuý I/2026\tDanh mục; Báo cáo\n"
         "Đoàn Thanh niên xã\t2\tCông khai thủ tục\t-\tTrước 30/6/2026\tBảng niêm yết\n",
         plain_want},
        {"pipes",
         "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian | Sản phẩm |\n"
         "|---|---|---|---|---|---|\n"
         "| 1 | Rà soát thủ tục | Công an xã | Các thôn | Quý I/2026 | Danh mục; Báo "
         "cáo |\n"
         "| 2 | Công khai thủ tục | Đoàn Thanh niên xã | - | Trước 30/6/2026 | Bảng "
         "niêm yết |\n",
         plain_want},
    };
    check_task_rows(rows, COUNT_OF(rows), WHO_AND_WHEN);
}

static void test_head_over_two_lines(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"merged head",
           "TT\tNhiệm vụ\tPhân công\t\tThời gian\n\t\tChủ trì\tPhối hợp\t\n"
           "1\tRà soát thủ tục\tCông an xã\tCác thôn\tQuý I/2026\n"
           "2\tCông khai\tĐoàn Thanh niên xã\t\tQuý II/2026\n",
           "task \"1\" Rà soát thủ tục; owners: Công an xã; with: Các thôn; when: during "
           "2026-01-01..2026-03-31\n"
           "task \"2\" Công khai; owners: Đoàn Thanh niên xã; when: during "
           "2026-04-01..2026-06-30\n"});
}

/* Bars below each other give cells a width: what had no room stands in the next line. */
static void test_rows_of_a_drawn_table_go_on(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"texts and days",
           "| TT | Nội dung          | Phụ trách   | Thời gian  |\n"
           "|----|-------------------|-------------|------------|\n"
           "| 1  | Chào mừng Ngày    | Công an xã  | Trước ngày |\n"
           "|    | Quốc tế Phụ nữ    |             | 05/12/2026 |\n"
           "| 2  | Tổng kết công tác | Các thôn    | Quý I/2026 |\n",
           "\"1\" Chào mừng Ngày Quốc tế Phụ nữ; owners: Công an xã; when: by ..2026-12-05\n"
           "\"2\" Tổng kết công tác; owners: Các thôn; when: during 2026-01-01..2026-03-31\n"},
          {"there was room",
           "| TT | Nội dung                     | Phụ trách   |\n"
           "|----|------------------------------|-------------|\n"
           "| 1  | Chào mừng Ngày               | Công an xã  |\n"
           "|    | Tổng kết công tác Hội        | Các thôn    |\n",
           "\"1\" Chào mừng Ngày; owners: Công an xã\nTổng kết công tác Hội; owners: Các thôn\n"},
          {"bars anywhere",
           "| TT | Nội dung | Phụ trách |\n|---|---|---|\n| 1 | Chào mừng Ngày | Công an xã |\n| | Tổng kết công tác | Các thôn |\n",
           "\"1\" Chào mừng Ngày; owners: Công an xã\nTổng kết công tác; owners: Các thôn\n"});
}

static void test_repeated_head_and_totals_are_no_items(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS,
          {"head on each page",
           "TT\tNhiệm vụ\tChủ trì\n1\tRà soát thủ tục\tCông an xã\n\n7\n"
           "\fTT\tNhiệm vụ\tChủ trì\n2\tCông khai\tĐoàn Thanh niên xã\n",
           "task \"1\" Rà soát thủ tục; owners: Công an xã\n"
           "task \"2\" Công khai; owners: Đoàn Thanh niên xã\n"},
          {"numbers of the columns below the head",
           "TT\tNhiệm vụ\tChủ trì\n(1)\t(2)\t(3)\n1\tRà soát thủ tục\tCông an xã\n"
           "2\tCông khai\tĐoàn Thanh niên xã\n",
           "task \"1\" Rà soát thủ tục; owners: Công an xã\n"
           "task \"2\" Công khai; owners: Đoàn Thanh niên xã\n"},
          {"whom an inspection visits",
           "TT\tNgày kiểm tra\tCơ quan, đơn vị được kiểm tra\tNgười phụ trách\tTham gia cùng Đoàn\n"
           "1\t11/3/2026\tTrạm Y tế xã\tTrưởng đoàn\tCông an xã\n",
           "task \"1\" Trạm Y tế xã; owners: Trưởng đoàn; with: Công an xã\n"});
    CHECK_TASKS(WHO_AND_WHEN,
          {"quarters marked, and a remark below",
           "TT\tNội dung\tChủ trì\tQuý I\tQuý II\tQuý III\tQuý IV\tGhi chú\n1\tHọp dân\tP. KTHT\tx\t\tX\t\t\n"
           "2\tSơ kết\tP. KTHT và P. HCTH\t\t\t\t\u2713\t\n\tGhi chú: (x) là quý có việc; P. KTHT: Phòng Kinh tế hợp tác\t\t\t\t\t\t\n",
           "task \"1\" Họp dân; owners: P. KTHT; when: during 2026-01-01..2026-03-31? | during 2026-07-01..2026-09-30?\n"
           "task \"2\" Sơ kết; owners: P. KTHT | P. HCTH; when: during 2026-10-01..2026-12-31?\n"},
          {"empty boxes and signs of negation are no marks",
           "TT\tNội dung\tChủ trì\tQuý I\tQuý II\tQuý III\n1\tHọp dân\tCông an xã\t\u2610\t\u2611\t\u2717\n"
           "2\tSơ kết\tCông an xã\t\u25A1\t/\t\u25A0\n",
           "task \"1\" Họp dân; owners: Công an xã; when: during 2026-04-01..2026-06-30?\n"
           "task \"2\" Sơ kết; owners: Công an xã; when: during 2026-07-01..2026-09-30?\n"},
          {"a mark below what is more than a time",
           "TT\tNội dung\tChủ trì\tChuyển tiếp từ năm 2025\tThời gian\n1\tHọp dân\tCông an xã\tx\tQuý II/2026\n",
           "task \"1\" Họp dân; owners: Công an xã; when: during 2026-04-01..2026-06-30\n"});
    CHECK_TASKS(SHOW_TITLE | SHOW_OTHER | SHOW_ACTIONS,
          {"a name and the work beside it",
           "TT\tTên hoạt động\tNội dung công việc\tChủ trì\n1\tTết trồng cây\tTrồng cây tại thôn\tHội Nông dân xã\n",
           "Tết trồng cây; actions: Trồng cây tại thôn\n"},
          {"figures beside the work",
           "TT\tNội dung\tChỉ tiêu\tChủ trì\tThời gian\n1\tTrồng rừng\t120 ha\tHội Nông dân xã\tQuý II\n", "Trồng rừng\n"},
          {"whom an inspection visits, and what for",
           "TT\tĐơn vị được kiểm tra\tNội dung kiểm tra\tChủ trì\n1\tTrạm Y tế xã\tGiờ làm việc\tCông an xã\n",
           "Giờ làm việc; other Đơn vị được kiểm tra: Trạm Y tế xã\n"},
          {"a field in a row of its own",
           "TT\tNội dung\tChủ trì\n1\tTập huấn\tCông an xã\n\tĐối tượng: 50 cán bộ thôn\t\n2\tHọp dân\tCông an xã\n",
           "Tập huấn; other Đối tượng: 50 cán bộ thôn\nHọp dân\n"});
    CHECK_TASKS(SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS,
          {"a bullet before a title", "TT\tNội dung\tChủ trì\n1\t- Lập dự toán\tCông an xã\n", "Lập dự toán; owners: Công an xã\n"},
          {"a number above dashes, another above letters",
           "TT\tNội dung\tChủ trì\n1\tHạ tầng số\t\n-\tNâng cấp mạng\tCông an xã\n-\tMua máy\tCác thôn\n"
           "2\tDữ liệu số\t\na\tSố hóa\tCông an xã\n3\tHọp dân\tCông an xã\n",
           "Nâng cấp mạng; area [1] Hạ tầng số; owners: Công an xã\nMua máy; area [1] Hạ tầng số; owners: Các thôn\n"
           "Số hóa; area [2] Dữ liệu số; owners: Công an xã\nHọp dân; owners: Công an xã\n"},
          {"an abbreviation in a torn cell is no area",
           "TT\tNội dung\tChủ trì\n1\tLập dự toán\tP. Nội vụ\n\t\tP. Tài chính\n2\tHọp dân\tCông an xã\n",
           "Lập dự toán; owners: P. Nội vụ | P. Tài chính\nHọp dân; owners: Công an xã\n"});
    CHECK_TASKS(SHOW_TITLE | SHOW_OTHER,
          {"two heads that may name the work",
           "TT\tNội dung kiểm tra\tĐơn vị được kiểm tra\tChủ trì\n1\tGiờ làm việc\tTrạm Y tế xã\tCông an xã\n",
           "Giờ làm việc; other Đơn vị được kiểm tra: Trạm Y tế xã\n"});
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_SCORES,
          {"total row",
           "TT\tTiêu chí\tĐiểm tối đa\tĐiểm đạt được năm 2025\tMục tiêu năm 2026\n"
           "1\tCÔNG KHAI, MINH BẠCH\t5\t3,5\t4\n"
           "1.1\tTỷ lệ công khai thủ tục\t3\t2,5\t3\n"
           "1.2\tThời gian giải quyết\t2\t1\t1.5\nTổng cộng\t\t5\t3,5\t4,5\n",
           "criterion \"1.1\" Tỷ lệ công khai thủ tục; scores: 3/2.5/3\n"
           "criterion \"1.2\" Thời gian giải quyết; scores: 2/1/1.5\n"});
}

static void expect_score(const vnp_doc *doc, const vnp_score *score, double points, const char *written)
{
    assert_true(score->present);
    assert_float_equal(score->points, points, 1e-9);
    char *text = show_str(vnp__str_sub(vnp_doc_text(doc), score->span.begin, score->span.end));
    assert_string_equal(text, written);
    free(text);
}

static void test_scores_lead_back_to_their_figures(void **state)
{
    (void)state;
    static const char text[] = "TT\tTiêu chí\tĐiểm tối đa\tĐiểm đạt được năm 2025\tMục tiêu năm 2026\n"
                               "1.1\tTỷ lệ công khai thủ tục\t3\t2,5\t 2,75 \n1.2\tThời gian giải quyết\t\t\t\n";
    vnp_doc *doc;
    assert_int_equal(vnp_doc_parse(test_rules(), text, sizeof text - 1, NULL, &doc, NULL), VNP_OK);
    const vnp_item_list *items = &vnp_doc_plan(doc)->items;
    assert_int_equal(items->count, 2);
    assert_non_null(items->at[0].scores);
    expect_score(doc, &items->at[0].scores->max, 3, "3");
    expect_score(doc, &items->at[0].scores->achieved, 2.5, "2,5");
    expect_score(doc, &items->at[0].scores->target, 2.75, "2,75");
    assert_null(items->at[1].scores);
    vnp_doc_free(doc);
}

static void test_area_rows_are_parents(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS,
          {"capital letters in the row's one cell",
           "TT\tNhiệm vụ\tChủ trì\nA. Tuyên truyền\n1\tPhát thanh\tCông an xã\n",
           "task \"1\" Phát thanh; area [A] Tuyên truyền; owners: Công an xã\n"},
          {"roman figures",
           "TT\tNhiệm vụ\tChủ trì\nI\tCẢI CÁCH THỂ CHẾ\t\n1\tRà soát\tCông an xã\n"
           "II\tCẢI CÁCH THỦ TỤC\t\n2\tCông khai\tĐoàn Thanh niên xã\n",
           "task \"1\" Rà soát; area [I] CẢI CÁCH THỂ CHẾ; owners: Công an xã\n"
           "task \"2\" Công khai; area [II] CẢI CÁCH THỦ TỤC; owners: Đoàn Thanh niên xã\n"},
          {"rows that say that they are areas, without a label of their own",
           "TT\tNội dung\tChủ trì\n\tTiêu chí số 2. Giao thông\t\n1\tSửa đường\tCông an xã\n\tTiêu chí số 17. Môi trường\t\n"
           "2\tThu gom rác\tCác thôn\n",
           "task \"1\" Sửa đường; area [2] Giao thông; owners: Công an xã\n"
           "task \"2\" Thu gom rác; area [17] Môi trường; owners: Các thôn\n"},
          {"a topic heading above the table",
           "1. Số hóa hồ sơ\nTT\tNhiệm vụ\tChủ trì\n1\tRà soát\tCông an xã\n2. Bảng phân công\n"
           "TT\tNhiệm vụ\tChủ trì\n1\tCông khai\tCác thôn\n",
           "task \"1\" Rà soát; area [1] Số hóa hồ sơ; owners: Công an xã\n"
           "task \"1\" Công khai; owners: Các thôn\n"},
          {"a head printed again goes on with the area",
           "TT\tNhiệm vụ\tChủ trì\nI\tCẢI CÁCH THỂ CHẾ\t\n1\tRà soát\tCông an xã\n\n3\n\n"
           "TT\tNhiệm vụ\tChủ trì\n2\tCông khai\tĐoàn Thanh niên xã\n",
           "task \"1\" Rà soát; area [I] CẢI CÁCH THỂ CHẾ; owners: Công an xã\n"
           "task \"2\" Công khai; area [I] CẢI CÁCH THỂ CHẾ; owners: Đoàn Thanh niên xã\n"},
          {"a column of areas",
           "TT\tLĩnh vực\tNhiệm vụ\tChủ trì\n1\tThể chế\tRà soát\tCông an xã\n2\t\tSửa đổi\tCông an xã\n"
           "3\tI. Thủ tục\tCông khai\tĐoàn Thanh niên xã\n",
           "task \"1\" Rà soát; area Thể chế; owners: Công an xã\n"
           "task \"2\" Sửa đổi; area Thể chế; owners: Công an xã\n"
           "task \"3\" Công khai; area [I] Thủ tục; owners: Đoàn Thanh niên xã\n"},
          {"who follows it up is no unit",
           "TT\tNhiệm vụ\tĐơn vị theo dõi\n1\tRà soát\tCông an xã\n",
           "task \"1\" Rà soát; owners: Công an xã\n"},
          {"nested areas",
           "TT\tChỉ tiêu\tĐơn vị tính\tNăm 2026\tĐơn vị, cá nhân chủ trì\nI\tĐến năm 2030\t\t\t\n1\tTrường chuẩn\t%\t80\tCông an xã\n"
           "2\tThể thao\t\t\t\n2.1\tNhà tập\tnhà\t3\tCác thôn\n",
           "criterion \"1\" Trường chuẩn; area [I] Đến năm 2030; owners: Công an xã\n"
           "criterion \"2.1\" Nhà tập; area [2] Thể thao; owners: Các thôn\n"},
          {"a column of numbered groups",
           "Nhóm nhiệm vụ\tMã NV\tMô tả nhiệm vụ\tChủ trì\nNhóm I: Nhận thức\tNV1\tRà soát\tCông an xã\n"
           "Nhóm II: Thể chế\tNV2\tSửa đổi\tCông an xã\n",
           "task \"NV1\" Rà soát; area [I] Nhận thức; owners: Công an xã\n"
           "task \"NV2\" Sửa đổi; area [II] Thể chế; owners: Công an xã\n"},
          {"areas with more are what the table lists",
           "TT\tLĩnh vực, chỉ số\tChủ trì\n1\tThể chế\tCông an xã\n",
           "task \"1\" Thể chế; owners: Công an xã\n"},
          {"areas alone are what the table lists",
           "TT\tLĩnh vực\tChủ trì\n1\tThể chế\tCông an xã\n",
           "task \"1\" Thể chế; owners: Công an xã\n"});
}

static void test_head_over_several_columns(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS,
          {"copied into each",
           "TT\tNhiệm vụ\tPhân công\tPhân công\tThời gian\n\t\tChủ trì\tPhối hợp\t\n1\tRà soát\tCông an xã\tCác thôn\tQuý I/2026\n",
           "Rà soát; owners: Công an xã; with: Các thôn\n"},
          {"in the first",
           "TT\tNhiệm vụ\tPhân công\t\tThời gian\n\t\tChủ trì\tPhối hợp\t\n1\tRà soát\tCông an xã\tCác thôn\tQuý I/2026\n",
           "Rà soát; owners: Công an xã; with: Các thôn\n"},
          {"what it says is said of its columns",
           "TT\tNhiệm vụ\tĐơn vị\t\tThời gian\t\n\t\tPhối hợp\tPhụ trách\tTừ ngày\tKết thúc\n"
           "1\tRà soát\tCác thôn\tCông an xã\t\tQuý I/2026\n",
           "Rà soát; owners: Công an xã; with: Các thôn\n"});
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_SCORES | SHOW_TARGETS,
          {"points in a year below what is said of all points",
           "Mã\tTiêu chí\tĐiểm\t\t\tĐơn vị\t\n\t\tTối đa\t2025\tMục tiêu 2026\tPhụ trách\tPhối hợp\n"
           "1.1\tCông khai thủ tục\t3\t2,5\t3\tCông an xã\tCác thôn\n1.2\tGiải quyết hồ sơ\t2\t1\t1,5\t\t\n",
           "criterion \"1.1\" Công khai thủ tục; owners: Công an xã; with: Các thôn; scores: 3/2.5/3\n"
           "criterion \"1.2\" Giải quyết hồ sơ; scores: 2/1/1.5\n"},
          {"points below their year",
           "Mã\tTiêu chí\tThang điểm\tNăm 2025\t\tMục tiêu 2026\n\t\t\tTỷ lệ (%)\tĐiểm đạt\t\n"
           "1.1\tCông khai thủ tục\t3\t80\t2,5\t3\n1.2\tGiải quyết hồ sơ\t2\t50\t1\t1,5\n",
           "criterion \"1.1\" Công khai thủ tục; scores: 3/2.5/3\n"
           "criterion \"1.2\" Giải quyết hồ sơ; scores: 2/1/1.5\n"},
          {"what was reached, and what is to be",
           "TT\tChỉ tiêu\tĐVT\tKết quả\t\tKế hoạch 2026\n\t\t\tNăm 2024\tNăm 2025\t\n1\tHộ dùng nước sạch\t%\t80\t85\t90\n"
           "2\tHộ nghèo\t%\t8\t5\t4\n",
           "criterion \"1\" Hộ dùng nước sạch; targets: = 90 %\ncriterion \"2\" Hộ nghèo; targets: = 4 %\n"});
}

static void test_fields_in_a_cell_are_parted_by_breaks(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"labels on lines",
           "| TT | Nhiệm vụ | Phân công |\n|---|---|---|\n"
           "| 1 | Rà soát | Chủ trì: Công an xã<br>Phối hợp: Trạm Y tế xã; các thôn<br>Xong trước 30/6/2026 |\n",
           "Rà soát; owners: Công an xã; with: Trạm Y tế xã | các thôn => Các thôn; when: by ..2026-06-30\n"});
}

#define NESTED_HEAD                                                                                \
    "TT\tMục tiêu\tNhiệm vụ\tHoạt động\tSản phẩm\tChủ trì\tPhối hợp\tThời gian\tKinh phí\n"

static void test_a_name_below_its_post_is_one_party(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS,
          {"a name, an office", "TT\tNhiệm vụ\tPhụ trách\n1\tRà soát\tPhó Giám đốc<br>Trần Minh Quý\n"
           "2\tCông khai\tPhó Giám đốc<br>Phòng Nội vụ\n",
           "Rà soát; owners: Phó Giám đốc Trần Minh Quý\nCông khai; owners: Phó Giám đốc | Phòng Nội vụ\n"});
}

static void test_merged_cells_hold_for_the_rows_they_span(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_CODES | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS | SHOW_DEADLINES |
              SHOW_OUTPUTS | SHOW_BUDGET,
          {"objective, task, owner and output; never time and budget",
           NESTED_HEAD
           "1\t1.1. Một\t2.1. Hai\t3.1. Ba\tBáo cáo\tCông an xã\tCác thôn\tQuý I/2026\t5 "
           "triệu đồng\n\t\t\t3.2. Bốn\t\t\t\t\t\n"
           "\t\t2.2. Năm\t3.3. Sáu\t\tĐoàn Thanh niên xã\t\tQuý II/2026\t\n"
           "2\t1.2. Bảy\t2.3. Tám\t3.4. Chín\tTờ trình\tCông an xã\t\tQuý III/2026\t\n",
           "\"1\" [3.1] Ba; objective [1.1] Một; task [2.1] Hai; owners: Công an xã; "
           "with: Các thôn; when: during 2026-01-01..2026-03-31; outputs: Báo cáo; "
           "budget: 5 triệu đồng\n"
           "[3.2] Bốn; objective [1.1] Một; task [2.1] Hai; owners: Công an xã; with: Các "
           "thôn; outputs: Báo cáo\n"
           "[3.3] Sáu; objective [1.1] Một; task [2.2] Năm; owners: Đoàn Thanh niên xã; "
           "when: during 2026-04-01..2026-06-30\n"
           "\"2\" [3.4] Chín; objective [1.2] Bảy; task [2.3] Tám; owners: Công an xã; "
           "when: during 2026-07-01..2026-09-30; outputs: Tờ trình\n"});
}

static void test_a_merged_number_makes_rows_of_one_task(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS | SHOW_DEADLINES | SHOW_OUTPUTS,
          {"who and what hold for both, a time for one; a row with a number is another task",
           "TT\tNội dung\tChủ trì\tPhối hợp\tThời gian\tSản phẩm\n1\tLập danh mục\tCông an xã\tCác thôn\tQuý I/2026\tBáo cáo\n"
           "\tNiêm yết\t\tTrạm Y tế xã\t\t\n2\tĐăng tin\t\t\t\tBản tin\n",
           "\"1\" Lập danh mục; owners: Công an xã; with: Các thôn; when: during 2026-01-01..2026-03-31; outputs: Báo cáo\n"
           "Niêm yết; owners: Công an xã; with: Trạm Y tế xã; outputs: Báo cáo\n\"2\" Đăng tin; outputs: Bản tin\n"},
          {"no task above in the area", "TT\tNội dung\tChủ trì\n1\tLập danh mục\tCông an xã\nII\tCÔNG KHAI\t\n\tNiêm yết\t\n2\tĐăng tin\tCác thôn\n",
           "\"1\" Lập danh mục; owners: Công an xã\nNiêm yết; area [II] CÔNG KHAI\n\"2\" Đăng tin; area [II] CÔNG KHAI; owners: Các thôn\n"});
}

static void test_a_row_without_a_title_goes_on_with_the_one_above(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_ACTIONS | SHOW_SCORES,
          {"further steps, a further owner",
           "| TT | Nội dung | Giải pháp | Chủ trì | Thời gian |\n|---|---|---|---|---|\n"
           "| 1 | Lập danh mục | - Rà soát hồ sơ | Công an xã | Quý I/2026 |\n| | | - Đăng tin | | |\n| | | | Trạm Y tế xã | |\n"
           "| 2 | Niêm yết | In bảng | Các thôn | |\n",
           "\"1\" Lập danh mục; owners: Công an xã | Trạm Y tế xã; when: during 2026-01-01..2026-03-31; actions: Rà soát hồ sơ | Đăng tin\n"
           "\"2\" Niêm yết; owners: Các thôn; actions: In bảng\n"},
          {"points are another criterion's, whose name is missing",
           "| TT | Tiêu chí | Điểm tối đa | Điểm đạt năm 2025 | Giải pháp |\n|---|---|---|---|---|\n"
           "| 1.1 | Lập danh mục | 2 | 1 | - Rà soát hồ sơ |\n| | | | | - Đăng tin |\n| | | 1 | 0 | - In bảng |\n",
           "\"1.1\" Lập danh mục; actions: Rà soát hồ sơ | Đăng tin; scores: 2/1/-\n; actions: In bảng; scores: 1/0/-\n"});
}

/* What is called content heads tasks where it spans rows with activities of their own. */
static void test_content_over_several_activities(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS | SHOW_OUTPUTS,
          {"a task of two and three activities",
           "TT\tNội dung nhiệm vụ\tCông việc cụ thể\tChủ trì\tSản phẩm\n"
           "1\tCải tiến quy trình\tLập danh mục\tCông an xã\tDanh mục\n\t\tĐo thời gian\t\tBảng đo\n"
           "2\tCông khai\tNiêm yết\tCác thôn\tBiên bản\n\t\tĐăng tin\tCông an xã\tBản tin\n",
           "\"1\" Lập danh mục; task Cải tiến quy trình; owners: Công an xã; outputs: Danh mục\n"
           "Đo thời gian; task Cải tiến quy trình; owners: Công an xã; outputs: Bảng đo\n"
           "\"2\" Niêm yết; task Công khai; owners: Các thôn; outputs: Biên bản\n"
           "Đăng tin; task Công khai; owners: Công an xã; outputs: Bản tin\n"},
          {"behind a head of tasks",
           "TT\tNhiệm vụ\tNội dung công việc\tChủ trì\tSản phẩm\n"
           "1\tCải tiến quy trình\tLập danh mục\tCông an xã\tDanh mục\n\t\tĐo thời gian\t\tBảng đo\n"
           "2\tCông khai\tNiêm yết\tCác thôn\tBiên bản\n\t\tĐăng tin\tCông an xã\tBản tin\n",
           "\"1\" Lập danh mục; task Cải tiến quy trình; owners: Công an xã; outputs: Danh mục\n"
           "Đo thời gian; task Cải tiến quy trình; owners: Công an xã; outputs: Bảng đo\n"
           "\"2\" Niêm yết; task Công khai; owners: Các thôn; outputs: Biên bản\n"
           "Đăng tin; task Công khai; owners: Công an xã; outputs: Bản tin\n"},
          {"one of each in a row",
           "TT\tNội dung nhiệm vụ\tCông việc cụ thể\tChủ trì\tSản phẩm\n"
           "1\tCải tiến quy trình\tLập danh mục\tCông an xã\tDanh mục\n2\tCông khai\tNiêm yết\tCác thôn\tBiên bản\n",
           "\"1\" Cải tiến quy trình; owners: Công an xã; outputs: Danh mục\n"
           "\"2\" Công khai; owners: Các thôn; outputs: Biên bản\n"});
}

/* A row that opens an objective takes no task from above; without an activity
 * the task is the title. */
/* What the document calls one cell holds for each of its rows, of criteria, too; figures and money do not. */
static void test_cells_that_span_rows_by_their_tags(void **state)
{
    (void)state;
    parsed p = parse_markdown(
        "# II. NHIỆM VỤ\n\n"
        "<table><tr><th>Mã</th><th>Tiêu chí</th><th>Chủ trì</th><th>Kinh phí</th><th>Thời gian</th></tr>\n"
        "<tr><td>1.1</td><td>Rà soát thủ tục</td><td rowspan=\"2\">Công an xã</td><td rowspan=\"2\">5 triệu đồng</td>"
        "<td rowspan=\"3\">Quý I/2026</td></tr>\n"
        "<tr><td>1.2</td><td>Công khai</td></tr>\n"
        "<tr><td>1.3</td><td>Sơ kết</td><td></td><td></td></tr></table>\n");
    expect(show_items(p.plan, SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_BUDGET),
           "\"1.1\" Rà soát thủ tục; owners: Công an xã; when: during 2026-01-01..2026-03-31; budget: 5 triệu đồng\n"
           "\"1.2\" Công khai; owners: Công an xã; when: during 2026-01-01..2026-03-31\n"
           "\"1.3\" Sơ kết; when: during 2026-01-01..2026-03-31\n");
    parsed_close(&p);
}

static void test_new_objective_inherits_no_task(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_CODES | SHOW_TITLE | SHOW_PARENTS,
          {"objective",
           NESTED_HEAD "1\t1.1. Một\t2.1. Hai\t3.1. Ba\tA\tCông an xã\t\tQuý I/2026\t\n"
                       "2\t1.2. Bốn\t\t3.2. Năm\tB\tCông an xã\t\tQuý I/2026\t\n"
                       "3\t1.3. Sáu\t2.2. Bảy\t\tC\tCông an xã\t\tQuý I/2026\t\n"
                       "4\t1.4. Tám\t2.3. Chín\t3.3. Mười\tD\tCông an xã\t\tQuý I/2026\t\n",
           "\"1\" [3.1] Ba; objective [1.1] Một; task [2.1] Hai\n"
           "\"2\" [3.2] Năm; objective [1.2] Bốn\n"
           "\"3\" [2.2] Bảy; objective [1.3] Sáu; task [2.2] Bảy\n"
           "\"4\" [3.3] Mười; objective [1.4] Tám; task [2.3] Chín\n"});
}

static void test_missing_trailing_cells_are_empty(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"ragged",
           "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n"
           "| 1 | Rà soát | Công an xã |\n"
           "| 2 | Công khai | Đoàn Thanh niên xã | Quý I/2026 |\n",
           "task \"1\" Rà soát; owners: Công an xã\n"
           "task \"2\" Công khai; owners: Đoàn Thanh niên xã; when: during "
           "2026-01-01..2026-03-31\n"},
          {"an area with the rest of a cell above",
           "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Rà soát | Công an xã | 2026 và những |\n"
           "| II | Tuyên truyền | | năm tiếp theo |\n| 2 | Công khai | Các thôn | Quý I/2026 |\n",
           "task \"1\" Rà soát; owners: Công an xã; when: during 2026-01-01..2026-12-31\n"
           "task \"2\" Công khai; owners: Các thôn; when: during 2026-01-01..2026-03-31\n"},
          {"heads that are labels elsewhere",
           "| TT | Nhiệm vụ | Bên liên quan | Khung thời gian |\n|---|---|---|---|\n| 1 | Rà soát | Công an xã | Quý I/2026 |\n",
           "task \"1\" Rà soát; with: Công an xã; when: during 2026-01-01..2026-03-31\n"});
}

static void test_rows_of_an_index_are_criteria(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_CODES | SHOW_TITLE | SHOW_PARENTS | SHOW_OWNERS |
              SHOW_SCORES,
          {"index",
           "TT\tLĩnh vực/Tiêu chí\tĐiểm tối đa\tĐiểm đạt được năm 2025\tMục tiêu năm "
           "2026\tCông chức tham mưu\n1\tCÔNG KHAI, MINH BẠCH\t5\t3,5\t4\t\n"
           "1.1\tTỷ lệ công khai thủ tục\t3\t2,5\t3\tVP-TK\n"
           "1.2\tThời gian giải quyết\t2\t\t1.5\t\n2\tCUNG CẤP DỊCH VỤ\t7\t6\t7\t\n"
           "2.1\tHồ sơ trực tuyến\t7\t6\t7\tCông an xã\n",
           "criterion \"1.1\" [1.1] Tỷ lệ công khai thủ tục; area [1] CÔNG KHAI, MINH "
           "BẠCH; owners: VP-TK => Văn phòng - Thống kê; scores: 3/2.5/3\n"
           "criterion \"1.2\" [1.2] Thời gian giải quyết; area [1] CÔNG KHAI, MINH BẠCH; "
           "scores: 2/-/1.5\n"
           "criterion \"2.1\" [2.1] Hồ sơ trực tuyến; area [2] CUNG CẤP DỊCH VỤ; owners: "
           "Công an xã; scores: 7/6/7\n"},
          {"chapters by letters",
           "Mã số\tTiêu chí\tĐiểm tối đa\tĐiểm đạt được năm 2025\tMục tiêu năm 2026\tChủ trì\n"
           "A1\tChỉ dẫn người bệnh\t\t\t\t\nA1.1\tNgười bệnh được chỉ dẫn\t5\t3\t4\tCông an xã\n"
           "C4\tKiểm soát nhiễm khuẩn\t\t\t\t\nC4.2\tQuy trình mới\t5\t2\t3\t\nC4.6\tChất thải lỏng\t5\t2\t3,5\t\n",
           "criterion \"A1.1\" Người bệnh được chỉ dẫn; area [A1] Chỉ dẫn người bệnh; owners: Công an xã; scores: 5/3/4\n"
           "criterion \"C4.2\" Quy trình mới; area [C4] Kiểm soát nhiễm khuẩn; scores: 5/2/3\n"
           "criterion \"C4.6\" Chất thải lỏng; area [C4] Kiểm soát nhiễm khuẩn; scores: 5/2/3.5\n"});
}

static void test_table_of_targets(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_TARGETS | SHOW_OUTPUTS,
          {"a year that is over",
           "TT\tChỉ tiêu\tĐơn vị tính\tKết quả năm 2025\tMục tiêu 2026\n1\tHồ sơ nộp trực tuyến\t%\t82,6\t90\n",
           "Hồ sơ nộp trực tuyến; targets: = 90 %\n"},
          {"the year before by its number",
           "TT\tChỉ tiêu\tĐơn vị tính\tNăm 2025\tMục tiêu 2026\n1\tHồ sơ nộp trực tuyến\t%\t82,6\t90\n",
           "Hồ sơ nộp trực tuyến; targets: = 90 %\n"},
          {"a school year, and the one before",
           "TT\tChỉ tiêu\tĐVT\tNăm học 2025-2026\tNăm học 2026-2027\tPhụ trách\n1\tTiết dạy số\t%\t70\t> 80\tCông an xã\n",
           "Tiết dạy số; targets: > 80 %\n"},
          {"stages", "TT\tChỉ tiêu\tĐơn vị tính\tĐợt 1\tĐợt 2\n1\tHộ phân loại rác\t%\t≥ 65\t≥ 75\n",
           "Hộ phân loại rác; targets: >= 65 % | >= 75 %\n"},
          {"stages beside the whole", "TT\tChỉ tiêu\tĐơn vị tính\tMục tiêu 2026\tQuý I\n1\tHộ phân loại rác\t%\t75\t20\n",
           "Hộ phân loại rác; targets: = 75 %\n"},
          {"an office is no unit of measure",
           "TT\tTiêu chí\tChỉ tiêu năm 2026\tĐơn vị giúp việc\n1\tThu nhập\t55 triệu đồng\tCông an xã\n",
           "Thu nhập; targets: = 55 triệu đồng\n"},
          {"a head that only its year tells",
           "TT\tChỉ tiêu\tKết quả 2025\tCam kết năm 2026\tĐơn vị tính\n1\tHồ sơ nộp trực tuyến\t82,6\t90\t%\n",
           "Hồ sơ nộp trực tuyến; targets: = 90 %\n"});
    CHECK_TASKS(SHOW_KIND | SHOW_TITLE | SHOW_TARGETS,
          {"unit column and one year",
           "TT\tChỉ tiêu\tĐơn vị tính\tMục tiêu 2026\n"
           "1\tHồ sơ nộp trực tuyến\t%\t\u2265 55\n2\tMô hình mới\tmô hình\t3\n",
           "criterion Hồ sơ nộp trực tuyến; targets: >= 55 %\n"
           "criterion Mô hình mới; targets: = 3 mô hình\n"},
          {"two years",
           "TT\tChỉ tiêu\tĐơn vị tính\tNăm 2026\tNăm 2027\n"
           "1\tHồ sơ nộp trực tuyến\t%\t55\t60\n2\tHài lòng\t%\t90\t95\n",
           "criterion Hồ sơ nộp trực tuyến; targets: = 55 % | = 60 %\n"
           "criterion Hài lòng; targets: = 90 % | = 95 %\n"},
          {"bare years, one of them gone",
           "TT\tChỉ tiêu\tĐơn vị tính\t2025\t2026\t2027\n1\tHồ sơ nộp trực tuyến\t%\t40\t55\t60\n",
           "criterion Hồ sơ nộp trực tuyến; targets: = 55 % | = 60 %\n"},
          {"years without a unit",
           "TT\tNhiệm vụ\tChủ trì\t2026\t2027\n1\tMua máy quét\tCông an xã\t100\t200\n",
           "task Mua máy quét\n"});
    CHECK_TASKS(SHOW_TITLE | SHOW_SCORES,
          {"points by year", "TT\tTiêu chí\tĐiểm chuẩn\tĐiểm 2025\tĐiểm 2026\n1.1\tHồ sơ đúng hạn\t2\t1,5\t1,8\n",
           "Hồ sơ đúng hạn; scores: 2/1.5/1.8\n"});
}

static void test_unknown_column_is_kept_with_its_heading(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OTHER,
          {"unknown",
           "TT\tNhiệm vụ\tChủ trì\tMức độ ưu tiên\n1\tRà soát\tCông an xã\tCao\n"
           "2\tCông khai\tCông an xã\t\n",
           "\"1\" Rà soát; other Mức độ ưu tiên: Cao\n\"2\" Công khai\n"});
}

/* A schedule, an empty form: no head that makes items. */
static void test_the_cells_tell_what_a_unit_is(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES,
          {"who does the work",
           "TT\tNội dung\tĐơn vị\tThời gian\n1\tKẻ vạch vỉa hè\tKT-HT\t20/4/2026\n"
           "2\tXử lý vi phạm\tCông an phường\t30/4/2026\n",
           "Kẻ vạch vỉa hè; owners: KT-HT; when: during 2026-04-20..2026-04-20\n"
           "Xử lý vi phạm; owners: Công an phường; when: during 2026-04-30..2026-04-30\n"},
          {"goods are no work",
           "TT\tNội dung\tĐơn vị\tSố lượng\tThành tiền\n1\tCứu hộ\tBộ dụng cụ\t20\t8.000.000\n"
           "2\tÁo phao\tCái\t30\t6.000.000\n",
           ""});
}

static void test_the_last_day(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_TITLE | SHOW_DEADLINES,
          {"a head that says before",
           "TT\tNội dung\tHoàn thành trước\n1\tRà soát\t15/4/2026\n2\tNiêm yết\tQuý I/2026\n",
           "task Rà soát; when: by ..2026-04-15\n"
           "task Niêm yết; when: during 2026-01-01..2026-03-31\n"},
          {"one that does not", "TT\tNội dung\tThời hạn\n1\tRà soát\t15/4/2026\n",
           "task Rà soát; when: during 2026-04-15..2026-04-15\n"});
}

static void test_rows_called_criteria(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE,
          {"those with a code are",
           "TT\tChỉ số thành phần, nội dung đánh giá\tBộ phận chủ trì\n1.1\tMinh bạch\tCông an xã\n"
           "2.1\tChi phí\tCác thôn\n3\tĐối thoại\tCác thôn\n",
           "criterion \"1.1\" Minh bạch\ncriterion \"2.1\" Chi phí\ntask \"3\" Đối thoại\n"});
}

static void test_who_stands_in_front_of_the_rows(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS,
          {"holds for those below",
           "Cơ quan được giao\tSố\tNội dung\tPhối hợp\nCông an xã\t(1)\tRà soát\tCác thôn\n"
           "\t(2)\tNiêm yết\t\nĐoàn Thanh niên xã\t(3)\tCông khai\t\n",
           "\"(1)\" Rà soát; owners: Công an xã; with: Các thôn\n\"(2)\" Niêm yết; owners: Công an xã\n"
           "\"(3)\" Công khai; owners: Đoàn Thanh niên xã\n"},
          {"behind the number a cell left empty is empty",
           "TT\tNội dung\tChủ trì\n1\tRà soát\tCông an xã\n2\tNiêm yết\t\n",
           "\"1\" Rà soát; owners: Công an xã\n\"2\" Niêm yết\n"});
}

static void test_rows_numbered_apart_head_others(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_PARENTS,
          {"while the rows' own numbers run on",
           "TT\tNội dung\tChủ trì\nI\tPHÁP LÝ\t\n1.\tThủ tục\t\n1\tRà soát\tCông an xã\n2\tNiêm yết\tCác thôn\n"
           "2.\tCơ chế\t\n3\tHọp dân\tCác thôn\nII\tHẠ TẦNG\t\n4\tMua sắm\tCông an xã\n",
           "\"1\" Rà soát; area [1] Thủ tục\n\"2\" Niêm yết; area [1] Thủ tục\n"
           "\"3\" Họp dân; area [2] Cơ chế\n\"4\" Mua sắm; area [II] HẠ TẦNG\n"},
          {"a row of work without a field is none",
           "TT\tNội dung\tChủ trì\n1\tRà soát\tCông an xã\n2\tNiêm yết\t\n3\tHọp dân\tCác thôn\n",
           "\"1\" Rà soát\n\"2\" Niêm yết\n\"3\" Họp dân\n"});
}

static void test_groups_within_areas_are_tasks(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_PARENTS | SHOW_TARGETS,
          {"a column of groups below rows of areas",
           "TT\tNhóm nhiệm vụ\tNội dung công việc\tChủ trì\nA\tPHÁP LÝ\t\t\n"
           "1\tNâng tỷ lệ trực tuyến đạt 85%\tRà soát\tCông an xã\n\t\tNiêm yết\tCác thôn\n"
           "B\tHẠ TẦNG\t\t\n2\tMáy móc\tMua sắm\tCông an xã\n",
           "Rà soát; area [A] PHÁP LÝ; task Nâng tỷ lệ trực tuyến đạt 85%; targets: = 85 %\n"
           "Niêm yết; area [A] PHÁP LÝ; task Nâng tỷ lệ trực tuyến đạt 85%; targets: = 85 %\n"
           "Mua sắm; area [B] HẠ TẦNG; task Máy móc\n"});
}

static void test_figures_of_stages(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_TARGETS,
          {"quarters by a letter", "TT\tChỉ tiêu\tĐVT\tTH 2023\tQ1\tQ2\n1\tHồ sơ trực tuyến\t%\t70\t75\t≥ 80\n",
           "Hồ sơ trực tuyến; targets: = 75 % | >= 80 %\n"},
          {"classes", "TT\tChỉ tiêu\tĐVT\tLớp 6A\tLớp 6B\n1\tXếp loại Tốt\t%\t88,2\t≤15\n",
           "Xếp loại Tốt; targets: = 88.2 % | <= 15 %\n"},
          {"what is asked of each", "Thôn, buôn\tĐVT\tChỉ tiêu sơ tuyển\tChỉ tiêu giao quân\nThôn 3\tthanh niên\t26\t05\n",
           "Thôn 3; targets: = 26 thanh niên | = 5 thanh niên\n"},
          {"an inventory has none", "TT\tTên phương tiện\tĐVT\tSố lượng\tTình trạng\n1\tXuồng\tChiếc\t02\tTốt\n2\tÁo phao\tCái\t120\tTốt\n", ""});
}

static void test_rows_without_bars_head_those_with_bars(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_LABEL | SHOW_TITLE | SHOW_PARENTS,
          {"numbered like their rows",
           "TT | Nội dung | Chủ trì | Thời hạn\n1. Số hóa\n1.1 | Rà soát dữ liệu | Công an xã | Quý I/2024\n"
           "2. Chăm sóc khách hàng\n2.1 | Gọi điện | Văn phòng | Quý II/2024\n2.2 | Khảo sát | Văn phòng | Quý III/2024\n",
           "\"1.1\" Rà soát dữ liệu; area [1] Số hóa\n\"2.1\" Gọi điện; area [2] Chăm sóc khách hàng\n"
           "\"2.2\" Khảo sát; area [2] Chăm sóc khách hàng\n"},
          {"a sentence behind the rows is text",
           "TT | Nội dung | Chủ trì\n1 | Rà soát | Công an xã\n2 | Gọi điện | Văn phòng\n3. Báo cáo kết quả về xã.\n",
           "\"1\" Rà soát\n\"2\" Gọi điện\n"});
}

static void test_a_ditto_mark_says_what_stands_above(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_TITLE | SHOW_OWNERS | SHOW_DEADLINES | SHOW_OUTPUTS,
          {"signs and words, over an area, too",
           "TT\tNhiệm vụ\tChủ trì\tThời gian\tSản phẩm\n1\tRà soát\tCông an xã\tQuý I/2024\tBáo cáo\n"
           "2\tNiêm yết\t-nt-\tNhư trên\t\"\nII\tHẠ TẦNG\t\t\t\n3\tMua sắm\t〃\tnt\t-\n",
           "Rà soát; owners: Công an xã; when: during 2024-01-01..2024-03-31; outputs: Báo cáo\n"
           "Niêm yết; owners: Công an xã; when: during 2024-01-01..2024-03-31; outputs: Báo cáo\n"
           "Mua sắm; owners: Công an xã; when: during 2024-01-01..2024-03-31\n"},
          {"nothing stands above: nobody is named so",
           "TT\tNhiệm vụ\tChủ trì\tThời gian\n1\tRà soát\t-nt-\tQuý I/2024\n",
           "Rà soát; when: during 2024-01-01..2024-03-31\n"},
          {"a name that begins alike is one",
           "TT\tNhiệm vụ\tChủ trì\n1\tRà soát\tCông an xã\n2\tNiêm yết\tNT Hòa Bình\n",
           "Rà soát; owners: Công an xã\nNiêm yết; owners: NT Hòa Bình\n"});
}

static void test_other_tables_give_nothing(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_TITLE,
          {"empty form", "TT\tHọ và tên\tChức vụ\tGhi chú\n1\t\t\t\n2\t\t\t\n", ""},
          {"list of people",
           "TT\tHọ và tên\tChức vụ\n1\tNguyễn Văn A\tTrưởng ban\n2\tTrần Thị B\tPhó ban\n", ""});
}

static void test_group_rows_without_tabs_are_areas(void **state)
{
    (void)state;
    CHECK_TASKS(SHOW_KIND | SHOW_LABEL | SHOW_TITLE | SHOW_OWNERS,
          {"groups",
           "TT\tNhiệm vụ\tChủ trì\nI. CỤM MỘT\n1\tRà soát\tCông an xã\nII. CỤM HAI\n"
           "2\tCông khai\tĐoàn Thanh niên xã\n",
           "task \"1\" Rà soát; owners: Công an xã\n"
           "task \"2\" Công khai; owners: Đoàn Thanh niên xã\n"});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_in_any_order),
        cmocka_unit_test(test_head_over_two_lines),
        cmocka_unit_test(test_rows_of_a_drawn_table_go_on),
        cmocka_unit_test(test_repeated_head_and_totals_are_no_items),
        cmocka_unit_test(test_scores_lead_back_to_their_figures),
        cmocka_unit_test(test_area_rows_are_parents),
        cmocka_unit_test(test_head_over_several_columns),
        cmocka_unit_test(test_fields_in_a_cell_are_parted_by_breaks),
        cmocka_unit_test(test_a_name_below_its_post_is_one_party),
        cmocka_unit_test(test_merged_cells_hold_for_the_rows_they_span),
        cmocka_unit_test(test_a_merged_number_makes_rows_of_one_task),
        cmocka_unit_test(test_a_row_without_a_title_goes_on_with_the_one_above),
        cmocka_unit_test(test_content_over_several_activities),
        cmocka_unit_test(test_cells_that_span_rows_by_their_tags),
        cmocka_unit_test(test_new_objective_inherits_no_task),
        cmocka_unit_test(test_missing_trailing_cells_are_empty),
        cmocka_unit_test(test_rows_of_an_index_are_criteria),
        cmocka_unit_test(test_table_of_targets),
        cmocka_unit_test(test_unknown_column_is_kept_with_its_heading),
        cmocka_unit_test(test_the_cells_tell_what_a_unit_is),
        cmocka_unit_test(test_the_last_day),
        cmocka_unit_test(test_rows_called_criteria),
        cmocka_unit_test(test_who_stands_in_front_of_the_rows),
        cmocka_unit_test(test_rows_numbered_apart_head_others),
        cmocka_unit_test(test_groups_within_areas_are_tasks),
        cmocka_unit_test(test_figures_of_stages),
        cmocka_unit_test(test_rows_without_bars_head_those_with_bars),
        cmocka_unit_test(test_a_ditto_mark_says_what_stands_above),
        cmocka_unit_test(test_other_tables_give_nothing),
        cmocka_unit_test(test_group_rows_without_tabs_are_areas),
    };
    return cmocka_run_group_tests_name("tables", tests, open_rules, close_rules);
}
