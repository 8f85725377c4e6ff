/*
 * req pack --read: the answers of a sheet that came back.
 */
#include "pack.h"

#include "crud.h"

#include <kam/agreement.h>
#include <kam/areas.h>
#include <kam/fingerprint.h>
#include <kam/sheet.h>
#include <string.h>

static const struct kam_out_column table[] = {
	{ "agreed", N_("Agreed"), KAM_FORM_NUMBER },
	{ "rejected", N_("Rejected"), KAM_FORM_NUMBER },
	{ "noted", N_("Noted"), KAM_FORM_NUMBER },
	{ "unchanged", N_("Unchanged"), KAM_FORM_NUMBER },
	{ "unanswered", N_("Unanswered"), KAM_FORM_NUMBER },
	{ "errors", N_("Errors"), KAM_FORM_TEXT },
};
enum { AGREED, REJECTED, NOTED, UNCHANGED, UNANSWERED, COUNTS };

struct problem {
	struct problem *next;
	size_t line;
	const char *message;
};

struct reading {
	struct cmd *c;
	const struct cmd_pack *options;
	struct kam_verdict verdict; /* but for the remark */
	struct kam_arena arena;     /* reset per item */
	int64_t counts[COUNTS];
	struct problem *first, **last;
	int64_t n_problems;
};

static int is_of(const char *fingerprint, const char *digest)
{
	return digest && !strncmp(digest, fingerprint, strlen(fingerprint));
}

/* 1 where the contact said the same of the version already. */
static int said_before(struct reading *r, const struct kam_record *version,
		       const char *outcome, struct kam_err *err)
{
	struct kam_record *d;
	int rc;

	if (!version)
		return 0;
	rc = kam_version_decision(&d, r->c->k, &r->arena, version->id, err);
	if (rc || !d)
		return rc;
	return !strcmp(d->values[KAM_DECISION_OUTCOME].text, outcome) &&
	       d->values[KAM_DECISION_BY_CONTACT].integer == r->verdict.contact;
}

/* Of a wording that nobody is asked about any more: the answer may have been
   taken already, as from the same sheet. */
static int answered_before(struct reading *r, const struct kam_record *req,
			   const struct kam_sheet_item *item,
			   struct kam_err *err)
{
	const struct kam_value *agreed = &req->values[KAM_REQ_AGREED_VERSION];
	struct kam_record *version;
	int rc;

	if (item->answer == KAM_SHEET_NO)
		rc = kam_version_last(&version, r->c->k, &r->arena, req->id,
				      err);
	else
		rc = kam_version_find(&version, r->c->k, &r->arena, req->id,
				      agreed->integer, err);
	if (rc || !version ||
	    !is_of(item->fingerprint, kam_version_digest(version)))
		return rc;
	return said_before(r, version,
			   item->answer == KAM_SHEET_NO ? "rejected" : "agreed",
			   err);
}

static int check_fingerprint(struct reading *r, const struct kam_record *req,
			     const struct kam_sheet_item *item,
			     struct kam_err *err)
{
	char fingerprint[KAM_SHA256_TEXT];
	struct kam_record *wording;
	int64_t number;
	int rc =
	    kam_req_awaited(&wording, &number, r->c->k, &r->arena, req, err);

	if (!rc)
		rc = kam_fingerprint(fingerprint, wording, err);
	if (rc || is_of(item->fingerprint, fingerprint))
		return rc;
	return kam_fail(err, KAM_ECONFLICT,
			_("REQ-%lld is worded otherwise since the sheet was "
			  "made"),
			(long long)req->id);
}

static int not_asked(const struct kam_record *req, struct kam_err *err)
{
	return kam_fail(err, KAM_EREFUSED,
			_("nobody is asked to agree to REQ-%lld: it is %s"),
			(long long)req->id,
			kam_gettext_in(req->kind->name,
				       req->kind->states[req->status].name));
}

/* A no to a wording that was refused before, by the same contact. */
static int refused_before(struct reading *r, const struct kam_record *req,
			  struct kam_err *err)
{
	struct kam_record *version;
	int rc = kam_version_last(&version, r->c->k, &r->arena, req->id, err);

	if (rc || !version || req->values[KAM_REQ_PROPOSED_VERSION].set)
		return rc;
	return said_before(r, version, "rejected", err);
}

static int take_answer(struct reading *r, const struct kam_record *req,
		       const struct kam_sheet_item *item, struct kam_err *err)
{
	struct kam_verdict verdict = r->verdict;
	struct kam_record *after;
	int rc = answered_before(r, req, item, err);

	if (rc < 0)
		return rc;
	if (!kam_req_awaits(req)) {
		r->counts[UNCHANGED] += rc > 0;
		return rc > 0 ? 0 : not_asked(req, err);
	}
	verdict.remark = item->remark;
	rc = check_fingerprint(r, req, item, err);
	if (!rc && item->answer == KAM_SHEET_NO) {
		rc = refused_before(r, req, err);
		r->counts[UNCHANGED] += rc > 0;
		if (rc)
			return rc < 0 ? rc : 0;
		rc = kam_req_reject(&after, r->c->k, &r->arena, req->id,
				    &verdict, err);
		r->counts[REJECTED] += !rc;
	} else if (!rc) {
		rc = kam_req_agree_to(&after, r->c->k, &r->arena, req->id,
				      &verdict, err);
		r->counts[AGREED] += !rc;
	}
	return rc;
}

struct note_search {
	const char *text;
	int found;
};

static int same_note(void *context, struct kam_record *note,
		     struct kam_err *err)
{
	struct note_search *s = context;

	(void)err;
	s->found |= !strcmp(note->values[KAM_NOTE_TEXT].text, s->text);
	return 0;
}

/* A remark without yes or no: a note, once. */
static int take_remark(struct reading *r, const struct kam_record *req,
		       const struct kam_sheet_item *item, struct kam_err *err)
{
	struct kam *k = r->c->k;
	char about[KAM_ID_TEXT], filter[KAM_ID_TEXT + 8];
	const char *text = kam_arena_printf(&r->arena, _("CON-%lld on %s: %s"),
					    (long long)r->verdict.contact,
					    r->verdict.on, item->remark);
	struct note_search search = { text, 0 };
	struct kam_record *note;
	struct kam_query *q;
	int rc = text ? kam_query_open(&q, k, &kam_note_kind, err)
		      : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_id_format(about, req->kind, req->id);
	snprintf(filter, sizeof filter, "about=%s", about);
	rc = kam_query_where(q, filter, err);
	if (!rc)
		rc = kam_query_run(q, same_note, &search, err);
	kam_query_release(q);
	if (rc || search.found) {
		r->counts[UNCHANGED] += !rc;
		return rc;
	}
	rc = kam_record_new(&note, &r->arena, &kam_note_kind, err);
	if (!rc)
		rc = kam_record_set(k, note, KAM_NOTE_ABOUT, about, err);
	if (!rc)
		rc = kam_record_set(k, note, KAM_NOTE_TEXT, text, err);
	if (!rc)
		rc = kam_record_insert(k, note, err);
	r->counts[NOTED] += !rc;
	return rc;
}

static int take(struct reading *r, const struct kam_sheet_item *item,
		struct kam_err *err)
{
	struct kam_record *req;
	int rc;

	if (item->problem)
		return kam_fail(err, KAM_EINVALID, "%s", item->problem);
	rc = kam_record_load(&req, r->c->k, &r->arena, &kam_req_kind, item->req,
			     err);
	if (rc)
		return rc;
	if (item->answer != KAM_SHEET_NONE)
		return take_answer(r, req, item, err);
	if (item->remark)
		return take_remark(r, req, item, err);
	r->counts[UNANSWERED]++;
	return 0;
}

static int add_problem(struct reading *r, size_t line, struct kam_err *why,
		       struct kam_err *err)
{
	struct problem *p = kam_arena_alloc(&r->c->arena, sizeof *p);

	if (p)
		p->message = kam_arena_strdup(&r->c->arena, why->message);
	kam_err_reset(why);
	if (!p || !p->message)
		return kam_fail_memory(err);
	p->line = line;
	*r->last = p;
	r->last = &p->next;
	r->n_problems++;
	return 0;
}

/* What the sheet says wrongly; what else fails is not the sheet's fault. */
static int is_of_sheet(int code)
{
	return code == KAM_EINVALID || code == KAM_EREFUSED ||
	       code == KAM_ECONFLICT || code == KAM_ENOENT;
}

static int take_all(struct reading *r, const struct kam_sheet *sheet,
		    struct kam_err *err)
{
	struct kam_err inner = { 0 };
	int rc = 0;

	for (size_t i = 0; i < sheet->n && !rc; i++) {
		rc = kam_mark_set(r->c->k, err);
		if (rc)
			return rc;
		rc = take(r, &sheet->items[i], &inner);
		kam_arena_reset(&r->arena);
		if (rc && is_of_sheet(rc)) {
			rc = add_problem(r, sheet->items[i].line, &inner, err);
			if (!rc)
				rc = kam_mark_back(r->c->k, err);
		} else if (rc) {
			*err = inner;
		} else {
			rc = kam_mark_drop(r->c->k, err);
		}
	}
	return rc;
}

static int print(struct reading *r, int none, struct kam_err *err)
{
	const struct kam_out_column *columns =
	    cmd_translated(r->c, table, COUNTS + 1);
	struct kam_out *out;
	char count[24];
	int rc = columns ? cmd_out(r->c, &out, err) : kam_fail_memory(err);

	if (rc)
		return rc;
	kam_out_record(out, columns, COUNTS + 1);
	for (size_t i = 0; i < COUNTS; i++)
		cmd_print_integer(out, table[i].key, none ? 0 : r->counts[i]);
	kam_out_key(out, "errors");
	snprintf(count, sizeof count, "%lld", (long long)r->n_problems);
	kam_out_people(out, r->n_problems ? count : "");
	kam_out_array(out);
	for (struct problem *p = r->first; p; p = p->next) {
		kam_out_map(out);
		cmd_print_integer(out, "line", (int64_t)p->line);
		cmd_print_text(out, "message", p->message);
		kam_out_end(out);
	}
	kam_out_end(out);
	kam_out_end(out);
	return 0;
}

static int tell(struct reading *r, struct kam_err *err)
{
	int none = r->n_problems && !r->options->partial;

	for (struct problem *p = r->first; p; p = p->next)
		cmd_say(r->c, _("%s: line %zu: %s"), _("error"), p->line,
			p->message);
	if (r->n_problems)
		r->c->status = kam_code_exit(KAM_EINVALID);
	if (none || r->options->dry_run)
		cmd_say(r->c, "%s%s", _("nothing was written"),
			none ? "" : ": --dry-run");
	return print(r, none, err);
}

/* Who answered and when, the day as a date: notes tell it. */
static int read_verdict(struct reading *r, struct kam_err *err)
{
	const struct cmd_pack *v = r->options;
	struct kam_record *decision;
	int rc = kam_resolve(&r->verdict.contact, r->c->k, &kam_contact_kind,
			     v->by, err);

	if (rc) {
		kam_field(err, "by");
		return rc;
	}
	rc = kam_record_new(&decision, &r->c->arena, &kam_decision_kind, err);
	if (!rc)
		rc = kam_record_set(r->c->k, decision, KAM_DECISION_ON,
				    v->on ? v->on : "today", err);
	if (!rc)
		rc = kam_record_set(r->c->k, decision, KAM_DECISION_CHANNEL,
				    v->via ? v->via : "document", err);
	if (rc)
		return rc;
	r->verdict.on = decision->values[KAM_DECISION_ON].text;
	r->verdict.channel = decision->values[KAM_DECISION_CHANNEL].text;
	return 0;
}

static int run(struct reading *r, const struct kam_sheet *sheet,
	       struct kam_err *err)
{
	int rc = kam_operation_begin(r->c->k, err);

	if (rc)
		return rc;
	rc = read_verdict(r, err);
	if (!rc)
		rc = take_all(r, sheet, err);
	if (!rc &&
	    (r->options->dry_run || (r->n_problems && !r->options->partial)))
		kam_operation_cancel(r->c->k);
	else
		rc = kam_operation_end(r->c->k, rc, err);
	return rc;
}

int cmd_pack_read(struct cmd *c, const struct cmd_pack *v, struct kam_err *err)
{
	struct reading r = { .c = c, .options = v };
	struct kam_sheet sheet;
	const char *text;
	size_t length;
	int rc;

	if (!v->by)
		return cmd_usage(c, err, "%s", _("who answered? --by CONTACT"));
	if (c->n_filters)
		return cmd_usage(c, err, "%s",
				 _("with --read the requirements are in the "
				   "file"));
	r.last = &r.first;
	rc = cmd_input(&text, &length, c, v->read, err);
	if (!rc)
		rc = kam_sheet_read(&sheet, &c->arena, text, length, err);
	if (!rc)
		rc = run(&r, &sheet, err);
	kam_arena_release(&r.arena);
	return rc ? rc : tell(&r, err);
}
