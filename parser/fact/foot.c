/*
 * The document's foot: recipients left, signature right, as Decree 30/2020/NĐ-CP,
 * annex I, has them.
 */
#include "fact/head.h"

static bool has_lower(vnp_str s)
{
    uint32_t len;
    for (uint32_t at = 0; at < s.len; at += len)
        if (vnp__char_is_lower(vnp__char_at(s, at, &len)))
            return true;
    return false;
}

/* A few words, each with a capital: a person's name, perhaps all in capitals, with a degree or
 * behind a rank. */
static bool is_person_name(vnp__facts *f, vnp__slice name)
{
    vnp__match match;
    if (vnp__head_begins(f, name, VNP__ROLE_RANK, &match))
        name.begin += match.end;
    vnp_str s = vnp__slice_text(name);
    uint32_t words = 0, len;
    bool word_begins = true;
    for (uint32_t at = 0; at < s.len; at += len) {
        uint32_t c = vnp__char_at(s, at, &len);
        if (c == ' ') {
            word_begins = true;
            continue;
        }
        enum { APOSTROPHE = 0x2019 }; /* H’Linh */
        if (!vnp__char_is_letter(c) && c != '.' && c != '\'' && c != APOSTROPHE)
            return false;
        if (word_begins && !vnp__char_is_upper(c))
            return false;
        words += word_begins;
        word_begins = false;
    }
    return words >= 2 && words <= 7 && s.len < 80;
}

typedef struct foot {
    bool recipients; /* below the line that announces them */
    bool bulleted;   /* its lines have dashes */
    vnp__slice title;
    bool has_title;
    vnp__slice open; /* the last recipient, if it has no closing mark; else without a run */
    vnp__slice word; /* one of a name, alone on the line above; else without a run */
} foot;

/* The last title in a line of several ("acting for A, deputy A"); "deputy" belongs
 * to the word right behind it. */
static uint32_t last_title(vnp__facts *f, vnp__slice s)
{
    enum { PREFIX = 6 };
    vnp__match match;
    vnp_str text = vnp__slice_text(s);
    uint32_t last = 0;
    for (uint32_t at = 1; at < text.len; at++)
        if (text.ptr[at - 1] == ' ' && at - last > PREFIX &&
            vnp__head_begins(f, vnp__slice_sub(s, at, text.len), VNP__ROLE_SIGNATURE, &match))
            last = at;
    return last;
}

/* Title in capitals and name in one line, as a copied table cell has them. */
static bool read_signature_line(vnp__facts *f, vnp__slice line)
{
    vnp__marker marker;
    vnp_str text = vnp__slice_text(line);
    uint32_t name = 0;
    if (vnp__marker_read(text, &marker) && marker.kind == VNP__MARK_BULLET)
        return false; /* "- VNPT An Lãng;" is told */
    while (name < text.len) {
        const char *space = memchr(text.ptr + name, ' ', text.len - name);
        uint32_t end = space ? (uint32_t)(space - text.ptr) : text.len;
        if (has_lower(vnp__str_sub(text, name, end)))
            break;
        name = end + 1;
    }
    if (name == 0 || name >= text.len || !is_person_name(f, vnp__slice_sub(line, name, text.len)))
        return false;
    /* a letter that is a name itself ("Y Thơm Niê"), a degree ("BSCKII. Nguyễn Văn An") */
    if (name <= 2 || text.ptr[name - 2] == '.')
        return false;
    vnp__slice title = vnp__slice_trim(vnp__slice_sub(line, 0, name));
    if (!vnp__head_has_letters(title))
        return false;
    vnp_signer *signer = VNP__ADD(f->arena, &f->plan->head.signers);
    signer->title =
        vnp__fact_value(f, vnp__slice_sub(title, last_title(f, title), title.end - title.begin));
    signer->name = vnp__fact_value(f, vnp__slice_sub(line, name, text.len));
    return true;
}

/* The file that keeps the act is its last recipient. */
static void add_recipient(vnp__facts *f, vnp__slice s, foot *state)
{
    vnp__match match;
    VNP__PUSH(f->arena, &f->plan->head.recipients, vnp__fact_value(f, s));
    if (vnp__head_begins(f, s, VNP__ROLE_ARCHIVED, &match))
        state->recipients = false;
}

static vnp__slice two_joined(vnp__facts *f, vnp__slice a, vnp__slice b, vnp__gap gap)
{
    vnp__run_builder builder;
    vnp__run *run = VNP__NEW(f->arena, vnp__run);
    vnp__run_begin(&builder, f->arena, f->buffer);
    vnp__run_add_slice(&builder, a, VNP__GAP_NONE);
    vnp__run_add_slice(&builder, b, gap);
    vnp__run_end(&builder, run);
    return vnp__slice_all(run);
}

/* The office of who signs; "PHÓ" / "CHỦ NHIỆM" is one torn over lines. */
static void read_title(vnp__facts *f, vnp__slice line, foot *state)
{
    vnp__match match;
    if (state->has_title && vnp__str_words(vnp__slice_text(state->title)) == 1) {
        vnp__slice whole = two_joined(f, state->title, line, VNP__GAP_LINE);
        if (vnp__head_begins(f, whole, VNP__ROLE_SIGNATURE, &match))
            line = whole;
    }
    state->title = line;
    state->has_title = true;
}

/* A name below its office, or a word of it: "Trần" / "Thị Bình". */
static bool read_name(vnp__facts *f, vnp__slice line, foot *state)
{
    vnp_str text = vnp__slice_text(line);
    uint32_t len;
    if (!state->has_title)
        return false;
    if (vnp__str_words(text) == 1 && vnp__char_is_upper(vnp__char_at(text, 0, &len)) &&
        vnp__char_is_lower(vnp__char_before(text, text.len)) && !state->word.run) {
        state->word = line;
        return true;
    }
    if (!is_person_name(f, line))
        return false;
    vnp_signer *signer = VNP__ADD(f->arena, &f->plan->head.signers);
    signer->title = vnp__fact_value(f, state->title);
    signer->name = vnp__fact_value(
        f, state->word.run ? two_joined(f, state->word, line, VNP__GAP_LINE) : line);
    state->has_title = false;
    state->word.run = NULL;
    return true;
}

/* "- Như Điều 3" / "(để thực hiện);": the mark that the recipient lacks closes the next line. */
static bool goes_on_with_recipient(vnp__facts *f, vnp__slice line, char last, foot *state)
{
    vnp_value_list *all = &f->plan->head.recipients;
    char first = line.run->text[line.begin]; /* a full stop may be that of a typist's sign */
    bool closes = last == ';' || (last == '.' && strchr(",(", first));
    if (!state->open.run || !closes)
        return false;
    vnp__slice whole =
        two_joined(f, state->open, line, first == ',' ? VNP__GAP_NONE : VNP__GAP_LINE);
    all->at[all->count - 1] = vnp__fact_value(f, whole);
    state->open.run = NULL;
    return true;
}

/* Where marks begin that no office and no name has, what recognition makes of a stamp or a
 * signature; the text's end if it has none. */
static uint32_t stamp_at(vnp_str s)
{
    uint32_t len, at = 0;
    for (; at < s.len; at += len) {
        uint32_t c = vnp__char_at(s, at, &len);
        if (c >= 0x80 ? !vnp__char_is_letter(c) && !vnp__char_is_dash(c) &&
                            !vnp__char_is_space(c) && !(c >= 0x2018 && c <= 0x201D)
                      : strchr("*\\{}~^_=<>`$", (int)c) != NULL)
            break;
    }
    return at;
}

/* An office in capitals; marks of a stamp alone are none, nor are words with figures. */
static void read_office(vnp__facts *f, vnp__slice line, foot *state)
{
    vnp__match match;
    vnp_str text = vnp__slice_text(line);
    uint32_t stamp = stamp_at(text);
    if (stamp < text.len) {
        line = vnp__slice_trim(vnp__slice_sub(line, 0, stamp));
        if (!vnp__head_begins(f, line, VNP__ROLE_SIGNATURE, &match))
            return;
    }
    if (!vnp__has_digit(text) && !vnp__head_find(f, line, VNP__ROLE_MOTTO, &match))
        read_title(f, line, state);
}

/* "- UBND huyện (b/c); CHỦ TỊCH", "- Lưu: VT. Trần Văn An": recognition read the signature's column
 * behind that of the recipients; what is left of the line. A stop ends the last of them only:
 * "- Sở Nội vụ TP. Hồ Chí Minh;". */
static vnp__slice without_signature(vnp__facts *f, vnp__slice line, foot *state)
{
    vnp__match match;
    vnp_str text = vnp__slice_text(line);
    uint32_t at = text.len;
    const char *ends = vnp__head_begins(f, line, VNP__ROLE_ARCHIVED, &match) ? ";." : ";";
    while (at > 1 && !(text.ptr[at - 1] == ' ' && strchr(ends, text.ptr[at - 2])))
        at--;
    if (at <= 1 || at >= text.len)
        return line;
    vnp__slice rest = vnp__slice_sub(line, at, text.len);
    vnp_str behind = vnp__slice_text(rest);
    if (vnp__str_is_upper(behind, 3) && vnp__head_begins(f, rest, VNP__ROLE_SIGNATURE, &match))
        read_office(f, rest, state);
    else if (!(state->has_title && has_lower(behind) && is_person_name(f, rest) &&
               read_name(f, rest, state)))
        return line;
    return vnp__slice_trim(vnp__slice_sub(line, 0, at));
}

static void read_foot_line(vnp__facts *f, vnp__slice line, foot *state)
{
    vnp__match match;
    vnp__marker marker;
    vnp_head *h = &f->plan->head;
    line = vnp__head_strip(line, VNP__HEAD_BARS);
    char last = line.end > line.begin ? line.run->text[line.end - 1] : '\0';
    bool caption = last == ':', closed = last == ';' || last == '.';
    line = vnp__slice_trim(line);
    vnp_str text = vnp__slice_text(line);
    if (!vnp__head_has_letters(line))
        return;
    if (vnp__head_begins(f, line, VNP__ROLE_RECIPIENTS, &match)) {
        state->recipients = true;
        vnp__slice rest =
            vnp__head_strip(vnp__slice_sub(line, match.end, text.len), VNP__HEAD_BARS);
        if (vnp__slice_is_empty(rest))
            return;
        if (vnp__head_begins(f, rest, VNP__ROLE_SIGNATURE, &match)) {
            read_office(f, rest, state); /* of the column beside it */
            return;
        }
        vnp__bullets_read(f, rest, &h->recipients); /* all in one line */
        state->bulleted = true;
        return;
    }
    if (stamp_at(text) == text.len && read_signature_line(f, line))
        return;
    if (vnp__marker_read(text, &marker) && marker.kind == VNP__MARK_BULLET) {
        vnp__slice body = vnp__slice_sub(line, marker.body, text.len);
        body = state->recipients ? without_signature(f, body, state) : body;
        if (state->recipients && !caption && !vnp__slice_is_empty(body)) {
            add_recipient(f, body, state);
            state->open = closed ? (vnp__slice){0} : body;
        }
        state->bulleted = true;
        return;
    }
    if (vnp__str_is_upper(text, 3)) {
        read_office(f, line, state);
        return;
    }
    if (read_name(f, line, state))
        return;
    if (goes_on_with_recipient(f, line, last, state))
        return;
    if (state->recipients && !state->bulleted && !caption)
        add_recipient(f, line, state);
}

/*
 * A foot has two columns, recipients left and signature right; printed with
 * spaces, a line holds a piece of each. The left pieces of a text are one
 * recipient, wrapped or not; each right piece is a line of the signature. A
 * dateline at a document's end is read here too.
 */
static void read_foot_text(vnp__facts *f, const vnp__run *run, foot *state)
{
    vnp__marker marker;
    vnp__match match;
    bool entry = vnp__marker_read(vnp__run_text(run), &marker) && marker.kind == VNP__MARK_BULLET;
    vnp__run_builder left;
    vnp__run *joined = VNP__NEW(f->arena, vnp__run);
    vnp__run_begin(&left, f->arena, f->buffer);
    vnp__line_walk walk = {.run = run, .wide = true};
    for (vnp__slice part; vnp__next_line(&walk, &part);) {
        uint32_t first = walk.first;
        bool right = first > 0 && vnp__run_piece(run, first).gap == VNP__GAP_WIDE;
        if (vnp__head_find(f, part, VNP__ROLE_DATELINE, &match))
            vnp__dateline_read(f, &match, part);
        else if (entry && !right)
            vnp__run_add_slice(&left, part, VNP__GAP_LINE);
        else
            read_foot_line(f, part, state);
    }
    vnp__run_end(&left, joined);
    if (joined->len)
        read_foot_line(f, vnp__slice_all(joined), state);
}

void vnp__foot_read(vnp__facts *f)
{
    foot state = {0};
    uint32_t part = UINT32_MAX;
    for (uint32_t i = 0; i < f->o->nodes.count; i++) {
        const vnp__node *n = vnp__fact_node(f, i);
        if (n->region != VNP__REGION_FOOT || n->is_table)
            continue;
        if (n->part != part)
            state = (foot){0};
        part = n->part;
        read_foot_text(f, &n->run, &state);
    }
}
