/* Targets of the plan as a whole: figures outside every item, in the purpose,
 * the general goals and the general solutions. */
#include "fact/fact.h"
#include "fact/periods.h"

/* Among results, from where the text aims at the plan's year, or a later one, on: "Năm 2026, xã
 * phấn đấu ..."; empty where it does not. */
static vnp__slice aims_among_results(vnp__facts *f, vnp__slice s)
{
    vnp__match match;
    int now = vnp__year_now(f);
    for (uint32_t from = 0; vnp__rule_find(f->m, VNP__SET_AIM, s, from, &match); from = match.end)
        if (now && vnp__ordinal_read(f->rules, vnp__match_text(&match, s, VNP__FIELD_YEAR)) >= now)
            return vnp__slice_sub(s, match.begin, s.end - s.begin);
    return vnp__slice_sub(s, 0, 0);
}

void vnp__goals_read(vnp__facts *f)
{
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        if (!vnp__is_body_text(n) || f->uses[i] != VNP__USE_NONE ||
            f->o->parts.at[n->part].type == VNP_PART_DECISION || n->topic == VNP__TOPIC_FORM ||
            n->topic == VNP__TOPIC_ORGANIZATION || n->topic == VNP__TOPIC_REPORTING)
            continue;
        vnp__slice said = vnp__node_body(n);
        if (n->topic == VNP__TOPIC_RESULT)
            said = aims_among_results(f, said);
        vnp__targets_read(f, said, &f->plan->targets);
    }
}
