// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.Objects;

/**
 * One object refers to another.
 *
 * @param from id of the node that refers
 * @param to id of the node it refers to
 * @param kind by which field
 */
public record Edge(String from, String to, EdgeKind kind) {
    public Edge {
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(kind);
    }
}
