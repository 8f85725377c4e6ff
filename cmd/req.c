/*
 * req: its own verbs.
 */
#include "rank.h"

static const struct cmd_verb verbs[] = {
	{ "rank", cmd_req_rank, CMD_REGISTER_READ | CMD_FILTERS, 0, 0,
	  cmd_req_rank_options, sizeof(struct cmd_req_rank),
	  "[--by SCHEME] [--capacity 40d] [FIELD=VALUE …]",
	  N_("rank requirements and say why; draw the line for a capacity"),
	  "kam req rank --capacity 40d" },
	{ "rate", cmd_req_rate, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 0, 1,
	  cmd_req_rate_options, sizeof(struct cmd_req_rate),
	  "ID [--effort DAYS] [--reach N] [--score CRITERION=N] …",
	  N_("set what a requirement is ranked by"),
	  "kam req rate REQ-1 --effort 5 --value 80" },
	{ "kano", cmd_req_kano, CMD_REGISTER_WRITE | CMD_FILTERS, 0, 1,
	  cmd_req_kano_options, sizeof(struct cmd_req_kano),
	  "[ID --functional ANSWER --dysfunctional ANSWER]",
	  N_("keep answers to Kano's paired questions; show the classes"),
	  "kam req kano REQ-1 --functional like --dysfunctional dislike" },
	{ "stats", cmd_req_stats, CMD_REGISTER_READ | CMD_FILTERS, 0, 0,
	  cmd_req_stats_options, sizeof(struct cmd_req_stats),
	  "[--since DATE] [FIELD=VALUE …]",
	  N_("figures about requirements: how many are agreed, how old, how "
	     "stable"),
	  "kam req stats -A acme --since 2026-11-01" },
	{ "lint", cmd_req_lint, CMD_REGISTER_READ | CMD_FILTERS, 0, CMD_ANY,
	  cmd_req_lint_options, sizeof(struct cmd_req_lint),
	  "[ID …] [--skip RULE] [FIELD=VALUE …]",
	  N_("what to mend in requirements; exit with 1 where there is any"),
	  NULL },
	{ "conflicts", cmd_req_conflicts, CMD_REGISTER_READ | CMD_FILTERS, 0,
	  CMD_ANY, NULL, 0, "[ID …] [FIELD=VALUE …]",
	  N_("requirements that contradict each other; exit with 1 where "
	     "there are any"),
	  NULL },
	{ NULL },
};
const struct cmd_noun cmd_noun_req = { "req", "req", NULL, verbs, NULL };
