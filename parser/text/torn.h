/*
 * torn.h - words that recognition or a PDF tool tore apart: "THI H ÀNH", "ho àn thành".
 */
#ifndef VNP_TORN_H
#define VNP_TORN_H

#include "text/lanes.h"

enum {
    VNP__TORN_CONSONANT = 1, /* of ASCII */
    VNP__TORN_VOWEL = 2,     /* begins a vowel, or d with stroke */
    VNP__TORN_END = 4,       /* may stand behind a word */
    VNP__TORN_LETTER = 8     /* a letter, or a part of one */
};

/* What a byte may be of a word. */
extern const unsigned char vnp__torn_bytes[256];

/*
 * What most pairs of words fail, by the bytes around the space alone: the rear half
 * begins with a vowel or is a coda, or the front half is a part of an onset.
 */
static inline bool vnp__may_be_torn(vnp_str before, vnp_str behind)
{
    const unsigned char *front = (const unsigned char *)before.ptr + before.len;
    const unsigned char *rear = (const unsigned char *)behind.ptr;
    const unsigned char *is = vnp__torn_bytes;
    if (before.len == 0 || behind.len == 0 || !(is[front[-1]] & VNP__TORN_LETTER))
        return false;
    if (is[rear[0]] & VNP__TORN_VOWEL) /* but no rhyme holds a d with stroke */
        return !(rear[0] == 0xC4 && behind.len > 1 && (rear[1] | 1) == 0x91);
    if (!(is[rear[0]] & VNP__TORN_CONSONANT))
        return false;
    if (behind.len < 2 || is[rear[1]] & VNP__TORN_END ||
        (is[rear[1]] & VNP__TORN_CONSONANT && (behind.len < 3 || is[rear[2]] & VNP__TORN_END)))
        return true;
    return is[front[-1]] & VNP__TORN_CONSONANT && (before.len < 2 || front[-2] == ' ');
}

enum { VNP__TORN_BEFORE = 2, VNP__TORN_BEHIND = 3 }; /* bytes that are looked at around a space */

/*
 * A bit for each of the VNP__LANES bytes at `text` that, if it is a space, may be one of
 * which vnp__may_be_torn is true; few others. VNP__TORN_BEFORE bytes before them and
 * VNP__TORN_BEHIND behind are of the text.
 */
static inline unsigned vnp__torn_suspects(const char *text)
{
    vnp__lanes next = vnp__lanes_load(text + 1), second = vnp__lanes_load(text + 2),
               third = vnp__lanes_load(text + 3);
    vnp__lanes last = vnp__lanes_load(text - 1), before = vnp__lanes_load(text - 2),
               lower = next | 0x20;
    vnp__lanes vowel = (vnp__lanes)(lower == 'a') | (vnp__lanes)(lower == 'e') |
                       (vnp__lanes)(lower == 'i') | (vnp__lanes)(lower == 'o') |
                       (vnp__lanes)(lower == 'u') | (vnp__lanes)(lower == 'y');
    vnp__lanes stroke = (vnp__lanes)(next == 0xC4) & (vnp__lanes)((second | 1) == 0x91);
    vnp__lanes coda =
        (vnp__lanes)(second < 'A') | ((vnp__lanes)(third < 'A') & (vnp__lanes)(second < 0x80));
    vnp__lanes onset = (vnp__lanes)(before == ' ') & (vnp__lanes)(last < 0x80);
    return vnp__lanes_bits(vowel | ((vnp__lanes)(next >= 0xC3) & ~stroke) | coda | onset);
}

/* vnp__torn_between for words that may be torn. */
bool vnp__torn_words(vnp_str before, vnp_str behind);

/*
 * Whether a space between `before` and `behind` stands inside a word: the letters
 * on both sides of it make one syllable, and one side alone is no word. Never true
 * of two words that may stand side by side. O(1).
 */
static inline bool vnp__torn_between(vnp_str before, vnp_str behind)
{
    return vnp__may_be_torn(before, behind) && vnp__torn_words(before, behind);
}

#endif
