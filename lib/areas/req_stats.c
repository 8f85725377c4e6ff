/*
 * Requirements counted: as they are, and since a day by their journal.
 */
#include "areas/sql.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/quantile.h>
#include <kam/req_stats.h>
#include <kam/zone.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_CHANGES };
static const char *const texts[] = {
	[SQL_CHANGES] =
	    "SELECT c.record, c.field, c.before, c.after FROM change c "
	    "JOIN operation o ON o.id = c.operation WHERE c.kind = 'req' "
	    "AND o.at >= $1 AND (" KAM_SQL_IN_FORCE
	    " OR " KAM_SQL_REVERTS_EARLIER
	    ") ORDER BY c.record, c.operation, c.position",
};
const struct kam_sql kam_req_stats_sql = { texts,
					   sizeof texts / sizeof *texts };

const char *const kam_source_words[KAM_SOURCES] = {
	N_("elicitation"), N_("conversation"), N_("contact"),
	N_("import"),      N_("none"),
};

/* A requirement that there is. */
struct known {
	int64_t id;
	int dropped;
};
struct counting {
	struct kam_req_stats *stats;
	struct kam *k;
	struct known *known; /* by id */
	int64_t *ages;       /* days, of open ones */
	size_t n, n_ages, room;
	int elicitation; /* the field, where the kind has it */
};

static int grow(struct counting *c, struct kam_err *err)
{
	size_t room = c->room ? 2 * c->room : 128;
	struct known *known = realloc(c->known, room * sizeof *known);
	int64_t *ages;

	if (!known)
		return kam_fail_memory(err);
	c->known = known;
	ages = realloc(c->ages, room * sizeof *ages);
	if (!ages)
		return kam_fail_memory(err);
	c->ages = ages;
	c->room = room;
	return 0;
}

static void count_word(int64_t *counts, const struct kam_record *req, int field)
{
	const struct kam_value *v = &req->values[field];
	int word =
	    v->set ? kam_word_find(&req->kind->fields[field], v->text) : -1;

	counts[word < 0 ? KAM_STAT_WORDS - 1 : word]++;
}

static enum kam_req_source source(const struct counting *c,
				  const struct kam_record *req)
{
	const struct kam_value *v = req->values;

	if (c->elicitation != KAM_NO_FIELD && v[c->elicitation].set)
		return KAM_SOURCE_ELICITATION;
	return v[KAM_REQ_SOURCE_COMM].set      ? KAM_SOURCE_CONVERSATION
	       : v[KAM_REQ_SOURCE_CONTACT].set ? KAM_SOURCE_CONTACT
	       : req->source                   ? KAM_SOURCE_IMPORT
					       : KAM_SOURCE_NONE;
}

static int count_age(struct counting *c, const struct kam_record *req,
		     struct kam_err *err)
{
	int64_t created;
	int rc = kam_instant_parse(&created, req->created, err);

	if (!rc)
		c->ages[c->n_ages++] = (int64_t)kam_today(c->k) -
				       kam_zone_day(kam_zone_of(c->k), created);
	return rc;
}

static int count_one(void *context, struct kam_record *req, struct kam_err *err)
{
	struct counting *c = context;
	struct kam_req_stats *s = c->stats;
	const char *state = req->kind->states[req->status].name;
	const int agreed = kam_state_find(req->kind, "agreed");
	const int accepted = kam_state_find(req->kind, "accepted");
	int dropped = !strcmp(state, "dropped");

	if (c->n == c->room && grow(c, err))
		return err->code;
	c->known[c->n].id = req->id;
	c->known[c->n++].dropped = dropped;
	s->count++;
	s->by_status[req->status]++;
	s->by_source[source(c, req)]++;
	count_word(s->by_class, req, KAM_REQ_CLASS);
	count_word(s->by_priority, req, KAM_REQ_PRIORITY);
	s->core +=
	    req->values[KAM_REQ_CORE].set && req->values[KAM_REQ_CORE].integer;
	s->agreed += req->status >= agreed && req->status <= accepted;
	s->agreed_of += !dropped && strcmp(state, "deferred") != 0;
	if (req->kind->states[req->status].closed)
		return 0;
	s->open++;
	return count_age(c, req, err);
}

/* What the journal says of one requirement since the day. */
struct story {
	int64_t id;
	int made; /* it wasn't there before */
	int reworded;
	int removed;     /* and not made again */
	int was_dropped; /* at the beginning; -1: as it is now */
	int elsewhere;   /* removed from another account or project */
};

static int is_text(const char *json, const char *text)
{
	size_t n = strlen(text);

	return json && json[0] == '"' && !strncmp(json + 1, text, n) &&
	       json[n + 1] == '"';
}

/* Whether the canonical record has the reference. */
static int refers(const char *record, const char *name, int64_t id)
{
	struct kam_canonical member;
	char digits[24];

	if (!id)
		return 1;
	snprintf(digits, sizeof digits, "%lld", (long long)id);
	while (kam_canonical_next(&member, &record) > 0)
		if (member.name_length == strlen(name) &&
		    !strncmp(member.name, name, member.name_length))
			return member.length == strlen(digits) &&
			       !strncmp(member.value, digits, member.length);
	return 0;
}

static int has_state(const char *record, const char *state)
{
	struct kam_canonical member;

	while (kam_canonical_next(&member, &record) > 0)
		if (member.name_length == strlen("~status") &&
		    !strncmp(member.name, "~status", member.name_length))
			return is_text(member.value, state);
	return 0;
}

static void remove_one(struct story *s, const struct kam_req_stats *stats,
		       const char *before)
{
	s->removed = 1;
	if (!before)
		return;
	if (s->was_dropped < 0)
		s->was_dropped = has_state(before, "dropped");
	s->elsewhere = !refers(before, "account", stats->account) ||
		       !refers(before, "project", stats->project);
}

static void take_change(struct story *s, const struct kam_req_stats *stats,
			struct kam_stmt *row, int first)
{
	static const char *const wording[] = { "title", "statement",
					       "acceptance_criteria" };
	const char *field = kam_stmt_text(row, 1);
	const char *before = kam_stmt_text(row, 2);

	if (!field && !kam_stmt_is_null(row, 3)) {
		s->made |= first;
		s->removed = 0;
	} else if (!field) {
		remove_one(s, stats, before);
	} else if (!strcmp(field, "~status")) {
		if (s->was_dropped < 0)
			s->was_dropped = is_text(before, "dropped");
	}
	for (size_t i = 0; field && i < 3; i++)
		s->reworded |= !strcmp(field, wording[i]);
}

static int compare(const void *a, const void *b)
{
	const struct known *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static struct known *find(const struct counting *c, int64_t id)
{
	const struct known wanted = { .id = id };

	return c->n
		   ? bsearch(&wanted, c->known, c->n, sizeof *c->known, compare)
		   : NULL;
}

/* Base was counted as if nothing had happened to any that there is. */
static void count_story(struct counting *c, const struct story *s)
{
	const struct known *known = find(c, s->id);
	struct kam_req_stats *stats = c->stats;
	int is_dropped = known && known->dropped;

	if (!known && (!s->removed || stats->filtered || s->elsewhere))
		return;
	if (known && !is_dropped)
		stats->base--;
	if (s->made) {
		stats->added++;
		return;
	}
	if (s->was_dropped < 0 ? is_dropped : s->was_dropped)
		return;
	stats->base++;
	if (!known || is_dropped)
		stats->deleted++;
	else
		stats->changed += s->reworded;
}

static int read_journal(struct counting *c, struct kam_err *err)
{
	const struct story unknown = { .was_dropped = -1 };
	struct story story = unknown;
	struct kam_stmt *row = NULL;
	char since[KAM_INSTANT_TEXT];
	int rc =
	    kam_db_prepare(&row, kam_database(c->k), texts[SQL_CHANGES], err);

	if (rc)
		return rc;
	kam_instant_format(
	    since, kam_zone_instant(kam_zone_of(c->k), c->stats->since, 0));
	kam_stmt_bind_text(row, 1, since);
	while ((rc = kam_stmt_step(row, err)) > 0) {
		int64_t id = kam_stmt_int(row, 0);
		int first = id != story.id;

		if (first && story.id)
			count_story(c, &story);
		if (first)
			story = unknown;
		story.id = id;
		take_change(&story, c->stats, row, first);
	}
	if (!rc && kam_stmt_failed(row))
		rc = kam_fail_memory(err);
	if (!rc && story.id)
		count_story(c, &story);
	kam_stmt_finalize(row);
	return rc;
}

int kam_req_stats(struct kam_req_stats *s, struct kam *k, struct kam_err *err)
{
	struct counting c = {
		.stats = s,
		.k = k,
		.elicitation = kam_field_find(&kam_req_kind, "source_elicit"),
	};
	int rc = kam_query_run(s->query, count_one, &c, err);

	if (!rc && c.n)
		qsort(c.known, c.n, sizeof *c.known, compare);
	for (size_t i = 0; i < c.n && !rc; i++)
		s->base += !c.known[i].dropped;
	if (!rc)
		rc = read_journal(&c, err);
	kam_quantile_sort(c.ages, c.n_ages);
	s->age_median = c.n_ages ? kam_quantile_median(c.ages, c.n_ages) : -1;
	s->age_p90 = c.n_ages ? kam_quantile_nearest(c.ages, c.n_ages, 90) : -1;
	free(c.known);
	free(c.ages);
	return rc;
}
