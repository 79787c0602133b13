#include "rule/prefilter.h"

#include "rule/rules.h"

#include <stdlib.h>

_Static_assert(VNP__SET_COUNT <= 32, "a set is a bit of 32");

/* ------------------------------------------------------------------ building */

/* A literal of a pattern, before those of all patterns are numbered. */
typedef struct entry {
    vnp_str bytes;
    uint32_t set;
    vnp__use use;
} entry;
VNP_LIST(entry);

static int by_bytes(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    uint32_t len = x->bytes.len < y->bytes.len ? x->bytes.len : y->bytes.len;
    int order = memcmp(x->bytes.ptr, y->bytes.ptr, len);
    if (order != 0)
        return order;
    if (x->bytes.len != y->bytes.len)
        return x->bytes.len < y->bytes.len ? -1 : 1;
    if (x->set != y->set)
        return x->set < y->set ? -1 : 1;
    if (x->use.pattern != y->use.pattern)
        return x->use.pattern < y->use.pattern ? -1 : 1;
    return (x->use.most > y->use.most) - (x->use.most < y->use.most);
}

static void read_pattern(vnp__arena *arena, vnp__pattern *p, uint32_t index, entry_list *entries)
{
    vnp__literals literals;
    vnp__literals_read(arena, p->source, &literals);
    p->filtered = literals.any;
    p->at_begin = literals.at_begin;
    p->sign = literals.sign;
    p->behind = literals.behind;
    for (uint32_t i = 0; literals.any && i < literals.list.count; i++) {
        const vnp__literal *l = &literals.list.at[i];
        entry e = {l->bytes, p->set, {(uint16_t)index, l->least, l->most}};
        VNP__PUSH(arena, entries, e);
    }
}

/* Numbers the literals and lists for each who uses it; entries are in order. */
static uint32_t number(vnp__arena *arena, const entry_list *entries, vnp_str *literals, vnp__prefilter *out)
{
    uint32_t count = 0;
    vnp__use *uses = vnp__arena_get(arena, (entries->count + 1) * sizeof *uses);
    uint32_t *sets = vnp__arena_get(arena, (entries->count + 1) * sizeof *sets);
    uint32_t *at = vnp__arena_get(arena, ((size_t)entries->count * VNP__SET_COUNT + 1) * sizeof *at);
    uint32_t cell = 0;
    for (uint32_t i = 0; i < entries->count; i++) {
        const entry *e = &entries->at[i];
        if (i == 0 || !vnp__str_eq(e->bytes, entries->at[i - 1].bytes))
            literals[count++] = e->bytes;
        for (; cell <= (count - 1) * VNP__SET_COUNT + e->set; cell++)
            at[cell] = i;
        uses[i] = e->use;
        if (e->use.most > out->reach[e->set])
            out->reach[e->set] = e->use.most;
        sets[count - 1] |= 1u << e->set;
    }
    for (; cell <= count * VNP__SET_COUNT; cell++)
        at[cell] = entries->count;
    out->uses = uses;
    out->uses_at = at;
    out->sets = sets;
    return count;
}

static void use_none(vnp_rules *rules)
{
    memset(&rules->prefilter, 0, sizeof rules->prefilter);
    for (int s = 0; s < VNP__SET_COUNT; s++) {
        rules->prefilter.always[s] = rules->sets[s].count;
        for (uint32_t i = 0; i < rules->sets[s].count; i++)
            rules->sets[s].at[i].filtered = false;
    }
}

void vnp__prefilter_build(vnp_rules *rules)
{
    vnp__arena *arena = &rules->arena;
    vnp__prefilter *f = &rules->prefilter;
    entry_list entries = {0};
    memset(f, 0, sizeof *f);
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < rules->sets[s].count; i++) {
            vnp__pattern *p = &rules->sets[s].at[i];
            if (i < UINT16_MAX)
                read_pattern(arena, p, i, &entries);
            f->always[s] += !p->filtered;
        }
    if (entries.count > 1)
        qsort(entries.at, entries.count, sizeof *entries.at, by_bytes);
    vnp_str *literals = vnp__arena_get(arena, (entries.count + 1) * sizeof *literals);
    uint32_t count = number(arena, &entries, literals, f);
    if (!vnp__automaton_build(arena, literals, count, &f->automaton))
        use_none(rules);
}

/* ------------------------------------------------------------------- finding */

typedef struct hit {
    uint32_t end; /* of the literal, in the run */
    uint16_t literal;
    uint16_t length;
    uint32_t sets; /* a bit for each that uses it */
} hit;

/* The literals of a stretch of folded text. What is there never changes, so its place
 * tells it from all others. */
typedef struct found {
    const char *fold;
    uint32_t len;
    uint32_t sets; /* a bit for each set that has to do with one of the hits */
    hit *hits;     /* in the order of their ends */
    uint32_t count, cap;
} found;

/*
 * Most runs are stretches of the document's folded text. They are found in pages of
 * it, a page being scanned when it is first asked for; two pages and some runs that
 * are put together of several pieces are remembered.
 */
enum { PAGES = 2, RUNS = 128, PAGE_BYTES = 64 * 1024 };

struct vnp__candidates {
    const vnp_rules *rules;
    vnp_alloc alloc;
    const char *text; /* the document's folded text; NULL: not known */
    uint32_t len;
    found pages[PAGES];
    found runs[RUNS];
    vnp__window *windows;
    uint32_t count, cap;
};

vnp__candidates *vnp__candidates_new(const vnp_rules *rules, const vnp_alloc *alloc)
{
    vnp__candidates *c = alloc->malloc(sizeof *c, alloc->ctx);
    if (!c)
        return NULL;
    memset(c, 0, sizeof *c);
    c->rules = rules;
    c->alloc = *alloc;
    return c;
}

static void give_back(const vnp__candidates *c, void *block)
{
    if (block)
        c->alloc.free(block, c->alloc.ctx);
}

void vnp__candidates_free(vnp__candidates *c)
{
    if (!c)
        return;
    for (int i = 0; i < PAGES; i++)
        give_back(c, c->pages[i].hits);
    for (int i = 0; i < RUNS; i++)
        give_back(c, c->runs[i].hits);
    give_back(c, c->windows);
    c->alloc.free(c, c->alloc.ctx);
}

/* Room for one more entry of `size` bytes in a list that the allocator keeps. */
static bool make_room(const vnp_alloc *alloc, void **list, uint32_t count, uint32_t *cap, size_t size)
{
    if (count < *cap)
        return true;
    uint32_t larger = *cap ? *cap * 2 : 64;
    void *more = larger > *cap ? alloc->malloc(larger * size, alloc->ctx) : NULL;
    if (!more)
        return false;
    if (*list) {
        memcpy(more, *list, count * size);
        alloc->free(*list, alloc->ctx);
    }
    *list = more;
    *cap = larger;
    return true;
}

static bool add_hits(vnp__candidates *c, found *f, uint32_t state, uint32_t end)
{
    const vnp__prefilter *p = &c->rules->prefilter;
    const vnp__automaton *a = &p->automaton;
    uint32_t ending = state - a->first_ending;
    for (uint32_t i = a->ends_at[ending]; i < a->ends_at[ending + 1]; i++) {
        uint16_t literal = a->ends[i];
        if (f->count == f->cap) {
            void *hits = f->hits;
            bool room = make_room(&c->alloc, &hits, f->count, &f->cap, sizeof *f->hits);
            f->hits = hits;
            if (!room)
                return false;
        }
        f->hits[f->count++] = (hit){end, literal, a->length[literal], p->sets[literal]};
        f->sets |= p->sets[literal];
    }
    return true;
}

static bool scan(vnp__candidates *c, found *f, const char *fold, uint32_t len)
{
    const vnp__automaton *a = &c->rules->prefilter.automaton;
    uint32_t state = 0;
    f->fold = NULL; /* should memory end, nothing is remembered */
    f->count = f->sets = 0;
    for (uint32_t i = 0; i < len; i++) {
        state = a->next[(state << a->shift) | a->class_of[(unsigned char)fold[i]]];
        if (state >= a->first_ending && !add_hits(c, f, state, i + 1))
            return false;
    }
    f->fold = fold;
    f->len = len;
    return true;
}

static bool holds(const found *f, const char *fold, uint32_t len)
{
    return f->fold && fold >= f->fold && fold + len <= f->fold + f->len;
}

_Static_assert(RUNS == 1 << 7, "seven bits of a hash tell a run's place");

/* What is found in the page that a stretch begins in; a longer stretch makes it longer. */
static const found *found_on_page(vnp__candidates *c, const char *fold, uint32_t len)
{
    uint32_t at = (uint32_t)(fold - c->text), page = at / PAGE_BYTES;
    uint32_t begin = page * PAGE_BYTES, end = begin + PAGE_BYTES;
    found *f = &c->pages[page % PAGES];
    if (holds(f, fold, len))
        return f;
    end = end < at + len ? at + len : end;
    end = end < c->len ? end : c->len;
    return scan(c, f, c->text + begin, end - begin) ? f : NULL;
}

static const found *found_in(vnp__candidates *c, const vnp__run *run)
{
    if (c->text && run->fold >= c->text && run->fold + run->text.len <= c->text + c->len)
        return found_on_page(c, run->fold, run->text.len);
    found *f = &c->runs[(uint32_t)((uintptr_t)run->fold >> 4) * 2654435769u >> 25];
    if (holds(f, run->fold, run->text.len))
        return f;
    return scan(c, f, run->fold, run->text.len) ? f : NULL;
}

/* The first hit that ends behind `at`. */
static uint32_t first_hit(const found *f, uint32_t at)
{
    uint32_t low = 0, high = f->count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (f->hits[mid].end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

typedef struct query {
    vnp__candidates *c;
    const vnp__pattern_list *patterns;
    uint32_t from;
    bool anchored;
} query;

static bool add_window(const query *q, uint32_t pattern, uint32_t from, uint32_t to)
{
    vnp__candidates *c = q->c;
    if (q->anchored || q->patterns->at[pattern].at_begin) {
        if (from > 0 || q->from > 0)
            return true;
        to = 0;
    }
    from = from > q->from ? from : q->from;
    if (from > to)
        return true;
    void *windows = c->windows;
    bool room = make_room(&c->alloc, &windows, c->count, &c->cap, sizeof *c->windows);
    c->windows = windows;
    if (room)
        c->windows[c->count++] = (vnp__window){(uint16_t)pattern, from, to};
    return room;
}

/* The windows that a literal opens for the patterns of a set; `at`: its offset in
 * the slice. */
static bool open_windows(const query *q, const vnp__prefilter *f, const uint32_t *uses, uint32_t at)
{
    for (uint32_t i = uses[0]; i < uses[1]; i++) {
        const vnp__use *use = &f->uses[i];
        if (at < use->least)
            continue;
        uint32_t from = use->most == VNP__NO_BOUND || use->most > at ? 0 : at - use->most;
        if (!add_window(q, use->pattern, from, at - use->least))
            return false;
    }
    return true;
}

static int by_place(const void *a, const void *b)
{
    const vnp__window *x = a, *y = b;
    if (x->pattern != y->pattern)
        return x->pattern < y->pattern ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

/* They are few, and nearly in order, as a rule. */
static void sort_windows(vnp__window *at, uint32_t count)
{
    enum { FEW = 24 };
    if (count > FEW) {
        qsort(at, count, sizeof *at, by_place);
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        vnp__window w = at[i];
        uint32_t k = i;
        for (; k > 0 && by_place(&w, &at[k - 1]) < 0; k--)
            at[k] = at[k - 1];
        at[k] = w;
    }
}

static bool open_everywhere(const query *q, uint32_t len)
{
    for (uint32_t i = 0; i < q->patterns->count; i++)
        if (!q->patterns->at[i].filtered && !add_window(q, i, 0, len))
            return false;
    return true;
}

void vnp__candidates_text(vnp__candidates *c, const char *fold, uint32_t len)
{
    c->text = fold;
    c->len = len;
}

bool vnp__candidates_find(vnp__candidates *c, vnp__set_id set, vnp__slice subject, uint32_t from,
                          bool anchored, vnp__windows *out)
{
    const vnp__prefilter *p = &c->rules->prefilter;
    query q = {c, &c->rules->sets[set], from, anchored};
    c->count = 0;
    const found *f = found_in(c, subject.run);
    uint32_t len = subject.end - subject.begin;
    if (!f || (p->always[set] && !open_everywhere(&q, len)))
        return false;
    uint32_t begin = (uint32_t)(subject.run->fold - f->fold) + subject.begin;
    uint32_t last = begin + len; /* a longer literal may begin before a shorter that ends before it */
    if (anchored && len > p->reach[set] + VNP__LITERAL_BYTES)
        last = begin + p->reach[set] + VNP__LITERAL_BYTES;
    if (f->sets >> set & 1)
        for (uint32_t i = first_hit(f, begin + from); i < f->count && f->hits[i].end <= last; i++) {
            const hit *h = &f->hits[i];
            if (!(h->sets >> set & 1) || h->end - h->length < begin)
                continue;
            const uint32_t *uses = &p->uses_at[h->literal * VNP__SET_COUNT + set];
            if (!open_windows(&q, p, uses, h->end - h->length - begin))
                return false;
        }
    sort_windows(c->windows, c->count);
    *out = (vnp__windows){c->windows, c->count};
    return true;
}
