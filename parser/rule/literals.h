/*
 * literals.h - which bytes a text must have where a pattern shall match.
 *
 * Read from the pattern itself, so that a prefilter needs no one to write it: of
 * all literals that every match must have the set is chosen that a text is least
 * likely to have by chance. What the reader does not know makes the pattern one
 * without literals, never one with wrong ones.
 */
#ifndef VNP_LITERALS_H
#define VNP_LITERALS_H

#include "base/base.h"

enum {
    VNP__LITERAL_BYTES = 16, /* a longer literal is cut */
    VNP__NO_BOUND = 0xFFFF   /* of a distance: any */
};

/* What may not stand right in front of a match. */
enum { VNP__NO_LETTER = 1, VNP__NO_FIGURE = 2 };

/* A literal of a pattern: a match that has it begins between `most` and `least`
 * bytes in front of it. A figure in it is 0 and stands for any. */
typedef struct vnp__literal {
    vnp_str bytes;
    uint16_t least;
    uint16_t most;
    bool at_begin; /* a match that has it begins where the subject does */
} vnp__literal;
VNP_LIST(vnp__literal);

/* Bytes of which a match has one among its first `within`: a figure, a slash. Where
 * `within` is 0 nothing is known. */
typedef struct vnp__sign {
    uint8_t bytes[32]; /* a bit for each */
    uint32_t within;   /* VNP__NO_BOUND: anywhere */
    /* Said in short where it can be: all bytes from `first` to `last`, or only these two. */
    enum { VNP__SIGN_ANY, VNP__SIGN_RANGE, VNP__SIGN_PAIR } kind;
    uint8_t first, last;
} vnp__sign;

static inline bool vnp__sign_has(const vnp__sign *sign, char byte)
{
    return sign->bytes[(unsigned char)byte >> 3] >> ((unsigned char)byte & 7) & 1;
}

/* Whether any of the bytes is one of the sign's. */
bool vnp__sign_in(const vnp__sign *sign, const char *text, uint32_t len);

typedef struct vnp__literals {
    bool any;               /* false: nothing is known, the pattern may match anywhere */
    bool at_begin;          /* every match begins where the subject does */
    uint32_t behind;        /* VNP__NO_LETTER and the like */
    vnp__sign sign;         /* every match has one of these bytes */
    vnp__literal_list list; /* every match has one of them */
} vnp__literals;

/* `pattern` as PCRE2 gets it; what is returned lives in the arena. */
void vnp__literals_read(vnp__arena *arena, vnp_str pattern, vnp__literals *out);

#endif
