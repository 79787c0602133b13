/*
 * fact.h - from the outline to the plan: what each entry, row and sentence says.
 *
 * The files of this stage, in the order they run (facts.c):
 *   head.c       issuer, number, date, parts, bases
 *   foot.c       signers, recipients
 *   rows.c       items of tables (columns.c reads the table's head)
 *   entries.c    items of lists: entries (entry.c) with fields (labelled.c, fields.c), below areas
 *                (areas.c)
 *   duties.c     work given to an owner named first, or in a sentence
 *   goals.c      targets of the plan as a whole
 *   sections.c   the headings; citations.c the acts cited
 *   guesses.c    notes on what was inferred, carried down or put together
 * and what they share: parties.c, deadlines.c with periods.c, targets.c.
 */
#ifndef VNP_FACT_H
#define VNP_FACT_H

#include "outline/outline.h"

/* What a node was used for; a node is used once. */
typedef enum vnp__use {
    VNP__USE_NONE,
    VNP__USE_ITEM,  /* a criterion or a task, or part of one */
    VNP__USE_FIELD, /* a labelled field of one */
    VNP__USE_DUTY,
    VNP__USE_OWNER, /* a heading that names an owner */
    VNP__USE_TIME   /* one that says when what stands below is done */
} vnp__use;

/* Levels of government, from the issuer's name. */
typedef enum vnp__gov_level {
    VNP__GOV_UNKNOWN,
    VNP__GOV_COMMUNE,
    VNP__GOV_DISTRICT,
    VNP__GOV_PROVINCE
} vnp__gov_level;

/* What a row of a table of items was read as. */
typedef enum vnp__row_role {
    VNP__ROW_ITEM,
    VNP__ROW_AREA,
    VNP__ROW_GROUP,  /* an area inside the area */
    VNP__ROW_PARENT, /* opens an objective for the rows below */
    VNP__ROW_TOTAL,
    VNP__ROW_REMARK
} vnp__row_role;

typedef struct vnp__row_note {
    const vnp__row *row;
    vnp__row_role role;
    uint32_t sheet; /* index in the notes */
} vnp__row_note;
VNP_LIST(vnp__row_note);

/* Rows under one head; a table glued together of several has several sheets. */
typedef struct vnp__sheet_note {
    uint32_t node;
    uint32_t first_row, end_row; /* of the notes' rows */
    const struct vnp__columns *columns;
} vnp__sheet_note;
VNP_LIST(vnp__sheet_note);

/* What the plan does not carry but the checks need. */
typedef struct vnp__fact_notes {
    vnp__gov_level level; /* of the issuer */
    const uint8_t *uses;  /* vnp__use, by node */
    vnp__row_note_list rows;
    vnp__sheet_note_list sheets;
} vnp__fact_notes;

/* What the words of a node tell, asked once: they do not change in this stage. */
typedef struct vnp__told {
    uint8_t field : 5;   /* vnp__field_kind and 1 */
    uint8_t parties : 2; /* whether the text is a list of parties, and 1 */
    uint8_t closing : 1; /* of duties: nothing but paragraphs follows in the part's body */
} vnp__told;             /* 0: not asked yet */

/* An item below a heading that is a time. */
typedef struct vnp__timed {
    uint32_t time, item;
    uint32_t stated; /* dates that its title states */
} vnp__timed;
VNP_LIST(vnp__timed);

typedef struct vnp__facts {
    vnp__arena *arena;
    vnp__arena *scratch; /* rewound by each function that takes of it; no place for runs,
                          * whose texts rules are asked about: those are remembered */
    const char *buffer;
    vnp__matcher *m;
    const vnp_rules *rules;
    const vnp__outline *o;
    vnp_plan *plan;
    uint8_t *uses;         /* vnp__use, by node */
    vnp__told *told;       /* by node */
    uint32_t *times;       /* by node, the heading that says when, and 1; NULL: there are none */
    vnp__timed_list timed; /* the items of entries below them */
    vnp__gov_level level;
    bool school_year; /* the plan is for one: it goes on in the year behind */
    uint32_t max_items;
    vnp__fact_notes *notes;
} vnp__facts;

/* `notes`: NULL where nothing is to be checked. */
void vnp__facts_read(vnp__arena *arena, vnp__arena *scratch, const vnp__outline *o, vnp__matcher *m,
                     uint32_t max_items, vnp_plan *plan, vnp__fact_notes *notes);

static inline const vnp__node *vnp__fact_node(const vnp__facts *f, uint32_t i)
{
    return &f->o->nodes.at[i];
}

/* The year a plan is for, or else that of its date; 0 where it has neither. */
static inline int vnp__year_now(const vnp__facts *f)
{
    return f->plan->head.year ? f->plan->head.year : f->plan->head.date.year;
}

/* --------------------------------------------------------------- the stages */

void vnp__head_read(vnp__facts *f);
void vnp__foot_read(vnp__facts *f);
void vnp__rows_read(vnp__facts *f);
void vnp__entries_read(vnp__facts *f);
void vnp__duties_read(vnp__facts *f);
void vnp__goals_read(vnp__facts *f);
void vnp__sections_read(vnp__facts *f);
void vnp__citations_read(vnp__facts *f);
void vnp__guesses_read(vnp__facts *f); /* behind all others: items have ids */

/* ---------------------------------------------------------------- what's shared */

/* A value of a slice, trimmed of closing punctuation. */
vnp_value vnp__fact_value(vnp__facts *f, vnp__slice s);
bool vnp__slice_is_empty(vnp__slice s);

/* Where a slice stands. */
vnp_span_list vnp__slice_spans(vnp__facts *f, vnp__slice s);

/* An item with its id still to be given. */
vnp_item *vnp__item_new(vnp__facts *f, vnp_item_kind kind, vnp_span_list spans);

/* Adds the parties of `s`; those behind "phối hợp với" go to `with` (NULL: nowhere). */
void vnp__parties_read(vnp__facts *f, vnp__slice s, vnp_party_list *out, vnp_party_list *with);
/* "Tổ chức hội thi": what is to be done, by the first word. */
bool vnp__opens_with_verb(vnp__facts *f, vnp__slice s);
/* Whether the separator at `at` lies inside a phrase of the list of compounds ("sở, ban, ngành"),
 * which begins some words before it, at `begin` at the earliest. */
bool vnp__inside_compound(vnp__facts *f, vnp__slice s, uint32_t begin, uint32_t at);
/* Whether the whole slice names parties and nothing else. */
bool vnp__is_party_list(vnp__facts *f, vnp__slice s);
/* The same of a node's text. */
bool vnp__is_party_node(vnp__facts *f, uint32_t node);
/* Whether the text begins with the head of a party ("Phòng", "Công chức" ...). */
bool vnp__begins_party(vnp__facts *f, vnp__slice s);

/* A sentence that gives somebody work. */
typedef struct vnp__assignment {
    vnp__slice owner;
    vnp__slice party; /* with whom; empty without the formula */
    vnp__slice work;
    vnp__slice when; /* in front of the owner: "Trước ngày 31/10, Sở Y tế ..."; or empty */
} vnp__assignment;

/* Whether `s` is one that begins with its owner. */
bool vnp__assignment_read(vnp__facts *f, vnp__slice s, vnp__assignment *out);
/* Its owners and collaborators become the item's. */
void vnp__assignment_parties(vnp__facts *f, vnp_item *item, const vnp__assignment *s);

/* Deadlines of a time field, and those stated in an item's own sentence. */
void vnp__deadlines_read(vnp__facts *f, vnp__slice s, vnp_deadline_list *out);
void vnp__due_dates_read(vnp__facts *f, vnp__slice s, vnp_deadline_list *out);

/* Quantified commitments in a text. */
void vnp__targets_read(vnp__facts *f, vnp__slice s, vnp_target_list *out);
/* A figure of a table cell with the unit of its row ("≥ 55", "%"). */
void vnp__figure_read(vnp__facts *f, vnp__slice s, vnp_str unit, vnp_target_list *out);
/* A number in Vietnamese writing: 7.500 is 7500, 11,36 is 11.36. */
bool vnp__number_read(vnp_str s, bool decimal_point, double *out);

/* Ranges of the acts cited in a slice, for those who must not look there: in scratch. */
void vnp__citation_spans(vnp__facts *f, vnp__slice s, vnp_span_list *out);
bool vnp__in_spans(const vnp_span_list *spans, uint32_t at);

/* One value for each bullet of a text, or the text. */
void vnp__bullets_read(vnp__facts *f, vnp__slice s, vnp_value_list *out);
/* Products parted by semicolons, and of each what it counts. */
void vnp__outputs_read(vnp__facts *f, vnp__slice s, vnp_item *item);

/* The targets of title, actions and outputs are read from slices as they are
 * added; `code` is cut from the title's begin. */
typedef struct vnp__title {
    vnp__slice text;
    vnp_str label; /* "Nhiệm vụ 4", where it begins with one in words */
    vnp_str_list codes;
    bool criterion; /* it called itself a criterion of an index */
    bool named;     /* the same, but gave no code: the entry's number may be that */
} vnp__title;
void vnp__title_read(vnp__facts *f, vnp__slice s, vnp__title *out);
/* The codes of an entry's label: of "7.2.1, 7.2.2" each. */
void vnp__label_codes(vnp__facts *f, vnp_str label, vnp_str_list *codes);
/* The end of a label that only says that a title follows, "Nội dung:", with its colon; 0
 * where the text begins with none. */
uint32_t vnp__title_label(vnp__facts *f, vnp__slice s);

/* --------------------------------------------------------------------- fields */

typedef enum vnp__field_kind {
    VNP__KIND_NONE,
    VNP__KIND_LABEL,
    VNP__KIND_TITLE,
    VNP__KIND_AREA,
    VNP__KIND_OBJECTIVE,
    VNP__KIND_TASK,
    VNP__KIND_ACTIVITY,
    VNP__KIND_OWNER,
    VNP__KIND_COLLABORATOR,
    VNP__KIND_CONSOLIDATOR,
    VNP__KIND_DEADLINE,
    VNP__KIND_START,
    VNP__KIND_OUTPUT,
    VNP__KIND_ACTION,
    VNP__KIND_BUDGET,
    VNP__KIND_MAX,
    VNP__KIND_ACHIEVED,
    VNP__KIND_TARGET, /* a figure to reach: points in an index, else a target */
    VNP__KIND_UNIT,
    VNP__KIND_VISITED, /* whom an inspection visits: the title where nothing else names the work */
    VNP__KIND_STAGE, /* "Đợt 1", "Quý II": figures to reach by then, where it stands beside a unit */
    VNP__KIND_OTHER
} vnp__field_kind;

/* The kind of a label or column head whose words tell it (rules, set "label"). */
vnp__field_kind vnp__label_by_words(vnp__facts *f, vnp__slice s);
vnp__field_kind vnp__field_kind_of(vnp_str name);

typedef struct vnp__field_text {
    vnp__field_kind kind;
    vnp__slice label;
    vnp__slice value; /* may be empty: it follows in the entries below */
} vnp__field_text;
VNP_LIST(vnp__field_text);

/* The field the slice begins with ("Chủ trì: ..."). */
bool vnp__field_read(vnp__facts *f, vnp__slice s, vnp__field_text *out);
/* All fields of a slice that begins with one: "Chủ trì: A; phối hợp: B"; in scratch. */
void vnp__fields_read(vnp__facts *f, vnp__slice s, vnp__field_text_list *out);
/* "Họp dân (BT, PBT)": parties alone in brackets at the end of a text, where each entry has some;
 * *text is what stands before them. */
bool vnp__bracket_parties(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__field_text_list *out);
/* Fields in brackets at the end of a text; *text is what stands before them. In scratch. */
bool vnp__bracket_fields(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__field_text_list *out);
/* "Rà soát hộ nghèo (xong trước 30/4)", "(thường xuyên)": a time and nothing else in brackets at the
 * end of a text; *text is what stands before them. */
bool vnp__bracket_time(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__slice *when);
/* Whether a value says when, and so nobody who. */
bool vnp__is_time(vnp__facts *f, vnp__slice value);
/* Puts a field into an item. */
void vnp__field_apply(vnp__facts *f, vnp_item *item, vnp__field_kind kind, vnp__slice label,
                      vnp__slice value);
/* "Khai giảng - Đoàn trường phối hợp với Công đoàn (05/9/2026)": who and when, without a
 * label, behind a dash and in brackets. */
bool vnp__dash_fields(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__field_text_list *out);
/* "Duy trì trang tin - đ/c Nguyễn Văn A": a person behind a dash is the owner; with `any`,
 * whoever stands there. */
bool vnp__dash_party(vnp__facts *f, vnp__slice s, bool any, vnp__slice *text,
                     vnp__field_text_list *out);
/* "Tháng 5: Ra quân ...": when, as the label, and the work, as the value. */
bool vnp__time_in_front(vnp__facts *f, vnp__slice s, vnp__field_text *out);
/* Fields that follow the work in the same paragraph: so many at least, an owner among them,
 * or one whose value leaves no doubt; *text is what stands before them. In scratch. */
bool vnp__inline_fields(vnp__facts *f, vnp__slice s, uint32_t least, vnp__slice *text,
                        vnp__field_text_list *out);
/* "Mua bộ xét nghiệm. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính; hoàn thành ...": the
 * last sentence gives away the work before it, *text. */
bool vnp__assigned_fields(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__field_text_list *out);

/* Whether fields stand behind the work of an entry: in brackets, behind a dash, in sentences. */
bool vnp__has_fields_behind(vnp__facts *f, uint32_t node);
/* "- Tháng 5: Ra quân ...": when, as the label, stands before the work of an entry. */
bool vnp__entry_time(vnp__facts *f, uint32_t node, vnp__field_text *when);
/* Makes an item of an entry, with all that stands in its own text; its index. */
uint32_t vnp__entry_open(vnp__facts *f, uint32_t node);

/* The points of a field's value, "2,5" or "2,5 điểm", and where its figure stands; false
 * where it holds anything else. */
bool vnp__points_read(vnp__facts *f, vnp__slice value, vnp__slice *figure, double *points);
/* Points of an index: the most there are, reached, or aimed at. */
void vnp__score_read(vnp__facts *f, vnp_item *item, vnp__field_kind kind, vnp__slice value);
/* The same of a field, which may tell more behind its figure: "2; năm 2025 đạt 1,5". */
void vnp__score_field_read(vnp__facts *f, vnp_item *item, vnp__field_kind kind, vnp__slice value);
/* Points in words: "tối đa 2; năm 2025 đạt 1,5". False, and nothing read, where no most is
 * named. */
bool vnp__scores_read(vnp__facts *f, vnp_item *item, vnp__slice s);
/* The same in brackets at a text's end; *text is what stands before them. */
bool vnp__score_bracket(vnp__facts *f, vnp_item *item, vnp__slice s, vnp__slice *text);

/* Finds the headings that are times. */
void vnp__calendar_read(vnp__facts *f);
/* The one that an entry stands below; VNP__NO_NODE where there is none. */
uint32_t vnp__time_above(const vnp__facts *f, uint32_t node);
/* Notes the item of an entry below one, whose title states so many dates. */
void vnp__calendar_note(vnp__facts *f, uint32_t node, uint32_t item, uint32_t stated);
/* Gives the time above to each item noted for which no field has a date. */
void vnp__calendar_apply(vnp__facts *f);

/* The areas above a node, outermost first: at most one. */
void vnp__area_parent(vnp__facts *f, uint32_t node, bool topic_only, vnp_parent_list *out);
/* Whether a node is headed as each plan has it, with nothing more said: "1. Thành phần" over the
 * members of a team. */
bool vnp__names_part_only(const vnp__facts *f, const vnp__node *n);
/* The number behind a word: "3" of "Tiêu chí 3:". */
vnp_str vnp__area_code(const vnp__node *n);
/* Whether the nearest area above a node is one whose entries are criteria of an index. */
bool vnp__below_criterion(const vnp__facts *f, uint32_t node);
/* "1. Hội thi", with one "Nội dung: ..." among the lines below: that is what to do, not what it
 * is called. */
bool vnp__tells_content_once(vnp__facts *f, uint32_t node);
static inline bool vnp__is_body_text(const vnp__node *n)
{
    return n->region == VNP__REGION_BODY && !n->is_table;
}

/* Whether a node is a labelled field, "Chủ trì: ..."; asked once of each. */
bool vnp__is_field(vnp__facts *f, uint32_t i);
/* The same, and which: the first of several in a line; VNP__KIND_NONE of other texts. */
vnp__field_kind vnp__field_kind_at(vnp__facts *f, uint32_t i);
/* Fields that make an item of what they stand below; the others may belong to any text. */
bool vnp__is_core_field(vnp__facts *f, uint32_t i);
/* What fields are read from: "(Chủ trì: Phòng A; hoàn thành trong quý II)." */
vnp__slice vnp__field_text_of(vnp__facts *f, const vnp__node *n);

#endif
