/* vnplan extract: its arguments, and a file alone. */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ arguments */

static bool set_format(cli_extract_run *run, const char *name)
{
    static const char *const names[] = {"text", "markdown", "auto", NULL};
    static const vnp_format formats[] = {VNP_FORMAT_TEXT, VNP_FORMAT_MARKDOWN, VNP_FORMAT_AUTO};
    int chosen = cli_choose("--format", name, names);
    if (chosen >= 0)
        run->options.format = formats[chosen];
    return chosen >= 0;
}

static bool set_input(cli_extract_run *run, const char *name)
{
    static const char *const names[] = {"files", "jsonl", NULL};
    int chosen = cli_choose("--input", name, names);
    run->records = chosen == 1;
    return chosen >= 0;
}

static bool set_threads(cli_extract_run *run, const char *count)
{
    char *end;
    errno = 0;
    unsigned long asked = strtoul(count, &end, 10);
    if (errno || *end || count[0] < '0' || count[0] > '9' || asked > CLI_MAX_THREADS) {
        fprintf(stderr, "vnplan: --jobs takes a number from 0 to %d, not '%s'\n", CLI_MAX_THREADS,
                count);
        return false;
    }
    run->threads = cli_crew_size((unsigned)asked);
    return true;
}

enum {
    OPT_COMPACT = CLI_OPT_OWN,
    OPT_CHECK,
    OPT_INPUT,
    OPT_FILES_FROM,
    OPT_OUTPUT_DIR,
    OPT_RESUME,
    OPT_PROGRESS,
    OPT_NO_PROGRESS
};

static bool set_option(cli_extract_run *run, int option, const char *value)
{
    switch (option) {
    case 'o':
        run->output = value;
        return true;
    case 'j':
        return set_threads(run, value);
    case '0':
        run->nul = true;
        return true;
    case CLI_OPT_FORMAT:
        return set_format(run, value);
    case OPT_COMPACT:
        run->compact = true;
        return true;
    case OPT_CHECK:
        run->options.check = true;
        return true;
    case OPT_INPUT:
        return set_input(run, value);
    case OPT_FILES_FROM:
        run->list = value;
        return true;
    case OPT_OUTPUT_DIR:
        run->output_dir = value;
        return true;
    case OPT_RESUME:
        run->resume = true;
        return true;
    case OPT_PROGRESS:
        run->progress = CLI_SHOW_ALWAYS;
        return true;
    case OPT_NO_PROGRESS:
        run->progress = CLI_SHOW_NEVER;
        return true;
    default:
        return cli_take_option(option, value, &run->options, &run->dirs);
    }
}

/* What is wrong with the options taken together; NULL: nothing. */
static const char *contradiction(const cli_extract_run *run)
{
    if (run->records && (run->list || run->output_dir))
        return "--input jsonl goes with neither --files-from nor --output-dir";
    if (run->records && run->options.encoding)
        return "--input jsonl is UTF-8; --encoding is for files";
    if (run->records && run->arg_count > 1)
        return "--input jsonl reads one file; without a name, standard input";
    if (run->output && run->output_dir)
        return "--output and --output-dir exclude each other";
    if (run->output_dir && !*run->output_dir)
        return "--output-dir needs the name of a directory";
    if (run->resume && !run->output_dir)
        return "--resume needs --output-dir";
    if (run->nul && !run->list)
        return "--null needs --files-from";
    if (!run->records && !run->list && run->arg_count == 0)
        return "no file given; - reads standard input";
    return NULL;
}

static bool read_options(cli_extract_run *run, int argc, char **argv)
{
    static const struct option longs[] = {
        {"output", required_argument, NULL, 'o'},
        {"jobs", required_argument, NULL, 'j'},
        {"null", no_argument, NULL, '0'},
        {"format", required_argument, NULL, CLI_OPT_FORMAT},
        {"encoding", required_argument, NULL, CLI_OPT_ENCODING},
        {"rules", required_argument, NULL, CLI_OPT_RULES},
        {"lang", required_argument, NULL, CLI_OPT_LANG},
        {"compact", no_argument, NULL, OPT_COMPACT},
        {"check", no_argument, NULL, OPT_CHECK},
        {"input", required_argument, NULL, OPT_INPUT},
        {"files-from", required_argument, NULL, OPT_FILES_FROM},
        {"output-dir", required_argument, NULL, OPT_OUTPUT_DIR},
        {"resume", no_argument, NULL, OPT_RESUME},
        {"progress", no_argument, NULL, OPT_PROGRESS},
        {"no-progress", no_argument, NULL, OPT_NO_PROGRESS},
        {NULL, 0, NULL, 0},
    };
    argv[0] = "vnplan"; /* as getopt's messages shall begin */
    for (int c; (c = getopt_long(argc, argv, "o:j:0", longs, NULL)) != -1;)
        if (!set_option(run, c, optarg))
            return false;
    run->args = argv + optind;
    run->arg_count = argc - optind;
    const char *wrong = contradiction(run);
    if (wrong)
        fprintf(stderr, "vnplan extract: %s\n", wrong);
    return wrong == NULL;
}

/* ----------------------------------------------------------------- a file alone */

static int extract_file(cli_extract_run *run, const char *path, bool *output_failed)
{
    int code;
    char *bytes;
    vnp_doc *doc = cli_parse_file(run->rules, path, &run->options, &bytes, &(size_t){0}, &code);
    if (!doc)
        return code;
    int indent = run->compact ? 0 : 2;
    vnp_status status = vnp_doc_write_json(doc, indent, cli_output_write, &run->out);
    *output_failed = status != VNP_OK || !cli_output_write(&run->out, "\n", 1);
    vnp_doc_free(doc);
    free(bytes);
    return cli_code_of(status);
}

/* Of a file that gave nothing no empty output is left behind. */
static int extract_alone(cli_extract_run *run)
{
    bool output_failed = false;
    if (run->output)
        cli_stop_watch();
    if (!cli_output_open(&run->out, run->output))
        return CLI_INTERNAL;
    int code = extract_file(run, run->args[0], &output_failed);
    bool keep = !output_failed && code == CLI_DONE && !cli_stopped();
    if (!cli_output_close(&run->out, keep) || output_failed)
        code = CLI_INTERNAL;
    return code;
}

int cli_extract(int argc, char **argv)
{
    cli_extract_run run = {.threads = 1};
    vnp_doc_options_init(&run.options);
    run.options.lang = cli_lang_of_locale();
    if (!read_options(&run, argc, argv))
        return CLI_USAGE;
    int code = cli_rules_load(&run.dirs, &run.rules);
    if (code != CLI_DONE)
        return code;
    bool alone = run.arg_count == 1 && !run.list && !run.output_dir;
    if (run.records)
        code = cli_extract_records(&run);
    else if (alone && !cli_is_directory(run.args[0]))
        code = extract_alone(&run);
    else
        code = cli_extract_files(&run);
    vnp_rules_free(run.rules);
    cli_stop_end();
    return code;
}
