#include "rule/rules.h"

#include "text/chars.h"
#include "text/fold.h"

enum { MAX_KEY = 512 };

/* --------------------------------------------------------------------- keys */

/*
 * Writes the key of `text` to `out` (of MAX_KEY bytes). `ends`, when given, gets
 * for each word boundary of the key the offset in the text behind it, and
 * `lens` the key's length there. Stops where the key is full.
 */
typedef struct key_walk {
    char out[MAX_KEY];
    uint32_t len;
    uint32_t ends[64], lens[64];
    uint32_t boundaries;
} key_walk;

static bool is_word_char(uint32_t c)
{
    return vnp__char_is_letter(c) || vnp__char_is_digit(c);
}

static void key_make(vnp_str text, key_walk *k)
{
    char fold[MAX_KEY];
    uint32_t limit = text.len < MAX_KEY ? text.len : MAX_KEY;
    while (limit < text.len && limit > 0 && ((unsigned char)text.ptr[limit] & 0xC0) == 0x80)
        limit--;
    vnp__fold(fold, text.ptr, limit);
    vnp_str s = vnp__str(fold, limit);
    k->len = 0;
    k->boundaries = 0;
    bool space = false, in_word = false;
    uint32_t len;
    for (uint32_t at = 0; at < s.len; at += len) {
        uint32_t c = vnp__char_at(s, at, &len);
        bool word = is_word_char(c);
        if (in_word && !word && k->boundaries < 64) {
            k->ends[k->boundaries] = at;
            k->lens[k->boundaries++] = k->len;
        }
        in_word = word;
        if (vnp__char_is_space(c)) {
            space = k->len > 0;
            continue;
        }
        bool dash = vnp__char_is_dash(c);
        if (space && !dash && k->len > 0 && k->out[k->len - 1] != '-')
            k->out[k->len++] = ' ';
        space = false;
        if (dash) {
            k->out[k->len++] = '-';
        } else {
            memcpy(k->out + k->len, s.ptr + at, len);
            k->len += len;
        }
        if (k->len + 8 > MAX_KEY)
            break;
    }
    while (k->len > 0 && strchr(" ;.,:", k->out[k->len - 1]))
        k->len--;
    if (in_word && k->boundaries < 64) {
        k->ends[k->boundaries] = s.len;
        k->lens[k->boundaries++] = k->len;
    }
}

vnp_str vnp__word_key(vnp__arena *arena, vnp_str text)
{
    key_walk k;
    key_make(text, &k);
    return vnp__str_copy(arena, vnp__str(k.out, k.len));
}

/* ------------------------------------------------------------------- lookup */

/* FNV-1a, 32 bits. */
static uint32_t hash_of(const char *key, uint32_t len)
{
    uint32_t hash = 2166136261u;
    for (uint32_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)key[i]) * 16777619u;
    return hash;
}

static const vnp__word *lookup(const vnp__words *words, const char *key, uint32_t len)
{
    if (!words->table)
        return NULL;
    for (uint32_t i = hash_of(key, len) & words->mask; words->table[i]; i = (i + 1) & words->mask)
        if (vnp__str_eq(words->table[i]->key, vnp__str(key, len)))
            return words->table[i];
    return NULL;
}

const vnp__word *vnp__word_find(const vnp_rules *rules, vnp__list_id list, vnp_str text)
{
    key_walk k;
    if (text.len >= MAX_KEY)
        return NULL;
    key_make(text, &k);
    return k.len ? lookup(&rules->lists[list], k.out, k.len) : NULL;
}

const vnp__word *vnp__word_prefix(const vnp_rules *rules, vnp__list_id list, vnp_str text,
                                  uint32_t *end)
{
    key_walk k;
    key_make(text, &k);
    for (uint32_t i = k.boundaries; i-- > 0;) {
        const vnp__word *word = lookup(&rules->lists[list], k.out, k.lens[i]);
        if (word) {
            *end = k.ends[i];
            return word;
        }
    }
    return NULL;
}

/* A list of messages maps an id to a sentence: "invalid-bytes|Có byte ...". A
 * later line replaces. */
vnp_str vnp__message(const vnp_rules *rules, vnp__list_id list, vnp_str id)
{
    const vnp__word_list *entries = &rules->lists[list].entries;
    for (uint32_t i = entries->count; i-- > 1;)
        if (vnp__str_eq(entries->at[i - 1].written, id) && entries->at[i].order == entries->at[i - 1].order)
            return entries->at[i].written;
    return id;
}

/* ------------------------------------------------------------------ loading */

static void add_line(vnp__loader *l, vnp__words *words, vnp_str line, uint32_t *order)
{
    vnp__arena *arena = &l->rules->arena;
    vnp_str canonical = {0};
    for (uint32_t at = 0; at <= line.len;) {
        const char *bar = memchr(line.ptr + at, '|', line.len - at);
        uint32_t stop = bar ? (uint32_t)(bar - line.ptr) : line.len;
        vnp_str form = vnp__str_trim(vnp__str_sub(line, at, stop));
        if (form.len == 0)
            vnp__rule_fail(l, (size_t)(line.ptr - l->file->text.ptr) + at,
                           "an empty form between two bars");
        if (at == 0)
            canonical = vnp__str_copy(arena, form);
        vnp__word word = {.canonical = canonical, .order = *order};
        word.written = vnp__str_copy(arena, form);
        word.key = vnp__word_key(arena, form);
        VNP__PUSH(arena, &words->entries, word);
        at = stop + 1;
    }
    ++*order;
}

void vnp__load_words(vnp__loader *l, vnp__list_id list)
{
    vnp__words *words = &l->rules->lists[list];
    vnp_str text = l->file->text;
    uint32_t order = words->entries.count;
    for (uint32_t at = 0; at < text.len;) {
        const char *lf = memchr(text.ptr + at, '\n', text.len - at);
        uint32_t end = lf ? (uint32_t)(lf - text.ptr) : text.len;
        vnp_str line = vnp__str_trim(vnp__str_sub(text, at, end));
        if (line.len && line.ptr[0] != '#')
            add_line(l, words, line, &order);
        at = end + 1;
    }
}

/* Of two entries with one key the later stays: an overlay replaces. */
static void index_list(vnp__arena *arena, vnp__words *words)
{
    uint32_t size = 16;
    while (size < words->entries.count * 2)
        size *= 2;
    words->mask = size - 1;
    words->table = vnp__arena_get(arena, size * sizeof *words->table);
    for (uint32_t e = 0; e < words->entries.count; e++) {
        vnp__word *word = &words->entries.at[e];
        uint32_t i = hash_of(word->key.ptr, word->key.len) & words->mask;
        while (words->table[i] && !vnp__str_eq(words->table[i]->key, word->key))
            i = (i + 1) & words->mask;
        words->table[i] = word;
    }
}

void vnp__words_index(vnp_rules *rules)
{
    for (int i = 0; i < VNP__LIST_COUNT; i++)
        index_list(&rules->arena, &rules->lists[i]);
}
