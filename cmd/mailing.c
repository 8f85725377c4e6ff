/*
 * --mail: a report is printed into messages, which wait in the register, by
 * the transaction that read what they tell, and are sent after it.
 */
#include "audience.h"
#include "engine.h"
#include "mailing.h"
#include "post.h"
#include "speech.h"

#include <kam/language.h>
#include <kam/outbox.h>
#include <kam/utf8.h>
#include <kam/zone.h>
#include <string.h>
#include <unistd.h>

/* What all messages of one call have in common. */
struct run {
	struct cmd *c;
	void *values;
	const struct cmd_post *post;
	const char *report;
	char origin[65], head[65];
	int owners;
	int64_t *ids; /* of the messages that were queued */
	size_t n_ids;
	struct kam_str complaints; /* lines */
	struct cmd_mailing_done done;
	struct kam_str shown; /* --dry-run: done.shown messages */
};

/* What a message in the language that is spoken now says of itself: the code
   that was asked for where it is that language's. */
static const char *tag_of(struct cmd *c, const char *language)
{
	const char *spoken = cmd_speech();
	char code[KAM_LANGUAGE_TEXT];
	struct kam_err none = { 0 };

	if (!language)
		return NULL;
	if (!spoken)
		spoken = "en";
	/* a list of them, or what was written elsewhere: the language itself */
	if (kam_language_read(code, language, &none) ||
	    strncmp(code, spoken, 2) != 0) {
		kam_err_reset(&none);
		if (kam_language_read(code, spoken, &none))
			return "en";
	}
	return kam_arena_strdup(&c->arena, code);
}

static int write_message(struct kam_str *out, const struct run *r,
			 const struct cmd_parts *parts,
			 const struct cmd_person *person,
			 const struct kam_outgoing *message,
			 struct kam_err *err)
{
	const struct cmd *c = r->c;
	const struct kam_mail mail = {
		.from = r->post->from,
		.to = { person->name, message->recipient },
		.subject = parts->subject,
		.id = message->message_id,
		.language = c->mailing->language,
		.head = *r->head ? r->head : NULL,
		.date = c->now,
		.offset = kam_zone_offset(kam_zone_of(c->k), c->now),
		.text = parts->text.data,
		.html = parts->html.data,
	};

	return kam_mail_write(out, &mail, err);
}

static const char separator[] = "From kam Thu Jan  1 00:00:00 1970\n";

/* --dry-run: on a terminal what a reader sees; else the message itself, several
   as a mailbox, which can tell them apart since no line of a message begins
   with "From ". */
static int show(struct run *r, const struct kam_outgoing *m,
		struct kam_err *err)
{
	static const char line[] = "\n----------------------------------------"
				   "--------------------------------\n\n";
	const int first = !r->done.shown++;

	if (r->done.aloud) {
		kam_str_add(&r->shown, first ? "" : line);
		return cmd_mail_say(&r->shown, m->message, err);
	}
	if (!first)
		kam_str_printf(&r->shown, "\n%s", separator);
	kam_str_add(&r->shown, m->message);
	return kam_str_check(&r->shown, err);
}

static int deliver(struct run *r, struct kam_outgoing *m, struct kam_err *err)
{
	int rc;

	if (r->c->globals.mail_dry_run)
		return show(r, m, err);
	rc = kam_outbox_add(r->c->k, m, err);
	if (!rc && m->id)
		r->ids[r->n_ids++] = m->id;
	r->done.queued = (int64_t)r->n_ids;
	return rc;
}

static int identify(struct run *r, struct kam_outgoing *m,
		    const struct cmd_person *person, struct kam_err *err)
{
	struct cmd *c = r->c;
	struct kam_mail_about about = { r->origin, r->report, NULL, NULL };
	char id[KAM_MAIL_ID];
	int64_t number;
	int rc = kam_outbox_next_id(&number, c->k, err);

	if (!rc)
		rc = cmd_mailing_period(&m->period, c, number + r->done.shown,
					err);
	if (rc)
		return rc;
	m->report = r->report;
	m->person =
	    person->id > 0 && r->owners
		? kam_arena_printf(&c->arena, "MEM-%lld", (long long)person->id)
		: m->recipient;
	if (!m->person)
		return kam_fail_memory(err);
	m->sender = r->post->from.address;
	about.person = m->person;
	about.period = m->period;
	kam_mail_id(id, &about, m->sender);
	m->message_id = kam_arena_strdup(&c->arena, id);
	return m->message_id ? 0 : kam_fail_memory(err);
}

static int count_before(void *context, const struct kam_outgoing *m,
			struct kam_err *err)
{
	struct run *r = context;

	(void)err;
	r->done.before += m->state == KAM_MAIL_SENT;
	r->done.dropped += m->state == KAM_MAIL_DROPPED;
	return 0;
}

/* Whether the message is there already; what became of it is counted. */
static int is_there(int *there, struct run *r, const struct kam_outgoing *m,
		    struct kam_err *err)
{
	struct kam_outbox_query query = { 0 };
	int rc = kam_outbox_find(&query.id, r->c->k, m->report, m->person,
				 m->period, err);

	*there = query.id != 0;
	return rc || !*there
		   ? rc
		   : kam_outbox_each(r->c->k, &query, count_before, r, err);
}

/* One message, unless it is there already or has nothing to say. */
static int write_to(struct run *r, const struct cmd_person *person,
		    const char *address, struct kam_err *err)
{
	struct cmd_parts parts = { KAM_STR_INIT, KAM_STR_INIT, NULL, 0 };
	struct kam_outgoing m = { .recipient = address };
	struct kam_str message = KAM_STR_INIT;
	struct cmd *c = r->c;
	struct cmd_language before = { NULL };
	const char *language = person->language;
	int there = 0, rc = identify(r, &m, person, err);

	if (!rc)
		rc = is_there(&there, r, &m, err);
	if (rc || there)
		return rc;
	if (!language)
		language = cmd_config(c, "mail.language");
	if (!language)
		language = cmd_speech();
	c->mailing->person = r->owners ? person->id : 0;
	rc = cmd_language_use(&before, c, language, err);
	c->mailing->language = tag_of(c, language);
	if (!rc)
		rc = cmd_mailing_print(&parts, c, r->values, r->head, err);
	cmd_language_back(&before);
	if (!rc && (parts.rows || c->globals.even_if_empty)) {
		m.subject = parts.subject;
		rc = write_message(&message, r, &parts, person, &m, err);
		m.message = message.data;
		if (!rc)
			rc = deliver(r, &m, err);
	}
	kam_str_release(&message);
	kam_str_release(&parts.text);
	kam_str_release(&parts.html);
	return rc;
}

static int write_to_owner(struct run *r, const struct cmd_wanted *wanted,
			  struct kam_err *err)
{
	const struct cmd_person *p =
	    cmd_people_find(&r->c->mailing->people, wanted->id);
	int off = 0, rc = 0;

	if (!p)
		return 0;
	if (!p->address || p->left || !kam_address_valid(p->address)) {
		cmd_mailing_complain(&r->complaints, p, wanted->rows);
		return 0;
	}
	if (r->c->verb->flags & CMD_REMINDER)
		rc = cmd_mailing_is_off(&off, r->c, p, err);
	return rc || off ? rc : write_to(r, p, p->address, err);
}

static int write_to_owners(struct run *r, struct kam_err *err)
{
	struct cmd_mailing *m = r->c->mailing;
	struct kam_str nothing = KAM_STR_INIT;
	int64_t rows;
	int rc;

	m->collecting = 1;
	m->into = &nothing;
	rc = cmd_mailing_print_once(r->c, r->values, KAM_FORMAT_TABLE, &rows,
				    err);
	kam_str_release(&nothing);
	m->collecting = 0;
	for (size_t i = 0;
	     !rc && r->c->globals.even_if_empty && i < m->people.n; i++)
		if (m->people.items[i].address && !m->people.items[i].left)
			(void)cmd_mailing_want(r->c, m->people.items[i].id);
	if (!rc)
		r->ids = kam_arena_array(&r->c->arena, m->n_wanted + 1,
					 sizeof *r->ids);
	if (!rc && (!r->ids || m->failed))
		rc = kam_fail_memory(err);
	for (size_t i = 0; i < m->n_wanted && !rc; i++)
		rc = write_to_owner(r, &m->wanted[i], err);
	if (!rc && m->unowned)
		cmd_mailing_complain(&r->complaints, NULL, m->unowned);
	return rc ? rc : kam_str_check(&r->complaints, err);
}

/* An address that is no member's may be a customer's. */
static int write_to_reader(struct run *r, const struct cmd_person *person,
			   const char *address, struct kam_err *err)
{
	const struct cmd_audience *said = r->c->audience;
	struct cmd_audience reader;
	int rc = 0;

	if (person->id < 0)
		rc = cmd_audience_of(&reader, r->c, address, err);
	if (!rc && person->id < 0 && reader.customer) {
		r->c->audience = &reader;
		rc = cmd_audience_check(r->c, err);
	}
	if (!rc)
		rc = write_to(r, person, address, err);
	r->c->audience = said;
	return rc;
}

/* One of the addresses; none of them twice. */
static int write_to_address(struct run *r, const char *text, size_t n,
			    struct kam_err *err)
{
	struct cmd_mailing *m = r->c->mailing;
	const char *address = kam_arena_strndup(&r->c->arena, text, n);
	size_t before = m->n_wanted;
	int64_t id;
	int rc;

	if (!address)
		return kam_fail_memory(err);
	rc = cmd_people_address(&id, &m->people, r->c, address, err);
	if (rc) {
		kam_field(err, "mail");
		return rc;
	}
	(void)cmd_mailing_want(r->c, id);
	if (m->failed)
		return kam_fail_memory(err);
	if (m->n_wanted == before)
		return 0;
	return write_to_reader(r, cmd_people_find(&m->people, id), address,
			       err);
}

static int write_to_addresses(struct run *r, struct kam_err *err)
{
	const char *at = r->c->globals.mail;
	int rc = 0;

	r->ids =
	    kam_arena_array(&r->c->arena, strlen(at) / 2 + 1, sizeof *r->ids);
	if (!r->ids)
		return kam_fail_memory(err);
	for (;;) {
		size_t n = strcspn(at, ",");

		rc = write_to_address(r, at, n, err);
		if (rc || !at[n])
			return rc;
		at += n + 1;
	}
}

static int write_all(struct run *r, struct kam_err *err)
{
	int rc = kam_journal_ends(r->origin, r->head, r->c->k, err);

	if (!rc)
		rc = cmd_people_read(&r->c->mailing->people, r->c, err);
	if (!rc)
		rc = cmd_mailing_report(&r->report, r->c, r->values, err);
	if (rc)
		return rc;
	return r->owners ? write_to_owners(r, err) : write_to_addresses(r, err);
}

int cmd_mailing_run(struct cmd *c, void *values, struct kam_err *err)
{
	struct run r = { .c = c,
			 .values = values,
			 .owners = !strcmp(c->globals.mail, "owners"),
			 .complaints = KAM_STR_INIT,
			 .shown = KAM_STR_INIT };
	struct cmd_post post;
	int unreached, rests = 0, write = cmd_mails(c);
	int rc = cmd_post_read(&post, c, err);

	if (!rc && write && (c->verb->flags & CMD_REMINDER))
		rc = cmd_mailing_rests(&rests, c, err);
	if (!rc && rests)
		cmd_tell(c, "%s",
			 _("quiet hours or a day off: nothing is mailed"));
	if (rc || rests)
		return rc;
	if ((c->verb->flags & CMD_REMINDER) && !c->globals.once)
		c->globals.once = "day";
	r.post = &post;
	r.done.aloud = !write && c->globals.format == KAM_FORMAT_TABLE &&
		       isatty(STDOUT_FILENO);
	c->mailing = kam_arena_alloc(&c->arena, sizeof *c->mailing);
	if (!rc && !c->mailing)
		rc = kam_fail_memory(err);
	if (!rc && write)
		rc = kam_outbox_begin(c->k, err);
	if (rc)
		return rc;
	c->mailing->from = &post.from;
	rc = write_all(&r, err);
	if (write)
		rc = kam_outbox_end(c->k, rc, err);
	c->mailing = NULL;
	unreached = !rc && cmd_mailing_warn(c, &r.complaints);
	kam_str_release(&r.complaints);
	if (!rc && r.done.shown > 1 && !r.done.aloud)
		kam_str_add(&c->text, separator);
	kam_str_add_bytes(&c->text, r.shown.data, rc ? 0 : r.shown.length);
	kam_str_release(&r.shown);
	if (!rc && write)
		rc =
		    cmd_post_flush(&r.done.sent, c, &post, r.ids, r.n_ids, err);
	if (!rc && unreached && !c->status)
		c->status = 1;
	if (!rc)
		cmd_mailing_tell(c, &r.done);
	return rc;
}
