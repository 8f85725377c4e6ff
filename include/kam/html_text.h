/*
 * HTML as text: what a mail says, for people who read it in a log.
 *
 * Blocks become lines, the cells of a row are parted by " | ", items begin with
 * "- ", quotations with "> "; a link is its text and, where it leads elsewhere
 * than the text says, <its address>; images are their [alternative text].
 * Scripts, styles, comments and markup go. Nothing is loaded or run.
 *
 * It reads the bytes once, from front to back, whatever they are: time is that
 * of the length and no nesting is followed.
 */
#ifndef KAM_HTML_TEXT_H
#define KAM_HTML_TEXT_H

#include <kam/str.h>
#include <stddef.h>

/* Adds the text of UTF-8 HTML, without controls and line breaks at its end;
   stops soon after `most` bytes. */
void kam_html_text(struct kam_str *out, const char *html, size_t n,
		   size_t most);

/* Adds the character of an entity, "amp;…" or "#8364;…" behind the &; returns
   how many bytes it took, 0 where it is none. */
size_t kam_html_entity(struct kam_str *out, const char *text, size_t n);

#endif
