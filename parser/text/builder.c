#include "text/builder.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/utf8.h"

/* Characters a paired run holds, so that a look-up has few to walk. */
enum { PAIRS_MAX = 64 };

enum { DROPPED = -1 };

/* UTF-16 units of a segment in NFC, which is three times as long at most. */
enum { NFC_MAX = 3 * 2 * VNP__SEGMENT_MAX };

void vnp__builder_init(vnp__builder *b, vnp__arena *arena, vnp__text *text, bool paired)
{
    UErrorCode code = U_ZERO_ERROR;
    memset(b, 0, sizeof *b);
    b->arena = b->out.arena = arena;
    b->text = text;
    b->paired = paired;
    b->kept_begin = b->kept_end = text->skip;
    b->nfc = unorm2_getNFCInstance(&code);
    if (U_FAILURE(code))
        vnp__fail(arena, VNP_ERR_INTERNAL, "ICU cannot normalize: %s", u_errorName(code));
}

void vnp__builder_note(vnp__builder *b, const char *rule, uint32_t src)
{
    vnp__text_note_list *notes = &b->text->notes;
    for (uint32_t i = 0; i < notes->count; i++) {
        if (strcmp(notes->at[i].rule, rule) == 0) {
            notes->at[i].count++;
            return;
        }
    }
    VNP__PUSH(b->arena, notes, ((vnp__text_note){rule, src, 1}));
}

/* ----------------------------------------------------------------- output */

static void out_bytes(vnp__builder *b, const char *bytes, size_t len)
{
    if (b->out.len + len > UINT32_MAX)
        vnp__fail(b->arena, VNP_ERR_LIMIT, "the decoded text is larger than 4 GiB");
    if (b->out.cap == 0) {
        /* most texts that change at all change little */
        size_t cap = (size_t)b->text->src_len + b->text->src_len / 8 + 64;
        b->out.ptr = vnp__arena_bytes(b->arena, cap);
        b->out.cap = cap;
    }
    vnp__buf_add(&b->out, bytes, len);
}

static void out_run(vnp__builder *b, uint32_t src, bool exact, bool paired)
{
    b->pairs = 0;
    VNP__PUSH(b->arena, &b->text->runs,
              ((vnp__map_run){(uint32_t)b->out.len, src, exact, paired}));
}

/* Closes the stretch that was put off. */
static void out_kept(vnp__builder *b)
{
    if (b->kept_begin == b->kept_end)
        return;
    out_run(b, b->kept_begin, true, false);
    out_bytes(b, b->text->src + b->kept_begin, b->kept_end - b->kept_begin);
    b->kept_begin = b->kept_end;
}

/* `bytes` as a whole stand for source bytes [begin, end). */
static void out_whole(vnp__builder *b, const char *bytes, size_t len, uint32_t begin, uint32_t end)
{
    out_kept(b);
    out_run(b, begin, false, false);
    out_bytes(b, bytes, len);
    b->kept_begin = b->kept_end = end;
}

static void out_pair(vnp__builder *b, const char *bytes, size_t len, uint32_t begin, uint32_t end)
{
    out_kept(b);
    if (b->pairs == 0 || b->pairs == PAIRS_MAX)
        out_run(b, begin, false, true);
    b->pairs++;
    out_bytes(b, bytes, len);
    b->kept_begin = b->kept_end = end;
}

static void out_char(vnp__builder *b, const vnp__segment_char *at)
{
    char bytes[VNP__UTF8_MAX];
    if (at->c == DROPPED) {
        out_whole(b, bytes, 0, at->begin, at->end);
        return;
    }
    uint32_t len = vnp__utf8_put(bytes, at->c);
    if (b->paired && at->end > at->begin &&
        at->end - at->begin == vnp__text_step(b->text, at->begin))
        out_pair(b, bytes, len, at->begin, at->end);
    else if (!b->paired && len == at->end - at->begin &&
             memcmp(bytes, b->text->src + at->begin, len) == 0)
        b->kept_end = at->end;
    else
        out_whole(b, bytes, len, at->begin, at->end);
}

/* --------------------------------------------------------------- segments */

/* NFC on its own: Latin, and the Vietnamese letters with two marks. */
static bool is_plain(int32_t c)
{
    return c < 0x300 || (c >= 0x1E00 && c < 0x1F00);
}

/*
 * A composed letter and a mark. Marks that a keyboard puts in another order than
 * the standard's (the dot below after the circumflex) go under the mark that
 * the letter has. -1 when the pair has no letter of its own.
 */
static int32_t compose_pair(const UNormalizer2 *nfc, int32_t letter, int32_t mark)
{
    enum { DOT_BELOW = 0x323 };
    int32_t both = unorm2_composePair(nfc, letter, mark);
    if (both >= 0 || mark != DOT_BELOW)
        return both;
    UErrorCode code = U_ZERO_ERROR;
    UChar parts[4];
    int32_t count = unorm2_getRawDecomposition(nfc, letter, parts, 4, &code);
    if (U_FAILURE(code) || count != 2)
        return -1;
    int32_t below = unorm2_composePair(nfc, parts[0], mark);
    return below < 0 ? -1 : unorm2_composePair(nfc, below, parts[1]);
}

/*
 * The usual segment, a letter and marks that all go into it, without ICU's
 * general machinery. Taking the marks as they come is right when none is left
 * over: the result decomposes to the same characters, and a letter that has a
 * composed form is that form in NFC.
 */
static int32_t compose_all(const vnp__builder *b)
{
    int32_t letter = -1;
    for (uint32_t i = 0; i < b->count; i++) {
        int32_t c = b->segment[i].c;
        if (c == DROPPED)
            continue;
        if (letter < 0 && !is_plain(c))
            return -1;
        letter = letter < 0 ? c : compose_pair(b->nfc, letter, c);
        if (letter < 0)
            return -1;
    }
    return letter;
}

/* The segment in UTF-16, and what NFC makes of it; true where they differ. */
static bool segment_changes(vnp__builder *b, UChar nfc[NFC_MAX], int32_t *nfc_len)
{
    UChar raw[2 * VNP__SEGMENT_MAX];
    int32_t len = 0;
    for (uint32_t i = 0; i < b->count; i++) {
        if (b->segment[i].c != DROPPED)
            U16_APPEND_UNSAFE(raw, len, b->segment[i].c);
    }
    UErrorCode code = U_ZERO_ERROR;
    *nfc_len = unorm2_normalize(b->nfc, raw, len, nfc, NFC_MAX, &code);
    if (U_FAILURE(code))
        vnp__fail(b->arena, VNP_ERR_INTERNAL, "ICU cannot normalize: %s", u_errorName(code));
    return *nfc_len != len || u_memcmp(raw, nfc, len) != 0;
}

static void flush_composed(vnp__builder *b, const UChar *nfc, int32_t len)
{
    char bytes[3 * NFC_MAX];
    int32_t size;
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8(bytes, sizeof bytes, &size, nfc, len, &code);
    if (U_FAILURE(code))
        vnp__fail(b->arena, VNP_ERR_INTERNAL, "ICU cannot convert: %s", u_errorName(code));
    out_whole(b, bytes, (size_t)size, b->segment[0].begin, b->segment[b->count - 1].end);
}

static void flush_segment(vnp__builder *b)
{
    UChar nfc[NFC_MAX];
    int32_t len = 0;
    if (b->count == 0)
        return;
    bool plain = b->count == 1 && is_plain(b->segment[0].c);
    int32_t letter = plain || b->count == 1 ? -1 : compose_all(b);
    if (letter >= 0 && letter != b->segment[0].c) {
        U16_APPEND_UNSAFE(nfc, len, letter);
        flush_composed(b, nfc, len);
    } else if (!plain && segment_changes(b, nfc, &len)) {
        flush_composed(b, nfc, len);
    } else {
        for (uint32_t i = 0; i < b->count; i++)
            out_char(b, &b->segment[i]);
    }
    b->count = 0;
}

/* ---------------------------------------------------------------- repairs */

/* Invisible characters that carry no letter: format controls and soft hyphen. */
static bool is_dropped(int32_t c)
{
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

static int32_t repaired(int32_t c)
{
    if (c < 0xA0)
        return c;
    if (is_dropped(c))
        return DROPPED;
    if (c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
        c == 0x3000)
        return ' ';
    return c == 0x2028 || c == 0x2029 ? '\n' : c;
}

/* ------------------------------------------------------------------ entry */

void vnp__builder_keep(vnp__builder *b, uint32_t begin, uint32_t end)
{
    flush_segment(b);
    if (begin < end)
        b->kept_end = end;
}

void vnp__builder_char(vnp__builder *b, int32_t c, uint32_t begin, uint32_t end)
{
    c = repaired(c);
    if (b->count == VNP__SEGMENT_MAX)
        flush_segment(b);
    else if (c != DROPPED && (c < 0x300 || unorm2_hasBoundaryBefore(b->nfc, c)))
        flush_segment(b);
    b->segment[b->count++] = (vnp__segment_char){c, begin, end};
}

void vnp__builder_end(vnp__builder *b)
{
    vnp__text *text = b->text;
    flush_segment(b);
    if (text->runs.count == 0) {
        text->buf = text->src + text->skip;
        text->len = text->src_len - text->skip;
        return;
    }
    out_kept(b);
    text->buf = b->out.ptr;
    text->len = (uint32_t)b->out.len;
}
