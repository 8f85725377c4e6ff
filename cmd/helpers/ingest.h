/*
 * What the files of kam-ingest-mail share: one message on its way from GMime's
 * tree to a line of JSON.
 */
#ifndef KAM_INGEST_H
#define KAM_INGEST_H

#include <gmime/gmime.h>
#include <kam/sha256.h>
#include <kam/str.h>
#include <stdint.h>

enum {
	INGEST_TEXT = 64 * 1024,       /* bytes of a body that are kept */
	INGEST_READ = 4 * 1024 * 1024, /* bytes of a part that are looked at */
	INGEST_DEPTH = 16,             /* parts within parts */
	INGEST_PARTS = 200,            /* attachments that are listed */
	INGEST_ADDRESSES = 200,        /* of one header */
	INGEST_REFERENCES = 50,
	INGEST_SUBJECT = 1000, /* bytes */
	INGEST_NAME = 255,
};

struct ingest {
	int64_t key;      /* counts the messages of all files */
	const char *name; /* of its file in a maildir, or NULL */
	int parts;        /* the folder for attachments, or -1 */
	int failed;       /* one could not be written: errno */

	struct kam_str text;        /* the body */
	struct kam_str attachments; /* as elements of a JSON array */
	size_t n_attachments;
	GMimeObject *spare; /* what may do as text, borrowed */
	char charset[64];   /* of the first text, for headers with raw bytes */
	struct kam_sha256 digest; /* of what the message says */
	unsigned flaws;           /* enum kam_mail_flaw */
	int cut, deep, many;
};

/* What the bytes of one part go to, as they are decoded. */
struct ingest_sink {
	struct ingest *in;
	struct kam_str bytes; /* the first INGEST_READ of them */
	int keep;             /* they are wanted; else their SHA-256 is */
	int text;             /* line breaks are not what it says */
	struct kam_sha256 sha;
	int64_t length;
	int fd; /* -1: not kept in a file */
};

void ingest_open(struct ingest_sink *s, struct ingest *in, GMimeObject *object,
		 int keep);
void ingest_read(struct ingest_sink *s, GMimeObject *object);

/* Fills it from the message's parts. */
void ingest_parts(struct ingest *in, GMimeMessage *message);

/* Adds the members of the line's object that the headers give; from is the
   From_ line, or "". */
void ingest_headers(struct kam_str *line, struct ingest *in,
		    GMimeMessage *message, const char *from);

/* Shortened to whole characters within n bytes. */
void ingest_shorten(struct kam_str *text, size_t n);

#endif
