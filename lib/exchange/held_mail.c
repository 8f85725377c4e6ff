/*
 * Mail that kam sent or has waiting, as far as a person is its reader or named
 * in what the outbox keeps of it. Whom else it went to is not for them.
 */
#include "exchange/held.h"

#include <inttypes.h>
#include <kam/grow.h>
#include <kam/markdown.h>
#include <kam/record_io.h>

struct reading {
	struct kam_held *person;
	struct kam_arena *arena;
	struct kam_mentions *traits;
};

/* A copy that outlasts the row; *failed is set where there's no memory. */
static const char *copy(struct kam_arena *arena, const char *text, int *failed)
{
	const char *own = text ? kam_arena_strdup(arena, text) : NULL;

	*failed |= text && !own;
	return own;
}

static int keep(struct reading *r, const struct kam_outgoing *m, int is_reader,
		struct kam_err *err)
{
	struct kam_held *p = r->person;
	struct kam_held_mail *grown, *mail;
	int failed = 0;

	if (p->n_mail == p->room_mail) {
		grown = kam_grow_in(r->arena, p->mail, &p->room_mail, p->n_mail,
				    sizeof *grown, err);
		if (!grown)
			return err->code;
		p->mail = grown;
	}
	mail = &p->mail[p->n_mail++];
	*mail = (struct kam_held_mail){
		.id = m->id,
		.state = m->state,
		.at = copy(r->arena, m->tried ? m->tried : m->queued, &failed),
		.to = copy(r->arena, is_reader ? m->recipient : NULL, &failed),
		.subject = copy(r->arena, m->subject, &failed),
		.report = copy(r->arena, m->report, &failed),
	};
	return failed ? kam_fail_memory(err) : 0;
}

static int look_at(void *context, const struct kam_outgoing *m,
		   struct kam_err *err)
{
	const char *const texts[] = { m->recipient, m->subject, m->report,
				      m->error };
	struct reading *r = context;
	int found = 0, is_reader = 0;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		int n =
		    texts[i] ? kam_mentions_count(r->traits, texts[i], err) : 0;

		if (n < 0)
			return n;
		found |= n > 0;
		is_reader |= !i && n > 0;
	}
	return found ? keep(r, m, is_reader, err) : 0;
}

int kam_held_mail_read(struct kam_held *person, struct kam *k,
		       struct kam_arena *arena, struct kam_mentions *traits,
		       struct kam_err *err)
{
	const struct kam_outbox_query all = { 0 };
	struct reading r = { person, arena, traits };

	return kam_outbox_each(k, &all, look_at, &r, err);
}

void kam_held_mail_print(struct kam_out *out, const struct kam_held *p)
{
	kam_out_key(out, "mail");
	kam_out_array(out);
	for (size_t i = 0; i < p->n_mail; i++) {
		const struct kam_held_mail *m = &p->mail[i];

		kam_out_map(out);
		kam_out_key(out, "id");
		kam_out_integer(out, m->id);
		kam_out_key(out, "status");
		kam_out_text(out, kam_mail_states[m->state]);
		kam_out_key(out, "at");
		kam_out_text(out, m->at);
		kam_out_key(out, "to");
		kam_out_text(out, m->to);
		kam_out_key(out, "subject");
		kam_out_text(out, m->subject);
		kam_out_key(out, "report");
		kam_out_text(out, m->report);
		kam_out_end(out);
	}
	kam_out_end(out);
}

static void add_cell(struct kam_str *out, const char *text)
{
	kam_str_add(out, " | ");
	kam_markdown_escape(out, text ? text : "");
}

void kam_held_mail_markdown(struct kam_str *out, struct kam *k,
			    const struct kam_held *p)
{
	char local[KAM_LOCAL_TEXT];

	if (!p->n_mail)
		return;
	kam_str_printf(out,
		       "\n## %s\n\n| %s | %s | %s | %s | %s |\n"
		       "| --- | --- | --- | --- | --- |\n",
		       _("Mail that kam sent, or has waiting"), _("When"),
		       _("Status"), kam_gettext_label(NC_("mail", "To")),
		       _("Subject"), _("Report"));
	for (size_t i = 0; i < p->n_mail; i++) {
		const struct kam_held_mail *m = &p->mail[i];

		kam_local_time(local, k, m->at);
		kam_str_printf(out, "| %s", local);
		add_cell(out, _(kam_mail_states[m->state]));
		add_cell(out, m->to);
		add_cell(out, m->subject);
		add_cell(out, m->report);
		kam_str_add(out, " |\n");
	}
}
