/*
 * The nesting of a part's body. Vietnamese plans mark levels by the style of
 * their markers, and authors use the styles in different orders; so what counts
 * is which styles are open: an entry whose style is open is a sibling of the
 * last of that style, one of a new style lies below the entry before it. The
 * usual order (rank) decides only where a style appears for the first time.
 */
#include "outline/outline.h"

#include "text/chars.h"

enum {
    RANK_HEADING = 4, /* + Markdown level of a heading without a marker */
    RANK_WORD = 12,   /* Phần, Chương, Mục, Điều by the rule's level */
    RANK_ROMAN = 20,
    RANK_UPPER = 22,
    RANK_DIGIT = 24, /* + depth: 1. 1.1. 1.1.1. */
    RANK_AREA = 32,
    RANK_CLOSED = 33, /* 1) */
    RANK_LETTER = 34,
    RANK_SMALL = 35, /* i. */
    RANK_PAREN = 36,
    RANK_TEXT = 38,   /* a paragraph without a marker */
    RANK_BULLET = 40, /* - and * */
    RANK_DOT = 41,    /* the dots, squares and arrows of word processors */
    RANK_HOLLOW = 42, /* their second level */
    RANK_INNER = 43,  /* + */
    MAX_OPEN = 64
};

static uint8_t rank_of_bullet(uint32_t bullet)
{
    switch (bullet) {
    case '-':
    case '*':
        return RANK_BULLET;
    case 'o':
    case 0x25CB:
    case 0x25E6:
        return RANK_HOLLOW;
    case '+':
        return RANK_INNER;
    default:
        return RANK_DOT;
    }
}

static uint8_t rank_of(const vnp__node *n)
{
    if (n->area)
        return RANK_AREA;
    switch ((vnp__marker_kind)n->marker.kind) {
    case VNP__MARK_WORD:
        return (uint8_t)(RANK_WORD + n->marker.depth);
    case VNP__MARK_ROMAN:
        return RANK_ROMAN;
    case VNP__MARK_DIGIT:
        return n->marker.closed ? RANK_CLOSED : (uint8_t)(RANK_DIGIT + n->marker.depth);
    case VNP__MARK_LETTER:
        return n->marker.upper ? RANK_UPPER : RANK_LETTER;
    case VNP__MARK_SMALL:
        return RANK_SMALL;
    case VNP__MARK_PAREN:
        return RANK_PAREN;
    case VNP__MARK_BULLET:
        return rank_of_bullet(n->marker.bullet);
    case VNP__MARK_NONE:
        break;
    }
    return n->heading ? (uint8_t)(RANK_HEADING + n->heading) : RANK_TEXT;
}

static bool same_style(const vnp__node *a, const vnp__node *b)
{
    if (a->rank != b->rank)
        return false;
    if (a->marker.kind == VNP__MARK_BULLET)
        return a->marker.bullet == b->marker.bullet && a->nesting == b->nesting;
    return true;
}

/* The number of a marker of one number, 0 for others. */
static uint32_t number_of(const vnp__node *n)
{
    const vnp__marker *marker = &n->marker;
    vnp_str label = vnp__node_label(n);
    uint32_t value = 0;
    if ((marker->kind != VNP__MARK_DIGIT && marker->kind != VNP__MARK_PAREN) || marker->depth != 1)
        return 0;
    for (uint32_t i = 0; i < label.len; i++)
        if (vnp__char_is_digit((unsigned char)label.ptr[i]))
            value = value * 10 + (uint32_t)(label.ptr[i] - '0');
    return value;
}

static bool ends_with_colon(const vnp__node *n)
{
    vnp_str text = vnp__slice_text(vnp__node_body(n));
    return text.len > 0 && text.ptr[text.len - 1] == ':';
}

typedef struct stack {
    uint32_t open[MAX_OPEN]; /* nodes, outermost first */
    uint32_t last[MAX_OPEN]; /* the last child of each so far */
    uint32_t count;
} stack;

/* "1." below the heading "### 2. ...", which is of another list. */
static bool begins_below_heading(const vnp__node *open, const vnp__node *n)
{
    return open->heading && !n->heading && number_of(n) == 1;
}

/* A list that begins anew inside an open one of its style, below an entry that
 * announces it, or an area. */
static bool begins_inner_list(const vnp__outline *o, const stack *s, const vnp__node *n,
                              uint32_t same)
{
    const vnp__node *top = &o->nodes.at[s->open[s->count - 1]];
    return s->open[same] != s->open[s->count - 1] && number_of(n) == 1 &&
           number_of(&o->nodes.at[s->open[same]]) >= 1 && (top->area || ends_with_colon(top));
}

/* "3.2." below "Lĩnh vực 3: ...", whose number it has. */
static bool is_code_of(const vnp__node *area, const vnp__node *n)
{
    vnp_str label = vnp__node_label(n), code = vnp__node_label(area);
    return area->area && n->marker.kind == VNP__MARK_DIGIT && n->marker.depth >= 2 &&
           code.len > 0 && label.len > code.len && label.ptr[code.len] == '.' &&
           memcmp(label.ptr, code.ptr, code.len) == 0;
}

/* "1." opens the list of an area; "I." stands below "A.", or "a)" below "(1)", as often as the other way round:
 * the one that came first holds the other; so does a bullet that announces what
 * follows. Of bullets their nesting tells. */
static bool may_hold(const vnp__node *open, const vnp__node *n)
{
    if (open->marker.kind == VNP__MARK_BULLET && n->marker.kind == VNP__MARK_BULLET &&
        open->nesting != n->nesting)
        return open->nesting < n->nesting;
    if (open->rank >= RANK_BULLET && n->rank >= RANK_BULLET && ends_with_colon(open))
        return true;
    /* "## Phần B. Lịch" / "### Tháng 9": Markdown tells where no marker does */
    if (open->marker.kind != VNP__MARK_NONE && n->marker.kind == VNP__MARK_NONE && open->heading &&
        n->heading)
        return open->heading < n->heading;
    return open->rank < n->rank || is_code_of(open, n) || (open->area && number_of(n) == 1) ||
           (open->rank == RANK_UPPER && n->rank == RANK_ROMAN) ||
           (open->rank == RANK_PAREN && n->rank == RANK_LETTER);
}

/* "- Nội dung:" / "    1. ...", "    2. ...": in a list of Markdown numbers stand below the bullet
 * that announces them and stands further out. */
static bool find_place_in_list(const vnp__outline *o, stack *s, const vnp__node *n)
{
    if (n->nesting < 2 || number_of(n) == 0 || n->heading)
        return false;
    for (uint32_t i = s->count; i-- > 0;) {
        const vnp__node *open = &o->nodes.at[s->open[i]];
        if (open->nesting == 0)
            return false;
        if (open->nesting < n->nesting) {
            if (open->marker.kind != VNP__MARK_BULLET || !ends_with_colon(open))
                return false;
            s->count = i + 1;
            return true;
        }
    }
    return false;
}

static void find_place(const vnp__outline *o, stack *s, const vnp__node *n)
{
    if (find_place_in_list(o, s, n))
        return;
    for (uint32_t i = s->count; i-- > 0;) {
        const vnp__node *open = &o->nodes.at[s->open[i]];
        if (!same_style(open, n) || (n->heading && !open->heading))
            continue;
        if (begins_below_heading(open, n))
            s->count = i + 1;
        else if (!begins_inner_list(o, s, n, i))
            s->count = i;
        return;
    }
    while (s->count > 0 && !may_hold(&o->nodes.at[s->open[s->count - 1]], n))
        s->count--;
}

/* A bullet lies below a paragraph only when that announces it. */
static void leave_closed_text(const vnp__outline *o, stack *s, const vnp__node *n)
{
    if (n->rank <= RANK_TEXT || s->count == 0)
        return;
    const vnp__node *top = &o->nodes.at[s->open[s->count - 1]];
    if (top->rank == RANK_TEXT && !ends_with_colon(top))
        s->count--;
}

/* Below what is open innermost. */
static void append_child(vnp__outline *o, stack *s, uint32_t child)
{
    vnp__node *n = &o->nodes.at[child];
    n->level = 1;
    if (s->count == 0)
        return;
    uint32_t *last = &s->last[s->count - 1];
    n->parent = s->open[s->count - 1];
    vnp__node *p = &o->nodes.at[n->parent];
    n->level = (uint16_t)(p->level + 1);
    if (*last == VNP__NO_NODE)
        p->first_child = child;
    else
        o->nodes.at[*last].next = child;
    *last = child;
}

static bool has_label(const vnp__node *n, const char *small_roman)
{
    vnp_str label = vnp__node_label(n);
    label.len -= n->marker.closed;
    return vnp__str_eq(label, vnp__str_c(small_roman));
}

/* "i." before "ii." and "v." behind "iv." are Roman figures, between "h." and "k." a letter. */
static void settle_small_romans(vnp__outline *o)
{
    vnp__node *before = NULL;
    for (uint32_t i = 0; i < o->nodes.count; i++) {
        vnp__node *n = &o->nodes.at[i];
        bool letter = n->marker.kind == VNP__MARK_LETTER && !n->marker.upper;
        if (!letter && n->marker.kind != VNP__MARK_SMALL)
            continue;
        if (before && before->marker.kind == VNP__MARK_LETTER && has_label(n, "ii") &&
            has_label(before, "i"))
            before->marker.kind = VNP__MARK_SMALL;
        if (before && before->marker.kind == VNP__MARK_SMALL &&
            ((has_label(n, "v") && has_label(before, "iv")) ||
             (has_label(n, "x") && has_label(before, "ix"))))
            n->marker.kind = VNP__MARK_SMALL;
        before = n;
    }
}

void vnp__tree_build(vnp__outline *o)
{
    settle_small_romans(o);
    stack s = {.count = 0};
    uint32_t part = VNP__NO_NODE;
    for (uint32_t i = 0; i < o->nodes.count; i++) {
        vnp__node *n = &o->nodes.at[i];
        if (n->part != part || n->region != VNP__REGION_BODY)
            s.count = 0;
        part = n->part;
        n->rank = rank_of(n) & 63u;
        if (n->region != VNP__REGION_BODY) {
            append_child(o, &s, i);
            continue;
        }
        leave_closed_text(o, &s, n);
        find_place(o, &s, n);
        append_child(o, &s, i);
        if (s.count < MAX_OPEN && !n->is_table) {
            s.open[s.count] = i;
            s.last[s.count++] = VNP__NO_NODE;
        }
    }
}
