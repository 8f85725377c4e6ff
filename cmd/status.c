/*
 * status: where do I stand?
 */
#include "crud.h"

#include <kam/due.h>
#include <kam/setting.h>
#include <string.h>

struct counts {
	int64_t open, overdue;
};

static int count_one(void *context, struct kam_record *r, struct kam_err *err)
{
	(void)r;
	(void)err;
	++*(int64_t *)context;
	return 0;
}

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
		rc = kam_query_run(q, count_one, n, err);
	kam_query_release(q);
	return rc;
}

static int64_t count_overdue(const struct kam_due_list *list,
			     const struct kam_kind *kind)
{
	int64_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += kam_kind_is(list->items[i].kind, kind) &&
		     list->items[i].days_late > 0;
	return n;
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

static int print_kinds(struct cmd *c, struct kam_out *out,
		       const struct kam_due_list *due, struct kam_err *err)
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
		counts[i].overdue = count_overdue(due, kind);
		if (!rc)
			add_line(&lines, _(kind->name), &counts[i]);
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

static int status(struct cmd *c, void *values, struct kam_err *err)
{
	static const struct kam_out_column table[] = {
		{ "register", N_("Register"), KAM_FORM_FIXED },
		{ "timezone", N_("Time zone"), KAM_FORM_FIXED },
		{ "account", N_("Account"), KAM_FORM_FIXED },
		{ "project", N_("Project"), KAM_FORM_FIXED },
		{ "kinds", N_("Open"), KAM_FORM_PROSE },
	};
	const struct kam_out_column *columns = cmd_translated(c, table, 5);
	struct kam_due_query query = { .until = kam_today(c->k),
				       .account = c->account,
				       .project = c->project };
	struct kam_due_list due = { .arena = &c->arena, .query = &query };
	const char *timezone;
	struct kam_out *out;
	int rc = columns ? kam_due_find(&due, c->k, err) : kam_fail_memory(err);

	(void)values;
	if (!rc)
		rc = kam_setting_get(&timezone, c->k, &c->arena, "timezone",
				     err);
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (!rc) {
		kam_out_record(out, columns, 5);
		cmd_print_text(out, "register", c->register_path);
		cmd_print_text(out, "timezone", timezone);
		cmd_print_text(out, "account", c->account_key);
		cmd_print_text(out, "project", c->project_key);
		rc = print_kinds(c, out, &due, err);
		kam_out_end(out);
	}
	kam_due_release(&due);
	return rc;
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
	N_("where the register stands: what is open, what is overdue"),
	"kam status",
};
