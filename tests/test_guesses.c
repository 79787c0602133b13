/* test_guesses.c - what was guessed is said at the place, and nothing else is. */
#include "support/support.h"

/* "rule item "text the note points at"", one a line. */
static char *show_notes(const char *text, vnp_format format)
{
    parsed p = format == VNP_FORMAT_MARKDOWN ? parse_markdown(text) : parse_text(text);
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    for (uint32_t i = 0; i < p.plan->diagnostics.count; i++) {
        const vnp_diagnostic *d = &p.plan->diagnostics.at[i];
        vnp_place place = vnp_doc_place(p.doc, d->span);
        assert_true(d->message.len > 0);
        assert_int_equal(d->severity, VNP_NOTE);
        fprintf(file, "%.*s %.*s \"%.*s\"\n", (int)d->rule.len, d->rule.ptr, (int)d->item.len,
                d->item.len ? d->item.ptr : "", (int)(place.end - place.begin), text + place.begin);
    }
    fclose(file);
    parsed_close(&p);
    return out;
}

#define PLAN(fields)                                                                               \
    "KẾ HOẠCH\nCải cách hành chính năm 2026\n\nI. NHIỆM VỤ\n\n1. Rà soát thủ tục\n" fields

static void test_nothing_to_guess(void **state)
{
    (void)state;
    expect(show_notes(PLAN("- Chủ trì: Công an xã.\n- Thời gian: Quý I/2026.\n"), VNP_FORMAT_TEXT), "");
}

static void test_year_of_the_plan(void **state)
{
    (void)state;
    expect(show_notes(PLAN("- Chủ trì: Công an xã.\n- Thời gian: Quý I; trước ngày 30/6/2026.\n"),
                      VNP_FORMAT_TEXT),
           "inferred-year 1 \"Quý I\"\n");
}

static void test_value_of_a_merged_cell(void **state)
{
    (void)state;
    expect(show_notes("# KẾ HOẠCH\n\nCải cách năm 2026\n\n"
                      "| TT | Mục tiêu | Nhiệm vụ | Hoạt động | Chủ trì | Thời gian |\n"
                      "|---|---|---|---|---|---|\n"
                      "| 1 | 1.1. A | 2.1. B | 3.1. Một việc | Công an xã | Quý I/2026 |\n"
                      "| 2 | | | 3.2. Hai việc | | Quý II/2026 |\n",
                      VNP_FORMAT_MARKDOWN),
           "inherited-value 3.2 \"Công an xã\"\n");
}

static void test_torn_words(void **state)
{
    (void)state;
    expect(show_notes(PLAN("- Đơn v ị chủ trì: Công an xã.\n"), VNP_FORMAT_TEXT),
           "repaired-word  \" \"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_to_guess),
        cmocka_unit_test(test_year_of_the_plan),
        cmocka_unit_test(test_value_of_a_merged_cell),
        cmocka_unit_test(test_torn_words),
    };
    return cmocka_run_group_tests_name("guesses", tests, open_rules, close_rules);
}
