/*
 * The fields that a register has of its own: in c->kind once it is open.
 */
#include "engine.h"

#include <string.h>

int cmd_use_catalogue(struct cmd *c, struct kam_err *err)
{
	const struct kam_kind *kind = c->kind;
	const char **fields;
	int n;

	c->catalogue = kam_catalogue_of(c->k);
	if (!kind)
		return 0;
	c->kind = kam_kind_find(c->catalogue, kind->name);
	if (c->kind->n_fields == kind->n_fields || !c->fields)
		return 0;
	n = kind->n_fields < c->kind->n_fields ? kind->n_fields
					       : c->kind->n_fields;
	fields = kam_arena_array(&c->arena, (size_t)c->kind->n_fields + 1,
				 sizeof *fields);
	if (!fields)
		return kam_fail_memory(err);
	memcpy(fields, c->fields, (size_t)n * sizeof *fields);
	c->fields = fields;
	return 0;
}

const struct kam_kind *cmd_kind(const struct cmd *c,
				const struct kam_kind *kind)
{
	return kam_kind_find(c->catalogue, kind->name);
}

void cmd_fields_for_help(struct cmd *c)
{
	const struct cmd_line line = { 0 };
	struct kam_open_options options;
	struct kam_err err = { 0 };
	const char *folder;
	int rc = 0;

	if (c->k)
		return;
	if (!c->config)
		rc = cmd_config_load(c, &line, &err);
	if (!rc && !c->register_path)
		rc = cmd_register_find(c, &folder, &err);
	if (!rc)
		rc = cmd_register_glance(&options, c, &line, &err);
	if (rc)
		return;
	if (kam_open(&c->k, &options, &err))
		c->k = NULL;
	else if (cmd_use_catalogue(c, &err)) /* out of memory */
		c->text.failed = 1;
}
