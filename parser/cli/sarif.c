/* The findings of a check as SARIF 2.1.0, which editors and build servers read. */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* A path as a relative reference of RFC 3986, an absolute one with its scheme. */
static void add_uri(cJSON *object, const char *path)
{
    static const char scheme[] = "file://";
    size_t len = strlen(path);
    char *uri = malloc(sizeof scheme + 3 * len), *to = uri;
    if (!uri)
        return;
    if (path[0] == '/')
        to += sprintf(to, "%s", scheme);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)path[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     strchr("-._~/", c) != NULL;
        to += plain ? sprintf(to, "%c", c) : sprintf(to, "%%%02X", c);
    }
    *to = '\0';
    cJSON_AddStringToObject(object, "uri", uri);
    free(uri);
}

/* ------------------------------------------------------------------ characters */

/* UTF-16 units of the file before byte offsets that only grow. */
typedef struct unit_walk {
    const cli_findings *found;
    size_t at, units;
    unsigned unit; /* bytes a unit takes: 1 of a byte encoding, 2 of UTF-16; 0: UTF-8 */
} unit_walk;

static unit_walk walk_from(const cli_findings *found)
{
    const char *encoding = vnp_doc_encoding(found->doc);
    unit_walk walk = {.found = found, .unit = 1};
    if (strcmp(encoding, "UTF-8") == 0)
        walk.unit = 0;
    else if (strncmp(encoding, "UTF-16", 6) == 0)
        walk.unit = 2;
    /* a byte order mark is no character of the text */
    if (walk.unit == 0 && found->length >= 3 && memcmp(found->bytes, "\xEF\xBB\xBF", 3) == 0)
        walk.at = 3;
    bool mark =
        walk.unit == 2 && found->length >= 2 &&
        (memcmp(found->bytes, "\xFF\xFE", 2) == 0 || memcmp(found->bytes, "\xFE\xFF", 2) == 0);
    walk.at += mark ? 2 : 0;
    return walk;
}

static size_t units_before(unit_walk *walk, size_t offset)
{
    if (offset < walk->at)
        *walk = walk_from(walk->found);
    for (; walk->at < offset && walk->at < walk->found->length; walk->at++) {
        unsigned char c = (unsigned char)walk->found->bytes[walk->at];
        if (walk->unit == 0)
            walk->units += (c & 0xC0) == 0x80 ? 0 : c >= 0xF0 ? 2 : 1;
        else
            walk->units += walk->unit == 1 || (walk->at & 1) == 0;
    }
    return walk->units;
}

/* --------------------------------------------------------------------- results */

static const char *level_of(vnp_severity severity)
{
    return cli_severity_name(severity); /* SARIF has the same names */
}

static cJSON *region_of(const cli_findings *found, vnp_span span, unit_walk *walk)
{
    vnp_place begin = vnp_doc_place(found->doc, span);
    vnp_place end = vnp_doc_place(found->doc, (vnp_span){span.end, span.end});
    size_t first = units_before(walk, begin.begin);
    size_t last = units_before(walk, begin.end);
    cJSON *region = cJSON_CreateObject();
    cJSON_AddNumberToObject(region, "startLine", begin.line);
    cJSON_AddNumberToObject(region, "startColumn", begin.column_utf16);
    cJSON_AddNumberToObject(region, "endLine", end.line);
    cJSON_AddNumberToObject(region, "endColumn", end.column_utf16);
    cJSON_AddNumberToObject(region, "charOffset", (double)first);
    cJSON_AddNumberToObject(region, "charLength", (double)(last - first));
    cJSON_AddNumberToObject(region, "byteOffset", begin.begin);
    cJSON_AddNumberToObject(region, "byteLength", begin.end - begin.begin);
    return region;
}

/* Index of a rule in the run's list, entered where it is new. */
static int rule_index(cJSON *rules, const vnp_diagnostic *d)
{
    int index = 0;
    for (const cJSON *rule = rules->child; rule; rule = rule->next, index++) {
        const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(rule, "id"));
        if (id && strlen(id) == d->rule.len && memcmp(id, d->rule.ptr, d->rule.len) == 0)
            return index;
    }
    cJSON *rule = cJSON_CreateObject();
    cli_json_str(rule, "id", d->rule);
    cJSON *defaults = cJSON_AddObjectToObject(rule, "defaultConfiguration");
    cJSON_AddStringToObject(defaults, "level", level_of(d->severity));
    cJSON_AddItemToArray(rules, rule);
    return index;
}

static cJSON *result_of(const cli_findings *found, const vnp_diagnostic *d, int rule,
                        unit_walk *walk)
{
    cJSON *result = cJSON_CreateObject();
    cli_json_str(result, "ruleId", d->rule);
    cJSON_AddNumberToObject(result, "ruleIndex", rule);
    cJSON_AddStringToObject(result, "level", level_of(d->severity));
    cli_json_str(cJSON_AddObjectToObject(result, "message"), "text", d->message);
    cJSON *location = cJSON_CreateObject();
    cJSON *physical = cJSON_AddObjectToObject(location, "physicalLocation");
    add_uri(cJSON_AddObjectToObject(physical, "artifactLocation"), found->path);
    cJSON_AddItemToObject(physical, "region", region_of(found, d->span, walk));
    if (d->item.len) {
        cJSON *logical = cJSON_CreateObject();
        cli_json_str(logical, "name", d->item);
        cJSON_AddItemToArray(cJSON_AddArrayToObject(location, "logicalLocations"), logical);
    }
    cJSON_AddItemToArray(cJSON_AddArrayToObject(result, "locations"), location);
    return result;
}

cJSON *cli_sarif_new(void)
{
    cJSON *log = cJSON_CreateObject();
    cJSON_AddStringToObject(log, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    cJSON_AddStringToObject(log, "version", "2.1.0");
    cJSON *run = cJSON_CreateObject();
    cJSON *driver = cJSON_AddObjectToObject(cJSON_AddObjectToObject(run, "tool"), "driver");
    cJSON_AddStringToObject(driver, "name", "vnplan");
    cJSON_AddStringToObject(driver, "version", vnp_version());
    cJSON_AddArrayToObject(driver, "rules");
    cJSON_AddStringToObject(run, "columnKind", "utf16CodeUnits");
    cJSON_AddArrayToObject(run, "results");
    cJSON_AddItemToArray(cJSON_AddArrayToObject(log, "runs"), run);
    return log;
}

void cli_sarif_add(cJSON *log, const cli_findings *found)
{
    cJSON *run = cJSON_GetArrayItem(cJSON_GetObjectItem(log, "runs"), 0);
    cJSON *driver = cJSON_GetObjectItem(cJSON_GetObjectItem(run, "tool"), "driver");
    cJSON *rules = cJSON_GetObjectItem(driver, "rules");
    cJSON *results = cJSON_GetObjectItem(run, "results");
    unit_walk walk = walk_from(found);
    for (size_t i = 0; i < found->count; i++)
        cJSON_AddItemToArray(
            results, result_of(found, found->at[i], rule_index(rules, found->at[i]), &walk));
}
