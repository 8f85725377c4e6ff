#include <kam/risk_matrix.h>
#include <string.h>

static int fail_matrix(struct kam_err *err, const char *text)
{
	kam_fail(err, KAM_EINVALID, _("'%s' is not a risk matrix"), text);
	kam_hint(err, "%s",
		 _("write 5x5, or its rows from the least likely: "
		   "\"1 2 3; 2 4 6; 3 6 9\"; scores must not fall"));
	return err->code;
}

/* One or two digits; 0 where there are none. */
static int read_side(const char **at)
{
	int n = 0;

	while (**at >= '0' && **at <= '9' && n < 100)
		n = n * 10 + (*(*at)++ - '0');
	return n;
}

/* "5x5": probability times impact */
static int read_product(struct kam_risk_matrix *m, const char *text)
{
	m->probabilities = read_side(&text);
	if (*text != 'x' && *text != 'X')
		return -1;
	text++;
	m->impacts = read_side(&text);
	if (*text || m->probabilities < 2 || m->impacts < 2 ||
	    m->probabilities > KAM_MATRIX_SIDE || m->impacts > KAM_MATRIX_SIDE)
		return -1;
	for (int p = 0; p < m->probabilities; p++)
		for (int i = 0; i < m->impacts; i++)
			m->scores[p][i] = (p + 1) * (i + 1);
	return 0;
}

/* "1 2 3" up to ; or the end */
static const char *read_row(struct kam_risk_matrix *m, const char *at)
{
	int n = 0;

	for (;;) {
		int score = 0, digits = 0;

		at += strspn(at, " ,");
		if (!*at || *at == ';')
			break;
		while (*at >= '0' && *at <= '9' && digits++ < 6)
			score = score * 10 + (*at++ - '0');
		if (!digits || n == KAM_MATRIX_SIDE)
			return NULL;
		m->scores[m->probabilities][n++] = score;
	}
	if (n < 2 || (m->probabilities && n != m->impacts))
		return NULL;
	m->impacts = n;
	m->probabilities++;
	return at;
}

static int read_rows(struct kam_risk_matrix *m, const char *text)
{
	m->probabilities = 0;
	for (;;) {
		if (m->probabilities == KAM_MATRIX_SIDE)
			return -1;
		text = read_row(m, text);
		if (!text)
			return -1;
		if (!*text)
			return m->probabilities < 2 ? -1 : 0;
		text++;
	}
}

static int is_monotonic(const struct kam_risk_matrix *m)
{
	for (int p = 0; p < m->probabilities; p++)
		for (int i = 0; i < m->impacts; i++)
			if ((p && m->scores[p][i] < m->scores[p - 1][i]) ||
			    (i && m->scores[p][i] < m->scores[p][i - 1]))
				return 0;
	return 1;
}

static int fail_levels(struct kam_err *err, const char *text)
{
	kam_fail(err, KAM_EINVALID, _("'%s' are not levels of risk"), text);
	kam_hint(err, "%s",
		 _("name each with its least score, ascending: \"low=1 "
		   "medium=5 high=12\""));
	return err->code;
}

static int read_levels(struct kam_risk_matrix *m, const char *text)
{
	int last = -1;

	for (;;) {
		size_t n;
		int least = 0;

		text += strspn(text, " ,;");
		if (!*text)
			return m->n_levels ? 0 : -1;
		n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");
		if (!n || n >= KAM_LEVEL_NAME || text[n] != '=' ||
		    m->n_levels == KAM_MATRIX_LEVELS)
			return -1;
		memcpy(m->levels[m->n_levels].name, text, n);
		m->levels[m->n_levels].name[n] = '\0';
		text += n + 1;
		if (*text < '0' || *text > '9')
			return -1;
		while (*text >= '0' && *text <= '9' && least < 1000000)
			least = least * 10 + (*text++ - '0');
		if (least <= last || (*text && !strchr(" ,;", *text)))
			return -1;
		m->levels[m->n_levels++].least = last = least;
	}
}

int kam_risk_matrix_parse(struct kam_risk_matrix *out, const char *matrix,
			  const char *levels, struct kam_err *err)
{
	struct kam_risk_matrix m;

	memset(&m, 0, sizeof m);
	if ((read_product(&m, matrix) && read_rows(&m, matrix)) ||
	    !is_monotonic(&m))
		return fail_matrix(err, matrix);
	if (read_levels(&m, levels))
		return fail_levels(err, levels);
	*out = m;
	return 0;
}

static int check(const char *field, int64_t value, int most,
		 struct kam_err *err)
{
	if (value >= 1 && value <= most)
		return 0;
	kam_fail(err, KAM_EINVALID, _("%s: %lld is not within 1 … %d"), field,
		 (long long)value, most);
	kam_field(err, field);
	kam_hint(err, "%s",
		 _("the setting risk.matrix says how many levels there are"));
	return err->code;
}

int kam_risk_matrix_score(int *score, const struct kam_risk_matrix *m,
			  int64_t probability, int64_t impact,
			  struct kam_err *err)
{
	if (check("probability", probability, m->probabilities, err) ||
	    check("impact", impact, m->impacts, err))
		return err->code;
	*score = m->scores[probability - 1][impact - 1];
	return 0;
}

const char *kam_risk_matrix_level(const struct kam_risk_matrix *m, int score)
{
	const char *name = "";

	for (int i = 0; i < m->n_levels && m->levels[i].least <= score; i++)
		name = m->levels[i].name;
	return name;
}
