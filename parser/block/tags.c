#include "block/tags.h"

static bool is_letter(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

/* The figure of an attribute, colspan="3"; 1 where there is none. */
static uint32_t span_of(vnp_str tag, const char *name, uint32_t most)
{
    size_t len = strlen(name);
    for (uint32_t at = 0; at + len < tag.len; at++) {
        if (strncasecmp(tag.ptr + at, name, len) != 0)
            continue;
        uint32_t span = 0;
        at += (uint32_t)len;
        while (at < tag.len && strchr("= \"'", tag.ptr[at]))
            at++;
        for (; at < tag.len && tag.ptr[at] >= '0' && tag.ptr[at] <= '9' && span < most; at++)
            span = span * 10 + (uint32_t)(tag.ptr[at] - '0');
        return span < 1 ? 1 : span < most ? span : most;
    }
    return 1;
}

vnp__tag vnp__tag_read(vnp_str text)
{
    static const struct {
        const char *name;
        vnp__tag_kind kind;
        bool end_only; /* its begin says nothing */
    } tags[] = {{"br", VNP__TAG_LINE, false},     {"p", VNP__TAG_LINE, true},
                {"div", VNP__TAG_LINE, true},     {"li", VNP__TAG_LINE, true},
                {"tr", VNP__TAG_ROW, false},      {"td", VNP__TAG_CELL, false},
                {"table", VNP__TAG_TABLE, false}, {"th", VNP__TAG_CELL, false}};
    vnp__tag tag = {.columns = 1, .rows = 1};
    uint32_t begin = 1, end;
    if (text.len < 3 || text.ptr[0] != '<')
        return tag;
    tag.closing = text.ptr[1] == '/';
    begin += tag.closing;
    for (end = begin; end < text.len && is_letter(text.ptr[end]);)
        end++;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strlen(tags[i].name) == end - begin &&
            strncasecmp(tags[i].name, text.ptr + begin, end - begin) == 0 &&
            (tag.closing || !tags[i].end_only))
            tag.kind = tags[i].kind;
    if (tag.kind == VNP__TAG_CELL && !tag.closing) {
        tag.columns = span_of(text, "colspan", VNP__TAG_MAX_COLUMNS);
        tag.rows = span_of(text, "rowspan", VNP__TAG_MAX_ROWS);
    }
    return tag;
}

bool vnp__is_comment(vnp_str s)
{
    enum { MARKS = 7 };
    return s.len >= MARKS && memcmp(s.ptr, "<!--", 4) == 0 &&
           memcmp(s.ptr + s.len - 3, "-->", 3) == 0;
}
