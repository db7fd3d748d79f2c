// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.criu.CriuEntry;
import org.ckptimage.codec.criu.CriuImageReader;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.MessageCheck;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;

/** Judges the frame and the messages of a CRIU image that came into being, and passes it on as it is. */
final class CheckCriuImage implements Step {
    private final FindingSink sink;

    CheckCriuImage(FindingSink sink) {
        this.sink = sink;
    }

    @Override
    public void run(Reopenable in, OutputStream out) throws IOException {
        try (ByteSource source = in.open()) {
            judge(source);
        } catch (ImageException e) {
            sink.report(e.finding());
        }
        try (ByteSource source = in.open()) {
            source.stream().transferTo(out);
        }
    }

    private void judge(ByteSource source) throws IOException {
        Optional<CriuImageReader> found = CriuImageReader.open(source, CriuLimits.wide());
        if (found.isEmpty()) {
            return;
        }
        CriuImageReader reader = found.get();
        MessageCheck check = new MessageCheck(source.name(), reader.typeName(), CriuLimits.wide().maxFields(),
                sink);
        for (Optional<CriuEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            CriuEntry entry = next.get();
            Optional<Message> prototype = reader.head().type().flatMap(type -> type.prototype(entry.index()));
            if (prototype.isPresent()) {
                check.check(entry, prototype.get().getDescriptorForType());
            }
        }
    }
}
