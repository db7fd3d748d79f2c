// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.compose.AreaPlan;
import org.ckptimage.codec.compose.FilePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.LabelPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.PagesPlan;
import org.ckptimage.codec.compose.SegmentPlan;
import org.ckptimage.codec.compose.SemUndoPlan;

/** Lines about memory and SysV IPC: segment, memory, area, ipc, shm, queue, sem, namespaces, undo. */
final class MemoryLines {
    private static final int PAGE = 4096;

    private final NamedThings names;

    MemoryLines(NamedThings names) {
        this.names = names;
    }

    boolean read(RecipeLine line) {
        switch (line.verb()) {
            case "segment" -> names.put(line.word(0),
                    new SegmentPlan(line.number("size", PAGE), pages(line)));
            case "memory" -> names.put(line.word(0),
                    new MemoryPlan(names.option(line, "exe", FilePlan.class, null))
                            .ldt(line.integer("ldt", 0)));
            case "area" -> names.get(line, MemoryPlan.class, line.word(0)).map(area(line));
            case "ipc" -> names.put(line.word(0), new IpcPlan());
            case "shm", "queue", "sem" -> ipc(line, names.get(line, IpcPlan.class, line.word(0)));
            case "namespaces" -> names.put(line.word(0), new NamespacesPlan(line.text("host", "host"),
                    names.option(line, "ipc", IpcPlan.class, new IpcPlan()), line.has("net")));
            case "undo" -> names.put(line.word(0), new SemUndoPlan(List.of(
                    new SemUndoPlan.Undo(line.integer("semid", 0), line.integers("adjust")))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static PagesPlan pages(RecipeLine line) {
        return new PagesPlan(line.integer("pages", 0), line.number("seed", 1),
                line.integer("per-array", 128));
    }

    private AreaPlan area(RecipeLine line) {
        long start = line.number(line.text("start"));
        long end = start + line.number("size", PAGE);
        return switch (line.word(1)) {
            case "anon" -> AreaPlan.anon(start, end, pages(line));
            case "file" -> AreaPlan.file(start, end, file(line), pages(line));
            case "shared-file" -> AreaPlan.sharedFile(start, end, file(line));
            case "shared" -> AreaPlan.sharedAnon(start, segment(line));
            case "sysv" -> AreaPlan.sharedIpc(start, segment(line));
            case "vdso" -> AreaPlan.vdso(start);
            default -> throw line.error("no such kind of area");
        };
    }

    private FilePlan file(RecipeLine line) {
        return names.get(line, FilePlan.class, line.text("file"));
    }

    private SegmentPlan segment(RecipeLine line) {
        return names.get(line, SegmentPlan.class, line.text("segment"));
    }

    private void ipc(RecipeLine line, IpcPlan ipc) {
        int key = line.integer("key", 0);
        int uid = line.integer("uid", 0);
        LabelPlan label = names.option(line, "label", LabelPlan.class, null);
        switch (line.verb()) {
            case "shm" -> ipc.shm(key, uid, segment(line), label);
            case "sem" -> ipc.semaphores(key, uid, line.integers("values"), label);
            default -> ipc.queue(key, uid, messages(line), label);
        }
    }

    private static List<IpcPlan.Message> messages(RecipeLine line) {
        List<IpcPlan.Message> messages = new ArrayList<>();
        for (String message : line.text("messages", "").split(",")) {
            if (!message.isEmpty()) {
                String[] part = message.split(":", 2);
                messages.add(new IpcPlan.Message((int) line.number(part[0]), FileLines.bytes(part[1])));
            }
        }
        return messages;
    }
}
