#include "out/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

void kam_spool_init(struct kam_spool *s, const char *directory)
{
	memset(s, 0, sizeof *s);
	s->memory.data = kam_str_empty;
	s->fd = -1;
	s->directory = directory;
}

void kam_spool_release(struct kam_spool *s)
{
	kam_str_release(&s->memory);
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
}

static int fail_write(struct kam_err *err)
{
	return kam_fail(err, KAM_EIO, _("cannot write the output: %s"),
			kam_errno_text(errno));
}

int kam_write_all(int fd, const char *bytes, size_t n, int *gone,
		  struct kam_err *err)
{
	while (n && !*gone) {
		ssize_t written = write(fd, bytes, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0 && errno == EPIPE) {
			*gone = 1;
			return 0;
		}
		if (written < 0)
			return fail_write(err);
		bytes += written;
		n -= (size_t)written;
	}
	return 0;
}

long kam_spool_send(const struct kam_spool *s, int fd, int *gone,
		    struct kam_err *err)
{
	off_t at = 0;

	while (s->fd >= 0 && (size_t)at < s->length && !*gone) {
		ssize_t n = sendfile(fd, s->fd, &at, s->length - (size_t)at);

		if (n > 0 || (n < 0 && errno == EINTR))
			continue;
		if (n < 0 && errno == EPIPE)
			*gone = 1;
		else if (n < 0 && errno != EINVAL && errno != ENOSYS)
			return fail_write(err);
		else
			break;
	}
	return (long)at;
}

static int make_file(struct kam_spool *s, struct kam_err *err)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/kam-XXXXXX", s->directory);
	s->fd = mkstemp(path);
	if (s->fd < 0) {
		kam_fail(err, KAM_ECREATE, _("no temporary file in '%s': %s"),
			 s->directory, kam_errno_text(errno));
		kam_hint(err, "%s", _("set TMPDIR to a folder with room"));
		return err->code;
	}
	(void)fcntl(s->fd, F_SETFD, FD_CLOEXEC);
	(void)unlink(path);
	return 0;
}

int kam_spool_check(struct kam_spool *s, struct kam_err *err)
{
	int gone = 0, rc = kam_str_check(&s->memory, err);

	if (rc || s->memory.length < KAM_SPOOL_MEMORY)
		return rc;
	if (s->fd < 0)
		rc = make_file(s, err);
	if (!rc)
		rc = kam_write_all(s->fd, s->memory.data, s->memory.length,
				   &gone, err);
	s->length += s->memory.length;
	kam_str_truncate(&s->memory, 0);
	return rc;
}

void kam_spool_rewind(struct kam_spool_reader *r, const struct kam_spool *s)
{
	r->spool = s;
	r->at = r->from = r->to = r->file_at = 0;
}

void kam_spool_skip(struct kam_spool_reader *r, size_t n)
{
	r->at = r->file_at = n;
}

long kam_spool_some(struct kam_spool_reader *r, void *out, size_t n,
		    struct kam_err *err)
{
	const struct kam_spool *s = r->spool;
	size_t left;

	if (r->from == r->to && r->file_at < s->length) {
		ssize_t got = pread(s->fd, r->buffer, sizeof r->buffer,
				    (off_t)r->file_at);

		if (got <= 0)
			return kam_fail(err, KAM_EIO,
					_("cannot read the temporary file: %s"),
					kam_errno_text(errno));
		r->from = 0;
		r->to = (size_t)got;
		r->file_at += (size_t)got;
	}
	if (r->from < r->to) {
		left = r->to - r->from;
		n = n < left ? n : left;
		memcpy(out, r->buffer + r->from, n);
		r->from += n;
	} else {
		left = s->length + s->memory.length - r->at;
		n = n < left ? n : left;
		memcpy(out, s->memory.data + (r->at - s->length), n);
	}
	r->at += n;
	return (long)n;
}

int kam_spool_read(struct kam_spool_reader *r, void *out, size_t n,
		   struct kam_err *err)
{
	char *at = out;

	while (n) {
		long got = kam_spool_some(r, at, n, err);

		if (got < 0)
			return (int)got;
		if (!got)
			return kam_fail(err, KAM_EIO, "%s",
					_("the temporary file is too short"));
		at += got;
		n -= (size_t)got;
	}
	return 0;
}
