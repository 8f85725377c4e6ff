/*
 * Which column of the file is which of the layout; what --map says of it.
 */
#include "exchange/import.h"

#include <kam/str.h>
#include <kam/utf8.h>
#include <string.h>
#include <strings.h>

const char *kam_import_label(const struct kam_import *in, size_t column)
{
	return column < in->layout->n_columns && in->columns[column] >= 0
		   ? kam_csv_name(in->csv, (size_t)in->columns[column])
		   : in->layout->columns[column].names[0];
}

/* Without the number of a question: "2、", "Q2_", "2. ". */
static const char *unnumbered(const char *name)
{
	const char *at = name + (*name == 'Q' || *name == 'q');
	size_t n = strspn(at, "0123456789");

	at += n;
	if (!n || !*at || (!strchr("._:) ", *at) && strncmp(at, "、", 3) != 0))
		return name;
	at += *at == "、"[0] ? 3 : 1;
	at += strspn(at, " ");
	return *at ? at : name;
}

static long find_called(const struct kam_csv *csv,
			const struct kam_layout *layout, const char *name)
{
	long found = kam_csv_find(csv, name, 0);
	size_t n = layout->numbered ? kam_csv_columns(csv) : 0;

	for (size_t i = 0; i < n && found < 0; i++)
		if (!strcasecmp(unnumbered(kam_csv_name(csv, i)), name))
			found = (long)i;
	return found;
}

/* Of the file, by any of the names that a layout's column has; or -1. */
static long find_column(const struct kam_csv *csv,
			const struct kam_layout *layout, size_t column)
{
	const struct kam_layout_column *c = &layout->columns[column];
	long found = -1;

	for (int a = 0; a < KAM_ALIASES && c->names[a] && found < 0; a++)
		found = find_called(csv, layout, c->names[a]);
	return found;
}

static int is_like(const char *name, const char *const *words)
{
	for (; *words; words++)
		if (kam_utf8_holds(name, *words))
			return 1;
	return 0;
}

static int is_taken(const struct kam_import *in, size_t column)
{
	for (size_t i = 0; i < in->layout->n_columns; i++)
		if (in->columns[i] == (long)column)
			return 1;
	return 0;
}

/* The one that is left which sounds like it, and that is said. */
static void find_like(struct kam_import *in, const struct kam_import_like *like)
{
	enum { SHOWN = 120 }; /* bytes */
	size_t found = 0, n = 0;
	char text[256], shown[SHOWN + 1];
	const char *name;

	for (size_t i = 0; i < kam_csv_columns(in->csv); i++)
		if (!is_taken(in, i) &&
		    is_like(kam_csv_name(in->csv, i), like->words) &&
		    !(like->unlike &&
		      is_like(kam_csv_name(in->csv, i), like->unlike))) {
			found = i;
			n++;
		}
	if (n != 1)
		return;
	in->columns[like->column] = (long)found;
	name = kam_csv_name(in->csv, found);
	n = strlen(name);
	if (n > SHOWN)
		for (n = SHOWN; n && (name[n] & 0xc0) == 0x80;)
			n--;
	(void)snprintf(shown, sizeof shown, "%.*s", (int)n, name);
	(void)snprintf(text, sizeof text, _("'%.120s' is read as '%s'"), shown,
		       in->layout->columns[like->column].names[0]);
	kam_import_warning(in, 1, found + 1, text);
}

/* The layout's column of a name: one of its own, or the field's. */
static size_t find_name(const struct kam_layout *layout, const char *name)
{
	size_t i = 0, found = layout->n_columns;

	for (; i < layout->n_columns; i++) {
		const struct kam_layout_column *c = &layout->columns[i];

		for (int a = 0; a < KAM_ALIASES && c->names[a]; a++)
			if (!strcasecmp(c->names[a], name))
				return i;
		if (found == layout->n_columns && c->use != KAM_USE_OWN &&
		    !strcmp(layout->kind->fields[c->field].name, name))
			found = i;
	}
	return found;
}

static int fail_map(const char *map, const char *why, struct kam_err *err)
{
	kam_fail(err, KAM_EUSAGE, _("--map '%s': %s"), map, why);
	kam_hint(err, "%s",
		 _("give 'COLUMN=LABEL' or 'COLUMN:VALUE=VALUE', the column as "
		   "the file calls it"));
	return err->code;
}

/* 'COLUMN=LABEL': the file's column is the layout's of that label; of none
   where the label is empty. */
static int map_column(struct kam_import *in, const char *map, long column,
		      const char *label, struct kam_err *err)
{
	size_t to = find_name(in->layout, label);

	for (size_t i = 0; i < in->layout->n_columns; i++)
		if (in->columns[i] == column)
			in->columns[i] = -1;
	if (!*label)
		return 0;
	if (to == in->layout->n_columns)
		return fail_map(map, _("the layout has no such label"), err);
	/* a label may stand for several uses of one column */
	for (size_t i = 0; i < in->layout->n_columns; i++)
		if (!strcmp(in->layout->columns[i].names[0],
			    in->layout->columns[to].names[0]))
			in->columns[i] = column;
	return 0;
}

/* 'COLUMN:VALUE=TO', where the column may have a ':' in its name */
static int map_value(struct kam_import *in, const char *map, char *left,
		     const char *to, struct kam_err *err)
{
	struct kam_import_map *entry;

	for (char *colon = strchr(left, ':'); colon;
	     colon = strchr(colon + 1, ':')) {
		long column;

		*colon = '\0';
		column = kam_csv_find(in->csv, left, 0);
		*colon = ':';
		if (column < 0)
			continue;
		entry = kam_arena_alloc(in->arena, sizeof *entry);
		if (!entry)
			return kam_fail_memory(err);
		entry->column = column;
		entry->from = colon + 1;
		entry->to = to;
		entry->next = in->maps;
		in->maps = entry;
		return 0;
	}
	return fail_map(map, _("the file has no such column"), err);
}

/* The last '=' divides: a value may well hold one, a label hardly. */
static int read_map(struct kam_import *in, const char *map, struct kam_err *err)
{
	char *left = kam_arena_strdup(in->arena, map), *equals;
	long column;

	if (!left)
		return kam_fail_memory(err);
	equals = strrchr(left, '=');
	if (!equals || equals == left)
		return fail_map(map, _("it has no '='"), err);
	*equals = '\0';
	column = kam_csv_find(in->csv, left, 0);
	return column >= 0 ? map_column(in, map, column, equals + 1, err)
			   : map_value(in, map, left, equals + 1, err);
}

/* How many of a layout's columns a file has; 0 where one that it must have is
   missing, or it has one that it can't. */
static size_t count_fitting(const struct kam_layout *layout,
			    const struct kam_csv *csv)
{
	size_t n = 0;

	if (layout->foreign && kam_csv_find(csv, layout->foreign, 0) >= 0)
		return 0;
	for (size_t i = 0; i < layout->n_columns; i++) {
		int has = find_column(csv, layout, i) >= 0;

		if (!has && layout->columns[i].required)
			return 0;
		n += (size_t)has;
	}
	return n;
}

static const char *find_fitting(const struct kam_csv *csv)
{
	const char *name, *found = NULL;
	size_t most = 1;

	for (size_t i = 0; (name = kam_import_layout(i)); i++) {
		size_t n = count_fitting(kam_layout_find(name), csv);

		if (n > most) {
			most = n;
			found = name;
		}
	}
	return found;
}

static void hint_fitting(const struct kam_import *in, struct kam_err *err)
{
	const char *fits = find_fitting(in->csv);

	if (fits)
		kam_hint(err, _("it looks like --as %s"), fits);
	else
		kam_hint(err, "%s", _("choose another layout with --as"));
}

static int check_required(const struct kam_import *in, struct kam_err *err)
{
	for (size_t i = 0; i < in->layout->n_columns; i++) {
		const struct kam_layout_column *c = &in->layout->columns[i];

		if (in->columns[i] >= 0 || !c->required)
			continue;
		kam_fail(err, KAM_EINVALID, _("line 1: no column '%s'"),
			 c->names[0]);
		if (find_fitting(in->csv))
			hint_fitting(in, err);
		else
			kam_hint(err,
				 _("a file of the layout %s has it; where it "
				   "is called "
				   "otherwise: --map 'ITS NAME=%s'"),
				 in->layout->name, c->names[0]);
		return err->code;
	}
	return 0;
}

/* kam's own layout is any file's of which a column is known. */
static int check_any(const struct kam_import *in, struct kam_err *err)
{
	for (size_t i = 0; i < in->layout->n_columns; i++)
		if (in->columns[i] >= 0)
			return 0;
	kam_fail(err, KAM_EINVALID,
		 _("line 1: no column has the name of a field of any %s"),
		 kam_kind_called(in->layout->kind));
	kam_hint(err,
		 _("'kam help %s add' has the fields; --map 'COLUMN=FIELD'"),
		 kam_kind_typed(in->layout->kind));
	return err->code;
}

/* The field to match by must be one of text that the file has. */
static int find_match(struct kam_import *in, struct kam_err *err)
{
	const struct kam_kind *kind = in->layout->kind;
	size_t column;

	in->match = KAM_NO_FIELD;
	if (!in->options->match)
		return 0;
	in->match = kam_field_find(kind, in->options->match);
	if (in->match == KAM_NO_FIELD ||
	    kind->fields[in->match].type != KAM_TEXT)
		return kam_fail(err, KAM_EUSAGE,
				_("--match: no %s has a field of text '%s'"),
				kam_kind_called(kind), in->options->match);
	column = kam_import_column(in, KAM_USE_FIELD, in->match);
	if (column == in->layout->n_columns || in->columns[column] < 0)
		return kam_fail(err, KAM_EUSAGE,
				_("--match: the file has no column for '%s'"),
				in->options->match);
	return 0;
}

const char *kam_import_fits(const struct kam_input *input, const char *encoding)
{
	struct kam_err unread = { 0 };
	struct kam_csv *csv = NULL;
	const char *found = NULL;

	if (!kam_csv_open_input(&csv, input, encoding, &unread))
		found = find_fitting(csv);
	kam_csv_close(csv);
	return found;
}

int kam_import_head(struct kam_import *in, struct kam_err *err)
{
	const char *foreign = in->layout->foreign;
	int rc = 0;

	if (foreign && kam_csv_find(in->csv, foreign, 0) >= 0) {
		kam_fail(err, KAM_EINVALID,
			 _("line 1: a file with '%s' is not of the layout %s"),
			 foreign, in->layout->name);
		hint_fitting(in, err);
		return err->code;
	}
	for (size_t i = 0; i < in->layout->n_columns; i++)
		in->columns[i] = find_column(in->csv, in->layout, i);
	rc = kam_import_know_heads(in, err);
	if (in->also && in->columns[in->also_column] < 0)
		in->columns[in->also_column] =
		    find_called(in->csv, in->layout, in->also);
	for (size_t i = 0; i < in->options->n_maps && !rc; i++)
		rc = read_map(in, in->options->maps[i], err);
	for (const struct kam_import_like *l = in->like; !rc && l && l->words;
	     l++)
		if (in->columns[l->column] < 0)
			find_like(in, l);
	if (!rc)
		rc = in->own ? check_any(in, err) : check_required(in, err);
	return rc ? rc : find_match(in, err);
}
