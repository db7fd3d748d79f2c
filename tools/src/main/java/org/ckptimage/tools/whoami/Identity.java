// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import java.util.List;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.space.Standing;

/**
 * Tasks that act with creds of the same meaning.
 *
 * @param cred the first of those creds
 * @param groups supplementary groups, each once, in ascending order
 * @param userNs objref of their user namespace; 0 if it is missing
 * @param standing what that namespace is to the host
 * @param tasks the tasks, in the order of the image
 */
public record Identity(Cred cred, GroupList groups, int userNs, Standing standing, List<Task> tasks) {
    public Identity {
        tasks = List.copyOf(tasks);
    }

    /** True if it acts as uid 0. */
    boolean root() {
        return cred.users().effective() == 0;
    }
}
