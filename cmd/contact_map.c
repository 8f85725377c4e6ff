/*
 * contact map: the power/interest grid, who is engaged how far, and what to do.
 */
#include "contact.h"

#include "crud.h"
#include "mailing.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/engagement.h>
#include <kam/utf8.h>
#include <string.h>

const struct cmd_option cmd_map_options[] = {
	{ "svg", 0, CMD_FLAG, NULL, N_("as a drawing"),
	  CMD_AT(struct cmd_map, svg) },
	{ NULL },
};

enum { HALF = 36, NAME = 24, LONG = 40, LEVELS = 5, LEVEL = 10 };

static void add_blanks(struct kam_str *out, size_t n)
{
	while (n--)
		kam_str_add_char(out, ' ');
}

/* As far as the columns reach, filled up with blanks. */
static void add_fitted(struct kam_str *out, const char *text, size_t columns)
{
	struct kam_str shown = KAM_STR_INIT;
	size_t n;

	kam_utf8_show(&shown, text, KAM_SHOW_LINE);
	n = kam_utf8_fit(shown.data, columns, KAM_AMBIGUOUS_NARROW);
	if (shown.data[n]) {
		n = kam_utf8_fit(shown.data, columns - 1, KAM_AMBIGUOUS_NARROW);
		kam_str_truncate(&shown, n);
		kam_str_add(&shown, "…");
	}
	kam_str_add(out, shown.data);
	add_blanks(out,
		   columns - kam_utf8_width(shown.data, KAM_AMBIGUOUS_NARROW));
	out->failed |= shown.failed;
	kam_str_release(&shown);
}

/* The nth of those in a quadrant; NULL beyond the last. */
static const struct kam_engaged *nth_of(const struct kam_engagements *e,
					enum kam_quadrant quadrant, size_t nth)
{
	for (size_t i = 0; i < e->n; i++)
		if (e->items[i].quadrant == quadrant && !nth--)
			return &e->items[i];
	return NULL;
}

/* "Anna Weber   5/4", in half the width */
static void add_half(struct kam_str *out, const struct kam_engaged *e)
{
	char place[32] = "";

	if (e)
		(void)snprintf(place, sizeof place, "%lld/%lld",
			       (long long)e->influence, (long long)e->interest);
	add_fitted(out, e ? e->name : "", HALF - 4);
	kam_str_printf(out, " %3s", place);
}

static void add_rule(struct kam_str *out)
{
	for (int half = 0; half < 2; half++) {
		kam_str_add_char(out, '+');
		for (int i = 0; i < HALF + 2; i++)
			kam_str_add_char(out, '-');
	}
	kam_str_add(out, "+\n");
}

/* Two quadrants beside each other. */
static void add_row(struct kam_str *out, const struct kam_engagements *e,
		    enum kam_quadrant left, const char *left_label,
		    enum kam_quadrant right, const char *right_label)
{
	add_rule(out);
	kam_str_add(out, "| ");
	add_fitted(out, left_label, HALF);
	kam_str_add(out, " | ");
	add_fitted(out, right_label, HALF);
	kam_str_add(out, " |\n");
	for (size_t i = 0; !i || nth_of(e, left, i) || nth_of(e, right, i);
	     i++) {
		kam_str_add(out, "| ");
		add_half(out, nth_of(e, left, i));
		kam_str_add(out, " | ");
		add_half(out, nth_of(e, right, i));
		kam_str_add(out, " |\n");
	}
}

static void add_grid(struct kam_str *out, const struct kam_engagements *e)
{
	kam_str_printf(out, "%s\n",
		       _("influence / interest; 4 and 5 are high"));
	add_row(out, e, KAM_KEEP_SATISFIED, _("keep satisfied"),
		KAM_MANAGE_CLOSELY, _("manage closely"));
	add_row(out, e, KAM_MONITOR, _("monitor"), KAM_KEEP_INFORMED,
		_("keep informed"));
	add_rule(out);
}

/* C where they are, D where they should be, as the PMBOK Guide marks them. */
static void add_matrix(struct kam_str *out, const struct kam_engagements *e)
{
	const struct kam_field *f =
	    &kam_contact_kind.fields[KAM_CONTACT_ENGAGEMENT_SEEN];

	kam_str_add_char(out, '\n');
	add_fitted(out, _("C current, D desired"), NAME);
	for (int i = 0; i < LEVELS; i++) {
		kam_str_add_char(out, ' ');
		add_fitted(out, _(f->words[i]), LEVEL);
	}
	kam_str_add_char(out, '\n');
	for (size_t i = 0; i < e->n; i++) {
		const struct kam_engaged *p = &e->items[i];

		if (!p->wanted && !p->seen)
			continue;
		add_fitted(out, p->name, NAME);
		for (int level = 0; level < LEVELS; level++) {
			const char *word = f->words[level];
			int seen = p->seen && !strcmp(p->seen, word);
			int wanted = p->wanted && !strcmp(p->wanted, word);

			kam_str_add_char(out, ' ');
			add_fitted(out,
				   seen && wanted ? "C D"
				   : seen         ? "C"
				   : wanted       ? "D"
						  : "",
				   LEVEL);
		}
		kam_str_add_char(out, '\n');
	}
}

/* A name within a line of text. */
static void add_name(struct kam_str *name, const struct kam_engaged *p)
{
	add_fitted(name, p->name, LONG);
	while (name->length && name->data[name->length - 1] == ' ')
		kam_str_truncate(name, name->length - 1);
}

/* "CON-1 Anna Weber: neutral, wanted leading", and below it what to do */
static void add_gap(struct kam_str *out, const struct kam_engaged *p)
{
	struct kam_str name = KAM_STR_INIT;

	add_name(&name, p);
	kam_str_printf(out, "CON-%lld ", (long long)p->id);
	kam_str_printf(out, _("%s: %s, wanted %s"), name.data, _(p->seen),
		       _(p->wanted));
	kam_str_printf(out, "\n  %s\n", _(kam_quadrant_advice(p->quadrant)));
	out->failed |= name.failed;
	kam_str_release(&name);
}

static void add_unplaced(struct kam_str *out, const struct kam_engaged *p)
{
	struct kam_str name = KAM_STR_INIT;

	add_name(&name, p);
	kam_str_printf(out,
		       "%s\n  kam contact edit CON-%lld --influence 1…5 "
		       "--interest 1…5\n",
		       name.data, (long long)p->id);
	out->failed |= name.failed;
	kam_str_release(&name);
}

static void add_lists(struct kam_str *out, const struct kam_engagements *e)
{
	int gaps = 0, unplaced = 0;

	for (size_t i = 0; i < e->n; i++)
		if (e->items[i].gap) {
			kam_str_printf(out, "%s",
				       gaps++ ? "" : _("\nWhat is missing\n"));
			add_gap(out, &e->items[i]);
		}
	for (size_t i = 0; i < e->n; i++)
		if (e->items[i].quadrant == KAM_QUADRANT_NONE) {
			kam_str_printf(out, "%s",
				       unplaced++ ? "" : _("\nNot placed\n"));
			add_unplaced(out, &e->items[i]);
		}
}

/* A line without blanks at its end, as everything that people read. */
static void add_trimmed(struct kam_str *out, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n"), kept = n;

		while (kept && text[kept - 1] == ' ')
			kept--;
		kam_str_add_bytes(out, text, kept);
		kam_str_add_char(out, '\n');
		text += n + (text[n] == '\n');
	}
}

static int print_text(struct cmd *c, const struct kam_engagements *e,
		      struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int rc;

	if (e->n) {
		add_grid(&text, e);
		add_matrix(&text, e);
		add_lists(&text, e);
	}
	rc = kam_str_check(&text, err);
	if (!rc)
		add_trimmed(&c->text, text.data);
	kam_str_release(&text);
	return rc ? rc : kam_str_check(&c->text, err);
}

enum {
	ID,
	WHO,
	POSITION,
	INFLUENCE,
	INTEREST,
	QUADRANT,
	WANTED,
	SEEN,
	GAP,
	ADVICE,
	COLUMNS
};

static int print_list(struct cmd *c, const struct kam_engagements *e,
		      struct kam_err *err)
{
	static const struct kam_out_column table[COLUMNS] = {
		[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
		[WHO] = { "name", N_("Name"), KAM_FORM_TEXT },
		[POSITION] = { "title", N_("Position"), KAM_FORM_TEXT },
		[INFLUENCE] = { "influence", N_("Influence"), KAM_FORM_NUMBER },
		[INTEREST] = { "interest", N_("Interest"), KAM_FORM_NUMBER },
		[QUADRANT] = { "quadrant", N_("Quadrant"), KAM_FORM_FIXED },
		[WANTED] = { "wanted", N_("Wanted"), KAM_FORM_FIXED },
		[SEEN] = { "seen", N_("Seen"), KAM_FORM_FIXED },
		[GAP] = { "gap", N_("Gap"), KAM_FORM_NUMBER },
		[ADVICE] = { "advice", N_("What to do"), KAM_FORM_TEXT },
	};
	struct cmd_view v;
	int rc = cmd_view_open(&v, c, table, COLUMNS, (1 << COLUMNS) - 1,
			       CMD_VIEW_LIST, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < e->n; i++) {
		const struct kam_engaged *p = &e->items[i];

		kam_out_row(v.out);
		cmd_view_id(&v, ID, &kam_contact_kind, p->id);
		cmd_view_text(&v, WHO, p->name);
		cmd_view_text(&v, POSITION, p->title);
		cmd_view_integer(&v, INFLUENCE, p->influence > 0, p->influence);
		cmd_view_integer(&v, INTEREST, p->interest > 0, p->interest);
		cmd_view_word(&v, QUADRANT, kam_quadrant_word(p->quadrant));
		cmd_view_word(&v, WANTED, p->wanted);
		cmd_view_word(&v, SEEN, p->seen);
		cmd_view_integer(&v, GAP, p->wanted && p->seen, p->gap);
		cmd_view_word(&v, ADVICE, kam_quadrant_advice(p->quadrant));
		kam_out_end(v.out);
	}
	kam_out_end(v.out);
	return 0;
}

int cmd_map(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_map *v = values;
	struct kam_engagements e;
	int64_t account = c->account;
	int rc = 0;

	if (v->svg && c->globals.format != KAM_FORMAT_TABLE)
		return cmd_usage(c, err, "%s",
				 _("a drawing has a form of its own"));
	if (c->n_words)
		rc = kam_resolve(&account, c->k, &kam_account_kind, c->words[0],
				 err);
	else if (!account)
		return cmd_usage(c, err, "%s", _("which account?"));
	if (!rc)
		rc = kam_engagement_load(&e, c->k, &c->arena, account, err);
	if (rc)
		return rc;
	c->title = _("power, interest and engagement");
	if (v->svg) {
		kam_engagement_svg(&c->text, &e);
		return kam_str_check(&c->text, err);
	}
	return c->globals.format == KAM_FORMAT_TABLE && !c->globals.fields
		   ? print_text(c, &e, err)
		   : print_list(c, &e, err);
}
