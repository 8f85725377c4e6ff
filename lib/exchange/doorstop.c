/*
 * Requirements as Doorstop exports them (doorstop export REQ reqs.csv): a row
 * for each item, its parents' UIDs in one cell, a line each and maybe with the
 * stamp of what they said; several documents of a tree may be one file.
 */
#include "exchange/layout.h"

#include <kam/areas.h>

static const char *const active[] = {
	"True", "", "False", "dropped", "1", "", "0", "dropped", NULL,
};
static const char *const inactive[] = {
	"True", "", "False", "not active in Doorstop",
	"1",    "", "0",     "not active in Doorstop",
	NULL,
};
static const char *const derived[] = {
	"True", "derived", "1", "derived", "False", "", "0", "", NULL,
};
static const char *const normative[] = {
	"False", "non-normative", "0", "non-normative", "True", "", "1", "",
	NULL,
};

static const struct kam_layout_column items[] = {
	{ { "uid", "id" }, KAM_USE_ID, 0, 1 },
	{ { "header" }, KAM_USE_HEADER, KAM_REQ_TITLE },
	{ { "text" }, KAM_USE_HEADED, KAM_REQ_STATEMENT, 1 },
	{ { "active" }, KAM_USE_WORD, KAM_REQ_REASON, 0, inactive },
	{ { "active" }, KAM_USE_STATUS, 0, 0, active },
	{ { "derived" }, KAM_USE_WORD, KAM_REQ_TAGS, 0, derived },
	{ { "normative" }, KAM_USE_WORD, KAM_REQ_TAGS, 0, normative },
	{ { "links" }, KAM_USE_LINKS, 0, .relation = "derives" },
};

static const char *const heads[] = {
	"uid",    "text",    "header",    "links",
	"active", "derived", "normative", NULL,
};

const struct kam_layout kam_doorstop_layout = {
	.name = "doorstop",
	.origin = "doorstop",
	.kind = &kam_req_kind,
	.columns = items,
	.n_columns = sizeof items / sizeof *items,
	.duplicate = KAM_NO_FIELD,
	.heads = heads,
	.encoding = "UTF-8",
	.untitled = 1,
};
