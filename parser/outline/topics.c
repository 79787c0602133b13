/* What heads a chapter, and what the chapters are about. */
#include "outline/outline.h"

static bool is_chapter(const vnp__node *n)
{
    return n->region == VNP__REGION_BODY && !n->is_table &&
           (n->heading || n->marker.kind == VNP__MARK_ROMAN || n->marker.kind == VNP__MARK_WORD ||
            (n->marker.kind == VNP__MARK_LETTER && n->marker.upper));
}

static bool is_in_capitals(const vnp__node *n)
{
    enum { MAX_BYTES = 120 };
    vnp_str text = vnp__run_text(&n->run);
    return n->region == VNP__REGION_BODY && !n->is_table && n->marker.kind == VNP__MARK_NONE &&
           text.len <= MAX_BYTES && vnp__str_is_upper(text, VNP__MIN_CAPITALS);
}

/* Where no chapter of a part has a number, lines in capitals are its headings; one alone
 * may be anything. */
void vnp__capitals_head(vnp__outline *o)
{
    enum { LEVEL = 2 };
    for (uint32_t p = 0; p < o->parts.count; p++) {
        const vnp__outline_part *part = &o->parts.at[p];
        bool chapters = false;
        uint32_t capitals = 0;
        for (uint32_t i = part->first_node; i < part->end_node && !chapters; i++) {
            chapters = is_chapter(&o->nodes.at[i]);
            capitals += is_in_capitals(&o->nodes.at[i]);
        }
        for (uint32_t i = part->first_node; i < part->end_node && !chapters && capitals > 1; i++)
            if (is_in_capitals(&o->nodes.at[i]))
                o->nodes.at[i].heading = LEVEL;
    }
}

static vnp__topic topic_of(vnp__matcher *m, const vnp__node *n)
{
    static const struct {
        const char *name;
        vnp__topic topic;
    } names[] = {
        {"purpose", VNP__TOPIC_PURPOSE},
        {"goal", VNP__TOPIC_GOAL},
        {"result", VNP__TOPIC_RESULT},
        {"task", VNP__TOPIC_TASK},
        {"organization", VNP__TOPIC_ORGANIZATION},
        {"form", VNP__TOPIC_FORM},
        {"reporting", VNP__TOPIC_REPORTING},
    };
    vnp__match match;
    if (!vnp__rule_match(m, VNP__SET_CHAPTER, vnp__node_body(n), &match))
        return VNP__TOPIC_NONE;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (vnp__match_is(&match, vnp__node_body(n), VNP__FIELD_KIND, names[i].name))
            return names[i].topic;
    return VNP__TOPIC_NONE;
}

static bool may_be_heading(const vnp__node *n)
{
    return !n->is_table && (n->heading || n->strong || n->marker.kind == VNP__MARK_ROMAN ||
                            n->marker.kind == VNP__MARK_WORD || n->marker.kind == VNP__MARK_DIGIT ||
                            n->marker.kind == VNP__MARK_LETTER);
}

void vnp__topics_set(vnp__outline *o, vnp__matcher *m)
{
    for (uint32_t i = 0; i < o->nodes.count; i++) {
        vnp__node *n = &o->nodes.at[i];
        if (n->region != VNP__REGION_BODY)
            continue;
        bool shared_out = vnp__part_assigns(&o->parts.at[n->part]);
        vnp__topic above = n->parent != VNP__NO_NODE ? o->nodes.at[n->parent].topic
                           : shared_out              ? VNP__TOPIC_ORGANIZATION
                                                     : VNP__TOPIC_NONE;
        if (may_be_heading(n))
            n->own_topic = topic_of(m, n);
        /* among goals "Kết quả đánh giá ..." is what shall be reached */
        if (n->own_topic == VNP__TOPIC_RESULT && above == VNP__TOPIC_GOAL)
            n->own_topic = VNP__TOPIC_NONE;
        n->topic = n->own_topic;
        if (n->own_topic == VNP__TOPIC_NONE)
            n->topic = above;
        else if (shared_out && n->own_topic == VNP__TOPIC_TASK)
            n->topic = VNP__TOPIC_ORGANIZATION;
    }
}
