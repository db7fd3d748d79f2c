// SPDX-License-Identifier: Apache-2.0
/* Life of a task: made by its maker, it makes its own children, joins session and group, takes on its cred
 * last of all, and waits. Every wait is on a pipe that only the coordinator writes: its end is theirs. */
#define _GNU_SOURCE
#include "task.h"
#include "sys.h"

#include <errno.h>
#include <linux/futex.h>
#include <linux/prctl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREAD_STACK = 16384 };

struct shared shared;
static volatile int threads_done; /* of this process */

static void end_process(int status) __attribute__((noreturn));
static void end_process(int status)
{
	for (;;)
		sys(exit_group, status);
}

void task_fail(u32 me, enum step step, long result)
{
	struct message message = {.task = me, .step = step, .err = -result, .at = shared.making};

	sys(write, shared.reports[1], &message, sizeof message);
	end_process(1);
}

void task_report(u32 me, enum phase phase)
{
	struct message message = {.task = me, .phase = phase};

	if (sys(write, shared.reports[1], &message, sizeof message) != sizeof message)
		end_process(1);
}

static void wait_token(enum phase phase)
{
	char token;
	long got;

	do
		got = sys(read, shared.tokens[phase][0], &token, 1);
	while (got == -EINTR);
	if (got != 1)
		end_process(1);
}

static void pass(u32 me, enum phase phase)
{
	task_report(me, phase);
	wait_token(phase);
}

/* A ghost that may have any number must not have one that a task is to get. */
static int takes_number(u32 ghost, u32 number)
{
	for (u32 i = 0; i < total(TASKS) && is_ghost(ghost) && plan.tasks[ghost].pid == 0; i++)
		if (plan.tasks[i].pid == number)
			return 1;
	return 0;
}

long task_fork(u32 child)
{
	const struct plan_task *task = &plan.tasks[child];
	int pid = task->pid;
	struct clone_args args = {
		.exit_signal = task->exit_signal, .set_tid = pid ? (u64)(uintptr_t)&pid : 0, .set_tid_size = pid != 0,
	};

	if (task->maker != task->parent && !is_adopted(child)) {
		args.flags = CLONE_PARENT; /* the exit signal is then that of the maker */
		args.exit_signal = 0;
	}
	for (;;) {
		long made = sys(clone3, &args, sizeof args);
		if (made == 0 && !takes_number(child, sys(getpid)))
			task_live(child);
		if (made == 0)
			end_process(0);
		if (made < 0 || !takes_number(child, made))
			return made;
		long ended = sys(waitid, P_PID, made, NULL, WEXITED | __WALL, NULL);
		if (ended < 0)
			return ended;
	}
}

static void fork_children(u32 me, u32 early)
{
	for (u32 i = me + 1; i < total(TASKS); i++)
		if (plan.tasks[i].maker == me && !is_thread(i) && (plan.tasks[i].flags & TASK_EARLY) == early)
			must(i, STEP_clone3, task_fork(i));
}

/* Orphans of ghosts come to a task that takes them in, unless another one does that further below. */
static void take_in(u32 me)
{
	for (u32 i = me + 1; i < total(TASKS); i++)
		if (plan.tasks[i].parent == me && is_adopted(i))
			sys(prctl, PR_SET_CHILD_SUBREAPER, 1);
}

static void nap(void)
{
	struct timespec time = {0, 1000000};

	sys(ppoll, NULL, 0, &time, NULL);
}

/* Until the ghost that made it has ended. */
static void wait_parent(u32 me)
{
	u32 parent = plan.tasks[me].parent;

	while (is_adopted(me) && sys(getppid) != (parent == NONE ? shared.coordinator : shared.pids[parent]))
		nap();
}

/* Waits for children that end on purpose; a zombie of the plan stays one. */
static void wait_children(u32 me, u32 flag)
{
	siginfo_t info;

	for (u32 i = me + 1; i < total(TASKS); i++) {
		int stay = flag == TASK_ZOMBIE ? WNOWAIT : 0;
		if (plan.tasks[i].parent != me || !(plan.tasks[i].flags & flag))
			continue;
		long result;
		do
			result = sys(waitid, P_PID, shared.pids[i], &info, WEXITED | __WALL | stay, NULL);
		while (result == -ECHILD && is_adopted(i) && (nap(), 1));
		must(i, STEP_wait, result);
	}
}

/* Their signals are pending still, and are no part of the image. */
static void forget_signals_of_children(u32 me)
{
	static const struct timespec now;
	u64 set = 0;

	for (u32 i = me + 1; i < total(TASKS); i++)
		if (plan.tasks[i].parent == me && plan.tasks[i].flags & (TASK_ZOMBIE | TASK_GHOST)
		    && plan.tasks[i].exit_signal)
			set |= 1ull << (plan.tasks[i].exit_signal - 1);
	while (set && sys(rt_sigtimedwait, &set, NULL, &now, sizeof set) > 0)
		continue;
}

static void take_on_cred(u32 me)
{
	const struct plan_task *task = &plan.tasks[me];

	must(me, STEP_comm, sys(prctl, PR_SET_NAME, task->comm));
	cred_apply(me, &plan.creds[task->cred]);
	/* a change of cred would clear it */
	must(me, STEP_pdeath_signal, sys(prctl, PR_SET_PDEATHSIG, task->pdeath_signal));
}

static void set_mask(u32 me)
{
	must(me, STEP_sigmask, sys(rt_sigprocmask, SIG_SETMASK, &plan.tasks[me].sigmask, NULL, sizeof(u64)));
}

static void park(void) __attribute__((noreturn));
static void park(void)
{
	for (;;)
		sys(ppoll, NULL, 0, NULL, NULL);
}

static void thread_live(long index)
{
	u32 me = index;

	shared.pids[me] = sys(gettid);
	take_on_cred(me);
	set_mask(me);
	pass(me, PHASE_CREDS);
	__atomic_add_fetch(&threads_done, 1, __ATOMIC_SEQ_CST);
	sys(futex, &threads_done, FUTEX_WAKE_PRIVATE, 1);
	park();
}

static int start_threads(u32 me)
{
	int count = 0;

	for (u32 i = me + 1; i < total(TASKS); i++) {
		if (!is_thread(i) || plan.tasks[i].leader != me)
			continue;
		int pid = plan.tasks[i].pid;
		long stack = must(i, STEP_memory, sys(mmap, NULL, THREAD_STACK, PROT_READ | PROT_WRITE,
						      MAP_PRIVATE | MAP_ANONYMOUS, -1));
		struct clone_args args = {
			.flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_SYSVSEM | CLONE_THREAD,
			.stack = stack, .stack_size = THREAD_STACK,
			.set_tid = pid ? (u64)(uintptr_t)&pid : 0, .set_tid_size = pid != 0,
		};
		must(i, STEP_clone3, sys_thread(&args, thread_live, i));
		count++;
	}
	return count;
}

static void become_zombie(u32 me)
{
	u32 code = plan.tasks[me].exit_code;

	task_report(me, PHASE_CREDS);
	if ((code & 0xff) == 0)
		end_process(code >> 8);
	/* no core file: its bit is not in the code */
	sys(prctl, PR_SET_DUMPABLE, 0);
	u64 others = ~(1ull << (code - 1));
	sys(rt_sigprocmask, SIG_SETMASK, &others, NULL, sizeof others);
	sys(kill, sys(getpid), code);
	end_process(1);
}

static void run_command(u32 me)
{
	if (plan.head->flags & HEAD_NO_NEW_PRIVS)
		must(me, STEP_no_new_privs, sys(prctl, PR_SET_NO_NEW_PRIVS, 1));
	/* the environment stands behind the arguments, with an empty word between */
	char *words[2 * MAX_WORDS + 2] = {NULL}, *word = (char *)plan.strings;
	for (u32 i = 0; i < plan.head->exec_argc + plan.head->exec_envc; i++, word += strlen(word) + 1)
		words[i + (i >= plan.head->exec_argc)] = word;
	fds_keep(me, 3, shared.reports[1]);
	task_fail(me, STEP_exec, sys(execve, words[0], words, words + plan.head->exec_argc + 1));
}

static void let_go(u32 me, int threads) __attribute__((noreturn));
static void let_go(u32 me, int threads)
{
	wait_token(PHASE_CREDS);
	for (int done; (done = threads_done) != threads;)
		sys(futex, &threads_done, FUTEX_WAIT_PRIVATE, done, NULL);
	sys(prctl, PR_SET_CHILD_SUBREAPER, 0);
	if (plan.head->flags & HEAD_EXEC && plan.head->exec_task == me)
		run_command(me);
	fds_keep(me, 0, 0);
	sys(munmap, plan.head, plan.bytes);
	park();
}

static void join(u32 me)
{
	const struct plan_task *task = &plan.tasks[me];

	/* so that the coordinator alone has the other ends, and they end with it */
	for (int phase = 0; phase < PHASES && task->maker == NONE; phase++)
		sys(close, shared.tokens[phase][1]);
	take_in(me);
	fork_children(me, TASK_EARLY);
	if (task->session == me)
		must(me, STEP_setsid, sys(setsid));
	fork_children(me, 0);
	if (task->pgrp == me && task->session != me)
		must(me, STEP_setpgid_leader, sys(setpgid, 0, 0));
	pass(me, PHASE_TREE);
	if (task->pgrp != NONE && task->pgrp != me)
		must(me, STEP_setpgid, sys(setpgid, 0, shared.pids[task->pgrp]));
	pass(me, PHASE_GROUPS);
}

void task_live(u32 me)
{
	shared.pids[me] = sys(gettid);
	join(me);
	if (is_ghost(me))
		end_process(0);
	wait_children(me, TASK_GHOST);
	wait_parent(me);
	cred_enter(me, &plan.creds[plan.tasks[me].cred]);
	int threads = start_threads(me);
	take_on_cred(me);
	if (is_zombie(me))
		become_zombie(me);
	fds_place(me);
	wait_children(me, TASK_ZOMBIE);
	forget_signals_of_children(me);
	set_mask(me);
	task_report(me, PHASE_CREDS);
	let_go(me, threads);
}
