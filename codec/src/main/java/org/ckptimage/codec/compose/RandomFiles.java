// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ckptimage.formats.FormatVersion;

/** Open files and memory of the tasks of one random image. */
final class RandomFiles {
    private final ImagePlan plan;
    private final Random random;
    private final RandomCreds creds;
    private final SegmentPlan shared;
    private final List<FilePlan> known = new ArrayList<>();
    private int terminals;

    RandomFiles(ImagePlan plan, Random random, RandomCreds creds) {
        this.plan = plan;
        this.random = random;
        this.creds = creds;
        this.shared = new SegmentPlan(4096, PagesPlan.of(1, random.nextLong() | 1));
    }

    FilesPlan table() {
        FilesPlan table = new FilesPlan();
        int fd = 0;
        for (int i = random.nextInt(4); i > 0; i--) {
            for (FilePlan file : some()) {
                table.open(fd++, file, random.nextBoolean());
            }
        }
        return table;
    }

    private List<FilePlan> some() {
        if (!known.isEmpty() && random.nextInt(4) == 0) {
            return List.of(known.get(random.nextInt(known.size())));
        }
        List<FilePlan> files = fresh();
        known.addAll(files);
        return files;
    }

    private List<FilePlan> fresh() {
        boolean old = plan.version.reconstructed();
        int kinds = old ? 2 : plan.version.since(FormatVersion.V19_DEV) ? 7 : 5;
        PipePlan pipe = new PipePlan(new byte[random.nextInt(60)]);
        return switch (random.nextInt(kinds)) {
            case 0 -> List.of(file(new FilePlan.Named("/tmp/file" + random.nextInt(100))));
            case 1 -> List.of(file(new FilePlan.PipeEnd(pipe)), file(new FilePlan.PipeEnd(pipe)));
            case 2 -> List.of(file(new FilePlan.Fifo("/tmp/fifo", pipe)));
            case 3 -> sockets();
            case 4 -> terminal();
            case 5 -> List.of(file(new FilePlan.EventFd(random.nextInt(9))));
            default -> List.of(epoll());
        };
    }

    private FilePlan file(FilePlan.Kind kind) {
        return new FilePlan(kind, creds.next(), creds.label(3), random.nextInt(3), random.nextInt(100));
    }

    private FilePlan epoll() {
        List<FilePlan.EpollItem> items = new ArrayList<>();
        if (!known.isEmpty()) {
            // a file from another table may not be in the image yet, so none is named
            items.add(new FilePlan.EpollItem(null, 3, 1, random.nextLong()));
        }
        return file(new FilePlan.Epoll(items));
    }

    private List<FilePlan> sockets() {
        SocketPlan one = SocketPlan.pair(creds.next());
        for (int i = random.nextInt(3); i > 0; i--) {
            one.receive(new byte[random.nextInt(50)]);
        }
        boolean pages = random.nextInt(8) == 0;
        one.fragments(pages ? 1 : 0);
        return List.of(file(new FilePlan.Socket(one)), file(new FilePlan.Socket(one.peer())));
    }

    private List<FilePlan> terminal() {
        TtyPlan tty = new TtyPlan(terminals++, new byte[random.nextInt(20)]);
        return List.of(file(new FilePlan.Terminal(tty, true)), file(new FilePlan.Terminal(tty, false)));
    }

    MemoryPlan memory(CredPlan cred, SegmentPlan ipc) {
        MemoryPlan memory = MemoryPlan.small("/bin/task", cred, PagesPlan.of(pages(), random.nextLong() | 1));
        memory.ldt(random.nextInt(8) == 0 ? 1 : 0);
        if (random.nextInt(3) == 0) {
            memory.map(AreaPlan.sharedAnon(0x20000000L, shared));
        }
        if (ipc != null && random.nextBoolean()) {
            memory.map(AreaPlan.sharedIpc(0x30000000L, ipc));
        }
        return memory;
    }

    private int pages() {
        return random.nextInt(6) == 0 ? 1 + random.nextInt(2) : 0;
    }
}
