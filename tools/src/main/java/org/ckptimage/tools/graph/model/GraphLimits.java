// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

/**
 * How much can be drawn before a picture says nothing any more.
 *
 * @param tasks nodes of tasks; beyond that, tasks are drawn as groups
 * @param objects nodes of each other kind; beyond that, the rest is one node
 */
public record GraphLimits(int tasks, int objects) {
    public GraphLimits {
        if (tasks < 1 || objects < 1) {
            throw new IllegalArgumentException("nothing can be drawn");
        }
    }

    /** Those of a picture that a person looks at. */
    public static GraphLimits standard() {
        return new GraphLimits(200, 300);
    }
}
