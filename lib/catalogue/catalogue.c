#include <kam/catalogue.h>

#include <inttypes.h>
#include <kam/decimal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct kam_kind *kam_kind_find(const struct kam_catalogue *catalogue,
				     const char *name)
{
	for (int i = 0; i < catalogue->n_kinds; i++)
		if (strcmp(catalogue->kinds[i]->name, name) == 0)
			return catalogue->kinds[i];
	return NULL;
}

/* Whether they differ in nothing but hyphens in the place of underscores. */
static int is_typed(const char *name, const char *typed)
{
	while (*name && (*name == *typed || (*name == '_' && *typed == '-'))) {
		name++;
		typed++;
	}
	return !*name && !*typed;
}

const struct kam_kind *kam_kind_named(const struct kam_catalogue *catalogue,
				      const char *typed)
{
	for (int i = 0; i < catalogue->n_kinds; i++)
		if (is_typed(catalogue->kinds[i]->name, typed))
			return catalogue->kinds[i];
	return NULL;
}

const struct kam_kind *kam_kind_by_role(const struct kam_catalogue *catalogue,
					enum kam_role role)
{
	for (int i = 0; i < catalogue->n_kinds; i++)
		if (catalogue->kinds[i]->role == role)
			return catalogue->kinds[i];
	return NULL;
}

const struct kam_kind *kam_kind_by_prefix(const struct kam_catalogue *catalogue,
					  const char *prefix, size_t length)
{
	for (int i = 0; i < catalogue->n_kinds; i++) {
		const char *own = catalogue->kinds[i]->prefix;

		if (strlen(own) == length &&
		    strncasecmp(own, prefix, length) == 0)
			return catalogue->kinds[i];
	}
	return NULL;
}

const char *kam_kind_typed(const struct kam_kind *kind)
{
	return kind->typed ? kind->typed : kind->name;
}

const char *kam_kind_called(const struct kam_kind *kind)
{
	const char *own = _(kind->name);

	return own == kind->name ? kam_kind_typed(kind) : own;
}

int kam_field_is_list(const struct kam_field *field)
{
	return field->type == KAM_REFS || field->type == KAM_TAGS;
}

int kam_field_find(const struct kam_kind *kind, const char *name)
{
	for (int i = 0; i < kind->n_fields; i++)
		if (*kind->fields[i].name == *name &&
		    strcmp(kind->fields[i].name, name) == 0)
			return i;
	return KAM_NO_FIELD;
}

int kam_state_find(const struct kam_kind *kind, const char *name)
{
	for (int i = 0; i < kind->n_states; i++)
		if (strcmp(kind->states[i].name, name) == 0)
			return i;
	return -1;
}

const struct kam_move *kam_move_find(const struct kam_kind *kind,
				     const char *verb)
{
	for (int i = 0; i < kind->n_moves; i++)
		if (strcmp(kind->moves[i].verb, verb) == 0)
			return &kind->moves[i];
	return NULL;
}

int kam_word_find(const struct kam_field *field, const char *word)
{
	for (int i = 0; field->words && field->words[i]; i++)
		if (strcmp(field->words[i], word) == 0)
			return i;
	return -1;
}

int kam_state_typed(const struct kam_kind *kind, const char *text)
{
	int state = kam_state_find(kind, text);

	for (int i = 0; state < 0 && i < kind->n_states; i++)
		if (!strcmp(kam_gettext_in(kind->name, kind->states[i].name),
			    text))
			state = i;
	return state;
}

int kam_word_typed(const struct kam_field *field, const char *text)
{
	int word = kam_word_find(field, text);

	for (int i = 0; word < 0 && field->words && field->words[i]; i++)
		if (!strcmp(kam_gettext_in(field->name, field->words[i]), text))
			word = i;
	return word;
}

void kam_word_offer(struct kam_str *out, const char *context, const char *word)
{
	const char *shown = kam_gettext_in(context, word);

	kam_str_printf(out, "%s%s", out->length ? ", " : "", word);
	if (strcmp(shown, word) != 0)
		kam_str_printf(out, " (%s)", shown);
}

int kam_id_parse(const struct kam_kind **kind, int64_t *id,
		 const struct kam_catalogue *catalogue, const char *text,
		 struct kam_err *err)
{
	const char *dash = strchr(text, '-');
	const char *digits = dash ? dash + 1 : "";
	size_t n = strspn(digits, "0123456789");

	if (dash && n > 0 && n <= 18 && digits[n] == '\0') {
		*kind =
		    kam_kind_by_prefix(catalogue, text, (size_t)(dash - text));
		*id = strtoll(digits, NULL, 10);
		if (*kind && *id > 0)
			return 0;
	}
	return kam_fail(err, KAM_ENOENT, _("no record '%s'"), text);
}

void kam_id_format(char out[KAM_ID_TEXT], const struct kam_kind *kind,
		   int64_t id)
{
	size_t n = strnlen(kind->prefix, KAM_ID_TEXT - KAM_INTEGER_TEXT - 1);

	memcpy(out, kind->prefix, n);
	out[n] = '-';
	(void)kam_integer_format(out + n + 1, id);
}

void kam_moves_from(struct kam_str *out, const struct kam_kind *kind, int state)
{
	const char *comma = "";

	for (int i = 0; i < kind->n_moves; i++) {
		if (!(kind->moves[i].from & (1u << state)))
			continue;
		kam_str_printf(out, "%s%s", comma, kind->moves[i].verb);
		comma = ", ";
	}
}
