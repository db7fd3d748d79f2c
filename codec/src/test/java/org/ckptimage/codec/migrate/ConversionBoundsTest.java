// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.junit.jupiter.api.Test;

/** However many pages an image has, a conversion takes the memory of its tasks and objects. */
class ConversionBoundsTest {
    private static final int PAGES = 1 << 16;
    private static final int PAGE = 4096;
    private static final long MOST = 32 << 20;

    /** Zeros, of which there are many. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(left, length);
            Arrays.fill(bytes, from, from + n, (byte) 0);
            left -= n;
            return n;
        }
    }

    /** Counts what is written. */
    private static final class Count extends OutputStream {
        private long bytes;

        @Override
        public void write(int value) {
            bytes++;
        }

        @Override
        public void write(byte[] value, int from, int length) {
            bytes += length;
        }
    }

    /** An image with one BUFFER of a quarter of a GiB, which is nowhere in memory. */
    private static Reopenable large(FormatVersion version, Abi abi) throws IOException {
        byte[] image = Converted.composed(new ImagePlan(version, abi, ImagePlan.usualOrder(abi))
                .add(Households.single(CredPlan.root(UserNsPlan.root()))));
        Patch patch = new Patch(image);
        // PGARR of the file mapping holds none, that of the heap two
        int pgarr = patch.record(RecordType.PGARR, 1);
        int buffer = pgarr + 16;
        int end = buffer + 8 + 2 * (abi.wordSize() + PAGE);
        long payload = (long) PAGES * (abi.wordSize() + PAGE);
        patch.set(pgarr + 8, 8, PAGES).set(buffer + 4, 4, payload + 8);
        byte[] front = Arrays.copyOf(image, buffer + 8);
        byte[] back = Arrays.copyOfRange(image, end, image.length);
        return () -> new ByteSource(new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(front), new Zeros(payload), new ByteArrayInputStream(back)))),
                "image");
    }

    private static void convert(FormatVersion from, FormatVersion to, Abi abi) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Count out = new Count();
        Reopenable in = large(from, abi);
        long before = threads.getCurrentThreadAllocatedBytes();
        new VersionConverter(to, ImagePlan.usualOrder(abi), Scanned.SETTINGS, loss -> { }).convert(in, out);
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken < MOST, taken + " bytes were allocated");
        assertEquals((long) PAGES * PAGE, out.bytes & -(1L << 28), "pages written");
    }

    @Test
    void pagesInPlace() throws IOException {
        convert(V21, V23_RC2, Abi.X86_64);
    }

    @Test
    void pagesBehindTheMachineState() throws IOException {
        convert(V18, V20, Abi.X86_32);
    }

    @Test
    void pagesBeforeTheMachineState() throws IOException {
        convert(V20, V18, Abi.X86_32);
    }
}
