// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "report.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define STEP_TEXT(record, step) {#record, #step},
static const char *const steps[][2] = {STEPS(STEP_TEXT)};
#undef STEP_TEXT

int out_fd = 1;
const char *const ipc_kinds[] = {"shm", "msg", "sem"};

void line(const char *format, ...)
{
	char text[512];
	va_list values;

	va_start(values, format);
	int length = vsnprintf(text, sizeof text - 1, format, values);
	va_end(values);
	if (length < 0)
		return;
	if ((size_t)length > sizeof text - 2)
		length = sizeof text - 2;
	text[length++] = '\n';
	for (int at = 0; at < length;) {
		ssize_t wrote = write(out_fd, text + at, length - at);
		if (wrote <= 0)
			return;
		at += wrote;
	}
}

static const char *errno_name(int err)
{
	const char *name = strerrorname_np(err);

	return name ? name : "EUNKNOWN";
}

static u32 objref_of(const struct plan_cred *cred, const char *record)
{
	if (!strcmp(record, "groupinfo"))
		return cred->groupinfo_objref;
	if (!strcmp(record, "user_ns"))
		return cred->ns == NONE ? 0 : plan.ns[cred->ns].objref;
	return strcmp(record, "cred") ? 0 : cred->objref;
}

void task_error(u32 task, enum step step, int err)
{
	const char *record = steps[step][0];
	u32 cred = task < plan.head->n_tasks ? plan.tasks[task].cred : NONE;

	line("error task=%d objref=%u record=%s step=%s errno=%d %s", (int)task,
	     cred == NONE ? 0 : objref_of(&plan.creds[cred], record), record, steps[step][1], err,
	     errno_name(err));
}

void ns_error(u32 ns, enum step step, int err)
{
	line("error user_ns=%u objref=%u record=user_ns step=%s errno=%d %s", ns, plan.ns[ns].objref,
	     steps[step][1], err, errno_name(err));
}

void ipc_error(u32 ipc, enum step step, int err)
{
	int of_space = step == STEP_unshare_ipc;

	line("error ipc=%u objref=%u record=ipc_%s step=%s errno=%d %s", ipc, of_space ? 0 : plan.ipc[ipc].id,
	     of_space ? "ns" : ipc_kinds[plan.ipc[ipc].kind], steps[step][1], err, errno_name(err));
}

int refuse(const char *record, u32 index, u32 objref, const char *field, int err)
{
	line("error index=%u objref=%u record=%s step=check field=%s errno=%d %s", index, objref, record, field,
	     err, errno_name(err));
	return 0;
}
