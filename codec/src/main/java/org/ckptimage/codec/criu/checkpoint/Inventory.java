// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.Objects;
import java.util.Optional;

/**
 * What inventory.img says of the set.
 *
 * @param imgVersion 1, or 2 for files of version 1.1
 * @param lsm whose labels the credentials have
 * @param rootIds objects of the process that dumped; what its namespaces are the set does not say
 * @param runId of the run that dumped; empty if it is not recorded
 */
public record Inventory(int imgVersion, Lsm lsm, Optional<KobjIds> rootIds, String runId) {
    public Inventory {
        Objects.requireNonNull(lsm);
        Objects.requireNonNull(rootIds);
        Objects.requireNonNull(runId);
    }

    /** True for the versions of images that are known here. */
    public boolean supported() {
        return imgVersion == 1 || imgVersion == 2;
    }

    /** Security modules that have labels. */
    public enum Lsm { NONE, SELINUX, APPARMOR }
}
