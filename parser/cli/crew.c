/*
 * A crew: jobs are given in order, done by several threads, and handed on in order.
 *
 * The jobs are a ring. Counting from the first job ever given,
 *
 *     [0, head)     were written; their places in the ring are free
 *     [head, next)  are in work or finished, waiting for those before them
 *     [next, tail)  wait for a worker
 *
 * and tail - head never exceeds the ring. The thread that gives jobs may wait for input
 * as long as it likes: what is finished is written by a thread that waits for nothing else.
 */
#include "cli/cli.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Jobs in flight for each thread: a slow one holds up those behind it this far. */
enum { JOBS_PER_THREAD = 8 };
/* Sum of the inputs in flight from which on no further one is taken. */
enum { INPUT_BYTES = 64 << 20 };

struct cli_crew {
    cli_crew_work work;
    unsigned threads; /* workers that run; 0: everything happens in cli_crew_give */
    cli_job *ring;
    uint64_t size, head, next, tail;
    size_t input_bytes;
    bool closing; /* no more will be given */
    bool ended;   /* `write` said so */
    pthread_mutex_t lock;
    pthread_cond_t room;     /* for the giver: the head moved */
    pthread_cond_t waiting;  /* for workers: there is a job */
    pthread_cond_t finished; /* for the writer: the head is finished */
    pthread_t writer;
    struct cli_worker *workers;
};

typedef struct cli_worker {
    cli_crew *crew;
    unsigned number;
    pthread_t thread;
} cli_worker;

unsigned cli_crew_size(unsigned asked)
{
    if (asked)
        return asked;
    cpu_set_t set;
    long count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set)
                                                             : sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > CLI_MAX_THREADS ? CLI_MAX_THREADS : (unsigned)count;
}

static cli_job *job_at(const cli_crew *crew, uint64_t number)
{
    return &crew->ring[number % crew->size];
}

/* -------------------------------------------------------------------- threads */

static void *work_on(void *arg)
{
    cli_worker *self = arg;
    cli_crew *crew = self->crew;
    pthread_mutex_lock(&crew->lock);
    for (;;) {
        while (crew->next == crew->tail && !crew->closing && !crew->ended)
            pthread_cond_wait(&crew->waiting, &crew->lock);
        if (crew->next == crew->tail || crew->ended)
            break;
        uint64_t number = crew->next++;
        cli_job *job = job_at(crew, number);
        pthread_mutex_unlock(&crew->lock);
        crew->work.work(crew->work.ctx, job, self->number);
        pthread_mutex_lock(&crew->lock);
        job->finished = true;
        if (number == crew->head)
            pthread_cond_signal(&crew->finished);
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

static void *write_all(void *arg)
{
    cli_crew *crew = arg;
    pthread_mutex_lock(&crew->lock);
    while (!crew->ended) {
        bool given = crew->head < crew->tail;
        cli_job *job = job_at(crew, crew->head);
        if (given && job->finished) {
            pthread_mutex_unlock(&crew->lock);
            bool go_on = crew->work.write(crew->work.ctx, job);
            pthread_mutex_lock(&crew->lock);
            crew->input_bytes -= job->input.len;
            crew->head++;
            crew->ended = !go_on;
            pthread_cond_signal(&crew->room);
        } else if (!given && crew->closing) {
            break;
        } else {
            pthread_cond_wait(&crew->finished, &crew->lock);
        }
    }
    pthread_cond_broadcast(&crew->waiting);
    pthread_cond_signal(&crew->room);
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

/* Signals go to the thread that gives jobs: it is the one that may wait for input. Where
 * the system has no more threads, those there are have to do. */
static void start_threads(cli_crew *crew, unsigned threads)
{
    sigset_t stops, before;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &stops, &before);
    if (pthread_create(&crew->writer, NULL, write_all, crew) == 0) {
        while (crew->threads < threads) {
            cli_worker *worker = &crew->workers[crew->threads];
            *worker = (cli_worker){.crew = crew, .number = crew->threads};
            if (pthread_create(&worker->thread, NULL, work_on, worker) != 0)
                break;
            crew->threads++;
        }
        if (crew->threads == 0) {
            pthread_mutex_lock(&crew->lock);
            crew->closing = true;
            pthread_cond_signal(&crew->finished);
            pthread_mutex_unlock(&crew->lock);
            pthread_join(crew->writer, NULL);
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* -------------------------------------------------------------------- outside */

cli_crew *cli_crew_new(unsigned threads, const cli_crew_work *work)
{
    cli_crew *crew = calloc(1, sizeof *crew);
    if (!crew)
        return NULL;
    crew->work = *work;
    crew->size = threads > 1 ? (uint64_t)threads * JOBS_PER_THREAD : 1;
    crew->ring = calloc(crew->size, sizeof *crew->ring);
    crew->workers = calloc(threads, sizeof *crew->workers);
    if (!crew->ring || !crew->workers) {
        free(crew->ring);
        free(crew->workers);
        free(crew);
        return NULL;
    }
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->room, NULL);
    pthread_cond_init(&crew->waiting, NULL);
    pthread_cond_init(&crew->finished, NULL);
    if (threads > 1)
        start_threads(crew, threads);
    return crew;
}

static void reset(cli_job *job)
{
    cli_buffer_reset(&job->name);
    cli_buffer_reset(&job->input);
    cli_buffer_reset(&job->output);
    *job = (cli_job){.name = job->name, .input = job->input, .output = job->output};
}

cli_job *cli_crew_take(cli_crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    while (!crew->ended &&
           (crew->tail - crew->head == crew->size || crew->input_bytes > INPUT_BYTES))
        pthread_cond_wait(&crew->room, &crew->lock);
    bool end = crew->ended || cli_stopped();
    cli_job *job = job_at(crew, crew->tail);
    pthread_mutex_unlock(&crew->lock);
    if (end)
        return NULL;
    reset(job);
    return job;
}

void cli_crew_give(cli_crew *crew, cli_job *job)
{
    if (crew->threads == 0) {
        crew->work.work(crew->work.ctx, job, 0);
        crew->ended = !crew->work.write(crew->work.ctx, job);
        return;
    }
    pthread_mutex_lock(&crew->lock);
    crew->tail++;
    crew->input_bytes += job->input.len;
    pthread_cond_signal(&crew->waiting);
    pthread_mutex_unlock(&crew->lock);
}

bool cli_crew_end(cli_crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    crew->closing = true;
    if (cli_stopped())
        crew->tail = crew->next; /* what nobody began is left */
    pthread_cond_broadcast(&crew->waiting);
    pthread_cond_signal(&crew->finished);
    pthread_mutex_unlock(&crew->lock);
    for (unsigned i = 0; i < crew->threads; i++)
        pthread_join(crew->workers[i].thread, NULL);
    if (crew->threads)
        pthread_join(crew->writer, NULL);
    bool ok = !crew->ended;
    for (uint64_t i = 0; i < crew->size; i++) {
        cli_buffer_free(&crew->ring[i].name);
        cli_buffer_free(&crew->ring[i].input);
        cli_buffer_free(&crew->ring[i].output);
    }
    pthread_mutex_destroy(&crew->lock);
    pthread_cond_destroy(&crew->room);
    pthread_cond_destroy(&crew->waiting);
    pthread_cond_destroy(&crew->finished);
    free(crew->ring);
    free(crew->workers);
    free(crew);
    return ok;
}
