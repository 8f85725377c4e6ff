#include "recorder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rec_file {
	sqlite3_file base;
	struct recorder *recorder;
	int file;     /* enum op_file, or -1 for a temporary one */
	int sync_dir; /* unix: a new journal's first sync syncs its folder */
	sqlite3_file *real;
};

static struct rec_file *of(sqlite3_file *file)
{
	return (struct rec_file *)file;
}

void recorder_note(struct recorder *r, enum op_type type, enum op_file file,
		   size_t offset, const void *bytes, size_t length)
{
	struct op *op;

	if (!r->recording)
		return;
	if (r->count == r->room) {
		r->room = r->room ? r->room * 2 : 1024;
		r->ops = realloc(r->ops, r->room * sizeof *r->ops);
	}
	if (!r->ops)
		abort();
	op = &r->ops[r->count++];
	*op = (struct op){ type, file, offset, length, NULL };
	if (type == OP_WRITE) {
		op->bytes = malloc(length ? length : 1);
		if (!op->bytes)
			abort();
		memcpy(op->bytes, bytes, length);
	}
}

static void note(struct rec_file *f, enum op_type type, size_t offset,
		 const void *bytes, size_t length)
{
	if (f->file >= 0)
		recorder_note(f->recorder, type, (enum op_file)f->file, offset,
			      bytes, length);
}

static int rec_close(sqlite3_file *file)
{
	return of(file)->real->pMethods
		   ? of(file)->real->pMethods->xClose(of(file)->real)
		   : SQLITE_OK;
}

static int rec_read(sqlite3_file *file, void *out, int length,
		    sqlite3_int64 offset)
{
	sqlite3_file *real = of(file)->real;

	return real->pMethods->xRead(real, out, length, offset);
}

static int rec_write(sqlite3_file *file, const void *bytes, int length,
		     sqlite3_int64 offset)
{
	sqlite3_file *real = of(file)->real;

	note(of(file), OP_WRITE, (size_t)offset, bytes, (size_t)length);
	return real->pMethods->xWrite(real, bytes, length, offset);
}

static int rec_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	sqlite3_file *real = of(file)->real;

	note(of(file), OP_TRUNCATE, (size_t)size, NULL, 0);
	return real->pMethods->xTruncate(real, size);
}

static int rec_sync(sqlite3_file *file, int flags)
{
	(void)flags;
	note(of(file), OP_SYNC, 0, NULL, 0);
	if (of(file)->sync_dir)
		note(of(file), OP_SYNC_DIR, 0, NULL, 0);
	of(file)->sync_dir = 0;
	return SQLITE_OK;
}

static int rec_file_size(sqlite3_file *file, sqlite3_int64 *out)
{
	sqlite3_file *real = of(file)->real;

	return real->pMethods->xFileSize(real, out);
}

static int rec_lock(sqlite3_file *file, int level)
{
	sqlite3_file *real = of(file)->real;

	return real->pMethods->xLock(real, level);
}

static int rec_unlock(sqlite3_file *file, int level)
{
	sqlite3_file *real = of(file)->real;

	return real->pMethods->xUnlock(real, level);
}

static int rec_check_lock(sqlite3_file *file, int *out)
{
	sqlite3_file *real = of(file)->real;

	return real->pMethods->xCheckReservedLock(real, out);
}

static int rec_control(sqlite3_file *file, int op, void *arg)
{
	sqlite3_file *real = of(file)->real;

	return real->pMethods->xFileControl(real, op, arg);
}

static int rec_sector_size(sqlite3_file *file)
{
	sqlite3_file *real = of(file)->real;

	return real->pMethods->xSectorSize(real);
}

static int rec_characteristics(sqlite3_file *file)
{
	sqlite3_file *real = of(file)->real;

	return real->pMethods->xDeviceCharacteristics(real);
}

static const sqlite3_io_methods methods = {
	.iVersion = 1,
	.xClose = rec_close,
	.xRead = rec_read,
	.xWrite = rec_write,
	.xTruncate = rec_truncate,
	.xSync = rec_sync,
	.xFileSize = rec_file_size,
	.xLock = rec_lock,
	.xUnlock = rec_unlock,
	.xCheckReservedLock = rec_check_lock,
	.xFileControl = rec_control,
	.xSectorSize = rec_sector_size,
	.xDeviceCharacteristics = rec_characteristics,
};

static int rec_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
		    int flags, int *out_flags)
{
	struct recorder *r = vfs->pAppData;
	struct rec_file *f = of(file);
	int there = 1, rc;

	memset(f, 0, sizeof *f);
	f->recorder = r;
	f->real = (sqlite3_file *)(void *)(f + 1);
	f->file = -1;
	if (name && (flags & SQLITE_OPEN_MAIN_DB))
		f->file = FILE_DB;
	if (name && (flags & SQLITE_OPEN_MAIN_JOURNAL))
		f->file = FILE_JOURNAL;
	if (name)
		(void)r->under->xAccess(r->under, name, SQLITE_ACCESS_EXISTS,
					&there);
	rc = r->under->xOpen(r->under, name, f->real, flags, out_flags);
	if (rc)
		return rc;
	f->base.pMethods = &methods;
	if (f->file == FILE_JOURNAL && (flags & SQLITE_OPEN_CREATE))
		f->sync_dir = 1;
	if (!there)
		note(f, OP_CREATE, 0, NULL, 0);
	return SQLITE_OK;
}

static int rec_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	struct recorder *r = vfs->pAppData;
	int rc = r->under->xDelete(r->under, name, 0);

	if (rc)
		return rc;
	recorder_note(r, OP_UNLINK, FILE_JOURNAL, 0, NULL, 0);
	if (sync)
		recorder_note(r, OP_SYNC_DIR, FILE_JOURNAL, 0, NULL, 0);
	return SQLITE_OK;
}

static int rec_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	struct recorder *r = vfs->pAppData;

	return r->under->xAccess(r->under, name, flags, out);
}

static int rec_full_pathname(sqlite3_vfs *vfs, const char *name, int size,
			     char *out)
{
	struct recorder *r = vfs->pAppData;

	return r->under->xFullPathname(r->under, name, size, out);
}

int recorder_register(struct recorder *r)
{
	sqlite3_vfs *under = sqlite3_vfs_find(NULL);

	*r = (struct recorder){ .base = *under, .under = under };
	r->base.iVersion = 1;
	r->base.szOsFile = (int)sizeof(struct rec_file) + under->szOsFile;
	r->base.zName = RECORDER_VFS;
	r->base.pNext = NULL;
	r->base.pAppData = r;
	r->base.xOpen = rec_open;
	r->base.xDelete = rec_delete;
	r->base.xAccess = rec_access;
	r->base.xFullPathname = rec_full_pathname;
	return sqlite3_vfs_register(&r->base, 0);
}

void recorder_reset(struct recorder *r)
{
	for (size_t i = 0; i < r->count; i++)
		free(r->ops[i].bytes);
	r->count = 0;
}

void recorder_release(struct recorder *r)
{
	recorder_reset(r);
	free(r->ops);
	(void)sqlite3_vfs_unregister(&r->base);
}
