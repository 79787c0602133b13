/*
 * What an entry says by itself: its label, codes and title, and around these its points, a time in
 * front, fields behind.
 */
#include "fact/fact.h"

/* "Dự án 3" of "* Dự án 3: Nước sạch". */
static vnp_str label_in_words(const vnp__node *n)
{
    vnp_str s = vnp__str_sub(vnp__run_text(&n->run), 0, n->marker.body);
    while (s.len && strchr("*-+ ", s.ptr[0]))
        s = vnp__str_sub(s, 1, s.len);
    while (s.len && strchr(" .:-", s.ptr[s.len - 1]))
        s.len--;
    return s;
}

static vnp_str label_of(const vnp__node *n)
{
    if (n->area)
        return n->criterion ? vnp__area_code(n) : label_in_words(n);
    return vnp__heading_label(n);
}

/* So many labels tell that fields stand behind a text whatever their values; below a month one does. */
enum { SURE_FIELDS = 2 };

/* Fields behind the work: in brackets, behind a dash, or in sentences of their own. */
static bool fields_behind(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__field_text_list *out)
{
    if (vnp__bracket_fields(f, s, text, out))
        return true;
    out->count = 0;
    if (vnp__dash_fields(f, s, text, out) || vnp__inline_fields(f, s, SURE_FIELDS, text, out))
        return true;
    out->count = 0;
    if (vnp__assigned_fields(f, s, text, out))
        return true;
    *text = s;
    return false;
}

bool vnp__entry_time(vnp__facts *f, uint32_t i, vnp__field_text *when)
{
    const vnp__node *n = vnp__fact_node(f, i);
    return n->marker.kind != VNP__MARK_NONE && !n->area &&
           vnp__time_in_front(f, vnp__node_body(n), when);
}

bool vnp__has_fields_behind(vnp__facts *f, uint32_t i)
{
    vnp__slice text;
    vnp__field_text_list fields = {0};
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    bool has = fields_behind(f, vnp__node_body(vnp__fact_node(f, i)), &text, &fields);
    vnp__scratch_rewind(f->scratch, mark);
    return has;
}

/* The parts of an entry's text. */
typedef struct parts {
    vnp__slice text;      /* the title, its code in front */
    vnp__field_text when; /* in front of it */
    bool timed;           /* ... if there is one */
    vnp__field_text_list fields;
    vnp__assignment given; /* "Phòng A chủ trì, phối hợp với Phòng B rà soát ..." */
    bool assigned;
} parts;

static void read_parts(vnp__facts *f, uint32_t i, parts *out)
{
    vnp__match with;
    const vnp__node *n = vnp__fact_node(f, i);
    memset(out, 0, sizeof *out);
    out->timed = vnp__entry_time(f, i, &out->when);
    vnp__slice body = out->timed ? out->when.value : vnp__node_body(n);
    bool scheduled = vnp__time_above(f, i) != VNP__NO_NODE;
    if (fields_behind(f, body, &out->text, &out->fields) ||
        vnp__dash_party(f, body, out->timed, &out->text, &out->fields) ||
        (scheduled && (vnp__bracket_parties(f, body, &out->text, &out->fields) ||
                       vnp__inline_fields(f, body, 1, &out->text, &out->fields))))
        return;
    out->fields.count = 0;
    out->assigned = n->marker.kind != VNP__MARK_NONE && !n->area &&
                    vnp__rule_find_role(f->m, VNP__SET_PARTY, VNP__ROLE_WITH, body, 0, &with) &&
                    vnp__assignment_read(f, body, &out->given) &&
                    !vnp__slice_is_empty(out->given.party);
    out->text = out->assigned ? out->given.work : body;
    vnp__slice when;
    if (!vnp__bracket_time(f, out->text, &out->text, &when))
        return;
    vnp__field_text field = {VNP__KIND_DEADLINE, vnp__slice_sub(when, 0, 0), when};
    VNP__PUSH(f->scratch, &out->fields, field);
}

static void read_name(vnp__facts *f, uint32_t i, vnp_item *item, const vnp__title *title)
{
    const vnp__node *n = vnp__fact_node(f, i);
    bool dotted = n->marker.kind == VNP__MARK_DIGIT && n->marker.depth >= 2;
    bool criterion = title->criterion || (n->area && n->criterion) || vnp__below_criterion(f, i) ||
                     (title->named && dotted);
    if (criterion)
        item->kind = VNP_ITEM_CRITERION;
    item->label = label_of(n).len ? label_of(n) : title->label;
    item->codes = title->codes;
    if (item->codes.count == 0 && (dotted || (criterion && n->area)))
        vnp__label_codes(f, item->label, &item->codes);
    item->title = vnp__fact_value(f, title->text);
}

uint32_t vnp__entry_open(vnp__facts *f, uint32_t i)
{
    parts p;
    vnp__title title;
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    read_parts(f, i, &p);
    vnp_item *item = vnp__item_new(f, VNP_ITEM_TASK,
                                   vnp__slice_spans(f, vnp__slice_all(&vnp__fact_node(f, i)->run)));
    uint32_t index = f->plan->items.count - 1;
    vnp__score_bracket(f, item, p.text, &p.text);
    vnp__title_read(f, p.text, &title);
    read_name(f, i, item, &title);
    vnp__area_parent(f, i, false, &item->parents);
    vnp__targets_read(f, title.text, &item->targets);
    if (p.assigned)
        vnp__assignment_parties(f, item, &p.given);
    for (uint32_t k = 0; k < p.fields.count; k++)
        vnp__field_apply(f, item, p.fields.at[k].kind, p.fields.at[k].label, p.fields.at[k].value);
    if (p.timed)
        vnp__field_apply(f, item, VNP__KIND_DEADLINE, p.when.label, p.when.label);
    uint32_t told = item->deadlines.count;
    vnp__due_dates_read(f, title.text, &item->deadlines);
    vnp__calendar_note(f, i, index, item->deadlines.count - told);
    f->uses[i] = VNP__USE_ITEM;
    vnp__scratch_rewind(f->scratch, mark);
    return index;
}
