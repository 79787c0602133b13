/* Tables of Markdown with blank lines between their rows. */
#include "block/block.h"

#include "text/chars.h"

/* A line of cells between bars, "| a | b |", or the rule below a head. */
static bool is_framed_row(vnp_str line)
{
    vnp_str s = vnp__str_trim(line);
    return s.len > 2 && s.ptr[0] == '|' && s.ptr[s.len - 1] == '|';
}

static bool is_head_rule(vnp_str line)
{
    for (uint32_t i = 0; i < line.len; i++)
        if (!strchr("|-: \t\r", line.ptr[i]))
            return false;
    return is_framed_row(line) && memchr(line.ptr, '-', line.len);
}

/* From `at` on the first line that is not blank; empty at the text's end. */
static vnp_str next_line(const vnp__text *text, uint32_t at)
{
    vnp_str line = {0};
    while (at < text->len && vnp__str_trim(line).len == 0) {
        const char *end = memchr(text->buf + at, '\n', text->len - at);
        line = vnp__str(text->buf + at, end ? (uint32_t)(end - text->buf) - at : text->len - at);
        at += line.len + 1;
    }
    return line;
}

const char *vnp__text_with_rows_closed(vnp__arena *arena, const vnp__text *text)
{
    char *copy = NULL;
    vnp_str above = next_line(text, 0);
    while (above.len > 0) {
        uint32_t end = (uint32_t)(above.ptr - text->buf) + above.len;
        vnp_str line = next_line(text, end + 1);
        uint32_t begin = line.len ? (uint32_t)(line.ptr - text->buf) : text->len;
        if (begin > end + 1 && is_framed_row(above) && is_framed_row(line) &&
            (is_head_rule(above) || is_head_rule(line) ||
             !is_head_rule(next_line(text, begin + line.len + 1)))) {
            if (!copy) {
                copy = vnp__arena_bytes(arena, text->len);
                memcpy(copy, text->buf, text->len);
            }
            memset(copy + end, ' ', begin - 1 - end);
        }
        above = line;
    }
    return copy ? copy : text->buf;
}
