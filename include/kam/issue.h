/*
 * Issues: five whys, escalation by age and severity, figures, recurrence.
 *
 * Whys. The field `whys` has a line for each, "1. …", in the order in which
 * they were asked (T. Ohno, "Toyota Production System", 1988, chapter 2); the
 * last is the root cause. Five is how many it often takes, not a limit.
 *
 * Escalation. The settings issue.escalate.SEVERITY have the times within which
 * an unsolved issue is to be solved lest it goes to level 1, 2, … of its
 * account's escalation path: "1wd 2wd 3wd", counted from the day it was raised,
 * or came up again, in the calendar of its project or account. A level is
 * reached when its day is over. What is contained still counts: only its
 * effects are held; what is solved doesn't.
 *
 * Recurrence. An issue, or feedback that became none, recurs when it comes
 * after an issue of the same account was solved and says nearly the same in
 * title or text (similar.h, by the setting issue.recur.percent), or has the
 * same kind of root cause within the time that issue.recur.within has. Said for
 * certain it is a link, "ISS-9 recurs ISS-2"; any other link between the two
 * says that somebody looked, and it isn't told again.
 */
#ifndef KAM_ISSUE_H
#define KAM_ISSUE_H

#include <kam/store.h>

enum { KAM_WHYS = 20, KAM_ISSUE_LEVELS = 9 };

/* Lines of any form in their canonical one: numbered, none empty. *last is
   where the text of the last begins, or NULL. KAM_EINVALID for more than
   KAM_WHYS. */
int kam_whys_number(struct kam_str *out, const char **last, const char *text,
		    struct kam_err *err) KAM_MUST_USE;
/* The text of the next line of canonical ones, which *at is the beginning of
   at first; 0 at the end. Not NUL-terminated. */
int kam_whys_next(const char **why, size_t *length, const char **at);
/* canonical, with a why added, or in the place of the one at that number;
   KAM_ENOENT where there is none. */
int kam_whys_set(struct kam_str *out, const char *whys, int64_t at,
		 const char *why, struct kam_err *err) KAM_MUST_USE;

/* Days by which it is to be solved, of times counted from a day: how many, up
   to KAM_ISSUE_LEVELS. KAM_EINVALID where they don't come one after another. */
struct kam_calendar;
int kam_issue_levels(int32_t days[KAM_ISSUE_LEVELS], int *n, const char *times,
		     int32_t from, const struct kam_calendar *calendar,
		     struct kam_err *err) KAM_MUST_USE;

/* An unsolved issue and how long it has been one. */
struct kam_issue_age {
	int64_t id, account_id;
	const char *title, *status, *severity;
	const char *account, *project, *owner; /* keys; NULL where unset */
	const char *contact, *contact_name;    /* "CON-3", who raised it */
	int64_t owner_id, account_owner;       /* ids of members, or 0 */
	int32_t since; /* day it was raised or came up again */
	int64_t days, working_days;
	int has_due, has_first, has_next;
	int32_t due;   /* as agreed */
	int32_t first; /* by which it is to be solved by the rule */
	int32_t next;  /* by which, lest it goes a level higher */
	const struct kam_calendar *calendar; /* in which they are counted */
	const struct kam_calendar *owners;   /* less the owner's days off */
	int level;                           /* reached; 0: none */
	int32_t level_day;                   /* over which it was reached */
};
typedef int (*kam_each_issue_age)(void *context,
				  const struct kam_issue_age *age,
				  struct kam_err *err);
struct kam_issue_query {
	int64_t account, project, owner; /* ids; 0: any */
};
/* By id; each valid during its call. */
int kam_issue_ages_each(struct kam *k, const struct kam_issue_query *query,
			kam_each_issue_age each, void *context,
			struct kam_err *err) KAM_MUST_USE;

/* Whom to tell: the step of the account's path at that level, or the highest
   below it. 1, or 0 where the path has none. Texts in the arena. */
struct kam_issue_step {
	int64_t id, level;
	const char *contact, *contact_name; /* "CON-3"; or NULL */
	const char *member, *member_name;   /* a key; or NULL */
};
int kam_issue_step(struct kam_issue_step *out, struct kam *k,
		   struct kam_arena *arena, int64_t account, int level,
		   struct kam_err *err) KAM_MUST_USE;

/*
 * Figures. Age is in calendar days since it was raised or came up again, time
 * to solve from the day it was raised to the day it was solved; mean and median
 * (quantile.h) in millionths of a day. Dropped ones count nowhere else than in
 * by_status.
 */
enum { KAM_ISSUE_SEVERITIES = 4, KAM_ISSUE_BANDS = 4 };
/* The last day of each band of age but the last: 7, 30, 90. */
extern const int kam_issue_bands[KAM_ISSUE_BANDS - 1];
struct kam_issue_stats {
	/* set before: gives closed ones too */
	struct kam_query *query;

	int64_t count, open, solved; /* solved: and verified */
	int64_t by_status[KAM_STATES];
	int64_t open_by[KAM_ISSUE_SEVERITIES][KAM_ISSUE_BANDS];
	int64_t oldest; /* days; -1: none is open */
	int64_t age_median, solve_mean, solve_median; /* -1: none */
	int64_t unowned, overdue;                     /* of the open ones */
	int64_t reopened; /* issues that came up again, whenever */
	int64_t recurred; /* issues that a link says recur an earlier one */
};
int kam_issue_stats(struct kam_issue_stats *s, struct kam *k,
		    struct kam_err *err) KAM_MUST_USE;

/* A recurrence, certain or likely. */
struct kam_recur {
	const struct kam_kind *kind; /* issue or feedback */
	int64_t id, account;
	const char *title;
	int32_t on;      /* when it was raised or received */
	int64_t earlier; /* the issue that was solved */
	const char *earlier_title;
	int32_t solved;    /* where it is, see has_solved */
	int has_solved;    /* 0: it was reopened */
	int percent;       /* how alike the wordings are; 0: not said */
	const char *cause; /* the same kind of cause; or NULL */
	int64_t link;      /* 0: nobody has said so */
};
typedef int (*kam_each_recur)(void *context, const struct kam_recur *r,
			      struct kam_err *err);
struct kam_recur_query {
	int64_t account; /* id; 0: any */
	/* of one record alone, and what is said to recur it; or NULL */
	const struct kam_kind *kind;
	int64_t id;
};
/* By the later one's day, then its kind and id. */
int kam_recurs_each(struct kam *k, const struct kam_recur_query *query,
		    kam_each_recur each, void *context,
		    struct kam_err *err) KAM_MUST_USE;
/* Inside an operation: the link; KAM_EREFUSED where the earlier one is not
   solved, or was later. */
int kam_recur_add(int64_t *link, struct kam *k, const struct kam_kind *kind,
		  int64_t id, int64_t earlier,
		  struct kam_err *err) KAM_MUST_USE;

#endif
