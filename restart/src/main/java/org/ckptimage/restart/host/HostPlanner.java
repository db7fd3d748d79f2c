// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.ckptimage.codec.model.Image;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.Remark.Weight;
import org.ckptimage.restart.planner.Remark;
import org.ckptimage.restart.planner.Resources;
import org.ckptimage.restart.planner.RestartOptions;
import org.ckptimage.restart.planner.RestartPlanner;

/**
 * Plans a restart on a machine: what its caller may do, and what the machine itself allows. Both who judges
 * an image and who restarts it ask this.
 *
 * @param host the machine and the caller
 * @param options what the image leaves open
 * @param machines whether the image may be of another architecture
 * @param taken tells of a number whether a task has it
 */
public record HostPlanner(HostProfile host, RestartOptions options, Machines machines, IntPredicate taken) {
    /** Architectures of images. */
    public enum Machines {
        /** That of the machine. */
        SAME,
        /** Any: tasks and creds are the same on all. */
        ANY
    }

    public HostPlanner {
        Objects.requireNonNull(host);
        Objects.requireNonNull(options);
        Objects.requireNonNull(machines);
        Objects.requireNonNull(taken);
    }

    /** The same for another caller on the machine. */
    public HostPlanner with(Caller caller) {
        return new HostPlanner(host.with(caller), options, machines, taken);
    }

    /** The same with other maps of user namespaces. */
    public HostPlanner with(RestartOptions.UsernsMap map) {
        return new HostPlanner(host, new RestartOptions(options.pids(), map, options.caps(),
                options.mostTasks()), machines, taken);
    }

    /**
     * Plans an image. What the machine does not allow is a refusal, and there is no plan then; which steps
     * the caller may do is told all the same.
     *
     * @param resources what its tasks had
     */
    public Planned plan(Image image, Resources resources) {
        Planned planned = new RestartPlanner(host.caller(), options).plan(image, resources);
        List<Remark> remarks = new ArrayList<>(planned.remarks());
        new ImageRules(host, machines, remarks).judge(image);
        planned.plan().ifPresent(plan -> new PlanRules(host, taken, remarks).judge(plan, planned.sources()));
        boolean refused = remarks.stream().anyMatch(remark -> remark.weight() == Weight.REFUSED);
        return new Planned(refused ? Optional.empty() : planned.plan(), planned.sources(), remarks,
                planned.authorisation());
    }

    /** Whether the caller may do all of a plan. */
    public static boolean possible(Planned planned) {
        return planned.plan().isPresent() && planned.authorisation().denied().isEmpty();
    }
}
