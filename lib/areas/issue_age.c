/*
 * How long issues have been unsolved, and to whom they go by then.
 */
#include "areas/hooks.h"
#include "areas/kept_calendars.h"
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/calendar.h>
#include <kam/date.h>
#include <kam/decimal.h>
#include <kam/issue.h>
#include <kam/setting.h>
#include <string.h>

enum { SQL_UNSOLVED, SQL_STEP };
static const char *const texts[] = {
	/* $1 account, $2 project, $3 owner; 0: any */
	[SQL_UNSOLVED] =
	    "SELECT t.id, t.\"title\", t.status, t.\"severity\", "
	    "COALESCE(t.\"reopened_on\", t.\"raised_on\"), t.\"due\", "
	    "a.\"key\", p.\"key\", m.\"key\", m.id, a.id, a.\"owner\", c.id, "
	    "c.\"name\", COALESCE(p.\"calendar\", a.\"calendar\", 0), "
	    "m.\"calendar\" "
	    "FROM issue t JOIN account a ON a.id = t.\"account\" "
	    "LEFT JOIN project p ON p.id = t.\"project\" "
	    "LEFT JOIN contact c ON c.id = t.\"raised_by\" "
	    "AND t.\"raised_by_kind\" = 'contact' "
	    "LEFT JOIN member m ON m.id = COALESCE(t.\"owner\", p.\"owner\", "
	    "a.\"owner\") "
	    "WHERE t.status IN ('open', 'contained', 'analysed', 'in_work') "
	    "AND ($1 = 0 OR a.id = $1) AND ($2 = 0 OR p.id = $2) "
	    "AND ($3 = 0 OR m.id = $3) ORDER BY t.id",
	[SQL_STEP] = "SELECT e.id, e.\"level\", c.id, c.\"name\", m.\"key\", "
		     "m.\"name\" FROM escalation e "
		     "LEFT JOIN contact c ON c.id = e.\"contact\" "
		     "LEFT JOIN member m ON m.id = e.\"member\" "
		     "WHERE e.\"account\" = $1 AND e.\"level\" <= $2 "
		     "ORDER BY e.\"level\" DESC, e.id LIMIT 1",
};
const struct kam_sql kam_issue_age_sql = { texts,
					   sizeof texts / sizeof *texts };

static int bad_times(struct kam_err *err, const char *times)
{
	kam_fail(err, KAM_EINVALID,
		 _("'%.60s' is not times that come one after another"), times);
	kam_hint(err, "%s",
		 _("as 1wd 2wd 5wd: up to nine, the last is the "
		   "highest level's"));
	return err->code;
}

int kam_issue_levels(int32_t days[KAM_ISSUE_LEVELS], int *n, const char *times,
		     int32_t from, const struct kam_calendar *calendar,
		     struct kam_err *err)
{
	const char *at = times + strspn(times, " ");

	for (*n = 0; *at; ++*n) {
		size_t length = strcspn(at, " ");
		char span[32];
		int rc;

		if (*n == KAM_ISSUE_LEVELS || length > sizeof span - 2)
			return bad_times(err, times);
		(void)snprintf(span, sizeof span, "+%.*s", (int)length, at);
		rc = kam_date_read(&days[*n], span, from, calendar, err);
		if (rc)
			return rc;
		if (*n && days[*n] <= days[*n - 1])
			return bad_times(err, times);
		at += length;
		at += strspn(at, " ");
	}
	return 0;
}

int kam_issue_setting_check(struct kam *k, const char *name, const char *value,
			    struct kam_err *err)
{
	int32_t days[KAM_ISSUE_LEVELS];
	char span[40];
	int64_t percent;
	int n, rc;

	if (!strcmp(name, "issue.recur.percent")) {
		rc = kam_integer_parse(&percent, value, err);
		if (!rc && (percent < 1 || percent > 100))
			rc = kam_fail(err, KAM_EINVALID,
				      _("'%.60s' is not from 1 to 100"), value);
		return rc;
	}
	if (!strcmp(name, "issue.recur.within")) {
		(void)snprintf(span, sizeof span, "+%.30s", value);
		return kam_date_read(&days[0], span, kam_today(k), NULL, err);
	}
	return kam_issue_levels(days, &n, value, kam_today(k), NULL, err);
}

/* The rules as they are, by severity. */
struct ages {
	struct kam *k;
	struct kam_arena kept, row;
	struct kam_kept_calendars calendars;
	const char *times[KAM_ISSUE_SEVERITIES];
};

static int read_rules(struct ages *a, struct kam_err *err)
{
	const char *const *words =
	    kam_issue_kind.fields[KAM_ISSUE_SEVERITY].words;
	int rc = 0;

	for (size_t i = 0; i < KAM_ISSUE_SEVERITIES && !rc; i++) {
		char name[64];

		(void)snprintf(name, sizeof name, "issue.escalate.%s",
			       words[i]);
		rc = kam_setting_get(&a->times[i], a->k, &a->kept, name, err);
	}
	return rc;
}

static const char *copy(struct kam_arena *arena, struct kam_stmt *s, int column)
{
	const char *text = kam_stmt_text(s, column);

	return text ? kam_arena_strdup(arena, text) : NULL;
}

static int read_texts(struct kam_issue_age *age, struct ages *a,
		      struct kam_stmt *s, struct kam_err *err)
{
	const char *project = kam_stmt_text(s, 7);

	age->id = kam_stmt_int(s, 0);
	age->title = copy(&a->row, s, 1);
	age->status = copy(&a->row, s, 2);
	age->severity = copy(&a->row, s, 3);
	age->account = copy(&a->row, s, 6);
	if (project)
		age->project =
		    kam_arena_printf(&a->row, "%s/%s",
				     age->account ? age->account : "", project);
	age->owner = copy(&a->row, s, 8);
	age->owner_id = kam_stmt_int(s, 9);
	age->account_id = kam_stmt_int(s, 10);
	age->account_owner = kam_stmt_int(s, 11);
	if (!kam_stmt_is_null(s, 12))
		age->contact = kam_arena_printf(&a->row, "CON-%lld",
						(long long)kam_stmt_int(s, 12));
	age->contact_name = copy(&a->row, s, 13);
	return kam_stmt_failed(s) || !age->title || !age->status ||
		       !age->severity || (project && !age->project)
		   ? kam_fail_memory(err)
		   : 0;
}

/* Which level is reached today, and the day of the next. */
static void judge(struct kam_issue_age *age, const int32_t *days, int n,
		  int32_t today)
{
	age->has_first = n > 0;
	age->first = n ? days[0] : 0;
	while (age->level < n && days[age->level] < today)
		age->level_day = days[age->level++];
	age->has_next = age->level < n;
	age->next = age->has_next ? days[age->level] : 0;
}

static int read_age(struct kam_issue_age *age, struct ages *a,
		    struct kam_stmt *s, struct kam_err *err)
{
	const struct kam_calendar *calendar;
	const int32_t today = kam_today(a->k);
	int32_t days[KAM_ISSUE_LEVELS];
	const char *since = kam_stmt_text(s, 4), *due = kam_stmt_text(s, 5);
	int word, n, rc;

	age->has_due = due != NULL;
	rc = kam_date_parse(&age->since, since ? since : "", err);
	if (!rc && due)
		rc = kam_date_parse(&age->due, due, err);
	if (!rc)
		rc = kam_kept_calendar(&calendar, &a->calendars, a->k, &a->kept,
				       kam_stmt_int(s, 14), err);
	if (!rc)
		rc = kam_kept_calendar_less(&age->owners, &a->calendars, a->k,
					    &a->kept, kam_stmt_int(s, 14),
					    kam_stmt_int(s, 15), err);
	if (!rc)
		rc = read_texts(age, a, s, err);
	if (rc)
		return rc;
	age->calendar = calendar;
	age->days = (int64_t)today - age->since;
	age->working_days =
	    kam_calendar_working_between(calendar, age->since, today);
	word = kam_word_find(&kam_issue_kind.fields[KAM_ISSUE_SEVERITY],
			     age->severity);
	if (word < 0)
		return 0;
	rc = kam_issue_levels(days, &n, a->times[word], age->since, calendar,
			      err);
	if (!rc)
		judge(age, days, n, today);
	return rc;
}

int kam_issue_ages_each(struct kam *k, const struct kam_issue_query *query,
			kam_each_issue_age each, void *context,
			struct kam_err *err)
{
	struct ages a = { .k = k };
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_UNSOLVED], err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, query->account);
	kam_stmt_bind_int(s, 2, query->project);
	kam_stmt_bind_int(s, 3, query->owner);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		struct kam_issue_age age = { 0 };

		/* no issue, no rules to read */
		rc = a.times[0] ? 0 : read_rules(&a, err);
		if (!rc)
			rc = read_age(&age, &a, s, err);
		if (!rc)
			rc = each(context, &age, err);
		kam_arena_reset(&a.row);
	}
	kam_stmt_finalize(s);
	kam_arena_release(&a.row);
	kam_arena_release(&a.kept);
	return rc;
}

int kam_issue_step(struct kam_issue_step *out, struct kam *k,
		   struct kam_arena *arena, int64_t account, int level,
		   struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, kam_database(k), texts[SQL_STEP], err);

	*out = (struct kam_issue_step){ 0 };
	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, account);
	kam_stmt_bind_int(s, 2, level);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		out->id = kam_stmt_int(s, 0);
		out->level = kam_stmt_int(s, 1);
		if (!kam_stmt_is_null(s, 2))
			out->contact = kam_arena_printf(
			    arena, "CON-%lld", (long long)kam_stmt_int(s, 2));
		out->contact_name = copy(arena, s, 3);
		out->member = copy(arena, s, 4);
		out->member_name = copy(arena, s, 5);
		if (kam_stmt_failed(s))
			rc = kam_fail_memory(err);
	}
	kam_stmt_finalize(s);
	return rc;
}

struct owing {
	struct kam_due_list *list;
	int32_t today;
};

/* It is owed by the day that was agreed, or that the rule has if that is
   earlier. */
static int owe(void *context, const struct kam_issue_age *age,
	       struct kam_err *err)
{
	struct owing *o = context;
	struct kam_arena *arena = o->list->arena;
	struct kam_due_item item = {
		.kind = &kam_issue_kind,
		.id = age->id,
		.owner_id = age->owner_id,
		.account_owner = age->account_owner,
	};
	const struct {
		const char **to, *from;
	} kept[] = {
		{ &item.account, age->account },
		{ &item.project, age->project },
		{ &item.owner, age->owner },
		{ &item.contact, age->contact },
		{ &item.contact_name, age->contact_name },
		{ &item.what, age->title },
		{ &item.severity, age->severity },
	};

	if (!age->has_due && !age->has_first)
		return 0;
	item.due = age->has_due ? age->due : age->first;
	if (age->has_first && age->first < item.due)
		item.due = age->first;
	item.days_late = (int64_t)o->today - item.due;
	item.working_days_late =
	    kam_calendar_working_between(age->owners, item.due, o->today);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		if (!kept[i].from)
			continue;
		*kept[i].to = kam_arena_strdup(arena, kept[i].from);
		if (!*kept[i].to)
			return kam_fail_memory(err);
	}
	return kam_due_add(o->list, &item, err);
}

int kam_issue_due(struct kam *k, struct kam_due_list *list, struct kam_err *err)
{
	const struct kam_issue_query query = { list->query->account,
					       list->query->project,
					       list->query->owner };
	struct owing o = { list, kam_today(k) };

	return kam_issue_ages_each(k, &query, owe, &o, err);
}
