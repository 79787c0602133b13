#include "text/respell.h"

#include <unicode/uchar.h>

#include "text/chars.h"
#include "text/utf8.h"

/* ------------------------------------------------------------------- words */

typedef enum spell_task { TASK_KEY, TASK_CLEAN } spell_task;

typedef struct speller {
    vnp__buf out; /* empty until the first change */
    vnp_str text;
    uint32_t done; /* bytes of text that are in `out` or unchanged so far */
    spell_task task;
    vnp__tone_style style;
} speller;

/* Puts `bytes` in the place of text [begin, end). */
static void replace(speller *s, uint32_t begin, uint32_t end, const char *bytes, size_t len)
{
    if (end - begin == len && memcmp(s->text.ptr + begin, bytes, len) == 0)
        return;
    vnp__buf_add(&s->out, s->text.ptr + s->done, begin - s->done);
    vnp__buf_add(&s->out, bytes, len);
    s->done = end;
}

/* In a key, y and i are one after these when nothing else belongs to the syllable. */
static bool is_open_y(const vnp__syllable *syllable)
{
    return syllable->count == 2 && syllable->letters[1] == 'y' &&
           strchr("hklmstv", syllable->letters[0]) != NULL;
}

/* Writes `syllable` with its tone on letter `at`, each letter in the case it had. */
static size_t spell(char *dst, vnp_str word, const vnp__syllable *syllable, unsigned at)
{
    uint32_t from = 0, size, len = 0;
    for (unsigned i = 0; i < syllable->count; i++, from += size) {
        int32_t c = vnp__utf8_next(word.ptr, word.len, from, &size);
        char vowel;
        vnp__tone tone;
        if (vnp__vowel_split(vnp__char_lower((uint32_t)c), &vowel, &tone)) {
            tone = i == at ? syllable->tone : VNP__TONE_LEVEL;
            int32_t lower = (int32_t)vnp__vowel_join(syllable->letters[i], tone);
            c = vnp__char_is_upper((uint32_t)c) ? u_toupper(lower) : lower;
        }
        len += vnp__utf8_put(dst + len, c);
    }
    return len;
}

static void respell_word(speller *s, uint32_t begin, uint32_t end)
{
    char bytes[VNP__SYLLABLE_MAX * VNP__UTF8_MAX];
    vnp_str word = vnp__str_sub(s->text, begin, end);
    vnp__syllable syllable;
    if (!vnp__syllable_parse(word, &syllable))
        return;
    unsigned at = vnp__syllable_tone_at(&syllable, s->style);
    if (s->task == TASK_KEY && is_open_y(&syllable))
        syllable.letters[1] = 'i';
    replace(s, begin, end, bytes, spell(bytes, word, &syllable, at));
}

/* -------------------------------------------------------------- look-alikes */

typedef struct twin {
    uint16_t from, to;
} twin;

/* Letters of other alphabets and of the Latin one that look like those of Vietnamese, in
 * order. */
static const twin twins[] = {
    {0x00D0, 0x0110}, {0x00F0, 0x0111}, {0x0189, 0x0110}, {0x01A2, 0x01AF}, {0x01A3, 0x01B0},
    {0x01CD, 0x0102}, {0x01CE, 0x0103}, {0x0256, 0x0111}, {0x0391, 0x0041}, {0x0392, 0x0042},
    {0x0395, 0x0045}, {0x0397, 0x0048}, {0x0399, 0x0049}, {0x039A, 0x004B}, {0x039C, 0x004D},
    {0x039D, 0x004E}, {0x039F, 0x004F}, {0x03A1, 0x0050}, {0x03A4, 0x0054}, {0x03A5, 0x0059},
    {0x03A7, 0x0058}, {0x03BF, 0x006F}, {0x0406, 0x0049}, {0x0410, 0x0041}, {0x0412, 0x0042},
    {0x0415, 0x0045}, {0x041A, 0x004B}, {0x041C, 0x004D}, {0x041D, 0x0048}, {0x041E, 0x004F},
    {0x0420, 0x0050}, {0x0421, 0x0043}, {0x0422, 0x0054}, {0x0423, 0x0059}, {0x0425, 0x0058},
    {0x0430, 0x0061}, {0x0435, 0x0065}, {0x043E, 0x006F}, {0x0440, 0x0070}, {0x0441, 0x0063},
    {0x0443, 0x0079}, {0x0445, 0x0078}, {0x0456, 0x0069},
};

static int32_t twin_of(int32_t c)
{
    enum { LEAST = 0x00D0, MOST = 0x0456 }; /* outside are ASCII and most of Vietnamese */
    if (c < LEAST || c > MOST)
        return c;
    size_t low = 0, high = sizeof twins / sizeof *twins;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (twins[middle].from <= c)
            low = middle;
        else
            high = middle;
    }
    return twins[low].from == c ? twins[low].to : c;
}

/*
 * Replaces look-alikes in a word that has other letters too and that is a
 * syllable afterwards; a word all of Cyrillic letters stays. Gives the length of
 * the word in `dst`, 0 for no change.
 */
static size_t repair_word(char *dst, vnp_str word)
{
    uint32_t size, len = 0, replaced = 0, letters = 0;
    if (word.len > VNP__SYLLABLE_MAX * VNP__UTF8_MAX)
        return 0;
    for (uint32_t at = 0; at < word.len; at += size, letters++) {
        int32_t c = vnp__utf8_next(word.ptr, word.len, at, &size);
        int32_t same = twin_of(c);
        replaced += same != c;
        len += vnp__utf8_put(dst + len, same);
    }
    vnp__syllable syllable;
    if (replaced == 0 || replaced == letters || !vnp__syllable_parse(vnp__str(dst, len), &syllable))
        return 0;
    return len;
}

static void clean_word(speller *s, uint32_t begin, uint32_t end)
{
    char repaired[VNP__SYLLABLE_MAX * VNP__UTF8_MAX], bytes[VNP__SYLLABLE_MAX * VNP__UTF8_MAX];
    size_t len = repair_word(repaired, vnp__str_sub(s->text, begin, end));
    vnp__syllable syllable;
    if (len == 0 || !vnp__syllable_parse(vnp__str(repaired, len), &syllable)) {
        if (s->style != VNP__TONE_KEEP)
            respell_word(s, begin, end);
        return;
    }
    unsigned at =
        s->style == VNP__TONE_KEEP ? syllable.marked : vnp__syllable_tone_at(&syllable, s->style);
    replace(s, begin, end, bytes, spell(bytes, vnp__str(repaired, len), &syllable, at));
}

/* ------------------------------------------------------------------- entry */

static bool is_hyphen(int32_t c)
{
    return c == 0x2010 || c == 0x2011 || c == 0x2212 || c == 0xFE63 || c == 0xFF0D;
}

static vnp_str respell(vnp__arena *arena, vnp_str text, spell_task task, vnp__tone_style style)
{
    speller s = {{arena, NULL, 0, 0}, text, 0, task, style};
    uint32_t begin = 0, size;
    for (uint32_t at = 0; at <= text.len; at += size) {
        int32_t c = -1;
        size = 1;
        if (at < text.len)
            c = vnp__utf8_next(text.ptr, text.len, at, &size);
        if (c >= 0 && vnp__char_is_letter((uint32_t)c))
            continue;
        if (at > begin && task == TASK_CLEAN)
            clean_word(&s, begin, at);
        else if (at > begin)
            respell_word(&s, begin, at);
        if (task == TASK_CLEAN && is_hyphen(c))
            replace(&s, at, at + size, "-", 1);
        begin = at + size;
    }
    if (s.done == 0)
        return text;
    vnp__buf_add(&s.out, text.ptr + s.done, text.len - s.done);
    return vnp__buf_str(&s.out);
}

vnp_str vnp__respell_key(vnp__arena *arena, vnp_str folded)
{
    return respell(arena, folded, TASK_KEY, VNP__TONE_OLD);
}

/* Whether cleaning may change a text whose tones stay where they are. */
static bool has_look_alikes(vnp_str text)
{
    uint32_t size;
    for (uint32_t at = 0; at < text.len; at += size) {
        int32_t c = vnp__utf8_next(text.ptr, text.len, at, &size);
        if (c >= 0x80 && (twin_of(c) != c || is_hyphen(c)))
            return true;
    }
    return false;
}

vnp_str vnp__respell_clean(vnp__arena *arena, vnp_str text, vnp__tone_style style)
{
    if (style == VNP__TONE_KEEP && !has_look_alikes(text))
        return text;
    return respell(arena, text, TASK_CLEAN, style);
}
