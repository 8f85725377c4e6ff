/*
 * Improvements that come of a record.
 */
#include "areas/hooks.h"

#include <kam/areas.h>
#include <kam/improve.h>
#include <kam/link.h>

/* The field by which a record says what came of it, where its kind has one. */
static int field_down(const struct kam_kind *kind)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].type == KAM_ANY &&
		    kind->fields[i].flags & KAM_LEADS_DOWN)
			return i;
	return KAM_NO_FIELD;
}

/* The other way: by that field where it is free, else by a link. */
static int link_back(struct kam *k, const struct kam_record *before,
		     const struct kam_record *made, struct kam_err *err)
{
	const int field = field_down(before->kind);
	struct kam_record *after;
	char name[KAM_ID_TEXT];
	int64_t link;
	int rc;

	if (field == KAM_NO_FIELD || before->values[field].set) {
		rc = kam_link_add(
		    &link, k, (struct kam_end){ before->kind, before->id },
		    "became", (struct kam_end){ made->kind, made->id }, NULL,
		    err);
		return rc < 0 ? rc : 0;
	}
	kam_id_format(name, made->kind, made->id);
	rc = kam_record_load(&after, k, before->arena, before->kind, before->id,
			     err);
	if (!rc)
		rc = kam_record_set(k, after, field, name, err);
	return rc ? rc : kam_record_update(k, before, after, err);
}

int kam_improve_from(struct kam_record **out, struct kam *k,
		     struct kam_arena *arena, const struct kam_kind *kind,
		     int64_t id, const char *title, int64_t account,
		     int64_t project, struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	struct kam_record *from, *made = NULL;
	char name[KAM_ID_TEXT];
	int rc = kam_record_load(&from, k, arena, kind, id, err);

	kam_id_format(name, kind, id);
	if (!rc)
		rc = kam_record_new(&made, arena, &kam_improve_kind, err);
	if (!rc && !title)
		rc = kam_record_text(&text, from, kind->title, err);
	if (!rc)
		rc = kam_record_set(k, made, KAM_IMPROVE_TITLE,
				    title ? title : text.data, err);
	if (!rc)
		rc = kam_record_set(k, made, KAM_IMPROVE_ORIGIN, name, err);
	/* the record's own account goes before the one that is in use */
	if (!rc)
		rc = kam_origin_scope(k, made, KAM_IMPROVE_ORIGIN, err);
	if (!rc && account && !made->values[KAM_IMPROVE_ACCOUNT].set) {
		rc = kam_record_set_ref(k, made, KAM_IMPROVE_ACCOUNT, account,
					err);
		if (!rc)
			rc = kam_record_set_ref(k, made, KAM_IMPROVE_PROJECT,
						project, err);
	}
	if (!rc)
		rc = kam_record_insert(k, made, err);
	if (!rc)
		rc = link_back(k, from, made, err);
	kam_str_release(&text);
	*out = made;
	return rc;
}
