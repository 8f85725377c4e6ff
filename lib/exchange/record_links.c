/*
 * What the objects of an input link to.
 */
#include <kam/link.h>
#include <kam/record_io.h>
#include <stdlib.h>
#include <string.h>

struct kam_input_link {
	struct kam_input_link *next;
	struct kam_end from;
	size_t line;
	cJSON *links;
};

void kam_input_links_take(struct kam_input_links *l, cJSON *object)
{
	cJSON_Delete(l->taken);
	l->taken = cJSON_DetachItemFromObjectCaseSensitive(object, "links");
}

int kam_input_links_add(struct kam_input_links *l, const struct kam_record *r,
			size_t line, struct kam_err *err)
{
	struct kam_input_link *link;

	if (!l->taken || cJSON_IsNull(l->taken))
		return 0;
	link = calloc(1, sizeof *link);
	if (!link)
		return kam_fail_memory(err);
	link->from = (struct kam_end){ r->kind, r->id };
	link->line = line;
	link->links = l->taken;
	l->taken = NULL;
	if (!l->last)
		l->last = &l->first;
	*l->last = link;
	l->last = &link->next;
	return 0;
}

static int wrong_shape(struct kam_err *err)
{
	kam_fail(err, KAM_EINVALID, _("%s: the JSON value has the wrong shape"),
		 "links");
	kam_field(err, "links");
	kam_hint(err, _("give %s"),
		 "[{\"relation\": \"derives\", \"to\": \"REQ-1\"}]");
	return err->code;
}

static const char *text_of(const cJSON *object, const char *key)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

	return cJSON_IsString(item) ? item->valuestring : NULL;
}

/* "derives REQ-1" as its two words, or an object's */
static int read_link(const char **relation, const char **to, char *text,
		     const cJSON *item)
{
	if (!text) {
		*relation = text_of(item, "relation");
		*to = text_of(item, "to");
		return *relation && *to;
	}
	*relation = text;
	text += strcspn(text, " ");
	if (!*text)
		return 0;
	*text++ = '\0';
	*to = text + strspn(text, " ");
	return **to != '\0';
}

static int make_one(struct kam *k, const struct kam_input_link *link,
		    const cJSON *item, struct kam_err *err)
{
	struct kam_end to = { NULL, 0 };
	const char *relation, *name;
	int64_t id;
	int rc;

	if (!read_link(&relation, &name,
		       cJSON_IsString(item) ? item->valuestring : NULL, item))
		return wrong_shape(err);
	rc = kam_link_end(&to, k, name, err);
	if (!rc)
		rc = kam_link_add(&id, k, link->from, relation, to, NULL, err);
	if (rc < 0)
		kam_field(err, "links");
	return rc < 0 ? rc : 0;
}

int kam_input_links_make(struct kam_input_links *l, struct kam *k,
			 struct kam_err *err)
{
	int rc = 0;

	for (const struct kam_input_link *at = l->first; at && !rc;
	     at = at->next) {
		const cJSON *item;

		l->line = at->line;
		if (!cJSON_IsArray(at->links))
			return wrong_shape(err);
		cJSON_ArrayForEach(item, at->links)
		{
			rc = make_one(k, at, item, err);
			if (rc)
				break;
		}
	}
	return rc;
}

void kam_input_links_release(struct kam_input_links *l)
{
	while (l->first) {
		struct kam_input_link *next = l->first->next;

		cJSON_Delete(l->first->links);
		free(l->first);
		l->first = next;
	}
	cJSON_Delete(l->taken);
}
