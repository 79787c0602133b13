/* vnplan catalog: the criteria that a plan lists, as a catalog for the check of
 * others. */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

typedef struct catalog {
    vnp_doc_options options;
    cli_rule_dirs dirs;
    bool csv;
    vnp_rules *rules;
} catalog;

static bool read_options(catalog *x, int argc, char **argv)
{
    static const struct option longs[] = {
        {"format", required_argument, NULL, CLI_OPT_FORMAT},
        {"encoding", required_argument, NULL, CLI_OPT_ENCODING},
        {"rules", required_argument, NULL, CLI_OPT_RULES},
        {NULL, 0, NULL, 0},
    };
    static const char *const formats[] = {"json", "csv", NULL};
    int format = 0;
    bool ok = cli_read_options(argc, argv, longs, formats, &format, &x->options, &x->dirs);
    x->csv = format == 1;
    if (ok && argc - optind != 1) {
        fputs("vnplan catalog: one plan is needed\n", stderr);
        ok = false;
    }
    return ok;
}

/* -------------------------------------------------------------------- entries */

/* One entry; an area's max is not known. */
typedef struct entry {
    vnp_str code, title;
    const vnp_score *max;
} entry;

static unsigned level_of(vnp_str code)
{
    unsigned level = 1;
    for (uint32_t i = 0; i < code.len; i++)
        level += code.ptr[i] == '.';
    return level;
}

static bool is_number(vnp_str s)
{
    for (uint32_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}

static void add_json(cJSON *list, const entry *e)
{
    cJSON *object = cJSON_CreateObject();
    cli_json_str(object, "code", e->code);
    cli_json_str(object, "title", e->title);
    if (e->max && e->max->present)
        cJSON_AddNumberToObject(object, "max", e->max->points);
    else
        cJSON_AddNullToObject(object, "max");
    cJSON_AddNumberToObject(object, "level", level_of(e->code));
    cJSON_AddItemToArray(list, object);
}

static void print_csv(const entry *e)
{
    printf("%.*s,\"", (int)e->code.len, e->code.ptr);
    for (uint32_t i = 0; i < e->title.len; i++) {
        if (e->title.ptr[i] == '"')
            putchar('"');
        putchar(e->title.ptr[i]);
    }
    if (e->max && e->max->present)
        printf("\",%.10g,%u\n", e->max->points, level_of(e->code));
    else
        printf("\",,%u\n", level_of(e->code));
}

static void put_entry(cJSON *list, const entry *e)
{
    if (list)
        add_json(list, e);
    else
        print_csv(e);
}

static bool same(vnp_str a, vnp_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* A code of an item; sorted, the first of equal ones is the one to put out. */
typedef struct code_at {
    vnp_str code;
    uint32_t item, index;
    bool first;
} code_at;

static int by_code(const void *a, const void *b)
{
    const code_at *x = a, *y = b;
    uint32_t len = x->code.len < y->code.len ? x->code.len : y->code.len;
    int order = len ? memcmp(x->code.ptr, y->code.ptr, len) : 0;
    if (order == 0)
        order = (x->code.len > y->code.len) - (x->code.len < y->code.len);
    return order ? order : (x->item > y->item) - (x->item < y->item);
}

static int by_place(const void *a, const void *b)
{
    const code_at *x = a, *y = b;
    if (x->item != y->item)
        return x->item < y->item ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* The codes of the criteria in the order of the text; NULL without memory. */
static code_at *codes_of(const vnp_plan *plan, size_t *count)
{
    size_t n = 0;
    for (uint32_t i = 0; i < plan->items.count; i++)
        n += plan->items.at[i].kind == VNP_ITEM_CRITERION ? plan->items.at[i].codes.count : 0;
    code_at *codes = calloc(n + 1, sizeof *codes);
    *count = n;
    n = 0;
    for (uint32_t i = 0; codes && i < plan->items.count; i++) {
        const vnp_item *item = &plan->items.at[i];
        for (uint32_t k = 0; item->kind == VNP_ITEM_CRITERION && k < item->codes.count; k++)
            codes[n++] = (code_at){item->codes.at[k], i, k, false};
    }
    if (n > 1)
        qsort(codes, n, sizeof *codes, by_code);
    for (size_t i = 0; i < n; i++)
        codes[i].first = i == 0 || !same(codes[i].code, codes[i - 1].code);
    if (n > 1)
        qsort(codes, n, sizeof *codes, by_place);
    return codes;
}

/* Areas with a number come before their first criterion. */
static bool put_items(cJSON *list, const vnp_plan *plan)
{
    size_t count;
    vnp_str area = {"", 0};
    code_at *codes = codes_of(plan, &count);
    bool ok = codes != NULL;
    for (size_t i = 0; codes && i < count; i++) {
        const vnp_item *item = &plan->items.at[codes[i].item];
        const vnp_parent *p = item->parents.count ? &item->parents.at[0] : NULL;
        if (p && is_number(p->code) && !same(p->code, area)) {
            area = p->code;
            put_entry(list, &(entry){p->code, p->value.text, NULL});
        }
        if (codes[i].first)
            put_entry(list, &(entry){codes[i].code, item->title.text,
                                     codes[i].index || !item->scores ? NULL : &item->scores->max});
    }
    free(codes);
    return ok;
}

int cli_catalog(int argc, char **argv)
{
    catalog x = {.csv = false};
    char *bytes;
    size_t length;
    vnp_doc_options_init(&x.options);
    if (!read_options(&x, argc, argv))
        return CLI_USAGE;
    int code = cli_rules_load(&x.dirs, &x.rules);
    vnp_doc *doc = code == CLI_DONE
                       ? cli_parse_file(x.rules, argv[optind], &x.options, &bytes, &length, &code)
                       : NULL;
    if (doc && x.csv) {
        puts("code,title,max,level");
        code = put_items(NULL, vnp_doc_plan(doc)) ? cli_flush() : CLI_INTERNAL;
    } else if (doc) {
        cJSON *json = cJSON_CreateObject();
        cli_json_str(json, "title", vnp_doc_plan(doc)->head.title.text);
        bool put = put_items(cJSON_AddArrayToObject(json, "criteria"), vnp_doc_plan(doc));
        code = cli_json_print(json);
        code = put ? code : CLI_INTERNAL;
    }
    if (doc) {
        vnp_doc_free(doc);
        free(bytes);
    }
    vnp_rules_free(x.rules);
    return code;
}
