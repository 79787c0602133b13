#include "emit/json.h"

#include "text/lanes.h"

#include <math.h>

/*
 * Output is collected in a block and handed on when it is full. `depth` and
 * `first` give indentation and commas: first is true until a container has its
 * first member.
 */
enum { BLOCK = 16 * 1024 };

typedef struct writer {
    vnp_write_fn write;
    void *ctx;
    int indent;
    int depth;
    bool first;
    bool failed;
    const vnp__json_source *source;
    size_t len;
    char block[BLOCK];
} writer;

static void flush(writer *w)
{
    if (w->len && !w->failed && !w->write(w->ctx, w->block, w->len))
        w->failed = true;
    w->len = 0;
}

/* What does not fit into the block. */
static void put_over(writer *w, const char *bytes, size_t len)
{
    while (len > 0) {
        size_t room = sizeof w->block - w->len;
        size_t n = len < room ? len : room;
        memcpy(w->block + w->len, bytes, n);
        w->len += n;
        bytes += n;
        len -= n;
        if (w->len == sizeof w->block)
            flush(w);
    }
}

static inline void put(writer *w, const char *bytes, size_t len)
{
    if (len >= sizeof w->block - w->len) {
        put_over(w, bytes, len);
        return;
    }
    memcpy(w->block + w->len, bytes, len);
    w->len += len;
}

static inline void put_byte(writer *w, char byte)
{
    w->block[w->len++] = byte;
    if (w->len == sizeof w->block)
        flush(w);
}

/* Of a literal the length is known to the compiler. */
static inline void put_c(writer *w, const char *text)
{
    put(w, text, strlen(text));
}

static void new_line(writer *w)
{
    static const char blanks[] = "                                ";
    enum { BLANKS = sizeof blanks - 1 };
    if (!w->indent)
        return;
    put_byte(w, '\n');
    for (int left = w->depth * w->indent; left > 0; left -= BLANKS)
        put(w, blanks, left < BLANKS ? (size_t)left : BLANKS);
}

static inline void comma(writer *w)
{
    if (!w->first)
        put_byte(w, ',');
    w->first = false;
    if (w->indent)
        new_line(w);
}

static void open(writer *w, char bracket)
{
    put_byte(w, bracket);
    w->depth++;
    w->first = true;
}

static void close(writer *w, char bracket)
{
    w->depth--;
    if (!w->first)
        new_line(w);
    put_byte(w, bracket);
    w->first = false;
}

/* ----------------------------------------------------------------- strings */

static bool is_escaped(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

/* Offset of the next byte that is escaped, or the length. */
static uint32_t plain_end(vnp_str s, uint32_t at)
{
    for (; s.len - at >= VNP__LANES; at += VNP__LANES) {
        vnp__lanes now = vnp__lanes_load(s.ptr + at);
        unsigned bits = vnp__lanes_bits((vnp__lanes)(now < 0x20) | (vnp__lanes)(now == '"') |
                                        (vnp__lanes)(now == '\\'));
        if (bits)
            return at + (uint32_t)__builtin_ctz(bits);
    }
    while (at < s.len && !is_escaped(s.ptr[at]))
        at++;
    return at;
}

/* RFC 8259: quotation mark, reverse solidus and control characters escaped. */
static void put_escape(writer *w, char c)
{
    static const char hex[] = "0123456789abcdef";
    if ((unsigned char)c >= 0x20) {
        put(w, (const char[]){'\\', c}, 2);
        return;
    }
    put(w, (const char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
}

static void put_string(writer *w, vnp_str s)
{
    put_byte(w, '"');
    for (uint32_t at = 0; at < s.len; at++) {
        uint32_t end = plain_end(s, at);
        put(w, s.ptr + at, end - at);
        if (end < s.len)
            put_escape(w, s.ptr[end]);
        at = end;
    }
    put_byte(w, '"');
}

/* `name` is written as it is; where it is a literal nothing has to be counted. */
static inline __attribute__((always_inline)) void key(writer *w, const char *name)
{
    comma(w);
    put_byte(w, '"');
    put_c(w, name);
    put(w, "\": ", w->indent ? 3 : 2);
}

/* ----------------------------------------------------------------- numbers */

enum { MAX_DIGITS = 20 }; /* of a uint64_t */

/* Writes the digits of a number, at least `width`, so that they end at `end`; gives
 * where they begin. */
static char *digits_before(char *end, uint64_t value, int width)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    char *at = end;
    for (; value >= 100; value /= 100)
        memcpy(at -= 2, pairs + 2 * (value % 100), 2);
    if (value >= 10)
        memcpy(at -= 2, pairs + 2 * value, 2);
    else
        *--at = (char)('0' + value);
    while (end - at < width)
        *--at = '0';
    return at;
}

static void put_digits(writer *w, uint64_t value, int width)
{
    char digits[MAX_DIGITS], *end = digits + sizeof digits;
    char *at = digits_before(end, value, width);
    put(w, at, (size_t)(end - at));
}

static void put_unsigned(writer *w, uint64_t value)
{
    put_digits(w, value, 1);
}

/* At most six decimals, without the zeros behind them, in any locale. */
static void put_number(writer *w, double value)
{
    if (value < 0) {
        put_c(w, "-");
        value = -value;
    }
    double whole = floor(value);
    unsigned long long fraction = (unsigned long long)llround((value - whole) * 1e6);
    if (fraction >= 1000000) {
        whole += 1;
        fraction = 0;
    }
    put_unsigned(w, (uint64_t)whole);
    if (fraction == 0)
        return;
    char digits[7];
    size_t len = sizeof digits;
    digits[0] = '.';
    for (size_t i = len; i-- > 1; fraction /= 10)
        digits[i] = (char)('0' + fraction % 10);
    while (digits[len - 1] == '0')
        len--;
    put(w, digits, len);
}

static inline __attribute__((always_inline)) void member_string(writer *w, const char *name,
                                                                vnp_str value)
{
    key(w, name);
    put_string(w, value);
}

static void member_c(writer *w, const char *name, const char *value)
{
    member_string(w, name, vnp__str_c(value));
}

static void member_nullable(writer *w, const char *name, vnp_str value)
{
    key(w, name);
    if (value.len)
        put_string(w, value);
    else
        put_c(w, "null");
}

static void member_number(writer *w, const char *name, double value)
{
    key(w, name);
    put_number(w, value);
}

static inline __attribute__((always_inline)) void member_unsigned(writer *w, const char *name,
                                                                  uint32_t value)
{
    key(w, name);
    put_unsigned(w, value);
}

/* --------------------------------------------------------------------- values */

/* There are more places in a plan than all else: each is put together by itself, on one
 * line, from its end on. */
static void put_place(writer *w, vnp_place p)
{
    char text[4 * MAX_DIGITS + sizeof "{'start':,'end':,'line':,'column':}"],
        *end = text + sizeof text, *at = end;
#define BEFORE(literal) memcpy(at -= sizeof(literal) - 1, literal, sizeof(literal) - 1)
    BEFORE("}");
    at = digits_before(at, p.column, 1);
    BEFORE(",\"column\":");
    at = digits_before(at, p.line, 1);
    BEFORE(",\"line\":");
    at = digits_before(at, p.end, 1);
    BEFORE(",\"end\":");
    at = digits_before(at, p.begin, 1);
    BEFORE("{\"start\":");
#undef BEFORE
    put(w, at, (size_t)(end - at));
}

static void member_spans(writer *w, const vnp_span *spans, uint32_t count)
{
    key(w, "spans");
    open(w, '[');
    for (uint32_t i = 0; i < count; i++) {
        comma(w);
        put_place(w, w->source->place(w->source->ctx, spans[i]));
    }
    close(w, ']');
}

static void value_members(writer *w, const vnp_value *v)
{
    member_string(w, "text", v->text);
    member_spans(w, v->spans.at, v->spans.count);
}

static void put_value(writer *w, const vnp_value *v)
{
    if (!v->text.len) {
        put_c(w, "null");
        return;
    }
    open(w, '{');
    value_members(w, v);
    close(w, '}');
}

static void member_strings(writer *w, const char *name, const vnp_str_list *list)
{
    key(w, name);
    open(w, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        comma(w);
        put_string(w, list->at[i]);
    }
    close(w, ']');
}

static void member_value(writer *w, const char *name, const vnp_value *v)
{
    key(w, name);
    put_value(w, v);
}

static void member_values(writer *w, const char *name, const vnp_value_list *list)
{
    key(w, name);
    open(w, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        comma(w);
        put_value(w, &list->at[i]);
    }
    close(w, ']');
}

/* Of a date; a sign counts as a digit. */
static void put_component(writer *w, int value, int width)
{
    if (value < 0)
        put_byte(w, '-');
    put_digits(w, (uint64_t)(value < 0 ? -value : value), value < 0 ? width - 1 : width);
}

static void member_date(writer *w, const char *name, vnp_date d)
{
    key(w, name);
    if (!d.year) {
        put_c(w, "null");
        return;
    }
    put_byte(w, '"');
    put_component(w, d.year, 4);
    if (d.month || d.day) {
        put_byte(w, '-');
        put_component(w, d.month, 2);
    }
    if (d.day) {
        put_byte(w, '-');
        put_component(w, d.day, 2);
    }
    put_byte(w, '"');
}

static void member_parties(writer *w, const char *name, const vnp_party_list *list)
{
    key(w, name);
    open(w, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        comma(w);
        open(w, '{');
        value_members(w, &list->at[i].value);
        member_string(w, "name", list->at[i].name);
        close(w, '}');
    }
    close(w, ']');
}

static void member_deadlines(writer *w, const vnp_deadline_list *list)
{
    static const char *const kinds[] = {"during", "by", "recurring", "event"};
    static const char *const frequencies[] = {"",         "continuous", "daily",      "weekly",
                                              "monthly",  "quarterly",  "semiannual", "annual",
                                              "periodic", "ad-hoc"};
    key(w, "deadlines");
    open(w, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp_deadline *d = &list->at[i];
        comma(w);
        open(w, '{');
        value_members(w, &d->value);
        member_c(w, "kind", kinds[d->kind]);
        member_date(w, "start", d->start);
        member_date(w, "end", d->end);
        member_nullable(w, "frequency", vnp__str_c(frequencies[d->frequency]));
        key(w, "inferred_year");
        put_c(w, d->inferred_year ? "true" : "false");
        close(w, '}');
    }
    close(w, ']');
}

static void member_targets(writer *w, const vnp_target_list *list)
{
    static const char *const comparators[] = {"=", ">=", ">", "<=", "<"};
    key(w, "targets");
    open(w, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp_target *t = &list->at[i];
        comma(w);
        open(w, '{');
        value_members(w, &t->value);
        member_c(w, "comparator", comparators[t->comparator]);
        member_number(w, "value", t->figure);
        if (t->whole > 0)
            member_number(w, "of", t->whole);
        member_string(w, "unit", t->unit);
        close(w, '}');
    }
    close(w, ']');
}

/* ----------------------------------------------------------------------- head */

static void member_parts(writer *w, const vnp_part_list *parts)
{
    key(w, "parts");
    open(w, '[');
    for (uint32_t i = 0; i < parts->count; i++) {
        if (!parts->at[i].title.text.len)
            continue;
        comma(w);
        open(w, '{');
        value_members(w, &parts->at[i].title);
        member_string(w, "type", w->source->part_types[parts->at[i].type]);
        close(w, '}');
    }
    close(w, ']');
}

static void member_signers(writer *w, const vnp_signer_list *signers)
{
    key(w, "signers");
    open(w, '[');
    for (uint32_t i = 0; i < signers->count; i++) {
        const vnp_signer *s = &signers->at[i];
        vnp_span spans[2];
        uint32_t count = 0;
        if (s->title.spans.count)
            spans[count++] = s->title.spans.at[0];
        if (s->name.spans.count)
            spans[count++] = s->name.spans.at[0];
        comma(w);
        open(w, '{');
        member_nullable(w, "title", s->title.text);
        member_nullable(w, "name", s->name.text);
        member_spans(w, spans, count);
        close(w, '}');
    }
    close(w, ']');
}

static void member_document(writer *w, const vnp_head *h)
{
    key(w, "document");
    open(w, '{');
    member_value(w, "issuer", &h->issuer);
    member_value(w, "number", &h->number);
    member_value(w, "place", &h->place);
    key(w, "date");
    if (h->date_text.text.len) {
        open(w, '{');
        value_members(w, &h->date_text);
        member_date(w, "iso", h->date);
        close(w, '}');
    } else {
        put_c(w, "null");
    }
    member_value(w, "title", &h->title);
    key(w, "year");
    if (h->year)
        put_number(w, h->year);
    else
        put_c(w, "null");
    member_parts(w, &h->parts);
    member_values(w, "legal_bases", &h->legal_bases);
    member_signers(w, &h->signers);
    member_values(w, "recipients", &h->recipients);
    close(w, '}');
}

/* ------------------------------------------------------------------- sections */

/* Sections come in reading order with their depth: a stack without recursion. */
static void member_sections(writer *w, const vnp_section_list *list)
{
    uint32_t open_levels = 0;
    key(w, "sections");
    open(w, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp_section *s = &list->at[i];
        for (; open_levels >= s->level; open_levels--) {
            close(w, ']');
            close(w, '}');
        }
        comma(w);
        open(w, '{');
        member_nullable(w, "label", s->label);
        member_string(w, "title", s->title.text);
        member_unsigned(w, "level", s->level);
        member_spans(w, s->title.spans.at, s->title.spans.count);
        key(w, "children");
        open(w, '[');
        open_levels++;
    }
    for (; open_levels > 0; open_levels--) {
        close(w, ']');
        close(w, '}');
    }
    close(w, ']');
}

/* ---------------------------------------------------------------------- items */

static void member_score(writer *w, const char *name, const vnp_score *score)
{
    key(w, name);
    if (score->present)
        put_number(w, score->points);
    else
        put_c(w, "null");
}

static void member_parents(writer *w, const vnp_parent_list *parents)
{
    static const char *const kinds[] = {"area", "objective", "task"};
    key(w, "parents");
    open(w, '[');
    for (uint32_t i = 0; i < parents->count; i++) {
        comma(w);
        open(w, '{');
        member_c(w, "kind", kinds[parents->at[i].kind]);
        member_nullable(w, "code", parents->at[i].code);
        value_members(w, &parents->at[i].value);
        close(w, '}');
    }
    close(w, ']');
}

static void put_item(writer *w, const vnp_item *item)
{
    static const char *const kinds[] = {"criterion", "task", "duty"};
    open(w, '{');
    member_string(w, "id", item->id);
    member_c(w, "kind", kinds[item->kind]);
    member_nullable(w, "label", item->label);
    member_strings(w, "codes", &item->codes);
    member_value(w, "title", &item->title);
    member_parents(w, &item->parents);
    member_parties(w, "owners", &item->owners);
    member_parties(w, "collaborators", &item->collaborators);
    member_parties(w, "consolidators", &item->consolidators);
    member_deadlines(w, &item->deadlines);
    member_targets(w, &item->targets);
    member_values(w, "actions", &item->actions);
    member_values(w, "outputs", &item->outputs);
    member_value(w, "budget", &item->budget);
    key(w, "scores");
    if (item->scores) {
        open(w, '{');
        member_score(w, "max", &item->scores->max);
        member_score(w, "achieved", &item->scores->achieved);
        member_score(w, "target", &item->scores->target);
        close(w, '}');
    } else {
        put_c(w, "null");
    }
    key(w, "other");
    open(w, '[');
    for (uint32_t i = 0; i < item->other.count; i++) {
        comma(w);
        open(w, '{');
        member_string(w, "label", item->other.at[i].label);
        value_members(w, &item->other.at[i].value);
        close(w, '}');
    }
    close(w, ']');
    member_spans(w, item->spans.at, item->spans.count);
    close(w, '}');
}

/* ------------------------------------------------------------------ citations */

static void member_citations(writer *w, const vnp_citation_list *list)
{
    key(w, "citations");
    open(w, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        comma(w);
        open(w, '{');
        value_members(w, &list->at[i].value);
        member_nullable(w, "type", list->at[i].type);
        member_nullable(w, "number", list->at[i].number);
        member_date(w, "date", list->at[i].date);
        member_nullable(w, "issuer", list->at[i].issuer);
        member_strings(w, "articles", &list->at[i].articles);
        close(w, '}');
    }
    close(w, ']');
}

static void member_diagnostics(writer *w, const vnp_diagnostic_list *list)
{
    static const char *const severities[] = {"note", "warning", "error"};
    key(w, "diagnostics");
    open(w, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        const vnp_diagnostic *d = &list->at[i];
        comma(w);
        open(w, '{');
        member_string(w, "rule", d->rule);
        member_c(w, "severity", severities[d->severity]);
        member_string(w, "message", d->message);
        member_nullable(w, "item", d->item);
        member_spans(w, &d->span, 1);
        close(w, '}');
    }
    close(w, ']');
}

static void put_document(writer *w, const vnp_plan *plan)
{
    const vnp__json_source *s = w->source;
    open(w, '{');
    member_unsigned(w, "schema_version", 1);
    key(w, "generator");
    open(w, '{');
    member_c(w, "name", "vnplan");
    member_c(w, "version", vnp_version());
    key(w, "rule_sets");
    open(w, '[');
    comma(w);
    open(w, '{');
    member_c(w, "name", s->rule_set);
    member_c(w, "version", s->rule_version);
    close(w, '}');
    close(w, ']');
    close(w, '}');
    key(w, "source");
    open(w, '{');
    member_string(w, "name", s->name);
    member_c(w, "format", s->format);
    member_c(w, "encoding", s->encoding);
    member_unsigned(w, "bytes", s->bytes);
    close(w, '}');
    member_document(w, &plan->head);
    member_sections(w, &plan->sections);
    key(w, "items");
    open(w, '[');
    for (uint32_t i = 0; i < plan->items.count; i++) {
        comma(w);
        put_item(w, &plan->items.at[i]);
    }
    close(w, ']');
    member_targets(w, &plan->targets);
    member_citations(w, &plan->citations);
    member_diagnostics(w, &plan->diagnostics);
    close(w, '}');
}

bool vnp__json_write(const vnp_plan *plan, const vnp__json_source *source, int indent,
                     vnp_write_fn write, void *ctx)
{
    writer w; /* member by member: the block need not be zeroed */
    w.write = write;
    w.ctx = ctx;
    w.indent = indent;
    w.depth = 0;
    w.first = true;
    w.failed = false;
    w.source = source;
    w.len = 0;
    put_document(&w, plan);
    flush(&w);
    return !w.failed;
}
