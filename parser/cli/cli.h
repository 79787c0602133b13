/* cli.h - the command vnplan; sees the library through vnplan.h only. */
#ifndef VNPLAN_CLI_H
#define VNPLAN_CLI_H

#include "vnplan.h"

#include <stdio.h>

/* Exit codes, also in vnplan(1). */
enum {
    CLI_DONE = 0,
    CLI_FINDINGS = 1,
    CLI_USAGE = 2,
    CLI_INPUT = 3,
    CLI_RULES = 4,
    CLI_INTERNAL = 5
};

int cli_extract(int argc, char **argv);
int cli_normalize(int argc, char **argv);
int cli_rules(int argc, char **argv);

/* ------------------------------------------------------------ shared options */

vnp_lang cli_lang_of_locale(void);
bool cli_set_lang(vnp_lang *out, const char *name); /* says what is wrong */

enum { CLI_MAX_RULE_DIRS = 64 };

/* The folders of --rules, borrowed from the command line. */
typedef struct cli_rule_dirs {
    const char *at[CLI_MAX_RULE_DIRS];
    size_t count;
} cli_rule_dirs;

bool cli_rule_dirs_add(cli_rule_dirs *dirs, const char *dir);
/* Loads the built-in rules and these; an exit code, the reason printed. */
int cli_rules_load(const cli_rule_dirs *dirs, vnp_rules **out);

/*
 * Reads and parses a file. On failure NULL, the reason printed and *code set.
 * The document points into *bytes: free both, the document first.
 */
vnp_doc *cli_parse_file(const vnp_rules *rules, const char *path, vnp_doc_options *options,
                        char **bytes, int *code);

/* ------------------------------------------------------------------- JSON */

struct cJSON;
void cli_json_str(struct cJSON *object, const char *name, vnp_str text);
/* Prints indented, with a line end, and frees it; an exit code. */
int cli_json_print(struct cJSON *json);

/* --------------------------------------------------------- vnplan rules */

typedef struct cli_rules_job {
    vnp_rules *rules;
    vnp_doc_options options;
    bool json;
    char **files;
    int file_count;
} cli_rules_job;

int cli_rules_list(cli_rules_job *job);
int cli_rules_test(cli_rules_job *job);
int cli_rules_explain(cli_rules_job *job);

/* ----------------------------------------------------------- in and out */

/* The exit code that tells of a status. */
int cli_code_of(vnp_status status);

/* Prints to standard output; the exit code says whether it arrived. */
int cli_print(const char *text);
int cli_flush(void);

/* A whole file in memory, a NUL behind it; NULL with a message in `why` (of `size` bytes). */
char *cli_read_file(const char *path, size_t *length, char *why, size_t size);

/*
 * Output that appears whole or not at all: written to a file beside `path` and
 * renamed at the end. A NULL path is standard output.
 */
typedef struct cli_output {
    FILE *file;
    const char *path;
    char *aside; /* name of the file beside it; NULL for standard output */
} cli_output;

bool cli_output_open(cli_output *out, const char *path);
bool cli_output_write(void *out, const char *bytes, size_t length);
/* Keeps the output (renames) or drops it; false when keeping failed. */
bool cli_output_close(cli_output *out, bool keep);

#endif
