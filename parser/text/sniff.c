#include "text/sniff.h"

#include "text/detect.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---------------------------------------------------------------- formats */

typedef struct magic {
    unsigned char len;
    const char *bytes;
    const char *text;
} magic;

#define CONVERT_IMAGE "; recognize its text first, for example with tesseract -l vie"
#define CONVERT_OFFICE "; save it as plain text, for example with soffice --convert-to txt"

static const magic magics[] = {
    {4, "%PDF", "this is a PDF file; convert it to text first, for example with pdftotext -layout"},
    {8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
     "this is an old Office file (.doc, .xls)" CONVERT_OFFICE},
    {5, "{\\rtf", "this is an RTF file" CONVERT_OFFICE},
    {8, "\x89PNG\r\n\x1A\n", "this is a PNG image" CONVERT_IMAGE},
    {3, "\xFF\xD8\xFF", "this is a JPEG image" CONVERT_IMAGE},
    {4, "GIF8", "this is a GIF image" CONVERT_IMAGE},
    {4, "II*\0", "this is a TIFF image" CONVERT_IMAGE},
    {4, "MM\0*", "this is a TIFF image" CONVERT_IMAGE},
    {3, "\x1F\x8B\x08", "this is a gzip file; unpack it first with gunzip"},
    {6, "7z\xBC\xAF\x27\x1C", "this is a 7z archive; unpack it first"},
    {6, "Rar!\x1A\x07", "this is a RAR archive; unpack it first"},
    {6, "\xFD\x37zXZ\0", "this is an xz file; unpack it first with xz -d"},
    {4, "\x28\xB5\x2F\xFD", "this is a zstd file; unpack it first with zstd -d"},
    {4, "\xFF\xFE\0\0", "this is UTF-32 text; convert it first with iconv -t UTF-8"},
    {4, "\0\0\xFE\xFF", "this is UTF-32 text; convert it first with iconv -t UTF-8"},
    {16, "SQLite format 3\0", "this is an SQLite database; it is no text"},
};

/* Names of zip members that tell what the archive is. */
static const magic zip_members[] = {
    {5, "word/", "this is a Word file (.docx); convert it first with pandoc -t markdown"},
    {3, "xl/", "this is an Excel file (.xlsx); save its sheets as text or CSV first"},
    {4, "ppt/", "this is a PowerPoint file (.pptx)" CONVERT_OFFICE},
    {19, "application/vnd.oas", "this is an OpenDocument file" CONVERT_OFFICE},
    {18, "application/epub+z", "this is an EPUB file; convert it first with pandoc -t markdown"},
};

static bool contains(const char *s, uint32_t len, const char *what, uint32_t what_len)
{
    for (uint32_t at = 0; len - at >= what_len && len >= what_len; at++) {
        const char *hit = memchr(s + at, what[0], len - at - what_len + 1);
        if (!hit)
            return false;
        at = (uint32_t)(hit - s);
        if (memcmp(hit, what, what_len) == 0)
            return true;
    }
    return false;
}

static const char *zip_text(const char *src, uint32_t len)
{
    for (size_t i = 0; i < COUNT(zip_members); i++) {
        if (contains(src, len, zip_members[i].bytes, zip_members[i].len))
            return zip_members[i].text;
    }
    return "this is a zip archive; unpack it first";
}

void vnp__sniff_format(vnp__arena *arena, const char *src, uint32_t len)
{
    if (len >= 4 && memcmp(src, "PK\3\4", 4) == 0)
        vnp__fail(arena, VNP_ERR_FORMAT, "%s", zip_text(src, len));
    for (size_t i = 0; i < COUNT(magics); i++) {
        if (len >= magics[i].len && memcmp(src, magics[i].bytes, magics[i].len) == 0)
            vnp__fail(arena, VNP_ERR_FORMAT, "%s", magics[i].text);
    }
}

/* ------------------------------------------------------------------ names */

static void set_unicode(vnp__encoding *out, const char *name, vnp__form form, bool big_endian)
{
    out->name = name;
    out->form = form;
    out->big_endian = big_endian;
}

/* A byte order mark decides between the byte orders, and is skipped in any case. */
static bool take_bom(const char *src, uint32_t len, vnp__encoding *out)
{
    if (len >= 3 && memcmp(src, "\xEF\xBB\xBF", 3) == 0) {
        set_unicode(out, "UTF-8", VNP__FORM_UTF8, false);
        out->skip = 3;
    } else if (len >= 2 && memcmp(src, "\xFF\xFE", 2) == 0) {
        set_unicode(out, "UTF-16LE", VNP__FORM_UTF16, false);
        out->skip = 2;
    } else if (len >= 2 && memcmp(src, "\xFE\xFF", 2) == 0) {
        set_unicode(out, "UTF-16BE", VNP__FORM_UTF16, true);
        out->skip = 2;
    }
    return out->skip > 0;
}

static bool is_named(const char *name, const char *what)
{
    return vnp__charset_same_name(name, what);
}

/*
 * An encoding of bytes that the caller names. Where the source is valid UTF-8
 * all the same, somebody saved the bytes as windows-1252 letters before: bytes
 * of a Vietnamese encoding do not form UTF-8 by chance.
 */
static void set_charset(const char *src, uint32_t len, vnp__encoding *out)
{
    vnp__evidence is = vnp__detect_utf8(src, len);
    bool mojibake = is.invalid == 0 && vnp__charset_is_vietnamese(&out->charset) &&
                    vnp__detect_beyond_ascii(src + out->skip, len - out->skip);
    set_unicode(out, out->charset.name, mojibake ? VNP__FORM_UTF8 : VNP__FORM_BYTES, false);
    out->has_charset = true;
    out->skip = mojibake ? out->skip : 0;
}

static void set_named(vnp__arena *arena, const char *src, uint32_t len, const char *name,
                      vnp__encoding *out)
{
    bool le = is_named(name, "UTF-16LE"), be = is_named(name, "UTF-16BE");
    take_bom(src, len, out);
    if (is_named(name, "UTF-8") || is_named(name, "UTF8") || is_named(name, "US-ASCII")) {
        out->skip = out->form == VNP__FORM_UTF8 ? out->skip : 0;
        set_unicode(out, "UTF-8", VNP__FORM_UTF8, false);
    } else if (le || be || is_named(name, "UTF-16")) {
        /* without a mark UTF-16 is big-endian, says RFC 2781; content knows better */
        bool marked = out->form == VNP__FORM_UTF16;
        bool big = be;
        if (!le && !be)
            big = marked ? out->big_endian : !vnp__detect_utf16(src, len, false);
        out->skip = marked && out->big_endian == big ? 2 : 0;
        set_unicode(out, big ? "UTF-16BE" : "UTF-16LE", VNP__FORM_UTF16, big);
    } else if (vnp__charset_named(name, &out->charset)) {
        set_charset(src, len, out);
    } else {
        vnp__fail(arena, VNP_ERR_ENCODING,
                  "unknown encoding \"%.40s\"; known are UTF-8, UTF-16, UTF-16LE, UTF-16BE, "
                  "windows-1258, windows-1252, x-tcvn3, x-vni, x-vps, viscii and the single-byte "
                  "encodings of ICU",
                  name);
    }
}

/* ---------------------------------------------------------------- content */

/*
 * Control characters make a binary file: many of them where the rest is UTF-8,
 * some where it is not. Short inputs are given the benefit of doubt.
 */
static bool is_binary(const vnp__evidence *is, bool utf8)
{
    enum { SHORT = 32 };
    return is->bytes >= SHORT && is->controls > is->bytes / (utf8 ? 3 : 16);
}

static void set_by_content(vnp__arena *arena, const char *src, uint32_t len, vnp__encoding *out)
{
    if (vnp__detect_utf16(src, len, false) || vnp__detect_utf16(src, len, true)) {
        bool big = !vnp__detect_utf16(src, len, false);
        set_unicode(out, big ? "UTF-16BE" : "UTF-16LE", VNP__FORM_UTF16, big);
        out->assumed = true;
        return;
    }
    /* UTF-8 with broken places, unless they are as many as the whole ones */
    vnp__evidence is = vnp__detect_utf8(src, len);
    bool utf8 = is.invalid <= is.multi;
    out->clean = utf8 ? is.clean : 0;
    vnp__form form = utf8 ? VNP__FORM_UTF8 : VNP__FORM_BYTES;
    uint32_t skip = utf8 ? out->skip : 0;
    out->has_charset = vnp__detect_charset(arena, src + skip, len - skip, form, &out->charset);
    /* some Vietnamese encodings have capitals among the control characters */
    if (!out->has_charset && is_binary(&is, utf8))
        vnp__fail(arena, VNP_ERR_FORMAT,
                  "this is a binary file (%u of its first %u bytes are control characters that "
                  "no text holds); give the plan as plain text or Markdown",
                  is.controls, is.bytes);
    if (!out->has_charset && !utf8) {
        vnp__charset_1252(&out->charset);
        out->has_charset = true;
    }
    out->skip = skip;
    out->assumed = out->has_charset;
    set_unicode(out, out->has_charset ? out->charset.name : "UTF-8", form, false);
}

void vnp__sniff_encoding(vnp__arena *arena, const char *src, uint32_t len, const char *name,
                         vnp__encoding *out)
{
    memset(out, 0, sizeof *out);
    set_unicode(out, "UTF-8", VNP__FORM_UTF8, false);
    if (name)
        set_named(arena, src, len, name, out);
    else if (!take_bom(src, len, out) || out->form == VNP__FORM_UTF8)
        set_by_content(arena, src, len, out);
}
