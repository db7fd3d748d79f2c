// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The set of CRIU images that an {@link Image} was read from.
 *
 * @param imgVersion {@code img_version} of the inventory: 1, or 2 for images of version 1.1; 0 without one
 * @param arch the machine, as the kernel names it; empty if it is not known
 * @param lsm the security module whose labels the creds have: none, selinux or apparmor
 * @param credSources by objref of a cred, the core image it stands in
 * @param container the container around it; empty if it comes from none
 * @param criuVersion of the CRIU that wrote it; empty if it does not tell
 */
public record CriuSet(int imgVersion, String arch, String lsm, Map<Integer, String> credSources,
        Optional<Container> container, String criuVersion) {
    public CriuSet {
        Objects.requireNonNull(arch);
        Objects.requireNonNull(lsm);
        credSources = Map.copyOf(credSources);
        Objects.requireNonNull(container);
        Objects.requireNonNull(criuVersion);
    }

    /** The version as CRIU names it: 1.0 or 1.1; {@code ?} for any other. */
    public String version() {
        return switch (imgVersion) {
            case 1 -> "1.0";
            case 2 -> "1.1";
            default -> "?";
        };
    }

    /**
     * What an engine says of a container. A text is empty if it is not there.
     *
     * @param id its id
     * @param name its name
     * @param rootfsImageName image it was made from
     * @param runtime program that ran it
     * @param engine program that managed it
     * @param checkpointedTime when the checkpoint was made, as written there
     */
    public record Container(String id, String name, String rootfsImageName, String runtime, String engine,
            String checkpointedTime) {
        public Container {
            Objects.requireNonNull(id);
            Objects.requireNonNull(name);
            Objects.requireNonNull(rootfsImageName);
            Objects.requireNonNull(runtime);
            Objects.requireNonNull(engine);
            Objects.requireNonNull(checkpointedTime);
        }
    }
}
