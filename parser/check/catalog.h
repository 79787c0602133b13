/* catalog.h - the criteria of an index, given beside a plan: JSON or CSV. */
#ifndef VNP_CATALOG_H
#define VNP_CATALOG_H

#include "rule/rule.h"

VNP_LIST(vnp_criterion);

/* Sorted by code; immutable once loaded. */
struct vnp_catalog {
    vnp__arena arena;
    vnp_criterion_list criteria;
};

/* The entry of a code; NULL where there is none. O(log n). */
const vnp_criterion *vnp__catalog_find(const vnp_catalog *catalog, vnp_str code);
/* "3.4" of "3.4.1"; empty for a code of one number. */
vnp_str vnp__code_above(vnp_str code);

#endif
