// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.CheckpointEntry;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.criu.CriuEntry;
import org.ckptimage.codec.criu.CriuImageReader;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.tools.terminal.Terminal;
import org.ckptimage.tools.terminal.Visible;

/** The entries of all files of a CRIU set, a line for each; of a file without entries its size. */
public final class EntryListing {
    private static final String RAW = "-";

    private final Terminal terminal;
    private final Optional<JsonGenerator> json;
    private final FindingSink findings;
    private boolean started;

    /** What a line looks like. */
    public enum Form { TEXT, LINES_OF_JSON }

    /** @param findings takes what is wrong with a file, which is listed as far as it can be read */
    public EntryListing(Terminal terminal, Form form, FindingSink findings) throws IOException {
        this.terminal = terminal;
        this.json = form == Form.TEXT ? Optional.empty() : Optional.of(JsonOutput.lines(terminal.out()));
        this.findings = findings;
    }

    /**
     * Lists the files.
     *
     * @return how many image files there are
     */
    public long write(CheckpointFiles files) throws IOException {
        long images = 0;
        for (Optional<CheckpointEntry> next = files.next(); next.isPresent(); next = files.next()) {
            try {
                images += file(next.get()) ? 1 : 0;
            } catch (ImageException e) {
                if (!e.finding().where().file().equals(next.get().source())) {
                    throw e;
                }
                findings.report(e.finding());
            }
        }
        return images;
    }

    private boolean file(CheckpointEntry file) throws IOException {
        Optional<CriuImageReader> reader = CriuImageReader.open(file.bytes(), CriuLimits.standard());
        if (reader.isEmpty()) {
            line(0, RAW, file.size(), file);
            return false;
        }
        for (Optional<CriuEntry> entry = reader.get().next(); entry.isPresent();
                entry = reader.get().next()) {
            line(entry.get().offset(), reader.get().typeName(), entry.get().message().length, file);
        }
        return true;
    }

    private void line(long offset, String type, long length, CheckpointEntry file) throws IOException {
        if (json.isPresent()) {
            json.get().writeStartObject();
            json.get().writeStringField("file", file.name().text());
            json.get().writeNumberField("offset", offset);
            json.get().writeStringField("type", type);
            json.get().writeNumberField("len", length);
            json.get().writeEndObject();
            json.get().flush();
            terminal.out().print('\n');
        } else {
            if (!started) {
                started = true;
                terminal.out().print("OFFSET      TYPE                   LEN  FILE\n");
            }
            terminal.out().print(String.format("0x%08x  %-18s %7d  %s\n", offset, type, length,
                    Visible.of(file.name().text())));
        }
        ClosedOutput.check(terminal);
    }
}
