/*
 * What the cells of a survey's file say.
 */
#include "exchange/survey_import.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/zone.h>
#include <string.h>
#include <strings.h>

static const struct kam_layout_column columns[KAM_SURVEY_IN_COLUMNS] = {
	[KAM_SURVEY_IN_SCORE] = { { "score",     "rating",
				    "nps",       "csat",
				    "ces",       "nps_score",
				    "nps score", "response score",
				    "answer",    "satisfaction",
				    "grade",     "points",
				    "bewertung", "punkte",
				    "评分",      "分数",
				    "得分",      "打分",
				    "满意度",    "推荐度",
				    "nps rating" },
				  KAM_USE_FIELD,
				  KAM_REPLY_SCORE,
				  1 },
	[KAM_SURVEY_IN_ID] = { { "id", "response id", "response_id",
				 "answer id", "answer_id", "submission id",
				 "respondent id", "survey response id",
				 "responseid", "antwort-id", "编号", "序号",
				 "答卷编号", "答卷序号", "答题序号", "#" },
			       KAM_USE_ID },
	[KAM_SURVEY_IN_EMAIL] = { { "email",
				    "e-mail",
				    "mail",
				    "email address",
				    "email_address",
				    "contact_email",
				    "contact email",
				    "respondent_email",
				    "respondent email",
				    "customer_email",
				    "e-mail-adresse",
				    "邮箱",
				    "电子邮箱",
				    "邮件",
				    "电子邮件",
				    "邮箱地址",
				    "电子邮件地址",
				    "recipientemail",
				    "recipient email",
				    "username" },
				  KAM_USE_FIELD,
				  KAM_REPLY_CONTACT },
	[KAM_SURVEY_IN_CONTACT] = { { "contact", "contact id", "contact_id",
				      "customer id", "customer_id", "kontakt",
				      "联系人", "联系人编号" },
				    KAM_USE_FIELD,
				    KAM_REPLY_CONTACT },
	[KAM_SURVEY_IN_NAME] = { { "name", "respondent", "full name",
				   "full_name", "contact name", "contact_name",
				   "respondent name", "participant",
				   "befragter", "姓名", "您的姓名", "受访者",
				   "答题人" },
				 KAM_USE_FIELD,
				 KAM_REPLY_RESPONDENT },
	[KAM_SURVEY_IN_ON] = { { "date",
				 "answered_on",
				 "answered",
				 "on",
				 "response date",
				 "response_date",
				 "responded_at",
				 "responded at",
				 "submitted",
				 "submitted_at",
				 "submitted at",
				 "completed",
				 "timestamp",
				 "datum",
				 "zeitstempel",
				 "日期",
				 "时间",
				 "时间戳记",
				 "回答日期",
				 "答题时间",
				 "提交时间",
				 "提交答卷时间",
				 "结束答题时间",
				 "end date",
				 "enddate",
				 "submit date",
				 "submit date (utc)",
				 "completion time",
				 "recordeddate",
				 "recorded date",
				 "response created at",
				 "date submitted",
				 "submission date" },
			       KAM_USE_FIELD,
			       KAM_REPLY_ANSWERED_ON },
	[KAM_SURVEY_IN_TOUCHPOINT] = { { "touchpoint", "touch point",
					 "kontaktpunkt", "触点", "接触点",
					 "场景" },
				       KAM_USE_FIELD,
				       KAM_REPLY_TOUCHPOINT },
	[KAM_SURVEY_IN_COMMENT] = { { "comment",   "comments",
				      "feedback",  "verbatim",
				      "reason",    "remark",
				      "remarks",   "kommentar",
				      "bemerkung", "anmerkung",
				      "评语",      "评论",
				      "意见",      "建议",
				      "反馈",      "原因",
				      "备注",      "您的建议",
				      "您的意见",  "您的意见或建议",
				      "why?",      "reason for your score" },
				    KAM_USE_FIELD,
				    KAM_REPLY_COMMENT },
	[KAM_SURVEY_IN_ASKED] = { { "asked", "asked_on", "invited",
				    "invited on", "invited_on", "sent",
				    "sent_at", "sent at", "send date",
				    "eingeladen", "邀请日期", "发送日期",
				    "发送时间" },
				  KAM_USE_FIELD,
				  KAM_REPLY_ASKED_ON },
	[KAM_SURVEY_IN_ACCOUNT] = { { "account", "company", "customer",
				      "organisation", "organization", "firma",
				      "kunde", "客户", "公司", "客户名称",
				      "公司名称" },
				    KAM_USE_FIELD,
				    KAM_REPLY_ACCOUNT },
	[KAM_SURVEY_IN_PROJECT] = { { "project", "projekt", "项目" },
				    KAM_USE_FIELD,
				    KAM_REPLY_PROJECT },
};
const struct kam_layout kam_survey_layout = {
	.numbered = 1,
	.name = "survey",
	.origin = "survey",
	.kind = &kam_reply_kind,
	.columns = columns,
	.n_columns = KAM_SURVEY_IN_COLUMNS,
	.duplicate = KAM_NO_FIELD,
};

static const char *const asks[] = { "recommend",  "satisf",    "how easy",
				    "weiterempf", "zufrieden", "推荐",
				    "满意",       NULL };
static const char *const asks_why[] = { "reason",  "why",      "improve",
					"comment", "feedback", "grund",
					"warum",   "原因",     "为什么",
					"建议",    "意见",     NULL };
const struct kam_import_like kam_survey_like[] = {
	{ KAM_SURVEY_IN_SCORE, asks, asks_why },
	{ KAM_SURVEY_IN_COMMENT, asks_why, NULL },
	{ 0, NULL, NULL },
};

const char *kam_survey_cell(struct kam_import *in, size_t column)
{
	int mapped;
	const char *text = kam_import_mapped(in, column, &mapped);
	size_t n;

	text += strspn(text, " \t\r\n");
	n = strlen(text);
	while (n && strchr(" \t\r\n", text[n - 1]))
		n--;
	return kam_arena_strndup(&in->row, text, n);
}

static int add_source(void *context, int64_t id, const char *text,
		      const char *source, struct kam_err *err)
{
	struct kam_answers *a = context;
	const char *own = source ? strchr(source, ':') : NULL;
	int rc = 0;

	(void)text;
	if (source)
		rc = kam_names_add(&a->contacts, source, id, 0, err);
	if (!rc && own && own[1])
		rc = kam_names_add(&a->contacts, own + 1, id, 0, err);
	return rc;
}

/* A further address, where it isn't the contact's main one. */
static int add_channel(void *context, struct kam_record *r, struct kam_err *err)
{
	struct kam_answers *a = context;
	const char *address = r->values[KAM_CHANNEL_ADDRESS].text;
	int64_t id = r->values[KAM_CHANNEL_CONTACT].integer;
	int64_t same[KAM_NAMES_SAME];
	int n = kam_names_find(same, &a->contacts, address, 0, err);

	for (int i = 0; i < n; i++)
		if (same[i] == id)
			return 0;
	return n < 0 ? n : kam_names_add(&a->contacts, address, id, 0, err);
}

static int read_people(struct kam_survey_file *s, struct kam_err *err)
{
	struct kam_query *q;
	int rc;

	s->people = (struct kam_answers){ .k = s->in.k,
					  .arena = s->in.arena,
					  .result = s->in.result,
					  .csv = s->in.csv };
	s->people_read = 1;
	rc = kam_answers_contacts(&s->people, err);
	if (!rc)
		rc =
		    kam_texts_each(s->in.k, &kam_contact_kind, KAM_CONTACT_NAME,
				   add_source, &s->people, err);
	if (!rc)
		rc = kam_query_open(&q, s->in.k, &kam_channel_kind, err);
	if (rc)
		return rc;
	rc = kam_query_run(q, add_channel, &s->people, err);
	kam_query_release(q);
	return rc;
}

/* The contact: by address, by KAM_SURVEY_IN_ID, by name; else the best name
 * there is. */
static int find_who(struct kam_survey_answer *a, struct kam_survey_file *s,
		    struct kam_err *err)
{
	static const int by[] = { KAM_SURVEY_IN_EMAIL, KAM_SURVEY_IN_CONTACT,
				  KAM_SURVEY_IN_NAME };
	const struct kam_kind *kind = NULL;
	struct kam_err none = { 0 };
	int64_t ids[KAM_NAMES_SAME];
	int rc = s->people_read ? 0 : read_people(s, err);

	for (size_t i = 0; i < 3 && !rc && !a->contact; i++) {
		const char *text = kam_survey_cell(&s->in, (size_t)by[i]);
		int n;

		if (!text)
			return kam_fail_memory(err);
		if (!*text || !strcasecmp(text, "anonymous") ||
		    !strcmp(text, "匿名"))
			continue;
		if (!kam_id_parse(&kind, &ids[0], kam_catalogue_of(s->in.k),
				  text, &none) &&
		    kam_kind_is(kind, &kam_contact_kind))
			n = 1;
		else
			n = kam_names_find(ids, &s->people.contacts, text, 0,
					   err);
		if (n < 0)
			return n;
		if (n == 1)
			a->contact = ids[0];
		if (!a->respondent)
			a->respondent = text;
	}
	return rc || a->contact || !a->respondent
		   ? rc
		   : kam_answers_who(&ids[0], &s->people, a->respondent, err);
}

/* The day of a date or a moment, in the zone of the file; of one that has more
   to it ("2026/11/23 8:05:00 PM GMT+1") the day that it begins with. */
static int read_day(const char **out, struct kam_import *in, size_t column,
		    struct kam_err *err)
{
	char day[KAM_DATE_TEXT];
	const char *text = kam_survey_cell(in, column), *iso, *start;
	struct kam_err first = { 0 };
	int64_t instant;
	int rc;

	*out = text;
	if (!text)
		return kam_fail_memory(err);
	if (!*text)
		return 0;
	rc = kam_import_iso(&iso, in, text, err);
	if (!rc &&
	    kam_instant_read(&instant, iso, kam_now(in->k), in->zone, &first)) {
		start = kam_arena_strndup(&in->row, text, strcspn(text, " T,"));
		if (!start)
			return kam_fail_memory(err);
		rc = kam_import_iso(&iso, in, start, err);
		if (!rc)
			rc = kam_instant_read(&instant, iso, kam_now(in->k),
					      in->zone, err);
	}
	if (rc)
		return rc;
	kam_date_format(day, kam_zone_day(in->zone, instant));
	*out = kam_arena_strdup(&in->row, day);
	return *out ? 0 : kam_fail_memory(err);
}

/* "9.0" is what spreadsheets make of 9; "9分" is what a Chinese form offers. */
static const char *read_score(struct kam_import *in)
{
	const char *text = kam_survey_cell(in, KAM_SURVEY_IN_SCORE);
	size_t n = text ? strspn(text, "0123456789") : 0;

	if (n && !strcmp(text + n, "分"))
		return kam_arena_strndup(&in->row, text, n);
	if (!text || !n || (text[n] != '.' && text[n] != ',') || !text[n + 1] ||
	    text[n + 1 + strspn(text + n + 1, "0")])
		return text;
	return kam_arena_strndup(&in->row, text, n);
}

size_t kam_survey_column(const struct kam_import *in, const struct kam_err *err)
{
	for (size_t i = 0; i < KAM_SURVEY_IN_COLUMNS && *err->field; i++)
		if (in->columns[i] >= 0 && columns[i].use == KAM_USE_FIELD &&
		    !strcmp(kam_reply_kind.fields[columns[i].field].name,
			    err->field))
			return i;
	return KAM_SURVEY_IN_COLUMNS;
}

int kam_survey_cells(struct kam_survey_answer *a, size_t *column,
		     struct kam_survey_file *s, struct kam_err *err)
{
	int rc;

	a->score = read_score(&s->in);
	a->comment = kam_survey_cell(&s->in, KAM_SURVEY_IN_COMMENT);
	a->account = kam_survey_cell(&s->in, KAM_SURVEY_IN_ACCOUNT);
	a->project = kam_survey_cell(&s->in, KAM_SURVEY_IN_PROJECT);
	a->touchpoint = kam_survey_cell(&s->in, KAM_SURVEY_IN_TOUCHPOINT);
	if (!a->score || !a->comment || !a->account || !a->project ||
	    !a->touchpoint)
		return kam_fail_memory(err);
	*column = KAM_SURVEY_IN_ON;
	rc = read_day(&a->on, &s->in, KAM_SURVEY_IN_ON, err);
	if (!rc) {
		*column = KAM_SURVEY_IN_ASKED;
		rc = read_day(&a->asked, &s->in, KAM_SURVEY_IN_ASKED, err);
	}
	if (!rc) {
		*column = KAM_SURVEY_IN_SCORE;
		if (!*a->score && !*a->asked)
			rc = kam_fail(err, KAM_EINVALID, "%s",
				      _("an answer without a score"));
	}
	if (!rc) {
		*column = KAM_SURVEY_IN_EMAIL;
		rc = find_who(a, s, err);
	}
	return rc;
}
