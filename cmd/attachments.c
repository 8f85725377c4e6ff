/*
 * Attachments of mail, kept under names that no mail chooses.
 */
#include "ingest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_BYTES = 96 };

static int cannot(const char *path, struct kam_err *err)
{
	kam_fail(err,
		 errno == ENOSPC || errno == EIO || errno == EDQUOT
		     ? KAM_EIO
		     : KAM_ECREATE,
		 _("cannot write into '%s': %s"), path, kam_errno_text(errno));
	return err->code;
}

int cmd_attachments_open(struct cmd_attachments *a, const char *folder,
			 struct kam_err *err)
{
	char *parts = kam_arena_printf(a->arena, "%s/.kam-XXXXXX", folder);

	if (!parts)
		return kam_fail_memory(err);
	a->folder = folder;
	if (mkdir(folder, 0700) && errno != EEXIST)
		return cannot(folder, err);
	a->folder_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (a->folder_fd < 0)
		return cannot(folder, err);
	if (!mkdtemp(parts)) {
		cannot(folder, err);
		(void)close(a->folder_fd);
		return err->code;
	}
	a->parts_fd =
	    open(parts, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (a->parts_fd < 0) {
		cannot(folder, err);
		(void)rmdir(parts);
		(void)close(a->folder_fd);
		return err->code;
	}
	a->parts = parts;
	return 0;
}

int cmd_attachments_add(void *context, const struct kam_mail_attachment *of,
			struct kam_err *err)
{
	struct cmd_attachments *a = context;
	struct cmd_attachment *one = kam_arena_alloc(a->arena, sizeof *one);

	if (!one)
		return kam_fail_memory(err);
	one->of = *of;
	one->next = a->list;
	a->list = one;
	return 0;
}

/* A second name, which never takes another file's place; where the file
   system knows no second names, the place is taken first. */
static int place(const struct cmd_attachments *a, const char *part,
		 const char *name)
{
	int fd;

	if (!linkat(a->parts_fd, part, a->folder_fd, name, 0))
		return 0;
	if (errno != EPERM && errno != EOPNOTSUPP)
		return -1;
	fd = openat(a->folder_fd, name,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return -1;
	(void)close(fd);
	return renameat(a->parts_fd, part, a->folder_fd, name);
}

/* On the disk before it has its name. */
static int sync_part(const struct cmd_attachments *a, const char *part)
{
	int fd = openat(a->parts_fd, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int rc = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		(void)close(fd);
	return rc;
}

/* 1 where both are the same bytes; unreadable ones are not */
static int same_file(int folder, const char *name, int parts, const char *part)
{
	int a = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int b = openat(parts, part, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	char one[8192], other[8192];
	ssize_t n = a < 0 || b < 0 ? -1 : 1, m;

	while (n > 0) {
		n = read(a, one, sizeof one);
		m = read(b, other, sizeof other);
		if (n != m || (n > 0 && memcmp(one, other, (size_t)n) != 0))
			n = -1;
	}
	if (a >= 0)
		(void)close(a);
	if (b >= 0)
		(void)close(b);
	return n == 0;
}

static int keep_one(struct cmd_attachments *a,
		    const struct kam_mail_attachment *of, struct kam_err *err)
{
	char part[NAME_BYTES], name[NAME_BYTES];

	(void)snprintf(part, sizeof part, "%lld-%zu", (long long)of->key,
		       of->number);
	(void)snprintf(name, sizeof name, "COM-%lld-%zu.%s",
		       (long long)of->comm, of->number, of->extension);
	if (sync_part(a, part))
		return cannot(a->folder, err);
	if (!place(a, part, name)) {
		a->kept++;
		return 0;
	}
	if (errno != EEXIST)
		return cannot(a->folder, err);
	if (!a->other && !same_file(a->folder_fd, name, a->parts_fd, part)) {
		a->other = kam_arena_strdup(a->arena, name);
		if (!a->other)
			return kam_fail_memory(err);
	}
	return 0;
}

int cmd_attachments_keep(struct cmd_attachments *a, struct kam_err *err)
{
	int rc = 0;

	if (!a->parts)
		return 0;
	for (const struct cmd_attachment *one = a->list; one && !rc;
	     one = one->next)
		rc = keep_one(a, &one->of, err);
	if (!rc && a->kept && fsync(a->folder_fd))
		rc = cannot(a->folder, err);
	if (rc)
		kam_hint(err, "%s",
			 _("the mail is in the log; the same command again "
			   "keeps what is missing"));
	return rc;
}

void cmd_attachments_close(struct cmd_attachments *a)
{
	struct dirent *entry;
	DIR *parts;

	if (!a->parts)
		return;
	parts = fdopendir(a->parts_fd);
	while (parts && (entry = readdir(parts)))
		(void)unlinkat(a->parts_fd, entry->d_name, 0);
	if (parts)
		(void)closedir(parts);
	else
		(void)close(a->parts_fd);
	(void)rmdir(a->parts);
	(void)close(a->folder_fd);
	a->parts = NULL;
}
