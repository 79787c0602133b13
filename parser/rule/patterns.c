#include "rule/rules.h"

#include "text/chars.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

static const char *const field_names[] = {
#define NAME_OF(id, name) name,
    VNP__FIELDS(NAME_OF)
#undef NAME_OF
};

static const char *const set_names[] = {
#define NAME_OF(id, name) name,
    VNP__SETS(NAME_OF)
#undef NAME_OF
};

static int index_of(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

/* --------------------------------------------------------------------- JSON */

/* Comments become blanks, so that offsets stay true. */
static char *without_comments(vnp__arena *arena, vnp_str text)
{
    char *copy = vnp__arena_bytes(arena, (size_t)text.len + 1);
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    bool quoted = false;
    for (uint32_t i = 0; i < text.len; i++) {
        if (quoted && copy[i] == '\\') {
            i++;
        } else if (copy[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && copy[i] == '/' && copy[i + 1] == '/') {
            while (i < text.len && copy[i] != '\n')
                copy[i++] = ' ';
        }
    }
    return copy;
}

static const cJSON *member(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* cJSON keeps no offsets: a rule is found again by its id. */
static size_t offset_of_id(const vnp__loader *l, const char *id)
{
    vnp_str text = l->file->text;
    size_t len = strlen(id);
    const char *at = len ? memmem(text.ptr, text.len, id, len) : NULL;
    return at ? (size_t)(at - text.ptr) : 0;
}

/* -------------------------------------------------------------------- rules */

static vnp_str copy_c(vnp__loader *l, const char *text)
{
    return vnp__str_copy(&l->rules->arena, vnp__str_c(text));
}

static void read_fields(vnp__loader *l, const cJSON *object, const char *id, vnp_str *out)
{
    for (const cJSON *f = object ? object->child : NULL; f; f = f->next) {
        int field = index_of(field_names, VNP__FIELD_COUNT, f->string);
        if (field < 0)
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': no field '%s'", id, f->string);
        if (!cJSON_IsString(f))
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': field '%s' must be a text", id,
                           f->string);
        out[field] = copy_c(l, f->valuestring);
    }
}

static void read_examples(vnp__loader *l, const cJSON *rule, const char *id, vnp__pattern *p)
{
    const cJSON *e;
    cJSON_ArrayForEach(e, member(rule, "examples"))
    {
        vnp__example *example = VNP__ADD(&l->rules->arena, &p->examples);
        const cJSON *text = cJSON_IsString(e) ? e : member(e, "text");
        if (!cJSON_IsString(text))
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': an example without a text", id);
        example->text = copy_c(l, text->valuestring);
        if (cJSON_IsObject(e))
            read_fields(l, member(e, "gives"), id, example->gives);
    }
    cJSON_ArrayForEach(e, member(rule, "counter"))
    {
        vnp__example *example = VNP__ADD(&l->rules->arena, &p->examples);
        if (!cJSON_IsString(e))
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': a counter-example must be a text", id);
        example->text = copy_c(l, e->valuestring);
        example->counter = true;
    }
}

static void read_groups(vnp__loader *l, const char *id, vnp__pattern *p)
{
    uint32_t count = 0, size = 0, captures = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &table);
    pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &captures);
    if (captures >= VNP__MAX_GROUPS)
        vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': more than %d groups", id,
                       VNP__MAX_GROUPS - 1);
    for (uint32_t i = 0; i < count; i++, table += size) {
        const char *name = (const char *)table + 2;
        int field = index_of(field_names, VNP__FIELD_COUNT, name);
        if (field < 0)
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': no field '%s'", id, name);
        p->groups[p->group_count++] =
            (vnp__group){(uint16_t)((table[0] << 8) | table[1]), (uint16_t)field};
    }
}

static void compile(vnp__loader *l, const cJSON *pieces, const char *id, const char *pattern,
                    vnp__pattern *p)
{
    int code;
    PCRE2_SIZE at;
    vnp_str full = vnp__pattern_expand(l, vnp__str_c(pattern), pieces, offset_of_id(l, id));
    p->code = pcre2_compile((PCRE2_SPTR)full.ptr, full.len,
                            PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_DUPNAMES |
                                PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C,
                            &code, &at, l->rules->compile);
    if (!p->code && code == PCRE2_ERROR_HEAP_FAILED)
        vnp__fail(&l->rules->arena, VNP_ERR_NOMEM, "out of memory");
    if (!p->code) {
        char why[120];
        pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof why);
        uint32_t from = at > 20 ? (uint32_t)at - 20 : 0;
        while (from < full.len && ((unsigned char)full.ptr[from] & 0xC0) == 0x80)
            from++;
        vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': %s, behind '%.*s'", id, why,
                       (int)((uint32_t)at - from), full.ptr + from);
    }
    read_groups(l, id, p);
}

static vnp__case_need read_case(vnp__loader *l, const cJSON *need, const char *id)
{
    static const char *const names[] = {"any", "upper", "initial", "lower"};
    if (!need)
        return VNP__CASE_ANY;
    int found = cJSON_IsString(need) ? index_of(names, 4, need->valuestring) : -1;
    if (found < 0)
        vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': \"case\" is any, upper, initial or lower",
                       id);
    return (vnp__case_need)found;
}

/* A rule of a later file replaces the one of the same id. */
static vnp__pattern *place_for(vnp_rules *rules, int set, vnp_str file, const char *id)
{
    vnp__pattern_list *list = &rules->sets[set];
    for (uint32_t i = 0; i < list->count; i++) {
        vnp__pattern *p = &list->at[i];
        if (!vnp__str_eq(p->id, vnp__str_c(id)) || vnp__str_eq(p->file, file))
            continue;
        uint32_t order = p->order;
        pcre2_code_free(p->code);
        memset(p, 0, sizeof *p);
        p->order = order;
        return p;
    }
    vnp__pattern *p = VNP__ADD(&rules->arena, list);
    p->order = list->count;
    return p;
}

static void read_rule(vnp__loader *l, const cJSON *rule, const cJSON *pieces, int set)
{
    vnp_rules *rules = l->rules;
    const cJSON *id = member(rule, "id"), *pattern = member(rule, "pattern");
    if (!cJSON_IsString(id))
        vnp__rule_fail(l, 0, "a rule without an id");
    if (!cJSON_IsString(pattern) || !*pattern->valuestring)
        vnp__rule_fail(l, offset_of_id(l, id->valuestring), "rule '%s' has no pattern",
                       id->valuestring);
    vnp__pattern *p = place_for(rules, set, l->file->name, id->valuestring);
    const cJSON *priority = member(rule, "priority"), *need = member(rule, "case");
    p->id = copy_c(l, id->valuestring);
    p->file = l->file->name;
    p->set = (uint32_t)set;
    p->priority = cJSON_IsNumber(priority) ? priority->valueint : 50;
    p->case_need = read_case(l, need, id->valuestring);
    read_fields(l, member(rule, "give"), id->valuestring, p->give);
    read_examples(l, rule, id->valuestring, p);
    compile(l, pieces, id->valuestring, pattern->valuestring, p);
}

void vnp__load_patterns(vnp__loader *l)
{
    const char *end = NULL;
    char *text = without_comments(&l->rules->arena, l->file->text);
    cJSON *json = cJSON_ParseWithLengthOpts(text, (size_t)l->file->text.len + 1, &end, 1);
    if (!json)
        vnp__rule_fail(l, end ? (size_t)(end - text) : 0, "this is not JSON");
    l->json = json;
    const cJSON *name = member(json, "set"), *list = member(json, "rules"), *rule;
    int set = cJSON_IsString(name) ? index_of(set_names, VNP__SET_COUNT, name->valuestring) : -1;
    if (set < 0)
        vnp__rule_fail(l, 0, "no pattern set '%s'", cJSON_IsString(name) ? name->valuestring : "");
    if (!cJSON_IsArray(list))
        vnp__rule_fail(l, 0, "\"rules\" must be a list");
    cJSON_ArrayForEach(rule, list) read_rule(l, rule, member(json, "pieces"), set);
    l->json = NULL;
    cJSON_Delete(json);
}

/* ----------------------------------------------------------------- examples */

typedef struct check {
    vnp__matcher *matcher;
    vnp__arena *arena;
    vnp__rule_report report;
    void *ctx;
} check;

/* A rule with a role is asked for by that role: only rules of one role compete. */
static void find_all(check *c, const vnp__pattern *p, vnp__slice subject, vnp__match_list *out)
{
    char role[32];
    vnp_str given = p->give[VNP__FIELD_ROLE];
    vnp__match match;
    if (given.len == 0 || given.len >= sizeof role) {
        vnp__rule_scan(c->matcher, (vnp__set_id)p->set, c->arena, subject, out);
        return;
    }
    memcpy(role, given.ptr, given.len);
    role[given.len] = '\0';
    for (uint32_t from = 0; vnp__rule_find_role(c->matcher, (vnp__set_id)p->set, role, subject, from,
                                                &match);
         from = match.end)
        VNP__PUSH(c->arena, out, match);
}

static void run_example(check *c, const vnp__pattern *p, const vnp__example *e)
{
    vnp__run_builder b;
    vnp__run run;
    vnp__run_begin(&b, c->arena, e->text.ptr);
    vnp__run_add(&b, 0, e->text.len);
    vnp__run_end(&b, &run);
    vnp__slice subject = vnp__slice_all(&run);
    vnp__match_list found = {0};
    find_all(c, p, subject, &found);
    const vnp__match *own = NULL;
    for (uint32_t i = 0; i < found.count && !own; i++)
        own = found.at[i].pattern == p ? &found.at[i] : NULL;
    if (e->counter == (own != NULL)) {
        c->report(c->ctx, p->id, e->text, own ? "must not match" : "does not match");
        return;
    }
    for (int f = 0; f < VNP__FIELD_COUNT && own; f++)
        if (e->gives[f].ptr &&
            !vnp__str_eq(e->gives[f], vnp__match_text(own, subject, (vnp__field)f)))
            c->report(c->ctx, p->id, e->text, field_names[f]);
}

static void run_examples(void *arg)
{
    check *c = arg;
    const vnp_rules *rules = vnp__matcher_rules(c->matcher);
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < rules->sets[s].count; i++)
            for (uint32_t k = 0; k < rules->sets[s].at[i].examples.count; k++)
                run_example(c, &rules->sets[s].at[i], &rules->sets[s].at[i].examples.at[k]);
}

size_t vnp__rules_test(const vnp_rules *rules, vnp__rule_report report, void *ctx)
{
    size_t count = 0;
    vnp__arena arena;
    vnp__arena_init(&arena, &rules->arena.alloc);
    check c = {vnp__matcher_new(rules, &rules->arena.alloc), &arena, report, ctx};
    if (c.matcher && vnp__guard(&arena, run_examples, &c) == VNP_OK)
        for (int s = 0; s < VNP__SET_COUNT; s++)
            count += rules->sets[s].count;
    vnp__matcher_free(c.matcher);
    vnp__arena_free(&arena);
    return count;
}
