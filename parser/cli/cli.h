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

/* The exit code that tells of a status. */
int cli_code_of(vnp_status status);

/* Prints to standard output; the exit code says whether it arrived. */
int cli_print(const char *text);
int cli_flush(void);

/* A whole file in memory; NULL with a message in `why` (of `size` bytes). */
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
