/* test_base.c - memory, lists, failure, texts of errors. */
#include "support/support.h"

/* ------------------------------------------------------------------ memory */

/* An allocator that counts, and fails from the `fail_at`th request on. */
typedef struct counter {
    long live;
    long requests;
    long fail_at; /* 0: never */
} counter;

static void *count_malloc(size_t size, void *ctx)
{
    counter *c = ctx;
    if (++c->requests == c->fail_at)
        return NULL;
    c->live++;
    return malloc(size);
}

static void *count_realloc(void *block, size_t size, void *ctx)
{
    counter *c = ctx;
    if (++c->requests == c->fail_at)
        return NULL;
    c->live += block == NULL;
    return realloc(block, size);
}

static void count_free(void *block, void *ctx)
{
    ((counter *)ctx)->live -= block != NULL;
    free(block);
}

static vnp_alloc counting(counter *c)
{
    return (vnp_alloc){count_malloc, count_realloc, count_free, c};
}

static void test_memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    vnp__arena arena;
    vnp__arena_init(&arena, NULL);
    unsigned char *blocks[200];
    for (size_t i = 0; i < COUNT_OF(blocks); i++) {
        size_t size = 1 + i * 7;
        blocks[i] = vnp__arena_get(&arena, size);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++)
            assert_int_equal(blocks[i][k], 0);
        memset(blocks[i], (int)i, size);
    }
    for (size_t i = 0; i < COUNT_OF(blocks); i++)
        for (size_t k = 0; k < 1 + i * 7; k++)
            assert_int_equal(blocks[i][k], (unsigned char)i);
    vnp__arena_free(&arena);
}

static void test_large_block_leaves_the_open_chunk_in_use(void **state)
{
    (void)state;
    counter c = {0};
    vnp_alloc alloc = counting(&c);
    vnp__arena arena;
    vnp__arena_init(&arena, &alloc);
    vnp__arena_get(&arena, 16);
    assert_int_equal(c.requests, 1);
    char *large = vnp__arena_get(&arena, 3 * 1024 * 1024);
    large[0] = large[3 * 1024 * 1024 - 1] = 1;
    assert_int_equal(c.requests, 2);
    vnp__arena_get(&arena, 16);
    assert_int_equal(c.requests, 2);
    vnp__arena_free(&arena);
    assert_int_equal(c.live, 0);
}

static void test_large_block_may_be_given_back(void **state)
{
    (void)state;
    counter c = {0};
    vnp_alloc alloc = counting(&c);
    vnp__arena arena;
    vnp__arena_init(&arena, &alloc);
    void *first = vnp__arena_raw(&arena, 100000); /* stays: it is the open chunk */
    char *small = vnp__arena_raw(&arena, 16);
    void *large[3];
    for (int i = 0; i < 3; i++)
        large[i] = vnp__arena_raw(&arena, 1000000);
    size_t total = arena.total;
    long live = c.live;
    vnp__arena_drop(&arena, first);
    vnp__arena_drop(&arena, small);
    assert_int_equal(c.live, live);
    vnp__arena_drop(&arena, large[1]);
    assert_int_equal(c.live, live - 1);
    assert_int_equal(arena.total, total - 1000000);
    memset(large[0], 1, 1000000);
    memset(large[2], 1, 1000000);
    small[0] = 1;
    vnp__arena_drop(&arena, large[2]);
    vnp__arena_drop(&arena, large[0]);
    assert_int_equal(c.live, live - 3);
    vnp__arena_free(&arena);
    assert_int_equal(c.live, 0);
}

static void test_scratch_is_rewound(void **state)
{
    (void)state;
    counter c = {0};
    vnp_alloc alloc = counting(&c);
    vnp__arena arena, scratch;
    vnp__arena_init(&arena, &alloc);
    vnp__scratch_init(&scratch, &arena);
    char *kept = memcpy(vnp__arena_raw(&scratch, 8), "kept it", 8);
    long live = c.live;
    size_t total = scratch.total;
    for (int round = 0; round < 3; round++) {
        vnp__mark outer = vnp__scratch_mark(&scratch);
        char *large = vnp__arena_get(&scratch, 1000000); /* behind the open chunk */
        vnp__mark inner = vnp__scratch_mark(&scratch);
        for (int i = 0; i < 1000; i++)
            vnp__arena_get(&scratch, 100);
        vnp__arena_get(&scratch, 1000000);
        vnp__scratch_rewind(&scratch, inner);
        memset(large, 1, 1000000);
        void *first = vnp__arena_raw(&scratch, 16);
        vnp__scratch_rewind(&scratch, inner);
        assert_ptr_equal(vnp__arena_raw(&scratch, 16), first);
        vnp__scratch_rewind(&scratch, outer);
        assert_int_equal(c.live, live);
        assert_int_equal(scratch.total, total);
    }
    assert_string_equal(kept, "kept it");
    vnp__arena_free(&scratch);
    vnp__arena_free(&arena);
    assert_int_equal(c.live, 0);
}

static void test_list_is_extended_in_place(void **state)
{
    (void)state;
    vnp__arena arena;
    vnp__arena_init(&arena, NULL);
    struct { uint64_t *at; uint32_t count; } list = {0}, other = {0};
    for (uint64_t i = 0; i < 100; i++)
        VNP__PUSH(&arena, &list, i);
    const uint64_t *before = list.at;
    for (uint64_t i = 100; i < 200; i++)
        VNP__PUSH(&arena, &list, i);
    assert_ptr_equal(list.at, before);
    VNP__PUSH(&arena, &other, 7);
    for (uint64_t i = 200; i < 300; i++)
        VNP__PUSH(&arena, &list, i);
    assert_ptr_not_equal(list.at, before);
    for (uint64_t i = 0; i < 300; i++)
        assert_int_equal(list.at[i], i);
    assert_int_equal(before[150], 150); /* who still looks at the old entries is not misled */
    assert_int_equal(other.at[0], 7);
    vnp__arena_free(&arena);
}

static void test_chunks_grow_with_the_arena(void **state)
{
    (void)state;
    counter c = {0};
    vnp_alloc alloc = counting(&c);
    vnp__arena arena;
    vnp__arena_init(&arena, &alloc);
    for (int i = 0; i < 100000; i++)
        vnp__arena_get(&arena, 64);
    assert_in_range(c.requests, 2, 40);
    vnp__arena_free(&arena);
    assert_int_equal(c.live, 0);
    assert_int_equal(arena.total, 0);
}

static void test_empty_arena_may_be_freed_twice(void **state)
{
    (void)state;
    vnp__arena arena;
    vnp__arena_init(&arena, NULL);
    vnp__arena_get(&arena, 1);
    vnp__arena_free(&arena);
    vnp__arena_free(&arena);
}

/* ------------------------------------------------------------------- lists */

typedef struct numbers {
    int *at;
    uint32_t count;
} numbers;

static void test_list_keeps_its_entries_while_it_grows(void **state)
{
    (void)state;
    vnp__arena arena;
    vnp__arena_init(&arena, NULL);
    numbers list = {0};
    for (int i = 0; i < 5000; i++) {
        int *entry = VNP__ADD(&arena, &list);
        assert_int_equal(*entry, 0);
        *entry = i;
    }
    assert_int_equal(list.count, 5000);
    for (int i = 0; i < 5000; i++)
        assert_int_equal(list.at[i], i);
    vnp__arena_free(&arena);
}

static void grow_without_end(void *arg)
{
    vnp__arena_grow(arg, NULL, SIZE_MAX / 16, 64);
}

static void test_list_of_impossible_length_is_a_limit(void **state)
{
    (void)state;
    vnp__arena arena;
    vnp__arena_init(&arena, NULL);
    assert_int_equal(vnp__guard(&arena, grow_without_end, &arena), VNP_ERR_LIMIT);
    vnp__arena_free(&arena);
}

/* ----------------------------------------------------------------- failure */

static void fill_arena(void *arg)
{
    numbers list = {0};
    for (int i = 0; i < 100000; i++)
        VNP__PUSH((vnp__arena *)arg, &list, i);
}

static void test_each_failing_allocation_leaves_the_guard(void **state)
{
    (void)state;
    counter all = {0};
    vnp_alloc alloc = counting(&all);
    vnp__arena arena;
    vnp__arena_init(&arena, &alloc);
    assert_int_equal(vnp__guard(&arena, fill_arena, &arena), VNP_OK);
    vnp__arena_free(&arena);
    assert_true(all.requests > 3);
    for (long n = 1; n <= all.requests; n++) {
        counter c = {.fail_at = n};
        alloc = counting(&c);
        vnp__arena_init(&arena, &alloc);
        assert_int_equal(vnp__guard(&arena, fill_arena, &arena), VNP_ERR_NOMEM);
        assert_int_equal(arena.error.status, VNP_ERR_NOMEM);
        assert_string_equal(arena.error.text, "out of memory");
        vnp__arena_free(&arena);
        assert_int_equal(c.live, 0);
    }
}

static void fail_inside(void *arg)
{
    vnp__fail(arg, VNP_ERR_RULE, "rule %d of %s", 7, "x.json");
}

static void inner_guard(void *arg)
{
    assert_int_equal(vnp__guard(arg, fail_inside, arg), VNP_ERR_RULE);
    vnp__fail_again(arg);
}

static void test_failure_goes_on_to_the_outer_guard(void **state)
{
    (void)state;
    vnp__arena arena;
    vnp__arena_init(&arena, NULL);
    assert_int_equal(vnp__guard(&arena, inner_guard, &arena), VNP_ERR_RULE);
    assert_string_equal(arena.error.text, "rule 7 of x.json");
    assert_null(arena.on_failure);
    vnp__arena_free(&arena);
}

static void do_nothing(void *arg)
{
    (void)arg;
}

static void test_guard_after_a_failure_starts_clean(void **state)
{
    (void)state;
    vnp__arena arena;
    vnp__arena_init(&arena, NULL);
    assert_int_equal(vnp__guard(&arena, fail_inside, &arena), VNP_ERR_RULE);
    assert_int_equal(vnp__guard(&arena, do_nothing, &arena), VNP_OK);
    vnp__arena_free(&arena);
}

static void test_try_gives_null_and_does_not_jump(void **state)
{
    (void)state;
    counter c = {.fail_at = 1};
    vnp_alloc alloc = counting(&c);
    vnp__arena arena;
    vnp__arena_init(&arena, &alloc);
    assert_null(vnp__arena_try(&arena, 10));
    assert_non_null(vnp__arena_try(&arena, 10));
    vnp__arena_free(&arena);
}

/* ---------------------------------------------------------- texts of errors */

static void test_error_text_is_cut_between_characters(void **state)
{
    (void)state;
    /* each filler shifts the three bytes of the letter against the array's end */
    for (int shift = 0; shift < 4; shift++) {
        char text[400] = "";
        for (int i = 0; i < shift; i++)
            strcat(text, "x");
        for (int i = 0; i < 100; i++)
            strcat(text, "\u1EC7");
        vnp_error error;
        memset(&error, 0, sizeof error);
        vnp__error_set(&error, VNP_ERR_ARG, "%s", text);
        size_t len = strlen(error.text);
        assert_in_range(len, sizeof error.text - 4, sizeof error.text - 1);
        assert_int_equal((len - (size_t)shift) % 3, 0);
        assert_memory_equal(error.text, text, len);
    }
}

static void test_short_error_text_stays_whole(void **state)
{
    (void)state;
    vnp_error error;
    memset(&error, 0, sizeof error);
    vnp__error_set(&error, VNP_ERR_ARG, "tệp %s", "Kế hoạch");
    assert_string_equal(error.text, "tệp Kế hoạch");
    assert_int_equal(error.status, VNP_ERR_ARG);
    vnp__error_set(NULL, VNP_ERR_ARG, "nobody listens");
}

/* ----------------------------------------------------------------- strings */

static void test_formatted_and_copied_strings(void **state)
{
    (void)state;
    vnp__arena arena;
    vnp__arena_init(&arena, NULL);
    char long_text[2000];
    memset(long_text, 'a', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    vnp_str s = vnp__str_format(&arena, "%s/%d", long_text, 42);
    assert_int_equal(s.len, sizeof long_text - 1 + 3);
    assert_memory_equal(s.ptr + s.len - 3, "/42", 3);
    vnp_str copy = vnp__str_copy(&arena, vnp__str_sub(VNP__STR("a|bc|d"), 2, 4));
    assert_string_equal(copy.ptr, "bc");
    assert_true(vnp__str_eq(copy, VNP__STR("bc")));
    assert_true(vnp__str_eq((vnp_str){0}, VNP__STR("")));
    assert_false(vnp__str_eq(copy, VNP__STR("b")));
    vnp__arena_free(&arena);
}

static void test_buffer_grows_and_keeps_its_bytes(void **state)
{
    (void)state;
    vnp__arena arena;
    vnp__arena_init(&arena, NULL);
    vnp__buf buf = {.arena = &arena};
    for (int i = 0; i < 1000; i++) {
        vnp__buf_add(&buf, "abc", 3);
        vnp__buf_byte(&buf, '.');
    }
    vnp__buf_add(&buf, NULL, 0);
    vnp_str s = vnp__buf_str(&buf);
    assert_int_equal(s.len, 4000);
    for (uint32_t i = 0; i < s.len; i += 4)
        assert_memory_equal(s.ptr + i, "abc.", 4);
    vnp__arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(test_large_block_leaves_the_open_chunk_in_use),
        cmocka_unit_test(test_large_block_may_be_given_back),
        cmocka_unit_test(test_scratch_is_rewound),
        cmocka_unit_test(test_list_is_extended_in_place),
        cmocka_unit_test(test_chunks_grow_with_the_arena),
        cmocka_unit_test(test_empty_arena_may_be_freed_twice),
        cmocka_unit_test(test_list_keeps_its_entries_while_it_grows),
        cmocka_unit_test(test_list_of_impossible_length_is_a_limit),
        cmocka_unit_test(test_each_failing_allocation_leaves_the_guard),
        cmocka_unit_test(test_failure_goes_on_to_the_outer_guard),
        cmocka_unit_test(test_guard_after_a_failure_starts_clean),
        cmocka_unit_test(test_try_gives_null_and_does_not_jump),
        cmocka_unit_test(test_error_text_is_cut_between_characters),
        cmocka_unit_test(test_short_error_text_stays_whole),
        cmocka_unit_test(test_formatted_and_copied_strings),
        cmocka_unit_test(test_buffer_grows_and_keeps_its_bytes),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
