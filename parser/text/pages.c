#include "text/pages.h"

#include "text/chars.h"
#include "text/marker.h"
#include "text/syllable.h"

enum { MAX_DIGITS = 3 };

/* Takes a number of at most MAX_DIGITS digits and the blanks around it off the front. */
static bool take_number(vnp_str *s)
{
    uint32_t digits = 0;
    *s = vnp__str_trim(*s);
    while (digits < s->len && vnp__char_is_digit((unsigned char)s->ptr[digits]))
        digits++;
    *s = vnp__str_trim(vnp__str_sub(*s, digits, s->len));
    return digits > 0 && digits <= MAX_DIGITS;
}

/* "Trang 2", "trang 2/9", "TRANG 2 / 9". */
static bool is_named_page(vnp_str s)
{
    static const char word[] = "trang";
    for (uint32_t i = 0; i < sizeof word - 1; i++)
        if (i >= s.len || (s.ptr[i] | 0x20) != word[i])
            return false;
    s = vnp__str_sub(s, sizeof word - 1, s.len);
    if (!take_number(&s))
        return false;
    if (s.len == 0 || s.ptr[0] != '/')
        return s.len == 0;
    s = vnp__str_sub(s, 1, s.len);
    return take_number(&s) && s.len == 0;
}

bool vnp__page_number(vnp_str s)
{
    enum { MAX_LEN = 20 };
    uint32_t digits = 0, others = 0;
    if (s.len == 0 || s.len > MAX_LEN)
        return false;
    for (uint32_t i = 0; i < s.len; i++) {
        bool digit = vnp__char_is_digit((unsigned char)s.ptr[i]);
        digits += digit;
        others += !digit && s.ptr[i] != '-' && s.ptr[i] != ' ';
    }
    if (digits == s.len)
        return digits <= MAX_DIGITS;
    if (others > 0)
        return is_named_page(s);
    return digits > 0 && digits <= 2 * MAX_DIGITS && s.ptr[0] == '-' && s.ptr[s.len - 1] == '-';
}

bool vnp__at_page_end(const vnp__text *text, const vnp__line *line)
{
    static const char white[] = " \r\n";
    uint32_t from = line->raw_begin, to = line->raw_end;
    while (from > 0 && strchr(white, text->buf[from - 1]))
        from--;
    while (to < text->len && strchr(white, text->buf[to]))
        to++;
    return (from > 0 && text->buf[from - 1] == '\f') || (to < text->len && text->buf[to] == '\f');
}

/* A number alone that no form feed tells to be a page's. */
static bool is_bare_number(const vnp__text *text, const vnp__line *line)
{
    if (line->kind != VNP__LINE_FURNITURE)
        return false;
    for (uint32_t at = line->begin; at < line->end; at++)
        if (!vnp__char_is_digit((unsigned char)text->buf[at]))
            return false;
    return !vnp__at_page_end(text, line);
}

/* Whether text stands right below a line. */
static bool is_text_below(const vnp__line_list *lines, uint32_t i)
{
    return i + 1 < lines->count && lines->at[i + 1].kind == VNP__LINE_TEXT;
}

/* Numbers far right of the others stay those of pages, in the middle of their lines. */
static void make_text(const vnp__text *text, vnp__line_list *lines, uint32_t first, uint32_t last)
{
    enum { FAR = 12 };
    uint32_t left = UINT32_MAX;
    for (uint32_t i = first; i <= last; i++) {
        uint32_t indent = lines->at[i].begin - lines->at[i].raw_begin;
        if (is_bare_number(text, &lines->at[i]) && indent < left)
            left = indent;
    }
    for (uint32_t i = first; i <= last; i++) {
        vnp__line *line = &lines->at[i];
        if (!is_bare_number(text, line) || line->begin - line->raw_begin > left + FAR)
            continue;
        line->kind = VNP__LINE_TEXT;
        line->alone = true;
    }
}

void vnp__numbers_settle(const vnp__text *text, vnp__line_list *lines)
{
    /* lines of text between two; numbers with text right below them, or any; heads above the first */
    enum { NEAR = 16, SOME = 2, MANY = 4, HEADS = 3 };
    uint32_t first = 0, count = 0, close = 0, apart = 0, above = 0;
    bool begins = false; /* the first of them is 1 */
    for (uint32_t i = 0; i < lines->count; i++) {
        const vnp__line *line = &lines->at[i];
        bool columns =
            line->kind == VNP__LINE_TABBED || (line->holds & VNP__HOLDS_BLANKS && line->columns);
        apart += line->kind == VNP__LINE_TEXT;
        above += line->kind == VNP__LINE_TEXT;
        if (columns || apart > NEAR)
            count = close = 0;
        if (above < HEADS || !is_bare_number(text, line))
            continue;
        if (count == 0) {
            first = i;
            begins = line->end == line->begin + 1 && text->buf[line->begin] == '1';
        }
        apart = 0;
        count++;
        close += is_text_below(lines, i);
        if (count >= MANY || (begins && close >= SOME && close == count)) {
            make_text(text, lines, first, i);
            first = i + 1;
        }
    }
}

/* "3/7", the third page of seven: `*of` is 7; 0 where the line is nothing of that kind. */
static uint32_t page_of_pages(vnp_str s, uint32_t *of)
{
    enum { SHORTEST = 3, LONGEST = 7 };
    uint32_t page = 0;
    *of = 0;
    if (s.len < SHORTEST || s.len > LONGEST || !memchr(s.ptr, '/', s.len))
        return 0;
    for (uint32_t i = 0, behind = 0; i < s.len; i++) {
        uint32_t *number = behind ? of : &page;
        if (s.ptr[i] == '/' && !behind)
            behind = i;
        else if (vnp__char_is_digit((unsigned char)s.ptr[i]))
            *number = *number * 10 + (uint32_t)(s.ptr[i] - '0');
        else
            return 0;
    }
    return page <= *of && *of < 1000 ? page : 0;
}

static uint32_t line_page(const vnp__text *text, const vnp__line *line, uint32_t *of)
{
    return line->kind == VNP__LINE_TEXT ? page_of_pages(vnp__line_text(text, line), of) : 0;
}

/* Whether all such lines count the same pages upwards, and are those of a printed text. */
static bool counts_pages(const vnp__text *text, const vnp__line_list *lines)
{
    enum { MIN_PAGES = 3 };
    uint32_t last = 0, pages = 0, of, count = 0;
    bool feeds = false;
    for (uint32_t i = 0; i < lines->count; i++) {
        uint32_t page = line_page(text, &lines->at[i], &of);
        if (page == 0)
            continue;
        if (count > 0 && (page <= last || of != pages))
            return false; /* points, shares */
        last = page;
        pages = of;
        count++;
        feeds |= vnp__at_page_end(text, &lines->at[i]);
    }
    return count >= MIN_PAGES || feeds;
}

void vnp__pages_settle(const vnp__text *text, vnp__line_list *lines)
{
    uint32_t of;
    if (!counts_pages(text, lines))
        return;
    for (uint32_t i = 0; i < lines->count; i++)
        if (line_page(text, &lines->at[i], &of))
            lines->at[i].kind = VNP__LINE_FURNITURE;
}

/* Lines on both sides of a page break; UINT32_MAX where there is none. */
enum { ABOVE, BELOW, SIDES };
enum { NO_LINE = UINT32_MAX };

typedef struct page_break {
    uint32_t line[SIDES];
} page_break;
VNP_LIST(page_break);

static bool breaks_page(const vnp__text *text, const vnp__line *line)
{
    bool feed = line->raw_end < text->len && text->buf[line->raw_end] == '\f';
    uint32_t of;
    vnp_str s = vnp__line_text(text, line);
    return feed ||
           (line->kind == VNP__LINE_FURNITURE && (vnp__page_number(s) || page_of_pages(s, &of)));
}

static void find_breaks(vnp__arena *arena, const vnp__text *text, const vnp__line_list *lines,
                        page_break_list *out)
{
    uint32_t last = NO_LINE;
    bool open = false; /* a break whose lower line is still to come */
    for (uint32_t i = 0; i < lines->count; i++) {
        const vnp__line *line = &lines->at[i];
        bool is_text = line->kind != VNP__LINE_BLANK && line->kind != VNP__LINE_FURNITURE;
        if (is_text && open) {
            out->at[out->count - 1].line[BELOW] = i;
            open = false;
        }
        if (is_text)
            last = i;
        if (breaks_page(text, line) && !open) {
            VNP__PUSH(arena, out, ((page_break){{last, NO_LINE}}));
            open = true;
        }
    }
}

/*
 * Whether a line may stand at every page: a heading's shape, no entry of a list,
 * no field with its label, no row of a table, no part of a sentence. It may stand
 * at both edges of the page.
 */
static bool may_run(const vnp__text *text, const vnp__line *line)
{
    enum { MIN_LETTERS = 4, GAP = 3 };
    vnp_str s = vnp__line_text(text, line);
    vnp__marker marker;
    uint32_t len, letters = 0, blanks = 0, gaps = 0;
    if (line->kind != VNP__LINE_TEXT || s.len == 0 || vnp__marker_read(s, &marker))
        return false;
    if (vnp__char_is_lower(vnp__char_at(s, 0, &len)) || strchr(".,;:", s.ptr[s.len - 1]))
        return false;
    for (uint32_t at = 0; at < s.len; at += len) {
        uint32_t c = vnp__char_at(s, at, &len);
        letters += vnp__char_is_letter(c);
        blanks = c == ' ' ? blanks + 1 : 0;
        gaps += blanks == GAP;
        if (c == '|' || c == ':' || gaps > 1)
            return false;
    }
    return letters >= MIN_LETTERS;
}

static uint32_t skip_digits(vnp_str s, uint32_t at)
{
    while (at < s.len && vnp__char_is_digit((unsigned char)s.ptr[at]))
        at++;
    return at;
}

/* On a wide page the number stands further away. */
static uint32_t skip_blanks(vnp_str s, uint32_t at)
{
    while (at > 0 && at < s.len && s.ptr[at - 1] == ' ' && s.ptr[at] == ' ')
        at++;
    return at;
}

/* The letter without its tone, which recognition reads now so, now so. */
static uint32_t toneless(vnp_str s, uint32_t at, uint32_t *len)
{
    char vowel;
    vnp__tone tone;
    uint32_t c = vnp__char_at(s, at, len);
    return vnp__vowel_split(vnp__char_lower(c), &vowel, &tone) ? (uint32_t)vowel : c;
}

/* Whether two lines are the same, whatever figures and how many blanks stand in them. */
static bool same_line(vnp_str a, vnp_str b)
{
    uint32_t i = 0, j = 0, len_a, len_b;
    for (;;) {
        i = skip_blanks(a, i);
        j = skip_blanks(b, j);
        uint32_t next_i = skip_digits(a, i), next_j = skip_digits(b, j);
        if ((next_i > i) != (next_j > j))
            return false;
        i = next_i;
        j = next_j;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (toneless(a, i, &len_a) != toneless(b, j, &len_b))
            return false;
        i += len_a;
        j += len_b;
    }
}

/* Marks the lines on one side of all breaks that are like `model`, if there are enough. */
static bool mark_like(const vnp__text *text, vnp__line_list *lines, const page_break_list *breaks,
                      uint32_t side, uint32_t model)
{
    enum { MIN_PAGES = 3, MIN_PERCENT = 40 }; /* left and right pages may differ */
    vnp_str running = vnp__line_text(text, &lines->at[model]);
    uint32_t count = 0;
    for (uint32_t i = 0; i < breaks->count; i++) {
        uint32_t n = breaks->at[i].line[side];
        count += n != NO_LINE && same_line(vnp__line_text(text, &lines->at[n]), running);
    }
    if (count < MIN_PAGES || count * 100 < breaks->count * MIN_PERCENT)
        return false;
    for (uint32_t i = 0; i < breaks->count; i++) {
        uint32_t n = breaks->at[i].line[side];
        if (n != NO_LINE && same_line(vnp__line_text(text, &lines->at[n]), running))
            lines->at[n].kind = VNP__LINE_FURNITURE;
    }
    return true;
}

/* Whether a line in the middle of a sentence is the last one above a page break. */
static bool breaks_off(const vnp__text *text, const vnp__line *line)
{
    enum { FULL = 40 };
    vnp_str s = vnp__line_text(text, line);
    vnp__marker marker;
    uint32_t len;
    if (line->kind != VNP__LINE_TEXT || s.len == 0 || strchr(".;:", s.ptr[s.len - 1]))
        return false;
    return line->width >= FULL || vnp__char_is_lower(vnp__char_at(s, 0, &len)) ||
           vnp__marker_read(s, &marker);
}

/* A short line with small letters too, as a plan's name is in the head of a page. */
static bool is_short_head(const vnp__text *text, const vnp__line *line)
{
    enum { SHORT = 48, MIN_CAPITALS = 2 };
    vnp_str s = vnp__line_text(text, line);
    bool listing = memchr(s.ptr, ',', s.len); /* "Phòng Nội vụ, Công an xã" goes on with the text */
    return may_run(text, line) && line->width <= SHORT && !listing &&
           !vnp__str_is_upper(s, MIN_CAPITALS);
}

/*
 * Short lines right below a page's number, a blank line, and the rest of the sentence that the
 * page broke off: a running head, even if no other page has it.
 */
static void mark_heads_inside(const vnp__text *text, vnp__line_list *lines)
{
    enum { MAX_HEADS = 2 };
    uint32_t last = NO_LINE, len;
    vnp__marker marker;
    for (uint32_t i = 0; i + 1 < lines->count; i++) {
        if (lines->at[i].kind == VNP__LINE_TEXT)
            last = i;
        if (last == NO_LINE || !breaks_page(text, &lines->at[i]) ||
            !breaks_off(text, &lines->at[last]))
            continue;
        uint32_t first = i + 1, end = first, below;
        while (end < lines->count && end - first < MAX_HEADS &&
               is_short_head(text, &lines->at[end]))
            end++;
        if (end == first)
            continue;
        for (below = end; below < lines->count && lines->at[below].kind == VNP__LINE_BLANK;)
            below++;
        if (below == end || below == lines->count || lines->at[below].kind != VNP__LINE_TEXT)
            continue;
        vnp_str rest = vnp__line_text(text, &lines->at[below]);
        if (vnp__char_is_lower(vnp__char_at(rest, 0, &len)) && !vnp__marker_read(rest, &marker))
            for (uint32_t k = first; k < end; k++)
                lines->at[k].kind = VNP__LINE_FURNITURE;
    }
}

/* "| “ VN ." right above a page's number: what recognition reads in the foot of a page. An entry
 * of a list ("- VT") and a row between bars are text. */
static bool is_foot_dust(vnp_str s)
{
    enum { MAX_BYTES = 16, MAX_LETTERS = 2 };
    uint32_t len, letters = 0, marks = 0;
    vnp__marker marker;
    if (vnp__marker_read(s, &marker) || vnp__count_bars(s) > 1)
        return false;
    for (uint32_t at = 0; at < s.len; at += len) {
        uint32_t c = vnp__char_at(s, at, &len);
        if (vnp__char_is_digit(c))
            return false;
        letters += vnp__char_is_letter(c);
        marks += !vnp__char_is_letter(c) && c != ' ';
    }
    return s.len <= MAX_BYTES && letters <= MAX_LETTERS && marks > 0;
}

static void mark_foot_dust(const vnp__text *text, vnp__line_list *lines)
{
    for (uint32_t i = 1; i + 2 < lines->count; i++) {
        vnp__line *line = &lines->at[i];
        uint32_t next = i + 1 + (lines->at[i + 1].kind == VNP__LINE_BLANK);
        if (line->kind == VNP__LINE_TEXT && lines->at[i - 1].kind == VNP__LINE_BLANK &&
            lines->at[next].kind == VNP__LINE_FURNITURE && is_foot_dust(vnp__line_text(text, line)))
            line->kind = VNP__LINE_FURNITURE;
    }
}

void vnp__pages_mark(vnp__arena *arena, const vnp__text *text, vnp__line_list *lines)
{
    enum { DEPTH = 3, FIRST = 4 }; /* a head of so many lines; seen first at so many breaks */
    bool found = true;
    for (int depth = 0; depth < DEPTH && found; depth++) {
        page_break_list breaks = {0};
        find_breaks(arena, text, lines, &breaks);
        found = false;
        for (uint32_t i = 0; i < breaks.count && i < FIRST; i++) {
            for (uint32_t side = 0; side < SIDES; side++) {
                uint32_t n = breaks.at[i].line[side];
                if (n != NO_LINE && may_run(text, &lines->at[n]))
                    found |= mark_like(text, lines, &breaks, side, n);
            }
        }
    }
    mark_heads_inside(text, lines);
    mark_foot_dust(text, lines);
}
