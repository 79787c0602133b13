/*
 * api_test.c - the library as its users see it: nothing but vnplan.h, compiled as
 * C17 and as C++17 alike (hence casts that C would not need).
 */
#include "vnplan.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                        \
            failures++;                                                                            \
        }                                                                                          \
    } while (0)

static const char plan_text[] =
    "ỦY BAN NHÂN DÂN\nXÃ EA NA\n\nSố: 12/KH-UBND\n\n"
    "Ea Na, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n"
    "Cải cách hành chính năm 2026\n\n"
    "Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 của Chính phủ;\n\n"
    "I. MỤC TIÊU\n\n- Tối thiểu 55% hồ sơ trực tuyến.\n\nII. NHIỆM VỤ\n\n"
    "1. Rà soát thủ tục\n- Chủ trì: Công an xã.\n- Thời gian: Quý I/2026.\n"
    "- Sản phẩm: Báo cáo.\n\n2. Công khai\n- Chủ trì: VP-TK.\n\nNơi nhận:\n"
    "- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn An\n";

static vnp_rules *load_rules(const vnp_rules_options *options)
{
    vnp_rules *rules = NULL;
    vnp_error error;
    if (vnp_rules_load(options, &rules, &error) != VNP_OK) {
        fprintf(stderr, "%s:%u: %s\n", error.file, error.line, error.text);
        exit(1);
    }
    return rules;
}

/* ------------------------------------------------------------------- walking */

/* Sums what every list holds, so that each entry is touched. */
typedef struct walk {
    const vnp_doc *doc;
    size_t values, bytes;
} walk;

static void walk_str(walk *w, vnp_str s)
{
    CHECK(s.ptr || s.len == 0);
    for (uint32_t i = 0; i < s.len; i++)
        w->bytes += s.ptr[i] != 0;
}

static void walk_value(walk *w, const vnp_value *value)
{
    walk_str(w, value->text);
    CHECK((value->text.len == 0) == (value->spans.count == 0));
    for (uint32_t i = 0; i < value->spans.count; i++) {
        vnp_span span = value->spans.at[i];
        vnp_place place = vnp_doc_place(w->doc, span);
        CHECK(span.begin < span.end);
        CHECK(place.begin < place.end && place.end <= sizeof plan_text - 1);
        CHECK(place.line >= 1 && place.column >= 1 && place.column_utf16 >= place.column);
    }
    w->values += value->text.len > 0;
}

#define EACH(list, i) for (uint32_t i = 0; i < (list).count; i++)

static void walk_parties(walk *w, const vnp_party_list *list)
{
    EACH(*list, i)
    {
        walk_value(w, &list->at[i].value);
        walk_str(w, list->at[i].name);
        CHECK(list->at[i].name.len > 0);
    }
}

static void walk_values(walk *w, const vnp_value_list *list)
{
    EACH(*list, i) walk_value(w, &list->at[i]);
}

static void walk_targets(walk *w, const vnp_target_list *list)
{
    EACH(*list, i)
    {
        walk_value(w, &list->at[i].value);
        walk_str(w, list->at[i].unit);
    }
}

static void walk_item(walk *w, const vnp_item *item)
{
    walk_str(w, item->id);
    CHECK(item->id.len > 0);
    walk_str(w, item->label);
    EACH(item->codes, i) walk_str(w, item->codes.at[i]);
    walk_value(w, &item->title);
    EACH(item->parents, i) walk_value(w, &item->parents.at[i].value);
    walk_parties(w, &item->owners);
    walk_parties(w, &item->collaborators);
    walk_parties(w, &item->consolidators);
    EACH(item->deadlines, i) walk_value(w, &item->deadlines.at[i].value);
    walk_targets(w, &item->targets);
    walk_values(w, &item->actions);
    walk_values(w, &item->outputs);
    walk_value(w, &item->budget);
    EACH(item->other, i) walk_value(w, &item->other.at[i].value);
    CHECK(item->spans.count > 0);
}

static void walk_plan(walk *w, const vnp_plan *plan)
{
    const vnp_head *head = &plan->head;
    walk_value(w, &head->issuer);
    walk_value(w, &head->number);
    walk_value(w, &head->place);
    walk_value(w, &head->date_text);
    walk_value(w, &head->title);
    EACH(head->parts, i) walk_value(w, &head->parts.at[i].title);
    walk_values(w, &head->legal_bases);
    EACH(head->signers, i)
    {
        walk_value(w, &head->signers.at[i].title);
        walk_value(w, &head->signers.at[i].name);
    }
    walk_values(w, &head->recipients);
    EACH(plan->sections, i)
    {
        walk_value(w, &plan->sections.at[i].title);
        CHECK(plan->sections.at[i].parent == UINT32_MAX || plan->sections.at[i].parent < i);
        CHECK(plan->sections.at[i].level >= 1);
    }
    EACH(plan->items, i) walk_item(w, &plan->items.at[i]);
    walk_targets(w, &plan->targets);
    EACH(plan->citations, i) walk_value(w, &plan->citations.at[i].value);
    EACH(plan->diagnostics, i) walk_str(w, plan->diagnostics.at[i].message);
}

static void test_walk_every_list(void)
{
    vnp_rules *rules = load_rules(NULL);
    vnp_doc *doc = NULL;
    CHECK(vnp_doc_parse(rules, plan_text, sizeof plan_text - 1, NULL, &doc, NULL) == VNP_OK);
    const vnp_plan *plan = vnp_doc_plan(doc);
    walk w = {doc, 0, 0};
    walk_plan(&w, plan);
    CHECK(w.values > 15);
    CHECK(plan->items.count == 2);
    CHECK(plan->targets.count == 1);
    CHECK(plan->citations.count == 1);
    CHECK(plan->sections.count >= 2);
    CHECK(plan->head.year == 2026);
    CHECK(plan->head.date.year == 2026 && plan->head.date.month == 1 && plan->head.date.day == 5);
    vnp_doc_free(doc);
    vnp_rules_free(rules);
}

/* ------------------------------------------------------------------- writing */

typedef struct buffer {
    char bytes[65536];
    size_t len;
} buffer;

static bool write_buffer(void *ctx, const char *bytes, size_t length)
{
    buffer *b = (buffer *)ctx;
    if (length > sizeof b->bytes - b->len)
        return false;
    memcpy(b->bytes + b->len, bytes, length);
    b->len += length;
    return true;
}

static bool count_bytes(void *ctx, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)ctx += length;
    return true;
}

static void test_json_to_a_callback_and_into_a_buffer(void)
{
    static buffer first, second;
    vnp_rules *rules = load_rules(NULL);
    vnp_doc *doc = NULL;
    size_t count = 0;
    CHECK(vnp_doc_parse(rules, plan_text, sizeof plan_text - 1, NULL, &doc, NULL) == VNP_OK);
    CHECK(vnp_doc_write_json(doc, 2, write_buffer, &first) == VNP_OK);
    CHECK(vnp_doc_write_json(doc, 2, write_buffer, &second) == VNP_OK);
    CHECK(vnp_doc_write_json(doc, 2, count_bytes, &count) == VNP_OK);
    CHECK(count == first.len);
    CHECK(first.len == second.len && memcmp(first.bytes, second.bytes, first.len) == 0);
    CHECK(first.bytes[0] == '{' && first.bytes[first.len - 1] == '}');
    vnp_doc_free(doc);
    vnp_rules_free(rules);
}

/* -------------------------------------------------------------------- errors */

static void test_wrong_arguments(void)
{
    vnp_rules *rules = load_rules(NULL);
    vnp_doc *doc = NULL;
    vnp_error error;
    size_t count = 0;
    CHECK(vnp_rules_load(NULL, NULL, &error) == VNP_ERR_ARG);
    CHECK(vnp_doc_parse(NULL, "x", 1, NULL, &doc, &error) == VNP_ERR_ARG);
    CHECK(error.status == VNP_ERR_ARG && error.text[0]);
    CHECK(vnp_doc_parse(rules, NULL, 1, NULL, &doc, &error) == VNP_ERR_ARG);
    CHECK(vnp_doc_parse(rules, "x", 1, NULL, NULL, &error) == VNP_ERR_ARG);
    CHECK(vnp_doc_parse(rules, NULL, 0, NULL, &doc, NULL) == VNP_OK);
    CHECK(vnp_doc_write_json(doc, 0, NULL, NULL) == VNP_ERR_ARG);
    CHECK(vnp_doc_write_json(NULL, 0, count_bytes, &count) == VNP_ERR_ARG);
    CHECK(count == 0);
    vnp_doc_free(doc);
    vnp_doc_free(NULL);
    vnp_rules_free(rules);
    vnp_rules_free(NULL);
}

static void test_limits(void)
{
    vnp_rules *rules = load_rules(NULL);
    vnp_doc *doc = NULL;
    vnp_error error;
    vnp_doc_options options;
    vnp_doc_options_init(&options);
    options.max_input_bytes = 10;
    CHECK(vnp_doc_parse(rules, plan_text, sizeof plan_text - 1, &options, &doc, &error) ==
          VNP_ERR_LIMIT);
    CHECK(doc == NULL && error.status == VNP_ERR_LIMIT && strstr(error.text, "10"));
    vnp_doc_options_init(&options);
    options.max_items = 1;
    CHECK(vnp_doc_parse(rules, plan_text, sizeof plan_text - 1, &options, &doc, &error) ==
          VNP_ERR_LIMIT);
    CHECK(doc == NULL);
    vnp_rules_free(rules);
}

static void test_input_that_is_no_text(void)
{
    static const char docx[] = "PK\x03\x04\x14\x00\x06\x00word/document.xml";
    vnp_rules *rules = load_rules(NULL);
    vnp_doc *doc = NULL;
    vnp_error error;
    vnp_doc_options options;
    CHECK(vnp_doc_parse(rules, docx, sizeof docx, NULL, &doc, &error) == VNP_ERR_FORMAT);
    CHECK(doc == NULL && error.status == VNP_ERR_FORMAT && error.text[0] &&
          !strchr(error.text, '\n'));
    vnp_doc_options_init(&options);
    options.encoding = "klingon-8";
    CHECK(vnp_doc_parse(rules, "x", 1, &options, &doc, &error) == VNP_ERR_ENCODING);
    CHECK(strstr(error.text, "klingon-8") != NULL);
    vnp_rules_free(rules);
}

static void test_overlay_that_is_not_there(void)
{
    const char *dirs[1] = {"/nowhere/at/all"};
    vnp_rules *rules = NULL;
    vnp_error error;
    vnp_rules_options options;
    vnp_rules_options_init(&options);
    options.dirs = dirs;
    options.dir_count = 1;
    CHECK(vnp_rules_load(&options, &rules, &error) == VNP_ERR_RULE);
    CHECK(rules == NULL && strstr(error.text, "/nowhere/at/all"));
    CHECK(vnp_rules_load(&options, &rules, NULL) == VNP_ERR_RULE);
}

static void test_names_of_statuses(void)
{
    for (int i = VNP_OK; i <= VNP_ERR_INTERNAL; i++) {
        CHECK(strlen(vnp_status_name((vnp_status)i)) > 3);
        for (int k = VNP_OK; k < i; k++)
            CHECK(strcmp(vnp_status_name((vnp_status)i), vnp_status_name((vnp_status)k)) != 0);
    }
    CHECK(vnp_status_name((vnp_status)999) != NULL);
    CHECK(strchr(vnp_version(), '.') != NULL);
    CHECK(vnp_schema().len > 2 && vnp_schema().ptr[0] == '{');
}

/* -------------------------------------------------------------------- memory */

typedef struct balance {
    long live, calls;
} balance;

static void *balance_malloc(size_t size, void *ctx)
{
    balance *b = (balance *)ctx;
    b->live++;
    b->calls++;
    return malloc(size);
}

static void *balance_realloc(void *block, size_t size, void *ctx)
{
    balance *b = (balance *)ctx;
    b->live += block == NULL;
    b->calls++;
    return realloc(block, size);
}

static void balance_free(void *block, void *ctx)
{
    ((balance *)ctx)->live -= block != NULL;
    free(block);
}

static void test_memory_of_the_caller_is_used_and_given_back(void)
{
    balance of_rules = {0, 0}, of_doc = {0, 0};
    vnp_alloc rules_alloc = {balance_malloc, balance_realloc, balance_free, &of_rules};
    vnp_alloc doc_alloc = {balance_malloc, balance_realloc, balance_free, &of_doc};
    vnp_rules_options rules_options;
    vnp_doc_options options;
    vnp_doc *doc = NULL;
    vnp_rules_options_init(&rules_options);
    rules_options.alloc = &rules_alloc;
    vnp_rules *rules = load_rules(&rules_options);
    CHECK(of_rules.live > 0);
    vnp_doc_options_init(&options);
    options.alloc = &doc_alloc;
    CHECK(vnp_doc_parse(rules, plan_text, sizeof plan_text - 1, &options, &doc, NULL) == VNP_OK);
    CHECK(of_doc.live > 0);
    long calls = of_doc.calls;
    size_t count = 0;
    CHECK(vnp_doc_write_json(doc, 0, count_bytes, &count) == VNP_OK);
    CHECK(of_doc.calls == calls); /* writing needs no memory */
    vnp_doc_free(doc);
    CHECK(of_doc.live == 0);
    vnp_rules_free(rules);
    CHECK(of_rules.live == 0);
}

/* ------------------------------------------------------------------- threads */

typedef struct job {
    const vnp_rules *rules;
    buffer out;
    vnp_status status;
} job;

static void *parse_in_thread(void *arg)
{
    job *j = (job *)arg;
    for (int i = 0; i < 20; i++) {
        vnp_doc *doc = NULL;
        j->out.len = 0;
        j->status = vnp_doc_parse(j->rules, plan_text, sizeof plan_text - 1, NULL, &doc, NULL);
        if (j->status == VNP_OK)
            j->status = vnp_doc_write_json(doc, 0, write_buffer, &j->out);
        vnp_doc_free(doc);
        if (j->status != VNP_OK)
            break;
    }
    return NULL;
}

static void test_two_documents_on_one_rule_set(void)
{
    static job jobs[2];
    pthread_t threads[2];
    vnp_rules *rules = load_rules(NULL);
    for (int i = 0; i < 2; i++) {
        jobs[i].rules = rules;
        CHECK(pthread_create(&threads[i], NULL, parse_in_thread, &jobs[i]) == 0);
    }
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
        CHECK(jobs[i].status == VNP_OK);
    }
    CHECK(jobs[0].out.len > 100 && jobs[0].out.len == jobs[1].out.len);
    CHECK(memcmp(jobs[0].out.bytes, jobs[1].out.bytes, jobs[0].out.len) == 0);
    vnp_rules_free(rules);
}

int main(void)
{
    test_walk_every_list();
    test_json_to_a_callback_and_into_a_buffer();
    test_wrong_arguments();
    test_limits();
    test_input_that_is_no_text();
    test_overlay_that_is_not_there();
    test_names_of_statuses();
    test_memory_of_the_caller_is_used_and_given_back();
    test_two_documents_on_one_rule_set();
    if (failures)
        fprintf(stderr, "%d checks failed\n", failures);
    return failures != 0;
}
