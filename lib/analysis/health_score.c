#include <kam/decimal.h>
#include <kam/health_score.h>
#include <string.h>

enum { HUNDRED = 100 };

int64_t kam_health_points(int64_t value, int64_t worst, int64_t best)
{
	int64_t span = best - worst, part = value - worst;

	if (span < 0) {
		span = -span;
		part = worst - value;
	}
	if (part <= 0)
		return 0;
	if (part >= span)
		return HUNDRED * (int64_t)KAM_DECIMAL_ONE;
	return kam_divide_round(part * HUNDRED * KAM_DECIMAL_ONE, span);
}

void kam_health_add_up(struct kam_health_sum *out,
		       struct kam_health_part *parts, size_t n, int64_t least)
{
	const int64_t tenth = KAM_DECIMAL_ONE / 10;
	int64_t all = 0, known = 0, sum = 0;

	for (size_t i = 0; i < n; i++) {
		all += parts[i].weight;
		if (!parts[i].known)
			continue;
		known += parts[i].weight;
		sum += parts[i].weight * parts[i].points;
	}
	for (size_t i = 0; i < n; i++)
		parts[i].contribution =
		    parts[i].known && known
			? kam_divide_round(parts[i].weight * parts[i].points,
					   known)
			: 0;
	out->coverage =
	    all ? kam_divide_round(known * KAM_DECIMAL_ONE, all) : 0;
	out->scored = known && out->coverage >= least;
	out->score = known ? kam_divide_round(sum, known * tenth) * tenth : 0;
}

static int fail_pair(struct kam_err *err, const char *at, size_t n,
		     const char *example)
{
	kam_fail(err, KAM_EINVALID, _("'%.*s' is no such pair"), (int)n, at);
	kam_hint(err, _("as '%s'"), example);
	return err->code;
}

/* A decimal of n bytes within its bounds: 1, else 0 */
static int read_number(int64_t *out, const char *at, size_t n, int64_t least,
		       int64_t most)
{
	struct kam_err none = { 0 };
	char text[KAM_DECIMAL_TEXT];

	if (!n || n >= sizeof text)
		return 0;
	memcpy(text, at, n);
	text[n] = '\0';
	return !kam_decimal_parse(out, text, &none) &&
	       *out >= least * KAM_DECIMAL_ONE &&
	       *out <= most * KAM_DECIMAL_ONE;
}

/* The name before "=", and where its value begins; NULL where there is none */
static const char *read_name(struct kam_health_pairs *out, const char *at,
			     size_t n)
{
	const char *equals = memchr(at, '=', n);
	struct kam_health_pair *pair = &out->items[out->n];
	size_t length = equals ? (size_t)(equals - at) : 0;

	if (!length || length >= sizeof pair->name || out->n == KAM_SIGNALS)
		return NULL;
	memcpy(pair->name, at, length);
	pair->name[length] = '\0';
	return kam_health_pair(out, pair->name) ? NULL : equals + 1;
}

static int read_weight(struct kam_health_pair *pair, const char *at, size_t n)
{
	return read_number(&pair->a, at, n, 0, KAM_WEIGHT_MOST);
}

static int read_scale(struct kam_health_pair *pair, const char *at, size_t n)
{
	const char *colon = memchr(at, ':', n);
	size_t first = colon ? (size_t)(colon - at) : 0;

	return colon &&
	       read_number(&pair->a, at, first, -KAM_SCALE_MOST,
			   KAM_SCALE_MOST) &&
	       read_number(&pair->b, colon + 1, n - first - 1, -KAM_SCALE_MOST,
			   KAM_SCALE_MOST) &&
	       pair->a != pair->b;
}

static int parse(struct kam_health_pairs *out, const char *text,
		 int (*read)(struct kam_health_pair *pair, const char *at,
			     size_t n),
		 const char *example, struct kam_err *err)
{
	out->n = 0;
	for (text += strspn(text, " "); *text;) {
		size_t n = strcspn(text, " ");
		const char *value = read_name(out, text, n);

		if (!value || !read(&out->items[out->n], value,
				    n - (size_t)(value - text)))
			return fail_pair(err, text, n, example);
		out->n++;
		text += n;
		text += strspn(text, " ");
	}
	return 0;
}

int kam_health_weights_parse(struct kam_health_pairs *out, const char *text,
			     struct kam_err *err)
{
	return parse(out, text, read_weight, "contact=3 agreement=0", err);
}

int kam_health_scales_parse(struct kam_health_pairs *out, const char *text,
			    struct kam_err *err)
{
	return parse(out, text, read_scale, "contact=200:100", err);
}

const struct kam_health_pair *
kam_health_pair(const struct kam_health_pairs *pairs, const char *name)
{
	for (size_t i = 0; i < pairs->n; i++)
		if (!strcmp(pairs->items[i].name, name))
			return &pairs->items[i];
	return NULL;
}

int kam_health_bands_parse(struct kam_health_bands *out, const char *text,
			   struct kam_err *err)
{
	static const char example[] = "amber=50 green=75";
	const struct kam_health_pair *amber, *green;
	struct kam_health_pairs pairs;
	int rc = parse(&pairs, text, read_weight, example, err);

	if (rc)
		return rc;
	amber = kam_health_pair(&pairs, "amber");
	green = kam_health_pair(&pairs, "green");
	if (pairs.n != 2 || !amber || !green || amber->a > green->a ||
	    green->a > HUNDRED * (int64_t)KAM_DECIMAL_ONE)
		return fail_pair(err, text, strlen(text), example);
	out->amber = amber->a;
	out->green = green->a;
	return 0;
}

const char *kam_health_band(const struct kam_health_bands *bands, int64_t score)
{
	return score >= bands->green   ? "green"
	       : score >= bands->amber ? "amber"
				       : "red";
}
