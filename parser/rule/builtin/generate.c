/*
 * generate.c - a program of the build: reads the built-in rules as any rules are read
 * and writes what came of it as C, so that the library has them ready when it starts.
 */
#include "rule/rules.h"

#include <stdio.h>
#include <stdlib.h>

const vnp__image *const vnp__builtin_image = NULL;

/* ------------------------------------------------------------------- writing */

static void put_text(vnp_str s)
{
    putchar('"');
    for (uint32_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < ' ' || c == '"' || c == '\\' || c == '?' || c >= 0x7F)
            printf("\\%03o", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void put_str(vnp_str s)
{
    fputs("{", stdout);
    put_text(s);
    printf(", %u}", s.len);
}

static unsigned long long number_at(const void *numbers, size_t size, size_t i)
{
    switch (size) {
    case 1:
        return ((const uint8_t *)numbers)[i];
    case 2:
        return ((const uint16_t *)numbers)[i];
    case 4:
        return ((const uint32_t *)numbers)[i];
    default:
        return ((const uint64_t *)numbers)[i];
    }
}

/* Numbers of 1, 2, 4 or 8 bytes. */
static void put_numbers(const char *name, const void *numbers, size_t size, size_t count)
{
    printf("static _Alignas(16) const uint%zu_t %s[] = {", 8 * size, name);
    for (size_t i = 0; i < count; i++)
        printf("%s0x%llx,", i % 16 ? "" : "\n", number_at(numbers, size, i));
    puts("};");
}

/* A table of the rules by its own name and type. */
#define PUT(name, numbers, count) put_numbers(name, numbers, sizeof *(numbers), count)

/* --------------------------------------------------------------------- words */

static void put_slots(const char *name, int list, const vnp__word_slot *slots, uint32_t count)
{
    if (!slots)
        return;
    printf("static const vnp__word_slot %s_%d[] = {", name, list);
    for (uint32_t i = 0; i < count; i++)
        printf("%s{%uu, %uu},", i % 8 ? "" : "\n", slots[i].hash, slots[i].entry);
    puts("};");
}

static void put_begins(const char *name, int list, const uint64_t *bits, uint32_t slots)
{
    char own[32];
    snprintf(own, sizeof own, "%s_%d", name, list);
    if (bits)
        PUT(own, bits, slots * VNP__BEGIN_BITS / 64);
}

static void put_words(int list, const vnp__words *words)
{
    printf("static const vnp__word words_%d[] = {\n", list);
    for (uint32_t i = 0; i < words->entries.count; i++) {
        const vnp__word *w = &words->entries.at[i];
        fputs("{", stdout);
        put_str(w->canonical);
        fputs(", ", stdout);
        put_str(w->written);
        fputs(", ", stdout);
        put_str(w->key);
        fputs(", ", stdout);
        put_str(w->file);
        printf(", %u, %u, %d, %d},\n", w->line, w->order, w->off, w->loose);
    }
    puts("};");
    put_slots("table", list, words->table, words->mask + 1);
    put_slots("loose", list, words->loose, words->mask + 1);
    put_begins("begins", list, words->begins, words->mask + 1);
    put_begins("begins_loose", list, words->begins_loose, words->mask + 1);
}

static void put_lists(const vnp_rules *rules)
{
    for (int i = 0; i < VNP__LIST_COUNT; i++)
        put_words(i, &rules->lists[i]);
    puts("static const vnp__words lists[VNP__LIST_COUNT] = {");
    for (int i = 0; i < VNP__LIST_COUNT; i++) {
        const vnp__words *w = &rules->lists[i];
        printf("{{(vnp__word *)words_%d, %u}, table_%d, ", i, w->entries.count, i);
        if (w->loose)
            printf("loose_%d, %u, begins_%d, begins_loose_%d},\n", i, w->mask, i, i);
        else
            printf("NULL, %u, begins_%d, NULL},\n", w->mask, i);
    }
    puts("};");
}

/* ------------------------------------------------------------------ patterns */

static void put_parts(const vnp__pattern *p, unsigned number)
{
    printf("static const vnp__group groups_%u[] = {", number);
    for (uint32_t i = 0; i < p->group_count; i++)
        printf("{%u, %u},", p->groups[i].number, p->groups[i].field);
    puts("{0, 0}};");
    printf("static const vnp__given give_%u[] = {", number);
    for (uint32_t i = 0; i < p->give.count; i++) {
        printf("{%u, ", p->give.at[i].field);
        put_str(p->give.at[i].text);
        fputs("}, ", stdout);
    }
    puts("{0, {NULL, 0}}};");
}

static void put_pattern(const vnp__pattern *p, unsigned number)
{
    fputs("{.id = ", stdout);
    put_str(p->id);
    fputs(", .file = ", stdout);
    put_str(p->file);
    printf(
        ", .code = %u, .line = %u, .set = %u, .role = %d, .priority = %d, .order = %u, .case_need = %d, .begins = %u, .filtered = %d, "
        ".at_begin = %d, .behind = %u, .sign = {{",
        number, p->line, p->set, (int)p->role, p->priority, p->order, (int)p->case_need, p->begins,
        p->filtered, p->at_begin, p->behind);
    for (int i = 0; i < 32; i++)
        printf("%u,", p->sign.bytes[i]);
    printf("}, %u, %d, %u, %u},\n .source = ", p->sign.within, (int)p->sign.kind, p->sign.first,
           p->sign.last);
    put_str(p->source);
    printf(", .groups = groups_%u, .group_count = %u, .give = {(vnp__given *)give_%u, %u}, "
           ".forms = %u, .counters = %u},\n",
           number, p->group_count, number, p->give.count, p->forms, p->counters);
}

static void put_sets(const vnp_rules *rules)
{
    unsigned number = 0, first = 0;
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < rules->sets[s].count; i++)
            put_parts(&rules->sets[s].at[i], number++);
    puts("static const vnp__pattern patterns[] = {");
    number = 0;
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < rules->sets[s].count; i++)
            put_pattern(&rules->sets[s].at[i], number++);
    puts("};\nstatic const vnp__pattern_list sets[VNP__SET_COUNT] = {");
    for (int s = 0; s < VNP__SET_COUNT; s++) {
        printf("{(vnp__pattern *)patterns + %u, %u},\n", first, rules->sets[s].count);
        first += rules->sets[s].count;
    }
    puts("};");
}

enum { MAX_CODES = 4096 };

/* Each code by itself, so that one can be decoded without the others. */
static bool put_codes(const vnp_rules *rules)
{
    char version[64];
    uint32_t at = 0, count = 0;
    uint32_t starts[MAX_CODES];
    puts("static _Alignas(16) const uint8_t codes[] = {");
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < rules->sets[s].count; i++) {
            const pcre2_code *code = vnp__pattern_plain(rules, &rules->sets[s].at[i]);
            uint8_t *bytes;
            PCRE2_SIZE size;
            if (count == MAX_CODES ||
                pcre2_serialize_encode(&code, 1, &bytes, &size, rules->general) != 1)
                return false;
            starts[count++] = at;
            for (PCRE2_SIZE k = 0; k < size || k % 16 != 0; k++, at++)
                printf("%u,", k < size ? bytes[k] : 0);
            puts("");
            pcre2_serialize_free(bytes);
        }
    puts("};");
    PUT("code_at", starts, count);
    if (pcre2_config(PCRE2_CONFIG_VERSION, version) < 0)
        return false;
    printf(
        "static const char version[] = \"%s\";\n"
        "static const vnp__image image = {lists, sets, &prefilter, codes, code_at, %u, version};\n"
        "const vnp__image *const vnp__builtin_image = &image;\n",
        version, count);
    return true;
}

/* ----------------------------------------------------------------- prefilter */

/* "table_name", until the next call. */
static const char *under(const char *table, const char *name)
{
    static char text[64];
    snprintf(text, sizeof text, "%s_%s", table, name);
    return text;
}

static void put_finder(const char *table, const vnp__finder *f)
{
    const vnp__shelf_place *last = &f->shelves[VNP__SHELVES - 1];
    PUT(under(table, "buckets"), f->buckets, last->first + (1u << (32 - last->shift)) + 1);
    PUT(under(table, "pairs"), f->pairs, 1u << VNP__MARK_BITS);
    PUT(under(table, "fours"), f->fours, 1u << VNP__MARK_BITS);
    PUT(under(table, "marks"), f->marks, 1u << VNP__MARK_BITS);
    printf("static const vnp__needle %s_needles[] = {\n", table);
    for (uint32_t i = 0; i < f->count; i++) {
        const vnp__needle *n = &f->needles[i];
        printf("{0x%llx, {", (unsigned long long)n->scopes);
        for (uint32_t k = 0; k < n->length; k++)
            printf("%d,", n->bytes[k]);
        printf("}, %u, %u},\n", n->literal, n->length);
    }
    puts("{0}};");
}

static void put_literals(const char *name, const vnp__literal_table *t)
{
    put_finder(name, &t->finder);
    PUT(under(name, "uses_at"), t->uses_at, t->finder.count + 1);
    printf("static const vnp__literal_use %s_uses[] = {\n", name);
    for (uint32_t i = 0; i < t->uses_at[t->finder.count]; i++)
        printf("{%u, %u, %u, %u, %u},\n", t->uses[i].pattern, t->uses[i].least, t->uses[i].most,
               t->uses[i].set, t->uses[i].role);
    puts("};");
}

/* The initializer of a table whose parts are there. */
static void put_table(const char *n, const vnp__literal_table *t)
{
    printf("{{%s_pairs, %s_fours, %s_marks, %s_buckets, {", n, n, n, n);
    for (int i = 0; i < VNP__SHELVES; i++)
        printf("{%u, %u}, ", t->finder.shelves[i].first, t->finder.shelves[i].shift);
    printf("}, %s_needles, %u, %u}, %s_uses, %s_uses_at},\n", n, t->finder.count, t->finder.most, n,
           n);
}

static void put_prefilter(const vnp__prefilter *p)
{
    put_literals("begins", &p->begins);
    put_literals("anywhere", &p->anywhere);
    puts("static const vnp__scope scopes[] = {");
    for (uint32_t i = 0; i < p->scope_count; i++)
        printf("{%u, %u, %u, {0x%llx, 0x%llx, 0x%llx, 0x%llx}},\n", p->scopes[i].set,
               p->scopes[i].reach, p->scopes[i].always, (unsigned long long)p->scopes[i].begins[0],
               (unsigned long long)p->scopes[i].begins[1],
               (unsigned long long)p->scopes[i].begins[2],
               (unsigned long long)p->scopes[i].begins[3]);
    puts("};\nstatic const uint8_t scope_of[][VNP__ROLES_END] = {");
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (int r = 0; r < VNP__ROLES_END; r++)
            printf("%s%u%s", r ? "," : "{", p->scope_of[s][r],
                   r + 1 < VNP__ROLES_END ? "" : "},\n");
    puts("};\nstatic const vnp__prefilter prefilter = {");
    put_table("begins", &p->begins);
    put_table("anywhere", &p->anywhere);
    printf("scopes, %u, scope_of};\n", p->scope_count);
}

int main(void)
{
    vnp_rules *rules;
    vnp_error error;
    if (vnp_rules_load(NULL, &rules, &error) != VNP_OK) {
        fprintf(stderr, "%s:%u: %s\n", error.file, error.line, error.text);
        return 1;
    }
    puts("/* Made from rules/ by rule/builtin/generate.c. */\n#include \"rule/rules.h\"\n");
    put_lists(rules);
    put_sets(rules);
    put_prefilter(&rules->prefilter);
    bool ok = put_codes(rules);
    vnp_rules_free(rules);
    return ok && fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
