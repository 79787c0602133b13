/*
 * reader.h - the readers of the encodings: each walks the source once and hands
 * its characters to a builder.
 */
#ifndef VNP_READER_H
#define VNP_READER_H

#include "text/builder.h"
#include "text/charset.h"

/* UTF-8 from text->skip on; stretches of clean text are not looked at. All up to
 * `clean` is known to be such. */
void vnp__read_utf8(vnp__builder *b, uint32_t clean);

/* UTF-16 from text->skip on, byte order from text->big_endian. */
void vnp__read_utf16(vnp__builder *b);

/*
 * Bytes of `charset`: those of the source itself, or, where the form is UTF-8,
 * those whose windows-1252 letters the source shows ("C«ng" for "C\xABng").
 */
void vnp__read_charset(vnp__builder *b, const vnp__charset *charset);

#endif
