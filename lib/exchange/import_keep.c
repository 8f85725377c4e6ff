/*
 * A record that a file brings again, changed there, here or in both places: of
 * each field that side counts which changed it since they last agreed. Where
 * both did, the file does, and it is said.
 */
#include "exchange/import.h"

#include <kam/str.h>
#include <string.h>

size_t kam_import_column_of(const struct kam_import *in, const char *field)
{
	const struct kam_layout *layout = in->layout;
	size_t i = 0;

	while (i < layout->n_columns &&
	       (in->columns[i] < 0 || layout->columns[i].use == KAM_USE_OWN ||
		layout->columns[i].use == KAM_USE_ID ||
		strcmp(layout->kind->fields[layout->columns[i].field].name,
		       field) != 0))
		i++;
	return i;
}

/* One member in the three states of it that count, as canonical bytes. */
struct sides {
	struct kam_str here, there;
	const char *given; /* what an import before had it as, or NULL */
};

enum side { SIDE_SAME, SIDE_HERE, SIDE_THERE, SIDE_BOTH };

/* Which of them changed it; or a code. */
static int compare(struct sides *s, struct kam_import *in,
		   const struct kam_record *before, const char *member,
		   struct kam_err *err)
{
	int rc = kam_str_check(&s->here, err);

	if (!rc)
		rc = kam_str_check(&s->there, err);
	if (rc)
		return rc;
	if (!strcmp(s->here.data, s->there.data))
		return SIDE_SAME;
	rc = kam_record_imported(&s->given, in->k, &in->row, before, member,
				 err);
	if (rc)
		return rc;
	if (!s->given || !strcmp(s->given, s->here.data))
		return SIDE_THERE;
	return strcmp(s->given, s->there.data) != 0 ? SIDE_BOTH : SIDE_HERE;
}

static int warn_replaced(struct kam_import *in, const struct kam_record *before,
			 int field, struct kam_err *err)
{
	const char *name = before->kind->fields[field].name;
	struct kam_str text = KAM_STR_INIT;
	char label[KAM_LABEL_TEXT];
	int rc = kam_record_text(&text, before, field, err);

	if (!rc)
		rc = kam_str_check(&text, err);
	if (!rc)
		kam_import_warn(
		    in, kam_import_column_of(in, name),
		    _("%s of %s-%lld was changed here, too: '%.60s' "
		      "is replaced"),
		    kam_column_label(label, before->kind, field),
		    before->kind->prefix, (long long)before->id, text.data);
	kam_str_release(&text);
	return rc;
}

static int keep_field(struct sides *s, struct kam_import *in,
		      const struct kam_record *before, struct kam_record *r,
		      int field, struct kam_err *err)
{
	const struct kam_field *f = &r->kind->fields[field];
	int side;

	kam_value_canonical(&s->here, f, &before->values[field]);
	kam_value_canonical(&s->there, f, &r->values[field]);
	side = compare(s, in, before, f->name, err);
	if (side == SIDE_HERE)
		r->values[field] = before->values[field];
	return side == SIDE_BOTH ? warn_replaced(in, before, field, err)
	       : side < 0        ? side
				 : 0;
}

static void add_quoted(struct kam_str *out, const char *word)
{
	kam_str_add_char(out, '"');
	kam_str_add(out, word);
	kam_str_add_char(out, '"');
}

/* The state is changed by moves here: what one of them did is not taken back by
   a file that still says what it said before. */
static int keep_state(struct sides *s, struct kam_import *in,
		      const struct kam_record *before, struct kam_record *r,
		      struct kam_err *err)
{
	const struct kam_state *states = r->kind->states;
	int side;

	if (!r->kind->n_states)
		return 0;
	add_quoted(&s->here, states[before->status].name);
	add_quoted(&s->there, states[r->status].name);
	side = compare(s, in, before, "~status", err);
	if (side == SIDE_HERE)
		r->status = before->status;
	return side < 0 ? side : 0;
}

int kam_import_keep(struct kam_import *in, const struct kam_record *before,
		    struct kam_record *r, struct kam_err *err)
{
	struct sides s = { KAM_STR_INIT, KAM_STR_INIT, NULL };
	int rc = keep_state(&s, in, before, r, err);

	for (int i = 0; i < r->kind->n_fields && !rc; i++) {
		kam_str_truncate(&s.here, 0);
		kam_str_truncate(&s.there, 0);
		rc = keep_field(&s, in, before, r, i, err);
	}
	kam_str_release(&s.here);
	kam_str_release(&s.there);
	return rc;
}
