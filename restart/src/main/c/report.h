// SPDX-License-Identifier: Apache-2.0
/* What is told: lines to whoever started the helper, messages from tasks to the coordinator. */
#ifndef CKPT_REPORT_H
#define CKPT_REPORT_H

#include "plan.h"

/* Every step that can fail, with the kind of record that it replays. */
#define STEPS(X) \
	X(user_ns, fork) X(user_ns, setns_parent) X(user_ns, setegid_creator) X(user_ns, seteuid_creator) \
	X(user_ns, unshare) X(user_ns, open) X(user_ns, setgroups_file) X(user_ns, uid_map) \
	X(user_ns, gid_map) X(user_ns, owner) \
	X(ipc_ns, unshare_ipc) X(ipc, next_id) X(ipc, setegid_cgid) X(ipc, seteuid_cuid) X(ipc, get) \
	X(ipc, contents) X(ipc, ipc_set) X(ipc, stat) \
	X(file, open_name) X(file, file_type) X(file, open_file) X(file, seek) X(file, dup) \
	X(task, clone3) X(task, setsid) X(task, setpgid) X(task, setpgid_leader) X(task, comm) \
	X(task, wait) X(task, pdeath_signal) X(task, sigmask) X(task, memory) X(task, ptrace) X(task, exec) \
	X(task, died) X(task, stopped) X(task, timeout) X(task, protocol) \
	X(user_ns, setns) X(groupinfo, setgroups) X(cred, setresgid) X(cred, setfsgid) X(cred, setresuid) \
	X(cred, setfsuid) X(cred, keepcaps) X(cred, cap_inheritable) X(cred, ambient) X(cred, bounding) \
	X(cred, securebits) X(cred, capset) X(cred, compare) X(cred, no_new_privs)

#define STEP_NAME(record, step) STEP_##step,
enum step { STEPS(STEP_NAME) };
#undef STEP_NAME

/* A message of a process: an error if err is not 0, else that it is done with a phase. The task is none where
 * there is none yet; at is then the position of what was to be made, and so it is for a file. */
struct message {
	u32 task, step, err, at, phase;
};

/* Prints one line; what cannot be written is dropped, since the end of the pipe tells the rest. */
void line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Prints the error line of a message. */
void error_line(const struct message *message);

/* Prints the error line of a plan that is refused; always 0. */
int refuse(const char *record, u32 index, u32 objref, const char *field, int err);

extern int out_fd;
extern const char *const ipc_kinds[IPC_KINDS];

#endif
