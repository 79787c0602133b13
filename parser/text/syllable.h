/*
 * syllable.h - the model of a Vietnamese syllable: onset, rhyme and tone.
 */
#ifndef VNP_SYLLABLE_H
#define VNP_SYLLABLE_H

#include "base/base.h"

typedef enum vnp__tone {
    VNP__TONE_LEVEL, /* no mark */
    VNP__TONE_GRAVE,
    VNP__TONE_HOOK,
    VNP__TONE_TILDE,
    VNP__TONE_ACUTE,
    VNP__TONE_DOT
} vnp__tone;

/*
 * A vowel letter without its tone is named by an ASCII letter: a e i o u y for
 * themselves, and with a quality mark
 *
 *   A  a circumflex    B  a breve    E  e circumflex
 *   O  o circumflex    Q  o horn     U  u horn
 *
 * so that rhymes can be written in ASCII. D stands for d with stroke.
 */

/* Splits a lower-case letter; false, and nothing set, for what is no vowel. */
bool vnp__vowel_split(uint32_t letter, char *vowel, vnp__tone *tone);

/* The lower-case letter of a vowel and a tone. */
uint32_t vnp__vowel_join(char vowel, vnp__tone tone);

/* oa, oe, uy: the pairs of which, in an open syllable, either may carry the tone. */
static inline bool vnp__vowel_glides(char first, char second)
{
    return (first == 'o' && (second == 'a' || second == 'e')) || (first == 'u' && second == 'y');
}

/* Longest word in letters that can be a syllable: nghiêng. */
enum { VNP__SYLLABLE_MAX = 7 };

typedef struct vnp__syllable {
    char letters[VNP__SYLLABLE_MAX + 1]; /* toneless, in the names above */
    uint8_t count;
    uint8_t rhyme;  /* index of its first letter; gi and qu belong to the onset */
    uint8_t coda;   /* index behind the last vowel */
    uint8_t marked; /* index of the letter that carries the tone; count: none does */
    vnp__tone tone;
} vnp__syllable;

/*
 * Takes a word apart, in any case. False when it cannot be a Vietnamese syllable
 * for its letters; a tone mark on the wrong letter does not hinder.
 */
bool vnp__syllable_parse(vnp_str word, vnp__syllable *out);

typedef enum vnp__tone_style {
    VNP__TONE_OLD, /* hòa, thủy */
    VNP__TONE_NEW, /* hoà, thuỷ */
    VNP__TONE_KEEP /* where the author has it */
} vnp__tone_style;

/* Index of the letter that carries the tone in `style`. */
unsigned vnp__syllable_tone_at(const vnp__syllable *syllable, vnp__tone_style style);

/* Whether a word is a Vietnamese syllable with its tone where some style has it. */
bool vnp__syllable_possible(vnp_str word);

#endif
