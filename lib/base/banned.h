/*
 * Included before every file of kam: the functions that style forbids do not
 * compile. Libraries' own headers come first, since some declare them.
 */
#ifndef KAM_BANNED_H
#define KAM_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* GLib's own headers define alloca: a program with it says KAM_GLIB */
#ifdef KAM_GLIB
#include <glib.h>
#undef alloca
#endif

#pragma GCC poison strcpy strcat sprintf vsprintf strtok gmtime localtime atoi
#pragma GCC poison atol atof system popen alloca asctime ctime tmpnam mktemp

#endif
