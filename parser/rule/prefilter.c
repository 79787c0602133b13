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

/* ------------------------------------------------------------------ building */

typedef struct builder {
    vnp_rules *rules;
    scope_list scopes;
    entry_list begins, anywhere;
} builder;

static void reach(vnp__scope *scope, uint16_t most)
{
    scope->reach = most > scope->reach ? most : scope->reach;
}

/* A literal of the pattern number `index` of its set. */
static void add_entry(builder *b, const vnp__pattern *p, uint32_t index, const vnp__literal *l)
{
    uint8_t role = role_scope(&b->scopes, p->set, p->role);
    entry e = {l->bytes, {(uint16_t)index, l->least, l->most, (uint8_t)p->set, role}};
    VNP__PUSH(&b->rules->arena, l->at_begin && l->most == 0 ? &b->begins : &b->anywhere, e);
    reach(&b->scopes.at[p->set], l->most);
    if (role != VNP__NO_SCOPE)
        reach(&b->scopes.at[role], l->most);
}

/* A blank, say, which stands everywhere: the words that the text must begin with tell more. */
static bool tells_little(const vnp__literals *literals)
{
    enum { SHORT = 2 };
    for (uint32_t i = 0; i < literals->list.count; i++)
        if (literals->list.at[i].bytes.len <= SHORT)
            return literals->at_begin;
    return false;
}

static void read_pattern(builder *b, vnp__pattern *p, uint32_t index)
{
    const vnp__pattern *ready = p->ready;
    vnp__literals literals; /* of a ready pattern they follow with the image's tables */
    if (ready)
        literals =
            (vnp__literals){ready->filtered, ready->at_begin, ready->behind, ready->sign, {0}};
    else
        vnp__literals_read(&b->rules->arena, p->source, &literals);
    p->filtered = literals.any && index < UINT16_MAX && !(p->begins && tells_little(&literals));
    p->at_begin = literals.at_begin;
    p->sign = literals.sign;
    p->behind = literals.behind;
    uint8_t role = role_scope(&b->scopes, p->set, p->role);
    b->scopes.at[p->set].always += !p->filtered;
    if (role != VNP__NO_SCOPE)
        b->scopes.at[role].always += !p->filtered;
    for (uint32_t i = 0; p->filtered && i < literals.list.count; i++)
        add_entry(b, p, index, &literals.list.at[i]);
}

/* What is known of a literal of the image, for the patterns that are in the rules, too:
 * index_of tells by the number of its code which one a pattern is in its set, from 1 on. */
static void take_literal(builder *b, const vnp__image *image, const vnp__literal_table *table,
                         uint32_t literal, vnp_str bytes, const uint32_t *index_of)
{
    bool at_begin = table == &image->prefilter->begins;
    for (uint32_t i = table->uses_at[literal]; i < table->uses_at[literal + 1]; i++) {
        const vnp__literal_use *use = &table->uses[i];
        uint32_t index = index_of[image->sets[use->set].at[use->pattern].code];
        if (index)
            add_entry(b, &b->rules->sets[use->set].at[index - 1], index - 1,
                      &(vnp__literal){bytes, use->least, use->most, at_begin});
    }
}

static void take_table(builder *b, const vnp__image *image, const vnp__literal_table *table,
                       const uint32_t *index_of)
{
    for (uint32_t i = 0; i < table->finder.count; i++) {
        const vnp__needle *needle = &table->finder.needles[i];
        take_literal(b, image, table, needle->literal, vnp__str(needle->bytes, needle->length),
                     index_of);
    }
}

static void take_image(builder *b, const vnp__image *image)
{
    uint32_t *index_of =
        vnp__arena_get(&b->rules->arena, (image->code_count + 1) * sizeof *index_of);
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < b->rules->sets[s].count; i++)
            if (b->rules->sets[s].at[i].ready)
                index_of[b->rules->sets[s].at[i].ready->code] = i + 1;
    take_table(b, image, &image->prefilter->begins, index_of);
    take_table(b, image, &image->prefilter->anywhere, index_of);
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

void vnp__prefilter_build(vnp_rules *rules, const vnp__image *image)
{
    vnp__arena *arena = &rules->arena;
    vnp__prefilter *f = &rules->prefilter;
    builder b = {.rules = rules,
                 .scopes = {.at = vnp__arena_get(arena, VNP__MAX_SCOPES * sizeof *b.scopes.at),
                            .of = vnp__arena_get(arena, VNP__SET_COUNT * sizeof *b.scopes.of),
                            .count = VNP__SET_COUNT}};
    memset(f, 0, sizeof *f);
    for (uint32_t s = 0; s < VNP__SET_COUNT; s++) {
        b.scopes.at[s].set = s;
        memset(b.scopes.of[s], (int)s, sizeof b.scopes.of[s]);
    }
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < rules->sets[s].count; i++)
            read_pattern(&b, &rules->sets[s].at[i], i);
    if (image)
        take_image(&b, image);
    note_begins(&b.scopes, &b.begins);
    if (!make_table(arena, &b.begins, &f->begins) || !make_table(arena, &b.anywhere, &f->anywhere))
        use_none(rules, &b.scopes);
    f->scopes = b.scopes.at;
    f->scope_of = (const uint8_t(*)[VNP__ROLES_END])b.scopes.of;
    f->scope_count = b.scopes.count;
}
