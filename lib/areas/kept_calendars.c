#include "areas/kept_calendars.h"

#include <kam/calendars.h>

int kam_kept_calendar(const struct kam_calendar **out,
		      struct kam_kept_calendars *c, struct kam *k,
		      struct kam_arena *arena, int64_t id, struct kam_err *err)
{
	int i = 0, rc;

	while (i < c->n && c->ids[i] != id)
		i++;
	if (i == c->n) {
		i = c->n < KAM_KEPT_CALENDARS ? c->n : KAM_KEPT_CALENDARS - 1;
		rc = kam_calendar_load(&c->loaded[i], k, arena, id, err);
		if (rc)
			return rc;
		c->ids[i] = id;
		c->n = i + 1;
	}
	*out = c->loaded[i];
	return 0;
}
