// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.restart.capture.proc.ProcFs;
import org.ckptimage.restart.capture.proc.ProcText;
import org.ckptimage.restart.capture.proc.TaskStatus;
import org.ckptimage.restart.planner.Caller;

/** Reads the profile of a machine from its files. One that is missing, unreadable or odd tells nothing. */
public final class HostReader {
    /** Inode of the initial user namespace (PROC_USER_INIT_INO). */
    private static final long INITIAL = 0xeffffffdL;
    private static final int USUAL_LAST_CAP = 40;
    private static final int HIGHEST_LAST_CAP = 63;
    private static final long PAGE_SIZE = 6;
    private static final int MOST_BYTES = 1 << 16;

    private final Path root;
    private final HostPrograms programs;

    /**
     * @param root where the file system begins; {@code proc}, {@code sys} and {@code etc} lie below it
     * @param programs what no file tells
     */
    public HostReader(Path root, HostPrograms programs) {
        this.root = root;
        this.programs = programs;
    }

    /** Reads this machine, as this process sees it. */
    public static HostReader standard() {
        return new HostReader(Path.of("/"), HostPrograms.standard());
    }

    /**
     * Reads the profile.
     *
     * @throws IOException if not even the status of the caller can be read
     */
    public HostProfile read() throws IOException {
        Caller caller = caller();
        TaskStatus status = status();
        long noNewPrivs = status.restraint().noNewPrivs();
        return new HostProfile(caller, status.sets().ambient(),
                noNewPrivs == 0 || noNewPrivs == 1 ? OptionalInt.of((int) noNewPrivs) : OptionalInt.empty(),
                kernel(), userSpace(caller.users().real()), security(),
                new HostProfile.Machine(programs.architecture(), pageSize(), programs.criuVersion()));
    }

    /** Reads the caller alone. Securebits that nobody tells are taken for 0. */
    public Caller caller() throws IOException {
        TaskStatus status = status();
        TaskStatus.Sets sets = status.sets();
        long lastCap = number("proc/sys/kernel/cap_last_cap").orElse(USUAL_LAST_CAP);
        return new Caller(status.users(), status.groups(), status.groupinfo(),
                new Cred.Caps(sets.inheritable(), sets.permitted(), sets.effective(), sets.bounding(),
                        programs.securebits().orElse(0)), (int) Math.min(lastCap, HIGHEST_LAST_CAP));
    }

    /** Tells of a number whether a task of this moment has it. */
    public IntPredicate taken() {
        return pid -> Files.exists(root.resolve("proc").resolve(Integer.toString(pid)));
    }

    private TaskStatus status() throws IOException {
        return ProcText.status(Files.readString(root.resolve("proc/self/status"),
                StandardCharsets.ISO_8859_1));
    }

    private HostProfile.Kernel kernel() {
        return new HostProfile.Kernel(text("proc/sys/kernel/osrelease").orElse(""),
                number("proc/sys/kernel/ngroups_max"), number("proc/sys/kernel/pid_max"),
                number("proc/sys/kernel/overflowuid"), number("proc/sys/kernel/overflowgid"));
    }

    private UserSpace userSpace(long uid) {
        ProcFs proc = new ProcFs(root.resolve("proc"));
        SubIds ids = new SubIds(uid, text("etc/passwd").orElse(""));
        return new UserSpace(maps(proc), level(proc), number("proc/sys/user/max_user_namespaces"),
                ids.ranges(text("etc/subuid").orElse("")), ids.ranges(text("etc/subgid").orElse("")));
    }

    private static Optional<IdMaps> maps(ProcFs proc) {
        try {
            return Optional.of(proc.ownMaps());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is above a namespace other than the initial one cannot be seen from inside. */
    private static OptionalInt level(ProcFs proc) {
        try {
            OptionalLong inode = proc.ownNamespace("user");
            return inode.isPresent() && inode.getAsLong() == INITIAL ? OptionalInt.of(0)
                    : OptionalInt.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private HostProfile.Security security() {
        return new HostProfile.Security(words("sys/kernel/security/lsm", ","),
                number("proc/sys/kernel/apparmor_restrict_unprivileged_userns"),
                number("proc/sys/kernel/yama/ptrace_scope"),
                words("proc/sys/kernel/seccomp/actions_avail", "\\s+"));
    }

    private List<String> words(String file, String separator) {
        return text(file).filter(text -> !text.isEmpty()).map(text -> List.of(text.split(separator)))
                .orElse(List.of());
    }

    /** The auxiliary vector: pairs of words, as wide and in the order that the machine has. */
    private OptionalLong pageSize() {
        try (InputStream in = Files.newInputStream(root.resolve("proc/self/auxv"))) {
            ByteBuffer pairs = ByteBuffer.wrap(in.readNBytes(MOST_BYTES)).order(ByteOrder.nativeOrder());
            while (pairs.remaining() >= 2 * Long.BYTES) {
                long type = pairs.getLong();
                long value = pairs.getLong();
                if (type == PAGE_SIZE) {
                    return OptionalLong.of(value);
                }
            }
            return OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private OptionalLong number(String file) {
        Optional<String> text = text(file).filter(word -> word.matches("\\d{1,18}"));
        return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
    }

    /** A file of sysctl gives its text to the first read alone, so that has to be large enough. */
    private Optional<String> text(String file) {
        try (InputStream in = Files.newInputStream(root.resolve(file))) {
            return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
