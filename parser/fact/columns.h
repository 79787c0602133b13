/* columns.h - what the columns of a task or index table hold. */
#ifndef VNP_COLUMNS_H
#define VNP_COLUMNS_H

#include "fact/fact.h"

enum { VNP__MAX_COLUMNS = 64 };

typedef struct vnp__columns {
    uint32_t count;
    uint32_t first_row; /* first row below the head */
    vnp__field_kind kinds[VNP__MAX_COLUMNS];
    vnp__slice heads[VNP__MAX_COLUMNS];
    bool index;    /* points: a table of an index's criteria */
    bool figures;  /* a table of targets: names, units, figures */
    bool nested;   /* objective or task columns beside an activity column */
    bool criteria; /* what the rows are called are criteria of an index: those with codes */
} vnp__columns;

/* Reads the head at row `from` or below; false where it names nothing that makes
 * items of the rows. */
bool vnp__columns_read(vnp__facts *f, const vnp__table *table, uint32_t from, vnp__columns *out);

/* Whether both hold the same, column by column. */
bool vnp__columns_alike(const vnp__columns *a, const vnp__columns *b);

/* Whether row `r` is a head like that in `columns`, of a table glued to this one. */
bool vnp__is_next_head(vnp__facts *f, const vnp__table *table, uint32_t r,
                       const vnp__columns *columns);

/* First column of a kind; -1 without one. */
int vnp__column_of(const vnp__columns *c, vnp__field_kind kind);

#endif
