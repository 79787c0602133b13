/*
 * The raw lines of a text and what each of them is: text, a row with tabs, a rule that was drawn,
 * what belongs to a page, dust of a scan.
 */
#include "text/lines.h"

#include "text/chars.h"
#include "text/marker.h"
#include "text/pages.h"

/* Three and more of - = + | _, dashes (U+2010 to U+2015) and blanks. */
static bool is_drawn(vnp_str s)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s.len; i++, count++) {
        if (s.len - i >= 3 && memcmp(s.ptr + i, "\xE2\x80", 2) == 0 &&
            (unsigned char)s.ptr[i + 2] - 0x90u <= 5)
            i += 2;
        else if (!strchr("-=+|_ ", s.ptr[i]))
            return false;
    }
    return count >= 3;
}

/* "--- BẢNG ---", "=== Trang 3 ===": what a converter prints where a table or a page begins. */
static bool is_converters_mark(vnp_str s)
{
    enum { DRAWN = 3, MAX_WORDS = 3, MAX_BYTES = 40 };
    if (s.len <= 2 * DRAWN || s.len > MAX_BYTES || (s.ptr[0] != '-' && s.ptr[0] != '='))
        return false;
    for (uint32_t i = 0; i < DRAWN; i++)
        if (s.ptr[i] != s.ptr[0] || s.ptr[s.len - 1 - i] != s.ptr[0])
            return false;
    return vnp__str_words(s) <= MAX_WORDS + 2;
}

/* "Scanned with CamScanner": what a program for phones prints at the foot of each page. */
static bool is_scanners_mark(vnp_str s)
{
    static const char mark[] = "Scanned ";
    enum { LEN = sizeof mark - 1, MAX_BYTES = 40 };
    return s.len > LEN && s.len <= MAX_BYTES && memcmp(s.ptr, mark, LEN) == 0;
}

/* "vanthu_Lê Văn An_14/01/2026 16:22:05": who took the file from the office's system, and when. */
static bool is_systems_mark(vnp_str s)
{
    static const char end[] = "_0/0/0 0:0:0"; /* 0: figures */
    uint32_t at = s.len;
    for (size_t k = sizeof end - 1; k-- > 0;) {
        uint32_t from = at;
        while (end[k] == '0' && at > 0 && vnp__char_is_digit((unsigned char)s.ptr[at - 1]))
            at--;
        if (end[k] != '0' && at > 0 && s.ptr[at - 1] == end[k])
            at--;
        if (at == from)
            return false;
    }
    return at > 0;
}

static bool is_link(vnp_str s)
{
    bool scheme = (s.len > 7 && memcmp(s.ptr, "http://", 7) == 0) ||
                  (s.len > 8 && memcmp(s.ptr, "https://", 8) == 0);
    return scheme && !memchr(s.ptr, ' ', s.len) && !memchr(s.ptr, '\t', s.len);
}

/* PDF tools repeat a link of the text on a line of its own, on the same page. */
static bool is_stray_link(const vnp__text *text, vnp_str s)
{
    enum { PAGE = 6000 };
    if (!is_link(s))
        return false;
    vnp_str bare = s;
    while (bare.len > 0 && strchr("/.,;", bare.ptr[bare.len - 1]))
        bare.len--;
    uint32_t at = (uint32_t)(s.ptr - text->buf);
    const char *from = text->buf + (at > PAGE ? at - PAGE : 0);
    const char *end = s.ptr + (text->len - at > PAGE ? PAGE : text->len - at);
    from = memmem(from, (size_t)(end - from), bare.ptr, bare.len);
    if (from == s.ptr) { /* the line itself */
        from += bare.len;
        from = from < end ? memmem(from, (size_t)(end - from), bare.ptr, bare.len) : NULL;
    }
    return from != NULL;
}

/* Whether a tab stands before buf[end] in the line. */
static bool has_tab(const vnp__text *text, const vnp__line *line, uint32_t end)
{
    return line->holds & VNP__HOLDS_BLANKS &&
           memchr(text->buf + line->raw_begin, '\t', end - line->raw_begin);
}

/* A circumflex of its own or a sign of negation: what recognition reads in a speck. Both have
 * two bytes. */
static bool has_speck(vnp_str s, uint32_t at)
{
    return s.len - at >= 2 &&
           (memcmp(s.ptr + at, "\xCB\x86", 2) == 0 || memcmp(s.ptr + at, "\xC2\xAC", 2) == 0);
}

/* A mark or two alone on a line: dust on a scanned page. */
static bool is_dust(vnp_str s)
{
    enum { MAX_MARKS = 2 };
    uint32_t marks = 0;
    for (uint32_t i = 0; i < s.len; i++, marks++) {
        if (has_speck(s, i))
            i++;
        else if (!strchr(".,'`|:;~^\"", s.ptr[i]))
            return false;
    }
    return marks > 0 && marks <= MAX_MARKS;
}

/* Dust at the ends of a line: a mark of its own before the first word or behind the last. A
 * bar among others parts cells. */
static vnp_str without_dust(vnp_str s)
{
    enum { SHORT = 4 };
    const char *bar = s.len > SHORT ? memchr(s.ptr, '|', s.len) : NULL;
    if (s.len <= SHORT || (bar && memchr(bar + 1, '|', s.len - (size_t)(bar + 1 - s.ptr))))
        return s;
    if (s.ptr[1] == ' ' && strchr(".|~`^", s.ptr[0]))
        s = vnp__str_trim(vnp__str_sub(s, 1, s.len));
    if (s.len > SHORT && s.ptr[s.len - 2] == ' ' && strchr("|~`^", s.ptr[s.len - 1]))
        s = vnp__str_trim(vnp__str_sub(s, 0, s.len - 1));
    else if (s.len > SHORT && s.ptr[s.len - 3] == ' ' && has_speck(s, s.len - 2))
        s = vnp__str_trim(vnp__str_sub(s, 0, s.len - 2));
    return s;
}

static vnp__line_kind kind_of(const vnp__text *text, const vnp__line *line)
{
    vnp_str s = vnp__line_text(text, line);
    if (s.len == 0 || is_dust(s) || is_converters_mark(s)) /* a sheet's empty row has tabs */
        return VNP__LINE_BLANK;
    if (is_drawn(s))
        return memchr(s.ptr, '|', s.len) && !memchr(s.ptr, '-', s.len) ? VNP__LINE_TEXT
                                                                       : VNP__LINE_RULE;
    if (has_tab(text, line, line->end))
        return VNP__LINE_TABBED;
    if (vnp__page_number(s) || is_scanners_mark(s) || is_systems_mark(s) || is_stray_link(text, s))
        return VNP__LINE_FURNITURE;
    return VNP__LINE_TEXT;
}

/* What stands between each line and the text before it. */
static void measure_gaps(const vnp__text *text, vnp__line_list *lines)
{
    uint32_t blanks = 0;
    bool page = false;
    for (uint32_t i = 0; i < lines->count; i++) {
        vnp__line *line = &lines->at[i];
        line->blanks = blanks > UINT8_MAX ? UINT8_MAX : (uint8_t)blanks;
        line->page_before = page;
        if (line->kind == VNP__LINE_BLANK) {
            blanks++;
        } else if (line->kind == VNP__LINE_FURNITURE) {
            page = true;
        } else {
            blanks = 0;
            page = false;
        }
        if (line->raw_end < text->len && text->buf[line->raw_end] == '\f')
            page = true;
    }
}

enum { MAX_INDENT = 24 }; /* what stands further in is a heading in the middle, or in a column */

static vnp__line line_at(const vnp__text *text, uint32_t at)
{
    const char *buf = text->buf;
    vnp__line_scan scan = vnp__scan_line(buf, at, text->len);
    if (scan.end == at)
        return (vnp__line){at, at, at, at, .kind = VNP__LINE_BLANK};
    vnp_str s = without_dust(vnp__str_trim(vnp__str(buf + at, scan.end - at)));
    vnp__line line = {.raw_begin = at, .raw_end = scan.end, .holds = scan.holds};
    line.begin = s.len ? (uint32_t)(s.ptr - buf) : at;
    line.end = line.begin + s.len;
    line.kind = kind_of(text, &line);
    line.columns = scan.holds & VNP__HOLDS_BLANKS &&
                   (line.begin - at > MAX_INDENT || memmem(s.ptr, s.len, "   ", 3));
    line.width = scan.width - vnp__str_width(vnp__str(buf + at, line.begin - at)) -
                 vnp__str_width(vnp__str(buf + line.end, scan.end - line.end));
    return line;
}

/* -------------------------------------------------------------------- tabs */

static uint32_t tab_count(const vnp__text *text, const vnp__line *line)
{
    uint32_t count = 0;
    for (uint32_t i = line->raw_begin; i < line->raw_end; i++)
        count += text->buf[i] == '\t';
    return count;
}

/* Whether a tab stands behind a label: of an entry, or alone in its line. What is in capitals
 * behind one is no value: "Nơi nhận:" stands beside a signer. */
static bool follows_label(vnp_str s, uint32_t at, bool bulleted)
{
    enum { MIN_LETTERS = 4 };
    vnp_str rest = vnp__str_sub(s, at + 1, s.len);
    return at > 0 && s.ptr[at - 1] == ':' &&
           (bulleted ||
            (!memchr(rest.ptr, '\t', rest.len) && !vnp__str_is_upper(rest, MIN_LETTERS)));
}

/*
 * Whether a tab parts cells in the line whatever stands around it. Word processors
 * indent with tabs and put one behind the marker of an entry, and clerks one behind a
 * label: these do not tell a table by themselves.
 */
static bool parts_cells(const vnp__text *text, const vnp__line *line)
{
    vnp__marker marker;
    vnp_str s = vnp__line_text(text, line);
    vnp__marker_read(s, &marker);
    for (uint32_t at = marker.body; at < s.len; at++)
        if (s.ptr[at] == '\t' && !follows_label(s, at, marker.kind == VNP__MARK_BULLET))
            return true;
    return false;
}

/* The first line behind `i` that is not like it: of tabs that may be spacing, with no
 * blank line before. `known` is one that was found for a line before. */
static uint32_t behind_like_lines(const vnp__text *text, const vnp__line_list *lines, uint32_t i,
                                  uint32_t known)
{
    uint32_t k = i + 1;
    if (known > i)
        return known;
    while (k < lines->count && lines->at[k].kind == VNP__LINE_TABBED && lines->at[k].blanks == 0 &&
           !parts_cells(text, &lines->at[k]))
        k++;
    return k;
}

/* A line with words whose tabs may all be spacing. */
static bool may_be_spaced(const vnp__text *text, const vnp__line *line)
{
    return line->kind == VNP__LINE_TABBED && !parts_cells(text, line);
}

/*
 * Many lines on end whose tabs may be spacing are paragraphs, where each begins with a tab or
 * where they stand below a row of three cells and more; a few of them are cells of a row.
 * Makes text of the former; the line behind them.
 */
static uint32_t settle_spaced(const vnp__text *text, vnp__line_list *lines, uint32_t i)
{
    enum {
        INNER_LINES = 4,
        LAST_LINES = 2,
        WIDE = 2 /* tabs */
    };           /* lines of one cell inside a table, at its end */
    const vnp__line *first = &lines->at[i], *above = i > 0 && first->blanks == 0 ? first - 1 : NULL;
    bool wide = above && above->kind == VNP__LINE_TABBED && tab_count(text, above) >= WIDE;
    uint32_t end = i;
    do
        end++;
    while (end < lines->count && lines->at[end].blanks == 0 &&
           may_be_spaced(text, &lines->at[end]) &&
           (wide || text->buf[lines->at[end].raw_begin] == '\t'));
    bool inside =
        end < lines->count && lines->at[end].kind == VNP__LINE_TABBED && lines->at[end].blanks == 0;
    bool many = end - i > (inside ? INNER_LINES : LAST_LINES);
    for (uint32_t k = i; k < end && many && (wide || text->buf[first->raw_begin] == '\t'); k++)
        lines->at[k].kind = VNP__LINE_TEXT;
    return end;
}

/* Whether a line whose tabs may be spacing is a row: between rows, beside one of as many
 * cells, or below one with its first cell empty. `next` is the line behind those like it. */
static bool is_row(const vnp__text *text, const vnp__line_list *lines, uint32_t i, uint32_t next)
{
    const vnp__line *line = &lines->at[i], *below = &lines->at[next];
    const vnp__line *above = i > 0 && line->blanks == 0 ? line - 1 : NULL;
    if (above && above->kind != VNP__LINE_TABBED)
        above = NULL;
    if (above &&
        (text->buf[line->raw_begin] == '\t' || tab_count(text, above) == tab_count(text, line)))
        return true;
    return next < lines->count && below->kind == VNP__LINE_TABBED && below->blanks == 0 &&
           (above || tab_count(text, below) == tab_count(text, line));
}

static void settle_tabs(const vnp__text *text, vnp__line_list *lines)
{
    for (uint32_t i = 0; i < lines->count;)
        i = may_be_spaced(text, &lines->at[i]) ? settle_spaced(text, lines, i) : i + 1;
    for (uint32_t i = 0, next = 0; i < lines->count; i++) {
        vnp__line *line = &lines->at[i];
        if (line->kind != VNP__LINE_TABBED || parts_cells(text, line))
            continue;
        next = behind_like_lines(text, lines, i, next);
        if (!is_row(text, lines, i, next))
            line->kind = VNP__LINE_TEXT;
    }
}

/* A blank line that ends as its page does may stand there without another one. */
static bool ends_page(const vnp__text *text, const vnp__line *line)
{
    return line->raw_end < text->len && text->buf[line->raw_end] == '\f';
}

/* Whether each line end was doubled: then an odd number of blank lines stands between any two. */
static bool is_doubled(const vnp__text *text, const vnp__line_list *lines)
{
    enum { MIN_LINES = 8 };
    uint32_t count = 0, blanks = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        const vnp__line *line = &lines->at[i];
        if (line->kind == VNP__LINE_BLANK) {
            blanks += !ends_page(text, line);
            continue;
        }
        if (count++ > 0 && blanks % 2 == 0)
            return false;
        blanks = 0;
    }
    return count >= MIN_LINES;
}

/* Leaves out the blank lines that doubling brought: rows of tables stand closely, as they did. */
static void undouble(const vnp__text *text, vnp__line_list *lines)
{
    uint32_t kept = 0, blanks = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        const vnp__line line = lines->at[i];
        bool blank = line.kind == VNP__LINE_BLANK && !ends_page(text, &line);
        blanks = line.kind == VNP__LINE_BLANK ? blanks + blank : 0;
        if (!blank || blanks % 2 == 0)
            lines->at[kept++] = line;
    }
    lines->count = kept;
}

/* The storage is taken at once, for it may be a large one. */
void vnp__lines_split(vnp__arena *arena, const vnp__text *text, vnp__line_list *out)
{
    const char *buf = text->buf;
    out->at = vnp__arena_raw(arena, vnp__most_lines(text->buf, text->len) * sizeof *out->at);
    for (uint32_t at = 0; at < text->len;) {
        vnp__line line = line_at(text, at);
        uint32_t end = line.raw_end;
        bool crlf = end + 1 < text->len && buf[end] == '\r' && buf[end + 1] == '\n';
        out->at[out->count++] = line;
        at = end + (crlf ? 2 : 1);
    }
    if (is_doubled(text, out))
        undouble(text, out);
    vnp__numbers_settle(text, out);
    vnp__pages_settle(text, out);
    vnp__pages_mark(arena, text, out);
    measure_gaps(text, out);
    settle_tabs(text, out);
}
