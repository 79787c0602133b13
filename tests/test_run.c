/* test_run.c - runs: pieces of the buffer as one text, and the way back to spans. */
#include "support/support.h"

#include "text/fold.h"
#include "text/torn.h"

static void make_run(bench *b, const char *buffer, vnp__run *out)
{
    vnp__run_builder builder;
    vnp__run_begin(&builder, &b->arena, buffer);
    vnp__run_add(&builder, 0, (uint32_t)strlen(buffer));
    vnp__run_end(&builder, out);
}

/* "text @begin-end begin-end" of a value. */
static char *show_spans(vnp_value value)
{
    char *out = NULL;
    size_t size;
    FILE *file = open_memstream(&out, &size);
    fprintf(file, "%.*s @", (int)value.text.len, value.text.ptr ? value.text.ptr : "");
    for (uint32_t i = 0; i < value.spans.count; i++)
        fprintf(file, "%s%u-%u", i ? " " : "", value.spans.at[i].begin, value.spans.at[i].end);
    fclose(file);
    return out;
}

static void test_white_space_is_one_space(void **state)
{
    (void)state;
    static const struct {
        const char *buffer, *want;
    } rows[] = {
        {"  một   hai\t\tba \r\n bốn  ", "một hai ba bốn"},
        {"một", "một"},
        {"", ""},
        {" \n ", ""},
        {"một hai", "một hai"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        vnp__run run;
        bench_open(&b, 0);
        make_run(&b, rows[i].buffer, &run);
        expect(show_str(vnp__run_text(&run)), rows[i].want);
        bench_close(&b);
    }
}

static void test_line_with_single_spaces_is_one_piece(void **state)
{
    (void)state;
    bench b;
    vnp__run run;
    bench_open(&b, 0);
    make_run(&b, "một hai ba", &run);
    assert_int_equal(vnp__run_pieces(&run), 1);
    make_run(&b, "một\nhai   ba", &run);
    assert_int_equal(vnp__run_pieces(&run), 3);
    assert_int_equal(vnp__run_piece(&run, 0).gap, VNP__GAP_NONE);
    assert_int_equal(vnp__run_piece(&run, 1).gap, VNP__GAP_LINE);
    assert_int_equal(vnp__run_piece(&run, 2).gap, VNP__GAP_WIDE);
    bench_close(&b);
}

static void test_fold_has_the_texts_length(void **state)
{
    (void)state;
    bench b;
    vnp__run run;
    bench_open(&b, 0);
    make_run(&b, "CHỦ TRÌ:  Hoà Bình", &run);
    assert_memory_equal(run.fold, "chủ trì: hòa bình", run.len);
    bench_close(&b);
}

static void test_slice_leads_back_to_its_bytes(void **state)
{
    (void)state;
    /*               0         1          2
                     0123456789 012345678901 */
    const char *buffer = "alpha beta\ngamma delta";
    bench b;
    vnp__run run;
    bench_open(&b, 0);
    make_run(&b, buffer, &run);
    vnp__slice all = vnp__slice_all(&run);
    expect(show_spans(vnp__slice_value(&b.arena, buffer, vnp__slice_sub(all, 0, 5))), "alpha @0-5");
    expect(show_spans(vnp__slice_value(&b.arena, buffer, vnp__slice_sub(all, 6, 16))),
           "beta gamma @6-16");
    expect(show_spans(vnp__slice_value(&b.arena, buffer, vnp__slice_sub(all, 17, 22))),
           "delta @17-22");
    expect(show_spans(vnp__slice_value(&b.arena, buffer, vnp__slice_sub(all, 5, 5))), " @");
    bench_close(&b);
}

static void test_spans_are_one_over_layout_and_two_over_other_text(void **state)
{
    (void)state;
    const char *buffer = "một **hai** ba\nBỎ QUA\nbốn";
    const char *two = strstr(buffer, "hai"), *three = strstr(buffer, " ba"),
               *four = strstr(buffer, "bốn");
    bench b;
    vnp__run run;
    vnp__run_builder builder;
    bench_open(&b, 0);
    vnp__run_begin(&builder, &b.arena, buffer);
    vnp__run_add(&builder, 0, (uint32_t)(two - buffer) - 2);
    vnp__run_add(&builder, (uint32_t)(two - buffer), (uint32_t)(two - buffer) + 3);
    vnp__run_add(&builder, (uint32_t)(three - buffer), (uint32_t)(three - buffer) + 3);
    vnp__run_gap(&builder, VNP__GAP_LINE);
    vnp__run_add(&builder, (uint32_t)(four - buffer), (uint32_t)strlen(buffer));
    vnp__run_end(&builder, &run);
    vnp_value value = vnp__slice_value(&b.arena, buffer, vnp__slice_all(&run));
    expect(show_value(value), "một hai ba bốn");
    assert_int_equal(value.spans.count, 2);
    assert_int_equal(value.spans.at[0].begin, 0);
    assert_int_equal(value.spans.at[0].end, three + 3 - buffer);
    assert_int_equal(value.spans.at[1].begin, four - buffer);
    bench_close(&b);
}

static void test_markup_inside_a_word_adds_no_space(void **state)
{
    (void)state;
    const char *buffer = "Quy**ết**";
    bench b;
    vnp__run run;
    vnp__run_builder builder;
    bench_open(&b, 0);
    vnp__run_begin(&builder, &b.arena, buffer);
    vnp__run_add(&builder, 0, 3);
    vnp__run_add(&builder, 5, (uint32_t)strlen(buffer) - 2);
    vnp__run_end(&builder, &run);
    expect(show_str(vnp__run_text(&run)), "Quyết");
    bench_close(&b);
}

static void test_entity_stands_for_its_bytes_as_a_whole(void **state)
{
    (void)state;
    const char *buffer = "A &amp; B";
    bench b;
    vnp__run run;
    vnp__run_builder builder;
    bench_open(&b, 0);
    vnp__run_begin(&builder, &b.arena, buffer);
    vnp__run_add(&builder, 0, 2);
    vnp__run_add_as(&builder, VNP__STR("&"), 2, 7);
    vnp__run_add(&builder, 7, 9);
    vnp__run_end(&builder, &run);
    expect(show_str(vnp__run_text(&run)), "A & B");
    vnp_value value =
        vnp__slice_value(&b.arena, buffer, vnp__slice_sub(vnp__slice_all(&run), 2, 3));
    expect(show_spans(value), "& @2-7");
    bench_close(&b);
}

static void test_joined_runs_keep_their_spans(void **state)
{
    (void)state;
    static const struct {
        const char *what, *buffer, *want;
    } rows[] = {
        {"words", "mười hai|| tháng", "mười hai tháng"},
        {"symbol torn at its hyphen", "48/2021/QĐ-||UBND", "48/2021/QĐ-UBND"},
        {"number torn at its hyphen", "04-||NQ/TU", "04-NQ/TU"},
        {"dash between words", "Văn phòng -||Thống kê", "Văn phòng - Thống kê"},
        {"lower case goes on as a word", "e-||mail", "e- mail"},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *buffer = rows[i].buffer, *bars = strstr(buffer, "||");
        uint32_t at = (uint32_t)(bars - buffer);
        bench b;
        vnp__run runs[2], whole;
        bench_open(&b, 0);
        for (int k = 0; k < 2; k++) {
            vnp__run_builder builder;
            vnp__run_begin(&builder, &b.arena, buffer);
            vnp__run_add(&builder, k ? at + 2 : 0, k ? (uint32_t)strlen(buffer) : at);
            vnp__run_end(&builder, &runs[k]);
        }
        vnp__run_join(&b.arena, buffer, &runs[0], &runs[1], VNP__GAP_LINE, &whole);
        expect_row(&wrong, rows[i].what, show_str(vnp__run_text(&whole)), rows[i].want);
        vnp_value value = vnp__slice_value(&b.arena, buffer, vnp__slice_all(&whole));
        assert_int_equal(value.spans.count, 2);
        assert_int_equal(value.spans.at[0].end, at);
        assert_int_equal(value.spans.at[1].end, strlen(buffer));
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

/* A word that recognition tore apart is whole in the run and as written in its value. */
static void test_torn_words_are_put_together(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"ĐIỀ U KHO ẢN THI H ÀNH", "ĐIỀU KHOẢN THI HÀNH"},
        {"Đơn v ị ch ủ tr ì: Văn ph òng", "Đơn vị chủ trì: Văn phòng"},
        {"đ i ều ki ện", "điều kiện"},
        {"ho àn thàn h trướ c thờ i hạn", "hoàn thành trước thời hạn"},
        {"ý thứ c ở họ c sinh", "ý thức ở học sinh"},
        {"(ki ểm tra), c ác xã/ph ường", "(kiểm tra), các xã/phường"},
        {"Tr ường  TH ÀNH PH Ố", "Trường THÀNH PHỐ"},
        /* words that may stand side by side, names and units */
        {"ở xã, cho ông, và ăn uống, lo âu", "ở xã, cho ông, và ăn uống, lo âu"},
        {"HỌC KỲ I, KHU A, TỔ I", "HỌC KỲ I, KHU A, TỔ I"},
        {"điểm c Điều 5, khoản a", "điểm c Điều 5, khoản a"},
        {"đường rộng 5 m ở thôn, 200.000 đ ủng hộ", "đường rộng 5 m ở thôn, 200.000 đ ủng hộ"},
        {"xã Ia Pa, Ea Kar, tổ A", "xã Ia Pa, Ea Kar, tổ A"},
        {"TTHC ở UBND", "TTHC ở UBND"},
        {"kho   ản\tán", "kho ản án"},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        bench_open(&b, 0);
        vnp__slice s = bench_slice(&b, rows[i].text);
        expect_row(&wrong, rows[i].text, show_str(vnp__slice_text(s)), rows[i].want);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

static void test_value_of_a_torn_word_is_as_written(void **state)
{
    (void)state;
    bench b;
    bench_open(&b, 0);
    static const char buffer[] = "ĐIỀ U KHO ẢN:  **Ho** àn";
    vnp__slice all = bench_slice(&b, buffer);
    expect(show_str(vnp__slice_text(all)), "ĐIỀU KHOẢN: **Ho** àn");
    expect(show_spans(vnp__slice_value(&b.arena, buffer, vnp__slice_sub(all, 0, 7))), "ĐIỀ U @0-8");
    expect(show_spans(vnp__slice_value(&b.arena, buffer, vnp__slice_sub(all, 0, 15))), "ĐIỀ U KHO ẢN @0-17");
    /* a cut keeps what it was cut from; a part of a torn word leads to its part */
    vnp__run cut;
    vnp__run_cut(&b.arena, buffer, vnp__slice_sub(all, 8, 15), &cut);
    expect(show_str(vnp__run_text(&cut)), "KHOẢN");
    expect(show_spans(vnp__slice_value(&b.arena, buffer, vnp__slice_all(&cut))), "KHO ẢN @9-17");
    expect(show_spans(vnp__slice_value(&b.arena, buffer, vnp__slice_sub(vnp__slice_all(&cut), 3, 7))), "ẢN @13-17");
    bench_close(&b);
}

/* --------------------------------------------------- with and without a shadow */

/* What stands in the buffer as one piece is neither copied nor listed, nor is a cut of it. */
static void test_one_piece_is_no_copy(void **state)
{
    (void)state;
    bench b;
    vnp__run run, cut;
    vnp__run_builder builder;
    const char buffer[] = "  Chủ trì: Sở Nội vụ ";
    char shadow[sizeof buffer];
    bench_open(&b, 0);
    vnp__fold(shadow, buffer, sizeof buffer);
    vnp__run_begin_in(&builder, &b.arena, buffer, shadow);
    vnp__run_add(&builder, 0, sizeof buffer - 1);
    vnp__run_end(&builder, &run);
    expect(show_str(vnp__run_text(&run)), "Chủ trì: Sở Nội vụ");
    assert_ptr_equal(run.text, buffer + 2);
    assert_ptr_equal(run.fold, shadow + 2);
    assert_int_equal(run.listed, 0);
    assert_int_equal(vnp__run_pieces(&run), 1);
    assert_int_equal(vnp__run_begins(&run), 2);
    vnp__run_cut(&b.arena, buffer, vnp__slice_sub(vnp__slice_all(&run), 12, run.len), &cut);
    expect(show_str(vnp__run_text(&cut)), "Sở Nội vụ");
    assert_ptr_equal(cut.text, buffer + 14);
    assert_ptr_equal(cut.fold, shadow + 14);
    assert_int_equal(vnp__run_piece(&cut, 0).nrm, 14);
    bench_close(&b);
}

/* One entity is a piece that has to be listed; nothing at all has none. */
static void test_runs_of_an_entity_or_nothing(void **state)
{
    (void)state;
    bench b;
    vnp__run run;
    vnp__run_builder builder;
    bench_open(&b, 0);
    vnp__run_begin(&builder, &b.arena, "  &amp;");
    vnp__run_add_as(&builder, VNP__STR("&"), 2, 7);
    vnp__run_end(&builder, &run);
    expect(show_str(vnp__run_text(&run)), "&");
    assert_int_equal(vnp__run_pieces(&run), 1);
    assert_int_equal(vnp__run_begins(&run), 2);
    assert_int_equal(vnp__run_piece(&run, 0).nrm_len, 5);
    make_run(&b, "  \n", &run);
    assert_int_equal(run.len, 0);
    assert_int_equal(vnp__run_pieces(&run), 0);
    assert_int_equal(vnp__run_begins(&run), 0);
    bench_close(&b);
}

static uint32_t random_below(uint64_t *seed, uint32_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*seed >> 33) % n);
}

/* A buffer of syllables whose tones move, put together of parts that fit badly. */
static vnp_str random_buffer(bench *b, uint64_t *seed)
{
    static const char *const parts[] = {"o",  "à",  "u",  "ý", "q",  "g",  "ì",  "a", "ủ", "oạ", "ch", "T",
                                        "Ð",  " ",  " ",  " ", "  ", "\n", "-",  "“", "”", "–",  "**", "&amp;",
                                        "hoà", "qúy", "n", "5", "\t", "thủy", "á", "Gìa"};
    vnp__buf out = {.arena = &b->arena};
    for (uint32_t n = random_below(seed, 40); n > 0; n--) {
        const char *part = parts[random_below(seed, COUNT_OF(parts))];
        vnp__buf_add(&out, part, strlen(part));
    }
    return vnp__buf_str(&out);
}

static uint32_t random_boundary(uint64_t *seed, vnp_str s)
{
    uint32_t at = random_below(seed, s.len + 1);
    while (at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* Random pieces of the buffer from its beginning to its end. */
static void random_run(bench *b, uint64_t seed, vnp_str buffer, char *shadow, vnp__run *out)
{
    vnp__run_builder builder;
    vnp__run_begin_in(&builder, &b->arena, buffer.ptr, shadow);
    for (uint32_t at = 0; at < buffer.len;) {
        uint32_t begin = at + random_boundary(&seed, vnp__str_sub(buffer, at, buffer.len));
        uint32_t end = begin + random_boundary(&seed, vnp__str_sub(buffer, begin, buffer.len));
        uint32_t gap = random_below(&seed, 2 * VNP__GAP_BREAK);
        vnp__run_gap(&builder, gap > VNP__GAP_BREAK || gap == VNP__GAP_TORN ? VNP__GAP_NONE : (vnp__gap)gap);
        if (end - begin >= 5 && memcmp(buffer.ptr + begin, "&amp;", 5) == 0) {
            vnp__run_add_as(&builder, VNP__STR("&"), begin, begin + 5);
            end = begin + 5;
        } else {
            vnp__run_add(&builder, begin, end);
        }
        at = end > at ? end : buffer.len;
    }
    vnp__run_end(&builder, out);
}

static void assert_same_run(const vnp__run *a, const vnp__run *b)
{
    assert_int_equal(a->len, b->len);
    if (a->len > 0) {
        assert_memory_equal(a->text, b->text, a->len);
        assert_memory_equal(a->fold, b->fold, a->len);
    }
    assert_int_equal(vnp__run_begins(a), vnp__run_begins(b));
    assert_int_equal(vnp__run_pieces(a), vnp__run_pieces(b));
    for (uint32_t i = 0; i < vnp__run_pieces(a); i++) {
        vnp__piece x = vnp__run_piece(a, i), y = vnp__run_piece(b, i);
        assert_memory_equal(&x, &y, sizeof x);
    }
}

/* A run, any cut of it, and cuts joined: the matching form is that of the whole text. */
static void test_shadows_change_nothing(void **state)
{
    (void)state;
    for (uint64_t round = 0; round < 20000; round++) {
        bench b;
        uint64_t seed = round;
        bench_open(&b, 0);
        vnp_str buffer = random_buffer(&b, &seed);
        char *shadow = vnp__arena_get(&b.arena, (size_t)buffer.len + 1);
        if (buffer.len > 0)
            vnp__fold(shadow, buffer.ptr, buffer.len);
        vnp__run runs[2][4];
        for (int k = 0; k < 2; k++) {
            uint64_t again = seed;
            vnp__run *run = runs[k];
            random_run(&b, again, buffer, k ? shadow : NULL, &run[0]);
            for (int i = 1; i < 3; i++) {
                uint32_t begin = random_boundary(&again, vnp__run_text(&run[0]));
                uint32_t end = begin + random_boundary(&again, vnp__str_sub(vnp__run_text(&run[0]), begin, run[0].len));
                vnp__run_cut(&b.arena, buffer.ptr, (vnp__slice){&run[0], begin, end}, &run[i]);
            }
            vnp__run_join(&b.arena, buffer.ptr, &run[1], &run[2], VNP__GAP_LINE, &run[3]);
        }
        for (int i = 0; i < 4; i++) {
            assert_same_run(&runs[0][i], &runs[1][i]);
            char *fold = vnp__arena_get(&b.arena, (size_t)runs[0][i].len + 1);
            if (runs[0][i].len > 0)
                vnp__fold(fold, runs[0][i].text, runs[0][i].len);
            assert_memory_equal(fold, runs[1][i].fold, runs[0][i].len);
        }
        bench_close(&b);
    }
}

static void test_trim_takes_closing_punctuation_only(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"Kế hoạch;", "Kế hoạch"},
        {"Kế hoạch.", "Kế hoạch"},
        {"Kế hoạch ./.", "Kế hoạch"},
        {"Kế hoạch :", "Kế hoạch"},
        {"(Kế hoạch)", "(Kế hoạch)"},
        {"3.4.", "3.4"},
        {"; .", ""},
        {"a/", "a/"},
        {"Nhận thức số 📢", "Nhận thức số"},
        {"👤 Chủ trì 🏛️ 💳", "Chủ trì"},
        {"⏰ Thời gian", "Thời gian"},
        {"📢", "📢"},
        {"Một 📢 hai", "Một 📢 hai"},
        {"✓", "✓"},
        {"", ""},
    };
    unsigned wrong = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bench b;
        bench_open(&b, 0);
        vnp__slice s = vnp__slice_trim(bench_slice(&b, rows[i].text));
        expect_row(&wrong, rows[i].text, show_str(vnp__slice_text(s)), rows[i].want);
        bench_close(&b);
    }
    assert_int_equal(wrong, 0);
}

/* ------------------------------------------------------------------ torn words */

/* Each space that may stand in a torn word is among those that sixteen bytes at a time tell. */
static void test_suspects_are_all_that_may_be_torn(void **state)
{
    (void)state;
    static const char *const parts[] = {" ", " ", " ", "a", "n", "H", "ch", "\u0111", "\u1EA5", "\u0103", ".", "-", ",", "5", "U", "\u0110"};
    unsigned may = 0;
    chance_seed(31);
    for (int round = 0; round < 4000; round++) {
        char text[128] = "";
        while (strlen(text) < 48)
            strcat(text, parts[chance(COUNT_OF(parts))]);
        uint32_t len = (uint32_t)strlen(text), at = VNP__TORN_BEFORE;
        for (; len - at >= VNP__LANES + VNP__TORN_BEHIND; at++)
            for (uint32_t k = 0; k < VNP__LANES; k++) {
                vnp_str front = vnp__str(text, at + k), rear = vnp__str(text + at + k + 1, len - at - k - 1);
                if (text[at + k] != ' ' || !vnp__may_be_torn(front, rear))
                    continue;
                may++;
                if (!(vnp__torn_suspects(text + at) >> k & 1))
                    fail_msg("'%s' at %u", text, at + k);
            }
    }
    assert_true(may > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_white_space_is_one_space),
        cmocka_unit_test(test_line_with_single_spaces_is_one_piece),
        cmocka_unit_test(test_fold_has_the_texts_length),
        cmocka_unit_test(test_slice_leads_back_to_its_bytes),
        cmocka_unit_test(test_spans_are_one_over_layout_and_two_over_other_text),
        cmocka_unit_test(test_markup_inside_a_word_adds_no_space),
        cmocka_unit_test(test_entity_stands_for_its_bytes_as_a_whole),
        cmocka_unit_test(test_joined_runs_keep_their_spans),
        cmocka_unit_test(test_torn_words_are_put_together),
        cmocka_unit_test(test_value_of_a_torn_word_is_as_written),
        cmocka_unit_test(test_one_piece_is_no_copy),
        cmocka_unit_test(test_runs_of_an_entity_or_nothing),
        cmocka_unit_test(test_shadows_change_nothing),
        cmocka_unit_test(test_suspects_are_all_that_may_be_torn),
        cmocka_unit_test(test_trim_takes_closing_punctuation_only),
    };
    return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}
