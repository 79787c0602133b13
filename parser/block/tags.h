/*
 * tags.h - tags of HTML that Markdown may hold: those of a table, and those that end a line.
 */
#ifndef VNP_TAGS_H
#define VNP_TAGS_H

#include "base/base.h"

typedef enum vnp__tag_kind {
    VNP__TAG_OTHER,
    VNP__TAG_LINE, /* <br>, and the end of a paragraph or an entry */
    VNP__TAG_TABLE,
    VNP__TAG_ROW,
    VNP__TAG_CELL
} vnp__tag_kind;

enum { VNP__TAG_MAX_COLUMNS = 32, VNP__TAG_MAX_ROWS = 1000 };

typedef struct vnp__tag {
    vnp__tag_kind kind;
    bool closing;
    uint32_t columns, rows; /* that a cell spans: 1 and more */
} vnp__tag;

vnp__tag vnp__tag_read(vnp_str text);
/* "<!-- -->": converters put it between two lists, as a block of its own. */
bool vnp__is_comment(vnp_str s);

#endif
