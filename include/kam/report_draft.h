/*
 * The draft of a report that a cadence promises: its sections, with what the
 * register has for each, as the customer may see it.
 *
 * The sections are a template in the form of plans' (plan.h): "## name: Title",
 * "tables: promises_kept,dates", "audience: customer" or "internal", and what
 * belongs in it. The first of these there is:
 *
 *	the cadence's content, where a line of it begins a section
 *	the account's setting report.template.KEY
 *	the setting report.template
 *	the built-in one
 *
 * Tables that are of a plan have no place in it. Those that tell of what came
 * do so from the last delivery on.
 */
#ifndef KAM_REPORT_DRAFT_H
#define KAM_REPORT_DRAFT_H

#include <kam/document.h>
#include <kam/store.h>

struct kam_report_query {
	const struct kam_record *cadence;
	int32_t since;  /* a day; 0: that of the last delivery, else of its
	                   start, else thirty days ago */
	int final;      /* as the customer gets it: without internal sections
	                   and without what is still to be written */
};
/* *since is the day that was taken. */
int kam_report_draft(struct kam_document **out, int32_t *since, struct kam *k,
		     struct kam_arena *arena,
		     const struct kam_report_query *query,
		     struct kam_err *err) KAM_MUST_USE;

/* The template that reports get, as text; cadence may be NULL. */
int kam_report_template(struct kam_str *out, int *built_in, struct kam *k,
			struct kam_arena *arena,
			const struct kam_record *cadence,
			struct kam_err *err) KAM_MUST_USE;
/* KAM_EINVALID naming the line. */
int kam_report_template_check(struct kam *k, const char *text,
			      struct kam_err *err) KAM_MUST_USE;

#endif
