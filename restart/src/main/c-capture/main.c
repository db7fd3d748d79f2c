// SPDX-License-Identifier: Apache-2.0
/* ckpt-capture: takes requests from standard input, a line each, answers them, and lives by it. Whatever ends
 * the program, the threads that it stopped go on: a tracer that dies lets its tracees run. */
#define _GNU_SOURCE
#include "capture.h"

#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

static void answer(const char *line)
{
	int pid, levels;

	if (sscanf(line, "stop %d", &pid) == 1)
		stop_thread(pid);
	else if (sscanf(line, "spaces %d", &pid) == 1)
		tell_spaces(pid);
	else if (sscanf(line, "enter %d %d", &pid, &levels) == 2)
		enter_space(pid, levels);
	else if (!strcmp(line, "creds\n"))
		tell_creds();
	else
		printf("error unknown request\n");
	puts("end");
	fflush(stdout);
}

/* Those of whoever starts this, but KEEP_CAPS, which no exec leaves. */
static int tell_securebits(void)
{
	printf("securebits %x\n", prctl(PR_GET_SECUREBITS));
	return 0;
}

int main(int argc, char **argv)
{
	char line[128];

	if (argc > 1 && !strcmp(argv[1], "--securebits"))
		return tell_securebits();
	while (fgets(line, sizeof line, stdin))
		answer(line);
	release_threads();
	return 0;
}
