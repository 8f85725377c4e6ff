/*
 * status: where do I stand?
 */
#include "crud.h"

#include <kam/areas.h>
#include <kam/setting.h>
#include <kam/standing.h>
#include <stdlib.h>
#include <string.h>

struct counts {
	int64_t open, overdue;
};

static int count_open(int64_t *n, struct cmd *c, const struct kam_kind *kind,
		      struct kam_err *err)
{
	struct kam_query *q;
	int rc = kam_query_open(&q, c->k, kind, err);

	*n = 0;
	if (rc)
		return rc;
	if (c->account)
		rc = kam_query_account(q, c->account, err);
	if (!rc && c->project)
		rc = kam_query_project(q, c->project, err);
	if (!rc)
		rc = kam_query_count(q, n, err);
	kam_query_release(q);
	return rc;
}

static void print_kind(struct kam_out *out, const char *name,
		       const struct counts *counts)
{
	kam_out_map(out);
	kam_out_key(out, "kind");
	kam_out_text(out, name);
	kam_out_key(out, "open");
	kam_out_integer(out, counts->open);
	kam_out_key(out, "overdue");
	kam_out_integer(out, counts->overdue);
	kam_out_end(out);
}

/* "req 12, 3 overdue", a line for each kind that has any */
static void add_line(struct kam_str *lines, const char *name,
		     const struct counts *counts)
{
	if (!counts->open)
		return;
	kam_str_printf(lines, "%s%s %lld", lines->length ? "\n" : "", name,
		       (long long)counts->open);
	if (counts->overdue)
		kam_str_printf(lines, _(", %lld overdue"),
			       (long long)counts->overdue);
}

/* Members and calendars are nobody's: with an account they would be all. */
static int is_of_account(const struct kam_kind *kind)
{
	return kind->account != KAM_NO_FIELD || kind->project != KAM_NO_FIELD ||
	       kam_kind_is(kind, &kam_account_kind);
}

static int print_kinds(struct cmd *c, struct kam_out *out,
		       const struct kam_standings *standings,
		       struct kam_err *err)
{
	struct counts *counts = kam_arena_array(
	    &c->arena, (size_t)c->catalogue->n_kinds, sizeof *counts);
	struct kam_str lines = KAM_STR_INIT;
	int rc = counts ? 0 : kam_fail_memory(err);

	for (int i = 0; i < c->catalogue->n_kinds && !rc; i++) {
		const struct kam_kind *kind = c->catalogue->kinds[i];

		if (!kind->group)
			continue;
		rc = count_open(&counts[i].open, c, kind, err);
		counts[i].overdue = standings->overdue[i];
		if (!rc && (!c->account || is_of_account(kind)))
			add_line(&lines, kam_kind_called(kind), &counts[i]);
	}
	kam_out_key(out, "kinds");
	kam_out_people(out, lines.data);
	kam_out_array(out);
	for (int i = 0; i < c->catalogue->n_kinds && !rc; i++)
		if (c->catalogue->kinds[i]->group)
			print_kind(out, c->catalogue->kinds[i]->name,
				   &counts[i]);
	kam_out_end(out);
	kam_str_release(&lines);
	return rc;
}

/* "harlund: overdue 3, late promises 1, due soon 2, silent for 40 days" */
static void add_standing(struct kam_str *lines, const struct kam_standing *s)
{
	const char *between = _(": ");

	kam_str_printf(lines, "%s%s", lines->length ? "\n" : "",
		       s->account ? s->account : "-");
	if (s->overdue) {
		kam_str_printf(lines, _("%soverdue %lld"), between,
			       (long long)s->overdue);
		between = _(", ");
	}
	if (s->late_promises) {
		kam_str_printf(lines, _("%slate promises %lld"), between,
			       (long long)s->late_promises);
		between = _(", ");
	}
	if (s->due_soon) {
		kam_str_printf(lines, _("%sdue soon %lld"), between,
			       (long long)s->due_soon);
		between = _(", ");
	}
	if (s->silent && s->days_silent >= 0) {
		kam_str_printf(lines, _("%ssilent for %lld days"), between,
			       (long long)s->days_silent);
		between = _(", ");
	} else if (s->silent) {
		kam_str_printf(lines, _("%snever spoken with"), between);
		between = _(", ");
	}
	if (s->silent_contacts)
		kam_str_printf(lines, _("%ssilent contacts %lld"), between,
			       (long long)s->silent_contacts);
}

static void print_standing(struct kam_out *out, const struct kam_standing *s)
{
	kam_out_map(out);
	cmd_print_text(out, "account", s->account);
	cmd_print_integer(out, "overdue", s->overdue);
	cmd_print_integer(out, "due_soon", s->due_soon);
	cmd_print_integer(out, "late_promises", s->late_promises);
	kam_out_key(out, "silent");
	kam_out_flag(out, s->silent);
	kam_out_key(out, "days_silent");
	if (s->days_silent >= 0)
		kam_out_integer(out, s->days_silent);
	else
		kam_out_null(out);
	cmd_print_integer(out, "silent_contacts", s->silent_contacts);
	kam_out_end(out);
}

/* What is worst comes first: promises, then what is overdue, then silence. */
static int compare_standings(const void *a, const void *b)
{
	const struct kam_standing *x = *(const struct kam_standing *const *)a;
	const struct kam_standing *y = *(const struct kam_standing *const *)b;

	if (x->late_promises != y->late_promises)
		return x->late_promises > y->late_promises ? -1 : 1;
	if (x->overdue != y->overdue)
		return x->overdue > y->overdue ? -1 : 1;
	if (x->silent != y->silent)
		return y->silent - x->silent;
	return x < y ? -1 : x > y;
}

/* As many as one looks at. */
static int add_worst(struct kam_str *lines, struct cmd *c,
		     const struct kam_standings *all, struct kam_err *err)
{
	enum { LINES = 15 };
	const struct kam_standing **worst =
	    kam_arena_array(&c->arena, all->n + 1, sizeof *worst);
	const size_t n = all->n <= LINES ? all->n : LINES - 1;

	if (!worst)
		return kam_fail_memory(err);
	for (size_t i = 0; i < all->n; i++)
		worst[i] = &all->items[i];
	if (all->n > n)
		qsort(worst, all->n, sizeof *worst, compare_standings);
	for (size_t i = 0; i < n; i++)
		add_standing(lines, worst[i]);
	if (all->n > n)
		kam_str_printf(lines, _("\nand %lld more"),
			       (long long)(all->n - n));
	return kam_str_check(lines, err);
}

static int print_accounts(struct cmd *c, struct kam_out *out,
			  const struct kam_standings *all, struct kam_err *err)
{
	struct kam_str lines = KAM_STR_INIT;
	int rc = add_worst(&lines, c, all, err);

	kam_out_key(out, "accounts");
	kam_out_people(out, lines.data);
	kam_out_array(out);
	for (size_t i = 0; i < all->n; i++)
		print_standing(out, &all->items[i]);
	kam_out_end(out);
	kam_str_release(&lines);
	return rc;
}

/* What is bad stands out. */
static void print_bad(struct kam_out *out, const char *key, int64_t n)
{
	kam_out_key(out, key);
	kam_out_style(out, n ? KAM_STYLE_BAD : KAM_STYLE_PLAIN);
	kam_out_integer(out, n);
}

static void print_sums(struct kam_out *out, const struct kam_standing *all)
{
	print_bad(out, "overdue", all->overdue);
	cmd_print_integer(out, "due_soon", all->due_soon);
	print_bad(out, "late_promises", all->late_promises);
	print_bad(out, "silent_accounts", all->silent);
	print_bad(out, "silent_contacts", all->silent_contacts);
}

static int print(struct cmd *c, const struct kam_standings *standings,
		 const char *timezone, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "register", N_("Register"), KAM_FORM_FIXED },
		{ "timezone", N_("Time zone"), KAM_FORM_FIXED },
		{ "account", N_("Account"), KAM_FORM_FIXED },
		{ "project", N_("Project"), KAM_FORM_FIXED },
		{ "overdue", N_("Overdue"), KAM_FORM_NUMBER },
		{ "due_soon", N_("Due in 7 days"), KAM_FORM_NUMBER },
		{ "late_promises", N_("Late promises"), KAM_FORM_NUMBER },
		{ "silent_accounts", N_("Silent accounts"), KAM_FORM_NUMBER },
		{ "silent_contacts", N_("Silent contacts"), KAM_FORM_NUMBER },
		{ "accounts", N_("Accounts"), KAM_FORM_PROSE },
		{ "kinds", NC_("register", "Open"), KAM_FORM_PROSE },
	};
	enum { N = sizeof table / sizeof *table };
	const struct kam_out_column *columns = cmd_translated(c, table, N);
	struct kam_out *out;
	int rc = columns ? cmd_out(c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_record(out, columns, N);
	cmd_print_text(out, "register", c->register_path);
	cmd_print_text(out, "timezone", timezone);
	cmd_print_text(out, "account", c->account_key);
	cmd_print_text(out, "project", c->project_key);
	print_sums(out, &standings->all);
	rc = print_accounts(c, out, standings, err);
	if (!rc)
		rc = print_kinds(c, out, standings, err);
	kam_out_end(out);
	return rc;
}

static int status(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_standings standings;
	const char *timezone;
	int rc = kam_standing_find(&standings, c->k, &c->arena, c->account,
				   c->project, err);

	(void)values;
	if (!rc)
		rc = kam_setting_get(&timezone, c->k, &c->arena, "timezone",
				     err);
	return rc ? rc : print(c, &standings, timezone, err);
}

const struct cmd_verb cmd_word_status = {
	"status",
	status,
	CMD_REGISTER_READ | CMD_REPORT,
	0,
	0,
	NULL,
	0,
	"[-A ACCOUNT]",
	N_("where I stand: what is late, due soon, silent, open"),
	"kam status",
};
