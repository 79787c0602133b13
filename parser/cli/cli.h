/* cli.h - the command vnplan; sees the library through vnplan.h only. */
#ifndef VNPLAN_CLI_H
#define VNPLAN_CLI_H

#include "vnplan.h"

#include <getopt.h>
#include <stdio.h>
#include <sys/stat.h>

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
/*
 * The options that all commands have that read plans, and from where on a command
 * numbers its own. Takes one of them; false where its value is wrong, after saying so,
 * and for any other option, which getopt has spoken of.
 */
enum { CLI_OPT_ENCODING = 256, CLI_OPT_RULES, CLI_OPT_LANG, CLI_OPT_FORMAT, CLI_OPT_OWN };
bool cli_take_option(int option, const char *value, vnp_doc_options *options, cli_rule_dirs *dirs);

/*
 * The options of a command that has these and no others, of which `longs` names some: `format`
 * becomes which of `formats` is asked for. The arguments begin at `optind` then.
 */
bool cli_read_options(int argc, char **argv, const struct option *longs, const char *const *formats,
                      int *format, vnp_doc_options *options, cli_rule_dirs *dirs);

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

/* Bytes that grow; reused from one file to the next. All zero is an empty one. */
typedef struct cli_buffer {
    char *at;
    size_t len, cap;
} cli_buffer;

/* Room for `more` bytes and a NUL behind them; false without memory. */
bool cli_buffer_reserve(cli_buffer *b, size_t more);
/* A vnp_write_fn. A NUL stands behind the bytes. */
bool cli_buffer_write(void *buffer, const char *bytes, size_t length);
bool cli_buffer_set(cli_buffer *b, const char *bytes, size_t length);
/* Empties it; the memory of what was unusually large is given back. */
void cli_buffer_reset(cli_buffer *b);
void cli_buffer_free(cli_buffer *b);

/* Length of the UTF-8 character at `at`; 0 where there is none. */
size_t cli_utf8_length(const char *at, const char *end);
/* A JSON string; what is no UTF-8 becomes U+FFFD, byte by byte. */
bool cli_put_json_string(cli_buffer *b, const char *text);

/*
 * A whole file ("-": standard input) behind what the buffer holds, at most `most` bytes.
 * `why` gets the reason of a failure: VNP_ERR_IO, VNP_ERR_LIMIT or VNP_ERR_NOMEM. `info`
 * (may be NULL) is the file as it was when it was opened.
 */
vnp_status cli_load(const char *path, uint32_t most, cli_buffer *into, struct stat *info, char *why,
                    size_t size);

/*
 * Asks the system for the memory that a plan of `length` bytes is read with, all at once:
 * page by page, each as it is first written to, takes three times as long. Where that
 * cannot be done nothing changes; a long plan is better off with what malloc does itself.
 */
void cli_heap_prepare(size_t length);

/* A whole file in memory, a NUL behind it; NULL with a message in `why` (of `size` bytes). */
char *cli_read_file(const char *path, size_t *length, char *why, size_t size);

/* read(2), which fails with EINTR once we shall stop; write(2), going on until all is
 * written. */
ptrdiff_t cli_read_some(int fd, char *bytes, size_t length);
bool cli_write_all(int fd, const char *bytes, size_t length);

/* Lines, or names ended by NUL, of a descriptor: each as soon as it is there. */
typedef struct cli_lines {
    int fd;
    char end;        /* of a line */
    uint32_t most;   /* bytes of a line */
    uint64_t number; /* of the last line, from 1 */
    cli_buffer data;
    size_t begin; /* of what was not given yet */
    bool skipping, finished;
} cli_lines;

typedef enum cli_line { CLI_LINE, CLI_LINE_TOO_LONG, CLI_LINES_END, CLI_LINES_FAILED } cli_line;

/* The line lives until the next call; its end is left out. CLI_LINES_FAILED sets errno. */
cli_line cli_lines_next(cli_lines *lines, const char **line, size_t *length);
void cli_lines_free(cli_lines *lines);

/*
 * Output that appears whole or not at all: written to a file beside `path` and
 * renamed at the end. A NULL path is standard output; devices and pipes are written to as
 * they are.
 */
typedef struct cli_output {
    FILE *file;
    const char *path; /* NULL for standard output */
    char *aside;      /* name of the file beside it; NULL where there is none */
} cli_output;

bool cli_output_open(cli_output *out, const char *path);
bool cli_output_write(void *out, const char *bytes, size_t length);
/* Keeps the output (renames) or drops it; false when keeping failed. */
bool cli_output_close(cli_output *out, bool keep);

/*
 * From the first call on, SIGINT, SIGTERM and SIGHUP ask the program to stop where it can
 * do so cleanly; a second one ends it as usual. cli_stop_end ends the program by the
 * signal that came, if one came, so that a shell sees it.
 */
void cli_stop_watch(void);
bool cli_stopped(void);
bool cli_stop_wait(int fd); /* until there is something to read; false: we shall stop */
void cli_stop_end(void);

/* --------------------------------------------------------- vnplan extract */

typedef enum cli_show { CLI_SHOW_AUTO, CLI_SHOW_ALWAYS, CLI_SHOW_NEVER } cli_show;

typedef struct cli_extract_run {
    vnp_doc_options options;
    cli_rule_dirs dirs;
    const char *output;     /* --output, or NULL */
    const char *output_dir; /* or NULL */
    const char *list;       /* --files-from, or NULL */
    bool nul;               /* names in it end with NUL */
    bool resume, compact, records;
    cli_show progress;
    unsigned threads;
    char **args;
    int arg_count;
    vnp_rules *rules;
    cli_output out;
} cli_extract_run;

/* The JSON Schema of a line, beside vnp_schema(); static storage. */
vnp_str cli_line_schema(void);

/* Several files, one line or one file each; records, one a line. An exit code. */
int cli_extract_files(cli_extract_run *run);
int cli_extract_records(cli_extract_run *run);

/* A piece of work for the crew: what is asked and what became of it. */
typedef struct cli_job {
    uint64_t line;    /* of a record, from 1 */
    cli_buffer name;  /* of the file */
    cli_buffer input; /* the record, or what standard input gave */
    bool has_input;
    bool skipped;       /* its result was there already */
    bool fatal;         /* nothing further can be written */
    int code;           /* exit code; CLI_DONE also before it was worked on */
    const char *status; /* of a failure, static storage */
    char message[512];  /* of a failure */
    cli_buffer output;
    bool finished; /* the crew's own */
} cli_job;

/* Sets the code and the reason; the last one given counts. */
void cli_job_fail(cli_job *job, int code, const char *status, const char *message);
/* The failure as the member "error" of an object; without memory it is cut off. */
bool cli_job_put_error(cli_job *job);

/*
 * Does jobs by several threads and hands them on in the order in which they were given.
 * `work` runs on any thread, `worker` counts from 0; `write` runs for one job at a time
 * and returns false to end it all. The number of jobs in flight is bounded, and so is
 * the sum of their inputs. With one thread both run in cli_crew_give, without any thread
 * being made.
 */
typedef struct cli_crew cli_crew;
typedef struct cli_crew_work {
    void (*work)(void *ctx, cli_job *job, unsigned worker);
    bool (*write)(void *ctx, cli_job *job);
    void *ctx;
} cli_crew_work;

cli_crew *cli_crew_new(unsigned threads, const cli_crew_work *work); /* NULL without memory */
/* A free job, empty but for its buffers; NULL when `write` ended it or we shall stop. */
cli_job *cli_crew_take(cli_crew *crew);
void cli_crew_give(cli_crew *crew, cli_job *job); /* the one that was taken last */
/* Waits for what is in flight; when stopped, only for what was begun. False when `write`
 * ended it. Frees the crew. */
bool cli_crew_end(cli_crew *crew);
/* Threads for a job count as the user gave it; 0: one for each processor. */
unsigned cli_crew_size(unsigned asked);
enum { CLI_MAX_THREADS = 256 };

/* The files of a directory that are plans by name, in order; see walk.c. */
typedef struct cli_walk {
    struct cli_walk_level *levels;
    size_t depth, cap;
    cli_buffer path;
    bool found; /* whether anything was */
} cli_walk;

/* False, with `why`, where the directory cannot be read. */
bool cli_walk_enter(cli_walk *walk, const char *dir, char *why, size_t size);
/* The next path, or NULL at the end. `why` is empty, or tells what is wrong with it. */
const char *cli_walk_next(cli_walk *walk, char *why, size_t size);
void cli_walk_free(cli_walk *walk);

/* What the command line names, one by one: nothing is kept of what was given. */
typedef struct cli_inputs {
    char **args;
    int arg_count, next;
    const char *list;
    cli_lines lines;
    bool list_open, stdin_taken, walking;
    cli_walk walk;
    cli_buffer name;
    char why[300];  /* what is wrong with this one; empty: nothing */
    uint64_t total; /* of files; 0 where it is not known beforehand */
} cli_inputs;

/* An exit code, the reason printed. */
int cli_inputs_open(cli_inputs *inputs, const cli_extract_run *run);
/* The next name, or NULL at the end or, *code set and the reason printed, after a failure. */
const char *cli_inputs_next(cli_inputs *inputs, int *code);
void cli_inputs_close(cli_inputs *inputs);
bool cli_is_directory(const char *path);

/* --output-dir: the file of an input, without its ending (.json, .error). */
bool cli_result_name(cli_buffer *into, const char *dir, const char *input);
/* Whether the result of an input is there and not older than it. */
bool cli_result_is_there(const char *result, const char *input);
/* Puts the result, or the record of a failure, in place; `time` is the input's. False with
 * errno. */
bool cli_result_write(const char *result, bool good, const cli_buffer *bytes,
                      const struct timespec *time);

/* A line on the terminal that tells how far the work is. */
typedef struct cli_progress {
    bool on, drawn;
    const char *noun; /* "files" */
    uint64_t total;   /* 0: not known */
    uint64_t done, failed, skipped;
    int64_t begun, last; /* milliseconds */
} cli_progress;

void cli_progress_begin(cli_progress *p, const cli_extract_run *run, const char *noun,
                        uint64_t total);
void cli_progress_count(cli_progress *p, const cli_job *job);
/* Takes the line away; before a message, and at the end. */
void cli_progress_hide(cli_progress *p);

/* Answers one record; thread-safe. */
void cli_record_answer(const cli_extract_run *run, cli_job *job, cli_buffer *scratch);

#endif
