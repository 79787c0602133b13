/*
 * fold.h - the matching form of a text: lower case, one placement of tone
 * marks, one letter for its look-alikes. It has the same length as the text, byte
 * for byte, so that an offset into one is an offset into the other.
 */
#ifndef VNP_FOLD_H
#define VNP_FOLD_H

#include "base/base.h"

/*
 * Writes the matching form of `len` bytes of valid UTF-8 NFC at `src` to `dst`,
 * which does not overlap it, and folds what is one to a reader:
 *
 *   letters      lower case; those whose lower case has another length in UTF-8
 *                stay as they are
 *   tone marks   on the first vowel of oa, oe, uy in an open syllable (hoà
 *                becomes hòa, thuỷ becomes thủy) but not after q (quý, quỷ), on
 *                the second where more follows (tòan becomes toàn), behind the
 *                u of qu and the i of gi (qúy becomes quý)
 *   look-alikes  Ð ð Ɖ ɖ are đ, Ƣ ƣ are ư, Ǎ ǎ are ă
 *   dashes       every dash of three bytes is U+2013; the hyphen-minus stays
 *   zeros        an o that stands for one in a percentage, a year, or the day or month of a
 *                date: 1OO%, 2O26, O6/01
 *   quotes       low and reversed ones are the usual ones of their side, a prime
 *                is U+2019
 *
 * Three pairs of spellings have different lengths in UTF-8 and keep their two
 * forms: ùy uỳ, ũy uỹ, õe oẽ (tùy, lũy). A rule has to allow both; where a length
 * need not be kept, vnp__respell_key unites them.
 */
void vnp__fold(char *dst, const char *src, size_t len);

#endif
