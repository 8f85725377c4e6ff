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
	kam_decimal_format(out,
			   kam_decimal_round(millionths, KAM_DECIMAL_ONE / 10));
}

void cmd_health_percent(char out[KAM_DECIMAL_TEXT], int64_t ratio)
{
	kam_ratio_format(out, kam_decimal_round(ratio, KAM_DECIMAL_ONE / 100));
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
		? kam_document_made(doc, kam_arena_printf(arena, "%s %s", text,
							  _(s->sort->unit)))
		: text);
}

enum { EXPLAINED = 1 << 3 | 1 << 4 };
static void add_signals(struct kam_document *doc, struct cmd *c,
			const struct kam_health *h, int explain)
{
	static const struct kam_out_column columns[] = {
		{ "signal", N_("Signal"), KAM_FORM_TEXT },
		{ "value", N_("Value"), KAM_FORM_NUMBER },
		{ "points", N_("Points"), KAM_FORM_NUMBER },
		{ "weight", N_("Weight"), KAM_FORM_NUMBER },
		{ "contribution", N_("Adds"), KAM_FORM_NUMBER },
	};
	const struct kam_out_column *shown = cmd_translated(c, columns, 5);
	char text[KAM_DECIMAL_TEXT];

	if (!shown) {
		doc->failed = 1;
		return;
	}
	kam_document_table(doc, "signals", NULL, shown, 5,
			   explain ? 0 : EXPLAINED);
	for (size_t i = 0; i < h->known; i++) {
		const struct kam_signal *s = &h->signals.items[i];

		kam_document_row(doc);
		kam_document_text(doc, s->sort->name, _(s->sort->label));
		add_value(doc, &c->arena, s);
		tenth(text, s->points);
		kam_document_decimal(doc, s->points, text);
		kam_document_decimal(doc, s->weight, NULL);
		tenth(text, s->contribution);
		kam_document_decimal(doc, s->contribution, text);
	}
}

/* "; against it: REQ-3, REQ-9 and 4 more" */
enum { IDS = 12 };
static void add_against(struct kam_str *line, const struct kam_signal *s)
{
	char id[KAM_ID_TEXT];
	size_t n = 0;

	for (size_t i = 0; i < s->n_records && n < IDS; i++) {
		if (!s->records[i].against)
			continue;
		kam_id_format(id, s->records[i].kind, s->records[i].id);
		kam_str_printf(line, "%s%s",
			       n++ ? _(", ") : _("; against it: "), id);
	}
	if (s->n_against > n)
		kam_str_printf(line, _(" and %zu more"), s->n_against - n);
}

/* What each value is worth, and the records that speak against it. */
static void add_behind(struct kam_document *doc, const struct kam_health *h)
{
	static const struct kam_out_column columns[] = {
		{ "signal", "", KAM_FORM_TEXT },
	};
	char worst[KAM_DECIMAL_TEXT], best[KAM_DECIMAL_TEXT];
	struct kam_str line = KAM_STR_INIT;

	kam_document_section(doc, "behind", "What is behind it",
			     _("What is behind it"), 0);
	kam_document_table(doc, "behind", NULL, columns, 1, 0);
	for (size_t i = 0; i < h->known; i++) {
		const struct kam_signal *s = &h->signals.items[i];

		kam_decimal_format(worst, s->worst);
		kam_decimal_format(best, s->best);
		kam_str_truncate(&line, 0);
		kam_str_printf(&line, _("%s: 0 points at %s, 100 at %s"),
			       _(s->sort->label), worst, best);
		add_against(&line, s);
		kam_document_row(doc);
		kam_document_text(doc, s->sort->name, NULL);
		kam_document_line(doc, line.data);
	}
	doc->failed |= line.failed;
	kam_str_release(&line);
}

/* What isn't known, each with its reason. */
static void add_missing(struct kam_document *doc, const struct kam_health *h)
{
	struct kam_str text = KAM_STR_INIT;

	for (size_t i = h->known; i < h->signals.n; i++)
		kam_str_printf(&text, "%s- %s%s%s", text.length ? "\n" : "",
			       _(h->signals.items[i].sort->label), _(": "),
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
		kam_document_decimal(
		    doc, h->score,
		    kam_document_made(
			doc,
			kam_arena_printf(&c->arena, _("%s of 100, %s"), score,
					 kam_gettext_in("band", h->band))));
	else
		kam_document_text(
		    doc, NULL,
		    kam_document_made(
			doc, kam_arena_printf(
				 &c->arena, _("none: %s is known, it takes %s"),
				 known, least)));
	kam_document_style(doc, cmd_health_style(h->band));
	kam_document_fact(doc, "coverage", _("Known"));
	kam_document_text(
	    doc, known,
	    kam_document_made(doc,
			      kam_arena_printf(&c->arena,
					       _("%s by weight, %zu of %zu "
						 "signals"),
					       known, h->known, h->signals.n)));
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
	doc->lean = 1; /* the sum comes below what it adds up */
	add_facts(doc, c, &j->health);
	kam_document_section(doc, "signals", "Signals", _("Signals"), 0);
	if (j->health.known)
		add_signals(doc, c, &j->health, explain);
	if (explain && j->health.scored)
		add_sum(doc, &j->health);
	if (explain && j->health.known)
		add_behind(doc, &j->health);
	add_missing(doc, &j->health);
	rc = kam_document_check(doc, err);
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (!rc)
		kam_out_document(out, doc);
	return rc;
}
