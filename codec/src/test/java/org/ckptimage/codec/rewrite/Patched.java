// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/** An image with fields set by hand, and the same fields after a rewriting that keeps lengths. */
final class Patched {
    private final byte[] bytes;
    private final ImageFormat format;

    private Patched(byte[] bytes) {
        this.bytes = bytes;
        this.format = Scanned.of(bytes).result().format().orElseThrow();
    }

    static Patched image(String name) {
        return new Patched(ImageFiles.bytes(name).clone());
    }

    static Patched of(byte[] image) {
        return new Patched(image.clone());
    }

    byte[] bytes() {
        return bytes;
    }

    /** The image as it is after a rewriting. */
    Patched after(Rewrites.Rewriting<?> rewriting) throws IOException {
        assertEquals("", Scanned.of(bytes).text());
        return new Patched(Rewrites.run(bytes, rewriting).bytes());
    }

    /** Offset of the first record of a type. */
    int at(RecordType type) {
        long[] found = {-1};
        Scanned.of(new ByteArrayInputStream(bytes), view -> {
            if (view.frame().type() == type && found[0] < 0) {
                found[0] = view.frame().offset();
            }
        });
        return Math.toIntExact(found[0]);
    }

    StructLayout struct(String name) {
        return Layouts.of(format.version(), format.abi()).find(name).orElseThrow();
    }

    Patched put(RecordType type, String field, long value) {
        return put(at(type), struct(type.struct()).field(field), value);
    }

    Patched put(int at, FieldLayout field, long value) {
        FieldBytes.putScalar(format.order(), field, value, bytes, at);
        return this;
    }

    long get(RecordType type, String field) {
        return get(at(type), struct(type.struct()).field(field));
    }

    long get(int at, FieldLayout field) {
        return FieldBytes.scalar(format.order(), field, bytes, at);
    }

    Patched text(RecordType type, String field, String text) {
        byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(raw, 0, bytes, at(type) + struct(type.struct()).field(field).offset(), raw.length);
        return this;
    }

    /** All bytes of an array field. */
    String text(RecordType type, String field) {
        FieldLayout place = struct(type.struct()).field(field);
        int from = at(type) + place.offset();
        return new String(Arrays.copyOfRange(bytes, from, from + place.size() * place.count()),
                StandardCharsets.ISO_8859_1);
    }
}
