/*
 * The schema: one text of DDL per version, walked in order.
 */
#ifndef KAM_STORE_SCHEMA_H
#define KAM_STORE_SCHEMA_H

#include "store/internal.h"

#include <stdint.h>

enum {
	KAM_APPLICATION = 0x6b616d31, /* "kam1" */
	KAM_SCHEMA = 1,               /* the newest version */
};

/* The statements in order, ended by NULL; written as "CREATE TABLE …", so that
   the database keeps them byte for byte. */
extern const char *const kam_schema_1[];

/* Makes all tables in the open transaction. at: now, an instant. */
int kam_schema_create(struct kam_db *db, const char *at,
		      struct kam_err *err) KAM_MUST_USE;
/* 0 where the file is a register of this version whose schema is the built-in
   text byte for byte; else KAM_ECORRUPT */
int kam_schema_check(struct kam_db *db, struct kam_err *err) KAM_MUST_USE;

/* SHA-256 of a row of the table migration. */
void kam_migration_digest(uint8_t out[KAM_DIGEST], int64_t version,
			  const char *at, int64_t reader);

#endif
