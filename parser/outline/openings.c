/* Lines inside a paragraph whose words open another one. */
#include "outline/outline.h"

#include "text/chars.h"

/* "... quốc gia -": what stands below goes on behind the dash. */
static bool ends_with_dash(vnp_str s)
{
    uint32_t len;
    s = vnp__str_trim(s);
    const char *space = s.len ? memrchr(s.ptr, ' ', s.len) : NULL;
    if (!space)
        return false;
    vnp_str last = vnp__str_sub(s, (uint32_t)(space + 1 - s.ptr), s.len);
    return vnp__char_is_dash(vnp__char_at(last, 0, &len)) && len == last.len;
}

/* "Điểm tối đa: 3": a known label and its colon. */
static bool begins_with_label(vnp__matcher *m, vnp__slice s)
{
    enum { MAX_LABEL = 60, MAX_TAIL_WORDS = 3 };
    uint32_t end;
    vnp_str text = vnp__slice_text(s);
    const char *colon = memchr(text.ptr, ':', text.len < MAX_LABEL ? text.len : MAX_LABEL);
    return colon && vnp__word_prefix(vnp__matcher_rules(m), VNP__LIST_LABELS, s, &end) &&
           text.ptr + end <= colon &&
           vnp__str_words(vnp__str_sub(text, end, (uint32_t)(colon - text.ptr))) <= MAX_TAIL_WORDS;
}

/* "3.4.1. Tỷ lệ hồ sơ đúng hạn" / "Điểm tối đa: 3": a field below an entry's title, or below
 * another field. */
static bool opens_field(vnp__matcher *m, vnp__slice above, vnp__slice line)
{
    uint32_t len;
    vnp__marker marker;
    vnp_str text = vnp__slice_text(above);
    if (!vnp__char_is_upper(vnp__char_at(vnp__slice_text(line), 0, &len)) ||
        !begins_with_label(m, line) || ends_with_dash(text))
        return false;
    bool marked = vnp__marker_read(text, &marker);
    if (marked && !memchr(text.ptr, ':', text.len))
        return true;
    return begins_with_label(m, marked ? vnp__slice_sub(above, marker.body, text.len) : above);
}

/* "Căn cứ ..." right below a title as wide as the page. */
static bool opens_preamble(vnp__matcher *m, vnp_str above, vnp__slice line)
{
    uint32_t len;
    vnp__match match;
    return !vnp__closes_sentence(above) &&
           vnp__char_is_upper(vnp__char_at(vnp__slice_text(line), 0, &len)) &&
           vnp__rule_match_role(m, VNP__SET_HEAD, VNP__ROLE_BASIS, line, &match);
}

/* "QUYẾT ĐỊNH:" below the last basis, which ends in a comma. */
static bool opens_formula(vnp__matcher *m, vnp_str above, vnp__slice line)
{
    vnp__match match;
    above = vnp__str_trim(above);
    return above.len > 0 && above.ptr[above.len - 1] == ',' &&
           !vnp__str_is_upper(above, VNP__MIN_CAPITALS) &&
           vnp__str_is_upper(vnp__slice_text(line), VNP__MIN_CAPITALS) &&
           vnp__rule_match(m, VNP__SET_ACT, line, &match) && vnp__is_whole_line(line, &match);
}

static bool opens_paragraph(vnp__matcher *m, vnp__slice paragraph, vnp__slice line)
{
    vnp__match match;
    vnp_str above = vnp__slice_text(paragraph);
    return opens_formula(m, above, line) || opens_field(m, paragraph, line) ||
           opens_preamble(m, above, line) ||
           (vnp__closes_sentence(above) &&
            vnp__rule_match_role(m, VNP__SET_HEAD, VNP__ROLE_OPENING, line, &match));
}

/* A line inside a paragraph whose words open a new one: the shape of wrapped lines did not
 * tell. */
static void split_block(vnp__block_edit *edit, const char *buffer, vnp__matcher *m, uint32_t i)
{
    vnp__block block = edit->from->at[i];
    const vnp__run *run = &edit->from->at[i].run;
    bool split = false;
    uint32_t begin = 0;
    vnp__line_walk walk = {.run = run};
    for (vnp__slice line; vnp__next_line(&walk, &line);) {
        if (line.begin == 0 || !opens_paragraph(m, (vnp__slice){run, begin, line.begin}, line))
            continue;
        if (!split)
            vnp__block_replace(edit, i);
        split = true;
        vnp__run_cut(edit->arena, buffer, (vnp__slice){run, begin, line.begin}, &block.run);
        vnp__block_add(edit, &block);
        begin = line.begin;
    }
    if (split) {
        vnp__run_cut(edit->arena, buffer, (vnp__slice){run, begin, run->len}, &block.run);
        vnp__block_add(edit, &block);
    }
}

void vnp__openings_part(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                        vnp__block_list *blocks)
{
    vnp__block_edit edit = {.arena = arena, .from = blocks};
    for (uint32_t i = 0; i < blocks->count; i++) {
        if (blocks->at[i].kind == VNP__BLOCK_TEXT)
            split_block(&edit, buffer, m, i);
    }
    vnp__block_edit_end(&edit);
}
