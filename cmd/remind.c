/*
 * remind: what falls due soon and what is late, for whom it concerns: the
 * owner; from so many working days late on the account's owner too; later
 * still whom the configuration names.
 *
 *	remind.within            working days ahead: 3
 *	remind.escalate-after    working days late: 5; 0: never
 *	remind.escalate-further  working days late: 10
 *	remind.escalate-to       members or addresses: wang,boss@firm.test
 *	remind.quiet             no mail then, as 19:00-08:00, in the
 *	                         register's zone
 *
 * On a day that the register's calendar does not work, and in the quiet
 * hours, nothing is mailed, nor to a member on a day off of their own: the next
 *call says the same with that day's figures. With --mail it says a thing once a
 *day unless --once says else.
 */
#include "crud.h"
#include "due.h"
#include "engine.h"
#include "mailing.h"

#include <kam/areas.h>
#include <string.h>

enum { AHEAD = 366 };

struct remind {
	struct cmd_integer within, after, further;
	const char *to;
};
static const struct cmd_option remind_options[] = {
	{ "within", 0, CMD_INTEGER, N_("N"),
	  N_("what falls due within N working days; else remind.within, 3"),
	  CMD_AT(struct remind, within) },
	{ "escalate-after", 0, CMD_INTEGER, N_("N"),
	  N_("more than N working days late: also to the account's owner; "
	     "else remind.escalate-after, 5; 0: never"),
	  CMD_AT(struct remind, after) },
	{ "escalate-further", 0, CMD_INTEGER, N_("N"),
	  N_("more than N: also to whom remind.escalate-to names; else "
	     "remind.escalate-further, 10"),
	  CMD_AT(struct remind, further) },
	{ "escalate-to", 0, CMD_TEXT, N_("MEMBER|ADDRESS,…"),
	  N_("whom, for this call"), CMD_AT(struct remind, to) },
	{ NULL },
};

/* What the options and the configuration say together. */
struct policy {
	int64_t within, after, further;
	int64_t *to; /* persons of c->mailing, or of people */
	size_t n_to;
	struct cmd_people people;
};

static int read_days(int64_t *out, const struct cmd *c,
		     const struct cmd_integer *said, const char *key,
		     int64_t usual, struct kam_err *err)
{
	const char *text = cmd_config(c, key);
	char *end;

	*out = usual;
	if (said->set) {
		*out = said->value;
	} else if (text && *text) {
		*out = strtoll(text, &end, 10);
		if (*end)
			*out = -1;
	}
	if (*out >= 0 && *out <= AHEAD)
		return 0;
	kam_fail(err, said->set ? KAM_EUSAGE : KAM_ECONFIG,
		 _("%s: a number of working days, 0 to %d"), key, AHEAD);
	return err->code;
}

/* One of remind.escalate-to: an address, else a member. */
static int read_one(struct policy *p, struct cmd *c, struct cmd_people *people,
		    const char *word, struct kam_err *err)
{
	int64_t *id = &p->to[p->n_to++];
	int rc;

	if (strchr(word, '@'))
		rc = cmd_people_address(id, people, c, word, err);
	else
		rc = kam_resolve(id, c->k, &kam_member_kind, word, err);
	if (rc && rc != KAM_ENOMEM)
		kam_field(err, "escalate-to");
	return rc;
}

static int read_names(struct policy *p, struct cmd *c, const char *at,
		      struct kam_err *err)
{
	struct cmd_people *people =
	    c->mailing ? &c->mailing->people : &p->people;
	int rc = c->mailing ? 0 : cmd_people_read(people, c, err);

	p->to = kam_arena_array(&c->arena, strlen(at) / 2 + 1, sizeof *p->to);
	if (!rc && !p->to)
		rc = kam_fail_memory(err);
	while (!rc && *at) {
		size_t n = strcspn(at, ", ");
		const char *word = kam_arena_strndup(&c->arena, at, n);

		if (!word)
			return kam_fail_memory(err);
		if (n)
			rc = read_one(p, c, people, word, err);
		at += n + (at[n] != '\0');
	}
	return rc;
}

static int read_policy(struct policy *p, struct cmd *c, const struct remind *v,
		       struct kam_err *err)
{
	const char *to = v->to ? v->to : cmd_config(c, "remind.escalate-to");
	int rc = read_days(&p->within, c, &v->within, "remind.within", 3, err);

	if (!rc)
		rc = read_days(&p->after, c, &v->after, "remind.escalate-after",
			       5, err);
	if (!rc)
		rc = read_days(&p->further, c, &v->further,
			       "remind.escalate-further", 10, err);
	return rc || !to ? rc : read_names(p, c, to, err);
}

static size_t add_once(int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return n;
	ids[n] = id;
	return n + 1;
}

/* Everybody whom an item concerns, the owner first; how many. */
static size_t concerned(int64_t *ids, const struct policy *p,
			const struct kam_due_item *item)
{
	int64_t late = item->working_days_late;
	size_t n = 0;

	ids[n++] = item->owner_id;
	if (!p->after || late <= p->after)
		return n;
	if (item->account_owner)
		n = add_once(ids, n, item->account_owner);
	for (size_t i = 0; late > p->further && i < p->n_to; i++)
		n = add_once(ids, n, p->to[i]);
	return n;
}

static const char *key_of(const struct cmd *c, const struct policy *p,
			  int64_t id)
{
	const struct cmd_person *person =
	    cmd_people_find(c->mailing ? &c->mailing->people : &p->people, id);

	return person ? person->key : NULL;
}

/* In a message, names. */
static void name_concerned(struct cmd *c, struct kam_out *out,
			   const int64_t *ids, size_t n)
{
	struct kam_str names = KAM_STR_INIT;

	for (size_t i = 0; i < n && c->mailing; i++) {
		const struct cmd_person *person =
		    cmd_people_find(&c->mailing->people, ids[i]);

		if (person)
			kam_str_printf(&names, "%s%s", names.length ? "," : "",
				       cmd_mailing_name(person));
	}
	if (names.length)
		kam_out_people(out, names.data);
	kam_str_release(&names);
}

/* "to": who hears of it */
static void print_concerned(struct cmd *c, struct kam_out *out,
			    const struct policy *p, const int64_t *ids,
			    size_t n)
{
	kam_out_key(out, "to");
	name_concerned(c, out, ids, n);
	kam_out_array(out);
	for (size_t i = 0; i < n; i++)
		if (ids[i])
			kam_out_text(out, key_of(c, p, ids[i]));
	kam_out_end(out);
}

static int print(struct cmd *c, const struct kam_due_list *list,
		 const struct policy *p, struct kam_err *err)
{
	struct kam_out_column table[CMD_DUE_COLUMNS + 1];
	const struct kam_out_column *columns;
	int64_t *ids = kam_arena_array(&c->arena, p->n_to + 2, sizeof *ids);
	struct kam_out *out;
	int rc;

	memcpy(table, cmd_due_columns, sizeof cmd_due_columns);
	table[CMD_DUE_COLUMNS] =
	    (struct kam_out_column){ "to", NC_("mail", "To"), KAM_FORM_TEXT };
	columns = cmd_translated(c, table, CMD_DUE_COLUMNS + 1);
	rc = columns && ids ? cmd_out(c, &out, err) : kam_fail_memory(err);
	if (rc)
		return rc;
	kam_out_list(out, columns, CMD_DUE_COLUMNS + 1);
	for (size_t i = 0; i < list->n; i++) {
		const struct kam_due_item *item = &list->items[i];
		size_t n = concerned(ids, p, item);
		int takes = 0;

		if (-item->working_days_late > p->within)
			continue;
		for (size_t j = 0; j < n; j++)
			takes |= cmd_mail_takes(c, ids[j]);
		if (!takes)
			continue;
		kam_out_row(out);
		cmd_due_print_item(c, out, item);
		print_concerned(c, out, p, ids, n);
		kam_out_end(out);
	}
	kam_out_end(out);
	return 0;
}

static int remind(struct cmd *c, void *values, struct kam_err *err)
{
	struct kam_due_query query = {
		.kinds = KAM_DUE_ALL,
		.until = kam_today(c->k) + AHEAD,
		.account = c->account,
		.project = c->project,
	};
	struct kam_due_list list = { .arena = &c->arena, .query = &query };
	struct policy policy = { 0 };
	int rc = read_policy(&policy, c, values, err);

	c->title = _("due soon and late");
	if (!rc && !c->mailing && !policy.people.n)
		rc = cmd_people_read(&policy.people, c, err);
	if (!rc)
		rc = kam_due_find(&list, c->k, err);
	if (!rc)
		rc = print(c, &list, &policy, err);
	kam_due_release(&list);
	return rc;
}

const struct cmd_verb cmd_word_remind = {
	"remind",
	remind,
	CMD_REGISTER_READ | CMD_REPORT | CMD_OWNED | CMD_REMINDER,
	0,
	0,
	remind_options,
	sizeof(struct remind),
	"[--within N] [--mail owners] [-A ACCOUNT]",
	N_("what falls due soon and what is late, for whom it concerns"),
	"kam remind --within 3",
};
