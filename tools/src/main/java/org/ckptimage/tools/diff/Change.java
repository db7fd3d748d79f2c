// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.List;

/**
 * One difference.
 *
 * @param subject what it is about
 * @param path from the subject to what has the field: empty, {@code cred} or {@code ecred}
 * @param field what differs; {@link Field#TASK} if the subject itself came or went
 * @param from value in the first image, as text; empty if there is none, or if members came and went
 * @param to value in the second image, likewise
 * @param gained members of a set that only the second image has
 * @param lost members of a set that only the first image has
 * @param privilege what it does to the power of the task
 */
public record Change(Subject subject, String path, Field field, String from, String to, List<String> gained,
        List<String> lost, Privilege privilege) {
    public Change {
        gained = List.copyOf(gained);
        lost = List.copyOf(lost);
    }

    /** True if members of a set came or went. */
    public boolean ofSet() {
        return !gained.isEmpty() || !lost.isEmpty();
    }
}
