/*
 * People's names.
 */
#include "exchange/person.h"

#include <kam/utf8.h>
#include <string.h>
#include <strings.h>

/* Family names of two characters, which their first alone would be cut from. */
static const char *const double_names[] = {
	"欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫",
	"万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台",
	"皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容",
	"仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "令狐",
	"轩辕", "呼延", "西门", "歐陽", "諸葛", "上官", NULL,
};

/* What may stand before a family name and belongs to it. */
static int is_particle(const char *word, size_t n)
{
	static const char *const particles[] = {
		"de",  "la",  "le",  "du",  "da",  "di",  "do",  "dos", "das",
		"del", "der", "den", "van", "von", "zu",  "zum", "zur", "ter",
		"ten", "al",  "el",  "bin", "ibn", "san", NULL,
	};

	for (int i = 0; particles[i]; i++)
		if (strlen(particles[i]) == n &&
		    !strncasecmp(particles[i], word, n))
			return 1;
	return 0;
}

void kam_person_split(size_t *first, size_t *last_from, const char *name)
{
	size_t n = strlen(name), at = strcspn(name, " ");

	/* some write a blank between: 李 雷, 田中 太郎 */
	if (kam_utf8_starts_cjk(name) && name[at] &&
	    kam_utf8_starts_cjk(name + at + 1) && !strchr(name + at + 1, ' ')) {
		*first = at;
		*last_from = 0;
		return;
	}
	if (kam_utf8_starts_cjk(name) && !strchr(name, ' ')) {
		*first = 1;
		while (((unsigned char)name[*first] & 0xc0) == 0x80)
			++*first;
		for (int i = 0; double_names[i]; i++)
			if (n > 6 && !strncmp(name, double_names[i], 6))
				*first = 6;
		*last_from = 0;
		return;
	}
	at = n;
	while (at && name[at - 1] != ' ')
		at--;
	while (at > 1) {
		size_t before = at - 1;

		while (before && name[before - 1] != ' ')
			before--;
		if (!before || !is_particle(name + before, at - before - 1))
			break;
		at = before;
	}
	*first = at ? at - 1 : 0;
	*last_from = at;
}
