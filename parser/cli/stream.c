/* vnplan extract --input jsonl: records in, answers out, one a line, each as soon as it
 * and those before it are ready. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct stream {
    const cli_extract_run *run;
    const char *path;
    cli_lines lines;
    cli_buffer *scratch; /* one for each thread */
    cli_progress progress;
    int worst;
} stream;

static void work(void *ctx, cli_job *job, unsigned worker)
{
    stream *x = ctx;
    cli_record_answer(x->run, job, &x->scratch[worker]);
}

static bool write_job(void *ctx, cli_job *job)
{
    stream *x = ctx;
    if (job->code != CLI_DONE) {
        cli_progress_hide(&x->progress);
        fprintf(stderr, "vnplan: %s:%llu: %s\n", x->path, (unsigned long long)job->line,
                job->message);
    }
    x->worst = job->code > x->worst ? job->code : x->worst;
    if (!job->fatal && !cli_write_all(fileno(x->run->out.file), job->output.at, job->output.len)) {
        cli_progress_hide(&x->progress);
        fprintf(stderr, "vnplan: cannot write to %s: %s\n",
                x->run->output ? x->run->output : "standard output", strerror(errno));
        job->fatal = true;
    }
    cli_progress_count(&x->progress, job);
    x->worst = job->fatal ? CLI_INTERNAL : x->worst;
    return !job->fatal;
}

/* ---------------------------------------------------------------------- lines */

/* A byte order mark may stand before any line: files that have one are put together. */
static bool is_blank(const char **line, size_t *length)
{
    if (*length >= 3 && memcmp(*line, "\xEF\xBB\xBF", 3) == 0) {
        *line += 3;
        *length -= 3;
    }
    size_t blank = 0;
    while (blank < *length && memchr(" \t\r", (*line)[blank], 3))
        blank++;
    return blank == *length;
}

/* The next record; false at the end, or with *code after a failure. */
static bool fill(stream *x, cli_job *job, int *code)
{
    const char *line;
    size_t length;
    char why[100];
    cli_line got;
    do {
        got = cli_lines_next(&x->lines, &line, &length);
    } while (got == CLI_LINE && is_blank(&line, &length));
    job->line = x->lines.number;
    if (got == CLI_LINE_TOO_LONG) {
        snprintf(why, sizeof why, "the line has more bytes than the limit of %u", x->lines.most);
        cli_job_fail(job, CLI_INPUT, vnp_status_name(VNP_ERR_LIMIT), why);
        return true;
    }
    if (got == CLI_LINES_FAILED && !cli_stopped()) {
        fprintf(stderr, "vnplan: %s: cannot be read: %s\n", x->path, strerror(errno));
        *code = CLI_INPUT;
    }
    if (got != CLI_LINE)
        return false;
    if (cli_buffer_set(&job->input, line, length))
        return true;
    fputs("vnplan: out of memory\n", stderr);
    *code = CLI_INTERNAL;
    return false;
}

static bool run_stream(stream *x)
{
    int code = CLI_DONE;
    unsigned threads = x->run->threads;
    x->scratch = calloc(threads, sizeof *x->scratch);
    cli_crew *crew =
        x->scratch ? cli_crew_new(threads, &(cli_crew_work){work, write_job, x}) : NULL;
    if (!crew) {
        fputs("vnplan: out of memory\n", stderr);
        free(x->scratch);
        x->worst = CLI_INTERNAL;
        return false;
    }
    cli_progress_begin(&x->progress, x->run, "records", 0);
    for (cli_job *job; (job = cli_crew_take(crew)) != NULL && fill(x, job, &code);)
        cli_crew_give(crew, job);
    bool ok = cli_crew_end(crew) && code == CLI_DONE && !cli_stopped();
    cli_progress_hide(&x->progress);
    x->worst = code > x->worst ? code : x->worst;
    for (unsigned i = 0; i < threads; i++)
        cli_buffer_free(&x->scratch[i]);
    free(x->scratch);
    return ok;
}

int cli_extract_records(cli_extract_run *run)
{
    stream x = {.run = run, .path = run->arg_count ? run->args[0] : "-"};
    bool standard = strcmp(x.path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(x.path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        fprintf(stderr, "vnplan: %s: cannot be opened: %s\n", x.path, strerror(errno));
        return CLI_INPUT;
    }
    x.lines = (cli_lines){.fd = fd, .end = '\n', .most = run->options.max_input_bytes};
    cli_stop_watch();
    if (!cli_output_open(&run->out, run->output)) {
        x.worst = CLI_INTERNAL;
    } else {
        bool keep = run_stream(&x);
        if (!cli_output_close(&run->out, keep))
            x.worst = CLI_INTERNAL;
    }
    cli_lines_free(&x.lines);
    if (!standard)
        close(fd);
    return x.worst;
}
