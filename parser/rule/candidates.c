/* The search of a document for literals, and the windows that they open. */
#include "rule/prefilter.h"

#include "rule/rules.h"

#include <stdlib.h>

typedef struct hit {
    uint64_t scopes; /* a bit for each that uses the literal */
    uint32_t at;     /* where it begins */
    uint16_t literal;
    uint16_t length;
} hit;

/* The hits that begin in BLOCK bytes of a stretch. */
typedef struct block {
    uint64_t scopes; /* a bit for each that has to do with one of them, or may have: UNSCANNED */
    uint32_t first;
    uint32_t count;
} block;

enum { UNSCANNED = UINT32_MAX }; /* count: not looked for so far */

/*
 * The literals of a stretch of folded text. What is there never changes, so its place
 * tells it from all others. The hits of a block are in the order of their places.
 */
typedef struct found {
    const char *fold;
    uint32_t len;
    uint64_t scopes; /* of all blocks */
    hit *hits;
    uint32_t count, cap;
    block *blocks;
    uint32_t block_cap;
} found;

/*
 * Most runs are stretches of the document's folded text. They are found in pages of
 * it, a page being scanned when it is first asked for, with a margin for the run that
 * goes on behind it; some pages are remembered, and some runs that are put together of
 * several pieces. A long document is gone through several times: of the pages that were
 * forgotten it is remembered who has to do with which GROUP of bytes, so that of a page
 * that is asked for again only the blocks are scanned that matter.
 */
enum {
    PAGES = 8,
    RUN_BITS = 9,
    RUNS = 1 << RUN_BITS,
    MARGIN = 2 * 1024,
    BLOCK = 64,
    GROUP = 2 * BLOCK
};

/* What is scanned at once, and of how many places of it the literals are compared. */
enum { PIECE = 4 * 1024, VISITED = 256 };

/* A shelf to be looked at for what begins at a place of the piece. */
typedef struct visit {
    uint16_t place;
    uint16_t shelf;
} visit;

struct vnp__candidates {
    const vnp_rules *rules;
    vnp_alloc alloc;
    const char *text; /* the document's folded text; NULL: not known */
    uint32_t len;
    uint64_t *groups; /* scopes of each GROUP of the document; NULL: it is short */
    bool *known;      /* by page, whether its groups were filled in */
    found pages[PAGES];
    found *runs[RUNS]; /* each in one piece with what it has; NULL: none */
    found draft;       /* the run that is being scanned: what it takes is known behind that only */
    found *last;       /* the one asked for before; its place may have been given to another text */
    hit *begins;       /* the literals that the subject asked for last begins with, */
    uint32_t begin_count;
    char begin[VNP__LANES]; /* by its first bytes, as the finder reads them */
    vnp__window *windows;
    uint32_t count, cap;
    char piece[PIECE + VNP__FINDER_PAD];  /* what is being scanned, as the finder reads it */
    uint16_t places[PIECE];               /* of it, where a literal may begin, */
    uint8_t looks[PIECE];                 /* and of which shelves, */
    visit visits[VISITED * VNP__SHELVES]; /* each of them by itself */
};

static void give_back(const vnp__candidates *c, void *memory)
{
    if (memory)
        c->alloc.free(memory, c->alloc.ctx);
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
    vnp__candidates_forget(c);
    forget(c, &c->draft, 1);
    give_back(c, c->groups);
    give_back(c, c->begins);
    give_back(c, c->windows);
    c->alloc.free(c, c->alloc.ctx);
}

vnp__candidates *vnp__candidates_new(const vnp_rules *rules, const vnp_alloc *alloc)
{
    vnp__candidates *c = alloc->malloc(sizeof *c, alloc->ctx);
    if (!c)
        return NULL;
    memset(c, 0, offsetof(vnp__candidates, piece));
    c->rules = rules;
    c->alloc = *alloc;
    c->begins =
        alloc->malloc((rules->prefilter.begins.finder.most + 1) * sizeof *c->begins, alloc->ctx);
    if (!c->begins) {
        vnp__candidates_free(c);
        return NULL;
    }
    return c;
}

void vnp__candidates_forget(vnp__candidates *c)
{
    for (uint32_t i = 0; i < RUNS; i++) {
        give_back(c, c->runs[i]);
        c->runs[i] = NULL;
    }
    c->last = NULL;
}

/* Room for the groups of a document that has more pages than are remembered. Without it
 * pages are scanned whole. */
void vnp__candidates_text(vnp__candidates *c, const char *fold, uint32_t len)
{
    size_t pages = len / VNP__PAGE_BYTES + 1, groups = pages * (VNP__PAGE_BYTES / GROUP);
    c->text = fold;
    c->len = len;
    give_back(c, c->groups);
    c->groups =
        pages > PAGES
            ? c->alloc.malloc(groups * sizeof *c->groups + pages * sizeof *c->known, c->alloc.ctx)
            : NULL;
    if (!c->groups)
        return;
    c->known = (bool *)(c->groups + groups);
    memset(c->known, 0, pages * sizeof *c->known);
}

/* Room for `need` entries of `size` bytes in a list that the allocator keeps. */
static bool make_room(const vnp_alloc *alloc, void **list, uint32_t count, uint32_t need,
                      uint32_t *cap, size_t size)
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

/* Text has a literal at every tenth byte or so. */
static bool room_for_hits(const vnp__candidates *c, found *f, uint32_t more)
{
    if (f->cap - f->count >= more)
        return true;
    void *hits = f->hits;
    uint32_t usual = f->len / 8;
    bool room =
        make_room(&c->alloc, &hits, f->count, f->count + more > usual ? f->count + more : usual,
                  &f->cap, sizeof *f->hits);
    f->hits = hits;
    return room;
}

/* The literals of a shelf that begin at `text`, which stands at `at`. Most buckets have one
 * needle or two, which is compared before it is known whether there is one. */
static inline uint32_t hits_of(const vnp__finder *finder, vnp__shelf shelf, const char *text,
                               uint32_t at, hit *out)
{
    vnp__lanes here = vnp__lanes_load(text);
    const uint16_t *bucket = vnp__finder_bucket(finder, shelf, text);
    uint32_t count = 0, i = bucket[0];
    do {
        const vnp__needle *n = &finder->needles[i];
        out[count] = (hit){n->scopes, at, n->literal, n->length};
        count += vnp__needle_begins(n, here) & (i < bucket[1]);
    } while (++i < bucket[1]);
    return count;
}

/*
 * Leaves of the first `len` places of the piece those where a literal may begin. Which
 * ones these are is as good as chance to a processor, so there is no branch on it.
 */
static uint32_t find_places(vnp__candidates *c, uint32_t len)
{
    const vnp__finder *finder = &c->rules->prefilter.anywhere.finder;
    uint32_t some = 0, few = 0;
#pragma GCC unroll 4
    for (uint32_t i = 0; i < len; i++) {
        c->places[some] = (uint16_t)i;
        some += vnp__finder_glance(finder, c->piece + i) != 0;
    }
    for (uint32_t i = 0; i < some; i++) {
        uint16_t at = c->places[i];
        unsigned look = vnp__finder_look(finder, c->piece + at);
        c->places[few] = at;
        c->looks[few] = (uint8_t)look;
        few += look != 0;
    }
    return few;
}

/* The shelves to look at for some of the places, one by one. */
static uint32_t find_visits(vnp__candidates *c, uint32_t first, uint32_t end)
{
    uint32_t count = 0;
    for (uint32_t i = first; i < end; i++) {
        unsigned look = c->looks[i];
        do
            c->visits[count++] = (visit){c->places[i], (uint16_t)__builtin_ctz(look)};
        while (look &= look - 1);
    }
    return count;
}

/* The literals of the piece, which stands at `base`, that begin in its first `len` bytes. */
static bool scan_piece(vnp__candidates *c, found *f, uint32_t base, uint32_t len)
{
    const vnp__finder *finder = &c->rules->prefilter.anywhere.finder;
    uint32_t few = find_places(c, len);
    for (uint32_t first = 0; first < few; first += VISITED) {
        uint32_t count = find_visits(c, first, few - first < VISITED ? few : first + VISITED);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t at = c->visits[i].place;
            if (!room_for_hits(c, f, finder->most))
                return false;
            f->count += hits_of(finder, (vnp__shelf)c->visits[i].shelf, c->piece + at, base + at,
                                f->hits + f->count);
        }
    }
    return true;
}

/*
 * The literals that begin in [from, to) of a text of `len` bytes. It is read in pieces
 * that overlap by the pad: a literal is seen whole where it begins.
 */
static bool scan(vnp__candidates *c, found *f, vnp_str text, uint32_t from, uint32_t to)
{
    enum { STEP = PIECE - VNP__FINDER_PAD };
    for (uint32_t done = from; done < to; done += STEP) {
        uint32_t step = to - done < STEP ? to - done : STEP;
        uint32_t there =
            text.len - done < step + VNP__FINDER_PAD ? text.len - done : step + VNP__FINDER_PAD;
        vnp__finder_prepare(c->piece, text.ptr + done, there);
        if (!scan_piece(c, f, done, step))
            return false;
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

static uint32_t block_count(const found *f)
{
    return f->len / BLOCK + 1;
}

static bool room_for_blocks(vnp__candidates *c, found *f)
{
    void *blocks = f->blocks;
    bool room = make_room(&c->alloc, &blocks, 0, block_count(f), &f->block_cap, sizeof *f->blocks);
    f->blocks = blocks;
    return room;
}

/* The block whose hits are those from `first` on that begin in it. */
static void set_block(found *f, uint32_t b, uint32_t first)
{
    uint64_t scopes = 0;
    uint32_t i = first;
    for (; i < f->count && f->hits[i].at / BLOCK == b; i++)
        scopes |= f->hits[i].scopes;
    f->blocks[b] = (block){scopes, first, i - first};
}

static bool finish(vnp__candidates *c, found *f, const char *fold)
{
    if (!room_for_blocks(c, f))
        return false;
    for (uint32_t b = 0, i = 0; b < block_count(f); b++) {
        set_block(f, b, i);
        i += f->blocks[b].count;
        f->scopes |= f->blocks[b].scopes;
    }
    f->fold = fold;
    return true;
}

/* Looks for the hits of a block that was left out. */
static bool scan_block(vnp__candidates *c, found *f, uint32_t b)
{
    uint32_t from = b * BLOCK, to = f->len - from < BLOCK ? f->len : from + BLOCK, first = f->count;
    if (f->blocks[b].count != UNSCANNED)
        return true;
    if (!scan(c, f, vnp__str(f->fold, f->len), from, to))
        return false;
    set_block(f, b, first);
    return true;
}

static bool holds(const found *f, const char *fold, uint32_t len)
{
    return f->fold && fold >= f->fold && fold + len <= f->fold + f->len;
}

/* Remembers of a page that was scanned who has to do with what. */
static void note_groups(vnp__candidates *c, const found *f, uint32_t page)
{
    enum { GROUPS = VNP__PAGE_BYTES / GROUP };
    uint64_t *groups = c->groups + (size_t)page * GROUPS;
    uint32_t blocks =
        block_count(f) < GROUPS * (GROUP / BLOCK) ? block_count(f) : GROUPS * (GROUP / BLOCK);
    memset(groups, 0, GROUPS * sizeof *groups);
    for (uint32_t b = 0; b < blocks; b++)
        groups[b / (GROUP / BLOCK)] |= f->blocks[b].scopes;
    c->known[page] = true;
}

/* A page, or what is longer, of which is known who has to do with what. */
static bool recall(vnp__candidates *c, found *f, uint32_t from)
{
    if (!room_for_blocks(c, f))
        return false;
    for (uint32_t b = 0; b < block_count(f); b++) {
        uint32_t at = from + b * BLOCK;
        uint64_t scopes = c->known[at / VNP__PAGE_BYTES] ? c->groups[at / GROUP] : UINT64_MAX;
        f->blocks[b] = (block){scopes, 0, UNSCANNED};
        f->scopes |= scopes;
    }
    f->fold = c->text + from;
    return true;
}

/* What is found in the page that a stretch begins in; a longer stretch makes it longer. */
static found *found_on_page(vnp__candidates *c, const char *fold, uint32_t len)
{
    uint32_t at = (uint32_t)(fold - c->text), page = at / VNP__PAGE_BYTES;
    uint32_t from = page * VNP__PAGE_BYTES, to = from + VNP__PAGE_BYTES + MARGIN;
    found *f = &c->pages[page % PAGES];
    if (holds(f, fold, len))
        return f;
    to = to < at + len ? at + len : to;
    to = to < c->len ? to : c->len;
    begin(f, to - from);
    if (c->groups && c->known[page])
        return recall(c, f, from) ? f : NULL;
    vnp_str text = vnp__str(c->text + from, to - from);
    if (!scan(c, f, text, 0, text.len) || !finish(c, f, text.ptr))
        return NULL;
    if (c->groups)
        note_groups(c, f, page);
    return f;
}

/* Takes over what is found of the document's text in [from, to), as at `at` of a run. */
static bool take_over(vnp__candidates *c, found *f, uint32_t from, uint32_t to, uint32_t at)
{
    found *page = found_on_page(c, c->text + from, to - from);
    if (!page)
        return false;
    uint32_t base = from - (uint32_t)(page->fold - c->text), end = base + (to - from);
    for (uint32_t b = base / BLOCK; b * BLOCK < end; b++) {
        const block *here = &page->blocks[b];
        if (here->scopes == 0)
            continue;
        if (!scan_block(c, page, b) || !room_for_hits(c, f, here->count))
            return false;
        for (const hit *h = page->hits + here->first; h < page->hits + here->first + here->count;
             h++)
            if (h->at >= base && h->at < end) {
                f->hits[f->count] = *h;
                f->hits[f->count++].at += at - base;
            }
    }
    return true;
}

/*
 * A run of several pieces: the literals of a piece are those of the document's text,
 * where the piece is that. New ones begin shortly before a piece ends only.
 */
static bool scan_run(vnp__candidates *c, found *f, const vnp__run *run)
{
    vnp_str text = vnp__str(run->fold, run->len);
    uint32_t done = 0;
    for (uint32_t i = 0; c->text && i < vnp__run_pieces(run); i++) {
        vnp__piece p = vnp__run_piece(run, i);
        if (p.len != p.nrm_len || p.len <= VNP__LITERAL_BYTES || p.nrm + p.len > c->len ||
            memcmp(run->fold + p.at, c->text + p.nrm, p.len) != 0)
            continue;
        uint32_t kept = p.len - VNP__LITERAL_BYTES;
        if (!scan(c, f, text, done, p.at) || !take_over(c, f, p.nrm, p.nrm + kept, p.at))
            return false;
        done = p.at + kept;
    }
    return scan(c, f, text, done, text.len);
}

/* Keeps the draft in a run's place, with room for what it has, few hits: it does not grow. */
static found *keep_draft(vnp__candidates *c, found **place)
{
    const found *draft = &c->draft;
    size_t blocks = block_count(draft) * sizeof *draft->blocks,
           hits = draft->count * sizeof *draft->hits;
    found *f = c->alloc.malloc(sizeof *f + blocks + hits, c->alloc.ctx);
    if (!f)
        return NULL;
    *f = *draft;
    f->blocks = (block *)(f + 1);
    f->hits = (hit *)(f->blocks + block_count(f));
    memcpy(f->blocks, draft->blocks, blocks);
    if (hits)
        memcpy(f->hits, draft->hits, hits);
    give_back(c, *place);
    return *place = f;
}

static found *look_in(vnp__candidates *c, const vnp__run *run)
{
    if (c->text && run->fold >= c->text && run->fold + run->len <= c->text + c->len)
        return found_on_page(c, run->fold, run->len);
    uint32_t place = (uint32_t)((uintptr_t)run->fold >> 4) * 2654435769u >> (32 - RUN_BITS);
    if (c->runs[place] && holds(c->runs[place], run->fold, run->len))
        return c->runs[place];
    begin(&c->draft, run->len);
    return scan_run(c, &c->draft, run) && finish(c, &c->draft, run->fold)
               ? keep_draft(c, &c->runs[place])
               : NULL;
}

/* Queries come one after the other of the same text. */
static found *found_in(vnp__candidates *c, const vnp__run *run)
{
    if (!c->last || !holds(c->last, run->fold, run->len))
        c->last = look_in(c, run);
    return c->last;
}

/* ------------------------------------------------------------------- windows */

typedef struct query {
    vnp__candidates *c;
    uint32_t scope;
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
static bool open_windows(const query *q, const vnp__literal_table *table, const hit *h, uint32_t at)
{
    for (uint32_t i = table->uses_at[h->literal]; i < table->uses_at[h->literal + 1]; i++) {
        const vnp__literal_use *use = &table->uses[i];
        if ((use->set != q->scope && use->role != q->scope) || at < use->least)
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

/* The windows of the literals in [from, last] of the stretch; the slice is [at, end) of it. */
static bool open_anywhere(const query *q, found *f, uint32_t at, uint32_t from, uint32_t last,
                          uint32_t end)
{
    if (!(f->scopes >> q->scope & 1) || from >= f->len)
        return true;
    uint32_t past = (last < f->len ? last : f->len) / BLOCK + 1;
    for (uint32_t i = from / BLOCK; i < past; i++) {
        const block *b = &f->blocks[i];
        if (!(b->scopes >> q->scope & 1))
            continue;
        if (!scan_block(q->c, f, i))
            return false;
        for (const hit *h = f->hits + b->first, *h_end = h + b->count; h < h_end; h++)
            if (h->scopes >> q->scope & 1 && h->at >= from && h->at <= last &&
                h->at + h->length <= end &&
                !open_windows(q, &q->c->rules->prefilter.anywhere, h, h->at - at))
                return false;
    }
    return true;
}

static bool may_begin(const vnp__scope *scope, char byte)
{
    unsigned b = byte >= '1' && byte <= '9' ? '0' : (unsigned char)byte;
    return scope->begins[b / 64] >> (b % 64) & 1;
}

/* The literals that a text begins with, in `begins`. A text is asked about by many sets of
 * rules, one after the other. */
static void find_begins(vnp__candidates *c, const char *fold, uint32_t len)
{
    const vnp__finder *finder = &c->rules->prefilter.begins.finder;
    vnp__lanes begin = vnp__finder_lanes(fold, len);
    if (!vnp__lanes_any((vnp__lanes)(begin != vnp__lanes_load(c->begin))))
        return;
    char text[2 * VNP__FINDER_PAD] = {0};
    vnp__lanes_store(text, begin);
    vnp__lanes_store(c->begin, begin);
    c->begin_count = 0;
    for (unsigned look = vnp__finder_look(finder, text); look; look &= look - 1)
        c->begin_count +=
            hits_of(finder, (vnp__shelf)__builtin_ctz(look), text, 0, c->begins + c->begin_count);
}

/* The windows of the literals that only the begin of a slice is looked at for. */
static bool open_at_begin(const query *q, vnp__slice subject)
{
    vnp__candidates *c = q->c;
    const vnp__prefilter *prefilter = &c->rules->prefilter;
    const char *fold = subject.run->fold + subject.begin;
    uint32_t len = subject.end - subject.begin;
    if (q->from > 0 || len == 0 || !may_begin(&prefilter->scopes[q->scope], *fold))
        return true;
    find_begins(c, fold, len);
    for (uint32_t i = 0; i < c->begin_count; i++)
        if (c->begins[i].scopes >> q->scope & 1 &&
            !open_windows(q, &prefilter->begins, &c->begins[i], 0))
            return false;
    return true;
}

bool vnp__candidates_find(vnp__candidates *c, uint32_t scope, vnp__slice subject, uint32_t from,
                          bool anchored, vnp__windows *out)
{
    const vnp__scope *s = &c->rules->prefilter.scopes[scope];
    query q = {c, scope, &c->rules->sets[s->set], from, anchored};
    c->count = 0;
    found *f = found_in(c, subject.run);
    uint32_t len = subject.end - subject.begin;
    if (!f || (s->always && !open_everywhere(&q, len)))
        return false;
    uint32_t at = (uint32_t)(subject.run->fold - f->fold) + subject.begin, end = at + len;
    uint32_t last =
        anchored && len > s->reach ? at + s->reach : end; /* where a literal may begin */
    if (!open_at_begin(&q, subject) || !open_anywhere(&q, f, at, at + from, last, end))
        return false;
    sort_windows(c->windows, c->count);
    *out = (vnp__windows){c->windows, c->count};
    return true;
}
