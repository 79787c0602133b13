/*
 * charset.h - 8-bit encodings of Vietnamese: what letter a byte stands for.
 */
#ifndef VNP_CHARSET_H
#define VNP_CHARSET_H

#include "base/base.h"

typedef enum vnp__charset_kind {
    VNP__CHARSET_TABLE, /* a byte is a character */
    VNP__CHARSET_VNI,   /* a letter and, where it has marks, a byte for them */
    VNP__CHARSET_UTF8   /* UTF-8 whose bytes were taken for windows-1252 */
} vnp__charset_kind;

typedef struct vnp__charset {
    const char *name;
    vnp__charset_kind kind;
    bool one_case;        /* a vowel with a tone has one code, small or capital */
    uint16_t letter[256]; /* U+FFFD where a byte has none */
} vnp__charset;

/* The number of Vietnamese encodings that detection tries, see vnp__charset_nth. */
enum { VNP__CHARSETS = 6 };

/* The encodings in the order of their use in practice; n < VNP__CHARSETS. */
void vnp__charset_nth(unsigned n, vnp__charset *out);

/* What bytes that fit nothing else are taken for. */
void vnp__charset_1252(vnp__charset *out);

/*
 * The encoding called `name`, in any case: one of the Vietnamese ones, with or
 * without its x-, or any encoding of one byte a character that contains ASCII and
 * that ICU knows.
 */
bool vnp__charset_named(const char *name, vnp__charset *out);

/* One of those that detection tries. */
bool vnp__charset_is_vietnamese(const vnp__charset *charset);

/* Equal but for the case of ASCII letters. */
bool vnp__charset_same_name(const char *a, const char *b);

/* The byte that windows-1252 shows as `c`; -1 where there is none. */
int vnp__charset_byte_1252(int32_t c);

/*
 * The marks that byte `byte` of a VNI font sets over `letter`, base first: none,
 * one or two code points in `marks`; gives their number.
 */
unsigned vnp__charset_vni_marks(int32_t letter, unsigned char byte, int32_t marks[2]);

#endif
