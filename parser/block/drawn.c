/*
 * Tables whose bars stand below each other: their cells have a width, and a text that did
 * not fit goes on in the next line, beside cells that are empty there.
 */
#include "block/block.h"

#include "text/chars.h"

enum { MAX_BARS = 32 };

/* A line with bars: where they stand in it, in code points, and the bytes behind each. */
typedef struct drawn {
    vnp_str line;
    uint32_t count;
    uint32_t column[MAX_BARS], behind[MAX_BARS];
} drawn;

/* Where the last of the row's texts begins in the buffer, or the first; false without one. */
static bool find_text(const vnp__row *row, bool last, uint32_t *at)
{
    bool any = false;
    *at = 0;
    for (uint32_t c = 0; c < row->count; c++) {
        const vnp__run *cell = &row->cells[c];
        if (cell->len == 0)
            continue;
        uint32_t here =
            last ? vnp__run_piece(cell, vnp__run_pieces(cell) - 1).nrm : vnp__run_begins(cell);
        if (!any || (last && here > *at))
            *at = here;
        any = true;
    }
    return any;
}

/* The line of the text that holds the byte `at`. */
static void read_line(const vnp__text *text, uint32_t at, drawn *out)
{
    const char *buf = text->buf;
    uint32_t begin = at, end = at, len;
    while (begin > 0 && buf[begin - 1] != '\n' && buf[begin - 1] != '\r')
        begin--;
    while (end < text->len && buf[end] != '\n' && buf[end] != '\r')
        end++;
    out->line = vnp__str(buf + begin, end - begin);
    out->count = 0;
    for (uint32_t i = 0, column = 0; i < out->line.len && out->count < MAX_BARS; i += len, column++)
        if (vnp__char_at(out->line, i, &len) == '|') {
            out->column[out->count] = column;
            out->behind[out->count++] = i + 1;
        }
}

/* Whether the bars of both lines stand below each other, around each cell. */
static bool same_columns(const drawn *a, const drawn *b, uint32_t cells)
{
    if (a->count != b->count || a->count != cells + 1)
        return false;
    return memcmp(a->column, b->column, a->count * sizeof *a->column) == 0;
}

static vnp_str cell_text(const drawn *d, uint32_t cell)
{
    return vnp__str_trim(vnp__str_sub(d->line, d->behind[cell], d->behind[cell + 1] - 1));
}

bool vnp__row_is_drawn_on(const vnp__text *text, const vnp__row *above, const vnp__row *row)
{
    drawn a, b;
    uint32_t end, begin;
    if (above->count != row->count || !find_text(above, true, &end) ||
        !find_text(row, false, &begin))
        return false;
    read_line(text, end, &a);
    read_line(text, begin, &b);
    if (!same_columns(&a, &b, row->count))
        return false;
    for (uint32_t c = 0; c < row->count; c++) {
        vnp_str over = cell_text(&a, c), here = cell_text(&b, c);
        uint32_t room = a.column[c + 1] - a.column[c] - 1; /* with a blank at both ends */
        if (here.len > 0 &&
            (over.len == 0 || vnp__str_width(over) + 1 + vnp__first_word_width(here) + 2 <= room))
            return false;
    }
    return true;
}
