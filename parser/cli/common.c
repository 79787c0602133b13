/* Options that several commands have. */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

vnp_lang cli_lang_of_locale(void)
{
    const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "en", 2) == 0 ? VNP_LANG_EN : VNP_LANG_VI;
    }
    return VNP_LANG_VI;
}

int cli_choose(const char *option, const char *value, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(value, names[i]) == 0)
            return i;
    fprintf(stderr, "vnplan: %s takes", option);
    for (int i = 0; names[i]; i++)
        fprintf(stderr, "%s %s", i == 0 ? "" : names[i + 1] ? "," : " or", names[i]);
    fprintf(stderr, ", not '%s'\n", value);
    return -1;
}

bool cli_set_lang(vnp_lang *out, const char *name)
{
    static const char *const names[] = {"vi", "en", NULL};
    int chosen = cli_choose("--lang", name, names);
    *out = chosen == 1 ? VNP_LANG_EN : VNP_LANG_VI;
    return chosen >= 0;
}

bool cli_rule_dirs_add(cli_rule_dirs *dirs, const char *dir)
{
    if (dirs->count == CLI_MAX_RULE_DIRS) {
        fprintf(stderr, "vnplan: --rules may be given %d times at most\n", CLI_MAX_RULE_DIRS);
        return false;
    }
    dirs->at[dirs->count++] = dir;
    return true;
}

bool cli_take_option(int option, const char *value, vnp_doc_options *options, cli_rule_dirs *dirs)
{
    switch (option) {
    case CLI_OPT_ENCODING:
        options->encoding = value;
        return true;
    case CLI_OPT_RULES:
        return cli_rule_dirs_add(dirs, value);
    case CLI_OPT_LANG:
        return cli_set_lang(&options->lang, value);
    default:
        return false;
    }
}

bool cli_read_options(int argc, char **argv, const struct option *longs, const char *const *formats,
                      int *format, vnp_doc_options *options, cli_rule_dirs *dirs)
{
    bool ok = true;
    argv[0] = "vnplan"; /* as getopt's messages shall begin */
    for (int c; ok && (c = getopt_long(argc, argv, "", longs, NULL)) != -1;) {
        if (c != CLI_OPT_FORMAT)
            ok = cli_take_option(c, optarg, options, dirs);
        else
            ok = (*format = cli_choose("--format", optarg, formats)) >= 0;
    }
    return ok;
}

int cli_rules_load(const cli_rule_dirs *dirs, vnp_rules **out)
{
    vnp_error error;
    vnp_rules_options options;
    vnp_rules_options_init(&options);
    options.dirs = dirs->at;
    options.dir_count = dirs->count;
    vnp_status status = vnp_rules_load(&options, out, &error);
    if (status == VNP_OK)
        return CLI_DONE;
    if (error.file[0])
        fprintf(stderr, "vnplan: %s:%u:%u: %s\n", error.file, error.line, error.column, error.text);
    else
        fprintf(stderr, "vnplan: %s\n", error.text);
    return status == VNP_ERR_RULE ? CLI_RULES : CLI_INTERNAL;
}

vnp_doc *cli_parse_file(const vnp_rules *rules, const char *path, vnp_doc_options *options,
                        char **bytes, size_t *length, int *code)
{
    char why[256];
    vnp_doc *doc = NULL;
    vnp_error error;
    *code = CLI_INPUT;
    *length = 0;
    *bytes = cli_read_file(path, length, why, sizeof why);
    if (!*bytes) {
        if (!cli_stopped())
            fprintf(stderr, "vnplan: %s: %s\n", path, why);
        return NULL;
    }
    cli_heap_prepare(*length);
    options->name = path;
    vnp_status status = vnp_doc_parse(rules, *bytes, *length, options, &doc, &error);
    *code = cli_code_of(status);
    if (status == VNP_OK)
        return doc;
    fprintf(stderr, "vnplan: %s: %s\n", path, error.text);
    free(*bytes);
    *bytes = NULL;
    return NULL;
}

void cli_json_str(cJSON *object, const char *name, vnp_str text)
{
    char *copy = strndup(text.ptr ? text.ptr : "", text.len);
    cJSON_AddStringToObject(object, name, copy ? copy : "");
    free(copy);
}

int cli_json_print(cJSON *json)
{
    char *text = cJSON_Print(json);
    cJSON_Delete(json);
    if (!text) {
        fputs("vnplan: out of memory\n", stderr);
        return CLI_INTERNAL;
    }
    puts(text);
    cJSON_free(text);
    return cli_flush();
}
