/*
 * part.h - what all matches of a part of a pattern have: texts they begin and end with,
 * literals, a rare byte. literals.c reads a pattern part by part and puts these together.
 */
#ifndef VNP_PART_H
#define VNP_PART_H

#include "rule/literals.h"

/*
 * Texts one of which every match begins with, or ends with. An open one is all of the
 * match, behind a closed one - in front of it, where matches end with it - more may stand.
 */
typedef struct vnp__edge {
    vnp_str bytes;
    bool closed;
} vnp__edge;

typedef struct vnp__edges {
    uint32_t count, cap;
    vnp__edge at[];
} vnp__edges;

typedef struct vnp__part {
    uint32_t min, max;        /* bytes */
    bool at_begin;            /* a match stands where the subject begins */
    vnp__edges *front, *back; /* NULL: too many, or unknown */
    vnp__sign sign;           /* the rarest bytes of which every match has one */
    uint32_t behind;          /* what may not stand in front of the part */
    vnp__literal_list best;   /* the cheapest set of literals of which every match has one, */
    double cost;              /* with distances from the part's begin; HUGE where there is none */
} vnp__part;
VNP_LIST(vnp__part);

enum { VNP__MAX_EDGES = 128 };

vnp__edges *vnp__edges_new(vnp__arena *arena, uint32_t cap);
/* False where there is no room. */
bool vnp__edges_add(vnp__edges *set, vnp_str bytes, bool closed);
vnp__edges *vnp__edges_of(vnp__arena *arena, vnp_str only);

/* A place, which has no text. */
vnp__part vnp__part_place(vnp__arena *arena);
/* Anything of min to max bytes. */
vnp__part vnp__part_any(uint32_t min, uint32_t max);
/* One of some texts. */
vnp__part vnp__part_texts(vnp__arena *arena, vnp__edges *set);
/*
 * Parts one behind the other. Literals may reach over several parts: from each part on,
 * and from what ends in front of it, the texts of those that follow are put together as
 * long as they are few.
 */
vnp__part vnp__part_concat(vnp__arena *arena, const vnp__part *parts, uint32_t count);
/* One of two; `a` is given up. */
vnp__part vnp__part_either(vnp__arena *arena, vnp__part a, const vnp__part *b);
/* A part that stands `from` to `to` times. */
vnp__part vnp__part_repeated(vnp__arena *arena, vnp__part p, uint32_t from, uint32_t to);
/* Makes one text of two neighbours that are one text each; false where they are not. */
bool vnp__part_join(vnp__arena *arena, vnp__part *last, const vnp__part *next);
/* Whether literals are known. */
bool vnp__part_has_literals(const vnp__part *p);

#endif
