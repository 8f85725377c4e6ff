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

#pragma GCC poison strcpy strcat sprintf vsprintf strtok gmtime localtime atoi
#pragma GCC poison atol atof system popen alloca asctime ctime tmpnam mktemp

#endif
