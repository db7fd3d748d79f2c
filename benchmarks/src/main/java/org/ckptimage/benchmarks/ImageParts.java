// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.graph.ObjrefAllocator;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/** Frame of a generated image: header, process tree, tail; and the objref counter. */
final class ImageParts implements Closeable {
    static final FormatVersion VERSION = FormatVersion.V21;
    static final ImageFormat FORMAT =
            new ImageFormat(VERSION, List.of(VERSION), Abi.X86_64, ByteOrderView.LITTLE);
    static final int AUXV = 44;
    static final int XSTATE = 512;
    private static final int FIRST_PID = 1000;
    private static final int UTS = 65;
    private static final int TREE_ENTRY = 24;
    private static final long TIME = 1_271_160_000L;

    final ImageWriter out;
    final SplittableRandom random;
    private final int tasks;
    private int last;

    ImageParts(OutputStream stream, int tasks, long seed) {
        this.out = new ImageWriter(stream, FORMAT, ObjrefAllocator.byIdentity());
        this.random = new SplittableRandom(seed);
        this.tasks = tasks;
    }

    long position() {
        return out.frames().position();
    }

    RecordBuilder record(RecordType type) {
        return out.record(type);
    }

    /** Takes an id for an object that is written inline. */
    int reserve() {
        return ++last;
    }

    /** Announces an object; its records are to follow. */
    int object(ObjType type) throws IOException {
        int objref = reserve();
        out.write(record(RecordType.OBJREF).put("objtype", type.code(VERSION)).put("objref", objref));
        return objref;
    }

    /** Text with its NUL, in {@code size} bytes. */
    void text(RecordType type, String text, int size) throws IOException {
        out.payload(type, Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), size));
    }

    void path(String path) throws IOException {
        text(RecordType.FILE_NAME, path, path.length() + 1);
    }

    void header() throws IOException {
        RecordBuilder header = record(RecordType.HEADER).put("magic", 0x00feed0cc0a2d200L)
                .put("arch_id", Abi.X86_64.archId(VERSION)).put("major", 2).put("minor", 6).put("patch", 33)
                .put("rev", VERSION.rev()).put("time", TIME)
                .put("constants.task_comm_len", 16).put("constants.at_vector_size", AUXV)
                .put("constants.signal_nsig", 64).put("constants.rlimit_nlimits", 16)
                .put("constants.n_tty_buf_size", 4096).put("constants.tty_termios_ncc", 8);
        for (String part : List.of("sysname", "nodename", "release", "version", "machine", "domainname")) {
            header.put("constants.uts_" + part + "_len", UTS);
        }
        out.write(header);
        text(RecordType.BUFFER, "2.6.33-ckpt-v21", UTS);
        text(RecordType.BUFFER, "#1 SMP", UTS);
        text(RecordType.BUFFER, "x86_64", UTS);
        out.write(record(RecordType.HEADER_ARCH).put("has_fxsr", 1).put("xstate_size", XSTATE));
        out.write(record(RecordType.CONTAINER));
        text(RecordType.BUFFER, "lsm_none", 11);
        text(RecordType.LSM_INFO, "dummy", 5);
    }

    /** All tasks are children of the first and lead a thread group each. */
    void tree() throws IOException {
        out.write(record(RecordType.TREE).put("nr_tasks", tasks));
        out.begin(RecordType.BUFFER, (long) TREE_ENTRY * tasks);
        byte[] entry = new byte[TREE_ENTRY];
        for (int i = 0; i < tasks; i++) {
            int pid = FIRST_PID + i;
            int[] values = {pid, i == 0 ? 1 : FIRST_PID, pid, FIRST_PID, FIRST_PID};
            for (int f = 0; f < values.length; f++) {
                FORMAT.order().putI32(entry, 4 * f, values[f]);
            }
            out.frames().payload(entry, 0, entry.length);
        }
    }

    void tail() throws IOException {
        out.write(record(RecordType.TAIL).put("magic", 0x002d2a0cc0deef00L));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
