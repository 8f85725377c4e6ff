/*
 * Settings: what changes a figure is kept in the register and journalled.
 *
 * Each known setting has a name, a default and a line of help; a record of the
 * kind `setting` holds the value where it differs. One that is scoped may also
 * be set for an account alone: as NAME.KEY ("req.weights.acme"), which goes
 * before the value that NAME has.
 */
#ifndef KAM_SETTING_H
#define KAM_SETTING_H

#include <kam/store.h>

struct kam_setting {
	const char *name;
	const char *initial;
	const char *help;
	int scoped; /* NAME.KEY is an account's own */
	int named;  /* each NAME.KEY is one, NAME alone is none */
};

extern const struct kam_setting kam_settings[];
extern const size_t kam_n_settings;

/* NULL where there is no such setting; of NAME.KEY, what NAME is */
const struct kam_setting *kam_setting_find(const char *name);
/* The key in NAME.KEY of a scoped setting; NULL in any other name. */
const char *kam_setting_key(const char *name);
/* The value, or the default; of NAME.KEY, else what NAME has. KAM_EFIELD where
   there is no such setting. */
int kam_setting_get(const char **value, struct kam *k, struct kam_arena *arena,
                    const char *name, struct kam_err *err) KAM_MUST_USE;
/* Inside an operation; NULL or "" goes back to the default. */
int kam_setting_set(struct kam *k, const char *name, const char *value,
                    struct kam_err *err) KAM_MUST_USE;
/* Inside an operation: what one name holds is another's; to NULL, nobody's. */
int kam_setting_rename(struct kam *k, const char *from, const char *to,
                       struct kam_err *err) KAM_MUST_USE;

#endif
