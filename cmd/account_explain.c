/*
 * account health of one account, for people: the score and what it is made of.
 */
#include "account.h"

#include <kam/decimal.h>
#include <kam/document.h>
#include <string.h>

enum kam_style cmd_health_style(const char *band)
{
	if (!band)
		return KAM_STYLE_DIM;
	return !strcmp(band, "green")   ? KAM_STYLE_GOOD
	       : !strcmp(band, "amber") ? KAM_STYLE_WARN
					: KAM_STYLE_BAD;
}

/* "72.5", "80%" */
static void tenth(char out[KAM_DECIMAL_TEXT], int64_t millionths)
{
	const int64_t step = KAM_DECIMAL_ONE / 10;

	kam_decimal_format(out, (millionths + step / 2) / step * step);
}

void cmd_health_percent(char out[KAM_DECIMAL_TEXT], int64_t ratio)
{
	const int64_t step = KAM_DECIMAL_ONE / 100;

	kam_ratio_format(out, (ratio + step / 2) / step * step);
}

/* What the value is worth: "0 at 200 %, 100 at 100 %" */
static void add_scale(struct kam_document *doc, struct kam_arena *arena,
		      const struct kam_signal *s)
{
	char worst[KAM_DECIMAL_TEXT], best[KAM_DECIMAL_TEXT];

	kam_decimal_format(worst, s->worst);
	kam_decimal_format(best, s->best);
	kam_document_text(doc, kam_arena_printf(arena, "%s:%s", worst, best),
			  kam_arena_printf(arena, _("%s … %s"), worst, best));
}

static void add_value(struct kam_document *doc, struct kam_arena *arena,
		      const struct kam_signal *s)
{
	char text[KAM_DECIMAL_TEXT];

	if (s->shown) {
		kam_document_decimal(doc, s->value, s->shown);
		return;
	}
	tenth(text, s->value);
	kam_document_decimal(
	    doc, s->value,
	    *s->sort->unit
		? kam_arena_printf(arena, "%s %s", text, _(s->sort->unit))
		: text);
}

/* What speaks against it: "REQ-3, REQ-9 and 4 more" */
enum { IDS = 5 };
static void add_against(struct kam_document *doc, const struct kam_signal *s,
			struct kam_str *scratch)
{
	size_t n = 0;
	char id[KAM_ID_TEXT];

	kam_str_truncate(scratch, 0);
	for (size_t i = 0; i < s->n_records && n < IDS; i++) {
		if (!s->records[i].against)
			continue;
		kam_id_format(id, s->records[i].kind, s->records[i].id);
		kam_str_printf(scratch, "%s%s", n++ ? ", " : "", id);
	}
	if (s->n_against > n)
		kam_str_printf(scratch, _(" and %zu more"), s->n_against - n);
	kam_document_text(doc, scratch->length ? scratch->data : NULL, NULL);
}

enum { EXPLAINED = 1 << 2 | 1 << 5 | 1 << 6 };
static void add_signals(struct kam_document *doc, struct cmd *c,
			const struct kam_health *h, int explain)
{
	static const struct kam_out_column columns[] = {
		{ "signal", N_("Signal"), KAM_FORM_TEXT },
		{ "value", N_("Value"), KAM_FORM_NUMBER },
		{ "scale", N_("0 … 100"), KAM_FORM_FIXED },
		{ "points", N_("Points"), KAM_FORM_NUMBER },
		{ "weight", N_("Weight"), KAM_FORM_NUMBER },
		{ "contribution", N_("Adds"), KAM_FORM_NUMBER },
		{ "against", N_("Against it"), KAM_FORM_TEXT },
	};
	const struct kam_out_column *shown = cmd_translated(c, columns, 7);
	struct kam_str scratch = KAM_STR_INIT;
	char text[KAM_DECIMAL_TEXT];

	if (!shown) {
		doc->failed = 1;
		return;
	}
	kam_document_table(doc, "signals", NULL, shown, 7,
			   explain ? 0 : EXPLAINED);
	for (size_t i = 0; i < h->known; i++) {
		const struct kam_signal *s = &h->signals.items[i];

		kam_document_row(doc);
		kam_document_text(doc, s->sort->name, _(s->sort->label));
		add_value(doc, &c->arena, s);
		add_scale(doc, &c->arena, s);
		tenth(text, s->points);
		kam_document_decimal(doc, s->points, text);
		kam_document_decimal(doc, s->weight, NULL);
		tenth(text, s->contribution);
		kam_document_decimal(doc, s->contribution, text);
		add_against(doc, s, &scratch);
	}
	doc->failed |= scratch.failed;
	kam_str_release(&scratch);
}

/* What isn't known, each with its reason. */
static void add_missing(struct kam_document *doc, const struct kam_health *h)
{
	struct kam_str text = KAM_STR_INIT;

	for (size_t i = h->known; i < h->signals.n; i++)
		kam_str_printf(&text, "%s- %s: %s", text.length ? "\n" : "",
			       _(h->signals.items[i].sort->label),
			       _(h->signals.items[i].missing));
	if (text.length) {
		kam_document_section(doc, "missing", "Not known",
				     _("Not known"), 0);
		kam_document_prose(doc, text.data);
		doc->failed |= text.failed;
	}
	kam_str_release(&text);
}

/* The sum itself, so that it can be done again by hand. */
static void add_sum(struct kam_document *doc, const struct kam_health *h)
{
	struct kam_str text = KAM_STR_INIT;
	char a[KAM_DECIMAL_TEXT], b[KAM_DECIMAL_TEXT];
	int64_t weights = 0;

	for (size_t i = 0; i < h->known; i++) {
		const struct kam_signal *s = &h->signals.items[i];

		kam_decimal_format(a, s->weight);
		tenth(b, s->points);
		kam_str_printf(&text, "%s%s × %s", i ? " + " : "(", a, b);
		weights += s->weight;
	}
	kam_decimal_format(a, weights);
	tenth(b, h->score);
	kam_str_printf(&text, ") / %s = %s", a, b);
	kam_document_remark(doc, text.data);
	doc->failed |= text.failed;
	kam_str_release(&text);
}

static void add_facts(struct kam_document *doc, struct cmd *c,
		      const struct kam_health *h)
{
	char score[KAM_DECIMAL_TEXT], known[KAM_DECIMAL_TEXT],
	    least[KAM_DECIMAL_TEXT];

	tenth(score, h->score);
	cmd_health_percent(known, h->coverage);
	cmd_health_percent(least, h->least);
	kam_document_fact(doc, "score", _("Score"));
	if (h->scored)
		kam_document_decimal(doc, h->score,
				     kam_arena_printf(&c->arena,
						      _("%s of 100, %s"), score,
						      _(h->band)));
	else
		kam_document_text(
		    doc, NULL,
		    kam_arena_printf(&c->arena,
				     _("none: %s is known, it takes %s"), known,
				     least));
	kam_document_style(doc, cmd_health_style(h->band));
	kam_document_fact(doc, "coverage", _("Known"));
	kam_document_text(doc, known,
			  kam_arena_printf(&c->arena,
					   _("%s by weight, %zu of %zu "
					     "signals"),
					   known, h->known, h->signals.n));
}

int cmd_health_document(struct cmd *c, const struct cmd_judged *j, int explain,
			struct kam_err *err)
{
	struct kam_document *doc;
	struct kam_out *out;
	int rc;

	c->title = kam_arena_printf(&c->arena, _("Health of %s"), j->name);
	if (!c->title)
		return kam_fail_memory(err);
	doc = kam_document_new(&c->arena, c->title);
	if (!doc)
		return kam_fail_memory(err);
	add_facts(doc, c, &j->health);
	kam_document_section(doc, "signals", "Signals", _("Signals"), 0);
	if (j->health.known)
		add_signals(doc, c, &j->health, explain);
	if (explain && j->health.scored)
		add_sum(doc, &j->health);
	add_missing(doc, &j->health);
	rc = kam_document_check(doc, err);
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (!rc)
		kam_out_document(out, doc);
	return rc;
}
