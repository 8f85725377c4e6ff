/*
 * Where bytes come from, in pieces: a file that may be larger than memory, or
 * bytes that are there already. It can be read more than once.
 *
 *	struct kam_file_input file;
 *	struct kam_input in = kam_input_file(&file, fd);
 */
#ifndef KAM_INPUT_H
#define KAM_INPUT_H

#include <kam/err.h>
#include <stddef.h>
#include <stdint.h>

struct kam_input {
	void *context;
	/* up to room bytes: how many, 0 at the end, or a negative code */
	long (*read)(void *context, char *buffer, size_t room,
		     struct kam_err *err);
	/* goes to a byte, 0 being the first, and says at which it was */
	int64_t (*seek)(void *context, int64_t at);
};

struct kam_bytes_input {
	const char *bytes;
	size_t length, at;
};
/* bytes are borrowed; holder lives as long as the input */
struct kam_input kam_input_bytes(struct kam_bytes_input *holder,
				 const char *bytes, size_t length);

struct kam_file_input {
	int fd;
	int64_t at;
};
/* fd is borrowed and must be one that pread(2) reads: a regular file */
struct kam_input kam_input_file(struct kam_file_input *holder, int fd);

#endif
