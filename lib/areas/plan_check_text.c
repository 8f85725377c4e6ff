/*
 * The text of a plan's sections: whether it is there, how old it is, and
 * whether the records that it names are what it takes them for.
 */
#include "areas/plan_check.h"

#include <ctype.h>
#include <kam/areas.h>
#include <string.h>

static int is_draft(const struct kam_record *plan)
{
	return !strcmp(plan->kind->states[plan->status].name, "draft");
}

/* How its text is changed, as far as the plan's state lets it. */
static const char *mend_of(struct kam_checking *c)
{
	const long long id = (long long)c->plan->id;

	return is_draft(c->plan)
		   ? kam_mend(c, "kam plan edit PLAN-%lld %s", id, c->section)
		   : kam_mend(c, "kam plan revise PLAN-%lld %s --reason '…'",
			      id, c->section);
}

static int is_optional(const struct kam_record *section)
{
	const struct kam_value *v =
	    &section->values[KAM_PLAN_SECTION_MAY_BE_EMPTY];

	return v->set && v->integer;
}

/* "REQ-3" in a text: the record, and how many bytes; 0 where there is none */
static size_t read_id(const struct kam_kind **kind, int64_t *id,
		      const struct kam_checking *c, const char *text,
		      const char *at)
{
	struct kam_err ignored = { 0 };
	char word[KAM_ID_TEXT];
	size_t letters = 0, digits = 0;

	if (at > text &&
	    (isalnum((unsigned char)at[-1]) || at[-1] == '-' || at[-1] == '_'))
		return 0;
	while (isupper((unsigned char)at[letters]))
		letters++;
	if (!letters || at[letters] != '-')
		return 0;
	while (isdigit((unsigned char)at[letters + 1 + digits]))
		digits++;
	if (!digits || letters + digits + 2 > sizeof word)
		return 0;
	(void)snprintf(word, sizeof word, "%.*s", (int)(letters + 1 + digits),
		       at);
	return kam_id_parse(kind, id, kam_catalogue_of(c->k), word, &ignored)
		   ? 0
		   : letters + 1 + digits;
}

/* What a plan may still speak of when it is closed: what was done. */
static int is_given_up(const struct kam_record *r)
{
	static const char *const words[] = { "dropped", "cancelled", "left",
					     "closed",  "dismissed", "ended" };
	const char *state =
	    r->kind->n_states ? r->kind->states[r->status].name : "";

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(state, words[i]))
			return 1;
	return 0;
}

static int check_mention(struct kam_checking *c, const struct kam_kind *kind,
			 int64_t id, struct kam_err *err)
{
	struct kam_err missing = { 0 };
	struct kam_record *r;
	int rc = kam_record_load(&r, c->k, c->arena, kind, id, &missing);

	if (rc && rc != KAM_ENOENT) {
		*err = missing;
		return rc;
	}
	c->class = KAM_FINDING_CONTRADICTED;
	if (rc)
		return kam_finding(c, "no_such_record", mend_of(c), err,
				   _("%s: it names %s-%lld, which is not "
				     "there"),
				   c->section, kind->prefix, (long long)id);
	if (!is_given_up(r))
		return 0;
	return kam_finding(
	    c, "record_closed", mend_of(c), err,
	    _("%s: it names %s-%lld, which is %s"), c->section, kind->prefix,
	    (long long)id,
	    kam_gettext_in(kind->name, kind->states[r->status].name));
}

static int check_mentions(struct kam_checking *c, const char *text,
			  struct kam_err *err)
{
	const struct kam_kind *kind;
	int64_t id;
	int rc = 0;

	for (const char *at = text; *at && !rc;) {
		size_t n = read_id(&kind, &id, c, text, at);

		if (n)
			rc = check_mention(c, kind, id, err);
		at += n ? n : 1;
	}
	return rc;
}

int kam_check_sections(struct kam_checking *c, struct kam_err *err)
{
	int rc = 0;

	for (size_t i = 0; i < c->n_sections && !rc; i++) {
		const struct kam_record *s = c->sections[i];
		const struct kam_value *text =
		    &s->values[KAM_PLAN_SECTION_TEXT];
		const char *label = kam_plan_section_label(c->k, c->plan, s);

		c->section = s->values[KAM_PLAN_SECTION_NAME].text;
		if (!text->set && !is_optional(s)) {
			c->class = KAM_FINDING_MISSING;
			rc = kam_finding(c, "empty_section", mend_of(c), err,
					 _("%s: nothing is written"), label);
		}
		if (!rc && text->set &&
		    strncmp(s->modified, c->stale, 10) < 0 &&
		    strcmp(c->reviewed, c->stale) < 0) {
			c->class = KAM_FINDING_STALE;
			rc = kam_finding(c, "stale_section", mend_of(c), err,
					 _("%s: last written on %.10s"), label,
					 s->modified);
		}
		if (!rc && text->set)
			rc = check_mentions(c, text->text, err);
	}
	c->section = NULL;
	return rc;
}
