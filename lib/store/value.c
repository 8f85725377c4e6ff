/*
 * Values as people write them, by the type of their field.
 */
#include "store/internal.h"

#include <inttypes.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/duration.h>
#include <kam/money.h>
#include <kam/setting.h>
#include <kam/utf8.h>
#include <strings.h>
#include <string.h>

enum { TEXT_BYTES = 64 * 1024, PROSE_BYTES = 1024 * 1024 };

static int set_copy(struct kam_record *r, const char **out, const char *text,
		    struct kam_err *err)
{
	*out = kam_arena_strdup(r->arena, text);
	return *out ? 0 : kam_fail_memory(err);
}

static int set_text(struct kam_record *r, const struct kam_field *f,
		    struct kam_value *v, const char *text, struct kam_err *err)
{
	size_t length = strlen(text);
	size_t room = f->type == KAM_PROSE ? PROSE_BYTES : TEXT_BYTES;

	if (!kam_utf8_valid(text, length)) {
		kam_fail(err, KAM_EINVALID, _("%s: the text is not UTF-8"),
			 f->name);
		kam_hint(err, "%s", _("convert it first, as with iconv"));
		return err->code;
	}
	if (length > room)
		return kam_fail(
		    err, KAM_EINVALID,
		    _("%s: %zu bytes are more than the %zu allowed"), f->name,
		    length, room);
	if (f->type == KAM_TEXT && strpbrk(text, "\r\n")) {
		kam_fail(err, KAM_EINVALID, _("%s: a line break in one line"),
			 f->name);
		kam_hint(
		    err, "%s",
		    _("keep it to one line; longer text goes into a note"));
		return err->code;
	}
	return set_copy(r, &v->text, text, err);
}

static int set_word(const struct kam_field *f, struct kam_value *v,
		    const char *text, struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;
	int word = kam_word_typed(f, text);

	if (word >= 0) {
		v->text = f->words[word];
		return 0;
	}
	for (int i = 0; f->words[i]; i++)
		kam_word_offer(&all, f->name, f->words[i]);
	kam_fail(err, KAM_EINVALID, _("%s: no such word '%s'"), f->name, text);
	kam_hint(err, _("one of: %s"), all.data);
	kam_str_release(&all);
	return err->code;
}

static int set_integer(const struct kam_field *f, struct kam_value *v,
		       const char *text, struct kam_err *err)
{
	int rc = kam_integer_parse(&v->integer, text, err);

	if (rc || f->minimum == f->maximum)
		return rc;
	if (v->integer >= f->minimum && v->integer <= f->maximum)
		return 0;
	return kam_fail(err, KAM_EINVALID,
			_("%s: %s is not within %lld … %lld"), f->name, text,
			(long long)f->minimum, (long long)f->maximum);
}

static int set_flag(const struct kam_field *f, struct kam_value *v,
		    const char *text, struct kam_err *err)
{
	static const char *const words[] = { "no", "yes", "false", "true",
					     "0",  "1",   "否",    "是" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcasecmp(text, words[i])) {
			v->integer = i % 2;
			return 0;
		}
	kam_fail(err, KAM_EINVALID, _("%s: '%s' is neither yes nor no"),
		 f->name, text);
	return err->code;
}

static int set_date(struct kam *k, struct kam_record *r, struct kam_value *v,
		    const char *text, struct kam_err *err)
{
	char day[KAM_DATE_TEXT];
	int32_t date;
	int rc = kam_date_read(&date, text, k->today, k->calendar, err);

	if (rc)
		return rc;
	kam_date_format(day, date);
	return set_copy(r, &v->text, day, err);
}

static int set_instant(struct kam *k, struct kam_record *r, struct kam_value *v,
		       const char *text, struct kam_err *err)
{
	char at[KAM_INSTANT_TEXT];
	int64_t instant;
	int rc = kam_instant_read(&instant, text, k->now, k->zone, err);

	if (rc)
		return rc;
	kam_instant_format(at, instant);
	return set_copy(r, &v->text, at, err);
}

int kam_record_set_money(struct kam_record *record, int field,
			 const struct kam_money *m, struct kam_err *err)
{
	struct kam_value *v = &record->values[field];
	int rc;

	*v = (struct kam_value){ .integer = m->minor };
	rc = set_copy(record, &v->text, m->currency, err);
	v->set = !rc;
	return rc;
}

/* The register's own is asked for only where the text names none. */
static int set_money(struct kam *k, struct kam_record *r, int field,
		     const char *text, struct kam_err *err)
{
	const char *currency = "";
	struct kam_money m;
	int rc = 0;

	if (!kam_money_has_code(text))
		rc = kam_setting_get(&currency, k, r->arena, "currency", err);
	if (!rc)
		rc =
		    kam_money_parse(&m, text, *currency ? currency : NULL, err);
	return rc ? rc : kam_record_set_money(r, field, &m, err);
}

/* as sha256sum prints it: 64 hexadecimal digits, two blanks, the name */
static int set_evidence(struct kam_record *r, const struct kam_field *f,
			struct kam_value *v, const char *text,
			struct kam_err *err)
{
	if (strspn(text, "0123456789abcdef") != 64 ||
	    strncmp(text + 64, "  ", 2) != 0 || !text[66]) {
		kam_fail(err, KAM_EINVALID,
			 _("%s: '%s' is not a digest and a file name"), f->name,
			 text);
		kam_hint(err, "%s", _("give it as sha256sum FILE prints it"));
		return err->code;
	}
	v->extra = kam_arena_strndup(r->arena, text, 64);
	if (!v->extra)
		return kam_fail_memory(err);
	return set_text(r, f, v, text + 66, err);
}

/* REQ-12, or the key of an account or a project; a number alone may be of any
   kind. */
static int find_any(const struct kam_kind **kind, int64_t *id, struct kam *k,
		    const char *text, struct kam_err *err)
{
	int rc = kam_id_parse(kind, id, k->catalogue, text, err);

	if (rc != KAM_ENOENT)
		return rc;
	kam_err_reset(err);
	if (!text[strspn(text, "0123456789")]) {
		kam_fail(err, KAM_EINVALID, _("'%s' of which kind?"), text);
		kam_hint(err, _("write its ID, as REQ-%s"), text);
		return err->code;
	}
	*kind = kam_kind_by_role(k->catalogue, strchr(text, '/')
						   ? KAM_ROLE_PROJECT
						   : KAM_ROLE_ACCOUNT);
	if (!*kind)
		return kam_fail(err, KAM_ENOENT, _("no record '%s'"), text);
	return kam_resolve(id, k, *kind, text, err);
}

static int set_any(struct kam *k, struct kam_record *r, struct kam_value *v,
		   const char *text, struct kam_err *err)
{
	int rc = find_any(&v->kind, &v->integer, k, text, err);

	if (!rc)
		rc = kam_label(&v->text, &v->extra, k, r->arena, v->kind,
			       v->integer, err);
	if (rc)
		return rc;
	v->text = kam_arena_printf(r->arena, "%s-%" PRId64, v->kind->prefix,
				   v->integer);
	return v->text ? 0 : kam_fail_memory(err);
}

int kam_record_set_ref(struct kam *k, struct kam_record *record, int field,
		       int64_t id, struct kam_err *err)
{
	const struct kam_field *f = &record->kind->fields[field];
	struct kam_value *v = &record->values[field];
	const struct kam_kind *target = kam_kind_find(k->catalogue, f->target);
	int rc;

	if (f->type != KAM_REF)
		return kam_fail(err, KAM_EINTERNAL,
				_("'%s' is not one reference"), f->name);
	memset(v, 0, sizeof *v);
	if (!id)
		return 0;
	v->integer = id;
	rc = kam_label(&v->text, &v->extra, k, record->arena, target, id, err);
	v->set = !rc;
	if (rc)
		kam_field(err, f->name);
	return rc;
}

static int add_entry(struct kam_record *r, int field, struct kam_ref *entry,
		     struct kam_err *err)
{
	struct kam_value *v = &r->values[field];
	struct kam_ref *grown =
	    kam_arena_array(r->arena, v->n_refs + 1, sizeof *grown);

	if (!grown)
		return kam_fail_memory(err);
	for (size_t i = 0; i < v->n_refs; i++)
		if (v->refs[i].id == entry->id &&
		    !strcmp(v->refs[i].role ? v->refs[i].role : "",
			    entry->role ? entry->role : ""))
			return 0;
	if (v->n_refs)
		memcpy(grown, v->refs, v->n_refs * sizeof *grown);
	grown[v->n_refs++] = *entry;
	v->refs = grown;
	v->set = 1;
	return 0;
}

int kam_record_add_ref(struct kam *k, struct kam_record *record, int field,
		       int64_t id, const char *role, struct kam_err *err)
{
	const struct kam_field *f = &record->kind->fields[field];
	struct kam_value holder = { 0 };
	struct kam_ref entry = { .id = id };
	int rc = 0;

	if (role && *role) {
		rc = set_text(record, f, &holder, role, err);
		entry.role = holder.text;
	}
	if (!rc && f->type == KAM_REFS)
		rc = kam_label(&entry.key, &entry.title, k, record->arena,
			       kam_kind_find(k->catalogue, f->target), id, err);
	if (!rc)
		rc = add_entry(record, field, &entry, err);
	if (rc)
		kam_field(err, f->name);
	return rc;
}

static int set_ref(struct kam *k, struct kam_record *r, int field,
		   const char *text, struct kam_err *err)
{
	int64_t id;
	int rc = kam_resolve(
	    &id, k, kam_kind_find(k->catalogue, r->kind->fields[field].target),
	    text, err);

	return rc ? rc : kam_record_set_ref(k, r, field, id, err);
}

static int set_value(struct kam *k, struct kam_record *r, int field,
		     const char *text, struct kam_err *err)
{
	const struct kam_field *f = &r->kind->fields[field];
	struct kam_value *v = &r->values[field];

	switch (f->type) {
	case KAM_TEXT:
	case KAM_PROSE:
		if (field == r->kind->key && kam_key_check(k, text, err))
			return err->code;
		return set_text(r, f, v, text, err);
	case KAM_WORD:
		return set_word(f, v, text, err);
	case KAM_INTEGER:
		return set_integer(f, v, text, err);
	case KAM_DECIMAL:
		return kam_decimal_parse(&v->integer, text, err);
	case KAM_RATIO:
		return kam_ratio_parse(&v->integer, text, err);
	case KAM_FLAG:
		return set_flag(f, v, text, err);
	case KAM_DATE:
		return set_date(k, r, v, text, err);
	case KAM_INSTANT:
		return set_instant(k, r, v, text, err);
	case KAM_CALENDAR_DURATION:
		return kam_duration_parse(&v->integer, text, KAM_CALENDAR_TIME,
					  err);
	case KAM_WORKING_DURATION:
		return kam_duration_parse(&v->integer, text, KAM_WORKING_TIME,
					  err);
	case KAM_MONEY:
		return set_money(k, r, field, text, err);
	case KAM_REF:
		return set_ref(k, r, field, text, err);
	case KAM_ANY:
		return set_any(k, r, v, text, err);
	case KAM_REFS:
	case KAM_TAGS:
		return kam_list_set(k, r, field, text, err);
	case KAM_EVIDENCE:
		return set_evidence(r, f, v, text, err);
	}
	return kam_fail(err, KAM_EINTERNAL, "type %d", (int)f->type);
}

int kam_record_set(struct kam *k, struct kam_record *record, int field,
		   const char *text, struct kam_err *err)
{
	struct kam_value *v = &record->values[field];
	int rc;

	memset(v, 0, sizeof *v);
	if (!*text)
		return 0;
	rc = set_value(k, record, field, text, err);
	if (rc) {
		memset(v, 0, sizeof *v);
		kam_field(err, record->kind->fields[field].name);
		return rc;
	}
	switch (record->kind->fields[field].type) {
	case KAM_REFS:
	case KAM_TAGS:
		v->set = v->n_refs > 0;
		break;
	default:
		v->set = 1;
	}
	return 0;
}
