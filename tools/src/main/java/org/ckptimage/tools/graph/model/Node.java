// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A task or an object, or several of a kind that are drawn as one.
 *
 * @param kind what it stands for
 * @param id such as {@code cred:17} or {@code task 42}; nothing of it is text from the image
 * @param lines its label; harmless on a terminal, but not escaped for any format
 * @param emphasis why it stands out, in the order of the enum
 * @param count how many it stands for
 * @param space id of the user namespace that it lives in; empty if none is known, or for groups
 */
public record Node(NodeKind kind, String id, List<String> lines, List<Emphasis> emphasis, int count,
        Optional<String> space) {
    public Node {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(id);
        Objects.requireNonNull(space);
        lines = List.copyOf(lines);
        emphasis = List.copyOf(emphasis);
    }

    /** The id as such a word. */
    public String anchor() {
        return anchor(id);
    }

    /** An id as a word that every format takes for a name. */
    public static String anchor(String id) {
        return id.replaceAll("[^0-9A-Za-z]", "_");
    }

    /** True if it stands for something that the image does not hold. */
    public boolean missing() {
        return emphasis.contains(Emphasis.MISSING);
    }

    /** Why it stands out, but for what its label says already. */
    public List<Emphasis> badges() {
        return emphasis.stream().filter(reason -> reason != Emphasis.MISSING).toList();
    }

    /** Its label, with the reasons for which it stands out as lines of their own. */
    public List<String> words() {
        List<String> words = new ArrayList<>(lines);
        badges().forEach(reason -> words.add("[" + reason.text() + "]"));
        return words;
    }

    Node withId(String other) {
        return new Node(kind, other, lines, emphasis, count, space);
    }
}
