/*
 * The code of a pattern. A translation to machine code costs what some hundred
 * matches cost, so it is made once a pattern has been used that often: a plan of usual
 * length hardly pays for it, an archive gains.
 */
#include "rule/rules.h"

enum { WORTH_IT = 150 }; /* uses */

/*
 * PCRE2 10.42 translates some patterns with atomic groups wrongly: they match where the
 * pattern itself does not. None that has one, or a possessive quantifier, is translated;
 * what only looks like one costs nothing but time.
 */
static bool has_atomic_group(vnp_str pattern)
{
    for (uint32_t at = 0; at + 1 < pattern.len; at++) {
        const char *c = pattern.ptr + at;
        if (*c == '\\') { /* \p{L}+ is not possessive */
            bool named = at + 2 < pattern.len && c[2] == '{';
            const char *close = named ? memchr(c, '}', pattern.len - at) : NULL;
            at += close ? (uint32_t)(close - c) : 1;
        } else if ((strchr("*+?}", *c) && c[1] == '+') ||
                   (*c == '(' && at + 2 < pattern.len && c[1] == '?' && c[2] == '>')) {
            return true;
        }
    }
    return false;
}

/*
 * Translates a copy: other threads are matching with the code that is there, which
 * stays as long as the rules do. Where there is no translation nothing changes.
 */
static void translate(vnp__pattern *p)
{
    pcre2_code *copy = has_atomic_group(p->source) ? NULL : pcre2_code_copy(p->code);
    if (copy && pcre2_jit_compile(copy, PCRE2_JIT_COMPLETE) == 0)
        atomic_store_explicit(&p->translated, copy, memory_order_release);
    else
        pcre2_code_free(copy);
}

const pcre2_code *vnp__pattern_code(const vnp_rules *shared_rules, const vnp__pattern *shared)
{
    vnp_rules *rules = (vnp_rules *)shared_rules; /* what changes in them is a lock */
    vnp__pattern *p = (vnp__pattern *)shared;     /* and in it, atomic */
    const pcre2_code *code = atomic_load_explicit(&p->translated, memory_order_acquire);
    if (code)
        return code;
    /* counting stops there: threads do not go on writing to what they share */
    if (atomic_load_explicit(&p->uses, memory_order_relaxed) < WORTH_IT &&
        atomic_fetch_add_explicit(&p->uses, 1, memory_order_relaxed) == WORTH_IT - 1) {
        pthread_mutex_lock(&rules->translating);
        translate(p);
        pthread_mutex_unlock(&rules->translating);
    }
    return p->code;
}

void vnp__pattern_code_free(vnp__pattern *p)
{
    pcre2_code_free(atomic_load_explicit(&p->translated, memory_order_relaxed));
    pcre2_code_free(p->code);
    p->code = NULL;
}
