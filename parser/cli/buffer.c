/* Bytes that grow, and text in them. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

/* What a buffer keeps for the next use: enough for all but a few plans. */
enum { KEPT_BYTES = 1 << 20 };

bool cli_buffer_reserve(cli_buffer *b, size_t more)
{
    if (more >= SIZE_MAX / 4 - b->len)
        return false;
    size_t need = b->len + more + 1;
    if (need <= b->cap)
        return true;
    size_t cap = b->cap ? b->cap : 256;
    while (cap < need)
        cap *= 2;
    char *at = realloc(b->at, cap);
    if (!at)
        return false;
    b->at = at;
    b->cap = cap;
    return true;
}

bool cli_buffer_write(void *buffer, const char *bytes, size_t length)
{
    cli_buffer *b = buffer;
    if (!cli_buffer_reserve(b, length))
        return false;
    if (length)
        memcpy(b->at + b->len, bytes, length);
    b->len += length;
    b->at[b->len] = '\0';
    return true;
}

bool cli_buffer_set(cli_buffer *b, const char *bytes, size_t length)
{
    b->len = 0;
    return cli_buffer_write(b, bytes, length);
}

void cli_buffer_reset(cli_buffer *b)
{
    if (b->cap > KEPT_BYTES)
        cli_buffer_free(b);
    b->len = 0;
}

void cli_buffer_free(cli_buffer *b)
{
    free(b->at);
    *b = (cli_buffer){NULL, 0, 0};
}

/* ----------------------------------------------------------------------- text */

size_t cli_utf8_length(const char *at, const char *end)
{
    const unsigned char *s = (const unsigned char *)at;
    size_t left = (size_t)(end - at);
    if (left == 0)
        return 0;
    if (s[0] < 0x80)
        return 1;
    size_t length = s[0] >= 0xC2 && s[0] < 0xE0   ? 2
                    : s[0] >= 0xE0 && s[0] < 0xF0 ? 3
                    : s[0] >= 0xF0 && s[0] < 0xF5 ? 4
                                                  : 0;
    if (length == 0 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    /* overlong forms, surrogates, beyond U+10FFFF */
    if ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
        (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F))
        return 0;
    return length;
}

bool cli_put_json_string(cli_buffer *b, const char *text)
{
    const char *end = text + strlen(text);
    bool ok = cli_buffer_write(b, "\"", 1);
    while (ok && text < end) {
        size_t length = cli_utf8_length(text, end);
        char escape[8];
        if (length == 0) {
            ok = cli_buffer_write(b, "\xEF\xBF\xBD", 3);
        } else if ((unsigned char)*text < 0x20) {
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)*text);
            ok = cli_buffer_write(b, escape, 6);
        } else {
            ok = (*text != '"' && *text != '\\') || cli_buffer_write(b, "\\", 1);
            ok = ok && cli_buffer_write(b, text, length);
        }
        text += length ? length : 1;
    }
    return ok && cli_buffer_write(b, "\"", 1);
}
