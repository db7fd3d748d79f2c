// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

/** What a change does to the power of a task. */
public enum Privilege {
    GAINED,
    LOST,
    NONE
}
