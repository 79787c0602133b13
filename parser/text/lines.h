/*
 * lines.h - the lines of plain text: which are furniture of a page, which go on
 * with the line before. Shape alone decides: widths, letter case, punctuation,
 * markers; no word of Vietnamese is known here.
 */
#ifndef VNP_LINES_H
#define VNP_LINES_H

#include "text/linescan.h"
#include "text/text.h"

typedef enum vnp__line_kind {
    VNP__LINE_TEXT,
    VNP__LINE_BLANK,
    VNP__LINE_FURNITURE, /* page number, running head or foot, stray link */
    VNP__LINE_TABBED,    /* holds a tab between cells */
    VNP__LINE_RULE       /* only - = + | _ */
} vnp__line_kind;

typedef struct vnp__line {
    uint32_t begin; /* content without white space at its ends */
    uint32_t end;
    uint32_t raw_begin; /* with it, without the line end */
    uint32_t raw_end;
    uint32_t width; /* code points of the content */
    vnp__line_kind kind;
    bool columns;     /* stands in columns, or far in: it tells nothing of the wrap width */
    bool joins;       /* goes on with the last text line before it */
    uint8_t blanks;   /* blank lines between it and the line before, up to 255 */
    bool page_before; /* furniture stood between */
    bool alone;       /* a number that is no page's: nothing joins it */
    uint8_t holds;    /* VNP__HOLDS_..., of the raw line */
} vnp__line;
VNP_LIST(vnp__line);

static inline vnp_str vnp__line_text(const vnp__text *text, const vnp__line *line)
{
    return vnp__str(text->buf + line->begin, line->end - line->begin);
}

/* Fills the empty list; of no line it is said yet whether it joins the one before. */
void vnp__lines_split(vnp__arena *arena, const vnp__text *text, vnp__line_list *out);

/* How a text was wrapped. */
typedef struct vnp__wrap {
    uint32_t width;   /* of a full line in code points; 0: the text is not wrapped */
    bool exact;       /* by columns, not by a proportional font's measure */
    uint32_t spacing; /* so many blank lines stand between all lines, at least */
    bool flush;       /* lines that go on begin at the left edge: indented ones do not */
    bool indented;    /* ... and paragraphs begin indented: full lines go on at the edge */
    uint32_t left;    /* that edge, in bytes from the line's begin */
} vnp__wrap;

void vnp__lines_measure(vnp__arena *arena, const vnp__text *text, vnp__wrap *out);

/* Whether line `b` goes on with line `a` right above it in text wrapped like `w`. */
bool vnp__lines_join(const vnp__wrap *w, vnp_str a, vnp_str b);

void vnp__lines_read(vnp__arena *arena, const vnp__text *text, vnp__line_list *out);

/*
 * Whether text `b` goes on with `a` for its shape alone: `a` ends without a
 * closing mark and `b` begins in lower case, or `a` ends open (a comma).
 */
bool vnp__text_continues(vnp_str a, vnp_str b);

/* "Lĩnh vực 2. Cải cách": words of a kind, a number and a name, as areas and parts are headed. */
bool vnp__begins_numbered(vnp_str s);

#endif
