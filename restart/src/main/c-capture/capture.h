// SPDX-License-Identifier: Apache-2.0
/* What only system calls can tell of tasks. Each function answers by lines on standard output. */
#ifndef CKPT_CAPTURE_H
#define CKPT_CAPTURE_H

#include <sys/types.h>

/* Stops a thread until the program ends: "stopped TID". Nothing of the thread changes. */
void stop_thread(pid_t tid);

/* Lets all stopped threads go on, each with the signal that it was about to get. */
void release_threads(void);

/* The user namespace of a task and all above it up to the caller's own, a line each. */
void tell_spaces(pid_t pid);

/* Puts a process into the namespace so many levels above that of a task: "entered PID". It ends with this. */
void enter_space(pid_t pid, int levels);

/* Of each task what /proc does not show, a line each; an error if the kernel does not let the caller look. */
void tell_creds(void);

/* Says that a request failed. */
void tell_error(const char *request, pid_t pid, int err);

#endif
