#include "outline/outline.h"

#include "text/chars.h"

#include <stdlib.h>

typedef struct reader {
    vnp__outline *o;
    vnp__matcher *m;
    vnp__region region;
    bool has_part;         /* an act's line has opened the part */
    bool signed_off;       /* the body's closing mark or a signature was seen */
    bool signed_once;      /* the same, of any part */
    bool left;             /* a web page goes on behind the document: nothing of it counts */
    const vnp__block *end; /* behind the last block */
    uint32_t title_lines;
    bool title_upper; /* all of them are in capitals */
} reader;

enum { MIN_TITLE_LETTERS = 9, MAX_TITLE_LINES = 12, MAX_TITLE_WIDTH = 400, SIGNATURE_WIDTH = 60 };

/* -------------------------------------------------------------------- nodes */

/* A marker that was read behind `by` bytes of the text; what a marker takes is little. */
static void move_marker(vnp__marker *marker, uint16_t by)
{
    marker->label_begin = (uint16_t)(marker->label_begin + by);
    marker->label_end = (uint16_t)(marker->label_end + by);
    marker->body = (uint16_t)(marker->body + by);
}

/* The label that a match found in the text behind its first `by` bytes; none for one it gives. */
static void set_label(vnp__marker *marker, const vnp__match *match, vnp__field field, uint32_t by)
{
    marker->label_begin = (uint16_t)(by + match->fields[field].begin);
    marker->label_end = (uint16_t)(by + match->fields[field].end);
}

static vnp__node *add_node(reader *r, const vnp__block *block, vnp__region region)
{
    vnp__outline *o = r->o;
    vnp__node *n = &o->nodes.at[o->nodes.count++];
    memset(n, 0, sizeof *n);
    n->parent = n->first_child = n->next = VNP__NO_NODE;
    n->part = o->parts.count ? o->parts.count - 1 : 0;
    n->region = region;
    n->is_table = block->kind == VNP__BLOCK_TABLE;
    n->heading = block->heading & 7u;
    n->nesting = block->depth;
    n->strong = block->strong;
    if (n->is_table)
        n->of_table = block->table;
    else
        n->run = block->run;
    /* "- e) ...": an editor's list around the author's own marker */
    vnp__marker inner;
    if (!n->is_table && vnp__marker_read(vnp__run_text(&n->run), &n->marker) &&
        n->marker.kind == VNP__MARK_BULLET &&
        vnp__marker_read(vnp__slice_text(vnp__node_body(n)), &inner)) {
        move_marker(&inner, n->marker.body);
        n->marker = inner;
    }
    return n;
}

/* Markers made of words and the areas of an index, by rule. */
static void read_word_marker(reader *r, vnp__node *n)
{
    vnp__match match;
    vnp__slice all = vnp__slice_all(&n->run);
    bool bulleted = n->marker.kind == VNP__MARK_BULLET;
    vnp__slice subject = bulleted ? vnp__node_body(n) : all;
    if ((!bulleted || n->marker.bullet == '*') &&
        vnp__rule_match(r->m, VNP__SET_AREA, subject, &match) &&
        subject.begin + match.end <= VNP__MARKER_FAR) {
        n->area = true;
        n->criterion = vnp__match_is(&match, subject, VNP__FIELD_KIND, "criterion");
        n->marker.kind = VNP__MARK_WORD;
        set_label(&n->marker, &match, VNP__FIELD_CODE, subject.begin);
        n->marker.body = (uint16_t)(subject.begin + match.end);
        return;
    }
    if (n->marker.kind == VNP__MARK_NONE && vnp__rule_match(r->m, VNP__SET_MARKER, all, &match) &&
        match.end < VNP__MARKER_FAR) {
        vnp_str level = vnp__match_text(&match, all, VNP__FIELD_LEVEL);
        n->marker.kind = VNP__MARK_WORD;
        set_label(&n->marker, &match, VNP__FIELD_LABEL, 0);
        n->marker.depth = level.len ? (uint8_t)(level.ptr[0] - '0') : 1;
        n->marker.body = (uint16_t)match.end;
        while (n->marker.body < n->run.len && n->run.text[n->marker.body] == ' ')
            n->marker.body++;
    }
}

/* -------------------------------------------------------------------- parts */

static vnp_part_type part_type(vnp_str name)
{
    static const char *const names[] = {"decision",  "plan",      "appendix",  "resolution",
                                        "programme", "scheme",    "letter",    "report",
                                        "notice",    "directive", "submission"};
    for (int i = 0; i < VNP_PART_OTHER; i++)
        if (vnp__str_eq(name, vnp__str_c(names[i])))
            return (vnp_part_type)i;
    return VNP_PART_OTHER;
}

static vnp__slice first_line(const vnp__run *run)
{
    vnp__line_walk walk = {.run = run};
    vnp__slice line = {run, 0, 0};
    vnp__next_line(&walk, &line);
    return line;
}

static vnp__outline_part *current_part(reader *r)
{
    return r->o->parts.count ? &r->o->parts.at[r->o->parts.count - 1] : NULL;
}

static bool has_body(const vnp__outline *o, uint32_t end)
{
    for (uint32_t i = 0; i < end; i++)
        if (o->nodes.at[i].region == VNP__REGION_BODY)
            return true;
    return false;
}

static void open_part(reader *r, vnp_part_type type, uint32_t act, vnp__slice title)
{
    vnp__outline *o = r->o;
    /* nodes read since the last part ended are this part's head */
    uint32_t first = act;
    while (first > 0 && o->nodes.at[first - 1].region == VNP__REGION_HEAD)
        first--;
    bool continues_head = !r->has_part && o->parts.count == 1 && !has_body(o, act);
    if (continues_head)
        first = 0;
    else if (o->parts.count)
        o->parts.at[o->parts.count - 1].end_node = first;
    vnp__outline_part part = {type, first, 0, title, act};
    if (continues_head)
        o->parts.at[0] = part;
    else
        VNP__PUSH(o->arena, &o->parts, part);
    for (uint32_t i = first; i < o->nodes.count; i++)
        o->nodes.at[i].part = o->parts.count - 1;
    r->has_part = true;
    r->region = VNP__REGION_TITLE;
    r->title_lines = title.begin < title.end;
    r->title_upper = vnp__str_is_upper(vnp__slice_text(title), VNP__MIN_CAPITALS);
    r->signed_off = r->left = false;
}

bool vnp__is_whole_line(vnp__slice line, const vnp__match *match)
{
    return vnp__slice_text(vnp__slice_trim(vnp__slice_sub(line, match->end, line.end - line.begin)))
               .len == 0;
}

/*
 * "BAN HÀNH KẾ HOẠCH ..." / "CHỦ TỊCH ..." / bases / "QUYẾT ĐỊNH:": pages leave out the act's
 * name above its subject, but not the formula. The lines of the subject become the title.
 */
static bool find_subject(reader *r)
{
    vnp__match match;
    vnp__outline *o = r->o;
    uint32_t begin = o->nodes.count, end;
    while (begin > 0 && o->nodes.at[begin - 1].region != VNP__REGION_HEAD)
        begin--;
    for (end = begin; begin > 0 && o->nodes.at[begin - 1].region == VNP__REGION_HEAD; begin--) {
        vnp__slice line = vnp__slice_all(&o->nodes.at[begin - 1].run);
        if (vnp__rule_match_role(r->m, VNP__SET_HEAD, VNP__ROLE_AUTHORITY, line, &match))
            end = begin - 1;
        else if (!vnp__str_is_upper(vnp__slice_text(line), VNP__MIN_CAPITALS))
            return false;
        else if (vnp__rule_match_role(r->m, VNP__SET_HEAD, VNP__ROLE_DECIDES, line, &match))
            break;
    }
    if (begin == 0 || o->nodes.at[begin - 1].region != VNP__REGION_HEAD)
        return false;
    for (uint32_t i = begin - 1; i < end; i++)
        o->nodes.at[i].region = VNP__REGION_TITLE;
    return true;
}

/* Whether the act's own name below its bases is the formula of its articles, "QUYẾT ĐỊNH:". */
static bool is_formula(reader *r, vnp_part_type type)
{
    vnp__outline_part *now = current_part(r);
    return (type == VNP_PART_DECISION || type == VNP_PART_RESOLUTION) && r->has_part && now &&
           now->type == type &&
           (r->region == VNP__REGION_PREAMBLE || r->region == VNP__REGION_TITLE);
}

/*
 * Whether the block opens a part: its first line is an act's name. In a body the
 * name must be the whole line. A letter has no name but a subject, "V/v ...", which other
 * acts may have, too: `letter` says that this one has an addressee.
 */
static bool read_act(reader *r, const vnp__block *block, bool letter)
{
    vnp__match match;
    vnp__slice line = first_line(&block->run);
    if (!vnp__rule_match(r->m, VNP__SET_ACT, line, &match))
        return false;
    bool whole = vnp__is_whole_line(line, &match);
    bool inside = r->region == VNP__REGION_BODY && !r->signed_off;
    vnp_part_type type = part_type(vnp__match_text(&match, line, VNP__FIELD_PART));
    vnp__outline_part *now = current_part(r);
    if (type == VNP_PART_LETTER && !letter)
        return false;
    bool unnamed =
        type == VNP_PART_DECISION && whole && !r->has_part && r->region == VNP__REGION_PREAMBLE;
    if (is_formula(r, type) || (unnamed && find_subject(r))) {
        vnp__node *n = add_node(r, block, VNP__REGION_PREAMBLE);
        if (!r->has_part)
            open_part(r, type, r->o->nodes.count - 1, (vnp__slice){&n->run, 0, 0});
        r->region = VNP__REGION_BODY;
        return true;
    }
    if ((inside || r->region == VNP__REGION_PREAMBLE) && (!whole || type == VNP_PART_DECISION))
        return false;
    if (r->region == VNP__REGION_TITLE && !whole)
        return false;
    /* an outline of a report in an appendix is no act of its own */
    bool enclosed = inside || r->region == VNP__REGION_PREAMBLE;
    if (enclosed && now && now->type == VNP_PART_APPENDIX && type != VNP_PART_APPENDIX)
        return false;
    /* the rest of the block is the title */
    vnp__slice title = vnp__slice_all(&block->run);
    title.begin = match.end;
    vnp__node *n = add_node(r, block, VNP__REGION_TITLE);
    n->marker = (vnp__marker){0};
    title.run = &n->run;
    while (title.begin < title.end && strchr(" :.", n->run.text[title.begin]))
        title.begin++;
    uint32_t act = r->o->nodes.count - 1;
    open_part(r, type, act, title);
    r->o->nodes.at[act].part = r->o->parts.count - 1;
    return true;
}

/* ------------------------------------------------------------------ regions */

static bool has_role(reader *r, const vnp__block *block, vnp__role role)
{
    vnp__match match;
    return vnp__rule_match_role(r->m, VNP__SET_HEAD, role, first_line(&block->run), &match);
}

static bool any_line_has_role(reader *r, const vnp__block *block, vnp__role role)
{
    vnp__match match;
    vnp__line_walk walk = {.run = &block->run};
    for (vnp__slice line; vnp__next_line(&walk, &line);)
        if (vnp__rule_find_role(r->m, VNP__SET_HEAD, role, line, 0, &match))
            return true;
    return false;
}

/* A plan or a law that the act implements; its number or date may stand in the next line. */
static bool implements_act(reader *r, const vnp__block *block)
{
    vnp__match match;
    return vnp__rule_match_role(r->m, VNP__SET_HEAD, VNP__ROLE_IMPLEMENTS,
                                vnp__slice_all(&block->run), &match);
}

/* A basis of the act, or a plan it implements by number. */
static bool is_basis(reader *r, const vnp__block *block)
{
    return has_role(r, block, VNP__ROLE_BASIS) || implements_act(r, block);
}

/* "./." closes a Vietnamese document. */
static bool has_closing_mark(vnp_str text)
{
    return text.len >= 3 && memcmp(text.ptr + text.len - 3, "./.", 3) == 0;
}

/* "... phức tạp. Theo ...": a sentence ends inside, behind a word that is no abbreviation. */
static bool holds_sentence_end(vnp_str s)
{
    enum { WORD = 2 };
    uint32_t letters = 0, len;
    for (uint32_t at = 0; at + 2 < s.len; at += len) {
        uint32_t c = vnp__char_at(s, at, &len);
        if (c == '.' && letters >= WORD && s.ptr[at + 1] == ' ')
            return true;
        letters = vnp__char_is_lower(c) ? letters + 1 : 0;
    }
    return false;
}

/* What stands below a title in capitals and goes on in small letters may belong to it, "Năm học
 * 2025 - 2026"; sentences do not. */
static bool is_narrative(reader *r, const vnp__block *block, bool upper)
{
    vnp__match match;
    vnp__slice all = vnp__slice_all(&block->run);
    return !upper && (holds_sentence_end(vnp__run_text(&block->run)) ||
                      (r->title_upper && vnp__rule_find_role(r->m, VNP__SET_HEAD,
                                                             VNP__ROLE_NARRATIVE, all, 0, &match)));
}

static bool ends_title(reader *r, const vnp__block *block)
{
    vnp__marker marker;
    vnp__match match;
    if (block->kind == VNP__BLOCK_TABLE || r->title_lines >= MAX_TITLE_LINES)
        return true;
    vnp_str text = vnp__run_text(&block->run);
    bool upper = vnp__str_is_upper(text, VNP__MIN_CAPITALS);
    if (r->title_lines == 0 && has_role(r, block, VNP__ROLE_SUBJECT)) /* "V/V": no fifth chapter */
        return false;
    if (vnp__marker_read(text, &marker) ||
        vnp__rule_match(r->m, VNP__SET_MARKER, vnp__slice_all(&block->run), &match))
        return true;
    if (has_role(r, block, VNP__ROLE_BASIS) || has_role(r, block, VNP__ROLE_ENCLOSED) ||
        has_role(r, block, VNP__ROLE_AUTHORITY) || has_role(r, block, VNP__ROLE_ADDRESSED))
        return true;
    /* a plan to implement another may be called just that */
    if (r->title_lines == 0)
        return false;
    if ((implements_act(r, block) && !(r->title_upper && upper)) ||
        has_role(r, block, VNP__ROLE_BELOW_TITLE) || is_narrative(r, block, upper) ||
        vnp__rule_match(r->m, VNP__SET_MARKER, vnp__slice_all(&block->run), &match))
        return true;
    char last = text.ptr[text.len - 1];
    return text.len > MAX_TITLE_WIDTH || last == '.' || last == ';' || last == ':';
}

bool vnp__part_assigns(const vnp__outline_part *part)
{
    return part->type == VNP_PART_DIRECTIVE || part->type == VNP_PART_LETTER ||
           part->type == VNP_PART_NOTICE;
}

/* "..., Chủ tịch UBND tỉnh yêu cầu:" closes a letter's preamble. */
static bool announces_work(reader *r, const vnp__block *block)
{
    vnp__match match;
    vnp_str text = vnp__run_text(&block->run);
    return vnp__part_assigns(current_part(r)) && text.ptr[text.len - 1] == ':' &&
           vnp__rule_find_role(r->m, VNP__SET_HEAD, VNP__ROLE_ORDERS, vnp__slice_all(&block->run),
                               0, &match);
}

/* "Giao Sở Y tế ...": a letter's work may follow its preamble without a number. */
static bool gives_work(reader *r, const vnp__block *block)
{
    vnp__match match;
    return block->kind == VNP__BLOCK_TEXT && vnp__part_assigns(current_part(r)) &&
           vnp__rule_match_role(r->m, VNP__SET_DUTY, VNP__ROLE_ASSIGNED,
                                vnp__slice_all(&block->run), &match);
}

/* Where the text behind a title or in a preamble belongs. */
static vnp__region region_after_title(reader *r, const vnp__block *block)
{
    vnp__marker marker;
    vnp__match match;
    if (block->kind == VNP__BLOCK_TABLE)
        return VNP__REGION_BODY;
    vnp__slice all = vnp__slice_all(&block->run);
    if (is_basis(r, block) || has_role(r, block, VNP__ROLE_ENCLOSED) ||
        has_role(r, block, VNP__ROLE_AUTHORITY))
        return VNP__REGION_PREAMBLE;
    if (vnp__marker_read(vnp__run_text(&block->run), &marker))
        return marker.kind == VNP__MARK_BULLET && r->region != VNP__REGION_BODY
                   ? VNP__REGION_PREAMBLE
                   : VNP__REGION_BODY;
    bool chapter = r->region == VNP__REGION_PREAMBLE &&
                   vnp__str_is_upper(vnp__run_text(&block->run), VNP__MIN_CAPITALS) &&
                   vnp__rule_match(r->m, VNP__SET_CHAPTER, all, &match);
    if (chapter || vnp__rule_match(r->m, VNP__SET_MARKER, all, &match) ||
        vnp__rule_match(r->m, VNP__SET_AREA, all, &match) || block->heading || block->strong)
        return VNP__REGION_BODY;
    return VNP__REGION_PREAMBLE;
}

/* "Trần Thị Bình": words that begin with a capital and go on in small letters. */
static bool is_name(const vnp__run *run)
{
    enum { MIN_WORDS = 2, MAX_WORDS = 6 };
    vnp_str text = vnp__run_text(run);
    uint32_t words = vnp__str_words(text), len;
    bool begins = true;
    for (uint32_t at = 0; at < text.len; at += len) {
        uint32_t c = vnp__char_at(text, at, &len);
        if (c != ' ' && (begins ? !vnp__char_is_upper(c) : !vnp__char_is_lower(c)))
            return false;
        begins = c == ' ';
    }
    return words >= MIN_WORDS && words <= MAX_WORDS;
}

/* Whether entries follow soon: then the plan has not come to its end. */
static bool entries_follow(const reader *r, const vnp__block *block)
{
    enum { SOON = 8 };
    vnp__marker marker;
    for (uint32_t i = 0; i < SOON && block + i < r->end && block[i].kind == VNP__BLOCK_TEXT; i++)
        if (vnp__marker_read(vnp__run_text(&block[i].run), &marker) &&
            marker.kind != VNP__MARK_BULLET)
            return true;
    return false;
}

/* An office above another or above a name: a signature, also where nothing closed the text. */
static bool is_signature(reader *r, const vnp__block *block, const vnp__block *next)
{
    if (block->run.len > 2 * SIGNATURE_WIDTH || !has_role(r, block, VNP__ROLE_SIGNATURE))
        return false;
    return r->signed_off ||
           (r->region == VNP__REGION_BODY && next && next->kind == VNP__BLOCK_TEXT &&
            next->run.len <= 2 * SIGNATURE_WIDTH &&
            (is_name(&next->run) || has_role(r, next, VNP__ROLE_SIGNATURE)) &&
            !entries_follow(r, next));
}

static bool opens_foot(reader *r, const vnp__block *block, const vnp__block *next)
{
    return block->kind == VNP__BLOCK_TEXT &&
           (has_role(r, block, VNP__ROLE_RECIPIENTS) || is_signature(r, block, next));
}

/* In a foot: the next document of the file begins with its head. */
static bool opens_head(reader *r, const vnp__block *block)
{
    return any_line_has_role(r, block, VNP__ROLE_MOTTO) || has_role(r, block, VNP__ROLE_AGENCY);
}

/*
 * Behind the signature a title in capitals over "(Kèm theo ...)" opens an
 * appendix that does not call itself one.
 */
static bool opens_unnamed_appendix(reader *r, const vnp__block *block, const vnp__block *next)
{
    return r->region == VNP__REGION_FOOT && next &&
           vnp__str_is_upper(vnp__run_text(first_line(&block->run).run), MIN_TITLE_LETTERS) &&
           next->kind == VNP__BLOCK_TEXT && has_role(r, next, VNP__ROLE_ENCLOSED);
}

/* The right column of a letter's head, read behind the left one, which ends with the subject. */
static bool is_beside_subject(reader *r, const vnp__block *block)
{
    return r->region == VNP__REGION_TITLE && current_part(r)->type == VNP_PART_LETTER &&
           (any_line_has_role(r, block, VNP__ROLE_MOTTO) ||
            any_line_has_role(r, block, VNP__ROLE_DATELINE));
}

/* What a web page has behind the signature, or behind the appendices then: "Tin liên quan" and
 * the like, up to another document. */
static bool is_of_page(reader *r, const vnp__block *block)
{
    vnp__match match;
    r->signed_once |= r->signed_off;
    if (r->left)
        r->left = !any_line_has_role(r, block, VNP__ROLE_MOTTO);
    vnp__slice line = first_line(&block->run);
    if (r->left || !r->signed_once ||
        !vnp__rule_match_role(r->m, VNP__SET_HEAD, VNP__ROLE_PAGE_END, line, &match))
        return r->left;
    r->left = r->region == VNP__REGION_FOOT || match.end == line.end - line.begin;
    return r->left;
}

/* The act's name was not found, misread as it is: its bases or chapters begin without it. */
static bool ends_head(reader *r, const vnp__block *block)
{
    vnp__marker marker;
    return !r->has_part &&
           (is_basis(r, block) || (vnp__marker_read(vnp__run_text(&block->run), &marker) &&
                                   marker.kind == VNP__MARK_ROMAN));
}

static void add_title_line(reader *r, const vnp__block *block)
{
    bool upper = vnp__str_is_upper(vnp__run_text(&block->run), VNP__MIN_CAPITALS);
    r->title_upper = upper && (r->title_lines == 0 || r->title_upper);
    r->title_lines++;
}

static void read_text(reader *r, const vnp__block *block, const vnp__block *next)
{
    if (is_of_page(r, block))
        return;
    if (is_beside_subject(r, block)) {
        add_node(r, block, VNP__REGION_HEAD);
        return;
    }
    switch (r->region) {
    case VNP__REGION_HEAD:
        if (ends_head(r, block))
            r->region = region_after_title(r, block);
        break;
    case VNP__REGION_FOOT:
        if (opens_unnamed_appendix(r, block, next)) {
            vnp__node *n = add_node(r, block, VNP__REGION_TITLE);
            n->marker = (vnp__marker){0};
            uint32_t act = r->o->nodes.count - 1;
            open_part(r, VNP_PART_APPENDIX, act, vnp__slice_all(&n->run));
            r->o->nodes.at[act].part = r->o->parts.count - 1;
            return;
        }
        if (r->signed_off && opens_head(r, block))
            r->region = VNP__REGION_HEAD;
        break;
    case VNP__REGION_TITLE:
        if (ends_title(r, block))
            r->region = region_after_title(r, block);
        else
            add_title_line(r, block);
        break;
    case VNP__REGION_PREAMBLE:
        r->region = gives_work(r, block) ? VNP__REGION_BODY : region_after_title(r, block);
        break;
    case VNP__REGION_BODY:
        break;
    }
    if (r->region != VNP__REGION_FOOT && r->region != VNP__REGION_HEAD &&
        opens_foot(r, block, next)) {
        r->region = VNP__REGION_FOOT;
        r->signed_off = true;
    }
    vnp__region region = r->region;
    add_node(r, block, region);
    if (region == VNP__REGION_PREAMBLE && announces_work(r, block))
        r->region = VNP__REGION_BODY;
    if (has_closing_mark(vnp__run_text(&block->run)))
        r->signed_off = true;
}

/* "Số: 12/KH-UBND", alone or behind the agency's name in capitals; a sentence
 * gives the number of another act. */
static bool has_own_number(reader *r, const vnp__block *block)
{
    vnp__match match;
    vnp__line_walk walk = {.run = &block->run};
    for (vnp__slice line; vnp__next_line(&walk, &line);) {
        if (!vnp__rule_find_role(r->m, VNP__SET_HEAD, VNP__ROLE_NUMBER, line, 0, &match))
            continue;
        if (match.begin == 0 ||
            vnp__str_is_upper(vnp__str_sub(vnp__slice_text(line), 0, match.begin),
                              MIN_TITLE_LETTERS))
            return true;
    }
    return false;
}

/* Whether an addressee follows the head's line i before anything else begins. */
static bool is_letter(reader *r, const vnp__block_list *blocks, uint32_t i)
{
    enum { SUBJECT_LINES = 6 };
    vnp__match match;
    for (uint32_t k = i + 1;
         r->region == VNP__REGION_HEAD && k < blocks->count && k < i + SUBJECT_LINES; k++) {
        const vnp__block *b = &blocks->at[k];
        if (b->kind == VNP__BLOCK_TABLE ||
            vnp__rule_match(r->m, VNP__SET_ACT, first_line(&b->run), &match))
            return false;
        if (has_role(r, b, VNP__ROLE_ADDRESSED))
            return true;
    }
    return false;
}

/*
 * A file that begins without a head: its first lines are a head only if one of
 * them, before the first heading of a body, belongs to a head or opens an act.
 */
static bool begins_with_head(reader *r, const vnp__block_list *blocks)
{
    vnp__match match;
    for (uint32_t i = 0; i < blocks->count; i++) {
        const vnp__block *b = &blocks->at[i];
        if (b->kind == VNP__BLOCK_TABLE)
            return false;
        vnp__slice line = first_line(&b->run);
        vnp__marker marker;
        if (is_basis(r, b) ||
            (vnp__marker_read(vnp__run_text(&b->run), &marker) && marker.kind != VNP__MARK_BULLET))
            return false;
        if (vnp__rule_match(r->m, VNP__SET_ACT, line, &match) ||
            any_line_has_role(r, b, VNP__ROLE_MOTTO) || has_own_number(r, b) ||
            any_line_has_role(r, b, VNP__ROLE_DATELINE))
            return true;
    }
    return false;
}

void vnp__outline_read(vnp__arena *arena, vnp__arena *scratch, const char *buffer,
                       vnp__block_list *blocks, vnp__matcher *m, vnp__outline *out)
{
    memset(out, 0, sizeof *out);
    out->arena = arena;
    out->buffer = buffer;
    reader r = {.o = out, .m = m};
    vnp__stacked_tables(arena, scratch, buffer, m, blocks);
    vnp__torn_paragraphs_join(arena, buffer, m, blocks);
    vnp__layout_flatten(arena, buffer, m, blocks);
    vnp__running_heads_part(arena, buffer, m, blocks);
    vnp__head_lines_mend(arena, buffer, m, blocks);
    vnp__openings_part(arena, buffer, m, blocks);
    vnp__chapters_join(arena, buffer, m, blocks);
    r.end = blocks->at + blocks->count;
    r.region = begins_with_head(&r, blocks) ? VNP__REGION_HEAD : VNP__REGION_PREAMBLE;
    /* each block gives one node; slices refer to its run, so nodes do not move */
    out->nodes.at = vnp__arena_raw(arena, blocks->count * sizeof *out->nodes.at);
    VNP__PUSH(arena, &out->parts,
              ((vnp__outline_part){.type = VNP_PART_OTHER, .act = VNP__NO_NODE}));
    for (uint32_t i = 0; i < blocks->count; i++) {
        const vnp__block *block = &blocks->at[i];
        assert(block->kind == VNP__BLOCK_TABLE || block->run.len > 0);
        if (block->kind == VNP__BLOCK_TABLE) {
            if (r.region != VNP__REGION_FOOT)
                r.region = VNP__REGION_BODY;
            add_node(&r, block, VNP__REGION_BODY);
        } else if (!read_act(&r, block, is_letter(&r, blocks, i))) {
            read_text(&r, block, i + 1 < blocks->count ? &blocks->at[i + 1] : NULL);
        }
    }
    vnp__arena_drop(arena, blocks->at);
    *blocks = (vnp__block_list){0};
    out->parts.at[out->parts.count - 1].end_node = out->nodes.count;
    for (uint32_t i = 0; i < out->nodes.count; i++)
        if (out->nodes.at[i].region == VNP__REGION_BODY && !out->nodes.at[i].is_table)
            read_word_marker(&r, &out->nodes.at[i]);
    vnp__capitals_head(out);
    vnp__tree_build(out);
    vnp__topics_set(out, m);
}
