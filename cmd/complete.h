/*
 * What the files of completion share.
 *
 * A line is read as far as it goes, by the tables that run it; what may stand
 * where its last word is comes out as lines of
 *
 *	VALUE TAB DESCRIPTION
 *
 * in the order in which they should be shown. A line without a value asks the
 * shell for its own: "files" or "folders". A value that ends in one of
 * "=,:/-" goes on, so that no blank follows it.
 */
#ifndef KAM_CMD_COMPLETE_H
#define KAM_CMD_COMPLETE_H

#include "engine.h"

struct cmd_completion {
	struct cmd c; /* the line as a command: noun, verb, words, scope */
	struct cmd_line line;
	void *values; /* of its verb's options, filled and never read */
	const struct cmd_option *given[CMD_NAMES];
	size_t n_given;
	/* where the last word is the value of one that came before it */
	struct cmd_match pending;
	int is_pending;
	/* a word that is nobody's: what follows can't be told */
	int lost;

	struct kam_str *out;
	const char *lead;   /* what stands in each value before the part that
			       is chosen: "--owner=", "id,title," */
	const char *part;   /* what was typed of that part */
	const char *listed; /* "id,title,": in a list, what it has already */
	int n;
	int opened; /* the register was looked for */
	int asked;  /* and the scope */
};

/* complete_line.c: reads all but the last word. */
void cmd_completion_read(struct cmd_completion *o);

/* complete_offer.c */
/* The value, where it begins with the part; tail follows it. */
void cmd_offer(struct cmd_completion *o, const char *value, const char *tail,
	       const char *help);
/* "a|b|c", and a NULL-terminated list */
void cmd_offer_split(struct cmd_completion *o, const char *words);
void cmd_offer_list(struct cmd_completion *o, const char *const *words);
/* Sets the lead up to the last comma of what was typed. */
void cmd_offer_after_comma(struct cmd_completion *o);
/* Asks the shell: "files", "folders" */
void cmd_offer_shell(struct cmd_completion *o, const char *what);
void cmd_offer_columns(struct cmd_completion *o, const char *tail);
void cmd_offer_nouns(struct cmd_completion *o, int kinds_only);
void cmd_offer_verbs(struct cmd_completion *o, const struct cmd_noun *noun,
		     const struct kam_kind *kind);
void cmd_offer_aliases(struct cmd_completion *o);

/* complete_value.c: by the type of a field, by what an argument is called */
void cmd_offer_field(struct cmd_completion *o, const struct kam_kind *kind,
		     int field);
void cmd_offer_argument(struct cmd_completion *o, const char *name);
/* complete_filter.c */
void cmd_offer_dates(struct cmd_completion *o);
/* Filters: FIELD=, and their values */
void cmd_offer_filters(struct cmd_completion *o);
/* Those that are saved, of the noun where it is known. */
void cmd_offer_saved(struct cmd_completion *o);

/* complete_record.c: from the register, which is opened at the first call */
void cmd_offer_records(struct cmd_completion *o, const struct kam_kind *kind);
void cmd_offer_ids(struct cmd_completion *o); /* of any kind */
void cmd_offer_words_in_use(struct cmd_completion *o,
			    const struct kam_kind *kind, int field);
/* Opens it for the fields that the register has of its own: in c.kind. */
void cmd_completion_fields(struct cmd_completion *o);
/* By the register's zone; its calendar is in use from then on. */
int32_t cmd_completion_today(struct cmd_completion *o);
void cmd_completion_close(struct cmd_completion *o);

#endif
