/*
 * Links: their rules, the fingerprint that they remember.
 */
#include "areas/hooks.h"
#include "areas/link.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/fingerprint.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_SAME, SQL_FROM, SQL_TIED };
static const char *const texts[] = {
	[SQL_SAME] = "SELECT id FROM link WHERE \"from_record\" = $1 "
		     "AND \"from_record_kind\" = $2 AND \"relation\" = $3 "
		     "AND \"to_record\" = $4 AND \"to_record_kind\" = $5 "
		     "ORDER BY id LIMIT 1",
	[SQL_FROM] = "SELECT id, \"relation\", \"to_record_kind\", "
		     "\"to_record\", source FROM link "
		     "WHERE \"from_record\" = $1 AND \"from_record_kind\" = $2 "
		     "ORDER BY id",
	[SQL_TIED] = "SELECT EXISTS (SELECT 1 FROM note WHERE \"about\" = $1), "
		     "EXISTS (SELECT 1 FROM link WHERE \"from_record\" = $1), "
		     "EXISTS (SELECT 1 FROM link WHERE \"to_record\" = $1)",
};
const struct kam_sql kam_link_sql = { texts, sizeof texts / sizeof *texts };

int kam_link_tied(unsigned *tied, struct kam *k, int64_t id,
		  struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_TIED], err);

	*tied = 0;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	rc = kam_stmt_step(s, err);
	for (int i = 0; i < 3 && rc > 0; i++)
		*tied |= (unsigned)(kam_stmt_int(s, i) != 0) << i;
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

static int find_one(int64_t *id, struct kam *k, struct kam_end from,
		    const char *relation, struct kam_end to,
		    struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_SAME], err);

	*id = 0;
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, from.id);
	kam_stmt_bind_text(s, 2, from.kind->name);
	kam_stmt_bind_text(s, 3, relation);
	kam_stmt_bind_int(s, 4, to.id);
	kam_stmt_bind_text(s, 5, to.kind->name);
	rc = kam_stmt_step(s, err);
	if (rc > 0)
		*id = kam_stmt_int(s, 0);
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

int kam_link_find(int64_t *id, struct kam *k, struct kam_end from,
		  const char *relation, struct kam_end to, struct kam_err *err)
{
	const struct kam_relation *r = kam_relation_find(relation);
	int rc = find_one(id, k, from, relation, to, err);

	if (!rc && !*id && r && r->below == KAM_BELOW_NEITHER)
		rc = find_one(id, k, to, relation, from, err);
	return rc;
}

int kam_link_twin(int64_t *id, struct kam *k, struct kam_record *r,
		  struct kam_err *err)
{
	const struct kam_value *v = r->values;
	const struct kam_end from = { v[KAM_LINK_FROM_RECORD].kind,
				      v[KAM_LINK_FROM_RECORD].integer };
	const struct kam_end to = { v[KAM_LINK_TO_RECORD].kind,
				    v[KAM_LINK_TO_RECORD].integer };
	int rc = kam_link_find(id, k, from, v[KAM_LINK_RELATION].text, to, err);

	if (!rc && *id == r->id)
		*id = 0;
	return rc;
}

static int check_same(struct kam *k, const struct kam_record *link,
		      struct kam_end from, const char *relation,
		      struct kam_end to, struct kam_err *err)
{
	int64_t id;
	int rc = kam_link_find(&id, k, from, relation, to, err);

	if (rc || !id || id == link->id)
		return rc;
	return kam_fail(err, KAM_EDUPLICATE, _("%s %s %s is there: LNK-%lld"),
			link->values[KAM_LINK_FROM_RECORD].text, relation,
			link->values[KAM_LINK_TO_RECORD].text, (long long)id);
}

/* Remembers the wording that it leads to. */
static int take_fingerprint(struct kam *k, struct kam_record *link,
			    struct kam_err *err)
{
	const struct kam_value *to = &link->values[KAM_LINK_TO_RECORD];
	char text[KAM_SHA256_TEXT];
	struct kam_record *target;
	int rc = kam_record_load(&target, k, link->arena, to->kind, to->integer,
				 err);

	if (!rc)
		rc = kam_fingerprint(text, target, err);
	return rc ? rc
		  : kam_record_set(k, link, KAM_LINK_FINGERPRINT, text, err);
}

static int is_moved(const struct kam_record *before,
		    const struct kam_record *after)
{
	static const int ends[] = { KAM_LINK_FROM_RECORD, KAM_LINK_TO_RECORD };

	for (size_t i = 0; i < 2; i++)
		if (before->values[ends[i]].kind !=
			after->values[ends[i]].kind ||
		    before->values[ends[i]].integer !=
			after->values[ends[i]].integer)
			return 1;
	return strcmp(before->values[KAM_LINK_RELATION].text,
		      after->values[KAM_LINK_RELATION].text) != 0;
}

int kam_link_check(struct kam *k, const struct kam_record *before,
		   struct kam_record *after, struct kam_err *err)
{
	struct kam_value *v = after->values;
	const struct kam_end from = { v[KAM_LINK_FROM_RECORD].kind,
				      v[KAM_LINK_FROM_RECORD].integer };
	const struct kam_end to = { v[KAM_LINK_TO_RECORD].kind,
				    v[KAM_LINK_TO_RECORD].integer };
	const char *relation = v[KAM_LINK_RELATION].text;
	int rc;

	if (!v[KAM_LINK_FROM_RECORD].set || !v[KAM_LINK_TO_RECORD].set ||
	    !v[KAM_LINK_RELATION].set)
		return 0;
	if (kam_end_same(from, to))
		return kam_fail(err, KAM_EINVALID,
				_("%s cannot be linked to itself"),
				v[KAM_LINK_FROM_RECORD].text);
	if (before && !is_moved(before, after))
		return 0;
	rc = check_same(k, after, from, relation, to, err);
	if (!rc && kam_relation_find(relation)->ordered)
		rc = kam_link_circle(k, from, relation, to, err);
	/* what an export says that it remembered, it remembers */
	if (!rc && (before || !v[KAM_LINK_FINGERPRINT].set))
		rc = take_fingerprint(k, after, err);
	return rc;
}

static int fill(struct kam *k, struct kam_record *link, struct kam_end from,
		const char *relation, struct kam_end to, struct kam_err *err)
{
	char id[KAM_ID_TEXT];
	int rc;

	kam_id_format(id, from.kind, from.id);
	rc = kam_record_set(k, link, KAM_LINK_FROM_RECORD, id, err);
	if (!rc)
		rc = kam_record_set(k, link, KAM_LINK_RELATION, relation, err);
	kam_id_format(id, to.kind, to.id);
	return rc ? rc : kam_record_set(k, link, KAM_LINK_TO_RECORD, id, err);
}

int kam_link_add(int64_t *id, struct kam *k, struct kam_end from,
		 const char *relation, struct kam_end to, const char *source,
		 struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct kam_record *link;
	int rc = kam_link_find(id, k, from, relation, to, err);

	if (rc || *id)
		return rc;
	rc = kam_record_new(&link, &arena, &kam_link_kind, err);
	if (!rc)
		rc = fill(k, link, from, relation, to, err);
	if (!rc)
		link->source = source;
	if (!rc)
		rc = kam_record_insert(k, link, err);
	if (!rc)
		*id = link->id;
	kam_arena_release(&arena);
	return rc ? rc : 1;
}

int kam_link_clear(struct kam *k, int64_t id, const char *reason,
		   struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, k, &arena, &kam_link_kind, id, err);

	if (!rc)
		rc =
		    kam_record_load(&after, k, &arena, &kam_link_kind, id, err);
	if (!rc)
		rc = take_fingerprint(k, after, err);
	if (!rc)
		rc =
		    kam_record_set(k, after, KAM_LINK_CLEARED_ON, "today", err);
	if (!rc)
		rc = kam_record_set(k, after, KAM_LINK_REASON,
				    reason ? reason : "", err);
	if (!rc)
		rc = kam_record_update(k, before, after, err);
	kam_arena_release(&arena);
	return rc;
}

struct kam_link_reader {
	struct kam *k;
	struct kam_stmt *stmt;
};

int kam_links_open(struct kam_link_reader **out, struct kam *k,
		   struct kam_err *err)
{
	struct kam_link_reader *reader = calloc(1, sizeof *reader);
	int rc;

	if (!reader)
		return kam_fail_memory(err);
	reader->k = k;
	rc = kam_db_prepare(&reader->stmt, kam_database(k), texts[SQL_FROM],
			    err);
	if (rc)
		free(reader);
	else
		*out = reader;
	return rc;
}

void kam_links_close(struct kam_link_reader *reader)
{
	if (reader)
		kam_stmt_finalize(reader->stmt);
	free(reader);
}

int kam_links_each(struct kam_link_reader *reader, struct kam_end from,
		   kam_each_link each, void *context, struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(reader->k);
	struct kam_stmt *s = reader->stmt;
	int rc = 0;

	kam_stmt_bind_int(s, 1, from.id);
	kam_stmt_bind_text(s, 2, from.kind->name);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *kind = kam_stmt_text(s, 2);
		const struct kam_link link = {
			.id = kam_stmt_int(s, 0),
			.relation = kam_stmt_text(s, 1),
			.to = { kam_kind_find(all, kind ? kind : ""),
				kam_stmt_int(s, 3) },
			.source = kam_stmt_text(s, 4),
		};

		rc = kam_stmt_failed(s) ? kam_fail_memory(err) : 0;
		if (!rc && link.relation && link.to.kind)
			rc = each(context, &link, err);
	}
	kam_stmt_reset(s);
	return rc;
}

int kam_link_end(struct kam_end *end, struct kam *k, const char *text,
		 struct kam_err *err)
{
	const struct kam_catalogue *all = kam_catalogue_of(k);
	struct kam_arena arena = { 0 };
	struct kam_record *r;
	int rc = kam_id_parse(&end->kind, &end->id, all, text, err);

	if (!rc) {
		rc = kam_record_load(&r, k, &arena, end->kind, end->id, err);
		kam_arena_release(&arena);
		return rc;
	}
	kam_err_reset(err);
	end->id = 0;
	for (int i = 0; i < all->n_kinds; i++) {
		if (!all->kinds[i]->group)
			continue;
		end->kind = all->kinds[i];
		rc = kam_find_source(&end->id, k, end->kind, text, err);
		if (rc || end->id)
			return rc;
	}
	kam_fail(err, KAM_ENOENT, _("no record '%.100s'"), text);
	kam_hint(err, "%s",
		 _("give its ID, or where it came from: doorstop:REQ003"));
	return err->code;
}
