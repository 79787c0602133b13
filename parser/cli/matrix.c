/* vnplan check --matrix: what is clear of each task. */
#include "cli/cli.h"

#include <cjson/cJSON.h>
#include <string.h>

enum { ID_WIDTH = 10, TITLE_WIDTH = 36 };

static const char *const columns[VNP_MATRIX_COLUMNS] = {
    "who", "what", "when", "responsibility", "product", "authority"};

static vnp_str head_of(const cli_findings *found, const char *column)
{
    char id[40];
    snprintf(id, sizeof id, "matrix-%s", column);
    return vnp_rules_message(found->rules, found->lang, id);
}

/* Cut or filled up to a width in columns. */
static void put_cell(FILE *out, vnp_str text, unsigned width)
{
    unsigned used = 0, here;
    uint32_t at = 0;
    while (at < text.len) {
        uint32_t len = cli_char(text, at, &here);
        if (used + here > width - (cli_width(text) > width ? 1 : 0))
            break;
        fwrite(text.ptr + at, 1, len, out);
        used += here;
        at += len;
    }
    if (at < text.len && used < width) {
        fputc('~', out);
        used++;
    }
    for (; used < width; used++)
        fputc(' ', out);
}

static void put_count(FILE *out, uint32_t count, unsigned width)
{
    char text[16];
    snprintf(text, sizeof text, "%u", count);
    vnp_str s = {count ? text : "-", (uint32_t)(count ? strlen(text) : 1)};
    fputs("  ", out);
    put_cell(out, s, width);
}

void cli_matrix_text(FILE *out, const cli_findings *found)
{
    vnp_matrix_row_list rows = vnp_doc_matrix(found->doc);
    const vnp_plan *plan = vnp_doc_plan(found->doc);
    uint32_t clear[VNP_MATRIX_COLUMNS] = {0};
    fprintf(out, "%s\n", found->path);
    put_cell(out, head_of(found, "item"), ID_WIDTH);
    fputs("  ", out);
    put_cell(out, head_of(found, "title"), TITLE_WIDTH);
    for (int k = 0; k < VNP_MATRIX_COLUMNS; k++) {
        vnp_str head = head_of(found, columns[k]);
        fprintf(out, "  %.*s", (int)head.len, head.ptr);
    }
    fputc('\n', out);
    for (uint32_t i = 0; i < rows.count; i++) {
        const vnp_item *item = &plan->items.at[rows.at[i].item];
        put_cell(out, item->id, ID_WIDTH);
        fputs("  ", out);
        put_cell(out, item->title.text, TITLE_WIDTH);
        for (int k = 0; k < VNP_MATRIX_COLUMNS; k++) {
            clear[k] += rows.at[i].counts[k] > 0;
            put_count(out, rows.at[i].counts[k], cli_width(head_of(found, columns[k])));
        }
        fputc('\n', out);
    }
    put_cell(out, head_of(found, "clear"), ID_WIDTH);
    fputs("  ", out);
    put_cell(out, (vnp_str){NULL, 0}, TITLE_WIDTH);
    for (int k = 0; k < VNP_MATRIX_COLUMNS; k++) {
        char text[32];
        snprintf(text, sizeof text, "%u/%u", clear[k], rows.count);
        fputs("  ", out);
        put_cell(out, (vnp_str){text, (uint32_t)strlen(text)},
                 cli_width(head_of(found, columns[k])));
    }
    fputc('\n', out);
}

cJSON *cli_matrix_json(const cli_findings *found)
{
    vnp_matrix_row_list rows = vnp_doc_matrix(found->doc);
    const vnp_plan *plan = vnp_doc_plan(found->doc);
    cJSON *object = cJSON_CreateObject();
    cJSON_AddStringToObject(object, "source", found->path);
    cJSON *list = cJSON_AddArrayToObject(object, "matrix");
    for (uint32_t i = 0; i < rows.count; i++) {
        cJSON *row = cJSON_CreateObject();
        cli_json_str(row, "item", plan->items.at[rows.at[i].item].id);
        for (int k = 0; k < VNP_MATRIX_COLUMNS; k++)
            cJSON_AddNumberToObject(row, columns[k], rows.at[i].counts[k]);
        cJSON_AddItemToArray(list, row);
    }
    return object;
}
