/*
 * Linked into a kam of its own with --wrap: the Nth call of the database, or
 * the Nth allocation, fails.
 *
 *	KAM_FAULT_DB=7        the 7th database call fails (0: none, counted)
 *	KAM_FAULT_MEMORY=7    the 7th allocation fails
 *	KAM_FAULT_STICKY=1    and all after it
 *	KAM_FAULT_COUNT=FILE  how many there were, "db memory", at the end
 */
#include "allocations.h"
#include "db/db.h"

#include <kam/store.h>
#include <stdlib.h>

/* the linker's names for the real functions and for what replaces them */
int __real_kam_open(struct kam **out, const struct kam_open_options *options,
		    struct kam_err *err);
int __real_kam_init(const struct kam_open_options *options,
		    const char *timezone, int group, struct kam_err *err);
int __wrap_kam_open(struct kam **out, const struct kam_open_options *options,
		    struct kam_err *err);
int __wrap_kam_init(const struct kam_open_options *options,
		    const char *timezone, int group, struct kam_err *err);

static struct kam_fault fault = { .code = KAM_EIO };

static int64_t number(const char *variable)
{
	const char *text = getenv(variable);

	return text ? strtoll(text, NULL, 10) : 0;
}

static void write_count(void)
{
	const char *path = getenv("KAM_FAULT_COUNT");
	FILE *file;

	failing = 0;
	file = path ? fopen(path, "w") : NULL;
	if (!file)
		return;
	(void)fprintf(file, "%lld %lld\n", (long long)fault.calls,
		      (long long)allocations);
	(void)fclose(file);
}

/* Before main(). */
__attribute__((constructor)) static void start(void)
{
	failing = number("KAM_FAULT_MEMORY");
	sticky = (int)number("KAM_FAULT_STICKY");
	fault.nth = number("KAM_FAULT_DB");
	fault.sticky = sticky;
	(void)atexit(write_count);
}

int __wrap_kam_open(struct kam **out, const struct kam_open_options *options,
		    struct kam_err *err)
{
	struct kam_open_options with = *options;

	with.driver = kam_fault_driver(&fault);
	return __real_kam_open(out, &with, err);
}

int __wrap_kam_init(const struct kam_open_options *options,
		    const char *timezone, int group, struct kam_err *err)
{
	struct kam_open_options with = *options;

	with.driver = kam_fault_driver(&fault);
	return __real_kam_init(&with, timezone, group, err);
}
