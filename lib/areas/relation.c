/*
 * What one record may be to another: link.h has the table for people.
 */
#include <kam/link.h>
#include <string.h>

enum relation {
	RELATION_DERIVES,
	RELATION_SATISFIES,
	RELATION_IMPLEMENTS,
	RELATION_VERIFIES,
	RELATION_ACCEPTS,
	RELATION_ANSWERS,
	RELATION_MITIGATES,
	RELATION_REPLACES,
	RELATION_RECURS,
	RELATION_CAUSES,
	RELATION_BLOCKS,
	RELATION_BECAME,
	RELATION_DUPLICATES,
	RELATION_CONFLICTS,
	RELATION_DIFFERS,
	RELATION_RELATES,
	RELATIONS
};
const char *const kam_relation_words[] = {
	[RELATION_DERIVES] = "derives",
	[RELATION_SATISFIES] = "satisfies",
	[RELATION_IMPLEMENTS] = "implements",
	[RELATION_VERIFIES] = "verifies",
	[RELATION_ACCEPTS] = "accepts",
	[RELATION_ANSWERS] = "answers",
	[RELATION_MITIGATES] = "mitigates",
	[RELATION_REPLACES] = "replaces",
	[RELATION_RECURS] = "recurs",
	[RELATION_CAUSES] = "causes",
	[RELATION_BLOCKS] = "blocks",
	[RELATION_BECAME] = "became",
	[RELATION_DUPLICATES] = "duplicates",
	[RELATION_CONFLICTS] = "conflicts",
	[RELATION_DIFFERS] = "differs",
	[RELATION_RELATES] = "relates",
	[RELATIONS] = NULL,
};
static const struct kam_relation relations[RELATIONS] = {
	[RELATION_DERIVES] = { KAM_BELOW_FROM, .covers = 1, .part = 1,
			       .ordered = 1 },
	[RELATION_SATISFIES] = { KAM_BELOW_FROM, .covers = 1 },
	[RELATION_IMPLEMENTS] = { KAM_BELOW_FROM, .covers = 1 },
	[RELATION_VERIFIES] = { KAM_BELOW_FROM, .covers = 1 },
	[RELATION_ACCEPTS] = { KAM_BELOW_FROM },
	[RELATION_ANSWERS] = { KAM_BELOW_FROM, .covers = 1 },
	[RELATION_MITIGATES] = { KAM_BELOW_FROM, .covers = 1 },
	[RELATION_REPLACES] = { KAM_BELOW_FROM, .ordered = 1 },
	[RELATION_RECURS] = { KAM_BELOW_FROM, .ordered = 1 },
	[RELATION_CAUSES] = { KAM_BELOW_TO },
	[RELATION_BLOCKS] = { KAM_BELOW_TO, .ordered = 1 },
	[RELATION_BECAME] = { KAM_BELOW_TO, .covers = 1 },
	[RELATION_DUPLICATES] = { KAM_BELOW_NEITHER },
	[RELATION_CONFLICTS] = { KAM_BELOW_NEITHER },
	[RELATION_DIFFERS] = { KAM_BELOW_NEITHER },
	[RELATION_RELATES] = { KAM_BELOW_NEITHER },
};

const struct kam_relation *kam_relation_find(const char *word)
{
	for (int i = 0; i < RELATIONS; i++)
		if (!strcmp(kam_relation_words[i], word))
			return &relations[i];
	return NULL;
}
