/*
 * prefilter.h - where in a text which rules can match, told by literals.
 *
 * Every pattern has been read for a set of literals one of which each of its
 * matches has (literals.h). One pass over a run finds all literals of all rules
 * (automaton.h); a query then tries a pattern only in the windows around what was
 * found. The result is that of trying every pattern everywhere; a test holds it so.
 */
#ifndef VNP_PREFILTER_H
#define VNP_PREFILTER_H

#include "rule/automaton.h"
#include "rule/rule.h"

/* That a pattern of a set has a literal: index in the set, distances as in literals.h. */
typedef struct vnp__use {
    uint16_t pattern;
    uint16_t least;
    uint16_t most;
} vnp__use;

typedef struct vnp__prefilter {
    vnp__automaton automaton;
    const vnp__use *uses;
    const uint32_t *uses_at; /* [literal * VNP__SET_COUNT + set]: first in `uses` */
    const uint32_t *sets;    /* of each literal, a bit for each set that uses it */
    uint32_t always[VNP__SET_COUNT]; /* patterns of the set that have no literals */
    uint32_t reach[VNP__SET_COUNT];  /* the longest way from a match's begin to its literal */
} vnp__prefilter;

/* Reads the patterns of all sets, which are in their final order. */
void vnp__prefilter_build(vnp_rules *rules);

/* The places where a match of a pattern may begin: offsets in the slice. */
typedef struct vnp__window {
    uint16_t pattern;
    uint32_t from;
    uint32_t to;
} vnp__window;

typedef struct vnp__windows {
    const vnp__window *at; /* in the order of patterns, those of one by their begin */
    uint32_t count;
} vnp__windows;

typedef struct vnp__candidates vnp__candidates;

/* For one document: remembers what was found in the runs last asked about. NULL
 * without memory. */
vnp__candidates *vnp__candidates_new(const vnp_rules *rules, const vnp_alloc *alloc);
void vnp__candidates_free(vnp__candidates *c);

/* The folded text that most runs are stretches of. */
void vnp__candidates_text(vnp__candidates *c, const char *fold, uint32_t len);

/*
 * The windows of a set's patterns at or behind `from`; of `anchored` queries only
 * those that hold the slice's begin. False without memory: any pattern may match
 * anywhere. Valid until the next call.
 */
bool vnp__candidates_find(vnp__candidates *c, vnp__set_id set, vnp__slice subject, uint32_t from,
                          bool anchored, vnp__windows *out);

#endif
