// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "plan.h"
#include "report.h"

#include <errno.h>
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

static int head_fits(const struct plan_head *head)
{
	if (head->magic != PLAN_MAGIC)
		return refuse("plan", 0, 0, "magic", EINVAL);
	if (head->version != PLAN_VERSION)
		return refuse("plan", 0, 0, "version", EOPNOTSUPP);
	if (head->n_tasks == 0 || head->n_tasks > MAX_TASKS)
		return refuse("plan", 0, 0, "n_tasks", head->n_tasks ? E2BIG : EINVAL);
	if (head->n_creds > MAX_CREDS || head->n_ns > MAX_NS || head->n_strings > MAX_STRINGS)
		return refuse("plan", 0, 0, "counts", E2BIG);
	if (head->reserved[0] || head->reserved[1])
		return refuse("plan", 0, 0, "reserved", EINVAL);
	return 1;
}

static u64 body_bytes(const struct plan_head *head)
{
	return (u64)head->n_tasks * sizeof(struct plan_task) + (u64)head->n_creds * sizeof(struct plan_cred)
		+ (u64)head->n_ns * sizeof(struct plan_ns) + (u64)head->n_maps * sizeof(struct plan_map)
		+ (u64)head->n_groups * sizeof(u32) + head->n_strings;
}

static void lay_out(char *memory, size_t bytes)
{
	plan.head = (const struct plan_head *)memory;
	plan.tasks = (const struct plan_task *)(plan.head + 1);
	plan.creds = (const struct plan_cred *)(plan.tasks + plan.head->n_tasks);
	plan.ns = (const struct plan_ns *)(plan.creds + plan.head->n_creds);
	plan.maps = (const struct plan_map *)(plan.ns + plan.head->n_ns);
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
	if (!head_fits(&head))
		return 0;
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
