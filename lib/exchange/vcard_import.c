/*
 * Contacts from vCards: matched by their source.
 */
#include "exchange/vcard_import.h"

#include <kam/areas.h>
#include <kam/forget.h>
#include <kam/sha256.h>
#include <kam/utf8.h>
#include <stdarg.h>
#include <string.h>

int kam_vcard_refuse(struct kam_vcard_importing *in, size_t line, size_t column,
		     struct kam_err *err)
{
	struct kam_err said = *err;

	switch (said.code) {
	case KAM_EINVALID:
	case KAM_EREFUSED:
	case KAM_EDUPLICATE:
	case KAM_ENOENT:
		break;
	default:
		return said.code;
	}
	kam_err_reset(err);
	if (in->options->skip_bad) {
		size_t n;
		const char *bytes = kam_vcard_bytes(&n, in->reader);

		kam_str_add_bytes(in->bad, bytes, n);
		if (n && bytes[n - 1] != '\n')
			kam_str_add(in->bad, "\r\n");
		in->base.result->skipped++;
	}
	return kam_import_error(&in->base, line, column, said.message, err);
}

void kam_vcard_warn(struct kam_vcard_importing *in,
		    const struct kam_vcard_card *card, const char *format, ...)
{
	char text[768];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof text, format, args);
	va_end(args);
	kam_utf8_mend(text, sizeof text);
	kam_import_warning(&in->base, card->vcard->line, 0, text);
}

static void add_digest(struct kam_sha256 *sha, const char *text)
{
	kam_sha256_add(sha, text, strlen(text) + 1);
}

/* SHA-256 over what is read of the card, so that the same again is known. */
static const char *digest_of(struct kam_arena *arena,
			     const struct kam_vcard_contact *c, int64_t account)
{
	char text[KAM_SHA256_TEXT];
	struct kam_sha256 sha;

	kam_sha256_begin(&sha);
	for (size_t i = 0; i < KAM_VCARD_TEXTS; i++)
		add_digest(&sha, c->texts[i]);
	for (size_t i = 0; i < c->n_more; i++)
		add_digest(&sha, c->more[i]);
	add_digest(&sha, "");
	for (size_t i = 0; i < c->n_tags; i++)
		add_digest(&sha, c->tags[i]);
	if (account) {
		(void)snprintf(text, sizeof text, "%lld", (long long)account);
		add_digest(&sha, text);
	}
	kam_sha256_text(text, &sha);
	return kam_arena_strdup(arena, text);
}

static int identify(struct kam_vcard_importing *in, struct kam_vcard_card *card,
		    struct kam_err *err)
{
	struct kam_arena *row = &in->base.row;
	const struct kam_vcard_contact *c = &card->contact;
	const char *uid = *c->uid ? c->uid : digest_of(row, c, 0);

	card->digest = digest_of(row, c, in->options->account);
	card->source = uid ? kam_arena_printf(row, "vcard:%s", uid) : NULL;
	return card->digest && card->source ? 0 : kam_fail_memory(err);
}

/* The contact of this register that the UID names: kam-…-CON-12 */
static int find_own(int64_t *id, struct kam_vcard_importing *in,
		    const char *uid, struct kam_err *err)
{
	const struct kam_kind *kind = NULL;
	size_t n = strlen(in->mark);

	*id = 0;
	if (strncmp(uid, in->mark, n) != 0)
		return 0;
	if (kam_id_parse(&kind, id, kam_catalogue_of(in->base.k), uid + n,
			 err)) {
		kam_err_reset(err);
		return 0;
	}
	if (!kam_kind_is(kind, &kam_contact_kind))
		*id = 0;
	return 0;
}

/* card->before, NULL for a new one */
static int find_before(struct kam_vcard_importing *in,
		       struct kam_vcard_card *card, struct kam_err *err)
{
	int64_t id;
	int rc = find_own(&id, in, card->contact.uid, err);

	if (!rc && id) {
		rc = kam_vcard_load(&card->before, in, id, err);
		card->own = !rc;
		/* removed since: it is new again */
		if (rc != KAM_ENOENT)
			return rc;
		kam_err_reset(err);
		rc = 0;
	}
	if (!rc)
		rc = kam_find_source(&id, in->base.k, &kam_contact_kind,
				     card->source, err);
	return rc || !id ? rc : kam_vcard_load(&card->before, in, id, err);
}

/* A card of a contact that was changed here after it: ours stays. */
static int is_outdated(const struct kam_vcard_card *card)
{
	const char *revised = card->contact.revised;
	char modified[KAM_VCARD_MARK] = "";
	size_t n = 0;

	if (!card->own || !*revised)
		return 0;
	for (const char *at = card->before->modified; *at && n < 15; at++)
		if (*at != '-' && *at != ':')
			modified[n++] = *at;
	return strcmp(revised, modified) < 0;
}

/* 1 where an earlier card of the file has the same source: *line says which */
static int is_repeated(int64_t *line, struct kam_vcard_importing *in,
		       const struct kam_vcard_card *card, struct kam_err *err)
{
	char text[KAM_SHA256_TEXT];
	int64_t lines[KAM_NAMES_SAME];
	struct kam_sha256 sha;
	int n;

	/* sources are told exactly, names are folded */
	kam_sha256_begin(&sha);
	kam_sha256_add(&sha, card->source, strlen(card->source));
	kam_sha256_text(text, &sha);
	n = kam_names_find(lines, &in->sources, text, 0, err);
	if (n > 0)
		*line = lines[0];
	if (n)
		return n < 0 ? n : 1;
	return kam_names_add(&in->sources, text, (int64_t)card->vcard->line, 0,
			     err);
}

static int take(struct kam_vcard_importing *in, struct kam_vcard_card *card,
		struct kam_err *err)
{
	struct kam_import_result *result = in->base.result;
	int64_t line;
	int rc = identify(in, card, err), repeated;

	if (!rc)
		rc = find_before(in, card, err);
	if (rc)
		return rc;
	if (card->before && kam_record_erased(card->before)) {
		kam_vcard_warn(
		    in, card, _("CON-%lld was forgotten: the card is left out"),
		    (long long)card->before->id);
		result->skipped++;
		return 0;
	}
	repeated = is_repeated(&line, in, card, err);
	if (repeated < 0)
		return repeated;
	if (card->before && !card->own && card->before->source_digest &&
	    !strcmp(card->before->source_digest, card->digest)) {
		result->unchanged += !repeated;
		result->skipped += repeated;
		return kam_vcard_check_duplicate(in, card, card->before, err);
	}
	if (repeated) {
		kam_fail(err, KAM_EINVALID,
			 _("the card in line %lld has the same UID"),
			 (long long)line);
		return kam_vcard_refuse(in, card->vcard->line, 0, err);
	}
	if (card->before && is_outdated(card)) {
		kam_vcard_warn(
		    in, card,
		    _("'%.200s' was changed here since: left as it is"),
		    card->before->values[KAM_CONTACT_NAME].text);
		result->unchanged++;
		return 0;
	}
	return kam_vcard_store(in, card, err);
}

static int read_card(struct kam_vcard_importing *in,
		     const struct kam_vcard *vcard, struct kam_err *err)
{
	struct kam_vcard_card card = { .vcard = vcard,
				       .further = KAM_STR_INIT };
	const struct kam_vcard_contact *c = &card.contact;
	int rc = kam_vcard_contact_read(&card.contact, &in->base.row, vcard,
					&card.further, &in->unread, err);

	in->cards++;
	if (!rc && c->is_group) {
		kam_vcard_warn(in, &card,
			       _("'%.200s' is a group of people: skipped"),
			       c->texts[KAM_VCARD_NAME]);
		in->base.result->skipped++;
	} else if (!rc && !*c->texts[KAM_VCARD_NAME]) {
		rc = kam_fail(err, KAM_EINVALID, "%s",
			      _("the card has neither a name nor an e-mail "
				"address"));
	} else if (!rc) {
		rc = take(in, &card, err);
	}
	kam_str_release(&card.further);
	return rc ? kam_vcard_refuse(in, vcard->line, 0, err) : 0;
}

/* What the register holds already counts for duplicates. */
static int see_contact(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_vcard_importing *in = context;
	const struct kam_value *v = &r->values[KAM_CONTACT_EMAIL];

	return v->set ? kam_names_add(&in->emails, v->text, r->id, 0, err) : 0;
}

static int see_contacts(struct kam_vcard_importing *in, struct kam_err *err)
{
	struct kam_query *q;
	int rc = kam_query_open(&q, in->base.k, &kam_contact_kind, err);

	if (rc)
		return rc;
	kam_query_closed_too(q);
	rc = kam_query_run(q, see_contact, in, err);
	kam_query_release(q);
	return rc;
}

static void warn_guessed(struct kam_vcard_importing *in)
{
	char text[256];

	(void)snprintf(text, sizeof text,
		       _("text that is not UTF-8 was read as %s; --encoding "
			 "names another"),
		       kam_vcard_otherwise(in->reader));
	kam_import_warning(&in->base, kam_vcard_guessed(in->reader), 0, text);
}

static int read_cards(struct kam_vcard_importing *in, struct kam_err *err)
{
	const struct kam_vcard *card;
	int rc;

	while ((rc = kam_vcard_next(&card, in->reader, err)) != 0) {
		if (rc > 0)
			rc = read_card(in, card, err);
		else if (rc == KAM_EINVALID)
			rc =
			    kam_vcard_refuse(in, kam_vcard_line(in->reader),
					     kam_vcard_column(in->reader), err);
		if (rc)
			return rc;
		kam_arena_reset(&in->base.row);
	}
	if (!in->cards && !in->base.result->n_errors)
		rc = kam_import_error(&in->base, 1, 0,
				      _("the file holds no vCard"), err);
	if (!rc && kam_vcard_guessed(in->reader))
		warn_guessed(in);
	if (!rc)
		rc = kam_str_check(&in->unread, err);
	if (!rc && in->unread.length) {
		in->base.result->unread =
		    kam_arena_strdup(in->base.arena, in->unread.data);
		rc = in->base.result->unread ? 0 : kam_fail_memory(err);
	}
	return rc;
}

int kam_vcard_import(struct kam_import_result *result, struct kam *k,
		     struct kam_arena *arena,
		     const struct kam_vcard_options *options, const char *bytes,
		     size_t length, struct kam_str *bad, struct kam_err *err)
{
	struct kam_vcard_importing in = {
		.base = { .k = k, .arena = arena, .result = result },
		.options = options,
		.unread = KAM_STR_INIT,
		.bad = bad
	};
	int rc;

	memset(result, 0, sizeof *result);
	rc = kam_vcard_mark(in.mark, k, err);
	if (!rc)
		rc = see_contacts(&in, err);
	if (!rc)
		rc = kam_vcard_open(&in.reader, bytes, length,
				    options->encoding, err);
	if (!rc)
		rc = read_cards(&in, err);
	if (!rc && options->skip_bad)
		rc = kam_str_check(bad, err);
	kam_vcard_close(in.reader);
	kam_names_release(&in.emails);
	kam_names_release(&in.sources);
	kam_str_release(&in.unread);
	kam_arena_release(&in.base.row);
	return rc;
}
