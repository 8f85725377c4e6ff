/*
 * Keeping a register: backups, and their way back.
 *
 * A backup is the register byte for byte, copied while it is held still by the
 * lock that readers have (writers wait for the milliseconds that takes, and
 * don't fail), proved by the whole of kam_fsck(), synced, and only then given
 * its name. Names that kam makes itself are
 *
 *	register-20261125T093000Z.db               asked for
 *	register-20261125T093000Z-automatic-import.db    before an import
 *
 * in the folder "backups" beside register.db; two of one second are told apart
 * by a number, "…Z-2.db".
 *
 * KAM_ECORRUPT where what is to be kept, or restored, is not whole.
 */
#ifndef KAM_KEEP_H
#define KAM_KEEP_H

#include <kam/store.h>

enum { KAM_KEEP_AUTOMATIC = 10 };

struct kam_backup_options {
	const char *path;   /* the file, or a folder for a name of kam's own;
			       NULL: "backups" beside the register. What isn't
			       there ends in .db, or is KAM_EUSAGE */
	const char *why;    /* "import": an automatic one; NULL: asked for */
	int replace;        /* a path that is there already */
	int64_t keep;       /* so many of kam's own names, of those that are
			       automatic or of those that aren't; 0: all */
};

struct kam_backup {
	const char *path;
	int64_t bytes;
	struct kam_fsck proof;
	int64_t kept, removed; /* of kam's own names in its folder */
	const char *unremoved; /* one that could not be removed, or NULL */
};

/* Outside of operations and kam_read_begin(): KAM_EINTERNAL. */
int kam_backup(struct kam_backup *out, struct kam *k, struct kam_arena *arena,
               const struct kam_backup_options *options,
               struct kam_err *err) KAM_MUST_USE;
/*
 * The same of an automatic one: before what may turn out to be a mistake, as an
 * import. Settled when that is over: where something was written it stays, and
 * of the automatic ones the newest; else it is taken away, so that attempts
 * which came to nothing don't push out those that are of use.
 */
int kam_backup_automatic(struct kam_backup *out, struct kam *k,
                         struct kam_arena *arena, const char *why,
                         struct kam_err *err) KAM_MUST_USE;
int kam_backup_settle(struct kam_backup *backup, struct kam *k,
                      struct kam_arena *arena, int written,
                      struct kam_err *err) KAM_MUST_USE;

/* One of kam's own names. */
struct kam_kept {
	const char *path;
	const char *at;  /* an instant, from its name */
	const char *why; /* NULL: asked for */
	int64_t bytes;
	int64_t operations;
	char head[65]; /* "" where it can't be read */
};
/*
 * The backups of a register, which need not be there itself, the newest first;
 * folder: NULL is "backups" beside it. None where there is no folder.
 */
int kam_backup_list(struct kam_kept **out, size_t *n, struct kam_arena *arena,
                    const struct kam_open_options *of, const char *folder,
                    struct kam_err *err) KAM_MUST_USE;

/* What a restore did, or would do. */
struct kam_restored {
	const char *path;     /* the register */
	struct kam_fsck proof; /* of the backup */
	int was_there;        /* a register that is readable */
	int64_t operations;   /* of the register as it was */
	int64_t lost;         /* operations that the backup hasn't got */
	const char *lost_from; /* when the first of them was, or NULL */
	const char *backup;   /* of the register as it was, or NULL */
	const char *aside;    /* where a damaged one went, or NULL */
};
struct kam_restore_options {
	const char *file;
	int dry_run;
	int unrelated; /* also where its history is another register's */
};
/*
 * Puts a backup in the place of the register at of->path. A register that is
 * whole is backed up first; a damaged one is moved aside, its journal with it.
 * Writers who wait meanwhile get KAM_ECONFLICT, so that nothing is written into
 * a file that is gone. KAM_EREFUSED for another register's backup.
 */
int kam_restore(struct kam_restored *out, const struct kam_open_options *of,
                struct kam_arena *arena,
                const struct kam_restore_options *options,
                struct kam_err *err) KAM_MUST_USE;

#endif
