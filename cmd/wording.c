/*
 * Wordings compared, field by field.
 */
#include "wording.h"

#include <kam/areas.h>
#include <kam/word_diff.h>
#include <string.h>

const struct cmd_wording cmd_wording[CMD_WORDING] = {
	{ "title", N_("Title"), KAM_REVISION_TITLE },
	{ "statement", N_("Statement"), KAM_REVISION_TEXT },
	{ "acceptance_criteria", N_("Acceptance criteria"),
	  KAM_REVISION_ACCEPTANCE_CRITERIA },
};

const char *cmd_brief_digest(char out[CMD_BRIEF_DIGEST], const char *digest)
{
	snprintf(out, CMD_BRIEF_DIGEST, "%.12s", digest ? digest : "");
	return out;
}

static const char *text_of(const struct kam_record *version, int field)
{
	return version && version->values[field].set
		   ? version->values[field].text
		   : "";
}

int cmd_wording_differs(const struct kam_record *before,
			const struct kam_record *after, int field)
{
	return strcmp(text_of(before, field), text_of(after, field)) != 0;
}

int cmd_wording_diff(struct kam_str *out, struct cmd *c,
		     const struct kam_record *before,
		     const struct kam_record *after, int field,
		     struct kam_err *err)
{
	struct kam_word_run *runs;
	size_t n;
	int rc = kam_word_diff(&runs, &n, &c->arena, text_of(before, field),
			       text_of(after, field), err);

	if (!rc)
		kam_word_diff_show(out, runs, n);
	return rc ? rc : kam_str_check(out, err);
}

static void print_runs(struct kam_out *out, const struct kam_word_run *runs,
		       size_t n, struct kam_arena *arena)
{
	static const char *const names[] = {
		[KAM_WORDS_SAME] = "same",
		[KAM_WORDS_REMOVED] = "removed",
		[KAM_WORDS_ADDED] = "added",
	};

	kam_out_array(out);
	for (size_t i = 0; i < n; i++) {
		kam_out_map(out);
		cmd_print_text(out, "change", names[runs[i].change]);
		cmd_print_text(
		    out, "text",
		    kam_arena_strndup(arena, runs[i].text, runs[i].length));
		kam_out_end(out);
	}
	kam_out_end(out);
}

int cmd_wording_print(struct cmd *c, struct kam_out *out, const char *key,
		      const struct kam_record *before,
		      const struct kam_record *after, int field,
		      struct kam_err *err)
{
	struct kam_str text = KAM_STR_INIT;
	struct kam_word_run *runs;
	size_t n;
	int rc;

	kam_out_key(out, key);
	if (!cmd_wording_differs(before, after, field)) {
		kam_out_null(out);
		return 0;
	}
	rc = kam_word_diff(&runs, &n, &c->arena, text_of(before, field),
			   text_of(after, field), err);
	if (rc)
		return rc;
	kam_word_diff_show(&text, runs, n);
	kam_out_people(out, text.data);
	kam_out_map(out);
	cmd_print_text(out, "before",
		       before && before->values[field].set
			   ? text_of(before, field)
			   : NULL);
	cmd_print_text(out, "after",
		       after && after->values[field].set ? text_of(after, field)
							 : NULL);
	kam_out_key(out, "words");
	print_runs(out, runs, n, &c->arena);
	kam_out_end(out);
	rc = kam_str_check(&text, err);
	kam_str_release(&text);
	return rc;
}
