/*
 * A printer of a list with four columns, into a file.
 */
#ifndef KAM_TEST_PRINTER_H
#define KAM_TEST_PRINTER_H

#include <kam/out.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const struct kam_out_column columns[] = {
	{ "id", "ID", KAM_FORM_FIXED },
	{ "title", "标题", KAM_FORM_TEXT },
	{ "score", "Score", KAM_FORM_NUMBER },
	{ "who", "Who", KAM_FORM_TEXT },
};

static inline struct kam_out *open_out(enum kam_format format, FILE *file,
				       const char *fields)
{
	struct kam_out_options options = {
		.format = format,
		.fd = fileno(file),
		.width = 80,
		.fields = fields,
		.temporary = "/tmp",
	};
	struct kam_err err = { 0 };
	struct kam_out *out;

	assert_int_equal(kam_out_open(&out, &options, &err), 0);
	return out;
}

#endif
