/* Labelled fields: "Chủ trì: ...", alone, several in a line, or in brackets. */
#include "fact/fact.h"

#include "text/chars.h"
#include "text/lanes.h"

/*
 * A label is at most this long, and behind a known one may stand a few words
 * that narrow it ("Chủ trì thực hiện tiếp nhận").
 */
enum { MAX_LABEL_BYTES = 120, MAX_LABEL_TAIL_WORDS = 4 };

vnp__field_kind vnp__field_kind_of(vnp_str name)
{
    static const char *const names[] = {
        "",         "label",   "title",        "area",         "objective", "task",
        "activity", "owner",   "collaborator", "consolidator", "deadline",  "start",
        "output",   "action",  "budget",       "max",          "achieved",  "target",
        "unit",     "visited", "stage",        "other"};
    for (int i = 1; i <= VNP__KIND_OTHER; i++)
        if (vnp__str_eq(name, vnp__str_c(names[i])))
            return (vnp__field_kind)i;
    return VNP__KIND_NONE;
}

vnp__field_kind vnp__label_by_words(vnp__facts *f, vnp__slice s)
{
    vnp__match match;
    s = vnp__slice_trim(s);
    if (s.begin >= s.end || !vnp__rule_match(f->m, VNP__SET_LABEL, s, &match) ||
        vnp__match_has(&match, VNP__FIELD_SCOPE))
        return VNP__KIND_NONE;
    return vnp__field_kind_of(vnp__match_text(&match, s, VNP__FIELD_KIND));
}

/* "Phụ trách địa bàn các phường: A, B": behind more than a word that narrows a label of parties
 * stand such. */
static bool has_party_behind(vnp__facts *f, uint32_t tail, vnp__slice value)
{
    return tail <= 1 || vnp__slice_is_empty(value) || vnp__begins_party(f, value);
}

/* "Kết quả năm 2025: ...": what was reached is no product, but may be points of a criterion. */
static bool tells_of_past(vnp__facts *f, vnp__slice label, vnp__slice value)
{
    vnp__match match;
    uint32_t len;
    bool figure = !vnp__slice_is_empty(value) &&
                  vnp__char_is_digit(vnp__char_at(vnp__slice_text(value), 0, &len));
    return !figure && vnp__rule_match_role(f->m, VNP__SET_LABEL, VNP__ROLE_PAST, label, &match);
}

static vnp__field_kind label_kind(vnp__facts *f, vnp__slice s, vnp__slice value)
{
    vnp_str label = vnp__slice_text(s);
    uint32_t end;
    const vnp__word *word = vnp__word_head(f->rules, VNP__LIST_LABELS, s, &end);
    uint32_t tail = word ? vnp__str_words(vnp__str_sub(label, end, label.len)) : 0;
    if (!word || tail > MAX_LABEL_TAIL_WORDS)
        return vnp__label_by_words(f, s);
    vnp__field_kind kind = vnp__field_kind_of(word->canonical);
    if (kind >= VNP__KIND_OWNER && kind <= VNP__KIND_CONSOLIDATOR &&
        !has_party_behind(f, tail, value))
        return VNP__KIND_NONE;
    if (kind == VNP__KIND_OUTPUT && tail > 0 && tells_of_past(f, s, value))
        return VNP__KIND_NONE;
    vnp__matcher_used(f->m, VNP__LIST_LABELS, word, vnp__slice_sub(s, 0, end));
    return kind;
}

/* "Ban Giám hiệu", "Ban Giám hiệu phối hợp với Công đoàn trường". */
static bool names_parties(vnp__facts *f, vnp__slice s)
{
    vnp__match with;
    if (vnp__rule_find_role(f->m, VNP__SET_PARTY, VNP__ROLE_WITH, s, 0, &with))
        s = vnp__slice_sub(s, 0, with.begin);
    return vnp__is_party_list(f, vnp__slice_trim(s));
}

/* "Thực hiện: Phòng A": heads of columns that say who are labels, too, in front of parties; in front
 * of a time, they say when. */
static vnp__field_kind party_label_kind(vnp__facts *f, vnp__slice label, vnp__slice value)
{
    const vnp__word *word = vnp__word_of(f->rules, VNP__LIST_COLUMNS, label);
    vnp__field_kind kind = word ? vnp__field_kind_of(word->canonical) : VNP__KIND_NONE;
    if (kind < VNP__KIND_OWNER || kind > VNP__KIND_CONSOLIDATOR)
        return VNP__KIND_NONE;
    vnp_str text = vnp__slice_text(value);
    uint32_t end = 0; /* a semicolon, or a stop before the next sentence */
    while (end < text.len && text.ptr[end] != ';' &&
           !(text.ptr[end] == '.' && end + 1 < text.len && text.ptr[end + 1] == ' '))
        end++;
    vnp__slice first = vnp__slice_sub(value, 0, end);
    vnp__match leads;
    if (vnp__is_time(f, first))
        return VNP__KIND_DEADLINE;
    return vnp__begins_party(f, first) &&
                   (names_parties(f, first) ||
                    vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_LEADS, first, &leads))
               ? kind
               : VNP__KIND_NONE;
}

bool vnp__field_read(vnp__facts *f, vnp__slice s, vnp__field_text *out)
{
    vnp_str text = vnp__slice_text(s);
    uint32_t limit = text.len < MAX_LABEL_BYTES ? text.len : MAX_LABEL_BYTES;
    const char *colon = limit ? memchr(text.ptr, ':', limit) : NULL;
    if (!colon || memchr(text.ptr, ';', (size_t)(colon - text.ptr)))
        return false; /* "hoàn thành trước 15/7/2024; sản phẩm: ..." */
    uint32_t at = (uint32_t)(colon - text.ptr);
    out->label = vnp__slice_trim(vnp__slice_sub(s, 0, at));
    out->value = vnp__slice_trim(vnp__slice_sub(s, at + 1, text.len));
    out->kind = label_kind(f, out->label, out->value);
    if (out->kind == VNP__KIND_NONE)
        out->kind = party_label_kind(f, out->label, out->value);
    return out->kind != VNP__KIND_NONE;
}

/* Whether a field's label begins at `at`, behind a mark that may part fields. */
static bool label_at(vnp__facts *f, vnp__slice s, uint32_t at, vnp__field_text *field)
{
    vnp_str text = vnp__slice_text(s);
    while (at < text.len && strchr(" -+", text.ptr[at]))
        at++;
    return at < text.len && vnp__field_read(f, vnp__slice_sub(s, at, text.len), field);
}

static bool within_year(const vnp__match *time)
{
    return vnp__match_has(time, VNP__FIELD_DAY) || vnp__match_has(time, VNP__FIELD_MONTH) ||
           vnp__match_has(time, VNP__FIELD_QUARTER) || vnp__match_has(time, VNP__FIELD_HALF);
}

/* "quý II", "quý II và quý III/2026", "sau khi tiếp nhận hồ sơ": nothing but when. */
static bool is_all_times(vnp__facts *f, vnp__slice clause)
{
    vnp__match match, and;
    uint32_t len = clause.end - clause.begin, at;
    if (!vnp__rule_match(f->m, VNP__SET_DEADLINE, clause, &match) || vnp__begins_party(f, clause))
        return false;
    if (vnp__match_is(&match, clause, VNP__FIELD_KIND, "event"))
        return true;
    /* "thường xuyên trong mùa khô": how often, and a few words that narrow it */
    enum { FEW_WORDS = 5 };
    if (vnp__match_is(&match, clause, VNP__FIELD_KIND, "recurring"))
        return vnp__str_words(vnp__str_sub(vnp__slice_text(clause), match.end, len)) <= FEW_WORDS;
    for (at = match.end; at < len; at = match.end) {
        if (!vnp__rule_find(f->m, VNP__SET_DEADLINE, clause, at, &match))
            return false;
        vnp__slice between = vnp__slice_sub(clause, at, match.begin);
        bool listed = vnp__slice_is_empty(vnp__slice_trim(between)) ||
                      (vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_AND, between, &and) &&
                       and.end == match.begin - at);
        if (!listed)
            return false;
    }
    return true;
}

/* Whether a clause says by when, if need be behind what: "trình UBND tỉnh trước ngày 15/6". */
static bool states_due(vnp__facts *f, vnp__slice clause, bool behind)
{
    vnp__match match;
    clause = vnp__slice_trim(clause);
    return vnp__rule_match(f->m, VNP__SET_DUE, clause, &match) ||
           (behind && is_all_times(f, clause)) ||
           (behind && !vnp__begins_party(f, clause) &&
            !vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_WITH_FIRST, clause, &match) &&
            vnp__rule_find(f->m, VNP__SET_DUE, clause, 0, &match));
}

/* "tổ chức hội nghị trong tháng 6/2026 và tháng 11/2026": among fields what ends with times, the
 * first of them inside a period, says when. */
static bool ends_with_times(vnp__facts *f, vnp__slice clause)
{
    vnp__match match, word;
    bool within = false;
    vnp_str t;
    clause = vnp__slice_trim(clause);
    for (t = vnp__slice_text(clause); t.len && t.ptr[t.len - 1] == ')';) {
        clause = vnp__slice_trim(vnp__slice_sub(clause, 0, t.len - 1));
        t = vnp__slice_text(clause);
    }
    for (uint32_t at = 0; vnp__rule_find(f->m, VNP__SET_DEADLINE, clause, at, &match);
         at = match.end) {
        vnp__slice time = vnp__slice_sub(clause, match.begin, match.end);
        within |= vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_WITHIN, time, &word);
        if (match.end == t.len)
            return within;
    }
    return false;
}

/* Times among fields need no label: "Chủ trì: A; xong trong quý II", "Chủ trì: A; thực hiện
 * thường xuyên". A clause is short, so that many marks in a long text cost no more each. */
static bool due_at(vnp__facts *f, vnp__slice s, uint32_t at, vnp__field_text *field)
{
    enum { MAX_CLAUSE = 400 };
    vnp__match match;
    vnp_str text = vnp__slice_text(s);
    uint32_t begin = at;
    bool clause = at > 0 && (text.ptr[at - 1] == ';' || text.ptr[at - 1] == ',');
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    vnp__slice rest = vnp__slice_sub(s, at, text.len);
    uint32_t most = text.len - at < MAX_CLAUSE ? text.len : at + MAX_CLAUSE;
    uint32_t stop = vnp__next_stop(vnp__str_sub(text, 0, most), at);
    const char *mark = memchr(text.ptr + at, ';', stop - at);
    if (mark) /* the clause ends with its sentence or before */
        stop = (uint32_t)(mark - text.ptr);
    if (vnp__rule_match(f->m, VNP__SET_LABEL, rest, &match) &&
        vnp__match_is(&match, rest, VNP__FIELD_SCOPE, "open")) {
        rest.begin += match.end;
    } else {
        vnp__slice said = vnp__slice_sub(s, at, stop);
        bool apart = clause && text.ptr[begin - 1] == ';' && !vnp__begins_party(f, said);
        if (!states_due(f, said, clause) && !(apart && ends_with_times(f, said)))
            return false;
    }
    *field = (vnp__field_text){VNP__KIND_DEADLINE, vnp__slice_sub(rest, 0, 0), rest};
    return true;
}

/* "Phòng A chủ trì, phối hợp với Phòng B", "Phòng A phụ trách;": who leads needs no label. */
static bool leader_at(vnp__facts *f, vnp__slice s, vnp__field_text *field)
{
    vnp__match match;
    if (vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_LEAD_IN, s,
                             &match)) /* "do Phòng A chủ trì" */
        s = vnp__slice_sub(s, match.end, s.end - s.begin);
    if (!vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_LEADS, s, &match) ||
        !vnp__begins_party(f, s))
        return false;
    *field = (vnp__field_text){VNP__KIND_OWNER, vnp__slice_sub(s, 0, 0), s};
    return true;
}

/* The next semicolon, stop, comma or hyphen at or behind `at`; the text's length where there is
 * none. */
static uint32_t next_mark(vnp_str text, uint32_t at)
{
    for (; text.len - at >= VNP__LANES; at += VNP__LANES) {
        vnp__lanes now = vnp__lanes_load(text.ptr + at);
        unsigned bits = vnp__lanes_bits((vnp__lanes)(now == ';') | vnp__lanes_in(now, ',', '.'));
        if (bits)
            return at + (uint32_t)__builtin_ctz(bits);
    }
    while (at < text.len && text.ptr[at] != ';' && (text.ptr[at] < ',' || text.ptr[at] > '.'))
        at++;
    return at;
}

/* Where a field may end: at a mark, or where the author broke the line. */
typedef struct ends {
    vnp__slice s;
    uint32_t piece; /* the next one of the run that may begin behind a break */
} ends;

/* The break at or behind `at`, which only grows; the text's length where there is none. */
static uint32_t next_break(ends *e, uint32_t at)
{
    for (; e->piece < vnp__run_pieces(e->s.run); e->piece++) {
        vnp__piece p = vnp__run_piece(e->s.run, e->piece);
        if (p.gap == VNP__GAP_BREAK && p.at > e->s.begin + at && p.at <= e->s.end)
            return p.at - 1 - e->s.begin;
    }
    return e->s.end - e->s.begin;
}

static uint32_t next_end(ends *e, vnp_str text, uint32_t at)
{
    uint32_t mark = next_mark(text, at), stop = next_break(e, at);
    return mark < stop ? mark : stop;
}

/* Brackets that are open behind text [from, to), `depth` of them before. */
static uint32_t depth_behind(vnp_str text, uint32_t from, uint32_t to, uint32_t depth)
{
    for (uint32_t i = from; i < to; i++) {
        depth += text.ptr[i] == '(';
        depth -= text.ptr[i] == ')' && depth > 0;
    }
    return depth;
}

static bool holds_mark(vnp__slice s)
{
    vnp_str text = vnp__slice_text(s);
    return memchr(text.ptr, ',', text.len) || memchr(text.ptr, ';', text.len);
}

/* "... phối hợp với các sở, ban, ngành hoàn thành trước 30/6": commas of one party. */
static bool in_compound(vnp__facts *f, vnp__slice s, const vnp__field_text *last, uint32_t at)
{
    return vnp__inside_compound(f, s, last->value.begin - s.begin, at);
}

/* "Phòng A chủ trì, phối hợp với Phòng B thực hiện thường xuyên": parties that a time ends without a
 * mark between them. */
static void split_time_off(vnp__facts *f, vnp__slice s, vnp__field_text_list *out)
{
    enum { MOST_WORDS = 10 };
    vnp__match match;
    vnp__field_text time = {0}, *last = &out->at[out->count - 1];
    vnp_str text = vnp__slice_text(s);
    if (last->kind > VNP__KIND_CONSOLIDATOR || last->value.end != s.end)
        return;
    uint32_t words = 0, first = last->value.begin - s.begin, found = 0;
    for (uint32_t at = text.len; at-- > first + 1 && words < MOST_WORDS;) {
        if (text.ptr[at] != ' ' || strchr(",;.", text.ptr[at - 1]))
            continue;
        words++;
        vnp__slice rest = vnp__slice_sub(s, at + 1, text.len);
        if (vnp__rule_find(f->m, VNP__SET_DEADLINE, rest, 0, &match) &&
            match.end == text.len - at - 1 && due_at(f, s, at, &time))
            found = at; /* "hoàn thành trước 30/6" and not "trước 30/6" alone */
    }
    if (found == 0)
        return;
    last->value = vnp__slice_trim(vnp__slice_sub(s, first, found));
    VNP__PUSH(f->scratch, out, time);
}

void vnp__fields_read(vnp__facts *f, vnp__slice s, vnp__field_text_list *out)
{
    vnp__field_text field;
    vnp_str text = vnp__slice_text(s);
    if (!label_at(f, s, 0, &field) && !leader_at(f, s, &field))
        return;
    VNP__PUSH(f->scratch, out, field);
    ends e = {s, 1};
    uint32_t depth = 0, read = 0;
    for (uint32_t at = 0; (at = next_end(&e, text, at)) < text.len; at++) {
        char c = text.ptr[at];
        depth = depth_behind(text, read, at, depth);
        read = at;
        char behind = at + 1 < text.len ? text.ptr[at + 1] : ' ';
        bool mark = c == ';' || c == ' ' || behind == ' ' ||
                    (c != '-' && !vnp__char_is_digit((unsigned char)behind)); /* "chủ trì,xong" */
        bool dash = c == '-'; /* "Phòng A - phối hợp: Phòng B" */
        if (!mark || (dash && (at == 0 || text.ptr[at - 1] != ' ')) ||
            s.begin + at < out->at[out->count - 1].value.begin)
            continue;
        /* a comma may end parties, but not what brackets say of one of them */
        bool parties = out->at[out->count - 1].kind <= VNP__KIND_CONSOLIDATOR && depth == 0;
        bool work = out->at[out->count - 1].kind == VNP__KIND_ACTION; /* what has times itself */
        bool next = label_at(f, s, at + 1, &field);
        if (dash) /* "Phòng Hành chính - Tổng hợp; phối hợp: ..." */
            next = next && !holds_mark(field.label);
        else
            next = next || (!work && (c != ',' || parties) && due_at(f, s, at + 1, &field) &&
                            !(c == ',' && in_compound(f, s, &out->at[out->count - 1], at)));
        if (!next)
            continue;
        vnp__slice *last = &out->at[out->count - 1].value;
        if (last->end > s.begin + at)
            last->end = s.begin + at;
        *last = vnp__slice_trim(*last);
        VNP__PUSH(f->scratch, out, field);
    }
    split_time_off(f, s, out);
}

/* "Phòng B phối hợp": who helps needs no label. */
static bool helper_at(vnp__facts *f, vnp__slice s, vnp__field_text *field)
{
    vnp__match match;
    s = vnp__slice_trim(s);
    if (!vnp__rule_find_role(f->m, VNP__SET_PARTY, VNP__ROLE_WITH_LAST, s, 0, &match))
        return false;
    vnp__slice parties = vnp__slice_sub(s, 0, match.begin);
    *field = (vnp__field_text){VNP__KIND_COLLABORATOR, vnp__slice_sub(s, 0, 0), parties};
    return vnp__is_party_list(f, parties);
}

/* "Phòng A; phối hợp: Phòng B; thường xuyên": in brackets behind the work a party needs no
 * label where each clause behind it is a field. */
static bool party_and_fields(vnp__facts *f, vnp__slice s, vnp__field_text_list *out)
{
    vnp__field_text field;
    vnp_str text = vnp__slice_text(s);
    const char *mark = text.len ? memchr(text.ptr, ';', text.len) : NULL;
    uint32_t at = mark ? (uint32_t)(mark - text.ptr) : text.len;
    vnp__slice parties = vnp__slice_trim(vnp__slice_sub(s, 0, at));
    if (!mark || !vnp__begins_party(f, parties) || !vnp__is_party_list(f, parties))
        return false;
    VNP__PUSH(f->scratch, out,
              ((vnp__field_text){VNP__KIND_OWNER, vnp__slice_sub(parties, 0, 0), parties}));
    while (at < text.len) {
        mark = memchr(text.ptr + at + 1, ';', text.len - at - 1);
        uint32_t end = mark ? (uint32_t)(mark - text.ptr) : text.len;
        vnp__slice clause = vnp__slice_sub(s, 0, end);
        if (!label_at(f, clause, at + 1, &field) && !due_at(f, clause, at + 1, &field) &&
            !helper_at(f, vnp__slice_sub(s, at + 1, end), &field))
            return false;
        VNP__PUSH(f->scratch, out, field);
        at = end;
    }
    return true;
}

/* The text in brackets, round or square, at a text's end, and what stands before them. */
static bool cut_brackets(vnp__slice s, vnp__slice *front, vnp__slice *inside)
{
    vnp__slice trimmed = vnp__slice_trim(s);
    vnp_str t = vnp__slice_text(trimmed);
    if (t.len < 4 || !strchr(")]", t.ptr[t.len - 1]))
        return false;
    uint32_t open = t.len, depth = 0;
    char closes = t.ptr[t.len - 1], opens = closes == ')' ? '(' : '[';
    do {
        open--;
        depth += t.ptr[open] == closes;
        depth -= t.ptr[open] == opens;
    } while (depth > 0 && open > 0);
    if (depth > 0 || open == 0)
        return false; /* nothing opens it, or nothing stands in front */
    *inside = vnp__slice_sub(trimmed, open + 1, t.len - 1);
    *front = vnp__slice_trim(vnp__slice_sub(trimmed, 0, open));
    return true;
}

bool vnp__bracket_parties(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__field_text_list *out)
{
    vnp__slice inside;
    vnp__match match;
    if (!cut_brackets(s, text, &inside) || !vnp__is_party_list(f, inside) ||
        vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_AUDIENCE, inside, &match))
        return false;
    vnp__field_text field = {VNP__KIND_OWNER, vnp__slice_sub(inside, 0, 0), inside};
    VNP__PUSH(f->scratch, out, field);
    return true;
}

/* "(đạt 61,2%; khắc phục: ...; tham mưu: Sở Tài chính)": a remark in front of fields. */
static bool remark_and_fields(vnp__facts *f, vnp__slice inside, vnp__field_text_list *out)
{
    enum { SURE = 2 };
    vnp_str t = vnp__slice_text(inside);
    const char *mark = memchr(t.ptr, ';', t.len);
    if (!mark)
        return false;
    vnp__fields_read(
        f, vnp__slice_trim(vnp__slice_sub(inside, (uint32_t)(mark - t.ptr) + 1, t.len)), out);
    if (out->count < SURE)
        out->count = 0;
    return out->count > 0;
}

bool vnp__bracket_fields(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__field_text_list *out)
{
    vnp__slice front, inside;
    if (!cut_brackets(s, &front, &inside))
        return false;
    vnp__fields_read(f, inside, out);
    if (out->count == 0 && !party_and_fields(f, inside, out) && !remark_and_fields(f, inside, out))
        return false; /* what the brackets hold belongs to the text */
    bool bare = out->count == 1 && vnp__slice_is_empty(out->at[0].label);
    if (vnp__is_party_list(f, front) || (bare && !vnp__begins_party(f, out->at[0].value))) {
        out->count = 0; /* "Phòng Nội vụ (đầu mối: ông An, ĐT 0263...)": of whom it is said */
        return false;
    }
    *text = front;
    return true;
}

bool vnp__bracket_time(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__slice *when)
{
    enum { MAX_TIME = 80 };
    vnp__slice front;
    vnp__match match;
    if (!cut_brackets(s, &front, when) || when->end - when->begin > MAX_TIME)
        return false;
    bool done = vnp__rule_match(f->m, VNP__SET_DUE, *when, &match);
    /* a year alone tells of the text more often than when the work is done */
    if (!done &&
        (!vnp__rule_match(f->m, VNP__SET_DEADLINE, *when, &match) ||
         !(vnp__match_is(&match, *when, VNP__FIELD_KIND, "recurring") || within_year(&match)) ||
         !is_all_times(f, *when)))
        return false;
    *text = front;
    return true;
}

/* Where a dash parts a list of parties from the work before it; 0 where none does. A long rest is
 * no such list, and many dashes in it shall cost no more each. */
static uint32_t dash_before_parties(vnp__facts *f, vnp__slice s, vnp__slice *parties)
{
    enum { MAX_REST = 1000, FIRST_BYTE_OF_DASHES = 0xE2 }; /* but of the hyphen */
    uint32_t len;
    vnp_str t = vnp__slice_text(s);
    if (!memchr(t.ptr, '-', t.len) && !memchr(t.ptr, FIRST_BYTE_OF_DASHES, t.len))
        return 0;
    for (const char *blank = t.ptr; (blank = memchr(blank, ' ', t.len - (uint32_t)(blank - t.ptr)));
         blank++) {
        uint32_t at = (uint32_t)(blank - t.ptr) + 1;
        if (at == t.len)
            break;
        if (t.len - at > MAX_REST || !vnp__char_is_dash(vnp__char_at(t, at, &len)) ||
            at + len >= t.len || t.ptr[at + len] != ' ')
            continue;
        *parties = vnp__slice_trim(vnp__slice_sub(s, at + len, t.len));
        if (names_parties(f, *parties))
            return at;
    }
    return 0;
}

/* The text without the marks that end it. */
static vnp__slice without_end_marks(vnp__slice s)
{
    s = vnp__slice_trim(s);
    while (s.end > s.begin && (s.run->text[s.end - 1] == ';' || s.run->text[s.end - 1] == '.'))
        s.end--;
    return s;
}

bool vnp__dash_fields(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__field_text_list *out)
{
    vnp__match time;
    vnp__slice parties, work = without_end_marks(s);
    vnp_str t = vnp__slice_text(work);
    const char *open = t.len && t.ptr[t.len - 1] == ')' ? memrchr(t.ptr, '(', t.len) : NULL;
    if (!open)
        return false;
    uint32_t at = (uint32_t)(open - t.ptr);
    vnp__slice when = vnp__slice_sub(work, at + 1, t.len - 1);
    if (!vnp__rule_match(f->m, VNP__SET_DEADLINE, when, &time))
        return false;
    uint32_t dash = dash_before_parties(f, vnp__slice_sub(work, 0, at), &parties);
    if (dash == 0)
        return false;
    *text = vnp__slice_trim(vnp__slice_sub(work, 0, dash));
    VNP__PUSH(f->scratch, out,
              ((vnp__field_text){VNP__KIND_OWNER, vnp__slice_sub(parties, 0, 0), parties}));
    VNP__PUSH(f->scratch, out,
              ((vnp__field_text){VNP__KIND_DEADLINE, vnp__slice_sub(when, 0, 0), when}));
    return true;
}

/* Whether a list of parties begins with a person: "đ/c Nguyễn Văn A và các chi hội". */
static bool begins_with_person(vnp__facts *f, vnp__slice parties)
{
    vnp__match match;
    vnp_str text = vnp__slice_text(parties);
    uint32_t end = 0, len;
    for (; end < text.len && !strchr(",;(", text.ptr[end]); end += len)
        if (vnp__char_is_dash(vnp__char_at(text, end, &len)))
            break;
    vnp__slice first = vnp__slice_sub(parties, 0, end);
    if (vnp__rule_find_role(f->m, VNP__SET_PARTY, VNP__ROLE_AND, first, 0, &match))
        first = vnp__slice_sub(first, 0, match.begin);
    first = vnp__slice_trim(first);
    text = vnp__slice_text(first);
    const char *last = memrchr(text.ptr, ' ', text.len);
    return last && vnp__char_is_upper(vnp__char_at(text, (uint32_t)(last + 1 - text.ptr), &len)) &&
           vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_PERSON, first, &match);
}

bool vnp__dash_party(vnp__facts *f, vnp__slice s, bool any, vnp__slice *text,
                     vnp__field_text_list *out)
{
    vnp__slice parties, work = without_end_marks(s);
    uint32_t dash = dash_before_parties(f, work, &parties);
    if (dash == 0 || vnp__begins_party(f, work) || (!any && !begins_with_person(f, parties)))
        return false;
    *text = vnp__slice_trim(vnp__slice_sub(work, 0, dash));
    VNP__PUSH(f->scratch, out,
              ((vnp__field_text){VNP__KIND_OWNER, vnp__slice_sub(parties, 0, 0), parties}));
    return true;
}

bool vnp__time_in_front(vnp__facts *f, vnp__slice s, vnp__field_text *out)
{
    enum { MAX_TIME = 60 };
    vnp__match match;
    vnp_str text = vnp__slice_text(s);
    const char *colon = memchr(text.ptr, ':', text.len < MAX_TIME ? text.len : MAX_TIME);
    if (!colon)
        return false;
    uint32_t at = (uint32_t)(colon - text.ptr), len;
    vnp__slice when = vnp__slice_trim(vnp__slice_sub(s, 0, at));
    vnp__slice work = vnp__slice_trim(vnp__slice_sub(s, at + 1, text.len));
    if (vnp__slice_is_empty(work) || !vnp__rule_match(f->m, VNP__SET_DEADLINE, when, &match) ||
        !vnp__char_is_letter(vnp__char_at(vnp__slice_text(work), 0, &len)))
        return false;
    bool period = vnp__match_is(&match, when, VNP__FIELD_KIND, "during") ||
                  vnp__match_is(&match, when, VNP__FIELD_KIND, "before");
    bool day = vnp__match_has(&match, VNP__FIELD_DAY);
    *out = (vnp__field_text){VNP__KIND_DEADLINE, when, work};
    /* a year or a stage names a topic more often */
    return period && within_year(&match) && (day || !vnp__match_has(&match, VNP__FIELD_YEAR2)) &&
           is_all_times(f, when);
}

/*
 * Whether the sentence gives work to who is named in it; else it may give that before it. To
 * finish in time is no work of its own: "Giao Công an xã chủ trì, hoàn thành trước ngày 15/11".
 */
static bool gives_own_work(vnp__facts *f, vnp__slice s)
{
    vnp__match match;
    if (!vnp__rule_match(f->m, VNP__SET_DUTY, s, &match) ||
        !vnp__match_has(&match, VNP__FIELD_WORK))
        return false;
    enum { FEW_WORDS = 5 }; /* "hoàn thành chậm nhất", but not "hoàn thành việc rà soát trong" */
    vnp_span span = match.fields[VNP__FIELD_WORK];
    vnp__slice work = vnp__slice_trim(vnp__slice_sub(s, span.begin, span.end));
    if (vnp__rule_match(f->m, VNP__SET_DUE, work, &match) &&
        vnp__str_words(vnp__str_sub(vnp__slice_text(work), 0, match.end)) <= FEW_WORDS)
        work = vnp__slice_trim(vnp__slice_sub(work, match.end, work.end - work.begin));
    return !is_all_times(f, work);
}

/* A stop before a space, or, as some type, before the next sentence's capital: "phiếu.Giao ...". */
static uint32_t next_sentence_end(vnp_str t, uint32_t at)
{
    for (; at + 1 < t.len; at++) {
        const char *stop = memchr(t.ptr + at, '.', t.len - 1 - at);
        if (!stop)
            break;
        at = (uint32_t)(stop - t.ptr);
        uint32_t len, last = vnp__char_before(t, at), next = vnp__char_at(t, at + 1, &len);
        if (next == ' ' || (vnp__char_is_upper(next) && vnp__char_is_lower(last)))
            return at;
    }
    return t.len;
}

bool vnp__assigned_fields(vnp__facts *f, vnp__slice s, vnp__slice *text, vnp__field_text_list *out)
{
    enum { MAX_SENTENCE = 1200 };
    vnp__match match;
    vnp_str t = vnp__slice_text(s);
    uint32_t at = t.len > MAX_SENTENCE ? t.len - MAX_SENTENCE : 0;
    for (; (at = next_sentence_end(t, at)) < t.len; at++) {
        vnp__slice said = vnp__slice_trim(vnp__slice_sub(s, at + 1, t.len));
        if (!vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_LEAD_IN, said, &match) ||
            gives_own_work(f, said))
            continue;
        vnp__fields_read(f, vnp__slice_sub(said, match.end, said.end - said.begin), out);
        if (out->count && out->at[0].kind == VNP__KIND_OWNER) {
            *text = vnp__slice_trim(vnp__slice_sub(s, 0, at));
            return at > 0;
        }
        out->count = 0;
    }
    return false;
}

/* The first label behind a mark inside the text, outside of brackets; its length where
 * there is none. */
static uint32_t first_label(vnp__facts *f, vnp__slice s)
{
    vnp__field_text field;
    vnp_str text = vnp__slice_text(s);
    uint32_t depth = 0;
    for (uint32_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];
        depth += c == '(';
        depth -= c == ')' && depth > 0;
        bool dash = c == '-' && at > 0 && text.ptr[at - 1] == ' ' && at + 1 < text.len &&
                    text.ptr[at + 1] == ' ';
        if (depth == 0 && (c == ';' || c == '.' || dash) && label_at(f, s, at + 1, &field) &&
            field.kind >= VNP__KIND_OWNER && !(dash && holds_mark(field.label)))
            return at;
    }
    return text.len;
}

/* A label that will do alone: an owner whose value begins with a party, a time that is one. */
static bool is_sure_field(vnp__facts *f, const vnp__field_text *field)
{
    vnp__slice value = vnp__slice_trim(field->value);
    return (field->kind == VNP__KIND_OWNER && vnp__begins_party(f, value)) ||
           (field->kind == VNP__KIND_DEADLINE && is_all_times(f, value));
}

bool vnp__inline_fields(vnp__facts *f, vnp__slice s, uint32_t least, vnp__slice *text,
                        vnp__field_text_list *out)
{
    uint32_t core = 0;
    bool owner = false;
    vnp__field_text first;
    vnp_str t = vnp__slice_text(s);
    const char *colon = memchr(t.ptr, ':', t.len);
    if (!colon)
        return false;
    uint32_t at = first_label(f, s);
    if (at == 0 || at == t.len || (label_at(f, s, 0, &first) && first.kind >= VNP__KIND_OWNER))
        return false; /* no fields, or nothing but fields */
    vnp__fields_read(f, vnp__slice_trim(vnp__slice_sub(s, at + 1, t.len)), out);
    for (uint32_t i = 0; i < out->count; i++) {
        core += out->at[i].kind <= VNP__KIND_OUTPUT;
        owner |= out->at[i].kind == VNP__KIND_OWNER;
    }
    *text = vnp__slice_trim(vnp__slice_sub(s, 0, at));
    return (owner && core >= least) || (out->count == 1 && is_sure_field(f, &out->at[0]));
}
