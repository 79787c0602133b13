/* What the command line names: files, directories, a list of both. One name at a time:
 * a list may have no end. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Longer than any path that can be opened; a list read with the wrong line end is one
 * long name. */
enum { MAX_NAME_BYTES = 1 << 16 };

bool cli_is_directory(const char *path)
{
    struct stat info;
    return strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static int open_list(cli_inputs *in, const cli_extract_run *run)
{
    bool standard = strcmp(run->list, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(run->list, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        fprintf(stderr, "vnplan: the list %s cannot be opened: %s\n", run->list, strerror(errno));
        return CLI_INPUT;
    }
    in->lines = (cli_lines){.fd = fd, .end = run->nul ? '\0' : '\n', .most = MAX_NAME_BYTES};
    in->list_open = true;
    in->stdin_taken = standard;
    return CLI_DONE;
}

int cli_inputs_open(cli_inputs *in, const cli_extract_run *run)
{
    memset(in, 0, sizeof *in);
    in->args = run->args;
    in->arg_count = run->arg_count;
    in->list = run->list;
    in->total = run->list ? 0 : (uint64_t)run->arg_count;
    for (int i = 0; i < run->arg_count && in->total; i++)
        in->total = cli_is_directory(run->args[i]) ? 0 : in->total;
    return run->list ? open_list(in, run) : CLI_DONE;
}

static const char *next_of_list(cli_inputs *in, int *code)
{
    const char *line;
    size_t length;
    for (;;) {
        switch (cli_lines_next(&in->lines, &line, &length)) {
        case CLI_LINES_END:
            return NULL;
        case CLI_LINES_FAILED:
            *code = CLI_INPUT;
            if (!cli_stopped())
                fprintf(stderr, "vnplan: the list %s cannot be read: %s\n", in->list,
                        strerror(errno));
            return NULL;
        case CLI_LINE_TOO_LONG:
            snprintf(in->why, sizeof in->why, "name %llu of the list is no name: it is too long%s",
                     (unsigned long long)in->lines.number,
                     in->lines.end ? "; names ended by NUL need --null" : "");
            return in->list;
        case CLI_LINE:
            if (length == 0)
                continue;
            if (!cli_buffer_set(&in->name, line, length)) {
                *code = CLI_INTERNAL;
                fputs("vnplan: out of memory\n", stderr);
                return NULL;
            }
            if (strlen(in->name.at) < length)
                snprintf(in->why, sizeof in->why,
                         "a NUL is in this name of the list; names ended by NUL need --null");
            return in->name.at;
        }
    }
}

static const char *next_of_walk(cli_inputs *in)
{
    const char *name = cli_walk_next(&in->walk, in->why, sizeof in->why);
    if (name)
        return name;
    in->walking = false;
    if (in->walk.found)
        return NULL;
    snprintf(in->why, sizeof in->why, "no .txt, .md or .markdown file is in this directory");
    return in->name.at;
}

/* Standard input and directories are more than a name. */
static void look_at(cli_inputs *in, const char *name)
{
    if (strcmp(name, "-") == 0) {
        if (in->stdin_taken)
            snprintf(in->why, sizeof in->why, "standard input can be read once only");
        in->stdin_taken = true;
    } else if (cli_is_directory(name)) {
        /* of a list the name is there already */
        if (name != in->name.at && !cli_buffer_set(&in->name, name, strlen(name)))
            snprintf(in->why, sizeof in->why, "out of memory");
        else
            in->walking = cli_walk_enter(&in->walk, in->name.at, in->why, sizeof in->why);
    }
}

const char *cli_inputs_next(cli_inputs *in, int *code)
{
    for (;;) {
        in->why[0] = '\0';
        const char *name = in->walking ? next_of_walk(in) : NULL;
        if (name)
            return name;
        if (in->next < in->arg_count)
            name = in->args[in->next++];
        else
            name = in->list_open ? next_of_list(in, code) : NULL;
        if (name && !in->why[0])
            look_at(in, name);
        if (!in->walking)
            return name;
    }
}

void cli_inputs_close(cli_inputs *in)
{
    if (in->list_open && in->lines.fd != STDIN_FILENO)
        close(in->lines.fd);
    cli_lines_free(&in->lines);
    cli_walk_free(&in->walk);
    cli_buffer_free(&in->name);
}
