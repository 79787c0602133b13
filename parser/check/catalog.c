#include "check/catalog.h"

#include "fact/fact.h"
#include "text/chars.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

enum { MAX_CATALOG = 16 * 1024 * 1024 };

typedef struct loading {
    vnp_catalog *catalog;
    const vnp_rules *rules;
    const char *bytes;
    size_t length;
    cJSON *json; /* to free should the load be left */
} loading;

/* ---------------------------------------------------------------------- codes */

static int compare_codes(vnp_str a, vnp_str b)
{
    uint32_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int by_code(const void *a, const void *b)
{
    return compare_codes(((const vnp_criterion *)a)->code, ((const vnp_criterion *)b)->code);
}

const vnp_criterion *vnp__catalog_find(const vnp_catalog *catalog, vnp_str code)
{
    vnp_criterion key = {.code = code};
    if (catalog->criteria.count == 0)
        return NULL;
    return bsearch(&key, catalog->criteria.at, catalog->criteria.count, sizeof key, by_code);
}

vnp_str vnp__code_above(vnp_str code)
{
    uint32_t at = code.len;
    while (at > 0 && code.ptr[at - 1] != '.')
        at--;
    return vnp__str_sub(code, 0, at ? at - 1 : 0);
}

static bool is_code(vnp_str s)
{
    bool digit = false;
    for (uint32_t i = 0; i < s.len; i++) {
        bool here = vnp__char_is_digit((unsigned char)s.ptr[i]);
        if (!here && !(digit && s.ptr[i] == '.' && i + 1 < s.len))
            return false;
        digit = here;
    }
    return digit;
}

static uint32_t level_of(vnp_str code)
{
    uint32_t level = 1;
    for (uint32_t i = 0; i < code.len; i++)
        level += code.ptr[i] == '.';
    return level;
}

static void add(loading *l, vnp_str code, vnp_str title, vnp_str points, vnp_str level)
{
    vnp__arena *arena = &l->catalog->arena;
    double figure = 0;
    code = vnp__str_trim(code);
    while (code.len && code.ptr[code.len - 1] == '.')
        code.len--;
    if (!is_code(code))
        vnp__fail(arena, VNP_ERR_FORMAT, "criterion %u: '%.*s' is no code such as 3.1",
                  l->catalog->criteria.count + 1, (int)(code.len > 40 ? 40 : code.len),
                  code.ptr ? code.ptr : "");
    vnp_criterion *c = VNP__ADD(arena, &l->catalog->criteria);
    c->code = vnp__str_copy(arena, code);
    c->title = vnp__str_copy(arena, vnp__str_trim(title));
    c->has_points = vnp__number_read(vnp__str_trim(points), true, &figure);
    c->points = figure;
    c->level = level.len && vnp__number_read(level, true, &figure) && figure >= 1 && figure < 10
                   ? (uint32_t)figure
                   : level_of(code);
}

/* ----------------------------------------------------------------------- JSON */

static vnp_str text_of(loading *l, const cJSON *object, const char *name)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, name);
    if (cJSON_IsString(member))
        return vnp__str_copy(&l->catalog->arena, vnp__str_c(member->valuestring));
    if (cJSON_IsNumber(member))
        return vnp__str_format(&l->catalog->arena, "%.10g", member->valuedouble);
    return (vnp_str){0};
}

static void read_json(loading *l)
{
    vnp__arena *arena = &l->catalog->arena;
    const char *end = NULL;
    l->json = cJSON_ParseWithLengthOpts(l->bytes, l->length, &end, false);
    if (!l->json)
        vnp__fail(arena, VNP_ERR_FORMAT, "broken JSON near byte %zu",
                  end ? (size_t)(end - l->bytes) : 0);
    const cJSON *list =
        cJSON_IsArray(l->json) ? l->json : cJSON_GetObjectItemCaseSensitive(l->json, "criteria");
    if (!cJSON_IsArray(list))
        vnp__fail(arena, VNP_ERR_FORMAT,
                  "a catalog is a list of criteria, or an object with one under \"criteria\"");
    for (const cJSON *entry = list->child; entry; entry = entry->next) {
        const cJSON *code = cJSON_GetObjectItemCaseSensitive(entry, "code");
        if (!cJSON_IsString(code)) /* 1.10 as a number would be 1.1 */
            vnp__fail(arena, VNP_ERR_FORMAT, "criterion %u: its code has to be a text, \"3.1\"",
                      l->catalog->criteria.count + 1);
        add(l, text_of(l, entry, "code"), text_of(l, entry, "title"), text_of(l, entry, "max"),
            text_of(l, entry, "level"));
    }
}

/* ------------------------------------------------------------------------ CSV */

enum { COLUMN_CODE, COLUMN_TITLE, COLUMN_MAX, COLUMN_LEVEL, COLUMN_COUNT, MAX_FIELDS = 32 };

typedef struct csv {
    loading *l;
    size_t at;
    char separator;
} csv;

/* One field; quotes hold separators and line ends, "" is a quote. */
static vnp_str next_field(csv *c, bool *last)
{
    vnp__buf buf = {.arena = &c->l->catalog->arena};
    const char *s = c->l->bytes;
    size_t n = c->l->length;
    bool quoted = c->at < n && s[c->at] == '"';
    c->at += quoted;
    while (c->at < n) {
        char ch = s[c->at];
        if (quoted && ch == '"') {
            if (c->at + 1 < n && s[c->at + 1] == '"')
                c->at++;
            else
                quoted = false;
            if (!quoted) {
                c->at++;
                continue;
            }
        } else if (!quoted && (ch == c->separator || ch == '\n' || ch == '\r')) {
            break;
        }
        vnp__buf_byte(&buf, ch);
        c->at++;
    }
    *last = c->at >= n || s[c->at] != c->separator;
    c->at += c->at < n && !*last;
    return vnp__buf_str(&buf);
}

static uint32_t next_record(csv *c, vnp_str *fields)
{
    uint32_t count = 0;
    bool last = false;
    while (!last) {
        vnp_str field = next_field(c, &last);
        if (count < MAX_FIELDS)
            fields[count++] = field;
    }
    while (c->at < c->l->length && strchr("\r\n", c->l->bytes[c->at]))
        c->at++;
    return count;
}

/* Of , ; and tab the one that the head has most. */
static char separator_of(const loading *l)
{
    static const char candidates[] = ",;\t";
    uint32_t counts[3] = {0}, best = 0;
    for (size_t i = 0; i < l->length && l->bytes[i] != '\n'; i++)
        for (uint32_t k = 0; k < 3; k++)
            counts[k] += l->bytes[i] == candidates[k];
    for (uint32_t k = 1; k < 3; k++)
        best = counts[k] > counts[best] ? k : best;
    return candidates[best];
}

/* Heads are the names of JSON, or what a plan's tables call these columns. */
static int column_of(const loading *l, vnp_str head)
{
    static const char *const names[COLUMN_COUNT] = {"code", "title", "max", "level"};
    static const char *const kinds[COLUMN_COUNT] = {"label", "title", "max", ""};
    const vnp__word *word = vnp__word_find(l->rules, VNP__LIST_COLUMNS, head);
    for (int i = 0; i < COLUMN_COUNT; i++)
        if (vnp__str_eq(head, vnp__str_c(names[i])) ||
            (word && vnp__str_eq(word->canonical, vnp__str_c(kinds[i]))))
            return i;
    return -1;
}

static void read_csv(loading *l)
{
    csv c = {.l = l, .separator = separator_of(l)};
    vnp_str fields[MAX_FIELDS];
    int columns[COLUMN_COUNT] = {-1, -1, -1, -1};
    uint32_t heads = next_record(&c, fields);
    for (uint32_t i = 0; i < heads; i++) {
        int column = column_of(l, vnp__str_trim(fields[i]));
        if (column >= 0 && columns[column] < 0)
            columns[column] = (int)i;
    }
    if (columns[COLUMN_CODE] < 0)
        vnp__fail(&l->catalog->arena, VNP_ERR_FORMAT,
                  "the first line of a CSV catalog names its columns: code,title,max,level");
    while (c.at < l->length) {
        vnp_str values[COLUMN_COUNT] = {{0}};
        uint32_t count = next_record(&c, fields);
        for (int k = 0; k < COLUMN_COUNT; k++)
            if (columns[k] >= 0 && (uint32_t)columns[k] < count)
                values[k] = fields[columns[k]];
        if (count > 1 || values[COLUMN_CODE].len)
            add(l, values[COLUMN_CODE], values[COLUMN_TITLE], values[COLUMN_MAX],
                values[COLUMN_LEVEL]);
    }
}

/* -------------------------------------------------------------------- loading */

static void load(void *arg)
{
    loading *l = arg;
    size_t at = 0;
    vnp_criterion_list *list = &l->catalog->criteria;
    vnp__text text; /* in whatever encoding a spreadsheet saved it */
    vnp__text_read(&l->catalog->arena, l->bytes, l->length, NULL, &text);
    l->bytes = text.buf;
    l->length = text.len;
    while (at < l->length && strchr(" \t\r\n", l->bytes[at]))
        at++;
    if (at < l->length && (l->bytes[at] == '{' || l->bytes[at] == '['))
        read_json(l);
    else
        read_csv(l);
    if (list->count > 1)
        qsort(list->at, list->count, sizeof *list->at, by_code);
    for (uint32_t i = 1; i < list->count; i++)
        if (vnp__str_eq(list->at[i].code, list->at[i - 1].code))
            vnp__fail(&l->catalog->arena, VNP_ERR_FORMAT, "code %.*s stands twice in the catalog",
                      (int)list->at[i].code.len, list->at[i].code.ptr);
}

vnp_status vnp_catalog_load(const vnp_rules *rules, const void *bytes, size_t length,
                            const vnp_alloc *alloc, vnp_catalog **out, vnp_error *error)
{
    if (error)
        memset(error, 0, sizeof *error);
    if (!rules || !out || (!bytes && length)) {
        vnp__error_set(error, VNP_ERR_ARG, "rules, input and result are needed");
        return VNP_ERR_ARG;
    }
    *out = NULL;
    vnp_alloc a = alloc ? *alloc : vnp__alloc_default();
    vnp_catalog *catalog = a.malloc(sizeof *catalog, a.ctx);
    if (!catalog) {
        vnp__error_set(error, VNP_ERR_NOMEM, "out of memory");
        return VNP_ERR_NOMEM;
    }
    memset(catalog, 0, sizeof *catalog);
    vnp__arena_init(&catalog->arena, &a);
    if (length > MAX_CATALOG) {
        vnp__error_set(error, VNP_ERR_LIMIT, "a catalog of more than %d bytes", MAX_CATALOG);
        vnp_catalog_free(catalog);
        return VNP_ERR_LIMIT;
    }
    loading l = {.catalog = catalog, .rules = rules, .bytes = bytes ? bytes : "", .length = length};
    vnp_status status = vnp__guard(&catalog->arena, load, &l);
    cJSON_Delete(l.json);
    if (status != VNP_OK) {
        if (error)
            *error = catalog->arena.error;
        vnp_catalog_free(catalog);
        return status;
    }
    *out = catalog;
    return VNP_OK;
}

void vnp_catalog_free(vnp_catalog *catalog)
{
    if (!catalog)
        return;
    vnp_alloc alloc = catalog->arena.alloc;
    vnp__arena_free(&catalog->arena);
    alloc.free(catalog, alloc.ctx);
}
