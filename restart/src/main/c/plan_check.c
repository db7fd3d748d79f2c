// SPDX-License-Identifier: Apache-2.0
/* Every record is judged before anything is done, though Java judged the plan already. */
#include "plan.h"
#include "report.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

static int range_fits(u32 first, u32 count, u32 have)
{
	return first <= have && count <= have - first;
}

static u32 digits(u32 number)
{
	u32 count = 1;

	while (number >= 10) {
		number /= 10;
		count++;
	}
	return count;
}

static int spans_meet(u32 a, u32 a_count, u32 b, u32 b_count)
{
	return (u64)a < (u64)b + b_count && (u64)b < (u64)a + a_count;
}

static int map_fits(u32 ns, u32 first, u32 count, const char *field)
{
	u32 objref = plan.ns[ns].objref, text = 0;

	if (count > MAX_EXTENTS || !range_fits(first, count, plan.head->n_maps))
		return refuse("user_ns", ns, objref, field, EINVAL);
	for (u32 i = first; i < first + count; i++) {
		const struct plan_map *map = &plan.maps[i];
		/* the last id of an extent must stay below 0xffffffff */
		if (map->count == 0 || map->count > NONE - map->inside || map->count > NONE - map->outside)
			return refuse("user_ns", ns, objref, field, EINVAL);
		text += digits(map->inside) + digits(map->outside) + digits(map->count) + 3;
		for (u32 j = first; j < i; j++)
			if (spans_meet(map->inside, map->count, plan.maps[j].inside, plan.maps[j].count)
			    || spans_meet(map->outside, map->count, plan.maps[j].outside, plan.maps[j].count))
				return refuse("user_ns", ns, objref, field, EINVAL);
	}
	if (text > MAX_MAP_TEXT)
		return refuse("user_ns", ns, objref, field, E2BIG);
	return 1;
}

static int ns_fits(u32 index, unsigned char *depth)
{
	const struct plan_ns *ns = &plan.ns[index];

	if (ns->parent != NONE && ns->parent >= index)
		return refuse("user_ns", index, ns->objref, "parent", EINVAL);
	depth[index] = ns->parent == NONE ? 1 : depth[ns->parent] + 1;
	if (depth[index] > MAX_DEPTH)
		return refuse("user_ns", index, ns->objref, "depth", ENOSPC);
	if (ns->creator_uid == NONE || ns->creator_gid == NONE)
		return refuse("user_ns", index, ns->objref, "creator", EINVAL);
	if (ns->flags & ~NS_DENY_SETGROUPS || ns->reserved)
		return refuse("user_ns", index, ns->objref, "flags", EINVAL);
	return map_fits(index, ns->uid_first, ns->n_uid, "uid_map")
		&& map_fits(index, ns->gid_first, ns->n_gid, "gid_map");
}

static int ids_fit(const struct plan_ids *ids)
{
	return ids->real != NONE && ids->effective != NONE && ids->saved != NONE && ids->filesystem != NONE;
}

static int groups_fit(u32 index, const struct plan_cred *cred)
{
	if (cred->n_groups > MAX_GROUPS || !range_fits(cred->groups_first, cred->n_groups, plan.head->n_groups))
		return refuse("groupinfo", index, cred->groupinfo_objref, "ngroups", EINVAL);
	for (u32 i = 0; i < cred->n_groups; i++) {
		u32 gid = plan.groups[cred->groups_first + i];
		if (gid == NONE || (i > 0 && gid < plan.groups[cred->groups_first + i - 1]))
			return refuse("groupinfo", index, cred->groupinfo_objref, "groups", EINVAL);
	}
	return 1;
}

static int cred_fits(u32 index, u64 above)
{
	const struct plan_cred *cred = &plan.creds[index];
	const char *field = NULL;

	if (cred->ns != NONE && cred->ns >= plan.head->n_ns)
		field = "user_ns";
	else if (!ids_fit(&cred->uid))
		field = "uid";
	else if (!ids_fit(&cred->gid))
		field = "gid";
	else if ((cred->inheritable | cred->permitted | cred->effective | cred->bounding | cred->ambient) & above)
		field = "last_cap";
	else if (cred->effective & ~cred->permitted)
		field = "cap_effective";
	else if (cred->ambient & ~(cred->permitted & cred->inheritable))
		field = "ambient";
	else if (cred->securebits & ~SECUREBITS)
		field = "securebits";
	else if (cred->flags & ~(CRED_NO_NEW_PRIVS | CRED_GROUPS_OUTSIDE) || cred->reserved)
		field = "flags";
	if (field)
		return refuse("cred", index, cred->objref, field, EINVAL);
	return groups_fit(index, cred);
}

/* Signals whose default action ends a process: a zombie can have no other in its exit code. */
static int kills(u32 signal)
{
	static const u64 spared = 1ull << SIGCHLD | 1ull << SIGCONT | 1ull << SIGSTOP | 1ull << SIGTSTP
		| 1ull << SIGTTIN | 1ull << SIGTTOU | 1ull << SIGURG | 1ull << SIGWINCH;

	return signal > 0 && signal <= MAX_SIGNAL && (signal == MAX_SIGNAL || !(spared >> signal & 1));
}

static int exit_code_fits(const struct plan_task *task)
{
	if (!(task->flags & TASK_ZOMBIE))
		return task->exit_code == 0;
	return task->exit_code & 0xff ? kills(task->exit_code) : task->exit_code <= 0xff00;
}

static int is_process(u32 task)
{
	return !(plan.tasks[task].flags & TASK_THREAD);
}

static const char *thread_fault(u32 index, const struct plan_task *task)
{
	const struct plan_task *leader;

	if (task->leader >= index || plan.tasks[task->leader].flags & ~TASK_EARLY)
		return "leader";
	leader = &plan.tasks[task->leader];
	if (task->flags != TASK_THREAD || task->maker != task->leader || task->parent != NONE)
		return "thread";
	if (task->pgrp != NONE || task->session != NONE || task->exit_signal)
		return "thread";
	const struct plan_cred *cred = &plan.creds[task->cred], *main = &plan.creds[leader->cred];
	if (cred->ns != main->ns || ((cred->flags | main->flags) & CRED_GROUPS_OUTSIDE))
		return "user_ns";
	/* a thread id can be chosen only where the process has not yet left the namespace of the caller */
	return task->pid && cred->ns != NONE ? "pid" : NULL;
}

static const char *family_fault(u32 index, const struct plan_task *task)
{
	u32 parent = task->parent;

	if (parent == NONE ? task->flags & TASK_ZOMBIE : parent >= index || (plan.tasks[parent].flags & ~TASK_EARLY))
		return "parent";
	if (task->maker == parent)
		return NULL;
	if (task->maker >= index || !is_ghost(task->maker))
		return "maker";
	/* a sibling of a ghost has its exit signal, an orphan SIGCHLD */
	return (is_adopted(index) ? SIGCHLD : plan.tasks[task->maker].exit_signal) == task->exit_signal
		? NULL : "exit_signal";
}

static const char *groups_fault(u32 index, const struct plan_task *task)
{
	u32 tasks = plan.head->n_tasks;

	if (task->pgrp != NONE && (task->pgrp >= tasks || !is_process(task->pgrp)))
		return "pgrp";
	if (task->session != NONE && (task->session >= tasks || !is_process(task->session)))
		return "session";
	return task->session == index && task->pgrp != index ? "pgrp" : NULL;
}

static const char *task_fault(u32 index, const struct plan_task *task)
{
	u32 thread = task->flags & TASK_THREAD;

	if (task->flags & ~(TASK_THREAD | TASK_ZOMBIE | TASK_GHOST | TASK_EARLY) || task->reserved)
		return "flags";
	if ((task->flags & TASK_ZOMBIE) && (task->flags & TASK_GHOST))
		return "flags";
	if (task->pid > 1 << 22)
		return "pid";
	if (!memchr(task->comm, 0, COMM_BYTES))
		return "comm";
	if (task->exit_signal > MAX_SIGNAL || task->pdeath_signal > MAX_SIGNAL)
		return "exit_signal";
	if (!exit_code_fits(task))
		return "exit_code";
	if (is_ghost(index) ? task->cred != NONE : task->cred >= plan.head->n_creds)
		return "cred";
	if (thread)
		return thread_fault(index, task);
	if (task->leader != index)
		return "leader";
	const char *fault = family_fault(index, task);
	return fault ? fault : groups_fault(index, task);
}

static int exec_fits(const struct plan_head *head)
{
	u32 words = 0;

	if (head->flags & ~(HEAD_EXEC | HEAD_NO_NEW_PRIVS))
		return refuse("plan", 0, 0, "flags", EINVAL);
	if (!(head->flags & HEAD_EXEC))
		return head->exec_argc || head->n_strings ? refuse("plan", 0, 0, "exec", EINVAL) : 1;
	for (u32 i = 0; i < head->n_strings; i++)
		words += plan.strings[i] == 0;
	if (head->exec_task >= head->n_tasks || plan.tasks[head->exec_task].flags & ~TASK_EARLY)
		return refuse("plan", 0, 0, "exec_task", EINVAL);
	if (head->exec_argc == 0 || head->exec_argc > words || words > 4096
	    || plan.strings[head->n_strings - 1] != 0)
		return refuse("plan", 0, 0, "exec", EINVAL);
	return 1;
}

int plan_check(u32 last_cap)
{
	unsigned char depth[MAX_NS];
	u64 above = last_cap >= 63 ? 0 : ~0ull << (last_cap + 1), groups = 0;

	for (u32 i = 0; i < plan.head->n_ns; i++)
		if (!ns_fits(i, depth))
			return 0;
	for (u32 i = 0; i < plan.head->n_creds; i++) {
		/* creds may share a list, but not so that judging them takes for ever */
		groups += plan.creds[i].n_groups;
		if (groups > MAX_BYTES)
			return refuse("groupinfo", i, plan.creds[i].groupinfo_objref, "ngroups", E2BIG);
		if (!cred_fits(i, above))
			return 0;
	}
	for (u32 i = 0; i < plan.head->n_tasks; i++) {
		const char *fault = task_fault(i, &plan.tasks[i]);
		if (fault)
			return refuse("task", i, 0, fault, EINVAL);
	}
	return exec_fits(plan.head);
}
