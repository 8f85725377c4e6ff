/*
 * People: who is meant, and all that is held about them.
 */
#include "crud.h"

#include <kam/areas.h>
#include <kam/held.h>

int cmd_find_person(const struct kam_kind **kind, int64_t *id, struct cmd *c,
		    const char *word, struct kam_err *err)
{
	const struct kam_kind *named = NULL;
	struct kam_err none = { 0 };
	int rc;

	*kind = &kam_contact_kind;
	rc = kam_resolve(id, c->k, *kind, word, err);
	if (rc == KAM_ENOENT &&
	    !kam_id_parse(&named, id, c->catalogue, word, &none) &&
	    named == *kind) {
		kam_err_reset(err);
		return 0;
	}
	return rc;
}

int cmd_export_person(struct cmd *c, const char *who, struct kam_err *err)
{
	const struct kam_kind *kind;
	struct kam_held person;
	struct kam_out *out;
	int64_t id;
	int rc = cmd_find_person(&kind, &id, c, who, err);

	if (!rc)
		rc = kam_held_read(&person, c->k, &c->arena, kind, id, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < person.n_alike; i++)
		cmd_warn(c,
			 _("%s is known by the same name, address or number "
			   "and was left out, as somebody else"),
			 person.alike[i]);
	if (c->globals.format == KAM_FORMAT_MD)
		return kam_held_markdown(&c->text, c->k, &person, err);
	if (c->globals.format != KAM_FORMAT_TABLE &&
	    c->globals.format != KAM_FORMAT_JSON)
		return cmd_usage(c, err, "%s",
				 _("a person is exported as json or md"));
	c->globals.format = KAM_FORMAT_JSON;
	rc = cmd_out(c, &out, err);
	return rc ? rc : kam_held_print(out, c->k, &person, err);
}
