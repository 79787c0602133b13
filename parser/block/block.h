/*
 * block.h - paragraphs, list entries, headings and tables, alike for plain text
 * and Markdown: behind this stage nobody asks which one it was.
 */
#ifndef VNP_BLOCK_H
#define VNP_BLOCK_H

#include "text/lines.h"
#include "text/run.h"
#include "text/text.h"

typedef enum vnp__block_kind {
    VNP__BLOCK_TEXT, /* a paragraph, a list entry with its marker, a heading */
    VNP__BLOCK_TABLE
} vnp__block_kind;

enum { VNP__MERGED_COLUMNS = 32 }; /* that a row can tell of */

typedef struct vnp__row {
    vnp__run *cells;
    uint32_t count;
    bool page_before; /* a page break, or the head of a repeated table, before it */
    int8_t shift;     /* columns its cells stood off and were put back by */
    uint32_t merged;  /* bits of columns: the document says that the cell above spans it, too */
} vnp__row;
VNP_LIST(vnp__row);

typedef struct vnp__table {
    vnp__row_list rows;
    uint32_t columns; /* of the widest row */
} vnp__table;

typedef struct vnp__block {
    vnp__run run;      /* of a text; never empty */
    vnp__table *table; /* of a table */
    vnp__block_kind kind;
    uint8_t heading; /* 1 to 6 for a Markdown heading, else 0 */
    bool strong;     /* all of it is bold */
    uint8_t depth;   /* nesting of lists; 0 outside them, in plain text as far as it is sure */
} vnp__block;
VNP_LIST(vnp__block);

/*
 * Replaces some blocks of a list by others. As most lists stay as they are, nothing
 * is copied before the first that does not. Zero-initialise, then set arena and from;
 * the list changes with vnp__block_edit_end.
 */
typedef struct vnp__block_edit {
    vnp__arena *arena;
    vnp__block_list *from;
    vnp__block_list to;
    uint32_t cap;
    uint32_t done; /* blocks of `from` that are in `to`, or left out */
} vnp__block_edit;

/* What is added from now on stands for block i; i ascends. */
void vnp__block_replace(vnp__block_edit *edit, uint32_t i);
void vnp__block_add(vnp__block_edit *edit, const vnp__block *block);
/* Gives the blocks back that the list had: nobody refers to them. */
void vnp__block_edit_end(vnp__block_edit *edit);

/* `markdown` says how the text is to be read. */
void vnp__blocks_read(vnp__arena *arena, const vnp__text *text, bool markdown,
                      vnp__block_list *out);

/* Whether the text bears marks of Markdown: headings, bold lines, pipe tables, tables of HTML. */
bool vnp__text_is_markdown(const vnp__text *text);

/* Whether the text has columns of tabs or blanks, which Markdown would draw together, and no
 * heading and no table of Markdown: what was pasted into a file of that name. */
bool vnp__text_is_pasted(const vnp__text *text);

/* ---------------------------------------------- between the files of block/ */

void vnp__blocks_read_plain(vnp__arena *arena, const vnp__text *text, vnp__block_list *out);
void vnp__blocks_read_markdown(vnp__arena *arena, const vnp__text *text, vnp__block_list *out);
/*
 * The text as Markdown shall see it. Copies have blank lines between the rows of a table,
 * behind which there is no table for Markdown: there they are spaces at the end of the row
 * above, so that all else stays at its place. A row with a rule below it heads a table of
 * its own.
 */
const char *vnp__text_with_rows_closed(vnp__arena *arena, const vnp__text *text);

/* Whether a cell holds a row's number and nothing else: "12", "3.1.", "(4)", "A1.1"; "IV", "IV.". */
bool vnp__cell_is_number(vnp_str cell);
bool vnp__cell_is_roman(vnp_str cell);

/* Says of lines whose bars are gutters between aligned cells that they are (VNP__HOLDS_GUTTERS):
 * some of the bars got lost. */
void vnp__lost_bars_mark(const vnp__text *text, vnp__line_list *lines);

/* A table whose columns are aligned by blanks: lines [first, end). */
typedef struct vnp__aligned {
    uint32_t first, end;
    vnp__table *table;
} vnp__aligned;
VNP_LIST(vnp__aligned);

/* All of them, in order. */
void vnp__aligned_tables(vnp__arena *arena, const vnp__text *text, const vnp__line_list *lines,
                         vnp__aligned_list *out);

/* A table whose columns a rule of dashes tells: bytes [begin, end) of the text, whole lines. */
typedef struct vnp__ruled {
    uint32_t begin, end;
    vnp__table *table;
} vnp__ruled;
VNP_LIST(vnp__ruled);

/* All of them, in order; without the marks of Markdown where `markup` says that it has some. */
void vnp__ruled_tables(vnp__arena *arena, const vnp__text *text, bool markup, vnp__ruled_list *out);
/* Whether a line is a rule in several pieces, one for each column. */
bool vnp__is_column_rule(vnp_str line);

/* Adds buffer[begin, end) of a text in Markdown, where two hyphens stand for a dash. */
void vnp__run_add_dashed(vnp__run_builder *b, uint32_t begin, uint32_t end);

/* Whether the line is a row between bars, "| 1 | Rà soát |", one of three cells and more, or
 * a rule of a grid; one bar alone may be dust of a scan. */
bool vnp__line_is_row(vnp_str s);

/* Whether the bars around both rows stand below each other, and each text of the row goes on
 * with that above it: its first word had no room there. */
bool vnp__row_is_drawn_on(const vnp__text *text, const vnp__row *above, const vnp__row *row);

/* Makes a table of a text whose lines are parted by bars; false when it is none. */
bool vnp__table_from_bars(vnp__arena *arena, const char *buffer, vnp__block *block);
/* Whether a line without bars among rows with such may number and name the area of those below. */
bool vnp__names_bar_area(vnp_str line);

/*
 * Makes one table of what page breaks tore: joins neighbouring tables of the
 * same width, joins rows that only go on with the row above, puts shifted rows
 * back by the codes of their columns.
 */
void vnp__tables_mend(vnp__arena *arena, const vnp__text *text, vnp__block_list *blocks);

#endif
