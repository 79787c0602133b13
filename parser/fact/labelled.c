/* Which lines of the outline are fields, and what of them is read as such. */
#include "fact/fact.h"

/* A node's text without the brackets that it stands in as a whole. */
static vnp__slice without_brackets(const vnp__node *n)
{
    vnp__slice body = vnp__node_body(n), trimmed = vnp__slice_trim(body);
    vnp_str t = vnp__slice_text(trimmed);
    if (t.len < 2 || t.ptr[0] != '(' || t.ptr[t.len - 1] != ')')
        return body;
    uint32_t depth = 1, at = 1;
    for (; at < t.len && depth > 0; at++) {
        depth += t.ptr[at] == '(';
        depth -= t.ptr[at] == ')';
    }
    return at == t.len && depth == 0 ? vnp__slice_sub(trimmed, 1, t.len - 1) : body;
}

/* "Các nhiệm vụ tại mục 4: ...": what follows is said of the entries above, if they stand in
 * that section. */
static bool refers_to_entries(vnp__facts *f, const vnp__node *n, vnp__slice *s)
{
    enum { MAX_REFERENCE = 60 };
    vnp__match match;
    vnp_str text = vnp__slice_text(*s);
    if (n->marker.kind != VNP__MARK_NONE || n->parent == VNP__NO_NODE ||
        !memchr(text.ptr, ':', text.len < MAX_REFERENCE ? text.len : MAX_REFERENCE) ||
        !vnp__rule_match_role(f->m, VNP__SET_LABEL, VNP__ROLE_ENTRIES, *s, &match))
        return false;
    vnp_str section = vnp__match_text(&match, *s, VNP__FIELD_NUMBER);
    if (section.len && !vnp__str_eq(section, vnp__node_label(vnp__fact_node(f, n->parent))))
        return false;
    *s = vnp__slice_trim(vnp__slice_sub(*s, match.end, s->end - s->begin));
    return true;
}

vnp__slice vnp__field_text_of(vnp__facts *f, const vnp__node *n)
{
    vnp__slice s = without_brackets(n);
    refers_to_entries(f, n, &s);
    return s;
}

/* A line without a marker below the last of some bullets, where no owners are told to carry out the
 * plan: it may close the list. */
static bool stands_below_bullets(const vnp__facts *f, uint32_t i)
{
    enum { MAX_LEN = 400 };
    const vnp__node *n = vnp__fact_node(f, i), *above = i > 0 ? vnp__fact_node(f, i - 1) : n;
    return n->marker.kind == VNP__MARK_NONE && above->marker.kind == VNP__MARK_BULLET &&
           above->parent == n->parent && n->topic != VNP__TOPIC_ORGANIZATION &&
           n->run.len <= MAX_LEN;
}

/* "→ Phòng A chủ trì; Phòng B phối hợp": who leads needs no label behind an arrow, nor behind
 * what it is said of, nor beside other fields in brackets on a line of their own, or below bullets. */
static bool points_at_leader(vnp__facts *f, uint32_t i)
{
    enum { ARROW = 0x2192, DOUBLE_ARROW = 0x21D2 };
    const vnp__node *n = vnp__fact_node(f, i);
    vnp__slice s = without_brackets(n);
    bool bracketed = (n->marker.kind == VNP__MARK_NONE && s.begin != vnp__node_body(n).begin) ||
                     stands_below_bullets(f, i);
    if (n->marker.bullet != ARROW && n->marker.bullet != DOUBLE_ARROW &&
        !refers_to_entries(f, n, &s) && !bracketed)
        return false;
    vnp__field_text_list fields = {0};
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    vnp__fields_read(f, s, &fields);
    bool leads = fields.count > (bracketed ? 1 : 0);
    vnp__scratch_rewind(f->scratch, mark);
    return leads;
}

/* A field is a bullet or a plain line: a numbered entry with a label is an entry. */
static vnp__field_kind read_field_kind(vnp__facts *f, uint32_t i)
{
    vnp__field_text field;
    const vnp__node *n = vnp__fact_node(f, i);
    bool plain = n->marker.kind == VNP__MARK_NONE || n->marker.kind == VNP__MARK_BULLET;
    if (!vnp__is_body_text(n) || !plain || n->heading)
        return VNP__KIND_NONE;
    if (!vnp__field_read(f, vnp__field_text_of(f, n), &field))
        return points_at_leader(f, i) ? VNP__KIND_OWNER : VNP__KIND_NONE;
    return field.kind >= VNP__KIND_OWNER ? field.kind : VNP__KIND_NONE;
}

_Static_assert(VNP__KIND_OTHER < 31, "a kind of field and 1 fit into vnp__told");

vnp__field_kind vnp__field_kind_at(vnp__facts *f, uint32_t i)
{
    vnp__told *told = &f->told[i];
    if (!told->field)
        told->field = (1u + (unsigned)read_field_kind(f, i)) & 31;
    return (vnp__field_kind)(told->field - 1);
}

bool vnp__is_field(vnp__facts *f, uint32_t i)
{
    return vnp__field_kind_at(f, i) != VNP__KIND_NONE;
}

static bool is_core(vnp__field_kind kind)
{
    return kind >= VNP__KIND_OWNER && kind <= VNP__KIND_OUTPUT;
}

bool vnp__is_core_field(vnp__facts *f, uint32_t i)
{
    vnp__field_kind kind = vnp__field_kind_at(f, i);
    if (kind == VNP__KIND_NONE || is_core(kind))
        return kind != VNP__KIND_NONE;
    vnp__field_text_list fields = {
        0}; /* "Điểm tối đa: 2; giải pháp: ...; chủ trì: ..." in one line */
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    vnp__fields_read(f, vnp__field_text_of(f, vnp__fact_node(f, i)), &fields);
    bool any = false;
    for (uint32_t k = 0; k < fields.count; k++)
        any |= is_core(fields.at[k].kind);
    vnp__scratch_rewind(f->scratch, mark);
    return any;
}
