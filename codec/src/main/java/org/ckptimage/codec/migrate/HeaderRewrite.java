// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.V19;
import static org.ckptimage.formats.FormatVersion.V20_NETNS;
import static org.ckptimage.formats.FormatVersion.V21;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.migrate.field.Draft;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** HEADER with its three names, CONTAINER, and the LSM part. */
final class HeaderRewrite {
    private static final int NAME = 65;
    private static final int LSM_NAME = 11;
    private static final int DEFAULT_AUXV_ENTRIES = 42;
    private static final long NETNS = 2;
    private static final long EXTENDED = 0x8000_0000L;
    private static final String NO_LSM = "lsm_none";
    private static final String NO_POLICY = "dummy";
    private static final String[] UTS = {
        "sysname", "nodename", "release", "version", "machine", "domainname"};
    private static final Set<String> NUMBERS = Set.of("arch_id", "rev", "uflags");
    private static final String CONSTANTS = "constants.";
    private static final String LENGTHS = "uts_";

    private final Conversion conversion;
    private final StructRewrite structs;
    private final PayloadCopy payloads;
    private final FormatVersion target;
    private final Abi abi;

    HeaderRewrite(Conversion conversion, StructRewrite structs, PayloadCopy payloads) {
        this.conversion = conversion;
        this.structs = structs;
        this.payloads = payloads;
        this.target = conversion.target.version();
        this.abi = conversion.target.abi();
    }

    void header(Feed feed) throws IOException {
        remarks();
        long auxv = value(feed, "constants.mm_saved_auxv_len") + value(feed, "constants.at_vector_size");
        long uflags = value(feed, "uflags");
        Draft header = structs.draft(feed, elsewhere());
        header.put("arch_id", abi.archId(target)).put("rev", target.rev()).put("uflags", flags(uflags));
        constants(header, auxv);
        structs.write(header);
    }

    /** What follows from the version alone. */
    private Set<String> elsewhere() {
        return conversion.from.require(RecordType.HEADER).fields().stream().map(FieldLayout::name)
                .filter(n -> NUMBERS.contains(n) || n.startsWith(CONSTANTS) || n.startsWith(LENGTHS))
                .collect(Collectors.toSet());
    }

    private long value(Feed feed, String field) {
        StructLayout layout = conversion.from.require(RecordType.HEADER);
        return layout.has(field) ? feed.frame().get(layout.field(field)) : 0;
    }

    /** What the result as a whole is: no later reader can know. */
    private void remarks() {
        if (target.reconstructed() && conversion.source.version() != target) {
            conversion.ledger.invented("", target.label() + " is a reconstruction: no image of a kernel is "
                    + "known to be laid out so");
        }
        if (!conversion.target.order().isOf(abi)) {
            conversion.ledger.invented("", "no kernel of " + abi.kernelName() + " is "
                    + conversion.target.order().word() + "-endian: validate reports CKS018");
        }
    }

    private long flags(long source) {
        long flags = target.reconstructed() ? source & ~EXTENDED : source;
        if (!target.since(V20_NETNS)) {
            return flags & ~NETNS;
        }
        // an image that may be one of the target's layout stays as it is, unless it shows another sense
        boolean open = conversion.source.candidates().contains(target) && !conversion.survey.network();
        boolean same = conversion.source.version() == target;
        if (same || open || !conversion.source.version().since(V20_NETNS)) {
            return flags;
        }
        // until v20 the flag leaves network namespaces out, since v21 it saves them
        return network(source) == target.since(V21) ? flags | NETNS : flags & ~NETNS;
    }

    /** Whether network namespaces were saved: as the flag says, unless its sense is not certain. */
    private boolean network(long flags) {
        boolean certain = conversion.source.candidates().stream().map(v -> v.since(V21)).distinct()
                .count() == 1;
        boolean set = (flags & NETNS) != 0;
        return certain ? set == conversion.source.version().since(V21) : conversion.survey.network();
    }

    private void constants(Draft header, long auxv) {
        header.put("uts_release_len", NAME).put("uts_version_len", NAME).put("uts_machine_len", NAME)
                .put("constants.task_comm_len", TaskRewrite.COMM).put("constants.signal_nsig", 64)
                .put("constants.rlimit_nlimits", 16).put("constants.n_tty_buf_size", 4096)
                .put("constants.tty_termios_ncc", abi == Abi.PPC32 || abi == Abi.PPC64 ? 10 : 8)
                .put("constants.tty_termios_nccs", 19)
                .put("constants.mm_saved_auxv_len", bytes(auxv))
                .put("constants.at_vector_size", entries(auxv));
        for (String name : UTS) {
            header.put("constants.uts_" + name + "_len", NAME);
        }
    }

    /** Bytes of the auxiliary vector in machine words. */
    private long bytes(long constant) {
        if (conversion.source.version().reconstructed()) {
            return conversion.survey.auxv().orElse((long) DEFAULT_AUXV_ENTRIES * abi.wordSize());
        }
        return conversion.source.version().since(V19) ? constant * abi.wordSize() : constant;
    }

    private long entries(long constant) {
        boolean counted = conversion.source.version().since(V19);
        return counted ? constant : bytes(constant) / abi.wordSize();
    }

    /** One of the names of the kernel, in an array of 65 bytes. */
    void name(Feed feed) throws IOException {
        int length = (int) Math.min(NAME, feed.reader().unread());
        payloads.begin(RecordType.BUFFER.code(target), (long) FrameReader.HEADER + NAME);
        payloads.bytes(feed, length);
        conversion.image.frames().payload(new byte[NAME], 0, NAME - length);
        if (feed.reader().unread() > 0) {
            conversion.ledger.lost("is longer than 65 bytes: cut");
        }
    }

    /** HEADER_ARCH, and CONTAINER behind it if the source has none. */
    void architecture(Feed feed) throws IOException {
        structs.copy(feed);
        if (conversion.fromSeed()) {
            conversion.image.write(conversion.image.record(RecordType.CONTAINER));
            noLsm();
        }
    }

    void container(Feed feed) throws IOException {
        if (conversion.has(RecordType.CONTAINER)) {
            structs.copy(feed);
        }
        if (!RecordType.LSM_INFO.in(conversion.source.version())) {
            noLsm();
        }
    }

    private void noLsm() throws IOException {
        if (conversion.has(RecordType.LSM_INFO)) {
            conversion.image.payload(RecordType.BUFFER, Arrays.copyOf(text(NO_LSM), LSM_NAME));
            conversion.image.payload(RecordType.LSM_INFO, text(NO_POLICY));
            conversion.ledger.made("LSM_INFO", 0, "of " + NO_LSM + ": "
                    + conversion.source.version().label() + " does not say");
        }
    }

    /** Name of the LSM or its policy: left out where no LSM is known. */
    void lsm(Feed feed) throws IOException {
        if (conversion.has(RecordType.LSM_INFO)) {
            payloads.record(feed, feed.frame().type().code(target));
            return;
        }
        boolean name = feed.content() == BufferContent.LSM_NAME;
        byte[] usual = name ? Arrays.copyOf(text(NO_LSM), LSM_NAME) : text(NO_POLICY);
        byte[] found = found(feed, usual.length);
        if (!Arrays.equals(usual, found)) {
            String shown = new String(found, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "");
            conversion.ledger.lost((name ? "name of the LSM " : "policy of the LSM ") + shown + ": "
                    + target.label() + " has no place for it");
        }
    }

    /** The payload, or as much of a longer one as shows that it is longer. */
    private static byte[] found(Feed feed, int length) throws IOException {
        if (feed.frame().isHeld()) {
            int from = feed.frame().base() + FrameReader.HEADER;
            return Arrays.copyOfRange(feed.frame().bytes(), from,
                    from + (int) feed.frame().length() - FrameReader.HEADER);
        }
        int n = (int) Math.min(length + 1L, feed.reader().unread());
        int at = feed.reader().payload(n);
        return Arrays.copyOfRange(feed.frame().bytes(), at, at + n);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
