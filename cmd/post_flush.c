/*
 * What waits in the outbox, sent one message after the other.
 *
 * No transaction is open while a message is on its way; it is `sending` then.
 * Whoever sends holds the lock REGISTER.mail, so a message that is `sending`
 * when the lock is had belongs to a process that ended: its outcome is unknown.
 */
#include "engine.h"
#include "post.h"

#include <kam/date.h>
#include <kam/grow.h>
#include <kam/record_io.h>
#include <string.h>
#include <unistd.h>

/* A signal ends kam between two messages, not between a message and the note
   of what became of it: this handle listens to none. */
static int open_register(struct kam **k, const struct cmd *c,
			 struct kam_err *err)
{
	struct kam_open_options options;

	cmd_register_options(&options, c);
	options.access = KAM_WRITE;
	options.interrupted = NULL;
	return kam_open(k, &options, err);
}

/* What a flush is about. */
struct flush {
	struct cmd *c;
	const struct cmd_post *post;
	struct kam *k;
	int missing; /* the program */
	int64_t waiting, unknown;
	int64_t sent;
	int gone;          /* one of them at least, or nobody knows */
	struct kam_str to; /* whom, for a person */
	struct tried {
		int64_t id;
		int refused; /* for good */
	} * tried;           /* of the arena: what failed in this call */
	size_t n_tried, room;
	int refused; /* one of them */
};

static int note_tried(struct flush *f, int64_t id, int refused,
		      struct kam_err *err)
{
	if (f->n_tried == f->room) {
		struct tried *grown =
		    kam_grow_in(&f->c->arena, f->tried, &f->room, f->n_tried,
				sizeof *grown, err);

		if (!grown)
			return err->code;
		f->tried = grown;
	}
	f->tried[f->n_tried++] = (struct tried){ id, refused };
	return 0;
}

enum { NAMES = 10 };

static void note_sent(struct flush *f, const struct kam_outgoing *m)
{
	f->sent++;
	if (f->sent <= NAMES)
		kam_str_printf(&f->to, "%s%s", f->sent > 1 ? ", " : "",
			       m->recipient);
	else if (f->sent == NAMES + 1)
		kam_str_add(&f->to, ", …");
}

static int settle(struct flush *f, const struct kam_outgoing *m,
		  const struct cmd_sent *sent, struct kam_err *err)
{
	const struct kam_outbox_outcome outcome = {
		sent->state, *sent->error ? sent->error : NULL, sent->refused
	};
	int rc = kam_outbox_settle(f->k, m->id, &outcome, err);

	f->gone |= sent->state != KAM_MAIL_QUEUED;
	if (!rc && sent->state == KAM_MAIL_SENT)
		note_sent(f, m);
	else if (!rc)
		rc = note_tried(f, m->id, sent->refused, err);
	return rc;
}

static int send_one(struct flush *f, const struct kam_outbox_claim *which,
		    int64_t *id, struct kam_err *err)
{
	struct kam_arena arena = { 0 };
	struct kam_outgoing m;
	struct cmd_sent sent;
	int rc = kam_outbox_claim(&m, f->k, &arena, which, err);

	if (rc > 0) {
		*id = m.id;
		cmd_post_send(&sent, f->c, f->post, &m);
		f->missing |= sent.missing;
		f->refused |= sent.refused;
		rc = settle(f, &m, &sent, err);
		rc = rc ? rc : 1;
	}
	kam_arena_release(&arena);
	return rc;
}

/* Each of them once, in the order in which they came. */
static int send_all(struct flush *f, int all, struct kam_err *err)
{
	struct kam_outbox_claim which = { .all = all };
	int rc = 0;

	do {
		if (cmd_interrupted())
			return kam_fail(err, KAM_EINTERRUPT, "%s",
					_("interrupted"));
		rc = send_one(f, &which, &which.after, err);
	} while (rc > 0 && !f->missing);
	return rc < 0 ? rc : 0;
}

static int send_these(struct flush *f, const int64_t *ids, size_t n,
		      struct kam_err *err)
{
	for (size_t i = 0; i < n; i++) {
		const struct kam_outbox_claim which = { .id = ids[i] };
		int64_t id;
		int rc = send_one(f, &which, &id, err);

		if (rc < 0)
			return rc;
		if (!rc) {
			kam_fail(err, KAM_ENOENT,
				 _("no message %lld waits to be sent"),
				 (long long)ids[i]);
			kam_hint(err, "%s", "kam mail queue");
			return err->code;
		}
	}
	return 0;
}

/* What helps: said once to people, below all; with each to programs. */
static const char again[] =
    N_("the next call tries again; 'kam mail flush' does so now");
static const char wrong[] =
    N_("is the address right? 'kam member edit MEMBER --email ADDRESS'; "
       "'kam mail drop ID' gives a message up");
static const char doubtful[] =
    N_("ask its reader; then 'kam mail drop ID', or 'kam mail flush ID' to "
       "send it again");

static const char *hint_of_one(const struct flush *f, const char *hint)
{
	return f->c->globals.json ? _(hint) : "";
}

static const struct tried *find_tried(const struct flush *f, int64_t id)
{
	for (size_t i = 0; i < f->n_tried; i++)
		if (f->tried[i].id == id)
			return &f->tried[i];
	return NULL;
}

/* What waits: why it failed now, or that it was not its turn. */
static void tell_waiting(const struct flush *f, const struct kam_outgoing *m)
{
	const struct tried *tried = find_tried(f, m->id);
	const char *hint =
	    hint_of_one(f, tried && tried->refused ? wrong : again);
	const char *why = m->error ? m->error : "";
	char now[KAM_INSTANT_TEXT], local[KAM_LOCAL_TEXT];
	const long long id = m->id;

	kam_instant_format(now, f->c->now);
	if (tried) {
		cmd_warn_hint(f->c, hint, _("mail %lld to %s waits: %s"), id,
			      m->recipient, why);
	} else if (m->next_try && strcmp(m->next_try, now) > 0) {
		kam_local_time(local, f->k, m->next_try);
		cmd_warn_hint(
		    f->c, hint,
		    _("mail %lld to %s waits until %s; last time: %s"), id,
		    m->recipient, local, why);
	} else {
		cmd_warn_hint(f->c, hint, _("mail %lld to %s waits: not tried"),
			      id, m->recipient);
	}
}

static int tell(void *context, const struct kam_outgoing *m,
		struct kam_err *err)
{
	struct flush *f = context;
	const char *why = m->error ? m->error : "";

	(void)err;
	if (m->state == KAM_MAIL_UNKNOWN) {
		f->unknown++;
		cmd_warn_hint(f->c, hint_of_one(f, doubtful),
			      _("mail %lld to %s: nobody knows whether it went "
				"out: %s"),
			      (long long)m->id, m->recipient, why);
	} else {
		f->waiting++;
		tell_waiting(f, m);
	}
	return 0;
}

/* For people, also where they asked for no remarks. */
static void advise(const struct flush *f, const char *hint)
{
	if (!f->c->globals.json)
		cmd_warn(f->c, "%s%s%s", _("hint"), _(": "), _(hint));
}

/* What is still open, on stderr and in the exit status. */
static int judge(struct flush *f, struct kam_err *err)
{
	const struct kam_outbox_query open = { .open = 1 };
	int rc = kam_outbox_each(f->k, &open, tell, f, err);

	if (rc)
		return rc;
	if (f->sent)
		cmd_tell(f->c, _("messages sent: %lld (%s)"),
			 (long long)f->sent, f->to.data);
	if (f->unknown)
		advise(f, doubtful);
	if (f->waiting)
		advise(f, again);
	if (f->refused)
		advise(f, wrong);
	if (f->missing)
		f->c->status = kam_code_exit(KAM_EHELPER);
	else if (f->waiting || f->unknown)
		f->c->status = kam_code_exit(KAM_EBUSY);
	return 0;
}

struct chosen {
	struct cmd *c;
	const int64_t *ids;
	size_t n;
};

static int one_of(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return 1;
	return 0;
}

static int print_chosen(void *context, const struct kam_outgoing *m,
			struct kam_err *err)
{
	const struct chosen *chosen = context;

	if (!one_of(chosen->ids, chosen->n, m->id))
		return 0;
	return cmd_mail_print(chosen->c, m, err);
}

/* For programs: what became of those that this call queued or named. */
static int print(struct flush *f, const int64_t *ids, size_t n,
		 struct kam_err *err)
{
	struct chosen chosen = { f->c, ids, n };
	struct kam_outbox_query query = { .since = n ? ids[0] : INT64_MAX };
	int rc;

	if (f->c->globals.format == KAM_FORMAT_TABLE)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (ids[i] < query.since)
			query.since = ids[i];
	rc = cmd_mail_list(f->c, err);
	if (!rc)
		rc = kam_outbox_each(f->k, &query, print_chosen, &chosen, err);
	if (!rc)
		kam_out_end(f->c->out);
	return rc;
}

static int flush(struct flush *f, const int64_t *ids, size_t n, int now,
		 struct kam_err *err)
{
	struct cmd *c = f->c;
	int fd, rc;

	kam_written(&c->written, c->k);
	kam_close(c->k);
	c->k = NULL;
	rc = open_register(&f->k, c, err);
	if (rc)
		return rc;
	rc = cmd_post_lock(&fd, c, err);
	if (!rc) {
		rc = kam_outbox_orphans(f->k, err);
		if (!rc && now && n)
			rc = send_these(f, ids, n, err);
		else if (!rc)
			rc = send_all(f, now, err);
		(void)close(fd);
	}
	if (!rc)
		rc = judge(f, err);
	if (!rc)
		rc = print(f, ids, n, err);
	/* both commit where they had nothing to do, too: what must not be
	   done again is what is queued now, and what went out */
	c->written.more = (!now && n) || f->gone;
	kam_close(f->k);
	kam_str_release(&f->to);
	return rc;
}

int cmd_post_flush(int64_t *n_sent, struct cmd *c, const struct cmd_post *post,
		   const int64_t *ids, size_t n_ids, struct kam_err *err)
{
	struct flush f = { .c = c, .post = post, .to = KAM_STR_INIT };
	int rc = flush(&f, ids, n_ids, 0, err);

	*n_sent = f.sent;
	return rc;
}

int cmd_post_flush_now(struct cmd *c, const struct cmd_post *post,
		       const int64_t *ids, size_t n, struct kam_err *err)
{
	struct flush f = { .c = c, .post = post, .to = KAM_STR_INIT };
	int rc = flush(&f, ids, n, 1, err);

	if (!rc && !f.sent && !f.waiting && !f.unknown)
		cmd_tell(c, "%s", _("nothing waits"));
	return rc;
}
