/*
 * What the open register says of itself: whether it is whole, who its people
 * are, when it was last backed up.
 */
#include "doctor.h"
#include "mailing.h"

#include <inttypes.h>
#include <kam/areas.h>
#include <kam/date.h>
#include <kam/due.h>
#include <kam/keep.h>
#include <kam/setting.h>
#include <string.h>
#include <sys/stat.h>

enum {
	WHOLE_BYTES = 4 << 20, /* up to here the proof is a matter of
				  milliseconds */
	BACKUP_DAYS = 7,
	DAY = 86400,
};

struct first {
	char text[256];
};

static void keep_first(void *context, const char *what)
{
	struct first *first = context;

	if (!*first->text)
		(void)snprintf(first->text, sizeof first->text, "%s", what);
}

static void look_whether_whole(struct doctor *d)
{
	struct first first = { "" };
	struct kam_err err = { 0 };
	struct kam_fsck proof;
	struct stat info;
	int rc;

	if (!stat(d->c->register_path, &info) && info.st_size > WHOLE_BYTES) {
		doctor_say(d, "whole", DOCTOR_OK, "kam fsck",
			   _("its tables are; all of it is proved by"));
		return;
	}
	rc = kam_read_begin(d->c->k, &err);
	if (!rc)
		rc = kam_fsck(&proof, d->c->k, keep_first, &first, &err);
	kam_read_end(d->c->k);
	if (rc)
		doctor_fault(d, "whole", &err, "kam fsck");
	else if (proof.findings)
		doctor_say(d, "whole", DOCTOR_ERROR, "kam fsck", "%s",
			   first.text);
	else
		doctor_say(
		    d, "whole", DOCTOR_OK, NULL,
		    _("proved: %" PRId64 " operations, %" PRId64 " records"),
		    proof.operations, proof.records);
}

static void look_at_schema(struct doctor *d)
{
	struct kam_err err = { 0 };
	int32_t version;

	if (kam_register_version(&version, d->c->k, &err))
		doctor_fault(d, "schema", &err, NULL);
	else
		doctor_say(d, "schema", DOCTOR_OK, NULL, "%" PRId32, version);
}

static void look_at_zone(struct doctor *d)
{
	struct kam_err err = { 0 };
	const char *zone;

	if (kam_setting_get(&zone, d->c->k, &d->c->arena, "timezone", &err))
		doctor_fault(d, "timezone", &err, NULL);
	else
		doctor_say(d, "timezone", DOCTOR_OK, NULL, "%s", zone);
}

/* 'me' in filters and as an owner. */
static void look_at_member(struct doctor *d)
{
	struct kam_err err = { 0 };
	const char *from = strrchr(d->c->actor, '<');
	int64_t id;

	if (!kam_resolve(&id, d->c->k, &kam_member_kind, "me", &err))
		doctor_say(d, "me", DOCTOR_OK, NULL, "MEM-%" PRId64, id);
	else if (err.code != KAM_ENOENT)
		doctor_fault(d, "me", &err, NULL);
	else if (from)
		doctor_say(d, "me", DOCTOR_WARNING,
			   doctor_hint(d, "kam member add %s --email %.*s",
				       _("NAME"), (int)strcspn(from + 1, ">"),
				       from + 1),
			   _("no member has your address"));
}

/* What `kam use` or the environment has set. */
static void look_at_scope(struct doctor *d)
{
	struct kam_err err = { 0 };
	struct cmd *c = d->c;

	if (cmd_scope_resolve(c, &err))
		doctor_say(d, "scope", DOCTOR_ERROR, "kam use --none", "%s",
			   err.message);
	else if (c->account_key || c->project_key)
		doctor_say(d, "scope", DOCTOR_OK, NULL, "%s",
			   c->project_key ? c->project_key : c->account_key);
}

static void look_at_backups(struct doctor *d)
{
	const char *mend = "kam backup --keep 30";
	struct kam_open_options options;
	struct kam_kept *kept = NULL;
	struct kam_err err = { 0 };
	int64_t at, days;
	size_t n = 0;

	cmd_register_options(&options, d->c);
	if (kam_backup_list(&kept, &n, &d->c->arena, &options, NULL, &err)) {
		doctor_fault(d, "backup", &err, NULL);
		return;
	}
	if (!n) {
		doctor_say(d, "backup", DOCTOR_WARNING, mend,
			   _("there is none beside the register"));
		return;
	}
	if (kam_instant_parse(&at, kept[0].at, &err))
		at = 0;
	days = (d->c->now - at) / DAY;
	doctor_say(d, "backup", days > BACKUP_DAYS ? DOCTOR_WARNING : DOCTOR_OK,
		   days > BACKUP_DAYS ? mend : NULL,
		   _("the newest is of %.10s (days ago: %" PRId64 ")"),
		   kept[0].at, days);
}

/* Members who are owed a message, and cannot get one. */
static void look_at_owner(struct doctor *d, const struct kam_due_list *list,
			  const struct cmd_person *p)
{
	size_t n = 0;

	if (p->address && !p->left && kam_address_valid(p->address))
		return;
	for (size_t i = 0; i < list->n; i++)
		n += list->items[i].owner_id == p->id;
	if (n && p->left)
		doctor_say(d, "owners", DOCTOR_WARNING,
			   doctor_hint(d, "kam due --owner %s", p->key),
			   _("'%s' has left and owes: %zu"), p->key, n);
	else if (n)
		doctor_say(d, "owners", DOCTOR_WARNING,
			   doctor_hint(d, "kam member edit %s --email %s",
				       p->key, _("ADDRESS")),
			   _("'%s' has no mail address and owes: %zu"), p->key,
			   n);
}

static void look_at_owners(struct doctor *d)
{
	const struct kam_due_query all = { .until = kam_date_of(9999, 12, 31) };
	struct kam_due_list list = { .arena = &d->c->arena, .query = &all };
	struct cmd_people people = { 0 };
	struct kam_err err = { 0 };
	const size_t before = d->n;
	int rc = cmd_people_read(&people, d->c, &err);

	if (!rc)
		rc = kam_due_find(&list, d->c->k, &err);
	for (size_t i = 0; !rc && i < people.n; i++)
		look_at_owner(d, &list, &people.items[i]);
	kam_due_release(&list);
	if (rc)
		doctor_fault(d, "owners", &err, NULL);
	else if (people.n && d->n == before)
		doctor_say(d, "owners", DOCTOR_OK, NULL, "%s",
			   _("whoever owes something has a mail address"));
}

/* A definition that gives no field: kam has one of that name by now. */
static int look_at_field(void *context, struct kam_record *r,
			 struct kam_err *err)
{
	struct doctor *d = context;
	const char *noun = r->values[KAM_FIELD_NOUN].text;
	const char *name = r->values[KAM_FIELD_NAME].text;
	const struct kam_kind *kind =
	    kam_kind_find(kam_catalogue_of(d->c->k), noun);
	int field = kind ? kam_field_find(kind, name) : KAM_NO_FIELD;

	(void)err;
	if (field == KAM_NO_FIELD ||
	    !(kind->fields[field].flags & KAM_CUSTOM))
		doctor_say(d, "fields", DOCTOR_WARNING,
			   doctor_hint(d, "kam field edit FLD-%lld --name %s",
				       (long long)r->id, _("NAME")),
			   _("'%s.%s' cannot be used: the name is taken"),
			   noun, name);
	return 0;
}

static void look_at_fields(struct doctor *d)
{
	struct kam_err err = { 0 };
	struct kam_query *q;
	int rc = kam_query_open(&q, d->c->k, &kam_field_kind, &err);

	if (!rc) {
		rc = kam_query_run(q, look_at_field, d, &err);
		kam_query_release(q);
	}
	if (rc)
		doctor_fault(d, "fields", &err, NULL);
}

void doctor_content(struct doctor *d)
{
	look_at_schema(d);
	look_whether_whole(d);
	look_at_zone(d);
	look_at_fields(d);
	look_at_member(d);
	look_at_scope(d);
	look_at_backups(d);
	look_at_owners(d);
}
