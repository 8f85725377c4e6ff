/*
 * Text within Markdown.
 */
#ifndef KAM_MARKDOWN_H
#define KAM_MARKDOWN_H

#include <kam/str.h>

/* Adds a text as one line that reads as written, in a cell as anywhere. */
void kam_markdown_escape(struct kam_str *out, const char *text);

#endif
