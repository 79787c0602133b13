#include "text/lines.h"

#include "text/chars.h"
#include "text/marker.h"
#include "text/syllable.h"

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

/* "... quy định về hành" / "vi. Mỗi thôn ...": half a word that looks like a figure. */
static bool is_half_word(vnp_str a, vnp_str b, const vnp__marker *marker)
{
    vnp_str label = vnp__marker_label(b, marker);
    if (marker->kind != VNP__MARK_SMALL || ends_closed(a))
        return false;
    label.len -= marker->closed;
    bool counted = a.len > label.len && memcmp(a.ptr, label.ptr, label.len - 1) == 0 &&
                   strchr(".)", a.ptr[label.len - 1]); /* "vi." below "v." */
    return !counted && vnp__syllable_possible(label);
}

bool vnp__text_continues(vnp_str a, vnp_str b)
{
    vnp__marker marker;
    return a.len > 0 && b.len > 0 && unmarked_continues(a, b) &&
           (!vnp__marker_read(b, &marker) || is_half_word(a, b, &marker));
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
    while (count >= 4 && out->spacing < MAX_SPACING &&
           behind[out->spacing + 1] * 100 >= count * SPACED_PERCENT)
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
    vnp_str text;  /* of its last line */
    vnp_str whole; /* of its last lines, with the ends between them */
    uint32_t edge; /* right edge of its last line */
    bool joined;   /* that line went on with another */
    bool listed;   /* the paragraph began with a marker */
    bool apart;    /* blank lines more than usual stand between */
    bool far_apart;
    bool indented; /* its paragraph began so, as they all do, and the line below does not */
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
    while (at < s.len &&
           (vnp__char_is_digit((unsigned char)s.ptr[at]) || strchr(".,/%", s.ptr[at])))
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
    for (; at < s.len && words < MAX_WORDS && vnp__char_is_letter(vnp__char_at(s, at, &len));
         words++) {
        while (at < s.len && vnp__char_is_letter(vnp__char_at(s, at, &len)))
            at += len;
        at += at < s.len && s.ptr[at] == ' ';
    }
    while (at + figures < s.len && figures <= MAX_FIGURES &&
           vnp__char_is_digit((unsigned char)s.ptr[at + figures]))
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
    return close && !memchr(s.ptr, '(', (size_t)(close - s.ptr)) &&
           close - s.ptr > 3; /* "b)", "10)" */
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
    return mark && mark[1] == ' ' && a.ptr + a.len - mark <= MAX_LABEL && next &&
           colon - next <= MAX_LABEL;
}

/* `y` below `a`, with the marker that was read of it. */
static bool text_joins(const vnp__wrap *w, const above *a, vnp_str y, const vnp__marker *marker)
{
    vnp_str x = a->text;
    uint32_t percent = w->exact && !begins_lower(y) ? FULL_EXACT_PERCENT : FULL_PERCENT;
    bool full = is_full(w, a->edge, y, percent), closed = ends_closed(x);
    char last = x.ptr[x.len - 1];
    if (marker->kind != VNP__MARK_NONE && !is_half_word(a->whole, y, marker)) {
        /* a dash or a number that the wrapping brought to the line's head */
        bool lower = begins_lower(vnp__str_sub(y, marker->body, y.len));
        bool range = marker->kind == VNP__MARK_BULLET && marker->body < y.len &&
                     vnp__char_is_digit((unsigned char)last) &&
                     vnp__char_is_digit((unsigned char)y.ptr[marker->body]); /* "2026" / "- 2027" */
        bool slipped = marker->kind == VNP__MARK_BULLET || marker->kind == VNP__MARK_DIGIT;
        if (!slipped || !full || closed || a->apart || last == ',')
            return false;
        bool bare = marker->body == y.len && y.ptr[y.len - 1] == '.'; /* "... Khu vực" / "11." */
        return lower || range || bare ||
               (closes_bracket(y) && has_open_bracket(a->whole)); /* "(đ/c Hà" / "- PHT)" */
    }
    if (unmarked_continues(x, y))
        return !a->far_apart || begins_lower(y);
    if (a->apart)
        return false;
    if (a->indented && full && is_upper_line(x) == is_upper_line(y))
        return true;
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
    return (last != ';' || a->listed || begins_labelled(a->whole)) && !begins_labelled(y) &&
           !vnp__begins_numbered(y) && is_full(w, a->edge, y, w->exact ? 100 : BRIM_PERCENT);
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
           !begins_lower(vnp__line_text(text, b));
}

enum { MAX_HANGING = 12 }; /* a paragraph's indent; further in stand columns */

/* Where lines that go on are flush left, one that is indented begins a paragraph. */
static bool begins_indented(const vnp__text *text, const vnp__wrap *w, const vnp__line *a,
                            const vnp__line *b)
{
    uint32_t indent = b->begin - b->raw_begin, over = a->begin - a->raw_begin;
    return w->flush && indent > w->left && indent <= w->left + MAX_HANGING &&
           (indent == over || over == w->left) && !begins_lower(vnp__line_text(text, b));
}

/* Where paragraphs begin indented, a line at the edge below one of a paragraph. */
static bool stands_below_indented(const vnp__wrap *w, const vnp__line *a, const vnp__line *b)
{
    uint32_t indent = a->begin - a->raw_begin;
    return w->indented && b->begin - b->raw_begin == w->left &&
           (a->joins || (indent > w->left && indent <= w->left + MAX_HANGING));
}

static bool line_joins(const vnp__text *text, const vnp__wrap *w, const vnp__line *a, bool listed,
                       const vnp__line *b, const vnp__marker *marker)
{
    above x = {.text = vnp__line_text(text, a),
               .whole = last_lines(text, a),
               .edge = edge_of(a),
               .joined = a->joins,
               .listed = listed,
               .indented = stands_below_indented(w, a, b)};
    x.apart = b->blanks > w->spacing && !b->page_before;
    x.far_apart = x.apart && b->blanks > 2 * w->spacing;
    /* in spaced text, lines that stand closer are set apart */
    if (b->blanks < w->spacing && !b->page_before && x.edge < w->width / 2)
        x.apart = true;
    return !ends_centred(text, a, b) && !begins_indented(text, w, a, b) &&
           text_joins(w, &x, vnp__line_text(text, b), marker);
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
        if (lines->at[i].kind == VNP__LINE_TEXT &&
            lines->at[i].begin - lines->at[i].raw_begin < left)
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
    enum { MIN_FLUSH = 4, FLUSH_PERCENT = 90, MIN_INDENTED = 12, INDENTED_PERCENT = 85 };
    uint32_t sure = 0, full = 0, flush = 0, hanging = 0, count = 0, width = measure_all(lines);
    uint32_t indented = 0, at_edge = 0; /* lines that surely begin a paragraph */
    const vnp__line *last = NULL;
    vnp__marker marker;
    out->left = left_edge(lines);
    for (uint32_t i = 0; i < lines->count; i++) {
        const vnp__line *line = &lines->at[i];
        if (line->kind != VNP__LINE_TEXT)
            continue;
        vnp_str s = vnp__line_text(text, line);
        count++;
        uint32_t indent = line->begin - line->raw_begin;
        bool room = !last || edge_of(last) + 1 + vnp__first_word_width(s) <= width;
        if (last && begins_lower(s) && !vnp__marker_read(s, &marker)) {
            sure++;
            full += !room;
            bool prose =
                !line->columns && !last->columns; /* cells of a table hang as their columns do */
            flush += prose && indent == out->left;
            hanging += prose && indent > out->left && indent <= out->left + MAX_HANGING;
        } else if (room && !line->columns) {
            indented += indent > out->left && indent <= out->left + MAX_HANGING;
            at_edge += indent == out->left;
        }
        last = line;
    }
    out->width = sure * SURE_SHARE >= count ? width : 0;
    out->exact = full * 100 >= sure * EXACT_PERCENT;
    out->flush = flush >= MIN_FLUSH && flush * 100 >= (flush + hanging) * FLUSH_PERCENT;
    out->indented = out->flush && indented >= MIN_INDENTED &&
                    indented * 100 >= (indented + at_edge) * INDENTED_PERCENT;
}

void vnp__lines_measure(vnp__arena *arena, const vnp__text *text, vnp__wrap *out)
{
    vnp__line_list lines = {0};
    vnp__lines_split(arena, text, &lines);
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
    vnp__lines_split(arena, text, out);
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
            vnp__marker_read(vnp__line_text(text, line), &marker);
            line->joins = last && !last->alone && !line->alone &&
                          line_joins(text, &w, last, listed, line, &marker);
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
