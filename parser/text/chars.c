#include "text/chars.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

uint32_t vnp__char_at(vnp_str s, uint32_t at, uint32_t *len)
{
    unsigned char byte = (unsigned char)s.ptr[at];
    if (byte < 0x80) {
        *len = 1;
        return byte;
    }
    int32_t next = 0;
    UChar32 c;
    U8_NEXT_UNSAFE(s.ptr + at, next, c);
    *len = (uint32_t)next;
    return (uint32_t)c;
}

uint32_t vnp__char_before(vnp_str s, uint32_t end)
{
    if (end == 0)
        return 0;
    uint32_t at = end - 1, len;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at--;
    return vnp__char_at(s, at, &len);
}

bool vnp__char_is_upper(uint32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper((UChar32)c);
}

bool vnp__char_is_lower(uint32_t c)
{
    return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower((UChar32)c);
}

bool vnp__char_is_letter(uint32_t c)
{
    return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : u_isalpha((UChar32)c);
}

bool vnp__char_is_dash(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

bool vnp__char_is_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0x85 || c == 0xA0 || u_isUWhiteSpace((UChar32)c);
}

uint32_t vnp__str_width(vnp_str s)
{
    uint32_t width = 0;
    for (uint32_t i = 0; i < s.len; i++)
        width += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return width;
}

vnp_str vnp__str_trim(vnp_str s)
{
    uint32_t len;
    while (s.len > 0 && vnp__char_is_space(vnp__char_at(s, 0, &len))) {
        s.ptr += len;
        s.len -= len;
    }
    while (s.len > 0 && vnp__char_is_space(vnp__char_before(s, s.len))) {
        do
            s.len--;
        while (s.len > 0 && ((unsigned char)s.ptr[s.len] & 0xC0) == 0x80);
    }
    return s;
}

uint32_t vnp__first_letter(vnp_str s, uint32_t at)
{
    uint32_t len;
    for (; at < s.len; at += len) {
        uint32_t c = vnp__char_at(s, at, &len);
        if (vnp__char_is_letter(c))
            return c;
    }
    return 0;
}

uint32_t vnp__str_words(vnp_str s)
{
    uint32_t words = 0;
    bool inside = false;
    for (uint32_t i = 0; i < s.len; i++) {
        bool space = s.ptr[i] == ' ';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

bool vnp__str_is_upper(vnp_str s, uint32_t letters)
{
    uint32_t len, found = 0;
    for (uint32_t at = 0; at < s.len; at += len) {
        uint32_t c = vnp__char_at(s, at, &len);
        if (vnp__char_is_lower(c))
            return false;
        found += vnp__char_is_letter(c);
    }
    return found >= letters;
}
