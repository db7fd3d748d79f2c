// SPDX-License-Identifier: Apache-2.0
/* User namespaces: who is above whom, who made them, and a way to read the maps of one without tasks. */
#define _GNU_SOURCE
#include "capture.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/nsfs.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_space(pid_t pid)
{
	char path[64];

	if (pid == 0)
		return open("/proc/self/ns/user", O_RDONLY | O_CLOEXEC);
	snprintf(path, sizeof path, "/proc/%d/ns/user", pid);
	return open(path, O_RDONLY | O_CLOEXEC);
}

static unsigned long inode(int fd)
{
	struct stat st;

	return fstat(fd, &st) ? 0 : st.st_ino;
}

/* Gives the parent for a namespace; -1 with errno if there is none that the caller may see. */
static int above(int fd)
{
	int parent = ioctl(fd, NS_GET_PARENT), err = errno;

	close(fd);
	errno = err;
	return parent;
}

void tell_spaces(pid_t pid)
{
	int own = open_space(0), fd = open_space(pid);
	unsigned long root = inode(own);

	close(own);
	while (fd >= 0 && inode(fd) != root) {
		unsigned long here = inode(fd);
		unsigned owner = -1;
		int failed = ioctl(fd, NS_GET_OWNER_UID, &owner);

		fd = failed ? -1 : above(fd);
		if (fd >= 0)
			printf("user_ns %lu %lu %u\n", here, inode(fd), owner);
	}
	if (fd < 0)
		tell_error("spaces", pid, errno);
	else
		close(fd);
}

/* Lives until the other end of a pipe is gone, which the program alone has. */
static void stay(int fd, int answers, int life)
{
	char byte = setns(fd, CLONE_NEWUSER) ? errno : 0;

	if (write(answers, &byte, 1) == 1)
		while (read(life, &byte, 1) > 0)
			;
	_exit(0);
}

static int put_into(int fd)
{
	int answers[2], life[2];
	char err = 0;

	if (pipe2(answers, O_CLOEXEC) || pipe2(life, O_CLOEXEC))
		return -errno;
	fflush(stdout);
	pid_t stays = fork();
	if (stays == 0) {
		/* its standard output would keep whoever listens from seeing the end */
		close(STDOUT_FILENO);
		close(life[1]);
		stay(fd, answers[1], life[0]);
	}
	close(answers[1]);
	close(life[0]);
	if (stays < 0 || read(answers[0], &err, 1) != 1)
		return -EAGAIN;
	close(answers[0]);
	return err ? -err : stays;
}

void enter_space(pid_t pid, int levels)
{
	int fd = open_space(pid);

	for (int i = 0; i < levels && fd >= 0; i++)
		fd = above(fd);
	int entered = fd < 0 ? -errno : put_into(fd);
	if (fd >= 0)
		close(fd);
	if (entered < 0)
		tell_error("enter", pid, -entered);
	else
		printf("entered %d\n", entered);
}
