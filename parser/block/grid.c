#include "block/grid.h"

#include "text/chars.h"
#include "text/pages.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_shown(const vnp__text *text, const vnp__line *line)
{
    return line->kind == VNP__LINE_TEXT ||
           (line->kind == VNP__LINE_FURNITURE && !vnp__at_page_end(text, line));
}

uint32_t vnp__grid_split(vnp__arena *arena, const vnp__text *text, const vnp__line *line,
                         uint32_t index, vnp__chunk_list *out)
{
    if (!out && !(line->holds & VNP__HOLDS_BLANKS))
        return line->begin < line->end;

    uint32_t count = 0, column = 0, blanks = 2, len;
    vnp__chunk now = {.line = index};
    for (uint32_t at = line->raw_begin; at < line->raw_end; at += len, column++) {
        unsigned char byte = (unsigned char)text->buf[at];
        vnp_str rest = vnp__str(text->buf + at, line->raw_end - at);
        len = 1;
        if (byte == '|' && vnp__has_gutters(line)) {
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

/* The words a line begins with: up to two blanks in a row, or a bar that is a gutter. */
static vnp_str first_chunk(const vnp__grid *g, const vnp__line *line)
{
    vnp_str s = vnp__line_text(g->text, line);
    if (vnp__has_gutters(line) && s.len > 0 && s.ptr[0] == '|')
        s = vnp__str_trim(vnp__str_sub(s, 1, s.len));
    const char *gap = memmem(s.ptr, s.len, "  ", 2);
    const char *bar = vnp__has_gutters(line) ? memchr(s.ptr, '|', s.len) : NULL;
    if (bar && (!gap || bar < gap))
        gap = bar;
    return gap ? vnp__str_trim(vnp__str(s.ptr, (uint32_t)(gap - s.ptr))) : s;
}

bool vnp__begins_with_number(const vnp__grid *g, const vnp__line *line)
{
    vnp_str s = first_chunk(g, line);
    return vnp__cell_is_number(s) || vnp__cell_is_roman(s);
}

uint32_t vnp__second_column(const vnp__grid *g, const vnp__line *line)
{
    if (!vnp__begins_with_number(g, line))
        return UINT32_MAX;
    vnp_str number = first_chunk(g, line);
    uint32_t at = (uint32_t)(number.ptr + number.len - g->text->buf);
    while (at < line->end &&
           (g->text->buf[at] == ' ' || (g->text->buf[at] == '|' && vnp__has_gutters(line))))
        at++;
    return at - line->raw_begin; /* numbers and blanks are single bytes */
}

uint32_t vnp__tight_number(const vnp__grid *g, const vnp__line *line)
{
    uint32_t indent = line->begin - line->raw_begin;
    if (g->second == UINT32_MAX || indent + 2 > g->second ||
        line->raw_begin + g->second >= line->end)
        return 0;
    vnp_str s = vnp__str(g->text->buf + line->begin, g->second - indent - 1);
    bool parted = s.ptr[s.len] == ' ' && s.ptr[s.len + 1] != ' ' && s.ptr[s.len - 1] != ' ';
    return parted && (vnp__cell_is_number(s) || vnp__cell_is_roman(s)) ? s.len : 0;
}

/* Cuts the first chunk of a line behind a number of `len` bytes and one blank. */
static void cut_number(vnp__grid *g, uint32_t first, uint32_t len)
{
    VNP__PUSH(g->arena, &g->chunks, g->chunks.at[first]);
    memmove(&g->chunks.at[first + 1], &g->chunks.at[first],
            (g->chunks.count - first - 1) * sizeof *g->chunks.at);
    vnp__chunk *number = &g->chunks.at[first], *words = number + 1;
    number->end = number->begin + len;
    number->end_column = number->column + len;
    words->begin = number->end + 1;
    words->column = number->end_column + 1;
}

/* Whether the chunks from `first` on are the numbers of the columns, "(1)", "(2)", "(3)" ...:
 * they say nothing, and stand below each head that is printed again. */
static bool are_column_numbers(const vnp__grid *g, uint32_t first)
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
static uint32_t chunk_number(const vnp__grid *g, const vnp__chunk *c)
{
    enum { MOST = 10000 };
    vnp_str s = vnp__chunk_text(g, c);
    uint32_t at = 0, value = 0;
    for (; at < s.len && vnp__char_is_digit((unsigned char)s.ptr[at]) && value < MOST; at++)
        value = value * 10 + (uint32_t)(s.ptr[at] - '0');
    return at == s.len || (at + 1 == s.len && s.ptr[at] == '.') ? value : 0;
}

/* Whether the chunks of a line from `first` on are a page's number: alone, and no row's, which
 * would go on with the last one's. */
static bool is_page_number(const vnp__grid *g, const vnp__line *line, uint32_t first, uint32_t last)
{
    return last && line->kind == VNP__LINE_FURNITURE &&
           chunk_number(g, &g->chunks.at[first]) != last + 1;
}

void vnp__grid_read(vnp__grid *g)
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
        if (!is_shown(g->text, line) ||
            vnp__grid_split(g->arena, g->text, line, i, &g->chunks) == 0)
            continue;
        if (are_column_numbers(g, first) || is_page_number(g, line, first, last))
            g->chunks.count = first;
        const vnp__chunk *lead = &g->chunks.at[first];
        uint32_t own =
            g->chunks.count > first && lead->column < g->second ? chunk_number(g, lead) : 0;
        last = own ? own : last;
        uint32_t number = g->chunks.count > first ? vnp__tight_number(g, line) : 0;
        if (number)
            cut_number(g, first, number);
    }
    uint32_t count = g->last - g->first;
    g->line_chunks[count] = g->chunks.count;
    g->filled[count] =
        count ? g->filled[count - 1] + (g->chunks.count > g->line_chunks[count - 1]) : 0;
}

/* -------------------------------------------------------------------- bands */

/* Counts which columns the letters of a chunk stand in. */
static void cover_chunk(const vnp__grid *g, const vnp__chunk *c, uint32_t *cover)
{
    uint32_t column = c->column, len;
    for (uint32_t at = c->begin; at < c->end && column < VNP__GRID_WIDTH; at += len, column++) {
        vnp_str rest = vnp__str(g->text->buf + at, c->end - at);
        cover[column] += vnp__char_at(rest, 0, &len) != ' ';
    }
}

/* Some lines of a grid, a page or all, and their bands. */
typedef struct stretch {
    uint32_t first, last;
    vnp__band bands[VNP__GRID_BANDS];
    uint32_t count;
} stretch;

/* Where no cell begins, words of a long cell stand alone: they are the band's before. */
static void join_bands(const vnp__grid *g, stretch *s)
{
    uint32_t begins[VNP__GRID_WIDTH] = {0}, kept = 0;
    for (uint32_t i = g->line_chunks[s->first - g->first]; i < g->line_chunks[s->last - g->first];
         i++) {
        uint32_t column = g->chunks.at[i].column;
        begins[column < VNP__GRID_WIDTH ? column : VNP__GRID_WIDTH - 1]++;
    }
    for (uint32_t b = 0; b < s->count; b++) {
        uint32_t count = 0;
        for (uint32_t c = s->bands[b].from; c < s->bands[b].to; c++)
            count += begins[c];
        if (kept > 0 && count < 2)
            s->bands[kept - 1].to = s->bands[b].to;
        else
            s->bands[kept++] = s->bands[b];
    }
    s->count = kept;
}

static void find_bands(const vnp__grid *g, stretch *s)
{
    uint32_t cover[VNP__GRID_WIDTH] = {0}, inner[VNP__GRID_WIDTH] = {0}, full = 0;
    s->count = 0;
    for (uint32_t i = s->first; i < s->last; i++) {
        if (vnp__chunk_count(g, i) < 3)
            continue;
        full++;
        for (uint32_t n = 0; n < vnp__chunk_count(g, i); n++) {
            const vnp__chunk *c = vnp__chunk_at(g, i, n);
            cover_chunk(g, c, cover);
            for (uint32_t k = c->column; k < c->end_column && k < VNP__GRID_WIDTH; k++)
                inner[k]++;
        }
    }
    bool inside = false;
    for (uint32_t c = 0; c < VNP__GRID_WIDTH; c++) {
        bool gutter = cover[c] <= full / 25 && inner[c] * 2 <= full;
        if (!gutter && !inside) {
            if (s->count == VNP__GRID_BANDS)
                break;
            s->bands[s->count++].from = c;
        }
        if (!gutter)
            s->bands[s->count - 1].to = c + 1;
        inside = !gutter;
    }
    if (full > 1) /* one row alone begins each of its cells once */
        join_bands(g, s);
}

static uint32_t band_in(const vnp__band *bands, uint32_t count, uint32_t column)
{
    for (uint32_t b = 0; b + 1 < count; b++) {
        if (column < bands[b].to)
            return b;
        if (column < bands[b + 1].from)
            return column - bands[b].to < bands[b + 1].from - column ? b : b + 1;
    }
    return count - 1;
}

uint32_t vnp__band_of(const vnp__grid *g, uint32_t column)
{
    return band_in(g->bands, g->band_count, column);
}

/* ------------------------------------------------------------------- pages */

/* A page of the grid: its lines, the bands they have by themselves, and of each of these which
 * of the common ones it is. */
typedef struct page {
    stretch lines;
    uint32_t common[VNP__GRID_BANDS];
} page;
VNP_LIST(page);

/* The pages that have columns; the one with the most bands. */
static uint32_t read_pages(const vnp__grid *g, page_list *pages)
{
    uint32_t widest = 0;
    for (uint32_t i = g->first, begin = i; i < g->last; i++) {
        if (i + 1 < g->last && !g->lines->at[i + 1].page_before)
            continue;
        page p = {.lines = {.first = begin, .last = i + 1}};
        find_bands(g, &p.lines);
        begin = i + 1;
        if (p.lines.count == 0)
            continue;
        VNP__PUSH(g->arena, pages, p);
        if (p.lines.count > pages->at[widest].lines.count)
            widest = pages->count - 1;
    }
    return widest;
}

/* Whether one of the bands has letters of two columns of a page. */
static bool mixes_columns(const stretch *all, const stretch *own)
{
    for (uint32_t b = 0, k = 0; b < all->count; b++) {
        while (k < own->count && own->bands[k].to <= all->bands[b].from)
            k++;
        if (k + 1 < own->count && own->bands[k + 1].from < all->bands[b].to)
            return true;
    }
    return false;
}

/* Which bands of the widest page those of a page are: the same in order, or, where a column is
 * empty, those that begin nearest. False where too few are left. */
static bool find_common(page *p, const stretch *widest)
{
    const stretch *own = &p->lines;
    uint32_t b = 0;
    for (uint32_t k = 0; k < own->count; k++, b++) {
        uint32_t from = own->bands[k].from, left = own->count - k;
        if (b + left > widest->count)
            return false;
        while (b + left < widest->count && abs((int)widest->bands[b + 1].from - (int)from) <=
                                               abs((int)widest->bands[b].from - (int)from))
            b++;
        p->common[k] = b;
    }
    return true;
}

/* Columns that are as wide as those of the widest page, with a gutter between. */
static uint32_t lay_out(const page_list *pages, stretch *out)
{
    enum { GUTTER = 3 };
    uint32_t width[VNP__GRID_BANDS] = {0}, column = 0;
    for (const page *p = pages->at; p < pages->at + pages->count; p++)
        for (uint32_t k = 0; k < p->lines.count; k++) {
            uint32_t own = p->lines.bands[k].to - p->lines.bands[k].from, b = p->common[k];
            width[b] = own > width[b] ? own : width[b];
        }
    for (uint32_t b = 0; b < out->count; b++) {
        out->bands[b] = (vnp__band){column, column + width[b]};
        column += width[b] + GUTTER;
    }
    return column;
}

static void move_chunks(vnp__grid *g, const page *p, const vnp__band *common)
{
    const stretch *own = &p->lines;
    for (uint32_t i = g->line_chunks[own->first - g->first];
         i < g->line_chunks[own->last - g->first]; i++) {
        vnp__chunk *c = &g->chunks.at[i];
        uint32_t k = band_in(own->bands, own->count, c->column), width = c->end_column - c->column;
        uint32_t column = c->column + common[p->common[k]].from;
        c->column = column > own->bands[k].from ? column - own->bands[k].from : 0;
        c->end_column = c->column + width;
    }
}

/*
 * A table's columns may stand elsewhere on each page, so that one page writes into the gutters of
 * another, and all together have fewer bands. Then the chunks of all pages move to common columns.
 */
static void align_pages(vnp__grid *g, stretch *all)
{
    page_list pages = {0};
    uint32_t widest = read_pages(g, &pages);
    bool mixed = false;
    for (page *p = pages.at; p < pages.at + pages.count; p++) {
        mixed = mixed || mixes_columns(all, &p->lines);
        if (!find_common(p, &pages.at[widest].lines))
            return;
    }
    if (!mixed)
        return;
    stretch common = {.first = g->first, .last = g->last, .count = pages.at[widest].lines.count};
    if (lay_out(&pages, &common) > VNP__GRID_WIDTH)
        return;
    for (const page *p = pages.at; p < pages.at + pages.count; p++)
        move_chunks(g, p, common.bands);
    *all = common;
}

void vnp__grid_bands(vnp__grid *g)
{
    stretch all = {.first = g->first, .last = g->last};
    find_bands(g, &all);
    align_pages(g, &all);
    memcpy(g->bands, all.bands, sizeof all.bands);
    g->band_count = all.count;
}
