/*
 * A questionnaire's answers into a session.
 */
#include "exchange/answers.h"

#include <kam/areas.h>
#include <kam/sha256.h>
#include <kam/str.h>
#include <string.h>

/* One answer, as the file has it. */
struct one {
	const char *question, *answer, *quote, *who;
	const char *source, *digest;
	int64_t contact;
};

static const char *sum(struct kam_answers *a, const char *const *parts,
		       size_t n)
{
	char text[KAM_SHA256_TEXT];
	struct kam_sha256 sha;

	kam_sha256_begin(&sha);
	for (size_t i = 0; i < n; i++)
		kam_sha256_add(&sha, parts[i], strlen(parts[i]) + 1);
	kam_sha256_text(text, &sha);
	return kam_arena_strdup(&a->row, text);
}

/* By what it is known again, and what it says. */
static int find_source(struct one *o, struct kam_answers *a,
		       struct kam_err *err)
{
	const char *key[] = { o->question, o->who };
	const char *said[] = { o->answer, o->quote };
	const char *digest = sum(a, key, 2);

	o->digest = sum(a, said, 2);
	o->source =
	    digest ? kam_arena_printf(&a->row, "answers:ELI-%lld:%s",
				      (long long)a->options->elicit, digest)
		   : NULL;
	return o->source && o->digest ? 0 : kam_fail_memory(err);
}

static int fill(struct kam_answers *a, struct kam_record *r,
		const struct one *o, struct kam_err *err)
{
	int rc = kam_record_set_ref(a->k, r, KAM_ANSWER_ELICIT,
				    a->options->elicit, err);

	if (!rc)
		rc = kam_record_set(a->k, r, KAM_ANSWER_QUESTION, o->question,
				    err);
	if (!rc)
		rc = kam_record_set(a->k, r, KAM_ANSWER_TEXT, o->answer, err);
	if (!rc && *o->quote)
		rc = kam_record_set(a->k, r, KAM_ANSWER_QUOTE, o->quote, err);
	if (!rc)
		rc = kam_record_set_ref(a->k, r, KAM_ANSWER_CONTACT, o->contact,
					err);
	if (!rc)
		rc = kam_record_set(a->k, r, KAM_ANSWER_RESPONDENT,
				    o->contact ? "" : o->who, err);
	r->source = o->source;
	r->source_digest = o->digest;
	return rc;
}

static int update(struct kam_answers *a, int64_t id, const struct one *o,
		  struct kam_err *err)
{
	struct kam_record *before, *after;
	int same, rc;

	rc = kam_record_load(&before, a->k, &a->row, &kam_answer_kind, id, err);
	if (rc)
		return rc;
	/* who it was may be known by now, though the answer is the same */
	same = before->source_digest &&
	       !strcmp(before->source_digest, o->digest) &&
	       (!o->contact || before->values[KAM_ANSWER_CONTACT].set);
	if (same) {
		a->result->unchanged++;
		return 0;
	}
	rc = kam_record_load(&after, a->k, &a->row, &kam_answer_kind, id, err);
	if (!rc)
		rc = fill(a, after, o, err);
	if (!rc)
		rc = kam_record_update(a->k, before, after, err);
	a->result->updated += !rc;
	return rc;
}

static int insert(struct kam_answers *a, const struct one *o,
		  struct kam_err *err)
{
	struct kam_record *r;
	int rc = kam_record_new(&r, &a->row, &kam_answer_kind, err);

	if (!rc)
		rc = fill(a, r, o, err);
	if (!rc)
		rc = kam_record_insert(a->k, r, err);
	a->result->created += !rc;
	return rc;
}

/* Where the respondent answered the question in the file before: its line. */
static int answered_before(struct kam_answers *a, const struct one *o,
			   struct kam_err *err)
{
	int64_t lines[KAM_NAMES_SAME];
	char text[512];
	int n = kam_names_find(lines, &a->seen, o->source, 0, err);

	if (!n)
		return kam_names_add(&a->seen, o->source,
				     (int64_t)kam_csv_line(a->csv), 0, err);
	if (n < 0)
		return n;
	(void)snprintf(text, sizeof text,
		       _("'%.100s' answered '%.100s' in line %lld already: "
			 "left out"),
		       o->who, o->question, (long long)lines[0]);
	a->result->skipped++;
	n = kam_answers_warn(a, text, err);
	return n ? n : 1;
}

static int take(struct kam_answers *a, struct one *o, struct kam_err *err)
{
	int64_t there = 0;
	int rc;

	if (!*o->answer && !*o->quote)
		return 0;
	rc = find_source(o, a, err);
	if (!rc)
		rc = answered_before(a, o, err);
	if (rc)
		return rc < 0 ? rc : 0;
	rc = kam_find_source(&there, a->k, &kam_answer_kind, o->source, err);
	if (rc)
		return rc;
	return there ? update(a, there, o, err) : insert(a, o, err);
}

/* As one line, without blanks around it. */
static const char *cell(struct kam_answers *a, const char *text, int line)
{
	struct kam_str copy = KAM_STR_INIT;
	char *out, *end;

	text += strspn(text, " \t\r\n");
	if (line)
		kam_str_add_line(&copy, text);
	else
		kam_str_add(&copy, text);
	out = copy.failed ? NULL : kam_arena_strdup(&a->row, copy.data);
	kam_str_release(&copy);
	if (!out)
		return NULL;
	end = out + strlen(out);
	while (end > out && strchr(" \t\r\n", end[-1]))
		*--end = '\0';
	return out;
}

static const char *field(struct kam_answers *a, long column, int line)
{
	return column < 0
		   ? ""
		   : cell(a, kam_csv_field(a->csv, (size_t)column), line);
}

static int take_row(struct kam_answers *a, struct kam_err *err)
{
	struct one o = { .who = field(a, a->respondent, 1),
			 .quote =
			     a->question >= 0 ? field(a, a->quote, 0) : "" };
	long n = (long)kam_csv_columns(a->csv);
	int rc = 0;

	if (o.who && !*o.who)
		o.who = kam_arena_printf(&a->row, "#%zu", kam_csv_line(a->csv));
	else if (o.who)
		rc = kam_answers_who(&o.contact, a, o.who, err);
	if (a->question >= 0 && !rc) {
		o.question = field(a, a->question, 1);
		o.answer = field(a, a->answer, 0);
		if (!o.who || !o.quote || !o.question || !o.answer)
			return kam_fail_memory(err);
		if (!*o.question)
			return kam_fail(err, KAM_EINVALID, "%s",
					_("an answer without a question"));
		return take(a, &o, err);
	}
	for (long i = 0; i < n && !rc; i++) {
		if (kam_answers_ignored(a, i))
			continue;
		o.question = cell(a, kam_csv_name(a->csv, (size_t)i), 1);
		o.answer = field(a, i, 0);
		if (!o.who || !o.question || !o.answer)
			return kam_fail_memory(err);
		rc = take(a, &o, err);
	}
	return rc;
}

static int read_rows(struct kam_answers *a, struct kam_err *err)
{
	struct kam_err inner = { 0 };
	int rc = 0;

	while (!rc && (rc = kam_csv_next(a->csv, err)) > 0) {
		rc = take_row(a, &inner);
		kam_arena_reset(&a->row);
		if (rc) {
			kam_fail(err, rc, _("line %zu: %s"),
				 kam_csv_line(a->csv), inner.message);
			kam_field(err, inner.field);
			kam_hint(err, "%s", inner.hint);
		}
	}
	return rc;
}

int kam_answers_import(struct kam_import_result *result, struct kam *k,
		       struct kam_arena *arena,
		       const struct kam_answers_options *options,
		       const struct kam_input *input, struct kam_err *err)
{
	struct kam_answers a = {
		.k = k, .arena = arena, .options = options, .result = result
	};
	int rc = kam_csv_open_input(&a.csv, input, options->encoding, err);

	if (rc)
		return rc;
	rc = kam_answers_head(&a, err);
	if (!rc)
		rc = kam_answers_contacts(&a, err);
	if (!rc)
		rc = read_rows(&a, err);
	result->encoding = kam_arena_strdup(arena, kam_csv_encoding(a.csv));
	if (!rc && !result->encoding)
		rc = kam_fail_memory(err);
	kam_csv_close(a.csv);
	kam_names_release(&a.contacts);
	kam_names_release(&a.seen);
	kam_names_release(&a.unknown);
	kam_arena_release(&a.row);
	return rc;
}
