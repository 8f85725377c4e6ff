/*
 * issue: the verbs of problems.
 */
#include "issue.h"

int cmd_issue_query(struct kam_query **out, struct cmd *c, struct kam_err *err)
{
	int rc = cmd_query(out, c, err);

	if (!rc)
		kam_query_closed_too(*out);
	return rc;
}

void cmd_print_share(struct kam_out *out, int set, int64_t share,
		     const char *people)
{
	if (!set) {
		kam_out_null(out);
		return;
	}
	kam_out_people(out, people);
	kam_out_decimal(out, share);
}

static const struct cmd_verb verbs[] = {
	{ "why", cmd_issue_why, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, CMD_ANY,
	  cmd_issue_why_options, sizeof(struct cmd_issue_why),
	  "ID [TEXT] [--at N] [--cause CAUSE]",
	  N_("ask why once more, or show the chain of whys"),
	  "kam issue why ISS-1 'the first requests find no cache'" },
	{ "correct", cmd_issue_act, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2,
	  CMD_ANY, cmd_issue_act_options, sizeof(struct cmd_issue_act),
	  "ID TITLE [--owner MEMBER] [--due DATE]",
	  N_("an action against its cause"),
	  "kam issue correct ISS-1 'warm the cache at six' --due +1w" },
	{ "prevent", cmd_issue_act, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2,
	  CMD_ANY, cmd_issue_act_options, sizeof(struct cmd_issue_act),
	  "ID TITLE [--owner MEMBER] [--due DATE]",
	  N_("an action so that its like doesn't happen elsewhere"),
	  "kam issue prevent ISS-1 'a load test before each release'" },
	{ "escalate", cmd_issue_escalate,
	  CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED, 0, 0,
	  cmd_issue_escalate_options, sizeof(struct cmd_issue_escalate),
	  "[--all] [--owner X] [-A ACCOUNT]",
	  N_("unsolved issues beyond their time, and whom to tell"),
	  "kam issue escalate" },
	{ "stats", cmd_issue_stats,
	  CMD_REGISTER_READ | CMD_FILTERS | CMD_REPORT, 0, 0, NULL, 0,
	  "[FIELD=VALUE …]",
	  N_("how many by severity and age, how long solving takes"),
	  "kam issue stats" },
	{ "pareto", cmd_issue_pareto,
	  CMD_REGISTER_READ | CMD_FILTERS | CMD_REPORT, 0, 0,
	  cmd_issue_pareto_options, sizeof(struct cmd_issue_pareto),
	  "[--by cause|severity|account|source] [FIELD=VALUE …]",
	  N_("which few causes make up most of it"),
	  "kam issue pareto --by cause" },
	{ "recur", cmd_issue_recur, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 2, 2,
	  NULL, 0, "ID ISSUE", N_("say that it is a solved one again"),
	  NULL },
	{ "recurrences", cmd_issue_recurrences, CMD_REGISTER_READ | CMD_REPORT,
	  0, 0, cmd_issue_recurrences_options,
	  sizeof(struct cmd_issue_recurrences), "[--linked] [-A ACCOUNT]",
	  N_("what came up again after it was solved, or looks like it"),
	  "kam issue recurrences" },
	{ NULL },
};
const struct cmd_noun cmd_noun_issue = { "issue", "issue", NULL, verbs };
