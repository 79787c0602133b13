/*
 * Layout tables: word processors set the head of a document and its signature
 * in two columns, and a copy of them is a table. Read row by row it would mix
 * the agency with the motto; read column by column it is plain text again.
 */
#include "outline/outline.h"

enum { LAYOUT_ROWS = 8, LAYOUT_COLUMNS = 4 };

bool vnp__next_line(vnp__line_walk *walk, vnp__slice *line)
{
    uint32_t count = vnp__run_pieces(walk->run);
    if (walk->piece >= count)
        return false;
    walk->first = walk->piece;
    vnp__piece p = vnp__run_piece(walk->run, walk->piece);
    *line = (vnp__slice){walk->run, p.at, p.at + p.len};
    for (walk->piece++; walk->piece < count; walk->piece++) {
        p = vnp__run_piece(walk->run, walk->piece);
        bool clings = p.gap == VNP__GAP_LINE && p.at == line->end; /* "12/QĐ-" / "UBND" */
        if ((p.gap >= VNP__GAP_LINE && !clings) || (walk->wide && p.gap == VNP__GAP_WIDE))
            break;
        line->end = p.at + p.len;
    }
    return true;
}

/* Whether the row holds what is of a head, the motto, or of a foot, the list of recipients. */
static bool has_line(vnp__matcher *m, const vnp__row *row, vnp__role role)
{
    vnp__match match;
    for (uint32_t c = 0; c < row->count; c++) {
        vnp__line_walk walk = {.run = &row->cells[c]};
        for (vnp__slice line; vnp__next_line(&walk, &line);)
            if (vnp__rule_match_role(m, VNP__SET_HEAD, role, line, &match))
                return true;
    }
    return false;
}

/* A spreadsheet has more columns than its head needs. */
static uint32_t filled_columns(const vnp__table *table)
{
    uint32_t filled = 0;
    for (uint32_t c = 0; c < table->columns; c++) {
        bool any = false;
        for (uint32_t r = 0; r < table->rows.count && !any; r++)
            any = c < table->rows.at[r].count && table->rows.at[r].cells[c].len > 0;
        filled += any;
    }
    return filled;
}

static bool is_layout_table(vnp__matcher *m, const vnp__table *table)
{
    if (table->rows.count == 1) /* a row alone has no head: no table to a reader */
        return true;
    if (table->rows.count > LAYOUT_ROWS || filled_columns(table) > LAYOUT_COLUMNS)
        return false;
    for (uint32_t r = 0; r < table->rows.count; r++)
        if (has_line(m, &table->rows.at[r], VNP__ROLE_MOTTO) ||
            has_line(m, &table->rows.at[r], VNP__ROLE_RECIPIENTS))
            return true;
    return false;
}

/* Behind the rows from `first` on that belong together: below the foot of a decision the head of
 * its plan may stand, and both be taken for one table. */
static uint32_t rows_end(vnp__matcher *m, const vnp__table *table, uint32_t first)
{
    bool foot = false;
    for (uint32_t r = first; r < table->rows.count; r++) {
        if (foot && has_line(m, &table->rows.at[r], VNP__ROLE_MOTTO))
            return r;
        foot |= has_line(m, &table->rows.at[r], VNP__ROLE_RECIPIENTS);
    }
    return table->rows.count;
}

/* The rows [from, to), column by column. */
static void flatten(vnp__block_edit *edit, const char *buffer, const vnp__table *table,
                    uint32_t from, uint32_t to)
{
    for (uint32_t c = 0; c < table->columns; c++)
        for (uint32_t r = from; r < to; r++) {
            const vnp__row *row = &table->rows.at[r];
            if (c >= row->count)
                continue;
            vnp__line_walk walk = {.run = &row->cells[c]};
            for (vnp__slice line; vnp__next_line(&walk, &line);) {
                vnp__block block = {.kind = VNP__BLOCK_TEXT};
                vnp__run_cut(edit->arena, buffer, line, &block.run);
                vnp__block_add(edit, &block);
            }
        }
}

void vnp__layout_flatten(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                         vnp__block_list *blocks)
{
    vnp__block_edit edit = {.arena = arena, .from = blocks};
    for (uint32_t i = 0; i < blocks->count; i++) {
        const vnp__block *block = &blocks->at[i];
        if (block->kind == VNP__BLOCK_TABLE && is_layout_table(m, block->table)) {
            vnp__block_replace(&edit, i);
            for (uint32_t r = 0, end; r < block->table->rows.count; r = end) {
                end = rows_end(m, block->table, r);
                flatten(&edit, buffer, block->table, r, end);
            }
        }
    }
    vnp__block_edit_end(&edit);
}
