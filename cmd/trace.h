/*
 * What trace, impact and suspect share.
 */
#ifndef KAM_CMD_TRACE_H
#define KAM_CMD_TRACE_H

#include "crud.h"

#include <kam/trace.h>

struct cmd_trace {
	int up, down, gaps, matrix;
	struct cmd_integer depth;
	const char *rows, *columns;
};

/* trace --gaps and --matrix; c->kind is the kind of the rows */
int cmd_trace_gaps(struct cmd *c, const struct cmd_trace *v,
		   struct kam_err *err) KAM_MUST_USE;
int cmd_trace_matrix(struct cmd *c, const struct cmd_trace *v,
		     struct kam_err *err) KAM_MUST_USE;

/* The record of a word: REQ-3, acme. KAM_ENOENT where it isn't there. */
int cmd_trace_end(struct kam_end *end, struct cmd *c, const char *word,
		  struct kam_err *err) KAM_MUST_USE;

/*
 * The columns of a list: for people those of `few`, ended by -1, else all n;
 * --fields chooses among all. Begins the list; *chosen holds indexes.
 */
struct cmd_trace_list {
	struct kam_out *out;
	const struct kam_out_column *columns;
	const int *chosen;
	size_t n;
};
int cmd_trace_list(struct cmd_trace_list *list, struct cmd *c,
		   const struct kam_out_column *all, size_t n, const int *few,
		   struct kam_err *err) KAM_MUST_USE;

/* The kind of that noun. */
int cmd_trace_noun(const struct kam_kind **kind, struct cmd *c,
		   const char *noun, struct kam_err *err) KAM_MUST_USE;

/* Values: an ID, or null where there is no kind; a link's; a word that people
   read translated; a state. */
void cmd_trace_id(struct kam_out *out, struct kam_end end);
void cmd_trace_link(struct kam_out *out, int64_t link);
void cmd_trace_word(struct kam_out *out, const char *word);
/* A link's relation, or where link is 0 the field of one of the two kinds. */
void cmd_trace_relation(struct kam_out *out, const char *relation, int64_t link,
			const struct kam_kind *one,
			const struct kam_kind *other);
void cmd_trace_state(struct kam_out *out, const struct kam_kind *kind,
		     const char *state);
void cmd_trace_status(struct kam_out *out,
		      const struct kam_trace_record *record);
/* A list whose formats hold no lists: what reads as one. */
int cmd_trace_short(const struct cmd *c);

#endif
