#include <kam/credit_code.h>

#include <ctype.h>
#include <kam/str.h>
#include <kam/utf8.h>
#include <string.h>

static const char characters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static int place(char c)
{
	const char *at = c ? strchr(characters, c) : NULL;

	return at ? (int)(at - characters) : -1;
}

/* What 18 characters are to end with; 0 where one is none of the code's. */
static char check_of(const char *code)
{
	int sum = 0, weight = 1;

	for (int i = 0; i < KAM_CREDIT_CODE - 1; i++) {
		int value = place(code[i]);

		if (value < 0)
			return 0;
		sum += value * weight;
		weight = weight * 3 % 31;
	}
	return characters[(31 - sum % 31) % 31];
}

static size_t gather(char out[KAM_CREDIT_CODE_TEXT], const char *folded)
{
	size_t n = 0;

	for (; *folded && n < KAM_CREDIT_CODE; folded++)
		if (*folded != ' ')
			out[n++] = (char)toupper((unsigned char)*folded);
	out[n] = '\0';
	return n + strlen(folded);
}

int kam_credit_code_read(char out[KAM_CREDIT_CODE_TEXT], const char *text,
			 struct kam_err *err)
{
	struct kam_str folded = KAM_STR_INIT;
	size_t n;
	char check;

	kam_utf8_fold(&folded, text);
	if (kam_str_check(&folded, err))
		return err->code;
	n = gather(out, folded.data);
	kam_str_release(&folded);
	check = n == KAM_CREDIT_CODE ? check_of(out) : 0;
	if (check && out[n - 1] == check)
		return 0;
	kam_fail(err, KAM_EINVALID, _("'%.40s' is no credit code"), text);
	kam_field(err, "credit_code");
	if (!check)
		kam_hint(err, "%s",
			 _("18 characters: digits and capital letters without "
			   "I, O, S, V, Z"));
	else
		kam_hint(err,
			 _("its last character would be %c: one of them "
			   "is mistyped"),
			 check);
	return err->code;
}
