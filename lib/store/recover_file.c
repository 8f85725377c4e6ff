/*
 * Recover: a copy of the damaged file, which itself stays as it is.
 */
#include "store/recover.h"

#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <kam/file.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 65536 };

/* A file into a draft; what the disk won't give is left as zeros. */
static int copy_file(struct kam_draft *to, const char *from,
		     int64_t *unreadable, struct kam_err *err)
{
	int fd = open(from, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char *piece = malloc(PIECE);
	struct stat info;
	off_t at = 0;
	int rc = 0;

	if (fd < 0 || fstat(fd, &info) || !S_ISREG(info.st_mode))
		rc = kam_fail(err,
			      fd < 0 && errno == ENOENT ? KAM_ENOENT : KAM_EIO,
			      _("cannot read '%s': %s"), from,
			      fd < 0 ? kam_errno_text(errno) : _("not a file"));
	else if (!piece)
		rc = kam_fail_memory(err);
	while (!rc && at < info.st_size) {
		/* where a piece can't be read, a sector may */
		size_t n = at % PIECE ? 512 : PIECE;
		ssize_t got;

		if ((off_t)n > info.st_size - at)
			n = (size_t)(info.st_size - at);
		got = pread(fd, piece, n, at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			++*unreadable;
			n = n > 512 ? 512 : n;
			memset(piece, 0, n);
			got = (ssize_t)n;
		}
		rc = kam_draft_write(to, piece, (size_t)got, err);
		at += got;
	}
	free(piece);
	if (fd >= 0)
		(void)close(fd);
	return rc;
}

/* The file with its journal, if it has one, played back into the copy. */
static int play_back(const struct kam_open_options *of,
		     const struct kam_draft *copy, const char *file,
		     struct kam_arena *arena, struct kam_err *err)
{
	const char *from = kam_arena_printf(arena, "%s-journal", file);
	const char *to = kam_arena_printf(arena, "%s-journal", copy->path);
	const struct kam_db_options mode = { .mode = KAM_DB_WRITE,
					     .interrupted = of->interrupted };
	struct kam_draft journal = { .fd = -1 };
	struct kam_err none = { 0 };
	struct kam_db *db = NULL;
	struct stat info;
	int64_t unreadable = 0;
	int rc;

	if (!from || !to)
		return kam_fail_memory(err);
	if (lstat(from, &info) || !S_ISREG(info.st_mode) || !info.st_size)
		return 0;
	rc = kam_draft_open(&journal, of->path, err);
	if (!rc)
		rc = copy_file(&journal, from, &unreadable, err);
	if (!rc && rename(journal.path, to))
		rc = kam_fail(err, KAM_EIO, _("cannot rename '%s': %s"),
			      journal.path, kam_errno_text(errno));
	kam_draft_release(&journal);
	/* whatever comes of it, the pages are read after it */
	if (!rc && !kam_db_open(&db, of->driver, copy->path, &mode, &none))
		kam_db_close(db);
	(void)unlink(to);
	return rc;
}

/* Big-endian, as SQLite's file format has it. */
static int32_t number_at(const uint8_t *at)
{
	return (int32_t)((uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
			 (uint32_t)at[2] << 8 | at[3]);
}

int32_t kam_rescue_newer(const struct kam_draft *copy)
{
	enum { VERSION = 60, APPLICATION = 68, HEADER = 72 };
	uint8_t header[HEADER];
	int32_t version;

	if (pread(copy->fd, header, HEADER, 0) != HEADER ||
	    number_at(header + APPLICATION) != KAM_APPLICATION)
		return 0;
	version = number_at(header + VERSION);
	return version > KAM_SCHEMA ? version : 0;
}

int kam_rescue_copy(struct kam_draft *copy, int64_t *unreadable,
		    const struct kam_open_options *of, struct kam_arena *arena,
		    const char *file, struct kam_err *err)
{
	int rc = kam_draft_open(copy, of->path, err);

	if (!rc)
		rc = copy_file(copy, file, unreadable, err);
	return rc ? rc : play_back(of, copy, file, arena, err);
}
