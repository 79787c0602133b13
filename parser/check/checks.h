/*
 * checks.h - what the checks share. One file for each theme:
 *
 *   completeness.c   fields an item lacks
 *   numbering.c      markers, running numbers, codes
 *   scores.c         sums and ranges of an index table; claims.c the text beside it
 *   authority.c      work of another level of government
 *   dates.c          years and dates
 *   names.c          one name, two spellings
 *   criteria.c       the plan beside a catalog of criteria (catalog.c)
 *   codes.c          one code or text twice
 *   form.c           blanks, numbers of acts, shifted rows
 * and matrix.c, which counts what is clear of each item.
 */
#ifndef VNP_CHECKS_H
#define VNP_CHECKS_H

#include "check/check.h"

#include "fact/columns.h"

enum { VNP__NO_ITEM = UINT32_MAX };

/* A paragraph or a cell. */
typedef struct vnp__check_text {
    vnp__slice slice;
    uint32_t node;
    const vnp__row *row; /* of a cell */
} vnp__check_text;
VNP_LIST(vnp__check_text);

/* A stretch of the buffer that belongs to an item. */
typedef struct vnp__extent {
    uint32_t begin, end, item;
    bool own; /* the entry or row itself, not a value carried to it */
} vnp__extent;
VNP_LIST(vnp__extent);

typedef struct vnp__checker {
    vnp__arena *arena;
    vnp__arena *scratch;
    const char *buffer;
    vnp__matcher *m;
    const vnp_rules *rules;
    const vnp__outline *o;
    const vnp__fact_notes *notes;
    vnp_plan *plan;
    vnp__list_id messages;
    int first_year, last_year; /* the plan's; 0 where it names none */
    vnp__check_text_list texts;
    vnp__extent_list extents;      /* by begin */
    uint32_t *extent_reach;        /* furthest end up to each extent */
    const vnp__columns **sheet_of; /* by item; NULL for one that is no row */
    bool *bad_date;                /* by item: a date of its own does not exist */
    vnp_str_list duty_owners;      /* canonical names, each once */
    vnp_diagnostic_list found;
} vnp__checker;

extern const char *const vnp__matrix_columns[VNP_MATRIX_COLUMNS];

/* Reports a rule, unless the rules have it switched off; `args` fill {1}, {2} ...
 * of the message, up to a NULL `ptr` or three. */
void vnp__report(vnp__checker *c, const char *rule, uint32_t item, vnp_span span,
                 const vnp_str args[3]);
/* The same with a message that says more of what is wrong than the rule's own. */
void vnp__report_as(vnp__checker *c, const char *rule, const char *message, uint32_t item,
                    vnp_span span, const vnp_str args[3]);

#define VNP__ARGS(...) ((const vnp_str[3]){__VA_ARGS__})

/* First stretch of a slice in the buffer; of an empty one its place. */
vnp_span vnp__slice_span(const vnp__checker *c, vnp__slice s);
/* Where to point at an item as a whole: its title, else where it begins. */
vnp_span vnp__item_span(const vnp_item *item);
/* The item that the text at an offset belongs to, or VNP__NO_ITEM. */
uint32_t vnp__item_at(const vnp__checker *c, uint32_t offset);
/* The node whose text begins last at or before an offset, or VNP__NO_NODE. */
uint32_t vnp__node_at(const vnp__checker *c, uint32_t offset);
/* A text that is no slice of the document, to be matched. */
vnp__slice vnp__check_slice(const vnp__checker *c, vnp_str text);
/* The year that a text names; 0 where it names none, or several. */
int vnp__year_in(vnp_str text);
/* A figure for a message, in the way of the language. */
vnp_str vnp__figure(vnp__checker *c, double figure);

static inline bool vnp__is_work(const vnp_item *item)
{
    return item->kind != VNP_ITEM_DUTY;
}

void vnp__check_completeness(vnp__checker *c);
void vnp__check_numbering(vnp__checker *c);
void vnp__check_codes(vnp__checker *c);
void vnp__check_scores(vnp__checker *c);
void vnp__check_claims(vnp__checker *c);
void vnp__check_authority(vnp__checker *c);
bool vnp__owner_is_foreign(const vnp__checker *c, const vnp_party *owner);
void vnp__check_dates(vnp__checker *c);
void vnp__check_names(vnp__checker *c);
void vnp__check_form(vnp__checker *c);

void vnp__check_criteria(vnp__checker *c, const vnp_catalog *catalog);
void vnp__matrix_fill(vnp__checker *c, vnp_matrix_row_list *out);

/* ------------------------------------------------------------- index tables */

enum { VNP__SCORES = 3 }; /* max, achieved, target */

/* The points of an area or of the whole, as the table has them. */
typedef struct vnp__score_row {
    const vnp__row *row;
    vnp_str code;
    vnp_str name;
    vnp_score points[VNP__SCORES];
    uint32_t first, end; /* rows of the notes below it */
    uint32_t criteria;   /* how many of these stand directly below it */
    double sum[VNP__SCORES];
    bool summed[VNP__SCORES]; /* every criterion has the figure */
} vnp__score_row;
VNP_LIST(vnp__score_row);

typedef struct vnp__index {
    vnp__score_row_list areas;
    vnp__score_row total; /* row is NULL where the table has none */
    vnp__slice heads[VNP__SCORES];
    bool complete; /* false for an excerpt, whose rows do not make the areas' sums */
} vnp__index;

/* The points of a sheet; false where it is no index table. */
bool vnp__index_read(vnp__checker *c, uint32_t sheet, vnp__index *out);

/* Whether the codes of a sheet's label column run on, all but a few. */
bool vnp__labels_complete(vnp__checker *c, const vnp__sheet_note *sheet);

/* A number or a Roman figure; 0 for anything else. */
uint32_t vnp__numeral_read(vnp_str s);

#endif
