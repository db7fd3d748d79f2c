// SPDX-License-Identifier: Apache-2.0
/* One thread takes on one cred: ids while all capabilities are held, then inheritable, ambient and bounding
 * set, then securebits, and last of all the capabilities themselves, so that none is needed after it. */
#define _GNU_SOURCE
#include "sys.h"
#include "task.h"

#include <errno.h>
#include <linux/capability.h>
#include <linux/prctl.h>
#include <string.h>
#include <sys/mman.h>

struct caps {
	u64 effective, permitted, inheritable;
};

static long caps_get(struct caps *caps)
{
	struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct words[2];
	long result = sys(capget, &head, words);

	caps->effective = words[0].effective | (u64)words[1].effective << 32;
	caps->permitted = words[0].permitted | (u64)words[1].permitted << 32;
	caps->inheritable = words[0].inheritable | (u64)words[1].inheritable << 32;
	return result;
}

static long caps_set(const struct caps *caps)
{
	struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct words[2] = {
		{(u32)caps->effective, (u32)caps->permitted, (u32)caps->inheritable},
		{caps->effective >> 32, caps->permitted >> 32, caps->inheritable >> 32},
	};

	return sys(capset, &head, words);
}

/* Unless they are there already: the call needs a right even if it changes nothing. */
static void groups_set(u32 me, const struct plan_cred *cred)
{
	const u32 *groups = plan.groups + cred->groups;
	size_t bytes = (cred->n_groups + 1) * sizeof *groups;
	int same = 0;

	if (sys(getgroups, 0, NULL) == cred->n_groups) {
		long held = must(me, STEP_memory,
				 sys(mmap, NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1));
		same = sys(getgroups, cred->n_groups, held) == cred->n_groups
			&& !memcmp((void *)held, groups, cred->n_groups * sizeof *groups);
		sys(munmap, held, bytes);
	}
	if (!same)
		must(me, STEP_setgroups, sys(setgroups, cred->n_groups, groups));
}

void cred_enter(u32 me, const struct plan_cred *cred)
{
	if (cred->space == NONE)
		return;
	if (cred->flags & CRED_GROUPS_OUTSIDE)
		groups_set(me, cred);
	must(me, STEP_setns, sys(setns, shared.space_fds[cred->space], CLONE_NEWUSER));
}

/* Neither call reports a refusal: what is there is read back by a value that cannot be set. */
static void filesystem_id(u32 me, enum step step, u32 id)
{
	long call = step == STEP_setfsuid ? SYS_setfsuid : SYS_setfsgid;

	sys6(call, id, 0, 0, 0, 0, 0);
	if ((u32)sys6(call, NONE, 0, 0, 0, 0, 0) != id)
		task_fail(me, step, -EPERM);
}

/* A change from uid 0 took the effective ones if the kernel could not be told to leave them. */
static void raise_caps(u32 me)
{
	struct caps caps;

	must(me, STEP_keepcaps, caps_get(&caps));
	caps.effective = caps.permitted;
	must(me, STEP_keepcaps, caps_set(&caps));
}

static void ids(u32 me, const struct plan_cred *cred)
{
	if (!(cred->flags & CRED_GROUPS_OUTSIDE))
		groups_set(me, cred);
	must(me, STEP_setresgid, sys(setresgid, cred->gid.real, cred->gid.effective, cred->gid.saved));
	filesystem_id(me, STEP_setfsgid, cred->gid.filesystem);
	must(me, STEP_setresuid, sys(setresuid, cred->uid.real, cred->uid.effective, cred->uid.saved));
	raise_caps(me);
	filesystem_id(me, STEP_setfsuid, cred->uid.filesystem);
}

/* Keeps the capabilities over the change of ids: by NO_SETUID_FIXUP, or without CAP_SETPCAP by KEEP_CAPS. */
static void ids_with_caps(u32 me, const struct plan_cred *cred)
{
	long bits = sys(prctl, PR_GET_SECUREBITS);

	if (sys(prctl, PR_SET_SECUREBITS, bits | NO_SETUID_FIXUP) < 0)
		sys(prctl, PR_SET_KEEPCAPS, 1); /* refused if locked: then the capabilities decide below */
	ids(me, cred);
	raise_caps(me);
}

static void ambient(u32 me, u64 set)
{
	sys(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL);
	for (u64 cap = 0; cap < 64; cap++)
		if (set >> cap & 1)
			must(me, STEP_ambient, sys(prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap));
}

static void bounding(u32 me, u64 set)
{
	for (u64 cap = 0; cap < 64; cap++)
		if (!(set >> cap & 1) && sys(prctl, PR_CAPBSET_READ, cap) == 1)
			must(me, STEP_bounding, sys(prctl, PR_CAPBSET_DROP, cap));
}

static void securebits(u32 me, u32 bits)
{
	u32 held = sys(prctl, PR_GET_SECUREBITS);

	if ((held ^ bits) == KEEP_CAPS) /* this one alone needs no capability */
		must(me, STEP_securebits, sys(prctl, PR_SET_KEEPCAPS, bits & KEEP_CAPS ? 1 : 0));
	else if (held != bits)
		must(me, STEP_securebits, sys(prctl, PR_SET_SECUREBITS, bits));
	if ((u32)sys(prctl, PR_GET_SECUREBITS) != bits)
		task_fail(me, STEP_securebits, -EPERM);
}

void cred_apply(u32 me, const struct plan_cred *cred)
{
	struct caps caps, wanted = {cred->effective, cred->permitted, cred->inheritable};
	long held = sys(prctl, PR_GET_SECUREBITS);

	ids_with_caps(me, cred);
	must(me, STEP_cap_inheritable, caps_get(&caps));
	caps.inheritable = cred->inheritable;
	must(me, STEP_cap_inheritable, caps_set(&caps));
	ambient(me, cred->ambient);
	bounding(me, cred->bounding);
	securebits(me, cred->flags & CRED_SECUREBITS_STAY ? held : cred->securebits);
	must(me, STEP_capset, caps_set(&wanted));
	must(me, STEP_compare, caps_get(&caps));
	/* the kernel masks bits that it does not know, without a word */
	if (memcmp(&caps, &wanted, sizeof caps))
		task_fail(me, STEP_compare, -EINVAL);
	if (cred->flags & CRED_NO_NEW_PRIVS)
		must(me, STEP_no_new_privs, sys(prctl, PR_SET_NO_NEW_PRIVS, 1));
}
