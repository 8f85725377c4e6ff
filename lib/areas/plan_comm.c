/*
 * The plan for communication: who hears what, how often, of whom.
 */
#include "areas/hooks.h"
#include "areas/sql.h"

#include <kam/plan.h>

static const char sql_silent_contacts[] =
    "SELECT count(*) FROM contact c JOIN list_value a "
    "ON a.kind = 'contact' AND a.record = c.id AND a.field = 'accounts' "
    "AND a.target = $1 WHERE c.status = 'active' AND c.\"influence\" >= 4 "
    "AND NOT EXISTS (SELECT 1 FROM list_value l JOIN comm m "
    "ON m.id = l.record WHERE l.kind = 'comm' AND l.field = 'contacts' "
    "AND l.target = c.id AND m.\"at\" >= $4 AND m.\"at\" <= $5 "
    "AND ($2 = 0 OR m.\"project\" = $2))";
static const char sql_conversations[] =
    "SELECT count(*) FROM comm WHERE \"account\" = $1 "
    "AND ($2 = 0 OR \"project\" = $2) AND \"at\" >= $4 AND \"at\" <= $5";
static const char *const texts[] = { sql_silent_contacts, sql_conversations };
const struct kam_sql kam_plan_comm_sql = { texts,
					   sizeof texts / sizeof *texts };

static const struct kam_plan_figure figures[] = {
	{ "silence", N_("days since the last conversation"), N_("days"),
	  KAM_AT_MOST, "14", "30", NULL, kam_figure_silence,
	  "kam comm log 'what was said'" },
	{ "silent_contacts", N_("influential contacts silent for 30 days"), "",
	  KAM_AT_MOST, "0", "2", sql_silent_contacts, NULL,
	  "kam contact list influence.ge=4" },
	{ "conversations", N_("conversations in 30 days"), "", KAM_AT_LEAST,
	  "4", "1", sql_conversations, NULL, "kam comm list" },
	{ "actions_overdue", N_("actions overdue"), "", KAM_AT_MOST, "0", "5",
	  kam_sql_actions_overdue, NULL, "kam action list due.before=today" },
};

static const struct kam_plan_part parts[] = {
	{ "audiences", N_("Audiences"),
	  N_("Who needs what, why, and how confidential it is."), "channels",
	  KAM_PART_CUSTOMER },
	{ "rhythm", N_("Rhythm and channels"),
	  N_("How often, by which channel, from whom, approved by whom."),
	  "cadences", KAM_PART_CUSTOMER },
	{ "escalation", N_("Escalation"),
	  N_("Whom to call when an answer does not come, in which order."),
	  NULL, KAM_PART_CUSTOMER },
	{ "control", N_("Control"),
	  N_("Which figures we watch and what is done beyond a limit."),
	  "figures,conversations", 0 },
	{ "reviews", N_("Reviews"), N_("What came of looking at the plan."),
	  "reviews", KAM_PART_MAY_BE_EMPTY },
};

static const struct kam_plan_table tables[] = {
	{ "channels", N_("Contacts and channels"), "contact", NULL, "name",
	  "id,name,title,preferred_channel,language,time_zone,owner",
	  .empty = N_("no contact is known") },
	{ "conversations", N_("Conversations"), "comm",
	  "at.after=-30d at.by=now", "-at", "id,at,channel,direction,summary",
	  .empty = N_("nobody was spoken to for 30 days") },
};

const struct kam_plan_area kam_comm_plan = {
	"communication", N_("Communication plan"),
	parts,           sizeof parts / sizeof *parts,
	figures,         sizeof figures / sizeof *figures,
	tables,          sizeof tables / sizeof *tables,
};
