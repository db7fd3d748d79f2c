// SPDX-License-Identifier: Apache-2.0
/* SysV IPC objects, in a new namespace that all tasks are born into. A process of its own makes them: each as
 * its creator, whose ids the caller must be allowed to take, and filled before it is given to its owner. */
#define _GNU_SOURCE
#include "task.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the kernel says of an object; all begin with the same. */
union ds {
	struct ipc_perm perm;
	struct shmid_ds shm;
	struct msqid_ds msg;
	struct semid_ds sem;
};

static const int stat_any[] = {SHM_STAT_ANY, MSG_STAT_ANY, SEM_STAT_ANY}; /* by slot, and no right is needed */
static u32 at; /* object that is being made */

static long need(enum step step, long result)
{
	if (result < 0) {
		ipc_error(at, step, errno);
		_exit(1);
	}
	return result;
}

/* The number that the next object of its kind gets. */
static void choose_id(const struct plan_ipc *ipc)
{
	char path[64], text[16];

	snprintf(path, sizeof path, "/proc/sys/kernel/%s_next_id", ipc_kinds[ipc->kind]);
	int length = snprintf(text, sizeof text, "%u", ipc->id);
	int fd = need(STEP_next_id, open(path, O_WRONLY | O_CLOEXEC));
	need(STEP_next_id, write(fd, text, length));
	close(fd);
}

static int get(const struct plan_ipc *ipc)
{
	int flags = IPC_CREAT | IPC_EXCL | 0600;

	if (ipc->kind == IPC_KIND_SHM)
		return shmget(ipc->key, ipc->size, flags);
	return ipc->kind == IPC_KIND_MSG ? msgget(ipc->key, flags) : semget(ipc->key, ipc->size, flags);
}

static int control(const struct plan_ipc *ipc, int id, int command, void *argument)
{
	if (ipc->kind == IPC_KIND_SHM)
		return shmctl(id, command, argument);
	return ipc->kind == IPC_KIND_MSG ? msgctl(id, command, argument) : semctl(id, 0, command, argument);
}

static void fill(const struct plan_ipc *ipc, int id)
{
	char *memory = ipc->kind == IPC_KIND_SHM ? shmat(id, NULL, 0) : NULL;

	need(STEP_contents, memory == (void *)-1 ? -1 : 0);
	for (u32 from = 0; from < ipc->data_bytes;) {
		const struct plan_piece *piece = ipc_piece(ipc, from);
		if (ipc->kind == IPC_KIND_SHM)
			memcpy(memory + piece->at, piece->bytes, piece->length);
		else if (ipc->kind == IPC_KIND_MSG) /* type and text lie as msgsnd wants them */
			need(STEP_contents, msgsnd(id, &piece->at, piece->length, IPC_NOWAIT));
		else
			need(STEP_contents, semctl(id, 0, SETALL, piece->bytes));
		from += ipc_piece_bytes(piece);
	}
	if (memory)
		shmdt(memory);
}

static void give(const struct plan_ipc *ipc, int id)
{
	union ds ds;

	/* the object is of the creator still, who lets nobody else read it */
	need(STEP_owner, control(ipc, id & 0x7fff, stat_any[ipc->kind], &ds));
	ds.perm.uid = ipc->uid;
	ds.perm.gid = ipc->gid;
	ds.perm.mode = ipc->mode;
	if (ipc->kind == IPC_KIND_MSG)
		ds.msg.msg_qbytes = ipc->size;
	need(STEP_owner, control(ipc, id, IPC_SET, &ds));
}

/* Whoever started this compares it with the plan. */
static void tell(const struct plan_ipc *ipc, int id)
{
	union ds ds;

	id = need(STEP_stat, control(ipc, id & 0x7fff, stat_any[ipc->kind], &ds));
	line("ipc=%u id=%d key=%u uid=%u gid=%u cuid=%u cgid=%u mode=%u size=%lu used=%lu", at, id,
	     (u32)ds.perm.__key, ds.perm.uid, ds.perm.gid, ds.perm.cuid, ds.perm.cgid, ds.perm.mode,
	     ipc->kind == IPC_KIND_SHM ? ds.shm.shm_segsz : ipc->kind == IPC_KIND_MSG ? ds.msg.msg_qbytes
	     : ds.sem.sem_nsems, ipc->kind == IPC_KIND_MSG ? ds.msg.msg_qnum : 0);
}

static void make(const struct plan_ipc *ipc)
{
	uid_t uid = geteuid();
	gid_t gid = getegid();

	choose_id(ipc);
	need(STEP_setegid_creator, setresgid(-1, ipc->cgid, -1));
	need(STEP_seteuid_creator, setresuid(-1, ipc->cuid, -1));
	int id = need(STEP_get, get(ipc));
	fill(ipc, id);
	need(STEP_seteuid_creator, setresuid(-1, uid, -1));
	need(STEP_setegid_creator, setresgid(-1, gid, -1));
	give(ipc, id);
	tell(ipc, id);
}

int ipc_make_all(void)
{
	struct stat space;
	int status;

	if (plan.head->n_ipc == 0)
		return 1;
	if (unshare(CLONE_NEWIPC) || stat("/proc/self/ns/ipc", &space))
		return ipc_error(0, STEP_unshare_ipc, errno), 0;
	line("ipc_ns inode=%lu", space.st_ino);
	pid_t maker = fork();
	if (maker == 0) {
		for (at = 0; at < plan.head->n_ipc; at++)
			make(&plan.ipc[at]);
		_exit(0);
	}
	if (maker < 0 || waitpid(maker, &status, 0) != maker || WIFSIGNALED(status))
		return ipc_error(0, STEP_died, maker < 0 ? errno : EINTR), 0;
	return WEXITSTATUS(status) == 0;
}
