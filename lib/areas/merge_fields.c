/*
 * Merging: what the one that stays says, and what is noted of the other.
 */
#include "areas/merge.h"

#include <kam/areas.h>
#include <kam/references.h>
#include <kam/setting.h>
#include <kam/value_shown.h>
#include <string.h>

const struct kam_merge_options kam_merge_nothing;

/* Whether a name is one of those in "name,phone". */
static int is_among(const char *names, const char *name)
{
	size_t n = strlen(name);

	while (names && *names) {
		size_t length = strcspn(names, ",");

		if (length == n && !strncmp(names, name, n))
			return 1;
		names += length + (names[length] == ',');
	}
	return 0;
}

int kam_merging_check(const struct kam_merging *m, struct kam_err *err)
{
	const char *at = m->options->take;

	while (at && *at) {
		size_t n = strcspn(at, ",");
		char *name = kam_arena_strndup(m->arena, at, n);
		int field = name ? kam_field_find(m->kind, name) : 0;

		if (!name)
			return kam_fail_memory(err);
		if (field == KAM_NO_FIELD ||
		    m->kind->fields[field].flags & KAM_FIXED) {
			kam_fail(err, KAM_EFIELD,
				 _("'%.60s' is no field that can be taken"),
				 name);
			kam_hint(err, _("'kam help %s edit' lists the fields"),
				 kam_kind_typed(m->kind));
			return err->code;
		}
		at += n + (at[n] == ',');
	}
	return 0;
}

static int add_field(struct kam_merging *m, const struct kam_merge_field *f,
		     struct kam_err *err)
{
	struct kam_merge_result *r = m->result;
	struct kam_merge_field *grown =
	    kam_arena_array(m->arena, r->n_fields + 1, sizeof *grown);

	if (!grown)
		return kam_fail_memory(err);
	if (r->n_fields)
		memcpy(grown, r->fields, r->n_fields * sizeof *grown);
	grown[r->n_fields++] = *f;
	r->fields = grown;
	return 0;
}

static int join(struct kam_merging *m, struct kam_record *after,
		const struct kam_value *other, int field, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < other->n_refs && !rc; i++)
		rc = kam_record_join_ref(m->k, after, field, other->refs[i].id,
					 other->refs[i].role, err);
	return rc;
}

static const char *text_of(struct kam_merging *m, const struct kam_record *r,
			   int field, struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	const char *copy = NULL;

	if (!kam_record_text(&text, r, field, err) &&
	    !kam_str_check(&text, err)) {
		copy = kam_arena_strdup(m->arena, text.length ? text.data : "");
		if (!copy)
			(void)kam_fail_memory(err);
	}
	kam_str_release(&text);
	return copy;
}

/* As people read what text_of() gave; NULL is out of memory. */
static const char *shown_of(const struct kam_merging *m,
			    const struct kam_field *f,
			    const struct kam_value *v, const char *text)
{
	struct kam_str shown = KAM_STR_INIT;
	const char *copy = text;

	if (kam_value_shown(&shown, m->k, f, v))
		copy = shown.failed ? NULL
				    : kam_arena_strdup(m->arena, shown.data);
	kam_str_release(&shown);
	return copy;
}

static int takes(const struct kam_merging *m, const struct kam_kind *kind,
		 int field)
{
	return is_among(m->options->take, kind->fields[field].name) ||
	       (m->options->prefer_other && field != kind->key);
}

static void add_lost(struct kam_merging *m, const struct kam_record *r,
		     const char *label, const char *text)
{
	if (m->nested)
		kam_str_printf(&m->lost, "\n- %s-%lld ", r->kind->prefix,
			       (long long)r->id);
	else
		kam_str_add(&m->lost, "\n- ");
	kam_str_printf(&m->lost, "%s: %s", label, text);
}

/* Both say something, and not the same. */
static int decide(struct kam_merging *m, struct kam_record *after,
		  const struct kam_record *other, int field,
		  const char *const texts[2], struct kam_err *err)
{
	const struct kam_field *f = &after->kind->fields[field];
	int taken = takes(m, after->kind, field);
	const char *shown[] = {
		shown_of(m, f, &after->values[field], texts[0]),
		shown_of(m, f, &other->values[field], texts[1]),
	};
	const struct kam_merge_field differs = {
		.name = f->name,
		.fate = taken ? KAM_MERGE_TAKEN : KAM_MERGE_KEPT,
		.value = texts[taken],
		.lost = texts[!taken],
		.value_shown = shown[taken],
		.lost_shown = shown[!taken],
	};
	char label[KAM_LABEL_TEXT];

	if (!shown[0] || !shown[1])
		return kam_fail_memory(err);
	kam_column_label(label, after->kind, field);
	add_lost(m, other, label, shown[!taken]);
	if (taken)
		after->values[field] = other->values[field];
	return m->nested ? 0 : add_field(m, &differs, err);
}

static int fill(struct kam_merging *m, const struct kam_field *f,
		const struct kam_value *v, const char *text,
		struct kam_err *err)
{
	const struct kam_merge_field filled = {
		.name = f->name,
		.fate = KAM_MERGE_FILLED,
		.value = text,
		.value_shown = shown_of(m, f, v, text),
	};

	return filled.value_shown ? add_field(m, &filled, err)
				  : kam_fail_memory(err);
}

static int merge_field(struct kam_merging *m, struct kam_record *after,
		       const struct kam_record *other, int field,
		       struct kam_err *err)
{
	const struct kam_field *f = &after->kind->fields[field];
	const char *texts[2]; /* the one's, the other's */

	if (!other->values[field].set || f->flags & KAM_FIXED)
		return 0;
	if (kam_field_is_list(f))
		return join(m, after, &other->values[field], field, err);
	texts[0] = text_of(m, after, field, err);
	texts[1] = texts[0] ? text_of(m, other, field, err) : NULL;
	if (!texts[1])
		return err->code;
	if (after->values[field].set)
		return strcmp(texts[0], texts[1]) != 0
			   ? decide(m, after, other, field, texts, err)
			   : 0;
	after->values[field] = other->values[field];
	return m->nested ? 0 : fill(m, f, &other->values[field], texts[1], err);
}

int kam_merging_fields(struct kam_merging *m, struct kam_record *after,
		       const struct kam_record *other, struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; i < after->kind->n_fields && !rc; i++)
		rc = merge_field(m, after, other, i, err);
	if (!rc && after->kind->n_states && after->status != other->status)
		add_lost(
		    m, other, _("Status"),
		    kam_gettext_in(other->kind->name,
				   other->kind->states[other->status].name));
	return rc;
}

int kam_merging_consent(struct kam_merging *m, struct kam_record *after,
			const struct kam_record *other, struct kam_err *err)
{
	const struct kam_value *consent = &other->values[KAM_CHANNEL_CONSENT];
	const struct kam_value *stop = &other->values[KAM_CHANNEL_DO_NOT_USE];
	int rc = 0;

	if (consent->set && !strcmp(consent->text, "refused")) {
		after->values[KAM_CHANNEL_CONSENT] = *consent;
		after->values[KAM_CHANNEL_CONSENT_ON] =
		    other->values[KAM_CHANNEL_CONSENT_ON];
	}
	if (stop->set && stop->integer)
		after->values[KAM_CHANNEL_DO_NOT_USE] = *stop;
	if (!strcmp(after->values[KAM_CHANNEL_CONSENT].text, "refused") ||
	    after->values[KAM_CHANNEL_DO_NOT_USE].integer)
		rc =
		    kam_record_set(m->k, after, KAM_CHANNEL_PREFERRED, "", err);
	return rc;
}

static int take_setting(struct kam_merging *m, const char *name,
			const char *keep, const char *other,
			struct kam_err *err)
{
	const char *from = kam_arena_printf(m->arena, "%s.%s", name, other);
	const char *to = kam_arena_printf(m->arena, "%s.%s", name, keep);
	const char *value;
	int64_t old = 0, there = 0;
	int rc = from && to
		     ? kam_find_title(&old, m->k, &kam_setting_kind, from, err)
		     : kam_fail_memory(err);

	if (!rc && old)
		rc = kam_find_title(&there, m->k, &kam_setting_kind, to, err);
	if (rc || !old)
		return rc;
	if (!there)
		return kam_setting_rename(m->k, from, to, err);
	rc = kam_setting_get(&value, m->k, m->arena, from, err);
	if (!rc)
		kam_str_printf(&m->lost, "\n- %s: %s", from, value);
	return rc;
}

int kam_merging_settings(struct kam_merging *m, const struct kam_record *keep,
			 const struct kam_record *other, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < kam_n_settings && !rc; i++)
		if (kam_settings[i].scoped &&
		    kam_kind_is(m->kind, &kam_account_kind))
			rc = take_setting(m, kam_settings[i].name,
					  keep->values[KAM_ACCOUNT_KEY].text,
					  other->values[KAM_ACCOUNT_KEY].text,
					  err);
	return rc;
}

static int unhook(struct kam_merging *m, int64_t id, int64_t from,
		  struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, m->k, m->arena, m->kind, id, err);

	if (!rc)
		rc = kam_record_load(&after, m->k, m->arena, m->kind, id, err);
	if (!rc)
		rc = kam_record_point(m->k, after, m->kind, from, 0, err);
	return rc ? rc : kam_record_repoint(m->k, before, after, err);
}

int kam_merging_unhook(struct kam_merging *m, struct kam_err *err)
{
	return unhook(m, m->keep, m->other, err);
}

int kam_merging_moved(struct kam_merging *m, const struct kam_kind *kind,
		      struct kam_err *err)
{
	struct kam_merge_result *r = m->result;
	struct kam_merge_moved *grown;

	for (size_t i = 0; i < r->n_moved; i++)
		if (kam_kind_is(r->moved[i].kind, kind)) {
			r->moved[i].n++;
			return 0;
		}
	grown = kam_arena_array(m->arena, r->n_moved + 1, sizeof *grown);
	if (!grown)
		return kam_fail_memory(err);
	if (r->n_moved)
		memcpy(grown, r->moved, r->n_moved * sizeof *grown);
	grown[r->n_moved++] = (struct kam_merge_moved){ kind, 1 };
	r->moved = grown;
	return 0;
}

int kam_merging_renamed(struct kam_merging *m, const struct kam_record *r,
			const char *old, struct kam_err *err)
{
	struct kam_merge_result *result = m->result;
	const char **grown =
	    kam_arena_array(m->arena, result->n_renamed + 1, sizeof *grown);
	const char *text = kam_arena_printf(m->arena, "%s-%lld: %s -> %s",
					    r->kind->prefix, (long long)r->id,
					    old, r->values[r->kind->key].text);

	if (!grown || !text)
		return kam_fail_memory(err);
	if (result->n_renamed)
		memcpy(grown, result->renamed,
		       result->n_renamed * sizeof *grown);
	grown[result->n_renamed++] = text;
	result->renamed = grown;
	kam_str_printf(&m->lost, "\n- %s", text);
	return 0;
}

int kam_merging_note(struct kam_merging *m, const struct kam_record *other,
		     struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	char about[KAM_ID_TEXT], gone[KAM_ID_TEXT];
	struct kam_record *note;
	int rc;

	kam_id_format(about, m->kind, m->keep);
	kam_id_format(gone, m->kind, m->other);
	kam_str_printf(&text, _("Merged with %s '%s'"), gone,
		       other->values[m->kind->title].text);
	if (other->source)
		kam_str_printf(&text, " (%s)", other->source);
	if (m->lost.length)
		kam_str_printf(&text, _(", which said otherwise:\n%s"),
			       m->lost.data);
	rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_record_new(&note, m->arena, &kam_note_kind, err);
	if (!rc)
		rc = kam_record_set(m->k, note, KAM_NOTE_ABOUT, about, err);
	if (!rc)
		rc = kam_record_set(m->k, note, KAM_NOTE_TEXT, text.data, err);
	if (!rc)
		rc = kam_record_insert(m->k, note, err);
	if (!rc)
		m->result->note = note->id;
	kam_str_release(&text);
	return rc;
}
