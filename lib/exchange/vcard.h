/*
 * What the parts of vCards share.
 */
#ifndef KAM_EXCHANGE_VCARD_H
#define KAM_EXCHANGE_VCARD_H

#include <kam/vcard.h>

/* vcard_lines.c: unfolded lines. */
struct kam_vcard_lines {
	const char *bytes;
	size_t length, at;
	size_t next;     /* the number of the line at `at`, from 1 */
	size_t from;     /* where the line given last begins */
	size_t line;     /* its number */
	int mac;         /* lines end with CR alone */
	int keeps_blank; /* of a fold: 2.1 */
	int dropped;     /* its value was passed over: a picture */
	struct kam_str text;
};
/* 1 with lines->text, 0 at the end, or a negative code: after KAM_EINVALID the
   next call gives the next line. */
int kam_vcard_lines_next(struct kam_vcard_lines *lines,
			 struct kam_err *err) KAM_MUST_USE;

/* vcard_value.c: a property of a line. */
enum kam_vcard_encoding {
	KAM_VCARD_PLAIN,
	KAM_VCARD_QUOTED_PRINTABLE,
	KAM_VCARD_BASE64
};
struct kam_vcard_head {
	const char *encoding; /* of the file; or NULL */
	/* what lines look like that are not UTF-8; NULL where there are none */
	const char *otherwise;
	struct kam_arena *arena;
	size_t line;
	size_t column;       /* of an error */
	size_t guessed;      /* see kam_vcard_guessed() */
	const char *read_as; /* what that was read as */
};
int kam_vcard_property_read(struct kam_vcard_property **out,
			    struct kam_vcard_head *head, const char *text,
			    size_t length, int dropped,
			    struct kam_err *err) KAM_MUST_USE;

/* vcard_decode.c: adds a value's bytes as UTF-8; charset: CHARSET, or "". */
int kam_vcard_decode(struct kam_str *out, struct kam_vcard_head *head,
		     enum kam_vcard_encoding encoding, const char *charset,
		     const char *text, size_t n,
		     struct kam_err *err) KAM_MUST_USE;

/* vcard_contact.c: what a card says of a contact; each "" where it doesn't. */
enum kam_vcard_text {
	KAM_VCARD_NAME,
	KAM_VCARD_ORGANISATION,
	KAM_VCARD_DEPARTMENT,
	KAM_VCARD_TITLE,
	KAM_VCARD_EMAIL,
	KAM_VCARD_PHONE,
	KAM_VCARD_MOBILE,
	KAM_VCARD_ADDRESS,
	KAM_VCARD_LANGUAGE,
	KAM_VCARD_TIME_ZONE,
	KAM_VCARD_NOTE,
	KAM_VCARD_TEXTS
};
struct kam_vcard_contact {
	const char *texts[KAM_VCARD_TEXTS];
	const struct kam_vcard_property *from[KAM_VCARD_TEXTS]; /* or NULL */
	const char **more; /* organisations beyond the first */
	size_t n_more;
	const char **tags;
	size_t n_tags;
	const char *uid;
	const char *revised; /* "20261123T010000", UTC; or "" */
	int is_group;        /* a list of people, no person */
};
/*
 * further: what has no room in the contact ("TEL 123, EMAIL a@x"); unread: the
 * names of properties that nothing reads, each once, ", " between.
 */
int kam_vcard_contact_read(struct kam_vcard_contact *out,
			   struct kam_arena *arena,
			   const struct kam_vcard *card,
			   struct kam_str *further, struct kam_str *unread,
			   struct kam_err *err) KAM_MUST_USE;
/* A card being read into a contact. */
struct kam_vcard_reading {
	struct kam_vcard_contact *out;
	struct kam_arena *arena;
	const struct kam_vcard *card;
	struct kam_str *further, *unread;
	struct kam_str note; /* as it grows */
	struct kam_err *err; /* what failed, so that code reads straight */
	int ranks[KAM_VCARD_TEXTS]; /* of what was taken; the least wins */
};
/* The text in the arena; it is released. "" where that failed. */
const char *kam_vcard_keep(struct kam_vcard_reading *in, struct kam_str *text);
/* The same in one line. */
const char *kam_vcard_one_line(struct kam_vcard_reading *in,
			       struct kam_str *text);
/* A whole value in one line. */
const char *kam_vcard_line_of(struct kam_vcard_reading *in, const char *value);
/* A text for a field: the better of two wins, the other one is told. */
void kam_vcard_offer(struct kam_vcard_reading *in, enum kam_vcard_text at,
		     const struct kam_vcard_property *p, int rank,
		     const char *text);
/* Notes a value that there was no room for, to be told. */
void kam_vcard_further(struct kam_str *further, const char *name,
		       const char *text);
/* vcard_reach.c: TEL, EMAIL, ADR, ORG: 1 where it was one of these. */
int kam_vcard_reach(struct kam_vcard_reading *in,
		    const struct kam_vcard_property *p);

#endif
