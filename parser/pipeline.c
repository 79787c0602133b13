/*
 * pipeline.c - the stages in order. Read this file first:
 *
 *   bytes -> text -> block -> outline -> fact -> check -> emit
 *
 * Each stage takes what the one before gives and keeps it in the document's
 * arena; a stage that cannot go on (no memory, a limit, no text at all) leaves
 * by vnp__fail and ends up in vnp_doc_parse.
 */
#include "base/base.h"
#include "block/block.h"
#include "check/check.h"
#include "check/diff.h"
#include "emit/json.h"
#include "fact/fact.h"
#include "outline/outline.h"
#include "rule/rule.h"
#include "text/text.h"

#include "version.h"

struct vnp_doc {
    vnp__arena arena;
    vnp__arena scratch; /* empty but while the document is parsed */
    vnp__matcher *matcher;
    vnp_doc_options options;
    vnp_str name;
    vnp__text text;
    bool markdown;
    vnp_plan plan;
    vnp_trace_list trace;
    vnp_matrix_row_list matrix;
};

const char *vnp_version(void)
{
    return VNP_VERSION;
}

const char *vnp_status_name(vnp_status status)
{
    static const char *const names[] = {
        "done",           "out of memory", "wrong argument", "cannot write",   "not a text",
        "wrong encoding", "broken rule",   "limit exceeded", "internal error",
    };
    return (size_t)status < sizeof names / sizeof *names ? names[status] : "unknown status";
}

void vnp_doc_options_init(vnp_doc_options *options)
{
    memset(options, 0, sizeof *options);
    options->name = "-";
    options->max_input_bytes = 256u * 1024 * 1024;
    options->max_items = 1000000;
}

/* ------------------------------------------------------------------ reading */

static bool has_suffix(vnp_str name, const char *suffix)
{
    size_t len = strlen(suffix);
    if (name.len < len)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((name.ptr[name.len - len + i] | 0x20) != suffix[i])
            return false;
    return true;
}

static bool is_markdown(const vnp_doc *doc)
{
    if (doc->options.format != VNP_FORMAT_AUTO)
        return doc->options.format == VNP_FORMAT_MARKDOWN;
    if (has_suffix(doc->name, ".md") || has_suffix(doc->name, ".markdown"))
        return !vnp__text_is_pasted(&doc->text);
    return vnp__text_is_markdown(&doc->text);
}

/* What the decoding had to assume, as diagnostics; the words come from the rules. */
static void add_diagnostic(vnp_doc *doc, const char *rule, vnp_severity severity, vnp_span span)
{
    const vnp_rules *rules = vnp__matcher_rules(doc->matcher);
    vnp__list_id list =
        doc->options.lang == VNP_LANG_EN ? VNP__LIST_MESSAGES_EN : VNP__LIST_MESSAGES_VI;
    vnp_diagnostic *d = VNP__ADD(&doc->arena, &doc->plan.diagnostics);
    d->rule = vnp__str_c(rule);
    d->severity = severity;
    d->message = vnp__message(rules, list, d->rule);
    d->span = span;
}

/* The normalized place of a source offset: the map is monotonic. */
static vnp_span span_of_source(const vnp__text *text, uint32_t src)
{
    uint32_t low = 0, high = text->len;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (vnp__text_source(text, (vnp_span){mid, mid}).begin < src)
            low = mid + 1;
        else
            high = mid;
    }
    return (vnp_span){low, low};
}

/* The fact stage says what it guessed; the words for it are of the language asked for. */
static void word_guesses(vnp_doc *doc)
{
    const vnp_rules *rules = vnp__matcher_rules(doc->matcher);
    vnp__list_id list =
        doc->options.lang == VNP_LANG_EN ? VNP__LIST_MESSAGES_EN : VNP__LIST_MESSAGES_VI;
    for (uint32_t i = 0; i < doc->plan.diagnostics.count; i++) {
        vnp_diagnostic *d = &doc->plan.diagnostics.at[i];
        if (d->message.len == 0)
            d->message = vnp__message(rules, list, d->rule);
    }
}

static void note_decoding(vnp_doc *doc)
{
    for (uint32_t i = 0; i < doc->text.notes.count; i++) {
        const vnp__text_note *note = &doc->text.notes.at[i];
        vnp_severity severity = strcmp(note->rule, "invalid-bytes") == 0 ? VNP_WARNING : VNP_NOTE;
        add_diagnostic(doc, note->rule, severity, span_of_source(&doc->text, note->src));
    }
}

/* The rule that was given up is named, so that its author can be told. */
static void note_limits(vnp_doc *doc)
{
    vnp_str rule = vnp__matcher_limited(doc->matcher);
    if (rule.len == 0)
        return;
    add_diagnostic(doc, "rule-limit", VNP_WARNING, (vnp_span){0, 0});
    vnp_diagnostic *d = &doc->plan.diagnostics.at[doc->plan.diagnostics.count - 1];
    d->message = vnp__str_format(&doc->arena, "%.*s: %.*s", (int)d->message.len, d->message.ptr,
                                 (int)rule.len, rule.ptr);
}

typedef struct parse_job {
    vnp_doc *doc;
    const char *bytes;
    size_t length;
} parse_job;

static void parse(void *arg)
{
    parse_job *job = arg;
    vnp_doc *doc = job->doc;
    vnp__arena *arena = &doc->arena;
    vnp__block_list blocks = {0};
    vnp__outline outline;
    vnp__fact_notes notes = {0};

    vnp__scratch_init(&doc->scratch, arena);
    if (doc->options.trace)
        vnp__matcher_record(doc->matcher, arena);
    vnp__text_read(arena, job->bytes, job->length, doc->options.encoding, &doc->text);
    vnp__matcher_text(doc->matcher, doc->text.fold, doc->text.len);
    doc->markdown = is_markdown(doc);
    vnp__blocks_read(arena, &doc->text, doc->markdown, &blocks);
    vnp__outline_read(arena, &doc->scratch, doc->text.buf, &blocks, doc->matcher, &outline);
    vnp__facts_read(arena, &doc->scratch, &outline, doc->matcher, doc->options.max_items,
                    &doc->plan, doc->options.check ? &notes : NULL);
    word_guesses(doc);
    note_decoding(doc);
    if (doc->options.check) {
        vnp__check_job check = {arena,
                                &doc->scratch,
                                &outline,
                                &notes,
                                doc->matcher,
                                doc->options.lang,
                                doc->options.criteria};
        vnp__check_run(&check, &doc->plan, &doc->matrix);
    }
    if (vnp__matcher_starved(doc->matcher))
        vnp__fail(arena, VNP_ERR_NOMEM, "out of memory");
    note_limits(doc);
    vnp__trace_values(doc->matcher, arena, doc->text.buf, &doc->trace);
    vnp__arena_free(&doc->scratch);
}

static vnp_doc *doc_new(const vnp_rules *rules, const vnp_doc_options *options)
{
    vnp_alloc alloc = options->alloc ? *options->alloc : vnp__alloc_default();
    vnp_doc *doc = alloc.malloc(sizeof *doc, alloc.ctx);
    if (!doc)
        return NULL;
    memset(doc, 0, sizeof *doc);
    vnp__arena_init(&doc->arena, &alloc);
    doc->options = *options;
    doc->name = vnp__str_c(options->name ? options->name : "-");
    doc->matcher = vnp__matcher_new(rules, &alloc);
    if (!doc->matcher) {
        vnp_doc_free(doc);
        return NULL;
    }
    return doc;
}

vnp_status vnp_doc_parse(const vnp_rules *rules, const void *bytes, size_t length,
                         const vnp_doc_options *options, vnp_doc **out, vnp_error *error)
{
    vnp_doc_options defaults;
    vnp_doc_options_init(&defaults);
    options = options ? options : &defaults;
    if (error)
        memset(error, 0, sizeof *error);
    if (!out || !rules || (!bytes && length)) {
        vnp__error_set(error, VNP_ERR_ARG, "rules, input and result are needed");
        return VNP_ERR_ARG;
    }
    *out = NULL;
    if (length > options->max_input_bytes) {
        vnp__error_set(error, VNP_ERR_LIMIT, "the input has %zu bytes, more than the limit of %u",
                       length, options->max_input_bytes);
        return VNP_ERR_LIMIT;
    }
    vnp_doc *doc = doc_new(rules, options);
    if (!doc) {
        vnp__error_set(error, VNP_ERR_NOMEM, "out of memory");
        return VNP_ERR_NOMEM;
    }
    parse_job job = {doc, bytes ? bytes : "", length};
    vnp_status status = vnp__guard(&doc->arena, parse, &job);
    if (status != VNP_OK) {
        if (error)
            *error = doc->arena.error;
        vnp_doc_free(doc);
        return status;
    }
    *out = doc;
    return VNP_OK;
}

void vnp_doc_free(vnp_doc *doc)
{
    if (!doc)
        return;
    vnp_alloc alloc = doc->arena.alloc;
    vnp__matcher_free(doc->matcher);
    vnp__arena_free(&doc->scratch);
    vnp__arena_free(&doc->arena);
    alloc.free(doc, alloc.ctx);
}

/* ------------------------------------------------------------------- asking */

const vnp_plan *vnp_doc_plan(const vnp_doc *doc)
{
    return &doc->plan;
}

static vnp_place locate(const vnp__text *text, vnp_span span, uint32_t *near)
{
    vnp_span src = vnp__text_source(text, span);
    vnp_place place = {.begin = src.begin, .end = src.end};
    vnp__text_locate(text, near, &place);
    return place;
}

vnp_place vnp_doc_place(const vnp_doc *doc, vnp_span span)
{
    uint32_t near = 0;
    return locate(&doc->text, span, &near);
}

vnp_str vnp_doc_text(const vnp_doc *doc)
{
    return (vnp_str){doc->text.buf, doc->text.len};
}

const char *vnp_doc_encoding(const vnp_doc *doc)
{
    return doc->text.encoding;
}

vnp_matrix_row_list vnp_doc_matrix(const vnp_doc *doc)
{
    return doc->matrix;
}

vnp_str vnp_rules_message(const vnp_rules *rules, vnp_lang lang, const char *id)
{
    return vnp__message(rules, lang == VNP_LANG_EN ? VNP__LIST_MESSAGES_EN : VNP__LIST_MESSAGES_VI,
                        vnp__str_c(id));
}

vnp_trace_list vnp_doc_trace(const vnp_doc *doc)
{
    return doc->trace;
}

typedef struct diff_job {
    vnp__arena arena;
    const vnp_doc *before, *after;
    vnp_item_change_list changes;
} diff_job;

static void diff(void *arg)
{
    diff_job *job = arg;
    vnp__diff(&job->arena, &job->before->plan, &job->after->plan, &job->changes);
}

/* The documents stay as they are: what a comparison needs has an arena of its own. */
vnp_status vnp_doc_diff(const vnp_doc *before, const vnp_doc *after, vnp_item_change_fn each,
                        void *ctx, vnp_error *error)
{
    if (error)
        memset(error, 0, sizeof *error);
    if (!before || !after || !each) {
        vnp__error_set(error, VNP_ERR_ARG, "two documents and a function are needed");
        return VNP_ERR_ARG;
    }
    diff_job job = {.before = before, .after = after};
    vnp__arena_init(&job.arena, &before->arena.alloc);
    vnp_status status = vnp__guard(&job.arena, diff, &job);
    if (status != VNP_OK && error)
        *error = job.arena.error;
    for (uint32_t i = 0; status == VNP_OK && i < job.changes.count; i++)
        each(ctx, &job.changes.at[i]);
    vnp__arena_free(&job.arena);
    return status;
}

/* ------------------------------------------------------------------ writing */

/* Where the writer is in the text. */
typedef struct position {
    const vnp__text *text;
    uint32_t line;
} position;

static vnp_place place_of(void *ctx, vnp_span span)
{
    position *p = ctx;
    return locate(p->text, span, &p->line);
}

static void name_part_types(const vnp_rules *rules, vnp_str *names)
{
    static const char *const ids[VNP_PART_OTHER + 1] = {
        [VNP_PART_DECISION] = "decision",     [VNP_PART_PLAN] = "plan",
        [VNP_PART_APPENDIX] = "appendix",     [VNP_PART_RESOLUTION] = "resolution",
        [VNP_PART_PROGRAMME] = "programme",   [VNP_PART_SCHEME] = "scheme",
        [VNP_PART_LETTER] = "letter",         [VNP_PART_REPORT] = "report",
        [VNP_PART_NOTICE] = "notice",         [VNP_PART_DIRECTIVE] = "directive",
        [VNP_PART_SUBMISSION] = "submission", [VNP_PART_OTHER] = "other"};
    for (int i = 0; i <= VNP_PART_OTHER; i++)
        names[i] = vnp__message(rules, VNP__LIST_PART_TYPES, vnp__str_c(ids[i]));
}

vnp_status vnp_doc_write_json(const vnp_doc *doc, int indent, vnp_write_fn write, void *ctx)
{
    if (!doc || !write || indent < 0 || indent > 16)
        return VNP_ERR_ARG;
    position at = {&doc->text, 0};
    vnp__json_source source = {
        .name = doc->name,
        .format = doc->markdown ? "markdown" : "text",
        .encoding = doc->text.encoding,
        .bytes = doc->text.src_len,
        .rule_set = "default",
        .rule_version = VNP_VERSION,
        .place = place_of,
        .ctx = &at,
    };
    name_part_types(vnp__matcher_rules(doc->matcher), source.part_types);
    return vnp__json_write(&doc->plan, &source, indent, write, ctx) ? VNP_OK : VNP_ERR_IO;
}
