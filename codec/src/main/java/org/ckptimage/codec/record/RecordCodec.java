// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.Groupinfo;
import org.ckptimage.formats.record.PayloadRecord;
import org.ckptimage.formats.record.Record;
import org.ckptimage.formats.record.StructRecord;
import org.ckptimage.formats.record.UnknownRecord;

/**
 * All records of one format, between frames and values: hot records by their own codecs, other structs by
 * {@link StructCodec}, the rest as bytes. Encoding a decoded record gives the bytes it was read from.
 */
public final class RecordCodec {
    private static final int PIECE = 1 << 15;

    private final FormatVersion version;
    private final ByteOrderView order;
    private final ReadLimits limits;
    private final String file;
    private final Map<RecordType, HotCodec<? extends Record>> hot = new EnumMap<>(RecordType.class);
    private final StructCodec structs;

    /**
     * @param format how the image is written
     * @param limits bounds on records that are taken as a whole
     * @param file name of the input in diagnostics; empty if there is none
     */
    public RecordCodec(ImageFormat format, ReadLimits limits, String file) {
        this.version = format.version();
        this.order = format.order();
        this.limits = limits;
        this.file = file;
        this.structs = new StructCodec(version, format.abi(), order);
        addHot(format.abi());
    }

    private void addHot(Abi abi) {
        hot.put(RecordType.TASK, new TaskCodec(version, abi, order));
        hot.put(RecordType.TASK_CREDS, new TaskCredsCodec(version, order));
        hot.put(RecordType.CRED, new CredCodec(version, order));
        hot.put(RecordType.USER, new UserCodec(version, order));
        hot.put(RecordType.USER_NS, new UserNsCodec(version, order));
        hot.put(RecordType.GROUPINFO, new GroupinfoCodec(version, order));
        hot.put(RecordType.OBJREF, new ObjrefCodec(version, order));
    }

    /**
     * The value of a held frame.
     *
     * @throws ImageException CKS003 if the record is shorter than its fields, CKV003 if GROUPINFO announces
     *     more groups than it may or does hold
     * @throws IllegalArgumentException if the frame is not held; see {@link #decode(FrameReader)}
     */
    public Record decode(Frame frame) throws ImageException {
        if (!frame.isHeld()) {
            throw new IllegalArgumentException("the payload is still in the stream");
        }
        RecordType type = frame.type();
        int length = Math.toIntExact(frame.length());
        if (type == null) {
            return new UnknownRecord(frame.code(), payload(frame));
        }
        HotCodec<? extends Record> own = hot.get(type);
        if (own == null && !structs.has(type)) {
            return new PayloadRecord(type, payload(frame));
        }
        int least = own != null ? own.minLength() : structs.minLength(type);
        if (length < least) {
            throw refused(Rule.CKS003, frame, "len", 4, "record is shorter than its fields",
                    Integer.toString(length), "at least " + least);
        }
        if (type == RecordType.GROUPINFO) {
            checkGroups(frame, length);
        }
        return own != null ? own.decode(frame.bytes(), frame.base(), length)
                : structs.decode(type, frame.bytes(), frame.base(), length);
    }

    private void checkGroups(Frame frame, int length) throws ImageException {
        long ngroups = frame.i32(GroupinfoCodec.NGROUPS) & 0xffff_ffffL;
        long most = Math.min((length - GroupinfoCodec.GROUPS) / 4,
                Math.min(limits.maxGroups(), Groupinfo.MAX_GROUPS));
        if (ngroups > most) {
            throw refused(Rule.CKV003, frame, "ngroups", GroupinfoCodec.NGROUPS,
                    "more groups than the record or the limit maxGroups has room for", Long.toString(ngroups),
                    "at most " + most);
        }
    }

    private static byte[] payload(Frame frame) {
        byte[] payload = new byte[(int) frame.length() - FrameReader.HEADER];
        System.arraycopy(frame.bytes(), frame.base() + FrameReader.HEADER, payload, 0, payload.length);
        return payload;
    }

    /**
     * The value of the record a reader stands on, with the payload of a BUFFER read from the stream. The raw
     * page behind SOCKET_FRAG is not part of the record and stays there.
     *
     * @throws ImageException also CKS005 if the record is longer than the limit maxRecord
     */
    public Record decode(FrameReader reader) throws IOException {
        Frame frame = reader.frame();
        if (frame.isHeld()) {
            return decode(frame);
        }
        if (frame.length() > limits.maxRecord()) {
            throw refused(Rule.CKS005, frame, "len", 4, "record is longer than the limit maxRecord",
                    Long.toString(frame.length()), "at most " + limits.maxRecord());
        }
        RecordType type = frame.type();
        byte[] payload = new byte[(int) frame.length() - FrameReader.HEADER];
        for (int done = 0; done < payload.length;) {
            int n = Math.min(PIECE, payload.length - done);
            int at = reader.payload(n);
            System.arraycopy(frame.bytes(), at, payload, done, n);
            done += n;
        }
        return type == null ? new UnknownRecord(frame.code(), payload) : new PayloadRecord(type, payload);
    }

    /** Bytes that a record takes, header included. */
    public int length(Record record) {
        if (record instanceof StructRecord struct) {
            return structs.length(struct);
        }
        if (record instanceof PayloadRecord opaque) {
            return FrameReader.HEADER + opaque.payloadLength();
        }
        if (record instanceof UnknownRecord unknown) {
            return FrameReader.HEADER + unknown.payloadLength();
        }
        return hotOf(record).length(record);
    }

    /** The record as bytes, header included. */
    public byte[] encode(Record record) {
        byte[] bytes = new byte[length(record)];
        encode(record, bytes, 0);
        return bytes;
    }

    /**
     * Writes a record.
     *
     * @return bytes written
     * @throws IllegalArgumentException if this version does not have the record
     */
    public int encode(Record record, byte[] out, int at) {
        if (record instanceof StructRecord struct) {
            return structs.encode(struct, out, at);
        }
        if (record instanceof PayloadRecord opaque) {
            return raw(code(opaque.kind()), opaque.payload(), out, at);
        }
        if (record instanceof UnknownRecord unknown) {
            return raw(unknown.code(), unknown.payload(), out, at);
        }
        code(record.type().orElseThrow());
        return hotOf(record).encode(record, out, at);
    }

    private int code(RecordType type) {
        if (!type.in(version)) {
            throw new IllegalArgumentException(version.label() + " has no record " + type);
        }
        return type.code(version);
    }

    private int raw(int code, byte[] payload, byte[] out, int at) {
        int length = FrameReader.HEADER + payload.length;
        Objects.checkFromIndexSize(at, length, out.length);
        order.putI32(out, at, code);
        order.putI32(out, at + 4, length);
        System.arraycopy(payload, 0, out, at + FrameReader.HEADER, payload.length);
        return length;
    }

    /** Each codec stands under the type that its record gives. */
    @SuppressWarnings("unchecked")
    private HotCodec<Record> hotOf(Record record) {
        return (HotCodec<Record>) hot.get(record.type().orElseThrow());
    }

    private ImageException refused(Rule rule, Frame frame, String field, int at, String message, String got,
            String expected) {
        Location where = new Location(file, frame.offset() + at, frame.typeName(), 0, field);
        return new ImageException(new Finding(rule, where, got, expected, message));
    }
}
