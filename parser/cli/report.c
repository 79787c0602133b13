/* The findings of a check on a terminal, as JSON, as annotations of GitHub. */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <string.h>

const char *cli_severity_name(vnp_severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[severity];
}

void cli_put_message(FILE *out, vnp_str message, const char *const *args, size_t count)
{
    for (uint32_t at = 0; at < message.len; at++) {
        bool hole = message.ptr[at] == '{' && at + 2 < message.len && message.ptr[at + 2] == '}';
        size_t which = hole ? (size_t)(message.ptr[at + 1] - '1') : 0;
        if (hole && which < count) {
            fputs(args[which], out);
            at += 2;
        } else {
            fputc(message.ptr[at], out);
        }
    }
}

void cli_put_summary(FILE *out, const vnp_rules *rules, vnp_lang lang, const size_t *counts)
{
    char figures[3][24];
    snprintf(figures[0], sizeof figures[0], "%zu", counts[VNP_ERROR]);
    snprintf(figures[1], sizeof figures[1], "%zu", counts[VNP_WARNING]);
    snprintf(figures[2], sizeof figures[2], "%zu", counts[VNP_NOTE]);
    const char *args[] = {figures[0], figures[1], figures[2]};
    cli_put_message(out, vnp_rules_message(rules, lang, "summary"), args, 3);
    fputc('\n', out);
}

/* ---------------------------------------------------------------------- columns */

typedef struct range {
    uint32_t first, last;
} range;

static bool is_in(uint32_t c, const range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

static unsigned char_width(uint32_t c)
{
    static const range none[] = {
        {0x300, 0x36F},   {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2064}, {0x1AB0, 0x1AFF},
        {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}};
    static const range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},
                                 {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},
                                 {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                                 {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
                                 {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
    if (is_in(c, none, sizeof none / sizeof *none))
        return 0;
    return is_in(c, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

/* The text is valid UTF-8. */
uint32_t cli_char(vnp_str text, uint32_t at, unsigned *width)
{
    unsigned char lead = (unsigned char)text.ptr[at];
    uint32_t len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint32_t c = len == 1 ? lead : lead & (0xFFu >> (len + 1));
    if (len > text.len - at)
        len = text.len - at;
    for (uint32_t i = 1; i < len; i++)
        c = c << 6 | ((unsigned char)text.ptr[at + i] & 0x3F);
    *width = char_width(c);
    return len;
}

unsigned cli_width(vnp_str text)
{
    unsigned sum = 0, width;
    for (uint32_t at = 0; at < text.len;) {
        at += cli_char(text, at, &width);
        sum += width;
    }
    return sum;
}

/* ------------------------------------------------------------------------- text */

enum { BEFORE = 30, LONGEST = 100 };

/* The line of the buffer that a span begins in, and the span in it. */
static vnp_str line_around(vnp_str text, vnp_span span, vnp_span *inside)
{
    uint32_t begin = span.begin, end = span.begin;
    while (begin > 0 && !strchr("\n\r\f", text.ptr[begin - 1]))
        begin--;
    while (end < text.len && !strchr("\n\r\f", text.ptr[end]))
        end++;
    inside->begin = span.begin - begin;
    inside->end = (span.end < end ? span.end : end) - begin;
    return (vnp_str){text.ptr + begin, end - begin};
}

/* Prints characters one by one, so that nothing in a file moves the cursor. */
static void put_plain(FILE *out, vnp_str text)
{
    unsigned width;
    for (uint32_t at = 0; at < text.len;) {
        uint32_t len = cli_char(text, at, &width);
        bool control = len == 1 && ((unsigned char)text.ptr[at] < 0x20 || text.ptr[at] == 0x7F);
        if (control)
            fputc(' ', out);
        else
            fwrite(text.ptr + at, 1, len, out);
        at += len;
    }
}

/* Moves `at` by characters: back over `columns`, or on. */
static uint32_t step_back(vnp_str line, uint32_t at, unsigned columns)
{
    unsigned width, gone = 0;
    while (at > 0 && gone < columns) {
        at--;
        while (at > 0 && ((unsigned char)line.ptr[at] & 0xC0) == 0x80)
            at--;
        cli_char(line, at, &width);
        gone += width;
    }
    return at;
}

static uint32_t step_on(vnp_str line, uint32_t at, unsigned columns)
{
    unsigned width = 0, gone = 0;
    while (at < line.len) {
        uint32_t len = cli_char(line, at, &width);
        if (gone + width > columns)
            break;
        gone += width;
        at += len;
    }
    return at;
}

static void put_repeated(FILE *out, char c, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        fputc(c, out);
}

/* The line with carets under the span; of a long line the part around it. */
static void put_source(FILE *out, const cli_findings *found, vnp_span span, uint32_t number,
                       bool colours)
{
    vnp_span inside;
    vnp_str line = line_around(vnp_doc_text(found->doc), span, &inside);
    uint32_t from = 0, to = line.len;
    if (cli_width(line) > LONGEST) {
        from = step_back(line, inside.begin, BEFORE);
        to = step_on(line, from, LONGEST);
    }
    uint32_t end = inside.end < to ? inside.end : to;
    vnp_str before = {line.ptr + from, inside.begin - from};
    vnp_str marked = {line.ptr + inside.begin, end > inside.begin ? end - inside.begin : 0};
    unsigned carets = cli_width(marked);
    fprintf(out, "%6u | %s", number, from > 0 ? "..." : "");
    put_plain(out, (vnp_str){line.ptr + from, to - from});
    fprintf(out, "%s\n       | %s", to < line.len ? "..." : "", from > 0 ? "   " : "");
    put_repeated(out, ' ', cli_width(before));
    fputs(colours ? "\033[1;32m" : "", out);
    put_repeated(out, '^', carets ? carets : 1);
    fputs(colours ? "\033[0m\n" : "\n", out);
}

void cli_report_text(FILE *out, const cli_findings *found, bool colours)
{
    static const char *const ids[] = {"severity-note", "severity-warning", "severity-error"};
    static const char *const paint[] = {"\033[1;36m", "\033[1;35m", "\033[1;31m"};
    for (size_t i = 0; i < found->count; i++) {
        const vnp_diagnostic *d = found->at[i];
        vnp_place place = vnp_doc_place(found->doc, d->span);
        vnp_str severity = vnp_rules_message(found->rules, found->lang, ids[d->severity]);
        fprintf(out, "%s:%u:%u: %s%.*s%s %.*s ", found->path, place.line, place.column,
                colours ? paint[d->severity] : "", (int)severity.len, severity.ptr,
                colours ? "\033[0m" : "", (int)d->rule.len, d->rule.ptr);
        put_plain(out, d->message);
        fputc('\n', out);
        put_source(out, found, d->span, place.line, colours);
    }
}

/* ----------------------------------------------------------------------- GitHub */

/* What ends a property or a command there has to be escaped. */
static void put_escaped(FILE *out, const char *text, size_t len, bool property)
{
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
            fprintf(out, "%%%02X", (unsigned char)c);
        else
            fputc(c, out);
    }
}

void cli_report_github(FILE *out, const cli_findings *found)
{
    static const char *const commands[] = {"notice", "warning", "error"};
    for (size_t i = 0; i < found->count; i++) {
        const vnp_diagnostic *d = found->at[i];
        vnp_place place = vnp_doc_place(found->doc, d->span);
        vnp_place end = vnp_doc_place(found->doc, (vnp_span){d->span.end, d->span.end});
        fprintf(out, "::%s file=", commands[d->severity]);
        put_escaped(out, found->path, strlen(found->path), true);
        fprintf(out, ",line=%u,col=%u,endLine=%u,endColumn=%u,title=%.*s::", place.line,
                place.column, end.line, end.column, (int)d->rule.len, d->rule.ptr);
        put_escaped(out, d->message.ptr, d->message.len, false);
        fputc('\n', out);
    }
}

/* ------------------------------------------------------------------------- JSON */

static cJSON *json_of(const cli_findings *found, const vnp_diagnostic *d)
{
    vnp_place place = vnp_doc_place(found->doc, d->span);
    cJSON *object = cJSON_CreateObject();
    cli_json_str(object, "rule", d->rule);
    cJSON_AddStringToObject(object, "severity", cli_severity_name(d->severity));
    cli_json_str(object, "message", d->message);
    if (d->item.len)
        cli_json_str(object, "item", d->item);
    else
        cJSON_AddNullToObject(object, "item");
    cJSON *span = cJSON_CreateObject();
    cJSON_AddNumberToObject(span, "start", place.begin);
    cJSON_AddNumberToObject(span, "end", place.end);
    cJSON_AddNumberToObject(span, "line", place.line);
    cJSON_AddNumberToObject(span, "column", place.column);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(object, "spans"), span);
    return object;
}

cJSON *cli_report_json(const cli_findings *found)
{
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "source", found->path);
    cJSON *list = cJSON_AddArrayToObject(object, "diagnostics");
    for (size_t i = 0; i < found->count; i++)
        cJSON_AddItemToArray(list, json_of(found, found->at[i]));
    cJSON *summary = cJSON_AddObjectToObject(object, "summary");
    for (int s = VNP_ERROR; s >= VNP_NOTE; s--)
        cJSON_AddNumberToObject(summary, cli_severity_name((vnp_severity)s),
                                (double)found->counts[s]);
    return object;
}
