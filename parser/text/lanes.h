/*
 * lanes.h - sixteen bytes side by side, in the vectors of the compiler. The operators
 * of C work on all lanes at once; a comparison gives 0xFF where it holds, 0 where not.
 * Every processor of 64 bits has registers for it, and where one has not the compiler
 * makes do, so that there is one code for all.
 */
#ifndef VNP_LANES_H
#define VNP_LANES_H

#include "base/base.h"

enum { VNP__LANES = 16 };

typedef unsigned char vnp__lanes __attribute__((vector_size(16)));
typedef signed char vnp__signed_lanes __attribute__((vector_size(16)));

static inline vnp__lanes vnp__lanes_load(const char *s)
{
    vnp__lanes v;
    memcpy(&v, s, sizeof v);
    return v;
}

/* The first n < VNP__LANES bytes, the others 0. */
static inline vnp__lanes vnp__lanes_load_part(const char *s, size_t n)
{
    vnp__lanes v = {0};
    memcpy(&v, s, n);
    return v;
}

static inline void vnp__lanes_store(char *s, vnp__lanes v)
{
    memcpy(s, &v, sizeof v);
}

/* Lanes from..to, both included. */
static inline vnp__lanes vnp__lanes_in(vnp__lanes v, unsigned char from, unsigned char to)
{
    return (vnp__lanes)(v - from <= (unsigned char)(to - from));
}

/* Lanes that are continuation bytes of UTF-8, 80..BF. */
static inline vnp__lanes vnp__lanes_continuation(vnp__lanes v)
{
    return (vnp__lanes)((vnp__signed_lanes)v < -64);
}

/* A bit for each lane of a mask, the first lane's the lowest. */
static inline unsigned vnp__lanes_bits(vnp__lanes mask)
{
#ifdef __SSE2__
    typedef char chars __attribute__((vector_size(16)));
    return (unsigned)__builtin_ia32_pmovmskb128((chars)mask);
#else
    unsigned bits = 0;
    for (unsigned i = 0; i < VNP__LANES; i++)
        bits |= (mask[i] & 1u) << i;
    return bits;
#endif
}

static inline bool vnp__lanes_any(vnp__lanes mask)
{
    return vnp__lanes_bits(mask) != 0;
}

/*
 * Counting: masks are subtracted from a vector of counts, for a mask is -1, and before
 * a lane overflows the sum of the lanes is taken.
 */
enum { VNP__LANES_MAX_COUNT = 255 };

static inline uint32_t vnp__lanes_sum(vnp__lanes counts)
{
    const uint64_t odd = 0x00FF00FF00FF00FF;
    uint64_t half[2];
    memcpy(half, &counts, sizeof half);
    uint64_t pairs =
        (half[0] & odd) + (half[0] >> 8 & odd) + (half[1] & odd) + (half[1] >> 8 & odd);
    return (uint32_t)(pairs * 0x0001000100010001 >> 48);
}

#endif
