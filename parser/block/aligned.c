/*
 * Tables whose columns are aligned by blanks, as pdftotext -layout prints them.
 *
 *   TT    Nội dung                 Chủ trì          Thời gian
 *         Kiểm tra an toàn
 *   1     tại chợ, trường học      Công an xã       Quý II
 *   2     Diễn tập                 Các thôn         Quý IV
 *
 * Columns are told by the gutters no line writes into, rows by the numbers in
 * the first column. A number stands on the first line of its row or, where cells
 * are centred, on the middle one; where a row ends is what costs least: rows even
 * around their number, no cell that goes on over the border.
 */
#include "block/block.h"

#include "text/chars.h"
#include "text/marker.h"
#include "text/pages.h"

#include <stdio.h>

enum {
    MAX_BANDS = 24,
    MAX_WIDTH = 512,  /* columns looked at, in code points */
    MAX_LINES = 4000, /* of one table */
    MIN_FULL = 4,     /* lines of three cells and more that make a table */
    MIN_ROWS = 2,
    LONE_PERCENT = 80, /* of the table's width: a line of one cell is no wider */
    LONE_LINES = 12,   /* so many of them may follow each other */
    MAX_ROW_LINES = 40,
    MAX_HEAD_ROWS = 2
};

/* A stretch of text without two blanks in a row. */
typedef struct chunk {
    uint32_t line;
    uint32_t column, end_column; /* code points from the line's begin */
    uint32_t begin, end;         /* in the buffer */
} chunk;
VNP_LIST(chunk);

typedef struct band {
    uint32_t from, to; /* columns; what stands between two bands is the nearer one's */
} band;

typedef struct grid {
    vnp__arena *arena;
    const vnp__text *text;
    const vnp__line_list *lines;
    uint32_t first, last;  /* lines [first, last) */
    uint32_t second;       /* column of the words behind the rows' numbers, UINT32_MAX: unknown */
    vnp_str head;          /* what heads the numbers: "Mã số"; empty: unknown */
    chunk_list chunks;     /* in order of lines and columns */
    uint32_t *line_chunks; /* of each line the index of its first chunk, and one more */
    uint32_t *filled;      /* of the same, how many lines above it have chunks */
    band bands[MAX_BANDS];
    uint32_t band_count;
} grid;

/* ------------------------------------------------------------------- chunks */

static bool is_shown(const vnp__text *text, const vnp__line *line)
{
    return line->kind == VNP__LINE_TEXT ||
           (line->kind == VNP__LINE_FURNITURE && !vnp__at_page_end(text, line));
}

static bool has_gutters(const vnp__line *line)
{
    return line->holds & VNP__HOLDS_GUTTERS;
}

/* Number of chunks of a line; with a list they are added to it. */
static uint32_t split_line(vnp__arena *arena, const vnp__text *text, const vnp__line *line,
                           uint32_t index, chunk_list *out)
{
    if (!out && !(line->holds & VNP__HOLDS_BLANKS))
        return line->begin < line->end;

    uint32_t count = 0, column = 0, blanks = 2, len;
    chunk now = {.line = index};
    for (uint32_t at = line->raw_begin; at < line->raw_end; at += len, column++) {
        unsigned char byte = (unsigned char)text->buf[at];
        vnp_str rest = vnp__str(text->buf + at, line->raw_end - at);
        len = 1;
        if (byte == '|' && has_gutters(line)) {
            blanks += 2;
            continue;
        }
        if (byte <= ' ' || (byte >= 0x80 && vnp__char_is_space(vnp__char_at(rest, 0, &len)))) {
            blanks++;
            continue;
        }
        if (blanks >= 2) {
            if (count++ && out)
                VNP__PUSH(arena, out, now);
            now.begin = at;
            now.column = column;
        }
        blanks = 0;
        now.end = at + len;
        now.end_column = column + 1;
    }
    if (count && out)
        VNP__PUSH(arena, out, now);
    return count;
}

static vnp_str chunk_text(const grid *g, const chunk *c)
{
    return vnp__str(g->text->buf + c->begin, c->end - c->begin);
}

/* ------------------------------------------------------------------- region */

/* The words a line begins with: up to two blanks in a row, or a bar that is a gutter. */
static vnp_str first_chunk(const grid *g, const vnp__line *line)
{
    vnp_str s = vnp__line_text(g->text, line);
    if (has_gutters(line) && s.len > 0 && s.ptr[0] == '|')
        s = vnp__str_trim(vnp__str_sub(s, 1, s.len));
    const char *gap = memmem(s.ptr, s.len, "  ", 2);
    const char *bar = has_gutters(line) ? memchr(s.ptr, '|', s.len) : NULL;
    if (bar && (!gap || bar < gap))
        gap = bar;
    return gap ? vnp__str_trim(vnp__str(s.ptr, (uint32_t)(gap - s.ptr))) : s;
}

static bool begins_with_number(const grid *g, const vnp__line *line)
{
    vnp_str s = first_chunk(g, line);
    return vnp__cell_is_number(s) || vnp__cell_is_roman(s);
}

/* The column of the words behind a row's number; UINT32_MAX where none leads the line. */
static uint32_t second_column(const grid *g, const vnp__line *line)
{
    if (!begins_with_number(g, line))
        return UINT32_MAX;
    vnp_str number = first_chunk(g, line);
    uint32_t at = (uint32_t)(number.ptr + number.len - g->text->buf);
    while (at < line->end &&
           (g->text->buf[at] == ' ' || (g->text->buf[at] == '|' && has_gutters(line))))
        at++;
    return at - line->raw_begin; /* numbers and blanks are single bytes */
}

/*
 * "III KHẮC PHỤC HẬU QUẢ" below "1   Phát tin": a number as wide as its column has but one
 * blank before the column of the words. The bytes of the number, 0 where it is none.
 */
static uint32_t tight_number(const grid *g, const vnp__line *line)
{
    uint32_t indent = line->begin - line->raw_begin;
    if (g->second == UINT32_MAX || indent + 2 > g->second ||
        line->raw_begin + g->second >= line->end)
        return 0;
    vnp_str s = vnp__str(g->text->buf + line->begin, g->second - indent - 1);
    bool parted = s.ptr[s.len] == ' ' && s.ptr[s.len + 1] != ' ' && s.ptr[s.len - 1] != ' ';
    return parted && (vnp__cell_is_number(s) || vnp__cell_is_roman(s)) ? s.len : 0;
}

/* Whether the lines below go on with numbered rows. */
static bool rows_follow(const grid *g, uint32_t i)
{
    for (uint32_t j = i + 1; j < g->lines->count; j++) {
        const vnp__line *line = &g->lines->at[j];
        if (line->kind == VNP__LINE_TEXT)
            return split_line(g->arena, g->text, line, j, NULL) >= 2 &&
                   (begins_with_number(g, line) || tight_number(g, line));
    }
    return false;
}

/*
 * A line of one cell that is the text behind the table: set apart at the left, numbered or in
 * a list; or from the column of the numbers (left of the words) into the next one, and no area
 * of rows below.
 */
static bool opens_text(const grid *g, uint32_t i, uint32_t left)
{
    enum { LABEL_WIDTH = 12 };
    const vnp__line *line = &g->lines->at[i];
    vnp__marker marker;
    vnp_str s = vnp__line_text(g->text, line);
    bool apart = line->blanks > 0 || line->page_before;
    uint32_t begin = line->begin - line->raw_begin;
    if (g->second != UINT32_MAX && begin < g->second && begin + line->width > g->second + 1 &&
        !rows_follow(g, i))
        return true;
    return apart && begin < left + LABEL_WIDTH && vnp__marker_read(s, &marker);
}

/* The lines that may belong to a table that begins at `first`; its end. */
static uint32_t find_end(grid *g, uint32_t *full)
{
    uint32_t end = g->first, lone = 0, left = UINT32_MAX, right = 0;
    bool apart = false; /* lines of one cell behind a blank: a heading of what comes next */
    *full = 0;
    g->second = UINT32_MAX;
    for (uint32_t i = g->first; i < g->lines->count && i - g->first < MAX_LINES; i++) {
        const vnp__line *line = &g->lines->at[i];
        if (line->kind == VNP__LINE_BLANK || line->kind == VNP__LINE_FURNITURE ||
            (line->kind == VNP__LINE_RULE && end > g->first))
            continue; /* a line may be drawn below the head */
        if (line->kind != VNP__LINE_TEXT || line->raw_end - line->raw_begin > 4 * MAX_WIDTH)
            break;
        uint32_t count = split_line(g->arena, g->text, line, i, NULL);
        if (count == 1 && line->blanks == 0 && tight_number(g, line) && rows_follow(g, i))
            count = 2;
        uint32_t begin = line->begin - line->raw_begin; /* blanks are single bytes */
        bool inside = begin > left && begin + line->width <= right + 2 &&
                      line->width * 100 <= (right - left) * LONE_PERCENT;
        if (count == 1 && (!inside || ++lone > LONE_LINES || opens_text(g, i, left)))
            break;
        if (count > 1) {
            lone = 0;
            apart = false;
            end = i + 1;
            *full += count >= 3;
            uint32_t second = count >= 3 ? second_column(g, line) : UINT32_MAX;
            g->second = second < g->second ? second : g->second;
            left = begin < left ? begin : left;
            right = begin + line->width > right ? begin + line->width : right;
            continue;
        }
        apart |= line->blanks > 0;
        if (!apart)
            end = i + 1; /* the last words of a cell */
    }
    return end;
}

/* Cuts the first chunk of a line behind a number of `len` bytes and one blank. */
static void cut_number(grid *g, uint32_t first, uint32_t len)
{
    VNP__PUSH(g->arena, &g->chunks, g->chunks.at[first]);
    memmove(&g->chunks.at[first + 1], &g->chunks.at[first],
            (g->chunks.count - first - 1) * sizeof *g->chunks.at);
    chunk *number = &g->chunks.at[first], *words = number + 1;
    number->end = number->begin + len;
    number->end_column = number->column + len;
    words->begin = number->end + 1;
    words->column = number->end_column + 1;
}

/* Whether the chunks from `first` on are the numbers of the columns, "(1)", "(2)", "(3)" ...:
 * they say nothing, and stand below each head that is printed again. */
static bool are_column_numbers(const grid *g, uint32_t first)
{
    enum { MIN_COLUMNS = 3 };
    const char *buf = g->text->buf;
    for (uint32_t i = first; i < g->chunks.count; i++) {
        char number[16];
        vnp_str s =
            vnp__str(buf + g->chunks.at[i].begin, g->chunks.at[i].end - g->chunks.at[i].begin);
        snprintf(number, sizeof number, "(%u)", i - first + 1);
        if (!vnp__str_eq(s, vnp__str_c(number)))
            return false;
    }
    return g->chunks.count - first >= MIN_COLUMNS;
}

/* The number that a chunk is, "12" or "12."; 0 of other texts. */
static uint32_t chunk_number(const grid *g, const chunk *c)
{
    enum { MOST = 10000 };
    vnp_str s = chunk_text(g, c);
    uint32_t at = 0, value = 0;
    for (; at < s.len && vnp__char_is_digit((unsigned char)s.ptr[at]) && value < MOST; at++)
        value = value * 10 + (uint32_t)(s.ptr[at] - '0');
    return at == s.len || (at + 1 == s.len && s.ptr[at] == '.') ? value : 0;
}

/* Whether the chunks of a line from `first` on are a page's number: alone, and no row's, which
 * would go on with the last one's. */
static bool is_page_number(const grid *g, const vnp__line *line, uint32_t first, uint32_t last)
{
    return last && line->kind == VNP__LINE_FURNITURE &&
           chunk_number(g, &g->chunks.at[first]) != last + 1;
}

static void read_chunks(grid *g)
{
    uint32_t last = 0; /* number of a row */
    g->line_chunks = vnp__arena_get(g->arena, (g->last - g->first + 1) * sizeof *g->line_chunks);
    g->filled = vnp__arena_get(g->arena, (g->last - g->first + 1) * sizeof *g->filled);
    for (uint32_t i = g->first; i < g->last; i++) {
        const vnp__line *line = &g->lines->at[i];
        uint32_t first = g->line_chunks[i - g->first] = g->chunks.count;
        if (i > g->first)
            g->filled[i - g->first] =
                g->filled[i - g->first - 1] + (first > g->line_chunks[i - g->first - 1]);
        if (!is_shown(g->text, line) || split_line(g->arena, g->text, line, i, &g->chunks) == 0)
            continue;
        if (are_column_numbers(g, first) || is_page_number(g, line, first, last))
            g->chunks.count = first;
        const chunk *lead = &g->chunks.at[first];
        uint32_t own =
            g->chunks.count > first && lead->column < g->second ? chunk_number(g, lead) : 0;
        last = own ? own : last;
        uint32_t number = g->chunks.count > first ? tight_number(g, line) : 0;
        if (number)
            cut_number(g, first, number);
    }
    uint32_t count = g->last - g->first;
    g->line_chunks[count] = g->chunks.count;
    g->filled[count] =
        count ? g->filled[count - 1] + (g->chunks.count > g->line_chunks[count - 1]) : 0;
}

static uint32_t chunk_count(const grid *g, uint32_t line)
{
    return g->line_chunks[line - g->first + 1] - g->line_chunks[line - g->first];
}

/* Lines with chunks in [from, to). */
static int lines_between(const grid *g, uint32_t from, uint32_t to)
{
    return (int)(g->filled[to - g->first] - g->filled[from - g->first]);
}

static const chunk *chunk_at(const grid *g, uint32_t line, uint32_t n)
{
    return &g->chunks.at[g->line_chunks[line - g->first] + n];
}

/* -------------------------------------------------------------------- bands */

/* Counts which columns the letters of a chunk stand in. */
static void cover_chunk(const grid *g, const chunk *c, uint32_t *cover)
{
    uint32_t column = c->column, len;
    for (uint32_t at = c->begin; at < c->end && column < MAX_WIDTH; at += len, column++) {
        vnp_str rest = vnp__str(g->text->buf + at, c->end - at);
        cover[column] += vnp__char_at(rest, 0, &len) != ' ';
    }
}

/* Where no cell begins, words of a long cell stand alone: they are the band's before. */
static void join_bands(grid *g, const uint32_t *begins)
{
    uint32_t kept = 0;
    for (uint32_t b = 0; b < g->band_count; b++) {
        uint32_t count = 0;
        for (uint32_t c = g->bands[b].from; c < g->bands[b].to; c++)
            count += begins[c];
        if (kept > 0 && count < 2)
            g->bands[kept - 1].to = g->bands[b].to;
        else
            g->bands[kept++] = g->bands[b];
    }
    g->band_count = kept;
}

/* Gutters are what hardly any of the full lines writes into, and where most of
 * them have more than the blank between two words. */
static void find_bands(grid *g)
{
    uint32_t cover[MAX_WIDTH] = {0}, inner[MAX_WIDTH] = {0}, begins[MAX_WIDTH] = {0}, full = 0;
    for (uint32_t i = g->first; i < g->last; i++) {
        if (chunk_count(g, i) < 3)
            continue;
        full++;
        for (uint32_t n = 0; n < chunk_count(g, i); n++) {
            const chunk *c = chunk_at(g, i, n);
            cover_chunk(g, c, cover);
            for (uint32_t k = c->column; k < c->end_column && k < MAX_WIDTH; k++)
                inner[k]++;
        }
    }
    bool inside = false;
    for (uint32_t c = 0; c < MAX_WIDTH; c++) {
        bool gutter = cover[c] <= full / 25 && inner[c] * 2 <= full;
        if (!gutter && !inside) {
            if (g->band_count == MAX_BANDS)
                break;
            g->bands[g->band_count++].from = c;
        }
        if (!gutter)
            g->bands[g->band_count - 1].to = c + 1;
        inside = !gutter;
    }
    for (uint32_t i = 0; i < g->chunks.count; i++)
        begins[g->chunks.at[i].column < MAX_WIDTH ? g->chunks.at[i].column : MAX_WIDTH - 1]++;
    join_bands(g, begins);
}

/* The band a column belongs to: the one it stands in, else the nearest. */
static uint32_t band_of(const grid *g, uint32_t column)
{
    for (uint32_t b = 0; b + 1 < g->band_count; b++) {
        if (column < g->bands[b].to)
            return b;
        if (column < g->bands[b + 1].from)
            return column - g->bands[b].to < g->bands[b + 1].from - column ? b : b + 1;
    }
    return g->band_count - 1;
}

/* ------------------------------------------------------------------ anchors */

typedef enum anchor_kind {
    ANCHOR_NONE,
    ANCHOR_HEAD,
    ANCHOR_ROW,
    ANCHOR_AREA,
    ANCHOR_SUM
} anchor_kind;

/* "B    Phương án ứng phó": a capital letter and the area's name. */
static bool is_area_letter(const grid *g, uint32_t line, vnp_str s)
{
    while (s.len && s.ptr[s.len - 1] == '.')
        s.len--;
    return s.len == 1 && s.ptr[0] >= 'A' && s.ptr[0] <= 'H' && chunk_count(g, line) == 2;
}

static bool begins_upper(const grid *g, const chunk *c)
{
    uint32_t len;
    return vnp__char_is_upper(vnp__char_at(chunk_text(g, c), 0, &len));
}

/* "Tổng cộng    100    78,5": a text and figures, without a number before them; not the words
 * that a cell goes on with. */
static bool is_sum(const grid *g, uint32_t line)
{
    for (uint32_t n = 1; n < chunk_count(g, line); n++) {
        vnp_str s = chunk_text(g, chunk_at(g, line, n));
        for (uint32_t i = 0; i < s.len; i++)
            if (!strchr("0123456789.,", s.ptr[i]))
                return false;
    }
    return chunk_count(g, line) >= 3 &&
           (g->lines->at[line].blanks > 0 || begins_upper(g, chunk_at(g, line, 0)));
}

static bool is_blank(const grid *g, uint32_t line)
{
    return line >= g->lines->count || g->lines->at[line].kind == VNP__LINE_BLANK;
}

/* "      Tiêu chí 2. Nhân lực y tế": words that no cell stands beside, over the gutters, with
 * blank lines around or with a number, name an area of rows. */
static bool is_area_line(const grid *g, uint32_t line)
{
    const vnp__line *l = &g->lines->at[line];
    if (chunk_count(g, line) != 1 || !begins_upper(g, chunk_at(g, line, 0)))
        return false;
    const chunk *c = chunk_at(g, line, 0);
    bool over = band_of(g, c->end_column - 1) >= band_of(g, c->column) + 2;
    bool apart = (l->blanks > 0 && !l->page_before && is_blank(g, line + 1)) ||
                 vnp__begins_numbered(chunk_text(g, c));
    return band_of(g, c->column) == 1 && (over || apart);
}

/* What the first column says of a line. */
static anchor_kind anchor_of(const grid *g, uint32_t line)
{
    if (chunk_count(g, line) == 0)
        return ANCHOR_NONE;
    const chunk *c = chunk_at(g, line, 0);
    vnp_str s = chunk_text(g, c);
    if (band_of(g, c->column) != 0 && is_sum(g, line))
        return ANCHOR_SUM;
    if (g->head.len && is_area_line(g, line))
        return ANCHOR_AREA;
    if (band_of(g, c->column) != 0 || band_of(g, c->end_column - 1) != 0)
        return ANCHOR_NONE;
    if (vnp__cell_is_roman(s) || is_area_letter(g, line, s))
        return ANCHOR_AREA;
    if (vnp__cell_is_number(s))
        return ANCHOR_ROW;
    /* "TT"; or what the table begins with, here or printed again: "Mã số" */
    bool head = vnp__str_is_upper(s, 1) || vnp__str_eq(s, g->head);
    return vnp__first_letter(s, 0) && head ? ANCHOR_HEAD : ANCHOR_NONE;
}

/* --------------------------------------------------------------------- rows */

/* A row: lines [top, bottom) with the number on line `anchor`. */
typedef struct span_of_lines {
    uint32_t top, bottom, anchor;
    anchor_kind kind;
} span_of_lines;
VNP_LIST(span_of_lines);

static bool begins_lower(const grid *g, const chunk *c)
{
    uint32_t len;
    return vnp__char_is_lower(vnp__char_at(chunk_text(g, c), 0, &len));
}

static bool ends_open(const grid *g, const chunk *c)
{
    char last = g->text->buf[c->end - 1];
    return last == ',' || last == '-' || last == '(' || last == '/';
}

static const chunk *chunk_in_band(const grid *g, uint32_t line, uint32_t b)
{
    for (uint32_t n = 0; n < chunk_count(g, line); n++)
        if (band_of(g, chunk_at(g, line, n)->column) == b)
            return chunk_at(g, line, n);
    return NULL;
}

/* What it costs that a row begins at `line` and another ends right above it. */
static int border_cost(const grid *g, uint32_t line)
{
    enum { GOES_ON = 6, OPEN = 4, BLANK = -8, PAGE = -2, FRESH = -2 };
    const vnp__line *l = &g->lines->at[line];
    int cost = l->page_before ? PAGE : l->blanks ? BLANK : 0;
    bool fresh = false;
    uint32_t above = line;
    while (above > g->first && chunk_count(g, above - 1) == 0)
        above--;
    for (uint32_t b = 1; b < g->band_count; b++) {
        const chunk *here = chunk_in_band(g, line, b);
        const chunk *over = above > g->first ? chunk_in_band(g, above - 1, b) : NULL;
        if (!here)
            continue;
        cost += begins_lower(g, here) ? GOES_ON : 0;
        cost += over && ends_open(g, over) ? OPEN : 0;
        fresh |= !begins_lower(g, here);
    }
    return cost + (fresh ? FRESH : 0);
}

/* Whether the lines below an area's first, up to a blank one, have nothing but the rest of its name. */
static bool holds_name_only(const grid *g, const span_of_lines *row)
{
    if (row->bottom >= g->last || !g->lines->at[row->bottom].blanks)
        return false;
    for (uint32_t i = row->anchor + 1; i < row->bottom; i++)
        if (chunk_count(g, i) > 0 &&
            (g->lines->at[i].blanks || chunk_count(g, i) != 1 || !chunk_in_band(g, i, 1)))
            return false;
    return true;
}

/* How far a row is from standing below its number, or even around it: `centred`
 * says which of the two the table's rows do. */
static int balance_cost(const grid *g, const span_of_lines *row, bool centred)
{
    enum { UNEVEN = 4, OTHER_WAY = 1, AREA_LINE = 16, AREA_REST = 4 };
    int above = lines_between(g, row->top, row->anchor),
        below = lines_between(g, row->anchor + 1, row->bottom);
    if (row->kind == ANCHOR_AREA && above == 0 && below > 0 && holds_name_only(g, row))
        return AREA_REST * below;
    if (row->kind == ANCHOR_AREA || row->kind == ANCHOR_SUM)
        return AREA_LINE * (above + below);
    if (above == 0)
        return centred && below > 0 ? OTHER_WAY * below : 0;
    int excess = above > below ? above - below : below - above;
    return (centred ? 0 : OTHER_WAY) + (excess > 1 ? UNEVEN * (excess - 1) : excess);
}

/* The lines a row may end before: behind its number, up to the next row's. */
typedef struct border {
    uint32_t line;
    int cost;      /* of all rows above it */
    uint32_t from; /* the border above, of the row before */
} border;

typedef struct border_list {
    border *at;
    uint32_t count;
} border_list;

static void list_borders(const grid *g, const span_of_lines *row, const span_of_lines *next,
                         border_list *out)
{
    for (uint32_t b = next->anchor; b > row->anchor && next->anchor - b < MAX_ROW_LINES; b--)
        if (chunk_count(g, b) > 0)
            VNP__PUSH(g->arena, out, ((border){.line = b}));
}

/* The cheapest borders of all rows together; gives what they cost. */
static int choose_borders(const grid *g, span_of_lines_list *rows, bool centred)
{
    border_list *all = vnp__arena_get(g->arena, (rows->count + 1) * sizeof *all);
    VNP__PUSH(g->arena, &all[0], ((border){.line = rows->at[0].top}));
    for (uint32_t r = 0; r < rows->count; r++) {
        border_list *to = &all[r + 1];
        if (r + 1 < rows->count)
            list_borders(g, &rows->at[r], &rows->at[r + 1], to);
        else
            VNP__PUSH(g->arena, to, ((border){.line = g->last}));
        for (uint32_t k = 0; k < to->count; k++) {
            int own = r + 1 < rows->count ? border_cost(g, to->at[k].line) : 0;
            to->at[k].cost = INT32_MAX;
            for (uint32_t j = 0; j < all[r].count; j++) {
                span_of_lines row = rows->at[r];
                row.top = all[r].at[j].line;
                row.bottom = to->at[k].line;
                int cost = all[r].at[j].cost + own + balance_cost(g, &row, centred);
                if (cost < to->at[k].cost) {
                    to->at[k].cost = cost;
                    to->at[k].from = j;
                }
            }
        }
    }
    int total = all[rows->count].at[0].cost;
    for (uint32_t r = rows->count, k = 0; r-- > 0;) {
        rows->at[r].bottom = all[r + 1].at[k].line;
        k = all[r + 1].at[k].from;
        rows->at[r].top = all[r].at[k].line;
    }
    return total;
}

/* The words that stand in the column of the numbers, above the first of these. */
static void find_head(grid *g)
{
    for (uint32_t i = g->first; i < g->last && !g->head.len; i++) {
        const chunk *c = chunk_count(g, i) ? chunk_at(g, i, 0) : NULL;
        if (!c || band_of(g, c->column) != 0 || band_of(g, c->end_column - 1) != 0)
            continue;
        if (!vnp__first_letter(chunk_text(g, c), 0))
            return;
        g->head = chunk_text(g, c);
    }
}

static bool find_rows(grid *g, span_of_lines_list *rows)
{
    uint32_t numbers = 0;
    find_head(g);
    for (uint32_t i = g->first; i < g->last; i++) {
        anchor_kind kind = anchor_of(g, i);
        if (kind == ANCHOR_NONE)
            continue;
        if (kind == ANCHOR_HEAD && rows->count > 0 && rows->at[rows->count - 1].kind == ANCHOR_HEAD)
            continue;
        numbers += kind == ANCHOR_ROW;
        VNP__PUSH(g->arena, rows,
                  ((span_of_lines){.top = i, .bottom = i + 1, .anchor = i, .kind = kind}));
    }
    if (numbers < MIN_ROWS || rows->at[0].kind >= ANCHOR_AREA)
        return false;
    rows->at[0].top = g->first;
    int below = choose_borders(g, rows, false);
    if (choose_borders(g, rows, true) > below)
        choose_borders(g, rows, false);
    return true;
}

/* -------------------------------------------------------------------- cells */

/* The blank of a chunk nearest to the gutter behind band b; its end if none is near. */
static uint32_t blank_at_gutter(const grid *g, const chunk *c, uint32_t b)
{
    enum { NEAR = 3 };
    uint32_t best = c->end, distance = NEAR + 1, column = c->column, len;
    for (uint32_t at = c->begin; at < c->end; at += len, column++) {
        vnp_str rest = vnp__str(g->text->buf + at, c->end - at);
        uint32_t to = g->bands[b].to, from = g->bands[b + 1].from;
        uint32_t away = column + 1 < to ? to - column - 1 : column > from ? column - from : 0;
        if (vnp__char_at(rest, 0, &len) == ' ' && away < distance) {
            distance = away;
            best = at;
        }
    }
    return best;
}

/*
 * Adds a chunk to the cells it lies in. Only one blank may part two columns on a
 * full line: a chunk over several bands is cut at the blank in the gutter.
 */
static void add_chunk(const grid *g, vnp__run_builder *cells, const chunk *c, bool area)
{
    chunk rest = *c;
    uint32_t b = band_of(g, rest.column);
    while (!area && b + 1 < g->band_count && rest.end_column > g->bands[b + 1].from + 1) {
        uint32_t cut = blank_at_gutter(g, &rest, b);
        if (cut == rest.end)
            break;
        vnp__run_add(&cells[b], rest.begin, cut);
        rest.column += vnp__str_width(vnp__str(g->text->buf + rest.begin, cut - rest.begin)) + 1;
        rest.begin = cut + 1;
        b++;
    }
    vnp__run_add(&cells[b], rest.begin, rest.end);
}

static void make_row(const grid *g, const span_of_lines *lines, vnp__table *table)
{
    vnp__row row = {.count = g->band_count};
    vnp__run_builder cells[MAX_BANDS];
    row.cells = vnp__arena_get(g->arena, row.count * sizeof *row.cells);
    for (uint32_t b = 0; b < g->band_count; b++)
        vnp__run_begin_in(&cells[b], g->arena, g->text->buf, g->text->fold);
    for (uint32_t i = lines->top; i < lines->bottom; i++) {
        const vnp__line *line = &g->lines->at[i];
        row.page_before |= i == lines->top && line->page_before;
        /* a page number is no cell, a row's number that stands alone is */
        if (line->kind == VNP__LINE_FURNITURE && i != lines->anchor)
            continue;
        for (uint32_t b = 0; b < g->band_count; b++)
            vnp__run_gap(&cells[b], VNP__GAP_LINE);
        for (uint32_t n = 0; n < chunk_count(g, i); n++)
            add_chunk(g, cells, chunk_at(g, i, n), lines->kind == ANCHOR_AREA);
    }
    for (uint32_t b = 0; b < g->band_count; b++)
        vnp__run_end(&cells[b], &row.cells[b]);
    VNP__PUSH(g->arena, &table->rows, row);
}

static bool same_row(const vnp__row *a, const vnp__row *b)
{
    for (uint32_t i = 0; i < a->count; i++)
        if (!vnp__str_eq(vnp__run_text(&a->cells[i]), vnp__run_text(&b->cells[i])))
            return false;
    return true;
}

/* The table that begins at g->first; NULL where there is none. g->last becomes the
 * end of what was looked at. */
static vnp__table *read_table(grid *g)
{
    span_of_lines_list rows = {0};
    uint32_t full;
    g->last = find_end(g, &full);
    if (full < MIN_FULL)
        return NULL;
    read_chunks(g);
    find_bands(g);
    if (g->band_count < 3 || !find_rows(g, &rows))
        return NULL;
    vnp__table *table = VNP__NEW(g->arena, vnp__table);
    table->columns = g->band_count;
    uint32_t repeated = 0; /* rows of the head, printed again on the next page */
    for (uint32_t r = 0; r < rows.count; r++) {
        make_row(g, &rows.at[r], table);
        bool again = r > repeated && repeated < MAX_HEAD_ROWS &&
                     same_row(&table->rows.at[table->rows.count - 1], &table->rows.at[repeated]);
        repeated = again ? repeated + 1 : 0;
        table->rows.count -= again;
    }
    return table;
}

/* "(Kèm theo Kế hoạch số       /KH-UBND ngày    /02/2026": places left open part no cells. */
static bool is_caption(const vnp__text *text, const vnp__line *line)
{
    vnp_str s = vnp__line_text(text, line);
    const char *gap = s.ptr[0] == '(' ? memmem(s.ptr, s.len, "  ", 2) : NULL;
    return gap && !memchr(s.ptr, ')', (size_t)(gap - s.ptr));
}

/*
 * Where a table may begin: three cells on a line that no other line of cells precedes; or two
 * right above a line of more, the first words of heads that need several lines.
 */
static bool may_begin(const vnp__text *text, const vnp__line_list *lines, uint32_t i, bool above)
{
    const vnp__line *line = &lines->at[i], *next = i + 1 < lines->count ? line + 1 : line;
    bool apart = line->blanks > 0 || line->page_before || !above;
    if (line->kind != VNP__LINE_TEXT || !apart || is_caption(text, line))
        return false;
    uint32_t count = split_line(NULL, text, line, i, NULL);
    return count >= 3 || (count == 2 && next->kind == VNP__LINE_TEXT &&
                          split_line(NULL, text, next, i, NULL) > 3);
}

void vnp__aligned_tables(vnp__arena *arena, const vnp__text *text, const vnp__line_list *lines,
                         vnp__aligned_list *out)
{
    enum { TRIES = 8 }; /* in one stretch of lines of cells, so that cost stays linear */
    uint32_t end = 0, tries = 0;
    bool above = false; /* the text line before has cells too */
    for (uint32_t i = 0; i < lines->count; i++) {
        const vnp__line *line = &lines->at[i];
        if (line->kind == VNP__LINE_BLANK || line->kind == VNP__LINE_FURNITURE)
            continue;
        bool begins = may_begin(text, lines, i, above);
        above = line->kind == VNP__LINE_TEXT && split_line(NULL, text, line, i, NULL) >= 2;
        if (i >= end)
            tries = TRIES;
        if (!begins || tries == 0)
            continue;
        tries--;
        grid g = {.arena = arena, .text = text, .lines = lines, .first = i};
        vnp__table *table = read_table(&g);
        end = g.last > end ? g.last : end;
        if (!table)
            continue;
        VNP__PUSH(arena, out, ((vnp__aligned){.first = i, .end = g.last, .table = table}));
        i = g.last - 1;
        above = false;
    }
}
