/*
 * search: all records in whose texts the words are.
 */
#include "engine.h"
#include "filter.h"
#include "plan.h"
#include "search.h"

#include "view.h"

#include <kam/filter.h>
#include <kam/grow.h>
#include <kam/past.h>
#include <kam/search.h>
#include <stdlib.h>
#include <string.h>

struct search {
	const char *noun, *index;
	int prefix, scan;
};

static const struct cmd_option options[] = {
	{ "noun", 'n', CMD_TEXT, N_("NOUN"),
	  N_("only records of that kind, which filters then are of"),
	  CMD_AT(struct search, noun) },
	{ "prefix", 0, CMD_FLAG, NULL,
	  N_("also words that only begin so: port for portal"),
	  CMD_AT(struct search, prefix) },
	{ "index", 0, CMD_MAYBE, N_("WHAT"),
	  N_("make the index, for registers of very many records; "
	     "--index=off removes it"),
	  CMD_AT(struct search, index) },
	{ "scan", 0, CMD_FLAG, NULL, N_("read all texts, without the index"),
	  CMD_AT(struct search, scan) },
	{ NULL },
};

enum {
	PEOPLE =
	    1 << ID | 1 << ACCOUNT | 1 << STATUS | 1 << TITLE | 1 << SNIPPET
};

/* Whether a column will be shown: what isn't costs nothing. */
static int is_asked(const struct cmd *c, int column)
{
	const char *at = c->globals.fields,
		   *key = cmd_search_columns[column].key;
	size_t n = strlen(key);

	if (c->globals.count_by)
		return !strcmp(c->globals.count_by, key);
	while (at && (strncmp(at, key, n) != 0 || (at[n] && at[n] != ','))) {
		at = strchr(at, ',');
		at += at != NULL;
	}
	return !c->globals.fields || at;
}

/* usual: the columns are those that people see unless they choose some */
static void print_snippet(const struct cmd_view *v, int usual,
			  const struct kam_search_hit *hit)
{
	/* a title that is shown already needs no second place */
	int shown = usual && hit->field == hit->kind->title;

	if (!cmd_view_key(v, SNIPPET))
		return;
	if (shown)
		kam_out_people(v->out, "");
	else if (hit->snippet)
		kam_out_mark(v->out, hit->from, hit->to);
	kam_out_text(v->out, hit->snippet);
}

static void print_hit(struct cmd *c, const struct cmd_view *v, int usual,
		      const struct kam_search_hit *hit)
{
	const struct kam_kind *kind = hit->kind;

	kam_out_row(v->out);
	cmd_view_id(v, ID, kind, hit->id);
	cmd_view_word(v, KIND, kind->name);
	if (cmd_view_key(v, TITLE))
		cmd_title(c, v->out, kind, hit->id, hit->title);
	cmd_view_text(v, ACCOUNT, hit->account);
	cmd_view_text(v, PROJECT, hit->project);
	if (cmd_view_key(v, STATUS)) {
		const char *state =
		    hit->status < 0 ? NULL : kind->states[hit->status].name;

		if (state)
			kam_out_people(v->out,
				       kam_gettext_in(kind->name, state));
		kam_out_text(v->out, state);
	}
	cmd_view_text(v, FIELD, kind->fields[hit->field].name);
	print_snippet(v, usual, hit);
	cmd_view_integer(v, SCORE, 1, hit->score);
	cmd_view_text(v, MODIFIED, hit->modified);
	kam_out_end(v->out);
}

static int print(struct cmd *c, const struct kam_search_result *result,
		 struct kam_err *err)
{
	struct cmd_view v;
	int rc = cmd_view_open(&v, c, cmd_search_columns, CMD_SEARCH_COLUMNS,
			       PEOPLE, CMD_VIEW_LIST, err);
	int usual = v.shown != ~0ull;

	if (rc)
		return rc;
	for (int i = 0; i < CMD_SEARCH_COLUMNS; i++)
		if (!is_asked(c, i))
			v.shown &= ~(1ull << i);
	for (size_t i = 0; i < result->n; i++)
		print_hit(c, &v, usual, &result->hits[i]);
	kam_out_end(v.out);
	return 0;
}

static int read_order(enum kam_search_order *order, struct cmd *c,
		      struct kam_err *err)
{
	const char *said = c->globals.sort;

	*order = said && !strcmp(said, "newest") ? KAM_SEARCH_NEWEST
						 : KAM_SEARCH_RANKED;
	if (!said || !strcmp(said, "newest") || !strcmp(said, "score"))
		return 0;
	kam_fail(err, KAM_EUSAGE, _("'%s' is no order of what is found"), said);
	kam_hint(err, _("one of: %s"), "score, newest");
	return err->code;
}

/* The records that filters leave, by id. */
struct left {
	int64_t *ids;
	size_t n, room;
};

static int add_left(void *context, struct kam_record *r, struct kam_err *err)
{
	int64_t *grown;
	struct left *l = context;

	grown = kam_grow(l->ids, &l->room, l->n, sizeof *grown, err);
	if (!grown)
		return err->code;
	l->ids = grown;
	l->ids[l->n++] = r->id;
	return 0;
}

static int compare_ids(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static int is_left(void *context, int64_t id)
{
	const struct left *l = context;

	return l->n &&
	       bsearch(&id, l->ids, l->n, sizeof *l->ids, compare_ids) != NULL;
}

static int filter(struct left *l, struct cmd *c, const struct kam_kind *kind,
		  struct kam_err *err)
{
	struct kam_query *q;
	int rc = kam_query_open(&q, c->k, kind, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < c->n_filters && !rc; i++)
		rc = cmd_where(q, c, kind, c->filters[i], err);
	kam_query_closed_too(q);
	/* by id, as they come */
	if (!rc)
		rc = kam_query_run(q, add_left, l, err);
	kam_query_release(q);
	return rc;
}

/* Whether some kind has the field that a word like "status=open" names. */
static int names_field(const struct cmd *c, const char *word)
{
	char name[KAM_LABEL_TEXT];

	snprintf(name, sizeof name, "%.*s", (int)strcspn(word, ".=~"), word);
	for (int i = 0; i < c->catalogue->n_kinds; i++)
		if (kam_column_find(c->catalogue->kinds[i], name) !=
		    KAM_COLUMN_NONE)
			return 1;
	return 0;
}

/* Whether a saved filter has that name; its noun as an option takes it. */
static int is_saved(char noun[CMD_OPTION_NAME], struct cmd *c, const char *word)
{
	struct kam_err none = { 0 };
	struct kam_filter f;

	if (*word != '@' ||
	    kam_filter_get(&f, c->k, &c->arena, word + 1, &none))
		return 0;
	cmd_field_option(noun, f.noun);
	return 1;
}

/* Without a noun there are no filters: x=1 and @x.test are to be looked
   for. */
static int take_filters(struct cmd *c, struct kam_err *err)
{
	char noun[CMD_OPTION_NAME] = "req";

	for (size_t i = 0; i < c->n_filters; i++) {
		if (names_field(c, c->filters[i]) ||
		    is_saved(noun, c, c->filters[i])) {
			kam_fail(err, KAM_EUSAGE,
				 _("'%.100s' is a filter of which noun?"),
				 c->filters[i]);
			kam_hint(err, "--noun %s", noun);
			return err->code;
		}
		c->words[c->n_words++] = c->filters[i];
	}
	c->n_filters = 0;
	return 0;
}

static int find_kind(const struct kam_kind **kind, struct cmd *c,
		     const char *noun, struct kam_err *err)
{
	const char *names[CMD_NAMES], *near;
	char word[CMD_OPTION_NAME];
	size_t n = 0;

	*kind = noun ? kam_kind_named(c->catalogue, noun) : NULL;
	if (!noun || *kind)
		return 0;
	for (int i = 0; i < c->catalogue->n_kinds && n < CMD_NAMES; i++)
		names[n++] = c->catalogue->kinds[i]->name;
	near = kam_suggest(noun, names, n);
	kam_fail(err, KAM_EUSAGE, _("no noun '%s'"), noun);
	if (near)
		kam_hint(err, _("did you mean '%s'?"),
			 cmd_field_option(word, near));
	else
		kam_hint(err, "kam help");
	return err->code;
}

enum { MANY = 300000 }; /* records that are read while somebody waits */

static unsigned parts_left(const struct cmd *c)
{
	return (is_asked(c, SNIPPET) ? 0 : KAM_SEARCH_SNIPPET) |
	       (is_asked(c, TITLE) ? 0 : KAM_SEARCH_TITLE) |
	       (is_asked(c, ACCOUNT) || is_asked(c, PROJECT) ? 0
							     : KAM_SEARCH_OF) |
	       (is_asked(c, MODIFIED) ? 0 : KAM_SEARCH_WHEN);
}

static int look(struct cmd *c, const struct search *v, struct kam_err *err)
{
	struct kam_search_query query = { .account = c->account,
					  .project = c->project,
					  .no_index = v->scan,
					  .leave = parts_left(c) };
	struct kam_search_result result;
	struct left left = { 0 };
	int column, rc = find_kind(&query.kind, c, v->noun, err);

	if (!rc && !query.kind)
		rc = take_filters(c, err);
	else if (!rc)
		rc = cmd_filters_expand_of(c, query.kind, err);
	if (!rc && !c->n_words)
		rc = cmd_usage(c, err, "%s", _("which words?"));
	if (!rc)
		rc = read_order(&query.order, c, err);
	if (!rc)
		rc = cmd_search_count_by(&column, c, err);
	if (!rc)
		rc = kam_needles_parse(&query.needles, &c->arena, c->words,
				       c->n_words, v->prefix, err);
	if (!rc && c->n_filters) {
		rc = filter(&left, c, query.kind, err);
		query.accept = is_left;
		query.context = &left;
	}
	if (!rc && column < 0)
		query.limit = c->globals.limit;
	if (!rc)
		rc = kam_search(&result, c->k, &c->arena, &query, err);
	free(left.ids);
	if (rc)
		return rc;
	if (!result.indexed && !v->scan && result.read > MANY)
		cmd_tell(c,
			 _("%lld records were read: 'kam search --index' "
			   "makes an index, for speed"),
			 (long long)result.read);
	return column < 0 ? print(c, &result, err)
			  : cmd_search_counts(c, &result, column, err);
}

static int keep_index(struct cmd *c, const struct search *v,
		      struct kam_err *err)
{
	int64_t records;
	int rc = kam_past_refuse(c->k, err);

	if (rc)
		return rc;
	if (*v->index && strcmp(v->index, "off") != 0)
		return cmd_usage(c, err,
				 _("--index takes 'off' or nothing, "
				   "not '%s'"),
				 v->index);
	kam_read_end(c->k);
	if (*v->index) {
		rc = kam_search_index_remove(c->k, err);
		if (rc >= 0)
			cmd_say(c, "%s",
				rc ? _("the index was removed")
				   : _("there is no index"));
		return rc < 0 ? rc : 0;
	}
	rc = kam_search_index_make(&records, c->k, err);
	if (!rc)
		cmd_say(c, _("records in the index '%s': %lld"),
			kam_search_index_path(c->k), (long long)records);
	return rc;
}

static int search(struct cmd *c, void *values, struct kam_err *err)
{
	const struct search *v = values;
	int rc;

	if (v->index) {
		rc = keep_index(c, v, err);
		if (rc || c->n_words + c->n_filters == 0)
			return rc;
		rc = kam_read_begin(c->k, err);
		if (rc)
			return rc;
	}
	return look(c, v, err);
}

const struct cmd_verb cmd_word_search = {
	"search",
	search,
	CMD_REGISTER_READ | CMD_FILTERS | CMD_FILTERS_OWN,
	0,
	CMD_ANY,
	options,
	sizeof(struct search),
	"WORD … [--noun NOUN] [--sort newest]",
	N_("find words in all texts of all records"),
	"kam search portal login",
};
