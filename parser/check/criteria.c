/* The plan beside the index it is to improve. */
#include "check/catalog.h"
#include "check/checks.h"

#include "text/chars.h"
#include "text/respell.h"

#include <math.h>
#include <stdlib.h>

static int by_text(const void *a, const void *b)
{
    const vnp_str *x = a, *y = b;
    uint32_t len = x->len < y->len ? x->len : y->len;
    int order = len ? memcmp(x->ptr, y->ptr, len) : 0;
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

static void sort(vnp_str_list *list)
{
    if (list->count > 1)
        qsort(list->at, list->count, sizeof *list->at, by_text);
}

static bool holds(const vnp_str_list *sorted, vnp_str s)
{
    return sorted->count && bsearch(&s, sorted->at, sorted->count, sizeof s, by_text) != NULL;
}

/* ------------------------------------------------------------------- covering */

/* Codes of the plan's criteria, and those above them. */
typedef struct covered {
    vnp_str_list codes, above;
} covered;

static covered find_covered(vnp__checker *c)
{
    covered out = {{0}, {0}};
    for (uint32_t i = 0; i < c->plan->items.count; i++) {
        const vnp_item *item = &c->plan->items.at[i];
        for (uint32_t k = 0; item->kind == VNP_ITEM_CRITERION && k < item->codes.count; k++) {
            VNP__PUSH(c->arena, &out.codes, item->codes.at[k]);
            for (vnp_str up = vnp__code_above(item->codes.at[k]); up.len; up = vnp__code_above(up))
                VNP__PUSH(c->arena, &out.above, up);
        }
    }
    sort(&out.codes);
    sort(&out.above);
    return out;
}

/* An item covers its code, what the code is part of, and its parts. */
static bool is_covered(const covered *c, vnp_str code)
{
    bool found = holds(&c->codes, code) || holds(&c->above, code);
    for (vnp_str up = vnp__code_above(code); up.len && !found; up = vnp__code_above(up))
        found = holds(&c->codes, up);
    return found;
}

static void check_missing(vnp__checker *c, const vnp_catalog *catalog)
{
    covered codes = find_covered(c);
    const vnp_value *title = &c->plan->head.title;
    vnp_span span = title->spans.count ? title->spans.at[0] : (vnp_span){0, 0};
    for (uint32_t i = 0; i < catalog->criteria.count; i++) {
        const vnp_criterion *criterion = &catalog->criteria.at[i];
        vnp_str up = vnp__code_above(criterion->code);
        /* with the whole missing its parts need no word of their own */
        bool told = up.len && vnp__catalog_find(catalog, up) && !is_covered(&codes, up);
        if (!told && !is_covered(&codes, criterion->code))
            vnp__report(c, "missing-criterion", VNP__NO_ITEM, span,
                        VNP__ARGS(criterion->code, criterion->title));
    }
}

/* --------------------------------------------------------------------- titles */

static vnp_str_list words_of(vnp__checker *c, vnp_str text)
{
    vnp_str_list out = {0};
    vnp_str key = vnp__respell_key(c->arena, vnp__word_key(c->arena, text));
    uint32_t len, begin = 0;
    for (uint32_t at = 0; at <= key.len; at += len) {
        len = 1;
        uint32_t ch = at < key.len ? vnp__char_at(key, at, &len) : ' ';
        if (vnp__char_is_letter(ch) || vnp__char_is_digit(ch))
            continue;
        if (at > begin)
            VNP__PUSH(c->arena, &out, vnp__str_sub(key, begin, at));
        begin = at + len;
    }
    sort(&out);
    return out;
}

/* Half of the shorter title's words in the longer one: abbreviations and added
 * words do not make another criterion of it. */
static bool same_title(vnp__checker *c, vnp_str a, vnp_str b)
{
    vnp_str_list x = words_of(c, a), y = words_of(c, b);
    uint32_t common = 0, i = 0, k = 0, shorter = x.count < y.count ? x.count : y.count;
    while (i < x.count && k < y.count) {
        int order = by_text(&x.at[i], &y.at[k]);
        common += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    return shorter == 0 || common * 2 >= shorter;
}

static void check_item(vnp__checker *c, const vnp_catalog *catalog, uint32_t i)
{
    const vnp_item *item = &c->plan->items.at[i];
    for (uint32_t k = 0; k < item->codes.count; k++) {
        vnp_str code = item->codes.at[k];
        const vnp_criterion *criterion = vnp__catalog_find(catalog, code);
        if (!criterion) {
            vnp__report(c, "unknown-criterion", i, vnp__item_span(item),
                        VNP__ARGS(code, item->title.text));
            continue;
        }
        if (item->title.text.len && !same_title(c, item->title.text, criterion->title))
            vnp__report(c, "criterion-title", i, vnp__item_span(item),
                        VNP__ARGS(code, criterion->title));
        if (criterion->has_points && item->scores && item->scores->max.present &&
            fabs(item->scores->max.points - criterion->points) > 0.0006)
            vnp__report(c, "criterion-points", i, vnp__item_span(item),
                        VNP__ARGS(code, vnp__figure(c, item->scores->max.points),
                                  vnp__figure(c, criterion->points)));
    }
}

void vnp__check_criteria(vnp__checker *c, const vnp_catalog *catalog)
{
    check_missing(c, catalog);
    for (uint32_t i = 0; i < c->plan->items.count; i++)
        if (c->plan->items.at[i].kind == VNP_ITEM_CRITERION)
            check_item(c, catalog, i);
}
