/*
 * Settings: the known ones and their values.
 */
#include "store/internal.h"

#include <kam/setting.h>
#include <string.h>

const struct kam_setting kam_settings[] = {
	{ "timezone", "UTC",
	  N_("the zone in which days begin and times are written") },
	{ "currency", "", N_("the currency of amounts that name none: EUR") },
	{ "calendar", "", N_("the working calendar where no other is set") },
	{ "risk.matrix", "5x5",
	  N_("probability by impact: NxM, or rows of scores \"1 2; 2 4\"") },
	{ "risk.levels", "low=1 medium=5 high=12 extreme=20",
	  N_("the least score of each level, ascending") },
	{ "comm.silence.tiers", "strategic=1w key=2w standard=1m prospect=2m",
	  N_("how long nobody may speak with an account, by tier") },
	{ "comm.silence.influence", "5=2w 4=1m 3=2m",
	  N_("how long nobody may speak with a contact, by influence") },
	{ "feedback.respond.low", "10wd",
	  N_("how soon feedback of low severity is to be answered"),
	  .scoped = 1 },
	{ "feedback.respond.medium", "5wd",
	  N_("how soon feedback of medium severity is to be answered"),
	  .scoped = 1 },
	{ "feedback.respond.high", "2wd",
	  N_("how soon feedback of high severity is to be answered"),
	  .scoped = 1 },
	{ "feedback.respond.critical", "1wd",
	  N_("how soon critical feedback is to be answered"), .scoped = 1 },
	{ "feedback.resolve.low", "",
	  N_("how soon feedback of low severity is to be settled; else no day "
	     "is promised"),
	  .scoped = 1 },
	{ "feedback.resolve.medium", "",
	  N_("how soon feedback of medium severity is to be settled"),
	  .scoped = 1 },
	{ "feedback.resolve.high", "",
	  N_("how soon feedback of high severity is to be settled"),
	  .scoped = 1 },
	{ "feedback.resolve.critical", "",
	  N_("how soon critical feedback is to be settled"), .scoped = 1 },
	{ "survey.throttle", "quarter",
	  N_("a contact is invited to surveys once a month, quarter, half or "
	     "year; none: as often as you like") },
	{ "survey.detractor", "1wd",
	  N_("how soon whoever gave a low score is called; none: no promise") },
	{ "survey.comments", "none",
	  N_("comments that become feedback as they come: none, low (of low "
	     "scores) or all") },
	{ "issue.escalate.low", "20wd",
	  N_("by when an issue of low severity is to be solved, lest it goes "
	     "to level 1, 2 … of the account's escalation") },
	{ "issue.escalate.medium", "10wd 20wd",
	  N_("the same for medium severity") },
	{ "issue.escalate.high", "3wd 5wd 10wd",
	  N_("the same for high severity") },
	{ "issue.escalate.critical", "1wd 2wd 3wd",
	  N_("the same for critical issues") },
	{ "issue.recur.percent", "40",
	  N_("how alike what is raised is to a solved issue, in percent, to be "
	     "told as likely to recur it") },
	{ "issue.recur.within", "90d",
	  N_("how soon after one was solved an issue with the same kind of "
	     "cause is told as likely to recur it") },
	{ "account.tier.weights",
	  "value=2 potential=2 fit=2 relationship=1 growth=1",
	  N_("criteria and their weights, by which 'kam account tier' proposes "
	     "a tier") },
	{ "account.tier.levels", "strategic=8 key=6 standard=3",
	  N_("the least weighted score, of 10, for each tier; below them all "
	     "it is a prospect") },
	{ "req.weights", "",
	  N_("criteria and their weights, by which requirements are ranked: "
	     "fit=3 revenue=2"),
	  .scoped = 1 },
	{ "req.lint.words", "",
	  N_("more ambiguous words in requirements, separated by commas") },
	{ "req.lint.skip", "",
	  N_("rules that req lint leaves out, separated by commas") },
	{ "next.weights",
	  "due=12 severity=6 priority=6 blocking=8 blocked=-5 customer=4 "
	  "tier=3 core=3 age=2",
	  N_("the factors of 'kam next' and their weights") },
	{ "plan.review.strategic", "month",
	  N_("how often plans of strategic accounts are reviewed") },
	{ "plan.review.key", "3 months",
	  N_("how often plans of key accounts are reviewed") },
	{ "plan.review.standard", "6 months",
	  N_("how often plans of standard accounts are reviewed") },
	{ "plan.review.prospect", "6 months",
	  N_("how often plans of prospects are reviewed") },
	{ "plan.stale", "180d",
	  N_("after how long 'kam plan check' finds a section stale") },
	{ "plan.template.account", "",
	  N_("an account plan's sections: 'kam plan template'") },
	{ "plan.template.requirements", "",
	  N_("those of a plan for requirements") },
	{ "plan.template.communication", "",
	  N_("those of a plan for communication") },
	{ "plan.template.feedback", "", N_("those of a plan for feedback") },
	{ "plan.template.issue", "", N_("those of a plan for issues") },
	{ "plan.template.risk", "", N_("those of a plan for risk") },
	{ "filter", "", N_("a saved filter: 'kam filter save'"), .named = 1 },
	{ "report.template", "",
	  N_("the sections of a report to a customer: 'kam feedback draft "
	     "--template'"),
	  .scoped = 1 },
	{ "health.weights", "",
	  N_("what signals of an account's health weigh, where it differs: "
	     "contact=3 agreement=0"),
	  .scoped = 1 },
	{ "health.scales", "",
	  N_("values of signals that are worth 0 and 100, where they differ: "
	     "contact=200:100"),
	  .scoped = 1 },
	{ "health.bands", "amber=50 green=75",
	  N_("the least score of each; below it is red"), .scoped = 1 },
	{ "health.coverage", "50%",
	  N_("how much must be known, by weight, for a score"), .scoped = 1 },
	{ "health.window", "90",
	  N_("how many days signals of what was done look back"),
	  .scoped = 1 },
	{ "health.stale", "365",
	  N_("how many days an account's answers to a survey tell something"),
	  .scoped = 1 },
};
const size_t kam_n_settings = sizeof kam_settings / sizeof *kam_settings;

static const char sql_value[] =
    "SELECT \"value\" FROM setting WHERE \"name\" = $1";
static const char sql_id[] = "SELECT id FROM setting WHERE \"name\" = $1";

/* How a name begins that is a setting's own, or an account's of it. */
static size_t match(const struct kam_setting *setting, const char *name)
{
	size_t n = strlen(setting->name);

	if (strncmp(name, setting->name, n) != 0)
		return 0;
	if (!name[n])
		return setting->named ? 0 : n;
	return (setting->scoped || setting->named) && name[n] == '.' &&
		       name[n + 1]
		   ? n
		   : 0;
}

const struct kam_setting *kam_setting_find(const char *name)
{
	for (size_t i = 0; i < kam_n_settings; i++)
		if (match(&kam_settings[i], name))
			return &kam_settings[i];
	return NULL;
}

const char *kam_setting_key(const char *name)
{
	const struct kam_setting *setting = kam_setting_find(name);
	size_t n = setting ? match(setting, name) : 0;

	return n && name[n] ? name + n + 1 : NULL;
}

static const struct kam_setting *find(const char *name, struct kam_err *err)
{
	const struct kam_setting *setting = kam_setting_find(name);
	struct kam_str all = KAM_STR_INIT;

	if (setting)
		return setting;
	for (size_t i = 0; i < kam_n_settings; i++)
		kam_str_printf(&all, "%s%s", i ? ", " : "",
			       kam_settings[i].name);
	kam_fail(err, KAM_EFIELD, _("no setting '%s'"), name);
	kam_hint(err, _("one of: %s"), all.data);
	kam_str_release(&all);
	return NULL;
}

/* Leaves *value as it is where no record has one. */
static int read_value(const char **value, struct kam *k,
		      struct kam_arena *arena, const char *name,
		      struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_value, err);

	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, name);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		rc = 0;
		if (!kam_stmt_is_null(s, 0)) {
			const char *text = kam_stmt_text(s, 0);

			*value = text ? kam_arena_strdup(arena, text) : NULL;
			rc = *value ? 0 : kam_fail_memory(err);
		}
	}
	kam_stmt_reset(s);
	return rc;
}

int kam_setting_get(const char **value, struct kam *k, struct kam_arena *arena,
		    const char *name, struct kam_err *err)
{
	const struct kam_setting *setting = find(name, err);
	int rc;

	if (!setting)
		return err->code;
	*value = setting->initial;
	rc = setting->named
		 ? 0
		 : read_value(value, k, arena, setting->name, err);
	if (!rc && kam_setting_key(name))
		rc = read_value(value, k, arena, name, err);
	return rc;
}

/* The record that holds the setting; 0 where none does. */
static int find_record(int64_t *id, struct kam *k, const char *name,
		       struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, k, sql_id, err);

	*id = 0;
	if (rc)
		return rc;
	kam_stmt_bind_text(s, 1, name);
	rc = kam_stmt_step(s, err);
	if (rc > 0) {
		*id = kam_stmt_int(s, 0);
		rc = 0;
	}
	kam_stmt_reset(s);
	return rc;
}

static int write(struct kam *k, struct kam_arena *arena, int64_t id,
		 const char *name, const char *value, struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_by_role(k->catalogue, KAM_ROLE_SETTING);
	int name_field = kam_field_find(kind, "name");
	int value_field = kam_field_find(kind, "value");
	struct kam_record *before = NULL, *after = NULL;
	int rc;

	if (id) {
		rc = kam_record_load(&before, k, arena, kind, id, err);
		if (!rc)
			rc = kam_record_load(&after, k, arena, kind, id, err);
	} else {
		rc = kam_record_new(&after, arena, kind, err);
		if (!rc)
			rc = kam_record_set(k, after, name_field, name, err);
	}
	if (!rc && (!value || !*value))
		return before ? kam_record_remove(k, before, err) : 0;
	if (!rc)
		rc = kam_record_set(k, after, value_field, value, err);
	if (rc)
		return rc;
	return before ? kam_record_update(k, before, after, err)
		      : kam_record_insert(k, after, err);
}

int kam_setting_set(struct kam *k, const char *name, const char *value,
		    struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	int64_t id;
	int rc;

	if (!find(name, err))
		return err->code;
	rc = find_record(&id, k, name, err);
	if (!rc)
		rc = write(k, &scratch, id, name, value, err);
	kam_arena_release(&scratch);
	return rc;
}

static int rename_record(struct kam *k, struct kam_arena *arena, int64_t id,
			 const char *to, struct kam_err *err)
{
	const struct kam_kind *kind = kam_kind_by_role(k->catalogue, KAM_ROLE_SETTING);
	struct kam_record *before, *after;
	int rc = kam_record_load(&before, k, arena, kind, id, err);

	if (!rc && !to)
		return kam_record_remove(k, before, err);
	if (!rc)
		rc = kam_record_load(&after, k, arena, kind, id, err);
	if (!rc)
		rc = kam_record_set(k, after, kam_field_find(kind, "name"), to,
				    err);
	return rc ? rc : kam_record_update(k, before, after, err);
}

int kam_setting_rename(struct kam *k, const char *from, const char *to,
		       struct kam_err *err)
{
	struct kam_arena scratch = { 0 };
	int64_t id;
	int rc = find_record(&id, k, from, err);

	if (!rc && id)
		rc = rename_record(k, &scratch, id, to, err);
	kam_arena_release(&scratch);
	return rc;
}
