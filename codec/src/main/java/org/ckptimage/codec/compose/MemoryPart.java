// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import org.ckptimage.codec.graph.ObjrefAllocator.Lookup;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.ObjType;

/** MM with its VMAs, and FS. */
final class MemoryPart {
    private static final int SHARED_ANON_AGAIN = 5;
    private static final int LDT_ENTRY = 8;

    private final Parts parts;
    private final ImageWriter image;

    MemoryPart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
    }

    /** The objref of an address space, written at first sight. */
    int write(MemoryPlan memory) throws IOException {
        return image.object(ObjType.MM, memory, objref -> body(memory));
    }

    /** The objref of the directories, written at first sight. */
    int fs(FsPlan fs) throws IOException {
        return image.object(ObjType.FS, fs, objref -> {
            image.write(image.record(FS).putIfPresent("umask", fs.umask()));
            parts.string(FILE_NAME, fs.cwd());
            parts.string(FILE_NAME, fs.root());
        });
    }

    private void body(MemoryPlan memory) throws IOException {
        int executable = parts.files.write(memory.executable);
        image.write(image.record(MM).put("map_count", memory.areas.size()).put("exe_objref", executable)
                .put("flags", parts.machine(0xcd))
                .put("start_code", parts.machine(0x400000)).put("end_code", parts.machine(0x40f000))
                .put("start_data", parts.machine(0x60f000)).put("end_data", parts.machine(0x610000))
                .put("start_brk", parts.machine(0x611000)).put("brk", parts.machine(0x620000))
                .put("start_stack", parts.machine(0x7ffe0000))
                .put("arg_start", parts.machine(0x7ffe1000)).put("arg_end", parts.machine(0x7ffe1010))
                .put("env_start", parts.machine(0x7ffe1010)).put("env_end", parts.machine(0x7ffe1ff0)));
        image.payload(BUFFER, auxv());
        for (AreaPlan area : memory.areas) {
            area(area);
        }
        context(memory);
    }

    /** AT_PAGESZ and the end of the vector. */
    private byte[] auxv() {
        byte[] auxv = new byte[HeaderPart.auxvBytes(parts.plan)];
        if (auxv.length == 8 * HeaderPart.AUXV_ENTRIES) {
            parts.plan.order.putI64(auxv, 0, 6);
            parts.plan.order.putI64(auxv, 8, PagePart.PAGE);
        } else {
            parts.plan.order.putI32(auxv, 0, 6);
            parts.plan.order.putI32(auxv, 4, PagePart.PAGE);
        }
        return auxv;
    }

    private void area(AreaPlan area) throws IOException {
        int file = parts.files.write(area.file());
        Lookup inode = area.segment() == null ? new Lookup(0, false)
                : image.objects().lookupAdd(ObjType.INODE, area.segment());
        boolean again = area.kind() == AreaPlan.Kind.SHARED_ANON && !inode.first();
        RecordBuilder record = image.record(VMA).put("vma_type", again ? SHARED_ANON_AGAIN : area.kind().code)
                .put("vma_objref", file).put("ino_objref", inode.objref())
                .put("ino_size", area.segment() == null ? 0 : area.segment().size)
                .put("vm_start", area.start()).put("vm_end", area.end())
                .put("vm_page_prot", 0x25).put("vm_flags", area.flags())
                .put("vm_pgoff", area.kind() == AreaPlan.Kind.ANON ? area.start() / PagePart.PAGE : 0);
        image.write(record);
        switch (area.kind()) {
            case ANON, FILE -> parts.pages.addressed(area.pages(), area.start());
            case SHARED_ANON -> {
                if (!again) {
                    parts.pages.indexed(area.segment().pages);
                }
            }
            default -> { }
        }
    }

    private void context(MemoryPlan memory) throws IOException {
        Abi abi = parts.plan.abi;
        if (abi == Abi.PPC32 || abi == Abi.PPC64) {
            // no layout is known
            image.payload(MM_CONTEXT, new byte[8]);
            return;
        }
        image.write(image.record(MM_CONTEXT).putIfPresent("vdso", parts.machine(0x7fff0000))
                .putIfPresent("vdso_base", parts.machine(0x7fff0000))
                .putIfPresent("ldt_entry_size", LDT_ENTRY)
                .putIfPresent("nldt", memory.ldtEntries).putIfPresent("end_brk", parts.machine(0x620000)));
        if (abi.x86()) {
            image.payload(MM_CONTEXT_LDT, new byte[LDT_ENTRY * memory.ldtEntries]);
        }
    }
}
