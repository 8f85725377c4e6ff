/*
 * Conversations read in one go: two statements for any number of them.
 */
#include "areas/talk.h"

#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <stdlib.h>
#include <string.h>

#define OF_SCOPE                                                               \
	"($1 = 0 OR t.\"account\" = $1) AND ($2 = 0 OR t.\"project\" = $2) "   \
	"AND t.\"at\" <= $3"
/* the same of one account, which an index finds */
#define OF_ACCOUNT                                                             \
	"t.\"account\" = $1 AND ($2 = 0 OR t.\"project\" = $2) "               \
	"AND t.\"at\" <= $3"
/* In this order: the conversations are found first, where they are few. */
#define THEIR_CONTACTS(scope)                                                  \
	" FROM comm t CROSS JOIN list_value v WHERE v.kind = 'comm' "          \
	"AND v.field = 'contacts' AND v.record = t.id AND " scope
#define COUNT(scope) "SELECT count(*) FROM comm t WHERE " scope
#define TALKS(scope)                                                           \
	"SELECT t.id, t.\"at\", t.\"account\", t.\"duration\", "               \
	"t.\"channel\", t.\"direction\", t.\"thread\" FROM comm t "            \
	"WHERE " scope " ORDER BY t.\"at\", t.id"
#define COUNT_WITH(scope) "SELECT count(*)" THEIR_CONTACTS(scope)
#define WITH(scope)                                                            \
	"SELECT t.id, v.target" THEIR_CONTACTS(                                \
	    scope) " ORDER BY t.\"at\", t.id, v.position"

/* then, by the same order, those of one account */
enum { SQL_COUNT, SQL_TALKS, SQL_COUNT_WITH, SQL_WITH, SQL_OF_ACCOUNT };
static const char *const texts[] = {
	[SQL_COUNT] = COUNT(OF_SCOPE),
	[SQL_TALKS] = TALKS(OF_SCOPE),
	[SQL_COUNT_WITH] = COUNT_WITH(OF_SCOPE),
	[SQL_WITH] = WITH(OF_SCOPE),
	[SQL_OF_ACCOUNT + SQL_COUNT] = COUNT(OF_ACCOUNT),
	[SQL_OF_ACCOUNT + SQL_TALKS] = TALKS(OF_ACCOUNT),
	[SQL_OF_ACCOUNT + SQL_COUNT_WITH] = COUNT_WITH(OF_ACCOUNT),
	[SQL_OF_ACCOUNT + SQL_WITH] = WITH(OF_ACCOUNT),
};
const struct kam_sql kam_talk_sql = { texts, sizeof texts / sizeof *texts };

struct reading {
	struct kam *k;
	struct kam_arena *arena;
	struct kam_arena scratch;
	const struct kam_talk_query *query;
	struct kam_talks *out;
	const char **threads; /* of each, or NULL */
};

static int ask(struct kam_stmt **s, const struct reading *r, int sql,
	       struct kam_err *err)
{
	char until[KAM_INSTANT_TEXT];
	int rc = kam_db_prepare(
	    s, kam_database(r->k),
	    texts[r->query->account ? SQL_OF_ACCOUNT + sql : sql], err);

	if (rc)
		return rc;
	kam_instant_format(until, r->query->until);
	kam_stmt_bind_int(*s, 1, r->query->account);
	kam_stmt_bind_int(*s, 2, r->query->project);
	kam_stmt_bind_text(*s, 3, until);
	return kam_stmt_step(*s, err);
}

static int count(size_t *n, const struct reading *r, int sql,
		 struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	int rc = ask(&s, r, sql, err);

	*n = rc > 0 ? (size_t)kam_stmt_int(s, 0) : 0;
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

static int is_live(const char *channel)
{
	return !strcmp(channel, "meeting") || !strcmp(channel, "call") ||
	       !strcmp(channel, "chat") || !strcmp(channel, "visit");
}

static int read_talk(struct reading *r, struct kam_stmt *s, size_t i,
		     struct kam_err *err)
{
	const struct kam_field *f = &kam_comm_kind.fields[KAM_COMM_CHANNEL];
	struct kam_talk *t = &r->out->items[i];
	const char *at = kam_stmt_text(s, 1), *channel = kam_stmt_text(s, 4);
	const char *direction = kam_stmt_text(s, 5);
	const char *thread = kam_stmt_text(s, 6);

	t->id = kam_stmt_int(s, 0);
	t->account = kam_stmt_int(s, 2);
	t->duration = kam_stmt_int(s, 3);
	t->channel = kam_word_find(f, channel ? channel : "");
	t->live = is_live(channel ? channel : "");
	t->answer = -1;
	if (direction)
		t->direction =
		    strcmp(direction, "in") ? KAM_TALK_OUT : KAM_TALK_IN;
	if (thread && !(r->threads[i] = kam_arena_strdup(&r->scratch, thread)))
		return kam_fail_memory(err);
	if (kam_stmt_failed(s))
		return kam_fail_memory(err);
	return kam_instant_parse(&t->at, at ? at : "", err);
}

static int read_talks(struct reading *r, struct kam_err *err)
{
	struct kam_stmt *s = NULL;
	size_t i = 0;
	int rc = ask(&s, r, SQL_TALKS, err);

	while (rc > 0 && i < r->out->n) {
		rc = read_talk(r, s, i++, err);
		if (!rc)
			rc = kam_stmt_step(s, err);
	}
	kam_stmt_finalize(s);
	return rc < 0 ? rc : 0;
}

/* The thread of the conversation at an index. */
struct named {
	const char *name;
	size_t at;
};

static int by_name(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* Threads get numbers: those with the same name, the same. */
static int number_threads(struct reading *r, struct kam_err *err)
{
	struct kam_talks *out = r->out;
	struct named *all =
	    kam_arena_array(&r->scratch, out->n + 1, sizeof *all);
	size_t n = 0;

	if (!all)
		return kam_fail_memory(err);
	for (size_t i = 0; i < out->n; i++)
		if (r->threads[i])
			all[n++] = (struct named){ r->threads[i], i };
	qsort(all, n, sizeof *all, by_name);
	for (size_t i = 0; i < n; i++) {
		if (!i || strcmp(all[i].name, all[i - 1].name) != 0)
			out->n_threads++;
		out->items[all[i].at].thread = out->n_threads;
	}
	return 0;
}

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

long kam_talks_contact(const struct kam_talks *talks, int64_t contact)
{
	const int64_t *at =
	    talks->n_contacts
		? bsearch(&contact, talks->contacts, talks->n_contacts,
			  sizeof contact, by_number)
		: NULL;

	return at ? at - talks->contacts : -1;
}

/* Each contact once, ascending. */
static void make_unique(struct kam_talks *out, size_t n)
{
	qsort(out->contacts, n, sizeof *out->contacts, by_number);
	for (size_t i = 0; i < n; i++)
		if (!i || out->contacts[i] != out->contacts[i - 1])
			out->contacts[out->n_contacts++] = out->contacts[i];
}

/* Who took part: rows come in the order of the conversations. */
static int read_with(struct reading *r, size_t n, struct kam_err *err)
{
	struct kam_talks *out = r->out;
	int64_t *whose = kam_arena_array(&r->scratch, n + 1, sizeof *whose);
	int64_t *who = kam_arena_array(&r->scratch, n + 1, sizeof *who);
	size_t *with = kam_arena_array(r->arena, n + 1, sizeof *with);
	struct kam_stmt *s = NULL;
	size_t rows = 0, at = 0;
	int rc;

	out->contacts = kam_arena_array(r->arena, n + 1, sizeof *who);
	if (!whose || !who || !with || !out->contacts)
		return kam_fail_memory(err);
	rc = ask(&s, r, SQL_WITH, err);
	while (rc > 0 && rows < n) {
		whose[rows] = kam_stmt_int(s, 0);
		out->contacts[rows] = who[rows] = kam_stmt_int(s, 1);
		rows++;
		rc = kam_stmt_step(s, err);
	}
	kam_stmt_finalize(s);
	if (rc < 0)
		return rc;
	make_unique(out, rows);
	for (size_t i = 0; i < out->n; i++) {
		out->items[i].with = with + at;
		for (; at < rows && whose[at] == out->items[i].id; at++) {
			with[at] = (size_t)kam_talks_contact(out, who[at]);
			out->items[i].n_with++;
		}
	}
	return 0;
}

int kam_talks_load(struct kam_talks *out, struct kam *k,
		   struct kam_arena *arena, const struct kam_talk_query *query,
		   struct kam_err *err)
{
	struct reading r = {
		.k = k, .arena = arena, .query = query, .out = out
	};
	size_t n_with = 0;
	int rc;

	memset(out, 0, sizeof *out);
	rc = count(&out->n, &r, SQL_COUNT, err);
	if (!rc)
		rc = count(&n_with, &r, SQL_COUNT_WITH, err);
	if (rc)
		return rc;
	out->items = kam_arena_array(arena, out->n + 1, sizeof *out->items);
	r.threads = kam_arena_array(&r.scratch, out->n + 1, sizeof *r.threads);
	rc = out->items && r.threads ? read_talks(&r, err)
				     : kam_fail_memory(err);
	if (!rc)
		rc = number_threads(&r, err);
	if (!rc)
		rc = read_with(&r, n_with, err);
	if (!rc)
		rc = kam_talks_judge(out, &r.scratch, err);
	kam_arena_release(&r.scratch);
	return rc;
}
