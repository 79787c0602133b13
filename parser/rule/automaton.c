#include "rule/automaton.h"

#include <stdlib.h>

/* The automaton as a trie: a state for each beginning of a literal. */
typedef struct trie {
    vnp__arena *arena;
    uint32_t columns, shift;
    uint16_t *next;    /* 0: no such state; the root leads to itself */
    uint16_t *fallback; /* the longest other beginning that the state's text ends with */
    uint16_t *depth_order; /* states, those with shorter texts first */
    int32_t *own;      /* the literal that ends here, -1: none */
    uint32_t states;
} trie;

static uint32_t classify(const vnp_str *literals, uint32_t count, uint8_t class_of[256])
{
    bool used[256] = {false};
    uint32_t classes = 1; /* 0: bytes of no literal */
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < literals[i].len; k++)
            used[(unsigned char)literals[i].ptr[k]] = true;
    for (int b = 0; b < 256; b++)
        class_of[b] = used[b] ? (uint8_t)classes++ : 0;
    for (int b = '1'; b <= '9'; b++)
        class_of[b] = class_of['0'];
    return classes;
}

static void plant(trie *t, const vnp_str *literals, uint32_t count, const uint8_t *class_of)
{
    t->states = 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t state = 0;
        for (uint32_t k = 0; k < literals[i].len; k++) {
            uint16_t *cell = &t->next[(state << t->shift) | class_of[(unsigned char)literals[i].ptr[k]]];
            if (!*cell) {
                t->own[t->states] = -1;
                *cell = (uint16_t)t->states++;
            }
            state = *cell;
        }
        t->own[state] = (int32_t)i;
    }
}

/* Breadth first: the fallback of a state has a shorter text and is complete. */
static void complete(trie *t)
{
    uint32_t done = 0, seen = 0;
    for (uint32_t c = 0; c < t->columns; c++)
        if (t->next[c])
            t->depth_order[seen++] = t->next[c];
    for (; done < seen; done++) {
        uint32_t state = t->depth_order[done];
        const uint16_t *other = &t->next[(uint32_t)t->fallback[state] << t->shift];
        uint16_t *row = &t->next[state << t->shift];
        for (uint32_t c = 0; c < t->columns; c++) {
            if (!row[c]) {
                row[c] = other[c];
                continue;
            }
            t->fallback[row[c]] = other[c];
            t->depth_order[seen++] = row[c];
        }
    }
}

static bool ends_any(const trie *t, uint32_t state)
{
    for (; state; state = t->fallback[state])
        if (t->own[state] >= 0)
            return true;
    return false;
}

/* Numbers the states anew: those that end literals come last. */
static void number_states(const trie *t, uint16_t *number, vnp__automaton *out)
{
    uint32_t plain = 0, ending = 0;
    for (uint32_t s = 0; s < t->states; s++)
        plain += !ends_any(t, s);
    out->first_ending = plain;
    plain = 0;
    for (uint32_t s = 0; s < t->states; s++)
        number[s] = (uint16_t)(ends_any(t, s) ? out->first_ending + ending++ : plain++);
}

static void fill(const trie *t, const uint16_t *number, vnp__automaton *out)
{
    uint32_t ending = t->states - out->first_ending, count = 0;
    uint16_t *next = vnp__arena_get(t->arena, ((size_t)t->states << t->shift) * sizeof *next);
    uint32_t *at = vnp__arena_get(t->arena, ((size_t)ending + 1) * sizeof *at);
    for (uint32_t s = 0; s < t->states; s++) {
        for (uint32_t c = 0; c < t->columns; c++)
            next[((uint32_t)number[s] << t->shift) | c] = number[t->next[(s << t->shift) | c]];
        for (uint32_t e = s; number[s] >= out->first_ending && e; e = t->fallback[e])
            at[number[s] - out->first_ending + 1] += t->own[e] >= 0;
    }
    for (uint32_t i = 0; i < ending; i++)
        at[i + 1] += at[i];
    count = at[ending];
    uint16_t *ends = vnp__arena_get(t->arena, ((size_t)count + 1) * sizeof *ends);
    for (uint32_t s = 0; s < t->states; s++) {
        uint32_t k = number[s] >= out->first_ending ? at[number[s] - out->first_ending] : 0;
        for (uint32_t e = s; number[s] >= out->first_ending && e; e = t->fallback[e])
            if (t->own[e] >= 0)
                ends[k++] = (uint16_t)t->own[e];
    }
    out->next = next;
    out->ends_at = at;
    out->ends = ends;
}

bool vnp__automaton_build(vnp__arena *arena, const vnp_str *literals, uint32_t count,
                          vnp__automaton *out)
{
    memset(out, 0, sizeof *out);
    trie t = {.arena = arena};
    size_t most = 1;
    for (uint32_t i = 0; i < count; i++)
        most += literals[i].len;
    if (count > VNP__MAX_LITERALS || most > VNP__MAX_STATES)
        return false;
    t.columns = classify(literals, count, out->class_of);
    while ((1u << t.shift) < t.columns)
        t.shift++;
    t.next = vnp__arena_get(arena, (most << t.shift) * sizeof *t.next);
    t.fallback = vnp__arena_get(arena, most * sizeof *t.fallback);
    t.depth_order = vnp__arena_get(arena, most * sizeof *t.depth_order);
    t.own = vnp__arena_get(arena, most * sizeof *t.own);
    t.own[0] = -1;
    plant(&t, literals, count, out->class_of);
    complete(&t);
    uint8_t *length = vnp__arena_get(arena, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++)
        length[i] = (uint8_t)literals[i].len;
    uint16_t *number = vnp__arena_get(arena, t.states * sizeof *number);
    number_states(&t, number, out);
    out->length = length;
    out->literals = count;
    out->shift = t.shift;
    out->states = t.states;
    fill(&t, number, out);
    return true;
}
