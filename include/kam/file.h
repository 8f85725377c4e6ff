/*
 * Files that appear whole or not at all.
 *
 * A draft is written under a name of its own in the target's folder and given
 * the target's name once it is on the disk. What a killed process left behind
 * is removed by the next draft in that folder: a draft is locked (flock) while
 * it is being made.
 *
 *	struct kam_draft d;
 *	rc = kam_draft_open(&d, "/srv/report.csv", err);
 *	if (!rc)
 *		rc = kam_draft_write(&d, bytes, n, err);
 *	if (!rc)
 *		rc = kam_draft_publish(&d, "/srv/report.csv", 0, err);
 *	kam_draft_release(&d);         (removes it unless it was published)
 *
 * Errors: KAM_ECREATE where a file cannot be made or is there already, KAM_EIO
 * where it cannot be written (the disk is full).
 */
#ifndef KAM_FILE_H
#define KAM_FILE_H

#include <kam/err.h>
#include <stddef.h>

struct kam_draft {
	int fd;       /* -1 where there is none */
	char *path;   /* absolute where the target's is */
	char *folder; /* of the target: "." where it names none */
};

/* Mode 0600 whatever the umask. */
int kam_draft_open(struct kam_draft *d, const char *target,
		   struct kam_err *err) KAM_MUST_USE;
int kam_draft_write(struct kam_draft *d, const void *bytes, size_t length,
		    struct kam_err *err) KAM_MUST_USE;
/* On the disk, so that only the name is left to be given. */
int kam_draft_sync(struct kam_draft *d, struct kam_err *err) KAM_MUST_USE;
/*
 * Syncs it, gives it the target's name and syncs the folder. Without replace
 * a target that is there is refused; with it a plain file is replaced, a link
 * or folder is not.
 */
int kam_draft_publish(struct kam_draft *d, const char *target, int replace,
		      struct kam_err *err) KAM_MUST_USE;
/* Fine where open failed. */
void kam_draft_release(struct kam_draft *d);

/* Makes names durable that were made, changed or removed in the folder. */
int kam_folder_sync(const char *folder, struct kam_err *err) KAM_MUST_USE;
/* The folder part of a path, "." where it has none; the caller frees it. */
int kam_folder_of(char **out, const char *path,
		  struct kam_err *err) KAM_MUST_USE;

#endif
