/*
 * units.h - the lines of a document, and the cells beside each other in one: what tables that were
 * torn into lines are put together of.
 */
#ifndef VNP_UNITS_H
#define VNP_UNITS_H

#include "outline/outline.h"

/* A line of a text or a part of one, or a whole block that is none. */
typedef struct vnp__unit {
    vnp__run run;
    uint32_t block;
    bool text;
    bool joined;     /* its shape says that it goes on with the line above */
    vnp__gap beside; /* to what stands left of it in its line; VNP__GAP_NONE: nothing does */
} vnp__unit;
VNP_LIST(vnp__unit);

void vnp__units_read(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                     const vnp__block_list *blocks, vnp__unit_list *out);

enum { VNP__MAX_HEAD = 90 }; /* bytes of a column's head */

/* Whether heads of columns stand below each other anywhere: else the units need not be read. */
bool vnp__units_have_heads(const vnp__block_list *blocks, const vnp_rules *rules);

#endif
