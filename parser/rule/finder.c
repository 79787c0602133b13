#include "rule/finder.h"

#include <stdlib.h>

enum { MAX_COUNT = 60000, MARKS = 1 << VNP__MARK_BITS };

_Static_assert((int)VNP__LITERAL_BYTES == (int)VNP__LANES, "a needle is compared in one go");
_Static_assert((int)VNP__FINDER_PAD >= (int)VNP__LANES, "... also behind the text");
_Static_assert((int)VNP__SHELVES <= 8, "a byte has a bit for each shelf");

static vnp__shelf shelf_of(uint32_t length)
{
    unsigned shelf = VNP__SHELVES - 1;
    while (vnp__shelf_bytes[shelf] > length)
        shelf--;
    return (vnp__shelf)shelf;
}

/* A literal of one byte has any byte behind it. */
static void mark_pair(uint8_t *pairs, const vnp__needle *n, uint8_t bit)
{
    for (unsigned second = 0; second < 256; second++) {
        char bytes[2] = {n->bytes[0], n->length > 1 ? n->bytes[1] : (char)second};
        pairs[vnp__pair_mark(bytes)] |= bit;
        if (n->length > 1)
            return;
    }
}

static void make_marks(vnp__arena *arena, vnp__finder *out)
{
    uint8_t *pairs = vnp__arena_get(arena, MARKS), *fours = vnp__arena_get(arena, MARKS);
    uint8_t *marks = vnp__arena_get(arena, MARKS);
    memset(fours, VNP__SHORT_SHELVES, MARKS);
    for (uint32_t i = 0; i < out->count; i++) {
        const vnp__needle *n = &out->needles[i];
        vnp__shelf shelf = shelf_of(n->length);
        uint8_t bit = (uint8_t)(1 << shelf);
        mark_pair(pairs, n, bit);
        if (shelf >= VNP__SHELF_FOUR)
            fours[vnp__four_mark(n->bytes)] |= bit;
        marks[vnp__shelf_mark(shelf, n->bytes)] |= bit;
    }
    out->pairs = pairs;
    out->fours = fours;
    out->marks = marks;
}

/* A literal on its way to its place among the needles. */
typedef struct entry {
    uint32_t bucket; /* of all shelves */
    vnp__needle needle;
} entry;

static void read_literal(vnp_str literal, uint64_t scopes, uint32_t number, entry *out)
{
    *out = (entry){
        .needle = {.scopes = scopes, .literal = (uint16_t)number, .length = (uint16_t)literal.len}};
    memcpy(out->needle.bytes, literal.ptr, literal.len);
}

static int by_bucket(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->bucket != y->bucket)
        return x->bucket < y->bucket ? -1 : 1;
    return (x->needle.literal > y->needle.literal) - (x->needle.literal < y->needle.literal);
}

/* A shelf has about as many buckets as literals. The number of all buckets. */
static uint32_t place_shelves(const entry *entries, uint32_t count, vnp__shelf_place *shelves)
{
    uint32_t counts[VNP__SHELVES] = {0}, first = 0;
    for (uint32_t i = 0; i < count; i++)
        counts[shelf_of(entries[i].needle.length)]++;
    for (int s = 0; s < VNP__SHELVES; s++) {
        uint32_t bits = 1;
        while (bits < VNP__BUCKET_BITS && 1u << bits < counts[s])
            bits++;
        shelves[s] = (vnp__shelf_place){(uint16_t)first, (uint16_t)(32 - bits)};
        first += 1u << bits;
    }
    return first;
}

/* The needles of the bucket that has most, of each shelf. */
static uint32_t most_at_a_place(const vnp__finder *f, uint32_t bucket_count)
{
    uint32_t sum = 0;
    for (int s = 0; s < VNP__SHELVES; s++) {
        uint32_t most = 0, end = s + 1 < VNP__SHELVES ? f->shelves[s + 1].first : bucket_count;
        for (uint32_t b = f->shelves[s].first; b < end; b++) {
            uint32_t count = f->buckets[b + 1] - f->buckets[b];
            most = count > most ? count : most;
        }
        sum += most;
    }
    return sum;
}

bool vnp__finder_build(vnp__arena *arena, const vnp_str *literals, const uint64_t *scopes,
                       uint32_t count, vnp__finder *out)
{
    memset(out, 0, sizeof *out);
    if (count > MAX_COUNT)
        return false;
    entry *entries = vnp__arena_get(arena, ((size_t)count + 1) * sizeof *entries);
    for (uint32_t i = 0; i < count; i++)
        read_literal(literals[i], scopes[i], i, &entries[i]);
    uint32_t bucket_count = place_shelves(entries, count, out->shelves);
    uint16_t *buckets = vnp__arena_get(arena, (bucket_count + 1) * sizeof *buckets);
    out->buckets = buckets;
    for (uint32_t i = 0; i < count; i++) {
        const vnp__needle *n = &entries[i].needle;
        entries[i].bucket =
            (uint32_t)(vnp__finder_bucket(out, shelf_of(n->length), n->bytes) - buckets);
    }
    qsort(entries, count, sizeof *entries, by_bucket);
    vnp__needle *needles = vnp__arena_get(arena, ((size_t)count + 1) * sizeof *needles);
    for (uint32_t i = 0; i < count; i++) {
        needles[i] = entries[i].needle;
        buckets[entries[i].bucket + 1]++;
    }
    for (uint32_t b = 0; b < bucket_count; b++)
        buckets[b + 1] = (uint16_t)(buckets[b + 1] + buckets[b]);
    out->needles = needles;
    out->count = count;
    out->most = most_at_a_place(out, bucket_count);
    make_marks(arena, out);
    return true;
}

void vnp__finder_prepare(char *out, const char *text, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        out[i] = text[i] >= '1' && text[i] <= '9' ? '0' : text[i];
    memset(out + len, 0, VNP__FINDER_PAD);
}
