/* vnplan diff: what changed from one state of a plan to the next. */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

typedef struct diff {
    vnp_doc_options options;
    cli_rule_dirs dirs;
    bool json;
    vnp_rules *rules;
    cJSON *list; /* of JSON */
    size_t counts[3];
} diff;

static const char *const kind_names[] = {"dropped", "added", "changed"};
static const char *const field_names[] = {"title", "owners", "deadlines", "targets", "scores"};

static bool read_options(diff *x, int argc, char **argv)
{
    static const struct option longs[] = {
        {"format", required_argument, NULL, CLI_OPT_FORMAT},
        {"encoding", required_argument, NULL, CLI_OPT_ENCODING},
        {"rules", required_argument, NULL, CLI_OPT_RULES},
        {"lang", required_argument, NULL, CLI_OPT_LANG},
        {NULL, 0, NULL, 0},
    };
    static const char *const formats[] = {"text", "json", NULL};
    int format = 0;
    bool ok = cli_read_options(argc, argv, longs, formats, &format, &x->options, &x->dirs);
    x->json = format == 1;
    if (ok && argc - optind != 2) {
        fputs("vnplan diff: two files are needed, the old state and the new one\n", stderr);
        ok = false;
    }
    return ok;
}

/* --------------------------------------------------------------------- output */

static void put_str(vnp_str s)
{
    if (s.len)
        fwrite(s.ptr, 1, s.len, stdout);
}

/* A word of the interface in the language asked for. */
static void put_word(const diff *x, const char *what, const char *name)
{
    char id[48];
    snprintf(id, sizeof id, "diff-%s%s%s", what, *what ? "-" : "", name);
    put_str(vnp_rules_message(x->rules, x->options.lang, id));
}

static void print_change(const diff *x, const vnp_item_change *c)
{
    static const char signs[] = "-+~";
    const vnp_item *item = c->after ? c->after : c->before;
    printf("%c ", signs[c->kind]);
    put_str(item->id);
    fputs("  ", stdout);
    put_str(item->title.text);
    fputc('\n', stdout);
    if (c->kind != VNP_ITEM_CHANGED)
        return;
    fputs("    ", stdout);
    put_word(x, "field", field_names[c->field]);
    fputs(": ", stdout);
    put_str(c->old_text.len ? c->old_text : (vnp_str){"-", 1});
    fputs(" -> ", stdout);
    put_str(c->new_text.len ? c->new_text : (vnp_str){"-", 1});
    fputc('\n', stdout);
}

static void add_side(cJSON *object, const char *name, const vnp_item *item)
{
    if (!item) {
        cJSON_AddNullToObject(object, name);
        return;
    }
    cJSON *side = cJSON_AddObjectToObject(object, name);
    cli_json_str(side, "id", item->id);
    cli_json_str(side, "title", item->title.text);
}

static void on_change(void *ctx, const vnp_item_change *c)
{
    diff *x = ctx;
    x->counts[c->kind]++;
    if (!x->json) {
        print_change(x, c);
        return;
    }
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "change", kind_names[c->kind]);
    add_side(object, "before", c->before);
    add_side(object, "after", c->after);
    if (c->kind == VNP_ITEM_CHANGED) {
        cJSON_AddStringToObject(object, "field", field_names[c->field]);
        cli_json_str(object, "old", c->old_text);
        cli_json_str(object, "new", c->new_text);
    }
    cJSON_AddItemToArray(x->list, object);
}

static int print_all(diff *x, const char *const *paths, const vnp_doc *before, const vnp_doc *after)
{
    vnp_error error;
    cJSON *report = x->json ? cJSON_CreateObject() : NULL;
    if (report) {
        cJSON_AddStringToObject(report, "before", paths[0]);
        cJSON_AddStringToObject(report, "after", paths[1]);
        x->list = cJSON_AddArrayToObject(report, "changes");
    }
    vnp_status status = vnp_doc_diff(before, after, on_change, x, &error);
    if (status != VNP_OK) {
        fprintf(stderr, "vnplan: %s\n", error.text);
        cJSON_Delete(report);
        return cli_code_of(status);
    }
    int code = CLI_DONE;
    if (report) {
        cJSON *summary = cJSON_AddObjectToObject(report, "summary");
        for (int k = 0; k < 3; k++)
            cJSON_AddNumberToObject(summary, kind_names[k], (double)x->counts[k]);
        code = cli_json_print(report);
    } else {
        char figures[3][24];
        const char *args[3];
        for (int k = 0; k < 3; k++) {
            snprintf(figures[k], sizeof figures[k], "%zu", x->counts[k]);
            args[k] = figures[k];
        }
        cli_put_message(stdout, vnp_rules_message(x->rules, x->options.lang, "diff-summary"), args,
                        3);
        fputc('\n', stdout);
        code = cli_flush();
    }
    bool any = x->counts[0] + x->counts[1] + x->counts[2] > 0;
    return code == CLI_DONE && any ? CLI_FINDINGS : code;
}

int cli_diff(int argc, char **argv)
{
    diff x = {.json = false};
    char *bytes[2] = {NULL, NULL};
    vnp_doc *docs[2] = {NULL, NULL};
    vnp_doc_options_init(&x.options);
    x.options.lang = cli_lang_of_locale();
    if (!read_options(&x, argc, argv))
        return CLI_USAGE;
    int code = cli_rules_load(&x.dirs, &x.rules);
    const char *const paths[] = {argv[optind], argv[optind + 1]};
    for (int i = 0; i < 2 && code == CLI_DONE; i++) {
        size_t length;
        docs[i] = cli_parse_file(x.rules, paths[i], &x.options, &bytes[i], &length, &code);
    }
    if (code == CLI_DONE)
        code = print_all(&x, paths, docs[0], docs[1]);
    for (int i = 0; i < 2; i++) {
        vnp_doc_free(docs[i]);
        free(bytes[i]);
    }
    vnp_rules_free(x.rules);
    return code;
}
