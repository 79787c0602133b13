#include "text/run.h"

#include "text/chars.h"
#include "text/fold.h"
#include "text/lanes.h"
#include "text/torn.h"

/* Three blanks in a line are a column, not a slip of the space bar. */
enum { WIDE_GAP = 3, MERGE_GAP = 4096 };

void vnp__run_begin_in(vnp__run_builder *b, vnp__arena *arena, const char *buffer, char *shadow)
{
    memset(b, 0, sizeof *b);
    b->arena = arena;
    b->buffer = buffer;
    b->shadow = b->own = shadow;
}

void vnp__run_begin(vnp__run_builder *b, vnp__arena *arena, const char *buffer)
{
    vnp__run_begin_in(b, arena, buffer, NULL);
}

void vnp__run_gap(vnp__run_builder *b, vnp__gap gap)
{
    if (gap > b->pending)
        b->pending = gap;
}

/* ------------------------------------------------------------------ pieces */

/* Its text is that of the buffer; an entity has another length than its text. */
static bool is_exact(const vnp__piece *p)
{
    return p->len == p->nrm_len;
}

static vnp__piece *pieces_of(vnp__run_builder *b)
{
    return b->pieces.count ? b->pieces.at : &b->only;
}

static uint32_t piece_count(const vnp__run_builder *b)
{
    return b->pieces.count ? b->pieces.count : b->len > 0;
}

static vnp__piece *last_piece(vnp__run_builder *b)
{
    return pieces_of(b) + piece_count(b) - 1;
}

/* The text of the piece that has `back` pieces behind it; few are looked at. */
static vnp_str text_from_end(vnp__run_builder *b, uint32_t back)
{
    uint32_t entity = b->entities.count;
    const vnp__piece *p = last_piece(b);
    for (;; p--, back--) {
        if (!is_exact(p))
            entity--;
        if (back == 0)
            break;
    }
    return is_exact(p) ? vnp__str(b->buffer + p->nrm, p->len) : b->entities.at[entity];
}

/* The character before the last byte of the text so far, which has a piece. */
static uint32_t char_before_last(vnp__run_builder *b)
{
    vnp_str text = text_from_end(b, 0);
    if (text.len > 1 || piece_count(b) == 1)
        return vnp__char_before(text, text.len - 1);
    const vnp__piece *last = last_piece(b);
    if (last[-1].at + last[-1].len < last->at)
        return ' ';
    text = text_from_end(b, 1);
    return vnp__char_before(text, text.len);
}

/*
 * A line that ends in a hyphen inside a symbol or a number goes on without a
 * space: "48/2021/QĐ-" / "UBND", "04-" / "NQ/TU". A hyphen behind a space is a
 * dash between words.
 */
static bool joins_without_space(vnp__run_builder *b, vnp_str next)
{
    vnp_str text = text_from_end(b, 0);
    uint32_t len;
    if (text.ptr[text.len - 1] != '-')
        return false;
    uint32_t before = char_before_last(b), first = vnp__char_at(next, 0, &len);
    if (!vnp__char_is_letter(before) && !vnp__char_is_digit(before))
        return false;
    return vnp__char_is_upper(first) || vnp__char_is_digit(first);
}

/* Whether a letter may end or begin with this byte. */
static bool is_letter_byte(char c)
{
    unsigned char lower = (unsigned char)c | 0x20;
    return (unsigned char)c >= 0x80 || (lower >= 'a' && lower <= 'z');
}

static void add_piece(vnp__run_builder *b, vnp_str text, uint32_t nrm, uint32_t nrm_len)
{
    vnp__gap gap = b->pending;
    vnp__piece *last = b->len ? last_piece(b) : NULL;
    b->pending = VNP__GAP_NONE;
    if (!last) {
        gap = VNP__GAP_NONE;
    } else if (gap == VNP__GAP_NONE && last->nrm + last->nrm_len == nrm && is_exact(last) &&
               text.len == nrm_len) {
        last->len += text.len;
        last->nrm_len += nrm_len;
        b->len += text.len;
        return;
    } else if (gap > VNP__GAP_TORN && !(gap >= VNP__GAP_LINE && joins_without_space(b, text))) {
        b->len++;
    } else {
        vnp_str before = text_from_end(b, 0);
        b->mixed |= is_letter_byte(before.ptr[before.len - 1]) && is_letter_byte(text.ptr[0]);
    }
    vnp__piece piece = {b->len, text.len, nrm, nrm_len, gap};
    if (!is_exact(&piece))
        VNP__PUSH(b->arena, &b->entities, text);
    if (!last) {
        b->only = piece;
    } else {
        if (b->pieces.count == 0)
            VNP__PUSH(b->arena, &b->pieces, b->only);
        VNP__PUSH(b->arena, &b->pieces, piece);
    }
    b->len += text.len;
}

void vnp__run_add_plain(vnp__run_builder *b, uint32_t begin, uint32_t end)
{
    if (begin < end)
        add_piece(b, vnp__str(b->buffer + begin, end - begin), begin, end - begin);
}

static vnp__gap gap_of(vnp_str white)
{
    if (memchr(white.ptr, '\n', white.len) || memchr(white.ptr, '\r', white.len) ||
        memchr(white.ptr, '\f', white.len))
        return VNP__GAP_LINE;
    if (memchr(white.ptr, '\t', white.len) || vnp__str_width(white) >= WIDE_GAP)
        return VNP__GAP_WIDE;
    return VNP__GAP_SPACE;
}

/* Bytes with which white space may begin: of ASCII, and C2 85, C2 A0, E1 9A 80 and
 * others with E2 and E3. */
static const unsigned char blank_leads[256] = {
    ['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1,
    [' '] = 1,  [0xC2] = 1, [0xE1] = 1, [0xE2] = 1, [0xE3] = 1,
};

/* Bytes of the white space at s[at], 0 where there is none. */
static uint32_t blank_size(vnp_str s, uint32_t at)
{
    uint32_t len;
    if (at >= s.len || !blank_leads[(unsigned char)s.ptr[at]])
        return 0;
    return vnp__char_is_space(vnp__char_at(s, at, &len)) ? len : 0;
}

/*
 * Goes from s[at] over characters that are no white space and spaces that stand alone,
 * as far as that can be told of many bytes at once: to a place at or before their end.
 */
static uint32_t over_words(vnp_str s, uint32_t at)
{
    enum {
        STEP = VNP__LANES - 1,
        ALL = (1 << STEP) - 1
    }; /* the last lane is looked at for the one before */
    while (s.len - at > VNP__LANES) {
        vnp__lanes now = vnp__lanes_load(s.ptr + at), next = vnp__lanes_load(s.ptr + at + 1);
        vnp__lanes white = (vnp__lanes)(now <= ' ') | (vnp__lanes)(now == 0xC2) |
                           (vnp__lanes)(now == 0xE2) | (vnp__lanes)(now == 0xE3) |
                           ((vnp__lanes)(now == 0xE1) & (vnp__lanes)(next < 0xA1));
        unsigned blanks = vnp__lanes_bits(white),
                 spaces = vnp__lanes_bits((vnp__lanes)(now == ' '));
        unsigned ends = blanks & ~(spaces & ~(blanks >> 1)) & ALL;
        if (ends)
            return at + (uint32_t)__builtin_ctz(ends);
        at += STEP;
    }
    return at;
}

/* The end of the words that begin at s[at], with single spaces between them: so a line
 * is one piece. */
static uint32_t words_end(vnp_str s, uint32_t at)
{
    for (;;) {
        at = over_words(s, at);
        while (at < s.len && !blank_leads[(unsigned char)s.ptr[at]])
            at++;
        uint32_t size = blank_size(s, at);
        bool other = at < s.len && size == 0; /* another character begins so */
        bool single = at + 1 < s.len && s.ptr[at] == ' ' && blank_size(s, at + 1) == 0;
        if (!other && !single)
            return at;
        at++;
    }
}

void vnp__run_add(vnp__run_builder *b, uint32_t begin, uint32_t end)
{
    vnp_str s = vnp__str(b->buffer + begin, end - begin);
    for (uint32_t at = 0, size; at < s.len;) {
        uint32_t from = at;
        while ((size = blank_size(s, at)) > 0)
            at += size;
        if (at > from)
            vnp__run_gap(b, gap_of(vnp__str_sub(s, from, at)));
        from = at;
        at = words_end(s, at);
        vnp__run_add_plain(b, begin + from, begin + at);
    }
}

void vnp__run_add_as(vnp__run_builder *b, vnp_str text, uint32_t begin, uint32_t end)
{
    vnp_str trimmed = vnp__str_trim(text);
    if (trimmed.len == 0) {
        vnp__run_gap(b, VNP__GAP_SPACE);
        return;
    }
    add_piece(b, trimmed, begin, end - begin);
}

/* First piece that ends behind `at`: pieces are in order of their offsets. */
static uint32_t piece_at(const vnp__run *run, uint32_t at)
{
    uint32_t low = 0, high = vnp__run_pieces(run);
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        vnp__piece p = vnp__run_piece(run, mid);
        if (p.at + p.len <= at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The part of a piece inside [begin, end) of its run; an inexact piece stays whole. */
static bool clip(vnp__piece *p, uint32_t begin, uint32_t end)
{
    uint32_t from = p->at > begin ? p->at : begin;
    uint32_t to = p->at + p->len < end ? p->at + p->len : end;
    if (from >= to)
        return false;
    if (is_exact(p)) {
        p->nrm += from - p->at;
        p->nrm_len = to - from;
    }
    p->at = from;
    p->len = to - from;
    return true;
}

void vnp__run_add_slice(vnp__run_builder *b, vnp__slice s, vnp__gap gap)
{
    bool first = true;
    if (s.run->in_shadow)
        b->shadow = s.run->fold - vnp__run_begins(s.run);
    vnp__run_gap(b, gap);
    for (uint32_t i = piece_at(s.run, s.begin); i < vnp__run_pieces(s.run); i++) {
        vnp__piece p = vnp__run_piece(s.run, i);
        if (p.at >= s.end)
            break;
        if (!clip(&p, s.begin, s.end))
            continue;
        if (!first)
            vnp__run_gap(b, p.gap);
        first = false;
        add_piece(b, vnp__str(s.run->text + p.at, p.len), p.nrm, p.nrm_len);
    }
}

void vnp__run_add_run(vnp__run_builder *b, const vnp__run *run, vnp__gap gap)
{
    vnp__run_add_slice(b, vnp__slice_all(run), gap);
}

/* Ends the front part of a piece at text[at], where a space was taken out; *p is the rest. */
static void split_piece(vnp__run_builder *b, vnp__piece_list *out, vnp__piece *p, uint32_t at)
{
    vnp__piece front = *p;
    front.len = front.nrm_len = at - p->at;
    VNP__PUSH(b->arena, out, front);
    p->nrm += front.len + 1;
    p->len -= front.len + 1;
    p->nrm_len = p->len;
    p->at = at;
    p->gap = VNP__GAP_TORN;
}

/*
 * Puts torn words of `text` together, b->len bytes. Only a space of the text itself
 * may stand inside a word, not one that stands for markup or for an end of line: the
 * pieces are gone through one by one, and the text moves down over the spaces taken
 * out.
 */
static void mend_words(vnp__run_builder *b, char *text)
{
    vnp__piece_list pieces = {0};
    uint32_t to = 0;
    for (uint32_t i = 0, from = 0; i < piece_count(b); i++) {
        vnp__piece p = pieces_of(b)[i];
        uint32_t end = p.at + p.len;
        uint32_t gap = p.at - from;
        memmove(text + to, text + from, gap);
        from = p.at;
        to += gap;
        p.at = to;
        while (from < end) {
            const char *space = is_exact(&p) ? memchr(text + from, ' ', end - from) : NULL;
            uint32_t word = (space ? (uint32_t)(space - text) : end) - from;
            memmove(text + to, text + from, word);
            from += word;
            to += word;
            if (!space)
                break;
            from++;
            if (vnp__torn_between(vnp__str(text, to), vnp__str(text + from, end - from)))
                split_piece(b, &pieces, &p, to);
            else
                text[to++] = ' ';
        }
        VNP__PUSH(b->arena, &pieces, p);
    }
    b->len = to;
    b->pieces = pieces;
}

/* The space at text[at] in a piece that ends at text[end]. */
static bool is_torn_at(const char *text, uint32_t at, uint32_t end)
{
    return vnp__torn_between(vnp__str(text, at), vnp__str(text + at + 1, end - at - 1));
}

static bool is_torn_in(const char *text, uint32_t at, uint32_t end)
{
    for (; end - at >= VNP__LANES; at += VNP__LANES) {
        unsigned bits = vnp__lanes_bits((vnp__lanes)(vnp__lanes_load(text + at) == ' '));
        if (at >= VNP__TORN_BEFORE && end - at >= VNP__LANES + VNP__TORN_BEHIND)
            bits &= vnp__torn_suspects(text + at);
        for (; bits; bits &= bits - 1)
            if (is_torn_at(text, at + (uint32_t)__builtin_ctz(bits), end))
                return true;
    }
    for (; at < end; at++)
        if (text[at] == ' ' && is_torn_at(text, at, end))
            return true;
    return false;
}

static bool has_torn_word(vnp__run_builder *b, const char *text)
{
    for (uint32_t i = 0; i < piece_count(b); i++) {
        const vnp__piece *p = &pieces_of(b)[i];
        if (is_torn_in(text, p->at, p->at + p->len))
            return true;
    }
    return false;
}

/* ----------------------------------------------------------------- closing */

/* Puts the text of all pieces together. */
static char *join_texts(vnp__run_builder *b)
{
    char *text = vnp__arena_bytes(b->arena, b->len);
    uint32_t at = 0, entity = 0;
    for (uint32_t i = 0; i < piece_count(b); i++) {
        const vnp__piece *p = &pieces_of(b)[i];
        if (p->at > at)
            text[at] = ' ';
        memcpy(text + p->at, is_exact(p) ? b->buffer + p->nrm : b->entities.at[entity++].ptr,
               p->len);
        at = p->at + p->len;
    }
    return text;
}

/*
 * Whether the shadow of a piece is the piece's own matching form: no letter of the
 * buffer adjoins it. The shadow's NUL tells where the buffer ends.
 */
static bool has_shadow(const vnp__run_builder *b, const vnp__piece *p)
{
    uint32_t end = p->nrm + p->nrm_len, len;
    if (!b->shadow || !is_exact(p))
        return false;
    if (p->nrm > 0 && is_letter_byte(b->buffer[p->nrm - 1]) &&
        vnp__char_is_letter(vnp__char_before(vnp__str(b->buffer, p->nrm), p->nrm)))
        return false;
    return !is_letter_byte(b->shadow[end]) ||
           !vnp__char_is_letter(vnp__char_at(vnp__str(b->buffer, end + 1), end, &len));
}

/* The matching form of a text whose pieces do not meet inside a word. */
static char *join_shadows(vnp__run_builder *b, const char *text)
{
    char *fold = vnp__arena_bytes(b->arena, b->len);
    uint32_t at = 0;
    for (uint32_t i = 0; i < piece_count(b); i++) {
        const vnp__piece *p = &pieces_of(b)[i];
        if (p->at > at)
            fold[at] = ' ';
        if (has_shadow(b, p))
            memcpy(fold + p->at, b->shadow + p->nrm, p->len);
        else
            vnp__fold(fold + p->at, text + p->at, p->len);
        at = p->at + p->len;
    }
    return fold;
}

/* Whether the pieces stand in the shadow as they do in the text, a byte between them. */
static bool stands_in_shadow(vnp__run_builder *b)
{
    const vnp__piece *p = pieces_of(b);
    if (b->mixed || (!b->own && p != &b->only))
        return false;
    for (uint32_t i = 0; i < piece_count(b); i++)
        if (p[i].nrm - p->nrm != p[i].at || !has_shadow(b, &p[i]))
            return false;
    return true;
}

static const char *join_in_shadow(vnp__run_builder *b)
{
    const vnp__piece *first = pieces_of(b);
    for (uint32_t i = 1; i < piece_count(b); i++) {
        const vnp__piece *before = &first[i - 1];
        if (first[i].at > before->at + before->len)
            b->own[before->nrm + before->len] = ' ';
    }
    return b->shadow + first->nrm;
}

static char *fold_anew(const vnp__run_builder *b, const char *text)
{
    char *fold = vnp__arena_bytes(b->arena, b->len);
    vnp__fold(fold, text, b->len);
    return fold;
}

static void list_pieces(vnp__run_builder *b, vnp__run *out)
{
    if (b->pieces.count == 0) {
        out->of.nrm = b->only.nrm;
        if (is_exact(&b->only))
            return;
        VNP__PUSH(b->arena, &b->pieces, b->only);
    }
    out->of.pieces = b->pieces.at;
    out->listed = b->pieces.count & INT32_MAX; /* an input of 4 GiB has no more */
}

void vnp__run_end(vnp__run_builder *b, vnp__run *out)
{
    *out = (vnp__run){.text = "", .fold = ""};
    if (b->len == 0)
        return;
    bool slice = b->pieces.count == 0 && is_exact(&b->only);
    const char *text = slice ? b->buffer + b->only.nrm : join_texts(b);
    if (has_torn_word(b, text)) {
        char *mended = join_texts(b);
        mend_words(b, mended);
        text = mended;
        out->fold = fold_anew(b, text);
    } else if (stands_in_shadow(b)) {
        out->fold = join_in_shadow(b);
        out->in_shadow = true;
    } else if (b->mixed || !b->shadow) {
        out->fold = fold_anew(b, text);
    } else {
        out->fold = join_shadows(b, text);
    }
    out->text = text;
    out->len = b->len;
    list_pieces(b, out);
}

void vnp__run_join(vnp__arena *arena, const char *buffer, const vnp__run *a, const vnp__run *b,
                   vnp__gap gap, vnp__run *out)
{
    vnp__run_builder builder;
    vnp__run_begin(&builder, arena, buffer);
    vnp__run_add_run(&builder, a, VNP__GAP_NONE);
    vnp__run_add_run(&builder, b, gap);
    vnp__run_end(&builder, out);
}

/* ------------------------------------------------------------------ slices */

vnp__slice vnp__slice_all(const vnp__run *run)
{
    return (vnp__slice){run, 0, run->len};
}

vnp__slice vnp__slice_of(vnp__arena *arena, vnp_str text)
{
    vnp__run_builder b;
    vnp__run *run = VNP__NEW(arena, vnp__run);
    vnp__run_begin(&b, arena, text.ptr);
    vnp__run_add(&b, 0, text.len);
    vnp__run_end(&b, run);
    return vnp__slice_all(run);
}

vnp__slice vnp__slice_sub(vnp__slice s, uint32_t begin, uint32_t end)
{
    assert(begin <= end && end <= s.end - s.begin);
    return (vnp__slice){s.run, s.begin + begin, s.begin + end};
}

void vnp__run_cut(vnp__arena *arena, const char *buffer, vnp__slice s, vnp__run *out)
{
    vnp__run_builder b;
    vnp__run_begin(&b, arena, buffer);
    vnp__run_add_slice(&b, s, VNP__GAP_NONE);
    vnp__run_end(&b, out);
}

vnp_str vnp__slice_text(vnp__slice s)
{
    return vnp__str(s.run->text + s.begin, s.end - s.begin);
}

vnp_str vnp__slice_fold(vnp__slice s)
{
    return vnp__str(s.run->fold + s.begin, s.end - s.begin);
}

/* White space and punctuation that may close a text; "/" does in "./." only. */
static const bool may_close[256] = {
    [' '] = true, [';'] = true, ['.'] = true, [','] = true, [':'] = true, ['/'] = true};

/* Bytes of a pictograph at `at`, with its variation selector; 0 for others. Those of U+1F000 and
 * higher, of clocks (U+23E9..23FA) and of warnings and tools (U+2680..26FF); not the check marks. */
static uint32_t pictograph_at(const char *t, uint32_t at, uint32_t end)
{
    enum { SELECTOR = 3 };
    const unsigned char *p = (const unsigned char *)t + at;
    uint32_t left = end - at, size = 0;
    if (left < 3)
        return 0;
    bool clock = p[0] == 0xE2 && p[1] == 0x8F && p[2] >= 0xA9 && p[2] <= 0xBA;
    if (left >= 4 && p[0] == 0xF0 && p[1] == 0x9F)
        size = 4;
    else if (clock || (p[0] == 0xE2 && (p[1] == 0x9A || p[1] == 0x9B)))
        size = 3;
    bool selected = size && left >= size + SELECTOR && memcmp(p + size, "\xEF\xB8\x8F", 3) == 0;
    return size + (selected ? SELECTOR : 0);
}

/* Those before and behind a text adorn it, "Nhận thức số 📢"; alone they are the text. */
static vnp__slice without_pictographs(vnp__slice s)
{
    enum { MIN_SIZE = 3, MAX_SIZE = 7 };
    const char *t = s.run->text;
    vnp__slice rest = s;
    for (uint32_t size; (size = pictograph_at(t, rest.begin, rest.end)) > 0;)
        for (rest.begin += size; rest.begin < rest.end && t[rest.begin] == ' ';)
            rest.begin++;
    for (uint32_t back = MIN_SIZE; back <= MAX_SIZE && rest.end - rest.begin >= back; back++) {
        if (pictograph_at(t, rest.end - back, rest.end) != back)
            continue;
        for (rest.end -= back; rest.end > rest.begin && t[rest.end - 1] == ' ';)
            rest.end--;
        back = MIN_SIZE - 1; /* another one may stand before it */
    }
    return rest.begin < rest.end ? rest : s;
}

vnp__slice vnp__slice_trim(vnp__slice s)
{
    const char *t = s.run->text;
    while (s.begin < s.end && t[s.begin] == ' ')
        s.begin++;
    for (; s.end > s.begin && may_close[(unsigned char)t[s.end - 1]]; s.end--)
        if (t[s.end - 1] == '/' && (s.end - s.begin < 2 || t[s.end - 2] != '.'))
            break;
    const unsigned char *first = (const unsigned char *)t + s.begin,
                        *last = (const unsigned char *)t + s.end;
    bool adorned =
        s.end - s.begin > 4 && (first[0] == 0xF0 || first[0] == 0xE2 || last[-4] == 0xF0 ||
                                last[-3] == 0xE2 || last[-3] == 0xEF);
    return adorned ? without_pictographs(s) : s;
}

/* Whether two neighbouring spans are one to a reader: only white space, line
 * marks and emphasis between them. */
static bool only_layout_between(const char *buffer, uint32_t begin, uint32_t end)
{
    if (end < begin || end - begin > MERGE_GAP)
        return false;
    for (uint32_t i = begin; i < end; i++) {
        unsigned char c = (unsigned char)buffer[i];
        if (c > ' ' && c != '*' && c != '_' && c != '\\' && c != '>' && c != 0xC2 && c != 0xA0)
            return false;
        if (c == '\t')
            return false;
    }
    return true;
}

/* The text of a slice with the spaces inside words that the author's text has. */
static vnp_str text_as_written(vnp__arena *arena, vnp__slice s)
{
    vnp__buf out = {.arena = arena};
    uint32_t done = s.begin;
    for (uint32_t i = piece_at(s.run, s.begin); i < vnp__run_pieces(s.run); i++) {
        vnp__piece p = vnp__run_piece(s.run, i);
        if (p.at >= s.end)
            break;
        if (p.gap != VNP__GAP_TORN || p.at <= s.begin)
            continue;
        vnp__buf_add(&out, s.run->text + done, p.at - done);
        vnp__buf_byte(&out, ' ');
        done = p.at;
    }
    if (done == s.begin)
        return vnp__slice_text(s);
    vnp__buf_add(&out, s.run->text + done, s.end - done);
    return vnp__buf_str(&out);
}

vnp_value vnp__slice_value(vnp__arena *arena, const char *buffer, vnp__slice s)
{
    vnp_value value = {0};
    if (s.begin >= s.end)
        return value;
    value.text = text_as_written(arena, s);
    for (uint32_t i = piece_at(s.run, s.begin); i < vnp__run_pieces(s.run); i++) {
        vnp__piece p = vnp__run_piece(s.run, i);
        if (!clip(&p, s.begin, s.end))
            break;
        vnp_span span = {p.nrm, p.nrm + p.nrm_len};
        vnp_span *last = value.spans.count ? &value.spans.at[value.spans.count - 1] : NULL;
        if (last && only_layout_between(buffer, last->end, span.begin))
            last->end = span.end;
        else
            VNP__PUSH(arena, &value.spans, span);
    }
    return value;
}
