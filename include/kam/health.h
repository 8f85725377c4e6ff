/*
 * Health of an account: one score that explains itself.
 *
 * Every kind that has something to say of it gives signals (struct kam_hooks,
 * signal). A signal has a value with its unit, a scale that makes points of it,
 * a weight, and the records behind it; or it is missing, with the reason, and
 * then counts nowhere. health_score.h has the arithmetic. What is recent is
 * what the setting health.window says, and health.stale how old the answers to
 * a survey may be.
 *
 * A hook adds its signal, then says what it is worth:
 *
 *	static const struct kam_signal_sort overdue = {
 *		"actions_overdue", N_("actions overdue"), "", 5, 0, 1,
 *		N_("no action has a due day") };
 *	rc = kam_signal_count(list, k, &overdue, &kam_action_kind, sql, err);
 *
 * Which settings may change: health.weights and health.scales, for all or for
 * one account (setting.h).
 */
#ifndef KAM_HEALTH_H
#define KAM_HEALTH_H

#include <kam/health_score.h>
#include <kam/store.h>

struct kam_signal_sort {
	const char *name;    /* a word: of settings and JSON */
	const char *label;   /* N_() */
	const char *unit;    /* N_(): "%", "days"; "" for a count */
	int worst, best;     /* values worth 0 and 100, unless a setting says */
	int weight;          /* likewise */
	const char *missing; /* N_(): why it is, where nothing was found */
};

struct kam_signal_record {
	const struct kam_kind *kind;
	int64_t id;
	int against; /* it speaks against health */
};

struct kam_signal {
	const struct kam_signal_sort *sort;
	const char *missing; /* N_(); NULL: the value is known */
	int64_t value;       /* millionths */
	const char *shown;   /* what people read in its place, or NULL */
	struct kam_signal_record *records; /* what was counted */
	size_t n_records, n_against;
	size_t room;                  /* of records */
	int64_t worst, best, weight;  /* millionths, as settings have them */
	int64_t points, contribution; /* millionths; 0 where it is missing */
};

struct kam_signal_list {
	struct kam_arena *arena; /* of all that is in it */
	int64_t account;
	int32_t since; /* the first day of what is recent */
	int32_t fresh; /* the first day on which an answer isn't stale */
	struct kam_signal items[KAM_SIGNALS];
	size_t n;
};

struct kam_health {
	int64_t account;
	int scored;              /* 0: too little is known for a score */
	int64_t score, coverage; /* millionths: 0 … 100, 0 … 1 */
	const char *band;        /* "red", "amber", "green"; NULL: no score */
	int64_t least;           /* the coverage that is asked for */
	size_t known;            /* signals that are not missing */
	/* what costs most comes first, what is missing last */
	struct kam_signal_list signals;
};

/* Of the register as k has it, a past state as well. It lives in the arena. */
int kam_health_find(struct kam_health *out, struct kam *k,
		    struct kam_arena *arena, int64_t account,
		    struct kam_err *err) KAM_MUST_USE;
/* The signal that takes most from the score; NULL where none takes any. */
const struct kam_signal *kam_health_worst(const struct kam_health *health);
/* A health.* setting's value; KAM_EINVALID where it is none. */
int kam_health_setting_check(struct kam *k, const char *name, const char *value,
			     struct kam_err *err) KAM_MUST_USE;

/* For the hooks. *out is missing until it gets a value by the function after;
   it stays where it is. */
int kam_signal_add(struct kam_signal **out, struct kam_signal_list *list,
		   const struct kam_signal_sort *sort,
		   struct kam_err *err) KAM_MUST_USE;
void kam_signal_is(struct kam_signal *signal, int64_t millionths);
/* The percentage of its records that don't speak against; of none, missing. */
void kam_signal_is_share(struct kam_signal *signal);
int kam_signal_record(struct kam_signal *signal, struct kam_signal_list *list,
		      const struct kam_kind *kind, int64_t id, int against,
		      struct kam_err *err) KAM_MUST_USE;
/* Both from a statement whose rows are an id and 1 for what speaks against,
   else 0: $1 is the account, $2 the first recent day, $3 today. A share is the
   percentage that doesn't speak against, a count how many do; without rows it
   is missing. */
int kam_signal_share(struct kam_signal_list *list, struct kam *k,
		     const struct kam_signal_sort *sort,
		     const struct kam_kind *kind, const char *sql,
		     struct kam_err *err) KAM_MUST_USE;
int kam_signal_count(struct kam_signal_list *list, struct kam *k,
		     const struct kam_signal_sort *sort,
		     const struct kam_kind *kind, const char *sql,
		     struct kam_err *err) KAM_MUST_USE;

#endif
