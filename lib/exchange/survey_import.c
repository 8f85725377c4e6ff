/*
 * A survey's answers from CSV: each row the reply that it is.
 */
#include "exchange/survey_import.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/sha256.h>
#include <string.h>
#include <strings.h>

static const char *sum(struct kam_import *in, const char *const *parts,
		       size_t n)
{
	char text[KAM_SHA256_TEXT];
	struct kam_sha256 sha;

	kam_sha256_begin(&sha);
	for (size_t i = 0; i < n; i++)
		kam_sha256_add(&sha, parts[i] ? parts[i] : "",
			       parts[i] ? strlen(parts[i]) + 1 : 1);
	kam_sha256_text(text, &sha);
	return kam_arena_strdup(&in->row, text);
}

/* What a row is known by within its round: its id, or who answered, when and
   to which touchpoint, or all that it says. */
static const char *find_key(const struct kam_survey_answer *a,
			    struct kam_survey_file *s, const char *id)
{
	enum { LONGEST = 120 };
	const char *who[] = { a->respondent, a->on, a->touchpoint };
	const char *known = id;

	if (strlen(id) > LONGEST)
		known = sum(&s->in, &id, 1);
	else if (!*id)
		known = a->respondent && a->on && *a->on ? sum(&s->in, who, 3)
							 : a->digest;
	return known ? kam_arena_printf(&s->in.row, "SUR-%lld:%s",
					(long long)s->survey->id, known)
		     : NULL;
}

/* Of rows without an id that are known by the same, it is the which. */
static int find_source(struct kam_survey_answer *a, const char **key,
		       int64_t *which, struct kam_survey_file *s,
		       struct kam_err *err)
{
	const char *said[] = { a->score,      a->comment,   a->on,
			       a->asked,      a->account,   a->project,
			       a->touchpoint, a->respondent };
	const char *id = kam_survey_cell(&s->in, KAM_SURVEY_IN_ID);
	int64_t same[KAM_NAMES_SAME];
	int n;

	a->digest = sum(&s->in, said, sizeof said / sizeof *said);
	*key = id && a->digest ? find_key(a, s, id) : NULL;
	if (!*key)
		return kam_fail_memory(err);
	n = kam_names_find(same, &s->in.rows, *key, 0, err);
	if (n < 0)
		return n;
	if (n && *id) {
		kam_fail(err, KAM_EINVALID,
			 _("the id '%.60s' is of a row before, too"), id);
		kam_hint(err, _("where it is no row's own: --map '%s='"),
			 kam_import_label(&s->in, KAM_SURVEY_IN_ID));
		return err->code;
	}
	*which = n ? same[0] + 1 : 1;
	a->source = *which > 1
			? kam_arena_printf(&s->in.row, "survey:%s#%lld", *key,
					   (long long)*which)
			: kam_arena_printf(&s->in.row, "survey:%s", *key);
	return a->source ? 0 : kam_fail_memory(err);
}

/* How many rows there were of what this one is known by. */
static int count_row(struct kam_survey_file *s, const char *key, int64_t which,
		     struct kam_err *err)
{
	int rc =
	    which > 1 ? kam_names_remove(&s->in.rows, key, which - 1, err) : 0;

	return rc ? rc : kam_names_add(&s->in.rows, key, which, 0, err);
}

static int change(struct kam_survey_file *s, const struct kam_survey_answer *a,
		  int64_t id, struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, s->in.k, &s->in.row, &kam_reply_kind,
				 id, err);

	if (rc)
		return rc;
	/* who it was may be known by now, though the answer is the same */
	if (before->source_digest &&
	    !strcmp(before->source_digest, a->digest) &&
	    (!a->contact || before->values[KAM_REPLY_CONTACT].set)) {
		s->in.result->unchanged++;
		return 0;
	}
	rc = kam_record_load(&after, s->in.k, &s->in.row, &kam_reply_kind, id,
			     err);
	if (!rc)
		rc = kam_reply_fill(s->in.k, after, a, err);
	if (!rc)
		rc = kam_record_update(s->in.k, before, after, err);
	s->in.result->updated += !rc;
	return rc;
}

static int store(struct kam_survey_file *s, const struct kam_survey_answer *a,
		 struct kam_err *err)
{
	struct kam_record *reply;
	int64_t there;
	int rc =
	    kam_find_source(&there, s->in.k, &kam_reply_kind, a->source, err);

	if (rc)
		return rc;
	if (there)
		return change(s, a, there, err);
	rc = kam_survey_take(&reply, s->in.k, &s->in.row, a, err);
	s->in.result->created += !rc;
	return rc;
}

/* Whether a cell has the name of its column, or what Qualtrics calls it. */
static int is_name(const struct kam_import *in, size_t column)
{
	static const char id[] = "{\"ImportId\"";
	const char *cell = kam_import_cell(in, column);
	const char *const *names = in->layout->columns[column].names;

	if (!strncmp(cell, id, sizeof id - 1))
		return 1;
	for (int a = 0; a < KAM_ALIASES && names[a]; a++)
		if (!strcasecmp(cell, names[a]))
			return 1;
	return *cell && !strcasecmp(cell, kam_import_label(in, column));
}

/* Whether a cell has letters, and no number. */
static int is_word(const struct kam_import *in, size_t column)
{
	char typed[KAM_TYPED_TEXT];
	const char *cell = kam_typed(typed, kam_import_cell(in, column));

	if (strpbrk(cell, "0123456789"))
		return 0;
	while (*cell && !(*cell & 0x80) &&
	       ((*cell | 32) < 'a' || (*cell | 32) > 'z'))
		cell++;
	return *cell != '\0';
}

/* "yesterday" is a day, and no name of one. */
static int is_day(const struct kam_import *in)
{
	const char *on = kam_import_cell(in, KAM_SURVEY_IN_ON);
	struct kam_err ignored = { 0 };
	int32_t day;

	return !kam_date_read(&day, on, kam_today(in->k), NULL, &ignored);
}

/* Some tools write a second and a third line of names. */
static int is_head(struct kam_survey_file *s)
{
	static const int named[] = { KAM_SURVEY_IN_ON, KAM_SURVEY_IN_ID,
				     KAM_SURVEY_IN_EMAIL, KAM_SURVEY_IN_SCORE };
	const char *score;
	int mapped;

	score = kam_import_mapped(&s->in, KAM_SURVEY_IN_SCORE, &mapped);
	if (s->rows_read || s->heads == 2 || mapped ||
	    strchr(kam_import_cell(&s->in, KAM_SURVEY_IN_EMAIL), '@'))
		return 0;
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (is_name(&s->in, (size_t)named[i]))
			return 1;
	/* "Response" is SurveyMonkey's */
	return is_word(&s->in, KAM_SURVEY_IN_SCORE) &&
	       (!strcasecmp(score, "response") ||
		(is_word(&s->in, KAM_SURVEY_IN_ON) && !is_day(&s->in)));
}

static int take_row(struct kam_import *in, struct kam_err *err)
{
	struct kam_survey_file *s = (struct kam_survey_file *)in;
	struct kam_survey_answer a = { .survey = s->survey };
	size_t column = KAM_SURVEY_IN_COLUMNS;
	const char *key;
	int64_t which = 0;
	int rc;

	if (is_head(s)) {
		s->heads++;
		kam_import_warn(in, KAM_SURVEY_IN_COLUMNS, "%s",
				_("taken for one more line of names"));
		return 0;
	}
	s->rows_read = 1;
	rc = kam_survey_cells(&a, &column, s, err);
	if (rc)
		return kam_import_refuse(in, column, err);
	/* not answered yet, whatever day the tool writes there */
	if (!*a.score)
		a.on = "";
	rc = find_source(&a, &key, &which, s, err);
	if (rc)
		return kam_import_refuse(in, KAM_SURVEY_IN_ID, err);
	rc = store(s, &a, err);
	if (rc)
		return kam_import_refuse(in, kam_survey_column(in, err), err);
	return count_row(s, key, which, err);
}

int kam_survey_import(struct kam_import_result *result, struct kam *k,
		      struct kam_arena *arena, const struct kam_record *survey,
		      const struct kam_import_options *options,
		      const struct kam_input *input, struct kam_err *err)
{
	struct kam_survey_file s = { .in = { .k = k,
					     .arena = arena,
					     .result = result,
					     .layout = &kam_survey_layout,
					     .options = options,
					     .take = take_row,
					     .otherwise = "CP1252",
					     .match = KAM_NO_FIELD },
				     .survey = survey };
	const struct kam_value *question = &survey->values[KAM_SURVEY_QUESTION];
	int rc = kam_survey_takes(survey, err);

	s.in.also = question->set ? question->text : NULL;
	s.in.also_column = KAM_SURVEY_IN_SCORE;
	s.in.like = kam_survey_like;
	memset(result, 0, sizeof *result);
	if (!rc)
		rc = kam_import_run(&s.in, input, err);
	kam_names_release(&s.people.contacts);
	kam_names_release(&s.people.unknown);
	kam_names_release(&s.people.seen);
	kam_arena_release(&s.people.row);
	return rc;
}
