/*
 * Which columns a list or record shows.
 */
#include "audience.h"
#include "engine.h"

#include <string.h>

int cmd_no_field(const struct kam_kind *kind, const char *name,
		 struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;
	int columns[KAM_COLUMNS], count = kam_columns_all(columns, kind);

	for (int i = 0; i < count; i++)
		kam_str_printf(&all, "%s%s", i ? "," : "",
			       kam_column_name(kind, columns[i]));
	kam_fail(err, KAM_EFIELD, _("no %s has a field '%.100s'"),
		 kam_kind_called(kind), name);
	kam_field(err, name);
	kam_hint(err, _("one of: %s"), all.data);
	kam_str_release(&all);
	return err->code;
}

static int chosen(const char *fields, const struct kam_kind *kind,
		  int columns[KAM_COLUMNS], int *n, struct kam_err *err)
{
	*n = 0;
	for (const char *at = fields;; at++) {
		size_t length = strcspn(at, ",");
		char name[64];
		int column;

		/* one too long to be a field's is cut, and still no field's */
		snprintf(name, sizeof name, "%.*s",
			 length < sizeof name ? (int)length : 60, at);
		column = kam_column_find(kind, name);
		if (column == KAM_COLUMN_NONE)
			return cmd_no_field(kind, name, err);
		for (int i = 0; i < *n; i++)
			if (columns[i] == column)
				return kam_fail(
				    err, KAM_EUSAGE,
				    _("the field '%s' is given twice"), name);
		columns[(*n)++] = column;
		at += length;
		if (!*at)
			return 0;
	}
}

static void usual(const struct cmd *c, const struct kam_kind *kind, int all,
		  int columns[KAM_COLUMNS], int *n)
{
	switch (c->globals.format) {
	case KAM_FORMAT_TABLE:
	case KAM_FORMAT_MD:
	case KAM_FORMAT_HTML:
	case KAM_FORMAT_PORCELAIN:
		*n = all ? kam_columns_all(columns, kind)
			 : kam_columns_listed(columns, kind);
		break;
	default:
		*n = kam_columns_all(columns, kind);
	}
}

int cmd_columns(const struct cmd *c, const struct kam_kind *kind, int all,
		int columns[KAM_COLUMNS], int *n, struct kam_err *err)
{
	int rc = 0;

	if (c->globals.fields)
		rc = chosen(c->globals.fields, kind, columns, n, err);
	else
		usual(c, kind, all, columns, n);
	return rc ? rc : cmd_audience_columns(c, kind, columns, n, err);
}
