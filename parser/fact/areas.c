/* The areas above a node: headings that name a topic, and no part of the plan itself. */
#include "fact/fact.h"

/* One of the parts that every plan has. */
static bool is_generic(const vnp__facts *f, const vnp__node *n)
{
    uint32_t end;
    return n->own_topic != VNP__TOPIC_NONE ||
           vnp__word_prefix(f->rules, VNP__LIST_GENERIC, vnp__node_body(n), &end);
}

bool vnp__names_part_only(const vnp__facts *f, const vnp__node *n)
{
    vnp__slice title = vnp__slice_trim(vnp__node_body(n));
    return vnp__word_of(f->rules, VNP__LIST_GENERIC, title) != NULL;
}

/* "I." is one, but below "A." it is a heading of it. */
static bool is_chapter(const vnp__facts *f, const vnp__node *n)
{
    return n->parent == VNP__NO_NODE || !vnp__fact_node(f, n->parent)->marker.upper;
}

/* "II. CẢI CÁCH THỂ CHẾ": a field of reform, though a chapter. */
static bool names_reform(vnp__facts *f, const vnp__node *n)
{
    vnp__match match;
    vnp__slice body = vnp__node_body(n);
    return vnp__rule_match(f->m, VNP__SET_CHAPTER, body, &match) &&
           vnp__match_is(&match, body, VNP__FIELD_KIND, "area");
}

static bool names_area(vnp__facts *f, uint32_t i, bool topic_only)
{
    const vnp__node *n = vnp__fact_node(f, i);
    if (n->area)
        return true;
    /* a chapter is a part of the plan, whatever its name */
    if (n->marker.kind == VNP__MARK_ROMAN || n->marker.kind == VNP__MARK_WORD) {
        if (is_chapter(f, n))
            return !topic_only && names_reform(f, n);
        return !is_generic(f, n) && !vnp__is_party_node(f, i);
    }
    if (n->marker.kind != VNP__MARK_DIGIT && n->marker.kind != VNP__MARK_LETTER && !n->heading)
        return false;
    /* where no chapter has Roman figures, an outermost heading is one, but for those of an appendix */
    bool chapter = n->parent == VNP__NO_NODE && n->marker.kind != VNP__MARK_DIGIT &&
                   f->o->parts.at[n->part].type != VNP_PART_APPENDIX;
    /* an owner's name heads work where the plan says who carries it out */
    if (chapter ||
        ((topic_only || n->topic == VNP__TOPIC_ORGANIZATION) && vnp__is_party_node(f, i)))
        return false;
    return !topic_only || (!is_generic(f, n) && !vnp__begins_party(f, vnp__node_body(n)));
}

static vnp_str last_word(vnp_str s)
{
    uint32_t at = s.len;
    while (at > 0 && s.ptr[at - 1] != ' ')
        at--;
    return vnp__str_sub(s, at, s.len);
}

/* The number behind a word: "3" of "Tiêu chí 3:". */
vnp_str vnp__area_code(const vnp__node *n)
{
    vnp_str code = last_word(vnp__node_label(n));
    while (code.len && strchr(").", code.ptr[code.len - 1]))
        code.len--;
    return code;
}

/* An entry whose first line below is a field of it is no topic of a table behind that. */
static bool is_entry_with_fields(vnp__facts *f, uint32_t i)
{
    uint32_t first = vnp__fact_node(f, i)->first_child;
    return first != VNP__NO_NODE && !vnp__fact_node(f, first)->is_table &&
           vnp__is_core_field(f, first);
}

void vnp__area_parent(vnp__facts *f, uint32_t node, bool topic_only, vnp_parent_list *out)
{
    bool table = vnp__fact_node(f, node)->is_table;
    for (uint32_t i = vnp__fact_node(f, node)->parent; i != VNP__NO_NODE;
         i = vnp__fact_node(f, i)->parent) {
        const vnp__node *n = vnp__fact_node(f, i);
        if (f->uses[i] == VNP__USE_ITEM || f->uses[i] == VNP__USE_DUTY ||
            f->uses[i] == VNP__USE_OWNER ||
            (f->uses[i] == VNP__USE_TIME && n->marker.kind == VNP__MARK_NONE))
            continue;
        if (vnp__slice_is_empty(vnp__slice_trim(vnp__node_body(n))) ||
            !names_area(f, i, topic_only) || (table && is_entry_with_fields(f, i)) ||
            (!n->area && vnp__has_fields_behind(f, i)))
            continue; /* an entry with fields becomes an item itself */
        vnp_parent *p = VNP__ADD(f->arena, out);
        p->kind = VNP_PARENT_AREA;
        p->code = vnp__area_code(n);
        p->value = vnp__fact_value(f, vnp__node_body(n));
        return;
    }
}

bool vnp__below_criterion(const vnp__facts *f, uint32_t i)
{
    for (i = vnp__fact_node(f, i)->parent; i != VNP__NO_NODE; i = vnp__fact_node(f, i)->parent)
        if (vnp__fact_node(f, i)->area)
            return vnp__fact_node(f, i)->criterion;
    return false;
}

bool vnp__tells_content_once(vnp__facts *f, uint32_t node)
{
    uint32_t count = 0;
    const vnp__node *n = vnp__fact_node(f, node);
    if (n->marker.kind == VNP__MARK_BULLET || n->marker.kind == VNP__MARK_NONE ||
        n->own_topic != VNP__TOPIC_NONE)
        return false;
    for (uint32_t i = n->first_child; i != VNP__NO_NODE && count < 2;
         i = vnp__fact_node(f, i)->next)
        if (vnp__fact_node(f, i)->is_table)
            count = 2;
        else if (!vnp__is_field(f, i))
            count += vnp__title_label(f, vnp__node_body(vnp__fact_node(f, i))) > 0;
    return count == 1 && !vnp__is_party_node(f, node);
}
