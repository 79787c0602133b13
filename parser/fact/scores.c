/* Points of an index: in a column or behind a label of their own, or several in words. */
#include "fact/fact.h"

bool vnp__points_read(vnp__facts *f, vnp__slice value, vnp__slice *figure, double *points)
{
    enum { MAX_LEN = 24 };
    vnp__match match;
    *figure = vnp__slice_trim(value);
    vnp_str text = vnp__slice_text(*figure);
    const char *open =
        text.len && text.ptr[text.len - 1] == ')' ? memchr(text.ptr, '(', text.len) : NULL;
    if (open) /* "1,00 (mất 0,50 điểm)": a remark */
        *figure = vnp__slice_trim(vnp__slice_sub(*figure, 0, (uint32_t)(open - text.ptr)));
    if (vnp__number_read(vnp__slice_text(*figure), true, points))
        return true;
    if (figure->end - figure->begin > MAX_LEN ||
        !vnp__rule_match(f->m, VNP__SET_SCORE, *figure, &match) ||
        !vnp__match_is(&match, *figure, VNP__FIELD_KIND, "points"))
        return false;
    vnp_span span = match.fields[VNP__FIELD_VALUE];
    *figure = vnp__slice_sub(*figure, span.begin, span.end);
    return vnp__number_read(vnp__slice_text(*figure), true, points);
}

void vnp__score_read(vnp__facts *f, vnp_item *item, vnp__field_kind kind, vnp__slice value)
{
    vnp__slice s;
    vnp_score score = {.present = false};
    score.present = vnp__points_read(f, value, &s, &score.points);
    if (!score.present && !item->scores)
        return;
    vnp_span_list spans = vnp__slice_spans(f, s);
    if (spans.count)
        score.span = (vnp_span){spans.at[0].begin, spans.at[spans.count - 1].end};
    if (!item->scores)
        item->scores = VNP__NEW(f->arena, vnp_scores);
    if (kind == VNP__KIND_MAX)
        item->scores->max = score;
    else if (kind == VNP__KIND_ACHIEVED)
        item->scores->achieved = score;
    else
        item->scores->target = score;
}

/* Points in words; `most`: how many there can be is known. */
static bool read_words(vnp__facts *f, vnp_item *item, vnp__slice s, bool most)
{
    vnp__match_list found = {0};
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    vnp__rule_scan(f->m, VNP__SET_SCORE, f->scratch, s, &found);
    for (uint32_t i = 0; i < found.count; i++)
        most |= vnp__match_is(&found.at[i], s, VNP__FIELD_KIND, "max");
    for (uint32_t i = 0; most && i < found.count; i++) {
        vnp_span span = found.at[i].fields[VNP__FIELD_VALUE];
        vnp__score_read(f, item,
                        vnp__field_kind_of(vnp__match_text(&found.at[i], s, VNP__FIELD_KIND)),
                        vnp__slice_sub(s, span.begin, span.end));
    }
    vnp__scratch_rewind(f->scratch, mark);
    return most;
}

bool vnp__scores_read(vnp__facts *f, vnp_item *item, vnp__slice s)
{
    return read_words(f, item, s, false);
}

void vnp__score_field_read(vnp__facts *f, vnp_item *item, vnp__field_kind kind, vnp__slice value)
{
    vnp_str text = vnp__slice_text(value);
    const char *end = memchr(text.ptr, ';', text.len);
    uint32_t first = end ? (uint32_t)(end - text.ptr) : text.len;
    if (kind == VNP__KIND_MAX && vnp__scores_read(f, item, value))
        return;
    vnp__score_read(f, item, kind, vnp__slice_sub(value, 0, first));
    if (end && item->scores)
        read_words(f, item, vnp__slice_sub(value, first + 1, text.len), true);
}

bool vnp__score_bracket(vnp__facts *f, vnp_item *item, vnp__slice s, vnp__slice *text)
{
    vnp__slice trimmed = vnp__slice_trim(s);
    vnp_str t = vnp__slice_text(trimmed);
    const char *open = t.len && t.ptr[t.len - 1] == ')' ? memrchr(t.ptr, '(', t.len) : NULL;
    uint32_t at = open ? (uint32_t)(open - t.ptr) : 0;
    if (at == 0 || !vnp__scores_read(f, item, vnp__slice_sub(trimmed, at + 1, t.len - 1)))
        return false;
    *text = vnp__slice_trim(vnp__slice_sub(trimmed, 0, at));
    return true;
}
