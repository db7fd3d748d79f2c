// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The capabilities of Linux in the order of their numbers (linux/capability.h). */
public enum Capability {
    CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER, CAP_FSETID, CAP_KILL, CAP_SETGID,
    CAP_SETUID, CAP_SETPCAP, CAP_LINUX_IMMUTABLE, CAP_NET_BIND_SERVICE, CAP_NET_BROADCAST, CAP_NET_ADMIN,
    CAP_NET_RAW, CAP_IPC_LOCK, CAP_IPC_OWNER, CAP_SYS_MODULE, CAP_SYS_RAWIO, CAP_SYS_CHROOT, CAP_SYS_PTRACE,
    CAP_SYS_PACCT, CAP_SYS_ADMIN, CAP_SYS_BOOT, CAP_SYS_NICE, CAP_SYS_RESOURCE, CAP_SYS_TIME,
    CAP_SYS_TTY_CONFIG, CAP_MKNOD, CAP_LEASE, CAP_AUDIT_WRITE, CAP_AUDIT_CONTROL, CAP_SETFCAP,
    CAP_MAC_OVERRIDE, CAP_MAC_ADMIN, CAP_SYSLOG, CAP_WAKE_ALARM, CAP_BLOCK_SUSPEND, CAP_AUDIT_READ,
    CAP_PERFMON, CAP_BPF, CAP_CHECKPOINT_RESTORE;

    /** All capabilities that have a name, bit n for capability n. */
    public static final long NAMED = (1L << values().length) - 1;
    private static final Map<String, Capability> BY_NAME = new HashMap<>();

    static {
        for (Capability capability : values()) {
            BY_NAME.put(capability.name(), capability);
        }
    }

    /** The number of the capability of this name; empty for a name that is not known here. */
    public static OptionalInt number(String name) {
        Capability found = BY_NAME.get(name);
        return found == null ? OptionalInt.empty() : OptionalInt.of(found.ordinal());
    }

    /** True if a set, bit n for capability n, has it. */
    public boolean in(long set) {
        return (set >>> ordinal() & 1) != 0;
    }

    /** Such as {@code cap_chown}; {@code cap_45?} for a number that has no name. */
    public static String name(int number) {
        return number < values().length ? values()[number].name().toLowerCase(Locale.ROOT)
                : "cap_" + number + "?";
    }

    /** {@code all}, {@code none}, {@code all but} a few, or the names in a set. */
    public static String names(long set) {
        if (set == -1L || set == NAMED) {
            return "all";
        }
        if (set == 0) {
            return "none";
        }
        // old kernels had fewer capabilities but set all 64 bits, new ones set just those they have
        long missing = (set & ~NAMED) == 0 ? NAMED & ~set : ~set;
        return Long.bitCount(set) > Long.SIZE / 2 ? "all but " + join(missing) : join(set);
    }

    private static String join(long set) {
        return IntStream.range(0, Long.SIZE).filter(bit -> (set >>> bit & 1) != 0)
                .mapToObj(Capability::name).collect(Collectors.joining(" "));
    }
}
