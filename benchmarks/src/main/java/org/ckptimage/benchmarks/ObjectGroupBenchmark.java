// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import com.google.protobuf.CodedOutputStream;
import io.kaitai.struct.ByteBufferKaitaiStream;
import io.kaitai.struct.KaitaiStruct;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.ckptimage.benchmarks.proto.CredGroupMessage;
import org.ckptimage.codec.record.CredCodec;
import org.ckptimage.codec.record.GroupinfoCodec;
import org.ckptimage.codec.record.UserCodec;
import org.ckptimage.codec.record.UserNsCodec;
import org.ckptimage.formats.gen.CkptCred;
import org.ckptimage.formats.record.Cred;
import org.ckptimage.formats.record.Groupinfo;
import org.ckptimage.formats.record.Slack;
import org.ckptimage.formats.record.User;
import org.ckptimage.formats.record.UserNs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** GROUPINFO with 16 groups, USER_NS, USER and CRED, one behind the other, to and from values. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObjectGroupBenchmark {
    private static final int GROUPS = 16;

    private final Cred cred = Samples.cred();
    private final int[] gids = Samples.gids(GROUPS);
    private final Groupinfo groupinfo = new Groupinfo(gids, Slack.NONE);
    private final User user = new User(1000, 18, Slack.NONE);
    private final UserNs userNs = new UserNs(3, Slack.NONE);
    private final CredCodec creds = new CredCodec(Samples.VERSION, Samples.ORDER);
    private final GroupinfoCodec groupinfos = new GroupinfoCodec(Samples.VERSION, Samples.ORDER);
    private final UserCodec users = new UserCodec(Samples.VERSION, Samples.ORDER);
    private final UserNsCodec namespaces = new UserNsCodec(Samples.VERSION, Samples.ORDER);
    private final byte[] out = new byte[512];
    private final byte[] bytes = Arrays.copyOf(out, encode(out));
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer outBuffer = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
    private final KaitaiStruct.ReadWrite[] kaitai = kaitai();
    private final CredGroupMessage message = CredGroupMessage.newBuilder().setCred(Samples.message(cred))
            .setGroupinfo(Samples.message(gids)).setUser(Samples.userMessage())
            .setUserNs(Samples.userNsMessage()).build();
    private final byte[] messageBytes = message.toByteArray();

    private int encode(byte[] to) {
        int at = groupinfos.encode(groupinfo, to, 0);
        at += namespaces.encode(userNs, to, at);
        at += users.encode(user, to, at);
        return at + creds.encode(cred, to, at);
    }

    private byte[] piece(int[] at) {
        int length = Samples.ORDER.i32(bytes, at[0] + 4);
        at[0] += length;
        return Arrays.copyOfRange(bytes, at[0] - length, at[0]);
    }

    private KaitaiStruct.ReadWrite[] kaitai() {
        int[] at = {0};
        KaitaiStruct.ReadWrite[] records = {
            new CkptCred.CkptHdrGroupinfo(new ByteBufferKaitaiStream(piece(at)), null, null, true),
            new CkptCred.CkptHdrUserNs(new ByteBufferKaitaiStream(piece(at)), null, null, true),
            new CkptCred.CkptHdrUserStruct(new ByteBufferKaitaiStream(piece(at)), null, null, true),
            new CkptCred.CkptHdrCred(new ByteBufferKaitaiStream(piece(at)), null, null, true,
                    Samples.VERSION.stamp())
        };
        for (KaitaiStruct.ReadWrite record : records) {
            record._read();
        }
        return records;
    }

    @Benchmark
    public void readRecords(Blackhole hole) {
        int at = 0;
        int length = Samples.ORDER.i32(bytes, 4);
        hole.consume(groupinfos.decode(bytes, at, length));
        at += length;
        hole.consume(namespaces.decode(bytes, at, UserNsCodec.LENGTH));
        at += UserNsCodec.LENGTH;
        hole.consume(users.decode(bytes, at, UserCodec.LENGTH));
        at += UserCodec.LENGTH;
        hole.consume(creds.decode(bytes, at, creds.minLength()));
    }

    @Benchmark
    public Object readKaitai() {
        return kaitai();
    }

    @Benchmark
    public Object readProtobuf() throws IOException {
        return CredGroupMessage.parseFrom(messageBytes);
    }

    @Benchmark
    public long readByteBuffer() {
        long sum = 0;
        for (int at = 0; at < bytes.length;) {
            int length = buffer.getInt(at + 4);
            for (int word = at + 8; word < at + length; word += 4) {
                sum += buffer.getInt(word);
            }
            at += length;
        }
        return sum;
    }

    @Benchmark
    public byte[] writeRecords() {
        encode(out);
        return out;
    }

    @Benchmark
    public void writeKaitai(Blackhole hole) {
        int at = 0;
        for (KaitaiStruct.ReadWrite record : kaitai) {
            int length = Samples.ORDER.i32(bytes, at + 4);
            ByteBufferKaitaiStream to = new ByteBufferKaitaiStream(length);
            record._write(to);
            hole.consume(to);
            at += length;
        }
    }

    @Benchmark
    public byte[] writeProtobuf() throws IOException {
        message.writeTo(CodedOutputStream.newInstance(out));
        return out;
    }

    @Benchmark
    public byte[] writeByteBuffer() {
        ByteBuffer to = outBuffer;
        for (int at = 0; at < bytes.length; at += 4) {
            to.putInt(at, buffer.getInt(at));
        }
        return out;
    }
}
