// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import io.kaitai.struct.ByteBufferKaitaiStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.record.RecordCodec;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.gen.CkptCred;
import org.ckptimage.formats.gen.CkptTask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A whole image from memory. {@code scan} judges every record, as validate does; the others do less: {@code
 * frames} only cuts records, {@code records} makes a value of each, {@code kaitai} reads just TASK, CRED,
 * GROUPINFO and USER by the generated classes, {@code byteBuffer} adds up all words.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ImageBenchmark {
    /** Tasks in the image; each is about 17 records and 1300 bytes. */
    @Param("10000")
    public int tasks;

    private byte[] image;

    @Setup
    public void setup() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
        BigImages.write(BigImages.Kind.MANY_TASKS, tasks, 42, out);
        image = out.toByteArray();
        if (!scan().format().isPresent()) {
            throw new IllegalStateException("the generated image is not valid");
        }
    }

    @Benchmark
    public ScanResult scan() throws IOException {
        ByteSource source = new ByteSource(new ByteArrayInputStream(image), "image");
        return new ImageScanner(source, ScanSettings.standard(), finding -> {
            throw new IllegalStateException(finding.text());
        }, view -> { }).scan();
    }

    private FrameReader reader() {
        return new FrameReader(new ByteSource(new ByteArrayInputStream(image), "image"), Samples.ORDER,
                Samples.VERSION, ReadLimits.standard());
    }

    @Benchmark
    public long frames() throws IOException {
        FrameReader reader = reader();
        long sum = 0;
        while (reader.next()) {
            sum += reader.frame().length();
        }
        return sum;
    }

    @Benchmark
    public void records(Blackhole hole) throws IOException {
        FrameReader reader = reader();
        RecordCodec codec = new RecordCodec(ImageParts.FORMAT, ReadLimits.standard(), "image");
        while (reader.next()) {
            if (reader.frame().isHeld()) {
                hole.consume(codec.decode(reader.frame()));
            }
        }
    }

    @Benchmark
    public void kaitai(Blackhole hole) throws IOException {
        FrameReader reader = reader();
        while (reader.next()) {
            RecordType type = reader.frame().type();
            if (type == RecordType.TASK || type == RecordType.CRED || type == RecordType.GROUPINFO
                    || type == RecordType.USER) {
                int at = reader.frame().base();
                hole.consume(kaitai(type, Arrays.copyOfRange(reader.frame().bytes(), at,
                        at + (int) reader.frame().length())));
            }
        }
    }

    private static Object kaitai(RecordType type, byte[] record) {
        ByteBufferKaitaiStream in = new ByteBufferKaitaiStream(record);
        int stamp = Samples.VERSION.stamp();
        if (type == RecordType.CRED) {
            return Samples.kaitaiCred(record);
        } else if (type == RecordType.TASK) {
            CkptTask.CkptHdrTaskV19 task = new CkptTask.CkptHdrTaskV19(in, null, null, true, stamp);
            task._read();
            return task;
        } else if (type == RecordType.USER) {
            CkptCred.CkptHdrUserStruct user = new CkptCred.CkptHdrUserStruct(in, null, null, true);
            user._read();
            return user;
        }
        CkptCred.CkptHdrGroupinfo groups = new CkptCred.CkptHdrGroupinfo(in, null, null, true);
        groups._read();
        return groups;
    }

    @Benchmark
    public long byteBuffer() {
        ByteBuffer buffer = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        long sum = 0;
        for (int at = 0; at + 8 <= image.length;) {
            int length = buffer.getInt(at + 4);
            for (int word = at + 8; word + 4 <= at + length; word += 4) {
                sum += buffer.getInt(word);
            }
            at += length;
        }
        return sum;
    }

    /** Generates the image into nothing: what the writer costs. */
    @Benchmark
    public long write() throws IOException {
        return BigImages.write(BigImages.Kind.MANY_TASKS, tasks, 42, OutputStream.nullOutputStream());
    }
}
