// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.model;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Ns;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.UtsNs;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/**
 * Plans a stream of Linux-CR records that says what a set of CRIU images says of tasks, credentials and user
 * namespaces. What tasks share they share there too, but address spaces, tables of files and IPC namespaces
 * are empty, handlers and limits those of a fresh process.
 */
public final class NativePlan {
    /** A kernel with all capabilities that are named today; a set does not say which it was. */
    static final int KERNEL_MAJOR = 6;
    static final int KERNEL_MINOR = 0;
    static final int LONGEST_COMM = 15;

    private final Image image;
    private final ObjectIndex index;
    private final CredPlans creds;
    private final Map<Object, Object> shared = new HashMap<>();
    private final Map<Integer, TaskPlan> leaders = new HashMap<>();

    private NativePlan(Image image) {
        this.image = image;
        this.index = new ObjectIndex(image);
        this.creds = new CredPlans(index);
    }

    /** The plan for an image that {@link CriuModel} made. */
    public static ImagePlan of(Image image) {
        return new NativePlan(image).plan();
    }

    /** The architecture of a plan; x86_64 for one that Linux-CR never ran on. */
    static Abi abi(Image image) {
        return switch (image.criu().map(set -> set.arch()).orElse("")) {
            case "arm" -> Abi.ARM;
            case "s390" -> Abi.S390X;
            default -> Abi.X86_64;
        };
    }

    private ImagePlan plan() {
        Abi abi = abi(image);
        FormatVersion version = abi == Abi.ARM ? FormatVersion.V21_ARM : FormatVersion.V21;
        ImagePlan plan = new ImagePlan(version, abi, ImagePlan.usualOrder(abi)).extensions()
                .kernel(KERNEL_MAJOR, KERNEL_MINOR, 0).withoutMachine();
        image.tasks().forEach(task -> plan.add(task(task)));
        return plan;
    }

    private TaskPlan task(Task task) {
        Task.Ids ids = task.ids();
        TaskPlan plan = new TaskPlan(comm(task.comm()), ids.pid());
        TaskPlan leader = leaders.get(ids.tgid());
        if (task.zombie()) {
            return plan.family(ids.ppid(), ids.pgid(), ids.sid()).zombie((int) task.exitCode());
        }
        if (task.thread() && leader != null) {
            plan.threadOf(leader);
        } else {
            objects(plan.family(ids.ppid(), ids.pgid(), ids.sid()), task.refs());
            leaders.put(ids.pid(), plan);
        }
        task.credRef().ifPresent(ref -> index.cred(ref).ifPresent(cred -> plan.cred(creds.plan(cred))));
        return plan.seccomp((int) task.seccomp().orElse(0));
    }

    private void objects(TaskPlan plan, Task.Refs refs) {
        plan.objects(namespaces(refs.ns()), shared("files", refs.files(), FilesPlan::new),
                shared("mm", refs.mm(), () -> new MemoryPlan(null)));
        plan.rest(shared("fs", refs.fs(), FsPlan::standard),
                shared("sighand", refs.sighand(), SighandPlan::new), new SignalPlan());
    }

    private NamespacesPlan namespaces(int objref) {
        Ns ns = index.ns(objref).orElse(new Ns(objref, 0, 0, 0, 0));
        return shared("ns", objref, () -> new NamespacesPlan(
                ns.utsRef() == 0 ? null : shared("uts_ns", ns.utsRef(), () -> host(ns.utsRef())),
                ns.ipcRef() == 0 ? null : shared("ipc_ns", ns.ipcRef(), IpcPlan::new), ns.netRef() != 0));
    }

    /** A text of its own for each namespace: equal names do not make two namespaces one. */
    private String host(int utsRef) {
        return new String(index.utsNs(utsRef).map(UtsNs::nodename).orElse("").toCharArray());
    }

    /** What stands for the object with this number; an object of its own for none. */
    private <T> T shared(String kind, int objref, Supplier<T> make) {
        if (objref == 0) {
            return make.get();
        }
        Object key = kind + ":" + objref;
        @SuppressWarnings("unchecked")
        T known = (T) shared.get(key);
        if (known == null) {
            known = make.get();
            shared.put(key, known);
        }
        return known;
    }

    private static String comm(String comm) {
        return comm.length() > LONGEST_COMM ? comm.substring(0, LONGEST_COMM) : comm;
    }
}
