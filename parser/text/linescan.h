/*
 * linescan.h - one pass over the bytes of a line: where it ends, how wide it is, and
 * what it holds that anybody would else have to look for again.
 */
#ifndef VNP_LINESCAN_H
#define VNP_LINESCAN_H

#include "base/base.h"

/* What a line may hold; a bit that is not set is a promise, one that is set is none. */
enum {
    VNP__HOLDS_BLANKS = 1, /* white space other than single spaces */
    VNP__HOLDS_MARKUP = 2, /* '*' or '<' */
    VNP__HOLDS_BARS = 4,   /* '|' */
    VNP__HOLDS_GUTTERS =
        8 /* bars that are nothing but gutters between aligned cells (block/lost.c) */
};

typedef struct vnp__line_scan {
    uint32_t end;   /* of the line: a LF, CR or FF stands there, or the text ends */
    uint32_t width; /* code points */
    uint8_t holds;
} vnp__line_scan;

/* The line that begins at buf[at], at < len, of normalized text. */
vnp__line_scan vnp__scan_line(const char *buf, uint32_t at, uint32_t len);

/* A number that the lines of the text do not exceed. */
size_t vnp__most_lines(const char *buf, uint32_t len);

#endif
