/*
 * Copies of the register that hold a person who was forgotten in it: backups,
 * and what restore moved aside.
 */
#include "store/chain.h"
#include "store/forget.h"
#include "store/keep.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* NULL where there never was such a record, 1 where it was erased */
static const char sql_erased[] =
    "SELECT max(CASE WHEN field = '" KAM_ERASED_ON "' THEN 1 ELSE 0 END) "
    "FROM change WHERE kind = $1 AND record = $2";

struct copies {
	struct kam_forget_copies *out;
	struct kam *k;
	const struct kam_kind *kind;
	int64_t id;
};

static int has_ending(const char *name, const char *ending)
{
	size_t n = strlen(name), end = strlen(ending);

	return n > end && !strcmp(name + n - end, ending);
}

static int ask(int *holds, struct kam *copy, const struct copies *c,
	       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, copy->db, sql_erased, err);

	if (!rc) {
		kam_stmt_bind_text(s, 1, c->kind->name);
		kam_stmt_bind_int(s, 2, c->id);
		rc = kam_stmt_step(s, err);
	}
	if (rc > 0) {
		*holds = !kam_stmt_is_null(s, 0) && !kam_stmt_int(s, 0);
		rc = 0;
	}
	kam_stmt_finalize(s);
	return rc;
}

/* One that can't be read may hold them; only memory and a signal end all. */
static int look_into(struct copies *c, const char *path, struct kam_err *err)
{
	struct kam_open_options options = c->k->options;
	struct kam_err why = { 0 };
	struct kam *copy = NULL;
	int holds = 0, rc;

	options.path = path;
	options.access = KAM_READ;
	rc = kam_open(&copy, &options, &why);
	if (!rc)
		rc = ask(&holds, copy, c, &why);
	kam_close(copy);
	if (rc == KAM_ENOMEM || rc == KAM_EINTERRUPT) {
		*err = why;
		return rc;
	}
	c->out->all++;
	c->out->holding += holds;
	c->out->unreadable += rc != 0;
	return 0;
}

/* base: only files whose name begins with it and a hyphen; NULL: all. */
static int look_through(struct copies *c, const char *folder, const char *base,
			struct kam_err *err)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	struct stat info;
	int rc = 0;

	if (!dir && errno == ENOENT)
		return 0;
	/* they are forgotten by now, so this is no failure */
	if (!dir) {
		c->out->closed = folder;
		return 0;
	}
	while (!rc && (entry = readdir(dir))) {
		const char *name = entry->d_name, *path;

		if (*name == '.' || has_ending(name, ".lock") ||
		    has_ending(name, "-journal") ||
		    (base && (strncmp(name, base, strlen(base)) != 0 ||
			      name[strlen(base)] != '-')))
			continue;
		path = kam_arena_printf(&c->k->arena, "%s/%s", folder, name);
		if (!path)
			rc = kam_fail_memory(err);
		else if (!lstat(path, &info) && S_ISREG(info.st_mode))
			rc = look_into(c, path, err);
	}
	(void)closedir(dir);
	return rc;
}

int kam_forget_copies(struct kam_forget_copies *out, struct kam *k,
		      const struct kam_kind *kind, int64_t id,
		      struct kam_err *err)
{
	struct copies c = { out, k, kind, id };
	const char *path = k->options.path;
	const char *base = kam_backup_base(&k->arena, path);
	const char *slash = strrchr(path, '/');
	const char *beside = kam_arena_strndup(
	    &k->arena, slash ? path : ".",
	    slash && slash > path ? (size_t)(slash - path) : 1);
	int rc = 0;

	memset(out, 0, sizeof *out);
	out->folder = kam_beside(&k->arena, path, "backups");
	if (!base || !beside || !out->folder)
		return kam_fail_memory(err);
	rc = look_through(&c, out->folder, NULL, err);
	return rc ? rc : look_through(&c, beside, base, err);
}
