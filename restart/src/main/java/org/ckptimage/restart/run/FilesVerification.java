// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.ckptimage.codec.model.files.FileTable.OnExec;
import org.ckptimage.restart.plan.PlanFiles.Held;
import org.ckptimage.restart.plan.PlanFiles.Opened;
import org.ckptimage.restart.plan.RestartPlan;

/** Compares the descriptors of the tasks with the plan, and what they show with what was opened. */
final class FilesVerification {
    private static final long CLOSE_ON_EXEC = 02_000_000;
    /** Set by the kernel for every file of a program with 64 bits. */
    private static final long LARGE = 0100_000 | 0400_000;

    private final RestartPlan plan;
    private final Told told;

    FilesVerification(RestartPlan plan, Told told) {
        this.plan = plan;
        this.told = told;
    }

    /** The first difference. */
    Optional<RestartFailure> difference() {
        for (Held one : plan.files().held()) {
            Opened file = plan.files().opened().get(one.file());
            String step = difference(one, file);
            if (!step.isEmpty()) {
                return Optional.of(new RestartFailure(OptionalInt.of(one.task()), "file", file.objref(),
                        RestartFailure.fieldOf(step), step, 0, "MISMATCH"));
            }
        }
        return Optional.empty();
    }

    /** Not every caller may look: then that the kernel opened it has to do. */
    private String difference(Held one, Opened file) {
        Path process = Path.of("/proc", told.pids.get(one.task()).toString());
        Path link = process.resolve("fd/" + one.number());
        RestartEvent.FileOpened opened = told.files.get(one.file());
        try {
            Map<String, Object> is = Files.readAttributes(link, "unix:dev,ino");
            if (opened == null || !is.get("ino").equals(opened.inode())
                    || !is.get("dev").equals(opened.device())) {
                return "verify_name";
            }
            Map<String, String> info = info(process.resolve("fdinfo/" + one.number()));
            long flags = file.flags() | (one.onExec() == OnExec.CLOSE ? CLOSE_ON_EXEC : 0);
            if ((Long.parseLong(info.get("flags"), 8) & ~LARGE) != flags) {
                return "verify_f_flags";
            }
            boolean same = Long.parseLong(info.get("pos")) == file.pos() || !Files.isRegularFile(link);
            return same ? "" : "verify_f_pos";
        } catch (AccessDeniedException e) {
            return "";
        } catch (IOException | NumberFormatException e) {
            return "verify_fd_descriptor";
        }
    }

    private static Map<String, String> info(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).lines().filter(line -> line.contains(":"))
                .collect(Collectors.toMap(line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).strip(), (one, other) -> one));
    }
}
