/*
 * detect.h - encodings by content. Nothing here is certain; what it is asked is
 * asked in an order that makes wrong answers rare: UTF-8 is nearly impossible to
 * meet by chance, UTF-16 shows by its zero bytes, and a Vietnamese encoding is
 * believed only when nearly all marked words, read so, are possible Vietnamese
 * syllables, more of them than in the plain reading.
 */
#ifndef VNP_DETECT_H
#define VNP_DETECT_H

#include "text/charset.h"
#include "text/text.h"

typedef struct vnp__evidence {
    uint32_t multi;    /* valid sequences of several bytes; counted if any is invalid */
    uint32_t invalid;  /* sequences that UTF-8 does not allow */
    uint32_t controls; /* control characters that no text holds */
    uint32_t bytes;    /* looked at for them */
    uint32_t clean;    /* so many bytes are clean UTF-8, see vnp__clean_end, or more */
} vnp__evidence;

/* UTF-16 without a byte order mark. */
bool vnp__detect_utf16(const char *src, uint32_t len, bool big_endian);

vnp__evidence vnp__detect_utf8(const char *src, uint32_t len);

/* Whether any byte is beyond ASCII. */
bool vnp__detect_beyond_ascii(const char *src, uint32_t len);

/*
 * The Vietnamese encoding that the bytes (form BYTES), or the bytes of which the
 * source shows the windows-1252 letters (form UTF8), are in; false for none.
 */
bool vnp__detect_charset(vnp__arena *arena, const char *src, uint32_t len, vnp__form form,
                         vnp__charset *out);

#endif
