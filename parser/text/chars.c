#include "text/chars.h"

#include <unicode/uchar.h>

#include "text/lanes.h"

/* ----------------------------------------------------------------- classes */

/* Rows of vnp__class_digits; those of code points below ROW_BLOCK are in order. */
enum {
    ROW_FIRST = 1,
    ROW_BLOCK = 0x280,
    ROW_1E00 = ROW_FIRST + ROW_BLOCK / 64,
    ROW_2000 = ROW_1E00 + 4
};

#define ROWS_4(block, row)                                                                         \
    [(block) / 64] = (row), [(block) / 64 + 1] = (row) + 1, [(block) / 64 + 2] = (row) + 2,        \
               [(block) / 64 + 3] = (row) + 3

const unsigned char vnp__class_row[VNP__CLASS_ROWS] = {
    ROWS_4(0x0000, ROW_FIRST),     ROWS_4(0x0100, ROW_FIRST + 4), [0x0200 / 64] = ROW_FIRST + 8,
    [0x0240 / 64] = ROW_FIRST + 9, ROWS_4(0x1E00, ROW_1E00),      [0x2000 / 64] = ROW_2000,
    [0x2040 / 64] = ROW_2000 + 1,
};

/*
 * Sums of the bits VNP__CLASS_LETTER 1, _UPPER 2, _LOWER 4, _SPACE 8, as ICU has
 * them; the other bits of a digit's code are none of these.
 */
const char vnp__class_digits[][64 + 1] = {
    "", /* row 0 stands for no row */
    "0000000008888800000000000000000080000000000000000000000000000000", /* U+0000 */
    "0333333333333333333333333330000005555555555555555555555555500000", /* U+0040 */
    "0000080000000000000000000000000080000000001000000000050000100000", /* U+0080 */
    "3333333333333333333333303333333555555555555555555555555055555555", /* U+00C0 */
    "3535353535353535353535353535353535353535353535353535353553535353", /* U+0100 */
    "5353535355353535353535353535353535353535353535353535353533535355", /* U+0140 */
    "5335353353335533335335333555335335353533535535335333535335513555", /* U+0180 */
    "1111315315315353535353535353553535353535353535355315353335353535", /* U+01C0 */
    "3535353535353535353535353535353535353535353535353535555555335335", /* U+0200 */
    "5353333535353535555555555555555555555555555555555555555555555555", /* U+0240 */
    "3535353535353535353535353535353535353535353535353535353535353535", /* U+1E00 */
    "3535353535353535353535353535353535353535353535353535353535353535", /* U+1E40 */
    "3535353535353535353535555555553535353535353535353535353535353535", /* U+1E80 */
    "3535353535353535353535353535353535353535353535353535353535353535", /* U+1EC0 */
    "8888888888800000000000000000000000000000880000080000000000000000", /* U+2000 */
    "0000000000000000000000000000000800000000000000000100000000000001", /* U+2040 */
};

unsigned vnp__char_class_rare(uint32_t c)
{
    UChar32 is = (UChar32)c;
    unsigned class = u_isalpha(is) ? VNP__CLASS_LETTER : 0;
    class |= u_isupper(is) ? VNP__CLASS_UPPER : 0;
    class |= u_islower(is) ? VNP__CLASS_LOWER : 0;
    class |= u_isUWhiteSpace(is) ? VNP__CLASS_SPACE : 0;
    return class;
}

static bool in(uint32_t c, uint32_t from, uint32_t to)
{
    return c >= from && c <= to;
}

/* The letters of Vietnamese; ICU is asked about other capitals and what is rare. */
uint32_t vnp__char_lower(uint32_t c)
{
    if (c < 0x80)
        return in(c, 'A', 'Z') ? c + 0x20 : c;
    if (in(c, 0xC0, 0xDE))
        return c == 0xD7 ? c : c + 0x20;
    if (in(c, 0xDF, 0xFF))
        return c;
    if (in(c, 0x1EA0, 0x1EFF) || in(c, 0x102, 0x103) || in(c, 0x110, 0x111) ||
        in(c, 0x128, 0x129) || in(c, 0x168, 0x169) || in(c, 0x1A0, 0x1A1))
        return c | 1; /* capitals are even */
    if (c == 0x1AF || c == 0x1B0)
        return 0x1B0;
    return (uint32_t)u_tolower((UChar32)c);
}

/* ------------------------------------------------------------------- texts */

uint32_t vnp__str_width(vnp_str s)
{
    uint32_t width = s.len, at = 0;
    if (s.len == 0)
        return 0;
    while (s.len - at >= VNP__LANES) {
        vnp__lanes counts = {0};
        uint32_t blocks = (s.len - at) / VNP__LANES;
        if (blocks > VNP__LANES_MAX_COUNT)
            blocks = VNP__LANES_MAX_COUNT;
        for (; blocks > 0; blocks--, at += VNP__LANES)
            counts -= vnp__lanes_continuation(vnp__lanes_load(s.ptr + at));
        width -= vnp__lanes_sum(counts);
    }
    vnp__lanes rest = vnp__lanes_load_part(s.ptr + at, s.len - at);
    return width - vnp__lanes_sum(vnp__lanes_continuation(rest) & 1);
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

bool vnp__has_digit(vnp_str s)
{
    for (uint32_t i = 0; i < s.len; i++)
        if (vnp__char_is_digit((unsigned char)s.ptr[i]))
            return true;
    return false;
}

uint32_t vnp__first_word_width(vnp_str s)
{
    uint32_t width = 0, len;
    for (uint32_t at = 0; at < s.len; at += len, width++)
        if (vnp__char_is_space(vnp__char_at(s, at, &len)))
            break;
    return width;
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

uint32_t vnp__next_stop(vnp_str s, uint32_t at)
{
    for (const char *stop;
         at + 1 < s.len && (stop = memchr(s.ptr + at, '.', s.len - 1 - at)) != NULL; at++) {
        at = (uint32_t)(stop - s.ptr);
        if (stop[1] == ' ')
            return at;
    }
    return s.len;
}

uint32_t vnp__count_bars(vnp_str s)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s.len; i++)
        count += s.ptr[i] == '|';
    return count;
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
