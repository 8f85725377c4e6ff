/*
 * vCards in and out: 2.1, 3.0 (RFC 2426), 4.0 (RFC 6350).
 *
 * In: lines are unfolded (3.0 and 4.0 drop the blank that marks a fold, 2.1
 * keeps it; soft breaks of quoted-printable are joined); QUOTED-PRINTABLE,
 * BASE64 and B are decoded; text becomes UTF-8 from its CHARSET, else from the
 * encoding given, else it is UTF-8, else what the file looks like, such as
 * GB18030 or CP1252 (kam_vcard_guessed() tells so). A CHARSET that the text is
 * not in gives way to the encoding given, or to UTF-8 where the text is plainly
 * that. A card within a card (AGENT
 *of 2.1) is passed over. Pictures, sounds and keys are passed over unread, up
 *to 16 MiB each. Any other line of more than 4 MiB, a card of more than 10,000
 *properties or 8 MiB of text, a BEGIN inside a card, a missing END, a NUL byte,
 *text outside cards and other versions are KAM_EINVALID with line and column:
 *that card's alone, the next call goes on after it. Memory is that of a card.
 *
 *	rc = kam_vcard_open(&reader, bytes, length, NULL, err);
 *	while (!rc && (rc = kam_vcard_next(&card, reader, err)) > 0)
 *		for (p = card->properties; p; p = p->next)
 *			…kam_vcard_text(&text, card, p->value)…
 *	kam_vcard_close(reader);
 */
#ifndef KAM_VCARD_H
#define KAM_VCARD_H

#include <kam/import.h>
#include <kam/str.h>

struct kam_vcard_reader;

enum kam_vcard_version {
	KAM_VCARD_2_1 = 21,
	KAM_VCARD_3_0 = 30,
	KAM_VCARD_4_0 = 40
};

struct kam_vcard_property {
	struct kam_vcard_property *next;
	const char *group;   /* "item1" of item1.TEL, or "" */
	const char *name;    /* "TEL" */
	const char *types;   /* ",work,voice,": lower case, or "" */
	int preference;      /* 1, the best, … 100; 101 where it has none */
	int is_uri;          /* VALUE=uri */
	const char *value;   /* UTF-8, its escapes still in it */
	size_t line, column; /* where its value begins, from 1 */
};

struct kam_vcard {
	enum kam_vcard_version version;
	size_t line;                                 /* of its BEGIN */
	const struct kam_vcard_property *properties; /* in their order */
};

/* bytes are borrowed until close. encoding: see above; or NULL. */
int kam_vcard_open(struct kam_vcard_reader **out, const char *bytes,
		   size_t length, const char *encoding,
		   struct kam_err *err) KAM_MUST_USE;
void kam_vcard_close(struct kam_vcard_reader *reader);
/* 1 with a card that is valid until the next call, 0 at the end, or a negative
   code: after KAM_EINVALID the next call gives the next card. */
int kam_vcard_next(const struct kam_vcard **card,
		   struct kam_vcard_reader *reader,
		   struct kam_err *err) KAM_MUST_USE;
/* Where the error is: line from 1; column in its unfolded line, or 0. */
size_t kam_vcard_line(const struct kam_vcard_reader *reader);
size_t kam_vcard_column(const struct kam_vcard_reader *reader);
/* The bytes of the card given last, or refused last, as they stand. */
const char *kam_vcard_bytes(size_t *length,
			    const struct kam_vcard_reader *reader);
/* The line of the first text that was taken for what the file looks like, and
   what that is: "GB18030"; 0 where none was. */
size_t kam_vcard_guessed(const struct kam_vcard_reader *reader);
const char *kam_vcard_otherwise(const struct kam_vcard_reader *reader);

/*
 * Adds the text of a value up to the first separator that is not escaped (';'
 * or ','; 0: all of it), without its escapes, line ends as LF. Returns what
 * follows the separator, NULL at the end.
 */
const char *kam_vcard_part(struct kam_str *out, const struct kam_vcard *card,
			   const char *value, char separator);

/* Whether the types have a word: kam_vcard_has(p, "work") */
int kam_vcard_has(const struct kam_vcard_property *p, const char *type);

/*
 * Contacts from cards, inside an operation; the result as kam_import_csv() has
 * it, a line and column being those of the card's property.
 *
 * A card's UID is its source ("vcard:UID"), without one the SHA-256 of what is
 * read of it: a card that says what it said last time changes nothing. The UID
 * that kam_vcard_print() gave a contact of this register leads back to it,
 * unless it was changed here since (REV): then it is left as it is, and said.
 * Fields that the card has not are left alone.
 *
 * name: FN, else N (the family first for Chinese), NICKNAME, ORG or the
 * address of an EMAIL. accounts: `account`, else the one whose name is the
 * first part of ORG; where none has that name it is made (create_accounts) or
 * the card is refused. department: the rest of ORG. title: TITLE, else ROLE.
 * email, phone, mobile, address: the preferred one, of work before home; faxes
 * and pagers are none. language: LANG. time_zone: TZ. description: NOTEs.
 * tags: CATEGORIES. What has no place is warned about.
 */
struct kam_vcard_options {
	int64_t account; /* of all cards; 0: by ORG */
	int create_accounts;
	int skip_bad; /* a bad card refuses itself only */
	const char *encoding;
};
/* bad: with skip_bad, the bytes of those cards are added to it. */
int kam_vcard_import(struct kam_import_result *result, struct kam *k,
		     struct kam_arena *arena,
		     const struct kam_vcard_options *options, const char *bytes,
		     size_t length, struct kam_str *bad,
		     struct kam_err *err) KAM_MUST_USE;

/*
 * Adds a contact as a card: CRLF, folded at 75 octets between characters,
 * escaped, so that no value makes a line or a card of its own. Reading it back
 * gives the fields listed above, but a CR becomes LF. What vCard has no place
 * for, or is nobody else's business (influence, attitude, roles, owner), is not
 * in it; the register's own export has everything. mark: what kam_vcard_mark()
 * gave.
 */
int kam_vcard_print(struct kam_str *out, const struct kam_record *contact,
		    enum kam_vcard_version version, const char *mark,
		    struct kam_err *err) KAM_MUST_USE;
/* "kam-0123456789abcdef-": what the UIDs of this register's own contacts begin
   with. */
enum { KAM_VCARD_MARK = 24 };
int kam_vcard_mark(char out[KAM_VCARD_MARK], struct kam *k,
		   struct kam_err *err) KAM_MUST_USE;

#endif
