#include "outline/contents.h"

#include "text/chars.h"

static vnp__content content_of(vnp_str kind)
{
    static const struct {
        const char *kind; /* of a field */
        vnp__content holds;
    } contents[] = {{"label", VNP__CONTENT_LABEL},        {"other", VNP__CONTENT_NOTE},
                    {"owner", VNP__CONTENT_PARTY},        {"unit", VNP__CONTENT_UNIT},
                    {"deadline", VNP__CONTENT_TIME},      {"start", VNP__CONTENT_TIME},
                    {"max", VNP__CONTENT_FIGURE},         {"achieved", VNP__CONTENT_FIGURE},
                    {"collaborator", VNP__CONTENT_PARTY}, {"target", VNP__CONTENT_TARGET},
                    {"budget", VNP__CONTENT_MONEY}};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        if (vnp__str_eq(kind, vnp__str_c(contents[i].kind)))
            return contents[i].holds;
    return VNP__CONTENT_ANY;
}

bool vnp__content_of_head(vnp__matcher *m, vnp__slice head, vnp__content *out)
{
    enum { MAX_TAIL_WORDS = 6 };
    uint32_t end;
    vnp__match match;
    vnp_str text = vnp__slice_text(head);
    const vnp__word *word = vnp__word_head(vnp__matcher_rules(m), VNP__LIST_COLUMNS, head, &end);
    bool named = word && vnp__str_words(vnp__str_sub(text, end, text.len)) <= MAX_TAIL_WORDS;
    bool ruled = vnp__rule_match(m, VNP__SET_COLUMN, head, &match) ||
                 (!named && vnp__rule_match(m, VNP__SET_LABEL, head, &match));
    *out = VNP__CONTENT_ANY;
    if (ruled || named)
        *out = content_of(ruled ? vnp__match_text(&match, head, VNP__FIELD_KIND) : word->canonical);
    return ruled || named;
}

static bool has_letter(vnp_str s)
{
    return vnp__first_letter(s, 0) != 0;
}

/* "Thường xuyên": a time and nothing else. */
static bool is_all_time(vnp__matcher *m, const vnp__run *cell)
{
    vnp__match match;
    return vnp__rule_match(m, VNP__SET_DEADLINE, vnp__slice_all(cell), &match) &&
           match.end == cell->len;
}

static bool is_time(vnp__matcher *m, const vnp__run *cell)
{
    vnp__match match;
    return vnp__rule_match(m, VNP__SET_DEADLINE, vnp__slice_all(cell), &match) ||
           vnp__rule_match(m, VNP__SET_DUE, vnp__slice_all(cell), &match);
}

bool vnp__content_allows(vnp__matcher *m, vnp__content holds, const vnp__run *cell)
{
    vnp__match match;
    vnp_str text = vnp__run_text(cell);
    if (text.len == 0 || vnp__str_eq(text, VNP__STR("-")))
        return true;
    switch (holds) {
    case VNP__CONTENT_FIGURE:
        return vnp__has_digit(text) && !has_letter(text);
    case VNP__CONTENT_TARGET:
        return vnp__has_digit(text);
    case VNP__CONTENT_PARTY:
        return has_letter(text) &&
               !(vnp__has_digit(text) ? is_time(m, cell) : is_all_time(m, cell));
    case VNP__CONTENT_TIME:
        return vnp__has_digit(text) ||
               vnp__rule_find(m, VNP__SET_DEADLINE, vnp__slice_all(cell), 0, &match);
    default:
        return true;
    }
}

/* "Lê Văn An", "Các thôn": a person, whose words all begin with a capital, or another party. */
static bool is_party(vnp__matcher *m, const vnp__run *line)
{
    uint32_t end, len;
    vnp__match match;
    vnp_str t = vnp__run_text(line);
    vnp__slice all = vnp__slice_all(line);
    const vnp_rules *rules = vnp__matcher_rules(m);
    if (vnp__word_prefix(rules, VNP__LIST_PARTY_HEADS, all, &end) ||
        vnp__word_prefix(rules, VNP__LIST_ROLES, all, &end))
        return !vnp__rule_match_role(m, VNP__SET_PARTY, VNP__ROLE_NONE, all, &match);
    for (uint32_t at = 0; at < t.len; at += len) {
        uint32_t c = vnp__char_at(t, at, &len);
        if ((at == 0 || t.ptr[at - 1] == ' ') && !vnp__char_is_upper(c))
            return false;
    }
    return t.len > 0 && memchr(t.ptr, ' ', t.len) != NULL;
}

bool vnp__content_holds(vnp__matcher *m, vnp__content holds, const vnp__run *line)
{
    bool party = is_party(m, line), time = is_time(m, line),
         figure = !has_letter(vnp__run_text(line));
    switch (holds) {
    case VNP__CONTENT_PARTY:
        return party && !time;
    case VNP__CONTENT_TIME:
        return time;
    case VNP__CONTENT_FIGURE:
        return figure;
    case VNP__CONTENT_TARGET:
        return !party && !time && vnp__has_digit(vnp__run_text(line));
    case VNP__CONTENT_MONEY:
        return !time && vnp__has_digit(vnp__run_text(line));
    default:
        return !party && !time && !figure;
    }
}

/* ------------------------------------------------------------------ sharing out */

typedef struct sharing {
    vnp__matcher *m;
    const vnp__run *lines;
    const bool *joined;
    uint32_t line_count;
    const vnp__content *columns;
    uint32_t count;
    bool any;
    bool strict;     /* what stands in a column is what it holds, and not only may be */
    vnp_span *cells; /* of the first way that was found */
    vnp_span *tried;
    uint32_t ways;
    uint32_t budget; /* steps; whoever needs more of them knows no way */
} sharing;

/* Whether line i may be the second or a further one of a cell. */
static bool goes_on(const sharing *s, vnp__content holds, uint32_t i)
{
    if (s->joined && s->joined[i])
        return true;
    if (holds == VNP__CONTENT_PARTY)
        return is_party(s->m, &s->lines[i]);
    bool text = holds == VNP__CONTENT_ANY || holds == VNP__CONTENT_NOTE;
    return s->any && text && (!s->strict || vnp__content_holds(s->m, holds, &s->lines[i]));
}

static void share(sharing *s, uint32_t line, uint32_t column);

/* Fewer lines than columns: the next one stands in this column, or the column is empty.
 * A column deeper each: NOLINTNEXTLINE(misc-no-recursion) */
static void share_few(sharing *s, uint32_t line, uint32_t column)
{
    vnp__content holds = s->columns[column];
    bool first =
        column == 0 && holds == VNP__CONTENT_ANY; /* the row's name, whatever it looks like */
    bool held = line < s->line_count && (first || vnp__content_holds(s->m, holds, &s->lines[line]));
    if (held) {
        s->tried[column] = (vnp_span){line, line + 1};
        share(s, line + 1, column + 1);
    }
    s->tried[column] = (vnp_span){line, line};
    if (!first && !(held && holds == VNP__CONTENT_PARTY)) /* who is named first leads */
        share(s, line, column + 1);
}

/* As many lines or more: the column has the next one, and those that may go on with it.
 * A column deeper each: NOLINTNEXTLINE(misc-no-recursion) */
static void share_many(sharing *s, uint32_t line, uint32_t column)
{
    uint32_t last =
        s->line_count - (s->count - column - 1); /* the columns behind have one at least */
    vnp__content holds = s->columns[column];
    bool sure = holds == VNP__CONTENT_PARTY || holds == VNP__CONTENT_TIME;
    if (s->strict && sure && !vnp__content_holds(s->m, holds, &s->lines[line]))
        return;
    for (uint32_t end = line + 1; end <= last; end++) {
        bool more = end > line + 1;
        if (more ? !goes_on(s, holds, end - 1) : !vnp__content_allows(s->m, holds, &s->lines[line]))
            return;
        s->tried[column] = (vnp_span){line, end};
        share(s, end, column + 1);
    }
}

/* Shares the lines from `line` on out to the columns from `column` on, in each way.
 * As deep as there are columns: NOLINTNEXTLINE(misc-no-recursion) */
static void share(sharing *s, uint32_t line, uint32_t column)
{
    if (s->budget == 0)
        s->ways = 2;
    if (s->ways > 1)
        return;
    s->budget--;
    if (column < s->count) {
        (s->line_count < s->count ? share_few : share_many)(s, line, column);
    } else if (line == s->line_count && ++s->ways == 1) {
        memcpy(s->cells, s->tried, s->count * sizeof *s->cells);
    }
}

bool vnp__contents_share(vnp__matcher *m, const vnp__row_lines *lines, const vnp__content *columns,
                         uint32_t count, bool any, vnp_span *cells)
{
    enum { MAX_COLUMNS = 16, MIN_LINES = 2, SURE = 2, ATTEMPTS = 4, BUDGET = 20000 };
    vnp_span tried[MAX_COLUMNS];
    sharing s = {.m = m,
                 .lines = lines->at,
                 .joined = lines->joined,
                 .line_count = lines->count,
                 .columns = columns,
                 .count = count,
                 .cells = cells,
                 .tried = tried};
    if (count == 0 || count > MAX_COLUMNS || lines->count < MIN_LINES)
        return false;
    for (unsigned attempt = 0; attempt < (lines->sure ? SURE : ATTEMPTS) && s.ways != 1;
         attempt++) {
        s.strict = attempt < SURE;
        s.any = attempt % 2 == 1;
        if (s.any && (!any || s.ways > 1 || lines->count <= count))
            continue;
        s.ways = 0;
        s.budget = BUDGET;
        share(&s, 0, 0);
    }
    return s.ways == 1;
}
