/*
 * elicit: what was asked and said in a session, and the requirements that came
 * of it.
 */
#include "crud.h"

#include <kam/answers.h>
#include <kam/areas.h>
#include <string.h>
#include <unistd.h>

struct ask {
	const char *answer, *quote, *by, *respondent;
};
static const struct cmd_option ask_options[] = {
	{ "answer", 0, CMD_TEXT, N_("TEXT"),
	  N_("the answer, as it was understood"), CMD_AT(struct ask, answer) },
	{ "quote", 0, CMD_TEXT, N_("TEXT"), N_("what was said, word for word"),
	  CMD_AT(struct ask, quote) },
	{ "by", 0, CMD_TEXT, N_("CONTACT"), N_("who said it"),
	  CMD_AT(struct ask, by) },
	{ "respondent", 0, CMD_TEXT, N_("TEXT"),
	  N_("who said it, where that is no contact"),
	  CMD_AT(struct ask, respondent) },
	{ NULL },
};

struct require {
	const char *title, *answer, *statement, *criteria, *class, *priority,
	    *owner;
};
static const struct cmd_option require_options[] = {
	{ "title", 0, CMD_TEXT, N_("TEXT"), N_("the requirement in one line"),
	  CMD_AT(struct require, title), .required = 1 },
	{ "from-answer", 0, CMD_TEXT, N_("ANSWER"),
	  N_("the answer it comes from: its place in the session, or ANS-12"),
	  CMD_AT(struct require, answer) },
	{ "statement", 0, CMD_TEXT, N_("TEXT"),
	  N_("its wording; else the answer's"),
	  CMD_AT(struct require, statement) },
	{ "acceptance-criteria", 0, CMD_TEXT, N_("TEXT"),
	  N_("how it will be accepted"), CMD_AT(struct require, criteria) },
	{ "class", 0, CMD_TEXT, "business|functional|quality|constraint",
	  N_("kind of requirement"), CMD_AT(struct require, class) },
	{ "priority", 0, CMD_TEXT, "must|should|could|wont", N_("MoSCoW"),
	  CMD_AT(struct require, priority) },
	{ "owner", 0, CMD_TEXT, N_("MEMBER"), N_("who sees to it"),
	  CMD_AT(struct require, owner) },
	{ NULL },
};

struct answers {
	const char *respondent, *encoding;
	struct cmd_many ignored;
	int dry_run;
};
static const struct cmd_option import_options[] = {
	{ "respondent", 0, CMD_TEXT, N_("COLUMN"),
	  N_("the column that says who answered"),
	  CMD_AT(struct answers, respondent) },
	{ "ignore", 0, CMD_MANY, N_("COLUMN"),
	  N_("a column that is no question; again for each"),
	  CMD_AT(struct answers, ignored) },
	{ "encoding", 0, CMD_TEXT, N_("ENCODING"),
	  N_("GB18030 …; else UTF-8 or what the bytes look like"),
	  CMD_AT(struct answers, encoding) },
	{ "dry-run", 'n', CMD_FLAG, NULL, N_("only say what would change"),
	  CMD_AT(struct answers, dry_run) },
	{ NULL },
};

/* The record that was made is of another kind than the noun. */
static int written_as(struct cmd *c, const struct kam_record *r,
		      struct kam_err *err)
{
	c->kind = r->kind;
	return cmd_written(c, r, err);
}

static int set_text(struct cmd *c, struct kam_record *r, int field,
		    const char *text, struct kam_err *err)
{
	return text ? kam_record_set(c->k, r, field, text, err) : 0;
}

static int ask_one(struct cmd *c, const struct ask *v, struct kam_err *err)
{
	struct kam_str question = KAM_STR_INIT;
	struct kam_record *r;
	int64_t elicit;
	int rc = kam_resolve(&elicit, c->k, c->kind, c->words[0], err);

	for (size_t i = 1; i < c->n_words; i++)
		kam_str_printf(&question, "%s%s", i > 1 ? " " : "",
			       c->words[i]);
	if (!rc)
		rc = kam_str_check(&question, err);
	if (!rc)
		rc = kam_record_new(&r, &c->arena, &kam_answer_kind, err);
	if (!rc)
		rc =
		    kam_record_set_ref(c->k, r, KAM_ANSWER_ELICIT, elicit, err);
	if (!rc)
		rc = kam_record_set(c->k, r, KAM_ANSWER_QUESTION, question.data,
				    err);
	if (!rc)
		rc = set_text(c, r, KAM_ANSWER_TEXT, v->answer, err);
	if (!rc)
		rc = set_text(c, r, KAM_ANSWER_QUOTE, v->quote, err);
	if (!rc)
		rc = set_text(c, r, KAM_ANSWER_CONTACT, v->by, err);
	if (!rc)
		rc = set_text(c, r, KAM_ANSWER_RESPONDENT, v->respondent, err);
	if (!rc)
		rc = kam_record_insert(c->k, r, err);
	kam_str_release(&question);
	return rc ? rc : written_as(c, r, err);
}

static int ask(struct cmd *c, void *values, struct kam_err *err)
{
	const struct ask *v = values;
	int rc;

	if (v->by && v->respondent)
		return cmd_usage(c, err, "%s",
				 _("--by or --respondent, not both"));
	rc = kam_operation_begin(c->k, err);
	return rc ? rc : kam_operation_end(c->k, ask_one(c, v, err), err);
}

struct find_answer {
	struct cmd *c;
	struct kam_record *found;
};

static int take_answer(void *context, struct kam_record *r, struct kam_err *err)
{
	struct find_answer *f = context;

	if (f->found)
		return 0;
	return kam_record_load(&f->found, f->c->k, &f->c->arena, r->kind, r->id,
			       err);
}

/* "3", its place in the session, or "ANS-12"; it must be the session's. */
static int find_answer(struct kam_record **out, struct cmd *c,
		       const struct kam_record *elicit, const char *word,
		       struct kam_err *err)
{
	struct find_answer f = { .c = c };
	struct kam_query *q;
	char filter[64];
	int rc = 0;

	if (word[strspn(word, "0123456789")] != '\0') {
		rc = cmd_load(&f.found, c, &kam_answer_kind, word, err);
	} else {
		rc = kam_query_open(&q, c->k, &kam_answer_kind, err);
		if (rc)
			return rc;
		snprintf(filter, sizeof filter, "elicit=ELI-%lld",
			 (long long)elicit->id);
		rc = kam_query_where(q, filter, err);
		snprintf(filter, sizeof filter, "position=%.20s", word);
		if (!rc)
			rc = kam_query_where(q, filter, err);
		if (!rc)
			rc = kam_query_run(q, take_answer, &f, err);
		kam_query_release(q);
	}
	*out = f.found;
	if (rc || (f.found &&
		   f.found->values[KAM_ANSWER_ELICIT].integer == elicit->id))
		return rc;
	kam_fail(err, KAM_ENOENT, _("ELI-%lld has no answer '%.60s'"),
		 (long long)elicit->id, word);
	kam_field(err, "from_answer");
	kam_hint(err, "kam elicit show ELI-%lld", (long long)elicit->id);
	return err->code;
}

/* Who said it; of a session with one participant, that one. */
static int64_t source_contact(const struct kam_record *elicit,
			      const struct kam_record *answer)
{
	const struct kam_value *with = &elicit->values[KAM_ELICIT_PARTICIPANTS];

	if (answer && answer->values[KAM_ANSWER_CONTACT].set)
		return answer->values[KAM_ANSWER_CONTACT].integer;
	if (answer && answer->values[KAM_ANSWER_RESPONDENT].set)
		return 0;
	return with->n_refs == 1 ? with->refs[0].id : 0;
}

static const char *wording(const struct require *v,
			   const struct kam_record *answer)
{
	if (v->statement || !answer)
		return v->statement;
	if (answer->values[KAM_ANSWER_TEXT].set)
		return answer->values[KAM_ANSWER_TEXT].text;
	return answer->values[KAM_ANSWER_QUOTE].set
		   ? answer->values[KAM_ANSWER_QUOTE].text
		   : NULL;
}

static int fill_req(struct cmd *c, struct kam_record *r,
		    const struct kam_record *elicit,
		    const struct kam_record *answer, const struct require *v,
		    struct kam_err *err)
{
	const struct {
		int field;
		int64_t id;
	} refs[] = {
		{ KAM_REQ_ACCOUNT, elicit->values[KAM_ELICIT_ACCOUNT].integer },
		{ KAM_REQ_PROJECT, elicit->values[KAM_ELICIT_PROJECT].integer },
		{ KAM_REQ_SOURCE_ELICIT, elicit->id },
		{ KAM_REQ_SOURCE_ANSWER, answer ? answer->id : 0 },
		{ KAM_REQ_SOURCE_CONTACT, source_contact(elicit, answer) },
	};
	const struct {
		int field;
		const char *text;
	} texts[] = {
		{ KAM_REQ_TITLE, v->title },
		{ KAM_REQ_STATEMENT, wording(v, answer) },
		{ KAM_REQ_ACCEPTANCE_CRITERIA, v->criteria },
		{ KAM_REQ_CLASS, v->class },
		{ KAM_REQ_PRIORITY, v->priority },
		{ KAM_REQ_OWNER, v->owner },
	};
	int rc = 0;

	for (size_t i = 0; i < sizeof refs / sizeof *refs && !rc; i++)
		rc =
		    kam_record_set_ref(c->k, r, refs[i].field, refs[i].id, err);
	for (size_t i = 0; i < sizeof texts / sizeof *texts && !rc; i++)
		rc = set_text(c, r, texts[i].field, texts[i].text, err);
	return rc;
}

static int require_one(struct cmd *c, const struct require *v,
		       struct kam_err *err)
{
	struct kam_record *elicit, *answer = NULL, *r;
	int rc = cmd_load(&elicit, c, c->kind, c->words[0], err);

	if (!rc && elicit->status == kam_state_find(c->kind, "cancelled")) {
		kam_fail(err, KAM_EREFUSED,
			 _("ELI-%lld didn't take place: nothing came of it"),
			 (long long)elicit->id);
		rc = err->code;
	}
	if (!rc && v->answer)
		rc = find_answer(&answer, c, elicit, v->answer, err);
	if (!rc)
		rc = kam_record_new(&r, &c->arena, &kam_req_kind, err);
	if (!rc)
		rc = fill_req(c, r, elicit, answer, v, err);
	if (!rc)
		rc = kam_record_insert(c->k, r, err);
	return rc ? rc : written_as(c, r, err);
}

static int require(struct cmd *c, void *values, struct kam_err *err)
{
	int rc = kam_operation_begin(c->k, err);

	return rc ? rc
		  : kam_operation_end(c->k, require_one(c, values, err), err);
}

static int read_answers(struct kam_import_result *result, struct cmd *c,
			const struct answers *v, int fd, struct kam_err *err)
{
	struct kam_answers_options options = {
		.respondent = v->respondent,
		.ignored = v->ignored.items,
		.n_ignored = v->ignored.n,
		.encoding = v->encoding,
	};
	struct kam_file_input file;
	struct kam_input input = kam_input_file(&file, fd);
	int rc = kam_resolve(&options.elicit, c->k, c->kind, c->words[0], err);

	return rc ? rc
		  : kam_answers_import(result, c->k, &c->arena, &options,
				       &input, err);
}

static int import(struct cmd *c, void *values, struct kam_err *err)
{
	const struct answers *v = values;
	const struct cmd_imported how = { .dry_run = v->dry_run,
					  .encoding = v->encoding };
	struct kam_import_result *result =
	    kam_arena_alloc(&c->arena, sizeof *result);
	int fd, rc;

	if (!result)
		return kam_fail_memory(err);
	rc = cmd_input_open(&fd, c->words[1], err);
	if (rc)
		return rc;
	rc = kam_operation_begin(c->k, err);
	if (!rc) {
		rc = read_answers(result, c, v, fd, err);
		if (!rc && v->dry_run)
			kam_operation_cancel(c->k);
		else
			rc = kam_operation_end(c->k, rc, err);
	}
	(void)close(fd);
	return rc ? rc : cmd_import_tell(c, &how, result, err);
}

static const struct cmd_verb verbs[] = {
	{ "ask", ask, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, CMD_ANY,
	  ask_options, sizeof(struct ask),
	  "ID QUESTION [--answer TEXT] [--quote TEXT] [--by CONTACT]",
	  N_("write down a question and what was said to it"),
	  "kam elicit ask ELI-1 'who signs in?' --answer 'all staff'" },
	{ "import", import, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, 2,
	  import_options, sizeof(struct answers),
	  "ID FILE|- [--respondent COLUMN] [--ignore COLUMN …] [--dry-run]",
	  N_("read a questionnaire's answers, a row per respondent or per "
	     "answer"),
	  "kam elicit import ELI-1 answers.csv" },
	{ "req", require, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  require_options, sizeof(struct require),
	  "ID --title TEXT [--from-answer ANSWER]",
	  N_("make a requirement of what was said"),
	  "kam elicit req ELI-1 --title 'single sign-on' --from-answer 1" },
	{ NULL },
};
const struct cmd_noun cmd_noun_elicit = { "elicit", "elicit", NULL, verbs };
