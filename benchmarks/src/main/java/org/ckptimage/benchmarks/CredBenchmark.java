// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import com.google.protobuf.CodedOutputStream;
import io.kaitai.struct.ByteBufferKaitaiStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.ckptimage.benchmarks.proto.CredMessage;
import org.ckptimage.codec.record.CredCodec;
import org.ckptimage.codec.record.CredView;
import org.ckptimage.formats.gen.CkptCred;
import org.ckptimage.formats.record.Cred;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One CRED of 96 bytes: every field read and added up, or every field written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CredBenchmark {
    private final Cred cred = Samples.cred();
    private final byte[] bytes = Samples.bytes(cred);
    private final byte[] out = new byte[256];
    private final CredCodec codec = new CredCodec(Samples.VERSION, Samples.ORDER);
    private final CredView view = codec.view();
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer outBuffer = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    private final CkptCred.CkptHdrCred kaitai = Samples.kaitaiCred(bytes);
    private final ByteBufferKaitaiStream kaitaiOut = new ByteBufferKaitaiStream(new byte[bytes.length]);
    private final CredMessage message = Samples.message(cred);
    private final byte[] messageBytes = message.toByteArray();

    /** The cursor. */
    @Benchmark
    public long readView() {
        CredView v = view.at(bytes, 0);
        return v.uid() + v.suid() + v.euid() + v.fsuid() + v.gid() + v.sgid() + v.egid() + v.fsgid()
                + v.userRef() + v.groupinfoRef() + v.secRef() + v.inheritable() + v.permitted()
                + v.effective() + v.bounding() + v.securebits();
    }

    /** The immutable record. */
    @Benchmark
    public Cred readRecord() {
        return codec.decode(bytes, 0, bytes.length);
    }

    @Benchmark
    public long readKaitai() {
        return Samples.sum(Samples.kaitaiCred(bytes));
    }

    @Benchmark
    public long readProtobuf() throws IOException {
        return Samples.sum(CredMessage.parseFrom(messageBytes));
    }

    @Benchmark
    public long readByteBuffer() {
        long sum = 0;
        for (int at = 8; at < 40; at += 4) {
            sum += buffer.getInt(at) & 0xffff_ffffL;
        }
        sum += buffer.getInt(40) + buffer.getInt(44) + buffer.getInt(48);
        for (int at = 56; at < 88; at += 8) {
            sum += buffer.getLong(at);
        }
        return sum + (buffer.getInt(88) & 0xffff_ffffL);
    }

    @Benchmark
    public byte[] writeCodec() {
        codec.encode(cred, out, 0);
        return out;
    }

    /** As its documentation says: after a setter, check, then write to a stream of the record's length. */
    @Benchmark
    public ByteBufferKaitaiStream writeKaitai() {
        kaitai.setUid(cred.uid());
        kaitai._check();
        ByteBufferKaitaiStream to = new ByteBufferKaitaiStream(bytes.length);
        kaitai._write(to);
        return to;
    }

    /** The least that it can do: an unchanged object, unchecked, to a stream that is there. */
    @Benchmark
    public ByteBufferKaitaiStream writeKaitaiUnchecked() {
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
        ByteBuffer b = outBuffer;
        b.putInt(0, 114).putInt(4, 96).putInt(8, (int) cred.uid()).putInt(12, (int) cred.suid());
        b.putInt(16, (int) cred.euid()).putInt(20, (int) cred.fsuid()).putInt(24, (int) cred.gid());
        b.putInt(28, (int) cred.sgid()).putInt(32, (int) cred.egid()).putInt(36, (int) cred.fsgid());
        b.putInt(40, cred.userRef()).putInt(44, cred.groupinfoRef()).putInt(48, cred.secRef()).putInt(52, 0);
        b.putLong(56, cred.caps().inheritable()).putLong(64, cred.caps().permitted());
        b.putLong(72, cred.caps().effective()).putLong(80, cred.caps().bounding());
        b.putInt(88, (int) cred.caps().securebits()).putInt(92, 0);
        return out;
    }
}
