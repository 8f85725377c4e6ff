/*
 * What _() gives, for kam and its helpers: the first language of a list that
 * has a catalogue, also on machines without a locale of that language. gettext
 * looks at LANGUAGE wherever the locale of messages isn't plain "C", and
 * C.UTF-8 is everywhere; so LANGUAGE names the one catalogue that was chosen,
 * and English is plain "C", which costs nothing.
 *
 * A catalogue is LANGUAGE/LC_MESSAGES/kam.mo in `locale` beside the program
 * (where it is built), in ../share/locale and, of a helper, ../../share/locale,
 * else in KAM_LOCALEDIR.
 */
#ifndef KAM_CMD_SPEECH_H
#define KAM_CMD_SPEECH_H

#include <stddef.h>

/* The folder that this program lies in; 0 where nobody says. */
int cmd_own_folder(char *path, size_t size);
/* KAM_LANGUAGE, else what LC_ALL, LC_MESSAGES and LANG have, which but for C
   and POSIX LANGUAGE overrides. */
void cmd_speech_start(void);
/* "zh", "zh_CN.UTF-8:en": English where it has none of them. */
void cmd_speech_use(const char *list);
/* "zh_CN"; NULL is English */
const char *cmd_speech(void);

/* Sets KAM_LANGUAGE, for a helper that is about to run. */
void cmd_speech_pass(void);

#endif
