/*
 * Tables whose bars stand below each other, but some of them got lost in recognition: blanks
 * stand there. Then all bars are gutters, as blanks are, and the table is one of aligned columns.
 */
#include "block/block.h"

#include "text/chars.h"

enum {
    MAX_WIDTH = 512, /* columns looked at, in code points */
    MIN_BARS = 2,    /* columns of bars; so many lines that lost one, too */
    MAX_BARE = 2     /* so many lines without bars may follow each other inside */
};

/* Lines of one drawing, and how many of them have a bar in each column. */
typedef struct drawing {
    const vnp__text *text;
    vnp__line *at;
    uint32_t count;
    uint32_t bars[MAX_WIDTH];
    uint32_t lines; /* with bars */
    bool framed;    /* bars begin the lines; else one there is dust, and moves its line */
} drawing;

static bool has_bars(const vnp__line *line)
{
    return line->kind == VNP__LINE_TEXT && line->holds & VNP__HOLDS_BARS;
}

/* A line from where its columns begin. */
static vnp_str line_text(const drawing *d, const vnp__line *line)
{
    enum { DUST = 2 }; /* "| " */
    vnp_str s = vnp__str(d->text->buf + line->raw_begin, line->raw_end - line->raw_begin);
    bool dust = !d->framed && line->end > line->raw_begin + DUST && memcmp(s.ptr, "| ", DUST) == 0;
    return dust ? vnp__str_sub(s, DUST, s.len) : s;
}

/* How many lines from `first` on are one drawing. */
static uint32_t drawing_length(const vnp__line_list *lines, uint32_t first)
{
    uint32_t end = first, bare = 0;
    for (uint32_t i = first; i < lines->count && bare <= MAX_BARE; i++) {
        const vnp__line *line = &lines->at[i];
        if (has_bars(line)) {
            end = i + 1;
            bare = 0;
        } else {
            bare += line->kind == VNP__LINE_TEXT;
        }
    }
    return end - first;
}

static void count_lines(drawing *d)
{
    uint32_t framed = 0;
    for (uint32_t i = 0; i < d->count; i++) {
        if (!has_bars(&d->at[i]))
            continue;
        d->lines++;
        framed += d->text->buf[d->at[i].raw_begin] == '|';
    }
    d->framed = framed * 3 >= d->lines;
}

static void count_columns(drawing *d)
{
    for (uint32_t i = 0; i < d->count; i++) {
        if (!has_bars(&d->at[i]))
            continue;
        vnp_str s = line_text(d, &d->at[i]);
        uint32_t len;
        for (uint32_t at = 0, column = 0; at < s.len && column < MAX_WIDTH; at += len, column++)
            d->bars[column] += vnp__char_at(s, at, &len) == '|';
    }
}

/* A column with bars on a third of the lines is one of the drawing's; hardly a bar stands elsewhere. */
static bool stands_in_columns(drawing *d)
{
    enum { THIRD = 3, FEW = 10 };
    uint32_t columns = 0, inside = 0, outside = 0;
    for (uint32_t c = 0; c < MAX_WIDTH; c++) {
        bool drawn = d->bars[c] >= 2 && d->bars[c] * THIRD >= d->lines;
        columns += drawn;
        *(drawn ? &inside : &outside) += d->bars[c];
        if (!drawn)
            d->bars[c] = 0;
    }
    return columns >= MIN_BARS && outside * FEW <= inside;
}

/* Whether a bar's place is blank on the line, and around it, while cells stand at both sides. */
static bool lost_a_bar(const drawing *d, const vnp__line *line)
{
    vnp_str s = line_text(d, line);
    uint32_t blanks = 0, len;
    bool lost = false, text = false;
    for (uint32_t at = 0, column = 0; at < s.len && column < MAX_WIDTH; at += len, column++) {
        uint32_t c = vnp__char_at(s, at, &len);
        if (lost && c != ' ' && c != '|')
            return true;
        blanks = c == ' ' ? blanks + 1 : 0;
        text |= c != ' ' && c != '|';
        lost = c == ' ' && (lost || (text && blanks >= 3 && d->bars[column - 1] > 0));
    }
    return false;
}

static void mark_line(const drawing *d, vnp__line *line)
{
    line->raw_begin = (uint32_t)(line_text(d, line).ptr - d->text->buf);
    while (line->begin < line->raw_begin || d->text->buf[line->begin] == ' ') {
        line->begin++;
        line->width--;
    }
    line->holds |= VNP__HOLDS_GUTTERS | VNP__HOLDS_BLANKS;
}

static void mark_lines(drawing *d)
{
    uint32_t lost = 0;
    count_lines(d);
    count_columns(d);
    if (!stands_in_columns(d))
        return;
    for (uint32_t i = 0; i < d->count && lost < MIN_BARS; i++)
        lost += d->at[i].kind == VNP__LINE_TEXT && lost_a_bar(d, &d->at[i]);
    for (uint32_t i = 0; i < d->count && lost == MIN_BARS; i++)
        if (has_bars(&d->at[i]))
            mark_line(d, &d->at[i]);
}

void vnp__lost_bars_mark(const vnp__text *text, vnp__line_list *lines)
{
    for (uint32_t i = 0; i < lines->count; i++) {
        if (!has_bars(&lines->at[i]))
            continue;
        drawing d = {.text = text, .at = &lines->at[i], .count = drawing_length(lines, i)};
        mark_lines(&d);
        i += d.count - 1;
    }
}
