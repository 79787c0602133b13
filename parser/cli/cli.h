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
int cli_check(int argc, char **argv);
int cli_catalog(int argc, char **argv);
int cli_diff(int argc, char **argv);

/* ------------------------------------------------------------ shared options */

vnp_lang cli_lang_of_locale(void);
bool cli_set_lang(vnp_lang *out, const char *name); /* says what is wrong */

/*
 * Which of `names` (up to a NULL) the value of an option is; -1, after saying what
 * the option takes, where it is none.
 */
int cli_choose(const char *option, const char *value, const char *const *names);

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
                        char **bytes, size_t *length, int *code);

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
int cli_rules_export(cli_rules_job *job);
int cli_rules_test(cli_rules_job *job);
int cli_rules_explain(cli_rules_job *job);

/* --------------------------------------------------------- vnplan check */

/* Ids of checks that are switched off; owned copies. */
typedef struct cli_ids {
    char **at;
    size_t count;
} cli_ids;

bool cli_ids_add(cli_ids *ids, const char *id, size_t len);
bool cli_ids_have(const cli_ids *ids, vnp_str id);
void cli_ids_free(cli_ids *ids);

/* From which severity on a finding makes the exit code 1. */
typedef enum cli_fail_on {
    CLI_FAIL_NOTE = VNP_NOTE,
    CLI_FAIL_WARNING = VNP_WARNING,
    CLI_FAIL_ERROR = VNP_ERROR,
    CLI_FAIL_NEVER,
    CLI_FAIL_UNSET
} cli_fail_on;

bool cli_set_fail_on(cli_fail_on *out, const char *name);

/* A .vnplan.json; path is NULL where none was found. */
typedef struct cli_config {
    char *path;
    cli_ids disabled;
    cli_ids rules; /* folders, from where the program runs */
    cli_fail_on fail_on;
} cli_config;

/* Finds and reads the configuration for a file: in its folder or one above. An
 * exit code, the reason printed. */
int cli_config_read(const char *file, cli_config *out);
void cli_config_free(cli_config *config);

/* What was found in one file. */
typedef struct cli_findings {
    const char *path;
    const vnp_rules *rules;
    vnp_lang lang;
    const vnp_doc *doc;
    const char *bytes; /* of the file */
    size_t length;
    const vnp_diagnostic **at;
    size_t count;
    size_t counts[3]; /* by severity */
} cli_findings;

const char *cli_severity_name(vnp_severity severity);
/* "{1} ..." with its holes filled, to a stream. */
void cli_put_message(FILE *out, vnp_str message, const char *const *args, size_t count);
void cli_put_summary(FILE *out, const vnp_rules *rules, vnp_lang lang, const size_t *counts);

void cli_report_text(FILE *out, const cli_findings *found, bool colours);
void cli_report_github(FILE *out, const cli_findings *found);
struct cJSON *cli_report_json(const cli_findings *found);
void cli_matrix_text(FILE *out, const cli_findings *found);
struct cJSON *cli_matrix_json(const cli_findings *found);

/* A SARIF log is made up over all files. */
struct cJSON *cli_sarif_new(void);
void cli_sarif_add(struct cJSON *log, const cli_findings *found);

/* Columns that a text takes on a terminal; the length of its first character. */
unsigned cli_width(vnp_str text);
uint32_t cli_char(vnp_str text, uint32_t at, unsigned *width);

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
