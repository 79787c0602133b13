/*
 * What the text says of the index beside its table: how many criteria an area
 * has, how many points it and the whole reached, of how many. Rules of the set
 * "claim" give the parts of such a sentence; they are read in their order, and a
 * figure belongs to the area named last before it, unless a criterion was.
 */
#include "check/checks.h"

#include "text/chars.h"

#include <math.h>

enum { MAX_AREAS = 200 }; /* that are looked for in each sentence */

typedef struct claims {
    vnp__checker *c;
    const vnp__index *index;
    int achieved_year; /* of the table's column; 0: none is named */
} claims;

/* Rows that a claim may speak of: an area, the whole, or nothing known. */
typedef struct subject {
    const vnp__score_row *row;
    bool total;
} subject;

static bool figure_of(const vnp__match *match, vnp__slice s, vnp__field field, double *out)
{
    vnp_str text = vnp__match_text(match, s, field);
    return text.len && vnp__number_read(text, true, out);
}

static const vnp__score_row *area_of_code(const claims *x, vnp_str code)
{
    uint32_t number = vnp__numeral_read(code);
    for (uint32_t i = 0; number && i < x->index->areas.count && i < MAX_AREAS; i++)
        if (vnp__numeral_read(x->index->areas.at[i].code) == number)
            return &x->index->areas.at[i];
    return NULL;
}

/* An area whose name stands in the text. */
static const vnp__score_row *area_of_name(const claims *x, vnp__slice s)
{
    vnp_str text = vnp__word_key(x->c->arena, vnp__slice_text(s));
    for (uint32_t i = 0; i < x->index->areas.count && i < MAX_AREAS; i++) {
        vnp_str name = x->index->areas.at[i].name;
        name = name.len ? vnp__word_key(x->c->arena, name) : name;
        if (name.len > 8 && memmem(text.ptr, text.len, name.ptr, name.len))
            return &x->index->areas.at[i];
    }
    return NULL;
}

static void compare(claims *x, const subject *about, int which, double stated, vnp_span span)
{
    vnp_score points = about->row->points[which];
    if (!points.present || fabs(points.points - stated) < 0.0006)
        return;
    vnp__report(x->c, "score-mismatch", VNP__NO_ITEM, span,
                VNP__ARGS(vnp__figure(x->c, stated), vnp__figure(x->c, points.points),
                          about->row->name.len ? about->row->name : about->row->code));
}

static vnp_span span_of_field(claims *x, const vnp__match *match, vnp__slice s, vnp__field field)
{
    vnp_span place = match->fields[field];
    return vnp__slice_span(x->c, vnp__slice_sub(s, place.begin, place.end));
}

static void read_points(claims *x, const subject *about, const vnp__match *match, vnp__slice s)
{
    double figure;
    int year = vnp__year_in(vnp__match_text(match, s, VNP__FIELD_YEAR));
    if (!about->row || (year && x->achieved_year && year != x->achieved_year))
        return;
    /* more than the table has to give is said of the index, which the table excerpts */
    vnp_score most = about->row->points[0];
    bool stated = figure_of(match, s, VNP__FIELD_VALUE, &figure);
    if (stated && about->total && most.present && figure > most.points)
        return;
    if (stated)
        compare(x, about, 1, figure, span_of_field(x, match, s, VNP__FIELD_VALUE));
    if (figure_of(match, s, VNP__FIELD_OF, &figure))
        compare(x, about, 0, figure, span_of_field(x, match, s, VNP__FIELD_OF));
}

static void read_count(claims *x, const subject *about, const vnp__match *match, vnp__slice s)
{
    double count;
    if (!about->row || about->total || !x->index->complete ||
        !figure_of(match, s, VNP__FIELD_NUMBER, &count) || about->row->criteria == 0 ||
        count == (double)about->row->criteria)
        return;
    vnp__slice place = vnp__slice_sub(s, match->begin, match->end);
    vnp__report(x->c, "count-mismatch", VNP__NO_ITEM, vnp__slice_span(x->c, place),
                VNP__ARGS(vnp__figure(x->c, count), vnp__figure(x->c, about->row->criteria),
                          about->row->name.len ? about->row->name : about->row->code));
}

/* A sentence may go on to another area, by its number or its name, or to one criterion of an area. */
static void read_matches(claims *x, vnp__slice s, const vnp__match_list *found)
{
    subject about = {.row = NULL};
    for (uint32_t i = 0, done = 0; i < found->count; done = found->at[i++].end) {
        const vnp__match *match = &found->at[i];
        const vnp__score_row *named = area_of_name(x, vnp__slice_sub(s, done, match->begin));
        if (named)
            about = (subject){.row = named};
        if (vnp__match_is(match, s, VNP__FIELD_ROLE, "area"))
            about = (subject){.row = area_of_code(x, vnp__match_text(match, s, VNP__FIELD_CODE))};
        else if (vnp__match_is(match, s, VNP__FIELD_ROLE, "criterion"))
            about = (subject){.row = NULL};
        else if (vnp__match_is(match, s, VNP__FIELD_ROLE, "total"))
            read_points(x, &(subject){&x->index->total, true}, match, s);
        else if (vnp__match_is(match, s, VNP__FIELD_ROLE, "points"))
            read_points(x, &about, match, s);
        else if (vnp__match_is(match, s, VNP__FIELD_ROLE, "count"))
            read_count(x, &about, match, s);
    }
}

static void read_text(claims *x, vnp__slice s)
{
    vnp__match_list found = {0};
    vnp__mark mark = vnp__scratch_mark(x->c->scratch);
    vnp__rule_scan(x->c->m, VNP__SET_CLAIM, x->c->scratch, s, &found);
    if (found.count)
        read_matches(x, s, &found);
    vnp__scratch_rewind(x->c->scratch, mark);
}

/* The first table of the index is the one that the text before it speaks of. */
void vnp__check_claims(vnp__checker *c)
{
    vnp__index index = {.total = {.row = NULL}};
    bool found = false;
    for (uint32_t i = 0; i < c->notes->sheets.count && !found; i++)
        found = vnp__index_read(c, i, &index) && index.areas.count > 0;
    if (!found)
        return;
    claims x = {.c = c, .index = &index};
    if (index.heads[1].run)
        x.achieved_year = vnp__year_in(vnp__slice_text(index.heads[1]));
    for (uint32_t i = 0; i < c->texts.count; i++) {
        const vnp__check_text *text = &c->texts.at[i];
        if (!text->row && c->o->nodes.at[text->node].region == VNP__REGION_BODY)
            read_text(&x, text->slice);
    }
}
