/*
 * encode.c - UTF-8 from standard input in a legacy encoding of Vietnamese, for the
 * rewritings of test_metamorphic.py.
 *
 *   encode NAME               its bytes
 *   encode mojibake:NAME      these bytes saved as UTF-8 by somebody who took them
 *                             for windows-1252
 *
 * The library's tables are read backwards; that the tables themselves are right is
 * for test_encoding.c to say. What an encoding lacks (dashes, quotes, signs) is
 * written in ASCII, as its users did.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "text/charset.h"
#include "text/utf8.h"

typedef struct coded {
    unsigned char bytes[2];
    unsigned count;
} coded;

static int byte_of(const vnp__charset *charset, int32_t c)
{
    for (int byte = 0; byte < 256; byte++)
        if (charset->letter[byte] == (uint32_t)c)
            return byte;
    return -1;
}

/* A letter and the byte of its marks. */
static bool encode_vni(const vnp__charset *charset, int32_t c, coded *out)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    for (int base = 'A'; base < 256; base++)
        for (int mark = 128; mark < 256; mark++) {
            int32_t marks[2], letter = charset->letter[base];
            unsigned count = u_isalpha(letter)
                                 ? vnp__charset_vni_marks(letter, (unsigned char)mark, marks)
                                 : 0;
            /* a dot below comes before the mark above in canonical order */
            bool below = count == 2 && marks[1] == 0x323;
            for (unsigned i = 0; i < count; i++)
                letter = unorm2_composePair(nfc, letter, marks[below ? 1 - i : i]);
            if (count && letter == c) {
                *out = (coded){{(unsigned char)base, (unsigned char)mark}, 2};
                return true;
            }
        }
    return false;
}

static const char *in_ascii(int32_t c)
{
    static const struct { int32_t c; const char *ascii; } signs[] = {
        {0x2013, "-"}, {0x2014, "-"}, {0x201C, "\""}, {0x201D, "\""}, {0x2018, "'"},
        {0x2019, "'"}, {0x2265, ">="}, {0x2264, "<="}, {0x2026, "..."}, {0xA0, " "}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].c == c)
            return signs[i].ascii;
    return NULL;
}

static bool encode(const vnp__charset *charset, int32_t c, coded *out)
{
    if (charset->kind == VNP__CHARSET_VNI && c >= 128 && encode_vni(charset, c, out))
        return true;
    int byte = c < 128 ? c : byte_of(charset, c);
    if (byte < 0 && charset->one_case)
        byte = byte_of(charset, u_tolower(c));
    *out = (coded){{(unsigned char)byte, 0}, 1};
    return byte >= 0;
}

static void put(const unsigned char *bytes, size_t count, bool mojibake)
{
    vnp__charset latin;
    vnp__charset_1252(&latin);
    for (size_t i = 0; i < count; i++) {
        char utf8[VNP__UTF8_MAX];
        if (mojibake)
            fwrite(utf8, 1, vnp__utf8_put(utf8, latin.letter[bytes[i]]), stdout);
        else
            putchar(bytes[i]);
    }
}

int main(int argc, char **argv)
{
    static char text[1 << 20];
    static const char prefix[] = "mojibake:";
    vnp__charset charset;
    const char *name = argc == 2 ? argv[1] : "";
    bool mojibake = strncmp(name, prefix, sizeof prefix - 1) == 0;
    name += mojibake ? sizeof prefix - 1 : 0;
    if (!vnp__charset_named(name, &charset)) {
        fprintf(stderr, "usage: encode [mojibake:]ENCODING < UTF-8\n");
        return 2;
    }
    uint32_t len = (uint32_t)fread(text, 1, sizeof text, stdin), size;
    for (uint32_t at = 0; at < len; at += size) {
        coded out;
        int32_t c = vnp__utf8_next(text, len, at, &size);
        const char *ascii = in_ascii(c);
        if (ascii)
            put((const unsigned char *)ascii, strlen(ascii), mojibake);
        else if (encode(&charset, c, &out))
            put(out.bytes, out.count, mojibake);
        else {
            fprintf(stderr, "%s has no U+%04X\n", name, (unsigned)c);
            return 1;
        }
    }
    return 0;
}
