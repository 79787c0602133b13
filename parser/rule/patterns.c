#include "rule/rules.h"

#include "text/chars.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

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

/*
 * cJSON keeps no offsets: a rule is found again by the text of its id, which
 * stands quoted behind "id" and a colon.
 */
static size_t find_id(const vnp__loader *l, const char *id, size_t from)
{
    vnp_str text = l->file->text;
    size_t len = strlen(id);
    const char *at = text.ptr + from, *end = text.ptr + text.len;
    while (len && (at = memmem(at, (size_t)(end - at), id, len)) != NULL) {
        const char *before = at;
        bool quoted = at > text.ptr && at[-1] == '"' && at + len < end && at[len] == '"';
        for (before -= quoted; before > text.ptr && strchr(" \t\r\n:", before[-1]);)
            before--;
        if (quoted && before - text.ptr >= 4 && memcmp(before - 4, "\"id\"", 4) == 0)
            return (size_t)(at - text.ptr);
        at += len;
    }
    return 0;
}

static size_t offset_of_id(const vnp__loader *l, const char *id)
{
    return find_id(l, id, 0);
}

/* -------------------------------------------------------------------- rules */

vnp_str vnp__pattern_gives(const vnp__pattern *p, vnp__field field)
{
    for (uint32_t i = 0; i < p->give.count; i++)
        if (p->give.at[i].field == (uint32_t)field)
            return p->give.at[i].text;
    return (vnp_str){0};
}

static vnp_str copy_c(vnp__loader *l, const char *text)
{
    return vnp__str_copy(&l->rules->arena, vnp__str_c(text));
}

/* A misspelt member would be a rule that does less than its author thinks. */
static const char *const file_members[] = {"$schema", "set", "pieces", "rules"};
static const char *const rule_members[] = {"id",   "pattern", "priority", "case",    "begins",
                                           "give", "loose",   "examples", "counter", "off"};
static const char *const example_members[] = {"text", "gives"};

/* `id` is empty for those of the file. */
static void check_members(vnp__loader *l, const cJSON *object, const char *const *names, int count,
                          const char *id)
{
    for (const cJSON *m = object ? object->child : NULL; m; m = m->next) {
        if (m->string && index_of(names, count, m->string) >= 0)
            continue;
        if (*id)
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': no member '%s'", id, m->string);
        vnp__rule_fail(l, 0, "no member '%s' in a pattern file", m->string ? m->string : "");
    }
}

static void read_fields(vnp__loader *l, const cJSON *object, const char *id, vnp_str *out)
{
    if (object && !cJSON_IsObject(object))
        vnp__rule_fail(l, offset_of_id(l, id),
                       "rule '%s': fields are given as { \"name\": \"text\" }", id);
    for (const cJSON *f = object ? object->child : NULL; f; f = f->next) {
        int field = index_of(vnp__field_names, VNP__FIELD_COUNT, f->string);
        if (field < 0)
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': no field '%s'", id, f->string);
        if (!cJSON_IsString(f))
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': field '%s' must be a text", id,
                           f->string);
        out[field] = copy_c(l, f->valuestring);
    }
}

static const cJSON *read_list(vnp__loader *l, const cJSON *rule, const char *name, const char *id)
{
    const cJSON *list = member(rule, name);
    if (list && !cJSON_IsArray(list))
        vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': \"%s\" is a list", id, name);
    return list;
}

static void read_examples(vnp__loader *l, const cJSON *rule, const char *id, vnp__pattern *p)
{
    const cJSON *e;
    cJSON_ArrayForEach(e, read_list(l, rule, "examples", id))
    {
        vnp__example *example = VNP__ADD(&l->rules->arena, &p->examples);
        p->forms++;
        const cJSON *text = cJSON_IsString(e) ? e : member(e, "text");
        if (!cJSON_IsString(text))
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': an example without a text", id);
        example->text = copy_c(l, text->valuestring);
        check_members(l, cJSON_IsObject(e) ? e : NULL, example_members, 2, id);
        if (cJSON_IsObject(e))
            read_fields(l, member(e, "gives"), id, example->gives);
    }
    cJSON_ArrayForEach(e, read_list(l, rule, "counter", id))
    {
        vnp__example *example = VNP__ADD(&l->rules->arena, &p->examples);
        if (!cJSON_IsString(e))
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': a counter-example must be a text",
                           id);
        example->text = copy_c(l, e->valuestring);
        example->counter = true;
        p->counters++;
    }
}

static void read_groups(vnp__loader *l, const char *id, const pcre2_code *code, vnp__pattern *p)
{
    uint32_t count = 0, size = 0, captures = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &captures);
    vnp__group *groups = vnp__arena_get(&l->rules->arena, (count + 1) * sizeof *groups);
    p->groups = groups;
    if (captures >= VNP__MAX_GROUPS)
        vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': more than %d groups", id,
                       VNP__MAX_GROUPS - 1);
    for (uint32_t i = 0; i < count; i++, table += size) {
        const char *name = (const char *)table + 2;
        int field = index_of(vnp__field_names, VNP__FIELD_COUNT, name);
        if (field < 0)
            vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': no field '%s'", id, name);
        groups[p->group_count++] =
            (vnp__group){(uint16_t)((table[0] << 8) | table[1]), (uint16_t)field};
    }
}

static pcre2_code *compile(const vnp_rules *rules, vnp_str pattern, int *code, PCRE2_SIZE *at)
{
    return pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len,
                         PCRE2_UTF | PCRE2_UCP | PCRE2_DUPNAMES | PCRE2_NO_UTF_CHECK |
                             PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT,
                         code, at, rules->compile);
}

static void read_pattern(vnp__loader *l, const cJSON *pieces, const char *id, const char *pattern,
                         bool loose, vnp__pattern *p)
{
    int error;
    PCRE2_SIZE at;
    vnp_str full = vnp__pattern_expand(l, vnp__str_c(pattern), pieces, offset_of_id(l, id), loose);
    p->source = full;
    p->code = l->rules->codes.count;
    p->ready = vnp__image_pattern(l->image, (int)p->set, p->id, full);
    vnp__code *place = VNP__ADD(&l->rules->arena, &l->rules->codes);
    if (p->ready) {
        place->encoded = l->image->codes + l->image->code_at[p->ready->code];
        p->groups = p->ready->groups;
        p->group_count = p->ready->group_count;
        return;
    }
    pcre2_code *code = compile(l->rules, vnp__pattern_factor(&l->rules->arena, full), &error, &at);
    if (!code) /* what is wrong is told of the pattern that the author knows */
        code = compile(l->rules, full, &error, &at);
    if (!code && error == PCRE2_ERROR_HEAP_FAILED)
        vnp__fail(&l->rules->arena, VNP_ERR_NOMEM, "out of memory");
    if (!code) {
        char why[120];
        pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof why);
        uint32_t from = at > 20 ? (uint32_t)at - 20 : 0;
        while (from < full.len && ((unsigned char)full.ptr[from] & 0xC0) == 0x80)
            from++;
        vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': %s, behind '%.*s'", id, why,
                       (int)((uint32_t)at - from), full.ptr + from);
    }
    atomic_init(&place->plain, code);
    read_groups(l, id, code, p);
}

static vnp__case_need read_case(vnp__loader *l, const cJSON *need, const char *id)
{
    static const char *const names[] = {"any", "upper", "initial", "lower"};
    if (!need)
        return VNP__CASE_ANY;
    int found = cJSON_IsString(need) ? index_of(names, 4, need->valuestring) : -1;
    if (found < 0)
        vnp__rule_fail(l, offset_of_id(l, id),
                       "rule '%s': \"case\" is any, upper, initial or lower", id);
    return (vnp__case_need)found;
}

/* A bit for each list that is named. */
static uint32_t read_begins(vnp__loader *l, const cJSON *rule, const char *id)
{
    const cJSON *name;
    uint32_t lists = 0;
    cJSON_ArrayForEach(name, read_list(l, rule, "begins", id))
    {
        int list = cJSON_IsString(name)
                       ? index_of(vnp__list_names, VNP__LIST_COUNT, name->valuestring)
                       : -1;
        if (list < 0)
            vnp__rule_fail(l, offset_of_id(l, id),
                           "rule '%s': \"begins\" names word lists; there is no '%s'", id,
                           cJSON_IsString(name) ? name->valuestring : "");
        lists |= 1u << list;
    }
    return lists;
}

/* A rule of a later file replaces the one of the same id, or takes it out. */
static vnp__pattern *place_for(vnp__loader *l, int set, const char *id, bool off, bool only_off)
{
    vnp_rules *rules = l->rules;
    vnp__pattern_list *list = &rules->sets[set];
    for (uint32_t i = 0; i < list->count; i++) {
        vnp__pattern *p = &list->at[i];
        if (!vnp__str_eq(p->id, vnp__str_c(id)))
            continue;
        /* the address, for one folder may be given twice */
        if (p->file.ptr == l->file->name.ptr)
            vnp__rule_fail(l, find_id(l, id, offset_of_id(l, id) + 1),
                           "rule '%s' stands twice in this file", id);
        uint32_t order = p->order;
        if (!p->off)
            vnp__code_free(&rules->codes.at[p->code]);
        p->by = l->file->name;
        p->off = off;
        if (!p->only_off)
            VNP__PUSH(&rules->arena, &rules->gone, *p);
        memset(p, 0, sizeof *p);
        p->order = order;
        return p;
    }
    if (only_off)
        vnp__rule_fail(l, offset_of_id(l, id), "no rule '%s' in the set '%s' that could be off", id,
                       vnp__set_names[set]);
    vnp__pattern *p = VNP__ADD(&rules->arena, list);
    p->order = list->count;
    return p;
}

static bool read_flag(vnp__loader *l, const cJSON *rule, const char *name, const char *id)
{
    const cJSON *flag = member(rule, name);
    if (flag && !cJSON_IsBool(flag))
        vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': \"%s\" is true or false", id, name);
    return cJSON_IsTrue(flag);
}

static vnp__role role_of(vnp_str name)
{
    for (int r = 1; r < VNP__ROLES_END; r++)
        if (vnp__str_eq(name, vnp__str_c(vnp__role_names[r])))
            return (vnp__role)r;
    return VNP__ROLE_ANY;
}

static void read_rule(vnp__loader *l, const cJSON *rule, const cJSON *pieces, int set)
{
    const cJSON *id_member = member(rule, "id"), *pattern = member(rule, "pattern");
    const cJSON *priority = member(rule, "priority"), *need = member(rule, "case");
    if (!cJSON_IsString(id_member) || !*id_member->valuestring)
        vnp__rule_fail(l, 0, "a rule without an id");
    const char *id = id_member->valuestring;
    check_members(l, rule, rule_members, sizeof rule_members / sizeof *rule_members, id);
    bool off = read_flag(l, rule, "off", id);
    if (!off && (!cJSON_IsString(pattern) || !*pattern->valuestring))
        vnp__rule_fail(l, offset_of_id(l, id), "rule '%s' has no pattern", id);
    if (priority && (!cJSON_IsNumber(priority) || priority->valuedouble != priority->valueint))
        vnp__rule_fail(l, offset_of_id(l, id), "rule '%s': \"priority\" is a whole number", id);
    bool only_off = off && !pattern;
    vnp__pattern *p = place_for(l, set, id, off, only_off);
    p->id = copy_c(l, id);
    p->file = l->file->name;
    p->line = vnp__line_of(l->file->text, offset_of_id(l, id));
    p->set = (uint32_t)set;
    p->off = off;
    p->only_off = only_off;
    p->priority = priority ? priority->valueint : 50;
    if (off)
        return;
    p->case_need = read_case(l, need, id);
    p->begins = read_begins(l, rule, id);
    vnp_str give[VNP__FIELD_COUNT] = {{0}};
    read_fields(l, member(rule, "give"), id, give);
    for (uint32_t f = 0; f < VNP__FIELD_COUNT; f++)
        if (give[f].ptr)
            VNP__PUSH(&l->rules->arena, &p->give, ((vnp__given){f, give[f]}));
    p->role = role_of(vnp__pattern_gives(p, VNP__FIELD_ROLE));
    read_examples(l, rule, id, p);
    read_pattern(l, pieces, id, pattern->valuestring, read_flag(l, rule, "loose", id), p);
}

static const cJSON *read_pieces(vnp__loader *l, const cJSON *json)
{
    const cJSON *pieces = member(json, "pieces");
    if (pieces && !cJSON_IsObject(pieces))
        vnp__rule_fail(l, 0, "\"pieces\" are given as { \"name\": \"pattern\" }");
    for (const cJSON *p = pieces ? pieces->child : NULL; p; p = p->next)
        if (!cJSON_IsString(p))
            vnp__rule_fail(l, 0, "the piece '%s' must be a text", p->string);
    return pieces;
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
    int set =
        cJSON_IsString(name) ? index_of(vnp__set_names, VNP__SET_COUNT, name->valuestring) : -1;
    if (set < 0)
        vnp__rule_fail(l, 0, "no pattern set '%s'", cJSON_IsString(name) ? name->valuestring : "");
    if (!cJSON_IsArray(list))
        vnp__rule_fail(l, 0, "\"rules\" must be a list");
    check_members(l, json, file_members, sizeof file_members / sizeof *file_members, "");
    const cJSON *pieces = read_pieces(l, json);
    cJSON_ArrayForEach(rule, list) read_rule(l, rule, pieces, set);
    l->json = NULL;
    cJSON_Delete(json);
}
