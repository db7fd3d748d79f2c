// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ckptimage.codec.archive.EntryName;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.checkpoint.CriuCred;
import org.ckptimage.codec.criu.checkpoint.CriuProcess;
import org.ckptimage.codec.criu.checkpoint.CriuThread;
import org.ckptimage.codec.migrate.LossSink;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;

/**
 * Compares an image with a set of CRIU images, the carrier, and finds what of the set changes when the creds,
 * groups and id maps of the image take the place of its own. Tasks are matched by pid with threads by tid.
 * What cannot be carried over stays as the carrier has it, and is told.
 */
public final class TransplantPlanner {
    private final Image image;
    private final ObjectIndex index;
    private final CriuCheckpoint carrier;
    private final Told told;
    private final Spaces spaces;
    private final CredMerge merge;
    private final Map<Integer, Task> tasks = new LinkedHashMap<>();
    private final Map<String, ImageChange> changes = new HashMap<>();

    private TransplantPlanner(String name, Image image, CriuCheckpoint carrier, LossSink losses) {
        this.image = image;
        this.index = new ObjectIndex(image);
        this.carrier = carrier;
        this.told = new Told(name, losses);
        this.spaces = new Spaces(image, carrier, told);
        this.merge = new CredMerge(image, told);
    }

    /**
     * Plans a transplant.
     *
     * @param name what to call the image in losses
     * @param image whose creds are wanted; complete and valid
     * @param carrier takes them
     * @param losses takes what cannot be carried over, and what the carrier keeps for want of anything else
     */
    public static Transplant plan(String name, Image image, CriuCheckpoint carrier, LossSink losses) {
        return new TransplantPlanner(name, image, carrier, losses).plan();
    }

    private Transplant plan() {
        image.tasks().forEach(task -> tasks.putIfAbsent(task.ids().pid(), task));
        for (CriuProcess process : carrier.processes()) {
            for (CriuThread thread : process.threads()) {
                Optional<Task> task = Optional.ofNullable(tasks.remove(thread.tid()));
                task.ifPresentOrElse(same -> thread(process, thread, same), () -> told.kept(thread,
                        "creds", "of " + thread.tid() + ": the image has no such task"));
            }
        }
        tasks.values().forEach(task -> told.lost(task, "pid", task.ids().pid() + " (" + task.comm()
                + "): the carrier has no such task"));
        spaces.changes(directory()).forEach(changes::put);
        return new Transplant(changes, CriuLimits.standard());
    }

    private void thread(CriuProcess process, CriuThread thread, Task task) {
        Optional<Cred> cred = cred(task.credRef());
        if (thread.cred().isEmpty()) {
            cred.ifPresent(unused -> told.lost(task, "cred_ref", "of " + thread.tid()
                    + ": the carrier keeps no creds of a zombie"));
            return;
        }
        if (cred.isEmpty()) {
            told.kept(thread, "creds", "of " + thread.tid() + ": the image keeps no creds of a zombie");
            return;
        }
        if (!spaces.match(process, index.userNsRef(cred.get()))) {
            told.lost(cred.get(), "user_ref", "of " + thread.tid()
                    + ": in another user namespace, and CRIU has one; the creds of the carrier stay");
            return;
        }
        CriuCred after = merge.merged(thread, thread.cred().get(), cred.get());
        effective(task, cred.get());
        CredChange change = new CredChange(thread.cred().get(), after);
        if (!change.none()) {
            changes.put(path(thread), change);
        }
    }

    private Optional<Cred> cred(OptionalInt objref) {
        return objref.isPresent() ? index.cred(objref.getAsInt()) : Optional.empty();
    }

    /** CRIU dumps the effective cred of a task only where it is the real one. */
    private void effective(Task task, Cred real) {
        Optional<Cred> effective = cred(task.ecredRef());
        boolean same = effective.isEmpty() || effective.get().users().equals(real.users())
                && effective.get().groups().equals(real.groups())
                && effective.get().caps().equals(real.caps())
                && index.groups(effective.get()).equals(index.groups(real));
        if (!same) {
            told.lost(task, "ecred_ref", effective.get().objref() + " of " + task.ids().pid()
                    + ": differs from cred_ref " + real.objref() + ", and CRIU has one cred");
        }
    }

    private String path(CriuThread thread) {
        return name(thread).path();
    }

    private EntryName name(CriuThread thread) {
        return EntryName.of(thread.source().substring(carrier.name().length() + 1));
    }

    /** Where the images are, with a slash behind it; empty for the top. */
    private String directory() {
        return carrier.processes().stream().flatMap(process -> process.threads().stream())
                .filter(thread -> !thread.source().isEmpty()).findFirst()
                .map(thread -> name(thread).directory()).filter(name -> !name.isEmpty())
                .map(name -> name + "/").orElse("");
    }
}
