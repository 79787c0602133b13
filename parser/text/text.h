/*
 * text.h - bytes in, one UTF-8 NFC buffer and a source map out.
 *
 * Everything after this stage works on offsets into `vnp__text.buf`. The map
 * is a list of runs that cover the buffer and the source without gaps, in order:
 *
 *   exact run    n bytes stand for the same n bytes of the source
 *   paired run   each character stands for one character of the source, with the
 *                combining marks that follow it there; a look-up walks the run,
 *                which is short
 *   other run    n bytes as a whole stand for m bytes of the source (a composed
 *                letter, a replaced space, a dropped character: n may be 0)
 *
 * For input that is UTF-8 and NFC and needs no change, buf is the input itself
 * (after a BOM) and the map has no runs: it is the identity plus `skip`.
 *
 * The buffer differs from the decoded source in this and no more: it is NFC;
 * zero-width and other invisible format characters and soft hyphens are
 * dropped; no-break and other Unicode spaces are U+0020; U+2028 and U+2029 are
 * LF; what cannot be decoded is U+FFFD. Letters are never replaced by others.
 */
#ifndef VNP_TEXT_H
#define VNP_TEXT_H

#include "base/base.h"

typedef struct vnp__map_run {
    uint32_t nrm; /* first byte in the buffer */
    uint32_t src; /* first byte in the source */
    bool exact;
    bool paired; /* never both */
} vnp__map_run;
VNP_LIST(vnp__map_run);

/*
 * A remark on decoding: what was assumed or dropped, for the diagnostics.
 *
 *   encoding-assumed   the encoding was guessed by content
 *   invalid-bytes      sequences that became U+FFFD
 */
typedef struct vnp__text_note {
    const char *rule; /* "encoding-assumed", "invalid-bytes" ... static */
    uint32_t src;     /* where it was first seen */
    uint32_t count;
} vnp__text_note;
VNP_LIST(vnp__text_note);

/* What one character of the source is made of, whatever letter it stands for. */
typedef enum vnp__form {
    VNP__FORM_UTF8,
    VNP__FORM_UTF16,
    VNP__FORM_BYTES /* one byte a character */
} vnp__form;

/* The column of a place in a very long line, so that no look-up walks all of it. */
typedef struct vnp__column_mark {
    uint32_t src;
    uint32_t column; /* 1-based, code points */
    uint32_t utf16;  /* 1-based, UTF-16 code units */
} vnp__column_mark;
VNP_LIST(vnp__column_mark);

typedef struct vnp__text {
    const char *src;
    uint32_t src_len;
    const char *buf;
    uint32_t len;
    char *fold;           /* the matching form of buf, see fold.h, and a NUL; where a run of several
                   lines was read its ends of lines are spaces */
    const char *encoding; /* of the source, IANA name or x-tcvn3 ..., in the arena */
    vnp__form form;
    uint32_t unit; /* bytes a code unit of the source: 1 or 2 */
    bool big_endian;
    uint32_t skip; /* bytes of a BOM */
    vnp__map_run_list runs;
    uint32_t *line_starts; /* source offsets, ascending, first 0 */
    uint32_t line_count;
    vnp__column_mark_list column_marks; /* by source offset */
    vnp__text_note_list notes;
} vnp__text;

/*
 * Reads `len` bytes at `src` (borrowed). `encoding` may be NULL: detect.
 * Leaves the stage with VNP_ERR_FORMAT for a file that is no text, with
 * VNP_ERR_ENCODING for an unknown encoding name.
 */
void vnp__text_read(vnp__arena *arena, const char *src, size_t len, const char *encoding,
                    vnp__text *out);

/* The source bytes of a normalized span: whole source characters, never a part of one. */
vnp_span vnp__text_source(const vnp__text *text, vnp_span nrm);

/* Line and columns of the place whose `begin` says which source offset is meant. `near`:
 * the line of the place asked for before, 0 for the first, so that places asked for in
 * order are found soon. */
void vnp__text_locate(const vnp__text *text, uint32_t *near, vnp_place *place);

/* Bytes of the source character at `src`, src < src_len. */
uint32_t vnp__text_step(const vnp__text *text, uint32_t src);

/* The same with the combining marks U+0300..036F behind it, where the form is Unicode. */
uint32_t vnp__text_cluster(const vnp__text *text, uint32_t src);

#endif
