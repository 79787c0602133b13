/* diff.h - what changed between two states of a plan. */
#ifndef VNP_DIFF_H
#define VNP_DIFF_H

#include "base/base.h"

VNP_LIST(vnp_item_change);

/* What was dropped, then what was added or changed in the order of `after`. */
void vnp__diff(vnp__arena *arena, const vnp_plan *before, const vnp_plan *after,
               vnp_item_change_list *out);

#endif
