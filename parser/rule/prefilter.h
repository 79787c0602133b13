/*
 * prefilter.h - where in a text which rules can match, told by literals.
 *
 * Every pattern has been read for a set of literals one of which each of its
 * matches has (literals.h). One pass over a text finds all literals of all rules
 * (finder.h); a query then tries a pattern only in the windows around what was
 * found. The result is that of trying every pattern everywhere; a test holds it so.
 */
#ifndef VNP_PREFILTER_H
#define VNP_PREFILTER_H

#include "rule/finder.h"
#include "rule/rule.h"

/*
 * What a query asks: the rules of a set, or those of them that give one role. Scopes
 * are numbered, those of sets first, as sets are; there is a bit of 64 for each, and
 * roles beyond that have none of their own.
 */
enum { VNP__MAX_SCOPES = 64, VNP__NO_SCOPE = VNP__MAX_SCOPES };

typedef struct vnp__scope {
    uint32_t set;
    uint32_t reach;     /* the longest way from a match's begin to its literal */
    uint32_t always;    /* patterns that have no literals */
    uint64_t begins[4]; /* a bit for each byte that its literals of `begins` begin with */
} vnp__scope;

/* That a pattern of a set has a literal: index in the set, distances as in literals.h. */
typedef struct vnp__literal_use {
    uint16_t pattern;
    uint16_t least;
    uint16_t most;
    uint8_t set;
    uint8_t role; /* the scope of its role, or VNP__NO_SCOPE */
} vnp__literal_use;

/* Literals, and who uses them. */
typedef struct vnp__literal_table {
    vnp__finder finder;
    const vnp__literal_use *uses;
    const uint32_t *uses_at; /* [literal]: first in `uses`; and the end */
} vnp__literal_table;

typedef struct vnp__prefilter {
    vnp__literal_table begins;   /* looked for where a subject begins; all else would be in vain */
    vnp__literal_table anywhere; /* in the whole text */
    const vnp__scope *scopes;
    uint32_t scope_count;
    const uint8_t (*scope_of)[VNP__ROLES_END]; /* [set]: of a role without one, that of the set */
} vnp__prefilter;

struct vnp__image;

/* Reads the patterns of all sets, which are in their final order; of those that are in
 * the image, which may be NULL, it takes what was read there. */
void vnp__prefilter_build(vnp_rules *rules, const struct vnp__image *image);

/* Bytes of a document's matching form that are searched for literals at once: as many as
 * a plan of usual length has. */
enum { VNP__PAGE_BYTES = 64 * 1024 };

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

/* For one document: remembers what was found in the text last asked about. NULL
 * without memory. */
vnp__candidates *vnp__candidates_new(const vnp_rules *rules, const vnp_alloc *alloc);
void vnp__candidates_free(vnp__candidates *c);

/* The folded text that most runs are stretches of. */
void vnp__candidates_text(vnp__candidates *c, const char *fold, uint32_t len);
/* Forgets the runs that are no stretches of it: their memory is given to others. */
void vnp__candidates_forget(vnp__candidates *c);

/*
 * The windows of a scope's patterns at or behind `from`; of `anchored` queries only
 * those that hold the slice's begin. False without memory: any pattern may match
 * anywhere. Valid until the next call.
 */
bool vnp__candidates_find(vnp__candidates *c, uint32_t scope, vnp__slice subject, uint32_t from,
                          bool anchored, vnp__windows *out);

#endif
