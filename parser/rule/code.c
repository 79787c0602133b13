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
static void translate(vnp__code *code, const vnp__pattern *p, const pcre2_code *plain)
{
    pcre2_code *copy = has_atomic_group(p->source) ? NULL : pcre2_code_copy(plain);
    if (copy && pcre2_jit_compile(copy, PCRE2_JIT_COMPLETE) == 0)
        atomic_store_explicit(&code->translated, copy, memory_order_release);
    else
        pcre2_code_free(copy);
}

/* Of the image's patterns a plan asks for a third. */
static pcre2_code *decode(vnp_rules *rules, uint32_t number)
{
    vnp__code *code = &rules->codes.at[number];
    pthread_mutex_lock(&rules->making);
    pcre2_code *plain = atomic_load_explicit(&code->plain, memory_order_relaxed);
    if (!plain && pcre2_serialize_decode(&plain, 1, code->encoded, rules->general) == 1)
        atomic_store_explicit(&code->plain, plain, memory_order_release);
    pthread_mutex_unlock(&rules->making);
    return plain;
}

/* Rules are shared; what changes in them is a lock and atomic, or under the lock. */
static vnp_rules *to_change(const vnp_rules *rules)
{
    return (vnp_rules *)rules;
}

const pcre2_code *vnp__pattern_plain(const vnp_rules *rules, const vnp__pattern *p)
{
    const pcre2_code *plain =
        atomic_load_explicit(&rules->codes.at[p->code].plain, memory_order_acquire);
    return plain ? plain : decode(to_change(rules), p->code);
}

const pcre2_code *vnp__pattern_translated(const vnp_rules *rules, const vnp__pattern *p)
{
    vnp__code *code = &rules->codes.at[p->code];
    const pcre2_code *translated = atomic_load_explicit(&code->translated, memory_order_acquire);
    /* counting stops there: threads do not go on writing to what they share */
    if (translated || atomic_load_explicit(&code->uses, memory_order_relaxed) >= WORTH_IT ||
        atomic_fetch_add_explicit(&code->uses, 1, memory_order_relaxed) < WORTH_IT - 1)
        return translated;
    const pcre2_code *plain = vnp__pattern_plain(rules, p);
    if (plain) {
        pthread_mutex_lock(&to_change(rules)->making);
        translate(code, p, plain);
        pthread_mutex_unlock(&to_change(rules)->making);
    }
    return atomic_load_explicit(&code->translated, memory_order_relaxed);
}

void vnp__code_free(vnp__code *code)
{
    pcre2_code_free(atomic_load_explicit(&code->translated, memory_order_relaxed));
    pcre2_code_free(atomic_load_explicit(&code->plain, memory_order_relaxed));
    atomic_store_explicit(&code->plain, NULL, memory_order_relaxed);
    atomic_store_explicit(&code->translated, NULL, memory_order_relaxed);
}
