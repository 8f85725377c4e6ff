/*
 * SQL text made from the catalogue: what every kind has in common.
 */
#include "store/internal.h"

#include <string.h>

int kam_field_is_row(const struct kam_field *f)
{
	return kam_field_is_list(f) || (f->flags & KAM_CUSTOM) != 0;
}

int kam_value_has_rows(const struct kam_field *f, const struct kam_value *v)
{
	return v->n_refs || ((f->flags & KAM_CUSTOM) && v->set);
}

const char *kam_field_suffix(const struct kam_field *f)
{
	switch (f->type) {
	case KAM_MONEY:
		return "_currency";
	case KAM_ANY:
		return "_kind";
	default:
		return "_digest";
	}
}

const char *kam_option_name(char buffer[KAM_LABEL_TEXT],
			    const struct kam_field *f)
{
	snprintf(buffer, KAM_LABEL_TEXT, "%s", f->name);
	for (char *at = buffer; *at; at++)
		if (*at == '_')
			*at = '-';
	return buffer;
}

int kam_cached(struct kam_stmt **out, struct kam *k, const void *owner,
	       int purpose, kam_build build, struct kam_err *err)
{
	struct kam_str sql = KAM_STR_INIT;
	int i = 0, rc;

	while (i < k->n_cached &&
	       (k->cached[i].owner != owner || k->cached[i].purpose != purpose))
		i++;
	if (i < k->n_cached) {
		kam_stmt_reset(k->cached[i].stmt);
		*out = k->cached[i].stmt;
		return 0;
	}
	if (i == KAM_CACHED) {
		kam_stmt_finalize(k->cached[0].stmt);
		memmove(k->cached, k->cached + 1,
			(KAM_CACHED - 1) * sizeof *k->cached);
		k->n_cached--;
		i--;
	}
	build(&sql, k, owner, purpose);
	rc = kam_str_check(&sql, err);
	if (!rc)
		rc = kam_db_prepare(out, k->db, sql.data, err);
	kam_str_release(&sql);
	if (rc)
		return rc;
	k->cached[i].owner = owner;
	k->cached[i].purpose = purpose;
	k->cached[i].stmt = *out;
	k->n_cached++;
	return 0;
}

static void build_text(struct kam_str *sql, const struct kam *k,
		       const void *text, int purpose)
{
	(void)k;
	(void)purpose;
	kam_str_add(sql, text);
}

int kam_cached_text(struct kam_stmt **out, struct kam *k, const char *sql,
		    struct kam_err *err)
{
	return kam_cached(out, k, sql, KAM_SQL_TEXT, build_text, err);
}

void kam_sql_key(struct kam_str *sql, const struct kam_kind *kind,
		 const char *alias)
{
	if (kind->key == KAM_NO_FIELD) {
		kam_str_printf(sql, "'%s-' || CAST(%s.id AS TEXT)",
			       kind->prefix, alias);
		return;
	}
	/* a key that is unique within its account only has it in front */
	if (!(kind->fields[kind->key].flags & KAM_UNIQUE) &&
	    kind->account != KAM_NO_FIELD)
		kam_str_printf(sql,
			       "(SELECT o.\"key\" FROM account o "
			       "WHERE o.id = %s.\"%s\") || '/' || ",
			       alias, kind->fields[kind->account].name);
	kam_str_printf(sql, "%s.\"%s\"", alias, kind->fields[kind->key].name);
}

static const struct kam_kind *target_of(const struct kam_catalogue *catalogue,
					const struct kam_field *f)
{
	return f->type == KAM_REF && !kam_field_is_row(f)
		   ? kam_kind_find(catalogue, f->target)
		   : NULL;
}

/* One reference's, from the row joined as r<field>. */
static void add_labels(struct kam_str *sql, const struct kam_kind *target,
		       int field, enum kam_labels labels)
{
	char alias[16];

	snprintf(alias, sizeof alias, "r%d", field);
	kam_str_add(sql, ", ");
	kam_sql_key(sql, target, alias);
	if (labels == KAM_LABELS_ALL)
		kam_str_printf(sql, ", %s.\"%s\"", alias,
			       target->fields[target->title].name);
}

void kam_sql_select(struct kam_str *sql, const struct kam_kind *kind,
		    const struct kam_catalogue *catalogue,
		    enum kam_labels labels)
{
	kam_str_printf(sql,
		       "SELECT t.id, t.version, %s, t.created, t.modified, "
		       "t.source, t.source_digest",
		       kind->n_states ? "t.status" : "''");
	for (int i = 0; i < kind->n_fields; i++) {
		const struct kam_field *f = &kind->fields[i];
		const struct kam_kind *target =
		    labels ? target_of(catalogue, f) : NULL;

		if (kam_field_columns(f))
			kam_str_printf(sql, ", t.\"%s\"", f->name);
		if (kam_field_columns(f) == 2)
			kam_str_printf(sql, ", t.\"%s%s\"", f->name,
				       kam_field_suffix(f));
		if (target)
			add_labels(sql, target, i, labels);
	}
	kam_str_printf(sql, " FROM \"%s\" t", kind->name);
	for (int i = 0; labels && i < kind->n_fields; i++) {
		const struct kam_field *f = &kind->fields[i];

		if (target_of(catalogue, f))
			kam_str_printf(sql,
				       " LEFT JOIN \"%s\" r%d "
				       "ON r%d.id = t.\"%s\"",
				       f->target, i, i, f->name);
	}
}
