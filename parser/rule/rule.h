/*
 * rule.h - the knowledge in rules/ at run time: word lists and pattern sets.
 *
 * A word list (rules/words/NAME.txt) maps written forms to canonical ones. A
 * pattern set (rules/patterns/NAME.json) is PCRE2 patterns whose named groups
 * and constants ("give") are fields. The names of lists, sets and fields that
 * the stages ask for are listed below; rule files may not use others, so that a
 * misspelt name is an error and not a rule that never acts.
 *
 * Rules are immutable once loaded. What changes in a match (match data, the
 * count of limits hit) is in a vnp__matcher, one for each document.
 */
#ifndef VNP_RULE_H
#define VNP_RULE_H

#include "text/run.h"

#define VNP__SETS(X)                                                                               \
    X(ACT, "act")             /* lines that open a part: KẾ HOẠCH, PHỤ LỤC ... */          \
    X(AIM, "aim")             /* a year aimed at, among results */                                 \
    X(AREA, "area")           /* headings that name an area of an index */                         \
    X(CHAPTER, "chapter")     /* what a heading's part of the plan is about */                     \
    X(CITATION, "citation")   /* acts cited */                                                     \
    X(CITED, "cited")         /* article and issuer around a citation */                           \
    X(COLUMN, "column")       /* heads of table columns */                                         \
    X(DEADLINE, "deadline")   /* times inside a time field */                                      \
    X(DUE, "due")             /* completion dates inside a sentence */                             \
    X(DUTY, "duty")           /* sentences that give somebody work */                              \
    X(HEAD, "head")           /* lines of the document head and of its foot */                     \
    X(ITEM, "item")           /* what an entry's first words say of it */                          \
    X(LABEL, "label")         /* labels of fields and heads of columns, by their words */          \
    X(MARKER, "marker")       /* markers made of words: Điều 2. */                              \
    X(PARTY, "party")         /* how a party begins, what parts one from the next */               \
    X(TARGET, "target")       /* quantified commitments */                                         \
    X(RESULT, "result")       /* results reached: no targets */                                    \
    X(AUTHORITY, "authority") /* of what level of government an agency or a plan is */             \
    X(BLANK, "blank")         /* numbers and dates left to be filled in */                         \
    X(CLAIM, "claim")         /* points and counts that the text states of an index */             \
    X(DATE, "date")           /* dates, ranges and quarters, whether they exist or not */          \
    X(PLACE, "place")         /* words behind which the name of a place stands */                  \
    X(SCORE, "score")         /* points of a criterion in words */                                 \
    X(SYMBOL, "symbol")       /* the form of an act's number and symbol */                         \
    X(YEAR, "year")           /* years named in a text, and the years a plan is for */

#define VNP__LISTS(X)                                                                              \
    X(ACTS, "acts")               /* kinds of acts and their abbreviations */                      \
    X(LABELS, "labels")           /* labels of fields */                                           \
    X(COLUMNS, "columns")         /* heads of table columns */                                     \
    X(ROLES, "roles")             /* roles and agencies */                                         \
    X(PARTY_HEADS, "party-heads") /* first words of a party */                                     \
    X(COMPOUNDS, "compounds")     /* words that commas or "và" do not part */                     \
    X(UNITS, "units")             /* units of figures */                                           \
    X(NUMBERS, "numbers")         /* numbers, months and quarters in words */                      \
    X(GENERIC, "generic")         /* chapter titles that name no area */                           \
    X(BLANKS, "blanks")           /* an author's placeholders */                                   \
    X(DITTOS, "dittos")           /* what says: as in the cell above */                            \
    X(PART_TYPES, "part-types")   /* the output's names for parts of a file */                     \
    X(CHECKS, "checks")           /* checks and their severity */                                  \
    X(LETTERS, "letters")         /* the letters of a list in their order */                       \
    X(MATRIX, "matrix")           /* which facts make clear what of an item */                     \
    X(SYMBOLS, "symbols")         /* symbols that are not all capitals */                          \
    X(MESSAGES_VI, "messages-vi")                                                                  \
    X(MESSAGES_EN, "messages-en")

/* clang-format off */
#define VNP__FIELDS(X)                                                                             \
    X(BODY, "body") X(CODE, "code") X(COMPARATOR, "comparator") X(DAY, "day") X(DAY2, "day2")      \
    X(FREQUENCY, "frequency") X(HALF, "half") X(ISSUER, "issuer") X(KIND, "kind")                  \
    X(LABEL, "label") X(LEVEL, "level") X(MONTH, "month") X(MONTH2, "month2") X(NUMBER, "number")  \
    X(OF, "of") X(OWNER, "owner") X(PART, "part") X(PARTY, "party") X(PLACE, "place")              \
    X(QUARTER, "quarter") X(QUARTER2, "quarter2") X(ROLE, "role") X(SCOPE, "scope")                \
    X(TYPE, "type") X(UNIT, "unit") X(VALUE, "value") X(VALUE2, "value2") X(WORK, "work")          \
    X(YEAR, "year") X(YEAR2, "year2")

/* What a rule is for among those of its set; the roles that are asked for. */
#define VNP__ROLES(X)                                                                             \
    X(ABOUT, "about") X(ADDRESSED, "addressed") X(AGENCY, "agency")                               \
    X(AGENCY_BELOW, "agency-below") X(AND, "and") X(ARCHIVED, "archived") X(AREA, "area")         \
    X(ARTICLE, "article") X(ASSIGNED, "assigned") X(AUDIENCE, "audience")                         \
    X(AUTHORITY, "authority") X(BARE_AGENCY, "bare-agency") X(BASIS, "basis")                     \
    X(BEFORE, "before") X(BEHIND, "behind") X(BELOW_TITLE, "below-title") X(BODY, "body")         \
    X(COUNT, "count") X(DATELINE, "dateline") X(DECIDES, "decides") X(DOING, "doing")             \
    X(ENCLOSED, "enclosed") X(ENCLOSED_TAIL, "enclosed-tail") X(ENTRIES, "entries")               \
    X(GOAL, "goal") X(IMPLEMENTS, "implements") X(ISSUER, "issuer") X(ISSUES, "issues")           \
    X(LEADS, "leads") X(LEAD_IN, "lead-in") X(LEVEL, "level") X(MEMBER, "member")                 \
    X(MOTTO, "motto") X(NAMED, "named") X(NARRATIVE, "narrative") X(NONE, "none")                 \
    X(NUMBER, "number") X(OPENING, "opening") X(OPENING_VERB, "opening-verb")                     \
    X(OPEN_CELL, "open-cell") X(OPEN_DATE, "open-date") X(OPEN_END, "open-end")                   \
    X(OPEN_NUMBER, "open-number") X(OPEN_RANGE, "open-range") X(OPEN_WORD, "open-word")           \
    X(ORDERS, "orders") X(PAGE_END, "page-end") X(PAST, "past") X(PERIOD, "period")               \
    X(PERSON, "person") X(PLAN, "plan") X(PLURAL, "plural") X(POINTS, "points") X(POST, "post")   \
    X(PREFIX, "prefix") X(RANK, "rank") X(RECIPIENTS, "recipients")                               \
    X(REST_OF_DATE, "rest-of-date") X(REST_OF_RANGE, "rest-of-range") X(SHARED, "shared")         \
    X(SIGNATURE, "signature") X(SUBJECT, "subject") X(SUFFIX, "suffix") X(TOTAL, "total")         \
    X(VERB, "verb") X(VILLAGE, "village") X(WITH, "with") X(WITHIN, "within")                     \
    X(WITH_FIRST, "with-first") X(WITH_LAST, "with-last") X(YEAR, "year")
/* clang-format on */

#define VNP__AS_SET(id, name) VNP__SET_##id,
#define VNP__AS_LIST(id, name) VNP__LIST_##id,
#define VNP__AS_FIELD(id, name) VNP__FIELD_##id,
#define VNP__AS_ROLE(id, name) VNP__ROLE_##id,

typedef enum vnp__set_id { VNP__SETS(VNP__AS_SET) VNP__SET_COUNT } vnp__set_id;
typedef enum vnp__list_id { VNP__LISTS(VNP__AS_LIST) VNP__LIST_COUNT } vnp__list_id;
typedef enum vnp__field { VNP__FIELDS(VNP__AS_FIELD) VNP__FIELD_COUNT } vnp__field;
typedef enum vnp__role { VNP__ROLE_ANY, VNP__ROLES(VNP__AS_ROLE) VNP__ROLES_END } vnp__role;

/* --------------------------------------------------------------- word lists */

typedef struct vnp__word {
    vnp_str canonical;
    vnp_str written; /* this variant */
    vnp_str key;     /* its matching key */
    vnp_str file;
    uint32_t line;  /* 1-based */
    uint32_t order; /* position of its canonical form in the list */
    bool off;       /* a line that takes the form out */
    bool loose;     /* may be found with missing or wrong diacritics */
} vnp__word;

/* The entry whose variant the text is; NULL when there is none. */
const vnp__word *vnp__word_find(const vnp_rules *rules, vnp__list_id list, vnp_str text);
/* The same of a slice, whose matching form is there already. */
const vnp__word *vnp__word_of(const vnp_rules *rules, vnp__list_id list, vnp__slice s);

/*
 * The longest variant that a slice begins with, up to a word boundary; *end is the
 * offset behind it. NULL when there is none.
 */
const vnp__word *vnp__word_prefix(const vnp_rules *rules, vnp__list_id list, vnp__slice s,
                                  uint32_t *end);

/* The one that the slice is, *end its length; else the longest that it begins with. */
const vnp__word *vnp__word_head(const vnp_rules *rules, vnp__list_id list, vnp__slice s,
                                uint32_t *end);

/* The matching key of a text: its matching form, dashes as '-' without spaces
 * around, white space as single spaces, no closing punctuation. */
vnp_str vnp__word_key(vnp__arena *arena, vnp_str text);

/* The message of a diagnostic; the id itself where the list has none. */
vnp_str vnp__message(const vnp_rules *rules, vnp__list_id list, vnp_str id);

/* ----------------------------------------------------------------- patterns */

typedef struct vnp__pattern vnp__pattern;

enum { VNP__MAX_GROUPS = 40 };

typedef struct vnp__match {
    const vnp__pattern *pattern;
    uint32_t begin; /* offsets in the subject */
    uint32_t end;
    vnp_span fields[VNP__FIELD_COUNT]; /* begin == end: not matched */
} vnp__match;
VNP_LIST(vnp__match);

typedef struct vnp__matcher vnp__matcher;

/* One for each document; freed by vnp__matcher_free, NULL without memory. */
vnp__matcher *vnp__matcher_new(const vnp_rules *rules, const vnp_alloc *alloc);
void vnp__matcher_free(vnp__matcher *m);
const vnp_rules *vnp__matcher_rules(const vnp__matcher *m);
/* The folded text of the document: runs that are stretches of it are quicker to search. */
void vnp__matcher_text(vnp__matcher *m, const char *fold, uint32_t len);
/* To be called before the memory of texts is given back that rules were asked about: a text
 * is known by its place. What is recorded refers to them still. */
void vnp__matcher_forget(vnp__matcher *m);
/* From now on every pattern is tried everywhere and by PCRE2's interpreter: what the
 * prefilter and the machine code are tested against. */
void vnp__matcher_try_everywhere(vnp__matcher *m);
/* Id of a pattern that ran into a limit, empty when none did. */
vnp_str vnp__matcher_limited(const vnp__matcher *m);
/* Whether a rule could not be asked for want of memory. */
bool vnp__matcher_starved(const vnp__matcher *m);

/* What acted where, for those who write rules. */
typedef struct vnp__trace {
    const vnp__pattern *pattern; /* one of the two */
    const vnp__word *word;
    vnp__list_id list; /* of the word */
    vnp__slice place;
    const vnp__pattern *lost_to; /* the rule that won this place; NULL: this one did */
} vnp__trace;
VNP_LIST(vnp__trace);

/* From now on matches are recorded, in `arena`. */
void vnp__matcher_record(vnp__matcher *m, vnp__arena *arena);
bool vnp__matcher_records(const vnp__matcher *m);
const vnp__trace_list *vnp__matcher_recorded(const vnp__matcher *m);
/* What was recorded, in the order of the text, each rule once for a place. */
void vnp__trace_values(const vnp__matcher *m, vnp__arena *arena, const char *buffer,
                       vnp_trace_list *out);
/* Records that a word of a list told what the text at `place` is. */
void vnp__matcher_used(vnp__matcher *m, vnp__list_id list, const vnp__word *word, vnp__slice place);

/* First match of the set at or after `from`; the earliest, among those the one of
 * the highest priority, among those the longest. */
bool vnp__rule_find(vnp__matcher *m, vnp__set_id set, vnp__slice subject, uint32_t from,
                    vnp__match *out);

/* The same, anchored at the subject's begin. */
bool vnp__rule_match(vnp__matcher *m, vnp__set_id set, vnp__slice subject, vnp__match *out);

/* The same among the rules of the set that give this role. */
bool vnp__rule_find_role(vnp__matcher *m, vnp__set_id set, vnp__role role, vnp__slice subject,
                         uint32_t from, vnp__match *out);
bool vnp__rule_match_role(vnp__matcher *m, vnp__set_id set, vnp__role role, vnp__slice subject,
                          vnp__match *out);

/* All matches of the set, without overlaps: a pattern of higher priority beats a
 * lower one, then the earlier, then the longer. In order of position. */
void vnp__rule_scan(vnp__matcher *m, vnp__set_id set, vnp__arena *arena, vnp__slice subject,
                    vnp__match_list *out);

/* Text of a field: the group's, else the pattern's constant; empty without either. */
vnp_str vnp__match_text(const vnp__match *match, vnp__slice subject, vnp__field field);
bool vnp__match_has(const vnp__match *match, vnp__field field);
/* Whether a field is exactly `text`. */
bool vnp__match_is(const vnp__match *match, vnp__slice subject, vnp__field field, const char *text);
vnp_str vnp__match_rule_id(const vnp__match *match);

/* ------------------------------------------------------ between rule/'s files */

/* Where a rule came from, for errors. */
typedef struct vnp__rule_file {
    vnp_str name; /* "patterns/deadline.json" */
    vnp_str text;
} vnp__rule_file;
VNP_LIST(vnp__rule_file);

/* The built-in files, generated from rules/ at build time. */
extern const vnp__rule_file vnp__builtin_rules[];
extern const size_t vnp__builtin_rule_count;

/* What is said of a pattern and of a word, for listings. */
void vnp__pattern_info(const vnp__pattern *p, vnp_rule_info *out);
void vnp__word_info(const vnp__word *word, vnp__list_id list, vnp_rule_info *out);

/*
 * Loads `files` behind the built-in rules, or alone; what vnp_rules_load does
 * with the files of folders.
 */
vnp_status vnp__rules_load_files(const vnp_rules_options *options, const vnp__rule_file *files,
                                 size_t count, bool builtin, vnp_rules **out, vnp_error *error);

#endif
