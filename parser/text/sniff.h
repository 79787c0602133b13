/*
 * sniff.h - what the input is: refusal of files that are no text, and the
 * encoding of those that are.
 */
#ifndef VNP_SNIFF_H
#define VNP_SNIFF_H

#include "text/charset.h"
#include "text/text.h"

typedef struct vnp__encoding {
    const char *name;
    vnp__form form;
    bool big_endian;
    bool assumed;     /* guessed, and not UTF-8 */
    bool has_charset; /* read bytes by `charset`, else Unicode */
    vnp__charset charset;
    uint32_t skip;  /* bytes of a BOM */
    uint32_t clean; /* bytes at the beginning, a BOM with them, known to be clean UTF-8 */
} vnp__encoding;

/* Leaves the stage with VNP_ERR_FORMAT for a file whose first bytes name a format. */
void vnp__sniff_format(vnp__arena *arena, const char *src, uint32_t len);

/*
 * Decides the encoding: `name` where it is not NULL, else a BOM, else the
 * content. Leaves the stage with VNP_ERR_ENCODING for a name it does not know,
 * with VNP_ERR_FORMAT for content that is no text in any encoding.
 */
void vnp__sniff_encoding(vnp__arena *arena, const char *src, uint32_t len, const char *name,
                         vnp__encoding *out);

#endif
