// SPDX-License-Identifier: Apache-2.0
/* Makes the tasks go from phase to phase together, keeps an eye on them, lets them go or ends them all. */
#define _GNU_SOURCE
#include "task.h"

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

enum { TICK_MS = 20, END_MS = 5000 };

static int in_fd; /* orders; anything but the one that is awaited ends all */
static u64 deadline;
static u32 done; /* tasks that reached the end of the phase */
static u32 detached; /* tasks that are no longer traced */
static u32 released; /* 1 once the order to let them go has come */
static u32 gone; /* not 0 once no task has its end of the pipe: all wait for good, or run the command */
static int detaching, failed, running; /* running: the command may be on its way, and end */
static int ended = -1; /* wait status of the command, if it ended as a child of this process */

static u64 now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (u64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reports the first failure; always 0. */
static int fail(u32 task, enum step step, int err)
{
	if (!failed)
		task_error(task, step, err);
	failed = 1;
	return 0;
}

static u32 count(u32 without)
{
	u32 tasks = 0;

	for (u32 i = 0; i < plan.head->n_tasks; i++)
		tasks += !(plan.tasks[i].flags & without);
	return tasks;
}

static void read_reports(void)
{
	struct message message;
	ssize_t got;

	while ((got = read(shared.reports[0], &message, sizeof message)) == sizeof message)
		if (message.err)
			fail(message.task, message.step, message.err);
		else
			done++;
	gone += got == 0;
}

/* What became of a task that is watched. A signal is passed on; only the plan may stop or end a task. */
static void state_changed(u32 task, int pid, int status)
{
	read_reports(); /* the reason may be there already */
	if (!WIFSTOPPED(status) && running && task == plan.head->exec_task && !failed)
		ended = status;
	else if (!WIFSTOPPED(status))
		fail(task, STEP_died, WIFSIGNALED(status) ? EINTR : ECHILD);
	else if (status >> 16 != PTRACE_EVENT_STOP)
		ptrace(PTRACE_CONT, pid, 0, WSTOPSIG(status));
	else if (WSTOPSIG(status) != SIGTRAP)
		fail(task, STEP_stopped, EINTR);
	else if (detaching)
		detached += ptrace(PTRACE_DETACH, pid, 0, 0) == 0;
	else
		ptrace(PTRACE_CONT, pid, 0, 0);
}

static void reap(void)
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

/* Waits until a counter reaches what is wanted; false if anything else happens first. */
static int wait_for(const u32 *counter, u32 wanted)
{
	char order = 0;

	while (*counter < wanted && !failed) {
		struct pollfd fds[] = {{shared.reports[0], POLLIN, 0}, {in_fd, POLLIN, 0}};
		poll(fds, 2, TICK_MS);
		read_reports();
		reap();
		if (fds[1].revents && counter == &released)
			released = read(in_fd, &order, 1) == 1 && order == 'R';
		if ((fds[1].revents && !released) || asked_to_end())
			return fail(NONE, STEP_protocol, ECANCELED);
		if (*counter < wanted && now_ms() > deadline)
			return fail(NONE, STEP_timeout, ETIMEDOUT);
	}
	return !failed;
}

static int is_watched(u32 task)
{
	return !(plan.tasks[task].flags & (TASK_THREAD | TASK_ZOMBIE | TASK_GHOST));
}

/* From here on tasks die with the coordinator whatever becomes of them, even stopped by a stranger. */
static int watch_all(void)
{
	for (u32 i = 0; i < plan.head->n_tasks; i++)
		if (is_watched(i) && ptrace(PTRACE_SEIZE, shared.pids[i], 0, PTRACE_O_EXITKILL))
			return fail(i, STEP_ptrace, errno);
	return 1;
}

/* Until here. */
static int unwatch_all(void)
{
	detaching = 1;
	deadline = now_ms() + plan.head->phase_ms;
	for (u32 i = 0; i < plan.head->n_tasks; i++)
		if (is_watched(i))
			ptrace(PTRACE_INTERRUPT, shared.pids[i], 0, 0);
	return wait_for(&detached, count(TASK_THREAD | TASK_ZOMBIE | TASK_GHOST));
}

/* Tasks that wait end by themselves once the pipes are closed; all others are killed. */
static void end_all(void)
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

static void begin(const char *phase)
{
	line("phase %s", phase);
	deadline = now_ms() + plan.head->phase_ms;
	done = 0;
}

static void send_tokens(enum phase phase, u32 tasks)
{
	static const char tokens[MAX_TASKS];

	if (write(shared.tokens[phase][1], tokens, tasks) != (ssize_t)tasks)
		fail(NONE, STEP_protocol, errno);
}

static int pass_on(const char *next, enum phase phase, u32 tasks)
{
	if (!wait_for(&done, tasks))
		return 0;
	begin(next);
	send_tokens(phase, tasks);
	return 1;
}

static int fork_roots(void)
{
	for (u32 i = 0; i < plan.head->n_tasks; i++) {
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
	for (u32 i = 0; i < plan.head->n_tasks; i++)
		line("task=%u pid=%d", i, shared.pids[i]);
	line("ready %u", count(TASK_GHOST));
	deadline = now_ms() + (plan.head->ready_ms ? plan.head->ready_ms : NONE);
	return wait_for(&released, 1) && unwatch_all();
}

static int go_through(void)
{
	u32 processes = count(TASK_THREAD);

	begin("namespaces");
	if (!ns_make_all() || !ipc_make_all())
		return 0;
	begin("tree");
	return fork_roots() && wait_for(&done, processes) && watch_all()
		&& pass_on("leaders", PHASE_TREE, processes) && pass_on("members", PHASE_LEADERS, processes)
		&& pass_on("creds", PHASE_MEMBERS, processes) && wait_for(&done, count(TASK_GHOST))
		&& wait_release();
}

static int wait_command(int pidfd)
{
	u32 task = plan.head->exec_task;
	struct pollfd fds[] = {{pidfd, POLLIN, 0}, {in_fd, POLLIN, 0}};
	char path[64], text[512];

	while (!fds[0].revents && !fds[1].revents)
		poll(fds, 2, -1);
	if (!fds[0].revents)
		return fail(NONE, STEP_protocol, ECANCELED);
	if (ended >= 0)
		return line("exit task=%u status=%d", task, ended), 1;
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
	int command = plan.head->flags & HEAD_EXEC;
	int pidfd = command ? syscall(SYS_pidfd_open, shared.pids[plan.head->exec_task], 0) : -1;

	deadline = now_ms() + plan.head->phase_ms;
	running = command;
	send_tokens(PHASE_CREDS, count(TASK_GHOST | TASK_ZOMBIE));
	if (!wait_for(&gone, 1))
		return 0;
	line("released");
	if (!command)
		return 1;
	command = wait_command(pidfd);
	end_all();
	return command;
}

static int prepare(void)
{
	u64 all = ~0ull;
	u32 words = 0;

	for (int signal = 1; signal <= MAX_SIGNAL; signal++) {
		struct { void *handler; u64 flags; void *restorer; u64 mask; } usual = {0};
		syscall(SYS_rt_sigaction, signal, &usual, NULL, sizeof(u64));
	}
	syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, sizeof all);
	if (!(plan.head->flags & HEAD_EXEC))
		setsid();
	shared.coordinator = getpid();
	shared.pids = mmap(NULL, plan.head->n_tasks * sizeof(int), PROT_READ | PROT_WRITE,
			   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	shared.ns_fds = calloc(plan.head->n_ns + 1, sizeof(int));
	shared.words = calloc(plan.head->n_strings + 2, sizeof(char *));
	if (shared.pids == MAP_FAILED || !shared.ns_fds || !shared.words
	    || pipe2(shared.reports, O_CLOEXEC))
		return 0;
	fcntl(shared.reports[0], F_SETFL, O_NONBLOCK);
	for (int phase = 0; phase < PHASES; phase++)
		if (pipe2(shared.tokens[phase], O_CLOEXEC))
			return 0;
	/* the environment stands behind the arguments, with an empty word between */
	for (u32 at = 0; at < plan.head->n_strings; at += strlen(plan.strings + at) + 1) {
		words += words == plan.head->exec_argc && words > 0;
		shared.words[words++] = (char *)plan.strings + at;
	}
	return prctl(PR_SET_CHILD_SUBREAPER, 1) == 0;
}

int coordinate(int fd)
{
	in_fd = fd;
	if (!prepare())
		return fail(NONE, STEP_memory, errno), 1;
	if (go_through() && let_go())
		return 0;
	end_all();
	return 1;
}
