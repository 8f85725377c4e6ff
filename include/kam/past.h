/*
 * The register as it was: at the end of a day, at a moment, after an operation.
 *
 *	rc = kam_moment_read(&moment, k, "2026-11-20", err);
 *	if (!rc)
 *		rc = kam_past_open(&k, &moment, err);
 *
 * What was changed since is taken back in a copy that nobody else sees: of each
 * record that later operations touched, its journal up to then says what it
 * was. So what is read from it is what was exported then, with versions and
 * times; the journal ends there too. Three things are as they are today:
 * people who were forgotten since, who look as forgetting left them, also in
 * texts (forget.h); what became of mail that was queued by then; and rules of
 * kam's own that another version of it may have.
 *
 * Cost: a copy of the file, some 0.3 ms a MB, and some 50 µs for each record
 * that was touched since; nothing was: neither.
 */
#ifndef KAM_PAST_H
#define KAM_PAST_H

#include <kam/store.h>

struct kam_moment {
	int64_t operation; /* the last one that counts */
	int64_t now;       /* UTC seconds: what the clock says then */
};

/* A number of an operation; a day, of which it is the end (and now, where it
   is today's); a moment as kam_instant_read() knows it. KAM_EINVALID for what
   is still to come, KAM_ENOENT before the register's beginning. */
int kam_moment_read(struct kam_moment *out, struct kam *k, const char *text,
		    struct kam_err *err) KAM_MUST_USE;
/* The same of what was before a day began, for text that is a day: the state
   that changes "since" it come upon; operation is 0 before the beginning. */
int kam_moment_before(struct kam_moment *out, struct kam *k, const char *text,
		      struct kam_err *err) KAM_MUST_USE;
/* Takes the register's place, closed later by kam_close(); *k stays open and as
   it was on failure. No transaction of it is open. Writing to it is refused:
   KAM_EREFUSED. */
int kam_past_open(struct kam **k, const struct kam_moment *moment,
		  struct kam_err *err) KAM_MUST_USE;
/*
 * The same of a copy, *out, whose journal and definitions end there; k, in a
 * transaction, stays as it is. Closed by kam_close(). It can be taken further
 * back, to an earlier moment, so that one copy serves for all moments of a
 * history, the newest first: each costs only what lies between. On failure of
 * that it is only good for kam_close(). Kinds and their custom fields are those
 * of kam_catalogue_of() after each.
 */
int kam_past_copy(struct kam **out, struct kam *k,
		  const struct kam_moment *moment,
		  struct kam_err *err) KAM_MUST_USE;
int kam_past_further(struct kam *past, const struct kam_moment *moment,
		     struct kam_err *err) KAM_MUST_USE;
/* 1 where it is such a copy, which an index beside the register is not of. */
int kam_is_past(const struct kam *k);
/* KAM_EREFUSED where it is. */
int kam_past_refuse(const struct kam *k, struct kam_err *err) KAM_MUST_USE;

#endif
