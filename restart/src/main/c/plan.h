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
#define PLAN_VERSION 2

enum {
	MAX_BYTES = 16 << 20, MAX_TASKS = 32000, MAX_CREDS = 65536, MAX_NS = 1024, MAX_EXTENTS = 340,
	MAX_GROUPS = 65536, MAX_STRINGS = 1 << 20, MAX_WORDS = 4096, MAX_SIGNAL = 64, COMM_BYTES = 16,
	NO_SETUID_FIXUP = 4, KEEP_CAPS = 16, MAX_IPC = 4096, MAX_DATA = 12 << 20, MAX_SEMAPHORES = 32000,
};

enum head_flag { HEAD_EXEC = 1, HEAD_NO_NEW_PRIVS = 2 };
enum ipc_kind { IPC_KIND_SHM, IPC_KIND_MSG, IPC_KIND_SEM, IPC_KINDS };
enum ns_flag { NS_DENY_SETGROUPS = 1 };
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
	u32 version, flags, n_ns, n_maps, n_creds, n_groups, n_tasks, n_strings;
	u32 exec_task, exec_argc, phase_ms, ready_ms, n_ipc, n_data;
};

struct plan_ns {
	u32 objref, parent, creator_uid, creator_gid, uid_first, n_uid, gid_first, n_gid, flags, reserved;
};

struct plan_ipc {
	u32 kind, id, key, uid, gid, cuid, cgid, mode;
	u64 size; /* bytes of memory, capacity of a queue, number of semaphores */
	u32 data_first, data_bytes; /* pieces, each from a multiple of 8 on */
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

struct plan_ids {
	u32 real, effective, saved, filesystem;
};

struct plan_cred {
	u32 objref, ns;
	struct plan_ids uid, gid;
	u32 groups_first, n_groups;
	u64 inheritable, permitted, effective, bounding, ambient;
	u32 securebits, flags, groupinfo_objref, reserved;
};

struct plan_task {
	u32 pid, parent, maker, leader, pgrp, session, cred, exit_signal, pdeath_signal, flags;
	u64 sigmask;
	u32 exit_code, reserved;
	char comm[COMM_BYTES];
};

_Static_assert(sizeof(struct plan_head) == 64, "head");
_Static_assert(sizeof(struct plan_ns) == 40, "user_ns");
_Static_assert(sizeof(struct plan_ipc) == 48, "ipc");
_Static_assert(sizeof(struct plan_piece) == 16, "piece");
_Static_assert(sizeof(struct plan_map) == 12, "map");
_Static_assert(sizeof(struct plan_cred) == 104, "cred");
_Static_assert(sizeof(struct plan_task) == 72, "task");

/* The arrays follow the head: tasks, creds, user_ns, ipc, data, maps, groups, strings; so 64-bit
 * members are aligned. */
struct plan {
	const struct plan_head *head;
	const struct plan_task *tasks;
	const struct plan_cred *creds;
	const struct plan_ns *ns;
	const struct plan_ipc *ipc;
	const char *data;
	const struct plan_map *maps;
	const u32 *groups;
	const char *strings;
	size_t bytes;
};

extern struct plan plan;

enum plan_end { PLAN_ALONE, PLAN_THEN_RELEASE };

/* Reads the plan; false, with the reason reported, if it is cut or not one. */
int plan_read(int fd, enum plan_end end);

/* Judges it; false, with the first fault reported. Nothing has been done by then. */
int plan_check(void);

static inline int is_thread(u32 task) { return plan.tasks[task].flags & TASK_THREAD; }
static inline int is_zombie(u32 task) { return plan.tasks[task].flags & TASK_ZOMBIE; }
static inline int is_ghost(u32 task) { return plan.tasks[task].flags & TASK_GHOST; }

static inline const struct plan_piece *ipc_piece(const struct plan_ipc *ipc, u32 from)
{
	return (const struct plan_piece *)(plan.data + ipc->data_first + from);
}

static inline u32 ipc_piece_bytes(const struct plan_piece *piece)
{
	return sizeof *piece + ((piece->length + 7) & ~7u);
}

/* Made by a ghost that is no sibling, and taken in by its parent at the end of the ghost. */
static inline int is_adopted(u32 task)
{
	const struct plan_task *at = &plan.tasks[task];

	return !is_thread(task) && at->maker != at->parent && plan.tasks[at->maker].parent != at->parent;
}

#endif
