/*
 * Filters on promises: FIELD=VALUE and its like, asked of each in turn.
 */
#include "areas/promise_column.h"
#include "store/query.h"

#include <kam/areas.h>
#include <kam/date.h>
#include <kam/typed.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

struct kam_promise_filter {
	enum kam_promise_column column;
	enum kam_compare op;
	const char *folded; /* ~TEXT */
	struct wanted {
		int empty;
		int64_t number;
		const char *text;
	} * wanted;
	size_t n;
};

/* Of translated words: as lists show them. */
static const char context[] = "promise";

/* The rank of a state, or of another word that there is. */
static int read_word(struct wanted *w, const char *text,
		     const char *const *words, struct kam_err *err)
{
	struct kam_str all = KAM_STR_INIT;

	for (int i = 0; words[i]; i++) {
		if (!strcmp(words[i], text) ||
		    !strcmp(kam_gettext_in(context, words[i]), text)) {
			w->number = i;
			w->text = words[i];
			kam_str_release(&all);
			return 0;
		}
		kam_word_offer(&all, context, words[i]);
	}
	kam_fail(err, KAM_EINVALID, _("'%.60s' is none of: %s"), text,
		 all.data);
	kam_str_release(&all);
	return err->code;
}

/* A cadence's severities are the same. */
static const struct kam_field *severity(void)
{
	return &kam_feedback_kind.fields[KAM_FEEDBACK_SEVERITY];
}

static int read_number(struct wanted *w, const char *text, struct kam_err *err)
{
	char *end;
	long long number = strtoll(text, &end, 10);

	w->number = number;
	if (*text && !*end && number > -1000000000000LL &&
	    number < 1000000000000LL)
		return 0;
	return kam_fail(err, KAM_EINVALID, _("'%.60s' is no whole number"),
			text);
}

static int read_wanted(struct wanted *w, const struct kam_promise_filter *f,
		       struct kam *k, const char *text, struct kam_err *err)
{
	static const struct kam_promise none = { .kind = &kam_action_kind };
	struct kam_promise_value v;
	int32_t day;
	int rc = 0;

	w->text = text;
	w->empty = !*text;
	if (w->empty)
		return 0;
	kam_promise_value(&v, &none, f->column);
	if (kam_promise_is_state(f->column))
		return read_word(w, text, kam_promise_states, err);
	if (f->column == KAM_PROMISE_PROMISE)
		return read_word(w, text, kam_promise_words, err);
	if (f->column == KAM_PROMISE_SEVERITY)
		return read_word(w, text, severity()->words, err);
	if (f->column == KAM_PROMISE_TYPE)
		return read_word(
		    w, text, kam_feedback_kind.fields[KAM_FEEDBACK_TYPE].words,
		    err);
	if (f->column == KAM_PROMISE_OWNER)
		return kam_resolve(&w->number, k, &kam_member_kind, text, err);
	if (v.is_day) {
		rc = kam_date_read(&day, text, kam_today(k), kam_calendar_of(k),
				   err);
		w->number = rc ? 0 : day;
	} else if (v.is_number) {
		rc = read_number(w, text, err);
	}
	return rc;
}

static int read_values(struct kam_promise_filter *f, struct kam *k,
		       struct kam_arena *arena, char *value,
		       struct kam_err *err)
{
	const int whole = f->op > KAM_COMPARE_NE;
	size_t room = 1;
	int rc = 0;

	for (const char *at = value; *at; at++)
		room += *at == ',' || !strncmp(at, "\uff0c", 3);
	f->wanted = kam_arena_array(arena, room, sizeof *f->wanted);
	if (!f->wanted)
		return kam_fail_memory(err);
	while (value && !rc) {
		char *next =
		    whole ? NULL : kam_typed_split(value, KAM_TYPED_COMMA);

		rc = read_wanted(&f->wanted[f->n++], f, k, value, err);
		value = next;
	}
	if (!rc && whole && f->wanted[0].empty)
		rc = kam_fail(err, KAM_EUSAGE,
			      _("a filter on '%s' has an empty value"),
			      kam_promise_keys[f->column]);
	if (rc)
		kam_field(err, kam_promise_keys[f->column]);
	return rc;
}

static int read_text(struct kam_promise_filter *f, struct kam_arena *arena,
		     const char *text, struct kam_err *err)
{
	struct kam_str folded = KAM_STR_INIT;

	kam_utf8_fold(&folded, text);
	f->folded = folded.failed ? NULL : kam_arena_strdup(arena, folded.data);
	kam_str_release(&folded);
	return f->folded ? 0 : kam_fail_memory(err);
}

int kam_promise_filter(struct kam_promise_filter **out, struct kam *k,
		       struct kam_arena *arena, const char *text,
		       struct kam_err *err)
{
	struct kam_promise_filter *f = kam_arena_alloc(arena, sizeof *f);
	char *word = strpbrk(text, "=~")
			 ? kam_arena_strdup(arena, text)
			 : kam_arena_printf(arena, "state=%s", text);
	char *value = NULL;
	int column, rc;

	if (!f || !word)
		return kam_fail_memory(err);
	memset(f, 0, sizeof *f);
	rc = kam_filter_split(word, &f->op, &value, err);
	if (rc)
		return rc;
	column = kam_promise_column(word);
	if (column < 0)
		return kam_promise_no_column(word, err);
	f->column = (enum kam_promise_column)column;
	*out = f;
	return f->op == KAM_COMPARE_CONTAINS
		   ? read_text(f, arena, value, err)
		   : read_values(f, k, arena, value, err);
}

int kam_promise_filter_on(const struct kam_promise_filter *f)
{
	return kam_promise_is_state(f->column);
}

static int contains(const struct kam_promise_filter *f, const char *text)
{
	struct kam_str folded = KAM_STR_INIT;
	int found;

	kam_utf8_fold(&folded, text);
	found = !folded.failed && strstr(folded.data, f->folded);
	kam_str_release(&folded);
	return found;
}

/* What is unset is different from everything, and neither less nor more. */
static int holds(const struct kam_promise_filter *f,
		 const struct kam_promise_value *v, const struct wanted *w)
{
	const int ranked = v->is_number || v->is_day ||
			   kam_promise_is_state(f->column) ||
			   f->column == KAM_PROMISE_OWNER;
	int64_t order;

	if (w->empty || !v->set)
		return (f->op == KAM_COMPARE_NE) != (w->empty ? !v->set : 0);
	if (f->column == KAM_PROMISE_SEVERITY)
		order =
		    kam_word_find(severity(), kam_promise_text(v)) - w->number;
	else
		order = ranked ? v->number - w->number
			       : strcmp(kam_promise_text(v), w->text);
	switch (f->op) {
	case KAM_COMPARE_EQ:
		return order == 0;
	case KAM_COMPARE_NE:
		return order != 0;
	case KAM_COMPARE_LT:
		return order < 0;
	case KAM_COMPARE_LE:
		return order <= 0;
	case KAM_COMPARE_GT:
		return order > 0;
	default:
		return order >= 0;
	}
}

int kam_promise_passes(const struct kam_promise_filter *f,
		       const struct kam_promise *p)
{
	const int all = f->op == KAM_COMPARE_NE;
	struct kam_promise_value v;

	kam_promise_value(&v, p, f->column);
	if (f->op == KAM_COMPARE_CONTAINS)
		return v.set && contains(f, kam_promise_text(&v));
	for (size_t i = 0; i < f->n; i++)
		if (holds(f, &v, &f->wanted[i]) != all)
			return !all;
	return all;
}
