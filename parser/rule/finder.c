#include "rule/finder.h"

#include <stdlib.h>

enum { HEAD = 8, MAX_COUNT = 60000, BUCKETS = 1 << VNP__BUCKET_BITS, MARKS = 1 << VNP__MARK_BITS };

_Static_assert((int)VNP__LITERAL_BYTES <= 2 * HEAD, "a head and a tail hold a literal");
_Static_assert((int)VNP__FINDER_PAD >= 2 * HEAD, "both are compared behind the text");

static vnp__shelf shelf_of(vnp_str literal)
{
    if (literal.len < 4)
        return literal.len == 1 ? VNP__SHELF_ONE : VNP__SHELF_TWO;
    return literal.len < 8 ? VNP__SHELF_FOUR : VNP__SHELF_EIGHT;
}

static uint8_t mark_of(vnp__shelf shelf)
{
    return (uint8_t)(1 << shelf);
}

/* A literal of one byte has any byte behind it. */
static void mark_short(uint8_t *shorts, vnp_str literal)
{
    for (unsigned second = 0; second < 256; second++) {
        char bytes[2] = {literal.ptr[0], literal.len > 1 ? literal.ptr[1] : (char)second};
        shorts[vnp__short_mark(bytes)] |= mark_of(shelf_of(literal));
        if (literal.len > 1)
            return;
    }
}

static void make_marks(vnp__arena *arena, const vnp_str *literals, uint32_t count, vnp__finder *out)
{
    uint8_t *shorts = vnp__arena_get(arena, MARKS), *fours = vnp__arena_get(arena, MARKS);
    uint8_t *eights = vnp__arena_get(arena, MARKS);
    memset(eights, mark_of(VNP__SHELF_FOUR), MARKS);
    for (uint32_t i = 0; i < count; i++) {
        vnp__shelf shelf = shelf_of(literals[i]);
        if (shelf < VNP__SHELF_FOUR)
            mark_short(shorts, literals[i]);
        else
            fours[vnp__hash_of_four(literals[i].ptr) >> VNP__MARK_SHIFT] |= mark_of(shelf);
        if (shelf == VNP__SHELF_EIGHT)
            eights[vnp__hash_of_eight(literals[i].ptr) >> VNP__MARK_SHIFT] |= mark_of(shelf);
    }
    out->shorts = shorts;
    out->fours = fours;
    out->eights = eights;
}

/* A literal on its way to its place among the needles. */
typedef struct entry {
    vnp__shelf shelf;
    uint32_t bucket;
    uint64_t head, head_mask;
    vnp__needle needle;
} entry;

static entry read_literal(vnp_str literal, uint64_t scopes, uint32_t number)
{
    char text[2 * HEAD] = {0}, mask[2 * HEAD] = {0};
    entry e = {.shelf = shelf_of(literal)};
    memcpy(text, literal.ptr, literal.len);
    memset(mask, 0xFF, literal.len);
    e.bucket = vnp__finder_bucket(e.shelf, text);
    memcpy(&e.head, text, HEAD);
    memcpy(&e.head_mask, mask, HEAD);
    e.needle = (vnp__needle){.scopes = scopes, .literal = (uint16_t)number, .length = (uint16_t)literal.len};
    memcpy(&e.needle.tail, text + HEAD, HEAD);
    memcpy(&e.needle.mask, mask + HEAD, HEAD);
    return e;
}

static int by_bucket(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->shelf != y->shelf)
        return x->shelf < y->shelf ? -1 : 1;
    if (x->bucket != y->bucket)
        return x->bucket < y->bucket ? -1 : 1;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    if (x->head_mask != y->head_mask)
        return x->head_mask < y->head_mask ? -1 : 1;
    return x->needle.literal < y->needle.literal ? -1 : 1;
}

static bool same_group(const entry *a, const entry *b)
{
    return a->shelf == b->shelf && a->head == b->head && a->head_mask == b->head_mask;
}

/* The needles of the bucket that has most. */
static uint32_t largest(const vnp__finder *f, vnp__shelf shelf)
{
    uint32_t most = 0;
    for (uint32_t b = 0; b < BUCKETS; b++) {
        uint32_t count = 0;
        for (uint32_t g = f->buckets[shelf][b]; g < f->buckets[shelf][b + 1]; g++)
            count += f->groups[g].end - f->groups[g].first;
        most = count > most ? count : most;
    }
    return most;
}

bool vnp__finder_build(vnp__arena *arena, const vnp_str *literals, const uint64_t *scopes,
                       uint32_t count, vnp__finder *out)
{
    memset(out, 0, sizeof *out);
    if (count > MAX_COUNT)
        return false;
    entry *entries = vnp__arena_get(arena, ((size_t)count + 1) * sizeof *entries);
    vnp__needles *groups = vnp__arena_get(arena, ((size_t)count + 1) * sizeof *groups);
    vnp__needle *needles = vnp__arena_get(arena, ((size_t)count + 1) * sizeof *needles);
    uint16_t *buckets[VNP__SHELVES];
    for (uint32_t i = 0; i < count; i++)
        entries[i] = read_literal(literals[i], scopes[i], i);
    qsort(entries, count, sizeof *entries, by_bucket);
    for (int s = 0; s < VNP__SHELVES; s++)
        out->buckets[s] = buckets[s] = vnp__arena_get(arena, (BUCKETS + 1) * sizeof *buckets[s]);
    for (uint32_t i = 0; i < count; i++) {
        const entry *e = &entries[i];
        if (i == 0 || !same_group(e, e - 1)) {
            groups[out->group_count++] = (vnp__needles){e->head, e->head_mask, (uint16_t)i, (uint16_t)i};
            buckets[e->shelf][e->bucket + 1]++;
        }
        groups[out->group_count - 1].end++;
        needles[i] = e->needle;
    }
    for (uint32_t s = 0, group = 0; s < VNP__SHELVES; s++)
        for (uint32_t b = 0; b <= BUCKETS; b++)
            buckets[s][b] = (uint16_t)(group += buckets[s][b]);
    out->groups = groups;
    out->needles = needles;
    out->count = count;
    for (int s = 0; s < VNP__SHELVES; s++)
        out->most += largest(out, (vnp__shelf)s);
    make_marks(arena, literals, count, out);
    return true;
}

void vnp__finder_prepare(char *out, const char *text, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        out[i] = text[i] >= '1' && text[i] <= '9' ? '0' : text[i];
    memset(out + len, 0, VNP__FINDER_PAD);
}
