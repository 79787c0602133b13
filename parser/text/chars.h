/*
 * chars.h - questions about single characters of the normalized buffer, which
 * is valid UTF-8: no function here checks that again.
 */
#ifndef VNP_CHARS_H
#define VNP_CHARS_H

#include "base/base.h"

/*
 * The code point at s[at]; *len is its length in bytes, 1 to 4. at < s.len. It is
 * here, as are the questions below, because every stage walks over all characters.
 */
static inline uint32_t vnp__char_at(vnp_str s, uint32_t at, uint32_t *len)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    uint32_t c = p[0];
    if (c < 0x80) {
        *len = 1;
        return c;
    }
    if (c < 0xE0) {
        *len = 2;
        return (c & 0x1F) << 6 | (p[1] & 0x3Fu);
    }
    if (c < 0xF0) {
        *len = 3;
        return (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    *len = 4;
    return (c & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

/* The code point that ends at s[end - 1]; 0 for end 0. */
static inline uint32_t vnp__char_before(vnp_str s, uint32_t end)
{
    uint32_t at = end, len;
    if (end == 0)
        return 0;
    do
        at--;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80);
    return vnp__char_at(s, at, &len);
}

/* ----------------------------------------------------------------- classes */

enum {
    VNP__CLASS_LETTER = 1,
    VNP__CLASS_UPPER = 2,
    VNP__CLASS_LOWER = 4,
    VNP__CLASS_SPACE = 8,
    VNP__CLASS_ROWS = 0x2080 / 64 /* beyond them no row is kept */
};

/*
 * The classes of the characters that Vietnamese text is made of, 64 a row, as
 * digits; vnp__class_row has the number of a character's row, 0 where none is kept
 * and ICU is asked.
 */
extern const unsigned char vnp__class_row[VNP__CLASS_ROWS];
extern const char vnp__class_digits[][64 + 1];

unsigned vnp__char_class_rare(uint32_t c);

/* Bits of VNP__CLASS_..., others besides. */
static inline unsigned vnp__char_class(uint32_t c)
{
    unsigned row = c < VNP__CLASS_ROWS * 64 ? vnp__class_row[c / 64] : 0;
    return row ? (unsigned char)vnp__class_digits[row][c % 64] : vnp__char_class_rare(c);
}

static inline bool vnp__char_is_upper(uint32_t c)
{
    return vnp__char_class(c) & VNP__CLASS_UPPER;
}

static inline bool vnp__char_is_lower(uint32_t c)
{
    return vnp__char_class(c) & VNP__CLASS_LOWER;
}

static inline bool vnp__char_is_letter(uint32_t c)
{
    return vnp__char_class(c) & VNP__CLASS_LETTER;
}

/* Hyphen, en dash, em dash, minus. */
static inline bool vnp__char_is_dash(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static inline bool vnp__char_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* The figure that recognition took for a letter: "ngày l8/O6". */
static inline char vnp__figure_of(char c)
{
    return c == 'l' ? '1' : c == 'o' || c == 'O' ? '0' : c;
}

/* Space, tab, line ends and the Unicode spaces. */
static inline bool vnp__char_is_space(uint32_t c)
{
    return vnp__char_class(c) & VNP__CLASS_SPACE;
}

/* Its lower case where that is one character, else itself. */
uint32_t vnp__char_lower(uint32_t c);

/* ------------------------------------------------------------------- texts */

/* Number of code points. */
uint32_t vnp__str_width(vnp_str s);

/* Without white space at both ends. */
vnp_str vnp__str_trim(vnp_str s);

/* The bars that part cells of a row. */
uint32_t vnp__count_bars(vnp_str s);

/* Whether no letter is in lower case and at least `letters` are there. */
bool vnp__str_is_upper(vnp_str s, uint32_t letters);

/* Code points before the first white space. */
uint32_t vnp__first_word_width(vnp_str s);

/* Number of words: stretches without a space. */
uint32_t vnp__str_words(vnp_str s);

/* The next full stop at or behind `at` that a space follows; s.len where there is none. */
uint32_t vnp__next_stop(vnp_str s, uint32_t at);

/* First letter at or after `at`; 0 when there is none. */
uint32_t vnp__first_letter(vnp_str s, uint32_t at);

bool vnp__has_digit(vnp_str s);

#endif
