/*
 * Contacts as vCards.
 */
#include "exchange/person.h"
#include "exchange/vcard.h"

#include <inttypes.h>
#include <kam/areas.h>
#include <string.h>

enum { FOLD = 75 };

struct printing {
	struct kam_str *out;
	struct kam_str line; /* of the property, not yet folded */
	enum kam_vcard_version version;
};

/* Adds a line in pieces of 75 octets, each of whole characters. */
static void end_line(struct printing *p)
{
	const char *at = p->line.data;
	size_t left = p->line.length, room = FOLD;

	while (left > room) {
		size_t n = room;

		while (n > 1 && ((unsigned char)at[n] & 0xc0) == 0x80)
			n--;
		kam_str_add_bytes(p->out, at, n);
		kam_str_add(p->out, "\r\n ");
		at += n;
		left -= n;
		room = FOLD - 1; /* the blank counts */
	}
	kam_str_add_bytes(p->out, at, left);
	kam_str_add(p->out, "\r\n");
	p->out->failed |= p->line.failed;
	kam_str_reset(&p->line);
}

/* No text makes a line, a part or a card of its own. */
static void add_text(struct printing *p, const char *text)
{
	for (; *text; text++) {
		if (*text == '\r' && text[1] == '\n')
			continue;
		if (*text == '\n' || *text == '\r') {
			kam_str_add(&p->line, "\\n");
			continue;
		}
		if (strchr("\\;,", *text))
			kam_str_add_char(&p->line, '\\');
		kam_str_add_char(&p->line, *text);
	}
}

static void print_text(struct printing *p, const char *head, const char *text)
{
	kam_str_add(&p->line, head);
	add_text(p, text);
	end_line(p);
}

static void print_field(struct printing *p, const char *head,
			const struct kam_value *v)
{
	if (v->set)
		print_text(p, head, v->text);
}

static int is_one_of(const char *word, size_t n, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == n && !strncmp(word, *words, n))
			return 1;
	return 0;
}

/* Adds bytes as a part of a value. */
static void add_part(struct printing *p, const char *bytes, size_t n)
{
	struct kam_str part = KAM_STR_INIT;

	kam_str_add_bytes(&part, bytes, n);
	add_text(p, part.data);
	p->line.failed |= part.failed;
	kam_str_release(&part);
}

/* N, which telephones sort by, is a guess, since contacts have one name, with
   a title before it and a degree behind it. */
static void print_name(struct printing *p, const char *name)
{
	static const char *const titles[] = { "Mr.",   "Mrs.", "Ms.",  "Dr.",
					      "Prof.", "Herr", "Frau", NULL };
	static const char *const degrees[] = { "Jr.", "Sr.", "Jr",  "Sr", "II",
					       "III", "PhD", "MBA", NULL };
	struct kam_str middle = KAM_STR_INIT;
	size_t title = strcspn(name, " "), first, last_from;
	const char *degree = strrchr(name, ' ');
	const char *from = name;

	title = name[title] && is_one_of(name, title, titles) ? title : 0;
	from += title ? title + 1 : 0;
	if (degree && degree > from &&
	    is_one_of(degree + 1, strlen(degree + 1), degrees))
		kam_str_add_bytes(&middle, from, (size_t)(degree - from));
	else
		degree = NULL;
	if (!degree)
		kam_str_add(&middle, from);
	kam_person_split(&first, &last_from, middle.data);
	kam_str_add(&p->line, "N:");
	if (!last_from && first) { /* Chinese: the family's is the first */
		add_part(p, middle.data, first);
		kam_str_add_char(&p->line, ';');
		first += strspn(middle.data + first, " ");
		add_text(p, middle.data + first);
	} else {
		add_text(p, middle.data + last_from);
		kam_str_add_char(&p->line, ';');
		add_part(p, middle.data, first);
	}
	kam_str_add(&p->line, ";;");
	add_part(p, name, title);
	kam_str_add_char(&p->line, ';');
	add_text(p, degree ? degree + 1 : "");
	p->line.failed |= middle.failed;
	kam_str_release(&middle);
	end_line(p);
}

/* The first account has the department. */
static void print_organisations(struct printing *p, const struct kam_record *r)
{
	const struct kam_value *accounts = &r->values[KAM_CONTACT_ACCOUNTS];
	const struct kam_value *unit = &r->values[KAM_CONTACT_DEPARTMENT];

	for (size_t i = 0; i < accounts->n_refs || (!i && unit->set); i++) {
		const char *name =
		    i < accounts->n_refs ? accounts->refs[i].title : NULL;

		kam_str_add(&p->line, "ORG:");
		add_text(p, name ? name : "");
		if (!i && unit->set) {
			kam_str_add_char(&p->line, ';');
			add_text(p, unit->text);
		}
		end_line(p);
	}
}

static void print_tags(struct printing *p, const struct kam_value *tags)
{
	if (!tags->n_refs)
		return;
	kam_str_add(&p->line, "CATEGORIES:");
	for (size_t i = 0; i < tags->n_refs; i++) {
		if (i)
			kam_str_add_char(&p->line, ',');
		add_text(p, tags->refs[i].role ? tags->refs[i].role : "");
	}
	end_line(p);
}

/* 8-4-4-4-12 hexadecimal digits */
static int is_uuid(const char *text)
{
	for (int i = 0; i < 36; i++) {
		int dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text[i] != '-'
			 : !text[i] ||
			       !strchr("0123456789abcdefABCDEF", text[i]))
			return 0;
	}
	return !text[36];
}

static void print_uid(struct printing *p, const struct kam_record *r,
		      const char *mark)
{
	const char *uid = NULL;

	if (r->source && !strncmp(r->source, "vcard:", 6))
		uid = r->source + 6;
	if (p->version == KAM_VCARD_3_0)
		kam_str_add(&p->line, "UID:");
	else if (uid && is_uuid(uid))
		kam_str_add(&p->line, "UID:urn:uuid:");
	else
		kam_str_add(&p->line, "UID;VALUE=text:");
	if (uid)
		add_text(p, uid);
	else
		kam_str_printf(&p->line, "%s%s-%" PRId64, mark, r->kind->prefix,
			       r->id);
	end_line(p);
}

/* The moment of the last change; 4.0 has it without '-' and ':' */
static void print_revision(struct printing *p, const char *instant)
{
	kam_str_add(&p->line, "REV:");
	for (; *instant; instant++)
		if (p->version == KAM_VCARD_3_0 || !strchr("-:", *instant))
			kam_str_add_char(&p->line, *instant);
	end_line(p);
}

int kam_vcard_print(struct kam_str *out, const struct kam_record *r,
		    enum kam_vcard_version version, const char *mark,
		    struct kam_err *err)
{
	struct printing p = { .out = out,
			      .line = KAM_STR_INIT,
			      .version = version };
	const struct kam_value *v = r->values;
	int old = version == KAM_VCARD_3_0;
	const char *name =
	    v[KAM_CONTACT_NAME].set ? v[KAM_CONTACT_NAME].text : "";

	print_text(&p, "BEGIN:", "VCARD");
	print_text(&p, "VERSION:", old ? "3.0" : "4.0");
	print_uid(&p, r, mark);
	print_text(&p, "FN:", name);
	print_name(&p, name);
	print_organisations(&p, r);
	print_field(&p, "TITLE:", &v[KAM_CONTACT_TITLE]);
	print_field(&p, old ? "EMAIL;TYPE=INTERNET,WORK:" : "EMAIL;TYPE=work:",
		    &v[KAM_CONTACT_EMAIL]);
	print_field(&p, old ? "TEL;TYPE=WORK,VOICE:" : "TEL;TYPE=work:",
		    &v[KAM_CONTACT_PHONE]);
	print_field(&p, old ? "TEL;TYPE=CELL:" : "TEL;TYPE=cell:",
		    &v[KAM_CONTACT_MOBILE]);
	if (v[KAM_CONTACT_ADDRESS].set) {
		/* one free text: all of it is the street's */
		kam_str_add(&p.line,
			    old ? "ADR;TYPE=WORK:;;" : "ADR;TYPE=work:;;");
		add_text(&p, v[KAM_CONTACT_ADDRESS].text);
		kam_str_add(&p.line, ";;;;");
		end_line(&p);
	}
	print_field(&p, "LANG:", &v[KAM_CONTACT_LANGUAGE]);
	print_field(&p,
		    old ? "TZ;VALUE=text:" : "TZ:", &v[KAM_CONTACT_TIME_ZONE]);
	print_tags(&p, &v[KAM_CONTACT_TAGS]);
	print_field(&p, "NOTE:", &v[KAM_CONTACT_DESCRIPTION]);
	if (r->modified)
		print_revision(&p, r->modified);
	print_text(&p, "END:", "VCARD");
	kam_str_release(&p.line);
	return kam_str_check(out, err);
}

int kam_vcard_mark(char out[KAM_VCARD_MARK], struct kam *k, struct kam_err *err)
{
	char register_mark[KAM_REGISTER_MARK];
	int rc = kam_register_mark(register_mark, k, err);

	(void)snprintf(out, KAM_VCARD_MARK, "kam-%s-", register_mark);
	return rc;
}
