/*
 * utf8.h - single characters of UTF-8, and the scan that lets clean text pass
 * without a look at its characters.
 */
#ifndef VNP_UTF8_H
#define VNP_UTF8_H

#include "base/base.h"

enum { VNP__UTF8_MAX = 4, VNP__REPLACEMENT = 0xFFFD };

/* vnp__utf8_next for what is not simply a well-formed letter. */
int32_t vnp__utf8_next_rare(const char *s, uint32_t len, uint32_t at, uint32_t *size);

/*
 * The code point at s[at], at < len, and its size in bytes. An invalid sequence
 * gives -1 and the size of its maximal subpart (Unicode 15, section 3.9, "U+FFFD
 * Substitution of Maximal Subparts"), so that decoders agree on their count.
 */
static inline int32_t vnp__utf8_next(const char *s, uint32_t len, uint32_t at, uint32_t *size)
{
    const unsigned char *p = (const unsigned char *)s + at;
    uint32_t rest = len - at;
    if (p[0] < 0x80) {
        *size = 1;
        return p[0];
    }
    if (p[0] >= 0xC2 && p[0] < 0xE0 && rest >= 2 && (p[1] & 0xC0) == 0x80) {
        *size = 2;
        return (p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    /* behind these lead bytes any two continuation bytes are well-formed */
    if (p[0] > 0xE0 && p[0] < 0xED && rest >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
        *size = 3;
        return (p[0] & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    return vnp__utf8_next_rare(s, len, at, size);
}

/* Writes `c`, a scalar value, to `dst` of VNP__UTF8_MAX bytes; gives the size. */
uint32_t vnp__utf8_put(char *dst, int32_t c);

/* Offset of the character that ends at `end`, end > 0, in valid UTF-8. */
static inline uint32_t vnp__utf8_back(const char *s, uint32_t end)
{
    do
        end--;
    while (((unsigned char)s[end] & 0xC0) == 0x80);
    return end;
}

/*
 * Offset of the first character at or after `at`, at <= len, that is not clean, or
 * `len`.
 * Clean are characters in valid UTF-8 that are NFC on their own, never combine
 * with the one before and need no repair. Not every such character is clean,
 * only those that Vietnamese text is made of.
 */
uint32_t vnp__clean_end(const char *s, uint32_t at, uint32_t len);

#endif
