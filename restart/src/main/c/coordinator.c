// SPDX-License-Identifier: Apache-2.0
/* Makes the tasks go from phase to phase together, lets them go or ends them all. */
#define _GNU_SOURCE
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
#include <sys/syscall.h>
#include <unistd.h>

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

static int pass_on(const char *next, enum phase phase, u32 tasks)
{
	if (!wait_for(&watch.done, tasks))
		return 0;
	begin(next);
	send_tokens(phase, tasks);
	return 1;
}

static int fork_roots(void)
{
	for (u32 i = 0; i < total(TASKS); i++) {
		long made = is_thread(i) || plan.tasks[i].maker != NONE ? 0 : task_fork(i);
		if (made < 0)
			return fail(i, STEP_clone3, -made);
	}
	for (int phase = 0; phase < PHASES; phase++)
		close(shared.tokens[phase][0]);
	close(shared.reports[1]);
	return 1;
}

static int wait_release(void)
{
	for (u32 i = 0; i < total(TASKS); i++)
		line("task=%u pid=%d", i, shared.pids[i]);
	line("ready %u", tasks_without(TASK_GHOST));
	watch.deadline = now_ms() + (plan.head->ready_ms ? plan.head->ready_ms : NONE);
	return wait_for(&watch.released, 1) && unwatch_all();
}

static int go_through(void)
{
	u32 processes = tasks_without(TASK_THREAD);

	begin("namespaces");
	if (!spaces_make() || !ipc_make() || !files_open())
		return 0;
	begin("tree");
	return fork_roots() && wait_for(&watch.done, processes) && watch_all()
		&& pass_on("groups", PHASE_TREE, processes) && pass_on("creds", PHASE_GROUPS, processes)
		&& wait_for(&watch.done, tasks_without(TASK_GHOST)) && wait_release();
}

static int wait_command(int pidfd)
{
	u32 task = plan.head->exec_task;
	struct pollfd fds[] = {{pidfd, POLLIN, 0}, {watch.in_fd, POLLIN, 0}};
	char path[64], text[512];

	while (!fds[0].revents && !fds[1].revents)
		poll(fds, 2, -1);
	if (!fds[0].revents)
		return fail(NONE, STEP_protocol, ECANCELED);
	if (watch.ended < 0) {
		snprintf(path, sizeof path, "/proc/%d/stat", shared.pids[task]);
		int fd = open(path, O_RDONLY | O_CLOEXEC);
		ssize_t got = read(fd, text, sizeof text - 1);
		text[got > 0 ? got : 0] = 0;
		const char *last = strrchr(text, ' ');
		watch.ended = last ? atoi(last + 1) : -1;
	}
	line("exit task=%u status=%d", task, watch.ended);
	return 1;
}

static int let_go(void)
{
	int command = plan.head->flags & HEAD_EXEC;
	int pidfd = command ? syscall(SYS_pidfd_open, shared.pids[plan.head->exec_task], 0) : -1;

	watch.deadline = now_ms() + plan.head->phase_ms;
	watch.running = command;
	send_tokens(PHASE_CREDS, tasks_without(TASK_GHOST | TASK_ZOMBIE));
	if (!wait_for(&watch.gone, 1))
		return 0;
	line("released");
	if (!command)
		return 1;
	command = wait_command(pidfd);
	end_all();
	return command;
}

static int is_pipe_made(int ends[2])
{
	if (pipe2(ends, O_CLOEXEC))
		return 0;
	for (int end = 0; end < 2; end++) {
		ends[end] = fd_move(ends[end]);
		if (ends[end] < 0)
			errno = -ends[end];
	}
	return ends[0] >= 0 && ends[1] >= 0;
}

/* Signals as if nobody had set them: tasks inherit that. */
static void forget_signals(void)
{
	u64 all = ~0ull;

	for (int signal = 1; signal <= MAX_SIGNAL; signal++) {
		struct { void *handler; u64 flags; void *restorer; u64 mask; } usual = {0};
		syscall(SYS_rt_sigaction, signal, &usual, NULL, sizeof(u64));
	}
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, sizeof all);
}

static int prepare(void)
{
	size_t numbers = total(TASKS) + total(SPACES) + total(FILES);

	forget_signals();
	if (!(plan.head->flags & HEAD_EXEC))
		setsid();
	shared.coordinator = getpid();
	shared.pids = mmap(NULL, numbers * sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared.pids == MAP_FAILED)
		return 0;
	shared.space_fds = shared.pids + total(TASKS);
	shared.file_fds = shared.space_fds + total(SPACES);
	shared.first_fd = 3;
	for (u32 i = 0; i < total(FDS); i++)
		if (plan.fds[i].number >= (u32)shared.first_fd)
			shared.first_fd = plan.fds[i].number + 1;
	for (int phase = 0; phase < PHASES; phase++)
		if (!is_pipe_made(shared.tokens[phase]))
			return 0;
	return is_pipe_made(shared.reports) && fcntl(shared.reports[0], F_SETFL, O_NONBLOCK) == 0
		&& prctl(PR_SET_CHILD_SUBREAPER, 1) == 0;
}

int coordinate(int fd)
{
	watch.in_fd = fd;
	if (!prepare()) {
		struct message message = {.task = NONE, .step = STEP_memory, .err = errno};
		error_line(&message);
		return 1;
	}
	if (go_through() && let_go())
		return 0;
	end_all();
	return 1;
}
