#include "text/fold.h"

#include "text/chars.h"
#include "text/lanes.h"
#include "text/syllable.h"
#include "text/utf8.h"

/* --------------------------------------------------------------- one letter */

/* Letters that stand for a Vietnamese one by mistake, of the same length in UTF-8. */
static int32_t confused(int32_t c)
{
    switch (c) {
    case 0xD0: /* ETH, upper and lower case: d with stroke */
    case 0xF0:
    case 0x189: /* AFRICAN D */
    case 0x256:
        return 0x111;
    case 0x1A2: /* OI, what recognition makes of u with horn */
    case 0x1A3:
        return 0x1B0;
    case 0x1CD: /* a with caron: a with breve */
    case 0x1CE:
        return 0x103;
    default:
        return c;
    }
}

/* Dashes become the en dash, quotation marks the usual ones of their side. */
static int32_t punctuation(int32_t c)
{
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        return 0x2013;
    if (c == 0x201A || c == 0x201B)
        return 0x2018;
    if (c == 0x201E || c == 0x201F)
        return 0x201C;
    return c == 0x2032 ? 0x2019 : c;
}

static int32_t fold_char(int32_t c)
{
    if (c >= 0x2010 && c <= 0x2212)
        return punctuation(c);
    return (int32_t)vnp__char_lower((uint32_t)confused(c));
}

/* ------------------------------------------------------------ tone placement */

/* Text being folded: dst is lower case up to the letter in hand. */
typedef struct fold_state {
    char *dst;
    const char *src;
    size_t len;
} fold_state;

static bool is_letter_at(const fold_state *f, size_t at)
{
    if (at >= f->len)
        return false;
    unsigned char byte = (unsigned char)f->src[at];
    if (byte < 0x80)
        return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    uint32_t size;
    return vnp__char_is_letter(
        (uint32_t)vnp__utf8_next(f->src, (uint32_t)f->len, (uint32_t)at, &size));
}

/*
 * Writes two vowels at dst[at], the tone on the first or on the second, if they
 * take `size` bytes so; the vowel without the tone takes one.
 */
static bool write_pair(char *dst, size_t at, size_t size, const char pair[2], vnp__tone tone,
                       bool on_first)
{
    char bytes[VNP__UTF8_MAX];
    size_t len = vnp__utf8_put(bytes, (int32_t)vnp__vowel_join(pair[!on_first], tone));
    if (len + 1 != size)
        return false;
    memcpy(dst + at + !on_first, bytes, len);
    dst[on_first ? at + len : at] = pair[on_first];
    return true;
}

/* The marked vowel at dst[at] may belong on the letter before it. */
static void move_back(const fold_state *f, size_t at, size_t size, char vowel, vnp__tone tone)
{
    if (at == 0)
        return;
    const char pair[2] = {f->dst[at - 1], vowel};
    if (!vnp__vowel_glides(pair[0], vowel) || is_letter_at(f, at + size))
        return;
    if (pair[0] == 'u' && at >= 2 && f->dst[at - 2] == 'q')
        return;
    write_pair(f->dst, at - 1, size + 1, pair, tone, true);
}

/* A bit for each of a e i o u y, in either case. */
static bool is_ascii_vowel(char c)
{
    const uint32_t bits = 1u << 1 | 1u << 5 | 1u << 9 | 1u << 15 | 1u << 21 | 1u << 25;
    return ((unsigned char)c & 0xC0) == 0x40 && (bits >> (c & 31) & 1);
}

/* It may belong on the letter behind it; true when it went there. */
static bool move_on(const fold_state *f, size_t at, size_t size, char vowel, vnp__tone tone)
{
    if (at + size >= f->len || !is_ascii_vowel(f->src[at + size]))
        return false;
    const char pair[2] = {vowel, (char)(f->src[at + size] | 0x20)};
    char before = at > 0 ? f->dst[at - 1] : '\0';
    bool more = is_letter_at(f, at + size + 1);
    bool belongs = more && vnp__vowel_glides(vowel, pair[1]);
    if (vowel == 'u' && before == 'q')
        belongs = true;
    if (vowel == 'i' && before == 'g')
        belongs = pair[1] != 'i' && (at < 2 || !is_letter_at(f, at - 2));
    /* no syllable has three such vowels; leave what is none alone */
    if (more && vnp__vowel_glides(pair[1], (char)(f->src[at + size + 1] | 0x20)))
        return false;
    return belongs && write_pair(f->dst, at, size + 1, pair, tone, false);
}

/* Puts the tone of the letter `c`, which is at dst[at], where it belongs. */
static void place_tone(const fold_state *f, size_t at, size_t size, int32_t c)
{
    char vowel;
    vnp__tone tone;
    if (vnp__vowel_split((uint32_t)c, &vowel, &tone) && tone && !move_on(f, at, size, vowel, tone))
        move_back(f, at, size, vowel, tone);
}

/* ------------------------------------------------------------------- fold */

/* Any character beyond ASCII. */
static void fold_any(const fold_state *f, size_t at)
{
    uint32_t size;
    char bytes[VNP__UTF8_MAX];
    int32_t from = vnp__utf8_next(f->src, (uint32_t)f->len, (uint32_t)at, &size);
    int32_t c = from < 0 ? from : fold_char(from);
    if (c == from || vnp__utf8_put(bytes, c) != size)
        c = from;
    else
        memcpy(f->dst + at, bytes, size);
    place_tone(f, at, size, c);
}

/*
 * Nearly all letters of Vietnamese beyond ASCII are C3..C6 and a byte, or E1, BA
 * or BB, and a byte. The byte before the last gives a row; there, for each last
 * byte 80..BF, a digit says in bits what has to be looked at. Tables instead of
 * comparisons, for no processor can guess what letter comes next.
 */
enum {
    AFTER_O = 1,      /* a or e with a tone: an o before it */
    AFTER_U = 2,      /* y with a tone: a u before it */
    BEFORE_VOWEL = 4, /* i, o or u with a tone: a vowel behind it */
    RARE = 8          /* a letter for fold_any */
};

enum { ROW_NONE, ROW_C3, ROW_C4, ROW_C5, ROW_C6, ROW_BA, ROW_BB, ROWS };

static const unsigned char rows[256] = {
    [0xC3] = ROW_C3, [0xC4] = ROW_C4, [0xC5] = ROW_C5,
    [0xC6] = ROW_C6, [0xBA] = ROW_BA, [0xBB] = ROW_BB,
};

static const char looks[ROWS][65] = {
    "8888888888888888888888888888888888888888888888888888888888888888",
    "1101000011004400804404080440020011010000110044008044040004400200",
    "8880888888888888808888888888888888888888848888888888888888888888",
    "8888888888888888888888888888888888888888848888888888888888888888",
    "8888888888888888888888888888888880888888888888880888888888888888",
    "8888888888888888888888888888888811110000000000000000000011111100",
    "0000000044444444000000000000000000004444000000000022222222888888",
};

static const unsigned char look_before[256] = {['o'] = AFTER_O, ['u'] = AFTER_U};

static const unsigned char look_behind[256] = {
    ['a'] = BEFORE_VOWEL, ['e'] = BEFORE_VOWEL, ['i'] = BEFORE_VOWEL, ['o'] = BEFORE_VOWEL,
    ['u'] = BEFORE_VOWEL, ['y'] = BEFORE_VOWEL, ['A'] = BEFORE_VOWEL, ['E'] = BEFORE_VOWEL,
    ['I'] = BEFORE_VOWEL, ['O'] = BEFORE_VOWEL, ['U'] = BEFORE_VOWEL, ['Y'] = BEFORE_VOWEL,
};

static const unsigned char letter_sizes[256] = {
    [0xC3] = 2, [0xC4] = 2, [0xC5] = 2, [0xC6] = 2, [0xE1] = 3,
};

/* What `looks` says of a letter that needs a look, and how many bytes it has. */
static void look_at(const fold_state *f, size_t at, size_t size, unsigned look)
{
    unsigned char *q = (unsigned char *)f->dst + at;
    if (look & RARE) {
        fold_any(f, at);
        return;
    }
    int32_t c = size == 2 ? (q[0] & 0x1F) << 6 : (q[0] & 0x0F) << 12 | (q[1] & 0x3F) << 6;
    place_tone(f, at, size, c | (q[size - 1] & 0x3F));
}

/*
 * The character beyond ASCII at dst[at]. Capitals of the rows that are not RARE are
 * 0x20 lower in the first one, even in the last two.
 */
static void fold_letter(const fold_state *f, size_t at)
{
    static const unsigned char lower_bits[ROWS][2] = {
        [ROW_C3] = {0x20, 0x00}, [ROW_BA] = {0x01, 0x01}, [ROW_BB] = {0x01, 0x01}};
    const unsigned char *p = (const unsigned char *)f->src + at;
    unsigned char *q = (unsigned char *)f->dst + at;
    size_t size = letter_sizes[p[0]];
    if (size == 0 || f->len - at < size) {
        fold_any(f, at);
        return;
    }
    unsigned row = rows[p[size - 2]], last = p[size - 1] & 0x3F;
    unsigned around =
        RARE | (at > 0 ? look_before[q[-1]] : 0) | (f->len - at > size ? look_behind[p[size]] : 0);
    unsigned look = (unsigned char)looks[row][last] & around;
    if (!(look & RARE))
        q[size - 1] |= lower_bits[row][last >= 0x1F];
    if (look)
        look_at(f, at, size, look);
}

/* Sixteen at a time, the rest one by one. */
static void lower_ascii(char *dst, const char *src, size_t len)
{
    size_t at = 0;
    for (; len - at >= VNP__LANES; at += VNP__LANES) {
        vnp__lanes now = vnp__lanes_load(src + at);
        vnp__lanes_store(dst + at, now | (vnp__lanes_in(now, 'A', 'Z') & 0x20));
    }
    for (; at < len; at++)
        dst[at] = (char)(src[at] >= 'A' && src[at] <= 'Z' ? src[at] + 0x20 : src[at]);
}

static bool is_figure(char c)
{
    return (c >= '0' && c <= '9') || c == 'o';
}

/*
 * An o at dst[at] beside a digit: a zero that recognition took for a letter, where the figure is a
 * percentage, a year or a part of a date, and no "H2O" or "O2".
 */
static void mend_zero(char *dst, size_t len, size_t at)
{
    enum { YEAR = 4 };
    size_t begin = at, end = at + 1;
    while (begin > 0 && is_figure(dst[begin - 1]) && end - begin <= YEAR)
        begin--;
    while (end < len && is_figure(dst[end]) && end - begin <= YEAR)
        end++;
    char before = begin > 0 ? dst[begin - 1] : ' ', behind = end < len ? dst[end] : ' ';
    bool after_part = before == '/' && begin > 1 && is_figure(dst[begin - 2]);
    bool before_part = behind == '/' && end + 1 < len && is_figure(dst[end + 1]);
    bool alone = strchr(" /(\n\t", before) && strchr(" /.,;:)%\n\r\t", behind);
    bool year = end - begin == YEAR && dst[begin] == '2';
    bool part = end - begin <= 2 && (after_part || before_part);
    bool share = behind == '%' && dst[begin] != 'o' && end - begin <= YEAR - 1;
    if (alone && (year || part || share))
        for (size_t i = begin; i < end; i++)
            dst[i] = dst[i] == 'o' ? '0' : dst[i];
}

static void mend_zeros(char *dst, size_t len)
{
    size_t at = 0;
    for (; len - at > VNP__LANES; at += VNP__LANES) {
        vnp__lanes here = vnp__lanes_load(dst + at), next = vnp__lanes_load(dst + at + 1);
        vnp__lanes o = (vnp__lanes)(here == 'o'), o_next = (vnp__lanes)(next == 'o');
        unsigned first = vnp__lanes_bits(o & vnp__lanes_in(next, '0', '9'));
        unsigned second = vnp__lanes_bits(o_next & vnp__lanes_in(here, '0', '9'));
        for (; first; first &= first - 1)
            mend_zero(dst, len, at + (size_t)__builtin_ctz(first));
        for (; second; second &= second - 1)
            mend_zero(dst, len, at + (size_t)__builtin_ctz(second) + 1);
    }
    for (; at < len; at++)
        if (dst[at] == 'o' && ((at > 0 && vnp__char_is_digit((unsigned char)dst[at - 1])) ||
                               (at + 1 < len && vnp__char_is_digit((unsigned char)dst[at + 1]))))
            mend_zero(dst, len, at);
}

void vnp__fold(char *dst, const char *src, size_t len)
{
    const fold_state f = {dst, src, len};
    size_t at = 0;
    lower_ascii(dst, src, len);
    for (; len - at >= VNP__LANES; at += VNP__LANES) {
        unsigned leads = vnp__lanes_bits((vnp__lanes)(vnp__lanes_load(src + at) >= 0xC0));
        for (; leads; leads &= leads - 1)
            fold_letter(&f, at + (size_t)__builtin_ctz(leads));
    }
    for (; at < len; at++) {
        if ((unsigned char)src[at] >= 0xC0)
            fold_letter(&f, at);
    }
    mend_zeros(dst, len);
}
