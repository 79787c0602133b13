#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int cli_print(const char *text)
{
    fputs(text, stdout);
    return cli_flush();
}

int cli_flush(void)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "vnplan: cannot write to standard output: %s\n", strerror(errno));
        return CLI_INTERNAL;
    }
    return CLI_DONE;
}

int cli_code_of(vnp_status status)
{
    switch (status) {
    case VNP_OK:
        return CLI_DONE;
    case VNP_ERR_FORMAT:
    case VNP_ERR_ENCODING:
        return CLI_INPUT;
    case VNP_ERR_RULE:
        return CLI_RULES;
    case VNP_ERR_ARG:
        return CLI_USAGE;
    default:
        return CLI_INTERNAL;
    }
}

/* ------------------------------------------------------------------- reading */

ptrdiff_t cli_read_some(int fd, char *bytes, size_t length)
{
    while (cli_stop_wait(fd)) {
        ptrdiff_t got = read(fd, bytes, length);
        if (got >= 0 || (errno != EINTR && errno != EAGAIN))
            return got;
        if (errno == EAGAIN) /* a descriptor shared with one that likes it so */
            poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, -1);
    }
    errno = EINTR;
    return -1;
}

/* `size` is what the file says it has: room for it is made at once. */
static vnp_status read_all(int fd, size_t size, uint32_t most, cli_buffer *into, char *why,
                           size_t why_size)
{
    enum { BLOCK_BYTES = 1 << 16 };
    size_t begin = into->len, block = size + 1; /* one more, to meet the end */
    for (;; block = BLOCK_BYTES) {
        bool full = into->cap < into->len + 2;
        if ((full || block != BLOCK_BYTES) && !cli_buffer_reserve(into, block)) {
            snprintf(why, why_size, "not enough memory to read it");
            return VNP_ERR_NOMEM;
        }
        ptrdiff_t got = cli_read_some(fd, into->at + into->len, into->cap - into->len - 1);
        if (got < 0) {
            snprintf(why, why_size, "cannot be read: %s", strerror(errno));
            return VNP_ERR_IO;
        }
        into->len += (size_t)got;
        into->at[into->len] = '\0';
        if (got == 0)
            return VNP_OK;
        if (into->len - begin > most) {
            snprintf(why, why_size, "the input has more bytes than the limit of %u", most);
            return VNP_ERR_LIMIT;
        }
    }
}

vnp_status cli_load(const char *path, uint32_t most, cli_buffer *into, struct stat *info, char *why,
                    size_t size)
{
    struct stat own;
    info = info ? info : &own;
    memset(info, 0, sizeof *info);
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, 0, most, into, why, size);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, info) != 0) {
        if (errno == ENOENT)
            snprintf(why, size, "no such file; check the name and the folder");
        else
            snprintf(why, size, "cannot be opened: %s", strerror(errno));
        if (fd >= 0)
            close(fd);
        return VNP_ERR_IO;
    }
    vnp_status status = VNP_ERR_IO;
    if (S_ISDIR(info->st_mode)) {
        snprintf(why, size, "is a directory; give the files in it");
    } else if (S_ISREG(info->st_mode) && info->st_size > (off_t)most) {
        snprintf(why, size, "the input has %lld bytes, more than the limit of %u",
                 (long long)info->st_size, most);
        status = VNP_ERR_LIMIT;
    } else {
        size_t known = S_ISREG(info->st_mode) ? (size_t)info->st_size : 0;
        status = read_all(fd, known, most, into, why, size);
    }
    close(fd);
    return status;
}

char *cli_read_file(const char *path, size_t *length, char *why, size_t size)
{
    cli_buffer bytes = {NULL, 0, 0};
    if (cli_load(path, UINT32_MAX, &bytes, NULL, why, size) != VNP_OK) {
        cli_buffer_free(&bytes);
        return NULL;
    }
    *length = bytes.len;
    return bytes.at;
}

/* ------------------------------------------------------------------- writing */

bool cli_write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ptrdiff_t put = write(fd, bytes, length);
        if (put >= 0) {
            bytes += put;
            length -= (size_t)put;
        } else if (errno == EAGAIN) {
            poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

/* A device or a pipe takes what is written; a file in its place would be no such thing. */
static bool is_special(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

bool cli_output_open(cli_output *out, const char *path)
{
    memset(out, 0, sizeof *out);
    out->path = path;
    if (!path || strcmp(path, "-") == 0) {
        out->path = NULL;
        out->file = stdout;
        return true;
    }
    if (is_special(path)) {
        out->file = fopen(path, "wb");
        if (!out->file)
            fprintf(stderr, "vnplan: cannot write %s: %s\n", path, strerror(errno));
        return out->file != NULL;
    }
    size_t len = strlen(path) + sizeof ".XXXXXX";
    out->aside = malloc(len);
    if (!out->aside) {
        fputs("vnplan: out of memory\n", stderr);
        return false;
    }
    snprintf(out->aside, len, "%s.XXXXXX", path);
    int fd = mkstemp(out->aside);
    if (fd >= 0) {
        /* mkstemp makes it private; the result gets the mode any new file gets */
        mode_t mask = umask(0);
        umask(mask);
        fchmod(fd, 0666 & ~mask);
        out->file = fdopen(fd, "wb");
    }
    if (!out->file) {
        fprintf(stderr, "vnplan: cannot write %s: %s\n", path, strerror(errno));
        if (fd >= 0) {
            close(fd);
            unlink(out->aside);
        }
        free(out->aside);
        out->aside = NULL;
        return false;
    }
    return true;
}

bool cli_output_write(void *out, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, ((cli_output *)out)->file) == length;
}

bool cli_output_close(cli_output *out, bool keep)
{
    bool ok = fflush(out->file) == 0 && !ferror(out->file);
    if (!out->path) {
        if (!ok)
            fprintf(stderr, "vnplan: cannot write to standard output: %s\n", strerror(errno));
        return ok;
    }
    ok = fclose(out->file) == 0 && ok;
    if (ok && keep && out->aside && rename(out->aside, out->path) != 0)
        ok = false;
    if (!ok)
        fprintf(stderr, "vnplan: cannot write %s: %s\n", out->path, strerror(errno));
    if (out->aside && (!ok || !keep))
        unlink(out->aside);
    free(out->aside);
    return ok;
}
