/*
 * comm ingest: mail into the conversation log, through the helper that reads
 * it, before the register is locked.
 */
#include "ingest.h"
#include "crud.h"

#include <errno.h>
#include <fcntl.h>
#include <kam/areas.h>
#include <kam/date.h>
#include <kam/mail.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct cmd_option cmd_ingest_options[] = {
	{ "since", 0, CMD_TEXT, N_("DATE"), N_("pass over older messages"),
	  CMD_AT(struct cmd_ingest, since) },
	{ "create-contacts", 0, CMD_FLAG, NULL,
	  N_("make contacts of the account for addresses outside the firm "
	     "that nobody has"),
	  CMD_AT(struct cmd_ingest, create_contacts) },
	{ "attachments", 0, CMD_TEXT, N_("FOLDER"),
	  N_("keep what is attached there, as COM-12-1.pdf"),
	  CMD_AT(struct cmd_ingest, attachments) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would change"),
	  CMD_AT(struct cmd_ingest, dry_run) },
	{ NULL },
};

/* Before anything is done: what is mistyped, and files that aren't there. */
static int check_words(const struct cmd *c, int *standard, struct kam_err *err)
{
	struct stat is;

	*standard = 0;
	if (c->globals.project)
		return cmd_usage(
		    c, err, "%s",
		    _("mail is logged by account, not by project"));
	for (size_t i = 0; i < c->n_words; i++) {
		if (!strcmp(c->words[i], "-")) {
			if ((*standard)++)
				return cmd_usage(
				    c, err, "%s",
				    _("standard input is read once"));
		} else if (stat(c->words[i], &is)) {
			return kam_fail(err,
					errno == ENOENT ? KAM_ENOENT : KAM_EIO,
					_("cannot read '%s': %s"), c->words[i],
					kam_errno_text(errno));
		}
	}
	return 0;
}

static int read_options(struct kam_mail_options *o, struct cmd *c,
			const struct cmd_ingest *v, struct kam_err *err)
{
	int rc = 0;

	o->since = INT64_MIN;
	o->create_contacts = v->create_contacts;
	o->files = c->words;
	o->n_files = c->n_words;
	if (v->since)
		rc = kam_instant_read(&o->since, v->since, c->now,
				      kam_zone_of(c->k), err);
	if (rc) {
		kam_field(err, "since");
		return rc;
	}
	/* what is set by `kam use` is no word on strangers' mail */
	if (c->globals.account && *c->globals.account)
		rc = kam_resolve(&o->account, c->k, &kam_account_kind,
				 c->globals.account, err);
	return rc;
}

static int run_helper(int *lines, struct cmd *c, const char *parts,
		      int standard, struct kam_err *err)
{
	char **argv = kam_arena_array(&c->arena, c->n_words + 5, sizeof *argv);
	int input =
	    standard ? STDIN_FILENO : open("/dev/null", O_RDONLY | O_CLOEXEC);
	size_t n = 1;
	int rc = argv ? 0 : kam_fail_memory(err);

	if (!rc && parts) {
		argv[n++] = kam_arena_strdup(&c->arena, "--parts");
		argv[n++] = kam_arena_strdup(&c->arena, parts);
	}
	if (!rc)
		argv[n++] = kam_arena_strdup(&c->arena, "--");
	for (size_t i = 0; i < c->n_words && !rc; i++)
		argv[n++] = kam_arena_strdup(&c->arena, c->words[i]);
	for (size_t i = 1; i < n && !rc; i++)
		if (!argv[i])
			rc = kam_fail_memory(err);
	if (!rc && input < 0)
		rc = kam_fail(err, KAM_EIO, _("cannot read '%s': %s"),
			      "/dev/null", kam_errno_text(errno));
	if (!rc)
		rc =
		    cmd_helper_spool(lines, c, "ingest-mail", argv, input, err);
	if (input > STDERR_FILENO)
		(void)close(input);
	return rc;
}

static int store(struct kam_import_result *result, int64_t *contacts,
		 struct cmd *c, const struct kam_mail_options *o, int lines,
		 int dry_run, struct kam_err *err)
{
	struct kam_file_input file;
	struct kam_input input = kam_input_file(&file, lines);
	int rc = kam_operation_begin(c->k, err);

	if (rc)
		return rc;
	rc = kam_mail_import(result, contacts, c->k, &c->arena, o, &input, err);
	/* what changes nothing is no operation */
	if (!rc && (dry_run || (!result->created && !result->updated)))
		kam_operation_cancel(c->k);
	else
		rc = kam_operation_end(c->k, rc, err);
	return rc;
}

static int tell(struct cmd *c, const struct kam_import_result *result,
		int64_t contacts, const struct cmd_attachments *a, int dry_run,
		struct kam_err *err)
{
	const struct cmd_imported how = { .dry_run = dry_run, .mail = 1 };
	int rc = cmd_import_tell(c, &how, result, err);

	if (!rc && result->strangers)
		cmd_say(c, "%s",
			_("hint: -A ACCOUNT logs strangers' mail with an "
			  "account, --create-contacts makes contacts of them "
			  "there"));
	if (!rc && contacts && !dry_run)
		cmd_say(c, _("contacts made: %lld"), (long long)contacts);
	if (!rc && a->other)
		cmd_warn(c, _("'%s/%s' is there and is another file: it stays"),
			 a->folder, a->other);
	if (!rc && a->kept)
		cmd_say(c, _("attachments kept in '%s': %zu"), a->folder,
			a->kept);
	return rc;
}

int cmd_ingest(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_ingest *v = values;
	struct cmd_attachments attachments = { .arena = &c->arena };
	struct kam_mail_options o = { 0 };
	struct kam_import_result *result =
	    kam_arena_alloc(&c->arena, sizeof *result);
	int64_t contacts = 0;
	int lines = -1, standard = 0, rc;

	rc = result ? check_words(c, &standard, err) : kam_fail_memory(err);
	if (!rc)
		rc = read_options(&o, c, v, err);
	if (!rc && v->attachments && !v->dry_run) {
		rc = cmd_attachments_open(&attachments, v->attachments, err);
		o.attached = cmd_attachments_add;
		o.context = &attachments;
	}
	if (!rc)
		rc = run_helper(&lines, c, attachments.parts, standard, err);
	if (!rc)
		rc = store(result, &contacts, c, &o, lines, v->dry_run, err);
	if (!rc)
		rc = cmd_attachments_keep(&attachments, err);
	if (lines >= 0)
		(void)close(lines);
	cmd_attachments_close(&attachments);
	return rc ? rc
		  : tell(c, result, contacts, &attachments, v->dry_run, err);
}
