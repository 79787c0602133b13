/* How far the work is, on standard error. One line that is drawn over itself, no wider
 * than the terminal, at most ten times a second. */
#include "cli/cli.h"

#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { REDRAW_MS = 100, BAR_COLUMNS = 24, DEFAULT_COLUMNS = 80, MAX_COLUMNS = 200 };

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static size_t columns(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return DEFAULT_COLUMNS;
    return size.ws_col < MAX_COLUMNS ? size.ws_col : MAX_COLUMNS;
}

static size_t put_bar(const cli_progress *p, char *line, size_t size)
{
    char bar[BAR_COLUMNS + 1];
    uint64_t done = p->done < p->total ? p->done : p->total;
    size_t full = (size_t)(done * BAR_COLUMNS / p->total);
    for (size_t i = 0; i < BAR_COLUMNS; i++)
        bar[i] = i < full ? '#' : '.';
    bar[BAR_COLUMNS] = '\0';
    return (size_t)snprintf(line, size, "[%s] %llu%% %llu/%llu", bar,
                            (unsigned long long)(done * 100 / p->total),
                            (unsigned long long)p->done, (unsigned long long)p->total);
}

static void draw(cli_progress *p, int64_t now)
{
    char line[MAX_COLUMNS + 200];
    size_t len = p->total
                     ? put_bar(p, line, sizeof line)
                     : (size_t)snprintf(line, sizeof line, "%llu", (unsigned long long)p->done);
    int64_t spent = now - p->begun;
    uint64_t rate = spent > 0 ? (p->done - p->skipped) * 1000 / (uint64_t)spent : 0;
    len += (size_t)snprintf(line + len, sizeof line - len, " %s, %llu/s", p->noun,
                            (unsigned long long)rate);
    if (p->skipped)
        len += (size_t)snprintf(line + len, sizeof line - len, ", %llu there already",
                                (unsigned long long)p->skipped);
    if (p->failed)
        len += (size_t)snprintf(line + len, sizeof line - len, ", %llu failed",
                                (unsigned long long)p->failed);
    size_t most = columns() - 1; /* the last column would make a new line */
    fprintf(stderr, "\r%.*s\033[K", (int)(len < most ? len : most), line);
    fflush(stderr);
    p->drawn = true;
    p->last = now;
}

void cli_progress_begin(cli_progress *p, const cli_extract_run *run, const char *noun,
                        uint64_t total)
{
    /* results that go to the same terminal show well enough how far the work is */
    bool to_terminal = !run->output && !run->output_dir && isatty(STDOUT_FILENO);
    *p = (cli_progress){.noun = noun, .total = total};
    p->on = run->progress == CLI_SHOW_ALWAYS ||
            (run->progress == CLI_SHOW_AUTO && isatty(STDERR_FILENO) && !to_terminal);
    p->begun = p->on ? now_ms() : 0;
    if (p->on)
        draw(p, p->begun);
}

void cli_progress_count(cli_progress *p, const cli_job *job)
{
    p->done++;
    p->failed += job->code != CLI_DONE;
    p->skipped += job->skipped;
    if (!p->on)
        return;
    int64_t now = now_ms();
    if (now - p->last >= REDRAW_MS)
        draw(p, now);
}

void cli_progress_hide(cli_progress *p)
{
    if (p->drawn) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    p->drawn = false;
}
