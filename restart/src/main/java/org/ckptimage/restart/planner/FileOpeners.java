// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.files.OpenFile;

/** Compares the cred that opened a file with that of the task that holds it. */
final class FileOpeners {
    private final ImageObjects objects;
    private final PlanContext context;
    private final Set<Pair> told = new HashSet<>();

    /** A file and a cred of one who holds it. */
    private record Pair(int file, int cred) {}

    FileOpeners(ImageObjects objects, PlanContext context) {
        this.objects = objects;
        this.context = context;
    }

    /** What is to be said if they differ, once for a file and a cred. */
    Optional<String> judge(Task task, OpenFile file) {
        Optional<Cred> opener = objects.cred(file.credRef());
        Optional<Cred> holder = objects.cred(task.credRef().orElse(0));
        if (opener.isEmpty() || holder.isEmpty() || objects.same(opener.get(), holder.get())
                || !told.add(new Pair(file.objref(), holder.get().objref()))) {
            return Optional.empty();
        }
        Cred from = opener.get();
        boolean more = from.users().filesystem() == 0 && holder.get().users().filesystem() != 0
                || (from.caps().effective() & context.caller().all() & ~holder.get().caps().effective()) != 0;
        return Optional.of("opened with cred:" + from.objref() + ", uid " + from.users().filesystem()
                + (more ? ", which has more rights than cred:" : "; it is not cred:")
                + holder.get().objref() + " of task " + task.ids().pid()
                + (context.options().files() == RestartOptions.Files.OWN ? ", which opens it now"
                        : ": the caller opens it now"));
    }
}
