// SPDX-License-Identifier: Apache-2.0
/* The coordinator believes no task: it compares what the kernel says of each one with the plan. */
#define _GNU_SOURCE
#include "task.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char text[MAX_GROUPS * 11 + 8192]; /* of one file in /proc; a line of groups is the longest */

/* The file of a task as text; the kernel gives it in pieces. */
static int read_proc(u32 task, const char *name)
{
	const struct plan_task *at = &plan.tasks[task];
	size_t length = 0;
	char path[64];
	ssize_t got;

	snprintf(path, sizeof path, "/proc/%d/task/%d/%s", shared.pids[at->leader], shared.pids[task], name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	while ((got = read(fd, text + length, sizeof text - 1 - length)) > 0)
		length += got;
	close(fd);
	text[length] = 0;
	return got == 0;
}

static const char *field(const char *name)
{
	const char *at = strstr(text, name);

	return at ? at + strlen(name) : "";
}

static int ids_are(const char *name, u32 ns, const struct plan_ids *ids)
{
	int group = name[1] == 'G';
	u32 is[4];

	return sscanf(field(name), "%u %u %u %u", &is[0], &is[1], &is[2], &is[3]) == 4
		&& is[0] == ns_id_outside(ns, group, ids->real) && is[1] == ns_id_outside(ns, group, ids->effective)
		&& is[2] == ns_id_outside(ns, group, ids->saved)
		&& is[3] == ns_id_outside(ns, group, ids->filesystem);
}

static int by_number(const void *a, const void *b)
{
	u32 left = *(const u32 *)a, right = *(const u32 *)b;

	return left < right ? -1 : left > right;
}

/* The kernel keeps a list in the order of the ids outside all namespaces. */
static int groups_are(const struct plan_cred *cred)
{
	static u32 wanted[MAX_GROUPS];
	u32 ns = cred->flags & CRED_GROUPS_OUTSIDE ? NONE : cred->ns;
	const char *at = field("\nGroups:\t");
	char *end;

	for (u32 i = 0; i < cred->n_groups; i++)
		wanted[i] = ns_id_outside(ns, 1, plan.groups[cred->groups_first + i]);
	qsort(wanted, cred->n_groups, sizeof *wanted, by_number);
	for (u32 i = 0; i < cred->n_groups; i++, at = end)
		if (strtoul(at, &end, 10) != wanted[i] || end == at)
			return 0;
	return at[strspn(at, " ")] == '\n';
}

static int hex_is(const char *name, u64 wanted)
{
	char *end;

	return strtoull(field(name), &end, 16) == wanted && *end == '\n';
}

static enum step cred_difference(const struct plan_cred *cred)
{
	if (!ids_are("\nUid:\t", cred->ns, &cred->uid))
		return STEP_verify_uid;
	if (!ids_are("\nGid:\t", cred->ns, &cred->gid))
		return STEP_verify_gid;
	if (!groups_are(cred))
		return STEP_verify_groups;
	if (!hex_is("\nCapInh:\t", cred->inheritable))
		return STEP_verify_cap_i;
	if (!hex_is("\nCapPrm:\t", cred->permitted))
		return STEP_verify_cap_p;
	if (!hex_is("\nCapEff:\t", cred->effective))
		return STEP_verify_cap_e;
	if (!hex_is("\nCapBnd:\t", cred->bounding))
		return STEP_verify_cap_b;
	if (!hex_is("\nCapAmb:\t", cred->ambient))
		return STEP_verify_cap_a;
	return hex_is("\nNoNewPrivs:\t", !!(cred->flags & CRED_NO_NEW_PRIVS))
		? STEP_NOTHING : STEP_verify_no_new_privs;
}

static enum step signal_difference(u32 task)
{
	/* KILL and STOP cannot be blocked */
	u64 mask = plan.tasks[task].sigmask & ~(1ull << 8 | 1ull << 18);

	if (is_zombie(task))
		return STEP_NOTHING;
	if (!hex_is("\nSigBlk:\t", mask))
		return STEP_verify_sigmask;
	return hex_is("\nSigIgn:\t", 0) ? STEP_NOTHING : STEP_verify_sigign;
}

/* Numbers of /proc/PID/stat that the kernel counts from 1; 4 is the parent. */
static long long number(const char *after_comm, int index)
{
	for (int at = 3; at < index && after_comm; at++)
		after_comm = strchr(after_comm + 1, ' ');
	return after_comm ? strtoll(after_comm, NULL, 10) : -1;
}

static enum step tree_difference(u32 index)
{
	const struct plan_task *task = &plan.tasks[index], *leader = &plan.tasks[task->leader];
	int parent = leader->parent == NONE ? getpid() : shared.pids[leader->parent];
	const char *open = strchr(text, '('), *close = strrchr(text, ')');

	if (!open || !close || strlen(task->comm) != (size_t)(close - open - 1)
	    || memcmp(open + 1, task->comm, close - open - 1))
		return STEP_verify_comm;
	const char *rest = close + 1;
	if ((rest[1] == 'Z') != !!is_zombie(index))
		return STEP_verify_state;
	if (number(rest, 4) != parent)
		return STEP_verify_ppid;
	if (leader->pgrp != NONE && number(rest, 5) != shared.pids[leader->pgrp])
		return STEP_verify_pgid;
	if (leader->session != NONE && number(rest, 6) != shared.pids[leader->session])
		return STEP_verify_sid;
	if (number(rest, 38) != (is_thread(index) ? -1 : (int)task->exit_signal))
		return STEP_verify_exit_signal;
	return !is_zombie(index) || number(rest, 52) == task->exit_code ? STEP_NOTHING : STEP_verify_exit_code;
}

/* Not every caller may look; then that setns succeeded has to do. */
static enum step ns_difference(u32 task)
{
	u32 ns = plan.creds[plan.tasks[task].cred].ns;
	struct stat is, wanted;
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/ns/user", shared.pids[task]);
	if (is_zombie(task) || ns == NONE || fstat(shared.ns_fds[ns], &wanted) || stat(path, &is))
		return STEP_NOTHING;
	return is.st_ino == wanted.st_ino && is.st_dev == wanted.st_dev ? STEP_NOTHING : STEP_verify_user_ns;
}

int verify_task(u32 task)
{
	enum step step = STEP_verify_read;

	if (read_proc(task, "status")) {
		step = cred_difference(&plan.creds[plan.tasks[task].cred]);
		step = step ? step : signal_difference(task);
		if (!step)
			step = read_proc(task, "stat") ? tree_difference(task) : STEP_verify_read;
		step = step ? step : ns_difference(task);
	}
	if (step)
		task_error(task, step, 0);
	return !step;
}
