/*
 * What the files of backup and restore share.
 */
#ifndef KAM_STORE_KEEP_H
#define KAM_STORE_KEEP_H

#include "store/internal.h"

#include <kam/keep.h>

/* A name of kam's own: BASE-STAMP[-automatic-WHY][-NUMBER].db */
enum { KAM_STAMP_TEXT = 17 }; /* "20261125T093000Z" */
struct kam_backup_name {
	const char *name; /* the file's */
	char stamp[KAM_STAMP_TEXT];
	char why[17]; /* "" where it isn't automatic */
	int number;   /* from 1, which isn't written */
};
/* 1 where the name has that form; base: "register" of register.db */
int kam_backup_name_read(struct kam_backup_name *out, const char *name,
			 const char *base);
/* The path of a name; NULL is out of memory. */
const char *kam_backup_name_path(struct kam_arena *arena, const char *folder,
				 const char *base,
				 const struct kam_backup_name *name);
/* All names in a folder that have the form, the oldest first. */
int kam_backup_names(struct kam_backup_name **out, size_t *n,
		     struct kam_arena *arena, const char *folder,
		     const char *base, struct kam_err *err) KAM_MUST_USE;
/* "register" of "/x/register.db"; NULL is out of memory */
const char *kam_backup_base(struct kam_arena *arena, const char *path);
/* Now as a stamp. */
void kam_backup_stamp(char out[KAM_STAMP_TEXT], int64_t now);
/* "/x/NAME" beside "/x/register.db"; NULL is out of memory */
const char *kam_beside(struct kam_arena *arena, const char *path,
		       const char *name);

/* The whole of fsck on a file: KAM_ECORRUPT with the first finding. called:
   how the message names it. */
int kam_prove(struct kam_fsck *proof, const struct kam_open_options *of,
	      const char *path, const char *called,
	      struct kam_err *err) KAM_MUST_USE;
/* kam_backup() of a database in whose transaction nothing was written; which
   ends as soon as the copy is made unless it is to be held. */
int kam_backup_database(struct kam_backup *out, struct kam_db *db,
			const struct kam_open_options *of,
			struct kam_arena *arena,
			const struct kam_backup_options *options, int held,
			struct kam_err *err) KAM_MUST_USE;
/* The number and hash of the last operation; zeros where there is none. */
int kam_read_head(int64_t *operations, char head[65], struct kam_db *db,
		  struct kam_err *err) KAM_MUST_USE;
struct kam_draft;
/* All of a database into a draft. */
int kam_copy_to_draft(int64_t *bytes, struct kam_draft *draft,
		      struct kam_db *db, struct kam_err *err) KAM_MUST_USE;

#endif
