/*
 * respell.h - words written another way: one style of tone placement, keys for
 * looking words up, and the repairs an author would make himself. None of this
 * keeps lengths; it is for word lists and for output that is asked for, never
 * for the text of a value.
 *
 * Each function gives `text` itself where nothing changes, else a copy in the
 * arena.
 */
#ifndef VNP_RESPELL_H
#define VNP_RESPELL_H

#include "text/syllable.h"

/*
 * The key of folded text: two spellings of a word have one. Tone marks are
 * placed in the old style, whatever the lengths (tuỳ, tùy); after h, k, l, m, s,
 * t, v alone a y that is the whole rhyme is i (kỹ and kĩ, lý and lí, but not quy,
 * nor ý and í, which are different words).
 */
vnp_str vnp__respell_key(vnp__arena *arena, vnp_str folded);

/*
 * Clean text: tone marks in `style`; look-alike letters inside words that are
 * Vietnamese with them replaced (Ð and Cyrillic or Greek letters, ƣ for ư);
 * typographic hyphens are hyphen-minus. What vnp__text_read repairs is taken for
 * repaired.
 */
vnp_str vnp__respell_clean(vnp__arena *arena, vnp_str text, vnp__tone_style style);

#endif
