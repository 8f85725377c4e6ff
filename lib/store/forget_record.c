/*
 * Records: those that mention the person, and the person's own.
 */
#include "store/chain.h"
#include "store/forget.h"

#include <inttypes.h>
#include <kam/date.h>
#include <string.h>

static int forget_role(struct kam_str *out, int *kept, struct kam_forgetting *f,
		       const struct kam_record *r, int field, size_t i,
		       struct kam_err *err)
{
	const char *role = r->values[field].refs[i].role;

	return role ? kam_forget_text(out, kept, f, r->kind, r->id, field, role,
				      err)
		    : 0;
}

/* How many mentions a field has, without changing it. */
static int count(int *kept, struct kam_forgetting *f,
		 const struct kam_record *r, int field, struct kam_err *err)
{
	const struct kam_value *v = &r->values[field];
	int n = 0, rc = 0;

	if (!v->set)
		return 0;
	switch (r->kind->fields[field].type) {
	case KAM_TEXT:
	case KAM_PROSE:
	case KAM_EVIDENCE:
		return kam_forget_text(NULL, kept, f, r->kind, r->id, field,
				       v->text, err);
	case KAM_REFS:
	case KAM_TAGS:
		for (size_t i = 0; i < v->n_refs && rc >= 0; i++) {
			rc = forget_role(NULL, kept, f, r, field, i, err);
			n += rc;
		}
		return rc < 0 ? rc : n;
	default:
		return 0;
	}
}

/* How many mentions a record's source has, which is no field. */
static int count_source(int *kept, struct kam_forgetting *f,
			const struct kam_record *r, struct kam_err *err)
{
	int own;

	if (!r->source)
		return 0;
	own = kam_traits_own(&f->traits, r->kind, KAM_NO_FIELD, r->source, err);
	if (own < 0)
		return own;
	return own ? kam_forget_spare(kept, f, r->source, err)
		   : kam_mentions_count(&f->traits, r->source, err);
}

static int look_at(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_forgetting *f = context;
	int n = 0, all = 0, kept = 0;

	if (kam_kind_is(r->kind, f->kind) && r->id == f->id)
		return 0;
	for (int i = 0; i < r->kind->n_fields && n >= 0; i++) {
		kept = 0;
		n = count(&kept, f, r, i, err);
		all += n;
		if (n >= 0 && kept &&
		    kam_forget_hit(f, r->kind, r->id, 0,
				   r->kind->fields[i].name, err))
			return err->code;
	}
	kept = 0;
	if (n >= 0)
		n = count_source(&kept, f, r, err);
	all += n;
	if (n >= 0 && kept &&
	    kam_forget_hit(f, r->kind, r->id, 0, "source", err))
		return err->code;
	if (n < 0 || !all)
		return n < 0 ? n : 0;
	return kam_forget_hit(f, r->kind, r->id, all, NULL, err);
}

static int change_text(struct kam_forgetting *f, struct kam_record *r,
		       int field, struct kam_err *err)
{
	struct kam_value *v = &r->values[field];
	struct kam_str text = KAM_STR_INIT;
	int kept = 0;
	int n = kam_forget_text(&text, &kept, f, r->kind, r->id, field, v->text,
				err);

	if (n > 0 && !text.length)
		memset(v, 0, sizeof *v);
	else if (n > 0)
		v->text = kam_arena_strdup(r->arena, text.data);
	if (n > 0 && v->set && !v->text)
		n = kam_fail_memory(err);
	kam_str_release(&text);
	return n < 0 ? n : 0;
}

static int has_entry(const struct kam_ref *refs, size_t n,
		     const struct kam_ref *entry)
{
	for (size_t i = 0; i < n; i++)
		if (refs[i].id == entry->id &&
		    !strcmp(refs[i].role ? refs[i].role : "",
			    entry->role ? entry->role : ""))
			return 1;
	return 0;
}

/* Entries that become the same are one. */
static int change_list(struct kam_forgetting *f, struct kam_record *r,
		       int field, struct kam_err *err)
{
	struct kam_value *v = &r->values[field];
	struct kam_ref *refs =
	    kam_arena_array(r->arena, v->n_refs + 1, sizeof *refs);
	struct kam_str text = KAM_STR_INIT;
	size_t kept_refs = 0;
	int rc = refs ? 0 : kam_fail_memory(err), kept = 0;

	for (size_t i = 0; i < v->n_refs && rc >= 0; i++) {
		struct kam_ref *ref = &refs[kept_refs];

		*ref = v->refs[i];
		kam_str_truncate(&text, 0);
		rc = forget_role(&text, &kept, f, r, field, i, err);
		if (rc > 0)
			ref->role = kam_arena_strdup(r->arena, text.data);
		if (rc > 0 && !ref->role)
			rc = kam_fail_memory(err);
		kept_refs += !has_entry(refs, kept_refs, ref);
	}
	v->refs = refs;
	v->n_refs = kept_refs;
	kam_str_release(&text);
	return rc < 0 ? rc : 0;
}

static int change_record(struct kam_forgetting *f, struct kam_record *r,
			 struct kam_err *err)
{
	int digest = kam_forget_digest(r->kind), n = 0, kept = 0, rc = 0;

	for (int i = 0; i < r->kind->n_fields && !rc; i++) {
		enum kam_type type = r->kind->fields[i].type;

		if (!r->values[i].set)
			continue;
		if (type == KAM_TEXT || type == KAM_PROSE ||
		    type == KAM_EVIDENCE)
			rc = change_text(f, r, i, err);
		else if (type == KAM_REFS || type == KAM_TAGS)
			rc = change_list(f, r, i, err);
	}
	if (!rc && digest != KAM_NO_FIELD && r->values[digest].set)
		r->values[digest].text = kam_erased_text;
	if (!rc)
		n = count_source(&kept, f, r, err);
	if (n > 0)
		rc = kam_source_erase(&r->source, f->k, r->arena, r->source,
				      err);
	return n < 0 ? n : rc;
}

static int load_both(struct kam_record **before, struct kam_record **after,
		     struct kam_forgetting *f, const struct kam_kind *kind,
		     int64_t id, struct kam_err *err)
{
	int rc = kam_record_load(before, f->k, &f->scratch, kind, id, err);

	return rc ? rc
		  : kam_record_load(after, f->k, &f->scratch, kind, id, err);
}

int kam_forget_records(struct kam_forgetting *f, struct kam_err *err)
{
	const struct kam_catalogue *all = f->k->catalogue;
	struct kam_record *before, *after;
	struct kam_query *q;
	int rc = 0;

	for (int i = 0; i < all->n_kinds && !rc; i++) {
		rc = kam_query_open(&q, f->k, all->kinds[i], err);
		if (rc)
			return rc;
		kam_query_closed_too(q);
		rc = kam_query_run(q, look_at, f, err);
		kam_query_release(q);
	}
	for (size_t i = 0; i < f->result->n_hits && !rc; i++) {
		const struct kam_forget_hit *hit = &f->result->hits[i];

		if (hit->kept)
			continue;
		rc = load_both(&before, &after, f, hit->kind, hit->record, err);
		if (!rc)
			rc = change_record(f, after, err);
		if (!rc)
			rc = kam_record_erase(f->k, before, after, err);
		kam_arena_reset(&f->scratch);
	}
	return rc;
}

/* The state in which nothing more is owed. */
static int closed_state(const struct kam_kind *kind, int status)
{
	for (int i = 0; i < kind->n_states; i++)
		if (kind->states[i].closed)
			return i;
	return status;
}

/* By further sources, too, an import knows whom to leave out. */
static int erase_also(struct kam_forgetting *f, struct kam_arena *arena,
		      struct kam_value *v, struct kam_err *err)
{
	struct kam_ref *refs = (struct kam_ref *)v->refs;
	int rc = 0;

	for (size_t i = 0; i < v->n_refs && !rc; i++) {
		const char *source = kam_arena_strndup(
		    arena, refs[i].role, kam_also_length(refs[i].role));

		if (!source)
			return kam_fail_memory(err);
		if (strncmp(source, "erased:", 7) != 0)
			rc = kam_source_erase(&refs[i].role, f->k, arena,
					      source, err);
	}
	return rc;
}

/* What is left of them; how many values that took away. */
static int64_t empty(struct kam_forgetting *f, struct kam_record *r,
		     const char *today, struct kam_err *err)
{
	int mark = kam_field_find(f->kind, KAM_ERASED_ON);
	int also = kam_field_find(f->kind, KAM_ALSO_FROM);
	int64_t n = 0;

	for (int i = 0; i < f->kind->n_fields; i++) {
		struct kam_value *v = &r->values[i];

		if (i == f->kind->account) {
			struct kam_ref *refs = (struct kam_ref *)v->refs;

			for (size_t j = 0; j < v->n_refs; j++)
				refs[j].role = NULL;
			continue;
		}
		n += v->set && i != mark;
		if (i == also) {
			if (erase_also(f, r->arena, v, err))
				return err->code;
			continue;
		}
		if (i != f->kind->title && i != mark)
			memset(v, 0, sizeof *v);
	}
	r->values[f->kind->title].text = f->name;
	r->values[mark].set = 1;
	r->values[mark].text = today;
	r->status = closed_state(f->kind, r->status);
	r->source_digest = NULL;
	if (r->source && strncmp(r->source, "erased:", 7) != 0 &&
	    kam_source_erase(&r->source, f->k, r->arena, r->source, err))
		return err->code;
	return n;
}

int kam_forget_person(struct kam_forgetting *f, struct kam_err *err)
{
	int mark = kam_field_find(f->kind, KAM_ERASED_ON);
	struct kam_record *before, *after;
	char today[KAM_DATE_TEXT], bytes[KAM_DATE_TEXT + 2];
	int64_t n = 0;
	int rc = load_both(&before, &after, f, f->kind, f->id, err);

	kam_date_format(today, kam_today(f->k));
	if (rc == KAM_ENOENT) {
		/* removed: only the journal can say that they are erased */
		kam_err_reset(err);
		snprintf(bytes, sizeof bytes, "\"%s\"", today);
		return kam_journal_change(f->k, f->kind, f->id, KAM_ERASED_ON,
					  NULL, bytes, err);
	}
	if (!rc) {
		n = before->values[mark].set ? 0 : empty(f, after, today, err);
		rc = n < 0 ? err->code : 0;
	}
	/* marked again where more is erased later: each such operation says
	   whom it is for */
	if (!rc) {
		memset(&before->values[mark], 0, sizeof *before->values);
		after->values[mark].text = today;
		rc = kam_record_erase(f->k, before, after, err);
	}
	if (!rc && n)
		rc = kam_forget_hit(f, f->kind, f->id, n, NULL, err);
	kam_arena_reset(&f->scratch);
	return rc;
}
