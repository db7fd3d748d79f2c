// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

/** What tells which task of one image is which of the other. */
public enum Matching {
    PID,
    /** The place in the tree and the comm, since no pid is in both images. */
    PLACE
}
