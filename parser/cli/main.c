#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
    "vnplan - reads Vietnamese administrative plans\n"
    "\n"
    "Usage:\n"
    "  vnplan extract [OPTIONS] FILE...   facts of each plan as JSON; - reads standard input,\n"
    "                                     of a directory the .txt, .md and .markdown files\n"
    "  vnplan check [OPTIONS] FILE...     what is missing or contradictory in a draft\n"
    "  vnplan catalog [OPTIONS] FILE      the criteria of a plan, for check --criteria\n"
    "  vnplan diff [OPTIONS] OLD NEW      items added, dropped and changed\n"
    "  vnplan normalize [OPTIONS] FILE    the text of a file as clean UTF-8\n"
    "  vnplan rules list [FILE...]        rules loaded, and how often each acts in the files\n"
    "  vnplan rules test [DIR...]         try the examples of all rules\n"
    "  vnplan rules explain FILE[:LINE]   which rules acted where, and on what\n"
    "  vnplan rules export                the patterns in force, a line each, for PCRE2\n"
    "  vnplan schema [--lines]            JSON Schema of the output; of its lines, which may\n"
    "                                     tell of failures\n"
    "  vnplan --help | --version\n"
    "\n"
    "Options of extract:\n"
    "  -o, --output FILE     write to FILE; it appears whole or not at all\n"
    "      --format NAME     text, markdown or auto (default: by name and content)\n"
    "      --encoding NAME   encoding of the input (default: detected)\n"
    "      --rules DIR       add the rules of a folder; may be repeated, later ones win\n"
    "      --lang vi|en      language of messages (default: by locale, else Vietnamese)\n"
    "      --compact         one line for each document\n"
    "      --check           with diagnostics: what is missing or contradictory\n"
    "  -j, --jobs N          use N threads (default: 1; 0: one for each processor)\n"
    "      --files-from LIST names of files, one a line; - reads them from standard input\n"
    "  -0, --null            the names of the list end with NUL\n"
    "      --output-dir DIR  a file for each input, DIR/INPUT.json, or DIR/INPUT.error\n"
    "      --resume          leave out inputs whose result in DIR is not older than they\n"
    "      --input jsonl     read records {\"id\": 7, \"text\": \"...\"}, answer each with a line\n"
    "      --progress, --no-progress   how far the work is (default: if on a terminal)\n"
    "\n"
    "Options of check:\n"
    "  -o, --output FILE, --encoding NAME, --rules DIR, --lang vi|en as above\n"
    "      --format NAME     text (default), json, sarif or github\n"
    "      --fail-on NAME    exit with 1 from error (default), warning or note on, or never\n"
    "      --disable ID      leave a check out; may be repeated\n"
    "      --criteria FILE   catalog of the index (JSON or CSV): what lacks, what is unknown\n"
    "      --matrix          what is clear of each task: who, what, when, ...\n"
    "\n"
    "Options of catalog: --format json (default) or csv; of diff: --format text or json.\n"
    "\n"
    "Options of normalize:\n"
    "  -o, --output FILE, --encoding NAME as above\n"
    "      --tone STYLE      where tones stand: old, new or keep (default)\n"
    "      --rejoin          join wrapped lines, leave out page numbers and heads\n"
    "      --report[=json]   what was changed, on standard error\n"
    "\n"
    "Options of rules:\n"
    "      --rules DIR, --lang vi|en, --encoding NAME as above\n"
    "      --format NAME     text (default) or json\n"
    "\n"
    "Of extract, one file gives one indented document; several files or a directory give\n"
    "JSON Lines, one line each, in order. A file that cannot be read does not stop the\n"
    "others: its line tells why.\n"
    "\n"
    "Exit codes: 0 done, 1 findings, 2 usage, 3 input, 4 rules, 5 limit or internal.\n"
    "Manual: vnplan(1), vnplan-rules(5), vnplan-checks(7).\n";

static int print_schema(int argc, char **argv)
{
    bool lines = argc == 2 && strcmp(argv[1], "--lines") == 0;
    if (argc > 1 && !lines) {
        fputs("vnplan schema: takes no arguments, or --lines\n", stderr);
        return CLI_USAGE;
    }
    vnp_str schema = lines ? cli_line_schema() : vnp_schema();
    fwrite(schema.ptr, 1, schema.len, stdout);
    return cli_flush();
}

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"extract", cli_extract}, {"check", cli_check},         {"catalog", cli_catalog},
    {"diff", cli_diff},       {"normalize", cli_normalize}, {"rules", cli_rules},
    {"schema", print_schema},
};

static bool is_one_of(const char *word, const char *a, const char *b, const char *c)
{
    return strcmp(word, a) == 0 || strcmp(word, b) == 0 || strcmp(word, c) == 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("vnplan: no command given; try 'vnplan --help'\n", stderr);
        return CLI_USAGE;
    }
    const char *command = argv[1];
    if (is_one_of(command, "--help", "-h", "help"))
        return cli_print(help);
    if (is_one_of(command, "--version", "-V", "version")) {
        printf("vnplan %s\n", vnp_version());
        return cli_flush();
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(command, commands[i].name) == 0)
            return argc == 3 && strcmp(argv[2], "--help") == 0
                       ? cli_print(help)
                       : commands[i].run(argc - 1, argv + 1);
    fprintf(stderr, "vnplan: unknown command '%s'; try 'vnplan --help'\n", command);
    return CLI_USAGE;
}
