// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.model.Image;
import org.ckptimage.restart.planner.Resources;

/** Judges what is inside an image that is sound by itself. */
@FunctionalInterface
public interface ModelCheck {
    /**
     * Judges an image without errors of its own.
     *
     * @param resources what its tasks had
     * @param name what it is called in findings
     */
    void check(Image image, Resources resources, String name, FindingSink findings);
}
