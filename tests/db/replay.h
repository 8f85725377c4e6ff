/* What a disk can hold after a power cut, worked out from the recorder's log.
 */
#ifndef KAM_TEST_REPLAY_H
#define KAM_TEST_REPLAY_H

#include "recorder.h"

#include <stdint.h>

enum { IMAGE_ROOM = 4 * 1024 * 1024 }; /* bytes of a file, at the most */

struct random {
	uint64_t state; /* not 0 */
};

/* 0 … n - 1 */
uint32_t below(struct random *r, uint32_t n);

/* A file as it is on the disk after the cut. */
struct image {
	unsigned char *bytes;
	size_t length;
};

/* Which ops made the files that have names after a cut before op `end`;
   SIZE_MAX: none. ext4: any sync saves the folder's changes too. */
void replay_names(const struct recorder *r, struct random *random,
		  size_t made[FILES], size_t end, int ext4);
/* A file as the cut may leave it. It was made by op `from`: a journal that was
   deleted and made again is another file. */
void replay_file(const struct recorder *r, struct random *random,
		 struct image *image, size_t from, size_t end);

#endif
