#include "areas/promise_sql.h"

/*
 * One shape for every kind, as in due.c: $1 account, $2 project, $3 owner (0:
 * any), $4 1 where what is settled is wanted too, 2 where only what is open and
 * lost its day may be: that stays promised, as the journal knows. said: the
 * record and the day or moment of its being said. internal: 1 where no customer
 * is told of it.
 *
 * Each has three statements: ROWS of what was promised; how many are LATE, by
 * account: open, and due before the day $4; and ROWS_OF one account, which its
 * index finds. What is LATE, and those among ROWS that lost their day, are what
 * is judged late by the day in force.
 */
#define PROMISED(of, what, due, done, severity, type, reason, said, said_on,   \
		 account, project, contact, owner, calendar, internal, from,   \
		 where, open)                                                  \
	"SELECT t.id, " what ", " due ", " done                                \
	", t.status, t.version, " severity ", " type ", " reason ", " said     \
	", " said_on ", a.\"key\", "                                           \
	"p.\"key\", m.\"key\", m.id, c.id, c.\"name\", " calendar              \
	", " internal " FROM " from " LEFT JOIN account a ON a.id = " account  \
	" LEFT JOIN project p ON p.id = " project                              \
	" LEFT JOIN contact c ON c.id = " contact                              \
	" LEFT JOIN member m ON m.id = COALESCE(" owner                        \
	", p.\"owner\", a.\"owner\") WHERE " where " AND " of                  \
	" AND ($2 = 0 OR p.id = $2)"                                           \
	" AND ($3 = 0 OR m.id = $3) AND ($4 = 1 OR " open ")"                  \
	" AND ($4 <> 2 OR " due " IS NULL AND t.version > 1) ORDER BY t.id"
#define ROWS(...) PROMISED("($1 = 0 OR a.id = $1)", __VA_ARGS__)
#define ROWS_OF(what, due, done, severity, type, reason, said, said_on,        \
		account, ...)                                                  \
	PROMISED(account " = $1", what, due, done, severity, type, reason,     \
		 said, said_on, account, __VA_ARGS__)
#define LATE(what, due, done, severity, type, reason, said, said_on, account,  \
	     project, contact, owner, calendar, internal, from, where, open)   \
	"SELECT a.\"key\", count(*) FROM " from                                \
	" LEFT JOIN account a ON a.id = " account                              \
	" LEFT JOIN project p ON p.id = " project                              \
	" LEFT JOIN member m ON m.id = COALESCE(" owner                        \
	", p.\"owner\", a.\"owner\") WHERE " where                             \
	" AND ($1 = 0 OR a.id = $1) AND ($2 = 0 OR p.id = $2)"                 \
	" AND ($3 = 0 OR m.id = $3) AND " open " AND " due                     \
	" < $4 GROUP BY a.\"key\" ORDER BY a.\"key\""
#define OF_SCOPE "COALESCE(p.\"calendar\", a.\"calendar\", 0)"
#define FEEDBACK(SHAPE, due, done, where, open)                                \
	SHAPE("t.\"title\"", due, done, "t.\"severity\"", "t.\"type\"",        \
	      "t.\"reason\"", "NULL", "t.\"received\"", "t.\"account\"",       \
	      "t.\"project\"", "t.\"contact\"", "t.\"owner\"", OF_SCOPE,       \
	      "t.\"channel\" = 'survey'", "feedback t", where, open)
#define ACTION(SHAPE, said_on, contact, said_in)                               \
	SHAPE("t.\"title\"", "t.\"due\"", "t.\"done_on\"", "NULL", "NULL",     \
	      "t.\"reason\"", "s.id", said_on, "t.\"account\"",                \
	      "t.\"project\"", contact, "t.\"owner\"", OF_SCOPE, "0",          \
	      "action t JOIN " said_in " s ON t.\"about_kind\" = '" said_in    \
	      "' AND s.id = t.\"about\"",                                      \
	      "1 = 1", "t.status = 'open'")
/* The occurrence t of the cadence s, which is skipped, fell due in a pause: the
   operation that ended one skipped it, or made it so and nothing changed its
   state. */
#define LEFT_OUT                                                               \
	"SELECT 1 FROM change c JOIN change r ON r.operation = c.operation "   \
	"AND r.kind = 'cadence' AND r.record = s.id "                          \
	"AND r.field = '~status' AND r.before = '\"paused\"' "                 \
	"WHERE c.kind = 'occurrence' AND c.record = t.id "                     \
	"AND (c.field = '~status' AND c.after = '\"skipped\"' "                \
	"OR c.field IS NULL AND NOT EXISTS (SELECT 1 FROM change l "           \
	"WHERE l.kind = 'occurrence' AND l.record = t.id "                     \
	"AND l.field = '~status'))"
#define OF_ACTION_IN(SHAPE)                                                    \
	ACTION(SHAPE, "s.\"at\"",                                              \
	       "(SELECT v.target FROM list_value v WHERE v.kind = 'comm' AND " \
	       "v.record = s.id AND v.field = 'contacts' ORDER BY v.position " \
	       "LIMIT 1)",                                                     \
	       "comm")
#define OF_CALL_IN(SHAPE)                                                      \
	ACTION(SHAPE, "s.\"answered_on\"", "s.\"contact\"", "reply")
#define OF_ANSWER_IN(SHAPE)                                                    \
	FEEDBACK(SHAPE, "t.\"respond_by\"",                                    \
		 "COALESCE(t.\"responded_on\", "                               \
		 "t.\"resolved_on\", t.\"confirmed_on\")",                     \
		 "1 = 1", "t.status = 'received'")
#define OF_RESOLUTION_IN(SHAPE)                                                \
	FEEDBACK(SHAPE, "t.\"resolve_by\"",                                    \
		 "COALESCE(t.\"resolved_on\", t.\"confirmed_on\")",            \
		 "(t.\"resolve_by\" IS NOT NULL OR t.\"resolved_on\" "         \
		 "IS NOT NULL OR t.\"type\" IN ('complaint', 'request'))",     \
		 "t.status IN ('received', 'responded')")
#define OF_OCCURRENCE_IN(SHAPE)                                                \
	SHAPE("s.\"title\"", "t.\"due\"", "t.\"given_on\"", "s.\"severity\"",  \
	      "NULL", "t.\"reason\"", "s.id", "s.created", "s.\"account\"",    \
	      "s.\"project\"", "s.\"contact\"", "s.\"owner\"",                 \
	      "COALESCE(s.\"calendar\", p.\"calendar\", a.\"calendar\", 0)",   \
	      "0", "occurrence t JOIN cadence s ON s.id = t.\"cadence\"",      \
	      "(t.status = 'open' AND s.status = 'active' "                    \
	      "OR t.status NOT IN ('open', 'skipped') "                        \
	      "OR t.status = 'skipped' AND NOT EXISTS (" LEFT_OUT "))",        \
	      "t.status = 'open'")
#define OF_REQ_IN(SHAPE)                                                       \
	SHAPE("t.\"title\"", "t.\"due\"", "NULL", "NULL", "NULL",              \
	      "t.\"reason\"", "t.\"source_comm\"", "t.\"agreed_on\"",          \
	      "t.\"account\"", "t.\"project\"", "t.\"agreed_with\"",           \
	      "t.\"owner\"", OF_SCOPE, "0", "req t",                           \
	      "t.\"agreed_with\" IS NOT NULL AND t.\"due\" IS NOT NULL",       \
	      "t.status IN ('agreed', 'implemented')")
#define ALL(source)                                                            \
	[source] = source##_IN(ROWS), [LATE_##source] = source##_IN(LATE),     \
	[ONE_##source] = source##_IN(ROWS_OF)
static const char *const texts[] = {
	ALL(OF_ACTION),
	ALL(OF_CALL),
	ALL(OF_ANSWER),
	ALL(OF_RESOLUTION),
	ALL(OF_OCCURRENCE),
	ALL(OF_REQ),
	[STORY] = "SELECT c.operation, o.at, c.field, c.after FROM change c "
		  "JOIN operation o ON o.id = c.operation WHERE c.kind = $1 "
		  "AND c.record = $2 AND " KAM_SQL_IN_FORCE
		  " ORDER BY c.operation, c.position",
};
const struct kam_sql kam_promise_sql = { texts, sizeof texts / sizeof *texts };
