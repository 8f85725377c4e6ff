#include "db/sqlite.h"

#include <stdio.h>
#include <string.h>

/*
 * A journal can name a "super-journal", which SQLite deletes when it rolls
 * back: whoever plants one has any file of the user's removed. So nothing but
 * the database and its sidecars is opened, deleted or even looked for. kam
 * itself never makes a super-journal, since it attaches no database.
 */
static int is_own(const struct kam_vfs *vfs, const char *name)
{
	static const char *const suffixes[] = { "", "-journal", "-wal",
						"-shm" };
	size_t length = strlen(vfs->path);

	if (strncmp(name, vfs->path, length) != 0)
		return 0;
	for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
		if (strcmp(name + length, suffixes[i]) == 0)
			return 1;
	return 0;
}

static int shim_open(sqlite3_vfs *base, const char *name, sqlite3_file *file,
		     int flags, int *out_flags)
{
	struct kam_vfs *vfs = base->pAppData;

	/* without a name: a temporary file, unlinked as soon as it is made */
	if (name && !is_own(vfs, name)) {
		vfs->refused = 1;
		file->pMethods = NULL;
		return SQLITE_AUTH;
	}
	if (flags & SQLITE_OPEN_MAIN_DB)
		return kam_vfs_file_open(vfs->under, name, file, flags,
					 out_flags);
	return vfs->under->xOpen(vfs->under, name, file, flags, out_flags);
}

static int shim_delete(sqlite3_vfs *base, const char *name, int sync)
{
	struct kam_vfs *vfs = base->pAppData;

	if (!is_own(vfs, name)) {
		vfs->refused = 1;
		return SQLITE_AUTH;
	}
	return vfs->under->xDelete(vfs->under, name, sync);
}

static int shim_access(sqlite3_vfs *base, const char *name, int flags, int *out)
{
	struct kam_vfs *vfs = base->pAppData;

	*out = 0;
	if (!is_own(vfs, name)) {
		vfs->refused = 1;
		return SQLITE_AUTH;
	}
	return vfs->under->xAccess(vfs->under, name, flags, out);
}

static int shim_full_pathname(sqlite3_vfs *base, const char *name, int size,
			      char *out)
{
	struct kam_vfs *vfs = base->pAppData;

	return vfs->under->xFullPathname(vfs->under, name, size, out);
}

static void *shim_dlopen(sqlite3_vfs *base, const char *name)
{
	(void)base;
	(void)name;
	return NULL;
}

static void shim_dlerror(sqlite3_vfs *base, int size, char *out)
{
	(void)base;
	if (size > 0)
		*out = '\0';
}

static void (*shim_dlsym(sqlite3_vfs *base, void *library,
			 const char *symbol))(void)
{
	(void)base;
	(void)library;
	(void)symbol;
	return NULL;
}

static void shim_dlclose(sqlite3_vfs *base, void *library)
{
	(void)base;
	(void)library;
}

static int shim_randomness(sqlite3_vfs *base, int size, char *out)
{
	struct kam_vfs *vfs = base->pAppData;

	return vfs->under->xRandomness(vfs->under, size, out);
}

static int shim_sleep(sqlite3_vfs *base, int microseconds)
{
	struct kam_vfs *vfs = base->pAppData;

	return vfs->under->xSleep(vfs->under, microseconds);
}

static int shim_current_time(sqlite3_vfs *base, double *out)
{
	struct kam_vfs *vfs = base->pAppData;

	return vfs->under->xCurrentTime(vfs->under, out);
}

static int shim_last_error(sqlite3_vfs *base, int size, char *out)
{
	struct kam_vfs *vfs = base->pAppData;

	return vfs->under->xGetLastError(vfs->under, size, out);
}

int kam_vfs_register(struct kam_vfs *vfs, const char *under, const char *path)
{
	vfs->under = sqlite3_vfs_find(under);
	if (!vfs->under)
		return SQLITE_ERROR;
	vfs->path = path;
	(void)snprintf(vfs->name, sizeof vfs->name, "kam-%p", (void *)vfs);
	vfs->base = (sqlite3_vfs){
		.iVersion = 1,
		.szOsFile = kam_vfs_file_bytes(vfs->under),
		.mxPathname = vfs->under->mxPathname,
		.zName = vfs->name,
		.pAppData = vfs,
		.xOpen = shim_open,
		.xDelete = shim_delete,
		.xAccess = shim_access,
		.xFullPathname = shim_full_pathname,
		.xDlOpen = shim_dlopen,
		.xDlError = shim_dlerror,
		.xDlSym = shim_dlsym,
		.xDlClose = shim_dlclose,
		.xRandomness = shim_randomness,
		.xSleep = shim_sleep,
		.xCurrentTime = shim_current_time,
		.xGetLastError = shim_last_error,
	};
	return sqlite3_vfs_register(&vfs->base, 0);
}

void kam_vfs_unregister(struct kam_vfs *vfs)
{
	if (vfs->under)
		(void)sqlite3_vfs_unregister(&vfs->base);
}
