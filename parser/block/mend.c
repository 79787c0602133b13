/*
 * Mending tables. A page break tears a table into several, and a row into two;
 * an editor's slip moves a row's cells by a column. Shape tells both: repeated
 * heads, empty label cells, cells that begin in lower case, and the dotted
 * codes ("2.14. ...") that a plan's columns of objectives, tasks and activities
 * carry.
 */
#include "block/block.h"

#include "text/chars.h"
#include "text/marker.h"

enum { MAX_COLUMNS = 64, CODED_MIN = 3, CODED_PERCENT = 55, MAX_SHIFT = 3 };

typedef struct mender {
    vnp__arena *arena;
    const vnp__text *text;
    vnp__table *table;
    bool coded[MAX_COLUMNS];    /* the column's texts begin with codes */
    uint32_t lead[MAX_COLUMNS]; /* first number of most of these codes */
    bool labelled;              /* most rows have something in the first cell */
    bool code_labels;           /* the first cells are codes and nothing else */
} mender;

/* --------------------------------------------------------- joining of tables */

static bool same_fold(const vnp__run *a, const vnp__run *b)
{
    return a->len == b->len && memcmp(a->fold, b->fold, a->len) == 0;
}

static uint32_t filled(const vnp__row *row)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < row->count; i++)
        count += row->cells[i].len > 0;
    return count;
}

static bool same_row(const vnp__row *a, const vnp__row *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!same_fold(&a->cells[i], &b->cells[i]))
            return false;
    return true;
}

/* A head of its own: it begins like that of the table before and then differs. */
static bool has_other_head(const vnp__table *a, const vnp__table *b)
{
    const vnp__row *x = &a->rows.at[0], *y = &b->rows.at[0];
    return x->count && y->count && y->cells[0].len && !same_row(x, y) &&
           same_fold(&x->cells[0], &y->cells[0]);
}

static void append_table(vnp__arena *arena, vnp__table *to, const vnp__table *from)
{
    bool page = true;
    for (uint32_t i = 0; i < from->rows.count; i++) {
        vnp__row row = from->rows.at[i];
        bool repeated = i < 2 && i < to->rows.count && same_row(&to->rows.at[i], &row);
        if (filled(&row) == 0 || repeated)
            continue;
        row.page_before = row.page_before || page;
        page = false;
        VNP__PUSH(arena, &to->rows, row);
    }
}

static void join_tables(vnp__arena *arena, vnp__block_list *blocks)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < blocks->count; i++) {
        vnp__block *last = kept ? &blocks->at[kept - 1] : NULL;
        vnp__block *block = &blocks->at[i];
        bool pair = last && last->kind == VNP__BLOCK_TABLE && block->kind == VNP__BLOCK_TABLE;
        if (pair && last->table->columns == block->table->columns && last->table->rows.count &&
            block->table->rows.count && !has_other_head(last->table, block->table))
            append_table(arena, last->table, block->table);
        else
            blocks->at[kept++] = *block;
    }
    blocks->count = kept;
}

/* ------------------------------------------------------------------- columns */

/* The code a cell begins with: its first number and count of numbers; 0, 0 without. */
static uint32_t cell_code(const vnp__run *cell, uint32_t *lead)
{
    uint32_t parts, value = 0;
    uint32_t len = vnp__code_read(vnp__run_text(cell), &parts);
    *lead = 0;
    if (len == 0 || parts < 2)
        return 0;
    for (uint32_t i = 0; i < len && cell->text[i] != '.'; i++)
        value = value * 10 + (uint32_t)(cell->text[i] - '0');
    *lead = value;
    return parts;
}

/* Code and nothing behind it: a label, not a coded text. */
static bool is_bare_code(const vnp__run *cell)
{
    uint32_t parts;
    uint32_t len = vnp__code_read(vnp__run_text(cell), &parts);
    return len > 0 && len + 1 >= cell->len;
}

static bool is_figure(const vnp__run *cell)
{
    uint32_t digits = 0;
    for (uint32_t i = 0; i < cell->len; i++) {
        char c = cell->text[i];
        digits += c >= '0' && c <= '9';
        if (!(c >= '0' && c <= '9') && c != ',' && c != '.' && c != ' ' && c != '%' && c != '/')
            return false;
    }
    return digits > 0;
}

/* The row names the area of those below: a label and a text, figures at most beside. */
static bool is_area_row(const vnp__row *row)
{
    uint32_t texts = 0;
    for (uint32_t i = 1; i < row->count; i++)
        texts += row->cells[i].len > 0 && !is_figure(&row->cells[i]);
    return row->count > 0 && row->cells[0].len > 0 && texts <= 1;
}

static void find_coded_columns(mender *m)
{
    const vnp__row_list *rows = &m->table->rows;
    uint32_t labels = 0, codes_first = 0, lead_first;
    for (uint32_t c = 0; c < m->table->columns && c < MAX_COLUMNS; c++) {
        uint32_t texts = 0, codes = 0, votes[10] = {0};
        for (uint32_t r = 1; r < rows->count; r++) {
            const vnp__row *row = &rows->at[r];
            if (c >= row->count || row->cells[c].len == 0 || is_area_row(row))
                continue;
            uint32_t lead;
            texts++;
            if (cell_code(&row->cells[c], &lead) && !is_bare_code(&row->cells[c])) {
                codes++;
                votes[lead < 10 ? lead : 0]++;
            }
        }
        m->coded[c] = codes >= CODED_MIN && codes * 100 >= texts * CODED_PERCENT;
        for (uint32_t v = 1; v < 10; v++)
            if (votes[v] > votes[m->lead[c]])
                m->lead[c] = v;
        if (votes[m->lead[c]] * 100 < codes * 80)
            m->lead[c] = 0; /* the codes of this column do not share a number */
    }
    for (uint32_t r = 1; r < rows->count; r++) {
        const vnp__row *row = &rows->at[r];
        labels += row->count > 0 && row->cells[0].len > 0;
        codes_first += row->count > 0 && is_bare_code(&row->cells[0]) &&
                       cell_code(&row->cells[0], &lead_first);
    }
    m->labelled = labels * 3 >= rows->count;
    m->code_labels = codes_first >= CODED_MIN && codes_first * 100 >= labels * CODED_PERCENT;
}

/* -------------------------------------------------------------- shifted rows */

/* How many columns right of its own the coded cells of a row stand; 0 when any
 * of them is at home or they disagree. */
static int row_shift(const mender *m, const vnp__row *row)
{
    int shift = 0;
    for (uint32_t c = 0; c < row->count && c < MAX_COLUMNS; c++) {
        uint32_t lead;
        if (!cell_code(&row->cells[c], &lead) || is_bare_code(&row->cells[c]))
            continue;
        int home = -1;
        for (uint32_t k = 0; k < m->table->columns && k < MAX_COLUMNS; k++)
            if (m->coded[k] && m->lead[k] == lead && lead > 0)
                home = home < 0 ? (int)k : -2;
        if (home < 0)
            continue;
        int here = (int)c - home;
        if (here == 0 || (shift && shift != here))
            return 0;
        shift = here;
    }
    return shift > MAX_SHIFT || shift < -MAX_SHIFT ? 0 : shift;
}

/* The same of a row whose label, a code in all other rows, stands right of its own. */
static uint32_t label_shift(const mender *m, const vnp__row *row)
{
    uint32_t c = 0, lead;
    while (c < row->count && row->cells[c].len == 0)
        c++;
    bool moved = m->code_labels && c > 0 && c <= MAX_SHIFT && c < row->count;
    return moved && is_bare_code(&row->cells[c]) && cell_code(&row->cells[c], &lead) ? c : 0;
}

/* Takes out `by` empty cells, the first of them at `first` or behind it. */
static void unshift_right(vnp__row *row, uint32_t first, uint32_t by)
{
    while (first < row->count && row->cells[first].len > 0)
        first++;
    for (uint32_t i = 0; i < by; i++)
        if (first + i >= row->count || row->cells[first + i].len > 0)
            return;
    memmove(&row->cells[first], &row->cells[first + by],
            (row->count - first - by) * sizeof *row->cells);
    row->count -= by;
    row->shift = (int8_t)by;
}

static void unshift_left(mender *m, vnp__row *row, uint32_t by)
{
    vnp__run *cells = vnp__arena_get(m->arena, (row->count + by) * sizeof *cells);
    cells[0] = row->cells[0];
    bool label = row->cells[0].len > 0 && cell_code(&row->cells[0], &(uint32_t){0}) == 0;
    if (!label)
        memset(&cells[0], 0, sizeof cells[0]);
    uint32_t keep = label ? 1 : 0;
    memcpy(&cells[keep + by], &row->cells[keep], (row->count - keep) * sizeof *cells);
    row->cells = cells;
    row->count += by;
    row->shift = (int8_t) - (int)by;
}

static void put_back_shifted(mender *m)
{
    for (uint32_t r = 1; r < m->table->rows.count; r++) {
        vnp__row *row = &m->table->rows.at[r];
        int shift = row->count ? row_shift(m, row) : 0;
        uint32_t label = label_shift(m, row);
        if (label > 0)
            unshift_right(row, 0, label);
        else if (shift > 0)
            unshift_right(row, 1, (uint32_t)shift); /* the label keeps its place */
        else if (shift < 0)
            unshift_left(m, row, (uint32_t)-shift);
    }
}

/* ----------------------------------------------------------------- torn rows */

static void join_cell(mender *m, vnp__run *to, const vnp__run *from)
{
    vnp__run whole;
    if (to->len == 0) {
        *to = *from;
        return;
    }
    vnp__run_join(m->arena, m->text->buf, to, from, VNP__GAP_LINE, &whole);
    *to = whole;
}

static bool begins_lower(const vnp__run *cell)
{
    uint32_t len;
    return cell->len > 0 && vnp__char_is_lower(vnp__char_at(vnp__run_text(cell), 0, &len));
}

/* A text that its author did not end: "CC Văn phòng -". */
static bool is_open(const vnp__run *cell)
{
    return cell->len > 0 && strchr("-,&(", cell->text[cell->len - 1]);
}

/* Whether a row goes on with its title in small letters, and with other cells in such or behind
 * open ones. */
static bool title_goes_on(const vnp__row *above, const vnp__row *row)
{
    bool title = false;
    for (uint32_t c = 0; above && c < row->count && c < above->count; c++) {
        const vnp__run *cell = &row->cells[c];
        if (cell->len == 0)
            continue;
        if (!begins_lower(cell) && !(title && is_open(&above->cells[c])))
            return false;
        title = title || (above->cells[c].len > 0 && begins_lower(cell));
    }
    return title;
}

/* Whether the row has nothing of its own: no label, no code, no figure, and goes
 * on with what stands above it. */
static bool is_continuation(const mender *m, const vnp__row *above, const vnp__row *row)
{
    uint32_t texts = 0, lower = 0, in_coded = 0, lead;
    if (row->count == 0 || row->cells[0].len > 0)
        return false;
    for (uint32_t c = 1; c < row->count; c++) {
        const vnp__run *cell = &row->cells[c];
        vnp__marker marker;
        if (cell->len == 0)
            continue;
        if (cell_code(cell, &lead) || is_figure(cell))
            return false;
        if (vnp__marker_read(vnp__run_text(cell), &marker) && marker.kind != VNP__MARK_BULLET)
            return false;
        texts++;
        lower += begins_lower(cell);
        in_coded += c < MAX_COLUMNS && m->coded[c];
    }
    if (texts == 0)
        return false;
    if (in_coded == texts)
        return true;
    if (!m->labelled)
        return lower == texts;
    return lower == texts || title_goes_on(above, row) ||
           (row->page_before && (lower > 0 || texts == 1));
}

/* Whether each cell begins with that of the head, and some have more. */
static bool has_head_and_more(const vnp__row *head, const vnp__row *row)
{
    uint32_t more = 0;
    if (head->count != row->count || filled(head) < 3)
        return false;
    for (uint32_t c = 0; c < head->count; c++) {
        const vnp__run *a = &head->cells[c], *b = &row->cells[c];
        if (b->len < a->len || (a->len && memcmp(a->fold, b->fold, a->len) != 0))
            return false;
        if (b->len > a->len && a->len && b->text[a->len] != ' ')
            return false;
        more += b->len > a->len;
    }
    return more > 0;
}

/* The head repeated on the next page, right above the rest of a row that the page tore: where
 * the columns are of blanks they have become one row. The rest is left. */
static void cut_repeated_heads(mender *m)
{
    vnp__row_list *rows = &m->table->rows;
    for (uint32_t r = 2; r < rows->count; r++) {
        vnp__row *head = &rows->at[0], *row = &rows->at[r];
        if (!has_head_and_more(head, row))
            continue;
        for (uint32_t c = 0; c < row->count; c++) {
            vnp__run rest;
            vnp__run_cut(m->arena, m->text->buf,
                         (vnp__slice){&row->cells[c], head->cells[c].len, row->cells[c].len},
                         &rest);
            row->cells[c] = rest;
        }
        row->page_before = true;
    }
}

/* A row without a label that lines of a drawn table were too short for. */
static bool is_drawn_on(const mender *m, const vnp__row *above, const vnp__row *row)
{
    return row->count > 0 && row->cells[0].len == 0 && vnp__row_is_drawn_on(m->text, above, row);
}

static bool all_lower(const vnp__row *row)
{
    for (uint32_t c = 0; c < row->count; c++)
        if (row->cells[c].len > 0 && !begins_lower(&row->cells[c]))
            return false;
    return true;
}

static uint32_t first_filled(const vnp__row *row)
{
    uint32_t c = 0;
    while (c < row->count && row->cells[c].len == 0)
        c++;
    return c;
}

/* A text alone in a row behind a page break, uncoded: the title above goes on. */
static bool is_lone_text(const vnp__row *row)
{
    if (!row->page_before || filled(row) != 1)
        return false;
    vnp__marker marker;
    const vnp__run *cell = &row->cells[first_filled(row)];
    return !vnp__marker_read(vnp__run_text(cell), &marker) && !is_figure(cell) &&
           vnp__first_letter(vnp__run_text(cell), 0) && cell->len > 4;
}

static vnp__run *title_cell(vnp__row *row, uint32_t column)
{
    if (column < row->count && column > 0 && row->cells[column].len > 0)
        return &row->cells[column];
    for (uint32_t c = 1; c < row->count; c++)
        if (row->cells[c].len > 0 && !is_figure(&row->cells[c]))
            return &row->cells[c];
    return NULL;
}

/* A row of capitals alone below a title in small letters does not go on with it: it names the
 * rows that follow. */
static bool names_group(vnp__row *above, vnp__row *row)
{
    enum { MIN_CAPITALS = 8 }; /* more than abbreviations of offices have */
    uint32_t column = first_filled(row);
    const vnp__run *title = filled(row) == 1 ? title_cell(above, column) : NULL;
    return title && vnp__str_is_upper(vnp__run_text(&row->cells[column]), MIN_CAPITALS) &&
           !vnp__str_is_upper(vnp__run_text(title), MIN_CAPITALS);
}

static void join_torn_rows(mender *m)
{
    enum { MAX_LINES = 200 }; /* of a row: each is added to the whole that there is */
    vnp__row_list *rows = &m->table->rows;
    uint32_t kept = 0, lines = 0;
    for (uint32_t r = 0; r < rows->count; r++) {
        vnp__row *row = &rows->at[r], *above = kept ? &rows->at[kept - 1] : NULL;
        vnp__run *title = NULL;
        bool may_go_on = kept > 0 && ++lines <= MAX_LINES && !names_group(above, row);
        /* a head may go on in a second line, but only in small letters */
        bool goes_on = may_go_on && is_continuation(m, above, row) && (kept > 1 || all_lower(row));
        if (may_go_on && kept > 1 && is_lone_text(row) &&
            (title = title_cell(above, first_filled(row)))) {
            join_cell(m, title, &row->cells[first_filled(row)]);
        } else if (goes_on || (may_go_on && kept > 1 && is_drawn_on(m, above, row))) {
            for (uint32_t c = 0; c < row->count && c < above->count; c++)
                if (row->cells[c].len > 0)
                    join_cell(m, &above->cells[c], &row->cells[c]);
        } else {
            rows->at[kept++] = *row;
            lines = 1;
        }
    }
    rows->count = kept;
}

/*
 * In a coded column a text without a code goes on with the nearest one above,
 * also in a row that has an item of its own; the cell is empty after that and
 * so takes the joined text like every cell merged with the one above.
 */
static void join_coded_cells(mender *m)
{
    vnp__row_list *rows = &m->table->rows;
    for (uint32_t c = 1; c < m->table->columns && c < MAX_COLUMNS; c++) {
        vnp__run *above = NULL;
        for (uint32_t r = 1; m->coded[c] && r < rows->count; r++) {
            vnp__row *row = &rows->at[r];
            uint32_t lead;
            if (c >= row->count || row->cells[c].len == 0)
                continue;
            if (is_area_row(row)) {
                above = NULL;
            } else if (cell_code(&row->cells[c], &lead)) {
                above = &row->cells[c];
            } else if (above) {
                join_cell(m, above, &row->cells[c]);
                memset(&row->cells[c], 0, sizeof row->cells[c]);
            }
        }
    }
}

static void drop_empty_rows(vnp__table *table)
{
    uint32_t kept = 0;
    for (uint32_t r = 0; r < table->rows.count; r++) {
        if (filled(&table->rows.at[r]) > 0)
            table->rows.at[kept++] = table->rows.at[r];
        else if (r + 1 < table->rows.count)
            table->rows.at[r + 1].page_before |= table->rows.at[r].page_before;
    }
    table->rows.count = kept;
}

void vnp__tables_mend(vnp__arena *arena, const vnp__text *text, vnp__block_list *blocks)
{
    join_tables(arena, blocks);
    for (uint32_t i = 0; i < blocks->count; i++) {
        if (blocks->at[i].kind != VNP__BLOCK_TABLE)
            continue;
        mender m = {.arena = arena, .text = text, .table = blocks->at[i].table};
        drop_empty_rows(m.table);
        cut_repeated_heads(&m);
        find_coded_columns(&m);
        put_back_shifted(&m);
        join_torn_rows(&m);
        join_coded_cells(&m);
    }
}
