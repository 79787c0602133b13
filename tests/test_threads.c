/* test_threads.c - one rule set, many threads: each gives what one alone gives. */
#include "support/support.h"

#include <dirent.h>
#include <pthread.h>

enum { MAX_PLANS = 64, THREADS = 4, ROUNDS = 2 };

typedef struct plan_file {
    char path[512];
    char *bytes;
    size_t len;
    char *json; /* as one thread gives it */
} plan_file;

static plan_file plans[MAX_PLANS];
static size_t plan_count;

static char *extract(const plan_file *plan)
{
    vnp_doc *doc;
    vnp_doc_options options;
    vnp_doc_options_init(&options);
    options.name = plan->path;
    if (vnp_doc_parse(test_rules(), plan->bytes, plan->len, &options, &doc, NULL) != VNP_OK)
        return NULL;
    char *json = json_of(doc, 1);
    vnp_doc_free(doc);
    return json;
}

static bool is_plan(const char *name)
{
    size_t len = strlen(name);
    return len > 4 && (strcmp(name + len - 4, ".txt") == 0 || strcmp(name + len - 3, ".md") == 0);
}

static void read_corpus(void)
{
    DIR *d = opendir(TEST_CORPUS);
    assert_non_null(d);
    for (struct dirent *e; plan_count < MAX_PLANS && (e = readdir(d)) != NULL;) {
        plan_file *plan = &plans[plan_count];
        if (!is_plan(e->d_name))
            continue;
        snprintf(plan->path, sizeof plan->path, "%s/%s", TEST_CORPUS, e->d_name);
        plan->bytes = read_file(plan->path, &plan->len);
        plan->json = extract(plan);
        assert_non_null(plan->json);
        plan_count++;
    }
    closedir(d);
    assert_true(plan_count > 0);
}

/* Asserts belong to the main thread: a worker counts what differs. */
static void *work(void *arg)
{
    size_t first = *(size_t *)arg, wrong = 0;
    for (size_t i = 0; i < ROUNDS * plan_count; i++) {
        const plan_file *plan = &plans[(first + i) % plan_count];
        char *json = extract(plan);
        wrong += !json || strcmp(json, plan->json) != 0;
        free(json);
    }
    *(size_t *)arg = wrong;
    return NULL;
}

static void test_threads_give_what_one_gives(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    size_t args[THREADS];
    read_corpus();
    for (size_t i = 0; i < THREADS; i++) {
        args[i] = i * plan_count / THREADS;
        assert_int_equal(pthread_create(&threads[i], NULL, work, &args[i]), 0);
    }
    size_t wrong = 0;
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        wrong += args[i];
    }
    assert_int_equal(wrong, 0);
    for (size_t i = 0; i < plan_count; i++) {
        free(plans[i].bytes);
        free(plans[i].json);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_give_what_one_gives),
    };
    return cmocka_run_group_tests_name("threads", tests, open_rules, close_rules);
}
