#include "text/lines.h"

#include "text/chars.h"
#include "text/marker.h"

#include <stdlib.h>

/*
 * WRAP_MAX: text whose typical full line is longer was not wrapped: each line
 * is a paragraph. FULL_PERCENT: how much of the wrap width a line and the next
 * word fill at least when that word did not fit; proportional fonts vary by so
 * much. BRIM_PERCENT: the same for a line that ends a sentence and may well end
 * the paragraph.
 */
enum {
    WRAP_MIN = 30,
    WRAP_MAX = 160,
    FULL_PERCENT = 78,
    BRIM_PERCENT = 98,
    PAGE_DIGITS = 4,
    DOUBLE_SPACED_PERCENT = 70
};

/* ---------------------------------------------------------------- splitting */

static uint32_t line_end(const char *buf, uint32_t at, uint32_t len)
{
    while (at < len && buf[at] != '\n' && buf[at] != '\r' && buf[at] != '\f')
        at++;
    return at;
}

static bool all_of(vnp_str s, const char *set)
{
    for (uint32_t i = 0; i < s.len; i++)
        if (s.ptr[i] == '\0' || !strchr(set, s.ptr[i]))
            return false;
    return s.len > 0;
}

/* "12", "- 12 -", "12/30": nothing but a number a reader would skip. */
static bool is_page_number(vnp_str s)
{
    uint32_t digits = 0;
    for (uint32_t i = 0; i < s.len; i++)
        digits += vnp__char_is_digit((unsigned char)s.ptr[i]);
    return digits > 0 && digits <= 2 * PAGE_DIGITS && s.len <= 12 &&
           (all_of(s, "0123456789") ? digits <= PAGE_DIGITS
                                    : s.ptr[0] == '-' && s.ptr[s.len - 1] == '-' && all_of(s, "0123456789- "));
}

static bool is_link(vnp_str s)
{
    bool scheme = (s.len > 7 && memcmp(s.ptr, "http://", 7) == 0) ||
                  (s.len > 8 && memcmp(s.ptr, "https://", 8) == 0);
    return scheme && !memchr(s.ptr, ' ', s.len) && !memchr(s.ptr, '\t', s.len);
}

/* PDF tools repeat a link of the text on a line of its own. */
static bool is_stray_link(const vnp__text *text, vnp_str s)
{
    if (!is_link(s))
        return false;
    vnp_str bare = s;
    while (bare.len > 0 && strchr("/.,;", bare.ptr[bare.len - 1]))
        bare.len--;
    const char *from = text->buf, *end = text->buf + text->len;
    while ((from = memmem(from, (size_t)(end - from), bare.ptr, bare.len)) != NULL) {
        if (from != s.ptr)
            return true;
        from += s.len;
    }
    return false;
}

static vnp__line_kind kind_of(const vnp__text *text, const vnp__line *line)
{
    vnp_str s = vnp__str(text->buf + line->begin, line->end - line->begin);
    if (s.len == 0) {
        bool cells = memchr(text->buf + line->raw_begin, '\t', line->raw_end - line->raw_begin);
        return cells ? VNP__LINE_TABBED : VNP__LINE_BLANK;
    }
    if (all_of(s, "-=+|_ ") && s.len >= 3 && !memchr(s.ptr, '\t', s.len))
        return memchr(s.ptr, '|', s.len) && !memchr(s.ptr, '-', s.len) ? VNP__LINE_TEXT : VNP__LINE_RULE;
    if (memchr(text->buf + line->raw_begin, '\t', line->end - line->raw_begin))
        return VNP__LINE_TABBED;
    if (is_page_number(s) || is_stray_link(text, s))
        return VNP__LINE_FURNITURE;
    return VNP__LINE_TEXT;
}

static void split(vnp__arena *arena, const vnp__text *text, vnp__line_list *out)
{
    const char *buf = text->buf;
    uint32_t blanks = 0;
    bool page = false;
    for (uint32_t at = 0; at < text->len;) {
        uint32_t end = line_end(buf, at, text->len);
        vnp_str s = vnp__str_trim(vnp__str(buf + at, end - at));
        vnp__line line = {0};
        line.raw_begin = at;
        line.raw_end = end;
        line.begin = s.len ? (uint32_t)(s.ptr - buf) : at;
        line.end = line.begin + s.len;
        line.kind = kind_of(text, &line);
        line.width = vnp__str_width(s);
        line.blanks = blanks > UINT8_MAX ? UINT8_MAX : (uint8_t)blanks;
        line.page_before = page;
        if (line.kind == VNP__LINE_BLANK) {
            blanks++;
        } else if (line.kind == VNP__LINE_FURNITURE) {
            page = true;
        } else {
            blanks = 0;
            page = false;
        }
        VNP__PUSH(arena, out, line);
        if (end < text->len && buf[end] == '\f')
            page = true;
        bool crlf = end + 1 < text->len && buf[end] == '\r' && buf[end + 1] == '\n';
        at = end + (crlf ? 2 : 1);
    }
}

/* ------------------------------------------------------------------ joining */

static vnp_str content(const vnp__text *text, const vnp__line *line)
{
    return vnp__str(text->buf + line->begin, line->end - line->begin);
}

static bool closes(uint32_t c)
{
    return c == '.' || c == ';' || c == ':' || c == '!' || c == '?';
}

static bool ends_closed(vnp_str s)
{
    uint32_t end = s.len;
    while (end > 0 && strchr(")\"'*_", s.ptr[end - 1]))
        end--;
    uint32_t last = vnp__char_before(s, end);
    return closes(last) || closes(vnp__char_before(s, s.len)) || last == 0x201D;
}

static bool begins_lower(vnp_str s)
{
    uint32_t len;
    return s.len > 0 && vnp__char_is_lower(vnp__char_at(s, 0, &len));
}

bool vnp__text_continues(vnp_str a, vnp_str b)
{
    if (a.len == 0 || b.len == 0)
        return false;
    vnp__marker marker;
    if (vnp__marker_read(b, &marker))
        return false;
    if (begins_lower(b) && !ends_closed(a))
        return true;
    return a.ptr[a.len - 1] == ',';
}

static uint32_t first_word_width(vnp_str s)
{
    uint32_t width = 0, len;
    for (uint32_t at = 0; at < s.len; at += len, width++)
        if (vnp__char_is_space(vnp__char_at(s, at, &len)))
            break;
    return width;
}

static bool is_upper_line(vnp_str s)
{
    uint32_t letters = 0, upper = 0, len;
    for (uint32_t at = 0; at < s.len; at += len) {
        uint32_t c = vnp__char_at(s, at, &len);
        letters += vnp__char_is_letter(c);
        upper += vnp__char_is_upper(c);
    }
    return letters >= 6 && upper * 10 >= letters * 9;
}

typedef struct wrap {
    uint32_t width;     /* of a full line; 0: the text is not wrapped */
    bool double_spaced; /* a blank line stands between all lines */
} wrap;

static int by_width(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/*
 * The wrap width is that of the long lines: the widest but for the top
 * twentieth (a head in two columns, a drawn table). Lines of text that was
 * never wrapped have no such common width: their long ones are very long.
 */
static wrap measure(vnp__arena *arena, const vnp__line_list *lines)
{
    wrap result = {0};
    uint32_t *widths = vnp__arena_get(arena, ((size_t)lines->count + 1) * sizeof *widths);
    uint32_t count = 0, after_one_blank = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        const vnp__line *line = &lines->at[i];
        if (line->kind != VNP__LINE_TEXT)
            continue;
        widths[count++] = line->width;
        after_one_blank += line->blanks >= 1;
    }
    if (count < 4)
        return result;
    qsort(widths, count, sizeof *widths, by_width);
    uint32_t full = widths[count - 1 - count / 20];
    /* many lines near the full width, or there was no wrapping */
    uint32_t near_full = 0;
    for (uint32_t i = 0; i < count; i++)
        near_full += widths[i] * 100 >= full * 80 && widths[i] <= full;
    if (full >= WRAP_MIN && full <= WRAP_MAX && near_full * 5 >= count)
        result.width = full;
    result.double_spaced = result.width && after_one_blank * 100 >= count * DOUBLE_SPACED_PERCENT;
    return result;
}

/* Whether the line was ended by its width: the next line's first word, or most
 * of it, would have gone past the edge. */
static bool is_full(const wrap *w, const vnp__line *line, vnp_str next, uint32_t percent)
{
    return w->width && (line->width + 1 + first_word_width(next)) * 100 > w->width * percent;
}

static bool line_joins(const vnp__text *text, const wrap *w, const vnp__line *a, const vnp__line *b)
{
    vnp_str x = content(text, a), y = content(text, b);
    uint32_t allowed = w->double_spaced ? 1 : 0;
    bool apart = b->blanks > allowed && !b->page_before;
    vnp__marker marker;
    bool full = is_full(w, a, y, FULL_PERCENT);
    bool closed = ends_closed(x);
    if (vnp__marker_read(y, &marker)) {
        /* a dash or a number that the wrapping brought to the line's head */
        bool lower = begins_lower(vnp__str_sub(y, marker.body, y.len));
        bool slipped = marker.kind == VNP__MARK_BULLET || marker.kind == VNP__MARK_DIGIT;
        return slipped && lower && full && !closed && !apart && x.ptr[x.len - 1] != ',';
    }
    if (vnp__text_continues(x, y))
        return !apart || (w->double_spaced && b->blanks <= 2) || begins_lower(y);
    if (apart)
        return false;
    if (w->double_spaced && b->blanks == 0 && !a->page_before && a->width < w->width / 2)
        return false;
    if (!full)
        return false;
    if (is_upper_line(x) != is_upper_line(y))
        return false;
    if (!closed || begins_lower(y))
        return true;
    /* of a line that is as full as can be, a full stop is rarely the last word */
    return x.ptr[x.len - 1] == '.' && is_full(w, a, y, BRIM_PERCENT);
}

void vnp__lines_read(vnp__arena *arena, const vnp__text *text, vnp__line_list *out)
{
    split(arena, text, out);
    wrap w = measure(arena, out);
    vnp__line *last = NULL;
    for (uint32_t i = 0; i < out->count; i++) {
        vnp__line *line = &out->at[i];
        switch (line->kind) {
        case VNP__LINE_TEXT:
            line->joins = last && line_joins(text, &w, last, line);
            last = line;
            break;
        case VNP__LINE_TABBED:
        case VNP__LINE_RULE:
            last = NULL;
            break;
        case VNP__LINE_BLANK:
        case VNP__LINE_FURNITURE:
            break;
        }
    }
}
