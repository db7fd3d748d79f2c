// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/** HEADER, the three names, HEADER_ARCH and the container section. */
final class HeaderPart {
    static final int AUXV_ENTRIES = 44;
    static final int XSTATE = 512;
    private static final long MAGIC = 0x00feed0cc0a2d200L;
    private static final int NAME = 65;
    private static final long SUBTREE = 1;
    private static final long NETNS = 2;
    private static final long EXTENSIONS = 0x8000_0000L;
    private static final int LSM_NAME = 11;
    private static final String[] NAMES = {
        "sysname", "nodename", "release", "version", "machine", "domainname"};

    private final Parts parts;
    private final ImagePlan plan;
    private final ImageWriter image;

    HeaderPart(Parts parts) {
        this.parts = parts;
        this.plan = parts.plan;
        this.image = parts.image;
    }

    void write() throws IOException {
        RecordBuilder header = image.record(HEADER);
        int arch = plan.abi.archId(plan.version);
        if (arch < 0) {
            throw new IllegalArgumentException(plan.version.label() + " has no " + plan.abi.kernelName());
        }
        boolean swap = plan.order == ByteOrderView.BIG;
        header.put("magic", MAGIC).put("arch_id", swap ? Short.reverseBytes((short) arch) : arch)
                .put("major", plan.kernel[0]).put("minor", plan.kernel[1]).put("patch", plan.kernel[2])
                .put("rev", plan.version.rev()).put("time", plan.time).put("uflags", flags());
        constants(header);
        image.write(header);
        image.payload(BUFFER, Parts.fixed(plan.release, NAME));
        image.payload(BUFFER, Parts.fixed(plan.build, NAME));
        image.payload(BUFFER, Parts.fixed(machine(plan.abi), NAME));
        architecture();
        container();
    }

    static String machine(Abi abi) {
        return switch (abi) {
            case X86_32 -> "i686";
            case ARM -> "armv7l";
            case PPC32 -> "ppc";
            default -> abi.kernelName();
        };
    }

    /** Bytes of the auxiliary vector. */
    static int auxvBytes(ImagePlan plan) {
        return AUXV_ENTRIES * (plan.version.since(FormatVersion.V19) ? 8 : plan.abi.wordSize());
    }

    private long flags() {
        boolean network = plan.tasks.stream().anyMatch(t -> t.namespaces != null && t.namespaces.network);
        return (plan.subtree ? SUBTREE : 0)
                | (network && parts.since(FormatVersion.V21) ? NETNS : 0)
                | (plan.extended ? EXTENSIONS : 0);
    }

    private void constants(RecordBuilder header) {
        header.putIfPresent("uts_release_len", NAME).putIfPresent("uts_version_len", NAME)
                .putIfPresent("uts_machine_len", NAME);
        header.putIfPresent("constants.task_comm_len", 16).putIfPresent("constants.signal_nsig", 64)
                .putIfPresent("constants.mm_saved_auxv_len", auxvBytes(plan))
                .putIfPresent("constants.at_vector_size", AUXV_ENTRIES)
                .putIfPresent("constants.rlimit_nlimits", 16).putIfPresent("constants.n_tty_buf_size", 4096)
                .putIfPresent("constants.tty_termios_ncc", powerpc() ? 10 : 8)
                .putIfPresent("constants.tty_termios_nccs", 19);
        for (String name : NAMES) {
            header.putIfPresent("constants.uts_" + name + "_len", NAME);
        }
    }

    private boolean powerpc() {
        return plan.abi == Abi.PPC32 || plan.abi == Abi.PPC64;
    }

    private void architecture() throws IOException {
        image.write(image.record(HEADER_ARCH)
                .putIfPresent("has_fxsr", 1).putIfPresent("xstate_size", XSTATE)
                .putIfPresent("cpu_architecture", 8).putIfPresent("mmu", 1).putIfPresent("aeabi", 1));
    }

    private void container() throws IOException {
        if (parts.has(CONTAINER)) {
            image.write(image.record(CONTAINER));
        }
        if (parts.has(LSM_INFO)) {
            image.payload(BUFFER, Parts.fixed(plan.lsm, LSM_NAME));
            image.payload(LSM_INFO, Parts.text("dummy"));
        }
    }
}
