/*
 * What the files of the manual's generator share.
 *
 * man/ has what people write: whole pages, which begin with .Dd, and bodies of
 * the pages kam-NOUN.1 and kam-WORD.1, whose heads, tables and ends are made
 * here. Tables take the place of lines that are comments to everyone else:
 *
 *	.\" kam: WHAT [NAME]
 *
 * A noun or word without a body gets a page all the same.
 */
#ifndef KAM_CMD_MANUAL_H
#define KAM_CMD_MANUAL_H

#include "engine.h"

struct cmd_manual {
	struct cmd *c;
	struct kam_str *out;
	const char *page; /* "kam-req.1" */
	const char *name; /* "req" */
	/* what the page is of; neither for one that is written whole */
	const struct cmd_noun *noun;
	const struct cmd_verb *word;
	const struct kam_kind *kind;
};

/* manual_mdoc.c: text as mdoc reads it */
/* Lines of running text, filled, each sentence on its own: "how it is said"
   comes out as "How it is said." */
void cmd_mdoc_sentence(struct kam_str *out, const char *text);
void cmd_mdoc_escaped(struct kam_str *out, const char *text);
/* "a, b" as ".Ic a ," and ".Ic b ." */
void cmd_mdoc_list(struct kam_str *out, const char *words);
/* An argument of a macro: one word, whatever it holds. */
void cmd_mdoc_argument(struct kam_str *out, const char *text);
/* ".It …" of an option, of a usage after its name, of a plain term */
void cmd_mdoc_option(struct kam_str *out, const struct cmd_option *option);
void cmd_mdoc_usage(struct kam_str *out, const char *usage);
void cmd_mdoc_term(struct kam_str *out, const char *macro, const char *text);
void cmd_mdoc_begin(struct kam_str *out); /* a list with terms */
void cmd_mdoc_end(struct kam_str *out);

/* manual_table.c: what a noun or word has */
void cmd_manual_options(struct cmd_manual *m, const struct cmd_option *table);
void cmd_manual_verbs(struct cmd_manual *m);
void cmd_manual_fields(struct cmd_manual *m);
void cmd_manual_states(struct cmd_manual *m);
/* After a name, all that a verb takes. */
void cmd_manual_usage(struct cmd_manual *m, const struct cmd_verb *verb);

void cmd_manual_example(struct cmd_manual *m, const struct cmd_verb *verb);

/* manual_list.c: by the name after ".\" kam:"; 0 where there is none */
int cmd_manual_list(struct cmd_manual *m, const char *what, const char *name);

/* manual_shapes.c */
void cmd_manual_shapes(struct cmd_manual *m, const char *name);

#endif
