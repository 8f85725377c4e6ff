/*
 * vCards: cards to the end, or errors with a line; what was read of a contact
 * is the same when it is written and read again.
 */
#include "fuzz.h"

#include "exchange/vcard.h"

#include <kam/areas.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

static void must(int holds)
{
	if (!holds)
		abort();
}

static const int fields[KAM_VCARD_TEXTS] = {
	[KAM_VCARD_NAME] = KAM_CONTACT_NAME,
	[KAM_VCARD_ORGANISATION] = KAM_NO_FIELD,
	[KAM_VCARD_DEPARTMENT] = KAM_CONTACT_DEPARTMENT,
	[KAM_VCARD_TITLE] = KAM_CONTACT_TITLE,
	[KAM_VCARD_EMAIL] = KAM_CONTACT_EMAIL,
	[KAM_VCARD_PHONE] = KAM_CONTACT_PHONE,
	[KAM_VCARD_MOBILE] = KAM_CONTACT_MOBILE,
	[KAM_VCARD_ADDRESS] = KAM_CONTACT_ADDRESS,
	[KAM_VCARD_LANGUAGE] = KAM_CONTACT_LANGUAGE,
	[KAM_VCARD_TIME_ZONE] = KAM_CONTACT_TIME_ZONE,
	[KAM_VCARD_NOTE] = KAM_CONTACT_DESCRIPTION,
};

/* The one card of what was written must say the same. */
static void read_again(const struct kam_vcard_contact *contact,
		       const struct kam_str *text, struct kam_err *err)
{
	struct kam_str further = KAM_STR_INIT, unread = KAM_STR_INIT;
	struct kam_arena arena = { 0 };
	struct kam_vcard_reader *reader;
	struct kam_vcard_contact again;
	const struct kam_vcard *card;

	must(!kam_vcard_open(&reader, text->data, text->length, NULL, err));
	must(kam_vcard_next(&card, reader, err) == 1);
	must(!kam_vcard_contact_read(&again, &arena, card, &further, &unread,
				     err));
	for (size_t i = 0; i < KAM_VCARD_TEXTS; i++)
		must(fields[i] == KAM_NO_FIELD ||
		     !strcmp(again.texts[i], contact->texts[i]));
	must(again.n_tags == contact->n_tags);
	for (size_t i = 0; i < again.n_tags; i++)
		must(!strcmp(again.tags[i], contact->tags[i]));
	must(!kam_vcard_next(&card, reader, err));
	must(!further.length && !unread.length);
	kam_vcard_close(reader);
	kam_arena_release(&arena);
}

static void write_again(const struct kam_vcard_contact *contact,
			enum kam_vcard_version version, struct kam_err *err)
{
	struct kam_value values[KAM_CONTACT_FIELDS] = { 0 };
	struct kam_record record = { .kind = &kam_contact_kind,
				     .id = 1,
				     .modified = "2026-11-23T01:00:00Z",
				     .values = values };
	static struct kam_ref tags[500];
	struct kam_str text = KAM_STR_INIT;

	for (size_t i = 0; i < KAM_VCARD_TEXTS; i++)
		if (fields[i] != KAM_NO_FIELD && *contact->texts[i]) {
			values[fields[i]].set = 1;
			values[fields[i]].text = contact->texts[i];
		}
	for (size_t i = 0; i < contact->n_tags; i++)
		tags[i].role = contact->tags[i];
	values[KAM_CONTACT_TAGS].refs = tags;
	values[KAM_CONTACT_TAGS].n_refs = contact->n_tags;
	must(!kam_vcard_print(&text, &record, version, "kam-", err));
	must(kam_utf8_valid(text.data, text.length));
	read_again(contact, &text, err);
	kam_str_release(&text);
}

static void read_contact(const struct kam_vcard *card, struct kam_err *err)
{
	struct kam_str further = KAM_STR_INIT, unread = KAM_STR_INIT;
	struct kam_arena arena = { 0 };
	struct kam_vcard_contact contact;

	if (!kam_vcard_contact_read(&contact, &arena, card, &further, &unread,
				    err) &&
	    *contact.texts[KAM_VCARD_NAME]) {
		for (size_t i = 0; i < KAM_VCARD_TEXTS; i++)
			must(kam_utf8_valid(contact.texts[i],
					    strlen(contact.texts[i])));
		write_again(&contact, KAM_VCARD_3_0, err);
		write_again(&contact, KAM_VCARD_4_0, err);
	}
	kam_err_reset(err);
	kam_str_release(&further);
	kam_str_release(&unread);
	kam_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct kam_err err = { 0 };
	struct kam_vcard_reader *reader;
	const struct kam_vcard *card;
	size_t end = 0, length;
	int rc;

	if (kam_vcard_open(&reader, (const char *)bytes, n, NULL, &err))
		return 0;
	while ((rc = kam_vcard_next(&card, reader, &err)) != 0) {
		const char *at = kam_vcard_bytes(&length, reader);

		must(rc > 0 || (rc == KAM_EINVALID && kam_vcard_line(reader)));
		must(length > 0); /* it goes on */
		if (at >= (const char *)bytes &&
		    at <= (const char *)bytes + n) {
			must((size_t)(at - (const char *)bytes) >= end);
			end = (size_t)(at - (const char *)bytes) + length;
			must(end <= n);
		}
		kam_err_reset(&err);
		if (rc > 0)
			read_contact(card, &err);
	}
	kam_vcard_close(reader);
	return 0;
}
