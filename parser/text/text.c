#include "text/text.h"

#include "text/builder.h"
#include "text/chars.h"
#include "text/fold.h"
#include "text/lanes.h"
#include "text/reader.h"
#include "text/sniff.h"
#include "text/utf8.h"

/* ------------------------------------------------------------- line table */

/*
 * A line longer than LONG_LINE gets a column mark every MARK_EVERY characters;
 * others are short enough to be walked.
 */
enum { LONG_LINE = 8192, MARK_EVERY = 2048 };

typedef struct line_list {
    uint32_t *at;
    uint32_t count;
} line_list;

/* LF, FF, CRLF and CR end a line; the CR of a CRLF does not. */
static bool ends_line(uint32_t c, uint32_t next)
{
    return c == '\n' || c == '\f' || (c == '\r' && next != '\n');
}

static void line_of_byte(vnp__arena *arena, const vnp__text *text, uint32_t at, line_list *lines)
{
    const unsigned char *s = (const unsigned char *)text->src + at;
    if (ends_line(s[0], at + 1 < text->src_len ? s[1] : 0))
        *VNP__ADD_MOVING(arena, lines) = at + 1;
}

static void lines_of_bytes(vnp__arena *arena, const vnp__text *text, line_list *lines)
{
    uint32_t at = 0;
    for (; text->src_len - at >= VNP__LANES; at += VNP__LANES) {
        vnp__lanes now = vnp__lanes_load(text->src + at);
        unsigned bits = vnp__lanes_bits(vnp__lanes_in(now, '\n', '\r'));
        for (; bits; bits &= bits - 1)
            line_of_byte(arena, text, at + (uint32_t)__builtin_ctz(bits), lines);
    }
    for (; at < text->src_len; at++)
        line_of_byte(arena, text, at, lines);
}

static void lines_of_units(vnp__arena *arena, const vnp__text *text, line_list *lines)
{
    const unsigned char *s = (const unsigned char *)text->src;
    uint32_t high = text->big_endian ? 0 : 1;
    for (uint32_t at = text->skip; text->src_len - at >= 2; at += 2) {
        uint32_t next = 0;
        if (s[at + high] != 0)
            continue;
        if (text->src_len - at >= 4 && s[at + 2 + high] == 0)
            next = s[at + 3 - high];
        if (ends_line(s[at + 1 - high], next))
            *VNP__ADD_MOVING(arena, lines) = at + 2;
    }
}

/*
 * To the next character. One of four bytes has two UTF-16 units in either Unicode
 * form; the characters of the byte encodings have one.
 */
static void step_column(const vnp__text *text, vnp__column_mark *at)
{
    uint32_t size = vnp__text_step(text, at->src);
    at->src += size;
    at->column++;
    at->utf16 += size == 4 ? 2 : 1;
}

static void mark_columns(vnp__arena *arena, vnp__text *text, uint32_t begin, uint32_t end)
{
    vnp__column_mark at = {begin, 1, 1};
    if (end - begin <= LONG_LINE)
        return;
    for (; at.src < end; step_column(text, &at)) {
        if (at.column % MARK_EVERY == 0)
            VNP__PUSH(arena, &text->column_marks, at);
    }
}

static void read_lines(vnp__arena *arena, vnp__text *text)
{
    line_list lines = {NULL, 0};
    VNP__PUSH(arena, &lines, 0);
    if (text->form == VNP__FORM_UTF16)
        lines_of_units(arena, text, &lines);
    else
        lines_of_bytes(arena, text, &lines);
    text->line_starts = lines.at;
    text->line_count = lines.count;
    for (uint32_t i = 0; i < lines.count; i++) {
        uint32_t begin = i == 0 ? text->skip : lines.at[i];
        mark_columns(arena, text, begin, i + 1 < lines.count ? lines.at[i + 1] : text->src_len);
    }
}

/* ---------------------------------------------------------------- reading */

static char *fold_all(vnp__arena *arena, const char *buf, uint32_t len)
{
    char *fold = vnp__arena_bytes(arena, (size_t)len + 1);
    vnp__fold(fold, buf, len);
    fold[len] = '\0';
    return fold;
}

void vnp__text_read(vnp__arena *arena, const char *src, size_t len, const char *encoding,
                    vnp__text *out)
{
    memset(out, 0, sizeof *out);
    if (len > UINT32_MAX - 1)
        vnp__fail(arena, VNP_ERR_LIMIT, "the input is larger than 4 GiB");
    out->src = src ? src : "";
    out->src_len = (uint32_t)len;
    vnp__encoding is;
    vnp__sniff_format(arena, out->src, out->src_len);
    vnp__sniff_encoding(arena, out->src, out->src_len, encoding, &is);
    out->encoding = vnp__str_copy(arena, vnp__str_c(is.name)).ptr;
    out->form = is.form;
    out->unit = is.form == VNP__FORM_UTF16 ? 2 : 1;
    out->big_endian = is.big_endian;
    out->skip = is.skip;

    vnp__builder builder;
    vnp__builder_init(&builder, arena, out, is.has_charset || is.form != VNP__FORM_UTF8);
    if (is.assumed)
        vnp__builder_note(&builder, "encoding-assumed", 0);
    if (is.has_charset)
        vnp__read_charset(&builder, &is.charset);
    else if (is.form == VNP__FORM_UTF16)
        vnp__read_utf16(&builder);
    else
        vnp__read_utf8(&builder, is.clean);
    vnp__builder_end(&builder);
    read_lines(arena, out);
    out->fold = fold_all(arena, out->buf, out->len);
}

/* --------------------------------------------------------------- look-ups */

uint32_t vnp__text_step(const vnp__text *text, uint32_t src)
{
    uint32_t size = 1;
    uint32_t rest = text->src_len - src;
    if (text->form == VNP__FORM_UTF8) {
        vnp__utf8_next(text->src, text->src_len, src, &size);
    } else if (text->form == VNP__FORM_UTF16) {
        const unsigned char *high = (const unsigned char *)text->src + src + !text->big_endian;
        bool pair = rest >= 4 && (high[0] & 0xFC) == 0xD8 && (high[2] & 0xFC) == 0xDC;
        size = pair ? 4 : rest >= 2 ? 2 : 1;
    }
    return size;
}

/* Whether a combining mark stands at `src`; they have two bytes in either form. */
static bool is_mark_at(const vnp__text *text, uint32_t src)
{
    if (text->src_len - src < 2 || text->form == VNP__FORM_BYTES)
        return false;
    unsigned char first = (unsigned char)text->src[src];
    unsigned char second = (unsigned char)text->src[src + 1];
    if (text->form == VNP__FORM_UTF8)
        return (first == 0xCC && (second & 0xC0) == 0x80) ||
               (first == 0xCD && second >= 0x80 && second < 0xB0);
    return text->big_endian ? first == 0x03 && second < 0x70 : second == 0x03 && first < 0x70;
}

uint32_t vnp__text_cluster(const vnp__text *text, uint32_t src)
{
    uint32_t end = src + vnp__text_step(text, src);
    while (is_mark_at(text, end))
        end += 2;
    return end - src;
}

/* Index of the last run that begins at or before `nrm`. */
static uint32_t find_run(const vnp__text *text, uint32_t nrm)
{
    uint32_t low = 0, high = text->runs.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (text->runs.at[middle].nrm <= nrm)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool is_inside_char(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The source characters that stand for the character of the buffer around `nrm`. */
static vnp_span source_char(const vnp__text *text, uint32_t nrm)
{
    vnp__map_run run = {0, text->skip, true, false};
    uint32_t end = text->src_len;
    if (text->runs.count > 0) {
        uint32_t i = find_run(text, nrm);
        run = text->runs.at[i];
        if (i + 1 < text->runs.count)
            end = text->runs.at[i + 1].src;
    }
    if (!run.exact && !run.paired)
        return (vnp_span){run.src, end};
    while (is_inside_char(text->buf[nrm]))
        nrm--;
    uint32_t src = run.src + (nrm - run.nrm);
    if (run.paired) {
        src = run.src;
        for (uint32_t at = run.nrm; at < nrm; at++) {
            if (!is_inside_char(text->buf[at]))
                src += vnp__text_cluster(text, src);
        }
        return (vnp_span){src, src + vnp__text_cluster(text, src)};
    }
    return (vnp_span){src, src + vnp__text_step(text, src)};
}

vnp_span vnp__text_source(const vnp__text *text, vnp_span nrm)
{
    if (nrm.begin >= text->len)
        return (vnp_span){text->src_len, text->src_len};
    vnp_span first = source_char(text, nrm.begin);
    if (nrm.end <= nrm.begin)
        return (vnp_span){first.begin, first.begin};
    uint32_t end = nrm.end < text->len ? nrm.end : text->len;
    return (vnp_span){first.begin, source_char(text, end - 1).end};
}

/* The nearest place at or before `src` whose column is known. */
static vnp__column_mark column_known(const vnp__text *text, uint32_t begin, uint32_t src)
{
    vnp__column_mark known = {begin, 1, 1};
    uint32_t low = 0, high = text->column_marks.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text->column_marks.at[middle].src <= src)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0 && text->column_marks.at[low - 1].src > begin)
        known = text->column_marks.at[low - 1];
    return known;
}

/* From `at` to the character that holds src, one by one. */
static void walk_columns(const vnp__text *text, vnp__column_mark *at, uint32_t src)
{
    while (at->src < text->src_len && at->src + vnp__text_step(text, at->src) <= src)
        step_column(text, at);
}

/* Characters of two UTF-16 units: four bytes long, they have lead bytes of their own. */
static uint32_t count_pairs(const char *s, uint32_t len)
{
    uint32_t count = 0, at = 0;
    vnp__lanes found = {0};
    for (; len - at >= VNP__LANES; at += VNP__LANES)
        found |= (vnp__lanes)(vnp__lanes_load(s + at) >= 0xF0);
    found |= (vnp__lanes)(vnp__lanes_load_part(s + at, len - at) >= 0xF0);
    if (!vnp__lanes_any(found))
        return 0;
    for (at = 0; at < len; at++)
        count += (unsigned char)s[at] >= 0xF0;
    return count;
}

/* The same in a source that is the buffer itself and so is well-formed: a character
 * begins where no continuation byte stands. */
static void count_columns(const vnp__text *text, vnp__column_mark *at, uint32_t src)
{
    if (src >= text->src_len)
        src = text->src_len;
    else
        while (src > at->src && is_inside_char(text->src[src]))
            src--;
    if (src <= at->src)
        return;
    uint32_t width = vnp__str_width(vnp__str(text->src + at->src, src - at->src));
    at->column += width;
    at->utf16 += width + count_pairs(text->src + at->src, src - at->src);
    at->src = src;
}

/* The line of a source offset: not before `near`, as a rule, nor far behind it. */
static uint32_t line_of(const vnp__text *text, uint32_t src, uint32_t near)
{
    const uint32_t *starts = text->line_starts;
    uint32_t low = starts[near] <= src ? near : 0, high = text->line_count;
    for (uint32_t step = 1; low + step < high; step *= 2) {
        if (starts[low + step] > src)
            high = low + step;
        else
            low += step;
    }
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (starts[middle] <= src)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void vnp__text_locate(const vnp__text *text, uint32_t *near, vnp_place *place)
{
    uint32_t src = place->begin;
    uint32_t low = line_of(text, src, *near);
    *near = low;
    vnp__column_mark at = column_known(text, low == 0 ? text->skip : text->line_starts[low], src);
    if (text->runs.count == 0 && text->form == VNP__FORM_UTF8)
        count_columns(text, &at, src);
    else
        walk_columns(text, &at, src);
    place->line = low + 1;
    place->column = at.column;
    place->column_utf16 = at.utf16;
}
