/*
 * bench_stages - what each stage costs, in process, over the files given.
 *
 *   bench_stages [-r ROUNDS] FILE...
 *
 * A round reads all files once; of each stage the time of a round is summed over the
 * files, so that the clock's own cost (some 25 ns a reading) does not count. The stages
 * are called as pipeline.c calls them; the row "parse" is vnp_doc_parse, with check, by
 * which the sum of the others can be judged.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "block/block.h"
#include "check/check.h"
#include "fact/fact.h"
#include "outline/outline.h"
#include "rule/rule.h"
#include "text/text.h"

enum {
    STAGE_TEXT,
    STAGE_BLOCK,
    STAGE_OUTLINE,
    STAGE_FACT,
    STAGE_CHECK,
    STAGE_JSON,
    STAGE_PARSE,
    STAGE_COUNT
};

static const char *const stage_names[STAGE_COUNT] = {"text",  "block", "outline", "fact",
                                                     "check", "json",  "parse"};

typedef struct input {
    const char *path;
    char *bytes;
    size_t length;
} input;

typedef struct bench {
    vnp_rules *rules;
    input *inputs;
    int count;
    uint64_t bytes;                /* of all inputs */
    uint64_t written;              /* bytes of JSON in a round */
    double (*rounds)[STAGE_COUNT]; /* seconds */
    int round_count;
} bench;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ------------------------------------------------------------------- a document */

typedef struct stage_job {
    const bench *b;
    const input *in;
    vnp__arena arena, scratch;
    vnp__matcher *matcher;
    double *seconds; /* by stage */
} stage_job;

static bool is_markdown(const input *in, const vnp__text *text)
{
    size_t length = strlen(in->path);
    return (length > 3 && strcmp(in->path + length - 3, ".md") == 0) || vnp__text_is_markdown(text);
}

static void run_stages(void *arg)
{
    stage_job *job = arg;
    vnp__text text = {0};
    vnp__block_list blocks = {0};
    vnp__outline outline;
    vnp__fact_notes notes = {0};
    vnp_plan plan = {0};
    vnp_matrix_row_list matrix = {0};
    vnp_doc_options options;
    vnp_doc_options_init(&options);

    vnp__scratch_init(&job->scratch, &job->arena);

    double marks[STAGE_CHECK + 2];
    marks[STAGE_TEXT] = now();
    vnp__text_read(&job->arena, job->in->bytes, job->in->length, NULL, &text);
    marks[STAGE_BLOCK] = now();
    vnp__blocks_read(&job->arena, &text, is_markdown(job->in, &text), &blocks);
    marks[STAGE_OUTLINE] = now();
    vnp__outline_read(&job->arena, &job->scratch, text.buf, &blocks, job->matcher, &outline);
    marks[STAGE_FACT] = now();
    vnp__facts_read(&job->arena, &job->scratch, &outline, job->matcher, options.max_items, &plan,
                    &notes);
    marks[STAGE_CHECK] = now();
    vnp__check_job check = {&job->arena,  &job->scratch, &outline, &notes,
                             job->matcher, VNP_LANG_VI,   NULL};
    vnp__check_run(&check, &plan, &matrix);
    marks[STAGE_CHECK + 1] = now();
    for (int s = STAGE_TEXT; s <= STAGE_CHECK; s++)
        job->seconds[s] += marks[s + 1] - marks[s];
}

static bool time_stages(const bench *b, const input *in, double *seconds) // NOLINT(readability-non-const-parameter): filled
{
    vnp_alloc alloc = vnp__alloc_default();
    stage_job job = {.b = b, .in = in, .seconds = seconds};
    vnp__arena_init(&job.arena, &alloc);
    job.matcher = vnp__matcher_new(b->rules, &alloc);
    bool ok = job.matcher && vnp__guard(&job.arena, run_stages, &job) == VNP_OK;
    vnp__matcher_free(job.matcher);
    vnp__arena_free(&job.scratch);
    vnp__arena_free(&job.arena);
    return ok;
}

static bool count_bytes(void *ctx, const char *bytes, size_t length)
{
    (void)bytes;
    *(uint64_t *)ctx += length;
    return true;
}

static bool time_whole(bench *b, const input *in, double *seconds)
{
    vnp_doc_options options;
    vnp_doc_options_init(&options);
    options.name = in->path;
    options.check = true;
    vnp_doc *doc = NULL;
    double start = now();
    if (vnp_doc_parse(b->rules, in->bytes, in->length, &options, &doc, NULL) != VNP_OK)
        return false;
    double parsed = now();
    bool ok = vnp_doc_write_json(doc, 0, count_bytes, &b->written) == VNP_OK;
    seconds[STAGE_JSON] += now() - parsed;
    seconds[STAGE_PARSE] += parsed - start;
    vnp_doc_free(doc);
    return ok;
}

/* ----------------------------------------------------------------------- rounds */

static bool run_rounds(bench *b)
{
    for (int r = 0; r < b->round_count; r++) {
        b->written = 0;
        for (int i = 0; i < b->count; i++)
            if (!time_stages(b, &b->inputs[i], b->rounds[r]) ||
                !time_whole(b, &b->inputs[i], b->rounds[r])) {
                fprintf(stderr, "bench_stages: %s cannot be read\n", b->inputs[i].path);
                return false;
            }
    }
    return true;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Tab-separated, for bench.py and for people. */
static void report(const bench *b, double rules_seconds)
{
    double *sorted = calloc((size_t)b->round_count, sizeof *sorted);
    double megabytes = (double)b->bytes / 1e6;
    if (!sorted)
        return;
    printf("# %d files, %.3f MB, %.3f MB of JSON, %d rounds; rules loaded in %.2f ms\n", b->count,
           megabytes, (double)b->written / 1e6, b->round_count, rules_seconds * 1e3);
    printf("stage\tmin s\tmedian s\tMB/s\tms / 25 MB\n");
    for (int s = 0; s < STAGE_COUNT; s++) {
        for (int r = 0; r < b->round_count; r++)
            sorted[r] = b->rounds[r][s];
        qsort(sorted, (size_t)b->round_count, sizeof *sorted, by_size);
        double median = (sorted[(b->round_count - 1) / 2] + sorted[b->round_count / 2]) / 2;
        printf("%s\t%.6f\t%.6f\t%.1f\t%.1f\n", stage_names[s], sorted[0], median,
               megabytes / median, median * 1e3 * 25 / megabytes);
    }
    free(sorted);
}

static bool read_input(input *in, const char *path)
{
    FILE *file = fopen(path, "rb");
    in->path = path;
    if (!file || fseek(file, 0, SEEK_END) != 0 || (in->length = (size_t)ftell(file)) == 0) {
        if (file)
            fclose(file);
        return false;
    }
    rewind(file);
    in->bytes = malloc(in->length);
    bool ok = in->bytes && fread(in->bytes, 1, in->length, file) == in->length;
    fclose(file);
    return ok;
}

static bool read_inputs(bench *b, char **paths)
{
    for (int i = 0; i < b->count; i++) {
        if (!read_input(&b->inputs[i], paths[i])) {
            fprintf(stderr, "bench_stages: %s cannot be read\n", paths[i]);
            return false;
        }
        b->bytes += b->inputs[i].length;
    }
    return true;
}

int main(int argc, char **argv)
{
    bench b = {.round_count = 5};
    int first = 1;
    if (argc > 2 && strcmp(argv[1], "-r") == 0) {
        b.round_count = atoi(argv[2]);
        first = 3;
    }
    b.count = argc - first;
    if (b.count < 1 || b.round_count < 1) {
        fputs("usage: bench_stages [-r ROUNDS] FILE...\n", stderr);
        return 2;
    }
    vnp_error error;
    double start = now();
    bool ok = vnp_rules_load(NULL, &b.rules, &error) == VNP_OK;
    double rules_seconds = now() - start;
    b.inputs = calloc((size_t)b.count, sizeof *b.inputs);
    b.rounds = calloc((size_t)b.round_count, sizeof *b.rounds);
    ok = ok && b.inputs && b.rounds && read_inputs(&b, argv + first) && run_rounds(&b);
    if (ok)
        report(&b, rules_seconds);
    for (int i = 0; b.inputs && i < b.count; i++)
        free(b.inputs[i].bytes);
    free(b.inputs);
    free(b.rounds);
    vnp_rules_free(b.rules);
    return ok ? 0 : 1;
}
