/*
 * stack.h - the lines of a table printed one cell a line: which of them are labels, areas, heads, and
 * which go on with the one above.
 */
#ifndef VNP_STACK_H
#define VNP_STACK_H

#include "outline/contents.h"
#include "outline/units.h"

enum { VNP__STACK_COLUMNS = 14 }; /* most */

typedef struct vnp__stack {
    vnp__arena *arena; /* for what is tried; the tables that are found are copied */
    vnp__matcher *m;
    const char *buffer;
    vnp__unit_list units;
    uint32_t head, columns; /* the first of the heads, and how many there are */
    uint32_t heads_end;
    uint32_t first;   /* behind the heads, and the numbers below them */
    uint32_t spacing; /* blank lines between any two lines */
    vnp__run heads[VNP__STACK_COLUMNS];
    vnp__content contents[VNP__STACK_COLUMNS];
    vnp__table *table;
    uint32_t whole, torn; /* rows with all their cells, and others */
    uint32_t label;       /* of the last row that has one */
    uint32_t left;        /* blank lines behind the last row that are none of its cells */
    uint32_t usual_left;  /* the same of the last row that had all its cells */
    bool parted;          /* the table has cells beside each other */
    bool apart; /* what stands beside each other is cells, and no text with blanks in it */
} vnp__stack;

static inline bool vnp__stack_is_text(const vnp__stack *s, uint32_t i)
{
    return i < s->units.count && s->units.at[i].text;
}

static inline const vnp__run *vnp__stack_run_at(const vnp__stack *s, uint32_t i)
{
    return &s->units.at[i].run;
}

static inline vnp_str vnp__stack_text_at(const vnp__stack *s, uint32_t i)
{
    return vnp__run_text(vnp__stack_run_at(s, i));
}

/* Whether something stands left of a unit in its line. */
static inline bool vnp__stack_is_beside(const vnp__stack *s, uint32_t i)
{
    return vnp__stack_is_text(s, i) && s->units.at[i].beside != VNP__GAP_NONE;
}

/* Ends of lines between a unit and the one before it. */
uint32_t vnp__stack_line_ends(const vnp__stack *s, uint32_t i);
/* Whether a line stands closer to that above it than lines of other cells do. */
bool vnp__stack_is_close(const vnp__stack *s, uint32_t i);
/* Whether a line goes on with that above it, for its shape or its place. Where blank lines part
 * the cells, a line behind one is no rest of a wrapped line, but for a small letter. */
bool vnp__stack_is_joined(const vnp__stack *s, uint32_t i);
/* Behind unit i and the lines that go on with it. */
uint32_t vnp__stack_behind(const vnp__stack *s, uint32_t i);
/* Empty cells in front of unit i: blank lines beside those between any two lines. */
uint32_t vnp__stack_empty_cells(const vnp__stack *s, uint32_t i);

/* "C4", a chapter of an index whose criteria are "C4.1", "C4.2". */
bool vnp__stack_is_chapter_code(vnp_str label);
/* The first column's cell: "1", "3.4.1", "IV", "B", "C4". */
bool vnp__stack_is_label(const vnp__stack *s, uint32_t i);
/* "1. Cải cách thể chế", "CẢI CÁCH THỂ CHẾ". */
bool vnp__stack_is_headed(const vnp__stack *s, uint32_t i);
bool vnp__stack_is_total(const vnp__stack *s, uint32_t i);
/* What may stand in a cell behind the label: no chapter, no list of recipients. */
bool vnp__stack_is_cell(const vnp__stack *s, uint32_t i);
/* A line that names the area of the rows below it: "II. CÔNG KHAI", "Tiêu chí số 2. Giao thông". */
bool vnp__stack_is_area(const vnp__stack *s, uint32_t i);
bool vnp__stack_begins_row(const vnp__stack *s, uint32_t i);

/* Adds a line to a cell. */
void vnp__stack_go_on(const vnp__stack *s, vnp__run *cell, uint32_t i);
/* Whether a line is one more entry of the list in a cell; where entries end with semicolons
 * the last one ends otherwise. */
bool vnp__stack_is_entry(const vnp__stack *s, const vnp__run *cell, uint32_t i);
/* Whether a line is one more party of a list in the cell above: "Công an xã;" / "Trạm Y tế xã". */
bool vnp__stack_is_next_party(const vnp__stack *s, const vnp__run *cell, uint32_t i);

/* The heads from unit i on; false where no table begins. */
bool vnp__stack_read_heads(vnp__stack *s, uint32_t i);
/* Whether the heads stand here again, on the next page. */
bool vnp__stack_is_head_again(const vnp__stack *s, uint32_t i);
/* "(1)", "(2)" ... below the heads, as many as these; the unit behind them. */
uint32_t vnp__stack_skip_numbers(const vnp__stack *s, uint32_t i);

#endif
