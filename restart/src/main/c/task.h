// SPDX-License-Identifier: Apache-2.0
/* What the phases share. The coordinator makes it before the first task; tasks inherit it. */
#ifndef CKPT_TASK_H
#define CKPT_TASK_H

#include "report.h"

/* Between two phases every task waits until all have reached the end of the first. */
enum phase { PHASE_TREE, PHASE_LEADERS, PHASE_MEMBERS, PHASE_CREDS, PHASES };

struct shared {
	int tokens[PHASES][2]; /* a byte for each task lets it go on; end of file ends it */
	int reports[2];
	int *ns_fds, coordinator;
	volatile int *pids; /* of every task and thread, written by itself; the one page that all share */
	char **words; /* arguments and environment of the command */
};

extern struct shared shared;

/* Makes all user namespaces; false, with the reason reported, on the first that cannot be made. */
int ns_make_all(void);

/* Makes the IPC namespace and all that is in it; false, with the reason reported, if that fails. */
int ipc_make_all(void);

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

/* Takes on a cred, each change in the order in which nothing is gained on the way; never returns on error. */
void cred_apply(u32 me, const struct plan_cred *cred);

/* Sets the groups unless they are there already: the call needs a right even if it changes nothing. */
void cred_groups(u32 me, const struct plan_cred *cred);

#endif
