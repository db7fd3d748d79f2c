// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/**
 * Reads headers of a tar archive: v7, ustar, GNU long names, POSIX extended headers.
 *
 * <p>Commons Compress is not used for this part: it takes the slash off long absolute names, keeps long
 * names of any length in memory, and makes up the zeros of sparse files without end.
 */
final class TarHeaderReader {
    private static final int LONG_NAME = 'L';
    private static final int LONG_LINK = 'K';
    private static final int EXTENDED = 'x';
    private static final int GLOBAL = 'g';

    private final BudgetInput in;
    private final String name;
    private final ArchiveLimits limits;
    private final FindingSink findings;
    private Optional<TarBlock> ahead = Optional.empty();
    private int headerBytes;
    private Optional<byte[]> longName = Optional.empty();
    private Optional<byte[]> longLink = Optional.empty();
    private Optional<PaxRecords> pax = Optional.empty();

    TarHeaderReader(BudgetInput in, String name, ArchiveLimits limits, FindingSink findings) {
        this.in = in;
        this.name = name;
        this.limits = limits;
        this.findings = findings;
    }

    ArchiveLimits limits() {
        return limits;
    }

    /** True if the input begins with a header, or with the mark of the end. */
    boolean atArchive() throws IOException {
        byte[] first = new byte[TarBlock.LENGTH];
        if (in.readNBytes(first, 0, first.length) < first.length) {
            return false;
        }
        ahead = Optional.of(new TarBlock(first));
        return ahead.get().valid() || ahead.get().zero();
    }

    /**
     * The next entry; the input is at its content. Empty at the mark of the end, which is read to the last
     * byte.
     */
    Optional<TarHeader> next() throws IOException {
        headerBytes = 0;
        longName = Optional.empty();
        longLink = Optional.empty();
        pax = Optional.empty();
        long offset = in.position() - (ahead.isPresent() ? TarBlock.LENGTH : 0);
        while (true) {
            Optional<TarBlock> block = block();
            if (block.isEmpty()) {
                return Optional.empty();
            }
            if (!extension(block.get(), offset)) {
                return Optional.of(header(block.get(), offset));
            }
        }
    }

    private Optional<TarBlock> block() throws IOException {
        long offset = in.position();
        TarBlock block;
        if (ahead.isPresent()) {
            block = ahead.get();
            ahead = Optional.empty();
        } else {
            byte[] bytes = new byte[TarBlock.LENGTH];
            int got = in.readNBytes(bytes, 0, bytes.length);
            if (got == 0) {
                throw fail(Rule.CKS004, offset, "the archive ends without its end mark");
            }
            if (got < bytes.length) {
                throw fail(Rule.CKS002, offset, "the archive is cut in a header");
            }
            block = new TarBlock(bytes);
        }
        if (block.zero()) {
            readToTheEnd();
            return Optional.empty();
        }
        if (!block.valid()) {
            throw fail(Rule.CKS002, offset, "the archive is damaged: wrong checksum of a header");
        }
        return Optional.of(block);
    }

    /** What is behind the mark is padding, or hidden from every program that stops there. */
    private void readToTheEnd() throws IOException {
        byte[] rest = new byte[1 << 13];
        for (int got = in.read(rest); got >= 0; got = in.read(rest)) {
            for (int i = 0; i < got; i++) {
                if (rest[i] != 0) {
                    throw fail(Rule.CKS004, in.position() - got + i,
                            "data behind the end mark of the archive");
                }
            }
        }
    }

    /** Takes up a block that tells of the entry behind it. */
    private boolean extension(TarBlock block, long offset) throws IOException {
        switch (block.type()) {
            case LONG_NAME -> longName = Optional.of(withoutNul(content(block, offset)));
            case LONG_LINK -> longLink = Optional.of(withoutNul(content(block, offset)));
            case EXTENDED -> pax = Optional.of(records(content(block, offset), offset));
            case GLOBAL -> {
                if (records(content(block, offset), offset).shapesEntries()) {
                    findings.report(new Finding(Rule.CKA001, Location.at(name, offset), "", "",
                            "global header that gives a name or size to all entries"));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private PaxRecords records(byte[] content, long offset) throws ImageException {
        return PaxRecords.parse(content).orElseThrow(
                () -> fail(Rule.CKS002, offset, "the archive is damaged: extended header"));
    }

    private byte[] content(TarBlock block, long offset) throws IOException {
        long size = block.size();
        if (size < 0 || size > limits.maxHeader() - headerBytes) {
            throw fail(Rule.CKA003, offset, "headers of one entry take more than " + limits.maxHeader()
                    + " bytes");
        }
        headerBytes += (int) size + TarBlock.LENGTH;
        byte[] content = in.readNBytes((int) size);
        long padding = padding(size);
        if (content.length < size || in.readNBytes((int) padding).length < padding) {
            throw fail(Rule.CKS002, in.position(), "the archive is cut in a header");
        }
        return content;
    }

    /** Zeros up to the next block. */
    static long padding(long size) {
        return -size & TarBlock.LENGTH - 1;
    }

    private static byte[] withoutNul(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    private TarHeader header(TarBlock block, long offset) throws ImageException {
        Map<String, byte[]> values = pax.map(PaxRecords::values).orElse(Map.of());
        byte[] stored = values.getOrDefault(PaxRecords.PATH, longName.orElseGet(block::name));
        byte[] link = values.getOrDefault(PaxRecords.LINK_PATH, longLink.orElseGet(block::link));
        TarHeader.Kind kind = TarHeader.Kind.of(block.type());
        if (kind == TarHeader.Kind.FILE && stored.length > 0 && stored[stored.length - 1] == '/') {
            // before there was a type for directories
            kind = TarHeader.Kind.DIRECTORY;
        }
        if (pax.isPresent() && pax.get().sparse()) {
            kind = TarHeader.Kind.SPARSE;
        }
        long size = pax.isPresent() ? pax.get().size(block.size()) : block.size();
        if (size < 0) {
            throw fail(Rule.CKS002, offset, "the archive is damaged: size of an entry");
        }
        return new TarHeader(offset, EntryName.of(stored), EntryName.of(link), kind,
                kind.headerOnly() ? 0 : size);
    }

    private ImageException fail(Rule rule, long offset, String message) {
        return new ImageException(new Finding(rule, Location.at(name, offset), "", "", message));
    }
}
