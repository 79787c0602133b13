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
    vnp__rule_scan(f->m, VNP__SET_CITATION, f->scratch, s, &found);
    for (uint32_t i = 0; i < found.count; i++)
        VNP__PUSH(f->scratch, out, ((vnp_span){found.at[i].begin, found.at[i].end}));
}

/* ------------------------------------------------------------------ reading */

/* The number without spaces that slipped in ("479/QĐ -UBND"), but with one that stands for
 * a slash ("23 NQ/TW"). */
static vnp_str number_text(vnp__facts *f, vnp_str s)
{
    if (!s.ptr || !memchr(s.ptr, ' ', s.len))
        return s;
    vnp__buf buf = {.arena = f->arena};
    for (uint32_t i = 0; i < s.len; i++) {
        bool slash = i > 0 && vnp__char_is_digit((unsigned char)s.ptr[i - 1]) && i + 1 < s.len &&
                     s.ptr[i + 1] >= 'A';
        if (s.ptr[i] != ' ' || slash)
            vnp__buf_byte(&buf, s.ptr[i]);
    }
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

/* ------------------------------------------------------------ acts cited */

/* What is known of an act besides its citation, whose index it has. */
typedef struct act {
    vnp_str key;
    uint32_t hash;
    vnp_str_list articles; /* keys of them */
} act;
VNP_LIST(act);

/* The acts cited so far, found by their keys: a table of their numbers from 1 on,
 * of which at most half are taken. */
typedef struct reader {
    vnp__facts *f;
    act_list acts;
    uint32_t *table;
    uint32_t size; /* a power of two */
} reader;

/* A law's name without what it is called for short: "Luật Căn cước (CC) và ...". */
static vnp_str bare_name(vnp__arena *arena, vnp_str name)
{
    vnp__buf buf = {.arena = arena};
    bool inside = false;
    for (uint32_t i = 0; i < name.len; i++) {
        inside |= name.ptr[i] == '(';
        if (!inside)
            vnp__buf_byte(&buf, name.ptr[i]);
        inside &= name.ptr[i] != ')';
    }
    return vnp__buf_str(&buf);
}

/* What tells one act from another: its number, in any dash and letter case; a law without a
 * number is told by its name. */
static vnp_str act_key(vnp__arena *arena, const vnp_citation *c, vnp_str name)
{
    vnp__buf key = {.arena = arena};
    if (c->number.len)
        return vnp__word_key(arena, c->number);
    vnp__buf_byte(&key, '\0'); /* no number begins so */
    vnp__buf_add(&key, c->type.ptr, c->type.len);
    name = vnp__word_key(arena, bare_name(arena, name));
    vnp__buf_byte(&key, '\0');
    vnp__buf_add(&key, name.ptr, name.len);
    return vnp__buf_str(&key);
}

/* The same of a law that has another date than its namesake: an earlier one, or a later. */
static vnp_str dated_key(vnp__arena *arena, vnp_str key, vnp_date date)
{
    vnp__buf buf = {.arena = arena};
    vnp__buf_add(&buf, key.ptr, key.len);
    vnp__buf_byte(&buf, '\0');
    vnp__buf_add(&buf, (const char *)&date, sizeof date);
    return vnp__buf_str(&buf);
}

static uint32_t hash_of(vnp_str key)
{
    uint32_t hash = 2166136261u;
    for (uint32_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.ptr[i]) * 16777619u;
    return hash;
}

/* The slot of an act, or the free one where it would be. */
static uint32_t *slot_of(const reader *r, vnp_str key, uint32_t hash)
{
    uint32_t i = hash & (r->size - 1);
    for (; r->table[i]; i = (i + 1) & (r->size - 1)) {
        const act *a = &r->acts.at[r->table[i] - 1];
        /* what the table has is in the list: NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
        if (a->hash == hash && vnp__str_eq(a->key, key))
            break;
    }
    return &r->table[i];
}

static void make_room(reader *r)
{
    enum { FIRST_SIZE = 64 };
    if (r->acts.count * 2 < r->size)
        return;
    r->size = r->size ? 2 * r->size : FIRST_SIZE;
    r->table = vnp__arena_get(r->f->arena, r->size * sizeof *r->table);
    for (uint32_t i = 0; i < r->acts.count; i++)
        *slot_of(r, r->acts.at[i].key, r->acts.at[i].hash) = i + 1;
}

static void add_article(reader *r, uint32_t index, vnp_str article)
{
    vnp_str key = vnp__word_key(r->f->scratch, article);
    act *a = &r->acts.at[index];
    /* a list with entries has storage: NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
    for (uint32_t i = 0; i < a->articles.count; i++)
        if (vnp__str_eq(a->articles.at[i], key))
            return;
    VNP__PUSH(r->f->arena, &a->articles, vnp__str_copy(r->f->arena, key));
    VNP__PUSH(r->f->arena, &r->f->plan->citations.at[index].articles, article);
}

/* Whether both are dates, and not the same. */
static bool dates_differ(vnp_date a, vnp_date b)
{
    return a.year && b.year && (a.year != b.year || a.month != b.month || a.day != b.day);
}

static bool says_more(const vnp_date *date, const vnp_date *known)
{
    if (!known->year || date->year != known->year)
        return !known->year;
    return (!known->month && date->month) ||
           (date->month == known->month && !known->day && date->day);
}

/* An act cited once more: a later mention may say what the first left out. */
static void add_citation(reader *r, const vnp_citation *c, vnp_str name, vnp_str article)
{
    vnp_citation_list *citations = &r->f->plan->citations;
    act new = {.key = act_key(r->f->scratch, c, name)};
    new.hash = hash_of(new.key);
    make_room(r);
    uint32_t *slot = slot_of(r, new.key, new.hash);
    if (!c->number.len && *slot && dates_differ(citations->at[*slot - 1].date, c->date)) {
        new.key = dated_key(r->f->scratch, new.key, c->date);
        new.hash = hash_of(new.key);
        slot = slot_of(r, new.key, new.hash);
    }
    if (!*slot) {
        new.key = vnp__str_copy(r->f->arena, new.key);
        VNP__PUSH(r->f->arena, &r->acts, new);
        VNP__PUSH(r->f->arena, citations, *c);
        *slot = r->acts.count;
    }
    uint32_t index = *slot - 1;
    vnp_citation *known = &citations->at[index];
    if (says_more(&c->date, &known->date))
        known->date = c->date;
    if (!known->issuer.len)
        known->issuer = c->issuer;
    if (article.len)
        add_article(r, index, article);
}

/* ------------------------------------------------------------------- texts */

/* What stands right before and right behind a citation. */
static void read_around(vnp__facts *f, vnp__slice s, const vnp__match *m, vnp_str *article,
                        vnp_str *issuer)
{
    enum { REACH = 120, MAX_ISSUER_WORDS = 16 };
    vnp__match around;
    vnp_str text = vnp__slice_text(s);
    uint32_t from = m->begin > REACH ? m->begin - REACH : 0;
    uint32_t to = text.len - m->end > REACH ? m->end + REACH : text.len;
    while (from > 0 && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
        from++;
    while (to < text.len && ((unsigned char)text.ptr[to] & 0xC0) == 0x80)
        to--;
    vnp__slice before = vnp__slice_sub(s, from, m->begin), behind = vnp__slice_sub(s, m->end, to);
    *article = *issuer = (vnp_str){0};
    if (vnp__rule_find_role(f->m, VNP__SET_CITED, VNP__ROLE_ARTICLE, before, 0, &around))
        *article = vnp__match_text(&around, before, VNP__FIELD_BODY);
    if (vnp__rule_match_role(f->m, VNP__SET_CITED, VNP__ROLE_ISSUER, behind, &around))
        *issuer = vnp__match_text(&around, behind, VNP__FIELD_ISSUER);
    if (vnp__str_words(*issuer) > MAX_ISSUER_WORDS)
        *issuer = (vnp_str){0};
}

static void read_slice(reader *r, vnp__slice s)
{
    vnp__facts *f = r->f;
    vnp__match_list found = {0};
    vnp_str last_type = {0}, article;
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    vnp__rule_scan(f->m, VNP__SET_CITATION, f->scratch, s, &found);
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
        read_around(f, s, m, &article, &c.issuer);
        last_type = c.type;
        if (c.type.len && c.value.text.len)
            add_citation(r, &c, vnp__match_text(m, s, VNP__FIELD_BODY), article);
    }
    vnp__scratch_rewind(f->scratch, mark);
}

void vnp__citations_read(vnp__facts *f)
{
    reader r = {.f = f};
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        if (n->region == VNP__REGION_HEAD)
            continue;
        const vnp__table *table = vnp__node_table(n);
        if (!table)
            read_slice(&r, vnp__slice_all(&n->run));
        for (uint32_t k = 0; table && k < table->rows.count; k++)
            for (uint32_t c = 0; c < table->rows.at[k].count; c++)
                read_slice(&r, vnp__slice_all(&table->rows.at[k].cells[c]));
    }
}
