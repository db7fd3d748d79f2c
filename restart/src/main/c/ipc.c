// SPDX-License-Identifier: Apache-2.0
/* SysV IPC objects, in a new namespace that all tasks are born into. A process of its own makes each: as its
 * creator, whose ids the caller must be allowed to take, and filled before it is given to its owner. */
#define _GNU_SOURCE
#include "sys.h"
#include "watch.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the kernel says of an object; all begin with the same. */
union ds {
	struct ipc_perm perm;
	struct shmid_ds shm;
	struct msqid_ds msg;
	struct semid_ds sem;
};

static const int stat_any[] = {SHM_STAT_ANY, MSG_STAT_ANY, SEM_STAT_ANY}; /* by slot, and no right is needed */

/* The number that the next object of its kind gets. */
static void choose_id(const struct plan_ipc *ipc)
{
	char path[64], text[16];

	snprintf(path, sizeof path, "/proc/sys/kernel/%s_next_id", ipc_kinds[ipc->kind]);
	int length = snprintf(text, sizeof text, "%u", ipc->id);
	int fd = must(NONE, STEP_next_id, sys(openat, AT_FDCWD, path, O_WRONLY | O_CLOEXEC));
	must(NONE, STEP_next_id, sys(write, fd, text, length));
	close(fd);
}

static long get(const struct plan_ipc *ipc)
{
	int flags = IPC_CREAT | IPC_EXCL | 0600;

	if (ipc->kind == IPC_KIND_SHM)
		return sys(shmget, ipc->key, ipc->size, flags);
	return ipc->kind == IPC_KIND_MSG ? sys(msgget, ipc->key, flags) : sys(semget, ipc->key, ipc->size, flags);
}

static long control(const struct plan_ipc *ipc, int id, int command, union ds *ds)
{
	if (ipc->kind == IPC_KIND_SHM)
		return sys(shmctl, id, command, ds);
	return ipc->kind == IPC_KIND_MSG ? sys(msgctl, id, command, ds) : sys(semctl, id, 0, command, ds);
}

static void fill(const struct plan_ipc *ipc, int id)
{
	long memory = ipc->kind == IPC_KIND_SHM ? must(NONE, STEP_contents, sys(shmat, id, NULL, 0)) : 0;

	for (u32 word = 0; word < ipc->n_data;) {
		const struct plan_piece *piece = ipc_piece(ipc, word);
		if (ipc->kind == IPC_KIND_SHM)
			memcpy((char *)memory + piece->at, piece->bytes, piece->length);
		else if (ipc->kind == IPC_KIND_MSG) /* type and text lie as msgsnd wants them */
			must(NONE, STEP_contents, sys(msgsnd, id, &piece->at, piece->length, IPC_NOWAIT));
		else
			must(NONE, STEP_contents, sys(semctl, id, 0, SETALL, piece->bytes));
		word += ipc_piece_words(piece);
	}
}

static void give(const struct plan_ipc *ipc, int id)
{
	union ds ds;

	/* the object is of the creator still, who lets nobody else read it */
	must(NONE, STEP_ipc_set, control(ipc, id & 0x7fff, stat_any[ipc->kind], &ds));
	ds.perm.uid = ipc->uid;
	ds.perm.gid = ipc->gid;
	ds.perm.mode = ipc->mode;
	if (ipc->kind == IPC_KIND_MSG)
		ds.msg.msg_qbytes = ipc->size;
	must(NONE, STEP_ipc_set, control(ipc, id, IPC_SET, &ds));
}

/* Whoever started this compares it with the plan. */
static void tell(const struct plan_ipc *ipc, int id)
{
	union ds ds;

	id = must(NONE, STEP_stat, control(ipc, id & 0x7fff, stat_any[ipc->kind], &ds));
	line("ipc=%u id=%d key=%u uid=%u gid=%u cuid=%u cgid=%u mode=%u size=%lu used=%lu", shared.making, id,
	     (u32)ds.perm.__key, ds.perm.uid, ds.perm.gid, ds.perm.cuid, ds.perm.cgid, ds.perm.mode,
	     ipc->kind == IPC_KIND_SHM ? ds.shm.shm_segsz : ipc->kind == IPC_KIND_MSG ? ds.msg.msg_qbytes
	     : ds.sem.sem_nsems, ipc->kind == IPC_KIND_MSG ? ds.msg.msg_qnum : 0);
}

static void make(u32 index)
{
	const struct plan_ipc *ipc = &plan.ipc[index];
	uid_t uid = geteuid();
	gid_t gid = getegid();

	choose_id(ipc);
	must(NONE, STEP_setegid_cgid, sys(setresgid, -1, ipc->cgid, -1));
	must(NONE, STEP_seteuid_cuid, sys(setresuid, -1, ipc->cuid, -1));
	int id = must(NONE, STEP_get, get(ipc));
	fill(ipc, id);
	must(NONE, STEP_seteuid_cuid, sys(setresuid, -1, uid, -1));
	must(NONE, STEP_setegid_cgid, sys(setresgid, -1, gid, -1));
	give(ipc, id);
	tell(ipc, id);
}

int ipc_make(void)
{
	struct stat space;

	if (total(IPC) == 0)
		return 1;
	long result = sys(unshare, CLONE_NEWIPC);
	if (result < 0)
		return fail(NONE, STEP_unshare_ipc, -result);
	line("ipc_ns inode=%lu", stat("/proc/self/ns/ipc", &space) ? 0 : space.st_ino);
	for (u32 i = 0; i < total(IPC); i++)
		if (!make_apart(make, i))
			return 0;
	return 1;
}
