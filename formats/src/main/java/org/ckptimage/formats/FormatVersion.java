// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One historic layout of the image format, in order of time.
 *
 * <p>{@code CHECKPOINT_VERSION} ({@link #rev()}) is what the image header carries; it does not identify the
 * layout, since several layouts share one number. The {@link #stamp()} (date as {@code yyyymmdd}) is the
 * {@code version} parameter of the Kaitai specs; the second header of 30 March 2010 counts as the 31st.
 * See SPEC.md, version history.
 */
public enum FormatVersion {
    /** The credentials series of May 2009 on top of v14. A reconstruction, never interoperable. */
    V14_CREDS("v14-creds-2009-05", 1, 20090520),
    /** The RFC of 27 May 2009: HEADER of 48 bytes, TASK of 32 bytes; other records reconstructed. */
    V16("v16-2009-05-27", 1, 20090527),
    /** CONTAINER record inserted; {@code BUFFER} 4, {@code STRING} 5, {@code OBJREF} 6. */
    V18("v18-2009-10", 3, 20091003),
    /** epoll and eventfd files. */
    V19_DEV("v19-dev-2009-11-04", 3, 20091104),
    /** LSM labels: {@code sec_ref}, SECURITY and LSM_INFO records. */
    V19_LSM("v19-dev-lsm-2009-11-11", 4, 20091111),
    /** Socket buffers of 104 bytes, SOCKET_FRAG, full TCP state. */
    V19_RC2("v19-rc2", 4, 20091201),
    /** Architecture number 5 for x86_64. */
    V19_RC2_X86_64("v19-rc2-x86_64-2009-12-06", 4, 20091206),
    /** Renumbered task records (MNT_NS inserted), FS objects, debug registers dropped. */
    V19_RC3("v19-rc3", 5, 20100205),
    /** TASK reordered to 64 bytes on every ABI; auxv counted in entries. */
    V19("v19-2010-02-22", 5, 20100222),
    /** Nested pid namespaces: VPIDS record, 32-byte tree entries. */
    V20_PIDNS("v20-pidns-dev-2010-03-23", 6, 20100323),
    /** Network namespaces and devices. */
    V20_NETNS("v20-netns-dev-2010-03-30a", 6, 20100330),
    /** VPIDS record dropped. */
    V20("v20-dev-2010-03-30b", 6, 20100331),
    /** Layout of v20; the network namespace flag changes its sense. */
    V21("v21-2010-04-25", 6, 20100425),
    /** ARM architecture records. */
    V21_ARM("v21-arm-2010-06-17", 6, 20100617),
    /** Alternate signal stack, semaphore undo, 88-byte siginfo, umask. */
    V23_RC1("v23-rc1", 6, 20110105),
    /** 32-bit termios with speeds; powerpc numbers removed. */
    V23_RC1_TTY("v23-rc1-2011-01-10", 6, 20110110),
    /** PIDS section; task records and object types renumbered by one. */
    V23_RC1_PIDS("v23-rc1-pids-2011-01-25", 6, 20110125),
    /** TASK flags, huge pages (HPAGE 404, MM_CONTEXT 405). */
    V23_RC2("v23-rc2", 6, 20110416),
    /** ARM architecture number 4. */
    V23_SAMSUNG("v23-samsung", 6, 20120317);

    private static final List<FormatVersion> ALL = List.of(values());

    private final String label;
    private final int rev;
    private final int stamp;

    FormatVersion(String label, int rev, int stamp) {
        this.label = label;
        this.rev = rev;
        this.stamp = stamp;
    }

    /** Name of the layout as the history of the user-space headers knows it, e.g. {@code v23-rc2}. */
    public String label() {
        return label;
    }

    /** {@code CHECKPOINT_VERSION}, the {@code rev} field of the header. */
    public int rev() {
        return rev;
    }

    /** Date of the layout as {@code yyyymmdd}: the {@code version} parameter of the specs. */
    public int stamp() {
        return stamp;
    }

    /** True if this layout is {@code other} or later. */
    public boolean since(FormatVersion other) {
        return compareTo(other) >= 0;
    }

    /** True for layouts that are inferred from texts, not taken from a header file. */
    public boolean reconstructed() {
        return compareTo(V18) < 0;
    }

    /** Every layout that an image with this {@code rev} may have, oldest first; empty if none. */
    public static List<FormatVersion> withRev(int rev) {
        return ALL.stream().filter(v -> v.rev == rev).toList();
    }

    /** The layout with this label, if there is one. */
    public static Optional<FormatVersion> ofLabel(String label) {
        return Arrays.stream(values()).filter(v -> v.label.equals(label)).findFirst();
    }
}
