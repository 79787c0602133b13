/*
 * The lines of a document one by one, each with its cells beside each other, for tables that a
 * copy tore into lines. What stands in a paragraph may be cells as well: its lines are parted,
 * but known to go on by their shape.
 */
#include "outline/units.h"

#include "text/chars.h"

typedef struct reader {
    vnp__arena *arena;
    const char *buffer;
    vnp__matcher *m;
    vnp__unit_list *units;
} reader;

/* Whether a cell may begin with piece i of a line, whose cell before begins at `begin`: behind two
 * blanks or more, and not with a small letter, as what goes on does. */
static bool begins_cell(const reader *r, const vnp__run *run, uint32_t begin, uint32_t i)
{
    uint32_t len, blanks = 0;
    vnp__piece left = vnp__run_piece(run, i - 1), p = vnp__run_piece(run, i);
    vnp_str text = vnp__run_text(run);
    for (uint32_t at = left.nrm + left.nrm_len; at < p.nrm; at++) {
        if (!strchr(" \t", r->buffer[at]))
            return false;
        blanks += r->buffer[at] == '\t' ? 2 : 1;
    }
    bool words = vnp__first_letter(vnp__str_sub(text, begin, p.at), 0) != 0;
    return blanks > 1 && !(words && vnp__char_is_lower(vnp__char_at(text, p.at, &len)));
}

enum { MAX_WIDTH = 240 }; /* bytes of a line that has cells beside each other */

/* "1,5" at the end of a row of cells, and words below it: they are none of its. */
static bool is_behind_figure(const reader *r, vnp_str line)
{
    uint32_t len;
    const vnp__unit *last = r->units->count ? &r->units->at[r->units->count - 1] : NULL;
    return last && last->beside != VNP__GAP_NONE &&
           !vnp__first_letter(vnp__run_text(&last->run), 0) &&
           vnp__char_is_upper(vnp__char_at(line, 0, &len));
}

/* "Văn phòng |": a copy may leave the bar behind a cell. */
static uint32_t without_bar(const vnp__run *run, uint32_t begin, uint32_t end)
{
    bool bar =
        end > begin && run->text[end - 1] == '|' && (end - 1 == begin || run->text[end - 2] == ' ');
    return bar ? end - 1 : end;
}

/* The cells of a line. */
static void add_line(reader *r, const vnp__run *run, const vnp__line_walk *walk, vnp__slice line,
                     vnp__unit u)
{
    uint32_t begin = line.begin;
    bool parted = line.end - begin <= MAX_WIDTH;
    u.joined = u.joined && !is_behind_figure(r, vnp__str_sub(vnp__run_text(run), begin, line.end));
    for (uint32_t i = walk->first + 1; i <= walk->piece; i++) {
        if (i < walk->piece && !(parted && begins_cell(r, run, begin, i)))
            continue;
        uint32_t end = i < walk->piece ? vnp__run_piece(run, i).at : line.end;
        vnp__slice cell = {run, begin, without_bar(run, begin, end)};
        while (cell.end > begin && run->text[cell.end - 1] == ' ')
            cell.end--;
        if (cell.begin == 0 && cell.end == run->len)
            u.run = *run;
        else
            vnp__run_cut(r->arena, r->buffer, cell, &u.run);
        if (u.run.len)
            *VNP__ADD_MOVING(r->arena, r->units) = u;
        u.joined = false;
        begin = end;
        u.beside = i < walk->piece ? vnp__run_piece(run, i).gap : VNP__GAP_NONE;
    }
}

/* "Phòng Kinh tế, Hạ tầng và": its last word goes on in the next line. */
static bool is_open(const reader *r, const vnp__unit *u)
{
    vnp__match match;
    vnp_str text = vnp__run_text(&u->run);
    const char *space = u->text ? memrchr(text.ptr, ' ', text.len) : NULL;
    return space && vnp__rule_match_role(r->m, VNP__SET_HEAD, VNP__ROLE_OPEN_WORD,
                                         vnp__slice_sub(vnp__slice_all(&u->run),
                                                        (uint32_t)(space - text.ptr) + 1, text.len),
                                         &match);
}

static void add_block(reader *r, const vnp__block *block, uint32_t number)
{
    if (block->kind != VNP__BLOCK_TEXT || block->heading) {
        VNP__ADD_MOVING(r->arena, r->units)->block = number;
        return;
    }
    vnp__line_walk walk = {.run = &block->run};
    bool joined = r->units->count > 0 && is_open(r, &r->units->at[r->units->count - 1]);
    for (vnp__slice line; vnp__next_line(&walk, &line); joined = true)
        add_line(r, &block->run, &walk, line,
                 (vnp__unit){.block = number, .text = true, .joined = joined});
}

void vnp__units_read(vnp__arena *arena, const char *buffer, vnp__matcher *m,
                     const vnp__block_list *blocks, vnp__unit_list *out)
{
    reader r = {arena, buffer, m, out};
    for (uint32_t i = 0; i < blocks->count; i++)
        add_block(&r, &blocks->at[i], i);
}

/* ------------------------------------------------------------------- heads */

/* A few words, no sentence and no entry of a list. */
static bool may_be_head(const vnp__block *b)
{
    return b->kind == VNP__BLOCK_TEXT && !b->heading && b->run.len <= VNP__MAX_HEAD &&
           !strchr(".;:,", b->run.text[b->run.len - 1]) && !strchr("-+*(", b->run.text[0]);
}

/* Whether heads may stand at block i and below it: else there is no table. */
static bool may_begin(const vnp__block_list *blocks, uint32_t i, const vnp_rules *rules)
{
    uint32_t end;
    for (uint32_t k = i; k < i + 2; k++)
        if (k >= blocks->count || !may_be_head(&blocks->at[k]))
            return false;
    for (uint32_t k = i; k < i + 2; k++)
        if (!vnp__word_head(rules, VNP__LIST_COLUMNS, vnp__slice_all(&blocks->at[k].run), &end))
            return false;
    return true;
}

bool vnp__units_have_heads(const vnp__block_list *blocks, const vnp_rules *rules)
{
    for (uint32_t i = 0; i < blocks->count; i++)
        if (may_begin(blocks, i, rules))
            return true;
    return false;
}
