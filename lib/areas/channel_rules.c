/*
 * What a channel may say, and whose preference it is.
 */
#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/address.h>
#include <kam/areas.h>
#include <kam/channel.h>
#include <string.h>

enum { SQL_OF_CONTACT, SQL_PREFERRED, SQL_USABLE, SQL_SAME, SQL_DOUBT };
static const char *const texts[] = {
	[SQL_OF_CONTACT] = "SELECT id FROM channel WHERE \"contact\" = $1 "
			   "AND $2 IS NOT NULL AND id > $3 ORDER BY id LIMIT 1",
	[SQL_PREFERRED] =
	    "SELECT id FROM channel WHERE \"contact\" = $1 "
	    "AND \"preferred\" = 1 AND $2 IS NOT NULL AND id <> $3 "
	    "ORDER BY id LIMIT 1",
	[SQL_USABLE] = "SELECT id FROM channel WHERE \"contact\" = $1 "
		       "AND \"type\" = $2 AND COALESCE(\"do_not_use\", 0) = 0 "
		       "AND \"consent\" <> 'refused' AND id <> $3 "
		       "ORDER BY id LIMIT 1",
	[SQL_SAME] = "SELECT id FROM channel WHERE \"contact\" = $1 "
		     "AND lower(\"address\") = lower($2) AND id <> $3 "
		     "ORDER BY id LIMIT 1",
	[SQL_DOUBT] =
	    "SELECT COALESCE(c.\"opt_out\", 0), (SELECT count(*) FROM channel "
	    "h WHERE h.\"contact\" = c.id AND h.\"type\" = $2 "
	    "AND (h.\"do_not_use\" = 1 OR h.\"consent\" = 'refused')), "
	    "(SELECT count(*) FROM channel h WHERE h.\"contact\" = c.id "
	    "AND h.\"type\" = $2 AND COALESCE(h.\"do_not_use\", 0) = 0 "
	    "AND h.\"consent\" <> 'refused') FROM contact c WHERE c.id = $1",
};
const struct kam_sql kam_channel_sql = { texts, sizeof texts / sizeof *texts };

/* The first channel of a contact that a statement gives; 0 where none. */
static int ask(int64_t *id, struct kam *k, int sql, int64_t contact,
	       const char *text, int64_t number, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[sql], err);

	*id = 0;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, contact);
	kam_stmt_bind_text(s, 2, text);
	kam_stmt_bind_int(s, 3, number);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		*id = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

int kam_channel_doubt(enum kam_channel_doubt *doubt, struct kam *k,
		      int64_t contact, const char *type, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_DOUBT], err);

	*doubt = KAM_DOUBT_NONE;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, contact);
	kam_stmt_bind_text(s, 2, type);
	rc = kam_stmt_step(s, err);
	if (rc > 0 && !strcmp(type, "mail") && kam_stmt_int(s, 0))
		*doubt = KAM_DOUBT_OPT_OUT;
	else if (rc > 0 && kam_stmt_int(s, 1) && !kam_stmt_int(s, 2))
		*doubt = KAM_DOUBT_REFUSED;
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

/* "09:30", behind it; NULL where it is none. *minutes of the day, 24:00 too. */
static const char *read_time(int *minutes, const char *at)
{
	static const char form[] = "00:00";
	int hour, minute;

	for (size_t i = 0; i < sizeof form - 1; i++)
		if (form[i] == ':' ? at[i] != ':' : at[i] < '0' || at[i] > '9')
			return NULL;
	hour = (at[0] - '0') * 10 + at[1] - '0';
	minute = (at[3] - '0') * 10 + at[4] - '0';
	*minutes = hour * 60 + minute;
	return minute > 59 || *minutes > 1440 ? NULL : at + sizeof form - 1;
}

int kam_hours_check(const char *text, struct kam_err *err)
{
	const char *at = text;
	int last = -1, from, to;

	for (;;) {
		at = read_time(&from, at);
		if (!at || *at != '-' || from <= last)
			break;
		at = read_time(&to, at + 1);
		if (!at || to <= from)
			break;
		if (!*at)
			return 0;
		if (*at++ != ',')
			break;
		last = to;
	}
	kam_fail(err, KAM_EINVALID, _("'%.60s' are no hours"), text);
	kam_field(err, "hours");
	kam_hint(err, "%s", _("as 09:00-18:00, or 09:00-12:00,13:00-18:00"));
	return err->code;
}

int kam_channel_twin(int64_t *id, struct kam *k, struct kam_record *r,
		     struct kam_err *err)
{
	return ask(id, k, SQL_SAME, r->values[KAM_CHANNEL_CONTACT].integer,
		   r->values[KAM_CHANNEL_ADDRESS].text, r->id, err);
}

static int is_set(const struct kam_record *r, int field)
{
	return r->values[field].set && r->values[field].integer;
}

static int is_word(const struct kam_record *r, int field, const char *word)
{
	return r->values[field].set && !strcmp(r->values[field].text, word);
}

static int check_new(struct kam *k, const struct kam_record *after,
		     struct kam_err *err)
{
	const struct kam_value *v = after->values;
	int64_t same;
	int rc = 0;

	if (is_word(after, KAM_CHANNEL_TYPE, "mail"))
		rc = kam_address_check(v[KAM_CHANNEL_ADDRESS].text, err);
	if (rc) {
		kam_field(err, "address");
		return rc;
	}
	rc = ask(&same, k, SQL_SAME, v[KAM_CHANNEL_CONTACT].integer,
		 v[KAM_CHANNEL_ADDRESS].text, after->id, err);
	if (rc || !same)
		return rc;
	kam_fail(err, KAM_EDUPLICATE, _("'%.80s' is CHN-%lld already"),
		 v[KAM_CHANNEL_ADDRESS].text, (long long)same);
	kam_field(err, "address");
	kam_hint(err, "kam channel edit CHN-%lld", (long long)same);
	return err->code;
}

/* What came earlier, or was erased, does not stop an edit of another field. */
static int is_readdressed(const struct kam_record *before,
			  const struct kam_record *after)
{
	static const int fields[] = { KAM_CHANNEL_TYPE, KAM_CHANNEL_ADDRESS };

	for (size_t i = 0; before && i < 2; i++)
		if (strcmp(before->values[fields[i]].text,
			   after->values[fields[i]].text) != 0)
			return 1;
	return !before || before->values[KAM_CHANNEL_CONTACT].integer !=
			      after->values[KAM_CHANNEL_CONTACT].integer;
}

int kam_channel_check(struct kam *k, const struct kam_record *before,
		      struct kam_record *after, struct kam_err *err)
{
	const struct kam_value *v = after->values;
	int rc = 0;

	if (v[KAM_CHANNEL_HOURS].set)
		rc = kam_hours_check(v[KAM_CHANNEL_HOURS].text, err);
	if (!rc && v[KAM_CHANNEL_CONTACT].set && v[KAM_CHANNEL_TYPE].set &&
	    v[KAM_CHANNEL_ADDRESS].set && is_readdressed(before, after))
		rc = check_new(k, after, err);
	if (!rc && is_set(after, KAM_CHANNEL_PREFERRED) &&
	    (is_set(after, KAM_CHANNEL_DO_NOT_USE) ||
	     is_word(after, KAM_CHANNEL_CONSENT, "refused"))) {
		kam_fail(err, KAM_EINVALID, "%s",
			 _("what is not to be used can't be preferred"));
		kam_field(err, "preferred");
		kam_hint(err, "%s", _("--no-preferred"));
		rc = err->code;
	}
	/* the day on which they said it */
	if (!rc && !v[KAM_CHANNEL_CONSENT_ON].set &&
	    v[KAM_CHANNEL_CONSENT].set &&
	    !is_word(after, KAM_CHANNEL_CONSENT, "unknown"))
		rc = kam_record_set(k, after, KAM_CHANNEL_CONSENT_ON, "today",
				    err);
	return rc;
}

static int set_preferred(struct kam *k, struct kam_arena *arena, int64_t id,
			 const char *answer, struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, k, arena, &kam_channel_kind, id, err);

	if (!rc)
		rc = kam_record_load(&after, k, arena, &kam_channel_kind, id,
				     err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_CHANNEL_PREFERRED, answer,
				    err);
	return rc ? rc : kam_record_update(k, before, after, err);
}

/* Those of the contact but one are no longer preferred. */
static int withdraw(struct kam *k, struct kam_arena *arena, int64_t contact,
		    int64_t but, struct kam_err *err)
{
	int64_t id;
	int rc = 0;

	while (!rc &&
	       !(rc = ask(&id, k, SQL_PREFERRED, contact, "", but, err)) && id)
		rc = set_preferred(k, arena, id, "no", err);
	return rc;
}

int kam_channel_follow(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	struct kam_record *was, *contact;
	int64_t whose;
	int rc;

	(void)before;
	if (!after || !is_set(after, KAM_CHANNEL_PREFERRED))
		return 0;
	whose = after->values[KAM_CHANNEL_CONTACT].integer;
	rc = withdraw(k, after->arena, whose, after->id, err);
	if (!rc)
		rc = kam_record_load(&was, k, after->arena, &kam_contact_kind,
				     whose, err);
	if (!rc)
		rc = kam_record_load(&contact, k, after->arena,
				     &kam_contact_kind, whose, err);
	if (!rc)
		rc = kam_record_set(k, contact, KAM_CONTACT_PREFERRED_CHANNEL,
				    after->values[KAM_CHANNEL_TYPE].text, err);
	return rc ? rc : kam_record_update(k, was, contact, err);
}

/* Where the contact's word changes, the preference goes with it. */
int kam_contact_follow(struct kam *k, const struct kam_record *before,
		       struct kam_record *after, struct kam_err *err)
{
	const int field = KAM_CONTACT_PREFERRED_CHANNEL;
	struct kam_record *preferred;
	const char *type;
	int64_t id, next = 0;
	int rc;

	if (!before || !after ||
	    (before->values[field].set == after->values[field].set &&
	     (!after->values[field].set ||
	      !strcmp(before->values[field].text, after->values[field].text))))
		return 0;
	type = after->values[field].set ? after->values[field].text : "";
	rc = ask(&id, k, SQL_PREFERRED, after->id, "", 0, err);
	if (rc || !id)
		return rc;
	rc = kam_record_load(&preferred, k, after->arena, &kam_channel_kind, id,
			     err);
	if (rc || is_word(preferred, KAM_CHANNEL_TYPE, type))
		return rc;
	rc = withdraw(k, after->arena, after->id, 0, err);
	if (!rc)
		rc = ask(&next, k, SQL_USABLE, after->id, type, 0, err);
	return rc || !next ? rc
			   : set_preferred(k, after->arena, next, "yes", err);
}

/* A contact's channels go with them. */
int kam_contact_release(struct kam *k, const struct kam_record *record,
			struct kam_err *err)
{
	struct kam_record *channel;
	int64_t id;
	int rc = 0;

	while (!rc &&
	       !(rc = ask(&id, k, SQL_OF_CONTACT, record->id, "", 0, err)) &&
	       id) {
		rc = kam_record_load(&channel, k, record->arena,
				     &kam_channel_kind, id, err);
		if (!rc)
			rc = kam_record_remove(k, channel, err);
	}
	return rc;
}
