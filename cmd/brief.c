/*
 * brief: what to know of an account before a meeting; a report for the
 * customer.
 */
#include "audience.h"
#include "crud.h"
#include "engine.h"

#include <kam/areas.h>
#include <kam/brief.h>
#include <kam/date.h>
#include <string.h>

struct brief_words {
	struct cmd_many with;
	const char *since;
};
static const struct cmd_option options[] = {
	{ "with", 0, CMD_MANY, N_("CONTACT"),
	  N_("whom you meet; else those of most influence"),
	  CMD_AT(struct brief_words, with) },
	{ "since", 0, CMD_TEXT, N_("last-report|DATE"),
	  N_("what changed since then, in place of since the last "
	     "conversation; since the last report it is a report for the "
	     "customer"),
	  CMD_AT(struct brief_words, since) },
	{ NULL },
};

static int read_with(struct kam_brief_query *query, struct cmd *c,
		     const struct cmd_many *with, struct kam_err *err)
{
	int64_t *ids;
	int rc = 0;

	if (!with->n)
		return 0;
	ids = kam_arena_array(&c->arena, with->n, sizeof *ids);
	if (!ids)
		return kam_fail_memory(err);
	for (size_t i = 0; i < with->n && !rc; i++)
		rc = kam_resolve(&ids[i], c->k, &kam_contact_kind,
				 with->items[i], err);
	query->with = ids;
	query->n_with = with->n;
	return rc;
}

static int read_since(struct kam_brief_query *query, struct cmd *c,
		      const char *since, struct kam_err *err)
{
	int rc;

	if (!since)
		return 0;
	if (!strcmp(since, "last-report")) {
		query->since = KAM_SINCE_REPORT;
		query->customer = 1;
		return 0;
	}
	query->since = KAM_SINCE_DAY;
	rc = kam_date_read(&query->day, since, kam_today(c->k),
			   kam_calendar_of(c->k), err);
	if (rc)
		kam_field(err, "since");
	return rc;
}

static int find_account(int64_t *id, struct cmd *c, struct kam_err *err)
{
	struct kam_record *r;
	int rc = 0;

	*id = c->account;
	if (c->n_words)
		rc = kam_resolve(id, c->k, &kam_account_kind, c->words[0], err);
	else if (!c->account)
		return cmd_usage(c, err, "%s", _("of which account?"));
	if (!rc)
		rc = kam_record_load(&r, c->k, &c->arena, &kam_account_kind,
				     *id, err);
	if (!rc && !cmd_audience_sees(c, r))
		rc = kam_fail(err, KAM_EREFUSED, _("'%s' is not theirs"),
			      r->values[KAM_ACCOUNT_KEY].text);
	return rc;
}

static void print_facts(struct kam_out *out, const struct kam_document *doc)
{
	const struct kam_document_fact *fact = doc->facts;

	kam_out_map(out);
	for (; fact; fact = fact->next) {
		kam_out_key(out, fact->key);
		if (fact->value.form == KAM_CELL_DECIMAL)
			kam_out_decimal(out, fact->value.number);
		else
			kam_out_text(out, fact->value.text);
	}
	kam_out_end(out);
}

static int print_json(struct cmd *c, const struct kam_brief *brief,
		      int customer, struct kam_err *err)
{
	static const struct kam_out_column columns[] = {
		{ "account", "" }, { "name", "" },     { "audience", "" },
		{ "since", "" },   { "since_by", "" }, { "since_record", "" },
		{ "facts", "" },   { "sections", "" },
	};
	struct kam_out *out;
	int rc = cmd_out(c, &out, err);

	if (rc)
		return rc;
	kam_out_record(out, columns, sizeof columns / sizeof *columns);
	cmd_print_text(out, "account", brief->key);
	cmd_print_text(out, "name", brief->name);
	cmd_print_text(out, "audience", customer ? "customer" : "internal");
	cmd_print_text(out, "since", brief->since);
	cmd_print_text(out, "since_by", brief->by);
	cmd_print_text(out, "since_record", customer ? NULL : brief->by_record);
	kam_out_key(out, "facts");
	print_facts(out, brief->doc);
	kam_out_key(out, "sections");
	kam_out_sections(out, brief->doc);
	kam_out_end(out);
	return 0;
}

static int brief(struct cmd *c, void *values, struct kam_err *err)
{
	const struct brief_words *v = values;
	struct kam_brief_query query = { .customer = c->audience->customer };
	struct kam_brief made;
	struct kam_out *out;
	int rc = find_account(&query.account, c, err);

	if (!rc)
		rc = read_with(&query, c, &v->with, err);
	if (!rc)
		rc = read_since(&query, c, v->since, err);
	if (!rc)
		rc = kam_brief_make(&made, c->k, &c->arena, &query, err);
	if (rc)
		return rc;
	c->title = made.doc->title;
	if (cmd_nests(c))
		return print_json(c, &made, query.customer, err);
	rc = cmd_out(c, &out, err);
	if (!rc)
		kam_out_document(out, made.doc);
	return rc;
}

const struct cmd_verb cmd_word_brief = {
	"brief",
	brief,
	CMD_REGISTER_READ | CMD_REPORT | CMD_AUDIENCE,
	0,
	1,
	options,
	sizeof(struct brief_words),
	"[ACCOUNT] [--with CONTACT] [--since last-report|DATE]",
	N_("what to know of an account before a meeting, on a page"),
	"kam brief acme",
};
