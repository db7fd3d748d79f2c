// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.tree;

import java.io.IOException;

/** Gives objrefs that are free. */
@FunctionalInterface
public interface FreeRun {
    /**
     * The first of {@code n} successive objrefs that no object has.
     *
     * @throws org.ckptimage.codec.ImageException if there are not that many
     */
    int first(int n) throws IOException;
}
