#include <kam/phone.h>

#include <kam/utf8.h>
#include <string.h>

/* How many digits a country's code has, which a number begins with. */
static size_t code_length(const char *digits)
{
	static const char two[] =
	    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 "
	    "55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98";

	if (digits[0] == '1' || digits[0] == '7')
		return 1;
	for (const char *at = two; *at; at += at[2] ? 3 : 2)
		if (!strncmp(digits, at, 2))
			return 2;
	return 3;
}

/* The digits of a text up to a letter; *plus where a country's code is. */
static void gather(struct kam_str *out, int *plus, const char *text)
{
	*plus = 0;
	for (; *text; text++) {
		if (*text >= '0' && *text <= '9')
			kam_str_add_char(out, *text);
		else if (*text == '+' && !out->length)
			*plus = 1;
		else if (!strncmp(text, "(0)", 3) && out->length)
			text += 2;
		else if (!strchr(" -./()+\t", *text))
			break;
	}
}

int kam_phone_read(char digits[KAM_PHONE_DIGITS], int *code, const char *text)
{
	struct kam_str folded = KAM_STR_INIT, all = KAM_STR_INIT;
	const char *at;
	int plus, good;

	*code = 0;
	kam_utf8_fold(&folded, text);
	if (folded.length)
		gather(&all, &plus, folded.data);
	at = all.length ? all.data : "";
	if (all.length && !plus && !strncmp(at, "00", 2)) {
		plus = 1;
		at += 2;
	}
	if (all.length && plus && strlen(at) > 3) {
		for (size_t n = code_length(at); n; n--)
			*code = *code * 10 + (*at++ - '0');
	}
	at += strspn(at, "0");
	good = strlen(at) >= KAM_PHONE_LEAST && strlen(at) < KAM_PHONE_DIGITS;
	if (good)
		memcpy(digits, at, strlen(at) + 1);
	kam_str_release(&folded);
	kam_str_release(&all);
	return good;
}
