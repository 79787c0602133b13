/* .vnplan.json: what a folder of plans is to be checked for. */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ------------------------------------------------------------------------ ids */

bool cli_ids_add(cli_ids *ids, const char *id, size_t len)
{
    char **more = realloc(ids->at, (ids->count + 1) * sizeof *more);
    char *copy = more ? strndup(id, len) : NULL;
    if (more)
        ids->at = more;
    if (!copy) {
        fputs("vnplan: out of memory\n", stderr);
        return false;
    }
    ids->at[ids->count++] = copy;
    return true;
}

bool cli_ids_have(const cli_ids *ids, vnp_str id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (strlen(ids->at[i]) == id.len && memcmp(ids->at[i], id.ptr, id.len) == 0)
            return true;
    return false;
}

void cli_ids_free(cli_ids *ids)
{
    for (size_t i = 0; i < ids->count; i++)
        free(ids->at[i]);
    free(ids->at);
    *ids = (cli_ids){NULL, 0};
}

bool cli_set_fail_on(cli_fail_on *out, const char *name)
{
    static const struct {
        const char *name;
        cli_fail_on value;
    } names[] = {{"note", CLI_FAIL_NOTE},
                 {"warning", CLI_FAIL_WARNING},
                 {"error", CLI_FAIL_ERROR},
                 {"never", CLI_FAIL_NEVER}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i].name) == 0) {
            *out = names[i].value;
            return true;
        }
    return false;
}

/* ----------------------------------------------------------------------- search */

static const char config_name[] = ".vnplan.json";

static bool is_file(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* The path of the nearest configuration in `folder` or above it; NULL for none. */
static char *find_above(char *folder)
{
    for (;;) {
        size_t len = strlen(folder);
        char *path = malloc(len + sizeof config_name + 1);
        if (!path)
            return NULL;
        sprintf(path, "%s/%s", len == 1 ? "" : folder, config_name);
        if (is_file(path))
            return path;
        free(path);
        char *slash = strrchr(folder, '/');
        if (!slash || len == 1)
            return NULL;
        slash[slash == folder ? 1 : 0] = '\0';
    }
}

static char *find_config(const char *file)
{
    char *copy = strdup(strcmp(file, "-") == 0 ? "./-" : file);
    char *slash = copy ? strrchr(copy, '/') : NULL;
    if (slash)
        slash[slash == copy ? 1 : 0] = '\0';
    char *folder = copy ? realpath(slash ? copy : ".", NULL) : NULL;
    char *path = folder ? find_above(folder) : NULL;
    free(folder);
    free(copy);
    return path;
}

/* ---------------------------------------------------------------------- reading */

static int refuse(const cli_config *config, const char *what, const char *name)
{
    fprintf(stderr, "vnplan: %s: %s%s%s%s\n", config->path, what, name ? " '" : "",
            name ? name : "", name ? "'" : "");
    return CLI_USAGE;
}

static int read_strings(cli_config *config, const cJSON *list, cli_ids *out)
{
    if (!cJSON_IsArray(list))
        return refuse(config, "a list of texts is needed for", list->string);
    for (const cJSON *entry = list->child; entry; entry = entry->next) {
        if (!cJSON_IsString(entry))
            return refuse(config, "a list of texts is needed for", list->string);
        if (!cli_ids_add(out, entry->valuestring, strlen(entry->valuestring)))
            return CLI_INTERNAL;
    }
    return CLI_DONE;
}

/* Folders of rules are given from where the configuration stands. */
static bool make_absolute(const cli_config *config, cli_ids *folders)
{
    size_t base = (size_t)(strrchr(config->path, '/') - config->path) + 1;
    for (size_t i = 0; i < folders->count; i++) {
        if (folders->at[i][0] == '/')
            continue;
        char *path = malloc(base + strlen(folders->at[i]) + 1);
        if (!path)
            return false;
        sprintf(path, "%.*s%s", (int)base, config->path, folders->at[i]);
        free(folders->at[i]);
        folders->at[i] = path;
    }
    return true;
}

static int read_member(cli_config *config, const cJSON *member)
{
    if (strcmp(member->string, "disable") == 0)
        return read_strings(config, member, &config->disabled);
    if (strcmp(member->string, "rules") == 0)
        return read_strings(config, member, &config->rules);
    if (strcmp(member->string, "fail_on") == 0) {
        if (cJSON_IsString(member) && cli_set_fail_on(&config->fail_on, member->valuestring))
            return CLI_DONE;
        return refuse(config, "error, warning, note or never is needed for", member->string);
    }
    return refuse(config, "no such setting:", member->string);
}

static int read_config(cli_config *config)
{
    char why[256];
    size_t length;
    int code = CLI_DONE;
    char *text = cli_read_file(config->path, &length, why, sizeof why);
    if (!text)
        return refuse(config, why, NULL);
    cJSON *json = cJSON_Parse(text);
    free(text);
    if (!cJSON_IsObject(json))
        code = refuse(config, "not a JSON object", NULL);
    for (const cJSON *m = code == CLI_DONE ? json->child : NULL; m && code == CLI_DONE; m = m->next)
        code = read_member(config, m);
    cJSON_Delete(json);
    if (code == CLI_DONE && !make_absolute(config, &config->rules))
        code = CLI_INTERNAL;
    return code;
}

int cli_config_read(const char *file, cli_config *out)
{
    memset(out, 0, sizeof *out);
    out->fail_on = CLI_FAIL_UNSET;
    out->path = find_config(file);
    int code = out->path ? read_config(out) : CLI_DONE;
    if (code != CLI_DONE)
        cli_config_free(out);
    return code;
}

void cli_config_free(cli_config *config)
{
    cli_ids_free(&config->disabled);
    cli_ids_free(&config->rules);
    free(config->path);
    config->path = NULL;
}
