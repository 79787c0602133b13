/*
 * test_text.c - the text stage: decoding of Unicode, the normalized buffer and
 * its map, lines, sizes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/text.h"
#include "text/utf8.h"

/* -------------------------------------------------------------- scaffolding */

typedef struct reading {
    vnp__arena arena;
    const char *src;
    size_t len;
    const char *encoding;
    vnp__text text;
} reading;

static void work(void *arg)
{
    reading *r = arg;
    vnp__text_read(&r->arena, r->src, r->len, r->encoding, &r->text);
}

/* The source is copied to a block of its exact size, so that ASan sees overreads. */
static vnp_status read_status(reading *r, const char *src, size_t len, const char *encoding)
{
    memset(r, 0, sizeof *r);
    vnp__arena_init(&r->arena, NULL);
    char *copy = malloc(len ? len : 1);
    assert_non_null(copy);
    if (len)
        memcpy(copy, src, len);
    r->src = copy;
    r->len = len;
    r->encoding = encoding;
    return vnp__guard(&r->arena, work, r);
}

static void close_reading(reading *r)
{
    vnp__arena_free(&r->arena);
    free((void *)(uintptr_t)r->src);
}

static void open_bytes(reading *r, const char *src, size_t len)
{
    assert_int_equal(read_status(r, src, len, NULL), VNP_OK);
}

static void open_text(reading *r, const char *src)
{
    open_bytes(r, src, strlen(src));
}

static void assert_buf(const reading *r, const char *want)
{
    assert_int_equal(r->text.len, strlen(want));
    assert_memory_equal(r->text.buf, want, r->text.len);
}

static uint32_t note_count(const reading *r, const char *rule)
{
    for (uint32_t i = 0; i < r->text.notes.count; i++) {
        if (strcmp(r->text.notes.at[i].rule, rule) == 0)
            return r->text.notes.at[i].count;
    }
    return 0;
}

static void assert_source(const reading *r, uint32_t begin, uint32_t end, uint32_t want_begin,
                          uint32_t want_end)
{
    vnp_span source = vnp__text_source(&r->text, (vnp_span){begin, end});
    assert_int_equal(source.begin, want_begin);
    assert_int_equal(source.end, want_end);
}

static void assert_line(const reading *r, uint32_t src, uint32_t want_line, uint32_t want_column)
{
    vnp_place place = {.begin = src};
    vnp__text_locate(&r->text, &(uint32_t){0}, &place);
    assert_int_equal(place.line, want_line);
    assert_int_equal(place.column, want_column);
}

/* A fixed generator, so that a failure can be met again (Numerical Recipes). */
static uint32_t random_below(uint32_t *state, uint32_t limit)
{
    *state = *state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)*state * limit) >> 32);
}

/* ----------------------------------------------------------------- identity */

static void test_identity(void **state)
{
    (void)state;
    const char *src = "ỦY BAN NHÂN DÂN\nKế hoạch số 12/KH-UBND – “Đề án” ≥ 95 %\n";
    reading r;
    open_text(&r, src);
    assert_ptr_equal(r.text.buf, r.src);
    assert_int_equal(r.text.len, strlen(src));
    assert_int_equal(r.text.runs.count, 0);
    assert_int_equal(r.text.notes.count, 0);
    assert_string_equal(r.text.encoding, "UTF-8");
    assert_source(&r, 0, 3, 0, 3);
    assert_source(&r, 1, 2, 0, 3); /* inside of a letter: the whole letter */
    assert_source(&r, 5, 5, 5, 5);
    close_reading(&r);
}

static void test_bom(void **state)
{
    (void)state;
    reading r;
    open_text(&r, "\xEF\xBB\xBFKế hoạch");
    assert_ptr_equal(r.text.buf, r.src + 3);
    assert_buf(&r, "Kế hoạch");
    assert_int_equal(r.text.runs.count, 0);
    assert_source(&r, 0, 1, 3, 4);
    assert_line(&r, 3, 1, 1);
    assert_line(&r, 4, 1, 2);
    close_reading(&r);
}

static void test_empty(void **state)
{
    (void)state;
    static const char *const empty[] = {"", "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        reading r;
        open_text(&r, empty[i]);
        assert_int_equal(r.text.len, 0);
        assert_int_equal(r.text.line_count, 1);
        assert_source(&r, 0, 0, r.text.src_len, r.text.src_len);
        assert_line(&r, r.text.src_len, 1, 1);
        close_reading(&r);
    }
}

static void test_nul_is_a_character(void **state)
{
    (void)state;
    reading r;
    open_bytes(&r, "Kế\0hoạch\0", 13);
    assert_int_equal(r.text.len, 13);
    assert_ptr_equal(r.text.buf, r.src);
    close_reading(&r);
}

/* ------------------------------------------------------------ invalid UTF-8 */

typedef struct invalid_case {
    const char *src;
    const char *want;
    uint32_t count;
} invalid_case;

#define R "\xEF\xBF\xBD"

/* The longer ones are tables 3-8 to 3-11 of the Unicode Standard. */
static const invalid_case invalid_cases[] = {
    {"kế ho\xE1\xBA"
     "ch đạt",
     "kế ho" R "ch đạt", 1},
    {"kế hoạch đầy \xC4", "kế hoạch đầy " R, 1},
    {"kế hoạch đầy \xE1\xBB", "kế hoạch đầy " R, 1},
    {"đề án \xF0\x9F\x98 đã", "đề án " R " đã", 1},
    {"đề án số đã \xC0\xAF\xE0\x80\xBF", "đề án số đã " R R R R R, 5},
    {"đề án số đã được \xED\xA0\x80\xED\xBF\xBF", "đề án số đã được " R R R R R R, 6},
    {"đề án số đã được \xF4\x91\x92\x93\xFF"
     "A\x80\xBF"
     "B",
     "đề án số đã được " R R R R R "A" R R "B", 7},
    {"đề án số đã được \xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
     "A",
     "đề án số đã được " R R R R "A", 4},
    {"đ" R "đ", "đ" R "đ", 0},
};

static void test_invalid(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof invalid_cases / sizeof *invalid_cases; i++) {
        const invalid_case *c = &invalid_cases[i];
        reading r;
        open_text(&r, c->src);
        assert_string_equal(r.text.encoding, "UTF-8");
        assert_buf(&r, c->want);
        assert_int_equal(note_count(&r, "invalid-bytes"), c->count);
        close_reading(&r);
    }
}

static void test_invalid_place(void **state)
{
    (void)state;
    reading r;
    open_text(&r, "đạt \xE1\xBA được");
    assert_int_equal(r.text.notes.at[0].src, 7);
    assert_source(&r, 7, 10, 7, 9);
    assert_source(&r, 8, 9, 7, 9);
    assert_source(&r, 0, 11, 0, 10);
    assert_source(&r, 11, 13, 10, 12);
    close_reading(&r);
}

/* ------------------------------------------------------------- normalization */

static void test_nfd(void **state)
{
    (void)state;
    reading r;
    /* e, circumflex, acute; then o, dot below, in both orders of marks */
    open_text(&r, "Ke\xCC\x82\xCC\x81 hoa\xCC\xA3"
                  "ch lo\xCC\xA3\xCC\x82 lo\xCC\x82\xCC\xA3.");
    assert_buf(&r, "Kế hoạch lộ lộ.");
    assert_source(&r, 1, 4, 1, 6); /* ế */
    assert_source(&r, 4, 5, 6, 7); /* the space behind it */
    assert_source(&r, 0, 1, 0, 1);
    close_reading(&r);
}

typedef struct nfc_case {
    const char *src, *want;
} nfc_case;

static const nfc_case nfc_cases[] = {
    {"â\xCC\xA3", "ậ"}, /* windows-1258 order */
    {"ơ\xCC\x81", "ớ"},
    {"u\xCC\x9B\xCC\x89", "ử"},
    {"o\xCC\x81\xCC\x9B", "ớ"}, /* horn after the tone */
    {"x\xCC\x81", "x\xCC\x81"}, /* no composed form: stays */
    {"q\xCC\xA3\xCC\x87", "q\xCC\xA3\xCC\x87"},
    {"q\xCC\x87\xCC\xA3", "q\xCC\xA3\xCC\x87"}, /* reordered */
    {"\xCC\x81"
     "a",
     "\xCC\x81"
     "a"},                 /* mark without a letter */
    {"a\xCD\x80", "à"},    /* U+0340, a tone mark that NFC replaces */
    {"\xE2\x84\xAA", "K"}, /* KELVIN SIGN */
    {"\xE2\x84\xA6", "Ω"}, /* OHM SIGN */
    {"\xCD\xBE", ";"},     /* GREEK QUESTION MARK */
    {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한"},
    {"\xEF\xA4\x80", "豈"},         /* compatibility ideograph */
    {"a\xE2\x80\x8B\xCC\x81", "á"}, /* zero-width space between letter and mark */
    {"e\xC2\xAD\xCC\x82", "ê"},
    {"ạ\xCC\x81", "ạ\xCC\x81"},
    {"ệ\xCC\x81\xCC\x81", "ệ\xCC\x81\xCC\x81"},
};

static void test_nfc(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof nfc_cases / sizeof *nfc_cases; i++) {
        char src[64], want[64];
        snprintf(src, sizeof src, "được %s đã", nfc_cases[i].src);
        snprintf(want, sizeof want, "được %s đã", nfc_cases[i].want);
        reading r;
        open_text(&r, src);
        assert_buf(&r, want);
        /* the words around it keep their places */
        uint32_t len = r.text.len, src_len = r.text.src_len;
        assert_source(&r, 0, 8, 0, 8);
        assert_source(&r, len - 4, len, src_len - 4, src_len);
        assert_source(&r, 9, len - 5, 9, src_len - 5);
        close_reading(&r);
    }
}

static void test_repairs(void **state)
{
    (void)state;
    reading r;
    /* no-break space, zero-width space, soft hyphen, BOM inside, thin space, line separator */
    open_text(&r, "kế\xC2\xA0hoạch\xE2\x80\x8B đ\xC2\xADã\xEF\xBB\xBF.\xE2\x80\x89\xE2\x80\xA8Đ");
    assert_buf(&r, "kế hoạch đã. \nĐ");
    assert_source(&r, 4, 5, 4, 6);   /* the no-break space */
    assert_source(&r, 5, 12, 6, 13); /* hoạch, without the zero-width space behind */
    assert_source(&r, 12, 13, 16, 17);
    assert_source(&r, 13, 17, 17, 23); /* đã, with the soft hyphen inside */
    assert_int_equal(r.text.line_count, 1);
    close_reading(&r);
}

static void test_wide_marks_are_narrow(void **state)
{
    (void)state;
    reading r;
    open_text(&r, "Chủ trì：Công an（xã）；Ａ、１");
    assert_buf(&r, "Chủ trì:Công an(xã);Ａ、１");
    assert_source(&r, 10, 11, 10, 13); /* the colon */
    close_reading(&r);
}

static void test_lines_of_tables_are_ascii(void **state)
{
    (void)state;
    reading r;
    open_text(&r, "┌──┬─┐\n│Số┃2│\n╞══╪═╡\n╰╌╌╳╸╿");
    assert_buf(&r, "+--+-+\n|Số|2|\n+--+-+\n+--╳-|");
    assert_source(&r, 7, 8, 19, 22); /* the bar in front of the letters */
    close_reading(&r);
}

static void test_letters_stay(void **state)
{
    (void)state;
    const char *src = "Ðảng nưƣc, с̣ а о “quý” ’ ‒ − − Ω µ ﬁ ² ½ ª º № ™ 😀";
    reading r;
    open_text(&r, src);
    assert_buf(&r, src);
    close_reading(&r);
}

/* ------------------------------------------------------------------- UTF-16 */

static size_t to_utf16(char *dst, const char *src, bool big, bool bom)
{
    UChar units[512];
    int32_t len;
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8(units, 512, &len, src, -1, &code);
    assert_true(U_SUCCESS(code));
    size_t at = 0;
    for (int32_t i = -(int32_t)bom; i < len; i++) {
        UChar unit = i < 0 ? 0xFEFF : units[i];
        dst[at++] = (char)(big ? unit >> 8 : unit & 0xFF);
        dst[at++] = (char)(big ? unit & 0xFF : unit >> 8);
    }
    return at;
}

static void test_utf16(void **state)
{
    (void)state;
    const char *src = "Kế hoạch\r\nđạt 😀 100%\n";
    for (int variant = 0; variant < 4; variant++) {
        bool big = variant & 1, bom = variant & 2;
        char bytes[256];
        size_t len = to_utf16(bytes, src, big, bom);
        reading r;
        open_bytes(&r, bytes, len);
        uint32_t skip = bom ? 2 : 0;
        assert_string_equal(r.text.encoding, big ? "UTF-16BE" : "UTF-16LE");
        assert_int_equal(note_count(&r, "encoding-assumed"), bom ? 0 : 1);
        assert_buf(&r, src);
        assert_int_equal(r.text.unit, 2);
        assert_source(&r, 1, 4, skip + 2, skip + 4);     /* ế */
        assert_source(&r, 21, 25, skip + 28, skip + 32); /* a surrogate pair */
        assert_source(&r, 22, 23, skip + 28, skip + 32);
        assert_line(&r, skip + 20, 2, 1);
        assert_line(&r, skip + 28, 2, 5);
        assert_line(&r, skip + 32, 2, 6);
        assert_int_equal(r.text.line_count, 3);
        close_reading(&r);
    }
}

static void test_utf16_named(void **state)
{
    (void)state;
    char bytes[64];
    reading r;
    /* too short to be detected */
    size_t len = to_utf16(bytes, "Đạt", true, false);
    assert_int_equal(read_status(&r, bytes, len, "utf-16be"), VNP_OK);
    assert_buf(&r, "Đạt");
    assert_int_equal(r.text.notes.count, 0);
    close_reading(&r);
    /* the mark decides what UTF-16 means, and is skipped */
    len = to_utf16(bytes, "Đạt", false, true);
    assert_int_equal(read_status(&r, bytes, len, "UTF-16"), VNP_OK);
    assert_buf(&r, "Đạt");
    close_reading(&r);
    len = to_utf16(bytes, "Kế hoạch", false, false);
    assert_int_equal(read_status(&r, bytes, len, "UTF-16"), VNP_OK);
    assert_buf(&r, "Kế hoạch");
    close_reading(&r);
}

/* Decomposed text in UTF-16: a letter stands for itself and its marks. */
static void test_utf16_nfd(void **state)
{
    (void)state;
    char bytes[64];
    reading r;
    size_t len = to_utf16(bytes,
                          "Ke\xCC\x82\xCC\x81 hoa\xCC\xA3"
                          "ch.",
                          true, true);
    open_bytes(&r, bytes, len);
    assert_buf(&r, "Kế hoạch.");
    assert_source(&r, 1, 4, 4, 10);
    assert_source(&r, 7, 10, 16, 20);
    assert_line(&r, 10, 1, 5);
    assert_int_equal(r.text.runs.count, 1);
    close_reading(&r);
}

static void test_utf16_broken(void **state)
{
    (void)state;
    reading r;
    /* a high surrogate alone, a low one alone, half a unit at the end */
    static const char bytes[] = "\xFF\xFE"
                                "a\0"
                                "\x3D\xD8"
                                "b\0"
                                "\x00\xDE"
                                "c\0"
                                "\x11";
    open_bytes(&r, bytes, sizeof bytes - 1);
    assert_buf(&r, "a" R "b" R "c" R);
    assert_int_equal(note_count(&r, "invalid-bytes"), 3);
    assert_source(&r, 1, 4, 4, 6);
    assert_source(&r, 10, 13, 12, 13);
    close_reading(&r);
}

/* -------------------------------------------------------------------- lines */

static void test_lines(void **state)
{
    (void)state;
    reading r;
    open_text(&r, "a\nb\r\nc\rd\fe\n\nđầu");
    static const uint32_t starts[] = {0, 2, 5, 7, 9, 11, 12};
    assert_int_equal(r.text.line_count, 7);
    assert_memory_equal(r.text.line_starts, starts, sizeof starts);
    assert_line(&r, 0, 1, 1);
    assert_line(&r, 1, 1, 2); /* the LF itself */
    assert_line(&r, 3, 2, 2);
    assert_line(&r, 4, 2, 3);
    assert_line(&r, 5, 3, 1);
    assert_line(&r, 11, 6, 1);
    assert_line(&r, 14, 7, 2); /* behind đ */
    assert_line(&r, 17, 7, 3);
    assert_line(&r, 18, 7, 4); /* the end */
    close_reading(&r);
}

/* Every combination of line ends against a table made the slow way. */
static void test_lines_random(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 500; round++) {
        char src[200];
        uint32_t len = random_below(&seed, 200), want[201], count = 1;
        for (uint32_t i = 0; i < len; i++)
            src[i] = "\n\r\f\tabcd\r\n"[random_below(&seed, 10)];
        want[0] = 0;
        for (uint32_t i = 0; i < len; i++) {
            if (src[i] == '\n' || src[i] == '\f' ||
                (src[i] == '\r' && (i + 1 == len || src[i + 1] != '\n')))
                want[count++] = i + 1;
        }
        reading r;
        open_bytes(&r, src, len);
        assert_int_equal(r.text.line_count, count);
        assert_memory_equal(r.text.line_starts, want, count * sizeof *want);
        close_reading(&r);
    }
}

static void test_columns_of_broken_text(void **state)
{
    (void)state;
    reading r;
    open_text(&r, "đề \xE1\xBA"
                  "x\xCC\x81\xC2\xA0y được");
    /* đ ề space broken x mark nbsp y */
    assert_line(&r, 6, 1, 4);
    assert_line(&r, 8, 1, 5);
    assert_line(&r, 9, 1, 6);
    assert_line(&r, 13, 1, 8);
    close_reading(&r);
}

/* A character beyond U+FFFF is one column and two UTF-16 units, in either form and
 * behind the marks of a long line too. */
static void test_columns_in_utf16(void **state)
{
    (void)state;
    enum { PIECES = 3000, PIECE_CHARS = 6, PIECE_UNITS = 7 };
    static const char utf8[] = "đạt 😀 ";
    char utf16[64];
    uint32_t sizes[] = {sizeof utf8 - 1, (uint32_t)to_utf16(utf16, utf8, false, false)};
    for (int wide = 0; wide < 2; wide++) {
        uint32_t size = sizes[wide];
        char *src = malloc(PIECES * size);
        assert_non_null(src);
        for (uint32_t i = 0; i < PIECES; i++)
            memcpy(src + i * size, wide ? utf16 : utf8, size);
        reading r;
        assert_int_equal(read_status(&r, src, PIECES * size, wide ? "UTF-16LE" : "UTF-8"), VNP_OK);
        for (uint32_t i = 0; i < PIECES; i += 7) {
            vnp_place place = {.begin = i * size};
            vnp__text_locate(&r.text, &(uint32_t){0}, &place);
            assert_int_equal(place.column, i * PIECE_CHARS + 1);
            assert_int_equal(place.column_utf16, i * PIECE_UNITS + 1);
        }
        close_reading(&r);
        free(src);
    }
}

/* ---------------------------------------------------------- property of maps */

/* What the buffer must be, made with ICU's whole-text functions. */
static char *reference(const char *src, size_t len, size_t *out_len)
{
    enum { CAP = 8192 };
    static UChar raw[CAP], clean[CAP], nfc[CAP];
    static char out[3 * CAP];
    int32_t raw_len = 0, clean_len = 0, nfc_len, size;
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *norm = unorm2_getNFCInstance(&code);
    u_strFromUTF8WithSub(raw, CAP, &raw_len, src, (int32_t)len, 0xFFFD, NULL, &code);
    for (int32_t i = 0; i < raw_len; i++) {
        UChar c = raw[i];
        if (c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF)
            continue;
        clean[clean_len++] = c == 0xA0 || c == 0x2009 ? ' ' : c;
    }
    nfc_len = unorm2_normalize(norm, clean, clean_len, nfc, CAP, &code);
    u_strToUTF8(out, sizeof out, &size, nfc, nfc_len, &code);
    assert_true(U_SUCCESS(code));
    *out_len = (size_t)size;
    return out;
}

static const char *const pieces[] = {
    "kế ",
    "hoạch",
    " thực hiện",
    "ỦY BAN",
    "\n",
    "a",
    " ",
    "Đ",
    "ư",
    "100%",
    "…",
    "\xC2\xA0",
    "\xE2\x80\x8B",
    "\xC2\xAD",
    "\xEF\xBB\xBF",
    "\xE2\x80\x89",
    "\xCC\x81",
    "\xCC\xA3",
    "\xCC\x82",
    "\xCC\x9B",
    "\xCD\x80",
    "o\xCC\x82\xCC\x81",
    "u\xCC\x9B\xCC\xA3",
    "\xE1\xBA",
    "\xC3",
    "\xFF",
    "\xF0\x9F",
    "😀",
    "\xF0\x9F\x98\x80",
    "Ω",
    "с",
    "한",
    "\xE1\x84\x92\xE1\x85\xA1",
    "№",
    "\xE2\x84\xAA",
};

static size_t random_text(uint32_t *seed, char *dst, size_t cap)
{
    size_t len = 0, count = 1 + random_below(seed, 60);
    /* enough genuine letters that the encoding is no question */
    len += (size_t)snprintf(dst, cap, "được đã đến đủ đặt độ để đó đây đấy đồng đều ");
    while (count-- > 0) {
        const char *piece = pieces[random_below(seed, sizeof pieces / sizeof *pieces)];
        if (len + strlen(piece) < cap) {
            memcpy(dst + len, piece, strlen(piece));
            len += strlen(piece);
        }
    }
    return len;
}

/* The map is total, ascending, and made of runs that stand for what they say. */
static void check_runs(const vnp__text *text)
{
    const vnp__map_run_list *runs = &text->runs;
    if (runs->count == 0)
        return;
    assert_int_equal(runs->at[0].nrm, 0);
    assert_int_equal(runs->at[0].src, text->skip);
    for (uint32_t i = 0; i < runs->count; i++) {
        const vnp__map_run *run = &runs->at[i];
        bool last = i + 1 == runs->count;
        uint32_t nrm_end = last ? text->len : run[1].nrm;
        uint32_t src_end = last ? text->src_len : run[1].src;
        assert_true(nrm_end >= run->nrm && src_end > run->src);
        if (run->paired) {
            uint32_t src = run->src;
            for (uint32_t at = run->nrm; at < nrm_end; at++) {
                if ((text->buf[at] & 0xC0) != 0x80)
                    src += vnp__text_cluster(text, src);
            }
            assert_int_equal(src, src_end);
        }
        if (!run->exact)
            continue;
        assert_int_equal(nrm_end - run->nrm, src_end - run->src);
        assert_memory_equal(text->buf + run->nrm, text->src + run->src, nrm_end - run->nrm);
    }
}

/* Each character: its source, read on its own, gives text that holds it. */
static void check_characters(const vnp__text *text)
{
    uint32_t size, behind = text->skip;
    for (uint32_t at = 0; at < text->len; at += size) {
        vnp__utf8_next(text->buf, text->len, at, &size);
        vnp_span source = vnp__text_source(text, (vnp_span){at, at + size});
        assert_true(source.begin < source.end && source.end <= text->src_len);
        assert_true(source.end >= behind); /* ascending; equal inside one segment */
        behind = source.end;
        size_t len;
        char *alone = reference(text->src + source.begin, source.end - source.begin, &len);
        bool found = false;
        for (size_t i = 0; i + size <= len; i++)
            found = found || memcmp(alone + i, text->buf + at, size) == 0;
        assert_true(found);
    }
}

/* Slicing the source by a mapped span gives what the span says, but for its segments' ends. */
static void check_spans(const vnp__text *text, uint32_t *seed)
{
    for (int i = 0; i < 20; i++) {
        uint32_t begin = random_below(seed, text->len + 1);
        uint32_t end = begin + random_below(seed, text->len - begin + 1);
        vnp_span source = vnp__text_source(text, (vnp_span){begin, end});
        assert_true(source.begin <= source.end && source.end <= text->src_len);
        if (begin == end) {
            assert_int_equal(source.begin, source.end);
            continue;
        }
        vnp_span outer = vnp__text_source(text, (vnp_span){0, text->len});
        assert_true(outer.begin <= source.begin && source.end <= outer.end);
        size_t len;
        char *alone = reference(text->src + source.begin, source.end - source.begin, &len);
        while (begin < end && (text->buf[begin] & 0xC0) == 0x80)
            begin++;
        while (end > begin && end < text->len && (text->buf[end] & 0xC0) == 0x80)
            end--;
        bool found = begin >= end;
        for (size_t at = 0; at + (end - begin) <= len && !found; at++)
            found = memcmp(alone + at, text->buf + begin, end - begin) == 0;
        assert_true(found);
    }
}

static void test_map_property(void **state)
{
    (void)state;
    uint32_t seed = 20240101;
    for (int round = 0; round < 3000; round++) {
        char src[1024];
        size_t len = random_text(&seed, src, sizeof src), want_len;
        reading r;
        open_bytes(&r, src, len);
        assert_string_equal(r.text.encoding, "UTF-8");
        char *want = reference(src, len, &want_len);
        assert_int_equal(r.text.len, want_len);
        assert_memory_equal(r.text.buf, want, want_len);
        check_runs(&r.text);
        check_characters(&r.text);
        check_spans(&r.text, &seed);
        close_reading(&r);
    }
}

/* --------------------------------------------------------------------- size */

/* One line of 4 MB and a look-up of every place in it: hours if each walked the line,
 * which is what the time limit of the test runner is for. */
static void test_one_huge_line(void **state)
{
    (void)state;
    enum { COPIES = 100000, PIECE_CHARS = 22 };
    static const char piece[] = "kế hoạch năm 2024 đạt ";
    uint32_t len = (sizeof piece - 1) * COPIES;
    char *src = malloc(len);
    assert_non_null(src);
    for (uint32_t i = 0; i < COPIES; i++)
        memcpy(src + i * (sizeof piece - 1), piece, sizeof piece - 1);
    /* one change in the middle, so that there is a map too */
    memcpy(src + len / 2 / (sizeof piece - 1) * (sizeof piece - 1), "ke\xCC\x82 ", 5);
    reading r;
    open_bytes(&r, src, len);
    uint32_t last = 0;
    for (uint32_t at = 0; at < len; at += (sizeof piece - 1)) {
        vnp_place place = {.begin = at};
        vnp__text_locate(&r.text, &(uint32_t){0}, &place);
        assert_int_equal(place.line, 1);
        assert_true(place.column > last);
        last = place.column;
        if (at <= len / 2 - sizeof piece)
            assert_int_equal(place.column, at / (sizeof piece - 1) * PIECE_CHARS + 1);
        vnp__text_source(&r.text, (vnp_span){at, at + 1});
    }
    close_reading(&r);
    free(src);
}

/* Rows of marks are cut; without that ICU would sort half a million of them. */
static void test_marks_without_end(void **state)
{
    (void)state;
    enum { COUNT = 200000 };
    char *src = malloc(8 + 4 * COUNT);
    assert_non_null(src);
    memcpy(src, "đã đa", 7);
    for (size_t i = 0; i < COUNT; i++)
        memcpy(src + 7 + 4 * i, "\xCC\x81\xCC\xA3", 4);
    reading r;
    open_bytes(&r, src, 7 + 4 * COUNT);
    check_runs(&r.text);
    close_reading(&r);
    free(src);
}

/* --------------------------------------------------------------- allocation */

typedef struct failing {
    uint32_t left; /* allocations that still succeed */
    uint32_t live;
} failing;

static void *failing_malloc(size_t size, void *ctx)
{
    failing *f = ctx;
    if (f->left == 0)
        return NULL;
    f->left--;
    f->live++;
    return malloc(size);
}

static void *failing_realloc(void *block, size_t size, void *ctx)
{
    (void)ctx;
    return realloc(block, size);
}

static void failing_free(void *block, void *ctx)
{
    failing *f = ctx;
    f->live -= block != NULL;
    free(block);
}

static void test_every_allocation_fails(void **state)
{
    (void)state;
    char src[4096];
    size_t len = 0;
    for (int i = 0; i < 150; i++)
        len += (size_t)snprintf(src + len, sizeof src - len, "ke\xCC\x82\xCC\x81 hoạch\xFF\n");
    vnp_status status = VNP_ERR_NOMEM;
    for (uint32_t allowed = 0; status != VNP_OK; allowed++) {
        failing f = {allowed, 0};
        vnp_alloc alloc = {failing_malloc, failing_realloc, failing_free, &f};
        reading r;
        memset(&r, 0, sizeof r);
        vnp__arena_init(&r.arena, &alloc);
        r.src = src;
        r.len = len;
        status = vnp__guard(&r.arena, work, &r);
        assert_true(status == VNP_OK || status == VNP_ERR_NOMEM);
        vnp__arena_free(&r.arena);
        assert_int_equal(f.live, 0);
        assert_true(allowed < 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identity),
        cmocka_unit_test(test_bom),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_nul_is_a_character),
        cmocka_unit_test(test_invalid),
        cmocka_unit_test(test_invalid_place),
        cmocka_unit_test(test_nfd),
        cmocka_unit_test(test_nfc),
        cmocka_unit_test(test_repairs),
        cmocka_unit_test(test_wide_marks_are_narrow),
        cmocka_unit_test(test_lines_of_tables_are_ascii),
        cmocka_unit_test(test_letters_stay),
        cmocka_unit_test(test_utf16),
        cmocka_unit_test(test_utf16_named),
        cmocka_unit_test(test_utf16_nfd),
        cmocka_unit_test(test_utf16_broken),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_lines_random),
        cmocka_unit_test(test_columns_in_utf16),
        cmocka_unit_test(test_columns_of_broken_text),
        cmocka_unit_test(test_map_property),
        cmocka_unit_test(test_one_huge_line),
        cmocka_unit_test(test_marks_without_end),
        cmocka_unit_test(test_every_allocation_fails),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
