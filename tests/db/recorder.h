/*
 * A VFS that keeps a log of what SQLite asks of the disk, for power_cut.c.
 *
 * It passes everything on to the default VFS but the syncs, which are only
 * noted: what they would have saved is worked out from the log.
 */
#ifndef KAM_TEST_RECORDER_H
#define KAM_TEST_RECORDER_H

#include <sqlite3.h>
#include <stddef.h>

enum op_type {
	OP_CREATE,   /* a name for a new file: not durable before OP_SYNC_DIR */
	OP_UNLINK,   /* likewise */
	OP_SYNC_DIR, /* names are durable */
	OP_WRITE,
	OP_TRUNCATE,
	OP_SYNC, /* a file's bytes are durable */
	OP_ACK,  /* a transaction was acknowledged to the user */
};

enum op_file { FILE_DB, FILE_JOURNAL, FILES };

struct op {
	enum op_type type;
	enum op_file file;
	size_t offset;
	size_t length;
	unsigned char *bytes; /* OP_WRITE */
};

struct recorder {
	sqlite3_vfs base;
	sqlite3_vfs *under;
	int recording;
	struct op *ops;
	size_t count;
	size_t room;
};

#define RECORDER_VFS "kam-recorder"

int recorder_register(struct recorder *r);
/* Adds to the log; ends the program where memory is short. */
void recorder_note(struct recorder *r, enum op_type type, enum op_file file,
		   size_t offset, const void *bytes, size_t length);
/* Empties the log; release also takes the VFS away. */
void recorder_reset(struct recorder *r);
void recorder_release(struct recorder *r);

#endif
