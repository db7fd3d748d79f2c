// SPDX-License-Identifier: Apache-2.0
/* Reads the plan and judges what this program relies on: sizes, positions, ids, and what is used as a shift.
 * All else is left to the kernel, which refuses what it does not take. */
#define _GNU_SOURCE
#include "plan.h"
#include "report.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct plan plan;

static const struct {
	const char *record;
	u32 size, most;
} sections[SECTIONS] = {
	{"task", sizeof(struct plan_task), MAX_TASKS}, {"cred", sizeof(struct plan_cred), MAX_CREDS},
	{"user_ns", sizeof(struct plan_space), MAX_SPACES}, {"ipc", sizeof(struct plan_ipc), MAX_IPC},
	{"file", sizeof(struct plan_file), MAX_FILES}, {"fd", sizeof(struct plan_fd), MAX_FDS},
	{"data", sizeof(u64), MAX_DATA}, {"map", sizeof(struct plan_map), MAX_BYTES},
	{"groupinfo", sizeof(u32), MAX_BYTES}, {"string", 1, MAX_STRINGS},
};

/* What a member may be. INDEX: a position in the section of the limit; BEFORE: one before the record itself;
 * RANGE: a position and, right behind it, how many. */
enum kind { MOST, MOST64, BITS, ID, INDEX, INDEX_OR_NONE, BEFORE_OR_NONE, RANGE };

#define AT(record, member) #member, offsetof(struct plan_##record, member)

static const struct rule {
	enum section of;
	const char *member;
	u32 at;
	enum kind kind;
	u64 limit;
} rules[] = {
	{SPACES, AT(space, parent), BEFORE_OR_NONE, 0},
	{SPACES, AT(space, creator_uid), ID, 0}, {SPACES, AT(space, creator_gid), ID, 0},
	{SPACES, AT(space, flags), BITS, SPACE_DENY_SETGROUPS}, {SPACES, AT(space, reserved), MOST, 0},
	{SPACES, AT(space, n_uid), MOST, MAX_EXTENTS}, {SPACES, AT(space, uid_map), RANGE, MAPS},
	{SPACES, AT(space, n_gid), MOST, MAX_EXTENTS}, {SPACES, AT(space, gid_map), RANGE, MAPS},
	{GROUPS, "groups", 0, ID, 0},
	{CREDS, AT(cred, space), INDEX_OR_NONE, SPACES},
	{CREDS, AT(cred, uid.real), ID, 0}, {CREDS, AT(cred, uid.effective), ID, 0},
	{CREDS, AT(cred, uid.saved), ID, 0}, {CREDS, AT(cred, uid.filesystem), ID, 0},
	{CREDS, AT(cred, gid.real), ID, 0}, {CREDS, AT(cred, gid.effective), ID, 0},
	{CREDS, AT(cred, gid.saved), ID, 0}, {CREDS, AT(cred, gid.filesystem), ID, 0},
	{CREDS, AT(cred, flags), BITS, CRED_NO_NEW_PRIVS | CRED_GROUPS_OUTSIDE | CRED_SECUREBITS_STAY},
	{CREDS, AT(cred, n_groups), MOST, MAX_GROUPS}, {CREDS, AT(cred, groups), RANGE, GROUPS},
	{CREDS, AT(cred, reserved), MOST, 0},
	{TASKS, AT(task, flags), BITS, TASK_THREAD | TASK_ZOMBIE | TASK_GHOST | TASK_EARLY},
	{TASKS, AT(task, pid), MOST, 1 << 22}, {TASKS, AT(task, reserved), MOST, 0},
	{TASKS, AT(task, exit_signal), MOST, MAX_SIGNAL}, {TASKS, AT(task, pdeath_signal), MOST, MAX_SIGNAL},
	{TASKS, AT(task, cred), INDEX_OR_NONE, CREDS}, {TASKS, AT(task, pgrp), INDEX_OR_NONE, TASKS},
	{TASKS, AT(task, session), INDEX_OR_NONE, TASKS},
	{IPC, AT(ipc, kind), MOST, IPC_KINDS - 1}, {IPC, AT(ipc, id), MOST, INT32_MAX},
	{IPC, AT(ipc, uid), ID, 0}, {IPC, AT(ipc, gid), ID, 0}, {IPC, AT(ipc, cuid), ID, 0},
	{IPC, AT(ipc, cgid), ID, 0}, {IPC, AT(ipc, mode), BITS, 0777},
	{IPC, AT(ipc, size), MOST64, INT64_MAX}, {IPC, AT(ipc, data), RANGE, DATA},
	{FILES, AT(file, name), INDEX, STRINGS}, {FILES, AT(file, flags), BITS, FILE_FLAGS},
	{FILES, AT(file, cred), INDEX_OR_NONE, CREDS}, {FILES, AT(file, pos), MOST64, INT64_MAX},
	{FDS, AT(fd, file), INDEX, FILES}, {FDS, AT(fd, task), INDEX, TASKS},
	{FDS, AT(fd, number), MOST, MAX_FD}, {FDS, AT(fd, flags), BITS, FD_CLOSE_ON_EXEC},
};

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
	for (u32 i = 0; i < SECTIONS; i++)
		if (head->count[i] > sections[i].most || (i == TASKS && head->count[i] == 0))
			return "counts";
	return NULL;
}

int plan_read(int fd, enum plan_end end)
{
	struct plan_head head;
	u64 body = 0;
	char more;

	if (!read_exactly(fd, (char *)&head, sizeof head))
		return refuse("plan", 0, 0, "head", ENODATA);
	const char *fault = head_fault(&head);
	if (fault)
		return refuse("plan", 0, 0, fault, EINVAL);
	for (u32 i = 0; i < SECTIONS; i++)
		body += (u64)head.count[i] * sections[i].size;
	if (body > MAX_BYTES)
		return refuse("plan", 0, 0, "bytes", E2BIG);
	plan.bytes = sizeof head + body;
	char *memory = mmap(NULL, plan.bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		return refuse("plan", 0, 0, "bytes", ENOMEM);
	plan.head = memcpy(memory, &head, sizeof head);
	memory += sizeof head;
	if (!read_exactly(fd, memory, body))
		return refuse("plan", 0, 0, "body", ENODATA);
	if (end == PLAN_ALONE && read(fd, &more, 1) != 0)
		return refuse("plan", 0, 0, "trailing", EINVAL);
	for (u32 i = 0; i < SECTIONS; memory += (u64)head.count[i] * sections[i].size, i++)
		plan.section[i] = memory;
	return 1;
}

static int breaks(const struct rule *rule, u32 index)
{
	const void *member = plan.section[rule->of] + (u64)index * sections[rule->of].size + rule->at;
	const u32 *word = member;
	u32 have = rule->limit < SECTIONS ? total(rule->limit) : 0;

	switch (rule->kind) {
	case MOST: return *word > rule->limit;
	case MOST64: return *(const u64 *)member > rule->limit;
	case BITS: return (*word & ~rule->limit) != 0;
	case ID: return *word == NONE;
	case INDEX: return *word >= have;
	case INDEX_OR_NONE: return *word != NONE && *word >= have;
	case BEFORE_OR_NONE: return *word != NONE && *word >= index;
	case RANGE: return word[0] > have || word[1] > have - word[0];
	}
	return 1;
}

/* Contents are used as they lie: every piece must end within its object. */
static const char *ipc_fault(u32 index)
{
	const struct plan_ipc *ipc = &plan.ipc[index];

	if (ipc->kind == IPC_KIND_SEM && ipc->size > MAX_SEMAPHORES)
		return "size";
	for (u32 left = ipc->n_data, words; left > 0; left -= words) {
		const struct plan_piece *piece = ipc_piece(ipc, ipc->n_data - left);
		if (left < sizeof *piece / 8 || piece->length > left * 8 - sizeof *piece || piece->reserved)
			return "contents";
		words = ipc_piece_words(piece);
		if (ipc->kind == IPC_KIND_SHM ? piece->at > ipc->size || piece->length > ipc->size - piece->at
		    : ipc->kind == IPC_KIND_SEM && (piece->at || piece->length != ipc->size * 2))
			return "contents";
	}
	return NULL;
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
	return task->maker != task->parent && (task->maker >= index || !is_ghost(task->maker)) ? "maker" : NULL;
}

static const char *task_fault(u32 index)
{
	const struct plan_task *task = &plan.tasks[index];

	if (is_ghost(index) ? task->cred != NONE || is_zombie(index) : task->cred == NONE)
		return "cred";
	if (!memchr(task->comm, 0, COMM_BYTES))
		return "comm";
	if (task->exit_code > (task->exit_code & 0xff ? MAX_SIGNAL : 0xff00))
		return "exit_code";
	return family_fault(index);
}

static const char *exec_fault(void)
{
	const struct plan_head *head = plan.head;
	u32 bytes = total(STRINGS), words = 0;

	for (u32 i = 0; i < bytes; i++)
		words += plan.strings[i] == 0;
	if ((bytes > 0 && plan.strings[bytes - 1] != 0) || head->reserved)
		return "strings";
	if (!(head->flags & HEAD_EXEC))
		return head->flags || head->exec_argc || head->exec_envc ? "exec" : NULL;
	if (head->flags & ~(HEAD_EXEC | HEAD_NO_NEW_PRIVS) || !is_plain(head->exec_task, total(TASKS)))
		return "exec_task";
	return head->exec_argc == 0 || head->exec_argc > MAX_WORDS || head->exec_envc > MAX_WORDS
		|| head->exec_argc + head->exec_envc > words ? "exec" : NULL;
}

/* A process holds its numbers in rising order, so that all between them can be closed. */
static const char *fd_fault(u32 index)
{
	const struct plan_fd *fd = &plan.fds[index], *last = index ? fd - 1 : fd;

	if (!is_plain(fd->task, total(TASKS)))
		return "task";
	return fd != last && (fd->task < last->task || (fd->task == last->task && fd->number <= last->number))
		? "number" : NULL;
}

static const char *record_fault(enum section section, u32 index)
{
	switch (section) {
	case TASKS: return task_fault(index);
	case IPC: return ipc_fault(index);
	case FDS: return fd_fault(index);
	default: return NULL;
	}
}

static int faulty(enum section section, u32 index, const char *field)
{
	u32 objref = section == CREDS ? plan.creds[index].objref : section == SPACES ? plan.spaces[index].objref
		: section == FILES ? plan.files[index].objref : 0;

	return refuse(sections[section].record, index, objref, field, EINVAL);
}

int plan_check(void)
{
	const struct rule *end = rules + sizeof rules / sizeof *rules;

	for (const struct rule *rule = rules; rule < end; rule++)
		for (u32 i = 0; i < total(rule->of); i++)
			if (breaks(rule, i))
				return faulty(rule->of, i, rule->member);
	for (enum section section = TASKS; section < SECTIONS; section++)
		for (u32 i = 0; i < total(section); i++) {
			const char *field = record_fault(section, i);
			if (field)
				return faulty(section, i, field);
		}
	const char *field = exec_fault();
	return field ? refuse("plan", 0, 0, field, EINVAL) : 1;
}
