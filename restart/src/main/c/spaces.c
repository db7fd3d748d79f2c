// SPDX-License-Identifier: Apache-2.0
/* A user namespace is made by its creator, a process that stops when it is done, and mapped by the parent of
 * that one, which has gone into the parent namespace. Both share the descriptors of the coordinator, which so
 * gets the namespace. */
#define _GNU_SOURCE
#include "sys.h"
#include "watch.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/nsfs.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void create(const struct plan_space *space, int parent)
{
	must(NONE, STEP_setegid_creator, sys(setresgid, -1, space->creator_gid, -1));
	must(NONE, STEP_seteuid_creator, sys(setresuid, -1, space->creator_uid, -1));
	must(NONE, STEP_unshare, sys(unshare, CLONE_NEWUSER));
	/* else its files in /proc belong to root */
	prctl(PR_SET_DUMPABLE, 1);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	shared.space_fds[shared.making] = must(NONE, STEP_open, fd_move(
		sys(openat, AT_FDCWD, "/proc/self/ns/user", O_RDONLY | O_CLOEXEC)));
	raise(SIGSTOP);
	_exit(1);
}

static void write_file(enum step step, long pid, const char *name, const char *text)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%ld/%s", pid, name);
	int fd = must(NONE, step, sys(openat, AT_FDCWD, path, O_WRONLY | O_CLOEXEC));
	must(NONE, step, sys(write, fd, text, strlen(text)));
	sys(close, fd);
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

static void make(u32 index)
{
	const struct plan_space *space = &plan.spaces[index];
	struct clone_args args = {.flags = CLONE_FILES, .exit_signal = SIGCHLD};
	int me = getpid(), status;

	if (space->parent != NONE)
		must(NONE, STEP_setns_parent, sys(setns, shared.space_fds[space->parent], CLONE_NEWUSER));
	long creator = must(NONE, STEP_fork, sys(clone3, &args, sizeof args));
	if (creator == 0)
		create(space, me);
	if (waitpid(creator, &status, WUNTRACED) != creator || !WIFSTOPPED(status))
		_exit(1);
	/* the files are the creator's, and to open those of another uid would take CAP_DAC_OVERRIDE */
	sys(setfsuid, space->creator_uid);
	if (space->flags & SPACE_DENY_SETGROUPS)
		write_file(STEP_setgroups_file, creator, "setgroups", "deny");
	write_map(STEP_uid_map, creator, space->uid_map, space->n_uid);
	write_map(STEP_gid_map, creator, space->gid_map, space->n_gid);
	sys(setfsuid, sys(geteuid));
	kill(creator, SIGKILL);
	waitpid(creator, &status, 0);
}

static unsigned long long inode(int fd)
{
	struct stat st;

	return fstat(fd, &st) ? 0 : st.st_ino;
}

/* Whoever started this compares it with the plan. */
static int tell(u32 index)
{
	int fd = shared.space_fds[index], above = ioctl(fd, NS_GET_PARENT);
	u32 owner = NONE;

	if (ioctl(fd, NS_GET_OWNER_UID, &owner))
		return fail(NONE, STEP_owner, errno);
	line("user_ns=%u objref=%u inode=%llu parent=%llu owner=%u", index, plan.spaces[index].objref, inode(fd),
	     above < 0 ? 0 : inode(above), owner);
	close(above);
	return 1;
}

int spaces_make(void)
{
	for (u32 i = 0; i < total(SPACES); i++)
		if (!make_apart(make, i) || !tell(i))
			return 0;
	return 1;
}
