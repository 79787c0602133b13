#include "text/marker.h"

#include "text/chars.h"

enum { MAX_DIGITS = 3, MAX_PARTS = 6, MAX_ROMAN = 8 };

static uint32_t char_or_zero(vnp_str s, uint32_t at, uint32_t *len)
{
    *len = 0;
    return at < s.len ? vnp__char_at(s, at, len) : 0;
}

/* Behind a marker stands white space, or at once a letter ("I.MỤC"). */
static bool body_begins(vnp_str s, uint32_t at, bool needs_space)
{
    uint32_t len;
    uint32_t c = char_or_zero(s, at, &len);
    if (c == 0 || vnp__char_is_space(c))
        return true;
    return !needs_space && (vnp__char_is_upper(c) || c == '*' || c == '"' || c == 0x201C);
}

static uint32_t skip_spaces(vnp_str s, uint32_t at)
{
    uint32_t len;
    while (at < s.len && vnp__char_is_space(vnp__char_at(s, at, &len)))
        at += len;
    return at;
}

static bool finish(vnp_str s, uint32_t label_end, uint32_t end, vnp__marker *out)
{
    uint32_t body = skip_spaces(s, end);
    out->label_end = (uint16_t)label_end;
    out->body = (uint16_t)body;
    return body <= VNP__MARKER_FAR;
}

/* 7.500 and 1.000.000: three digits in every group but the first. */
static bool is_grouped_figure(vnp_str s, uint32_t end)
{
    uint32_t dots = 0, digits = 0;
    for (uint32_t at = 0; at < end; at++) {
        if (s.ptr[at] != '.') {
            digits++;
            continue;
        }
        if (dots++ > 0 && digits != 3)
            return false;
        digits = 0;
    }
    return dots > 0 && digits == 3;
}

/* Numbers parted by dots: where the last one ends, whatever stands behind it. */
static uint32_t scan_code(vnp_str s, uint32_t *parts)
{
    uint32_t at = 0, end = 0;
    *parts = 0;
    while (*parts < MAX_PARTS) {
        uint32_t digits = 0;
        while (at + digits < s.len && vnp__char_is_digit((unsigned char)s.ptr[at + digits]))
            digits++;
        if (digits == 0 || digits > MAX_DIGITS)
            break;
        end = at + digits;
        ++*parts;
        if (end >= s.len || s.ptr[end] != '.')
            break;
        at = end + 1;
    }
    return end;
}

uint32_t vnp__code_read(vnp_str s, uint32_t *parts)
{
    uint32_t end = scan_code(s, parts);
    bool stop = end < s.len && s.ptr[end] == '.';
    if (*parts == 0 || (*parts == 1 && !stop))
        return 0;
    if (is_grouped_figure(s, end))
        return 0;
    /* 12.53% and 2.5/8 are figures, 30.4.2024 is a date */
    uint32_t after = end + (stop ? 1 : 0);
    if (after < s.len && (vnp__char_is_digit((unsigned char)s.ptr[after]) || s.ptr[after] == '%' ||
                          s.ptr[after] == '/' || s.ptr[after] == ','))
        return 0;
    return end;
}

/* "7.2.1, 7.2.2. Tỷ lệ ...": several codes of one entry; the end of the last, 0 where they are none. */
static uint32_t read_code_list(vnp_str s, uint8_t *depth)
{
    uint32_t at = 0, count = 0, first = 0, parts, len;
    for (;; count++) {
        at += scan_code(vnp__str_sub(s, at, s.len), &parts);
        first = count == 0 ? parts : first;
        if (parts < 2 || parts != first)
            return 0;
        if (at + 1 >= s.len || s.ptr[at] != ',' || s.ptr[at + 1] != ' ')
            break;
        at += 2;
    }
    *depth = (uint8_t)parts;
    bool closed = at + 2 < s.len && (s.ptr[at] == '.' || s.ptr[at] == ':') && s.ptr[at + 1] == ' ';
    return count > 0 && closed && vnp__char_is_upper(vnp__char_at(s, skip_spaces(s, at + 1), &len))
               ? at
               : 0;
}

static bool read_digits(vnp_str s, vnp__marker *out)
{
    uint32_t parts;
    uint32_t end = vnp__code_read(s, &parts);
    out->kind = VNP__MARK_DIGIT;
    if (end > 0) {
        bool stop = end < s.len && s.ptr[end] == '.';
        out->depth = (uint8_t)parts;
        return body_begins(s, end + stop, !stop) && finish(s, end, end + stop, out);
    }
    uint32_t digits = 0;
    while (digits < s.len && vnp__char_is_digit((unsigned char)s.ptr[digits]))
        digits++;
    if (digits == 0 || digits > MAX_DIGITS || digits >= s.len)
        return false;
    if (s.ptr[digits] == '.' && (end = read_code_list(s, &out->depth)) > 0)
        return finish(s, end, end + 1, out);
    out->depth = 1;
    if (s.ptr[digits] == ')') {
        out->closed = true;
        return body_begins(s, digits + 1, false) && finish(s, digits + 1, digits + 1, out);
    }
    if (s.ptr[digits] == '/' || s.ptr[digits] == '-')
        return body_begins(s, digits + 1, true) && finish(s, digits, digits + 1, out);
    return false;
}

static bool is_roman(unsigned char c)
{
    return c == 'I' || c == 'V' || c == 'X' || c == 'L';
}

static bool read_roman(vnp_str s, vnp__marker *out)
{
    uint32_t end = 0;
    while (end < s.len && end <= MAX_ROMAN && is_roman((unsigned char)s.ptr[end]))
        end++;
    if (end == 0 || end > MAX_ROMAN || end >= s.len)
        return false;
    out->kind = VNP__MARK_ROMAN;
    out->depth = 1;
    out->closed = s.ptr[end] == ')';
    if (s.ptr[end] == '.' || s.ptr[end] == '/')
        return body_begins(s, end + 1, false) && finish(s, end, end + 1, out);
    if (out->closed)
        return body_begins(s, end + 1, false) && finish(s, end + 1, end + 1, out);
    /* "II - NỘI DUNG", "II- NỘI DUNG" */
    uint32_t at = skip_spaces(s, end), len;
    uint32_t c = char_or_zero(s, at, &len);
    return vnp__char_is_dash(c) && body_begins(s, at + len, true) && finish(s, end, at + len, out);
}

/* Letters of a list: of Vietnamese beyond ASCII only d with stroke, or the eth that stands
 * for it by mistake. */
static bool is_list_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == 0x111 || c == 0x110 ||
           c == 0xF0 || c == 0xD0;
}

/* Small ones of a short list; others end words more often ("quân y, Trạm xá"). */
static bool is_first_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'h') || c == 0x111;
}

static bool read_letter(vnp_str s, vnp__marker *out)
{
    uint32_t len, after;
    uint32_t c = char_or_zero(s, 0, &len);
    if (!is_list_letter(c))
        return false;
    if (vnp__char_is_digit(char_or_zero(s, len, &after)) && char_or_zero(s, len + 1, &after) == ')')
        len++; /* a1) */
    uint32_t close = char_or_zero(s, len, &after);
    out->kind = VNP__MARK_LETTER;
    out->depth = 1;
    out->upper = vnp__char_is_upper(c);
    out->closed = close == ')';
    if (out->closed)
        return body_begins(s, len + 1, false) && finish(s, len + 1, len + 1, out);
    if (close == '.')
        return body_begins(s, len + 1, true) && finish(s, len, len + 1, out);
    if ((close == ',' || close == '-') &&
        is_first_letter(c)) { /* typed in haste: "a, Mở", "b- Mở" */
        uint32_t text = skip_spaces(s, len + 1);
        return text > len + 1 && vnp__char_is_upper(char_or_zero(s, text, &after)) &&
               finish(s, len, len + 1, out);
    }
    if (close == '/') {
        uint32_t end = len + 1;
        end += end < s.len && s.ptr[end] == '.';
        return body_begins(s, end, true) && finish(s, len, end, out);
    }
    return false;
}

/* "ii." and "iv)" of more than one letter. */
static bool read_small_roman(vnp_str s, vnp__marker *out)
{
    static const char numerals[][5] = {"ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"};
    uint32_t end = 0;
    while (end < s.len && end < 5 && strchr("ivx", s.ptr[end]))
        end++;
    if (end < 2 || end >= s.len || (s.ptr[end] != '.' && s.ptr[end] != ')'))
        return false;
    bool known = false;
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        known |= vnp__str_eq(vnp__str(s.ptr, end), vnp__str_c(numerals[i]));
    out->kind = VNP__MARK_SMALL;
    out->depth = 1;
    out->closed = s.ptr[end] == ')';
    return known && body_begins(s, end + 1, true) && finish(s, end + out->closed, end + 1, out);
}

/* (1), (a), (iv); what is longer is a remark in parentheses. */
static bool read_paren(vnp_str s, vnp__marker *out)
{
    if (s.len < 3 || s.ptr[0] != '(')
        return false;
    uint32_t end = 1, len;
    uint32_t c = vnp__char_at(s, 1, &len);
    if (vnp__char_is_digit(c)) {
        while (end < s.len && end <= MAX_DIGITS && vnp__char_is_digit((unsigned char)s.ptr[end]))
            end++;
    } else if (c == 'i' || c == 'v' || c == 'x') {
        while (end < s.len && end <= 4 && s.ptr[end] && strchr("ivx", s.ptr[end]))
            end++;
    } else if (is_list_letter(c) && vnp__char_is_lower(c)) {
        end += len;
    }
    if (end == 1 || end >= s.len || s.ptr[end] != ')')
        return false;
    out->kind = VNP__MARK_PAREN;
    out->depth = 1;
    out->closed = true;
    return body_begins(s, end + 1, false) && finish(s, end + 1, end + 1, out);
}

/* Signs that lists are drawn with: shapes, arrows, stars, hands, check marks. Pictographs are none. */
static bool is_drawn_bullet(uint32_t c)
{
    static const struct {
        uint16_t first, last;
    } ranges[] = {{0x2190, 0x21FF}, {0x25A0, 0x25FF}, {0x2605, 0x2606}, {0x261A, 0x261F},
                  {0x2660, 0x2667}, {0x2713, 0x2718}, {0x271A, 0x2727}, {0x2729, 0x274B},
                  {0x2756, 0x2756}, {0x2794, 0x2794}, {0x2798, 0x27AF}, {0x27B1, 0x27BE}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

static bool is_bullet(uint32_t c)
{
    switch (c) {
    case '-':
    case '+':
    case '*':
    case 0xB7:
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014:
    case 0x2020: /* a dagger: what recognition makes of '+' */
    case 0x2022:
    case 0x2023:
    case 0x2219:
    /* as word processors write them in fonts of symbols */
    case 0xF0B7:
    case 0xF0A7:
    case 0xF0A8:
    case 0xF0D8:
    case 0xF0FC:
    case 0xF02D:
    case 0xF06E:
    case 0xF071:
    case 0xF076:
        return true;
    default:
        return is_drawn_bullet(c);
    }
}

/* "o": what is left of the hollow bullet of a word processor's second level. */
static bool is_hollow(vnp_str s, uint32_t c, uint32_t next)
{
    uint32_t len;
    return c == 'o' && vnp__char_is_space(next) &&
           vnp__char_is_upper(char_or_zero(s, skip_spaces(s, 1), &len));
}

/* "=>", "==>" and "->", typed for an arrow: its bytes; 0 for none. */
static uint32_t typed_arrow(vnp_str s)
{
    uint32_t len = 0;
    while (len < s.len && len < 3 && (s.ptr[len] == '=' || s.ptr[len] == '-'))
        len++;
    return len > 0 && len < s.len && s.ptr[len] == '>' ? len + 1 : 0;
}

static bool read_bullet(vnp_str s, vnp__marker *out)
{
    enum { ARROW = 0x2192 };
    uint32_t len, next_len, arrow = typed_arrow(s);
    if (arrow) {
        out->kind = VNP__MARK_BULLET;
        out->depth = 1;
        out->bullet = ARROW;
        return finish(s, arrow, arrow, out);
    }
    uint32_t c = char_or_zero(s, 0, &len);
    uint32_t next = char_or_zero(s, len, &next_len);
    if (!is_bullet(c) && !is_hollow(s, c, next))
        return false;
    if (next == 0 || !(vnp__char_is_space(next) || vnp__char_is_letter(next) || next == '('))
        return false;
    out->kind = VNP__MARK_BULLET;
    out->depth = 1;
    out->bullet = vnp__char_is_dash(c) ? '-' : (uint16_t)c;
    return finish(s, len, len, out);
}

/* Each reader knows its markers by their first byte. */
static bool read_any(vnp_str s, vnp__marker *out)
{
    unsigned char first = (unsigned char)s.ptr[0];
    if (vnp__char_is_digit(first))
        return read_digits(s, out);
    if (first == '(')
        return read_paren(s, out);
    if (is_roman(first) && read_roman(s, out))
        return true;
    enum { LEAD_OF_ETH = 0xC3, LEAD_OF_D_STROKE = 0xC4 };
    unsigned char lower = first | 0x20;
    if ((lower >= 'a' && lower <= 'z') || first == LEAD_OF_D_STROKE || first == LEAD_OF_ETH) {
        memset(out, 0, sizeof *out);
        return read_letter(s, out) || read_small_roman(s, out) ||
               (first == 'o' && read_bullet(s, out));
    }
    return read_bullet(s, out);
}

bool vnp__marker_read(vnp_str s, vnp__marker *out)
{
    memset(out, 0, sizeof *out);
    if (s.len > 0 && read_any(s, out))
        return true;
    memset(out, 0, sizeof *out);
    return false;
}
