/*
 * Tables printed one cell a line, as a copy from a viewer gives them:
 *
 *   TT
 *   Nhiệm vụ
 *   Chủ trì
 *   1
 *   Rà soát thủ tục
 *   Phòng Nội vụ
 *
 * The heads tell how many cells a row has, its number where it begins; a blank line is
 * an empty cell. Of a row that has more cells or fewer nobody knows which is which: it
 * keeps its number and its name, and nothing else. Where the rows have no numbers they
 * stand apart from each other.
 */
#include "outline/outline.h"

#include "text/chars.h"
#include "text/pages.h"

enum {
    MIN_COLUMNS = 3,
    MAX_COLUMNS = 14,
    MAX_HEAD = 90,  /* bytes of a column's head */
    MAX_CELL = 900, /* of a cell */
    MIN_ROWS = 2,
    ROW_STRETCH = 4, /* a row has no more lines than so many times the columns */
    MAX_TORN = 8     /* more rows than that which are not whole: no table, and no time for it */
};

typedef struct stack {
    vnp__arena *arena;
    vnp__matcher *m;
    const char *buffer;
    const vnp__block_list *blocks;
    uint32_t head, columns; /* the first of the heads, and how many there are */
    uint32_t first;         /* behind the heads */
    uint32_t spacing;       /* blank lines between any two lines */
    bool quiet[MAX_COLUMNS]; /* the column is of numbers or of notes: an item may lack it */
    vnp__table *table;
    uint32_t whole, torn; /* rows with all their cells, and others */
} stack;

static const vnp__run *run_at(const stack *s, uint32_t i)
{
    return &s->blocks->at[i].run;
}

static vnp_str text_at(const stack *s, uint32_t i)
{
    return vnp__run_text(run_at(s, i));
}

static bool is_text(const stack *s, uint32_t i)
{
    return i < s->blocks->count && s->blocks->at[i].kind == VNP__BLOCK_TEXT;
}

/* Ends of lines between a block and the one before it. */
static uint32_t line_ends(const stack *s, uint32_t i)
{
    const vnp__run *above = run_at(s, i - 1);
    vnp__piece last = vnp__run_piece(above, vnp__run_pieces(above) - 1);
    uint32_t count = 0;
    for (uint32_t at = last.nrm + last.nrm_len; at < vnp__run_begins(run_at(s, i)); at++)
        count += s->buffer[at] == '\n';
    return count;
}

/* Empty cells in front of block i: blank lines beside those between any two lines. */
static uint32_t empty_cells(const stack *s, uint32_t i)
{
    uint32_t step = s->spacing + 1, ends = line_ends(s, i);
    return ends > step ? (ends - step) / step : 0;
}

/* ------------------------------------------------------------------- cells */

/* The first column's cell: "1", "3.4.1", "IV", "B". */
static bool is_label(const stack *s, uint32_t i)
{
    if (!is_text(s, i))
        return false;
    vnp_str t = text_at(s, i);
    return vnp__cell_is_number(t) || vnp__cell_is_roman(t) || (t.len == 1 && t.ptr[0] >= 'A' && t.ptr[0] <= 'H');
}

static bool is_bullet(const stack *s, uint32_t i)
{
    vnp__marker marker;
    return vnp__marker_read(text_at(s, i), &marker) && marker.kind == VNP__MARK_BULLET;
}

/* "II. TỔ CHỨC THỰC HIỆN", "1. Cải cách thể chế": a chapter behind the table or an area in it. */
static bool is_headed(const stack *s, uint32_t i)
{
    enum { MIN_LETTERS = 4 };
    vnp__marker marker;
    if (!is_text(s, i))
        return false;
    vnp_str t = text_at(s, i);
    bool marked = vnp__marker_read(t, &marker) && marker.kind != VNP__MARK_BULLET && marker.body < t.len;
    return marked || s->blocks->at[i].heading || (vnp__str_is_upper(t, MIN_LETTERS) && !is_label(s, i));
}

/* What may stand in a cell behind the label. */
static bool is_cell(const stack *s, uint32_t i)
{
    vnp__match match;
    if (!is_text(s, i) || run_at(s, i)->len > MAX_CELL || s->blocks->at[i].heading)
        return false;
    vnp__marker marker;
    vnp_str t = text_at(s, i);
    bool chapter = vnp__marker_read(t, &marker) && marker.kind == VNP__MARK_ROMAN && marker.body < t.len;
    return !chapter && !vnp__rule_match_role(s->m, VNP__SET_HEAD, VNP__ROLE_RECIPIENTS, vnp__slice_all(run_at(s, i)), &match);
}

/* A line that names the area of the rows below it. */
static bool is_area(const stack *s, uint32_t i)
{
    return is_headed(s, i) && run_at(s, i)->len <= MAX_CELL && is_label(s, i + 1);
}

static bool begins_row(const stack *s, uint32_t i)
{
    return is_label(s, i) || is_area(s, i);
}

/* ------------------------------------------------------------------- heads */

static const vnp__word *head_word(const stack *s, uint32_t i)
{
    enum { MAX_TAIL_WORDS = 6 };
    uint32_t end;
    if (!is_text(s, i) || run_at(s, i)->len > MAX_HEAD)
        return NULL;
    const vnp_rules *rules = vnp__matcher_rules(s->m);
    const vnp__word *word = vnp__word_head(rules, VNP__LIST_COLUMNS, vnp__slice_all(run_at(s, i)), &end);
    return word && vnp__str_words(vnp__str_sub(text_at(s, i), end, run_at(s, i)->len)) <= MAX_TAIL_WORDS ? word : NULL;
}

static bool is_kind(const vnp__word *word, const char *kind)
{
    return word && vnp__str_eq(word->canonical, vnp__str_c(kind));
}

static bool is_head(const stack *s, uint32_t i)
{
    vnp__match match;
    return head_word(s, i) || vnp__rule_match(s->m, VNP__SET_COLUMN, vnp__slice_all(run_at(s, i)), &match) ||
           vnp__rule_match(s->m, VNP__SET_LABEL, vnp__slice_all(run_at(s, i)), &match);
}

/* "(1)", "(2)" ... below the heads, as many as these; the block behind them. */
static uint32_t skip_numbers(const stack *s, uint32_t i)
{
    for (uint32_t c = 0; c < s->columns; c++) {
        int32_t number;
        vnp_str t = is_text(s, i + c) ? text_at(s, i + c) : (vnp_str){0};
        while (t.len && (t.ptr[0] == '(' || t.ptr[t.len - 1] == ')'))
            t = t.ptr[0] == '(' ? vnp__str_sub(t, 1, t.len) : vnp__str_sub(t, 0, t.len - 1);
        number = 0;
        for (uint32_t k = 0; k < t.len && k < 3 && number >= 0; k++)
            number = vnp__char_is_digit((unsigned char)t.ptr[k]) ? number * 10 + (t.ptr[k] - '0') : -1;
        if (number != (int32_t)c + 1)
            return i;
    }
    return i + s->columns;
}

/* The heads from block i on; false where no table begins. */
static bool read_heads(stack *s, uint32_t i)
{
    const vnp__word *word = head_word(s, i);
    bool labelled = is_kind(word, "label");
    uint32_t known = 1;
    if (!word || !is_text(s, i + 1) || !is_text(s, i + 2))
        return false;
    s->head = i;
    s->quiet[0] = labelled;
    s->spacing = line_ends(s, i + 1) > 0 ? line_ends(s, i + 1) - 1 : 0;
    for (s->columns = 1; s->columns < MAX_COLUMNS; s->columns++) {
        uint32_t next = i + s->columns;
        if (!is_text(s, next) || run_at(s, next)->len > MAX_HEAD || begins_row(s, next) || line_ends(s, next) != s->spacing + 1)
            break;
        bool head = is_head(s, next);
        if (!head && !labelled)
            break;
        known += head;
        s->quiet[s->columns] = is_kind(head_word(s, next), "other");
    }
    s->first = skip_numbers(s, i + s->columns);
    return s->columns >= MIN_COLUMNS && s->columns < MAX_COLUMNS && known >= MIN_COLUMNS && known * 4 >= s->columns * 3;
}

/* -------------------------------------------------------------------- rows */

static void add_row(stack *s, const vnp__run *cells, uint32_t count)
{
    vnp__row row = {.count = count};
    row.cells = vnp__arena_get(s->arena, count * sizeof *row.cells);
    memcpy(row.cells, cells, count * sizeof *row.cells);
    VNP__PUSH(s->arena, &s->table->rows, row);
}

/* Adds a line of its own to a cell. */
static void go_on(const stack *s, vnp__run *cell, uint32_t i)
{
    vnp__run whole;
    vnp__run_join(s->arena, s->buffer, cell, run_at(s, i), VNP__GAP_BREAK, &whole);
    *cell = whole;
}

static bool begins_bullet(const vnp__run *cell)
{
    vnp__marker marker;
    return cell->len && vnp__marker_read(vnp__run_text(cell), &marker) && marker.kind == VNP__MARK_BULLET;
}

/*
 * The cells of a row that begins at `at`, by their number; entries of a list are one cell.
 * The block behind as many as there are columns; `at` where there are not so many.
 */
static uint32_t take_cells(const stack *s, uint32_t at, vnp__run *cells)
{
    uint32_t count = 1, i = at + 1, empty = 0;
    cells[0] = *run_at(s, at);
    for (; is_text(s, i); i++) {
        empty = empty_cells(s, i);
        if (!is_cell(s, i))
            break;
        if (count > 1 && empty == 0 && is_bullet(s, i) && begins_bullet(&cells[count - 1])) {
            go_on(s, &cells[count - 1], i);
            continue;
        }
        if (count + empty >= s->columns)
            break;
        count += empty;
        cells[count++] = *run_at(s, i);
        empty = 0;
    }
    return count + empty >= s->columns ? i : at;
}

/* Whether the heads stand here again, on the next page. */
static bool is_head_again(const stack *s, uint32_t i)
{
    for (uint32_t c = 0; c < s->columns; c++)
        if (!is_text(s, i + c) || !vnp__str_eq(text_at(s, i + c), text_at(s, s->head + c)))
            return false;
    return true;
}

/* Whether a row may have ended above block i. */
static bool may_end(const stack *s, uint32_t i)
{
    return i >= s->blocks->count || !is_cell(s, i) || begins_row(s, i) || is_head_again(s, i);
}

/* The numbers of a label: 3, 4 and 1 of "3.4.1"; how many. */
static uint32_t label_numbers(vnp_str s, uint32_t *out)
{
    enum { DEPTH = 4 };
    uint32_t count = 0;
    for (uint32_t i = 0; i < s.len && count < DEPTH;) {
        if (!vnp__char_is_digit((unsigned char)s.ptr[i])) {
            i++;
            continue;
        }
        for (out[count] = 0; i < s.len && vnp__char_is_digit((unsigned char)s.ptr[i]); i++)
            out[count] = out[count] * 10 + (uint32_t)(s.ptr[i] - '0');
        count++;
    }
    return count;
}

/* Whether label `b` may be the next behind `a`: 4 behind 3, 3.1 behind 3, 3.5 or 4.1 behind 3.4.1. */
static bool comes_next(vnp_str a, vnp_str b)
{
    uint32_t x[4], y[4], n = label_numbers(a, x), m = label_numbers(b, y), same = 0;
    while (same < n && same < m && x[same] == y[same])
        same++;
    if (m == 0 || same == m)
        return false;
    if (same == n)
        return m == n + 1 && y[same] == 1;
    return y[same] == x[same] + 1;
}

/* The block that the next row begins with, behind one whose cells are not as many as the columns. */
static uint32_t next_row(const stack *s, uint32_t at)
{
    uint32_t end = at + ROW_STRETCH * s->columns;
    for (uint32_t i = at + 2; i < end && is_text(s, i) && is_cell(s, i); i++)
        if (is_label(s, i) && comes_next(text_at(s, at), text_at(s, i)))
            return is_area(s, i - 1) && i > at + 2 ? i - 1 : i;
    return at;
}

/* "I" and the area's name, and below it the label of its first row. */
static bool is_area_row(const stack *s, uint32_t at)
{
    return !vnp__cell_is_number(text_at(s, at)) && is_text(s, at + 1) && !is_label(s, at + 1) && is_label(s, at + 2) &&
           vnp__cell_is_number(text_at(s, at + 2));
}

/* Rows that begin with a label; the block behind them. */
static uint32_t read_labelled(stack *s)
{
    vnp__run cells[MAX_COLUMNS];
    uint32_t at = s->first;
    while (is_text(s, at) && s->torn <= s->whole + MAX_TORN) {
        memset(cells, 0, sizeof cells);
        uint32_t end = take_cells(s, at, cells), next;
        if (is_head_again(s, at)) {
            at = skip_numbers(s, at + s->columns);
        } else if (!is_label(s, at)) {
            if (!is_area(s, at))
                break;
            add_row(s, run_at(s, at), 1);
            at++;
        } else if (is_area_row(s, at)) {
            add_row(s, cells, 2);
            at += 2;
        } else if (end > at && may_end(s, end)) {
            add_row(s, cells, s->columns);
            s->whole++;
            at = end;
        } else if ((next = next_row(s, at)) > at) {
            add_row(s, cells, 2);
            s->torn++;
            at = next;
        } else if (end > at && s->torn == 0) { /* the last one, text below it */
            add_row(s, cells, s->columns);
            s->whole++;
            at = end;
        } else {
            break;
        }
    }
    return at;
}

/* The columns that a row without a label has: neither labels nor, at its end, notes. */
static uint32_t said_columns(const stack *s, uint32_t *out)
{
    uint32_t count = 0, end = s->columns;
    while (end > 0 && s->quiet[end - 1])
        end--;
    for (uint32_t c = 0; c < end; c++)
        if (c > 0 || !s->quiet[0])
            out[count++] = c;
    return count;
}

/* Rows that stand apart from each other; the block behind them. */
static uint32_t read_apart(stack *s)
{
    uint32_t said[MAX_COLUMNS], count = said_columns(s, said), at = s->first;
    while (count >= 2 && is_text(s, at) && is_cell(s, at) && !is_headed(s, at) && s->torn <= s->whole + MAX_TORN) {
        vnp__run cells[MAX_COLUMNS] = {{0}};
        uint32_t end = at + 1, lines = 1;
        cells[said[0]] = *run_at(s, at);
        for (; is_text(s, end) && is_cell(s, end) && line_ends(s, end) == s->spacing + 1; end++, lines++) {
            bool last = lines >= count; /* several persons, each on a line */
            if (last && count == 2)
                go_on(s, &cells[said[1]], end);
            else if (!last)
                cells[said[lines]] = *run_at(s, end);
        }
        bool noted = lines > count && lines <= s->columns - s->quiet[0];
        bool whole = lines == count || count == 2 || noted;
        if (lines < 2 || lines > ROW_STRETCH * s->columns)
            break;
        if (!whole)
            memset(cells + said[0] + 1, 0, (MAX_COLUMNS - said[0] - 1) * sizeof *cells);
        add_row(s, cells, s->columns);
        s->whole += whole;
        s->torn += !whole;
        at = end;
    }
    return at;
}

/* The table whose heads begin at block i, and the block behind it; NULL where there is none. */
static vnp__table *read_table(stack *s, uint32_t i, uint32_t *end)
{
    if (!is_text(s, i) || run_at(s, i)->len > MAX_HEAD || !read_heads(s, i))
        return NULL;
    vnp__run heads[MAX_COLUMNS];
    for (uint32_t c = 0; c < s->columns; c++)
        heads[c] = *run_at(s, i + c);
    s->table = VNP__NEW(s->arena, vnp__table);
    s->table->columns = s->columns;
    s->whole = s->torn = 0;
    add_row(s, heads, s->columns);
    *end = begins_row(s, s->first) ? read_labelled(s) : read_apart(s);
    return s->whole >= MIN_ROWS && s->whole >= s->torn ? s->table : NULL;
}

void vnp__stacked_tables(vnp__arena *arena, const char *buffer, vnp__matcher *m, vnp__block_list *blocks)
{
    vnp__block_edit edit = {.arena = arena, .from = blocks};
    stack s = {.arena = arena, .m = m, .buffer = buffer, .blocks = blocks};
    for (uint32_t i = 0, end; i < blocks->count; i++) {
        vnp__table *table = read_table(&s, i, &end);
        if (table) {
            vnp__block_replace(&edit, i);
            vnp__block_add(&edit, &(vnp__block){.kind = VNP__BLOCK_TABLE, .table = table});
            for (i++; i < end; i++)
                vnp__block_replace(&edit, i);
            i--;
        } else if (is_text(&s, i) && vnp__page_number(text_at(&s, i))) {
            vnp__block_replace(&edit, i); /* a page's number after all */
        }
    }
    vnp__block_edit_end(&edit);
}
