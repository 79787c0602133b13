#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
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
    case VNP_OK: return CLI_DONE;
    case VNP_ERR_FORMAT:
    case VNP_ERR_ENCODING: return CLI_INPUT;
    case VNP_ERR_RULE: return CLI_RULES;
    case VNP_ERR_ARG: return CLI_USAGE;
    default: return CLI_INTERNAL;
    }
}

/* ------------------------------------------------------------------- reading */

static char *read_stream(FILE *file, size_t *length, char *why, size_t size)
{
    size_t cap = 65536, len = 0;
    char *bytes = malloc(cap);
    while (bytes) {
        len += fread(bytes + len, 1, cap - len, file);
        if (len < cap)
            break;
        char *more = cap <= SIZE_MAX / 2 ? realloc(bytes, cap * 2) : NULL;
        if (!more) {
            free(bytes);
            bytes = NULL;
            break;
        }
        bytes = more;
        cap *= 2;
    }
    if (!bytes) {
        snprintf(why, size, "not enough memory to read it");
        return NULL;
    }
    if (ferror(file)) {
        snprintf(why, size, "cannot be read: %s", strerror(errno));
        free(bytes);
        return NULL;
    }
    *length = len;
    bytes[len] = '\0';
    return bytes;
}

char *cli_read_file(const char *path, size_t *length, char *why, size_t size)
{
    struct stat info;
    if (strcmp(path, "-") == 0)
        return read_stream(stdin, length, why, size);
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        snprintf(why, size, "is a directory; give the files in it");
        return NULL;
    }
    FILE *file = fopen(path, "rb");
    if (!file) {
        if (errno == ENOENT)
            snprintf(why, size, "no such file; check the name and the folder");
        else
            snprintf(why, size, "cannot be opened: %s", strerror(errno));
        return NULL;
    }
    char *bytes = read_stream(file, length, why, size);
    fclose(file);
    return bytes;
}

/* ------------------------------------------------------------------- writing */

bool cli_output_open(cli_output *out, const char *path)
{
    memset(out, 0, sizeof *out);
    out->path = path;
    if (!path || strcmp(path, "-") == 0) {
        out->file = stdout;
        return true;
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
    if (!out->aside) {
        if (!ok)
            fprintf(stderr, "vnplan: cannot write to standard output: %s\n", strerror(errno));
        return ok;
    }
    ok = fclose(out->file) == 0 && ok;
    if (ok && keep && rename(out->aside, out->path) != 0)
        ok = false;
    if (!ok)
        fprintf(stderr, "vnplan: cannot write %s: %s\n", out->path, strerror(errno));
    if (!ok || !keep)
        unlink(out->aside);
    free(out->aside);
    return ok;
}
