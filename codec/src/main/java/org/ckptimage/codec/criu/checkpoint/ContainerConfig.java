// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.Objects;

/**
 * What config.dump of an engine says. A text is empty if it is not there.
 *
 * @param id of the container
 * @param name of the container
 * @param rootfsImageName image it was made from
 * @param rootfsImageRef the same image by its digest
 * @param runtime program that ran it
 * @param checkpointedTime when the checkpoint was made, as written there
 * @param restoredTime when it was restored before that; the year 1 stands for never
 * @param user uid and gid that it was told to run with, with a colon between
 * @param hostname name that it was told to have
 */
public record ContainerConfig(String id, String name, String rootfsImageName, String rootfsImageRef,
        String runtime, String checkpointedTime, String restoredTime, String user, String hostname) {
    public ContainerConfig {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(rootfsImageName);
        Objects.requireNonNull(rootfsImageRef);
        Objects.requireNonNull(runtime);
        Objects.requireNonNull(checkpointedTime);
        Objects.requireNonNull(restoredTime);
        Objects.requireNonNull(user);
        Objects.requireNonNull(hostname);
    }
}
