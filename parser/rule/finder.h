/*
 * finder.h - finds all literals of all rules in one pass over a text.
 *
 * Literals stand on shelves by their length, and are told by as many first bytes as all
 * of their shelf have. Marks tell for the bytes at a place which shelves may have a
 * literal that begins so; only then literals are compared, those of one bucket of the
 * shelf. There are so many marks that nearly every comparison finds a literal: which places
 * have one is as good as chance to a processor, and a wrong guess costs it more than one
 * more mark does. The tables fit into its first caches, as an automaton of the literals
 * would not.
 */
#ifndef VNP_FINDER_H
#define VNP_FINDER_H

#include "rule/literals.h"
#include "text/lanes.h"

enum {
    VNP__MARK_BITS = 14,   /* of a hash, to tell whether there is a literal */
    VNP__BUCKET_BITS = 11, /* of the same, at most, to find the literals by */
    VNP__FINDER_PAD = 16   /* bytes behind a text that may be read */
};

/* Literals of 1, 2, 3, 4 or 5, 6 or 7, 8 to 11, 12 to 16 bytes. */
typedef enum vnp__shelf {
    VNP__SHELF_ONE,
    VNP__SHELF_TWO,
    VNP__SHELF_THREE,
    VNP__SHELF_FOUR,
    VNP__SHELF_SIX,
    VNP__SHELF_EIGHT,
    VNP__SHELF_TWELVE,
    VNP__SHELVES
} vnp__shelf;

/* A bit for each shelf below FOUR. */
enum { VNP__SHORT_SHELVES = (1 << VNP__SHELF_FOUR) - 1 };

typedef struct vnp__needle {
    uint64_t scopes;                /* a bit for each that uses it, see prefilter.h */
    char bytes[VNP__LITERAL_BYTES]; /* behind its end 0 */
    uint16_t literal;
    uint16_t length;
} vnp__needle;

/* Where a shelf's buckets begin, and by how much a hash is shifted for the bucket's number. */
typedef struct vnp__shelf_place {
    uint16_t first;
    uint16_t shift;
} vnp__shelf_place;

typedef struct vnp__finder {
    const uint8_t *pairs;    /* by the first two bytes: bits of the shelves */
    const uint8_t *fours;    /* by a hash of four bytes: the same, all of those below FOUR */
    const uint8_t *marks;    /* by the hash of a shelf: its bit, but for ONE and FOUR */
    const uint16_t *buckets; /* shelf by shelf, where a bucket begins in `needles`; and the end */
    vnp__shelf_place shelves[VNP__SHELVES];
    const vnp__needle *needles; /* and an empty one, for the first of an empty bucket is read */
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

/* The first VNP__FINDER_PAD bytes of a text as the finder reads them, 0 behind its end. */
static inline vnp__lanes vnp__finder_lanes(const char *text, uint32_t len)
{
    vnp__lanes v = len < VNP__LANES ? vnp__lanes_load_part(text, len) : vnp__lanes_load(text);
    vnp__lanes figures = vnp__lanes_in(v, '1', '9');
    return (v & ~figures) | ('0' & figures);
}

/* How many first bytes a shelf goes by. */
static const uint8_t vnp__shelf_bytes[VNP__SHELVES] = {1, 2, 3, 4, 6, 8, 12};

/* From VNP__LITERAL_BYTES - n on a mask of n bytes. */
static const unsigned char vnp__byte_masks[2 * VNP__LITERAL_BYTES] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

static inline uint32_t vnp__shelf_hash(vnp__shelf shelf, const char *text)
{
    const unsigned char *mask = vnp__byte_masks + VNP__LITERAL_BYTES - vnp__shelf_bytes[shelf];
    uint64_t head, head_mask;
    uint32_t tail, tail_mask;
    memcpy(&head, text, sizeof head);
    memcpy(&tail, text + sizeof head, sizeof tail);
    memcpy(&head_mask, mask, sizeof head_mask);
    memcpy(&tail_mask, mask + sizeof head_mask, sizeof tail_mask);
    return (uint32_t)(((head & head_mask) * 0x9E3779B97F4A7C15u +
                       (tail & tail_mask) * 0xD6E8FEB86659FD93u) >>
                      32);
}

static inline uint32_t vnp__shelf_mark(vnp__shelf shelf, const char *text)
{
    return vnp__shelf_hash(shelf, text) >> (32 - VNP__MARK_BITS);
}

/* What `pairs` is asked by: no hash, but some bits of two bytes; of the first, where the
 * machine has it lowest, all, for a literal may have but one. */
static inline uint32_t vnp__pair_mark(const char *text)
{
    uint16_t word;
    memcpy(&word, text, sizeof word);
    return word & ((1u << VNP__MARK_BITS) - 1);
}

/* What `fours` is asked by, at every place of a text: it costs less than another hash. */
static inline uint32_t vnp__four_mark(const char *text)
{
    uint32_t word;
    memcpy(&word, text, sizeof word);
    return word * 2654435769u >> (32 - VNP__MARK_BITS);
}

/* 0 where no literal begins at a prepared text, by what is cheap to tell. */
static inline unsigned vnp__finder_glance(const vnp__finder *f, const char *text)
{
    return f->pairs[vnp__pair_mark(text)] & f->fours[vnp__four_mark(text)];
}

static inline unsigned vnp__finder_marked(const vnp__finder *f, vnp__shelf shelf, const char *text)
{
    return f->marks[vnp__shelf_mark(shelf, text)] & 1u << shelf;
}

/* A bit for each shelf that may have a literal that begins at a prepared text. */
static inline unsigned vnp__finder_look(const vnp__finder *f, const char *text)
{
    unsigned marked = 1u << VNP__SHELF_ONE | 1u << VNP__SHELF_FOUR;
    marked |= vnp__finder_marked(f, VNP__SHELF_TWO, text) |
              vnp__finder_marked(f, VNP__SHELF_THREE, text) |
              vnp__finder_marked(f, VNP__SHELF_SIX, text) |
              vnp__finder_marked(f, VNP__SHELF_EIGHT, text) |
              vnp__finder_marked(f, VNP__SHELF_TWELVE, text);
    return marked & vnp__finder_glance(f, text);
}

/* The bucket of a shelf that a prepared text belongs to: its begin and its end among the needles. */
static inline const uint16_t *vnp__finder_bucket(const vnp__finder *f, vnp__shelf shelf,
                                                 const char *text)
{
    const vnp__shelf_place *place = &f->shelves[shelf];
    return f->buckets + place->first + (vnp__shelf_hash(shelf, text) >> place->shift);
}

/* Whether a prepared text begins with the needle. */
static inline bool vnp__needle_begins(const vnp__needle *n, vnp__lanes text)
{
    vnp__lanes mask =
        vnp__lanes_load((const char *)vnp__byte_masks + VNP__LITERAL_BYTES - n->length);
    return !vnp__lanes_any((vnp__lanes)(((text ^ vnp__lanes_load(n->bytes)) & mask) != 0));
}

#endif
