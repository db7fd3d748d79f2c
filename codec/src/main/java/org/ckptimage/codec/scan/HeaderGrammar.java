// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.time.Instant;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.layout.FieldLayout;

/**
 * HEADER with its three strings, HEADER_ARCH, CONTAINER with the LSM part, and TAIL (SPEC.md, header and
 * tail).
 */
final class HeaderGrammar {
    /** Flag of {@code uflags} that announces extension records. */
    static final long EXTENSION_FLAG = 0x8000_0000L;

    private static final long TAIL_MAGIC = 0x002d2a0cc0deef00L;
    private static final long SUBTREE_FLAG = 1;
    private static final long NETNS_FLAG = 2;
    private static final int LSM_NAME = 11;
    private static final int LSM_POLICY_MAX = 200;
    private static final long YEAR_2008 = 1199145600L;
    private static final long DAY = 86400;

    private final Scan scan;

    HeaderGrammar(Scan scan) {
        this.scan = scan;
    }

    Production header() {
        Production rule = Production.named("header")
                .one(HEADER, scope -> readHeader())
                .one(BUFFER, scope -> name(scan.header.releaseLength, "uts_release_len"))
                .one(BUFFER, scope -> name(scan.header.versionLength, "uts_version_len"))
                .one(BUFFER, scope -> name(scan.header.machineLength, "uts_machine_len"))
                .one(HEADER_ARCH, scope -> readArch());
        if (CONTAINER.in(scan.version)) {
            rule.one(CONTAINER);
        }
        if (LSM_INFO.in(scan.version)) {
            rule.one(BUFFER, scope -> name(LSM_NAME, "lsm name")).one(LSM_INFO, scope -> readLsmPolicy());
        }
        return rule;
    }

    void readTail() {
        FieldLayout magic = scan.structs.field(TAIL, "magic");
        if (scan.frame.get(magic) != TAIL_MAGIC) {
            scan.report(Rule.CKS004, magic, "tail magic is wrong", hex(scan.frame.get(magic)),
                    hex(TAIL_MAGIC));
        }
    }

    private void readHeader() {
        HeaderFacts facts = scan.header;
        facts.major = get("major");
        facts.minor = get("minor");
        facts.patch = get("patch");
        if (scan.version.reconstructed()) {
            facts.releaseLength = get("uts_release_len");
            facts.versionLength = get("uts_version_len");
            facts.machineLength = get("uts_machine_len");
        } else {
            facts.auxv = get(scan.version.since(FormatVersion.V19)
                    ? "constants.at_vector_size" : "constants.mm_saved_auxv_len");
            checkConstants();
        }
        checkTime();
        checkFlags();
    }

    private int get(String field) {
        return scan.frame.getInt(scan.structs.field(HEADER, field));
    }

    private void checkConstants() {
        constant("task_comm_len", 16);
        constant("signal_nsig", 64);
        for (String part : new String[] {"sysname", "nodename", "release", "version", "machine",
                "domainname"}) {
            constant("uts_" + part + "_len", 65);
        }
        constant("rlimit_nlimits", 16);
        constant("n_tty_buf_size", 4096);
        constant("tty_termios_nccs", 19);
        boolean powerpc = scan.format.abi().kernelName().startsWith("ppc");
        constant("tty_termios_ncc", powerpc ? 10 : 8);
    }

    private void constant(String name, int expected) {
        FieldLayout field = scan.structs.field(HEADER, "constants." + name);
        if (Structs.present(field) && scan.frame.getInt(field) != expected) {
            scan.report(Rule.CKS017, field, "kernel constant differs from the one of this format",
                    Integer.toString(scan.frame.getInt(field)), Integer.toString(expected));
        }
    }

    private void checkTime() {
        FieldLayout field = scan.structs.field(HEADER, "time");
        long time = scan.frame.get(field);
        long latest = scan.clock.instant().getEpochSecond() + DAY;
        if (time < YEAR_2008 || time > latest) {
            String got = time < 0 || time > 253402300799L ? Long.toUnsignedString(time)
                    : Instant.ofEpochSecond(time).toString();
            scan.report(Rule.CKV011, field, "time of capture is before 2008 or in the future", got, "");
        }
    }

    private void checkFlags() {
        FieldLayout field = scan.structs.field(HEADER, "uflags");
        long flags = scan.frame.get(field);
        long known = SUBTREE_FLAG | EXTENSION_FLAG;
        if (scan.version.since(FormatVersion.V20_NETNS)) {
            known |= NETNS_FLAG;
        }
        scan.header.extended = (flags & EXTENSION_FLAG) != 0;
        if ((flags & ~known) != 0) {
            scan.header.unknownFlags = true;
            scan.report(Rule.CKS012, field, "unsupported flags", hex(flags & ~known), "a subset of "
                    + hex(known));
        }
    }

    private void readArch() {
        FieldLayout size = scan.structs.field(HEADER_ARCH, "xstate_size");
        if (Structs.present(size)) {
            scan.header.xstateSize = scan.frame.getInt(size);
        }
    }

    private void name(int length, String why) throws IOException {
        scan.expectLength(8L + length, why);
    }

    private void readLsmPolicy() {
        if (scan.frame.length() > 8 + LSM_POLICY_MAX) {
            scan.reportAt(Rule.CKS005, scan.frame.offset() + 4, "len", "LSM policy text is too long",
                    Long.toString(scan.frame.length()), "at most " + (8 + LSM_POLICY_MAX));
        }
    }

    static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
