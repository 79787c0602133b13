/*
 * grid.h - lines whose cells stand below each other: the chunks of text in them, the columns these
 * stand in, the rows.
 */
#ifndef VNP_GRID_H
#define VNP_GRID_H

#include "block/block.h"

enum {
    VNP__GRID_BANDS = 24,
    VNP__GRID_WIDTH = 512 /* columns looked at, in code points */
};

/* A stretch of text without two blanks in a row. */
typedef struct vnp__chunk {
    uint32_t line;
    uint32_t column, end_column; /* code points from the line's begin */
    uint32_t begin, end;         /* in the buffer */
} vnp__chunk;
VNP_LIST(vnp__chunk);

typedef struct vnp__band {
    uint32_t from, to; /* columns; what stands between two bands is the nearer one's */
} vnp__band;

typedef struct vnp__grid {
    vnp__arena *arena;
    const vnp__text *text;
    const vnp__line_list *lines;
    uint32_t first, last;   /* lines [first, last) */
    uint32_t second;        /* column of the words behind the rows' numbers, UINT32_MAX: unknown */
    vnp_str head;           /* what heads the numbers: "Mã số"; empty: unknown */
    vnp__chunk_list chunks; /* in order of lines and columns */
    uint32_t *line_chunks;  /* of each line the index of its first chunk, and one more */
    uint32_t *filled;       /* of the same, how many lines above it have chunks */
    vnp__band bands[VNP__GRID_BANDS];
    uint32_t band_count;
} vnp__grid;

/* What the first column says of a line. */
typedef enum vnp__anchor {
    VNP__ANCHOR_NONE,
    VNP__ANCHOR_HEAD,
    VNP__ANCHOR_ROW,
    VNP__ANCHOR_AREA,
    VNP__ANCHOR_SUM
} vnp__anchor;

/* A row: lines [top, bottom) with the number on line `anchor`. */
typedef struct vnp__grid_row {
    uint32_t top, bottom, anchor;
    vnp__anchor kind;
} vnp__grid_row;
VNP_LIST(vnp__grid_row);

static inline bool vnp__has_gutters(const vnp__line *line)
{
    return line->holds & VNP__HOLDS_GUTTERS;
}

/* Number of chunks of a line; with a list they are added to it. */
uint32_t vnp__grid_split(vnp__arena *arena, const vnp__text *text, const vnp__line *line,
                         uint32_t index, vnp__chunk_list *out);

/* Whether a row's number leads the line. */
bool vnp__begins_with_number(const vnp__grid *g, const vnp__line *line);
/* The column of the words behind a row's number; UINT32_MAX where none leads the line. */
uint32_t vnp__second_column(const vnp__grid *g, const vnp__line *line);
/*
 * "III KHẮC PHỤC HẬU QUẢ" below "1   Phát tin": a number as wide as its column has but one
 * blank before the column of the words. The bytes of the number, 0 where it is none.
 */
uint32_t vnp__tight_number(const vnp__grid *g, const vnp__line *line);

/* The chunks of the lines [first, last). */
void vnp__grid_read(vnp__grid *g);
/* The bands: gutters are what hardly any of the full lines writes into, and where most of
 * them have more than the blank between two words. */
void vnp__grid_bands(vnp__grid *g);
/* The rows; false where there are too few. */
bool vnp__grid_rows(vnp__grid *g, vnp__grid_row_list *rows);

static inline vnp_str vnp__chunk_text(const vnp__grid *g, const vnp__chunk *c)
{
    return vnp__str(g->text->buf + c->begin, c->end - c->begin);
}

static inline uint32_t vnp__chunk_count(const vnp__grid *g, uint32_t line)
{
    return g->line_chunks[line - g->first + 1] - g->line_chunks[line - g->first];
}

static inline const vnp__chunk *vnp__chunk_at(const vnp__grid *g, uint32_t line, uint32_t n)
{
    return &g->chunks.at[g->line_chunks[line - g->first] + n];
}

/* The band a column belongs to: the one it stands in, else the nearest. */
uint32_t vnp__band_of(const vnp__grid *g, uint32_t column);

#endif
