/*
 * The lines of a document's head as web pages give them: a motto, a place with its date, a
 * number torn over several lines become one line again, and what the page has above the
 * head, a menu or a headline, is left out.
 */
#include "outline/outline.h"

#include "text/chars.h"

enum { MAX_LINES = 64, MAX_WIDTH = 160, MIN_CAPITALS = 2 };

typedef struct head_line {
    vnp__slice text;
    uint32_t first, last; /* blocks */
} head_line;

typedef struct head {
    vnp__arena *arena;
    const char *buffer;
    vnp__matcher *m;
    head_line lines[MAX_LINES];
    uint32_t count;
    uint32_t begin;          /* of its lines: those before are the page's */
    bool changed[MAX_LINES]; /* by block */
} head;

static bool finds(const head *h, vnp__role role, vnp__slice s, vnp__match *match)
{
    return vnp__rule_find_role(h->m, VNP__SET_HEAD, role, s, 0, match);
}

static bool has(const head *h, vnp__role role, uint32_t i)
{
    vnp__match match;
    return finds(h, role, h->lines[i].text, &match);
}

static bool begins(const head *h, vnp__role role, uint32_t i)
{
    vnp__match match;
    return vnp__rule_match_role(h->m, VNP__SET_HEAD, role, h->lines[i].text, &match);
}

/* -------------------------------------------------------------------- lines */

/* What stands in a body or a foot. */
static bool is_behind_head(const head *h, const vnp__block *block)
{
    vnp__match match;
    vnp__marker marker;
    vnp__slice all = vnp__slice_all(&block->run);
    bool marked =
        vnp__marker_read(vnp__run_text(&block->run), &marker) && marker.kind != VNP__MARK_BULLET;
    return marked || vnp__rule_match(h->m, VNP__SET_MARKER, all, &match) ||
           vnp__rule_match_role(h->m, VNP__SET_HEAD, VNP__ROLE_RECIPIENTS, all, &match);
}

/* What a page says of the act: "Số hiệu | 12/KH-UBND". */
static bool is_card(const vnp__table *table)
{
    enum { ROWS = 20, CELLS = 2 };
    for (uint32_t r = 0; r < table->rows.count; r++) {
        uint32_t filled = 0;
        for (uint32_t c = 0; c < table->rows.at[r].count; c++)
            filled += table->rows.at[r].cells[c].len > 0;
        if (filled > CELLS)
            return false;
    }
    return table->rows.count <= ROWS;
}

static bool is_act(const head *h, uint32_t i)
{
    vnp__match match;
    return vnp__rule_match(h->m, VNP__SET_ACT, h->lines[i].text, &match);
}

/* The act's name, or its bases. */
static bool ends_head(const head *h, uint32_t i)
{
    return is_act(h, i) || begins(h, VNP__ROLE_BASIS, i) || begins(h, VNP__ROLE_IMPLEMENTS, i);
}

/* The lines up to the act below the motto, else to the first chapter: the head stands among
 * them. */
static void collect(head *h, const vnp__block_list *blocks)
{
    bool official = false;
    for (uint32_t i = 0; i < blocks->count && i < MAX_LINES; i++) {
        const vnp__block *block = &blocks->at[i];
        if (block->kind == VNP__BLOCK_TABLE && is_card(block->table))
            continue;
        if (block->kind == VNP__BLOCK_TABLE || is_behind_head(h, block))
            return;
        vnp__line_walk walk = {.run = &block->run};
        for (vnp__slice line; vnp__next_line(&walk, &line);) {
            if (h->count == MAX_LINES)
                return;
            h->lines[h->count] = (head_line){line, i, i};
            if (official && ends_head(h, h->count))
                return;
            official = official || has(h, VNP__ROLE_MOTTO, h->count);
            h->count++;
        }
    }
}

/* --------------------------------------------------------------------- torn */

static void join(const head *h, uint32_t first, uint32_t last, vnp__run *out)
{
    vnp__run_builder b;
    vnp__run_begin(&b, h->arena, h->buffer);
    for (uint32_t i = first; i <= last; i++)
        vnp__run_add_slice(&b, h->lines[i].text, VNP__GAP_SPACE);
    vnp__run_end(&b, out);
}

static void merge(head *h, uint32_t first, uint32_t last)
{
    vnp__run *run = VNP__NEW(h->arena, vnp__run);
    join(h, first, last, run);
    h->lines[first] = (head_line){vnp__slice_all(run), h->lines[first].first, h->lines[last].last};
    for (uint32_t i = h->lines[first].first; i <= h->lines[first].last; i++)
        h->changed[i] = true;
    memmove(&h->lines[first + 1], &h->lines[last + 1], (h->count - last - 1) * sizeof *h->lines);
    h->count -= last - first;
}

static uint32_t width(const head *h, uint32_t i)
{
    return h->lines[i].text.end - h->lines[i].text.begin;
}

/* Whether the lines say together what no part of them says. */
static bool says_together(const head *h, uint32_t first, uint32_t last, vnp__role role)
{
    vnp__run run;
    vnp__match match;
    uint32_t wide = 0;
    for (uint32_t i = first; i <= last; i++) {
        wide += width(h, i);
        if (has(h, role, i) || (i > first && h->lines[i].first > h->lines[i - 1].last + 1))
            return false;
    }
    if (wide > MAX_WIDTH)
        return false;
    join(h, first, last, &run);
    return finds(h, role, vnp__slice_all(&run), &match) && match.begin < width(h, first) &&
           match.end + width(h, last) > run.len;
}

static void mend(head *h, vnp__role role)
{
    enum { LINES = 4 };
    for (uint32_t last = 1; last < h->count; last++)
        for (uint32_t back = 1; back < LINES && back <= last; back++)
            if (says_together(h, last - back, last, role)) {
                merge(h, last - back, last);
                last -= back;
                break;
            }
}

/* "Bến" above "Hạc, ngày ...": a word of its own, and a place of one word. */
static void mend_place(head *h)
{
    vnp__match match;
    for (uint32_t i = 1; i < h->count; i++) {
        vnp__slice place = h->lines[i].text;
        vnp_str above = vnp__slice_text(h->lines[i - 1].text);
        if (!finds(h, VNP__ROLE_DATELINE, place, &match))
            continue;
        uint32_t first;
        bool word = vnp__str_words(above) == 1 &&
                    vnp__char_is_upper(vnp__char_at(above, 0, &first)) && first < above.len &&
                    vnp__char_is_lower(vnp__char_before(above, above.len));
        if (word && match.begin == 0 &&
            vnp__str_words(vnp__match_text(&match, place, VNP__FIELD_PLACE)) == 1 &&
            h->lines[i].first <= h->lines[i - 1].last + 1)
            merge(h, i - 1, i);
        return;
    }
}

/* "LIÊN" / "ĐOÀN LAO ĐỘNG ...": a word that is no agency makes another one of that below. */
static void mend_agency(head *h)
{
    for (uint32_t i = 1; i < h->count; i++) {
        vnp__run run;
        vnp__match match;
        vnp_str above = vnp__slice_text(h->lines[i - 1].text);
        if (vnp__str_words(above) != 1 || !vnp__str_is_upper(above, MIN_CAPITALS) ||
            begins(h, VNP__ROLE_AGENCY, i - 1) || !begins(h, VNP__ROLE_AGENCY, i))
            continue;
        join(h, i - 1, i, &run);
        if (vnp__rule_match_role(h->m, VNP__SET_HEAD, VNP__ROLE_AGENCY, vnp__slice_all(&run),
                                 &match))
            merge(h, i - 1, i);
    }
}

static uint32_t count_of(const head *h, vnp__role role)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < h->count; i++)
        count += has(h, role, i);
    return count;
}

/* ----------------------------------------------------------------- the page */

/* A line such as stand beside and above the motto. */
static bool is_of_head(const head *h, uint32_t i)
{
    enum { MAX_AGENCY = 100 };
    uint32_t end;
    vnp__slice s = h->lines[i].text;
    if (is_act(h, i))
        return false;
    return begins(h, VNP__ROLE_NUMBER, i) || vnp__str_is_upper(vnp__slice_text(s), MIN_CAPITALS) ||
           !vnp__first_letter(vnp__slice_text(s), 0) ||
           (width(h, i) <= MAX_AGENCY &&
            vnp__word_prefix(vnp__matcher_rules(h->m), VNP__LIST_PARTY_HEADS, s, &end));
}

/* The line of the state's or the party's name; that count where there is none. */
static uint32_t motto_line(const head *h)
{
    vnp__match match;
    for (uint32_t i = 0; i < h->count; i++)
        if (finds(h, VNP__ROLE_MOTTO, h->lines[i].text, &match) &&
            vnp__str_is_upper(vnp__str_sub(vnp__slice_text(h->lines[i].text), 0, match.end),
                              MIN_CAPITALS))
            return i;
    return h->count;
}

/* What no page has above a document: that is one itself. */
static bool is_of_document(const head *h, uint32_t i)
{
    enum { MENU = 24 }; /* bytes of an entry of one, at most */
    vnp__match match;
    vnp__marker marker;
    vnp_str text = vnp__slice_text(h->lines[i].text);
    bool appendix = vnp__rule_match(h->m, VNP__SET_ACT, h->lines[i].text, &match) &&
                    vnp__match_is(&match, h->lines[i].text, VNP__FIELD_PART, "appendix");
    bool entry = text.len > MENU && vnp__marker_read(text, &marker);
    return appendix || entry || begins(h, VNP__ROLE_NUMBER, i) ||
           begins(h, VNP__ROLE_ENCLOSED, i) || begins(h, VNP__ROLE_ADDRESSED, i) ||
           (text.len > 3 && memcmp(text.ptr + text.len - 3, "./.", 3) == 0);
}

/* Where the head begins, if the page has other lines above it: then the agency stands right
 * above the motto or below. */
static uint32_t head_begin(const head *h, uint32_t motto)
{
    enum { LINES_BELOW = 3 };
    uint32_t begin = motto;
    if (motto == h->count)
        return 0;
    while (begin > 0 && is_of_head(h, begin - 1))
        begin--;
    for (uint32_t i = 0; i < begin; i++)
        if (is_of_document(h, i))
            return 0;
    for (uint32_t i = begin; i < h->count && i <= motto + LINES_BELOW; i++)
        if (begins(h, VNP__ROLE_AGENCY, i))
            return begin;
    return 0;
}

/* What stands behind the head is not looked at. */
static void leave_acts(head *h, uint32_t motto)
{
    uint32_t i = motto < h->count ? motto : 0;
    while (i < h->count && !ends_head(h, i))
        i++;
    h->count = i;
}

/* ---------------------------------------------------------------- the whole */

/* Lines of changed blocks become blocks of their own. */
static void put_back(const head *h, vnp__block_list *blocks)
{
    vnp__block_edit edit = {
        .arena = h->arena, .from = blocks, .done = h->begin ? h->lines[h->begin].first : 0};
    for (uint32_t i = h->begin; i < h->count; i++) {
        const head_line *line = &h->lines[i];
        if (!h->changed[line->first])
            continue;
        vnp__block block = edit.from->at[line->first];
        if (line->first >= edit.done)
            vnp__block_replace(&edit, line->first);
        edit.done = line->last + 1;
        vnp__run_cut(h->arena, h->buffer, line->text, &block.run);
        vnp__block_add(&edit, &block);
    }
    vnp__block_edit_end(&edit);
}

void vnp__head_lines_mend(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                          vnp__block_list *blocks)
{
    head h = {.arena = arena, .buffer = buffer, .m = m};
    collect(&h, blocks);
    if (count_of(&h, VNP__ROLE_MOTTO) < 2)
        mend(&h, VNP__ROLE_MOTTO);
    uint32_t motto = motto_line(&h);
    h.begin = head_begin(&h, motto);
    if (h.begin && h.lines[h.begin].first == h.lines[h.begin - 1].last)
        h.changed[h.lines[h.begin].first] = true;
    leave_acts(&h, motto);
    if (count_of(&h, VNP__ROLE_NUMBER) == 0)
        mend(&h, VNP__ROLE_NUMBER);
    if (count_of(&h, VNP__ROLE_DATELINE) == 0)
        mend(&h, VNP__ROLE_DATELINE);
    mend_place(&h);
    mend_agency(&h);
    put_back(&h, blocks);
}
