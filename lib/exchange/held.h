/*
 * What the files of the right of access share: the mail that is held.
 */
#ifndef KAM_EXCHANGE_HELD_H
#define KAM_EXCHANGE_HELD_H

#include <kam/held.h>
#include <kam/mention.h>

int kam_held_mail_read(struct kam_held *person, struct kam *k,
		       struct kam_arena *arena, struct kam_mentions *traits,
		       struct kam_err *err) KAM_MUST_USE;
/* The key "mail" and its array. */
void kam_held_mail_print(struct kam_out *out, const struct kam_held *person);
/* A heading and a table; nothing where there is no mail. */
void kam_held_mail_markdown(struct kam_str *out, struct kam *k,
			    const struct kam_held *person);

#endif
