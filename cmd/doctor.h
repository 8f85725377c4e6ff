/*
 * What the parts of `kam doctor` share: each looks at one side of an
 * installation and says what it found, whatever is broken elsewhere.
 *
 *	doctor_say(d, "backup", DOCTOR_WARNING, "kam backup --keep 30",
 *		   _("there is none"));
 */
#ifndef KAM_CMD_DOCTOR_H
#define KAM_CMD_DOCTOR_H

#include "engine.h"

enum doctor_status { DOCTOR_OK, DOCTOR_WARNING, DOCTOR_ERROR };

struct doctor_finding {
	const char *check; /* for programs too: "backup" */
	enum doctor_status status;
	const char *message, *hint; /* hint: NULL, or what mends it */
};

struct doctor {
	struct cmd *c;
	struct doctor_finding *items;
	size_t n, room;
	int errors;
	int failed;         /* memory */
	const char *folder; /* the .kam that the register lies in, or NULL */
	struct kam_err unfound; /* why there is no register to look at */
	const char *test_mail;  /* an address, or NULL */
};

/* hint is kept as it is: of the arena, or static. */
void doctor_say(struct doctor *d, const char *check, enum doctor_status status,
		const char *hint, const char *format, ...) KAM_PRINTF(5, 6);
/* What an error says, and its hint; where that has none, the other. */
void doctor_fault(struct doctor *d, const char *check,
		  const struct kam_err *err, const char *hint);
/* A hint in the arena; NULL, which is none, where memory is out. */
const char *doctor_hint(struct doctor *d, const char *format, ...)
    KAM_PRINTF(2, 3);

/* doctor_system.c: versions, clock, language, programs, completion. */
void doctor_system(struct doctor *d);
/* doctor_config.c: the configuration's files, then all of it. */
void doctor_config(struct doctor *d);
/* doctor_register.c: where the register is and who may touch it; opens it. */
void doctor_register(struct doctor *d);
/* doctor_content.c: what the open register says of itself. */
void doctor_content(struct doctor *d);
/* doctor_mail.c: how mail leaves, and a message where one is asked for. */
void doctor_mail(struct doctor *d);

#endif
