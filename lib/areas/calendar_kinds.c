/*
 * Working calendars and the days that differ.
 */
#include "areas/hooks.h"

#include <kam/areas.h>

static const struct kam_field calendar_fields[KAM_CALENDAR_FIELDS] = {
	[KAM_CALENDAR_KEY] = { "key", KAM_TEXT,
			       KAM_UNIQUE | KAM_LISTED | KAM_CUSTOMER,
			       N_("short name: china") },
	[KAM_CALENDAR_NAME] = { "name", KAM_TEXT,
				KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				N_("whose calendar it is") },
	[KAM_CALENDAR_WEEKDAYS] = { "weekdays", KAM_TEXT,
				    KAM_LISTED | KAM_CUSTOMER,
				    N_("weekdays worked: mon-fri"),
				    .initial = "mon-fri" },
	[KAM_CALENDAR_DESCRIPTION] = { "description", KAM_PROSE, KAM_CUSTOMER,
				       N_("where it comes from") },
	[KAM_CALENDAR_TAGS] = { "tags", KAM_TAGS, 0, N_("words of your own") },
};
const struct kam_kind kam_calendar_kind = {
	.name = "calendar",
	.prefix = "CAL",
	.help = N_("working calendars"),
	.group = N_("Calendars"),
	.fields = calendar_fields,
	.n_fields = KAM_CALENDAR_FIELDS,
	.title = KAM_CALENDAR_NAME,
	.key = KAM_CALENDAR_KEY,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.hooks = { .check = kam_calendar_check, .follow = kam_calendar_follow },
};

static const struct kam_field calendar_day_fields[KAM_CALENDAR_DAY_FIELDS] = {
	[KAM_CALENDAR_DAY_CALENDAR] = { "calendar", KAM_REF,
					KAM_REQUIRED | KAM_LISTED |
					    KAM_CUSTOMER,
					N_("the calendar it belongs to"),
					.target = "calendar" },
	[KAM_CALENDAR_DAY_DATE] = { "date", KAM_DATE,
				    KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				    N_("the day") },
	[KAM_CALENDAR_DAY_WORKING] = { "working", KAM_FLAG,
				       KAM_REQUIRED | KAM_LISTED | KAM_CUSTOMER,
				       N_("whether it is worked"),
				       .initial = "no" },
	[KAM_CALENDAR_DAY_NAME] = { "name", KAM_TEXT, KAM_LISTED | KAM_CUSTOMER,
				    N_("holiday or make-up working day") },
};
const struct kam_kind kam_calendar_day_kind = {
	.name = "calendar_day",
	.prefix = "DAY",
	.help = N_("days that differ from their weekday"),
	.fields = calendar_day_fields,
	.n_fields = KAM_CALENDAR_DAY_FIELDS,
	.title = KAM_CALENDAR_DAY_NAME,
	.key = KAM_NO_FIELD,
	.account = KAM_NO_FIELD,
	.project = KAM_NO_FIELD,
	.hooks = { .follow = kam_calendar_day_follow },
};
