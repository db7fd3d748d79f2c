// SPDX-License-Identifier: Apache-2.0
/* A namespace is made by its creator, a process that stops when it is done, and mapped by the parent of that
 * one, which has gone into the parent namespace. Both share the descriptor table of the coordinator, which so
 * gets the namespace. Both die with the process that made them. */
#define _GNU_SOURCE
#include "sys.h"
#include "task.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/nsfs.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Told by the makers through memory that they share with the coordinator. */
static struct outcome {
	volatile int step, err, fd;
} *outcome;

static long expect(enum step step, long result)
{
	if (result < 0) {
		outcome->step = step;
		outcome->err = -result;
		_exit(1);
	}
	return result;
}

static long fork_sharing_files(void)
{
	struct clone_args args = {.flags = CLONE_FILES, .exit_signal = SIGCHLD};

	return sys(clone3, &args, sizeof args);
}

static void die_with(int parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
}

static void create(const struct plan_ns *ns, int parent)
{
	expect(STEP_setegid_creator, sys(setresgid, -1, ns->creator_gid, -1));
	expect(STEP_seteuid_creator, sys(setresuid, -1, ns->creator_uid, -1));
	expect(STEP_unshare, sys(unshare, CLONE_NEWUSER));
	/* else its files in /proc belong to root */
	prctl(PR_SET_DUMPABLE, 1);
	die_with(parent);
	outcome->fd = expect(STEP_open, sys(openat, AT_FDCWD, "/proc/self/ns/user", O_RDONLY | O_CLOEXEC));
	raise(SIGSTOP);
	_exit(1);
}

static void write_file(enum step step, long pid, const char *name, const char *text)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%ld/%s", pid, name);
	int fd = expect(step, sys(openat, AT_FDCWD, path, O_WRONLY | O_CLOEXEC));
	long wrote = sys(write, fd, text, strlen(text));
	sys(close, fd);
	expect(step, wrote);
}

static void write_map(enum step step, long pid, u32 first, u32 count)
{
	char text[MAX_EXTENTS * 33 + 1];
	int length = 0;

	for (u32 i = first; i < first + count; i++)
		length += snprintf(text + length, sizeof text - length, "%u %u %u\n", plan.maps[i].inside,
				   plan.maps[i].outside, plan.maps[i].count);
	if (count > 0)
		write_file(step, pid, step == STEP_uid_map ? "uid_map" : "gid_map", text);
}

static void make(const struct plan_ns *ns, int coordinator)
{
	int me = getpid(), status;

	die_with(coordinator);
	if (ns->parent != NONE)
		expect(STEP_setns_parent, sys(setns, shared.ns_fds[ns->parent], CLONE_NEWUSER));
	long creator = expect(STEP_fork, fork_sharing_files());
	if (creator == 0)
		create(ns, me);
	if (waitpid(creator, &status, WUNTRACED) != creator || !WIFSTOPPED(status))
		_exit(1);
	/* the files are the creator's, and to open those of another uid would take CAP_DAC_OVERRIDE */
	sys(setfsuid, ns->creator_uid);
	if (ns->flags & NS_DENY_SETGROUPS)
		write_file(STEP_setgroups_file, creator, "setgroups", "deny");
	write_map(STEP_uid_map, creator, ns->uid_first, ns->n_uid);
	write_map(STEP_gid_map, creator, ns->gid_first, ns->n_gid);
	sys(setfsuid, sys(geteuid));
	kill(creator, SIGKILL);
	waitpid(creator, &status, 0);
	_exit(0);
}

static unsigned long long inode(int fd)
{
	struct stat st;

	return fstat(fd, &st) ? 0 : st.st_ino;
}

/* Whoever started this compares it with the plan. */
static int tell(u32 index)
{
	int fd = shared.ns_fds[index], above = ioctl(fd, NS_GET_PARENT);
	u32 owner = NONE;

	if (ioctl(fd, NS_GET_OWNER_UID, &owner))
		return ns_error(index, STEP_owner, errno), 0;
	line("user_ns=%u objref=%u inode=%llu parent=%llu owner=%u", index, plan.ns[index].objref, inode(fd),
	     above < 0 ? 0 : inode(above), owner);
	close(above);
	return 1;
}

int ns_make_all(void)
{
	int coordinator = getpid(), status;

	outcome = mmap(NULL, sizeof *outcome, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	for (u32 i = 0; i < plan.head->n_ns; i++) {
		if (outcome == MAP_FAILED)
			return ns_error(i, STEP_fork, ENOMEM), 0;
		*outcome = (struct outcome){.step = STEP_fork, .err = EAGAIN, .fd = -1};
		long maker = fork_sharing_files();
		if (maker == 0)
			make(&plan.ns[i], coordinator);
		int made = maker > 0 && waitpid(maker, &status, 0) == maker && WIFEXITED(status)
			&& WEXITSTATUS(status) == 0;
		if (!made)
			return ns_error(i, outcome->step, outcome->err), 0;
		shared.ns_fds[i] = outcome->fd;
		if (!tell(i))
			return 0;
	}
	return 1;
}
