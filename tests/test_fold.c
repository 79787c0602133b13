/*
 * test_fold.c - the matching form: same length, lower case, one placement of
 * tone marks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/fold.h"
#include "text/utf8.h"

/* Folds from and to blocks of the exact size, so that ASan sees every slip. */
static char *folded(const char *src, size_t len)
{
    char *from = malloc(len ? len : 1), *to = malloc(len + 1);
    assert_non_null(from);
    assert_non_null(to);
    if (len)
        memcpy(from, src, len);
    vnp__fold(to, from, len);
    to[len] = '\0';
    free(from);
    return to;
}

static void assert_fold(const char *src, const char *want)
{
    char *got = folded(src, strlen(src));
    assert_string_equal(got, want);
    free(got);
}

/* -------------------------------------------------------------------- case */

static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZĐÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊ"
                            "ÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ";
static const char lower[] = "abcdefghijklmnopqrstuvwxyzđàảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíị"
                            "òỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";

/* Letter by letter, apart, so that no two make a syllable. */
static void test_case(void **state)
{
    (void)state;
    uint32_t size, size_lower, at_lower = 0;
    for (uint32_t at = 0; at < sizeof upper - 1; at += size, at_lower += size_lower) {
        char from[8] = {0}, want[8] = {0};
        vnp__utf8_next(upper, sizeof upper - 1, at, &size);
        vnp__utf8_next(lower, sizeof lower - 1, at_lower, &size_lower);
        memcpy(from, upper + at, size);
        memcpy(want, lower + at_lower, size_lower);
        assert_fold(from, want);
        assert_fold(want, want);
    }
    assert_int_equal(at_lower, sizeof lower - 1);
}

static void test_other_scripts(void **state)
{
    (void)state;
    assert_fold("ÉCOLE ÇÀ ÑÖÜ × ÷ ß", "école çà ñöü × ÷ ß");
    assert_fold("ΑΒΓ ЖДИ Ź Ğ", "αβγ жди ź ğ");
    assert_fold("İ Ⱥ ẞ", "İ Ⱥ ẞ"); /* their lower case has another length */
    assert_fold("½ ² ª № 😀 \xEF\x82\xB7 한", "½ ² ª № 😀 \xEF\x82\xB7 한");
    assert_fold("12/QĐ-UBND [@`{]", "12/qđ-ubnd [@`{]");
}

static void test_look_alikes(void **state)
{
    (void)state;
    assert_fold("Ðảng ðảng Ɖảng ɖảng Đảng", "đảng đảng đảng đảng đảng");
    assert_fold("đƣợc ĐƢƠNG nǎm NǍM", "được đương năm năm");
}

static void test_zeros(void **state)
{
    (void)state;
    assert_fold("ngày O6/01/2022", "ngày 06/01/2022");
    assert_fold("15/O2/2O26.", "15/02/2026.");
    assert_fold("đạt 1OO%; năm 2O26", "đạt 100%; năm 2026");
    assert_fold("trong dòng dài hơn mười sáu byte: 3O/6/2026", "trong dòng dài hơn mười sáu byte: 30/6/2026");
    assert_fold("H2O, O2, CO2, 2O, số O12/KH", "h2o, o2, co2, 2o, số o12/kh");
    assert_fold("5 o/6, o%", "5 o/6, o%");
}

static void test_punctuation(void **state)
{
    (void)state;
    assert_fold("a - b ‐ ‑ ‒ – — ― −", "a - b – – – – – – –");
    assert_fold("“a” „a‟ ‘a’ ‚a‛ ′ ″ …", "“a” “a“ ‘a’ ‘a‘ ’ ″ …");
}

/* ------------------------------------------------------------------- tones */

typedef struct fold_case {
    const char *src, *want;
} fold_case;

static const fold_case tones[] = {
    /* open: the first vowel */
    {"hoà", "hòa"},
    {"hòa", "hòa"},
    {"HOÀ", "hòa"},
    {"HÒA", "hòa"},
    {"Hoá", "hóa"},
    {"hoả", "hỏa"},
    {"hoã", "hõa"},
    {"hoạ", "họa"},
    {"khoẻ", "khỏe"},
    {"khỏe", "khỏe"},
    {"khoé", "khóe"},
    {"loè", "lòe"},
    {"hoẹ", "họe"},
    {"oà", "òa"},
    {"thuỷ", "thủy"},
    {"THUỶ", "thủy"},
    {"huý", "húy"},
    {"huỵ", "hụy"},
    {"uỷ ban", "ủy ban"},
    {"ỦY BAN", "ủy ban"},
    {"ngoã", "ngõa"},
    /* what stands behind is no letter */
    {"hoà.", "hòa."},
    {"hoà-", "hòa-"},
    {"(hoà)", "(hòa)"},
    {"hoà1", "hòa1"},
    {"hoà…", "hòa…"},
    {"hoà\n", "hòa\n"},
    {"hoá–", "hóa–"},
    /* closed: the second, also where it was set wrong */
    {"toán", "toán"},
    {"tóan", "toán"},
    {"toàn", "toàn"},
    {"TÒAN", "toàn"},
    {"khoản", "khoản"},
    {"khỏan", "khoản"},
    {"hoạch", "hoạch"},
    {"họach", "hoạch"},
    {"ngoài", "ngoài"},
    {"ngòai", "ngoài"},
    {"xoáy", "xoáy"},
    {"khoét", "khoét"},
    {"khóet", "khoét"},
    {"loạt", "loạt"},
    {"khuỷu", "khuỷu"},
    {"khủyu", "khuỷu"},
    {"huýt", "huýt"},
    {"húyt", "huýt"},
    {"xoã", "xõa"},
    {"hoẵng", "hoẵng"},
    /* qu and gi have no vowel of their own */
    {"quý", "quý"},
    {"qúy", "quý"},
    {"QÚY", "quý"},
    {"quỷ", "quỷ"},
    {"qủy", "quỷ"},
    {"quả", "quả"},
    {"qủa", "quả"},
    {"quá", "quá"},
    {"qúa", "quá"},
    {"quẻ", "quẻ"},
    {"giá", "giá"},
    {"gía", "giá"},
    {"già", "già"},
    {"gìa", "già"},
    {"giữ", "giữ"},
    {"gì", "gì"},
    {"gìn", "gìn"},
    {"giỏi", "giỏi"},
    {"nghĩa", "nghĩa"},
    {"phía", "phía"},
    /* other pairs have one place only */
    {"của", "của"},
    {"mùa", "mùa"},
    {"chịu", "chịu"},
    {"tài", "tài"},
    {"báo", "báo"},
    {"đối", "đối"},
    {"thuở", "thuở"},
    {"thuế", "thuế"},
    {"khuyến", "khuyến"},
    {"khuya", "khuya"},
    {"luật", "luật"},
    {"người", "người"},
    {"cứu", "cứu"},
    {"núi", "núi"},
    {"mía", "mía"},
    /* the three pairs whose spellings differ in length */
    {"tuỳ", "tuỳ"},
    {"tùy", "tùy"},
    {"luỹ", "luỹ"},
    {"lũy", "lũy"},
    {"xoẽ", "xoẽ"},
    {"xõe", "xõe"},
    {"huỳnh", "huỳnh"},
    {"Hoà hoãn, THUỶ lợi; hòa HOÁ", "hòa hoãn, thủy lợi; hòa hóa"},
};

static void test_tones(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tones / sizeof *tones; i++)
        assert_fold(tones[i].src, tones[i].want);
}

/* ---------------------------------------------------------------- properties */

static uint32_t random_below(uint32_t *state, uint32_t limit)
{
    *state = *state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)*state * limit) >> 32);
}

static uint32_t random_letter(uint32_t *seed)
{
    static const char often[] = "oauyeiqghnt .OAUYEIQG";
    switch (random_below(seed, 4)) {
    case 0:
        return 0x1EA0 + random_below(seed, 0x5A);
    case 1:
        return 0xC0 + random_below(seed, 0x150);
    case 2:
        return (uint32_t)often[random_below(seed, sizeof often - 1)];
    default:
        return 0x2010 + random_below(seed, 0x30);
    }
}

/* Same length, same characters' places, and folding again changes nothing. */
static void test_random(void **state)
{
    (void)state;
    uint32_t seed = 5;
    for (int round = 0; round < 20000; round++) {
        char src[64];
        uint32_t len = 0, count = 1 + random_below(&seed, 12), chars = 0, folded_chars = 0;
        for (uint32_t i = 0; i < count; i++)
            len += vnp__utf8_put(src + len, (int32_t)random_letter(&seed));
        char *once = folded(src, len), *twice = folded(once, len);
        assert_memory_equal(once, twice, len);
        for (uint32_t i = 0; i < len; i++) {
            chars += (src[i] & 0xC0) != 0x80;
            folded_chars += (once[i] & 0xC0) != 0x80;
        }
        assert_int_equal(chars, folded_chars);
        uint32_t size;
        for (uint32_t at = 0; at < len; at += size)
            assert_true(vnp__utf8_next(once, len, at, &size) >= 0);
        free(once);
        free(twice);
    }
}

/* A text and any slice of it that begins and ends between words fold alike. */
static void test_slices(void **state)
{
    (void)state;
    static const char src[] = "Uỷ ban NHÂN DÂN tỉnh Hoà Bình, quý I; thuỷ lợi khoẻ QUẢ";
    char *whole = folded(src, sizeof src - 1);
    for (size_t begin = 0; begin < sizeof src; begin++) {
        if (begin > 0 && src[begin - 1] != ' ')
            continue;
        for (size_t end = begin; end < sizeof src; end++) {
            if (end + 1 < sizeof src && src[end] != ' ')
                continue;
            char *slice = folded(src + begin, end - begin);
            assert_memory_equal(slice, whole + begin, end - begin);
            free(slice);
        }
    }
    free(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_case),        cmocka_unit_test(test_other_scripts),
        cmocka_unit_test(test_look_alikes), cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_punctuation),
        cmocka_unit_test(test_tones),       cmocka_unit_test(test_random),
        cmocka_unit_test(test_slices),
    };
    return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
