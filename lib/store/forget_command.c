/*
 * The journal's commands and actors.
 */
#include "store/chain.h"
#include "store/forget.h"

#include <kam/shell.h>
#include <string.h>

enum { PAGE = 200 };

static const char sql_page[] =
    "SELECT id, actor, command FROM operation WHERE id > $1 AND id < $2 "
    "ORDER BY id LIMIT $3";
static const char sql_command[] =
    "UPDATE operation SET command = $2, salt = NULL WHERE id = $1";
static const char sql_actor[] =
    "UPDATE operation SET actor = $2, actor_salt = NULL WHERE id = $1";
/* those that changed the person's record and nothing else, or records that are
   theirs: whatever was typed then is about them */
static const char sql_own[] =
    "SELECT DISTINCT c.operation FROM change c WHERE c.kind = $1 "
    "AND c.record = $2 AND c.operation < $3 AND NOT EXISTS "
    "(SELECT 1 FROM change o WHERE o.operation = c.operation "
    "AND (o.kind <> $1 OR o.record <> $2)) ORDER BY 1";

struct walk {
	struct kam_forgetting *f;
	struct kam_stmt *own; /* at the next such operation, while more */
	int more;
	int64_t *theirs; /* operations on what is theirs, ascending */
	size_t n_theirs;
	int64_t last;
	size_t n;
	struct rewrite {
		struct rewrite *next;
		int64_t id;
		const char *actor, *command; /* NULL: as it is */
	} * first, **end;
};

/* "--title", the verb, an ID: words that say nothing of anybody. */
static int is_plain(const struct kam_catalogue *all, size_t at,
		    const char *word)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz-";
	const struct kam_kind *kind;
	struct kam_err none = { 0 };
	int64_t id;

	return (at <= 2 && word[strspn(word, letters)] == '\0') ||
	       !kam_id_parse(&kind, &id, all, word, &none);
}

static void add_blanked(struct kam_str *line, const struct kam_catalogue *all,
			size_t at, const struct kam_str *word)
{
	struct kam_str shown = KAM_STR_INIT;
	size_t name = strcspn(word->data, "=");

	if (word->data[0] == '-' && word->data[name])
		kam_str_printf(&shown, "%.*s=%s", (int)name, word->data,
			       kam_erased_text);
	else if (word->data[0] == '-' || is_plain(all, at, word->data))
		kam_str_add(&shown, word->data);
	else
		kam_str_add(&shown, kam_erased_text);
	kam_shell_add(line, shown.data, shown.length);
	line->failed |= shown.failed;
	kam_str_release(&shown);
}

/* The line with its words blanked, or their mentions replaced; how many. */
static int change_words(struct kam_str *line, struct walk *w, int own,
			const char *command, struct kam_err *err)
{
	struct kam_str word = KAM_STR_INIT, changed = KAM_STR_INIT;
	int all = 0, n = 0;

	for (size_t i = 0; n >= 0 && kam_shell_word(&word, &command); i++) {
		kam_str_add(line, i ? " " : "");
		if (own) {
			add_blanked(line, w->f->k->catalogue, i, &word);
			continue;
		}
		kam_str_truncate(&changed, 0);
		n = kam_str_check(&word, err);
		if (!n)
			n = kam_mentions_replace(&changed, &w->f->traits,
						 word.data, err);
		all += n;
		if (n > 0)
			kam_shell_add(line, changed.data, changed.length);
		else
			kam_shell_add(line, word.data, word.length);
	}
	if (n >= 0)
		n = kam_str_check(line, err);
	kam_str_release(&word);
	kam_str_release(&changed);
	return n < 0 ? n : all;
}

/* *out stays NULL where the command may stay. */
static int change_command(const char **out, struct walk *w, int own,
			  const char *command, struct kam_err *err)
{
	struct kam_str line = KAM_STR_INIT, whole = KAM_STR_INIT;
	const char *changed = NULL;
	int n = change_words(&line, w, own, command, err), rest = 0;

	if (n > 0 || own)
		changed = line.data;
	/* what words make together: met Anna Weber */
	if (n >= 0)
		rest = kam_mentions_replace(&whole, &w->f->traits,
					    changed ? changed : command, err);
	if (rest > 0)
		changed = whole.data;
	if (n >= 0 && rest >= 0 && changed && strcmp(changed, command) != 0) {
		*out = kam_arena_strdup(&w->f->scratch, changed);
		if (!*out)
			n = kam_fail_memory(err);
	}
	kam_str_release(&line);
	kam_str_release(&whole);
	return n < 0 || rest < 0 ? err->code : 0;
}

/* A name or an address of "Li Lei <li@firm.test>", unless somebody else of the
   register is known by it; how many mentions went. */
static int add_part(struct kam_str *out, struct kam_forgetting *f,
		    const char *part, size_t length, struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	int n = 0;

	kam_str_add_bytes(&text, part, length);
	if (!kam_forget_is_own(f, part, length))
		n = kam_str_check(&text, err);
	if (!n && text.length && !kam_forget_is_own(f, part, length))
		n = kam_mentions_replace(out, &f->traits, text.data, err);
	if (!n)
		kam_str_add_bytes(out, part, length);
	kam_str_release(&text);
	return n;
}

/* Somebody of the firm who has the same name stays who did it. */
int kam_forget_actor(const char **out, struct kam_forgetting *f,
		     struct kam_arena *arena, const char *actor,
		     struct kam_err *err)
{
	struct kam_str changed = KAM_STR_INIT;
	const char *mail = strstr(actor, " <");
	size_t name = mail ? (size_t)(mail - actor) : strlen(actor);
	int n, more = 0;

	f->traits.sparing = 1;
	n = add_part(&changed, f, actor, name, err);
	if (mail && n >= 0) {
		size_t length = strcspn(mail += 2, ">");

		kam_str_add(&changed, " <");
		more = add_part(&changed, f, mail, length, err);
		kam_str_add(&changed, mail + length);
	}
	f->traits.sparing = 0;
	if (n >= 0 && more >= 0)
		n = kam_str_check(&changed, err) ? err->code : n + more;
	if (n > 0 && more >= 0) {
		*out = kam_arena_strdup(arena, changed.data);
		n = *out ? n : kam_fail_memory(err);
	}
	kam_str_release(&changed);
	return n < 0 || more < 0 ? err->code : 0;
}

static int next_own(struct walk *w, struct kam_err *err)
{
	int rc = kam_stmt_step(w->own, err);

	w->more = rc > 0;
	return rc < 0 ? rc : 0;
}

static int is_own(const struct walk *w, int64_t operation)
{
	size_t at = 0, n = w->n_theirs;

	if (w->more && kam_stmt_int(w->own, 0) == operation)
		return 1;
	while (at < n) {
		size_t middle = at + (n - at) / 2;

		if (w->theirs[middle] == operation)
			return 1;
		if (w->theirs[middle] < operation)
			at = middle + 1;
		else
			n = middle;
	}
	return 0;
}

static int look_at(struct walk *w, struct kam_stmt *s, struct kam_err *err)
{
	const char *actor = kam_stmt_text(s, 1), *command = kam_stmt_text(s, 2);
	struct rewrite r = { .id = kam_stmt_int(s, 0) }, *kept;
	int rc = 0;

	w->last = r.id;
	w->n++;
	if (!actor || !command)
		return kam_fail_memory(err);
	while (!rc && w->more && kam_stmt_int(w->own, 0) < r.id)
		rc = next_own(w, err);
	if (!rc)
		rc = change_command(&r.command, w, is_own(w, r.id), command,
				    err);
	if (!rc)
		rc = kam_forget_actor(&r.actor, w->f, &w->f->scratch, actor,
				      err);
	if (rc || (!r.command && !r.actor))
		return rc;
	kept = kam_arena_alloc(&w->f->scratch, sizeof *kept);
	if (!kept)
		return kam_fail_memory(err);
	*kept = r;
	*w->end = kept;
	w->end = &kept->next;
	w->f->result->operations++;
	return 0;
}

static int write_text(struct walk *w, int64_t id, const char *sql,
		      const char *what, const char *text, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = text ? kam_cached_text(&s, w->f->k, sql, err) : 0;

	if (rc || !text)
		return rc;
	kam_stmt_bind_int(s, 1, id);
	kam_stmt_bind_text(s, 2, text);
	rc = kam_stmt_step(s, err);
	kam_stmt_reset(s);
	return rc ? rc : kam_forget_erasure(w->f, id, what, text, NULL, err);
}

static int do_page(struct walk *w, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = kam_cached_text(&s, w->f->k, sql_page, err);

	if (rc)
		return rc;
	kam_stmt_bind_int(s, 1, w->last);
	kam_stmt_bind_int(s, 2, w->f->k->operation);
	kam_stmt_bind_int(s, 3, PAGE);
	w->n = 0;
	w->first = NULL;
	w->end = &w->first;
	while (!rc && (rc = kam_stmt_step(s, err)) > 0)
		rc = look_at(w, s, err);
	kam_stmt_reset(s);
	for (struct rewrite *r = w->first; r && !rc; r = r->next) {
		rc = write_text(w, r->id, sql_command, KAM_ERASED_COMMAND,
				r->command, err);
		if (!rc)
			rc = write_text(w, r->id, sql_actor, KAM_ERASED_ACTOR,
					r->actor, err);
	}
	kam_arena_reset(&w->f->scratch);
	return rc;
}

int kam_forget_commands(struct kam_forgetting *f, struct kam_err *err)
{
	struct walk w = { .f = f };
	int rc = kam_theirs_operations(&w.theirs, &w.n_theirs, f, err);

	if (!rc)
		rc = kam_db_prepare(&w.own, f->k->db, sql_own, err);
	if (!rc) {
		kam_stmt_bind_text(w.own, 1, f->kind->name);
		kam_stmt_bind_int(w.own, 2, f->id);
		kam_stmt_bind_int(w.own, 3, f->k->operation);
		rc = next_own(&w, err);
	}
	do
		rc = rc ? rc : do_page(&w, err);
	while (!rc && w.n == PAGE);
	kam_stmt_finalize(w.own);
	return rc;
}
