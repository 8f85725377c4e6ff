/*
 * The register's file under SQLite: what a page doesn't use is zeros on disk.
 *
 * secure_delete zeroes cells that are removed, but when a page is split or
 * joined, copies of what moved stay behind in the space between its pointers
 * and its cells: text that was erased since could be read there. So each page
 * of a b-tree is wiped there on its way to disk. Then fsck may demand that
 * unused space is zero, and finds damage also where nothing is stored.
 */
#include "db/page.h"
#include "db/sqlite.h"

#include <string.h>

struct file {
	sqlite3_file base;
	sqlite3_file *real; /* behind this struct */
};

static sqlite3_file *real(sqlite3_file *file)
{
	return ((struct file *)file)->real;
}

static int file_close(sqlite3_file *file)
{
	return real(file)->pMethods->xClose(real(file));
}

static int file_read(sqlite3_file *file, void *out, int n, sqlite3_int64 at)
{
	return real(file)->pMethods->xRead(real(file), out, n, at);
}

/* The page itself stays as SQLite has it in memory. */
static int write_wiped(sqlite3_file *file, const struct kam_page *page,
		       const void *bytes, uint8_t *wiped, int n,
		       sqlite3_int64 at)
{
	/* among the cells only what the header counts: free blocks, and bytes
	   too few for one */
	int gaps = kam_big16(page->bytes + page->header + 1) ||
		   page->bytes[page->header + 7];

	if (!gaps || !kam_page_copy_used(wiped, page)) {
		memcpy(wiped, bytes, (size_t)n);
		memset(wiped + page->gap, 0, page->content - page->gap);
	}
	return real(file)->pMethods->xWrite(real(file), wiped, n, at);
}

/* kam makes no pages of this size: not for them the usual ones' room, which
   is cleared at each call. */
static int write_large(sqlite3_file *file, const struct kam_page *page,
		       const void *bytes, int n, sqlite3_int64 at)
{
	uint8_t wiped[KAM_PAGE_MOST];

	return write_wiped(file, page, bytes, wiped, n, at);
}

static int file_write(sqlite3_file *file, const void *bytes, int n,
		      sqlite3_int64 at)
{
	uint8_t wiped[4096];
	struct kam_page page;

	if (n < 512 || n > KAM_PAGE_MOST || at % n ||
	    !kam_page_read(&page, bytes, (uint32_t)n, at ? 2 : 1))
		return real(file)->pMethods->xWrite(real(file), bytes, n, at);
	return n <= (int)sizeof wiped
		   ? write_wiped(file, &page, bytes, wiped, n, at)
		   : write_large(file, &page, bytes, n, at);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return real(file)->pMethods->xTruncate(real(file), size);
}

static int file_sync(sqlite3_file *file, int flags)
{
	return real(file)->pMethods->xSync(real(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *out)
{
	return real(file)->pMethods->xFileSize(real(file), out);
}

static int file_lock(sqlite3_file *file, int level)
{
	return real(file)->pMethods->xLock(real(file), level);
}

static int file_unlock(sqlite3_file *file, int level)
{
	return real(file)->pMethods->xUnlock(real(file), level);
}

static int file_check_lock(sqlite3_file *file, int *out)
{
	return real(file)->pMethods->xCheckReservedLock(real(file), out);
}

static int file_control(sqlite3_file *file, int op, void *arg)
{
	return real(file)->pMethods->xFileControl(real(file), op, arg);
}

static int file_sector_size(sqlite3_file *file)
{
	return real(file)->pMethods->xSectorSize(real(file));
}

static int file_characteristics(sqlite3_file *file)
{
	return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

/* Shared memory is for registers that somebody put into WAL mode. */
static int file_shm_map(sqlite3_file *file, int region, int size, int extend,
			void volatile **out)
{
	return real(file)->pMethods->xShmMap(real(file), region, size, extend,
					     out);
}

static int file_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}

static void file_shm_barrier(sqlite3_file *file)
{
	real(file)->pMethods->xShmBarrier(real(file));
}

static int file_shm_unmap(sqlite3_file *file, int remove)
{
	return real(file)->pMethods->xShmUnmap(real(file), remove);
}

int kam_vfs_file_bytes(const sqlite3_vfs *under)
{
	return (int)sizeof(struct file) + under->szOsFile;
}

int kam_vfs_file_open(sqlite3_vfs *under, const char *name, sqlite3_file *file,
		      int flags, int *out_flags)
{
	static const sqlite3_io_methods methods = {
		.iVersion = 2, /* no mapping */
		.xClose = file_close,
		.xRead = file_read,
		.xWrite = file_write,
		.xTruncate = file_truncate,
		.xSync = file_sync,
		.xFileSize = file_size,
		.xLock = file_lock,
		.xUnlock = file_unlock,
		.xCheckReservedLock = file_check_lock,
		.xFileControl = file_control,
		.xSectorSize = file_sector_size,
		.xDeviceCharacteristics = file_characteristics,
		.xShmMap = file_shm_map,
		.xShmLock = file_shm_lock,
		.xShmBarrier = file_shm_barrier,
		.xShmUnmap = file_shm_unmap,
	};
	static const sqlite3_io_methods without = {
		.iVersion = 1,
		.xClose = file_close,
		.xRead = file_read,
		.xWrite = file_write,
		.xTruncate = file_truncate,
		.xSync = file_sync,
		.xFileSize = file_size,
		.xLock = file_lock,
		.xUnlock = file_unlock,
		.xCheckReservedLock = file_check_lock,
		.xFileControl = file_control,
		.xSectorSize = file_sector_size,
		.xDeviceCharacteristics = file_characteristics,
	};
	struct file *f = (struct file *)file;
	int rc;

	f->real = (sqlite3_file *)(void *)(f + 1);
	rc = under->xOpen(under, name, f->real, flags, out_flags);
	/* SQLite closes what has methods, also after a failure */
	if (f->real->pMethods)
		f->base.pMethods =
		    f->real->pMethods->iVersion < 2 ? &without : &methods;
	else
		f->base.pMethods = NULL;
	return rc;
}
