/*
 * test_phrases.c - tests/data/deadlines.tsv and targets.tsv: wordings of time and of
 * quantity with what they mean. The heads of the files say what their columns are.
 */
#include "support/support.h"

enum { MAX_COLUMNS = 5 };

typedef struct table_row {
    char *columns[MAX_COLUMNS];
    int count;
} table_row;

/* Rows of a file, cut at tabs in place; comments and empty lines are none. */
static bool next_row(char **at, table_row *row)
{
    while (**at) {
        char *line = *at;
        *at += strcspn(*at, "\n");
        if (**at)
            *(*at)++ = '\0';
        if (!*line || *line == '#')
            continue;
        memset(row, 0, sizeof *row);
        for (char *cell; row->count < MAX_COLUMNS && (cell = strsep(&line, "\t")) != NULL;)
            row->columns[row->count++] = cell;
        return true;
    }
    return false;
}

/* ---------------------------------------------------------------- deadlines */

static void put_date(FILE *file, vnp_date date)
{
    if (date.year)
        fprintf(file, " %04d-%02d-%02d", date.year, date.month, date.day);
    else
        fputs(" -", file);
}

static char *deadlines_as_written(const vnp_deadline_list *list)
{
    static const char *const kinds[] = {"during", "by", "recurring", "event"};
    static const char *const frequencies[] = {"-", "continuous", "daily", "weekly", "monthly", "quarterly",
                                              "semiannual", "annual", "periodic", "ad-hoc"};
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    for (uint32_t i = 0; i < list->count; i++) {
        fprintf(file, "%s%s", i ? " ; " : "", kinds[list->at[i].kind]);
        put_date(file, list->at[i].start);
        put_date(file, list->at[i].end);
        fprintf(file, " %s", frequencies[list->at[i].frequency]);
    }
    if (list->count == 0)
        fputs("none", file);
    fclose(file);
    return out;
}

static void test_deadlines(void **state)
{
    (void)state;
    size_t len;
    unsigned wrong = 0, rows = 0;
    char *text = read_file(TEST_SOURCE_DIR "/tests/data/deadlines.tsv", &len), *at = text;
    for (table_row row; next_row(&at, &row); rows++) {
        bench b;
        vnp_deadline_list out = {0};
        assert_true(row.count >= 4);
        bool sentence = strcmp(row.columns[0], "sentence") == 0;
        assert_true(sentence || strcmp(row.columns[0], "field") == 0);
        bench_open(&b, atoi(row.columns[1]));
        vnp__slice s = bench_slice(&b, row.columns[2]);
        if (sentence)
            vnp__due_dates_read(&b.facts, s, &out);
        else
            vnp__deadlines_read(&b.facts, s, &out);
        expect_row(&wrong, row.columns[2], deadlines_as_written(&out), row.columns[3]);
        bench_close(&b);
    }
    free(text);
    assert_true(rows >= 300);
    assert_int_equal(wrong, 0);
}

/* ------------------------------------------------------------------ targets */

static char *targets_as_written(const vnp_target_list *list)
{
    static const char *const comparators[] = {"=", ">=", ">", "<=", "<"};
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp_target *t = &list->at[i];
        fprintf(file, "%s%s %.10g %.*s", i ? " ; " : "", comparators[t->comparator], t->figure,
                t->unit.len ? (int)t->unit.len : 1, t->unit.len ? t->unit.ptr : "-");
    }
    if (list->count == 0)
        fputs("none", file);
    fclose(file);
    return out;
}

static void test_targets(void **state)
{
    (void)state;
    size_t len;
    unsigned wrong = 0, rows = 0;
    char *text = read_file(TEST_SOURCE_DIR "/tests/data/targets.tsv", &len), *at = text;
    for (table_row row; next_row(&at, &row); rows++) {
        bench b;
        vnp_target_list out = {0};
        assert_true(row.count >= 2);
        bench_open(&b, 2024);
        vnp__targets_read(&b.facts, bench_slice(&b, row.columns[0]), &out);
        expect_row(&wrong, row.columns[0], targets_as_written(&out), row.columns[1]);
        bench_close(&b);
    }
    free(text);
    assert_true(rows >= 200);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deadlines),
        cmocka_unit_test(test_targets),
    };
    return cmocka_run_group_tests_name("phrases", tests, open_rules, close_rules);
}
