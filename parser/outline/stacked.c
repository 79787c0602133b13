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
 * an empty cell. Cells may stand beside each other, too, with blanks between them:
 *
 *   1.3  Kiểm tra công vụ  1,5  0,5
 *   Ban Chỉ đạo
 *
 * Of a row that has more cells or fewer nobody knows which is which: it
 * keeps its number and its name, and nothing else. Where the rows have no numbers they
 * stand apart from each other.
 */
#include "outline/contents.h"
#include "outline/labels.h"
#include "outline/outline.h"
#include "outline/stack.h"

#include "text/chars.h"
#include "text/pages.h"

enum {
    MAX_LINES = 40, /* of a row */
    MIN_ROWS = 2,
    MAX_TORN = 8 /* more rows than that which are not whole: no table, and no time for it */
};

/* -------------------------------------------------------------------- rows */

static void add_row(vnp__stack *s, const vnp__run *cells, uint32_t count)
{
    vnp__row row = {.count = count};
    row.cells = vnp__arena_get(s->arena, count * sizeof *row.cells);
    memcpy(row.cells, cells, count * sizeof *row.cells);
    VNP__PUSH(s->arena, &s->table->rows, row);
}

/* Whether all cells may stand in their columns; blanks may be but blanks, so where cells stand beside
 * each other parties have to be such. */
static bool may_hold_all(const vnp__stack *s, const vnp__run *cells)
{
    for (uint32_t c = 1; c < s->columns; c++) {
        bool sure = s->apart && cells[c].len && s->contents[c] == VNP__CONTENT_PARTY;
        if (!(sure ? vnp__content_holds : vnp__content_allows)(s->m, s->contents[c], &cells[c]))
            return false;
    }
    return true;
}

static bool is_figure(const vnp__stack *s, uint32_t i)
{
    return vnp__stack_is_text(s, i) && !vnp__first_letter(vnp__stack_text_at(s, i), 0);
}

/* Behind the name of an area, whose label stands at `at`; `at` where there is none. */
static uint32_t area_name_end(const vnp__stack *s, uint32_t at)
{
    if (!vnp__stack_is_label(s, at) || !vnp__stack_is_text(s, at + 1) ||
        vnp__stack_is_label(s, at + 1) || is_figure(s, at + 1))
        return at;
    uint32_t next = vnp__stack_behind(s, at + 1);
    while (vnp__stack_is_beside(s, next) && !is_figure(s, next))
        next++;
    return next;
}

/* "2.1" and words below "2" and its name: the first row of an area that has no points. */
static bool is_first_below(const vnp__stack *s, uint32_t at, uint32_t next)
{
    vnp_str outer = vnp__stack_text_at(s, at), label = vnp__stack_text_at(s, next);
    while (label.len && label.ptr[label.len - 1] == '.')
        label.len--;
    return label.len == outer.len + 2 && memcmp(label.ptr + outer.len, ".1", 2) == 0 &&
           memcmp(label.ptr, outer.ptr, outer.len) == 0 && vnp__stack_is_text(s, next + 1) &&
           !is_figure(s, next + 1);
}

/* "I" and the area's name, or a number and a name in capitals, perhaps its points, and below it the
 * label of its first row; the unit behind the area's row, `at` where it is none. */
static uint32_t area_row_end(const vnp__stack *s, uint32_t at)
{
    enum { MIN_LETTERS = 4 };
    uint32_t next = area_name_end(s, at);
    if (next == at || (vnp__stack_is_label(s, next) && is_first_below(s, at, next)))
        return next;
    while (next < at + s->columns && is_figure(s, next) && !vnp__stack_is_label(s, next))
        next++;
    if (!vnp__stack_is_label(s, next) || !vnp__cell_is_number(vnp__stack_text_at(s, next)))
        return at;
    vnp_str label = vnp__stack_text_at(s, at), inner = vnp__stack_text_at(s, next);
    if (vnp__stack_is_chapter_code(label)) /* "A1" above "A1.1", or a form in a cell */
        return inner.ptr[0] == label.ptr[0] && vnp__label_is_below(label, inner) ? next : at;
    bool numbered = vnp__cell_is_number(label);
    bool below = vnp__str_is_upper(vnp__stack_text_at(s, at + 1), MIN_LETTERS) &&
                 vnp__label_is_below(label, inner);
    return !numbered || below ? next : at;
}

static bool is_area_row(const vnp__stack *s, uint32_t at)
{
    return area_row_end(s, at) > at;
}

/* What lines are whose shape says that they go on: part of the cell above but for units of
 * figures, which have small letters; part of it always; cells. */
typedef enum joining { JOIN_BUT_UNITS, JOIN_ALL, JOIN_NONE, JOININGS } joining;

/*
 * The cells of a row that begins at `at`, by their number; entries of a list are one cell.
 * The unit behind as many as there are columns; `at` where there are not so many. Of a
 * row without a label the first cell is empty. `left`: blank lines behind the last cell.
 */
static uint32_t take_cells(const vnp__stack *s, uint32_t at, bool labelled, joining how,
                           vnp__run *cells, uint32_t *left)
{
    uint32_t count = 1, i = at + labelled, empty = 0;
    memset(cells, 0, VNP__STACK_COLUMNS * sizeof *cells);
    if (labelled)
        cells[0] = *vnp__stack_run_at(s, at);
    for (; vnp__stack_is_text(s, i); i++) {
        bool unit_column =
            how == JOIN_BUT_UNITS && count < s->columns && s->contents[count] == VNP__CONTENT_UNIT;
        empty = i > at ? vnp__stack_empty_cells(s, i) : 0;
        bool words = count < s->columns && (s->contents[count] == VNP__CONTENT_ANY ||
                                            s->contents[count] == VNP__CONTENT_PARTY);
        bool next = words && vnp__stack_is_label(s, i) &&
                    vnp__label_is_below(vnp__run_text(&cells[0]), vnp__stack_text_at(s, i));
        if (!vnp__stack_is_cell(s, i) || vnp__stack_is_total(s, i) || is_area_row(s, i) || next)
            break;
        bool goes_on = vnp__stack_is_close(s, i) ||
                       (vnp__stack_is_joined(s, i) &&
                        ((how != JOIN_NONE && !unit_column) || vnp__stack_is_beside(s, i)));
        if (count > 1 && empty == 0 &&
            (goes_on || vnp__stack_is_entry(s, &cells[count - 1], i) ||
             (s->contents[count - 1] == VNP__CONTENT_PARTY &&
              vnp__stack_is_next_party(s, &cells[count - 1], i)))) {
            vnp__stack_go_on(s, &cells[count - 1], i);
            continue;
        }
        if (count + empty >= s->columns)
            break;
        count += empty;
        cells[count++] = *vnp__stack_run_at(s, i);
        empty = 0;
    }
    *left = count + empty - s->columns;
    return count + empty >= s->columns ? i : at;
}

/* Whether unit i may begin the row behind the one with label `a`: where it stands tells that it
 * is a label; one or the other may be missing, or in the wrong order. */
static bool may_follow(const vnp__stack *s, vnp_str a, uint32_t i)
{
    if (vnp__stack_is_area(s, i) || !vnp__stack_is_label(s, i))
        return vnp__stack_is_area(s, i);
    return vnp__label_comes_near(a, vnp__stack_text_at(s, i));
}

/* The cells of a row without a label, and the unit behind it; `at` where there is none. */
static uint32_t take_unlabelled(const vnp__stack *s, uint32_t at, vnp__run *cells, uint32_t *left)
{
    for (joining how = JOIN_BUT_UNITS; how < JOININGS; how++) {
        uint32_t end = take_cells(s, at, false, how, cells, left);
        if (end > at && may_hold_all(s, cells))
            return end;
    }
    return at;
}

/* Whether unit i, with `left` blank lines above it, begins a row whose label is left blank: behind
 * it, or behind others like it, stands the label that comes next. */
static bool is_unlabelled(const vnp__stack *s, vnp_str label, uint32_t i, uint32_t left)
{
    enum { MAX_ROWS = 6 };
    vnp__run cells[VNP__STACK_COLUMNS];
    for (uint32_t rows = 0;
         rows < MAX_ROWS && left == 1 && vnp__stack_is_text(s, i) && !vnp__stack_is_label(s, i);
         rows++) {
        uint32_t end = take_unlabelled(s, i, cells, &left);
        if (end == i)
            return false;
        if (vnp__stack_is_area(s, end) ||
            (vnp__stack_is_label(s, end) &&
             vnp__label_comes_next(label, vnp__stack_text_at(s, end))))
            return true;
        i = end;
    }
    return false;
}

/* Whether the row with label `a` may have ended above unit i, `left` blank lines. */
static bool may_end(const vnp__stack *s, vnp_str a, uint32_t i, uint32_t left)
{
    return i >= s->units.count || !vnp__stack_is_cell(s, i) || may_follow(s, a, i) ||
           vnp__stack_is_head_again(s, i) || vnp__stack_is_total(s, i) ||
           is_unlabelled(s, a, i, left) ||
           (left > 0 && s->spacing == 0 && !vnp__stack_is_label(s, i));
}

/* "TT": the heads of another table begin. */
static bool begins_heads(const vnp__stack *s, uint32_t i)
{
    enum { MAX_LEN = 16 };
    vnp__content holds;
    return vnp__stack_run_at(s, i)->len <= MAX_LEN &&
           vnp__content_of_head(s->m, vnp__slice_all(vnp__stack_run_at(s, i)), &holds) &&
           holds == VNP__CONTENT_LABEL;
}

/* The unit that the next row begins with, behind one whose cells are not as many as the columns. A
 * number that skips others might be a figure among too few cells. */
static uint32_t next_row(const vnp__stack *s, uint32_t at)
{
    for (uint32_t i = at + 2;
         i < at + MAX_LINES && vnp__stack_is_text(s, i) && vnp__stack_is_cell(s, i) &&
         !vnp__stack_is_total(s, i) && !begins_heads(s, i);
         i++) {
        bool numbered =
            vnp__stack_is_label(s, i) &&
            (vnp__label_comes_next(vnp__stack_text_at(s, at), vnp__stack_text_at(s, i)) ||
             (i >= at + s->columns &&
              vnp__label_comes_later(vnp__stack_text_at(s, at), vnp__stack_text_at(s, i))));
        if (is_area_row(s, i) || vnp__stack_is_area(s, i) || numbered)
            return i;
    }
    return at;
}

/* The lines [from, to) of a row, entries of a list as one; 0 where they are too many. Those whose
 * shape says that they go on are lines, too, where `joined` takes which they are. */
static uint32_t gather(const vnp__stack *s, uint32_t from, uint32_t to, vnp__run *out, bool *joined)
{
    uint32_t count = 0;
    for (uint32_t i = from; i < to; i++) {
        bool goes_on = vnp__stack_is_close(s, i) ||
                       (vnp__stack_is_joined(s, i) && (!joined || vnp__stack_is_beside(s, i)));
        if (count > 0 && (goes_on || vnp__stack_is_entry(s, &out[count - 1], i) ||
                          vnp__stack_is_next_party(s, &out[count - 1], i))) {
            vnp__stack_go_on(s, &out[count - 1], i);
            continue;
        }
        if (count == MAX_LINES)
            return 0;
        if (joined)
            joined[count] = vnp__stack_is_joined(s, i);
        out[count++] = *vnp__stack_run_at(s, i);
    }
    return count;
}

/* Fills columns with lines, as vnp__contents_share finds them. */
static bool fill_with(const vnp__stack *s, const vnp__row_lines *lines, bool any,
                      const uint32_t *columns, uint32_t count, vnp__run *cells)
{
    vnp__content contents[VNP__STACK_COLUMNS] = {VNP__CONTENT_ANY};
    vnp_span shared[VNP__STACK_COLUMNS];
    for (uint32_t c = 0; c < count; c++)
        contents[c] = s->contents[columns[c]];
    if (!vnp__contents_share(s->m, lines, contents, count, any, shared))
        return false;
    for (uint32_t c = 0; c < count; c++)
        for (uint32_t i = shared[c].begin; i < shared[c].end; i++) {
            vnp__run *cell = &cells[columns[c]], whole = lines->at[i];
            if (i > shared[c].begin)
                vnp__run_join(s->arena, s->buffer, cell, &lines->at[i],
                              lines->joined && lines->joined[i] ? VNP__GAP_LINE : VNP__GAP_BREAK,
                              &whole);
            *cell = whole;
        }
    return true;
}

/* How lines become cells: with `any`, all that hold texts may have several; with `sure`, parties and
 * times have to be such. */
typedef struct filling {
    bool any, sure;
} filling;

/* The same with the lines [from, to): those that go on by their shape do so, unless there are too
 * few cells then. */
static bool fill(const vnp__stack *s, uint32_t from, uint32_t to, filling how,
                 const uint32_t *columns, uint32_t count, vnp__run *cells)
{
    vnp__run lines[MAX_LINES];
    bool joined[MAX_LINES];
    uint32_t whole = gather(s, from, to, lines, NULL);
    if (whole >= count && fill_with(s, &(vnp__row_lines){lines, NULL, whole, how.sure}, how.any,
                                    columns, count, cells))
        return true;
    uint32_t single = gather(s, from, to, lines, joined);
    if (single >= count)
        return fill_with(s, &(vnp__row_lines){lines, joined, single, how.sure}, how.any, columns,
                         count, cells);
    whole = gather(s, from, to, lines, NULL);
    return fill_with(s, &(vnp__row_lines){lines, NULL, whole, how.sure}, how.any, columns, count,
                     cells);
}

/* ------------------------------------------------------------------- tables */

/* Behind the last row, which nothing follows that is a cell; `at` where there is no knowing. Only where
 * texts cannot go on with the last column it may have more lines than there are columns. */
static uint32_t last_row_end(const vnp__stack *s, uint32_t at)
{
    vnp__content holds = s->contents[s->columns - 1];
    bool closed = holds != VNP__CONTENT_ANY && holds != VNP__CONTENT_NOTE;
    uint32_t lines = 1, most = closed ? MAX_LINES : s->columns, i = at + 1;
    for (; vnp__stack_is_cell(s, i) && !vnp__stack_is_total(s, i); i++) {
        lines += !vnp__stack_is_beside(s, i);
        if (lines > most)
            return at;
    }
    return i == at + 1 ? at : i;
}

/* Whether the rows of the table have cells beside each other: blanks beside labels, figures and times
 * are more than blanks, and those beside other words may be, if they are not many more. */
static bool has_cells_beside(const vnp__stack *s)
{
    enum { MAX_UNITS = 150, OTHERS = 4 };
    uint32_t sure = 0, others = 0;
    for (uint32_t i = s->first + 1; i < s->first + MAX_UNITS && vnp__stack_is_text(s, i) &&
                                    (vnp__stack_is_beside(s, i) || vnp__stack_is_cell(s, i));
         i++) {
        if (!vnp__stack_is_beside(s, i))
            continue;
        bool cell = is_figure(s, i) || is_figure(s, i - 1) || vnp__stack_is_label(s, i - 1) ||
                    vnp__content_holds(s->m, VNP__CONTENT_TIME, vnp__stack_run_at(s, i));
        sure += cell;
        others += !cell;
    }
    return sure > 0 && others <= sure * OTHERS;
}

static bool any_beside(const vnp__stack *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (vnp__stack_is_beside(s, i))
            return true;
    return false;
}

static bool fill_row(const vnp__stack *s, uint32_t at, uint32_t end, bool sure, vnp__run *cells)
{
    uint32_t columns[VNP__STACK_COLUMNS] = {0};
    for (uint32_t c = 1; c < s->columns; c++)
        columns[c - 1] = c;
    memset(cells, 0, VNP__STACK_COLUMNS * sizeof *cells);
    bool whole =
        fill(s, at + 1, end, (filling){.any = true, .sure = sure}, columns, s->columns - 1, cells);
    cells[0] = *vnp__stack_run_at(s, at);
    return whole;
}

/* Whether all parties and times are such, and not only may be. */
static bool are_sure(const vnp__stack *s, const vnp__run *cells)
{
    for (uint32_t c = 1; c < s->columns; c++)
        if (cells[c].len > 0 &&
            (s->contents[c] == VNP__CONTENT_PARTY || s->contents[c] == VNP__CONTENT_TIME) &&
            !vnp__content_holds(s->m, s->contents[c], &cells[c]))
            return false;
    return true;
}

/* Shares the lines of a row out anew where there is one way in which all parties and times are such. */
static void fill_surely(const vnp__stack *s, uint32_t at, uint32_t end, vnp__run *cells)
{
    vnp__run others[VNP__STACK_COLUMNS];
    if (fill_row(s, at, end, true, others))
        memcpy(cells, others, sizeof others);
}

/* The cells of a row that has as many as there are columns, joined so; false where it has not. */
static bool take_whole(const vnp__stack *s, uint32_t at, bool last, joining how, vnp__run *cells,
                       uint32_t *end, uint32_t *left)
{
    *end = take_cells(s, at, true, how, cells, left);
    bool below = last && s->torn == 0 && !vnp__stack_is_joined(s, *end) &&
                 !vnp__stack_is_beside(s, *end); /* text may stand below it */
    return *end > at && (may_end(s, vnp__stack_text_at(s, at), *end, *left) || below) &&
           may_hold_all(s, cells);
}

/* Takes such a row; the unit behind it, `at` where it has not. Of several ways to join its lines one
 * is taken that leaves as many blank lines behind it as the row above has, if there is one; behind
 * the last row others may stand. */
static uint32_t take_row(vnp__stack *s, uint32_t at, bool last)
{
    vnp__run cells[VNP__STACK_COLUMNS];
    uint32_t end, left, best = JOININGS, how;
    for (how = JOIN_BUT_UNITS; how < JOININGS; how++) {
        if (!take_whole(s, at, last, (joining)how, cells, &end, &left))
            continue;
        bool usual = s->whole == 0 || last || left == s->usual_left;
        best = usual || best == JOININGS ? how : best;
        if (usual)
            break;
    }
    if (best == JOININGS)
        return at;
    if (how != best) /* another was tried behind it */
        take_whole(s, at, last, (joining)best, cells, &end, &left);
    if (!are_sure(s, cells))
        fill_surely(s, at, end, cells);
    add_row(s, cells, s->columns);
    s->whole++;
    s->left = s->usual_left = left;
    return end;
}

/* Takes the row with a label at `at`; the unit behind it, `at` where there is no knowing. */
static uint32_t read_row(vnp__stack *s, uint32_t at)
{
    vnp__run cells[VNP__STACK_COLUMNS];
    uint32_t next = next_row(s, at);
    bool last = next == at, whole = false;
    s->label = at;
    s->left = 0;
    next = last ? last_row_end(s, at) : next;
    s->apart = s->parted && any_beside(s, at + 2, next > at ? next : at + s->columns);
    uint32_t end = take_row(s, at, last);
    if (end == at && next > at)
        whole = fill_row(s, at, next, s->apart, cells);
    s->apart = true;
    if (end > at || next == at)
        return end;
    if (!whole && last && next > at + s->columns)
        return at;
    for (uint32_t i = at + 1; !whole && i < vnp__stack_behind(s, at + 1); i++)
        vnp__stack_go_on(s, &cells[1], i);
    if (whole || !is_figure(s, at + 1)) /* else there is no name */
        add_row(s, cells, whole ? s->columns : 2);
    s->whole += whole;
    s->torn += !whole;
    return next;
}

/* The label and the name of an area, and its points where it is clear which they are; the unit behind. */
static uint32_t read_area_row(vnp__stack *s, uint32_t at)
{
    vnp__run cells[VNP__STACK_COLUMNS];
    uint32_t name = area_name_end(s, at), end = area_row_end(s, at);
    bool points = end > name && fill_row(s, at, end, s->apart, cells);
    cells[0] = *vnp__stack_run_at(s, at);
    if (!points)
        cells[1] = *vnp__stack_run_at(s, at + 1);
    for (uint32_t i = at + 2; i < name && !points; i++)
        vnp__stack_go_on(s, &cells[1], i);
    add_row(s, cells, points ? s->columns : 2);
    return end;
}

/* Takes a row whose label is blank; the unit behind it. */
static uint32_t read_unlabelled(vnp__stack *s, uint32_t at)
{
    vnp__run cells[VNP__STACK_COLUMNS];
    uint32_t end = take_unlabelled(s, at, cells, &s->left);
    add_row(s, cells, s->columns);
    return end;
}

/* Rows that begin with a label; the unit behind them. */
static uint32_t read_labelled(vnp__stack *s)
{
    uint32_t at = s->first;
    s->left = 0;
    while (vnp__stack_is_text(s, at) && s->torn <= s->whole + MAX_TORN) {
        vnp__run area;
        if (vnp__stack_is_head_again(s, at)) {
            at = vnp__stack_skip_numbers(s, at + s->heads_end - s->head);
        } else if (at > s->first &&
                   is_unlabelled(s, vnp__stack_text_at(s, s->label), at, s->left)) {
            at = read_unlabelled(s, at);
        } else if (!vnp__stack_is_label(s, at)) {
            if (!vnp__stack_is_area(s, at))
                break;
            area = *vnp__stack_run_at(s, at);
            for (at++; vnp__stack_is_joined(s, at); at++)
                vnp__stack_go_on(s, &area, at);
            add_row(s, &area, 1);
            s->left = 0;
        } else if ((vnp__stack_is_label(s, at + 1) || vnp__stack_is_head_again(s, at + 1)) &&
                   vnp__page_number(vnp__stack_text_at(s, at))) {
            at++;
        } else if (is_area_row(s, at)) {
            at = read_area_row(s, at);
        } else {
            uint32_t next = read_row(s, at);
            if (next == at)
                break;
            at = next;
        }
    }
    return at;
}

/* The columns that a row without a label has: neither labels nor, at its end, notes. */
static uint32_t said_columns(const vnp__stack *s, uint32_t *out)
{
    uint32_t count = 0, end = s->columns;
    while (end > 0 && s->contents[end - 1] == VNP__CONTENT_NOTE)
        end--;
    for (uint32_t c = 0; c < end; c++)
        if (s->contents[c] != VNP__CONTENT_LABEL)
            out[count++] = c;
    return count;
}

/* The name in a row [at, end) of which no more is known, perhaps behind a time: "9h00". */
static void add_name(const vnp__stack *s, uint32_t at, uint32_t end, const uint32_t *columns,
                     uint32_t count, vnp__run *cells)
{
    uint32_t c = 0;
    while (c + 1 < count && s->contents[columns[c]] != VNP__CONTENT_ANY)
        c++;
    while (c > 0 && at + 1 < end &&
           vnp__char_is_digit((unsigned char)vnp__stack_text_at(s, at).ptr[0]))
        at++;
    cells[columns[c]] = *vnp__stack_run_at(s, at);
}

/* Rows that stand apart from each other; the unit behind them. */
static uint32_t read_apart(vnp__stack *s)
{
    uint32_t said[VNP__STACK_COLUMNS], count = said_columns(s, said), at = s->first;
    s->apart = false;
    uint32_t noted = s->columns - (s->contents[0] == VNP__CONTENT_LABEL); /* with notes */
    for (uint32_t c = count; c > 0 && c < noted; c++)
        said[c] = said[c - 1] + 1;
    while (count >= 2 && vnp__stack_is_text(s, at) && vnp__stack_is_cell(s, at) &&
           !vnp__stack_is_headed(s, at) && s->torn <= s->whole + MAX_TORN) {
        vnp__run cells[VNP__STACK_COLUMNS] = {{0}};
        uint32_t end = at + 1;
        while (end - at < MAX_LINES && vnp__stack_is_text(s, end) && vnp__stack_is_cell(s, end) &&
               !begins_heads(s, end) &&
               (vnp__stack_is_beside(s, end) || vnp__stack_line_ends(s, end) == s->spacing + 1))
            end++;
        if (end - at < 2 || end - at >= MAX_LINES)
            break;
        bool whole = fill(s, at, end, (filling){0}, said, count, cells) ||
                     (noted > count && fill(s, at, end, (filling){0}, said, noted, cells)) ||
                     fill(s, at, end, (filling){.any = true}, said, count, cells);
        if (!whole)
            add_name(s, at, end, said, count, cells);
        add_row(s, cells, s->columns);
        s->whole += whole;
        s->torn += !whole;
        at = end;
    }
    return at;
}

/* The table whose heads begin at unit i, and the unit behind it; NULL where there is none. */
static vnp__table *read_table(vnp__stack *s, uint32_t i, uint32_t *end)
{
    if (!vnp__stack_is_text(s, i) || vnp__stack_run_at(s, i)->len > VNP__MAX_HEAD ||
        !vnp__stack_read_heads(s, i))
        return NULL;
    s->table = VNP__NEW(s->arena, vnp__table);
    s->table->columns = s->columns;
    s->whole = s->torn = 0;
    add_row(s, s->heads, s->columns);
    s->parted = has_cells_beside(s);
    *end = vnp__stack_begins_row(s, s->first) ? read_labelled(s) : read_apart(s);
    bool cut = vnp__stack_is_joined(s, *end) ||
               vnp__stack_is_beside(s, *end); /* in the middle of a paragraph */
    return s->whole >= MIN_ROWS && s->whole >= s->torn && !cut ? s->table : NULL;
}

/* A table that was found, as it is to last. */
static vnp__table *keep_table(vnp__arena *arena, const char *buffer, const vnp__table *found)
{
    vnp__table *table = VNP__NEW(arena, vnp__table);
    *table = (vnp__table){.columns = found->columns, .rows.count = found->rows.count};
    table->rows.at = vnp__arena_get(arena, found->rows.count * sizeof *table->rows.at);
    for (uint32_t r = 0; r < found->rows.count; r++) {
        const vnp__row *from = &found->rows.at[r];
        vnp__row *row = &table->rows.at[r];
        *row = *from;
        row->cells = vnp__arena_get(arena, from->count * sizeof *row->cells);
        for (uint32_t c = 0; c < from->count; c++)
            vnp__run_cut(arena, buffer, vnp__slice_all(&from->cells[c]), &row->cells[c]);
    }
    return table;
}

static void drop_page_number(vnp__block_edit *edit, const vnp__block_list *blocks, uint32_t i)
{
    if (blocks->at[i].kind == VNP__BLOCK_TEXT &&
        vnp__page_number(vnp__run_text(&blocks->at[i].run)))
        vnp__block_replace(edit, i);
}

/* Page numbers were kept, as they may be the labels of rows: those outside of tables go. */
static void replace_tables(vnp__stack *s, vnp__block_edit *edit)
{
    vnp__block_list *blocks = edit->from;
    uint32_t done = 0; /* blocks */
    for (uint32_t i = 0, end; i < s->units.count; i++) {
        uint32_t first = s->units.at[i].block;
        vnp__table *table =
            s->units.at[i].joined || vnp__stack_is_beside(s, i) ? NULL : read_table(s, i, &end);
        if (!table)
            continue;
        for (; done < first; done++)
            drop_page_number(edit, blocks, done);
        vnp__block_replace(edit, first);
        table = keep_table(edit->arena, s->buffer, table);
        vnp__block_add(edit, &(vnp__block){.kind = VNP__BLOCK_TABLE, .table = table});
        done = end < s->units.count ? s->units.at[end].block : blocks->count;
        if (done > first + 1)
            edit->done = done;
        i = end - 1;
    }
    for (; done < blocks->count; done++)
        drop_page_number(edit, blocks, done);
}

/* Rules that are recorded keep the texts they were asked about: these stay then. */
void vnp__stacked_tables(vnp__arena *arena, vnp__arena *scratch, const char *buffer,
                         vnp__matcher *m, vnp__block_list *blocks)
{
    bool any = vnp__units_have_heads(blocks, vnp__matcher_rules(m));
    vnp__mark mark = vnp__scratch_mark(scratch);
    vnp__block_edit edit = {.arena = arena, .from = blocks};
    vnp__stack s = {.arena = vnp__matcher_records(m) ? arena : scratch, .m = m, .buffer = buffer};
    if (any)
        vnp__units_read(s.arena, buffer, m, blocks, &s.units);
    replace_tables(&s, &edit);
    vnp__block_edit_end(&edit);
    if (any)
        vnp__matcher_forget(m);
    vnp__scratch_rewind(scratch, mark);
}
