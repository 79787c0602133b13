#include "text/utf8.h"

#include <unicode/utf8.h>

#include "text/lanes.h"

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

static bool in(unsigned char byte, unsigned char from, unsigned char to)
{
    return byte >= from && byte <= to;
}

/*
 * Size of the character at p, of which `rest` bytes are there; 0 for one that is not
 * clean. Left out on purpose: U+00A0, U+00AD, U+2000..200F and U+2028..202F and
 * U+205F..206F (spaces, format characters, line separators), U+0300..036F and
 * U+20D0..20FF (combining), U+2500..257F (lines of tables), and blocks that hold characters
 * which NFC replaces (U+2126, U+212A, U+2329, U+2ADC).
 */
static uint32_t clean_size(const unsigned char *p, uint32_t rest)
{
    if (p[0] < 0x80)
        return 1;
    if (rest < 2 || (p[1] & 0xC0) != 0x80)
        return 0;
    if (p[0] == 0xC2)
        return p[1] == 0xA0 || p[1] == 0xAD ? 0 : 2;
    if (in(p[0], 0xC3, 0xCB) || p[0] == 0xD0 || p[0] == 0xD1)
        return 2;
    if (rest < 3 || (p[2] & 0xC0) != 0x80)
        return 0;
    bool clean = false;
    if (p[0] == 0xE1) /* U+1E00..1EFF only: Vietnamese letters with two marks */
        clean = in(p[1], 0xB8, 0xBB);
    else if (p[0] == 0xE2 && p[1] == 0x80) /* general punctuation */
        clean = in(p[2], 0x90, 0xA7) || in(p[2], 0xB0, 0xBF);
    else if (p[0] == 0xE2)
        clean =
            p[1] == 0x82 || in(p[1], 0x85, 0x8B) || in(p[1], 0x8D, 0x93) || in(p[1], 0x96, 0xAA);
    else if (p[0] == 0xEF) /* private use U+F000..F8FF only: bullets of symbol fonts */
        clean = in(p[1], 0x80, 0xA3);
    return clean ? 3 : 0;
}

/* Whether all bytes of a block are ASCII, Latin letters or general punctuation, clean
 * and well-formed with the two bytes before. */
static bool is_clean_block(const char *s)
{
    vnp__lanes now = vnp__lanes_load(s);
    vnp__lanes one = vnp__lanes_load(s - 1), two = vnp__lanes_load(s - 2);
    vnp__lanes first_e1 = (vnp__lanes)(one == 0xE1), first_e2 = (vnp__lanes)(one == 0xE2);
    vnp__lanes begun_e2 = (vnp__lanes)(two == 0xE2);
    vnp__lanes follows =
        vnp__lanes_in(one, 0xC3, 0xCB) | first_e1 | first_e2 | begun_e2 | (vnp__lanes)(two == 0xE1);
    vnp__lanes begins =
        vnp__lanes_in(now, 0xC3, 0xCB) | (vnp__lanes)(now == 0xE1) | (vnp__lanes)(now == 0xE2);
    vnp__lanes wrong = (vnp__lanes)(now >= 0xC0) & ~begins;
    wrong |= vnp__lanes_continuation(now) ^ follows;
    wrong |= first_e1 & ~vnp__lanes_in(now, 0xB8, 0xBB);
    wrong |= first_e2 & (vnp__lanes)(now != 0x80);
    wrong |= begun_e2 & ~(vnp__lanes_in(now, 0x90, 0xA7) | vnp__lanes_in(now, 0xB0, 0xBF));
    return !vnp__lanes_any(wrong);
}

/*
 * Blocks while they are clean; of one that is not, its characters one by one. A block
 * looks at two bytes before it, and may end inside a character, to which the way back
 * goes.
 */
uint32_t vnp__clean_end(const char *s, uint32_t at, uint32_t len)
{
    const unsigned char *p = (const unsigned char *)s;
    while (at < len) {
        uint32_t end = len - at < VNP__LANES ? len : at + VNP__LANES;
        while (at < end) {
            uint32_t size = clean_size(p + at, len - at);
            if (size == 0)
                return at;
            at += size;
        }
        if (at < 2)
            continue;
        uint32_t block = at;
        while (len - block >= VNP__LANES && is_clean_block(s + block))
            block += VNP__LANES;
        if (block > at)
            at = vnp__utf8_back(s, block);
    }
    return len;
}
