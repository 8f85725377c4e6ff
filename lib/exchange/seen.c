/*
 * Texts seen before, case folded, by a hash table.
 */
#include "exchange/import.h"

#include <kam/str.h>
#include <kam/utf8.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a (Fowler, Noll, Vo) */
static uint64_t hash(const char *text)
{
	uint64_t h = 14695981039346656037u;

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	return h;
}

static struct kam_seen_entry *place(struct kam_seen_entry *entries, size_t room,
				    const char *text)
{
	size_t at = (size_t)hash(text) & (room - 1);

	while (entries[at].text && strcmp(entries[at].text, text) != 0)
		at = (at + 1) & (room - 1);
	return &entries[at];
}

static int grow(struct kam_seen *seen, struct kam_err *err)
{
	size_t room = seen->room ? 2 * seen->room : 1024;
	struct kam_seen_entry *grown = calloc(room, sizeof *grown);

	if (!grown)
		return kam_fail_memory(err);
	for (size_t i = 0; i < seen->room; i++)
		if (seen->entries[i].text)
			*place(grown, room, seen->entries[i].text) =
			    seen->entries[i];
	free(seen->entries);
	seen->entries = grown;
	seen->room = room;
	return 0;
}

int kam_seen_add(int64_t *other, struct kam_seen *seen, struct kam_arena *arena,
		 const char *text, int64_t id, struct kam_err *err)
{
	struct kam_str folded = KAM_STR_INIT;
	struct kam_seen_entry *entry;
	int rc = 0;

	*other = 0;
	if (2 * seen->n >= seen->room)
		rc = grow(seen, err);
	if (rc)
		return rc;
	kam_utf8_fold(&folded, text);
	rc = kam_str_check(&folded, err);
	if (!rc) {
		entry = place(seen->entries, seen->room, folded.data);
		if (entry->text) {
			*other = entry->id == id ? 0 : entry->id;
		} else {
			entry->text = kam_arena_strdup(arena, folded.data);
			entry->id = id;
			seen->n++;
			rc = entry->text ? 0 : kam_fail_memory(err);
		}
	}
	kam_str_release(&folded);
	return rc;
}

void kam_seen_release(struct kam_seen *seen)
{
	free(seen->entries);
}
