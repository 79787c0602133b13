#include "block/block.h"
#include "block/tags.h"

#include "text/chars.h"
#include "text/lines.h"
#include "text/pages.h"

/* ------------------------------------------------------------------- format */

enum { BOLD_LINES = 2, HEADING_LINES = 2 };

/* The row of dashes below a pipe table's head: "| --- | :--: |". */
static bool is_delimiter_row(vnp_str s)
{
    uint32_t bars = 0, dashes = 0;
    for (uint32_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t')
            return false;
        bars += c == '|';
        dashes += c == '-';
    }
    return bars >= 1 && dashes >= 2;
}

static bool is_heading_line(vnp_str s)
{
    uint32_t level = 0;
    while (level < s.len && s.ptr[level] == '#')
        level++;
    return level >= 1 && level <= 6 && level < s.len && s.ptr[level] == ' ';
}

static bool is_bold_line(vnp_str s)
{
    return s.len > 4 && memcmp(s.ptr, "**", 2) == 0 && memmem(s.ptr + 2, s.len - 2, "**", 2);
}

/* Whether the line's first mark is none of those that the questions above ask for. */
static bool begins_as_prose(vnp_str s)
{
    uint32_t at = 0;
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t'))
        at++;
    return at == s.len || (s.ptr[at] > ' ' && !strchr("#*|-:<", s.ptr[at]));
}

bool vnp__text_is_markdown(const vnp__text *text)
{
    uint32_t headings = 0, bold = 0, at = 0;
    while (at < text->len) {
        const char *lf = memchr(text->buf + at, '\n', text->len - at);
        uint32_t end = lf ? (uint32_t)(lf - text->buf) : text->len;
        vnp_str s = vnp__str(text->buf + at, end - at);
        at = end + 1;
        if (begins_as_prose(s))
            continue;
        s = vnp__str_trim(s);
        headings += is_heading_line(s);
        bold += is_bold_line(s);
        if (is_delimiter_row(s) || vnp__tag_read(s).kind == VNP__TAG_TABLE ||
            headings >= HEADING_LINES || bold >= BOLD_LINES)
            return true;
    }
    return false;
}

/* Two tabs between words, or two gaps as wide as columns have them. */
static bool has_columns(vnp_str s)
{
    uint32_t gaps = 0, blanks = 0;
    for (uint32_t i = 0; i < s.len; i++) {
        bool tab = s.ptr[i] == '\t';
        blanks = s.ptr[i] == ' ' ? blanks + 1 : 0;
        gaps += tab || blanks == 3;
    }
    return gaps >= 2;
}

bool vnp__text_is_pasted(const vnp__text *text)
{
    enum { COLUMN_LINES = 4 };
    uint32_t columns = 0, at = 0;
    while (at < text->len) {
        const char *lf = memchr(text->buf + at, '\n', text->len - at);
        uint32_t end = lf ? (uint32_t)(lf - text->buf) : text->len;
        vnp_str s = vnp__str_trim(vnp__str(text->buf + at, end - at));
        at = end + 1;
        if (is_heading_line(s) || is_delimiter_row(s) || (s.len && s.ptr[0] == '|') ||
            vnp__is_column_rule(s))
            return false;
        columns += has_columns(s);
    }
    return columns >= COLUMN_LINES;
}

/* ----------------------------------------------------------------- editing */

/* Most edits add little to what was there. */
static void make_room(vnp__block_edit *edit)
{
    uint32_t cap = edit->cap ? edit->cap : edit->from->count;
    cap += cap / 4 + 16;
    vnp__block *at = vnp__arena_raw(edit->arena, cap * sizeof *at);
    if (edit->to.count) {
        memcpy(at, edit->to.at, edit->to.count * sizeof *at);
        vnp__arena_drop(edit->arena, edit->to.at);
    }
    edit->to.at = at;
    edit->cap = cap;
}

void vnp__block_add(vnp__block_edit *edit, const vnp__block *block)
{
    if (edit->to.count == edit->cap)
        make_room(edit);
    edit->to.at[edit->to.count++] = *block;
}

void vnp__block_replace(vnp__block_edit *edit, uint32_t i)
{
    for (; edit->done < i; edit->done++)
        vnp__block_add(edit, &edit->from->at[edit->done]);
    edit->done = i + 1;
}

void vnp__block_edit_end(vnp__block_edit *edit)
{
    if (edit->done == 0)
        return;
    vnp__block_replace(edit, edit->from->count);
    vnp__arena_drop(edit->arena, edit->from->at);
    *edit->from = edit->to;
}

/* --------------------------------------------------------- torn paragraphs */

/*
 * A paragraph torn by a page break comes as two: the second begins in lower
 * case, the first has no closing mark. Headings end where their line ends.
 */
static bool goes_on(const vnp__block *a, const vnp__block *b)
{
    return a->kind == VNP__BLOCK_TEXT && b->kind == VNP__BLOCK_TEXT && !a->heading && !b->heading &&
           a->strong == b->strong &&
           vnp__text_continues(vnp__run_text(&a->run), vnp__run_text(&b->run));
}

/* The lines of plain text know their page numbers; in Markdown each is a paragraph. */
static bool is_page_number(const vnp__block *b)
{
    return b->kind == VNP__BLOCK_TEXT && !b->heading && vnp__page_number(vnp__run_text(&b->run));
}

static void drop_page_numbers(vnp__block_list *blocks)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < blocks->count; i++)
        if (!is_page_number(&blocks->at[i]))
            blocks->at[kept++] = blocks->at[i];
    blocks->count = kept;
}

static void join_torn(vnp__arena *arena, const char *buffer, vnp__block_list *blocks)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < blocks->count; i++) {
        vnp__block *last = kept ? &blocks->at[kept - 1] : NULL;
        if (last && goes_on(last, &blocks->at[i])) {
            vnp__run whole;
            vnp__run_join(arena, buffer, &last->run, &blocks->at[i].run, VNP__GAP_LINE, &whole);
            last->run = whole;
        } else {
            blocks->at[kept++] = blocks->at[i];
        }
    }
    blocks->count = kept;
}

/* ------------------------------------------------------------ a row's number */

bool vnp__cell_is_roman(vnp_str cell)
{
    while (cell.len && cell.ptr[cell.len - 1] == '.')
        cell.len--;
    for (uint32_t i = 0; i < cell.len; i++)
        if (!strchr("IVX", cell.ptr[i]))
            return false;
    return cell.len > 0;
}

bool vnp__cell_is_number(vnp_str cell)
{
    uint32_t digits = 0;
    bool lettered = cell.len >= 4 && cell.ptr[0] >= 'A' && cell.ptr[0] <= 'Z' &&
                    vnp__char_is_digit((unsigned char)cell.ptr[1]) &&
                    memchr(cell.ptr, '.', cell.len - 1);
    for (uint32_t i = lettered; i < cell.len; i++) {
        if (!strchr("0123456789.()", cell.ptr[i]))
            return false;
        digits += vnp__char_is_digit((unsigned char)cell.ptr[i]);
    }
    return digits > 0 && digits <= 8;
}

/* ----------------------------------------------------- paragraphs in one */

/* Without a wrap only rows between bars part from other lines. */
static bool parts(const vnp__wrap *wrap, vnp_str above, vnp_str line)
{
    return wrap ? !vnp__lines_join(wrap, above, line)
                : vnp__line_is_row(above) != vnp__line_is_row(line);
}

/*
 * Converters put paragraph below paragraph without the blank line that Markdown
 * wants, and so Markdown takes them for one. The lines that do not go on with
 * the one above are paragraphs of their own.
 */
static void split_block(vnp__block_edit *edit, const vnp__text *text, const vnp__wrap *wrap,
                        uint32_t i)
{
    const vnp__block block = edit->from->at[i];
    uint32_t count = vnp__run_pieces(&block.run);
    vnp__block part = block;
    bool split = false;
    uint32_t begin = 0, line = 0;
    for (uint32_t k = 1; k < count; k++) {
        vnp__piece last = vnp__run_piece(&block.run, k);
        if (last.gap != VNP__GAP_LINE)
            continue;
        uint32_t at = last.at;
        for (uint32_t next = k + 1;
             next < count && vnp__run_piece(&block.run, next).gap != VNP__GAP_LINE; next++)
            last = vnp__run_piece(&block.run, next);
        uint32_t end = last.at + last.len;
        vnp_str above = vnp__str_trim(vnp__str_sub(vnp__run_text(&block.run), line, at));
        if (parts(wrap, above, vnp__str_sub(vnp__run_text(&block.run), at, end))) {
            if (!split)
                vnp__block_replace(edit, i);
            split = true;
            vnp__run_cut(edit->arena, text->buf, (vnp__slice){&block.run, begin, at}, &part.run);
            vnp__block_add(edit, &part);
            begin = at;
        }
        line = at;
    }
    if (split) {
        vnp__run_cut(edit->arena, text->buf, (vnp__slice){&block.run, begin, block.run.len},
                     &part.run);
        vnp__block_add(edit, &part);
    }
}

static void split_blocks(vnp__arena *arena, const vnp__text *text, const vnp__wrap *wrap,
                         vnp__block_list *blocks)
{
    vnp__block_edit edit = {.arena = arena, .from = blocks};
    for (uint32_t i = 0; i < blocks->count; i++) {
        if (blocks->at[i].kind == VNP__BLOCK_TEXT && !blocks->at[i].heading)
            split_block(&edit, text, wrap, i);
    }
    vnp__block_edit_end(&edit);
}

void vnp__blocks_read(vnp__arena *arena, const vnp__text *text, bool markdown, vnp__block_list *out)
{
    if (markdown) {
        vnp__blocks_read_markdown(arena, text, out);
        split_blocks(arena, text, NULL, out);
    } else {
        vnp__blocks_read_plain(arena, text, out);
    }
    for (uint32_t i = 0; i < out->count; i++)
        vnp__table_from_bars(arena, text->buf, &out->at[i]);
    if (markdown) {
        vnp__wrap wrap;
        vnp__lines_measure(arena, text, &wrap);
        split_blocks(arena, text, &wrap, out);
        drop_page_numbers(out);
    }
    join_torn(arena, text->buf, out);
    vnp__tables_mend(arena, text, out);
}
