/*
 * Blocks of plain text: paragraphs from wrapped lines, tables from lines whose
 * cells are parted by tabs (as pasted from a word processor or a spreadsheet)
 * or by vertical bars.
 */
#include "block/block.h"

#include "text/chars.h"
#include "text/lines.h"
#include "text/marker.h"

#include <strings.h>

/* A line goes on with the open cell only up to this width, if it does not fill the row; what
 * is wider is the paragraph behind the table. */
enum { CELL_LINE_MAX = 120, GROUP_ROW_MAX = 240 };

enum { MAX_NESTING = 8 };

/* The bullets above, of one list. */
typedef struct bullets {
    uint32_t outer[MAX_NESTING]; /* indents of those that the next ones stand below */
    uint8_t depth;
    uint32_t last;  /* the indent of the last one */
    bool announced; /* it ends with a colon */
} bullets;

typedef struct plain {
    vnp__arena *arena;
    const vnp__text *text;
    const vnp__line_list *lines;
    vnp__block_list *out;    /* with room for a block of each line */
    uint32_t table_at;       /* line of the next table aligned by blanks */
    vnp__run_builder *cells; /* of an open row, storage for all tables */
    uint32_t cell_cap;
    bullets bullets;
} plain;

static void add_block(plain *p, vnp__block block)
{
    p->out->at[p->out->count++] = block;
}

/* ------------------------------------------------------------ stray markup */

/* Length of an HTML tag of text style or of a line break at `at`, 0 for none. */
static uint32_t tag_length(const char *buf, uint32_t at, uint32_t end, bool *line_break)
{
    static const char *const names[] = {"i",   "b",   "u", "em",   "strong", "br",  "br/",
                                        "sup", "sub", "p", "span", "font",   "br /"};
    const char *close = memchr(buf + at, '>', end - at);
    if (!close || close - (buf + at) > 12)
        return 0;
    uint32_t from = at + 1 + (buf[at + 1] == '/');
    uint32_t len = (uint32_t)(close - buf) - from;
    *line_break = len >= 2 && (buf[from] | 0x20) == 'b' && (buf[from + 1] | 0x20) == 'r';
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == len && strncasecmp(buf + from, names[i], len) == 0)
            return (uint32_t)(close - buf) + 1 - at;
    return 0;
}

/* Plain text pasted from Markdown or HTML carries some of its markup along. */
static void add_without_markup(vnp__run_builder *b, uint32_t begin, uint32_t end)
{
    const char *buf = b->buffer;
    uint32_t from = begin;
    for (uint32_t at = begin; at < end;) {
        bool line_break = false;
        uint32_t len = 0;
        if (buf[at] != '*' && buf[at] != '<') {
            at++;
            continue;
        }
        if (buf[at] == '*' && at + 1 < end && buf[at + 1] == '*')
            len = 2;
        else if (at + 2 < end && buf[at] == '<')
            len = tag_length(buf, at, end, &line_break);
        if (len == 0) {
            at++;
            continue;
        }
        vnp__run_add(b, from, at);
        if (line_break)
            vnp__run_gap(b, VNP__GAP_BREAK);
        at += len;
        from = at;
    }
    vnp__run_add(b, from, end);
}

/* --------------------------------------------------------------- paragraphs */

static void add_line(vnp__run_builder *b, const vnp__line *line)
{
    if (line->holds & VNP__HOLDS_MARKUP)
        add_without_markup(b, line->begin, line->end);
    else if (line->holds & VNP__HOLDS_BLANKS)
        vnp__run_add(b, line->begin, line->end);
    else
        vnp__run_add_plain(b, line->begin, line->end);
}

/* How deep a paragraph stands in lists of bullets: below one that announces it with a colon
 * and stands further out. Other indents say nothing: pages differ in them. */
static uint8_t nesting_of(bullets *l, const vnp__line *line, vnp_str text)
{
    enum { FURTHER = 2 };
    vnp__marker marker;
    uint32_t indent = line->begin - line->raw_begin;
    if (!vnp__marker_read(text, &marker) || marker.kind != VNP__MARK_BULLET) {
        *l = (bullets){0};
        return 0;
    }
    while (l->depth > 0 && indent <= l->outer[l->depth - 1])
        l->depth--;
    if (l->announced && indent >= l->last + FURTHER && l->depth < MAX_NESTING)
        l->outer[l->depth++] = l->last;
    l->last = indent;
    l->announced = text.ptr[text.len - 1] == ':';
    return l->depth;
}

static uint32_t read_paragraph(plain *p, uint32_t i)
{
    vnp__run_builder b;
    vnp__run_begin_in(&b, p->arena, p->text->buf, p->text->fold);
    add_line(&b, &p->lines->at[i]);
    uint32_t next = i + 1;
    for (uint32_t j = i + 1; j < p->lines->count; j++) {
        const vnp__line *line = &p->lines->at[j];
        if (line->kind == VNP__LINE_BLANK || line->kind == VNP__LINE_FURNITURE)
            continue;
        if (line->kind != VNP__LINE_TEXT || !line->joins || j == p->table_at)
            break;
        vnp__run_gap(&b, VNP__GAP_LINE);
        add_line(&b, line);
        next = j + 1;
    }
    vnp__block block = {.kind = VNP__BLOCK_TEXT};
    vnp__run_end(&b, &block.run);
    block.depth = nesting_of(&p->bullets, &p->lines->at[i], vnp__run_text(&block.run));
    if (block.run.len > 0) /* not nothing but markup */
        add_block(p, block);
    return next;
}

/* ------------------------------------------------------------- table by tabs */

typedef struct sheet {
    plain *p;
    vnp__table *table;
    uint32_t count; /* cells of the open row */
    bool open;
    bool page_before;
    bool quoted;                 /* the last cell is inside quotation marks */
    const vnp__line *head, *row; /* first lines of the table and of the open row */
} sheet;

static void cell_open(sheet *s)
{
    plain *p = s->p;
    if (s->count == p->cell_cap) {
        uint32_t cap = p->cell_cap ? 2 * p->cell_cap : 8;
        vnp__run_builder *cells = vnp__arena_raw(p->arena, cap * sizeof *cells);
        if (s->count)
            memcpy(cells, p->cells, s->count * sizeof *cells);
        p->cells = cells;
        p->cell_cap = cap;
    }
    vnp__run_begin_in(&p->cells[s->count++], p->arena, p->text->buf, p->text->fold);
}

static void row_close(sheet *s)
{
    if (!s->open)
        return;
    vnp__row row = {.count = s->count, .page_before = s->page_before};
    row.cells = vnp__arena_get(s->p->arena, (s->count ? s->count : 1) * sizeof *row.cells);
    for (uint32_t i = 0; i < s->count; i++)
        vnp__run_end(&s->p->cells[i], &row.cells[i]);
    if (row.count > s->table->columns)
        s->table->columns = row.count;
    VNP__PUSH(s->p->arena, &s->table->rows, row);
    s->open = false;
    s->count = 0;
    s->page_before = false;
    s->quoted = false;
}

/* The first quotation mark that is not doubled, as those inside a field in such marks are; `end`
 * where there is none. */
static uint32_t lone_quote(const char *buf, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (buf[i] == '"' && (++i == end || buf[i] != '"'))
            return i - 1;
    return end;
}

/*
 * A field in quotation marks may hold line ends (RFC 4180 as spreadsheets write
 * it with tabs). A mark that never closes is a letter like any other.
 */
static bool opens_quote(const char *buf, uint32_t begin, uint32_t end)
{
    return begin < end && buf[begin] == '"' && lone_quote(buf, begin + 1, end) == end;
}

static bool closes_quote(const char *buf, uint32_t begin, uint32_t end)
{
    return begin < end && lone_quote(buf, begin, end) == end - 1;
}

/* Whether a mark that opens at the end of a line closes below it, before the next tab: else it is
 * but a letter, and the rows below are no part of its cell. `more`: the row has a cell behind it. */
static bool closes_below(const plain *p, const vnp__line *line, bool *more)
{
    enum { MAX_LINES = 60 };
    const char *buf = p->text->buf;
    const vnp__line *end = p->lines->at + p->lines->count;
    for (const vnp__line *next = line + 1; next < end && next <= line + MAX_LINES; next++) {
        const char *tab = memchr(buf + next->raw_begin, '\t', next->raw_end - next->raw_begin);
        uint32_t stop = tab ? (uint32_t)(tab - buf) : next->raw_end;
        uint32_t close = lone_quote(buf, next->raw_begin, stop);
        if (close == stop && !tab)
            continue;
        while (stop > close + 1 && buf[stop - 1] == ' ')
            stop--;
        *more = tab != NULL;
        return close + 1 == stop;
    }
    return false;
}

static void add_field(const vnp__line *line, vnp__run_builder *cell, uint32_t from, uint32_t to)
{
    if (line->holds & VNP__HOLDS_MARKUP)
        add_without_markup(cell, from, to);
    else
        vnp__run_add(cell, from, to);
}

/* What is in quotation marks, with one of each two inside. */
static void add_quoted(const char *buf, const vnp__line *line, vnp__run_builder *cell,
                       uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i + 1 < to; i++)
        if (buf[i] == '"' && buf[i + 1] == '"') {
            add_field(line, cell, from, i + 1);
            from = i + 2;
            i++;
        }
    add_field(line, cell, from, to);
}

/* Adds the fields of a line to the open row; the first one goes on with the last cell
 * when `joined`. */
static void add_fields(sheet *s, const vnp__line *line, bool joined)
{
    const char *buf = s->p->text->buf;
    uint32_t end = line->raw_end;
    bool more;
    for (uint32_t at = line->raw_begin;;) {
        const char *tab = memchr(buf + at, '\t', end - at);
        uint32_t stop = tab ? (uint32_t)(tab - buf) : end;
        if (!joined)
            cell_open(s);
        vnp__run_builder *cell = &s->p->cells[s->count - 1];
        uint32_t from = at, to = stop;
        while (to > from && buf[to - 1] == ' ')
            to--;
        bool quoted = s->quoted;
        if (quoted && closes_quote(buf, from, to)) {
            to--;
            s->quoted = false;
        } else if (!quoted && !tab && opens_quote(buf, from, to) &&
                   closes_below(s->p, line, &more)) {
            s->quoted = quoted = true;
            from++;
        } else if (!quoted && to - from >= 2 && buf[from] == '"' &&
                   closes_quote(buf, from + 1, to)) {
            quoted = true;
            from++;
            to--;
        }
        if (joined)
            vnp__run_gap(cell, VNP__GAP_BREAK);
        if (quoted)
            add_quoted(buf, line, cell, from, to);
        else
            add_field(line, cell, from, to);
        joined = false;
        if (!tab)
            break;
        at = stop + 1;
    }
}

static uint32_t field_count(const plain *p, const vnp__line *line)
{
    uint32_t count = 1;
    for (uint32_t i = line->raw_begin; i < line->raw_end; i++)
        count += p->text->buf[i] == '\t';
    return count;
}

/* "1<tab>", "1.2<tab>": a row of its own below the group's name. */
static bool begins_with_number_cell(const plain *p, const vnp__line *line)
{
    uint32_t at = line->begin;
    while (at < line->end && strchr("0123456789.", p->text->buf[at]))
        at++;
    return at > line->begin && at < line->end && p->text->buf[at] == '\t';
}

/* "- Tỉnh ủy;<tab>PHÓ BÍ THƯ" / "- Các ban;": the entries of a list, the first beside a text. */
static bool is_next_entry(const sheet *s, const vnp__line *line)
{
    vnp__marker first, here;
    return vnp__marker_read(vnp__line_text(s->p->text, s->row), &first) &&
           first.kind == VNP__MARK_BULLET &&
           vnp__marker_read(vnp__line_text(s->p->text, line), &here) &&
           here.kind == VNP__MARK_BULLET && here.bullet == first.bullet;
}

/*
 * Whether the line goes on inside the open row: a bare line end inside a cell.
 * The row must lack cells, and must not get more than the table has.
 */
static bool continues_row(const sheet *s, const vnp__line *line)
{
    if (!s->open)
        return false;
    if (s->quoted)
        return true;
    uint32_t fields = field_count(s->p, line);
    if (s->count == 1 && fields == s->table->columns && begins_with_number_cell(s->p, line))
        return false;
    bool fits = s->count < s->table->columns && s->count + fields - 1 <= s->table->columns;
    bool fills = fields > 1 && s->count + fields - 1 == s->table->columns &&
                 !begins_with_number_cell(s->p, line);
    bool inner = line->blanks == 0 && !line->page_before;
    bool empty_first = s->p->text->buf[line->raw_begin] == '\t';
    return fits && inner && !empty_first && !is_next_entry(s, line) &&
           (fills || line->width <= CELL_LINE_MAX) &&
           (line->kind == VNP__LINE_TABBED || line->kind == VNP__LINE_TEXT);
}

static const vnp__line *next_content(const plain *p, uint32_t i)
{
    for (uint32_t j = i + 1; j < p->lines->count; j++)
        if (p->lines->at[j].kind != VNP__LINE_BLANK && p->lines->at[j].kind != VNP__LINE_FURNITURE)
            return &p->lines->at[j];
    return NULL;
}

/* The first cell of a line, without the blanks around it. */
static vnp_str first_cell(const plain *p, const vnp__line *line)
{
    const char *at = p->text->buf + line->raw_begin;
    const char *tab = memchr(at, '\t', line->raw_end - line->raw_begin);
    return vnp__str_trim(
        vnp__str(at, tab ? (uint32_t)(tab - at) : line->raw_end - line->raw_begin));
}

/* A row's number, or nothing: what a head does not begin with. */
static bool is_label_cell(vnp_str cell)
{
    return cell.len == 0 || vnp__cell_is_number(cell) || vnp__cell_is_roman(cell);
}

/* Whether the line, behind a line without tabs, begins a table of its own: its first cell is
 * that of the head, or no label while the rows have labels or another number of cells. */
static bool begins_other_table(const sheet *s, const vnp__line *line)
{
    vnp_str cell = first_cell(s->p, line);
    if (vnp__str_eq(cell, first_cell(s->p, s->head)))
        return true;
    return !is_label_cell(cell) && (field_count(s->p, line) != s->table->columns ||
                                    is_label_cell(first_cell(s->p, s->row)));
}

/* Blank lines before the line that no page break explains. */
static bool stands_apart(const vnp__line *line)
{
    return line->blanks > 0 && !line->page_before;
}

/* Whether the tabs of empty cells stand behind the words of a line, as many as the rows have. */
static bool is_padded(const sheet *s, const vnp__line *line)
{
    enum { MIN_CELLS = 3 };
    return line->kind == VNP__LINE_TEXT && s->count >= MIN_CELLS &&
           field_count(s->p, line) == s->count;
}

/* A line of one cell that names the group of the rows below: "I. CỤM ...". A heading between
 * two tables stands apart from the rows, which do not from each other. */
static bool is_group_row(const sheet *s, uint32_t i)
{
    const plain *p = s->p;
    const vnp__line *line = &p->lines->at[i], *next = next_content(p, i);
    vnp__marker marker;
    if (!next || next->kind != VNP__LINE_TABBED || line->width > GROUP_ROW_MAX)
        return false;
    if (is_padded(s, line))
        return first_cell(p, next).len > 0 && !begins_other_table(s, next);
    if (!vnp__marker_read(vnp__line_text(p->text, line), &marker) ||
        marker.kind == VNP__MARK_BULLET)
        return false;
    const vnp__line *second = next_content(p, (uint32_t)(next - p->lines->at));
    bool rows_apart = second && stands_apart(second);
    bool apart = !rows_apart && (stands_apart(line) || stands_apart(next));
    return !apart && !begins_other_table(s, next);
}

/* Whether something stands in the last cell of the open row. */
static bool ends_filled(const sheet *s)
{
    const char *buf = s->p->text->buf;
    const vnp__line *row = s->row;
    uint32_t end = row->raw_end;
    while (end > row->raw_begin && buf[end - 1] == ' ')
        end--;
    return end > row->raw_begin && buf[end - 1] != '\t';
}

/* A line without tabs behind a row that has all its cells, and in front of the next row of the
 * table: a bare line end in the last cell. */
static bool continues_last_cell(const sheet *s, uint32_t i)
{
    enum { MIN_CAPITALS = 4 };
    const plain *p = s->p;
    const vnp__line *line = &p->lines->at[i], *next = next_content(p, i);
    vnp__marker marker;
    if (!s->open || s->quoted || s->count != s->table->columns || line->kind != VNP__LINE_TEXT ||
        !next || next->kind != VNP__LINE_TABBED || line->blanks > 0 || next->blanks > 0 ||
        line->width > CELL_LINE_MAX || is_padded(s, line))
        return false;
    vnp_str text = vnp__line_text(p->text, line);
    return ends_filled(s) && !vnp__marker_read(text, &marker) &&
           !vnp__str_is_upper(text, MIN_CAPITALS) && field_count(p, next) == s->table->columns &&
           is_label_cell(first_cell(p, next)) && is_label_cell(first_cell(p, s->row));
}

/* A line that opens a quoted cell of several lines, as the first of its row. */
static bool begins_quoted_row(const plain *p, uint32_t i)
{
    const vnp__line *line = &p->lines->at[i];
    bool more;
    return line->kind == VNP__LINE_TEXT && line->end - line->begin >= 2 &&
           opens_quote(p->text->buf, line->begin, line->end) && closes_below(p, line, &more) &&
           more;
}

static uint32_t read_sheet(plain *p, uint32_t i)
{
    sheet s = {.p = p, .table = VNP__NEW(p->arena, vnp__table), .head = &p->lines->at[i]};
    uint32_t next = i;
    for (uint32_t j = i; j < p->lines->count; j++) {
        const vnp__line *line = &p->lines->at[j];
        if (line->kind == VNP__LINE_FURNITURE || (line->kind == VNP__LINE_BLANK && !s.quoted))
            continue;
        bool more = continues_row(&s, line) || continues_last_cell(&s, j);
        if (!more && line->kind != VNP__LINE_TABBED && !begins_quoted_row(p, j) &&
            !(s.open && is_group_row(&s, j)))
            break;
        if (!more) {
            row_close(&s);
            s.open = true;
            s.row = line;
            s.page_before = line->blanks > 0 || line->page_before;
        }
        add_fields(&s, line, more);
        next = j + 1;
    }
    row_close(&s);
    vnp__block block = {.kind = VNP__BLOCK_TABLE, .table = s.table};
    add_block(p, block);
    return next;
}

/* ------------------------------------------------------------- table by bars */

static uint32_t count_bars(const plain *p, const vnp__line *line)
{
    return line->holds & VNP__HOLDS_BARS ? vnp__count_bars(vnp__line_text(p->text, line)) : 0;
}

static bool is_bar_line(const plain *p, const vnp__line *line)
{
    return line->kind == VNP__LINE_TEXT && count_bars(p, line) >= 2;
}

/* A blank line between two rows of as many cells. */
static bool parts_bar_rows(const plain *p, uint32_t i)
{
    const vnp__line *line = &p->lines->at[i], *next = next_content(p, i);
    return line->kind == VNP__LINE_BLANK && i > 0 && next && !next->page_before &&
           is_bar_line(p, next) && count_bars(p, next) == count_bars(p, line - 1);
}

/* "2. Chăm sóc khách hàng" right between two rows: an area's number and name without any bar. */
static bool is_bare_area(const plain *p, uint32_t i)
{
    const vnp__line *line = &p->lines->at[i];
    return i > 0 && i + 1 < p->lines->count && line->kind == VNP__LINE_TEXT && line->blanks == 0 &&
           count_bars(p, line) == 0 && is_bar_line(p, line - 1) && is_bar_line(p, line + 1) &&
           vnp__names_bar_area(vnp__line_text(p->text, line));
}

/* "II | DIỄN TẬP" above a row: an area's number and name, and no bars behind. */
static bool is_bar_area(const plain *p, uint32_t i)
{
    const vnp__line *line = &p->lines->at[i], *next = next_content(p, i);
    if (is_bare_area(p, i))
        return true;
    if (line->kind != VNP__LINE_TEXT || count_bars(p, line) != 1 || !next || !is_bar_line(p, next))
        return false;
    vnp_str s = vnp__line_text(p->text, line);
    vnp_str number =
        vnp__str_trim(vnp__str(s.ptr, (uint32_t)((const char *)memchr(s.ptr, '|', s.len) - s.ptr)));
    return vnp__cell_is_number(number) || vnp__cell_is_roman(number);
}

/* The rest of a row that was wrapped, "... | Sổ theo dõi | 3 triệu" / "đồng", between two rows. */
static bool is_rest_of_row(const plain *p, uint32_t i)
{
    uint32_t len;
    const vnp__line *line = &p->lines->at[i], *next = line + 1;
    vnp_str s = vnp__line_text(p->text, line);
    return line->kind == VNP__LINE_TEXT && i > 0 && i + 1 < p->lines->count && line->blanks == 0 &&
           vnp__char_is_lower(vnp__char_at(s, 0, &len)) && is_bar_line(p, line - 1) &&
           is_bar_line(p, next) && count_bars(p, next) == count_bars(p, line - 1);
}

/* Neighbouring lines with bars, and the rules between them, as one text whose
 * lines bars.c makes rows of. */
static uint32_t read_bars(plain *p, uint32_t i)
{
    vnp__run_builder b;
    vnp__run_begin_in(&b, p->arena, p->text->buf, p->text->fold);
    if (i > 0 && p->lines->at[i - 1].kind == VNP__LINE_RULE)
        vnp__run_add(&b, p->lines->at[i - 1].begin, p->lines->at[i - 1].end);
    uint32_t next = i;
    for (uint32_t j = i; j < p->lines->count; j++) {
        const vnp__line *line = &p->lines->at[j];
        if (parts_bar_rows(p, j))
            continue;
        bool rest = j > i && is_rest_of_row(p, j);
        if (line->kind != VNP__LINE_RULE && !is_bar_line(p, line) && !is_bar_area(p, j) && !rest)
            break;
        vnp__run_gap(&b, rest ? VNP__GAP_SPACE : VNP__GAP_LINE);
        add_line(&b, line);
        next = j + 1;
    }
    vnp__block block = {.kind = VNP__BLOCK_TEXT};
    vnp__run_end(&b, &block.run);
    add_block(p, block);
    return next;
}

void vnp__blocks_read_plain(vnp__arena *arena, const vnp__text *text, vnp__block_list *out)
{
    vnp__line_list lines = {0};
    vnp__lines_read(arena, text, &lines);
    vnp__lost_bars_mark(text, &lines);
    vnp__aligned_list aligned = {0};
    vnp__ruled_list ruled = {0};
    vnp__aligned_tables(arena, text, &lines, &aligned);
    vnp__ruled_tables(arena, text, false, &ruled);
    plain p = {.arena = arena, .text = text, .lines = &lines, .out = out};
    out->at = vnp__arena_raw(arena, lines.count * sizeof *out->at);
    for (uint32_t i = 0, t = 0, r = 0; i < lines.count;) {
        const vnp__line *line = &lines.at[i];
        if (r < ruled.count && line->raw_begin >= ruled.at[r].begin) {
            add_block(&p, (vnp__block){.kind = VNP__BLOCK_TABLE, .table = ruled.at[r].table});
            while (i < lines.count && lines.at[i].raw_begin < ruled.at[r].end)
                i++;
            while (t < aligned.count && aligned.at[t].first < i)
                t++;
            r++;
            continue;
        }
        p.table_at = t < aligned.count ? aligned.at[t].first : lines.count;
        if (i == p.table_at) {
            add_block(&p, (vnp__block){.kind = VNP__BLOCK_TABLE, .table = aligned.at[t].table});
            i = aligned.at[t++].end;
            continue;
        }
        if (line->kind == VNP__LINE_TABBED || begins_quoted_row(&p, i))
            i = read_sheet(&p, i);
        else if (is_bar_line(&p, line))
            i = read_bars(&p, i);
        else if (line->kind == VNP__LINE_TEXT)
            i = read_paragraph(&p, i);
        else
            i++;
    }
    vnp__arena_drop(arena, lines.at);
}
