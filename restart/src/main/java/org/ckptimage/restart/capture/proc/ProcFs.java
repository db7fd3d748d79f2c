// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture.proc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.IdMaps.Extent;

/** The files of tasks. A task that ends while it is read is an {@link IOException}. */
public final class ProcFs {
    private static final int MOST_BYTES = 1 << 20;

    private final Path root;

    /**
     * @param root where proc is mounted
     */
    public ProcFs(Path root) {
        this.root = root;
    }

    /** That of this process. */
    public static ProcFs standard() {
        return new ProcFs(Path.of("/proc"));
    }

    private Path task(int pid, int tid) {
        return root.resolve(pid + "/task/" + tid);
    }

    /** A file as it is: the kernel gives none that is longer. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(bytes(file), StandardCharsets.ISO_8859_1);
    }

    /** True if there is such a process. */
    public boolean exists(int pid) {
        return Files.exists(root.resolve(Integer.toString(pid)));
    }

    /** All threads of a process, its leader first. */
    public List<Integer> threads(int pid) throws IOException {
        try (Stream<Path> all = Files.list(root.resolve(pid + "/task"))) {
            return all.map(path -> Integer.valueOf(path.getFileName().toString()))
                    .sorted((a, b) -> a == pid ? b == pid ? 0 : -1 : b == pid ? 1 : a.compareTo(b)).toList();
        }
    }

    /** Children that a thread made and that are still its own. */
    public List<Integer> children(int pid, int tid) throws IOException {
        return ProcText.pids(text(task(pid, tid).resolve("children")));
    }

    /** {@code status} of a thread. */
    public TaskStatus status(int pid, int tid) throws IOException {
        return ProcText.status(text(task(pid, tid).resolve("status")));
    }

    /** {@code stat} of a thread. */
    public TaskStat stat(int pid, int tid) throws IOException {
        return ProcText.stat(text(task(pid, tid).resolve("stat")));
    }

    /** Command name of a thread, any bytes, as ISO 8859-1. */
    public String comm(int pid, int tid) throws IOException {
        String line = text(task(pid, tid).resolve("comm"));
        return line.isEmpty() ? line : line.substring(0, line.length() - 1);
    }

    /** Inode of a namespace; empty if a zombie has none any more, or if the reader may not know. */
    public OptionalLong namespace(int pid, int tid, String kind) throws IOException {
        return inode(task(pid, tid).resolve("ns").resolve(kind));
    }

    /** Inode of a namespace of the reader. */
    public OptionalLong ownNamespace(String kind) throws IOException {
        return inode(root.resolve("self/ns").resolve(kind));
    }

    private static OptionalLong inode(Path link) throws IOException {
        Optional<String> name = link(link);
        int open = name.map(text -> text.indexOf('[')).orElse(-1);
        return open < 0 ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(name.get().substring(open + 1, name.get().length() - 1)));
    }

    private static Optional<String> link(Path link) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (NoSuchFileException | AccessDeniedException e) {
            return Optional.empty();
        }
    }

    /** A directory that a process has, {@code cwd} or {@code root}; empty if the reader may not know. */
    public Optional<String> directory(int pid, String name) throws IOException {
        return link(root.resolve(Integer.toString(pid)).resolve(name));
    }

    /** Resource limits of a process: soft and hard in turn, -1 for none. */
    public List<Long> limits(int pid) throws IOException {
        return ProcText.limits(text(root.resolve(pid + "/limits")));
    }

    /** Maps of the user namespace of a process; ids outside are those of the reader. */
    public IdMaps maps(int pid) throws IOException {
        return maps(root.resolve(Integer.toString(pid)));
    }

    /** Maps of the user namespace of the reader; ids outside are those of the namespace above. */
    public IdMaps ownMaps() throws IOException {
        return maps(root.resolve("self"));
    }

    private static IdMaps maps(Path process) throws IOException {
        List<Extent> uids = ProcText.map(text(process.resolve("uid_map")));
        List<Extent> gids = ProcText.map(text(process.resolve("gid_map")));
        boolean denied = text(process.resolve("setgroups")).startsWith("deny");
        return new IdMaps(OptionalLong.of(denied ? 0 : 1), uids, gids);
    }

    /** A value of the kernel, such as {@code osrelease}. */
    public String kernel(String name) throws IOException {
        return text(root.resolve("sys/kernel").resolve(name)).strip();
    }
}
