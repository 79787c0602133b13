#include "text/torn.h"

#include "text/chars.h"
#include "text/syllable.h"

#include <stdlib.h>

/*
 * Nearly every word has an onset. These are the words without one that occur in
 * prose, in the letters of syllable.h with the number of the tone behind them;
 * any other such syllable is the rear half of a torn word. Sorted by strcmp.
 */
static const char *const bare_words[] = {
    "A0",   "Am0",  "Am1",  "Am2",  "Am4",   "An0",   "An2",  "An4",  "Ap4",  "At4",  "Au0",
    "Au2",  "Au4",  "Ay4",  "Bm0",  "Bn0",   "Bt4",   "E0",   "Ech4", "Em0",  "O0",   "O1",
    "O2",   "O4",   "Oc4",  "Oi0",  "Om0",   "Om4",   "On0",  "On1",  "On2",  "Ong0", "Ong4",
    "Q2",   "Qn0",  "Qt4",  "U1",   "U4",    "UQc4",  "UQm0", "UQn0", "UQp4", "UQt4", "Ua0",
    "Uc4",  "Ung0", "Ung4", "Uu0",  "a1",    "a2",    "a4",   "a5",   "ac4",  "ach4", "ai0",
    "ai2",  "ai4",  "am0",  "am4",  "an0",   "an4",   "ang4", "anh0", "anh2", "anh4", "ao0",
    "ao1",  "ao2",  "ao4",  "ap4",  "e0",    "em0",   "en4",  "eo0",  "eo4",  "ep4",  "ich4",
    "im0",  "in0",  "it4",  "oai0", "oan0",  "oan4",  "oc4",  "oi4",  "om0",  "ong0", "ot4",
    "u0",   "u4",   "uE4",  "uOn4", "uOng4", "uc4",   "un1",  "ung0", "ung2", "ung4", "up4",
    "ut4",  "uy0",  "uy2",  "uy4",  "uyEn0", "uyEn2", "y0",   "y2",   "y4",   "yEm2", "yEn0",
    "yEn4", "yEt4", "yEu0", "yEu4",
};

enum {
    CONSONANT = VNP__TORN_CONSONANT | VNP__TORN_LETTER,
    VOWEL = VNP__TORN_VOWEL | VNP__TORN_LETTER,
    END = VNP__TORN_END,
    PART = VNP__TORN_LETTER /* beyond ASCII */
};

#define PARTS_8 PART, PART, PART, PART, PART, PART, PART, PART

/* clang-format off: letters in rows of a few, bytes beyond ASCII eight at a time */

const unsigned char vnp__torn_bytes[256] = {
    ['\0'] = END,
    [' '] = END,
    ['.'] = END,
    [','] = END,
    [';'] = END,
    [':'] = END,
    [')'] = END,
    ['/'] = END,
    ['-'] = END,
    ['a'] = VOWEL,
    ['e'] = VOWEL,
    ['i'] = VOWEL,
    ['o'] = VOWEL,
    ['u'] = VOWEL,
    ['y'] = VOWEL,
    ['A'] = VOWEL,
    ['E'] = VOWEL,
    ['I'] = VOWEL,
    ['O'] = VOWEL,
    ['U'] = VOWEL,
    ['Y'] = VOWEL,
    ['b'] = CONSONANT,
    ['c'] = CONSONANT,
    ['d'] = CONSONANT,
    ['f'] = CONSONANT,
    ['g'] = CONSONANT,
    ['h'] = CONSONANT,
    ['j'] = CONSONANT,
    ['k'] = CONSONANT,
    ['l'] = CONSONANT,
    ['m'] = CONSONANT,
    ['n'] = CONSONANT,
    ['p'] = CONSONANT,
    ['q'] = CONSONANT,
    ['r'] = CONSONANT,
    ['s'] = CONSONANT,
    ['t'] = CONSONANT,
    ['v'] = CONSONANT,
    ['w'] = CONSONANT,
    ['x'] = CONSONANT,
    ['z'] = CONSONANT,
    ['B'] = CONSONANT,
    ['C'] = CONSONANT,
    ['D'] = CONSONANT,
    ['F'] = CONSONANT,
    ['G'] = CONSONANT,
    ['H'] = CONSONANT,
    ['J'] = CONSONANT,
    ['K'] = CONSONANT,
    ['L'] = CONSONANT,
    ['M'] = CONSONANT,
    ['N'] = CONSONANT,
    ['P'] = CONSONANT,
    ['Q'] = CONSONANT,
    ['R'] = CONSONANT,
    ['S'] = CONSONANT,
    ['T'] = CONSONANT,
    ['V'] = CONSONANT,
    ['W'] = CONSONANT,
    ['X'] = CONSONANT,
    ['Z'] = CONSONANT,
    /* 80..BF, among them the last bytes of letters */
    [0x80] = PARTS_8,
    PARTS_8,
    PARTS_8,
    PARTS_8,
    PARTS_8,
    PARTS_8,
    PARTS_8,
    PARTS_8,
    /* C0..FF: the lead bytes of Vietnamese vowels and of d with stroke are C3..C6 and E1 */
    PART,
    PART,
    PART,
    VOWEL,
    VOWEL,
    VOWEL,
    VOWEL,
    PART,
    PARTS_8,
    PARTS_8,
    PARTS_8,
    PART,
    VOWEL,
    PART,
    PART,
    PART,
    PART,
    PART,
    PART,
    PARTS_8,
    PARTS_8,
    PARTS_8,
};

/* clang-format on */

static int by_name(const void *name, const void *entry)
{
    return strcmp(name, *(const char *const *)entry);
}

/* Whether `token` can stand alone. */
static bool is_word(vnp_str token)
{
    vnp__syllable s;
    if (!vnp__syllable_possible(token) || !vnp__syllable_parse(token, &s))
        return false;
    if (s.rhyme > 0)
        return true;
    char name[VNP__SYLLABLE_MAX + 2];
    memcpy(name, s.letters, s.count);
    name[s.count] = (char)('0' + s.tone);
    name[s.count + 1] = '\0';
    return bsearch(name, bare_words, sizeof bare_words / sizeof *bare_words, sizeof *bare_words,
                   by_name) != NULL;
}

enum { LETTER_BYTES = 3, TOKEN_BYTES = VNP__SYLLABLE_MAX * LETTER_BYTES };

/* The letters at the end; empty when they are too many or do not stand apart. */
static vnp_str last_token(vnp_str text)
{
    uint32_t begin = text.len;
    while (begin > 0 && text.len - begin <= TOKEN_BYTES &&
           vnp__char_is_letter(vnp__char_before(text, begin))) {
        do
            begin--;
        while (begin > 0 && ((unsigned char)text.ptr[begin] & 0xC0) == 0x80);
    }
    bool apart = begin == 0 || strchr(" (\"/-", text.ptr[begin - 1]);
    return vnp__str_sub(text, apart && text.len - begin <= TOKEN_BYTES ? begin : text.len,
                        text.len);
}

static vnp_str first_token(vnp_str text)
{
    uint32_t end = 0, len;
    for (; end < text.len && end <= TOKEN_BYTES; end += len)
        if (!vnp__char_is_letter(vnp__char_at(text, end, &len)))
            break;
    bool apart = end == text.len || strchr(" .,;:)\"?!/-", text.ptr[end]);
    return vnp__str_sub(text, 0, apart && end <= TOKEN_BYTES ? end : 0);
}

static bool is_upper(vnp_str token)
{
    uint32_t len;
    for (uint32_t at = 0; at < token.len; at += len)
        if (!vnp__char_is_upper(vnp__char_at(token, at, &len)))
            return false;
    return true;
}

static bool is_lower(vnp_str token)
{
    uint32_t len;
    for (uint32_t at = 0; at < token.len; at += len)
        if (vnp__char_is_upper(vnp__char_at(token, at, &len)))
            return false;
    return true;
}

/* "HÀ NH", "hà nh", "Hà nh" may be one word; "Tổ A", "KH ông" may not. */
static bool cases_agree(vnp_str front, vnp_str rear)
{
    uint32_t first;
    if (!is_lower(rear))
        return is_upper(rear) && is_upper(front);
    vnp__char_at(front, 0, &first);
    return is_lower(vnp__str_sub(front, first, front.len));
}

static bool is_consonant(char c)
{
    c |= 0x20;
    return c >= 'a' && c <= 'z' && !strchr("aeiouy", c);
}

/* A capital behind a word is a number or a name ("HỌC KỲ I", "KHU A"); a letter behind
 * a figure is a unit ("5 m"). */
static bool is_sign(vnp_str before, vnp_str front, vnp_str rear)
{
    uint32_t at = (uint32_t)(front.ptr - before.ptr);
    while (at > 0 && before.ptr[at - 1] == ' ')
        at--;
    bool unit = at > 0 && vnp__char_is_digit((unsigned char)before.ptr[at - 1]) &&
                vnp__str_width(front) <= 2;
    bool name = rear.len == 1 && strchr("AIVX", rear.ptr[0]);
    return unit || (name && is_word(front));
}

static bool makes_syllable(vnp_str front, vnp_str rear)
{
    char whole[2 * TOKEN_BYTES];
    memcpy(whole, front.ptr, front.len);
    memcpy(whole + front.len, rear.ptr, rear.len);
    return vnp__syllable_possible(vnp__str(whole, front.len + rear.len));
}

/* "vị ch ủ": a consonant between a word and what is none opens the second. */
static bool opens_next(vnp_str front, vnp_str rear, vnp_str behind)
{
    if (!is_consonant(rear.ptr[0]) || rear.len + 1 >= behind.len || !is_word(front))
        return false;
    vnp_str next = first_token(vnp__str_sub(behind, rear.len + 1, behind.len));
    return next.len && !is_word(next) && makes_syllable(rear, next);
}

bool vnp__torn_words(vnp_str before, vnp_str behind)
{
    vnp_str front = last_token(before), rear = first_token(behind);
    if (front.len == 0 || rear.len == 0 || !cases_agree(front, rear) ||
        is_sign(before, front, rear))
        return false;
    return makes_syllable(front, rear) && !(is_word(front) && is_word(rear)) &&
           !opens_next(front, rear, behind);
}
