// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Remark.Weight;

/**
 * What became of an image.
 *
 * @param plan how to restart it; empty if it is refused
 * @param sources tasks of the image by their position in the plan; a ghost has none
 * @param remarks why it is refused, or what will not be as it was
 * @param authorisation which steps the caller may do
 */
public record Planned(Optional<RestartPlan> plan, Map<Integer, Task> sources, List<Remark> remarks,
        Authorisation authorisation) {
    public Planned {
        Objects.requireNonNull(plan);
        sources = Map.copyOf(sources);
        remarks = List.copyOf(remarks);
        Objects.requireNonNull(authorisation);
    }

    /** Why it is refused; empty if it is not. */
    public List<Remark> refusals() {
        return remarks.stream().filter(remark -> remark.weight() == Weight.REFUSED).toList();
    }

    /** What will not be as it was. */
    public List<Remark> warnings() {
        return remarks.stream().filter(remark -> remark.weight() == Weight.WARNING).toList();
    }
}
