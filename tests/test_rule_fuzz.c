/*
 * test_rule_fuzz.c - rule files of any bytes. Mutations of the built-in files are
 * loaded: each gives VNP_ERR_RULE with a message, or rules that read a plan.
 * A seed of one's own and other counts, to look for more:
 *
 *   VNPLAN_FUZZ="SEED COUNT" build/release/tests/test_rule_fuzz
 */
#include "support/support.h"

enum { SEED = 20261, ALONE = 10000, OVER_ALL = 200, MAX_EDITS = 4, MAX_BYTES = 64 * 1024 };

static const char plan[] =
    "ỦY BAN NHÂN DÂN\nXÃ ĐỒI CỌ\n\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n"
    "Căn cứ Nghị định số 60/2024/NĐ-CP ngày 05/6/2024 của Chính phủ;\n\nI. NHIỆM VỤ\n\n"
    "1. Rà soát ít nhất 80% thủ tục\n- Chủ trì: VP-TK, Công an xã.\n- Thời gian: Quý I/2026.\n\n"
    "| TT | Nội dung | Đơn vị chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Công khai | Văn phòng | 5/2026 |\n";


/* ----------------------------------------------------------------- mutations */

typedef struct bytes {
    char at[MAX_BYTES];
    uint32_t len;
} bytes;

/* Replaces `cut` bytes at `where`; what does not fit is left out. */
static void splice(bytes *b, uint32_t where, uint32_t cut, const char *with, uint32_t len)
{
    cut = cut < b->len - where ? cut : b->len - where;
    if (b->len - cut + len > MAX_BYTES)
        return;
    memmove(b->at + where + len, b->at + where + cut, b->len - where - cut);
    memcpy(b->at + where, with, len);
    b->len += len - cut;
}

static const vnp__rule_file *any_file(const char *end)
{
    const vnp__rule_file *file;
    do
        file = &vnp__builtin_rules[chance((uint32_t)vnp__builtin_rule_count)];
    while (memcmp(file->name.ptr + file->name.len - strlen(end), end, strlen(end)) != 0);
    return file;
}

static void insert_wild(bytes *b)
{
    static const char *const wild[] = {
        "{", "}", "[", "]", "\"", ",", ":", "\\", "//", "\\u0000", "\\ud800", "\\u0301", "null", "[[[[[[[[", "1e999",
        "\"off\": true,", "\"loose\": true,", "\"id\": \"\\n\",", "{y}", "{@roles}", "{@blanks}", "(?:", ")*", ")+",
        "{1000}", "(?<year>", "(?<work>", "(?R)", "(?1)", "\\\\K", "\\\\C", "(?<=", "[^", "\\\\Q", "(?i", "(*ACCEPT)",
        "(?C1)", "|", "!", "@loose\n", "\n", "\r", "\t", "\xEF\xBB\xBF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC0\x80",
        "\xFF", "\xE1\xBA", "\xCC\x81", "\xE2\x80\xAE", "\xF0\x9F\x98\x80", "\xC6\xA0", "\xE2\x80\x94", "\x01"};
    const char *text = wild[chance(COUNT_OF(wild))];
    splice(b, chance(b->len + 1), chance(4) == 0 ? chance(3) : 0, text, (uint32_t)strlen(text));
}

static void mutate(bytes *b)
{
    char piece[256];
    uint32_t where = chance(b->len + 1), len = chance(chance(8) ? 24 : sizeof piece);
    len = len < b->len - where ? len : b->len - where;
    switch (chance(7)) {
    case 0: /* the upper bit seldom: what is no UTF-8 comes no further */
        if (where < b->len)
            b->at[where] = (char)(b->at[where] ^ (1 << chance(chance(8) ? 7 : 8)));
        break;
    case 1: splice(b, where, len, "", 0); break;
    case 2: /* one part twice, there or elsewhere */
        memcpy(piece, b->at + where, len);
        splice(b, chance(2) ? where : chance(b->len + 1), 0, piece, len);
        break;
    case 3: { /* a part of another file */
        vnp_str other = any_file("")->text;
        uint32_t from = chance(other.len + 1), most = other.len - from;
        uint32_t take = chance(sizeof piece);
        splice(b, where, chance(2) ? len : 0, other.ptr + from, take < most ? take : most);
        break;
    }
    case 4:
        if (chance(8) == 0)
            b->len = where;
        break;
    default: insert_wild(b); break;
    }
}

/* ------------------------------------------------------------------ one file */

typedef struct tally {
    unsigned loaded, refused, facts, failures;
} tally;

static void check_error(const vnp_error *error, vnp_str name)
{
    if (error->status != VNP_ERR_RULE || error->text[0] == '\0' || strpbrk(error->text, "\r\n"))
        fail_msg("status %d: '%s'", (int)error->status, error->text);
    if (!vnp__str_eq(vnp__str_c(error->file), name) || error->line == 0 || error->column == 0)
        fail_msg("%s:%u:%u: %s", error->file, error->line, error->column, error->text);
}

static void count_failure(void *ctx, const vnp_rule_failure *failure)
{
    (void)failure;
    ++*(unsigned *)ctx;
}

/* Loads the files, the last of them mutated, and reads a plan. */
static void try_files(const vnp__rule_file *files, size_t count, bool builtin, tally *t)
{
    vnp_rules *rules = NULL;
    vnp_doc *doc = NULL;
    vnp_error error;
    vnp_status status = vnp__rules_load_files(NULL, files, count, builtin, &rules, &error);
    if (status != VNP_OK) {
        assert_null(rules);
        assert_int_equal(status, error.status);
        check_error(&error, files[count - 1].name);
        t->refused++;
        return;
    }
    status = vnp_doc_parse(rules, plan, sizeof plan - 1, NULL, &doc, &error);
    if (status != VNP_OK)
        fail_msg("the plan is not read: %s", error.text);
    t->loaded++;
    t->facts += vnp_doc_plan(doc)->items.count;
    vnp_doc_free(doc);
    if (!builtin && t->loaded % 10 == 0)
        assert_int_equal(vnp_rules_test(rules, count_failure, &t->failures, NULL), VNP_OK);
    vnp_rules_free(rules);
}

static void fuzz(unsigned count, bool builtin, tally *t)
{
    vnp__rule_file files[64];
    size_t words = 0;
    bytes *b = malloc(sizeof *b);
    assert_non_null(b);
    assert_true(vnp__builtin_rule_count < COUNT_OF(files));
    /* patterns refer to word lists, so all of those stand in front */
    for (size_t i = 0; !builtin && i < vnp__builtin_rule_count; i++)
        if (strstr(vnp__builtin_rules[i].name.ptr, "words/") && strstr(vnp__builtin_rules[i].name.ptr, ".txt"))
            files[words++] = vnp__builtin_rules[i];
    for (unsigned i = 0; i < count; i++) {
        const vnp__rule_file *file = any_file(chance(4) ? ".json" : ".txt");
        b->len = file->text.len < MAX_BYTES ? file->text.len : MAX_BYTES;
        memcpy(b->at, file->text.ptr, b->len);
        for (uint32_t n = 1 + chance(MAX_EDITS); n > 0; n--)
            mutate(b);
        chance_keep("rule-fuzz", b->at, b->len);
        files[words] = (vnp__rule_file){file->name, vnp__str(b->at, b->len)};
        try_files(files, words + 1, builtin, t);
    }
    free(b);
}

static void check(unsigned count, bool builtin)
{
    tally t = {0};
    chance_asked(&count);
    fuzz(count, builtin, &t);
    print_message("%u loaded, %u refused, %u items, %u failing examples\n", t.loaded, t.refused, t.facts,
                  t.failures);
    /* both outcomes are tried, or the test tries nothing */
    assert_true(t.loaded > count / 20 && t.refused > count / 20);
}

static void test_files_of_any_bytes_are_loaded_or_refused(void **state)
{
    (void)state;
    check(ALONE, false);
}

static void test_files_of_any_bytes_lie_over_the_built_in_rules(void **state)
{
    (void)state;
    check(OVER_ALL, true);
}

int main(void)
{
    chance_seed(SEED);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_of_any_bytes_are_loaded_or_refused),
        cmocka_unit_test(test_files_of_any_bytes_lie_over_the_built_in_rules),
    };
    return cmocka_run_group_tests_name("rule_fuzz", tests, NULL, NULL);
}
