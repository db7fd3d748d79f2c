// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

/**
 * What a change is about.
 *
 * @param kind a task, a user namespace, or the image as a whole
 * @param pid of the task in the first image, or in the second if only that has it; 0 for others
 * @param name comm of the task, or path of the user namespace
 */
public record Subject(Kind kind, int pid, String name) {
    /** Kinds of subjects. */
    public enum Kind { IMAGE, TASK, USER_NS }
}
