#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

typedef enum report { REPORT_NONE, REPORT_TEXT, REPORT_JSON } report;

typedef struct normalize {
    vnp_normalize_options options;
    const char *output;
    const char *path;
    report report;
    cJSON *changes; /* of REPORT_JSON */
} normalize;

static bool set_tone(normalize *x, const char *name)
{
    static const char *const names[] = {"old", "new", "keep", NULL};
    static const vnp_tones styles[] = {VNP_TONES_OLD, VNP_TONES_NEW, VNP_TONES_KEEP};
    int chosen = cli_choose("--tone", name, names);
    if (chosen >= 0)
        x->options.tones = styles[chosen];
    return chosen >= 0;
}

static bool set_report(normalize *x, const char *form)
{
    static const char *const names[] = {"text", "json", NULL};
    int chosen = form ? cli_choose("--report", form, names) : 0;
    x->report = chosen == 1 ? REPORT_JSON : REPORT_TEXT;
    return chosen >= 0;
}

static bool read_options(normalize *x, int argc, char **argv)
{
    enum { OPT_TONE = 256, OPT_REJOIN, OPT_REPORT, OPT_ENCODING };
    static const struct option longs[] = {
        {"output", required_argument, NULL, 'o'},
        {"tone", required_argument, NULL, OPT_TONE},
        {"rejoin", no_argument, NULL, OPT_REJOIN},
        {"report", optional_argument, NULL, OPT_REPORT},
        {"encoding", required_argument, NULL, OPT_ENCODING},
        {NULL, 0, NULL, 0},
    };
    bool ok = true;
    argv[0] = "vnplan"; /* as getopt's messages shall begin */
    for (int c; ok && (c = getopt_long(argc, argv, "o:", longs, NULL)) != -1;) {
        switch (c) {
        case 'o':
            x->output = optarg;
            break;
        case OPT_TONE:
            ok = set_tone(x, optarg);
            break;
        case OPT_REJOIN:
            x->options.rejoin = true;
            break;
        case OPT_REPORT:
            ok = set_report(x, optarg);
            break;
        case OPT_ENCODING:
            x->options.encoding = optarg;
            break;
        default:
            ok = false;
            break; /* getopt has said what is wrong */
        }
    }
    if (ok && argc - optind != 1) {
        fputs("vnplan normalize: one file is needed; - reads standard input\n", stderr);
        ok = false;
    }
    return ok;
}

/* -------------------------------------------------------------------- report */

static const char *sentence(const char *rule)
{
    static const char *const sentences[][2] = {
        {"decoded", "the text was in another encoding than UTF-8"},
        {"bom", "a byte order mark left out"},
        {"line-end", "line ends that were no LF"},
        {"composed", "letters and marks composed (NFC)"},
        {"space", "spaces of other kinds made plain"},
        {"mark", "wide marks made narrow"},
        {"invisible", "invisible characters left out"},
        {"invalid-bytes", "bytes that are no text, now U+FFFD"},
        {"spelling", "words with tones moved or look-alike letters replaced"},
        {"joined", "wrapped lines joined"},
        {"page", "page numbers and stray links left out"}};
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (strcmp(sentences[i][0], rule) == 0)
            return sentences[i][1];
    return "changed";
}

static void report_change(void *ctx, const vnp_change *change)
{
    normalize *x = ctx;
    if (x->report == REPORT_TEXT) {
        fprintf(stderr, "%s:%u:%u: %s: %u %s%s%s%s\n", x->path, change->first.line,
                change->first.column, change->rule, change->count, sentence(change->rule),
                change->what ? " (" : "", change->what ? change->what : "",
                change->what ? ")" : "");
    } else if (x->report == REPORT_JSON) {
        cJSON *c = cJSON_CreateObject();
        cJSON_AddStringToObject(c, "rule", change->rule);
        if (change->what)
            cJSON_AddStringToObject(c, "what", change->what);
        cJSON_AddNumberToObject(c, "count", change->count);
        cJSON_AddNumberToObject(c, "start", change->first.begin);
        cJSON_AddNumberToObject(c, "end", change->first.end);
        cJSON_AddNumberToObject(c, "line", change->first.line);
        cJSON_AddNumberToObject(c, "column", change->first.column);
        cJSON_AddItemToArray(x->changes, c);
    }
}

static bool print_json(normalize *x)
{
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "name", x->path);
    cJSON_AddItemToObject(root, "changes", x->changes);
    char *text = cJSON_PrintUnformatted(root);
    if (text)
        fprintf(stderr, "%s\n", text);
    else
        fputs("vnplan: out of memory\n", stderr);
    cJSON_free(text);
    cJSON_Delete(root);
    return text != NULL;
}

/* ---------------------------------------------------------------------- file */

static int normalize_file(normalize *x)
{
    size_t length = 0;
    char why[256];
    vnp_error error;
    cli_output out;
    char *bytes = cli_read_file(x->path, &length, why, sizeof why);
    if (!bytes) {
        fprintf(stderr, "vnplan: %s: %s\n", x->path, why);
        return CLI_INPUT;
    }
    int code = CLI_INTERNAL;
    if (cli_output_open(&out, x->output)) {
        vnp_status status = vnp_normalize(bytes, length, &x->options, cli_output_write, &out,
                                          report_change, x, &error);
        code = cli_code_of(status);
        if (status != VNP_OK)
            fprintf(stderr, "vnplan: %s: %s\n", x->path, error.text);
        if (!cli_output_close(&out, status == VNP_OK))
            code = CLI_INTERNAL;
    }
    free(bytes);
    return code;
}

int cli_normalize(int argc, char **argv)
{
    normalize x = {0};
    vnp_normalize_options_init(&x.options);
    if (!read_options(&x, argc, argv))
        return CLI_USAGE;
    x.path = argv[optind];
    if (x.report != REPORT_JSON)
        return normalize_file(&x);
    x.changes = cJSON_CreateArray();
    int code = normalize_file(&x);
    return print_json(&x) ? code : CLI_INTERNAL;
}
