/*
 * survey invite: whom to ask, and who was asked lately.
 */
#include "survey.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <string.h>

#define INVITE(member) CMD_AT(struct cmd_survey_invite, member)

const struct cmd_option cmd_survey_invite_options[] = {
	{ "via", 0, CMD_TEXT, N_("CHANNEL"),
	  N_("how they are asked: mail, call, chat, meeting, visit or other; "
	     "else mail"),
	  INVITE(via) },
	{ "on", 0, CMD_TEXT, N_("DATE"), N_("when they were asked; else today"),
	  INVITE(on) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say who would be invited"),
	  INVITE(dry_run) },
	{ NULL },
};

enum { ID, CONTACT, NAME, ASKED_ON, REFUSED, LAST, COLUMNS };
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[CONTACT] = { "contact", N_("Contact"), KAM_FORM_FIXED },
	[NAME] = { "name", N_("Name"), KAM_FORM_TEXT },
	[ASKED_ON] = { "asked_on", N_("Asked on"), KAM_FORM_FIXED },
	[REFUSED] = { "refused", N_("Left out"), KAM_FORM_FIXED },
	[LAST] = { "last_asked", N_("Asked last"), KAM_FORM_FIXED },
};

struct inviting {
	struct cmd *c;
	struct cmd_view view;
	struct kam_invite invite;
	char day[KAM_DATE_TEXT];
	int64_t
	    *seen; /* contacts that were named, so that none is asked twice */
	size_t n_seen;
	int64_t invited, refused;
};

/* Why somebody is left out, for people. */
static const char *reason(const char *word)
{
	static const char *const words[][2] = {
		{ "asked", N_("was asked") },
		{ "answered", N_("has answered") },
		{ "opt_out", N_("wants no mail") },
		{ "do_not_use", N_("no such channel") },
		{ "closed", N_("has left") },
		{ "erased", N_("was forgotten") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i][0], word))
			return _(words[i][1]);
	return word;
}

static void print_row(struct inviting *in, const struct kam_invited *r)
{
	const struct cmd_view *v = &in->view;

	kam_out_row(v->out);
	cmd_view_id(v, ID, &kam_reply_kind, r->reply);
	cmd_view_id(v, CONTACT, &kam_contact_kind, r->contact);
	cmd_view_text(v, NAME, r->name);
	cmd_view_text(v, ASKED_ON, r->refused ? NULL : in->day);
	if (cmd_view_key(v, REFUSED)) {
		if (r->refused)
			kam_out_people(v->out, reason(r->refused));
		kam_out_text(v->out, r->refused);
	}
	cmd_view_text(v, LAST, r->last);
	kam_out_end(v->out);
}

static int invite_one(void *context, struct kam_record *contact,
		      struct kam_err *err)
{
	struct inviting *in = context;
	struct kam_arena scratch = { 0 };
	struct kam_invited r;
	int rc = kam_invite(&r, in->c->k, &scratch, &in->invite, contact, err);

	if (!rc) {
		in->invited += !r.refused;
		in->refused += r.refused != NULL;
		print_row(in, &r);
	}
	kam_arena_release(&scratch);
	return rc;
}

static int is_seen(struct inviting *in, int64_t contact)
{
	for (size_t i = 0; i < in->n_seen; i++)
		if (in->seen[i] == contact)
			return 1;
	in->seen[in->n_seen++] = contact;
	return 0;
}

static int invite_named(struct inviting *in, struct kam_err *err)
{
	struct cmd *c = in->c;
	int rc = 0;

	in->seen = kam_arena_array(&c->arena, c->n_words, sizeof *in->seen);
	if (!in->seen)
		return kam_fail_memory(err);
	for (size_t i = 1; i < c->n_words && !rc; i++) {
		struct kam_record *contact;
		int64_t id;

		rc = kam_survey_contact(&id, c->k, c->words[i], err);
		if (rc || is_seen(in, id))
			continue;
		rc = kam_record_load(&contact, c->k, &c->arena,
				     &kam_contact_kind, id, err);
		if (!rc)
			rc = invite_one(in, contact, err);
	}
	return rc;
}

struct listed {
	struct cmd *c;
	const char **words;
	size_t n;
};

static int count_one(void *context, struct kam_record *contact,
		     struct kam_err *err)
{
	struct listed *l = context;

	(void)contact;
	(void)err;
	l->n++;
	return 0;
}

static int keep_one(void *context, struct kam_record *contact,
		    struct kam_err *err)
{
	struct listed *l = context;

	l->words[++l->n] =
	    kam_arena_printf(&l->c->arena, "CON-%lld", (long long)contact->id);
	return l->words[l->n] ? 0 : kam_fail_memory(err);
}

/* Those that filters and account leave, as if they had been named: a list is
   not written into while it is read. */
static int find_listed(struct cmd *c, const struct kam_record *survey,
		       struct kam_err *err)
{
	const struct kam_value *of = &survey->values[KAM_SURVEY_ACCOUNT];
	struct listed l = { .c = c };
	struct kam_query *q;
	int rc;

	if (!c->account && of->set)
		c->account = of->integer;
	if (!c->account && !c->n_filters) {
		kam_fail(err, KAM_EUSAGE, "%s", _("whom?"));
		kam_hint(err, "kam survey invite SUR-%lld -A ACCOUNT",
			 (long long)survey->id);
		return err->code;
	}
	c->project = 0;
	c->kind = &kam_contact_kind;
	rc = cmd_query(&q, c, err);
	if (rc)
		return rc;
	rc = kam_query_run(q, count_one, &l, err);
	if (!rc) {
		l.words = kam_arena_array(&c->arena, l.n + 1, sizeof *l.words);
		rc = l.words ? 0 : kam_fail_memory(err);
	}
	l.n = 0;
	if (!rc)
		rc = kam_query_run(q, keep_one, &l, err);
	kam_query_release(q);
	if (!rc) {
		l.words[0] = c->words[0];
		c->words = l.words;
		c->n_words = l.n + 1;
	}
	return rc;
}

static int run(struct inviting *in, const struct cmd_survey_invite *v,
	       struct kam_err *err)
{
	struct cmd *c = in->c;
	int named = c->n_words > 1;
	struct kam_record *survey;
	int rc = cmd_load(&survey, c, &kam_survey_kind, c->words[0], err);

	if (!rc && survey->status != kam_state_find(survey->kind, "open")) {
		kam_fail(
		    err, KAM_EREFUSED,
		    _("SUR-%lld is %s: nobody is invited to it"),
		    (long long)survey->id,
		    kam_gettext_in("survey",
				   survey->kind->states[survey->status].name));
		kam_hint(err, "kam survey open SUR-%lld",
			 (long long)survey->id);
		rc = err->code;
	}
	if (!rc)
		rc = kam_invite_begin(&in->invite, c->k, &c->arena, survey,
				      v->via ? v->via : "mail",
				      v->on ? v->on : "today", err);
	if (!rc && !named)
		rc = find_listed(c, survey, err);
	if (!rc)
		rc = cmd_view_open(&in->view, c, table, COLUMNS, ~0ull,
				   CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	kam_date_format(in->day, in->invite.on);
	rc = invite_named(in, err);
	kam_out_end(in->view.out);
	/* whoever was named and isn't asked is no small matter */
	if (!rc && named && in->refused)
		c->status = 1;
	return rc;
}

int cmd_survey_invite(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_survey_invite *v = values;
	struct inviting in = { .c = c };
	int rc;

	if (c->n_words > 1 && c->n_filters)
		return cmd_usage(c, err, "%s",
				 _("contacts or filters, not both"));
	rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = run(&in, v, err);
	if (!rc && v->dry_run)
		kam_operation_cancel(c->k);
	else
		rc = kam_operation_end(c->k, rc, err);
	if (!rc)
		cmd_say(c, _("invited: %lld, left out: %lld%s"),
			(long long)in.invited, (long long)in.refused,
			v->dry_run ? _("; nothing was written: --dry-run")
				   : "");
	return rc;
}
