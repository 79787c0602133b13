/* Blanks left open, the form of acts' numbers, rows that stand off their columns. */
#include "check/checks.h"

#include "text/chars.h"

/* --------------------------------------------------------------------- blanks */

static void check_blanks(vnp__checker *c)
{
    for (uint32_t t = 0; t < c->texts.count; t++) {
        vnp__match_list found = {0};
        vnp__mark mark = vnp__scratch_mark(c->scratch);
        vnp__slice s = c->texts.at[t].slice;
        vnp__rule_scan(c->m, VNP__SET_BLANK, c->scratch, s, &found);
        for (uint32_t i = 0; i < found.count; i++) {
            if (vnp__match_is(&found.at[i], s, VNP__FIELD_KIND, "none"))
                continue;
            vnp__slice place = vnp__slice_sub(s, found.at[i].begin, found.at[i].end);
            vnp_span span = vnp__slice_span(c, place);
            vnp__report(c, "unfilled-blank", vnp__item_at(c, span.begin), span,
                        VNP__ARGS(vnp__slice_text(place)));
        }
        vnp__scratch_rewind(c->scratch, mark);
    }
}

/* -------------------------------------------------------------------- symbols */

static bool is_blank_number(vnp_str number)
{
    uint32_t len;
    if (number.len == 0)
        return true;
    uint32_t first = vnp__char_at(number, 0, &len);
    return first == '/' || vnp__char_is_dash(first);
}

/*
 * The number again as it stands in the buffer, where a space may have slipped in;
 * the end of a line is none. *out is its place; false where it is not found in
 * one piece.
 */
static bool find_number(const vnp__checker *c, vnp_str number, vnp_span in, vnp_span *out,
                        bool *spaced)
{
    for (uint32_t begin = in.begin; begin < in.end; begin++) {
        uint32_t at = begin, k = 0;
        bool blank = false, line = false, gap = false;
        while (k < number.len && at < in.end) {
            char here = c->buffer[at];
            if (here == number.ptr[k]) {
                gap = gap || (blank && !line);
                blank = line = false;
                k++;
            } else if (k > 0 && strchr(" \t\r\n", here)) {
                blank = true;
                line = line || here == '\n' || here == '\r';
            } else {
                break;
            }
            at++;
        }
        if (k == number.len) {
            *out = (vnp_span){begin, at};
            *spaced = gap;
            return true;
        }
    }
    return false;
}

/* A part of a symbol has capitals only, or is written as the word list has it. */
static bool has_right_case(const vnp__checker *c, vnp_str part)
{
    const vnp__word *word = vnp__word_find(c->rules, VNP__LIST_SYMBOLS, part);
    uint32_t len;
    if (word) /* of several ways of writing one, each counts */
        return vnp__str_eq(word->written, part) || vnp__str_eq(word->canonical, part);
    for (uint32_t at = 0; at < part.len; at += len)
        if (vnp__char_is_lower(vnp__char_at(part, at, &len)))
            return false;
    return true;
}

static bool is_well_formed(vnp__checker *c, vnp_str number)
{
    vnp__match match;
    vnp__slice s = vnp__check_slice(c, number);
    if (!vnp__rule_match(c->m, VNP__SET_SYMBOL, s, &match) || match.end < number.len)
        return false;
    uint32_t len, begin = 0;
    for (uint32_t at = 0; at <= number.len; at += len) {
        len = 1;
        uint32_t ch = at < number.len ? vnp__char_at(number, at, &len) : '/';
        if (ch != '/' && ch != '&' && !vnp__char_is_dash(ch))
            continue;
        if (at > begin && !has_right_case(c, vnp__str_sub(number, begin, at)))
            return false;
        begin = at + len;
    }
    return true;
}

static vnp_str without_blanks(vnp__checker *c, vnp_str s)
{
    vnp__buf buf = {.arena = c->arena};
    for (uint32_t i = 0; i < s.len; i++)
        if (s.ptr[i] != ' ')
            vnp__buf_byte(&buf, s.ptr[i]);
    return vnp__buf_str(&buf);
}

static void check_number(vnp__checker *c, vnp_str number, const vnp_value *value)
{
    bool spaced = false;
    number = without_blanks(c, number);
    if (is_blank_number(number) || value->spans.count == 0)
        return;
    vnp_span span = value->spans.at[0],
             in = {span.begin, value->spans.at[value->spans.count - 1].end};
    bool found = in.end > in.begin && find_number(c, number, in, &span, &spaced);
    if (is_well_formed(c, number) && !(found && spaced))
        return;
    vnp_str shown = found ? vnp__str(c->buffer + span.begin, span.end - span.begin) : number;
    vnp__report(c, "citation-format", vnp__item_at(c, span.begin), span, VNP__ARGS(shown));
}

static void check_symbols(vnp__checker *c)
{
    const vnp_value *own = &c->plan->head.number;
    check_number(c, own->text, own);
    for (uint32_t i = 0; i < c->plan->citations.count; i++) {
        const vnp_citation *citation = &c->plan->citations.at[i];
        if (citation->number.len)
            check_number(c, citation->number, &citation->value);
    }
}

/* ----------------------------------------------------------------------- rows */

static void check_rows(vnp__checker *c)
{
    for (uint32_t i = 0; i < c->notes->rows.count; i++) {
        const vnp__row *row = c->notes->rows.at[i].row;
        uint32_t k = 0;
        if (row->shift == 0)
            continue;
        while (k + 1 < row->count && row->cells[k].len == 0)
            k++;
        vnp_span span = vnp__slice_span(c, vnp__slice_all(&row->cells[k]));
        vnp__report(c, "table-row-shift", vnp__item_at(c, span.begin), span, NULL);
    }
}

void vnp__check_form(vnp__checker *c)
{
    check_blanks(c);
    check_symbols(c);
    check_rows(c);
}
