// SPDX-License-Identifier: Apache-2.0
/* The plan: fixed-size records, little-endian, in the order of this file. PLAN.md has the same as tables. */
#ifndef CKPT_PLAN_H
#define CKPT_PLAN_H

#include <stddef.h>
#include <stdint.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "plans are little-endian, and so is every machine this runs on"
#endif

typedef uint32_t u32;
typedef uint64_t u64;

#define NONE 0xffffffffu /* no index; also the id that no user and no group can have */
#define PLAN_MAGIC 0x4e414c5054504b43ull /* "CKPTPLAN" */
#define PLAN_VERSION 3

/* Arrays behind the head, in this order, so that 64-bit members are aligned. */
enum section { TASKS, CREDS, SPACES, IPC, FILES, FDS, DATA, MAPS, GROUPS, STRINGS, SECTIONS };

enum {
	MAX_BYTES = 16 << 20, MAX_TASKS = 32000, MAX_CREDS = 65536, MAX_SPACES = 1024, MAX_EXTENTS = 340,
	MAX_GROUPS = 65536, MAX_STRINGS = 4 << 20, MAX_WORDS = 4096, MAX_SIGNAL = 64, COMM_BYTES = 16,
	MAX_IPC = 4096, MAX_DATA = 12 << 17, MAX_SEMAPHORES = 32000, MAX_FILES = 4096, MAX_FDS = 65536,
	MAX_FD = 4095, NO_SETUID_FIXUP = 4, KEEP_CAPS = 16,
	FILE_FLAGS = 04016003, /* access, O_APPEND, O_NONBLOCK, O_DSYNC, O_SYNC: the same on both machines */
};

enum head_flag { HEAD_EXEC = 1, HEAD_NO_NEW_PRIVS = 2 };
enum ipc_kind { IPC_KIND_SHM, IPC_KIND_MSG, IPC_KIND_SEM, IPC_KINDS };
enum space_flag { SPACE_DENY_SETGROUPS = 1 };
enum fd_flag { FD_CLOSE_ON_EXEC = 1 };
enum cred_flag {
	CRED_NO_NEW_PRIVS = 1,
	CRED_GROUPS_OUTSIDE = 2, /* before entering, in the caller's ids */
	CRED_SECUREBITS_STAY = 4,
};
enum task_flag {
	TASK_THREAD = 1, TASK_ZOMBIE = 2,
	TASK_GHOST = 4, /* stands in for a dead leader while the tree is made; gone before READY */
	TASK_EARLY = 8, /* made before its maker leads a session */
};

struct plan_head {
	u64 magic;
	u32 version, flags, exec_task, exec_argc, exec_envc, reserved, phase_ms, ready_ms;
	u32 count[SECTIONS];
};

struct plan_task {
	u32 pid, parent, maker, leader, pgrp, session, cred, exit_signal, pdeath_signal, flags;
	u64 sigmask;
	u32 exit_code, reserved;
	char comm[COMM_BYTES];
};

struct plan_ids {
	u32 real, effective, saved, filesystem;
};

struct plan_cred {
	u32 objref, space;
	struct plan_ids uid, gid;
	u32 groups, n_groups;
	u64 inheritable, permitted, effective, bounding, ambient;
	u32 securebits, flags, groupinfo_objref, reserved;
};

struct plan_space {
	u32 objref, parent, creator_uid, creator_gid, uid_map, n_uid, gid_map, n_gid, flags, reserved;
};

struct plan_ipc {
	u32 kind, id, key, uid, gid, cuid, cgid, mode;
	u64 size; /* bytes of memory, capacity of a queue, number of semaphores */
	u32 data, n_data; /* pieces, in words of 8 bytes */
};

struct plan_file {
	u32 objref, name, flags, cred; /* the cred that opens it; NONE for the caller */
	u64 pos;
};

struct plan_fd {
	u32 task, file, number, flags;
};

/* Contents: part of a memory at an offset, a message of a type, or all values of a set, 16 bits each. */
struct plan_piece {
	u32 length, reserved;
	u64 at;
	char bytes[];
};

struct plan_map {
	u32 inside, outside, count;
};

_Static_assert(sizeof(struct plan_head) == 80 && sizeof(struct plan_task) == 72, "head and task");
_Static_assert(sizeof(struct plan_cred) == 104 && sizeof(struct plan_space) == 40, "cred and space");
_Static_assert(sizeof(struct plan_ipc) == 48 && sizeof(struct plan_piece) == 16, "ipc");
_Static_assert(sizeof(struct plan_file) == 24 && sizeof(struct plan_fd) == 16, "files");

struct plan {
	const struct plan_head *head;
	union {
		const char *section[SECTIONS];
		struct {
			const struct plan_task *tasks;
			const struct plan_cred *creds;
			const struct plan_space *spaces;
			const struct plan_ipc *ipc;
			const struct plan_file *files;
			const struct plan_fd *fds;
			const u64 *data;
			const struct plan_map *maps;
			const u32 *groups;
			const char *strings;
		};
	};
	size_t bytes;
};

extern struct plan plan;

enum plan_end { PLAN_ALONE, PLAN_THEN_RELEASE };

/* Reads the plan; false, with the reason reported, if it is cut or not one. */
int plan_read(int fd, enum plan_end end);

/* Judges it; false, with the first fault reported. Nothing has been done by then. */
int plan_check(void);

static inline u32 total(enum section section) { return plan.head->count[section]; }
static inline int is_thread(u32 task) { return plan.tasks[task].flags & TASK_THREAD; }
static inline int is_zombie(u32 task) { return plan.tasks[task].flags & TASK_ZOMBIE; }
static inline int is_ghost(u32 task) { return plan.tasks[task].flags & TASK_GHOST; }

/* The piece that begins at a word of an object; and how many words it takes. */
static inline const struct plan_piece *ipc_piece(const struct plan_ipc *ipc, u32 word)
{
	return (const struct plan_piece *)(plan.data + ipc->data + word);
}

static inline u32 ipc_piece_words(const struct plan_piece *piece)
{
	return (sizeof *piece + piece->length + 7) / 8;
}

/* Made by a ghost that is no sibling, and taken in by its parent at the end of the ghost. */
static inline int is_adopted(u32 task)
{
	const struct plan_task *at = &plan.tasks[task];

	return !is_thread(task) && at->maker != at->parent && plan.tasks[at->maker].parent != at->parent;
}

#endif
