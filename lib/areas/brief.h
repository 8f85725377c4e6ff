/*
 * What the parts of a brief share: tables that are cut, and say so.
 */
#ifndef KAM_AREAS_BRIEF_H
#define KAM_AREAS_BRIEF_H

#include "areas/plan_view.h"
#include "areas/sql.h"

#include <kam/brief.h>

struct brief {
	/* k, arena, doc, account, customer are those of the view */
	struct kam_plan_view view;
	const struct kam_brief_query *query;
	const struct kam_record *account;
	struct kam_brief *out;
	int64_t since;         /* UTC seconds; INT64_MIN: the beginning */
	size_t rows, most;     /* of the table at hand: met, to be shown */
	struct kam_str remark; /* of the section at hand */
};

/* A column of a kind, or of the table's own. Without a label: for programs. */
struct brief_column {
	const char *key;
	const struct kam_kind *kind;
	const char *label; /* N_(); NULL: the kind's; "": for programs */
	enum kam_column_form form;
	int customer; /* own ones: the customer sees it */
	int spare;    /* goes first where the line is too long; 0: stays */
};

/* Every section is begun and ended. */
void kam_brief_section(struct brief *b, const char *name, const char *title);
void kam_brief_end(struct brief *b);
/* A table of at most so many rows; ended by a NULL key. */
void kam_brief_table(struct brief *b, const char *name, const char *label,
		     const struct brief_column *columns, size_t most);
/* 1 where the row is to be filled; the others are counted. */
int kam_brief_row(struct brief *b);
/* "and 7 more: COMMAND", where some were cut; the account's key follows. */
void kam_brief_more(struct brief *b, const char *command);
/* A line below the tables. */
void kam_brief_say(struct brief *b, const char *line);
/* Cells: a field or column of a record, "REQ-3", a day with its instant. */
int kam_brief_value(struct brief *b, const struct kam_record *r, int column,
		    struct kam_err *err) KAM_MUST_USE;
void kam_brief_id(struct brief *b, const struct kam_kind *kind, int64_t id);
void kam_brief_day(struct brief *b, int64_t instant);
/* Several contacts or members, for people by their names. */
void kam_brief_names(struct brief *b, const struct kam_value *refs);
/* Records of one statement's first column: $1 is the account. read may be
   called with a NULL record for those beyond what the table shows. */
typedef int (*brief_read)(struct brief *b, struct kam_record *r,
			  struct kam_err *err);
int kam_brief_records(struct brief *b, const char *sql,
		      const struct kam_kind *kind, brief_read read,
		      struct kam_err *err) KAM_MUST_USE;
/* The same where $2 is the moment that it is now. */
int kam_brief_by_now(struct brief *b, const char *sql,
		     const struct kam_kind *kind, brief_read read,
		     struct kam_err *err) KAM_MUST_USE;
/* One whole number of the account ($1); 0 where it is NULL */
int kam_brief_number(int64_t *out, struct brief *b, const char *sql,
		     struct kam_err *err) KAM_MUST_USE;

/* The sections, in their order. */
int kam_brief_people(struct brief *b, struct kam_err *err) KAM_MUST_USE;
int kam_brief_late(struct brief *b, struct kam_err *err) KAM_MUST_USE;
int kam_brief_said(struct brief *b, struct kam_err *err) KAM_MUST_USE;
int kam_brief_ask(struct brief *b, struct kam_err *err) KAM_MUST_USE;
int kam_brief_care(struct brief *b, struct kam_err *err) KAM_MUST_USE;
int kam_brief_reqs(struct brief *b, struct kam_err *err) KAM_MUST_USE;
int kam_brief_money(struct brief *b, struct kam_err *err) KAM_MUST_USE;
int kam_brief_changes(struct brief *b, struct kam_err *err) KAM_MUST_USE;
/* Of the report alone: what the customer is to say, and what comes next. */
int kam_brief_wanted(struct brief *b, struct kam_err *err) KAM_MUST_USE;
int kam_brief_next(struct brief *b, struct kam_err *err) KAM_MUST_USE;

/* Adds the names of a record's fields that are others than at an instant, and
   for people what became of them; they stay empty where nothing is left of what
   was changed. */
int kam_brief_compare(struct kam_str *names, struct kam_str *what,
		      struct brief *b, const struct kam_record *r,
		      const char *since, struct kam_err *err) KAM_MUST_USE;

/* Contacts who are met, most influential first, for as long as each likes. */
int kam_brief_each_contact(struct brief *b, brief_read read,
			   struct kam_err *err) KAM_MUST_USE;

#endif
