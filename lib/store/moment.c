/*
 * Moments of the register's past, as people name them.
 */
#include "store/internal.h"

#include <inttypes.h>
#include <kam/past.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

static const char sql_at[] = "SELECT id, at FROM operation WHERE id = $1";
static const char sql_until[] = "SELECT id, at FROM operation WHERE at <= $1 "
				"ORDER BY id DESC LIMIT 1";
static const char sql_first[] = "SELECT id, at FROM operation ORDER BY id "
				"LIMIT 1";

/* One operation's number and time: 1, or 0 where there is none. */
static int ask(int64_t *id, char at[KAM_INSTANT_TEXT], struct kam *k,
	       const char *sql, const struct kam_moment *moment,
	       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char until[KAM_INSTANT_TEXT];
	int rc = kam_db_prepare(&s, k->db, sql, err);

	kam_instant_format(until, moment->now);
	if (rc)
		return rc;
	if (sql == sql_at)
		kam_stmt_bind_int(s, 1, moment->operation);
	else if (sql == sql_until)
		kam_stmt_bind_text(s, 1, until);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		const char *text = kam_stmt_text(s, 1);

		*id = kam_stmt_int(s, 0);
		(void)snprintf(at, KAM_INSTANT_TEXT, "%s", text ? text : "");
	}
	kam_stmt_finalize(s);
	return rc;
}

static int read_number(struct kam_moment *out, struct kam *k, const char *text,
		       struct kam_err *err)
{
	char at[KAM_INSTANT_TEXT];
	int rc;

	out->operation = strtoll(text, NULL, 10);
	rc = ask(&out->operation, at, k, sql_at, out, err);
	if (rc > 0)
		return kam_instant_parse(&out->now, at, err);
	if (rc)
		return rc;
	kam_fail(err, KAM_ENOENT, _("no operation %.20s"), text);
	kam_hint(err, "%s", _("'kam log' lists them"));
	return err->code;
}

static int too_late(const char *text, struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("'%.60s' is still to come"), text);
	kam_hint(err, "%s",
		 _("name a day that was, today, a moment or an operation's "
		   "number"));
	return err->code;
}

static int too_early(struct kam *k, const char *text, struct kam_err *err)
{
	const struct kam_moment none = { 0 };
	char at[KAM_INSTANT_TEXT] = "";
	int64_t id;
	int rc = ask(&id, at, k, sql_first, &none, err);

	if (rc < 0)
		return rc;
	kam_fail(err, KAM_ENOENT, _("there was no register yet on '%.60s'"),
		 text);
	kam_hint(err, _("it begins at %s"), rc ? at : k->stamp);
	return err->code;
}

/* Day or moment; starts: of a day its beginning, else its end. */
static int read_time(struct kam_moment *out, struct kam *k, const char *text,
		     int starts, struct kam_err *err)
{
	struct kam_err ignored = { 0 };
	int32_t day;
	int rc = 0;

	if (kam_date_read(&day, text, k->today, k->calendar, &ignored)) {
		rc = kam_instant_read(&out->now, text, k->now, k->zone, err);
		if (!rc && out->now > k->now)
			rc = too_late(text, err);
		return rc;
	}
	if (day > k->today)
		return too_late(text, err);
	if (starts)
		out->now = kam_zone_instant(k->zone, day, 0) - 1;
	else if (day == k->today)
		out->now = k->now;
	else
		out->now = kam_zone_instant(k->zone, day + 1, 0) - 1;
	return 0;
}

static int find_operation(struct kam_moment *out, struct kam *k,
			  struct kam_err *err)
{
	char at[KAM_INSTANT_TEXT];
	int rc;

	out->operation = 0;
	rc = ask(&out->operation, at, k, sql_until, out, err);
	return rc < 0 ? rc : 0;
}

static int is_number(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n > 0 && n < 19 && !text[n];
}

int kam_moment_read(struct kam_moment *out, struct kam *k, const char *text,
		    struct kam_err *err)
{
	int rc;

	*out = (struct kam_moment){ 0 };
	if (is_number(text))
		return read_number(out, k, text, err);
	rc = read_time(out, k, text, 0, err);
	if (!rc)
		rc = find_operation(out, k, err);
	return rc || out->operation ? rc : too_early(k, text, err);
}

int kam_moment_before(struct kam_moment *out, struct kam *k, const char *text,
		      struct kam_err *err)
{
	int rc;

	*out = (struct kam_moment){ 0 };
	if (is_number(text))
		return read_number(out, k, text, err);
	rc = read_time(out, k, text, 1, err);
	return rc ? rc : find_operation(out, k, err);
}
