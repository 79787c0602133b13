#include "fact/columns.h"

#include "text/chars.h"

enum { MAX_HEAD_ROWS = 4, MAX_TAIL_WORDS = 6 };

int vnp__column_of(const vnp__columns *c, vnp__field_kind kind)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (c->kinds[i] == kind)
            return (int)i;
    return -1;
}

static bool has(const vnp__columns *c, vnp__field_kind kind)
{
    return vnp__column_of(c, kind) >= 0;
}

/* Numbers that authors put before heads: "1 - Mục tiêu", "(5) Chủ trì". */
static vnp__slice without_number(vnp__slice s)
{
    vnp_str text = vnp__slice_text(s);
    uint32_t at = 0, len;
    while (at < text.len) {
        uint32_t c = vnp__char_at(text, at, &len);
        if (!vnp__char_is_digit(c) && c != ' ' && c != '(' && c != ')' && c != '.' && c != '*' &&
            !vnp__char_is_dash(c))
            break;
        at += len;
    }
    return at < text.len ? vnp__slice_sub(s, at, text.len) : s;
}

/* A head that is no column's by its words may be one of a field. */
static vnp__field_kind label_kind(vnp__facts *f, vnp__slice head)
{
    vnp__field_kind kind = vnp__label_by_words(f, head);
    const vnp__word *word =
        kind == VNP__KIND_NONE ? vnp__word_of(f->rules, VNP__LIST_LABELS, head) : NULL;
    return word ? vnp__field_kind_of(word->canonical) : kind;
}

static vnp__field_kind head_kind(vnp__facts *f, vnp__slice head)
{
    vnp__match match;
    vnp__slice s = without_number(vnp__slice_trim(head));
    vnp_str text = vnp__slice_text(s);
    if (text.len == 0)
        return VNP__KIND_NONE;
    if (vnp__rule_match(f->m, VNP__SET_COLUMN, s, &match) &&
        !vnp__match_is(&match, s, VNP__FIELD_KIND, "total") &&
        !vnp__match_is(&match, s, VNP__FIELD_KIND, "remark"))
        return vnp__field_kind_of(vnp__match_text(&match, s, VNP__FIELD_KIND));
    uint32_t end;
    const vnp__word *word = vnp__word_head(f->rules, VNP__LIST_COLUMNS, s, &end);
    if (!word || vnp__str_words(vnp__str_sub(text, end, text.len)) > MAX_TAIL_WORDS)
        return label_kind(f, s);
    vnp__field_kind kind = vnp__field_kind_of(word->canonical);
    if (kind == VNP__KIND_UNIT && end < text.len && !memchr(text.ptr + end, '(', text.len - end)) {
        /* "Đơn vị theo dõi" is no unit, nor is "Đơn vị giúp việc" */
        kind = vnp__label_by_words(f, s);
        return kind != VNP__KIND_NONE ? kind : VNP__KIND_OTHER;
    }
    if (kind == VNP__KIND_AREA && end < text.len) /* "Lĩnh vực, chỉ số": what the rows list */
        return VNP__KIND_NONE;
    vnp__matcher_used(f->m, VNP__LIST_COLUMNS, word, vnp__slice_sub(s, 0, end));
    return kind;
}

static uint32_t known_heads(vnp__facts *f, const vnp__row *row)
{
    uint32_t known = 0;
    for (uint32_t c = 0; c < row->count; c++)
        known += head_kind(f, vnp__slice_all(&row->cells[c])) != VNP__KIND_NONE;
    return known;
}

static uint32_t filled_cells(const vnp__row *row)
{
    uint32_t filled = 0;
    for (uint32_t c = 0; c < row->count; c++)
        filled += row->cells[c].len > 0;
    return filled;
}

/* Whether most of a row's cells are heads. */
static bool has_heads(vnp__facts *f, const vnp__row *row)
{
    uint32_t known = known_heads(f, row);
    return known >= 2 && known * 2 > filled_cells(row);
}

/* "(1) (2) (3)" below a head. */
static bool is_number_row(const vnp__row *row)
{
    uint32_t letters = 0;
    for (uint32_t c = 0; c < row->count; c++)
        letters += vnp__first_letter(vnp__run_text(&row->cells[c]), 0) != 0;
    return letters == 0 && filled_cells(row) * 2 > row->count;
}

/* A head merged over several rows is copied into each of them. */
static bool repeats_label(const vnp__row *above, const vnp__row *row)
{
    return above->count && row->count && row->cells[0].len &&
           vnp__str_eq(vnp__run_text(&above->cells[0]), vnp__run_text(&row->cells[0]));
}

static const vnp__run *head_cell(const vnp__row *row, uint32_t column)
{
    static const vnp__run empty;
    return column < row->count ? &row->cells[column] : &empty;
}

/* Whether a head over several columns stands at this one and the next: it is copied into each of
 * them, or the others are empty. */
static bool spans(const vnp__row *top, uint32_t column)
{
    const vnp__run *next = head_cell(top, column + 1);
    return next->len == 0 ||
           vnp__str_eq(vnp__run_text(head_cell(top, column)), vnp__run_text(next));
}

static bool is_shared(const vnp__row *top, uint32_t column)
{
    return spans(top, column) || (column > 0 && spans(top, column - 1));
}

/* What a column holds whose head stands below one over several columns: its own words tell, or
 * both: "Điểm" / "Tối đa". A year, or "Đạt 2025", means points below "Điểm". */
static vnp__field_kind kind_below(vnp__facts *f, const vnp__row *top, uint32_t column,
                                  vnp__slice head)
{
    vnp__run whole;
    vnp__field_kind kind = head_kind(f, head), both;
    bool own = kind != VNP__KIND_NONE && kind != VNP__KIND_OTHER && kind != VNP__KIND_TARGET;
    uint32_t first = column;
    while (first > 0 && head_cell(top, first)->len == 0)
        first--;
    if (own || head_cell(top, first)->len == 0)
        return kind;
    vnp__run_join(f->arena, f->buffer, head_cell(top, first), head.run, VNP__GAP_LINE, &whole);
    both = head_kind(f, vnp__slice_all(&whole));
    bool points = both == VNP__KIND_MAX || both == VNP__KIND_ACHIEVED;
    bool told =
        kind == VNP__KIND_NONE || points || (kind == VNP__KIND_TARGET && both == VNP__KIND_OTHER);
    return told ? both : kind;
}

/* Whether all heads of a row stand below such over several columns, one of them at least where
 * the row above has none, and half of them are known. */
static bool is_below_shared(vnp__facts *f, const vnp__row *top, const vnp__row *row)
{
    uint32_t known = 0, filled = 0, added = 0;
    for (uint32_t c = 0; c < row->count; c++) {
        if (row->cells[c].len == 0)
            continue;
        if (!is_shared(top, c))
            return false;
        filled++;
        added += head_cell(top, c)->len == 0;
    }
    for (uint32_t c = 0; c < row->count && added > 0; c++)
        known += row->cells[c].len > 0 &&
                 kind_below(f, top, c, vnp__slice_all(&row->cells[c])) != VNP__KIND_NONE;
    return added > 0 && filled > 1 && known * 2 >= filled;
}

/* The heads of a row; of one below the first, `top`, those that refine what stands there. */
static void take_row(vnp__facts *f, const vnp__row *top, const vnp__row *row, vnp__columns *out)
{
    for (uint32_t c = 0; c < row->count && c < VNP__MAX_COLUMNS; c++) {
        if (row->cells[c].len == 0)
            continue;
        vnp__slice head = vnp__slice_all(&row->cells[c]);
        bool shared = top && is_shared(top, c);
        vnp__field_kind kind = shared ? kind_below(f, top, c, head) : head_kind(f, head);
        if (kind == VNP__KIND_BUDGET && has(out, kind))
            kind = VNP__KIND_NONE; /* its sources: the first column has the sum */
        bool refines = out->kinds[c] == VNP__KIND_NONE || out->kinds[c] == VNP__KIND_OTHER ||
                       (shared && kind != VNP__KIND_NONE);
        if (refines || !out->heads[c].run)
            out->kinds[c] = kind;
        if (refines)
            out->heads[c] = head;
        if (c >= out->count)
            out->count = c + 1;
    }
}

static void rename_kind(vnp__columns *c, vnp__field_kind from, vnp__field_kind to)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (c->kinds[i] == from)
            c->kinds[i] = to;
}

/* What a head says of the titles below it: "Tên hoạt động", names and not what is done;
 * "Tiêu chí", criteria. */
typedef enum titles { TITLES_OTHER, TITLES_NAMES, TITLES_CRITERIA } titles;

static titles titles_below(vnp__facts *f, vnp__slice head)
{
    vnp__match match;
    head = without_number(vnp__slice_trim(head));
    if (!vnp__rule_match(f->m, VNP__SET_COLUMN, head, &match) ||
        !vnp__match_is(&match, head, VNP__FIELD_KIND, "title"))
        return TITLES_OTHER;
    return vnp__match_is(&match, head, VNP__FIELD_SCOPE, "criteria") ? TITLES_CRITERIA
                                                                     : TITLES_NAMES;
}

/* What a second column of titles holds: beside names what is done, "Tên hoạt động" and "Nội dung
 * công việc"; figures below "Chỉ tiêu". */
static vnp__field_kind second_title(vnp__facts *f, const vnp__columns *c, int title, uint32_t i)
{
    if (c->index || c->figures)
        return VNP__KIND_OTHER;
    if ((int)i == title + 1 && titles_below(f, c->heads[title]) == TITLES_NAMES)
        return VNP__KIND_ACTION;
    return label_kind(f, vnp__slice_trim(c->heads[i])) == VNP__KIND_TARGET ? VNP__KIND_TARGET
                                                                           : VNP__KIND_OTHER;
}

/* One head means different things in different tables: "Mục tiêu" is an
 * objective beside tasks, points in an index, a figure beside a unit. */
static void settle(vnp__facts *f, vnp__columns *c)
{
    c->index = has(c, VNP__KIND_MAX) || has(c, VNP__KIND_ACHIEVED);
    c->nested =
        has(c, VNP__KIND_ACTIVITY) && (has(c, VNP__KIND_TASK) || has(c, VNP__KIND_OBJECTIVE));
    if (c->index && !has(c, VNP__KIND_TARGET))
        rename_kind(c, VNP__KIND_OBJECTIVE, VNP__KIND_TARGET);
    if (c->index && has(c, VNP__KIND_TITLE))
        rename_kind(c, VNP__KIND_TASK, VNP__KIND_ACTION);
    /* what the table lists under a head of its own stands right behind the label */
    int label = vnp__column_of(c, VNP__KIND_LABEL);
    uint32_t first = label < 0 ? 0 : (uint32_t)label + 1;
    first += first < c->count && c->kinds[first] == VNP__KIND_AREA;
    bool listed = first < c->count && c->kinds[first] == VNP__KIND_NONE && c->heads[first].run;
    if (listed && has(c, VNP__KIND_UNIT) && !has(c, VNP__KIND_TITLE) && !c->nested)
        c->kinds[first] = VNP__KIND_TITLE;
    if (!c->nested) {
        rename_kind(c, VNP__KIND_ACTIVITY,
                    has(c, VNP__KIND_TITLE) ? VNP__KIND_ACTION : VNP__KIND_TITLE);
        rename_kind(c, VNP__KIND_TASK,
                    has(c, VNP__KIND_TITLE) ? VNP__KIND_ACTION : VNP__KIND_TITLE);
    }
    if (listed && !has(c, VNP__KIND_TITLE) && !c->nested)
        c->kinds[first] = VNP__KIND_TITLE;
    if (!has(c, VNP__KIND_TITLE) && !c->nested)
        rename_kind(c, has(c, VNP__KIND_ACTION) ? VNP__KIND_ACTION : VNP__KIND_AREA,
                    VNP__KIND_TITLE);
    bool figures = has(c, VNP__KIND_UNIT) && !c->index;
    bool staged = figures && !has(c, VNP__KIND_TARGET) && !has(c, VNP__KIND_OBJECTIVE);
    rename_kind(c, VNP__KIND_STAGE, staged ? VNP__KIND_TARGET : VNP__KIND_OTHER);
    if (figures && !has(c, VNP__KIND_TARGET))
        rename_kind(c, has(c, VNP__KIND_OBJECTIVE) ? VNP__KIND_OBJECTIVE : VNP__KIND_OUTPUT,
                    VNP__KIND_TARGET);
    else if (figures)
        rename_kind(c, VNP__KIND_OBJECTIVE, VNP__KIND_TARGET);
    if (!c->nested && !c->index && !figures && !has(c, VNP__KIND_TITLE))
        rename_kind(c, VNP__KIND_OBJECTIVE, VNP__KIND_TITLE);
    c->figures = !c->index && has(c, VNP__KIND_TARGET) && !has(c, VNP__KIND_DEADLINE);
    rename_kind(c, VNP__KIND_VISITED, has(c, VNP__KIND_TITLE) ? VNP__KIND_OTHER : VNP__KIND_TITLE);
    int title = vnp__column_of(c, VNP__KIND_TITLE);
    c->criteria = title >= 0 && titles_below(f, c->heads[title]) == TITLES_CRITERIA;
    for (uint32_t i = 0; i < c->count; i++) {
        if (c->kinds[i] == VNP__KIND_TITLE && (int)i != title)
            c->kinds[i] = second_title(f, c, title, i);
        else if (c->kinds[i] == VNP__KIND_NONE && c->heads[i].run)
            c->kinds[i] = VNP__KIND_OTHER;
    }
}

/* A column that no list names but that numbers the rows: "Số", "#". It is the first, or stands
 * behind what groups the rows. */
static void label_by_content(const vnp__table *table, vnp__columns *c)
{
    enum { MAX_NUMBER = 5 };
    uint32_t numbers = 0, filled = 0;
    uint32_t column = c->kinds[0] == VNP__KIND_OWNER || c->kinds[0] == VNP__KIND_AREA ? 1 : 0;
    if (c->count < 3 || c->kinds[column] != VNP__KIND_NONE || has(c, VNP__KIND_LABEL))
        return;
    for (uint32_t r = c->first_row; r < table->rows.count; r++) {
        if (table->rows.at[r].count <= column)
            continue;
        vnp_str s = vnp__run_text(&table->rows.at[r].cells[column]);
        filled += s.len > 0;
        numbers += s.len > 0 && s.len < MAX_NUMBER &&
                   (s.len == 1 || vnp__cell_is_number(s) || vnp__cell_is_roman(s));
    }
    if (numbers >= 2 && numbers == filled)
        c->kinds[column] = VNP__KIND_LABEL;
}

/* "Đơn vị" heads the unit of figures, or who does the work: the cells tell, where the table
 * has times and no figures. A list of goods ("Bộ dụng cụ") gives nobody work. */
static void owner_by_content(vnp__facts *f, const vnp__table *table, vnp__columns *c)
{
    int unit = vnp__column_of(c, VNP__KIND_UNIT);
    uint32_t parties = 0, end;
    if (unit < 0 || has(c, VNP__KIND_OWNER) || has(c, VNP__KIND_TARGET) ||
        !has(c, VNP__KIND_DEADLINE))
        return;
    for (uint32_t r = c->first_row; r < table->rows.count; r++) {
        const vnp__row *row = &table->rows.at[r];
        if ((uint32_t)unit >= row->count || row->cells[unit].len == 0)
            continue;
        vnp__slice cell = vnp__slice_all(&row->cells[unit]);
        if (vnp__word_head(f->rules, VNP__LIST_UNITS, cell, &end) && end == row->cells[unit].len)
            return;
        parties += vnp__begins_party(f, cell);
    }
    if (parties)
        c->kinds[unit] = VNP__KIND_OWNER;
}

static bool is_filled(const vnp__columns *c, const vnp__row *row, vnp__field_kind kind)
{
    int column = vnp__column_of(c, kind);
    return column >= 0 && (uint32_t)column < row->count && row->cells[column].len > 0;
}

/* Rows with work, a time or a product of its own, and nothing in front of it. */
static uint32_t rows_without(const vnp__table *table, const vnp__columns *c, vnp__field_kind task,
                             vnp__field_kind work)
{
    uint32_t merged = 0;
    for (uint32_t r = c->first_row; r < table->rows.count; r++) {
        const vnp__row *row = &table->rows.at[r];
        merged += !is_filled(c, row, task) && !is_filled(c, row, VNP__KIND_LABEL) &&
                  is_filled(c, row, work) &&
                  (is_filled(c, row, VNP__KIND_DEADLINE) || is_filled(c, row, VNP__KIND_OUTPUT));
    }
    return merged;
}

/* "Nội dung nhiệm vụ" beside "Công việc cụ thể", or "Nhiệm vụ" in front of "Nội dung công việc",
 * heads tasks, each over several rows. */
static void task_by_content(const vnp__table *table, vnp__columns *c)
{
    enum { ROWS = 2 };
    int task = vnp__column_of(c, VNP__KIND_TASK), title = vnp__column_of(c, VNP__KIND_TITLE);
    if (has(c, VNP__KIND_MAX) || title < 0)
        return;
    if (task < 0 && has(c, VNP__KIND_ACTIVITY) &&
        rows_without(table, c, VNP__KIND_TITLE, VNP__KIND_ACTIVITY) >= ROWS)
        rename_kind(c, VNP__KIND_TITLE, VNP__KIND_TASK);
    else if (task + 1 == title && task >= 0 && !has(c, VNP__KIND_ACTIVITY) &&
             rows_without(table, c, VNP__KIND_TASK, VNP__KIND_TITLE) >= ROWS)
        rename_kind(c, VNP__KIND_TITLE, VNP__KIND_ACTIVITY);
}

/* The year that ends at `end`, 0 where none does. */
static uint32_t year_before(vnp_str text, uint32_t end)
{
    enum { FIGURES = 4 };
    uint32_t year = 0, at = end < FIGURES ? end : end - FIGURES;
    if (at == end || text.ptr[at] != '2' ||
        (at > 0 && vnp__char_is_digit((unsigned char)text.ptr[at - 1])))
        return 0;
    for (; at < end; at++) {
        if (!vnp__char_is_digit((unsigned char)text.ptr[at]))
            return 0;
        year = year * 10 + (uint32_t)(text.ptr[at] - '0');
    }
    return year;
}

/* The year that a head is or ends with, the first of "2026-2027"; 0 without one. */
static uint32_t year_of_head(vnp__slice head)
{
    enum { FIGURES = 4 };
    vnp_str text = head.run ? vnp__slice_text(vnp__slice_trim(head)) : (vnp_str){0};
    uint32_t year = text.ptr ? year_before(text, text.len) : 0;
    if (year == 0)
        return 0;
    uint32_t at = text.len - FIGURES, dash = at;
    while (dash > 0 && text.ptr[dash - 1] == ' ')
        dash--;
    if (dash == 0 || text.ptr[dash - 1] != '-')
        return at == 0 || text.ptr[at - 1] == ' ' ? year : 0;
    for (dash--; dash > 0 && text.ptr[dash - 1] == ' ';)
        dash--;
    return year_before(text, dash);
}

/* "2026" beside a unit heads figures to reach, "Điểm 2026" in a plan of that year points to
 * reach; what a year before the plan's heads was reached, in points where there are such. */
static void years_by_plan(const vnp__facts *f, vnp__columns *c)
{
    uint32_t plan = f->plan->head.year > 0 ? (uint32_t)f->plan->head.year : 0;
    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t year = year_of_head(c->heads[i]);
        bool bare =
            year && vnp__slice_trim(c->heads[i]).end - vnp__slice_trim(c->heads[i]).begin == 4;
        bool figures = has(c, VNP__KIND_UNIT) && (bare || (plan && year >= plan));
        if (figures && c->kinds[i] == VNP__KIND_NONE) /* "2026", "Cam kết năm 2026" */
            c->kinds[i] = year < plan ? VNP__KIND_OTHER : VNP__KIND_TARGET;
        else if (year && plan && year >= plan && c->kinds[i] == VNP__KIND_ACHIEVED &&
                 has(c, VNP__KIND_MAX))
            c->kinds[i] = VNP__KIND_TARGET;
        else if (year && year < plan && c->kinds[i] == VNP__KIND_TARGET && has(c, VNP__KIND_UNIT))
            c->kinds[i] = VNP__KIND_OTHER; /* "Năm 2025" beside "Mục tiêu 2026" */
        else if (year && year < plan && c->kinds[i] == VNP__KIND_OTHER && has(c, VNP__KIND_MAX) &&
                 !has(c, VNP__KIND_ACHIEVED))
            c->kinds[i] = VNP__KIND_ACHIEVED; /* "Kết quả năm 2025" beside "Điểm tối đa" */
    }
}

/* Work and something said about it: an owner, a time, a product, points, a figure. */
static bool makes_items(const vnp__columns *c)
{
    static const vnp__field_kind said[] = {
        VNP__KIND_OWNER,    VNP__KIND_DEADLINE, VNP__KIND_OUTPUT,      VNP__KIND_MAX,
        VNP__KIND_ACHIEVED, VNP__KIND_TARGET,   VNP__KIND_COLLABORATOR};
    if (!has(c, VNP__KIND_TITLE) && !c->nested)
        return false;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (has(c, said[i]))
            return true;
    return false;
}

bool vnp__is_next_head(vnp__facts *f, const vnp__table *table, uint32_t r,
                       const vnp__columns *columns)
{
    const vnp__row *row = &table->rows.at[r];
    int label = vnp__column_of(columns, VNP__KIND_LABEL);
    if (label < 0 || (uint32_t)label >= row->count)
        return false;
    vnp__slice cell = vnp__slice_all(&row->cells[label]);
    return head_kind(f, cell) == VNP__KIND_LABEL && known_heads(f, row) >= 3;
}

bool vnp__columns_alike(const vnp__columns *a, const vnp__columns *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t c = 0; c < a->count; c++)
        if (a->kinds[c] != b->kinds[c])
            return false;
    return true;
}

bool vnp__columns_read(vnp__facts *f, const vnp__table *table, uint32_t from, vnp__columns *out)
{
    memset(out, 0, sizeof *out);
    uint32_t r = from;
    while (r < table->rows.count && r < from + MAX_HEAD_ROWS &&
           known_heads(f, &table->rows.at[r]) < 2)
        r++;
    if (r == table->rows.count || r == from + MAX_HEAD_ROWS)
        return false;
    const vnp__row *top = &table->rows.at[r];
    take_row(f, NULL, top, out);
    for (r++; r < table->rows.count; r++) {
        const vnp__row *row = &table->rows.at[r];
        if (is_number_row(row))
            continue;
        if (!repeats_label(&table->rows.at[r - 1], row) && !has_heads(f, row) &&
            !is_below_shared(f, top, row))
            break;
        take_row(f, top, row, out);
    }
    out->first_row = r;
    label_by_content(table, out);
    owner_by_content(f, table, out);
    task_by_content(table, out);
    years_by_plan(f, out);
    settle(f, out);
    return makes_items(out);
}
