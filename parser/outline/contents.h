/*
 * contents.h - what the columns of a table hold, as their heads tell, and which lines of a row
 * printed one below the other are which of its cells.
 */
#ifndef VNP_CONTENTS_H
#define VNP_CONTENTS_H

#include "rule/rule.h"

typedef enum vnp__content {
    VNP__CONTENT_ANY,
    VNP__CONTENT_LABEL,
    VNP__CONTENT_NOTE,
    VNP__CONTENT_PARTY,
    VNP__CONTENT_TIME,
    VNP__CONTENT_FIGURE, /* and nothing else */
    VNP__CONTENT_TARGET, /* a figure and what is said of it */
    VNP__CONTENT_UNIT,   /* of figures */
    VNP__CONTENT_MONEY
} vnp__content;

/* Whether the rules know a head, and what its column holds. */
bool vnp__content_of_head(vnp__matcher *m, vnp__slice head, vnp__content *out);

/* Whether a cell may stand in a column: an empty one may in any. */
bool vnp__content_allows(vnp__matcher *m, vnp__content holds, const vnp__run *cell);

/* Whether it is what the column holds, and not only may stand there. */
bool vnp__content_holds(vnp__matcher *m, vnp__content holds, const vnp__run *line);

/* The lines of a row, in order. */
typedef struct vnp__row_lines {
    const vnp__run *at;
    const bool *joined; /* of each, whether its shape says that it goes on; NULL: none does */
    uint32_t count;
    bool sure; /* parties and times have to be such */
} vnp__row_lines;

/*
 * Shares the lines of a row out to columns, which are in order, too: cells[c] are the lines
 * [begin, end) of column c. Where there are more lines than columns, cells have several: those
 * of parties, any whose lines go on by their shape, or with `any` all that hold texts; where
 * there are fewer, columns behind the first are empty. False where there is no way, or more
 * than one; one in which all parties and times are such counts before others.
 */
bool vnp__contents_share(vnp__matcher *m, const vnp__row_lines *lines, const vnp__content *columns,
                         uint32_t count, bool any, vnp_span *cells);

#endif
