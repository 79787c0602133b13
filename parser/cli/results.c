/*
 * Result files of --output-dir. The name of a result is the path of its input below DIR,
 * with an ending of its own: .json for a plan, .error for the record of a failure, .part
 * while it is written. Two inputs never have one name:
 *
 *     a/../b    "..", like anything a file system may take amiss, is written %2E%2E
 *     /a/b      an absolute path begins with %2F
 *     a.json/b  a directory cannot be called as a result may be: a%2Ejson/b
 *     100%      the sign itself is %25
 *     long      a name beyond what file systems take is cut and ends in %~ and its hash
 *
 * "./a" and "a//b" are "a" and "a/b": the same file has one result.
 */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static const char good_ending[] = ".json", bad_ending[] = ".error", part_ending[] = ".part";

/* File systems take 255 bytes; the endings have to fit too. */
enum { MAX_PART_BYTES = 240, CUT_PART_BYTES = 200 };

/* ---------------------------------------------------------------------- names */

static bool put_escaped(cli_buffer *b, unsigned char c)
{
    char text[4];
    snprintf(text, sizeof text, "%%%02X", c);
    return cli_buffer_write(b, text, 3);
}

static bool ends_like_result(const char *part, size_t len)
{
    const char *const endings[] = {good_ending, bad_ending, part_ending};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i]);
        if (len >= end && memcmp(part + len - end, endings[i], end) == 0)
            return true;
    }
    return false;
}

static uint64_t hash_of(const char *text, size_t len)
{
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
    return hash;
}

/* What was put from `begin` on, if it is too long for one name. */
static bool cut(cli_buffer *b, size_t begin)
{
    size_t len = b->len - begin;
    if (len <= MAX_PART_BYTES)
        return true;
    char mark[20];
    snprintf(mark, sizeof mark, "%%~%016llx", (unsigned long long)hash_of(b->at + begin, len));
    size_t keep = CUT_PART_BYTES;
    while (keep > 0 && (b->at[begin + keep] & 0xC0) == 0x80)
        keep--;
    b->len = begin + keep;
    return cli_buffer_write(b, mark, strlen(mark));
}

/* One name of the path; `last` is the file. */
static bool put_part(cli_buffer *b, const char *part, size_t len, bool absolute, bool last)
{
    bool ok = cli_buffer_write(b, "/", 1);
    size_t begin = b->len;
    bool up = len == 2 && memcmp(part, "..", 2) == 0;
    bool dash = last && len == 1 && part[0] == '-'; /* "-" is standard input's */
    size_t point = !last && ends_like_result(part, len) ? len - 1 : len;
    while (point < len && part[point] != '.')
        point--;
    ok = ok && (!absolute || put_escaped(b, '/'));
    for (size_t i = 0; ok && i < len; i++) {
        unsigned char c = (unsigned char)part[i];
        bool escaped = c < 0x20 || c == 0x7F || c == '%' || up || dash || i == point;
        ok = escaped ? put_escaped(b, c) : cli_buffer_write(b, part + i, 1);
    }
    return ok && cut(b, begin);
}

bool cli_result_name(cli_buffer *into, const char *dir, const char *input)
{
    bool absolute = input[0] == '/';
    bool ok = cli_buffer_set(into, dir, strlen(dir));
    if (strcmp(input, "-") == 0)
        return ok && cli_buffer_write(into, "/-", 2);
    while (ok && *input) {
        size_t len = strcspn(input, "/");
        const char *next = input + len + strspn(input + len, "/");
        bool here = len == 0 || (len == 1 && input[0] == '.');
        if (!here) {
            ok = put_part(into, input, len, absolute, *next == '\0');
            absolute = false;
        }
        input = next;
    }
    return ok;
}

static char *join(const char *result, const char *ending)
{
    size_t size = strlen(result) + strlen(ending) + 1;
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s%s", result, ending);
    else
        errno = ENOMEM;
    return path;
}

/* -------------------------------------------------------------------- looking */

static bool is_older(struct timespec a, struct timespec b)
{
    return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

/* A result has the time its input had when it was read: a change after that counts, even
 * one that was made before the result was written. An empty one is what a crash of the
 * machine may leave. */
bool cli_result_is_there(const char *result, const char *input)
{
    struct stat had, has;
    char *path = join(result, good_ending);
    bool there = path && stat(path, &has) == 0 && S_ISREG(has.st_mode) && has.st_size > 0;
    free(path);
    return there && stat(input, &had) == 0 && !is_older(has.st_mtim, had.st_mtim);
}

/* -------------------------------------------------------------------- writing */

/* The folders above a path. Others may be making them too. */
static bool make_parents(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool ok = mkdir(path, 0777) == 0 || errno == EEXIST || errno == EISDIR;
        *slash = '/';
        if (!ok)
            return false;
    }
    return true;
}

/*
 * The name of the part is always the same, so that what a killed run left is taken over
 * by the next. The lock keeps two writers of one result apart; whoever waited for it may
 * find that his file has been renamed in the meantime.
 */
static int open_part(char *path)
{
    for (bool made = false;;) {
        int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
        if (fd < 0 && errno == ENOENT && !made) {
            made = true;
            if (make_parents(path))
                continue;
        }
        if (fd < 0)
            return -1;
        struct stat ours, there;
        while (flock(fd, LOCK_EX) != 0 && errno == EINTR)
            ;
        if (fstat(fd, &ours) == 0 && stat(path, &there) == 0 && ours.st_ino == there.st_ino &&
            ours.st_dev == there.st_dev)
            return fd;
        close(fd);
    }
}

static bool write_part(const char *part, int fd, const char *path, const cli_buffer *bytes,
                       const struct timespec *time)
{
    const struct timespec times[] = {time ? *time : (struct timespec){0, UTIME_NOW},
                                     time ? *time : (struct timespec){0, UTIME_NOW}};
    bool ok = ftruncate(fd, 0) == 0 && cli_write_all(fd, bytes->at, bytes->len) &&
              futimens(fd, times) == 0 && rename(part, path) == 0;
    int reason = errno;
    if (!ok)
        unlink(part);
    if (close(fd) != 0 && ok)
        return false;
    errno = reason;
    return ok;
}

bool cli_result_write(const char *result, bool good, const cli_buffer *bytes,
                      const struct timespec *time)
{
    char *part = join(result, part_ending);
    char *path = join(result, good ? good_ending : bad_ending);
    int fd = part && path ? open_part(part) : -1;
    bool ok = fd >= 0 && write_part(part, fd, path, bytes, time);
    int reason = errno;
    free(path);
    if (ok && good) {
        path = join(result, bad_ending);
        if (path)
            unlink(path); /* of an earlier try */
        free(path);
    }
    free(part);
    errno = reason;
    return ok;
}
