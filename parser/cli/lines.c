/* Lines of a descriptor. Read with read(2), which gives what is there: a line is handed
 * on when its end has come, not when a block is full. */
#include "cli/cli.h"

#include <string.h>

enum { BLOCK_BYTES = 1 << 16 };

/* The next bytes behind those not given yet; 0 at the end, -1 on failure. */
static ptrdiff_t read_more(cli_lines *x)
{
    if (x->begin > 0) {
        memmove(x->data.at, x->data.at + x->begin, x->data.len - x->begin);
        x->data.len -= x->begin;
        x->begin = 0;
    }
    if (x->data.len == 0)
        cli_buffer_reset(&x->data);
    if (!cli_buffer_reserve(&x->data, BLOCK_BYTES))
        return -1;
    ptrdiff_t got = cli_read_some(x->fd, x->data.at + x->data.len, BLOCK_BYTES);
    x->data.len += got > 0 ? (size_t)got : 0;
    return got;
}

/* What is left when no more comes. */
static cli_line last_line(cli_lines *x, const char **line, size_t *length)
{
    x->finished = true;
    *line = x->data.at;
    *length = x->data.len;
    if (*length == 0 && !x->skipping)
        return CLI_LINES_END;
    x->number++;
    x->begin = x->data.len;
    return x->skipping || *length > x->most ? CLI_LINE_TOO_LONG : CLI_LINE;
}

cli_line cli_lines_next(cli_lines *x, const char **line, size_t *length)
{
    size_t seen = x->begin;
    while (!x->finished) {
        size_t left = x->data.len - seen;
        char *stop = left ? memchr(x->data.at + seen, x->end, left) : NULL;
        if (stop) {
            bool whole = !x->skipping && (size_t)(stop - x->data.at) - x->begin <= x->most;
            *line = x->data.at + x->begin;
            *length = (size_t)(stop - *line);
            x->begin += *length + 1;
            x->skipping = false;
            x->number++;
            return whole ? CLI_LINE : CLI_LINE_TOO_LONG;
        }
        if (x->data.len - x->begin > x->most) {
            x->skipping = true;
            x->begin = x->data.len;
        }
        seen = x->data.len - x->begin; /* where it will be when moved to the front */
        ptrdiff_t got = read_more(x);
        if (got < 0)
            return CLI_LINES_FAILED;
        if (got == 0)
            return last_line(x, line, length);
    }
    return CLI_LINES_END;
}

void cli_lines_free(cli_lines *x)
{
    cli_buffer_free(&x->data);
}
