/*
 * Wordings shown to people, and compared.
 */
#ifndef KAM_CMD_WORDING_H
#define KAM_CMD_WORDING_H

#include "cmd.h"

/* The beginning of a fingerprint by which people know it; "[erased]" stays. */
enum { CMD_BRIEF_DIGEST = 13 };
const char *cmd_brief_digest(char out[CMD_BRIEF_DIGEST], const char *digest);

/* The fields of a wording, as versions have them: their number, names for
   machines, labels for people. */
enum { CMD_WORDING = 3 };
struct cmd_wording {
	const char *key, *label;
	int field; /* of a revision */
};
extern const struct cmd_wording cmd_wording[CMD_WORDING];
/* 1 where the field differs; either may be NULL. */
int cmd_wording_differs(const struct kam_record *before,
			const struct kam_record *after, int field);
/* What changed of the field, in one text: "sign [-in-]{+on+}". */
int cmd_wording_diff(struct kam_str *out, struct cmd *c,
		     const struct kam_record *before,
		     const struct kam_record *after, int field,
		     struct kam_err *err) KAM_MUST_USE;
/* A field under its key: null where it is the same, else before, after and
   words, the runs of both; people read the diff. */
int cmd_wording_print(struct cmd *c, struct kam_out *out, const char *key,
		      const struct kam_record *before,
		      const struct kam_record *after, int field,
		      struct kam_err *err) KAM_MUST_USE;

#endif
