#include <kam/satisfaction.h>
#include <math.h>
#include <string.h>

/* the quantile 0.975 of the normal distribution */
static const double z95 = 1.959963984540054;

static const char *const usual[] = {
	[KAM_NPS] = "0-10", [KAM_CSAT] = "1-5", [KAM_CES] = "1-7"
};

const char *kam_scale_usual(enum kam_measure measure)
{
	return usual[measure];
}

int kam_scale_fits(enum kam_measure measure, const char *text)
{
	return !strcmp(text, usual[measure]) ||
	       (measure == KAM_CSAT &&
		(!strcmp(text, "1-7") || !strcmp(text, "1-10")));
}

static const char *read_end(int *out, const char *at)
{
	const char *start = at;

	for (*out = 0; *at >= '0' && *at <= '9' && at - start < 3; at++)
		*out = 10 * *out + (*at - '0');
	return at > start ? at : NULL;
}

int kam_scale_parse(struct kam_scale *out, const char *text,
		    struct kam_err *err)
{
	const char *at = read_end(&out->low, text);

	at = at && *at == '-' ? read_end(&out->high, at + 1) : NULL;
	if (!at || *at || out->high <= out->low ||
	    out->high - out->low >= KAM_SCALE_STEPS)
		return kam_fail(err, KAM_EINVALID, _("'%.60s' is no scale"),
				text);
	return 0;
}

enum kam_band kam_band_of(enum kam_measure measure,
			  const struct kam_scale *scale, int64_t score)
{
	if (score >= scale->high - 1)
		return KAM_HIGH;
	if (measure == KAM_NPS)
		return score <= 6 ? KAM_LOW : KAM_MIDDLE;
	return 2 * score < scale->low + scale->high ? KAM_LOW : KAM_MIDDLE;
}

int kam_tally_add(struct kam_tally *tally, int64_t score, int64_t n)
{
	if (score < tally->scale.low || score > tally->scale.high)
		return 0;
	tally->counts[score - tally->scale.low] += n;
	return 1;
}

void kam_wilson(double *from, double *to, int64_t k, int64_t n)
{
	double whole = (double)n, p = (double)k / whole, zz = z95 * z95;
	double middle = 2 * whole * p + zz;
	double half = z95 * sqrt(zz + 4 * whole * p * (1 - p));

	/* exactly there, whatever rounding makes of it */
	*from = k ? (middle - half) / (2 * (whole + zz)) : 0;
	*to = k < n ? (middle + half) / (2 * (whole + zz)) : 1;
}

/* P(|T| < t) for whole degrees of freedom: Abramowitz and Stegun, "Handbook of
   Mathematical Functions", 26.7.3 and 26.7.4. */
static double student_within(double t, int64_t df)
{
	const double pi = acos(-1), angle = atan(t / sqrt((double)df));
	double term = df % 2 ? cos(angle) : 1, sum = df > 1 ? term : 0;

	for (int64_t i = df % 2 ? 3 : 2; i < df; i += 2) {
		term *= (double)(i - 1) / (double)i * cos(angle) * cos(angle);
		sum += term;
	}
	return df % 2 ? (angle + sin(angle) * sum) * 2 / pi : sin(angle) * sum;
}

double kam_student_t(int64_t df)
{
	const double z = z95, zz = z * z, v = (double)df;
	double from = z, to = 13;

	/* the same, 26.7.5 */
	if (df > 100)
		return z + z * (zz + 1) / (4 * v) +
		       z * ((5 * zz + 16) * zz + 3) / (96 * v * v) +
		       z * (((3 * zz + 19) * zz + 17) * zz - 15) /
			   (384 * v * v * v);
	for (int i = 0; i < 60; i++) {
		double t = (from + to) / 2;

		if (student_within(t, df) < 0.95)
			from = t;
		else
			to = t;
	}
	return to;
}

static void set_interval(struct kam_satisfaction *s, double half, double least,
			 double most)
{
	s->from = fmax(s->score - half, least);
	s->to = fmin(s->score + half, most);
	s->has_interval = 1;
}

static void net_promoter(struct kam_satisfaction *s)
{
	double n = (double)s->n, p = (double)s->high / n;
	double d = (double)s->low / n;

	s->score = 100 * (p - d);
	s->variance = 1e4 * fmax(p + d - (p - d) * (p - d), 0);
	set_interval(s, z95 * sqrt(s->variance / n), -100, 100);
}

static void upper_boxes(struct kam_satisfaction *s)
{
	s->score = (double)s->high / (double)s->n;
	s->variance = s->score * (1 - s->score);
	kam_wilson(&s->from, &s->to, s->high, s->n);
	s->has_interval = 1;
}

static void mean_effort(struct kam_satisfaction *s, const struct kam_tally *t)
{
	double n = (double)s->n, sum = 0, squares = 0;

	for (int i = 0; i <= t->scale.high - t->scale.low; i++)
		sum += (double)t->counts[i] * (t->scale.low + i);
	s->score = sum / n;
	if (s->n < 2)
		return;
	for (int i = 0; i <= t->scale.high - t->scale.low; i++) {
		double off = t->scale.low + i - s->score;

		squares += (double)t->counts[i] * off * off;
	}
	s->variance = squares / (n - 1);
	set_interval(s, kam_student_t(s->n - 1) * sqrt(s->variance / n),
		     t->scale.low, t->scale.high);
}

void kam_satisfaction(struct kam_satisfaction *out,
		      const struct kam_tally *tally)
{
	memset(out, 0, sizeof *out);
	for (int i = 0; i <= tally->scale.high - tally->scale.low; i++) {
		int64_t *of[] = { &out->low, &out->middle, &out->high };

		*of[kam_band_of(tally->measure, &tally->scale,
				tally->scale.low + i)] += tally->counts[i];
		out->n += tally->counts[i];
	}
	out->response =
	    tally->asked ? (double)tally->replied / (double)tally->asked : -1;
	if (!out->n)
		return;
	if (tally->measure == KAM_NPS)
		net_promoter(out);
	else if (tally->measure == KAM_CSAT)
		upper_boxes(out);
	else
		mean_effort(out, tally);
}

static double welch(double a, double b, int64_t n, int64_t m)
{
	double sum = a + b;
	double df = a * a / (double)(n - 1) + b * b / (double)(m - 1);

	df = df > 0 ? sum * sum / df : (double)(n + m - 2);
	return kam_student_t(df < 1 ? 1 : (int64_t)df) * sqrt(sum);
}

void kam_satisfaction_change(struct kam_satisfaction_shift *out,
			     enum kam_measure measure,
			     const struct kam_satisfaction *before,
			     const struct kam_satisfaction *after)
{
	double a = before->variance / (double)before->n;
	double b = after->variance / (double)after->n, down, up;

	memset(out, 0, sizeof *out);
	if (!before->n || !after->n)
		return;
	out->change = after->score - before->score;
	out->known = before->n >= KAM_FEW && after->n >= KAM_FEW;
	if (!out->known)
		return;
	if (measure == KAM_CSAT) {
		down = hypot(after->score - after->from,
			     before->to - before->score);
		up = hypot(after->to - after->score,
			   before->score - before->from);
	} else {
		down = measure == KAM_NPS ? z95 * sqrt(a + b)
					  : welch(a, b, before->n, after->n);
		up = down;
	}
	out->from = out->change - down;
	out->to = out->change + up;
	out->beyond = out->from > 0 || out->to < 0;
}
