/* From what a matcher recorded to what the caller is told. */
#include "rule/rules.h"

#include <stdlib.h>

static const void *rule_of(const vnp__trace *t)
{
    return t->pattern ? (const void *)t->pattern : (const void *)t->word;
}

/* Of equal places the winner first; a stable order, for the addresses of rules are not. */
static int by_place(const void *a, const void *b)
{
    const vnp__trace *x = a, *y = b;
    uint32_t at_x = vnp__run_begins(x->place.run);
    uint32_t at_y = vnp__run_begins(y->place.run);
    if (at_x != at_y)
        return at_x < at_y ? -1 : 1;
    if (x->place.begin != y->place.begin)
        return x->place.begin < y->place.begin ? -1 : 1;
    if (x->place.end != y->place.end)
        return x->place.end < y->place.end ? -1 : 1;
    if ((x->pattern == NULL) != (y->pattern == NULL))
        return x->pattern ? 1 : -1;
    if (x->pattern && x->pattern->set != y->pattern->set)
        return x->pattern->set < y->pattern->set ? -1 : 1;
    if (x->pattern && x->pattern != y->pattern)
        return x->pattern->order < y->pattern->order ? -1 : 1;
    if (!x->pattern && x->word != y->word)
        return x->word->line < y->word->line ? -1 : x->word->line > y->word->line;
    return (x->lost_to != NULL) - (y->lost_to != NULL);
}

static bool is_same(const vnp__trace *a, const vnp__trace *b)
{
    return rule_of(a) == rule_of(b) && a->place.begin == b->place.begin &&
           a->place.end == b->place.end && a->place.run->len == b->place.run->len &&
           vnp__run_begins(a->place.run) == vnp__run_begins(b->place.run);
}

void vnp__trace_values(const vnp__matcher *m, vnp__arena *arena, const char *buffer,
                       vnp_trace_list *out)
{
    const vnp__trace_list *all = vnp__matcher_recorded(m);
    const vnp__trace *last = NULL;
    if (all->count == 0)
        return;
    qsort(all->at, all->count, sizeof *all->at, by_place);
    for (uint32_t i = 0; i < all->count; i++) {
        const vnp__trace *t = &all->at[i];
        if (t->place.begin >= t->place.end || (last && is_same(last, t)))
            continue;
        vnp_trace *trace = VNP__ADD(arena, out);
        if (t->pattern)
            vnp__pattern_info(t->pattern, &trace->rule);
        else
            vnp__word_info(t->word, t->list, &trace->rule);
        trace->value = vnp__slice_value(arena, buffer, t->place);
        trace->seen = vnp__slice_fold(t->place);
        if (t->lost_to)
            trace->lost_to = t->lost_to->id;
        last = t;
    }
}
