// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.codec.record.RecordLayouts;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/**
 * One way through the source, record by record, with what the place of a record tells: which record an opaque
 * one belongs to, which object a main record is of. The scan before has made sure that opaque records follow
 * the one they belong to.
 */
public final class Feed implements Closeable {
    private final ByteSource source;
    private final FrameReader reader;
    private final Frame frame;
    private final ImageFormat format;
    private final boolean extended;
    private final FieldLayout objtype;
    private final FieldLayout objref;
    private BufferContent.Tracker buffers = new BufferContent.Tracker();
    private BufferContent content = BufferContent.OPAQUE;
    private RecordType owner;
    private boolean ownerKept = true;
    private int task = -1;
    private int[] announced = new int[16];
    private int open;
    private int current;

    /**
     * Opens the source at its start; closed with this.
     *
     * @param extended whether the image announces extension records
     */
    public Feed(Reopenable in, ImageFormat format, ReadLimits limits, boolean extended) throws IOException {
        this.source = in.open();
        this.format = format;
        this.extended = extended;
        this.reader = new FrameReader(source, format.order(), format.version(), limits);
        this.frame = reader.frame();
        RecordLayouts layouts = new RecordLayouts(format.version(), format.abi());
        this.objtype = layouts.require(RecordType.OBJREF).field("objtype");
        this.objref = layouts.require(RecordType.OBJREF).field("objref");
    }

    /** The reader, which stands on the record at hand. */
    public FrameReader reader() {
        return reader;
    }

    /** The record at hand. */
    public Frame frame() {
        return frame;
    }

    /** Moves to the next record; false at the end of the input. */
    public boolean next() throws IOException {
        if (!reader.next()) {
            return false;
        }
        current = 0;
        if (isKnown()) {
            move(frame.type());
        }
        return true;
    }

    /** True unless the record is of a type that this image does not have, or is an extension. */
    public boolean isKnown() {
        return frame.type() != null && !isExtensionType(frame.type());
    }

    /** True for an extension record of an image that announces them. */
    public boolean isExtension() {
        return extended && frame.type() != null && isExtensionType(frame.type());
    }

    /** True for types of the extension range. */
    public static boolean isExtensionType(RecordType type) {
        return type == RecordType.EXT_USER_NS_MAP || type == RecordType.EXT_CRED
                || type == RecordType.EXT_TASK;
    }

    /** True for records that carry bytes of the struct record before them. */
    public static boolean isOpaque(RecordType type) {
        return switch (type) {
            case BUFFER, STRING, FILE_NAME, PIPE_BUF, CPU_FPU, MM_CONTEXT_LDT, LSM_INFO, NETDEV_ADDR -> true;
            default -> false;
        };
    }

    private void move(RecordType type) {
        content = buffers.next(type);
        if (isOpaque(type)) {
            return;
        }
        owner = type;
        ownerKept = true;
        if (type == RecordType.TASK) {
            task++;
        } else if (type == RecordType.OBJREF) {
            announce();
        } else if (open > 0 && type == main(announced[open - 2])) {
            current = announced[open - 1];
            open -= 2;
        }
    }

    private void announce() {
        if (open + 2 > announced.length) {
            announced = Arrays.copyOf(announced, 2 * announced.length);
        }
        announced[open++] = objtypeCode();
        current = objref();
        announced[open++] = current;
    }

    private RecordType main(int code) {
        return ObjType.of(format.version(), code).flatMap(ObjType::main).orElse(null);
    }

    private int objtypeCode() {
        return frame.getInt(objtype);
    }

    /** Type of the object that the OBJREF at hand announces. */
    public ObjType announcedType() {
        return ObjType.of(format.version(), objtypeCode()).orElseThrow();
    }

    /** Objref of the object that the OBJREF at hand announces. */
    int objref() {
        return frame.getInt(objref);
    }

    /** Objref of the object that the record announces or is the main record of; 0 if none. */
    public int object() {
        return current;
    }

    /** What a BUFFER holds. */
    public BufferContent content() {
        return content;
    }

    /** The struct record at hand, or the last one before it. */
    public RecordType owner() {
        return owner;
    }

    /** Notes that the target does not have the owner, so that it does not get what belongs to it. */
    public void dropOwner() {
        ownerKept = false;
    }

    /** True unless the target does not have {@link #owner}. */
    public boolean ownerKept() {
        return ownerKept;
    }

    /** Position in the tree of the last task whose TASK was read; -1 before the first. */
    public int task() {
        return task;
    }

    /** True for the name of a task. */
    public boolean isComm() {
        return frame.type() == RecordType.STRING && owner == RecordType.TASK;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
