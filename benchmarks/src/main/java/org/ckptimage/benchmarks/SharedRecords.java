// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/** What all tasks of a generated image share: namespaces, files, memory with its pages, root directory. */
final class SharedRecords {
    private static final int PAGE = 4096;
    private static final int ADDRESS = 8;
    private static final int CHUNK = 512;
    private static final long PAGES_PER_VMA = 1 << 18;
    private static final long HEAP = 0x1000_0000_0000L;
    private static final int VMA_ANON = 2;
    private static final int FILE_GENERIC = 1;

    private final ImageParts parts;
    private final CredRecords creds;
    private int ngroups;
    private int files;
    private int mm;
    private int fs;

    SharedRecords(ImageParts parts, CredRecords creds) {
        this.parts = parts;
        this.creds = creds;
    }

    int files() {
        return files;
    }

    int mm() {
        return mm;
    }

    int fs() {
        return fs;
    }

    /** Groups of the creds of open files. */
    void fileGroups(int count) {
        ngroups = count;
    }

    int namespaces() throws IOException {
        int ns = parts.object(ObjType.NS);
        int uts = parts.object(ObjType.UTS_NS);
        parts.out.write(parts.record(RecordType.UTS_NS));
        int ipc = parts.object(ObjType.IPC_NS);
        parts.out.write(parts.record(RecordType.IPC_NS));
        for (RecordType list : List.of(RecordType.IPC_SHM, RecordType.IPC_MSG, RecordType.IPC_SEM)) {
            parts.out.write(parts.record(RecordType.IPC).put("ipc_type", list.code(ImageParts.VERSION)));
        }
        parts.out.write(parts.record(RecordType.NS).put("uts_objref", uts).put("ipc_objref", ipc));
        return ns;
    }

    /**
     * Writes file table, memory and root directory; {@code fileCreds} open files have a cred of their own.
     */
    void write(int cred, int fileCreds, long pages) throws IOException {
        fileTable(cred, fileCreds);
        memory(pages);
        fs = parts.object(ObjType.FS);
        parts.out.write(parts.record(RecordType.FS));
        parts.path("/root");
        parts.path("/");
    }

    private void fileTable(int cred, int fileCreds) throws IOException {
        files = parts.object(ObjType.FILE_TABLE);
        parts.out.write(parts.record(RecordType.FILE_TABLE).put("fdt_nfds", 1L + fileCreds));
        descriptor(0, file(cred));
        for (int i = 1; i <= fileCreds; i++) {
            int file = parts.object(ObjType.FILE);
            fileBody(creds.fresh(ngroups));
            descriptor(i, file);
        }
    }

    private int file(int cred) throws IOException {
        int file = parts.object(ObjType.FILE);
        fileBody(cred);
        return file;
    }

    private void fileBody(int cred) throws IOException {
        parts.out.write(parts.record(RecordType.FILE).put("f_type", FILE_GENERIC).put("f_mode", 0x1f)
                .put("f_flags", 2).put("f_credref", cred));
        parts.path("/dev/null");
    }

    private void descriptor(int fd, int file) throws IOException {
        parts.out.write(parts.record(RecordType.FILE_DESC).put("fd_objref", file).put("fd_descriptor", fd));
    }

    private void memory(long pages) throws IOException {
        mm = parts.object(ObjType.MM);
        long vmas = Math.max(1, (pages + PAGES_PER_VMA - 1) / PAGES_PER_VMA);
        parts.out.write(parts.record(RecordType.MM).put("map_count", vmas).put("flags", 0xcd));
        parts.out.payload(RecordType.BUFFER, new byte[8 * ImageParts.AUXV]);
        PageChunk chunk = new PageChunk();
        for (long done = 0, v = 0; v < vmas; v++) {
            long here = Math.min(PAGES_PER_VMA, pages - done);
            long start = HEAP + done * PAGE;
            RecordBuilder vma = parts.record(RecordType.VMA).put("vma_type", VMA_ANON).put("vm_start", start)
                    .put("vm_end", start + Math.max(1, here) * PAGE).put("vm_flags", 0x100073);
            parts.out.write(vma);
            for (long i = 0; i < here; i += CHUNK) {
                chunk.write((int) Math.min(CHUNK, here - i), start + i * PAGE);
            }
            parts.out.write(parts.record(RecordType.PGARR));
            done += here;
        }
        parts.out.write(parts.record(RecordType.MM_CONTEXT).put("ldt_entry_size", 8));
        parts.out.payload(RecordType.MM_CONTEXT_LDT, new byte[0]);
    }

    /** Pages that go out in one BUFFER: random bytes, of which each page of each chunk has some anew. */
    private final class PageChunk {
        private final byte[] payload = new byte[CHUNK * (ADDRESS + PAGE)];
        private final SplittableRandom random = parts.random.split();

        PageChunk() {
            random.nextBytes(payload);
        }

        void write(int n, long address) throws IOException {
            for (int i = 0; i < n; i++) {
                ImageParts.FORMAT.order().putI64(payload, ADDRESS * i, address + (long) PAGE * i);
                ImageParts.FORMAT.order().putI64(payload, ADDRESS * n + PAGE * i, random.nextLong());
            }
            parts.out.write(parts.record(RecordType.PGARR).put("nr_pages", n));
            int length = n * (ADDRESS + PAGE);
            parts.out.begin(RecordType.BUFFER, length);
            parts.out.frames().payload(payload, 0, length);
        }
    }
}
