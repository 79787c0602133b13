#include "rule/prefilter.h"

#include "rule/rules.h"

#include <stdlib.h>

_Static_assert((int)VNP__SET_COUNT < (int)VNP__MAX_SCOPES, "every set is a scope");

/* A literal of a pattern, before those of all patterns are numbered. */
typedef struct entry {
    vnp_str bytes;
    vnp__literal_use use;
} entry;
VNP_LIST(entry);

static int by_bytes(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    uint32_t len = x->bytes.len < y->bytes.len ? x->bytes.len : y->bytes.len;
    int order = memcmp(x->bytes.ptr, y->bytes.ptr, len);
    if (order != 0)
        return order;
    if (x->bytes.len != y->bytes.len)
        return x->bytes.len < y->bytes.len ? -1 : 1;
    if (x->use.set != y->use.set)
        return x->use.set < y->use.set ? -1 : 1;
    if (x->use.pattern != y->use.pattern)
        return x->use.pattern < y->use.pattern ? -1 : 1;
    return (x->use.most > y->use.most) - (x->use.most < y->use.most);
}

/* -------------------------------------------------------------------- scopes */

typedef struct scope_list {
    vnp__scope *at;
    uint8_t (*of)[VNP__ROLES_END];
    uint32_t count;
} scope_list;

/* The scope of a role, a new one where it has none yet. */
static uint8_t role_scope(scope_list *all, uint32_t set, vnp__role role)
{
    if (role == VNP__ROLE_ANY)
        return VNP__NO_SCOPE;
    uint8_t *scope = &all->of[set][role];
    if (*scope == set && all->count < VNP__MAX_SCOPES) {
        *scope = (uint8_t)all->count++;
        all->at[*scope].set = set;
    }
    return *scope == set ? VNP__NO_SCOPE : *scope;
}

static void widen(vnp__scope *scope, const vnp__pattern *p, const vnp__literals *literals)
{
    scope->always += !p->filtered;
    for (uint32_t i = 0; i < literals->list.count; i++)
        if (literals->list.at[i].most > scope->reach)
            scope->reach = literals->list.at[i].most;
}

/* ------------------------------------------------------------------ building */

static void read_pattern(vnp__arena *arena, vnp__pattern *p, uint32_t index, scope_list *all, entry_list *begins,
                         entry_list *anywhere)
{
    vnp__literals literals;
    vnp__literals_read(arena, p->source, &literals);
    p->filtered = literals.any && index < UINT16_MAX;
    p->at_begin = literals.at_begin;
    p->sign = literals.sign;
    p->behind = literals.behind;
    uint8_t role = role_scope(all, p->set, p->role);
    widen(&all->at[p->set], p, &literals);
    if (role != VNP__NO_SCOPE)
        widen(&all->at[role], p, &literals);
    for (uint32_t i = 0; p->filtered && i < literals.list.count; i++) {
        const vnp__literal *l = &literals.list.at[i];
        entry e = {l->bytes, {(uint16_t)index, l->least, l->most, (uint8_t)p->set, role}};
        VNP__PUSH(arena, p->at_begin && l->most == 0 ? begins : anywhere, e);
    }
}

static void note_begins(scope_list *all, const entry_list *begins)
{
    for (uint32_t i = 0; i < begins->count; i++) {
        const entry *e = &begins->at[i];
        unsigned char byte = (unsigned char)e->bytes.ptr[0];
        all->at[e->use.set].begins[byte / 64] |= (uint64_t)1 << (byte % 64);
        if (e->use.role != VNP__NO_SCOPE)
            all->at[e->use.role].begins[byte / 64] |= (uint64_t)1 << (byte % 64);
    }
}

/* Numbers the literals and lists for each who uses it. */
static bool make_table(vnp__arena *arena, entry_list *entries, vnp__literal_table *out)
{
    uint32_t count = 0;
    vnp_str *literals = vnp__arena_get(arena, (entries->count + 1) * sizeof *literals);
    uint64_t *scopes = vnp__arena_get(arena, (entries->count + 1) * sizeof *scopes);
    vnp__literal_use *uses = vnp__arena_get(arena, (entries->count + 1) * sizeof *uses);
    uint32_t *at = vnp__arena_get(arena, (entries->count + 1) * sizeof *at);
    if (entries->count > 1)
        qsort(entries->at, entries->count, sizeof *entries->at, by_bytes);
    for (uint32_t i = 0; i < entries->count; i++) {
        const entry *e = &entries->at[i];
        if (i == 0 || !vnp__str_eq(e->bytes, entries->at[i - 1].bytes)) {
            at[count] = i;
            literals[count++] = e->bytes;
        }
        uses[i] = e->use;
        scopes[count - 1] |= (uint64_t)1 << e->use.set;
        if (e->use.role != VNP__NO_SCOPE)
            scopes[count - 1] |= (uint64_t)1 << e->use.role;
    }
    at[count] = entries->count;
    out->uses = uses;
    out->uses_at = at;
    return vnp__finder_build(arena, literals, scopes, count, &out->finder);
}

static void use_none(vnp_rules *rules, scope_list *all)
{
    for (uint32_t i = 0; i < all->count; i++)
        all->at[i].always = UINT32_MAX;
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < rules->sets[s].count; i++)
            rules->sets[s].at[i].filtered = false;
}

void vnp__prefilter_build(vnp_rules *rules)
{
    vnp__arena *arena = &rules->arena;
    vnp__prefilter *f = &rules->prefilter;
    entry_list begins = {0}, anywhere = {0};
    scope_list all = {.at = vnp__arena_get(arena, VNP__MAX_SCOPES * sizeof *all.at),
                  .of = vnp__arena_get(arena, VNP__SET_COUNT * sizeof *all.of),
                  .count = VNP__SET_COUNT};
    memset(f, 0, sizeof *f);
    for (uint32_t s = 0; s < VNP__SET_COUNT; s++) {
        all.at[s].set = s;
        memset(all.of[s], (int)s, sizeof all.of[s]);
    }
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < rules->sets[s].count; i++)
            read_pattern(arena, &rules->sets[s].at[i], i, &all, &begins, &anywhere);
    note_begins(&all, &begins);
    if (!make_table(arena, &begins, &f->begins) || !make_table(arena, &anywhere, &f->anywhere))
        use_none(rules, &all);
    f->scopes = all.at;
    f->scope_of = (const uint8_t (*)[VNP__ROLES_END])all.of;
    f->scope_count = all.count;
}
