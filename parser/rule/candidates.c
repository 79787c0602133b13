/* The search of a document for literals, and the windows that they open. */
#include "rule/prefilter.h"

#include "rule/rules.h"

#include <stdlib.h>

typedef struct hit {
    uint32_t at; /* where the literal begins */
    uint16_t literal;
    uint16_t length;
    uint64_t scopes; /* a bit for each that uses it */
} hit;

/*
 * The literals of a stretch of folded text. What is there never changes, so its place
 * tells it from all others. Hits are in the order of their places; blocks[n] is the
 * first at or behind byte n * BLOCK.
 */
typedef struct found {
    const char *fold;
    uint32_t len;
    uint64_t scopes; /* a bit for each that has to do with one of the hits */
    hit *hits;
    uint32_t count, cap;
    uint32_t *blocks;
    uint32_t block_cap;
} found;

/*
 * Most runs are stretches of the document's folded text. They are found in pages of
 * it, a page being scanned when it is first asked for, with a margin for the run that
 * goes on behind it; some pages are remembered, and some runs that are put together of
 * several pieces.
 */
enum { PAGES = 16, RUN_BITS = 7, RUNS = 1 << RUN_BITS, PAGE_BYTES = 16 * 1024, MARGIN = 2 * 1024, BLOCK = 64, PIECE = 4 * 1024 };

struct vnp__candidates {
    const vnp_rules *rules;
    vnp_alloc alloc;
    const char *text; /* the document's folded text; NULL: not known */
    uint32_t len;
    found pages[PAGES];
    found runs[RUNS];
    vnp__window *windows;
    uint32_t count, cap;
    char piece[PIECE + VNP__FINDER_PAD]; /* what is being scanned, as the finder reads it */
    uint16_t places[PIECE];              /* of it, where a literal may begin */
};

vnp__candidates *vnp__candidates_new(const vnp_rules *rules, const vnp_alloc *alloc)
{
    vnp__candidates *c = alloc->malloc(sizeof *c, alloc->ctx);
    if (!c)
        return NULL;
    memset(c, 0, offsetof(vnp__candidates, piece));
    c->rules = rules;
    c->alloc = *alloc;
    return c;
}

static void give_back(const vnp__candidates *c, void *block)
{
    if (block)
        c->alloc.free(block, c->alloc.ctx);
}

static void forget(const vnp__candidates *c, const found *f, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        give_back(c, f[i].hits);
        give_back(c, f[i].blocks);
    }
}

void vnp__candidates_free(vnp__candidates *c)
{
    if (!c)
        return;
    forget(c, c->pages, PAGES);
    forget(c, c->runs, RUNS);
    give_back(c, c->windows);
    c->alloc.free(c, c->alloc.ctx);
}

void vnp__candidates_text(vnp__candidates *c, const char *fold, uint32_t len)
{
    c->text = fold;
    c->len = len;
}

/* Room for `need` entries of `size` bytes in a list that the allocator keeps. */
static bool make_room(const vnp_alloc *alloc, void **list, uint32_t count, uint32_t need, uint32_t *cap,
                      size_t size)
{
    if (need <= *cap)
        return true;
    uint32_t larger = *cap ? *cap * 2 : 64;
    larger = larger < need ? need : larger;
    void *more = alloc->malloc(larger * size, alloc->ctx);
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

/* ------------------------------------------------------------------- finding */

static bool add_hit(vnp__candidates *c, found *f, uint32_t at, uint16_t literal)
{
    const vnp__prefilter *p = &c->rules->prefilter;
    if (f->count == f->cap) {
        void *hits = f->hits;
        bool room = make_room(&c->alloc, &hits, f->count, f->count + 1, &f->cap, sizeof *f->hits);
        f->hits = hits;
        if (!room)
            return false;
    }
    f->hits[f->count++] = (hit){at, literal, p->finder.length[literal], p->scopes_of[literal]};
    f->scopes |= p->scopes_of[literal];
    return true;
}

/* The literals of the shelves in `look` that begin at `text`, which stands at `at` of
 * the stretch. */
static bool add_hits(vnp__candidates *c, found *f, unsigned look, const char *text, uint32_t at)
{
    const vnp__finder *finder = &c->rules->prefilter.finder;
    for (int s = 0; look; s++, look >>= 1) {
        if (!(look & 1))
            continue;
        const uint16_t *bucket = &finder->shelves[s].buckets[vnp__finder_bucket((vnp__shelf_id)s, text)];
        for (uint32_t i = bucket[0], end = bucket[1]; i < end; i++)
            if (vnp__needle_is_at(&finder->needles[i], text) && !add_hit(c, f, at, finder->order[i]))
                return false;
    }
    return true;
}

/*
 * Leaves of the first `len` places of the piece those where a literal may begin. Which
 * ones these are is as good as chance to a processor, so there is no branch on it.
 */
static uint32_t find_places(vnp__candidates *c, uint32_t len)
{
    const vnp__finder *finder = &c->rules->prefilter.finder;
    uint32_t some = 0, few = 0;
    for (uint32_t i = 0; i < len; i++) {
        c->places[some] = (uint16_t)i;
        some += vnp__finder_begins(finder, c->piece + i);
    }
    for (uint32_t i = 0; i < some; i++) {
        uint16_t at = c->places[i];
        c->places[few] = at;
        few += vnp__finder_look(finder, c->piece + at) != 0;
    }
    return few;
}

/*
 * The literals that begin in [from, to) of a text of `len` bytes. It is read in pieces
 * that overlap by the pad: a literal is seen whole where it begins.
 */
static bool scan(vnp__candidates *c, found *f, vnp_str text, uint32_t from, uint32_t to)
{
    const vnp__finder *finder = &c->rules->prefilter.finder;
    enum { STEP = PIECE - VNP__FINDER_PAD };
    for (uint32_t done = from; done < to; done += STEP) {
        uint32_t step = to - done < STEP ? to - done : STEP;
        uint32_t there = text.len - done < step + VNP__FINDER_PAD ? text.len - done : step + VNP__FINDER_PAD;
        vnp__finder_prepare(c->piece, text.ptr + done, there);
        for (uint32_t i = 0, count = find_places(c, step); i < count; i++) {
            const char *place = c->piece + c->places[i];
            if (!add_hits(c, f, vnp__finder_look(finder, place), place, done + c->places[i]))
                return false;
        }
    }
    return true;
}

/* Begins anew. Should memory end before it is finished, nothing is remembered. */
static void begin(found *f, uint32_t len)
{
    f->fold = NULL;
    f->count = 0;
    f->scopes = 0;
    f->len = len;
}

static bool finish(vnp__candidates *c, found *f, const char *fold)
{
    void *blocks = f->blocks;
    uint32_t count = f->len / BLOCK + 1;
    bool room = make_room(&c->alloc, &blocks, 0, count, &f->block_cap, sizeof *f->blocks);
    f->blocks = blocks;
    if (!room)
        return false;
    for (uint32_t b = 0, i = 0; b < count; b++) {
        while (i < f->count && f->hits[i].at < b * BLOCK)
            i++;
        f->blocks[b] = i;
    }
    f->fold = fold;
    return true;
}

static bool holds(const found *f, const char *fold, uint32_t len)
{
    return f->fold && fold >= f->fold && fold + len <= f->fold + f->len;
}

/* The first hit that begins at or behind `at`. */
static uint32_t first_hit(const found *f, uint32_t at)
{
    if (at >= f->len)
        return f->count;
    uint32_t i = f->blocks[at / BLOCK];
    while (i < f->count && f->hits[i].at < at)
        i++;
    return i;
}

/* What is found in the page that a stretch begins in; a longer stretch makes it longer. */
static const found *found_on_page(vnp__candidates *c, const char *fold, uint32_t len)
{
    uint32_t at = (uint32_t)(fold - c->text), page = at / PAGE_BYTES;
    uint32_t from = page * PAGE_BYTES, to = from + PAGE_BYTES + MARGIN;
    found *f = &c->pages[page % PAGES];
    if (holds(f, fold, len))
        return f;
    to = to < at + len ? at + len : to;
    to = to < c->len ? to : c->len;
    begin(f, to - from);
    vnp_str text = vnp__str(c->text + from, to - from);
    return scan(c, f, text, 0, text.len) && finish(c, f, text.ptr) ? f : NULL;
}

/* Takes over what is found of the document's text in [from, to), as at `at` of a run. */
static bool take_over(vnp__candidates *c, found *f, uint32_t from, uint32_t to, uint32_t at)
{
    const found *page = found_on_page(c, c->text + from, to - from);
    if (!page)
        return false;
    uint32_t base = from - (uint32_t)(page->fold - c->text), last = base + (to - from);
    for (uint32_t i = first_hit(page, base); i < page->count && page->hits[i].at < last; i++)
        if (!add_hit(c, f, at + (page->hits[i].at - base), page->hits[i].literal))
            return false;
    return true;
}

/*
 * A run of several pieces: the literals of a piece are those of the document's text,
 * where the piece is that. New ones begin shortly before a piece ends only.
 */
static bool scan_run(vnp__candidates *c, found *f, const vnp__run *run)
{
    vnp_str text = vnp__str(run->fold, run->text.len);
    uint32_t done = 0;
    for (uint32_t i = 0; c->text && i < run->pieces.count; i++) {
        const vnp__piece *p = &run->pieces.at[i];
        if (p->len != p->nrm_len || p->len <= VNP__LITERAL_BYTES || p->nrm + p->len > c->len ||
            memcmp(run->fold + p->at, c->text + p->nrm, p->len) != 0)
            continue;
        uint32_t kept = p->len - VNP__LITERAL_BYTES;
        if (!scan(c, f, text, done, p->at) || !take_over(c, f, p->nrm, p->nrm + kept, p->at))
            return false;
        done = p->at + kept;
    }
    return scan(c, f, text, done, text.len);
}

static const found *found_in(vnp__candidates *c, const vnp__run *run)
{
    if (c->text && run->fold >= c->text && run->fold + run->text.len <= c->text + c->len)
        return found_on_page(c, run->fold, run->text.len);
    uint32_t place = (uint32_t)((uintptr_t)run->fold >> 4) * 2654435769u >> (32 - RUN_BITS);
    found *f = &c->runs[place];
    if (holds(f, run->fold, run->text.len))
        return f;
    begin(f, run->text.len);
    return scan_run(c, f, run) && finish(c, f, run->fold) ? f : NULL;
}

/* ------------------------------------------------------------------- windows */

typedef struct query {
    vnp__candidates *c;
    const vnp__scope *scope;
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
    bool room = make_room(&c->alloc, &windows, c->count, c->count + 1, &c->cap, sizeof *c->windows);
    c->windows = windows;
    if (room)
        c->windows[c->count++] = (vnp__window){(uint16_t)pattern, from, to};
    return room;
}

/* The windows that a literal opens for the patterns of the scope; `at`: its offset in
 * the slice. */
static bool open_windows(const query *q, const hit *h, uint32_t at)
{
    const vnp__prefilter *p = &q->c->rules->prefilter;
    uint32_t scope = (uint32_t)(q->scope - p->scopes);
    for (uint32_t i = p->uses_at[h->literal]; i < p->uses_at[h->literal + 1]; i++) {
        const vnp__use *use = &p->uses[i];
        if ((use->set != scope && use->role != scope) || at < use->least)
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

bool vnp__candidates_find(vnp__candidates *c, uint32_t scope, vnp__slice subject, uint32_t from,
                          bool anchored, vnp__windows *out)
{
    const vnp__scope *s = &c->rules->prefilter.scopes[scope];
    query q = {c, s, &c->rules->sets[s->set], from, anchored};
    c->count = 0;
    const found *f = found_in(c, subject.run);
    uint32_t len = subject.end - subject.begin;
    if (!f || (s->always && !open_everywhere(&q, len)))
        return false;
    uint32_t at = (uint32_t)(subject.run->fold - f->fold) + subject.begin, end = at + len;
    uint32_t last = anchored && len > s->reach ? at + s->reach : end; /* where a literal may begin */
    if (f->scopes >> scope & 1)
        for (uint32_t i = first_hit(f, at + from); i < f->count && f->hits[i].at <= last; i++) {
            const hit *h = &f->hits[i];
            if (h->scopes >> scope & 1 && h->at + h->length <= end && !open_windows(&q, h, h->at - at))
                return false;
        }
    sort_windows(c->windows, c->count);
    *out = (vnp__windows){c->windows, c->count};
    return true;
}
