/* Targets of the plan as a whole: figures outside every item, in the purpose,
 * the general goals and the general solutions. */
#include "fact/fact.h"

void vnp__goals_read(vnp__facts *f)
{
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = &f->o->nodes.at[i];
        if (n->region != VNP__REGION_BODY || n->is_table || f->uses[i] != VNP__USE_NONE ||
            f->o->parts.at[n->part].type == VNP_PART_DECISION ||
            n->topic == VNP__TOPIC_RESULT || n->topic == VNP__TOPIC_FORM ||
            n->topic == VNP__TOPIC_ORGANIZATION || n->topic == VNP__TOPIC_REPORTING)
            continue;
        vnp__targets_read(f, vnp__node_body(n), &f->plan->targets);
    }
}
