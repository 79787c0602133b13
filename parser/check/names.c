/*
 * One name written in two ways that differ in diacritics only. Names are the
 * roles of the vocabulary, the places named behind "xã", "huyện" ... and the
 * parties of the items. Then the whole text is read word by word for these names
 * in any spelling; of two spellings the rarer is reported, of a role each that
 * is not the vocabulary's.
 */
#include "check/checks.h"

#include "text/chars.h"
#include "text/respell.h"
#include "text/syllable.h"
#include "text/utf8.h"

#include <stdlib.h>

enum {
    MAX_NAME_WORDS = 12,
    MAX_PLACE_WORDS = 4,
    MIN_WORDS = 2,
    MIN_ROLE_WORDS = 3,
    MAX_BARE = 96,
    MAX_SPELLINGS = 64,
    MAX_TOLD = 500
}; /* of these two more are noise, not names */

/* A spelling of a name, and how often it is written. */
typedef struct spelling {
    vnp_str fold; /* of one writing; most others are the same */
    vnp_str key;  /* folded, words parted by one space; empty until it is asked for */
    vnp_str text;
    uint32_t count;
    vnp_span first;
} spelling;
VNP_LIST(spelling);

typedef struct name {
    vnp_str bare;     /* without diacritics */
    vnp__slice right; /* the vocabulary's spelling; no run: the commonest one is right */
    bool place;       /* its words have capitals */
    uint32_t commas;  /* a bit for each word that one may stand before */
    spelling_list spellings;
} name;
VNP_LIST(name);

/* A word of the text; `open` says that a name may go on over what stands before it, `listed` that
 * a comma is part of that. */
typedef struct word {
    uint32_t begin, end;
    bool open, listed;
} word;

/* Most words of a text begin no name: told by a bit, by its hash, for each word, two,
 * three ... that a name begins with. */
enum { BEGIN_BITS = 1 << 14 };

typedef struct registry {
    vnp__checker *c;
    name_list names;
    uint32_t *table; /* index + 1 */
    uint32_t size;
    uint64_t begins[BEGIN_BITS / 64];
} registry;

/* ---------------------------------------------------------------------- words */

static bool is_word_char(uint32_t c)
{
    return vnp__char_is_letter(c) || vnp__char_is_digit(c);
}

/* Between the words of a name stand a space, a dash or "&". */
static bool joins(uint32_t c)
{
    return c == ' ' || c == '&' || vnp__char_is_dash(c);
}

/* Next word of `text` at or after *at. */
static bool next_word(vnp_str text, uint32_t *at, word *out)
{
    uint32_t len;
    out->open = *at > 0;
    out->listed = false;
    while (*at < text.len) {
        uint32_t c = vnp__char_at(text, *at, &len);
        if (is_word_char(c))
            break;
        out->listed |= c == ',';
        out->open = out->open && (joins(c) || c == ',');
        *at += len;
    }
    out->begin = *at;
    while (*at < text.len && is_word_char(vnp__char_at(text, *at, &len)))
        *at += len;
    out->end = *at;
    return out->end > out->begin;
}

/* A letter of folded text without its diacritics. */
static int32_t bare_char(int32_t c)
{
    char vowel;
    vnp__tone tone;
    if (vnp__vowel_split((uint32_t)c, &vowel, &tone))
        return vowel == 'Q' ? 'o' : vowel == 'B' ? 'a' : vowel | 0x20;
    return c == 0x111 ? 'd' : c;
}

/* Adds a word of folded text without its diacritics; false when it is too long. */
static bool add_bare(char *out, uint32_t *len, vnp_str folded)
{
    uint32_t size;
    if (*len)
        out[(*len)++] = ' ';
    for (uint32_t at = 0; at < folded.len; at += size) {
        if (*len + 8 > MAX_BARE)
            return false;
        if ((unsigned char)folded.ptr[at] < 0x80) {
            out[(*len)++] = folded.ptr[at];
            size = 1;
        } else {
            int32_t c = vnp__utf8_next(folded.ptr, folded.len, at, &size);
            *len += vnp__utf8_put(out + *len, bare_char(c));
        }
    }
    return true;
}

/* ------------------------------------------------------------------- registry */

enum { NO_HASH = 2166136261u };

/* Of a text whose begin has the hash `before`: that of the whole. */
static uint32_t hash_on(uint32_t before, const char *bytes, uint32_t len)
{
    uint32_t hash = before;
    for (uint32_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash;
}

static uint32_t hash_of(vnp_str key)
{
    return hash_on(NO_HASH, key.ptr, key.len);
}

static uint64_t *begin_word(registry *r, uint32_t hash)
{
    return &r->begins[hash % BEGIN_BITS / 64];
}

static void note_begins(registry *r, vnp_str bare)
{
    uint32_t hash = NO_HASH, done = 0;
    for (uint32_t at = 1; at <= bare.len; at++)
        if (at == bare.len || bare.ptr[at] == ' ') {
            hash = hash_on(hash, bare.ptr + done, at - done);
            *begin_word(r, hash) |= (uint64_t)1 << hash % 64;
            done = at;
        }
}

static uint32_t slot_of(const registry *r, vnp_str bare, uint32_t hash)
{
    uint32_t i = hash & (r->size - 1);
    while (r->table[i] && !vnp__str_eq(r->names.at[r->table[i] - 1].bare, bare))
        i = (i + 1) & (r->size - 1);
    return i;
}

static void grow(registry *r)
{
    if (r->names.count * 2 < r->size)
        return;
    r->size = r->size ? r->size * 2 : 256;
    r->table = vnp__arena_get(r->c->arena, r->size * sizeof *r->table);
    for (uint32_t i = 0; i < r->names.count; i++)
        r->table[slot_of(r, r->names.at[i].bare, hash_of(r->names.at[i].bare))] = i + 1;
}

static name *enter(registry *r, vnp_str bare)
{
    grow(r);
    uint32_t slot = slot_of(r, bare, hash_of(bare));
    if (r->table[slot])
        return &r->names.at[r->table[slot] - 1];
    name *n = VNP__ADD(r->c->arena, &r->names);
    n->bare = vnp__str_copy(r->c->arena, bare);
    note_begins(r, n->bare);
    r->table[slot] = r->names.count;
    return n;
}

/* The bare form of a text of up to MAX_NAME_WORDS words; how many it has, 0 for no name. */
static uint32_t bare_of(vnp__slice s, char *bare, uint32_t *len, uint32_t *commas)
{
    uint32_t at = 0, words = 0;
    word w;
    vnp_str text = vnp__slice_text(s), fold = vnp__slice_fold(s);
    *len = *commas = 0;
    for (; next_word(text, &at, &w); words++) {
        if ((words && !w.open) || words == MAX_NAME_WORDS ||
            !add_bare(bare, len, vnp__str_sub(fold, w.begin, w.end)))
            return 0;
        *commas |= (uint32_t)w.listed << words;
    }
    return words;
}

/* What spellings that mean the same letters have in common. */
static vnp_str key_of(const registry *r, vnp_str fold)
{
    uint32_t at = 0;
    word w;
    vnp__buf buf = {.arena = r->c->arena};
    while (next_word(fold, &at, &w)) {
        if (buf.len)
            vnp__buf_byte(&buf, ' ');
        vnp__buf_add(&buf, fold.ptr + w.begin, w.end - w.begin);
    }
    return vnp__respell_key(r->c->arena, vnp__buf_str(&buf));
}

static void enter_name(registry *r, vnp__slice s, uint32_t least, bool place, bool right)
{
    char bare[MAX_BARE];
    uint32_t len, commas;
    if (bare_of(s, bare, &len, &commas) < least)
        return;
    name *n = enter(r, vnp__str(bare, len));
    n->commas |= commas;
    n->place = n->place || place;
    if (right && !n->right.run)
        n->right = s;
}

/* -------------------------------------------------------------------- sources */

typedef struct role_walk {
    registry *r;
    vnp_str last;
} role_walk;

static void enter_role(void *ctx, const vnp_rule_info *info)
{
    role_walk *walk = ctx;
    if (!info->is_word || info->state != VNP_RULE_ON || !vnp__str_eq(info->set, VNP__STR("roles")))
        return;
    if (vnp__str_eq(info->id, walk->last))
        return;
    walk->last = info->id;
    enter_name(walk->r, vnp__check_slice(walk->r->c, info->id), MIN_ROLE_WORDS, false, true);
}

/* The capitalized words behind a word such as "xã". */
static void enter_places(registry *r, vnp__slice s)
{
    vnp__match match;
    vnp_str text = vnp__slice_text(s);
    for (uint32_t from = 0; vnp__rule_find(r->c->m, VNP__SET_PLACE, s, from, &match);
         from = match.end) {
        uint32_t at = match.end, words = 0, begin = 0, end = 0, len;
        word w;
        while (words < MAX_PLACE_WORDS && next_word(text, &at, &w)) {
            vnp_str own = vnp__str_sub(text, w.begin, w.end);
            bool capital = vnp__char_is_upper(vnp__char_at(text, w.begin, &len));
            /* in a line of capitals nothing tells where a name ends */
            if (!capital || (words && (!w.open || w.listed)) || vnp__str_is_upper(own, 2))
                break;
            begin = words++ ? begin : w.begin;
            end = w.end;
        }
        if (words >= MIN_WORDS)
            enter_name(r, vnp__slice_sub(s, begin, end), MIN_WORDS, true, false);
        if (match.end <= from)
            break;
    }
}

static void enter_parties(registry *r, const vnp_party_list *parties)
{
    for (uint32_t i = 0; i < parties->count; i++)
        enter_name(r, vnp__check_slice(r->c, parties->at[i].value.text), MIN_ROLE_WORDS, false,
                   false);
}

static void enter_all(registry *r)
{
    role_walk walk = {.r = r};
    vnp__checker *c = r->c;
    vnp_rules_each(c->rules, enter_role, &walk);
    if (c->plan->head.place.text.len)
        enter_name(r, vnp__check_slice(c, c->plan->head.place.text), MIN_WORDS, true, false);
    for (uint32_t i = 0; i < c->texts.count; i++)
        enter_places(r, c->texts.at[i].slice);
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        enter_parties(r, &c->plan->items.at[i].owners);
        enter_parties(r, &c->plan->items.at[i].collaborators);
    }
}

/* --------------------------------------------------------------------- reading */

static vnp_str spelling_key(const registry *r, spelling *p)
{
    if (!p->key.len)
        p->key = key_of(r, p->fold);
    return p->key;
}

/* How the name is spelled there; NULL for a spelling not met before. */
static spelling *spelling_of(const registry *r, const name *n, vnp_str fold)
{
    for (uint32_t i = 0; i < n->spellings.count; i++)
        if (vnp__str_eq(n->spellings.at[i].fold, fold))
            return &n->spellings.at[i];
    vnp_str key = n->spellings.count ? key_of(r, fold) : (vnp_str){0};
    for (uint32_t i = 0; i < n->spellings.count; i++)
        if (vnp__str_eq(spelling_key(r, &n->spellings.at[i]), key))
            return &n->spellings.at[i];
    return NULL;
}

static void count_spelling(registry *r, name *n, vnp__slice s)
{
    spelling *p = spelling_of(r, n, vnp__slice_fold(s));
    if (p) {
        p->count++;
        if (vnp__str_is_upper(p->text, 1)) /* better shown as in a text */
            p->text = vnp__slice_text(s);
        return;
    }
    if (n->spellings.count == MAX_SPELLINGS)
        return;
    p = VNP__ADD(r->c->arena, &n->spellings);
    *p = (spelling){.fold = vnp__slice_fold(s),
                    .text = vnp__slice_text(s),
                    .count = 1,
                    .first = vnp__slice_span(r->c, s)};
}

/* Whether the words are written as a name's are: a place's with capitals, and commas only where the
 * name has some. */
static bool is_written_so(vnp_str text, const word *words, uint32_t count, const name *n)
{
    uint32_t len;
    for (uint32_t i = 0; i < count; i++)
        if ((i && words[i].listed && !(n->commas >> i & 1)) ||
            (n->place && !vnp__char_is_upper(vnp__char_at(text, words[i].begin, &len))))
            return false;
    return true;
}

/* Every stretch of up to MAX_NAME_WORDS words that ends at the newest of `words`. */
static void read_window(registry *r, vnp__slice s, const word *words, uint32_t count)
{
    vnp_str text = vnp__slice_text(s), fold = vnp__slice_fold(s);
    char bare[MAX_BARE];
    uint32_t len = 0, hash = NO_HASH;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t before = len;
        if ((k && !words[k].open) ||
            !add_bare(bare, &len, vnp__str_sub(fold, words[k].begin, words[k].end)))
            return;
        hash = hash_on(hash, bare + before, len - before);
        if (!(*begin_word(r, hash) >> hash % 64 & 1))
            return;
        uint32_t slot = k + 1 >= MIN_WORDS ? r->table[slot_of(r, vnp__str(bare, len), hash)] : 0;
        if (!slot)
            continue;
        name *n = &r->names.at[slot - 1];
        if (is_written_so(text, words, k + 1, n))
            count_spelling(r, n, vnp__slice_sub(s, words[0].begin, words[k].end));
    }
}

static void read_text(registry *r, vnp__slice s)
{
    word window[MAX_NAME_WORDS];
    uint32_t count = 0, at = 0;
    vnp_str text = vnp__slice_text(s);
    bool more = true;
    while (more || count) {
        while (count < MAX_NAME_WORDS && (more = next_word(text, &at, &window[count])))
            count++;
        if (!count)
            break;
        read_window(r, s, window, count);
        memmove(&window[0], &window[1], (--count) * sizeof *window);
    }
}

/* ------------------------------------------------------------------- reporting */

static spelling *commonest(const name *n)
{
    spelling *best = &n->spellings.at[0];
    for (uint32_t i = 1; i < n->spellings.count; i++)
        if (n->spellings.at[i].count > best->count)
            best = &n->spellings.at[i];
    return best;
}

/* Whether the spelling holds one that was reported: a longer name has the fault
 * from the shorter one in it. */
static bool is_told(const spelling_list *told, vnp_str key)
{
    for (uint32_t i = 0; i < told->count && i < MAX_TOLD; i++) {
        vnp_str part = told->at[i].key;
        if (part.len <= key.len && memmem(key.ptr, key.len, part.ptr, part.len))
            return true;
    }
    return false;
}

/* Whether a name's only spelling may not be the right one. */
static bool can_be_wrong(const name *n, const spelling *only)
{
    return n->right.run && !vnp__str_eq(only->fold, vnp__slice_fold(n->right));
}

/* Of a name that lost all its marks nothing can be said: so are file names and
 * texts without diacritics. */
static void report_name(registry *r, const name *n, spelling_list *told)
{
    vnp__checker *c = r->c;
    if (n->spellings.count == 0 ||
        (n->spellings.count == 1 && !can_be_wrong(n, &n->spellings.at[0])))
        return;
    spelling *best = commonest(n);
    vnp_str right = n->right.run ? key_of(r, vnp__slice_fold(n->right)) : spelling_key(r, best);
    vnp_str shown = n->right.run ? vnp__slice_text(n->right) : best->text;
    for (uint32_t i = 0; i < n->spellings.count; i++) {
        spelling *p = &n->spellings.at[i];
        vnp_str key = spelling_key(r, p);
        if (vnp__str_eq(key, right) || vnp__str_eq(key, n->bare) || is_told(told, key))
            continue;
        VNP__PUSH(c->arena, told, *p);
        /* what is written so in several places is a matter of the whole */
        uint32_t item = p->count == 1 ? vnp__item_at(c, p->first.begin) : VNP__NO_ITEM;
        vnp__report(c, "name-variant", item, p->first, VNP__ARGS(p->text, shown));
    }
}

static int shorter_first(const void *a, const void *b)
{
    const name *x = a, *y = b;
    if (x->bare.len != y->bare.len)
        return x->bare.len < y->bare.len ? -1 : 1;
    return memcmp(x->bare.ptr, y->bare.ptr, x->bare.len);
}

void vnp__check_names(vnp__checker *c)
{
    registry r = {.c = c};
    grow(&r);
    enter_all(&r);
    for (uint32_t i = 0; i < c->texts.count; i++)
        read_text(&r, c->texts.at[i].slice);
    spelling_list told = {0};
    if (r.names.count > 1)
        qsort(r.names.at, r.names.count, sizeof *r.names.at, shorter_first);
    for (uint32_t i = 0; i < r.names.count; i++)
        report_name(&r, &r.names.at[i], &told);
}
