/* labels.h - how the numbers of rows follow each other. */
#ifndef VNP_LABELS_H
#define VNP_LABELS_H

#include "base/base.h"

/* Whether label `b` is one below `a`: "1.2" below "1". */
bool vnp__label_is_below(vnp_str a, vnp_str b);
/* Whether `b` may be the next behind `a`: 4 behind 3, 3.1 behind 3, 3.5 or 4.1 behind 3.4.1. */
bool vnp__label_comes_next(vnp_str a, vnp_str b);
/* "1.6" behind "1.3": criteria are picked out of an index. */
bool vnp__label_comes_later(vnp_str a, vnp_str b);
/* Whether `b` may be a label behind `a` where one or the other is missing, or in the wrong order. */
bool vnp__label_comes_near(vnp_str a, vnp_str b);

#endif
