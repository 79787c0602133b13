/* Being asked to stop. A handler can do little; it leaves a note, and system calls that
 * wait return because SA_RESTART is not set. */
#include "cli/cli.h"

#include <signal.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
static volatile sig_atomic_t came;

static void note(int number)
{
    came = number;
}

void cli_stop_watch(void)
{
    struct sigaction action = {.sa_handler = note, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
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

void cli_stop_end(void)
{
    if (!came)
        return;
    signal(came, SIG_DFL);
    raise(came);
}
