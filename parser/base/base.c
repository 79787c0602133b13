#include "base/base.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct vnp__chunk {
    vnp__chunk *older;
    size_t size;
    bool own; /* for one request */
    max_align_t data[];
};

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 1024 * 1024 };

/* ------------------------------------------------------------------ memory */

static void *libc_malloc(size_t size, void *ctx)
{
    (void)ctx;
    return malloc(size);
}

static void *libc_realloc(void *block, size_t size, void *ctx)
{
    (void)ctx;
    return realloc(block, size);
}

static void libc_free(void *block, void *ctx)
{
    (void)ctx;
    free(block);
}

vnp_alloc vnp__alloc_default(void)
{
    return (vnp_alloc){libc_malloc, libc_realloc, libc_free, NULL};
}

void vnp__arena_init(vnp__arena *arena, const vnp_alloc *alloc)
{
    memset(arena, 0, sizeof *arena);
    arena->alloc = alloc ? *alloc : vnp__alloc_default();
}

void vnp__arena_free(vnp__arena *arena)
{
    while (arena->chunks) {
        vnp__chunk *older = arena->chunks->older;
        arena->alloc.free(arena->chunks, arena->alloc.ctx);
        arena->chunks = older;
    }
    arena->next = arena->end = NULL;
    arena->total = 0;
}

/*
 * Chunks grow with the arena, so that a small document costs little and a large
 * one few calls. A request larger than a chunk gets one of its own, put behind
 * the newest so that the newest's free space stays in use.
 */
static char *chunk_new(vnp__arena *arena, size_t size)
{
    size_t want = arena->total < FIRST_CHUNK ? FIRST_CHUNK : arena->total;
    if (want > LARGEST_CHUNK)
        want = LARGEST_CHUNK;
    bool own = size > want / 4;
    if (own)
        want = size;
    if (want > SIZE_MAX - sizeof(vnp__chunk))
        return NULL;
    vnp__chunk *chunk = arena->alloc.malloc(sizeof *chunk + want, arena->alloc.ctx);
    if (!chunk)
        return NULL;
    arena->total += want;
    char *data = (char *)chunk->data;
    chunk->size = want;
    chunk->own = own && arena->chunks;
    if (chunk->own) {
        chunk->older = arena->chunks->older;
        arena->chunks->older = chunk;
        return data;
    }
    chunk->older = arena->chunks;
    arena->chunks = chunk;
    arena->next = data + size;
    arena->end = data + want;
    return data;
}

static char *take(vnp__arena *arena, size_t size, size_t align)
{
    if (arena->next) {
        size_t pad = (size_t)(-(uintptr_t)arena->next) & (align - 1);
        if ((size_t)(arena->end - arena->next) >= pad &&
            (size_t)(arena->end - arena->next) - pad >= size) {
            char *at = arena->next + pad;
            arena->next = at + size;
            return at;
        }
    }
    return chunk_new(arena, size);
}

void *vnp__arena_try(vnp__arena *arena, size_t size)
{
    void *at = take(arena, size ? size : 1, _Alignof(max_align_t));
    return at ? memset(at, 0, size) : NULL;
}

/* For what must not fail. */
static char *must_take(vnp__arena *arena, size_t size, size_t align)
{
    char *at = take(arena, size ? size : 1, align);
    if (!at)
        vnp__fail(arena, VNP_ERR_NOMEM, "out of memory");
    return at;
}

void *vnp__arena_raw(vnp__arena *arena, size_t size)
{
    return must_take(arena, size, _Alignof(max_align_t));
}

/* What refers to the chunk for one request that begins at `at`; NULL where there is
 * none. The newest chunk is in use by others even where it was made for one request. */
static vnp__chunk **own_chunk(vnp__arena *arena, const void *at)
{
    vnp__chunk *newer = arena->chunks;
    while (newer && newer->older && (void *)newer->older->data != at)
        newer = newer->older;
    return newer && newer->older && newer->older->own ? &newer->older : NULL;
}

void vnp__arena_drop(vnp__arena *arena, void *at)
{
    vnp__chunk **link = own_chunk(arena, at);
    if (!link)
        return;
    vnp__chunk *chunk = *link;
    *link = chunk->older;
    arena->total -= chunk->size;
    arena->alloc.free(chunk, arena->alloc.ctx);
}

/* The first chunk is taken at once, so that a rewind to the begin keeps it. */
void vnp__scratch_init(vnp__arena *scratch, vnp__arena *owner)
{
    vnp__arena_init(scratch, &owner->alloc);
    scratch->owner = owner;
    vnp__arena_bytes(scratch, 0);
}

vnp__mark vnp__scratch_mark(const vnp__arena *scratch)
{
    return (vnp__mark){scratch->chunks, scratch->chunks->older, scratch->next, scratch->end};
}

static void free_chunks(vnp__arena *arena, vnp__chunk **from, const vnp__chunk *to)
{
    while (*from != to) {
        vnp__chunk *chunk = *from;
        *from = chunk->older;
        arena->total -= chunk->size;
        arena->alloc.free(chunk, arena->alloc.ctx);
    }
}

/* Chunks for one request lie behind the one that was the newest. */
void vnp__scratch_rewind(vnp__arena *scratch, vnp__mark mark)
{
    free_chunks(scratch, &scratch->chunks, mark.chunk);
    free_chunks(scratch, &scratch->chunks->older, mark.older);
    scratch->next = mark.next;
    scratch->end = mark.end;
}

void *vnp__arena_get(vnp__arena *arena, size_t size)
{
    return memset(vnp__arena_raw(arena, size), 0, size);
}

char *vnp__arena_bytes(vnp__arena *arena, size_t size)
{
    return must_take(arena, size, 1);
}

void *vnp__arena_grow(vnp__arena *arena, void *old, size_t count, size_t size)
{
    size_t cap = count ? 2 * count : 1;
    if (cap > SIZE_MAX / size)
        vnp__fail(arena, VNP_ERR_LIMIT, "a list grew too long");
    size_t used = count * size;
    if (count && (char *)old + used == arena->next && (size_t)(arena->end - arena->next) >= used) {
        arena->next += used;
        return old;
    }
    /* the size of a type is a multiple of its alignment: its lowest bit is enough */
    size_t align = size & -size;
    if (align > _Alignof(max_align_t))
        align = _Alignof(max_align_t);
    char *at = must_take(arena, cap * size, align);
    if (count)
        memcpy(at, old, used);
    return at;
}

void *vnp__arena_regrow(vnp__arena *arena, void *old, size_t count, size_t size)
{
    size_t used = count * size;
    vnp__chunk **link = used > LARGEST_CHUNK / 4 ? own_chunk(arena, old) : NULL;
    if (!link || used > (SIZE_MAX - sizeof(vnp__chunk)) / 2)
        return vnp__arena_grow(arena, old, count, size);
    vnp__chunk *chunk = arena->alloc.realloc(*link, sizeof *chunk + 2 * used, arena->alloc.ctx);
    if (!chunk)
        vnp__fail(arena, VNP_ERR_NOMEM, "out of memory");
    *link = chunk;
    arena->total += 2 * used - chunk->size;
    chunk->size = 2 * used;
    return chunk->data;
}

/* ----------------------------------------------------------------- failure */

/* Cuts a text that filled its array at the last whole character. */
static void cut_at_character(char *text, size_t size)
{
    size_t len = strlen(text);
    if (len + 1 < size)
        return;
    while (len > 0 && ((unsigned char)text[len - 1] & 0xC0) == 0x80)
        len--;
    if (len > 0 && (unsigned char)text[len - 1] >= 0xC0)
        text[len - 1] = '\0';
}

static void error_fill(vnp_error *error, vnp_status status, const char *text, va_list args)
{
    error->status = status;
    vsnprintf(error->text, sizeof error->text, text, args);
    cut_at_character(error->text, sizeof error->text);
}

void vnp__error_set(vnp_error *error, vnp_status status, const char *text, ...)
{
    if (!error)
        return;
    va_list args;
    va_start(args, text);
    error_fill(error, status, text, args);
    va_end(args);
}

void vnp__fail(vnp__arena *arena, vnp_status status, const char *text, ...)
{
    va_list args;
    arena = arena->owner ? arena->owner : arena;
    va_start(args, text);
    error_fill(&arena->error, status, text, args);
    va_end(args);
    vnp__fail_again(arena);
}

void vnp__fail_again(vnp__arena *arena)
{
    if (arena->on_failure)
        longjmp(*arena->on_failure, 1);
    abort(); /* an allocation outside every guard: a defect, never an input's doing */
}

vnp_status vnp__guard(vnp__arena *arena, void (*work)(void *), void *arg)
{
    jmp_buf here;
    jmp_buf *outer = arena->on_failure;
    arena->on_failure = &here;
    arena->error.status = VNP_OK;
    if (setjmp(here) == 0)
        work(arg);
    arena->on_failure = outer;
    return arena->error.status;
}

/* ----------------------------------------------------------------- strings */

vnp_str vnp__str_copy(vnp__arena *arena, vnp_str s)
{
    char *at = vnp__arena_bytes(arena, (size_t)s.len + 1);
    if (s.len)
        memcpy(at, s.ptr, s.len);
    at[s.len] = '\0';
    return (vnp_str){at, s.len};
}

vnp_str vnp__str_format(vnp__arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0) {
        va_end(again);
        vnp__fail(arena, VNP_ERR_INTERNAL, "cannot format a text");
    }
    char *at = vnp__arena_bytes(arena, (size_t)len + 1);
    vsnprintf(at, (size_t)len + 1, format, again);
    va_end(again);
    return vnp__str(at, (size_t)len);
}

void vnp__buf_add(vnp__buf *buf, const char *bytes, size_t len)
{
    if (len > buf->cap - buf->len) {
        size_t cap = buf->cap ? buf->cap * 2 : 64;
        while (cap < buf->len + len)
            cap *= 2;
        char *at = vnp__arena_bytes(buf->arena, cap);
        if (buf->len)
            memcpy(at, buf->ptr, buf->len);
        buf->ptr = at;
        buf->cap = cap;
    }
    if (len)
        memcpy(buf->ptr + buf->len, bytes, len);
    buf->len += len;
}

void vnp__buf_byte(vnp__buf *buf, char byte)
{
    vnp__buf_add(buf, &byte, 1);
}

vnp_str vnp__buf_str(const vnp__buf *buf)
{
    return vnp__str(buf->ptr, buf->len);
}
