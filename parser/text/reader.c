#include "text/reader.h"

#include <unicode/uchar.h>

#include "text/syllable.h"
#include "text/utf8.h"

/* One character of UTF-8 that the scan did not pass; gives the offset behind it. */
static uint32_t read_char(vnp__builder *b, uint32_t at)
{
    uint32_t size;
    int32_t c = vnp__utf8_next(b->text->src, b->text->src_len, at, &size);
    if (c < 0) {
        vnp__builder_note(b, "invalid-bytes", at);
        c = VNP__REPLACEMENT;
    }
    vnp__builder_char(b, c, at, at + size);
    return at + size;
}

/*
 * The last character of a clean stretch is read on its own, for what follows may
 * combine with it.
 */
void vnp__read_utf8(vnp__builder *b, uint32_t clean)
{
    const char *src = b->text->src;
    uint32_t len = b->text->src_len;
    for (uint32_t at = b->text->skip; at < len;) {
        uint32_t stop = vnp__clean_end(src, at < clean ? clean : at, len);
        if (stop == len) {
            vnp__builder_keep(b, at, len);
            return;
        }
        if (stop > at) {
            uint32_t last = vnp__utf8_back(src, stop);
            vnp__builder_keep(b, at, last);
            at = read_char(b, last);
        }
        do
            at = read_char(b, at);
        while (at < len && (unsigned char)src[at] >= 0xCC);
    }
}

static uint32_t unit_at(const vnp__text *text, uint32_t at)
{
    const unsigned char *p = (const unsigned char *)text->src + at;
    return text->big_endian ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

void vnp__read_utf16(vnp__builder *b)
{
    const vnp__text *text = b->text;
    uint32_t size;
    for (uint32_t at = text->skip; at < text->src_len; at += size) {
        size = vnp__text_step(text, at);
        int32_t c = VNP__REPLACEMENT;
        if (size == 4)
            c = (int32_t)(0x10000 + ((unit_at(text, at) - 0xD800) << 10) +
                          (unit_at(text, at + 2) - 0xDC00));
        else if (size == 2 && (unit_at(text, at) & 0xF800) != 0xD800)
            c = (int32_t)unit_at(text, at);
        else
            vnp__builder_note(b, "invalid-bytes", at);
        vnp__builder_char(b, c, at, at + size);
    }
}

/* ----------------------------------------------------------------- charset */

/* A byte of the charset and the source bytes it stands in. */
typedef struct byte_unit {
    int32_t c; /* the character that the source shows */
    int byte;  /* -1 where it is no byte */
    uint32_t begin, end;
} byte_unit;

static byte_unit unit_read(const vnp__text *text, uint32_t at)
{
    byte_unit unit = {(unsigned char)text->src[at], (unsigned char)text->src[at], at, at + 1};
    if (text->form == VNP__FORM_UTF8) {
        uint32_t size;
        unit.c = vnp__utf8_next(text->src, text->src_len, at, &size);
        unit.byte = unit.c < 0 ? -1 : vnp__charset_byte_1252(unit.c);
        unit.end = at + size;
    }
    return unit;
}

static void send(vnp__builder *b, int32_t c, uint32_t begin, uint32_t end)
{
    if (c < 0 || c == VNP__REPLACEMENT) {
        vnp__builder_note(b, "invalid-bytes", begin);
        c = VNP__REPLACEMENT;
    }
    vnp__builder_char(b, c, begin, end);
}

/*
 * Tries to read a sequence of UTF-8 whose bytes are units of the source; gives
 * the offset behind it, or 0 where there is none.
 */
static uint32_t read_twice(vnp__builder *b, byte_unit unit)
{
    char bytes[VNP__UTF8_MAX] = {(char)unit.byte};
    uint32_t len = 1;
    uint32_t want = unit.byte < 0xC2 || unit.byte > 0xF4 ? 0
                    : unit.byte < 0xE0                   ? 2
                    : unit.byte < 0xF0                   ? 3
                                                         : 4;
    uint32_t begin = unit.begin;
    for (; len < want && unit.end < b->text->src_len; len++) {
        unit = unit_read(b->text, unit.end);
        if (unit.byte < 0x80)
            return 0;
        bytes[len] = (char)unit.byte;
    }
    uint32_t size;
    int32_t c = want > 0 && len == want ? vnp__utf8_next(bytes, len, 0, &size) : -1;
    if (c < 0)
        return 0;
    send(b, c, begin, unit.end);
    return unit.end;
}

/* --------------------------------------------------------------- one case */

/*
 * Where a vowel with a tone has one code for both cases, the other letters of
 * its word tell: "HO\xB9CH" is in capitals. Words that have too few of those
 * ("X\xB7", "K\xD5") follow the word before on their line, or else the next.
 */
typedef struct case_reader {
    const vnp__text *text;
    const vnp__charset *charset;
    uint32_t word_end; /* of the word in hand */
    bool capitals;     /* it is in capitals */
    bool context;      /* the last word that was sure is */
} case_reader;

typedef enum word_case { CASE_UNSURE, CASE_SMALL, CASE_CAPITALS } word_case;

static bool has_tone(int32_t letter)
{
    char vowel;
    vnp__tone tone;
    return vnp__vowel_split((uint32_t)letter, &vowel, &tone) && tone != VNP__TONE_LEVEL;
}

/* The case of the word at `at`, whether it may be in capitals, and where it ends. */
static word_case read_word(const case_reader *r, uint32_t at, bool *may_be, uint32_t *end)
{
    unsigned toned = 0, small = 0, capital = 0;
    for (*end = at; *end < r->text->src_len;) {
        byte_unit unit = unit_read(r->text, *end);
        int32_t letter = unit.byte < 0 ? unit.c : r->charset->letter[unit.byte];
        if (!u_isalpha(letter))
            break;
        if (has_tone(letter))
            toned++;
        else if (u_isupper(letter))
            capital++;
        else
            small++;
        *end = unit.end;
    }
    *may_be = small == 0;
    if (toned == 0)
        return CASE_UNSURE;
    return small > 0 ? CASE_SMALL : capital > 1 ? CASE_CAPITALS : CASE_UNSURE;
}

/* What the first word from `at` to the end of the line that is sure says; a line
 * of words without a small letter, none of them sure, is in capitals. */
static bool line_context(const case_reader *r, uint32_t at)
{
    unsigned small = 0, words = 0;
    while (at < r->text->src_len && r->text->src[at] != '\n') {
        bool may_be;
        uint32_t end;
        word_case is = read_word(r, at, &may_be, &end);
        if (is != CASE_UNSURE)
            return is == CASE_CAPITALS;
        small += !may_be;
        words += end > at;
        at = end > at ? end : unit_read(r->text, at).end;
    }
    return small == 0 && words > 2;
}

static int32_t in_case(case_reader *r, int32_t letter, uint32_t at)
{
    if (letter == '\n' || at == r->text->skip)
        r->context = line_context(r, letter == '\n' ? at + 1 : at);
    if (at >= r->word_end && u_isalpha(letter)) {
        bool may_be;
        word_case is = read_word(r, at, &may_be, &r->word_end);
        if (is != CASE_UNSURE)
            r->context = is == CASE_CAPITALS;
        r->capitals = may_be && r->context;
    }
    return r->capitals && at < r->word_end && has_tone(letter) ? u_toupper(letter) : letter;
}

/* ------------------------------------------------------------------- entry */

/* A mark of VNI over `letter`; false where the byte is none. */
static bool read_mark(vnp__builder *b, int32_t letter, byte_unit unit)
{
    int32_t marks[2];
    unsigned count = 0;
    if (unit.byte >= 0xC0)
        count = vnp__charset_vni_marks(letter, (unsigned char)unit.byte, marks);
    if (count > 0)
        vnp__builder_char(b, marks[0], unit.begin, unit.end);
    if (count > 1)
        vnp__builder_char(b, marks[1], unit.end, unit.end);
    return count > 0;
}

void vnp__read_charset(vnp__builder *b, const vnp__charset *charset)
{
    case_reader cases = {b->text, charset, 0, false, false};
    int32_t letter = 0; /* that a mark of VNI may follow */
    for (uint32_t at = b->text->skip; at < b->text->src_len;) {
        byte_unit unit = unit_read(b->text, at);
        uint32_t end = 0;
        if (charset->kind == VNP__CHARSET_UTF8)
            end = read_twice(b, unit);
        at = end > 0 ? end : unit.end;
        if (end > 0)
            continue;
        if (charset->kind == VNP__CHARSET_VNI && read_mark(b, letter, unit)) {
            letter = 0;
            continue;
        }
        letter = unit.byte < 0 ? unit.c : charset->letter[unit.byte];
        if (charset->one_case)
            letter = in_case(&cases, letter, unit.begin);
        send(b, letter, unit.begin, unit.end);
    }
}
