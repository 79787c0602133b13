#include "check/checks.h"

#include "text/chars.h"

#include <stdio.h>
#include <stdlib.h>

/* ------------------------------------------------------------------ reporting */

static void add_argument(vnp__buf *buf, vnp_str argument)
{
    enum { LONGEST = 120 };
    uint32_t len = argument.len;
    if (len > LONGEST) {
        for (len = LONGEST; ((unsigned char)argument.ptr[len] & 0xC0) == 0x80;)
            len--;
    }
    vnp__buf_add(buf, argument.ptr, len);
    if (len < argument.len)
        vnp__buf_add(buf, "...", 3);
}

/* The message of a rule with {1}, {2} ... filled in. */
static vnp_str message_of(vnp__checker *c, vnp_str rule, const vnp_str *args)
{
    vnp_str text = vnp__message(c->rules, c->messages, rule);
    vnp__buf buf = {.arena = c->arena};
    for (uint32_t at = 0; at < text.len; at++) {
        bool hole = text.ptr[at] == '{' && at + 2 < text.len && text.ptr[at + 2] == '}' &&
                    text.ptr[at + 1] >= '1' && text.ptr[at + 1] <= '3';
        if (!hole) {
            vnp__buf_byte(&buf, text.ptr[at]);
            continue;
        }
        if (args)
            add_argument(&buf, args[text.ptr[at + 1] - '1']);
        at += 2;
    }
    return vnp__buf_str(&buf);
}

static vnp_severity severity_of(vnp_str name)
{
    if (vnp__str_eq(name, VNP__STR("error")))
        return VNP_ERROR;
    return vnp__str_eq(name, VNP__STR("note")) ? VNP_NOTE : VNP_WARNING;
}

void vnp__report(vnp__checker *c, const char *rule, uint32_t item, vnp_span span,
                 const vnp_str args[3])
{
    vnp__report_as(c, rule, rule, item, span, args);
}

void vnp__report_as(vnp__checker *c, const char *rule, const char *message, uint32_t item,
                    vnp_span span, const vnp_str args[3])
{
    vnp_str id = vnp__str_c(rule);
    const vnp__word *check = vnp__word_find(c->rules, VNP__LIST_CHECKS, id);
    if (!check)
        return;
    vnp_diagnostic *d = VNP__ADD(c->arena, &c->found);
    d->rule = id;
    d->severity = severity_of(check->canonical);
    d->message = message_of(c, vnp__str_c(message), args);
    d->span = span;
    if (item != VNP__NO_ITEM)
        d->item = c->plan->items.at[item].id;
}

vnp_str vnp__figure(vnp__checker *c, double figure)
{
    char text[32];
    snprintf(text, sizeof text, "%.4f", figure);
    size_t len = strlen(text);
    while (len > 1 && text[len - 1] == '0')
        len--;
    len -= text[len - 1] == '.' || text[len - 1] == ',';
    for (size_t i = 0; i < len; i++)
        if (text[i] == '.' || text[i] == ',')
            text[i] = c->messages == VNP__LIST_MESSAGES_VI ? ',' : '.';
    return vnp__str_copy(c->arena, vnp__str(text, len));
}

/* --------------------------------------------------------------------- places */

vnp_span vnp__slice_span(const vnp__checker *c, vnp__slice s)
{
    vnp_value value = vnp__slice_value(c->arena, c->buffer, s);
    if (value.spans.count)
        return value.spans.at[0];
    uint32_t at = vnp__run_begins(s.run);
    return (vnp_span){at, at};
}

vnp_span vnp__item_span(const vnp_item *item)
{
    if (item->title.spans.count)
        return item->title.spans.at[0];
    return item->spans.count ? item->spans.at[0] : (vnp_span){0, 0};
}

vnp__slice vnp__check_slice(const vnp__checker *c, vnp_str text)
{
    return vnp__slice_of(c->arena, text);
}

static void add_extents(vnp__checker *c, uint32_t item, vnp_span_list spans, bool own)
{
    for (uint32_t i = 0; i < spans.count; i++) {
        vnp__extent e = {spans.at[i].begin, spans.at[i].end, item, own};
        *VNP__ADD_MOVING(c->arena, &c->extents) = e;
    }
}

static void add_parties(vnp__checker *c, uint32_t item, const vnp_party_list *parties)
{
    for (uint32_t i = 0; i < parties->count; i++)
        add_extents(c, item, parties->at[i].value.spans, false);
}

static void add_values(vnp__checker *c, uint32_t item, const vnp_value_list *values)
{
    for (uint32_t i = 0; i < values->count; i++)
        add_extents(c, item, values->at[i].spans, false);
}

static int by_begin(const void *a, const void *b)
{
    const vnp__extent *x = a, *y = b;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

static void find_extents(vnp__checker *c)
{
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        const vnp_item *item = &c->plan->items.at[i];
        add_extents(c, i, item->spans, true);
        add_parties(c, i, &item->owners);
        add_parties(c, i, &item->collaborators);
        add_parties(c, i, &item->consolidators);
        add_values(c, i, &item->actions);
        add_values(c, i, &item->outputs);
        for (uint32_t d = 0; d < item->deadlines.count; d++)
            add_extents(c, i, item->deadlines.at[d].value.spans, false);
        add_extents(c, i, item->budget.spans, false);
    }
    if (c->extents.count > 1)
        qsort(c->extents.at, c->extents.count, sizeof *c->extents.at, by_begin);
    c->extent_reach = vnp__arena_get(c->arena, ((size_t)c->extents.count + 1) * sizeof(uint32_t));
    for (uint32_t i = 0, reach = 0; i < c->extents.count; i++) {
        reach = c->extents.at[i].end > reach ? c->extents.at[i].end : reach;
        c->extent_reach[i] = reach;
    }
}

/* Index of the text that begins last at or before an offset, or the texts' count. */
static uint32_t text_at(const vnp__checker *c, uint32_t offset)
{
    uint32_t low = 0, high = c->texts.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (vnp__run_begins(c->texts.at[mid].slice.run) > offset)
            high = mid;
        else
            low = mid + 1;
    }
    return low ? low - 1 : c->texts.count;
}

uint32_t vnp__node_at(const vnp__checker *c, uint32_t offset)
{
    uint32_t text = text_at(c, offset);
    return text < c->texts.count ? c->texts.at[text].node : VNP__NO_NODE;
}

/* A field that gave no value, such as a date that does not exist, is still that of
 * the item above it. */
static uint32_t item_of_field(const vnp__checker *c, uint32_t offset)
{
    uint32_t node = vnp__node_at(c, offset), low = 0, high = c->plan->items.count;
    if (node == VNP__NO_NODE || c->notes->uses[node] != VNP__USE_FIELD)
        return VNP__NO_ITEM;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        const vnp_item *item = &c->plan->items.at[mid];
        if (!item->spans.count || item->spans.at[0].begin <= offset)
            low = mid + 1;
        else
            high = mid;
    }
    return low ? low - 1 : VNP__NO_ITEM;
}

/* A carried cell belongs to several items: the row it stands in comes first. */
uint32_t vnp__item_at(const vnp__checker *c, uint32_t offset)
{
    enum { MAX_STEPS = 256 };
    uint32_t low = 0, high = c->extents.count, best = VNP__NO_ITEM;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (c->extents.at[mid].begin <= offset)
            low = mid + 1;
        else
            high = mid;
    }
    for (uint32_t steps = 0; low-- > 0 && steps < MAX_STEPS && c->extent_reach[low] > offset;
         steps++) {
        const vnp__extent *e = &c->extents.at[low];
        if (e->end <= offset)
            continue;
        if (e->own)
            return e->item;
        best = e->item;
    }
    return best != VNP__NO_ITEM ? best : item_of_field(c, offset);
}

/* ------------------------------------------------------------------- preparing */

static void add_text(vnp__checker *c, const vnp__run *run, uint32_t node, const vnp__row *row)
{
    vnp__check_text text = {vnp__slice_all(run), node, row};
    if (run->len)
        *VNP__ADD_MOVING(c->arena, &c->texts) = text;
}

/* A template to fill in is full of blanks and says nothing of the plan. */
static void find_texts(vnp__checker *c)
{
    for (uint32_t i = 0; i < c->o->nodes.count; i++) {
        const vnp__node *n = &c->o->nodes.at[i];
        if (n->topic == VNP__TOPIC_FORM)
            continue;
        const vnp__table *table = vnp__node_table(n);
        if (!table)
            add_text(c, &n->run, i, NULL);
        for (uint32_t r = 0; table && r < table->rows.count; r++)
            for (uint32_t k = 0; k < table->rows.at[r].count; k++)
                add_text(c, &table->rows.at[r].cells[k], i, &table->rows.at[r]);
    }
}

int vnp__year_in(vnp_str text)
{
    int named = 0;
    for (uint32_t at = 0, end; at < text.len; at = end + 1) {
        int year = 0;
        for (end = at; end < text.len && vnp__char_is_digit((unsigned char)text.ptr[end]); end++)
            year = end - at < 4 ? year * 10 + (text.ptr[end] - '0') : 0;
        if (end - at != 4 || year <= 1900 || year >= 2200)
            continue;
        if (named && named != year)
            return 0;
        named = year;
    }
    return named;
}

/*
 * The years the plan is for. A title that names one year may name a period beside
 * it, that of the programme it carries out: then only a period that begins with
 * that year counts, a school year. A plan that was issued well before its year, "tuyển quân năm
 * 2027" in August 2026, begins when it was.
 */
static void find_years(vnp__checker *c)
{
    enum { LAST_MONTH = 10 };
    const vnp_head *h = &c->plan->head;
    vnp__match match;
    vnp__slice s = vnp__check_slice(c, h->title.text);
    c->first_year = c->last_year = h->year;
    for (uint32_t from = 0;
         vnp__rule_find_role(c->m, VNP__SET_YEAR, VNP__ROLE_PLAN, s, from, &match);
         from = match.end) {
        int first = vnp__year_in(vnp__match_text(&match, s, VNP__FIELD_YEAR)),
            last = vnp__year_in(vnp__match_text(&match, s, VNP__FIELD_YEAR2));
        first = first ? first : h->date.year ? h->date.year : last;
        last = last ? last : first;
        if (h->year && first != h->year)
            continue;
        c->first_year = c->first_year && c->first_year < first ? c->first_year : first;
        c->last_year = c->last_year > last ? c->last_year : last;
    }
    if (c->last_year < c->first_year)
        c->last_year = c->first_year;
    if (h->date.year == c->first_year - 1 && h->date.month && h->date.month <= LAST_MONTH)
        c->first_year = h->date.year;
}

static uint32_t item_beginning_at(const vnp__checker *c, uint32_t offset)
{
    const vnp_item_list *items = &c->plan->items;
    uint32_t low = 0, high = items->count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        const vnp_item *item = &items->at[mid];
        if (item->spans.count && item->spans.at[0].begin < offset)
            low = mid + 1;
        else
            high = mid;
    }
    bool found = low < items->count && items->at[low].spans.count &&
                 items->at[low].spans.at[0].begin == offset;
    return found ? low : VNP__NO_ITEM;
}

/* Which items are rows, and of what table. */
static void find_sheets(vnp__checker *c)
{
    c->sheet_of =
        vnp__arena_get(c->arena, ((size_t)c->plan->items.count + 1) * sizeof *c->sheet_of);
    for (uint32_t i = 0; i < c->notes->rows.count; i++) {
        const vnp__row_note *note = &c->notes->rows.at[i];
        if (note->role != VNP__ROW_ITEM)
            continue;
        uint32_t k = 0;
        while (k + 1 < note->row->count && note->row->cells[k].len == 0)
            k++;
        const vnp__run *cell = &note->row->cells[k];
        uint32_t item = cell->len ? item_beginning_at(c, vnp__run_begins(cell)) : VNP__NO_ITEM;
        if (item != VNP__NO_ITEM)
            c->sheet_of[item] = c->notes->sheets.at[note->sheet].columns;
    }
}

/* ---------------------------------------------------------------------- running */

static int by_place(const void *a, const void *b)
{
    const vnp_diagnostic *x = a, *y = b;
    if (x->span.begin != y->span.begin)
        return x->span.begin < y->span.begin ? -1 : 1;
    uint32_t len = x->rule.len < y->rule.len ? x->rule.len : y->rule.len;
    int order = memcmp(x->rule.ptr, y->rule.ptr, len);
    if (order == 0)
        order = (x->rule.len > y->rule.len) - (x->rule.len < y->rule.len);
    if (order == 0 && x->message.len && y->message.len) {
        len = x->message.len < y->message.len ? x->message.len : y->message.len;
        order = memcmp(x->message.ptr, y->message.ptr, len);
    }
    return order;
}

void vnp__check_run(const vnp__check_job *job, vnp_plan *plan, vnp_matrix_row_list *matrix)
{
    vnp__checker c = {.arena = job->arena,
                      .scratch = job->scratch,
                      .buffer = job->outline->buffer,
                      .m = job->matcher,
                      .rules = vnp__matcher_rules(job->matcher),
                      .o = job->outline,
                      .notes = job->notes,
                      .plan = plan};
    c.messages = job->lang == VNP_LANG_EN ? VNP__LIST_MESSAGES_EN : VNP__LIST_MESSAGES_VI;
    c.bad_date = vnp__arena_get(c.arena, (size_t)plan->items.count + 1);
    find_texts(&c);
    find_extents(&c);
    find_years(&c);
    find_sheets(&c);
    vnp__check_dates(&c);
    vnp__check_completeness(&c);
    vnp__check_numbering(&c);
    vnp__check_codes(&c);
    vnp__check_scores(&c);
    vnp__check_claims(&c);
    vnp__check_authority(&c);
    vnp__check_names(&c);
    vnp__check_form(&c);
    if (job->criteria)
        vnp__check_criteria(&c, job->criteria);
    for (uint32_t i = 0; i < c.found.count; i++)
        VNP__PUSH(job->arena, &plan->diagnostics, c.found.at[i]);
    if (plan->diagnostics.count > 1)
        qsort(plan->diagnostics.at, plan->diagnostics.count, sizeof *plan->diagnostics.at,
              by_place);
    vnp__matrix_fill(&c, matrix);
    vnp__arena_drop(c.arena, c.texts.at);
    vnp__arena_drop(c.arena, c.extents.at);
}
