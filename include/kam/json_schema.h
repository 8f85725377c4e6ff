/*
 * JSON Schema (2020-12) of what the program prints with --json: the promise
 * that scripts are written against.
 */
#ifndef KAM_JSON_SCHEMA_H
#define KAM_JSON_SCHEMA_H

#include <kam/catalogue.h>
#include <kam/str.h>

/* Adds the schema of one record of a kind. */
void kam_schema_kind(struct kam_str *out, const struct kam_kind *kind,
		     const struct kam_catalogue *catalogue);
/* Adds one document with, under $defs, every kind and every other result:
   error, due_line, import_result, fsck, log_operation, history_change, count,
   setting_value, risk_score, trace_row, impact_row, suspect_link, trace_gap,
   matrix_cell, silence, talk_figures, talk_action, minutes_line, minutes,
   engagement, comm_plan_actual, comm_plan_finding, escalation_step, delivery,
   register, status. */
void kam_schema_all(struct kam_str *out, const struct kam_catalogue *catalogue);

#endif
