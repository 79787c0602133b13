/*
 * marker.h - list and heading markers by their shape alone: "I.", "1.", "1.1.",
 * "a)", "đ)", "(1)", "-", "+", "*". Markers made of words ("Điều 2.",
 * "Tiêu chí 3:") are rules and belong to the outline.
 *
 * Forms: Decree 30/2020/NĐ-CP, annex I, and what practice adds.
 */
#ifndef VNP_MARKER_H
#define VNP_MARKER_H

#include "base/base.h"

typedef enum vnp__marker_kind {
    VNP__MARK_NONE,
    VNP__MARK_ROMAN,  /* I. II) */
    VNP__MARK_DIGIT,  /* 1. 1) 1.1 1.1.1. */
    VNP__MARK_LETTER, /* a) a. đ) A. */
    VNP__MARK_SMALL,  /* ii. iv); of one letter: the tree tells i. v. x. from letters */
    VNP__MARK_PAREN,  /* (1) (a) (i) */
    VNP__MARK_BULLET, /* - + * and typographic bullets */
    VNP__MARK_WORD    /* given by a rule */
} vnp__marker_kind;

/* Each node has one: it is kept small. What is further than VNP__MARKER_FAR from a text's
 * begin is no marker of it. */
enum { VNP__MARKER_FAR = UINT16_MAX };

typedef struct vnp__marker {
    uint16_t label_begin; /* of the text: as written, without the space and the dot behind it */
    uint16_t label_end;
    uint16_t body;    /* where the text behind the marker begins */
    uint16_t bullet;  /* of a bullet: its character, dashes folded to '-' */
    uint8_t depth;    /* of digits: how many numbers; else 1 */
    uint8_t kind : 6; /* vnp__marker_kind */
    bool upper : 1;   /* of a letter: A. and not a. */
    bool closed : 1;  /* ends with a parenthesis */
} vnp__marker;

/* The marker `s` begins with; false, and kind NONE, where it begins with none. */
bool vnp__marker_read(vnp_str s, vnp__marker *out);

/* The label of a text's marker. */
static inline vnp_str vnp__marker_label(vnp_str text, const vnp__marker *marker)
{
    return vnp__str_sub(text, marker->label_begin, marker->label_end);
}

/*
 * The dotted number `s` begins with ("3.4.1" of "3.4.1. Tỷ lệ"): its bytes
 * without a final full stop; 0 where it begins with none. `*parts` counts its
 * numbers. A number with one part counts only with a full stop behind it.
 */
uint32_t vnp__code_read(vnp_str s, uint32_t *parts);

#endif
