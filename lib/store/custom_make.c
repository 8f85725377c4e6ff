/*
 * Custom fields: what a definition may be, and the field that it makes.
 */
#include "store/internal.h"

#include <kam/custom.h>
#include <kam/utf8.h>
#include <stdarg.h>
#include <string.h>

const char *const kam_custom_types[] = {
	"text", "prose",   "word",     "int",  "decimal", "ratio", "flag",
	"date", "instant", "duration", "work", "money",   "ref",   NULL,
};
static const enum kam_type types[] = {
	KAM_TEXT,
	KAM_PROSE,
	KAM_WORD,
	KAM_INTEGER,
	KAM_DECIMAL,
	KAM_RATIO,
	KAM_FLAG,
	KAM_DATE,
	KAM_INSTANT,
	KAM_CALENDAR_DURATION,
	KAM_WORKING_DURATION,
	KAM_MONEY,
	KAM_REF,
};

/* Keys that JSON has besides fields, and what else a name would be read as;
   names of options come from who opens the register. */
static const char *const reserved[] = {
	"as",       "created", "filter",        "id",     "kind",
	"link",     "links",   "modified",      "note",   "notes",
	"sections", "source",  "source_digest", "status", "tag",
	"tags",     "version", "yes",
};

KAM_PRINTF(3, 4)
static int fail(struct kam_err *err, const char *field, const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	kam_fail(err, KAM_EINVALID, "%s", text);
	kam_field(err, field);
	return err->code;
}

/* The verb that has an option of the name, "" where all have: or NULL. */
static const char *option_of(const struct kam_open_options *of,
			     const struct kam_kind *kind, const char *name)
{
	return of->option ? of->option(kind->name, name) : NULL;
}

static int is_reserved(const struct kam_open_options *of,
		       const struct kam_kind *kind, const char *name)
{
	const char *verb = option_of(of, kind, name);

	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (!strcmp(reserved[i], name))
			return 1;
	return !strncmp(name, "no_", 3) || (verb && !*verb);
}

static int check_name(const struct kam_open_options *of,
		      const struct kam_kind *kind, const char *name,
		      struct kam_err *err)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	if (name[0] < 'a' || name[0] > 'z' || name[n] || n > KAM_CUSTOM_NAME ||
	    name[n - 1] == '_') {
		fail(err, "name", _("'%.60s' is no name of a field"), name);
		kam_hint(err, "%s",
			 _("up to 32 of a-z, 0-9 and _, a letter first; "
			   "--label is what people read"));
		return err->code;
	}
	if (kam_field_find(kind, name) != KAM_NO_FIELD) {
		kam_fail(err, KAM_EDUPLICATE, _("every %s has a field '%s'"),
			 kam_kind_called(kind), name);
		kam_field(err, "name");
		kam_hint(err, "kam help %s", kam_kind_typed(kind));
		return err->code;
	}
	if (is_reserved(of, kind, name))
		return fail(err, "name", _("'%s' means something else already"),
			    name);
	return 0;
}

/* In lists and filters "," parts words; the rest would have to be quoted. */
static int is_word(const char *word)
{
	size_t n = strlen(word);

	if (!n || n > KAM_CUSTOM_LABEL || *word == '-' ||
	    !kam_utf8_valid(word, n))
		return 0;
	for (; *word; word++)
		if (!(*word & 0x80) && !strchr("abcdefghijklmnopqrstuvwxyz"
					       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					       "0123456789_-+./",
					       *word))
			return 0;
	return 1;
}

static int split_words(struct kam_field *out, struct kam_arena *arena,
		       const char *words, struct kam_err *err)
{
	char *copy = kam_arena_strdup(arena, words);
	const char **list =
	    kam_arena_array(arena, KAM_CUSTOM_WORDS + 1, sizeof *list);
	size_t n = 0;

	if (!copy || !list)
		return kam_fail_memory(err);
	while (copy) {
		char *next = strchr(copy, ',');

		if (next)
			*next++ = '\0';
		if (!is_word(copy)) {
			fail(err, "words", _("'%.60s' cannot be a word"), copy);
			kam_hint(err, "%s",
				 _("letters of any language, digits and "
				   "_-+./, parted by commas"));
			return err->code;
		}
		for (size_t i = 0; i < n; i++)
			if (!strcmp(list[i], copy))
				return fail(err, "words",
					    _("the word '%s' is given twice"),
					    copy);
		if (n == KAM_CUSTOM_WORDS)
			return kam_fail(err, KAM_EINVALID,
					_("more than %d words"),
					KAM_CUSTOM_WORDS);
		list[n++] = copy;
		copy = next;
	}
	out->words = list;
	return 0;
}

static int set_type(struct kam_field *out, const char *type,
		    struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;

	for (size_t i = 0; kam_custom_types[i]; i++) {
		if (!strcmp(kam_custom_types[i], type)) {
			out->type = types[i];
			kam_str_release(&all);
			return 0;
		}
		kam_str_printf(&all, "%s%s", i ? ", " : "",
			       kam_custom_types[i]);
	}
	fail(err, "type", _("no type '%.60s'"), type);
	kam_hint(err, _("one of: %s"), all.data);
	kam_str_release(&all);
	return err->code;
}

/* Words, target and range go with the type that they are of. */
static int set_bounds(struct kam_field *out, struct kam_arena *arena,
		      const struct kam_catalogue *all,
		      const struct kam_definition *d, struct kam_err *err)
{
	const struct kam_kind *target =
	    d->target ? kam_kind_find(all, d->target) : NULL;

	if ((out->type == KAM_WORD) != (d->words != NULL))
		return fail(err, "words",
			    d->words
				? _("only a word has --words, not %s")
				: _("a field of type %s needs its --words"),
			    d->type);
	if ((out->type == KAM_REF) != (d->target != NULL))
		return fail(err, "target",
			    d->target
				? _("only a ref has a --target, not %s")
				: _("a field of type %s needs its --target"),
			    d->type);
	if (d->target && !target)
		return fail(err, "target", _("no noun '%.60s'"), d->target);
	out->target = target ? target->name : NULL;
	if (d->has_minimum || d->has_maximum) {
		out->minimum = d->has_minimum ? d->minimum : INT64_MIN;
		out->maximum = d->has_maximum ? d->maximum : INT64_MAX;
		if (out->type != KAM_INTEGER)
			return fail(err, "minimum",
				    _("only an int has a range, not %s"),
				    d->type);
		if (out->minimum >= out->maximum)
			return fail(err, "maximum", "%s",
				    _("the range is empty"));
	}
	return d->words ? split_words(out, arena, d->words, err) : 0;
}

static int check_label(const char *label, struct kam_err *err)
{
	if (!label)
		return 0;
	if (strlen(label) > KAM_CUSTOM_LABEL)
		return fail(err, "label", _("'%.60s…' is too long a label"),
			    label);
	return 0;
}

int kam_custom_make(struct kam_field *out, struct kam_arena *arena,
		    const struct kam_open_options *of,
		    const struct kam_definition *d, struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_find(of->catalogue, d->noun);
	int rc;

	*out = (struct kam_field){ .name = d->name, .flags = KAM_CUSTOM };
	if (!kind)
		return fail(err, "noun", _("no noun '%.60s'"), d->noun);
	if (kind->role == KAM_ROLE_FIELD || kind->role == KAM_ROLE_SETTING)
		return fail(err, "noun", _("no %s has fields of your own"),
			    d->noun);
	rc = check_name(of, kind, d->name, err);
	if (!rc)
		rc = set_type(out, d->type, err);
	if (!rc)
		rc = set_bounds(out, arena, of->catalogue, d, err);
	if (!rc)
		rc = check_label(d->label, err);
	out->flags |=
	    (d->required ? KAM_REQUIRED : 0u) | (d->listed ? KAM_LISTED : 0u) |
	    (d->audience && !strcmp(d->audience, "customer") ? KAM_CUSTOMER
							     : 0u);
	out->label = d->label;
	out->help = d->meaning ? d->meaning : d->label ? d->label : d->name;
	out->initial = d->initial;
	return rc;
}

int kam_custom_extend(struct kam_kind *out, struct kam_arena *arena,
		      const struct kam_field *field, struct kam_err *err)
{
	struct kam_field *fields =
	    kam_arena_array(arena, (size_t)out->n_fields + 1, sizeof *fields);

	if (!fields)
		return kam_fail_memory(err);
	memcpy(fields, out->fields, (size_t)out->n_fields * sizeof *fields);
	fields[out->n_fields++] = *field;
	out->fields = fields;
	return 0;
}

int kam_custom_try(struct kam *k, struct kam_arena *arena, const char *noun,
		   const struct kam_field *field, const char *text,
		   struct kam_err *err)
{
	struct kam_kind *kind = kam_arena_alloc(arena, sizeof *kind);
	struct kam_record *r;
	int rc;

	if (!kind)
		return kam_fail_memory(err);
	*kind = *kam_kind_find(k->options.catalogue, noun);
	rc = kam_custom_extend(kind, arena, field, err);
	if (!rc)
		rc = kam_record_new(&r, arena, kind, err);
	return rc ? rc : kam_record_set(k, r, kind->n_fields - 1, text, err);
}

int kam_custom_check_option(struct kam *k, const struct kam_definition *d,
			    struct kam_err *err)
{
	const struct kam_kind *kind =
	    kam_kind_find(k->options.catalogue, d->noun);
	const struct kam_field field = { .name = d->name };
	const char *verb = option_of(&k->options, kind, d->name);
	char option[KAM_LABEL_TEXT];

	if (!verb)
		return 0;
	kam_fail(err, KAM_EINVALID, _("'kam %s %s' has an option --%s"),
		 kam_kind_typed(kind), verb, kam_option_name(option, &field));
	kam_field(err, "name");
	kam_hint(err, "kam help %s %s", kam_kind_typed(kind), verb);
	return err->code;
}

int kam_custom_field(struct kam_field *out, struct kam *k,
		     struct kam_arena *arena, const struct kam_definition *d,
		     struct kam_err *err)
{
	int rc = kam_custom_make(out, arena, &k->options, d, err);

	/* what a default means must not hang on other records */
	if (!rc && d->initial && out->type == KAM_REF)
		return fail(err, "default",
			    _("a field of type %s has no "
			      "default"),
			    d->type);
	if (!rc && d->initial && out->type == KAM_MONEY &&
	    !strpbrk(d->initial, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		return fail(err, "default", _("'%.60s' has no currency"),
			    d->initial);
	if (!rc && d->initial) {
		rc = kam_custom_try(k, arena, d->noun, out, d->initial, err);
		if (rc)
			kam_field(err, "default");
	}
	return rc;
}
