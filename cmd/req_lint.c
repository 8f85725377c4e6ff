/*
 * req lint: what to mend in requirements, each with the command that does.
 */
#include "rank.h"

#include <kam/areas.h>
#include <kam/req_lint.h>
#include <kam/utf8.h>
#include <string.h>

const struct cmd_option cmd_req_lint_options[] = {
	{ "skip", 0, CMD_MANY, N_("RULE"),
	  N_("leave a rule out; again for each"),
	  CMD_AT(struct cmd_req_lint, skip) },
	{ NULL },
};

enum {
	COLUMN_ID,
	COLUMN_RULE,
	COLUMN_SEVERITY,
	COLUMN_FIELD,
	COLUMN_LINE,
	COLUMN_COLUMN,
	COLUMN_EXCERPT,
	COLUMN_OTHER,
	COLUMN_SIMILARITY,
	COLUMN_TITLE,
	COLUMN_MESSAGE,
	COLUMN_HINT,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[COLUMN_ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[COLUMN_RULE] = { "rule", N_("Rule"), KAM_FORM_FIXED },
	[COLUMN_SEVERITY] = { "severity", N_("Severity"), KAM_FORM_FIXED },
	[COLUMN_FIELD] = { "field", N_("Field"), KAM_FORM_FIXED },
	[COLUMN_LINE] = { "line", N_("Line"), KAM_FORM_NUMBER },
	[COLUMN_COLUMN] = { "column", N_("Column"), KAM_FORM_NUMBER },
	[COLUMN_EXCERPT] = { "excerpt", N_("Excerpt"), KAM_FORM_TEXT },
	[COLUMN_OTHER] = { "other", N_("Other"), KAM_FORM_FIXED },
	[COLUMN_SIMILARITY] = { "similarity", N_("Similarity"),
				KAM_FORM_NUMBER },
	[COLUMN_TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[COLUMN_MESSAGE] = { "message", N_("Finding"), KAM_FORM_TEXT },
	[COLUMN_HINT] = { "hint", N_("Hint"), KAM_FORM_TEXT },
};

static void add_message(struct kam_str *out, const struct kam_lint_finding *f)
{
	switch (f->rule) {
	case KAM_LINT_OPEN:
		kam_str_printf(out, _("'%s': not decided yet"), f->word);
		break;
	case KAM_LINT_AMBIGUOUS:
		kam_str_printf(out, _("'%s' can mean much"), f->word);
		break;
	case KAM_LINT_COMPOUND:
		kam_str_printf(out, _("'%s': several requirements in one"),
			       f->word);
		break;
	case KAM_LINT_STATEMENT:
		kam_str_add(out, _("no statement"));
		break;
	case KAM_LINT_CRITERIA:
		kam_str_add(out, _("no acceptance criteria"));
		break;
	case KAM_LINT_DUPLICATE:
		kam_str_printf(out, _("%d%% like REQ-%lld"), f->percent,
			       (long long)f->other);
		break;
	case KAM_LINT_LONG:
		kam_str_printf(out, _("%zu words, more than %d"), f->words,
			       KAM_LINT_WORDS);
		break;
	case KAM_LINT_SOURCE:
		kam_str_add(out, _("nothing says where it comes from"));
		break;
	case KAM_LINT_PRIORITY:
		kam_str_add(out, _("no priority"));
		break;
	default:
		kam_str_add(out, _("no effort"));
	}
}

/* The command that mends it; a wording that was agreed is proposed anew. */
static void add_hint(struct kam_str *out, const struct kam_lint_finding *f)
{
	const char *field =
	    f->field < 0 ? "" : kam_req_kind.fields[f->field].name;

	switch (f->rule) {
	case KAM_LINT_DUPLICATE:
		kam_str_printf(out, "kam req link REQ-%lld duplicates REQ-%lld",
			       (long long)f->id, (long long)f->other);
		break;
	case KAM_LINT_SOURCE:
		kam_str_printf(out,
			       "kam req edit REQ-%lld --source-contact CONTACT",
			       (long long)f->id);
		break;
	case KAM_LINT_PRIORITY:
		kam_str_printf(out,
			       "kam req edit REQ-%lld --priority "
			       "must|should|could|wont",
			       (long long)f->id);
		break;
	case KAM_LINT_EFFORT:
		kam_str_printf(out, "kam req rate REQ-%lld --effort DAYS",
			       (long long)f->id);
		break;
	default:
		kam_str_printf(out, "kam req %s REQ-%lld --%s TEXT%s",
			       f->agreed ? "reword" : "edit", (long long)f->id,
			       !strcmp(field, "acceptance_criteria")
				   ? "acceptance-criteria"
				   : field,
			       f->agreed ? " --reason TEXT" : "");
	}
}

static void print_row(const struct cmd_req_list *l,
		      const struct kam_lint_finding *f, const char *message,
		      const char *hint)
{
	kam_out_row(l->out);
	cmd_req_id(l, COLUMN_ID, f->id);
	cmd_req_word(l, COLUMN_RULE, kam_lint_words[f->rule]);
	cmd_req_word(l, COLUMN_SEVERITY, kam_lint_severity(f->rule));
	cmd_req_text(l, COLUMN_FIELD,
		     f->field < 0 ? NULL : kam_req_kind.fields[f->field].name);
	cmd_req_integer(l, COLUMN_LINE, f->line ? f->line : -1);
	cmd_req_integer(l, COLUMN_COLUMN, f->line ? f->column : -1);
	cmd_req_text(l, COLUMN_EXCERPT, f->excerpt);
	cmd_req_id(l, COLUMN_OTHER, f->other);
	cmd_req_decimal(l, COLUMN_SIMILARITY, f->other != 0,
			(int64_t)f->percent * 10000);
	cmd_req_text(l, COLUMN_TITLE, f->title);
	cmd_req_text(l, COLUMN_MESSAGE, message);
	cmd_req_text(l, COLUMN_HINT, *hint ? hint : NULL);
	kam_out_end(l->out);
}

/*
 *	REQ-3  single sign-on
 *	  warning ambiguous  statement 1:12: 'fast' can mean much
 *	                     "…respond fast to…"
 *	                     kam req edit REQ-3 --statement TEXT
 */
static void add_lines(struct cmd *c, const struct kam_lint_finding *f,
		      int first, const char *message, const char *hint)
{
	char label[KAM_LABEL_TEXT];

	if (first) {
		kam_str_printf(&c->text, "REQ-%lld  ", (long long)f->id);
		kam_utf8_show(&c->text, f->title, KAM_SHOW_LINE);
		kam_str_add_char(&c->text, '\n');
	}
	kam_str_printf(&c->text, "  %s %s", _(kam_lint_severity(f->rule)),
		       _(kam_lint_words[f->rule]));
	if (f->line)
		kam_str_printf(&c->text, "  %s %d:%d",
			       kam_column_label(label, &kam_req_kind, f->field),
			       f->line, f->column);
	kam_str_add(&c->text, _(": "));
	kam_utf8_show(&c->text, message, KAM_SHOW_LINE);
	kam_str_add_char(&c->text, '\n');
	if (f->excerpt) {
		kam_str_add(&c->text, "      ");
		kam_utf8_show(&c->text, f->excerpt, KAM_SHOW_LINE);
		kam_str_add_char(&c->text, '\n');
	}
	if (*hint)
		kam_str_printf(&c->text, "      %s\n", hint);
}

/* One command that mends several findings is said after the last. */
static int is_last_of_hint(const struct kam_lint *lint, size_t i)
{
	const struct kam_lint_finding *f = &lint->findings[i];

	return i + 1 == lint->n || f[1].id != f->id || f[1].rule != f->rule ||
	       f[1].field != f->field || f->rule == KAM_LINT_DUPLICATE;
}

static int print(struct cmd *c, const struct kam_lint *lint, const int64_t *ids,
		 struct kam_err *err)
{
	const int people = cmd_for_people(c);
	struct kam_str message = KAM_STR_INIT, hint = KAM_STR_INIT;
	struct cmd_req_list l;
	int64_t given = 0, last = 0;
	int rc =
	    people ? 0 : cmd_req_list_begin(&l, c, table, COLUMNS, ~0u, err);

	for (size_t i = 0; i < lint->n && !rc; i++) {
		const struct kam_lint_finding *f = &lint->findings[i];

		if (!cmd_req_wanted(c, ids, f->id) ||
		    (c->globals.limit && given >= c->globals.limit))
			continue;
		kam_str_reset(&message);
		kam_str_reset(&hint);
		add_message(&message, f);
		if (!people || is_last_of_hint(lint, i))
			add_hint(&hint, f);
		if (people)
			add_lines(c, f, last != f->id, message.data, hint.data);
		else
			print_row(&l, f, message.data, hint.data);
		last = f->id;
		given++;
		rc = kam_str_check(&message, err);
		if (!rc)
			rc = kam_str_check(&hint, err);
	}
	if (!rc && !people)
		kam_out_end(l.out);
	if (given)
		c->status = 1;
	kam_str_release(&message);
	kam_str_release(&hint);
	return rc;
}

int cmd_req_lint(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_req_lint *v = values;
	struct kam_lint lint = { 0 };
	struct kam_query *q = NULL;
	int64_t *ids;
	int rc = cmd_req_ids(&ids, c, err);

	for (size_t i = 0; i < v->skip.n && !rc; i++) {
		unsigned rules;

		rc = kam_lint_skip_parse(&rules, v->skip.items[i], err);
		if (rc)
			kam_field(err, "skip");
		else
			lint.skip |= rules;
	}
	if (!rc)
		rc = cmd_req_query(&q, c, NULL, err);
	if (rc)
		return rc;
	c->title = _("requirements to mend");
	rc = kam_req_lint(&lint, c->k, q, err);
	kam_query_release(q);
	if (!rc)
		rc = print(c, &lint, ids, err);
	kam_lint_release(&lint);
	return rc;
}
