/* Years that are over, deadlines outside the plan's years, dates that are none. */
#include "check/checks.h"
#include "fact/periods.h"

/* --------------------------------------------------------------- stale years */

/* Where the year stands in the value; the whole where that is not found. */
static vnp_span year_span(const vnp__checker *c, uint32_t item, const vnp_value *value,
                          vnp_str year)
{
    for (uint32_t i = 0; i < value->spans.count; i++) {
        vnp_span span = value->spans.at[i];
        const char *text = c->buffer + span.begin;
        const char *at = memmem(text, span.end - span.begin, year.ptr, year.len);
        if (at)
            return (vnp_span){span.begin + (uint32_t)(at - text),
                              span.begin + (uint32_t)(at - text) + year.len};
    }
    return value->spans.count ? value->spans.at[0] : vnp__item_span(&c->plan->items.at[item]);
}

/*
 * Years of the item's own words. Acts cited and results reached are told by their
 * own rules, periods and comparisons by those of the set "year".
 */
static void check_slice(vnp__checker *c, vnp__facts *f, uint32_t item, const vnp_value *value,
                        vnp__slice s)
{
    vnp_span_list cited = {0};
    vnp__match_list years = {0}, results = {0};
    vnp__rule_scan(c->m, VNP__SET_YEAR, c->scratch, s, &years);
    if (years.count == 0)
        return;
    vnp__citation_spans(f, s, &cited);
    vnp__rule_scan(c->m, VNP__SET_RESULT, c->scratch, s, &results);
    for (uint32_t i = 0; i < results.count; i++)
        VNP__PUSH(c->scratch, &cited, ((vnp_span){results.at[i].begin, results.at[i].end}));
    for (uint32_t i = 0; i < years.count; i++) {
        const vnp__match *match = &years.at[i];
        int year = vnp__ordinal_read(c->rules, vnp__match_text(match, s, VNP__FIELD_YEAR));
        bool named = vnp__match_is(match, s, VNP__FIELD_ROLE, "named");
        if (!named || year == 0 || year >= c->first_year || vnp__in_spans(&cited, match->begin))
            continue;
        vnp_str written = vnp__str_format(c->arena, "%d", year);
        vnp__report(c, "stale-year", item, year_span(c, item, value, written),
                    VNP__ARGS(written, vnp__str_format(c->arena, "%d", c->first_year)));
        return; /* once for each text */
    }
}

static void check_words(vnp__checker *c, vnp__facts *f, uint32_t item, const vnp_value *value)
{
    vnp__mark mark = vnp__scratch_mark(c->scratch);
    check_slice(c, f, item, value, vnp__check_slice(c, value->text));
    vnp__scratch_rewind(c->scratch, mark);
}

static void check_stale_years(vnp__checker *c)
{
    vnp__facts f = {.arena = c->arena,
                    .scratch = c->scratch,
                    .buffer = c->buffer,
                    .m = c->m,
                    .rules = c->rules,
                    .o = c->o,
                    .plan = c->plan};
    for (uint32_t i = 0; c->first_year && i < c->plan->items.count; i++) {
        const vnp_item *item = &c->plan->items.at[i];
        if (item->title.text.len)
            check_words(c, &f, i, &item->title);
        for (uint32_t k = 0; k < item->actions.count; k++)
            check_words(c, &f, i, &item->actions.at[k]);
        for (uint32_t k = 0; k < item->outputs.count; k++)
            check_words(c, &f, i, &item->outputs.at[k]);
    }
}

/* ----------------------------------------------------------------- deadlines */

/* A recurring deadline with an end runs from now to then. */
static bool lies_outside(const vnp__checker *c, const vnp_deadline *d)
{
    int start = d->start.year, end = d->end.year;
    if (end && end < c->first_year)
        return true;
    if (d->kind == VNP_DEADLINE_BY)
        start = end;
    return start > c->last_year;
}

static int ordinal(vnp_date d)
{
    return (d.year * 13 + d.month) * 32 + d.day;
}

static bool is_reversed(const vnp_deadline *d)
{
    return d->start.year && d->end.year && ordinal(d->end) < ordinal(d->start);
}

static vnp_str years_of_plan(const vnp__checker *c)
{
    return c->last_year == c->first_year
               ? vnp__str_format(c->arena, "%d", c->first_year)
               : vnp__str_format(c->arena, "%d-%d", c->first_year, c->last_year);
}

static void check_deadlines(vnp__checker *c)
{
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        const vnp_item *item = &c->plan->items.at[i];
        for (uint32_t k = 0; k < item->deadlines.count; k++) {
            const vnp_deadline *d = &item->deadlines.at[k];
            vnp_span span = d->value.spans.count ? d->value.spans.at[0] : vnp__item_span(item);
            if (is_reversed(d)) {
                c->bad_date[i] = true;
                vnp__report_as(c, "invalid-date", "date-reversed", i, span,
                               VNP__ARGS(d->value.text));
            } else if (c->first_year && lies_outside(c, d)) {
                vnp__report(c, "deadline-outside-year", i, span,
                            VNP__ARGS(d->value.text, years_of_plan(c)));
            }
        }
    }
}

/* --------------------------------------------------------------- dates as such */

typedef struct day {
    int year, month, day;
} day;

static day read_day(vnp__checker *c, const vnp__match *match, vnp__slice s, bool second)
{
    vnp__field y = second ? VNP__FIELD_YEAR2 : VNP__FIELD_YEAR,
               m = second ? VNP__FIELD_MONTH2 : VNP__FIELD_MONTH,
               d = second ? VNP__FIELD_DAY2 : VNP__FIELD_DAY;
    return (day){vnp__ordinal_read(c->rules, vnp__match_text(match, s, y)),
                 vnp__ordinal_read(c->rules, vnp__match_text(match, s, m)),
                 vnp__ordinal_read(c->rules, vnp__match_text(match, s, d))};
}

static bool exists(day d)
{
    if (d.month < 1 || d.month > 12 || d.day < 1)
        return false;
    /* without a year the 29th of February may be */
    return d.day <= vnp__days_in_month(d.year ? d.year : 2024, d.month);
}

/* The year in which a range begins that has a year at its end only. */
static int year_of_start(day first, day last)
{
    vnp__period range = {
        .start = {(int16_t)first.year, (int8_t)first.month, (int8_t)first.day},
        .end = {(int16_t)last.year, (int8_t)last.month, (int8_t)last.day},
    };
    vnp__period_turn(&range, true);
    return range.start.year;
}

static bool is_wrong(vnp__checker *c, const vnp__match *match, vnp__slice s)
{
    if (vnp__match_has(match, VNP__FIELD_QUARTER))
        return vnp__ordinal_read(c->rules, vnp__match_text(match, s, VNP__FIELD_QUARTER)) > 4;
    day first = read_day(c, match, s, false);
    if (!vnp__match_has(match, VNP__FIELD_DAY2))
        return !exists(first);
    day last = read_day(c, match, s, true);
    bool same_year = !first.year;
    if (same_year)
        first.year = last.year;
    if (!exists(first) || !exists(last))
        return true;
    if (same_year) /* "từ ngày 20/12 đến ngày 10/01/2026" */
        first.year = year_of_start(first, last);
    return last.year * 512 + last.month * 32 + last.day <
           first.year * 512 + first.month * 32 + first.day;
}

/* Ranges are read as deadlines too: what was reported there is not told twice. */
static bool is_told(const vnp__checker *c, uint32_t item, vnp_span span)
{
    if (item == VNP__NO_ITEM || !c->bad_date[item])
        return false;
    const vnp_deadline_list *list = &c->plan->items.at[item].deadlines;
    for (uint32_t i = 0; i < list->count; i++) {
        vnp_span_list spans = list->at[i].value.spans;
        if (is_reversed(&list->at[i]) && spans.count && spans.at[0].begin < span.end &&
            span.begin < spans.at[0].end)
            return true;
    }
    return false;
}

static void check_written_dates(vnp__checker *c)
{
    for (uint32_t t = 0; t < c->texts.count; t++) {
        vnp__match_list found = {0};
        vnp__mark mark = vnp__scratch_mark(c->scratch);
        vnp__slice s = c->texts.at[t].slice;
        vnp__rule_scan(c->m, VNP__SET_DATE, c->scratch, s, &found);
        for (uint32_t i = 0; i < found.count; i++) {
            if (!is_wrong(c, &found.at[i], s))
                continue;
            vnp__slice place = vnp__slice_sub(s, found.at[i].begin, found.at[i].end);
            vnp_span span = vnp__slice_span(c, place);
            uint32_t item = vnp__item_at(c, span.begin);
            if (is_told(c, item, span))
                continue;
            if (item != VNP__NO_ITEM)
                c->bad_date[item] = true;
            vnp__report(c, "invalid-date", item, span, VNP__ARGS(vnp__slice_text(place)));
        }
        vnp__scratch_rewind(c->scratch, mark);
    }
}

void vnp__check_dates(vnp__checker *c)
{
    check_stale_years(c);
    check_deadlines(c);
    check_written_dates(c);
}
