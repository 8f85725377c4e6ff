/*
 * Evidence: a file's name and its digest, found out here where only the name
 * was given. It is read before the register is opened, since it may be long.
 */
#include "crud.h"
#include "engine.h"

#include <errno.h>
#include <kam/sha256.h>
#include <string.h>
#include <unistd.h>

/* As sha256sum prints it. */
static int has_digest(const char *text)
{
	return strspn(text, "0123456789abcdef") == 64 &&
	       !strncmp(text + 64, "  ", 2) && text[66];
}

static int digest(char out[KAM_SHA256_TEXT], int fd, const char *path,
		  struct kam_err *err)
{
	char piece[65536];
	struct kam_sha256 sha;

	kam_sha256_begin(&sha);
	for (;;) {
		ssize_t n = read(fd, piece, sizeof piece);

		if (n < 0 && errno == EINTR && !cmd_interrupted())
			continue;
		if (n < 0)
			return kam_fail(err, KAM_EIO, _("cannot read '%s': %s"),
					path, kam_errno_text(errno));
		if (!n)
			break;
		kam_sha256_add(&sha, piece, (size_t)n);
	}
	kam_sha256_text(out, &sha);
	return 0;
}

static int of_file(const char **text, struct cmd *c, struct kam_err *err)
{
	char found[KAM_SHA256_TEXT];
	int fd, rc;

	if (!strcmp(*text, "-")) {
		kam_fail(err, KAM_EUSAGE, "%s",
			 _("evidence is a file that has a name"));
		kam_hint(err, "%s",
			 _("name it, or give what sha256sum prints"));
		return err->code;
	}
	rc = cmd_input_open(&fd, *text, err);
	if (rc)
		return rc;
	rc = digest(found, fd, *text, err);
	(void)close(fd);
	if (rc)
		return rc;
	*text = kam_arena_printf(&c->arena, "%s  %s", found, *text);
	return *text ? 0 : kam_fail_memory(err);
}

int cmd_evidence_fields(struct cmd *c, struct kam_err *err)
{
	int rc = 0;

	for (int i = 0; i < c->kind->n_fields && !rc; i++) {
		const char *text = c->fields[i];

		if (c->kind->fields[i].type != KAM_EVIDENCE || !text ||
		    !*text || has_digest(text))
			continue;
		rc = of_file(&c->fields[i], c, err);
		if (rc)
			kam_field(err, c->kind->fields[i].name);
	}
	return rc;
}
