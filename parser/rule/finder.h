/*
 * finder.h - finds all literals of all rules in one pass over a text.
 *
 * A mark tells whether any literal begins with the two bytes at a place, or the four;
 * for long ones, the eight. Only then literals are compared: those of one bucket, and
 * of these at first only the first eight bytes, which many have in common. The tables
 * fit into a processor's first caches, as an automaton of the literals would not.
 */
#ifndef VNP_FINDER_H
#define VNP_FINDER_H

#include "rule/literals.h"

enum {
    VNP__MARK_BITS = 14,   /* of a hash, to tell whether there is a literal */
    VNP__BUCKET_BITS = 11, /* of the same, to find the literals by */
    VNP__FINDER_PAD = 16   /* bytes behind a text that may be read */
};

/* A literal from its ninth byte on, compared under a mask; bytes behind it are 0. */
typedef struct vnp__needle {
    uint64_t tail, mask;
    uint64_t scopes; /* a bit for each that uses it, see prefilter.h */
    uint16_t literal;
    uint16_t length; /* bytes of the whole */
} vnp__needle;

/* The literals with the same first eight bytes, or all of the same that are shorter. */
typedef struct vnp__needles {
    uint64_t head, mask;
    uint16_t first, end; /* needles */
} vnp__needles;

/* Literals are told by their first byte, two, four or eight bytes, as many as they have. */
typedef enum vnp__shelf { VNP__SHELF_ONE, VNP__SHELF_TWO, VNP__SHELF_FOUR, VNP__SHELF_EIGHT, VNP__SHELVES } vnp__shelf;

typedef struct vnp__finder {
    const uint8_t *shorts; /* by the first two bytes: a bit for SHELF_ONE and SHELF_TWO */
    const uint8_t *fours;  /* of four bytes: for SHELF_FOUR and SHELF_EIGHT */
    const uint8_t *eights; /* of eight bytes: for SHELF_EIGHT; that for SHELF_FOUR always */
    const uint16_t *buckets[VNP__SHELVES]; /* where a bucket begins in `groups`; and the end */
    const vnp__needles *groups;
    uint32_t group_count;
    const vnp__needle *needles;
    uint32_t count;
    uint32_t most; /* needles of one bucket of each shelf: more cannot begin at one place */
} vnp__finder;

/* Builds it of literals, numbered as they stand, and the scopes of each; no two are
 * alike. False where they are too many. */
bool vnp__finder_build(vnp__arena *arena, const vnp_str *literals, const uint64_t *scopes,
                       uint32_t count, vnp__finder *out);

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

enum { VNP__MARK_SHIFT = 32 - VNP__MARK_BITS };

/* What the mark of short literals is found by: no hash, but some bits of two bytes; of
 * the first, where the machine has it lowest, all, for a literal may have but one. */
static inline uint32_t vnp__short_mark(const char *text)
{
    uint16_t word;
    memcpy(&word, text, sizeof word);
    return word & ((1u << VNP__MARK_BITS) - 1);
}

/* 0 where no literal begins at a prepared text, by what is cheap to tell. */
static inline unsigned vnp__finder_glance(const vnp__finder *f, const char *text)
{
    return f->shorts[vnp__short_mark(text)] | f->fours[vnp__hash_of_four(text) >> VNP__MARK_SHIFT];
}

/* A bit for each shelf that may have a literal that begins at a prepared text. */
static inline unsigned vnp__finder_look(const vnp__finder *f, const char *text)
{
    unsigned longer = f->fours[vnp__hash_of_four(text) >> VNP__MARK_SHIFT];
    return f->shorts[vnp__short_mark(text)] |
           (longer & f->eights[vnp__hash_of_eight(text) >> VNP__MARK_SHIFT]);
}

/* The bucket of a shelf that a prepared text belongs to. */
static inline uint32_t vnp__finder_bucket(vnp__shelf shelf, const char *text)
{
    enum { SHIFT = 32 - VNP__BUCKET_BITS };
    switch (shelf) {
    case VNP__SHELF_ONE: return vnp__hash_of_one(text) >> SHIFT;
    case VNP__SHELF_TWO: return vnp__hash_of_two(text) >> SHIFT;
    case VNP__SHELF_FOUR: return vnp__hash_of_four(text) >> SHIFT;
    default: return vnp__hash_of_eight(text) >> SHIFT;
    }
}

#endif
