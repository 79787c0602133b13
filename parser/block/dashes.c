/* Dashes as Markdown has them typed: "Tài chính -- Kế toán", "2026--2030". */
#include "block/block.h"

#include "text/chars.h"

/* Two hyphens at `at` and no third, between blanks or between figures. */
static bool is_dash(vnp_str s, uint32_t at)
{
    if (at == 0 || at + 2 >= s.len || s.ptr[at + 1] != '-')
        return false;
    unsigned char before = (unsigned char)s.ptr[at - 1], behind = (unsigned char)s.ptr[at + 2];
    bool apart = before == ' ' && behind == ' ';
    return apart || (vnp__char_is_digit(before) && vnp__char_is_digit(behind));
}

void vnp__run_add_dashed(vnp__run_builder *b, uint32_t begin, uint32_t end)
{
    vnp_str s = vnp__str(b->buffer + begin, end - begin);
    const char *dash;
    uint32_t from = 0;
    for (uint32_t at = 0; at < s.len && (dash = memchr(s.ptr + at, '-', s.len - at)) != NULL;) {
        at = (uint32_t)(dash - s.ptr);
        if (is_dash(s, at)) {
            vnp__run_add(b, begin + from, begin + at);
            vnp__run_add_as(b, VNP__STR("\u2013"), begin + at, begin + at + 2);
            from = at + 2;
        }
        at += 2;
    }
    vnp__run_add(b, begin + from, end);
}
