/*
 * periods.h - calendar arithmetic on the fields of a time rule: years, halves,
 * quarters, months, days and their ranges.
 */
#ifndef VNP_PERIODS_H
#define VNP_PERIODS_H

#include "rule/rule.h"

typedef struct vnp__period {
    vnp_date start;
    vnp_date end;
    bool has_year; /* written, not inferred */
    bool single;   /* one day, written as a date */
} vnp__period;

/* What a period takes from its neighbours where its own words leave it open. */
typedef struct vnp__period_context {
    int year;         /* 0: none is known, the period stays without dates */
    bool school_year; /* it begins in that year: its winter and spring are in the next */
    int month;        /* of a day alone; 0: none */
    vnp__field unit;  /* of a number alone: quarter, month */
    int years_later;  /* "năm sau" stands behind it */
} vnp__period_context;

/* The period a match names. False where it names none, or a date that does not exist. */
bool vnp__period_read(const vnp_rules *rules, const vnp__match *match, vnp__slice subject,
                      const vnp__period_context *context, vnp__period *out);

int vnp__days_in_month(int year, int month);
/* Of a range over the turn of a year, written with the year of its end or with none: it begins
 * the year before, or ends the year after. */
void vnp__period_turn(vnp__period *p, bool written);
vnp_date vnp__day_before(vnp_date date);
/* A quarter or another number in figures, Roman figures or words; 0 for none. */
int vnp__ordinal_read(const vnp_rules *rules, vnp_str s);

#endif
