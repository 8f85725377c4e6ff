#include "place.h"

#include <kam/file.h>

/* How many drafts were left behind: none or one. */
static int count_drafts(const struct place *place)
{
	char command[160];
	FILE *file;
	int n = 0;

	(void)snprintf(command, sizeof command, "%s/.kam-0123456789abcdef.tmp",
		       place->folder);
	file = fopen(command, "r");
	if (file) {
		n = 1;
		(void)fclose(file);
	}
	return n;
}

static void read_back(char out[64], const char *path)
{
	FILE *file = fopen(path, "r");
	size_t n;

	assert_non_null(file);
	n = fread(out, 1, 63, file);
	out[n] = '\0';
	(void)fclose(file);
}

static int publish(const struct place *place, const char *text, int replace,
		   struct kam_err *err)
{
	struct kam_draft d;
	int rc = kam_draft_open(&d, place->path, err);

	if (!rc)
		rc = kam_draft_write(&d, text, strlen(text), err);
	if (!rc)
		rc = kam_draft_publish(&d, place->path, replace, err);
	kam_draft_release(&d);
	return rc;
}

static void a_draft_takes_its_name_whole(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	mode_t old = umask(0);
	struct stat info;
	char text[64];

	assert_int_equal(publish(place, "one", 0, &err), 0);
	umask(old);
	read_back(text, place->path);
	assert_string_equal(text, "one");
	assert_int_equal(stat(place->path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_int_equal(info.st_nlink, 1);
	assert_int_equal(publish(place, "two", 0, &err), KAM_ECREATE);
	read_back(text, place->path);
	assert_string_equal(text, "one");
	kam_err_reset(&err);
	assert_int_equal(publish(place, "two", 1, &err), 0);
	read_back(text, place->path);
	assert_string_equal(text, "two");
}

static void a_link_is_not_replaced(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	char victim[160], text[64];
	FILE *file;

	beside(victim, place, ".victim");
	file = fopen(victim, "w");
	assert_non_null(file);
	(void)fputs("precious", file);
	(void)fclose(file);
	assert_int_equal(symlink(victim, place->path), 0);
	for (int replace = 0; replace < 2; replace++) {
		assert_int_equal(publish(place, "x", replace, &err),
				 KAM_ECREATE);
		kam_err_reset(&err);
	}
	read_back(text, victim);
	assert_string_equal(text, "precious");
}

static void what_is_not_published_goes(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	struct kam_draft d;
	char path[160];

	assert_int_equal(kam_draft_open(&d, place->path, &err), 0);
	(void)snprintf(path, sizeof path, "%s", d.path);
	assert_true(exists(path));
	kam_draft_release(&d);
	assert_false(exists(path));
	assert_false(exists(place->path));
}

/* A draft that nobody holds was left by a process that was killed. */
static void a_draft_left_behind_is_swept(void **state)
{
	struct place *place = *state;
	struct kam_err err = { 0 };
	struct kam_draft first, second;
	char left[160];
	FILE *file;

	(void)snprintf(left, sizeof left, "%s/.kam-0123456789abcdef.tmp",
		       place->folder);
	file = fopen(left, "w");
	assert_non_null(file);
	(void)fclose(file);
	assert_int_equal(count_drafts(place), 1);
	assert_int_equal(kam_draft_open(&first, place->path, &err), 0);
	assert_int_equal(count_drafts(place), 0);
	assert_int_equal(kam_draft_open(&second, place->path, &err), 0);
	assert_true(exists(first.path));
	kam_draft_release(&first);
	kam_draft_release(&second);
}

static void a_folder_that_is_not_there_is_said(void **state)
{
	struct kam_err err = { 0 };
	struct kam_draft d;

	(void)state;
	assert_int_equal(kam_draft_open(&d, "/no/such/folder/x", &err),
			 KAM_ECREATE);
	kam_draft_release(&d);
	kam_err_reset(&err);
	assert_int_equal(kam_folder_sync("/no/such/folder", &err), KAM_EIO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_PLACE(a_draft_takes_its_name_whole),
		IN_PLACE(a_link_is_not_replaced),
		IN_PLACE(what_is_not_published_goes),
		IN_PLACE(a_draft_left_behind_is_swept),
		IN_PLACE(a_folder_that_is_not_there_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
