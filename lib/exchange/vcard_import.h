/*
 * What the import of vCards shares.
 */
#ifndef KAM_EXCHANGE_VCARD_IMPORT_H
#define KAM_EXCHANGE_VCARD_IMPORT_H

#include "exchange/import.h"
#include "exchange/vcard.h"

struct kam_vcard_importing {
	struct kam_import base; /* its result, arenas and duplicates */
	const struct kam_vcard_options *options;
	struct kam_vcard_reader *reader;
	char mark[KAM_VCARD_MARK];
	struct kam_str unread, *bad;
	struct kam_names emails;  /* and whose they are */
	struct kam_names sources; /* of this file, and their lines */
	int64_t cards;
};

/* A card on its way in. */
struct kam_vcard_card {
	const struct kam_vcard *vcard;
	struct kam_vcard_contact contact;
	const char *source, *digest;
	struct kam_record *before, *after;
	int own; /* a contact that this register made, not one imported */
	struct kam_str further;
};

/* What is wrong with one card only is kept as an error and forgotten; what
   stops everything is given back. */
int kam_vcard_refuse(struct kam_vcard_importing *in, size_t line, size_t column,
		     struct kam_err *err) KAM_MUST_USE;
void kam_vcard_warn(struct kam_vcard_importing *in,
		    const struct kam_vcard_card *card, const char *format, ...)
    KAM_PRINTF(3, 4);

/* vcard_store.c: the contact as the card has it. */
int kam_vcard_load(struct kam_record **out, struct kam_vcard_importing *in,
		   int64_t id, struct kam_err *err) KAM_MUST_USE;
int kam_vcard_store(struct kam_vcard_importing *in, struct kam_vcard_card *card,
		    struct kam_err *err) KAM_MUST_USE;
/* Warns of another contact with the same address. */
int kam_vcard_check_duplicate(struct kam_vcard_importing *in,
			      const struct kam_vcard_card *card,
			      const struct kam_record *r,
			      struct kam_err *err) KAM_MUST_USE;

#endif
