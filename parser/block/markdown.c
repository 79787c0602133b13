/*
 * Blocks of Markdown through md4c. Its callbacks hand out pointers into the
 * buffer, so an offset is a subtraction. They run below md4c's frames, which
 * hold memory of their own: no jump may leave them. Hence two steps: the
 * callbacks only record events, by allocations that may fail; the blocks are
 * built from the events afterwards.
 */
#include "block/block.h"
#include "block/tags.h"

#include "text/chars.h"
#include "text/marker.h"

#include <assert.h>
#include <md4c.h>

typedef enum event_kind {
    EVENT_TEXT,   /* begin, end: bytes of the buffer */
    EVENT_ENTITY, /* the same, an entity to be decoded */
    EVENT_SPACE,  /* an end of line */
    EVENT_BREAK,  /* <br> */
    EVENT_TAG,    /* begin, end: one of a table */
    EVENT_TABLE,  /* begin: which of the tables between rules */
    EVENT_ENTER,  /* code: MD_BLOCKTYPE; level of a heading */
    EVENT_LEAVE,
    EVENT_STRONG_ON,
    EVENT_STRONG_OFF
} event_kind;

typedef struct event {
    event_kind kind;
    uint32_t begin, end;
    uint8_t code;
    uint8_t level;
} event;

typedef struct recorder {
    const vnp_alloc *alloc;
    const char *buf;
    uint32_t len;
    event *at;
    size_t count, cap;
    uint32_t images; /* open ones: what they would be replaced by is no text of the plan */
} recorder;

static int record(recorder *r, event e)
{
    if (r->count == r->cap) {
        size_t cap = r->cap ? 2 * r->cap : 1024;
        event *at = r->alloc->realloc(r->at, cap * sizeof *at, r->alloc->ctx);
        if (!at)
            return -1;
        r->at = at;
        r->cap = cap;
    }
    r->at[r->count++] = e;
    return 0;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    event e = {.kind = EVENT_ENTER, .code = (uint8_t)type};
    if (type == MD_BLOCK_H)
        e.level = (uint8_t)((const MD_BLOCK_H_DETAIL *)detail)->level;
    return record(ctx, e);
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *ctx)
{
    (void)detail;
    return record(ctx, (event){.kind = EVENT_LEAVE, .code = (uint8_t)type});
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    (void)detail;
    ((recorder *)ctx)->images += type == MD_SPAN_IMG;
    return type == MD_SPAN_STRONG ? record(ctx, (event){.kind = EVENT_STRONG_ON}) : 0;
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *ctx)
{
    (void)detail;
    ((recorder *)ctx)->images -= type == MD_SPAN_IMG;
    return type == MD_SPAN_STRONG ? record(ctx, (event){.kind = EVENT_STRONG_OFF}) : 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *ctx)
{
    recorder *r = ctx;
    bool inside = (uintptr_t)text >= (uintptr_t)r->buf &&
                  (uintptr_t)text + size <= (uintptr_t)r->buf + r->len;
    event e = {.kind = EVENT_SPACE};
    vnp__tag_kind tag;
    if (r->images)
        return 0;
    switch (type) {
    case MD_TEXT_BR: /* two blanks at a line's end: seldom meant in such texts */
    case MD_TEXT_SOFTBR:
        break;
    case MD_TEXT_HTML:
        tag = vnp__tag_read(vnp__str(text, size)).kind;
        if (tag == VNP__TAG_OTHER || !inside)
            return 0;
        e.kind = tag == VNP__TAG_LINE ? EVENT_BREAK : EVENT_TAG;
        e.begin = (uint32_t)(text - r->buf);
        e.end = e.begin + size;
        break;
    default:
        if (type == MD_TEXT_CODE && vnp__is_comment(vnp__str_trim(vnp__str(text, size))))
            return 0;
        if (!inside)
            break; /* a newline or indentation of a code block */
        e.kind = type == MD_TEXT_ENTITY ? EVENT_ENTITY : EVENT_TEXT;
        e.begin = (uint32_t)(text - r->buf);
        e.end = e.begin + size;
        break;
    }
    return record(r, e);
}

/* ---------------------------------------------------------------- building */

typedef struct builder {
    vnp__arena *arena;
    const vnp__text *text;
    vnp__block_list *out;
    const vnp__ruled *ruled;
    vnp__run_builder run;
    bool in_run;
    bool any_text;   /* the run has text */
    bool all_strong; /* all its text is bold */
    uint32_t strong;
    /* number of the paragraph that stars open without an end, from 1 on; 0: none */
    uint32_t strong_from;
    uint8_t heading;
    uint8_t depth; /* of lists */
    bool entry;    /* the next text is the first of a list entry */
    vnp__table *table;
    vnp__run *cells;
    uint32_t cell_count, cell_cap;
    /* where the open cell's or heading's text begins in the buffer, NO_TEXT before it */
    uint32_t first_text;
    /* up to where the open row's bars are counted, NO_TEXT before its first text */
    uint32_t row_at;
    uint32_t row_bars;
    uint32_t head_bars; /* of the table's head, where none frames it; else 0 */
    uint32_t row_added; /* empty cells md4c passed over; it adds as many at the end */
    bool row_strong;    /* its first text is bold */
    bool page_before;
    struct {
        bool table, row, cell; /* open ones */
        bool own;              /* the row has a cell of its own, not only those of rows above */
        vnp__tag tag;          /* of the cell */
        uint32_t merged;       /* of the row */
        uint32_t held[VNP__MERGED_COLUMNS]; /* rows below that a cell of this column takes */
    } html;
} builder;

enum { NO_TEXT = UINT32_MAX };

static void run_open(builder *b)
{
    vnp__run_begin_in(&b->run, b->arena, b->text->buf, b->text->fold);
    b->in_run = true;
    b->any_text = false;
    b->all_strong = true;
}

static uint32_t line_begin(const builder *b, uint32_t at)
{
    const char *buf = b->text->buf;
    while (at > 0 && buf[at - 1] != '\n' && buf[at - 1] != '\r')
        at--;
    return at;
}

static vnp_str line_at(const builder *b, uint32_t at)
{
    const char *buf = b->text->buf;
    uint32_t begin = line_begin(b, at);
    while (at < b->text->len && buf[at] != '\n' && buf[at] != '\r')
        at++;
    return vnp__str(buf + begin, at - begin);
}

/*
 * md4c swallows the marker of a list entry. It stands in the buffer on the line
 * of the entry's first text, behind the markers of outer lists: the last word
 * of that line that has a marker's shape.
 */
static bool find_marker(const builder *b, uint32_t text_begin, vnp_span *marker)
{
    const char *buf = b->text->buf;
    uint32_t line = line_begin(b, text_begin), end = text_begin;
    while (end > line && (buf[end - 1] == ' ' || buf[end - 1] == '\t' || buf[end - 1] == '*' ||
                          buf[end - 1] == '_' || buf[end - 1] == '\\')) {
        /* "* text": the star before the space is the marker itself */
        bool star = buf[end - 1] == '*' && end < text_begin && buf[end] == ' ' &&
                    (end - 1 == line || buf[end - 2] == ' ');
        if (star)
            break;
        end--;
    }
    uint32_t begin = end;
    while (begin > line && buf[begin - 1] != ' ' && buf[begin - 1] != '\t')
        begin--;
    if (begin == end || end - begin > 10)
        return false;
    char last = buf[end - 1];
    bool bullet = end - begin == 1 && strchr("-+*", last);
    bool number = end - begin >= 2 && (last == '.' || last == ')') &&
                  vnp__char_is_digit((unsigned char)buf[begin]);
    *marker = (vnp_span){begin, end};
    return bullet || number;
}

/* The end of a text, without the backslash that breaks a line: in the tables that converters draw
 * with blanks it stands in front of these. */
static uint32_t without_break(const char *buf, uint32_t begin, uint32_t end)
{
    uint32_t at = end;
    while (at > begin && buf[at - 1] == ' ')
        at--;
    bool breaks = at > begin && buf[at - 1] == '\\' && (at < end || buf[end] == '\n') &&
                  (at - 1 == begin || buf[at - 2] != '\\');
    return breaks ? at - 1 : end;
}

/* The end of "[^1]" at `at`, a reference to a footnote, or 0; the footnote's own mark has a colon. */
static uint32_t reference_end(const char *buf, uint32_t at, uint32_t end)
{
    enum { MAX_NAME = 16 };
    if (end - at < 4 || buf[at + 1] != '^')
        return 0;
    const char *close = memchr(buf + at, ']', end - at < MAX_NAME ? end - at : MAX_NAME);
    if (!close)
        return 0;
    uint32_t behind = (uint32_t)(close - buf) + 1;
    bool footnote = behind < end && buf[behind] == ':';
    return footnote ? 0 : behind;
}

/* References to footnotes are no text. */
static void add_without_references(builder *b, uint32_t begin, uint32_t end)
{
    const char *buf = b->text->buf, *open;
    for (uint32_t at = begin; at < end && (open = memchr(buf + at, '[', end - at)) != NULL;) {
        uint32_t from = (uint32_t)(open - buf), to = reference_end(buf, from, end);
        at = to ? to : from + 1;
        if (to) {
            vnp__run_add_dashed(&b->run, begin, from);
            begin = to;
        }
    }
    vnp__run_add_dashed(&b->run, begin, end);
}

static void add_text(builder *b, const event *e)
{
    if (!b->in_run) /* text of a tight list entry has no paragraph of its own */
        run_open(b);
    vnp_span marker;
    uint32_t begin = e->begin;
    if (b->entry && !b->table && find_marker(b, e->begin, &marker)) {
        if (marker.end + 1 == begin && b->text->buf[marker.end] == ' ') {
            begin = marker.begin; /* one piece with the text: it lies in the buffer as it is */
        } else {
            vnp__run_add(&b->run, marker.begin, marker.end);
            vnp__run_gap(&b->run, VNP__GAP_SPACE);
        }
    }
    b->entry = false;
    if (b->first_text == NO_TEXT)
        b->first_text = e->begin;
    vnp_str s = vnp__str(b->text->buf + e->begin, e->end - e->begin);
    if (vnp__str_trim(s).len) {
        b->any_text = true;
        b->all_strong = b->all_strong && b->strong > 0;
    }
    uint32_t end = without_break(b->text->buf, begin, e->end);
    add_without_references(b, begin, end);
    if (end < e->end)
        vnp__run_gap(&b->run, VNP__GAP_BREAK);
}

/* The entities that occur in converted office documents, and numeric ones. */
static vnp_str decode_entity(builder *b, vnp_str s)
{
    static const struct {
        const char *name, *text;
    } named[] = {
        {"&amp;", "&"},        {"&lt;", "<"},         {"&gt;", ">"},          {"&quot;", "\""},
        {"&apos;", "'"},       {"&nbsp;", " "},       {"&ndash;", "\u2013"},  {"&mdash;", "\u2014"},
        {"&ldquo;", "\u201C"}, {"&rdquo;", "\u201D"}, {"&hellip;", "\u2026"}, {"&ge;", "\u2265"},
        {"&le;", "\u2264"},
    };
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (vnp__str_eq(s, vnp__str_c(named[i].name)))
            return vnp__str_c(named[i].text);
    if (s.len < 4 || s.ptr[1] != '#')
        return s;
    uint32_t base = (s.ptr[2] | 0x20) == 'x' ? 16 : 10, code = 0;
    for (uint32_t i = base == 16 ? 3 : 2; i + 1 < s.len && code < 0x110000; i++) {
        uint32_t c = (unsigned char)s.ptr[i] | 0x20;
        code = code * base + (c >= 'a' ? c - 'a' + 10 : (uint32_t)(unsigned char)s.ptr[i] - '0');
    }
    if (code < 0x20 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return s;
    vnp__buf buf = {.arena = b->arena};
    if (code < 0x80) {
        vnp__buf_byte(&buf, (char)code);
    } else {
        int lead = code < 0x800 ? 0xC0 : code < 0x10000 ? 0xE0 : 0xF0;
        int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        vnp__buf_byte(&buf, (char)(lead | (int)(code >> (6 * more))));
        while (more-- > 0)
            vnp__buf_byte(&buf, (char)(0x80 | ((code >> (6 * more)) & 0x3F)));
    }
    return vnp__buf_str(&buf);
}

/*
 * Dashes right below a paragraph make a heading of it, but who drew them meant a rule: a
 * heading they make has one line, and it is no sentence.
 */
static bool is_ruled_off(const builder *b)
{
    enum { LEVEL = 2 };
    const char *buf = b->text->buf;
    if (b->heading != LEVEL || b->first_text == NO_TEXT)
        return false;
    uint32_t at = line_begin(b, b->first_text), end = at;
    while (end < b->text->len && buf[end] != '\n' && buf[end] != '\r')
        end++;
    vnp_str line = vnp__str_trim(vnp__str(buf + at, end - at));
    if (line.len == 0 || memchr(buf + at, '#', b->first_text - at))
        return false;
    while (end < b->text->len && strchr("\r\n \t>", buf[end]))
        end++;
    bool one_line = end < b->text->len && buf[end] == '-';
    return !one_line || strchr(".;", line.ptr[line.len - 1]);
}

/* Takes an identifier off a heading's end, "{#name}", as word processors write it for links. */
static void cut_identifier(builder *b, vnp__run *run)
{
    vnp_str text = vnp__run_text(run);
    if (text.len == 0 || text.ptr[text.len - 1] != '}')
        return;
    uint32_t at = text.len - 1;
    while (at > 0 && text.ptr[at] != '{' && text.ptr[at] != ' ')
        at--;
    if (text.ptr[at] == '{' && text.ptr[at + 1] == '#')
        vnp__run_cut(b->arena, b->text->buf, (vnp__slice){run, 0, at}, run);
}

/* Two stars at `at` and no others; not a footnote's, which stand behind or before a blank. */
static bool has_mark(vnp_str text, uint32_t at, uint32_t inner)
{
    uint32_t rest = at == 0 ? 2 : 0;
    return memcmp(text.ptr + at, "**", 2) == 0 && !strchr(" *(", text.ptr[inner]) &&
           !memmem(text.ptr + rest, text.len - 2, "**", 2);
}

/*
 * Strong text with a blank line in it is none to Markdown: a paragraph begins with the
 * stars, this or the next but one ends with them. Takes them off; the paragraphs are strong.
 */
static void join_strong(builder *b, vnp__block *block)
{
    enum { PARAGRAPHS = 3, SHORTEST = 3 };
    vnp_str text = vnp__run_text(&block->run);
    if (text.len < SHORTEST)
        return;
    if (has_mark(text, 0, 2))
        b->strong_from = b->out->count + 1;
    if (b->strong_from == 0 || !has_mark(text, text.len - 2, text.len - 3))
        return;
    uint32_t first = b->strong_from - 1;
    b->strong_from = 0;
    if (b->out->count - first >= PARAGRAPHS)
        return;
    for (uint32_t i = first; i < b->out->count; i++)
        b->out->at[i].strong = b->out->at[i].kind == VNP__BLOCK_TEXT;
    vnp__run *open = &b->out->at[first].run;
    vnp__run_cut(b->arena, b->text->buf, (vnp__slice){open, 2, open->len}, open);
    vnp__run_cut(b->arena, b->text->buf, (vnp__slice){&block->run, 0, text.len - 2}, &block->run);
    block->strong = true;
}

static void run_close(builder *b)
{
    if (!b->in_run)
        return;
    b->in_run = false;
    vnp__block block = {.kind = VNP__BLOCK_TEXT, .depth = b->depth};
    block.heading = is_ruled_off(b) ? 0 : b->heading;
    vnp__run_end(&b->run, &block.run);
    if (block.heading)
        cut_identifier(b, &block.run);
    block.strong = b->any_text && b->all_strong;
    join_strong(b, &block);
    b->heading = 0;
    if (block.run.len)
        *VNP__ADD_MOVING(b->arena, b->out) = block;
}

static void add_cell(builder *b, const vnp__run *cell)
{
    if (b->cell_count == b->cell_cap) {
        uint32_t cap = b->cell_cap ? 2 * b->cell_cap : 8;
        vnp__run *cells = vnp__arena_get(b->arena, cap * sizeof *cells);
        if (b->cell_count)
            memcpy(cells, b->cells, b->cell_count * sizeof *cells);
        b->cells = cells;
        b->cell_cap = cap;
    }
    b->cells[b->cell_count++] = *cell;
}

/* The bars on the open row's line before `at` that part cells: not the escaped ones, not that
 * at the line's begin. But where a row has as many bars as a head without a frame, what is in
 * front of the first is an empty cell. Goes on from where it was asked before. */
static uint32_t bars_before(builder *b, uint32_t at)
{
    const char *buf = b->text->buf;
    if (b->row_at == NO_TEXT) {
        vnp_str line = line_at(b, at), row = vnp__str_trim(line);
        uint32_t bars = vnp__count_bars(line);
        bool framed = row.len > 0 && row.ptr[0] == '|';
        if (b->table && b->table->rows.count == 0)
            b->head_bars = framed ? 0 : bars;
        b->row_at = (uint32_t)(line.ptr - buf);
        b->row_bars = 0;
        if (framed && bars != b->head_bars)
            b->row_at = (uint32_t)((const char *)memchr(line.ptr, '|', line.len) - buf) + 1;
    }
    for (; b->row_at < at; b->row_at++)
        b->row_bars += buf[b->row_at] == '|' && buf[b->row_at - 1] != '\\';
    return b->row_bars;
}

/* md4c passes over a cell between two bars without a blank ("a||c"): the cells behind it know
 * their column by the bars before them. */
static void cell_close(builder *b)
{
    vnp__run cell;
    static const vnp__run empty;
    if (b->first_text != NO_TEXT && b->row_at == NO_TEXT)
        b->row_strong = b->any_text && b->all_strong;
    uint32_t column = b->first_text == NO_TEXT ? 0 : bars_before(b, b->first_text);
    for (; b->cell_count < column; b->row_added++)
        add_cell(b, &empty);
    vnp__run_end(&b->run, &cell);
    add_cell(b, &cell);
    b->in_run = false;
}

static void table_close(builder *b)
{
    if (b->table && b->table->rows.count)
        *VNP__ADD_MOVING(b->arena, b->out) =
            (vnp__block){.kind = VNP__BLOCK_TABLE, .table = b->table};
    b->table = NULL;
}

/* Whether the open row stands on a line without a bar. md4c counts all lines but lists up to
 * the next blank one to a table, but who left out the blank line meant no row. */
static bool lacks_bars(const builder *b)
{
    if (b->row_at == NO_TEXT || b->row_bars > 0)
        return false;
    return vnp__count_bars(line_at(b, b->row_at)) == 0;
}

/* The open row is a paragraph or a heading behind the table. */
static void add_text_row(builder *b)
{
    enum { MAX_LEVEL = 6 };
    vnp__block block = {.kind = VNP__BLOCK_TEXT, .run = b->cells[0], .strong = b->row_strong};
    uint8_t level = 0;
    while (level <= MAX_LEVEL && level < block.run.len && block.run.text[level] == '#')
        level++;
    if (level > 0 && level <= MAX_LEVEL && level < block.run.len && block.run.text[level] == ' ') {
        block.heading = level;
        vnp__run_cut(b->arena, b->text->buf,
                     (vnp__slice){&b->cells[0], level + 1u, b->cells[0].len}, &block.run);
    }
    table_close(b);
    b->table = VNP__NEW(b->arena, vnp__table);
    *VNP__ADD_MOVING(b->arena, b->out) = block;
}

static void row_close(builder *b)
{
    assert(b->table); /* md4c reports rows inside tables only */
    if (lacks_bars(b)) {
        add_text_row(b);
    } else {
        vnp__row row = {
            .count = b->cell_count, .page_before = b->page_before, .merged = b->html.merged};
        while (b->row_added > 0 && b->cells[row.count - 1].len == 0) {
            row.count--;
            b->row_added--;
        }
        row.cells = vnp__arena_get(b->arena, (row.count ? row.count : 1) * sizeof *row.cells);
        if (row.count)
            memcpy(row.cells, b->cells, row.count * sizeof *row.cells);
        if (row.count > b->table->columns)
            b->table->columns = row.count;
        VNP__PUSH(b->arena, &b->table->rows, row);
        b->page_before = false;
    }
    b->cell_count = 0;
    b->row_added = 0;
    b->html.merged = 0;
    b->row_at = NO_TEXT;
}

/* A cell that the one above it or before it takes, too, is empty. */
static void add_held_cells(builder *b)
{
    static const vnp__run empty;
    while (b->cell_count < VNP__MERGED_COLUMNS && b->html.held[b->cell_count] > 0) {
        b->html.held[b->cell_count]--;
        b->html.merged |= 1u << b->cell_count;
        add_cell(b, &empty);
    }
}

static void html_cell_close(builder *b)
{
    vnp__run cell;
    static const vnp__run empty;
    if (!b->html.cell)
        return;
    b->html.cell = b->in_run = false;
    vnp__run_end(&b->run, &cell);
    for (uint32_t c = 0; c < b->html.tag.columns; c++) {
        if (b->cell_count < VNP__MERGED_COLUMNS)
            b->html.held[b->cell_count] = b->html.tag.rows - 1;
        add_cell(b, c == 0 ? &cell : &empty);
    }
}

static void html_row_close(builder *b)
{
    html_cell_close(b);
    if (b->html.row)
        add_held_cells(b);
    if (b->cell_count > 0 && b->html.own)
        row_close(b);
    b->cell_count = b->html.merged = 0;
    b->html.row = b->html.own = false;
}

static void html_table_close(builder *b)
{
    if (!b->html.table)
        return;
    html_row_close(b);
    b->html.table = false;
    table_close(b);
}

/* A tag of a table; those inside a table of Markdown say nothing, those outside of one neither. */
static void html_tag(builder *b, const event *e)
{
    vnp__tag tag = vnp__tag_read(vnp__str(b->text->buf + e->begin, e->end - e->begin));
    if (tag.kind == VNP__TAG_TABLE && !tag.closing && !b->table) {
        run_close(b);
        memset(&b->html, 0, sizeof b->html);
        b->html.table = true;
        b->table = VNP__NEW(b->arena, vnp__table);
        b->row_at = NO_TEXT;
        b->entry = false;
    }
    if (!b->html.table)
        return;
    if (tag.kind == VNP__TAG_TABLE && tag.closing) {
        html_table_close(b);
    } else if (tag.kind == VNP__TAG_ROW) {
        html_row_close(b);
        b->html.row = !tag.closing;
    } else if (tag.kind == VNP__TAG_CELL) {
        html_cell_close(b);
        if (tag.closing)
            return;
        b->html.row = b->html.cell = b->html.own = true;
        b->html.tag = tag;
        add_held_cells(b);
        b->first_text = NO_TEXT;
        run_open(b);
    }
}

/* Whether a text is but the blanks between tags; any other one ends a table that was not closed. */
static bool is_between_cells(builder *b, const event *e)
{
    if (!b->html.table || b->html.cell)
        return false;
    if (vnp__str_trim(vnp__str(b->text->buf + e->begin, e->end - e->begin)).len == 0)
        return true;
    html_table_close(b);
    return false;
}

/* Whether a block of Markdown is but a line's end: blank lines in a cell. Where a heading begins or a
 * table the one before was not closed. */
static bool is_in_html_cell(builder *b, const event *e)
{
    bool opens = e->kind == EVENT_ENTER && (e->code == MD_BLOCK_H || e->code == MD_BLOCK_TABLE);
    if (opens)
        html_table_close(b);
    if (b->html.cell)
        vnp__run_gap(&b->run, VNP__GAP_BREAK);
    return b->html.table;
}

static void enter_block(builder *b, const event *e)
{
    if (is_in_html_cell(b, e))
        return;
    switch ((MD_BLOCKTYPE)e->code) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        run_close(b);
        if (b->depth < UINT8_MAX)
            b->depth++;
        break;
    case MD_BLOCK_LI:
        run_close(b);
        b->entry = true;
        break;
    case MD_BLOCK_H:
        b->heading = e->level;
        b->first_text = NO_TEXT;
        run_open(b);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        b->first_text = NO_TEXT;
        run_open(b);
        break;
    case MD_BLOCK_P:
    case MD_BLOCK_CODE:
        run_open(b);
        break;
    case MD_BLOCK_TABLE:
        b->table = VNP__NEW(b->arena, vnp__table);
        b->row_at = NO_TEXT;
        b->entry = false;
        break;
    default:
        break;
    }
}

static void leave_block(builder *b, const event *e)
{
    if (is_in_html_cell(b, e))
        return;
    switch ((MD_BLOCKTYPE)e->code) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        if (b->depth > 0)
            b->depth--;
        break;
    case MD_BLOCK_LI:
    case MD_BLOCK_H:
    case MD_BLOCK_P:
    case MD_BLOCK_CODE:
        run_close(b);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        cell_close(b);
        break;
    case MD_BLOCK_TR:
        row_close(b);
        break;
    case MD_BLOCK_TABLE:
        table_close(b);
        break;
    default:
        break;
    }
}

static void build(builder *b, const recorder *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const event *e = &r->at[i];
        switch (e->kind) {
        case EVENT_TEXT:
            if (!is_between_cells(b, e))
                add_text(b, e);
            break;
        case EVENT_ENTITY:
            if (is_between_cells(b, e))
                break;
            if (!b->in_run)
                run_open(b);
            if (b->first_text == NO_TEXT)
                b->first_text = e->begin;
            vnp__run_add_as(&b->run,
                            decode_entity(b, vnp__str(b->text->buf + e->begin, e->end - e->begin)),
                            e->begin, e->end);
            break;
        case EVENT_SPACE:
            if (b->in_run)
                vnp__run_gap(&b->run, VNP__GAP_LINE);
            break;
        case EVENT_BREAK:
            if (b->in_run)
                vnp__run_gap(&b->run, VNP__GAP_BREAK);
            break;
        case EVENT_ENTER:
            enter_block(b, e);
            break;
        case EVENT_LEAVE:
            leave_block(b, e);
            break;
        case EVENT_TAG:
            html_tag(b, e);
            break;
        case EVENT_TABLE:
            *VNP__ADD_MOVING(b->arena, b->out) =
                (vnp__block){.kind = VNP__BLOCK_TABLE, .table = b->ruled[e->begin].table};
            break;
        case EVENT_STRONG_ON:
            b->strong++;
            break;
        case EVENT_STRONG_OFF:
            b->strong -= b->strong > 0;
            break;
        }
    }
    html_table_close(b);
}

typedef struct build_job {
    builder b;
    const recorder *r;
} build_job;

static void build_guarded(void *arg)
{
    build_job *job = arg;
    build(&job->b, job->r);
}

/* Records what stands between the tables that md4c does not know, and where these are. */
static int record_all(recorder *r, const vnp__ruled_list *ruled)
{
    static const MD_PARSER parser = {
        .abi_version = 0,
        .flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTMLBLOCKS,
        .enter_block = on_enter_block,
        .leave_block = on_leave_block,
        .enter_span = on_enter_span,
        .leave_span = on_leave_span,
        .text = on_text,
    };
    int failed = 0;
    uint32_t from = 0;
    for (uint32_t i = 0; i <= ruled->count && !failed; i++) {
        uint32_t to = i < ruled->count ? ruled->at[i].begin : r->len;
        failed = md_parse(r->buf + from, to - from, &parser, r);
        if (!failed && i < ruled->count) {
            failed = record(r, (event){.kind = EVENT_TABLE, .begin = i});
            from = ruled->at[i].end;
        }
    }
    return failed;
}

void vnp__blocks_read_markdown(vnp__arena *arena, const vnp__text *text, vnp__block_list *out)
{
    vnp__ruled_list ruled = {0};
    vnp__ruled_tables(arena, text, true, &ruled);
    recorder r = {
        .alloc = &arena->alloc, .buf = vnp__text_with_rows_closed(arena, text), .len = text->len};
    int failed = record_all(&r, &ruled);
    build_job job = {{.arena = arena, .text = text, .out = out, .ruled = ruled.at}, &r};
    vnp_status status = failed ? VNP_ERR_NOMEM : vnp__guard(arena, build_guarded, &job);
    arena->alloc.free(r.at, arena->alloc.ctx);
    if (failed) /* md4c fails for want of memory alone, in itself or in a callback */
        vnp__fail(arena, VNP_ERR_NOMEM, "out of memory");
    if (status != VNP_OK)
        vnp__fail_again(arena);
}
