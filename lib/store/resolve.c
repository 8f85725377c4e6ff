/*
 * From what a person typed to the record that is meant.
 */
#include "store/internal.h"

#include <inttypes.h>
#include <kam/decimal.h>
#include <string.h>

static int exists(struct kam *k, const struct kam_kind *kind, int64_t id,
		  struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	const char *key, *title;
	int rc = kam_label(&key, &title, k, &scratch, kind, id, err);

	kam_arena_release(&scratch);
	return rc;
}

/* REQ-12 where a requirement is asked for; *found says whether it was one. */
static int by_id(int64_t *id, int *found, struct kam *k,
		 const struct kam_kind *kind, const char *text,
		 struct kam_err *err)
{
	const struct kam_kind *other = NULL;

	*found = 1;
	if (text[strspn(text, "0123456789")] == '\0') {
		if (kam_integer_parse(id, text, err))
			return err->code;
		return exists(k, kind, *id, err);
	}
	if (kam_id_parse(&other, id, k->catalogue, text, err)) {
		kam_err_reset(err);
		*found = 0;
		return 0;
	}
	if (kam_kind_is(other, kind))
		return exists(k, kind, *id, err);
	kam_fail(err, KAM_EINVALID, _("'%s' is of the kind %s, not %s"), text,
		 kam_kind_called(other), kam_kind_called(kind));
	kam_hint(err, _("'kam help %s' has what can be done with it"),
		 kam_kind_typed(other));
	return err->code;
}

/*
 * Records where a column equals the text, at most three: their number; the
 * first one's id; and into `names` how they are called.
 */
static int by_column(int64_t *id, struct kam_str *names, struct kam *k,
		     const struct kam_kind *kind, const char *where,
		     const char *text, const char *account, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int n = 0, rc;

	kam_str_printf(&sql, "SELECT t.id, ");
	kam_sql_key(&sql, kind, "t");
	kam_str_printf(&sql, " FROM \"%s\" t WHERE %s ORDER BY t.id LIMIT 3",
		       kind->name, where);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql.data, err);
	if (rc)
		goto out;
	kam_stmt_bind_text(s, 1, text);
	if (account)
		kam_stmt_bind_text(s, 2, account);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *key = kam_stmt_text(s, 1);

		if (!n++)
			*id = kam_stmt_int(s, 0);
		kam_str_printf(names, "%s%s-%" PRId64, n > 1 ? ", " : "",
			       kind->prefix, kam_stmt_int(s, 0));
		if (key && kind->key != KAM_NO_FIELD)
			kam_str_printf(names, " (%s)", key);
		rc = 0;
	}
out:
	kam_stmt_finalize(s);
	kam_str_release(&sql);
	return rc ? rc : n;
}

/* "acme/portal": the key within the account */
static int by_path(int64_t *id, struct kam_str *names, struct kam *k,
		   const struct kam_kind *kind, const char *text,
		   struct kam_err *err)
{
	const char *slash = strchr(text, '/');
	char *account = strndup(text, (size_t)(slash - text));
	char where[256];
	int rc;

	if (!account)
		return kam_fail_memory(err);
	snprintf(where, sizeof where,
		 "t.\"%s\" = $1 AND t.\"%s\" = "
		 "(SELECT id FROM account WHERE \"key\" = $2)",
		 kind->fields[kind->key].name,
		 kind->fields[kind->account].name);
	rc = by_column(id, names, k, kind, where, slash + 1, account, err);
	free(account);
	return rc;
}

/* "me" and the addresses of members: the column that holds e-mail */
static int by_email(int64_t *id, struct kam_str *names, struct kam *k,
		    const struct kam_kind *kind, const char *text,
		    struct kam_err *err)
{
	char *address = NULL;
	int rc = 0;

	if (kam_field_find(kind, "email") < 0)
		return 0;
	if (!strcmp(text, "me")) {
		const char *from = strrchr(k->actor, '<');

		if (!from)
			return 0;
		address = strndup(from + 1, strcspn(from + 1, ">"));
	} else if (strchr(text, '@')) {
		address = strdup(text);
	} else {
		return 0;
	}
	if (!address)
		return kam_fail_memory(err);
	/* whoever had the address before and has left is not meant */
	if (kam_state_find(kind, "active") >= 0)
		rc = by_column(id, names, k, kind,
			       "lower(t.\"email\") = lower($1) "
			       "AND t.status = 'active'",
			       address, NULL, err);
	if (!rc)
		rc = by_column(id, names, k, kind,
			       "lower(t.\"email\") = lower($1)", address, NULL,
			       err);
	free(address);
	return rc;
}

static int by_title(int64_t *id, struct kam_str *names, struct kam *k,
		    const struct kam_kind *kind, const char *text,
		    struct kam_err *err)
{
	char where[128];

	snprintf(where, sizeof where, "t.\"%s\" = $1",
		 kind->fields[kind->title].name);
	return by_column(id, names, k, kind, where, text, NULL, err);
}

static int by_name(int64_t *id, struct kam_str *names, struct kam *k,
		   const struct kam_kind *kind, const char *text,
		   struct kam_err *err)
{
	char where[128];
	int keyed = kind->key != KAM_NO_FIELD, n = 0;

	if (keyed && kind->account != KAM_NO_FIELD && strchr(text, '/'))
		n = by_path(id, names, k, kind, text, err);
	if (!n && keyed) {
		snprintf(where, sizeof where, "t.\"%s\" = $1",
			 kind->fields[kind->key].name);
		n = by_column(id, names, k, kind, where, text, NULL, err);
	}
	if (!n)
		n = by_email(id, names, k, kind, text, err);
	return n ? n : by_title(id, names, k, kind, text, err);
}

/* "% ingrid%": what a title of which a word begins so is like, in front of
   which a blank was put. */
static void add_pattern(struct kam_str *out, const char *text)
{
	kam_str_add(out, "% ");
	for (; *text; text++) {
		if (strchr("%_\\", *text))
			kam_str_add_char(out, '\\');
		kam_str_add_char(out, *text >= 'A' && *text <= 'Z'
					  ? (char)(*text - 'A' + 'a')
					  : *text);
	}
	kam_str_add_char(out, '%');
}

/* "CON-1 (Ingrid Paulsen)" into names for each, where they are few. */
static int list_near(struct kam_str *names, struct kam_stmt *s,
		     struct kam_err *err)
{
	enum { FEW = 3 };
	int n = 0, rc;

	while ((rc = kam_stmt_step(s, err)) > 0) {
		const char *key = kam_stmt_text(s, 0);
		const char *title = kam_stmt_text(s, 1);

		if (kam_stmt_failed(s))
			return kam_fail_memory(err);
		if (n++ < FEW)
			kam_str_printf(names, "%s%s (%s)", n > 1 ? ", " : "",
				       key ? key : "", title ? title : "");
	}
	return rc ? rc : n > FEW ? 0 : n;
}

/* Those that may have been meant, by a part of their title: how many. */
static int find_near(struct kam_str *names, struct kam *k,
		     const struct kam_kind *kind, const char *text,
		     struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT, pattern = KAM_STR_INIT;
	enum { NEAR_BYTES = 64 };
	const char *title = kind->fields[kind->title].name;
	struct kam_stmt *s = NULL;
	int rc;

	/* nobody is called by that long a part of a title; patterns have an
	   end, too */
	if (!*text || strlen(text) > NEAR_BYTES ||
	    kind->fields[kind->title].type != KAM_TEXT)
		return 0;
	add_pattern(&pattern, text);
	kam_str_add(&sql, "SELECT ");
	kam_sql_key(&sql, kind, "t");
	kam_str_printf(&sql,
		       ", t.\"%s\" FROM \"%s\" t WHERE lower(' ' || "
		       "t.\"%s\") LIKE $1 ESCAPE '\\' ORDER BY t.id LIMIT 4",
		       title, kind->name, title);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_str_check(&pattern, err);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql.data, err);
	if (!rc) {
		kam_stmt_bind_text(s, 1, pattern.data);
		rc = list_near(names, s, err);
	}
	kam_stmt_finalize(s);
	kam_str_release(&pattern);
	kam_str_release(&sql);
	return rc;
}

static int fail_none(struct kam *k, const struct kam_kind *kind,
		     const char *text, struct kam_err *err)
{
	struct kam_str names = KAM_STR_INIT;
	int near = 0;

	if (!strcmp(text, "me")) {
		kam_fail(err, KAM_ENOENT, _("no %s '%s'"),
			 kam_kind_called(kind), text);
		kam_hint(err, "%s",
			 _("'me' is the member whose email is "
			   "user.email's: kam config user.email …, "
			   "kam member add NAME --email …"));
		return err->code;
	}
	near = find_near(&names, k, kind, text, err);
	if (near >= 0)
		kam_fail(err, KAM_ENOENT, _("no %s '%s'"),
			 kam_kind_called(kind), text);
	if (near > 0)
		kam_hint(err, _("did you mean %s?"), names.data);
	else
		kam_hint(err, _("see 'kam %s list', or 'kam %s add'"),
			 kam_kind_typed(kind), kam_kind_typed(kind));
	kam_str_release(&names);
	return err->code;
}

static int fail_several(const char *text, const struct kam_str *names,
			struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("'%s' may be any of several: %s"), text,
		 names->data);
	kam_hint(err, "%s", _("name it by its ID"));
	return err->code;
}

int kam_find_title(int64_t *id, struct kam *k, const struct kam_kind *kind,
		   const char *title, struct kam_err *err)
{
	struct kam_str names = KAM_STR_INIT;
	int n;

	*id = 0;
	n = by_title(id, &names, k, kind, title, err);
	if (n > 1)
		n = fail_several(title, &names, err);
	kam_str_release(&names);
	return n < 0 ? n : 0;
}

int kam_resolve(int64_t *id, struct kam *k, const struct kam_kind *kind,
		const char *text, struct kam_err *err)
{
	struct kam_str names = KAM_STR_INIT;
	int found, n = by_id(id, &found, k, kind, text, err);

	if (n || found)
		return n;
	n = by_name(id, &names, k, kind, text, err);
	if (n > 1) {
		n = fail_several(text, &names, err);
	} else if (!n) {
		n = fail_none(k, kind, text, err);
	}
	kam_str_release(&names);
	return n < 0 ? n : 0;
}

int kam_texts_each(struct kam *k, const struct kam_kind *kind, int field,
		   kam_each_text each, void *context, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int rc;

	if (kind->fields[field].flags & KAM_CUSTOM)
		kam_str_printf(&sql,
			       "SELECT t.id, (SELECT v.%s FROM list_value v "
			       "WHERE v.kind = '%s' AND v.record = t.id AND "
			       "v.field = '%s'), t.source FROM \"%s\" t",
			       kam_custom_column(&kind->fields[field]),
			       kind->name, kind->fields[field].name,
			       kind->name);
	else
		kam_str_printf(&sql, "SELECT id, \"%s\", source FROM \"%s\"",
			       kind->fields[field].name, kind->name);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(&s, k->db, sql.data, err);
	kam_str_release(&sql);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *text = kam_stmt_text(s, 1);
		const char *source = kam_stmt_text(s, 2);

		rc = kam_stmt_failed(s)
			 ? kam_fail_memory(err)
			 : each(context, kam_stmt_int(s, 0), text, source, err);
	}
	kam_stmt_finalize(s);
	return rc;
}
