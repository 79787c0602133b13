/* rules.h - the inside of vnp_rules, shared by the files of rule/ only. */
#ifndef VNP_RULES_H
#define VNP_RULES_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

#include "rule/prefilter.h"
#include "rule/rule.h"

VNP_LIST(vnp__word);

/* A slot of a hash table: open addressing, a power of two of them. */
typedef struct vnp__word_slot {
    uint32_t hash;
    uint32_t entry; /* number of the word in `entries`, from 1 on; 0 = free */
} vnp__word_slot;

/* Of a slot by keys without diacritics: words differ in meaning, none is meant. */
#define VNP__WORD_GAP 0x80000000u

enum { VNP__BEGIN_BITS = 8 };

_Static_assert(VNP__LIST_COUNT <= 32, "a pattern has a bit for each list");

typedef struct vnp__words {
    vnp__word_list entries;
    const vnp__word_slot *table; /* by key */
    const vnp__word_slot *loose; /* by key without diacritics, of the loose words; or NULL */
    uint32_t mask;               /* of both */
    /* Bits, VNP__BEGIN_BITS a slot: by hash, of each word, two, three ... that a key begins
     * with, and of the same without diacritics; the latter NULL where `loose` is. */
    const uint64_t *begins;
    const uint64_t *begins_loose;
} vnp__words;

typedef struct vnp__group {
    uint16_t number;
    uint16_t field;
} vnp__group;

/* The letter case that the text of a match must have: all capitals, or its first
 * letter a capital, or a small one. */
typedef enum vnp__case_need {
    VNP__CASE_ANY,
    VNP__CASE_UPPER,
    VNP__CASE_INITIAL,
    VNP__CASE_LOWER
} vnp__case_need;

typedef struct vnp__example {
    vnp_str text;
    bool counter;
    vnp_str gives[VNP__FIELD_COUNT]; /* expected fields; NULL ptr: not stated */
} vnp__example;
VNP_LIST(vnp__example);

/* What a rule says by itself of a field. */
typedef struct vnp__given {
    uint32_t field;
    vnp_str text;
} vnp__given;
VNP_LIST(vnp__given);

struct vnp__pattern {
    vnp_str id;
    vnp_str file;
    uint32_t line; /* of its id, 1-based */
    uint32_t set;
    vnp__role role; /* VNP__ROLE_ANY: none that is asked for */
    bool off;       /* it, or a later file, says so: there is no code */
    bool only_off;  /* is no rule: says that one of an earlier file is off */
    vnp_str by;     /* the file that replaced it or took it out */
    int32_t priority;
    uint32_t order;
    vnp__case_need case_need;
    /* a bit for each list with one of whose words the subject must begin; 0: with any */
    uint32_t begins;
    bool filtered;   /* the prefilter knows literals of it */
    bool at_begin;   /* it matches at the subject's begin only */
    uint32_t behind; /* as in literals.h */
    vnp__sign sign;
    vnp_str source;            /* the pattern as PCRE2 gets it */
    uint32_t code;             /* its number among the rules' codes */
    const vnp__pattern *ready; /* the same in the built-in image; NULL: read anew */
    const vnp__group *groups;
    uint32_t group_count;
    vnp__given_list give;
    uint32_t forms, counters;   /* how many examples there are of either kind */
    vnp__example_list examples; /* empty in the built-in image: see testing.c */
};
VNP_LIST(vnp__pattern);

/* What a pattern is matched with, made when it is first asked for. */
typedef struct vnp__code {
    _Atomic(pcre2_code *) plain;      /* NULL: still encoded */
    const uint8_t *encoded;           /* in the image; NULL: it never was */
    _Atomic(pcre2_code *) translated; /* to machine code; NULL: not yet */
    atomic_uint uses;                 /* counted up to where translating pays */
} vnp__code;
VNP_LIST(vnp__code);

/* What to match a pattern with, as the interpreter reads it; NULL without memory. */
const pcre2_code *vnp__pattern_plain(const vnp_rules *rules, const vnp__pattern *p);
/* Its translation to machine code, once that pays; counts the use. Else NULL. */
const pcre2_code *vnp__pattern_translated(const vnp_rules *rules, const vnp__pattern *p);
void vnp__code_free(vnp__code *code);

struct vnp_rules {
    vnp__arena arena;
    pcre2_general_context *general;
    pcre2_compile_context *compile;
    pthread_mutex_t making; /* codes are decoded and translated one at a time */
    vnp__words lists[VNP__LIST_COUNT];
    vnp__pattern_list sets[VNP__SET_COUNT];
    vnp__prefilter prefilter;
    vnp__pattern_list gone;         /* replaced or switched off, for listings */
    vnp__code_list codes;           /* of all patterns that have one */
    const struct vnp__image *image; /* that they are of; they have no examples. Or NULL */
};

/* The constant of a field; NULL ptr: none. */
vnp_str vnp__pattern_gives(const vnp__pattern *p, vnp__field field);

/*
 * Built-in rules as they are after a load, made at build time (builtin/generate.c), so
 * that a program need not read them each time it starts.
 */
typedef struct vnp__image {
    const vnp__words *lists;
    const vnp__pattern_list *sets;
    const vnp__prefilter *prefilter;
    const uint8_t *codes;    /* each by pcre2_serialize_encode */
    const uint32_t *code_at; /* of each, where it begins */
    uint32_t code_count;
    const char *pcre2_version; /* that encoded them */
} vnp__image;

extern const vnp__image *const vnp__builtin_image; /* NULL in the program that makes it */

/* The built-in image; NULL where PCRE2 is another than the one it was made with. */
const vnp__image *vnp__image_usable(void);
/* Makes rules of the image; false without memory. */
bool vnp__image_use(vnp_rules *rules, const vnp__image *image);
/* The pattern of an id that has this source; NULL where it has another. */
const vnp__pattern *vnp__image_pattern(const vnp__image *image, int set, vnp_str id,
                                       vnp_str source);

/* What a load works with; `json` is the tree to free should a load be left. */
typedef struct vnp__loader {
    vnp_rules *rules;
    vnp__rule_file_list files;
    const vnp__rule_file *file; /* the one being read */
    const vnp__image *image;    /* patterns that are in it are not read anew; or NULL */
    void *json;
    vnp_error *error;
} vnp__loader;

/* Leaves the load with VNP_ERR_RULE at an offset of the file being read. */
uint32_t vnp__line_of(vnp_str text, size_t offset); /* 1-based */
_Noreturn void vnp__rule_fail(vnp__loader *l, size_t offset, const char *text, ...)
    __attribute__((format(printf, 3, 4)));

/* The text of the file being read, as NFC; not UTF-8 is an error with its place. */
vnp_str vnp__rule_text(vnp__loader *l);
void vnp__load_words(vnp__loader *l, vnp__list_id list);
void vnp__load_patterns(vnp__loader *l);
void vnp__words_index(vnp_rules *rules);

/*
 * The matching form has small letters only; {lower} and {upper} in a pattern ask how the
 * letter behind them was written. PCRE2 calls back there, with these numbers.
 */
enum { VNP__CALL_LOWER = 1, VNP__CALL_UPPER = 2 };
#define VNP__CALLOUT_LOWER "(?C1)"
#define VNP__CALLOUT_UPPER "(?C2)"

/*
 * A rule author's pattern as PCRE2 gets it: {name} replaced by the piece of that
 * name, {@list} by the words of a list, a dash by all dashes, letters by their
 * matching form. offset: the rule's place in its file, for messages; loose: a
 * letter is matched whatever diacritics it has.
 */
vnp_str vnp__pattern_expand(vnp__loader *l, vnp_str pattern, const void *pieces, size_t offset,
                            bool loose);

/* Bytes of the class that a pattern begins with, to its closing bracket. */
uint32_t vnp__class_length(vnp_str s);

/* The same pattern, its alternatives arranged so that few are tried. */
vnp_str vnp__pattern_factor(vnp__arena *arena, vnp_str pattern);

/* Whether the list has this word and no later line took it out. */
bool vnp__word_is_on(const vnp__words *words, const vnp__word *word);

extern const char *const vnp__set_names[VNP__SET_COUNT];
extern const char *const vnp__list_names[VNP__LIST_COUNT];
extern const char *const vnp__field_names[VNP__FIELD_COUNT];
extern const char *const vnp__role_names[VNP__ROLES_END];

#endif
