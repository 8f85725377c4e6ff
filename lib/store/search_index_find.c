/*
 * The search's index asked: which records the needles may be in.
 */
#include "store/search.h"

#include <string.h>

static const char sql_find[] =
    "SELECT d.kind, d.record FROM words w JOIN doc d ON d.id = w.rowid WHERE "
    "words MATCH $1 ORDER BY w.rowid DESC";

/* Adds "登 录" AND "port" *: the index finds a needle's words in one piece, and
   so what has no words is not asked for. 0 where it hasn't any. */
static int add_phrase(struct kam_str *match, const struct kam_needle *needle,
		      int prefix, struct kam_str *words)
{
	size_t from, to;

	kam_str_truncate(words, 0);
	kam_needle_words(words, needle->text, needle->length);
	from = strspn(words->data, " _");
	to = words->length;
	while (to > from &&
	       (words->data[to - 1] == ' ' || words->data[to - 1] == '_'))
		to--;
	if (to == from)
		return 0;
	kam_str_printf(match, "%s\"%.*s\"%s", match->length ? " AND " : "",
		       (int)(to - from), words->data + from,
		       prefix ? " *" : "");
	return 1;
}

int kam_search_index_find(struct kam_search_index *index, struct kam *k,
			  const struct kam_needles *needles,
			  kam_each_search_id each, void *context,
			  struct kam_err *err)
{
	struct kam_str match = KAM_STR_INIT, words = KAM_STR_INIT;
	struct kam_stmt *s = NULL;
	int asked = 0, rc;

	for (size_t i = 0; i < needles->n; i++)
		asked |= add_phrase(&match, &needles->items[i], needles->prefix,
				    &words);
	match.failed |= words.failed;
	rc = kam_str_check(&match, err);
	if (!rc && !asked)
		rc = KAM_SEARCH_UNASKED;
	if (!rc)
		rc = kam_db_prepare(&s, index->db, sql_find, err);
	if (!rc)
		kam_stmt_bind_text(s, 1, match.data);
	while (!rc && (rc = kam_stmt_step(s, err)) > 0) {
		const char *name = kam_stmt_text(s, 0);
		const struct kam_kind *kind =
		    kam_kind_find(k->catalogue, name ? name : "");

		rc = kind ? each(context, kind, kam_stmt_int(s, 1), err) : 0;
		if (rc > 0) { /* enough */
			rc = 0;
			break;
		}
	}
	kam_stmt_finalize(s);
	kam_str_release(&match);
	kam_str_release(&words);
	return rc;
}
