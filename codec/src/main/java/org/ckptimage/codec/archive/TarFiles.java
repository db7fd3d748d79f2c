// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/** The files of a tar archive as a stream. */
final class TarFiles implements CheckpointFiles {
    private static final int NAME_COST = 100;

    private final TarHeaderReader headers;
    private final BudgetInput in;
    private final String name;
    private final long maxNames;
    private final FindingSink findings;
    private final Set<String> names = new HashSet<>();
    private long nameBytes;
    private EntryContent content;
    private long padding;

    TarFiles(TarHeaderReader headers, BudgetInput in, String name, FindingSink findings) {
        this.headers = headers;
        this.in = in;
        this.name = name;
        this.maxNames = headers.limits().maxNames();
        this.findings = findings;
        this.content = new EntryContent(in, name, 0);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<CheckpointEntry> next() throws IOException {
        while (true) {
            passContent();
            Optional<TarHeader> header = headers.next();
            if (header.isEmpty()) {
                return Optional.empty();
            }
            long size = header.get().size();
            content = new EntryContent(in, name, size);
            padding = TarHeaderReader.padding(size);
            if (accept(header.get())) {
                EntryName entry = header.get().name();
                return Optional.of(new CheckpointEntry(entry, name + "/" + entry.text(), size, content));
            }
        }
    }

    /** Reports what is wrong with an entry; false for one without content to look at. */
    private boolean accept(TarHeader header) throws ImageException {
        header.name().danger().ifPresent(danger ->
                report(Rule.CKA001, header, danger));
        TarHeader.Kind kind = header.kind();
        if (kind == TarHeader.Kind.DIRECTORY) {
            return false;
        }
        String path = header.name().path();
        nameBytes += NAME_COST + path.length();
        if (nameBytes > maxNames) {
            throw new ImageException(finding(Rule.CKA003, header, "names of entries take more than "
                    + maxNames + " bytes"));
        }
        if (!names.add(path)) {
            report(Rule.CKA001, header, "two entries have one name");
        }
        if (kind != TarHeader.Kind.FILE && !parentLink(header)) {
            report(Rule.CKA002, header, kind.words() + " in the archive");
        }
        return kind == TarHeader.Kind.FILE;
    }

    /** A dump that builds on an earlier one names its directory so; the link is not followed. */
    private static boolean parentLink(TarHeader header) {
        return header.kind() == TarHeader.Kind.SYMBOLIC_LINK && header.name().file().equals("parent")
                && DirectoryFiles.parentTarget(header.link().text());
    }

    private void report(Rule rule, TarHeader header, String message) {
        findings.report(finding(rule, header, message));
    }

    private Finding finding(Rule rule, TarHeader header, String message) {
        return new Finding(rule, Location.at(name, header.offset()), header.name().text(), "", message);
    }

    private void passContent() throws IOException {
        content.pass();
        new EntryContent(in, name, padding).pass();
        padding = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
