/* Memory for a plan that is read alone. */
#include "cli/cli.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * What a short plan is read with: so many bytes for each of its own, and what every one
 * takes. Too much costs more than it gains.
 */
enum { HEAP_EACH = 17, HEAP_ALWAYS = 64 * 1024, SHORT_PLAN = 256 * 1024 };

/* The lists of a long plan are mapped each by itself: what is outgrown leaves no hole. */
enum { LONG_LIST = 1024 * 1024 };

void cli_heap_prepare(size_t length)
{
#if defined(__GLIBC__) && defined(MADV_POPULATE_WRITE)
    size_t page = (size_t)sysconf(_SC_PAGESIZE), room = HEAP_ALWAYS + HEAP_EACH * length;
    if (length > SHORT_PLAN) {
        mallopt(M_MMAP_THRESHOLD, LONG_LIST);
        return;
    }
    if (!mallopt(M_MMAP_THRESHOLD, (int)room * 2) || !mallopt(M_TRIM_THRESHOLD, (int)room * 2))
        return;
    char *heap = malloc(room);
    if (heap) {
        size_t skip = (page - (uintptr_t)heap % page) % page;
        (void)madvise(heap + skip, (room - skip) / page * page, MADV_POPULATE_WRITE);
    }
    free(heap);
#else
    (void)length;
#endif
}
