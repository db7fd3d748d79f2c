// SPDX-License-Identifier: Apache-2.0
#ifndef CKPT_WATCH_H
#define CKPT_WATCH_H

#include "report.h"

extern struct watch {
	int in_fd; /* orders; anything but the one that is awaited ends all */
	u64 deadline;
	u32 done; /* tasks that reached the end of the phase */
	u32 detached; /* tasks that are no longer traced */
	u32 released; /* 1 once the order to let them go has come */
	u32 gone; /* not 0 once no task has its end of the pipe: all wait for good, or run the command */
	int detaching, failed;
} watch;

u64 now_ms(void);

/* Reports the first failure; always 0. */
int fail(u32 task, enum step step, int err);

/* Takes notice of every task that stopped or ended. */
void reap(void);

/* Waits until a counter of the watch reaches what is wanted; false if anything else happens first. */
int wait_for(const u32 *counter, u32 wanted);

/* From here on tasks die with the coordinator whatever becomes of them, even stopped by a stranger. */
int watch_all(void);

/* Until here. */
int unwatch_all(void);

/* Ends every task. Those that wait end by themselves once the pipes are closed; all others are killed. */
void end_all(void);

#endif
