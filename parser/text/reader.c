#include "text/reader.h"

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
void vnp__read_utf8(vnp__builder *b)
{
    const char *src = b->text->src;
    uint32_t len = b->text->src_len;
    vnp__scan scan;
    vnp__scan_init(&scan);
    for (uint32_t at = b->text->skip; at < len;) {
        uint32_t stop = vnp__scan_clean(&scan, src, at, len);
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

void vnp__read_charset(vnp__builder *b, const vnp__charset *charset)
{
    int32_t letter = 0; /* that a mark of VNI may follow */
    for (uint32_t at = b->text->skip; at < b->text->src_len;) {
        byte_unit unit = unit_read(b->text, at);
        int32_t marks[2];
        unsigned count = 0;
        at = unit.end;
        if (charset->kind == VNP__CHARSET_UTF8 && unit.byte >= 0xC2) {
            uint32_t end = read_twice(b, unit);
            if (end > 0) {
                at = end;
                continue;
            }
        }
        if (charset->kind == VNP__CHARSET_VNI && unit.byte >= 0xC0)
            count = vnp__charset_vni_marks(letter, (unsigned char)unit.byte, marks);
        if (count > 0) {
            letter = 0;
            vnp__builder_char(b, marks[0], unit.begin, unit.end);
            if (count > 1)
                vnp__builder_char(b, marks[1], unit.end, unit.end);
            continue;
        }
        letter = unit.byte < 0 ? unit.c : charset->letter[unit.byte];
        send(b, letter, unit.begin, unit.end);
    }
}
