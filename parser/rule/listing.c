/* What there is to say of each rule. */
#include "rule/rules.h"

void vnp__pattern_info(const vnp__pattern *p, vnp_rule_info *out)
{
    *out = (vnp_rule_info){.id = p->id,
                           .set = vnp__str_c(vnp__set_names[p->set]),
                           .file = p->file,
                           .line = p->line,
                           .by = p->by,
                           .pattern = p->source,
                           .priority = p->priority,
                           .forms = p->forms,
                           .counters = p->counters};
    out->state = p->off ? VNP_RULE_OFF : p->by.len ? VNP_RULE_REPLACED : VNP_RULE_ON;
}

void vnp__word_info(const vnp__word *word, vnp__list_id list, vnp_rule_info *out)
{
    *out = (vnp_rule_info){.is_word = true,
                           .id = word->canonical,
                           .set = vnp__str_c(vnp__list_names[list]),
                           .file = word->file,
                           .line = word->line,
                           .state = word->off ? VNP_RULE_OFF : VNP_RULE_ON,
                           .forms = 1};
}

static void each_line(const vnp__word_list *entries, vnp__list_id list, vnp_rule_fn each, void *ctx)
{
    vnp_rule_info info;
    for (uint32_t i = 0, end; i < entries->count; i = end) {
        for (end = i + 1; end < entries->count && entries->at[end].order == entries->at[i].order;)
            end++;
        vnp__word_info(&entries->at[i], list, &info);
        info.forms = end - i;
        each(ctx, &info);
    }
}

static void each_pattern(const vnp__pattern_list *patterns, vnp_rule_fn each, void *ctx)
{
    vnp_rule_info info;
    for (uint32_t i = 0; i < patterns->count; i++) {
        vnp__pattern_info(&patterns->at[i], &info);
        each(ctx, &info);
    }
}

void vnp_rules_each(const vnp_rules *rules, vnp_rule_fn each, void *ctx)
{
    for (int i = 0; i < VNP__LIST_COUNT; i++)
        each_line(&rules->lists[i].entries, (vnp__list_id)i, each, ctx);
    for (int s = 0; s < VNP__SET_COUNT; s++)
        each_pattern(&rules->sets[s], each, ctx);
    each_pattern(&rules->gone, each, ctx);
}
