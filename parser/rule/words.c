#include "rule/rules.h"

#include "text/chars.h"
#include "text/fold.h"
#include "text/syllable.h"
#include "text/utf8.h"

enum { MAX_KEY = 512, MAX_BOUNDARIES = 64 };

/* --------------------------------------------------------------------- keys */

/*
 * Writes the key of `text` to `out` (of MAX_KEY bytes). `ends`, when given, gets
 * for each word boundary of the key the offset in the text behind it, and
 * `lens` the key's length there. Stops where the key is full.
 */
typedef struct key_walk {
    char out[MAX_KEY];
    uint32_t len;
    uint32_t ends[MAX_BOUNDARIES], lens[MAX_BOUNDARIES];
    uint32_t boundaries;
} key_walk;

/* What a character is to a key. */
typedef enum key_class { KEY_WORD, KEY_SPACE, KEY_DASH, KEY_OTHER } key_class;

static key_class class_of(vnp_str s, uint32_t at, uint32_t *len)
{
    unsigned char byte = (unsigned char)s.ptr[at];
    *len = 1;
    if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
        return KEY_WORD;
    if (byte == ' ')
        return KEY_SPACE;
    uint32_t c = vnp__char_at(s, at, len);
    if (vnp__char_is_letter(c))
        return KEY_WORD;
    if (vnp__char_is_space(c))
        return KEY_SPACE;
    return vnp__char_is_dash(c) ? KEY_DASH : KEY_OTHER;
}

static void end_word(key_walk *k, uint32_t at)
{
    if (k->boundaries == MAX_BOUNDARIES)
        return;
    k->ends[k->boundaries] = at;
    k->lens[k->boundaries++] = k->len;
}

/* `fold` is in its matching form. */
static void key_make(vnp_str fold, key_walk *k)
{
    bool space = false, in_word = false;
    uint32_t len, at = 0;
    k->len = 0;
    k->boundaries = 0;
    for (; at < fold.len && k->len + 8 <= MAX_KEY; at += len) {
        key_class class = class_of(fold, at, &len);
        if (in_word && class != KEY_WORD)
            end_word(k, at);
        in_word = class == KEY_WORD;
        if (class == KEY_SPACE) {
            space = k->len > 0;
            continue;
        }
        if (space && class != KEY_DASH && k->out[k->len - 1] != '-')
            k->out[k->len++] = ' ';
        space = false;
        if (class == KEY_DASH) {
            k->out[k->len++] = '-';
            continue;
        }
        for (uint32_t i = 0; i < len; i++)
            k->out[k->len++] = fold.ptr[at + i];
    }
    while (k->len > 0 && strchr(" ;.,:", k->out[k->len - 1]))
        k->len--;
    if (in_word)
        end_word(k, fold.len);
}

/* The matching form of a text that is no slice of a run, cut where keys end. */
static vnp_str fold_text(vnp_str text, char *fold)
{
    uint32_t len = text.len < MAX_KEY ? text.len : MAX_KEY;
    while (len < text.len && len > 0 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
        len--;
    vnp__fold(fold, text.ptr, len);
    return vnp__str(fold, len);
}

vnp_str vnp__word_key(vnp__arena *arena, vnp_str text)
{
    key_walk k;
    char fold[MAX_KEY];
    key_make(fold_text(text, fold), &k);
    return vnp__str_copy(arena, vnp__str(k.out, k.len));
}

/* ------------------------------------------------------------------- lookup */

/* FNV-1a, 32 bits: the hash of a text's beginning is known on the way. */
static const uint32_t HASH_BEGIN = 2166136261u;

static uint32_t hash_step(uint32_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * 16777619u;
}

static uint32_t hash_of(vnp_str key)
{
    uint32_t hash = HASH_BEGIN;
    for (uint32_t i = 0; i < key.len; i++)
        hash = hash_step(hash, key.ptr[i]);
    return hash;
}

/* A key without diacritics; gives its length. */
static uint32_t bare_text(vnp_str key, char *out)
{
    uint32_t len = 0, size;
    for (uint32_t at = 0; at < key.len; at += size) {
        char vowel;
        vnp__tone tone;
        uint32_t c = vnp__char_at(key, at, &size);
        if (size == 1) {
            out[len++] = (char)c;
            continue;
        }
        if (vnp__vowel_split(c, &vowel, &tone))
            c = vowel == 'Q' ? 'o' : vowel == 'B' ? 'a' : vowel | 0x20;
        else if (c == 0x111)
            c = 'd';
        len += vnp__utf8_put(out + len, (int32_t)c);
    }
    return len;
}

/*
 * A key without diacritics: what is left of it when recognition has lost or
 * misread them. Gives its length; 0 when it is too short to tell words apart.
 */
static uint32_t bare_key(vnp_str key, char *out)
{
    enum { MIN_WORDS = 2, MIN_LETTERS = 6 };
    uint32_t words = 1, letters = 0;
    for (uint32_t at = 0, size; at < key.len; at += size) {
        words += key.ptr[at] == ' ';
        letters += vnp__char_is_letter(vnp__char_at(key, at, &size));
    }
    return words >= MIN_WORDS && letters >= MIN_LETTERS ? bare_text(key, out) : 0;
}

/* The slot of a key, or the free one where it would be. */
static uint32_t slot_of(const vnp__words *words, const vnp__word_slot *table, uint32_t hash, vnp_str key,
                        bool bare)
{
    char own[MAX_KEY];
    uint32_t i = hash & words->mask;
    for (; table[i].entry; i = (i + 1) & words->mask) {
        if (table[i].hash != hash)
            continue;
        vnp_str other = words->entries.at[(table[i].entry & ~VNP__WORD_GAP) - 1].key;
        if (bare)
            other = vnp__str(own, bare_key(other, own));
        if (vnp__str_eq(other, key))
            break;
    }
    return i;
}

static const vnp__word *word_in(const vnp__words *words, vnp__word_slot slot)
{
    if (slot.entry == 0 || slot.entry & VNP__WORD_GAP)
        return NULL;
    return &words->entries.at[slot.entry - 1];
}

static const vnp__word *lookup(const vnp__words *words, vnp_str key, uint32_t hash)
{
    char bare[MAX_KEY];
    uint32_t len;
    if (!words->table)
        return NULL;
    const vnp__word *word = word_in(words, words->table[slot_of(words, words->table, hash, key, false)]);
    if (!word && words->loose && (len = bare_key(key, bare)) > 0) {
        vnp_str text = vnp__str(bare, len);
        word = word_in(words, words->loose[slot_of(words, words->loose, hash_of(text), text, true)]);
    }
    return word && !word->off ? word : NULL;
}

bool vnp__word_is_on(const vnp__words *words, const vnp__word *word)
{
    return lookup(words, word->key, hash_of(word->key)) != NULL;
}

/* ------------------------------------------------------------- first words */

/* The letters and figures that a key or a folded text begins with; no word is longer
 * than this looks. */
static vnp_str first_word(vnp_str s)
{
    uint32_t at = 0, len;
    while (at < s.len && at < MAX_KEY / 2 && class_of(s, at, &len) == KEY_WORD)
        at += len;
    return vnp__str_sub(s, 0, at);
}

static bool has_first(const uint64_t *bits, uint32_t hash)
{
    return bits[hash / 64 % VNP__FIRST_WORDS] >> (hash % 64) & 1;
}

static void add_first(uint64_t *bits, uint32_t hash)
{
    bits[hash / 64 % VNP__FIRST_WORDS] |= (uint64_t)1 << (hash % 64);
}

/* Most texts are told to be no word of the list by the word that they begin with. */
static bool may_begin(const vnp__words *words, vnp_str fold)
{
    char bare[MAX_KEY];
    vnp_str first = first_word(fold);
    if (first.len == 0 || has_first(words->first, hash_of(first)))
        return true;
    return words->loose && has_first(words->first_loose, hash_of(vnp__str(bare, bare_text(first, bare))));
}

/* ------------------------------------------------------------------- lookup */

static const vnp__word *find_folded(const vnp__words *words, vnp_str fold)
{
    key_walk k;
    if (fold.len >= MAX_KEY || !may_begin(words, fold))
        return NULL;
    key_make(fold, &k);
    vnp_str key = vnp__str(k.out, k.len);
    return k.len ? lookup(words, key, hash_of(key)) : NULL;
}

const vnp__word *vnp__word_find(const vnp_rules *rules, vnp__list_id list, vnp_str text)
{
    char fold[MAX_KEY];
    return text.len < MAX_KEY ? find_folded(&rules->lists[list], fold_text(text, fold)) : NULL;
}

const vnp__word *vnp__word_of(const vnp_rules *rules, vnp__list_id list, vnp__slice s)
{
    return find_folded(&rules->lists[list], vnp__slice_fold(s));
}

const vnp__word *vnp__word_prefix(const vnp_rules *rules, vnp__list_id list, vnp__slice s, uint32_t *end)
{
    const vnp__words *words = &rules->lists[list];
    uint32_t hashes[MAX_BOUNDARIES], hash = HASH_BEGIN, at = 0;
    key_walk k;
    vnp_str fold = vnp__slice_fold(s);
    /* letters that lost their diacritics, or got wrong ones; " - " for a dash */
    uint32_t longest = words->longest + (words->loose ? words->longest / 2 : 0) + 16;
    bool cut = fold.len > longest;
    fold.len = cut ? longest : fold.len;
    while (cut && fold.len > 0 && ((unsigned char)fold.ptr[fold.len] & 0xC0) == 0x80)
        fold.len--;
    if (!may_begin(words, fold))
        return NULL;
    key_make(fold, &k);
    k.boundaries -= cut && k.boundaries && k.ends[k.boundaries - 1] == fold.len; /* inside a word */
    for (uint32_t i = 0; i < k.boundaries; i++) {
        for (; at < k.lens[i]; at++)
            hash = hash_step(hash, k.out[at]);
        hashes[i] = hash;
    }
    for (uint32_t i = k.boundaries; i-- > 0;) {
        const vnp__word *word = lookup(words, vnp__str(k.out, k.lens[i]), hashes[i]);
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

/* What a line says of the forms on it. */
typedef struct line_kind {
    vnp_str file;
    uint32_t line, order;
    bool off, loose;
} line_kind;

/* "canonical|form|form"; every form, the canonical one too, becomes a word. */
static void add_line(vnp__loader *l, vnp__words *words, vnp_str line, const line_kind *kind)
{
    vnp__arena *arena = &l->rules->arena;
    vnp_str canonical = {0};
    size_t offset = (size_t)(line.ptr - l->file->text.ptr);
    for (uint32_t at = 0; at <= line.len;) {
        const char *bar = memchr(line.ptr + at, '|', line.len - at);
        uint32_t stop = bar ? (uint32_t)(bar - line.ptr) : line.len;
        vnp_str form = vnp__str_trim(vnp__str_sub(line, at, stop));
        if (form.len == 0)
            vnp__rule_fail(l, offset + at, "an empty form");
        if (form.len >= MAX_KEY)
            vnp__rule_fail(l, offset + at, "a form of more than %d bytes", MAX_KEY - 1);
        if (at == 0)
            canonical = vnp__str_copy(arena, form);
        vnp__word word = {.canonical = canonical, .file = kind->file, .line = kind->line,
                          .order = kind->order, .off = kind->off, .loose = kind->loose};
        word.written = vnp__str_copy(arena, form);
        word.key = vnp__word_key(arena, form);
        VNP__PUSH(arena, &words->entries, word);
        at = stop + 1;
    }
}

/* "@loose": the forms below may be found with missing or wrong diacritics. */
static bool read_directive(vnp__loader *l, vnp_str line)
{
    if (line.ptr[0] != '@')
        return false;
    if (!vnp__str_eq(line, VNP__STR("@loose")))
        vnp__rule_fail(l, (size_t)(line.ptr - l->file->text.ptr), "no directive '%.*s'; @loose is the one there is",
                       (int)line.len, line.ptr);
    return true;
}

void vnp__load_words(vnp__loader *l, vnp__list_id list)
{
    vnp__words *words = &l->rules->lists[list];
    vnp_str text = l->file->text;
    line_kind kind = {.file = l->file->name, .order = words->entries.count};
    bool marked = text.len >= 3 && memcmp(text.ptr, "\xEF\xBB\xBF", 3) == 0; /* as editors may */
    for (uint32_t at = marked ? 3 : 0; at < text.len;) {
        const char *lf = memchr(text.ptr + at, '\n', text.len - at);
        uint32_t end = lf ? (uint32_t)(lf - text.ptr) : text.len;
        vnp_str line = vnp__str_trim(vnp__str_sub(text, at, end));
        kind.line++;
        at = end + 1;
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        if (read_directive(l, line)) {
            kind.loose = true;
            continue;
        }
        kind.off = line.ptr[0] == '!';
        kind.order++;
        add_line(l, words, vnp__str_sub(line, kind.off, line.len), &kind);
    }
}

/*
 * Two words that differ in diacritics only, with other meanings, leave a gap among the
 * loose ones: a text without diacritics may be either.
 */
static void index_loose(vnp__words *words, vnp__word_slot *loose, uint32_t number)
{
    char bare[MAX_KEY];
    const vnp__word *word = &words->entries.at[number - 1];
    vnp_str key = vnp__str(bare, bare_key(word->key, bare));
    if (key.len == 0 || !vnp__word_is_on(words, word))
        return;
    uint32_t hash = hash_of(key);
    vnp__word_slot *slot = &loose[slot_of(words, loose, hash, key, true)];
    if (slot->entry & VNP__WORD_GAP) /* a gap stays one */
        return;
    if (slot->entry && !vnp__str_eq(words->entries.at[slot->entry - 1].canonical, word->canonical))
        slot->entry |= VNP__WORD_GAP;
    else if (word->loose)
        *slot = (vnp__word_slot){hash, number};
    add_first(words->first_loose, hash_of(first_word(key)));
}

/* Of two entries with one key the later stays: an overlay replaces. */
static void index_list(vnp__arena *arena, vnp__words *words)
{
    uint32_t size = 16;
    while (size < words->entries.count * 2)
        size *= 2;
    words->mask = size - 1;
    vnp__word_slot *table = vnp__arena_get(arena, size * sizeof *table);
    bool any_loose = false;
    for (uint32_t e = 0; e < words->entries.count; e++) {
        const vnp__word *word = &words->entries.at[e];
        uint32_t hash = hash_of(word->key);
        table[slot_of(words, table, hash, word->key, false)] = (vnp__word_slot){hash, e + 1};
        words->longest = word->key.len > words->longest ? word->key.len : words->longest;
        add_first(words->first, hash_of(first_word(word->key)));
        any_loose = any_loose || word->loose;
    }
    words->table = table;
    if (!any_loose)
        return;
    vnp__word_slot *loose = vnp__arena_get(arena, size * sizeof *loose);
    for (int plain = 0; plain < 2; plain++) /* those that leave gaps only come last */
        for (uint32_t e = 0; e < words->entries.count; e++)
            if (words->entries.at[e].loose == !plain)
                index_loose(words, loose, e + 1);
    words->loose = loose;
}

void vnp__words_index(vnp_rules *rules)
{
    for (int i = 0; i < VNP__LIST_COUNT; i++)
        index_list(&rules->arena, &rules->lists[i]);
}
