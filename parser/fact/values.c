/* Values that need more than a slice: titles with codes, bullets, outputs. */
#include "fact/fact.h"

#include "text/chars.h"

vnp_value vnp__fact_value(vnp__facts *f, vnp__slice s)
{
    return vnp__slice_value(f->arena, f->buffer, vnp__slice_trim(s));
}

bool vnp__slice_is_empty(vnp__slice s)
{
    s = vnp__slice_trim(s);
    return s.begin >= s.end;
}

vnp_span_list vnp__slice_spans(vnp__facts *f, vnp__slice s)
{
    return vnp__slice_value(f->arena, f->buffer, s).spans;
}

vnp_item *vnp__item_new(vnp__facts *f, vnp_item_kind kind, vnp_span_list spans)
{
    if (f->plan->items.count >= f->max_items)
        vnp__fail(f->arena, VNP_ERR_LIMIT, "more than %u items", f->max_items);
    vnp_item *item = VNP__ADD_MOVING(f->arena, &f->plan->items);
    item->kind = kind;
    item->spans = spans;
    return item;
}

/* ------------------------------------------------------------------- titles */

/* A code as it is meant: "3.3. l" is what recognition made of 3.3.1. */
static vnp_str clean_code(vnp__facts *f, vnp_str code)
{
    if (!memchr(code.ptr, ' ', code.len) && !memchr(code.ptr, 'l', code.len))
        return code;
    char *clean = vnp__arena_get(f->arena, code.len);
    uint32_t len = 0;
    for (uint32_t i = 0; i < code.len; i++)
        if (code.ptr[i] != ' ')
            clean[len++] = code.ptr[i] == 'l' ? '1' : code.ptr[i];
    return vnp__str(clean, len);
}

static void push_code(vnp__facts *f, vnp_str_list *codes, vnp_str code)
{
    while (code.len && code.ptr[code.len - 1] == '.')
        code.len--;
    if (code.len)
        VNP__PUSH(f->arena, codes, clean_code(f, code));
}

static uint32_t skip_mark(vnp_str s, uint32_t at)
{
    uint32_t len;
    while (at < s.len) {
        uint32_t c = vnp__char_at(s, at, &len);
        if (c != ' ' && c != '.' && c != ':' && !vnp__char_is_dash(c))
            break;
        at += len;
    }
    return at;
}

/* The codes listed behind one that ends at `at`: "3.5.1 và 3.5.3: ..."; behind the last. */
static uint32_t more_codes(vnp__facts *f, vnp__slice s, uint32_t at, vnp_str_list *codes)
{
    vnp_str text = vnp__slice_text(s);
    for (;;) {
        vnp__match and;
        uint32_t parts, from = at;
        vnp__slice rest = vnp__slice_sub(s, at, text.len);
        if (from < text.len && (text.ptr[from] == ',' || text.ptr[from] == ';'))
            from += 1 + (from + 1 < text.len && text.ptr[from + 1] == ' ');
        else if (vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_AND, rest, &and))
            from += and.end;
        uint32_t len = from > at ? vnp__code_read(vnp__str_sub(text, from, text.len), &parts) : 0;
        if (len == 0 || parts < 2)
            return at;
        push_code(f, codes, vnp__str_sub(text, from, from + len));
        at = from + len;
    }
}

void vnp__label_codes(vnp__facts *f, vnp_str label, vnp_str_list *codes)
{
    for (uint32_t at = 0, end; at < label.len; at = end + 2) {
        end = at;
        while (end < label.len && label.ptr[end] != ',')
            end++;
        push_code(f, codes, vnp__str_sub(label, at, end));
    }
}

uint32_t vnp__title_label(vnp__facts *f, vnp__slice s)
{
    enum { MAX_LABEL = 120 };
    uint32_t end;
    vnp_str text = vnp__slice_text(s);
    if (text.len == 0 || !memchr(text.ptr, ':', text.len < MAX_LABEL ? text.len : MAX_LABEL))
        return 0;
    const vnp__word *word = vnp__word_prefix(f->rules, VNP__LIST_COLUMNS, s, &end);
    if (!word)
        return 0;
    vnp__field_kind kind = vnp__field_kind_of(word->canonical);
    if (kind != VNP__KIND_TITLE && kind != VNP__KIND_TASK && kind != VNP__KIND_ACTIVITY)
        return 0;
    while (end < text.len && text.ptr[end] == ' ')
        end++;
    return end < text.len && text.ptr[end] == ':' ? end + 1 : 0;
}

/* “Công khai kết quả” behind a code: the marks only set off the name. */
static vnp__slice unquoted(vnp__slice s)
{
    static const vnp_str marks[][2] = {{VNP__STR("\xE2\x80\x9C"), VNP__STR("\xE2\x80\x9D")},
                                       {VNP__STR("\""), VNP__STR("\"")}};
    s = vnp__slice_trim(s);
    vnp_str text = vnp__slice_text(s);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        vnp_str open = marks[i][0], close = marks[i][1];
        if (text.len <= open.len + close.len || memcmp(text.ptr, open.ptr, open.len) != 0)
            continue;
        const char *first = memmem(text.ptr + open.len, text.len - open.len, close.ptr, close.len);
        if (first && first + close.len == text.ptr + text.len)
            return vnp__slice_sub(s, open.len, text.len - close.len);
    }
    return s;
}

void vnp__title_read(vnp__facts *f, vnp__slice s, vnp__title *out)
{
    vnp__match match;
    uint32_t parts;
    memset(out, 0, sizeof *out);
    s = vnp__slice_trim(s);
    vnp__slice named = vnp__slice_trim(vnp__slice_sub(s, vnp__title_label(f, s), s.end - s.begin));
    if (!vnp__slice_is_empty(named))
        s = named;
    out->text = s;
    vnp_str text = vnp__slice_text(s);
    bool known = vnp__rule_match(f->m, VNP__SET_ITEM, s, &match);
    out->named = known && vnp__match_is(&match, s, VNP__FIELD_KIND, "named");
    if (known && vnp__match_is(&match, s, VNP__FIELD_KIND, "numbered")) {
        out->label = vnp__match_text(&match, s, VNP__FIELD_LABEL);
        out->text = vnp__slice_sub(s, match.end, text.len);
        return;
    }
    if (known && !out->named) {
        out->criterion = vnp__match_is(&match, s, VNP__FIELD_KIND, "criterion");
        push_code(f, &out->codes, vnp__match_text(&match, s, VNP__FIELD_CODE));
        uint32_t end = more_codes(f, s, match.end, &out->codes);
        out->text = unquoted(vnp__slice_sub(s, skip_mark(text, end), text.len));
        for (uint32_t from = match.end; vnp__rule_find(f->m, VNP__SET_ITEM, s, from, &match);
             from = match.end)
            push_code(f, &out->codes, vnp__match_text(&match, s, VNP__FIELD_CODE));
        return;
    }
    uint32_t len = vnp__code_read(text, &parts);
    if (len > 0 && parts >= 2) {
        push_code(f, &out->codes, vnp__str_sub(text, 0, len));
        out->text = vnp__slice_sub(s, skip_mark(text, len), text.len);
    } else if (vnp__rule_find_role(f->m, VNP__SET_ITEM, VNP__ROLE_BEHIND, s, 0, &match)) {
        out->criterion = true;
        push_code(f, &out->codes, vnp__match_text(&match, s, VNP__FIELD_CODE));
        out->text = vnp__slice_trim(vnp__slice_sub(s, 0, match.begin));
    }
}

/* ------------------------------------------------------------------ bullets */

/*
 * Whether a bullet begins at `at` inside a text: a dash behind a space and a
 * closing mark or a line's end, or one that clings to a word in upper case. A
 * dash between two words of a name is none.
 */
static bool bullet_inside(vnp__facts *f, vnp__slice s, uint32_t at)
{
    uint32_t len, next_len;
    vnp_str text = vnp__slice_text(s);
    uint32_t c = vnp__char_at(text, at, &len);
    vnp__marker marker;
    if (c >= 0x80 && !vnp__char_is_dash(c)) /* "•" and the like are nothing but bullets */
        return !vnp__char_is_letter(c) && at > 0 && text.ptr[at - 1] == ' ' &&
               vnp__marker_read(vnp__str_sub(text, at, text.len), &marker) &&
               marker.kind == VNP__MARK_BULLET;
    if (!vnp__char_is_dash(c) && c != '+')
        return false;
    if (at == 0 || text.ptr[at - 1] != ' ' || at + len >= text.len)
        return false;
    bool spaced = text.ptr[at + len] == ' ';
    uint32_t word = at + len + (spaced ? 1 : 0);
    /* "... tại chỗ - 100% công chức": between two figures a dash makes a range */
    if (spaced && word < text.len && vnp__char_is_digit((unsigned char)text.ptr[word]) &&
        !vnp__char_is_digit((unsigned char)text.ptr[at >= 2 ? at - 2 : 0]))
        return true;
    if (word >= text.len || !vnp__char_is_upper(vnp__char_at(text, word, &next_len)))
        return false;
    char before = text.ptr[at >= 2 ? at - 2 : 0];
    if (strchr(".;:,", before) || !spaced)
        return true;
    for (uint32_t i = 0; i < vnp__run_pieces(s.run); i++) {
        vnp__piece p = vnp__run_piece(s.run, i);
        if (p.at == s.begin + at)
            return p.gap >= VNP__GAP_LINE;
    }
    vnp__match match;
    return vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_OPENING_VERB,
                                vnp__slice_sub(s, word, text.len), &match);
}

void vnp__bullets_read(vnp__facts *f, vnp__slice s, vnp_value_list *out)
{
    vnp__marker marker;
    s = vnp__slice_trim(s);
    vnp_str text = vnp__slice_text(s);
    uint32_t begin = 0;
    bool bulleted = vnp__marker_read(text, &marker) && marker.kind == VNP__MARK_BULLET;
    if (bulleted)
        begin = marker.body;
    for (uint32_t at = begin; bulleted && at < text.len; at++) {
        if (((unsigned char)text.ptr[at] & 0xC0) == 0x80 || !bullet_inside(f, s, at))
            continue;
        vnp_value value = vnp__fact_value(f, vnp__slice_sub(s, begin, at));
        if (value.text.len)
            VNP__PUSH(f->arena, out, value);
        uint32_t len;
        vnp__char_at(text, at, &len);
        begin = at + len;
    }
    vnp_value value = vnp__fact_value(f, vnp__slice_sub(s, begin, text.len));
    if (value.text.len)
        VNP__PUSH(f->arena, out, value);
}

void vnp__outputs_read(vnp__facts *f, vnp__slice s, vnp_item *item)
{
    vnp_str text = vnp__slice_text(s);
    uint32_t depth = 0, begin = 0;
    for (uint32_t at = 0; at <= text.len; at++) {
        char c = at < text.len ? text.ptr[at] : ';';
        depth += c == '(';
        depth -= c == ')' && depth > 0;
        if (at < text.len && (c != ';' || depth > 0))
            continue;
        vnp__slice product = vnp__slice_trim(vnp__slice_sub(s, begin, at));
        vnp__bullets_read(f, product, &item->outputs);
        vnp__targets_read(f, product, &item->targets);
        begin = at + 1;
    }
}
