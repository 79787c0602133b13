#include "cli/cli.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

typedef struct extract {
    vnp_doc_options options;
    const char *output;
    cli_rule_dirs dirs;
    bool compact;
    vnp_rules *rules;
    cli_output out;
    bool output_failed;
} extract;

/* ------------------------------------------------------------------ arguments */

static bool set_format(extract *x, const char *name)
{
    static const char *const names[] = {"text", "markdown", "auto", NULL};
    static const vnp_format formats[] = {VNP_FORMAT_TEXT, VNP_FORMAT_MARKDOWN, VNP_FORMAT_AUTO};
    int chosen = cli_choose("--format", name, names);
    if (chosen >= 0)
        x->options.format = formats[chosen];
    return chosen >= 0;
}

static bool read_options(extract *x, int argc, char **argv)
{
    enum { OPT_FORMAT = 256, OPT_ENCODING, OPT_RULES, OPT_LANG, OPT_COMPACT, OPT_CHECK };
    static const struct option longs[] = {
        {"output", required_argument, NULL, 'o'},
        {"format", required_argument, NULL, OPT_FORMAT},
        {"encoding", required_argument, NULL, OPT_ENCODING},
        {"rules", required_argument, NULL, OPT_RULES},
        {"lang", required_argument, NULL, OPT_LANG},
        {"compact", no_argument, NULL, OPT_COMPACT},
        {"check", no_argument, NULL, OPT_CHECK},
        {NULL, 0, NULL, 0},
    };
    bool ok = true;
    argv[0] = "vnplan"; /* as getopt's messages shall begin */
    for (int c; ok && (c = getopt_long(argc, argv, "o:", longs, NULL)) != -1;) {
        switch (c) {
        case 'o': x->output = optarg; break;
        case OPT_FORMAT: ok = set_format(x, optarg); break;
        case OPT_ENCODING: x->options.encoding = optarg; break;
        case OPT_RULES: ok = cli_rule_dirs_add(&x->dirs, optarg); break;
        case OPT_LANG: ok = cli_set_lang(&x->options.lang, optarg); break;
        case OPT_COMPACT: x->compact = true; break;
        case OPT_CHECK: x->options.check = true; break;
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
    int code;
    char *bytes;
    vnp_doc *doc = cli_parse_file(x->rules, path, &x->options, &bytes, &(size_t){0}, &code);
    if (!doc)
        return code;
    vnp_status status = vnp_doc_write_json(doc, indent, cli_output_write, &x->out);
    if (status != VNP_OK || !cli_output_write(&x->out, "\n", 1))
        x->output_failed = true;
    vnp_doc_free(doc);
    free(bytes);
    return cli_code_of(status);
}

int cli_extract(int argc, char **argv)
{
    extract x = {0};
    vnp_doc_options_init(&x.options);
    x.options.lang = cli_lang_of_locale();
    if (!read_options(&x, argc, argv))
        return CLI_USAGE;
    int worst = cli_rules_load(&x.dirs, &x.rules);
    if (worst != CLI_DONE)
        return worst;
    worst = CLI_INTERNAL;
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
