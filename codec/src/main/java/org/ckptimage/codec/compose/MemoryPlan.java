// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.ArrayList;
import java.util.List;

/** An address space. Threads name the same instance. */
public final class MemoryPlan {
    final FilePlan executable;
    final List<AreaPlan> areas = new ArrayList<>();
    int ldtEntries;

    /**
     * @param executable file that the task runs; null for none
     */
    public MemoryPlan(FilePlan executable) {
        this.executable = executable;
    }

    /** Adds a mapping. */
    public MemoryPlan map(AreaPlan area) {
        areas.add(area);
        return this;
    }

    /** Lets the task have entries in its LDT (x86). */
    public MemoryPlan ldt(int entries) {
        ldtEntries = entries;
        return this;
    }

    /** Code, heap and vdso of a small program. */
    public static MemoryPlan small(String path, CredPlan opener, PagesPlan heap) {
        FilePlan executable = FilePlan.of(new FilePlan.Named(path), opener, 0);
        return new MemoryPlan(executable)
                .map(AreaPlan.file(0x400000, 0x410000, executable, PagesPlan.none()))
                .map(AreaPlan.anon(0x610000, 0x610000 + 4096L * Math.max(16, heap.count()), heap))
                .map(AreaPlan.vdso(0x7fff0000));
    }
}
