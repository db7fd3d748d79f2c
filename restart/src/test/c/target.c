// SPDX-License-Identifier: Apache-2.0
/* target MODE: a process to capture. It says "ready" and then lives until its standard input ends. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static volatile unsigned long count;

static void ready(int pid)
{
	printf("ready %d\n", pid);
	fflush(stdout);
}

/* Sleeps in a system call that ends with EINTR if its task is stopped; says how it ended. */
static void sleeper(void)
{
	struct epoll_event event = {.events = EPOLLIN};
	int set = epoll_create1(0);

	epoll_ctl(set, EPOLL_CTL_ADD, 0, &event);
	ready(getpid());
	int got = epoll_wait(set, &event, 1, -1);
	printf("got %d errno %d\n", got, got < 0 ? errno : 0);
	fflush(stdout);
}

static void *counter(void *nothing)
{
	for (;;)
		count++;
	return nothing;
}

/* Has a thread that counts; says "moved" for each byte of input, once the count went on after it. */
static void runner(void)
{
	pthread_t thread;
	char byte;

	pthread_create(&thread, NULL, counter, NULL);
	ready(getpid());
	while (read(0, &byte, 1) == 1) {
		unsigned long before = count;
		while (count == before)
			;
		puts("moved");
		fflush(stdout);
	}
}

/* Goes from one cred to another and back, with a rest of so many nanoseconds: uid 0 has all of its
 * capabilities, uid 1001 none that is effective. */
static void flip(long rest, int parent)
{
	const struct timespec pause = {.tv_nsec = rest};

	/* a change of cred clears the parent death signal */
	while (getppid() == parent) {
		if (setresuid(1001, 1001, 0) || setresuid(0, 0, 0))
			_exit(1);
		if (rest)
			nanosleep(&pause, NULL);
	}
	_exit(0);
}

/* The child changes its cred all the time; the parent traces it if nobody else shall stop it. */
static void flipper(long rest, int traced)
{
	int me = getpid(), child = fork(), status;
	char byte;

	if (child == 0)
		flip(rest, me);
	if (traced && ptrace(PTRACE_SEIZE, child, 0, 0))
		exit(1);
	ready(child);
	while (read(0, &byte, 1) == 1)
		;
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
}

int main(int argc, char **argv)
{
	const char *mode = argc > 1 ? argv[1] : "";

	if (!strcmp(mode, "sleeper"))
		sleeper();
	else if (!strcmp(mode, "runner"))
		runner();
	else if (!strcmp(mode, "flipper"))
		flipper(0, 0);
	else if (!strcmp(mode, "drowsy"))
		flipper(20000, 0);
	else if (!strcmp(mode, "traced"))
		flipper(0, 1);
	return 0;
}
