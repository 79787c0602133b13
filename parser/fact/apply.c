/* What a field tells of the entry that it belongs to. */
#include "fact/fact.h"

bool vnp__is_time(vnp__facts *f, vnp__slice value)
{
    vnp__match match;
    value = vnp__slice_trim(value);
    return vnp__rule_match(f->m, VNP__SET_DEADLINE, value, &match) && !vnp__begins_party(f, value);
}

/* "như trên" says something in a table only, where it is known above what it stands. */
static bool is_blank(vnp__facts *f, vnp__slice s)
{
    s = vnp__slice_trim(s);
    return s.begin >= s.end || vnp__word_of(f->rules, VNP__LIST_BLANKS, s) != NULL ||
           vnp__word_of(f->rules, VNP__LIST_DITTOS, s) != NULL;
}

/* "1,38 điểm", of a criterion: what an index gave it or shall give it. */
static bool of_points(vnp__facts *f, const vnp_item *item, vnp__slice value)
{
    double points;
    vnp__slice figure, all = vnp__slice_trim(value);
    return item->kind == VNP_ITEM_CRITERION && vnp__points_read(f, value, &figure, &points) &&
           figure.end < all.end;
}

/* A day below "Hoàn thành trước" is the last one. */
static void read_times(vnp__facts *f, vnp_item *item, vnp__slice label, vnp__slice value)
{
    vnp__match match;
    uint32_t first = item->deadlines.count;
    vnp__deadlines_read(f, value, &item->deadlines);
    if (first == item->deadlines.count || !label.run ||
        !vnp__rule_find_role(f->m, VNP__SET_LABEL, VNP__ROLE_BEFORE, vnp__slice_trim(label), 0,
                             &match))
        return;
    for (uint32_t i = first; i < item->deadlines.count; i++) {
        vnp_deadline *d = &item->deadlines.at[i];
        if (d->kind != VNP_DEADLINE_DURING || memcmp(&d->start, &d->end, sizeof d->start) != 0)
            continue;
        d->kind = VNP_DEADLINE_BY;
        d->start = (vnp_date){0};
    }
}

static void apply(vnp__facts *f, vnp_item *item, vnp__field_kind kind, vnp__slice label,
                  vnp__slice value)
{
    uint32_t first;
    double points;
    vnp__slice figure;
    if (is_blank(f, value))
        return;
    if (kind <= VNP__KIND_CONSOLIDATOR && vnp__is_time(f, value))
        kind = VNP__KIND_DEADLINE; /* "Tổ chức thực hiện: sau khi Bộ phê duyệt" */
    switch (kind) {
    case VNP__KIND_OWNER:
        vnp__parties_read(f, value, &item->owners, &item->collaborators);
        break;
    case VNP__KIND_COLLABORATOR:
        vnp__parties_read(f, value, &item->collaborators, NULL);
        break;
    case VNP__KIND_CONSOLIDATOR:
        vnp__parties_read(f, value, &item->consolidators, NULL);
        break;
    case VNP__KIND_START:
    case VNP__KIND_DEADLINE:
        read_times(f, item, label, value);
        break;
    case VNP__KIND_OUTPUT:
        if (of_points(f, item, value)) {
            vnp__score_read(f, item, VNP__KIND_ACHIEVED, value); /* "Kết quả năm 2025: 1,38 điểm" */
            break;
        }
        vnp__outputs_read(f, value, item);
        break;
    case VNP__KIND_ACTION:
        vnp__due_dates_read(f, value, &item->deadlines);
        vnp__bullets_read(f, value, &item->actions);
        vnp__targets_read(f, value, &item->targets);
        break;
    case VNP__KIND_BUDGET:
        item->budget = vnp__fact_value(f, value);
        break;
    case VNP__KIND_MAX:
    case VNP__KIND_ACHIEVED:
        vnp__score_field_read(f, item, kind, value);
        break;
    case VNP__KIND_TARGET:
        if ((item->scores && vnp__points_read(f, value, &figure, &points)) ||
            of_points(f, item, value)) {
            vnp__score_read(f, item, kind, value); /* "điểm tối đa: 2; mục tiêu năm 2026: 1,5" */
            break;
        }
        first = item->targets.count;
        vnp__targets_read(f, value, &item->targets);
        if (item->targets.count == first)
            vnp__figure_read(f, value, (vnp_str){0}, &item->targets);
        if (item->targets.count == first)
            vnp__bullets_read(f, value, &item->outputs);
        break;
    case VNP__KIND_OTHER: {
        vnp_other *other = VNP__ADD(f->arena, &item->other);
        other->label = vnp__slice_text(vnp__slice_trim(label));
        other->value = vnp__fact_value(f, value);
        break;
    }
    default:
        break;
    }
}

/* "owner: X" and "date: Y" in one cell ("Chủ trì: A. Phối hợp: B"): one level,
 * whatever a text repeats. */
void vnp__field_apply(vnp__facts *f, vnp_item *item, vnp__field_kind kind, vnp__slice label,
                      vnp__slice value)
{
    vnp__field_text_list inner = {0};
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    if (kind == VNP__KIND_OWNER)
        vnp__fields_read(f, value, &inner);
    for (uint32_t i = 0; i < inner.count; i++)
        apply(f, item, inner.at[i].kind, inner.at[i].label, inner.at[i].value);
    if (inner.count == 0)
        apply(f, item, kind, label, value);
    vnp__scratch_rewind(f->scratch, mark);
}
