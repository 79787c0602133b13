#include "fact/periods.h"

#include "text/chars.h"

#include <stdlib.h>

int vnp__days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static vnp_date date_of(int year, int month, int day)
{
    return (vnp_date){(int16_t)year, (int8_t)month, (int8_t)day};
}

vnp_date vnp__day_before(vnp_date date)
{
    if (date.day > 1)
        return date_of(date.year, date.month, date.day - 1);
    if (date.month > 1)
        return date_of(date.year, date.month - 1, vnp__days_in_month(date.year, date.month - 1));
    return date_of(date.year - 1, 12, 31);
}

static int roman_read(vnp_str s)
{
    int value = 0, last = 0;
    for (uint32_t i = s.len; i-- > 0;) {
        char c = (char)(s.ptr[i] & ~0x20);
        bool one = c == 'I' || c == 'L'; /* "lV", misread; no period is the fiftieth */
        int digit = one ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : 0;
        if (digit == 0)
            return 0;
        value += digit < last ? -digit : digit;
        last = digit;
    }
    return value;
}

int vnp__ordinal_read(const vnp_rules *rules, vnp_str s)
{
    if (s.len == 0)
        return 0;
    int value = 0;
    bool digits = true;
    for (uint32_t i = 0; i < s.len && digits; i++) {
        char c = vnp__figure_of(s.ptr[i]);
        digits = c >= '0' && c <= '9' && value < 100000;
        value = digits ? value * 10 + (c - '0') : 0;
    }
    if (digits)
        return value;
    const vnp__word *word = vnp__word_find(rules, VNP__LIST_NUMBERS, s);
    if (word)
        return atoi(word->canonical.ptr);
    return roman_read(s);
}

typedef struct parts {
    int year, year2, month, month2, day, day2, quarter, quarter2, half;
} parts;

static bool is_valid_day(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= vnp__days_in_month(year, month);
}

/* Days, alone or from-to; the first may lack month and year. */
static bool read_days(const parts *p, vnp__period *out)
{
    int month2 = p->month2 ? p->month2 : p->month;
    int year2 = p->year2 ? p->year2 : p->year;
    if (!is_valid_day(p->year, p->month, p->day))
        return false;
    out->start = out->end = date_of(p->year, p->month, p->day);
    out->single = !p->day2;
    if (p->day2) {
        if (!is_valid_day(year2, month2, p->day2))
            return false;
        out->end = date_of(year2, month2, p->day2);
    }
    return true;
}

static bool read_months(const parts *p, int first, int last, vnp__period *out)
{
    int year2 = p->year2 ? p->year2 : p->year;
    if (first < 1 || last > 12 || first > 12 || last < 1)
        return false;
    out->start = date_of(p->year, first, 1);
    out->end = date_of(year2, last, vnp__days_in_month(year2, last));
    return true;
}

static bool read_parts(const parts *p, vnp__period *out)
{
    if (p->day)
        return read_days(p, out);
    if (p->quarter)
        return p->quarter <= 4 && p->quarter2 <= 4 &&
               read_months(p, 3 * p->quarter - 2, 3 * (p->quarter2 ? p->quarter2 : p->quarter),
                           out);
    if (p->month)
        return read_months(p, p->month, p->month2 ? p->month2 : p->month, out);
    /* halves: months counted from the year's begin, negative from its end */
    if (p->half > 0)
        return read_months(p, 1, p->half, out);
    if (p->half < 0)
        return read_months(p, 13 + p->half, 12, out);
    if (!p->year)
        return false;
    return read_months(p, 1, 12, out);
}

/* The part of a period that is meant: months of quarters and years, thirds and
 * halves of months. */
static void take_part(vnp_str part, vnp__period *p)
{
    bool in_month = p->start.year == p->end.year && p->start.month == p->end.month;
    bool first = part.len >= 5 && memcmp(part.ptr, "first", 5) == 0;
    bool half = part.len > 5 && memcmp(part.ptr + part.len - 4, "half", 4) == 0;
    enum { HALF = 15, THIRD = 10 };
    if (!in_month) {
        vnp_date m = first ? p->start : p->end;
        p->start = date_of(m.year, m.month, 1);
        p->end = date_of(m.year, m.month, vnp__days_in_month(m.year, m.month));
    } else if (vnp__str_eq(part, VNP__STR("middle"))) {
        p->start.day = THIRD + 1;
        p->end.day = 2 * THIRD;
    } else if (first) {
        p->end.day = half ? HALF : THIRD;
    } else {
        p->start.day = half ? HALF + 1 : 2 * THIRD + 1;
    }
}

/* "24" is 2024. */
static int full_year(int year)
{
    return year > 0 && year < 100 ? 2000 + year : year;
}

void vnp__period_turn(vnp__period *p, bool written)
{
    enum { MIN_LESS = 2 }; /* months: days of nearly a year are a slip, as in "20 - 15/6" */
    bool days = p->start.day > 1 || p->end.day < vnp__days_in_month(p->end.year, p->end.month);
    if (p->start.year != p->end.year || p->start.month < p->end.month + (days ? MIN_LESS : 1))
        return;
    if (written)
        p->start.year--;
    else
        p->end.year++;
}

/* Of a school year, which begins in August or September. */
static bool is_after_new_year(const parts *p)
{
    enum { LAST_MONTH = 6, LAST_QUARTER = 2 };
    return (p->month && p->month <= LAST_MONTH) || (p->quarter && p->quarter <= LAST_QUARTER);
}

static void take_context(const vnp_rules *rules, const vnp__match *match, vnp__slice subject,
                         const vnp__period_context *context, parts *p)
{
    int value = vnp__ordinal_read(rules, vnp__match_text(match, subject, VNP__FIELD_VALUE));
    if (value && context->unit == VNP__FIELD_QUARTER)
        p->quarter = value;
    else if (value && context->unit == VNP__FIELD_MONTH)
        p->month = value;
    if (p->day && !p->month)
        p->month = context->month;
    if (vnp__match_is(match, subject, VNP__FIELD_SCOPE, "last"))
        p->half = -p->half;
    p->year = full_year(p->year);
    if (!p->year && context->year)
        p->year = context->year + (context->school_year && is_after_new_year(p));
    if (context->school_year && p->month2 && p->month2 < p->month && !p->year2)
        p->year2 = p->year + 1;
    if (p->year)
        p->year += context->years_later;
}

bool vnp__period_read(const vnp_rules *rules, const vnp__match *match, vnp__slice subject,
                      const vnp__period_context *context, vnp__period *out)
{
    static const struct {
        vnp__field field;
        size_t at;
    } fields[] = {
        {VNP__FIELD_YEAR, offsetof(parts, year)},
        {VNP__FIELD_YEAR2, offsetof(parts, year2)},
        {VNP__FIELD_MONTH, offsetof(parts, month)},
        {VNP__FIELD_MONTH2, offsetof(parts, month2)},
        {VNP__FIELD_DAY, offsetof(parts, day)},
        {VNP__FIELD_DAY2, offsetof(parts, day2)},
        {VNP__FIELD_QUARTER, offsetof(parts, quarter)},
        {VNP__FIELD_QUARTER2, offsetof(parts, quarter2)},
        {VNP__FIELD_HALF, offsetof(parts, half)},
    };
    parts p = {0};
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *(int *)((char *)&p + fields[i].at) =
            vnp__ordinal_read(rules, vnp__match_text(match, subject, fields[i].field));
    out->has_year = p.year > 0;
    take_context(rules, match, subject, context, &p);
    bool any = p.day || p.month || p.quarter || p.half || out->has_year ||
               vnp__match_has(match, VNP__FIELD_SCOPE);
    if (!any || p.year < 1900 || p.year >= 2200 || !read_parts(&p, out))
        return false;
    if (!p.year2)
        vnp__period_turn(out, out->has_year);
    vnp_str part = vnp__match_text(match, subject, VNP__FIELD_PART);
    if (part.len)
        take_part(part, out);
    return true;
}
