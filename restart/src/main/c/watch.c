// SPDX-License-Identifier: Apache-2.0
/* Keeps an eye on the tasks: takes their reports, notices what becomes of them, and ends them all. */
#define _GNU_SOURCE
#include "watch.h"
#include "task.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 20, END_MS = 5000 };

struct watch watch;

u64 now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (u64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int fail(u32 task, enum step step, int err)
{
	if (!watch.failed)
		task_error(task, step, err);
	watch.failed = 1;
	return 0;
}

static int is_watched(u32 task)
{
	return !(plan.tasks[task].flags & (TASK_THREAD | TASK_ZOMBIE | TASK_GHOST));
}

static void read_reports(void)
{
	struct message message;
	ssize_t got;

	while ((got = read(shared.reports[0], &message, sizeof message)) == sizeof message)
		if (message.err)
			fail(message.task, message.step, message.err);
		else
			watch.done++;
	watch.gone += got == 0;
}

/* What became of a task that is watched. A signal is passed on; only the plan may stop or end a task. */
static void state_changed(u32 task, int pid, int status)
{
	read_reports(); /* the reason may be there already */
	if (!WIFSTOPPED(status)) {
		fail(task, STEP_died, WIFSIGNALED(status) ? EINTR : ECHILD);
	} else if (status >> 16 != PTRACE_EVENT_STOP) {
		ptrace(PTRACE_CONT, pid, 0, WSTOPSIG(status));
	} else if (WSTOPSIG(status) != SIGTRAP) {
		fail(task, STEP_stopped, EINTR);
	} else if (watch.detaching) {
		watch.detached += ptrace(PTRACE_DETACH, pid, 0, 0) == 0;
	} else {
		ptrace(PTRACE_CONT, pid, 0, 0);
	}
}

void reap(void)
{
	int pid, status;

	while ((pid = waitpid(-1, &status, WNOHANG | __WALL)) > 0)
		for (u32 i = 0; i < plan.head->n_tasks; i++)
			if (shared.pids[i] == pid && (!is_ghost(i) || !WIFEXITED(status) || WEXITSTATUS(status))) {
				state_changed(i, pid, status);
				break;
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

	while (*counter < wanted && !watch.failed) {
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
	return !watch.failed;
}

int watch_all(void)
{
	for (u32 i = 0; i < plan.head->n_tasks; i++)
		if (is_watched(i) && ptrace(PTRACE_SEIZE, shared.pids[i], 0, PTRACE_O_EXITKILL))
			return fail(i, STEP_ptrace, errno);
	return 1;
}

int unwatch_all(void)
{
	u32 watched = 0;

	watch.detaching = 1;
	watch.deadline = now_ms() + plan.head->phase_ms;
	for (u32 i = 0; i < plan.head->n_tasks; i++)
		if (is_watched(i)) {
			ptrace(PTRACE_INTERRUPT, shared.pids[i], 0, 0);
			watched++;
		}
	return wait_for(&watch.detached, watched);
}

void end_all(void)
{
	u64 last = now_ms() + END_MS;
	int pid;

	for (int phase = 0; phase < PHASES; phase++)
		close(shared.tokens[phase][1]);
	do {
		for (u32 i = 0; i < plan.head->n_tasks; i++)
			if (shared.pids[i] > 0 && !is_thread(i))
				kill(shared.pids[i], SIGKILL);
		while ((pid = waitpid(-1, NULL, WNOHANG | __WALL)) > 0)
			for (u32 i = 0; i < plan.head->n_tasks; i++)
				if (shared.pids[i] == pid)
					shared.pids[i] = 0;
		poll(NULL, 0, pid == 0 ? 1 : 0);
	} while (pid == 0 && now_ms() < last);
}
