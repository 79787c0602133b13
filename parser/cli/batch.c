/* vnplan extract of several files: lines in one output, or a file for each. */
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What one thread works with; reused from file to file. */
typedef struct bench {
    cli_buffer bytes;  /* of the file */
    cli_buffer name;   /* of the source, where it had to be made UTF-8 */
    cli_buffer result; /* path of the result */
} bench;

typedef struct batch {
    const cli_extract_run *run;
    bench *benches;
    cli_inputs inputs;
    cli_progress progress; /* this and what follows are the writer's */
    uint64_t written;
    int worst;
} batch;

/* ----------------------------------------------------------------------- jobs */

void cli_job_fail(cli_job *job, int code, const char *status, const char *message)
{
    job->code = code;
    job->status = status;
    snprintf(job->message, sizeof job->message, "%s", message);
}

bool cli_job_put_error(cli_job *job)
{
    cli_buffer *out = &job->output;
    return cli_buffer_write(out, "\"error\":{\"status\":", 18) &&
           cli_put_json_string(out, job->status) && cli_buffer_write(out, ",\"message\":", 11) &&
           cli_put_json_string(out, job->message) && cli_buffer_write(out, "}", 1);
}

static void fail_by_status(cli_job *job, vnp_status status, const char *message)
{
    bool unread = status == VNP_ERR_IO;
    cli_job_fail(job, unread ? CLI_INPUT : cli_code_of(status),
                 unread ? "cannot read" : vnp_status_name(status), message);
}

/* A name is bytes, JSON is UTF-8. */
static const char *source_name(const cli_job *job, bench *b)
{
    const char *at = job->name.at, *end = at + job->name.len;
    for (size_t length = 1; at < end && length; at += length)
        if ((length = cli_utf8_length(at, end)) == 0)
            break;
    if (at == end)
        return job->name.at;
    bool ok = cli_buffer_set(&b->name, "", 0);
    for (at = job->name.at; ok && at < end;) {
        size_t length = cli_utf8_length(at, end);
        ok = length ? cli_buffer_write(&b->name, at, length)
                    : cli_buffer_write(&b->name, "\xEF\xBF\xBD", 3);
        at += length ? length : 1;
    }
    return ok ? b->name.at : "-";
}

static void extract(const cli_extract_run *run, cli_job *job, const cli_buffer *bytes, bench *b)
{
    vnp_doc *doc;
    vnp_error error;
    vnp_doc_options options = run->options;
    options.name = source_name(job, b);
    vnp_status status = vnp_doc_parse(run->rules, bytes->at, bytes->len, &options, &doc, &error);
    if (status != VNP_OK) {
        fail_by_status(job, status, error.text);
        return;
    }
    int indent = run->output_dir && !run->compact ? 2 : 0;
    status = vnp_doc_write_json(doc, indent, cli_buffer_write, &job->output);
    /* a buffer fails for want of memory only */
    if (status == VNP_ERR_IO || (status == VNP_OK && !cli_buffer_write(&job->output, "\n", 1)))
        status = VNP_ERR_NOMEM;
    if (status != VNP_OK)
        fail_by_status(job, status, vnp_status_name(status));
    vnp_doc_free(doc);
}

static void put_failure(cli_job *job)
{
    cli_buffer_reset(&job->output);
    bool ok = cli_buffer_write(&job->output, "{\"source\":{\"name\":", 18) &&
              cli_put_json_string(&job->output, job->name.at) &&
              cli_buffer_write(&job->output, "},", 2) && cli_job_put_error(job) &&
              cli_buffer_write(&job->output, "}\n", 2);
    job->fatal = job->fatal || !ok;
}

static void put_result(cli_job *job, bench *b, const struct timespec *time)
{
    if (cli_result_write(b->result.at, job->code == CLI_DONE, &job->output, time))
        return;
    char why[256];
    snprintf(why, sizeof why, "its result cannot be written: %s", strerror(errno));
    cli_job_fail(job, CLI_INTERNAL, vnp_status_name(VNP_ERR_IO), why);
    job->fatal = true;
}

static void work(void *ctx, cli_job *job, unsigned worker)
{
    char why[256];
    batch *x = ctx;
    const cli_extract_run *run = x->run;
    bench *b = &x->benches[worker];
    struct stat info = {.st_size = 0};
    cli_buffer_reset(&b->bytes);
    if (run->output_dir && !cli_result_name(&b->result, run->output_dir, job->name.at)) {
        fail_by_status(job, VNP_ERR_NOMEM, vnp_status_name(VNP_ERR_NOMEM));
        job->fatal = true;
        return;
    }
    if (run->resume && job->code == CLI_DONE && !job->has_input &&
        cli_result_is_there(b->result.at, job->name.at)) {
        job->skipped = true;
        return;
    }
    if (job->code == CLI_DONE && !job->has_input) {
        vnp_status status =
            cli_load(job->name.at, run->options.max_input_bytes, &b->bytes, &info, why, sizeof why);
        if (status != VNP_OK)
            fail_by_status(job, status, why);
    }
    if (job->code == CLI_DONE)
        extract(run, job, job->has_input ? &job->input : &b->bytes, b);
    if (job->code != CLI_DONE && cli_stopped())
        return;
    if (job->code != CLI_DONE)
        put_failure(job);
    bool timed = job->code == CLI_DONE && !job->has_input;
    if (run->output_dir && !job->fatal)
        put_result(job, b, timed ? &info.st_mtim : NULL);
}

/* -------------------------------------------------------------------- writing */

/* Of a directory that is all that was given, and gave nothing, no record is made: as of
 * a single file. */
static bool is_alone(const cli_extract_run *run, const cli_job *job)
{
    return run->arg_count == 1 && !run->list && strcmp(run->args[0], job->name.at) == 0;
}

static bool write_job(void *ctx, cli_job *job)
{
    batch *x = ctx;
    const cli_extract_run *run = x->run;
    if (job->code != CLI_DONE && cli_stopped())
        return false; /* perhaps it was only broken off */
    if (job->code != CLI_DONE) {
        cli_progress_hide(&x->progress);
        fprintf(stderr, "vnplan: %s: %s\n", job->name.at, job->message);
    }
    x->worst = job->code > x->worst ? job->code : x->worst;
    if (!run->output_dir && !job->fatal && !(job->code != CLI_DONE && is_alone(run, job))) {
        if (!cli_write_all(fileno(run->out.file), job->output.at, job->output.len)) {
            cli_progress_hide(&x->progress);
            fprintf(stderr, "vnplan: cannot write to %s: %s\n",
                    run->out.path ? run->out.path : "standard output", strerror(errno));
            job->fatal = true;
        }
        x->written++;
    }
    cli_progress_count(&x->progress, job);
    x->worst = job->fatal ? CLI_INTERNAL : x->worst;
    return !job->fatal;
}

/* ---------------------------------------------------------------------- entry */

/* A job for an input. Standard input is read here: the thread that gives jobs is the one
 * that a signal wakes. */
static bool fill(batch *x, cli_job *job, const char *name)
{
    char why[256];
    if (!cli_buffer_set(&job->name, name, strlen(name)))
        return false;
    if (x->inputs.why[0]) {
        cli_job_fail(job, CLI_INPUT, "cannot read", x->inputs.why);
    } else if (strcmp(name, "-") == 0) {
        job->has_input = true;
        vnp_status status =
            cli_load(name, x->run->options.max_input_bytes, &job->input, NULL, why, sizeof why);
        if (status != VNP_OK)
            fail_by_status(job, status, why);
    }
    return true;
}

static int give_all(batch *x, cli_crew *crew)
{
    int code = CLI_DONE;
    cli_job *job;
    const char *name;
    while ((job = cli_crew_take(crew)) != NULL &&
           (name = cli_inputs_next(&x->inputs, &code)) != NULL) {
        if (!fill(x, job, name)) {
            fputs("vnplan: out of memory\n", stderr);
            return CLI_INTERNAL;
        }
        if (cli_stopped())
            break;
        cli_crew_give(crew, job);
    }
    return code;
}

static bool run_batch(batch *x)
{
    unsigned threads = x->run->threads;
    x->benches = calloc(threads, sizeof *x->benches);
    cli_crew *crew =
        x->benches ? cli_crew_new(threads, &(cli_crew_work){work, write_job, x}) : NULL;
    if (!crew) {
        fputs("vnplan: out of memory\n", stderr);
        free(x->benches);
        x->worst = CLI_INTERNAL;
        return false;
    }
    cli_progress_begin(&x->progress, x->run, "files", x->inputs.total);
    int code = give_all(x, crew);
    bool ok = cli_crew_end(crew) && code == CLI_DONE && !cli_stopped();
    cli_progress_hide(&x->progress);
    x->worst = code > x->worst ? code : x->worst;
    for (unsigned i = 0; i < threads; i++) {
        cli_buffer_free(&x->benches[i].bytes);
        cli_buffer_free(&x->benches[i].name);
        cli_buffer_free(&x->benches[i].result);
    }
    free(x->benches);
    return ok;
}

int cli_extract_files(cli_extract_run *run)
{
    batch x = {.run = run};
    int code = cli_inputs_open(&x.inputs, run);
    if (code != CLI_DONE)
        return code;
    cli_stop_watch();
    if (run->output_dir) {
        run_batch(&x);
    } else if (!cli_output_open(&run->out, run->output)) {
        x.worst = CLI_INTERNAL;
    } else {
        bool keep = run_batch(&x) && (x.written || x.worst == CLI_DONE);
        if (!cli_output_close(&run->out, keep))
            x.worst = CLI_INTERNAL;
    }
    cli_inputs_close(&x.inputs);
    return x.worst;
}
