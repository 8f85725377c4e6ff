/*
 * fsck: the register, proved whole.
 */
#include "crud.h"
#include "engine.h"

#include <inttypes.h>
#include <string.h>

struct fsck {
	const char *head;
};
static const struct cmd_option fsck_options[] = {
	{ "head", 0, CMD_TEXT, N_("HASH"),
	  N_("the chain must hold it: 'kam log --head', noted elsewhere"),
	  CMD_AT(struct fsck, head) },
	{ NULL },
};

struct findings {
	struct cmd *c;
	int64_t anchor; /* the operation that has --head's hash, or 0 */
	const char **items;
	size_t n, room;
	int failed;
};

static void keep(void *context, const char *what)
{
	struct findings *f = context;

	if (f->n == f->room) {
		size_t room = f->room ? 2 * f->room : 16;
		const char **grown =
		    kam_arena_array(&f->c->arena, room, sizeof *grown);

		if (!grown) {
			f->failed = 1;
			return;
		}
		if (f->n)
			memcpy(grown, f->items, f->n * sizeof *grown);
		f->items = grown;
		f->room = room;
	}
	f->items[f->n] = kam_arena_strdup(&f->c->arena, what);
	if (f->items[f->n])
		f->n++;
	else
		f->failed = 1;
}

static const struct kam_out_column table[] = {
	{ "ok", N_("Whole"), KAM_FORM_FIXED },
	{ "operations", N_("Operations"), KAM_FORM_NUMBER },
	{ "changes", N_("Changes"), KAM_FORM_NUMBER },
	{ "records", N_("Records"), KAM_FORM_NUMBER },
	{ "head", N_("Head"), KAM_FORM_FIXED },
	{ "anchor", N_("Anchor"), KAM_FORM_NUMBER },
	{ "findings", N_("Findings"), KAM_FORM_PROSE },
};

/* Nothing was counted where the register could not be opened. */
static void print_count(struct kam_out *out, const char *key, int64_t count,
			int known)
{
	kam_out_key(out, key);
	if (known)
		kam_out_integer(out, count);
	else
		kam_out_null(out);
}

static int print(struct cmd *c, const struct kam_fsck *result,
		 const struct findings *f, int opened, struct kam_err *err)
{
	const size_t n = sizeof table / sizeof *table;
	struct kam_str lines = KAM_STR_INIT;
	struct kam_out *out;
	int rc = cmd_out_record(c, &out, table, n, err);

	if (rc)
		return rc;
	kam_out_key(out, "ok");
	kam_out_style(out, f->n ? KAM_STYLE_BAD : KAM_STYLE_GOOD);
	kam_out_flag(out, !f->n);
	print_count(out, "operations", result->operations, opened);
	print_count(out, "changes", result->changes, opened);
	print_count(out, "records", result->records, opened);
	cmd_print_text(out, "head", *result->head ? result->head : NULL);
	print_count(out, "anchor", f->anchor, f->anchor != 0);
	for (size_t i = 0; i < f->n; i++)
		kam_str_printf(&lines, "%s%s", i ? "\n" : "", f->items[i]);
	kam_out_key(out, "findings");
	kam_out_people(out, lines.data);
	kam_out_array(out);
	for (size_t i = 0; i < f->n; i++)
		kam_out_text(out, f->items[i]);
	kam_out_end(out);
	kam_out_end(out);
	kam_str_release(&lines);
	return 0;
}

/* A register that is too damaged to be opened is a finding. */
static int open_register(struct findings *f, struct kam_err *err)
{
	struct kam_err why;
	struct kam_open_options options;
	struct cmd *c = f->c;
	int rc = cmd_register_open(c, err);

	if (!rc)
		rc = kam_read_begin(c->k, err);
	if (rc != KAM_ECORRUPT)
		return rc;
	why = *err;
	kam_err_reset(err);
	kam_close(c->k);
	c->k = NULL;
	cmd_register_options(&options, c);
	rc = kam_fsck_pages(&options, keep, f, err);
	keep(f, why.message);
	return rc;
}

/* What was noted is in no chain but the one that goes on from there. */
static int find_anchor(struct findings *f, const char *hash,
		       struct kam_err *err)
{
	struct cmd *c = f->c;
	const char *what;
	int rc = kam_journal_find(&f->anchor, c->k, hash, err);

	if (rc || f->anchor)
		return rc;
	what = kam_arena_printf(
	    &c->arena,
	    _("no operation has the hash %s: this is another journal, or one "
	      "that was cut off or made anew"),
	    hash);
	if (!what)
		return kam_fail_memory(err);
	keep(f, what);
	return 0;
}

static int fsck(struct cmd *c, void *values, struct kam_err *err)
{
	const struct fsck *v = values;
	struct findings f = { .c = c };
	struct kam_fsck result = { 0 };
	int opened, rc = open_register(&f, err);

	opened = c->k != NULL;
	if (!rc && opened && v->head)
		rc = find_anchor(&f, v->head, err);
	if (!rc && opened)
		rc = kam_fsck(&result, c->k, keep, &f, err);
	if (!rc && f.failed)
		rc = kam_fail_memory(err);
	if (!rc)
		rc = print(c, &result, &f, opened, err);
	if (rc || !f.n)
		return rc;
	cmd_say(c, "%s%s%s", _("hint"), _(": "),
		_("'kam restore' brings a backup back, 'kam recover' saves "
		  "what can be read"));
	c->status = kam_code_exit(KAM_ECORRUPT);
	return 0;
}

const struct cmd_verb cmd_word_fsck = {
	"fsck",
	fsck,
	CMD_REGISTER_PATH | CMD_NO_SCOPE,
	0,
	0,
	fsck_options,
	sizeof(struct fsck),
	"[--head HASH]",
	N_("prove that the register is whole; 65 where it isn't"),
	"kam fsck",
};
