/*
 * test_plan_fuzz.c - plans as nobody writes them: lines put together by chance of labels,
 * markers, brackets and scraps of the corpus, and plans of the corpus with edits. Each is
 * read and checked, compared with the one before and normalized; what is found lies in
 * the text. A seed of one's own and another
 * count, to look for more (the plan read last is kept):
 *
 *   VNPLAN_FUZZ="SEED COUNT" build/release/tests/test_plan_fuzz
 */
#include "support/support.h"

#include "rule/rules.h"

#include <dirent.h>

enum { SEED = 20271, PLANS = 12000, MAX_LINES = 20, MAX_EDITS = 30, MAX_BYTES = 64 * 1024 };

static vnp_str_list labels, lines, plans; /* of the word lists, of the corpus */

/* ------------------------------------------------------------------- stock */

/* Parts of a text between any of `ends`. */
static void add_parts(vnp__arena *arena, vnp_str_list *to, vnp_str text, const char *ends)
{
    for (uint32_t at = 0, end; at < text.len; at = end + 1) {
        for (end = at; end < text.len && !strchr(ends, text.ptr[end]); end++)
            ;
        if (end > at)
            VNP__PUSH(arena, to, vnp__str_sub(text, at, end));
    }
}

static void add_plan(vnp__arena *arena, const char *path)
{
    char *bytes = vnp__arena_bytes(arena, MAX_BYTES);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    vnp_str text = vnp__str(bytes, fread(bytes, 1, MAX_BYTES, file));
    fclose(file);
    VNP__PUSH(arena, &plans, text);
    add_parts(arena, &lines, text, "\n");
}

static void open_stock(vnp__arena *arena)
{
    labels = lines = plans = (vnp_str_list){0};
    for (size_t i = 0; i < vnp__builtin_rule_count; i++)
        if (memcmp(vnp__builtin_rules[i].name.ptr, "words/", 6) == 0)
            add_parts(arena, &labels, vnp__builtin_rules[i].text, "\n|");
    DIR *dir = opendir(TEST_CORPUS);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        char path[1024];
        size_t len = strlen(e->d_name);
        snprintf(path, sizeof path, "%s/%s", TEST_CORPUS, e->d_name);
        if (len > 4 && (strcmp(e->d_name + len - 3, ".md") == 0 || strcmp(e->d_name + len - 4, ".txt") == 0))
            add_plan(arena, path);
    }
    closedir(dir);
    assert_true(labels.count > 500 && lines.count > 1000 && plans.count > 10);
}

/* ------------------------------------------------------------------ plans */

#define ANY(list) ((list)[chance(COUNT_OF(list))])

static const char *const wild[] = {
    "(", ")", "((", ".)", " (Chủ trì: A; phối hợp: B)", "[", "]", "“", "\"", "*", "**", "_", "`", "<br>", "<b></b>",
    "&amp;", "\\", "|", "||", "\t", "   ", " ", "\n", "\n\n", "\r\n", "\f", "...", "./.", ";", ":", ",", ".", "-", " – ",
    "%", "/", "\xC2\xA0", "\xE2\x80\x8B", "\xCC\x81", "0", "12/2024", "15/3", "5/19", "18 - 20%", "quý II/2025",
    "năm 2025", "3.4.1", "đến", "và", "Đ"};

static void put_scrap(FILE *out)
{
    vnp_str s = chance(2) ? labels.at[chance(labels.count)] : lines.at[chance(lines.count)];
    uint32_t from = chance(3) ? 0 : chance(s.len), most = s.len - from;
    while (from > 0 && ((unsigned char)s.ptr[from] & 0xC0) == 0x80)
        from--;
    fprintf(out, "%.*s", (int)(chance(3) ? s.len - from : chance(most + 1)), s.ptr + from);
}

static void put_cells(FILE *out, const char *between)
{
    for (uint32_t n = 1 + chance(5); n > 0; n--) {
        if (chance(5))
            put_scrap(out);
        fputs(between, out);
    }
    putc('\n', out);
}

static void put_line(FILE *out)
{
    static const char *const marks[] = {"1. ", "1.1. ", "a) ", "đ) ", "- ", "+ ", "* ", "(1) ", "I. ", "A. ", "Điều 1. ",
                                        "# ", "## ", "**", "> ", "- + ", "", "", "", ""};
    static const char *const heads[] = {
        "KẾ HOẠCH\n", "QUYẾT ĐỊNH\n", "PHỤ LỤC\n", "Số: 12/KH-UBND\n", "Nơi nhận:\n", "TM. ỦY BAN NHÂN DÂN\n",
        "I. MỤC TIÊU\n", "II. NHIỆM VỤ\n", "III. TỔ CHỨC THỰC HIỆN\n", "Căn cứ Luật;\n", "Tiêu chí 3: Công khai\n",
        "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n", "TT\tNhiệm vụ\tChủ trì\tThời gian\n", "+---+---+\n"};
    static const char *const joints[] = {" ", ": ", ", ", "; ", ". ", " - ", ""};
    switch (chance(8)) {
    case 0: fputs(ANY(heads), out); return;
    case 1: put_cells(out, chance(2) ? "|" : "\t"); return;
    case 2: put_cells(out, "     "); return;
    default: break;
    }
    fputs(ANY(marks), out);
    for (uint32_t n = chance(5); n > 0; n--) {
        put_scrap(out);
        fputs(chance(3) ? ANY(joints) : ANY(wild), out);
    }
    fputs(chance(5) ? "\n" : "\n\n", out);
}

/* A plan of the corpus, or a part of it, in which scraps are put in, left out, doubled. */
static void put_edited(FILE *out)
{
    vnp_str plan = plans.at[chance(plans.count)];
    uint32_t at = chance(2) ? 0 : chance(plan.len);
    for (uint32_t n = 1 + chance(MAX_EDITS); n > 0 && at < plan.len; n--) {
        uint32_t len = chance(2 * plan.len / MAX_EDITS);
        len = len < plan.len - at ? len : plan.len - at;
        fprintf(out, "%.*s", (int)len, plan.ptr + at);
        at += len;
        switch (chance(4)) {
        case 0: put_scrap(out); break;
        case 1: at += chance(40); break;
        case 2: at -= chance(at < 200 ? at : 200); break;
        default: fputs(ANY(wild), out); break;
        }
    }
}

static char *any_plan(size_t *size)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    if (chance(3) == 0)
        put_edited(out);
    else
        for (uint32_t n = 1 + chance(MAX_LINES); n > 0; n--)
            put_line(out);
    fclose(out);
    return text;
}

/* ------------------------------------------------------------------ reading */

static void check_value(const vnp_value *v, uint32_t len)
{
    uint32_t end = 0;
    assert_int_equal(v->text.len > 0, v->spans.count > 0);
    for (uint32_t i = 0; i < v->spans.count; i++) {
        assert_in_range(v->spans.at[i].begin, end, len);
        assert_in_range(v->spans.at[i].end, v->spans.at[i].begin + 1, len);
        end = v->spans.at[i].end;
    }
}

static void check_item(const vnp_item *item, uint32_t len)
{
    check_value(&item->title, len);
    check_value(&item->budget, len);
    for (uint32_t i = 0; i < item->owners.count; i++)
        check_value(&item->owners.at[i].value, len);
    for (uint32_t i = 0; i < item->collaborators.count; i++)
        check_value(&item->collaborators.at[i].value, len);
    for (uint32_t i = 0; i < item->deadlines.count; i++)
        check_value(&item->deadlines.at[i].value, len);
    for (uint32_t i = 0; i < item->targets.count; i++)
        check_value(&item->targets.at[i].value, len);
    for (uint32_t i = 0; i < item->outputs.count; i++)
        check_value(&item->outputs.at[i], len);
}

static bool drop(void *ctx, const char *bytes, size_t len)
{
    (void)bytes;
    *(size_t *)ctx += len;
    return true;
}

static void count_change(void *ctx, const vnp_item_change *change)
{
    assert_true(change->before || change->after);
    ++*(size_t *)ctx;
}

typedef struct reading {
    char *text;
    size_t size;
    vnp_doc *doc;
} reading;

static void read_plan(reading *r, bool markdown, bool trace)
{
    vnp_error error;
    vnp_doc_options options;
    size_t written = 0;
    vnp_doc_options_init(&options);
    options.format = markdown ? VNP_FORMAT_MARKDOWN : VNP_FORMAT_TEXT;
    options.check = true;
    options.trace = trace;
    if (vnp_doc_parse(test_rules(), r->text, r->size, &options, &r->doc, &error) != VNP_OK)
        fail_msg("not read: %s", error.text);
    const vnp_plan *plan = vnp_doc_plan(r->doc);
    uint32_t len = vnp_doc_text(r->doc).len;
    for (uint32_t i = 0; i < plan->items.count; i++)
        check_item(&plan->items.at[i], len);
    vnp_trace_list traces = vnp_doc_trace(r->doc);
    for (uint32_t i = 0; i < traces.count; i++)
        check_value(&traces.at[i].value, len);
    assert_true(vnp_doc_matrix(r->doc).count <= plan->items.count);
    assert_int_equal(vnp_doc_write_json(r->doc, 0, drop, &written), VNP_OK);
    assert_true(written > 0);
}

static void compare_with(const reading *before, const reading *r)
{
    vnp_error error;
    size_t changes = 0;
    if (before->doc)
        assert_int_equal(vnp_doc_diff(before->doc, r->doc, count_change, &changes, &error), VNP_OK);
}

static void normalize(const reading *r)
{
    vnp_error error;
    vnp_normalize_options options;
    size_t written = 0;
    vnp_normalize_options_init(&options);
    assert_int_equal(vnp_normalize(r->text, r->size, &options, drop, &written, NULL, NULL, &error), VNP_OK);
}

static void give_back(reading *r)
{
    vnp_doc_free(r->doc);
    free(r->text);
}

static void test_plans_of_chance(void **state)
{
    (void)state;
    vnp__arena arena;
    uint32_t count = PLANS;
    chance_seed(SEED);
    chance_asked(&count);
    vnp__arena_init(&arena, NULL);
    open_stock(&arena);
    uint32_t items = 0;
    reading before = {0};
    for (uint32_t i = 0; i < count; i++) {
        reading now = {0};
        now.text = any_plan(&now.size);
        chance_keep("plan-fuzz", now.text, now.size);
        read_plan(&now, i % 2, i % 8 == 0);
        compare_with(&before, &now);
        normalize(&now);
        items += vnp_doc_plan(now.doc)->items.count;
        give_back(&before);
        before = now;
    }
    give_back(&before);
    assert_true(items > count); /* else plans of chance have nothing to be read */
    vnp__arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_plans_of_chance)};
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
