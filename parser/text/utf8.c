#include "text/utf8.h"

#include <unicode/utf8.h>

int32_t vnp__utf8_next_rare(const char *s, uint32_t len, uint32_t at, uint32_t *size)
{
    const uint8_t *p = (const uint8_t *)s + at;
    int32_t rest = len - at < VNP__UTF8_MAX ? (int32_t)(len - at) : VNP__UTF8_MAX;
    int32_t next = 0;
    UChar32 c;
    U8_NEXT(p, next, rest, c);
    *size = (uint32_t)next;
    return c;
}

uint32_t vnp__utf8_put(char *dst, int32_t c)
{
    if (c < 0x80) {
        dst[0] = (char)c;
        return 1;
    }
    uint32_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (uint32_t i = size - 1; i > 0; i--, c >>= 6)
        dst[i] = (char)(0x80 | (c & 0x3F));
    dst[0] = (char)((0xF00 >> size & 0xFF) | c);
    return size;
}

/* ------------------------------------------------------------------- scan */

/* States are bit offsets into a row: six bits hold any of ten of them. */
enum {
    START = 0,
    STOP = 6,   /* a byte that needs a look; never left */
    LAST = 12,  /* any continuation byte ends the character */
    IN_C2 = 18, /* not no-break space, not soft hyphen */
    IN_E1 = 24, /* U+1E00..1EFF only: Vietnamese letters with two marks */
    IN_E2 = 30,
    IN_E280 = 36, /* general punctuation without spaces and format characters */
    IN_EF = 42,   /* private use U+F000..F8FF only: bullets of symbol fonts */
    STATES = 48
};

typedef struct scan_rule {
    unsigned char from, to; /* bytes */
    unsigned char state, next;
} scan_rule;

/*
 * What is not listed stops the scan. Left out on purpose: U+2000..200F and
 * U+2028..202F and U+205F..206F (spaces, format characters, line separators),
 * U+0300..036F and U+20D0..20FF (combining), and blocks that hold characters
 * which NFC replaces (U+2126, U+212A, U+2329, U+2ADC).
 */
static const scan_rule scan_rules[] = {
    {0x00, 0x7F, START, START},   {0xC2, 0xC2, START, IN_C2},   {0xC3, 0xCB, START, LAST},
    {0xD0, 0xD1, START, LAST},    {0xE1, 0xE1, START, IN_E1},   {0xE2, 0xE2, START, IN_E2},
    {0xEF, 0xEF, START, IN_EF},   {0x80, 0xBF, LAST, START},    {0x80, 0x9F, IN_C2, START},
    {0xA1, 0xAC, IN_C2, START},   {0xAE, 0xBF, IN_C2, START},   {0xB8, 0xBB, IN_E1, LAST},
    {0x80, 0x80, IN_E2, IN_E280}, {0x82, 0x82, IN_E2, LAST},    {0x85, 0x8B, IN_E2, LAST},
    {0x8D, 0xAA, IN_E2, LAST},    {0x90, 0xA7, IN_E280, START}, {0xB0, 0xBF, IN_E280, START},
    {0x80, 0xA3, IN_EF, LAST},
};

void vnp__scan_init(vnp__scan *scan)
{
    uint64_t all_stop = 0;
    for (unsigned state = 0; state < STATES; state += 6)
        all_stop |= (uint64_t)STOP << state;
    for (unsigned byte = 0; byte < 256; byte++)
        scan->row[byte] = all_stop;
    for (size_t i = 0; i < sizeof scan_rules / sizeof *scan_rules; i++) {
        const scan_rule *rule = &scan_rules[i];
        for (unsigned byte = rule->from; byte <= rule->to; byte++) {
            scan->row[byte] &= ~((uint64_t)63 << rule->state);
            scan->row[byte] |= (uint64_t)rule->next << rule->state;
        }
    }
}

/* The bytes from `at` on one by one; gives the offset behind the last clean character. */
static uint32_t scan_bytes(const vnp__scan *scan, const unsigned char *s, uint32_t at, uint32_t end,
                           uint64_t *state, uint32_t clean)
{
    for (; at < end && (*state & 63) != STOP; at++) {
        *state = scan->row[s[at]] >> (*state & 63);
        if ((*state & 63) == START)
            clean = at + 1;
    }
    return clean;
}

/*
 * A few bytes first, for in text that needs many looks the next one is near; then
 * whole blocks without a branch, of which the one that stops is walked again.
 */
uint32_t vnp__scan_clean(const vnp__scan *scan, const char *s, uint32_t at, uint32_t len)
{
    enum { NEAR = 16, BLOCK = 32 };
    const unsigned char *p = (const unsigned char *)s;
    uint32_t end = len - at < NEAR ? len : at + NEAR;
    uint64_t state = START;
    uint32_t clean = scan_bytes(scan, p, at, end, &state, at);
    if ((state & 63) == STOP)
        return clean;
    for (at = end; len - at >= BLOCK; at += BLOCK) {
        uint64_t next = state;
        for (int i = 0; i < BLOCK; i++)
            next = scan->row[p[at + (uint32_t)i]] >> (next & 63);
        if ((next & 63) == STOP)
            break;
        state = next;
    }
    if (at > end)
        clean = (state & 63) == START ? at : vnp__utf8_back(s, at);
    return scan_bytes(scan, p, at, len, &state, clean);
}
