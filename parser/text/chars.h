/*
 * chars.h - questions about single characters of the normalized buffer, which
 * is valid UTF-8: no function here checks that again.
 */
#ifndef VNP_CHARS_H
#define VNP_CHARS_H

#include "base/base.h"

/* The code point at s[at]; *len is its length in bytes, 1 to 4. at < s.len. */
uint32_t vnp__char_at(vnp_str s, uint32_t at, uint32_t *len);

/* The code point that ends at s[end - 1]; 0 for end 0. */
uint32_t vnp__char_before(vnp_str s, uint32_t end);

bool vnp__char_is_upper(uint32_t c);
bool vnp__char_is_lower(uint32_t c);
bool vnp__char_is_letter(uint32_t c);
bool vnp__char_is_dash(uint32_t c); /* hyphen, en dash, em dash, minus */

static inline bool vnp__char_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Space, tab, line ends and the Unicode spaces. */
bool vnp__char_is_space(uint32_t c);

/* Number of code points. */
uint32_t vnp__str_width(vnp_str s);

/* Without white space at both ends. */
vnp_str vnp__str_trim(vnp_str s);

/* Whether no letter is in lower case and at least `letters` are there. */
bool vnp__str_is_upper(vnp_str s, uint32_t letters);

/* Number of words: stretches without a space. */
uint32_t vnp__str_words(vnp_str s);

/* First letter at or after `at`; 0 when there is none. */
uint32_t vnp__first_letter(vnp_str s, uint32_t at);

#endif
