/* json.h - a document as JSON, streamed: no tree is built. */
#ifndef VNP_JSON_H
#define VNP_JSON_H

#include "base/base.h"

/* What is written beside the plan. */
typedef struct vnp__json_source {
    vnp_str name;
    vnp_str part_types[VNP_PART_OTHER + 1]; /* the schema's names of them */
    const char *format;
    const char *encoding;
    uint32_t bytes;
    const char *rule_set;
    const char *rule_version;
    vnp_place (*place)(void *ctx, vnp_span span);
    void *ctx;
} vnp__json_source;

/* false when `write` asked to stop. */
bool vnp__json_write(const vnp_plan *plan, const vnp__json_source *source, int indent,
                     vnp_write_fn write, void *ctx);

#endif
