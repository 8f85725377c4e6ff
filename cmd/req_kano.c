/*
 * req kano: answers to paired questions kept, and the classes that they make.
 */
#include "rank.h"

#include <kam/areas.h>
#include <kam/csv.h>
#include <kam/req_rate.h>
#include <string.h>
#include <strings.h>

#define KANO(member) CMD_AT(struct cmd_req_kano, member)

const struct cmd_option cmd_req_kano_options[] = {
	{ "functional", 0, CMD_TEXT, "like|expect|neutral|tolerate|dislike",
	  N_("how they feel if it is there"), KANO(functional) },
	{ "dysfunctional", 0, CMD_TEXT, "like|expect|neutral|tolerate|dislike",
	  N_("how they feel if it isn't there"), KANO(dysfunctional) },
	{ "contact", 0, CMD_TEXT, N_("CONTACT"),
	  N_("who answers; an earlier answer of theirs is replaced"),
	  KANO(contact) },
	{ "respondent", 0, CMD_TEXT, N_("TEXT"),
	  N_("who answers, where it is no contact"), KANO(respondent) },
	{ "on", 0, CMD_TEXT, N_("DATE"), N_("when; else today"), KANO(on) },
	{ "from", 0, CMD_TEXT, N_("FILE"),
	  N_("many answers, as CSV or JSON; - is standard input"), KANO(from) },
	{ NULL },
};

enum {
	COLUMN_ID,
	COLUMN_TITLE,
	COLUMN_CLASS,
	COLUMN_ANSWERS,
	COLUMN_FIRST, /* of the classes */
	COLUMN_BETTER = COLUMN_FIRST + KAM_KANO_CLASSES,
	COLUMN_WORSE,
	COLUMNS
};
static const struct kam_out_column table[COLUMNS] = {
	[COLUMN_ID] = { "id", N_("ID"), KAM_FORM_FIXED },
	[COLUMN_TITLE] = { "title", N_("Title"), KAM_FORM_TEXT },
	[COLUMN_CLASS] = { "class", N_("Class"), KAM_FORM_FIXED },
	[COLUMN_ANSWERS] = { "answers", N_("Answers"), KAM_FORM_NUMBER },
	[COLUMN_FIRST] = { "must_be", N_("M"), KAM_FORM_NUMBER },
	[COLUMN_FIRST + 1] = { "one_dimensional", N_("O"), KAM_FORM_NUMBER },
	[COLUMN_FIRST + 2] = { "attractive", N_("A"), KAM_FORM_NUMBER },
	[COLUMN_FIRST + 3] = { "indifferent", N_("Indiff."), KAM_FORM_NUMBER },
	[COLUMN_FIRST + 4] = { "reverse", N_("R"), KAM_FORM_NUMBER },
	[COLUMN_FIRST + 5] = { "questionable", N_("Q"), KAM_FORM_NUMBER },
	[COLUMN_BETTER] = { "better", N_("Better"), KAM_FORM_NUMBER },
	[COLUMN_WORSE] = { "worse", N_("Worse"), KAM_FORM_NUMBER },
};

static void print_place(const struct cmd_req_list *l,
			const struct kam_rank_place *p)
{
	kam_out_row(l->out);
	cmd_req_id(l, COLUMN_ID, p->id);
	cmd_req_text(l, COLUMN_TITLE, p->title);
	cmd_req_word(l, COLUMN_CLASS,
		     p->class < 0 ? NULL : kam_kano_words[p->class]);
	cmd_req_integer(l, COLUMN_ANSWERS, kam_kano_answers(&p->tally));
	for (size_t i = 0; i < KAM_KANO_CLASSES; i++)
		cmd_req_integer(l, COLUMN_FIRST + i, p->tally.counts[i]);
	cmd_req_decimal(l, COLUMN_BETTER, p->known, p->better);
	cmd_req_decimal(l, COLUMN_WORSE, p->known, p->worse);
	kam_out_end(l->out);
}

/* The classes: of one requirement where id isn't 0, else of all that have
   answers. */
static int print(struct cmd *c, int64_t id, struct kam_err *err)
{
	struct kam_ranking r = { .by = KAM_RANK_KANO, .capacity = -1 };
	struct kam_query *q = NULL;
	struct cmd_req_list l;
	int64_t given = 0;
	int rc = cmd_req_query(&q, c, NULL, err);

	if (rc)
		return rc;
	kam_query_closed_too(q);
	rc = kam_req_rank(&r, c->k, q, err);
	kam_query_release(q);
	c->title = _("requirements by Kano's classes");
	if (!rc)
		rc = cmd_req_list_begin(&l, c, table, COLUMNS, ~0u, err);
	for (size_t i = 0; i < r.n && !rc; i++) {
		const struct kam_rank_place *p = &r.places[i];

		if (id ? p->id != id : p->class < 0)
			continue;
		if (c->globals.limit && given++ >= c->globals.limit)
			break;
		print_place(&l, p);
	}
	if (!rc)
		kam_out_end(l.out);
	kam_ranking_release(&r);
	return rc;
}

/* Words of an answer beside those of the catalogue: the places of the scale,
   and Chinese ones. */
static const char *answer_word(const char *text)
{
	static const char *const words[][6] = {
		{ "like", "1", "喜欢", "我很喜欢", "我喜欢", NULL },
		{ "expect", "2", "理应如此", "理所当然", "must-be", NULL },
		{ "neutral", "3", "无所谓", "中立", NULL },
		{ "tolerate", "4", "勉强接受", "能忍受", "live-with", NULL },
		{ "dislike", "5", "不喜欢", "我不喜欢", "我很不喜欢", NULL },
	};

	for (size_t i = 0; text && i < sizeof words / sizeof *words; i++)
		for (size_t j = 0; words[i][j]; j++)
			if (!strcasecmp(text, words[i][j]))
				return words[i][0];
	return text;
}

static int keep(struct cmd *c, const char *req, struct kam_kano_reply *reply,
		struct kam_err *err)
{
	int rc = kam_resolve(&reply->req, c->k, &kam_req_kind, req, err);

	if (rc) {
		kam_field(err, "req");
		return rc;
	}
	reply->functional = answer_word(reply->functional);
	reply->dysfunctional = answer_word(reply->dysfunctional);
	return kam_kano_reply(c->k, reply, err);
}

enum {
	CELL_REQ,
	CELL_FUNCTIONAL,
	CELL_DYSFUNCTIONAL,
	CELL_CONTACT,
	CELL_RESPONDENT,
	CELL_ON,
	CELLS
};
static const char *const cell_names[CELLS][4] = {
	[CELL_REQ] = { "req", "id", "需求", NULL },
	[CELL_FUNCTIONAL] = { "functional", "正向", "正向问题", NULL },
	[CELL_DYSFUNCTIONAL] = { "dysfunctional", "反向", "反向问题", NULL },
	[CELL_CONTACT] = { "contact", "联系人", NULL },
	[CELL_RESPONDENT] = { "respondent", "受访者", NULL },
	[CELL_ON] = { "on", "date", "日期", NULL },
};

static int keep_cells(struct cmd *c, const char *const cells[CELLS],
		      struct kam_err *err)
{
	struct kam_kano_reply reply = {
		.functional = cells[CELL_FUNCTIONAL],
		.dysfunctional = cells[CELL_DYSFUNCTIONAL],
		.contact = cells[CELL_CONTACT],
		.respondent = cells[CELL_RESPONDENT],
		.on = cells[CELL_ON],
	};

	return keep(c, cells[CELL_REQ], &reply, err);
}

static int find_columns(long columns[CELLS], const struct kam_csv *csv,
			struct kam_err *err)
{
	for (int i = 0; i < CELLS; i++) {
		columns[i] = -1;
		for (size_t j = 0; columns[i] < 0 && cell_names[i][j]; j++)
			columns[i] = kam_csv_find(csv, cell_names[i][j], 0);
		if (columns[i] >= 0 || i > CELL_DYSFUNCTIONAL)
			continue;
		kam_fail(err, KAM_EINVALID, _("line 1: no column '%s'"),
			 cell_names[i][0]);
		kam_hint(err, "%s",
			 _("the head is "
			   "req,functional,dysfunctional,contact,respondent,on;"
			   " the last three may be missing"));
		return err->code;
	}
	return 0;
}

struct reading {
	struct cmd *c;
	int64_t n; /* answers */
};

static int read_csv(struct reading *reading, const char *text, size_t length,
		    struct kam_err *err)
{
	struct kam_csv *csv = NULL;
	struct kam_err inner = { 0 };
	long columns[CELLS];
	int rc = kam_csv_open(&csv, text, length, NULL, err);

	if (!rc)
		rc = find_columns(columns, csv, err);
	while (!rc && (rc = kam_csv_next(csv, err)) > 0) {
		const char *cells[CELLS];

		for (int i = 0; i < CELLS; i++)
			cells[i] = columns[i] < 0
				       ? ""
				       : kam_csv_field(csv, (size_t)columns[i]);
		rc = keep_cells(reading->c, cells, &inner);
		cmd_at_line(err, &inner, kam_csv_line(csv));
		reading->n++;
	}
	kam_csv_close(csv);
	return rc;
}

/* An answer's text, or the number of its place on the scale. */
static int read_object(void *context, struct kam_arena *arena, cJSON *object,
		       size_t line, struct kam_err *err)
{
	struct reading *reading = context;
	struct cmd *c = reading->c;
	const char *cells[CELLS] = { NULL };
	const cJSON *item;

	(void)line;
	cJSON_ArrayForEach(item, object)
	{
		int i = 0;

		while (i < CELLS && strcmp(cell_names[i][0], item->string) != 0)
			i++;
		if (i == CELLS) {
			kam_fail(err, KAM_EFIELD,
				 _("an answer has no field '%.60s'"),
				 item->string);
			kam_hint(err, "%s",
				 "req, functional, dysfunctional, contact, "
				 "respondent, on");
			return err->code;
		}
		if (cJSON_IsNumber(item))
			cells[i] =
			    kam_arena_printf(arena, "%d", item->valueint);
		else if (cJSON_IsString(item))
			cells[i] = item->valuestring;
		else if (!cJSON_IsNull(item))
			return kam_fail(err, KAM_EINVALID, _("'%s' is no text"),
					item->string);
		if (cJSON_IsNumber(item) && !cells[i])
			return kam_fail_memory(err);
	}
	for (int i = 0; i < CELLS; i++)
		if (!cells[i])
			cells[i] = "";
	reading->n++;
	return keep_cells(c, cells, err);
}

static int read_file(struct cmd *c, const char *path, struct kam_err *err)
{
	const char *text;
	size_t length, blanks;
	struct reading reading = { .c = c };
	int rc = cmd_input(&text, &length, c, path, err), json;

	if (!rc)
		rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	blanks = strspn(text, " \t\r\n\xef\xbb\xbf");
	json = blanks < length && strchr("[{", text[blanks]) != NULL;
	rc = json ? cmd_objects_each(text, length, read_object, &reading, err)
		  : read_csv(&reading, text, length, err);
	rc = kam_operation_end(c->k, rc, err);
	if (!rc)
		cmd_say(c, _("answers: %lld"), (long long)reading.n);
	return rc;
}

static int keep_one(struct cmd *c, const struct cmd_req_kano *v,
		    struct kam_err *err)
{
	struct kam_kano_reply reply = {
		.functional = v->functional,
		.dysfunctional = v->dysfunctional,
		.contact = v->contact,
		.respondent = v->respondent,
		.on = v->on,
	};
	int rc = kam_operation_begin(c->k, err);

	if (rc)
		return rc;
	rc = keep(c, c->words[0], &reply, err);
	return kam_operation_end(c->k, rc, err);
}

int cmd_req_kano(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_req_kano *v = values;
	const int answer = v->functional || v->dysfunctional || v->contact ||
			   v->respondent || v->on;
	int64_t id = 0;
	int rc = 0;

	if (v->from && (c->n_words || answer))
		return cmd_usage(c, err, "%s",
				 _("with --from all of it is in the file"));
	if (answer && !c->n_words)
		return cmd_usage(c, err, "%s", _("which requirement?"));
	if (answer && (!v->functional || !v->dysfunctional))
		return cmd_usage(c, err, "%s",
				 _("an answer needs --functional and "
				   "--dysfunctional"));
	if (v->from)
		rc = read_file(c, v->from, err);
	else if (answer)
		rc = keep_one(c, v, err);
	/* the verb opens the register for writing: what comes only reads */
	if (!rc)
		rc = kam_read_begin(c->k, err);
	if (rc)
		return rc;
	if (c->n_words)
		rc = kam_resolve(&id, c->k, c->kind, c->words[0], err);
	if (!rc)
		rc = print(c, id, err);
	kam_read_end(c->k);
	return rc;
}
