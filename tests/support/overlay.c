/* A folder of overlay rules for a test, removed with all that is in it. */
#include "support/support.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

void overlay_open(overlay *o)
{
    strcpy(o->dir, "/tmp/vnplan-rules-XXXXXX");
    assert_non_null(mkdtemp(o->dir));
}

void overlay_bytes(const overlay *o, const char *name, const char *bytes, size_t len)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", o->dir, name);
    for (char *slash = path + strlen(o->dir) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

void overlay_file(const overlay *o, const char *name, const char *text)
{
    overlay_bytes(o, name, text, strlen(text));
}

/* NOLINTNEXTLINE(misc-no-recursion): of folders the test has made */
static void remove_folder(const char *path)
{
    DIR *d = opendir(path);
    for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
        char inner[512];
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, e->d_name);
        if (unlink(inner) != 0)
            remove_folder(inner);
    }
    if (d)
        closedir(d);
    rmdir(path);
}

void overlay_close(overlay *o)
{
    remove_folder(o->dir);
}

vnp_status overlay_load(const overlay *o, vnp_rules **out, vnp_error *error)
{
    const char *dirs[] = {o->dir};
    vnp_rules_options options;
    vnp_rules_options_init(&options);
    options.dirs = dirs;
    options.dir_count = 1;
    return vnp_rules_load(&options, out, error);
}

vnp_rules *overlay_rules(const overlay *o)
{
    vnp_rules *rules;
    vnp_error error;
    if (overlay_load(o, &rules, &error) != VNP_OK)
        fail_msg("%s:%u: %s", error.file, error.line, error.text);
    return rules;
}
