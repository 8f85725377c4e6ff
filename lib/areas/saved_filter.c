#include <kam/filter.h>

#include <inttypes.h>
#include <kam/setting.h>
#include <kam/shell.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

int kam_filter_check_name(const char *name, struct kam_err *err)
{
	size_t n = strlen(name);
	const char *at = name;

	if (n && n <= KAM_FILTER_NAME && *name != '-' &&
	    kam_utf8_valid(name, n))
		while (*at & 0x80 || (*at && strchr("abcdefghijklmnopqrstuvwxyz"
						    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
						    "0123456789-_.",
						    *at)))
			at++;
	if (n && at == name + n)
		return 0;
	kam_fail(err, KAM_EINVALID, _("'%.60s' is no name of a filter"), name);
	kam_hint(err, "%s", _("letters, digits, '-', '_' and '.'"));
	return err->code;
}

void kam_filter_text(struct kam_str *out, const struct kam_filter *filter)
{
	kam_str_add(out, filter->noun);
	for (size_t i = 0; i < filter->n; i++) {
		kam_str_add_char(out, ' ');
		kam_shell_add(out, filter->words[i], strlen(filter->words[i]));
	}
	if (filter->sort) {
		kam_str_add(out, " --sort ");
		kam_shell_add(out, filter->sort, strlen(filter->sort));
	}
	if (filter->limit)
		kam_str_printf(out, " --limit %" PRId64, filter->limit);
	if (filter->all)
		kam_str_add(out, " --all");
}

/* The next word, kept; NULL at the end and where memory is out. */
static const char *next(const char **at, struct kam_arena *arena,
			struct kam_err *err)
{
	struct kam_str word = KAM_STR_INIT;
	const char *kept = NULL;

	if (kam_shell_word(&word, at)) {
		kept = word.failed ? NULL : kam_arena_strdup(arena, word.data);
		if (!kept)
			kam_fail_memory(err);
	}
	kam_str_release(&word);
	return kept;
}

static int take(struct kam_filter *out, const char *word, const char **at,
		struct kam_arena *arena, struct kam_err *err)
{
	const char *value;

	if (!strcmp(word, "--all")) {
		out->all = 1;
		return 0;
	}
	if (!strcmp(word, "--sort") || !strcmp(word, "--limit")) {
		value = next(at, arena, err);
		if (value && word[2] == 's')
			out->sort = value;
		else if (value)
			out->limit = strtoll(value, NULL, 10);
		if (value || err->code)
			return err->code;
	} else if (word[0] != '-' && strpbrk(word, "=~")) {
		out->words[out->n++] = word;
		return 0;
	}
	return kam_fail(err, KAM_EINVALID, _("'%.100s' is not a filter"), word);
}

int kam_filter_parse(struct kam_filter *out, struct kam_arena *arena,
		     const char *text, struct kam_err *err)
{
	const char *at = text, *word;
	int rc = 0;

	*out = (struct kam_filter){
		.words = kam_arena_array(arena, strlen(text) / 2 + 1,
					 sizeof *out->words),
	};
	if (!out->words)
		return kam_fail_memory(err);
	out->noun = next(&at, arena, err);
	if (!out->noun)
		return err->code ? err->code
				 : kam_fail(err, KAM_EINVALID, "%s",
					    _("a filter begins with a noun"));
	while (!rc && (word = next(&at, arena, err)))
		rc = take(out, word, &at, arena, err);
	return rc ? rc : err->code;
}

int kam_filter_get(struct kam_filter *out, struct kam *k,
		   struct kam_arena *arena, const char *name,
		   struct kam_err *err)
{
	const char *key =
	    kam_arena_printf(arena, KAM_FILTER_SETTING "%s", name);
	const char *value = "";
	int rc = kam_filter_check_name(name, err);

	if (!rc && !key)
		return kam_fail_memory(err);
	if (!rc)
		rc = kam_setting_get(&value, k, arena, key, err);
	if (!rc && !*value) {
		kam_fail(err, KAM_ENOENT, _("no filter '%s'"), name);
		kam_hint(err, "%s",
			 _("'kam filter list' shows those there "
			   "are"));
		rc = err->code;
	}
	return rc ? rc : kam_filter_parse(out, arena, value, err);
}

int kam_filter_try(struct kam *k, const struct kam_filter *filter,
		   struct kam_err *err)
{
	const struct kam_kind *kind =
	    kam_kind_find(kam_catalogue_of(k), filter->noun);
	struct kam_query *q;
	int rc;

	if (!kind) {
		kam_fail(err, KAM_EUSAGE, _("no noun '%.60s'"), filter->noun);
		kam_hint(err, "%s", _("'kam help' lists them"));
		return err->code;
	}
	rc = kam_query_open(&q, k, kind, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < filter->n && !rc; i++)
		rc = kam_query_where(q, filter->words[i], err);
	if (!rc && filter->sort)
		rc = kam_query_sort(q, filter->sort, err);
	kam_query_release(q);
	return rc;
}
