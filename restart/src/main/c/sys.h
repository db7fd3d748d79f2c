// SPDX-License-Identifier: Apache-2.0
/* System calls as the kernel has them: each acts on the calling thread alone, and errno is not touched. */
#ifndef CKPT_SYS_H
#define CKPT_SYS_H

#include <linux/sched.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
static inline long sys6(long number, long a, long b, long c, long d, long e, long f)
{
	long result;
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;

	__asm__ volatile("syscall" : "=a"(result)
		: "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
	return result;
}

/* Starts fn(arg) on the stack of the new thread; fn must not return. */
static inline long sys_thread(struct clone_args *args, void (*fn)(long), long arg)
{
	long result;
	register long r8 __asm__("r8") = (long)fn;
	register long r9 __asm__("r9") = arg;

	__asm__ volatile("syscall\n\ttest %%rax, %%rax\n\tjnz 1f\n\txor %%ebp, %%ebp\n\tmov %%r9, %%rdi\n\t"
		"call *%%r8\n\tud2\n1:" : "=a"(result)
		: "a"((long)SYS_clone3), "D"(args), "S"(sizeof *args), "r"(r8), "r"(r9) : "rcx", "r11", "memory");
	return result;
}
#elif defined(__aarch64__)
static inline long sys6(long number, long a, long b, long c, long d, long e, long f)
{
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;
	register long x4 __asm__("x4") = e;
	register long x5 __asm__("x5") = f;

	__asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
	return x0;
}

static inline long sys_thread(struct clone_args *args, void (*fn)(long), long arg)
{
	register long x8 __asm__("x8") = SYS_clone3;
	register long x0 __asm__("x0") = (long)args;
	register long x1 __asm__("x1") = sizeof *args;
	register long x9 __asm__("x9") = (long)fn;
	register long x10 __asm__("x10") = arg;

	__asm__ volatile("svc 0\n\tcbnz x0, 1f\n\tmov x29, 0\n\tmov x0, x10\n\tblr x9\n\tbrk 0\n1:"
		: "+r"(x0) : "r"(x8), "r"(x1), "r"(x9), "r"(x10) : "x30", "memory");
	return x0;
}
#else
#error "no system calls for this machine"
#endif

#define SYS_(n, a, b, c, d, e, f, ...) \
	sys6(SYS_##n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
#define sys(...) SYS_(__VA_ARGS__, 0, 0, 0, 0, 0, 0)

#endif
