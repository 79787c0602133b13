/*
 * run.h - the logical text of a paragraph, a list entry or a table cell.
 *
 * A run is pieced together from slices of the normalized buffer: lines of a
 * wrapped paragraph, the text between Markdown markup, the parts of a cell that
 * a page break tore. White space between and inside the slices is one space, none
 * inside a word that recognition tore apart; a value has such a word as it stands.
 * `fold` is its matching form, of the same length. Everything behind the block
 * stage works on offsets into runs; a slice of a run leads back to spans.
 *
 * A run of one piece is no copy: its text lies in the buffer, its matching form in
 * that of the whole buffer, the shadow, where there is one. Runs of several pieces
 * are put together of both. The shadow of a piece is the matching form of the piece
 * only if no letter stands right before or behind it, for the place of a tone mark
 * depends on the letters around; what does not fulfil that is folded anew.
 *
 * Each text and each cell of a table has one: a run is kept small, and most have no
 * list of pieces.
 */
#ifndef VNP_RUN_H
#define VNP_RUN_H

#include "base/base.h"

/* What stood between a piece and the one before it. */
typedef enum vnp__gap {
    VNP__GAP_NONE,  /* nothing, or markup inside a word */
    VNP__GAP_TORN,  /* a space inside a word, put there by recognition */
    VNP__GAP_SPACE, /* white space on one line */
    VNP__GAP_WIDE,  /* a tab or three and more spaces: another column */
    VNP__GAP_LINE,  /* an end of line */
    VNP__GAP_BREAK  /* a break the author made: <br>, a line of a quoted cell */
} vnp__gap;

typedef struct vnp__piece {
    uint32_t at;      /* offset in the run's text */
    uint32_t len;     /* bytes there */
    uint32_t nrm;     /* offset in the buffer */
    uint32_t nrm_len; /* bytes there; another length only for an entity (&amp;) */
    vnp__gap gap;
} vnp__piece;
VNP_LIST(vnp__piece);

typedef struct vnp__run {
    const char *text;
    const char *fold;
    union {
        const vnp__piece *pieces;
        uint32_t nrm; /* where its only piece begins, the buffer's text as it stands */
    } of;
    uint32_t len;           /* bytes of text and fold */
    uint32_t listed : 31;   /* pieces; 0: of.nrm, or an empty run */
    uint32_t in_shadow : 1; /* fold is the shadow from the first piece on */
} vnp__run;

static inline vnp_str vnp__run_text(const vnp__run *run)
{
    return (vnp_str){run->text, run->len};
}

/* How many pieces it has. */
static inline uint32_t vnp__run_pieces(const vnp__run *run)
{
    return run->listed ? run->listed : run->len > 0;
}

static inline vnp__piece vnp__run_piece(const vnp__run *run, uint32_t i)
{
    return run->listed ? run->of.pieces[i]
                       : (vnp__piece){0, run->len, run->of.nrm, run->len, VNP__GAP_NONE};
}

/* Where it begins in the buffer; 0 for an empty run. */
static inline uint32_t vnp__run_begins(const vnp__run *run)
{
    return run->listed ? run->of.pieces[0].nrm : run->of.nrm;
}

/* Builds a run: the pieces are collected, their texts put together at its end. */
typedef struct vnp__run_builder {
    vnp__arena *arena;
    const char *buffer;
    const char *shadow;
    char *own;              /* the shadow, where ends of lines may become spaces in it; or NULL */
    vnp__piece only;        /* the first piece, as long as it is the only one */
    vnp__piece_list pieces; /* all of them, when there are more */
    vnp_str_list entities;  /* texts of the pieces that are not those of the buffer */
    uint32_t len;           /* of the text so far; each piece has some */
    vnp__gap pending;       /* gap to stand before the next piece */
    bool mixed;             /* two pieces may meet inside a word */
} vnp__run_builder;

void vnp__run_begin(vnp__run_builder *b, vnp__arena *arena, const char *buffer);
/*
 * The same in a buffer whose matching form is `shadow`, with a NUL behind it. A run that
 * goes on over ends of lines, as wrapped paragraphs do, makes them spaces there, so that
 * its own matching form need not be copied: the shadow must not have been searched yet.
 */
void vnp__run_begin_in(vnp__run_builder *b, vnp__arena *arena, const char *buffer, char *shadow);
/* Remembers a gap; of two gaps in a row the larger stays. */
void vnp__run_gap(vnp__run_builder *b, vnp__gap gap);
/* Adds buffer[begin, end), white space in it collapsed. */
void vnp__run_add(vnp__run_builder *b, uint32_t begin, uint32_t end);
/* The same where white space is single spaces inside only. */
void vnp__run_add_plain(vnp__run_builder *b, uint32_t begin, uint32_t end);
/* Adds `text` standing for buffer[begin, end): an entity. */
void vnp__run_add_as(vnp__run_builder *b, vnp_str text, uint32_t begin, uint32_t end);
/* Adds a whole run behind `gap`. */
void vnp__run_add_run(vnp__run_builder *b, const vnp__run *run, vnp__gap gap);
/* Closes the run: no white space at its ends, the matching form made. */
void vnp__run_end(vnp__run_builder *b, vnp__run *out);

/* a and b as one run; white space between them, or none where a line broke
 * inside a symbol ("QĐ-" / "UBND"). */
void vnp__run_join(vnp__arena *arena, const char *buffer, const vnp__run *a, const vnp__run *b,
                   vnp__gap gap, vnp__run *out);

/* A slice of a run. */
typedef struct vnp__slice {
    const vnp__run *run;
    uint32_t begin;
    uint32_t end;
} vnp__slice;

/* Adds a slice of a run of the same buffer behind `gap`. */
void vnp__run_add_slice(vnp__run_builder *b, vnp__slice s, vnp__gap gap);

vnp__slice vnp__slice_all(const vnp__run *run);
/* A text that is none of the document's, as a run: rules may be asked about it, but its places
 * lead nowhere. */
vnp__slice vnp__slice_of(vnp__arena *arena, vnp_str text);
vnp__slice vnp__slice_sub(vnp__slice s, uint32_t begin, uint32_t end); /* relative offsets */
/* A slice as a run of its own. */
void vnp__run_cut(vnp__arena *arena, const char *buffer, vnp__slice s, vnp__run *out);
vnp_str vnp__slice_text(vnp__slice s);
vnp_str vnp__slice_fold(vnp__slice s);
/* Without white space and closing punctuation (; . , :) at the ends. */
vnp__slice vnp__slice_trim(vnp__slice s);
/* The text and the spans of a slice; an empty slice gives an absent value. */
vnp_value vnp__slice_value(vnp__arena *arena, const char *buffer, vnp__slice s);

#endif
