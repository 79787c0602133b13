/*
 * automaton.h - finds all literals of all rules in one pass over a text.
 *
 * Aho and Corasick's automaton as a table: a row for each state, a column for each
 * class of bytes that no literal tells apart; figures are one class. States in which a literal ends have
 * the highest numbers, so that one comparison tells them.
 */
#ifndef VNP_AUTOMATON_H
#define VNP_AUTOMATON_H

#include "rule/literals.h"

typedef struct vnp__automaton {
    uint8_t class_of[256];
    uint32_t shift;           /* a row has 1 << shift columns */
    uint32_t states;
    uint32_t first_ending;    /* states from here on end literals */
    const uint16_t *next;     /* [state << shift | class] */
    const uint32_t *ends_at;  /* [state - first_ending]: where its literals begin in `ends` */
    const uint16_t *ends;     /* numbers of literals */
    const uint8_t *length;    /* of each literal, in bytes */
    uint32_t literals;
} vnp__automaton;

enum { VNP__MAX_LITERALS = 60000, VNP__MAX_STATES = 65000 };

/* Builds it of literals, numbered as they stand; no two are alike. False where they
 * are too many for the table. */
bool vnp__automaton_build(vnp__arena *arena, const vnp_str *literals, uint32_t count,
                          vnp__automaton *out);

#endif
