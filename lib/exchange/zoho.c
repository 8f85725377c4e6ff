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

static const struct kam_layout layouts[] = {
	{ "zoho-accounts", "zoho", &kam_account_kind, accounts,
	  sizeof accounts / sizeof *accounts, "Last Name", KAM_ACCOUNT_NAME },
	{ "zoho-contacts", "zoho", &kam_contact_kind, contacts,
	  sizeof contacts / sizeof *contacts, "Subject", KAM_CONTACT_EMAIL },
};

const char *const kam_import_layouts[] = { "zoho-accounts", "zoho-contacts",
					   NULL };

const struct kam_layout *kam_layout_find(const char *name)
{
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
		if (!strcmp(layouts[i].name, name))
			return &layouts[i];
	return NULL;
}
