/*
 * Who is invited to a survey, and who is left in peace.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/channel.h>
#include <kam/date.h>
#include <kam/grow.h>
#include <kam/setting.h>
#include <kam/survey.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_ASKED };
static const char *const texts[] = {
	[SQL_ASKED] =
	    "SELECT \"contact\", max(\"asked_on\"), "
	    "max(CASE WHEN \"survey\" = $3 THEN 1 ELSE 0 END), "
	    "max(CASE WHEN \"survey\" = $3 AND \"score\" IS NOT NULL THEN 1 "
	    "ELSE 0 END) FROM reply WHERE \"contact\" IS NOT NULL "
	    "AND (\"survey\" = $3 OR (\"asked_on\" >= $1 AND \"asked_on\" <= "
	    "$2)) GROUP BY \"contact\" ORDER BY \"contact\"",
};
const struct kam_sql kam_survey_invite_sql = { texts,
					       sizeof texts / sizeof *texts };

/* The months that an invitation is for; 0: as many as anybody likes. */
static int months_of(const char *throttle)
{
	static const struct {
		const char *word;
		int months;
	} spans[] = {
		{ "month", 1 }, { "quarter", 3 }, { "half", 6 }, { "year", 12 }
	};

	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
		if (!strcmp(spans[i].word, throttle))
			return spans[i].months;
	return 0;
}

static int find_period(struct kam_invite *in, struct kam *k,
		       struct kam_arena *arena, struct kam_err *err)
{
	const char *throttle;
	int year, month, day, months;
	int rc = kam_setting_get(&throttle, k, arena, "survey.throttle", err);

	if (rc)
		return rc;
	months = months_of(throttle);
	if (!months)
		return 0;
	kam_date_split(in->on, &year, &month, &day);
	month -= (month - 1) % months;
	in->since = kam_date_of(year, month, 1);
	in->until = kam_date_add_months(in->since, months) - 1;
	return 0;
}

static int read_asked(struct kam_invite *in, struct kam_arena *arena,
		      struct kam_stmt *s, struct kam_err *err)
{
	struct kam_invite_asked *found = NULL;
	size_t room = 0;
	int rc;

	while ((rc = kam_stmt_step(s, err)) > 0) {
		struct kam_invite_asked *grown =
		    kam_grow(found, &room, in->n, sizeof *found, err);
		const char *last = kam_stmt_text(s, 1);

		rc = grown ? 0 : err->code;
		if (rc)
			break;
		found = grown;
		found[in->n] = (struct kam_invite_asked){
			.contact = kam_stmt_int(s, 0),
			.here = (int)(kam_stmt_int(s, 2) + kam_stmt_int(s, 3)),
			.last = last ? kam_arena_strdup(arena, last) : NULL,
		};
		if (kam_stmt_failed(s) || (last && !found[in->n].last)) {
			rc = kam_fail_memory(err);
			break;
		}
		in->n++;
	}
	if (!rc && in->n) {
		in->asked = kam_arena_array(arena, in->n, sizeof *in->asked);
		if (in->asked)
			memcpy(in->asked, found, in->n * sizeof *in->asked);
		else
			rc = kam_fail_memory(err);
	}
	free(found);
	return rc;
}

static int read_via(const char **via, struct kam_err *err)
{
	const struct kam_field *type =
	    &kam_channel_kind.fields[KAM_CHANNEL_TYPE];
	const int word = kam_word_typed(type, *via);

	if (word >= 0) {
		*via = type->words[word];
		return 0;
	}
	kam_fail(err, KAM_EINVALID, _("'%.60s' is no channel"), *via);
	kam_field(err, "via");
	kam_hint(err, "%s", _("mail, call, chat, meeting, visit or other"));
	return err->code;
}

int kam_invite_begin(struct kam_invite *out, struct kam *k,
		     struct kam_arena *arena, const struct kam_record *survey,
		     const char *via, const char *on, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	char since[KAM_DATE_TEXT], until[KAM_DATE_TEXT];
	int rc = read_via(&via, err);

	*out = (struct kam_invite){ .survey = survey, .via = via };
	if (!rc)
		rc = kam_date_read(&out->on, on, kam_today(k),
				   kam_calendar_of(k), err);
	if (!rc)
		rc = find_period(out, k, arena, err);
	if (!rc)
		rc = kam_db_prepare(&s, kam_database(k), texts[SQL_ASKED], err);
	if (rc)
		return rc;
	kam_date_format(since, out->since);
	kam_date_format(until, out->until);
	/* nobody was asked between a later day and an earlier one */
	kam_stmt_bind_text(s, 1, out->since ? since : "9999-12-31");
	kam_stmt_bind_text(s, 2, out->since ? until : "0001-01-01");
	kam_stmt_bind_int(s, 3, survey->id);
	rc = read_asked(out, arena, s, err);
	kam_stmt_finalize(s);
	return rc;
}

static int compare(const void *key, const void *item)
{
	int64_t a = *(const int64_t *)key;
	int64_t b = ((const struct kam_invite_asked *)item)->contact;

	return a < b ? -1 : a > b;
}

/* Why not; *refused stays NULL where nothing speaks against it. */
static int find_refusal(struct kam_invited *out, struct kam *k,
			const struct kam_invite *in,
			const struct kam_record *contact, struct kam_err *err)
{
	const struct kam_invite_asked *asked =
	    in->n ? bsearch(&contact->id, in->asked, in->n, sizeof *in->asked,
			    compare)
		  : NULL;
	enum kam_channel_doubt doubt;
	int rc;

	if (contact->values[KAM_CONTACT_ERASED_ON].set)
		out->refused = "erased";
	else if (contact->kind->states[contact->status].closed)
		out->refused = "closed";
	else if (contact->values[KAM_CONTACT_OPT_OUT].set &&
		 contact->values[KAM_CONTACT_OPT_OUT].integer)
		out->refused = "opt_out";
	if (asked)
		out->last = asked->last;
	if (out->refused)
		return 0;
	if (asked) {
		out->refused = asked->here > 1 ? "answered" : "asked";
		return 0;
	}
	rc = kam_channel_doubt(&doubt, k, contact->id, in->via, err);
	if (!rc && doubt != KAM_DOUBT_NONE)
		out->refused = "do_not_use";
	return rc;
}

static int write(struct kam_invited *out, struct kam *k,
		 struct kam_arena *arena, const struct kam_invite *in,
		 int64_t contact, struct kam_err *err)
{
	char day[KAM_DATE_TEXT];
	struct kam_record *r;
	int rc = kam_record_new(&r, arena, &kam_reply_kind, err);

	kam_date_format(day, in->on);
	if (!rc)
		rc = kam_record_set_ref(k, r, KAM_REPLY_SURVEY, in->survey->id,
					err);
	if (!rc)
		rc = kam_record_set_ref(k, r, KAM_REPLY_CONTACT, contact, err);
	if (!rc)
		rc = kam_record_set(k, r, KAM_REPLY_ASKED_ON, day, err);
	if (!rc)
		rc = kam_record_insert(k, r, err);
	out->reply = rc ? 0 : r->id;
	return rc;
}

int kam_invite(struct kam_invited *out, struct kam *k, struct kam_arena *arena,
	       const struct kam_invite *in, const struct kam_record *contact,
	       struct kam_err *err)
{
	int rc;

	*out = (struct kam_invited){
		.contact = contact->id,
		.name = contact->values[KAM_CONTACT_NAME].text,
	};
	rc = find_refusal(out, k, in, contact, err);
	return rc || out->refused ? rc
				  : write(out, k, arena, in, contact->id, err);
}
