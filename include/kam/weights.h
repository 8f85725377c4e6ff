/*
 * Weights of criteria, as a setting has them: "fit=3 revenue=2 effort=-1".
 *
 * Criteria are parted by blanks or commas; a name has no blank, comma or "=",
 * and may be Chinese; a weight is a decimal other than 0, negative for what
 * speaks against. No criterion comes twice.
 */
#ifndef KAM_WEIGHTS_H
#define KAM_WEIGHTS_H

#include <kam/err.h>
#include <stddef.h>
#include <stdint.h>

enum { KAM_WEIGHTS = 16, KAM_CRITERION = 64 };

struct kam_weights {
	size_t n;
	char names[KAM_WEIGHTS][KAM_CRITERION];
	int64_t weights[KAM_WEIGHTS]; /* millionths */
};

/* "" is none; KAM_EINVALID where the text is no such list */
int kam_weights_parse(struct kam_weights *out, const char *text,
		      struct kam_err *err) KAM_MUST_USE;
/* The index of a criterion by the bytes of its name; -1 where it isn't one */
int kam_weights_find(const struct kam_weights *w, const char *name);

#endif
