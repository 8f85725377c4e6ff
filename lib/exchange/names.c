#include "exchange/names.h"

#include <kam/str.h>
#include <kam/utf8.h>
#include <stdlib.h>

static const uint64_t own_bit = UINT64_C(1) << 63;

/* The low bits choose the place: MurmurHash3's finalizer (Appleby). */
static uint64_t spread(uint64_t h)
{
	h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
	h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return (h ^ h >> 33) & ~own_bit;
}

/* FNV-1a (Fowler, Noll, Vo), spread. */
uint64_t kam_names_hash(const char *text)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return spread(h);
}

/* The same of the folded text. */
static int hash_of(uint64_t *hash, const char *text, struct kam_err *err)
{
	struct kam_str folded = KAM_STR_INIT;
	int rc;

	kam_utf8_fold(&folded, text);
	*hash = kam_names_hash(folded.data);
	rc = kam_str_check(&folded, err);
	kam_str_release(&folded);
	return rc;
}

static void place(struct kam_names_entry *entries, size_t room,
		  const struct kam_names_entry *entry)
{
	size_t at = (size_t)entry->hash & (room - 1);

	while (entries[at].id)
		at = (at + 1) & (room - 1);
	entries[at] = *entry;
}

static int grow(struct kam_names *names, struct kam_err *err)
{
	size_t room = names->room ? 2 * names->room : 1024;
	struct kam_names_entry *grown = calloc(room, sizeof *grown);

	if (!grown)
		return kam_fail_memory(err);
	for (size_t i = 0; i < names->room; i++)
		if (names->entries[i].id > 0)
			place(grown, room, &names->entries[i]);
	free(names->entries);
	names->entries = grown;
	names->room = room;
	return 0;
}

static int find(int64_t ids[KAM_NAMES_SAME], const struct kam_names *names,
		uint64_t hash, int own)
{
	size_t at = (size_t)hash & (names->room - 1);
	int n = 0;

	for (; names->room && names->entries[at].id && n < KAM_NAMES_SAME;
	     at = (at + 1) & (names->room - 1)) {
		const struct kam_names_entry *e = &names->entries[at];

		if (e->id > 0 && (e->hash & ~own_bit) == hash &&
		    (!own || e->hash & own_bit))
			ids[n++] = e->id;
	}
	return n;
}

static int add(struct kam_names *names, struct kam_names_entry entry, int own,
	       struct kam_err *err)
{
	int64_t ids[KAM_NAMES_SAME];
	int n;

	if (4 * (names->n + 1) > 3 * names->room && grow(names, err))
		return err->code;
	n = find(ids, names, entry.hash, own);
	for (int i = 0; i < n; i++)
		if (ids[i] == entry.id)
			return 0;
	if (n == KAM_NAMES_SAME)
		return 0;
	if (own)
		entry.hash |= own_bit;
	place(names->entries, names->room, &entry);
	names->n++;
	return 0;
}

int kam_names_add(struct kam_names *names, const char *text, int64_t id,
		  int own, struct kam_err *err)
{
	struct kam_names_entry entry = { .id = id };
	int rc = hash_of(&entry.hash, text, err);

	return rc ? rc : add(names, entry, own, err);
}

int kam_names_meet(int64_t ids[KAM_NAMES_SAME], struct kam_names *names,
		   const char *text, int64_t id, int own, struct kam_err *err)
{
	struct kam_names_entry entry = { .id = id };
	int rc = hash_of(&entry.hash, text, err), n;

	if (rc)
		return rc;
	n = find(ids, names, entry.hash, 0);
	rc = add(names, entry, own, err);
	return rc ? rc : n;
}

int kam_names_find(int64_t ids[KAM_NAMES_SAME], const struct kam_names *names,
		   const char *text, int own, struct kam_err *err)
{
	uint64_t hash;
	int rc = hash_of(&hash, text, err);

	return rc ? rc : find(ids, names, hash, own);
}

int kam_names_remove(struct kam_names *names, const char *text, int64_t id,
		     struct kam_err *err)
{
	uint64_t hash;
	size_t at;
	int rc = hash_of(&hash, text, err);

	if (rc || !names->room)
		return rc;
	at = (size_t)hash & (names->room - 1);
	for (; names->entries[at].id; at = (at + 1) & (names->room - 1))
		if (names->entries[at].id == id &&
		    (names->entries[at].hash & ~own_bit) == hash)
			names->entries[at].id = -1;
	return 0;
}

void kam_names_release(struct kam_names *names)
{
	free(names->entries);
}

int kam_lines_add(struct kam_lines *lines, int64_t record, size_t line,
		  struct kam_err *err)
{
	const struct kam_lines_entry *last = lines->entries + lines->n;
	struct kam_names_entry other = { spread((uint64_t)record),
					 (int64_t)line };

	if (lines->n && record <= last[-1].record)
		return kam_lines_find(lines, record)
			   ? 0
			   : add(&lines->others, other, 0, err);
	if (lines->n == lines->room) {
		size_t room = lines->room ? 2 * lines->room : 64;
		void *grown =
		    realloc(lines->entries, room * sizeof *lines->entries);

		if (!grown)
			return kam_fail_memory(err);
		lines->entries = grown;
		lines->room = room;
	}
	lines->entries[lines->n++] =
	    (struct kam_lines_entry){ record, (int64_t)line };
	return 0;
}

static int by_record(const void *key, const void *entry)
{
	int64_t record = *(const int64_t *)key;
	int64_t other = ((const struct kam_lines_entry *)entry)->record;

	return (record > other) - (record < other);
}

size_t kam_lines_find(const struct kam_lines *lines, int64_t record)
{
	int64_t line[KAM_NAMES_SAME];
	const struct kam_lines_entry *entry = NULL;

	if (lines->n)
		entry = bsearch(&record, lines->entries, lines->n,
				sizeof *entry, by_record);
	if (entry)
		return (size_t)entry->line;
	return find(line, &lines->others, spread((uint64_t)record), 0)
		   ? (size_t)line[0]
		   : 0;
}

void kam_lines_release(struct kam_lines *lines)
{
	free(lines->entries);
	kam_names_release(&lines->others);
}

int kam_sieve_meet(struct kam_sieve *sieve, const char *text,
		   struct kam_err *err)
{
	uint64_t hash = kam_names_hash(text), bit = UINT64_C(1) << hash % 64;
	uint64_t *word;
	int met;

	if (!sieve->bits)
		sieve->bits = calloc(KAM_SIEVE_BITS / 64, sizeof *word);
	if (!sieve->bits)
		return kam_fail_memory(err);
	word = sieve->bits + hash / 64 % (KAM_SIEVE_BITS / 64);
	met = (*word & bit) != 0;
	*word |= bit;
	return met;
}

void kam_sieve_release(struct kam_sieve *sieve)
{
	free(sieve->bits);
}
