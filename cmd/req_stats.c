/*
 * req stats: figures about requirements, as they are and since a day.
 */
#include "figures.h"
#include "rank.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/req_stats.h>
#include <kam/scoring.h>
#include <string.h>

const struct cmd_option cmd_req_stats_options[] = {
	{ "since", 0, CMD_TEXT, N_("DATE"),
	  N_("changes from this day on, or since a baseline; else 30 days"),
	  CMD_AT(struct cmd_req_stats, since) },
	{ NULL },
};

static const struct kam_out_column table[] = {
	{ "count", N_("Requirements"), KAM_FORM_NUMBER },
	{ "by_status", N_("By status"), KAM_FORM_TEXT },
	{ "by_class", N_("By class"), KAM_FORM_TEXT },
	{ "by_priority", N_("By priority"), KAM_FORM_TEXT },
	{ "by_source", N_("By source"), KAM_FORM_TEXT },
	{ "core", N_("Core"), KAM_FORM_NUMBER },
	{ "agreed", N_("Agreed"), KAM_FORM_NUMBER },
	{ "agreed_of", N_("Of"), KAM_FORM_NUMBER },
	{ "agreed_share", N_("Agreed share"), KAM_FORM_NUMBER },
	{ "open", N_("Open"), KAM_FORM_NUMBER },
	{ "age_median", N_("Age, median"), KAM_FORM_NUMBER },
	{ "age_p90", N_("Age, p90"), KAM_FORM_NUMBER },
	{ "since", N_("Since"), KAM_FORM_FIXED },
	{ "base", N_("There were"), KAM_FORM_NUMBER },
	{ "added", N_("Added"), KAM_FORM_NUMBER },
	{ "changed", N_("Changed"), KAM_FORM_NUMBER },
	{ "deleted", N_("Deleted"), KAM_FORM_NUMBER },
	{ "volatility", N_("Volatility"), KAM_FORM_NUMBER },
};
enum { COLUMNS = sizeof table / sizeof *table };

/* "captured 3, agreed 5" for people, an object of all words for programs. */
struct counts {
	struct kam_out *out;
	struct kam_str text;
};

static void begin_counts(struct counts *n)
{
	kam_str_reset(&n->text);
}

static void add_count(struct counts *n, const char *word, int64_t count)
{
	if (count)
		kam_str_printf(&n->text, "%s%s %lld",
			       n->text.length ? _(", ") : "", _(word),
			       (long long)count);
}

static void print_words(struct counts *n, const char *key,
			const char *const *words, size_t n_words,
			const int64_t *of, const int64_t *none)
{
	begin_counts(n);
	for (size_t i = 0; i < n_words; i++)
		add_count(n, words[i], of[i]);
	if (none)
		add_count(n, N_("none"), *none);
	kam_out_key(n->out, key);
	kam_out_people(n->out, n->text.data);
	kam_out_map(n->out);
	for (size_t i = 0; i < n_words; i++)
		cmd_print_integer(n->out, words[i], of[i]);
	if (none)
		cmd_print_integer(n->out, "none", *none);
	kam_out_end(n->out);
}

static void print_field(struct counts *n, const char *key, int field,
			const int64_t *of)
{
	const char *const *words = kam_req_kind.fields[field].words;
	size_t many = 0;

	while (words[many])
		many++;
	print_words(n, key, words, many, of, &of[KAM_STAT_WORDS - 1]);
}

static void print_share(struct kam_out *out, const char *key, int64_t part,
			int64_t whole)
{
	kam_out_key(out, key);
	cmd_print_rate(out, whole > 0 ? kam_score_share(part, whole) : -1);
}

/* Millionths of days; negative where there are none. */
static void print_days(struct kam_out *out, const char *key, int64_t days)
{
	char number[KAM_DECIMAL_TEXT], text[KAM_DECIMAL_TEXT + 16];

	kam_out_key(out, key);
	if (days < 0) {
		kam_out_null(out);
		return;
	}
	kam_decimal_format(number, days);
	(void)snprintf(text, sizeof text, _("%sd"), number);
	kam_out_people(out, text);
	kam_out_decimal(out, days);
}

static void print_change(struct kam_out *out, const struct kam_req_stats *s)
{
	char since[KAM_DATE_TEXT];

	kam_date_format(since, s->since);
	cmd_print_text(out, "since", since);
	cmd_print_integer(out, "base", s->base);
	cmd_print_integer(out, "added", s->added);
	cmd_print_integer(out, "changed", s->changed);
	cmd_print_integer(out, "deleted", s->deleted);
	print_share(out, "volatility", s->added + s->changed + s->deleted,
		    s->base);
}

static int print(struct cmd *c, const struct kam_req_stats *s,
		 struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	const char *states[KAM_STATES];
	struct counts n = { .text = KAM_STR_INIT };
	int rc = columns ? cmd_out(c, &n.out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	for (int i = 0; i < kam_req_kind.n_states; i++)
		states[i] = kam_req_kind.states[i].name;
	kam_out_record(n.out, columns, COLUMNS);
	cmd_print_integer(n.out, "count", s->count);
	print_words(&n, "by_status", states, (size_t)kam_req_kind.n_states,
		    s->by_status, NULL);
	print_field(&n, "by_class", KAM_REQ_CLASS, s->by_class);
	print_field(&n, "by_priority", KAM_REQ_PRIORITY, s->by_priority);
	print_words(&n, "by_source", kam_source_words, KAM_SOURCES,
		    s->by_source, NULL);
	cmd_print_integer(n.out, "core", s->core);
	cmd_print_integer(n.out, "agreed", s->agreed);
	cmd_print_integer(n.out, "agreed_of", s->agreed_of);
	print_share(n.out, "agreed_share", s->agreed, s->agreed_of);
	cmd_print_integer(n.out, "open", s->open);
	print_days(n.out, "age_median", s->age_median);
	print_days(n.out, "age_p90",
		   s->age_p90 < 0 ? -1 : s->age_p90 * KAM_DECIMAL_ONE);
	print_change(n.out, s);
	kam_out_end(n.out);
	rc = kam_str_check(&n.text, err);
	kam_str_release(&n.text);
	return rc;
}

/* The day of a baseline, where the register has such: its date field "on". */
static int baseline_day(int32_t *day, struct cmd *c, const char *name,
			struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_find(c->catalogue, "baseline");
	int on = kind ? kam_field_find(kind, "on") : KAM_NO_FIELD;
	struct kam_record *baseline;
	int rc;

	if (on == KAM_NO_FIELD)
		return KAM_ENOENT;
	rc = cmd_load(&baseline, c, kind, name, err);
	if (!rc && baseline->values[on].set)
		rc = kam_date_parse(day, baseline->values[on].text, err);
	return rc;
}

static int read_since(int32_t *since, struct cmd *c, const char *text,
		      struct kam_err *err)
{
	struct kam_err off = { 0 };
	int rc;

	*since = kam_today(c->k) - 30;
	if (!text)
		return 0;
	rc = kam_date_read(since, text, kam_today(c->k), kam_calendar_of(c->k),
			   err);
	if (rc && !baseline_day(since, c, text, &off)) {
		kam_err_reset(err);
		rc = 0;
	}
	if (!rc && *since > kam_today(c->k))
		rc = kam_fail(err, KAM_EINVALID, _("'%.60s' is still to come"),
			      text);
	if (rc)
		kam_field(err, "since");
	return rc;
}

int cmd_req_stats(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_req_stats *v = values;
	struct kam_req_stats s = {
		.account = c->account,
		.project = c->project,
		.filtered = c->n_filters > 0,
	};
	int rc = read_since(&s.since, c, v->since, err);

	c->title = _("requirements in figures");
	if (!rc)
		rc = cmd_req_query(&s.query, c, NULL, err);
	if (rc)
		return rc;
	kam_query_closed_too(s.query);
	rc = kam_req_stats(&s, c->k, err);
	kam_query_release(s.query);
	return rc ? rc : print(c, &s, err);
}
