/*
 * next: what to do first, and why.
 */
#include "mailing.h"
#include "plan.h"
#include "view.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/next.h>
#include <kam/utf8.h>
#include <string.h>

struct next {
	struct cmd_integer n;
	const char *owner;
	int explain;
};
static const struct cmd_option options[] = {
	{ "number", 'n', CMD_INTEGER, N_("N"),
	  N_("how many; else 10, as JSON all"), CMD_AT(struct next, n) },
	{ "owner", 0, CMD_TEXT, N_("MEMBER"), N_("only what they owe; me"),
	  CMD_AT(struct next, owner) },
	{ "explain", 0, CMD_FLAG, NULL,
	  N_("each factor: its value, its weight and what they come to"),
	  CMD_AT(struct next, explain) },
	{ NULL },
};

enum {
	ID,
	KIND,
	WHAT,
	ACCOUNT,
	PROJECT,
	OWNER,
	DUE,
	DAYS_LATE,
	URGENCY,
	WHY,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[KIND] = { "kind", N_("Kind"), KAM_FORM_FIXED },
	[WHAT] = { "what", N_("What"), KAM_FORM_TEXT },
	[ACCOUNT] = { "account", N_("Account"), KAM_FORM_KEY },
	[PROJECT] = { "project", N_("Project"), KAM_FORM_TEXT },
	[OWNER] = { "owner", N_("Owner"), KAM_FORM_TEXT },
	[DUE] = { "due", N_("Due"), KAM_FORM_FIXED },
	[DAYS_LATE] = { "days_late", N_("Days late"), KAM_FORM_NUMBER },
	[URGENCY] = { "urgency", N_("Urgency"), KAM_FORM_NUMBER },
	[WHY] = { "factors", N_("Why"), KAM_FORM_FIXED },
};
enum {
	/* not the urgency: its parts and the order say it, in less room */
	PEOPLE = 1 << ID | 1 << WHAT | 1 << ACCOUNT | 1 << OWNER | 1 << DUE |
		 1 << WHY,
	USUAL = 10,
	REASONS = 2,
	WHY_COLUMNS = 18 /* the titles need the rest of 80 */
};

/* A contribution as people read it: two places. */
static void add_short(struct kam_str *out, int64_t millionths)
{
	char text[KAM_DECIMAL_TEXT];
	int64_t half = millionths < 0 ? -5000 : 5000;

	kam_decimal_format(text, (millionths + half) / 10000 * 10000);
	kam_str_add(out, text);
}

/* The factor that counts most of those that are left; -1: none does. */
static int largest(const struct kam_urgency *u, unsigned seen)
{
	int best = -1;

	for (int i = 0; i < KAM_URGENCY_FACTORS; i++) {
		int64_t its = u->parts[i] < 0 ? -u->parts[i] : u->parts[i];
		int64_t than = best < 0 ? 0 : u->parts[best];

		if (!(seen & 1u << i) && its > (than < 0 ? -than : than))
			best = i;
	}
	return best;
}

/* "due 12, priority 6": the largest, in whole points, the second where it has
   room; --explain has them all */
static void add_why(struct kam_str *out, const struct kam_urgency *u)
{
	enum { POINT = 1000000 };
	unsigned seen = 0;
	int i;

	for (int n = 0; n < REASONS && (i = largest(u, seen)) >= 0; n++) {
		const int64_t half = u->parts[i] < 0 ? -POINT / 2 : POINT / 2;
		const int64_t points = (u->parts[i] + half) / POINT;
		const size_t whole = out->length;

		seen |= 1u << i;
		if (points || !n)
			kam_str_printf(
			    out, "%s%s %lld", n ? _(", ") : "",
			    kam_gettext_in("factor", kam_urgency_names[i]),
			    (long long)points);
		if (n && kam_utf8_width(out->data, KAM_AMBIGUOUS_NARROW) >
			     WHY_COLUMNS)
			kam_str_truncate(out, whole);
	}
}

static void print_decimal(struct kam_out *out, const char *key, int64_t value)
{
	kam_out_key(out, key);
	kam_out_decimal(out, value);
}

static void print_factors(const struct cmd_view *v, const struct kam_urgency *u)
{
	struct kam_str why = KAM_STR_INIT;

	if (!cmd_view_key(v, WHY))
		return;
	add_why(&why, u);
	kam_out_people(v->out, why.data);
	kam_str_release(&why);
	kam_out_array(v->out);
	for (int i = 0; i < KAM_URGENCY_FACTORS; i++) {
		kam_out_map(v->out);
		kam_out_key(v->out, "factor");
		kam_out_text(v->out, kam_urgency_names[i]);
		print_decimal(v->out, "value", u->values[i]);
		print_decimal(v->out, "weight", u->weights[i]);
		print_decimal(v->out, "contribution", u->parts[i]);
		kam_out_end(v->out);
	}
	kam_out_end(v->out);
}

static void print_item(struct cmd *c, const struct cmd_view *v,
		       const struct kam_next_item *item)
{
	char day[KAM_DATE_TEXT];
	struct kam_str urgency = KAM_STR_INIT;

	kam_date_format(day, item->due);
	kam_out_row(v->out);
	cmd_view_id(v, ID, item->kind, item->id);
	cmd_view_word(v, KIND, item->kind->name);
	if (cmd_view_key(v, WHAT))
		cmd_title(c, v->out, item->kind, item->id, item->what);
	cmd_view_text(v, ACCOUNT, item->account);
	cmd_view_text(v, PROJECT, item->project);
	if (cmd_view_key(v, OWNER)) {
		cmd_mail_name(c, v->out, item->owner);
		kam_out_text(v->out, item->owner);
	}
	if (cmd_view_key(v, DUE)) {
		kam_out_style(v->out, item->has_due && item->days_late > 0
					  ? KAM_STYLE_BAD
					  : KAM_STYLE_PLAIN);
		kam_out_text(v->out, item->has_due ? day : NULL);
	}
	cmd_view_late(v, DAYS_LATE, item->has_due, item->days_late);
	if (cmd_view_key(v, URGENCY)) {
		add_short(&urgency, item->urgency.sum);
		kam_out_people(v->out, urgency.data);
		kam_out_decimal(v->out, item->urgency.sum);
	}
	print_factors(v, &item->urgency);
	kam_out_end(v->out);
	kam_str_release(&urgency);
}

/* How many of those that this reader gets. */
static int64_t limit_of(const struct cmd *c, const struct next *v)
{
	if (v->n.set)
		return v->n.value;
	return c->globals.format == KAM_FORMAT_TABLE || c->mailing ? USUAL : 0;
}

/* What was asked for is the same in every row: titles and reasons need the
   room. */
static unsigned columns_of(const struct cmd *c, const struct next *v)
{
	return PEOPLE & ~(v->owner ? 1u << OWNER : 0) &
	       ~(c->account ? 1u << ACCOUNT : 0);
}

static int print(struct cmd *c, const struct next *v,
		 const struct kam_next *next, struct kam_err *err)
{
	int64_t limit = limit_of(c, v), given = 0;
	struct cmd_view view;
	int rc = cmd_view_open(&view, c, table, COLUMNS, columns_of(c, v),
			       CMD_VIEW_LIST, err);

	for (size_t i = 0; i < next->n && !rc; i++) {
		if (limit && given >= limit)
			break;
		if (!cmd_mail_takes(c, next->items[i].owner_id))
			continue;
		given++;
		print_item(c, &view, &next->items[i]);
	}
	if (!rc)
		kam_out_end(view.out);
	return rc;
}

enum { E_ID, E_WHAT, E_FACTOR, E_VALUE, E_WEIGHT, E_CONTRIBUTION, E_COLUMNS };
static const struct kam_out_column explained[E_COLUMNS] = {
	[E_ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[E_WHAT] = { "what", N_("What"), KAM_FORM_TEXT },
	[E_FACTOR] = { "factor", N_("Factor"), KAM_FORM_FIXED },
	[E_VALUE] = { "value", N_("Value"), KAM_FORM_NUMBER },
	[E_WEIGHT] = { "weight", N_("Weight"), KAM_FORM_NUMBER },
	[E_CONTRIBUTION] = { "contribution", N_("Comes to"), KAM_FORM_NUMBER },
};

static void explain_row(const struct cmd_view *v,
			const struct kam_next_item *item, const char *factor,
			const int64_t *value, const int64_t *weight,
			int64_t comes_to)
{
	kam_out_row(v->out);
	cmd_view_id(v, E_ID, item->kind, item->id);
	cmd_view_text(v, E_WHAT, item->what);
	cmd_view_word(v, E_FACTOR, factor);
	if (value) {
		print_decimal(v->out, "value", *value);
		print_decimal(v->out, "weight", *weight);
	} else {
		kam_out_key(v->out, "value");
		kam_out_null(v->out);
		kam_out_key(v->out, "weight");
		kam_out_null(v->out);
	}
	kam_out_key(v->out, "contribution");
	kam_out_decimal(v->out, comes_to);
	kam_out_end(v->out);
}

/* For people, a line for each factor that counts, and their sum. */
static int explain(struct cmd *c, const struct next *v,
		   const struct kam_next *next, struct kam_err *err)
{
	int64_t limit = limit_of(c, v), given = 0;
	struct cmd_view view;
	int rc = cmd_view_open(&view, c, explained, E_COLUMNS,
			       (1 << E_COLUMNS) - 1, CMD_VIEW_LIST, err);

	for (size_t i = 0; i < next->n && !rc; i++) {
		const struct kam_next_item *item = &next->items[i];
		const struct kam_urgency *u = &item->urgency;

		if (limit && given >= limit)
			break;
		if (!cmd_mail_takes(c, item->owner_id))
			continue;
		given++;
		for (int f = 0; f < KAM_URGENCY_FACTORS; f++)
			if (u->parts[f])
				explain_row(&view, item, kam_urgency_names[f],
					    &u->values[f], &u->weights[f],
					    u->parts[f]);
		explain_row(&view, item, N_("urgency"), NULL, NULL, u->sum);
	}
	if (!rc)
		kam_out_end(view.out);
	return rc;
}

static int next(struct cmd *c, void *values, struct kam_err *err)
{
	const struct next *v = values;
	struct kam_next_query query = { .account = c->account,
					.project = c->project };
	struct kam_next found;
	int rc = 0;

	if (v->n.set && v->n.value < 0)
		return cmd_usage(c, err, "%s", _("-n takes a number from 0"));
	if (v->owner)
		rc = kam_resolve(&query.owner, c->k, &kam_member_kind, v->owner,
				 err);
	c->title = _("what to do first");
	if (!rc)
		rc = kam_next_find(&found, c->k, &c->arena, &query, err);
	if (rc)
		return rc;
	/* machines get the factors of each anyway */
	return v->explain && c->globals.format != KAM_FORMAT_JSON &&
		       c->globals.format != KAM_FORMAT_JSONL
		   ? explain(c, v, &found, err)
		   : print(c, v, &found, err);
}

const struct cmd_verb cmd_word_next = {
	"next",
	next,
	CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED,
	0,
	0,
	options,
	sizeof(struct next),
	"[-n N] [--owner X] [--explain] [-A ACCOUNT]",
	N_("what to do first, and why"),
	"kam next -n 5 --explain",
};
