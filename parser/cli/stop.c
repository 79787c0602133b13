/* Being asked to stop. A handler can do little: it leaves a note and wakes whoever waits
 * for input by way of a pipe. A flag alone would be missed by a read that begins just
 * after it was looked at. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
static atomic_int came; /* read by all threads */
static int wake[2] = {-1, -1};

static void note(int number)
{
    int before = errno;
    came = number;
    ptrdiff_t put = write(wake[1], "", 1);
    (void)put; /* a full pipe wakes as well */
    errno = before;
}

void cli_stop_watch(void)
{
    struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0)
        return; /* then a signal ends the program as it does any other */
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before;
        /* nohup and shells' background jobs ignore some: that stays */
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(signals[i], &action, NULL);
    }
}

bool cli_stopped(void)
{
    return came != 0;
}

bool cli_stop_wait(int fd)
{
    struct pollfd waits[] = {{.fd = fd, .events = POLLIN}, {.fd = wake[0], .events = POLLIN}};
    while (wake[0] >= 0 && !came && poll(waits, 2, -1) < 0 && errno == EINTR)
        ;
    return !came;
}

void cli_stop_end(void)
{
    int number = came;
    if (!number)
        return;
    signal(number, SIG_DFL);
    raise(number);
}
