/* The points of an index table: sums, and what lies above the maximum. */
#include "check/checks.h"

#include "text/chars.h"

#include <math.h>

/* Figures are rounded to three decimals at most. */
static const double TOLERANCE = 0.0006;

static const vnp__field_kind kinds[VNP__SCORES] = {VNP__KIND_MAX, VNP__KIND_ACHIEVED,
                                                   VNP__KIND_TARGET};

static vnp__slice cell_of(const vnp__row *row, int column)
{
    static const vnp__run nothing;
    if (column < 0 || (uint32_t)column >= row->count)
        return (vnp__slice){&nothing, 0, 0};
    return vnp__slice_trim(vnp__slice_all(&row->cells[column]));
}

static vnp_score points_of(vnp__checker *c, const vnp__columns *columns, const vnp__row *row,
                           int which)
{
    uint32_t len;
    vnp_score score = {.present = false};
    vnp__slice cell = cell_of(row, vnp__column_of(columns, kinds[which]));
    vnp_str text = vnp__slice_text(cell);
    if (text.len == 0)
        return score;
    bool negative = vnp__char_is_dash(vnp__char_at(text, 0, &len));
    if (negative)
        text = vnp__str_sub(text, len, text.len);
    score.present = vnp__number_read(text, true, &score.points);
    if (negative)
        score.points = -score.points;
    score.span = vnp__slice_span(c, cell);
    return score;
}

static vnp_str label_of(const vnp__columns *columns, const vnp__row *row)
{
    vnp_str label = vnp__slice_text(cell_of(row, vnp__column_of(columns, VNP__KIND_LABEL)));
    while (label.len && label.ptr[label.len - 1] == '.')
        label.len--;
    return label;
}

static bool is_below(vnp_str label, vnp_str above)
{
    return above.len && label.len > above.len + 1 && label.ptr[above.len] == '.' &&
           memcmp(label.ptr, above.ptr, above.len) == 0;
}

/* The one text of an area row: its label and figures aside. */
static vnp_str name_of(const vnp__row *row, vnp_str label)
{
    double figure;
    for (uint32_t k = 0; k < row->count; k++) {
        vnp_str text = vnp__slice_text(vnp__slice_trim(vnp__slice_all(&row->cells[k])));
        if (text.len > label.len + 1 && vnp__first_letter(text, 0) &&
            !vnp__number_read(text, true, &figure))
            return text;
    }
    return (vnp_str){0};
}

static void fill_row(vnp__checker *c, const vnp__columns *columns, const vnp__row *row, uint32_t i,
                     vnp__score_row *out)
{
    *out = (vnp__score_row){.row = row, .first = i + 1, .end = i + 1};
    out->code = label_of(columns, row);
    out->name = name_of(row, out->code);
    for (int k = 0; k < VNP__SCORES; k++) {
        out->points[k] = points_of(c, columns, row, k);
        out->summed[k] = true;
    }
}

/* Adds a criterion; one that only details the criterion above is no part of the sum. */
static void add_criterion(vnp__checker *c, const vnp__columns *columns, const vnp__row *row,
                          vnp__score_row *area, vnp_str *above)
{
    vnp_str label = label_of(columns, row);
    if (is_below(label, *above))
        return;
    *above = label;
    area->criteria++;
    for (int k = 0; k < VNP__SCORES; k++) {
        vnp_score points = points_of(c, columns, row, k);
        area->summed[k] = area->summed[k] && points.present;
        area->sum[k] += points.points;
    }
}

/* Whether what the areas give at most is what their rows give: no excerpt, though a number lacks. */
static bool areas_hold_all(const vnp__index *index)
{
    uint32_t areas = 0;
    for (uint32_t i = 0; i < index->areas.count; i++) {
        const vnp__score_row *area = &index->areas.at[i];
        if (!area->criteria)
            continue;
        if (!area->points[0].present || !area->summed[0] ||
            fabs(area->points[0].points - area->sum[0]) > TOLERANCE)
            return false;
        areas++;
    }
    return areas > 0;
}

bool vnp__index_read(vnp__checker *c, uint32_t sheet, vnp__index *out)
{
    const vnp__sheet_note *note = &c->notes->sheets.at[sheet];
    vnp_str above = {0};
    memset(out, 0, sizeof *out);
    if (!note->columns->index)
        return false;
    for (int k = 0; k < VNP__SCORES; k++) {
        int column = vnp__column_of(note->columns, kinds[k]);
        if (column >= 0)
            out->heads[k] = note->columns->heads[column];
    }
    for (uint32_t i = note->first_row; i < note->end_row; i++) {
        const vnp__row_note *row = &c->notes->rows.at[i];
        if (row->role == VNP__ROW_TOTAL) {
            fill_row(c, note->columns, row->row, i, &out->total);
        } else if (row->role == VNP__ROW_AREA) {
            fill_row(c, note->columns, row->row, i, VNP__ADD(c->arena, &out->areas));
            above = (vnp_str){0};
        } else if (out->areas.count && row->role != VNP__ROW_REMARK) {
            vnp__score_row *area = &out->areas.at[out->areas.count - 1];
            area->end = i + 1;
            add_criterion(c, note->columns, row->row, area, &above);
        }
    }
    out->complete = vnp__labels_complete(c, note) || areas_hold_all(out);
    return true;
}

/* ---------------------------------------------------------------------- sums */

static void report_sum(vnp__checker *c, const vnp__score_row *row, int which, double sum)
{
    vnp_str name = row->name.len ? row->name : row->code;
    vnp__report(c, "score-sum", VNP__NO_ITEM, row->points[which].span,
                VNP__ARGS(name, vnp__figure(c, row->points[which].points), vnp__figure(c, sum)));
}

static void check_areas(vnp__checker *c, const vnp__index *index)
{
    for (uint32_t i = 0; i < index->areas.count; i++) {
        const vnp__score_row *area = &index->areas.at[i];
        for (int k = 0; k < VNP__SCORES && area->criteria; k++)
            if (area->points[k].present && area->summed[k] &&
                fabs(area->points[k].points - area->sum[k]) > TOLERANCE)
                report_sum(c, area, k, area->sum[k]);
    }
}

/* An area that only heads other areas is not counted twice: the total may be the
 * sum of all, or of those with criteria below them. */
static void check_total(vnp__checker *c, const vnp__index *index)
{
    const vnp__score_row *total = &index->total;
    for (int k = 0; total->row && k < VNP__SCORES; k++) {
        double all = 0, filled = 0;
        bool complete = index->areas.count > 0 && total->points[k].present;
        for (uint32_t i = 0; i < index->areas.count; i++) {
            const vnp__score_row *area = &index->areas.at[i];
            complete = complete && area->points[k].present;
            all += area->points[k].points;
            filled += area->criteria ? area->points[k].points : 0;
        }
        double stated = total->points[k].points;
        if (complete && fabs(stated - all) > TOLERANCE && fabs(stated - filled) > TOLERANCE)
            report_sum(c, total, k, all);
    }
}

/* --------------------------------------------------------------------- ranges */

static void check_points(vnp__checker *c, uint32_t item, const vnp_score *max,
                         const vnp_score *points)
{
    bool above = points != max && max->present && points->points > max->points + TOLERANCE;
    if (points->present && (above || points->points < 0))
        vnp__report(c, "score-range", item, points->span,
                    VNP__ARGS(vnp__figure(c, points->points), vnp__figure(c, max->points)));
}

/* The points of a row as its cells have them, also those below 0, which are no item's. Of a row that
 * is an item `told` notes that its points were looked at. */
static void check_row(vnp__checker *c, const vnp__columns *columns, const vnp__row_note *note,
                      bool *told)
{
    vnp_score points[VNP__SCORES];
    uint32_t item = VNP__NO_ITEM;
    for (int k = 0; k < VNP__SCORES; k++) {
        points[k] = points_of(c, columns, note->row, k);
        if (note->role == VNP__ROW_ITEM && points[k].present && item == VNP__NO_ITEM)
            item = vnp__item_at(c, points[k].span.begin);
    }
    if (item != VNP__NO_ITEM)
        told[item] = true;
    for (int k = 0; k < VNP__SCORES; k++)
        check_points(c, item, &points[0], &points[k]);
}

static void check_item(vnp__checker *c, uint32_t i)
{
    const vnp_scores *s = c->plan->items.at[i].scores;
    if (!s)
        return;
    check_points(c, i, &s->max, &s->achieved);
    check_points(c, i, &s->max, &s->target);
}

void vnp__check_scores(vnp__checker *c)
{
    vnp__index index;
    bool *told = vnp__arena_get(c->arena, (size_t)c->plan->items.count + 1);
    for (uint32_t i = 0; i < c->notes->sheets.count; i++) {
        const vnp__sheet_note *sheet = &c->notes->sheets.at[i];
        if (!vnp__index_read(c, i, &index))
            continue;
        if (index.complete) {
            check_areas(c, &index);
            check_total(c, &index);
        }
        for (uint32_t r = sheet->first_row; r < sheet->end_row; r++)
            check_row(c, sheet->columns, &c->notes->rows.at[r], told);
    }
    for (uint32_t i = 0; i < c->plan->items.count; i++)
        if (!told[i])
            check_item(c, i);
}
