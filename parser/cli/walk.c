/*
 * The plans below a directory: files named .txt, .md or .markdown, in each directory
 * sorted by name byte by byte, directories among them. Names that begin with a point are
 * left out. Links to files are followed; links to directories are not: they may lead in
 * circles, and what they lead to is found where it is.
 *
 * Kept in memory are the names of the directories that are open, one for each level.
 */
#include "cli/cli.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A directory that is being gone through; a name has its kind in front. */
typedef struct cli_walk_level {
    cli_buffer names;
    const char **sorted;
    size_t count, next;
    size_t path_len; /* of the walk's path with a slash behind it */
} cli_walk_level;

enum { KIND_FILE = 'f', KIND_FOLDER = 'd' };

static bool is_plan(const char *name)
{
    static const char *const endings[] = {".txt", ".md", ".markdown"};
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i]);
        if (len > end && strcasecmp(name + len - end, endings[i]) == 0)
            return true;
    }
    return false;
}

/* 0 for what is left out: pipes and devices, and links to directories. A link that leads
 * nowhere stays: opening it tells why. */
static char kind_of(int dir, const struct dirent *entry)
{
    struct stat info;
    unsigned type = entry->d_type;
    if (type == DT_UNKNOWN && fstatat(dir, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0)
        type = IFTODT(info.st_mode);
    if (type == DT_DIR)
        return KIND_FOLDER;
    if (!is_plan(entry->d_name))
        return 0;
    if (type == DT_LNK)
        type = fstatat(dir, entry->d_name, &info, 0) == 0 ? IFTODT(info.st_mode) : DT_REG;
    return type == DT_REG ? KIND_FILE : 0;
}

static int by_name(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x + 1, *y + 1);
}

static bool read_names(DIR *dir, cli_walk_level *level)
{
    struct dirent *entry;
    for (errno = 0; (entry = readdir(dir)) != NULL; errno = 0) {
        char kind = entry->d_name[0] == '.' ? 0 : kind_of(dirfd(dir), entry);
        if (!kind)
            continue;
        if (!cli_buffer_write(&level->names, &kind, 1) ||
            !cli_buffer_write(&level->names, entry->d_name, strlen(entry->d_name) + 1)) {
            errno = ENOMEM;
            return false;
        }
        level->count++;
    }
    return errno == 0;
}

static bool sort_names(cli_walk_level *level)
{
    level->sorted = malloc((level->count + 1) * sizeof *level->sorted);
    if (!level->sorted) {
        errno = ENOMEM;
        return false;
    }
    const char *name = level->names.at;
    for (size_t i = 0; i < level->count; i++, name += strlen(name) + 1)
        level->sorted[i] = name;
    if (level->count)
        qsort(level->sorted, level->count, sizeof *level->sorted, by_name);
    return true;
}

static void drop(cli_walk_level *level)
{
    cli_buffer_free(&level->names);
    free(level->sorted);
}

static bool grow(cli_walk *walk)
{
    if (walk->depth < walk->cap)
        return true;
    size_t cap = walk->cap ? walk->cap * 2 : 8;
    cli_walk_level *levels = realloc(walk->levels, cap * sizeof *levels);
    if (!levels) {
        errno = ENOMEM;
        return false;
    }
    walk->levels = levels;
    walk->cap = cap;
    return true;
}

/* Opens the directory that the walk's path names. */
static bool enter(cli_walk *walk, char *why, size_t size)
{
    cli_walk_level level = {.count = 0};
    DIR *dir = opendir(walk->path.at);
    bool ok = dir && read_names(dir, &level) && sort_names(&level) && grow(walk);
    size_t len = walk->path.len;
    if (ok && walk->path.at[len - 1] != '/')
        ok = cli_buffer_write(&walk->path, "/", 1);
    if (!ok)
        snprintf(why, size, "this directory cannot be read: %s", strerror(errno));
    if (dir)
        closedir(dir);
    if (!ok) {
        drop(&level);
        return false;
    }
    level.path_len = walk->path.len;
    walk->levels[walk->depth++] = level;
    return true;
}

bool cli_walk_enter(cli_walk *walk, const char *dir, char *why, size_t size)
{
    walk->found = false;
    if (!cli_buffer_set(&walk->path, dir, strlen(dir))) {
        snprintf(why, size, "out of memory");
        return false;
    }
    return enter(walk, why, size);
}

const char *cli_walk_next(cli_walk *walk, char *why, size_t size)
{
    why[0] = '\0';
    while (walk->depth > 0) {
        cli_walk_level *level = &walk->levels[walk->depth - 1];
        if (level->next == level->count) {
            drop(level);
            walk->depth--;
            continue;
        }
        const char *name = level->sorted[level->next++];
        walk->path.len = level->path_len;
        if (!cli_buffer_write(&walk->path, name + 1, strlen(name + 1))) {
            snprintf(why, size, "out of memory");
            return name + 1;
        }
        if (name[0] == KIND_FOLDER && enter(walk, why, size))
            continue;
        walk->found = true;
        return walk->path.at;
    }
    return NULL;
}

void cli_walk_free(cli_walk *walk)
{
    while (walk->depth > 0)
        drop(&walk->levels[--walk->depth]);
    free(walk->levels);
    cli_buffer_free(&walk->path);
}
