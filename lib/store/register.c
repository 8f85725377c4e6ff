/*
 * Registers: made, opened, closed.
 */
#include "store/internal.h"
#include "store/schema.h"

#include <kam/date.h>
#include <kam/setting.h>
#include <kam/sha256.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

static void set_now(struct kam *k, int64_t now)
{
	k->now = now;
	kam_instant_format(k->stamp, now);
}

static int copy_options(struct kam *k, const struct kam_open_options *options,
			struct kam_err *err)
{
	k->catalogue = options->catalogue;
	k->definitions =
	    options->definitions ? options->definitions : &k->arena;
	set_now(k, options->now);
	k->actor = kam_arena_strdup(&k->arena, options->actor);
	k->command = kam_arena_strdup(&k->arena, options->command);
	k->options = *options;
	k->options.actor = k->actor;
	k->options.command = k->command;
	k->options.path = kam_arena_strdup(&k->arena, options->path);
	return k->actor && k->command && k->options.path ? 0
							 : kam_fail_memory(err);
}

/* Days begin when they do where the register is kept. */
int kam_clock_set(struct kam *k, int64_t now, struct kam_err *err)
{
	const char *name;
	int rc = kam_setting_get(&name, k, &k->arena, "timezone", err);

	kam_zone_close(k->zone);
	k->zone = NULL;
	set_now(k, now);
	if (!rc)
		rc = kam_zone_open(&k->zone, name, NULL, err);
	if (!rc)
		k->today = kam_zone_day(k->zone, k->now);
	return rc;
}

static int open_with(struct kam **out, const struct kam_open_options *options,
		     const struct kam_db_options *mode, struct kam_err *err)
{
	struct kam *k = calloc(1, sizeof *k);
	int rc;

	if (!k)
		return kam_fail_memory(err);
	rc = copy_options(k, options, err);
	if (!rc)
		rc = kam_db_open(&k->db, options->driver, options->path, mode,
				 err);
	if (rc) {
		kam_close(k);
		return rc;
	}
	*out = k;
	return 0;
}

int kam_open_over(struct kam **out, const struct kam_open_options *options,
		  struct kam_db *db, struct kam_err *err)
{
	struct kam *k = calloc(1, sizeof *k);
	int rc;

	if (!k) {
		kam_db_close(db);
		return kam_fail_memory(err);
	}
	k->db = db;
	rc = copy_options(k, options, err);
	if (rc)
		kam_close(k);
	else
		*out = k;
	return rc;
}

int kam_open(struct kam **out, const struct kam_open_options *options,
	     struct kam_err *err)
{
	const struct kam_db_options mode = {
		.mode =
		    options->access == KAM_WRITE ? KAM_DB_WRITE : KAM_DB_READ,
		.busy_ms = options->busy_ms,
		.unsynced = options->unsynced,
		.interrupted = options->interrupted,
	};
	struct kam *k;
	int rc = open_with(&k, options, &mode, err);

	if (rc)
		return rc;
	/* one state, and one lock, for all that is looked at */
	rc = kam_db_begin_read(k->db, err);
	if (!rc)
		rc = kam_schema_check(k->db, err);
	if (!rc)
		rc = kam_clock_set(k, options->now, err);
	if (!rc)
		rc = kam_custom_load(k, err);
	kam_db_rollback(k->db);
	if (rc) {
		kam_close(k);
		return rc;
	}
	*out = k;
	return 0;
}

/* The tables and, where the caller names one, the zone: one transaction. */
static int create(struct kam *k, const char *timezone, struct kam_err *err)
{
	char at[KAM_INSTANT_TEXT];
	int rc = kam_db_begin_write(k->db, err);

	kam_instant_format(at, k->now);
	if (!rc)
		rc = kam_schema_create(k->db, at, err);
	if (rc) {
		kam_db_rollback(k->db);
		return rc;
	}
	rc = kam_db_commit(k->db, err);
	if (rc || !timezone)
		return rc;
	rc = kam_operation_begin(k, err);
	if (rc)
		return rc;
	rc = kam_setting_set(k, "timezone", timezone, err);
	return kam_operation_end(k, rc, err);
}

int kam_open_new(struct kam **out, const struct kam_open_options *options,
		 int group, struct kam_err *err)
{
	const struct kam_db_options mode = {
		.mode = KAM_DB_CREATE,
		.busy_ms = options->busy_ms,
		.group = group,
		.unsynced = options->unsynced,
		.interrupted = options->interrupted,
	};

	return open_with(out, options, &mode, err);
}

int kam_init(const struct kam_open_options *options, const char *timezone,
	     int group, struct kam_err *err)
{
	struct kam_zone *zone = NULL;
	struct kam *k;
	int rc = 0;

	/* refused before a file is made */
	if (timezone)
		rc = kam_zone_open(&zone, timezone, NULL, err);
	kam_zone_close(zone);
	if (!rc)
		rc = kam_open_new(&k, options, group, err);
	if (rc)
		return rc;
	rc = create(k, timezone, err);
	kam_close(k);
	return rc;
}

void kam_close(struct kam *k)
{
	if (!k)
		return;
	for (int i = 0; i < k->n_cached; i++)
		kam_stmt_finalize(k->cached[i].stmt);
	kam_journal_drop(k);
	kam_db_close(k->db);
	kam_zone_close(k->zone);
	kam_arena_release(&k->arena);
	free(k);
}

static const char sql_first[] =
    "SELECT hash FROM operation ORDER BY id LIMIT 1";

int kam_register_mark(char out[KAM_REGISTER_MARK], struct kam *k,
		      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, k->db, sql_first, err);

	memset(out, 0, KAM_REGISTER_MARK);
	if (!rc)
		rc = kam_stmt_step(s, err);
	if (rc > 0 && kam_stmt_length(s, 0) >= KAM_REGISTER_MARK / 2) {
		const unsigned char *hash = kam_stmt_blob(s, 0);

		if (hash)
			(void)kam_hex(out, hash, KAM_REGISTER_MARK / 2);
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

void kam_single_threaded(void)
{
	kam_db_single_threaded();
}

int kam_register_version(int32_t *out, struct kam *k, struct kam_err *err)
{
	int32_t application;

	return kam_db_stamp(k->db, &application, out, err);
}

const struct kam_catalogue *kam_catalogue_of(const struct kam *k)
{
	return k->catalogue;
}

int64_t kam_now(const struct kam *k)
{
	return k->now;
}

int32_t kam_today(const struct kam *k)
{
	return k->today;
}

const struct kam_zone *kam_zone_of(const struct kam *k)
{
	return k->zone;
}

void kam_use_calendar(struct kam *k, const struct kam_calendar *calendar)
{
	k->calendar = calendar;
}

const struct kam_calendar *kam_calendar_of(const struct kam *k)
{
	return k->calendar;
}

struct kam_db *kam_database(struct kam *k)
{
	return k->db;
}
