// SPDX-License-Identifier: Apache-2.0
/* Files that tasks hold open. Each is opened by its name, by a process of its own that has taken on the cred
 * of the plan, before there are tasks; these inherit all, and keep what is theirs. Nothing is opened before
 * it is known what it is: to open a device can do something, and to open a fifo can wait. */
#define _GNU_SOURCE
#include "sys.h"
#include "watch.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

long fd_move(long fd)
{
	long moved = fd < 0 ? fd : sys(fcntl, fd, F_DUPFD_CLOEXEC, shared.first_fd);

	if (fd >= 0)
		sys(close, fd);
	return moved == -EINVAL ? -EMFILE : moved;
}

/* Regular, or a device of the kernel's own that keeps nothing: null, zero, full, random, urandom. */
static long file_type(const struct stat *st)
{
	u32 device = minor(st->st_rdev);

	if (S_ISREG(st->st_mode) || (S_ISCHR(st->st_mode) && major(st->st_rdev) == 1
	    && (device == 3 || device == 5 || (device >= 7 && device <= 9))))
		return 0;
	return S_ISDIR(st->st_mode) ? -EISDIR : -ENXIO;
}

/* A name in an image was resolved by the kernel that wrote it: a link in it was put there later. */
static void open_file(u32 index)
{
	const struct plan_file *file = &plan.files[index];
	struct open_how how = {.flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_NO_SYMLINKS};
	u32 holder = NONE;
	struct stat st;
	char path[64];

	for (u32 i = 0; i < total(FDS) && holder == NONE; i++)
		holder = plan.fds[i].file == index ? plan.fds[i].task : NONE;
	if (holder == NONE)
		return;
	if (file->cred != NONE) {
		cred_enter(holder, &plan.creds[file->cred]);
		cred_apply(holder, &plan.creds[file->cred]);
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* the change cleared it */
	}
	long place = must(holder, STEP_open_name,
			  sys(openat2, AT_FDCWD, plan.strings + file->name, &how, sizeof how));
	must(holder, STEP_file_type, sys(fstat, place, &st));
	must(holder, STEP_file_type, file_type(&st));
	snprintf(path, sizeof path, "/proc/self/fd/%ld", place);
	long fd = must(holder, STEP_open_file, sys(openat, AT_FDCWD, path,
						   file->flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
	must(holder, STEP_open_file, sys(fcntl, fd, F_SETFL, file->flags & (O_APPEND | O_NONBLOCK)));
	if (S_ISREG(st.st_mode))
		must(holder, STEP_seek, sys(lseek, fd, file->pos, SEEK_SET));
	sys(close, place);
	shared.file_fds[index] = must(holder, STEP_dup, fd_move(fd));
	line("file=%u objref=%u device=%llu inode=%llu", index, file->objref, (unsigned long long)st.st_dev,
	     (unsigned long long)st.st_ino);
}

int files_open(void)
{
	for (u32 i = 0; i < total(FILES); i++)
		if (!make_apart(open_file, i))
			return 0;
	return 1;
}

void fds_place(u32 me)
{
	for (u32 i = 0; i < total(FDS); i++) {
		const struct plan_fd *fd = &plan.fds[i];
		if (fd->task != me)
			continue;
		shared.making = fd->file;
		must(me, STEP_dup, sys(dup3, shared.file_fds[fd->file], fd->number,
				       fd->flags & FD_CLOSE_ON_EXEC ? O_CLOEXEC : 0));
	}
	/* it may be held for long, and has no business with the files of others */
	for (u32 i = 0; i < total(FILES); i++)
		if (shared.file_fds[i] > 0)
			sys(close, shared.file_fds[i]);
}

void fds_keep(u32 me, u32 from, u32 spare)
{
	for (u32 i = 0; i < total(FDS); i++)
		if (plan.fds[i].task == me && plan.fds[i].number >= from) {
			if (plan.fds[i].number > from)
				sys(close_range, from, plan.fds[i].number - 1, 0);
			from = plan.fds[i].number + 1;
		}
	if (spare > from)
		sys(close_range, from, spare - 1, 0);
	sys(close_range, spare ? spare + 1 : from, ~0u, 0);
}
