#include "support/support.h"

static vnp_rules *rules;

int open_rules(void **state)
{
    (void)state;
    vnp_error error;
    if (vnp_rules_load(NULL, &rules, &error) == VNP_OK)
        return 0;
    print_error("%s:%u: %s\n", error.file, error.line, error.text);
    return -1;
}

int close_rules(void **state)
{
    (void)state;
    vnp_rules_free(rules);
    rules = NULL;
    return 0;
}

const vnp_rules *test_rules(void)
{
    return rules;
}

/* ------------------------------------------------------------------ tables */

/* A test that ends at a difference leaves its documents behind: that is no leak
 * worth a page of report. LeakSanitizer asks before it looks. */
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): its name */
__attribute__((visibility("default"))) int __lsan_is_turned_off(void);
static bool differed;

int __lsan_is_turned_off(void)
{
    return differed;
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

void expect_row(unsigned *wrong, const char *row, char *got, const char *want)
{
    if (strcmp(got, want) != 0) {
        print_error("%s\n    want: %s\n    got:  %s\n", row, want, got);
        ++*wrong;
        differed = true;
    }
    free(got);
}

void expect(char *got, const char *want)
{
    bool same = strcmp(got, want) == 0;
    if (!same) {
        print_error("want:\n%s\ngot:\n%s\n", want, got);
        differed = true;
    }
    free(got);
    assert_true(same);
}

/* --------------------------------------------------------------- workbench */

void bench_open(bench *b, int plan_year)
{
    memset(b, 0, sizeof *b);
    vnp__arena_init(&b->arena, NULL);
    vnp_alloc alloc = vnp__alloc_default();
    b->plan.head.year = (int16_t)plan_year;
    vnp__scratch_init(&b->scratch, &b->arena);
    b->facts.arena = &b->arena;
    b->facts.scratch = &b->scratch;
    b->facts.plan = &b->plan;
    b->facts.max_items = 1000;
    if (rules) {
        b->facts.rules = rules;
        b->facts.m = vnp__matcher_new(rules, &alloc);
        assert_non_null(b->facts.m);
    }
}

void bench_close(bench *b)
{
    vnp__matcher_free(b->facts.m);
    vnp__arena_free(&b->scratch);
    vnp__arena_free(&b->arena);
}

vnp__slice bench_slice(bench *b, const char *text)
{
    vnp__run_builder builder;
    vnp__run *run = VNP__NEW(&b->arena, vnp__run);
    b->facts.buffer = text;
    vnp__run_begin(&builder, &b->arena, text);
    vnp__run_add(&builder, 0, (uint32_t)strlen(text));
    vnp__run_end(&builder, run);
    return vnp__slice_all(run);
}

vnp__text *bench_text(bench *b, const char *text)
{
    vnp__text *t = VNP__NEW(&b->arena, vnp__text);
    vnp__text_read(&b->arena, text, strlen(text), NULL, t);
    b->facts.buffer = t->buf;
    return t;
}

vnp__block_list bench_blocks(bench *b, const char *text, vnp_format format)
{
    vnp__block_list blocks = {0};
    vnp__blocks_read(&b->arena, bench_text(b, text), format == VNP_FORMAT_MARKDOWN, &blocks);
    return blocks;
}

vnp__outline *bench_outline(bench *b, const char *text, vnp_format format)
{
    vnp__outline *o = VNP__NEW(&b->arena, vnp__outline);
    vnp__block_list blocks = bench_blocks(b, text, format);
    vnp__outline_read(&b->arena, &b->scratch, b->facts.buffer, &blocks, b->facts.m, o);
    return o;
}

/* --------------------------------------------------------------- documents */

static parsed parse(const char *text, vnp_format format)
{
    parsed p = {0};
    vnp_error error;
    vnp_doc_options options;
    vnp_doc_options_init(&options);
    options.format = format;
    if (vnp_doc_parse(rules, text, strlen(text), &options, &p.doc, &error) != VNP_OK)
        fail_msg("%s", error.text);
    p.plan = vnp_doc_plan(p.doc);
    return p;
}

parsed parse_text(const char *text)
{
    return parse(text, VNP_FORMAT_TEXT);
}

parsed parse_markdown(const char *text)
{
    return parse(text, VNP_FORMAT_MARKDOWN);
}

void parsed_close(parsed *p)
{
    vnp_doc_free(p->doc);
    memset(p, 0, sizeof *p);
}

char *read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot read %s", path);
    fseek(file, 0, SEEK_END);
    *len = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*len + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *len, file), *len);
    bytes[*len] = '\0';
    fclose(file);
    return bytes;
}

static bool write_file(void *ctx, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, ctx) == length;
}

char *json_of(const vnp_doc *doc, int indent)
{
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    vnp_status status = vnp_doc_write_json(doc, indent, write_file, file);
    fclose(file);
    assert_int_equal(status, VNP_OK);
    return text;
}

void check_rows_between(const char *above, const char *below, const text_row *rows, size_t count,
                        unsigned shown)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char text[6000];
        snprintf(text, sizeof text, "%s%s%s", above, rows[i].text, below);
        parsed p = parse_text(text);
        expect_row(&wrong, rows[i].what, show_items(p.plan, shown), rows[i].want);
        parsed_close(&p);
    }
    assert_int_equal(wrong, 0);
}

void check_task_rows(const text_row *rows, size_t count, unsigned shown)
{
    check_rows_between("ỦY BAN NHÂN DÂN\nXÃ A\n\nKẾ HOẠCH\nCải cách hành chính năm 2026\n\n"
                       "I. NHIỆM VỤ\n\n",
                       "\n", rows, count, shown);
}

void check_block_rows(const text_row *rows, size_t count, vnp_format format)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < count; i++) {
        bench b;
        bench_open(&b, 0);
        vnp__block_list blocks = bench_blocks(&b, rows[i].text, format);
        expect_row(&wrong, rows[i].what, show_blocks(&blocks), rows[i].want);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}
