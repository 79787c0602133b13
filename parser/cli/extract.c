#include "cli/cli.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_RULE_DIRS = 64 };

typedef struct extract {
    vnp_doc_options options;
    const char *output;
    const char *rule_dirs[MAX_RULE_DIRS];
    size_t rule_dir_count;
    bool compact;
    vnp_rules *rules;
    cli_output out;
    bool output_failed;
} extract;

/* ------------------------------------------------------------------ arguments */

static vnp_lang lang_of_locale(void)
{
    const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "en", 2) == 0 ? VNP_LANG_EN : VNP_LANG_VI;
    }
    return VNP_LANG_VI;
}

static bool set_format(extract *x, const char *name)
{
    static const struct { const char *name; vnp_format format; } formats[] = {
        {"auto", VNP_FORMAT_AUTO}, {"text", VNP_FORMAT_TEXT}, {"markdown", VNP_FORMAT_MARKDOWN}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i].name) == 0) {
            x->options.format = formats[i].format;
            return true;
        }
    fprintf(stderr, "vnplan extract: --format takes text, markdown or auto, not '%s'\n", name);
    return false;
}

static bool set_lang(extract *x, const char *name)
{
    if (strcmp(name, "vi") != 0 && strcmp(name, "en") != 0) {
        fprintf(stderr, "vnplan extract: --lang takes vi or en, not '%s'\n", name);
        return false;
    }
    x->options.lang = strcmp(name, "en") == 0 ? VNP_LANG_EN : VNP_LANG_VI;
    return true;
}

static bool add_rule_dir(extract *x, const char *dir)
{
    if (x->rule_dir_count == MAX_RULE_DIRS) {
        fprintf(stderr, "vnplan extract: --rules may be given %d times at most\n", MAX_RULE_DIRS);
        return false;
    }
    x->rule_dirs[x->rule_dir_count++] = dir;
    return true;
}

static bool read_options(extract *x, int argc, char **argv)
{
    enum { OPT_FORMAT = 256, OPT_ENCODING, OPT_RULES, OPT_LANG, OPT_COMPACT };
    static const struct option longs[] = {
        {"output", required_argument, NULL, 'o'},
        {"format", required_argument, NULL, OPT_FORMAT},
        {"encoding", required_argument, NULL, OPT_ENCODING},
        {"rules", required_argument, NULL, OPT_RULES},
        {"lang", required_argument, NULL, OPT_LANG},
        {"compact", no_argument, NULL, OPT_COMPACT},
        {NULL, 0, NULL, 0},
    };
    bool ok = true;
    argv[0] = "vnplan"; /* as getopt's messages shall begin */
    for (int c; ok && (c = getopt_long(argc, argv, "o:", longs, NULL)) != -1;) {
        switch (c) {
        case 'o': x->output = optarg; break;
        case OPT_FORMAT: ok = set_format(x, optarg); break;
        case OPT_ENCODING: x->options.encoding = optarg; break;
        case OPT_RULES: ok = add_rule_dir(x, optarg); break;
        case OPT_LANG: ok = set_lang(x, optarg); break;
        case OPT_COMPACT: x->compact = true; break;
        default: ok = false; break; /* getopt has said what is wrong */
        }
    }
    if (ok && optind == argc) {
        fputs("vnplan extract: no file given; - reads standard input\n", stderr);
        ok = false;
    }
    return ok;
}

/* ---------------------------------------------------------------------- files */

static int extract_file(extract *x, const char *path, int indent)
{
    size_t length = 0;
    char why[256];
    vnp_doc *doc = NULL;
    vnp_error error;
    char *bytes = cli_read_file(path, &length, why, sizeof why);
    if (!bytes) {
        fprintf(stderr, "vnplan: %s: %s\n", path, why);
        return CLI_INPUT;
    }
    x->options.name = path;
    vnp_status status = vnp_doc_parse(x->rules, bytes, length, &x->options, &doc, &error);
    if (status != VNP_OK) {
        fprintf(stderr, "vnplan: %s: %s\n", path, error.text);
    } else {
        status = vnp_doc_write_json(doc, indent, cli_output_write, &x->out);
        if (status != VNP_OK || !cli_output_write(&x->out, "\n", 1))
            x->output_failed = true;
    }
    vnp_doc_free(doc);
    free(bytes);
    return cli_code_of(status);
}

int cli_extract(int argc, char **argv)
{
    extract x = {0};
    vnp_error error;
    vnp_rules_options rules;
    vnp_doc_options_init(&x.options);
    vnp_rules_options_init(&rules);
    x.options.lang = lang_of_locale();
    if (!read_options(&x, argc, argv))
        return CLI_USAGE;
    rules.dirs = x.rule_dirs;
    rules.dir_count = x.rule_dir_count;
    vnp_status status = vnp_rules_load(&rules, &x.rules, &error);
    if (status != VNP_OK) {
        if (error.file[0])
            fprintf(stderr, "vnplan: %s:%u:%u: %s\n", error.file, error.line, error.column, error.text);
        else
            fprintf(stderr, "vnplan: %s\n", error.text);
        return status == VNP_ERR_RULE ? CLI_RULES : CLI_INTERNAL;
    }
    int worst = CLI_INTERNAL;
    if (cli_output_open(&x.out, x.output)) {
        bool many = argc - optind > 1;
        worst = CLI_DONE;
        for (int i = optind; i < argc && !x.output_failed; i++) {
            int code = extract_file(&x, argv[i], many || x.compact ? 0 : 2);
            worst = code > worst ? code : worst;
        }
        /* of a single file that gave nothing no empty output is left behind */
        bool keep = !x.output_failed && (many || worst == CLI_DONE);
        if (!cli_output_close(&x.out, keep) || x.output_failed)
            worst = CLI_INTERNAL;
    }
    vnp_rules_free(x.rules);
    return worst;
}
