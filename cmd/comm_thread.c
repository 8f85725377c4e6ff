/*
 * comm thread: what answers what.
 */
#include "comm.h"
#include "crud.h"

#include <kam/areas.h>
#include <kam/record_io.h>
#include <kam/thread.h>

struct listing {
	struct cmd *c;
	struct kam_out *out;
	int columns[KAM_COLUMNS], n;
};

/* Whose thread it is, the reader knows: direction is worth more. */
static int choose(struct listing *l, struct kam_err *err)
{
	int rc = cmd_columns(l->c, l->c->kind, 0, l->columns, &l->n, err);

	for (int i = 0; i < l->n && !rc && !l->c->globals.fields; i++)
		if (l->c->globals.format == KAM_FORMAT_TABLE &&
		    l->columns[i] == KAM_COMM_ACCOUNT)
			l->columns[i] = KAM_COMM_DIRECTION;
	return rc;
}

static int print_one(struct listing *l, int64_t id, struct kam_err *err)
{
	struct kam_arena row = { 0 };
	struct kam_record *r;
	int rc = kam_record_load(&r, l->c->k, &row, l->c->kind, id, err);

	if (!rc) {
		kam_out_row(l->out);
		rc =
		    kam_record_print(l->out, l->c->k, r, l->columns, l->n, err);
		kam_out_end(l->out);
	}
	kam_arena_release(&row);
	return rc;
}

int cmd_thread(struct cmd *c, void *values, struct kam_err *err)
{
	struct listing l = { .c = c };
	struct kam_out_column *columns;
	struct kam_record *comm;
	int64_t *ids;
	size_t n;
	int rc = cmd_load(&comm, c, c->kind, c->words[0], err);

	(void)values;
	c->title = _("thread");
	if (!rc)
		rc = kam_thread_list(&ids, &n, c->k, &c->arena, comm, err);
	if (!rc)
		rc = choose(&l, err);
	if (!rc)
		rc = kam_record_columns(&columns, &c->arena, c->kind, l.columns,
					l.n, err);
	if (!rc)
		rc = cmd_out(c, &l.out, err);
	if (rc)
		return rc;
	kam_out_list(l.out, columns, (size_t)l.n);
	for (size_t i = 0; i < n && !rc; i++)
		rc = print_one(&l, ids[i], err);
	kam_out_end(l.out);
	return rc;
}
