#include "db/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <kam/str.h>

/*
 * SQLite's own busy timeout starves: of 32 writers the last came after 5 s.
 * Writers queue for PATH.lock first, and sleep for times that differ; the
 * worst wait falls to 1 s. That lock is for fairness alone: SQLite's locks
 * stay the truth.
 */
enum {
	DEFAULT_MS = 30000,
	SHORTEST = 500, /* µs */
	LONGEST = 25000,
	LONGEST_IN_QUEUE = 5000,
};

void kam_busy_init(struct kam_busy *busy, const struct kam_db_options *options)
{
	int ms = options->busy_ms > 0 ? options->busy_ms : DEFAULT_MS;

	*busy = (struct kam_busy){
		.interrupted = options->interrupted,
		.limit = (int64_t)ms * 1000,
		.random = ((uint64_t)getpid() << 32 ^ (uintptr_t)busy) | 1,
		.lock = -1,
	};
}

void kam_busy_release(struct kam_busy *busy)
{
	if (busy->lock >= 0)
		(void)close(busy->lock);
	busy->lock = -1;
}

void kam_busy_start(struct kam_busy *busy)
{
	busy->waited = 0;
}

/* xorshift: jitter needs no more */
static int64_t jitter(struct kam_busy *busy, int64_t most)
{
	busy->random ^= busy->random << 13;
	busy->random ^= busy->random >> 7;
	busy->random ^= busy->random << 17;
	return SHORTEST + (int64_t)(busy->random % (uint64_t)(most - SHORTEST));
}

static int wait_up_to(struct kam_busy *busy, int64_t most)
{
	int64_t left = busy->limit - busy->waited;
	int64_t pause = jitter(busy, most);
	struct timespec time;

	if (left <= 0 || (busy->interrupted && *busy->interrupted))
		return 0;
	if (pause > left)
		pause = left;
	time = (struct timespec){ .tv_nsec = (long)pause * 1000 };
	(void)nanosleep(&time, NULL); /* cut short by a signal: asked above */
	busy->waited += pause;
	return 1;
}

int kam_busy_wait(struct kam_busy *busy)
{
	/* short waits at first: most locks are held for a few ms */
	int64_t most = 2000 + busy->waited / 4;

	return wait_up_to(busy, most < LONGEST ? most : LONGEST);
}

int kam_busy_handler(void *context, int count)
{
	(void)count;
	return kam_busy_wait(context);
}

/* The lock file has the mode of the database: who writes that locks this. */
static int open_lock(const char *path)
{
	struct kam_str name = KAM_STR_INIT;
	struct stat of_db, of_lock;
	struct kam_err ignored = { 0 };
	int flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
	int fd = -1;

	kam_str_printf(&name, "%s.lock", path);
	if (kam_str_check(&name, &ignored) || lstat(path, &of_db))
		goto out;
	fd = open(name.data, flags);
	if (fd < 0 && errno == ENOENT) {
		fd = open(name.data, flags | O_CREAT | O_EXCL, 0600);
		if (fd >= 0)
			(void)fchmod(fd, of_db.st_mode & 0666);
		else if (errno == EEXIST)
			fd = open(name.data, flags);
	}
	if (fd >= 0 && (fstat(fd, &of_lock) || !S_ISREG(of_lock.st_mode))) {
		(void)close(fd);
		fd = -1;
	}
out:
	kam_str_release(&name);
	return fd;
}

int kam_busy_lock(struct kam_busy *busy, const char *path, struct kam_err *err)
{
	if (busy->lock < 0)
		busy->lock = open_lock(path);
	if (busy->lock < 0)
		return 0;
	while (flock(busy->lock, LOCK_EX | LOCK_NB)) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return 0;
		if (!wait_up_to(busy, LONGEST_IN_QUEUE))
			return kam_busy_fail(busy, err);
	}
	return 0;
}

void kam_busy_unlock(struct kam_busy *busy)
{
	if (busy->lock >= 0)
		(void)flock(busy->lock, LOCK_UN);
}

int kam_busy_fail(const struct kam_busy *busy, struct kam_err *err)
{
	if (busy->interrupted && *busy->interrupted)
		return kam_fail(err, KAM_EINTERRUPT, "%s", _("interrupted"));
	kam_fail(err, KAM_EBUSY, "%s",
		 _("the register is in use by another program"));
	kam_hint(err, "%s", _("try again when that program has ended"));
	return KAM_EBUSY;
}
