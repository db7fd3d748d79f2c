// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "btf.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/btf.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static char *all;
static size_t size;

int btf_load(void)
{
	int fd = open("/sys/kernel/btf/vmlinux", O_RDONLY | O_CLOEXEC);
	struct stat st;
	size_t done = 0;

	if (fd < 0)
		return 0;
	if (fstat(fd, &st) == 0) {
		size = st.st_size;
		all = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	}
	if (all == MAP_FAILED)
		all = NULL;
	for (ssize_t got = 1; all && got > 0 && done < size; done += got > 0 ? got : 0)
		got = read(fd, all + done, size - done);
	close(fd);
	if (all && done == size && ((struct btf_header *)all)->magic == BTF_MAGIC)
		return 1;
	errno = EIO;
	return 0;
}

void btf_drop(void)
{
	if (all)
		munmap(all, size);
	all = NULL;
}

static const struct btf_header *head(void)
{
	return (const struct btf_header *)all;
}

static const char *name_of(unsigned offset)
{
	return all + head()->hdr_len + head()->str_off + offset;
}

/* Bytes behind the fixed part of a type. */
static size_t tail(const struct btf_type *type)
{
	unsigned count = BTF_INFO_VLEN(type->info);

	switch (BTF_INFO_KIND(type->info)) {
	case BTF_KIND_INT:
	case BTF_KIND_VAR:
	case BTF_KIND_DECL_TAG:
		return 4;
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return count * sizeof(struct btf_member);
	case BTF_KIND_ENUM:
		return count * sizeof(struct btf_enum);
	case BTF_KIND_ENUM64:
		return count * sizeof(struct btf_enum64);
	case BTF_KIND_FUNC_PROTO:
		return count * sizeof(struct btf_param);
	case BTF_KIND_DATASEC:
		return count * sizeof(struct btf_var_secinfo);
	default:
		return 0;
	}
}

static const struct btf_type *find(unsigned kind, const char *name, int *number)
{
	const char *at = all + head()->hdr_len + head()->type_off, *end = at + head()->type_len;

	for (*number = 1; at < end; ++*number) {
		const struct btf_type *type = (const struct btf_type *)at;
		if (BTF_INFO_KIND(type->info) == kind && !strcmp(name_of(type->name_off), name))
			return type;
		at += sizeof *type + tail(type);
	}
	*number = 0;
	return NULL;
}

int btf_function(const char *name)
{
	int number;

	find(BTF_KIND_FUNC, name, &number);
	return number;
}

int btf_offset(const char *of, const char *member)
{
	int number;
	const struct btf_type *type = find(BTF_KIND_STRUCT, of, &number);
	const struct btf_member *members = (const struct btf_member *)(type + 1);

	for (unsigned i = 0; type && i < BTF_INFO_VLEN(type->info); i++)
		if (!strcmp(name_of(members[i].name_off), member))
			return (BTF_INFO_KFLAG(type->info) ? BTF_MEMBER_BIT_OFFSET(members[i].offset)
							   : members[i].offset) / 8;
	return -1;
}
