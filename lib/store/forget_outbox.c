/*
 * Mail that was sent says whom it was for and what it was called; mail that
 * waits has all that it tells, encoded, so that mentions in it aren't found:
 * it is dropped whole. What it told can be reported anew.
 */
#include "store/forget.h"
#include "store/outbox.h"

#include <string.h>

enum { REPORT, PERSON, RECIPIENT, SUBJECT, ERROR, TEXTS };

static const char sql_rows[] =
    "SELECT id, message IS NOT NULL, report, person, recipient, subject, "
    "error FROM outbox";
/* The period keeps the line unique where two persons are "[erased]". */
static const char sql_change[] =
    "UPDATE outbox SET report = $2, person = $3, recipient = $4, "
    "subject = $5, error = $6, message = NULL, next_try = NULL, "
    "period = CASE WHEN report = $2 AND person = $3 THEN period "
    "ELSE period || '#' || id END, "
    "status = CASE WHEN status = 'sent' THEN status ELSE 'dropped' END, "
    "digest = NULL "
    "WHERE id = $1";

struct rewrite {
	struct rewrite *next;
	int64_t id;
	const char *texts[TEXTS]; /* or NULL */
};

/* Somebody else whom it was for, and who must not be sent it again. */
static int is_anothers(const struct kam_forgetting *f, int i, const char *text)
{
	return (i == PERSON || i == RECIPIENT) &&
	       kam_forget_is_own(f, text, strlen(text));
}

/* The text without its mentions, in the scratch arena; 1 where it had any. */
static int replace(const char **text, struct kam_forgetting *f, int i,
		   struct kam_err *err)
{
	struct kam_str out = KAM_STR_INIT;
	int n = *text && !is_anothers(f, i, *text)
		    ? kam_mentions_replace(&out, &f->traits, *text, err)
		    : 0;

	if (n >= 0 && *text)
		*text = kam_arena_strdup(&f->scratch, n > 0 ? out.data : *text);
	kam_str_release(&out);
	if (n < 0)
		return n;
	return n > 0;
}

static int look_at(struct rewrite **end, struct kam_forgetting *f,
		   struct kam_stmt *s, struct kam_err *err)
{
	struct rewrite *r = kam_arena_alloc(&f->scratch, sizeof *r);
	int found = kam_stmt_int(s, 1) != 0;

	if (!r)
		return kam_fail_memory(err);
	r->id = kam_stmt_int(s, 0);
	for (int i = 0; i < TEXTS; i++) {
		int had, was;

		r->texts[i] = kam_stmt_text(s, i + 2);
		was = r->texts[i] != NULL;
		had = replace(&r->texts[i], f, i, err);
		if (had < 0)
			return had;
		if (was && !r->texts[i])
			return kam_fail_memory(err);
		found |= had;
	}
	if (kam_stmt_failed(s))
		return kam_fail_memory(err);
	if (found)
		*end = r;
	return found;
}

static int change(struct kam_forgetting *f, const struct rewrite *r,
		  struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, f->k, sql_change, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, r->id);
	for (int i = 0; i < TEXTS; i++)
		kam_stmt_bind_text(s, i + 2, r->texts[i]);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	f->result->messages++;
	return rc;
}

int kam_forget_outbox(struct kam_forgetting *f, struct kam_err *err)
{
	struct rewrite *first = NULL, **end = &first;
	struct kam_stmt *s = NULL;
	int rc = kam_db_prepare(&s, f->k->db, sql_rows, err);

	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		rc = look_at(end, f, s, err);
		if (rc > 0) {
			end = &(*end)->next;
			rc = 0;
		}
	}
	kam_stmt_finalize(s);
	for (const struct rewrite *r = first; r && !rc; r = r->next)
		rc = change(f, r, err);
	kam_arena_reset(&f->scratch);
	return rc ? rc : kam_outbox_seal(f->k, err);
}
