/*
 * An empty register for targets that need one; gone when they end.
 */
#ifndef KAM_FUZZ_REGISTER_H
#define KAM_FUZZ_REGISTER_H

#include <kam/areas.h>
#include <kam/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char fuzz_folder[] = "/tmp/kam-fuzz-XXXXXX";

static void fuzz_remove(void)
{
	static const char *const names[] = { "register.db", "register.db.lock",
					     "register.db-journal" };
	char path[sizeof fuzz_folder + 32];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		(void)snprintf(path, sizeof path, "%s/%s", fuzz_folder,
			       names[i]);
		(void)unlink(path);
	}
	(void)rmdir(fuzz_folder);
}

static struct kam *fuzz_register(void)
{
	static char path[sizeof fuzz_folder + 16];
	static struct kam *k;
	struct kam_open_options options = {
		.path = path,
		.access = KAM_WRITE,
		.catalogue = kam_kinds(),
		.now = 1795395600,
		.actor = "fuzz",
		.command = "fuzz",
	};
	struct kam_err err = { 0 };

	if (k)
		return k;
	if (!mkdtemp(fuzz_folder) || atexit(fuzz_remove))
		abort();
	(void)snprintf(path, sizeof path, "%s/register.db", fuzz_folder);
	if (kam_init(&options, "UTC", 0, &err) || kam_open(&k, &options, &err))
		abort();
	return k;
}

#endif
