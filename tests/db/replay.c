#include "replay.h"

#include <stdlib.h>
#include <string.h>

enum { SECTOR = 512 };

uint32_t below(struct random *r, uint32_t n)
{
	r->state ^= r->state << 13;
	r->state ^= r->state >> 7;
	r->state ^= r->state << 17;
	return (uint32_t)(r->state >> 33) % n;
}

/* Puts bytes in place; what lies between is zeros. */
static void put(struct image *image, size_t offset, const unsigned char *bytes,
		size_t length)
{
	if (offset + length > IMAGE_ROOM)
		abort();
	if (offset + length > image->length) {
		memset(image->bytes + image->length, 0,
		       offset + length - image->length);
		image->length = offset + length;
	}
	memcpy(image->bytes + offset, bytes, length);
}

static void cut_to(struct image *image, size_t length)
{
	if (length > image->length)
		memset(image->bytes + image->length, 0, length - image->length);
	image->length = length;
}

/* A write that was under way, each sector kept with that chance in 4. */
static void put_torn(struct image *image, const struct op *op, uint32_t chance,
		     struct random *random)
{
	size_t at = 0;

	while (at < op->length) {
		size_t end = (op->offset + at) / SECTOR * SECTOR + SECTOR;
		size_t length = end - op->offset - at;

		if (length > op->length - at)
			length = op->length - at;
		if (below(random, 4) < chance)
			put(image, op->offset + at, op->bytes + at, length);
		at += length;
	}
}

void replay_file(const struct recorder *r, struct random *random,
		 struct image *image, size_t from, size_t end)
{
	const struct op *ops = r->ops;
	enum op_file file = ops[from].file;
	uint32_t chance = below(random, 5);
	size_t synced = from, stop = from + 1;

	image->length = 0;
	for (; stop < end; stop++) {
		if (ops[stop].file != file)
			continue;
		if (ops[stop].type == OP_UNLINK)
			break;
		if (ops[stop].type == OP_SYNC)
			synced = stop;
	}
	for (size_t i = from; i < stop; i++) {
		if (ops[i].file != file)
			continue;
		if (ops[i].type == OP_WRITE)
			put_torn(image, &ops[i], i < synced ? 4 : chance,
				 random);
		else if (ops[i].type == OP_TRUNCATE &&
			 (i < synced || below(random, 4) < chance))
			cut_to(image, ops[i].offset);
	}
}

static int is_name(const struct op *op)
{
	return op->type == OP_CREATE || op->type == OP_UNLINK;
}

void replay_names(const struct recorder *r, struct random *random,
		  size_t made[FILES], size_t end, int ext4)
{
	const struct op *ops = r->ops;
	size_t durable = 0;
	uint32_t pending = 0, kept;

	for (size_t i = 0; i < end; i++)
		if (ops[i].type == OP_SYNC_DIR ||
		    (ops[i].type == OP_SYNC && ext4))
			durable = i;
	for (size_t i = durable; i < end; i++)
		pending += (uint32_t)is_name(&ops[i]);
	kept = below(random, pending + 1);
	made[FILE_DB] = made[FILE_JOURNAL] = SIZE_MAX;
	for (size_t i = 0; i < end; i++) {
		if (!is_name(&ops[i]) || (i >= durable && kept == 0))
			continue;
		if (i >= durable)
			kept--;
		made[ops[i].file] = ops[i].type == OP_CREATE ? i : SIZE_MAX;
	}
}
