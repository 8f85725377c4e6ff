/*
 * A record's texts, and what they say of the needles.
 */
#include "store/search.h"

#include <string.h>

enum { TITLE = 100, TAGS = 50, TEXT = 30, MORE = 2, MORE_MOST = 20 };

static const char sql_lists[] =
    "SELECT record, field, role FROM list_value WHERE kind = $1 AND role IS "
    "NOT NULL ORDER BY record, field, position";
static const char sql_list[] =
    "SELECT record, field, role FROM list_value WHERE kind = $1 AND record = "
    "$2 AND role IS NOT NULL ORDER BY record, field, position";

static int is_text(const struct kam_field *f)
{
	return f->type == KAM_TEXT || f->type == KAM_PROSE ||
	       f->type == KAM_EVIDENCE;
}

static int has_lists(const struct kam_kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (kam_field_is_list(&kind->fields[i]))
			return 1;
	return 0;
}

void kam_search_judge_begin(struct kam_search_judge *j)
{
	memset(j->counts, 0, sizeof j->counts);
	memset(j->weights, 0, sizeof j->weights);
	j->field = KAM_NO_FIELD;
	j->weight = 0;
}

static int weigh(const struct kam_kind *kind, int field)
{
	if (field == kind->title || field == kind->key)
		return TITLE;
	return kam_field_is_list(&kind->fields[field]) ? TAGS : TEXT;
}

int kam_search_judge_text(void *judge, const struct kam_kind *kind, int field,
			  const char *text, struct kam_err *err)
{
	struct kam_search_judge *j = judge;

	kam_str_truncate(&j->folded, 0);
	kam_needle_fold(&j->folded, text);
	if (kam_str_check(&j->folded, err))
		return err->code;
	for (size_t i = 0; i < j->needles->n; i++) {
		size_t n = kam_needle_count(&j->needles->items[i],
					    j->folded.data, j->folded.length);
		int weight = n ? weigh(kind, field) : 0;

		j->counts[i] += n;
		if (weight > j->weights[i])
			j->weights[i] = weight;
		if (weight > j->weight) {
			j->weight = weight;
			j->field = field;
		}
	}
	return 0;
}

int64_t kam_search_judge_end(const struct kam_search_judge *j)
{
	int64_t sum = 0;

	for (size_t i = 0; i < j->needles->n; i++) {
		int64_t more = ((int64_t)j->counts[i] - 1) * MORE;

		if (!j->counts[i])
			return 0;
		sum += j->weights[i] + (more < MORE_MOST ? more : MORE_MOST);
	}
	return sum / (int64_t)j->needles->n;
}

static void build(struct kam_str *sql, const struct kam *k, const void *owner,
		  int purpose)
{
	const struct kam_kind *kind = owner;

	(void)k;
	kam_str_printf(sql, "SELECT t.id, t.modified, %s",
		       kind->n_states ? "t.status" : "NULL");
	for (int i = 0; i < kind->n_fields; i++)
		if (is_text(&kind->fields[i]))
			kam_str_printf(sql, ", t.\"%s\"", kind->fields[i].name);
	kam_str_printf(sql, " FROM \"%s\" t%s", kind->name,
		       purpose == KAM_SQL_SEARCH ? " WHERE t.id = $1"
						 : " ORDER BY t.id");
}

/* A row's texts; what else it says once somebody asks: rows are many. */
static int read_texts(const struct kam_search_reader *reader,
		      const struct kam_kind *kind, struct kam_stmt *s,
		      struct kam_err *err)
{
	int rc = 0, column = 3;

	for (int i = 0; i < kind->n_fields && !rc; i++) {
		const char *text;

		if (!is_text(&kind->fields[i]))
			continue;
		text = kam_stmt_text(s, column++);
		if (text)
			rc = reader->text(reader->context, kind, i, text, err);
	}
	if (!rc && kam_stmt_failed(s))
		rc = kam_fail_memory(err);
	return rc;
}

static void read_rest(struct kam_search_row *row, struct kam_stmt *s)
{
	const char *modified = kam_stmt_text(s, 1);
	const char *status = kam_stmt_text(s, 2);

	snprintf(row->modified, sizeof row->modified, "%s",
		 modified ? modified : "");
	row->status = row->kind->n_states && status
			  ? kam_state_find(row->kind, status)
			  : -1;
}

/* The lists' statement stands on a row of the record or a later one. */
static int read_lists(const struct kam_search_reader *reader,
		      const struct kam_kind *kind, int64_t id,
		      struct kam_stmt *lists, int *more, struct kam_err *err)
{
	int rc = 0;

	while (!rc && *more && kam_stmt_int(lists, 0) <= id) {
		const char *name = kam_stmt_text(lists, 1);
		const char *role = kam_stmt_text(lists, 2);
		int field = kam_field_find(kind, name ? name : "");

		if (kam_stmt_int(lists, 0) == id && role &&
		    field != KAM_NO_FIELD)
			rc = reader->text(reader->context, kind, field, role,
					  err);
		if (!rc)
			rc = kam_stmt_step(lists, err);
		*more = rc > 0;
		rc = rc < 0 ? rc : 0;
	}
	return rc;
}

static int begin_lists(struct kam_stmt **lists, int *more,
		       const struct kam_search_reader *reader,
		       const struct kam_kind *kind, struct kam_err *err)
{
	int rc = kam_db_prepare(lists, reader->k->db, sql_lists, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(*lists, 1, kind->name);
	rc = kam_stmt_step(*lists, err);
	*more = rc > 0;
	return rc < 0 ? rc : 0;
}

static int read_row(const struct kam_search_reader *reader,
		    const struct kam_kind *kind, struct kam_stmt *s,
		    struct kam_stmt *lists, int *more, struct kam_err *err)
{
	struct kam_search_row row = { .kind = kind, .id = kam_stmt_int(s, 0) };
	int rc = 0;

	if (reader->begin)
		rc = reader->begin(reader->context, &row, err);
	if (!rc)
		rc = read_texts(reader, kind, s, err);
	if (!rc && lists)
		rc = read_lists(reader, kind, row.id, lists, more, err);
	if (rc)
		return rc;
	read_rest(&row, s);
	return reader->end(reader->context, &row, err);
}

int kam_search_read_all(const struct kam_search_reader *reader,
			const struct kam_kind *kind, struct kam_err *err)
{
	struct kam_stmt *s = NULL, *lists = NULL;
	struct kam_str sql = KAM_STR_INIT;
	int more = 0, rc;

	build(&sql, reader->k, kind, KAM_SQL_TEXT);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, reader->k->db, sql.data, err);
	if (!rc && has_lists(kind))
		rc = begin_lists(&lists, &more, reader, kind, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = read_row(reader, kind, s, lists, &more, err);
	kam_stmt_finalize(s);
	kam_stmt_finalize(lists);
	kam_str_release(&sql);
	return rc;
}

int kam_search_read_one(const struct kam_search_reader *reader,
			const struct kam_kind *kind, int64_t id,
			struct kam_err *err)
{
	struct kam_stmt *s = NULL, *lists = NULL;
	int more = 0, found = 0;
	int rc = kam_cached(&s, reader->k, kind, KAM_SQL_SEARCH, build, err);

	if (!rc && has_lists(kind))
		rc = kam_cached_text(&lists, reader->k, sql_list, err);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	found = rc > 0;
	if (found && lists) {
		kam_stmt_bind_text(lists, 1, kind->name);
		kam_stmt_bind_int(lists, 2, id);
		rc = kam_stmt_step(lists, err);
		more = rc > 0;
	}
	if (found && rc >= 0)
		rc = read_row(reader, kind, s, lists, &more, err);
	kam_stmt_reset(s);
	if (lists)
		kam_stmt_reset(lists);
	return rc < 0 ? rc : found;
}
