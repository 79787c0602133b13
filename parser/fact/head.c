/*
 * The document's head. Its layout follows Decree 30/2020/NĐ-CP, annex I: agency and
 * motto side by side, number and date below, the act's name and subject, the legal
 * bases.
 */
#include "fact/head.h"

#include "fact/periods.h"

#include "text/chars.h"

typedef struct lines {
    vnp__slice *at;
    uint32_t count;
} lines;

/* Several slices as one, an empty one of none. */
static vnp__slice joined(vnp__facts *f, const lines *l)
{
    vnp__run_builder b;
    vnp__run *run = VNP__NEW(f->arena, vnp__run);
    vnp__run_begin(&b, f->arena, f->buffer);
    for (uint32_t i = 0; i < l->count; i++)
        vnp__run_add_slice(&b, l->at[i], VNP__GAP_LINE);
    vnp__run_end(&b, run);
    return vnp__slice_all(run);
}

/* The same as one value, with the spans of each. */
static vnp_value joined_value(vnp__facts *f, const lines *l)
{
    return l->count ? vnp__fact_value(f, joined(f, l)) : (vnp_value){0};
}

/* ------------------------------------------------------------------------ head */

static int ordinal_field(vnp__facts *f, const vnp__match *match, vnp__slice line, vnp__field field)
{
    return vnp__ordinal_read(f->rules, vnp__match_text(match, line, field));
}

void vnp__dateline_read(vnp__facts *f, const vnp__match *match, vnp__slice line)
{
    vnp_head *h = &f->plan->head;
    vnp_span place = match->fields[VNP__FIELD_PLACE], body = match->fields[VNP__FIELD_BODY];
    if (h->date_text.text.len)
        return;
    h->place = vnp__fact_value(
        f, vnp__head_strip(vnp__slice_sub(line, place.begin, place.end), VNP__HEAD_DRAWN));
    h->date_text = vnp__fact_value(f, vnp__slice_sub(line, body.begin, body.end));
    h->date.year = (int16_t)ordinal_field(f, match, line, VNP__FIELD_YEAR);
    h->date.month = (int8_t)ordinal_field(f, match, line, VNP__FIELD_MONTH);
    h->date.day = (int8_t)ordinal_field(f, match, line, VNP__FIELD_DAY);
    if (h->date.month < 1 || h->date.month > 12)
        h->date.month = h->date.day = 0;
    else if (h->date.day > vnp__days_in_month(h->date.year, h->date.month))
        h->date.day = 0;
}

/* The end of the column that `line` begins in: up to a wide gap. */
static uint32_t column_end(vnp__slice line)
{
    for (uint32_t i = 0; i < vnp__run_pieces(line.run); i++) {
        vnp__piece p = vnp__run_piece(line.run, i);
        if (p.at > line.begin && p.at < line.end && p.gap == VNP__GAP_WIDE)
            return p.at;
    }
    return line.end;
}

/* What a part's head has said so far. */
typedef struct head {
    lines agency;
    bool numbered;
    bool sure_number; /* of any part */
    bool official;    /* it has a motto, a number or a date: no page's lines */
} head;

/* Takes number, place and date out of a line of the head, column by column; what
 * is left before the motto and above the number belongs to the agency. */
static void read_head_line(vnp__facts *f, vnp__slice line, head *state)
{
    vnp__match match;
    vnp_head *h = &f->plan->head;
    while (line.begin < line.end) {
        vnp__slice column = {line.run, line.begin, column_end(line)};
        bool number = vnp__head_find(f, line, VNP__ROLE_NUMBER, &match);
        if (number && match.begin > 0) { /* first what stands before it */
            if (line.begin + match.begin < column.end)
                column.end = line.begin + match.begin;
            number = false;
        }
        if (number)
            column.end = line.begin + match.end;
        line.begin = column.end;
        if (number) {
            vnp_span span = match.fields[VNP__FIELD_NUMBER];
            /* a number without a colon may be that of an act in the agency's name */
            bool sure = memchr(vnp__slice_text(column).ptr, ':', match.end) != NULL;
            if (!h->number.text.len || (sure && !state->sure_number))
                h->number = vnp__fact_value(f, vnp__slice_sub(column, span.begin, span.end));
            state->sure_number = state->sure_number || sure;
            state->numbered = state->official = true;
        } else if (vnp__head_find(f, (vnp__slice){line.run, column.begin, line.end},
                                  VNP__ROLE_DATELINE, &match) &&
                   match.begin < column.end - column.begin) {
            /* the blanks left for day and month are wide, but no columns */
            vnp__slice rest = {line.run, column.begin, line.end};
            vnp__dateline_read(f, &match, rest);
            line.begin = rest.begin + match.end;
            state->official = true;
        } else {
            if (vnp__head_find(f, column, VNP__ROLE_MOTTO, &match)) {
                line.begin = column.begin + match.end;
                column.end = column.begin + match.begin;
                state->official = true;
            }
            column = vnp__slice_trim(vnp__head_strip(column, VNP__HEAD_DRAWN));
            if (vnp__head_has_letters(column) && !state->numbered)
                VNP__PUSH(f->arena, &state->agency, column);
        }
        while (line.begin < line.end && line.run->text[line.begin] == ' ')
            line.begin++;
    }
}

/* "Trường Tiểu Học Bến Hạc": a party whose words all have capitals. */
static bool is_titled(vnp__facts *f, vnp__slice s)
{
    uint32_t end, len;
    vnp_str text = vnp__slice_text(s);
    bool word_begins = true;
    for (uint32_t at = 0; at < text.len; at += len) {
        uint32_t c = vnp__char_at(text, at, &len);
        if (c == ',' || (word_begins && vnp__char_is_lower(c)))
            return false;
        word_begins = c == ' ';
    }
    return vnp__word_prefix(f->rules, VNP__LIST_PARTY_HEADS, s, &end) != NULL;
}

/* Leaves out the first lines. */
static void leave_lines(lines *l, uint32_t count)
{
    l->at += count;
    l->count -= count;
}

/*
 * The agency that issues: below a superior one stands its own name ("UBND TỈNH
 * ..." / "SỞ ..."); a bare "ỦY BAN NHÂN DÂN" goes on in the next line, and "BAN
 * THƯỜNG VỤ" with the agency whose body it is, above or below.
 */
static vnp_value issuer_of(vnp__facts *f, const head *state)
{
    vnp__match match;
    lines own = {0};
    uint32_t body = 0; /* where the last body of an agency stands among them */
    bool named = state->official;
    for (uint32_t i = 0; i < state->agency.count; i++) {
        vnp__slice line = state->agency.at[i];
        if (vnp__head_begins(f, line, VNP__ROLE_AGENCY_BELOW, &match)) /* both on one line */
            line = vnp__slice_sub(line, match.fields[VNP__FIELD_ISSUER].begin,
                                  match.fields[VNP__FIELD_ISSUER].end);
        bool begins = vnp__head_begins(f, line, VNP__ROLE_AGENCY, &match);
        bool inner = begins && own.count > 0 && vnp__head_begins(f, line, VNP__ROLE_BODY, &match);
        bool open = own.count > 0 &&
                    vnp__head_begins(f, own.at[own.count - 1], VNP__ROLE_BARE_AGENCY, &match);
        if (begins && open && !inner)
            leave_lines(&own, body);
        else if (begins && !inner)
            own.count = 0;
        body = inner ? own.count : 0;
        named = named || begins || is_titled(f, line);
        VNP__PUSH(f->arena, &own, line);
    }
    return named ? joined_value(f, &own) : (vnp_value){0};
}

/* Where `s` names the agency with its place, "ỦY BAN NHÂN DÂN XÃ BẾN HẠC", of which the head
 * has a bare "ỦY BAN NHÂN DÂN". */
static bool names_in_full(vnp__facts *f, vnp__slice bare, vnp__slice s, vnp__slice *out)
{
    vnp__match match;
    vnp_str fold = vnp__slice_fold(s), part = vnp__slice_fold(bare);
    const char *at = fold.len > part.len ? memmem(fold.ptr, fold.len, part.ptr, part.len) : NULL;
    if (!at)
        return false;
    *out = vnp__slice_trim(vnp__slice_sub(s, (uint32_t)(at - fold.ptr), fold.len));
    return vnp__head_find(f, *out, VNP__ROLE_LEVEL, &match) && match.begin == part.len + 1 &&
           match.end < out->end - out->begin;
}

/* The line that names who decides, above the bases or without an act's name in the head. */
static void complete_issuer(vnp__facts *f)
{
    vnp__match match;
    vnp__slice bare, whole;
    vnp_head *h = &f->plan->head;
    if (!h->issuer.text.len)
        return;
    bare = vnp__slice_of(f->arena, h->issuer.text);
    if (!vnp__head_begins(f, bare, VNP__ROLE_BARE_AGENCY, &match))
        return;
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        if ((n->region != VNP__REGION_HEAD && n->region != VNP__REGION_PREAMBLE) || n->is_table)
            continue;
        vnp__slice all = vnp__slice_all(&n->run);
        bool issues = vnp__head_find(f, all, VNP__ROLE_ISSUES, &match);
        vnp_span issuer = issues ? match.fields[VNP__FIELD_ISSUER] : (vnp_span){0, 0};
        if (vnp__head_begins(f, all, VNP__ROLE_AUTHORITY, &match))
            issuer = (vnp_span){0, all.end};
        if (issuer.end > issuer.begin &&
            names_in_full(f, bare, vnp__slice_sub(all, issuer.begin, issuer.end), &whole)) {
            h->issuer = vnp__fact_value(f, whole);
            return;
        }
    }
}

/* Place and date above the signature, as letters have them: a line of its own among the last. */
static void read_closing_dateline(vnp__facts *f, const vnp__outline_part *part)
{
    enum { LAST_LINES = 3 };
    vnp__match match;
    uint32_t body = 0;
    for (uint32_t i = part->end_node; i-- > part->first_node && body < LAST_LINES;) {
        vnp__slice line = vnp__slice_trim(vnp__slice_all(&vnp__fact_node(f, i)->run));
        vnp__region region = vnp__fact_node(f, i)->region;
        if (vnp__fact_node(f, i)->is_table ||
            (region != VNP__REGION_FOOT && region != VNP__REGION_BODY))
            continue;
        body += region == VNP__REGION_BODY;
        if (vnp__head_begins(f, line, VNP__ROLE_DATELINE, &match) &&
            line.begin + match.end == line.end)
            vnp__dateline_read(f, &match, line);
    }
}

static void read_heads(vnp__facts *f)
{
    bool sure_number = false;
    for (uint32_t p = 0; p < f->o->parts.count; p++) {
        head state = {.sure_number = sure_number};
        const vnp__outline_part *part = &f->o->parts.at[p];
        for (uint32_t i = part->first_node; i < part->end_node; i++) {
            if (vnp__fact_node(f, i)->region != VNP__REGION_HEAD)
                continue;
            vnp__line_walk walk = {.run = &vnp__fact_node(f, i)->run};
            for (vnp__slice line; vnp__next_line(&walk, &line);)
                read_head_line(f, line, &state);
        }
        sure_number = state.sure_number;
        if (!f->plan->head.issuer.text.len)
            f->plan->head.issuer = issuer_of(f, &state);
    }
    complete_issuer(f);
    for (uint32_t p = 0; p < f->o->parts.count && !f->plan->head.date_text.text.len; p++)
        if (f->o->parts.at[p].type != VNP_PART_APPENDIX)
            read_closing_dateline(f, &f->o->parts.at[p]);
}

/* ------------------------------------------------------------------------ parts */

/* Whole source lines of a title that a layout breaks; without "Về việc". */
static vnp_value title_of(vnp__facts *f, const vnp__outline_part *part)
{
    lines all = {0};
    vnp__match match;
    if (part->title.begin < part->title.end)
        VNP__PUSH(f->arena, &all, part->title);
    for (uint32_t i = part->first_node; i < part->end_node; i++)
        if (vnp__fact_node(f, i)->region == VNP__REGION_TITLE && i != part->act)
            VNP__PUSH(f->arena, &all, vnp__slice_all(&vnp__fact_node(f, i)->run));
    /* wrapping may run "(Kèm theo ...)" on to the title */
    if (all.count && vnp__head_find(f, all.at[all.count - 1], VNP__ROLE_ENCLOSED_TAIL, &match))
        all.at[all.count - 1].end = all.at[all.count - 1].begin + match.begin;
    while (all.count && all.at[all.count - 1].run && !vnp__head_has_letters(all.at[all.count - 1]))
        all.count--;
    vnp__slice title = joined(f, &all);
    if (vnp__head_begins(f, title, VNP__ROLE_SUBJECT, &match))
        title.begin += match.end;
    return all.count ? vnp__fact_value(f, title) : (vnp_value){0};
}

/* "năm 2024", of a school year its first; none where the title covers a period, or tells of results
 * of a year that is over. */
static int16_t year_of(vnp__facts *f, vnp_value title)
{
    vnp__match match, past;
    vnp__slice s = vnp__slice_of(f->arena, title.text);
    if (vnp__head_find(f, s, VNP__ROLE_YEAR, &match)) {
        uint32_t year = vnp__ordinal_read(f->rules, vnp__match_text(&match, s, VNP__FIELD_YEAR));
        if ((int)year < f->plan->head.date.year && vnp__head_find(f, s, VNP__ROLE_PAST, &past) &&
            past.end >= match.end && past.begin < match.begin)
            return 0;
        f->school_year = vnp__match_has(&match, VNP__FIELD_YEAR2);
        return (int16_t)year;
    }
    return vnp__head_find(f, s, VNP__ROLE_PERIOD, &match) ? -1 : 0;
}

static void read_parts(vnp__facts *f)
{
    vnp_head *h = &f->plan->head;
    const vnp_part *plan = NULL, *other = NULL;
    for (uint32_t p = 0; p < f->o->parts.count; p++) {
        const vnp__outline_part *part = &f->o->parts.at[p];
        if (part->act == VNP__NO_NODE)
            continue;
        vnp_part *out = VNP__ADD(f->arena, &h->parts);
        out->type = part->type;
        out->title = title_of(f, part);
    }
    for (uint32_t p = 0; p < h->parts.count; p++) {
        const vnp_part *part = &h->parts.at[p];
        if (part->type == VNP_PART_PLAN && !plan)
            plan = part;
        else if (part->type != VNP_PART_DECISION && part->type != VNP_PART_APPENDIX && !other)
            other = part;
    }
    plan = plan ? plan : other;
    int16_t year = 0;
    if (plan) {
        h->title = plan->title;
        year = year_of(f, plan->title);
    }
    /* an appendix on its own is for no year */
    for (uint32_t p = 0; p < h->parts.count && year == 0; p++)
        if (plan || h->parts.at[p].type != VNP_PART_APPENDIX)
            year = year_of(f, h->parts.at[p].title);
    h->year = year > 0 ? year : year == 0 && plan ? h->date.year : 0;
}

/* --------------------------------------------------------------------- preamble */

/* Whether a name may go on from one text to the other: capitals stand on both sides. */
static bool is_name_torn(vnp_str a, vnp_str b)
{
    uint32_t len;
    const char *space = memrchr(a.ptr, ' ', a.len);
    uint32_t word = space ? (uint32_t)(space - a.ptr) + 1 : 0;
    return word < a.len && vnp__char_is_upper(vnp__char_at(a, word, &len)) &&
           vnp__char_is_upper(vnp__char_at(b, 0, &len));
}

/* "Căn cứ Luật A;" / "Luật B;": an act that goes on with the basis above it. "Căn cứ Đề án ... xã
 * Ba" / "Xa năm 2025;": a basis without its mark, and the line that has it. */
static bool goes_on(vnp__facts *f, const vnp__run *basis, vnp__slice s)
{
    uint32_t end;
    vnp_str text = vnp__slice_text(s);
    if (!basis || vnp__str_is_upper(text, 3)) /* "QUYẾT ĐỊNH:" */
        return false;
    char last = basis->text[basis->len - 1];
    if (last == ';')
        return vnp__word_prefix(f->rules, VNP__LIST_ACTS, s, &end) != NULL;
    return !strchr(".:", last) && text.ptr[text.len - 1] == ';' &&
           is_name_torn(vnp__run_text(basis), text);
}

/* Appendices on their own, without the plan that they belong to. */
static bool has_appendices_only(const vnp_head *h)
{
    for (uint32_t p = 0; p < h->parts.count; p++)
        if (h->parts.at[p].type != VNP_PART_APPENDIX)
            return false;
    return h->parts.count > 0;
}

static void read_preamble(vnp__facts *f)
{
    vnp_head *h = &f->plan->head;
    vnp_value named = {0};
    const vnp__run *basis = NULL; /* the last one */
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        vnp__match match, clause;
        if (n->region != VNP__REGION_PREAMBLE || n->is_table)
            continue;
        vnp__slice all =
            n->marker.kind == VNP__MARK_BULLET ? vnp__node_body(n) : vnp__slice_all(&n->run);
        bool issues = vnp__head_find(f, all, VNP__ROLE_ISSUES, &clause);
        vnp_span issuer = issues ? clause.fields[VNP__FIELD_ISSUER] : (vnp_span){0, 0};
        if (vnp__head_begins(f, all, VNP__ROLE_BASIS, &match) ||
            vnp__head_begins(f, all, VNP__ROLE_IMPLEMENTS, &match)) {
            VNP__PUSH(f->arena, &h->legal_bases,
                      vnp__fact_value(f, issues ? vnp__slice_sub(all, 0, clause.begin) : all));
            basis = &n->run;
        } else if (goes_on(f, basis, all)) {
            vnp__run *whole = VNP__NEW(f->arena, vnp__run);
            vnp__run_join(f->arena, f->buffer, basis, &n->run, VNP__GAP_LINE, whole);
            uint32_t behind = issues ? all.end - all.begin - clause.begin : 0; /* of the basis */
            h->legal_bases.at[h->legal_bases.count - 1] =
                vnp__fact_value(f, vnp__slice_sub(vnp__slice_all(whole), 0, whole->len - behind));
            basis = whole;
        } else {
            basis = NULL;
        }
        if (!named.text.len && issuer.end > issuer.begin)
            named = vnp__fact_value(f, vnp__slice_sub(all, issuer.begin, issuer.end));
        if (!named.text.len && has_appendices_only(h) &&
            vnp__head_begins(f, all, VNP__ROLE_ENCLOSED, &match)) {
            issuer = match.fields[VNP__FIELD_ISSUER];
            named = vnp__fact_value(f, vnp__slice_sub(all, issuer.begin, issuer.end));
        }
    }
    if (!h->issuer.text.len)
        h->issuer = named;
}

/* ------------------------------------------------------------------------ level */

static void read_level(vnp__facts *f)
{
    static const struct {
        const char *name;
        vnp__gov_level level;
    } levels[] = {{"commune", VNP__GOV_COMMUNE},
                  {"district", VNP__GOV_DISTRICT},
                  {"province", VNP__GOV_PROVINCE}};
    vnp__match match;
    vnp__slice s = vnp__slice_of(f->arena, f->plan->head.issuer.text);
    if (!vnp__head_find(f, s, VNP__ROLE_LEVEL, &match))
        return;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (vnp__match_is(&match, s, VNP__FIELD_LEVEL, levels[i].name))
            f->level = levels[i].level;
}

void vnp__head_read(vnp__facts *f)
{
    read_heads(f);
    read_parts(f);
    read_preamble(f);
    read_level(f);
}
