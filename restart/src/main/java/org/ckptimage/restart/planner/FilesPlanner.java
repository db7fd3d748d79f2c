// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.files.FileKind;
import org.ckptimage.codec.model.files.FileTable;
import org.ckptimage.codec.model.files.FileTable.Descriptor;
import org.ckptimage.codec.model.files.OpenFile;
import org.ckptimage.codec.model.files.OpenFiles;
import org.ckptimage.codec.model.files.OpenFlags;
import org.ckptimage.restart.plan.PlanCheck;
import org.ckptimage.restart.plan.PlanFiles;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.PlanTask.Kind;

/** Plans the files that processes of an image hold open: those with a name, each opened once for a cred. */
final class FilesPlanner {
    private static final int MOST_NUMBERS_NAMED = 5;
    private static final int KEPT = OpenFlags.ACCESS | OpenFlags.APPEND | OpenFlags.NONBLOCK | OpenFlags.DSYNC
            | OpenFlags.SYNC;

    private final OpenFiles open;
    private final PlanContext context;
    private final ImageObjects objects;
    private final List<PlanFiles.Opened> opened = new ArrayList<>();
    private final List<PlanFiles.Held> held = new ArrayList<>();
    private final Map<Key, Integer> positions = new HashMap<>();
    private final Map<Integer, Integer> ownersOfTables = new HashMap<>();
    private final Map<Integer, Integer> openers = new HashMap<>();
    private final Set<Key> toldOpeners = new HashSet<>();

    /** An open file, and the cred that opens it. */
    private record Key(int objref, int cred) {}

    FilesPlanner(OpenFiles open, ImageObjects objects, PlanContext context) {
        this.open = open;
        this.context = context;
        this.objects = objects;
    }

    PlanFiles plan(TreePlanner.Result planned) {
        if (open.left() > 0 && context.options().files() != RestartOptions.Files.NONE) {
            context.refuse("image", 0, "", "E2BIG: " + open.left() + " open files or descriptors too many");
        }
        for (int at = 0; at < planned.tasks().size(); at++) {
            Task task = planned.sources().get(at);
            Kind kind = planned.tasks().get(at).kind();
            if (kind == Kind.THREAD) {
                thread(task, planned.sources().get(planned.tasks().get(at).family().leader()));
            } else if (kind == Kind.PROCESS && open.tables().containsKey(task.refs().files())) {
                process(at, task, planned.tasks().get(at).cred());
            }
        }
        return new PlanFiles(opened, held);
    }

    private void thread(Task task, Task leader) {
        if (task.refs().files() != leader.refs().files() && open.tables().containsKey(task.refs().files())) {
            context.warn("task", task.ids().pid(), "files_objref",
                    "a thread with open files of its own: it gets those of its process");
        }
    }

    private void process(int at, Task task, int cred) {
        FileTable table = open.tables().get(task.refs().files());
        if (context.options().files() == RestartOptions.Files.NONE) {
            if (!table.descriptors().isEmpty()) {
                context.warn("task", task.ids().pid(), "files_objref", "its open files are left out: fd "
                        + numbers(table.descriptors()));
            }
            return;
        }
        Integer owner = ownersOfTables.putIfAbsent(table.objref(), task.ids().pid());
        if (owner != null) {
            context.warn("task", task.ids().pid(), "files_objref", "shared its table with task " + owner
                    + ": it gets one of its own, with the same files");
        }
        Map<FileKind, List<Descriptor>> others = new TreeMap<>();
        List<Descriptor> descriptors = new ArrayList<>(table.descriptors());
        descriptors.sort(Comparator.comparingInt(Descriptor::number));
        for (Descriptor descriptor : descriptors) {
            OpenFile file = open.files().get(descriptor.fileRef());
            if (file == null) {
                context.refuse("file", descriptor.fileRef(), "fd_objref", "EINVAL: fd "
                        + descriptor.number() + " of task " + task.ids().pid() + " is not in the image");
            } else if (file.kind() != FileKind.GENERIC) {
                others.computeIfAbsent(file.kind(), kind -> new ArrayList<>()).add(descriptor);
            } else {
                hold(at, task, cred, descriptor, file);
            }
        }
        others.forEach((kind, all) -> context.warn("task", task.ids().pid(), "files_objref",
                "not opened again: " + kind.text() + ", fd " + numbers(all)));
    }

    private static String numbers(List<Descriptor> descriptors) {
        String first = descriptors.stream().limit(MOST_NUMBERS_NAMED)
                .map(one -> Integer.toString(one.number())).collect(Collectors.joining(", "));
        int more = descriptors.size() - MOST_NUMBERS_NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private void hold(int at, Task task, int cred, Descriptor descriptor, OpenFile file) {
        if (descriptor.number() < 0 || descriptor.number() > PlanCheck.MOST_FD) {
            context.refuse("task", task.ids().pid(), "fd_descriptor", "EMFILE: fd " + descriptor.number()
                    + ", at most " + PlanCheck.MOST_FD);
            return;
        }
        boolean own = context.options().files() == RestartOptions.Files.OWN;
        Key key = new Key(file.objref(), own ? cred : PlanTask.NONE);
        Integer position = positions.get(key);
        if (position == null) {
            position = opened.size();
            positions.put(key, position);
            opened.add(new PlanFiles.Opened(file.objref(), file.name(), file.flags() & KEPT, key.cred(),
                    file.pos()));
            remark(file);
        }
        opener(task, file);
        held.add(new PlanFiles.Held(at, position, descriptor.number(), descriptor.onExec()));
    }

    /** What is different of one that is opened, and of one that is opened twice. */
    private void remark(OpenFile file) {
        int lost = file.flags() & ~KEPT;
        int times = openers.merge(file.objref(), 1, Integer::sum);
        if (times == 2) {
            context.warn("file", file.objref(), "f_pos", "tasks with different creds share it: each cred"
                    + " opens it by itself, and has an offset of its own from then on");
        } else if (times == 1 && lost != 0) {
            context.warn("file", file.objref(), "f_flags", "0" + Integer.toOctalString(lost)
                    + " of its flags are not set again");
        }
    }

    /** Says once for a file and a cred of those who hold it that another cred had opened it. */
    private void opener(Task task, OpenFile file) {
        Optional<Cred> opener = objects.cred(file.credRef());
        Optional<Cred> holder = objects.cred(task.credRef().orElse(0));
        if (opener.isEmpty() || holder.isEmpty() || objects.same(opener.get(), holder.get())
                || !toldOpeners.add(new Key(file.objref(), holder.get().objref()))) {
            return;
        }
        boolean own = context.options().files() == RestartOptions.Files.OWN;
        context.warn("file", file.objref(), "f_credref", "opened with " + text(opener.get())
                + (hasMore(opener.get(), holder.get()) ? ", which has more rights than " : ", not with ")
                + text(holder.get()) + " of task " + task.ids().pid()
                + (own ? ", who opens it now" : "; the caller opens it now"));
    }

    private static String text(Cred cred) {
        return "cred:" + cred.objref() + " (uid " + cred.users().filesystem() + ")";
    }

    private boolean hasMore(Cred one, Cred other) {
        return one.users().filesystem() == 0 && other.users().filesystem() != 0
                || (one.caps().effective() & context.caller().all() & ~other.caps().effective()) != 0;
    }
}
