#include "areas/kept_calendars.h"

#include <kam/calendar.h>
#include <kam/calendars.h>

static int load(const struct kam_calendar **out, struct kam *k,
		struct kam_arena *arena, int64_t id, int64_t own,
		struct kam_err *err)
{
	const struct kam_calendar *theirs;
	int rc = kam_calendar_load(out, k, arena, id, err);

	if (rc || !own || own == id)
		return rc;
	rc = kam_calendar_load(&theirs, k, arena, own, err);
	return rc ? rc : kam_calendar_less(out, arena, *out, theirs, err);
}

int kam_kept_calendar_less(const struct kam_calendar **out,
			   struct kam_kept_calendars *c, struct kam *k,
			   struct kam_arena *arena, int64_t id, int64_t own,
			   struct kam_err *err)
{
	int i = 0, rc;

	while (i < c->n && (c->ids[i] != id || c->own[i] != own))
		i++;
	if (i == c->n) {
		i = c->n < KAM_KEPT_CALENDARS ? c->n : KAM_KEPT_CALENDARS - 1;
		rc = load(&c->loaded[i], k, arena, id, own, err);
		if (rc)
			return rc;
		c->ids[i] = id;
		c->own[i] = own;
		c->n = i + 1;
	}
	*out = c->loaded[i];
	return 0;
}

int kam_kept_calendar(const struct kam_calendar **out,
		      struct kam_kept_calendars *c, struct kam *k,
		      struct kam_arena *arena, int64_t id, struct kam_err *err)
{
	return kam_kept_calendar_less(out, c, k, arena, id, 0, err);
}
