/*
 * req's verbs that rank, count and judge: what their files share.
 */
#ifndef KAM_CMD_RANK_H
#define KAM_CMD_RANK_H

#include "crud.h"

#include <kam/req_rank.h>

/*
 * The requirements that filters and scope leave, of the states (or NULL: as
 * lists have them) where no filter and no --all says otherwise. They come in
 * an order of the verb's own: --sort and --count-by are refused, and --limit is
 * left to the verb.
 */
int cmd_req_query(struct kam_query **out, struct cmd *c, const char *states,
		  struct kam_err *err) KAM_MUST_USE;
/* The ids of the words, which name requirements; *ids is NULL without any. */
int cmd_req_ids(int64_t **ids, struct cmd *c, struct kam_err *err) KAM_MUST_USE;
/* Whether one of them is the id; any is where there is none. */
int cmd_req_wanted(const struct cmd *c, const int64_t *ids, int64_t id);

/*
 * A list of more columns than a terminal has room for: programs get all, and
 * so does who names fields; people those that the mask has.
 */
struct cmd_req_list {
	struct kam_out *out;
	const struct kam_out_column *table; /* all of them */
	unsigned shown;                     /* bits of columns */
};
int cmd_req_list_begin(struct cmd_req_list *l, struct cmd *c,
		       const struct kam_out_column *table, size_t n,
		       unsigned people, struct kam_err *err) KAM_MUST_USE;
/* Writes the key; 0 where the column isn't shown, and no value may follow. */
int cmd_req_key(const struct cmd_req_list *l, size_t column);
void cmd_req_id(const struct cmd_req_list *l, size_t column, int64_t id);
void cmd_req_text(const struct cmd_req_list *l, size_t column,
		  const char *text);
/* A word of the catalogue: people read it in their language. */
void cmd_req_word(const struct cmd_req_list *l, size_t column,
		  const char *word);
/* -1 is null */
void cmd_req_integer(const struct cmd_req_list *l, size_t column, int64_t n);
void cmd_req_decimal(const struct cmd_req_list *l, size_t column, int known,
		     int64_t millionths);

/* Adds why a requirement has its place: "WSJF 7.5 = (8 + 5 + 2) / 2". */
void cmd_rank_reason(struct kam_str *out, const struct kam_rank_place *p,
		     enum kam_rank_by by);
/* Names of what it lacks for the scheme, each once. */
void cmd_rank_missing(const struct kam_rank_place *p, enum kam_rank_by by,
		      void (*each)(void *context, const char *name),
		      void *context);
/* Adds the first places as people read them, fit for the screen, to c->text. */
void cmd_rank_people(struct cmd *c, const struct kam_ranking *r, size_t limit);
/* "12.5d" */
void cmd_rank_days(struct kam_str *out, int64_t millionths);

/* Each verb in req_VERB.c. */
struct cmd_req_rank {
	const char *by, *capacity;
	int totals;
};
extern const struct cmd_option cmd_req_rank_options[];
int cmd_req_rank(struct cmd *c, void *values, struct kam_err *err);
struct cmd_req_rate {
	const char *value, *effort, *reach, *impact, *confidence;
	const char *time_criticality, *risk_reduction, *job_size, *from;
	struct cmd_many scores;
};
extern const struct cmd_option cmd_req_rate_options[];
int cmd_req_rate(struct cmd *c, void *values, struct kam_err *err);
struct cmd_req_kano {
	const char *functional, *dysfunctional;
	const char *contact, *respondent, *on, *from;
};
extern const struct cmd_option cmd_req_kano_options[];
int cmd_req_kano(struct cmd *c, void *values, struct kam_err *err);
struct cmd_req_stats {
	const char *since;
};
extern const struct cmd_option cmd_req_stats_options[];
int cmd_req_stats(struct cmd *c, void *values, struct kam_err *err);
struct cmd_req_lint {
	struct cmd_many skip;
};
extern const struct cmd_option cmd_req_lint_options[];
int cmd_req_lint(struct cmd *c, void *values, struct kam_err *err);
int cmd_req_conflicts(struct cmd *c, void *values, struct kam_err *err);

#endif
