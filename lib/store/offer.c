/*
 * What a person may be about to name: see kam/offer.h. Every statement has a
 * window of rows that it looks at, found by the primary key or the index of
 * the keys; conditions without an index are asked within it only.
 */
#include "store/internal.h"

#include <ctype.h>
#include <inttypes.h>
#include <kam/offer.h>
#include <string.h>

enum { WINDOW = 5000, DIGITS = 15 };

struct offering {
	struct kam_arena arena; /* of texts that are bound */
	struct kam *k;
	const struct kam_offer_query *query;
	kam_each_offer each;
	void *context;
	int given;
	enum { AS_NUMBER, AS_ID, AS_KEY } form;
};

/* From the prefix to the last text that begins with it, as UTF-8 sorts. */
static int bind_range(struct kam_stmt *s, int at, struct offering *o,
		      const char *prefix, struct kam_err *err)
{
	const char *last =
	    kam_arena_printf(&o->arena, "%s\xf4\x8f\xbf\xbf", prefix);

	if (!last)
		return kam_fail_memory(err);
	kam_stmt_bind_text(s, at, prefix);
	kam_stmt_bind_text(s, at + 1, last);
	return 0;
}

/* id and title of those that the states and account leave, asked for from the
   newest backwards, down to the one that ends the window */
static void build_ids(struct kam_str *sql, const struct offering *o)
{
	const struct kam_kind *kind = o->query->kind;
	const int account = o->query->account ? kind->account : KAM_NO_FIELD;

	kam_str_printf(sql,
		       "SELECT t.id, t.\"%s\" FROM \"%s\" t WHERE t.id "
		       "BETWEEN coalesce((SELECT w.id FROM \"%s\" w WHERE w.id "
		       "BETWEEN $1 AND $2 ORDER BY w.id DESC LIMIT 1 OFFSET "
		       "%d), $1) AND $2",
		       kind->fields[kind->title].name, kind->name, kind->name,
		       WINDOW - 1);
	if (o->query->states && kind->n_states) {
		kam_str_add(sql, " AND t.status IN ('-'");
		for (int i = 0; i < kind->n_states; i++)
			if (o->query->states & (1u << i))
				kam_str_printf(sql, ", '%s'",
					       kind->states[i].name);
		kam_str_add(sql, ")");
	}
	if (account != KAM_NO_FIELD &&
	    kam_field_is_list(&kind->fields[account]))
		kam_str_printf(sql,
			       " AND EXISTS (SELECT 1 FROM list_value v WHERE "
			       "v.kind = '%s' AND v.record = t.id AND "
			       "v.field = '%s' AND v.target = $4)",
			       kind->name, kind->fields[account].name);
	else if (account != KAM_NO_FIELD)
		kam_str_printf(sql, " AND t.\"%s\" = $4",
			       kind->fields[account].name);
	kam_str_add(sql, " ORDER BY t.id DESC LIMIT $3");
}

static int hand_out(struct offering *o, struct kam_stmt *s, struct kam_err *err)
{
	const struct kam_kind *kind = o->query->kind;
	const char *text = kam_stmt_text(s, 1);
	char name[64];

	if (kam_stmt_failed(s))
		return kam_fail_memory(err);
	o->given++;
	if (o->form == AS_KEY)
		return o->each(o->context, kam_stmt_text(s, 0), text, err);
	snprintf(name, sizeof name, "%s%s%" PRId64,
		 o->form == AS_ID ? kind->prefix : "",
		 o->form == AS_ID ? "-" : "", kam_stmt_int(s, 0));
	return o->each(o->context, name, text, err);
}

static int step_through(struct offering *o, struct kam_stmt *s,
			struct kam_err *err)
{
	int rc = 0;

	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = hand_out(o, s, err);
	return rc;
}

static int offer_ids(struct offering *o, int64_t first, int64_t last,
		     struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	build_ids(&sql, o);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, o->k->db, sql.data, err);
	kam_str_release(&sql);
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, first);
	kam_stmt_bind_int(s, 2, last);
	kam_stmt_bind_int(s, 3, o->query->limit - o->given);
	if (o->query->account && o->query->kind->account != KAM_NO_FIELD)
		kam_stmt_bind_int(s, 4, o->query->account);
	rc = step_through(o, s, err);
	kam_stmt_finalize(s);
	return rc;
}

/* 12, then 120 to 129, then 1200 to 1299 …: all that begin with "12" */
static int offer_numbers(struct offering *o, const char *digits,
			 struct kam_err *err)
{
	int64_t first = 0, span = 1;
	int rc = 0;

	if (!*digits)
		return offer_ids(o, 1, INT64_MAX, err);
	if (*digits == '0' || strlen(digits) > DIGITS)
		return 0;
	for (; *digits; digits++)
		first = first * 10 + (*digits - '0');
	while (!rc && first < INT64_MAX / 100 && o->given < o->query->limit) {
		rc = offer_ids(o, first, first + span - 1, err);
		first *= 10;
		span *= 10;
	}
	return rc;
}

/* Where the text may become an ID of the kind: its digits, else NULL. */
static const char *digits_of(const char *text, const struct kam_kind *kind)
{
	const char *prefix = kind->prefix;

	while (*text && *prefix && toupper((unsigned char)*text) == *prefix) {
		text++;
		prefix++;
	}
	if (*text && !*prefix && *text == '-')
		text++;
	else if (*text)
		return NULL;
	return text[strspn(text, "0123456789")] ? NULL : text;
}

/* A key that is unique within its account only has it in front. */
static int is_path(const struct kam_kind *kind)
{
	return !(kind->fields[kind->key].flags & KAM_UNIQUE) &&
	       kind->account != KAM_NO_FIELD;
}

static void build_keys(struct kam_str *sql, const struct offering *o)
{
	const struct kam_kind *kind = o->query->kind;
	const char *key = kind->fields[kind->key].name;

	kam_str_add(sql, "SELECT ");
	kam_sql_key(sql, kind, "t");
	kam_str_printf(sql, ", t.\"%s\" FROM ", kind->fields[kind->title].name);
	if (is_path(kind))
		/* CROSS JOIN: the account is looked up first */
		kam_str_printf(sql,
			       "account a CROSS JOIN \"%s\" t ON t.\"%s\" = "
			       "a.id WHERE a.\"key\" BETWEEN $4 AND $5 AND "
			       "t.\"%s\" BETWEEN $1 AND $2%s "
			       "ORDER BY a.\"key\", t.\"%s\" LIMIT $3",
			       kind->name, kind->fields[kind->account].name,
			       key, o->query->account ? " AND a.id = $6" : "",
			       key);
	else
		kam_str_printf(sql,
			       "\"%s\" t WHERE t.\"%s\" BETWEEN $1 AND $2 "
			       "ORDER BY t.\"%s\" LIMIT $3",
			       kind->name, key, key);
}

static int bind_path(struct kam_stmt *s, struct offering *o,
		     struct kam_err *err)
{
	const char *prefix = o->query->prefix, *slash = strchr(prefix, '/');
	int rc = bind_range(s, 1, o, slash ? slash + 1 : "", err);

	if (!rc && slash) {
		const char *account = kam_arena_strndup(
		    &o->arena, prefix, (size_t)(slash - prefix));

		if (!account)
			return kam_fail_memory(err);
		kam_stmt_bind_text(s, 4, account);
		kam_stmt_bind_text(s, 5, account);
	} else if (!rc) {
		rc = bind_range(s, 4, o, prefix, err);
	}
	if (o->query->account)
		kam_stmt_bind_int(s, 6, o->query->account);
	return rc;
}

static int offer_keys(struct offering *o, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	build_keys(&sql, o);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, o->k->db, sql.data, err);
	kam_str_release(&sql);
	if (rc)
		return rc;
	if (is_path(o->query->kind))
		rc = bind_path(s, o, err);
	else
		rc = bind_range(s, 1, o, o->query->prefix, err);
	kam_stmt_bind_int(s, 3, o->query->limit);
	if (!rc)
		rc = step_through(o, s, err);
	kam_stmt_finalize(s);
	return rc;
}

static int offer_all(struct offering *o, struct kam_err *err)
{
	const struct kam_kind *kind = o->query->kind;
	const char *prefix = o->query->prefix;
	const char *digits = digits_of(prefix, kind);
	int rc = 0;

	if (isdigit((unsigned char)prefix[0])) {
		if (prefix[strspn(prefix, "0123456789")])
			return 0;
		o->form = AS_NUMBER;
		return offer_numbers(o, prefix, err);
	}
	if (kind->key != KAM_NO_FIELD && !(digits && strchr(prefix, '-'))) {
		o->form = AS_KEY;
		rc = offer_keys(o, err);
	}
	if (rc || o->given || !digits)
		return rc;
	o->form = AS_ID;
	return offer_numbers(o, digits, err);
}

int kam_offer_each(struct kam *k, const struct kam_offer_query *query,
		   kam_each_offer each, void *context, struct kam_err *err)
{
	struct offering o = {
		.k = k, .query = query, .each = each, .context = context
	};
	int rc = offer_all(&o, err);

	kam_arena_release(&o.arena);
	return rc;
}

static const char sql_words[] =
    "SELECT DISTINCT v.role, NULL FROM list_value v WHERE v.kind = $3 "
    "AND v.record > $4 AND v.field = $5 AND v.role BETWEEN $1 AND $2 "
    "ORDER BY 1 LIMIT $6";

static int newest_id(int64_t *id, struct kam *k, const struct kam_kind *kind,
		     struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	*id = 0;
	kam_str_printf(&sql, "SELECT max(id) FROM \"%s\"", kind->name);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql.data, err);
	kam_str_release(&sql);
	if (!rc)
		rc = kam_stmt_step(s, err);
	if (rc > 0)
		*id = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

int kam_offer_words(struct kam *k, const struct kam_kind *kind, int field,
		    const char *prefix, int limit, kam_each_offer each,
		    void *context, struct kam_err *err)
{
	const struct kam_offer_query query = { .kind = kind };
	struct offering o = { .k = k,
			      .query = &query,
			      .each = each,
			      .context = context,
			      .form = AS_KEY };
	struct kam_stmt *s = NULL;
	int64_t newest;
	int rc = newest_id(&newest, k, kind, err);

	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql_words, err);
	if (rc)
		return rc;
	rc = bind_range(s, 1, &o, prefix, err);
	kam_stmt_bind_text(s, 3, kind->name);
	kam_stmt_bind_int(s, 4, newest > WINDOW ? newest - WINDOW : 0);
	kam_stmt_bind_text(s, 5, kind->fields[field].name);
	kam_stmt_bind_int(s, 6, limit);
	if (!rc)
		rc = step_through(&o, s, err);
	kam_stmt_finalize(s);
	kam_arena_release(&o.arena);
	return rc;
}
