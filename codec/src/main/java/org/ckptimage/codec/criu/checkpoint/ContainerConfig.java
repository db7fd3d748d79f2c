// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.Objects;

/**
 * What config.dump of an engine says. A text is empty if it is not there.
 *
 * @param id of the container
 * @param name of the container
 * @param rootfsImageName image it was made from
 * @param runtime program that ran it
 * @param checkpointedTime when the checkpoint was made, as written there
 */
public record ContainerConfig(String id, String name, String rootfsImageName, String runtime,
        String checkpointedTime) {
    public ContainerConfig {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(rootfsImageName);
        Objects.requireNonNull(runtime);
        Objects.requireNonNull(checkpointedTime);
    }
}
