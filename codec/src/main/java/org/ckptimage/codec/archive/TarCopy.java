// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.Decompression;

/**
 * Copies a tar archive block by block, with the content of some files changed. Order, headers, padding and
 * the end stay as they are; where a file gets another length, only the size and the checksum in its header
 * change. Content is passed through and not held, but for that of files that change.
 */
public final class TarCopy {
    private static final int PIECE = 1 << 16;

    private final String name;
    private final ArchiveLimits limits;
    private final EntryEdit edit;

    /**
     * @param name what to call the archive in findings
     * @param edit what changes
     */
    public TarCopy(String name, ArchiveLimits limits, EntryEdit edit) {
        this.name = name;
        this.limits = limits;
        this.edit = edit;
    }

    /**
     * Copies an archive. Whether its names are safe is for a reader of {@link CheckpointFiles} to say,
     * before.
     *
     * @param in the archive as it is stored, compressed or not; is not closed
     * @param out takes the archive, not compressed; is not closed
     * @throws ImageException CKS002, CKS004 or CKA003 if it is damaged or over a limit; CKS012 if a file that
     *     changes has its length in an extended header; what the edit throws
     */
    public void copy(InputStream in, OutputStream out) throws IOException {
        BudgetInput.Stored stored = new BudgetInput.Stored(in);
        int longest = 2 * limits.maxHeader() + PIECE;
        Tape tape = new Tape(Decompression.of(stored, name), out, longest);
        BudgetInput plain = new BudgetInput(tape, stored, name, limits);
        TarHeaderReader headers = new TarHeaderReader(plain, name, limits, finding -> { });
        tape.record();
        for (Optional<TarHeader> next = headers.next(); next.isPresent(); next = headers.next()) {
            entry(next.get(), tape.take(), plain, out);
            tape.record();
        }
        out.write(tape.take());
    }

    private void entry(TarHeader header, byte[] head, BudgetInput in, OutputStream out) throws IOException {
        long padding = TarHeaderReader.padding(header.size());
        if (header.kind() != TarHeader.Kind.FILE || !edit.concerns(header.name())) {
            out.write(head);
            new EntryContent(in, name, header.size() + padding).transferTo(out);
            return;
        }
        EntryContent content = new EntryContent(in, name, header.size());
        byte[] changed = edit.edit(new CheckpointEntry(header.name(), name + "/" + header.name().text(),
                header.size(), content));
        content.pass();
        byte[] fill = new EntryContent(in, name, padding).readAllBytes();
        out.write(changed.length == header.size() ? head : resized(header, head, changed.length));
        out.write(changed);
        out.write(changed.length == header.size() ? fill
                : new byte[(int) TarHeaderReader.padding(changed.length)]);
    }

    private byte[] resized(TarHeader header, byte[] head, int size) throws IOException {
        int last = head.length - TarBlock.LENGTH;
        TarBlock block = new TarBlock(Arrays.copyOfRange(head, last, head.length));
        byte[] changed = head.clone();
        System.arraycopy(block.resized(size), 0, changed, last, TarBlock.LENGTH);
        BudgetInput.Stored stored = new BudgetInput.Stored(new ByteArrayInputStream(changed));
        Optional<TarHeader> read = new TarHeaderReader(new BudgetInput(stored, stored, name, limits), name,
                limits, finding -> { }).next();
        // an extended header may have the last word
        if (read.isEmpty() || read.get().size() != size) {
            throw new ImageException(new Finding(Rule.CKS012, Location.at(name, header.offset()),
                    header.name().text(), "",
                    "a file whose length is in an extended header cannot be changed"));
        }
        return changed;
    }
}
