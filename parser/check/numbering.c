/*
 * Sequences: the markers of a list, the running numbers of a table, the codes of
 * a column of objectives or tasks. A gap is told at the entry after it; a marker
 * that the sequence does not have, or one out of order, takes no place in it.
 */
#include "check/checks.h"

#include "text/chars.h"

enum { MAX_VALUE = 500 }; /* larger numbers before a text are years and amounts */

/* ----------------------------------------------------------------- numerals */

static uint32_t roman_value(vnp_str s)
{
    static const char digits[] = "IVXLC";
    static const uint32_t values[] = {1, 5, 10, 50, 100};
    uint32_t sum = 0, last = 0;
    for (uint32_t i = s.len; i-- > 0;) {
        char letter = (char)(s.ptr[i] & ~0x20);
        const char *at = letter ? strchr(digits, letter) : NULL;
        if (!at)
            return 0;
        uint32_t value = values[at - digits];
        sum = value < last ? sum - value : sum + value;
        last = value > last ? value : last;
    }
    return sum;
}

static uint32_t digits_value(vnp_str s)
{
    uint32_t value = 0;
    for (uint32_t i = 0; i < s.len; i++) {
        if (!vnp__char_is_digit((unsigned char)s.ptr[i]) || value > MAX_VALUE)
            return 0;
        value = value * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return value <= MAX_VALUE ? value : 0;
}

uint32_t vnp__numeral_read(vnp_str s)
{
    while (s.len && strchr(" .):", s.ptr[s.len - 1]))
        s.len--;
    while (s.len && s.ptr[0] == '(')
        s = vnp__str_sub(s, 1, s.len);
    if (s.len == 0 || s.len > 8)
        return 0;
    return vnp__char_is_digit((unsigned char)s.ptr[0]) ? digits_value(s) : roman_value(s);
}

/* The letters stand in the word list in their order: 1 for the first; 0 for a
 * letter that the order does not have. */
static uint32_t letter_value(const vnp__checker *c, vnp_str s)
{
    const vnp__word *first = NULL, *word = vnp__word_find(c->rules, VNP__LIST_LETTERS, s);
    if (word)
        first = vnp__word_find(c->rules, VNP__LIST_LETTERS, VNP__STR("a"));
    return word && first ? word->order - first->order + 1 : 0;
}

/* --------------------------------------------------------------- a sequence */

typedef struct sequence {
    uint32_t last; /* 0 before the first */
    uint32_t held; /* how far it may have gone on where it cannot be counted */
    bool apart;    /* something else stands behind the last */
} sequence;

typedef enum step { STEP_NEXT, STEP_GAP, STEP_INVALID } step;

/* A sequence may begin anew at 1, but not right behind its 1. */
static step advance(sequence *s, uint32_t value)
{
    bool doubled = value == 1 && s->last == 1 && !s->apart;
    s->apart = false;
    if (value == 0 || doubled || (value <= s->last && value != 1))
        return STEP_INVALID;
    bool next = value == s->last + 1 || value == 1 || value == s->held + 1;
    step result = next ? STEP_NEXT : STEP_GAP;
    s->last = s->held = value;
    return result;
}

static void report_step(vnp__checker *c, step s, vnp_str label, uint32_t item, vnp_span span)
{
    if (s == STEP_GAP)
        vnp__report(c, "numbering-gap", item, span, VNP__ARGS(label));
    else if (s == STEP_INVALID)
        vnp__report_as(c, "numbering-invalid",
                       vnp__first_letter(label, 0) && !vnp__numeral_read(label)
                           ? "numbering-letter"
                           : "numbering-invalid",
                       item, span, VNP__ARGS(label));
}

/* -------------------------------------------------------------------- lists */

/* What a marker counts: its style, and of 1.1., 1.2. the number before the last. */
typedef struct style {
    uint8_t rank;
    uint8_t depth;
    vnp_str prefix;
} style;

typedef struct open_sequence {
    style style;
    sequence sequence;
    bool roman;
    char capital; /* the letter of the last marker, if it was one of ASCII; else 0 */
} open_sequence;

static bool same_style(const style *a, const style *b)
{
    return a->rank == b->rank && a->depth == b->depth && vnp__str_eq(a->prefix, b->prefix);
}

static vnp_str inside_marks(vnp_str label)
{
    while (label.len && strchr(").", label.ptr[label.len - 1]))
        label.len--;
    while (label.len && label.ptr[0] == '(')
        label = vnp__str_sub(label, 1, label.len);
    return label;
}

/* The number of a marker; a letter that is no digit of "(i)" counts as letter. */
static uint32_t marker_value(const vnp__checker *c, const vnp__node *n, style *out)
{
    vnp_str label = inside_marks(vnp__node_label(n));
    uint32_t at = label.len;
    switch ((vnp__marker_kind)n->marker.kind) {
    case VNP__MARK_ROMAN:
    case VNP__MARK_SMALL:
        return vnp__numeral_read(label);
    case VNP__MARK_DIGIT:
        while (at > 0 && label.ptr[at - 1] != '.')
            at--;
        out->prefix = vnp__str_sub(label, 0, at);
        return digits_value(vnp__str_sub(label, at, label.len));
    case VNP__MARK_LETTER: /* a) or, below it, a1) */
        while (at > 0 && vnp__char_is_digit((unsigned char)label.ptr[at - 1]))
            at--;
        if (at == label.len)
            return letter_value(c, label);
        out->prefix = vnp__str_sub(label, 0, at);
        return digits_value(vnp__str_sub(label, at, label.len));
    case VNP__MARK_PAREN:
        if (label.len && vnp__char_is_digit((unsigned char)label.ptr[0]))
            return digits_value(label);
        return letter_value(c, label);
    case VNP__MARK_WORD:
        while (at > 0 && label.ptr[at - 1] != ' ')
            at--;
        return vnp__numeral_read(vnp__str_sub(label, at, label.len));
    case VNP__MARK_NONE:
    case VNP__MARK_BULLET:
        break;
    }
    return 0;
}

/* "(i)", "(ii)" are counted in Roman figures, which the letters would misread. */
static bool is_small_roman(const vnp__node *n)
{
    vnp_str label = inside_marks(vnp__node_label(n));
    return n->marker.kind == VNP__MARK_PAREN && label.len && strchr("ivx", label.ptr[0]) != NULL;
}

/* Areas and criteria carry the numbers of an index from outside. */
static bool is_counted(const vnp__checker *c, uint32_t i, uint32_t item)
{
    const vnp__node *n = &c->o->nodes.at[i];
    if (n->region != VNP__REGION_BODY || n->is_table || n->area || n->topic == VNP__TOPIC_FORM)
        return false;
    if (n->marker.kind == VNP__MARK_NONE || n->marker.kind == VNP__MARK_BULLET || is_small_roman(n))
        return false;
    bool criterion = item != VNP__NO_ITEM && c->plan->items.at[item].kind == VNP_ITEM_CRITERION;
    return !(criterion && n->marker.kind == VNP__MARK_DIGIT && n->marker.depth >= 2);
}

enum { MAX_STYLES = 8 };

typedef struct siblings {
    open_sequence open[MAX_STYLES];
    uint32_t count;
} siblings;

static open_sequence *sequence_of(siblings *list, const style *s)
{
    for (uint32_t k = 0; k < list->count; k++)
        if (same_style(&list->open[k].style, s))
            return &list->open[k];
    if (list->count == MAX_STYLES)
        list->count = 0;
    open_sequence *open = &list->open[list->count++];
    *open = (open_sequence){.style = *s};
    return open;
}

/* Chapters in capitals are counted by either alphabet: D may be followed by E. */
static char capital_of(const vnp__node *n)
{
    vnp_str label = inside_marks(vnp__node_label(n));
    return n->marker.kind == VNP__MARK_LETTER && n->marker.upper && label.len == 1 ? label.ptr[0]
                                                                                   : 0;
}

/* `before` has what was counted last in the part, whatever it lay below: entries
 * may be numbered on from heading to heading. */
static void count_node(vnp__checker *c, siblings *list, siblings *before, uint32_t i)
{
    const vnp__node *n = &c->o->nodes.at[i];
    uint32_t start = vnp__run_begins(&n->run);
    uint32_t item = vnp__item_at(c, start);
    if (!is_counted(c, i, item)) {
        for (uint32_t k = 0; k < list->count; k++)
            list->open[k].sequence.apart = true;
        return;
    }
    style here = {.rank = n->rank, .depth = n->marker.depth};
    uint32_t value = marker_value(c, n, &here);
    if (value == 0 && n->marker.kind != VNP__MARK_LETTER && n->marker.kind != VNP__MARK_PAREN)
        return;
    open_sequence *open = sequence_of(list, &here), *last = sequence_of(before, &here);
    if (open->sequence.last == 0 && value == last->sequence.last + 1)
        open->sequence.last = last->sequence.last;
    char capital = capital_of(n);
    if (capital && open->capital && capital == open->capital + 1)
        open->sequence.last = value - 1;
    open->capital = capital;
    open->roman = n->marker.kind == VNP__MARK_ROMAN;
    if (value)
        last->sequence.last = value;
    vnp__slice mark = {&n->run, 0, n->marker.body};
    step s = advance(&open->sequence, value);
    if (s != STEP_NEXT)
        report_step(c, s, vnp__node_label(n), item, vnp__slice_span(c, vnp__slice_trim(mark)));
}

/* A heading that a copy left between two tables may have become a row of theirs:
 * what it holds is no gap. */
static void count_rows(siblings *list, const vnp__table *table)
{
    for (uint32_t r = 0; r < table->rows.count; r++) {
        const vnp__row *row = &table->rows.at[r];
        vnp__marker marker;
        vnp_str first = row->count ? vnp__run_text(&row->cells[0]) : (vnp_str){0};
        if (!vnp__marker_read(first, &marker) || marker.kind != VNP__MARK_ROMAN)
            continue;
        for (uint32_t k = 0; k < list->count; k++) {
            sequence *s = &list->open[k].sequence;
            s->held += list->open[k].roman &&
                       vnp__numeral_read(vnp__marker_label(first, &marker)) == s->held + 1;
        }
    }
}

static void check_lists(vnp__checker *c)
{
    siblings roots = {.count = 0}, before = {.count = 0};
    uint32_t part = VNP__NO_NODE;
    for (uint32_t i = 0; i < c->o->nodes.count; i++) {
        const vnp__node *n = &c->o->nodes.at[i];
        if (n->part != part)
            roots.count = before.count = 0;
        part = n->part;
        if (n->is_table)
            count_rows(&roots, vnp__node_table(n));
        if (n->parent == VNP__NO_NODE)
            count_node(c, &roots, &before, i);
        siblings below = {.count = 0};
        for (uint32_t k = n->first_child; k != VNP__NO_NODE; k = c->o->nodes.at[k].next)
            count_node(c, &below, &before, k);
    }
}

/* ------------------------------------------------------------------- tables */

static vnp__slice cell(const vnp__columns *columns, const vnp__row *row, vnp__field_kind kind)
{
    static const vnp__run nothing;
    int k = vnp__column_of(columns, kind);
    if (k < 0 || (uint32_t)k >= row->count)
        return (vnp__slice){&nothing, 0, 0};
    return vnp__slice_trim(vnp__slice_all(&row->cells[k]));
}

static uint32_t item_of_slice(const vnp__checker *c, vnp__slice s)
{
    return vnp__item_at(c, vnp__slice_span(c, s).begin);
}

/* The letter that heads an area, "C", may look like a Roman figure. */
static bool is_letter_label(vnp_str text)
{
    return text.len == 1 && vnp__first_letter(text, 0) && !strchr("IVX", text.ptr[0]);
}

/* Running numbers 1, 2, 3; areas have a sequence of their own, which an excerpt of
 * an index has from outside, and may begin the rows' anew; areas 1, 2 inside I, II begin anew in
 * each. */
static void check_running_numbers(vnp__checker *c, const vnp__sheet_note *sheet, bool complete)
{
    sequence rows = {0}, areas = {0}, inner = {0};
    bool excerpt = sheet->columns->index && !complete, romans = false;
    for (uint32_t i = sheet->first_row; i < sheet->end_row; i++) {
        const vnp__row_note *note = &c->notes->rows.at[i];
        vnp__slice label = cell(sheet->columns, note->row, VNP__KIND_LABEL);
        vnp_str text = vnp__slice_text(label);
        uint32_t value = vnp__numeral_read(text);
        bool area = note->role == VNP__ROW_AREA;
        rows.apart |= note->role != VNP__ROW_ITEM;
        if (value == 0 || note->role == VNP__ROW_TOTAL)
            continue;
        if (area && (excerpt || is_letter_label(text)))
            continue;
        bool roman = area && vnp__cell_is_roman(text);
        if (roman)
            inner = (sequence){0};
        romans |= roman;
        step s = advance(!area ? &rows : roman || !romans ? &areas : &inner, value);
        if (s != STEP_NEXT)
            report_step(c, s, text, area ? VNP__NO_ITEM : item_of_slice(c, label),
                        vnp__slice_span(c, label));
    }
}

typedef struct coded {
    vnp_str prefix;
    sequence sequence;
    uint32_t seen, gaps;
} coded;

/* The last number of a dotted code; 0 without one. A repeated code is another
 * check's business. */
static uint32_t code_value(vnp_str text, vnp_str *code, vnp_str *prefix)
{
    uint32_t parts;
    uint32_t len = vnp__code_read(text, &parts);
    if (len == 0 || parts < 2)
        return 0;
    *code = vnp__str_sub(text, 0, len);
    uint32_t at = len;
    while (text.ptr[at - 1] != '.')
        at--;
    *prefix = vnp__str_sub(text, 0, at);
    return digits_value(vnp__str_sub(text, at, len));
}

static void check_coded_column(vnp__checker *c, const vnp__sheet_note *sheet, vnp__field_kind kind,
                               coded *state, bool report)
{
    for (uint32_t i = sheet->first_row; i < sheet->end_row; i++) {
        vnp_str code = {0}, prefix = {0};
        const vnp__row_note *note = &c->notes->rows.at[i];
        vnp__slice s = cell(sheet->columns, note->row, kind);
        uint32_t value = note->role == VNP__ROW_AREA || note->role == VNP__ROW_TOTAL
                             ? 0
                             : code_value(vnp__slice_text(s), &code, &prefix);
        if (value == 0)
            continue;
        if (!vnp__str_eq(prefix, state->prefix))
            state->sequence.last = 0;
        state->prefix = prefix;
        if (value == state->sequence.last)
            continue;
        step next = advance(&state->sequence, value);
        state->seen++;
        state->gaps += next == STEP_GAP;
        vnp__slice mark = vnp__slice_sub(s, 0, code.len);
        /* an objective or a task over several rows is no item itself */
        bool parent = kind == VNP__KIND_OBJECTIVE || kind == VNP__KIND_TASK;
        if (report && next != STEP_NEXT)
            report_step(c, next, code, parent ? VNP__NO_ITEM : item_of_slice(c, s),
                        vnp__slice_span(c, mark));
    }
}

/*
 * Codes in the label column come from an index outside the plan, which may list
 * only those to improve: they count where the table is all but complete.
 */
bool vnp__labels_complete(vnp__checker *c, const vnp__sheet_note *sheet)
{
    enum { COMPLETE = 6 };
    coded probe = {.seen = 0};
    check_coded_column(c, sheet, VNP__KIND_LABEL, &probe, false);
    return probe.gaps * COMPLETE <= probe.seen;
}

static void check_tables(vnp__checker *c)
{
    static const vnp__field_kind kinds[] = {VNP__KIND_OBJECTIVE, VNP__KIND_TASK,
                                            VNP__KIND_ACTIVITY};
    for (uint32_t i = 0; i < c->notes->sheets.count; i++) {
        const vnp__sheet_note *sheet = &c->notes->sheets.at[i];
        vnp__index index;
        bool complete =
            vnp__index_read(c, i, &index) ? index.complete : vnp__labels_complete(c, sheet);
        check_running_numbers(c, sheet, complete);
        coded labels = {.seen = 0};
        if (complete)
            check_coded_column(c, sheet, VNP__KIND_LABEL, &labels, true);
        for (size_t k = 0; sheet->columns->nested && k < sizeof kinds / sizeof *kinds; k++) {
            coded state = {.seen = 0};
            check_coded_column(c, sheet, kinds[k], &state, true);
        }
    }
}

void vnp__check_numbering(vnp__checker *c)
{
    check_lists(c);
    check_tables(c);
}
