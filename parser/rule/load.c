#include "rule/rules.h"

#include "text/chars.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define NAME_OF(id, name) name,
const char *const vnp__list_names[VNP__LIST_COUNT] = {VNP__LISTS(NAME_OF)};
const char *const vnp__set_names[VNP__SET_COUNT] = {VNP__SETS(NAME_OF)};
const char *const vnp__field_names[VNP__FIELD_COUNT] = {VNP__FIELDS(NAME_OF)};
const char *const vnp__role_names[VNP__ROLES_END] = {"", VNP__ROLES(NAME_OF)};
#undef NAME_OF

/* ------------------------------------------------------------------- errors */

static void set_file(vnp_error *error, vnp_str name)
{
    uint32_t skip =
        name.len >= sizeof error->file ? name.len - (uint32_t)sizeof error->file + 1 : 0;
    while (skip > 0 && skip < name.len && ((unsigned char)name.ptr[skip] & 0xC0) == 0x80)
        skip++;
    memcpy(error->file, name.ptr + skip, name.len - skip);
    error->file[name.len - skip] = '\0';
}

uint32_t vnp__line_of(vnp_str text, size_t offset)
{
    uint32_t line = 1;
    for (uint32_t i = 0; i < offset && i < text.len; i++)
        line += text.ptr[i] == '\n';
    return line;
}

void vnp__rule_fail(vnp__loader *l, size_t offset, const char *text, ...)
{
    char why[sizeof l->error->text];
    va_list args;
    va_start(args, text);
    vsnprintf(why, sizeof why, text, args);
    va_end(args);
    for (char *c = why; *c; c++) /* an id may hold anything; the message is one line */
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = ' ';
    vnp_error *error = &l->rules->arena.error;
    memset(error, 0, sizeof *error);
    vnp_str body = l->file->text;
    uint32_t start = (uint32_t)offset;
    while (start > 0 && body.ptr[start - 1] != '\n')
        start--;
    error->offset = offset;
    error->line = vnp__line_of(body, offset);
    error->column = vnp__str_width(vnp__str_sub(body, start, (uint32_t)offset)) + 1;
    set_file(error, l->file->name);
    vnp__fail(&l->rules->arena, VNP_ERR_RULE, "%s", why);
}

/* -------------------------------------------------------------------- files */

enum { MAX_FILE = 16 * 1024 * 1024 };

static void *read_whole(vnp__loader *l, const char *path, uint32_t *len)
{
    vnp__arena *arena = &l->rules->arena;
    vnp__buf buf = {.arena = arena};
    char block[4096];
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0 && buf.len <= MAX_FILE;) {
        if (buf.len + n > buf.cap) {
            size_t cap = buf.cap ? 2 * buf.cap : 16384;
            char *more = vnp__arena_try(arena, cap);
            if (!more) { /* the file must be closed before the jump */
                fclose(file);
                vnp__fail(arena, VNP_ERR_NOMEM, "out of memory");
            }
            if (buf.len)
                memcpy(more, buf.ptr, buf.len);
            buf.ptr = more;
            buf.cap = cap;
        }
        memcpy(buf.ptr + buf.len, block, n);
        buf.len += n;
    }
    fclose(file);
    *len = (uint32_t)buf.len;
    return buf.ptr ? buf.ptr : vnp__arena_get(arena, 1);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_folder(const char *path)
{
    DIR *d = opendir(path);
    if (d)
        closedir(d);
    return d != NULL;
}

/*
 * The files of one folder of an overlay, by name, so that the order is one
 * everywhere; of words/ the folders in it too.
 * As deep as `depth` allows: NOLINTNEXTLINE(misc-no-recursion) */
static void add_folder(vnp__loader *l, const char *path, int depth)
{
    enum { MAX_FILES = 256 };
    vnp__arena *arena = &l->rules->arena;
    char **names = vnp__arena_get(arena, MAX_FILES * sizeof *names);
    size_t count = 0;
    DIR *d = opendir(path);
    if (!d)
        return;
    bool full = false, no_memory = false;
    for (struct dirent *e; !full && !no_memory && (e = readdir(d)) != NULL;) {
        if (e->d_name[0] == '.')
            continue;
        char *name = vnp__arena_try(arena, strlen(e->d_name) + 1);
        full = count == MAX_FILES;
        no_memory = !name;
        if (name && !full)
            names[count++] = strcpy(name, e->d_name);
    }
    closedir(d);
    if (no_memory)
        vnp__fail(arena, VNP_ERR_NOMEM, "out of memory");
    if (full)
        vnp__fail(arena, VNP_ERR_RULE, "%s has more than %d files in it", path, MAX_FILES);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) {
        vnp__rule_file file = {.name = vnp__str_format(arena, "%s/%s", path, names[i])};
        if (depth > 0 && is_folder(file.name.ptr)) {
            add_folder(l, file.name.ptr, depth - 1);
            continue;
        }
        file.text.ptr = read_whole(l, file.name.ptr, &file.text.len);
        if (!file.text.ptr)
            vnp__fail(arena, VNP_ERR_RULE, "cannot read %s", file.name.ptr);
        if (file.text.len > MAX_FILE)
            vnp__fail(arena, VNP_ERR_RULE, "%s has more than %d bytes", file.name.ptr, MAX_FILE);
        VNP__PUSH(arena, &l->files, file);
    }
}

static void add_overlay(vnp__loader *l, const char *dir)
{
    vnp__arena *arena = &l->rules->arena;
    if (!is_folder(dir))
        vnp__fail(arena, VNP_ERR_RULE, "cannot read the rule folder %s", dir);
    vnp_str words = vnp__str_format(arena, "%s/words", dir);
    vnp_str patterns = vnp__str_format(arena, "%s/patterns", dir);
    if (!is_folder(words.ptr) && !is_folder(patterns.ptr))
        vnp__fail(arena, VNP_ERR_RULE, "%s has neither a folder words nor a folder patterns in it",
                  dir);
    add_folder(l, words.ptr, 1);
    add_folder(l, patterns.ptr, 0);
}

/* ------------------------------------------------------------------ loading */

/* The kind of words a file has: words/KIND.txt, words/KIND/any-name.txt. */
static vnp_str kind_of_words(vnp_str name)
{
    uint32_t slashes[3] = {0, 0, 0}, to = name.len; /* behind the last ones */
    for (uint32_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '/') {
            slashes[2] = slashes[1];
            slashes[1] = slashes[0];
            slashes[0] = i + 1;
        }
    /* the folder given with --rules may be called words too */
    bool in_words = vnp__str_eq(vnp__str_sub(name, slashes[1], slashes[0]), VNP__STR("words/"));
    if (!in_words && vnp__str_eq(vnp__str_sub(name, slashes[2], slashes[1]), VNP__STR("words/")))
        return vnp__str_sub(name, slashes[1], slashes[0] - 1);
    for (uint32_t i = slashes[0]; i < name.len; i++)
        if (name.ptr[i] == '.')
            to = i;
    return vnp__str_sub(name, slashes[0], to);
}

static bool ends_with(vnp_str s, const char *tail)
{
    size_t len = strlen(tail);
    return s.len >= len && memcmp(s.ptr + s.len - len, tail, len) == 0;
}

static void read_words(vnp__loader *l)
{
    vnp_str stem = kind_of_words(l->file->name);
    for (int i = 0; i < VNP__LIST_COUNT; i++)
        if (vnp__str_eq(stem, vnp__str_c(vnp__list_names[i]))) {
            vnp__load_words(l, (vnp__list_id)i);
            return;
        }
    vnp__rule_fail(l, 0, "no word list '%.*s'", (int)stem.len, stem.ptr);
}

typedef struct load_job {
    vnp__loader loader;
    const vnp_rules_options *options;
    const vnp__rule_file *files;
    size_t file_count;
    bool builtin;
} load_job;

static int by_rank(const void *a, const void *b)
{
    const vnp__pattern *x = a, *y = b;
    if (x->priority != y->priority)
        return x->priority > y->priority ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static void drop_switched_off(vnp_rules *rules, vnp__pattern_list *set)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < set->count; i++)
        if (!set->at[i].off)
            set->at[kept++] = set->at[i];
        else if (!set->at[i].only_off)
            VNP__PUSH(&rules->arena, &rules->gone, set->at[i]);
    set->count = kept;
}

static void load(void *arg)
{
    load_job *job = arg;
    vnp__loader *l = &job->loader;
    vnp__arena *arena = &l->rules->arena;
    for (size_t i = 0; job->builtin && i < vnp__builtin_rule_count; i++)
        VNP__PUSH(arena, &l->files, vnp__builtin_rules[i]);
    for (size_t i = 0; i < job->file_count; i++)
        VNP__PUSH(arena, &l->files, job->files[i]);
    for (size_t i = 0; i < job->options->dir_count; i++)
        add_overlay(l, job->options->dirs[i]);
    for (uint32_t i = 0; i < l->files.count; i++) {
        l->file = &l->files.at[i];
        l->files.at[i].text = vnp__rule_text(l);
    }
    /* words first: patterns may refer to them */
    for (uint32_t i = 0; i < l->files.count; i++) {
        l->file = &l->files.at[i];
        if (ends_with(l->file->name, ".txt"))
            read_words(l);
    }
    vnp__words_index(l->rules);
    for (uint32_t i = 0; i < l->files.count; i++) {
        l->file = &l->files.at[i];
        if (ends_with(l->file->name, ".json"))
            vnp__load_patterns(l);
    }
    for (int s = 0; s < VNP__SET_COUNT; s++)
        drop_switched_off(l->rules, &l->rules->sets[s]);
    for (int s = 0; s < VNP__SET_COUNT; s++)
        if (l->rules->sets[s].count > 1)
            qsort(l->rules->sets[s].at, l->rules->sets[s].count, sizeof *l->rules->sets[s].at,
                  by_rank);
    vnp__prefilter_build(l->rules, l->image);
}

static void *pcre_malloc(PCRE2_SIZE size, void *ctx)
{
    const vnp_alloc *alloc = ctx;
    return alloc->malloc(size, alloc->ctx);
}

static void pcre_free(void *block, void *ctx)
{
    const vnp_alloc *alloc = ctx;
    if (block)
        alloc->free(block, alloc->ctx);
}

void vnp_rules_options_init(vnp_rules_options *options)
{
    memset(options, 0, sizeof *options);
}

vnp_status vnp_rules_load(const vnp_rules_options *options, vnp_rules **out, vnp_error *error)
{
    return vnp__rules_load_files(options, NULL, 0, true, out, error);
}

vnp_status vnp__rules_load_files(const vnp_rules_options *options, const vnp__rule_file *files,
                                 size_t count, bool builtin, vnp_rules **out, vnp_error *error)
{
    vnp_rules_options defaults;
    vnp_rules_options_init(&defaults);
    if (!out)
        return VNP_ERR_ARG;
    *out = NULL;
    options = options ? options : &defaults;
    vnp_alloc alloc = options->alloc ? *options->alloc : vnp__alloc_default();
    vnp_rules *rules = alloc.malloc(sizeof *rules, alloc.ctx);
    if (!rules) {
        vnp__error_set(error, VNP_ERR_NOMEM, "out of memory");
        return VNP_ERR_NOMEM;
    }
    memset(rules, 0, sizeof *rules);
    if (pthread_mutex_init(&rules->making, NULL) != 0) {
        alloc.free(rules, alloc.ctx);
        vnp__error_set(error, VNP_ERR_NOMEM, "out of memory");
        return VNP_ERR_NOMEM;
    }
    vnp__arena_init(&rules->arena, &alloc);
    rules->general = pcre2_general_context_create(pcre_malloc, pcre_free, &rules->arena.alloc);
    rules->compile = rules->general ? pcre2_compile_context_create(rules->general) : NULL;
    const vnp__image *image = vnp__image_usable();
    bool plain = builtin && count == 0 && options->dir_count == 0 && image;
    load_job job = {.loader = {.rules = rules, .image = image},
                    .options = options,
                    .files = files,
                    .file_count = count,
                    .builtin = builtin};
    vnp_status status = VNP_ERR_NOMEM;
    if (rules->compile && plain && vnp__image_use(rules, image))
        status = VNP_OK;
    else if (rules->compile)
        status = vnp__guard(&rules->arena, load, &job);
    else
        vnp__error_set(&rules->arena.error, status, "out of memory");
    cJSON_Delete(job.loader.json);
    if (status != VNP_OK) {
        if (error)
            *error = rules->arena.error;
        vnp_rules_free(rules);
        return status;
    }
    *out = rules;
    return VNP_OK;
}

void vnp_rules_free(vnp_rules *rules)
{
    if (!rules)
        return;
    for (uint32_t i = 0; i < rules->codes.count; i++)
        vnp__code_free(&rules->codes.at[i]);
    pthread_mutex_destroy(&rules->making);
    pcre2_compile_context_free(rules->compile);
    pcre2_general_context_free(rules->general);
    vnp__arena_free(&rules->arena);
    vnp_alloc alloc = rules->arena.alloc;
    alloc.free(rules, alloc.ctx);
}
