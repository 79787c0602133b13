/*
 * torn.h - words that recognition or a PDF tool tore apart: "THI H ÀNH", "ho àn thành".
 */
#ifndef VNP_TORN_H
#define VNP_TORN_H

#include "base/base.h"

/*
 * Whether a space between `before` and `behind` stands inside a word: the letters
 * on both sides of it make one syllable, and one side alone is no word. Never true
 * of two words that may stand side by side. O(1).
 */
bool vnp__torn_between(vnp_str before, vnp_str behind);

#endif
