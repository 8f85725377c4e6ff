/*
 * Silence: for how long nobody has spoken with an account or a contact, and
 * whether that is longer than it may be.
 *
 * It counts from the last two-way conversation (talk.h says which are), where
 * there never was one from the day the record was made. How long it may last:
 *
 *   an account   by the lines of its communications plan, else by its tier, as
 *                the setting comm.silence.tiers says
 *   a contact    by the lines of the plan whose audience they are, and by their
 *                influence, as the setting comm.silence.influence says: the
 *                stricter of these; where there is neither, nothing is asked
 *
 * Of the plan those lines count that are spoken: by meeting, call, chat or
 * visit. Working days are those of the account's calendar.
 */
#ifndef KAM_SILENCE_H
#define KAM_SILENCE_H

#include <kam/store.h>

struct kam_silence {
	const struct kam_kind *kind; /* account or contact */
	int64_t id;
	const char *who;     /* "acme", "CON-3" */
	const char *name;
	const char *account; /* key; a contact's first, NULL where none */
	const char *owner;   /* key; a contact's, else the account's */
	int64_t owner_id;
	int64_t last;        /* UTC seconds, where last_comm is set */
	int64_t last_comm;   /* id; 0: never */
	const char *channel; /* the last one's; NULL: never */
	/* there never was a two-way one, and yet something was said: mail that
	   nobody answered */
	int unanswered;
	int64_t days, working_days; /* since then */
	/* how long it may last, "2w"; what says so, "plan", "tier" or
	   "influence"; and which: "CPL-1", "key", "5". NULL where nothing
	   does, and then there is no due */
	const char *limit, *by, *by_value;
	int32_t due; /* the last day on which it is in time */
	int64_t days_late, working_days_late; /* negative: days to go */
};

/* ACCOUNT: only the one account itself, by the conversations that are its own,
   which is quick; its contacts, who may be another's too, are left out */
enum kam_silence_of { KAM_SILENCE_ALL, KAM_SILENCE_ACCOUNT };
struct kam_silence_query {
	int64_t account; /* id; 0: all that are active */
	enum kam_silence_of of;
};
struct kam_silences {
	struct kam_silence *items; /* the latest first */
	size_t n;
};

/* Lives in the arena. Accounts that rest or are closed are left out, and
   contacts who left or whose accounts all do. */
int kam_silence_find(struct kam_silences *out, struct kam *k,
		     struct kam_arena *arena,
		     const struct kam_silence_query *query,
		     struct kam_err *err) KAM_MUST_USE;

/* The span that a setting "key=2w standard=1m" has for a word, in the arena;
   NULL where it has none. */
int kam_silence_span(const char **span, struct kam_arena *arena,
		     const char *setting, const char *word,
		     struct kam_err *err) KAM_MUST_USE;
/* KAM_EINVALID where a setting says no such thing: its words are of those. */
int kam_silence_check(const char *setting, const char *const *words,
		      struct kam_err *err) KAM_MUST_USE;

#endif
