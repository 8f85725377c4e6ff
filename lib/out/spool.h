/*
 * Bytes kept until they may be written: in memory up to 1 MiB, then in an
 * unlinked temporary file.
 */
#ifndef KAM_OUT_SPOOL_H
#define KAM_OUT_SPOOL_H

#include <kam/str.h>
#include <stddef.h>

enum { KAM_SPOOL_MEMORY = 1024 * 1024 };

struct kam_spool {
	struct kam_str memory; /* what is not in the file yet */
	int fd;                /* -1 until there is a file */
	const char *directory; /* for the file */
	size_t length;         /* bytes in all */
};

void kam_spool_init(struct kam_spool *s, const char *directory);
void kam_spool_release(struct kam_spool *s);
/* Call after adding to memory; moves it to the file once it is large. */
int kam_spool_check(struct kam_spool *s, struct kam_err *err) KAM_MUST_USE;

/* Reads it from the start, in pieces. */
struct kam_spool_reader {
	const struct kam_spool *spool;
	size_t at; /* bytes given so far */
	char buffer[65536];
	size_t from, to; /* of the buffer not yet given */
	size_t file_at;
};
void kam_spool_rewind(struct kam_spool_reader *r, const struct kam_spool *s);
/* Past the first n bytes, which lie in the file. */
void kam_spool_skip(struct kam_spool_reader *r, size_t n);
/* Copies exactly n bytes; KAM_EIO where there are fewer. */
int kam_spool_read(struct kam_spool_reader *r, void *out, size_t n,
		   struct kam_err *err) KAM_MUST_USE;
/* Up to n bytes; how many, or a negative code. */
long kam_spool_some(struct kam_spool_reader *r, void *out, size_t n,
		    struct kam_err *err) KAM_MUST_USE;

/*
 * Hands the file's part to the fd without a copy in between: how many bytes,
 * from the start; 0 where the kernel doesn't for this fd. What is in memory is
 * for the caller. *gone as below.
 */
long kam_spool_send(const struct kam_spool *s, int fd, int *gone,
		    struct kam_err *err) KAM_MUST_USE;
/* Writes all; a reader that went away (EPIPE) is no error: *gone is set. */
int kam_write_all(int fd, const char *bytes, size_t n, int *gone,
		  struct kam_err *err) KAM_MUST_USE;

#endif
