/*
 * base.h - what every stage stands on: memory, slices, growing lists, failure.
 *
 * Memory of a document or a rule set is one arena, freed in one go. An
 * allocation that fails does not return: it leaves the stage by longjmp to the
 * vnp__guard that entered it, so no stage has to check for NULL. The price is a
 * rule: nothing that must be released by hand may be held across an allocation
 * from the arena, except what the arena's owner releases (match data, compiled
 * patterns). Code called back by a foreign library (md4c, cJSON, PCRE2) must
 * use vnp__arena_try instead, for it must not be left by a jump.
 */
#ifndef VNP_BASE_H
#define VNP_BASE_H

#include <assert.h>
#include <setjmp.h>
#include <string.h>

#include "vnplan.h"

/* ------------------------------------------------------------------ memory */

typedef struct vnp__chunk vnp__chunk;

typedef struct vnp__arena {
    vnp_alloc alloc;
    vnp__chunk *chunks; /* newest first */
    char *next;         /* free space of the newest chunk */
    char *end;
    size_t total;             /* bytes got from the allocator */
    jmp_buf *on_failure;      /* set by vnp__guard */
    vnp_error error;          /* why a stage was left */
    struct vnp__arena *owner; /* of a scratch arena: whose stage a failure leaves */
} vnp__arena;

vnp_alloc vnp__alloc_default(void);
void vnp__arena_init(vnp__arena *arena, const vnp_alloc *alloc);
void vnp__arena_free(vnp__arena *arena);

/*
 * A scratch arena holds what a function needs until it returns: that marks the place
 * where it begins and rewinds to it. A failure is the owner's, who frees the scratch.
 */
typedef struct vnp__mark {
    vnp__chunk *chunk, *older;
    char *next, *end;
} vnp__mark;

void vnp__scratch_init(vnp__arena *scratch, vnp__arena *owner);
vnp__mark vnp__scratch_mark(const vnp__arena *scratch);
/* Forgets what was taken since. */
void vnp__scratch_rewind(vnp__arena *scratch, vnp__mark mark);

/* Zeroed memory, aligned for any type; does not return on failure. */
void *vnp__arena_get(vnp__arena *arena, size_t size);
/* The same, but NULL on failure. */
void *vnp__arena_try(vnp__arena *arena, size_t size);
/*
 * Gives back what vnp__arena_raw gave if it was large enough for a chunk of its own;
 * else it stays. For what a stage needs for itself only.
 */
void vnp__arena_drop(vnp__arena *arena, void *at);
/* Bytes without alignment, not zeroed; does not return on failure. */
char *vnp__arena_bytes(vnp__arena *arena, size_t size);
/* Aligned, but not zeroed: for what is written at once. Does not return on failure. */
void *vnp__arena_raw(vnp__arena *arena, size_t size);
/*
 * A list's storage with room for twice as many entries, those behind `count` not
 * zeroed; see VNP__ADD. It stays where it is if nothing else was taken since; else it
 * is copied, and the old entries stay valid.
 */
void *vnp__arena_grow(vnp__arena *arena, void *old, size_t count, size_t size);

/* The same for a list of whose entries no address is kept, nor a scratch mark taken since
 * it began: a long one moves, and nothing stays where it was. */
void *vnp__arena_regrow(vnp__arena *arena, void *old, size_t count, size_t size);

#define VNP__NEW(arena, T) ((T *)vnp__arena_get((arena), sizeof(T)))

/*
 * Appends a zeroed entry to a list {T *at; uint32_t count;} and gives its
 * address. Storage doubles whenever count reaches a power of two, so that a
 * list needs no capacity of its own; entries move, keep indices instead.
 */
#define VNP__ADD(arena, list) VNP__ADD_BY(vnp__arena_grow, arena, list)

/* The same by vnp__arena_regrow. */
#define VNP__ADD_MOVING(arena, list) VNP__ADD_BY(vnp__arena_regrow, arena, list)

#define VNP__ADD_BY(grow, arena, list)                                                             \
    (VNP__RESERVE(grow, arena, list), memset(&(list)->at[(list)->count], 0, sizeof *(list)->at),   \
     &(list)->at[(list)->count++])

/* Appends `value`. */
#define VNP__PUSH(arena, list, value)                                                              \
    (VNP__RESERVE(vnp__arena_grow, arena, list), (void)((list)->at[(list)->count] = (value)),      \
     (void)(list)->count++)

#define VNP__RESERVE(grow, arena, list)                                                            \
    (((list)->count & ((list)->count - 1)) == 0                                                    \
         ? (void)((list)->at = grow((arena), (list)->at, (list)->count, sizeof *(list)->at))       \
         : (void)0)

/* ----------------------------------------------------------------- failure */

/* Leaves the running stage; `text` is printf-like. Does not return. */
_Noreturn void vnp__fail(vnp__arena *arena, vnp_status status, const char *text, ...)
    __attribute__((format(printf, 3, 4)));

/* Leaves the running stage with the failure a vnp__guard inside it caught. */
_Noreturn void vnp__fail_again(vnp__arena *arena);

/* Runs work(arg); VNP_OK, or the status it was left with (details in arena->error). */
vnp_status vnp__guard(vnp__arena *arena, void (*work)(void *), void *arg);

void vnp__error_set(vnp_error *error, vnp_status status, const char *text, ...)
    __attribute__((format(printf, 3, 4)));

/* ----------------------------------------------------------------- strings */

#define VNP__STR(literal) ((vnp_str){"" literal, (uint32_t)(sizeof(literal) - 1)})

static inline vnp_str vnp__str(const char *ptr, size_t len)
{
    return (vnp_str){ptr, (uint32_t)len};
}

static inline vnp_str vnp__str_c(const char *text)
{
    return vnp__str(text, strlen(text));
}

static inline bool vnp__str_eq(vnp_str a, vnp_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline vnp_str vnp__str_sub(vnp_str s, uint32_t begin, uint32_t end)
{
    assert(begin <= end && end <= s.len);
    return (vnp_str){s.ptr + begin, end - begin};
}

/* Copies into the arena; the copy is also NUL-terminated. */
vnp_str vnp__str_copy(vnp__arena *arena, vnp_str s);
vnp_str vnp__str_format(vnp__arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Indices. */
typedef struct vnp__uint_list {
    uint32_t *at;
    uint32_t count;
} vnp__uint_list;

/* A growing byte buffer in an arena; bytes stay valid after it grows no more. */
typedef struct vnp__buf {
    vnp__arena *arena;
    char *ptr;
    size_t len, cap;
} vnp__buf;

void vnp__buf_add(vnp__buf *buf, const char *bytes, size_t len);
void vnp__buf_byte(vnp__buf *buf, char byte);
vnp_str vnp__buf_str(const vnp__buf *buf);

#endif
