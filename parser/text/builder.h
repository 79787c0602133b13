/*
 * builder.h - decoded characters in, the normalized buffer and its map out.
 *
 * A reader hands over the source from its beginning to its end without gaps,
 * either as stretches to keep as they are or as single characters. Characters
 * are collected into segments that begin at a normalization boundary, because
 * only inside one can NFC change anything; a segment that NFC leaves alone goes
 * to the map character by character, one that it changes as a whole.
 *
 * Nothing is copied before the first change, so text that needs none becomes
 * the identity without anybody having to decide it beforehand.
 */
#ifndef VNP_BUILDER_H
#define VNP_BUILDER_H

#include "text/text.h"

struct UNormalizer2;

/*
 * Characters a segment may hold: longer rows of combining marks are cut, which
 * keeps ICU's reordering from going quadratic (compare UAX #15, Stream-Safe
 * Text Format, which allows 30 marks).
 */
enum { VNP__SEGMENT_MAX = 32 };

typedef struct vnp__segment_char {
    int32_t c;      /* after repair; -1 for a character that is dropped */
    uint32_t begin; /* source bytes */
    uint32_t end;
} vnp__segment_char;

typedef struct vnp__builder {
    vnp__arena *arena;
    vnp__text *text;
    vnp__buf out;
    const struct UNormalizer2 *nfc; /* got when first needed, see builder.c */
    bool paired;                    /* nothing stands for itself, whatever its bytes */
    uint32_t kept_begin;            /* source stretch that belongs to the buffer unchanged, */
    uint32_t kept_end;              /* not yet in `out` */
    bool kept_marks;                /* it holds combining marks */
    uint32_t pairs;                 /* characters of the last run at most; 0: it is not paired */
    uint32_t count;                 /* of the open segment */
    vnp__segment_char segment[VNP__SEGMENT_MAX];
} vnp__builder;

/* `text` has its source, its form and its skip. */
void vnp__builder_init(vnp__builder *b, vnp__arena *arena, vnp__text *text, bool paired);

/* Clean source bytes (see vnp__clean_end) that begin and end between characters. */
void vnp__builder_keep(vnp__builder *b, uint32_t begin, uint32_t end);

/* One character that stands for source bytes [begin, end). */
void vnp__builder_char(vnp__builder *b, int32_t c, uint32_t begin, uint32_t end);

/* Fills text->buf, len and runs. */
void vnp__builder_end(vnp__builder *b);

/* Counts a remark; the first place is the one that stays. */
void vnp__builder_note(vnp__builder *b, const char *rule, uint32_t src);

#endif
