#include "text/charset.h"

#include <unicode/ucnv.h>

/* ----------------------------------------------------------------- tables */

/* clang-format off: the tables of code points have eight a row */

/*
 * What windows-1252 has in 0x80..0x9F, where it differs from ISO 8859-1; its
 * five unassigned bytes stay the control characters that Windows makes of them.
 */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/*
 * The tables hold 0x80..0xFF; 0 is a byte that the encoding leaves to
 * windows-1252, whose punctuation its fonts keep.
 *
 * TCVN 5712:1993, VN3 (the ABC fonts): lower-case letters and the capitals
 * without a tone mark. A capital with a tone mark is the lower-case code in a
 * font of capitals (.VnTimeH); what the reader knows of it are the letters around.
 */
static const uint16_t tcvn3[128] = {
    0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000,
    0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000,
    0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0102, 0x00C2, 0x00CA,
    0x00D4, 0x01A0, 0x01AF, 0x0110, 0x0103, 0x00E2, 0x00EA, 0x00F4, 0x01A1, 0x01B0, 0x0111, 0x0000,
    0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x00E0, 0x1EA3, 0x00E3, 0x00E1, 0x1EA1, 0x0000, 0x1EB1,
    0x1EB3, 0x1EB5, 0x1EAF, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x1EB7, 0x1EA7,
    0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0x00E8, 0x0000, 0x1EBB, 0x1EBD, 0x00E9, 0x1EB9, 0x1EC1, 0x1EC3,
    0x1EC5, 0x1EBF, 0x1EC7, 0x00EC, 0x1EC9, 0x0000, 0x0000, 0x0000, 0x0129, 0x00ED, 0x1ECB, 0x00F2,
    0x0000, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF,
    0x1EE1, 0x1EDB, 0x1EE3, 0x00F9, 0x0000, 0x1EE7, 0x0169, 0x00FA, 0x1EE5, 0x1EEB, 0x1EED, 0x1EEF,
    0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0x0000, 0x1EF5, 0x0000,
};

/* RFC 1456. */
static const uint16_t viscii[128] = {
    0x1EA0, 0x1EAE, 0x1EB0, 0x1EB6, 0x1EA4, 0x1EA6, 0x1EA8, 0x1EAC, 0x1EBC, 0x1EB8, 0x1EBE, 0x1EC0,
    0x1EC2, 0x1EC4, 0x1EC6, 0x1ED0, 0x1ED2, 0x1ED4, 0x1ED6, 0x1ED8, 0x1EE2, 0x1EDA, 0x1EDC, 0x1EDE,
    0x1ECA, 0x1ECE, 0x1ECC, 0x1EC8, 0x1EE6, 0x0168, 0x1EE4, 0x1EF2, 0x00D5, 0x1EAF, 0x1EB1, 0x1EB7,
    0x1EA5, 0x1EA7, 0x1EA9, 0x1EAD, 0x1EBD, 0x1EB9, 0x1EBF, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EC7, 0x1ED1,
    0x1ED3, 0x1ED5, 0x1ED7, 0x1EE0, 0x01A0, 0x1ED9, 0x1EDD, 0x1EDF, 0x1ECB, 0x1EF0, 0x1EE8, 0x1EEA,
    0x1EEC, 0x01A1, 0x1EDB, 0x01AF, 0x00C0, 0x00C1, 0x00C2, 0x00C3, 0x1EA2, 0x0102, 0x1EB3, 0x1EB5,
    0x00C8, 0x00C9, 0x00CA, 0x1EBA, 0x00CC, 0x00CD, 0x0128, 0x1EF3, 0x0110, 0x1EE9, 0x00D2, 0x00D3,
    0x00D4, 0x1EA1, 0x1EF7, 0x1EEB, 0x1EED, 0x00D9, 0x00DA, 0x1EF9, 0x1EF5, 0x00DD, 0x1EE1, 0x01B0,
    0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x1EA3, 0x0103, 0x1EEF, 0x1EAB, 0x00E8, 0x00E9, 0x00EA, 0x1EBB,
    0x00EC, 0x00ED, 0x0129, 0x1EC9, 0x0111, 0x1EF1, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0x1ECF, 0x1ECD,
    0x1EE5, 0x00F9, 0x00FA, 0x0169, 0x1EE7, 0x00FD, 0x1EE3, 0x1EEE,
};

/* Vietnamese Professionals Society, VPS font encoding. */
static const uint16_t vps[128] = {
    0x00C0, 0x1EA2, 0x00C3, 0x1EA4, 0x1EA6, 0x1EA8, 0x1ECD, 0x1ED7, 0x0102, 0x1EBF, 0x1EC1, 0x1EC3,
    0x1EC7, 0x1EAE, 0x1EB0, 0x1EB2, 0x1EBE, 0x0000, 0x0000, 0x1EC0, 0x1EC2, 0x1EC4, 0x1ED0, 0x1ED2,
    0x1ED4, 0x1ED6, 0x00FD, 0x1EF7, 0x1EF5, 0x1EDA, 0x1EDC, 0x1EDE, 0x0000, 0x1EAF, 0x1EB1, 0x1EB3,
    0x1EB5, 0x1EB7, 0x1EE0, 0x1EDB, 0x00D9, 0x1EDD, 0x1EDF, 0x1EE1, 0x0168, 0x1EE8, 0x1EE3, 0x1EEA,
    0x1ED5, 0x1EEC, 0x1EF2, 0x1EF8, 0x00CD, 0x00CC, 0x1ED9, 0x1EC8, 0x0128, 0x00D3, 0x1EED, 0x1EEF,
    0x00D2, 0x1ECE, 0x00D5, 0x1EF1, 0x1EA7, 0x00C1, 0x00C2, 0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD, 0x0111,
    0x1EBB, 0x00C9, 0x00CA, 0x1EB9, 0x1EC9, 0x1EC5, 0x1ECB, 0x1EF9, 0x01AF, 0x1EE6, 0x1ED3, 0x1ED1,
    0x00D4, 0x1ECF, 0x01A1, 0x00C8, 0x1EEB, 0x1EE9, 0x00DA, 0x0169, 0x01B0, 0x00DD, 0x1EBA, 0x0000,
    0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x1EA3, 0x1EA1, 0x0103, 0x0000, 0x00E8, 0x00E9, 0x00EA, 0x1EBD,
    0x00EC, 0x00ED, 0x0000, 0x0129, 0x1EB4, 0x0110, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0x0000, 0x01A0,
    0x1EE5, 0x00F9, 0x00FA, 0x1EE7, 0x0000, 0x1EF6, 0x1EBC, 0x1EF3,
};

/* clang-format on */

/* VISCII and VPS put capitals that did not fit among the control characters. */
typedef struct low_code {
    unsigned char byte;
    uint16_t letter;
} low_code;

static const low_code viscii_low[] = {
    {0x02, 0x1EB2}, {0x05, 0x1EB4}, {0x06, 0x1EAA}, {0x14, 0x1EF6}, {0x19, 0x1EF8}, {0x1E, 0x1EF4},
};

static const low_code vps_low[] = {
    {0x02, 0x1EA0}, {0x03, 0x1EAC}, {0x04, 0x1EB6}, {0x05, 0x1EB8}, {0x06, 0x1EC6},
    {0x10, 0x1ECA}, {0x11, 0x1ECC}, {0x12, 0x1ED8}, {0x13, 0x1EE2}, {0x14, 0x1EE4},
    {0x15, 0x1EF0}, {0x19, 0x1EF4}, {0x1C, 0x1EAA}, {0x1D, 0x1EEE},
};

/*
 * VNI for Windows. A letter with marks is the letter and a byte for its marks;
 * i and y with a dot below have codes of their own. The table is for lower case,
 * capitals are 0x20 below.
 */
static const low_code vni_letters[] = {
    {0xE6, 0x1EC9}, {0xEC, 0x00EC}, {0xED, 0x00ED}, {0xEE, 0x1EF5}, {0xF1, 0x0111},
    {0xF2, 0x1ECB}, {0xF3, 0x0129}, {0xF4, 0x01A1}, {0xF6, 0x01B0},
};

typedef struct vni_mark {
    unsigned char byte;
    char over[8];     /* letters that take it; O and U stand for o and u with horn */
    uint16_t quality; /* circumflex, breve or 0 */
    uint16_t tone;    /* or 0 */
} vni_mark;

static const vni_mark vni_marks[] = {
    {0xF8, "aeoyuOU", 0, 0x300}, {0xFB, "aeoyuOU", 0, 0x309}, {0xF5, "aeoyuOU", 0, 0x303},
    {0xF9, "aeoyuOU", 0, 0x301}, {0xEF, "aeoyuOU", 0, 0x323}, {0xE2, "aeo", 0x302, 0},
    {0xE0, "aeo", 0x302, 0x300}, {0xE5, "aeo", 0x302, 0x309}, {0xE3, "aeo", 0x302, 0x303},
    {0xE1, "aeo", 0x302, 0x301}, {0xE4, "aeo", 0x302, 0x323}, {0xEA, "a", 0x306, 0},
    {0xE8, "a", 0x306, 0x300},   {0xFA, "a", 0x306, 0x309},   {0xFC, "a", 0x306, 0x303},
    {0xE9, "a", 0x306, 0x301},   {0xEB, "a", 0x306, 0x323},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ------------------------------------------------------------------ marks */

unsigned vnp__charset_vni_marks(int32_t letter, unsigned char byte, int32_t marks[2])
{
    char over;
    unsigned count = 0;
    if (letter == 0x1A1 || letter == 0x1A0)
        over = 'O';
    else if (letter == 0x1B0 || letter == 0x1AF)
        over = 'U';
    else if (letter < 0x80 && letter > 0)
        over = (char)(letter | 0x20);
    else
        return 0;
    for (size_t i = 0; i < COUNT(vni_marks); i++) {
        const vni_mark *mark = &vni_marks[i];
        /* capitals take the capital marks; mixtures occur and mean the same */
        if (mark->byte != (byte | 0x20) || !strchr(mark->over, over))
            continue;
        if (mark->quality)
            marks[count++] = mark->quality;
        if (mark->tone)
            marks[count++] = mark->tone;
    }
    return count;
}

int vnp__charset_byte_1252(int32_t c)
{
    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF))
        return c;
    for (int i = 0; i < 32; i++) {
        if (windows_1252[i] == c)
            return 0x80 + i;
    }
    return c <= 0xFF ? c : -1;
}

/* ---------------------------------------------------------------- loading */

static void load_1252(vnp__charset *out)
{
    for (unsigned byte = 0; byte < 256; byte++)
        out->letter[byte] = (uint16_t)byte;
    memcpy(out->letter + 0x80, windows_1252, sizeof windows_1252);
}

static void load_table(vnp__charset *out, const uint16_t *high, const low_code *low, size_t count)
{
    load_1252(out);
    for (unsigned i = 0; i < 128; i++) {
        if (high[i])
            out->letter[0x80 + i] = high[i];
    }
    for (size_t i = 0; i < count; i++)
        out->letter[low[i].byte] = low[i].letter;
}

static uint16_t upper(uint16_t letter)
{
    if (letter >= 0xE0 && letter < 0x100)
        return (uint16_t)(letter - 0x20);
    /* in the rest of the letters concerned a capital is the code before */
    return (uint16_t)(letter - 1);
}

static void load_vni(vnp__charset *out)
{
    load_1252(out);
    for (size_t i = 0; i < COUNT(vni_letters); i++) {
        out->letter[vni_letters[i].byte] = vni_letters[i].letter;
        out->letter[vni_letters[i].byte - 0x20] = upper(vni_letters[i].letter);
    }
}

/* Any encoding of ICU that has one byte a character and contains ASCII. */
static bool load_icu(const char *name, vnp__charset *out)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &code);
    if (U_FAILURE(code))
        return false;
    char bytes[256];
    UChar letters[256];
    for (int i = 0; i < 256; i++)
        bytes[i] = (char)i;
    int32_t len = 0;
    if (ucnv_getMaxCharSize(converter) == 1)
        len = ucnv_toUChars(converter, letters, 256, bytes, 256, &code);
    ucnv_close(converter);
    if (U_FAILURE(code) || len != 256)
        return false;
    for (int i = 0; i < 256; i++)
        out->letter[i] = letters[i];
    code = U_ZERO_ERROR;
    const char *standard = ucnv_getStandardName(name, "IANA", &code);
    out->name = standard ? standard : name;
    return letters['\n'] == '\n' && letters['A'] == 'A' && letters['z'] == 'z';
}

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
}

bool vnp__charset_same_name(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b))
        a++, b++;
    return *a == *b;
}

static const char *const names[VNP__CHARSETS] = {"UTF-8",        "x-tcvn3", "x-vni",
                                                 "windows-1258", "x-vps",   "viscii"};

void vnp__charset_nth(unsigned n, vnp__charset *out)
{
    out->name = names[n];
    out->kind = n == 0 ? VNP__CHARSET_UTF8 : n == 2 ? VNP__CHARSET_VNI : VNP__CHARSET_TABLE;
    out->one_case = n == 1;
    switch (n) {
    case 1:
        load_table(out, tcvn3, NULL, 0);
        break;
    case 2:
        load_vni(out);
        break;
    case 3:
        if (!load_icu(names[n], out))
            load_1252(out);
        out->name = names[n];
        break;
    case 4:
        load_table(out, vps, vps_low, COUNT(vps_low));
        break;
    case 5:
        load_table(out, viscii, viscii_low, COUNT(viscii_low));
        break;
    default:
        load_1252(out);
    }
}

void vnp__charset_1252(vnp__charset *out)
{
    out->name = "windows-1252";
    out->kind = VNP__CHARSET_TABLE;
    out->one_case = false;
    load_1252(out);
}

bool vnp__charset_named(const char *name, vnp__charset *out)
{
    for (unsigned n = 1; n < VNP__CHARSETS; n++) {
        const char *bare = strncmp(names[n], "x-", 2) == 0 ? names[n] + 2 : names[n];
        if (vnp__charset_same_name(name, names[n]) || vnp__charset_same_name(name, bare)) {
            vnp__charset_nth(n, out);
            return true;
        }
    }
    out->name = name;
    out->kind = VNP__CHARSET_TABLE;
    out->one_case = false;
    if (!vnp__charset_same_name(name, "windows-1252"))
        return load_icu(name, out);
    vnp__charset_1252(out);
    return true;
}

bool vnp__charset_is_vietnamese(const vnp__charset *charset)
{
    for (unsigned n = 0; n < VNP__CHARSETS; n++) {
        if (charset->name == names[n])
            return true;
    }
    return false;
}
