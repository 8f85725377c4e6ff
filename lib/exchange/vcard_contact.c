/*
 * What a card says of a contact: which of several numbers and addresses, and
 * what is left over.
 */
#include "exchange/vcard.h"

#include <kam/utf8.h>
#include <string.h>
#include <strings.h>

/* Adds a name to the list of those unread. */
static void note_unread(struct kam_str *unread, const char *name)
{
	size_t n = strlen(name);
	const char *at = unread->data;
	char shown[104];

	while ((at = strstr(at, name))) {
		if ((at == unread->data || at[-1] == ' ') &&
		    (!at[n] || at[n] == ','))
			return;
		at += n;
	}
	if (unread->length >= 2000)
		return;
	kam_utf8_shorten(shown, sizeof shown, name);
	kam_str_printf(unread, "%s%s", unread->length ? ", " : "", shown);
}

const char *kam_vcard_keep(struct kam_vcard_reading *in, struct kam_str *text)
{
	const char *copy =
	    text->failed
		? NULL
		: kam_arena_strndup(in->arena, text->data, text->length);

	kam_str_release(text);
	if (!copy)
		(void)kam_fail_memory(in->err);
	return copy ? copy : "";
}

const char *kam_vcard_one_line(struct kam_vcard_reading *in,
			       struct kam_str *text)
{
	struct kam_str line = KAM_STR_INIT;
	size_t blanks = 0;

	/* 2.1's programs pad values; later ones mean what they write */
	if (in->card->version == KAM_VCARD_2_1) {
		while (text->length && text->data[text->length - 1] == ' ')
			kam_str_truncate(text, text->length - 1);
		blanks = strspn(text->data, " ");
	}
	line.failed = text->failed;
	kam_str_add_line(&line, text->data + blanks);
	kam_str_release(text);
	return kam_vcard_keep(in, &line);
}

const char *kam_vcard_line_of(struct kam_vcard_reading *in, const char *value)
{
	struct kam_str text = KAM_STR_INIT;

	(void)kam_vcard_part(&text, in->card, value, 0);
	return kam_vcard_one_line(in, &text);
}

void kam_vcard_further(struct kam_str *further, const char *name,
		       const char *text)
{
	char shown[204];

	if (!*text || further->length >= 400)
		return;
	kam_utf8_shorten(shown, sizeof shown, text);
	kam_str_printf(further, "%s%s %s", further->length ? ", " : "", name,
		       shown);
}

void kam_vcard_offer(struct kam_vcard_reading *in, enum kam_vcard_text at,
		     const struct kam_vcard_property *p, int rank,
		     const char *text)
{
	struct kam_vcard_contact *out = in->out;
	const char *taken = out->texts[at];

	if (!*text || !strcmp(taken, text))
		return;
	if (*taken && in->ranks[at] <= rank) {
		kam_vcard_further(in->further, p->name, text);
		return;
	}
	if (*taken)
		kam_vcard_further(in->further, out->from[at]->name, taken);
	out->texts[at] = text;
	out->from[at] = p;
	in->ranks[at] = rank;
}

static void read_tags(struct kam_vcard_reading *in,
		      const struct kam_vcard_property *p)
{
	enum { TAGS = 500 };
	struct kam_vcard_contact *out = in->out;
	const char *at = p->value;

	if (!out->tags)
		out->tags = kam_arena_array(in->arena, TAGS, sizeof *out->tags);
	if (!out->tags)
		(void)kam_fail_memory(in->err);
	while (at && out->tags) {
		struct kam_str tag = KAM_STR_INIT;
		const char *text;

		at = kam_vcard_part(&tag, in->card, at, ',');
		text = kam_vcard_one_line(in, &tag);
		if (!*text)
			continue;
		if (out->n_tags < TAGS)
			out->tags[out->n_tags++] = text;
		else
			(void)kam_fail(in->err, KAM_EINVALID, "%s",
				       _("more than 500 categories"));
	}
}

static void read_note(struct kam_vcard_reading *in,
		      const struct kam_vcard_property *p)
{
	if (in->note.length)
		kam_str_add_char(&in->note, '\n');
	else
		in->out->from[KAM_VCARD_NOTE] = p;
	(void)kam_vcard_part(&in->note, in->card, p->value, 0);
}

/* -0500, -05:00 and 8:00 as "-05:00" and "+08:00"; other text as it is */
static const char *zone_of(struct kam_vcard_reading *in, const char *text)
{
	int sign = *text == '+' || *text == '-';
	struct kam_str zone = KAM_STR_INIT;
	const char *colon = strchr(text, ':');
	char digits[4];
	int n = 0;

	for (const char *at = text + sign; *at; at++) {
		if (at == colon && n)
			continue;
		if (n == 4 || *at < '0' || *at > '9')
			return text;
		digits[n++] = *at;
	}
	if (n < 3 || (!sign && !colon))
		return text;
	kam_str_printf(&zone, "%c%c%c:%.2s", *text == '-' ? '-' : '+',
		       n == 4 ? digits[0] : '0', digits[n - 3], digits + n - 2);
	return kam_vcard_keep(in, &zone);
}

/* "2026-11-23T01:00:00Z" and "20261123T010000Z" as "20261123T010000" */
static const char *revision_of(struct kam_vcard_reading *in, const char *text)
{
	struct kam_str moment = KAM_STR_INIT;
	int utc = 0;

	for (; *text && !utc && moment.length < 16; text++) {
		utc = *text == 'Z';
		if (!utc && *text != '-' && *text != ':')
			kam_str_add_char(&moment, *text);
		if (*text == '.')
			break;
	}
	if (!utc || moment.length != 15)
		kam_str_truncate(&moment, 0);
	return kam_vcard_keep(in, &moment);
}

static void read_uid(struct kam_vcard_reading *in, const char *text)
{
	if (!strncasecmp(text, "urn:uuid:", 9))
		text += 9;
	if (strlen(text) <= 255 && !*in->out->uid)
		in->out->uid = text;
}

/* Known, but without anything that a contact has room for. */
static int is_known(const char *name)
{
	static const char *const names[] = {
		"N",        "VERSION",     "PRODID",     "LABEL",
		"PROFILE",  "SORT-STRING", "X-ABLABEL",  "X-ABADR",
		"X-ABUID",  "SOURCE",      "NAME",       "MAILER",
		"NICKNAME", "REV",         "X-ABSHOWAS", NULL
	};

	for (size_t i = 0; names[i]; i++)
		if (!strcmp(names[i], name))
			return 1;
	return 0;
}

/* In the order in which the property is likely. */
static void read_property(struct kam_vcard_reading *in,
			  const struct kam_vcard_property *p)
{
	const char *name = p->name;
	static const struct {
		const char *name;
		enum kam_vcard_text at;
	} lines[] = { { "FN", KAM_VCARD_NAME },
		      { "TITLE", KAM_VCARD_TITLE },
		      { "LANG", KAM_VCARD_LANGUAGE } };

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (!strcmp(name, lines[i].name)) {
			kam_vcard_offer(in, lines[i].at, p, p->preference,
					kam_vcard_line_of(in, p->value));
			return;
		}
	if (kam_vcard_reach(in, p))
		return;
	if (!strcmp(name, "NOTE"))
		read_note(in, p);
	else if (!strcmp(name, "CATEGORIES"))
		read_tags(in, p);
	else if (!strcmp(name, "TZ"))
		kam_vcard_offer(in, KAM_VCARD_TIME_ZONE, p, p->preference,
				zone_of(in, kam_vcard_line_of(in, p->value)));
	else if (!strcmp(name, "UID"))
		read_uid(in, kam_vcard_line_of(in, p->value));
	else if (!strcmp(name, "REV"))
		in->out->revised = revision_of(in, p->value);
	else if (!strcmp(name, "KIND") ||
		 !strcmp(name, "X-ADDRESSBOOKSERVER-KIND"))
		in->out->is_group |= !strcasecmp(p->value, "group");
	else if (strcmp(name, "ROLE") != 0 && !is_known(name))
		note_unread(in->unread, name);
}

static const struct kam_vcard_property *find(const struct kam_vcard_reading *in,
					     const char *name)
{
	const struct kam_vcard_property *p = in->card->properties;

	while (p && strcmp(p->name, name) != 0)
		p = p->next;
	return p;
}

/* N is family;given;more;before;after. Chinese writes the family first, and
   all in one. */
static const char *name_of(struct kam_vcard_reading *in, const char *value)
{
	static const int western[] = { 3, 1, 2, 0, 4 };
	struct kam_str parts[5] = { KAM_STR_INIT, KAM_STR_INIT, KAM_STR_INIT,
				    KAM_STR_INIT, KAM_STR_INIT };
	struct kam_str name = KAM_STR_INIT;
	const char *at = value;

	for (size_t i = 0; at && i < 5; i++)
		at = kam_vcard_part(&parts[i], in->card, at, ';');
	if (kam_utf8_starts_cjk(parts[0].data) &&
	    kam_utf8_starts_cjk(parts[1].data)) {
		kam_str_printf(&name, "%s%s", parts[0].data, parts[1].data);
	} else {
		for (size_t i = 0; i < 5; i++)
			if (parts[western[i]].length)
				kam_str_printf(&name, "%s%s",
					       name.length ? " " : "",
					       parts[western[i]].data);
		for (size_t i = 0; i < name.length; i++)
			if (name.data[i] == ',')
				name.data[i] = ' ';
	}
	for (size_t i = 0; i < 5; i++) {
		name.failed |= parts[i].failed;
		kam_str_release(&parts[i]);
	}
	return kam_vcard_one_line(in, &name);
}

/* What takes the place of what the card doesn't say. */
static void fill_gaps(struct kam_vcard_reading *in)
{
	const char **texts = in->out->texts;
	const struct kam_vcard_property *n = find(in, "N"), *p;

	if (!*texts[KAM_VCARD_NAME] && n)
		texts[KAM_VCARD_NAME] = name_of(in, n->value);
	p = find(in, "NICKNAME");
	if (!*texts[KAM_VCARD_NAME] && p)
		texts[KAM_VCARD_NAME] = kam_vcard_line_of(in, p->value);
	if (!*texts[KAM_VCARD_NAME])
		texts[KAM_VCARD_NAME] = texts[KAM_VCARD_ORGANISATION];
	if (!*texts[KAM_VCARD_NAME])
		texts[KAM_VCARD_NAME] = texts[KAM_VCARD_EMAIL];
	p = find(in, "ROLE");
	if (p && *texts[KAM_VCARD_TITLE])
		kam_vcard_further(in->further, p->name,
				  kam_vcard_line_of(in, p->value));
	else if (p)
		kam_vcard_offer(in, KAM_VCARD_TITLE, p, 0,
				kam_vcard_line_of(in, p->value));
	p = find(in, "LABEL");
	if (!*texts[KAM_VCARD_ADDRESS] && p) {
		struct kam_str text = KAM_STR_INIT;

		(void)kam_vcard_part(&text, in->card, p->value, 0);
		texts[KAM_VCARD_ADDRESS] = kam_vcard_keep(in, &text);
	}
}

int kam_vcard_contact_read(struct kam_vcard_contact *out,
			   struct kam_arena *arena,
			   const struct kam_vcard *card,
			   struct kam_str *further, struct kam_str *unread,
			   struct kam_err *err)
{
	struct kam_vcard_reading in = { .out = out,
					.arena = arena,
					.card = card,
					.further = further,
					.unread = unread,
					.note = KAM_STR_INIT,
					.err = err };

	memset(out, 0, sizeof *out);
	out->uid = out->revised = "";
	for (size_t i = 0; i < KAM_VCARD_TEXTS; i++)
		out->texts[i] = "";
	for (const struct kam_vcard_property *p = card->properties;
	     p && !err->code; p = p->next)
		read_property(&in, p);
	out->texts[KAM_VCARD_NOTE] = kam_vcard_keep(&in, &in.note);
	if (!err->code)
		fill_gaps(&in);
	return err->code;
}
