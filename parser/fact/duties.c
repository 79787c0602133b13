/*
 * Duties: work given to an owner. The owner stands in a heading above the work,
 * before a colon, or at the head of a sentence that says "has the
 * responsibility", "leads, together with", "is assigned".
 */
#include "fact/fact.h"

#include "text/chars.h"

static bool is_free_text(const vnp__facts *f, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    return vnp__is_body_text(n) && f->uses[i] == VNP__USE_NONE;
}

/* Articles of a decision, purposes, assessments and forms give nobody work. */
static bool may_hold_duties(const vnp__facts *f, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    return is_free_text(f, i) && f->o->parts.at[n->part].type != VNP_PART_DECISION &&
           n->topic != VNP__TOPIC_PURPOSE && n->topic != VNP__TOPIC_RESULT &&
           n->topic != VNP__TOPIC_FORM && n->topic != VNP__TOPIC_GOAL;
}

/* Who carries out the plan, and who reports on it. */
static bool is_carrying_out(const vnp__facts *f, uint32_t i)
{
    vnp__topic topic = vnp__fact_node(f, i)->topic;
    return topic == VNP__TOPIC_ORGANIZATION || topic == VNP__TOPIC_REPORTING;
}

/* ------------------------------------------------------------------- formulas */

static vnp__slice field_slice(vnp__slice s, const vnp__match *match, vnp__field field)
{
    vnp_span span = match->fields[field];
    return vnp__slice_sub(s, span.begin, span.end);
}

/*
 * A sentence that gives somebody work, as the rules of the set "duty" read it: with
 * its owner, or with the formula at the head of a work whose owner stands above.
 */
typedef struct given {
    bool found;
    vnp__match match;
} given;

static given ask(vnp__facts *f, vnp__slice s)
{
    given g;
    g.found = vnp__rule_match(f->m, VNP__SET_DUTY, s, &g.match);
    return g;
}

/* A sentence that begins with its owner. */
static bool read_sentence(vnp__facts *f, vnp__slice s, const given *g, vnp__assignment *out)
{
    if (!g->found || !vnp__match_has(&g->match, VNP__FIELD_OWNER))
        return false;
    out->owner = field_slice(s, &g->match, VNP__FIELD_OWNER);
    out->party = field_slice(s, &g->match, VNP__FIELD_PARTY);
    out->work = field_slice(s, &g->match, VNP__FIELD_WORK);
    out->when = vnp__slice_sub(s, 0, 0);
    return !vnp__slice_is_empty(out->work) && vnp__begins_party(f, out->owner);
}

/* The same behind a time: "Trước ngày 31/10/2026, Cục A chủ trì ...". */
static bool read_dated_sentence(vnp__facts *f, vnp__slice s, vnp__assignment *out)
{
    vnp__match time;
    vnp_str text = vnp__slice_text(s);
    if (!vnp__rule_match(f->m, VNP__SET_DEADLINE, s, &time) || time.end >= text.len ||
        text.ptr[time.end] != ',')
        return false;
    vnp__slice rest = vnp__slice_trim(vnp__slice_sub(s, time.end + 1, text.len));
    given g = ask(f, rest);
    if (!read_sentence(f, rest, &g, out))
        return false;
    out->when = vnp__slice_sub(s, 0, time.end);
    return true;
}

bool vnp__assignment_read(vnp__facts *f, vnp__slice s, vnp__assignment *out)
{
    given g = ask(f, s);
    return read_sentence(f, s, &g, out);
}

void vnp__assignment_parties(vnp__facts *f, vnp_item *item, const vnp__assignment *s)
{
    vnp__parties_read(f, s->owner, &item->owners, NULL);
    if (!vnp__slice_is_empty(s->party))
        vnp__parties_read(f, s->party, &item->collaborators, NULL);
}

/* The formula at the head of a work whose owner stands above it. */
static bool read_formula(vnp__slice s, const given *g, vnp__assignment *out)
{
    if (!g->found || vnp__match_has(&g->match, VNP__FIELD_OWNER) ||
        !vnp__match_has(&g->match, VNP__FIELD_PARTY))
        return false;
    out->party = field_slice(s, &g->match, VNP__FIELD_PARTY);
    out->work = field_slice(s, &g->match, VNP__FIELD_WORK);
    return !vnp__slice_is_empty(out->work);
}

/* "Trưởng đoàn: Ông Nguyễn Văn A, Phó Chủ tịch": who is what in a team, and no work. */
static bool names_members(vnp__facts *f, vnp__slice s)
{
    vnp__match match;
    return vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_MEMBER, s, &match) &&
           vnp__is_party_list(f, s);
}

/* What stands before a colon and behind it. */
static bool read_before_colon(vnp__slice s, vnp__assignment *out)
{
    enum { MAX_OWNER = 240 };
    vnp_str text = vnp__slice_text(s);
    const char *colon = memchr(text.ptr, ':', text.len < MAX_OWNER ? text.len : MAX_OWNER);
    if (!colon)
        return false;
    uint32_t at = (uint32_t)(colon - text.ptr);
    out->owner = vnp__slice_trim(vnp__slice_sub(s, 0, at));
    out->party = vnp__slice_sub(s, 0, 0);
    out->work = vnp__slice_trim(vnp__slice_sub(s, at + 1, text.len));
    out->when = out->party;
    return !vnp__slice_is_empty(out->work);
}

/* "Phòng Nội vụ: Tham mưu ...": the owner before a colon, behind it the formula or the work. */
static bool read_colon(vnp__facts *f, vnp__slice s, vnp__assignment *out)
{
    if (!read_before_colon(s, out) || !vnp__is_party_list(f, out->owner) ||
        names_members(f, out->work))
        return false;
    given g = ask(f, out->work);
    read_formula(out->work, &g, out);
    return true;
}

/* "Các Sở: Y tế, Nội vụ chủ trì ...": the colon is the owner's. */
static bool read_listed(vnp__facts *f, vnp__slice s, vnp__assignment *out)
{
    vnp_str text = vnp__slice_text(s);
    if (!memchr(text.ptr, ':', text.len))
        return false;
    given g = ask(f, s);
    vnp_str owner = g.found ? vnp__match_text(&g.match, s, VNP__FIELD_OWNER) : (vnp_str){0};
    return owner.len && memchr(owner.ptr, ':', owner.len) && read_sentence(f, s, &g, out);
}

/* --------------------------------------------------------------------- duties */

/* `said` is the text that gives the work. */
static vnp_item *add_duty(vnp__facts *f, uint32_t node, vnp__slice said, vnp__slice work)
{
    vnp_item *item = vnp__item_new(f, VNP_ITEM_DUTY, vnp__slice_spans(f, said));
    vnp__slice when;
    bool timed = vnp__bracket_time(f, work, &work, &when);
    item->title = vnp__fact_value(f, work);
    vnp__area_parent(f, node, true, &item->parents);
    vnp__targets_read(f, work, &item->targets);
    vnp__due_dates_read(f, work, &item->deadlines);
    if (timed)
        vnp__deadlines_read(f, when, &item->deadlines);
    f->uses[node] = VNP__USE_DUTY;
    return item;
}

static uint32_t first_below(const vnp__facts *f, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    return n->first_child != VNP__NO_NODE ? n->first_child : n->next;
}

/* "Phân công cấp ủy viên phụ trách ...", "Lãnh đạo UBND xã ...": below an owner that is
 * its own work, and nobody else's. */
static bool is_own_work(const given *g)
{
    return g->found && vnp__match_has(&g->match, VNP__FIELD_KIND);
}

/* Below an owner another one may be named outright, with a colon, or in a `sentence`; else *g has
 * what the sentence says. */
static bool names_another(vnp__facts *f, vnp__slice body, bool sentence, given *g,
                          vnp__assignment *s)
{
    *g = (given){0};
    if (read_colon(f, body, s))
        return true;
    *g = ask(f, body);
    return sentence && !is_own_work(g) && read_sentence(f, body, g, s);
}

static void add_given(vnp__facts *f, uint32_t i, vnp__slice said, const vnp__assignment *s)
{
    vnp_item *item = add_duty(f, i, said, s->work);
    item->label = vnp__heading_label(vnp__fact_node(f, i));
    vnp__assignment_parties(f, item, s);
    uint32_t kept = item->deadlines.count;
    if (!vnp__slice_is_empty(s->when))
        vnp__deadlines_read(f, s->when, &item->deadlines);
    for (uint32_t k = kept; k < item->deadlines.count;
         k++) /* "Định kỳ, ..." is no date of a sentence */
        if (item->deadlines.at[k].kind != VNP_DEADLINE_RECURRING)
            item->deadlines.at[kept++] = item->deadlines.at[k];
    item->deadlines.count = kept;
}

/* Each entry below or behind a node is a duty of who is named in it; false where there is none. */
static bool give_entries(vnp__facts *f, uint32_t i, const vnp__assignment *s)
{
    uint32_t found = 0;
    uint8_t use = f->uses[i];
    f->uses[i] = VNP__USE_OWNER; /* and no area of them */
    for (uint32_t c = first_below(f, i); c != VNP__NO_NODE; c = vnp__fact_node(f, c)->next) {
        const vnp__node *n = vnp__fact_node(f, c);
        if (!is_free_text(f, c) || n->marker.kind == VNP__MARK_NONE)
            break;
        given g;
        vnp__assignment other;
        found++;
        if (names_another(f, vnp__node_body(n), true, &g, &other)) {
            add_given(f, c, vnp__slice_all(&n->run), &other);
            continue;
        }
        vnp_item *item = add_duty(f, c, vnp__slice_all(&n->run), vnp__node_body(n));
        item->label = vnp__heading_label(n);
        vnp__assignment_parties(f, item, s);
    }
    if (!found)
        f->uses[i] = use;
    return found > 0;
}

/* "Giao phòng X thực hiện các công việc:" announces the entries that follow. */
static bool read_announced(vnp__facts *f, uint32_t i, const vnp__assignment *s)
{
    vnp_str text = vnp__slice_text(vnp__node_body(vnp__fact_node(f, i)));
    if (text.ptr[text.len - 1] != ':' || memchr(text.ptr, ':', text.len - 1) ||
        vnp__next_stop(text, 0) < text.len) /* the last sentence may name another */
        return false;
    return give_entries(f, i, s);
}

/* "Giao Sở A chủ trì, phối hợp với Sở B:" above bullets, "Phòng A có trách nhiệm:" above a list;
 * the colon may lack where the list stands below. */
static bool read_shared(vnp__facts *f, uint32_t i)
{
    vnp__match m;
    const vnp__node *n = vnp__fact_node(f, i);
    vnp__slice body = vnp__node_body(n);
    vnp_str text = vnp__slice_text(body);
    uint32_t first = first_below(f, i);
    if (text.len == 0 || first == VNP__NO_NODE || n->marker.kind == VNP__MARK_BULLET)
        return false;
    vnp__marker_kind mark = (vnp__marker_kind)vnp__fact_node(f, first)->marker.kind;
    bool below = first == n->first_child && mark != VNP__MARK_NONE;
    bool listed = below || (mark == VNP__MARK_BULLET && text.ptr[text.len - 1] == ':');
    if (!listed || !vnp__rule_match_role(f->m, VNP__SET_DUTY, VNP__ROLE_SHARED, body, &m))
        return false;
    vnp__assignment s = {.owner = field_slice(body, &m, VNP__FIELD_OWNER),
                         .party = field_slice(body, &m, VNP__FIELD_PARTY)};
    return vnp__is_party_list(f, s.owner) && give_entries(f, i, &s);
}

static void give_duty(vnp__facts *f, uint32_t i, vnp__slice said, const vnp__assignment *s)
{
    if (!read_announced(f, i, s))
        add_given(f, i, said, s);
}

/* "Giao Phòng A ...": work given outright. */
static bool read_assigned(vnp__facts *f, vnp__slice text, vnp__assignment *s)
{
    given g = ask(f, text);
    return g.found && vnp__match_is(&g.match, text, VNP__FIELD_ROLE, "assigned") &&
           read_sentence(f, text, &g, s);
}

/* Where the next sentence of a paragraph begins that gives work outright; its length where
 * none does. What follows the begin of a long sentence tells nothing of that. */
static uint32_t next_assigned(vnp__facts *f, vnp__slice body, uint32_t from)
{
    enum { BEGIN = 1000 };
    vnp__assignment s;
    uint32_t len;
    vnp_str text = vnp__slice_text(body);
    for (uint32_t stop; (stop = vnp__next_stop(text, from)) < text.len;) {
        from = stop + 2;
        uint32_t end = from + BEGIN;
        while (end < text.len && text.ptr[end] != ' ')
            end++;
        if (from < text.len && vnp__char_is_upper(vnp__char_at(text, from, &len)) &&
            read_assigned(f, vnp__slice_sub(body, from, end < text.len ? end : text.len), &s))
            return from;
    }
    return text.len;
}

/* "Doanh nghiệp", "Học sinh": for whom work is more often than whose it is, where the plan does
 * not say who carries it out. */
static bool is_audience(vnp__facts *f, vnp__slice s)
{
    vnp__match match;
    return vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_AUDIENCE, s, &match);
}

/* "Học sinh: 18 lớp": how many there are, no work. */
static bool is_count(vnp_str s)
{
    uint32_t end = 0;
    while (end < s.len && vnp__char_is_digit((unsigned char)s.ptr[end]))
        end++;
    return end > 0 && end < s.len && s.ptr[end] == ' ';
}

/* A sentence without a colon behind its owner gives work only where the plan says who carries it
 * out, or where it begins an entry and gives it outright; so do those inside a paragraph. */
static void read_sentence_duties(vnp__facts *f, uint32_t i)
{
    if (read_shared(f, i))
        return;
    vnp__assignment s;
    vnp__slice body = vnp__node_body(vnp__fact_node(f, i));
    uint32_t len = body.end - body.begin,
             end = is_carrying_out(f, i) ? next_assigned(f, body, 0) : len;
    vnp__slice first = vnp__slice_trim(vnp__slice_sub(body, 0, end));
    bool found = (is_carrying_out(f, i) && read_listed(f, first, &s)) ||
                 (read_colon(f, first, &s) &&
                  (is_carrying_out(f, i) ||
                   (!is_count(vnp__slice_text(s.work)) && !is_audience(f, s.owner))));
    if (!found && is_carrying_out(f, i)) {
        given g = ask(f, first);
        found = read_sentence(f, first, &g, &s) || (!g.found && read_dated_sentence(f, first, &s));
    }
    /* a line below a list says whose that is */
    if (!found && !is_carrying_out(f, i) && vnp__fact_node(f, i)->marker.kind != VNP__MARK_NONE)
        found = read_assigned(f, first, &s);
    if (found)
        give_duty(f, i, end == len ? vnp__slice_all(&vnp__fact_node(f, i)->run) : first, &s);
    for (uint32_t begin = end; begin < len; begin = end) {
        end = next_assigned(f, body, begin);
        vnp__slice said = vnp__slice_trim(vnp__slice_sub(body, begin, end));
        if (!read_assigned(f, said, &s))
            continue;
        vnp_item *item = add_duty(f, i, said, s.work);
        item->label = vnp__heading_label(vnp__fact_node(f, i));
        vnp__assignment_parties(f, item, &s);
    }
}

/* The document's last paragraph, or a remark in brackets. */
static bool is_aside(const vnp__node *n)
{
    vnp_str t = vnp__run_text(&n->run);
    if (n->marker.kind != VNP__MARK_NONE || t.len < 3)
        return false;
    return memcmp(t.ptr + t.len - 3, "./.", 3) == 0 || (t.ptr[0] == '(' && t.ptr[t.len - 1] == ')');
}

/* "Trên đây là Kế hoạch ...": no work, wherever it stands at the document's end. */
static bool is_farewell(const vnp__facts *f, uint32_t i)
{
    vnp__match match;
    return vnp__fact_node(f, i)->marker.kind == VNP__MARK_NONE && f->told[i].closing &&
           vnp__rule_match_role(f->m, VNP__SET_HEAD, VNP__ROLE_OPENING,
                                vnp__node_body(vnp__fact_node(f, i)), &match);
}

/* Work below an owner's heading; a paragraph that is all of it has the heading's
 * label. */
static void add_owned(vnp__facts *f, uint32_t heading, uint32_t node, bool alone)
{
    given g;
    vnp__assignment s;
    const vnp__node *n = vnp__fact_node(f, node);
    if (names_another(f, vnp__node_body(n), is_carrying_out(f, node), &g, &s)) {
        give_duty(f, node, vnp__slice_all(&n->run), &s);
        return;
    }
    bool formula = read_formula(vnp__node_body(n), &g, &s);
    vnp_item *item =
        add_duty(f, node, vnp__slice_all(&n->run), formula ? s.work : vnp__node_body(n));
    if (n->marker.kind != VNP__MARK_NONE)
        item->label = vnp__heading_label(n);
    else if (alone)
        item->label = vnp__heading_label(vnp__fact_node(f, heading));
    vnp__parties_read(f, vnp__node_body(vnp__fact_node(f, heading)), &item->owners,
                      &item->collaborators);
    if (formula)
        vnp__parties_read(f, s.party, &item->collaborators, NULL);
    for (uint32_t c = n->first_child; c != VNP__NO_NODE; c = vnp__fact_node(f, c)->next) {
        if (!is_free_text(f, c) || is_aside(vnp__fact_node(f, c)) || is_farewell(f, c))
            continue;
        vnp__field_apply(f, item, VNP__KIND_ACTION, vnp__node_body(vnp__fact_node(f, c)),
                         vnp__node_body(vnp__fact_node(f, c)));
        f->uses[c] = VNP__USE_DUTY;
    }
}

static bool is_owner_heading(vnp__facts *f, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    if (!may_hold_duties(f, i) || is_aside(n))
        return false;
    bool marked = n->marker.kind != VNP__MARK_NONE || n->heading || n->strong;
    return (is_carrying_out(f, i) || (marked && !is_audience(f, vnp__node_body(n)))) &&
           vnp__is_party_node(f, i);
}

/* Paragraphs that nothing else follows up to the end of the part's body: behind a list
 * they close the document. */
static void mark_closing(vnp__facts *f)
{
    bool closing = true;
    for (uint32_t i = f->o->nodes.count; i-- > 0;) {
        const vnp__node *n = vnp__fact_node(f, i);
        bool last = i + 1 == f->o->nodes.count || vnp__fact_node(f, i + 1)->part != n->part;
        if (last || n->region != VNP__REGION_BODY)
            closing = true;
        if (n->region == VNP__REGION_BODY &&
            (n->marker.kind != VNP__MARK_NONE || n->heading || n->is_table))
            closing = false;
        f->told[i].closing = closing;
    }
}

/* No other paragraph follows but the document's last one. */
static bool is_last_paragraph(const vnp__facts *f, uint32_t i)
{
    uint32_t next = vnp__fact_node(f, i)->next;
    return next == VNP__NO_NODE || is_aside(vnp__fact_node(f, next)) || is_farewell(f, next) ||
           vnp__fact_node(f, next)->marker.kind != VNP__MARK_NONE;
}

/* A few words without a full stop: a heading that lost its number. */
static bool is_bare_heading(const vnp__node *n)
{
    enum { MAX_WORDS = 10 };
    vnp_str t = vnp__run_text(&n->run);
    return (n->strong || vnp__str_words(t) <= MAX_WORDS) && !strchr(".;,", t.ptr[t.len - 1]);
}

/* "Phân công đảng viên phụ trách hộ" with nothing below it: work, though its words are a
 * party's. */
static bool gives_all_it_says(vnp__facts *f, uint32_t i)
{
    vnp__match match;
    const vnp__node *n = vnp__fact_node(f, i);
    vnp__slice body = vnp__node_body(n);
    vnp_str text = vnp__slice_text(body);
    return n->first_child == VNP__NO_NODE && text.len > 0 && text.ptr[text.len - 1] != ':' &&
           vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_LEAD_IN, body, &match);
}

/* The paragraphs, or the one list, behind an owner that has neither number nor mark. */
static uint32_t read_followers(vnp__facts *f, uint32_t i)
{
    uint32_t found = 0, first = vnp__fact_node(f, i)->next;
    bool list = first != VNP__NO_NODE && vnp__fact_node(f, first)->marker.kind == VNP__MARK_BULLET;
    for (uint32_t s = first; s != VNP__NO_NODE; s = vnp__fact_node(f, s)->next) {
        const vnp__node *n = vnp__fact_node(f, s);
        if (!is_free_text(f, s) || n->heading || is_aside(n) || is_farewell(f, s))
            break;
        if (list ? n->marker.kind != VNP__MARK_BULLET || is_owner_heading(f, s)
                 : n->marker.kind != VNP__MARK_NONE || is_bare_heading(n) || is_owner_heading(f, s))
            break;
        add_owned(f, i, s, false);
        found++;
    }
    return found;
}

/* "1. Thành phần", "2. Phân công nhiệm vụ": a part of what is told of the owner, and no work. */
static bool is_part_heading(const vnp__facts *f, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    return n->first_child != VNP__NO_NODE &&
           (n->own_topic == VNP__TOPIC_ORGANIZATION || vnp__names_part_only(f, n));
}

/* "Kinh phí thực hiện", "Đối tượng": a part of what is told of an owner that has no work in it. */
static bool tells_no_work(vnp__facts *f, uint32_t part)
{
    uint32_t end;
    vnp__slice body = vnp__slice_trim(vnp__node_body(vnp__fact_node(f, part)));
    const vnp__word *word = vnp__word_head(f->rules, VNP__LIST_COLUMNS, body, &end);
    vnp__field_kind kind = word ? vnp__field_kind_of(word->canonical) : VNP__KIND_NONE;
    return kind == VNP__KIND_BUDGET || kind == VNP__KIND_DEADLINE || kind == VNP__KIND_OTHER;
}

/* What stands below a part of an owner's heading, but the names of people. */
static uint32_t read_owned_part(vnp__facts *f, uint32_t heading, uint32_t part)
{
    uint32_t found = 0;
    vnp__assignment s;
    if (tells_no_work(f, part))
        return 0;
    for (uint32_t c = vnp__fact_node(f, part)->first_child; c != VNP__NO_NODE;
         c = vnp__fact_node(f, c)->next) {
        vnp__slice body = vnp__node_body(vnp__fact_node(f, c));
        if (!may_hold_duties(f, c) || is_aside(vnp__fact_node(f, c)) || is_farewell(f, c) ||
            is_owner_heading(f, c) || names_members(f, body) ||
            (read_before_colon(body, &s) && names_members(f, s.work)))
            continue;
        add_owned(f, heading, c, false);
        found++;
    }
    if (found)
        f->uses[part] = VNP__USE_OWNER;
    return found;
}

/*
 * The work of an owner's heading: what stands below it, and in a list of owners
 * and works of one style what follows it up to the next owner.
 */
static bool read_owned(vnp__facts *f, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    uint32_t found = 0;
    f->uses[i] = VNP__USE_OWNER;
    bool alone = n->first_child != VNP__NO_NODE && is_last_paragraph(f, n->first_child),
         listed = false;
    for (uint32_t c = n->first_child; c != VNP__NO_NODE; c = vnp__fact_node(f, c)->next) {
        if ((listed && f->told[c].closing) || is_farewell(f, c))
            break;
        listed |= vnp__fact_node(f, c)->marker.kind != VNP__MARK_NONE;
        if (!is_free_text(f, c) || is_aside(vnp__fact_node(f, c)))
            continue;
        if (is_part_heading(f, c)) {
            found += read_owned_part(f, i, c);
        } else if (!is_owner_heading(f, c) || gives_all_it_says(f, c)) {
            add_owned(f, i, c, alone);
            found++;
        }
    }
    bool sentence = n->run.text[n->run.len - 1] == '.'; /* an entry like those behind it */
    if (n->marker.kind == VNP__MARK_BULLET && !sentence)
        for (uint32_t s = n->next; s != VNP__NO_NODE; s = vnp__fact_node(f, s)->next) {
            if (!is_free_text(f, s) || is_owner_heading(f, s) ||
                vnp__fact_node(f, s)->marker.bullet != n->marker.bullet)
                break;
            add_owned(f, i, s, false);
            found++;
        }
    if (n->marker.kind == VNP__MARK_NONE && found == 0 && is_bare_heading(n))
        found = read_followers(f, i);
    if (found == 0)
        f->uses[i] = VNP__USE_NONE;
    return found > 0;
}

/* "2. Phòng A chủ trì lập dự toán." / "- Thẩm định hồ sơ.": more work of who was named above it. */
static void add_more(vnp__facts *f, uint32_t item, uint32_t node)
{
    const vnp__node *n = vnp__fact_node(f, node);
    vnp_party_list owners = f->plan->items.at[item].owners;
    vnp_item *more = add_duty(f, node, vnp__slice_all(&n->run), vnp__node_body(n));
    for (uint32_t i = 0; i < owners.count; i++)
        VNP__PUSH(f->arena, &more->owners, owners.at[i]);
}

static bool announces(const vnp__node *n)
{
    return n->run.len > 0 && n->run.text[n->run.len - 1] == ':';
}

/* Whether a bullet below `entry` says of nobody else what is to be done; the last sentence of one
 * that ends with a colon may name another. */
static bool goes_on_below(vnp__facts *f, uint32_t entry, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    vnp__slice body = vnp__node_body(n);
    return entry != VNP__NO_NODE && n->parent == entry && is_carrying_out(f, i) &&
           n->marker.kind == VNP__MARK_BULLET && n->first_child == VNP__NO_NODE &&
           f->uses[i] == VNP__USE_NONE && !announces(vnp__fact_node(f, entry)) &&
           vnp__opens_with_verb(f, body) && !vnp__begins_party(f, body);
}

/* "- Hoàn thành trong quý II/2026." below the sentence of a duty: when, and nothing more. */
static bool read_due_below(vnp__facts *f, uint32_t item, uint32_t i)
{
    vnp_deadline_list due = {0};
    vnp__slice body = vnp__node_body(vnp__fact_node(f, i));
    while (body.end > body.begin && strchr(".; ", body.run->text[body.end - 1]))
        body.end--;
    vnp__due_dates_read(f, body, &due);
    if (due.count != 1 || due.at[0].value.text.len < body.end - body.begin)
        return false;
    VNP__PUSH(f->arena, &f->plan->items.at[item].deadlines, due.at[0]);
    f->uses[i] = VNP__USE_DUTY;
    return true;
}

void vnp__duties_read(vnp__facts *f)
{
    /* the entry whose sentence named an owner, and its item */
    uint32_t entry = VNP__NO_NODE, item = 0;
    mark_closing(f);
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        if (!may_hold_duties(f, i) || is_aside(vnp__fact_node(f, i)))
            continue;
        if (is_owner_heading(f, i) && read_owned(f, i))
            continue;
        uint32_t before = f->plan->items.count;
        read_sentence_duties(f, i);
        if (f->plan->items.count > before && f->uses[i] == VNP__USE_DUTY) {
            entry = i;
            item = f->plan->items.count - 1;
        } else if (goes_on_below(f, entry, i) && !read_due_below(f, item, i)) {
            add_more(f, item, i);
        }
    }
}
