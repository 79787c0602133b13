#include "text/linescan.h"

#include "text/lanes.h"

/* Of the blocks so far: lanes that hold something, and counts in each lane. */
typedef struct tally {
    vnp__lanes blanks, markup, bars;
    vnp__lanes continuations;
} tally;

static const vnp__lanes lane_numbers = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

static vnp__lanes line_ends(vnp__lanes now)
{
    return (vnp__lanes)(now == '\n') | vnp__lanes_in(now, '\f', '\r');
}

/*
 * Adds what a block holds before the end of the line; s[VNP__LANES] is looked at too.
 * Of the white space beyond ASCII normalized text has U+0085 only, which is C2 and a
 * byte. Gives the number of bytes before the end, VNP__LANES where the line goes on.
 */
static uint32_t add_block(tally *t, const char *s)
{
    vnp__lanes now = vnp__lanes_load(s), next = vnp__lanes_load(s + 1);
    vnp__lanes blanks = ((vnp__lanes)(now == ' ') & (vnp__lanes)(next == ' ')) |
                        (vnp__lanes)(now == '\t') | (vnp__lanes)(now == '\v') |
                        (vnp__lanes)(now == 0xC2);
    vnp__lanes markup = (vnp__lanes)(now == '*') | (vnp__lanes)(now == '<');
    vnp__lanes bars = (vnp__lanes)(now == '|');
    vnp__lanes continuations = vnp__lanes_continuation(now);
    unsigned bits = vnp__lanes_bits(line_ends(now));
    uint32_t before = VNP__LANES;
    if (bits) {
        before = (uint32_t)__builtin_ctz(bits);
        vnp__lanes inside = (vnp__lanes)(lane_numbers < (unsigned char)before);
        blanks &= inside;
        markup &= inside;
        bars &= inside;
        continuations &= inside;
    }
    t->blanks |= blanks;
    t->markup |= markup;
    t->bars |= bars;
    t->continuations -= continuations;
    return before;
}

/* The last bytes of the text, fewer than a block and the byte behind it, at s. */
static uint32_t add_rest(tally *t, const char *s, uint32_t len)
{
    char block[VNP__LANES + 1];
    memset(block, '\n', sizeof block);
    memcpy(block, s, len);
    return add_block(t, block);
}

vnp__line_scan vnp__scan_line(const char *buf, uint32_t at, uint32_t len)
{
    if (buf[at] == '\n') /* half of the lines of many texts */
        return (vnp__line_scan){.end = at};
    tally t = {0};
    uint32_t begin = at, more = VNP__LANES, continuations = 0, flush = VNP__LANES_MAX_COUNT;
    for (; more == VNP__LANES && at < len; at += more) {
        more = len - at > VNP__LANES ? add_block(&t, buf + at) : add_rest(&t, buf + at, len - at);
        if (--flush == 0) {
            continuations += vnp__lanes_sum(t.continuations);
            t.continuations = (vnp__lanes){0};
            flush = VNP__LANES_MAX_COUNT;
        }
    }
    vnp__line_scan line = {.end = at};
    line.width = at - begin - continuations - vnp__lanes_sum(t.continuations);
    line.holds = (uint8_t)((vnp__lanes_any(t.blanks) ? VNP__HOLDS_BLANKS : 0) |
                           (vnp__lanes_any(t.markup) ? VNP__HOLDS_MARKUP : 0) |
                           (vnp__lanes_any(t.bars) ? VNP__HOLDS_BARS : 0));
    return line;
}

size_t vnp__most_lines(const char *buf, uint32_t len)
{
    size_t ends = 0;
    uint32_t at = 0;
    for (; len - at >= VNP__LANES; at += VNP__LANES) {
        unsigned bits = vnp__lanes_bits(line_ends(vnp__lanes_load(buf + at)));
        for (; bits; bits &= bits - 1)
            ends++;
    }
    for (; at < len; at++)
        ends += buf[at] == '\n' || buf[at] == '\f' || buf[at] == '\r';
    return ends + 1;
}
