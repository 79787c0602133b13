/* The headings of the document as a tree. */
#include "fact/fact.h"

/* A heading: Markdown says so, or a marker of an outer style stands before a
 * text with entries below it. */
static bool is_heading(const vnp__facts *f, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    if (!vnp__is_body_text(n) || f->uses[i] == VNP__USE_ITEM || f->uses[i] == VNP__USE_FIELD ||
        f->uses[i] == VNP__USE_DUTY)
        return false;
    if (n->heading || n->area || n->marker.kind == VNP__MARK_ROMAN ||
        n->marker.kind == VNP__MARK_WORD)
        return true;
    if (n->marker.kind != VNP__MARK_DIGIT && n->marker.kind != VNP__MARK_LETTER)
        return false;
    return n->strong || n->first_child != VNP__NO_NODE || n->topic != VNP__TOPIC_NONE;
}

void vnp__sections_read(vnp__facts *f)
{
    uint32_t count = f->o->nodes.count;
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    uint32_t *section = vnp__arena_raw(f->scratch, ((size_t)count + 1) * sizeof *section);
    for (uint32_t i = 0; i < count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        uint32_t above = n->parent == VNP__NO_NODE ? UINT32_MAX : section[n->parent];
        section[i] = above;
        vnp_value title = {0};
        if (is_heading(f, i))
            title = vnp__fact_value(f, vnp__node_body(n));
        if (title.text.len == 0)
            continue;
        vnp_section *s = VNP__ADD_MOVING(f->arena, &f->plan->sections);
        s->label = vnp__heading_label(n);
        s->title = title;
        s->parent = above;
        s->level = above == UINT32_MAX ? 1 : f->plan->sections.at[above].level + 1;
        section[i] = f->plan->sections.count - 1;
    }
    vnp__scratch_rewind(f->scratch, mark);
}
