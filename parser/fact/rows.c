/*
 * Items of tables. A row is an item, or names the area of the rows below, or
 * opens an objective, or is a sum. Cells merged with the one above are empty in
 * every copy of a table; what they hold is carried down here.
 */
#include "fact/columns.h"
#include "outline/labels.h"

#include "text/chars.h"

/* Fewer capitals may be an abbreviation. */
enum { MIN_CAPITALS = 4 };

/* How a row is labelled. */
typedef enum label_style {
    STYLE_NONE,
    STYLE_DIGITS,
    STYLE_LETTER,
    STYLE_DASH,
    STYLE_APART /* digits beside those of the rows, which run on behind it */
} label_style;

typedef struct sheet {
    vnp__facts *f;
    uint32_t node;
    const vnp__table *table;
    vnp__columns columns;
    vnp_parent area, group, objective, task; /* value without text: none */
    vnp_target_list objective_targets, task_targets;
    bool has_area;
    bool row_area;      /* a row of its own names it */
    bool dotted_labels; /* rows of an index have labels like 1.1 */
    bool spans;         /* the document says which cells span rows */
    bool numbered;      /* a row with a number stands above, in the same area */
    uint32_t letter;    /* place of the last one that numbered an area */
    vnp_str number;     /* of the last row of work that has one */
    vnp_parent around;  /* the area around one that a row numbered like others opened */
    bool has_around;
    label_style opened;   /* how that row is labelled; STYLE_NONE: no such area is open */
    const vnp__row *last; /* the item row above, within the same task */
    vnp__slice carried[VNP__KIND_OTHER + 1];
    vnp__slice
        spanning[VNP__MERGED_COLUMNS]; /* the last cell of a column that is none of the one above */
    vnp__slice
        said[VNP__MERGED_COLUMNS]; /* the last one of an item that says something by itself */
} sheet;

static vnp__slice cell(const sheet *s, const vnp__row *row, vnp__field_kind kind)
{
    static const vnp__run nothing;
    int c = vnp__column_of(&s->columns, kind);
    if (c < 0 || (uint32_t)c >= row->count)
        return (vnp__slice){&nothing, 0, 0};
    return vnp__slice_trim(vnp__slice_all(&row->cells[c]));
}

static bool is_empty(vnp__slice s)
{
    return s.begin >= s.end;
}

/* A list in a cell begins with a bullet that is none of the title. */
static vnp__slice row_title(const sheet *s, const vnp__row *row)
{
    vnp__marker marker;
    vnp__slice title = cell(s, row, s->columns.nested ? VNP__KIND_ACTIVITY : VNP__KIND_TITLE);
    if (vnp__marker_read(vnp__slice_text(title), &marker) && marker.kind == VNP__MARK_BULLET)
        title.begin += marker.body;
    return title;
}

/* ---------------------------------------------------------------------- areas */

static bool is_figure(vnp_str s)
{
    double figure;
    return vnp__number_read(s, true, &figure);
}

/* Whether the first text of a row tells that it is a sum ("total") or a remark. */
static bool is_kind_of_row(sheet *s, const vnp__row *row, const char *kind)
{
    vnp__match match;
    for (uint32_t c = 0; c < row->count; c++) {
        vnp__slice text = vnp__slice_trim(vnp__slice_all(&row->cells[c]));
        if (is_empty(text))
            continue;
        return vnp__rule_match(s->f->m, VNP__SET_COLUMN, text, &match) &&
               vnp__match_is(&match, text, VNP__FIELD_KIND, kind);
    }
    return false;
}

static bool is_total(sheet *s, const vnp__row *row)
{
    return is_kind_of_row(s, row, "total");
}

static bool is_roman_or_letter(vnp_str s)
{
    while (s.len && strchr(".)", s.ptr[s.len - 1]))
        s.len--;
    if (s.len == 0 || s.len > 6)
        return false;
    for (uint32_t i = 0; i < s.len; i++)
        if (!strchr("IVXLABCDEG", s.ptr[i]))
            return false;
    return true;
}

/* The text cells of a row besides its label; the one text where there is one. */
static uint32_t text_cells(const sheet *s, const vnp__row *row, bool torn, vnp__slice *only)
{
    int label = vnp__column_of(&s->columns, VNP__KIND_LABEL);
    uint32_t count = 0;
    uint32_t len;
    vnp_str seen = {0};
    for (uint32_t c = 0; c < row->count; c++) {
        vnp__slice text = vnp__slice_trim(vnp__slice_all(&row->cells[c]));
        if ((int)c == label || is_empty(text) || is_figure(vnp__slice_text(text)))
            continue;
        if (vnp__str_eq(seen, vnp__slice_text(text)))
            continue; /* a merged cell copied into every column */
        if (torn && count > 0 && vnp__char_is_lower(vnp__char_at(vnp__slice_text(text), 0, &len)))
            continue; /* the rest of the cell above */
        seen = vnp__slice_text(text);
        *only = text;
        count++;
    }
    return count;
}

/* "Ghi chú: ..." in a row without anything else. */
static bool is_remark(sheet *s, const vnp__row *row)
{
    vnp__slice text;
    return text_cells(s, row, false, &text) <= 1 && is_kind_of_row(s, row, "remark");
}

/* "Đối tượng: ..." in a row without a label and anything else: a field of the item above. Who and
 * when in such a row may be said of the rows below. */
static bool is_field_row(const sheet *s, const vnp__row *row, vnp__field_text *field)
{
    vnp__slice text;
    return s->last && is_empty(cell(s, row, VNP__KIND_LABEL)) &&
           text_cells(s, row, false, &text) == 1 && vnp__field_read(s->f, text, field) &&
           field->kind == VNP__KIND_OTHER;
}

static void set_parent(sheet *s, vnp_parent *parent, vnp_target_list *targets, vnp_parent_kind kind,
                       vnp__slice text)
{
    vnp__title title;
    vnp__title_read(s->f, text, &title);
    *parent = (vnp_parent){.kind = kind, .value = vnp__fact_value(s->f, title.text)};
    if (title.codes.count)
        parent->code = title.codes.at[0];
    *targets = (vnp_target_list){0};
    vnp__targets_read(s->f, text, targets);
}

static void forget_parents(sheet *s)
{
    s->objective = s->task = (vnp_parent){0};
    s->objective_targets = s->task_targets = (vnp_target_list){0};
}

static void set_area(sheet *s, vnp_str code, vnp__slice text)
{
    while (code.len && strchr(".): ", code.ptr[code.len - 1]))
        code.len--;
    s->area =
        (vnp_parent){.kind = VNP_PARENT_AREA, .code = code, .value = vnp__fact_value(s->f, text)};
    s->has_area = true;
    s->opened = STYLE_NONE;
    memset(&s->group, 0, sizeof s->group);
    forget_parents(s);
    s->last = NULL;
    s->numbered = false;
}

/* Where a column has the area, what it says holds for the rows below, too. */
static void read_area_cell(sheet *s, const vnp__row *row)
{
    vnp__marker marker;
    vnp__slice text = cell(s, row, VNP__KIND_AREA);
    vnp_str t = vnp__slice_text(text);
    if (is_empty(text))
        return;
    if (s->row_area) { /* of two divisions the column's is the inner one */
        set_parent(s, &s->task, &s->task_targets, VNP_PARENT_TASK, text);
        s->last = NULL;
        return;
    }
    vnp__match match;
    vnp__slice name = text;
    vnp_str code = {0};
    if (vnp__rule_match(s->f->m, VNP__SET_AREA, text, &match)) { /* "Nhóm I: Nhận thức" */
        code = vnp__match_text(&match, text, VNP__FIELD_CODE);
        name = vnp__slice_sub(text, match.end, t.len);
    } else if (vnp__marker_read(t, &marker) && marker.kind != VNP__MARK_BULLET) {
        code = vnp__marker_label(t, &marker);
        name = vnp__slice_sub(text, marker.body, t.len);
    }
    if (s->has_area && vnp__str_eq(s->area.value.text, vnp__slice_text(vnp__slice_trim(name))))
        s->area.value = vnp__fact_value(s->f, name);
    else
        set_area(s, code, name);
}

/* Where a capital stands in a list of such, from 1 on; 0 for others. */
static uint32_t place_of_letter(vnp_str label)
{
    static const uint32_t order[] = {'A', 'B', 'C', 'D', 0x110, 'E', 'F', 'G',
                                     'H', 'I', 'J', 'K', 'L',   'M', 'N', 'O'};
    uint32_t len, c = label.len ? vnp__char_at(label, 0, &len) : 0;
    for (uint32_t i = 0; i < sizeof order / sizeof *order; i++)
        if (c == order[i])
            return i + 1;
    return 0;
}

/* "A. Hỗ trợ" where titles stand, or in the first cell of a row merged over all columns, or the
 * letter behind the last one; others may be an abbreviation that a name begins with, "P. Tài
 * chính". Lists leave out some letters. */
static bool numbers_area(sheet *s, const vnp__row *row, vnp__slice text, const vnp__marker *marker)
{
    enum { LEFT_OUT = 2 };
    const vnp__run *title = row_title(s, row).run;
    if (marker->kind != VNP__MARK_LETTER || !marker->upper ||
        (text.run != title && text.run != row->cells))
        return false;
    uint32_t place = place_of_letter(vnp__marker_label(vnp__slice_text(text), marker));
    if (place != 1 && (place <= s->letter || place > s->letter + 1 + LEFT_OUT))
        return false;
    s->letter = place;
    return true;
}

/* The numbers of "3.4.1", and of "C4.2", whose chapters are letters with numbers; 0 where the
 * label has no dots. */
static uint32_t label_parts(vnp_str label)
{
    uint32_t parts;
    bool lettered = label.len > 1 && label.ptr[0] >= 'A' && label.ptr[0] <= 'Z' &&
                    vnp__char_is_digit((unsigned char)label.ptr[1]);
    return vnp__code_read(vnp__str_sub(label, lettered, label.len), &parts) ? parts : 0;
}

/* A row of one text: a label of areas before it, or capitals, or the label of an
 * outer level in a table whose rows have dotted ones. */
static bool read_area_row(sheet *s, const vnp__row *row)
{
    vnp__slice text;
    vnp__slice label = cell(s, row, VNP__KIND_LABEL);
    vnp_str code = vnp__slice_text(label);
    uint32_t parts, texts = text_cells(s, row, is_roman_or_letter(code), &text);
    vnp__marker marker;
    if (texts == 0 && !is_empty(label) && vnp__first_letter(code, 0) && code.len > 6) {
        text = label; /* "I. CỤM ..." in the first cell of the row */
        code = (vnp_str){0};
        texts = 1;
    }
    if (texts != 1)
        return false;
    if (code.len == 0 || vnp__str_eq(code, vnp__slice_text(text))) {
        vnp_str t = vnp__slice_text(text);
        vnp__match match;
        bool labels = vnp__column_of(&s->columns, VNP__KIND_LABEL) >= 0; /* other rows have some */
        if (labels &&
            vnp__rule_match(s->f->m, VNP__SET_AREA, text, &match)) { /* "Tiêu chí 2. Nhân lực" */
            set_area(s, vnp__match_text(&match, text, VNP__FIELD_CODE),
                     vnp__slice_sub(text, match.end, t.len));
            return true;
        }
        bool objective = s->columns.nested && !is_empty(cell(s, row, VNP__KIND_OBJECTIVE)) &&
                         vnp__code_read(t, &parts) > 0;
        bool marked = vnp__marker_read(t, &marker) &&
                      (marker.kind == VNP__MARK_ROMAN || numbers_area(s, row, text, &marker) ||
                       (s->dotted_labels && marker.kind == VNP__MARK_DIGIT && marker.depth == 1));
        if (objective || (!marked && !vnp__str_is_upper(t, MIN_CAPITALS)))
            return false;
        if (vnp__marker_read(t, &marker) && marker.kind != VNP__MARK_BULLET)
            set_area(s, vnp__marker_label(t, &marker), vnp__slice_sub(text, marker.body, t.len));
        else
            set_area(s, (vnp_str){0}, text);
        return true;
    }
    bool outer = s->dotted_labels && label_parts(code) <= 1;
    if (!is_roman_or_letter(code) && !outer &&
        !(vnp__str_is_upper(vnp__slice_text(text), MIN_CAPITALS) && !s->columns.index))
        return false;
    set_area(s, code, text);
    return true;
}

/* ---------------------------------------------------------------------- groups */

static vnp_str row_label(const sheet *s, const vnp__row *row)
{
    vnp_str label = vnp__slice_text(cell(s, row, VNP__KIND_LABEL));
    while (label.len && label.ptr[label.len - 1] == '.')
        label.len--;
    return label;
}

static bool is_below(vnp_str label, vnp_str group)
{
    return group.len && label.len > group.len + 1 && label.ptr[group.len] == '.' &&
           memcmp(label.ptr, group.ptr, group.len) == 0;
}

/* A row "11" with nothing but a text, above rows "11.1", "11.2": an area inside
 * the area. */
static bool is_group_row(const sheet *s, uint32_t r)
{
    vnp__slice only;
    const vnp__row *row = &s->table->rows.at[r];
    return !s->columns.index && r + 1 < s->table->rows.count &&
           is_below(row_label(s, &s->table->rows.at[r + 1]), row_label(s, row)) &&
           text_cells(s, row, false, &only) == 1;
}

static label_style style_of(vnp_str label)
{
    uint32_t digits = 0, len;
    while (label.len && strchr(".)", label.ptr[label.len - 1]))
        label.len--;
    while (digits < label.len && vnp__char_is_digit((unsigned char)label.ptr[digits]))
        digits++;
    if (label.len && digits == label.len)
        return STYLE_DIGITS;
    uint32_t c = label.len ? vnp__char_at(label, 0, &len) : 0;
    if (label.len == 0 || len < label.len)
        return STYLE_NONE;
    return vnp__char_is_lower(c)              ? STYLE_LETTER
           : vnp__char_is_dash(c) || c == '+' ? STYLE_DASH
                                              : STYLE_NONE;
}

/* "2. | Vốn, tín dụng" behind the row 13, above the row 14. */
static bool is_numbered_apart(const sheet *s, vnp_str label, vnp_str next)
{
    return style_of(label) == STYLE_DIGITS && style_of(next) == STYLE_DIGITS &&
           vnp__label_comes_next(s->number, next) &&
           (s->number.len == 0 || !vnp__label_comes_next(s->number, label));
}

/* "1 | Hạ tầng số" and nothing more, above rows "-", "-" or "a", "b"; "a" above "1", "2". */
static bool heads_rows(const sheet *s, uint32_t r)
{
    vnp__slice only;
    const vnp__row_list *rows = &s->table->rows;
    if (s->columns.index || r + 1 >= rows->count ||
        text_cells(s, &rows->at[r], false, &only) != 1 ||
        text_cells(s, &rows->at[r + 1], false, &only) < 2)
        return false;
    vnp_str label = row_label(s, &rows->at[r]), below = row_label(s, &rows->at[r + 1]);
    label_style own = style_of(label), next = style_of(below);
    if (is_numbered_apart(s, label, below))
        return true;
    return own == STYLE_DIGITS ? next == STYLE_DASH || next == STYLE_LETTER
                               : own == STYLE_LETTER && next == STYLE_DIGITS;
}

/* Opens the area of such a row, inside that which is open. */
static void open_inner_area(sheet *s, uint32_t r)
{
    const vnp__row *row = &s->table->rows.at[r], *next = row + 1;
    bool apart = is_numbered_apart(s, row_label(s, row), row_label(s, next));
    vnp_parent around = s->opened ? s->around : s->area;
    bool has_around = s->opened ? s->has_around : s->has_area;
    vnp__slice name;
    text_cells(s, row, false, &name);
    set_area(s, row_label(s, row), name);
    s->opened = apart ? STYLE_APART : style_of(row_label(s, row));
    s->around = around;
    s->has_around = has_around;
}

/* A row of work that is numbered like the one that opened the area stands behind it. */
static void leave_inner_area(sheet *s, const vnp__row *row)
{
    if (!s->opened || style_of(row_label(s, row)) != s->opened)
        return;
    s->area = s->around;
    s->has_area = s->has_around;
    s->opened = STYLE_NONE;
}

static void set_group(sheet *s, const vnp__row *row)
{
    s->group = (vnp_parent){.kind = VNP_PARENT_AREA,
                            .code = row_label(s, row),
                            .value = vnp__fact_value(s->f, row_title(s, row))};
}

/* --------------------------------------------------------------------- parents */

static void read_parents(sheet *s, const vnp__row *row)
{
    vnp__slice objective = cell(s, row, VNP__KIND_OBJECTIVE), task = cell(s, row, VNP__KIND_TASK);
    if (!is_empty(objective)) {
        set_parent(s, &s->objective, &s->objective_targets, VNP_PARENT_OBJECTIVE, objective);
        s->task = (vnp_parent){0};
        s->task_targets = (vnp_target_list){0};
        s->last = NULL;
    }
    if (!is_empty(task)) {
        set_parent(s, &s->task, &s->task_targets, VNP_PARENT_TASK, task);
        s->last = NULL;
    }
}

/* A target's span lies in the parent's own cell; each item below repeats it. */
static void add_parent(sheet *s, vnp_item *item, const vnp_parent *parent,
                       const vnp_target_list *targets)
{
    if (parent->value.text.len > 0)
        VNP__PUSH(s->f->arena, &item->parents, *parent);
    for (uint32_t i = 0; i < targets->count; i++)
        VNP__PUSH(s->f->arena, &item->targets, targets->at[i]);
}

/* ----------------------------------------------------------------------- items */

static bool is_carried(vnp__field_kind kind)
{
    return kind == VNP__KIND_OWNER || kind == VNP__KIND_COLLABORATOR || kind == VNP__KIND_OUTPUT;
}

static void read_label(sheet *s, vnp_item *item, vnp__slice label)
{
    uint32_t parts;
    vnp_str text = vnp__slice_text(label);
    while (text.len && text.ptr[text.len - 1] == '.')
        text.len--;
    if (text.len && !vnp__first_letter(text, 0) && !vnp__cell_is_number(text))
        return; /* a dash in the label column marks a detail, it is no label */
    item->label = text;
    uint32_t len = vnp__code_read(text, &parts);
    if (len == text.len && parts >= 2 && item->codes.count == 0)
        VNP__PUSH(s->f->arena, &item->codes, text);
}

/* Whether a cell over several rows says the same of each: not a title, nor points or money. */
static bool spans_rows(vnp__field_kind kind)
{
    return kind == VNP__KIND_OWNER || kind == VNP__KIND_COLLABORATOR ||
           kind == VNP__KIND_CONSOLIDATOR || kind == VNP__KIND_DEADLINE ||
           kind == VNP__KIND_START || kind == VNP__KIND_OUTPUT || kind == VNP__KIND_ACTION;
}

/* Whether the row's number is merged with the one above: both are of one task. */
static bool is_merged_task(const sheet *s, const vnp__row *row)
{
    int label = vnp__column_of(&s->columns, VNP__KIND_LABEL);
    if (label < 0 || !s->last || s->columns.index || s->columns.figures ||
        !is_empty(cell(s, row, VNP__KIND_LABEL)))
        return false;
    return s->spans ? label < VNP__MERGED_COLUMNS && row->merged >> label & 1 : s->numbered;
}

static void note_spanning(sheet *s, const vnp__row *row)
{
    s->spans |= row->merged != 0;
    for (uint32_t c = 0; c < row->count && c < VNP__MERGED_COLUMNS; c++)
        if (!(row->merged >> c & 1))
            s->spanning[c] = vnp__slice_trim(vnp__slice_all(&row->cells[c]));
}

/* "x" in a column headed "Quý I": one sign that says that what the head names is so. An empty
 * box or a cross of negation does not. */
static bool is_mark(vnp_str s)
{
    static const uint32_t marks[] = {'x',    'X',    '*',    '+',    0xD7,   0x2022,
                                     0x25A0, 0x25CF, 0x2611, 0x2612, 0x2713, 0x2714,
                                     0x2705, 0x221A, 0x25AA, 0x25FC, 0xF0FC, 0xF0FE};
    uint32_t len, c = s.len ? vnp__char_at(s, 0, &len) : 0;
    for (uint32_t i = 0; s.len && i < sizeof marks / sizeof *marks; i++)
        if (c == marks[i])
            return len == s.len;
    return false;
}

/* A cell that marks the time its column is headed by; false for other cells. */
static bool apply_mark(sheet *s, vnp_item *item, uint32_t column, vnp__slice value)
{
    vnp__match match;
    vnp__field_kind kind = s->columns.kinds[column];
    vnp__slice head = vnp__slice_trim(s->columns.heads[column]);
    if ((kind != VNP__KIND_DEADLINE && kind != VNP__KIND_OTHER) || !is_mark(vnp__slice_text(value)))
        return false;
    /* "Chuyển tiếp từ năm 2025" is no time of the work */
    bool time =
        kind == VNP__KIND_DEADLINE || vnp__rule_match(s->f->m, VNP__SET_DEADLINE, head, &match);
    if (time)
        vnp__deadlines_read(s->f, head, &item->deadlines);
    return time;
}

/* Whether a column stands in front of what numbers and names the rows: it groups them. */
static bool is_in_front(const sheet *s, uint32_t column)
{
    int label = vnp__column_of(&s->columns, VNP__KIND_LABEL);
    int title = vnp__column_of(&s->columns, VNP__KIND_TITLE);
    return (label < 0 || column < (uint32_t)label) && title >= 0 && column < (uint32_t)title;
}

/* What a cell says: "-nt-" says what the one above does. */
static vnp__slice what_is_said(sheet *s, uint32_t column, const vnp__run *cell)
{
    vnp__slice value = vnp__slice_trim(vnp__slice_all(cell));
    bool ditto = vnp__word_of(s->f->rules, VNP__LIST_DITTOS, vnp__slice_all(cell)) != NULL;
    if (column >= VNP__MERGED_COLUMNS)
        return ditto ? vnp__slice_sub(value, 0, 0) : value;
    if (ditto)
        return s->said[column].run ? s->said[column] : vnp__slice_sub(value, 0, 0);
    if (!is_empty(value))
        s->said[column] = value;
    return value;
}

/* What a row says of an item; with `merged` cells that it has in common with rows above, too. */
static void apply_cells(sheet *s, vnp_item *item, const vnp__row *row, bool merged)
{
    vnp_str unit = vnp__slice_text(cell(s, row, VNP__KIND_UNIT));
    bool carries = merged && (s->columns.nested || is_merged_task(s, row));
    for (uint32_t c = 0; c < s->columns.count && c < row->count; c++) {
        vnp__field_kind kind = s->columns.kinds[c];
        if (kind < VNP__KIND_OWNER)
            continue;
        vnp__slice value = what_is_said(s, c, &row->cells[c]);
        if (merged && c < VNP__MERGED_COLUMNS && (row->merged >> c & 1) && spans_rows(kind) &&
            s->spanning[c].run)
            value = s->spanning[c];
        bool above = carries || (merged && is_in_front(s, c));
        if (is_carried(kind) && above && is_empty(value) && s->last)
            value = s->carried[kind];
        if (merged && is_carried(kind))
            s->carried[kind] = value;
        if (is_empty(value) || apply_mark(s, item, c, value))
            continue;
        if (kind == VNP__KIND_TARGET && s->columns.index) {
            vnp__score_read(s->f, item, kind, value);
        } else if (kind == VNP__KIND_TARGET) {
            vnp__figure_read(s->f, value, unit, &item->targets);
        } else if (kind != VNP__KIND_UNIT) {
            vnp__field_apply(s->f, item, kind, s->columns.heads[c], value);
        }
    }
}

/* A day the work begins and a day it ends, in two columns, are one period. */
static void join_start_and_end(sheet *s, vnp_item *item)
{
    vnp_deadline_list *d = &item->deadlines;
    if (vnp__column_of(&s->columns, VNP__KIND_START) < 0 || d->count != 2 ||
        d->at[0].kind != VNP_DEADLINE_DURING || !d->at[0].start.year || !d->at[1].end.year)
        return;
    d->at[0].end = d->at[1].end;
    for (uint32_t i = 0; i < d->at[1].value.spans.count; i++)
        VNP__PUSH(s->f->arena, &d->at[0].value.spans, d->at[1].value.spans.at[i]);
    d->at[0].value.text = vnp__str_format(s->f->arena, "%.*s %.*s", (int)d->at[0].value.text.len,
                                          d->at[0].value.text.ptr, (int)d->at[1].value.text.len,
                                          d->at[1].value.text.ptr);
    d->count = 1;
}

static vnp_span_list row_spans(sheet *s, const vnp__row *row)
{
    vnp_span_list spans = {0};
    vnp__arena *scratch = s->f->scratch;
    vnp__mark mark = vnp__scratch_mark(scratch);
    for (uint32_t c = 0; c < row->count; c++) {
        vnp_value v = vnp__slice_value(scratch, s->f->buffer, vnp__slice_all(&row->cells[c]));
        for (uint32_t i = 0; i < v.spans.count; i++)
            VNP__PUSH(s->f->arena, &spans, v.spans.at[i]);
    }
    vnp__scratch_rewind(scratch, mark);
    return spans;
}

static void read_item(sheet *s, const vnp__row *row)
{
    vnp__title title;
    vnp__slice text = row_title(s, row);
    if (is_empty(text) && s->columns.nested)
        text = cell(s, row, VNP__KIND_TASK);
    vnp_item_kind kind =
        s->columns.index || s->columns.figures ? VNP_ITEM_CRITERION : VNP_ITEM_TASK;
    vnp__title_read(s->f, text, &title);
    uint32_t parts;
    vnp_str label = row_label(s, row);
    if (vnp__code_read(label, &parts) == label.len && label.len > 0 && parts >= 2 &&
        (s->columns.criteria || vnp__below_criterion(s->f, s->node)))
        kind = VNP_ITEM_CRITERION; /* "3.4.1" below "Lĩnh vực 3" */
    vnp_item *item = vnp__item_new(s->f, kind, row_spans(s, row));
    item->title = vnp__fact_value(s->f, title.text);
    item->codes = title.codes;
    read_label(s, item, cell(s, row, VNP__KIND_LABEL));
    if (item->label.len == 0)
        item->label = title.label;
    if (is_below(item->label, s->group.code)) /* of nested areas the nearest is the item's */
        VNP__PUSH(s->f->arena, &item->parents, s->group);
    else if (s->has_area)
        VNP__PUSH(s->f->arena, &item->parents, s->area);
    else
        vnp__area_parent(s->f, s->node, true, &item->parents);
    add_parent(s, item, &s->objective, &s->objective_targets);
    add_parent(s, item, &s->task, &s->task_targets);
    if (!is_empty(row_title(s, row)) || !s->columns.nested)
        vnp__targets_read(s->f, title.text, &item->targets);
    apply_cells(s, item, row, true);
    vnp__due_dates_read(s->f, title.text, &item->deadlines);
    join_start_and_end(s, item);
    s->last = row;
    s->number = style_of(label) == STYLE_DIGITS ? label : s->number;
    s->numbered |= !is_empty(cell(s, row, VNP__KIND_LABEL));
}

/* Whether a row has no more than further owners, times, steps and the like of the item above. */
static bool only_goes_on(const sheet *s, const vnp__row *row)
{
    /* what, who and when together are work of their own */
    bool work =
        !is_empty(cell(s, row, VNP__KIND_ACTION)) &&
        (!is_empty(cell(s, row, VNP__KIND_OWNER)) || !is_empty(cell(s, row, VNP__KIND_DEADLINE)));
    if (work || !s->last || s->columns.nested || vnp__column_of(&s->columns, VNP__KIND_TITLE) < 0)
        return false;
    for (uint32_t c = 0; c < row->count && c < s->columns.count; c++) {
        vnp__field_kind kind = s->columns.kinds[c];
        if (row->cells[c].len > 0 && !(spans_rows(kind) || kind == VNP__KIND_OTHER))
            return false;
    }
    return true;
}

/* The item of the last row, which `row` belongs to, too. */
static vnp_item *item_above(sheet *s, const vnp__row *row)
{
    vnp_item *item = &s->f->plan->items.at[s->f->plan->items.count - 1];
    vnp_span_list spans = row_spans(s, row);
    for (uint32_t i = 0; i < spans.count; i++)
        VNP__PUSH(s->f->arena, &item->spans, spans.at[i]);
    return item;
}

static void go_on(sheet *s, const vnp__row *row)
{
    apply_cells(s, item_above(s, row), row, false);
}

static void add_field_row(sheet *s, const vnp__row *row, const vnp__field_text *field)
{
    vnp__field_apply(s->f, item_above(s, row), field->kind, field->label, field->value);
}

static bool has_more_than_parents(const sheet *s, const vnp__row *row)
{
    for (uint32_t c = 0; c < row->count && c < s->columns.count; c++)
        if (row->cells[c].len > 0 && s->columns.kinds[c] != VNP__KIND_OBJECTIVE &&
            s->columns.kinds[c] != VNP__KIND_AREA && s->columns.kinds[c] != VNP__KIND_LABEL)
            return true;
    return false;
}

static void find_dotted_labels(sheet *s)
{
    uint32_t dotted = 0, plain = 0;
    for (uint32_t r = s->columns.first_row; r < s->table->rows.count; r++) {
        const vnp__row *row = &s->table->rows.at[r];
        vnp_str label = vnp__slice_text(cell(s, row, VNP__KIND_LABEL));
        if (is_total(s, row))
            continue;
        dotted += label_parts(label) >= 2;
        plain += label.len > 0 && label_parts(label) < 2;
    }
    s->dotted_labels = dotted > plain;
}

/* -------------------------------------------------------------------- notes */

static void note_sheet(sheet *s, uint32_t node)
{
    vnp__arena *arena = s->f->arena;
    vnp__fact_notes *notes = s->f->notes;
    if (!notes)
        return;
    vnp__columns *columns = VNP__NEW(arena, vnp__columns);
    *columns = s->columns;
    vnp__sheet_note note = {node, notes->rows.count, notes->rows.count, columns};
    VNP__PUSH(arena, &notes->sheets, note);
}

static void note_row(sheet *s, const vnp__row *row, vnp__row_role role)
{
    vnp__fact_notes *notes = s->f->notes;
    if (!notes)
        return;
    vnp__row_note note = {row, role, notes->sheets.count - 1};
    VNP__PUSH(s->f->arena, &notes->rows, note);
    notes->sheets.at[note.sheet].end_row = notes->rows.count;
}

/* Whether a head in the table is its own, printed again on the next page: the rows below do
 * not begin to count anew. */
static bool goes_on(const sheet *s, const vnp__columns *next)
{
    const vnp__row_list *rows = &s->table->rows;
    if (!vnp__columns_alike(&s->columns, next) || next->first_row >= rows->count)
        return false;
    vnp_str first = row_label(s, &rows->at[s->columns.first_row]),
            label = row_label(s, &rows->at[next->first_row]);
    return first.len > 0 && !vnp__str_eq(first, label);
}

static void read_table(vnp__facts *f, uint32_t node)
{
    const vnp__table *table = vnp__node_table(vnp__fact_node(f, node));
    sheet s = {.f = f, .table = table, .node = node};
    if (!vnp__columns_read(f, table, 0, &s.columns))
        return;
    find_dotted_labels(&s);
    note_sheet(&s, node);
    for (uint32_t r = s.columns.first_row; r < table->rows.count; r++) {
        const vnp__row *row = &table->rows.at[r];
        vnp__columns next;
        note_spanning(&s, row);
        if (vnp__is_next_head(f, table, r, &s.columns)) {
            if (!vnp__columns_read(f, table, r, &next))
                return;
            r = next.first_row - 1;
            if (goes_on(&s, &next))
                continue;
            s = (sheet){.f = f, .table = table, .node = node, .columns = next};
            note_sheet(&s, node);
            continue;
        }
        if (is_total(&s, row)) {
            note_row(&s, row, VNP__ROW_TOTAL);
            continue;
        }
        if (is_remark(&s, row)) {
            note_row(&s, row, VNP__ROW_REMARK);
            continue;
        }
        if (is_group_row(&s, r)) {
            note_row(&s, row, VNP__ROW_GROUP);
            set_group(&s, row);
            continue;
        }
        bool heads = heads_rows(&s, r);
        if (heads)
            open_inner_area(&s, r);
        if (heads || read_area_row(&s, row)) {
            note_row(&s, row, VNP__ROW_AREA);
            forget_parents(&s);
            s.row_area = true;
            continue;
        }
        vnp__field_text field;
        if (only_goes_on(&s, row)) {
            go_on(&s, row);
            continue;
        }
        if (is_field_row(&s, row, &field)) {
            add_field_row(&s, row, &field);
            continue;
        }
        leave_inner_area(&s, row);
        read_area_cell(&s, row);
        read_parents(&s, row);
        bool item = has_more_than_parents(&s, row);
        note_row(&s, row, item ? VNP__ROW_ITEM : VNP__ROW_PARENT);
        if (item)
            read_item(&s, row);
    }
}

/* A template to fill in says nothing: below its head no row has work in it. */
void vnp__rows_read(vnp__facts *f)
{
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        if (n->is_table && n->topic != VNP__TOPIC_FORM)
            read_table(f, i);
    }
}
