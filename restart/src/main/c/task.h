// SPDX-License-Identifier: Apache-2.0
/* What the phases share. The coordinator makes it before the first task; tasks inherit it. */
#ifndef CKPT_TASK_H
#define CKPT_TASK_H

#include "report.h"

/* Between two phases every task waits until all have reached the end of the first. */
enum phase { PHASE_TREE, PHASE_GROUPS, PHASE_CREDS, PHASES };

struct shared {
	int tokens[PHASES][2]; /* a byte for each task lets it go on; end of file ends it */
	int reports[2];
	int coordinator, first_fd; /* all of the above, and what is made, stand from there on: no task has them */
	volatile int *pids; /* of every task and thread, written by itself; in the one page that all share */
	volatile int *space_fds, *file_fds; /* there as well */
	u32 making; /* position of what is being made before there are tasks */
};

extern struct shared shared;

/* Makes all user namespaces, the IPC namespace with all that is in it, and opens all files; false on the
 * first that fails, with the reason reported. */
int spaces_make(void);
int ipc_make(void);
int files_open(void);

/* Carries out the plan; orders come by the descriptor. 0 if all tasks were released. */
int coordinate(int fd);

/* Life of a process of the plan, from birth on. */
void task_live(u32 me) __attribute__((noreturn));

/* Makes the process of a task, child or sibling of the caller: its pid, or -errno. */
long task_fork(u32 child);

/* Sends the reason to the coordinator and ends the process. */
void task_fail(u32 me, enum step step, long result) __attribute__((noreturn));

static inline long must(u32 me, enum step step, long result)
{
	if (result < 0)
		task_fail(me, step, result);
	return result;
}

/* Tells the coordinator that it is done. */
void task_report(u32 me, enum phase phase);

/* Moves a descriptor out of the way of those of tasks: the new one, or -errno. */
long fd_move(long fd);

/* Gives a task its descriptors; closes all others from one on but a spare one (0 for none). */
void fds_place(u32 me);
void fds_keep(u32 me, u32 from, u32 spare);

/* Enters the user namespace of a cred, and takes it on, each change in the order in which nothing is gained
 * on the way; neither returns on error. */
void cred_enter(u32 me, const struct plan_cred *cred);
void cred_apply(u32 me, const struct plan_cred *cred);

#endif
