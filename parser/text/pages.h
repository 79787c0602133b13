/*
 * pages.h - what a page printed around the text of a document.
 */
#ifndef VNP_PAGES_H
#define VNP_PAGES_H

#include "text/lines.h"

/* "12", "- 12 -", "Trang 12/20": nothing but a number a reader would skip. */
bool vnp__page_number(vnp_str s);

/* Whether a form feed stands right before or behind a line: a number alone there is the page's. */
bool vnp__at_page_end(const vnp__text *text, const vnp__line *line);

/*
 * Numbers alone on their lines that follow each other too closely to be those of pages are
 * text: cells of a table printed one a line. O(lines).
 */
void vnp__numbers_settle(const vnp__text *text, vnp__line_list *lines);

/*
 * Marks lines like "3/7" as furniture, where all such lines of the text count pages: three at least,
 * or one at a form feed. O(lines).
 */
void vnp__pages_settle(const vnp__text *text, vnp__line_list *lines);

/*
 * Marks running heads and feet as furniture: the same line, but for figures in
 * it, at many page breaks from the first ones on. O(lines).
 */
void vnp__pages_mark(vnp__arena *arena, const vnp__text *text, vnp__line_list *lines);

#endif
