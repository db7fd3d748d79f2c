// SPDX-License-Identifier: Apache-2.0
/* Reads the plan and judges what this program relies on: sizes, positions, ids, and what is used as a shift.
 * All else is left to the kernel, which refuses what it does not take. */
#define _GNU_SOURCE
#include "plan.h"
#include "report.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct plan plan;

static int read_exactly(int fd, char *to, size_t bytes)
{
	while (bytes > 0) {
		ssize_t got = read(fd, to, bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return 0;
		to += got;
		bytes -= got;
	}
	return 1;
}

static const char *head_fault(const struct plan_head *head)
{
	if (head->magic != PLAN_MAGIC || head->version != PLAN_VERSION)
		return "version";
	if (head->n_tasks == 0 || head->n_tasks > MAX_TASKS)
		return "n_tasks";
	if (head->n_creds > MAX_CREDS || head->n_ns > MAX_NS || head->n_strings > MAX_STRINGS
	    || head->n_ipc > MAX_IPC || head->n_data > MAX_DATA || head->n_data % 8)
		return "counts";
	return NULL;
}

static u64 body_bytes(const struct plan_head *head)
{
	return (u64)head->n_tasks * sizeof *plan.tasks + (u64)head->n_creds * sizeof *plan.creds
		+ (u64)head->n_ns * sizeof *plan.ns + (u64)head->n_ipc * sizeof *plan.ipc + head->n_data
		+ (u64)head->n_maps * sizeof *plan.maps
		+ (u64)head->n_groups * sizeof *plan.groups + head->n_strings;
}

static void lay_out(char *memory, size_t bytes)
{
	plan.head = (const struct plan_head *)memory;
	plan.tasks = (const struct plan_task *)(plan.head + 1);
	plan.creds = (const struct plan_cred *)(plan.tasks + plan.head->n_tasks);
	plan.ns = (const struct plan_ns *)(plan.creds + plan.head->n_creds);
	plan.ipc = (const struct plan_ipc *)(plan.ns + plan.head->n_ns);
	plan.data = (const char *)(plan.ipc + plan.head->n_ipc);
	plan.maps = (const struct plan_map *)(plan.data + plan.head->n_data);
	plan.groups = (const u32 *)(plan.maps + plan.head->n_maps);
	plan.strings = (const char *)(plan.groups + plan.head->n_groups);
	plan.bytes = bytes;
}

int plan_read(int fd, enum plan_end end)
{
	struct plan_head head;
	char more;

	if (!read_exactly(fd, (char *)&head, sizeof head))
		return refuse("plan", 0, 0, "head", ENODATA);
	const char *fault = head_fault(&head);
	if (fault)
		return refuse("plan", 0, 0, fault, EINVAL);
	u64 body = body_bytes(&head);
	if (body > MAX_BYTES)
		return refuse("plan", 0, 0, "bytes", E2BIG);
	char *memory = mmap(NULL, sizeof head + body, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		return refuse("plan", 0, 0, "bytes", ENOMEM);
	*(struct plan_head *)memory = head;
	if (!read_exactly(fd, memory + sizeof head, body))
		return refuse("plan", 0, 0, "body", ENODATA);
	if (end == PLAN_ALONE && read(fd, &more, 1) != 0)
		return refuse("plan", 0, 0, "trailing", EINVAL);
	lay_out(memory, sizeof head + body);
	return 1;
}

static int within(u32 first, u32 count, u32 most, u32 have)
{
	return count <= most && first <= have && count <= have - first;
}

static const char *ns_fault(u32 index)
{
	const struct plan_ns *ns = &plan.ns[index];

	if (ns->parent != NONE && ns->parent >= index)
		return "parent";
	if (ns->creator_uid == NONE || ns->creator_gid == NONE)
		return "creator";
	if (ns->flags & ~NS_DENY_SETGROUPS || ns->reserved)
		return "flags";
	if (!within(ns->uid_first, ns->n_uid, MAX_EXTENTS, plan.head->n_maps))
		return "uid_map";
	return within(ns->gid_first, ns->n_gid, MAX_EXTENTS, plan.head->n_maps) ? NULL : "gid_map";
}

/* Contents are used as they lie: every piece must end within its object. */
static int pieces_fit(const struct plan_ipc *ipc)
{
	u32 left = ipc->data_bytes, size;

	if (ipc->data_first % 8 || left % 8 || !within(ipc->data_first, left, MAX_DATA, plan.head->n_data))
		return 0;
	for (; left > 0; left -= size) {
		const struct plan_piece *piece = ipc_piece(ipc, ipc->data_bytes - left);
		if (left < sizeof *piece || piece->length > left - sizeof *piece || piece->reserved)
			return 0;
		size = ipc_piece_bytes(piece);
		if (ipc->kind == IPC_KIND_SHM ? piece->at > ipc->size || piece->length > ipc->size - piece->at
		    : ipc->kind == IPC_KIND_SEM && (piece->at || piece->length != ipc->size * 2))
			return 0;
	}
	return 1;
}

static const char *ipc_fault(u32 index)
{
	const struct plan_ipc *ipc = &plan.ipc[index];

	if (ipc->kind >= IPC_KINDS || ipc->id > 0x7fffffff)
		return "id";
	if (ipc->uid == NONE || ipc->gid == NONE || ipc->cuid == NONE || ipc->cgid == NONE)
		return "uid";
	if (ipc->mode & ~0777u)
		return "mode";
	if (ipc->size > (ipc->kind == IPC_KIND_SEM ? MAX_SEMAPHORES : UINT64_MAX >> 1))
		return "size";
	return pieces_fit(ipc) ? NULL : "contents";
}

static int ids_fit(const struct plan_ids *ids)
{
	return ids->real != NONE && ids->effective != NONE && ids->saved != NONE && ids->filesystem != NONE;
}

static const char *cred_fault(u32 index)
{
	const struct plan_cred *cred = &plan.creds[index];

	if (cred->ns != NONE && cred->ns >= plan.head->n_ns)
		return "user_ns";
	if (!ids_fit(&cred->uid))
		return "uid";
	if (!ids_fit(&cred->gid))
		return "gid";
	if (cred->flags & ~(CRED_NO_NEW_PRIVS | CRED_GROUPS_OUTSIDE | CRED_SECUREBITS_STAY) || cred->reserved)
		return "flags";
	return within(cred->groups_first, cred->n_groups, MAX_GROUPS, plan.head->n_groups) ? NULL : "ngroups";
}

static int is_plain(u32 task, u32 before)
{
	return task < before && !(plan.tasks[task].flags & ~TASK_EARLY);
}

static const char *family_fault(u32 index)
{
	const struct plan_task *task = &plan.tasks[index];

	if (task->flags & TASK_THREAD)
		return is_plain(task->leader, index) && task->maker == task->leader && task->parent == NONE
			&& task->flags == TASK_THREAD ? NULL : "leader";
	if (task->leader != index)
		return "leader";
	if (task->parent == NONE ? task->flags & TASK_ZOMBIE : !is_plain(task->parent, index))
		return "parent";
	if (task->maker != task->parent && (task->maker >= index || !is_ghost(task->maker)))
		return "maker";
	if ((task->pgrp != NONE && task->pgrp >= plan.head->n_tasks)
	    || (task->session != NONE && task->session >= plan.head->n_tasks))
		return "pgrp";
	return NULL;
}

static const char *task_fault(u32 index)
{
	const struct plan_task *task = &plan.tasks[index];
	u32 known = TASK_THREAD | TASK_ZOMBIE | TASK_GHOST | TASK_EARLY, ends = TASK_ZOMBIE | TASK_GHOST;

	if (task->flags & ~known || (task->flags & ends) == ends || task->reserved)
		return "flags";
	if (task->pid > 1 << 22)
		return "pid";
	if (!memchr(task->comm, 0, COMM_BYTES))
		return "comm";
	if (task->exit_signal > MAX_SIGNAL || task->pdeath_signal > MAX_SIGNAL)
		return "exit_signal";
	if (task->exit_code > (task->exit_code & 0xff ? MAX_SIGNAL : 0xff00))
		return "exit_code";
	if (is_ghost(index) ? task->cred != NONE : task->cred >= plan.head->n_creds)
		return "cred";
	return family_fault(index);
}

static const char *exec_fault(u32 index)
{
	const struct plan_head *head = plan.head;
	u32 words = 0;

	(void)index;
	if (!(head->flags & HEAD_EXEC))
		return head->flags || head->exec_argc || head->n_strings ? "exec" : NULL;
	for (u32 i = 0; i < head->n_strings; i++)
		words += plan.strings[i] == 0;
	if (head->flags & ~(HEAD_EXEC | HEAD_NO_NEW_PRIVS) || !is_plain(head->exec_task, head->n_tasks))
		return "exec_task";
	return head->exec_argc == 0 || head->exec_argc > words || words > MAX_WORDS
		|| plan.strings[head->n_strings - 1] != 0 ? "exec" : NULL;
}

static const char *group_fault(u32 index)
{
	return plan.groups[index] == NONE ? "groups" : NULL;
}

int plan_check(void)
{
	const struct {
		const char *record;
		u32 count;
		const char *(*fault)(u32 index);
	} kinds[] = {
		{"user_ns", plan.head->n_ns, ns_fault}, {"groupinfo", plan.head->n_groups, group_fault},
		{"cred", plan.head->n_creds, cred_fault}, {"task", plan.head->n_tasks, task_fault},
		{"plan", 1, exec_fault}, {"ipc", plan.head->n_ipc, ipc_fault},
	};

	for (u32 kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
		for (u32 i = 0; i < kinds[kind].count; i++) {
			const char *field = kinds[kind].fault(i);
			if (field)
				return refuse(kinds[kind].record, i, kind == 2 ? plan.creds[i].objref
					      : kind == 0 ? plan.ns[i].objref : 0, field, EINVAL);
		}
	return 1;
}
