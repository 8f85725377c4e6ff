/*
 * forget: a person taken out of the register, its journal and its file.
 */
#include "crud.h"
#include "editor.h"

#include <inttypes.h>
#include <kam/areas.h>
#include <kam/forget.h>
#include <kam/utf8.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct forget_values {
	struct cmd_many also;
	int yes, dry_run;
};
static const struct cmd_option forget_options[] = {
	{ "also", 0, CMD_MANY, N_("TEXT"),
	  N_("a text to erase too: a nickname, a first name; whole words"),
	  CMD_AT(struct forget_values, also) },
	{ "yes", 'y', CMD_FLAG, NULL, N_("don't ask; it cannot be undone"),
	  CMD_AT(struct forget_values, yes) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would be erased"),
	  CMD_AT(struct forget_values, dry_run) },
	{ NULL },
};

struct forgetting {
	struct cmd *c;
	const struct forget_values *v;
	const struct kam_kind *kind;
	int64_t id;
	const char *name; /* "CON-3" */
	struct kam_forget_result r;
};

static int run_once(struct forgetting *f, int for_good, struct kam_err *err)
{
	const struct kam_forget_options options = { f->v->also.items,
						    f->v->also.n };
	struct cmd *c = f->c;
	int rc = kam_operation_begin(c->k, err);

	if (rc)
		return rc;
	rc = kam_forget(&f->r, c->k, &c->arena, f->kind, f->id, &options, err);
	if (for_good)
		return kam_operation_end(c->k, rc, err);
	kam_operation_cancel(c->k);
	return rc;
}

static const struct kam_out_column table[] = {
	{ "kind", N_("Kind"), KAM_FORM_FIXED },
	{ "records", N_("Records"), KAM_FORM_NUMBER },
	{ "values", N_("Values"), KAM_FORM_NUMBER },
	{ "changes", N_("Journal"), KAM_FORM_NUMBER },
	{ "ids", N_("IDs"), KAM_FORM_TEXT },
};
enum { COLUMNS = sizeof table / sizeof *table };

static void print_ids(struct cmd *c, const struct kam_forget_result *r,
		      const struct kam_kind *kind)
{
	char id[64];

	kam_out_key(c->out, "ids");
	kam_out_array(c->out);
	for (size_t i = 0; i < r->n_hits; i++) {
		if (!kam_kind_is(r->hits[i].kind, kind) || r->hits[i].kept)
			continue;
		snprintf(id, sizeof id, "%s-%" PRId64, kind->prefix,
			 r->hits[i].record);
		kam_out_text(c->out, id);
	}
	kam_out_end(c->out);
}

/* kind: NULL for the operations, which are no records */
static void print_row(struct cmd *c, const struct kam_forget_result *r,
		      const struct kam_kind *kind, int64_t changes)
{
	int64_t records = 0, values = 0;

	for (size_t i = 0; i < r->n_hits; i++) {
		if (!kam_kind_is(r->hits[i].kind, kind) || r->hits[i].kept)
			continue;
		records++;
		values += r->hits[i].values;
	}
	if (!records && !changes)
		return;
	kam_out_row(c->out);
	kam_out_key(c->out, "kind");
	kam_out_text(c->out, kind ? kind->name : "operation");
	kam_out_key(c->out, "records");
	kam_out_integer(c->out, records);
	kam_out_key(c->out, "values");
	kam_out_integer(c->out, values);
	kam_out_key(c->out, "changes");
	kam_out_integer(c->out, changes);
	print_ids(c, r, kind);
	kam_out_end(c->out);
}

static int print(struct cmd *c, const struct kam_forget_result *r,
		 struct kam_err *err)
{
	struct kam_out *out;
	int rc = cmd_out_list(c, &out, table, COLUMNS, err);

	if (rc)
		return rc;
	for (int i = 0; i < c->catalogue->n_kinds; i++)
		print_row(c, r, c->catalogue->kinds[i], r->changes[i]);
	print_row(c, r, NULL, r->operations);
	kam_out_end(out);
	return 0;
}

enum tense { WOULD, WILL, DID };

static void say_sum(const struct forgetting *f, enum tense tense)
{
	const struct cmd *c = f->c;
	long long values = 0, records = 0, entries = f->r.operations;

	for (size_t i = 0; i < f->r.n_hits; i++) {
		values += f->r.hits[i].values;
		records += !f->r.hits[i].kept;
	}
	for (int i = 0; i < c->catalogue->n_kinds; i++)
		entries += f->r.changes[i];
	if (tense == DID)
		cmd_say(c,
			_("%s: erased; values: %lld, records: %lld, entries "
			  "of the journal: %lld"),
			f->name, values, records, entries);
	else
		cmd_say(c,
			_("%s: to be erased; values: %lld, records: %lld, "
			  "entries of the journal: %lld"),
			f->name, values, records, entries);
	if (f->r.messages)
		cmd_say(c,
			_("outgoing mail that told of them or was waiting: "
			  "%lld"),
			(long long)f->r.messages);
	if (tense == WOULD)
		cmd_say(c, "%s", _("nothing was erased: --dry-run"));
}

/* A record's own fields that were left: they follow one another in the hits,
   among those of the same record. The index behind them. */
static size_t warn_own(const struct forgetting *f, size_t i)
{
	const struct kam_forget_hit *first = &f->r.hits[i];
	struct kam_str fields = KAM_STR_INIT;

	for (; i < f->r.n_hits && f->r.hits[i].kept &&
	       kam_kind_is(f->r.hits[i].kind, first->kind) &&
	       f->r.hits[i].record == first->record;
	     i++)
		kam_str_printf(&fields, "%s%s", fields.length ? ", " : "",
			       f->r.hits[i].kept);
	cmd_warn(f->c,
		 _("%s-%lld keeps its own %s, though the same stands in it"),
		 first->kind->prefix, (long long)first->record, fields.data);
	kam_str_release(&fields);
	return i;
}

/* What has their name, address or number, and was left all the same. */
static void warn_left(const struct forgetting *f)
{
	for (size_t i = 0; i < f->r.n_hits;)
		i = f->r.hits[i].kept ? warn_own(f, i) : i + 1;
	for (size_t i = 0; i < f->r.n_general; i++)
		cmd_warn(f->c,
			 _("'%s' is too general to be looked for in other "
			   "records; --also does"),
			 f->r.general[i]);
}

static int count_record(void *context, struct kam_record *r,
			struct kam_err *err)
{
	(void)r;
	(void)err;
	++*(int64_t *)context;
	return 0;
}

/* What notes about them say may tell of them without any name. */
static int warn_notes(const struct forgetting *f, struct kam_err *err)
{
	struct cmd *c = f->c;
	struct kam_query *q = NULL;
	char filter[64];
	int64_t n = 0;
	int rc = kam_read_begin(c->k, err);

	if (rc)
		return rc;
	snprintf(filter, sizeof filter, "about=%s", f->name);
	rc = kam_query_open(&q, c->k, &kam_note_kind, err);
	if (!rc)
		rc = kam_query_where(q, filter, err);
	/* of somebody who was removed there are none */
	if (rc == KAM_ENOENT)
		kam_err_reset(err);
	else if (!rc)
		rc = kam_query_run(q, count_record, &n, err);
	kam_query_release(q);
	kam_read_end(c->k);
	if (n)
		cmd_warn(c,
			 _("%s has notes: read what they tell of the person "
			   "(kam note list about=%s: %lld)"),
			 f->name, f->name, (long long)n);
	return rc == KAM_ENOENT ? 0 : rc;
}

/* Backups that were made before still have everything, drafts what was written
   and not taken. */
static int warn_copies(const struct forgetting *f, struct kam_err *err)
{
	struct kam_str shown = KAM_STR_INIT;
	struct kam_forget_copies copies;
	const char *folder;
	const int64_t drafts = cmd_drafts_count(&folder, f->c);
	int rc = kam_forget_copies(&copies, f->c->k, f->kind, f->id, err);

	if (rc)
		return rc;
	kam_utf8_show(&shown, copies.folder, KAM_SHOW_LINE);
	rc = kam_str_check(&shown, err);
	if (!rc && copies.holding)
		cmd_warn(f->c,
			 _("backups in '%s' that hold the person: %lld of "
			   "%lld; remove them, and other copies"),
			 shown.data, (long long)copies.holding,
			 (long long)copies.all);
	if (!rc && copies.unreadable)
		cmd_warn(f->c,
			 _("files in '%s' that cannot be read and may hold "
			   "the person: %lld"),
			 shown.data, (long long)copies.unreadable);
	if (!rc && drafts)
		cmd_warn(f->c,
			 _("drafts in '%s', which may hold the person: %lld"),
			 folder, (long long)drafts);
	if (!rc && copies.closed)
		cmd_warn(f->c,
			 _("the folder '%s' cannot be read: backups in it may "
			   "hold the person"),
			 copies.closed);
	kam_str_release(&shown);
	return rc;
}

/* 1 where the answer is yes, 0, or a code. No transaction is open meanwhile. */
static int ask(struct forgetting *f, struct kam_err *err)
{
	char answer[16];
	int rc;

	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
		cmd_usage(f->c, err, "%s", _("forgetting needs --yes"));
		return err->code;
	}
	rc = run_once(f, 0, err);
	if (rc)
		return rc;
	say_sum(f, WILL);
	warn_left(f);
	(void)fprintf(stderr, "%s", _("erase them for good? [y/N] "));
	return fgets(answer, sizeof answer, stdin) &&
	       (answer[0] == 'y' || answer[0] == 'Y');
}

static int erase(struct forgetting *f, struct kam_err *err)
{
	int rc = run_once(f, 1, err);

	if (rc)
		return rc;
	rc = kam_compact(f->c->k, err);
	if (rc)
		kam_hint(err,
			 _("the records are erased, but the file may hold "
			   "remains: 'kam forget %s --yes' again removes them"),
			 f->name);
	return rc;
}

static int tell(struct forgetting *f, struct kam_err *err)
{
	int rc = print(f->c, &f->r, err);

	if (rc)
		return rc;
	say_sum(f, f->v->dry_run ? WOULD : DID);
	warn_left(f);
	rc = warn_notes(f, err);
	return rc ? rc : warn_copies(f, err);
}

static int forget(struct cmd *c, void *values, struct kam_err *err)
{
	struct forgetting f = { .c = c, .v = values };
	int rc = cmd_find_person(&f.kind, &f.id, c, c->words[0], err);

	if (rc)
		return rc;
	f.name =
	    kam_arena_printf(&c->arena, "%s-%" PRId64, f.kind->prefix, f.id);
	if (!f.name)
		return kam_fail_memory(err);
	if (!f.v->yes && !f.v->dry_run) {
		rc = ask(&f, err);
		if (rc <= 0) {
			c->status = 1;
			return rc;
		}
	}
	rc = f.v->dry_run ? run_once(&f, 0, err) : erase(&f, err);
	return rc ? rc : tell(&f, err);
}

const struct cmd_verb cmd_word_forget = {
	"forget",
	forget,
	CMD_REGISTER_WRITE | CMD_NO_SCOPE,
	1,
	1,
	forget_options,
	sizeof(struct forget_values),
	"CONTACT [--also TEXT] [--dry-run] --yes",
	N_("erase a person everywhere, in the journal too, for good"),
	"kam forget CON-1 --dry-run",
};
