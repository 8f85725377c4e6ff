/*
 * req diff: two versions of a requirement's wording, or two baselines.
 */
#include "crud.h"
#include "req.h"
#include "wording.h"

#include <kam/agreement.h>
#include <kam/areas.h>
#include <string.h>

static const struct kam_out_column table[] = {
	{ "id", N_("ID"), KAM_FORM_FIXED },
	{ "from", N_("From"), KAM_FORM_NUMBER },
	{ "to", N_("To"), KAM_FORM_NUMBER },
	{ "title", N_("Title"), KAM_FORM_PROSE },
	{ "statement", N_("Statement"), KAM_FORM_PROSE },
	{ "acceptance_criteria", N_("Acceptance criteria"), KAM_FORM_PROSE },
};
enum { COLUMNS = sizeof table / sizeof *table };

struct pair {
	const struct kam_record *req;
	struct kam_record *from, *to;
};

static int find_version(struct kam_record **out, struct cmd *c,
			const struct kam_record *req, int64_t number,
			struct kam_err *err)
{
	int rc = kam_version_find(out, c->k, &c->arena, req->id, number, err);

	if (rc || *out)
		return rc;
	kam_fail(err, KAM_ENOENT, _("REQ-%lld has no version %lld"),
		 (long long)req->id, (long long)number);
	kam_hint(err, "kam req versions REQ-%lld", (long long)req->id);
	return err->code;
}

static int read_number(int64_t *number, struct cmd *c, const char *word,
		       struct kam_err *err)
{
	char *end;

	*number = strtoll(word, &end, 10);
	if (*word >= '1' && *word <= '9' && !*end && end - word < 10)
		return 0;
	return cmd_usage(c, err, _("'%.60s' is no number of a version"), word);
}

/* What is usually asked: what a proposal would change, else what the last
   agreement changed, else what was changed since a version was kept. */
static int usual_pair(struct pair *p, struct cmd *c, struct kam_err *err)
{
	const struct kam_value *agreed =
	    &p->req->values[KAM_REQ_AGREED_VERSION];
	const struct kam_value *proposed =
	    &p->req->values[KAM_REQ_PROPOSED_VERSION];
	int rc = 0;

	if (proposed->set && agreed->set) {
		rc = find_version(&p->from, c, p->req, agreed->integer, err);
		return rc ? rc
			  : find_version(&p->to, c, p->req, proposed->integer,
					 err);
	}
	if (agreed->set && agreed->integer > 1) {
		rc =
		    find_version(&p->from, c, p->req, agreed->integer - 1, err);
		return rc ? rc
			  : find_version(&p->to, c, p->req, agreed->integer,
					 err);
	}
	rc = kam_version_last(&p->from, c->k, &c->arena, p->req->id, err);
	if (!rc)
		rc = kam_version_present(&p->to, c->k, p->req, err);
	if (rc || p->from)
		return rc;
	kam_fail(err, KAM_ENOENT, _("no version of REQ-%lld is kept"),
		 (long long)p->req->id);
	kam_hint(err, "%s", _("'req agree' and 'req baseline' keep one"));
	return err->code;
}

static int find_pair(struct pair *p, struct cmd *c, struct kam_err *err)
{
	int64_t number;
	int rc;

	if (c->n_words < 2)
		return usual_pair(p, c, err);
	rc = read_number(&number, c, c->words[1], err);
	if (!rc)
		rc = find_version(&p->from, c, p->req, number, err);
	if (rc)
		return rc;
	if (c->n_words < 3)
		return kam_version_present(&p->to, c->k, p->req, err);
	rc = read_number(&number, c, c->words[2], err);
	return rc ? rc : find_version(&p->to, c, p->req, number, err);
}

static void print_number(struct kam_out *out, const char *key,
			 const struct kam_record *version)
{
	kam_out_key(out, key);
	if (version->id) {
		kam_out_integer(out,
				version->values[KAM_REVISION_NUMBER].integer);
		return;
	}
	kam_out_people(out, _("now"));
	kam_out_null(out);
}

static int diff_versions(struct cmd *c, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(c, table, COLUMNS);
	struct kam_record *req = NULL;
	struct kam_out *out;
	struct pair p = { 0 };
	char id[KAM_ID_TEXT];
	int rc = columns ? cmd_load(&req, c, c->kind, c->words[0], err)
			 : kam_fail_memory(err);

	p.req = req;
	if (!rc)
		rc = find_pair(&p, c, err);
	if (!rc)
		rc = cmd_out(c, &out, err);
	if (rc)
		return rc;
	kam_id_format(id, req->kind, req->id);
	kam_out_record(out, columns, COLUMNS);
	cmd_print_text(out, "id", id);
	print_number(out, "from", p.from);
	print_number(out, "to", p.to);
	for (size_t i = 0; i < CMD_WORDING && !rc; i++)
		rc = cmd_wording_print(c, out, cmd_wording[i].key, p.from, p.to,
				       cmd_wording[i].field, err);
	kam_out_end(out);
	return rc;
}

/* "REQ-3" or "3"; what else is said is a baseline's name. */
static int names_requirement(const struct cmd *c, const char *word)
{
	const struct kam_kind *kind = NULL;
	struct kam_err none = { 0 };
	int64_t id;

	if (*word && word[strspn(word, "0123456789")] == '\0')
		return 1;
	return !kam_id_parse(&kind, &id, c->catalogue, word, &none) &&
	       kam_kind_is(kind, &kam_req_kind);
}

int cmd_req_diff(struct cmd *c, void *values, struct kam_err *err)
{
	if (names_requirement(c, c->words[0]))
		return diff_versions(c, err);
	if (c->n_words > 2)
		return cmd_usage(c, err, "%s", _("two baselines at most"));
	return cmd_baseline_diff(c, values, err);
}
