/*
 * Version 1. Until a release has it, a column or table is added here; after
 * that in the next version's statements, since every open compares the
 * register's own text with this. Tables come before indexes: so they do in a
 * file that was compacted (kam_db_compact()).
 */
#include "store/schema.h"

/* What every record has; a living one has a state, too. */
#define RECORD(name)                                                           \
	"CREATE TABLE \"" name "\" (id INTEGER PRIMARY KEY AUTOINCREMENT, "    \
	"version INTEGER NOT NULL, created TEXT NOT NULL, modified TEXT NOT "  \
	"NULL, source TEXT, source_digest TEXT, "
#define LIVING(name)                                                           \
	"CREATE TABLE \"" name "\" (id INTEGER PRIMARY KEY AUTOINCREMENT, "    \
	"version INTEGER NOT NULL, status TEXT NOT NULL, created TEXT NOT "    \
	"NULL, modified TEXT NOT NULL, source TEXT, source_digest TEXT, "
#define REFERS(type, column, table)                                            \
	"\"" column "\" " type " REFERENCES \"" table "\" (id) ON DELETE "     \
	"RESTRICT DEFERRABLE INITIALLY DEFERRED"
#define REF(column, table) REFERS("INTEGER", column, table)
#define OWNED(column, table) REFERS("INTEGER NOT NULL", column, table)
/* Records that come from elsewhere are found by where they came from. */
#define SOURCE(name)                                                           \
	"CREATE UNIQUE INDEX " name "_source ON \"" name                       \
	"\" (source) WHERE source IS NOT NULL"

/* clang-format off: it would break these texts in the middle of words */
const char *const kam_schema_1[] = {
	RECORD("field") "\"noun\" TEXT NOT NULL, \"name\" TEXT NOT NULL, "
	"\"type\" TEXT NOT NULL, \"label\" TEXT, \"meaning\" TEXT, "
	"\"words\" TEXT, \"target\" TEXT, \"minimum\" INTEGER, \"maximum\" "
	"INTEGER, \"default\" TEXT, \"required\" INTEGER CHECK (\"required\" "
	"IN (0, 1)), \"audience\" TEXT NOT NULL, \"listed\" INTEGER CHECK "
	"(\"listed\" IN (0, 1))) STRICT",
	LIVING("member") "\"key\" TEXT UNIQUE, \"name\" TEXT NOT NULL, "
	"\"email\" TEXT, \"phone\" TEXT, \"role\" TEXT, "
	REF("calendar", "calendar") ", \"language\" TEXT) STRICT",
	RECORD("calendar") "\"key\" TEXT UNIQUE, \"name\" TEXT NOT NULL, "
	"\"weekdays\" TEXT, \"description\" TEXT) STRICT",
	RECORD("calendar_day") OWNED("calendar", "calendar") ", \"date\" "
	"TEXT NOT NULL, \"working\" INTEGER NOT NULL CHECK (\"working\" IN "
	"(0, 1)), \"name\" TEXT, UNIQUE (\"calendar\", \"date\")) STRICT",
	LIVING("account") "\"key\" TEXT UNIQUE, \"name\" TEXT NOT NULL, "
	"\"tier\" TEXT, \"industry\" TEXT, \"region\" TEXT, "
	REF("owner", "member") ", \"value\" INTEGER, \"value_currency\" "
	"TEXT, " REF("parent", "account") ", \"website\" TEXT, \"phone\" "
	"TEXT, \"address\" TEXT, \"city\" TEXT, \"country\" TEXT, "
	"\"employees\" INTEGER, \"since\" TEXT, " REF("calendar", "calendar")
	", \"description\" TEXT, \"reason\" TEXT, \"credit_code\" TEXT) STRICT",
	LIVING("project") OWNED("account", "account") ", \"key\" TEXT, "
	"\"name\" TEXT NOT NULL, " REF("owner", "member") ", \"goal\" TEXT, "
	"\"start\" TEXT, \"due\" TEXT, \"finished_on\" TEXT, \"budget\" "
	"INTEGER, \"budget_currency\" TEXT, " REF("calendar", "calendar") ", "
	"\"reason\" TEXT, UNIQUE (\"account\", \"key\")) STRICT",
	LIVING("contact") "\"name\" TEXT NOT NULL, \"title\" TEXT, "
	"\"department\" TEXT, \"email\" TEXT, \"phone\" TEXT, \"mobile\" "
	"TEXT, \"preferred_channel\" TEXT, \"language\" TEXT, \"time_zone\" "
	"TEXT, \"influence\" INTEGER, \"interest\" INTEGER, \"attitude\" "
	"TEXT, \"engagement_wanted\" TEXT, \"engagement_seen\" TEXT, "
	REF("reports_to", "contact") ", " REF("owner", "member") ", "
	"\"address\" TEXT, \"description\" TEXT, \"opt_out\" INTEGER CHECK "
	"(\"opt_out\" IN (0, 1)), \"erased_on\" TEXT) STRICT",
	RECORD("channel") OWNED("contact", "contact") ", \"type\" TEXT NOT "
	"NULL, \"address\" TEXT NOT NULL, \"language\" TEXT, \"hours\" TEXT, "
	"\"preferred\" INTEGER CHECK (\"preferred\" IN (0, 1)), "
	"\"do_not_use\" INTEGER CHECK (\"do_not_use\" IN (0, 1)), "
	"\"consent\" TEXT NOT NULL, \"consent_on\" TEXT, \"remark\" TEXT) "
	"STRICT",
	RECORD("escalation") OWNED("account", "account") ", \"level\" "
	"INTEGER NOT NULL, " REF("contact", "contact") ", "
	REF("member", "member") ", \"after\" TEXT, \"remark\" TEXT) STRICT",
	LIVING("req") OWNED("account", "account") ", "
	REF("project", "project") ", \"title\" TEXT NOT NULL, \"statement\" "
	"TEXT, \"class\" TEXT, \"core\" INTEGER CHECK (\"core\" IN (0, 1)), "
	"\"priority\" TEXT, \"value\" INTEGER, \"effort\" INTEGER, \"reach\" "
	"INTEGER, \"impact\" INTEGER, \"confidence\" INTEGER, "
	"\"time_criticality\" INTEGER, \"risk_reduction\" INTEGER, "
	"\"job_size\" INTEGER, \"rationale\" TEXT, \"acceptance_criteria\" "
	"TEXT, " REF("source_contact", "contact") ", "
	REF("source_comm", "comm") ", " REF("source_elicit", "elicit") ", "
	REF("source_answer", "answer") ", " REF("owner", "member") ", "
	"\"due\" TEXT, " REF("agreed_with", "contact") ", \"agreed_on\" "
	"TEXT, \"agreed_via\" TEXT, \"evidence\" TEXT, \"evidence_digest\" "
	"TEXT, \"agreed_version\" INTEGER, \"proposed_version\" INTEGER, "
	"\"reason\" TEXT) STRICT",
	RECORD("kano") OWNED("req", "req") ", \"functional\" TEXT NOT NULL, "
	"\"dysfunctional\" TEXT NOT NULL, " REF("contact", "contact") ", "
	"\"respondent\" TEXT, \"on\" TEXT) STRICT",
	LIVING("elicit") OWNED("account", "account") ", "
	REF("project", "project") ", \"title\" TEXT NOT NULL, \"method\" "
	"TEXT NOT NULL, \"on\" TEXT, \"place\" TEXT, "
	REF("facilitator", "member") ", \"goal\" TEXT, \"findings\" TEXT, "
	"\"held_on\" TEXT, \"reason\" TEXT) STRICT",
	RECORD("answer") OWNED("elicit", "elicit") ", \"position\" INTEGER "
	"NOT NULL, \"question\" TEXT NOT NULL, \"text\" TEXT, \"quote\" "
	"TEXT, " REF("contact", "contact") ", \"respondent\" TEXT) STRICT",
	RECORD("comm") OWNED("account", "account") ", "
	REF("project", "project") ", \"summary\" TEXT NOT NULL, \"channel\" "
	"TEXT NOT NULL, \"direction\" TEXT, \"at\" TEXT NOT NULL, "
	"\"duration\" INTEGER, \"minutes\" TEXT, \"outcome\" TEXT, "
	REF("next_action", "action") ", \"message_id\" TEXT, \"in_reply_to\" "
	"TEXT, \"thread\" TEXT, \"attachments\" TEXT) STRICT",
	LIVING("action") REF("account", "account") ", "
	REF("project", "project") ", \"title\" TEXT NOT NULL, "
	REF("owner", "member") ", \"due\" TEXT, \"description\" TEXT, "
	"\"about\" INTEGER, \"about_kind\" TEXT, \"type\" TEXT, \"done_on\" "
	"TEXT, \"reason\" TEXT) STRICT",
	LIVING("feedback") OWNED("account", "account") ", "
	REF("project", "project") ", " REF("contact", "contact") ", "
	"\"title\" TEXT NOT NULL, \"type\" TEXT NOT NULL, \"severity\" TEXT "
	"NOT NULL, \"text\" TEXT, \"channel\" TEXT, \"received\" TEXT, "
	"\"respond_by\" TEXT, \"resolve_by\" TEXT, "
	REF("owner", "member") ", \"response\" TEXT, "
	"\"responded_on\" TEXT, \"resolution\" TEXT, \"resolved_on\" TEXT, "
	REF("confirmed_by", "contact") ", \"confirmed_on\" TEXT, \"became\" "
	"INTEGER, \"became_kind\" TEXT, \"reason\" TEXT) STRICT",
	LIVING("survey") REF("account", "account") ", "
	REF("project", "project") ", \"title\" TEXT NOT NULL, \"type\" TEXT "
	"NOT NULL, \"scale\" TEXT, \"question\" TEXT, \"edition\" INTEGER NOT "
	"NULL, \"touchpoint\" TEXT, " REF("owner", "member") ", \"ends\" TEXT, "
	"\"asked\" INTEGER, \"every\" TEXT, \"next_on\" TEXT, "
	REF("previous", "survey") ", \"opened_on\" TEXT, \"closed_on\" TEXT, "
	"\"description\" TEXT, \"reason\" TEXT) STRICT",
	RECORD("reply") OWNED("survey", "survey") ", "
	REF("account", "account") ", " REF("project", "project") ", "
	REF("contact", "contact") ", \"respondent\" TEXT, \"touchpoint\" "
	"TEXT, \"asked_on\" TEXT, \"answered_on\" TEXT, \"score\" INTEGER, "
	"\"comment\" TEXT, " REF("feedback", "feedback") ") STRICT",
	LIVING("cadence") OWNED("account", "account") ", "
	REF("project", "project") ", " REF("contact", "contact") ", "
	"\"title\" TEXT NOT NULL, \"every\" TEXT NOT NULL, \"basis\" TEXT "
	"NOT NULL, \"start\" TEXT, \"end\" TEXT, \"shift\" TEXT NOT NULL, "
	REF("calendar", "calendar") ", " REF("owner", "member") ", "
	"\"channel\" TEXT, \"severity\" TEXT NOT NULL, \"content\" TEXT, "
	"\"paused_on\" TEXT) STRICT",
	LIVING("occurrence") OWNED("cadence", "cadence") ", \"number\" "
	"INTEGER NOT NULL, \"nominal\" TEXT NOT NULL, \"due\" TEXT NOT NULL, "
	"\"given_on\" TEXT, \"channel\" TEXT, \"note\" TEXT, \"reason\" "
	"TEXT) STRICT",
	LIVING("risk") OWNED("account", "account") ", "
	REF("project", "project") ", \"title\" TEXT NOT NULL, \"cause\" "
	"TEXT, \"event\" TEXT, \"effect\" TEXT, \"type\" TEXT NOT NULL, "
	"\"category\" TEXT, " REF("owner", "member") ", \"review\" TEXT, "
	"\"response\" TEXT, \"response_plan\" TEXT, \"satisfaction\" INTEGER "
	"CHECK (\"satisfaction\" IN (0, 1)), \"reason\" TEXT) STRICT",
	RECORD("assessment") OWNED("risk", "risk") ", \"on\" TEXT, "
	"\"probability\" INTEGER NOT NULL, \"impact\" INTEGER NOT NULL, "
	"\"score\" INTEGER, " REF("by", "member") ", \"rationale\" TEXT) "
	"STRICT",
	LIVING("comm_plan") OWNED("account", "account") ", "
	REF("project", "project") ", \"title\" TEXT NOT NULL, \"group\" "
	"TEXT, \"every\" TEXT, \"channel\" TEXT, " REF("sender", "member")
	", " REF("approver", "member") ", \"confidentiality\" TEXT NOT NULL, "
	"\"form\" TEXT, \"content\" TEXT, \"start\" TEXT, \"end\" TEXT, "
	"\"acknowledge\" INTEGER CHECK (\"acknowledge\" IN (0, 1)), "
	REF("cadence", "cadence") ", \"revision\" INTEGER, \"confirmed_on\" "
	"TEXT, \"revision_reason\" TEXT) STRICT",
	LIVING("issue") OWNED("account", "account") ", "
	REF("project", "project") ", \"title\" TEXT NOT NULL, "
	"\"description\" TEXT, \"severity\" TEXT NOT NULL, "
	REF("owner", "member") ", \"due\" TEXT, \"raised_on\" TEXT, "
	"\"raised_by\" INTEGER, \"raised_by_kind\" TEXT, \"origin\" "
	"INTEGER, \"origin_kind\" TEXT, \"containment\" TEXT, "
	"\"contained_on\" TEXT, \"whys\" TEXT, \"root_cause\" TEXT, "
	"\"cause\" TEXT, \"analysed_on\" TEXT, \"resolution\" TEXT, "
	"\"solved_on\" TEXT, \"verified_by\" INTEGER, "
	"\"verified_by_kind\" TEXT, \"verified_on\" TEXT, \"reopened\" "
	"INTEGER, \"reopened_on\" TEXT, \"reason\" TEXT) STRICT",
	LIVING("improve") OWNED("account", "account") ", "
	REF("project", "project") ", \"title\" TEXT NOT NULL, \"origin\" "
	"INTEGER, \"origin_kind\" TEXT, \"description\" TEXT, "
	"\"measure\" TEXT, \"unit\" TEXT, \"baseline\" INTEGER, "
	"\"target\" INTEGER, \"direction\" TEXT, "
	REF("owner", "member") ", \"due\" TEXT, \"started_on\" TEXT, "
	"\"implemented_on\" TEXT, \"conclusion\" TEXT, \"effect\" "
	"INTEGER, \"closed_on\" TEXT, \"cycles\" INTEGER, \"reason\" "
	"TEXT) STRICT",
	LIVING("plan") OWNED("account", "account") ", "
	REF("project", "project") ", \"title\" TEXT NOT NULL, \"area\" TEXT "
	"NOT NULL, " REF("owner", "member") ", \"start\" TEXT, \"end\" TEXT, "
	"\"every\" TEXT, \"review\" TEXT, \"targets\" TEXT, \"limits\" TEXT, "
	"\"revenue\" INTEGER, \"revenue_currency\" TEXT, \"spend\" INTEGER, "
	"\"spend_currency\" TEXT, \"approved_by\" INTEGER, "
	"\"approved_by_kind\" TEXT, \"approved_on\" TEXT, \"reason\" TEXT) "
	"STRICT",
	RECORD("plan_section") OWNED("plan", "plan") ", \"name\" TEXT NOT "
	"NULL, \"title\" TEXT, \"position\" INTEGER, \"text\" TEXT, "
	"\"tables\" TEXT, \"audience\" TEXT NOT NULL, \"may_be_empty\" "
	"INTEGER CHECK (\"may_be_empty\" IN (0, 1)), \"guidance\" TEXT) "
	"STRICT",
	LIVING("objective") OWNED("account", "account") ", "
	REF("project", "project") ", " REF("plan", "plan") ", \"title\" TEXT "
	"NOT NULL, \"measure\" TEXT, \"unit\" TEXT, \"baseline\" INTEGER, "
	"\"target\" INTEGER, \"due\" TEXT, " REF("owner", "member") ", "
	"\"description\" TEXT, \"closed_on\" TEXT, \"reason\" TEXT) STRICT",
	RECORD("whitespace") OWNED("account", "account") ", \"unit\" TEXT "
	"NOT NULL, \"offering\" TEXT NOT NULL, \"standing\" TEXT NOT NULL, "
	"\"value\" INTEGER, \"value_currency\" TEXT, \"remark\" TEXT) STRICT",
	RECORD("note") "\"about\" INTEGER NOT NULL, \"about_kind\" TEXT NOT "
	"NULL, \"text\" TEXT NOT NULL, \"at\" TEXT, " REF("author", "member")
	") STRICT",
	RECORD("link") "\"from_record\" INTEGER NOT NULL, "
	"\"from_record_kind\" TEXT NOT NULL, \"relation\" TEXT NOT NULL, "
	"\"to_record\" INTEGER NOT NULL, \"to_record_kind\" TEXT NOT NULL, "
	"\"fingerprint\" TEXT, \"cleared_on\" TEXT, \"reason\" TEXT) STRICT",
	RECORD("setting") "\"name\" TEXT NOT NULL UNIQUE, \"value\" TEXT) "
	"STRICT",
	RECORD("measurement") "\"about\" INTEGER NOT NULL, \"about_kind\" "
	"TEXT NOT NULL, \"metric\" TEXT NOT NULL, \"on\" TEXT NOT NULL, "
	"\"value\" INTEGER NOT NULL, \"unit\" TEXT, \"remark\" TEXT) STRICT",
	RECORD("checklist_line") "\"about\" INTEGER NOT NULL, \"about_kind\" "
	"TEXT NOT NULL, \"position\" INTEGER NOT NULL, \"text\" TEXT NOT "
	"NULL, \"done\" INTEGER NOT NULL CHECK (\"done\" IN (0, 1)), "
	"\"done_on\" TEXT, \"remark\" TEXT) STRICT",
	RECORD("score") "\"about\" INTEGER NOT NULL, \"about_kind\" TEXT NOT "
	"NULL, \"criterion\" TEXT NOT NULL, \"weight\" INTEGER, \"value\" "
	"INTEGER NOT NULL, " REF("by", "member") ", \"on\" TEXT) STRICT",
	RECORD("decision") "\"about\" INTEGER NOT NULL, \"about_kind\" TEXT "
	"NOT NULL, \"outcome\" TEXT NOT NULL, " REF("by_contact", "contact")
	", " REF("by_member", "member") ", \"on\" TEXT NOT NULL, \"channel\" "
	"TEXT, " REF("wording_version", "revision") ", \"evidence\" TEXT, "
	"\"evidence_digest\" TEXT, \"remark\" TEXT) STRICT",
	RECORD("revision") "\"about\" INTEGER NOT NULL, \"about_kind\" TEXT "
	"NOT NULL, \"number\" INTEGER NOT NULL, \"title\" TEXT, \"text\" "
	"TEXT, \"acceptance_criteria\" TEXT, \"digest\" TEXT NOT NULL, "
	"\"reason\" TEXT) STRICT",
	RECORD("baseline") REF("account", "account") ", "
	REF("project", "project") ", \"name\" TEXT NOT NULL, \"on\" TEXT NOT "
	"NULL, \"scope\" TEXT, \"description\" TEXT) STRICT",
	RECORD("baseline_line") OWNED("baseline", "baseline") ", "
	OWNED("revision", "revision") ") STRICT",
	RECORD("review") "\"about\" INTEGER NOT NULL, \"about_kind\" TEXT "
	"NOT NULL, \"on\" TEXT, \"outcome\" TEXT NOT NULL, "
	REF("by", "member") ", \"next\" TEXT) STRICT",
	"CREATE TABLE operation (id INTEGER PRIMARY KEY AUTOINCREMENT, at "
	"TEXT NOT NULL, actor TEXT NOT NULL, command TEXT NOT NULL, salt "
	"BLOB, digest BLOB NOT NULL, actor_salt BLOB, actor_digest BLOB NOT "
	"NULL, hash BLOB NOT NULL, reverts INTEGER) STRICT",
	/* the operation's row comes last, with its hash: a foreign key to it
	   would have every insert until then look for rows that it completes,
	   through the whole of each table; fsck finds a change without one */
	"CREATE TABLE change (operation INTEGER NOT NULL, position INTEGER "
	"NOT NULL, kind TEXT NOT NULL, record INTEGER NOT NULL, field TEXT, "
	"before TEXT, after TEXT, salt BLOB, digest BLOB NOT NULL, PRIMARY "
	"KEY (operation, position)) STRICT, WITHOUT ROWID",
	"CREATE TABLE list_value (kind TEXT NOT NULL, record INTEGER NOT "
	"NULL, field TEXT NOT NULL, position INTEGER NOT NULL, target "
	"INTEGER, role TEXT, PRIMARY KEY (kind, record, field, position)) "
	"STRICT, WITHOUT ROWID",
	/* not journalled: what is to be sent and what became of it; no line
	   ever goes, so that no id comes twice */
	"CREATE TABLE outbox (id INTEGER PRIMARY KEY, status TEXT NOT NULL "
	"CHECK (status IN ('queued', 'sending', 'sent', 'unknown', "
	"'dropped')), report TEXT NOT NULL, person TEXT NOT NULL, period "
	"TEXT NOT NULL, sender TEXT NOT NULL, recipient TEXT NOT NULL, "
	"subject TEXT NOT NULL, message_id TEXT NOT NULL, message TEXT, "
	"attempts INTEGER NOT NULL, queued TEXT NOT NULL, tried TEXT, "
	"next_try TEXT, error TEXT, digest BLOB, UNIQUE (report, person, "
	"period)) STRICT",
	"CREATE TABLE migration (version INTEGER PRIMARY KEY, at TEXT NOT "
	"NULL, reader INTEGER NOT NULL, digest BLOB NOT NULL) STRICT",
	"CREATE INDEX change_record ON change (kind, record)",
	"CREATE INDEX operation_reverts ON operation (reverts) WHERE reverts "
	"IS NOT NULL",
	"CREATE INDEX list_value_target ON list_value (target) WHERE target "
	"IS NOT NULL",
	"CREATE INDEX list_value_also_from ON list_value (kind, role) WHERE "
	"field = 'also_from'",
	"CREATE INDEX outbox_open ON outbox (status) WHERE status IN "
	"('queued', 'sending', 'unknown')",
	SOURCE("account"),
	SOURCE("project"),
	SOURCE("contact"),
	SOURCE("req"),
	SOURCE("comm"),
	SOURCE("action"),
	SOURCE("feedback"),
	SOURCE("risk"),
	SOURCE("member"),
	SOURCE("note"),
	"CREATE INDEX occurrence_cadence ON \"occurrence\" (\"cadence\")",
	"CREATE INDEX assessment_risk ON \"assessment\" (\"risk\")",
	"CREATE INDEX kano_req ON \"kano\" (\"req\")",
	"CREATE INDEX score_about ON \"score\" (\"about\")",
	"CREATE INDEX comm_account ON \"comm\" (\"account\")",
	"CREATE INDEX comm_thread ON \"comm\" (\"thread\") WHERE \"thread\" "
	"IS NOT NULL",
	"CREATE INDEX req_account ON \"req\" (\"account\")",
	SOURCE("reply"),
	"CREATE INDEX reply_survey ON \"reply\" (\"survey\", \"contact\")",
	"CREATE INDEX reply_account ON \"reply\" (\"account\")",
	"CREATE INDEX action_account ON \"action\" (\"account\")",
	"CREATE INDEX feedback_account ON \"feedback\" (\"account\")",
	"CREATE INDEX issue_account ON \"issue\" (\"account\")",
	SOURCE("answer"),
	"CREATE INDEX answer_elicit ON \"answer\" (\"elicit\", \"position\")",
	"CREATE INDEX baseline_line_baseline ON \"baseline_line\" "
	"(\"baseline\")",
	"CREATE INDEX decision_wording_version ON \"decision\" "
	"(\"wording_version\") WHERE \"wording_version\" IS NOT NULL",
	"CREATE INDEX plan_account ON \"plan\" (\"account\")",
	"CREATE INDEX plan_section_plan ON \"plan_section\" (\"plan\")",
	"CREATE INDEX objective_account ON \"objective\" (\"account\")",
	"CREATE INDEX whitespace_account ON \"whitespace\" (\"account\")",
	"CREATE INDEX measurement_about ON \"measurement\" (\"about\")",
	"CREATE INDEX revision_about ON \"revision\" (\"about\")",
	"CREATE INDEX channel_contact ON \"channel\" (\"contact\")",
	"CREATE INDEX note_about ON \"note\" (\"about\")",
	"CREATE INDEX link_from_record ON \"link\" (\"from_record\")",
	"CREATE INDEX link_to_record ON \"link\" (\"to_record\")",
	NULL,
};
