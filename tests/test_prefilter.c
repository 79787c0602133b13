/*
 * test_prefilter.c - the prefilter finds what trying every rule everywhere finds:
 * on the corpus, on texts put together of what rules look for, and for patterns
 * made by chance. A seed of one's own and another count, to look for more:
 *
 *   VNPLAN_FUZZ="SEED COUNT" build/release/tests/test_prefilter
 */
#include "support/support.h"

#include "rule/rules.h"

#include <dirent.h>

enum { SEED = 20267, PATTERNS = 1500, TEXTS = 4000 };

static uint32_t rounds;

/* ------------------------------------------------------------- what is read */

static char *show_literals(const vnp__literals *l)
{
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    fprintf(file, "%s%s", l->at_begin ? "^" : "", l->any ? "" : "any");
    for (uint32_t i = 0; i < l->list.count; i++) {
        const vnp__literal *x = &l->list.at[i];
        fprintf(file, "%s%s'%.*s'", i ? " " : "", x->at_begin && !l->at_begin ? "^" : "",
                (int)x->bytes.len, x->bytes.ptr);
        if (x->most == VNP__NO_BOUND)
            fprintf(file, "+%u..", x->least);
        else if (x->most > 0)
            fprintf(file, "+%u-%u", x->least, x->most);
    }
    if (l->sign.within) {
        fputs(" has ", file);
        for (int b = 0; b < 256; b++)
            if (vnp__sign_has(&l->sign, (char)b))
                fprintf(file, b < 0x80 ? "%c" : "<%02X>", b);
        if (l->sign.within != VNP__NO_BOUND)
            fprintf(file, " within %u", l->sign.within);
    }
    fprintf(file, "%s%s", l->behind & VNP__NO_LETTER ? " no-letter" : "",
            l->behind & VNP__NO_FIGURE ? " no-figure" : "");
    fclose(file);
    return out;
}

static void test_literals_of_patterns(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *want;
    } rows[] = {
        {"trước", "'trước'"},
        {"^giao", "^'giao'"},
        {"(?:^|x)giao", "'giao' 'xgiao'"},
        {"(?:từ )?quý [1-4]", "'quý 0' 'từ quý 0' has 0123456789 within 11"},
        {"a?b?", "any"},
        {"[^x]+ hết", "' hết'+1.."},
        {"(?<!\\p{L})năm (?<year>20[0-9]{2})",
         "'năm 0000' has 2 within 6 no-letter"},
        {"hằng|mỗi", "'hằng' 'mỗi'"},
        {"từ|từ ngày", "'từ'"},
        {"\\p{L}+", "any"},
        {"tại (?<n>[0-9]{1,3})/\\k<n> xã", "'tại 0/' 'tại 00/' 'tại 000/' has / within 10"},
        {"(?=x)y", "'y'"},
        {"x(?C1)y", "'xy'"},
        {"x(?C3)y", "any"},
        {"(?:(?<!\\p{L})x|(?<![0-9/])(?<!\\p{L})y)", "'x' 'y' no-letter"},
        {"(?<![0-9/])y(?<!\\p{L})", "'y' no-figure"},
        {"(?i)x", "any"},      /* unknown here: any text may match */
        {"(x)\\1", "any"},
        {"kế hoạch ?(?:số )?[0-9]{1,9} ?[-/] ?x", "'kế hoạch0' 'kế hoạch 0' 'kế hoạchsố' 'kế hoạch s\xE1\xBB' has -/ within 29"},
        {"x{2,3}y", "'xxy' 'xxxy'"},
        {"ngày [0-9]{4}|^[0-9]{4}", "'ngày 0000' ^'0000' has 0123456789 within 7"},
        {"[0-9]{1,9} ?- ?[0-9]{1,9}", "'0-0'+0-8 '0- 0'+0-8 '0 -0'+0-8 '0 - 0'+0-8 has - within 11"},
        {"(?:tăng|từ) [0-9]{1,9}(?:,[0-9]{1,9})? đến", "'0 đến'+5-24 has 0123456789 within 7"},
        {"\\p{L}+[0-9]{2}(?:đ|t)", "'00t'+1.. '00đ'+1.. has 0123456789"},
        {"[a-z]{1,9}(?:xy|x)(?:zw){0,1}v", "'xv'+1-9 'xyv'+1-9 'xzwv'+1-9 'xyzwv'+1-9"},
        {"thời gian hoàn thành", "'thời gian hoà'"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        vnp__literals literals;
        bench_open(&b, 0);
        vnp__literals_read(&b.arena, vnp__str_c(rows[i].pattern), &literals);
        expect(show_literals(&literals), rows[i].want);
        bench_close(&b);
    }
}

/* The first needle of a bucket is read, even of an empty one behind all others. */
static void test_an_empty_needle_is_last(void **state)
{
    (void)state;
    const vnp__prefilter *f = &test_rules()->prefilter;
    assert_int_equal(f->begins.finder.needles[f->begins.finder.count].length, 0);
    assert_int_equal(f->anywhere.finder.needles[f->anywhere.finder.count].length, 0);
}

/* ------------------------------------------------------------------ comparing */

static char *rules_text; /* those made by chance; NULL: the built-in ones */

static char *show_matches(vnp__matcher *m, vnp__arena *arena, vnp__set_id set, vnp__slice s)
{
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    vnp__match_list all = {0};
    vnp__match match;
    vnp__rule_scan(m, set, arena, s, &all);
    for (uint32_t i = 0; i < all.count; i++) {
        fprintf(file, "%.*s %u-%u", (int)vnp__match_rule_id(&all.at[i]).len,
                vnp__match_rule_id(&all.at[i]).ptr, all.at[i].begin, all.at[i].end);
        for (int f = 0; f < VNP__FIELD_COUNT; f++)
            if (all.at[i].fields[f].end > 0)
                fprintf(file, " %d:%u-%u", f, all.at[i].fields[f].begin, all.at[i].fields[f].end);
        fputs("; ", file);
    }
    uint32_t from = s.end > s.begin ? (s.end - s.begin) / 3 : 0;
    if (vnp__rule_find(m, set, s, from, &match))
        fprintf(file, "from %u: %.*s %u-%u; ", from, (int)vnp__match_rule_id(&match).len,
                vnp__match_rule_id(&match).ptr, match.begin, match.end);
    if (vnp__rule_match(m, set, s, &match))
        fprintf(file, "at begin: %.*s %u-%u", (int)vnp__match_rule_id(&match).len,
                vnp__match_rule_id(&match).ptr, match.begin, match.end);
    fclose(file);
    return out;
}

static void compare_slice(vnp__matcher *quick, vnp__matcher *plain, vnp__arena *arena, vnp__slice s)
{
    for (int set = 0; set < VNP__SET_COUNT; set++) {
        char *want = show_matches(plain, arena, (vnp__set_id)set, s);
        char *got = show_matches(quick, arena, (vnp__set_id)set, s);
        /* a pattern that is given up for the steps it takes takes others elsewhere */
        bool given_up = vnp__matcher_limited(quick).len + vnp__matcher_limited(plain).len > 0;
        if (strcmp(got, want) != 0 && !given_up)
            print_error("in '%.*s' by %s\n", (int)(s.end - s.begin), s.run->text + s.begin,
                        rules_text ? rules_text : "the built-in rules");
        if (!given_up)
            assert_string_equal(got, want);
        free(want);
        free(got);
    }
}

/* The whole text, and a part of it that begins and ends between characters. */
static void compare(const vnp_rules *rules, const char *text)
{
    bench b;
    bench_open(&b, 0);
    vnp_alloc alloc = vnp__alloc_default();
    vnp__matcher *quick = vnp__matcher_new(rules, &alloc), *plain = vnp__matcher_new(rules, &alloc);
    vnp__matcher_try_everywhere(plain);
    vnp__slice s = bench_slice(&b, text);
    compare_slice(quick, plain, &b.arena, s);
    const char *fold = s.run->fold;
    uint32_t begin = s.begin + (s.end - s.begin) / 4, end = s.end - (s.end - s.begin) / 5;
    while (begin < end && ((unsigned char)fold[begin] & 0xC0) == 0x80)
        begin++;
    while (end > begin && end < s.end && ((unsigned char)fold[end] & 0xC0) == 0x80)
        end--;
    compare_slice(quick, plain, &b.arena, (vnp__slice){s.run, begin, end});
    vnp__matcher_free(quick);
    vnp__matcher_free(plain);
    bench_close(&b);
}

/* ------------------------------------------------------------ a long document */

enum { LONG = 600 * 1024, EVERY = 60 }; /* more pages than are remembered */

VNP_LIST(vnp__slice);

/* A plan of the corpus, over and over, wrapped without a look at what it breaks; where
 * spaces are in front of lines, what is a run's text stands elsewhere in the document. */
static char *long_document(void)
{
    char *out = NULL;
    size_t size = 0;
    FILE *text = open_memstream(&out, &size);
    for (unsigned n = 0; ftell(text) < LONG; n++) {
        FILE *file = fopen(TEST_CORPUS "/draft-with-defects.md", "r");
        assert_non_null(file);
        for (int c, column = 0, last = '\n'; (c = fgetc(file)) != EOF; last = c) {
            if (c == ' ' && last == ' ')
                continue;
            if (c == ' ' && column > 40)
                c = '\n';
            if (c == '\n' && last == '\n')
                continue;
            column = c == '\n' ? 0 : column + 1;
            fprintf(text, "%c%*s", c, c == '\n' && n % 3 == 2 ? 2 : 0, "");
        }
        fclose(file);
    }
    fputc('\n', text);
    fclose(text);
    return out;
}

/* The document's lines as runs of one, two and three lines, and some that are longer than
 * the margin behind a page. Most where the pages that are searched meet, few elsewhere. */
static vnp__slice_list runs_of(bench *b, const vnp__text *t)
{
    vnp__slice_list runs = {0};
    for (uint32_t at = 0, i = 0; at < t->len; i++) {
        vnp__run_builder builder;
        vnp__run *run = VNP__NEW(&b->arena, vnp__run);
        uint32_t begin = at;
        vnp__run_begin_in(&builder, &b->arena, t->buf, t->fold);
        for (uint32_t lines = i % 7 == 6 ? 100 : i % 3 + 1; lines > 0 && at < t->len; lines--)
            at = (uint32_t)(strchr(t->buf + at, '\n') - t->buf) + 1;
        vnp__run_add(&builder, begin, at);
        vnp__run_end(&builder, run);
        uint32_t in_page = begin % VNP__PAGE_BYTES;
        if (run->len > 0 && (in_page < 4000 || in_page > VNP__PAGE_BYTES - 6000 || i % EVERY == 0))
            VNP__PUSH(&b->arena, &runs, vnp__slice_all(run));
    }
    return runs;
}

/* A matcher that was given up on a run says so from then on: the next run gets another. */
static void compare_in(const vnp__text *t, const vnp__slice *runs, uint32_t count)
{
    bench b;
    bench_open(&b, 0);
    vnp_alloc alloc = vnp__alloc_default();
    vnp__matcher *quick = NULL;
    for (uint32_t i = 0, given_up = 0; i < 2 * count; i++) {
        vnp__matcher *plain = vnp__matcher_new(test_rules(), &alloc);
        vnp__matcher_try_everywhere(plain);
        if (!quick || vnp__matcher_limited(quick).len) {
            vnp__matcher_free(quick);
            quick = vnp__matcher_new(test_rules(), &alloc);
            vnp__matcher_text(quick, t->fold, t->len);
        }
        compare_slice(quick, plain, &b.arena, runs[i < count ? i : 2 * count - 1 - i]);
        given_up += vnp__matcher_limited(plain).len > 0;
        assert_true(given_up < count / 2);
        vnp__matcher_free(plain);
    }
    vnp__matcher_free(quick);
    bench_close(&b);
}

/* Runs before a border of pages, over it and behind it; in order and back again, when the
 * pages of the begin have been forgotten. */
static void test_long_document(void **state)
{
    (void)state;
    bench b;
    char *text = long_document();
    bench_open(&b, 0);
    const vnp__text *t = bench_text(&b, text);
    vnp__slice_list runs = runs_of(&b, t);
    assert_true(t->len > 9 * VNP__PAGE_BYTES && runs.count > 60);
    compare_in(t, runs.at, runs.count);
    bench_close(&b);
    free(text);
}

/* Texts that take the same place one after the other, the same length. */
static void test_memory_of_a_text_given_to_another(void **state)
{
    static const char *const texts[] = {"hoàn thành trước ngày 15/6", "giao Sở Nội vụ chủ trì    ", "trong quý III năm 2026   "};
    (void)state;
    bench b;
    bench_open(&b, 0);
    char text[64], fold[64];
    vnp_alloc alloc = vnp__alloc_default();
    vnp__matcher *plain = vnp__matcher_new(test_rules(), &alloc);
    vnp__matcher_try_everywhere(plain);
    for (unsigned i = 0; i < 2 * COUNT_OF(texts); i++) {
        const vnp__run *run = bench_slice(&b, texts[i % COUNT_OF(texts)]).run;
        vnp__run here = {.text = text, .fold = fold, .len = run->len};
        memcpy(text, run->text, run->len);
        memcpy(fold, run->fold, run->len);
        compare_slice(b.facts.m, plain, &b.arena, vnp__slice_all(&here));
        vnp__matcher_forget(b.facts.m);
    }
    vnp__matcher_free(plain);
    bench_close(&b);
}

/* --------------------------------------------------------------------- corpus */

static void compare_lines(const char *path)
{
    char line[4096];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\r\n")] = '\0';
        compare(test_rules(), line);
    }
    fclose(file);
}

static void test_corpus(void **state)
{
    (void)state;
    unsigned files = 0;
    DIR *dir = opendir(TEST_CORPUS);
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        char path[1024];
        size_t len = strlen(e->d_name);
        if (len < 4 || (strcmp(e->d_name + len - 3, ".md") != 0 && strcmp(e->d_name + len - 4, ".txt") != 0))
            continue;
        snprintf(path, sizeof path, "%s/%s", TEST_CORPUS, e->d_name);
        compare_lines(path);
        files++;
    }
    closedir(dir);
    assert_true(files > 10);
}

/* -------------------------------------------------- texts of what rules look for */

/* Pieces of the rules' own words: what lies between the special characters. */
static vnp_str_list pieces;

static void add_pieces(void *ctx, const vnp_rule_info *info)
{
    bench *b = ctx;
    vnp_str s = info->is_word ? info->id : info->pattern;
    for (uint32_t at = 0; at < s.len;) {
        uint32_t end = at;
        while (end < s.len && !strchr("()[]{}|?*+\\^$.:<>!=", s.ptr[end]))
            end++;
        if (end > at)
            VNP__PUSH(&b->arena, &pieces, vnp__str_sub(s, at, end));
        at = end + 1;
    }
}

static void put_piece(FILE *file)
{
    static const char *const between[] = {" ", " ", " ", ", ", "/", "-", ".", ": ", "", "; ", " và ", " đến "};
    vnp_str piece = pieces.at[chance(pieces.count)];
    switch (chance(6)) {
    case 0: fprintf(file, "%u", chance(40)); break;
    case 1: fprintf(file, "20%02u", chance(40)); break;
    case 2: fprintf(file, "%u%%", chance(120)); break;
    default: fprintf(file, "%.*s", (int)piece.len, piece.ptr); break;
    }
    fputs(between[chance(COUNT_OF(between))], file);
}

static void test_words_of_rules(void **state)
{
    (void)state;
    bench b;
    bench_open(&b, 0);
    pieces = (vnp_str_list){0};
    vnp_rules_each(test_rules(), add_pieces, &b);
    uint32_t count = rounds ? rounds : TEXTS;
    for (uint32_t i = 0; i < count; i++) {
        char *text = NULL;
        size_t size;
        FILE *file = open_memstream(&text, &size);
        for (uint32_t n = 1 + chance(14); n > 0; n--)
            put_piece(file);
        fclose(file);
        compare(test_rules(), text);
        free(text);
    }
    bench_close(&b);
}

/* -------------------------------------------------------- patterns made by chance */

static void put_pattern(FILE *file, int depth) // NOLINT(misc-no-recursion): five deep
{
    static const char *const atoms[] = {
        "a", "b", "ă", "1", "2", " ", "-", "[ab]", "[^a]", "[0-9]", "\\\\d", ".", "\\\\p{L}",
        "(?<!\\\\p{L})", "(?<![\\\\d/])", "(?=a)", "(?!b)", "(?<=1)", "^", "$", "\\\\b", "ab1", "12", "[ă1]", "a b"};
    static const char *const quantifiers[] = {"", "", "", "", "", "", "?", "*", "+", "{2}", "{1,3}", "??", "+?", "?+", "{2,}"};
    for (uint32_t n = 1 + chance(4); n > 0; n--) {
        if (depth < 4 && chance(4) == 0) {
            fputs(chance(4) ? "(?:" : "(?>", file);
            put_pattern(file, depth + 1);
            while (chance(2)) {
                putc('|', file);
                put_pattern(file, depth + 1);
            }
            putc(')', file);
        } else {
            const char *atom = atoms[chance(COUNT_OF(atoms))];
            bool place = atom[0] == '^' || atom[0] == '$' || strncmp(atom, "(?", 2) == 0 || strcmp(atom, "\\\\b") == 0;
            bool several = !place && strlen(atom) > 1 && atom[0] != '[' && atom[0] != '\\' && atom[0] != '.';
            fprintf(file, several ? "(?:%s)" : "%s", atom);
            if (place)
                continue;
        }
        fputs(quantifiers[chance(COUNT_OF(quantifiers))], file);
    }
}

static vnp_rules *chance_rules(void)
{
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    fputs("{\"set\": \"due\", \"rules\": [", file);
    for (int i = 0; i < 4; i++) {
        fprintf(file, "%s{\"id\": \"r%d\", \"priority\": %u, \"pattern\": \"", i ? ", " : "", i, chance(3));
        put_pattern(file, 0);
        fputs("\", \"examples\": [], \"counter\": []}", file);
    }
    fputs("]}", file);
    fclose(file);
    vnp__rule_file rule_file = {VNP__STR("patterns/due.json"), {text, (uint32_t)size}};
    vnp_rules *rules = NULL;
    vnp_error error;
    vnp_status status = vnp__rules_load_files(NULL, &rule_file, 1, false, &rules, &error);
    if (status != VNP_OK)
        print_message("%s: %s\n", error.text, text);
    assert_int_equal(status, VNP_OK);
    free(rules_text);
    rules_text = text;
    return rules;
}

static void test_patterns_of_chance(void **state)
{
    (void)state;
    static const char *const letters[] = {"a", "b", "ă", "1", "2", " ", "-", "a", "b", "1", "/"};
    uint32_t count = rounds ? rounds : PATTERNS;
    for (uint32_t i = 0; i < count; i++) {
        vnp_rules *rules = chance_rules();
        for (int t = 0; t < 12; t++) {
            char text[128] = "x"; /* no white space at the ends: a run has none */
            for (uint32_t n = chance(24); n > 0; n--)
                strcat(text, letters[chance(COUNT_OF(letters))]);
            strcat(text, "b");
            compare(rules, text + chance(2));
        }
        vnp_rules_free(rules);
    }
    free(rules_text);
    rules_text = NULL;
}

/* ----------------------------------------------------- taken from the image */

/* How often a table has this use of a literal; all uses of the pattern with NULL. */
static unsigned uses_in(const vnp__literal_table *t, const vnp__pattern *p, uint32_t index, const vnp__literal *l)
{
    unsigned found = 0;
    for (uint32_t k = 0; k < t->finder.count; k++) {
        const vnp__needle *needle = &t->finder.needles[k];
        if (l && (l->bytes.len != needle->length || memcmp(needle->bytes, l->bytes.ptr, needle->length) != 0))
            continue;
        for (uint32_t i = t->uses_at[needle->literal]; i < t->uses_at[needle->literal + 1]; i++)
            found += t->uses[i].set == p->set && t->uses[i].pattern == index &&
                     (!l || (t->uses[i].least == l->least && t->uses[i].most == l->most));
    }
    return found;
}

static void expect_literals_of(const vnp_rules *rules, const vnp__pattern *p, uint32_t index)
{
    const vnp__prefilter *f = &rules->prefilter;
    vnp__arena arena;
    vnp__literals read;
    vnp__arena_init(&arena, NULL);
    vnp__literals_read(&arena, p->source, &read);
    if (p->begins && read.any && !p->filtered) /* literals that tell little are left out */
        read.list.count = 0;
    else
        assert_int_equal(p->filtered, read.any);
    assert_int_equal(p->at_begin, read.at_begin);
    assert_int_equal(p->behind, read.behind);
    assert_memory_equal(p->sign.bytes, read.sign.bytes, sizeof read.sign.bytes);
    assert_int_equal(p->sign.within, read.sign.within);
    for (uint32_t i = 0; i < read.list.count; i++)
        assert_int_equal(uses_in(&f->begins, p, index, &read.list.at[i]) +
                             uses_in(&f->anywhere, p, index, &read.list.at[i]), 1);
    assert_int_equal(uses_in(&f->begins, p, index, NULL) + uses_in(&f->anywhere, p, index, NULL), read.list.count);
    vnp__arena_free(&arena);
}

/* Rules with an overlay take what is known of the built-in patterns from the image, but for
 * those that a list of the overlay changes, wherever they come to stand. */
static void test_rules_with_an_overlay(void **state)
{
    (void)state;
    overlay o;
    unsigned taken = 0, read = 0;
    overlay_open(&o);
    overlay_file(&o, "words/units.txt", "bó hoa\n");
    overlay_file(&o, "patterns/own.json",
                 "{ \"set\": \"deadline\", \"rules\": [ { \"id\": \"own.moon\", \"priority\": 99, \"pattern\": \"trăng "
                 "tròn\", \"give\": { \"kind\": \"event\" } }, { \"id\": \"deadline.day\", \"off\": true } ] }");
    vnp_rules *rules = overlay_rules(&o);
    for (int s = 0; s < VNP__SET_COUNT; s++)
        for (uint32_t i = 0; i < rules->sets[s].count; i++) {
            const vnp__pattern *p = &rules->sets[s].at[i];
            taken += p->ready != NULL;
            read += p->ready == NULL;
            expect_literals_of(rules, p, i);
        }
    assert_true(taken > 150 && read > 5);
    vnp_rules_free(rules);
    overlay_close(&o);
}

/* A rule that nothing is known of is tried on every text: one of them can cost as much as all
 * others. Who writes such a one gives it a word to be found by, or adds it here. */
static void test_rules_without_literals_are_few(void **state)
{
    (void)state;
    bench b;
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    bench_open(&b, 2026);
    const vnp_rules *rules = vnp__matcher_rules(b.facts.m);
    for (uint32_t set = 0; set < VNP__SET_COUNT; set++)
        for (uint32_t i = 0; i < rules->sets[set].count; i++)
            if (!rules->sets[set].at[i].filtered)
                fprintf(file, "%.*s\n", (int)rules->sets[set].at[i].id.len,
                        rules->sets[set].at[i].id.ptr);
    fclose(file);
    expect(out, "duty.plain\n");
    bench_close(&b);
}

int main(void)
{
    chance_seed(SEED);
    chance_asked(&rounds);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_literals_of_patterns),
        cmocka_unit_test(test_rules_without_literals_are_few),
        cmocka_unit_test(test_an_empty_needle_is_last),
        cmocka_unit_test(test_long_document),
        cmocka_unit_test(test_memory_of_a_text_given_to_another),
        cmocka_unit_test(test_corpus),
        cmocka_unit_test(test_words_of_rules),
        cmocka_unit_test(test_patterns_of_chance),
        cmocka_unit_test(test_rules_with_an_overlay),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
