#include "text/builder.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/syllable.h"
#include "text/utf8.h"

/* Characters a paired run holds, so that a look-up has few to walk. */
enum { PAIRS_MAX = 64 };

enum { DROPPED = -1 };

/* UTF-16 units of a segment in NFC, which is three times as long at most. */
enum { NFC_MAX = 3 * 2 * VNP__SEGMENT_MAX };

void vnp__builder_init(vnp__builder *b, vnp__arena *arena, vnp__text *text, bool paired)
{
    memset(b, 0, sizeof *b);
    b->arena = b->out.arena = arena;
    b->text = text;
    b->paired = paired;
    b->kept_begin = b->kept_end = text->skip;
}

/* Clean text never asks for it. */
static const UNormalizer2 *nfc_of(vnp__builder *b)
{
    UErrorCode code = U_ZERO_ERROR;
    if (!b->nfc)
        b->nfc = unorm2_getNFCInstance(&code);
    if (U_FAILURE(code))
        vnp__fail(b->arena, VNP_ERR_INTERNAL, "ICU cannot normalize: %s", u_errorName(code));
    return b->nfc;
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
    VNP__PUSH(b->arena, &b->text->runs, ((vnp__map_run){(uint32_t)b->out.len, src, exact, paired}));
}

/*
 * Closes the stretch that was put off. A short one goes on with a paired run: in
 * decomposed text the map would else be larger than the text.
 */
static void out_kept(vnp__builder *b)
{
    uint32_t len = b->kept_end - b->kept_begin;
    if (len == 0)
        return;
    if (b->pairs > 0 && b->pairs + len <= PAIRS_MAX && !b->kept_marks)
        b->pairs += len;
    else
        out_run(b, b->kept_begin, true, false);
    out_bytes(b, b->text->src + b->kept_begin, len);
    b->kept_begin = b->kept_end;
    b->kept_marks = false;
}

/*
 * One character, or several that no mapping within can be told of, or nothing:
 * `bytes` stand for source bytes [begin, end).
 */
static void out_other(vnp__builder *b, const char *bytes, size_t len, bool one, uint32_t begin,
                      uint32_t end)
{
    bool pair = one && end > begin && end - begin == vnp__text_cluster(b->text, begin);
    out_kept(b);
    if (!pair)
        out_run(b, begin, false, false);
    else if (b->pairs == 0 || b->pairs >= PAIRS_MAX)
        out_run(b, begin, false, true);
    b->pairs += pair;
    out_bytes(b, bytes, len);
    b->kept_begin = b->kept_end = end;
}

static void out_char(vnp__builder *b, const vnp__segment_char *at)
{
    char bytes[VNP__UTF8_MAX] = {0};
    if (at->c == DROPPED) {
        out_other(b, bytes, 0, false, at->begin, at->end);
        return;
    }
    uint32_t len = vnp__utf8_put(bytes, at->c);
    if (b->paired || len != at->end - at->begin ||
        memcmp(bytes, b->text->src + at->begin, len) != 0) {
        out_other(b, bytes, len, true, at->begin, at->end);
        return;
    }
    b->kept_end = at->end;
    if (b->count > 1)
        b->kept_marks = true;
}

/* --------------------------------------------------------------- segments */

/* NFC on its own: Latin, and the Vietnamese letters with two marks. */
static bool is_plain(int32_t c)
{
    return c < 0x300 || (c >= 0x1E00 && c < 0x1F00);
}

/* Whether nothing before `c` can combine with it; ICU is asked about the unusual. */
static bool begins_segment(vnp__builder *b, int32_t c)
{
    return is_plain(c) || (c >= 0x370 && unorm2_hasBoundaryBefore(nfc_of(b), c));
}

static vnp__tone tone_of(int32_t mark)
{
    switch (mark) {
    case 0x300:
        return VNP__TONE_GRAVE;
    case 0x301:
        return VNP__TONE_ACUTE;
    case 0x303:
        return VNP__TONE_TILDE;
    case 0x309:
        return VNP__TONE_HOOK;
    case 0x323:
        return VNP__TONE_DOT;
    default:
        return VNP__TONE_LEVEL;
    }
}

enum { CIRCUMFLEX = 0x302, BREVE = 0x306, HORN = 0x31B };

/* The vowel that a plain one and a quality mark make; '\0': none. */
static char quality_of(char vowel, int32_t mark)
{
    if (mark == CIRCUMFLEX && (vowel == 'a' || vowel == 'e' || vowel == 'o'))
        return (char)(vowel - 0x20);
    if (mark == BREVE && vowel == 'a')
        return 'B';
    if (mark == HORN && (vowel == 'o' || vowel == 'u'))
        return vowel == 'o' ? 'Q' : 'U';
    return '\0';
}

/*
 * The lower-case letter that a Vietnamese vowel and one more mark make; -1 for
 * none. Circumflex and breve go under no tone mark that stands above, for marks
 * of one place are stacked in their order; the dot and the horn are elsewhere.
 */
static int32_t compose_mark(int32_t letter, int32_t mark)
{
    char vowel;
    vnp__tone tone, more = tone_of(mark);
    if (!vnp__vowel_split((uint32_t)letter, &vowel, &tone))
        return -1;
    if (more != VNP__TONE_LEVEL)
        return tone == VNP__TONE_LEVEL ? (int32_t)vnp__vowel_join(vowel, more) : -1;
    bool above = tone != VNP__TONE_LEVEL && tone != VNP__TONE_DOT;
    vowel = quality_of(vowel, mark);
    if (vowel == '\0' || (above && mark != HORN))
        return -1;
    return (int32_t)vnp__vowel_join(vowel, tone);
}

/*
 * The usual segment, a vowel and marks that all go into it, in whatever order a
 * keyboard put them, without ICU's general machinery. -1 where a mark is left.
 */
static int32_t compose_all(const vnp__builder *b)
{
    int32_t letter = b->segment[0].c, lower = u_tolower(letter);
    bool capital = lower != letter;
    for (uint32_t i = 1; i < b->count && lower >= 0; i++) {
        if (b->segment[i].c != DROPPED)
            lower = compose_mark(lower, b->segment[i].c);
    }
    return capital && lower >= 0 ? u_toupper(lower) : lower;
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
    *nfc_len = unorm2_normalize(nfc_of(b), raw, len, nfc, NFC_MAX, &code);
    if (U_FAILURE(code))
        vnp__fail(b->arena, VNP_ERR_INTERNAL, "ICU cannot normalize: %s", u_errorName(code));
    return *nfc_len != len || u_memcmp(raw, nfc, len) != 0;
}

/* What NFC made of the whole segment stands for the whole of its source. */
static void flush_composed(vnp__builder *b, const UChar *nfc, int32_t len)
{
    char bytes[3 * NFC_MAX];
    int32_t size;
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8(bytes, sizeof bytes, &size, nfc, len, &code);
    if (U_FAILURE(code))
        vnp__fail(b->arena, VNP_ERR_INTERNAL, "ICU cannot convert: %s", u_errorName(code));
    bool one = u_countChar32(nfc, len) == 1;
    out_other(b, bytes, (size_t)size, one, b->segment[0].begin, b->segment[b->count - 1].end);
}

static void flush_segment(vnp__builder *b)
{
    UChar nfc[NFC_MAX];
    int32_t len = 0;
    if (b->count == 0)
        return;
    int32_t first = b->segment[0].c, letter = b->count > 1 ? compose_all(b) : -1;
    if (letter >= 0 && letter != first) {
        char bytes[VNP__UTF8_MAX];
        uint32_t size = vnp__utf8_put(bytes, letter);
        out_other(b, bytes, size, true, b->segment[0].begin, b->segment[b->count - 1].end);
    } else if ((b->count > 1 || !is_plain(first)) && segment_changes(b, nfc, &len)) {
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

/* Marks as wide as a Chinese character, which recognition made for that script writes: "：". */
static bool is_wide_mark(int32_t c)
{
    return (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
           (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF5E);
}

/* What a line of a drawn table is written with: '-' along it, '|' down it, '+' where lines
 * meet; -1 for other characters. Unicode, Box Drawing; of a block of sixteen a row. */
static int32_t table_line(int32_t c)
{
    static const char lines[] = "--||--||--||++++"
                                "++++++++++++++++"
                                "++++++++++++++++"
                                "++++++++++++++++"
                                "++++++++++++--||"
                                "-|++++++++++++++"
                                "++++++++++++++++"
                                "+///-|-|-|-|-|-|";
    return c >= 0x2500 && c <= 0x257F && lines[c - 0x2500] != '/' ? lines[c - 0x2500] : -1;
}

static int32_t repaired(int32_t c)
{
    enum { WIDE = 0xFF01 - '!' }; /* Unicode, Halfwidth and Fullwidth Forms */
    if (c < 0xA0)
        return c;
    if (is_wide_mark(c))
        return c - WIDE;
    if (is_dropped(c))
        return DROPPED;
    if (table_line(c) >= 0)
        return table_line(c);
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
    if (b->count == VNP__SEGMENT_MAX || (c != DROPPED && begins_segment(b, c)))
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
