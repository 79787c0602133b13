/*
 * The rows of a grid: a number stands on the first line of its row or, where cells are centred, on
 * the middle one; where a row ends is what costs least: rows even around their number, no cell
 * that goes on over the border.
 */
#include "block/grid.h"

#include "text/chars.h"
#include "text/marker.h"

enum { MIN_ROWS = 2, MAX_ROW_LINES = 40 };

/* Lines with chunks in [from, to). */
static int lines_between(const vnp__grid *g, uint32_t from, uint32_t to)
{
    return (int)(g->filled[to - g->first] - g->filled[from - g->first]);
}

/* "B    Phương án ứng phó": a capital letter and the area's name. */
static bool is_area_letter(const vnp__grid *g, uint32_t line, vnp_str s)
{
    while (s.len && s.ptr[s.len - 1] == '.')
        s.len--;
    return s.len == 1 && s.ptr[0] >= 'A' && s.ptr[0] <= 'H' && vnp__chunk_count(g, line) == 2;
}

static bool begins_upper(const vnp__grid *g, const vnp__chunk *c)
{
    uint32_t len;
    return vnp__char_is_upper(vnp__char_at(vnp__chunk_text(g, c), 0, &len));
}

/* "Tổng cộng    100    78,5": a text and figures, without a number before them; not the words
 * that a cell goes on with. */
static bool is_sum(const vnp__grid *g, uint32_t line)
{
    for (uint32_t n = 1; n < vnp__chunk_count(g, line); n++) {
        vnp_str s = vnp__chunk_text(g, vnp__chunk_at(g, line, n));
        for (uint32_t i = 0; i < s.len; i++)
            if (!strchr("0123456789.,", s.ptr[i]))
                return false;
    }
    return vnp__chunk_count(g, line) >= 3 &&
           (g->lines->at[line].blanks > 0 || begins_upper(g, vnp__chunk_at(g, line, 0)));
}

static bool is_blank(const vnp__grid *g, uint32_t line)
{
    return line >= g->lines->count || g->lines->at[line].kind == VNP__LINE_BLANK;
}

/* "      Tiêu chí 2. Nhân lực y tế": words that no cell stands beside, over the gutters, with
 * blank lines around or with a number, name an area of rows. */
static bool is_area_line(const vnp__grid *g, uint32_t line)
{
    const vnp__line *l = &g->lines->at[line];
    if (vnp__chunk_count(g, line) != 1 || !begins_upper(g, vnp__chunk_at(g, line, 0)))
        return false;
    const vnp__chunk *c = vnp__chunk_at(g, line, 0);
    bool over = vnp__band_of(g, c->end_column - 1) >= vnp__band_of(g, c->column) + 2;
    bool apart = (l->blanks > 0 && !l->page_before && is_blank(g, line + 1)) ||
                 vnp__begins_numbered(vnp__chunk_text(g, c));
    return vnp__band_of(g, c->column) == 1 && (over || apart);
}

/* What the first column says of a line. */
static vnp__anchor anchor_of(const vnp__grid *g, uint32_t line)
{
    if (vnp__chunk_count(g, line) == 0)
        return VNP__ANCHOR_NONE;
    const vnp__chunk *c = vnp__chunk_at(g, line, 0);
    vnp_str s = vnp__chunk_text(g, c);
    if (vnp__band_of(g, c->column) != 0 && is_sum(g, line))
        return VNP__ANCHOR_SUM;
    if (g->head.len && is_area_line(g, line))
        return VNP__ANCHOR_AREA;
    if (vnp__band_of(g, c->column) != 0 || vnp__band_of(g, c->end_column - 1) != 0)
        return VNP__ANCHOR_NONE;
    if (vnp__cell_is_roman(s) || is_area_letter(g, line, s))
        return VNP__ANCHOR_AREA;
    if (vnp__cell_is_number(s))
        return VNP__ANCHOR_ROW;
    /* "TT"; or what the table begins with, here or printed again: "Mã số" */
    bool head = vnp__str_is_upper(s, 1) || vnp__str_eq(s, g->head);
    return vnp__first_letter(s, 0) && head ? VNP__ANCHOR_HEAD : VNP__ANCHOR_NONE;
}

/* --------------------------------------------------------------------- rows */

static bool begins_lower(const vnp__grid *g, const vnp__chunk *c)
{
    uint32_t len;
    return vnp__char_is_lower(vnp__char_at(vnp__chunk_text(g, c), 0, &len));
}

static bool ends_open(const vnp__grid *g, const vnp__chunk *c)
{
    char last = g->text->buf[c->end - 1];
    return last == ',' || last == '-' || last == '(' || last == '/';
}

static const vnp__chunk *chunk_in_band(const vnp__grid *g, uint32_t line, uint32_t b)
{
    for (uint32_t n = 0; n < vnp__chunk_count(g, line); n++)
        if (vnp__band_of(g, vnp__chunk_at(g, line, n)->column) == b)
            return vnp__chunk_at(g, line, n);
    return NULL;
}

/* Whether the first words of a row in a band, below its first line and down to the number's, go on
 * with something. */
static bool goes_on_below(const vnp__grid *g, uint32_t line, uint32_t anchor, uint32_t b)
{
    for (uint32_t i = line + 1; i <= anchor; i++) {
        const vnp__chunk *c = chunk_in_band(g, i, b);
        if (c)
            return begins_lower(g, c);
    }
    return false;
}

/* What it costs that the row with its number at `anchor` begins at `line` and another ends right
 * above it. */
static int border_cost(const vnp__grid *g, uint32_t line, uint32_t anchor)
{
    enum { GOES_ON = 6, OPEN = 4, BLANK = -8, PAGE = -2, FRESH = -2 };
    const vnp__line *l = &g->lines->at[line];
    int cost = l->page_before ? PAGE : l->blanks ? BLANK : 0;
    bool fresh = false;
    uint32_t above = line;
    while (above > g->first && vnp__chunk_count(g, above - 1) == 0)
        above--;
    for (uint32_t b = 1; b < g->band_count; b++) {
        const vnp__chunk *here = chunk_in_band(g, line, b);
        const vnp__chunk *over = above > g->first ? chunk_in_band(g, above - 1, b) : NULL;
        if (!here) {
            cost += goes_on_below(g, line, anchor, b) ? GOES_ON : 0;
            continue;
        }
        cost += begins_lower(g, here) ? GOES_ON : 0;
        cost += over && ends_open(g, over) ? OPEN : 0;
        fresh |= !begins_lower(g, here);
    }
    return cost + (fresh ? FRESH : 0);
}

/* Whether the lines below an area's first, up to a blank one, have nothing but the rest of its name. */
static bool holds_name_only(const vnp__grid *g, const vnp__grid_row *row)
{
    if (row->bottom >= g->last || !g->lines->at[row->bottom].blanks)
        return false;
    for (uint32_t i = row->anchor + 1; i < row->bottom; i++)
        if (vnp__chunk_count(g, i) > 0 &&
            (g->lines->at[i].blanks || vnp__chunk_count(g, i) != 1 || !chunk_in_band(g, i, 1)))
            return false;
    return true;
}

/* How far a row is from standing below its number, or even around it: `centred`
 * says which of the two the table's rows do. */
static int balance_cost(const vnp__grid *g, const vnp__grid_row *row, bool centred)
{
    enum { UNEVEN = 4, OTHER_WAY = 1, AREA_LINE = 16, AREA_REST = 4 };
    int above = lines_between(g, row->top, row->anchor),
        below = lines_between(g, row->anchor + 1, row->bottom);
    if (row->kind == VNP__ANCHOR_AREA && above == 0 && below > 0 && holds_name_only(g, row))
        return AREA_REST * below;
    if (row->kind == VNP__ANCHOR_AREA || row->kind == VNP__ANCHOR_SUM)
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

static void list_borders(const vnp__grid *g, const vnp__grid_row *row, const vnp__grid_row *next,
                         border_list *out)
{
    for (uint32_t b = next->anchor; b > row->anchor && next->anchor - b < MAX_ROW_LINES; b--)
        if (vnp__chunk_count(g, b) > 0)
            VNP__PUSH(g->arena, out, ((border){.line = b}));
}

/* The cheapest borders of all rows together; gives what they cost. */
static int choose_borders(const vnp__grid *g, vnp__grid_row_list *rows, bool centred)
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
            int own =
                r + 1 < rows->count ? border_cost(g, to->at[k].line, rows->at[r + 1].anchor) : 0;
            to->at[k].cost = INT32_MAX;
            for (uint32_t j = 0; j < all[r].count; j++) {
                vnp__grid_row row = rows->at[r];
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

/* Whether a blank line parts each row from the one above. */
static bool are_parted(const vnp__grid *g, const vnp__grid_row_list *rows)
{
    for (uint32_t r = 1; r < rows->count; r++) {
        const vnp__line *l = &g->lines->at[rows->at[r].top];
        if (!l->blanks && !l->page_before)
            return false;
    }
    return true;
}

/* Whether a row of its own begins at a line without a number, its number being merged with that
 * above: behind a blank line several cells begin anew. */
static bool begins_unnumbered(const vnp__grid *g, uint32_t line)
{
    enum { MIN_CELLS = 3 };
    const vnp__line *l = &g->lines->at[line];
    uint32_t count = vnp__chunk_count(g, line), above = line;
    if (!l->blanks || l->page_before || count < MIN_CELLS)
        return false;
    while (above > g->first && vnp__chunk_count(g, above - 1) == 0)
        above--;
    for (uint32_t n = 0; n < count; n++) {
        const vnp__chunk *c = vnp__chunk_at(g, line, n);
        const vnp__chunk *over =
            above > g->first ? chunk_in_band(g, above - 1, vnp__band_of(g, c->column)) : NULL;
        if (begins_lower(g, c) || (over && ends_open(g, over)))
            return false;
    }
    return true;
}

/* Rows of one number, where blank lines part all rows. */
static void split_rows(const vnp__grid *g, vnp__grid_row_list *rows)
{
    vnp__grid_row_list out = {0};
    for (uint32_t r = 0; r < rows->count; r++) {
        vnp__grid_row row = rows->at[r];
        for (uint32_t i = row.anchor + 1; i < row.bottom && row.kind == VNP__ANCHOR_ROW; i++) {
            if (!begins_unnumbered(g, i))
                continue;
            VNP__PUSH(g->arena, &out, ((vnp__grid_row){row.top, i, row.anchor, VNP__ANCHOR_ROW}));
            row.top = row.anchor = i;
        }
        VNP__PUSH(g->arena, &out, row);
    }
    *rows = out;
}

/* The words that stand in the column of the numbers, above the first of these. */
static void find_head(vnp__grid *g)
{
    for (uint32_t i = g->first; i < g->last && !g->head.len; i++) {
        const vnp__chunk *c = vnp__chunk_count(g, i) ? vnp__chunk_at(g, i, 0) : NULL;
        if (!c || vnp__band_of(g, c->column) != 0 || vnp__band_of(g, c->end_column - 1) != 0)
            continue;
        if (!vnp__first_letter(vnp__chunk_text(g, c), 0))
            return;
        g->head = vnp__chunk_text(g, c);
    }
}

bool vnp__grid_rows(vnp__grid *g, vnp__grid_row_list *rows)
{
    uint32_t numbers = 0;
    find_head(g);
    for (uint32_t i = g->first; i < g->last; i++) {
        vnp__anchor kind = anchor_of(g, i);
        if (kind == VNP__ANCHOR_NONE)
            continue;
        if (kind == VNP__ANCHOR_HEAD && rows->count > 0 &&
            rows->at[rows->count - 1].kind == VNP__ANCHOR_HEAD)
            continue;
        numbers += kind == VNP__ANCHOR_ROW;
        VNP__PUSH(g->arena, rows,
                  ((vnp__grid_row){.top = i, .bottom = i + 1, .anchor = i, .kind = kind}));
    }
    if (numbers < MIN_ROWS || rows->at[0].kind >= VNP__ANCHOR_AREA)
        return false;
    rows->at[0].top = g->first;
    int below = choose_borders(g, rows, false);
    if (choose_borders(g, rows, true) > below)
        choose_borders(g, rows, false);
    if (are_parted(g, rows))
        split_rows(g, rows);
    return true;
}
