/*
 * The backups there are, and the end of each one's chain.
 */
#include "store/keep.h"

#include <string.h>
#include <sys/stat.h>

static const char sql_head[] =
    "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1";

int kam_read_head(int64_t *operations, char head[65], struct kam_db *db,
		  struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, db, sql_head, err);

	*operations = 0;
	memset(head, '0', 64);
	head[64] = '\0';
	if (!rc)
		rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const uint8_t *hash = kam_stmt_blob(s, 1);

		*operations = kam_stmt_int(s, 0);
		rc = 0;
		if (hash && kam_stmt_length(s, 1) == KAM_DIGEST)
			for (size_t i = 0; i < KAM_DIGEST; i++)
				(void)snprintf(head + 2 * i, 3, "%02x",
					       hash[i]);
	}
	kam_stmt_finalize(s);
	return rc;
}

/* One that can't be read is listed too; only memory and a signal end all. */
static int look(struct kam_kept *kept, const struct kam_open_options *of,
		struct kam_err *err)
{
	struct kam_open_options options = *of;
	struct kam_err why = { 0 };
	struct kam *k = NULL;
	struct stat info;
	int rc;

	if (!lstat(kept->path, &info))
		kept->bytes = (int64_t)info.st_size;
	options.path = kept->path;
	options.access = KAM_READ;
	rc = kam_open(&k, &options, &why);
	if (!rc)
		rc = kam_read_head(&kept->operations, kept->head, k->db, &why);
	kam_close(k);
	if (rc == KAM_ENOMEM || rc == KAM_EINTERRUPT)
		*err = why;
	else if (rc)
		kept->head[0] = '\0';
	return err->code;
}

/* "20261125T093000Z" -> "2026-11-25T09:30:00Z" */
static const char *instant(struct kam_arena *arena, const char *stamp)
{
	return kam_arena_printf(arena, "%.4s-%.2s-%.5s:%.2s:%.3s", stamp,
				stamp + 4, stamp + 6, stamp + 11, stamp + 13);
}

int kam_backup_list(struct kam_kept **out, size_t *n, struct kam_arena *arena,
		    const struct kam_open_options *of, const char *folder,
		    struct kam_err *err)
{
	const char *base = kam_backup_base(arena, of->path);
	struct kam_backup_name *names;
	int rc;

	if (!folder)
		folder = kam_beside(arena, of->path, "backups");
	if (!base || !folder)
		return kam_fail_memory(err);
	rc = kam_backup_names(&names, n, arena, folder, base, err);
	*out = rc ? NULL : kam_arena_array(arena, *n + 1, sizeof **out);
	if (!rc && !*out)
		rc = kam_fail_memory(err);
	for (size_t i = 0; !rc && i < *n; i++) {
		struct kam_kept *kept = &(*out)[i];
		const struct kam_backup_name *name = &names[*n - 1 - i];

		kept->path =
		    kam_arena_printf(arena, "%s/%s", folder, name->name);
		kept->at = instant(arena, name->stamp);
		kept->why =
		    *name->why ? kam_arena_strdup(arena, name->why) : NULL;
		if (!kept->path || !kept->at || (*name->why && !kept->why))
			rc = kam_fail_memory(err);
		else
			rc = look(kept, of, err);
	}
	return rc;
}
