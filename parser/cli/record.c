/*
 * One record, {"id": ..., "text": "..."}, and its answer.
 *
 * cJSON takes the record apart. It is more lenient than JSON (escapes of four letters that
 * are no digits, control characters in strings, numbers like 01), ends strings at the
 * first NUL, and does not keep the bytes of a value; the id, however, goes into the answer
 * byte by byte. So the tokens are looked at first: what passes is JSON to everybody, and
 * U+0000 gets a stand-in that no UTF-8 text has.
 */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

enum { NUL_STAND_IN = 0xFF };

/* --------------------------------------------------------------------- tokens */

static bool is_digit(const char *at, const char *end)
{
    return at < end && *at >= '0' && *at <= '9';
}

static const char *skip_digits(const char *at, const char *end)
{
    while (is_digit(at, end))
        at++;
    return at;
}

static bool is_number(const char *at, const char *end)
{
    at += at < end && *at == '-';
    if (!is_digit(at, end) || (*at == '0' && is_digit(at + 1, end)))
        return false;
    at = skip_digits(at, end);
    if (at < end && *at == '.') {
        if (!is_digit(++at, end))
            return false;
        at = skip_digits(at, end);
    }
    if (at < end && (*at | 0x20) == 'e') {
        at++;
        at += at < end && (*at == '+' || *at == '-');
        if (!is_digit(at, end))
            return false;
        at = skip_digits(at, end);
    }
    return at == end;
}

/* Behind a number or literal; NULL where it is none. */
static const char *skip_word(const char *at, const char *end)
{
    static const char *const words[] = {"true", "false", "null"};
    const char *begin = at;
    while (at < end && !strchr(" \t\r\n,:[]{}\"", *at))
        at++;
    size_t len = (size_t)(at - begin);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && memcmp(words[i], begin, len) == 0)
            return at;
    return is_number(begin, at) ? at : NULL;
}

static const char *skip_escape(const char *at, const char *end)
{
    if (end - at < 2)
        return NULL;
    if (at[1] != 'u')
        return strchr("\"\\/bfnrt", at[1]) && at[1] ? at + 2 : NULL;
    if (end - at < 6)
        return NULL;
    for (int i = 2; i < 6; i++) {
        char c = (char)(at[i] | 0x20);
        if (!is_digit(at + i, end) && (c < 'a' || c > 'f'))
            return NULL;
    }
    return at + 6;
}

/* Behind a string; NULL where it is none. Halves of a surrogate pair are cJSON's to find. */
static const char *skip_string(const char *at, const char *end)
{
    for (at++; at < end && *at != '"';) {
        if ((unsigned char)*at < 0x20)
            return NULL;
        if (*at == '\\') {
            at = skip_escape(at, end);
            if (!at)
                return NULL;
            continue;
        }
        size_t length = cli_utf8_length(at, end);
        if (length == 0)
            return NULL;
        at += length;
    }
    return at < end ? at + 1 : NULL;
}

/* Behind the token at `at`, which may be white space; NULL where there is none. */
static const char *skip_token(const char *at, const char *end)
{
    if (*at == '"')
        return skip_string(at, end);
    if (*at && strchr(" \t\r\n,:[]{}", *at))
        return at + 1;
    return skip_word(at, end);
}

/* Where the first thing stands that is no token of JSON; NULL: nowhere. */
static const char *first_fault(const char *at, const char *end)
{
    while (at < end) {
        const char *next = skip_token(at, end);
        if (!next)
            return at;
        at = next;
    }
    return NULL;
}

/* The value of the member with this index of an object that is known to be JSON. */
static const char *value_of(const char *at, const char *end, int index, size_t *length)
{
    const char *begin = NULL;
    int depth = 0;
    for (int member = 0; at < end;) {
        const char *next = skip_token(at, end);
        bool blank = strchr(" \t\r\n", *at) != NULL;
        if (depth == 1 && (*at == ',' || *at == '}')) {
            if (begin)
                return begin;
            member++;
        } else if (depth == 1 && *at == ':') {
            begin = member == index ? next : NULL;
            *length = 0;
        } else if (begin && !blank) {
            begin = *length ? begin : at;
            *length = (size_t)(next - begin);
        }
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        at = next;
    }
    return NULL;
}

/* ----------------------------------------------------------------------- NUL */

/* A copy of the line in which "\u0000" is one byte; the line itself where it has none. */
static const char *with_stand_ins(const cli_buffer *line, cli_buffer *copy, size_t *length)
{
    static const char nul[] = "\\u0000";
    *length = line->len;
    if (!memmem(line->at, line->len, nul, sizeof nul - 1))
        return line->at;
    if (!cli_buffer_set(copy, line->at, line->len))
        return NULL;
    char *to = copy->at;
    for (const char *at = line->at, *end = at + line->len; at < end;) {
        if (*at != '\\') {
            *to++ = *at++;
        } else if (end - at >= 6 && memcmp(at, nul, 6) == 0) {
            *to++ = (char)NUL_STAND_IN;
            at += 6;
        } else {
            *to++ = *at++;
            *to++ = *at++; /* what is escaped is no escape itself */
        }
    }
    *to = '\0';
    *length = copy->len = (size_t)(to - copy->at);
    return copy->at;
}

static void restore_nul(char *text, size_t length)
{
    for (char *at = text; (at = memchr(at, NUL_STAND_IN, length - (size_t)(at - text))) != NULL;)
        *at++ = '\0';
}

/* -------------------------------------------------------------------- records */

typedef struct record {
    const char *id; /* its bytes in the line; NULL where it has none to go by */
    size_t id_length;
    char *text, *name, *format;
} record;

static bool refuse(cli_job *job, const char *message)
{
    cli_job_fail(job, CLI_INPUT, "wrong record", message);
    return false;
}

static bool find_id(record *r, cli_job *job, const cJSON *root)
{
    int index = 0;
    const cJSON *id = NULL;
    for (const cJSON *member = root->child; member; member = member->next, index++) {
        if (strcmp(member->string, "id") != 0)
            continue;
        if (id) {
            r->id = NULL;
            return refuse(job, "the record has two members \"id\"");
        }
        id = member;
        r->id = value_of(job->input.at, job->input.at + job->input.len, index, &r->id_length);
    }
    if (id && (cJSON_IsString(id) || cJSON_IsNumber(id)))
        return true;
    r->id = NULL;
    return refuse(job, id ? "the member \"id\" is neither a string nor a number"
                          : "the record has no member \"id\"");
}

/* *out is NULL where the record has no such member. */
static bool find_string(char **out, cli_job *job, const cJSON *root, const char *name)
{
    char why[64];
    *out = NULL;
    for (const cJSON *member = root->child; member; member = member->next) {
        if (strcmp(member->string, name) != 0)
            continue;
        snprintf(why, sizeof why, "the member \"%s\" is no string", name);
        if (!cJSON_IsString(member))
            return refuse(job, why);
        snprintf(why, sizeof why, "the record has two members \"%s\"", name);
        if (*out)
            return refuse(job, why);
        *out = member->valuestring;
    }
    return true;
}

static bool take_apart(record *r, cli_job *job, const cJSON *root)
{
    if (!cJSON_IsObject(root))
        return refuse(job, "the line is no JSON object");
    if (!find_id(r, job, root) || !find_string(&r->text, job, root, "text") ||
        !find_string(&r->name, job, root, "name") || !find_string(&r->format, job, root, "format"))
        return false;
    if (!r->text)
        return refuse(job, "the record has no member \"text\"");
    if (r->name && strchr(r->name, NUL_STAND_IN))
        return refuse(job, "there is a NUL in the member \"name\"");
    return true;
}

static bool set_format(vnp_format *out, const char *name)
{
    static const char *const names[] = {"auto", "text", "markdown"};
    static const vnp_format formats[] = {VNP_FORMAT_AUTO, VNP_FORMAT_TEXT, VNP_FORMAT_MARKDOWN};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0) {
            *out = formats[i];
            return true;
        }
    }
    return false;
}

/* A failure that is the record's own counts as a wrong input; what memory or the
 * program lacks does not. */
static void fail_by_status(cli_job *job, vnp_status status, const char *message)
{
    bool grave = status == VNP_ERR_NOMEM || status == VNP_ERR_INTERNAL;
    cli_job_fail(job, grave ? CLI_INTERNAL : CLI_INPUT, vnp_status_name(status), message);
}

static bool put_head(cli_job *job, const record *r)
{
    return cli_buffer_write(&job->output, "{\"id\":", 6) &&
           cli_buffer_write(&job->output, r->id, r->id_length) &&
           cli_buffer_write(&job->output, ",", 1);
}

static void put_plan(const cli_extract_run *run, cli_job *job, const record *r)
{
    vnp_doc *doc;
    vnp_error error;
    vnp_doc_options options = run->options;
    size_t length = strlen(r->text);
    restore_nul(r->text, length);
    options.encoding = "UTF-8"; /* what is in a JSON string is known, not detected */
    options.name = r->name ? r->name : "-";
    if (r->format && !set_format(&options.format, r->format)) {
        refuse(job, "the member \"format\" is neither text nor markdown nor auto");
        return;
    }
    vnp_status status = vnp_doc_parse(run->rules, r->text, length, &options, &doc, &error);
    if (status != VNP_OK) {
        fail_by_status(job, status, error.text);
        return;
    }
    bool ok = put_head(job, r) && cli_buffer_write(&job->output, "\"plan\":", 7);
    status = ok ? vnp_doc_write_json(doc, 0, cli_buffer_write, &job->output) : VNP_ERR_NOMEM;
    if (status == VNP_ERR_IO || (status == VNP_OK && !cli_buffer_write(&job->output, "}\n", 2)))
        status = VNP_ERR_NOMEM; /* a buffer fails for want of memory only */
    if (status != VNP_OK)
        fail_by_status(job, status, vnp_status_name(status));
    vnp_doc_free(doc);
}

/* Where the id is not known, the line stands for it. */
static void put_failure(cli_job *job, const record *r)
{
    char head[64];
    cli_buffer_reset(&job->output);
    snprintf(head, sizeof head, "{\"id\":null,\"line\":%llu,", (unsigned long long)job->line);
    bool ok = r->id ? put_head(job, r) : cli_buffer_write(&job->output, head, strlen(head));
    ok = ok && cli_job_put_error(job) && cli_buffer_write(&job->output, "}\n", 2);
    job->fatal = !ok;
}

static void answer(const cli_extract_run *run, cli_job *job, record *r, cli_buffer *scratch)
{
    char why[100];
    size_t length;
    const char *begin = job->input.at;
    const char *fault = first_fault(begin, begin + job->input.len);
    const char *line = with_stand_ins(&job->input, scratch, &length);
    cJSON *root = line && !fault ? cJSON_ParseWithLengthOpts(line, length + 1, NULL, true) : NULL;
    if (fault) {
        snprintf(why, sizeof why, "the line is no JSON from byte %zu on",
                 (size_t)(fault - begin) + 1);
        refuse(job, why);
    } else if (!line) {
        fail_by_status(job, VNP_ERR_NOMEM, vnp_status_name(VNP_ERR_NOMEM));
    } else if (!root) {
        refuse(job, "the line is no JSON, or has half of a surrogate pair in it");
    } else if (take_apart(r, job, root)) {
        put_plan(run, job, r);
    }
    cJSON_Delete(root);
}

void cli_record_answer(const cli_extract_run *run, cli_job *job, cli_buffer *scratch)
{
    record r = {NULL, 0, NULL, NULL, NULL};
    if (job->code == CLI_DONE)
        answer(run, job, &r, scratch);
    if (job->code != CLI_DONE)
        put_failure(job, &r);
    cli_buffer_reset(scratch);
}
