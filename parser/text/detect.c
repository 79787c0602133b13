#include "text/detect.h"

#include <unicode/uchar.h>

#include "text/lanes.h"
#include "text/reader.h"
#include "text/syllable.h"
#include "text/utf8.h"

enum {
    EVIDENCE_SAMPLE = 64 * 1024, /* bytes that decide between UTF-8 and others */
    CONTROL_SAMPLE = 4096,
    UTF16_SAMPLE = 4096,
    WORD_SAMPLE = 16 * 1024 /* bytes read in every candidate, from the first marked word on */
};

/* ---------------------------------------------------------------- Unicode */

/*
 * Vietnamese in UTF-16 has the high bytes 00, 01, 1E and 20; a good part of its
 * units, spaces if nothing else, has 00. Bytes of any other encoding do not pair
 * up like that.
 */
bool vnp__detect_utf16(const char *src, uint32_t len, bool big_endian)
{
    const unsigned char *s = (const unsigned char *)src;
    uint32_t units = (len < UTF16_SAMPLE ? len : UTF16_SAMPLE) / 2;
    uint32_t good = 0, zero = 0;
    if (units == 0 || !memchr(src, 0, 2 * units))
        return false;
    for (uint32_t i = 0; i < units; i++) {
        unsigned char high = s[2 * i + !big_endian], low = s[2 * i + big_endian];
        bool control = low < 0x20 && !(low >= '\t' && low <= '\r');
        good += high == 0 ? !control : high == 0x01 || high == 0x03 || high == 0x1E || high == 0x20;
        zero += high == 0;
    }
    return units >= 4 && good >= units - units / 10 && zero >= units / 4;
}

/* Whether a sequence that begins in the sample is no UTF-8. */
static bool has_invalid(const char *src, uint32_t len, uint32_t sample, uint32_t *clean)
{
    *clean = vnp__clean_end(src, 0, sample);
    for (uint32_t at = *clean, size; at < sample; at += size) {
        at = vnp__clean_end(src, at, sample);
        if (at == sample)
            break;
        if (vnp__utf8_next(src, len, at, &size) < 0)
            return true;
    }
    return false;
}

static uint32_t count_controls(const char *src, uint32_t len)
{
    uint32_t count = 0, at = 0;
    for (; len - at >= VNP__LANES; at += VNP__LANES) {
        vnp__lanes now = vnp__lanes_load(src + at);
        unsigned bits = vnp__lanes_bits((vnp__lanes)(now < 0x20) & ~vnp__lanes_in(now, '\t', '\r'));
        for (; bits; bits &= bits - 1)
            count++;
    }
    for (; at < len; at++)
        count += (unsigned char)src[at] < 0x20 && !(src[at] >= '\t' && src[at] <= '\r');
    return count;
}

vnp__evidence vnp__detect_utf8(const char *src, uint32_t len)
{
    vnp__evidence is = {.bytes = len < CONTROL_SAMPLE ? len : CONTROL_SAMPLE};
    uint32_t sample = len < EVIDENCE_SAMPLE ? len : EVIDENCE_SAMPLE;
    is.controls = count_controls(src, is.bytes);
    if (!has_invalid(src, len, sample, &is.clean))
        return is;
    uint32_t size;
    for (uint32_t at = 0; at < sample; at += size) {
        int32_t c = vnp__utf8_next(src, len, at, &size);
        is.invalid += c < 0;
        is.multi += c >= 0x80;
    }
    return is;
}

/* ------------------------------------------------------------------ words */

typedef struct tally {
    uint32_t good; /* words with a mark that can be Vietnamese syllables */
    uint32_t bad;  /* other words with a mark */
} tally;

/* Few words say little: a name, a quotation, a row of broken bytes. */
enum { WORDS_MIN = 3, WORDS_SURE = 8, GAIN_MIN = 2 };

/* Nearly all words; where they are few, all. */
static bool is_vietnamese(tally words)
{
    return words.good >= WORDS_MIN && words.good >= 3 * words.bad &&
           (words.bad == 0 || words.good >= WORDS_SURE);
}

static int64_t value(tally words)
{
    return (int64_t)words.good - 3 * (int64_t)words.bad;
}

static bool is_vowel(int32_t c)
{
    char name;
    vnp__tone tone;
    return vnp__vowel_split((uint32_t)u_tolower(c), &name, &tone);
}

/*
 * Letters, marks, and the signs of windows-1252 that a wrong reading puts inside
 * of words, but not the punctuation that stands at words in any text.
 */
static bool is_in_word(int32_t c)
{
    if (c < 0x80)
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (c < 0xC0 || c == 0xD7 || c == 0xF7)
        return c != 0xA0;
    if (c < 0x2000)
        return u_isalpha(c) || u_getCombiningClass(c) != 0;
    return c == 0x2020 || c == 0x2021 || c == 0x2030 || c == 0x2039 || c == 0x203A || c == 0x20AC ||
           c == 0x2122;
}

/*
 * Abbreviations, which have no vowel, count neither way; nor does what is one
 * character, for a sign by itself is a letter in some encoding.
 */
static tally tally_words(vnp_str text)
{
    tally words = {0, 0};
    uint32_t begin = 0, letters = 0, size;
    bool marked = false, vowel = false;
    for (uint32_t at = 0; at <= text.len; at += size) {
        int32_t c = -1;
        size = 1;
        if (at < text.len)
            c = vnp__utf8_next(text.ptr, text.len, at, &size);
        if (c >= 0 && is_in_word(c)) {
            marked = marked || c >= 0x80;
            vowel = vowel || is_vowel(c);
            letters++;
            continue;
        }
        if (marked && vowel && letters > 1) {
            bool good = vnp__syllable_possible(vnp__str_sub(text, begin, at));
            words.good += good;
            words.bad += !good;
        }
        marked = vowel = false;
        letters = 0;
        begin = at + size;
    }
    return words;
}

static tally tally_as(vnp__arena *arena, vnp_str sample, vnp__form form,
                      const vnp__charset *charset)
{
    vnp__text text;
    vnp__builder builder;
    memset(&text, 0, sizeof text);
    text.src = sample.ptr;
    text.src_len = sample.len;
    text.form = form;
    vnp__builder_init(&builder, arena, &text, true);
    vnp__read_charset(&builder, charset);
    vnp__builder_end(&builder);
    return tally_words(vnp__str(text.buf, text.len));
}

/* --------------------------------------------------------------- charsets */

static uint32_t first_beyond_ascii(const char *src, uint32_t len)
{
    uint32_t at = 0;
    while (at < len && (unsigned char)src[at] < 0x80)
        at++;
    return at;
}

bool vnp__detect_beyond_ascii(const char *src, uint32_t len)
{
    return first_beyond_ascii(src, len) < len;
}

/* Letters and marks that Vietnamese needs and that no mojibake is made of. */
static bool is_genuine(int32_t c)
{
    return c == 0x102 || c == 0x103 || c == 0x110 || c == 0x111 || c == 0x128 || c == 0x129 ||
           c == 0x168 || c == 0x169 || c == 0x1A0 || c == 0x1A1 || c == 0x1AF || c == 0x1B0 ||
           (c >= 0x300 && c <= 0x323) || (c >= 0x1EA0 && c <= 0x1EF9);
}

/*
 * Whether UTF-8 is so evidently not the windows-1252 reading of something else
 * that it need not be read in every candidate: a good part of its letters lies
 * outside of windows-1252.
 */
static bool is_plain(vnp_str sample)
{
    uint32_t genuine = 0, others = 0, size;
    for (uint32_t at = 0; at < sample.len; at += size) {
        int32_t c = vnp__utf8_next(sample.ptr, sample.len, at, &size);
        if (c < 0xA1)
            continue;
        genuine += is_genuine(c);
        others += c <= 0xFF || c == 0x2122 || (c < 0x2000 && vnp__charset_byte_1252(c) >= 0);
        if (genuine >= 16 && 4 * genuine >= others)
            return true;
    }
    return 4 * genuine >= others;
}

bool vnp__detect_charset(vnp__arena *arena, const char *src, uint32_t len, vnp__form form,
                         vnp__charset *out)
{
    uint32_t begin = first_beyond_ascii(src, len);
    while (begin > 0 && src[begin - 1] > ' ')
        begin--;
    vnp_str sample = vnp__str(src + begin, len - begin < WORD_SAMPLE ? len - begin : WORD_SAMPLE);
    if (form == VNP__FORM_UTF8 && is_plain(sample))
        return false;
    vnp__charset charset;
    vnp__charset_1252(&charset);
    tally plain =
        form == VNP__FORM_UTF8 ? tally_words(sample) : tally_as(arena, sample, form, &charset);
    tally best = {0, 0};
    for (unsigned n = 0; n < VNP__CHARSETS; n++) {
        vnp__charset_nth(n, &charset);
        tally words = tally_as(arena, sample, form, &charset);
        if (is_vietnamese(words) && words.good >= plain.good + GAIN_MIN &&
            (best.good == 0 || value(words) > value(best))) {
            best = words;
            *out = charset;
        }
    }
    return best.good > 0;
}
