// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

/** What an edge stands for. */
public enum EdgeKind {
    /** From a task to the task that waits for it, or from a thread to the leader of its group. */
    PARENT("parent"),
    CRED_REF("cred_ref"),
    /** Only where a task does not act with the creds of its {@code cred_ref}. */
    ECRED_REF("ecred_ref"),
    GROUPINFO_REF("groupinfo_ref"),
    USER_REF("user_ref"),
    USERNS_REF("userns_ref"),
    CREATOR_REF("creator_ref");

    private final String label;

    EdgeKind(String label) {
        this.label = label;
    }

    /** The field that holds the reference. */
    public String label() {
        return label;
    }
}
