/*
 * vnplan check: what is missing or contradictory in a draft, for its author, for
 * editors and for build servers.
 */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_SARIF, REPORT_GITHUB } report_format;

typedef struct check {
    vnp_doc_options options;
    const char *output;
    cli_rule_dirs dirs;
    cli_ids disabled;
    cli_fail_on fail_on;
    report_format format;
    bool matrix;
    const char *criteria; /* path of a catalog, or NULL */
    vnp_catalog *catalog;
    bool many; /* files: JSON Lines */
    vnp_rules *rules;
    char *rules_of; /* the configuration they were loaded for; "" for none */
    cli_output out;
    cJSON *sarif;
    size_t counts[3];
    size_t judged; /* files */
} check;

/* ------------------------------------------------------------------ arguments */

static bool set_format(check *x, const char *name)
{
    static const char *const names[] = {"text", "json", "sarif", "github", NULL};
    int chosen = cli_choose("--format", name, names);
    if (chosen >= 0)
        x->format = (report_format)chosen;
    return chosen >= 0;
}

static bool set_fail_on(check *x, const char *name)
{
    if (cli_set_fail_on(&x->fail_on, name))
        return true;
    fprintf(stderr, "vnplan check: --fail-on takes error, warning, note or never, not '%s'\n",
            name);
    return false;
}

static bool read_options(check *x, int argc, char **argv)
{
    enum { OPT_FAIL_ON = CLI_OPT_OWN, OPT_DISABLE, OPT_MATRIX, OPT_CRITERIA };
    static const struct option longs[] = {
        {"output", required_argument, NULL, 'o'},
        {"format", required_argument, NULL, CLI_OPT_FORMAT},
        {"encoding", required_argument, NULL, CLI_OPT_ENCODING},
        {"rules", required_argument, NULL, CLI_OPT_RULES},
        {"lang", required_argument, NULL, CLI_OPT_LANG},
        {"fail-on", required_argument, NULL, OPT_FAIL_ON},
        {"disable", required_argument, NULL, OPT_DISABLE},
        {"matrix", no_argument, NULL, OPT_MATRIX},
        {"criteria", required_argument, NULL, OPT_CRITERIA},
        {NULL, 0, NULL, 0},
    };
    bool ok = true;
    argv[0] = "vnplan"; /* as getopt's messages shall begin */
    for (int c; ok && (c = getopt_long(argc, argv, "o:", longs, NULL)) != -1;) {
        switch (c) {
        case 'o':
            x->output = optarg;
            break;
        case CLI_OPT_FORMAT:
            ok = set_format(x, optarg);
            break;
        case OPT_FAIL_ON:
            ok = set_fail_on(x, optarg);
            break;
        case OPT_DISABLE:
            ok = cli_ids_add(&x->disabled, optarg, strlen(optarg));
            break;
        case OPT_MATRIX:
            x->matrix = true;
            break;
        case OPT_CRITERIA:
            x->criteria = optarg;
            break;
        default:
            ok = cli_take_option(c, optarg, &x->options, &x->dirs);
            break;
        }
    }
    if (ok && optind == argc) {
        fputs("vnplan check: no file given; - reads standard input\n", stderr);
        ok = false;
    }
    if (ok && x->matrix && x->format != REPORT_TEXT && x->format != REPORT_JSON) {
        fputs("vnplan check: --matrix has the formats text and json\n", stderr);
        ok = false;
    }
    return ok;
}

/* ---------------------------------------------------------------------- rules */

/* Its column heads are read by the rules, so it is loaded when they are. */
static int load_catalog(check *x)
{
    char why[256];
    size_t length;
    vnp_error error;
    vnp_catalog_free(x->catalog);
    x->catalog = NULL;
    char *bytes = cli_read_file(x->criteria, &length, why, sizeof why);
    if (!bytes) {
        fprintf(stderr, "vnplan: %s: %s\n", x->criteria, why);
        return CLI_INPUT;
    }
    vnp_status status = vnp_catalog_load(x->rules, bytes, length, NULL, &x->catalog, &error);
    free(bytes);
    x->options.criteria = x->catalog;
    if (status != VNP_OK)
        fprintf(stderr, "vnplan: %s: %s\n", x->criteria, error.text);
    return cli_code_of(status);
}

/* The folders of the configuration come first: what the command line names wins. */
static int load_rules(check *x, const cli_config *config)
{
    const char *key = config->path ? config->path : "";
    cli_rule_dirs dirs = {.count = 0};
    if (x->rules && strcmp(x->rules_of, key) == 0)
        return CLI_DONE;
    vnp_rules_free(x->rules);
    free(x->rules_of);
    x->rules = NULL;
    x->rules_of = strdup(key);
    if (!x->rules_of)
        return CLI_INTERNAL;
    for (size_t i = 0; i < config->rules.count; i++)
        if (!cli_rule_dirs_add(&dirs, config->rules.at[i]))
            return CLI_USAGE;
    for (size_t i = 0; i < x->dirs.count; i++)
        if (!cli_rule_dirs_add(&dirs, x->dirs.at[i]))
            return CLI_USAGE;
    int code = cli_rules_load(&dirs, &x->rules);
    return code == CLI_DONE && x->criteria ? load_catalog(x) : code;
}

typedef struct id_search {
    const char *id;
    bool found;
} id_search;

static void look_for_id(void *ctx, const vnp_rule_info *rule)
{
    id_search *search = ctx;
    size_t len = strlen(search->id);
    bool messages =
        rule->is_word && rule->set.len == 11 && memcmp(rule->set.ptr, "messages-en", 11) == 0;
    if (messages && rule->id.len == len && memcmp(rule->id.ptr, search->id, len) == 0)
        search->found = true;
}

/* A misspelt id would leave the check on without a word. */
static int know_ids(const check *x, const cli_ids *ids, const char *where)
{
    for (size_t i = 0; i < ids->count; i++) {
        id_search search = {ids->at[i], false};
        vnp_rules_each(x->rules, look_for_id, &search);
        if (search.found)
            continue;
        fprintf(stderr, "vnplan: %s: no check is called '%s'; see vnplan-checks(7)\n", where,
                ids->at[i]);
        return CLI_USAGE;
    }
    return CLI_DONE;
}

/* ------------------------------------------------------------------- findings */

/* "<!-- vnplan-disable ID ID -->" anywhere in the draft. */
static bool read_comments(vnp_str text, cli_ids *out)
{
    static const char open[] = "<!--", word[] = "vnplan-disable";
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; at && at < end;) {
        at = memmem(at, (size_t)(end - at), open, sizeof open - 1);
        const char *close = at ? memmem(at, (size_t)(end - at), "-->", 3) : NULL;
        if (!close)
            return true;
        at += sizeof open - 1;
        while (at < close && strchr(" \t\r\n", *at))
            at++;
        bool ours = close - at > (ptrdiff_t)sizeof word && memcmp(at, word, sizeof word - 1) == 0;
        for (at += ours ? sizeof word - 1 : 0; ours && at < close;) {
            size_t len = strcspn(at, " ,\t\r\n");
            len = len > (size_t)(close - at) ? (size_t)(close - at) : len;
            if (len && !cli_ids_add(out, at, len))
                return false;
            at += len + 1;
        }
        at = close + 3;
    }
    return true;
}

static bool collect(cli_findings *found, const cli_ids *const *off, size_t off_count)
{
    const vnp_diagnostic_list *all = &vnp_doc_plan(found->doc)->diagnostics;
    found->at = calloc((size_t)all->count + 1, sizeof *found->at);
    for (uint32_t i = 0; found->at && i < all->count; i++) {
        bool hidden = false;
        for (size_t k = 0; k < off_count; k++)
            hidden = hidden || cli_ids_have(off[k], all->at[i].rule);
        if (hidden)
            continue;
        found->at[found->count++] = &all->at[i];
        found->counts[all->at[i].severity]++;
    }
    return found->at != NULL;
}

static void put_json_line(check *x, cJSON *json)
{
    char *text = x->many ? cJSON_PrintUnformatted(json) : cJSON_Print(json);
    cJSON_Delete(json);
    if (text)
        fprintf(x->out.file, "%s\n", text);
    cJSON_free(text);
}

static void report(check *x, const cli_findings *found)
{
    bool colours = !x->output && isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    if (x->matrix && x->format == REPORT_JSON)
        put_json_line(x, cli_matrix_json(found));
    else if (x->matrix)
        cli_matrix_text(x->out.file, found);
    else if (x->format == REPORT_JSON)
        put_json_line(x, cli_report_json(found));
    else if (x->format == REPORT_SARIF)
        cli_sarif_add(x->sarif, found);
    else if (x->format == REPORT_GITHUB)
        cli_report_github(x->out.file, found);
    else
        cli_report_text(x->out.file, found, colours);
}

static bool fails(const cli_findings *found, cli_fail_on fail_on)
{
    for (int s = VNP_NOTE; s <= VNP_ERROR; s++)
        if (found->counts[s] && s >= (int)fail_on)
            return true;
    return false;
}

static int judge(check *x, const char *path, const cli_config *config)
{
    int code;
    char *bytes;
    size_t length;
    cli_ids commented = {NULL, 0};
    vnp_doc *doc = cli_parse_file(x->rules, path, &x->options, &bytes, &length, &code);
    if (!doc)
        return code;
    cli_findings found = {.path = path,
                          .rules = x->rules,
                          .lang = x->options.lang,
                          .doc = doc,
                          .bytes = bytes,
                          .length = length};
    const cli_ids *off[] = {&x->disabled, &config->disabled, &commented};
    code = CLI_INTERNAL;
    if (read_comments(vnp_doc_text(doc), &commented) && collect(&found, off, 3)) {
        cli_fail_on fail_on = x->fail_on != CLI_FAIL_UNSET        ? x->fail_on
                              : config->fail_on != CLI_FAIL_UNSET ? config->fail_on
                                                                  : CLI_FAIL_ERROR;
        code = know_ids(x, &commented, path);
        if (code == CLI_DONE) {
            report(x, &found);
            code = fails(&found, fail_on) ? CLI_FINDINGS : CLI_DONE;
        }
        x->judged++;
        for (int s = 0; s < 3; s++)
            x->counts[s] += found.counts[s];
    }
    free(found.at);
    cli_ids_free(&commented);
    vnp_doc_free(doc);
    free(bytes);
    return code;
}

/* ---------------------------------------------------------------------- entry */

static int check_file(check *x, const char *path)
{
    cli_config config;
    int code = cli_config_read(path, &config);
    if (code != CLI_DONE)
        return code;
    code = load_rules(x, &config);
    if (code == CLI_DONE)
        code = know_ids(x, &x->disabled, "--disable");
    if (code == CLI_DONE && config.path)
        code = know_ids(x, &config.disabled, config.path);
    if (code == CLI_DONE)
        code = judge(x, path, &config);
    cli_config_free(&config);
    return code;
}

/* What stands at the end, over all files. */
static void close_report(check *x)
{
    if (x->format == REPORT_SARIF) {
        char *text = cJSON_Print(x->sarif);
        if (text)
            fprintf(x->out.file, "%s\n", text);
        cJSON_free(text);
    } else if (x->format == REPORT_TEXT && !x->matrix && x->judged) {
        cli_put_summary(x->out.file, x->rules, x->options.lang, x->counts);
    }
}

int cli_check(int argc, char **argv)
{
    check x = {.fail_on = CLI_FAIL_UNSET};
    int worst = CLI_USAGE;
    vnp_doc_options_init(&x.options);
    x.options.check = true;
    x.options.lang = cli_lang_of_locale();
    if (read_options(&x, argc, argv) && cli_output_open(&x.out, x.output)) {
        x.many = argc - optind > 1;
        x.sarif = x.format == REPORT_SARIF ? cli_sarif_new() : NULL;
        worst = CLI_DONE;
        for (int i = optind; i < argc && worst != CLI_USAGE && worst != CLI_RULES; i++) {
            int code = check_file(&x, argv[i]);
            worst = code > worst ? code : worst;
            if (x.criteria && !x.catalog)
                break; /* the next file would fail on it as well */
        }
        bool keep = worst == CLI_DONE || worst == CLI_FINDINGS || worst == CLI_INPUT;
        if (keep)
            close_report(&x);
        if (!cli_output_close(&x.out, keep))
            worst = CLI_INTERNAL;
        cJSON_Delete(x.sarif);
    }
    vnp_catalog_free(x.catalog);
    vnp_rules_free(x.rules);
    free(x.rules_of);
    cli_ids_free(&x.disabled);
    return worst;
}
