/*
 * What minutes say, as records: a decision each for what was decided, an action
 * each for what is to be done, both about the conversation.
 *
 * Taking minutes again changes what became of them rather than making it twice.
 * A line belongs to the record that its mark names, else to the one that says
 * the same, else to the one that says the most alike, by KAM_MINUTES_ALIKE
 * percent or more (dice.h). Of that record changes what the line says
 * otherwise than in the minutes before; so an action that was put off stays put
 * off. What is no longer in the minutes is left as it is, and told.
 */
#ifndef KAM_MINUTES_TAKE_H
#define KAM_MINUTES_TAKE_H

#include <kam/minutes.h>
#include <kam/store.h>

enum { KAM_MINUTES_ALIKE = 60 };

enum kam_minutes_change {
	KAM_MINUTES_CREATED,
	KAM_MINUTES_UPDATED,
	KAM_MINUTES_UNCHANGED,
	KAM_MINUTES_LEFT, /* no longer in the minutes */
};

struct kam_minutes_record {
	const struct kam_kind *kind; /* decision or action */
	int64_t id;
	const char *text, *owner, *due; /* as it is now; or NULL */
	const char *owner_name;
	const char *status; /* of an action; NULL of a decision */
	enum kam_minutes_change change;
};

struct kam_minutes_result {
	struct kam_minutes_record *records; /* decisions first, then by id */
	size_t n;
	int64_t attendees; /* that were added */
};

/* Inside an operation. before: the conversation as it is stored. Its minutes
   become the text with a mark at each line that became a record; *after is the
   conversation then. KAM_EINVALID and KAM_ENOENT name the line; KAM_EREFUSED
   for a mail, whose text is its own. */
int kam_minutes_take(struct kam_minutes_result *out, struct kam_record **after,
		     struct kam *k, const struct kam_record *before,
		     const char *text, struct kam_err *err) KAM_MUST_USE;
/* What came of a conversation so far; change is UNCHANGED. */
int kam_minutes_records(struct kam_minutes_result *out, struct kam *k,
			struct kam_arena *arena, int64_t comm,
			struct kam_err *err) KAM_MUST_USE;

#endif
