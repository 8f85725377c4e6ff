#include <errno.h>
#include <kam/input.h>
#include <string.h>
#include <unistd.h>

static long read_bytes(void *context, char *buffer, size_t room,
		       struct kam_err *err)
{
	struct kam_bytes_input *in = context;
	size_t n = in->length - in->at;

	(void)err;
	if (n > room)
		n = room;
	if (n)
		memcpy(buffer, in->bytes + in->at, n);
	in->at += n;
	return (long)n;
}

static int64_t seek_bytes(void *context, int64_t at)
{
	struct kam_bytes_input *in = context;
	int64_t was = (int64_t)in->at;

	in->at = (size_t)at;
	return was;
}

struct kam_input kam_input_bytes(struct kam_bytes_input *holder,
				 const char *bytes, size_t length)
{
	*holder = (struct kam_bytes_input){ bytes, length, 0 };
	return (struct kam_input){ holder, read_bytes, seek_bytes };
}

static long read_file(void *context, char *buffer, size_t room,
		      struct kam_err *err)
{
	struct kam_file_input *in = context;
	ssize_t n;

	do
		n = pread(in->fd, buffer, room, (off_t)in->at);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return kam_fail(err, KAM_EIO, _("cannot read the file: %s"),
				kam_errno_text(errno));
	in->at += n;
	return (long)n;
}

static int64_t seek_file(void *context, int64_t at)
{
	struct kam_file_input *in = context;
	int64_t was = in->at;

	in->at = at;
	return was;
}

struct kam_input kam_input_file(struct kam_file_input *holder, int fd)
{
	*holder = (struct kam_file_input){ fd, 0 };
	return (struct kam_input){ holder, read_file, seek_file };
}
