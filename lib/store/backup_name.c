/*
 * The names that kam gives backups: read strictly, since what has such a name
 * may be deleted.
 */
#include "store/keep.h"

#include <dirent.h>
#include <errno.h>
#include <kam/date.h>
#include <stdlib.h>
#include <string.h>

static const char ending[] = ".db", automatic[] = "-automatic-";
static const char digits[] = "0123456789";

const char *kam_beside(struct kam_arena *arena, const char *path,
		       const char *name)
{
	const char *slash = strrchr(path, '/');

	return kam_arena_printf(arena, "%.*s/%s",
				slash ? (int)(slash - path) : 1,
				slash ? path : ".", name);
}

const char *kam_backup_base(struct kam_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t n = strlen(name);

	if (n > sizeof ending - 1 && !strcmp(name + n - 3, ending))
		n -= sizeof ending - 1;
	return kam_arena_strndup(arena, name, n);
}

void kam_backup_stamp(char out[KAM_STAMP_TEXT], int64_t now)
{
	char at[KAM_INSTANT_TEXT];
	size_t n = 0;

	kam_instant_format(at, now);
	for (const char *c = at; *c && n < KAM_STAMP_TEXT - 1; c++)
		if (*c != '-' && *c != ':')
			out[n++] = *c;
	out[n] = '\0';
}

/* "20261125T093000Z" at the start of a text */
static int is_stamp(const char *text)
{
	for (int i = 0; i < KAM_STAMP_TEXT - 1; i++) {
		char wanted = i == 8 ? 'T' : i == 15 ? 'Z' : '0';

		if (wanted == '0' ? !text[i] || !strchr(digits, text[i])
				  : text[i] != wanted)
			return 0;
	}
	return 1;
}

int kam_backup_name_read(struct kam_backup_name *out, const char *name,
			 const char *base)
{
	size_t length = strlen(base), n;

	*out = (struct kam_backup_name){ .name = name, .number = 1 };
	if (strncmp(name, base, length) != 0 || name[length] != '-')
		return 0;
	name += length + 1;
	if (!is_stamp(name))
		return 0;
	memcpy(out->stamp, name, KAM_STAMP_TEXT - 1);
	name += KAM_STAMP_TEXT - 1;
	if (!strncmp(name, automatic, sizeof automatic - 1)) {
		name += sizeof automatic - 1;
		n = strspn(name, "abcdefghijklmnopqrstuvwxyz");
		if (!n || n >= sizeof out->why)
			return 0;
		memcpy(out->why, name, n);
		name += n;
	}
	if (*name == '-') {
		n = strspn(++name, digits);
		if (!n || n > 6 || *name == '0')
			return 0;
		out->number = (int)strtol(name, NULL, 10);
		name += n;
		if (out->number < 2)
			return 0;
	}
	return !strcmp(name, ending);
}

const char *kam_backup_name_path(struct kam_arena *arena, const char *folder,
				 const char *base,
				 const struct kam_backup_name *name)
{
	char number[16] = "";

	if (name->number > 1)
		(void)snprintf(number, sizeof number, "-%d", name->number);
	return kam_arena_printf(arena, "%s/%s-%s%s%s%s%s", folder, base,
				name->stamp, *name->why ? automatic : "",
				name->why, number, ending);
}

static int by_age(const void *a, const void *b)
{
	const struct kam_backup_name *x = a, *y = b;
	int order = strcmp(x->stamp, y->stamp);

	if (!order)
		order = (x->number > y->number) - (x->number < y->number);
	return order ? order : strcmp(x->name, y->name);
}

/* Adds one, growing by doubling; the arena keeps the old ones. */
static int add(struct kam_backup_name **all, size_t *n, struct kam_arena *arena,
	       const struct kam_backup_name *one)
{
	struct kam_backup_name *grown = *all;

	if (!(*n & (*n - 1))) {
		grown = kam_arena_array(arena, *n ? 2 * *n : 1, sizeof *grown);
		if (!grown)
			return -1;
		if (*n)
			memcpy(grown, *all, *n * sizeof *grown);
		*all = grown;
	}
	grown[*n] = *one;
	grown[*n].name = kam_arena_strdup(arena, one->name);
	return grown[(*n)++].name ? 0 : -1;
}

int kam_backup_names(struct kam_backup_name **out, size_t *n,
		     struct kam_arena *arena, const char *folder,
		     const char *base, struct kam_err *err)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	int rc = 0;

	*out = NULL;
	*n = 0;
	if (!dir && errno == ENOENT)
		return 0;
	if (!dir)
		return kam_fail(err, KAM_EIO,
				_("cannot read the folder '%s': %s"), folder,
				kam_errno_text(errno));
	while (!rc && (entry = readdir(dir))) {
		struct kam_backup_name name;

		if (kam_backup_name_read(&name, entry->d_name, base) &&
		    add(out, n, arena, &name))
			rc = kam_fail_memory(err);
	}
	(void)closedir(dir);
	if (!rc && *n)
		qsort(*out, *n, sizeof **out, by_age);
	return rc;
}
