// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import org.ckptimage.codec.criu.checkpoint.ContainerConfig;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.checkpoint.CriuProcess;
import org.ckptimage.codec.criu.checkpoint.CriuThread;
import org.ckptimage.codec.criu.checkpoint.HostNames;
import org.ckptimage.codec.criu.checkpoint.Inventory;
import org.ckptimage.codec.criu.checkpoint.KobjIds;
import org.ckptimage.codec.criu.checkpoint.OciSpec;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Ns;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.UtsNs;

/**
 * Tells a set of CRIU images in the terms of Linux-CR. Each thread is a task. Objrefs are made up in the
 * order of first use; equal creds are one cred, since CRIU does not say what was shared.
 */
public final class CriuModel {
    private static final int RUNNING = 0;
    private static final int STOPPED = 4;
    private static final int DEAD = 64;
    private static final int CRIU_STOPPED = 3;

    private final CriuCheckpoint checkpoint;
    private final Objrefs objrefs = new Objrefs();
    private final SharedCreds creds;
    private final List<Task> tasks = new ArrayList<>();
    private final Map<Integer, Ns> namespaces = new HashMap<>();
    private final List<Ns> namespaceOrder = new ArrayList<>();

    private CriuModel(CriuCheckpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.creds = new SharedCreds(checkpoint, objrefs);
    }

    /** The image that a set amounts to. */
    public static Image of(CriuCheckpoint checkpoint) {
        CriuModel model = new CriuModel(checkpoint);
        checkpoint.processes().forEach(model::process);
        return model.image();
    }

    private void process(CriuProcess process) {
        Task.Refs refs = refs(process);
        for (CriuThread thread : process.threads()) {
            OptionalInt cred = thread.cred().isPresent()
                    ? OptionalInt.of(creds.objref(process, thread, thread.cred().get()))
                    : OptionalInt.empty();
            Task.Ids ids = new Task.Ids(thread.tid(), process.ids().ppid(), process.ids().pid(),
                    process.ids().pgid(), process.ids().sid());
            boolean leader = thread.tid() == process.ids().pid();
            tasks.add(new Task(process.offset(), ids, thread.comm(), state(process),
                    leader ? process.exitCode() : 0, cred, cred, refs, Task.Signals.USUAL,
                    process.zombie() ? OptionalLong.empty() : OptionalLong.of(thread.seccompMode())));
        }
    }

    private static int state(CriuProcess process) {
        if (process.zombie()) {
            return DEAD;
        }
        return process.state() == CRIU_STOPPED ? STOPPED : RUNNING;
    }

    private Task.Refs refs(CriuProcess process) {
        if (process.objects().isEmpty()) {
            return Task.Refs.NONE;
        }
        KobjIds objects = process.objects().get();
        return new Task.Refs(namespaces(objects.namespaces()), objrefs.of("files", objects.files()),
                objrefs.of("mm", objects.vm()), objrefs.of("fs", objects.fs()),
                objrefs.of("sighand", objects.sighand()), objrefs.of("signal", process.ids().pid()));
    }

    private int namespaces(KobjIds.Namespaces ids) {
        int uts = inner("uts_ns", ids.uts(), KobjIds.Namespaces::uts);
        int ipc = inner("ipc_ns", ids.ipc(), KobjIds.Namespaces::ipc);
        int net = inner("net_ns", ids.net(), KobjIds.Namespaces::net);
        int objref = objrefs.of("ns", List.of(uts, ipc, net));
        if (!namespaces.containsKey(objref)) {
            Ns set = new Ns(objref, 0, uts, ipc, net);
            namespaces.put(objref, set);
            namespaceOrder.add(set);
        }
        return objref;
    }

    /** 0 for a namespace of the process that dumped: the set has no image of it. */
    private int inner(String kind, int id, ToIntFunction<KobjIds.Namespaces> which) {
        boolean outer = checkpoint.inventory().flatMap(Inventory::rootIds).map(KobjIds::namespaces)
                .filter(ids -> which.applyAsInt(ids) == id).isPresent();
        return outer ? 0 : objrefs.of(kind, id);
    }

    private Image image() {
        return new Image(Optional.empty(), Optional.empty(), tasks, creds.creds(), creds.users(),
                creds.userNamespaces(), creds.groupinfos(), namespaceOrder, hosts(), checkpoint.counts(),
                List.of(), Optional.of(set()));
    }

    private List<UtsNs> hosts() {
        List<UtsNs> hosts = new ArrayList<>();
        for (HostNames host : checkpoint.hosts()) {
            hosts.add(new UtsNs(objrefs.of("uts_ns", host.id()), 0, host.nodename(), host.domainname()));
        }
        return hosts;
    }

    private CriuSet set() {
        Optional<Inventory> inventory = checkpoint.inventory();
        return new CriuSet(inventory.map(Inventory::imgVersion).orElse(0), checkpoint.arch(),
                inventory.map(Inventory::lsm).orElse(Inventory.Lsm.NONE).name().toLowerCase(Locale.ROOT),
                creds.sources(), checkpoint.config().map(this::container),
                checkpoint.criuVersion());
    }

    private CriuSet.Container container(ContainerConfig config) {
        return new CriuSet.Container(config.id(), config.name(), config.rootfsImageName(), config.runtime(),
                checkpoint.spec().map(OciSpec::manager).orElse(""), config.checkpointedTime());
    }
}
