// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import com.google.protobuf.CodedOutputStream;
import io.kaitai.struct.ByteBufferKaitaiStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.ckptimage.benchmarks.proto.GroupinfoMessage;
import org.ckptimage.codec.record.GroupinfoCodec;
import org.ckptimage.codec.record.GroupinfoView;
import org.ckptimage.formats.gen.CkptCred;
import org.ckptimage.formats.record.Groupinfo;
import org.ckptimage.formats.record.Slack;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One GROUPINFO: the list read into an array or added up, or written from one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GroupinfoBenchmark {
    /** Groups in the record. */
    @Param({"16", "65536"})
    public int groups;

    private int[] gids;
    private int[] read;
    private byte[] bytes;
    private byte[] out;
    private final GroupinfoCodec codec = new GroupinfoCodec(Samples.VERSION, Samples.ORDER);
    private final GroupinfoView view = codec.view();
    private Groupinfo record;
    private ByteBuffer buffer;
    private ByteBuffer outBuffer;
    private CkptCred.CkptHdrGroupinfo kaitai;
    private ByteBufferKaitaiStream kaitaiOut;
    private GroupinfoMessage message;
    private byte[] messageBytes;

    @Setup
    public void setup() {
        gids = Samples.gids(groups);
        read = new int[groups];
        bytes = Samples.bytes(gids);
        out = new byte[bytes.length + 64];
        record = new Groupinfo(gids, Slack.NONE);
        buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        outBuffer = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        kaitai = new CkptCred.CkptHdrGroupinfo(new ByteBufferKaitaiStream(bytes), null, null, true);
        kaitai._read();
        kaitaiOut = new ByteBufferKaitaiStream(new byte[bytes.length]);
        message = Samples.message(gids);
        messageBytes = message.toByteArray();
    }

    /** The cursor, into an array that is there. */
    @Benchmark
    public int[] readView() {
        view.at(bytes, 0, bytes.length).gids(0, read, 0, read.length);
        return read;
    }

    /** The immutable record. */
    @Benchmark
    public Groupinfo readRecord() {
        return codec.decode(bytes, 0, bytes.length);
    }

    @Benchmark
    public Object readKaitai() {
        CkptCred.CkptHdrGroupinfo found =
                new CkptCred.CkptHdrGroupinfo(new ByteBufferKaitaiStream(bytes), null, null, true);
        found._read();
        return found.groups();
    }

    @Benchmark
    public Object readProtobuf() throws IOException {
        return GroupinfoMessage.parseFrom(messageBytes).getGroupsList();
    }

    @Benchmark
    public int[] readByteBuffer() {
        int n = buffer.getInt(8);
        for (int i = 0; i < n; i++) {
            read[i] = buffer.getInt(12 + 4 * i);
        }
        return read;
    }

    @Benchmark
    public byte[] writeRecord() {
        codec.encode(record, out, 0);
        return out;
    }

    /** In pieces, as the image writer does for long lists. */
    @Benchmark
    public byte[] writePieces() {
        int at = codec.header(gids.length, out, 0);
        for (int done = 0; done < gids.length; done += 4096) {
            int n = Math.min(4096, gids.length - done);
            at += codec.encodeGids(gids, done, n, out, at);
        }
        Samples.ORDER.putI32(out, at, 0);
        return out;
    }

    @Benchmark
    public Object writeKaitai() {
        kaitaiOut.seek(0);
        kaitai._write(kaitaiOut);
        return kaitaiOut;
    }

    @Benchmark
    public byte[] writeProtobuf() throws IOException {
        message.writeTo(CodedOutputStream.newInstance(out));
        return out;
    }

    @Benchmark
    public byte[] writeByteBuffer() {
        outBuffer.putInt(0, 116).putInt(4, bytes.length).putInt(8, gids.length);
        for (int i = 0; i < gids.length; i++) {
            outBuffer.putInt(12 + 4 * i, gids[i]);
        }
        outBuffer.putInt(12 + 4 * gids.length, 0);
        return out;
    }
}
