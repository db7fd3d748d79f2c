// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import java.io.IOException;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.StructLayout;

/**
 * Tasks of a generated image; files, memory, root directory, handlers and namespaces are those of the first
 * one.
 */
final class TaskRecords {
    private static final int NSIG = 64;
    private static final int SIGACTION = 32;
    private static final int TLS = 24;
    private static final int CREDS_GROUPS = 16;

    private final ImageParts parts;
    private final CredRecords creds;
    private final SharedRecords shared;
    private final byte[] fpu = new byte[ImageParts.XSTATE];
    private int ns;
    private int sighand;

    TaskRecords(ImageParts parts) {
        this.parts = parts;
        this.creds = new CredRecords(parts);
        this.shared = new SharedRecords(parts, creds);
    }

    void tasks(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            machine(i);
            int cred = creds.fresh(parts.random.nextInt(CREDS_GROUPS + 1));
            creds(cred);
            objects(i, cred, 0, 0);
        }
    }

    void withPages(long pages) throws IOException {
        machine(0);
        int cred = creds.fresh(4);
        creds(cred);
        objects(0, cred, 0, pages);
    }

    void withFileCreds(int count, int ngroups) throws IOException {
        machine(0);
        int cred = creds.fresh(ngroups);
        creds(cred);
        shared.fileGroups(ngroups);
        objects(0, cred, count - 1, 0);
    }

    void withUserNamespaces(int depth) throws IOException {
        machine(0);
        int cred = creds.inside(depth);
        creds(cred);
        objects(0, cred, 0, 0);
    }

    private void machine(int index) throws IOException {
        parts.out.write(parts.record(RecordType.TASK).put("state", 1).put("exit_signal", 17)
                .put("robust_futex_head_len", 24).put("clear_child_tid", 0x7f2ab3e5f9d0L));
        parts.text(RecordType.STRING, "task-" + index, 16);
        StructLayout thread = parts.out.layout(RecordType.THREAD.struct());
        parts.out.write(parts.out.record(RecordType.THREAD, thread, TLS)
                .put("gdt_entry_tls_entries", 3).put("sizeof_tls_array", TLS));
        parts.out.write(parts.record(RecordType.RESTART_BLOCK).put("function_type", 1));
        boolean math = (index & 1) == 1;
        parts.out.write(parts.record(RecordType.CPU).put("ip", 0x400000L + parts.random.nextInt(1 << 20))
                .put("sp", 0x7fff3b5f0000L).put("ax", parts.random.nextLong()).put("flags", 0x246)
                .put("cs", 3).put("ss", 4).put("used_math", math ? 1 : 0));
        if (math) {
            parts.out.payload(RecordType.CPU_FPU, fpu);
        }
    }

    private void creds(int cred) throws IOException {
        parts.out.write(parts.record(RecordType.TASK_CREDS).put("cred_ref", cred).put("ecred_ref", cred));
        if (ns == 0) {
            ns = shared.namespaces();
        }
        parts.out.write(parts.record(RecordType.TASK_NS).put("ns_objref", ns));
    }

    private void objects(int index, int cred, int fileCreds, long pages) throws IOException {
        if (index == 0) {
            shared.write(cred, fileCreds, pages);
            sighand = parts.object(ObjType.SIGHAND);
            parts.out.payload(RecordType.SIGHAND, new byte[NSIG * SIGACTION]);
        }
        parts.out.write(parts.record(RecordType.TASK_OBJS).put("files_objref", shared.files())
                .put("mm_objref", shared.mm()).put("fs_objref", shared.fs()).put("sighand_objref", sighand)
                .put("signal_objref", parts.reserve()));
        parts.out.write(parts.record(RecordType.SIGNAL));
        parts.out.write(parts.record(RecordType.SIGPENDING));
        parts.out.write(parts.record(RecordType.SIGPENDING));
        parts.out.write(parts.record(RecordType.SIGNAL_TASK));
    }
}
