// SPDX-License-Identifier: Apache-2.0
/* How the coordinator keeps an eye on its processes. */
#ifndef CKPT_WATCH_H
#define CKPT_WATCH_H

#include "task.h"

/* What it waits for: done counts tasks that reached the end of a phase, detached those that are no longer
 * traced, released is 1 once the order to let them go has come, gone is not 0 once no task has its end of
 * the pipe: all wait for good, or run the command. */
struct watch {
	int in_fd; /* orders; anything but the one that is awaited ends all */
	u64 deadline;
	u32 done, detached, released, gone;
	int running; /* the command may be on its way, and end */
	int ended; /* its wait status, if it ended as a child of this process; else -1 */
};

extern struct watch watch;

u64 now_ms(void);

/* Reports the first failure; always 0. */
int fail(u32 task, enum step step, int err);

/* Number of tasks without certain flags. */
u32 tasks_without(u32 flags);

/* Waits until a counter reaches what is wanted; false if anything else happens first. */
int wait_for(const u32 *counter, u32 wanted);

/* Has something made by a process of its own, which shares the descriptors of this one, and dies with it. */
int make_apart(void (*make)(u32 index), u32 index);

/* Between these tasks die with the coordinator whatever becomes of them, even stopped by a stranger. */
int watch_all(void);
int unwatch_all(void);

/* Tasks that wait end by themselves once the pipes are closed; all others are killed. */
void end_all(void);

#endif
