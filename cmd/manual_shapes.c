/*
 * The results that are no records, from the schema that scripts are promised.
 */
#include "manual.h"

#include <cjson/cJSON.h>
#include <kam/json_schema.h>

static void add_keys(struct cmd_manual *m, const cJSON *properties)
{
	const cJSON *key;

	kam_str_add(m->out, "Keys:\n");
	cJSON_ArrayForEach(key, properties)
	{
		kam_str_printf(m->out, ".Va %s %s\n", key->string,
			       key->next ? "," : ".");
	}
}

void cmd_manual_shapes(struct cmd_manual *m, const char *name)
{
	struct kam_str text = KAM_STR_INIT;
	const cJSON *shape;
	cJSON *all;

	(void)name;
	kam_schema_all(&text, m->c->catalogue);
	all = cJSON_Parse(text.data);
	cmd_mdoc_begin(m->out);
	cJSON_ArrayForEach(shape,
			   cJSON_GetObjectItemCaseSensitive(all, "$defs"))
	{
		const cJSON *help =
		    cJSON_GetObjectItemCaseSensitive(shape, "description");
		const cJSON *properties =
		    cJSON_GetObjectItemCaseSensitive(shape, "properties");

		/* records have pages of their own */
		if (cJSON_GetObjectItemCaseSensitive(properties, "id") &&
		    cJSON_GetObjectItemCaseSensitive(properties, "version"))
			continue;
		kam_str_printf(m->out, ".It Va %s\n", shape->string);
		if (cJSON_IsString(help))
			cmd_mdoc_sentence(m->out, help->valuestring);
		add_keys(m, properties);
	}
	cmd_mdoc_end(m->out);
	/* a list that is cut off for want of memory is no list */
	m->out->failed |= !all;
	cJSON_Delete(all);
	kam_str_release(&text);
}
