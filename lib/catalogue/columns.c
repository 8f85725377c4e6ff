#include <kam/catalogue.h>

#include <stdio.h>
#include <string.h>

/* The store's own columns, in the order of their numbers, from KAM_COLUMN_ID
   on down. */
static const struct {
	int column;
	const char *name;
	const char *label;
	enum kam_type type;
} own[] = {
	{ KAM_COLUMN_ID, "id", N_("ID"), KAM_TEXT },
	{ KAM_COLUMN_STATUS, "status", N_("Status"), KAM_WORD },
	{ KAM_COLUMN_VERSION, "version", N_("Version"), KAM_INTEGER },
	{ KAM_COLUMN_CREATED, "created", N_("Created"), KAM_INSTANT },
	{ KAM_COLUMN_MODIFIED, "modified", N_("Modified"), KAM_INSTANT },
	{ KAM_COLUMN_SOURCE, "source", N_("Source"), KAM_TEXT },
	{ KAM_COLUMN_SOURCE_DIGEST, "source_digest", N_("Source digest"),
	  KAM_TEXT },
};
enum { OWN = sizeof own / sizeof *own, SHOWN = OWN - 1 };

int kam_column_find(const struct kam_kind *kind, const char *name)
{
	int field = kam_field_find(kind, name);

	if (field >= 0)
		return field;
	for (int i = 0; i < OWN; i++)
		if (!strcmp(own[i].name, name) &&
		    (own[i].column != KAM_COLUMN_STATUS || kind->n_states))
			return own[i].column;
	return KAM_COLUMN_NONE;
}

static int find_own(int column)
{
	int i = KAM_COLUMN_ID - column;

	return i >= 0 && i < OWN ? i : OWN - 1;
}

const char *kam_column_name(const struct kam_kind *kind, int column)
{
	return column >= 0 ? kind->fields[column].name
			   : own[find_own(column)].name;
}

enum kam_type kam_column_type(const struct kam_kind *kind, int column)
{
	return column >= 0 ? kind->fields[column].type
			   : own[find_own(column)].type;
}

const char *kam_column_label(char buffer[KAM_LABEL_TEXT],
			     const struct kam_kind *kind, int column)
{
	char *at = buffer;
	const char *translated;

	if (column < 0) {
		snprintf(buffer, KAM_LABEL_TEXT, "%s",
			 _(own[find_own(column)].label));
		return buffer;
	}
	if (kind->fields[column].flags & KAM_CUSTOM &&
	    kind->fields[column].label) {
		snprintf(buffer, KAM_LABEL_TEXT, "%s",
			 kind->fields[column].label);
		return buffer;
	}
	snprintf(buffer, KAM_LABEL_TEXT, "%s", kind->fields[column].name);
	if (*at >= 'a' && *at <= 'z')
		*at = (char)(*at - 32);
	for (; *at; at++)
		if (*at == '_')
			*at = ' ';
	translated = kind->fields[column].label
			 ? _(kind->fields[column].label)
			 : kam_gettext_in(kind->name, buffer);
	if (translated != buffer)
		snprintf(buffer, KAM_LABEL_TEXT, "%s", translated);
	return buffer;
}

int kam_columns_all(int columns[KAM_COLUMNS], const struct kam_kind *kind)
{
	int n = 0;

	columns[n++] = KAM_COLUMN_ID;
	for (int i = 0; i < kind->n_fields; i++)
		columns[n++] = i;
	for (int i = 1; i < SHOWN; i++)
		if (own[i].column != KAM_COLUMN_STATUS || kind->n_states)
			columns[n++] = own[i].column;
	return n;
}

int kam_columns_listed(int columns[KAM_COLUMNS], const struct kam_kind *kind)
{
	int n = 0;

	columns[n++] = KAM_COLUMN_ID;
	for (int i = 0; i < kind->n_fields; i++)
		if (kind->fields[i].flags & KAM_LISTED)
			columns[n++] = i;
	if (kind->n_states)
		columns[n++] = KAM_COLUMN_STATUS;
	return n;
}
