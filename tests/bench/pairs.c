/*
 * Runs two programs in turn, A B A B …, and says what each run took.
 *
 *	pairs RUNS [-c FROM TO]… A [ARG…] -- B [ARG…]
 *
 * No shell is between: posix_spawn to wait4 on the monotonic clock, standard
 * input and output on /dev/null. -c copies a file before every run, of A and
 * of B, outside of what is timed, synced, with the sidecars of TO removed.
 * One pair is run first and not counted, to warm the caches. Prints JSON:
 *
 *	{"a":[NS,…],"a_cpu":[NS,…],"a_rss":KB,
 *	 "b":[NS,…],"b_cpu":[NS,…],"b_rss":KB}
 *
 * cpu is what a run had of the processors, its waiting left out. rss is the
 * most that any run had resident; it is why this is C: a child is charged with
 * what its parent had before the exec.
 *
 * Exits 1, with a line on stderr, where a run fails.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { COPIES = 8, MOST_RUNS = 100000, BUFFER = 64 * 1024 };

struct copy {
	const char *from, *to;
};

struct took { /* ns */
	int64_t wall, cpu;
};

struct program {
	char **argv;
	struct took *took; /* of each run */
	long rss;          /* KB */
};

static int fail(const char *what, const char *name)
{
	(void)fprintf(stderr, "pairs: %s '%s': %s\n", what, name,
		      strerror(errno));
	return -1;
}

static int64_t clock_now(void)
{
	struct timespec t = { 0 };

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int64_t nanoseconds(struct timeval t)
{
	return ((int64_t)t.tv_sec * 1000000 + t.tv_usec) * 1000;
}

static int copy_bytes(int from, int to)
{
	static char buffer[BUFFER];
	ssize_t n;

	while ((n = read(from, buffer, sizeof buffer)) > 0)
		if (write(to, buffer, (size_t)n) != n)
			return -1;
	return n < 0 || fsync(to) ? -1 : 0;
}

static int copy_file(const struct copy *copy)
{
	static const char *const sidecars[] = { "", "-journal", ".lock" };
	char name[4096];
	int from = open(copy->from, O_RDONLY | O_CLOEXEC), to, rc;

	if (from < 0)
		return fail("cannot read", copy->from);
	for (size_t i = 0; i < sizeof sidecars / sizeof *sidecars; i++) {
		(void)snprintf(name, sizeof name, "%s%s", copy->to,
			       sidecars[i]);
		(void)unlink(name);
	}
	to = open(copy->to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	rc = to < 0 ? -1 : copy_bytes(from, to);
	if (to >= 0 && close(to))
		rc = -1;
	(void)close(from);
	return rc ? fail("cannot write", copy->to) : 0;
}

static int run(struct program *p, struct took *took,
	       const posix_spawn_file_actions_t *actions)
{
	struct rusage usage = { 0 };
	int64_t start = clock_now();
	int status = 0;
	pid_t pid;

	errno = posix_spawnp(&pid, p->argv[0], actions, NULL, p->argv, environ);
	if (errno)
		return fail("cannot run", p->argv[0]);
	while (wait4(pid, &status, 0, &usage) < 0)
		if (errno != EINTR)
			return fail("cannot wait for", p->argv[0]);
	took->wall = clock_now() - start;
	took->cpu = nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime);
	if (usage.ru_maxrss > p->rss)
		p->rss = usage.ru_maxrss;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	(void)fprintf(stderr, "pairs: '%s %s …' ended with status %d\n",
		      p->argv[0], p->argv[1] ? p->argv[1] : "", status);
	return -1;
}

static void print_runs(const char *name, const struct program *p, long runs)
{
	printf("\"%s\":[", name);
	for (long i = 0; i < runs; i++)
		printf("%s%" PRId64, i ? "," : "", p->took[i].wall);
	printf("],\"%s_cpu\":[", name);
	for (long i = 0; i < runs; i++)
		printf("%s%" PRId64, i ? "," : "", p->took[i].cpu);
	printf("],\"%s_rss\":%ld", name, p->rss);
}

static int run_pairs(struct program programs[2], long runs,
		     const struct copy *copies, int n_copies)
{
	posix_spawn_file_actions_t actions;
	int rc = 0;

	if (posix_spawn_file_actions_init(&actions))
		return fail("cannot prepare", "/dev/null");
	if (posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY,
					     0) ||
	    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY,
					     0))
		rc = fail("cannot prepare", "/dev/null");
	for (long i = -1; i < runs && !rc; i++)
		for (int p = 0; p < 2 && !rc; p++) {
			struct took warming;

			for (int c = 0; c < n_copies && !rc; c++)
				rc = copy_file(&copies[c]);
			if (!rc)
				rc =
				    run(&programs[p],
					i < 0 ? &warming : &programs[p].took[i],
					&actions);
		}
	(void)posix_spawn_file_actions_destroy(&actions);
	return rc;
}

static int usage(void)
{
	(void)fputs("usage: pairs RUNS [-c FROM TO]… A [ARG…] -- B [ARG…]\n",
		    stderr);
	return 64;
}

int main(int argc, char **argv)
{
	struct program programs[2] = { 0 };
	struct copy copies[COPIES];
	int at = 2, n_copies = 0, rc = 1;
	long runs = argc > 1 ? strtol(argv[1], NULL, 10) : 0;

	if (runs < 1 || runs > MOST_RUNS)
		return usage();
	for (; at + 2 < argc && !strcmp(argv[at], "-c"); at += 3) {
		if (n_copies == COPIES)
			return usage();
		copies[n_copies++] =
		    (struct copy){ argv[at + 1], argv[at + 2] };
	}
	programs[0].argv = argv + at;
	while (at < argc && strcmp(argv[at], "--") != 0)
		at++;
	if (at + 1 >= argc || programs[0].argv == argv + at)
		return usage();
	argv[at] = NULL;
	programs[1].argv = argv + at + 1;
	for (int p = 0; p < 2; p++) {
		programs[p].took = calloc((size_t)runs, sizeof(struct took));
		if (!programs[p].took)
			goto out;
	}
	if (run_pairs(programs, runs, copies, n_copies))
		goto out;
	putchar('{');
	print_runs("a", &programs[0], runs);
	putchar(',');
	print_runs("b", &programs[1], runs);
	puts("}");
	rc = 0;
out:
	free(programs[0].took);
	free(programs[1].took);
	return rc;
}
