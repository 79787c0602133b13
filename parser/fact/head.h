/*
 * head.h - what the readers of a document's head and of its foot share.
 */
#ifndef VNP_HEAD_H
#define VNP_HEAD_H

#include "fact/fact.h"

#include "text/chars.h"

/* What is drawn below an agency's name and a motto; what parts columns. */
#define VNP__HEAD_DRAWN "-_=*~| "
#define VNP__HEAD_BARS "| "

static inline bool vnp__head_find(vnp__facts *f, vnp__slice s, vnp__role role, vnp__match *match)
{
    return vnp__rule_find_role(f->m, VNP__SET_HEAD, role, s, 0, match);
}

static inline bool vnp__head_begins(vnp__facts *f, vnp__slice s, vnp__role role, vnp__match *match)
{
    return vnp__rule_match_role(f->m, VNP__SET_HEAD, role, s, match);
}

static inline bool vnp__head_has_letters(vnp__slice s)
{
    return vnp__first_letter(vnp__slice_text(s), 0) != 0;
}

/* Without these marks at its ends. */
static inline vnp__slice vnp__head_strip(vnp__slice s, const char *marks)
{
    const char *t = s.run->text;
    while (s.begin < s.end && strchr(marks, t[s.begin]))
        s.begin++;
    while (s.end > s.begin && strchr(marks, t[s.end - 1]))
        s.end--;
    return s;
}

/* Place and date of the document, where it has none yet. */
void vnp__dateline_read(vnp__facts *f, const vnp__match *match, vnp__slice line);

#endif
