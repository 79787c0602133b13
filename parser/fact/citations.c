/* Acts cited: type, number, date; once for each number in the document. */
#include "fact/fact.h"
#include "fact/periods.h"

#include "text/chars.h"

bool vnp__in_spans(const vnp_span_list *spans, uint32_t at)
{
    for (uint32_t i = 0; i < spans->count; i++)
        if (at >= spans->at[i].begin && at < spans->at[i].end)
            return true;
    return false;
}

void vnp__citation_spans(vnp__facts *f, vnp__slice s, vnp_span_list *out)
{
    vnp__match_list found = {0};
    vnp__rule_scan(f->m, VNP__SET_CITATION, f->arena, s, &found);
    for (uint32_t i = 0; i < found.count; i++)
        VNP__PUSH(f->arena, out, ((vnp_span){found.at[i].begin, found.at[i].end}));
}

/* The number without spaces that slipped in ("479/QĐ -UBND" stays as written in
 * the text of the value, the number itself loses no character but blanks). */
static vnp_str number_text(vnp__facts *f, vnp_str s)
{
    if (!s.ptr || !memchr(s.ptr, ' ', s.len))
        return s;
    vnp__buf buf = {.arena = f->arena};
    for (uint32_t i = 0; i < s.len; i++)
        if (s.ptr[i] != ' ')
            vnp__buf_byte(&buf, s.ptr[i]);
    return vnp__buf_str(&buf);
}

static vnp_date date_of(vnp__facts *f, const vnp__match *match, vnp__slice s)
{
    vnp_date date = {0};
    date.year = (int16_t)vnp__ordinal_read(f->rules, vnp__match_text(match, s, VNP__FIELD_YEAR));
    date.month = (int8_t)vnp__ordinal_read(f->rules, vnp__match_text(match, s, VNP__FIELD_MONTH));
    date.day = (int8_t)vnp__ordinal_read(f->rules, vnp__match_text(match, s, VNP__FIELD_DAY));
    if (date.year == 0 || date.month > 12 || date.month < 0)
        return (vnp_date){date.month > 12 ? date.year : 0, 0, 0};
    if (date.month == 0 || date.day > vnp__days_in_month(date.year, date.month))
        date.day = 0;
    return date;
}

/* How far a law's name goes is not marked in the text: its first words tell it. */
static vnp_str law_key(vnp__facts *f, vnp_str name)
{
    uint32_t words = 0, end = 0;
    while (end < name.len && words < 6)
        words += name.ptr[end++] == ' ';
    return vnp__word_key(f->arena, vnp__str_sub(name, 0, end));
}

/* Numbers are one in any dash and letter case; a law without a number is told
 * by its date, without a date by its name. */
static bool same_act(const vnp_citation *a, const vnp_citation *b, vnp__facts *f)
{
    if (a->number.len || b->number.len)
        return a->number.len && b->number.len &&
               vnp__str_eq(vnp__word_key(f->arena, a->number), vnp__word_key(f->arena, b->number));
    if (!vnp__str_eq(a->type, b->type))
        return false;
    if (a->date.year || b->date.year)
        return memcmp(&a->date, &b->date, sizeof a->date) == 0;
    return vnp__str_eq(law_key(f, a->value.text), law_key(f, b->value.text));
}

static void add_article(vnp__facts *f, vnp_citation *c, vnp_str article)
{
    for (uint32_t i = 0; i < c->articles.count; i++)
        if (vnp__str_eq(vnp__word_key(f->arena, c->articles.at[i]), vnp__word_key(f->arena, article)))
            return;
    VNP__PUSH(f->arena, &c->articles, article);
}

/* What stands right before and right behind a citation. */
static void read_around(vnp__facts *f, vnp__slice s, const vnp__match *m, vnp_citation *c)
{
    enum { REACH = 120 };
    vnp__match around;
    vnp_str text = vnp__slice_text(s);
    uint32_t from = m->begin > REACH ? m->begin - REACH : 0;
    uint32_t to = text.len - m->end > REACH ? m->end + REACH : text.len;
    while (from > 0 && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
        from++;
    while (to < text.len && ((unsigned char)text.ptr[to] & 0xC0) == 0x80)
        to--;
    vnp__slice before = vnp__slice_sub(s, from, m->begin), behind = vnp__slice_sub(s, m->end, to);
    if (vnp__rule_find_role(f->m, VNP__SET_CITED, "article", before, 0, &around))
        add_article(f, c, vnp__match_text(&around, before, VNP__FIELD_BODY));
    if (vnp__rule_match_role(f->m, VNP__SET_CITED, "issuer", behind, &around))
        c->issuer = vnp__match_text(&around, behind, VNP__FIELD_ISSUER);
}

static void add_citation(vnp__facts *f, const vnp_citation *c)
{
    for (uint32_t i = 0; i < f->plan->citations.count; i++) {
        vnp_citation *known = &f->plan->citations.at[i];
        if (!same_act(known, c, f))
            continue;
        /* a later mention may say the date that the first left out */
        if (!known->date.year)
            known->date = c->date;
        if (!known->issuer.len)
            known->issuer = c->issuer;
        for (uint32_t k = 0; k < c->articles.count; k++)
            add_article(f, known, c->articles.at[k]);
        return;
    }
    VNP__PUSH(f->arena, &f->plan->citations, *c);
}

static void read_slice(vnp__facts *f, vnp__slice s)
{
    vnp__match_list found = {0};
    vnp_str last_type = {0};
    vnp__rule_scan(f->m, VNP__SET_CITATION, f->arena, s, &found);
    for (uint32_t i = 0; i < found.count; i++) {
        const vnp__match *m = &found.at[i];
        vnp_str type = vnp__match_text(m, s, VNP__FIELD_TYPE);
        const vnp__word *word = vnp__word_find(f->rules, VNP__LIST_ACTS, type);
        vnp__matcher_used(f->m, VNP__LIST_ACTS, word, vnp__slice_sub(s, m->begin, m->end));
        vnp_citation c = {.type = type.len == 0 ? last_type : word ? word->canonical : type};
        if (vnp__match_is(m, s, VNP__FIELD_KIND, "none"))
            continue;
        c.number = number_text(f, vnp__match_text(m, s, VNP__FIELD_NUMBER));
        c.date = date_of(f, m, s);
        c.value = vnp__fact_value(f, vnp__slice_sub(s, m->begin, m->end));
        read_around(f, s, m, &c);
        last_type = c.type;
        if (c.type.len && c.value.text.len)
            add_citation(f, &c);
    }
}

void vnp__citations_read(vnp__facts *f)
{
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = &f->o->nodes.at[i];
        if (n->region == VNP__REGION_HEAD)
            continue;
        if (!n->table) {
            read_slice(f, vnp__slice_all(n->run));
            continue;
        }
        for (uint32_t r = 0; r < n->table->rows.count; r++)
            for (uint32_t c = 0; c < n->table->rows.at[r].count; c++)
                read_slice(f, vnp__slice_all(&n->table->rows.at[r].cells[c]));
    }
}
