/*
 * req rate: what a requirement is ranked by, from options or from JSON.
 */
#include "rank.h"

#include <kam/areas.h>
#include <kam/decimal.h>
#include <kam/record_io.h>
#include <kam/req_rate.h>
#include <string.h>

#define RATE(member) CMD_AT(struct cmd_req_rate, member)

const struct cmd_option cmd_req_rate_options[] = {
	{ "effort", 0, CMD_TEXT, N_("DAYS"), N_("effort in person days"),
	  RATE(effort) },
	{ "value", 0, CMD_TEXT, "0…100", N_("business value; WSJF's too"),
	  RATE(value) },
	{ "reach", 0, CMD_TEXT, "N",
	  N_("RICE: people or events it reaches in a period"), RATE(reach) },
	{ "impact", 0, CMD_TEXT, "3|2|1|0.5|0.25", N_("RICE: on each of them"),
	  RATE(impact) },
	{ "confidence", 0, CMD_TEXT, "80%",
	  N_("RICE: how sure reach, impact and effort are"), RATE(confidence) },
	{ "time-criticality", 0, CMD_TEXT, "1…20",
	  N_("WSJF: what waiting costs"), RATE(time_criticality) },
	{ "risk-reduction", 0, CMD_TEXT, "1…20",
	  N_("WSJF: risk reduced, opportunity opened"), RATE(risk_reduction) },
	{ "job-size", 0, CMD_TEXT, "1…20", N_("WSJF: how large the job is"),
	  RATE(job_size) },
	{ "score", 0, CMD_MANY, N_("CRITERION=N"),
	  N_("on a criterion of req.weights; again for each"), RATE(scores) },
	{ "from", 0, CMD_TEXT, N_("FILE"),
	  N_("many, as JSON objects with an id; - is standard input"),
	  RATE(from) },
	{ NULL },
};

/* 80 is 80%, as nobody is sure by eighty times. */
static const char *percent(struct cmd *c, const char *text)
{
	size_t n = strspn(text, "0123456789.");

	return n && !text[n] && strtod(text, NULL) > 1
		   ? kam_arena_printf(&c->arena, "%s%%", text)
		   : text;
}

/* 20d and 4w as person days, the way ranking shows them. */
static int days(const char **out, struct cmd *c, const char *text,
		struct kam_err *err)
{
	int64_t millionths;

	*out = text;
	if (!text || !text[strspn(text, "0123456789.+-")])
		return 0;
	if (kam_capacity_parse(&millionths, text, err)) {
		kam_err_reset(err);
		return 0; /* the field says what is wrong */
	}
	*out = kam_arena_alloc(&c->arena, KAM_DECIMAL_TEXT);
	if (!*out)
		return kam_fail_memory(err);
	kam_decimal_format((char *)*out, millionths);
	return 0;
}

static int set_fields(struct cmd *c, struct kam_record *req,
		      const struct cmd_req_rate *v, struct kam_err *err)
{
	const char *effort = NULL, *confidence = v->confidence
						     ? percent(c, v->confidence)
						     : NULL;
	int rc = v->confidence && !confidence
		     ? kam_fail_memory(err)
		     : days(&effort, c, v->effort, err);
	const struct {
		int field;
		const char *text;
	} sets[] = {
		{ KAM_REQ_EFFORT, effort },
		{ KAM_REQ_VALUE, v->value },
		{ KAM_REQ_REACH, v->reach },
		{ KAM_REQ_IMPACT, v->impact },
		{ KAM_REQ_CONFIDENCE, confidence },
		{ KAM_REQ_TIME_CRITICALITY, v->time_criticality },
		{ KAM_REQ_RISK_REDUCTION, v->risk_reduction },
		{ KAM_REQ_JOB_SIZE, v->job_size },
	};

	for (size_t i = 0; i < sizeof sets / sizeof *sets && !rc; i++)
		if (sets[i].text)
			rc = kam_record_set(c->k, req, sets[i].field,
					    sets[i].text, err);
	return rc;
}

/* A score on what has no weight would count nowhere. */
static int score(struct cmd *c, const struct kam_record *req,
		 const char *criterion, const char *value, struct kam_err *err)
{
	const char *account = req->values[KAM_REQ_ACCOUNT].text;
	const char *names[KAM_WEIGHTS], *near;
	struct kam_weights weights;
	int rc = kam_req_weights(&weights, c->k, account, err);

	if (rc)
		return rc;
	if (kam_weights_find(&weights, criterion) >= 0)
		return kam_score_give(c->k, req, criterion, value, err);
	for (size_t i = 0; i < weights.n; i++)
		names[i] = weights.names[i];
	near = kam_suggest(criterion, names, weights.n);
	kam_fail(err, KAM_EINVALID, _("the criterion '%.60s' has no weight"),
		 criterion);
	kam_field(err, "score");
	if (strchr(criterion, ','))
		kam_hint(err, "%s",
			 _("--score again for each: --score A=3 --score B=5"));
	else if (near)
		kam_hint(err, _("did you mean '%s'?"), near);
	else
		kam_hint(err, "kam setting set req.weights.%s '%.60s=1'",
			 account, criterion);
	return err->code;
}

static int score_text(struct cmd *c, const struct kam_record *req,
		      const char *text, struct kam_err *err)
{
	const char *equals = strrchr(text, '=');
	const char *criterion =
	    equals ? kam_arena_strndup(&c->arena, text, (size_t)(equals - text))
		   : "";

	if (!criterion)
		return kam_fail_memory(err);
	if (!*criterion)
		return cmd_usage(c, err, _("--score: CRITERION=N, not '%.60s'"),
				 text);
	return score(c, req, criterion, equals + 1, err);
}

static int rate_one(struct cmd *c, const struct cmd_req_rate *v,
		    struct kam_err *err)
{
	struct kam_record *before, *after;
	int rc = cmd_load_pair(&before, &after, c, c->words[0], err);

	if (!rc)
		rc = set_fields(c, after, v, err);
	if (!rc)
		rc = kam_record_update(c->k, before, after, err);
	for (size_t i = 0; i < v->scores.n && !rc; i++)
		rc = score_text(c, after, v->scores.items[i], err);
	return rc ? rc : cmd_written(c, after, err);
}

static int is_rating(const char *name)
{
	for (int i = KAM_INPUT_PRIORITY; i < KAM_INPUTS; i++)
		if (!strcmp(kam_req_kind.fields[kam_rank_fields[i]].name, name))
			return 1;
	return 0;
}

static int check_keys(const cJSON *object, struct kam_err *err)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, object)
	{
		if (is_rating(item->string))
			continue;
		kam_fail(err, KAM_EFIELD, _("'%.60s' is no rating"),
			 item->string);
		kam_field(err, item->string);
		kam_hint(err, "%s",
			 _("id, priority, value, effort, reach, impact, "
			   "confidence, time_criticality, risk_reduction, "
			   "job_size, and scores, an object of criteria"));
		return err->code;
	}
	return 0;
}

static int read_scores(struct cmd *c, const struct kam_record *req,
		       const cJSON *scores, struct kam_err *err)
{
	const cJSON *item;
	int rc = 0;

	if (scores && !cJSON_IsObject(scores))
		return kam_fail(err, KAM_EINVALID, "%s",
				_("scores: an object of criteria"));
	cJSON_ArrayForEach(item, scores)
	{
		char *text = cJSON_IsNumber(item) ? cJSON_Print(item) : NULL;

		if (!text && cJSON_IsNumber(item))
			rc = kam_fail_memory(err);
		else if (!text && !cJSON_IsString(item))
			rc = kam_fail(err, KAM_EINVALID,
				      _("the score of '%.60s' is no number"),
				      item->string);
		else
			rc = score(c, req, item->string,
				   text ? text : item->valuestring, err);
		cJSON_free(text);
		if (rc)
			break;
	}
	return rc;
}

static int rate_object(void *context, struct kam_arena *arena, cJSON *object,
		       size_t line, struct kam_err *err)
{
	struct cmd_written *w = context;
	struct cmd *c = w->c;
	cJSON *scores =
	    cJSON_DetachItemFromObjectCaseSensitive(object, "scores");
	struct kam_record *before, *after;
	int64_t id;
	int rc = cmd_object_id(&id, c, object, err);

	(void)line;
	if (!rc && !id)
		rc = kam_fail(err, KAM_EINVALID, "%s", _("which requirement?"));
	cJSON_DeleteItemFromObjectCaseSensitive(object, "id");
	if (!rc)
		rc = check_keys(object, err);
	if (!rc)
		rc = kam_record_load(&before, c->k, arena, c->kind, id, err);
	if (!rc)
		rc = kam_record_load(&after, c->k, arena, c->kind, id, err);
	if (!rc)
		rc = kam_record_read(c->k, after, object, err);
	if (!rc)
		rc = kam_record_update(c->k, before, after, err);
	if (!rc)
		rc = read_scores(c, after, scores, err);
	cJSON_Delete(scores);
	return rc ? rc : cmd_written_add(w, after, err);
}

static int rate_input(struct cmd *c, const char *path, struct kam_err *err)
{
	struct cmd_written w;
	const char *text;
	size_t length;
	int rc = cmd_input(&text, &length, c, path, err);

	if (!rc)
		rc = cmd_written_begin(&w, c, 1, err);
	if (!rc)
		rc = cmd_objects_each(text, length, rate_object, &w, err);
	return rc ? rc : cmd_written_end(&w, err);
}

int cmd_req_rate(struct cmd *c, void *values, struct kam_err *err)
{
	const struct cmd_req_rate *v = values;
	const int set = v->effort || v->value || v->reach || v->impact ||
			v->confidence || v->time_criticality ||
			v->risk_reduction || v->job_size || v->scores.n;
	int rc;

	if (v->from && (c->n_words || set))
		return cmd_usage(c, err, "%s",
				 _("with --from all of it is in the file"));
	if (!v->from && !c->n_words)
		return cmd_usage(c, err, "%s", _("which requirement?"));
	if (!v->from && !set)
		return cmd_usage(c, err, "%s", _("nothing to set"));
	rc = kam_operation_begin(c->k, err);
	if (rc)
		return rc;
	rc = v->from ? rate_input(c, v->from, err) : rate_one(c, v, err);
	return kam_operation_end(c->k, rc, err);
}
