/*
 * Values: a field's by its type; an option's, or a word's, by what its place
 * is called in the tables (DATE, FILE, MEMBER, ID …), so that a new verb is
 * completed without a line here.
 */
#include "complete.h"
#include "feedback.h"

#include <ctype.h>
#include <kam/feedback.h>
#include <kam/import.h>
#include <kam/plan.h>
#include <kam/req_lint.h>
#include <kam/setting.h>
#include <string.h>

static void offer_refs(struct cmd_completion *o, const struct kam_kind *kind,
		       int field)
{
	const struct kam_kind *target =
	    kam_kind_find(o->c.catalogue, kind->fields[field].target);
	const char *colon;

	cmd_offer_after_comma(o);
	colon = strchr(o->part, ':');
	if (!colon) {
		if (target)
			cmd_offer_records(o, target);
		return;
	}
	o->lead = kam_arena_printf(&o->c.arena, "%s%.*s", o->lead,
				   (int)(colon + 1 - o->part), o->part);
	o->part = colon + 1;
	if (o->lead)
		cmd_offer_words_in_use(o, kind, field);
}

/* With what they mean, in other languages than English. */
static void offer_words(struct cmd_completion *o, const struct kam_field *f)
{
	for (size_t i = 0; f->words && f->words[i]; i++) {
		const char *meaning = kam_gettext_in(f->name, f->words[i]);

		cmd_offer(o, f->words[i], "",
			  meaning != f->words[i] ? meaning : NULL);
	}
}

void cmd_offer_field(struct cmd_completion *o, const struct kam_kind *kind,
		     int field)
{
	const struct kam_field *f = &kind->fields[field];
	const struct kam_kind *target;

	switch (f->type) {
	case KAM_WORD:
		offer_words(o, f);
		break;
	case KAM_FLAG:
		cmd_offer_split(o, "yes|no");
		break;
	case KAM_DATE:
	case KAM_INSTANT:
		cmd_offer_dates(o);
		break;
	case KAM_REF:
		target = kam_kind_find(o->c.catalogue, f->target);
		if (target)
			cmd_offer_records(o, target);
		break;
	case KAM_REFS:
		offer_refs(o, kind, field);
		break;
	case KAM_ANY:
		cmd_offer_ids(o);
		break;
	case KAM_TAGS:
		cmd_offer_after_comma(o);
		cmd_offer_words_in_use(o, kind, field);
		break;
	case KAM_EVIDENCE:
		cmd_offer_shell(o, "files");
		break;
	default:
		break; /* what only the user knows */
	}
}

static void offer_layouts(struct cmd_completion *o)
{
	const char *name;

	cmd_offer(o, "jsonl", "", NULL);
	cmd_offer(o, "csv", "", NULL);
	for (size_t i = 0; (name = kam_import_layout(i)); i++)
		if (strcmp(name, "csv") != 0 && strcmp(name, "jsonl") != 0)
			cmd_offer(o, name, "", NULL);
}

static void offer_settings(struct cmd_completion *o)
{
	for (size_t i = 0; i < kam_n_settings; i++)
		cmd_offer(
		    o, kam_settings[i].name, kam_settings[i].named ? "." : "",
		    kam_settings[i].help ? _(kam_settings[i].help) : NULL);
}

static void offer_keys(struct cmd_completion *o, const char *tail)
{
	for (size_t i = 0; cmd_config_known[i].key; i++)
		cmd_offer(o, cmd_config_known[i].key, tail,
			  _(cmd_config_known[i].help));
}

/* Those of the tz database, of which the system has a list. */
static void offer_zones(struct cmd_completion *o)
{
	FILE *file = fopen("/usr/share/zoneinfo/zone.tab", "re");
	char line[256];

	cmd_offer(o, "UTC", "", NULL);
	while (file && fgets(line, sizeof line, file)) {
		char *at = strchr(line, '\t');

		at = at && line[0] != '#' ? strchr(at + 1, '\t') : NULL;
		if (!at)
			continue;
		at[1 + strcspn(at + 1, "\t\n")] = '\0';
		cmd_offer(o, at + 1, "", NULL);
	}
	if (file)
		(void)fclose(file);
}

static void offer_rules(struct cmd_completion *o)
{
	cmd_offer_list(o, kam_lint_words);
}

static void offer_encodings(struct cmd_completion *o)
{
	static const char *const names[] = { "UTF-8",  "GB18030", "UTF-16LE",
					     "BIG5",   "CP1252",  "ISO-8859-1",
					     "CP1251", NULL };

	cmd_offer_list(o, names);
}

static void offer_heirs(struct cmd_completion *o)
{
	const struct kam_catalogue *all = o->c.catalogue;

	for (int i = 0; i < all->n_kinds; i++)
		if (kam_feedback_turns_into(all->kinds[i]))
			cmd_offer(o, all->kinds[i]->name, "",
				  _(all->kinds[i]->help));
}

static void offer_noun(struct cmd_completion *o)
{
	if (o->c.verb && o->c.verb->run == cmd_feedback_turn) {
		offer_heirs(o);
		return;
	}
	cmd_offer_nouns(o, o->c.verb != &cmd_word_help);
	if (o->c.verb == &cmd_word_help)
		cmd_offer_list(o, cmd_help_topics);
}

static void offer_verb(struct cmd_completion *o)
{
	const struct cmd_noun *noun =
	    o->c.n_words ? cmd_noun_find(&o->c, o->c.words[0]) : NULL;

	if (noun)
		cmd_offer_verbs(o, noun,
				noun->kind
				    ? kam_kind_find(o->c.catalogue, noun->kind)
				    : NULL);
}

static void offer_id(struct cmd_completion *o)
{
	if (o->c.kind)
		cmd_offer_records(o, o->c.kind);
	else
		cmd_offer_ids(o);
}

static void offer_tag(struct cmd_completion *o)
{
	for (int i = 0; o->c.kind && i < o->c.kind->n_fields; i++)
		if (o->c.kind->fields[i].type == KAM_TAGS)
			cmd_offer_words_in_use(o, o->c.kind, i);
}

static void offer_relation(struct cmd_completion *o)
{
	const struct kam_kind *link = kam_kind_find(o->c.catalogue, "link");
	int field = link ? kam_field_find(link, "relation") : KAM_NO_FIELD;

	if (field != KAM_NO_FIELD)
		cmd_offer_field(o, link, field);
}

static void offer_files(struct cmd_completion *o)
{
	cmd_offer_shell(o, "files");
}

static void offer_folders(struct cmd_completion *o)
{
	cmd_offer_shell(o, "folders");
}

static void offer_fields(struct cmd_completion *o)
{
	cmd_offer_after_comma(o);
	if (o->part[0] == '-') { /* --sort -due */
		o->lead = kam_arena_printf(&o->c.arena, "%s-", o->lead);
		o->part++;
	}
	if (o->lead)
		cmd_offer_columns(o, "");
}

static void offer_column(struct cmd_completion *o)
{
	cmd_offer_columns(o, "");
}

static void offer_name(struct cmd_completion *o)
{
	if (o->c.noun && !strcmp(o->c.noun->name, "setting"))
		offer_settings(o);
}

/* Those that the templates have; a firm's own are known to the firm. */
static void offer_section(struct cmd_completion *o)
{
	for (int i = 0; i < o->c.catalogue->n_kinds; i++) {
		const struct kam_plan_area *area =
		    o->c.catalogue->kinds[i]->hooks.plan;

		for (size_t j = 0; area && j < area->n_parts; j++)
			cmd_offer(o, area->parts[j].name, "",
				  _(area->parts[j].title));
	}
}

static void offer_key(struct cmd_completion *o)
{
	offer_keys(o, "");
}

static void offer_key_value(struct cmd_completion *o)
{
	offer_keys(o, "=");
}

static const struct {
	const char *name;
	void (*offer)(struct cmd_completion *o);
} arguments[] = {
	{ "DATE", cmd_offer_dates },
	{ "TIME", cmd_offer_dates },
	{ "FILE", offer_files },
	{ "NEW", offer_files },
	{ "DIR", offer_folders },
	{ "FOLDER", offer_folders },
	{ "NOUN", offer_noun },
	{ "FILTER", cmd_offer_saved },
	{ "KIND", offer_noun },
	{ "VERB", offer_verb },
	{ "ID", offer_id },
	{ "RECORD", cmd_offer_ids },
	{ "WORD", offer_tag },
	{ "TAG", offer_tag },
	{ "RELATION", offer_relation },
	{ "SECTION", offer_section },
	{ "LAYOUT", offer_layouts },
	{ "NAME", offer_name },
	{ "KEY", offer_key },
	{ "KEY=VALUE", offer_key_value },
	{ "RULE", offer_rules },
	{ "ZONE", offer_zones },
	{ "ENCODING", offer_encodings },
	{ "FIELD", offer_column },
	{ "FIELDS", offer_fields },
};

/* MEMBER, CONTACT, …: a record of that kind; CHANNEL, …: a word of that field
   of the noun's. */
static void offer_by_catalogue(struct cmd_completion *o, const char *name)
{
	char lower[CMD_OPTION_NAME];
	const struct kam_kind *kind;
	size_t n = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_-");
	int field;

	if (!n || n >= sizeof lower)
		return;
	for (size_t i = 0; i < n; i++)
		lower[i] = name[i] == '-'
			       ? '_'
			       : (char)tolower((unsigned char)name[i]);
	lower[n] = '\0';
	kind = kam_kind_find(o->c.catalogue, lower);
	field = o->c.kind ? kam_field_find(o->c.kind, lower) : KAM_NO_FIELD;
	if (kind)
		cmd_offer_records(o, kind);
	else if (field != KAM_NO_FIELD)
		cmd_offer_field(o, o->c.kind, field);
}

void cmd_offer_argument(struct cmd_completion *o, const char *name)
{
	size_t n = strcspn(name, "."); /* FILE.vcf */

	for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++)
		if (strlen(arguments[i].name) == n &&
		    !strncmp(arguments[i].name, name, n)) {
			arguments[i].offer(o);
			return;
		}
	if (isupper((unsigned char)name[0]))
		offer_by_catalogue(o, name);
	else
		cmd_offer_split(o, name);
}
