/*
 * What the text of a rule file must be before anything reads it: UTF-8, for
 * PCRE2 is told not to check, and NFC, for the texts that rules are matched
 * against are.
 */
#include "rule/rules.h"

#include "text/utf8.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static void check_bytes(vnp__loader *l, vnp_str text)
{
    uint32_t size;
    for (uint32_t at = 0; at < text.len; at += size) {
        int32_t c = vnp__utf8_next(text.ptr, text.len, at, &size);
        if (c < 0)
            vnp__rule_fail(l, at, "this is not UTF-8; byte %u of the file is %02X", at,
                           (unsigned char)text.ptr[at]);
        if (c == 0)
            vnp__rule_fail(l, at, "this is no text: byte %u of the file is zero", at);
    }
}

/* Line numbers stay; columns are those of the text as composed. */
static vnp_str compose(vnp__loader *l, vnp_str text)
{
    vnp__arena *arena = &l->rules->arena;
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    int32_t units, composed_units, bytes;
    UChar *wide = vnp__arena_get(arena, ((size_t)text.len + 1) * sizeof *wide);
    u_strFromUTF8(wide, (int32_t)text.len + 1, &units, text.ptr, (int32_t)text.len, &code);
    if (U_SUCCESS(code) && unorm2_isNormalized(nfc, wide, units, &code))
        return text;
    /* NFC is at most three times as long, in UTF-16 as in UTF-8 */
    size_t cap = 3 * (size_t)text.len + 1;
    UChar *composed = vnp__arena_get(arena, cap * sizeof *composed);
    char *out = vnp__arena_bytes(arena, cap);
    composed_units = unorm2_normalize(nfc, wide, units, composed, (int32_t)cap, &code);
    u_strToUTF8(out, (int32_t)cap, &bytes, composed, composed_units, &code);
    if (U_FAILURE(code))
        vnp__fail(arena, VNP_ERR_INTERNAL, "cannot compose the letters of a rule file");
    return vnp__str(out, (size_t)bytes);
}

vnp_str vnp__rule_text(vnp__loader *l)
{
    vnp_str text = l->file->text;
    check_bytes(l, text);
    return vnp__clean_end(text.ptr, 0, text.len) == text.len ? text : compose(l, text);
}
