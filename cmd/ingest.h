/*
 * What the files of comm ingest share.
 */
#ifndef KAM_CMD_INGEST_H
#define KAM_CMD_INGEST_H

#include "cmd.h"

#include <kam/mail.h>

struct cmd_ingest {
	const char *attachments, *since;
	int create_contacts, dry_run;
};
extern const struct cmd_option cmd_ingest_options[];
int cmd_ingest(struct cmd *c, void *values, struct kam_err *err);

/*
 * Attachments on their way into a folder: the helper writes them into one of
 * its own within it, and once their conversations are in the log they get
 * names of kam's: COM-12-1.pdf. What is there already stays.
 */
struct cmd_attachments {
	struct kam_arena *arena;
	const char *folder;
	char *parts; /* the helper's folder; NULL where none is open */
	int folder_fd, parts_fd;
	struct cmd_attachment {
		struct cmd_attachment *next;
		struct kam_mail_attachment of;
	} * list;
	size_t kept;
	const char *other; /* a name that another file has, or NULL */
};
/* The folder is made where it isn't there. */
int cmd_attachments_open(struct cmd_attachments *a, const char *folder,
			 struct kam_err *err) KAM_MUST_USE;
/* For struct kam_mail_options. */
int cmd_attachments_add(void *context, const struct kam_mail_attachment *of,
			struct kam_err *err) KAM_MUST_USE;
int cmd_attachments_keep(struct cmd_attachments *a,
			 struct kam_err *err) KAM_MUST_USE;
/* Removes what is left of the helper's; harmless where none is open. */
void cmd_attachments_close(struct cmd_attachments *a);

#endif
