/*
 * Who sends mail, one at a time: the lock REGISTER.mail.
 */
#include "engine.h"
#include "post.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_STEP_MS = 50 };

static int open_lock(const char *path)
{
	int flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
	int fd = open(path, flags);

	if (fd < 0 && errno == ENOENT)
		fd = open(path, flags | O_CREAT, 0600);
	return fd;
}

/* As long as one message may take: then whoever has it is on the next. */
static int wait_for_lock(int fd, int64_t seconds, struct kam_err *err)
{
	const struct timespec step = { .tv_nsec = WAIT_STEP_MS * 1000000 };

	for (int64_t ms = 0; flock(fd, LOCK_EX | LOCK_NB); ms += WAIT_STEP_MS) {
		if (cmd_interrupted())
			return kam_fail(err, KAM_EINTERRUPT, "%s",
					_("interrupted"));
		if (errno != EWOULDBLOCK && errno != EINTR)
			return kam_fail(err, KAM_EIO, _("no lock: %s"),
					kam_errno_text(errno));
		if (ms > seconds * 1000) {
			kam_fail(err, KAM_EBUSY, "%s",
				 _("another kam is sending mail"));
			kam_hint(err, "%s",
				 _("what was queued now goes out with the "
				   "next call"));
			return err->code;
		}
		(void)nanosleep(&step, NULL);
	}
	return 0;
}

int cmd_post_lock(int *fd, const struct cmd *c, struct kam_err *err)
{
	enum { SECONDS = 120 };
	char path[4096];
	struct stat of_register, of_lock;
	int rc;

	(void)snprintf(path, sizeof path, "%s.mail", c->register_path);
	*fd = open_lock(path);
	if (*fd < 0 || fstat(*fd, &of_lock) || !S_ISREG(of_lock.st_mode)) {
		rc = kam_fail(err, KAM_ECREATE, _("cannot open '%s': %s"), path,
			      kam_errno_text(errno));
		if (*fd >= 0)
			(void)close(*fd);
		return rc;
	}
	/* a shared register is sent from by whoever may write it */
	if (of_lock.st_uid == geteuid() &&
	    !stat(c->register_path, &of_register))
		(void)fchmod(*fd, of_register.st_mode & 0666);
	rc = wait_for_lock(*fd, SECONDS, err);
	if (rc)
		(void)close(*fd);
	return rc;
}
