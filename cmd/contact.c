/*
 * contact import, contact export: vCards, as telephones and mail programs
 * exchange them.
 */
#include "contact.h"
#include "account.h"
#include "crud.h"
#include "duplicates.h"
#include "merge.h"

#include <kam/areas.h>
#include <kam/utf8.h>
#include <kam/vcard.h>
#include <string.h>
#include <unistd.h>

struct import {
	const char *encoding, *skip_bad;
	int dry_run, create_accounts;
};
static const struct cmd_option import_options[] = {
	{ "encoding", 0, CMD_TEXT, N_("ENCODING"),
	  N_("GB18030, ISO-8859-1 … of text without a CHARSET that is right"),
	  CMD_AT(struct import, encoding) },
	{ "create-accounts", 0, CMD_FLAG, NULL,
	  N_("make the accounts that ORG names and that aren't there"),
	  CMD_AT(struct import, create_accounts) },
	{ "skip-bad", 0, CMD_TEXT, N_("FILE"),
	  N_("put cards that are refused there and import the others"),
	  CMD_AT(struct import, skip_bad) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would change"),
	  CMD_AT(struct import, dry_run) },
	{ NULL },
};

/* The cards that were refused, on the disk before the others are in. */
static int keep_bad(struct cmd_outfile *file, const char *path,
		    struct kam_str *bad, struct kam_err *err)
{
	int rc = cmd_outfile_open(file, path, err);

	if (rc)
		return rc;
	file->text = *bad;
	*bad = (struct kam_str)KAM_STR_INIT;
	return cmd_outfile_sync(file, err);
}

static int read_cards(struct kam_import_result *result, struct cmd *c,
		      const struct import *v, const char *text, size_t length,
		      struct kam_str *bad, struct kam_err *err)
{
	struct kam_vcard_options options = {
		.create_accounts = v->create_accounts,
		.skip_bad = v->skip_bad != NULL,
		.encoding = v->encoding,
	};
	int rc = 0;

	/* only where it was said here: a default must not decide whose people
	   a whole file are */
	if (c->globals.account)
		rc = kam_resolve(&options.account, c->k, &kam_account_kind,
				 c->globals.account, err);
	return rc ? rc
		  : kam_vcard_import(result, c->k, &c->arena, &options, text,
				     length, bad, err);
}

static int has_cards(const char *text, size_t most)
{
	size_t n = 0;

	while (n <= most && (text = strstr(text, "BEGIN:VCARD"))) {
		text++;
		n++;
	}
	return n > most;
}

static int import(struct cmd *c, void *values, struct kam_err *err)
{
	const struct import *v = values;
	const struct cmd_imported how = {
		.dry_run = v->dry_run,
		.skip_bad = v->skip_bad,
		.encoding = v->encoding,
		.unread = N_("properties that were not read"),
		.otherwise = N_("--skip-bad FILE puts the bad cards into FILE "
				"and takes the others"),
	};
	struct kam_import_result *result =
	    kam_arena_alloc(&c->arena, sizeof *result);
	struct cmd_outfile file = { .path = NULL };
	struct kam_backup backup = { .path = NULL };
	struct kam_str bad = KAM_STR_INIT;
	const char *text;
	size_t length;
	int none, written = 0;
	int rc = result ? cmd_input(&text, &length, c, c->words[0], err)
			: kam_fail_memory(err);

	if (!rc && !v->dry_run && has_cards(text, CMD_IMPORT_SMALL))
		rc = cmd_backup_automatic(&backup, c, "import", err);
	if (!rc)
		rc = kam_operation_begin(c->k, err);
	if (rc)
		return cmd_backup_settle(c, &backup, 0, rc, err);
	rc = read_cards(result, c, v, text, length, &bad, err);
	none = rc || v->dry_run || cmd_import_refused(&how, result);
	if (!none && bad.length)
		rc = keep_bad(&file, v->skip_bad, &bad, err);
	if (none && !rc)
		kam_operation_cancel(c->k);
	else
		rc = kam_operation_end(c->k, rc, err);
	written = !rc && !none && result->created + result->updated > 0;
	if (!rc && file.path)
		rc = cmd_outfile_commit(&file, err);
	cmd_outfile_release(&file);
	kam_str_release(&bad);
	rc = cmd_backup_settle(c, &backup, written, rc, err);
	return rc ? rc : cmd_import_tell(c, &how, result, err);
}

struct export
{
	const char *version;
};
/* 3.0 is what Outlook, Google, Apple and Android all read; of 4.0 most of them
   read a part and Outlook nothing. */
static const struct cmd_option export_options[] = {
	{ "version", 0, CMD_TEXT, "3.0|4.0",
	  N_("of the vCards; 3.0 is what most programs read"),
	  CMD_AT(struct export, version) },
	{ NULL },
};

struct printing {
	struct kam_str *out;
	enum kam_vcard_version version;
	char mark[KAM_VCARD_MARK];
};

static int print_contact(void *context, struct kam_record *r,
			 struct kam_err *err)
{
	struct printing *p = context;

	return kam_vcard_print(p->out, r, p->version, p->mark, err);
}

/* A person who looks at it must not have their terminal changed by it. */
static int show(struct kam_str *out, const struct kam_str *cards,
		struct kam_err *err)
{
	struct kam_str plain = KAM_STR_INIT;
	int rc;

	for (const char *at = cards->data; *at; at++)
		if (*at != '\r')
			kam_str_add_char(&plain, *at);
	kam_utf8_show(out, plain.data, KAM_SHOW_TEXT);
	rc = kam_str_check(&plain, err);
	kam_str_release(&plain);
	return rc ? rc : kam_str_check(out, err);
}

/* Those that are named, or that the filters leave. */
static int print_all(struct cmd *c, struct printing *p, struct kam_err *err)
{
	struct kam_query *q = NULL;
	int rc = kam_vcard_mark(p->mark, c->k, err);

	for (size_t i = 0; i < c->n_words && !rc; i++) {
		struct kam_record *r;

		rc = cmd_load(&r, c, c->kind, c->words[i], err);
		if (!rc)
			rc = print_contact(p, r, err);
	}
	if (rc || c->n_words)
		return rc;
	rc = cmd_query(&q, c, err);
	if (!rc)
		rc = kam_query_run(q, print_contact, p, err);
	kam_query_release(q);
	return rc;
}

static int export(struct cmd *c, void *values, struct kam_err *err)
{
	const struct export *v = values;
	struct kam_str cards = KAM_STR_INIT;
	int terminal = isatty(STDOUT_FILENO), rc;
	struct printing p = { .out = terminal ? &cards : &c->text,
			      .version = KAM_VCARD_3_0 };

	if (c->globals.format != KAM_FORMAT_TABLE || c->globals.fields ||
	    c->globals.count_by)
		return cmd_usage(c, err, "%s",
				 _("a vCard has a form of its own; 'kam "
				   "contact list' has the others"));
	if (v->version && !strcmp(v->version, "4.0"))
		p.version = KAM_VCARD_4_0;
	else if (v->version && strcmp(v->version, "3.0") != 0)
		return cmd_usage(c, err, _("no version '%.40s'"), v->version);
	rc = print_all(c, &p, err);
	if (!rc && terminal)
		rc = show(&c->text, &cards, err);
	kam_str_release(&cards);
	return rc;
}

static const struct cmd_verb verbs[] = {
	CMD_MERGE,
	{ "quiet", cmd_quiet_run, CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED, 0,
	  1, cmd_quiet_options, sizeof(struct cmd_quiet),
	  "[ACCOUNT] [--days N] [--owner MEMBER]",
	  N_("contacts with whom nobody has spoken for too long"),
	  "kam contact quiet" },
	{ "duplicates", cmd_duplicates_run, CMD_REGISTER_READ | CMD_REPORT, 0,
	  0, cmd_duplicates_options, sizeof(struct cmd_duplicates),
	  "[-A ACCOUNT] [--least N]",
	  N_("pairs that may be one, and why"),
	  "kam contact duplicates -A acme" },
	{ "import", import, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  import_options, sizeof(struct import),
	  "FILE.vcf [-A ACCOUNT] [--create-accounts] [--dry-run]",
	  N_("read vCards; the account is that of -A, else the one that ORG "
	     "names"),
	  NULL },
	{ "export", export, CMD_REGISTER_READ | CMD_FILTERS, 0, CMD_ANY,
	  export_options, sizeof(struct export),
	  "[ID …] [FIELD=VALUE …] >FILE.vcf",
	  N_("vCards for telephones and mail programs"),
	  "kam contact export -A acme" },
	{ "map", cmd_map, CMD_REGISTER_READ | CMD_REPORT, 0, 1, cmd_map_options,
	  sizeof(struct cmd_map), "[ACCOUNT] [--svg]",
	  N_("power and interest, and how engaged they are and should be"),
	  "kam contact map acme" },
	{ "channel", NULL, 0, 0, CMD_ANY, NULL, 0, "VERB",
	  N_("how contacts are reached: 'kam help contact channel'"),
	  "kam contact channel list", .noun = "channel" },
	{ NULL },
};
const struct cmd_noun cmd_noun_contact = { "contact", "contact", NULL, verbs };
