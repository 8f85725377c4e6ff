/*
 * words: what the catalogue of kinds has for people without N_() saying so,
 * as a template that msgcat takes: names of kinds, labels of fields, words
 * and states.
 */
#include <kam/areas.h>
#include <stdio.h>

/* A text comes as often as it is found: msguniq makes them one. */
static void give(const char *text)
{
	(void)printf("msgid \"%s\"\nmsgstr \"\"\n\n", text);
}

static void give_field(const struct kam_kind *kind, int field)
{
	char label[KAM_LABEL_TEXT];
	const char *const *words = kind->fields[field].words;

	give(kam_column_label(label, kind, field));
	for (size_t i = 0; words && words[i]; i++)
		give(words[i]);
}

int main(void)
{
	const struct kam_catalogue *all = kam_kinds();

	/* xgettext's own header is taken */
	(void)printf("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; "
		     "charset=UTF-8\\n\"\n\n");
	for (int i = 0; i < all->n_kinds; i++) {
		const struct kam_kind *kind = all->kinds[i];

		give(kind->name);
		for (int field = 0; field < kind->n_fields; field++)
			give_field(kind, field);
		for (int state = 0; state < kind->n_states; state++)
			give(kind->states[state].name);
	}
	return fflush(stdout) ? 1 : 0;
}
