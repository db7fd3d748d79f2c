// SPDX-License-Identifier: Apache-2.0
/* Makes the tasks go from phase to phase together, watches them, lets them go or ends them all. */
#define _GNU_SOURCE
#include "coordinator.h"
#include "task.h"
#include "watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static u32 count(u32 without)
{
	u32 tasks = 0;

	for (u32 i = 0; i < plan.head->n_tasks; i++)
		tasks += !(plan.tasks[i].flags & without);
	return tasks;
}

static void begin(const char *phase)
{
	line("phase %s", phase);
	watch.deadline = now_ms() + plan.head->phase_ms;
	watch.done = 0;
}

static void send_tokens(enum phase phase, u32 tasks)
{
	static const char tokens[MAX_TASKS];

	if (write(shared.tokens[phase][1], tokens, tasks) != (ssize_t)tasks)
		fail(NONE, STEP_protocol, errno);
}

static int fork_roots(void)
{
	for (u32 i = 0; i < plan.head->n_tasks; i++) {
		if (is_thread(i) || plan.tasks[i].maker != NONE)
			continue;
		long made = task_fork(i);
		if (made < 0)
			return fail(i, STEP_clone3, -made);
	}
	for (int phase = 0; phase < PHASES; phase++)
		close(shared.tokens[phase][0]);
	close(shared.reports[1]);
	return 1;
}

static int pass_on(const char *next, enum phase phase, u32 tasks)
{
	if (!wait_for(&watch.done, tasks))
		return 0;
	if (next)
		begin(next);
	send_tokens(phase, tasks);
	return 1;
}

/* Zombies have ended by now: their parents waited for that. */
static int verify_all(void)
{
	begin("verify");
	for (u32 i = 0; i < plan.head->n_tasks && !watch.failed; i++)
		if (!is_ghost(i) && !verify_task(i))
			watch.failed = 1;
	reap();
	return !watch.failed;
}

static int wait_release(void)
{
	for (u32 i = 0; i < plan.head->n_tasks; i++)
		if (!is_ghost(i))
			line("task=%u pid=%d", i, shared.pids[i]);
	line("ready %u", count(TASK_GHOST));
	watch.deadline = now_ms() + (plan.head->ready_ms ? plan.head->ready_ms : NONE);
	return wait_for(&watch.released, 1);
}

static int go_through(void)
{
	u32 processes = count(TASK_THREAD);

	begin("namespaces");
	if (!ns_make_all())
		return 0;
	begin("tree");
	if (!fork_roots() || !wait_for(&watch.done, processes) || !watch_all())
		return 0;
	return pass_on("leaders", PHASE_TREE, processes) && pass_on("members", PHASE_LEADERS, processes)
		&& pass_on("creds", PHASE_MEMBERS, processes) && wait_for(&watch.done, count(TASK_GHOST)) && verify_all()
		&& wait_release() && unwatch_all();
}

static int wait_command(int pidfd)
{
	u32 task = plan.head->exec_task;
	char path[64], text[512];

	for (;;) {
		struct pollfd fds[] = {{pidfd, POLLIN, 0}, {watch.in_fd, POLLIN, 0}};
		poll(fds, 2, -1);
		if (fds[0].revents)
			break;
		if (fds[1].revents)
			return fail(NONE, STEP_protocol, ECANCELED);
	}
	snprintf(path, sizeof path, "/proc/%d/stat", shared.pids[task]);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = read(fd, text, sizeof text - 1);
	text[got > 0 ? got : 0] = 0;
	const char *last = strrchr(text, ' ');
	line("exit task=%u status=%d", task, last ? atoi(last + 1) : -1);
	return 1;
}

static int let_go(void)
{
	int pidfd = -1;

	if (plan.head->flags & HEAD_EXEC)
		pidfd = syscall(SYS_pidfd_open, shared.pids[plan.head->exec_task], 0);
	watch.deadline = now_ms() + plan.head->phase_ms;
	send_tokens(PHASE_CREDS, count(TASK_GHOST | TASK_ZOMBIE));
	int ran = wait_for(&watch.gone, 1);
	if (ran)
		line("released");
	if (ran && !(plan.head->flags & HEAD_EXEC))
		return 1;
	ran = ran && wait_command(pidfd);
	end_all();
	return ran;
}

static int prepare(void)
{
	size_t bytes = plan.head->n_tasks * sizeof(int);
	u64 all = ~0ull;

	for (int signal = 1; signal <= MAX_SIGNAL; signal++) {
		struct { void *handler; u64 flags; void *restorer; u64 mask; } usual = {0};
		syscall(SYS_rt_sigaction, signal, &usual, NULL, sizeof(u64));
	}
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, sizeof all);
	if (!(plan.head->flags & HEAD_EXEC))
		setsid();
	shared.pids = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	shared.ns_fds = calloc(plan.head->n_ns + 1, sizeof(int));
	shared.words = calloc(plan.head->n_strings + 2, sizeof(char *));
	if (shared.pids == MAP_FAILED || !shared.ns_fds || !shared.words
	    || pipe2(shared.reports, O_CLOEXEC))
		return 0;
	shared.coordinator = getpid();
	fcntl(shared.reports[0], F_SETFL, O_NONBLOCK);
	for (int phase = 0; phase < PHASES; phase++)
		if (pipe2(shared.tokens[phase], O_CLOEXEC))
			return 0;
	/* the environment stands behind the arguments, with an empty word between */
	u32 words = 0;
	for (u32 at = 0; at < plan.head->n_strings; at += strlen(plan.strings + at) + 1) {
		words += words == plan.head->exec_argc && words > 0;
		shared.words[words++] = (char *)plan.strings + at;
	}
	return prctl(PR_SET_CHILD_SUBREAPER, 1) == 0;
}

int coordinate(int fd)
{
	watch.in_fd = fd;
	if (!prepare())
		return fail(NONE, STEP_memory, errno), 1;
	if (go_through() && !watch.failed)
		return let_go() ? 0 : 1;
	end_all();
	return 1;
}
