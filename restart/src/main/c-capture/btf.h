// SPDX-License-Identifier: Apache-2.0
/* Where the running kernel has the fields of its structs, by its own account (/sys/kernel/btf/vmlinux). */
#ifndef CKPT_BTF_H
#define CKPT_BTF_H

/* Reads the account; false with errno if there is none. */
int btf_load(void);

/* Offset in bytes of a member; -1 if the struct or the member is unknown. */
int btf_offset(const char *of, const char *member);

/* Number of a function; 0 if it is unknown. */
int btf_function(const char *name);

void btf_drop(void);

#endif
