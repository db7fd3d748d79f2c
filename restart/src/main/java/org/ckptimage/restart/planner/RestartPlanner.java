// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.model.Image;
import org.ckptimage.restart.plan.PlanCheck;
import org.ckptimage.restart.plan.PlanFault;
import org.ckptimage.restart.plan.PlanFiles;
import org.ckptimage.restart.plan.PlanIpc;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Remark.Weight;

/**
 * Plans the restart of the tasks, credentials, SysV IPC objects and open files of an image. Memory and
 * sockets are no part of it.
 */
public final class RestartPlanner {
    private final Caller caller;
    private final RestartOptions options;

    public RestartPlanner(Caller caller, RestartOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /** Plans the tasks of an image alone. */
    public Planned plan(Image image) {
        return plan(image, Resources.NONE);
    }

    /** Plans an image with what its tasks had. */
    public Planned plan(Image image, Resources resources) {
        List<Remark> remarks = new ArrayList<>();
        refuseImage(image, remarks);
        if (!remarks.isEmpty()) {
            return refused(remarks);
        }
        PlanContext context = new PlanContext(caller, options, remarks);
        ImageObjects objects = new ImageObjects(image);
        NamespacePlanner spaces = new NamespacePlanner(image, objects, context);
        CredPlanner creds = new CredPlanner(objects, spaces, context);
        TreePlanner tree = new TreePlanner(image.tasks(), creds, context);
        TreePlanner.Result tasks = tree.plan();
        List<PlanIpc> ipcObjects = new IpcPlanner(context).plan(resources.ipc());
        PlanFiles open = new FilesPlanner(resources.files(), objects, context).plan(tasks);
        if (remarks.stream().anyMatch(remark -> remark.weight() == Weight.REFUSED)) {
            return refused(remarks);
        }
        RestartPlan plan = new RestartPlan(tasks.tasks(), creds.plans(), spaces.plans())
                .with(ipcObjects).with(open);
        for (PlanFault fault : PlanCheck.faults(plan, caller.lastCap())) {
            remarks.add(refusal(fault, tasks));
        }
        if (remarks.stream().anyMatch(remark -> remark.weight() == Weight.REFUSED)) {
            return refused(remarks);
        }
        return new Planned(Optional.of(plan), tasks.sources(), remarks, Authorisation.of(plan, caller));
    }

    private void refuseImage(Image image, List<Remark> remarks) {
        if (!image.failures().isEmpty()) {
            remarks.add(Remark.refused("image", 0, "", "EIO", "the checkpoint failed: "
                    + image.failures().get(0).strip()));
        }
        if (image.tasks().isEmpty()) {
            remarks.add(Remark.refused("image", 0, "", "EINVAL", "there is no task in it"));
        }
        if (image.tasks().size() > options.mostTasks()) {
            remarks.add(Remark.refused("image", 0, "", "E2BIG", image.tasks().size() + " tasks, at most "
                    + options.mostTasks()));
        }
    }

    private static Remark refusal(PlanFault fault, TreePlanner.Result tasks) {
        long id = fault.objref();
        if (fault.recordType().equals("task") && tasks.sources().containsKey(fault.position())) {
            id = tasks.sources().get(fault.position()).ids().pid();
        }
        String error = fault.field().equals("depth") ? "ENOSPC" : "EINVAL";
        return Remark.refused(fault.recordType(), id, fault.field(), error, fault.message());
    }

    private static Planned refused(List<Remark> remarks) {
        return new Planned(Optional.empty(), Map.of(), remarks, Authorisation.NOTHING);
    }
}
