/*
 * Parties: who leads, works with, collects. A field names several in one breath;
 * where one ends and the next begins is told by the words a party can begin
 * with, for commas and "và" stand inside names as well.
 */
#include "fact/fact.h"

#include "text/chars.h"
#include "text/respell.h"

enum { MAX_PARTY_BYTES = 400, MAX_LIST_BYTES = 80 };

static bool match_role(vnp__facts *f, vnp__slice s, vnp__role role, vnp__match *match)
{
    return vnp__rule_match_role(f->m, VNP__SET_PARTY, role, s, match);
}

/* A head word, and no phrase that only begins like one by chance. */
static bool begins_one(vnp__facts *f, vnp__slice s)
{
    uint32_t end;
    vnp__match match;
    bool head = vnp__word_prefix(f->rules, VNP__LIST_PARTY_HEADS, s, &end) ||
                vnp__word_prefix(f->rules, VNP__LIST_ROLES, s, &end);
    return head && !match_role(f, s, VNP__ROLE_NONE, &match);
}

bool vnp__begins_party(vnp__facts *f, vnp__slice s)
{
    vnp__match match;
    return begins_one(f, s) || (match_role(f, s, VNP__ROLE_PLURAL, &match) &&
                                !match_role(f, s, VNP__ROLE_NONE, &match) &&
                                begins_one(f, vnp__slice_sub(s, match.end, s.end - s.begin)));
}

/* ---------------------------------------------------------------- splitting */

/* "các khoa, Viện Dữ liệu": the phrase [from, end) ends where a name begins. */
static bool ends_in_name(vnp_str text, uint32_t from, uint32_t end)
{
    uint32_t len, last = end;
    while (last > from && text.ptr[last - 1] != ' ')
        last--;
    return vnp__char_is_lower(vnp__char_at(text, from, &len)) &&
           vnp__char_is_upper(vnp__char_at(text, last, &len)) && end + 1 < text.len &&
           text.ptr[end] == ' ' && vnp__char_is_upper(vnp__char_at(text, end + 1, &len));
}

bool vnp__inside_compound(vnp__facts *f, vnp__slice s, uint32_t begin, uint32_t at)
{
    enum { MAX_WORDS = 8 };
    vnp_str text = vnp__slice_text(s);
    uint32_t words = 0, from = at;
    while (from > begin && words < MAX_WORDS) {
        do
            from--;
        while (from > begin && text.ptr[from - 1] != ' ');
        words++;
        uint32_t end;
        vnp__slice rest = vnp__slice_sub(s, from, text.len);
        if (vnp__word_prefix(f->rules, VNP__LIST_COMPOUNDS, rest, &end) && from + end > at + 1 &&
            !ends_in_name(text, from, from + end))
            return true;
    }
    return false;
}

typedef struct splitter {
    vnp__facts *f;
    vnp__slice s; /* the segment */
    vnp_str text;
    vnp_party_list *out;
    vnp_span and; /* the next " và ", as far as it was looked for; at the end: none */
} splitter;

/* Cuts a scope in brackets: "Ban Chỉ huy Quân sự huyện (thường trực)". */
static vnp__slice without_brackets(vnp__slice s)
{
    vnp_str text = vnp__slice_text(s);
    const char *open = memchr(text.ptr, '(', text.len);
    if (open && open > text.ptr)
        s.end = s.begin + (uint32_t)(open - text.ptr);
    return vnp__slice_trim(s);
}

static const vnp__word *role_of(vnp__facts *f, vnp__slice s);
static vnp_str canonical_name(vnp__facts *f, vnp__slice s);

static bool is_blank_value(vnp__facts *f, vnp__slice s)
{
    return vnp__word_of(f->rules, VNP__LIST_BLANKS, s) != NULL ||
           vnp__first_letter(vnp__slice_text(s), 0) == 0;
}

static void add_party(splitter *x, uint32_t begin, uint32_t end)
{
    vnp__match match;
    vnp__slice s = vnp__slice_trim(vnp__slice_sub(x->s, begin, end));
    while (s.begin < s.end && strchr("-+* ", s.run->text[s.begin]))
        s.begin++;
    while (match_role(x->f, s, VNP__ROLE_LEAD_IN, &match) ||
           match_role(x->f, s, VNP__ROLE_ABOUT, &match)) {
        s.begin += match.end;
        while (s.begin < s.end && s.run->text[s.begin] == ' ')
            s.begin++;
    }
    s = without_brackets(s);
    if (vnp__rule_find_role(x->f->m, VNP__SET_PARTY, VNP__ROLE_DOING, s, 0, &match) &&
        match.begin > 0)
        s.end = s.begin + match.begin;
    if (s.begin >= s.end || is_blank_value(x->f, s))
        return;
    vnp_party *party = VNP__ADD(x->f->arena, x->out);
    party->value = vnp__slice_value(x->f->arena, x->f->buffer, s);
    party->name = canonical_name(x->f, s);
}

/* The first " và " at or behind `at`, which only grows. */
static void find_and(splitter *x, uint32_t at)
{
    vnp__match match;
    if (x->and.begin >= at && x->and.end)
        return;
    x->and = (vnp_span){x->text.len, x->text.len};
    if (vnp__rule_find_role(x->f->m, VNP__SET_PARTY, VNP__ROLE_AND, x->s, at, &match))
        x->and = (vnp_span){match.begin, match.end};
}

/* Length of the separator at `at`: ", ", " và " or " + "; 0 for none. */
static uint32_t separator(splitter *x, uint32_t at)
{
    vnp_str rest = vnp__str_sub(x->text, at, x->text.len);
    if (rest.len > 3 && memcmp(rest.ptr, " + ", 3) == 0)
        return 3;
    if (x->text.ptr[at] == ',')
        return at + 1 < x->text.len && x->text.ptr[at + 1] == ' ' ? 2 : 1;
    find_and(x, at);
    return x->and.begin == at ? x->and.end - at : 0;
}

/* A line the author broke inside a cell begins a new party. */
static bool breaks_at(const splitter *x, uint32_t at)
{
    for (uint32_t i = 0; i < vnp__run_pieces(x->s.run); i++) {
        vnp__piece p = vnp__run_piece(x->s.run, i);
        if (p.at == x->s.begin + at + 1)
            return p.gap == VNP__GAP_BREAK;
    }
    return false;
}

/* "Phó Giám đốc" and, in the next line, "Trần Minh Quý": who holds the post. */
static bool is_name_of(splitter *x, uint32_t begin, uint32_t at)
{
    enum { MIN_WORDS = 2, MAX_WORDS = 5 };
    vnp__match match;
    uint32_t words = 0, len, end = at + 1;
    if (!match_role(x->f, vnp__slice_sub(x->s, begin, x->text.len), VNP__ROLE_POST, &match) ||
        match.end != at - begin || vnp__begins_party(x->f, vnp__slice_sub(x->s, end, x->text.len)))
        return false;
    while (end < x->text.len && vnp__char_is_upper(vnp__char_at(x->text, end, &len))) {
        while (end < x->text.len && x->text.ptr[end] != ' ' && x->text.ptr[end] != ',')
            end++;
        words++;
        if (end == x->text.len || x->text.ptr[end] == ',' || breaks_at(x, end))
            return words >= MIN_WORDS && words <= MAX_WORDS;
        end++;
    }
    return false;
}

/* Two parties without anything between: the first is a known role, the second
 * begins in upper case. */
static bool runs_together(splitter *x, uint32_t begin, uint32_t at)
{
    uint32_t len;
    if (x->text.ptr[at] != ' ' || at + 1 >= x->text.len ||
        !vnp__char_is_upper(vnp__char_at(x->text, at + 1, &len)))
        return false;
    vnp_str before = vnp__str_sub(x->text, begin, at);
    vnp__slice left = vnp__slice_trim(vnp__slice_sub(x->s, begin, at));
    if (left.begin >= left.end)
        return false;
    if (breaks_at(x, at) && before.ptr[before.len - 1] != '-')
        return vnp__first_letter(before, 0) != 0 && !is_name_of(x, begin, at);
    return role_of(x->f, left) &&
           vnp__begins_party(x->f, vnp__slice_sub(x->s, at + 1, x->text.len));
}

/* "Các Bộ: X, Y" and "UBND các xã: A, B": one head word with a list. */
static bool has_listed_head(vnp_str text, uint32_t begin, uint32_t at)
{
    return at > begin && memchr(text.ptr + begin, ':', at - begin) != NULL;
}

/* "VTV, VOV": names that are nothing but capitals, on both sides. */
static bool are_abbreviations(const splitter *x, uint32_t begin, uint32_t at, vnp__slice right)
{
    vnp_str r = vnp__slice_text(right);
    uint32_t end = 0;
    while (end < r.len && r.ptr[end] != ',' && r.ptr[end] != ' ')
        end++;
    vnp_str sides[2] = {vnp__str_trim(vnp__str_sub(x->text, begin, at)), vnp__str_sub(r, 0, end)};
    for (int i = 0; i < 2; i++) {
        if (sides[i].len < 2)
            return false;
        for (uint32_t k = 0; k < sides[i].len; k++)
            if (sides[i].ptr[k] < 'A' || sides[i].ptr[k] > 'Z')
                return false;
    }
    return true;
}

/* The bytes of the name of a person that `s` begins with, "Hà Thị Thu Hương", three to five words
 * of a capital and small letters; 0 where it does not. */
static uint32_t name_end(vnp_str s)
{
    enum { MIN_WORDS = 3, MAX_WORDS = 5 };
    uint32_t words = 0, end = 0, len;
    for (uint32_t at = 0; at < s.len && vnp__char_is_upper(vnp__char_at(s, at, &len));
         at = end + 1, words++) {
        for (end = at + len; end < s.len && vnp__char_is_lower(vnp__char_at(s, end, &len));
             end += len)
            ;
        if (end == s.len || s.ptr[end] != ' ')
            return ++words >= MIN_WORDS && words <= MAX_WORDS ? end : 0;
    }
    return words >= MIN_WORDS && words <= MAX_WORDS ? end : 0;
}

/* "Phòng Kinh tế, thôn Đông Thượng". */
static bool is_village(splitter *x, vnp__slice right)
{
    vnp__match match;
    return match_role(x->f, right, VNP__ROLE_VILLAGE, &match);
}

/* "Lò Thị Bình, Vì Thị Kim Oanh": persons, on both sides. */
static bool are_names(const splitter *x, uint32_t begin, uint32_t at, vnp__slice right)
{
    vnp_str left = vnp__str_trim(vnp__str_sub(x->text, begin, at)), r = vnp__slice_text(right);
    uint32_t end = name_end(r), words = vnp__str_words(left);
    return words >= 3 && words <= 5 && name_end(left) == left.len && end > 0 &&
           (end == r.len || r.ptr[end] == ',' || r.ptr[end] == ' ' || r.ptr[end] == ';');
}

/* "đồng chí Nguyễn Văn A, Phó Chủ tịch UBND phường": a person and the post held. */
static bool is_post_of(splitter *x, uint32_t begin, uint32_t at, vnp__slice right)
{
    vnp__match match;
    return match_role(x->f, vnp__slice_sub(x->s, begin, at), VNP__ROLE_PERSON, &match) &&
           match_role(x->f, right, VNP__ROLE_POST, &match);
}

static void split_segment(splitter *x)
{
    uint32_t begin = 0, depth = 0;
    for (uint32_t at = 0; at < x->text.len; at++) {
        char c = x->text.ptr[at];
        depth += c == '(';
        depth -= c == ')' && depth > 0;
        if (depth > 0 || at == begin || (c != ',' && c != ' '))
            continue;
        uint32_t len = separator(x, at);
        if (len > 0) {
            vnp__slice right = vnp__slice_sub(x->s, at + len, x->text.len);
            if (has_listed_head(x->text, begin, at) || is_post_of(x, begin, at, right) ||
                vnp__inside_compound(x->f, x->s, begin, at) ||
                !(vnp__begins_party(x->f, right) || are_abbreviations(x, begin, at, right) ||
                  are_names(x, begin, at, right) || is_village(x, right)))
                continue;
        } else if (!runs_together(x, begin, at)) {
            continue;
        } else {
            len = 1;
        }
        add_party(x, begin, at);
        begin = at + len;
        at = begin - 1;
    }
    if (begin < x->text.len)
        add_party(x, begin, x->text.len);
}

static void read_segment(vnp__facts *f, vnp__slice s, vnp_party_list *out)
{
    s = vnp__slice_trim(s);
    if (s.begin >= s.end)
        return;
    splitter x = {f, s, vnp__slice_text(s), out, {0, 0}};
    split_segment(&x);
}

/* "Phòng A chủ trì, Phòng B" and "Phòng B", before "phối hợp". */
static void read_shared(vnp__facts *f, vnp__slice s, vnp_party_list *out, vnp_party_list *with)
{
    vnp__match match;
    uint32_t at = 0;
    if (match_role(f, s, VNP__ROLE_LEADS, &match)) {
        at = match.end;
        read_segment(f, vnp__slice_sub(s, 0, at), out);
    }
    while (s.begin + at < s.end && strchr(", ", s.run->text[s.begin + at]))
        at++;
    read_segment(f, vnp__slice_sub(s, at, s.end - s.begin), with);
}

void vnp__parties_read(vnp__facts *f, vnp__slice s, vnp_party_list *out, vnp_party_list *with)
{
    vnp_str text = vnp__slice_text(s);
    for (uint32_t at = 0; at < text.len;) {
        const char *stop = memchr(text.ptr + at, ';', text.len - at);
        uint32_t end = stop ? (uint32_t)(stop - text.ptr) : text.len;
        vnp__slice segment = vnp__slice_sub(s, at, end);
        vnp__match match;
        segment = vnp__slice_trim(segment);
        if (match_role(f, segment, VNP__ROLE_WITH_FIRST, &match)) {
            read_segment(f, vnp__slice_sub(segment, match.end, segment.end - segment.begin),
                         with ? with : out);
            at = end + 1;
            continue;
        }
        if (with &&
            vnp__rule_find_role(f->m, VNP__SET_PARTY, VNP__ROLE_WITH_LAST, segment, 0, &match)) {
            read_shared(f, vnp__slice_sub(segment, 0, match.begin), out, with);
            at = end + 1;
            continue;
        }
        if (vnp__rule_find_role(f->m, VNP__SET_PARTY, VNP__ROLE_WITH, segment, 0, &match)) {
            read_segment(f, vnp__slice_sub(segment, 0, match.begin), out);
            read_segment(f, vnp__slice_sub(segment, match.end, segment.end - segment.begin),
                         with ? with : out);
        } else {
            read_segment(f, segment, out);
        }
        at = end + 1;
    }
}

/* --------------------------------------------------------------- recognising */

/* A full stop between sentences; behind a short word it abbreviates ("TT. HĐND"). */
static bool has_full_stop(vnp_str s)
{
    uint32_t word = 0;
    for (uint32_t i = 0; i + 1 < s.len; i++) {
        if (s.ptr[i] == '.' && s.ptr[i + 1] == ' ' && vnp__str_width(vnp__str_sub(s, word, i)) > 3)
            return true;
        if (s.ptr[i] == ' ')
            word = i + 1;
    }
    return false;
}

/* "Thủy sản, Kiểm lâm, Chăn nuôi và Thú y": each begins with a capital. */
static bool lists_names(vnp_str s)
{
    enum { MIN_NAMES = 3 };
    uint32_t names = 0, len;
    for (uint32_t at = 0; at < s.len; names++) {
        while (at < s.len && s.ptr[at] == ' ')
            at++;
        if (at == s.len || !vnp__char_is_upper(vnp__char_at(s, at, &len)))
            return false;
        const char *comma = memchr(s.ptr + at, ',', s.len - at);
        at = comma ? (uint32_t)(comma - s.ptr) + 1 : s.len;
    }
    return names >= MIN_NAMES;
}

/* What no list of parties has, told without a rule. Behind a colon a short list of
 * names may stand, but work is longer. */
static bool is_prose(vnp_str s)
{
    const char *colon = memchr(s.ptr, ':', s.len);
    uint32_t at = colon ? (uint32_t)(colon - s.ptr) + 1 : s.len;
    return s.len == 0 || has_full_stop(s) ||
           (s.len - at >= MAX_LIST_BYTES && !lists_names(vnp__str_sub(s, at, s.len)));
}

/* What stands between two semicolons of a list. */
static bool is_party_segment(vnp__facts *f, vnp__slice s)
{
    vnp__match match;
    s = vnp__slice_trim(s);
    if (s.end > s.begin && s.run->text[s.end - 1] == ')')
        s = without_brackets(s);
    if (is_prose(vnp__slice_text(s)))
        return false;
    /* words before a party say outright that it is one */
    bool named = match_role(f, s, VNP__ROLE_ABOUT, &match);
    if (named || match_role(f, s, VNP__ROLE_LEAD_IN, &match))
        s.begin += match.end;
    if (s.end - s.begin > MAX_PARTY_BYTES || (!named && !vnp__begins_party(f, s)))
        return false;
    /* a verb makes a sentence of it */
    return !vnp__rule_find_role(f->m, VNP__SET_PARTY, VNP__ROLE_VERB, s, 0, &match);
}

bool vnp__opens_with_verb(vnp__facts *f, vnp__slice s)
{
    vnp__match match;
    return vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_OPENING_VERB, s, &match) &&
           !vnp__rule_match_role(f->m, VNP__SET_PARTY, VNP__ROLE_ABOUT, s, &match);
}

bool vnp__is_party_list(vnp__facts *f, vnp__slice s)
{
    s = vnp__slice_trim(s);
    vnp_str text = vnp__slice_text(s);
    for (uint32_t at = 0, end; at < text.len && s.end - s.begin <= MAX_PARTY_BYTES; at = end + 1) {
        const char *mark = memchr(text.ptr + at, ';', text.len - at);
        end = mark ? (uint32_t)(mark - text.ptr) : text.len;
        if (!is_party_segment(f, vnp__slice_sub(s, at, end)))
            return false;
        if (!mark)
            return true;
    }
    return false;
}

bool vnp__is_party_node(vnp__facts *f, uint32_t node)
{
    vnp__told *told = &f->told[node];
    if (!told->parties)
        told->parties = vnp__is_party_list(f, vnp__node_body(vnp__fact_node(f, node))) ? 2 : 1;
    return told->parties > 1;
}

/* -------------------------------------------------------------- canonical form */

/* A suffix that leaves a role what it is: its own place ("xã", "của xã"), its task ("phụ trách
 * ..."). An agency of another level keeps its name: "Văn phòng HĐND-UBND huyện" is another one,
 * but in a district's own plan. */
static bool is_own_suffix(vnp__facts *f, vnp__slice s)
{
    vnp__match match;
    s = vnp__slice_trim(s);
    if (s.begin >= s.end)
        return true;
    if (!match_role(f, s, VNP__ROLE_SUFFIX, &match) || s.begin + match.end < s.end)
        return false;
    vnp_str level = vnp__match_text(&match, s, VNP__FIELD_LEVEL);
    return level.len == 0 || vnp__str_eq(level, VNP__STR("commune")) ||
           (f->level == VNP__GOV_DISTRICT && vnp__str_eq(level, VNP__STR("district")));
}

static const vnp__word *find_role(vnp__facts *f, vnp__slice s)
{
    uint32_t end, len = s.end - s.begin;
    const vnp__word *word = vnp__word_head(f->rules, VNP__LIST_ROLES, s, &end);
    if (!word || (end < len && !is_own_suffix(f, vnp__slice_sub(s, end, len))))
        return NULL;
    vnp__matcher_used(f->m, VNP__LIST_ROLES, word, s);
    return word;
}

static const vnp__word *role_of(vnp__facts *f, vnp__slice s)
{
    vnp__match match;
    const vnp__word *word = find_role(f, s);
    if (!word && match_role(f, s, VNP__ROLE_PREFIX, &match))
        word = find_role(f, vnp__slice_sub(s, match.end, s.end - s.begin));
    return word;
}

static vnp_str canonical_name(vnp__facts *f, vnp__slice s)
{
    const vnp__word *word = role_of(f, s);
    /* as the author meant it: letters that only look right are the right ones */
    return word ? word->canonical
                : vnp__respell_clean(f->arena, vnp__slice_text(s), VNP__TONE_KEEP);
}
