/*
 * outline.h - from blocks to the tree of a document: its parts (decision, plan,
 * appendix), in each part the head, the title, the preamble, the body and the
 * foot, and in the body the nesting of headings and entries by their markers.
 */
#ifndef VNP_OUTLINE_H
#define VNP_OUTLINE_H

#include "block/block.h"
#include "rule/rule.h"
#include "text/chars.h"
#include "text/marker.h"

#define VNP__NO_NODE UINT32_MAX

/* Where in its part a node stands. */
typedef enum vnp__region {
    VNP__REGION_HEAD,     /* agency, motto, number, place and date */
    VNP__REGION_TITLE,    /* the act's name and the lines under it */
    VNP__REGION_PREAMBLE, /* legal bases, up to the first heading */
    VNP__REGION_BODY,
    VNP__REGION_FOOT /* recipients and signature */
} vnp__region;

/* What a chapter is about, from its heading (rules, set "chapter"). */
typedef enum vnp__topic {
    VNP__TOPIC_NONE,
    VNP__TOPIC_PURPOSE,
    VNP__TOPIC_GOAL,
    VNP__TOPIC_RESULT, /* assessment of what was reached */
    VNP__TOPIC_TASK,
    VNP__TOPIC_ORGANIZATION, /* who carries out the plan */
    VNP__TOPIC_REPORTING,    /* who reports to whom and when */
    VNP__TOPIC_FORM          /* a template to fill in */
} vnp__topic;

/* A large document has many: a node is 64 bytes, without a gap. */
typedef struct vnp__node {
    uint32_t parent;            /* index, or VNP__NO_NODE for a root of its part */
    uint32_t first_child, next; /* siblings in reading order */
    uint32_t part;
    union {
        vnp__run run; /* of a text */
        vnp__table *of_table;
    };
    vnp__marker marker;       /* of the run; of an area its label is the area's number */
    uint16_t level;           /* depth in the tree, 1 for a root */
    uint32_t nesting : 8;     /* of lists: the block's depth */
    uint32_t rank : 6;        /* of its marker's style: lower is further out */
    uint32_t heading : 3;     /* of Markdown */
    vnp__topic own_topic : 4; /* what its own words say */
    vnp__topic topic : 4;     /* that, else the nearest ancestor's */
    vnp__region region : 3;
    uint32_t is_table : 1;
    uint32_t strong : 1;
    uint32_t area : 1;      /* the heading names an area ("Tiêu chí 3: ...") */
    uint32_t criterion : 1; /* ... whose entries are criteria of an index */
} vnp__node;
VNP_LIST(vnp__node);
_Static_assert(sizeof(void *) != 8 || sizeof(vnp__node) == 64, "a node has no gap");

/* Its table; NULL for a text. */
static inline vnp__table *vnp__node_table(const vnp__node *n)
{
    return n->is_table ? n->of_table : NULL;
}

/* Its text behind the marker. */
static inline vnp__slice vnp__node_body(const vnp__node *n)
{
    return (vnp__slice){&n->run, n->marker.body, n->run.len};
}

static inline vnp_str vnp__node_label(const vnp__node *n)
{
    return vnp__marker_label(vnp__run_text(&n->run), &n->marker);
}

/* The label of what heads a section or an entry; a bullet is none. */
static inline vnp_str vnp__heading_label(const vnp__node *n)
{
    return n->marker.kind == VNP__MARK_BULLET ? (vnp_str){0} : vnp__node_label(n);
}

typedef struct vnp__outline_part {
    vnp_part_type type;
    uint32_t first_node, end_node;
    vnp__slice title; /* what stood on the act's own line, else empty */
    uint32_t act;     /* node of that line; VNP__NO_NODE for a part without one */
} vnp__outline_part;
VNP_LIST(vnp__outline_part);

typedef struct vnp__outline {
    vnp__arena *arena;
    const char *buffer;
    vnp__node_list nodes;
    vnp__outline_part_list parts;
} vnp__outline;

/* Takes the blocks over: their list is empty afterwards. */
void vnp__outline_read(vnp__arena *arena, vnp__arena *scratch, const char *buffer,
                       vnp__block_list *blocks, vnp__matcher *m, vnp__outline *out);

/* Lines of a run: [begin, end) offsets parted where a line of the source ended. */
typedef struct vnp__line_walk {
    const vnp__run *run;
    uint32_t piece; /* to read next */
    uint32_t first; /* of the line given last */
    bool wide;      /* columns count as lines too */
} vnp__line_walk;
bool vnp__next_line(vnp__line_walk *walk, vnp__slice *line);

/* ------------------------------------------------ between outline/'s files */

static inline bool vnp__closes_sentence(vnp_str s)
{
    s = vnp__str_trim(s);
    return s.len > 0 && strchr(".;:", s.ptr[s.len - 1]);
}

enum { VNP__MIN_CAPITALS = 4 }; /* letters of a line in capitals */

/* Whether nothing but marks stands in the line behind what was found. */
bool vnp__is_whole_line(vnp__slice line, const vnp__match *match);

/* A directive or a letter says as a whole who shall do what. */
bool vnp__part_assigns(const vnp__outline_part *part);

/* Tables that only lay out a head or a signature become texts, column by column. */
void vnp__layout_flatten(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                         vnp__block_list *blocks);

/* Tables printed one cell a line become tables. */
void vnp__stacked_tables(vnp__arena *arena, vnp__arena *scratch, const char *buffer,
                         vnp__matcher *m, vnp__block_list *blocks);

/* Paragraphs that ends of lines tore become one again, where the words tell: "ngày" / "18/3/2022". */
void vnp__torn_paragraphs_join(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                               vnp__block_list *blocks);

/* "Phần thứ nhất" and the chapter's name in the line below become one. */
void vnp__chapters_join(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                        vnp__block_list *blocks);

/* "Điểm tối đa: 3", "Căn cứ ...", "QUYẾT ĐỊNH:": lines inside a paragraph that open another one by
 * their words, as the shape of wrapped lines did not tell, begin one. */
void vnp__openings_part(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                        vnp__block_list *blocks);

/* The act's name and its bases that run on behind a head begin lines of their own. */
void vnp__running_heads_part(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                             vnp__block_list *blocks);

/* Lines of a head that a page tore become one again, and what the page has above goes. */
void vnp__head_lines_mend(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                          vnp__block_list *blocks);

/* Where no chapter of a part has a number, lines in capitals become its headings. */
void vnp__capitals_head(vnp__outline *o);

/* Gives each node of the body its topic: its own, or that of its parent. */
void vnp__topics_set(vnp__outline *o, vnp__matcher *m);

/* Gives each node of the body its parent. */
void vnp__tree_build(vnp__outline *o);

#endif
