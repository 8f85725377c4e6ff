/*
 * diff: what is different from what it was, record by record.
 */
#include "plan.h"

#include <inttypes.h>
#include <kam/difference.h>
#include <kam/past.h>
#include <kam/record_io.h>
#include <string.h>

static const struct kam_out_column table[] = {
	{ "id", N_("ID"), KAM_FORM_FIXED },
	{ "title", N_("Title"), KAM_FORM_TEXT },
	{ "change", N_("Change"), KAM_FORM_FIXED },
	{ "field", N_("Field"), KAM_FORM_FIXED },
	{ "before", N_("Before"), KAM_FORM_TEXT },
	{ "after", N_("After"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

static const char *const words[] = {
	[KAM_DIFFERS_NEW] = N_("new"),
	[KAM_DIFFERS_GONE] = N_("gone"),
	[KAM_DIFFERS_CHANGED] = N_("changed"),
};

struct diff {
	const char *since, *until;
};
static const struct cmd_option options[] = {
	{ "since", 0, CMD_TEXT, N_("MOMENT"),
	  N_("a day, from its beginning; a moment; an operation, after it"),
	  CMD_AT(struct diff, since), .required = 1 },
	{ "until", 0, CMD_TEXT, N_("MOMENT"),
	  N_("the end of a day, a moment or operation; else now"),
	  CMD_AT(struct diff, until) },
	{ NULL },
};

/* people read who it is about once, in the first line */
static void print_head(struct cmd *c, const struct kam_difference *d, int first)
{
	char id[KAM_ID_TEXT];

	kam_id_format(id, d->kind, d->id);
	if (cmd_nests(c))
		cmd_print_text(c->out, "kind", d->kind->name);
	kam_out_key(c->out, "id");
	if (!first)
		kam_out_people(c->out, "");
	kam_out_text(c->out, id);
	kam_out_key(c->out, "title");
	if (first) {
		cmd_title(c, c->out, d->kind, d->id, d->title);
	} else {
		kam_out_people(c->out, "");
		kam_out_text(c->out, d->title);
	}
	kam_out_key(c->out, "change");
	kam_out_people(c->out, first ? _(words[d->what]) : "");
	kam_out_text(c->out, words[d->what]);
}

static int print_field(struct cmd *c, const struct kam_difference *d,
		       const struct kam_differing *f, struct kam_err *err)
{
	const struct kam_change change = {
		.kind = d->kind,
		.record = d->id,
		.field = f->field,
	};
	int rc;

	cmd_print_changed(c->out, &change);
	kam_out_key(c->out, "before");
	rc = kam_change_print(c->out, c->k, &change,
			      f->before ? f->before : "null", err);
	kam_out_key(c->out, "after");
	return rc ? rc
		  : kam_change_print(c->out, c->k, &change,
				     f->after ? f->after : "null", err);
}

static int print_nested(struct cmd *c, const struct kam_difference *d,
			struct kam_err *err)
{
	int rc = 0;

	kam_out_row(c->out);
	print_head(c, d, 1);
	kam_out_key(c->out, "fields");
	kam_out_array(c->out);
	for (size_t i = 0; i < d->n && !rc; i++) {
		kam_out_map(c->out);
		rc = print_field(c, d, &d->fields[i], err);
		kam_out_end(c->out);
	}
	kam_out_end(c->out);
	kam_out_end(c->out);
	return rc;
}

/* Of what is new or gone the title says enough; 'kam show' has the rest. */
static int print(void *context, const struct kam_difference *d,
		 struct kam_err *err)
{
	struct cmd *c = context;
	const size_t n = d->what == KAM_DIFFERS_CHANGED ? d->n : 1;
	int rc = 0;

	if (cmd_nests(c))
		return print_nested(c, d, err);
	for (size_t i = 0; i < n && !rc; i++) {
		kam_out_row(c->out);
		print_head(c, d, i == 0);
		if (d->what == KAM_DIFFERS_CHANGED) {
			rc = print_field(c, d, &d->fields[i], err);
		} else {
			cmd_print_text(c->out, "field", NULL);
			cmd_print_text(c->out, "before", NULL);
			cmd_print_text(c->out, "after", NULL);
		}
		kam_out_end(c->out);
	}
	return rc;
}

static int read_query(struct kam_difference_query *q, struct cmd *c,
		      const struct diff *v, struct kam_err *err)
{
	struct kam_moment from, to = { 0 };
	int rc = kam_moment_before(&from, c->k, v->since, err);

	if (!rc && v->until)
		rc = kam_moment_read(&to, c->k, v->until, err);
	if (rc)
		return rc;
	*q = (struct kam_difference_query){
		.after = from.operation,
		.until = to.operation,
		.account = c->account,
		.project = c->project,
	};
	if (!c->n_words)
		return 0;
	q->kind = kam_kind_named(c->catalogue, c->words[0]);
	if (q->kind)
		return 0;
	return kam_fail(err, KAM_EUSAGE, _("no noun '%s'"), c->words[0]);
}

static int diff(struct cmd *c, void *values, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	struct kam_difference_query query;
	struct kam_out *out;
	int rc = columns ? 0 : kam_fail_memory(err);

	if (!rc)
		rc = read_query(&query, c, values, err);
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	kam_out_list(out, columns, COLUMNS);
	rc = kam_difference_each(c->k, &query, print, c, err);
	kam_out_end(out);
	return rc;
}

const struct cmd_verb cmd_word_diff = {
	"diff",
	diff,
	CMD_REGISTER_READ | CMD_REPORT,
	0,
	1,
	options,
	sizeof(struct diff),
	"[NOUN] --since MOMENT [--until MOMENT]",
	N_("what changed since, record by record"),
	"kam diff --since yesterday",
};
