/*
 * vnplan rules explain: for each line of a file, which rules matched there and
 * which lost, in which form they saw the text, and which values stand there.
 */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------- values */

/* A value of the output with its path in it and its first line. */
typedef struct value {
    char *path;
    const cJSON *object; /* has text and spans */
    uint32_t line;
} value;

typedef struct value_list {
    value *at;
    size_t count, cap;
} value_list;

static void add_value(value_list *values, const char *path, const cJSON *object)
{
    const cJSON *span = cJSON_GetArrayItem(cJSON_GetObjectItem(object, "spans"), 0);
    const cJSON *line = cJSON_GetObjectItem(span, "line");
    if (!cJSON_IsNumber(line) || !cJSON_IsString(cJSON_GetObjectItem(object, "text")))
        return;
    if (values->count == values->cap) {
        size_t cap = values->cap ? 2 * values->cap : 256;
        value *more = realloc(values->at, cap * sizeof *more);
        if (!more)
            return;
        values->at = more;
        values->cap = cap;
    }
    values->at[values->count++] = (value){strdup(path), object, (uint32_t)line->valuedouble};
}

/* The output's depth is that of its schema: NOLINTNEXTLINE(misc-no-recursion) */
static void collect(value_list *values, const cJSON *node, const char *path)
{
    char inner[256];
    int i = 0;
    if (cJSON_IsObject(node))
        add_value(values, path, node);
    for (const cJSON *child = node->child; child; child = child->next, i++) {
        if (cJSON_IsObject(node))
            snprintf(inner, sizeof inner, "%s%s%s", path, *path ? "." : "", child->string);
        else
            snprintf(inner, sizeof inner, "%s[%d]", path, i);
        if (cJSON_IsObject(child) || cJSON_IsArray(child))
            collect(values, child, inner);
    }
}

/* ------------------------------------------------------------------ printing */

typedef struct explanation {
    const vnp_doc *doc;
    vnp_trace_list traces;
    value_list values;
} explanation;

static uint32_t line_of(const explanation *x, const vnp_trace *t)
{
    return t->value.spans.count ? vnp_doc_place(x->doc, t->value.spans.at[0]).line : 0;
}

/* Whether the author's text differs from what the rule saw in more than its case. */
static bool is_mended(const vnp_trace *t)
{
    vnp_str a = t->value.text, b = t->seen;
    if (a.len != b.len)
        return true;
    for (uint32_t i = 0; i < a.len; i++)
        if (a.ptr[i] != b.ptr[i] && (unsigned char)a.ptr[i] < 0x80 && (a.ptr[i] | 0x20) != b.ptr[i])
            return true;
    return false;
}

static void print_trace(const vnp_trace *t)
{
    const vnp_rule_info *r = &t->rule;
    printf("  %s %.*s %.*s  \"%.*s\"",
           t->lost_to.len ? "lost "
           : r->is_word   ? "words"
                          : "rule ",
           (int)r->set.len, r->set.ptr, (int)r->id.len, r->id.ptr, (int)t->value.text.len,
           t->value.text.ptr);
    if (is_mended(t))
        printf("  seen as \"%.*s\"", (int)t->seen.len, t->seen.ptr);
    if (t->lost_to.len)
        printf("  to %.*s", (int)t->lost_to.len, t->lost_to.ptr);
    printf("  (%.*s:%u)\n", (int)r->file.len, r->file.ptr, r->line);
}

static void print_line(const explanation *x, const char *path, uint32_t line, vnp_str text)
{
    bool any = false;
    for (uint32_t i = 0; i < x->traces.count && !any; i++)
        any = line_of(x, &x->traces.at[i]) == line;
    for (size_t i = 0; i < x->values.count && !any; i++)
        any = x->values.at[i].line == line;
    if (!any)
        return;
    printf("%s:%u: %.*s\n", path, line, (int)text.len, text.ptr ? text.ptr : "");
    for (uint32_t i = 0; i < x->traces.count; i++)
        if (line_of(x, &x->traces.at[i]) == line)
            print_trace(&x->traces.at[i]);
    for (size_t i = 0; i < x->values.count; i++)
        if (x->values.at[i].line == line)
            printf("  value %s = %s\n", x->values.at[i].path ? x->values.at[i].path : "",
                   cJSON_GetObjectItem(x->values.at[i].object, "text")->valuestring);
}

static uint32_t last_line(const explanation *x)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < x->traces.count; i++)
        last = line_of(x, &x->traces.at[i]) > last ? line_of(x, &x->traces.at[i]) : last;
    for (size_t i = 0; i < x->values.count; i++)
        last = x->values.at[i].line > last ? x->values.at[i].line : last;
    return last;
}

/* Every line or the one asked for, with its text where the source is UTF-8
 * (`bytes`, NULL otherwise). */
static void print_lines(const explanation *x, const char *path, const char *bytes, uint32_t wanted)
{
    uint32_t last = last_line(x);
    for (uint32_t line = 1; line <= last; line++) {
        size_t len = bytes ? strcspn(bytes, "\r\n\f") : 0;
        if (!wanted || wanted == line)
            print_line(x, path, line, (vnp_str){bytes, (uint32_t)len});
        if (bytes && *(bytes += len))
            bytes += bytes[0] == '\r' && bytes[1] == '\n' ? 2 : 1;
    }
}

static cJSON *as_json(const explanation *x, uint32_t wanted)
{
    cJSON *report = cJSON_CreateObject();
    cJSON *matches = cJSON_AddArrayToObject(report, "matches");
    cJSON *values = cJSON_AddArrayToObject(report, "values");
    for (uint32_t i = 0; i < x->traces.count; i++) {
        const vnp_trace *t = &x->traces.at[i];
        uint32_t line = line_of(x, t);
        if (line == 0 || (wanted && line != wanted))
            continue;
        vnp_place place = vnp_doc_place(x->doc, t->value.spans.at[0]);
        cJSON *match = cJSON_CreateObject();
        cli_json_str(match, "rule", t->rule.id);
        cli_json_str(match, "set", t->rule.set);
        cli_json_str(match, "file", t->rule.file);
        cJSON_AddNumberToObject(match, "rule_line", t->rule.line);
        cJSON_AddNumberToObject(match, "line", line);
        cJSON_AddNumberToObject(match, "start", place.begin);
        cJSON_AddNumberToObject(match, "end", place.end);
        cli_json_str(match, "text", t->value.text);
        cli_json_str(match, "seen", t->seen);
        if (t->lost_to.len)
            cli_json_str(match, "lost_to", t->lost_to);
        cJSON_AddItemToArray(matches, match);
    }
    for (size_t i = 0; i < x->values.count; i++) {
        if (wanted && x->values.at[i].line != wanted)
            continue;
        cJSON *v = cJSON_CreateObject();
        cJSON_AddStringToObject(v, "path", x->values.at[i].path ? x->values.at[i].path : "");
        cJSON_AddNumberToObject(v, "line", x->values.at[i].line);
        cJSON_AddStringToObject(v, "text",
                                cJSON_GetObjectItem(x->values.at[i].object, "text")->valuestring);
        cJSON_AddItemToArray(values, v);
    }
    return report;
}

/* -------------------------------------------------------------------- entry */

/* "plan.md:12" unless a file has that very name. */
static uint32_t cut_line(char *path)
{
    char *colon = strrchr(path, ':');
    FILE *file = fopen(path, "rb");
    if (file)
        fclose(file);
    if (file || !colon || !colon[1] || strspn(colon + 1, "0123456789") != strlen(colon + 1))
        return 0;
    *colon = '\0';
    return (uint32_t)strtoul(colon + 1, NULL, 10);
}

static bool append(void *ctx, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, ctx) == length;
}

static cJSON *output_of(const vnp_doc *doc)
{
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    if (!file)
        return NULL;
    bool ok = vnp_doc_write_json(doc, 0, append, file) == VNP_OK;
    fclose(file);
    cJSON *json = ok ? cJSON_Parse(text) : NULL;
    free(text);
    return json;
}

int cli_rules_explain(cli_rules_job *job)
{
    int code;
    char *bytes;
    uint32_t wanted = cut_line(job->files[0]);
    job->options.trace = true;
    vnp_doc *doc =
        cli_parse_file(job->rules, job->files[0], &job->options, &bytes, &(size_t){0}, &code);
    if (!doc)
        return code;
    explanation x = {.doc = doc, .traces = vnp_doc_trace(doc)};
    cJSON *output = output_of(doc);
    if (output)
        collect(&x.values, output, "");
    if (job->json) {
        code = cli_json_print(as_json(&x, wanted));
    } else {
        const cJSON *encoding =
            cJSON_GetObjectItem(cJSON_GetObjectItem(output, "source"), "encoding");
        const char *name = cJSON_GetStringValue(encoding);
        print_lines(&x, job->files[0], name && strcmp(name, "UTF-8") == 0 ? bytes : NULL, wanted);
        code = cli_flush();
    }
    for (size_t i = 0; i < x.values.count; i++)
        free(x.values.at[i].path);
    free(x.values.at);
    cJSON_Delete(output);
    vnp_doc_free(doc);
    free(bytes);
    return code;
}
