/*
 * A program that is fed through a pipe and listened to through another, both
 * at once, and killed when its time is over.
 */
#include "engine.h"
#include "post.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { OUTPUT_BYTES = 64 * 1024, STEP_MS = 200 };

extern char **environ;

/* What kam does with a running one. */
struct talk {
	struct cmd_child *child;
	pid_t pid;
	int in, out; /* -1 once closed */
	size_t written;
	int64_t deadline; /* ms */
};

static int64_t now_ms(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void close_one(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

static int open_pipe(int fds[2])
{
	if (pipe(fds))
		return -1;
	(void)fcntl(fds[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(fds[1], F_SETFD, FD_CLOEXEC);
	return 0;
}

/* In a process group of its own: Ctrl-C is for kam, which waits to know what
   became of the message. */
static int spawn(struct talk *t, int in, int out)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t standard, none;
	int rc;

	sigemptyset(&none);
	sigemptyset(&standard);
	sigaddset(&standard, SIGPIPE);
	sigaddset(&standard, SIGINT);
	sigaddset(&standard, SIGTERM);
	sigaddset(&standard, SIGHUP);
	if (posix_spawn_file_actions_init(&actions))
		return ENOMEM;
	rc = posix_spawnattr_init(&attributes);
	if (rc) {
		(void)posix_spawn_file_actions_destroy(&actions);
		return rc;
	}
	(void)posix_spawnattr_setsigdefault(&attributes, &standard);
	(void)posix_spawnattr_setsigmask(&attributes, &none);
	(void)posix_spawnattr_setpgroup(&attributes, 0);
	(void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF |
							POSIX_SPAWN_SETSIGMASK |
							POSIX_SPAWN_SETPGROUP);
	rc = posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	if (!rc)
		rc = posix_spawn_file_actions_adddup2(&actions, out,
						      STDOUT_FILENO);
	if (!rc && t->child->errors_too)
		rc = posix_spawn_file_actions_adddup2(&actions, out,
						      STDERR_FILENO);
	if (!rc)
		rc = posix_spawn(&t->pid, t->child->path, &actions, &attributes,
				 t->child->argv, environ);
	(void)posix_spawnattr_destroy(&attributes);
	(void)posix_spawn_file_actions_destroy(&actions);
	return rc;
}

static int start(struct talk *t)
{
	int in[2] = { t->child->file, -1 }, out[2], rc;

	if (!t->child->file && open_pipe(in))
		return errno;
	if (open_pipe(out)) {
		rc = errno;
		if (!t->child->file) {
			(void)close(in[0]);
			(void)close(in[1]);
		}
		return rc;
	}
	rc = spawn(t, in[0], out[1]);
	if (!t->child->file)
		(void)close(in[0]);
	(void)close(out[1]);
	t->in = in[1];
	t->out = out[0];
	if (t->in >= 0)
		(void)fcntl(t->in, F_SETFL, O_NONBLOCK);
	(void)fcntl(t->out, F_SETFL, O_NONBLOCK);
	return rc;
}

static void feed(struct talk *t)
{
	const struct cmd_child *child = t->child;
	ssize_t n = 0;

	if (t->written < child->length)
		n = write(t->in, child->input + t->written,
			  child->length - t->written);
	if (n > 0)
		t->written += (size_t)n;
	/* a program may stop reading before the end */
	if ((n < 0 && errno != EAGAIN && errno != EINTR) ||
	    t->written == child->length)
		close_one(&t->in);
}

static void listen_to(struct talk *t)
{
	struct kam_str *output = &t->child->output;
	char buffer[4096];
	ssize_t n = read(t->out, buffer, sizeof buffer);

	if (n > 0 && output->length < OUTPUT_BYTES)
		kam_str_add_bytes(output, buffer, (size_t)n);
	if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		close_one(&t->out);
}

/* Until it ended: its wait status, or -1 where its time was over. */
static int wait_for(struct talk *t, int *state)
{
	for (;;) {
		struct pollfd fds[2] = { { t->in, POLLOUT, 0 },
					 { t->out, POLLIN, 0 } };
		pid_t pid;

		/* a closed one is -1, which poll passes over */
		(void)poll(fds, 2, t->out < 0 ? 10 : STEP_MS);
		if (t->in >= 0 && fds[0].revents)
			feed(t);
		if (t->out >= 0 && fds[1].revents)
			listen_to(t);
		/* what it left running may hold the pipe open */
		pid = waitpid(t->pid, state, WNOHANG);
		if (pid == t->pid) {
			while (t->out >= 0 &&
			       poll(&(struct pollfd){ t->out, POLLIN, 0 }, 1,
				    0) > 0)
				listen_to(t);
			return 0;
		}
		if (pid < 0 && errno != EINTR)
			return -1;
		if (now_ms() > t->deadline) {
			(void)kill(-t->pid, SIGKILL);
			while (waitpid(t->pid, state, 0) < 0 && errno == EINTR)
				;
			return -1;
		}
	}
}

void cmd_child_run(struct cmd_child *child)
{
	struct talk t = { .child = child,
			  .in = -1,
			  .out = -1,
			  .deadline = now_ms() + child->timeout * 1000 };
	int state = 0, rc = start(&t);

	child->status = -1;
	child->started = !rc;
	if (rc) {
		(void)snprintf(child->reason, sizeof child->reason, "%s",
			       kam_errno_text(rc));
	} else if (wait_for(&t, &state)) {
		(void)snprintf(child->reason, sizeof child->reason,
			       _("it did not end within %lld seconds"),
			       (long long)child->timeout);
	} else if (WIFEXITED(state)) {
		child->status = WEXITSTATUS(state);
	} else {
		(void)snprintf(child->reason, sizeof child->reason,
			       _("it was ended by signal %d"), WTERMSIG(state));
	}
	close_one(&t.in);
	close_one(&t.out);
}
