#include "text/fold.h"

#include <unicode/uchar.h>

#include "text/syllable.h"
#include "text/utf8.h"

/* --------------------------------------------------------------- one letter */

/* Letters that stand for a Vietnamese one by mistake, of the same length in UTF-8. */
static int32_t confused(int32_t c)
{
    switch (c) {
    case 0xD0:  /* ETH, upper and lower case: d with stroke */
    case 0xF0:
    case 0x189: /* AFRICAN D */
    case 0x256:
        return 0x111;
    case 0x1A2: /* OI, what recognition makes of u with horn */
    case 0x1A3:
        return 0x1B0;
    case 0x1CD: /* a with caron: a with breve */
    case 0x1CE:
        return 0x103;
    default:
        return c;
    }
}

/* Dashes become the en dash, quotation marks the usual ones of their side. */
static int32_t punctuation(int32_t c)
{
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return 0x2013;
    if (c == 0x201A || c == 0x201B)
        return 0x2018;
    if (c == 0x201E || c == 0x201F)
        return 0x201C;
    return c == 0x2032 ? 0x2019 : c;
}

static int32_t fold_char(int32_t c)
{
    if (c >= 0x2010 && c <= 0x2212)
        return punctuation(c);
    return u_tolower(confused(c));
}

/* ------------------------------------------------------------ tone placement */

/* Text being folded: dst is lower case up to the letter in hand. */
typedef struct fold_state {
    char *dst;
    const char *src;
    size_t len;
} fold_state;

static bool is_letter_at(const fold_state *f, size_t at)
{
    if (at >= f->len)
        return false;
    unsigned char byte = (unsigned char)f->src[at];
    if (byte < 0x80)
        return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    uint32_t size;
    return u_isalpha(vnp__utf8_next(f->src, (uint32_t)f->len, (uint32_t)at, &size));
}

/* oa, oe, uy: the pairs of which either letter may carry the tone. */
static bool is_glide_pair(char first, char second)
{
    return (first == 'o' && (second == 'a' || second == 'e')) || (first == 'u' && second == 'y');
}

/*
 * Writes two vowels at dst[at], the tone on the first or on the second, if they
 * take `size` bytes so; the vowel without the tone takes one.
 */
static bool write_pair(char *dst, size_t at, size_t size, const char pair[2], vnp__tone tone,
                       bool on_first)
{
    char bytes[VNP__UTF8_MAX];
    size_t len = vnp__utf8_put(bytes, (int32_t)vnp__vowel_join(pair[!on_first], tone));
    if (len + 1 != size)
        return false;
    memcpy(dst + at + !on_first, bytes, len);
    dst[on_first ? at + len : at] = pair[on_first];
    return true;
}

/* The marked vowel at dst[at] may belong on the letter before it. */
static void move_back(const fold_state *f, size_t at, size_t size, char vowel, vnp__tone tone)
{
    const char pair[2] = {f->dst[at - 1], vowel};
    if (!is_glide_pair(pair[0], vowel) || is_letter_at(f, at + size))
        return;
    if (pair[0] == 'u' && at >= 2 && f->dst[at - 2] == 'q')
        return;
    write_pair(f->dst, at - 1, size + 1, pair, tone, true);
}

/* It may belong on the letter behind it; true when both have been written. */
static bool move_on(const fold_state *f, size_t at, size_t size, char vowel, vnp__tone tone)
{
    const char pair[2] = {vowel, (char)(f->src[at + size] | 0x20)};
    char before = at > 0 ? f->dst[at - 1] : '\0';
    bool more = is_letter_at(f, at + size + 1);
    bool belongs = more && is_glide_pair(vowel, pair[1]);
    if (vowel == 'u' && before == 'q')
        belongs = true;
    if (vowel == 'i' && before == 'g')
        belongs = pair[1] != 'i' && (at < 2 || !is_letter_at(f, at - 2));
    /* no syllable has three such vowels; leave what is none alone */
    if (more && is_glide_pair(pair[1], (char)(f->src[at + size + 1] | 0x20)))
        return false;
    return belongs && write_pair(f->dst, at, size + 1, pair, tone, false);
}

/* A bit for each of a e i o u y, in either case. */
static bool is_ascii_vowel(char c)
{
    const uint32_t bits = 1u << 1 | 1u << 5 | 1u << 9 | 1u << 15 | 1u << 21 | 1u << 25;
    return ((unsigned char)c & 0xC0) == 0x40 && (bits >> (c & 31) & 1);
}

/* Puts the tone of the letter `c`, just written, where it belongs; gives the bytes read. */
static size_t place_tone(const fold_state *f, size_t at, size_t size, int32_t c)
{
    bool before = at > 0 && (f->dst[at - 1] == 'o' || f->dst[at - 1] == 'u');
    bool behind = at + size < f->len && is_ascii_vowel(f->src[at + size]);
    char vowel;
    vnp__tone tone;
    if ((!before && !behind) || !vnp__vowel_split((uint32_t)c, &vowel, &tone) || !tone)
        return size;
    if (behind && move_on(f, at, size, vowel, tone))
        return size + 1;
    if (before)
        move_back(f, at, size, vowel, tone);
    return size;
}

/* ------------------------------------------------------------------- fold */

/* Any character beyond ASCII: written to dst, its size and its folded form given. */
static int32_t fold_any(const fold_state *f, size_t at, size_t *size)
{
    uint32_t from_size;
    char bytes[VNP__UTF8_MAX];
    int32_t from = vnp__utf8_next(f->src, (uint32_t)f->len, (uint32_t)at, &from_size);
    int32_t c = from < 0 ? from : fold_char(from);
    *size = from_size;
    if (c != from && vnp__utf8_put(bytes, c) == from_size) {
        memcpy(f->dst + at, bytes, from_size);
        return c;
    }
    memcpy(f->dst + at, f->src + at, from_size);
    return from;
}

/* The same, with the letters of Vietnamese taken from their bytes. */
static int32_t fold_letter(const fold_state *f, size_t at, size_t *size)
{
    const unsigned char *p = (const unsigned char *)f->src + at;
    unsigned char *q = (unsigned char *)f->dst + at;
    if (p[0] == 0xE1 && (p[1] == 0xBB || (p[1] == 0xBA && p[2] >= 0xA0))) {
        /* U+1EA0..1EFF: capitals are even */
        q[0] = p[0];
        q[1] = p[1];
        q[2] = p[2] | 1;
        *size = 3;
        return 0x1E80 + (p[1] - 0xBA) * 0x40 + (q[2] & 0x3F);
    }
    if (p[0] == 0xC3 && p[1] >= 0xA0 && p[1] != 0xB0) {
        /* U+00E0..00FF without eth */
        q[0] = p[0];
        q[1] = p[1];
        *size = 2;
        return 0xC0 + (p[1] & 0x3F);
    }
    return fold_any(f, at, size);
}

void vnp__fold(char *dst, const char *src, size_t len)
{
    const fold_state f = {dst, src, len};
    for (size_t at = 0; at < len;) {
        unsigned char byte = (unsigned char)src[at];
        if (byte < 0x80) {
            dst[at++] = (char)(byte + ((unsigned)(byte - 'A') < 26u ? 0x20 : 0));
            continue;
        }
        size_t size;
        int32_t c = fold_letter(&f, at, &size);
        at += place_tone(&f, at, size, c);
    }
}
