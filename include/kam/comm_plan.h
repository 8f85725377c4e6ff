/*
 * The communications plan: lines that say who is to hear what, how often, by
 * which channel and from whom.
 *
 * A line that recurs makes a cadence, which changes with it and ends with it:
 * what the line promises falls due, is given, late or missed as of any
 * cadence. A line is a draft until it is confirmed. What was confirmed changes
 * by a revision only, with a reason: the wording until then is kept as a record
 * of the kind revision, the line is a draft again.
 *
 * A delivery, an occurrence that was given, is acknowledged by a contact who
 * says that it reached them: a decision of the outcome acknowledged.
 */
#ifndef KAM_COMM_PLAN_H
#define KAM_COMM_PLAN_H

#include <kam/store.h>

/*
 * Inside an operation. before and after: the line as it is stored, and with
 * what is to change. KAM_EREFUSED where it has ended or nothing would change.
 */
int kam_comm_plan_revise(struct kam *k, const struct kam_record *before,
			 struct kam_record *after, const char *reason,
			 struct kam_err *err) KAM_MUST_USE;

struct kam_comm_plan_ack {
	int64_t contact;
	int64_t occurrence;  /* id; 0: the line's latest delivery */
	const char *on;      /* as a person writes a day; NULL: today */
	const char *channel; /* or NULL */
	const char *remark;  /* or NULL */
};
/* Inside an operation; *decision is what was recorded. KAM_EREFUSED where
   nothing was given yet, KAM_EDUPLICATE where they acknowledged it before. */
int kam_comm_plan_acknowledge(struct kam_record **decision, struct kam *k,
			      const struct kam_record *line,
			      const struct kam_comm_plan_ack *ack,
			      struct kam_err *err) KAM_MUST_USE;

/* A line, planned against actual. Deliveries are those that were given, in
   time or late; skipped ones were left out with a reason and count nowhere. */
struct kam_comm_plan_actual {
	int64_t id;
	const char *title, *status, *account, *project; /* keys */
	const char *every, *channel, *audience; /* names; or NULL */
	const char *sender;
	int64_t sender_id;
	const char *cadence; /* "CAD-3"; NULL: it does not recur */
	int64_t given, late, missed, skipped;
	int64_t on_time;     /* percent of what was due; -1: nothing was */
	int64_t acknowledged; /* deliveries that somebody acknowledged */
	const char *due;      /* of the open one, or NULL */
	int64_t days_late;    /* of the open one; negative: days to go */
};
/* In the order of their ids; all: ended ones too. */
struct kam_comm_plan_actuals {
	struct kam_comm_plan_actual *items;
	size_t n;
};
int kam_comm_plan_actual(struct kam_comm_plan_actuals *out, struct kam *k,
			 struct kam_arena *arena, int64_t account,
			 int64_t project, int all,
			 struct kam_err *err) KAM_MUST_USE;

/* What is wrong with the plan, and the command that mends it. */
struct kam_comm_plan_finding {
	const char *id;      /* "CPL-1", "CON-3" */
	const char *finding; /* a word: no_line, no_sender, no_approver,
			        unconfirmed, no_audience, ended, no_promise,
			        unacknowledged, do_not_use */
	const char *account; /* key */
	const char *what;    /* for people, translated */
	const char *mend;    /* a command line */
	int64_t owner_id;
};
struct kam_comm_plan_findings {
	struct kam_arena *arena;
	struct kam_comm_plan_finding *items;
	size_t n, room;
};
/* Contacts of influence 4 and 5 should have a line. account 0: all that are
   active. Release with free(items). */
enum { KAM_COMM_PLAN_INFLUENCE = 4 };
int kam_comm_plan_judge(struct kam_comm_plan_findings *out, struct kam *k,
			int64_t account, struct kam_err *err) KAM_MUST_USE;

#endif
