/* vnplan rules: what is loaded, whether it holds, what it did; the patterns for other programs. */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_names[] = {"on", "replaced", "off"};

/* ----------------------------------------------------------------------- list */

/* Rules with the number of times each won a place in the files given. */
typedef struct listed {
    vnp_rule_info info;
    unsigned long fires;
} listed;

typedef struct listing {
    listed *at;
    size_t count, cap;
    bool failed;
} listing;

static void add_rule(void *ctx, const vnp_rule_info *info)
{
    listing *l = ctx;
    if (l->count == l->cap) {
        size_t cap = l->cap ? 2 * l->cap : 512;
        listed *more = realloc(l->at, cap * sizeof *more);
        if (!more) {
            l->failed = true;
            return;
        }
        l->at = more;
        l->cap = cap;
    }
    l->at[l->count++] = (listed){.info = *info};
}

static bool same_str(vnp_str a, vnp_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static void count_fires(listing *l, const vnp_doc *doc)
{
    vnp_trace_list traces = vnp_doc_trace(doc);
    for (uint32_t i = 0; i < traces.count; i++) {
        listed key = {.info = traces.at[i].rule};
        if (traces.at[i].lost_to.len)
            continue;
        for (size_t k = 0; k < l->count; k++) {
            const vnp_rule_info *info = &l->at[k].info;
            if (info->file.ptr == key.info.file.ptr && info->line == key.info.line &&
                same_str(info->id, key.info.id))
                l->at[k].fires++;
        }
    }
}

static int count_files(cli_rules_job *job, listing *l)
{
    int worst = CLI_DONE;
    job->options.trace = true;
    for (int i = 0; i < job->file_count; i++) {
        int code;
        char *bytes;
        vnp_doc *doc =
            cli_parse_file(job->rules, job->files[i], &job->options, &bytes, &(size_t){0}, &code);
        worst = code > worst ? code : worst;
        if (!doc)
            continue;
        count_fires(l, doc);
        vnp_doc_free(doc);
        free(bytes);
    }
    return worst;
}

static void print_rule(const listed *rule, bool with_fires)
{
    const vnp_rule_info *r = &rule->info;
    printf("%-8s  %-13.*s  ", state_names[r->state], (int)r->set.len, r->set.ptr);
    if (with_fires)
        printf("%6lu  ", rule->fires);
    if (r->is_word)
        printf("   -  %3u forms     ", r->forms);
    else
        printf("%4d  %3u+%u examples ", (int)r->priority, r->forms, r->counters);
    printf(" %.*s  (%.*s:%u%s%.*s)\n", (int)r->id.len, r->id.ptr, (int)r->file.len, r->file.ptr,
           r->line, r->by.len ? ", by " : "", (int)r->by.len, r->by.ptr ? r->by.ptr : "");
}

static cJSON *rule_json(const vnp_rule_info *r)
{
    cJSON *object = cJSON_CreateObject();
    cli_json_str(object, "id", r->id);
    cli_json_str(object, "set", r->set);
    cJSON_AddStringToObject(object, "type", r->is_word ? "words" : "pattern");
    cJSON_AddStringToObject(object, "state", state_names[r->state]);
    if (r->by.len)
        cli_json_str(object, "by", r->by);
    cli_json_str(object, "file", r->file);
    cJSON_AddNumberToObject(object, "line", r->line);
    if (r->is_word) {
        cJSON_AddNumberToObject(object, "forms", r->forms);
    } else {
        cJSON_AddNumberToObject(object, "priority", r->priority);
        cJSON_AddNumberToObject(object, "examples", r->forms);
        cJSON_AddNumberToObject(object, "counter_examples", r->counters);
    }
    return object;
}

int cli_rules_list(cli_rules_job *job)
{
    listing l = {0};
    vnp_rules_each(job->rules, add_rule, &l);
    int code = count_files(job, &l);
    if (l.failed) {
        fputs("vnplan: out of memory\n", stderr);
        code = CLI_INTERNAL;
    } else if (job->json) {
        cJSON *list = cJSON_CreateArray();
        for (size_t i = 0; i < l.count; i++) {
            cJSON *rule = rule_json(&l.at[i].info);
            if (job->file_count)
                cJSON_AddNumberToObject(rule, "fires", (double)l.at[i].fires);
            cJSON_AddItemToArray(list, rule);
        }
        int printed = cli_json_print(list);
        code = printed > code ? printed : code;
    } else {
        for (size_t i = 0; i < l.count; i++)
            print_rule(&l.at[i], job->file_count > 0);
        int printed = cli_flush();
        code = printed > code ? printed : code;
    }
    free(l.at);
    return code;
}

/* --------------------------------------------------------------------- export */

/* The options that the library compiles with, as a pattern carries them itself. */
static const char pattern_options[] = "(*UTF)(*UCP)(?iJ)";

/*
 * A pattern on a line. Programs that read patterns from a file cut off blanks at a
 * line's end: an empty group keeps them.
 */
static void export_rule(void *ctx, const vnp_rule_info *info)
{
    vnp_str p = info->pattern;
    (void)ctx;
    if (info->is_word || info->state != VNP_RULE_ON || p.len == 0)
        return;
    fputs(pattern_options, stdout);
    for (uint32_t i = 0; i < p.len; i++) {
        if (p.ptr[i] == '\n')
            fputs("\\n", stdout);
        else
            putchar(p.ptr[i]);
    }
    puts(strchr(" \t", p.ptr[p.len - 1]) ? "(?:)" : "");
}

int cli_rules_export(cli_rules_job *job)
{
    vnp_rules_each(job->rules, export_rule, NULL);
    return cli_flush();
}

/* ----------------------------------------------------------------------- test */

typedef struct failures {
    cJSON *list; /* of --format json */
    unsigned count;
} failures;

static unsigned width_of(vnp_str s, uint32_t from, uint32_t to)
{
    unsigned width = 0;
    for (uint32_t i = from; i < to && i < s.len; i++)
        width += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return width;
}

/* The text and, below it, carets under the place. */
static void print_caret(vnp_str text, vnp_span place)
{
    if (text.len == 0)
        return;
    unsigned width = width_of(text, place.begin, place.end);
    printf("    %.*s\n    %*s", (int)text.len, text.ptr, (int)width_of(text, 0, place.begin), "");
    for (unsigned i = 0; i < (width ? width : 1); i++)
        putchar('^');
    putchar('\n');
}

static const char *fault_text(const vnp_rule_failure *f)
{
    switch (f->fault) {
    case VNP_RULE_NO_MATCH:
        return f->winner.len ? "does not match its example; another rule has the place"
                             : "does not match its example";
    case VNP_RULE_MATCHES:
        return "matches its counter-example";
    case VNP_RULE_WRONG_FIELD:
        return "gives a wrong field";
    case VNP_RULE_FEW_EXAMPLES:
        return "needs at least two examples and one counter-example";
    case VNP_RULE_SLOW:
        return "backtracks badly; give each repetition a limit or another end, on texts such as";
    }
    return "";
}

static const char *const fault_names[] = {"no-match", "matches-counter-example", "wrong-field",
                                          "few-examples", "slow"};

static void print_failure(const vnp_rule_failure *f)
{
    printf("%.*s:%u: %.*s %s", (int)f->rule.file.len, f->rule.file.ptr, f->rule.line,
           (int)f->rule.id.len, f->rule.id.ptr, fault_text(f));
    if (f->winner.len)
        printf(": %.*s", (int)f->winner.len, f->winner.ptr);
    if (f->fault == VNP_RULE_WRONG_FIELD)
        printf(": %.*s is \"%.*s\", not \"%.*s\"", (int)f->field.len, f->field.ptr,
               (int)f->found.len, f->found.ptr ? f->found.ptr : "", (int)f->expected.len,
               f->expected.ptr);
    putchar('\n');
    print_caret(f->text, f->place);
}

static void on_failure(void *ctx, const vnp_rule_failure *f)
{
    failures *all = ctx;
    all->count++;
    if (!all->list) {
        print_failure(f);
        return;
    }
    cJSON *object = rule_json(&f->rule);
    cJSON_AddStringToObject(object, "fault", fault_names[f->fault]);
    cli_json_str(object, "text", f->text);
    cJSON_AddNumberToObject(object, "begin", f->place.begin);
    cJSON_AddNumberToObject(object, "end", f->place.end);
    if (f->winner.len)
        cli_json_str(object, "winner", f->winner);
    if (f->fault == VNP_RULE_WRONG_FIELD) {
        cli_json_str(object, "field", f->field);
        cli_json_str(object, "expected", f->expected);
        cli_json_str(object, "found", f->found);
    }
    cJSON_AddItemToArray(all->list, object);
}

int cli_rules_test(cli_rules_job *job)
{
    failures all = {.list = job->json ? cJSON_CreateArray() : NULL};
    size_t tested = 0;
    vnp_status status = vnp_rules_test(job->rules, on_failure, &all, &tested);
    if (status != VNP_OK) {
        cJSON_Delete(all.list);
        fprintf(stderr, "vnplan: %s\n", vnp_status_name(status));
        return CLI_INTERNAL;
    }
    int code;
    if (job->json) {
        cJSON *report = cJSON_CreateObject();
        cJSON_AddNumberToObject(report, "rules", (double)tested);
        cJSON_AddItemToObject(report, "failures", all.list);
        code = cli_json_print(report);
    } else {
        printf("%zu rules, %u failures\n", tested, all.count);
        code = cli_flush();
    }
    return code != CLI_DONE ? code : all.count ? CLI_FINDINGS : CLI_DONE;
}

/* ------------------------------------------------------------------- arguments */

static bool read_options(cli_rules_job *job, cli_rule_dirs *dirs, int argc, char **argv)
{
    static const struct option longs[] = {
        {"rules", required_argument, NULL, CLI_OPT_RULES},
        {"format", required_argument, NULL, CLI_OPT_FORMAT},
        {"lang", required_argument, NULL, CLI_OPT_LANG},
        {"encoding", required_argument, NULL, CLI_OPT_ENCODING},
        {NULL, 0, NULL, 0},
    };
    static const char *const formats[] = {"text", "json", NULL};
    int format = 0;
    bool ok = cli_read_options(argc, argv, longs, formats, &format, &job->options, dirs);
    job->json = format == 1;
    job->files = argv + optind;
    job->file_count = argc - optind;
    return ok;
}

int cli_rules(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(cli_rules_job *);
    } commands[] = {{"list", cli_rules_list},
                    {"test", cli_rules_test},
                    {"explain", cli_rules_explain},
                    {"export", cli_rules_export}};
    int (*run)(cli_rules_job *) = NULL;
    cli_rules_job job = {0};
    cli_rule_dirs dirs = {0};
    for (size_t i = 0; argc > 1 && i < sizeof commands / sizeof *commands; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            run = commands[i].run;
    if (!run) {
        fputs("vnplan rules: list, test, explain or export is needed; try 'vnplan --help'\n",
              stderr);
        return CLI_USAGE;
    }
    vnp_doc_options_init(&job.options);
    job.options.lang = cli_lang_of_locale();
    if (!read_options(&job, &dirs, argc - 1, argv + 1))
        return CLI_USAGE;
    if (run == cli_rules_explain && job.file_count != 1) {
        fputs("vnplan rules explain: one FILE or FILE:LINE is needed\n", stderr);
        return CLI_USAGE;
    }
    if (run == cli_rules_export && (job.file_count || job.json)) {
        fputs("vnplan rules export: takes no FILE and knows one format\n", stderr);
        return CLI_USAGE;
    }
    if (run == cli_rules_test) { /* its arguments are folders of rules */
        for (int i = 0; i < job.file_count; i++)
            if (!cli_rule_dirs_add(&dirs, job.files[i]))
                return CLI_USAGE;
    }
    int code = cli_rules_load(&dirs, &job.rules);
    if (code == CLI_DONE)
        code = run(&job);
    vnp_rules_free(job.rules);
    return code;
}
