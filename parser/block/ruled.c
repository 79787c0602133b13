/*
 * Tables between rules of dashes, as converters write them that draw no bars:
 *
 *   ---------------------------------
 *   TT    Nhiệm vụ         Chủ trì
 *   ----- ---------------- ----------
 *   1     Rà soát thủ tục  Phòng Nội
 *         hành chính       vụ
 *
 *   2     Công khai        Văn phòng
 *   ---------------------------------
 *
 * The rule in several pieces tells where columns begin, blank lines part the rows; where there
 * are none each line is a row. Without a head the rule in pieces stands above and below the rows.
 * Short tables have no rule above and end with a blank line.
 *
 * Source: the chapter on tables of pandoc's manual (multiline and simple tables).
 */
#include "block/block.h"

#include "text/chars.h"

enum {
    MAX_COLUMNS = 32,
    MIN_SIMPLE = 3, /* columns of plain text, or without a rule above: two may be a letterhead's */
    MIN_DASHES = 3,
    MIN_RULE = 12,  /* dashes of the rules above and below */
    MAX_GUTTER = 2, /* blanks between two pieces of a rule */
    MAX_HEAD = 12,  /* lines */
    MAX_LINES = 4000
};

/* A line of dashes; columns from the left edge of the line on. */
typedef struct rule {
    uint32_t begin;             /* of the line, in bytes */
    uint32_t from[MAX_COLUMNS]; /* where each piece begins */
    uint32_t count;             /* pieces; 0: no rule */
    uint32_t to;                /* where the last one ends */
} rule;

/* The text, and what ends its lines: line feeds, or where there are none carriage returns. */
typedef struct source {
    const char *buf;
    char *fold;
    uint32_t len;
    char ends;
} source;

static uint32_t line_end(const source *text, uint32_t at)
{
    const char *end = memchr(text->buf + at, text->ends, text->len - at);
    return end ? (uint32_t)(end - text->buf) : text->len;
}

static vnp_str line_of(const source *text, uint32_t begin)
{
    return vnp__str(text->buf + begin, line_end(text, begin) - begin);
}

static uint32_t next_line(const source *text, uint32_t begin)
{
    uint32_t end = line_end(text, begin);
    return end < text->len ? end + 1 : text->len;
}

static bool is_blank(vnp_str line)
{
    return vnp__str_trim(line).len == 0;
}

/* The pieces of a rule; `count` is 0 where the line is none. */
static void read_rule(vnp_str line, uint32_t begin, rule *out)
{
    out->begin = begin;
    out->count = 0;
    while (line.len && strchr(" \r", line.ptr[line.len - 1]))
        line.len--;
    for (uint32_t at = 0; at < line.len;) {
        uint32_t from = at;
        while (at < line.len && line.ptr[at] == ' ')
            at++;
        bool close = out->count == 0 || at - from <= MAX_GUTTER;
        uint32_t dash = at;
        while (at < line.len && line.ptr[at] == '-')
            at++;
        if (!close || at - dash < MIN_DASHES || out->count == MAX_COLUMNS) {
            out->count = 0;
            return;
        }
        out->from[out->count++] = dash;
    }
    out->to = line.len;
}

bool vnp__is_column_rule(vnp_str line)
{
    rule r;
    read_rule(line, 0, &r);
    return r.count > 1;
}

/* The next line of dashes at or behind `at`, within `most` lines that are not blank. */
static bool find_rule(const source *text, uint32_t at, uint32_t most, rule *out)
{
    for (uint32_t lines = 0; at < text->len && lines <= most; at = next_line(text, at)) {
        vnp_str line = line_of(text, at);
        if (is_blank(line))
            continue;
        lines++;
        read_rule(line, at, out);
        if (out->count)
            return true;
    }
    return false;
}

static bool is_whole(const rule *r)
{
    return r->count == 1 && r->to - r->from[0] >= MIN_RULE;
}

static bool same_edges(const rule *a, const rule *b)
{
    return a->from[0] == b->from[0] && a->to == b->to;
}

static bool same_pieces(const rule *a, const rule *b)
{
    return a->count == b->count && a->to == b->to &&
           memcmp(a->from, b->from, a->count * sizeof *a->from) == 0;
}

/* ------------------------------------------------------------------- cells */

/* Where the columns begin in a line, in bytes; false where a word stands over a gutter. */
static bool cut_line(vnp_str line, const rule *columns, uint32_t *cuts)
{
    uint32_t at = 0, column = 0, len, c = 0;
    bool blank = true; /* the character before */
    for (; at < line.len && c < columns->count; at += len, column++) {
        uint32_t is = vnp__char_at(line, at, &len);
        if (column == columns->from[c]) {
            if (!blank)
                return false;
            cuts[c++] = at;
        } else if (c == 0 && is != ' ') {
            return false; /* left of the first column */
        }
        blank = is == ' ';
    }
    while (c <= columns->count)
        cuts[c++] = line.len;
    return true;
}

/* Marks of Markdown inside a word's edge: stars around it, a backslash before punctuation. */
static bool is_markup(vnp_str s, uint32_t at)
{
    char c = s.ptr[at], next = at + 1 < s.len ? s.ptr[at + 1] : ' ';
    if (c == '\\')
        return strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", next) != NULL;
    char before = at > 0 ? s.ptr[at - 1] : ' ';
    return c == '*' && !(at > 0 && before == '\\') && (next != ' ' || before != ' ');
}

/* Adds a line of a cell; true where the author breaks it there. */
static bool add_piece(vnp__run_builder *b, const source *text, vnp_str s, bool markup)
{
    uint32_t base = (uint32_t)(s.ptr - text->buf), from = 0;
    while (s.len && s.ptr[s.len - 1] == ' ')
        s.len--;
    bool breaks = markup && s.len && s.ptr[s.len - 1] == '\\';
    s.len -= breaks;
    for (uint32_t at = 0; markup && at < s.len; at++) {
        if (!is_markup(s, at))
            continue;
        vnp__run_add_dashed(b, base + from, base + at);
        from = at + 1;
        at += s.ptr[at] == '\\'; /* what it stands before is text */
    }
    if (markup)
        vnp__run_add_dashed(b, base + from, base + s.len);
    else
        vnp__run_add(b, base + from, base + s.len);
    return breaks;
}

typedef struct reading {
    vnp__arena *arena;
    const source *text;
    const rule *columns;
    vnp__table *table;
    bool markup; /* of Markdown */
} reading;

/* A row of the lines [from, to), if any has text. */
static void add_row(reading *r, uint32_t from, uint32_t to)
{
    vnp__run_builder cells[MAX_COLUMNS];
    bool breaks[MAX_COLUMNS] = {false}, any = false;
    uint32_t cuts[MAX_COLUMNS + 1], count = r->columns->count;
    vnp__gap wrap =
        r->markup ? VNP__GAP_SPACE : VNP__GAP_LINE; /* Markdown says where a line ends */
    for (uint32_t c = 0; c < count; c++)
        vnp__run_begin_in(&cells[c], r->arena, r->text->buf, r->text->fold);
    for (uint32_t at = from; at < to; at = next_line(r->text, at)) {
        vnp_str line = line_of(r->text, at);
        if (is_blank(line))
            continue;
        any = true;
        cut_line(line, r->columns, cuts);
        for (uint32_t c = 0; c < count; c++) {
            vnp_str piece = vnp__str_trim(vnp__str_sub(line, cuts[c], cuts[c + 1]));
            vnp__run_gap(&cells[c], breaks[c] ? VNP__GAP_BREAK : wrap);
            if (piece.len)
                breaks[c] = add_piece(&cells[c], r->text, piece, r->markup);
        }
    }
    if (!any)
        return;
    vnp__row row = {.count = count};
    row.cells = vnp__arena_get(r->arena, count * sizeof *row.cells);
    for (uint32_t c = 0; c < count; c++)
        vnp__run_end(&cells[c], &row.cells[c]);
    VNP__PUSH(r->arena, &r->table->rows, row);
}

/* The rows of the lines [from, to): parted by blank lines where there are some, else by lines. */
static void add_rows(reading *r, uint32_t from, uint32_t to, bool by_line)
{
    uint32_t begin = from;
    for (uint32_t at = from; at < to; at = next_line(r->text, at)) {
        uint32_t next = next_line(r->text, at);
        if (!by_line && !is_blank(line_of(r->text, at)))
            continue;
        add_row(r, begin, next);
        begin = next;
    }
    add_row(r, begin, to);
}

/* Whether the lines [from, to) keep to the columns; `*blanks`: some among them are blank. */
static bool fit_columns(const source *text, uint32_t from, uint32_t to, const rule *columns,
                        bool *blanks)
{
    uint32_t cuts[MAX_COLUMNS + 1];
    *blanks = false;
    for (uint32_t at = from; at < to; at = next_line(text, at)) {
        vnp_str line = line_of(text, at);
        *blanks |= is_blank(line);
        if (!is_blank(line) && !cut_line(line, columns, cuts))
            return false;
    }
    return true;
}

/* ------------------------------------------------------------------ tables */

/* The lines of a table: head [head, columns), rows [rows, end), and what belongs to it. */
typedef struct extent {
    uint32_t begin, head, rows, end, behind;
    rule columns;
} extent;

/* From the rule above the head, or above the rows, to the one below. */
static bool find_closed(const source *text, const rule *first, extent *out)
{
    rule last;
    *out = (extent){.begin = first->begin, .head = next_line(text, first->begin)};
    if (is_whole(first)) {
        if (!find_rule(text, out->head, MAX_HEAD, &out->columns) || out->columns.count < 2 ||
            !same_edges(first, &out->columns))
            return false;
    } else if (first->count > 1) {
        out->columns = *first;
        out->head = first->begin; /* none */
    } else {
        return false;
    }
    out->rows = next_line(text, out->columns.begin);
    if (!find_rule(text, out->rows, MAX_LINES, &last))
        return false;
    out->end = last.begin;
    out->behind = next_line(text, last.begin);
    return is_whole(first) ? is_whole(&last) && same_edges(first, &last)
                           : same_pieces(first, &last);
}

/* The line of heads right above a rule in pieces, rows below it up to a blank line. */
static bool find_simple(const source *text, const rule *columns, uint32_t above, extent *out)
{
    *out = (extent){.begin = above, .head = above, .columns = *columns};
    out->rows = next_line(text, columns->begin);
    uint32_t at = out->rows;
    for (rule another; at < text->len && !is_blank(line_of(text, at)); at = next_line(text, at)) {
        read_rule(line_of(text, at), at, &another);
        if (another.count)
            return false;
    }
    out->end = out->behind = at;
    return columns->count >= MIN_SIMPLE && above < columns->begin && out->rows < out->end &&
           !is_blank(line_of(text, above));
}

static vnp__table *read_table(vnp__arena *arena, const source *text, const extent *e, bool markup)
{
    bool none, blanks;
    if (e->columns.count < (markup ? 2 : MIN_SIMPLE) ||
        !fit_columns(text, e->head, e->columns.begin, &e->columns, &none) ||
        !fit_columns(text, e->rows, e->end, &e->columns, &blanks))
        return NULL;
    vnp__table *table = VNP__NEW(arena, vnp__table);
    reading r = {arena, text, &e->columns, table, markup};
    table->columns = e->columns.count;
    add_row(&r, e->head, e->columns.begin);
    add_rows(&r, e->rows, e->end, !blanks);
    return table;
}

/* The table at a line of dashes, `above` which another line begins; NULL where there is none. */
static vnp__table *table_at(vnp__arena *arena, const source *text, uint32_t begin, uint32_t above,
                            bool markup, extent *e)
{
    rule r;
    read_rule(line_of(text, begin), begin, &r);
    bool found =
        r.count && (find_closed(text, &r, e) || (r.count > 1 && find_simple(text, &r, above, e)));
    return found ? read_table(arena, text, e, markup) : NULL;
}

void vnp__ruled_tables(vnp__arena *arena, const vnp__text *text, bool markup, vnp__ruled_list *out)
{
    bool feeds = text->len > 0 && memchr(text->buf, '\n', text->len);
    source s = {text->buf, text->fold, text->len, feeds ? '\n' : '\r'};
    uint32_t above = 0; /* the line before, unless that is of a table */
    for (uint32_t at = 0, end; at < text->len; at = end + 1) {
        extent e;
        end = line_end(&s, at);
        uint32_t first = at;
        while (first < end && text->buf[first] == ' ')
            first++;
        bool dashes = end - first >= MIN_RULE && text->buf[first] == '-';
        vnp__table *table = dashes ? table_at(arena, &s, at, above, markup, &e) : NULL;
        above = at;
        if (table) {
            VNP__PUSH(arena, out, ((vnp__ruled){e.begin, e.behind, table}));
            end = e.behind - 1;
            above = e.behind;
        }
    }
}
