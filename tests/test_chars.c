/* test_chars.c - characters: the tables of classes and the decoders equal ICU. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "text/chars.h"
#include "text/utf8.h"

enum { CODE_POINTS = 0x110000 };

static bool is_surrogate(uint32_t c)
{
    return c >= 0xD800 && c < 0xE000;
}

static void test_classes_are_those_of_icu(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        UChar32 is = (UChar32)c;
        if (vnp__char_is_letter(c) != u_isalpha(is) || vnp__char_is_upper(c) != u_isupper(is) ||
            vnp__char_is_lower(c) != u_islower(is) || vnp__char_is_space(c) != u_isUWhiteSpace(is))
            fail_msg("U+%04X has another class", c);
    }
    assert_false(vnp__char_is_letter(UINT32_MAX));
    for (uint32_t c = 0; c < CODE_POINTS; c++)
        assert_int_equal(vnp__char_lower(c), u_tolower((UChar32)c));
    assert_int_equal(vnp__char_lower(UINT32_MAX), UINT32_MAX);
}

/* Every character in both directions, and all decoders alike. */
static void test_all_characters(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        char bytes[1 + VNP__UTF8_MAX] = {' '};
        uint32_t len, size;
        if (is_surrogate(c))
            continue;
        uint32_t end = 1 + vnp__utf8_put(bytes + 1, (int32_t)c);
        assert_int_equal(vnp__char_at(vnp__str(bytes, end), 1, &len), c);
        assert_int_equal(len, end - 1);
        assert_int_equal(vnp__char_before(vnp__str(bytes, end), end), c);
        assert_int_equal(vnp__utf8_next(bytes, end, 1, &size), c);
        assert_int_equal(size, end - 1);
    }
}

static void assert_next_as_icu(const char *bytes, uint32_t len)
{
    uint32_t size;
    int32_t next = 0;
    UChar32 want;
    U8_NEXT((const uint8_t *)bytes, next, (int32_t)len, want);
    assert_int_equal(vnp__utf8_next(bytes, len, 0, &size), want);
    assert_int_equal(size, next);
}

/* Any two bytes, any behind them and any length: ill-formed ones end where ICU ends them. */
static void test_any_bytes(void **state)
{
    static const unsigned char more[] = {0x00, 0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC3, 0xE1, 0xFF};
    (void)state;
    for (unsigned pair = 0; pair < 0x10000; pair++) {
        for (size_t i = 0; i < sizeof more * sizeof more; i++) {
            char bytes[4] = {(char)(pair >> 8), (char)pair, (char)more[i % sizeof more],
                             (char)more[i / sizeof more]};
            for (uint32_t len = 1; len <= 4; len++)
                assert_next_as_icu(bytes, len);
        }
    }
}

static void test_full_stops_between_sentences(void **state)
{
    (void)state;
    vnp_str s = VNP__STR("1.200 ha. Giao TT. HĐND./.");
    assert_int_equal(vnp__next_stop(s, 0), 8);
    assert_int_equal(vnp__next_stop(s, 9), 17);
    assert_int_equal(vnp__next_stop(s, 18), s.len);
    assert_int_equal(vnp__next_stop(s, s.len), s.len);
    assert_int_equal(vnp__next_stop((vnp_str){0}, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_stops_between_sentences),
        cmocka_unit_test(test_classes_are_those_of_icu),
        cmocka_unit_test(test_all_characters),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
