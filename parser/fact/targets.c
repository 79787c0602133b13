/*
 * Targets: figures that somebody commits to. What was already reached, what
 * belongs to a cited act and what merely numbers or dates is none.
 */
#include "fact/fact.h"

#include "text/chars.h"

#include <stdlib.h>

bool vnp__number_read(vnp_str s, bool decimal_point, double *out)
{
    char plain[64];
    uint32_t len = 0, commas = 0, points = 0, digits = 0, tail = 0;
    for (uint32_t i = 0; i < s.len; i++) {
        if (!vnp__char_is_digit((unsigned char)s.ptr[i]) &&
            !(s.ptr[i] && strchr(s.len > 1 ? ",. loO" : ",. ", s.ptr[i])))
            return false; /* most texts that are asked about */
        commas += s.ptr[i] == ',';
        points += s.ptr[i] == '.';
        tail = s.ptr[i] == '.' || s.ptr[i] == ',' ? 0 : tail + 1;
    }
    /* 7.500 and 1.234.567 group thousands; 12.53 and 7.455 of points do not */
    bool grouped = points > 1 || (points == 1 && tail == 3 && !decimal_point) || (points && commas);
    for (uint32_t i = 0; i < s.len && len + 1 < sizeof plain; i++) {
        char c = vnp__figure_of(s.ptr[i]);
        if (c >= '0' && c <= '9') {
            plain[len++] = c;
            digits += c == s.ptr[i];
        } else if (c == ',' || (c == '.' && !grouped)) {
            plain[len++] = '.';
        }
    }
    plain[len] = '\0';
    if (digits == 0 || digits > 15 || commas > 1)
        return false;
    /* strtod reads the locale's point; digits before and behind it do not */
    double value = 0, scale = 1;
    bool fraction = false;
    for (uint32_t i = 0; i < len; i++) {
        if (plain[i] == '.') {
            fraction = true;
            continue;
        }
        value = value * 10 + (plain[i] - '0');
        scale *= fraction ? 10 : 1;
    }
    *out = value / scale;
    return true;
}

static vnp_comparator comparator_of(vnp_str name)
{
    static const char *const names[] = {"=", ">=", ">", "<=", "<"};
    for (int i = 0; i <= VNP_CMP_LT; i++)
        if (vnp__str_eq(name, vnp__str_c(names[i])))
            return (vnp_comparator)i;
    return VNP_CMP_EQ;
}

static bool is_percent(vnp_str unit)
{
    return unit.len > 0 && unit.ptr[0] == '%';
}

/* A number in words, one after the other: digits, and factors ("x10") that
 * multiply what stands before them. */
static bool read_words(vnp__facts *f, vnp_str s, double *out)
{
    double total = 0, last = 0;
    for (uint32_t at = 0; at < s.len;) {
        const char *space = memchr(s.ptr + at, ' ', s.len - at);
        uint32_t end = space ? (uint32_t)(space - s.ptr) : s.len;
        const vnp__word *word =
            vnp__word_find(f->rules, VNP__LIST_NUMBERS, vnp__str_sub(s, at, end));
        double figure;
        if (!word)
            return false;
        bool factor = word->canonical.ptr[0] == 'x';
        if (!vnp__number_read(vnp__str_sub(word->canonical, factor, word->canonical.len), false,
                              &figure))
            return false;
        total += factor ? last * figure - last : figure;
        last = factor ? last * figure : figure;
        at = end + 1;
    }
    *out = total;
    return s.len > 0;
}

static bool read_value(vnp__facts *f, vnp_str s, bool decimal_point, double *out)
{
    return vnp__number_read(s, decimal_point, out) || read_words(f, s, out);
}

static void add_target(vnp__facts *f, vnp__slice s, const vnp__match *match, vnp_comparator cmp,
                       vnp__field field, vnp_target_list *out)
{
    double figure, whole;
    vnp_str unit = vnp__match_text(match, s, VNP__FIELD_UNIT);
    if (!read_value(f, vnp__match_text(match, s, field), is_percent(unit), &figure))
        return;
    vnp_target *t = VNP__ADD_MOVING(f->arena, out);
    vnp__slice said = vnp__slice_sub(s, match->begin, match->end);
    if (vnp__match_has(match, VNP__FIELD_SCOPE)) /* no comma, "và" or bracket before it */
        said = vnp__slice_sub(s, match->fields[field].begin, match->end);
    t->value = vnp__fact_value(f, said);
    t->comparator = cmp;
    t->figure = figure;
    t->unit = unit;
    if (vnp__number_read(vnp__match_text(match, s, VNP__FIELD_OF), false, &whole))
        t->whole = whole;
}

static void add_match(vnp__facts *f, vnp__slice s, const vnp__match *match, vnp_target_list *out)
{
    if (vnp__match_is(match, s, VNP__FIELD_SCOPE, "more")) {
        if (out->count)
            add_target(f, s, match, out->at[out->count - 1].comparator, VNP__FIELD_VALUE, out);
        return;
    }
    if (vnp__match_has(match, VNP__FIELD_VALUE2)) {
        add_target(f, s, match, VNP_CMP_GE, VNP__FIELD_VALUE, out);
        add_target(f, s, match, VNP_CMP_LE, VNP__FIELD_VALUE2, out);
        return;
    }
    add_target(f, s, match, comparator_of(vnp__match_text(match, s, VNP__FIELD_COMPARATOR)),
               VNP__FIELD_VALUE, out);
}

/* A result of the plan's own year, or a later one, is what is to be reached. What is compared
 * with a year is of the next. */
static bool lies_in_the_past(vnp__facts *f, vnp__slice s, const vnp__match *result)
{
    double year;
    if (vnp__number_read(vnp__match_text(result, s, VNP__FIELD_YEAR2), true, &year))
        year++;
    else if (!vnp__number_read(vnp__match_text(result, s, VNP__FIELD_YEAR), true, &year))
        return true;
    int now = vnp__year_now(f);
    return now == 0 || year < now;
}

/* Where no figure commits anybody: in acts cited, in results reached. */
static vnp_span_list barred_spans(vnp__facts *f, vnp__slice s)
{
    vnp__match_list results = {0};
    vnp_span_list barred = {0};
    vnp__citation_spans(f, s, &barred);
    vnp__rule_scan(f->m, VNP__SET_RESULT, f->scratch, s, &results);
    for (uint32_t i = 0; i < results.count; i++)
        if (lies_in_the_past(f, s, &results.at[i]))
            VNP__PUSH(f->scratch, &barred, ((vnp_span){results.at[i].begin, results.at[i].end}));
    return barred;
}

static void take_targets(vnp__facts *f, vnp__slice s, vnp__match_list found, vnp_target_list *out)
{
    vnp_span_list barred = barred_spans(f, s);
    uint32_t last_end = UINT32_MAX; /* of the match before, when it was taken */
    for (uint32_t i = 0; i < found.count; i++) {
        vnp_span value = found.at[i].fields[VNP__FIELD_VALUE];
        bool taken = !vnp__in_spans(&barred, value.begin) &&
                     !vnp__match_is(&found.at[i], s, VNP__FIELD_KIND, "none");
        if (vnp__match_is(&found.at[i], s, VNP__FIELD_SCOPE, "more"))
            taken = taken && found.at[i].begin == last_end;
        if (taken)
            add_match(f, s, &found.at[i], out);
        last_end = taken ? found.at[i].end : UINT32_MAX;
    }
}

void vnp__targets_read(vnp__facts *f, vnp__slice s, vnp_target_list *out)
{
    vnp__match_list found = {0};
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    vnp__rule_scan(f->m, VNP__SET_TARGET, f->scratch, s, &found);
    if (found.count)
        take_targets(f, s, found, out);
    vnp__scratch_rewind(f->scratch, mark);
}

void vnp__figure_read(vnp__facts *f, vnp__slice s, vnp_str unit, vnp_target_list *out)
{
    vnp__match_list found = {0};
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    s = vnp__slice_trim(s);
    vnp__rule_scan(f->m, VNP__SET_TARGET, f->scratch, s, &found);
    uint32_t first = out->count;
    for (uint32_t i = 0; i < found.count; i++)
        add_match(f, s, &found.at[i], out);
    double figure;
    if (found.count == 0 && vnp__number_read(vnp__slice_text(s), is_percent(unit), &figure)) {
        vnp_target *t = VNP__ADD_MOVING(f->arena, out);
        t->value = vnp__fact_value(f, s);
        t->figure = figure;
    }
    for (uint32_t i = first; i < out->count; i++)
        if (unit.len && (!is_percent(out->at[i].unit) || is_percent(unit)))
            out->at[i].unit = unit; /* the row's, whatever word follows the figure */
    vnp__scratch_rewind(f->scratch, mark);
}
