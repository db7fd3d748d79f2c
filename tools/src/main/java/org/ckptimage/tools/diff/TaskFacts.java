// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.Optional;
import org.ckptimage.codec.model.Ns;
import org.ckptimage.codec.model.Task;

/**
 * What a task means.
 *
 * @param task its own values; its references serve only to tell what it shares
 * @param cred real credentials; empty where the image has none, as for a zombie
 * @param ecred effective credentials, likewise
 * @param ns its other namespaces; empty if they are missing
 * @param nodename host name in its UTS namespace; empty if that is missing
 */
public record TaskFacts(Task task, Optional<CredFacts> cred, Optional<CredFacts> ecred, Optional<Ns> ns,
        Optional<String> nodename) {
    /** Pid in the outermost namespace of the image. */
    public int pid() {
        return task.ids().pid();
    }
}
