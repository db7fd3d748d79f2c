// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.write;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.frame.FrameWriter;
import org.ckptimage.codec.graph.ObjrefAllocator;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/**
 * Writes an image record by record, in any version and byte order, and shared objects once.
 *
 * <p>{@link #object} is the kernel's checkpoint_obj: at first sight of an object it writes OBJREF and lets
 * the caller write the object's records, nested objects first; later it only gives the number. Same calls,
 * same bytes.
 */
public final class ImageWriter implements Closeable {
    /** Writes the records of one object. */
    @FunctionalInterface
    public interface Body {
        void write(int objref) throws IOException;
    }

    private final ImageFormat format;
    private final FrameWriter frames;
    private final ObjrefAllocator objects;
    private final Layouts layouts;
    private final RecordBuilder builder;

    public ImageWriter(OutputStream out, ImageFormat format, ObjrefAllocator objects) {
        this.format = format;
        this.frames = new FrameWriter(out, format.order());
        this.objects = objects;
        this.layouts = Layouts.of(format.version(), format.abi());
        this.builder = new RecordBuilder(format.order());
    }

    /** How the image is written. */
    public ImageFormat format() {
        return format;
    }

    /** The objects written so far. */
    public ObjrefAllocator objects() {
        return objects;
    }

    /** The layout of a struct by its kernel name. */
    public StructLayout layout(String struct) {
        return layouts.find(struct).orElseThrow(() -> new IllegalArgumentException(
                format.version().label() + " on " + format.abi().kernelName() + " has no struct " + struct));
    }

    /** Starts a struct record of its plain size; finish it by {@link #write}. */
    public RecordBuilder record(RecordType type) {
        return record(type, layout(type.struct()), 0);
    }

    /** Starts a struct record with {@code extra} bytes behind the struct. */
    public RecordBuilder record(RecordType type, StructLayout struct, int extra) {
        return builder.start(struct, code(type), struct.size() + extra);
    }

    /** Writes the record that was built last. */
    public void write(RecordBuilder record) throws IOException {
        frames.record(record.bytes(), 0, record.length());
    }

    /** Writes a record whose payload is opaque. */
    public void payload(RecordType type, byte[] payload) throws IOException {
        frames.begin(code(type), FrameReader.HEADER + (long) payload.length);
        frames.payload(payload, 0, payload.length);
    }

    /** Starts an opaque record whose payload is given in pieces through {@link #frames}. */
    public void begin(RecordType type, long payload) throws IOException {
        frames.begin(code(type), FrameReader.HEADER + payload);
    }

    /** Copies the record a reader stands on, byte for byte, whatever it holds. */
    public void copy(FrameReader reader) throws IOException {
        Frame frame = reader.frame();
        if (frame.isHeld()) {
            frames.record(frame.bytes(), frame.base(), (int) frame.length());
        } else {
            frames.begin(frame.code(), frame.length());
        }
        long payload = frame.isHeld() ? 0 : reader.frame().length() - FrameReader.HEADER;
        while (reader.unread() > 0) {
            int n = (int) Math.min(reader.unread(), 1 << 15);
            int at = reader.payload(n);
            int inside = (int) Math.min(n, payload);
            frames.payload(frame.bytes(), at, inside);
            frames.raw(frame.bytes(), at + inside, n - inside);
            payload -= inside;
        }
    }

    /** The objref of an object; writes OBJREF and the object's records if it was not seen before. */
    public int object(ObjType type, Object object, Body body) throws IOException {
        ObjrefAllocator.Lookup found = objects.lookupAdd(type, object);
        if (found.first()) {
            write(record(RecordType.OBJREF).put("objtype", type.code(format.version()))
                    .put("objref", found.objref()));
            body.write(found.objref());
        }
        return found.objref();
    }

    /** Access to raw frames. */
    public FrameWriter frames() {
        return frames;
    }

    /** The number of a type in the version written. */
    private int code(RecordType type) {
        int code = type.code(format.version());
        if (code < 0) {
            throw new IllegalArgumentException(format.version().label() + " has no record " + type);
        }
        return code;
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
