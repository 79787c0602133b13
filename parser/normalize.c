/*
 * normalize.c - the text stage as a filter of its own: any bytes in, clean UTF-8
 * out, and an account of what was changed.
 */
#include "base/base.h"
#include "text/chars.h"
#include "text/lines.h"
#include "text/respell.h"
#include "text/text.h"
#include "text/utf8.h"

#include <string.h>

typedef enum change {
    DECODED,
    BOM,
    LINE_END,
    COMPOSED,
    SPACE,
    MARK,
    INVISIBLE,
    INVALID,
    SPELLING,
    JOINED,
    PAGE,
    CHANGES
} change;

static const char *const change_names[CHANGES] = {
    "decoded",   "bom",           "line-end", "composed", "space", "mark",
    "invisible", "invalid-bytes", "spelling", "joined",   "page"};

typedef struct job {
    vnp__arena arena;
    const char *bytes;
    size_t length;
    const vnp_normalize_options *options;
    vnp_write_fn write;
    void *write_ctx;
    vnp__text text;
    vnp_change changes[CHANGES];
} job;

void vnp_normalize_options_init(vnp_normalize_options *options)
{
    memset(options, 0, sizeof *options);
    options->max_input_bytes = 256u * 1024 * 1024;
}

/* ------------------------------------------------------------------ account */

static void note_source(job *j, change kind, uint32_t count, uint32_t begin, uint32_t end)
{
    vnp_change *c = &j->changes[kind];
    if (c->count == 0) {
        c->rule = change_names[kind];
        c->first.begin = begin;
        c->first.end = end;
        uint32_t near = 0;
        vnp__text_locate(&j->text, &near, &c->first);
    }
    c->count += count;
}

static void note(job *j, change kind, uint32_t begin, uint32_t end)
{
    vnp_span src = vnp__text_source(&j->text, (vnp_span){begin, end});
    note_source(j, kind, 1, src.begin, src.end);
}

static change kind_of(vnp_str now)
{
    if (now.len == 3 && memcmp(now.ptr, "\xEF\xBF\xBD", 3) == 0)
        return INVALID;
    if (*now.ptr == ' ')
        return SPACE;
    if (*now.ptr > ' ' && !vnp__char_is_letter((unsigned char)*now.ptr))
        return MARK;
    return *now.ptr == '\n' ? LINE_END : COMPOSED;
}

/* Characters of a run that are not the bytes they stand for. */
static void note_run(job *j, uint32_t begin, uint32_t end)
{
    uint32_t size;
    for (uint32_t at = begin; at < end; at += size) {
        vnp__utf8_next(j->text.buf, end, at, &size);
        vnp_span src = vnp__text_source(&j->text, (vnp_span){at, at + size});
        vnp_str now = vnp__str(j->text.buf + at, size);
        if (src.end - src.begin != size || memcmp(j->text.src + src.begin, now.ptr, size) != 0)
            note_source(j, kind_of(now), 1, src.begin, src.end);
    }
}

/* What decoding changed: of another encoding than UTF-8 that is every letter. */
static void note_decoding(job *j)
{
    const vnp__text *text = &j->text;
    if (text->form != VNP__FORM_UTF8 || strcmp(text->encoding, "UTF-8") != 0) {
        note_source(j, DECODED, 1, 0, 0);
        j->changes[DECODED].what = text->encoding;
        return;
    }
    if (text->skip)
        note_source(j, BOM, 1, 0, text->skip);
    for (uint32_t i = 0; i < text->runs.count; i++) {
        const vnp__map_run *run = &text->runs.at[i];
        bool last = i + 1 == text->runs.count;
        uint32_t end = last ? text->len : run[1].nrm;
        uint32_t src_end = last ? text->src_len : run[1].src;
        if (!run->exact && end == run->nrm && src_end > run->src)
            note_source(j, INVISIBLE, 1, run->src, src_end);
        else if (!run->exact)
            note_run(j, run->nrm, end);
    }
}

/* ------------------------------------------------------------------- output */

static void put(job *j, const char *bytes, size_t len)
{
    if (len && !j->write(j->write_ctx, bytes, len))
        vnp__fail(&j->arena, VNP_ERR_IO, "the output could not be written");
}

/* Both texts have the same words, some spelled otherwise. */
static void note_words(job *j, uint32_t begin, vnp_str before, vnp_str after)
{
    uint32_t a = 0, b = 0;
    while (a < before.len && b < after.len) {
        uint32_t from_a = a, from_b = b;
        while (a < before.len && before.ptr[a] != ' ')
            a++;
        while (b < after.len && after.ptr[b] != ' ')
            b++;
        if (!vnp__str_eq(vnp__str_sub(before, from_a, a), vnp__str_sub(after, from_b, b)))
            note(j, SPELLING, begin + from_a, begin + a);
        a++;
        b++;
    }
}

static void put_text(job *j, uint32_t begin, uint32_t end)
{
    static const vnp__tone_style styles[] = {[VNP_TONES_KEEP] = VNP__TONE_KEEP,
                                             [VNP_TONES_OLD] = VNP__TONE_OLD,
                                             [VNP_TONES_NEW] = VNP__TONE_NEW};
    vnp_str before = vnp__str(j->text.buf + begin, end - begin);
    vnp_str after = vnp__respell_clean(&j->arena, before, styles[j->options->tones]);
    if (after.ptr != before.ptr)
        note_words(j, begin, before, after);
    put(j, after.ptr, after.len);
}

/* Markup of Markdown at a line's head says that the line stands for itself. */
static bool is_markup(const job *j, const vnp__line *line)
{
    return line->begin < line->end && strchr("|#>`", j->text.buf[line->begin]) != NULL;
}

/* Index of the first line that does not belong to the paragraph of line i. */
static uint32_t paragraph_end(const job *j, const vnp__line_list *lines, uint32_t i)
{
    uint32_t end = i + 1;
    for (uint32_t k = i + 1; k < lines->count; k++) {
        const vnp__line *line = &lines->at[k];
        if (line->kind == VNP__LINE_BLANK || line->kind == VNP__LINE_FURNITURE)
            continue;
        if (line->kind != VNP__LINE_TEXT || !line->joins || is_markup(j, line))
            break;
        end = k + 1;
    }
    return end;
}

static void put_paragraph(job *j, const vnp__line_list *lines, uint32_t from, uint32_t to)
{
    const vnp__line *last = &lines->at[from];
    put_text(j, last->raw_begin, to > from + 1 ? last->end : last->raw_end);
    for (uint32_t k = from + 1; k < to; k++) {
        const vnp__line *line = &lines->at[k];
        if (line->kind == VNP__LINE_FURNITURE)
            note(j, PAGE, line->begin, line->end);
        if (line->kind != VNP__LINE_TEXT)
            continue;
        char tail = j->text.buf[last->end - 1];
        bool torn = (tail == '-' || tail == '/') && last->end - 1 > last->begin &&
                    j->text.buf[last->end - 2] != ' ';
        put(j, " ", torn ? 0 : 1);
        put_text(j, line->begin, line->end);
        note(j, JOINED, line->begin, line->begin);
        last = line;
    }
    put(j, "\n", 1);
}

static void put_lines(job *j)
{
    vnp__line_list lines = {0};
    vnp__lines_read(&j->arena, &j->text, &lines);
    for (uint32_t i = 0; i < lines.count;) {
        const vnp__line *line = &lines.at[i];
        if (line->kind == VNP__LINE_FURNITURE) {
            note(j, PAGE, line->begin, line->end);
            i++;
            continue;
        }
        bool opens = line->kind == VNP__LINE_TEXT && !is_markup(j, line);
        uint32_t to = opens ? paragraph_end(j, &lines, i) : i + 1;
        put_paragraph(j, &lines, i, to);
        i = to;
    }
}

/* Lines as they are; CR, CRLF and form feeds become LF. */
static void put_plain(job *j)
{
    const char *buf = j->text.buf;
    for (uint32_t at = 0, len = j->text.len; at < len;) {
        uint32_t end = at;
        while (end < len && buf[end] != '\n' && buf[end] != '\r' && buf[end] != '\f')
            end++;
        put_text(j, at, end);
        if (end == len)
            break;
        uint32_t next = end + 1;
        if (buf[end] == '\r' && next < len && buf[next] == '\n')
            next++;
        if (buf[end] != '\n')
            note(j, LINE_END, end, next);
        put(j, "\n", 1);
        at = next;
    }
}

static void normalize(void *arg)
{
    job *j = arg;
    vnp__text_read(&j->arena, j->bytes, j->length, j->options->encoding, &j->text);
    note_decoding(j);
    if (j->options->rejoin)
        put_lines(j);
    else
        put_plain(j);
}

vnp_status vnp_normalize(const void *bytes, size_t length, const vnp_normalize_options *options,
                         vnp_write_fn write, void *write_ctx, vnp_change_fn changed,
                         void *changed_ctx, vnp_error *error)
{
    vnp_normalize_options defaults;
    vnp_normalize_options_init(&defaults);
    options = options ? options : &defaults;
    if (error)
        memset(error, 0, sizeof *error);
    if ((!bytes && length) || !write || (unsigned)options->tones > VNP_TONES_NEW) {
        vnp__error_set(error, VNP_ERR_ARG, "input, output and known options are needed");
        return VNP_ERR_ARG;
    }
    if (length > options->max_input_bytes) {
        vnp__error_set(error, VNP_ERR_LIMIT, "the input has %zu bytes, more than the limit of %u",
                       length, options->max_input_bytes);
        return VNP_ERR_LIMIT;
    }
    job j = {.bytes = bytes ? bytes : "",
             .length = length,
             .options = options,
             .write = write,
             .write_ctx = write_ctx};
    vnp__arena_init(&j.arena, options->alloc);
    vnp_status status = vnp__guard(&j.arena, normalize, &j);
    if (status != VNP_OK && error)
        *error = j.arena.error;
    for (int i = 0; status == VNP_OK && changed && i < CHANGES; i++)
        if (j.changes[i].count)
            changed(changed_ctx, &j.changes[i]);
    vnp__arena_free(&j.arena);
    return status;
}
