// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.model;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.migrate.Loss;
import org.ckptimage.codec.migrate.LossSink;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Ns;
import org.ckptimage.codec.model.Task;
import org.ckptimage.formats.Abi;

/** Lists what a stream made by {@link NativePlan} does not say of a set, and what it had to make up. */
public final class NativeLosses {
    private static final int STOPPED = 4;
    /** By the first part of file names; what stands in none of these is carried over. */
    private static final Map<String, String> LOST = Map.of(
            "core", "registers, signals, timers, limits and scheduling of tasks",
            "mm", "address spaces", "pagemap", "addresses of pages", "pages", "contents of memory",
            "files", "open files", "fdinfo", "tables of open files", "fs", "directories and umask",
            "seccomp", "seccomp filters", "timens", "offsets of clocks");
    private static final Set<String> CARRIED = Set.of("inventory", "pstree", "ids", "userns", "utsns",
            "stats-dump", "stats-restore");

    private final Image image;
    private final String name;
    private final LossSink losses;

    private NativeLosses(Image image, String name, LossSink losses) {
        this.image = image;
        this.name = name;
        this.losses = losses;
    }

    /**
     * Lists them.
     *
     * @param image as {@link CriuModel} made it
     * @param name what the set is called
     */
    public static void report(Image image, String name, LossSink losses) {
        NativeLosses list = new NativeLosses(image, name, losses);
        list.files();
        list.architecture();
        image.tasks().forEach(list::task);
        image.creds().forEach(list::labels);
        list.madeUp();
    }

    private void files() {
        image.recordCounts().forEach((stem, count) -> {
            if (!CARRIED.contains(stem)) {
                lost("", 0, "", LOST.getOrDefault(stem, "contents of " + stem + " images") + ": " + count
                        + (count == 1 ? " image file" : " image files") + " of type " + stem);
            }
        });
    }

    private void architecture() {
        String arch = image.criu().map(CriuSet::arch).orElse("");
        Abi written = NativePlan.abi(image);
        if (!arch.equals(written.kernelName()) && !written.kernelName().startsWith(arch)) {
            lost("HEADER", 0, "arch_id", arch + ": Linux-CR never ran there; written as "
                    + written.kernelName());
        }
    }

    private void task(Task task) {
        if (task.state() == STOPPED) {
            lost("TASK", 0, "state", "task " + task.ids().pid() + " is stopped: written as asleep");
        }
        if (task.comm().length() > NativePlan.LONGEST_COMM) {
            lost("TASK", 0, "comm", "task " + task.ids().pid() + ": cut to " + NativePlan.LONGEST_COMM
                    + " characters");
        }
    }

    private void labels(Cred cred) {
        label(cred, "lsm_profile", cred.ext().flatMap(Cred.Ext::lsmProfile));
        label(cred, "lsm_sockcreate", cred.ext().flatMap(Cred.Ext::lsmSockcreate));
    }

    private void label(Cred cred, String field, Optional<String> label) {
        label.ifPresent(text -> lost("CRED", cred.objref(), field, text + ": not carried over"));
    }

    private void madeUp() {
        invented("HEADER", "time", "a set does not say when it was taken");
        invented("HEADER", "major", NativePlan.KERNEL_MAJOR + "." + NativePlan.KERNEL_MINOR
                + ".0: a set does not say which kernel it was");
        invented("SIGNAL", "rlim", "limits of a fresh process");
        invented("SIGHAND", "", "no signal is handled");
        if (image.namespaces().stream().anyMatch(ns -> ns.ipcRef() != 0)) {
            invented("IPC_NS", "", "without any IPC object");
        }
        if (image.namespaces().stream().map(Ns::netRef).anyMatch(ref -> ref != 0)) {
            invented("NET_NS", "", "with a loopback device only");
        }
    }

    private void lost(String record, int objref, String field, String what) {
        losses.report(new Loss(Loss.Kind.LOST, new Location(name, 0, record, objref, field), what));
    }

    private void invented(String record, String field, String what) {
        losses.report(new Loss(Loss.Kind.INVENTED, new Location(name, 0, record, 0, field), what));
    }
}
