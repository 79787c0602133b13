/*
 * Items of lists. Fields ("- Chủ trì: ...") stand below the entry they speak of,
 * or behind a paragraph without a marker, or behind a group of bullets and then
 * hold for each of them. An entry without fields is an item when its siblings
 * have some: what it lacks is for the check to say.
 */
#include "fact/fact.h"

#include "text/chars.h"

/*
 * "Tiêu chí số 7: Trường học" with nothing but fields below it, "Nội dung: ..." among them at
 * most once, is no area but a criterion of its own, "Dự án 3: Nước sạch" a task.
 */
static bool is_area_with_fields(vnp__facts *f, const vnp__node *n)
{
    uint32_t said = 0, core = 0;
    for (uint32_t c = n->first_child; c != VNP__NO_NODE; c = vnp__fact_node(f, c)->next) {
        if (!vnp__is_body_text(vnp__fact_node(f, c)) ||
            vnp__fact_node(f, c)->marker.kind == VNP__MARK_DIGIT)
            return false;
        bool field = vnp__is_field(f, c);
        core += field && vnp__is_core_field(f, c);
        said += !field;
        if (!field && !vnp__title_label(f, vnp__node_body(vnp__fact_node(f, c))))
            return false;
    }
    return core > 0 && said <= 1;
}

/* --------------------------------------------------------------------- items */

/* A field with nothing behind its colon has its values in the entries below. */
static void apply_field(vnp__facts *f, vnp_item *item, uint32_t i)
{
    vnp__field_text_list fields = {0};
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    const vnp__node *n = vnp__fact_node(f, i);
    vnp__fields_read(f, vnp__field_text_of(f, n), &fields);
    for (uint32_t k = 0; k < fields.count; k++)
        vnp__field_apply(f, item, fields.at[k].kind, fields.at[k].label, fields.at[k].value);
    f->uses[i] = VNP__USE_FIELD;
    vnp__field_kind kind = fields.count ? fields.at[fields.count - 1].kind : VNP__KIND_NONE;
    for (uint32_t c = n->first_child; c != VNP__NO_NODE; c = vnp__fact_node(f, c)->next) {
        if (vnp__fact_node(f, c)->is_table || vnp__is_field(f, c))
            continue;
        vnp__field_apply(f, item, kind, fields.at[fields.count - 1].label,
                         vnp__node_body(vnp__fact_node(f, c)));
        f->uses[c] = VNP__USE_FIELD;
    }
    vnp__scratch_rewind(f->scratch, mark);
}

/* A field, and those that another bullet put below it. */
static void apply_field_node(vnp__facts *f, vnp_item *item, uint32_t i)
{
    apply_field(f, item, i);
    for (uint32_t c = vnp__fact_node(f, i)->first_child; c != VNP__NO_NODE;
         c = vnp__fact_node(f, c)->next)
        if (!vnp__fact_node(f, c)->is_table && vnp__is_field(f, c))
            apply_field(f, item, c);
}

/* A sentence of points, and nothing before them: "Điểm chuẩn 2,0; tự chấm 1,5; phấn đấu 2,0". */
static bool take_points(vnp__facts *f, vnp_item *item, uint32_t i)
{
    vnp__match match;
    vnp__slice body = vnp__node_body(vnp__fact_node(f, i));
    if (!vnp__rule_match(f->m, VNP__SET_SCORE, body, &match) || !vnp__scores_read(f, item, body))
        return false;
    f->uses[i] = VNP__USE_FIELD;
    return true;
}

/* A bullet below an entry that is no field is one of its actions, or tells its points. Whether it
 * is labelled as what to do: the bullets below it are actions, too. */
static bool add_action(vnp__facts *f, uint32_t item, uint32_t node)
{
    vnp_item *to = &f->plan->items.at[item];
    vnp__slice body = vnp__node_body(vnp__fact_node(f, node));
    if (take_points(f, to, node))
        return false;
    uint32_t label = vnp__title_label(f, body);
    vnp__slice said = vnp__slice_trim(vnp__slice_sub(body, label, body.end - body.begin));
    f->uses[node] = VNP__USE_ITEM;
    if (!vnp__slice_is_empty(said))
        vnp__field_apply(f, to, VNP__KIND_ACTION, said, said);
    return label > 0;
}

static void add_actions(vnp__facts *f, uint32_t item, const uint32_t *nodes, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++) {
        if (!add_action(f, item, nodes[k]))
            continue;
        for (uint32_t c = vnp__fact_node(f, nodes[k])->first_child; c != VNP__NO_NODE;
             c = vnp__fact_node(f, c)->next)
            if (vnp__is_body_text(vnp__fact_node(f, c)) && !vnp__is_field(f, c))
                add_action(f, item, c);
    }
}

/* ---------------------------------------------------------------- containers */

/*
 * The children of one entry or chapter, read in order: entries wait until a
 * field says whose it is. `waiting` and `open` hold node and item indices.
 */
typedef struct container {
    uint32_t node; /* VNP__NO_NODE for the top of a part */
    vnp__uint_list waiting;
    vnp__uint_list open;
    vnp__uint_list held;     /* fields before the title that they belong to */
    vnp__field_kind lead;    /* what each such block begins with; NONE: with its title */
    bool told_once;          /* what to do stands once among its fields */
    bool field_last;         /* the child before was a field */
    uint32_t field;          /* that child */
    vnp__field_text hanging; /* its last, if that goes on in the next line; else of kind NONE */
} container;

static bool same_style(const vnp__node *a, const vnp__node *b)
{
    return a->rank == b->rank && a->marker.bullet == b->marker.bullet;
}

static bool may_be_item(vnp__facts *f, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    if (n->marker.upper && n->own_topic != VNP__TOPIC_NONE) /* "B. MỤC TIÊU CHUNG" */
        return false;
    if (n->area && !is_area_with_fields(f, n))
        return false;
    return vnp__is_body_text(n) && n->marker.kind != VNP__MARK_ROMAN &&
           (n->area || n->marker.kind != VNP__MARK_WORD) && f->uses[i] == VNP__USE_NONE;
}

static bool is_criterion(vnp__facts *f, uint32_t i)
{
    vnp__title title;
    vnp__title_read(f, vnp__node_body(vnp__fact_node(f, i)), &title);
    return title.criterion;
}

/* Sentences between a criterion and its fields tell its points, if anything. */
static void add_points(vnp__facts *f, uint32_t item, const uint32_t *nodes, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (vnp__scores_read(f, &f->plan->items.at[item],
                             vnp__node_body(vnp__fact_node(f, nodes[k]))))
            f->uses[nodes[k]] = VNP__USE_FIELD;
}

/*
 * Of "a) ...", "b) ..." with one line of an owner behind the last of them, as of bullets,
 * it is that of each: the letters before it have no fields of their own.
 */
static void open_letters(vnp__facts *f, container *c, uint32_t field)
{
    const vnp__node *n = vnp__fact_node(f, c->node);
    if (n->marker.kind != VNP__MARK_LETTER || n->marker.upper || n->next != VNP__NO_NODE ||
        n->parent == VNP__NO_NODE || vnp__fact_node(f, field)->marker.kind != VNP__MARK_NONE ||
        vnp__field_kind_at(f, field) != VNP__KIND_OWNER)
        return;
    uint32_t first = vnp__fact_node(f, n->parent)->first_child;
    for (uint32_t i = first; i != c->node; i = vnp__fact_node(f, i)->next)
        if (!same_style(vnp__fact_node(f, i), n) ||
            vnp__fact_node(f, i)->first_child != VNP__NO_NODE || !may_be_item(f, i) ||
            vnp__has_fields_behind(f, i))
            return;
    for (uint32_t i = first; i != c->node; i = vnp__fact_node(f, i)->next)
        VNP__PUSH(f->scratch, &c->open, vnp__entry_open(f, i));
}

enum { MAX_LABEL_WORDS = 5 };

/* A few words and a colon that no list has as a label, and something behind it: "- Nơi làm: ...". */
static bool read_unknown(vnp__facts *f, uint32_t i, vnp__field_text *field)
{
    const vnp__node *n = vnp__fact_node(f, i);
    memset(field, 0, sizeof *field);
    if (n->marker.kind != VNP__MARK_BULLET || n->first_child != VNP__NO_NODE)
        return false;
    vnp__field_read(f, vnp__field_text_of(f, n), field);
    return field->label.run && !vnp__slice_is_empty(field->value) &&
           !vnp__title_label(f, vnp__node_body(n)) &&
           vnp__str_words(vnp__slice_text(field->label)) <= MAX_LABEL_WORDS;
}

/* Whether the fields below an entry are said once; else its bullets have fields of their own. */
static bool says_once(vnp__facts *f, uint32_t node, uint32_t field)
{
    uint32_t count = 0;
    for (uint32_t i = vnp__fact_node(f, node)->first_child; i != VNP__NO_NODE && count < 2;
         i = vnp__fact_node(f, i)->next)
        count += vnp__field_kind_at(f, i) == vnp__field_kind_at(f, field);
    return count == 1;
}

/* What stands between an entry and its fields. */
typedef enum between { NOT_OF_ENTRY, ACTIONS, UNKNOWN_FIELD, POINTS } between;

/* Details and fields in one list, or what to do for a criterion, speak of the entry above; so
 * do a labelled line and sentences that tell a criterion's points. */
static between what_waits(vnp__facts *f, const container *c, uint32_t field,
                          vnp__field_text *unknown)
{
    uint32_t count = c->waiting.count;
    const vnp__node *first = vnp__fact_node(f, field),
                    *last = vnp__fact_node(f, c->waiting.at[count - 1]);
    bool listed = last->marker.kind != VNP__MARK_NONE, alike = same_style(first, last);
    if (c->node == VNP__NO_NODE || !may_be_item(f, c->node))
        return NOT_OF_ENTRY;
    if (listed && ((count > 1 && alike) || vnp__fact_node(f, c->node)->area ||
                   vnp__below_criterion(f, c->node)))
        return ACTIONS;
    if (count == 1 && alike && c->told_once &&
        vnp__title_label(f, vnp__node_body(vnp__fact_node(f, c->waiting.at[0]))))
        return ACTIONS;
    if (count == 1 && alike && says_once(f, c->node, field) &&
        read_unknown(f, c->waiting.at[0], unknown))
        return UNKNOWN_FIELD;
    return !listed && is_criterion(f, c->node) ? POINTS : NOT_OF_ENTRY;
}

/* Opens the container's entry and gives it what waits, which is `kind`. */
static void open_above(vnp__facts *f, container *c, between kind, const vnp__field_text *unknown)
{
    uint32_t item = vnp__entry_open(f, c->node);
    VNP__PUSH(f->scratch, &c->open, item);
    if (kind == ACTIONS) {
        add_actions(f, item, c->waiting.at, c->waiting.count);
    } else if (kind == POINTS) {
        add_points(f, item, c->waiting.at, c->waiting.count);
    } else {
        vnp__field_apply(f, &f->plan->items.at[item], VNP__KIND_OTHER, unknown->label,
                         unknown->value);
        f->uses[c->waiting.at[0]] = VNP__USE_FIELD;
    }
}

/* A paragraph about what was reached, or why there is a plan. */
static bool is_narrative(const vnp__node *n)
{
    return n->marker.kind == VNP__MARK_NONE && !n->heading &&
           (n->topic == VNP__TOPIC_RESULT || n->topic == VNP__TOPIC_PURPOSE);
}

/* "1. Thành phần" / "- Trưởng đoàn: Ông A": the members of a team, and no task. */
static bool lists_members(vnp__facts *f, uint32_t node, uint32_t field)
{
    vnp__match match;
    vnp__field_text first;
    return vnp__names_part_only(f, vnp__fact_node(f, node)) &&
           vnp__field_read(f, vnp__field_text_of(f, vnp__fact_node(f, field)), &first) &&
           vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_MEMBER, first.value, &match);
}

/* What is said of several entries holds for those that do not say who does them. */
static void open_waiting(vnp__facts *f, container *c, uint32_t first)
{
    uint32_t item = 0;
    for (uint32_t k = first; k < c->waiting.count; k++) {
        item = vnp__entry_open(f, c->waiting.at[k]);
        if (f->plan->items.at[item].owners.count == 0)
            VNP__PUSH(f->scratch, &c->open, item);
    }
    if (c->open.count == 0)
        VNP__PUSH(f->scratch, &c->open, item);
}

/* "Tập trung các việc sau:", "- ...", "- ..." and a line of fields: these are of the list. */
static void wait_for_listed(vnp__facts *f, container *c, uint32_t field)
{
    uint32_t last = c->waiting.count ? c->waiting.at[c->waiting.count - 1] : VNP__NO_NODE;
    if (last == VNP__NO_NODE || vnp__fact_node(f, field)->marker.kind != VNP__MARK_NONE)
        return;
    const vnp__node *n = vnp__fact_node(f, last);
    vnp_str text = vnp__str_trim(vnp__run_text(&n->run));
    if (n->marker.kind != VNP__MARK_NONE || n->heading || text.len == 0 ||
        text.ptr[text.len - 1] != ':' || n->first_child == VNP__NO_NODE)
        return;
    for (uint32_t i = n->first_child; i != VNP__NO_NODE; i = vnp__fact_node(f, i)->next)
        if (!vnp__is_body_text(vnp__fact_node(f, i)) || f->uses[i] != VNP__USE_NONE ||
            vnp__is_field(f, i) || vnp__fact_node(f, i)->marker.kind != VNP__MARK_BULLET)
            return;
    c->waiting.count = 0;
    for (uint32_t i = n->first_child; i != VNP__NO_NODE; i = vnp__fact_node(f, i)->next)
        VNP__PUSH(f->scratch, &c->waiting, i);
}

/* Whose the fields are that begin with `field`. */
static void choose_items(vnp__facts *f, container *c, uint32_t field)
{
    wait_for_listed(f, c, field);
    uint32_t count = c->waiting.count;
    c->open.count = 0;
    if (count == 0) {
        if (c->node == VNP__NO_NODE || !may_be_item(f, c->node) || lists_members(f, c->node, field))
            return;
        open_letters(f, c, field);
        VNP__PUSH(f->scratch, &c->open, vnp__entry_open(f, c->node));
        return;
    }
    const vnp__node *n = vnp__fact_node(f, field),
                    *last = vnp__fact_node(f, c->waiting.at[count - 1]);
    c->waiting.count = is_narrative(last) ? 0 : count;
    if (c->waiting.count == 0)
        return;
    vnp__field_text unknown;
    between kind = what_waits(f, c, field, &unknown);
    /* "* Phụ trách: ..." behind "- ...", "- ..." is of all of them, as a line without a bullet is */
    bool apart = n->marker.kind == VNP__MARK_NONE ||
                 (n->marker.kind == last->marker.kind && !same_style(n, last));
    bool group = apart && last->marker.kind != VNP__MARK_NONE;
    if (kind != NOT_OF_ENTRY)
        open_above(f, c, kind, &unknown);
    else
        open_waiting(f, c, group ? 0 : count - 1);
    c->waiting.count = 0;
}

/* "Phối hợp:", or "Phối hợp: Phòng A;" before more parties. */
static void keep_hanging(vnp__facts *f, container *c, uint32_t i)
{
    vnp__field_text_list fields = {0};
    vnp__slice s = vnp__field_text_of(f, vnp__fact_node(f, i));
    vnp_str text = vnp__str_trim(vnp__slice_text(s));
    char end = text.len ? text.ptr[text.len - 1] : '\0';
    c->hanging.kind = VNP__KIND_NONE;
    if (end != ';' && end != ':')
        return;
    vnp__fields_read(f, s, &fields);
    const vnp__field_text *last = fields.count ? &fields.at[fields.count - 1] : NULL;
    bool bare = last && vnp__slice_is_empty(last->value) &&
                vnp__fact_node(f, i)->first_child == VNP__NO_NODE;
    if (bare || (last && last->kind <= VNP__KIND_CONSOLIDATOR && end == ';'))
        c->hanging = *last;
}

/* "- Giải pháp:", "- ...", "- ...": entries with the same bullet are values, if the field is
 * of the node above them, and of parties if they are such. */
static bool is_hanging_entry(vnp__facts *f, const container *c, uint32_t i)
{
    const vnp__field_text *field = &c->hanging;
    const vnp__node *n = vnp__fact_node(f, i);
    return n->marker.kind == VNP__MARK_BULLET && same_style(n, vnp__fact_node(f, c->field)) &&
           vnp__slice_is_empty(field->value) && c->node != VNP__NO_NODE &&
           f->uses[c->node] == VNP__USE_ITEM &&
           (field->kind == VNP__KIND_ACTION ||
            (field->kind <= VNP__KIND_CONSOLIDATOR && vnp__is_party_node(f, i)));
}

/* A plain paragraph behind such a field is the value, or the rest of it. */
static bool take_hanging(vnp__facts *f, container *c, uint32_t i)
{
    vnp__field_text field = c->hanging;
    const vnp__node *n = vnp__fact_node(f, i);
    bool plain = n->marker.kind == VNP__MARK_NONE &&
                 (vnp__slice_is_empty(field.value) || vnp__is_party_node(f, i));
    bool entry = is_hanging_entry(f, c, i);
    if (!entry)
        c->hanging.kind = VNP__KIND_NONE;
    if ((!plain && !entry) || n->heading || f->uses[i] != VNP__USE_NONE)
        return false;
    for (uint32_t k = 0; k < c->open.count; k++)
        vnp__field_apply(f, &f->plan->items.at[c->open.at[k]], field.kind, field.label,
                         vnp__node_body(n));
    f->uses[i] = VNP__USE_FIELD;
    return true;
}

/* "Nội dung: ..." between the fields of an entry that has a title is what to do. */
static bool take_said(vnp__facts *f, container *c, uint32_t i)
{
    if (!c->field_last || c->open.count != 1 || c->node == VNP__NO_NODE ||
        f->uses[c->node] != VNP__USE_ITEM ||
        (f->plan->items.at[c->open.at[0]].kind != VNP_ITEM_CRITERION && !c->told_once) ||
        !same_style(vnp__fact_node(f, i), vnp__fact_node(f, c->field)) ||
        !vnp__title_label(f, vnp__node_body(vnp__fact_node(f, i))))
        return false;
    add_actions(f, c->open.at[0], &i, 1);
    return true;
}

/* Between an entry's fields stands one whose label no list has: "- Nơi làm: ...".
 * Nothing says what it is, so it is kept under its own label. */
static bool take_unknown(vnp__facts *f, container *c, uint32_t i)
{
    vnp__field_text field;
    if (!c->field_last || c->open.count != 1 || c->node == VNP__NO_NODE ||
        f->uses[c->node] != VNP__USE_ITEM ||
        !same_style(vnp__fact_node(f, i), vnp__fact_node(f, c->field)) ||
        !read_unknown(f, i, &field))
        return false;
    vnp__field_apply(f, &f->plan->items.at[c->open.at[0]], VNP__KIND_OTHER, field.label,
                     field.value);
    f->uses[i] = VNP__USE_FIELD;
    return true;
}

/* Blocks of "Thời gian: ...", "Công việc: ...", "Phụ trách: ...": the label of the title
 * stands behind the first field. */
static vnp__field_kind find_lead(vnp__facts *f, uint32_t first_child)
{
    if (!vnp__is_body_text(vnp__fact_node(f, first_child)) || !vnp__is_field(f, first_child))
        return VNP__KIND_NONE;
    for (uint32_t i = vnp__fact_node(f, first_child)->next;
         i != VNP__NO_NODE && vnp__is_body_text(vnp__fact_node(f, i));
         i = vnp__fact_node(f, i)->next)
        if (!vnp__is_field(f, i))
            return vnp__title_label(f, vnp__node_body(vnp__fact_node(f, i)))
                       ? vnp__field_kind_at(f, first_child)
                       : VNP__KIND_NONE;
    return VNP__KIND_NONE;
}

static void apply_held(vnp__facts *f, container *c)
{
    for (uint32_t h = 0; h < c->held.count; h++)
        for (uint32_t k = 0; k < c->open.count; k++)
            apply_field_node(f, &f->plan->items.at[c->open.at[k]], c->held.at[h]);
    c->held.count = 0;
}

/* A title that no field follows has those before it. */
static void close_block(vnp__facts *f, container *c)
{
    if (c->held.count && c->waiting.count) {
        choose_items(f, c, c->held.at[0]);
        apply_held(f, c);
    }
    c->held.count = c->waiting.count = 0;
    c->field_last = false;
}

/* "Hướng khắc phục: Phòng A chủ trì, phối hợp với Phòng B ...": where no field below `node` names
 * the item's owner, what to do may. */
static void owner_of_actions(vnp__facts *f, vnp_item *item, uint32_t node)
{
    for (uint32_t i = vnp__fact_node(f, node)->first_child;
         i != VNP__NO_NODE && item->owners.count == 0; i = vnp__fact_node(f, i)->next) {
        vnp__assignment given;
        vnp__field_text field;
        if (f->uses[i] != VNP__USE_FIELD || vnp__field_kind_at(f, i) != VNP__KIND_ACTION ||
            !vnp__field_read(f, vnp__field_text_of(f, vnp__fact_node(f, i)), &field) ||
            !vnp__assignment_read(f, field.value, &given))
            continue;
        vnp__assignment_parties(f, item, &given);
    }
}

static void read_container(vnp__facts *f, uint32_t node, uint32_t first_child)
{
    container c = {.node = node};
    c.told_once = node != VNP__NO_NODE && may_be_item(f, node) && vnp__tells_content_once(f, node);
    c.lead = c.told_once ? VNP__KIND_NONE : find_lead(f, first_child);
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    for (uint32_t i = first_child; i != VNP__NO_NODE; i = vnp__fact_node(f, i)->next) {
        if (!vnp__is_body_text(vnp__fact_node(f, i))) {
            c.waiting.count = c.open.count = 0;
            c.field_last = false;
            continue;
        }
        if (!vnp__is_field(f, i)) {
            if (c.hanging.kind != VNP__KIND_NONE && take_hanging(f, &c, i))
                continue;
            if (take_said(f, &c, i) || take_unknown(f, &c, i))
                continue;
            if (c.field_last)
                c.waiting.count = 0;
            c.field_last = false;
            if (f->uses[i] == VNP__USE_NONE)
                VNP__PUSH(f->scratch, &c.waiting, i);
            continue;
        }
        if (c.lead != VNP__KIND_NONE && vnp__field_kind_at(f, i) == c.lead) {
            close_block(f, &c);
            VNP__PUSH(f->scratch, &c.held, i);
            continue;
        }
        if (!c.field_last) {
            choose_items(f, &c, i);
            apply_held(f, &c);
        }
        c.field_last = true;
        c.field = i;
        keep_hanging(f, &c, i);
        for (uint32_t k = 0; k < c.open.count; k++)
            apply_field_node(f, &f->plan->items.at[c.open.at[k]], i);
    }
    close_block(f, &c);
    if (c.open.count == 1 && node != VNP__NO_NODE && f->uses[node] == VNP__USE_ITEM)
        owner_of_actions(f, &f->plan->items.at[c.open.at[0]], node);
    vnp__scratch_rewind(f->scratch, mark);
}

static bool has_field_child(vnp__facts *f, uint32_t first_child)
{
    for (uint32_t i = first_child; i != VNP__NO_NODE; i = vnp__fact_node(f, i)->next)
        if (vnp__is_core_field(f, i))
            return true;
    return false;
}

static bool is_about_work(const vnp__node *n)
{
    return n->topic == VNP__TOPIC_NONE || n->topic == VNP__TOPIC_TASK ||
           n->topic == VNP__TOPIC_ORGANIZATION;
}

/* "- Bồi dưỡng chi hội trưởng - đ/c Nguyễn Văn A", "- Tháng 5: Tổ chức hội thi - Các chi hội": of
 * a person, a verb and a time in front it takes two, as names of all kinds hold a dash. */
static bool is_given_behind_dash(vnp__facts *f, uint32_t i)
{
    vnp__slice text;
    vnp__field_text when;
    vnp__field_text_list fields = {0};
    const vnp__node *n = vnp__fact_node(f, i);
    if (n->marker.kind == VNP__MARK_NONE || n->first_child != VNP__NO_NODE || !is_about_work(n))
        return false;
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    bool timed = vnp__entry_time(f, i, &when);
    vnp__slice body = timed ? when.value : vnp__node_body(n);
    bool given = vnp__dash_party(f, body, timed, &text, &fields) &&
                 (vnp__opens_with_verb(f, body) ||
                  (timed && vnp__dash_party(f, body, false, &text, &fields))) &&
                 (n->parent == VNP__NO_NODE || !vnp__is_party_node(f, n->parent));
    vnp__scratch_rewind(f->scratch, mark);
    return given;
}

/* Entries whose fields stand around them. */
static void read_with_fields(vnp__facts *f, uint32_t i)
{
    if (may_be_item(f, i) && (vnp__has_fields_behind(f, i) || is_given_behind_dash(f, i)))
        vnp__entry_open(f, i);
}

static bool is_below_time(vnp__facts *f, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    return vnp__time_above(f, i) != VNP__NO_NODE && may_be_item(f, i) && is_about_work(n) &&
           n->topic != VNP__TOPIC_ORGANIZATION;
}

/* Entries below months are tasks, where any of them has fields or an owner. */
static void read_below_times(vnp__facts *f)
{
    bool any = false;
    for (uint32_t i = 0; i < f->o->nodes.count && !any; i++) {
        vnp__slice text;
        vnp__field_text_list owner = {0};
        vnp__mark mark = vnp__scratch_mark(f->scratch);
        any = (f->uses[i] == VNP__USE_ITEM && vnp__time_above(f, i) != VNP__NO_NODE) ||
              (is_below_time(f, i) &&
               vnp__bracket_parties(f, vnp__node_body(vnp__fact_node(f, i)), &text, &owner));
        vnp__scratch_rewind(f->scratch, mark);
    }
    for (uint32_t i = 0; i < f->o->nodes.count && any; i++)
        if (is_below_time(f, i))
            vnp__entry_open(f, i);
}

/* "- Tháng 5/2026: Tổ chức hội thi": when and what, and nothing of a time gone by. */
static bool is_scheduled(vnp__facts *f, uint32_t i)
{
    vnp__field_text when;
    vnp_deadline_list times = {0};
    const vnp__node *n = vnp__fact_node(f, i);
    if (!may_be_item(f, i) || n->first_child != VNP__NO_NODE || !is_about_work(n) ||
        n->topic == VNP__TOPIC_ORGANIZATION || !vnp__entry_time(f, i, &when) ||
        !vnp__opens_with_verb(f, when.value))
        return false;
    vnp__deadlines_read(f, when.label, &times);
    return times.count > 0 && times.at[0].end.year >= vnp__year_now(f);
}

/* A list that tells of each month what is done in it is one of tasks. */
static void read_schedule(vnp__facts *f, uint32_t parent)
{
    uint32_t count = 0, first = vnp__fact_node(f, parent)->first_child;
    if (f->uses[parent] != VNP__USE_NONE)
        return;
    for (uint32_t i = first; i != VNP__NO_NODE; i = vnp__fact_node(f, i)->next) {
        bool marked =
            vnp__fact_node(f, i)->is_table || vnp__fact_node(f, i)->marker.kind != VNP__MARK_NONE;
        if (marked && !is_scheduled(f, i))
            return;
        count += marked;
    }
    if (count < 2 || vnp__is_party_node(f, parent))
        return;
    for (uint32_t i = first; i != VNP__NO_NODE; i = vnp__fact_node(f, i)->next)
        if (vnp__fact_node(f, i)->marker.kind != VNP__MARK_NONE)
            vnp__entry_open(f, i);
}

/* ----------------------------------------------------------------- sentences */

/* What a paragraph below a criterion gives somebody to do for it. */
static bool apply_assignment(vnp__facts *f, uint32_t item, uint32_t i)
{
    vnp__assignment given;
    vnp__slice body = vnp__node_body(vnp__fact_node(f, i));
    if (!vnp__assignment_read(f, body, &given))
        return false;
    vnp_item *to = &f->plan->items.at[item];
    vnp__assignment_parties(f, to, &given);
    vnp__field_apply(f, to, VNP__KIND_ACTION, given.work, given.work);
    f->uses[i] = VNP__USE_ITEM;
    return true;
}

/*
 * A criterion with sentences below it that say who is to do what, without labels. What a
 * chapter on results tells of criteria is no work.
 */
static void read_with_sentences(vnp__facts *f, uint32_t i)
{
    const vnp__node *n = vnp__fact_node(f, i);
    vnp__assignment given;
    uint32_t c = n->first_child;
    if (c == VNP__NO_NODE || n->topic == VNP__TOPIC_RESULT || n->topic == VNP__TOPIC_FORM ||
        !may_be_item(f, i) || !is_criterion(f, i))
        return;
    while (c != VNP__NO_NODE &&
           !(may_be_item(f, c) &&
             vnp__assignment_read(f, vnp__node_body(vnp__fact_node(f, c)), &given)))
        c = vnp__fact_node(f, c)->next;
    if (c == VNP__NO_NODE)
        return;
    uint32_t item = vnp__entry_open(f, i);
    for (c = n->first_child; c != VNP__NO_NODE; c = vnp__fact_node(f, c)->next)
        if (may_be_item(f, c) && !apply_assignment(f, item, c))
            add_points(f, item, &c, 1);
}

/* -------------------------------------------------------------------- siblings */

static bool has_item_below(const vnp__facts *f, const vnp__node *n)
{
    for (uint32_t c = n->first_child; c != VNP__NO_NODE; c = vnp__fact_node(f, c)->next)
        if (f->uses[c] == VNP__USE_ITEM)
            return true;
    return false;
}

/* Children of one style, of which one is an item. */
typedef struct styles {
    uint32_t *at; /* a child of each */
    uint32_t count;
} styles;

static bool has_style(const vnp__facts *f, const styles *s, const vnp__node *n)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (same_style(vnp__fact_node(f, s->at[i]), n))
            return true;
    return false;
}

/* An entry beside items; what labelled lines stand below it say nothing that made it one. */
static void open_sibling(vnp__facts *f, uint32_t i)
{
    uint32_t index = vnp__entry_open(f, i); /* it moves the items */
    vnp_item *item = &f->plan->items.at[index];
    for (uint32_t c = vnp__fact_node(f, i)->first_child; c != VNP__NO_NODE;
         c = vnp__fact_node(f, c)->next)
        if (f->uses[c] == VNP__USE_NONE && vnp__is_field(f, c))
            apply_field_node(f, item, c);
    owner_of_actions(f, item, i);
}

/* Siblings of an item in its style are items too, but no heading over items, field or owner. */
static void read_siblings(vnp__facts *f, uint32_t parent)
{
    styles items = {0};
    vnp__mark mark = vnp__scratch_mark(f->scratch);
    uint32_t first = vnp__fact_node(f, parent)->first_child;
    for (uint32_t i = first; i != VNP__NO_NODE; i = vnp__fact_node(f, i)->next)
        if (f->uses[i] == VNP__USE_ITEM && !has_style(f, &items, vnp__fact_node(f, i)))
            VNP__PUSH(f->scratch, &items, i);
    for (uint32_t i = first; i != VNP__NO_NODE && items.count; i = vnp__fact_node(f, i)->next) {
        const vnp__node *n = vnp__fact_node(f, i);
        if (may_be_item(f, i) && n->marker.kind != VNP__MARK_NONE && has_style(f, &items, n) &&
            !has_item_below(f, n) && !vnp__is_field(f, i) && !vnp__is_party_node(f, i))
            open_sibling(f, i);
    }
    vnp__scratch_rewind(f->scratch, mark);
}

/* What has points is a criterion, and its dotted label is its code. */
static void settle_kind(vnp__facts *f, vnp_item *item)
{
    uint32_t parts;
    if (!item->scores || item->kind != VNP_ITEM_TASK)
        return;
    item->kind = VNP_ITEM_CRITERION;
    const char *more = item->label.len ? memchr(item->label.ptr, ',', item->label.len) : NULL;
    vnp_str first =
        vnp__str_sub(item->label, 0, more ? (uint32_t)(more - item->label.ptr) : item->label.len);
    if (item->codes.count == 0 && vnp__code_read(first, &parts) == first.len && parts >= 2)
        vnp__label_codes(f, item->label, &item->codes);
}

void vnp__entries_read(vnp__facts *f)
{
    uint32_t count = f->o->nodes.count, first = f->plan->items.count;
    for (uint32_t i = 0; i < count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        bool holds = f->uses[i] == VNP__USE_NONE || f->uses[i] == VNP__USE_TIME;
        if (vnp__is_body_text(n) && n->first_child != VNP__NO_NODE && holds &&
            has_field_child(f, n->first_child) && !vnp__is_field(f, i))
            read_container(f, i, n->first_child);
    }
    for (uint32_t i = 0; i < count; i++)
        read_with_fields(f, i);
    if (f->times)
        read_below_times(f);
    for (uint32_t i = 0; i < count; i++)
        read_schedule(f, i);
    for (uint32_t i = 0; i < count; i++)
        read_with_sentences(f, i);
    for (uint32_t i = 0; i < count; i++)
        read_siblings(f, i);
    for (uint32_t i = first; i < f->plan->items.count; i++)
        settle_kind(f, &f->plan->items.at[i]);
    vnp__calendar_apply(f);
}
