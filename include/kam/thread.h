/*
 * Threads: conversations that answer one another, by mail or otherwise.
 *
 * A thread is called by a Message-ID, that of the first message that any of
 * its messages refers to, whether or not it is in the log. Mails come in any
 * order and in several runs: where one shows that two threads are one, the
 * conversations of the one take the other's name.
 */
#ifndef KAM_THREAD_H
#define KAM_THREAD_H

#include <kam/arena.h>
#include <kam/store.h>

/* What a conversation's source is, where it is a mail with a Message-ID:
   KAM_THREAD_SOURCE and the ID. */
#define KAM_THREAD_SOURCE "mail:"

/*
 * Inside an operation. *thread: of the message with that ID and references,
 * the oldest first; NULL where it has neither. *joined is raised by the
 * conversations that changed threads.
 */
int kam_thread_find(const char **thread, int64_t *joined, struct kam *k,
		    struct kam_arena *arena, const char *id,
		    const char *const *references, size_t n,
		    struct kam_err *err) KAM_MUST_USE;
/*
 * Inside an operation, before the conversation is inserted: it answers the
 * other, whatever the channels, and is of its thread; where the other has none
 * yet, one begins with it, called "kam:COM-3".
 */
int kam_thread_answer(struct kam *k, struct kam_record *comm, int64_t other,
		      struct kam_err *err) KAM_MUST_USE;
/* The ids of all of a conversation's thread by time; the conversation's alone
   where it has none. In the arena. */
int kam_thread_list(int64_t **ids, size_t *n, struct kam *k,
		    struct kam_arena *arena, const struct kam_record *comm,
		    struct kam_err *err) KAM_MUST_USE;

#endif
