/*
 * The sign-off sheet: one requirement that awaits agreement, in each form.
 */
#ifndef KAM_CMD_PACK_H
#define KAM_CMD_PACK_H

#include "req.h"

#include <kam/document.h>
#include <kam/sha256.h>

struct cmd_pack_item {
	struct kam_record *wording; /* as it is to be agreed to */
	int64_t number;             /* the version that this is */
	struct kam_record *was; /* the version in force that it would follow */
	char fingerprint[KAM_SHA256_TEXT];
};

/* The customer's fields of a requirement that are set and not shown elsewhere
   on the sheet, from *field on: 1 with its index, label and text, 0 behind the
   last. */
int cmd_pack_fact(int *field, char label[KAM_LABEL_TEXT], struct kam_str *text,
		  const struct kam_record *wording,
		  struct kam_err *err) KAM_MUST_USE;

/* What the sheet is of: its title; a line of facts below it. */
struct cmd_pack_head {
	const char *title;
	const char *account, *project; /* names, or NULL */
	const char *day;
	int64_t n;
};
void cmd_pack_markdown_head(struct kam_str *out,
			    const struct cmd_pack_head *head);
int cmd_pack_markdown(struct kam_str *out, struct cmd *c,
		      const struct cmd_pack_item *item,
		      struct kam_err *err) KAM_MUST_USE;
void cmd_pack_markdown_foot(struct kam_str *out);

/* The same as a document, for people who sign on paper. */
struct kam_document *cmd_pack_document(struct kam_arena *arena,
				       const struct cmd_pack_head *head);
int cmd_pack_section(struct kam_document *doc, struct cmd *c,
		     const struct cmd_pack_item *item,
		     struct kam_err *err) KAM_MUST_USE;
void cmd_pack_signature(struct kam_document *doc);

/* pack_read.c */
int cmd_pack_read(struct cmd *c, const struct cmd_pack *v,
		  struct kam_err *err) KAM_MUST_USE;

#endif
