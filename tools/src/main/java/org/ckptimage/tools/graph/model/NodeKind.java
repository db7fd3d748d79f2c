// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

/** What a node stands for, in the order in which references run. */
public enum NodeKind {
    TASK("task", "tasks"),
    CRED("cred", "creds"),
    GROUPINFO("groupinfo", "groupinfos"),
    USER("user", "users"),
    USER_NS("user_ns", "user_ns");

    private final String word;
    private final String plural;

    NodeKind(String word, String plural) {
        this.word = word;
        this.plural = plural;
    }

    /** As it is spelled on screen. */
    public String word() {
        return word;
    }

    /** Such as {@code 1 cred} or {@code 3 creds}. */
    public String count(int n) {
        return n + " " + (n == 1 ? word : plural);
    }

    /** How an object of this kind is named, such as {@code cred:17}. */
    public String name(int objref) {
        return word + ":" + objref;
    }
}
