// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph;

/** What a node stands for, in the order in which references run. */
public enum NodeKind {
    TASK("task"),
    CRED("cred"),
    GROUPINFO("groupinfo"),
    USER("user"),
    USER_NS("user_ns");

    private final String word;

    NodeKind(String word) {
        this.word = word;
    }

    /** As it is spelled on screen. */
    public String word() {
        return word;
    }

    /** How an object of this kind is named, such as {@code cred:17}. */
    String name(int objref) {
        return word + ":" + objref;
    }
}
