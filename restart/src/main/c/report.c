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

/* The object that a step is about: what was to be made, or a part of the cred of the task. */
static u32 objref_of(const struct message *message, const char *record)
{
	if (!strcmp(record, "file"))
		return plan.files[message->at].objref;
	if (message->task == NONE)
		return !strcmp(record, "user_ns") ? plan.spaces[message->at].objref
			: !strcmp(record, "ipc") ? plan.ipc[message->at].id : 0;
	u32 at = plan.tasks[message->task].cred;
	if (at == NONE)
		return 0;
	const struct plan_cred *cred = &plan.creds[at];
	if (!strcmp(record, "user_ns"))
		return cred->space == NONE ? 0 : plan.spaces[cred->space].objref;
	return !strcmp(record, "cred") ? cred->objref
		: !strcmp(record, "groupinfo") ? cred->groupinfo_objref : 0;
}

void error_line(const struct message *message)
{
	const char *record = steps[message->step][0];
	int is_ipc = !strcmp(record, "ipc");

	line("error task=%d objref=%u record=%s%s step=%s errno=%d %s", (int)message->task,
	     objref_of(message, record), is_ipc ? "ipc_" : record,
	     is_ipc ? ipc_kinds[plan.ipc[message->at].kind] : "", steps[message->step][1], message->err,
	     errno_name(message->err));
}

int refuse(const char *record, u32 index, u32 objref, const char *field, int err)
{
	line("error index=%u objref=%u record=%s step=check field=%s errno=%d %s", index, objref, record, field,
	     err, errno_name(err));
	return 0;
}
