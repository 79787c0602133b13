#include "rule/rules.h"

#include "text/chars.h"

#include <stdlib.h>

/*
 * Bounds of one match, so that no text can make a pattern run away: steps of
 * the matcher, nesting, KiB of heap. Generous against what the rules need (some
 * hundred steps on a line).
 */
enum { MATCH_LIMIT = 200000, DEPTH_LIMIT = 2000, HEAP_LIMIT = 8192 };

struct vnp__matcher {
    const vnp_rules *rules;
    vnp_alloc alloc;
    pcre2_match_data *data;
    pcre2_match_context *context;
    vnp__candidates *candidates;
    bool plain; /* every pattern is tried everywhere, and as it is */
    vnp_str limited;
    bool starved;
    vnp_str text;          /* what the subject of a match is the matching form of */
    vnp__arena *recording; /* NULL: matches are not recorded */
    vnp__trace_list recorded;
};

/* {lower} and {upper}: 0 where the letter is written so, else there is no match this way. */
static int check_letter(pcre2_callout_block *block, void *matcher)
{
    uint32_t len, at = (uint32_t)block->current_position;
    vnp_str text = ((const vnp__matcher *)matcher)->text;
    uint32_t c = at < text.len ? vnp__char_at(text, at, &len) : 0;
    return !(block->callout_number == VNP__CALL_LOWER ? vnp__char_is_lower(c)
                                                      : vnp__char_is_upper(c));
}

vnp__matcher *vnp__matcher_new(const vnp_rules *rules, const vnp_alloc *alloc)
{
    vnp__matcher *m = alloc->malloc(sizeof *m, alloc->ctx);
    if (!m)
        return NULL;
    memset(m, 0, sizeof *m);
    m->rules = rules;
    m->alloc = *alloc;
    m->data = pcre2_match_data_create(VNP__MAX_GROUPS, rules->general);
    m->context = pcre2_match_context_create(rules->general);
    m->candidates = vnp__candidates_new(rules, alloc);
    if (!m->data || !m->context || !m->candidates) {
        vnp__matcher_free(m);
        return NULL;
    }
    pcre2_set_match_limit(m->context, MATCH_LIMIT);
    pcre2_set_depth_limit(m->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(m->context, HEAP_LIMIT);
    pcre2_set_callout(m->context, check_letter, m);
    return m;
}

void vnp__matcher_free(vnp__matcher *m)
{
    if (!m)
        return;
    pcre2_match_data_free(m->data);
    pcre2_match_context_free(m->context);
    vnp__candidates_free(m->candidates);
    m->alloc.free(m, m->alloc.ctx);
}

void vnp__matcher_text(vnp__matcher *m, const char *fold, uint32_t len)
{
    vnp__candidates_text(m->candidates, fold, len);
}

void vnp__matcher_forget(vnp__matcher *m)
{
    vnp__candidates_forget(m->candidates);
}

void vnp__matcher_try_everywhere(vnp__matcher *m)
{
    m->plain = true;
}

const vnp_rules *vnp__matcher_rules(const vnp__matcher *m)
{
    return m->rules;
}

vnp_str vnp__matcher_limited(const vnp__matcher *m)
{
    return m->limited;
}

bool vnp__matcher_starved(const vnp__matcher *m)
{
    return m->starved;
}

/* ------------------------------------------------------------------ recording */

void vnp__matcher_record(vnp__matcher *m, vnp__arena *arena)
{
    m->recording = arena;
}

bool vnp__matcher_records(const vnp__matcher *m)
{
    return m->recording;
}

const vnp__trace_list *vnp__matcher_recorded(const vnp__matcher *m)
{
    return &m->recorded;
}

/* The run of a slice may be a local of its function; what it points to lives on. */
static void keep(vnp__matcher *m, vnp__trace trace)
{
    vnp__run *run = VNP__NEW(m->recording, vnp__run);
    *run = *trace.place.run;
    trace.place.run = run;
    VNP__PUSH(m->recording, &m->recorded, trace);
}

void vnp__matcher_used(vnp__matcher *m, vnp__list_id list, const vnp__word *word, vnp__slice place)
{
    if (m->recording && word)
        keep(m, (vnp__trace){.word = word, .list = list, .place = place});
}

static void record(vnp__matcher *m, vnp__slice subject, const vnp__match *match,
                   const vnp__match *winner)
{
    if (m->recording && !(winner && winner->pattern == match->pattern))
        keep(m, (vnp__trace){.pattern = match->pattern,
                             .place = vnp__slice_sub(subject, match->begin, match->end),
                             .lost_to = winner ? winner->pattern : NULL});
}

static bool overlap(const vnp__match *a, const vnp__match *b)
{
    return a->begin < b->end && b->begin < a->end;
}

/* ------------------------------------------------------------------- matching */

/* Whether the letters of the match have the case that the rule asks for. */
static bool has_case(const vnp__pattern *p, vnp_str text)
{
    uint32_t len, letters = 0;
    if (p->case_need == VNP__CASE_ANY)
        return true;
    for (uint32_t at = 0; at < text.len; at += len) {
        uint32_t c = vnp__char_at(text, at, &len);
        if (!vnp__char_is_letter(c))
            continue;
        letters++;
        if (p->case_need == VNP__CASE_INITIAL)
            return vnp__char_is_upper(c);
        if (p->case_need == VNP__CASE_LOWER)
            return vnp__char_is_lower(c);
        if (vnp__char_is_lower(c))
            return false;
    }
    return letters > 0;
}

static void take_fields(const vnp__matcher *m, const vnp__pattern *p, vnp__match *out)
{
    const PCRE2_SIZE *v = pcre2_get_ovector_pointer(m->data);
    out->pattern = p;
    out->begin = (uint32_t)v[0];
    out->end = (uint32_t)v[1];
    memset(out->fields, 0, sizeof out->fields);
    for (uint32_t i = 0; i < p->group_count; i++) {
        const vnp__group *g = &p->groups[i];
        if (v[2 * g->number] == PCRE2_UNSET || v[2 * g->number] == v[2 * g->number + 1])
            continue;
        vnp_span *span = &out->fields[g->field];
        if (span->begin == span->end)
            *span = (vnp_span){(uint32_t)v[2 * g->number], (uint32_t)v[2 * g->number + 1]};
    }
}

/*
 * Machine code has a small stack of its own and counts other steps: where it gives up
 * the interpreter decides, as it does for a pattern that is not translated yet.
 */
static int match(vnp__matcher *m, const vnp__pattern *p, vnp_str fold, uint32_t from)
{
    const pcre2_code *translated = m->plain ? NULL : vnp__pattern_translated(m->rules, p);
    if (translated) {
        int rc = pcre2_jit_match(translated, (PCRE2_SPTR)fold.ptr, fold.len, from,
                                 PCRE2_NO_UTF_CHECK, m->data, m->context);
        if (rc >= 0 || rc == PCRE2_ERROR_NOMATCH)
            return rc;
    }
    const pcre2_code *plain = vnp__pattern_plain(m->rules, p);
    if (!plain)
        return PCRE2_ERROR_NOMEMORY;
    return pcre2_match(plain, (PCRE2_SPTR)fold.ptr, fold.len, from, PCRE2_NO_UTF_CHECK, m->data,
                       m->context);
}

/* The first match that begins at or behind *from, at `to` at the latest. Without one
 * *from is where the next may begin. */
static bool run(vnp__matcher *m, const vnp__pattern *p, vnp__slice subject, uint32_t *from,
                uint32_t to, vnp__match *out)
{
    vnp_str fold = vnp__slice_fold(subject), text = vnp__slice_text(subject);
    m->text = text;
    pcre2_set_offset_limit(m->context, to);
    for (;;) {
        while (*from < fold.len && ((unsigned char)fold.ptr[*from] & 0xC0) == 0x80)
            ++*from;
        if (*from > to || *from > fold.len)
            return false;
        int rc = match(m, p, fold, *from);
        if (rc < 0) {
            if (rc == PCRE2_ERROR_NOMEMORY)
                m->starved = true;
            else if (rc != PCRE2_ERROR_NOMATCH)
                m->limited = p->id;
            *from = rc == PCRE2_ERROR_NOMATCH ? to + 1 : fold.len + 1;
            return false;
        }
        take_fields(m, p, out);
        if (out->end > out->begin && has_case(p, vnp__str_sub(text, out->begin, out->end)))
            return true;
        *from = out->end > out->begin ? out->end : out->end + 1;
    }
}

/* Whether a byte that the pattern must have can be in a match of the window. One that
 * may be far away is looked for nearby only: else it is taken to be there. */
static bool can_have_sign(const vnp__pattern *p, vnp_str fold, uint32_t from, uint32_t to)
{
    enum { NEAR = 160 };
    uint32_t end = fold.len - to > p->sign.within ? to + p->sign.within : fold.len;
    bool all = end - from <= NEAR;
    if (p->sign.within == 0)
        return true;
    end = all ? end : from + NEAR;
    return vnp__sign_in(&p->sign, fold.ptr + from, end - from) || !all;
}

/* Whether a window of one place has in front of it what the pattern does not allow. */
static bool stands_wrong(const vnp__pattern *p, vnp_str fold, uint32_t from, uint32_t to)
{
    if (p->behind == 0 || from != to || from == 0)
        return false;
    uint32_t before = vnp__char_before(fold, from);
    return (p->behind & VNP__NO_LETTER && vnp__char_is_letter(before)) ||
           (p->behind & VNP__NO_FIGURE && before >= '0' && before <= '9');
}

/* The windows of one pattern, or one window of all places. */
typedef struct places {
    const vnp__pattern *pattern;
    vnp__windows windows;
    bool everywhere;
    uint32_t next; /* window */
    uint32_t from;
} places;

static bool is_hopeless(const vnp__pattern *p, vnp_str fold, uint32_t from, uint32_t to)
{
    return stands_wrong(p, fold, from, to) || !can_have_sign(p, fold, from, to);
}

static bool next_match(vnp__matcher *m, places *x, vnp__slice subject, vnp__match *out)
{
    for (; x->next < x->windows.count; x->next++) {
        const vnp__window *w = &x->windows.at[x->next];
        x->from = x->from > w->from ? x->from : w->from;
        if (x->from > w->to)
            continue; /* what the last match took reaches behind the window */
        if (!x->everywhere && is_hopeless(x->pattern, vnp__slice_fold(subject), x->from, w->to))
            continue;
        if (run(m, x->pattern, subject, &x->from, w->to, out)) {
            x->from = out->end;
            return true;
        }
    }
    return false;
}

/* A query: the windows of a set's patterns, one pattern after the other. */
typedef struct query {
    const vnp__pattern_list *patterns;
    vnp__windows windows;
    bool everywhere;
    vnp__window all; /* the one window when there is no knowing */
    uint32_t next;   /* window; everywhere: pattern */
} query;

/* False where no pattern can match. */
static bool ask(vnp__matcher *m, vnp__set_id set, vnp__role role, vnp__slice subject, uint32_t from,
                bool anchored, query *out)
{
    uint32_t scope = m->rules->prefilter.scope_of[set][role];
    out->patterns = &m->rules->sets[set];
    out->next = 0;
    out->everywhere = m->plain || !vnp__candidates_find(m->candidates, scope, subject, from,
                                                        anchored, &out->windows);
    if (out->everywhere)
        out->all = (vnp__window){.from = from, .to = anchored ? 0 : subject.end - subject.begin};
    return out->everywhere || out->windows.count > 0;
}

static bool next_places(query *q, places *out)
{
    memset(out, 0, sizeof *out);
    if (q->everywhere) {
        if (q->next == q->patterns->count)
            return false;
        out->windows = (vnp__windows){&q->all, 1};
        out->pattern = &q->patterns->at[q->next++];
        out->everywhere = true;
        return true;
    }
    uint32_t first = q->next;
    if (first == q->windows.count)
        return false;
    while (q->next < q->windows.count &&
           q->windows.at[q->next].pattern == q->windows.at[first].pattern)
        q->next++;
    out->windows = (vnp__windows){q->windows.at + first, q->next - first};
    out->pattern = &q->patterns->at[q->windows.at[first].pattern];
    return true;
}

/* Whether the subject begins with a word of one of the lists that the pattern names. */
static bool begins_as_asked(const vnp__matcher *m, const vnp__pattern *p, vnp__slice subject)
{
    uint32_t end;
    for (uint32_t lists = p->begins; lists; lists &= lists - 1)
        if (vnp__word_prefix(m->rules, (vnp__list_id)__builtin_ctz(lists), subject, &end))
            return true;
    return p->begins == 0;
}

static bool next_pattern(const vnp__matcher *m, query *q, vnp__slice subject, places *out)
{
    while (next_places(q, out))
        if (begins_as_asked(m, out->pattern, subject))
            return true;
    return false;
}

static bool better(const vnp__match *a, const vnp__match *b)
{
    if (a->begin != b->begin)
        return a->begin < b->begin;
    if (a->pattern->priority != b->pattern->priority)
        return a->pattern->priority > b->pattern->priority;
    return a->end > b->end;
}

static bool find(vnp__matcher *m, vnp__set_id set, vnp__role role, vnp__slice subject,
                 uint32_t from, bool anchored, vnp__match *out)
{
    query q;
    vnp__match match;
    places x;
    bool found = false;
    if (!ask(m, set, role, subject, from, anchored, &q))
        return false;
    while (next_pattern(m, &q, subject, &x)) {
        if (role != VNP__ROLE_ANY && x.pattern->role != role)
            continue;
        if (!next_match(m, &x, subject, &match))
            continue;
        if (!found || better(&match, out)) {
            if (found && overlap(&match, out))
                record(m, subject, out, &match);
            *out = match;
        } else if (overlap(&match, out)) {
            record(m, subject, &match, out);
        }
        found = true;
    }
    if (found)
        record(m, subject, out, NULL);
    return found;
}

bool vnp__rule_find(vnp__matcher *m, vnp__set_id set, vnp__slice subject, uint32_t from,
                    vnp__match *out)
{
    return find(m, set, VNP__ROLE_ANY, subject, from, false, out);
}

bool vnp__rule_match(vnp__matcher *m, vnp__set_id set, vnp__slice subject, vnp__match *out)
{
    return find(m, set, VNP__ROLE_ANY, subject, 0, true, out);
}

bool vnp__rule_find_role(vnp__matcher *m, vnp__set_id set, vnp__role role, vnp__slice subject,
                         uint32_t from, vnp__match *out)
{
    return find(m, set, role, subject, from, false, out);
}

bool vnp__rule_match_role(vnp__matcher *m, vnp__set_id set, vnp__role role, vnp__slice subject,
                          vnp__match *out)
{
    return find(m, set, role, subject, 0, true, out);
}

static int by_rank(const void *a, const void *b)
{
    const vnp__match *x = a, *y = b;
    if (x->pattern->priority != y->pattern->priority)
        return x->pattern->priority > y->pattern->priority ? -1 : 1;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end)
        return x->end > y->end ? -1 : 1;
    return x->pattern->order < y->pattern->order ? -1 : 1;
}

static int by_place(const void *a, const void *b)
{
    const vnp__match *x = a, *y = b;
    return (x->begin > y->begin) - (x->begin < y->begin);
}

/* The best ranked of `count` matches, apart from each other and in order, that overlaps `m`. */
static const vnp__match *winner_over(const vnp__match *at, uint32_t count, const vnp__match *m)
{
    const vnp__match *winner = NULL;
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (at[mid].end <= m->begin)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < count && overlap(&at[low], m); low++)
        if (!winner || by_rank(&at[low], winner) < 0)
            winner = &at[low];
    return winner;
}

/* Matches come in order of their rank, those of one priority in order of their place: `out` has
 * those of higher priority sorted in front, so that each is held against few. */
static void keep_best(vnp__matcher *m, vnp__arena *arena, vnp__slice subject,
                      const vnp__match_list *all, vnp__match_list *out)
{
    uint32_t first = out->count, sorted = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        const vnp__match *match = &all->at[i];
        if (i > 0 && match->pattern->priority != match[-1].pattern->priority &&
            out->count > first + sorted) {
            sorted = out->count - first;
            qsort(out->at + first, sorted, sizeof *out->at, by_place);
        }
        const vnp__match *winner = winner_over(out->at + first, sorted, match);
        if (!winner && out->count > first + sorted && overlap(&out->at[out->count - 1], match))
            winner = &out->at[out->count - 1];
        record(m, subject, match, winner);
        if (!winner)
            VNP__PUSH(arena, out, *match);
    }
    qsort(out->at + first, out->count - first, sizeof *out->at, by_place);
}

void vnp__rule_scan(vnp__matcher *m, vnp__set_id set, vnp__arena *arena, vnp__slice subject,
                    vnp__match_list *out)
{
    query q;
    vnp__match_list all = {0};
    vnp__match match;
    places x;
    if (!ask(m, set, VNP__ROLE_ANY, subject, 0, false, &q))
        return;
    while (next_pattern(m, &q, subject, &x))
        while (next_match(m, &x, subject, &match))
            VNP__PUSH(arena, &all, match);
    if (all.count == 0)
        return;
    qsort(all.at, all.count, sizeof *all.at, by_rank);
    keep_best(m, arena, subject, &all, out);
}

/* ------------------------------------------------------------------- fields */

vnp_str vnp__match_text(const vnp__match *match, vnp__slice subject, vnp__field field)
{
    vnp_span span = match->fields[field];
    if (span.begin < span.end)
        return vnp__str_sub(vnp__slice_text(subject), span.begin, span.end);
    return vnp__pattern_gives(match->pattern, field);
}

bool vnp__match_has(const vnp__match *match, vnp__field field)
{
    return match->fields[field].begin < match->fields[field].end ||
           vnp__pattern_gives(match->pattern, field).len > 0;
}

bool vnp__match_is(const vnp__match *match, vnp__slice subject, vnp__field field, const char *text)
{
    return vnp__str_eq(vnp__match_text(match, subject, field), vnp__str_c(text));
}

vnp_str vnp__match_rule_id(const vnp__match *match)
{
    return match->pattern->id;
}
