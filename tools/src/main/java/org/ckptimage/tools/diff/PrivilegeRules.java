// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.List;
import java.util.Set;

/** Says of each kind of change whether a task can do more after it. */
final class PrivilegeRules {
    /** Groups whose members are as good as root on most hosts. */
    private static final Set<String> POWERFUL =
            Set.of("root", "adm", "disk", "docker", "kmem", "kvm", "libvirt",
            "lxd", "shadow", "sudo", "wheel");
    private static final long NOROOT = 1;
    private static final long NO_SETUID_FIXUP = 1 << 2;
    private static final long KEEP_CAPS = 1 << 4;
    private static final long NO_CAP_AMBIENT_RAISE = 1 << 6;
    private static final long LOCKS = 0xaa;
    /** Bits whose loss makes a task more powerful. */
    private static final long TAMING = NOROOT | NO_CAP_AMBIENT_RAISE | LOCKS;
    /** Bits that let a task keep capabilities it would lose. */
    private static final long KEEPING = NO_SETUID_FIXUP | KEEP_CAPS;

    private PrivilegeRules() {}

    /** Of an id that changed. */
    static Privilege id(long from, long to) {
        return of(to == 0, from == 0);
    }

    /**
     * Of groups that changed.
     *
     * @param gained as shown, with the name that this host has for them
     */
    static Privilege groups(List<String> gained, List<String> lost) {
        return of(gained.stream().anyMatch(PrivilegeRules::powerful),
                lost.stream().anyMatch(PrivilegeRules::powerful));
    }

    private static boolean powerful(String group) {
        int open = group.indexOf('(');
        return group.equals("0") || group.startsWith("0(")
                || open > 0 && POWERFUL.contains(group.substring(open + 1, group.length() - 1));
    }

    /** Of a capability set that changed. */
    static Privilege capabilities(long from, long to) {
        return of((to & ~from) != 0, (from & ~to) != 0);
    }

    /** Of securebits that changed. */
    static Privilege securebits(long from, long to) {
        long gone = from & ~to;
        long come = to & ~from;
        return of((gone & TAMING) != 0 || (come & KEEPING) != 0,
                (come & TAMING) != 0 || (gone & KEEPING) != 0);
    }

    /** Of a restraint such as no_new_privs that came or went; 0 is none. */
    static Privilege restraint(long from, long to) {
        return of(to == 0 && from != 0, from == 0 && to != 0);
    }

    /** Of a move to another user namespace. */
    static Privilege level(int from, int to) {
        return of(to < from, to > from);
    }

    /** Of a task that came or went: it matters if it is root or has capabilities. */
    static boolean powerful(TaskFacts task) {
        return task.ecred().filter(c -> c.users().effective() == 0 || c.caps().effective() != 0).isPresent();
    }

    private static Privilege of(boolean gained, boolean lost) {
        return gained ? Privilege.GAINED : lost ? Privilege.LOST : Privilege.NONE;
    }
}
