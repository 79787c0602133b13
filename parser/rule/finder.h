/*
 * finder.h - finds all literals of all rules in one pass over a text.
 *
 * A mark tells whether any literal begins with the two bytes at a place; if so, others
 * tell whether the eight bytes there begin one, or the four, two, one a shorter one; only
 * then literals are compared. The tables fit into a processor's
 * first caches, as an automaton of the literals would not.
 */
#ifndef VNP_FINDER_H
#define VNP_FINDER_H

#include "rule/literals.h"

enum {
    VNP__MARK_BITS = 14,   /* of a hash, to tell whether there is a literal */
    VNP__BUCKET_BITS = 11, /* of the same, to find the literals by */
    VNP__FINDER_PAD = 16   /* bytes behind a text that may be read */
};

/* A literal as two numbers, compared under a mask; bytes behind it are 0. */
typedef struct vnp__needle {
    uint64_t text[2], mask[2];
} vnp__needle;

/* The literals that are told by their first byte, two, four or eight bytes, and are not
 * long enough for more. */
typedef struct vnp__shelf {
    const uint8_t *marks;    /* by hash: 1 or 0 */
    const uint16_t *buckets; /* where a bucket's literals begin in `order`; and the end */
} vnp__shelf;

typedef enum vnp__shelf_id { VNP__SHELF_ONE, VNP__SHELF_TWO, VNP__SHELF_FOUR, VNP__SHELF_EIGHT, VNP__SHELVES } vnp__shelf_id;

typedef struct vnp__finder {
    const uint8_t *begins;      /* by the hash of two bytes: 1 where any literal begins so */
    vnp__shelf shelves[VNP__SHELVES];
    const vnp__needle *needles; /* of literals, by shelf and bucket */
    const uint16_t *order;      /* of each needle, the number of its literal */
    const uint8_t *length;      /* of literals, in bytes */
    uint32_t count;
} vnp__finder;

/* Builds it of literals, numbered as they stand; no two are alike. False where they
 * are too many. */
bool vnp__finder_build(vnp__arena *arena, const vnp_str *literals, uint32_t count, vnp__finder *out);

/* Copies a text as the finder reads it, any figure as 0, and pads it with
 * VNP__FINDER_PAD bytes that are in no literal. */
void vnp__finder_prepare(char *out, const char *text, uint32_t len);

/* The hash of a prepared text's first byte, two, four or eight bytes. */
static inline uint32_t vnp__hash_of_one(const char *text)
{
    return (uint32_t)(unsigned char)text[0] << 24;
}

static inline uint32_t vnp__hash_of_two(const char *text)
{
    uint16_t word;
    memcpy(&word, text, sizeof word);
    return word * 2654435769u;
}

static inline uint32_t vnp__hash_of_four(const char *text)
{
    uint32_t word;
    memcpy(&word, text, sizeof word);
    return word * 2654435769u;
}

static inline uint32_t vnp__hash_of_eight(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
    return (uint32_t)(word * 0x9E3779B97F4A7C15u >> 32);
}

/* 1 where a literal may begin at a prepared text, else 0. */
static inline unsigned vnp__finder_begins(const vnp__finder *f, const char *text)
{
    return f->begins[vnp__hash_of_two(text) >> (32 - VNP__MARK_BITS)];
}

/* A bit for each shelf that may have a literal that begins at a prepared text. */
static inline unsigned vnp__finder_look(const vnp__finder *f, const char *text)
{
    enum { SHIFT = 32 - VNP__MARK_BITS };
    uint32_t two = vnp__hash_of_two(text) >> SHIFT;
    return (unsigned)f->shelves[VNP__SHELF_ONE].marks[vnp__hash_of_one(text) >> SHIFT] |
           (unsigned)f->shelves[VNP__SHELF_TWO].marks[two] << VNP__SHELF_TWO |
           (unsigned)f->shelves[VNP__SHELF_FOUR].marks[vnp__hash_of_four(text) >> SHIFT] << VNP__SHELF_FOUR |
           (unsigned)f->shelves[VNP__SHELF_EIGHT].marks[vnp__hash_of_eight(text) >> SHIFT] << VNP__SHELF_EIGHT;
}

static inline uint32_t vnp__finder_hash(vnp__shelf_id shelf, const char *text)
{
    switch (shelf) {
    case VNP__SHELF_ONE: return vnp__hash_of_one(text);
    case VNP__SHELF_TWO: return vnp__hash_of_two(text);
    case VNP__SHELF_FOUR: return vnp__hash_of_four(text);
    default: return vnp__hash_of_eight(text);
    }
}

/* The bucket of a shelf that a prepared text belongs to. */
static inline uint32_t vnp__finder_bucket(vnp__shelf_id shelf, const char *text)
{
    return vnp__finder_hash(shelf, text) >> (32 - VNP__BUCKET_BITS);
}

static inline bool vnp__needle_is_at(const vnp__needle *needle, const char *text)
{
    uint64_t words[2];
    memcpy(words, text, sizeof words);
    return (words[0] & needle->mask[0]) == needle->text[0] &&
           (words[1] & needle->mask[1]) == needle->text[1];
}

#endif
