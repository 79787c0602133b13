#include "outline/stack.h"

#include "outline/outline.h"

#include "text/chars.h"

#include <stdio.h>

enum { MIN_COLUMNS = 3, MAX_CELL = 900 /* bytes */ };

bool vnp__stack_is_label(const vnp__stack *s, uint32_t i)
{
    if (!vnp__stack_is_text(s, i) || vnp__stack_is_beside(s, i))
        return false;
    vnp_str t = vnp__stack_text_at(s, i);
    return vnp__cell_is_number(t) || vnp__cell_is_roman(t) ||
           (t.len == 1 && t.ptr[0] >= 'A' && t.ptr[0] <= 'H') || vnp__stack_is_chapter_code(t);
}

bool vnp__stack_is_chapter_code(vnp_str label)
{
    return (label.len == 2 || label.len == 3) && label.ptr[0] >= 'A' && label.ptr[0] <= 'H' &&
           vnp__char_is_digit((unsigned char)label.ptr[1]) &&
           vnp__char_is_digit((unsigned char)label.ptr[label.len - 1]);
}

uint32_t vnp__stack_line_ends(const vnp__stack *s, uint32_t i)
{
    const vnp__run *above = vnp__stack_run_at(s, i - 1);
    if (!vnp__stack_is_text(s, i - 1))
        return 0;
    vnp__piece last = vnp__run_piece(above, vnp__run_pieces(above) - 1);
    uint32_t count = 0;
    for (uint32_t at = last.nrm + last.nrm_len; at < vnp__run_begins(vnp__stack_run_at(s, i));
         at++) {
        char c = s->buffer[at];
        /* a page ends, or "Trang 2/9" was left out here; a mere number may be a row's */
        if (!strchr(" \t\r\n|", c) && !vnp__char_is_digit((unsigned char)c))
            return s->spacing + 1;
        count += c == '\n' || (c == '\r' && s->buffer[at + 1] != '\n');
    }
    return count;
}

bool vnp__stack_is_close(const vnp__stack *s, uint32_t i)
{
    return s->spacing > 0 && i > s->head && !vnp__stack_is_beside(s, i) &&
           vnp__stack_line_ends(s, i) <= s->spacing;
}

static bool begins_with_figure(vnp_str text)
{
    return text.len > 0 && vnp__char_is_digit((unsigned char)text.ptr[0]);
}

static bool stands_below_text(const vnp__stack *s, uint32_t i)
{
    return i > 0 && vnp__stack_is_text(s, i) && vnp__stack_is_text(s, i - 1);
}

/* "Trước" / "30/9/2026", "Trong quý" / "III/2026": words that want a figure, and one; a number
 * below "Điểm đạt" is a row's. */
static bool is_wanted_figure(const vnp__stack *s, uint32_t i)
{
    enum { YEAR = 4 };
    vnp__match match;
    if (!stands_below_text(s, i))
        return false;
    vnp_str text = vnp__stack_text_at(s, i);
    if (vnp__stack_is_label(s, i) && text.len != YEAR)
        return false;
    bool roman = vnp__has_digit(text) && strchr("IV", text.ptr[0]);
    return (begins_with_figure(text) || roman) &&
           vnp__rule_find_role(s->m, VNP__SET_HEAD, VNP__ROLE_OPEN_CELL,
                               vnp__slice_all(vnp__stack_run_at(s, i - 1)), 0, &match);
}

/* A figure that the words above do not want begins a cell: "các đơn vị" / "100% văn bản ký số". */
static bool is_new_figure(const vnp__stack *s, uint32_t i)
{
    if (!stands_below_text(s, i) || !begins_with_figure(vnp__stack_text_at(s, i)))
        return false;
    vnp_str above = vnp__stack_text_at(s, i - 1);
    return vnp__char_is_letter(vnp__char_before(above, above.len));
}

bool vnp__stack_is_joined(const vnp__stack *s, uint32_t i)
{
    uint32_t len;
    if (is_wanted_figure(s, i))
        return true;
    if (vnp__stack_is_beside(s, i))
        return !s->apart && !vnp__stack_is_label(s, i - 1);
    if (s->spacing == 0 && is_new_figure(s, i))
        return false;
    if (!vnp__stack_is_text(s, i) || !s->units.at[i].joined || s->spacing == 0)
        return vnp__stack_is_text(s, i) && (s->units.at[i].joined || vnp__stack_is_close(s, i));
    return vnp__stack_is_close(s, i) ||
           vnp__char_is_lower(vnp__char_at(vnp__stack_text_at(s, i), 0, &len));
}

uint32_t vnp__stack_empty_cells(const vnp__stack *s, uint32_t i)
{
    uint32_t step = s->spacing + 1, ends = vnp__stack_line_ends(s, i);
    return ends > step ? (ends - step) / step : 0;
}

/* ------------------------------------------------------------------- cells */

static bool is_bullet(vnp_str text)
{
    vnp__marker marker;
    return vnp__marker_read(text, &marker) && marker.kind == VNP__MARK_BULLET;
}

bool vnp__stack_is_headed(const vnp__stack *s, uint32_t i)
{
    enum { MIN_LETTERS = 4 };
    vnp__marker marker;
    if (!vnp__stack_is_text(s, i) || vnp__stack_is_beside(s, i))
        return false;
    vnp_str t = vnp__stack_text_at(s, i);
    bool marked =
        vnp__marker_read(t, &marker) && marker.kind != VNP__MARK_BULLET && marker.body < t.len;
    return marked || (vnp__str_is_upper(t, MIN_LETTERS) && !vnp__stack_is_label(s, i));
}

bool vnp__stack_is_total(const vnp__stack *s, uint32_t i)
{
    vnp__match match;
    vnp__slice all = vnp__slice_all(vnp__stack_run_at(s, i));
    return vnp__rule_match(s->m, VNP__SET_COLUMN, all, &match) &&
           vnp__match_is(&match, all, VNP__FIELD_KIND, "total");
}

bool vnp__stack_is_cell(const vnp__stack *s, uint32_t i)
{
    vnp__match match;
    vnp__marker marker;
    if (!vnp__stack_is_text(s, i) || vnp__stack_run_at(s, i)->len > MAX_CELL)
        return false;
    vnp_str t = vnp__stack_text_at(s, i);
    bool chapter =
        vnp__marker_read(t, &marker) && marker.kind == VNP__MARK_ROMAN && marker.body < t.len;
    return !chapter && !vnp__rule_match_role(s->m, VNP__SET_HEAD, VNP__ROLE_RECIPIENTS,
                                             vnp__slice_all(vnp__stack_run_at(s, i)), &match);
}

uint32_t vnp__stack_behind(const vnp__stack *s, uint32_t i)
{
    for (i++; vnp__stack_is_joined(s, i);)
        i++;
    return i;
}

bool vnp__stack_is_area(const vnp__stack *s, uint32_t i)
{
    vnp__match match;
    if (!vnp__stack_is_text(s, i) || vnp__stack_is_beside(s, i) ||
        vnp__stack_run_at(s, i)->len > MAX_CELL || !vnp__stack_is_label(s, vnp__stack_behind(s, i)))
        return false;
    return vnp__stack_is_headed(s, i) ||
           vnp__rule_match(s->m, VNP__SET_AREA, vnp__slice_all(vnp__stack_run_at(s, i)), &match);
}

bool vnp__stack_begins_row(const vnp__stack *s, uint32_t i)
{
    return vnp__stack_is_label(s, i) || vnp__stack_is_area(s, i);
}

void vnp__stack_go_on(const vnp__stack *s, vnp__run *cell, uint32_t i)
{
    vnp__run whole;
    vnp__gap gap = vnp__stack_is_joined(s, i) && !is_bullet(vnp__stack_text_at(s, i))
                       ? VNP__GAP_LINE
                       : VNP__GAP_BREAK;
    gap = vnp__stack_is_beside(s, i) ? s->units.at[i].beside : gap;
    vnp__run_join(s->arena, s->buffer, cell, vnp__stack_run_at(s, i), gap, &whole);
    *cell = whole;
}

bool vnp__stack_is_entry(const vnp__stack *s, const vnp__run *cell, uint32_t i)
{
    vnp_str t = vnp__run_text(cell);
    bool closed = t.len && t.ptr[t.len - 1] != ';' && memchr(t.ptr, ';', t.len) &&
                  memmem(t.ptr, t.len, "; -", 3);
    return t.len && is_bullet(t) && is_bullet(vnp__stack_text_at(s, i)) && !closed;
}

bool vnp__stack_is_next_party(const vnp__stack *s, const vnp__run *cell, uint32_t i)
{
    return cell->len && cell->text[cell->len - 1] == ';' &&
           vnp__content_holds(s->m, VNP__CONTENT_PARTY, cell) &&
           vnp__content_holds(s->m, VNP__CONTENT_PARTY, vnp__stack_run_at(s, i));
}

/* ------------------------------------------------------------------- heads */

uint32_t vnp__stack_skip_numbers(const vnp__stack *s, uint32_t i)
{
    for (uint32_t c = 0; c < s->columns; c++) {
        char number[16];
        vnp_str t = vnp__stack_is_text(s, i + c) ? vnp__stack_text_at(s, i + c) : (vnp_str){0};
        if (t.len > 2 && t.ptr[0] == '(' && t.ptr[t.len - 1] == ')')
            t = vnp__str_sub(t, 1, t.len - 1);
        snprintf(number, sizeof number, "%u", c + 1);
        if (!vnp__str_eq(t, vnp__str_c(number)))
            return i;
    }
    return i + s->columns;
}

/* "Nội dung chương trình:": no head, but what stands above them. */
static bool opens_list(const vnp__stack *s, uint32_t i)
{
    vnp_str t = vnp__stack_text_at(s, i);
    return t.len > 0 && t.ptr[t.len - 1] == ':';
}

bool vnp__stack_read_heads(vnp__stack *s, uint32_t i)
{
    s->spacing = 0;
    s->head = i;
    s->apart = true;
    if (!vnp__stack_is_text(s, i) || vnp__stack_is_beside(s, i) || vnp__stack_is_joined(s, i) ||
        opens_list(s, i) || !vnp__stack_is_text(s, i + 1) || !vnp__stack_is_text(s, i + 2))
        return false;
    uint32_t known = 0, next = i,
             ends = vnp__stack_line_ends(s, i + 1 + vnp__stack_is_beside(s, i + 1));
    s->spacing = ends > 0 ? ends - 1 : 0;
    for (s->columns = 0; s->columns < VNP__STACK_COLUMNS; s->columns++) {
        if (!vnp__stack_is_text(s, next) || vnp__stack_run_at(s, next)->len > VNP__MAX_HEAD)
            break;
        if (next > i && !vnp__stack_is_beside(s, next) &&
            (vnp__stack_begins_row(s, next) || vnp__stack_line_ends(s, next) != s->spacing + 1))
            break;
        vnp__run *head = &s->heads[s->columns];
        *head = *vnp__stack_run_at(s, next);
        uint32_t end = vnp__stack_behind(s, next);
        for (uint32_t k = next + 1; k < end && head->len <= VNP__MAX_HEAD; k++)
            vnp__stack_go_on(s, head, k);
        bool is_known = vnp__content_of_head(s->m, vnp__slice_all(head), &s->contents[s->columns]);
        if (!is_known && s->contents[0] != VNP__CONTENT_LABEL)
            break;
        known += is_known;
        next = end;
    }
    s->heads_end = next;
    s->first = vnp__stack_skip_numbers(s, next);
    return s->columns >= MIN_COLUMNS && s->columns < VNP__STACK_COLUMNS && known >= MIN_COLUMNS &&
           known * 4 >= s->columns * 3;
}

bool vnp__stack_is_head_again(const vnp__stack *s, uint32_t i)
{
    for (uint32_t k = s->head; k < s->heads_end; k++, i++)
        if (!vnp__stack_is_text(s, i) ||
            !vnp__str_eq(vnp__stack_text_at(s, i), vnp__stack_text_at(s, k)))
            return false;
    return true;
}
