/*
 * Drafts: what a person wrote and kam could not take, in the user's folder.
 */
#include "editor.h"

#include "engine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of one name; elsewhere than in the user's folder none is given up. */
enum { KEPT = 9, MOST = 10000 };

static const char *own_folder(struct cmd *c)
{
	const char *state = cmd_environment_path("XDG_STATE_HOME");

	return state ? kam_arena_printf(&c->arena, "%s/kam/drafts", state)
		     : kam_arena_printf(&c->arena, "%s/.local/state/kam/drafts",
					cmd_home(c));
}

/* The user's own folder, or the one for what is temporary. */
static const char *folder(int *own, struct cmd *c)
{
	const char *temporary = cmd_environment_path("TMPDIR");
	const char *path = own_folder(c);
	struct kam_err ignored = { 0 };

	*own = path && !cmd_make_folders(path, &ignored);
	if (!path || *own)
		return path;
	return temporary ? temporary : "/tmp";
}

/* "COM-1-minutes.md", "COM-1-minutes-2.md", … */
static const char *nth(struct cmd *c, const char *in, const char *name, int i)
{
	const char *dot = strrchr(name, '.');
	int stem = dot ? (int)(dot - name) : (int)strlen(name);

	return i == 1 ? kam_arena_printf(&c->arena, "%s/%s", in, name)
		      : kam_arena_printf(&c->arena, "%s/%.*s-%d%s", in, stem,
					 name, i, name + stem);
}

static int try_create(const char *path)
{
	return open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		    0600);
}

static int is_older(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec
				      : a->tv_nsec < b->tv_nsec;
}

/* Where all have their files, the one that was written first makes room. */
static int replace_oldest(const char **path, struct cmd *c, const char *in,
			  const char *name)
{
	struct timespec oldest = { 0 };

	*path = NULL;
	for (int i = 1; i <= KEPT; i++) {
		const char *at = nth(c, in, name, i);
		struct stat s;

		if (!at || lstat(at, &s) || !S_ISREG(s.st_mode))
			continue;
		if (!*path || is_older(&s.st_mtim, &oldest)) {
			*path = at;
			oldest = s.st_mtim;
		}
	}
	return *path && !unlink(*path) ? try_create(*path) : -1;
}

int cmd_draft_create(int *fd, const char **path, struct cmd *c,
		     const char *name, struct kam_err *err)
{
	int own, i = 1;
	const char *in = folder(&own, c);

	*fd = -1;
	for (; in && i <= (own ? KEPT : MOST); i++) {
		*path = nth(c, in, name, i);
		if (!*path)
			return kam_fail_memory(err);
		*fd = try_create(*path);
		if (*fd >= 0)
			return 0;
		if (errno != EEXIST)
			return kam_fail(err, KAM_ECREATE,
					_("cannot create '%s': %s"), *path,
					kam_errno_text(errno));
	}
	if (in && own)
		*fd = replace_oldest(path, c, in, name);
	if (*fd >= 0)
		return 0;
	return in ? kam_fail(err, KAM_ECREATE, _("too many drafts in '%s'"), in)
		  : kam_fail_memory(err);
}

int cmd_draft_holds(const char *path, const char *text)
{
	FILE *file = fopen(path, "re");
	int c = EOF;

	while (file && (c = getc(file)) != EOF && (unsigned char)*text == c)
		text++;
	if (file)
		(void)fclose(file);
	return file && c == EOF && !*text;
}

const char *cmd_draft_of(struct cmd *c, const char *name, const char *text)
{
	int own;
	const char *in = folder(&own, c);

	for (int i = 1; in && own && i <= KEPT; i++) {
		const char *path = nth(c, in, name, i);

		if (path && cmd_draft_holds(path, text))
			return path;
	}
	return NULL;
}

int64_t cmd_drafts_count(const char **in, struct cmd *c)
{
	const struct dirent *entry;
	int64_t n = 0;
	DIR *dir;

	*in = own_folder(c);
	dir = *in ? opendir(*in) : NULL;
	while (dir && (entry = readdir(dir)))
		n += *entry->d_name != '.';
	if (dir)
		(void)closedir(dir);
	return n;
}

void cmd_draft_taken(struct cmd *c, const char *path)
{
	const char *slash = strrchr(path, '/'), *own = own_folder(c);
	const char *in = slash ? kam_arena_strndup(&c->arena, path,
						   (size_t)(slash - path) + 1)
			       : ".";
	struct stat drafts, its;

	if (own && in && !stat(own, &drafts) && !stat(in, &its) &&
	    drafts.st_dev == its.st_dev && drafts.st_ino == its.st_ino)
		(void)unlink(path);
}
