#include "support/support.h"

/* xorshift64*: the same numbers on every machine. */
static uint64_t state = 1;

void chance_seed(uint64_t seed)
{
    state = seed ? seed : 1;
}

uint32_t chance(uint32_t n)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return n ? (uint32_t)((state * 2685821657736338717u) >> 33) % n : 0;
}
