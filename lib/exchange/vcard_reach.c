/*
 * How a contact is reached, and where: which of several numbers and addresses.
 */
#include "exchange/vcard.h"

#include <kam/utf8.h>
#include <string.h>
#include <strings.h>

/* How Apple says of what kind item1.TEL is: item1.X-ABLabel, soon after it */
static const char *label_of(const struct kam_vcard_property *p)
{
	const struct kam_vcard_property *l = p->next;

	for (int i = 0; l && *p->group && i < 4; i++, l = l->next)
		if (!strcmp(l->name, "X-ABLABEL") &&
		    !strcasecmp(l->group, p->group))
			return l->value;
	return "";
}

/* Whether a type or the label says one of the words. */
static int is(const struct kam_vcard_property *p, const char *const *words)
{
	const char *label = label_of(p);

	for (; *words; words++)
		if (kam_vcard_has(p, *words) || kam_utf8_holds(label, *words))
			return 1;
	return 0;
}

static const char *const work_words[] = { "work", "office", "company", "工作",
					  "公司", "办公",   NULL };
static const char *const home_words[] = { "home", "住宅", "家", NULL };
static const char *const cell_words[] = { "cell", "mobile", "iphone",
					  "手机", "移动",   NULL };
static const char *const fax_words[] = { "fax", "传真", NULL };
static const char *const pager_words[] = { "pager", "modem", "bbs", "textphone",
					   NULL };

/* 0 of work, 1 of nothing said, 2 of home */
static int place_of(const struct kam_vcard_property *p)
{
	if (is(p, work_words))
		return 0;
	return is(p, home_words) || kam_utf8_holds(label_of(p), "assistant")
		   ? 2
		   : 1;
}

/* "tel:+1-418-656-9254;ext=102" as people write it */
static const char *phone_of(struct kam_vcard_reading *in,
			    const struct kam_vcard_property *p)
{
	const char *text = kam_vcard_line_of(in, p->value), *extension;
	struct kam_str line = KAM_STR_INIT;

	if (!p->is_uri || strncasecmp(text, "tel:", 4) != 0)
		return text;
	text += 4;
	extension = strstr(text, ";ext=");
	kam_str_add_bytes(&line, text, strcspn(text, ";"));
	if (extension)
		kam_str_printf(&line, " ext. %.*s",
			       (int)strcspn(extension + 5, ";"), extension + 5);
	return kam_vcard_keep(in, &line);
}

static void read_phone(struct kam_vcard_reading *in,
		       const struct kam_vcard_property *p)
{
	int cell = is(p, cell_words);
	const char *text = phone_of(in, p);

	if (is(p, fax_words) || is(p, pager_words))
		kam_vcard_further(in->further,
				  is(p, fax_words) ? "FAX" : "PAGER", text);
	else
		kam_vcard_offer(in, cell ? KAM_VCARD_MOBILE : KAM_VCARD_PHONE,
				p, place_of(p) * 1000 + p->preference, text);
}

static void read_email(struct kam_vcard_reading *in,
		       const struct kam_vcard_property *p)
{
	const char *text = kam_vcard_line_of(in, p->value);

	if (p->is_uri && !strncasecmp(text, "mailto:", 7))
		text += 7;
	kam_vcard_offer(in, KAM_VCARD_EMAIL, p,
			p->preference * 10 + place_of(p), text);
}

/* Each part that is there on its own line. */
static void read_address(struct kam_vcard_reading *in,
			 const struct kam_vcard_property *p)
{
	struct kam_str text = KAM_STR_INIT;
	const char *at = p->value;

	while (at) {
		struct kam_str part = KAM_STR_INIT;
		size_t blanks;

		at = kam_vcard_part(&part, in->card, at, ';');
		blanks = text.length ? strspn(part.data, " ") : 0;
		if (part.data[blanks])
			kam_str_printf(&text, "%s%s", text.length ? "\n" : "",
				       part.data + blanks);
		text.failed |= part.failed;
		kam_str_release(&part);
	}
	kam_vcard_offer(in, KAM_VCARD_ADDRESS, p,
			place_of(p) * 1000 + p->preference,
			kam_vcard_keep(in, &text));
}

static void add_more(struct kam_vcard_reading *in, const char *name)
{
	enum { MORE = 16 };
	struct kam_vcard_contact *out = in->out;

	if (!*name || !strcmp(name, out->texts[KAM_VCARD_ORGANISATION]))
		return;
	for (size_t i = 0; i < out->n_more; i++)
		if (!strcmp(out->more[i], name))
			return;
	if (!out->more)
		out->more = kam_arena_array(in->arena, MORE, sizeof *out->more);
	if (!out->more)
		(void)kam_fail_memory(in->err);
	else if (out->n_more < MORE)
		out->more[out->n_more++] = name;
	else
		kam_vcard_further(in->further, "ORG", name);
}

/* ORG:Acme;Sales;East is the firm and where in it. */
static void read_organisation(struct kam_vcard_reading *in,
			      const struct kam_vcard_property *p)
{
	struct kam_str name = KAM_STR_INIT, units = KAM_STR_INIT;
	const char *at = kam_vcard_part(&name, in->card, p->value, ';');
	const char *text = kam_vcard_one_line(in, &name), *department;

	while (at) {
		struct kam_str unit = KAM_STR_INIT;

		at = kam_vcard_part(&unit, in->card, at, ';');
		if (unit.length)
			kam_str_printf(&units, "%s%s", units.length ? ", " : "",
				       unit.data);
		units.failed |= unit.failed;
		kam_str_release(&unit);
	}
	department = kam_vcard_one_line(in, &units);
	if (!in->out->from[KAM_VCARD_ORGANISATION]) {
		kam_vcard_offer(in, KAM_VCARD_ORGANISATION, p, 0, text);
		kam_vcard_offer(in, KAM_VCARD_DEPARTMENT, p, 0, department);
		in->out->from[KAM_VCARD_ORGANISATION] = p;
	} else {
		add_more(in, text);
		kam_vcard_offer(in, KAM_VCARD_DEPARTMENT, p, 0, department);
	}
}

int kam_vcard_reach(struct kam_vcard_reading *in,
		    const struct kam_vcard_property *p)
{
	if (!strcmp(p->name, "TEL"))
		read_phone(in, p);
	else if (!strcmp(p->name, "EMAIL"))
		read_email(in, p);
	else if (!strcmp(p->name, "ADR"))
		read_address(in, p);
	else if (!strcmp(p->name, "ORG"))
		read_organisation(in, p);
	else
		return 0;
	return 1;
}
