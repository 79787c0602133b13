/*
 * Heads in one running line, as a page's text has them that lost its ends of lines:
 *
 *   UBND XÃ EA NA CỘNG HÒA ... Ea Na, ngày 5 tháng 1 năm 2026 KẾ HOẠCH Cải cách ... Căn cứ ...;
 *
 * The act's name in capitals, right behind the motto or the date, begins a line of its own, and so
 * do the bases behind the title.
 */
#include "outline/outline.h"

#include "text/chars.h"

enum { MAX_BLOCKS = 16, MAX_CUTS = 40, MAX_TITLE = 400, MAX_HEAD = 400 };

typedef struct running {
    vnp__matcher *m;
    vnp__slice all;
    uint32_t cuts[MAX_CUTS]; /* where a line begins, ascending */
    uint32_t count;
    bool decision; /* its articles stand below a formula, "QUYẾT ĐỊNH:" */
} running;

static bool begins(const running *r, vnp__role role, uint32_t at, uint32_t end)
{
    vnp__match match;
    return vnp__rule_match_role(r->m, VNP__SET_HEAD, role, vnp__slice_sub(r->all, at, end), &match);
}

/* The next word's begin behind `at`; `end` where there is none. */
static uint32_t next_word(const running *r, uint32_t at, uint32_t end)
{
    const char *space = at < end ? memchr(r->all.run->text + at, ' ', end - at) : NULL;
    return space ? (uint32_t)(space - r->all.run->text) + 1 : end;
}

/* "Căn": a capital and a small letter. */
static bool is_initial(const running *r, uint32_t at)
{
    uint32_t len;
    vnp_str text = vnp__slice_text(r->all);
    if (at >= text.len || !vnp__char_is_upper(vnp__char_at(text, at, &len)) || at + len >= text.len)
        return false;
    return vnp__char_is_lower(vnp__char_at(text, at + len, &len));
}

/* Behind what is drawn below a motto. */
static uint32_t behind_rules(const running *r, uint32_t at)
{
    while (at < r->all.end && strchr(" -_*", r->all.run->text[at]))
        at++;
    return at;
}

/* Where the act's name stands behind the last words of a head; false where it does not. */
static bool find_act(running *r, vnp__role role, uint32_t *act, vnp__match *name)
{
    vnp__match match;
    vnp__slice head = vnp__slice_sub(
        r->all, 0, r->all.end > MAX_HEAD ? next_word(r, MAX_HEAD, r->all.end) : r->all.end);
    for (uint32_t from = 0; vnp__rule_find_role(r->m, VNP__SET_HEAD, role, head, from, &match);
         from = match.end) {
        *act = behind_rules(r, match.end);
        if (*act < r->all.end &&
            vnp__rule_match(r->m, VNP__SET_ACT, vnp__slice_sub(r->all, *act, r->all.end), name) &&
            !vnp__match_is(name, r->all, VNP__FIELD_PART, "letter"))
            return true;
    }
    return false;
}

static void cut(running *r, uint32_t at)
{
    if (r->count < MAX_CUTS && at > 0 && at < r->all.end)
        r->cuts[r->count++] = at;
}

/* "... GIÁM ĐỐC SỞ NỘI VỤ Căn cứ ...": who decides, in capitals behind a title that is not. */
static void cut_authority(running *r, uint32_t title, uint32_t end)
{
    bool lower = false;
    for (uint32_t at = title; at < end; at = next_word(r, at, end)) {
        if (lower && begins(r, VNP__ROLE_AUTHORITY, at, end)) {
            cut(r, at);
            return;
        }
        lower = lower || is_initial(r, at);
    }
}

/*
 * Where the title ends: at the first basis or the addressee, or at the plan it implements where an agency issues it
 * behind that, "Thực hiện Kế hoạch số 5, Sở Y tế xây dựng kế hoạch như sau:".
 */
static uint32_t title_end(const running *r, uint32_t title)
{
    vnp__match match;
    uint32_t end = r->all.end, at;
    for (at = next_word(r, title, end); at < end; at = next_word(r, at, end))
        if (is_initial(r, at) &&
            (begins(r, VNP__ROLE_BASIS, at, end) || begins(r, VNP__ROLE_ADDRESSED, at, end)))
            return at;
    if (!vnp__rule_find_role(r->m, VNP__SET_HEAD, VNP__ROLE_ISSUES, r->all, title, &match))
        return end;
    for (at = next_word(r, title, end); at < match.begin; at = next_word(r, at, end))
        if (is_initial(r, at) && begins(r, VNP__ROLE_IMPLEMENTS, at, end))
            return at;
    return end;
}

/* No title has a sentence or a chapter in it: then the text goes on, and nobody knows where. */
static bool may_be_title(const running *r, uint32_t title, uint32_t end)
{
    vnp_str s = vnp__str_trim(vnp__str_sub(vnp__slice_text(r->all), title, end));
    return s.len <= MAX_TITLE && !memmem(s.ptr, s.len, ". ", 2) && !vnp__closes_sentence(s);
}

/* The end of "QUYẾT ĐỊNH:" below the bases; `at` where it is not there. */
static uint32_t formula_end(const running *r, uint32_t at)
{
    vnp__match match;
    uint32_t begin = at, end = r->all.end;
    const char *text = r->all.run->text, *colon = memchr(text + at, ':', end - at);
    if (!r->decision || is_initial(r, at))
        return at;
    uint32_t named = colon ? (uint32_t)(colon - text) + 1 : end;
    if (!vnp__rule_match(r->m, VNP__SET_ACT, vnp__slice_sub(r->all, at, named), &match) &&
        !vnp__rule_match(r->m, VNP__SET_ACT, vnp__slice_sub(r->all, at, end), &match))
        return at;
    for (at += match.end; at < end && strchr(" :", text[at]);)
        at++;
    return vnp__match_is(&match, r->all, VNP__FIELD_PART, "decision") ? at : begin;
}

/* Whether a clause ends here, "Nội vụ;", or a sentence, but not at "TP.". */
static bool ends_clause(vnp_str s)
{
    enum { LETTERS = 2 };
    uint32_t len, small = 0;
    s = vnp__str_trim(s);
    if (s.len == 0 || s.ptr[s.len - 1] != '.')
        return s.len > 0 && s.ptr[s.len - 1] == ';';
    const char *space = memrchr(s.ptr, ' ', s.len);
    for (uint32_t at = space ? (uint32_t)(space - s.ptr) + 1 : 0; at < s.len; at += len)
        small += vnp__char_is_lower(vnp__char_at(s, at, &len));
    return small >= LETTERS;
}

static bool is_basis(const running *r, uint32_t at)
{
    return begins(r, VNP__ROLE_BASIS, at, r->all.end) ||
           begins(r, VNP__ROLE_IMPLEMENTS, at, r->all.end);
}

/* Whether another paragraph begins behind a basis, which may go on with a further act:
 * "; Nghị định số 5". */
static bool is_behind_basis(const running *r, uint32_t at)
{
    uint32_t end;
    vnp_str text = vnp__slice_text(r->all);
    return is_initial(r, at) && ends_clause(vnp__str_sub(text, 0, at)) &&
           !vnp__word_prefix(vnp__matcher_rules(r->m), VNP__LIST_ACTS,
                             vnp__slice_sub(r->all, at, text.len), &end);
}

/* Bases behind each other up to another sentence, or to the formula of the articles. */
static void cut_bases(running *r, uint32_t at)
{
    uint32_t end = r->all.end, behind;
    for (at = next_word(r, at, end); at < end; at = next_word(r, at, end)) {
        behind = formula_end(r, at);
        if (behind > at || is_behind_basis(r, at))
            cut(r, at);
        if (behind > at)
            cut(r, behind);
        if (behind > at || (is_behind_basis(r, at) && !is_basis(r, at)))
            return;
    }
}

/* An agency's name or the motto comes first, and the act behind them in the same line. */
static bool may_be_head(const running *r)
{
    enum { MIN_BYTES = 60 };
    vnp__marker marker;
    vnp_str text = vnp__slice_text(r->all),
            first = vnp__str_trim(vnp__str_sub(text, 0, next_word(r, 0, text.len)));
    return text.len >= MIN_BYTES && vnp__str_is_upper(first, 2) && !vnp__marker_read(text, &marker);
}

static void find_cuts(running *r)
{
    vnp__match name;
    uint32_t act;
    if (!find_act(r, VNP__ROLE_DATELINE, &act, &name) && !find_act(r, VNP__ROLE_MOTTO, &act, &name))
        return;
    uint32_t title = act + name.end, end = title_end(r, title);
    if (!may_be_title(r, title, end))
        return;
    r->decision = vnp__match_is(&name, r->all, VNP__FIELD_PART, "decision");
    cut(r, act);
    if (r->decision)
        cut_authority(r, title, end);
    cut(r, end);
    cut_bases(r, end);
}

static void part_block(vnp__block_edit *edit, const char *buffer, const running *r, uint32_t i)
{
    vnp__block block = edit->from->at[i];
    vnp__block_replace(edit, i);
    for (uint32_t c = 0, begin = 0; c <= r->count; c++) {
        uint32_t end = c < r->count ? r->cuts[c] : r->all.end;
        vnp__run_cut(edit->arena, buffer, vnp__slice_sub(r->all, begin, end), &block.run);
        if (block.run.len)
            vnp__block_add(edit, &block);
        begin = end;
    }
}

void vnp__running_heads_part(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                             vnp__block_list *blocks)
{
    vnp__block_edit edit = {.arena = arena, .from = blocks};
    for (uint32_t i = 0; i < blocks->count && i < MAX_BLOCKS; i++) {
        running r = {.m = m, .all = vnp__slice_all(&blocks->at[i].run)};
        if (blocks->at[i].kind == VNP__BLOCK_TEXT && may_be_head(&r))
            find_cuts(&r);
        if (r.count)
            part_block(&edit, buffer, &r, i);
    }
    vnp__block_edit_end(&edit);
}
