/*
 * Agreements: which wording of a requirement a customer agreed to, who agreed,
 * when, by which channel and what proves it.
 *
 * A wording that is agreed to is kept as a version (a record of the kind
 * revision): its title, statement and acceptance criteria as they were, a
 * number that counts from 1 for each requirement, and the fingerprint
 * (fingerprint.h). Decisions say who agreed to a version, refused it or took
 * the agreement back.
 *
 * The requirement's agreed_version is the one in force. While it has one its
 * wording is what that version says, whatever its state: it is changed by
 * nothing but another version's coming into force. Only the functions here
 * set it, since the field is KAM_FIXED:
 *
 *	kam_req_propose()   keeps a new wording as proposed_version
 *	kam_req_agree()     puts it in force, and the requirement back to
 *	                    agreed: what was built was another wording
 *	kam_req_reject()    a customer's no: the proposal is gone
 *	kam_req_withdraw()  the agreement is gone: it may be edited again
 *
 * All of them inside an operation; the records they make live in the
 * requirement's arena.
 */
#ifndef KAM_AGREEMENT_H
#define KAM_AGREEMENT_H

#include <kam/sha256.h>
#include <kam/store.h>

/* What a customer said of a wording. */
struct kam_verdict {
	int64_t contact;     /* who said it; 0: somebody of ours */
	const char *on;      /* as a date option takes it; NULL: today */
	const char *channel; /* or NULL */
	const char *remark;  /* the reason, a condition; or NULL */
};

/*
 * The requirement after is to be agreed to: it has agreed_with and what else
 * the caller sets. It takes the step to agreed, in the proposed wording where
 * there is one; kam_record_update() comes after and keeps version and
 * decision. KAM_EREFUSED where the state or a missing field forbids it.
 */
int kam_req_agree(struct kam *k, struct kam_record *after,
		  struct kam_err *err) KAM_MUST_USE;

/* Takes away who agreed to the wording in force, when, how and what proves it,
   since that says nothing of another; without one it does nothing. */
void kam_req_clear_former(struct kam_record *req);
/* All of it from a verdict: *out is the requirement after it. */
int kam_req_agree_to(struct kam_record **out, struct kam *k,
		     struct kam_arena *arena, int64_t req,
		     const struct kam_verdict *verdict,
		     struct kam_err *err) KAM_MUST_USE;

/* What a proposal may say; NULL: as it is, "": none. */
struct kam_proposal {
	const char *title, *statement, *acceptance_criteria;
	const char *reason;
};
/* *out is the new version. KAM_EREFUSED for a wording that isn't agreed (edit
   it), is the one in force, or of a requirement that is at its end. */
int kam_req_propose(struct kam_record **out, struct kam *k,
		    struct kam_arena *arena, int64_t req,
		    const struct kam_proposal *proposal,
		    struct kam_err *err) KAM_MUST_USE;

/* *out is the requirement after it. verdict->remark is required: why. */
int kam_req_withdraw(struct kam_record **out, struct kam *k,
		     struct kam_arena *arena, int64_t req,
		     const struct kam_verdict *verdict,
		     struct kam_err *err) KAM_MUST_USE;
/* The same of what awaits agreement: the proposal, or a wording that nobody
   agreed to yet, which is kept as the version that was refused. */
int kam_req_reject(struct kam_record **out, struct kam *k,
		   struct kam_arena *arena, int64_t req,
		   const struct kam_verdict *verdict,
		   struct kam_err *err) KAM_MUST_USE;

/* 1 where somebody is asked to agree: a proposal, or a wording that isn't
   agreed to and neither put off nor given up. */
int kam_req_awaits(const struct kam_record *req);
/* What they are asked to agree to, as a requirement of that wording; *number
   is the version it has or will have. */
int kam_req_awaited(struct kam_record **out, int64_t *number, struct kam *k,
		    struct kam_arena *arena, const struct kam_record *req,
		    struct kam_err *err) KAM_MUST_USE;

/*
 * Versions. *out is NULL where there is none.
 */
int kam_version_find(struct kam_record **out, struct kam *k,
		     struct kam_arena *arena, int64_t req, int64_t number,
		     struct kam_err *err) KAM_MUST_USE;
int kam_version_last(struct kam_record **out, struct kam *k,
		     struct kam_arena *arena, int64_t req,
		     struct kam_err *err) KAM_MUST_USE;
/* That of the requirement's wording as it is: the one in force, the last one
   where it says the same, else a new one. */
int kam_version_keep(struct kam_record **out, struct kam *k,
		     const struct kam_record *req,
		     struct kam_err *err) KAM_MUST_USE;
/* The same without storing anything. */
int kam_version_present(struct kam_record **out, struct kam *k,
			const struct kam_record *req,
			struct kam_err *err) KAM_MUST_USE;
/* Gives the requirement the version's wording; it isn't stored by that. */
int kam_version_apply(struct kam *k, const struct kam_record *version,
		      struct kam_record *req, struct kam_err *err) KAM_MUST_USE;
/* The version's fingerprint as it is kept: "[erased]" where a person's name
   was taken out of its wording. */
const char *kam_version_digest(const struct kam_record *version);

/* The last decision on a version; *out is NULL where there is none. */
int kam_version_decision(struct kam_record **out, struct kam *k,
			 struct kam_arena *arena, int64_t version,
			 struct kam_err *err) KAM_MUST_USE;
/* The last agreement to it, be it withdrawn since. */
int kam_version_agreement(struct kam_record **out, struct kam *k,
			  struct kam_arena *arena, int64_t version,
			  struct kam_err *err) KAM_MUST_USE;
/* What a version is, a word for machines: "in_force", "proposed", "superseded"
   (agreed to before), "rejected", "withdrawn", "replaced" (a proposal that
   another followed) or "kept" (by a baseline, never decided on). */
const char *kam_version_state(const struct kam_record *req,
			      const struct kam_record *version,
			      const struct kam_record *decision);

#endif
