#include "duplicates.h"

#include "view.h"

#include <kam/areas.h>
#include <kam/duplicates.h>

const struct cmd_option cmd_duplicates_options[] = {
	{ "least", 0, CMD_INTEGER, N_("N"),
	  N_("how likely they must be, in percent; 50 unless said"),
	  CMD_AT(struct cmd_duplicates, least) },
	{ "limit", 0, CMD_INTEGER, N_("N"), N_("no more than N"),
	  CMD_AT(struct cmd_duplicates, limit) },
	{ "exit-code", 0, CMD_FLAG, NULL,
	  N_("exit with 1 where there is anything"),
	  CMD_AT(struct cmd_duplicates, exit_code) },
	{ NULL },
};

enum {
	ID,
	NAME,
	KEY,
	ACCOUNT,
	SOURCE,
	OTHER,
	OTHER_NAME,
	OTHER_KEY,
	OTHER_ACCOUNT,
	OTHER_SOURCE,
	SCORE,
	REASONS,
	SIMILAR,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[NAME] = { "name", N_("Name"), KAM_FORM_TEXT },
	[KEY] = { "key", N_("Key"), KAM_FORM_TEXT },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_TEXT },
	[SOURCE] = { "source", N_("Source"), KAM_FORM_TEXT },
	[OTHER] = { "other", N_("Other"), KAM_FORM_FIXED },
	[OTHER_NAME] = { "other_name", N_("Other's name"), KAM_FORM_TEXT },
	[OTHER_KEY] = { "other_key", N_("Other's key"), KAM_FORM_TEXT },
	[OTHER_ACCOUNT] = { "other_account", N_("Other's account"),
			    KAM_FORM_TEXT },
	[OTHER_SOURCE] = { "other_source", N_("Other's source"),
			   KAM_FORM_TEXT },
	[SCORE] = { "score", N_("Likely"), KAM_FORM_NUMBER },
	[REASONS] = { "reasons", N_("Why"), KAM_FORM_TEXT },
	[SIMILAR] = { "similar", N_("Alike"), KAM_FORM_NUMBER },
};
enum {
	PEOPLE = 1 << ID | 1 << NAME | 1 << OTHER | 1 << OTHER_NAME |
		 1 << SCORE | 1 << REASONS
};

static void print_reasons(const struct cmd_view *v,
			  const struct kam_duplicate *d)
{
	struct kam_str text = KAM_STR_INIT;

	if (!cmd_view_key(v, REASONS))
		return;
	for (int i = 0; i < KAM_LIKENESSES; i++)
		if (d->reasons & 1u << i)
			kam_str_printf(
			    &text, "%s%s", text.length ? ", " : "",
			    kam_gettext_in("likeness", kam_likeness_words[i]));
	kam_out_people(v->out, text.length ? text.data : "");
	kam_out_array(v->out);
	for (int i = 0; i < KAM_LIKENESSES; i++)
		if (d->reasons & 1u << i)
			kam_out_text(v->out, kam_likeness_words[i]);
	kam_out_end(v->out);
	kam_str_release(&text);
}

static void print_one(const struct cmd_view *v, const struct kam_kind *kind,
		      const struct kam_alike *a, int first)
{
	/* the other's columns follow in the same order */
	const size_t from = first ? ID : OTHER;

	cmd_view_id(v, from, kind, a->id);
	cmd_view_text(v, from + NAME, a->name);
	cmd_view_text(v, from + KEY, a->key);
	cmd_view_text(v, from + ACCOUNT, a->account_key);
	cmd_view_text(v, from + SOURCE, a->source);
}

static void print(struct cmd *c, const struct cmd_view *v,
		  const struct kam_duplicate *d)
{
	kam_out_row(v->out);
	print_one(v, c->kind, &d->a, 1);
	print_one(v, c->kind, &d->b, 0);
	cmd_view_integer(v, SCORE, 1, d->score);
	print_reasons(v, d);
	cmd_view_integer(v, SIMILAR, d->reasons & 1u << KAM_LIKE_SIMILAR,
			 d->similar);
	kam_out_end(v->out);
}

int cmd_duplicates_run(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_duplicates *v = values;
	int64_t least = v->least.set ? v->least.value : KAM_DUPLICATES_LEAST;
	struct kam_duplicates found;
	struct cmd_view view;
	int contacts = kam_kind_is(c->kind, &kam_contact_kind);
	int rc;

	c->title = _("likely duplicates");
	if (least < 1 || least > 100)
		return cmd_usage(c, err, "%s", _("--least is 1 to 100"));
	rc = kam_duplicates_find(&found, c->k, &c->arena, c->kind,
				 contacts ? c->account : 0, (int)least, err);
	if (!rc)
		rc = cmd_view_open(&view, c, table, COLUMNS, PEOPLE,
				   CMD_VIEW_LIST, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < found.n; i++) {
		if (v->limit.set && v->limit.value &&
		    (int64_t)i >= v->limit.value)
			break;
		print(c, &view, &found.items[i]);
	}
	kam_out_end(view.out);
	if (v->exit_code && found.n)
		c->status = 1;
	if (found.n)
		cmd_tell_below(
		    c,
		    _("hint: one and the same: 'kam %s merge ID OTHER'; "
		      "not: 'kam %s link ID differs OTHER'"),
		    kam_kind_typed(c->kind), kam_kind_typed(c->kind));
	return 0;
}
