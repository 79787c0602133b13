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

bool chance_asked(uint32_t *count)
{
    unsigned long long seed;
    const char *asked = getenv("VNPLAN_FUZZ");
    if (!asked || sscanf(asked, "%llu %u", &seed, count) != 2)
        return false;
    chance_seed(seed);
    return true;
}

void chance_keep(const char *name, const void *bytes, size_t size)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/vnplan-%s.last", name);
    FILE *file = getenv("VNPLAN_FUZZ") ? fopen(path, "wb") : NULL;
    if (!file)
        return;
    fwrite(bytes, 1, size, file);
    fclose(file);
}
