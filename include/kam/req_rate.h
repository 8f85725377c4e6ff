/*
 * What requirements are ranked by: their scores for RICE and WSJF are fields of
 * the requirement, those for the criteria of a firm or an account are records
 * of the kind score, one for each criterion and rater; answers to Kano's
 * questions are records of the kind kano.
 */
#ifndef KAM_REQ_RATE_H
#define KAM_REQ_RATE_H

#include <kam/kano.h>
#include <kam/store.h>
#include <kam/weights.h>

/* The weights in force for an account, by its key; NULL: the register's. */
int kam_req_weights(struct kam_weights *out, struct kam *k, const char *account,
		    struct kam_err *err) KAM_MUST_USE;

/* Inside an operation: the actor's score of a record, of whatever kind, on a
   criterion, in place of an earlier one of theirs. */
int kam_score_give(struct kam *k, const struct kam_record *rated,
		   const char *criterion, const char *value,
		   struct kam_err *err) KAM_MUST_USE;

/*
 * Inside an operation: an answer to the paired questions, words as the kind has
 * them. contact, respondent and on may be NULL or "". Who answered before
 * answers anew: their record is changed; without anybody's name it's one more.
 */
struct kam_kano_reply {
	int64_t req;
	const char *functional, *dysfunctional;
	const char *contact, *respondent, *on;
};
int kam_kano_reply(struct kam *k, const struct kam_kano_reply *reply,
		   struct kam_err *err) KAM_MUST_USE;

#endif
