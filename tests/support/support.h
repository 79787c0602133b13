/*
 * support.h - what the unit tests share: the built-in rules, texts as runs and
 * as plans, facts written as short lines, tables of cases.
 */
#ifndef VNP_TEST_SUPPORT_H
#define VNP_TEST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "block/block.h"
#include "fact/fact.h"
#include "outline/outline.h"
#include "rule/rule.h"
#include "text/text.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* ------------------------------------------------------------------ chance */

/* Numbers by chance, the same ones for a seed on every machine. */
void chance_seed(uint64_t seed);
uint32_t chance(uint32_t n); /* below n; 0 for 0 */
/* Takes seed and count from VNPLAN_FUZZ="SEED COUNT"; false where it is not set. */
bool chance_asked(uint32_t *count);
/* Keeps what is tried next as /tmp/vnplan-NAME.last, where VNPLAN_FUZZ is set, to be looked
 * at should the test end there. */
void chance_keep(const char *name, const void *bytes, size_t size);

/* ------------------------------------------------------------------- rules */

/* Group set-up and tear-down: the built-in rules, loaded once. */
int open_rules(void **state);
int close_rules(void **state);
const vnp_rules *test_rules(void);

/* ---------------------------------------------------------- overlays of rules */

/* A folder for a test's own rule files. */
typedef struct overlay {
    char dir[64];
} overlay;

void overlay_open(overlay *o);
/* `name` is relative, "words/labels.txt"; folders in it are made. */
void overlay_file(const overlay *o, const char *name, const char *text);
void overlay_bytes(const overlay *o, const char *name, const char *bytes, size_t len);
vnp_status overlay_load(const overlay *o, vnp_rules **out, vnp_error *error);
/* The same where the load must succeed. */
vnp_rules *overlay_rules(const overlay *o);
void overlay_close(overlay *o);

/* ------------------------------------------------------------------ tables */

/*
 * Compares a text of a row of a table. A difference is printed and counted, so
 * that one run of the test shows all wrong rows; `got` is freed.
 */
void expect_row(unsigned *wrong, const char *row, char *got, const char *want);

/* A table of the test's own type `row` through its check_rows(rows, count). */
#define CHECK_ROWS(...)                                                                            \
    do {                                                                                           \
        static const row rows[] = {__VA_ARGS__};                                                   \
        check_rows(rows, COUNT_OF(rows));                                                          \
    } while (0)

/* The same for a test of one case: ends the test at once. */
void expect(char *got, const char *want);

/* --------------------------------------------------------------- workbench */

/* Memory, a matcher and an empty plan, as the fact stage has them. */
typedef struct bench {
    vnp__arena arena, scratch;
    vnp_plan plan;
    vnp__facts facts;
} bench;

void bench_open(bench *b, int plan_year);
void bench_close(bench *b);
/* A text, which must stay alive, as a run. */
vnp__slice bench_slice(bench *b, const char *text);

/* A stage's result for `text`, in the arena. */
vnp__text *bench_text(bench *b, const char *text);
vnp__block_list bench_blocks(bench *b, const char *text, vnp_format format);
vnp__outline *bench_outline(bench *b, const char *text, vnp_format format);

/* --------------------------------------------------------------- documents */

typedef struct parsed {
    vnp_doc *doc;
    const vnp_plan *plan;
} parsed;

parsed parse_text(const char *text);
parsed parse_markdown(const char *text);
void parsed_close(parsed *p);

/* The whole of a file; freed by the caller. */
char *read_file(const char *path, size_t *len);
/* The document as JSON; freed by the caller. */
char *json_of(const vnp_doc *doc, int indent);

/* -------------------------------------------------------- facts, as short lines */

/*
 * Each gives a text the caller frees; entries of a list are parted by " | ",
 * an empty list is an empty text.
 *
 *   deadlines   during 2024-01-01..2024-03-31     "?" behind it: inferred year
 *               by ..2023-11-30, recurring monthly, event
 *   targets     >= 55 %, <= 5/19 hạng
 *   parties     text, or text => name where the name differs
 *   citations   type, number, date parted by commas; absent ones are "-"
 */
char *show_deadlines(const vnp_deadline_list *list);
char *show_targets(const vnp_target_list *list);
char *show_parties(const vnp_party_list *list);
char *show_values(const vnp_value_list *list);
char *show_citations(const vnp_citation_list *list);
char *show_value(vnp_value value);
char *show_str(vnp_str s);

/* What of an item is shown; what is absent never is. */
enum {
    SHOW_KIND = 1,
    SHOW_LABEL = 2,
    SHOW_CODES = 4,
    SHOW_TITLE = 8,
    SHOW_PARENTS = 16,
    SHOW_OWNERS = 32, /* collaborators and consolidators too */
    SHOW_DEADLINES = 64,
    SHOW_TARGETS = 128,
    SHOW_ACTIONS = 256,
    SHOW_OUTPUTS = 512,
    SHOW_BUDGET = 1024,
    SHOW_SCORES = 2048,
    SHOW_OTHER = 4096
};

/*
 * Items one a line: kind "label" [codes] title, then the other fields as
 * "; owners: ...". Example:
 *
 *   task "1" [3.1] Lập kế hoạch; owners: VP-TK => Văn phòng - Thống kê; by ..2024-05-01
 */
char *show_items(const vnp_plan *plan, unsigned what);

/* A table of texts, and what they give. */
typedef struct text_row {
    const char *what, *text, *want;
} text_row;

/* The items of texts below "I. NHIỆM VỤ" in a commune's plan. */
void check_task_rows(const text_row *rows, size_t count, unsigned shown);
/* The same between other lines. */
void check_rows_between(const char *above, const char *below, const text_row *rows, size_t count,
                        unsigned shown);

#define CHECK_TASKS(shown, ...)                                                                    \
    do {                                                                                           \
        static const text_row rows[] = {__VA_ARGS__};                                              \
        check_task_rows(rows, COUNT_OF(rows), shown);                                              \
    } while (0)

/* Blocks one a line: text "...", h2 "...", strong "...", table: rows of [a|b|c]. */
char *show_blocks(const vnp__block_list *blocks);

void check_block_rows(const text_row *rows, size_t count, vnp_format format);

#define CHECK_BLOCKS(format, ...)                                                                  \
    do {                                                                                           \
        static const text_row rows[] = {__VA_ARGS__};                                              \
        check_block_rows(rows, COUNT_OF(rows), format);                                            \
    } while (0)

/* Nodes of the body one a line, indented by level: marker label, then the text. */
char *show_outline(const vnp__outline *o);

#endif
