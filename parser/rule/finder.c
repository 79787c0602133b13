#include "rule/finder.h"

_Static_assert((size_t)VNP__LITERAL_BYTES <= sizeof((vnp__needle *)0)->text, "a needle holds a literal");
_Static_assert((size_t)VNP__FINDER_PAD >= sizeof((vnp__needle *)0)->text, "a needle is compared behind the text");

enum { MAX_COUNT = 60000, BUCKETS = 1 << VNP__BUCKET_BITS };

static vnp__shelf_id shelf_of(vnp_str literal)
{
    if (literal.len < 4)
        return literal.len == 1 ? VNP__SHELF_ONE : VNP__SHELF_TWO;
    return literal.len < 8 ? VNP__SHELF_FOUR : VNP__SHELF_EIGHT;
}

enum { SHIFT = 32 - VNP__MARK_BITS, MARKS = 1 << VNP__MARK_BITS };

/* A literal of one byte has any byte behind it. */
static void mark_begin(uint8_t *begins, vnp_str literal)
{
    for (unsigned second = 0; second < 256; second++) {
        char bytes[2] = {literal.ptr[0], literal.len > 1 ? literal.ptr[1] : (char)second};
        begins[vnp__hash_of_two(bytes) >> SHIFT] = 1;
        if (literal.len > 1)
            return;
    }
}

/* Fills a shelf; its literals follow the `used` ones in `order`. */
static uint32_t fill(vnp__arena *arena, vnp__shelf_id shelf, const vnp_str *literals, uint32_t count,
                     uint16_t *order, uint32_t used, vnp__shelf *out)
{
    uint8_t *marks = vnp__arena_get(arena, MARKS);
    uint16_t *buckets = vnp__arena_get(arena, (BUCKETS + 1) * sizeof *buckets);
    uint16_t *next = vnp__arena_get(arena, BUCKETS * sizeof *next);
    for (uint32_t i = 0; i < count; i++)
        if (shelf_of(literals[i]) == shelf) {
            marks[vnp__finder_hash(shelf, literals[i].ptr) >> SHIFT] = 1;
            buckets[vnp__finder_bucket(shelf, literals[i].ptr) + 1]++;
        }
    buckets[0] = (uint16_t)used;
    for (uint32_t b = 0; b < BUCKETS; b++) {
        next[b] = buckets[b];
        buckets[b + 1] = (uint16_t)(buckets[b + 1] + buckets[b]);
    }
    for (uint32_t i = 0; i < count; i++)
        if (shelf_of(literals[i]) == shelf)
            order[next[vnp__finder_bucket(shelf, literals[i].ptr)]++] = (uint16_t)i;
    *out = (vnp__shelf){marks, buckets};
    return buckets[BUCKETS];
}

bool vnp__finder_build(vnp__arena *arena, const vnp_str *literals, uint32_t count, vnp__finder *out)
{
    memset(out, 0, sizeof *out);
    if (count > MAX_COUNT)
        return false;
    uint16_t *order = vnp__arena_get(arena, ((size_t)count + 1) * sizeof *order);
    vnp__needle *needles = vnp__arena_get(arena, ((size_t)count + 1) * sizeof *needles);
    uint8_t *length = vnp__arena_get(arena, (size_t)count + 1);
    uint8_t *begins = vnp__arena_get(arena, MARKS);
    for (uint32_t s = 0, used = 0; s < VNP__SHELVES; s++)
        used = fill(arena, (vnp__shelf_id)s, literals, count, order, used, &out->shelves[s]);
    for (uint32_t i = 0; i < count; i++) {
        vnp_str literal = literals[order[i]];
        mark_begin(begins, literal);
        memcpy(needles[i].text, literal.ptr, literal.len);
        memset(needles[i].mask, 0xFF, literal.len);
        length[order[i]] = (uint8_t)literal.len;
    }
    out->begins = begins;
    out->needles = needles;
    out->order = order;
    out->length = length;
    out->count = count;
    return true;
}

void vnp__finder_prepare(char *out, const char *text, uint32_t len)
{
    for (uint32_t i = 0; i < len; i++)
        out[i] = text[i] >= '1' && text[i] <= '9' ? '0' : text[i];
    memset(out + len, 0, VNP__FINDER_PAD);
}
