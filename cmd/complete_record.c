/*
 * What the register has: opened to read only when the first record is asked
 * for, without waiting for who writes, and without a word if that fails.
 */
#include "complete.h"

#include <kam/areas.h>
#include <kam/calendars.h>
#include <kam/date.h>
#include <kam/offer.h>
#include <kam/plan.h>
#include <string.h>

enum { RECORDS = 200 };

static int open_register(struct cmd_completion *o, struct kam_err *err)
{
	struct cmd *c = &o->c;
	struct kam_open_options options;
	const char *folder;
	int rc = cmd_config_load(c, &o->line, err);

	if (!rc && !c->register_path)
		rc = cmd_register_find(c, &folder, err);
	if (!rc)
		rc = cmd_register_glance(&options, c, &o->line, err);
	if (rc)
		return rc;
	rc = kam_open(&c->k, &options, err);
	if (!rc)
		rc = cmd_use_catalogue(c, err);
	return rc ? rc : kam_read_begin(c->k, err);
}

void cmd_completion_fields(struct cmd_completion *o)
{
	struct kam_err err = { 0 };

	if (o->opened)
		return;
	o->opened = 1;
	if (open_register(o, &err)) {
		kam_close(o->c.k);
		o->c.k = NULL;
	}
}

/* Whose records they are: "brief acme --with" asks for contacts of acme. */
static void find_named_account(struct cmd_completion *o)
{
	const char *usage = o->c.verb ? o->c.verb->usage : NULL;
	struct kam_err none = { 0 };
	int64_t id;

	if (o->c.n_words && usage &&
	    !strncmp(usage + (*usage == '['), "ACCOUNT", 7) &&
	    !kam_resolve(&id, o->c.k, &kam_account_kind, o->c.words[0], &none))
		o->c.account = id;
}

static struct kam *the_register(struct cmd_completion *o)
{
	struct kam_err err = { 0 };

	if (o->asked)
		return o->c.k;
	o->asked = 1;
	cmd_completion_fields(o);
	if (o->c.k && cmd_scope_resolve(&o->c, &err)) {
		o->c.account = 0; /* none that is known yet */
	}
	if (o->c.k)
		find_named_account(o);
	return o->c.k;
}

void cmd_completion_close(struct cmd_completion *o)
{
	if (o->c.k)
		kam_read_end(o->c.k);
	kam_close(o->c.k);
	o->c.k = NULL;
}

int32_t cmd_completion_today(struct cmd_completion *o)
{
	const struct kam_calendar *calendar = NULL;
	struct kam_err err = { 0 };
	struct kam *k = the_register(o);

	if (!k)
		return (int32_t)(o->c.now / 86400);
	if (!kam_calendar_load(&calendar, k, &o->c.arena, 0, &err))
		kam_use_calendar(k, calendar);
	return kam_today(k);
}

/* Titles that are made of data, in the reader's language. */
static int offer_plan(void *context, const char *name, const char *title,
		      struct kam_err *err)
{
	struct cmd_completion *o = context;
	const struct kam_kind *kind = NULL;
	int64_t id;

	if (!name)
		return 0;
	if (title && !kam_id_parse(&kind, &id, o->c.catalogue, name, err))
		title = kam_title_shown(o->c.k, &o->c.arena, kind, id, title);
	kam_err_reset(err);
	cmd_offer(o, name, "", title);
	return 0;
}

static int offer(void *context, const char *name, const char *title,
		 struct kam_err *err)
{
	struct cmd_completion *o = context;

	(void)err;
	if (name)
		cmd_offer(o, name, "", title);
	return 0;
}

void cmd_offer_records(struct cmd_completion *o, const struct kam_kind *kind)
{
	struct kam *k = the_register(o);
	struct kam_offer_query query = {
		.kind = kind,
		.prefix = o->part,
		.account =
		    kam_kind_is(kind, &kam_account_kind) ? 0 : o->c.account,
		.limit = RECORDS,
	};
	struct kam_err err = { 0 };

	if (!k)
		return;
	/* only those that may take the step */
	if (o->c.move && kam_kind_is(kind, o->c.kind) && !o->is_pending)
		query.states = o->c.move->from;
	/* nobody is 'me' without an address */
	if (!kam_kind_is(kind, o->c.kind) && !strcmp(kind->name, "member"))
		cmd_offer(o, "me", "",
			  strchr(o->c.actor, '<') ? o->c.actor : NULL);
	if (kam_offer_each(k, &query,
			   kam_kind_is(kind, &kam_plan_kind) ? offer_plan
							     : offer,
			   o, &err))
		kam_err_reset(&err); /* with those that came */
}

void cmd_offer_ids(struct cmd_completion *o)
{
	const struct kam_catalogue *all = o->c.catalogue;
	const char *dash = strchr(o->part, '-');
	const struct kam_kind *kind = NULL;

	if (dash)
		kind =
		    kam_kind_by_prefix(all, o->part, (size_t)(dash - o->part));
	if (kind) {
		cmd_offer_records(o, kind);
		return;
	}
	for (int i = 0; i < all->n_kinds; i++)
		cmd_offer(o, all->kinds[i]->prefix, "-",
			  all->kinds[i]->help ? _(all->kinds[i]->help) : NULL);
}

void cmd_offer_words_in_use(struct cmd_completion *o,
			    const struct kam_kind *kind, int field)
{
	struct kam *k = the_register(o);
	struct kam_err err = { 0 };

	if (k &&
	    kam_offer_words(k, kind, field, o->part, RECORDS, offer, o, &err))
		kam_err_reset(&err);
}
