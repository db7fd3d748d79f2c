// SPDX-License-Identifier: Apache-2.0
/* Securebits, the parent death signal and the identity of kernel objects are not in /proc. A program of the
 * kernel's own task iterator reads them of all tasks; no task takes part in that. */
#define _GNU_SOURCE
#include "btf.h"
#include "capture.h"

#include <errno.h>
#include <linux/bpf.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What the program says of one task; the last ones are addresses in the kernel. */
struct told {
	uint64_t tid, pdeath_signal, securebits, cred, subjective, groups, user, space;
};

enum { INITIAL_PID_NS = 0xEFFFFFFC, SEQ_WRITE = 127, MOST = 64 };

static struct bpf_insn code[MOST];
static int length;

static void add(int op, int dst, int src, int off, int imm)
{
	if (length < MOST)
		code[length++] = (struct bpf_insn){op, dst, src, off, imm};
}

/* Stores a member of the struct that a register points at. */
static void take(int width, int from, const char *of, const char *member, size_t into)
{
	add(BPF_LDX | BPF_MEM | width, 2, from, btf_offset(of, member), 0);
	add(BPF_STX | BPF_MEM | BPF_DW, 10, 2, (int)into - (int)sizeof(struct told), 0);
}

/* Register 6 has what is printed to, 7 the task, 8 its cred. */
static void assemble(void)
{
	const size_t room = sizeof(struct told);

	length = 0;
	add(BPF_LDX | BPF_MEM | BPF_DW, 7, 1, 8, 0);
	add(BPF_LDX | BPF_MEM | BPF_DW, 6, 1, 0, 0);
	add(BPF_LDX | BPF_MEM | BPF_DW, 6, 6, 0, 0);
	add(BPF_JMP | BPF_JNE | BPF_K, 7, 0, 2, 0);
	add(BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, 0);
	add(BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
	take(BPF_W, 7, "task_struct", "pid", offsetof(struct told, tid));
	take(BPF_W, 7, "task_struct", "pdeath_signal", offsetof(struct told, pdeath_signal));
	take(BPF_DW, 7, "task_struct", "cred", offsetof(struct told, subjective));
	take(BPF_DW, 7, "task_struct", "real_cred", offsetof(struct told, cred));
	add(BPF_LDX | BPF_MEM | BPF_DW, 8, 7, btf_offset("task_struct", "real_cred"), 0);
	add(BPF_JMP | BPF_JNE | BPF_K, 8, 0, 2, 0);
	add(BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, 0);
	add(BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
	take(BPF_W, 8, "cred", "securebits", offsetof(struct told, securebits));
	take(BPF_DW, 8, "cred", "group_info", offsetof(struct told, groups));
	take(BPF_DW, 8, "cred", "user", offsetof(struct told, user));
	take(BPF_DW, 8, "cred", "user_ns", offsetof(struct told, space));
	add(BPF_ALU64 | BPF_MOV | BPF_X, 1, 6, 0, 0);
	add(BPF_ALU64 | BPF_MOV | BPF_X, 2, 10, 0, 0);
	add(BPF_ALU64 | BPF_ADD | BPF_K, 2, 0, 0, -(int)room);
	add(BPF_ALU64 | BPF_MOV | BPF_K, 3, 0, 0, room);
	add(BPF_JMP | BPF_CALL, 0, 0, 0, SEQ_WRITE);
	add(BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, 0);
	add(BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
}

static int known(void)
{
	for (int i = 0; i < length; i++)
		if (BPF_CLASS(code[i].code) == BPF_LDX && code[i].off < 0)
			return 0;
	return length < MOST && btf_function("bpf_iter_task");
}

static int bpf(int command, union bpf_attr *attr)
{
	return syscall(SYS_bpf, command, attr, sizeof *attr);
}

static int load(void)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof attr);
	attr.prog_type = BPF_PROG_TYPE_TRACING;
	attr.expected_attach_type = BPF_TRACE_ITER;
	attr.attach_btf_id = btf_function("bpf_iter_task");
	attr.insns = (uintptr_t)code;
	attr.insn_cnt = length;
	/* the kernel lets only programs write that say so */
	attr.license = (uintptr_t)"Dual MIT/GPL";
	return bpf(BPF_PROG_LOAD, &attr);
}

/* Something to read from, one struct told for each task. */
static int start(void)
{
	union bpf_attr attr;
	int program, link, iterator;

	assemble();
	if (!known()) {
		errno = ENOTSUP;
		return -1;
	}
	program = load();
	if (program < 0)
		return -1;
	memset(&attr, 0, sizeof attr);
	attr.link_create.prog_fd = program;
	attr.link_create.attach_type = BPF_TRACE_ITER;
	link = bpf(BPF_LINK_CREATE, &attr);
	memset(&attr, 0, sizeof attr);
	attr.iter_create.link_fd = link;
	iterator = link < 0 ? -1 : bpf(BPF_ITER_CREATE, &attr);
	int err = errno;
	close(program);
	if (link >= 0)
		close(link);
	errno = err;
	return iterator;
}

/* An address becomes a number that is the same for the same object, and tells no more. */
static unsigned long long token(uint64_t address)
{
	static uint64_t key[2];

	if (!key[0] && getrandom(key, sizeof key, 0) != sizeof key)
		return 0;
	return (address ^ key[1]) * (key[0] | 1);
}

static void tell(const struct told *task)
{
	printf("cred %d %d %u %d %llu %llu %llu %llu\n", (int)task->tid, (int)task->pdeath_signal,
	       (unsigned)task->securebits, task->cred == task->subjective, token(task->cred),
	       token(task->groups), token(task->user), token(task->space));
}

/* Numbers of tasks are those of the initial pid namespace, which must be that of the caller. */
static int at_home(void)
{
	struct stat st;

	errno = ENOTSUP;
	return !stat("/proc/self/ns/pid", &st) && st.st_ino == INITIAL_PID_NS;
}

void tell_creds(void)
{
	struct told tasks[512];
	int iterator = at_home() && btf_load() ? start() : -1, err = errno;
	ssize_t got = 0;
	size_t held = 0;

	while (iterator >= 0 && (got = read(iterator, (char *)tasks + held, sizeof tasks - held)) > 0) {
		size_t whole = (held + got) / sizeof *tasks;
		for (size_t i = 0; i < whole; i++)
			tell(&tasks[i]);
		held = held + got - whole * sizeof *tasks;
		memmove(tasks, &tasks[whole], held);
	}
	if (iterator < 0 || got < 0)
		tell_error("creds", 0, iterator < 0 ? err : errno);
	if (iterator >= 0)
		close(iterator);
	btf_drop();
}
