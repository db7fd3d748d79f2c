// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanTask.Signals;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.PlanUserNs.Setgroups;

/** What an image may hold beside the records of 2009 to 2012. */
public interface ImageExtras {
    /** An image that holds no more. */
    ImageExtras NONE = new ImageExtras() {};

    /** Maps of a user namespace, if they were captured. */
    default Optional<Maps> maps(UserNs space) {
        return Optional.empty();
    }

    /** Ambient capabilities. */
    default long ambient(Cred cred) {
        return 0;
    }

    /** Other properties of a cred. */
    default Set<PlanCred.Flag> flags(Cred cred) {
        return Set.of();
    }

    /** Signals of a process. */
    default Signals signals(Task task) {
        return Signals.USUAL;
    }

    /**
     * Captured maps.
     *
     * @param uids map of user ids
     * @param gids map of group ids
     * @param setgroups whether groups may be set inside
     */
    record Maps(IdMap uids, IdMap gids, Setgroups setgroups) {}
}
