/*
 * Tables drawn with vertical bars where no Markdown table was recognised: rows
 * without a row of dashes, dashes too short for Markdown, grids with a rule
 * between the rows, lines of plain text. Each line of a text is a row, or in a
 * grid the lines between two rules are.
 */
#include "block/block.h"

#include "text/chars.h"
#include "text/marker.h"

enum { MAX_GAPS = 8 };

typedef struct cell {
    vnp__run_builder run;
    char last;  /* of its text so far; NUL: none */
    bool apart; /* a line without text stood behind that */
} cell;

typedef struct bars {
    vnp__arena *arena;
    const char *buffer;
    vnp__table *table;
    cell *cells;
    uint32_t count, cap;
    bool grid;
    bool framed;    /* bars at both ends of a line; else one there parts an empty cell */
    uint32_t inner; /* bars of the first line but those at its ends */
    uint32_t gaps[MAX_GAPS], gap_count; /* of the line in hand: wide blanks where bars got lost */
} bars;

static bool is_rule(vnp_str s)
{
    uint32_t dashes = 0;
    for (uint32_t i = 0; i < s.len; i++) {
        if (!strchr("-=+|: ", s.ptr[i]))
            return false;
        dashes += s.ptr[i] == '-' || s.ptr[i] == '=';
    }
    return dashes >= 2;
}

bool vnp__line_is_row(vnp_str s)
{
    return vnp__count_bars(s) >= 2 || (s.len > 0 && s.ptr[0] == '+' && is_rule(s));
}

static bool next_line(const vnp__run *run, uint32_t *piece, vnp__slice *line)
{
    uint32_t count = vnp__run_pieces(run);
    if (*piece >= count)
        return false;
    vnp__piece p = vnp__run_piece(run, *piece);
    *line = (vnp__slice){run, p.at, p.at};
    do {
        line->end = p.at + p.len;
        if (++*piece < count)
            p = vnp__run_piece(run, *piece);
    } while (*piece < count && p.gap != VNP__GAP_LINE);
    return true;
}

bool vnp__names_bar_area(vnp_str line)
{
    enum { MAX_WIDTH = 100 };
    vnp__marker marker;
    bool numbered = vnp__marker_read(line, &marker) &&
                    (marker.kind == VNP__MARK_DIGIT || marker.kind == VNP__MARK_ROMAN);
    return numbered && !strchr(".;:,", line.ptr[line.len - 1]) && vnp__str_width(line) <= MAX_WIDTH;
}

/* Two lines at least, each with bars enough for two cells or a rule, or the name of an area below
 * such a line. */
static bool is_drawn(const vnp__run *run, bool *grid)
{
    uint32_t piece = 0, rows = 0;
    *grid = false;
    for (vnp__slice line; next_line(run, &piece, &line);) {
        vnp_str s = vnp__slice_text(line);
        if (is_rule(s)) {
            *grid |= s.ptr[0] == '+';
            continue;
        }
        bool framed = s.len > 0 && s.ptr[0] == '|';
        bool cells = vnp__count_bars(s) >= (framed ? 2u : 1u);
        if (!cells && !(rows > 0 && vnp__names_bar_area(s)))
            return false;
        rows += cells;
    }
    return rows >= 2;
}

static void close_row(bars *b)
{
    if (b->count == 0)
        return;
    vnp__row row = {.count = b->count};
    row.cells = vnp__arena_get(b->arena, b->count * sizeof *row.cells);
    for (uint32_t i = 0; i < b->count; i++)
        vnp__run_end(&b->cells[i].run, &row.cells[i]);
    if (row.count > b->table->columns)
        b->table->columns = row.count;
    VNP__PUSH(b->arena, &b->table->rows, row);
    b->count = 0;
}

/* In a grid a cell's line goes on with the one above, but for a list's entry, what stands
 * behind an empty line and a new sentence; in other tables it is one that the author began. */
static vnp__gap gap_above(const bars *b, const cell *c, vnp_str line)
{
    uint32_t len;
    vnp__marker marker;
    bool sentence =
        c->last && strchr(".;:", c->last) && vnp__char_is_upper(vnp__char_at(line, 0, &len));
    return !b->grid || c->apart || sentence || vnp__marker_read(line, &marker) ? VNP__GAP_BREAK
                                                                               : VNP__GAP_LINE;
}

static void add_cell(bars *b, uint32_t column, vnp__slice s)
{
    if (column == b->cap) {
        uint32_t cap = 2 * b->cap;
        cell *cells = vnp__arena_get(b->arena, cap * sizeof *cells);
        if (b->count)
            memcpy(cells, b->cells, b->count * sizeof *cells);
        b->cells = cells;
        b->cap = cap;
    }
    cell *c = &b->cells[column];
    if (column == b->count) {
        vnp__run_begin(&c->run, b->arena, b->buffer);
        c->last = '\0';
        c->apart = false;
        b->count++;
    }
    vnp_str text = vnp__slice_text(s);
    if (text.len > 0) {
        vnp__run_add_slice(&c->run, s, gap_above(b, c, text));
        c->last = text.ptr[text.len - 1];
    }
    c->apart = text.len == 0;
}

/* What recognition makes of a bar, alone between blanks; but "5 l" is a measure, where it is no row's
 * number and no year. */
static bool is_misread_bar(vnp_str s, uint32_t at)
{
    enum { FIRST_CELL = 2, YEAR = 4 };
    bool alone = (at == 0 || s.ptr[at - 1] == ' ') && (at + 1 == s.len || s.ptr[at + 1] == ' ');
    if (!alone || (s.ptr[at] != 'l' && s.ptr[at] != '!'))
        return false;
    uint32_t word = at > 0 ? at - 1 : 0;
    while (word > 0 && vnp__char_is_digit((unsigned char)s.ptr[word - 1]))
        word--;
    return s.ptr[at] == '!' || word + 1 >= at || word <= FIRST_CELL || at - 1 - word >= YEAR;
}

static bool is_bar(vnp_str s, uint32_t at, bool misread)
{
    return s.ptr[at] == '|' || (misread && is_misread_bar(s, at));
}

/* The next bar from `at` on, or `end`. */
static uint32_t next_bar(vnp_str s, uint32_t at, uint32_t end, bool misread)
{
    while (at < end && !is_bar(s, at, misread))
        at++;
    return at;
}

static uint32_t bars_between(vnp_str s, uint32_t at, uint32_t end, bool misread)
{
    uint32_t count = 0;
    for (; (at = next_bar(s, at, end, misread)) < end; at++)
        count++;
    return count;
}

/* Leaves out the bars at a line's ends. */
static void strip_ends(vnp_str s, bool misread, uint32_t *at, uint32_t *end)
{
    *at = s.len > 0 && is_bar(s, 0, misread);
    *end = s.len - (s.len > *at && is_bar(s, s.len - 1, misread));
}

/* Where a line's cells are, and whether misread bars part them: only those of a line that has as
 * many bars with them as the first one. */
static bool read_ends(const bars *b, vnp_str s, uint32_t *at, uint32_t *end)
{
    *at = 0;
    *end = s.len;
    if (!b->framed)
        return false;
    strip_ends(s, true, at, end);
    uint32_t sure = bars_between(s, *at, *end, false);
    bool misread = sure < b->inner && bars_between(s, *at, *end, true) == b->inner;
    if (b->grid || (sure != b->inner && !misread))
        strip_ends(s, false, at, end);
    return misread && !b->grid;
}

/* Wide blanks between words part cells where a line has as many with them as the first one: bars
 * got lost there. `piece` is the first of the line. */
static void find_gaps(bars *b, vnp__slice line, uint32_t piece, uint32_t sure)
{
    uint32_t lacking = sure < b->inner ? b->inner - sure : 0, found = 0;
    b->gap_count = 0;
    if (b->grid || lacking == 0 || lacking > MAX_GAPS)
        return;
    for (uint32_t i = piece + 1; i < vnp__run_pieces(line.run) && found <= lacking; i++) {
        vnp__piece p = vnp__run_piece(line.run, i);
        if (p.at >= line.end)
            break;
        const char *word = line.run->text + p.at; /* a blank stands before it */
        if (p.gap == VNP__GAP_WIDE && p.at >= line.begin + 2 && word[0] != '|' && word[-2] != '|' &&
            found++ < lacking)
            b->gaps[found - 1] = p.at - line.begin - 1;
    }
    b->gap_count = found == lacking ? lacking : 0;
}

/* The next bar from `at` on, or where one got lost. */
static uint32_t next_border(const bars *b, vnp_str s, uint32_t at, uint32_t end, bool misread)
{
    uint32_t stop = next_bar(s, at, end, misread);
    for (uint32_t i = 0; i < b->gap_count; i++)
        if (b->gaps[i] >= at && b->gaps[i] < stop)
            return b->gaps[i];
    return stop;
}

static void add_line(bars *b, vnp__slice line, uint32_t piece)
{
    vnp_str s = vnp__slice_text(line);
    uint32_t column = 0, at, end;
    bool misread = read_ends(b, s, &at, &end);
    find_gaps(b, line, piece, bars_between(s, at, end, misread));
    for (;; column++) {
        uint32_t stop = next_border(b, s, at, end, misread);
        uint32_t from = at, to = stop;
        while (from < to && s.ptr[from] == ' ')
            from++;
        while (to > from && s.ptr[to - 1] == ' ')
            to--;
        add_cell(b, column, vnp__slice_sub(line, from, to));
        if (stop == end)
            break;
        at = stop + 1;
    }
}

bool vnp__table_from_bars(vnp__arena *arena, const char *buffer, vnp__block *block)
{
    bars b = {.arena = arena, .buffer = buffer};
    if (block->kind != VNP__BLOCK_TEXT || !is_drawn(&block->run, &b.grid))
        return false;
    b.table = VNP__NEW(arena, vnp__table);
    uint32_t piece = 0;
    vnp__slice line = {&block->run, 0, 0};
    b.framed = next_line(&block->run, &piece, &line) &&
               (is_rule(vnp__slice_text(line)) || vnp__slice_text(line).ptr[0] == '|');
    uint32_t first, last;
    strip_ends(vnp__slice_text(line), false, &first, &last);
    b.inner = bars_between(vnp__slice_text(line), first, last, false);
    b.cap = vnp__count_bars(vnp__slice_text(line)) + 1; /* enough for most rows, if it is no rule */
    b.cells = vnp__arena_get(arena, b.cap * sizeof *b.cells);
    piece = 0;
    for (uint32_t begin = 0; next_line(&block->run, &piece, &line); begin = piece) {
        bool rule = is_rule(vnp__slice_text(line));
        if (!rule)
            add_line(&b, line, begin);
        if (rule || !b.grid)
            close_row(&b);
    }
    close_row(&b);
    *block = (vnp__block){.kind = VNP__BLOCK_TABLE, .table = b.table};
    return true;
}
