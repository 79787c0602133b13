/*
 * check.h - from a plan to what its author should be told: completeness,
 * consistency and form. Which checks there are, their severity and their words
 * are rules (word lists "checks", "messages-vi", "messages-en").
 */
#ifndef VNP_CHECK_H
#define VNP_CHECK_H

#include "fact/fact.h"

typedef struct vnp__check_job {
    vnp__arena *arena;
    vnp__arena *scratch;
    const vnp__outline *outline;
    const vnp__fact_notes *notes;
    vnp__matcher *matcher;
    vnp_lang lang;
    const vnp_catalog *criteria; /* NULL: no index is given */
} vnp__check_job;

/* Appends to plan->diagnostics, in the order of the text, and fills the matrix.
 * Cost is linear in the text, but for sorting. */
void vnp__check_run(const vnp__check_job *job, vnp_plan *plan, vnp_matrix_row_list *matrix);

#endif
