/* Times that head entries: "Tháng 3", "Quý I:", "Hàng tháng" above lists of what is done then. */
#include "fact/fact.h"

/* Whether a text is a time and nothing else. */
static bool is_time(vnp__facts *f, vnp__slice s)
{
    enum { MAX_BYTES = 48 };
    vnp__match match;
    s = vnp__slice_trim(s);
    if (s.begin >= s.end || s.end - s.begin > MAX_BYTES ||
        !vnp__rule_match(f->m, VNP__SET_DEADLINE, s, &match) || match.end != s.end - s.begin)
        return false;
    return vnp__match_is(&match, s, VNP__FIELD_KIND, "during") ||
           vnp__match_is(&match, s, VNP__FIELD_KIND, "recurring");
}

/* A heading of a document's own may be a topic, whose entries have their times. */
static bool heads_times(const vnp__node *n)
{
    return vnp__is_body_text(n) && !n->area && !n->heading && n->topic != VNP__TOPIC_RESULT &&
           n->topic != VNP__TOPIC_PURPOSE && n->topic != VNP__TOPIC_GOAL &&
           n->topic != VNP__TOPIC_FORM && n->marker.kind != VNP__MARK_BULLET;
}

/* What ends the list below a time: another heading, an entry beside it, or a paragraph. */
static bool ends_list(const vnp__node *time, const vnp__node *n)
{
    bool beside = n->parent == time->parent && n->rank == time->rank;
    return !vnp__is_body_text(n) || n->heading || n->marker.kind == VNP__MARK_NONE ||
           n->marker.kind == VNP__MARK_ROMAN || n->marker.kind == VNP__MARK_WORD || beside;
}

void vnp__calendar_read(vnp__facts *f)
{
    uint32_t count = 0, now = VNP__NO_NODE;
    uint8_t *times = vnp__arena_get(f->scratch, ((size_t)f->o->nodes.count + 1) * sizeof *times);
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        times[i] = heads_times(n) && is_time(f, vnp__node_body(n));
        count += times[i];
    }
    if (count < 2) /* one alone may be anything */
        return;
    f->times = vnp__arena_get(f->scratch, ((size_t)f->o->nodes.count + 1) * sizeof *f->times);
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        if (times[i]) {
            now = i;
            f->uses[i] = VNP__USE_TIME;
            continue;
        }
        if (now == VNP__NO_NODE)
            continue;
        if (ends_list(vnp__fact_node(f, now), n))
            now = VNP__NO_NODE;
        else if (n->parent == now || n->parent == vnp__fact_node(f, now)->parent)
            f->times[i] = now + 1;
    }
}

uint32_t vnp__time_above(const vnp__facts *f, uint32_t node)
{
    return f->times && f->times[node] ? f->times[node] - 1 : VNP__NO_NODE;
}

void vnp__calendar_note(vnp__facts *f, uint32_t node, uint32_t item, uint32_t stated)
{
    uint32_t time = vnp__time_above(f, node);
    if (time != VNP__NO_NODE)
        VNP__PUSH(f->arena, &f->timed, ((vnp__timed){time, item, stated}));
}

void vnp__calendar_apply(vnp__facts *f)
{
    for (const vnp__timed *t = f->timed.at; t < f->timed.at + f->timed.count; t++) {
        vnp_item *item = &f->plan->items.at[t->item];
        uint32_t dated = 0;
        for (uint32_t d = 0; d < item->deadlines.count; d++)
            dated += item->deadlines.at[d].kind == VNP_DEADLINE_BY ||
                     item->deadlines.at[d].kind == VNP_DEADLINE_DURING;
        if (dated <= t->stated)
            vnp__deadlines_read(f, vnp__node_body(vnp__fact_node(f, t->time)), &item->deadlines);
    }
}
