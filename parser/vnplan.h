/*
 * vnplan.h - reads Vietnamese administrative plans (kế hoạch) from plain text
 * or Markdown and gives back who has to do what, by when and up to which
 * figure, every value with its place in the source.
 *
 * Ownership: every vnp_..._new/load/parse has one vnp_..._free; whatever a
 * function returns inside an object (strings, lists, the plan) belongs to that
 * object and lives as long as it. The library copies what it needs of its
 * arguments unless a comment says "borrowed".
 *
 * Threads: the library keeps no global state. A vnp_rules is immutable after
 * loading and may be shared by any number of threads; a vnp_doc belongs to one
 * thread at a time.
 *
 * Errors: a function that can fail returns a vnp_status and, where the caller
 * passes one, fills a vnp_error. A badly written plan is never an error: it
 * gives a plan with fewer facts and with diagnostics. The library never
 * prints, exits or aborts.
 *
 * Strings are UTF-8 and carry their length in bytes; they are not terminated
 * by a NUL. Offsets and lengths are bytes unless a comment says code points.
 */
#ifndef VNPLAN_H
#define VNPLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) || defined(__clang__)
#define VNP_API __attribute__((visibility("default")))
#define VNP_CHECKED __attribute__((warn_unused_result))
#else
#define VNP_API
#define VNP_CHECKED
#endif

/* ------------------------------------------------------------------ basics */

/* What a call came to. New values are only ever appended. */
typedef enum vnp_status {
    VNP_OK = 0,
    VNP_ERR_NOMEM,    /* the allocator returned NULL */
    VNP_ERR_ARG,      /* an argument breaks the function's contract */
    VNP_ERR_IO,       /* a write callback reported a failure */
    VNP_ERR_FORMAT,   /* the input is no text: a .docx, a .pdf, an image ... */
    VNP_ERR_ENCODING, /* the named encoding is unknown or does not fit */
    VNP_ERR_RULE,     /* a rule file is broken; the error names file and place */
    VNP_ERR_LIMIT,    /* an input or a count exceeds a limit of the options */
    VNP_ERR_INTERNAL  /* a defect of the library; please report it */
} vnp_status;

/* The name of a status in English ("out of memory"), static storage. */
VNP_API const char *vnp_status_name(vnp_status status);

/*
 * Details of a failed call. Owned by the caller, of fixed size, so that it can
 * be filled when no memory is left. `text` is one line without a newline,
 * NUL-terminated, cut at a character boundary.
 */
typedef struct vnp_error {
    vnp_status status;
    uint64_t offset; /* byte in the input or the rule file; 0 where unknown */
    uint32_t line;   /* 1-based line there; 0 where unknown */
    uint32_t column; /* 1-based column in code points; 0 where unknown */
    char file[128];  /* rule file, tail of its path; empty for inputs */
    char text[256];
} vnp_error;

/*
 * Memory functions; `ctx` is handed to each. Semantics are those of malloc,
 * realloc and free. NULL members are not allowed. With threads sharing rules
 * the functions must be thread-safe.
 */
typedef struct vnp_alloc {
    void *(*malloc)(size_t size, void *ctx);
    void *(*realloc)(void *block, size_t size, void *ctx);
    void (*free)(void *block, void *ctx);
    void *ctx;
} vnp_alloc;

/* A piece of UTF-8 text; ptr may be NULL when len is 0. */
typedef struct vnp_str {
    const char *ptr;
    uint32_t len;
} vnp_str;

/* A range of bytes [begin, end) of the normalized text of a document. */
typedef struct vnp_span {
    uint32_t begin;
    uint32_t end;
} vnp_span;

/* Where a span stands in the input the caller gave. */
typedef struct vnp_place {
    uint32_t begin;        /* offset of the first byte */
    uint32_t end;          /* offset after the last byte */
    uint32_t line;         /* 1-based; LF, CRLF, CR and FF end lines */
    uint32_t column;       /* 1-based, in code points of the input */
    uint32_t column_utf16; /* 1-based, in UTF-16 code units, as editors count */
} vnp_place;

/* Library version as "major.minor.patch", static storage. */
VNP_API const char *vnp_version(void);

/* The JSON Schema of the output (draft 2020-12), static storage. */
VNP_API vnp_str vnp_schema(void);

/* ------------------------------------------------------------------- rules */

typedef enum vnp_lang { VNP_LANG_VI, VNP_LANG_EN } vnp_lang;

typedef struct vnp_rules vnp_rules;

/* What to load. Fill with vnp_rules_options_init, then change members. */
typedef struct vnp_rules_options {
    const vnp_alloc *alloc;  /* borrowed until vnp_rules_free; NULL: libc */
    const char *const *dirs; /* overlay directories, later ones win */
    size_t dir_count;
} vnp_rules_options;

VNP_API void vnp_rules_options_init(vnp_rules_options *options);

/*
 * Loads the built-in rules and the overlays of `options` (NULL: built-in only).
 * On failure *out is NULL and `error` (may be NULL) names the file, line and
 * rule. The built-in rules alone are ready from the build; with overlays all files are
 * read, and the patterns compiled that the overlays bring or change. The result may be
 * used by any number of threads. One that matches a built-in pattern first decodes it, one
 * that matches a pattern often translates it to machine code, for all of them, so the
 * allocator may be called by each, one at a time.
 */
VNP_API VNP_CHECKED vnp_status vnp_rules_load(const vnp_rules_options *options, vnp_rules **out,
                                              vnp_error *error);

/* Accepts NULL. No document that used the rules may be alive. */
VNP_API void vnp_rules_free(vnp_rules *rules);

typedef enum vnp_rule_state {
    VNP_RULE_ON,
    VNP_RULE_REPLACED, /* by a rule of the same id in a later file */
    VNP_RULE_OFF       /* switched off by a later file */
} vnp_rule_state;

/* A rule: a pattern, or a line's worth of words with one meaning. */
typedef struct vnp_rule_info {
    bool is_word;
    vnp_str id;   /* of a pattern; of words their canonical form */
    vnp_str set;  /* pattern set or word list */
    vnp_str file; /* where it stands; built-in files without a folder in front */
    uint32_t line;
    vnp_rule_state state;
    vnp_str by;        /* file that replaced it or switched it off; else empty */
    vnp_str pattern;   /* of a pattern: for PCRE2 with UTF, UCP and DUPNAMES, pieces and
                         words put in; it is matched against texts in lower case */
    int32_t priority;  /* of a pattern */
    uint32_t forms;    /* of words: written forms; of a pattern: examples */
    uint32_t counters; /* counter-examples of a pattern */
} vnp_rule_info;

/* `rule` and what it points to are valid during the call. */
typedef void (*vnp_rule_fn)(void *ctx, const vnp_rule_info *rule);

/* Calls `each` for all rules: word lists, then pattern sets in the order in which
 * their rules are tried, then what is replaced or off. Thread-safe. */
VNP_API void vnp_rules_each(const vnp_rules *rules, vnp_rule_fn each, void *ctx);

/* The message of an id ("missing-owner"), {1}, {2} standing for what is filled in; the
 * id itself where there is none. Lives as long as the rules. */
VNP_API vnp_str vnp_rules_message(const vnp_rules *rules, vnp_lang lang, const char *id);

typedef enum vnp_rule_fault {
    VNP_RULE_NO_MATCH,     /* the rule does not match its example */
    VNP_RULE_MATCHES,      /* it matches its counter-example */
    VNP_RULE_WRONG_FIELD,  /* a field of an example is not what it should be */
    VNP_RULE_FEW_EXAMPLES, /* fewer than two examples or no counter-example */
    VNP_RULE_SLOW          /* the pattern backtracks badly on `text` */
} vnp_rule_fault;

/* An example that fails, or another fault of a rule. */
typedef struct vnp_rule_failure {
    vnp_rule_info rule;
    vnp_rule_fault fault;
    vnp_str text;   /* the example; of VNP_RULE_SLOW what was made from one */
    vnp_span place; /* bytes of `text` to point at */
    vnp_str winner; /* of VNP_RULE_NO_MATCH: the rule that took the place, or empty */
    vnp_str field, expected, found; /* of VNP_RULE_WRONG_FIELD */
} vnp_rule_failure;

typedef void (*vnp_rule_failure_fn)(void *ctx, const vnp_rule_failure *failure);

/*
 * Tries every example and counter-example, and each pattern on texts made to
 * lead it astray; `report` is called for each failure. *tested, when given,
 * becomes the number of patterns. VNP_OK whether or not there are failures.
 */
VNP_API VNP_CHECKED vnp_status vnp_rules_test(const vnp_rules *rules, vnp_rule_failure_fn report,
                                              void *ctx, size_t *tested);

/* -------------------------------------------------------------------- plan */

/* A list `T_list` is `count` entries of T in reading order. */
#define VNP_LIST(T)                                                                                \
    typedef struct T##_list {                                                                      \
        T *at;                                                                                     \
        uint32_t count;                                                                            \
    } T##_list

VNP_LIST(vnp_span);
VNP_LIST(vnp_str);

/*
 * A value as the author wrote it: white space collapsed, Markdown markup, the
 * list marker and the field label removed. `spans` lead back to the text, in
 * reading order, more than one where the value was pieced together. A value
 * that is absent has an empty text and no spans.
 */
typedef struct vnp_value {
    vnp_str text;
    vnp_span_list spans;
} vnp_value;
VNP_LIST(vnp_value);

/* A calendar date as far as it is written; 0 where a component is not. */
typedef struct vnp_date {
    int16_t year;
    int8_t month;
    int8_t day;
} vnp_date;

typedef enum vnp_part_type {
    VNP_PART_DECISION,   /* quyết định */
    VNP_PART_PLAN,       /* kế hoạch */
    VNP_PART_APPENDIX,   /* phụ lục */
    VNP_PART_RESOLUTION, /* nghị quyết */
    VNP_PART_PROGRAMME,  /* chương trình */
    VNP_PART_SCHEME,     /* đề án */
    VNP_PART_LETTER,     /* công văn */
    VNP_PART_REPORT,     /* báo cáo */
    VNP_PART_NOTICE,     /* thông báo */
    VNP_PART_DIRECTIVE,  /* chỉ thị */
    VNP_PART_SUBMISSION, /* tờ trình */
    VNP_PART_OTHER       /* khác */
} vnp_part_type;

/* One act of the file: the decision, the plan, an appendix. */
typedef struct vnp_part {
    vnp_part_type type;
    vnp_value title; /* for a decision its subject */
} vnp_part;
VNP_LIST(vnp_part);

typedef struct vnp_signer {
    vnp_value title; /* CHỦ TỊCH; may be absent */
    vnp_value name;  /* may be absent */
} vnp_signer;
VNP_LIST(vnp_signer);

typedef struct vnp_head {
    vnp_value issuer;
    vnp_value number; /* number and symbol; "/KH-UBND" where left blank */
    vnp_value place;
    vnp_value date_text;
    vnp_date date; /* as much of date_text as is written */
    vnp_value title;
    int16_t year; /* the year the plan is for; 0 where it covers several or says none */
    vnp_part_list parts;
    vnp_value_list legal_bases;
    vnp_signer_list signers;
    vnp_value_list recipients;
} vnp_head;

/* A party: the text as written and its canonical name (word list "roles"). */
typedef struct vnp_party {
    vnp_value value;
    vnp_str name;
} vnp_party;
VNP_LIST(vnp_party);

typedef enum vnp_deadline_kind {
    VNP_DEADLINE_DURING,
    VNP_DEADLINE_BY,
    VNP_DEADLINE_RECURRING,
    VNP_DEADLINE_EVENT
} vnp_deadline_kind;

typedef enum vnp_frequency {
    VNP_FREQ_NONE,
    VNP_FREQ_CONTINUOUS,
    VNP_FREQ_DAILY,
    VNP_FREQ_WEEKLY,
    VNP_FREQ_MONTHLY,
    VNP_FREQ_QUARTERLY,
    VNP_FREQ_SEMIANNUAL,
    VNP_FREQ_ANNUAL,
    VNP_FREQ_PERIODIC,
    VNP_FREQ_AD_HOC
} vnp_frequency;

typedef struct vnp_deadline {
    vnp_value value;
    vnp_deadline_kind kind;
    vnp_frequency frequency;
    vnp_date start;     /* year 0: none */
    vnp_date end;       /* year 0: none */
    bool inferred_year; /* the year is the plan's, not the field's */
} vnp_deadline;
VNP_LIST(vnp_deadline);

typedef enum vnp_comparator {
    VNP_CMP_EQ,
    VNP_CMP_GE,
    VNP_CMP_GT,
    VNP_CMP_LE,
    VNP_CMP_LT
} vnp_comparator;

typedef struct vnp_target {
    vnp_value value; /* the phrase that states it */
    vnp_comparator comparator;
    double figure;
    double whole; /* of a rank such as 5/19; 0: none */
    vnp_str unit;
} vnp_target;
VNP_LIST(vnp_target);

typedef enum vnp_parent_kind {
    VNP_PARENT_AREA,
    VNP_PARENT_OBJECTIVE,
    VNP_PARENT_TASK
} vnp_parent_kind;

typedef struct vnp_parent {
    vnp_parent_kind kind;
    vnp_str code; /* may be empty */
    vnp_value value;
} vnp_parent;
VNP_LIST(vnp_parent);

typedef enum vnp_item_kind { VNP_ITEM_CRITERION, VNP_ITEM_TASK, VNP_ITEM_DUTY } vnp_item_kind;

/* A point figure of an index table; `present` is false for an empty cell. */
typedef struct vnp_score {
    bool present;
    double points;
    vnp_span span; /* of the figure */
} vnp_score;

/* What an index gives for an item: the most there is, reached, aimed at. */
typedef struct vnp_scores {
    vnp_score max, achieved, target;
} vnp_scores;

/* A column or label that no rule knows, kept with its heading. */
typedef struct vnp_other {
    vnp_str label;
    vnp_value value;
} vnp_other;
VNP_LIST(vnp_other);

/* One thing that somebody has to do or reach. */
typedef struct vnp_item {
    vnp_str id; /* unique in the document, the same from run to run */
    vnp_item_kind kind;
    vnp_str label; /* the marker as written; may be empty */
    vnp_str_list codes;
    vnp_value title; /* may be absent */
    vnp_parent_list parents;
    vnp_party_list owners;
    vnp_party_list collaborators;
    vnp_party_list consolidators;
    vnp_deadline_list deadlines;
    vnp_target_list targets;
    vnp_value_list actions;
    vnp_value_list outputs;
    vnp_value budget;   /* may be absent */
    vnp_scores *scores; /* NULL: none is given */
    vnp_other_list other;
    vnp_span_list spans; /* where the entry stands: its own text, or its row */
} vnp_item;
VNP_LIST(vnp_item);

/* A heading; `parent` is the index of the section above or UINT32_MAX. */
typedef struct vnp_section {
    vnp_str label; /* may be empty */
    vnp_value title;
    uint32_t level; /* 1 outermost */
    uint32_t parent;
} vnp_section;
VNP_LIST(vnp_section);

typedef struct vnp_citation {
    vnp_value value;
    vnp_str type;          /* full name, e.g. Nghị định; may be empty */
    vnp_str number;        /* as written, may be empty */
    vnp_date date;         /* year 0: none */
    vnp_str issuer;        /* as written behind the first mention that names it; may be empty */
    vnp_str_list articles; /* the parts of it that are meant, each once: "khoản 2 Điều 5" */
} vnp_citation;
VNP_LIST(vnp_citation);

typedef enum vnp_severity { VNP_NOTE, VNP_WARNING, VNP_ERROR } vnp_severity;

typedef struct vnp_diagnostic {
    vnp_str rule; /* stable id */
    vnp_severity severity;
    vnp_str message;
    vnp_str item; /* id of the item it speaks of; empty: the document */
    vnp_span span;
} vnp_diagnostic;
VNP_LIST(vnp_diagnostic);

/* Sections are in reading order, each after its parent. */
typedef struct vnp_plan {
    vnp_head head;
    vnp_section_list sections;
    vnp_item_list items;
    vnp_target_list targets; /* of the plan as a whole, outside every item */
    vnp_citation_list citations;
    vnp_diagnostic_list diagnostics;
} vnp_plan;

/* ------------------------------------------------------- catalog of criteria */

/* An entry of an index: an area, a criterion, a part of one. */
typedef struct vnp_criterion {
    vnp_str code; /* 3.4.1 */
    vnp_str title;
    bool has_points;
    double points;  /* at most */
    uint32_t level; /* 1 for an area; as given, else by the numbers of the code */
} vnp_criterion;

typedef struct vnp_catalog vnp_catalog;

/*
 * Reads a catalog: JSON, {"criteria": [{"code": "1.1", "title": ..., "max": 2, "level": 2}]}
 * or the list alone; or CSV whose first line names these columns, or calls them what
 * the tables of plans do. `alloc` and `error` may be NULL.
 */
VNP_API VNP_CHECKED vnp_status vnp_catalog_load(const vnp_rules *rules, const void *bytes,
                                                size_t length, const vnp_alloc *alloc,
                                                vnp_catalog **out, vnp_error *error);

/* Accepts NULL. No document that was given it may be alive. */
VNP_API void vnp_catalog_free(vnp_catalog *catalog);

/* ---------------------------------------------------------------- document */

typedef struct vnp_doc vnp_doc;

typedef enum vnp_format { VNP_FORMAT_AUTO, VNP_FORMAT_TEXT, VNP_FORMAT_MARKDOWN } vnp_format;

/* How to read. Fill with vnp_doc_options_init, then change members. */
typedef struct vnp_doc_options {
    const vnp_alloc *alloc;      /* borrowed until vnp_doc_free; NULL: libc */
    const char *name;            /* of the source, for the output; "-" by default */
    vnp_format format;           /* VNP_FORMAT_AUTO: by name and content */
    const char *encoding;        /* IANA name or x-tcvn3 ...; NULL: detect */
    vnp_lang lang;               /* of diagnostic messages */
    uint32_t max_input_bytes;    /* default 256 MiB */
    uint32_t max_items;          /* default 1,000,000 */
    bool check;                  /* judge the plan: its diagnostics tell what is wrong */
    const vnp_catalog *criteria; /* for the check, borrowed until vnp_doc_free; or NULL */
    bool trace;                  /* keep what vnp_doc_trace tells; costs memory */
} vnp_doc_options;

VNP_API void vnp_doc_options_init(vnp_doc_options *options);

/*
 * Reads `length` bytes at `bytes` (borrowed until vnp_doc_free) as a plan.
 * `rules` is borrowed until vnp_doc_free; `options` and `error` may be NULL.
 * An empty input is a plan without items. Cost is linear in `length`.
 */
VNP_API VNP_CHECKED vnp_status vnp_doc_parse(const vnp_rules *rules, const void *bytes,
                                             size_t length, const vnp_doc_options *options,
                                             vnp_doc **out, vnp_error *error);

/* Accepts NULL. */
VNP_API void vnp_doc_free(vnp_doc *doc);

/* The facts; never NULL. */
VNP_API const vnp_plan *vnp_doc_plan(const vnp_doc *doc);

/* Where a span of a value stands in the input. O(log lines) plus the line's length. */
VNP_API vnp_place vnp_doc_place(const vnp_doc *doc, vnp_span span);

/* The text the spans of values refer to: UTF-8, NFC, whatever the input was. */
VNP_API vnp_str vnp_doc_text(const vnp_doc *doc);

/* IANA name of the encoding the input was read as, or x-tcvn3, x-vni. */
VNP_API const char *vnp_doc_encoding(const vnp_doc *doc);

/* The six things that have to be clear of a task, by column. */
enum {
    VNP_MATRIX_WHO,
    VNP_MATRIX_WHAT,
    VNP_MATRIX_WHEN,
    VNP_MATRIX_RESPONSIBILITY,
    VNP_MATRIX_PRODUCT,
    VNP_MATRIX_AUTHORITY,
    VNP_MATRIX_COLUMNS
};

/* How many facts answer each column (word list "matrix"); 0: it is not clear. */
typedef struct vnp_matrix_row {
    uint32_t item; /* index in the plan's items */
    uint32_t counts[VNP_MATRIX_COLUMNS];
} vnp_matrix_row;
VNP_LIST(vnp_matrix_row);

/* One row for each criterion and task; empty unless the option `check` was set. */
VNP_API vnp_matrix_row_list vnp_doc_matrix(const vnp_doc *doc);

/* A rule that matched somewhere. */
typedef struct vnp_trace {
    vnp_rule_info rule;
    vnp_value value; /* the text it matched, as written */
    vnp_str seen;    /* the form in which the rule saw it */
    vnp_str lost_to; /* id of the rule that won this place; empty: this one */
} vnp_trace;
VNP_LIST(vnp_trace);

/* What matched, in the order of the text, each rule once for each place; empty
 * unless the option `trace` was set. */
VNP_API vnp_trace_list vnp_doc_trace(const vnp_doc *doc);

/* Receives `length` bytes of output; returns false to stop with VNP_ERR_IO. */
typedef bool (*vnp_write_fn)(void *ctx, const char *bytes, size_t length);

/*
 * Writes the document as JSON that follows vnp_schema(), without a final
 * newline. `indent` is the number of spaces a level, 0 for one line.
 */
VNP_API VNP_CHECKED vnp_status vnp_doc_write_json(const vnp_doc *doc, int indent,
                                                  vnp_write_fn write, void *ctx);

/* --------------------------------------------------------- two states of a plan */

typedef enum vnp_item_change_kind {
    VNP_ITEM_DROPPED,
    VNP_ITEM_ADDED,
    VNP_ITEM_CHANGED
} vnp_item_change_kind;

typedef enum vnp_item_field {
    VNP_ITEM_TITLE,
    VNP_ITEM_OWNERS,
    VNP_ITEM_DEADLINES,
    VNP_ITEM_TARGETS,
    VNP_ITEM_SCORES,
    VNP_ITEM_FIELDS /* how many there are */
} vnp_item_field;

/* An item that went (after is NULL) or came (before is NULL), or a field that changed. */
typedef struct vnp_item_change {
    vnp_item_change_kind kind;
    const vnp_item *before;
    const vnp_item *after;
    vnp_item_field field; /* the rest of VNP_ITEM_CHANGED only */
    vnp_str old_text;     /* the field's values, parted by "; " */
    vnp_str new_text;
} vnp_item_change;

/* `change` and its texts are valid during the call. */
typedef void (*vnp_item_change_fn)(void *ctx, const vnp_item_change *change);

/*
 * Calls `each` for what changed from `before` to `after`: first what was dropped,
 * then what was added or changed, in the order of `after`. Items are matched by
 * code, else by title. Cost is that of sorting the items.
 */
VNP_API VNP_CHECKED vnp_status vnp_doc_diff(const vnp_doc *before, const vnp_doc *after,
                                            vnp_item_change_fn each, void *ctx, vnp_error *error);

/* ------------------------------------------------------------- clean text */

typedef enum vnp_tones {
    VNP_TONES_KEEP, /* where the author has them */
    VNP_TONES_OLD,  /* hòa, thủy */
    VNP_TONES_NEW   /* hoà, thuỷ */
} vnp_tones;

/* How to clean. Fill with vnp_normalize_options_init, then change members. */
typedef struct vnp_normalize_options {
    const vnp_alloc *alloc;   /* borrowed during the call; NULL: libc */
    const char *encoding;     /* IANA name or x-tcvn3 ...; NULL: detect */
    vnp_tones tones;          /* VNP_TONES_KEEP by default */
    bool rejoin;              /* put wrapped lines together, leave page numbers out */
    uint32_t max_input_bytes; /* default 256 MiB */
} vnp_normalize_options;

VNP_API void vnp_normalize_options_init(vnp_normalize_options *options);

/* One way in which the output differs from the input. */
typedef struct vnp_change {
    const char *rule; /* "decoded", "bom", "line-end", "composed", "space", "mark", "invisible",
                         "invalid-bytes", "spelling", "joined", "page"; static storage */
    const char *what; /* of "decoded" the encoding, else NULL; valid during the call */
    uint32_t count;   /* how often */
    vnp_place first;  /* where first, in the input */
} vnp_change;

/* Called for each kind of change, after the text was written. */
typedef void (*vnp_change_fn)(void *ctx, const vnp_change *change);

/*
 * Writes the text of `bytes` (borrowed during the call) as clean UTF-8: NFC, lines
 * ended by LF, plain spaces, marks and hyphens, no invisible characters, letters that only
 * look Vietnamese replaced inside Vietnamese words. `changed`, `changed_ctx`,
 * `options` and `error` may be NULL. Thread-safe; cost is linear in `length`.
 */
VNP_API VNP_CHECKED vnp_status vnp_normalize(const void *bytes, size_t length,
                                             const vnp_normalize_options *options,
                                             vnp_write_fn write, void *write_ctx,
                                             vnp_change_fn changed, void *changed_ctx,
                                             vnp_error *error);

#ifdef __cplusplus
}
#endif
#endif
