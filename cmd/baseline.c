/*
 * req baseline, baseline diff: sets of requirements as they were worded.
 */
#include "crud.h"
#include "engine.h"
#include "req.h"
#include "wording.h"

#include <kam/areas.h>
#include <kam/baseline.h>
#include <kam/utf8.h>
#include <string.h>

const struct cmd_option cmd_baseline_options[] = {
	{ "description", 0, CMD_TEXT, N_("TEXT"), N_("what it is for"),
	  CMD_AT(struct cmd_baseline, description) },
	{ NULL },
};

/* The first word is the name: it holds no "=" and comes with the filters. */
static int make(struct cmd *c, const struct cmd_baseline *v,
		struct kam_err *err)
{
	const struct kam_baseline_options options = {
		.name = c->words[0],
		.description = v->description,
		.account = c->account,
		.project = c->project,
		.filters = c->filters,
		.n_filters = c->n_filters,
	};
	struct kam_record *baseline;
	int64_t lines;
	int rc = kam_baseline_make(&baseline, &lines, c->k, &c->arena, &options,
				   err);

	if (rc)
		return rc;
	c->kind = cmd_kind(c, &kam_baseline_kind);
	if (!cmd_for_people(c))
		return cmd_written(c, baseline, err);
	kam_str_printf(&c->text, "BASE-%lld  ", (long long)baseline->id);
	kam_utf8_show(&c->text, baseline->values[KAM_BASELINE_NAME].text,
		      KAM_SHOW_LINE);
	kam_str_printf(&c->text, _("  (requirements: %lld)\n"),
		       (long long)lines);
	return kam_str_check(&c->text, err);
}

/* "req baseline list" is meant otherwise. */
static int check_name(struct cmd *c, const char *name, struct kam_err *err)
{
	const struct kam_move *move;

	if (!cmd_verb_find(&cmd_noun_baseline, cmd_kind(c, &kam_baseline_kind),
			   name, &move))
		return 0;
	kam_fail(err, KAM_EUSAGE,
		 _("'%s' is what is done with a baseline, not its name"), name);
	kam_hint(err, "kam baseline %s", name);
	return err->code;
}

int cmd_req_baseline(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = check_name(c, c->words[0], err);

	if (rc)
		return rc;
	if (c->globals.limit || c->globals.count_by)
		return cmd_usage(c, err, "%s",
				 _("a baseline holds all that the filters "
				   "leave: no --limit, no --count-by"));
	rc = kam_operation_begin(c->k, err);
	return rc ? rc : kam_operation_end(c->k, make(c, values, err), err);
}

static const struct kam_out_column whole[] = {
	{ "from", N_("From"), KAM_FORM_TEXT },
	{ "to", N_("To"), KAM_FORM_TEXT },
	{ "rows", N_("Changes"), KAM_FORM_PROSE },
	{ "added", N_("Added"), KAM_FORM_NUMBER },
	{ "removed", N_("Removed"), KAM_FORM_NUMBER },
	{ "changed", N_("Changed"), KAM_FORM_NUMBER },
	{ "unchanged", N_("Unchanged"), KAM_FORM_NUMBER },
};
static const struct kam_out_column lines[] = {
	{ "change", N_("Change"), KAM_FORM_FIXED },
	{ "id", N_("ID"), KAM_FORM_FIXED },
	{ "title", N_("Title"), KAM_FORM_TEXT },
	{ "field", N_("Field"), KAM_FORM_FIXED },
	{ "before", N_("Before"), KAM_FORM_TEXT },
	{ "after", N_("After"), KAM_FORM_TEXT },
	{ "words", N_("Words"), KAM_FORM_TEXT },
};
enum {
	WHOLE = sizeof whole / sizeof *whole,
	LINES = sizeof lines / sizeof *lines
};
static const struct {
	const char *word, *label, *sign;
} changes[] = {
	[KAM_BASELINE_ADDED] = { "added", N_("added"), "+" },
	[KAM_BASELINE_REMOVED] = { "removed", N_("removed"), "-" },
	[KAM_BASELINE_CHANGED] = { "changed", N_("changed"), "~" },
	[KAM_BASELINE_UNCHANGED] = { "unchanged", N_("unchanged"), "=" },
};

struct comparison {
	struct cmd *c;
	struct kam_out *out;
	const struct kam_record *from, *to; /* to: NULL for now */
	int64_t counts[4];
	struct kam_str text; /* what people read of the rows */
};

static const char *title_of(const struct kam_baseline_row *row)
{
	const struct kam_record *r = row->after ? row->after : row->before;

	return r->values[KAM_REVISION_TITLE].set
		   ? r->values[KAM_REVISION_TITLE].text
		   : "";
}

/* "~ REQ-3  single sign-on" and under it each field that changed. */
static int tell_row(void *context, const struct kam_baseline_row *row,
		    struct kam_err *err)
{
	struct comparison *m = context;
	int rc = 0;

	m->counts[row->change]++;
	if (row->change == KAM_BASELINE_UNCHANGED)
		return 0;
	kam_str_printf(&m->text, "%s%s REQ-%lld  %s",
		       m->text.length ? "\n" : "", changes[row->change].sign,
		       (long long)row->req, title_of(row));
	for (size_t i = 0; i < CMD_WORDING && !rc; i++) {
		if (row->change != KAM_BASELINE_CHANGED ||
		    !cmd_wording_differs(row->before, row->after,
					 cmd_wording[i].field))
			continue;
		kam_str_printf(&m->text, "\n  %s: ", _(cmd_wording[i].label));
		rc = cmd_wording_diff(&m->text, m->c, row->before, row->after,
				      cmd_wording[i].field, err);
	}
	return rc ? rc : kam_str_check(&m->text, err);
}

static void print_version(struct kam_out *out, const char *key,
			  const struct kam_record *version)
{
	kam_out_key(out, key);
	if (version && version->id)
		kam_out_integer(out,
				version->values[KAM_REVISION_NUMBER].integer);
	else
		kam_out_null(out);
}

static int print_row(void *context, const struct kam_baseline_row *row,
		     struct kam_err *err)
{
	struct comparison *m = context;
	struct kam_out *out = m->out;
	int changed = row->change == KAM_BASELINE_CHANGED, rc = 0;
	char id[KAM_ID_TEXT];

	if (row->change == KAM_BASELINE_UNCHANGED)
		return 0;
	kam_id_format(id, &kam_req_kind, row->req);
	kam_out_map(out);
	cmd_print_text(out, "change", changes[row->change].word);
	cmd_print_text(out, "id", id);
	cmd_print_text(out, "name", title_of(row));
	print_version(out, "from", row->before);
	print_version(out, "to", row->after);
	for (size_t i = 0; i < CMD_WORDING && !rc; i++)
		rc = cmd_wording_print(m->c, out, cmd_wording[i].key,
				       changed ? row->before : row->after,
				       row->after, cmd_wording[i].field, err);
	kam_out_end(out);
	return rc;
}

/* A name, and when it was made; NULL is now. */
static int print_side(struct comparison *m, const char *key,
		      const struct kam_record *b, struct kam_err *err)
{
	struct kam_out *out = m->out;
	char id[KAM_ID_TEXT];
	const char *text;

	kam_out_key(out, key);
	if (!b) {
		kam_out_people(out, _("now"));
		kam_out_null(out);
		return 0;
	}
	text =
	    kam_arena_printf(&m->c->arena, "%s  (BASE-%lld, %s)",
			     b->values[KAM_BASELINE_NAME].text,
			     (long long)b->id, b->values[KAM_BASELINE_ON].text);
	if (!text)
		return kam_fail_memory(err);
	kam_id_format(id, b->kind, b->id);
	kam_out_people(out, text);
	kam_out_map(out);
	cmd_print_text(out, "id", id);
	cmd_print_text(out, "name", b->values[KAM_BASELINE_NAME].text);
	cmd_print_text(out, "on", b->values[KAM_BASELINE_ON].text);
	kam_out_end(out);
	return 0;
}

static int compare(struct comparison *m, kam_each_baseline_row each,
		   struct kam_err *err)
{
	return kam_baseline_compare(m->c->k, m->from->id, m->to ? m->to->id : 0,
				    each, m, err);
}

static int print_whole(struct comparison *m, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(m->c, whole, WHOLE);
	struct kam_out *out = m->out;
	int rc = columns ? compare(m, tell_row, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_record(out, columns, WHOLE);
	rc = print_side(m, "from", m->from, err);
	if (!rc)
		rc = print_side(m, "to", m->to, err);
	kam_out_key(out, "rows");
	kam_out_people(out, m->text.data);
	kam_out_array(out);
	if (!rc)
		rc = compare(m, print_row, err);
	kam_out_end(out);
	for (size_t i = 0; i < 4; i++)
		cmd_print_integer(out, changes[i].word, m->counts[i]);
	kam_out_end(out);
	return rc;
}

/* A line of the list; field < 0: of the requirement as a whole. */
static int print_line(struct comparison *m, const struct kam_baseline_row *row,
		      int field, struct kam_err *err)
{
	const struct cmd_wording *of = field < 0 ? NULL : &cmd_wording[field];
	struct kam_out *out = m->out;
	struct kam_str words = KAM_STR_INIT;
	char id[KAM_ID_TEXT];
	int rc = 0;

	kam_id_format(id, &kam_req_kind, row->req);
	if (of)
		rc = cmd_wording_diff(&words, m->c, row->before, row->after,
				      of->field, err);
	kam_out_row(out);
	kam_out_key(out, "change");
	kam_out_people(out, _(changes[row->change].label));
	kam_out_text(out, changes[row->change].word);
	cmd_print_text(out, "id", id);
	cmd_print_text(out, "title", title_of(row));
	kam_out_key(out, "field");
	if (of)
		kam_out_people(out, _(of->label));
	kam_out_text(out, of ? of->key : NULL);
	cmd_print_text(out, "before",
		       of && row->before->values[of->field].set
			   ? row->before->values[of->field].text
			   : NULL);
	cmd_print_text(out, "after",
		       of && row->after->values[of->field].set
			   ? row->after->values[of->field].text
			   : NULL);
	cmd_print_text(out, "words", of ? words.data : NULL);
	kam_out_end(out);
	kam_str_release(&words);
	return rc;
}

static int list_row(void *context, const struct kam_baseline_row *row,
		    struct kam_err *err)
{
	struct comparison *m = context;
	int rc = 0;

	m->counts[row->change]++;
	if (row->change == KAM_BASELINE_UNCHANGED)
		return 0;
	if (row->change != KAM_BASELINE_CHANGED)
		return print_line(m, row, -1, err);
	for (int i = 0; i < CMD_WORDING && !rc; i++)
		if (cmd_wording_differs(row->before, row->after,
					cmd_wording[i].field))
			rc = print_line(m, row, i, err);
	return rc;
}

/* In a document, how many were left out because they are the same. */
static void print_rest(struct comparison *m)
{
	struct kam_out *out = m->out;
	char count[32];

	(void)snprintf(count, sizeof count, "%lld",
		       (long long)m->counts[KAM_BASELINE_UNCHANGED]);
	kam_out_row(out);
	cmd_print_text(out, "change", _("unchanged"));
	cmd_print_text(out, "id", NULL);
	cmd_print_text(out, "title", count);
	for (size_t i = 3; i < LINES; i++)
		cmd_print_text(out, lines[i].key, NULL);
	kam_out_end(out);
}

static int print_list(struct comparison *m, int document, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(m->c, lines, LINES);
	int rc = columns ? 0 : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_list(m->out, columns, LINES);
	rc = compare(m, list_row, err);
	if (!rc && document)
		print_rest(m);
	kam_out_end(m->out);
	return rc;
}

int cmd_baseline_diff(struct cmd *c, void *values, struct kam_err *err)
{
	const enum kam_format format = c->globals.format;
	int document = format == KAM_FORMAT_MD || format == KAM_FORMAT_HTML;
	struct comparison m = { .c = c, .text = KAM_STR_INIT };
	struct kam_record *from, *to = NULL;
	int rc = cmd_load(&from, c, &kam_baseline_kind, c->words[0], err);

	(void)values;
	if (!rc && c->n_words > 1)
		rc = cmd_load(&to, c, &kam_baseline_kind, c->words[1], err);
	if (rc)
		return rc;
	m.from = from;
	m.to = to;
	c->title =
	    kam_arena_printf(&c->arena, _("requirements: %s against %s"),
			     to ? to->values[KAM_BASELINE_NAME].text : _("now"),
			     from->values[KAM_BASELINE_NAME].text);
	if (document && !c->globals.fields)
		c->globals.fields = "change,id,title,field,words";
	rc = cmd_out(c, &m.out, err);
	if (!rc && (format == KAM_FORMAT_TABLE || format == KAM_FORMAT_JSON ||
		    format == KAM_FORMAT_JSONL))
		rc = print_whole(&m, err);
	else if (!rc)
		rc = print_list(&m, document, err);
	kam_str_release(&m.text);
	return rc;
}

static const struct cmd_verb verbs[] = {
	{ "diff", cmd_baseline_diff, CMD_REGISTER_READ | CMD_NO_SCOPE, 1, 2,
	  NULL, 0, "BASELINE [BASELINE]",
	  N_("what changed between two, or since one"),
	  "kam baseline diff R1" },
	{ NULL },
};
const struct cmd_noun cmd_noun_baseline = { "baseline", "baseline", NULL,
					    verbs };
