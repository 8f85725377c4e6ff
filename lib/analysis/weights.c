#include <kam/decimal.h>
#include <kam/weights.h>
#include <string.h>

static const char separators[] = " ,\t\n";

static int fail(const char *part, struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("'%.60s' is not a criterion's weight"),
		 part);
	kam_hint(err, "%s",
		 _("write criterion=weight, as fit=3 revenue=2; a weight is "
		   "no 0, and no criterion comes twice"));
	return err->code;
}

static int parse_one(struct kam_weights *out, char *part, struct kam_err *err)
{
	char *equals = strchr(part, '=');
	struct kam_err off = { 0 };
	int64_t weight;

	if (!equals || equals == part || equals - part >= KAM_CRITERION ||
	    kam_decimal_parse(&weight, equals + 1, &off) || !weight)
		return fail(part, err);
	*equals = '\0';
	if (kam_weights_find(out, part) >= 0)
		return fail(part, err);
	if (out->n == KAM_WEIGHTS)
		return kam_fail(err, KAM_EINVALID, _("more than %d criteria"),
				KAM_WEIGHTS);
	memcpy(out->names[out->n], part, (size_t)(equals - part) + 1);
	out->weights[out->n++] = weight;
	return 0;
}

int kam_weights_parse(struct kam_weights *out, const char *text,
		      struct kam_err *err)
{
	int rc = 0;

	memset(out, 0, sizeof *out);
	for (text += strspn(text, separators); *text && !rc;
	     text += strspn(text, separators)) {
		size_t n = strcspn(text, separators);
		char part[KAM_CRITERION + KAM_DECIMAL_TEXT + 1];

		if (n >= sizeof part)
			return fail(text, err);
		memcpy(part, text, n);
		part[n] = '\0';
		rc = parse_one(out, part, err);
		text += n;
	}
	return rc;
}

int kam_weights_find(const struct kam_weights *w, const char *name)
{
	for (size_t i = 0; i < w->n; i++)
		if (!strcmp(w->names[i], name))
			return (int)i;
	return -1;
}
