/*
 * Words of a command line as a shell reads them: how the journal keeps the
 * command that was typed.
 *
 *	kam_shell_add(&line, "it's", 4);        'it'\''s'
 *	while (kam_shell_word(&word, &at))      it's
 */
#ifndef KAM_SHELL_H
#define KAM_SHELL_H

#include <kam/str.h>

/* Adds one word, quoted where a shell would not take it as it is. */
void kam_shell_add(struct kam_str *out, const char *word, size_t length);
/*
 * The next word of a line, unquoted; *at moves behind it. 0 at the end. What
 * was cut off inside quotes ends there. Reads what kam_shell_add() wrote: no
 * variables, no substitutions.
 */
int kam_shell_word(struct kam_str *word, const char **at);

#endif
