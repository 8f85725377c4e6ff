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

int kam_search_reads(const struct kam_field *f)
{
	return f->type == KAM_TEXT || f->type == KAM_PROSE ||
	       f->type == KAM_EVIDENCE || kam_field_is_list(f) ||
	       /* the user's own words, where others are the program's */
	       (f->type == KAM_WORD && (f->flags & KAM_CUSTOM));
}

/* A text of the record's own row. */
static int is_text(const struct kam_field *f)
{
	return kam_search_reads(f) && !kam_field_is_row(f);
}

/* One that has rows of its own: lists, and the register's own fields. */
static int has_rows(const struct kam_field *f)
{
	return kam_search_reads(f) && kam_field_is_row(f);
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

/* In how many places of a text a needle is; it is folded once, where needed. */
static size_t count(struct kam_search_judge *j, size_t needle, const char *text,
		    size_t length)
{
	const struct kam_needle *n = &j->needles->items[needle];
	size_t found = kam_needle_try(n, text, length);

	if (found != KAM_NEEDLE_FOLD)
		return found;
	if (!j->folded.length)
		kam_needle_fold(&j->folded, text);
	return kam_needle_count(n, j->folded.data, j->folded.length);
}

int kam_search_judge_text(struct kam_search_judge *j,
			  const struct kam_kind *kind, int field,
			  const char *text, struct kam_err *err)
{
	size_t length = strlen(text);

	if (j->folded.length)
		kam_str_truncate(&j->folded, 0);
	for (size_t i = 0; i < j->needles->n; i++) {
		size_t n = count(j, i, text, length);
		int weight;

		if (!n)
			continue;
		weight = weigh(kind, field);
		j->counts[i] += n;
		if (weight > j->weights[i])
			j->weights[i] = weight;
		if (weight > j->weight) {
			j->weight = weight;
			j->field = field;
		}
	}
	return kam_str_check(&j->folded, err);
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

void kam_search_fields(struct kam_search_fields *f, const struct kam_kind *kind)
{
	f->n = f->lists = 0;
	for (int i = 0; i < kind->n_fields; i++) {
		f->lists |= has_rows(&kind->fields[i]);
		if (is_text(&kind->fields[i]))
			f->at[f->n++] = i;
	}
}

static void build(struct kam_str *sql, const struct kam *k, const void *owner,
		  int purpose)
{
	const struct kam_kind *kind = owner;

	(void)k;
	kam_str_add(sql, "SELECT t.id");
	for (int i = 0; i < kind->n_fields; i++)
		if (is_text(&kind->fields[i]))
			kam_str_printf(sql, ", t.\"%s\"", kind->fields[i].name);
	kam_str_printf(sql, ", t.modified, %s",
		       kind->n_states ? "t.status" : "NULL");
	if (purpose == KAM_SQL_SEARCH)
		kam_search_own_columns(sql, kind);
	kam_str_printf(sql, " FROM \"%s\" t %s", kind->name,
		       purpose == KAM_SQL_SEARCH ? "WHERE t.id = $1"
						 : "ORDER BY t.id");
}

void kam_search_rest_set(struct kam_search_rest *rest,
			 const struct kam_kind *kind, const char *modified,
			 size_t length, const char *status)
{
	rest->status =
	    kind->n_states && status ? kam_state_find(kind, status) : -1;
	if (!modified || length >= sizeof rest->modified)
		length = 0;
	if (length)
		memcpy(rest->modified, modified, length);
	rest->modified[length] = '\0';
}

/* Two columns of a row. */
static void read_rest(struct kam_search_rest *rest, const struct kam_kind *kind,
		      struct kam_stmt *s, int column)
{
	const char *modified = kam_stmt_text(s, column);

	kam_search_rest_set(rest, kind, modified,
			    modified ? strlen(modified) : 0,
			    kam_stmt_text(s, column + 1));
}

static int read_texts(const struct kam_search_reader *reader,
		      const struct kam_kind *kind,
		      const struct kam_search_fields *f, struct kam_stmt *s,
		      struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; i < f->n && !rc; i++) {
		const char *text = kam_stmt_text(s, i + 1);

		if (text)
			rc = reader->text(reader->context, kind, f->at[i], text,
					  err);
	}
	if (!rc && reader->rest)
		read_rest(reader->rest, kind, s, f->n + 1);
	if (!rc && reader->own)
		kam_search_own_read(reader->own, reader->k, s, f->n + 3);
	if (!rc && kam_stmt_failed(s))
		rc = kam_fail_memory(err);
	return rc;
}

static void build_rest(struct kam_str *sql, const struct kam *k,
		       const void *owner, int purpose)
{
	const struct kam_kind *kind = owner;

	(void)k;
	(void)purpose;
	kam_str_printf(sql,
		       "SELECT t.modified, %s FROM \"%s\" t WHERE t.id = $1",
		       kind->n_states ? "t.status" : "NULL", kind->name);
}

int kam_search_row_rest(struct kam_search_rest *rest, struct kam *k,
			const struct kam_kind *kind, int64_t id,
			struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached(&s, k, kind, KAM_SQL_SEARCH_REST, build_rest, err);

	*rest = (struct kam_search_rest){ .status = -1 };
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		read_rest(rest, kind, s, 0);
	kam_stmt_reset(s);
	return rc < 0 ? rc : 0;
}

int kam_search_read_lists(const struct kam_search_reader *reader,
			  const struct kam_kind *kind, int64_t id,
			  struct kam_stmt *lists, int *more,
			  struct kam_err *err)
{
	int rc = 0;

	while (!rc && *more && kam_stmt_int(lists, 0) <= id) {
		const char *name = kam_stmt_text(lists, 1);
		const char *role = kam_stmt_text(lists, 2);
		int field = kam_field_find(kind, name ? name : "");

		if (kam_stmt_int(lists, 0) == id && role &&
		    field != KAM_NO_FIELD && has_rows(&kind->fields[field]))
			rc = reader->text(reader->context, kind, field, role,
					  err);
		if (!rc)
			rc = kam_stmt_step(lists, err);
		*more = rc > 0;
		rc = rc < 0 ? rc : 0;
	}
	return rc;
}

int kam_search_begin_lists(struct kam_stmt **lists, int *more, struct kam *k,
			   const struct kam_kind *kind, struct kam_err *err)
{
	int rc = 0;

	if (*lists)
		kam_stmt_reset(*lists);
	else
		rc = kam_db_prepare(lists, k->db, sql_lists, err);
	if (rc)
		return rc;
	kam_stmt_bind_text(*lists, 1, kind->name);
	rc = kam_stmt_step(*lists, err);
	*more = rc > 0;
	return rc < 0 ? rc : 0;
}

static int read_row(const struct kam_search_reader *reader,
		    const struct kam_kind *kind,
		    const struct kam_search_fields *f, struct kam_stmt *s,
		    struct kam_stmt *lists, int *more, struct kam_err *err)
{
	int64_t id = kam_stmt_int(s, 0);
	int rc = read_texts(reader, kind, f, s, err);

	if (!rc && lists)
		rc = kam_search_read_lists(reader, kind, id, lists, more, err);
	return rc ? rc : reader->end(reader->context, kind, id, err);
}

int kam_search_read_all(const struct kam_search_reader *reader,
			const struct kam_kind *kind, struct kam_err *err)
{
	struct kam_stmt *s = NULL, *lists = NULL;
	struct kam_str sql = KAM_STR_INIT;
	struct kam_search_fields f;
	int more = 0, rc;

	kam_search_fields(&f, kind);
	build(&sql, reader->k, kind, KAM_SQL_TEXT);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, reader->k->db, sql.data, err);
	if (!rc && f.lists)
		rc =
		    kam_search_begin_lists(&lists, &more, reader->k, kind, err);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = read_row(reader, kind, &f, s, lists, &more, err);
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
	struct kam_search_fields f;
	int more = 0, found = 0;
	int rc = kam_cached(&s, reader->k, kind, KAM_SQL_SEARCH, build, err);

	kam_search_fields(&f, kind);
	if (!rc && f.lists)
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
		rc = read_row(reader, kind, &f, s, lists, &more, err);
	kam_stmt_reset(s);
	if (lists)
		kam_stmt_reset(lists);
	return rc < 0 ? rc : found;
}
