/*
 * A plan's tables on their way into a document: what the areas' fill functions
 * get. Columns are those of a kind, whose marks say what the customer may see,
 * or of the table's own.
 */
#ifndef KAM_AREAS_PLAN_VIEW_H
#define KAM_AREAS_PLAN_VIEW_H

#include <kam/money.h>
#include <kam/plan.h>

/* More rows than these are counted, not shown: a document is to be read. */
enum { KAM_PLAN_ROWS = 100 };

struct kam_plan_view {
	struct kam *k;
	struct kam_arena *arena;
	struct kam_document *doc;
	const struct kam_record *plan; /* NULL: a report's, which is of none */
	int32_t since;                 /* of a report: what came from that day
	                                  on; 0: thirty days */
	int64_t cadence;               /* that promises the report, or 0 */
	int64_t account, project; /* project 0: any */
	int customer;
	const struct kam_plan_table *table;
	int64_t rows; /* begun so far; beyond KAM_PLAN_ROWS they aren't added */
};

/* The table's columns, of which the customer sees some; 0 where none is left
   but id and status: the table is left out then. */
int kam_view_begin(struct kam_plan_view *view);
int kam_view_begin_with(struct kam_plan_view *view,
			const struct kam_plan_column *columns, size_t n);
/* The value of the column with the key, of a record, as the next cell. */
int kam_view_field(struct kam_plan_view *view, const struct kam_record *r,
		   const char *key, struct kam_err *err) KAM_MUST_USE;
/* 1 where the row is to be filled */
int kam_view_row(struct kam_plan_view *view);
/* A field's or own column's value as the next cell. */
int kam_view_value(struct kam_plan_view *view, const struct kam_record *r,
		   int column, struct kam_err *err) KAM_MUST_USE;
/* Money as people read it: "1,200.50 EUR" */
void kam_view_money(char out[KAM_MONEY_SHOWN], const struct kam_value *value);
/* A word, translated for people; context: the name of its field, or of the kind
   whose state it is. */
void kam_view_word(struct kam_plan_view *view, const char *context,
		   const char *word);

/* Adds a section's tables, by their names, and to the remark what is to be said
   of them beside. */
int kam_view_tables(struct kam_plan_view *view, const char *names,
		    struct kam_str *remark, struct kam_err *err) KAM_MUST_USE;
/* KAM_EINVALID where one is no table. */
int kam_plan_tables_check(const struct kam_catalogue *catalogue,
			  const char *names, struct kam_err *err) KAM_MUST_USE;

/* Tables of their own making, and their columns. */
extern const struct kam_plan_column kam_cells_of_stakeholders[],
    kam_cells_of_team[], kam_cells_of_objectives[], kam_cells_of_wallet[],
    kam_cells_of_figures[], kam_cells_of_reviews[];
extern const struct kam_plan_column kam_cells_of_promises[],
    kam_cells_of_answered[], kam_cells_of_dates[];
int kam_fill_promises_kept(struct kam_plan_view *view, struct kam_err *err);
int kam_fill_promises_open(struct kam_plan_view *view, struct kam_err *err);
int kam_fill_answered(struct kam_plan_view *view, struct kam_err *err);
int kam_fill_dates(struct kam_plan_view *view, struct kam_err *err);
int kam_fill_stakeholders(struct kam_plan_view *view, struct kam_err *err);
int kam_fill_team(struct kam_plan_view *view, struct kam_err *err);
int kam_fill_objectives(struct kam_plan_view *view, struct kam_err *err);
int kam_fill_whitespace(struct kam_plan_view *view, struct kam_err *err);
int kam_fill_wallet(struct kam_plan_view *view, struct kam_err *err);
int kam_fill_figures(struct kam_plan_view *view, struct kam_err *err);
int kam_fill_reviews(struct kam_plan_view *view, struct kam_err *err);

#endif
