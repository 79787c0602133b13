#include "text/syllable.h"

#include "text/chars.h"
#include "text/utf8.h"

/* ----------------------------------------------------------------- vowels */

typedef struct vowel {
    char name;
    uint16_t letter[6]; /* by tone */
} vowel;

static const vowel vowels[] = {
    {'a', {0x0061, 0x00E0, 0x1EA3, 0x00E3, 0x00E1, 0x1EA1}},
    {'A', {0x00E2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD}},
    {'B', {0x0103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7}},
    {'e', {0x0065, 0x00E8, 0x1EBB, 0x1EBD, 0x00E9, 0x1EB9}},
    {'E', {0x00EA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7}},
    {'i', {0x0069, 0x00EC, 0x1EC9, 0x0129, 0x00ED, 0x1ECB}},
    {'o', {0x006F, 0x00F2, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD}},
    {'O', {0x00F4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9}},
    {'Q', {0x01A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3}},
    {'u', {0x0075, 0x00F9, 0x1EE7, 0x0169, 0x00FA, 0x1EE5}},
    {'U', {0x01B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1}},
    {'y', {0x0079, 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5}},
};

enum { VOWELS = sizeof vowels / sizeof *vowels };

/* The way back. An entry is a name and a tone, 0 for what is no vowel. */
#define V(name, tone) (uint16_t)((name) << 3 | (tone))

/* U+00E0..00FF. */
static const uint16_t latin1[] = {
    V('a', 1), V('a', 4), V('A', 0), V('a', 3), 0,         0,         0, 0,
    V('e', 1), V('e', 4), V('E', 0), 0,         V('i', 1), V('i', 4), 0, 0,
    0,         0,         V('o', 1), V('o', 4), V('O', 0), V('o', 3), 0, 0,
    0,         V('u', 1), V('u', 4), 0,         0,         V('y', 4), 0, 0,
};

/* U+1EA1, U+1EA3 ... U+1EF9; the even ones are capitals. */
static const uint16_t extended[] = {
    V('a', 5), V('a', 2), V('A', 4), V('A', 1), V('A', 2), V('A', 3), V('A', 5), V('B', 4),
    V('B', 1), V('B', 2), V('B', 3), V('B', 5), V('e', 5), V('e', 2), V('e', 3), V('E', 4),
    V('E', 1), V('E', 2), V('E', 3), V('E', 5), V('i', 2), V('i', 5), V('o', 5), V('o', 2),
    V('O', 4), V('O', 1), V('O', 2), V('O', 3), V('O', 5), V('Q', 4), V('Q', 1), V('Q', 2),
    V('Q', 3), V('Q', 5), V('u', 5), V('u', 2), V('U', 4), V('U', 1), V('U', 2), V('U', 3),
    V('U', 5), V('y', 1), V('y', 5), V('y', 2), V('y', 3),
};

static uint16_t vowel_entry(uint32_t letter)
{
    if (letter >= 0x1EA1 && letter <= 0x1EF9)
        return letter & 1 ? extended[(letter - 0x1EA1) / 2] : 0;
    if (letter >= 0xE0 && letter <= 0xFF)
        return latin1[letter - 0xE0];
    switch (letter) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
        return V(letter, VNP__TONE_LEVEL);
    case 0x103:
        return V('B', VNP__TONE_LEVEL);
    case 0x129:
        return V('i', VNP__TONE_TILDE);
    case 0x169:
        return V('u', VNP__TONE_TILDE);
    case 0x1A1:
        return V('Q', VNP__TONE_LEVEL);
    case 0x1B0:
        return V('U', VNP__TONE_LEVEL);
    default:
        return 0;
    }
}

bool vnp__vowel_split(uint32_t letter, char *name, vnp__tone *tone)
{
    uint16_t entry = vowel_entry(letter);
    if (entry == 0)
        return false;
    *name = (char)(entry >> 3);
    *tone = (vnp__tone)(entry & 7);
    return true;
}

uint32_t vnp__vowel_join(char name, vnp__tone tone)
{
    for (int i = 0; i < VOWELS; i++) {
        if (vowels[i].name == name)
            return vowels[i].letter[tone];
    }
    return VNP__REPLACEMENT;
}

/* ----------------------------------------------------------------- tables */

/* Sorted by strcmp. After qu the rhyme begins behind the u, so rhymes_qu are apart. */
static const char *const rhymes[] = {
    "A",    "Ac",   "Am",   "An",   "Ang",  "Ap",   "At",   "Au",   "Ay",  "Bc",   "Bm",   "Bn",
    "Bng",  "Bp",   "Bt",   "E",    "Ec",   "Ech",  "Em",   "En",   "Eng", "Enh",  "Ep",   "Et",
    "Eu",   "O",    "Oc",   "Oi",   "Om",   "On",   "Ong",  "Op",   "Ot",  "Q",    "Qi",   "Qm",
    "Qn",   "Qng",  "Qp",   "Qt",   "U",    "UQc",  "UQi",  "UQm",  "UQn", "UQng", "UQp",  "UQt",
    "UQu",  "Ua",   "Uc",   "Ui",   "Um",   "Un",   "Ung",  "Ut",   "Uu",  "a",    "ac",   "ach",
    "ai",   "am",   "an",   "ang",  "anh",  "ao",   "ap",   "at",   "au",  "ay",   "e",    "ec",
    "em",   "en",   "eng",  "eo",   "ep",   "et",   "i",    "iEc",  "iEm", "iEn",  "iEng", "iEp",
    "iEt",  "iEu",  "ia",   "ich",  "im",   "in",   "ing",  "inh",  "ip",  "it",   "iu",   "o",
    "oBc",  "oBm",  "oBn",  "oBng", "oBt",  "oa",   "oac",  "oach", "oai", "oam",  "oan",  "oang",
    "oanh", "oao",  "oap",  "oat",  "oay",  "oc",   "oe",   "oem",  "oen", "oeng", "oeo",  "oet",
    "oi",   "om",   "on",   "ong",  "ooc",  "oong", "op",   "ot",   "u",   "uAc",  "uAn",  "uAng",
    "uAt",  "uAy",  "uE",   "uEch", "uEn",  "uEnh", "uEt",  "uEu",  "uOc", "uOi",  "uOm",  "uOn",
    "uOng", "uOp",  "uOt",  "uQ",   "ua",   "uc",   "ui",   "um",   "un",  "ung",  "up",   "ut",
    "uy",   "uyEn", "uyEt", "uya",  "uych", "uyn",  "uynh", "uyp",  "uyt", "uyu",  "y",    "yEm",
    "yEn",  "yEng", "yEt",  "yEu",
};

static const char *const rhymes_qu[] = {
    "Ac",  "An",  "Ang", "At", "Ay", "Bc",  "Bm",   "Bn",  "Bng", "Bp", "Bt",  "E",  "Ech", "En",
    "Enh", "Et",  "Eu",  "Oc", "Q",  "Qi",  "a",    "ac",  "ach", "ai", "am",  "an", "ang", "anh",
    "ao",  "ap",  "at",  "au", "ay", "e",   "em",   "en",  "eng", "eo", "et",  "i",  "ich", "in",
    "ing", "inh", "it",  "iu", "y",  "yEn", "yEnh", "yEt", "ych", "yn", "ynh", "yt",
};

/* Longest first; qu and gi are found before. */
static const char *const onsets[] = {
    "ngh", "ng", "nh", "gh", "kh", "ch", "th", "tr", "ph", "b", "c", "D", "d",
    "g",   "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t", "v", "x",
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_rhyme(const char *const *list, size_t count, const char *rhyme)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(list[middle], rhyme);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool is_vowel(char c)
{
    return c != '\0' && strchr("aeiouyABEOQU", c) != NULL;
}

static bool is_front(char c)
{
    return c == 'i' || c == 'e' || c == 'E' || c == 'y';
}

/* ---------------------------------------------------------------- parsing */

/* Fills letters, count, marked and tone; false for what has no such letters. */
static bool read_letters(vnp_str word, vnp__syllable *out)
{
    uint32_t size;
    for (uint32_t at = 0; at < word.len; at += size) {
        int32_t c =
            (int32_t)vnp__char_lower((uint32_t)vnp__utf8_next(word.ptr, word.len, at, &size));
        vnp__tone tone = VNP__TONE_LEVEL;
        char name = (char)c;
        if (c == 0x111)
            name = 'D';
        else if (!(c >= 'a' && c <= 'z') && !vnp__vowel_split((uint32_t)c, &name, &tone))
            return false;
        if (out->count == VNP__SYLLABLE_MAX || (tone && out->tone))
            return false;
        if (tone) {
            out->tone = tone;
            out->marked = out->count;
        }
        out->letters[out->count++] = name;
    }
    if (!out->tone)
        out->marked = out->count;
    return out->count > 0;
}

/*
 * The i of gi belongs to the onset before a vowel (già); before a consonant
 * or nothing it is the rhyme (gì, gìn) and the onset is short of its own.
 */
static unsigned onset_length(const char *letters)
{
    if (letters[0] == 'q' && letters[1] == 'u')
        return 2;
    if (letters[0] == 'g' && letters[1] == 'i')
        return is_vowel(letters[2]) ? 2 : 1;
    for (size_t i = 0; i < COUNT(onsets); i++) {
        size_t len = strlen(onsets[i]);
        if (strncmp(letters, onsets[i], len) == 0)
            return (unsigned)len;
    }
    return 0;
}

/* c, g and ng are written k, gh and ngh before front vowels, and only there. */
static bool fits(const char *letters, unsigned onset)
{
    bool front = is_front(letters[onset]);
    char last = letters[onset - 1];
    if (onset == 1 && last == 'c')
        return !front;
    if (last == 'g')
        return !front || (onset == 1 && letters[1] == 'i');
    bool gh = onset == 2 && letters[0] == 'g' && last == 'h';
    return front || !(gh || onset == 3 || (onset == 1 && last == 'k'));
}

bool vnp__syllable_parse(vnp_str word, vnp__syllable *out)
{
    memset(out, 0, sizeof *out);
    if (!read_letters(word, out))
        return false;
    unsigned onset = onset_length(out->letters);
    const char *rhyme = out->letters + onset;
    bool qu = out->letters[0] == 'q';
    if (qu ? onset != 2 || !is_rhyme(rhymes_qu, COUNT(rhymes_qu), rhyme)
           : !is_rhyme(rhymes, COUNT(rhymes), rhyme))
        return false;
    if (onset > 0 && !qu && !fits(out->letters, onset))
        return false;
    out->rhyme = (uint8_t)onset;
    out->coda = (uint8_t)onset;
    while (is_vowel(out->letters[out->coda]))
        out->coda++;
    return true;
}

/* ----------------------------------------------------------------- tones */

/*
 * The tone stands on the last letter with a quality mark; else, of two vowels
 * before a coda, on the second, of three on the middle one, of an open pair on
 * the first, but for oa, oe, uy, about which the two styles differ.
 */
unsigned vnp__syllable_tone_at(const vnp__syllable *syllable, vnp__tone_style style)
{
    const char *letters = syllable->letters;
    unsigned begin = syllable->rhyme, end = syllable->coda;
    for (unsigned i = end; i > begin; i--) {
        if (letters[i - 1] <= 'Z')
            return i - 1;
    }
    if (end - begin == 3)
        return begin + 1;
    if (end - begin < 2)
        return begin;
    if (end < syllable->count)
        return begin + 1;
    bool glide = vnp__vowel_glides(letters[begin], letters[begin + 1]);
    return glide && style == VNP__TONE_NEW ? begin + 1 : begin;
}

/* Syllables that end in a stop have one of two tones. */
static bool tone_fits(const vnp__syllable *s)
{
    if (s->coda == s->count)
        return true;
    bool stop = strchr("cpt", s->letters[s->coda]) != NULL;
    return !stop || s->tone == VNP__TONE_ACUTE || s->tone == VNP__TONE_DOT;
}

bool vnp__syllable_possible(vnp_str word)
{
    vnp__syllable s;
    if (!vnp__syllable_parse(word, &s) || !tone_fits(&s))
        return false;
    return s.tone == VNP__TONE_LEVEL || s.marked == vnp__syllable_tone_at(&s, VNP__TONE_OLD) ||
           s.marked == vnp__syllable_tone_at(&s, VNP__TONE_NEW);
}
