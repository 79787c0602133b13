#include "rule/rules.h"

#include "text/chars.h"
#include "text/fold.h"
#include "text/syllable.h"
#include "text/utf8.h"

enum { MAX_KEY = 512, MAX_WORDS = 64 };

/* --------------------------------------------------------------------- keys */

/* A text, in its matching form, on its way to its key. */
typedef struct key_walk {
    vnp_str fold;
    uint32_t at; /* what is before it is in the key */
    bool space;  /* some are, and not written yet */
    uint32_t len;
    char out[MAX_KEY];
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

/* Bytes of the letter or figure that a byte begins; 0 where more has to be looked at. */
static const uint8_t
    word_steps[256] =
        {
            ['0'] = 1, ['1'] = 1,  ['2'] = 1,  ['3'] = 1,  ['4'] = 1, ['5'] = 1, ['6'] = 1,
            ['7'] = 1, ['8'] = 1,  ['9'] = 1,  ['a'] = 1,  ['b'] = 1, ['c'] = 1, ['d'] = 1,
            ['e'] = 1, ['f'] = 1,  ['g'] = 1,  ['h'] = 1,  ['i'] = 1, ['j'] = 1, ['k'] = 1,
            ['l'] = 1, ['m'] = 1,  ['n'] = 1,  ['o'] = 1,  ['p'] = 1, ['q'] = 1, ['r'] = 1,
            ['s'] = 1, ['t'] = 1,  ['u'] = 1,  ['v'] = 1,  ['w'] = 1, ['x'] = 1, ['y'] = 1,
            ['z'] = 1, [0xC4] = 2, [0xC5] = 2, [0xC6] = 2, /* U+0100 to U+01BF: all are letters */
};

/* The end of the word that begins at `at`, after `most` bytes or a character more at the
 * latest. */
static uint32_t word_end(vnp_str s, uint32_t at, uint32_t most)
{
    uint32_t limit = s.len - at > most ? at + most : s.len, len;
    while (at < limit) {
        unsigned char byte = (unsigned char)s.ptr[at];
        len = word_steps[byte];
        if (byte == 0xE1 &&
            ((unsigned char)s.ptr[at + 1] & 0xFE) == 0xBA) /* U+1E80 to U+1EFF: letters, too */
            len = 3;
        if (len == 0 && class_of(s, at, &len) != KEY_WORD)
            break;
        at += len;
    }
    return at;
}

static void begin_key(key_walk *k, vnp_str fold)
{
    k->fold = fold;
    k->at = 0;
    k->space = false;
    k->len = 0;
}

/* What has no blanks around it in a key, and what has none before it and one behind: writers
 * differ in both. */
static bool joins(char c)
{
    return c == '-' || c == '/';
}

static bool closes(char c)
{
    return c == ',' || c == ';' || c == ':';
}

/* Goes on to the end of a word; false where the text ends, or the key is full, before one. */
static bool walk_word(key_walk *k)
{
    for (uint32_t len, begin; k->at < k->fold.len && k->len + 8 <= MAX_KEY; k->at += len) {
        key_class class = class_of(k->fold, k->at, &len);
        if (class == KEY_SPACE) {
            k->space = k->len > 0;
            continue;
        }
        begin = k->at;
        char mark = class == KEY_DASH ? '-' : class == KEY_OTHER ? k->fold.ptr[begin] : 0;
        if (k->space && !joins(k->out[k->len - 1]) && !joins(mark) && !closes(mark))
            k->out[k->len++] = ' ';
        k->space = closes(mark);
        if (class == KEY_DASH) {
            k->out[k->len++] = '-';
            continue;
        }
        if (class == KEY_WORD)
            k->at =
                word_end(k->fold, begin, MAX_KEY - 4 - k->len); /* of a character 3 may be over */
        uint32_t size = class == KEY_WORD ? k->at - begin : len;
        memcpy(k->out + k->len, k->fold.ptr + begin, size);
        k->len += size;
        if (class == KEY_WORD)
            return true;
    }
    return false;
}

static bool is_closing(char c)
{
    return c == ' ' || c == ';' || c == '.' || c == ',' || c == ':';
}

/* The key of all that was walked. */
static vnp_str end_key(key_walk *k)
{
    while (k->len > 0 && is_closing(k->out[k->len - 1]))
        k->len--;
    return vnp__str(k->out, k->len);
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
    begin_key(&k, fold_text(text, fold));
    while (walk_word(&k))
        ;
    return vnp__str_copy(arena, end_key(&k));
}

/* ------------------------------------------------------------------- lookup */

/* FNV-1a, 32 bits: the hash of a text's beginning is known on the way. */
static const uint32_t HASH_BEGIN = 2166136261u;

static uint32_t hash_step(uint32_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * 16777619u;
}

static uint32_t hash_on(uint32_t hash, vnp_str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        hash = hash_step(hash, text.ptr[i]);
    return hash;
}

static uint32_t hash_of(vnp_str key)
{
    return hash_on(HASH_BEGIN, key);
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
    for (uint32_t at = 0; at < key.len; at++)
        words += key.ptr[at] == ' ';
    for (uint32_t at = 0, size; words >= MIN_WORDS && at < key.len; at += size)
        letters += vnp__char_is_letter(vnp__char_at(key, at, &size));
    return letters >= MIN_LETTERS ? bare_text(key, out) : 0;
}

/* The slot of a key, or the free one where it would be. */
static uint32_t slot_of(const vnp__words *words, const vnp__word_slot *table, uint32_t hash,
                        vnp_str key, bool bare)
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
    const vnp__word *word =
        word_in(words, words->table[slot_of(words, words->table, hash, key, false)]);
    if (!word && words->loose && (len = bare_key(key, bare)) > 0) {
        vnp_str text = vnp__str(bare, len);
        word =
            word_in(words, words->loose[slot_of(words, words->loose, hash_of(text), text, true)]);
    }
    return word && !word->off ? word : NULL;
}

bool vnp__word_is_on(const vnp__words *words, const vnp__word *word)
{
    return lookup(words, word->key, hash_of(word->key)) != NULL;
}

/* ------------------------------------------------------------------- begins */

/* A key walked word by word, as long as words of the list begin so. */
typedef struct search {
    const vnp__words *words;
    key_walk key;
    uint32_t hash;      /* of the key, */
    uint32_t hashed;    /* of so many bytes of it */
    uint32_t bare_hash; /* of the key without diacritics, */
    uint32_t bared;     /* of so many bytes of it */
} search;

static uint32_t begin_bits(const vnp__words *words)
{
    return (words->mask + 1) * VNP__BEGIN_BITS;
}

static bool has_begin(const vnp__words *words, const uint64_t *bits, uint32_t hash)
{
    hash &= begin_bits(words) - 1;
    return bits[hash / 64] >> (hash % 64) & 1;
}

static void begin_search(search *s, const vnp__words *words, vnp_str fold)
{
    s->words = words;
    s->hashed = 0;
    s->bared = 0;
    s->hash = s->bare_hash = HASH_BEGIN;
    begin_key(&s->key, fold);
}

/* Whether a word of the list begins with what was walked, if need be without diacritics. */
static bool may_go_on(search *s)
{
    char bare[MAX_KEY];
    const vnp__words *words = s->words;
    s->hash = hash_on(s->hash, vnp__str(s->key.out + s->hashed, s->key.len - s->hashed));
    s->hashed = s->key.len;
    if (has_begin(words, words->begins, s->hash))
        return true;
    if (!words->loose)
        return false;
    uint32_t len = bare_text(vnp__str(s->key.out + s->bared, s->key.len - s->bared), bare);
    s->bare_hash = hash_on(s->bare_hash, vnp__str(bare, len));
    s->bared = s->key.len;
    return has_begin(words, words->begins_loose, s->bare_hash);
}

typedef enum step { STEP_WORD, STEP_END, STEP_NONE } step;

/* Goes on to the end of a word: STEP_NONE where no word of the list begins with what was
 * walked, STEP_END where no word is left. */
static step next_word(search *s)
{
    if (!s->words->table)
        return STEP_NONE;
    if (!walk_word(&s->key))
        return STEP_END;
    return may_go_on(s) ? STEP_WORD : STEP_NONE;
}

/* ------------------------------------------------------------------- lookup */

static const vnp__word *find_folded(const vnp__words *words, vnp_str fold)
{
    search s;
    step reached;
    if (fold.len >= MAX_KEY)
        return NULL;
    begin_search(&s, words, fold);
    while ((reached = next_word(&s)) == STEP_WORD)
        ;
    vnp_str key = end_key(&s.key);
    return reached == STEP_END && key.len ? lookup(words, key, hash_of(key)) : NULL;
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

/* The ends of the words that were walked, in the text and its key. */
typedef struct ends {
    uint32_t count;
    uint32_t at[MAX_WORDS], key[MAX_WORDS], hash[MAX_WORDS];
} ends;

static step walk(search *s, ends *e)
{
    step reached;
    e->count = 0;
    while ((reached = next_word(s)) == STEP_WORD && e->count < MAX_WORDS) {
        e->at[e->count] = s->key.at;
        e->key[e->count] = s->key.len;
        e->hash[e->count++] = s->hash;
    }
    return reached;
}

/* The longest word that the text begins with. */
static const vnp__word *longest(const search *s, const ends *e, uint32_t *end)
{
    for (uint32_t i = e->count; i-- > 0;) {
        const vnp__word *word = lookup(s->words, vnp__str(s->key.out, e->key[i]), e->hash[i]);
        if (word) {
            *end = e->at[i];
            return word;
        }
    }
    return NULL;
}

const vnp__word *vnp__word_prefix(const vnp_rules *rules, vnp__list_id list, vnp__slice text,
                                  uint32_t *end)
{
    search s;
    ends e;
    begin_search(&s, &rules->lists[list], vnp__slice_fold(text));
    walk(&s, &e);
    return longest(&s, &e, end);
}

const vnp__word *vnp__word_head(const vnp_rules *rules, vnp__list_id list, vnp__slice text,
                                uint32_t *end)
{
    search s;
    ends e;
    vnp_str fold = vnp__slice_fold(text);
    begin_search(&s, &rules->lists[list], fold);
    if (walk(&s, &e) == STEP_END && fold.len < MAX_KEY) {
        vnp_str key = end_key(&s.key);
        const vnp__word *whole = key.len ? lookup(s.words, key, hash_of(key)) : NULL;
        *end = fold.len;
        if (whole)
            return whole;
    }
    return longest(&s, &e, end);
}

/* A list of messages maps an id to a sentence: "invalid-bytes|Có byte ...". A
 * later line replaces. */
vnp_str vnp__message(const vnp_rules *rules, vnp__list_id list, vnp_str id)
{
    const vnp__word_list *entries = &rules->lists[list].entries;
    for (uint32_t i = entries->count; i-- > 1;)
        if (vnp__str_eq(entries->at[i - 1].written, id) &&
            entries->at[i].order == entries->at[i - 1].order)
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
        vnp__word word = {.canonical = canonical,
                          .file = kind->file,
                          .line = kind->line,
                          .order = kind->order,
                          .off = kind->off,
                          .loose = kind->loose};
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
        vnp__rule_fail(l, (size_t)(line.ptr - l->file->text.ptr),
                       "no directive '%.*s'; @loose is the one there is", (int)line.len, line.ptr);
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
}

/* A key's begins, up to each of its words' ends. */
static void add_begins(const vnp__words *words, uint64_t *begins, vnp_str key)
{
    key_walk k;
    begin_key(&k, key);
    while (walk_word(&k)) {
        uint32_t hash = hash_of(vnp__str(k.out, k.len)) & (begin_bits(words) - 1);
        begins[hash / 64] |= (uint64_t)1 << (hash % 64);
    }
}

static void index_begins(vnp__arena *arena, vnp__words *words)
{
    char bare[MAX_KEY];
    size_t size = begin_bits(words) / 8;
    uint64_t *begins = vnp__arena_get(arena, size),
             *loose = words->loose ? vnp__arena_get(arena, size) : NULL;
    for (uint32_t e = 0; e < words->entries.count; e++) {
        vnp_str key = words->entries.at[e].key;
        add_begins(words, begins, key);
        if (loose)
            add_begins(words, loose, vnp__str(bare, bare_text(key, bare)));
    }
    words->begins = begins;
    words->begins_loose = loose;
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
        any_loose = any_loose || word->loose;
    }
    words->table = table;
    vnp__word_slot *loose = any_loose ? vnp__arena_get(arena, size * sizeof *loose) : NULL;
    for (int plain = 0; loose && plain < 2; plain++) /* those that leave gaps only come last */
        for (uint32_t e = 0; e < words->entries.count; e++)
            if (words->entries.at[e].loose == !plain)
                index_loose(words, loose, e + 1);
    words->loose = loose;
    index_begins(arena, words);
}

void vnp__words_index(vnp_rules *rules)
{
    for (int i = 0; i < VNP__LIST_COUNT; i++)
        index_list(&rules->arena, &rules->lists[i]);
}
