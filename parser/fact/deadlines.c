/*
 * Deadlines of a time field. The field falls into clauses at semicolons; in a
 * clause the rules find tokens (periods, last days, frequencies, events), and
 * what the tokens of one clause say together is decided here: a frequency takes
 * the period behind it, a quarter without a year the year of its neighbour.
 */
#include "fact/fact.h"
#include "fact/periods.h"

#include "text/chars.h"

enum { MAX_TOKENS = 32 };

typedef enum token_kind {
    TOKEN_DURING,
    TOKEN_BEFORE, /* by: a period means the day before it */
    TOKEN_UNTIL,  /* by: a period means its last day */
    TOKEN_FROM,   /* during, without an end */
    TOKEN_FREQUENCY,
    TOKEN_EVENT
} token_kind;

typedef struct token {
    token_kind kind;
    uint32_t begin, end; /* in the clause */
    vnp__match match;
    vnp_frequency frequency;
    vnp__period period;
    vnp__field unit; /* quarter, month, day: what a number behind it counts */
    int years_later; /* "năm sau" stands behind it */
    bool dated;      /* the period has dates */
    bool more;       /* goes on with the token right before it: ", quý" */
    bool plain;      /* a bare year, which may belong to an event's name */
    bool weak;       /* an event that only refers to rules */
    bool drop;
} token;

static vnp_frequency frequency_of(vnp_str name)
{
    static const char *const names[] = {"",          "continuous", "daily",  "weekly",   "monthly",
                                        "quarterly", "semiannual", "annual", "periodic", "ad-hoc"};
    for (int i = 1; i <= VNP_FREQ_AD_HOC; i++)
        if (vnp__str_eq(name, vnp__str_c(names[i])))
            return (vnp_frequency)i;
    return VNP_FREQ_NONE;
}

static token token_of(vnp__slice clause, const vnp__match *match)
{
    static const struct {
        const char *name;
        token_kind kind;
    } kinds[] = {
        {"during", TOKEN_DURING},       {"before", TOKEN_BEFORE}, {"until", TOKEN_UNTIL},
        {"recurring", TOKEN_FREQUENCY}, {"event", TOKEN_EVENT},   {"from", TOKEN_FROM},
    };
    token t = {.begin = match->begin, .end = match->end, .match = *match};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (vnp__match_is(match, clause, VNP__FIELD_KIND, kinds[i].name))
            t.kind = kinds[i].kind;
    t.frequency = frequency_of(vnp__match_text(match, clause, VNP__FIELD_FREQUENCY));
    t.more = vnp__match_is(match, clause, VNP__FIELD_SCOPE, "more");
    t.plain = vnp__match_is(match, clause, VNP__FIELD_SCOPE, "plain");
    t.weak = vnp__match_is(match, clause, VNP__FIELD_SCOPE, "weak");
    t.unit = vnp__match_has(match, VNP__FIELD_QUARTER) ? VNP__FIELD_QUARTER
             : vnp__match_has(match, VNP__FIELD_DAY)   ? VNP__FIELD_DAY
             : vnp__match_has(match, VNP__FIELD_MONTH) ? VNP__FIELD_MONTH
                                                       : VNP__FIELD_COUNT;
    return t;
}

/* ------------------------------------------------------------------- tokens */

static uint32_t read_tokens(vnp__facts *f, vnp__slice clause, token *tokens)
{
    vnp__match_list found = {0};
    vnp_span_list cited = {0};
    uint32_t count = 0;
    vnp__rule_scan(f->m, VNP__SET_DEADLINE, f->scratch, clause, &found);
    if (found.count)
        vnp__citation_spans(f, clause, &cited);
    for (uint32_t i = 0; i < found.count && count < MAX_TOKENS; i++) {
        token t = token_of(clause, &found.at[i]);
        if (t.kind != TOKEN_EVENT && vnp__in_spans(&cited, t.begin))
            continue;
        if (t.more && (count == 0 || tokens[count - 1].end != t.begin))
            continue;
        token *last = count ? &tokens[count - 1] : NULL;
        if (t.more && t.kind == TOKEN_DURING && last->kind == TOKEN_FREQUENCY)
            continue;
        if (last && vnp__match_is(&t.match, clause, VNP__FIELD_PART, "next")) {
            last->years_later = 1;
            last->end = t.end;
            continue;
        }
        if (t.more && t.kind == TOKEN_DURING) {
            /* "trước ngày 15/4 và 15/10", "tháng 3, 6" */
            if (t.unit == VNP__FIELD_DAY &&
                (last->kind == TOKEN_BEFORE || last->kind == TOKEN_UNTIL))
                t.kind = last->kind;
            if (vnp__match_has(&t.match, VNP__FIELD_VALUE))
                t.unit = last->unit;
        }
        tokens[count++] = t;
    }
    return count;
}

/* The clause from `begin` to `to` without what joins it to the times beside it: ", III/2022",
 * "Quý II và". */
static vnp__slice without_joints(vnp__facts *f, vnp__slice clause, uint32_t begin, uint32_t to)
{
    vnp_str text = vnp__slice_text(clause);
    vnp__match joint;
    if (vnp__rule_find_role(f->m, VNP__SET_PARTY, VNP__ROLE_AND, vnp__slice_sub(clause, begin, to),
                            0, &joint)) {
        if (joint.end == to - begin)
            to = begin + joint.begin;
        else if (joint.begin == 0)
            begin += joint.end;
    }
    while (begin < to && (text.ptr[begin] == ',' || text.ptr[begin] == ' '))
        begin++;
    return vnp__slice_sub(clause, begin, to);
}

static bool comma_between(vnp__slice clause, const token *a, const token *b)
{
    vnp_str text = vnp__slice_text(clause);
    return a->end < b->begin && memchr(text.ptr + a->end, ',', b->begin - a->end) != NULL;
}

/* A quarter or month without a year takes that of the next token right behind
 * it: "Quý III và Quý IV/2026". */
static int year_for(vnp__facts *f, vnp__slice clause, const token *tokens, uint32_t count,
                    uint32_t i, bool *written)
{
    enum { NEAR = 12 };
    *written = false;
    for (uint32_t k = i + 1; k < count && tokens[k].begin - tokens[k - 1].end <= NEAR; k++) {
        vnp_str year = vnp__match_text(&tokens[k].match, clause, VNP__FIELD_YEAR);
        if (year.len && tokens[k].unit != VNP__FIELD_COUNT) {
            *written = true;
            return vnp__ordinal_read(f->rules, year);
        }
        if (year.len)
            break;
    }
    return f->plan->head.year;
}

/* "ngày 12 và 13/3": a day alone takes the month of the next. */
static int month_for(vnp__facts *f, vnp__slice clause, const token *tokens, uint32_t count,
                     uint32_t i)
{
    if (tokens[i].unit != VNP__FIELD_DAY || i + 1 == count)
        return 0;
    return vnp__ordinal_read(f->rules,
                             vnp__match_text(&tokens[i + 1].match, clause, VNP__FIELD_MONTH));
}

static void read_periods(vnp__facts *f, vnp__slice clause, token *tokens, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bool written;
        token *t = &tokens[i];
        vnp__period_context context = {.unit = t->unit, .years_later = t->years_later};
        context.year = year_for(f, clause, tokens, count, i, &written);
        context.school_year = f->school_year && !written;
        context.month = month_for(f, clause, tokens, count, i);
        if (t->kind == TOKEN_FREQUENCY || t->kind == TOKEN_EVENT)
            continue;
        t->dated = vnp__period_read(f->rules, &t->match, clause, &context, &t->period);
        t->period.has_year |= written;
    }
}

/* Between the two ends of a range stand a dash or nothing: the second token has
 * the word "đến" itself. */
static bool is_range(vnp__slice clause, const token *a, const token *b)
{
    vnp_str gap = vnp__str_trim(vnp__str_sub(vnp__slice_text(clause), a->end, b->begin));
    if (!a->dated || !b->dated || a->more || b->more)
        return false;
    if (a->kind != TOKEN_DURING && a->kind != TOKEN_FROM)
        return false;
    uint32_t len;
    if (b->kind == TOKEN_UNTIL)
        return gap.len == 0;
    return b->kind == TOKEN_DURING && gap.len > 0 &&
           vnp__char_is_dash(vnp__char_at(gap, 0, &len)) && len == gap.len;
}

/* "từ tháng 11 đến tháng 02/2025", "3/2025 - 6/2025": one period. */
static uint32_t join_ranges(vnp__slice clause, token *tokens, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        token *last = kept ? &tokens[kept - 1] : NULL;
        if (!last || !is_range(clause, last, &tokens[i])) {
            tokens[kept++] = tokens[i];
            continue;
        }
        const vnp__period *to = &tokens[i].period;
        last->kind = TOKEN_DURING;
        last->plain = false;
        last->period.end = to->end;
        if (!tokens[i].plain && !(last->period.has_year && to->has_year))
            vnp__period_turn(&last->period, to->has_year); /* years that both have stay */
        last->period.has_year |= to->has_year;
        last->period.single = false;
        last->end = tokens[i].end;
    }
    return kept;
}

/*
 * What does not count beside the other tokens of its clause: a mere "định kỳ"
 * beside a stated frequency, a yearless day beside one ("hàng năm (trước ngày
 * 10/12)"), a bare year inside an event's name, "theo quy định" beside a
 * frequency, a second event.
 */
static void drop_tokens(vnp__slice clause, token *tokens, uint32_t count)
{
    const token *frequency = NULL, *event = NULL;
    for (uint32_t i = 0; i < count; i++)
        if (tokens[i].kind == TOKEN_FREQUENCY &&
            (!frequency || frequency->frequency == VNP_FREQ_PERIODIC))
            frequency = &tokens[i];
    for (uint32_t i = 0; i < count; i++) {
        token *t = &tokens[i];
        switch (t->kind) {
        case TOKEN_FREQUENCY:
            t->drop = t != frequency && t->frequency == VNP_FREQ_PERIODIC &&
                      frequency->frequency != VNP_FREQ_AD_HOC;
            for (uint32_t k = 0; k < i; k++)
                t->drop |= tokens[k].kind == TOKEN_FREQUENCY && tokens[k].frequency == t->frequency;
            break;
        case TOKEN_EVENT:
            t->drop = event != NULL || (t->weak && frequency);
            event = event ? event : t;
            break;
        default:
            t->drop = (frequency && !t->period.has_year && t->unit != VNP__FIELD_COUNT &&
                       (t->unit == VNP__FIELD_DAY || frequency->frequency == VNP_FREQ_ANNUAL)) ||
                      (event && t->plain && !comma_between(clause, event, t));
            break;
        }
    }
}

/* "thường xuyên trong năm 2025, sơ kết trước ngày 20/6/2025": what has its period already takes
 * no day of another work. */
static bool is_other_work(vnp__slice clause, const token *frequency, const token *day)
{
    const token *last = day - 1;
    return day->kind == TOKEN_BEFORE && day->period.has_year && last > frequency &&
           last->kind == TOKEN_DURING && last->dated && !last->drop &&
           comma_between(clause, last, day);
}

/* "thường xuyên, hoàn thành trước ngày 30/11/2025": words of completion begin other work. */
static bool begins_other_work(vnp__facts *f, vnp__slice clause, const token *frequency,
                              const token *day)
{
    enum { MIN_WORDS = 3 }; /* "hoàn thành trước", and not "trước" alone */
    vnp__match match;
    return day->kind == TOKEN_BEFORE && comma_between(clause, frequency, day) &&
           vnp__rule_find(f->m, VNP__SET_DUE, clause, frequency->end, &match) &&
           match.begin <= day->begin &&
           vnp__str_words(vnp__str_sub(vnp__slice_text(clause), match.begin, match.end)) >=
               MIN_WORDS;
}

/* The frequency a period belongs to: the ones before it, or one behind it that
 * no comma parts from it. A last day is that of other work: "trước ngày 05/3/2024 và thường
 * xuyên trong năm". */
static bool takes_period(vnp__facts *f, vnp__slice clause, const token *frequency,
                         const token *period)
{
    if (frequency->begin < period->begin)
        return !is_other_work(clause, frequency, period) &&
               !begins_other_work(f, clause, frequency, period);
    return period->kind != TOKEN_BEFORE && !comma_between(clause, period, frequency);
}

/* ---------------------------------------------------------------- deadlines */

static void set_dates(vnp_deadline *d, const token *t)
{
    if (!t->dated)
        return;
    switch (t->kind) {
    case TOKEN_BEFORE:
        d->end = t->period.single ? t->period.end : vnp__day_before(t->period.start);
        break;
    case TOKEN_UNTIL:
        d->end = t->period.end;
        break;
    case TOKEN_FROM:
        d->start = t->period.start;
        break;
    default:
        d->start = t->period.start;
        d->end = t->period.end;
        break;
    }
    d->inferred_year = !t->period.has_year;
}

static void add_deadlines(vnp__facts *f, vnp__slice clause, token *tokens, uint32_t count,
                          vnp_deadline_list *out)
{
    bool has_frequency = false;
    uint32_t left = 0;
    for (uint32_t i = 0; i < count; i++) {
        has_frequency |= tokens[i].kind == TOKEN_FREQUENCY && !tokens[i].drop;
        left += !tokens[i].drop;
    }
    uint32_t from = 0;
    for (uint32_t i = 0; i < count; i++) {
        token *t = &tokens[i];
        if (t->drop)
            continue;
        bool taken = false;
        for (uint32_t k = 0; has_frequency && t->kind <= TOKEN_FROM && k < count; k++)
            taken |= tokens[k].kind == TOKEN_FREQUENCY && !tokens[k].drop &&
                     takes_period(f, clause, &tokens[k], t);
        if (taken)
            continue;
        vnp_deadline *d = VNP__ADD(f->arena, out);
        uint32_t to = clause.end - clause.begin;
        for (uint32_t k = i + 1; k < count && left > 1; k++)
            if (!tokens[k].drop && (tokens[k].kind != TOKEN_DURING || !has_frequency)) {
                to = tokens[k].begin;
                break;
            }
        uint32_t begin = left > 1 && from > 0 ? t->begin : 0;
        to = to > begin ? to : t->end;
        d->value = vnp__fact_value(f, without_joints(f, clause, begin, to));
        from = t->end;
        switch (t->kind) {
        case TOKEN_FREQUENCY:
            d->kind = VNP_DEADLINE_RECURRING;
            d->frequency = t->frequency;
            for (uint32_t k = 0; k < count; k++)
                if (tokens[k].kind <= TOKEN_FROM && !tokens[k].drop && !d->end.year &&
                    takes_period(f, clause, t, &tokens[k]))
                    set_dates(d, &tokens[k]);
            break;
        case TOKEN_EVENT:
            d->kind = VNP_DEADLINE_EVENT;
            break;
        default:
            d->kind = t->kind == TOKEN_BEFORE || t->kind == TOKEN_UNTIL ? VNP_DEADLINE_BY
                                                                        : VNP_DEADLINE_DURING;
            set_dates(d, t);
            break;
        }
    }
}

/* A token that names no dates it should have says nothing; but a day in full that
 * does not exist (31/11/2025) is a deadline, with its dates left open. */
static uint32_t only_dated(const vnp__facts *f, token *tokens, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        const vnp__match *m = &tokens[i].match;
        bool whole = vnp__match_has(m, VNP__FIELD_DAY) && vnp__match_has(m, VNP__FIELD_MONTH) &&
                     (vnp__match_has(m, VNP__FIELD_YEAR) || f->plan->head.year);
        if (tokens[i].kind == TOKEN_FREQUENCY || tokens[i].kind == TOKEN_EVENT || tokens[i].dated ||
            whole)
            tokens[kept++] = tokens[i];
    }
    return kept;
}

static void read_clause(vnp__facts *f, vnp__slice clause, vnp_deadline_list *out)
{
    token tokens[MAX_TOKENS];
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    clause = vnp__slice_trim(clause);
    uint32_t count = read_tokens(f, clause, tokens);
    read_periods(f, clause, tokens, count);
    count = only_dated(f, tokens, count);
    count = join_ranges(clause, tokens, count);
    drop_tokens(clause, tokens, count);
    add_deadlines(f, clause, tokens, count, out);
    vnp__scratch_rewind(f->scratch, mark);
}

void vnp__deadlines_read(vnp__facts *f, vnp__slice s, vnp_deadline_list *out)
{
    vnp_str text = vnp__slice_text(s);
    for (uint32_t at = 0; at < text.len;) {
        const char *stop = memchr(text.ptr + at, ';', text.len - at);
        uint32_t end = stop ? (uint32_t)(stop - text.ptr) : text.len;
        read_clause(f, vnp__slice_sub(s, at, end), out);
        at = end + 1;
    }
}

/* -------------------------------------------------------------- in sentences */

enum { NEAR = 2 }; /* a space and a comma */

/* "trước ngày 05/12 hằng năm": a time that comes back has no dates. A year does not. */
static bool takes_frequency(vnp__facts *f, vnp__slice s, token *t)
{
    vnp__match again;
    if (t->kind == TOKEN_FREQUENCY)
        return true;
    if (t->kind > TOKEN_UNTIL || vnp__match_has(&t->match, VNP__FIELD_YEAR) ||
        !vnp__rule_find(f->m, VNP__SET_DEADLINE, s, t->end, &again) ||
        again.begin > t->end + NEAR || vnp__slice_text(s).ptr[t->end] == ';')
        return false;
    token frequency = token_of(s, &again);
    if (frequency.kind != TOKEN_FREQUENCY)
        return false;
    t->kind = TOKEN_FREQUENCY;
    t->frequency = frequency.frequency;
    t->end = frequency.end;
    return true;
}

/* The time that words of completion at the begin of a slice, [0, words), speak of. */
static bool read_due_time(vnp__facts *f, vnp__slice s, uint32_t words, token *t)
{
    vnp__match time;
    if (!vnp__rule_find(f->m, VNP__SET_DEADLINE, s, 0, &time) || time.begin > words + NEAR)
        return false;
    *t = token_of(s, &time);
    if (takes_frequency(f, s, t))
        return true;
    vnp__period_context context = {
        .year = f->plan->head.year, .school_year = f->school_year, .unit = t->unit};
    if (t->kind > TOKEN_UNTIL)
        return false;
    t->dated = vnp__period_read(f->rules, &time, s, &context, &t->period);
    /* a day long before the plan qualifies what is spoken of */
    return t->dated && t->period.end.year >= f->plan->head.year - 1;
}

static void add_due(vnp__facts *f, vnp__slice s, const token *t, vnp_deadline_list *out)
{
    vnp_deadline *d = VNP__ADD(f->arena, out);
    d->value = vnp__fact_value(f, vnp__slice_sub(s, 0, t->end));
    if (t->kind == TOKEN_FREQUENCY) {
        d->kind = VNP_DEADLINE_RECURRING;
        d->frequency = t->frequency;
        return;
    }
    d->kind = t->kind == TOKEN_DURING ? VNP_DEADLINE_DURING : VNP_DEADLINE_BY;
    set_dates(d, t);
}

/* So much of a text from `at` on as a time behind words of completion may take, up to a blank. */
static vnp__slice part_from(vnp__slice s, uint32_t at)
{
    enum { MAX_BYTES = 400 };
    vnp_str text = vnp__slice_text(s);
    uint32_t end = text.len - at < MAX_BYTES ? text.len : at + MAX_BYTES;
    while (end < text.len && text.ptr[end] != ' ')
        end++;
    return vnp__slice_sub(s, at, end);
}

/*
 * A sentence states a completion date where a rule of the set "due" finds words
 * of completion ("hoàn thành trong", "trước ngày") right before or at a time.
 */
void vnp__due_dates_read(vnp__facts *f, vnp__slice s, vnp_deadline_list *out)
{
    token t;
    vnp_span_list cited = {0};
    vnp__match_list found = {0};
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    vnp__rule_scan(f->m, VNP__SET_DUE, f->scratch, s, &found);
    if (found.count)
        vnp__citation_spans(f, s, &cited);
    uint32_t from = 0;
    for (const vnp__match *due = found.at; due < found.at + found.count; due++) {
        vnp__slice rest = part_from(s, due->begin);
        if (due->begin < from || vnp__in_spans(&cited, due->begin) ||
            !read_due_time(f, rest, due->end - due->begin, &t))
            continue;
        add_due(f, rest, &t, out);
        from = due->begin + t.end;
    }
    vnp__scratch_rewind(f->scratch, mark);
}
