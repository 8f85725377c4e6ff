/*
 * A questionnaire's head, and the people who answered it.
 */
#include "exchange/answers.h"

#include <kam/areas.h>
#include <string.h>
#include <strings.h>

enum { NONE = -1 };

static long find_column(const struct kam_csv *csv, const char *const *names)
{
	for (; *names; names++) {
		long at = kam_csv_find(csv, *names, 0);

		if (at >= 0)
			return at;
	}
	return NONE;
}

static int find_respondent(struct kam_answers *a, struct kam_err *err)
{
	static const char *const names[] = {
		"respondent", "contact",        "participant", "email",
		"e-mail",     "email address",  "mail",        "name",
		"befragter",  "e-mail-adresse", "受访者",      "联系人",
		"邮箱",       "电子邮件地址",   "电子邮箱",    "姓名",
		NULL,
	};

	if (!a->options->respondent) {
		a->respondent = find_column(a->csv, names);
		return 0;
	}
	a->respondent = kam_csv_find(a->csv, a->options->respondent, 0);
	if (a->respondent < 0)
		return kam_fail(err, KAM_EINVALID, _("no column '%.100s'"),
				a->options->respondent);
	return 0;
}

int kam_answers_head(struct kam_answers *a, struct kam_err *err)
{
	static const char *const question[] = { "question", "frage", "问题",
						"题目", NULL };
	static const char *const answer[] = { "answer", "antwort", "回答",
					      "答案", NULL };
	static const char *const quote[] = { "quote", "zitat", "原话", NULL };
	int rc = find_respondent(a, err);

	if (rc)
		return rc;
	a->question = find_column(a->csv, question);
	a->answer = find_column(a->csv, answer);
	a->quote = find_column(a->csv, quote);
	if (a->question >= 0 && a->answer >= 0)
		return 0;
	a->question = NONE;
	if (a->respondent >= 0)
		return 0;
	kam_fail(err, KAM_EINVALID, "%s", _("no column says who answered"));
	kam_hint(err, "%s",
		 _("name it: --respondent COLUMN; or give the columns "
		   "question, answer and respondent"));
	return err->code;
}

/* What a survey tool adds, and what was named as no question. */
int kam_answers_ignored(const struct kam_answers *a, long column)
{
	static const char *const usual[] = { "timestamp", "zeitstempel",
					     "时间戳记", "提交时间",
					     KAM_IMPORT_REASON };
	const char *name = kam_csv_name(a->csv, (size_t)column);

	if (column == a->respondent || !*name)
		return 1;
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (!strcasecmp(name, usual[i]))
			return 1;
	for (size_t i = 0; i < a->options->n_ignored; i++)
		if (!strcasecmp(name, a->options->ignored[i]))
			return 1;
	return 0;
}

static int add_contact(void *context, int64_t id, const char *text,
		       const char *source, struct kam_err *err)
{
	struct kam_answers *a = context;

	(void)source;
	return text ? kam_names_add(&a->contacts, text, id, 0, err) : 0;
}

int kam_answers_contacts(struct kam_answers *a, struct kam_err *err)
{
	static const int fields[] = { KAM_CONTACT_NAME, KAM_CONTACT_EMAIL };
	int rc = 0;

	for (size_t i = 0; i < 2 && !rc; i++)
		rc = kam_texts_each(a->k, &kam_contact_kind, fields[i],
				    add_contact, a, err);
	return rc;
}

int kam_answers_warn(struct kam_answers *a, const char *text,
		     struct kam_err *err)
{
	struct kam_import_result *r = a->result;
	struct kam_import_issue *issue;

	if (r->n_warnings == KAM_IMPORT_ERRORS)
		return 0;
	issue = &r->warnings[r->n_warnings];
	issue->line = kam_csv_line(a->csv);
	issue->column = 0;
	issue->message = kam_arena_strdup(a->arena, text);
	if (!issue->message)
		return kam_fail_memory(err);
	r->n_warnings++;
	return 0;
}

/* Once for each whom nobody knows. */
static int warn_unknown(struct kam_answers *a, const char *who, int several,
			struct kam_err *err)
{
	int64_t ids[KAM_NAMES_SAME];
	char text[512];
	int n = kam_names_find(ids, &a->unknown, who, 0, err);

	if (n)
		return n < 0 ? n : 0;
	n = kam_names_add(&a->unknown, who, 1, 0, err);
	if (n)
		return n;
	if (several)
		(void)snprintf(text, sizeof text,
			       _("'%.200s' is of several contacts: kept as "
				 "text"),
			       who);
	else
		(void)snprintf(text, sizeof text,
			       _("'%.200s' is no contact: kept as text"), who);
	return kam_answers_warn(a, text, err);
}

int kam_answers_who(int64_t *contact, struct kam_answers *a, const char *who,
		    struct kam_err *err)
{
	const struct kam_kind *kind = NULL;
	struct kam_err none = { 0 };
	int64_t ids[KAM_NAMES_SAME];
	int n;

	*contact = 0;
	if (!kam_id_parse(&kind, &ids[0], kam_catalogue_of(a->k), who, &none) &&
	    kam_kind_is(kind, &kam_contact_kind)) {
		*contact = ids[0];
		return 0;
	}
	n = kam_names_find(ids, &a->contacts, who, 0, err);
	if (n == 1)
		*contact = ids[0];
	return n < 0 || n == 1 ? (n < 0 ? n : 0)
			       : warn_unknown(a, who, n > 1, err);
}
