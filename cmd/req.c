/*
 * req: the verbs of requirements.
 */
#include "rank.h"
#include "req.h"

#include <kam/areas.h>

static const struct cmd_verb verbs[] = {
	{ "agree", cmd_req_agree,
	  CMD_REGISTER_WRITE | CMD_FIELDS | CMD_NO_SCOPE, 1, CMD_ANY,
	  cmd_agree_options, sizeof(struct cmd_agree),
	  "ID … --by CONTACT [--on DATE] [--via CHANNEL] [--evidence FILE] "
	  "[--FIELD VALUE …]",
	  N_("the customer agrees to its wording, or to the one proposed"),
	  "kam req agree REQ-1 --by CON-1 --via mail" },
	{ "withdraw", cmd_req_withdraw, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1,
	  CMD_ANY, cmd_withdraw_options, sizeof(struct cmd_verdict),
	  "ID … --reason TEXT [--by CONTACT] [--on DATE]",
	  N_("take the agreement back, so that it can be edited"),
	  "kam req withdraw REQ-1 --reason 'agreed by mistake'" },
	{ "reject", cmd_req_reject, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1,
	  CMD_ANY, cmd_withdraw_options, sizeof(struct cmd_verdict),
	  "ID … [--by CONTACT] [--on DATE] [--reason TEXT]",
	  N_("the customer does not agree to the wording they were shown"),
	  "kam req reject REQ-1 --by CON-1 --reason 'too vague'" },
	{ "reword", cmd_req_reword, CMD_REGISTER_WRITE | CMD_NO_SCOPE, 1, 1,
	  cmd_reword_options, sizeof(struct cmd_reword),
	  "ID --reason TEXT [--title TEXT] [--statement TEXT] "
	  "[--acceptance-criteria TEXT]",
	  N_("propose another wording of what is agreed"),
	  "kam req reword REQ-2 --statement 'Every change is kept for a "
	  "year.' --reason 'the auditors ask for it'" },
	{ "versions", cmd_req_versions, CMD_REGISTER_READ | CMD_NO_SCOPE, 1, 1,
	  NULL, 0, "ID", N_("its wordings, and who agreed to each"),
	  "kam req versions REQ-2" },
	{ "diff", cmd_req_diff, CMD_REGISTER_READ | CMD_NO_SCOPE, 1, 3, NULL, 0,
	  "ID [VERSION [VERSION]] | BASELINE [BASELINE]",
	  N_("what changed between two wordings, or two baselines"),
	  "kam req diff REQ-2 1 2" },
	{ "baseline", cmd_req_baseline, CMD_REGISTER_WRITE | CMD_FILTERS, 1, 1,
	  cmd_baseline_options, sizeof(struct cmd_baseline),
	  "NAME [--description TEXT] [FIELD=VALUE …]",
	  N_("keep the wordings of requirements as they are, under a name"),
	  "kam req baseline R2 -A acme" },
	{ "pack", cmd_req_pack, CMD_REGISTER_WRITE | CMD_FILTERS, 0, 0,
	  cmd_pack_options, sizeof(struct cmd_pack),
	  "[FIELD=VALUE …] | --read FILE --by CONTACT [--on DATE]",
	  N_("the sheet for the customer to sign, and what they answered"),
	  "kam req pack -A acme --format md" },
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
