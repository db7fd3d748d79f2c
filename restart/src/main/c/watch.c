// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "watch.h"
#include "sys.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 20, END_MS = 5000 };

struct watch watch = {.ended = -1};
static int detaching, failed;
static pid_t apart; /* process that makes something before there are tasks; 0 for none */

u64 now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (u64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void take(const struct message *message)
{
	if (!failed)
		error_line(message);
	failed = 1;
}

static void read_reports(void)
{
	struct message message;
	ssize_t got;

	while ((got = read(shared.reports[0], &message, sizeof message)) == sizeof message)
		if (message.err)
			take(&message);
		else
			watch.done++;
	watch.gone += got == 0;
}

int fail(u32 task, enum step step, int err)
{
	struct message message = {.task = task, .step = step, .err = err, .at = shared.making};

	read_reports(); /* the reason may be there already */
	take(&message);
	return 0;
}

u32 tasks_without(u32 flags)
{
	u32 tasks = 0;

	for (u32 i = 0; i < total(TASKS); i++)
		tasks += !(plan.tasks[i].flags & flags);
	return tasks;
}

/* What became of a task that is watched. A signal is passed on; only the plan may stop or end a task. */
static void state_changed(u32 task, int pid, int status)
{
	if (!WIFSTOPPED(status) && watch.running && task == plan.head->exec_task && !failed)
		watch.ended = status;
	else if (!WIFSTOPPED(status))
		fail(task, STEP_died, WIFSIGNALED(status) ? EINTR : ECHILD);
	else if (status >> 16 != PTRACE_EVENT_STOP)
		ptrace(PTRACE_CONT, pid, 0, WSTOPSIG(status));
	else if (WSTOPSIG(status) != SIGTRAP)
		fail(task, STEP_stopped, EINTR);
	else if (detaching)
		watch.detached += ptrace(PTRACE_DETACH, pid, 0, 0) == 0;
	else
		ptrace(PTRACE_CONT, pid, 0, 0);
}

static void reap(void)
{
	int pid, status;

	while ((pid = waitpid(-1, &status, WNOHANG | __WALL)) > 0) {
		if (pid == apart && (apart = 0, status))
			fail(NONE, STEP_died, EINTR);
		for (u32 i = 0; i < total(TASKS); i++)
			if (shared.pids[i] == pid && (!is_ghost(i) || !WIFEXITED(status) || WEXITSTATUS(status))) {
				state_changed(i, pid, status);
				break;
			}
	}
}

static int asked_to_end(void)
{
	static const struct timespec now;
	siginfo_t info;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	/* the end of a child may be told by any of them */
	return sigtimedwait(&set, &info, &now) > 0 && info.si_code <= 0;
}

int wait_for(const u32 *counter, u32 wanted)
{
	char order = 0;

	while (*counter < wanted && !failed) {
		struct pollfd fds[] = {{shared.reports[0], POLLIN, 0}, {watch.in_fd, POLLIN, 0}};
		poll(fds, 2, TICK_MS);
		read_reports();
		reap();
		if (fds[1].revents && counter == &watch.released)
			watch.released = read(watch.in_fd, &order, 1) == 1 && order == 'R';
		if ((fds[1].revents && !watch.released) || asked_to_end())
			return fail(NONE, STEP_protocol, ECANCELED);
		if (*counter < wanted && now_ms() > watch.deadline)
			return fail(NONE, STEP_timeout, ETIMEDOUT);
	}
	return !failed;
}

int make_apart(void (*make)(u32 index), u32 index)
{
	struct clone_args args = {.flags = CLONE_FILES, .exit_signal = SIGCHLD};

	shared.making = index;
	apart = sys(clone3, &args, sizeof args);
	if (apart == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != shared.coordinator)
			_exit(1);
		make(index);
		task_report(NONE, PHASE_TREE);
		_exit(0);
	}
	if (apart < 0)
		return fail(NONE, STEP_fork, -apart);
	int made = wait_for(&watch.done, watch.done + 1);
	if (apart > 0) { /* it has nothing left to do, but a number that a task may want */
		kill(apart, SIGKILL);
		waitpid(apart, NULL, 0);
		apart = 0;
	}
	return made;
}

static int is_watched(u32 task)
{
	return !(plan.tasks[task].flags & (TASK_THREAD | TASK_ZOMBIE | TASK_GHOST));
}

int watch_all(void)
{
	for (u32 i = 0; i < total(TASKS); i++)
		if (is_watched(i) && ptrace(PTRACE_SEIZE, shared.pids[i], 0, PTRACE_O_EXITKILL))
			return fail(i, STEP_ptrace, errno);
	return 1;
}

int unwatch_all(void)
{
	detaching = 1;
	watch.deadline = now_ms() + plan.head->phase_ms;
	for (u32 i = 0; i < total(TASKS); i++)
		if (is_watched(i))
			ptrace(PTRACE_INTERRUPT, shared.pids[i], 0, 0);
	return wait_for(&watch.detached, tasks_without(TASK_THREAD | TASK_ZOMBIE | TASK_GHOST));
}

void end_all(void)
{
	u64 last = now_ms() + END_MS;
	int pid;

	for (int phase = 0; phase < PHASES; phase++)
		close(shared.tokens[phase][1]);
	do {
		for (u32 i = 0; i < total(TASKS); i++)
			if (shared.pids[i] > 0 && !is_thread(i))
				kill(shared.pids[i], SIGKILL);
		while ((pid = waitpid(-1, NULL, WNOHANG | __WALL)) > 0)
			for (u32 i = 0; i < total(TASKS); i++)
				if (shared.pids[i] == pid)
					shared.pids[i] = 0;
		poll(NULL, 0, pid == 0 ? 1 : 0);
	} while (pid == 0 && now_ms() < last);
}
