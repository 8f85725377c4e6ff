/*
 * suspect: links to records whose wording has changed since.
 */
#include "plan.h"
#include "suspect.h"

#include "trace.h"

#include <inttypes.h>
#include <kam/areas.h>
#include <kam/record_io.h>
#include <string.h>

const struct cmd_option cmd_suspect_options[] = {
	{ "exit-code", 0, CMD_FLAG, NULL,
	  N_("exit with 1 where there is anything"),
	  CMD_AT(struct cmd_suspect, exit_code) },
	{ NULL },
};

enum column {
	COLUMN_ID,
	COLUMN_RELATION,
	COLUMN_TO,
	COLUMN_CHANGES,
	COLUMN_AT,
	COLUMN_BY,
	COLUMN_TITLE,
	COLUMN_TO_TITLE,
	COLUMN_STATUS,
	COLUMN_LINK,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[COLUMN_ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[COLUMN_RELATION] = { "relation", N_("Relation"), KAM_FORM_FIXED },
	[COLUMN_TO] = { "to", NC_("link", "To"), KAM_FORM_FIXED },
	[COLUMN_CHANGES] = { "changes", N_("What changed"), KAM_FORM_TEXT },
	[COLUMN_AT] = { "at", N_("Since"), KAM_FORM_FIXED },
	[COLUMN_BY] = { "by", N_("By"), KAM_FORM_TEXT },
	[COLUMN_TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[COLUMN_TO_TITLE] = { "to_title", N_("Its title"), KAM_FORM_TEXT },
	[COLUMN_STATUS] = { "status", N_("Status"), KAM_FORM_FIXED },
	[COLUMN_LINK] = { "link", N_("Link"), KAM_FORM_FIXED },
};
static const int few[] = {
	COLUMN_ID, COLUMN_RELATION, COLUMN_TO, COLUMN_CHANGES, COLUMN_AT, -1,
};

struct printing {
	struct cmd *c;
	struct cmd_trace_list list;
	struct kam_str text;
	int64_t n;
};

/* A canonical value as people read it: a text as it is, in one line. */
static void add_value(struct kam_str *text, const char *value)
{
	struct kam_str plain = KAM_STR_INIT;

	if (!value)
		kam_str_add(text, "–");
	else if (kam_canonical_text(&plain, value, strlen(value)))
		kam_str_add_line(text, plain.data);
	else
		kam_str_add(text, value);
	text->failed |= plain.failed;
	kam_str_release(&plain);
}

static int is_inside(const char *at)
{
	return ((unsigned char)*at & 0xc0) == 0x80;
}

/* Adds "the old → the new", without what both begin and end with where that is
   long: whole words, or characters. */
static void add_change(struct kam_str *text, const char *before,
		       const char *after)
{
	enum { LONG = 24 };
	const size_t n = strlen(before), m = strlen(after);
	const size_t least = n < m ? n : m;
	size_t head = 0, tail = 0;

	while (head < least && before[head] == after[head])
		head++;
	while (head && (is_inside(before + head) || is_inside(after + head) ||
			((unsigned char)before[head - 1] < 0x80 &&
			 before[head - 1] != ' ')))
		head--;
	while (tail < least - head &&
	       before[n - tail - 1] == after[m - tail - 1])
		tail++;
	while (tail && (is_inside(before + n - tail) ||
			((unsigned char)before[n - tail] < 0x80 &&
			 before[n - tail] != ' ')))
		tail--;
	head = head > LONG ? head : 0;
	tail = tail > LONG ? tail : 0;
	kam_str_add(text, head ? "…" : "");
	kam_str_add_bytes(text, before + head, n - head - tail);
	kam_str_printf(text, "%s → %s", tail ? "…" : "", head ? "…" : "");
	kam_str_add_bytes(text, after + head, m - head - tail);
	kam_str_add(text, tail ? "…" : "");
}

/* "title: single sign-on → single sign-on for all"; short, for people: of
   long texts only what differs */
static void describe(struct kam_str *text, const struct kam_suspect *s,
		     int is_short)
{
	struct kam_str before = KAM_STR_INIT, after = KAM_STR_INIT;
	char label[KAM_LABEL_TEXT];

	for (size_t i = 0; i < s->n_changes; i++) {
		const int field =
		    kam_field_find(s->to.end.kind, s->changes[i].field);

		kam_str_truncate(&before, 0);
		kam_str_truncate(&after, 0);
		add_value(&before, s->changes[i].before);
		add_value(&after, s->changes[i].after);
		kam_str_printf(
		    text, "%s%s: ", i ? "; " : "",
		    is_short ? kam_column_label(label, s->to.end.kind, field)
			     : s->changes[i].field);
		if (is_short)
			add_change(text, before.data, after.data);
		else
			kam_str_printf(text, "%s → %s", before.data,
				       after.data);
	}
	text->failed |= before.failed | after.failed;
	kam_str_release(&before);
	kam_str_release(&after);
}

static void print_text(struct printing *p, const char *key, const char *value)
{
	kam_str_truncate(&p->text, 0);
	/* a number is as it stands */
	if (value && !kam_canonical_text(&p->text, value, strlen(value)))
		kam_str_add(&p->text, value);
	cmd_print_text(p->list.out, key, value ? p->text.data : NULL);
}

static void print_changes(struct printing *p, const struct kam_suspect *s)
{
	struct kam_out *out = p->list.out;

	kam_str_truncate(&p->text, 0);
	if (s->n_changes)
		describe(&p->text, s, 1);
	else
		kam_str_add(&p->text, _("not known"));
	kam_out_people(out, p->text.data);
	kam_str_truncate(&p->text, 0);
	describe(&p->text, s, 0);
	if (!cmd_nests(p->c)) {
		kam_out_text(out, s->n_changes ? p->text.data : NULL);
		return;
	}
	kam_out_array(out);
	for (size_t i = 0; i < s->n_changes; i++) {
		kam_out_map(out);
		cmd_print_text(out, "field", s->changes[i].field);
		print_text(p, "before", s->changes[i].before);
		print_text(p, "after", s->changes[i].after);
		kam_out_end(out);
	}
	kam_out_end(out);
}

static void print_value(struct printing *p, const struct kam_suspect *s,
			enum column column)
{
	struct kam_out *out = p->list.out;

	switch (column) {
	case COLUMN_ID:
		cmd_trace_id(out, s->from.end);
		break;
	case COLUMN_RELATION:
		cmd_trace_relation(out, s->relation, s->link, s->from.end.kind,
				   s->to.end.kind);
		break;
	case COLUMN_TO:
		cmd_trace_id(out, s->to.end);
		break;
	case COLUMN_CHANGES:
		print_changes(p, s);
		break;
	case COLUMN_AT:
		if (s->at)
			cmd_print_time(p->c, s->at);
		else
			kam_out_null(out);
		break;
	case COLUMN_BY:
		kam_out_text(out, s->actor);
		break;
	case COLUMN_TITLE:
		cmd_title(p->c, out, s->from.end.kind, s->from.end.id,
			  s->from.title);
		break;
	case COLUMN_TO_TITLE:
		cmd_title(p->c, out, s->to.end.kind, s->to.end.id, s->to.title);
		break;
	case COLUMN_STATUS:
		cmd_trace_status(out, &s->from);
		break;
	default:
		cmd_trace_link(out, s->link);
	}
}

static int print_suspect(void *context, const struct kam_suspect *s,
			 struct kam_err *err)
{
	struct printing *p = context;

	p->n++;
	kam_out_row(p->list.out);
	for (size_t i = 0; i < p->list.n; i++) {
		kam_out_key(p->list.out, p->list.columns[i].key);
		print_value(p, s, (enum column)p->list.chosen[i]);
	}
	kam_out_end(p->list.out);
	return kam_str_check(&p->text, err);
}

/* Links have no ID but their own: 'kam link suspect' is of all kinds. */
int cmd_suspect(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_suspect *v = values;
	struct printing p = { .c = c, .text = KAM_STR_INIT };
	struct kam_suspect_query query = {
		.kind = kam_kind_is(c->kind, &kam_link_kind) ? NULL : c->kind,
		.account = c->account,
		.project = c->project,
	};
	int rc = 0;

	if (v->exit_code && c->globals.mail)
		return cmd_usage(c, err, "%s",
				 _("--exit-code says nothing of mail"));
	if (c->n_words && !query.kind)
		return cmd_usage(c, err, "%s",
				 _("the records of one noun: kam req suspect "
				   "REQ-3"));
	if (c->n_words)
		rc = kam_resolve(&query.id, c->k, c->kind, c->words[0], err);
	c->title = _("suspect links");
	if (!rc)
		rc = cmd_trace_list(&p.list, c, table, COLUMNS, few, err);
	if (!rc)
		rc = kam_suspect_each(c->k, &query, print_suspect, &p, err);
	if (!rc)
		kam_out_end(p.list.out);
	kam_str_release(&p.text);
	if (v->exit_code && p.n)
		c->status = 1;
	return rc;
}
