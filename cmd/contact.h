/*
 * The verbs of contacts that have files of their own.
 */
#ifndef KAM_CMD_CONTACT_H
#define KAM_CMD_CONTACT_H

#include "cmd.h"

/* contact_map.c: contact map */
struct cmd_map {
	int svg;
};
extern const struct cmd_option cmd_map_options[];
int cmd_map(struct cmd *c, void *values, struct kam_err *err);

#endif
