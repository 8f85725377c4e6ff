/*
 * Settings: what changes a figure is kept in the register and journalled.
 *
 * Each known setting has a name, a default and a line of help; a record of the
 * kind `setting` holds the value where it differs.
 */
#ifndef KAM_SETTING_H
#define KAM_SETTING_H

#include <kam/store.h>

struct kam_setting {
	const char *name;
	const char *initial;
	const char *help;
};

extern const struct kam_setting kam_settings[];
extern const size_t kam_n_settings;

/* NULL where there is no such setting */
const struct kam_setting *kam_setting_find(const char *name);
/* The value, or the default; KAM_EFIELD where there is no such setting */
int kam_setting_get(const char **value, struct kam *k, struct kam_arena *arena,
                    const char *name, struct kam_err *err) KAM_MUST_USE;
/* Inside an operation; NULL or "" goes back to the default. */
int kam_setting_set(struct kam *k, const char *name, const char *value,
                    struct kam_err *err) KAM_MUST_USE;

#endif
