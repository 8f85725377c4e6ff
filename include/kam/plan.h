/*
 * Plans: text that people write, figures and tables that the register has.
 *
 * A plan is of an area: of the account as a whole, or of requirements,
 * communication, feedback, risk … of an account or project. It is made from
 * the area's template, of sections; each has text of its own and names the
 * tables that are drawn live whenever it is shown. An area also has figures:
 * what the plan aims for (targets), from where on something must be done
 * (limits), and what the register says (actual).
 *
 * A draft is written freely. A version freezes it, tables and figures as they
 * are that day: a revision, with its number, fingerprint and reason. Approval
 * is a decision on a version; from then on text, period, targets and limits
 * change by revision only, which gives a reason and makes it a draft again. A
 * review looks at it on its day, has an outcome and sets the next day.
 *
 * An area joins by one entry: its kind's hooks.plan leads to a const struct
 * kam_plan_area, whose name is a word of the field `area` of plans. Sections
 * of any area may show tables of any other.
 */
#ifndef KAM_PLAN_H
#define KAM_PLAN_H

#include <kam/document.h>
#include <kam/store.h>

enum { KAM_PART_CUSTOMER = 1 << 0, KAM_PART_MAY_BE_EMPTY = 1 << 1 };

/* A section of a template. Built-in titles and guidance are N_() texts. */
struct kam_plan_part {
	const char *name;     /* a word: a-z, digits, _ */
	const char *title;    /* its heading; NULL: the name */
	const char *guidance; /* what belongs in it, or NULL */
	const char *tables;   /* names, parted by commas, or NULL */
	unsigned flags;       /* KAM_PART_CUSTOMER … */
};

enum kam_figure_good { KAM_AT_MOST, KAM_AT_LEAST };

/* What a figure is computed for. */
struct kam_plan_scope {
	int64_t account, project; /* ids; project 0: all of the account */
	const struct kam_record *plan;
};

/* A figure of an area; sql or actual gives what the register says. */
struct kam_plan_figure {
	const char *name;  /* a word */
	const char *label; /* N_() */
	const char *unit;  /* N_(): "%", "days"; "" for a count */
	enum kam_figure_good good;
	const char *target, *limit; /* as a decimal; NULL: none */
	/* one whole number, or null: $1 account, $2 project or 0; where it has
	   them, $3 today, $4 thirty days ago, $5 now, as texts */
	const char *sql;
	/* millionths; *set stays 0 where there is none */
	int (*actual)(int64_t *value, int *set, struct kam *k,
		      const struct kam_plan_scope *scope, struct kam_err *err);
	const char *mend; /* the command that shows what to do about it */
};

struct kam_plan_view; /* lib/areas/plan_view.h */

/* With a kind, key is a column of it, whose mark says what the customer may
   see, and whose label it has; else label is N_(), or NULL where the key is
   what people read. */
struct kam_plan_column {
	const char *key;
	const struct kam_kind *kind;
	const char *label;
	enum kam_column_form form;
	int customer;
	int spare; /* as a printer's columns have it */
};

/* A table: records of a kind, or whatever fill adds. */
struct kam_plan_table {
	const char *name;    /* a word */
	const char *label;   /* N_() */
	const char *kind;    /* of the catalogue, or NULL */
	const char *filters; /* as kam_query_where() takes them, or NULL */
	const char *sort;    /* or NULL */
	const char *fields;  /* its columns, parted by commas */
	int (*fill)(struct kam_plan_view *view, struct kam_err *err);
	/* of a filled one, ended by a NULL key; NULL: they depend on the
	   register */
	const struct kam_plan_column *columns;
	const char *empty; /* N_(): what to say where it has no rows */
	int of_plan;       /* it is of a plan, and of nothing else */
};

struct kam_plan_area {
	const char *name;  /* "risk" */
	const char *title; /* N_("Risk management plan") */
	const struct kam_plan_part *parts;
	size_t n_parts;
	const struct kam_plan_figure *figures;
	size_t n_figures;
	const struct kam_plan_table *tables;
	size_t n_tables;
};

/* By its name or its kind's noun; NULL where there is none. */
const struct kam_plan_area *
kam_plan_area_find(const struct kam_catalogue *catalogue, const char *name);
/* The built-in section, figure, table of that name, or NULL. */
const struct kam_plan_part *kam_plan_part_find(const struct kam_plan_area *area,
					       const char *name);
const struct kam_plan_figure *
kam_plan_figure_find(const struct kam_plan_area *area, const char *name);
const struct kam_plan_table *
kam_plan_table_find(const struct kam_catalogue *catalogue, const char *name);

/*
 * Templates, as text that a firm may change:
 *
 *	targets: unassessed=0
 *	limits: highest_score=15 unassessed=3
 *
 *	## approach: How we look for risks
 *	tables: risks
 *	audience: customer
 *	may be empty
 *	Who looks for risks, when, …
 *
 * Lines before the first section other than these, and those that begin with
 * "#" alone, are left out. The setting plan.template.AREA holds a firm's own.
 */
struct kam_plan_template {
	const struct kam_plan_part *parts;
	size_t n;
	const char *targets, *limits; /* or NULL */
	int built_in;
};
int kam_plan_template_load(struct kam_plan_template *out, struct kam *k,
			   struct kam_arena *arena,
			   const struct kam_plan_area *area,
			   struct kam_err *err) KAM_MUST_USE;
/* KAM_EINVALID naming the line. */
int kam_plan_template_parse(struct kam_plan_template *out,
			    struct kam_arena *arena,
			    const struct kam_catalogue *catalogue,
			    const struct kam_plan_area *area, const char *text,
			    struct kam_err *err) KAM_MUST_USE;
void kam_plan_template_print(struct kam_str *out,
			     const struct kam_plan_area *area,
			     const struct kam_plan_template *t);

/*
 * Figures: planned against actual. Pairs are "name=decimal", parted by blanks.
 */
enum kam_figure_state {
	KAM_FIGURE_UNKNOWN, /* the register has nothing to say */
	KAM_FIGURE_GOOD,    /* as planned, or within the limit */
	KAM_FIGURE_OFF,     /* short of the target */
	KAM_FIGURE_BEYOND,  /* beyond the limit */
};
extern const char *const kam_figure_words[]; /* by enum kam_figure_state */
struct kam_plan_value {
	const struct kam_plan_figure *figure;
	int has_target, has_limit, has_actual;
	int64_t target, limit, actual; /* millionths */
	enum kam_figure_state state;
};
enum kam_figure_state kam_figure_state(const struct kam_plan_value *value);
/* *n of them, in the arena, in the area's order. */
int kam_plan_figures(struct kam_plan_value **out, size_t *n, struct kam *k,
		     struct kam_arena *arena, const struct kam_record *plan,
		     struct kam_err *err) KAM_MUST_USE;
/* Pairs in the area's order, in their shortest form; KAM_EINVALID where one is
   no figure of the area or no number. *found says whether name is among them
   (name may be NULL). */
int kam_plan_pairs(struct kam_str *canonical, const struct kam_plan_area *area,
		   const char *text, struct kam_err *err) KAM_MUST_USE;
int kam_plan_pair(int64_t *value, const char *pairs, const char *name);
/* The pairs as people read them: "objectives overdue ≤ 0; …" */
int kam_plan_pairs_say(struct kam_str *out, const struct kam_plan_area *area,
		       const char *pairs, struct kam_err *err) KAM_MUST_USE;

/* The sections of a plan in their order: *n records in the arena. */
int kam_plan_sections(struct kam_record ***out, size_t *n, struct kam *k,
		      struct kam_arena *arena, int64_t plan,
		      struct kam_err *err) KAM_MUST_USE;
/* The heading that people read. */
const char *kam_plan_section_label(const struct kam *k,
				   const struct kam_record *plan,
				   const struct kam_record *section);
/* What belongs in it, translated; NULL where nothing is said. */
const char *kam_plan_section_guidance(const struct kam *k,
				      const struct kam_record *plan,
				      const struct kam_record *section);

/*
 * The title that a plan is given: of data alone, so that it reads the same to
 * everybody: "Acme GmbH", of an area of it "Acme GmbH: risk". of is the name
 * of the account or project.
 */
void kam_plan_title_make(struct kam_str *out, const char *area, const char *of);
/* What the plan is of, where its title is still the one that was made of that;
   else NULL. The text is the record's. */
const char *kam_plan_made_of(const struct kam_record *plan, const char *title);
/* What people read above it: "Risk management plan: Acme GmbH", translated,
   where the title is the one that was made; else the title. In the arena;
   NULL: out of memory. */
const char *kam_plan_heading(const struct kam *k, struct kam_arena *arena,
			     const struct kam_record *plan, const char *title);
/* What people read of it among other records: "Acme GmbH: risk", the area's word
   translated, where the title is the one that was made; else the title. */
void kam_plan_shown(struct kam_str *out, const struct kam_record *plan,
		    const char *title);
/* The same of a record of any kind, by its title: a plan's section by its
   heading, a word translated, everything else as it is; "" without a title.
   Lives as long as the arena and title do; NULL: out of memory. */
const char *kam_title_shown(struct kam *k, struct kam_arena *arena,
			    const struct kam_kind *kind, int64_t id,
			    const char *title);

/* The plan as it is now. customer: only what the customer may see. */
int kam_plan_document(struct kam_document **out, struct kam *k,
		      struct kam_arena *arena, const struct kam_record *plan,
		      int customer, struct kam_err *err) KAM_MUST_USE;

/* Versions; writing is inside an operation. */
struct kam_plan_version {
	int64_t id, number;
	const char *created, *actor, *digest, *reason; /* reason may be NULL */
	int approved;
};
int kam_plan_versions(struct kam_plan_version **out, size_t *n, struct kam *k,
		      struct kam_arena *arena, int64_t plan,
		      struct kam_err *err) KAM_MUST_USE;
int kam_plan_freeze(struct kam_record **revision, struct kam *k,
		    const struct kam_record *plan, const char *reason,
		    struct kam_err *err) KAM_MUST_USE;
/* As it was frozen. KAM_ENOENT where there is no such version. */
int kam_plan_version_document(struct kam_document **out, struct kam *k,
			      struct kam_arena *arena,
			      const struct kam_record *plan, int64_t number,
			      int customer, struct kam_err *err) KAM_MUST_USE;

struct kam_plan_approval {
	const struct kam_kind *by_kind; /* member or contact */
	int64_t by;
	const char *on, *via, *remark; /* as written; NULL: today, unsaid */
	int64_t version; /* 0: as it is now, frozen where it isn't yet */
};
/* *out is the decision; *plan the plan as it is then. KAM_EREFUSED where the
   version says something else than the plan. */
int kam_plan_approve(struct kam_record **out, struct kam_record **plan,
		     struct kam *k, const struct kam_record *before,
		     const struct kam_plan_approval *approval,
		     struct kam_err *err) KAM_MUST_USE;

/* Looked at: *out is the review, with the next day as given or by rhythm. */
int kam_plan_review(struct kam_record **out, struct kam *k,
		    const struct kam_record *plan, const char *on,
		    const char *outcome, const char *next,
		    struct kam_err *err) KAM_MUST_USE;
/* The day of the review that follows one on that day. */
int kam_plan_next_review(int32_t *out, struct kam *k,
			 const struct kam_record *plan, int32_t after,
			 struct kam_err *err) KAM_MUST_USE;

/* What differs between two documents of a plan, in the order of b. */
struct kam_plan_difference {
	const char *section, *part; /* part: "text", or a table's name */
	const char *row;            /* of a table: its first cell; or NULL */
	const char *field;          /* or NULL: the whole row or line */
	const char *change;         /* added, removed, changed */
	const char *before, *after; /* or NULL */
	/* the same as people read them */
	struct {
		const char *section, *part, *row, *field, *before, *after;
	} shown;
};
int kam_plan_diff(const struct kam_document *a, const struct kam_document *b,
		  int (*each)(void *context,
			      const struct kam_plan_difference *d,
			      struct kam_err *err),
		  void *context, struct kam_err *err) KAM_MUST_USE;

/* What is wrong with a plan, each with the command that mends it. */
enum kam_finding_class {
	KAM_FINDING_MISSING,
	KAM_FINDING_STALE,
	KAM_FINDING_CONTRADICTED, /* the register says something else */
	KAM_FINDING_BEYOND,       /* a figure is beyond its limit */
};
extern const char *const kam_finding_words[]; /* by enum kam_finding_class */
struct kam_plan_finding {
	enum kam_finding_class class;
	const char *account; /* its key */
	int64_t owner;       /* of the plan or account, or 0 */
	int64_t plan;        /* 0: there is none */
	const char *section; /* or NULL */
	const char *code;    /* a word: "empty_section" */
	const char *what;    /* translated */
	const char *mend;    /* a command */
};
typedef int (*kam_each_finding)(void *context, const struct kam_plan_finding *f,
				struct kam_err *err);
int kam_plan_check(struct kam *k, const struct kam_record *plan,
		   kam_each_finding each, void *context,
		   struct kam_err *err) KAM_MUST_USE;
/* Accounts that are key or strategic and have no plan; account 0: any. */
int kam_plan_check_accounts(struct kam *k, int64_t account,
			    kam_each_finding each, void *context,
			    struct kam_err *err) KAM_MUST_USE;

/*
 * Share of wallet: what they buy of us / what they spend in all, as in
 * Keiningham, Aksoy, Buoye, Cooil, "Customer loyalty isn't enough. Grow your
 * share of wallet", Harvard Business Review, October 2011. Millionths; -1 where
 * the spend is nothing, or so little that it can only be a slip.
 */
int64_t kam_share_of_wallet(int64_t revenue, int64_t spend);
/*
 * Progress of an objective: (current - baseline) / (target - baseline), which
 * holds for falling figures as well; below 0 where it goes the wrong way, above
 * 1 beyond the target. Millionths; 0 returned where target and baseline are the
 * same or so close that it doesn't fit (kam/decimal.h), and there is none.
 */
int kam_objective_progress(int64_t *progress, int64_t baseline, int64_t target,
			   int64_t current);

/* The last measurement of an objective: 1 with it, 0 where there is none. */
int kam_objective_current(int64_t *value, const char **on, struct kam *k,
			  struct kam_arena *arena, int64_t objective,
			  struct kam_err *err) KAM_MUST_USE;
/* Takes one down, of today unless on says else; inside an operation. */
int kam_objective_measure(struct kam_record **out, struct kam *k,
			  const struct kam_record *objective, const char *value,
			  const char *on, const char *remark,
			  struct kam_err *err) KAM_MUST_USE;

/* The grid of an account: units by offerings, both in the order of their
   names; cells[unit * n_offerings + offering] is NULL where nothing is said. */
struct kam_whitespace {
	const char **units, **offerings;
	size_t n_units, n_offerings;
	const struct kam_record **cells;
};
int kam_whitespace_load(struct kam_whitespace *out, struct kam *k,
			struct kam_arena *arena, int64_t account,
			struct kam_err *err) KAM_MUST_USE;
/* The cell of a unit and offering, made or changed; inside an operation. */
int kam_whitespace_set(struct kam_record **out, struct kam *k,
		       struct kam_arena *arena, int64_t account,
		       const char *unit, const char *offering,
		       const char *standing, const char *value,
		       const char *remark, struct kam_err *err) KAM_MUST_USE;

#endif
