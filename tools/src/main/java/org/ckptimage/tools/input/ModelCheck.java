// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.util.List;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ipc.IpcNs;

/** Judges what is inside an image that is sound by itself. */
@FunctionalInterface
public interface ModelCheck {
    /**
     * Judges an image without errors of its own.
     *
     * @param ipc objects of its IPC namespaces
     * @param name what it is called in findings
     */
    void check(Image image, List<IpcNs> ipc, String name, FindingSink findings);
}
