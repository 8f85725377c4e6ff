/*
 * Zoho CRM's CSV exports: each look-up is two columns, "X.id" and "X"; labels
 * may be renamed, and the address has old and new ones.
 */
#include "exchange/layout.h"

#include <kam/areas.h>
#include <kam/import.h>
#include <string.h>

static const struct kam_layout_column accounts[] = {
	{ { "Record Id", "Account Id", "Id" }, KAM_USE_ID, 0, 1 },
	{ { "Account Name", "Company Name" },
	  KAM_USE_FIELD,
	  KAM_ACCOUNT_NAME,
	  1 },
	{ { "Account Owner.id", "Owner.id", "Account Owner Id" },
	  KAM_USE_MEMBER,
	  KAM_ACCOUNT_OWNER },
	{ { "Account Owner", "Owner" },
	  KAM_USE_MEMBER_NAME,
	  KAM_ACCOUNT_OWNER },
	{ { "Parent Account.id", "Parent Account Id" },
	  KAM_USE_RECORD,
	  KAM_ACCOUNT_PARENT },
	{ { "Parent Account" }, KAM_USE_RECORD_NAME, KAM_ACCOUNT_PARENT },
	{ { "Phone" }, KAM_USE_FIELD, KAM_ACCOUNT_PHONE },
	{ { "Website" }, KAM_USE_FIELD, KAM_ACCOUNT_WEBSITE },
	{ { "Industry" }, KAM_USE_FIELD, KAM_ACCOUNT_INDUSTRY },
	{ { "Employees", "No. of Employees" },
	  KAM_USE_FIELD,
	  KAM_ACCOUNT_EMPLOYEES },
	{ { "Annual Revenue" }, KAM_USE_AMOUNT, KAM_ACCOUNT_VALUE },
	{ { "Currency" }, KAM_USE_CURRENCY, KAM_ACCOUNT_VALUE },
	{ { "Tag", "Tags" }, KAM_USE_TAGS, KAM_ACCOUNT_TAGS },
	{ { "Description" }, KAM_USE_FIELD, KAM_ACCOUNT_DESCRIPTION },
	{ { "Billing Street", "Billing Address - Street" },
	  KAM_USE_LINE,
	  KAM_ACCOUNT_ADDRESS },
	{ { "Billing Code", "Billing Address - Zip / Postal Code",
	    "Billing Zip" },
	  KAM_USE_LINE,
	  KAM_ACCOUNT_ADDRESS },
	{ { "Billing City", "Billing Address - City" },
	  KAM_USE_FIELD,
	  KAM_ACCOUNT_CITY },
	{ { "Billing State", "Billing Address - State / Province" },
	  KAM_USE_FIELD,
	  KAM_ACCOUNT_REGION },
	{ { "Billing Country", "Billing Address - Country / Region" },
	  KAM_USE_FIELD,
	  KAM_ACCOUNT_COUNTRY },
};

static const struct kam_layout_column contacts[] = {
	{ { "Record Id", "Contact Id", "Id" }, KAM_USE_ID, 0, 1 },
	{ { "First Name" }, KAM_USE_NAME, KAM_CONTACT_NAME },
	{ { "Last Name" }, KAM_USE_NAME, KAM_CONTACT_NAME, 1 },
	{ { "Contact Owner.id", "Owner.id" },
	  KAM_USE_MEMBER,
	  KAM_CONTACT_OWNER },
	{ { "Contact Owner", "Owner" },
	  KAM_USE_MEMBER_NAME,
	  KAM_CONTACT_OWNER },
	{ { "Account Name.id", "Company Name.id", "Account Id" },
	  KAM_USE_RECORD,
	  KAM_CONTACT_ACCOUNTS,
	  1 },
	{ { "Account Name", "Company Name" },
	  KAM_USE_RECORD_NAME,
	  KAM_CONTACT_ACCOUNTS },
	{ { "Email" }, KAM_USE_FIELD, KAM_CONTACT_EMAIL },
	{ { "Title" }, KAM_USE_FIELD, KAM_CONTACT_TITLE },
	{ { "Department" }, KAM_USE_FIELD, KAM_CONTACT_DEPARTMENT },
	{ { "Phone" }, KAM_USE_FIELD, KAM_CONTACT_PHONE },
	{ { "Mobile" }, KAM_USE_FIELD, KAM_CONTACT_MOBILE },
	{ { "Description" }, KAM_USE_FIELD, KAM_CONTACT_DESCRIPTION },
	{ { "Email Opt Out" }, KAM_USE_FIELD, KAM_CONTACT_OPT_OUT },
	{ { "Reporting To.id", "Reports To.id" },
	  KAM_USE_RECORD,
	  KAM_CONTACT_REPORTS_TO },
	{ { "Reporting To", "Reports To" },
	  KAM_USE_RECORD_NAME,
	  KAM_CONTACT_REPORTS_TO },
	{ { "Tag", "Tags" }, KAM_USE_TAGS, KAM_CONTACT_TAGS },
	{ { "Mailing Street", "Mailing Address - Street" },
	  KAM_USE_LINE,
	  KAM_CONTACT_ADDRESS },
	{ { "Mailing Zip", "Mailing Code" },
	  KAM_USE_LINE,
	  KAM_CONTACT_ADDRESS },
	{ { "Mailing City", "Mailing Address - City" },
	  KAM_USE_LINE,
	  KAM_CONTACT_ADDRESS },
	{ { "Mailing State", "Mailing Address - State / Province" },
	  KAM_USE_LINE,
	  KAM_CONTACT_ADDRESS },
	{ { "Mailing Country", "Mailing Address - Country / Region" },
	  KAM_USE_LINE,
	  KAM_CONTACT_ADDRESS },
};

static const struct kam_layout_column notes[] = {
	{ { "Record Id", "Note Id", "Id" }, KAM_USE_ID, 0, 1 },
	{ { "Parent ID.id", "Parent Id.id", "Parent.id" },
	  KAM_USE_ABOUT,
	  KAM_NOTE_ABOUT,
	  1 },
	{ { "Parent ID", "Parent Id", "Parent" },
	  KAM_USE_RECORD_NAME,
	  KAM_NOTE_ABOUT },
	{ { "Note Title" }, KAM_USE_LINE, KAM_NOTE_TEXT },
	{ { "Note Content" }, KAM_USE_LINE, KAM_NOTE_TEXT, 1 },
	{ { "Created Time" }, KAM_USE_TIME, KAM_NOTE_AT },
	{ { "Note Owner.id", "Owner.id", "Created By.id" },
	  KAM_USE_MEMBER,
	  KAM_NOTE_AUTHOR },
	{ { "Note Owner", "Owner", "Created By" },
	  KAM_USE_MEMBER_NAME,
	  KAM_NOTE_AUTHOR },
};

static const char *const call_directions[] = {
	"Inbound", "in",   "Outbound", "out",  "Missed", "in", "呼入",
	"in",      "呼出", "out",      "未接", "in",     NULL,
};
static const char *const call_tags[] = { "Missed", "missed", "未接", "missed",
					 NULL };

static const struct kam_layout_column calls[] = {
	{ { "Record Id", "Call Id", "Id" }, KAM_USE_ID, 0, 1 },
	{ { "Subject" }, KAM_USE_FIELD, KAM_COMM_SUMMARY, 1 },
	{ { "Call Type" },
	  KAM_USE_WORD,
	  KAM_COMM_DIRECTION,
	  0,
	  call_directions },
	{ { "Call Type" }, KAM_USE_WORD, KAM_COMM_TAGS, 0, call_tags },
	{ { "Contact Name.id", "Who Id.id" },
	  KAM_USE_RECORD,
	  KAM_COMM_CONTACTS },
	{ { "Contact Name", "Who Id" },
	  KAM_USE_RECORD_NAME,
	  KAM_COMM_CONTACTS },
	{ { "Related To.id", "What Id.id" }, KAM_USE_RECORD, KAM_COMM_ACCOUNT },
	{ { "Related To", "What Id" }, KAM_USE_RECORD_NAME, KAM_COMM_ACCOUNT },
	{ { "Call Start Time" }, KAM_USE_TIME, KAM_COMM_AT, 1 },
	{ { "Call Duration (in seconds)" },
	  KAM_USE_SECONDS,
	  KAM_COMM_DURATION },
	{ { "Call Result" }, KAM_USE_FIELD, KAM_COMM_OUTCOME },
	{ { "Call Purpose" }, KAM_USE_LINE, KAM_COMM_MINUTES },
	{ { "Call Agenda" }, KAM_USE_LINE, KAM_COMM_MINUTES },
	{ { "Description" }, KAM_USE_LINE, KAM_COMM_MINUTES },
	{ { "Call Owner.id", "Owner.id" }, KAM_USE_MEMBER, KAM_COMM_MEMBERS },
	{ { "Call Owner", "Owner" }, KAM_USE_MEMBER_NAME, KAM_COMM_MEMBERS },
	{ { "Tag", "Tags" }, KAM_USE_TAGS, KAM_COMM_TAGS },
};

static const char *const task_states[] = {
	"Not Started",
	"open",
	"In Progress",
	"open",
	"Deferred",
	"open",
	"Waiting for input",
	"open",
	"Completed",
	"done",
	"Waiting on someone else",
	"open",
	"未开始",
	"open",
	"进行中",
	"open",
	"已延迟",
	"open",
	"等待输入",
	"open",
	"已完成",
	"done",
	NULL,
};
static const char *const task_tags[] = {
	"High", "high-priority", "Highest", "high-priority",
	"高",   "high-priority", "最高",    "high-priority",
	"Low",  "low-priority",  "Lowest",  "low-priority",
	"低",   "low-priority",  "最低",    "low-priority",
	NULL,
};

static const struct kam_layout_column tasks[] = {
	{ { "Record Id", "Task Id", "Id" }, KAM_USE_ID, 0, 1 },
	{ { "Subject" }, KAM_USE_FIELD, KAM_ACTION_TITLE, 1 },
	{ { "Task Owner.id", "Owner.id" }, KAM_USE_MEMBER, KAM_ACTION_OWNER },
	{ { "Task Owner", "Owner" }, KAM_USE_MEMBER_NAME, KAM_ACTION_OWNER },
	{ { "Due Date" }, KAM_USE_FIELD, KAM_ACTION_DUE, 1 },
	{ { "Contact Name.id", "Who Id.id" }, KAM_USE_ABOUT, KAM_ACTION_ABOUT },
	{ { "Contact Name", "Who Id" }, KAM_USE_RECORD_NAME, KAM_ACTION_ABOUT },
	{ { "Related To.id", "What Id.id" },
	  KAM_USE_RECORD,
	  KAM_ACTION_ACCOUNT },
	{ { "Related To", "What Id" },
	  KAM_USE_RECORD_NAME,
	  KAM_ACTION_ACCOUNT },
	{ { "Status" }, KAM_USE_STATUS, 0, 0, task_states },
	{ { "Closed Time" }, KAM_USE_DAY, KAM_ACTION_DONE_ON },
	{ { "Description" }, KAM_USE_FIELD, KAM_ACTION_DESCRIPTION },
	{ { "Tag", "Tags" }, KAM_USE_TAGS, KAM_ACTION_TAGS },
	{ { "Priority" }, KAM_USE_WORD, KAM_ACTION_TAGS, 0, task_tags },
};

static const struct kam_layout layouts[] = {
	{ "zoho-accounts", "zoho", &kam_account_kind, accounts,
	  sizeof accounts / sizeof *accounts, "Last Name", KAM_ACCOUNT_NAME },
	{ "zoho-contacts", "zoho", &kam_contact_kind, contacts,
	  sizeof contacts / sizeof *contacts, "Subject", KAM_CONTACT_EMAIL },
	{ "zoho-notes", "zoho", &kam_note_kind, notes,
	  sizeof notes / sizeof *notes, "Subject", KAM_NO_FIELD },
	{ "zoho-calls", "zoho", &kam_comm_kind, calls,
	  sizeof calls / sizeof *calls, "Due Date", KAM_NO_FIELD },
	{ "zoho-tasks", "zoho", &kam_action_kind, tasks,
	  sizeof tasks / sizeof *tasks, "Call Start Time", KAM_NO_FIELD },
};

enum { LAYOUTS = sizeof layouts / sizeof *layouts };

const char *kam_import_layout(size_t at)
{
	return at < LAYOUTS ? layouts[at].name : NULL;
}

const struct kam_layout *kam_layout_find(const char *name)
{
	for (size_t i = 0; i < LAYOUTS; i++)
		if (!strcmp(layouts[i].name, name))
			return &layouts[i];
	return NULL;
}
