/*
 * Paragraphs that ends of lines tore: those of a web page, where each link stands on a line of
 * its own, and those of a page wrapped at odd places. The shape of the lines did not tell
 * (text/lines.c); the words at the end do. And chapters whose names stand below their numbers.
 */
#include "outline/outline.h"

#include "text/chars.h"

typedef struct joiner {
    vnp__arena *arena;
    const char *buffer;
    vnp__matcher *m;
} joiner;

static bool matches(const joiner *j, vnp__role role, vnp__slice s)
{
    vnp__match match;
    return vnp__rule_match_role(j->m, VNP__SET_HEAD, role, s, &match);
}

static bool is_prose(const vnp__block *block)
{
    return block->kind == VNP__BLOCK_TEXT && !block->heading;
}

/* "Căn cứ" / "Luật Cư trú" / "ngày 13/11/2020;": links of a web page stand on lines of their own. */
static bool goes_on_with_link(const joiner *j, const vnp__block *a, const vnp__block *b)
{
    uint32_t end;
    vnp__match match;
    return is_prose(a) && is_prose(b) &&
           vnp__word_prefix(vnp__matcher_rules(j->m), VNP__LIST_ACTS, vnp__slice_all(&b->run),
                            &end) &&
           vnp__rule_find_role(j->m, VNP__SET_HEAD, VNP__ROLE_OPEN_END, vnp__slice_all(&a->run), 0,
                               &match);
}

/* What stands behind a link: the rest of the sentence, or brackets behind it. */
static bool goes_on_behind_link(const vnp__block *a, const vnp__block *b)
{
    uint32_t len;
    vnp__marker marker;
    return is_prose(b) && !vnp__closes_sentence(vnp__run_text(&a->run)) &&
           !vnp__marker_read(vnp__run_text(&b->run), &marker) &&
           (b->run.text[0] == '(' ||
            vnp__char_is_lower(vnp__char_at(vnp__run_text(&b->run), 0, &len)));
}

/* Whether one of the last words begins an end of this kind: "... ngày 23 tháng". */
static bool ends_with(const joiner *j, vnp__slice s, vnp__role role)
{
    enum { WORDS = 4 };
    vnp_str text = vnp__slice_text(s);
    uint32_t at = text.len;
    for (uint32_t words = 0; words < WORDS && at > 0; words++) {
        const char *space = memrchr(text.ptr, ' ', at - 1);
        at = space ? (uint32_t)(space - text.ptr) : 0;
        if (matches(j, role, vnp__slice_sub(s, at + (space != NULL), text.len)))
            return true;
    }
    return false;
}

/*
 * No paragraph ends in "của"; one that ends in "ngày" or in "số" goes on with a figure. Cells
 * of a table and lines of a form may have such words: a few of them alone tell nothing.
 */
static bool goes_on_open(const joiner *j, const vnp__block *a, const vnp__block *b)
{
    enum { MIN_WORDS = 4 };
    uint32_t len;
    vnp__marker marker;
    if (!is_prose(a) || !is_prose(b))
        return false;
    vnp_str above = vnp__run_text(&a->run), below = vnp__run_text(&b->run);
    vnp__slice s = vnp__slice_all(&a->run), next = vnp__slice_all(&b->run);
    if (!vnp__char_is_letter(vnp__char_before(above, above.len)))
        return false;
    if (matches(j, VNP__ROLE_REST_OF_DATE, next) && vnp__str_words(above) >= MIN_WORDS &&
        ends_with(j, s, VNP__ROLE_OPEN_DATE))
        return true;
    /* "... Tiêu chí thành phần" / "3.4.2. Tỷ lệ ...": a code looks like the marker of an entry */
    if (vnp__marker_read(below, &marker) && (marker.kind != VNP__MARK_DIGIT || marker.depth < 2))
        return false;
    if (vnp__char_is_digit((unsigned char)below.ptr[0]))
        return vnp__str_words(above) >= MIN_WORDS && ends_with(j, s, VNP__ROLE_OPEN_NUMBER);
    return vnp__char_is_letter(vnp__char_at(below, 0, &len)) &&
           ends_with(j, s, VNP__ROLE_OPEN_WORD);
}

/* "phấn đấu có 50" / "- 60% lao động", "giai đoạn 2026" / "- 2030": no entry but the rest of a range. */
static bool goes_on_range(const joiner *j, const vnp__block *a, const vnp__block *b)
{
    if (!is_prose(a) || !is_prose(b) || a->run.len == 0)
        return false;
    return vnp__char_is_digit((unsigned char)a->run.text[a->run.len - 1]) &&
           matches(j, VNP__ROLE_REST_OF_RANGE, vnp__slice_all(&b->run)) &&
           ends_with(j, vnp__slice_all(&a->run), VNP__ROLE_OPEN_RANGE);
}

static bool goes_on(const joiner *j, const vnp__block *a, const vnp__block *b)
{
    return goes_on_with_link(j, a, b) || goes_on_open(j, a, b) || goes_on_range(j, a, b);
}

void vnp__torn_paragraphs_join(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                               vnp__block_list *blocks)
{
    joiner j = {arena, buffer, m};
    vnp__block_edit edit = {.arena = arena, .from = blocks};
    for (uint32_t i = 0; i + 1 < blocks->count; i++) {
        if (!goes_on(&j, &blocks->at[i], &blocks->at[i + 1]))
            continue;
        vnp__run_builder b;
        vnp__block whole = blocks->at[i];
        uint32_t first = i;
        vnp__run_begin(&b, arena, buffer);
        vnp__run_add_run(&b, &whole.run, VNP__GAP_NONE);
        do {
            vnp__run_add_run(&b, &blocks->at[++i].run, VNP__GAP_LINE);
        } while (i + 1 < blocks->count &&
                 (goes_on(&j, &blocks->at[i], &blocks->at[i + 1]) ||
                  goes_on_behind_link(&blocks->at[i], &blocks->at[i + 1])));
        vnp__run_end(&b, &whole.run);
        vnp__block_replace(&edit, first);
        vnp__block_add(&edit, &whole);
        edit.done = i + 1;
    }
    vnp__block_edit_end(&edit);
}

/* "PHẦN THỨ BA" and nothing else: what the chapter is called stands in the line below. */
static bool is_bare_chapter(const joiner *j, const vnp__block *b)
{
    enum { MAX_BYTES = 40 };
    vnp__match match;
    vnp__slice all = vnp__slice_trim(vnp__slice_all(&b->run));
    return b->kind == VNP__BLOCK_TEXT && all.end - all.begin <= MAX_BYTES &&
           vnp__rule_match(j->m, VNP__SET_MARKER, all, &match) && all.begin + match.end == all.end;
}

static bool is_chapter_name(const joiner *j, const vnp__block *b)
{
    enum { MAX_BYTES = 240 };
    uint32_t len;
    vnp__marker marker;
    vnp__match match;
    vnp_str text = vnp__run_text(&b->run);
    vnp__slice all = vnp__slice_all(&b->run);
    return b->kind == VNP__BLOCK_TEXT && text.len <= MAX_BYTES &&
           vnp__char_is_upper(vnp__char_at(text, 0, &len)) &&
           !strchr(".;,", text.ptr[text.len - 1]) && !vnp__marker_read(text, &marker) &&
           !matches(j, VNP__ROLE_BASIS, all) && !matches(j, VNP__ROLE_IMPLEMENTS, all) &&
           !vnp__rule_match(j->m, VNP__SET_MARKER, all, &match) &&
           !vnp__rule_match(j->m, VNP__SET_AREA, all, &match);
}

void vnp__chapters_join(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                        vnp__block_list *blocks)
{
    joiner j = {arena, buffer, m};
    vnp__block_edit edit = {.arena = arena, .from = blocks};
    for (uint32_t i = 0; i + 1 < blocks->count; i++) {
        if (!is_bare_chapter(&j, &blocks->at[i]) || !is_chapter_name(&j, &blocks->at[i + 1]))
            continue;
        vnp__block whole = blocks->at[i];
        vnp__run_join(arena, buffer, &blocks->at[i].run, &blocks->at[i + 1].run, VNP__GAP_LINE,
                      &whole.run);
        vnp__block_replace(&edit, i);
        vnp__block_add(&edit, &whole);
        edit.done = ++i + 1;
    }
    vnp__block_edit_end(&edit);
}
