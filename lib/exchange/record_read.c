#include <kam/record_io.h>
#include <kam/str.h>
#include <stdlib.h>
#include <string.h>

static int wrong_shape(const struct kam_field *f, const char *wanted,
		       struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("%s: the JSON value has the wrong shape"),
		 f->name);
	kam_field(err, f->name);
	kam_hint(err, _("give %s"), wanted);
	return err->code;
}

static const char *text_of(const cJSON *object, const char *key)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

	return cJSON_IsString(item) ? item->valuestring : NULL;
}

/* A number in plain digits, at most 15 of which count: the gate saw to that.
   None is dropped, so that what a field can't keep is refused. */
static void add_number(struct kam_str *text, double number)
{
	const char *power;
	long exponent;

	kam_str_printf(text, "%.15g", number);
	power = strchr(text->data, 'e');
	if (!power)
		return;
	exponent = strtol(power + 1, NULL, 10);
	if (exponent < -40)
		return; /* no field is that fine */
	kam_str_truncate(text, 0);
	if (exponent > 0) {
		kam_str_printf(text, "%.0f", number);
		return;
	}
	kam_str_printf(text, "%.*f", (int)(14 - exponent), number);
	while (text->length && text->data[text->length - 1] == '0')
		kam_str_truncate(text, text->length - 1);
}

static int read_refs(struct kam *k, struct kam_record *r, int field,
		     const cJSON *array, struct kam_err *err)
{
	const struct kam_field *f = &r->kind->fields[field];
	const struct kam_kind *target =
	    kam_kind_find(kam_catalogue_of(k), f->target);
	const cJSON *item;
	int rc = 0;

	cJSON_ArrayForEach(item, array)
	{
		const char *id = cJSON_IsString(item) ? item->valuestring
						      : text_of(item, "id");
		int64_t number;

		if (!id)
			return wrong_shape(
			    f, _("an array of {\"id\", \"role\"}"), err);
		rc = kam_resolve(&number, k, target, id, err);
		if (!rc)
			rc = kam_record_add_ref(
			    k, r, field, number,
			    cJSON_IsString(item) ? NULL : text_of(item, "role"),
			    err);
		if (rc)
			break;
	}
	return rc;
}

static int read_tags(struct kam *k, struct kam_record *r, int field,
		     const cJSON *array, struct kam_err *err)
{
	const cJSON *item;
	int rc = 0;

	cJSON_ArrayForEach(item, array)
	{
		if (!cJSON_IsString(item))
			return wrong_shape(&r->kind->fields[field],
					   _("an array of strings"), err);
		rc = kam_record_add_ref(k, r, field, 0, item->valuestring, err);
		if (rc)
			break;
	}
	return rc;
}

/* {"amount","currency"} and {"name","sha256"} as one text */
static int read_object(struct kam_str *text, const struct kam_field *f,
		       const cJSON *item, struct kam_err *err)
{
	const char *first = NULL, *second = NULL;

	if (f->type == KAM_MONEY) {
		first = text_of(item, "amount");
		second = text_of(item, "currency");
		if (!first || !second)
			return wrong_shape(
			    f,
			    _("\"1200.50 EUR\" or {\"amount\", \"currency\"}"),
			    err);
		kam_str_printf(text, "%s %s", first, second);
	} else if (f->type == KAM_EVIDENCE) {
		first = text_of(item, "sha256");
		second = text_of(item, "name");
		if (!first || !second)
			return wrong_shape(f, _("{\"name\", \"sha256\"}"), err);
		kam_str_printf(text, "%s  %s", first, second);
	} else {
		return wrong_shape(f, _("a text or a number"), err);
	}
	return 0;
}

static int read_value(struct kam *k, struct kam_record *r, int field,
		      const cJSON *item, struct kam_err *err)
{
	const struct kam_field *f = &r->kind->fields[field];
	struct kam_str text = KAM_STR_INIT;
	int rc = kam_record_set(k, r, field, "", err);

	if (rc || cJSON_IsNull(item))
		return rc;
	if (cJSON_IsArray(item)) {
		if (f->type == KAM_REFS)
			return read_refs(k, r, field, item, err);
		if (f->type == KAM_TAGS)
			return read_tags(k, r, field, item, err);
		return wrong_shape(f, _("a single value"), err);
	}
	if (cJSON_IsString(item))
		kam_str_add(&text, item->valuestring);
	else if (cJSON_IsBool(item) && f->type != KAM_FLAG)
		rc = wrong_shape(f, _("a text or a number"), err);
	else if (cJSON_IsBool(item))
		kam_str_add(&text, cJSON_IsTrue(item) ? "yes" : "no");
	else if (cJSON_IsNumber(item))
		add_number(&text, item->valuedouble);
	else
		rc = read_object(&text, f, item, err);
	if (!rc)
		rc = kam_str_check(&text, err);
	if (!rc)
		rc = kam_record_set(k, r, field, text.data, err);
	kam_str_release(&text);
	return rc;
}

static int read_status(struct kam_record *r, const char *text,
		       struct kam_err *err)
{
	int state = kam_state_find(r->kind, text);

	if (state < 0) {
		kam_fail(err, KAM_EINVALID, _("status: no such state '%s'"),
			 text);
		kam_field(err, "status");
		return err->code;
	}
	/* a record that is new may come in any state, as from an export;
	   later only the moves change it */
	if (r->id && r->version && state != r->status) {
		kam_fail(err, KAM_EREFUSED, "%s",
			 _("the status is changed by its moves"));
		kam_field(err, "status");
		kam_hint(err, _("see 'kam help %s'"), kam_kind_typed(r->kind));
		return err->code;
	}
	r->status = state;
	return 0;
}

static int read_own(struct kam_record *r, int column, const cJSON *item,
		    struct kam_err *err)
{
	const char *name = kam_column_name(r->kind, column), *copy;

	if (column != KAM_COLUMN_SOURCE && column != KAM_COLUMN_STATUS &&
	    column != KAM_COLUMN_SOURCE_DIGEST)
		return 0;
	if (cJSON_IsNull(item))
		return 0;
	if (!cJSON_IsString(item)) {
		kam_fail(err, KAM_EINVALID,
			 _("%s: the JSON value has the wrong shape"), name);
		kam_field(err, name);
		kam_hint(err, _("give %s"), _("a text"));
		return err->code;
	}
	if (column == KAM_COLUMN_STATUS)
		return read_status(r, item->valuestring, err);
	copy = kam_arena_strdup(r->arena, item->valuestring);
	if (column == KAM_COLUMN_SOURCE)
		r->source = copy;
	else
		r->source_digest = copy;
	return copy ? 0 : kam_fail_memory(err);
}

static int no_key(const struct kam_record *r, const char *key,
		  struct kam_err *err)
{
	int columns[KAM_COLUMNS], n = kam_columns_all(columns, r->kind);
	const char *names[KAM_COLUMNS], *near;

	for (int i = 0; i < n; i++)
		names[i] = kam_column_name(r->kind, columns[i]);
	near = kam_suggest(key, names, (size_t)n);
	kam_fail(err, KAM_EFIELD, _("no %s has a field '%s'"),
		 kam_kind_called(r->kind), key);
	kam_field(err, key);
	if (near)
		kam_hint(err, _("did you mean '%s'?"), near);
	else
		kam_hint(err, _("'kam schema %s' lists them"), r->kind->name);
	return err->code;
}

int kam_record_read(struct kam *k, struct kam_record *record,
		    const cJSON *object, struct kam_err *err)
{
	const cJSON *item;
	int rc = 0;

	cJSON_ArrayForEach(item, object)
	{
		int column = kam_column_find(record->kind, item->string);

		if (column == KAM_COLUMN_NONE)
			return no_key(record, item->string, err);
		rc = column >= 0 ? read_value(k, record, column, item, err)
				 : read_own(record, column, item, err);
		if (rc)
			break;
	}
	return rc;
}
