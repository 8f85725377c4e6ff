/*
 * Surveys: who is asked, what they answered, what that comes to.
 *
 * A round (kind survey) has one question, on one scale. What it knows of one
 * person is one record (kind reply): that they were invited, that they
 * answered, or both. What satisfaction.h makes of the answers is never stored.
 *
 * Whoever gave a low score is owed a call: an answer with a name to it brings
 * an action about it, within survey.detractor of the day it was given, for the
 * owner of the account. Answers older than KAM_SURVEY_RECENT days are history
 * and bring none.
 *
 * A comment stays with its answer. It becomes feedback when asked to, or, as
 * survey.comments has it, when it comes.
 */
#ifndef KAM_SURVEY_H
#define KAM_SURVEY_H

#include <kam/satisfaction.h>
#include <kam/store.h>

enum { KAM_SURVEY_RECENT = 30 };

/* Its measure and scale. */
enum kam_measure kam_survey_measure(const struct kam_record *survey);
int kam_survey_scale(struct kam_scale *out, const struct kam_record *survey,
		     struct kam_err *err) KAM_MUST_USE;
/* 0 where it takes answers: open, or closed and they come late. KAM_EREFUSED
   while it is a draft, or dropped. */
int kam_survey_takes(const struct kam_record *survey,
		     struct kam_err *err) KAM_MUST_USE;

/*
 * Invitations. A contact is asked once a month, quarter, half or year, as
 * survey.throttle says, whatever the survey; never who wants no mail, may not
 * be reached by the channel, has left or was erased.
 */
struct kam_invite {
	const struct kam_record *survey;
	const char *via; /* a type of channel: "mail" */
	int32_t on;      /* the day */
	/* the period it lies in; since is 0 where nobody is held back */
	int32_t since, until;
	struct kam_invite_asked {
		int64_t contact;
		int here; /* in this round already */
		const char *last;
	} * asked; /* ascending by contact */
	size_t n;
};
struct kam_invited {
	int64_t contact, reply; /* reply: 0 where refused */
	const char *name;
	/* asked, answered, opt_out, do_not_use, closed, erased; or NULL */
	const char *refused;
	const char *last; /* the day they were asked last, in the period or in
			     this round; or NULL */
};
/* What is known before the first is asked; lives in the arena. */
int kam_invite_begin(struct kam_invite *out, struct kam *k,
		     struct kam_arena *arena, const struct kam_record *survey,
		     const char *via, const char *on,
		     struct kam_err *err) KAM_MUST_USE;
/* Inside an operation. A contact is to be given once only. */
int kam_invite(struct kam_invited *out, struct kam *k, struct kam_arena *arena,
	       const struct kam_invite *invite,
	       const struct kam_record *contact,
	       struct kam_err *err) KAM_MUST_USE;

/* An answer as it comes; texts may be NULL or "". */
struct kam_survey_answer {
	const struct kam_record *survey;
	int64_t contact;        /* 0: nobody's by name */
	const char *respondent; /* who it was, where that is no contact */
	const char *score, *comment;
	const char *on, *asked; /* days; else today, and as it is */
	const char *account, *project, *touchpoint;
	const char *source, *digest; /* of an import */
};
/* The contact that a text names: by address, ID or name. KAM_ENOENT,
   KAM_EINVALID where several are meant. */
int kam_survey_contact(int64_t *contact, struct kam *k, const char *text,
		       struct kam_err *err) KAM_MUST_USE;
/*
 * Inside an operation. Fills the contact's open invitation of the round, where
 * there is one, else makes a record; the comment becomes feedback where
 * survey.comments says so.
 */
int kam_survey_take(struct kam_record **reply, struct kam *k,
		    struct kam_arena *arena, const struct kam_survey_answer *a,
		    struct kam_err *err) KAM_MUST_USE;
/* The contact's answer in the round, the last one; 0 where there is none. */
int kam_survey_answered(int64_t *reply, struct kam *k, int64_t survey,
			int64_t contact, struct kam_err *err) KAM_MUST_USE;
/* Writes what an answer says into a record of it. */
int kam_reply_fill(struct kam *k, struct kam_record *reply,
		   const struct kam_survey_answer *a,
		   struct kam_err *err) KAM_MUST_USE;
/* Inside an operation: the reply's comment as feedback: a complaint, comment or
   praise by its score. *feedback is 0 where the reply has no account, no
   comment, or is feedback already. */
int kam_reply_to_feedback(int64_t *feedback, struct kam *k,
			  struct kam_arena *arena, int64_t reply,
			  struct kam_err *err) KAM_MUST_USE;
/* survey.comments: whether a comment on this score becomes feedback at once. */
int kam_reply_is_wanted(int *wanted, struct kam *k, struct kam_arena *arena,
			const struct kam_record *reply,
			struct kam_err *err) KAM_MUST_USE;

/* What answers are counted by. */
enum kam_survey_by {
	KAM_SURVEY_BY_NOTHING,
	KAM_SURVEY_BY_ACCOUNT,
	KAM_SURVEY_BY_CONTACT,
	KAM_SURVEY_BY_TIER,
	KAM_SURVEY_BY_REGION,
	KAM_SURVEY_BY_INDUSTRY,
	KAM_SURVEY_BY_TOUCHPOINT,
	KAM_SURVEY_BY_QUARTER,
	KAM_SURVEY_BY_ROUND, /* of trend only */
};
extern const char *const kam_survey_by_words[]; /* NULL-terminated */

struct kam_survey_group {
	const char
	    *value;       /* "acme", "CON-3", "2026-Q4", "SUR-1"; NULL: unset */
	const char *name; /* of the account, contact or round; or NULL */
	const char *on;   /* of a round: its day */
	const char *last; /* the day of the latest answer; NULL: unknown */
	struct kam_tally tally;
	struct kam_satisfaction figures;
};
struct kam_survey_query {
	int64_t survey;           /* 0: all that were not dropped */
	int64_t account, project; /* 0: any */
	int measure;              /* enum kam_measure; -1: any */
	enum kam_survey_by by;
};
/* In the arena, by measure and scale, then by time where that is what they are
   counted by, else by value. By nothing of one round: that one group, also
   where nobody answered. */
int kam_survey_count(struct kam_survey_group **out, size_t *n, struct kam *k,
		     struct kam_arena *arena,
		     const struct kam_survey_query *query,
		     struct kam_err *err) KAM_MUST_USE;

/* For an account's health: its figures in the latest round of the measure in
   which it answered; figures.n is 0 where there is none. */
int kam_survey_latest(struct kam_survey_group *out, struct kam *k,
		      struct kam_arena *arena, int64_t account,
		      enum kam_measure measure,
		      struct kam_err *err) KAM_MUST_USE;

#endif
