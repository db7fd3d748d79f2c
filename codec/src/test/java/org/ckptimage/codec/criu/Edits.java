// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import com.google.protobuf.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.criu.proto.CoreEntry;
import org.ckptimage.codec.criu.proto.CredsEntry;
import org.ckptimage.codec.io.ByteSource;

/** Images with a message changed. */
final class Edits {
    private Edits() {}

    /** The image with its first message changed. */
    static byte[] first(byte[] image, UnaryOperator<Message> change) {
        return message(image, 0, change);
    }

    /** A core image with its credentials changed. */
    static byte[] creds(byte[] core, UnaryOperator<CredsEntry> change) {
        return first(core, message -> {
            CoreEntry.Builder entry = ((CoreEntry) message).toBuilder();
            entry.getThreadCoreBuilder().setCreds(change.apply(entry.getThreadCore().getCreds()));
            return entry.buildPartial();
        });
    }

    /** The image with one message changed. */
    static byte[] message(byte[] image, int index, UnaryOperator<Message> change) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ByteSource source = new ByteSource(new ByteArrayInputStream(image), "image")) {
            CriuImageReader reader = CriuImageReader.open(source, CriuLimits.standard()).orElseThrow();
            ImageType type = reader.head().type().orElseThrow();
            CriuImageWriter writer = new CriuImageWriter(out, reader.head());
            for (Optional<CriuEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                CriuEntry entry = next.get();
                CriuMessage message = CriuMessage.parse(entry.message(),
                        type.prototype(entry.index()).orElseThrow());
                if (entry.index() == index) {
                    message = message.with(change.apply(message.fields()));
                }
                writer.message(message.bytes());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
