/*
 * Tables whose columns are aligned by blanks, as pdftotext -layout prints them.
 *
 *   TT    Nội dung                 Chủ trì          Thời gian
 *         Kiểm tra an toàn
 *   1     tại chợ, trường học      Công an xã       Quý II
 *   2     Diễn tập                 Các thôn         Quý IV
 *
 * Columns are told by the gutters no line writes into (grid.c), rows by the numbers in the first
 * column (gridrows.c).
 */
#include "block/grid.h"

#include "text/chars.h"
#include "text/marker.h"

enum {
    MAX_LINES = 4000,  /* of one table */
    MIN_FULL = 4,      /* lines of three cells and more that make a table */
    LONE_PERCENT = 80, /* of the table's width: a line of one cell is no wider */
    LONE_LINES = 12,   /* so many of them may follow each other */
    MAX_HEAD_ROWS = 2,
    MIN_CAPITALS = 4, /* letters of a heading all in capitals */
    MIN_HEADING = 2   /* so many lines of them behind the last row are no words of its cells */
};

/* Whether the lines below go on with numbered rows; a number may stand in the middle of its
 * row, below lines that begin in the next column. */
static bool rows_follow(const vnp__grid *g, uint32_t i)
{
    for (uint32_t j = i + 1, lines = 0; j < g->lines->count && lines < LONE_LINES; j++) {
        const vnp__line *line = &g->lines->at[j];
        if (line->kind != VNP__LINE_TEXT)
            continue;
        if (vnp__grid_split(g->arena, g->text, line, j, NULL) < 2)
            return false;
        if (vnp__begins_with_number(g, line) || vnp__tight_number(g, line))
            return true;
        if (g->second == UINT32_MAX || line->begin - line->raw_begin < g->second)
            return false;
        lines++;
    }
    return false;
}

/* Where the words begin beside the first number of a page, so that a number above it as wide as
 * its column is known, too; UINT32_MAX if none is near. */
static uint32_t second_of_page(const vnp__grid *g, uint32_t i)
{
    for (uint32_t j = i, lines = 0; j < g->lines->count && lines < LONE_LINES; j++) {
        const vnp__line *line = &g->lines->at[j];
        if (line->kind != VNP__LINE_TEXT)
            continue;
        if (j > i && line->page_before)
            break;
        if (vnp__grid_split(g->arena, g->text, line, j, NULL) >= 3 &&
            vnp__begins_with_number(g, line))
            return vnp__second_column(g, line);
        lines++;
    }
    return UINT32_MAX;
}

/*
 * A line of one cell that is the text behind the table: set apart at the left, numbered or in
 * a list; or from the column of the numbers (left of the words) into the next one, and no area
 * of rows below.
 */
static bool opens_text(const vnp__grid *g, uint32_t i, uint32_t left)
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

/* The first cell of a line, to the first gap of two blanks. */
static vnp_str first_cell(vnp_str line)
{
    const char *gap = memmem(line.ptr, line.len, "  ", 2);
    return gap ? vnp__str(line.ptr, (size_t)(gap - line.ptr)) : line;
}

static bool same_but_for_blanks(vnp_str a, vnp_str b)
{
    uint32_t i = 0, k = 0;
    for (;; i++, k++) {
        while (i < a.len && a.ptr[i] == ' ')
            i++;
        while (k < b.len && b.ptr[k] == ' ')
            k++;
        if (i == a.len || k == b.len || a.ptr[i] != b.ptr[k])
            return i == a.len && k == b.len;
    }
}

/* "TT" once more, but with other heads beside it: those of the next table. */
static bool begins_another(const vnp__grid *g, const vnp__line *line)
{
    vnp_str head = vnp__line_text(g->text, &g->lines->at[g->first]);
    vnp_str here = vnp__line_text(g->text, line);
    return vnp__str_eq(first_cell(here), first_cell(head)) && !same_but_for_blanks(here, head);
}

/* The lines that may belong to a table that begins at `first`; its end. */
static uint32_t find_end(vnp__grid *g, uint32_t *full)
{
    uint32_t end = g->first, lone = 0, left = UINT32_MAX, right = 0, leftmost = UINT32_MAX;
    uint32_t heading = 0, capitals = 0; /* lines of one cell in capitals since the last row */
    bool apart = false; /* lines of one cell behind a blank: a heading of what comes next */
    *full = 0;
    g->second = UINT32_MAX;
    for (uint32_t i = g->first; i < g->lines->count && i - g->first < MAX_LINES; i++) {
        const vnp__line *line = &g->lines->at[i];
        if (line->kind == VNP__LINE_BLANK || line->kind == VNP__LINE_FURNITURE ||
            (line->kind == VNP__LINE_RULE && end > g->first))
            continue; /* a line may be drawn below the head */
        if (line->kind != VNP__LINE_TEXT || line->raw_end - line->raw_begin > 4 * VNP__GRID_WIDTH)
            break;
        if (line->page_before) { /* columns may stand elsewhere on each page */
            leftmost = g->second < leftmost ? g->second : leftmost;
            g->second = second_of_page(g, i);
        }
        uint32_t count = vnp__grid_split(g->arena, g->text, line, i, NULL);
        if (count == 1 && vnp__tight_number(g, line) && rows_follow(g, i))
            count = 2;
        uint32_t begin = line->begin - line->raw_begin; /* blanks are single bytes */
        bool inside = begin > left && begin + line->width <= right + 2 &&
                      line->width * 100 <= (right - left) * LONE_PERCENT;
        if (count == 1 && (!inside || ++lone > LONE_LINES || opens_text(g, i, left)))
            break;
        /* "(Kèm theo Kế hoạch số      /KH-UBND)" below the heading of an appendix */
        if (apart && capitals && g->text->buf[line->begin] == '(')
            break;
        if (count > 1 && (apart || heading) && begins_another(g, line)) {
            capitals = MIN_HEADING; /* above other heads one line is a heading, too */
            break;
        }
        if (count > 1) {
            lone = heading = capitals = 0;
            apart = false;
            end = i + 1;
            *full += count >= 3;
            uint32_t second = count >= 3 ? vnp__second_column(g, line) : UINT32_MAX;
            g->second = second < g->second ? second : g->second;
            left = begin < left ? begin : left;
            right = begin + line->width > right ? begin + line->width : right;
            continue;
        }
        if (vnp__str_is_upper(vnp__line_text(g->text, line), MIN_CAPITALS) && capitals++ == 0)
            heading = i;
        apart |= line->blanks > 0;
        if (!apart)
            end = i + 1; /* the last words of a cell */
    }
    g->second = leftmost < g->second ? leftmost : g->second;
    return capitals >= MIN_HEADING && heading && heading < end ? heading : end;
}

/* -------------------------------------------------------------------- cells */

/* The blank of a chunk nearest to the gutter behind band b; its end if none is near. */
static uint32_t blank_at_gutter(const vnp__grid *g, const vnp__chunk *c, uint32_t b)
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
static void add_chunk(const vnp__grid *g, vnp__run_builder *cells, const vnp__chunk *c, bool area)
{
    vnp__chunk rest = *c;
    uint32_t b = vnp__band_of(g, rest.column);
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

static void make_row(const vnp__grid *g, const vnp__grid_row *lines, vnp__table *table)
{
    vnp__row row = {.count = g->band_count};
    vnp__run_builder cells[VNP__GRID_BANDS];
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
        for (uint32_t n = 0; n < vnp__chunk_count(g, i); n++)
            add_chunk(g, cells, vnp__chunk_at(g, i, n), lines->kind == VNP__ANCHOR_AREA);
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
static vnp__table *read_table(vnp__grid *g)
{
    vnp__grid_row_list rows = {0};
    uint32_t full;
    g->last = find_end(g, &full);
    if (full < MIN_FULL)
        return NULL;
    vnp__grid_read(g);
    vnp__grid_bands(g);
    if (g->band_count < 3 || !vnp__grid_rows(g, &rows))
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
    uint32_t count = vnp__grid_split(NULL, text, line, i, NULL);
    return count >= 3 || (count == 2 && next->kind == VNP__LINE_TEXT &&
                          vnp__grid_split(NULL, text, next, i, NULL) > 3);
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
        above = line->kind == VNP__LINE_TEXT && vnp__grid_split(NULL, text, line, i, NULL) >= 2;
        if (i >= end)
            tries = TRIES;
        if (!begins || tries == 0)
            continue;
        tries--;
        vnp__grid g = {.arena = arena, .text = text, .lines = lines, .first = i};
        vnp__table *table = read_table(&g);
        end = g.last > end ? g.last : end;
        if (!table)
            continue;
        VNP__PUSH(arena, out, ((vnp__aligned){.first = i, .end = g.last, .table = table}));
        i = g.last - 1;
        above = false;
    }
}
