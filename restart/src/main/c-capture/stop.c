// SPDX-License-Identifier: Apache-2.0
/* Threads are seized and interrupted, which neither sends them a signal nor changes a register; the kernel
 * takes up the system call again that one of them may be in. */
#define _GNU_SOURCE
#include "capture.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>

enum { PAUSE_NS = 200000, TRIES = 10000 };

static struct stopped {
	pid_t tid;
	int signal; /* that it was about to get when it stopped; 0 for none */
} *stopped;
static int n_stopped;

/* Waits for two seconds at most: a thread that the kernel keeps in a system call does not stop. */
static int await_stop(pid_t tid, int *status)
{
	const struct timespec pause = {.tv_nsec = PAUSE_NS};

	for (int i = 0; i < TRIES; i++) {
		pid_t seen = waitpid(tid, status, __WALL | WNOHANG);
		if (seen < 0)
			return errno;
		if (seen == tid)
			return WIFSTOPPED(*status) ? 0 : ESRCH;
		nanosleep(&pause, NULL);
	}
	return EBUSY;
}

void stop_thread(pid_t tid)
{
	struct stopped *more = realloc(stopped, (n_stopped + 1) * sizeof *stopped);
	int status = 0, err;

	if (!more) {
		tell_error("stop", tid, ENOMEM);
		return;
	}
	stopped = more;
	if (ptrace(PTRACE_SEIZE, tid, 0, 0)) {
		tell_error("stop", tid, errno);
		return;
	}
	err = ptrace(PTRACE_INTERRUPT, tid, 0, 0) ? errno : await_stop(tid, &status);
	if (err) {
		/* if it does stop later, it does so until the program ends */
		tell_error("stop", tid, err);
		return;
	}
	int event = status >> 16;
	stopped[n_stopped++] = (struct stopped){.tid = tid, .signal = event ? 0 : WSTOPSIG(status)};
	printf("stopped %d\n", tid);
}

void release_threads(void)
{
	for (int i = 0; i < n_stopped; i++)
		ptrace(PTRACE_DETACH, stopped[i].tid, 0, stopped[i].signal);
	n_stopped = 0;
}
