/*
 * The code of a pattern. A translation to machine code costs what some hundred
 * matches cost, so it is made once a pattern has been used that often: a single plan
 * never pays for it, an archive always gains.
 */
#include "rule/rules.h"

#include <pthread.h>

enum { WORTH_IT = 150 }; /* uses */

struct vnp__translator {
    pthread_mutex_t lock;
};

vnp__translator *vnp__translator_new(const vnp_alloc *alloc)
{
    vnp__translator *t = alloc->malloc(sizeof *t, alloc->ctx);
    if (t && pthread_mutex_init(&t->lock, NULL) != 0) {
        alloc->free(t, alloc->ctx);
        t = NULL;
    }
    return t;
}

void vnp__translator_free(vnp__translator *t, const vnp_alloc *alloc)
{
    if (!t)
        return;
    pthread_mutex_destroy(&t->lock);
    alloc->free(t, alloc->ctx);
}

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

const pcre2_code *vnp__pattern_code(const vnp_rules *rules, const vnp__pattern *shared)
{
    vnp__pattern *p = (vnp__pattern *)shared; /* what changes in it is atomic */
    const pcre2_code *code = atomic_load_explicit(&p->translated, memory_order_acquire);
    if (code)
        return code;
    /* counting stops there: threads do not go on writing to what they share */
    if (atomic_load_explicit(&p->uses, memory_order_relaxed) < WORTH_IT &&
        atomic_fetch_add_explicit(&p->uses, 1, memory_order_relaxed) == WORTH_IT - 1) {
        pthread_mutex_lock(&rules->translator->lock);
        translate(p);
        pthread_mutex_unlock(&rules->translator->lock);
    }
    return p->code;
}

void vnp__pattern_code_free(vnp__pattern *p)
{
    pcre2_code_free(atomic_load_explicit(&p->translated, memory_order_relaxed));
    pcre2_code_free(p->code);
    p->code = NULL;
}
