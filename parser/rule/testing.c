/*
 * The tests that rules carry with them: every example must match and give its
 * fields, no counter-example may, and no text made from an example may lead the
 * pattern into more steps than its length allows.
 */
#include "rule/rules.h"

#include "text/chars.h"

typedef struct tester {
    vnp__matcher *matcher;
    vnp__arena *arena;
    pcre2_match_data *data;
    pcre2_match_context *strict; /* bounds the steps of a text of STRAIN_BYTES */
    vnp_rule_failure_fn report;
    void *ctx;
} tester;

/* ----------------------------------------------------------------- examples */

static void fail_rule(const tester *t, const vnp__pattern *p, vnp_rule_failure failure)
{
    vnp__pattern_info(p, &failure.rule);
    t->report(t->ctx, &failure);
}

/* A rule with a role is asked for by that role: only rules of one role compete. */
static void find_all(const tester *t, const vnp__pattern *p, vnp__slice subject,
                     vnp__match_list *out)
{
    vnp__match match;
    if (p->role == VNP__ROLE_ANY) {
        vnp__rule_scan(t->matcher, (vnp__set_id)p->set, t->arena, subject, out);
        return;
    }
    for (uint32_t from = 0;
         vnp__rule_find_role(t->matcher, (vnp__set_id)p->set, p->role, subject, from, &match);
         from = match.end)
        VNP__PUSH(t->arena, out, match);
}

static void check_fields(const tester *t, const vnp__pattern *p, const vnp__example *e,
                         vnp__slice subject, const vnp__match *own)
{
    for (int f = 0; f < VNP__FIELD_COUNT; f++) {
        vnp_str found = vnp__match_text(own, subject, (vnp__field)f);
        if (!e->gives[f].ptr || vnp__str_eq(e->gives[f], found))
            continue;
        vnp_span at = own->fields[f].end ? own->fields[f] : (vnp_span){own->begin, own->end};
        fail_rule(t, p,
                  (vnp_rule_failure){.fault = VNP_RULE_WRONG_FIELD,
                                     .text = vnp__slice_text(subject),
                                     .place = at,
                                     .field = vnp__str_c(vnp__field_names[f]),
                                     .expected = e->gives[f],
                                     .found = found});
    }
}

static void run_example(const tester *t, const vnp__pattern *p, const vnp__example *e)
{
    vnp__slice subject = vnp__slice_of(t->arena, e->text);
    vnp__match_list found = {0};
    find_all(t, p, subject, &found);
    const vnp__match *own = NULL;
    for (uint32_t i = 0; i < found.count && !own; i++)
        own = found.at[i].pattern == p ? &found.at[i] : NULL;
    vnp_rule_failure failure = {.text = vnp__slice_text(subject), .place = {0, subject.end}};
    if (e->counter && own) {
        failure.fault = VNP_RULE_MATCHES;
        failure.place = (vnp_span){own->begin, own->end};
        fail_rule(t, p, failure);
    } else if (!e->counter && !own) {
        failure.fault = VNP_RULE_NO_MATCH;
        if (found.count > 0) {
            failure.place = (vnp_span){found.at[0].begin, found.at[0].end};
            failure.winner = vnp__match_rule_id(&found.at[0]);
        }
        fail_rule(t, p, failure);
    } else if (own) {
        check_fields(t, p, e, subject, own);
    }
}

static void check_examples(const tester *t, const vnp__pattern *p)
{
    vnp_rule_info info;
    vnp__pattern_info(p, &info);
    if (info.forms < 2 || info.counters < 1)
        fail_rule(t, p, (vnp_rule_failure){.fault = VNP_RULE_FEW_EXAMPLES});
    for (uint32_t i = 0; i < p->examples.count; i++)
        run_example(t, p, &p->examples.at[i]);
}

/* ------------------------------------------------------------------- strain */

/*
 * Texts of STRAIN_BYTES made of an example's pieces over and over, so that what
 * may repeat in the pattern finds much to repeat and then no end. A pattern
 * whose work grows with the length has STRAIN_STEPS many times over; one that
 * tries all ways to part a text has not.
 */
enum { STRAIN_BYTES = 1500, STRAIN_STEPS = 20 * STRAIN_BYTES };

static bool strains(const tester *t, const vnp__pattern *p, vnp_str head, vnp_str piece,
                    vnp_str tail)
{
    vnp__buf text = {.arena = t->arena};
    if (piece.len == 0)
        return false;
    vnp__buf_add(&text, head.ptr, head.len);
    while (text.len < STRAIN_BYTES)
        vnp__buf_add(&text, piece.ptr, piece.len);
    /* PCRE2 gives up at once where a letter that any match needs is missing */
    vnp__buf_add(&text, "\x01", 1);
    vnp__buf_add(&text, tail.ptr, tail.len);
    vnp__slice s = vnp__slice_of(t->arena, vnp__buf_str(&text));
    vnp_str fold = vnp__slice_fold(s);
    const pcre2_code *code = vnp__pattern_plain(vnp__matcher_rules(t->matcher), p);
    int rc = pcre2_match(code, (PCRE2_SPTR)fold.ptr, fold.len, 0, PCRE2_NO_UTF_CHECK, t->data,
                         t->strict);
    if (rc >= 0 || rc == PCRE2_ERROR_NOMATCH)
        return false;
    fail_rule(t, p,
              (vnp_rule_failure){
                  .fault = VNP_RULE_SLOW,
                  .text = vnp__str_sub(vnp__slice_text(s), 0, fold.len < 120 ? fold.len : 120)});
    return true;
}

/* The whole text, each word of it, and its first and last characters, repeated
 * from the start and behind the first half of the text. */
static bool strains_on(const tester *t, const vnp__pattern *p, vnp_str text)
{
    vnp_str none = {0}, head = none;
    for (uint32_t i = 0; i < text.len / 2; i++)
        if (text.ptr[i] == ' ')
            head = vnp__str_sub(text, 0, i + 1);
    if (strains(t, p, none, text, text) || strains(t, p, head, text, text))
        return true;
    for (uint32_t at = 0; at < text.len;) {
        uint32_t end = at;
        while (end < text.len && text.ptr[end] != ' ')
            end++;
        vnp_str word = vnp__str_sub(text, at, end);
        vnp_str spaced = vnp__str_sub(text, at, end < text.len ? end + 1 : end);
        if (strains(t, p, none, word, text) || strains(t, p, none, spaced, text) ||
            strains(t, p, head, spaced, text))
            return true;
        at = end + 1;
    }
    return false;
}

static void check_strain(const tester *t, const vnp__pattern *p)
{
    static const char *const pieces[] = {"a",   "1",  " ", ".",   "1.", "a ",
                                         "1, ", "- ", "(", "a, ", "1/", "a-"};
    for (uint32_t e = 0; e < p->examples.count; e++) {
        vnp_str text = p->examples.at[e].text;
        for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
            if (strains(t, p, (vnp_str){0}, vnp__str_c(pieces[i]), text))
                return;
        if (strains_on(t, p, text))
            return;
    }
}

/* -------------------------------------------------------------------- entry */

static void test_all(void *arg)
{
    const tester *t = arg;
    const vnp_rules *rules = vnp__matcher_rules(t->matcher);
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < rules->sets[s].count; i++) {
            check_examples(t, &rules->sets[s].at[i]);
            check_strain(t, &rules->sets[s].at[i]);
        }
}

static vnp_status test_rules(const vnp_rules *rules, vnp_rule_failure_fn report, void *ctx)
{
    vnp__arena arena;
    vnp__arena_init(&arena, &rules->arena.alloc);
    tester t = {.matcher = vnp__matcher_new(rules, &rules->arena.alloc),
                .arena = &arena,
                .data = pcre2_match_data_create(VNP__MAX_GROUPS, rules->general),
                .strict = pcre2_match_context_create(rules->general),
                .report = report,
                .ctx = ctx};
    vnp_status status = VNP_ERR_NOMEM;
    if (t.matcher && t.data && t.strict) {
        pcre2_set_match_limit(t.strict, STRAIN_STEPS);
        status = vnp__guard(&arena, test_all, &t);
    }
    pcre2_match_context_free(t.strict);
    pcre2_match_data_free(t.data);
    vnp__matcher_free(t.matcher);
    vnp__arena_free(&arena);
    return status;
}

/* The image of the built-in rules has no examples: they are read from the files. */
vnp_status vnp_rules_test(const vnp_rules *rules, vnp_rule_failure_fn report, void *ctx,
                          size_t *tested)
{
    if (!rules || !report)
        return VNP_ERR_ARG;
    for (int s = 0; tested && s < VNP__SET_COUNT; s++)
        *tested = (s ? *tested : 0) + rules->sets[s].count;
    if (!rules->image)
        return test_rules(rules, report, ctx);
    vnp_rules_options options = {.alloc = &rules->arena.alloc};
    vnp_rules *read;
    vnp_status status = vnp__rules_load_files(&options, vnp__builtin_rules, vnp__builtin_rule_count,
                                              false, &read, NULL);
    if (status == VNP_OK) {
        status = test_rules(read, report, ctx);
        vnp_rules_free(read);
    }
    return status;
}
