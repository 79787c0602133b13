#include "text/lines.h"

#include "text/chars.h"
#include "text/marker.h"
#include "text/pages.h"

/*
 * WRAP_MAX: text whose typical full line is longer was not wrapped: each line
 * is a paragraph. FULL_PERCENT: how much of the wrap width a line and the next
 * word fill at least when that word did not fit; proportional fonts vary by so
 * much. FULL_EXACT_PERCENT: the same in text wrapped by columns, where the next line
 * begins with a capital: what ended short of the edge may be a heading.
 * BRIM_PERCENT: the same for a line that ends a sentence and may well end the
 * paragraph; in text wrapped by columns such a line must be full exactly.
 */
enum {
    STRETCH = 48, /* lines measured together */
    MAX_INDENT = 24, /* what stands further in is a heading in the middle, or in a column */
    WRAP_MIN = 30,
    WRAP_MAX = 160,
    FULL_PERCENT = 78,
    FULL_EXACT_PERCENT = 92,
    BRIM_PERCENT = 97,
    EXACT_PERCENT = 97,
    SURE_SHARE = 40, /* of so many lines at least one begins inside a sentence */
    SPACED_PERCENT = 70,
    BEYOND_PERCENT = 130,
    MAX_SPACING = 3
};

/* ---------------------------------------------------------------- splitting */

/* Three and more of - = + | _, dashes (U+2010 to U+2015) and blanks. */
static bool is_drawn(vnp_str s)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s.len; i++, count++) {
        if (s.len - i >= 3 && memcmp(s.ptr + i, "\xE2\x80", 2) == 0 && (unsigned char)s.ptr[i + 2] - 0x90u <= 5)
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
    while ((from = memmem(from, (size_t)(end - from), bare.ptr, bare.len)) != NULL) {
        if (from != s.ptr)
            return true;
        from += s.len;
    }
    return false;
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
    return s.len - at >= 2 && (memcmp(s.ptr + at, "\xCB\x86", 2) == 0 || memcmp(s.ptr + at, "\xC2\xAC", 2) == 0);
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
    vnp_str s = vnp__str(text->buf + line->begin, line->end - line->begin);
    if (is_dust(s) || is_converters_mark(s))
        return VNP__LINE_BLANK;
    if (s.len == 0)
        return has_tab(text, line, line->raw_end) ? VNP__LINE_TABBED : VNP__LINE_BLANK;
    if (is_drawn(s))
        return memchr(s.ptr, '|', s.len) && !memchr(s.ptr, '-', s.len) ? VNP__LINE_TEXT : VNP__LINE_RULE;
    if (has_tab(text, line, line->end))
        return VNP__LINE_TABBED;
    if (vnp__page_number(s) || is_stray_link(text, s))
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

static vnp_str content(const vnp__text *text, const vnp__line *line)
{
    return vnp__str(text->buf + line->begin, line->end - line->begin);
}

static uint32_t tab_count(const vnp__text *text, const vnp__line *line)
{
    uint32_t count = 0;
    for (uint32_t i = line->raw_begin; i < line->raw_end; i++)
        count += text->buf[i] == '\t';
    return count;
}

/*
 * Whether a tab parts cells in the line whatever stands around it. Word processors
 * indent with tabs and put one behind the marker of an entry, and clerks one behind the
 * label in it: these do not tell a table by themselves.
 */
static bool parts_cells(const vnp__text *text, const vnp__line *line)
{
    vnp__marker marker;
    vnp_str s = content(text, line);
    vnp__marker_read(s, &marker);
    for (uint32_t at = marker.body; at < s.len; at++)
        if (s.ptr[at] == '\t' && !(marker.kind == VNP__MARK_BULLET && s.ptr[at - 1] == ':'))
            return true;
    return false;
}

/* The first line behind `i` that is not like it: of tabs that may be spacing, with no
 * blank line before. `known` is one that was found for a line before. */
static uint32_t behind_like_lines(const vnp__text *text, const vnp__line_list *lines, uint32_t i, uint32_t known)
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
    return line->kind == VNP__LINE_TABBED && line->begin < line->end && !parts_cells(text, line);
}

/*
 * Many lines on end whose tabs may be spacing are paragraphs, where each begins with a tab or
 * where they stand below a row of three cells and more; a few of them are cells of a row.
 * Makes text of the former; the line behind them.
 */
static uint32_t settle_spaced(const vnp__text *text, vnp__line_list *lines, uint32_t i)
{
    enum { INNER_LINES = 4, LAST_LINES = 2, WIDE = 2 /* tabs */ }; /* lines of one cell inside a table, at its end */
    const vnp__line *first = &lines->at[i], *above = i > 0 && first->blanks == 0 ? first - 1 : NULL;
    bool wide = above && above->kind == VNP__LINE_TABBED && tab_count(text, above) >= WIDE;
    uint32_t end = i;
    do
        end++;
    while (end < lines->count && lines->at[end].blanks == 0 && may_be_spaced(text, &lines->at[end]) &&
           (wide || text->buf[lines->at[end].raw_begin] == '\t'));
    bool inside = end < lines->count && lines->at[end].kind == VNP__LINE_TABBED && lines->at[end].blanks == 0;
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
    if (above && (line->begin == line->end || text->buf[line->raw_begin] == '\t' ||
                  tab_count(text, above) == tab_count(text, line)))
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
            line->kind = line->begin == line->end ? VNP__LINE_BLANK : VNP__LINE_TEXT;
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

/* Fills the empty list: its storage is taken at once, for it may be a large one. */
static void split(vnp__arena *arena, const vnp__text *text, vnp__line_list *out)
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
    vnp__pages_mark(arena, text, out);
    measure_gaps(text, out);
    settle_tabs(text, out);
}

/* ------------------------------------------------------------------ joining */

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

/* The same of a `b` without a marker. */
static bool unmarked_continues(vnp_str a, vnp_str b)
{
    return (begins_lower(b) && !ends_closed(a)) || a.ptr[a.len - 1] == ',';
}

bool vnp__text_continues(vnp_str a, vnp_str b)
{
    vnp__marker marker;
    return a.len > 0 && b.len > 0 && unmarked_continues(a, b) && !vnp__marker_read(b, &marker);
}

/* Nine of ten letters are capitals. More others than a tenth of the bytes settle it,
 * so that of most lines a few words are looked at. */
static bool is_upper_line(vnp_str s)
{
    uint32_t letters = 0, others = 0, len;
    for (uint32_t at = 0; at < s.len && others * 10 <= s.len; at += len) {
        unsigned is = vnp__char_class(vnp__char_at(s, at, &len));
        bool letter = is & VNP__CLASS_LETTER;
        letters += letter;
        others += letter && !(is & VNP__CLASS_UPPER);
    }
    return letters >= 6 && others * 10 <= letters;
}

/* The line's right edge: its indentation counts. */
static uint32_t edge_of(const vnp__line *line)
{
    return line->begin - line->raw_begin + line->width;
}

enum { SMALL = 256 }; /* the width of a line, as a rule */

/* Sorts numbers below SMALL by counting them. */
static void sort_small(uint32_t *at, uint32_t count)
{
    uint8_t times[SMALL] = {0};
    for (uint32_t i = 0; i < count; i++)
        times[at[i]]++;
    for (uint32_t value = 0, i = 0; i < count; value++)
        for (uint32_t n = times[value]; n > 0; n--)
            at[i++] = value;
}

/* Sorts few numbers: Shell's method, whose last rounds have little left to do, where they
 * are not small. */
static void sort(uint32_t *at, uint32_t count)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++)
        most = at[i] > most ? at[i] : most;
    if (most < SMALL && count <= UINT8_MAX) {
        sort_small(at, count);
        return;
    }
    static const uint32_t gaps[] = {57, 23, 10, 4, 1};
    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++) {
        for (uint32_t i = gaps[g], k; i < count; i++) {
            uint32_t value = at[i];
            for (k = i; k >= gaps[g] && at[k - gaps[g]] > value; k -= gaps[g])
                at[k] = at[k - gaps[g]];
            at[k] = value;
        }
    }
}

/* The largest edge that is not alone: several lines end within a few percent of
 * it. A head in two columns or a drawn line may reach further. */
static uint32_t common_edge(const uint32_t *edges, uint32_t count)
{
    uint32_t company = count / 32 + 2;
    for (uint32_t top = count; top > company; top--)
        if (edges[top - company] * 100 >= edges[top - 1] * 96)
            return edges[top - 1];
    return 0;
}

/*
 * The wrap width around a line, measured for a stretch of the text, because an
 * appendix may be printed wider than the plan. 0 where the lines have no common
 * width: a head, a list of recipients, text that was never wrapped.
 */
static uint32_t measure_stretch(const vnp__line_list *lines, uint32_t from, uint32_t to)
{
    uint32_t edges[2 * STRETCH + 1], count = 0, near_full = 0, beyond = 0;
    for (uint32_t i = from; i < to && i < lines->count && count < 2 * STRETCH; i++)
        if (lines->at[i].kind == VNP__LINE_TEXT && !lines->at[i].columns)
            edges[count++] = edge_of(&lines->at[i]);
    if (count < 4)
        return 0;
    sort(edges, count);
    uint32_t full = common_edge(edges, count);
    for (uint32_t i = 0; i < count; i++) {
        near_full += edges[i] * 100 >= full * 80 && edges[i] <= full;
        beyond += edges[i] * 100 > full * 115;
    }
    bool common = near_full * 5 >= count && beyond * 12 <= count;
    return full >= WRAP_MIN && full <= WRAP_MAX && common ? full : 0;
}

/* How many blank lines nearly all lines have in front of them. */
static void measure_spacing(const vnp__line_list *lines, vnp__wrap *out)
{
    uint32_t count = 0, behind[MAX_SPACING + 1] = {0}; /* lines behind so many blank ones or more */
    for (uint32_t i = 0; i < lines->count; i++) {
        if (lines->at[i].kind != VNP__LINE_TEXT)
            continue;
        count++;
        for (uint32_t blanks = 1; blanks <= MAX_SPACING && blanks <= lines->at[i].blanks; blanks++)
            behind[blanks]++;
    }
    out->spacing = 0;
    while (count >= 4 && out->spacing < MAX_SPACING && behind[out->spacing + 1] * 100 >= count * SPACED_PERCENT)
        out->spacing++;
}

/* Whether the line was ended by its width: the next line's first word, or most
 * of it, would have gone past the edge. One that goes far past it was not wrapped. */
static bool is_full(const vnp__wrap *w, uint32_t edge, vnp_str next, uint32_t percent)
{
    return w->width && edge * 100 <= w->width * BEYOND_PERCENT &&
           (edge + 1 + vnp__first_word_width(next)) * 100 > w->width * percent;
}

/* A few words and a colon are a field's label: it opens a line of its own. */
static bool begins_labelled(vnp_str s)
{
    enum { MAX_LABEL = 60 };
    return memchr(s.ptr, ':', s.len < MAX_LABEL ? s.len : MAX_LABEL) != NULL;
}

/* What stands above a line that may go on with it. */
typedef struct above {
    vnp_str text;   /* of its last line */
    vnp_str whole;  /* of its last lines, with the ends between them */
    uint32_t edge;  /* right edge of its last line */
    bool joined;    /* that line went on with another */
    bool listed;    /* the paragraph began with a marker */
    bool apart;     /* blank lines more than usual stand between */
    bool far_apart;
} above;

/* A figure at a line's head that is no marker: "2026", "05/4/2026", "II/2026". */
static bool begins_figure(vnp_str s)
{
    uint32_t at = 0;
    while (at < s.len && strchr("IVX", s.ptr[at]) && s.ptr[at])
        at++;
    if (at > 0 && (at >= s.len || s.ptr[at] != '/'))
        return false;
    at += at > 0;
    return at < s.len && vnp__char_is_digit((unsigned char)s.ptr[at]);
}

/* "0,52; mục tiêu ...": a figure and a mark behind it, as one stands behind a label. */
static bool begins_closed_figure(vnp_str s)
{
    uint32_t at = 0;
    while (at < s.len && (vnp__char_is_digit((unsigned char)s.ptr[at]) || strchr(".,/%", s.ptr[at])))
        at++;
    return at > 0 && vnp__char_is_digit((unsigned char)s.ptr[0]) &&
           (at == s.len || s.ptr[at] == ';' || s.ptr[at - 1] == '.' || s.ptr[at - 1] == ',');
}

bool vnp__begins_numbered(vnp_str s)
{
    enum { MAX_WORDS = 3, MAX_FIGURES = 3 };
    uint32_t len, at = 0, words = 0, figures = 0;
    if (!vnp__char_is_upper(vnp__char_at(s, 0, &len)))
        return false;
    for (; at < s.len && words < MAX_WORDS && vnp__char_is_letter(vnp__char_at(s, at, &len)); words++) {
        while (at < s.len && vnp__char_is_letter(vnp__char_at(s, at, &len)))
            at += len;
        at += at < s.len && s.ptr[at] == ' ';
    }
    while (at + figures < s.len && figures <= MAX_FIGURES && vnp__char_is_digit((unsigned char)s.ptr[at + figures]))
        figures++;
    at += figures;
    return words > 0 && figures > 0 && at + 2 < s.len && s.ptr[at] == '.' && s.ptr[at + 1] == ' ' &&
           vnp__char_is_upper(vnp__char_at(s, at + 2, &len));
}

/* "48/2021/QĐ-" or "48/2021/": a line end inside a number or a double name. */
static bool ends_torn(vnp_str s)
{
    if (s.len < 2 || (s.ptr[s.len - 1] != '-' && s.ptr[s.len - 1] != '/'))
        return false;
    uint32_t before = vnp__char_before(s, s.len - 1);
    return vnp__char_is_letter(before) || vnp__char_is_digit(before);
}

/* "(Cơ quan thực hiện:" at a line's end, or "sản phẩm:" some lines behind it: the bracket
 * is still open. */
static bool has_open_bracket(vnp_str s)
{
    uint32_t open = 0;
    for (uint32_t i = 0; i < s.len; i++) {
        open += s.ptr[i] == '(';
        open -= s.ptr[i] == ')' && open > 0;
    }
    return open > 0;
}

static bool closes_bracket(vnp_str s)
{
    const char *close = memchr(s.ptr, ')', s.len);
    return close && !memchr(s.ptr, '(', (size_t)(close - s.ptr)) && close - s.ptr > 3; /* "b)", "10)" */
}

/* "...; thời gian: quý IV/2026; sản phẩm:" at a line's end: a label among others that have
 * their values, whose own stands on the next line. */
static bool ends_with_open_field(vnp_str s)
{
    enum { MAX_LABEL = 60 };
    if (s.len == 0 || s.ptr[s.len - 1] != ':')
        return false;
    const char *mark = memrchr(s.ptr, ';', s.len);
    for (uint32_t at = s.len - 1; !mark && at > 0; at--) /* "... quý IV/2026. Sản phẩm:" */
        mark = s.ptr[at] == ' ' && s.ptr[at - 1] == '.' ? s.ptr + at - 1 : NULL;
    return mark && s.ptr + s.len - mark <= MAX_LABEL && memchr(s.ptr, ':', (size_t)(mark - s.ptr));
}

/* "... nghiêm trọng. Đơn vị chủ trì:" and "Phòng A; phối hợp: ...": the label of the first of
 * several fields behind a sentence. */
static bool parts_field(vnp_str a, vnp_str b)
{
    enum { MAX_LABEL = 40 };
    if (a.ptr[a.len - 1] != ':')
        return false;
    const char *mark = memrchr(a.ptr, '.', a.len), *colon = memchr(b.ptr, ':', b.len);
    const char *next = colon ? memrchr(b.ptr, ';', (size_t)(colon - b.ptr)) : NULL;
    return mark && mark[1] == ' ' && a.ptr + a.len - mark <= MAX_LABEL && next && colon - next <= MAX_LABEL;
}

/* `y` below `a`, with the marker that was read of it. */
static bool text_joins(const vnp__wrap *w, const above *a, vnp_str y, const vnp__marker *marker)
{
    vnp_str x = a->text;
    uint32_t percent = w->exact && !begins_lower(y) ? FULL_EXACT_PERCENT : FULL_PERCENT;
    bool full = is_full(w, a->edge, y, percent), closed = ends_closed(x);
    char last = x.ptr[x.len - 1];
    if (marker->kind != VNP__MARK_NONE) {
        /* a dash or a number that the wrapping brought to the line's head */
        bool lower = begins_lower(vnp__str_sub(y, marker->body, y.len));
        bool range = marker->kind == VNP__MARK_BULLET && marker->body < y.len && vnp__char_is_digit((unsigned char)last) &&
                     vnp__char_is_digit((unsigned char)y.ptr[marker->body]); /* "2026" / "- 2027" */
        bool slipped = marker->kind == VNP__MARK_BULLET || marker->kind == VNP__MARK_DIGIT;
        if (!slipped || !full || closed || a->apart || last == ',')
            return false;
        return lower || range || (closes_bracket(y) && has_open_bracket(a->whole)); /* "(đ/c Hà" / "- PHT)" */
    }
    if (unmarked_continues(x, y))
        return !a->far_apart || begins_lower(y);
    if (a->apart)
        return false;
    if (ends_torn(x) || ends_with_open_field(a->whole) || parts_field(x, y))
        return true;
    if (!closed && begins_figure(y) && w->width && (a->joined || full))
        return true;
    if (full && last == ':' && begins_closed_figure(y))
        return true;
    if (!full || is_upper_line(x) != is_upper_line(y))
        return false;
    if (has_open_bracket(a->whole))
        return true;
    if (!closed || begins_lower(y))
        return true;
    /* of a line that is as full as can be, a mark is rarely the last word; but
     * the legal bases of an act each close with a semicolon */
    return (last != ';' || a->listed || begins_labelled(a->whole)) && !begins_labelled(y) && !vnp__begins_numbered(y) &&
           is_full(w, a->edge, y, w->exact ? 100 : BRIM_PERCENT);
}

bool vnp__lines_join(const vnp__wrap *w, vnp_str a, vnp_str b)
{
    above x = {.text = a, .whole = a, .edge = vnp__str_width(a)};
    vnp__marker marker;
    vnp__marker_read(b, &marker);
    return text_joins(w, &x, b, &marker);
}

/* `a` and the lines that it went on with, but no more than brackets go over. */
static vnp_str last_lines(const vnp__text *text, const vnp__line *a)
{
    enum { BRACKET_LINES = 8 };
    const vnp__line *first = a;
    while (first->joins && a - first < BRACKET_LINES)
        first--;
    return vnp__str(text->buf + first->begin, a->end - first->begin);
}

/* Lines set far in stand in the middle; what opens the next page at the left is not theirs. */
static bool ends_centred(const vnp__text *text, const vnp__line *a, const vnp__line *b)
{
    enum { FAR_IN = 4 };
    return b->page_before && a->begin - a->raw_begin >= b->begin - b->raw_begin + FAR_IN &&
           !begins_lower(content(text, b));
}

enum { MAX_HANGING = 12 }; /* a paragraph's indent; further in stand columns */

/* Where lines that go on are flush left, one that is indented begins a paragraph. */
static bool begins_indented(const vnp__text *text, const vnp__wrap *w, const vnp__line *a, const vnp__line *b)
{
    uint32_t indent = b->begin - b->raw_begin, over = a->begin - a->raw_begin;
    return w->flush && indent > w->left && indent <= w->left + MAX_HANGING && (indent == over || over == w->left) &&
           !begins_lower(content(text, b));
}

static bool line_joins(const vnp__text *text, const vnp__wrap *w, const vnp__line *a, bool listed,
                       const vnp__line *b, const vnp__marker *marker)
{
    above x = {.text = content(text, a), .whole = last_lines(text, a), .edge = edge_of(a), .joined = a->joins, .listed = listed};
    x.apart = b->blanks > w->spacing && !b->page_before;
    x.far_apart = x.apart && b->blanks > 2 * w->spacing;
    /* in spaced text, lines that stand closer are set apart */
    if (b->blanks < w->spacing && !b->page_before && x.edge < w->width / 2)
        x.apart = true;
    return !ends_centred(text, a, b) && !begins_indented(text, w, a, b) &&
           text_joins(w, &x, content(text, b), marker);
}

/* Of all stretches that have a width, the most frequent one's: the document's. */
static uint32_t measure_all(const vnp__line_list *lines)
{
    enum { WIDTHS = WRAP_MAX + 1 };
    uint32_t votes[WIDTHS] = {0}, best = 0;
    for (uint32_t i = 0; i < lines->count; i += STRETCH)
        votes[measure_stretch(lines, i, i + STRETCH)]++;
    for (uint32_t width = 1; width < WIDTHS; width++)
        if (votes[width] && votes[width] >= votes[best ? best : width])
            best = width;
    return best;
}

static uint32_t left_edge(const vnp__line_list *lines)
{
    uint32_t left = UINT32_MAX;
    for (uint32_t i = 0; i < lines->count; i++)
        if (lines->at[i].kind == VNP__LINE_TEXT && lines->at[i].begin - lines->at[i].raw_begin < left)
            left = lines->at[i].begin - lines->at[i].raw_begin;
    return left;
}

/*
 * The wrap width of the document, 0 when it is not wrapped: in wrapped text many
 * a line begins in lower case. It is wrapped by columns when hardly a line that
 * so surely goes on had room for the next word.
 */
static void measure_wrap(const vnp__text *text, const vnp__line_list *lines, vnp__wrap *out)
{
    enum { MIN_FLUSH = 4, FLUSH_PERCENT = 90 };
    uint32_t sure = 0, full = 0, flush = 0, hanging = 0, count = 0, width = measure_all(lines);
    const vnp__line *last = NULL;
    vnp__marker marker;
    out->left = left_edge(lines);
    for (uint32_t i = 0; i < lines->count; i++) {
        const vnp__line *line = &lines->at[i];
        if (line->kind != VNP__LINE_TEXT)
            continue;
        vnp_str s = content(text, line);
        count++;
        if (last && begins_lower(s) && !vnp__marker_read(s, &marker)) {
            sure++;
            full += edge_of(last) + 1 + vnp__first_word_width(s) > width;
            uint32_t indent = line->begin - line->raw_begin;
            bool prose = !line->columns && !last->columns; /* cells of a table hang as their columns do */
            flush += prose && indent == out->left;
            hanging += prose && indent > out->left && indent <= out->left + MAX_HANGING;
        }
        last = line;
    }
    out->width = sure * SURE_SHARE >= count ? width : 0;
    out->exact = full * 100 >= sure * EXACT_PERCENT;
    out->flush = flush >= MIN_FLUSH && flush * 100 >= (flush + hanging) * FLUSH_PERCENT;
}

void vnp__lines_measure(vnp__arena *arena, const vnp__text *text, vnp__wrap *out)
{
    vnp__line_list lines = {0};
    split(arena, text, &lines);
    measure_spacing(&lines, out);
    measure_wrap(text, &lines, out);
    vnp__arena_drop(arena, lines.at);
}

void vnp__lines_read(vnp__arena *arena, const vnp__text *text, vnp__line_list *out)
{
    vnp__wrap w;
    vnp__line *last = NULL;
    vnp__marker marker;
    bool listed = false;
    split(arena, text, out);
    measure_spacing(out, &w);
    measure_wrap(text, out, &w);
    uint32_t usual = w.width;
    for (uint32_t i = 0; i < out->count; i++) {
        vnp__line *line = &out->at[i];
        if (i % STRETCH == 0 && usual) {
            uint32_t from = i > STRETCH / 2 ? i - STRETCH / 2 : 0;
            w.width = measure_stretch(out, from, i + STRETCH + STRETCH / 2);
            if (w.width == 0)
                w.width = usual;
        }
        switch (line->kind) {
        case VNP__LINE_TEXT:
            vnp__marker_read(content(text, line), &marker);
            line->joins = last && !last->alone && !line->alone && line_joins(text, &w, last, listed, line, &marker);
            if (!line->joins)
                listed = marker.kind != VNP__MARK_NONE;
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
