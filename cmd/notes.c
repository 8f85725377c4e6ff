/*
 * note, link, unlink: what is kept beside a record.
 */
#include "crud.h"

#include <inttypes.h>
#include <kam/areas.h>
#include <kam/link.h>
#include <string.h>

/* "REQ-3" of the record that a word of this noun names */
static int name_record(const char **out, struct cmd *c, const char *word,
		       struct kam_err *err)
{
	int64_t id;
	int rc = kam_resolve(&id, c->k, c->kind, word, err);

	if (rc)
		return rc;
	*out = kam_arena_printf(&c->arena, "%s-%lld", c->kind->prefix,
				(long long)id);
	return *out ? 0 : kam_fail_memory(err);
}

int cmd_name_beside(const char **out, struct cmd *c, const char *word,
		    struct kam_err *err)
{
	*out = word;
	return *word && !word[strspn(word, "0123456789")]
		   ? name_record(out, c, word, err)
		   : 0;
}

/* A file ends with a line feed; a note doesn't. */
static int without_last_lines(const char **text, struct cmd *c, size_t length,
			      struct kam_err *err)
{
	const char *all = *text;

	while (length && strchr("\r\n", all[length - 1]))
		length--;
	*text = kam_arena_strndup(&c->arena, all, length);
	return *text ? 0 : kam_fail_memory(err);
}

static int note_text(const char **out, struct cmd *c, const struct cmd_from *v,
		     struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	size_t length;
	int rc;

	if (v->path) {
		rc = cmd_input(out, &length, c, v->path, err);
		return rc ? rc : without_last_lines(out, c, length, err);
	}
	for (size_t i = 1; i < c->n_words; i++)
		kam_str_printf(&text, "%s%s", i > 1 ? " " : "", c->words[i]);
	rc = kam_str_check(&text, err);
	if (!rc) {
		*out = kam_arena_strdup(&c->arena, text.data);
		rc = *out ? 0 : kam_fail_memory(err);
	}
	kam_str_release(&text);
	return rc;
}

/* The record that was made is of another kind than the noun. */
static int written_as(struct cmd *c, const struct kam_record *r,
		      struct kam_err *err)
{
	const struct kam_kind *kind = c->kind;
	int rc;

	c->kind = r->kind;
	rc = cmd_written(c, r, err);
	c->kind = kind;
	return rc;
}

static int add_note(struct cmd *c, const char *about, const char *text,
		    struct kam_err *err)
{
	struct kam_record *note;
	int rc = kam_record_new(&note, &c->arena, &kam_note_kind, err);

	if (!rc)
		rc = kam_record_set(c->k, note, KAM_NOTE_ABOUT, about, err);
	if (!rc)
		rc = kam_record_set(c->k, note, KAM_NOTE_TEXT, text, err);
	if (!rc)
		rc = kam_record_insert(c->k, note, err);
	return rc ? rc : written_as(c, note, err);
}

int cmd_note(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_from *v = values;
	const char *about, *text = "";
	int rc;

	if (c->n_words < 2 && !v->path)
		return cmd_usage(c, err, "%s", _("a note without text"));
	if (c->n_words > 1 && v->path)
		return cmd_usage(c, err, "%s",
				 _("with --from the text is in the file"));
	rc = note_text(&text, c, v, err);
	if (!rc)
		rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = name_record(&about, c, c->words[0], err);
	if (!rc)
		rc = add_note(c, about, text, err);
	return kam_operation_end(c->k, rc, err);
}

/* "LNK-1  REQ-3 relates REQ-4" */
int cmd_written_link(struct cmd *c, const struct kam_record *r,
		     struct kam_err *err)
{
	if (!cmd_for_people(c))
		return written_as(c, r, err);
	kam_str_printf(&c->text, "%s-%" PRId64 "  %s %s %s\n", r->kind->prefix,
		       r->id, r->values[KAM_LINK_FROM_RECORD].text,
		       _(r->values[KAM_LINK_RELATION].text),
		       r->values[KAM_LINK_TO_RECORD].text);
	return kam_str_check(&c->text, err);
}

static int fill_link(struct cmd *c, struct kam_record *link,
		     struct kam_err *err)
{
	const char *from, *to;
	int rc = name_record(&from, c, c->words[0], err);

	if (!rc)
		rc = cmd_name_beside(&to, c, c->words[2], err);
	if (!rc)
		rc =
		    kam_record_set(c->k, link, KAM_LINK_FROM_RECORD, from, err);
	if (!rc)
		rc = kam_record_set(c->k, link, KAM_LINK_RELATION, c->words[1],
				    err);
	return rc ? rc
		  : kam_record_set(c->k, link, KAM_LINK_TO_RECORD, to, err);
}

/* The stored link that is the same; NULL where there is none. */
static int find_link(struct kam_record **out, struct cmd *c,
		     const struct kam_record *wanted, struct kam_err *err)
{
	const struct kam_value *v = wanted->values;
	const struct kam_end from = { v[KAM_LINK_FROM_RECORD].kind,
				      v[KAM_LINK_FROM_RECORD].integer };
	const struct kam_end to = { v[KAM_LINK_TO_RECORD].kind,
				    v[KAM_LINK_TO_RECORD].integer };
	int64_t id;
	int rc =
	    kam_link_find(&id, c->k, from, v[KAM_LINK_RELATION].text, to, err);

	*out = NULL;
	if (rc || !id)
		return rc;
	return kam_record_load(out, c->k, &c->arena, &kam_link_kind, id, err);
}

static int add_link(struct cmd *c, struct kam_err *err)
{
	struct kam_record *link, *there = NULL;
	int rc = kam_record_new(&link, &c->arena, &kam_link_kind, err);

	if (!rc)
		rc = fill_link(c, link, err);
	if (!rc)
		rc = find_link(&there, c, link, err);
	if (!rc && there)
		cmd_say(c, "%s", _("it is there already"));
	else if (!rc)
		rc = kam_record_insert(c->k, link, err);
	return rc ? rc : cmd_written_link(c, there ? there : link, err);
}

int cmd_link(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	(void)values;
	return rc ? rc : kam_operation_end(c->k, add_link(c, err), err);
}

static int remove_link(struct cmd *c, struct kam_err *err)
{
	struct kam_record *link, *there = NULL;
	int rc = kam_record_new(&link, &c->arena, &kam_link_kind, err);

	if (!rc)
		rc = fill_link(c, link, err);
	if (!rc)
		rc = find_link(&there, c, link, err);
	if (!rc && !there) {
		rc = kam_fail(err, KAM_ENOENT, _("no link '%s %s %s'"),
			      c->words[0], c->words[1], c->words[2]);
		kam_hint(err, _("'kam %s show %s' lists them"),
			 kam_kind_typed(c->kind), c->words[0]);
	}
	if (!rc)
		rc = kam_record_remove(c->k, there, err);
	return rc ? rc : cmd_written_link(c, there, err);
}

int cmd_unlink(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	(void)values;
	return rc ? rc : kam_operation_end(c->k, remove_link(c, err), err);
}
